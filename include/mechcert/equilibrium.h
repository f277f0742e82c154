/* Exact payoffs and gains from deviating in finite Bayesian games.
   Ref: Brooks & Du, "On the structure of informationally robust optimal
   mechanisms", section 2; verify/FORMAT-GAME.md 3.4; doc/maths.md L17. */
#ifndef MECHCERT_EQUILIBRIUM_H
#define MECHCERT_EQUILIBRIUM_H

#include <mechcert/game.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a strategy profile does in the game of a mechanism and an information
   structure. Read-only once made; it refers to its statements, which must
   outlive it. */
typedef struct mc_equilibrium mc_equilibrium;

/* mc_equilibrium_new: computes it. Without strategies (NULL) every agent does
   what its signal says: truth-telling in a direct mechanism, obedience to
   recommendations; then signals and actions must have the same labels.
   Errors: MC_BAD_INPUT if the statements do not belong together; MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_equilibrium_new(
    mc_equilibrium **equilibrium, mc_message *message,
    const mc_environment *env, const mc_mechanism *mechanism,
    const mc_information *information, const mc_strategies *strategies);
MC_API void mc_equilibrium_free(mc_equilibrium *equilibrium);

/* mc_equilibrium_gain: the largest gain of any agent from changing its
   strategy, before signals are known; the profile is an equilibrium if and only
   if it is 0. mc_equilibrium_welfare: the designer's welfare.
   mc_equilibrium_payoff, _agent_gain: of one agent. mc_equilibrium_outcome: the
   probability of an outcome. */
MC_API mpq_srcptr mc_equilibrium_gain(const mc_equilibrium *equilibrium);
MC_API mpq_srcptr mc_equilibrium_welfare(const mc_equilibrium *equilibrium);
MC_API mpq_srcptr mc_equilibrium_payoff(const mc_equilibrium *equilibrium,
                                        size_t agent);
MC_API mpq_srcptr mc_equilibrium_agent_gain(const mc_equilibrium *equilibrium,
                                            size_t agent);
MC_API mpq_srcptr mc_equilibrium_outcome(const mc_equilibrium *equilibrium,
                                         size_t outcome);

/* mc_equilibrium_signal: the probability of an agent's signal.
   mc_equilibrium_interim: the agent's payoff from an action at that signal,
   times that probability. */
MC_API mpq_srcptr mc_equilibrium_signal(const mc_equilibrium *equilibrium,
                                        size_t agent, size_t signal);
MC_API mpq_srcptr mc_equilibrium_interim(const mc_equilibrium *equilibrium,
                                         size_t agent, size_t signal,
                                         size_t action);

/* mc_equilibrium_write: the certificate `equilibrium GAIN WELFARE`.
   Errors: MC_IO; MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_equilibrium_write(
    const mc_equilibrium *equilibrium, mc_message *message, const char *path);

/* mc_equilibrium_search: calls `found` with every equilibrium in pure
   strategies, in lexicographic order; the strategies are freed after the call.
   Signals of probability zero are given the first action. `found` returns
   non-zero to end the search.
   Errors: MC_LIMIT if there are more than 10,000,000 profiles of pure
           strategies; MC_UNDECIDED if it was stopped; MC_BAD_INPUT. */
MC_API MC_NODISCARD mc_status mc_equilibrium_search(
    mc_message *message, const mc_environment *env,
    const mc_mechanism *mechanism, const mc_information *information,
    const mc_limits *limits,
    int (*found)(void *user, const mc_strategies *strategies), void *user);

#ifdef __cplusplus
}
#endif
#endif
