/* Which FLINT and Arb are in use. */
#include "arith/version.h"

#include "arith/shim.h"

const char *mc_arith_flint_version(void)
{
    return mc_shim_flint_version();
}

const char *mc_arith_arb_version(void)
{
    return mc_shim_arb_version();
}
