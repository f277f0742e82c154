/* All equilibria in pure strategies, by trying every profile. */
#include <mechcert/equilibrium.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/effort.h"
#include "game/equilibrium.h"

static const size_t most_profiles = 10000000;

/* A choice is what one agent plays at one signal; choices are numbered by
   agents, then signals, and counted through like the digits of a number, the
   last one fastest. weight[(player * signal profiles + s) * action profiles +
   a] = sum_theta sigma(s,theta) u(a,theta), times a positive number. */
typedef struct search {
    const mc_information *information;
    const mc_mechanism *mechanism;
    size_t agents, choices;
    size_t *choice_agent, *choice_signal, *first;
    size_t *play;  /* the action of each choice */
    bool *certain; /* a signal of probability zero: not varied */
    mc_vector weight;
    mc_effort effort;
} search;

static size_t action_profile(const search *s, size_t signals)
{
    const mc_choices *actions = &s->mechanism->actions;
    size_t a = 0;
    for (size_t i = 0; i < s->agents; i++)
        a += s->play[s->first[i] +
                     mc_choices_at(&s->information->signals, signals, i)] *
             actions->stride[i];
    return a;
}

/* No action is better than the one chosen, at this agent's signal. */
static bool is_best(search *s, size_t choice)
{
    const mc_choices *signals = &s->information->signals;
    const mc_choices *actions = &s->mechanism->actions;
    size_t agent = s->choice_agent[choice];
    bool best = true;
    mpz_t gain;
    mpz_init(gain);
    size_t signal = s->choice_signal[choice];
    size_t rest = mc_choices_rest(signals, agent);
    for (size_t c = 0; c < actions->count[agent] && best; c++) {
        mpz_set_ui(gain, 0);
        for (size_t r = 0; r < rest; r++) {
            size_t x = mc_choices_fixed(signals, agent, signal, r);
            size_t a = action_profile(s, x);
            mpz_t *row = s->weight.numerator +
                         (agent * signals->profiles + x) * actions->profiles;
            mpz_add(gain, gain, row[mc_choices_with(actions, a, agent, c)]);
            mpz_sub(gain, gain, row[a]);
        }
        best = mpz_sgn(gain) <= 0 && mc_effort_goes_on(&s->effort, rest);
    }
    mpz_clear(gain);
    return best;
}

/* If the effort was stopped the answer means nothing. */
static bool is_equilibrium(search *s)
{
    for (size_t c = 0; c < s->choices; c++)
        if (!s->certain[c] && !is_best(s, c))
            return false;
    return true;
}

/* The next profile; false after the last. */
static bool advance(search *s)
{
    for (size_t c = s->choices; c-- > 0;) {
        if (s->certain[c])
            continue;
        if (++s->play[c] < s->mechanism->actions.count[s->choice_agent[c]])
            return true;
        s->play[c] = 0;
    }
    return false;
}

static mc_strategies *as_strategies(const search *s)
{
    mc_strategies *made =
        mc_strategies_draft(s->information->agent_label,
                            &s->information->signals, &s->mechanism->actions);
    for (size_t c = 0; made && c < s->choices; c++) {
        size_t i = s->choice_agent[c];
        mpz_set_ui(made->strategy[i]
                       .numerator[s->choice_signal[c] * made->actions.count[i] +
                                  s->play[c]],
                   1);
    }
    return made;
}

static bool fill_weights(search *s, const mc_environment *env)
{
    const mc_information *information = s->information;
    size_t profiles = s->mechanism->actions.profiles;
    mc_payoff_table expected;
    mc_vector_clear(&s->weight);
    bool room =
        mc_payoff_table_expect(&expected, env, &s->mechanism->rule) &&
        mc_vector_init(&s->weight,
                       s->agents * information->signals.profiles * profiles);
    for (size_t i = 0; i < s->agents && room; i++)
        for (size_t x = 0; x < information->signals.profiles && room; x++) {
            room = mc_effort_goes_on(&s->effort, profiles * env->states);
            for (size_t t = 0; t < env->states; t++) {
                mpz_srcptr p =
                    information->distribution.numerator[x * env->states + t];
                for (size_t a = 0; a < profiles && mpz_sgn(p) != 0; a++)
                    mpz_addmul(
                        s->weight
                            .numerator[(i * information->signals.profiles + x) *
                                           profiles +
                                       a],
                        p, mc_payoff_at(&expected, i, a, t));
            }
        }
    mc_payoff_table_clear(&expected);
    return room;
}

/* Signals of probability zero are certain to be played with action 0. */
static void mark_certain(search *s)
{
    const mc_choices *signals = &s->information->signals;
    size_t states = s->information->states;
    for (size_t c = 0; c < s->choices; c++)
        s->certain[c] = true;
    for (size_t x = 0; x < signals->profiles; x++)
        for (size_t t = 0; t < states; t++)
            if (mpz_sgn(
                    s->information->distribution.numerator[x * states + t]) !=
                0)
                for (size_t i = 0; i < s->agents; i++)
                    s->certain[s->first[i] + mc_choices_at(signals, x, i)] =
                        false;
}

static bool search_init(search *s)
{
    const mc_choices *signals = &s->information->signals;
    for (size_t i = 0; i < s->agents; i++)
        s->choices += signals->count[i];
    s->first = mc_array(s->agents, sizeof(size_t));
    s->choice_agent = mc_array(s->choices, sizeof(size_t));
    s->choice_signal = mc_array(s->choices, sizeof(size_t));
    s->play = mc_array(s->choices, sizeof(size_t));
    s->certain = mc_array(s->choices, sizeof(bool));
    if (!s->first || !s->choice_agent || !s->choice_signal || !s->play ||
        !s->certain)
        return false;
    size_t c = 0;
    for (size_t i = 0; i < s->agents; i++) {
        s->first[i] = c;
        for (size_t x = 0; x < signals->count[i]; x++, c++) {
            s->choice_agent[c] = i;
            s->choice_signal[c] = x;
        }
    }
    mark_certain(s);
    return true;
}

static void search_clear(search *s)
{
    mc_vector_clear(&s->weight);
    free(s->certain);
    free(s->play);
    free(s->choice_signal);
    free(s->choice_agent);
    free(s->first);
}

/* The number of profiles, or 0 if there are too many. */
static size_t count_profiles(const search *s)
{
    size_t count = 1;
    for (size_t c = 0; c < s->choices; c++) {
        size_t actions = s->mechanism->actions.count[s->choice_agent[c]];
        if (s->certain[c])
            continue;
        if (count > most_profiles / actions)
            return 0;
        count *= actions;
    }
    return count;
}

static mc_status run(search *s, mc_message *message,
                     int (*found)(void *user, const mc_strategies *strategies),
                     void *user)
{
    size_t tried = 0;
    int stop = 0;
    do {
        bool found_one = is_equilibrium(s);
        if (s->effort.stopped)
            return mc_message_set(message, MC_UNDECIDED,
                                  "stopped after %zu profiles; the list is "
                                  "not complete",
                                  tried);
        tried++;
        if (!found_one)
            continue;
        mc_strategies *strategies = as_strategies(s);
        if (!strategies)
            return mc_message_set(message, MC_LIMIT, "out of memory");
        mc_status sealed = mc_strategies_seal(strategies, message);
        if (sealed == MC_OK)
            stop = found(user, strategies);
        mc_strategies_free(strategies);
        if (sealed != MC_OK)
            return sealed;
    } while (!stop && advance(s));
    return MC_OK;
}

mc_status mc_equilibrium_search(
    mc_message *message, const mc_environment *env,
    const mc_mechanism *mechanism, const mc_information *information,
    const mc_limits *limits,
    int (*found)(void *user, const mc_strategies *strategies), void *user)
{
    const mc_statements statements = {
        .env = env, .mechanism = mechanism, .information = information};
    search s = {.information = information,
                .mechanism = mechanism,
                .agents = env->agents,
                .effort = {.limits = limits}};
    mc_status status = mc_statements_match(&statements, message);
    if (status != MC_OK)
        return status;
    (void)mc_vector_init(&s.weight, 0);
    if (!search_init(&s))
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    else if (count_profiles(&s) == 0)
        status = mc_message_set(message, MC_LIMIT,
                                "there are more than 10,000,000 profiles of "
                                "pure strategies; trying them all is for small "
                                "games");
    else if (information->signals.profiles >
             MC_STATEMENT_MAX_NUMBERS / mechanism->actions.profiles / s.agents)
        status = mc_message_set(message, MC_LIMIT,
                                "signal profiles * action profiles are too "
                                "many for trying all profiles");
    else if (!fill_weights(&s, env))
        status = mc_effort_fail(&s.effort, message);
    if (status == MC_OK)
        status = run(&s, message, found, user);
    search_clear(&s);
    return status;
}
