/* The inside of a maxmin pair or triple. */
#ifndef MC_GAME_MAXMIN_H
#define MC_GAME_MAXMIN_H

#include <mechcert/maxmin.h>

struct mc_maxmin {
    const mc_guarantee *guarantee;
    const mc_potential *potential;
    const mc_equilibrium *equilibrium; /* NULL for a pair */
    mpq_t epsilon;
};

/* mc_maxmin_no_security: MC_BAD_INPUT: the mechanism names no secure actions.
 */
MC_NODISCARD mc_status mc_maxmin_no_security(mc_message *message);

#endif
