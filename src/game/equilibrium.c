#include "game/equilibrium.h"

#include "base/memory.h"
#include "base/message.h"
#include "certificate/writer.h"
#include "game/tensor.h"

/* Every agent does what its signal says. Domain: the labels match. */
static mc_strategies *identity_strategies(const mc_information *information,
                                          const mc_mechanism *mechanism)
{
    mc_strategies *made = mc_strategies_draft(
        information->agent_label, &information->signals, &mechanism->actions);
    for (size_t i = 0; made && i < made->signals.agents; i++)
        for (size_t s = 0; s < made->signals.count[i]; s++)
            mpz_set_ui(
                made->strategy[i].numerator[s * made->actions.count[i] + s], 1);
    return made;
}

/* ---- joint laws ---- */

/* Agent i's signals become what it plays. */
static bool play(mc_tensor *tensor, const mc_strategies *strategies,
                 size_t agent)
{
    return mc_tensor_apply(tensor, agent, &strategies->strategy[agent],
                           strategies->actions.count[agent], false);
}

/* sigma(.,theta) */
static bool slice(mc_tensor *tensor, const mc_information *information,
                  size_t state)
{
    if (!mc_tensor_init(tensor, information->signals.agents,
                        information->signals.count))
        return false;
    for (size_t s = 0; s < tensor->length; s++)
        mpz_set(tensor->value[s],
                information->distribution
                    .numerator[s * information->states + state]);
    return true;
}

/* The product of the strategies' denominators, without one agent's (or with
   all, if there is no such agent). */
static void others_denominator(mpz_t product, const mc_strategies *strategies,
                               size_t agent)
{
    mpz_set_ui(product, 1);
    for (size_t j = 0; j < strategies->signals.agents; j++)
        if (j != agent)
            mpz_mul(product, product, strategies->strategy[j].denominator);
}

/* law(a,theta) = sum_s sigma(s,theta) b(a|s) */
static bool set_law(mc_equilibrium *e)
{
    const mc_information *information = e->statements.information;
    size_t agents = information->signals.agents, states = information->states;
    bool room = true;
    for (size_t t = 0; t < states && room; t++) {
        mc_tensor tensor;
        room = slice(&tensor, information, t);
        for (size_t i = 0; i < agents && room; i++)
            room = play(&tensor, e->played, i);
        for (size_t a = 0; a < tensor.length && room; a++)
            mpz_set(e->law.numerator[a * states + t], tensor.value[a]);
        mc_tensor_clear(&tensor);
    }
    others_denominator(e->law.denominator, e->played, agents);
    mpz_mul(e->law.denominator, e->law.denominator,
            information->distribution.denominator);
    return room;
}

bool mc_play_mechanism(mc_vector *lottery, const mc_mechanism *mechanism,
                       const mc_strategies *strategies)
{
    const mc_choices *actions = &mechanism->actions;
    size_t outcomes = mechanism->outcomes;
    bool room = true;
    for (size_t o = 0; o < outcomes && room; o++) {
        mc_tensor tensor;
        room = mc_tensor_init(&tensor, actions->agents, actions->count);
        for (size_t a = 0; a < tensor.length && room; a++)
            mpz_set(tensor.value[a],
                    mechanism->rule.numerator[a * outcomes + o]);
        for (size_t i = 0; i < actions->agents && room; i++)
            room = mc_tensor_apply(&tensor, i, &strategies->strategy[i],
                                   strategies->signals.count[i], true);
        for (size_t s = 0; s < tensor.length && room; s++)
            mpz_set(lottery->numerator[s * outcomes + o], tensor.value[s]);
        mc_tensor_clear(&tensor);
    }
    others_denominator(lottery->denominator, strategies, actions->agents);
    mpz_mul(lottery->denominator, lottery->denominator,
            mechanism->rule.denominator);
    return room;
}

/* ---- interim payoffs ---- */

/* v_i(s_i, c) += sum over a_-i of law(s_i, a_-i) u_i(c, a_-i; theta), where
   `tensor` is the joint law of agent i's signal and the others' actions. */
static void add_interim(mpz_t *value, const mc_equilibrium *e,
                        const mc_tensor *tensor, size_t agent, size_t state)
{
    const mc_choices *actions = &e->statements.mechanism->actions;
    size_t signals = tensor->dim[agent], stride = actions->stride[agent];
    for (size_t x = 0; x < tensor->length; x++) {
        size_t s = x / stride % signals;
        size_t rest = x / (stride * signals) * stride * actions->count[agent] +
                      x % stride;
        if (mpz_sgn(tensor->value[x]) == 0)
            continue;
        for (size_t c = 0; c < actions->count[agent]; c++)
            mpz_addmul(
                value[s * actions->count[agent] + c], tensor->value[x],
                mc_payoff_at(&e->expected, agent, rest + c * stride, state));
    }
}

static bool set_agent_interim(mc_equilibrium *e, size_t agent)
{
    const mc_information *information = e->statements.information;
    size_t agents = information->signals.agents;
    size_t count = information->signals.count[agent] *
                   e->statements.mechanism->actions.count[agent];
    mc_vector value;
    bool room = mc_vector_init(&value, count);
    for (size_t t = 0; t < information->states && room; t++) {
        mc_tensor tensor;
        room = slice(&tensor, information, t);
        for (size_t j = 0; j < agents && room; j++)
            if (j != agent)
                room = play(&tensor, e->played, j);
        if (room)
            add_interim(value.numerator, e, &tensor, agent, t);
        mc_tensor_clear(&tensor);
    }
    others_denominator(value.denominator, e->played, agent);
    mpz_mul(value.denominator, value.denominator,
            information->distribution.denominator);
    mpz_mul(value.denominator, value.denominator, e->expected.sum.denominator);
    for (size_t c = 0; c < count && room; c++)
        mc_vector_get(e->interim[e->first[agent] + c], &value, c);
    mc_vector_clear(&value);
    return room;
}

/* U_i and g_i from the interim payoffs */
static void set_gain(mc_equilibrium *e, size_t agent)
{
    size_t actions = e->statements.mechanism->actions.count[agent];
    const mc_vector *b = &e->played->strategy[agent];
    mpq_t best, term;
    mpq_inits(best, term, NULL);
    for (size_t s = 0; s < b->length / actions; s++) {
        mpq_t *v = e->interim + e->first[agent] + s * actions;
        mpq_set(best, v[0]);
        for (size_t c = 0; c < actions; c++) {
            if (mpq_cmp(v[c], best) > 0)
                mpq_set(best, v[c]);
            mc_vector_get(term, b, s * actions + c);
            mpq_mul(term, term, v[c]);
            mpq_add(e->payoff[agent], e->payoff[agent], term);
        }
        mpq_add(e->agent_gain[agent], e->agent_gain[agent], best);
    }
    mpq_sub(e->agent_gain[agent], e->agent_gain[agent], e->payoff[agent]);
    if (mpq_cmp(e->agent_gain[agent], e->gain) > 0)
        mpq_set(e->gain, e->agent_gain[agent]);
    mpq_clears(best, term, NULL);
}

/* ---- totals ---- */

static void set_signals(mc_equilibrium *e)
{
    const mc_information *information = e->statements.information;
    const mc_choices *signals = &information->signals;
    mpq_t mass;
    mpq_init(mass);
    for (size_t s = 0; s < signals->profiles; s++) {
        mpz_set_ui(mpq_numref(mass), 0);
        for (size_t t = 0; t < information->states; t++)
            mpz_add(mpq_numref(mass), mpq_numref(mass),
                    information->distribution
                        .numerator[s * information->states + t]);
        mpz_set(mpq_denref(mass), information->distribution.denominator);
        mpq_canonicalize(mass);
        for (size_t i = 0; i < signals->agents; i++) {
            mpq_t *p =
                e->probability + e->signal[i] + mc_choices_at(signals, s, i);
            mpq_add(*p, *p, mass);
        }
    }
    mpq_clear(mass);
}

/* sum over (a, theta) of law(a,theta) times a number with that index */
static void set_welfare(mc_equilibrium *e)
{
    size_t states = e->expected.width, designer = e->expected.players - 1;
    mpz_t sum;
    mpz_init(sum);
    for (size_t x = 0; x < e->law.length; x++)
        mpz_addmul(
            sum, e->law.numerator[x],
            mc_payoff_at(&e->expected, designer, x / states, x % states));
    mpq_set_num(e->welfare, sum);
    mpz_mul(mpq_denref(e->welfare), e->law.denominator,
            e->expected.sum.denominator);
    mpq_canonicalize(e->welfare);
    mpz_clear(sum);
}

static void set_outcomes(mc_equilibrium *e)
{
    const mc_mechanism *mechanism = e->statements.mechanism;
    size_t states = e->expected.width, outcomes = mechanism->outcomes;
    mpz_t sum;
    mpz_init(sum);
    for (size_t o = 0; o < outcomes; o++) {
        mpz_set_ui(sum, 0);
        for (size_t x = 0; x < e->law.length; x++)
            mpz_addmul(sum, e->law.numerator[x],
                       mechanism->rule.numerator[x / states * outcomes + o]);
        mpq_set_num(e->outcome[o], sum);
        mpz_mul(mpq_denref(e->outcome[o]), e->law.denominator,
                mechanism->rule.denominator);
        mpq_canonicalize(e->outcome[o]);
    }
    mpz_clear(sum);
}

static bool compute(mc_equilibrium *e)
{
    size_t agents = e->statements.env->agents;
    bool room = set_law(e);
    for (size_t i = 0; i < agents && room; i++) {
        room = set_agent_interim(e, i);
        if (room)
            set_gain(e, i);
    }
    if (room) {
        set_signals(e);
        set_welfare(e);
        set_outcomes(e);
    }
    return room;
}

/* ---- storage ---- */

static bool allocate(mc_equilibrium *e)
{
    const mc_statements *statements = &e->statements;
    const mc_choices *signals = &statements->information->signals;
    const mc_choices *actions = &statements->mechanism->actions;
    size_t agents = signals->agents;
    mpq_inits(e->gain, e->welfare, NULL);
    bool room = mc_vector_init(&e->law, actions->profiles *
                                            statements->information->states);
    room = mc_payoff_table_expect(&e->expected, statements->env,
                                  &statements->mechanism->rule) &&
           room;
    e->first = mc_array(agents, sizeof(size_t));
    e->signal = mc_array(agents, sizeof(size_t));
    if (!e->first || !e->signal)
        return false;
    for (size_t i = 0; i < agents; i++) {
        e->first[i] = e->interims;
        e->signal[i] = e->signals;
        e->interims += signals->count[i] * actions->count[i];
        e->signals += signals->count[i];
    }
    e->interim = mc_rationals_new(e->interims);
    e->probability = mc_rationals_new(e->signals);
    e->payoff = mc_rationals_new(agents);
    e->agent_gain = mc_rationals_new(agents);
    e->outcome = mc_rationals_new(statements->env->outcomes);
    return room && e->interim && e->probability && e->payoff && e->agent_gain &&
           e->outcome;
}

void mc_equilibrium_free(mc_equilibrium *equilibrium)
{
    if (!equilibrium)
        return;
    size_t agents = equilibrium->statements.env->agents;
    mc_rationals_free(equilibrium->outcome,
                      equilibrium->statements.env->outcomes);
    mc_rationals_free(equilibrium->agent_gain, agents);
    mc_rationals_free(equilibrium->payoff, agents);
    mc_rationals_free(equilibrium->probability, equilibrium->signals);
    mc_rationals_free(equilibrium->interim, equilibrium->interims);
    free(equilibrium->signal);
    free(equilibrium->first);
    mc_payoff_table_clear(&equilibrium->expected);
    mc_vector_clear(&equilibrium->law);
    mpq_clears(equilibrium->gain, equilibrium->welfare, NULL);
    mc_strategies_free(equilibrium->identity);
    free(equilibrium);
}

mc_status mc_equilibrium_new(mc_equilibrium **equilibrium, mc_message *message,
                             const mc_environment *env,
                             const mc_mechanism *mechanism,
                             const mc_information *information,
                             const mc_strategies *strategies)
{
    const mc_statements statements = {.env = env,
                                      .mechanism = mechanism,
                                      .information = information,
                                      .strategies = strategies};
    mc_status status = mc_statements_match(&statements, message);
    if (status == MC_OK && !strategies)
        status = mc_statements_identity(&statements, message);
    if (status != MC_OK)
        return status;
    mc_equilibrium *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    made->statements = statements;
    if (!strategies)
        made->identity = identity_strategies(information, mechanism);
    made->played = strategies ? strategies : made->identity;
    if (!allocate(made) || !made->played || !compute(made))
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        *equilibrium = made;
    else
        mc_equilibrium_free(made);
    return status;
}

mpq_srcptr mc_equilibrium_gain(const mc_equilibrium *equilibrium)
{
    return equilibrium->gain;
}

mpq_srcptr mc_equilibrium_welfare(const mc_equilibrium *equilibrium)
{
    return equilibrium->welfare;
}

mpq_srcptr mc_equilibrium_payoff(const mc_equilibrium *equilibrium,
                                 size_t agent)
{
    return equilibrium->payoff[agent];
}

mpq_srcptr mc_equilibrium_agent_gain(const mc_equilibrium *equilibrium,
                                     size_t agent)
{
    return equilibrium->agent_gain[agent];
}

mpq_srcptr mc_equilibrium_outcome(const mc_equilibrium *equilibrium,
                                  size_t outcome)
{
    return equilibrium->outcome[outcome];
}

mpq_srcptr mc_equilibrium_signal(const mc_equilibrium *equilibrium,
                                 size_t agent, size_t signal)
{
    return equilibrium->probability[equilibrium->signal[agent] + signal];
}

mpq_srcptr mc_equilibrium_interim(const mc_equilibrium *equilibrium,
                                  size_t agent, size_t signal, size_t action)
{
    size_t actions = equilibrium->statements.mechanism->actions.count[agent];
    return equilibrium
        ->interim[equilibrium->first[agent] + signal * actions + action];
}

/* ---- the certificate ---- */

/* The end of a record: a vector of these numbers. Returns false without
   memory. */
static bool put_list(mc_certificate *certificate, const char *head,
                     mpq_t *values, size_t count)
{
    mc_vector vector;
    bool room = mc_vector_init(&vector, count) &&
                mc_vector_set_list(&vector, values, SIZE_MAX);
    if (room)
        mc_certificate_vector(certificate, head, &vector);
    mc_vector_clear(&vector);
    return room;
}

static bool put_interim(mc_certificate *certificate, const mc_equilibrium *e,
                        size_t agent, size_t signal)
{
    size_t actions = e->statements.mechanism->actions.count[agent];
    char *head = mc_certificate_claim("interim %zu %zu %Qd", agent, signal,
                                      mc_equilibrium_signal(e, agent, signal));
    bool room =
        put_list(certificate, head,
                 e->interim + e->first[agent] + signal * actions, actions);
    mc_certificate_free_claim(head);
    return room;
}

static bool put_body(mc_certificate *certificate, const mc_equilibrium *e)
{
    const mc_environment *env = e->statements.env;
    const mc_choices *signals = &e->statements.information->signals;
    bool room = put_list(certificate, "outcomes", e->outcome, env->outcomes);
    for (size_t i = 0; i < env->agents; i++)
        for (size_t s = 0; s < signals->count[i] && room; s++)
            room = put_interim(certificate, e, i, s);
    return room && put_list(certificate, "payoffs", e->payoff, env->agents) &&
           put_list(certificate, "gains", e->agent_gain, env->agents);
}

mc_status mc_equilibrium_write(const mc_equilibrium *equilibrium,
                               mc_message *message, const char *path)
{
    mc_certificate *certificate;
    char *claim = mc_certificate_claim("equilibrium %Qd %Qd", equilibrium->gain,
                                       equilibrium->welfare);
    mc_status status = mc_statements_certificate(
        &certificate, message, path, claim, &equilibrium->statements);
    if (status != MC_OK)
        return status;
    if (!put_body(certificate, equilibrium)) {
        mc_certificate_discard(certificate);
        return mc_message_set(message, MC_LIMIT, "out of memory");
    }
    return mc_certificate_commit(certificate, message);
}
