/* What `prove` and `eval` share: digits, time, threads, interrupts. */
#ifndef MC_CLI_EFFORT_H
#define MC_CLI_EFFORT_H

#include <mechcert/claim.h>

#include "cli/limits.h"

typedef struct mc_cli_effort {
    const char *digits, *time, *threads; /* option values */
    mc_cli_limits limits;
    mc_claim_effort effort;
} mc_cli_effort;

/* mc_cli_effort_begin: checks the values, starts the clock, and lets an
   interrupt stop the search (a second one ends the program). Returns
   MC_EXIT_OK or, after a message, MC_EXIT_USAGE. */
int mc_cli_effort_begin(mc_cli_effort *effort, const char *command);

/* mc_cli_effort_end: clears the line of the progress. */
void mc_cli_effort_end(mc_cli_effort *effort);

#endif
