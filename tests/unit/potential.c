/* Optimal direct mechanisms of random small information structures. */
#define _POSIX_C_SOURCE 200809L
#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "game/information.h"
#include "game/mechanism.h"
#include "game/potential.h"
#include "game/strategies.h"

static const mc_potential_kind kinds[] = {MC_POTENTIAL_DIRECT,
                                          MC_POTENTIAL_SECURE};

/* Sometimes no outcome leaves everybody at its outside option; but one gives
   everybody at least that, so that secure mechanisms exist. */
static void sweeten(scene *s, gmp_randstate_t random)
{
    for (size_t i = 0; i < s->e.agents; i++)
        for (size_t t = 0; t < s->e.states; t++)
            mpq_set_ui(s->e.payoff[i][t][0], unit_random_below(random, 3), 1);
}

/* ---- invariances ---- */

static void renaming_leaves_both_optima(void **unused)
{
    gmp_randstate_t random;
    mpq_t before, after;
    (void)unused;
    unit_random_init(random);
    mpq_inits(before, after, NULL);
    for (size_t n = 0; n < unit_times(10); n++) {
        scene s, renamed;
        scene_names names;
        scene_any(&s, random);
        if (n % 2)
            sweeten(&s, random);
        scene_shuffle(&names, &s, random);
        scene_rename(&renamed, &s, &names);
        for (size_t k = 0; k < 2; k++) {
            scene_potential(before, &s, kinds[k]);
            scene_potential(after, &renamed, kinds[k]);
            scene_assert_equal(after, before);
        }
        scene_clear(&renamed);
        scene_clear(&s);
    }
    mpq_clears(before, after, NULL);
    gmp_randclear(random);
}

/* Agent 0 has one more signal: with probability `share` (given the signals and
   the state) it sees the new one in place of `split`. */
static void split_signal(scene *to, const scene *from, size_t split,
                         mpq_srcptr share)
{
    size_t n = from->e.agents, states = from->e.states;
    size_t size[3] = {n, from->e.outcomes, states};
    size_t signals[ECONOMY_MAX];
    mpq_t factor;
    mpq_init(factor);
    memcpy(signals, from->signals, sizeof signals);
    signals[0]++;
    scene_init(to, size, from->actions, signals);
    economy_copy(&to->e, &from->e);
    for (size_t x = 0; x < scene_profiles(signals, n); x++) {
        size_t own = scene_choice(signals, n, x, 0);
        bool new = own == from->signals[0];
        size_t old = new ? scene_with(signals, n, x, 0, split) : x;
        mpq_set_ui(factor, 1, 1);
        if (new)
            mpq_set(factor, share);
        else if (own == split)
            mpq_sub(factor, factor, share);
        for (size_t t = 0; t < states; t++)
            mpq_mul(to->law[x * states + t], from->law[old * states + t],
                    factor);
    }
    for (size_t a = 0; a < scene_profiles(from->actions, n) * size[1]; a++)
        mpq_set(to->rule[a], from->rule[a]);
    for (size_t i = 0; i < n; i++)
        for (size_t x = 0; x < signals[i]; x++)
            for (size_t a = 0; a < from->actions[i]; a++)
                mpq_set(to->play[i][x * from->actions[i] + a],
                        from->play[i][(x < from->signals[i] ? x : split) *
                                          from->actions[i] +
                                      a]);
    mpq_clear(factor);
}

/* Also a signal that is never seen: share 0. */
static void splitting_a_signal_leaves_both_optima(void **unused)
{
    gmp_randstate_t random;
    mpq_t before, after, share;
    (void)unused;
    unit_random_init(random);
    mpq_inits(before, after, share, NULL);
    for (size_t n = 0; n < unit_times(10); n++) {
        scene s, more;
        scene_any(&s, random);
        if (n % 2)
            sweeten(&s, random);
        mpq_set_ui(share, unit_random_below(random, 5), 4);
        mpq_canonicalize(share);
        split_signal(&more, &s, unit_random_below(random, s.signals[0]), share);
        for (size_t k = 0; k < 2; k++) {
            scene_potential(before, &s, kinds[k]);
            scene_potential(after, &more, kinds[k]);
            scene_assert_equal(after, before);
        }
        scene_clear(&more);
        scene_clear(&s);
    }
    mpq_clears(before, after, share, NULL);
    gmp_randclear(random);
}

/* w becomes a w + b with a > 0, u_i becomes c_i u_i with c_i > 0. */
static void scaling_payoffs_changes_them_alike(void **unused)
{
    gmp_randstate_t random;
    mpq_t before[2], after, factor, shift;
    (void)unused;
    unit_random_init(random);
    mpq_inits(before[0], before[1], after, factor, shift, NULL);
    for (size_t n = 0; n < unit_times(8); n++) {
        scene s;
        scene_any(&s, random);
        for (size_t k = 0; k < 2; k++)
            scene_potential(before[k], &s, kinds[k]);
        for (size_t i = 0; i < s.e.agents; i++) {
            mpq_set_ui(factor, 1 + unit_random_below(random, 9), 7);
            mpq_canonicalize(factor);
            for (size_t t = 0; t < s.e.states; t++)
                for (size_t o = 0; o < s.e.outcomes; o++)
                    mpq_mul(s.e.payoff[i][t][o], s.e.payoff[i][t][o], factor);
        }
        unit_random_rational(shift, random, 10);
        mpq_set_ui(factor, 1 + unit_random_below(random, 9), 5);
        mpq_canonicalize(factor);
        for (size_t t = 0; t < s.e.states; t++)
            for (size_t o = 0; o < s.e.outcomes; o++) {
                mpq_mul(s.e.welfare[t][o], s.e.welfare[t][o], factor);
                mpq_add(s.e.welfare[t][o], s.e.welfare[t][o], shift);
            }
        for (size_t k = 0; k < 2; k++) {
            scene_potential(after, &s, kinds[k]);
            mpq_mul(before[k], before[k], factor);
            mpq_add(before[k], before[k], shift);
            scene_assert_equal(after, before[k]);
        }
        scene_clear(&s);
    }
    mpq_clears(before[0], before[1], after, factor, shift, NULL);
    gmp_randclear(random);
}

/* ---- values by other routes ---- */

/* Agents without interests leave the best outcome at every signal profile. */
static void without_interests_signals_are_for_free(void **unused)
{
    gmp_randstate_t random;
    mpq_t expected, most, sum, term;
    (void)unused;
    unit_random_init(random);
    mpq_inits(expected, most, sum, term, NULL);
    for (size_t n = 0; n < unit_times(6); n++) {
        scene s;
        scene_any(&s, random);
        for (size_t t = 0; t < s.e.states; t++)
            for (size_t o = 0; o < s.e.outcomes; o++)
                for (size_t i = 0; i < s.e.agents; i++)
                    mpq_set_ui(s.e.payoff[i][t][o], 0, 1);
        mpq_set_ui(expected, 0, 1);
        for (size_t x = 0; x < scene_profiles(s.signals, s.e.agents); x++) {
            for (size_t o = 0; o < s.e.outcomes; o++) {
                mpq_set_ui(sum, 0, 1);
                for (size_t t = 0; t < s.e.states; t++) {
                    mpq_mul(term, s.law[x * s.e.states + t], s.e.welfare[t][o]);
                    mpq_add(sum, sum, term);
                }
                if (o == 0 || mpq_cmp(sum, most) > 0)
                    mpq_set(most, sum);
            }
            mpq_add(expected, expected, most);
        }
        for (size_t k = 0; k < 2; k++) {
            scene_potential(sum, &s, kinds[k]);
            scene_assert_equal(sum, expected);
        }
        scene_clear(&s);
    }
    mpq_clears(expected, most, sum, term, NULL);
    gmp_randclear(random);
}

/* Direct optimum >= potential; equal with a neutral outcome. */
static void a_neutral_outcome_closes_the_gap(void **unused)
{
    gmp_randstate_t random;
    mpq_t direct, secure;
    size_t gaps = 0;
    (void)unused;
    unit_random_init(random);
    mpq_inits(direct, secure, NULL);
    for (size_t n = 0; n < unit_times(24); n++) {
        scene s;
        scene_any(&s, random);
        if (n % 4 != 0)
            sweeten(&s, random);
        mc_environment *env = economy_environment(&s.e);
        scene_potential(direct, &s, MC_POTENTIAL_DIRECT);
        scene_potential(secure, &s, MC_POTENTIAL_SECURE);
        scene_assert_at_most(secure, direct);
        if (mc_environment_neutral_outcome(env) < s.e.outcomes)
            scene_assert_equal(secure, direct);
        else
            gaps += !mpq_equal(secure, direct);
        mc_environment_free(env);
        scene_clear(&s);
    }
    assert_true(gaps >= 1);
    mpq_clears(direct, secure, NULL);
    gmp_randclear(random);
}

/* No equilibrium of a participation-secure mechanism has more than the
   potential. */
static void equilibria_of_secure_mechanisms_have_at_most_it(void **unused)
{
    gmp_randstate_t random;
    mpq_t potential;
    scene_range range;
    size_t found = 0;
    (void)unused;
    unit_random_init(random);
    mpq_inits(potential, range.least, range.most, NULL);
    for (size_t n = 0; n < unit_times(20); n++) {
        scene s;
        scene_any(&s, random);
        if (n % 2)
            sweeten(&s, random);
        scene_set_secure(&s);
        scene_pure_equilibria(&range, &s);
        found += range.count;
        if (range.count) {
            scene_potential(potential, &s, MC_POTENTIAL_SECURE);
            scene_assert_at_most(range.most, potential);
        }
        scene_clear(&s);
    }
    assert_true(found >= 10);
    mpq_clears(potential, range.least, range.most, NULL);
    gmp_randclear(random);
}

/* Signals as messages of the same number. */
static mc_strategies *truth(const scene_statements *statements,
                            const mc_mechanism *mechanism)
{
    const mc_information *information = statements->information;
    mc_message message = {""};
    mc_strategies *made = mc_strategies_draft(
        information->agent_label, &information->signals, &mechanism->actions);
    assert_non_null(made);
    for (size_t i = 0; i < made->signals.agents; i++)
        for (size_t x = 0; x < made->signals.count[i]; x++)
            mpz_set_ui(
                made->strategy[i].numerator[x * made->actions.count[i] + x], 1);
    assert_int_equal(mc_strategies_seal(made, &message), MC_OK);
    return made;
}

static void truth_telling_in_the_optimal_mechanism_attains_it(void **unused)
{
    gmp_randstate_t random;
    mpq_t guarantee;
    (void)unused;
    unit_random_init(random);
    mpq_init(guarantee);
    for (size_t n = 0; n < unit_times(12); n++) {
        mc_potential_kind kind = kinds[n % 2];
        scene s;
        scene_statements statements;
        mc_potential *potential = NULL;
        mc_mechanism *mechanism = NULL;
        mc_equilibrium *equilibrium = NULL;
        mc_guarantee *worst = NULL;
        mc_message message = {""};
        scene_any(&s, random);
        if (n % 4 >= 2)
            sweeten(&s, random);
        scene_read(&statements, &s);
        if (mc_potential_new(&potential, &message, statements.env,
                             statements.information, kind, NULL) != MC_OK ||
            mc_potential_mechanism(&mechanism, &message, potential) != MC_OK)
            fail_msg("%s", message.text);
        mc_strategies *honest = truth(&statements, mechanism);
        if (mc_equilibrium_new(&equilibrium, &message, statements.env,
                               mechanism, statements.information,
                               kind == MC_POTENTIAL_DIRECT ? NULL : honest) !=
            MC_OK)
            fail_msg("%s", message.text);
        assert_int_equal(mpq_sgn(mc_equilibrium_gain(equilibrium)), 0);
        scene_assert_equal(mc_equilibrium_welfare(equilibrium),
                           mc_potential_value(potential));
        for (size_t i = 0; i < s.e.agents; i++)
            assert_true(mpq_sgn(mc_equilibrium_payoff(equilibrium, i)) >= 0);
        assert_int_equal(mechanism->secure != NULL,
                         kind == MC_POTENTIAL_SECURE);
        assert_int_equal(
            mc_security_check(&message, NULL, statements.env, mechanism),
            MC_OK);
        assert_int_equal(mc_guarantee_new(&worst, &message, statements.env,
                                          mechanism, NULL, NULL),
                         MC_OK);
        scene_assert_at_most(mc_guarantee_value(worst),
                             mc_potential_value(potential));
        mc_guarantee_free(worst);
        mc_equilibrium_free(equilibrium);
        mc_strategies_free(honest);
        mc_mechanism_free(mechanism);
        mc_potential_free(potential);
        scene_free(&statements);
        scene_clear(&s);
    }
    mpq_clear(guarantee);
    gmp_randclear(random);
}

/* The information structure of UB-P-k has a direct optimum of at most the
   program's value. */
static void the_information_of_the_program_keeps_its_promise(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(6); n++) {
        economy e;
        mc_information *information = NULL;
        mc_message message = {""};
        unsigned long k = n % 4 == 3 ? 3 : 1 + n % 2;
        economy_init(&e, k == 3 ? 1 : 1 + n % 3 % 2, 2 + n % 2, 1 + n % 3);
        economy_random(&e, random, true);
        mc_environment *env = economy_environment(&e);
        mc_bound *bound = economy_bound(env, MC_PROGRAM_UPPER, k);
        assert_int_equal(mc_bound_information(&information, &message, bound),
                         MC_OK);
        for (size_t kind = 0; kind < 2; kind++) {
            mc_potential *potential = NULL;
            if (mc_potential_new(&potential, &message, env, information,
                                 kinds[kind], NULL) != MC_OK)
                fail_msg("%s", message.text);
            scene_assert_at_most(mc_potential_value(potential),
                                 mc_bound_value(bound));
            mc_potential_free(potential);
        }
        mc_information_free(information);
        mc_bound_free(bound);
        mc_environment_free(env);
        economy_clear(&e);
    }
    gmp_randclear(random);
}

/* ---- labels ---- */

/* A signal may be called like the message that stays out. */
static void staying_out_gets_a_name_of_its_own(void **unused)
{
    mc_environment *env = scene_parse_environment(
        "{\"format\": \"mechcert-environment-1\", \"agents\": [\"A\"], "
        "\"outcomes\": [\"o\", \"p\"], \"states\": [\"x\"], \"prior\": [1], "
        "\"welfare\": [[0, 1]], \"payoffs\": [[[0, -1]]]}");
    mc_information *information = scene_parse_information(
        "{\"format\": \"mechcert-information-1\", \"agents\": [\"A\"], "
        "\"states\": [\"x\"], \"signals\": [[\"(stay out)\", \"stay out\"]], "
        "\"distribution\": [[\"1/2\"], [\"1/2\"]]}");
    mc_potential *potential = NULL;
    mc_mechanism *mechanism = NULL;
    mc_message message = {""};
    (void)unused;
    assert_int_equal(mc_potential_new(&potential, &message, env, information,
                                      MC_POTENTIAL_SECURE, NULL),
                     MC_OK);
    assert_int_equal(mpq_sgn(mc_potential_value(potential)), 0);
    assert_int_equal(mc_potential_mechanism(&mechanism, &message, potential),
                     MC_OK);
    assert_string_equal(mechanism->actions.label[0][0], "(stay out)");
    assert_string_equal(mechanism->actions.label[0][2], "((stay out))");
    assert_int_equal(mechanism->secure[0], 2);
    mc_mechanism_free(mechanism);
    mc_potential_free(potential);
    mc_information_free(information);
    mc_environment_free(env);
}

/* ---- refusals ---- */

static const char two_states[] =
    "{\"format\": \"mechcert-environment-1\", \"agents\": [\"A\"], "
    "\"outcomes\": [\"o\"], \"states\": [\"x\", \"y\"], \"prior\": [\"1/4\", "
    "\"3/4\"], \"welfare\": [[0], [1]], \"payoffs\": [[[%s], [1]]]}";

static void assert_refused(const char *payoff, const char *information,
                           mc_status wanted, const char *part)
{
    char text[400];
    (void)snprintf(text, sizeof text, two_states, payoff);
    mc_environment *env = scene_parse_environment(text);
    mc_information *made = scene_parse_information(information);
    for (size_t k = 0; k < 2; k++) {
        mc_potential *potential = NULL;
        mc_message message = {""};
        assert_int_equal(
            mc_potential_new(&potential, &message, env, made, kinds[k], NULL),
            wanted);
        assert_null(potential);
        scene_assert_message(&message, part);
    }
    mc_information_free(made);
    mc_environment_free(env);
}

#define INFORMATION(agent, states, distribution)                               \
    "{\"format\": \"mechcert-information-1\", \"agents\": [\"" agent           \
    "\"], \"states\": [" states "], \"signals\": [[\"s\"]], "                  \
    "\"distribution\": [[" distribution "]]}"

static void refusals_say_what_is_wrong(void **unused)
{
    (void)unused;
    assert_refused(
        "0", INFORMATION("B", "\"x\", \"y\"", "\"1/4\", \"3/4\""), MC_BAD_INPUT,
        "the agents of the information structure and of the "
        "environment differ: number 0 is \"B\" here and \"A\" there");
    assert_refused("0", INFORMATION("A", "\"y\", \"x\"", "\"1/4\", \"3/4\""),
                   MC_BAD_INPUT, "number 0 is \"y\" here and \"x\" there");
    assert_refused("0", INFORMATION("A", "\"x\"", "1"), MC_BAD_INPUT,
                   "the information structure has 1 states, but the "
                   "environment has 2");
    assert_refused("0", INFORMATION("A", "\"x\", \"y\"", "\"1/3\", \"2/3\""),
                   MC_BAD_INPUT,
                   "gives the state \"x\" the probability 1/3, the "
                   "environment's prior is 1/4 (difference 1/12)");
    /* individually rational, but not secure: -1 in the state x */
    assert_refused("-4", INFORMATION("A", "\"x\", \"y\"", "\"1/4\", \"3/4\""),
                   MC_REFUTED, "no participation-secure mechanism");
}

/* With the payoff -1 in x the only outcome is individually rational, but
   nobody may bring it about safely: the two kinds differ. */
static void what_is_rational_may_not_be_secure(void **unused)
{
    char text[400];
    (void)snprintf(text, sizeof text, two_states, "-1");
    mc_environment *env = scene_parse_environment(text);
    mc_information *information = scene_parse_information(
        INFORMATION("A", "\"x\", \"y\"", "\"1/4\", \"3/4\""));
    mc_potential *potential = NULL;
    mc_message message = {""};
    mpq_t expected;
    (void)unused;
    mpq_init(expected);
    mpq_set_ui(expected, 3, 4);
    assert_int_equal(mc_potential_new(&potential, &message, env, information,
                                      MC_POTENTIAL_DIRECT, NULL),
                     MC_OK);
    scene_assert_equal(mc_potential_value(potential), expected);
    mc_potential_free(potential);
    potential = NULL;
    assert_int_equal(mc_potential_new(&potential, &message, env, information,
                                      MC_POTENTIAL_SECURE, NULL),
                     MC_REFUTED);
    assert_null(potential);
    mpq_clear(expected);
    mc_information_free(information);
    mc_environment_free(env);
}

static int stop_at_once(void *user)
{
    (void)user;
    return 1;
}

static void limits_leave_it_undecided(void **unused)
{
    const mc_limits limits = {.stop = stop_at_once};
    gmp_randstate_t random;
    scene s;
    scene_statements statements;
    (void)unused;
    unit_random_init(random);
    scene_any(&s, random);
    scene_read(&statements, &s);
    for (size_t k = 0; k < 2; k++) {
        mc_potential *potential = NULL;
        mc_message message = {""};
        assert_int_equal(mc_potential_new(&potential, &message, statements.env,
                                          statements.information, kinds[k],
                                          &limits),
                         MC_UNDECIDED);
        assert_null(potential);
        scene_assert_message(&message, "stopped before an exact answer");
    }
    scene_free(&statements);
    scene_clear(&s);
    gmp_randclear(random);
}

/* One agent with 5000 signals. */
static void programs_that_are_too_large_are_refused(void **unused)
{
    enum { SIGNALS = 5000 };
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    (void)unused;
    assert_non_null(out);
    fputs("{\"format\": \"mechcert-information-1\", \"agents\": [\"A\"], "
          "\"states\": [\"x\"], \"signals\": [[",
          out);
    for (int a = 0; a < SIGNALS; a++)
        fprintf(out, "%s\"%d\"", a ? ", " : "", a);
    fputs("]], \"distribution\": [", out);
    for (int a = 0; a < SIGNALS; a++)
        fprintf(out, "%s[\"1/%d\"]", a ? ", " : "", SIGNALS);
    fputs("]}", out);
    assert_int_equal(fclose(out), 0);
    mc_information *information = scene_parse_information(text);
    mc_environment *env = scene_parse_environment(
        "{\"format\": \"mechcert-environment-1\", \"agents\": [\"A\"], "
        "\"outcomes\": [\"o\"], \"states\": [\"x\"], \"prior\": [1], "
        "\"welfare\": [[1]], \"payoffs\": [[[0]]]}");
    for (size_t k = 0; k < 2; k++) {
        mc_potential *potential = NULL;
        mc_message message = {""};
        assert_int_equal(mc_potential_new(&potential, &message, env,
                                          information, kinds[k], NULL),
                         MC_LIMIT);
        assert_null(potential);
        scene_assert_message(&message, "entries; at most 30000000");
    }
    mc_environment_free(env);
    mc_information_free(information);
    free(text);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(renaming_leaves_both_optima),
        cmocka_unit_test(splitting_a_signal_leaves_both_optima),
        cmocka_unit_test(scaling_payoffs_changes_them_alike),
        cmocka_unit_test(without_interests_signals_are_for_free),
        cmocka_unit_test(a_neutral_outcome_closes_the_gap),
        cmocka_unit_test(equilibria_of_secure_mechanisms_have_at_most_it),
        cmocka_unit_test(truth_telling_in_the_optimal_mechanism_attains_it),
        cmocka_unit_test(the_information_of_the_program_keeps_its_promise),
        cmocka_unit_test(staying_out_gets_a_name_of_its_own),
        cmocka_unit_test(refusals_say_what_is_wrong),
        cmocka_unit_test(what_is_rational_may_not_be_secure),
        cmocka_unit_test(limits_leave_it_undecided),
        cmocka_unit_test(programs_that_are_too_large_are_refused),
    };
    return UNIT_RUN(tests);
}
