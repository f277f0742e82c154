/* The exact guarantee of a finite mechanism.
   Ref: Brooks & Du, "On the structure of informationally robust optimal
   mechanisms", (33) to (35) and Proposition 4; verify/FORMAT-GAME.md sections
   3 and 4; doc/maths.md L13 and L16. */
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

/* Size of the linear program, and the number of exact simplex pivots that were
   needed after the floating-point proposal. */
MC_API size_t mc_guarantee_rows(const mc_guarantee *guarantee);
MC_API size_t mc_guarantee_columns(const mc_guarantee *guarantee);
MC_API size_t mc_guarantee_pivots(const mc_guarantee *guarantee);

/* mc_guarantee_write: the certificate `guarantee V V`. Errors: MC_IO. */
MC_API MC_NODISCARD mc_status mc_guarantee_write(const mc_guarantee *guarantee,
                                                 mc_message *message,
                                                 const char *path);

/* mc_guarantee_worst: the worst information structure. Its signals are the
   actions recommended; obeying them is an equilibrium with the value as
   welfare. It has the prior at which the minimum is taken. Errors: MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_guarantee_worst(mc_information **information,
                                                 mc_message *message,
                                                 const mc_guarantee *guarantee);

/* mc_guarantee_worst_environment: the environment with the prior at which the
   minimum is taken, to which the worst information structure belongs. Errors:
   MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_guarantee_worst_environment(
    mc_environment **env, mc_message *message, const mc_guarantee *guarantee);

/* mc_guarantee_localise: computes the bound (35) from multipliers that are the
   same on every step to the next action and zero elsewhere: k - 1 if every
   agent's actions are labelled as the grid X(k) with k >= 2, otherwise the
   best one for the prior of the environment. With another given prior this is
   the robustness bound (40).
   Errors: MC_BAD_INPUT for a set of priors; MC_UNDECIDED; MC_LIMIT.
   mc_guarantee_local, mc_guarantee_step, mc_guarantee_grid: the bound (NULL
   before), the multiplier, and k (0 if the actions are no such grid).
   mc_guarantee_write_local: the certificate `local-bound-loss`. Errors:
   MC_IO; MC_BAD_INPUT before mc_guarantee_localise. */
MC_API MC_NODISCARD mc_status mc_guarantee_localise(mc_guarantee *guarantee,
                                                    mc_message *message,
                                                    const mc_limits *limits);
MC_API mpq_srcptr mc_guarantee_local(const mc_guarantee *guarantee);
MC_API mpq_srcptr mc_guarantee_step(const mc_guarantee *guarantee);
MC_API unsigned long mc_guarantee_grid(const mc_guarantee *guarantee);
MC_API MC_NODISCARD mc_status mc_guarantee_write_local(
    const mc_guarantee *guarantee, mc_message *message, const char *path);

#ifdef __cplusplus
}
#endif
#endif
