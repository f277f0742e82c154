/* Bounds of columns that follow from rows. */
#ifndef MC_LP_IMPLIED_H
#define MC_LP_IMPLIED_H

#include "arith/vector.h"
#include "base/stop.h"
#include "lp/model.h"

/* Side 2 j is the lower bound of column j, side 2 j + 1 the upper one. Round 0
   are finite bounds of the program. A side of round k > 0 follows from one
   row and from sides of rounds below k: entry[side] is the position of the
   column in that row. value is a guess of the bound, which decides between
   rows and nothing else. */
typedef struct mc_lp_implied {
    const mc_lp *lp;
    unsigned *round; /* UINT_MAX: no such bound */
    size_t *entry;
    double *value;
    size_t *order; /* sides of rounds > 0, last round first */
    size_t count;
} mc_lp_implied;

/* mc_lp_implied_init: returns false without memory or when it is stopped; then
   nothing is to be cleared. */
MC_NODISCARD bool mc_lp_implied_init(mc_lp_implied *implied, const mc_lp *lp,
                                     const mc_stop *stop);
void mc_lp_implied_clear(mc_lp_implied *implied);

/* mc_lp_implied_follows: the side is a bound of round 1 or later. */
bool mc_lp_implied_follows(const mc_lp_implied *implied, size_t column,
                           bool upper);

/* mc_lp_implied_lift: moves multipliers (of the minimisation and the user's
   rows) until no reduced cost asks for a side of round 1 or later: what it
   asks is taken from the row that implies the side.
   Guarantees: a reduced cost then asks for an infinite bound only if it did
               before. Returns false when stopped.
   Ref:        doc/maths.md L10. */
MC_NODISCARD bool mc_lp_implied_lift(mc_vector *y, const mc_lp_implied *implied,
                                     const mc_stop *stop);

#endif
