/* The exact guarantee of a finite mechanism.
   Ref: Brooks & Du, "On the structure of informationally robust optimal
   mechanisms", (33) to (35) and Proposition 4; verify/FORMAT-GAME.md sections
   3 and 4. */
#ifndef MECHCERT_GUARANTEE_H
#define MECHCERT_GUARANTEE_H

#include <mechcert/game.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The least welfare of the designer over all information structures with the
   prior and all their equilibria, with multipliers (34) that prove that it is
   not less and a Bayes correlated equilibrium (33) that proves that it is not
   more. Read-only once made; it refers to its statements, which must outlive
   it. */
typedef struct mc_guarantee mc_guarantee;

/* mc_guarantee_new: computes it.
   Domain:     prior may be NULL: that of the environment. With a set of priors
               the worst prior in it is taken.
   Guarantees: on MC_OK both proofs were checked in rational arithmetic and
               have the same value.
   Errors:     MC_REFUTED if a named secure action is not participation secure
               (message: agent, profile, state and shortfall); MC_BAD_INPUT if
               statements do not belong together or no prior satisfies the
               rows; MC_UNDECIDED if it was stopped; MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_guarantee_new(mc_guarantee **guarantee,
                                               mc_message *message,
                                               const mc_environment *env,
                                               const mc_mechanism *mechanism,
                                               const mc_prior *prior,
                                               const mc_limits *limits);
MC_API void mc_guarantee_free(mc_guarantee *guarantee);

MC_API mpq_srcptr mc_guarantee_value(const mc_guarantee *guarantee);

/* mc_guarantee_write: the certificate `guarantee V V`.
   mc_guarantee_write_worst: the worst information structure, a statement file;
   its signals are the actions recommended, and obeying them is an equilibrium
   with the value as welfare. Domain: the prior is the environment's (for
   others the file belongs to the environment with that prior).
   Errors: MC_IO; MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_guarantee_write(const mc_guarantee *guarantee,
                                                 mc_message *message,
                                                 const char *path);
MC_API MC_NODISCARD mc_status mc_guarantee_write_worst(
    const mc_guarantee *guarantee, mc_message *message, const char *path);

#ifdef __cplusplus
}
#endif
#endif
