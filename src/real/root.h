/* Zeros of equations: that there is one, that there is no other, and where
   (FORMAT-REAL section 7). */
#ifndef MC_REAL_ROOT_H
#define MC_REAL_ROOT_H

#include "real/evaluate.h"

typedef struct mc_root_cell {
    arf_struct u; /* where it ends */
    char kind;    /* '+', '-', 'm' */
} mc_root_cell;

/* Invariant: the cells cover the range, in order; the cells 'm' are
   neighbours; the zero is between lo and hi, which are in them. */
typedef struct mc_root_proof {
    arf_t lo, hi;
    size_t cells, room;
    mc_root_cell *cell;
} mc_root_proof;

void mc_root_proof_init(mc_root_proof *proof);
void mc_root_proof_clear(mc_root_proof *proof);

/* mc_root_find: proves that the root exists and is the only one, and encloses
   it to a relative width of 2^-goal if e->bits suffices.
   Domain:  the evaluator plans (e->plan); the statement has one name.
   Returns: false with e->fault. */
bool mc_root_find(mc_root_proof *proof, mc_evaluator *e, size_t index,
                  slong goal);

#endif
