#include "real.h"

void mv_claims_echo(const struct mv_claims *claims, FILE *file)
{
    (void)claims;
    (void)file;
}

void mv_claim_echo(const struct mv_claims *claims,
                   const struct mv_statement *claim, const char *before,
                   FILE *file)
{
    (void)claims;
    (void)claim;
    (void)file;
    (void)before;
}
