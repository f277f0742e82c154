/* Statements that belong together.
   Ref: verify/FORMAT-GAME.md section 1.5. */
#ifndef MC_GAME_MATCH_H
#define MC_GAME_MATCH_H

#include "certificate/writer.h"
#include "game/information.h"
#include "game/mechanism.h"
#include "game/prior.h"
#include "game/strategies.h"

/* The statements of a claim; those that it does not have are NULL. */
typedef struct mc_statements {
    const mc_environment *env;
    const mc_mechanism *mechanism;
    const mc_information *information;
    const mc_strategies *strategies;
    const mc_prior *prior;
} mc_statements;

/* mc_statements_match: lists of labels with the same name are equal, and the
   information structure has the environment's prior.
   Errors: MC_BAD_INPUT; the message says what differs, and by how much. */
MC_NODISCARD mc_status mc_statements_match(const mc_statements *statements,
                                           mc_message *message);

/* mc_statements_identity: every agent's signals are its actions, so that
   "do what the signal says" is a strategy. Errors: MC_BAD_INPUT. */
MC_NODISCARD mc_status mc_statements_identity(const mc_statements *statements,
                                              mc_message *message);

/* mc_statements_certificate: opens a certificate for a claim about these
   statements; the claim, made by mc_certificate_claim, is freed. Errors:
   MC_IO, MC_LIMIT. */
MC_NODISCARD mc_status mc_statements_certificate(
    mc_certificate **certificate, mc_message *message, const char *path,
    char *claim, const mc_statements *statements);

#endif
