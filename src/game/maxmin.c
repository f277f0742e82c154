#include <mechcert/maxmin.h>

#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/equilibrium.h"
#include "game/guarantee.h"
#include "game/maxmin.h"
#include "game/potential.h"

mc_status mc_maxmin_no_security(mc_message *message)
{
    return mc_message_set(message, MC_BAD_INPUT,
                          "the mechanism names no secure actions, so that it "
                          "is no candidate for a maxmin solution; add "
                          "\"secure\" to its file");
}

static mc_status check_parts(mc_message *message, const mc_guarantee *guarantee,
                             const mc_potential *potential,
                             const mc_equilibrium *equilibrium)
{
    const mc_statements *lower = &guarantee->statements;
    const mc_statements *upper = &potential->statements;
    bool same = lower->env == upper->env && !lower->prior;
    if (equilibrium)
        same = same && equilibrium->statements.env == lower->env &&
               equilibrium->statements.mechanism == lower->mechanism &&
               equilibrium->statements.information == upper->information;
    if (!same)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the guarantee, the potential and the "
                              "equilibrium are not about the same statements");
    return lower->mechanism->secure ? MC_OK : mc_maxmin_no_security(message);
}

mc_status mc_maxmin_new(mc_maxmin **maxmin, mc_message *message,
                        const mc_guarantee *guarantee,
                        const mc_potential *potential,
                        const mc_equilibrium *equilibrium)
{
    mc_status status = check_parts(message, guarantee, potential, equilibrium);
    if (status != MC_OK)
        return status;
    mc_maxmin *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    *made = (mc_maxmin){.guarantee = guarantee,
                        .potential = potential,
                        .equilibrium = equilibrium};
    mpq_init(made->epsilon);
    if (equilibrium) {
        mpq_t other;
        mpq_init(other);
        mpq_sub(made->epsilon, equilibrium->welfare, guarantee->value);
        mpq_sub(other, potential->value, equilibrium->welfare);
        if (mpq_cmp(other, made->epsilon) > 0)
            mpq_set(made->epsilon, other);
        mpq_clear(other);
    } else {
        mpq_sub(made->epsilon, potential->value, guarantee->value);
    }
    *maxmin = made;
    return MC_OK;
}

void mc_maxmin_free(mc_maxmin *maxmin)
{
    if (!maxmin)
        return;
    mpq_clear(maxmin->epsilon);
    free(maxmin);
}

int mc_maxmin_is_exact(const mc_maxmin *maxmin)
{
    const mc_environment *env = maxmin->guarantee->statements.env;
    return maxmin->potential->kind == MC_POTENTIAL_SECURE ||
           mc_environment_neutral_outcome(env) < env->outcomes;
}

mpq_srcptr mc_maxmin_epsilon(const mc_maxmin *maxmin)
{
    return maxmin->epsilon;
}

/* ---- complementary slackness ---- */

typedef struct slackness {
    const mc_maxmin *maxmin;
    int (*visit)(void *user, const mc_slackness *pair);
    void *user;
    mc_slackness pair;
} slackness;

static int visit_pair(slackness *s)
{
    mpq_mul(s->pair.product, s->pair.variable, s->pair.slack);
    return s->visit(s->user, &s->pair);
}

/* sigma_b(a,theta) and the strategic virtual objective less lambda(theta) */
static int visit_information(slackness *s)
{
    const mc_guarantee *guarantee = s->maxmin->guarantee;
    const mc_choices *actions = &guarantee->statements.mechanism->actions;
    size_t states = guarantee->expected.width;
    int stop = 0;
    mpq_t lambda;
    mpq_init(lambda);
    s->pair.kind = MC_SLACKNESS_INFORMATION;
    for (size_t x = 0; x < actions->profiles * states && !stop; x++) {
        s->pair.profile = x / states;
        s->pair.state = x % states;
        mc_vector_get(s->pair.variable, &s->maxmin->equilibrium->law, x);
        mc_strategic_value(mpq_numref(s->pair.slack), &guarantee->expected,
                           actions, &guarantee->alpha, s->pair.profile,
                           s->pair.state);
        mpz_mul(mpq_denref(s->pair.slack), guarantee->expected.sum.denominator,
                guarantee->alpha.value.denominator);
        mpq_canonicalize(s->pair.slack);
        mc_vector_get(lambda, &guarantee->lambda, s->pair.state);
        mpq_sub(s->pair.slack, s->pair.slack, lambda);
        stop = visit_pair(s);
    }
    mpq_clear(lambda);
    return stop;
}

/* m_b(omega|s) and gamma(s) less the informational virtual objective */
static int visit_mechanism(slackness *s, const mc_vector *lottery)
{
    const mc_potential *potential = s->maxmin->potential;
    size_t outcomes = potential->weighed.width;
    int stop = 0;
    mpq_t gamma;
    mpq_init(gamma);
    s->pair.kind = MC_SLACKNESS_MECHANISM;
    for (size_t x = 0; x < lottery->length && !stop; x++) {
        s->pair.profile = x / outcomes;
        s->pair.outcome = x % outcomes;
        mc_vector_get(s->pair.variable, lottery, x);
        mc_vector_get(gamma, &potential->gamma, s->pair.profile);
        mc_informational_value(s->pair.slack, potential, s->pair.profile,
                               s->pair.outcome);
        mpq_sub(s->pair.slack, gamma, s->pair.slack);
        stop = visit_pair(s);
    }
    mpq_clear(gamma);
    return stop;
}

mc_status mc_maxmin_slackness(const mc_maxmin *maxmin, mc_message *message,
                              int (*visit)(void *user,
                                           const mc_slackness *pair),
                              void *user)
{
    slackness s = {.maxmin = maxmin, .visit = visit, .user = user};
    const mc_equilibrium *e = maxmin->equilibrium;
    mc_vector lottery;
    mc_status status = MC_OK;
    bool room =
        mc_vector_init(&lottery, maxmin->potential->messages.profiles *
                                     maxmin->potential->weighed.width) &&
        mc_play_mechanism(&lottery, e->statements.mechanism, e->played);
    mpq_inits(s.pair.variable, s.pair.slack, s.pair.product, NULL);
    if (!room)
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    else if (!visit_information(&s))
        (void)visit_mechanism(&s, &lottery);
    mpq_clears(s.pair.variable, s.pair.slack, s.pair.product, NULL);
    mc_vector_clear(&lottery);
    return status;
}

/* ---- certificates ---- */

static mc_status write_claim(const mc_maxmin *maxmin, mc_message *message,
                             const char *path, char *claim)
{
    const mc_equilibrium *e = maxmin->equilibrium;
    mc_statements statements = maxmin->guarantee->statements;
    mc_certificate *certificate;
    statements.information = maxmin->potential->statements.information;
    statements.strategies = e ? e->statements.strategies : NULL;
    mc_status status = mc_statements_certificate(&certificate, message, path,
                                                 claim, &statements);
    if (status != MC_OK)
        return status;
    mc_lower_part_write(certificate, maxmin->guarantee);
    if (maxmin->potential->kind == MC_POTENTIAL_DIRECT) {
        mc_relaxation_write(certificate, maxmin->potential);
    } else {
        mc_certificate_record(certificate, "staying-out");
        mc_staying_out_write(certificate, maxmin->potential);
    }
    return mc_certificate_commit(certificate, message);
}

mc_status mc_maxmin_write(const mc_maxmin *maxmin, mc_message *message,
                          const char *path)
{
    const mc_equilibrium *e = maxmin->equilibrium;
    char *claim =
        e ? mc_certificate_claim("strong-maxmin-triple %Qd %Qd",
                                 maxmin->epsilon, e->gain)
          : mc_certificate_claim("strong-maxmin-pair %Qd", maxmin->epsilon);
    return write_claim(maxmin, message, path, claim);
}

typedef struct total {
    size_t count;
    mpq_t sum;
} total;

static int add_pair(void *user, const mc_slackness *pair)
{
    total *t = user;
    t->count += mpq_sgn(pair->product) != 0;
    mpq_add(t->sum, t->sum, pair->product);
    return 0;
}

mc_status mc_maxmin_write_slackness(const mc_maxmin *maxmin,
                                    mc_message *message, const char *path)
{
    total t = {.count = 0};
    mpq_init(t.sum);
    mc_status status = mc_maxmin_slackness(maxmin, message, add_pair, &t);
    if (status == MC_OK)
        status =
            write_claim(maxmin, message, path,
                        mc_certificate_claim("complementary-slackness %zu %Qd",
                                             t.count, t.sum));
    mpq_clear(t.sum);
    return status;
}
