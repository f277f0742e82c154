/* Exact linear programming. */
#ifndef MC_LP_SOLVE_H
#define MC_LP_SOLVE_H

#include "arith/vector.h"
#include "base/stop.h"
#include "lp/basis.h"

typedef enum mc_lp_kind {
    MC_LP_OPTIMAL,
    MC_LP_INFEASIBLE,
    MC_LP_UNBOUNDED,
    MC_LP_UNDECIDED
} mc_lp_kind;

/* What is known exactly about a program, in the user's units and sense.
   OPTIMAL     x is optimal, value its objective; y and reduced = cost - A^T y
               solve the dual: y[r] is the rate at which the value changes
               with the bound at which row r stands.
   INFEASIBLE  y proves it (verify/FORMAT-LP.md section 5, t = 0), unless
               crossing_row or crossing_column names crossing bounds.
   UNBOUNDED   x is feasible and ray keeps every bound and improves the cost.
   UNDECIDED   if has_point, x is feasible with objective `value`; if
   has_prices, y proves the bound `dual_value` on the optimal value. Vectors
   that a kind does not mention have no meaning. basis is the last one looked
   at. */
typedef struct mc_lp_solution {
    mc_lp_kind kind;
    mc_vector x, y, reduced, ray;
    mpq_t value, dual_value;
    bool has_point, has_prices;
    size_t crossing_row, crossing_column; /* SIZE_MAX: none */
    mc_basis basis;
    size_t refinements; /* further floating-point proposals */
    size_t pivots;      /* exact pivots after the proposals */
} mc_lp_solution;

MC_NODISCARD bool mc_lp_solution_init(mc_lp_solution *solution,
                                      const mc_lp *lp);
void mc_lp_solution_clear(mc_lp_solution *solution);

/* How to solve. All zero is the default. */
typedef struct mc_lp_options {
    const mc_basis *start; /* begin here instead of with a proposal */
    bool exact_only;       /* no floating point at all */
    bool all_or_nothing;   /* nothing is salvaged when it is stopped */
    /* 0: no limit. Floating point has half of it; with `stop` the search ends
       after eight ninths, and the rest is for bounds that are certain. */
    unsigned long milliseconds;
    const mc_stop *stop;
    void (*log)(void *user, const char *text); /* one line per stage */
    void *log_user;
} mc_lp_options;

/* mc_lp_solve: solves the program over the rationals. Floating-point simplex
   (Clp) proposes a basis; its basic solution is computed exactly; while signs
   are wrong, Clp looks at the program shifted to that solution and magnified,
   and if that does not help, exact simplex pivots follow.
   Guarantees: ends unless it is stopped (doc/maths.md L6); everything that the
               solution states was computed in rational arithmetic, whatever
               was proposed.
   Errors:     MC_UNDECIDED when it was stopped: the solution then is
               MC_LP_UNDECIDED with what was certified so far; MC_LIMIT when
               there is no memory. */
MC_NODISCARD mc_status mc_lp_solve_with(mc_lp_solution *solution,
                                        mc_message *message, const mc_lp *lp,
                                        const mc_lp_options *options);

/* mc_lp_solve: the same with default options. */
MC_NODISCARD mc_status mc_lp_solve(mc_lp_solution *solution,
                                   mc_message *message, const mc_lp *lp);

#endif
