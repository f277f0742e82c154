/* Statements in words and tables, so that a person can check what was read. */
#ifndef MC_REPORT_STATEMENT_H
#define MC_REPORT_STATEMENT_H

#include <stdio.h>

#include <mechcert/game.h>

/* mc_report_environment: prints an environment: labels, the prior, the tables
   of welfare and payoffs, and what can be seen from them at once. All numbers
   are exact; labels are shown as mc_text_print shows them.
   Errors: MC_LIMIT if out of memory. Failed writes are left to the caller,
           who asks the stream. */
MC_NODISCARD mc_status mc_report_environment(FILE *out, mc_message *message,
                                             const mc_environment *env);

/* The same for the other statements. A mechanism: the lottery of every action
   profile. An information structure: the joint probabilities of signals and
   states, and what every signal says about the state. Strategies: every agent's
   lotteries over actions. A prior: its probabilities, or the conditions that
   the priors of the set satisfy. */
MC_NODISCARD mc_status mc_report_mechanism(FILE *out, mc_message *message,
                                           const mc_mechanism *mechanism);
MC_NODISCARD mc_status mc_report_information(FILE *out, mc_message *message,
                                             const mc_information *information);
MC_NODISCARD mc_status mc_report_strategies(FILE *out, mc_message *message,
                                            const mc_strategies *strategies);
MC_NODISCARD mc_status mc_report_prior(FILE *out, mc_message *message,
                                       const mc_prior *prior);

#endif
