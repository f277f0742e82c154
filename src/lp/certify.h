/* Exact checks of solutions, and their certificates.
   Ref: verify/FORMAT-LP.md section 5; doc/maths.md L9, L10. */
#ifndef MC_LP_CERTIFY_H
#define MC_LP_CERTIFY_H

#include "lp/solve.h"

/* mc_lp_point_holds: x satisfies every bound of rows and columns. */
bool mc_lp_point_holds(const mc_lp *lp, const mc_vector *x);

/* mc_lp_reduced_cost: d_j = t s c_j - sum_r y_r A_rj of FORMAT-LP. */
void mc_lp_reduced_cost(mpq_t d, const mc_lp *lp, const mc_vector *y, int t,
                        size_t j);

/* mc_lp_multipliers: initialises y, which the caller clears, as the reduced
   multipliers that FORMAT-LP wants: those of the minimisation. A solution
   states them in the user's sense, but for those against infeasibility, which
   has none. Returns false without memory. */
bool mc_lp_multipliers(mc_vector *y, const mc_lp_solution *solution,
                       const mc_lp *lp);

/* mc_lp_dual_bound: B(t, y) of FORMAT-LP for the minimisation (a maximisation
   is negated); t is 0 or 1. Returns false if a bound that it needs is
   infinite. Shapes: y over rows, in the user's units. */
bool mc_lp_dual_bound(mpq_t bound, const mc_lp *lp, const mc_vector *y, int t);

/* mc_lp_ray_holds: z keeps every bound and improves the objective. */
bool mc_lp_ray_holds(const mc_lp *lp, const mc_vector *z);

/* mc_lp_solution_holds: everything that the solution states was checked again
   from the definition, without its basis. */
bool mc_lp_solution_holds(const mc_lp_solution *solution, const mc_lp *lp);

/* mc_lp_certificate_write: the certificate of the claim that the solution
   establishes: optimal, infeasible, unbounded, or bounds.
   Domain: lp was read from a file (its SHA-256 binds the certificate); an
           undecided solution has a point or prices.
   Errors: MC_IO, MC_LIMIT; MC_BAD_INPUT outside the domain. */
MC_NODISCARD mc_status mc_lp_certificate_write(const mc_lp_solution *solution,
                                               const mc_lp *lp,
                                               mc_message *message,
                                               const char *path);

#endif
