/* Environments: who may get what, who values what, and the designer's prior.
   Ref: Brooks & Du, "On the structure of informationally robust optimal
   mechanisms", section 2; verify/FORMAT.md section 2 for the file format. */
#ifndef MECHCERT_ENVIRONMENT_H
#define MECHCERT_ENVIRONMENT_H

#include <gmp.h>
#include <stddef.h>

#include <mechcert/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A finite environment. Read-only once made. */
typedef struct mc_environment mc_environment;

/* mc_environment_read: reads a statement file ("-" is standard input).
   Guarantees: on MC_OK *env is complete and valid (the prior is a probability
               distribution); otherwise *env is untouched.
   Errors:     MC_BAD_INPUT with file, line and column; MC_IO; MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_environment_read(mc_environment **env,
                                                  mc_message *message,
                                                  const char *path);

/* mc_environment_new_public_expenditure: the public expenditure problem with
   known social value (Brooks & Du, sections 2 and 4): states theta = 0..N-1,
   in which that agent has the value `value` and the others 0, all equally
   likely; outcomes 0 (nothing) and j = 1..N (full expenditure, paid by agent
   j); u_i = theta_i E - e_i and w = (value - 1) E.
   Domain: 1 <= agents <= 200, which makes a file of about 25 MB; value >= 0
           and canonical.
   Errors: MC_BAD_INPUT outside this domain; MC_LIMIT if the statement would
           break a limit of its format (numbers of more than 10,000
           characters, a file of more than 64 MiB). */
MC_API MC_NODISCARD mc_status
mc_environment_new_public_expenditure(mc_environment **env, mc_message *message,
                                      size_t agents, const mpq_t value);

/* mc_environment_write: writes the statement file ("-" is standard output).
   Guarantees: the file appears under its name only when it is complete; same
               environment, same bytes; reading it gives the environment back.
   Errors:     MC_IO; MC_LIMIT as above. */
MC_API MC_NODISCARD mc_status mc_environment_write(const mc_environment *env,
                                                   mc_message *message,
                                                   const char *path);

MC_API void mc_environment_free(mc_environment *env);

/* Sizes: number of agents N, outcomes W and states S, each at least 1. */
MC_API size_t mc_environment_agents(const mc_environment *env);
MC_API size_t mc_environment_outcomes(const mc_environment *env);
MC_API size_t mc_environment_states(const mc_environment *env);

/* Labels in UTF-8, owned by the environment. Domain: index below the size. */
MC_API const char *mc_environment_agent_label(const mc_environment *env,
                                              size_t agent);
MC_API const char *mc_environment_outcome_label(const mc_environment *env,
                                                size_t outcome);
MC_API const char *mc_environment_state_label(const mc_environment *env,
                                              size_t state);

/* mu(state), w(outcome, state) and u_agent(outcome, state): pointers to
   canonical rationals owned by the environment. */
MC_API mpq_srcptr mc_environment_prior(const mc_environment *env, size_t state);
MC_API mpq_srcptr mc_environment_welfare(const mc_environment *env,
                                         size_t state, size_t outcome);
MC_API mpq_srcptr mc_environment_payoff(const mc_environment *env, size_t agent,
                                        size_t state, size_t outcome);

/* SHA-256 of the statement file's bytes, 64 lower-case hexadecimal digits; of
   the bytes mc_environment_write would write if it was not read from a file. */
MC_API const char *mc_environment_sha256(const mc_environment *env);

#ifdef __cplusplus
}
#endif
#endif
