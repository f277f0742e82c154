#ifndef MV_ENVIRONMENT_H
#define MV_ENVIRONMENT_H

#include "report.h"
#include "sha256.h"

/* Labels in one block of text: label k begins at byte start[k] and is ended by
   a zero byte. */
struct mv_labels {
    char *text;
    size_t *start, count;
};

/* The payoffs that are not 0, as lists in two orders: by state (a list for each
   state and player, over outcomes) and by outcome (over states). */
enum mv_order { MV_BY_STATE, MV_BY_OUTCOME };

/* component[MV_BY_STATE] is the outcome, component[MV_BY_OUTCOME] the state;
   next is 1 + the index of the next cell of the list, or 0. */
struct mv_cell {
    size_t player, component[2], next[2];
    mpz_t value;
};

/* An environment. mu(theta) = prior[theta] / prior_denominator, and the payoffs
   are integers over the one denominator C > 0. Players 0 to N-1 are the agents,
   player N is the designer. The list of state (or outcome) o and a player
   begins with 1 + a cell at head[order][o (N+1) + player]. Cells are in the
   order of the designer, agent 0, agent 1, ...; then of states and outcomes. */
struct mv_environment {
    char hash[MV_SHA256_TEXT];
    struct mv_labels agents, outcomes, states;
    mpz_t prior_denominator, *prior, denominator;
    struct mv_cell *cell;
    size_t cells, *head[2];
};

/* mv_environment_read: reads the statement in `path` ("-": standard input).
   Errors: E100, E2xx, E500; ends the program. */
void mv_environment_read(struct mv_environment *e, const char *path);

/* mv_environment_echo: prints the statement as it was understood. */
void mv_environment_echo(const struct mv_environment *e, FILE *file);

/* mv_label: label k. */
const char *mv_label(const struct mv_labels *labels, size_t k);

#endif
