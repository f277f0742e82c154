/* How long a computation about a game may go on. */
#ifndef MC_GAME_EFFORT_H
#define MC_GAME_EFFORT_H

#include <stdbool.h>
#include <stddef.h>

#include <mechcert/game.h>

#include "base/stop.h"
#include "lp/solve.h"

/* Work is counted, so that `limits` are asked now and then only; limits may be
   NULL. `stopped` stays true. */
typedef struct mc_effort {
    const mc_limits *limits;
    size_t work;
    bool stopped;
} mc_effort;

/* mc_effort_goes_on: counts work, a unit of which takes some 100 ns; false once
   it is to stop. */
bool mc_effort_goes_on(mc_effort *effort, size_t work);

/* mc_effort_fail: why something could not be built: stopped, or no memory. */
mc_status mc_effort_fail(const mc_effort *effort, mc_message *message);

/* mc_limits_stop: the question of `limits` as one that the solver asks. */
mc_stop mc_limits_stop(const mc_limits *limits);

/* mc_limits_options: how the solver is to be run: without salvage, since half a
   result is of no use here. `stop` has to outlive the options. */
mc_lp_options mc_limits_options(const mc_limits *limits, const mc_stop *stop);

/* mc_program_fits: a linear program with this many entries may be built; else
   MC_LIMIT and a message. */
MC_NODISCARD mc_status mc_program_fits(mc_message *message, double entries);

#endif
