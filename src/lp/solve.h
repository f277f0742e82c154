/* Exact linear programming. */
#ifndef MC_LP_SOLVE_H
#define MC_LP_SOLVE_H

#include "arith/vector.h"
#include "lp/basis.h"

typedef enum mc_lp_kind {
    MC_LP_OPTIMAL,
    MC_LP_INFEASIBLE,
    MC_LP_UNBOUNDED
} mc_lp_kind;

/* What is known exactly about a program. For MC_LP_OPTIMAL x is optimal and y,
   reduced solve the dual, in the user's units and for the user's sense:
   value = cost . x; y[r] is the rate at which the value changes with the
   bound at which row r stands, reduced = cost - A^T y. For MC_LP_UNBOUNDED x is
   feasible. The other kinds leave y and reduced without meaning. */
typedef struct mc_lp_solution {
    mc_lp_kind kind;
    mc_vector x, y, reduced;
    mpq_t value;
    size_t pivots; /* exact pivots after the proposal */
    bool proposed; /* a floating-point basis was the starting point */
} mc_lp_solution;

MC_NODISCARD bool mc_lp_solution_init(mc_lp_solution *solution,
                                      const mc_lp *lp);
void mc_lp_solution_clear(mc_lp_solution *solution);

/* mc_lp_solve: solves the program over the rationals. A floating-point basis
   is proposed, its exact basic solution computed, and exact simplex pivots
   are made from there until the signs are right.
   Guarantees: always ends (doc/maths.md L6); every sign that decides the
               answer was computed in rational arithmetic.
   Errors:     MC_LIMIT when there is no memory. */
MC_NODISCARD mc_status mc_lp_solve(mc_lp_solution *solution,
                                   mc_message *message, const mc_lp *lp);

#endif
