/* FLINT 2.9 with a separate Arb (Debian 12) or FLINT 3, which contains it.
   Loading them takes 2 ms, so nothing includes this but what needs them. */
#ifndef MC_ARITH_SHIM_H
#define MC_ARITH_SHIM_H

#include <flint/flint.h>

#if __FLINT_RELEASE >= 30000
#include <flint/arb.h>
#include <flint/arb_hypgeom.h>
#include <flint/arb_mat.h>
#include <flint/arb_poly.h>
#include <flint/fmpq.h>
#include <flint/fmpz.h>
#include <flint/nmod.h>
#include <flint/ulong_extras.h>
#define MC_ARB_VERSION "in FLINT"
#else
#include <arb.h>
#include <arb_hypgeom.h>
#include <arb_mat.h>
#include <arb_poly.h>
#include <flint/fmpq.h>
#include <flint/fmpz.h>
#include <flint/nmod_vec.h>
#include <flint/ulong_extras.h>
#define MC_ARB_VERSION arb_version
#endif

/* mc_shim_versions: the library versions in use, for --version. */
static inline const char *mc_shim_flint_version(void)
{
    return flint_version;
}

static inline const char *mc_shim_arb_version(void)
{
    return MC_ARB_VERSION;
}

#endif
