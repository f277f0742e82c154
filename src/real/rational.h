/* Rational constants, exactly (FORMAT-REAL section 3). */
#ifndef MC_REAL_RATIONAL_H
#define MC_REAL_RATIONAL_H

#include "real/expression.h"

typedef enum mc_rational_result {
    MC_RATIONAL_OK,
    MC_RATIONAL_NOT,      /* not a rational constant */
    MC_RATIONAL_UNSUITED, /* a bound of a sum: not an integer, or too many */
    MC_RATIONAL_LARGE     /* more than 2^20 bits, or too much work */
} mc_rational_result;

/* mc_rational_evaluate: the value of a node in which only slots with known
   values are free.
   Shapes: known[slot] is NULL or a value. `work` counts down. */
mc_rational_result mc_rational_evaluate(fmpq_t out, const mc_node *node,
                                        fmpq *const *known, size_t *work);

/* mc_rational_range: the bounds of a sum or product, and that it has at most
   100,000 terms. An empty one has *upper < *lower. */
mc_rational_result mc_rational_range(slong *lower, slong *upper,
                                     const mc_node *node, fmpq *const *known,
                                     size_t *work);

enum { MC_RATIONAL_WORK = 20000000 };

#endif
