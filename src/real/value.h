/* The calculator on definitions in memory. */
#ifndef MC_REAL_VALUE_H
#define MC_REAL_VALUE_H

#include <mechcert/claim.h>

/* mc_real_evaluate_text: mc_real_evaluate with definitions of `length` bytes,
   which messages call `name`. Integrals are computed in one way only, the
   fastest. */
MC_NODISCARD mc_status mc_real_evaluate_text(mc_real_value **value,
                                             mc_message *message,
                                             const char *expression,
                                             const char *name, const char *text,
                                             size_t length,
                                             const mc_claim_effort *effort);

#endif
