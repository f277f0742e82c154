/* Exact payoffs and gains, against sums over everything. */
#define _POSIX_C_SOURCE 200809L
#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "game/equilibrium.h"
#include "game/strategies.h"

/* ---- by definition ---- */

/* b_i(a_i|s_i), multiplied over all agents but `without` */
static void play_probability(mpq_t value, const scene *s, size_t x, size_t a,
                             size_t without)
{
    size_t n = s->e.agents;
    mpq_set_ui(value, 1, 1);
    for (size_t j = 0; j < n; j++)
        if (j != without)
            mpq_mul(
                value, value,
                s->play[j][scene_choice(s->signals, n, x, j) * s->actions[j] +
                           scene_choice(s->actions, n, a, j)]);
}

/* v_i(signal, action) of FORMAT-GAME.md 3.4: the sum over all profiles. */
static void naive_interim(mpq_t value, const scene *s, size_t i, size_t signal,
                          size_t action)
{
    size_t n = s->e.agents;
    mpq_t term, payoff;
    mpq_inits(term, payoff, NULL);
    mpq_set_ui(value, 0, 1);
    for (size_t x = 0; x < scene_profiles(s->signals, n); x++)
        for (size_t a = 0; a < scene_profiles(s->actions, n); a++)
            for (size_t t = 0; t < s->e.states; t++) {
                if (scene_choice(s->signals, n, x, i) != signal ||
                    scene_choice(s->actions, n, a, i) != action)
                    continue;
                play_probability(term, s, x, a, i);
                mpq_mul(term, term, s->law[x * s->e.states + t]);
                scene_payoff(payoff, s, i, a, t);
                mpq_mul(term, term, payoff);
                mpq_add(value, value, term);
            }
    mpq_clears(term, payoff, NULL);
}

/* The payoff of a player: also the designer's. */
static void naive_payoff(mpq_t value, const scene *s, size_t player)
{
    size_t n = s->e.agents;
    mpq_t term, payoff;
    mpq_inits(term, payoff, NULL);
    mpq_set_ui(value, 0, 1);
    for (size_t x = 0; x < scene_profiles(s->signals, n); x++)
        for (size_t a = 0; a < scene_profiles(s->actions, n); a++)
            for (size_t t = 0; t < s->e.states; t++) {
                play_probability(term, s, x, a, n);
                mpq_mul(term, term, s->law[x * s->e.states + t]);
                scene_payoff(payoff, s, player, a, t);
                mpq_mul(term, term, payoff);
                mpq_add(value, value, term);
            }
    mpq_clears(term, payoff, NULL);
}

/* The gain from the best of all pure strategies, tried one after the other. */
static void naive_gain(mpq_t gain, const scene *s, size_t i)
{
    size_t signals = s->signals[i], actions = s->actions[i], strategies = 1;
    mpq_t value, term;
    mpq_inits(value, term, NULL);
    for (size_t x = 0; x < signals; x++)
        strategies *= actions;
    for (size_t p = 0; p < strategies; p++) {
        size_t rest = p;
        mpq_set_ui(value, 0, 1);
        for (size_t x = 0; x < signals; x++, rest /= actions) {
            naive_interim(term, s, i, x, rest % actions);
            mpq_add(value, value, term);
        }
        if (p == 0 || mpq_cmp(value, gain) > 0)
            mpq_set(gain, value);
    }
    naive_payoff(value, s, i);
    mpq_sub(gain, gain, value);
    mpq_clears(value, term, NULL);
}

static mc_equilibrium *evaluate(const scene_statements *statements,
                                const mc_strategies *strategies)
{
    mc_equilibrium *equilibrium = NULL;
    mc_message message = {""};
    if (mc_equilibrium_new(&equilibrium, &message, statements->env,
                           statements->mechanism, statements->information,
                           strategies) != MC_OK)
        fail_msg("%s", message.text);
    return equilibrium;
}

static void assert_agent(const scene *s, const mc_equilibrium *equilibrium,
                         size_t i)
{
    mpq_t value;
    mpq_init(value);
    for (size_t x = 0; x < s->signals[i]; x++)
        for (size_t a = 0; a < s->actions[i]; a++) {
            naive_interim(value, s, i, x, a);
            scene_assert_equal(mc_equilibrium_interim(equilibrium, i, x, a),
                               value);
        }
    naive_payoff(value, s, i);
    scene_assert_equal(mc_equilibrium_payoff(equilibrium, i), value);
    naive_gain(value, s, i);
    scene_assert_equal(mc_equilibrium_agent_gain(equilibrium, i), value);
    assert_true(mpq_cmp(mc_equilibrium_gain(equilibrium), value) >= 0);
    mpq_clear(value);
}

static void everything_is_the_sum_over_all_profiles(void **unused)
{
    gmp_randstate_t random;
    mpq_t value;
    (void)unused;
    unit_random_init(random);
    mpq_init(value);
    for (size_t n = 0; n < unit_times(30); n++) {
        scene s;
        scene_statements statements;
        scene_any(&s, random);
        scene_read(&statements, &s);
        mc_equilibrium *equilibrium =
            evaluate(&statements, statements.strategies);
        bool reached = false;
        for (size_t i = 0; i < s.e.agents; i++) {
            assert_agent(&s, equilibrium, i);
            reached =
                reached || mpq_equal(mc_equilibrium_gain(equilibrium),
                                     mc_equilibrium_agent_gain(equilibrium, i));
        }
        assert_true(reached);
        naive_payoff(value, &s, s.e.agents);
        scene_assert_equal(mc_equilibrium_welfare(equilibrium), value);
        mc_equilibrium_free(equilibrium);
        scene_free(&statements);
        scene_clear(&s);
    }
    mpq_clear(value);
    gmp_randclear(random);
}

/* Q(omega), and the probability of each signal. */
static void probabilities_are_sums_and_sum_to_one(void **unused)
{
    gmp_randstate_t random;
    mpq_t value, term, total;
    (void)unused;
    unit_random_init(random);
    mpq_inits(value, term, total, NULL);
    for (size_t n = 0; n < unit_times(10); n++) {
        scene s;
        scene_statements statements;
        scene_any(&s, random);
        size_t agents = s.e.agents, states = s.e.states;
        size_t signals = scene_profiles(s.signals, agents);
        scene_read(&statements, &s);
        mc_equilibrium *equilibrium =
            evaluate(&statements, statements.strategies);
        mpq_set_ui(total, 0, 1);
        for (size_t o = 0; o < s.e.outcomes; o++) {
            mpq_set_ui(value, 0, 1);
            for (size_t x = 0; x < signals; x++)
                for (size_t a = 0; a < scene_profiles(s.actions, agents); a++)
                    for (size_t t = 0; t < states; t++) {
                        play_probability(term, &s, x, a, agents);
                        mpq_mul(term, term, s.law[x * states + t]);
                        mpq_mul(term, term, s.rule[a * s.e.outcomes + o]);
                        mpq_add(value, value, term);
                    }
            scene_assert_equal(mc_equilibrium_outcome(equilibrium, o), value);
            mpq_add(total, total, value);
        }
        assert_int_equal(mpq_cmp_ui(total, 1, 1), 0);
        for (size_t i = 0; i < agents; i++)
            for (size_t own = 0; own < s.signals[i]; own++) {
                mpq_set_ui(value, 0, 1);
                for (size_t x = 0; x < signals; x++)
                    for (size_t t = 0; t < states; t++)
                        if (scene_choice(s.signals, agents, x, i) == own)
                            mpq_add(value, value, s.law[x * states + t]);
                scene_assert_equal(mc_equilibrium_signal(equilibrium, i, own),
                                   value);
            }
        mc_equilibrium_free(equilibrium);
        scene_free(&statements);
        scene_clear(&s);
    }
    mpq_clears(value, term, total, NULL);
    gmp_randclear(random);
}

static void renaming_renames_payoffs_and_gains(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(10); n++) {
        scene s, renamed;
        scene_names names;
        scene_statements before, after;
        scene_any(&s, random);
        scene_shuffle(&names, &s, random);
        scene_rename(&renamed, &s, &names);
        scene_read(&before, &s);
        scene_read(&after, &renamed);
        mc_equilibrium *old = evaluate(&before, before.strategies);
        mc_equilibrium *new = evaluate(&after, after.strategies);
        scene_assert_equal(mc_equilibrium_welfare(new),
                           mc_equilibrium_welfare(old));
        scene_assert_equal(mc_equilibrium_gain(new), mc_equilibrium_gain(old));
        for (size_t i = 0; i < s.e.agents; i++) {
            scene_assert_equal(mc_equilibrium_payoff(new, i),
                               mc_equilibrium_payoff(old, names.agent[i]));
            scene_assert_equal(mc_equilibrium_agent_gain(new, i),
                               mc_equilibrium_agent_gain(old, names.agent[i]));
        }
        for (size_t o = 0; o < s.e.outcomes; o++)
            scene_assert_equal(mc_equilibrium_outcome(new, o),
                               mc_equilibrium_outcome(old, names.outcome[o]));
        mc_equilibrium_free(new);
        mc_equilibrium_free(old);
        scene_free(&after);
        scene_free(&before);
        scene_clear(&renamed);
        scene_clear(&s);
    }
    gmp_randclear(random);
}

/* ---- all pure equilibria ---- */

/* What the search found, as digits: the action of every agent at every signal.
 */
typedef struct found {
    char text[4096];
    size_t count, stop_after;
} found;

static void put_profile(found *f, const mc_strategies *strategies)
{
    size_t length = strlen(f->text);
    for (size_t i = 0; i < strategies->signals.agents; i++)
        for (size_t x = 0; x < strategies->signals.count[i]; x++) {
            size_t actions = strategies->actions.count[i], a = 0;
            while (mpz_sgn(
                       strategies->strategy[i].numerator[x * actions + a]) == 0)
                a++;
            assert_true(length + 2 < sizeof f->text);
            f->text[length++] = (char)('0' + a);
        }
    f->text[length++] = ' ';
    f->text[length] = '\0';
}

static int take(void *user, const mc_strategies *strategies)
{
    found *f = user;
    f->count++;
    put_profile(f, strategies);
    return f->count == f->stop_after;
}

/* Sets the play of a scene to a pure profile; false after the last one. A
   signal of probability zero keeps the first action. */
static bool next_profile(scene *s, const mc_equilibrium *seen)
{
    for (size_t i = s->e.agents; i-- > 0;)
        for (size_t x = s->signals[i]; x-- > 0;) {
            mpq_t *row = s->play[i] + x * s->actions[i];
            size_t a = 0;
            if (mpq_sgn(mc_equilibrium_signal(seen, i, x)) == 0)
                continue;
            while (mpq_sgn(row[a]) == 0)
                a++;
            mpq_set_ui(row[a], 0, 1);
            bool carry = a + 1 == s->actions[i];
            mpq_set_ui(row[carry ? 0 : a + 1], 1, 1);
            if (!carry)
                return true;
        }
    return false;
}

static void first_profile(scene *s)
{
    for (size_t i = 0; i < s->e.agents; i++)
        for (size_t x = 0; x < s->signals[i] * s->actions[i]; x++)
            mpq_set_ui(s->play[i][x], x % s->actions[i] == 0, 1);
}

/* The list is complete, in lexicographic order, and nothing else is in it. */
static void the_search_finds_what_trying_all_finds(void **unused)
{
    gmp_randstate_t random;
    size_t total = 0, none = 0;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(12); n++) {
        size_t size[3] = {1 + n % 3, 3, 1 + n % 2};
        size_t actions[] = {2, 2 + n % 2, 2}, signals[] = {2, 1 + n % 2, 1};
        scene s;
        scene_statements statements;
        found by_search = {.count = 0}, by_trying = {.count = 0};
        mc_message message = {""};
        scene_init(&s, size, actions, signals);
        scene_random(&s, random);
        scene_read(&statements, &s);
        mc_equilibrium *seen = evaluate(&statements, statements.strategies);
        if (mc_equilibrium_search(&message, statements.env,
                                  statements.mechanism, statements.information,
                                  NULL, take, &by_search) != MC_OK)
            fail_msg("%s", message.text);
        first_profile(&s);
        do {
            scene_statements tried;
            scene_read(&tried, &s);
            mc_equilibrium *one = evaluate(&tried, tried.strategies);
            if (mpq_sgn(mc_equilibrium_gain(one)) == 0)
                (void)take(&by_trying, tried.strategies);
            mc_equilibrium_free(one);
            scene_free(&tried);
        } while (next_profile(&s, seen));
        assert_string_equal(by_search.text, by_trying.text);
        total += by_search.count;
        none += by_search.count == 0;
        mc_equilibrium_free(seen);
        scene_free(&statements);
        scene_clear(&s);
    }
    assert_true(total >= 10 && none >= 1);
    gmp_randclear(random);
}

static int stop_at_once(void *user)
{
    (void)user;
    return 1;
}

/* Agents without interests: every profile is an equilibrium. */
static void set_no_interests(scene *s)
{
    for (size_t i = 0; i < s->e.agents; i++)
        for (size_t t = 0; t < s->e.states; t++)
            for (size_t o = 0; o < s->e.outcomes; o++)
                mpq_set_ui(s->e.payoff[i][t][o], 0, 1);
}

static void the_search_ends_when_asked_to(void **unused)
{
    const size_t size[3] = {2, 2, 1}, actions[] = {3, 2}, signals[] = {2, 3};
    gmp_randstate_t random;
    scene s;
    scene_statements statements;
    found f = {.stop_after = 5};
    mc_message message = {""};
    (void)unused;
    unit_random_init(random);
    scene_init(&s, size, actions, signals);
    scene_random(&s, random);
    set_no_interests(&s);
    for (size_t x = 0; x < 6; x++)
        mpq_set_ui(s.law[x], x == 0 || x == 5, 2);
    scene_read(&statements, &s);
    /* the second agent's middle signal is never seen */
    assert_int_equal(
        mc_equilibrium_search(&message, statements.env, statements.mechanism,
                              statements.information, NULL, take, &f),
        MC_OK);
    assert_int_equal(f.count, 5);
    assert_string_equal(f.text, "00000 00001 00100 00101 01000 ");
    f = (found){.count = 0};
    assert_int_equal(
        mc_equilibrium_search(&message, statements.env, statements.mechanism,
                              statements.information, NULL, take, &f),
        MC_OK);
    assert_int_equal(f.count, 9 * 4);
    scene_free(&statements);
    scene_clear(&s);
    gmp_randclear(random);
}

/* 2^20 profiles take so long that the question comes. */
static void limits_leave_the_list_incomplete(void **unused)
{
    const size_t size[3] = {2, 2, 1}, actions[] = {2, 2}, signals[] = {10, 10};
    const mc_limits limits = {.stop = stop_at_once};
    gmp_randstate_t random;
    scene s;
    scene_statements statements;
    found f = {.stop_after = 1};
    mc_message message = {""};
    (void)unused;
    unit_random_init(random);
    scene_init(&s, size, actions, signals);
    scene_random(&s, random);
    /* the first agent gains from whatever it does not do: no equilibrium */
    set_no_interests(&s);
    mpq_set_ui(s.e.payoff[0][0][1], 1, 1);
    mpq_set_si(s.e.payoff[1][0][1], -1, 1);
    for (size_t a = 0; a < 4; a++) {
        mpq_set_ui(s.rule[2 * a], a == 0 || a == 3, 1);
        mpq_set_ui(s.rule[2 * a + 1], a == 1 || a == 2, 1);
    }
    for (size_t x = 0; x < 100; x++) {
        mpq_set_ui(s.law[x], 1, 100);
        mpq_canonicalize(s.law[x]);
    }
    scene_read(&statements, &s);
    assert_int_equal(
        mc_equilibrium_search(&message, statements.env, statements.mechanism,
                              statements.information, &limits, take, &f),
        MC_UNDECIDED);
    scene_assert_message(&message, "the list is not complete");
    scene_free(&statements);
    scene_clear(&s);
    gmp_randclear(random);
}

/* 2^24 profiles are too many. */
static void too_many_profiles_are_refused(void **unused)
{
    const size_t size[3] = {2, 2, 1}, actions[] = {2, 2}, signals[] = {12, 12};
    gmp_randstate_t random;
    scene s;
    scene_statements statements;
    found f = {.stop_after = 1};
    mc_message message = {""};
    (void)unused;
    unit_random_init(random);
    scene_init(&s, size, actions, signals);
    scene_random(&s, random);
    for (size_t x = 0; x < 144; x++) {
        mpq_set_ui(s.law[x], 1, 144);
        mpq_canonicalize(s.law[x]);
    }
    scene_read(&statements, &s);
    assert_int_equal(
        mc_equilibrium_search(&message, statements.env, statements.mechanism,
                              statements.information, NULL, take, &f),
        MC_LIMIT);
    scene_assert_message(&message, "more than 10,000,000 profiles");
    assert_int_equal(f.count, 0);
    scene_free(&statements);
    scene_clear(&s);
    gmp_randclear(random);
}

/* ---- without strategies ---- */

static const char pennies_environment[] =
    "{\"format\": \"mechcert-environment-1\", \"agents\": [\"A\", \"B\"], "
    "\"outcomes\": [\"same\", \"other\"], \"states\": [\"x\"], \"prior\": "
    "[1], \"welfare\": [[1, 0]], \"payoffs\": [[[1, -1]], [[-1, 1]]]}";
static const char pennies[] =
    "{\"format\": \"mechcert-mechanism-1\", \"agents\": [\"A\", \"B\"], "
    "\"outcomes\": [\"same\", \"other\"], \"actions\": [[\"h\", \"t\"], "
    "[\"h\", \"t\"]], \"rule\": [[1, 0], [0, 1], [0, 1], [1, 0]]}";

static void assert_identity(const char *information, mc_status wanted,
                            const char *part, const char *gain)
{
    mc_environment *env = scene_parse_environment(pennies_environment);
    mc_mechanism *mechanism = scene_parse_mechanism(pennies);
    mc_information *made = scene_parse_information(information);
    mc_equilibrium *equilibrium = NULL;
    mc_message message = {""};
    mpq_t expected;
    mpq_init(expected);
    assert_int_equal(
        mc_equilibrium_new(&equilibrium, &message, env, mechanism, made, NULL),
        wanted);
    if (wanted == MC_OK) {
        assert_int_equal(mpq_set_str(expected, gain, 10), 0);
        scene_assert_equal(mc_equilibrium_gain(equilibrium), expected);
    } else {
        assert_null(equilibrium);
        scene_assert_message(&message, part);
    }
    mpq_clear(expected);
    mc_equilibrium_free(equilibrium);
    mc_information_free(made);
    mc_mechanism_free(mechanism);
    mc_environment_free(env);
}

#define COINS(first, second, law)                                              \
    "{\"format\": \"mechcert-information-1\", \"agents\": [\"A\", \"B\"], "    \
    "\"states\": [\"x\"], \"signals\": [[" first "], [" second "]], "          \
    "\"distribution\": [" law "]}"

static void doing_what_the_signal_says_needs_equal_labels(void **unused)
{
    (void)unused;
    assert_identity(COINS("\"h\", \"t\"", "\"h\", \"t\"",
                          "[\"1/4\"], [\"1/4\"], [\"1/4\"], [\"1/4\"]"),
                    MC_OK, "", "0");
    assert_identity(COINS("\"h\", \"t\"", "\"h\", \"t\"",
                          "[\"1/2\"], [\"1/6\"], [\"1/6\"], [\"1/6\"]"),
                    MC_OK, "", "2/3");
    assert_identity(COINS("\"h\", \"t\"", "\"t\", \"h\"", "[1], [0], [0], [0]"),
                    MC_BAD_INPUT,
                    "the actions (or signals) of agent 1 of the information "
                    "structure and of the mechanism differ: number 0 is \"t\" "
                    "here and \"h\" there",
                    NULL);
    assert_identity(COINS("\"h\", \"t\"", "\"h\"", "[1], [0]"), MC_BAD_INPUT,
                    "has 1 actions (or signals) of agent 1, but the mechanism "
                    "has 2",
                    NULL);
}

/* Matching pennies has no pure equilibrium, whatever is known. */
static void matching_pennies_have_no_pure_equilibrium(void **unused)
{
    mc_environment *env = scene_parse_environment(pennies_environment);
    mc_mechanism *mechanism = scene_parse_mechanism(pennies);
    mc_information *information = scene_parse_information(
        COINS("\"s\", \"t\"", "\"u\"", "[\"1/3\"], [\"2/3\"]"));
    found f = {.count = 0};
    mc_message message = {""};
    (void)unused;
    assert_int_equal(mc_equilibrium_search(&message, env, mechanism,
                                           information, NULL, take, &f),
                     MC_OK);
    assert_int_equal(f.count, 0);
    mc_information_free(information);
    mc_mechanism_free(mechanism);
    mc_environment_free(env);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_the_sum_over_all_profiles),
        cmocka_unit_test(probabilities_are_sums_and_sum_to_one),
        cmocka_unit_test(renaming_renames_payoffs_and_gains),
        cmocka_unit_test(the_search_finds_what_trying_all_finds),
        cmocka_unit_test(the_search_ends_when_asked_to),
        cmocka_unit_test(limits_leave_the_list_incomplete),
        cmocka_unit_test(too_many_profiles_are_refused),
        cmocka_unit_test(doing_what_the_signal_says_needs_equal_labels),
        cmocka_unit_test(matching_pennies_have_no_pure_equilibrium),
    };
    return UNIT_RUN(tests);
}
