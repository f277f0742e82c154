/* Solutions of linear programs as VIPR certificates. */
#ifndef MC_REPORT_VIPR_H
#define MC_REPORT_VIPR_H

#include "lp/solve.h"

/* mc_report_vipr: writes the program, and what the solution proves about it,
   as a VIPR 1.0 file with `lin` derivations only. Every finite side of a row
   and of a column is a constraint of its own, those of columns first; equal
   sides are one equation; rows without finite sides are left out. VIPR has no
   objective constant, so every objective value is that of the program minus
   the constant, and a comment at the head says so.
   Domain: the solution holds (mc_lp_solution_holds) and is not unbounded, which
           VIPR cannot express; an undecided one has a point or prices.
   Errors: MC_IO, MC_LIMIT; MC_BAD_INPUT if it is unbounded or proves nothing.
   Ref:    cert_spec_v1_0 of VIPR (Cheung, Gleixner, Steffy 2017). */
MC_NODISCARD mc_status mc_report_vipr(const mc_lp_solution *solution,
                                      const mc_lp *lp, mc_message *message,
                                      const char *path);

#endif
