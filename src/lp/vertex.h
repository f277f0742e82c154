/* The exact basic solution that belongs to a basis. */
#ifndef MC_LP_VERTEX_H
#define MC_LP_VERTEX_H

#include "arith/dixon.h"
#include "lp/basis.h"

/* The square system of a basis: tight rows (those not basic) times basic
   columns. Everything else follows from its solution, so the slack columns of
   a textbook basis never enter a factorisation.
   Rows are those of lp->matrix, that is row_scale times the user's rows.
   Invariants: `part` is non-singular, `factors` belong to it; row_of[r] is
   the place of row r in `part`, or UINT32_MAX if r is basic. */
typedef struct mc_vertex {
    const mc_lp *lp;
    mc_basis *basis;
    size_t size;
    uint32_t *column; /* the basic columns */
    uint32_t *row;    /* the tight rows */
    uint32_t *row_of;
    mc_sparse part;
    mc_modular *factors;
    const mc_stop *stop;
} mc_vertex;

/* mc_vertex_init: factors the basis. With `repair` a basis that is singular
   modulo a few primes loses its dependent columns to the slacks of dependent
   rows; then `basis` changes. Without, the basis is known to be non-singular
   and primes are drawn until one shows it (doc/maths.md L6).
   Like all functions here it returns false when there is no memory or when it
   is stopped; the vertex may be cleared. */
MC_NODISCARD bool mc_vertex_init(mc_vertex *vertex, const mc_lp *lp,
                                 mc_basis *basis, bool repair,
                                 const mc_stop *stop);
void mc_vertex_clear(mc_vertex *vertex);

/* mc_vertex_point: the values of all columns, and the activities of all rows
   (scaled as lp->matrix) over the same denominator. Both are initialised with
   the right length. */
MC_NODISCARD bool mc_vertex_point(mc_vector *x, mc_vector *activity,
                                  const mc_vertex *vertex);

/* mc_vertex_prices: for the given costs of the columns (minimisation), the
   multipliers y of the rows, 0 on basic rows, and the reduced costs
   d = cost - A^T y of the columns, 0 on basic columns. Both over one
   denominator. A unit more of row r's activity costs y[r]. */
MC_NODISCARD bool mc_vertex_prices(mc_vector *y, mc_vector *reduced,
                                   const mc_vertex *vertex,
                                   const mc_vector *cost);

/* mc_vertex_direction: how the columns and the activities change per unit of
   the non-basic variable `variable`: column j < columns, or row variable -
   columns; one denominator. */
MC_NODISCARD bool mc_vertex_direction(mc_vector *x, mc_vector *activity,
                                      const mc_vertex *vertex, size_t variable);

#endif
