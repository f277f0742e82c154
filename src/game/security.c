#include "game/security.h"

#include "base/message.h"
#include "base/number.h"
#include "base/text.h"
#include "certificate/writer.h"

#include <stdlib.h>
#include <string.h>

bool mc_shortfall_find(mc_shortfall *shortfall, const mc_mechanism *mechanism,
                       const mc_payoff_table *expected)
{
    const mc_choices *actions = &mechanism->actions;
    mpz_srcptr least = NULL;
    for (size_t i = 0; i < actions->agents && mechanism->secure; i++)
        for (size_t a = 0; a < actions->profiles; a++)
            for (size_t t = 0; t < expected->width; t++) {
                mpz_srcptr payoff = mc_payoff_at(expected, i, a, t);
                if (mc_choices_at(actions, a, i) != mechanism->secure[i] ||
                    mpz_sgn(payoff) >= 0 ||
                    (least && mpz_cmp(payoff, least) >= 0))
                    continue;
                least = payoff;
                shortfall->agent = i;
                shortfall->profile = a;
                shortfall->state = t;
            }
    if (least) {
        mpz_neg(mpq_numref(shortfall->amount), least);
        mpz_set(mpq_denref(shortfall->amount), expected->sum.denominator);
        mpq_canonicalize(shortfall->amount);
    }
    return least != NULL;
}

mc_status mc_shortfall_report(const mc_shortfall *shortfall,
                              mc_message *message, const mc_environment *env,
                              const mc_mechanism *mechanism)
{
    const mc_choices *actions = &mechanism->actions;
    char piece[96], profile[400] = "";
    char *amount = mc_number_text(shortfall->amount);
    size_t used = 0;
    for (size_t i = 0; i < actions->agents && used + 100 < sizeof profile;
         i++) {
        const char *label =
            actions->label[i][mc_choices_at(actions, shortfall->profile, i)];
        mc_text_clip(piece, sizeof piece, label, strlen(label));
        used += (size_t)snprintf(profile + used, sizeof profile - used, "%s%s",
                                 i ? ", " : "", piece);
    }
    if (used + 100 >= sizeof profile)
        (void)snprintf(profile + used, sizeof profile - used, ", ...");
    const char *state = env->state_label[shortfall->state];
    mc_text_clip(piece, sizeof piece, state, strlen(state));
    mc_status status = mc_message_set(
        message, MC_REFUTED,
        "the action named secure for agent %zu is not participation secure: at "
        "the actions (%s) in the state \"%s\" the agent is left %.300s short "
        "of its outside option",
        shortfall->agent, profile, piece, amount ? amount : "?");
    free(amount);
    return status;
}

static mc_status write_shortfall(const mc_shortfall *shortfall,
                                 mc_message *message, const char *path,
                                 const mc_environment *env,
                                 const mc_mechanism *mechanism)
{
    const mc_choices *actions = &mechanism->actions;
    const mc_statements statements = {.env = env, .mechanism = mechanism};
    mc_certificate *certificate;
    char *claim =
        mc_certificate_claim("participation-shortfall %Qd", shortfall->amount);
    mc_status status = mc_statements_certificate(&certificate, message, path,
                                                 claim, &statements);
    if (status != MC_OK)
        return status;
    mc_certificate_begin(certificate, "shortfall");
    mc_certificate_natural(certificate, shortfall->agent);
    mc_certificate_natural(certificate, shortfall->state);
    for (size_t i = 0; i < actions->agents; i++)
        mc_certificate_natural(certificate,
                               mc_choices_at(actions, shortfall->profile, i));
    mc_certificate_finish(certificate);
    return mc_certificate_commit(certificate, message);
}

mc_status mc_security_check(mc_message *message, const char *path,
                            const mc_environment *env,
                            const mc_mechanism *mechanism)
{
    const mc_statements statements = {.env = env, .mechanism = mechanism};
    mc_payoff_table expected;
    mc_shortfall shortfall;
    mc_status status = mc_statements_match(&statements, message);
    if (status != MC_OK)
        return status;
    mpq_init(shortfall.amount);
    if (!mc_payoff_table_expect(&expected, env, &mechanism->rule))
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    else if (mc_shortfall_find(&shortfall, mechanism, &expected)) {
        status =
            path ? write_shortfall(&shortfall, message, path, env, mechanism)
                 : MC_OK;
        if (status == MC_OK)
            status = mc_shortfall_report(&shortfall, message, env, mechanism);
    }
    mc_payoff_table_clear(&expected);
    mpq_clear(shortfall.amount);
    return status;
}
