/* Exact guarantees of a family of mechanisms, one after the other. */
#ifndef MC_CLI_SWEEP_H
#define MC_CLI_SWEEP_H

#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

#include "cli/limits.h"
#include "cli/list.h"
#include "cli/new.h"
#include "report/sweep.h"

/* A mechanism and its environment are kinds of `mechcert new`. formula: what
   the guarantee is conjectured to be, as a function of the number of agents N
   and the social value T, and the same in words; or NULL. */
typedef struct mc_sweep_family {
    const char *mechanism, *environment, *words;
    void (*formula)(mpq_t result, const mpq_t agents, const mpq_t value);
} mc_sweep_family;

/* The whole run: one row for every combination of the numbers in the lists of
   the parameters that the family has, the last parameter fastest.
   Invariants: rows are written by the one worker that took them from `next`;
   done, last and the rows' flags change under the lock. */
typedef struct mc_sweep {
    const mc_sweep_family *family;
    const mc_new_kind *mechanism, *environment;
    size_t parameters;
    mc_new_option parameter[MC_NEW_OPTIONS];
    const char *parameter_name[MC_NEW_OPTIONS];
    mc_cli_list list[MC_NEW_OPTIONS];
    const char *directory;
    bool loud;
    mc_cli_limits limits;
    mc_sweep_row *row;
    mc_sweep_table table;
    atomic_size_t next;
    atomic_bool failed;
    mc_status status; /* of the first failure */
    mc_message message;
    size_t done;
    struct timespec last; /* when the table was written */
    struct mc_sweep_lock *lock;
} mc_sweep;

/* mc_sweep_run: computes all rows, two at once, and writes the files. The table
   is kept in DIR/sweep.csv on the way. Errors: those of the first row that
   failed; MC_UNDECIDED if it was stopped, after which the rows that are done
   stand in the table. */
MC_NODISCARD mc_status mc_sweep_run(mc_sweep *sweep, mc_message *message);

/* mc_sweep_clear: frees rows and lists. */
void mc_sweep_clear(mc_sweep *sweep);

#endif
