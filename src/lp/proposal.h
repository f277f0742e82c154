/* Bases proposed in floating point. Nothing here is ever believed. */
#ifndef MC_LP_PROPOSAL_H
#define MC_LP_PROPOSAL_H

#include "arith/vector.h"
#include "base/stop.h"
#include "lp/basis.h"

/* A floating-point copy of a program that can be solved again and again. Every
   solve runs in a child process, so that a failed assertion in Clp costs no
   more than the proposal. */
typedef struct mc_proposal mc_proposal;

/* mc_proposal_new: NULL when the program is too large for Clp or there is no
   memory. milliseconds limits each solve; 0 does not. */
mc_proposal *mc_proposal_new(const mc_lp *lp, unsigned long milliseconds,
                             const mc_stop *stop);
void mc_proposal_free(mc_proposal *proposal);

/* mc_proposal_solve: a basis that Clp believes to be optimal, or its last one.
   Guarantees: as many basic positions as rows. Returns false when there is no
               such basis; then `basis` is untouched. */
MC_NODISCARD bool mc_proposal_solve(mc_basis *basis, mc_proposal *proposal);

/* mc_proposal_prices: Clp's multipliers of the user's rows at the end of
   mc_proposal_solve, in an order of signs that depends on Clp's version.
   NULL before. */
const double *mc_proposal_prices(const mc_proposal *proposal);

/* mc_proposal_refine: the same for the program shifted to the exact vertex x,
   with costs replaced by reduced costs, both magnified so that violations of
   the order of rounding errors become visible; warm start from `basis`.
   Shapes: x over columns, activity over scaled rows, reduced over columns, y
           over rows; minimisation. */
MC_NODISCARD bool mc_proposal_refine(mc_basis *basis, mc_proposal *proposal,
                                     const mc_vector *x,
                                     const mc_vector *activity,
                                     const mc_vector *reduced,
                                     const mc_vector *y);

#endif
