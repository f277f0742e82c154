#define _POSIX_C_SOURCE 200809L
#include "game/potential.h"

#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/effort.h"

size_t mc_environment_neutral_outcome(const mc_environment *env)
{
    size_t o = 0;
    for (; o < env->outcomes; o++) {
        bool neutral = true;
        for (size_t row = 0; row < env->agents * env->states && neutral; row++)
            neutral = mpq_sgn(env->payoff[row * env->outcomes + o]) == 0;
        if (neutral)
            break;
    }
    return o;
}

/* Where agent i's part of beta begins. */
static size_t beta_offset(const mc_choices *signals, size_t agent)
{
    size_t offset = 0;
    for (size_t i = 0; i < agent; i++)
        offset += signals->count[i];
    return offset;
}

/* sum += numerator / (a b) */
static void add_fraction(mpq_t sum, const mpz_t numerator, const mpz_t a,
                         const mpz_t b)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_num(term, numerator);
    mpz_mul(mpq_denref(term), a, b);
    mpq_canonicalize(term);
    mpq_add(sum, sum, term);
    mpq_clear(term);
}

/* sum_i sum_t alpha_i(x_i,t) weighed_i(x) - sum_i sum_s alpha_i(s,x_i)
   weighed_i(s,x_-i), over the product of the two denominators */
static void add_truth(mpq_t value, const mc_potential *potential, size_t x,
                      size_t outcome)
{
    const mc_choices *messages = &potential->messages;
    const mc_multipliers *alpha = &potential->alpha;
    mpz_t sum;
    mpz_init(sum);
    for (size_t i = 0; i < messages->agents; i++) {
        size_t own = mc_choices_at(messages, x, i);
        mpz_srcptr here = mc_payoff_at(&potential->weighed, i, x, outcome);
        if (own < alpha->from_count[i] && mpz_sgn(here) != 0)
            for (size_t t = 0; t < alpha->to_count[i]; t++)
                mpz_addmul(sum, here,
                           alpha->value.numerator[mc_multiplier_place(alpha, i,
                                                                      own, t)]);
        for (size_t s = 0; s < alpha->from_count[i]; s++) {
            mpz_srcptr weight =
                alpha->value.numerator[mc_multiplier_place(alpha, i, s, own)];
            if (s != own && mpz_sgn(weight) != 0)
                mpz_submul(sum, weight,
                           mc_payoff_at(&potential->weighed, i,
                                        mc_choices_with(messages, x, i, s),
                                        outcome));
        }
    }
    add_fraction(value, sum, potential->weighed.sum.denominator,
                 alpha->value.denominator);
    mpz_clear(sum);
}

void mc_informational_value(mpq_t value, const mc_potential *potential,
                            size_t profile, size_t outcome)
{
    const mc_environment *env = potential->statements.env;
    const mc_choices *signals = &potential->statements.information->signals;
    const mc_choices *messages = &potential->messages;
    mpz_t sum, one;
    mpz_init(sum);
    mpz_init_set_ui(one, 1);
    mpq_set_ui(value, 0, 1);
    add_fraction(
        value, mc_payoff_at(&potential->weighed, env->agents, profile, outcome),
        potential->weighed.sum.denominator, one);
    add_truth(value, potential, profile, outcome);
    for (size_t i = 0; i < env->agents && potential->beta.length > 0; i++)
        mpz_addmul(
            sum, mc_payoff_at(&potential->weighed, i, profile, outcome),
            potential->beta.numerator[beta_offset(signals, i) +
                                      mc_choices_at(messages, profile, i)]);
    add_fraction(value, sum, potential->weighed.sum.denominator,
                 potential->beta.denominator);
    mpz_set_ui(sum, 0);
    for (size_t r = 0;
         r < env->agents * env->states && potential->security.length > 0; r++)
        mpz_addmul(sum, potential->payoffs.payoff[r * env->outcomes + outcome],
                   potential->security
                       .numerator[profile * env->agents * env->states + r]);
    add_fraction(value, sum, potential->payoffs.scale,
                 potential->security.denominator);
    mpz_clear(sum);
    mpz_clear(one);
}

/* gamma(x) = max over omega of the informational value */
static bool set_gamma(mc_potential *potential)
{
    size_t outcomes = potential->weighed.width;
    mpq_t *most = mc_rationals_new(potential->gamma.length);
    mpq_t value;
    if (!most)
        return false;
    mpq_init(value);
    for (size_t x = 0; x < potential->gamma.length; x++)
        for (size_t o = 0; o < outcomes; o++) {
            mc_informational_value(value, potential, x, o);
            if (o == 0 || mpq_cmp(value, most[x]) > 0)
                mpq_set(most[x], value);
        }
    mpq_clear(value);
    bool done = mc_vector_set_list(&potential->gamma, most, SIZE_MAX);
    mc_rationals_free(most, potential->gamma.length);
    return done;
}

/* ---- exact checks ---- */

static bool lotteries_hold(const mc_potential *potential)
{
    size_t width = potential->weighed.width;
    bool hold = mc_vector_is_nonnegative(&potential->mechanism);
    mpz_t sum;
    mpz_init(sum);
    for (size_t x = 0; x < potential->weighed.profiles && hold; x++) {
        mpz_set_ui(sum, 0);
        for (size_t o = 0; o < width; o++)
            mpz_add(sum, sum, potential->mechanism.numerator[x * width + o]);
        hold = mpz_cmp(sum, potential->mechanism.denominator) == 0;
    }
    mpz_clear(sum);
    return hold;
}

/* What agent i with the signal c gets from reporting t, times a positive
   number. */
static void report_payoff(mpz_t sum, const mc_potential *potential,
                          size_t agent, size_t c, size_t t)
{
    const mc_choices *messages = &potential->messages;
    const mc_payoff_table *weighed = &potential->weighed;
    mpz_set_ui(sum, 0);
    for (size_t r = 0; r < mc_choices_rest(messages, agent); r++) {
        size_t x = mc_choices_fixed(messages, agent, c, r);
        size_t told = mc_choices_fixed(messages, agent, t, r);
        for (size_t o = 0; o < weighed->width; o++)
            mpz_addmul(
                sum, mc_payoff_at(weighed, agent, x, o),
                potential->mechanism.numerator[told * weighed->width + o]);
    }
}

static bool truth_holds(const mc_potential *potential)
{
    const mc_multipliers *alpha = &potential->alpha;
    bool holds = true;
    mpz_t truth, lie;
    mpz_inits(truth, lie, NULL);
    for (size_t i = 0; i < alpha->agents; i++)
        for (size_t c = 0; c < alpha->from_count[i] && holds; c++) {
            report_payoff(truth, potential, i, c, c);
            holds =
                potential->kind != MC_POTENTIAL_DIRECT || mpz_sgn(truth) >= 0;
            for (size_t t = 0; t < alpha->to_count[i] && holds; t++) {
                report_payoff(lie, potential, i, c, t);
                holds = mpz_cmp(truth, lie) >= 0;
            }
        }
    mpz_clears(truth, lie, NULL);
    return holds;
}

static bool security_holds(const mc_potential *potential)
{
    const mc_environment *env = potential->statements.env;
    bool holds = true;
    mpz_t sum;
    mpz_init(sum);
    for (size_t r = 0; r < potential->security.length && holds; r++) {
        size_t x = r / (env->agents * env->states);
        size_t row = r % (env->agents * env->states);
        if (!mc_stays_out(potential, x, row / env->states))
            continue;
        mpz_set_ui(sum, 0);
        for (size_t o = 0; o < env->outcomes; o++)
            mpz_addmul(sum, potential->payoffs.payoff[row * env->outcomes + o],
                       potential->mechanism.numerator[x * env->outcomes + o]);
        holds = mpz_sgn(sum) >= 0;
    }
    mpz_clear(sum);
    return holds;
}

/* the designer's welfare of the mechanism under truth-telling */
static void lower_value(mpq_t value, const mc_potential *potential)
{
    const mc_payoff_table *weighed = &potential->weighed;
    size_t designer = weighed->players - 1;
    mpz_set_ui(mpq_numref(value), 0);
    for (size_t x = 0; x < weighed->profiles; x++)
        for (size_t o = 0; o < weighed->width; o++)
            mpz_addmul(mpq_numref(value), mc_payoff_at(weighed, designer, x, o),
                       potential->mechanism.numerator[x * weighed->width + o]);
    mpz_mul(mpq_denref(value), weighed->sum.denominator,
            potential->mechanism.denominator);
    mpq_canonicalize(value);
}

static void upper_value(mpq_t value, const mc_potential *potential)
{
    mpz_set_ui(mpq_numref(value), 0);
    for (size_t x = 0; x < potential->gamma.length; x++)
        mpz_add(mpq_numref(value), mpq_numref(value),
                potential->gamma.numerator[x]);
    mpz_set(mpq_denref(value), potential->gamma.denominator);
    mpq_canonicalize(value);
}

static mc_status check(mc_potential *potential, mc_message *message)
{
    mpq_t lower;
    mpq_init(lower);
    lower_value(lower, potential);
    upper_value(potential->value, potential);
    bool holds = mc_vector_is_nonnegative(&potential->alpha.value) &&
                 mc_vector_is_nonnegative(&potential->beta) &&
                 mc_vector_is_nonnegative(&potential->security) &&
                 lotteries_hold(potential) && truth_holds(potential) &&
                 security_holds(potential) &&
                 mpq_equal(lower, potential->value);
    mpq_clear(lower);
    if (holds)
        return MC_OK;
    return mc_message_set(message, MC_UNDECIDED,
                          "internal error: the exact check of the potential "
                          "failed, nothing is claimed; please report the "
                          "statements");
}

/* ---- storage ---- */

/* The profile of signals as a profile of messages. */
static size_t as_messages(const mc_choices *messages, const mc_choices *signals,
                          size_t profile)
{
    size_t x = 0;
    for (size_t i = 0; i < signals->agents; i++)
        x += mc_choices_at(signals, profile, i) * messages->stride[i];
    return x;
}

/* The information over message profiles, zero where somebody stays out. */
static bool weigh(mc_potential *potential)
{
    const mc_information *information = potential->statements.information;
    size_t states = information->states;
    mc_vector spread;
    bool room = mc_vector_init(&spread, potential->messages.profiles * states);
    for (size_t s = 0; s < information->signals.profiles && room; s++) {
        size_t x = as_messages(&potential->messages, &information->signals, s);
        for (size_t t = 0; t < states; t++)
            mpz_set(spread.numerator[x * states + t],
                    information->distribution.numerator[s * states + t]);
    }
    mpz_set(spread.denominator, information->distribution.denominator);
    room = mc_payoff_table_weigh(&potential->weighed, potential->statements.env,
                                 &spread) &&
           room;
    mc_vector_clear(&spread);
    return room;
}

static bool init_messages(mc_potential *potential)
{
    const mc_choices *signals = &potential->statements.information->signals;
    size_t *count = mc_array(signals->agents, sizeof *count);
    if (!count)
        return false;
    for (size_t i = 0; i < signals->agents; i++)
        count[i] = signals->count[i] + (potential->kind == MC_POTENTIAL_SECURE);
    bool room = mc_choices_init(&potential->messages, signals->agents, count);
    free(count);
    return room;
}

static bool allocate(mc_potential *potential)
{
    const mc_environment *env = potential->statements.env;
    const mc_choices *signals = &potential->statements.information->signals;
    bool out = potential->kind == MC_POTENTIAL_SECURE;
    mpq_init(potential->value);
    bool room = init_messages(potential);
    size_t profiles = room ? potential->messages.profiles : 0;
    room = mc_multipliers_init(&potential->alpha, signals,
                               room ? &potential->messages : signals) &&
           room;
    room = mc_vector_init(&potential->beta,
                          out ? 0 : beta_offset(signals, env->agents)) &&
           room;
    room = mc_vector_init(&potential->security,
                          out ? profiles * env->agents * env->states : 0) &&
           room;
    room = mc_vector_init(&potential->gamma, profiles) && room;
    room =
        mc_vector_init(&potential->mechanism, profiles * env->outcomes) && room;
    room = mc_scaled_payoffs_init(&potential->payoffs, env) && room;
    return room && weigh(potential);
}

void mc_potential_free(mc_potential *potential)
{
    if (!potential)
        return;
    mc_scaled_payoffs_clear(&potential->payoffs);
    mc_payoff_table_clear(&potential->weighed);
    mc_multipliers_clear(&potential->alpha);
    mc_vector_clear(&potential->mechanism);
    mc_vector_clear(&potential->gamma);
    mc_vector_clear(&potential->security);
    mc_vector_clear(&potential->beta);
    mc_choices_clear(&potential->messages);
    mpq_clear(potential->value);
    free(potential);
}

/* Every m(omega|x) stands in a lottery, twice in a row of truth-telling for
   each message of an agent, and where agents stay out in rows of security. */
static double count_entries(const mc_statements *statements, bool out)
{
    const mc_choices *signals = &statements->information->signals;
    double each = 1, profiles = 1;
    for (size_t i = 0; i < signals->agents; i++) {
        double messages = (double)signals->count[i] + (out ? 1 : 0);
        each += 2 * messages + (out ? (double)statements->env->states : 0);
        profiles *= messages;
    }
    return each * profiles * (double)statements->env->outcomes;
}

mc_status mc_potential_new(mc_potential **potential, mc_message *message,
                           const mc_environment *env,
                           const mc_information *information,
                           mc_potential_kind kind, const mc_limits *limits)
{
    const mc_statements statements = {.env = env, .information = information};
    mc_status status = mc_statements_match(&statements, message);
    if (status == MC_OK)
        status = mc_program_fits(
            message, count_entries(&statements, kind == MC_POTENTIAL_SECURE));
    if (status != MC_OK)
        return status;
    mc_potential *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    made->statements = statements;
    made->kind = kind;
    status = MC_LIMIT;
    if (!allocate(made))
        mc_message_set(message, MC_LIMIT, "out of memory");
    else
        status = mc_potential_solve(made, message, limits);
    if (status == MC_OK && !set_gamma(made))
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        status = check(made, message);
    if (status == MC_OK)
        *potential = made;
    else
        mc_potential_free(made);
    return status;
}

mpq_srcptr mc_potential_value(const mc_potential *potential)
{
    return potential->value;
}

size_t mc_potential_rows(const mc_potential *potential)
{
    return potential->rows;
}

size_t mc_potential_columns(const mc_potential *potential)
{
    return potential->columns;
}

size_t mc_potential_pivots(const mc_potential *potential)
{
    return potential->pivots;
}

/* ---- certificates and the mechanism ---- */

void mc_relaxation_write(mc_certificate *certificate,
                         const mc_potential *potential)
{
    const mc_choices *signals = &potential->statements.information->signals;
    const mc_vector *beta = &potential->beta;
    size_t count = 0, place = 0;
    mc_multipliers_write(certificate, "truthtelling", &potential->alpha);
    for (size_t c = 0; c < beta->length; c++)
        count += mpz_sgn(beta->numerator[c]) != 0;
    mc_certificate_record(certificate, "participation %Zd %zu",
                          beta->denominator, count);
    for (size_t i = 0; i < signals->agents; i++)
        for (size_t s = 0; s < signals->count[i]; s++, place++)
            if (mpz_sgn(beta->numerator[place]) != 0)
                mc_certificate_record(certificate, "beta %zu %zu %Zd", i, s,
                                      beta->numerator[place]);
    mc_certificate_table(certificate, "gamma", "g", &potential->gamma, 1);
}

static void put_security(mc_certificate *certificate,
                         const mc_potential *potential)
{
    const mc_environment *env = potential->statements.env;
    const mc_vector *pi = &potential->security;
    size_t count = 0, width = env->agents * env->states;
    for (size_t r = 0; r < pi->length; r++)
        count += mpz_sgn(pi->numerator[r]) != 0;
    mc_certificate_record(certificate, "security %Zd %zu", pi->denominator,
                          count);
    for (size_t r = 0; r < pi->length; r++) {
        if (mpz_sgn(pi->numerator[r]) == 0)
            continue;
        mc_certificate_begin(certificate, "pi");
        for (size_t i = 0; i < env->agents; i++)
            mc_certificate_natural(
                certificate, mc_choices_at(&potential->messages, r / width, i));
        mc_certificate_natural(certificate, r % width / env->states);
        mc_certificate_natural(certificate, r % env->states);
        mc_certificate_end(certificate, pi->numerator[r]);
    }
}

void mc_staying_out_write(mc_certificate *certificate,
                          const mc_potential *potential)
{
    mc_multipliers_write(certificate, "truthtelling", &potential->alpha);
    put_security(certificate, potential);
    mc_certificate_table(certificate, "gamma", "g", &potential->gamma, 1);
}

mc_status mc_potential_write(const mc_potential *potential, mc_message *message,
                             const char *path)
{
    const mc_statements *statements = &potential->statements;
    bool direct = potential->kind == MC_POTENTIAL_DIRECT;
    mc_certificate *certificate;
    char *claim = mc_certificate_claim(direct ? "direct-optimum %Qd %Qd"
                                              : "potential %Qd %Qd",
                                       potential->value, potential->value);
    mc_status status = mc_statements_certificate(&certificate, message, path,
                                                 claim, statements);
    if (status != MC_OK)
        return status;
    if (direct)
        mc_relaxation_write(certificate, potential);
    else
        mc_staying_out_write(certificate, potential);
    mc_certificate_table(certificate, "mechanism", "m", &potential->mechanism,
                         statements->env->outcomes);
    return mc_certificate_commit(certificate, message);
}

/* The label of staying out, which no signal has. */
static char *out_label(char *const *signal, size_t count)
{
    char *label = mc_text_new("stay out");
    for (size_t s = 0; s < count && label; s++)
        if (strcmp(signal[s], label) == 0) {
            char *longer = mc_text_new("(%s)", label);
            free(label);
            label = longer;
            s = SIZE_MAX; /* begin again */
        }
    return label;
}

static bool fill_mechanism(mc_mechanism *made, const mc_potential *potential)
{
    const mc_choices *signals = &potential->statements.information->signals;
    bool out = potential->kind == MC_POTENTIAL_SECURE, room = true;
    made->title = mc_text_new("The best direct mechanism of an information "
                              "structure");
    made->notes = mc_text_new(
        "Actions are reports of signals%s. Truth-telling is an equilibrium "
        "under that information structure.",
        out ? ", or staying out" : "");
    if (out)
        made->secure = mc_array(signals->agents, sizeof(size_t));
    room = made->title && made->notes && (made->secure || !out);
    for (size_t i = 0; i < signals->agents && room; i++) {
        for (size_t s = 0; s < signals->count[i] && room; s++) {
            made->actions.label[i][s] = strdup(signals->label[i][s]);
            room = made->actions.label[i][s] != NULL;
        }
        if (!out)
            continue;
        made->secure[i] = signals->count[i];
        made->actions.label[i][signals->count[i]] =
            out_label(signals->label[i], signals->count[i]);
        room = room && made->actions.label[i][signals->count[i]];
    }
    for (size_t c = 0; c < made->rule.length; c++)
        mpz_set(made->rule.numerator[c], potential->mechanism.numerator[c]);
    mpz_set(made->rule.denominator, potential->mechanism.denominator);
    return room;
}

mc_status mc_potential_mechanism(mc_mechanism **mechanism, mc_message *message,
                                 const mc_potential *potential)
{
    mc_mechanism *made = mc_mechanism_draft(potential->statements.env,
                                            potential->messages.count);
    mc_status status = made && fill_mechanism(made, potential)
                           ? mc_mechanism_seal(made, message)
                           : mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        *mechanism = made;
    else
        mc_mechanism_free(made);
    return status;
}
