/* What a play of strategies gives: FORMAT-GAME.md 3.4. */
#ifndef MC_TESTS_OUTCOME_H
#define MC_TESTS_OUTCOME_H

#include "proof.h"

typedef struct outcome {
    table q, interim, payoffs, gains; /* as in a proof */
    mpq_t welfare, gain;
} outcome;

/* outcome_init: without strategies, the identity. */
void outcome_init(outcome *o, const proof *p);
void outcome_clear(outcome *o);

/* identity_fits: the identity is not needed, or the labels allow it. */
bool identity_fits(const proof *p);

/* slackness: COUNT and TOTAL of FORMAT-GAME.md 4.11. */
void slackness(mpq_t count, mpq_t total, const proof *p);

#endif
