/* Solutions out of certificates. Ref: verify/FORMAT-LP.md section 5. */
#ifndef MC_LP_RECOVERY_H
#define MC_LP_RECOVERY_H

#include "certificate/reader.h"
#include "lp/solve.h"

/* mc_lp_solution_recover: the solution that a certificate states. It has no
   basis, and `reduced` has no meaning.
   Guarantees: on MC_OK the certificate is about this file, and the solution,
               which the caller clears, was checked from the definition
               (mc_lp_solution_holds); otherwise solution is untouched.
   Errors:     MC_REFUTED if the certificate is about another file or does not
               establish its claim; MC_BAD_INPUT with the place if it does not
               fit the program (an index out of range, the wrong one of primal
               and dual); MC_LIMIT. */
MC_NODISCARD mc_status
mc_lp_solution_recover(mc_lp_solution *solution, mc_message *message,
                       const mc_lp *lp, const mc_certificate_lp *certificate);

#endif
