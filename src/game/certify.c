/* Certificates and complementary slackness of solved bounding programs. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "certificate/writer.h"
#include "game/bound.h"
#include "game/environment.h"

/* A reduced copy, as certificates want it. */
static bool reduced_copy(mc_vector *copy, const mc_vector *vector)
{
    if (!mc_vector_init(copy, vector->length)) {
        mc_vector_clear(copy);
        return false;
    }
    mpz_set(copy->denominator, vector->denominator);
    for (size_t j = 0; j < vector->length; j++)
        mpz_set(copy->numerator[j], vector->numerator[j]);
    mc_vector_reduce(copy);
    return true;
}

static bool put_table(mc_certificate *certificate, const char *head,
                      const char *entry, const mc_vector *vector, size_t width)
{
    mc_vector copy;
    if (!reduced_copy(&copy, vector))
        return false;
    mc_certificate_table(certificate, head, entry, &copy, width);
    mc_vector_clear(&copy);
    return true;
}

static bool put_mechanism(mc_certificate *certificate, const mc_bound *bound)
{
    return put_table(certificate, "mechanism", "m", &bound->mechanism,
                     bound->env->outcomes);
}

static bool put_lambda(mc_certificate *certificate, const mc_bound *bound)
{
    mc_vector copy;
    if (!reduced_copy(&copy, &bound->lambda))
        return false;
    mc_certificate_vector(certificate, "lambda", &copy);
    mc_vector_clear(&copy);
    return true;
}

static bool put_information(mc_certificate *certificate, const mc_bound *bound)
{
    return put_table(certificate, "information", "sigma", &bound->information,
                     bound->env->states);
}

static bool put_gamma(mc_certificate *certificate, const mc_bound *bound)
{
    return put_table(certificate, "gamma", "g", &bound->gamma, 1);
}

/* The multipliers pi, as a list of the positive ones. */
static bool put_security(mc_certificate *certificate, const mc_bound *bound)
{
    const mc_environment *env = bound->env;
    mc_vector copy;
    size_t count = 0, width = env->agents * env->states;
    if (!reduced_copy(&copy, &bound->security))
        return false;
    for (size_t c = 0; c < copy.length; c++)
        count += mpz_sgn(copy.numerator[c]) != 0;
    mc_certificate_record(certificate, "security %Zd %zu", copy.denominator,
                          count);
    for (size_t c = 0; c < copy.length; c++) {
        if (mpz_sgn(copy.numerator[c]) == 0)
            continue;
        mc_certificate_begin(certificate, "pi");
        for (size_t i = 0; i < env->agents; i++)
            mc_certificate_natural(certificate,
                                   mc_bound_coordinate(bound, c / width, i));
        mc_certificate_natural(certificate, c % width / env->states);
        mc_certificate_natural(certificate, c % env->states);
        mc_certificate_end(certificate, copy.numerator[c]);
    }
    mc_vector_clear(&copy);
    return true;
}

/* The local upward multipliers of LB-G-k: alpha_i(l, l+1) = k - 1. */
static void put_obedience(mc_certificate *certificate, const mc_bound *bound)
{
    size_t steps = bound->k > 1 ? bound->points - 1 : 0;
    mc_certificate_record(certificate, "obedience 1 %zu",
                          bound->env->agents * steps);
    for (size_t i = 0; i < bound->env->agents; i++)
        for (size_t l = 0; l < steps; l++)
            mc_certificate_record(certificate, "alpha %zu %zu %zu %ld", i, l,
                                  l + 1, bound->k - 1);
}

/* The local downward multipliers of UB-P-k: alpha_i(l, l-1) = k, or 1 at the
   top; beta_i(0) = k. */
static void put_truthtelling(mc_certificate *certificate, const mc_bound *bound)
{
    size_t agents = bound->env->agents, steps = bound->points - 1;
    mc_certificate_record(certificate, "truthtelling 1 %zu", agents * steps);
    for (size_t i = 0; i < agents; i++)
        for (size_t l = 1; l <= steps; l++)
            mc_certificate_record(certificate, "alpha %zu %zu %zu %ld", i, l,
                                  l - 1, l < steps ? bound->k : 1);
    mc_certificate_record(certificate, "participation 1 %zu", agents);
    for (size_t i = 0; i < agents; i++)
        mc_certificate_record(certificate, "beta %zu 0 %ld", i, bound->k);
}

static bool put_guarantee(mc_certificate *certificate, const mc_bound *bound)
{
    size_t agents = bound->env->agents;
    mc_certificate_repeat(certificate, "actions", bound->points, agents);
    mc_certificate_repeat(certificate, "secure", 0, agents);
    if (!put_mechanism(certificate, bound))
        return false;
    put_obedience(certificate, bound);
    return put_lambda(certificate, bound);
}

static bool put_potential(mc_certificate *certificate, const mc_bound *bound)
{
    mc_certificate_repeat(certificate, "signals", bound->points,
                          bound->env->agents);
    if (!put_information(certificate, bound))
        return false;
    put_truthtelling(certificate, bound);
    return put_gamma(certificate, bound);
}

static bool put_value(mc_certificate *certificate, const mc_bound *bound)
{
    if (bound->program == MC_PROGRAM_LOWER)
        return put_mechanism(certificate, bound) &&
               put_lambda(certificate, bound) &&
               put_information(certificate, bound) &&
               put_security(certificate, bound) &&
               put_gamma(certificate, bound);
    return put_information(certificate, bound) &&
           put_gamma(certificate, bound) && put_mechanism(certificate, bound) &&
           put_lambda(certificate, bound);
}

/* Opens a certificate for the claim, which is freed, lets `put` write its
   body, and completes it. */
static mc_status
write_certificate(const mc_bound *bound, mc_message *message, const char *path,
                  char *claim, bool (*put)(mc_certificate *, const mc_bound *))
{
    mc_certificate *certificate;
    mc_status status = mc_certificate_open(&certificate, message, path, claim,
                                           "environment", bound->env->sha256);
    mc_certificate_free_claim(claim);
    if (status != MC_OK)
        return status;
    if (!put(certificate, bound)) {
        mc_certificate_discard(certificate);
        return mc_message_set(message, MC_LIMIT, "out of memory");
    }
    return mc_certificate_commit(certificate, message);
}

mc_status mc_bound_write_claim(const mc_bound *bound, mc_message *message,
                               const char *path)
{
    bool lower = bound->program == MC_PROGRAM_LOWER;
    char *claim = mc_certificate_claim(lower ? "guarantee-at-least %Qd"
                                             : "potential-at-most %Qd",
                                       bound->value);
    return write_certificate(bound, message, path, claim,
                             lower ? put_guarantee : put_potential);
}

mc_status mc_bound_write_value(const mc_bound *bound, mc_message *message,
                               const char *path)
{
    char *claim = mc_certificate_claim(
        "program-value %s %ld %Qd %Qd",
        bound->program == MC_PROGRAM_LOWER ? "LB-G" : "UB-P", bound->k,
        bound->value, bound->value);
    return write_certificate(bound, message, path, claim, put_value);
}

/* value / (scale * denominator) as a canonical rational */
static void set_slack(mpq_t slack, const mpz_t value, const mpz_t denominator)
{
    mpq_set_num(slack, value);
    mpq_set_den(slack, denominator);
    mpq_canonicalize(slack);
}

typedef struct slackness_visit {
    const mc_bound *bound;
    int (*visit)(void *user, const mc_slackness *pair);
    void *user;
    mc_slackness pair;
    mpz_t value;
} slackness_visit;

static int visit_pair(slackness_visit *v, const mc_vector *variables,
                      size_t place, const mpz_t slack_denominator)
{
    mc_vector_get(v->pair.variable, variables, place);
    set_slack(v->pair.slack, v->value, slack_denominator);
    mpq_mul(v->pair.product, v->pair.variable, v->pair.slack);
    return v->visit(v->user, &v->pair);
}

static int visit_mechanism(slackness_visit *v)
{
    const mc_bound *bound = v->bound;
    int stop = 0;
    v->pair.kind = MC_SLACKNESS_MECHANISM;
    for (size_t x = 0; x < bound->profiles; x++)
        for (size_t o = 0; o < bound->env->outcomes && !stop; o++) {
            v->pair.profile = x;
            v->pair.outcome = o;
            mc_informational_objective(v->value, bound, x, o);
            mpz_sub(v->value, bound->gamma.numerator[x], v->value);
            stop =
                visit_pair(v, &bound->mechanism, x * bound->env->outcomes + o,
                           bound->gamma.denominator);
        }
    return stop;
}

static int visit_information(slackness_visit *v)
{
    const mc_bound *bound = v->bound;
    int stop = 0;
    v->pair.kind = MC_SLACKNESS_INFORMATION;
    for (size_t x = 0; x < bound->profiles; x++)
        for (size_t t = 0; t < bound->env->states && !stop; t++) {
            v->pair.profile = x;
            v->pair.state = t;
            mc_strategic_objective(v->value, bound, x, t);
            mpz_sub(v->value, v->value, bound->lambda.numerator[t]);
            stop =
                visit_pair(v, &bound->information, x * bound->env->states + t,
                           bound->lambda.denominator);
        }
    return stop;
}

static int visit_security(slackness_visit *v)
{
    const mc_bound *bound = v->bound;
    const mc_environment *env = bound->env;
    int stop = 0;
    v->pair.kind = MC_SLACKNESS_SECURITY;
    for (size_t c = 0; c < bound->security.length && !stop; c++) {
        v->pair.profile = c / (env->agents * env->states);
        v->pair.agent = c / env->states % env->agents;
        v->pair.state = c % env->states;
        if (mc_bound_coordinate(bound, v->pair.profile, v->pair.agent) != 0)
            continue;
        mc_security_payoff(v->value, bound, v->pair.profile, v->pair.agent,
                           v->pair.state);
        stop = visit_pair(v, &bound->security, c, bound->lambda.denominator);
    }
    return stop;
}

void mc_bound_slackness(const mc_bound *bound,
                        int (*visit)(void *user, const mc_slackness *pair),
                        void *user)
{
    slackness_visit v = {.bound = bound, .visit = visit, .user = user};
    mpq_inits(v.pair.variable, v.pair.slack, v.pair.product, NULL);
    mpz_init(v.value);
    if (!visit_mechanism(&v) && !visit_information(&v))
        visit_security(&v);
    mpz_clear(v.value);
    mpq_clears(v.pair.variable, v.pair.slack, v.pair.product, NULL);
}
