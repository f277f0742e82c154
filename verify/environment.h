#ifndef MV_ENVIRONMENT_H
#define MV_ENVIRONMENT_H

#include "sha256.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <gmp.h> /* after stdio.h, for mpz_out_str */

/* Labels in one block of text: label k begins at byte start[k] and is ended by
   a zero byte. */
struct mv_labels {
    char *text;
    size_t *start;
    size_t count;
};

/* A payoff that is not 0: `value` over the common denominator. */
struct mv_payoff {
    size_t component;
    mpz_srcptr value;
};

/* Sparse payoffs of the players, of whom 0 to N-1 are the agents and N is the
   designer. The entries of row r are payoff[start[r]] to payoff[start[r + 1]].
   By state:   row theta (N+1) + player, component omega.
   By outcome: row omega (N+1) + player, component theta. */
struct mv_payoffs {
    size_t rows, components;
    size_t *start;
    struct mv_payoff *payoff;
};

struct mv_cell {
    uint32_t player, state, outcome;
    mpz_t value;
};

/* An environment. mu(theta) = prior[theta] / prior_denominator, and the payoffs
   are integers over the one denominator C > 0. */
struct mv_environment {
    char hash[MV_SHA256_TEXT];
    struct mv_labels agents, outcomes, states;
    mpz_t prior_denominator, *prior;
    mpz_t denominator;
    struct mv_cell *cell; /* all payoffs that are not 0 */
    size_t cells;
    struct mv_payoffs by_state, by_outcome;
};

/* mv_environment_read: reads the statement in `path` ("-": standard input).
   Errors: E100, E2xx, E500; ends the program. */
void mv_environment_read(struct mv_environment *environment, const char *path);

/* mv_environment_echo: prints the statement as it was understood. */
void mv_environment_echo(const struct mv_environment *environment, FILE *file);

/* mv_label: label k. */
const char *mv_label(const struct mv_labels *labels, size_t k);

#endif
