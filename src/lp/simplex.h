/* Primal simplex in rational arithmetic, from any basis. */
#ifndef MC_LP_SIMPLEX_H
#define MC_LP_SIMPLEX_H

#include "lp/proposal.h"
#include "lp/solve.h"
#include "lp/vertex.h"

/* The state of a solve, in terms of the minimisation with the scaled rows of
   lp->matrix. Invariant after mc_simplex_look: x and activity are the exact
   basic solution of `basis`; violated: some basic variable is outside its
   bounds; y and reduced are the prices for the user's cost, or for the sum of
   violations if there is one. */
typedef struct mc_simplex {
    const mc_lp *lp;
    const mc_stop *stop;
    mc_basis *basis;
    mc_vertex vertex; /* the last one looked at */
    mc_vector cost;   /* minimised */
    mc_vector x, activity, y, reduced, step_x, step_activity, phase_cost;
    bool has_point, violated;
    bool pivoted;      /* basis follows from a non-singular one by a pivot */
    unsigned stalled;  /* pivots in a row that did not move */
    mpz_t left, right; /* scratch */
} mc_simplex;

MC_NODISCARD bool mc_simplex_init(mc_simplex *simplex, const mc_lp *lp,
                                  mc_basis *basis, const mc_stop *stop);
void mc_simplex_clear(mc_simplex *simplex);

/* What a look at a vertex tells. */
typedef enum mc_look {
    MC_LOOK_OPTIMAL,    /* no violation, no improving variable */
    MC_LOOK_INFEASIBLE, /* the sum of violations is positive and minimal */
    MC_LOOK_UNBOUNDED,  /* step_x is a ray that lowers the cost */
    MC_LOOK_OPEN
} mc_look;

/* mc_simplex_look: the exact basic solution and its prices. With `pivot` one
   pivot is made if the vertex does not decide, and `basis` is the next one.
   Both solves run at once where they are large.
   Errors: MC_UNDECIDED when stopped, MC_LIMIT without memory. */
MC_NODISCARD mc_status mc_simplex_look(mc_look *look, mc_simplex *simplex,
                                       bool pivot);

/* mc_simplex_user_prices: y and reduced for the user's cost at the vertex that
   was looked at last, without a pivot, whether or not it violates bounds. */
MC_NODISCARD mc_status mc_simplex_user_prices(mc_simplex *simplex);

/* mc_simplex_violation: the sum of the violations of bounds (of scaled rows);
   mc_simplex_cost: the minimised cost, both at the vertex looked at last. */
void mc_simplex_violation(mpq_t sum, const mc_simplex *simplex);
void mc_simplex_cost(mpq_t cost, const mc_simplex *simplex);

/* mc_simplex_farkas: turns y into multipliers that prove infeasibility, after
   MC_LOOK_INFEASIBLE. */
void mc_simplex_farkas(mc_simplex *simplex);

#endif
