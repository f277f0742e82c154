/* A statement mechcert-divisible-1 in the oracle: FORMAT-DIVISIBLE.md section
   1. */
#ifndef MC_TESTS_DIVISIBLE_MODEL_H
#define MC_TESTS_DIVISIBLE_MODEL_H

#include "exact.h"

enum { MOST_AGENTS = 16 };

typedef struct model {
    const json *root;
    size_t N, cells[MOST_AGENTS], all; /* all: their product */
    num low[MOST_AGENTS], high[MOST_AGENTS], cost;
    bool set, cuts, payments;
    num *cut[MOST_AGENTS];
    size_t rows; /* of the lottery: a probability and the prices */
    num **row;
    num *level, **payment; /* by cells; NULL: not there */
    size_t terms, **exponent;
    num *factor;
    size_t atoms;
    num *chance, **atom;
} model;

model *model_read(const json *root);

/* The level and the payment of an agent at a type; the payments are those of
   prices or a table. Below the support nothing is produced. */
num model_level(const model *m, const num *v);
num model_payment(const model *m, const num *v, size_t agent);

/* Cells in order; next_cell: false after the last one. */
void first_cell(size_t *k);
bool next_cell(size_t *k, const model *m);

#endif
