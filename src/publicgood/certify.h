/* Certificates about one profile, and about properties.
   Ref: verify/FORMAT-PUBLICGOOD.md sections 3.1, 3.2 and 4. */
#ifndef MC_PUBLICGOOD_CERTIFY_H
#define MC_PUBLICGOOD_CERTIFY_H

#include "publicgood/holds.h"
#include "publicgood/outcome.h"

/* Each writes one certificate: the claims `outcome`, `property` on the listed
   types, and `property-everywhere`. Errors: MC_IO, MC_LIMIT. */
MC_NODISCARD mc_status mc_outcome_certify(const mc_outcome *outcome,
                                          mc_message *message,
                                          const char *path);
MC_NODISCARD mc_status mc_finding_certify(const mc_finding *finding,
                                          mc_message *message,
                                          const mc_publicgood *good,
                                          mc_property property,
                                          const char *path);
MC_NODISCARD mc_status mc_holds_certify(const mc_publicgood *good,
                                        mc_message *message,
                                        mc_property property,
                                        mc_value_class values,
                                        const char *path);

#endif
