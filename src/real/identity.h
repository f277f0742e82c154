/* Identities of rational functions (FORMAT-REAL section 8.5). */
#ifndef MC_REAL_IDENTITY_H
#define MC_REAL_IDENTITY_H

#include "real/verdict.h"

/* mc_identity_prove: fills in the verdict. Errors: MC_BAD_INPUT if a side is
   not a rational function. */
MC_NODISCARD mc_status mc_identity_prove(mc_claim_verdict *verdict,
                                         mc_message *message,
                                         const mc_stop *stop);

#endif
