/* The inside of a strategy profile. */
#ifndef MC_GAME_STRATEGIES_H
#define MC_GAME_STRATEGIES_H

#include <mechcert/game.h>

#include "arith/vector.h"
#include "base/file.h"
#include "game/choices.h"

/* b_i(a|s) = strategy[i][s * actions.count[i] + a], a lottery for every agent
   and signal. */
struct mc_strategies {
    char *title, *notes; /* NULL if absent */
    char **agent_label;
    mc_choices signals, actions;
    mc_vector *strategy;
    char sha256[65];
};

/* mc_strategies_parse: mc_strategies_read for a file that is in memory. */
MC_NODISCARD mc_status mc_strategies_parse(mc_strategies **strategies,
                                           mc_message *message,
                                           const mc_file *file);

/* mc_strategies_draft: all numbers 0. NULL: out of memory. */
mc_strategies *mc_strategies_draft(char *const *agent_label,
                                   const mc_choices *signals,
                                   const mc_choices *actions);
MC_NODISCARD mc_status mc_strategies_seal(mc_strategies *strategies,
                                          mc_message *message);

#endif
