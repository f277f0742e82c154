#include "game/guarantee.h"

#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/effort.h"
#include "game/security.h"

void mc_strategic_value(mpz_t value, const mc_payoff_table *expected,
                        const mc_choices *actions, const mc_multipliers *alpha,
                        size_t profile, size_t state)
{
    mpz_t gain;
    mpz_init(gain);
    mpz_mul(value, mc_payoff_at(expected, actions->agents, profile, state),
            alpha->value.denominator);
    for (size_t i = 0; i < actions->agents; i++) {
        size_t own = mc_choices_at(actions, profile, i);
        for (size_t b = 0; b < actions->count[i]; b++) {
            mpz_srcptr weight =
                alpha->value.numerator[mc_multiplier_place(alpha, i, own, b)];
            if (b == own || mpz_sgn(weight) == 0)
                continue;
            mpz_sub(gain,
                    mc_payoff_at(expected, i,
                                 mc_choices_with(actions, profile, i, b),
                                 state),
                    mc_payoff_at(expected, i, profile, state));
            mpz_addmul(value, gain, weight);
        }
    }
    mpz_clear(gain);
}

void mc_least_strategic(mc_vector *lambda, const mc_payoff_table *expected,
                        const mc_choices *actions, const mc_multipliers *alpha)
{
    mpz_t value;
    mpz_init(value);
    for (size_t t = 0; t < expected->width; t++)
        for (size_t a = 0; a < expected->profiles; a++) {
            mc_strategic_value(value, expected, actions, alpha, a, t);
            if (a == 0 || mpz_cmp(value, lambda->numerator[t]) < 0)
                mpz_set(lambda->numerator[t], value);
        }
    mpz_mul(lambda->denominator, expected->sum.denominator,
            alpha->value.denominator);
    mc_vector_reduce(lambda);
    mpz_clear(value);
}

/* ---- the lower half ---- */

void mc_average(mpq_t sum, mpq_t *prior, const mc_vector *value)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(sum, 0, 1);
    for (size_t t = 0; t < value->length; t++) {
        mc_vector_get(term, value, t);
        mpq_mul(term, term, prior[t]);
        mpq_add(sum, sum, term);
    }
    mpq_clear(term);
}

/* t + sum_r y_r b_r, if the signs are right and t + sum_r y_r c_r(theta) <=
   lambda(theta) for every theta. */
static bool bound_over_set(mpq_t bound, const mc_guarantee *guarantee)
{
    const mc_prior *prior = guarantee->statements.prior;
    size_t width = prior->states + 1;
    mpq_t sum, y;
    bool holds = true;
    mpq_inits(sum, y, NULL);
    for (size_t column = 0; column < width && holds; column++) {
        mc_vector_get(sum, &guarantee->priors, 0);
        for (size_t r = 0; r < prior->rows && holds; r++) {
            mc_prior_sense sense = mc_prior_row_sense(prior, r);
            mc_vector_get(y, &guarantee->priors, r + 1);
            holds = !(sense == MC_PRIOR_AT_LEAST && mpq_sgn(y) < 0) &&
                    !(sense == MC_PRIOR_AT_MOST && mpq_sgn(y) > 0);
            mpq_mul(y, y, prior->coefficient[r * width + column]);
            mpq_add(sum, sum, y);
        }
        if (column == prior->states) {
            mpq_set(bound, sum);
        } else {
            mc_vector_get(y, &guarantee->lambda, column);
            holds = holds && mpq_cmp(sum, y) <= 0;
        }
    }
    mpq_clears(sum, y, NULL);
    return holds;
}

static bool lower_value(mpq_t value, const mc_guarantee *guarantee)
{
    mpq_t *given = mc_given_prior(&guarantee->statements);
    if (!mc_vector_is_nonnegative(&guarantee->alpha.value))
        return false;
    if (!given)
        return bound_over_set(value, guarantee);
    mc_average(value, given, &guarantee->lambda);
    return true;
}

/* ---- the upper half ---- */

/* sum over theta and a with a_i = c of sigma ( payoff at a - payoff at (b,
   a_-i) ) >= 0 */
static bool obeys(const mc_guarantee *guarantee, size_t agent, size_t c,
                  size_t b)
{
    const mc_choices *actions = &guarantee->statements.mechanism->actions;
    const mc_payoff_table *expected = &guarantee->expected;
    mpz_t sum, gain;
    mpz_inits(sum, gain, NULL);
    for (size_t r = 0; r < mc_choices_rest(actions, agent); r++) {
        size_t a = mc_choices_fixed(actions, agent, c, r);
        for (size_t t = 0; t < expected->width; t++) {
            mpz_srcptr weight =
                guarantee->worst.numerator[a * expected->width + t];
            if (mpz_sgn(weight) == 0)
                continue;
            mpz_sub(gain, mc_payoff_at(expected, agent, a, t),
                    mc_payoff_at(expected, agent,
                                 mc_choices_with(actions, a, agent, b), t));
            mpz_addmul(sum, gain, weight);
        }
    }
    bool holds = mpz_sgn(sum) >= 0;
    mpz_clears(sum, gain, NULL);
    return holds;
}

static bool all_obey(const mc_guarantee *guarantee)
{
    const mc_choices *actions = &guarantee->statements.mechanism->actions;
    for (size_t i = 0; i < actions->agents; i++)
        for (size_t c = 0; c < actions->count[i]; c++)
            for (size_t b = 0; b < actions->count[i]; b++)
                if (b != c && !obeys(guarantee, i, c, b))
                    return false;
    return true;
}

/* The marginal law of the state is the prior, or in the set. */
static bool marginal_holds(const mc_guarantee *guarantee)
{
    const mc_prior *prior = guarantee->statements.prior;
    mpq_t *given = mc_given_prior(&guarantee->statements);
    size_t states = guarantee->statements.env->states;
    mpq_t *mass = mc_rationals_new(states);
    mpq_t sum, term;
    bool holds = mass != NULL;
    mpq_inits(sum, term, NULL);
    for (size_t t = 0; t < states && holds; t++) {
        for (size_t a = 0; a < guarantee->worst.length / states; a++)
            mpz_add(mpq_numref(mass[t]), mpq_numref(mass[t]),
                    guarantee->worst.numerator[a * states + t]);
        mpz_set(mpq_denref(mass[t]), guarantee->worst.denominator);
        mpq_canonicalize(mass[t]);
        mpq_add(sum, sum, mass[t]);
        holds = !given || mpq_equal(mass[t], given[t]);
    }
    holds = holds && mpq_cmp_ui(sum, 1, 1) == 0;
    for (size_t r = 0; !given && r < prior->rows && holds; r++) {
        mpq_t *row = prior->coefficient + r * (states + 1);
        mc_prior_sense sense = mc_prior_row_sense(prior, r);
        mpq_set_ui(sum, 0, 1);
        for (size_t t = 0; t < states; t++) {
            mpq_mul(term, row[t], mass[t]);
            mpq_add(sum, sum, term);
        }
        int order = mpq_cmp(sum, row[states]);
        holds = sense == MC_PRIOR_AT_LEAST  ? order >= 0
                : sense == MC_PRIOR_AT_MOST ? order <= 0
                                            : order == 0;
    }
    mpq_clears(sum, term, NULL);
    mc_rationals_free(mass, states);
    return holds;
}

static void upper_value(mpq_t value, const mc_guarantee *guarantee)
{
    const mc_payoff_table *expected = &guarantee->expected;
    size_t designer = expected->players - 1;
    mpz_set_ui(mpq_numref(value), 0);
    for (size_t a = 0; a < expected->profiles; a++)
        for (size_t t = 0; t < expected->width; t++)
            mpz_addmul(mpq_numref(value),
                       mc_payoff_at(expected, designer, a, t),
                       guarantee->worst.numerator[a * expected->width + t]);
    mpz_mul(mpq_denref(value), expected->sum.denominator,
            guarantee->worst.denominator);
    mpq_canonicalize(value);
}

/* ---- both ---- */

static mc_status check(mc_guarantee *guarantee, mc_message *message)
{
    mpq_t lower;
    mpq_init(lower);
    bool holds = lower_value(lower, guarantee) &&
                 mc_vector_is_nonnegative(&guarantee->worst) &&
                 marginal_holds(guarantee) && all_obey(guarantee);
    upper_value(guarantee->value, guarantee);
    holds = holds && mpq_equal(lower, guarantee->value);
    mpq_clear(lower);
    if (holds)
        return MC_OK;
    return mc_message_set(message, MC_UNDECIDED,
                          "internal error: the exact check of the guarantee "
                          "failed, nothing is claimed; please report the "
                          "statements");
}

static mc_status compute(mc_guarantee *guarantee, mc_message *message,
                         const mc_limits *limits)
{
    const mc_statements *statements = &guarantee->statements;
    const mc_mechanism *mechanism = statements->mechanism;
    mc_shortfall shortfall;
    mc_status status;
    mpq_init(shortfall.amount);
    if (mc_shortfall_find(&shortfall, mechanism, &guarantee->expected))
        status = mc_shortfall_report(&shortfall, message, statements->env,
                                     mechanism);
    else
        status = mc_guarantee_solve(guarantee, message, limits);
    mpq_clear(shortfall.amount);
    if (status != MC_OK)
        return status;
    mc_least_strategic(&guarantee->lambda, &guarantee->expected,
                       &mechanism->actions, &guarantee->alpha);
    return check(guarantee, message);
}

/* Every sigma(a,theta) stands in the rows of the prior, and in those of
   obedience that recommend what it does. */
static double count_entries(const mc_statements *statements)
{
    const mc_choices *actions = &statements->mechanism->actions;
    double each = 1;
    if (statements->prior && !statements->prior->given)
        each += (double)statements->prior->rows;
    for (size_t i = 0; i < actions->agents; i++)
        each += (double)(actions->count[i] - 1);
    return each * (double)actions->profiles * (double)statements->env->states;
}

static bool allocate(mc_guarantee *guarantee)
{
    const mc_statements *statements = &guarantee->statements;
    const mc_choices *actions = &statements->mechanism->actions;
    const mc_prior *prior = statements->prior;
    size_t states = statements->env->states;
    mpq_inits(guarantee->value, guarantee->step, guarantee->local, NULL);
    bool room = mc_vector_init(&guarantee->lambda, states);
    room = mc_vector_init(&guarantee->priors,
                          prior && !prior->given ? prior->rows + 1 : 0) &&
           room;
    room =
        mc_vector_init(&guarantee->worst, actions->profiles * states) && room;
    room = mc_multipliers_init(&guarantee->alpha, actions, actions) && room;
    return mc_payoff_table_expect(&guarantee->expected, statements->env,
                                  &statements->mechanism->rule) &&
           room;
}

void mc_guarantee_free(mc_guarantee *guarantee)
{
    if (!guarantee)
        return;
    mc_payoff_table_clear(&guarantee->expected);
    mc_multipliers_clear(&guarantee->alpha);
    mc_vector_clear(&guarantee->worst);
    mc_vector_clear(&guarantee->priors);
    mc_vector_clear(&guarantee->lambda);
    mpq_clears(guarantee->value, guarantee->step, guarantee->local, NULL);
    free(guarantee);
}

mc_status mc_guarantee_new(mc_guarantee **guarantee, mc_message *message,
                           const mc_environment *env,
                           const mc_mechanism *mechanism, const mc_prior *prior,
                           const mc_limits *limits)
{
    const mc_statements statements = {
        .env = env, .mechanism = mechanism, .prior = prior};
    mc_status status = mc_statements_match(&statements, message);
    if (status == MC_OK)
        status = mc_program_fits(message, count_entries(&statements));
    if (status != MC_OK)
        return status;
    mc_guarantee *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    made->statements = statements;
    status = allocate(made)
                 ? compute(made, message, limits)
                 : mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        *guarantee = made;
    else
        mc_guarantee_free(made);
    return status;
}

mpq_srcptr mc_guarantee_value(const mc_guarantee *guarantee)
{
    return guarantee->value;
}

size_t mc_guarantee_rows(const mc_guarantee *guarantee)
{
    return guarantee->rows;
}

size_t mc_guarantee_columns(const mc_guarantee *guarantee)
{
    return guarantee->columns;
}

size_t mc_guarantee_pivots(const mc_guarantee *guarantee)
{
    return guarantee->pivots;
}

/* ---- certificates and the worst information structure ---- */

void mc_lower_part_write(mc_certificate *certificate,
                         const mc_guarantee *guarantee)
{
    mc_multipliers_write(certificate, "obedience", &guarantee->alpha);
    mc_certificate_vector(certificate, "lambda", &guarantee->lambda);
    if (guarantee->priors.length > 0)
        mc_certificate_vector(certificate, "priors", &guarantee->priors);
}

static mc_status write_claim(const mc_guarantee *guarantee, mc_message *message,
                             const char *path, char *claim)
{
    const mc_statements *statements = &guarantee->statements;
    mc_certificate *certificate;
    mc_status status = mc_statements_certificate(&certificate, message, path,
                                                 claim, statements);
    if (status != MC_OK)
        return status;
    mc_lower_part_write(certificate, guarantee);
    mc_certificate_table(certificate, "information", "sigma", &guarantee->worst,
                         statements->env->states);
    return mc_certificate_commit(certificate, message);
}

mc_status mc_guarantee_write(const mc_guarantee *guarantee, mc_message *message,
                             const char *path)
{
    return write_claim(guarantee, message, path,
                       mc_certificate_claim("guarantee %Qd %Qd",
                                            guarantee->value,
                                            guarantee->value));
}

mc_status mc_guarantee_write_local(const mc_guarantee *guarantee,
                                   mc_message *message, const char *path)
{
    if (!guarantee->has_local)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the bound from local multipliers was not "
                              "computed");
    if (!guarantee->has_local)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the bound from local multipliers was not "
                              "computed");
    return write_claim(guarantee, message, path,
                       mc_certificate_claim("local-bound-loss %Qd %Qd %Qd",
                                            guarantee->step, guarantee->local,
                                            guarantee->value));
}

mc_status mc_guarantee_worst(mc_information **information, mc_message *message,
                             const mc_guarantee *guarantee)
{
    const mc_statements *statements = &guarantee->statements;
    const mc_choices *actions = &statements->mechanism->actions;
    mc_information *made =
        mc_information_draft(statements->env, actions->count);
    bool room = made != NULL;
    if (room) {
        mc_choices_clear(&made->signals);
        room = mc_choices_copy(&made->signals, actions);
        made->title = mc_text_new("The worst information structure of a "
                                  "mechanism");
        made->notes = mc_text_new(
            "Signals are recommended actions. If every agent obeys, nobody can "
            "gain, and the designer's welfare is the guarantee of the "
            "mechanism.");
        for (size_t c = 0; c < made->distribution.length && room; c++)
            mpz_set(made->distribution.numerator[c],
                    guarantee->worst.numerator[c]);
        mpz_set(made->distribution.denominator, guarantee->worst.denominator);
        room = room && made->title && made->notes;
    }
    mc_status status = room
                           ? mc_information_seal(made, message)
                           : mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        *information = made;
    else
        mc_information_free(made);
    return status;
}

mc_status mc_guarantee_worst_environment(mc_environment **env,
                                         mc_message *message,
                                         const mc_guarantee *guarantee)
{
    size_t states = guarantee->statements.env->states;
    mpq_t *prior = mc_rationals_new(states);
    mc_status status = MC_LIMIT;
    if (!prior)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    for (size_t x = 0; x < guarantee->worst.length; x++)
        mpz_add(mpq_numref(prior[x % states]), mpq_numref(prior[x % states]),
                guarantee->worst.numerator[x]);
    for (size_t t = 0; t < states; t++) {
        mpz_set(mpq_denref(prior[t]), guarantee->worst.denominator);
        mpq_canonicalize(prior[t]);
    }
    status = mc_environment_with_prior(env, message, guarantee->statements.env,
                                       prior);
    mc_rationals_free(prior, states);
    return status;
}
