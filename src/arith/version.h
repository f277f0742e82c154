/* Which FLINT and Arb are in use. */
#ifndef MC_ARITH_VERSION_H
#define MC_ARITH_VERSION_H

const char *mc_arith_flint_version(void);
const char *mc_arith_arb_version(void);

#endif
