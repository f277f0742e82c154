/* Finite mechanisms, information structures, strategies and sets of priors.
   Ref: Brooks & Du, "On the structure of informationally robust optimal
   mechanisms", section 2; verify/FORMAT-GAME.md section 1 for the files. */
#ifndef MECHCERT_GAME_H
#define MECHCERT_GAME_H

#include <mechcert/environment.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Statements. Read-only once made. */
typedef struct mc_mechanism mc_mechanism;     /* m(outcome | actions) */
typedef struct mc_information mc_information; /* sigma(signals, state) */
typedef struct mc_strategies mc_strategies;   /* b_i(action | signal) */
typedef struct mc_prior mc_prior;             /* a prior, or a set of priors */

/* How long a computation may go on: stop is asked now and then whether to give
   up, and once it answered so it must go on to; it may be NULL. milliseconds
   limits each floating-point solve; 0 does not. */
typedef struct mc_limits {
    void *user;
    int (*stop)(void *user);
    unsigned long milliseconds;
} mc_limits;

/* mc_mechanism_read and the others: reads a statement file ("-" is standard
   input).
   Guarantees: on MC_OK the statement is complete and valid (lotteries are
               lotteries); otherwise nothing was made.
   Errors:     MC_BAD_INPUT with file, line and column; MC_IO; MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_mechanism_read(mc_mechanism **mechanism,
                                                mc_message *message,
                                                const char *path);
MC_API MC_NODISCARD mc_status mc_information_read(mc_information **information,
                                                  mc_message *message,
                                                  const char *path);
MC_API MC_NODISCARD mc_status mc_strategies_read(mc_strategies **strategies,
                                                 mc_message *message,
                                                 const char *path);
MC_API MC_NODISCARD mc_status mc_prior_read(mc_prior **prior,
                                            mc_message *message,
                                            const char *path);

/* mc_mechanism_write and the others: writes the statement file ("-" is
   standard output).
   Guarantees: the file appears under its name only when it is complete; same
               statement, same bytes; reading it gives the statement back.
   Errors:     MC_IO; MC_LIMIT if a limit of the format would be broken. */
MC_API MC_NODISCARD mc_status mc_mechanism_write(const mc_mechanism *mechanism,
                                                 mc_message *message,
                                                 const char *path);
MC_API MC_NODISCARD mc_status mc_information_write(
    const mc_information *information, mc_message *message, const char *path);
MC_API MC_NODISCARD mc_status mc_strategies_write(
    const mc_strategies *strategies, mc_message *message, const char *path);
MC_API MC_NODISCARD mc_status mc_prior_write(const mc_prior *prior,
                                             mc_message *message,
                                             const char *path);

/* mc_security_check: are the actions that the mechanism names secure
   participation secure in the environment, whatever the others do and in every
   state?
   Returns: MC_OK, also if it names none; MC_REFUTED with the largest shortfall
            in the message, and its certificate `participation-shortfall` in
            the file `path` unless that is NULL.
   Errors:  MC_BAD_INPUT if the two do not belong together; MC_IO; MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_security_check(mc_message *message,
                                                const char *path,
                                                const mc_environment *env,
                                                const mc_mechanism *mechanism);

MC_API void mc_mechanism_free(mc_mechanism *mechanism);
MC_API void mc_information_free(mc_information *information);
MC_API void mc_strategies_free(mc_strategies *strategies);
MC_API void mc_prior_free(mc_prior *prior);

#ifdef __cplusplus
}
#endif
#endif
