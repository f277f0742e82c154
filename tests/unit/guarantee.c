/* Exact guarantees of random small mechanisms. */
#define _POSIX_C_SOURCE 200809L
#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "game/guarantee.h"
#include "game/information.h"
#include "game/mechanism.h"

/* A guarantee with its statements. */
typedef struct solved {
    scene_statements statements;
    mc_prior *prior;
    mc_guarantee *guarantee;
} solved;

/* `members` of a prior statement, or NULL. */
static void solve(solved *s, const scene *from, const char *members)
{
    mc_message message = {""};
    *s = (solved){.prior = members ? scene_prior(from, members) : NULL};
    scene_read(&s->statements, from);
    if (mc_guarantee_new(&s->guarantee, &message, s->statements.env,
                         s->statements.mechanism, s->prior, NULL) != MC_OK)
        fail_msg("%s", message.text);
}

static void release(solved *s)
{
    mc_guarantee_free(s->guarantee);
    mc_prior_free(s->prior);
    scene_free(&s->statements);
}

static void assert_value(const solved *s, mpq_srcptr expected)
{
    scene_assert_equal(mc_guarantee_value(s->guarantee), expected);
}

/* ---- invariances ---- */

static void renaming_leaves_the_guarantee(void **unused)
{
    gmp_randstate_t random;
    mpq_t before, after;
    (void)unused;
    unit_random_init(random);
    mpq_inits(before, after, NULL);
    for (size_t n = 0; n < unit_times(12); n++) {
        scene s, renamed;
        scene_names names;
        scene_any(&s, random);
        if (n % 2)
            scene_set_secure(&s);
        scene_shuffle(&names, &s, random);
        scene_rename(&renamed, &s, &names);
        scene_guarantee(before, &s);
        scene_guarantee(after, &renamed);
        scene_assert_equal(after, before);
        scene_clear(&renamed);
        scene_clear(&s);
    }
    mpq_clears(before, after, NULL);
    gmp_randclear(random);
}

/* The scene in which agent 0 has one more action, which does what its action
   `twin` does. */
static void duplicate_action(scene *to, const scene *from, size_t twin)
{
    size_t n = from->e.agents, width = from->e.outcomes;
    size_t size[3] = {n, width, from->e.states};
    size_t actions[ECONOMY_MAX];
    memcpy(actions, from->actions, sizeof actions);
    actions[0]++;
    scene_init(to, size, actions, from->signals);
    economy_copy(&to->e, &from->e);
    for (size_t a = 0; a < scene_profiles(actions, n); a++) {
        size_t own = scene_choice(actions, n, a, 0);
        size_t old =
            own < from->actions[0] ? a : scene_with(actions, n, a, 0, twin);
        for (size_t o = 0; o < width; o++)
            mpq_set(to->rule[a * width + o], from->rule[old * width + o]);
    }
    for (size_t x = 0; x < scene_profiles(from->signals, n) * size[2]; x++)
        mpq_set(to->law[x], from->law[x]);
    for (size_t i = 0; i < n; i++)
        for (size_t x = 0; x < from->signals[i]; x++)
            for (size_t a = 0; a < from->actions[i]; a++)
                mpq_set(to->play[i][x * actions[i] + a],
                        from->play[i][x * from->actions[i] + a]);
}

static void a_duplicate_action_leaves_the_guarantee(void **unused)
{
    gmp_randstate_t random;
    mpq_t before, after;
    (void)unused;
    unit_random_init(random);
    mpq_inits(before, after, NULL);
    for (size_t n = 0; n < unit_times(10); n++) {
        scene s, more;
        scene_any(&s, random);
        duplicate_action(&more, &s, unit_random_below(random, s.actions[0]));
        scene_guarantee(before, &s);
        scene_guarantee(after, &more);
        scene_assert_equal(after, before);
        scene_clear(&more);
        scene_clear(&s);
    }
    mpq_clears(before, after, NULL);
    gmp_randclear(random);
}

/* w becomes a w + b with a > 0, u_i becomes c_i u_i + d_i(theta) with c_i > 0:
   the guarantee becomes a G + b. */
static void affine_changes_of_payoffs_change_it_alike(void **unused)
{
    gmp_randstate_t random;
    mpq_t before, after, factor, shift;
    (void)unused;
    unit_random_init(random);
    mpq_inits(before, after, factor, shift, NULL);
    for (size_t n = 0; n < unit_times(10); n++) {
        scene s;
        scene_any(&s, random);
        scene_guarantee(before, &s);
        for (size_t i = 0; i < s.e.agents; i++) {
            mpq_set_ui(factor, 1 + unit_random_below(random, 9), 7);
            mpq_canonicalize(factor);
            for (size_t t = 0; t < s.e.states; t++) {
                unit_random_rational(shift, random, 10);
                for (size_t o = 0; o < s.e.outcomes; o++) {
                    mpq_mul(s.e.payoff[i][t][o], s.e.payoff[i][t][o], factor);
                    mpq_add(s.e.payoff[i][t][o], s.e.payoff[i][t][o], shift);
                }
            }
        }
        unit_random_rational(shift, random, 10);
        mpq_set_ui(factor, 1 + unit_random_below(random, 9), 5);
        mpq_canonicalize(factor);
        for (size_t t = 0; t < s.e.states; t++)
            for (size_t o = 0; o < s.e.outcomes; o++) {
                mpq_mul(s.e.welfare[t][o], s.e.welfare[t][o], factor);
                mpq_add(s.e.welfare[t][o], s.e.welfare[t][o], shift);
            }
        scene_guarantee(after, &s);
        mpq_mul(before, before, factor);
        mpq_add(before, before, shift);
        scene_assert_equal(after, before);
        scene_clear(&s);
    }
    mpq_clears(before, after, factor, shift, NULL);
    gmp_randclear(random);
}

/* Agents without interests play whatever is worst in each state. */
static void without_interests_the_worst_action_profile_counts(void **unused)
{
    gmp_randstate_t random;
    mpq_t expected, least, value;
    (void)unused;
    unit_random_init(random);
    mpq_inits(expected, least, value, NULL);
    for (size_t n = 0; n < unit_times(8); n++) {
        scene s;
        solved solution;
        scene_any(&s, random);
        mpq_set_ui(expected, 0, 1);
        for (size_t t = 0; t < s.e.states; t++) {
            for (size_t o = 0; o < s.e.outcomes; o++)
                for (size_t i = 0; i < s.e.agents; i++)
                    mpq_set_ui(s.e.payoff[i][t][o], 0, 1);
            for (size_t a = 0; a < scene_profiles(s.actions, s.e.agents); a++) {
                scene_payoff(value, &s, s.e.agents, a, t);
                if (a == 0 || mpq_cmp(value, least) < 0)
                    mpq_set(least, value);
            }
            mpq_mul(least, least, s.e.prior[t]);
            mpq_add(expected, expected, least);
        }
        solve(&solution, &s, NULL);
        assert_value(&solution, expected);
        release(&solution);
        scene_clear(&s);
    }
    mpq_clears(expected, least, value, NULL);
    gmp_randclear(random);
}

/* ---- against equilibria ---- */

static void obedience_in_the_worst_structure_attains_it(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(12); n++) {
        scene s;
        solved solution;
        mc_information *worst = NULL;
        mc_equilibrium *equilibrium = NULL;
        mc_message message = {""};
        scene_any(&s, random);
        if (n % 2)
            scene_set_secure(&s);
        solve(&solution, &s, NULL);
        assert_int_equal(
            mc_guarantee_worst(&worst, &message, solution.guarantee), MC_OK);
        if (mc_equilibrium_new(&equilibrium, &message, solution.statements.env,
                               solution.statements.mechanism, worst,
                               NULL) != MC_OK)
            fail_msg("%s", message.text);
        assert_int_equal(mpq_sgn(mc_equilibrium_gain(equilibrium)), 0);
        assert_value(&solution, mc_equilibrium_welfare(equilibrium));
        mc_equilibrium_free(equilibrium);
        mc_information_free(worst);
        release(&solution);
        scene_clear(&s);
    }
    gmp_randclear(random);
}

static void no_pure_equilibrium_has_less(void **unused)
{
    gmp_randstate_t random;
    mpq_t guarantee;
    scene_range range;
    size_t found = 0;
    (void)unused;
    unit_random_init(random);
    mpq_inits(guarantee, range.least, range.most, NULL);
    for (size_t n = 0; n < unit_times(25); n++) {
        scene s;
        scene_any(&s, random);
        scene_guarantee(guarantee, &s);
        scene_pure_equilibria(&range, &s);
        found += range.count;
        if (range.count)
            assert_true(mpq_cmp(guarantee, range.least) <= 0);
        scene_clear(&s);
    }
    assert_true(found >= 10);
    mpq_clears(guarantee, range.least, range.most, NULL);
    gmp_randclear(random);
}

/* ---- priors ---- */

/* "\"prior\": [..]" or rows "mu(theta) = .." with the given numbers */
static char *prior_text(const scene *s, mpq_t *prior, bool as_rows)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    fputs(as_rows ? "\"equal\": [" : "\"prior\": [", out);
    for (size_t t = 0; t < s->e.states; t++) {
        fputs(t ? ", " : "", out);
        if (as_rows) {
            putc('[', out);
            for (size_t c = 0; c < s->e.states; c++)
                fputs(c == t ? "1, " : "0, ", out);
        }
        gmp_fprintf(out, "\"%Qd\"%s", prior[t], as_rows ? "]" : "");
    }
    putc(']', out);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void value_at(mpq_t value, const scene *s, const char *members)
{
    solved solution;
    solve(&solution, s, members);
    mpq_set(value, mc_guarantee_value(solution.guarantee));
    release(&solution);
}

/* The prior behind --prior, a set with one element, and an environment with
   that prior have one guarantee. */
static void a_singleton_of_priors_is_that_prior(void **unused)
{
    gmp_randstate_t random;
    mpq_t given, single, inside, prior[ECONOMY_MAX];
    (void)unused;
    unit_random_init(random);
    mpq_inits(given, single, inside, NULL);
    for (size_t t = 0; t < ECONOMY_MAX; t++)
        mpq_init(prior[t]);
    for (size_t n = 0; n < unit_times(8); n++) {
        scene s;
        scene_any(&s, random);
        scene_lottery(prior, s.e.states, random);
        char *text = prior_text(&s, prior, false);
        char *rows = prior_text(&s, prior, true);
        value_at(given, &s, text);
        value_at(single, &s, rows);
        for (size_t t = 0; t < s.e.states; t++) {
            size_t profiles = scene_profiles(s.signals, s.e.agents);
            for (size_t x = 0; x < profiles; x++)
                mpq_set_ui(s.law[x * s.e.states + t], 0, 1);
            mpq_set(s.law[t], prior[t]);
            mpq_set(s.e.prior[t], prior[t]);
        }
        scene_guarantee(inside, &s);
        scene_assert_equal(given, inside);
        scene_assert_equal(single, inside);
        free(rows);
        free(text);
        scene_clear(&s);
    }
    for (size_t t = 0; t < ECONOMY_MAX; t++)
        mpq_clear(prior[t]);
    mpq_clears(given, single, inside, NULL);
    gmp_randclear(random);
}

/* Along the segment between two priors the guarantee is convex; its minimum is
   that of the set, and is taken at the prior of the worst structure. */
static void a_segment_of_priors_has_its_minimum(void **unused)
{
    enum { STEPS = 6 };
    gmp_randstate_t random;
    mpq_t at[STEPS + 1], least, sum, mass[2];
    (void)unused;
    unit_random_init(random);
    for (size_t p = 0; p <= STEPS; p++)
        mpq_init(at[p]);
    mpq_inits(least, sum, mass[0], mass[1], NULL);
    for (size_t n = 0; n < unit_times(8); n++) {
        const size_t size[3] = {2, 3, 2}, actions[] = {2, 3};
        const size_t signals[] = {1, 1};
        scene s;
        solved solution;
        mc_information *worst = NULL;
        scene_init(&s, size, actions, signals);
        scene_random(&s, random);
        for (unsigned p = 0; p <= STEPS; p++) {
            char text[64];
            (void)snprintf(text, sizeof text, "\"prior\": [\"%u/8\", \"%u/8\"]",
                           p + 1, 7 - p);
            value_at(at[p], &s, text);
        }
        solve(&solution, &s,
              n % 2 ? "\"at_least\": [[1, 0, \"1/8\"], [0, 1, \"1/8\"]]"
                    : "\"at_most\": [[1, 0, \"7/8\"]], "
                      "\"at_least\": [[1, -1, \"-3/4\"]]");
        mpq_set(least, mc_guarantee_value(solution.guarantee));
        for (size_t p = 0; p <= STEPS; p++)
            assert_true(mpq_cmp(least, at[p]) <= 0);
        for (size_t p = 1; p < STEPS; p++) {
            mpq_add(sum, at[p - 1], at[p + 1]);
            mpq_div_2exp(sum, sum, 1);
            assert_true(mpq_cmp(at[p], sum) <= 0);
        }
        assert_int_equal(mc_guarantee_worst(&worst, NULL, solution.guarantee),
                         MC_OK);
        for (size_t t = 0; t < 2; t++) {
            mpq_set_ui(mass[t], 0, 1);
            for (size_t x = 0; x < worst->signals.profiles; x++) {
                mc_vector_get(sum, &worst->distribution, x * 2 + t);
                mpq_add(mass[t], mass[t], sum);
            }
        }
        char *text = prior_text(&s, mass, false);
        value_at(sum, &s, text);
        scene_assert_equal(sum, least);
        free(text);
        mc_information_free(worst);
        release(&solution);
        scene_clear(&s);
    }
    mpq_clears(least, sum, mass[0], mass[1], NULL);
    for (size_t p = 0; p <= STEPS; p++)
        mpq_clear(at[p]);
    gmp_randclear(random);
}

/* All priors: the worst of the states, each taken for sure, is an upper bound;
   a row that always holds changes nothing. */
static void rows_that_always_hold_change_nothing(void **unused)
{
    gmp_randstate_t random;
    mpq_t all, more;
    (void)unused;
    unit_random_init(random);
    mpq_inits(all, more, NULL);
    for (size_t n = 0; n < unit_times(6); n++) {
        const size_t size[3] = {2, 2, 3}, actions[] = {2, 2};
        const size_t signals[] = {1, 1};
        scene s;
        scene_init(&s, size, actions, signals);
        scene_random(&s, random);
        value_at(all, &s, "\"at_least\": []");
        value_at(more, &s,
                 "\"at_most\": [[1, 1, 1, 1], [1, 0, 0, 5]], "
                 "\"at_least\": [[1, 2, 3, 1]], \"equal\": [[2, 2, 2, 2]]");
        scene_assert_equal(more, all);
        for (size_t t = 0; t < 3; t++) {
            char text[40];
            (void)snprintf(text, sizeof text, "\"prior\": [%d, %d, %d]", t == 0,
                           t == 1, t == 2);
            value_at(more, &s, text);
            assert_true(mpq_cmp(all, more) <= 0);
        }
        scene_clear(&s);
    }
    mpq_clears(all, more, NULL);
    gmp_randclear(random);
}

/* ---- local multipliers ---- */

/* sum_theta mu(theta) min_a [ w + step sum_i (u_i(a_i + 1) - u_i(a)) ] */
static void local_bound(mpq_t bound, const scene *s, mpq_srcptr step)
{
    size_t n = s->e.agents;
    mpq_t least, value, gain, here;
    mpq_inits(least, value, gain, here, NULL);
    mpq_set_ui(bound, 0, 1);
    for (size_t t = 0; t < s->e.states; t++) {
        for (size_t a = 0; a < scene_profiles(s->actions, n); a++) {
            mpq_set_ui(gain, 0, 1);
            for (size_t i = 0; i < n; i++) {
                size_t own = scene_choice(s->actions, n, a, i);
                if (own + 1 == s->actions[i])
                    continue;
                scene_payoff(value, s, i,
                             scene_with(s->actions, n, a, i, own + 1), t);
                scene_payoff(here, s, i, a, t);
                mpq_sub(value, value, here);
                mpq_add(gain, gain, value);
            }
            scene_payoff(value, s, n, a, t);
            mpq_mul(gain, gain, step);
            mpq_add(value, value, gain);
            if (a == 0 || mpq_cmp(value, least) < 0)
                mpq_set(least, value);
        }
        mpq_mul(least, least, s->e.prior[t]);
        mpq_add(bound, bound, least);
    }
    mpq_clears(least, value, gain, here, NULL);
}

static void the_best_local_multiplier_is_the_best(void **unused)
{
    gmp_randstate_t random;
    mpq_t bound, step;
    (void)unused;
    unit_random_init(random);
    mpq_inits(bound, step, NULL);
    for (size_t n = 0; n < unit_times(12); n++) {
        scene s;
        solved solution;
        mc_message message = {""};
        scene_any(&s, random);
        solve(&solution, &s, NULL);
        assert_null(mc_guarantee_local(solution.guarantee));
        if (mc_guarantee_localise(solution.guarantee, &message, NULL) != MC_OK)
            fail_msg("%s", message.text);
        mpq_srcptr local = mc_guarantee_local(solution.guarantee);
        mpq_srcptr best = mc_guarantee_step(solution.guarantee);
        assert_int_equal(mc_guarantee_grid(solution.guarantee), 0);
        assert_true(mpq_cmp(local, mc_guarantee_value(solution.guarantee)) <=
                    0);
        assert_true(mpq_sgn(best) >= 0);
        local_bound(bound, &s, best);
        scene_assert_equal(local, bound);
        for (unsigned p = 0; p < 8; p++) {
            mpq_set_ui(step, p, 4);
            mpq_canonicalize(step);
            if (p % 2)
                mpq_mul(step, step, best);
            local_bound(bound, &s, step);
            assert_true(mpq_cmp(bound, local) <= 0);
        }
        release(&solution);
        scene_clear(&s);
    }
    mpq_clears(bound, step, NULL);
    gmp_randclear(random);
}

/* The optimal mechanism of LB-G-k guarantees at least the program's value, and
   (35) proves exactly that. */
static void the_mechanism_of_the_program_keeps_its_promise(void **unused)
{
    gmp_randstate_t random;
    mpq_t step;
    (void)unused;
    unit_random_init(random);
    mpq_init(step);
    for (size_t n = 0; n < unit_times(8); n++) {
        economy e;
        mc_mechanism *mechanism = NULL;
        mc_guarantee *guarantee = NULL;
        mc_message message = {""};
        unsigned long k = n % 4 == 3 ? 3 : 1 + n % 2;
        economy_init(&e, k == 3 ? 1 : 1 + n % 3 % 2, 2 + n % 2, 1 + n % 3);
        economy_random(&e, random, true);
        mc_environment *env = economy_environment(&e);
        mc_bound *bound = economy_bound(env, MC_PROGRAM_LOWER, k);
        assert_int_equal(mc_bound_mechanism(&mechanism, &message, bound),
                         MC_OK);
        if (mc_guarantee_new(&guarantee, &message, env, mechanism, NULL,
                             NULL) != MC_OK ||
            mc_guarantee_localise(guarantee, &message, NULL) != MC_OK)
            fail_msg("%s", message.text);
        /* X(1) is not taken for a grid, and the best step is no worse */
        assert_int_equal(mc_guarantee_grid(guarantee), k > 1 ? k : 0);
        assert_true(
            mpq_cmp(mc_guarantee_local(guarantee), mc_bound_value(bound)) >= 0);
        mpq_set_ui(step, k - 1, 1);
        if (k > 1) {
            scene_assert_equal(mc_guarantee_step(guarantee), step);
            scene_assert_equal(mc_guarantee_local(guarantee),
                               mc_bound_value(bound));
        }
        assert_true(
            mpq_cmp(mc_guarantee_value(guarantee), mc_bound_value(bound)) >= 0);
        mc_guarantee_free(guarantee);
        mc_mechanism_free(mechanism);
        mc_bound_free(bound);
        mc_environment_free(env);
        economy_clear(&e);
    }
    mpq_clear(step);
    gmp_randclear(random);
}

/* ---- refusals ---- */

static int stop_at_once(void *user)
{
    (void)user;
    return 1;
}

/* One agent, three outcomes, two states; the action "out" is bad when the state
   is "y", and worst together with the lottery of the profile (out). */
static const char small_environment[] =
    "{\"format\": \"mechcert-environment-1\", \"agents\": [\"A\", \"B\"], "
    "\"outcomes\": [\"o\", \"p\", \"q\"], \"states\": [\"x\", \"y\"], "
    "\"prior\": [1, 0], \"welfare\": [[1, 2, 3], [4, 5, 6]], \"payoffs\": "
    "[[[0, -1, 1], [1, \"-7/3\", 0]], [[0, 0, 0], [0, 0, 0]]]}";

static mc_mechanism *small_mechanism(const char *agents, const char *outcomes,
                                     const char *secure)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    fprintf(out,
            "{\"format\": \"mechcert-mechanism-1\", \"agents\": [%s], "
            "\"outcomes\": [%s], \"actions\": [[\"in\", \"out\"], [\"b\", "
            "\"c\"]], %s\"rule\": [[1, 0, 0], [0, 0, 1], [\"1/2\", \"1/2\", "
            "0], [\"1/4\", \"3/4\", 0]]}",
            agents, outcomes, secure);
    assert_int_equal(fclose(out), 0);
    mc_mechanism *mechanism = scene_parse_mechanism(text);
    free(text);
    return mechanism;
}

static void assert_refused(const char *agents, const char *outcomes,
                           const char *secure, const char *prior,
                           mc_status wanted, const char *part)
{
    mc_environment *env = scene_parse_environment(small_environment);
    mc_mechanism *mechanism = small_mechanism(agents, outcomes, secure);
    mc_prior *set = prior ? scene_parse_prior(prior) : NULL;
    mc_guarantee *guarantee = NULL;
    mc_message message = {""};
    assert_int_equal(
        mc_guarantee_new(&guarantee, &message, env, mechanism, set, NULL),
        wanted);
    assert_null(guarantee);
    scene_assert_message(&message, part);
    mc_prior_free(set);
    mc_mechanism_free(mechanism);
    mc_environment_free(env);
}

static void refusals_say_what_is_wrong(void **unused)
{
    const char *agents = "\"A\", \"B\"", *outcomes = "\"o\", \"p\", \"q\"";
    (void)unused;
    assert_refused("\"A\", \"C\"", outcomes, "", NULL, MC_BAD_INPUT,
                   "number 1 is \"C\" here and \"B\" there");
    assert_refused(agents, "\"o\", \"q\", \"p\"", "", NULL, MC_BAD_INPUT,
                   "number 1 is \"q\" here and \"p\" there");
    /* -7/3 * 3/4 at (out, c) in the state y of probability 0 is the largest */
    assert_refused(agents, outcomes, "\"secure\": [\"out\", \"b\"], ", NULL,
                   MC_REFUTED,
                   "agent 0 is not participation secure: at the actions (out, "
                   "c) in the state \"y\" the agent is left 3/2 short");
    assert_refused(
        agents, outcomes, "",
        "{\"format\": \"mechcert-prior-1\", \"states\": [\"x\", \"y\"], "
        "\"equal\": [[1, 1, 2]]}",
        MC_BAD_INPUT, "the set of priors is empty");
    assert_refused(
        agents, outcomes, "",
        "{\"format\": \"mechcert-prior-1\", \"states\": [\"x\", \"y\"], "
        "\"at_least\": [[1, 0, \"2/3\"], [0, 1, \"2/3\"]]}",
        MC_BAD_INPUT, "the set of priors is empty");
    assert_refused(
        agents, outcomes, "",
        "{\"format\": \"mechcert-prior-1\", \"states\": [\"x\", \"z\"], "
        "\"prior\": [1, 0]}",
        MC_BAD_INPUT, "states");
    assert_refused(agents, outcomes, "",
                   "{\"format\": \"mechcert-prior-1\", \"states\": [\"x\"], "
                   "\"prior\": [1]}",
                   MC_BAD_INPUT,
                   "the prior has 1 states, but the environment has 2");
}

static void limits_leave_it_undecided(void **unused)
{
    const mc_limits limits = {.stop = stop_at_once};
    gmp_randstate_t random;
    scene s;
    scene_statements statements;
    mc_guarantee *guarantee = NULL;
    mc_message message = {""};
    (void)unused;
    unit_random_init(random);
    scene_any(&s, random);
    scene_read(&statements, &s);
    assert_int_equal(mc_guarantee_new(&guarantee, &message, statements.env,
                                      statements.mechanism, NULL, &limits),
                     MC_UNDECIDED);
    assert_null(guarantee);
    scene_assert_message(&message, "stopped before an exact answer");
    scene_free(&statements);
    scene_clear(&s);
    gmp_randclear(random);
}

/* One agent with 6000 actions: 36 million entries. */
static void programs_that_are_too_large_are_refused(void **unused)
{
    enum { ACTIONS = 6000 };
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    mc_guarantee *guarantee = NULL;
    mc_message message = {""};
    (void)unused;
    assert_non_null(out);
    fputs("{\"format\": \"mechcert-mechanism-1\", \"agents\": [\"A\"], "
          "\"outcomes\": [\"o\"], \"actions\": [[",
          out);
    for (int a = 0; a < ACTIONS; a++)
        fprintf(out, "%s\"%d\"", a ? ", " : "", a);
    fputs("]], \"rule\": [", out);
    for (int a = 0; a < ACTIONS; a++)
        fprintf(out, "%s[1]", a ? ", " : "");
    fputs("]}", out);
    assert_int_equal(fclose(out), 0);
    mc_mechanism *mechanism = scene_parse_mechanism(text);
    mc_environment *env = scene_parse_environment(
        "{\"format\": \"mechcert-environment-1\", \"agents\": [\"A\"], "
        "\"outcomes\": [\"o\"], \"states\": [\"x\"], \"prior\": [1], "
        "\"welfare\": [[1]], \"payoffs\": [[[0]]]}");
    assert_int_equal(
        mc_guarantee_new(&guarantee, &message, env, mechanism, NULL, NULL),
        MC_LIMIT);
    assert_null(guarantee);
    scene_assert_message(&message, "36000000 entries");
    mc_environment_free(env);
    mc_mechanism_free(mechanism);
    free(text);
}

static void local_multipliers_are_for_one_prior(void **unused)
{
    gmp_randstate_t random;
    scene s;
    solved solution;
    mc_message message = {""};
    (void)unused;
    unit_random_init(random);
    scene_any(&s, random);
    solve(&solution, &s, "\"at_least\": []");
    assert_int_equal(mc_guarantee_localise(solution.guarantee, &message, NULL),
                     MC_BAD_INPUT);
    scene_assert_message(&message, "not for a set of priors");
    assert_null(mc_guarantee_local(solution.guarantee));
    assert_int_equal(mc_guarantee_write_local(solution.guarantee, &message,
                                              "/nonexistent/x"),
                     MC_BAD_INPUT);
    assert_int_equal(
        mc_guarantee_write(solution.guarantee, &message, "/nonexistent/x"),
        MC_IO);
    scene_assert_message(&message, "/nonexistent/x");
    release(&solution);
    scene_clear(&s);
    gmp_randclear(random);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(renaming_leaves_the_guarantee),
        cmocka_unit_test(a_duplicate_action_leaves_the_guarantee),
        cmocka_unit_test(affine_changes_of_payoffs_change_it_alike),
        cmocka_unit_test(without_interests_the_worst_action_profile_counts),
        cmocka_unit_test(obedience_in_the_worst_structure_attains_it),
        cmocka_unit_test(no_pure_equilibrium_has_less),
        cmocka_unit_test(a_singleton_of_priors_is_that_prior),
        cmocka_unit_test(a_segment_of_priors_has_its_minimum),
        cmocka_unit_test(rows_that_always_hold_change_nothing),
        cmocka_unit_test(the_best_local_multiplier_is_the_best),
        cmocka_unit_test(the_mechanism_of_the_program_keeps_its_promise),
        cmocka_unit_test(refusals_say_what_is_wrong),
        cmocka_unit_test(limits_leave_it_undecided),
        cmocka_unit_test(programs_that_are_too_large_are_refused),
        cmocka_unit_test(local_multipliers_are_for_one_prior),
    };
    return UNIT_RUN(tests);
}
