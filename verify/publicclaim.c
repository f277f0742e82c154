#include "publicgood.h"

enum { GOOD = 1 << MV_PUBLICGOOD };

const struct mv_claim_kind mv_public_claims[] = {
    {"property", "0V", GOOD, 0,
     "The property ~0: ~*. {z:The rule of the statement has it at all profiles "
     "of the types that are listed there.}{p:The rule of the statement does "
     "not have it on the types that are listed there: the largest violation is "
     "exactly ~V, and the instance in the certificate is one of those where it "
     "occurs.} Of other types nothing is said.",
     mv_check_public_property},
    {NULL, NULL, 0, 0, NULL, NULL},
};
