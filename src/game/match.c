#include "game/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/number.h"
#include "base/text.h"

/* Two lists of labels must be equal; `owner` is the second statement. */
static mc_status match_labels(mc_message *message, const char *what,
                              char *const *first, size_t first_count,
                              const char *first_owner, char *const *second,
                              size_t second_count, const char *owner)
{
    char a[96], b[96];
    size_t at = 0;
    while (at < first_count && at < second_count &&
           strcmp(first[at], second[at]) == 0)
        at++;
    if (at == first_count && at == second_count)
        return MC_OK;
    if (at == first_count || at == second_count)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the %s has %zu %s, but the %s has %zu", owner,
                              second_count, what, first_owner, first_count);
    mc_text_clip(a, sizeof a, first[at], strlen(first[at]));
    mc_text_clip(b, sizeof b, second[at], strlen(second[at]));
    return mc_message_set(
        message, MC_BAD_INPUT,
        "the %s of the %s and of the %s differ: number %zu is \"%s\" here and "
        "\"%s\" there; both statements must list the same labels in the same "
        "order",
        what, owner, first_owner, at, b, a);
}

static mc_status match_agents(mc_message *message, const mc_environment *env,
                              char *const *label, size_t count,
                              const char *owner)
{
    return match_labels(message, "agents", env->agent_label, env->agents,
                        "environment", label, count, owner);
}

static mc_status match_choices(mc_message *message, const char *what,
                               const mc_choices *first, const char *first_owner,
                               const mc_choices *second, const char *owner)
{
    mc_status status = MC_OK;
    for (size_t i = 0; i < first->agents && status == MC_OK; i++) {
        char words[64];
        (void)snprintf(words, sizeof words, "%s of agent %zu", what, i);
        status = match_labels(message, words, first->label[i], first->count[i],
                              first_owner, second->label[i], second->count[i],
                              owner);
    }
    return status;
}

/* sum_s sigma(s,theta) = mu(theta) */
static mc_status match_prior(mc_message *message, const mc_environment *env,
                             const mc_information *information)
{
    mc_status status = MC_OK;
    mpq_t sum, defect;
    mpq_inits(sum, defect, NULL);
    for (size_t t = 0; t < env->states && status == MC_OK; t++) {
        mpz_set_ui(mpq_numref(sum), 0);
        for (size_t s = 0; s < information->signals.profiles; s++)
            mpz_add(mpq_numref(sum), mpq_numref(sum),
                    information->distribution
                        .numerator[s * information->states + t]);
        mpz_set(mpq_denref(sum), information->distribution.denominator);
        mpq_canonicalize(sum);
        mpq_sub(defect, sum, env->prior[t]);
        if (mpq_sgn(defect) != 0) {
            char label[96];
            char *has = mc_number_text(sum),
                 *wants = mc_number_text(env->prior[t]);
            char *by = mc_number_text(defect);
            mc_text_clip(label, sizeof label, env->state_label[t],
                         strlen(env->state_label[t]));
            status = mc_message_set(
                message, MC_BAD_INPUT,
                "the information structure gives the state \"%s\" the "
                "probability %.300s, the environment's prior is %.300s "
                "(difference %.300s)",
                label, has ? has : "?", wants ? wants : "?", by ? by : "?");
            free(has);
            free(wants);
            free(by);
        }
    }
    mpq_clears(sum, defect, NULL);
    return status;
}

static mc_status match_information(const mc_statements *statements,
                                   mc_message *message)
{
    const mc_environment *env = statements->env;
    const mc_information *information = statements->information;
    mc_status status =
        match_agents(message, env, information->agent_label,
                     information->signals.agents, "information structure");
    if (status == MC_OK)
        status = match_labels(message, "states", env->state_label, env->states,
                              "environment", information->state_label,
                              information->states, "information structure");
    return status == MC_OK ? match_prior(message, env, information) : status;
}

static mc_status match_mechanism(const mc_statements *statements,
                                 mc_message *message)
{
    const mc_environment *env = statements->env;
    const mc_mechanism *mechanism = statements->mechanism;
    mc_status status = match_agents(message, env, mechanism->agent_label,
                                    mechanism->actions.agents, "mechanism");
    if (status == MC_OK)
        status =
            match_labels(message, "outcomes", env->outcome_label, env->outcomes,
                         "environment", mechanism->outcome_label,
                         mechanism->outcomes, "mechanism");
    return status;
}

static mc_status match_strategies(const mc_statements *statements,
                                  mc_message *message)
{
    const mc_strategies *strategies = statements->strategies;
    mc_status status =
        match_agents(message, statements->env, strategies->agent_label,
                     strategies->signals.agents, "strategy profile");
    if (status == MC_OK && statements->information)
        status = match_choices(
            message, "signals", &statements->information->signals,
            "information structure", &strategies->signals, "strategy profile");
    if (status == MC_OK && statements->mechanism)
        status = match_choices(message, "actions",
                               &statements->mechanism->actions, "mechanism",
                               &strategies->actions, "strategy profile");
    return status;
}

mc_status mc_statements_match(const mc_statements *statements,
                              mc_message *message)
{
    const mc_environment *env = statements->env;
    const mc_prior *prior = statements->prior;
    mc_status status = MC_OK;
    if (statements->mechanism)
        status = match_mechanism(statements, message);
    if (status == MC_OK && statements->information)
        status = match_information(statements, message);
    if (status == MC_OK && statements->strategies)
        status = match_strategies(statements, message);
    if (status == MC_OK && prior)
        status = match_labels(message, "states", env->state_label, env->states,
                              "environment", prior->state_label, prior->states,
                              "prior");
    return status;
}

mc_status mc_statements_identity(const mc_statements *statements,
                                 mc_message *message)
{
    return match_choices(message, "actions (or signals)",
                         &statements->mechanism->actions, "mechanism",
                         &statements->information->signals,
                         "information structure");
}

/* verify/FORMAT-GAME.md section 2 fixes the order. */
mc_status mc_statements_certificate(mc_certificate **certificate,
                                    mc_message *message, const char *path,
                                    char *claim,
                                    const mc_statements *statements)
{
    mc_status status =
        mc_certificate_open(certificate, message, path, claim, "environment",
                            statements->env->sha256);
    mc_certificate_free_claim(claim);
    if (status != MC_OK)
        return status;
    if (statements->mechanism)
        mc_certificate_statement(*certificate, "mechanism",
                                 statements->mechanism->sha256);
    if (statements->information)
        mc_certificate_statement(*certificate, "information",
                                 statements->information->sha256);
    if (statements->strategies)
        mc_certificate_statement(*certificate, "strategies",
                                 statements->strategies->sha256);
    if (statements->prior)
        mc_certificate_statement(*certificate, "prior",
                                 statements->prior->sha256);
    return MC_OK;
}
