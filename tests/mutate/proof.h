/* Certificates as the oracle reads and writes them. */
#ifndef MC_TESTS_PROOF_H
#define MC_TESTS_PROOF_H

#include "statement.h"

/* In the order of form_of[] in proof.c. */
typedef enum claim_kind {
    BOUND_ALONE, /* guarantee-at-least of FORMAT.md */
    LIMIT_ALONE, /* potential-at-most of FORMAT.md */
    LOWER,
    UPPER,
    NO_MECHANISM,
    BOUND,
    GUARANTEE,
    LOSS,
    SHORTFALL,
    LIMIT,
    DIRECT,
    POTENTIAL,
    EQUILIBRIUM,
    PAIR,
    TRIPLE,
    SLACKNESS,
    CLAIMS
} claim_kind;

/* A multiplier: alpha_i(a, b), beta_i(a), pi_i(x, theta) or y_i(theta). */
typedef struct multiplier {
    size_t profile, agent, a, b;
    mpq_t value;
} multiplier;

typedef struct multipliers {
    size_t count;
    multiplier *list;
} multipliers;

/* compare_multipliers: the order of their lines. */
int compare_multipliers(const multiplier *p, const multiplier *q);

enum { FIELDS = 3 };

/* A certificate and the statements it is about. Which parts there are depends
   on the claim; the rest is empty. */
typedef struct proof {
    statement *const *about; /* KINDS of them, NULL where there is none */
    size_t agents, outcomes, states;
    claim_kind claim;
    size_t k;
    mpq_t field[FIELDS]; /* of the claim, without K */
    grid play;           /* of actions: obedience, and BCEs */
    grid signal;         /* of signals, or of messages, or of a program */
    bool out;            /* of messages */
    size_t secure[MOST_AGENTS];
    table m, sigma, lambda, gamma; /* of the certificate */
    table priors;                  /* t y_0 ... */
    multipliers obedience, truth, beta, pi, y;
    size_t who, where, profile;       /* participation-shortfall */
    table q, interim, payoffs, gains; /* equilibrium; see proof.c */
} proof;

/* proof_read: NULL if it is not even in the form of a certificate of its claim;
   then *reason says why. The hashes are not looked at, nor is spacing. */
proof *proof_read(const char **reason, statement *const about[KINDS],
                  const char *text, size_t length);
void proof_free(proof *p);

/* proof_write: the only text that this certificate may have. */
char *proof_write(const proof *p, size_t *length);

/* has_set: the prior of the claim is a set given by rows. */
bool has_set(const proof *p);

/* interim rows: one for each agent and signal, P and v_0 ... v_{most-1}. */
size_t interim_row(const proof *p, size_t agent, size_t signal);

#endif
