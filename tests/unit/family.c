/* Environments, mechanisms and information structures of the literature. */
#define _POSIX_C_SOURCE 200809L
#include "unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <mechcert/family.h>
#include <mechcert/guarantee.h>

#include "family/grid_cost_sharing.h"
#include "game/environment.h"
#include "game/information.h"
#include "game/mechanism.h"

static mc_environment *expenditure(size_t agents, const mpq_t value)
{
    mc_environment *env = NULL;
    assert_int_equal(
        mc_environment_new_public_expenditure(&env, NULL, agents, value),
        MC_OK);
    return env;
}

static void chance(mpq_t value, const mc_mechanism *mechanism, size_t profile,
                   size_t outcome)
{
    mc_vector_get(value, &mechanism->rule,
                  profile * mechanism->outcomes + outcome);
}

static size_t sum_of_choices(const mc_choices *choices, size_t profile)
{
    size_t sum = 0;
    for (size_t i = 0; i < choices->agents; i++)
        sum += mc_choices_at(choices, profile, i);
    return sum;
}

/* --- what holds of every mechanism -------------------------------------- */

static void assert_lotteries(const mc_mechanism *mechanism)
{
    mpq_t sum, value;
    mpq_inits(sum, value, NULL);
    for (size_t a = 0; a < mechanism->actions.profiles; a++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t o = 0; o < mechanism->outcomes; o++) {
            chance(value, mechanism, a, o);
            assert_true(mpq_sgn(value) >= 0);
            mpq_add(sum, sum, value);
        }
        assert_int_equal(mpq_cmp_ui(sum, 1, 1), 0);
    }
    mpq_clears(sum, value, NULL);
}

/* sum_omega u_i(omega, theta) m(omega|a) >= 0 where a_i is secure */
static void assert_secure(const mc_mechanism *mechanism,
                          const mc_environment *env)
{
    const mc_choices *actions = &mechanism->actions;
    mpq_t sum, value;
    mpq_inits(sum, value, NULL);
    assert_non_null(mechanism->secure);
    for (size_t a = 0; a < actions->profiles; a++)
        for (size_t i = 0; i < actions->agents; i++) {
            if (mc_choices_at(actions, a, i) != mechanism->secure[i])
                continue;
            for (size_t s = 0; s < env->states; s++) {
                mpq_set_ui(sum, 0, 1);
                for (size_t o = 0; o < env->outcomes; o++) {
                    chance(value, mechanism, a, o);
                    mpq_mul(value, value, mc_environment_payoff(env, i, s, o));
                    mpq_add(sum, sum, value);
                }
                assert_true(mpq_sgn(sum) >= 0);
            }
        }
    mpq_clears(sum, value, NULL);
}

static void assert_belongs(const mc_mechanism *mechanism,
                           const mc_environment *env)
{
    assert_int_equal(mechanism->actions.agents, env->agents);
    assert_int_equal(mechanism->outcomes, env->outcomes);
    for (size_t i = 0; i < env->agents; i++)
        assert_string_equal(mechanism->agent_label[i], env->agent_label[i]);
    for (size_t o = 0; o < env->outcomes; o++)
        assert_string_equal(mechanism->outcome_label[o], env->outcome_label[o]);
    assert_true(mechanism->title && *mechanism->title);
    assert_true(mechanism->notes && *mechanism->notes);
}

/* The file of a mechanism is read as the same mechanism. */
static void assert_file(const mc_mechanism *mechanism)
{
    char *directory = unit_new_directory(), *path = unit_path(directory, "m");
    mc_mechanism *again = NULL;
    mc_message message = {""};
    assert_int_equal(mc_mechanism_write(mechanism, &message, path), MC_OK);
    if (mc_mechanism_read(&again, &message, path) != MC_OK)
        fail_msg("%s", message.text);
    assert_string_equal(again->sha256, mechanism->sha256);
    assert_true(mc_choices_equal(&again->actions, &mechanism->actions));
    mc_mechanism_free(again);
    free(path);
    unit_remove_directory(directory);
}

/* --- mechanisms for public expenditure ---------------------------------- */

/* e_i(a) of S0, section 5.4, from the definition: a_i/N, or a_i if Sum a <= 1
   and a_i / Sum a otherwise */
static void definition(mpq_t share, bool linear, size_t agents, size_t m,
                       size_t own, size_t sum)
{
    mpq_set_ui(share, own, linear ? (sum <= m ? m : sum) : agents * m);
    mpq_canonicalize(share);
}

static void check_simple(bool linear, size_t agents, size_t m)
{
    mc_mechanism *mechanism = NULL;
    mpq_t value, share;
    mpq_inits(value, share, NULL);
    mpq_set_ui(value, 3, 1);
    mc_environment *env = expenditure(agents, value);
    assert_int_equal(
        linear
            ? mc_mechanism_new_linear_proportional(&mechanism, NULL, agents, m)
            : mc_mechanism_new_unilateral(&mechanism, NULL, agents, m),
        MC_OK);
    assert_belongs(mechanism, env);
    assert_lotteries(mechanism);
    assert_secure(mechanism, env);
    assert_file(mechanism);
    const mc_choices *actions = &mechanism->actions;
    for (size_t i = 0; i < agents; i++) {
        assert_int_equal(actions->count[i], m + 1);
        assert_string_equal(actions->label[i][0], "0");
        assert_string_equal(actions->label[i][m], "1");
        if (m % 2 == 0)
            assert_string_equal(actions->label[i][m / 2], "1/2");
    }
    for (size_t a = 0; a < actions->profiles; a++)
        for (size_t i = 0; i < agents; i++) {
            definition(share, linear, agents, m, mc_choices_at(actions, a, i),
                       sum_of_choices(actions, a));
            chance(value, mechanism, a, i + 1);
            assert_true(mpq_equal(value, share));
        }
    mc_mechanism_free(mechanism);
    mc_environment_free(env);
    mpq_clears(value, share, NULL);
}

static void shares_are_those_of_the_definition(void **unused)
{
    (void)unused;
    for (size_t agents = 1; agents <= 4; agents++)
        for (size_t m = 1; m <= (agents < 3 ? 8 : 3); m++) {
            check_simple(true, agents, m);
            check_simple(false, agents, m);
        }
}

/* --- the total expenditure function ------------------------------------- */

static const struct {
    size_t agents;
    unsigned long p, q; /* social value p/q */
} values[] = {{2, 3, 1},  {2, 5, 2},     {2, 201, 100},     {2, 100, 1},
              {3, 4, 1},  {3, 5, 1},     {5, 6, 1},         {10, 1000000, 1},
              {2, 10, 1}, {200, 401, 2}, {2, 1000000000, 1}};

enum { VALUES = sizeof values / sizeof *values };

static void rule_of(mc_cost_sharing *rule, size_t v)
{
    mpq_t value;
    mpq_init(value);
    mpq_set_ui(value, values[v].p, values[v].q);
    assert_true(mc_cost_sharing_init(rule, values[v].agents, value));
    mpq_clear(value);
}

static void expenditure_grows_to_one_and_is_concave(void **unused)
{
    (void)unused;
    for (size_t v = 0; v < VALUES; v++) {
        mc_cost_sharing rule;
        enum { STEPS = 200 };
        double before = 0, slope = INFINITY;
        rule_of(&rule, v);
        assert_true(mc_cost_sharing_total(&rule, 0) == 0);
        for (int i = 1; i <= STEPS; i++) {
            double total = mc_cost_sharing_total(&rule, rule.x_bar * i / STEPS);
            assert_true(total >= before);
            assert_true(total - before <= slope + 1e-13);
            assert_true(total <= 1);
            slope = total - before;
            before = total;
        }
        assert_true(before == 1);
        /* the slope vanishes at x_bar: nearly nothing is missing before it */
        assert_true(slope < 1e-3);
        assert_true(mc_cost_sharing_total(&rule, 2 * rule.x_bar) == 1);
        assert_true(mc_cost_sharing_total(&rule, 1e9) == 1);
    }
}

/* (5): (T-1)(E + E') - (N-1) E / x = lambda below x_bar, by central
   differences; and (7): lambda = T - 1 - (N-1)/x_bar. */
static void expenditure_solves_the_differential_equation(void **unused)
{
    (void)unused;
    for (size_t v = 0; v < VALUES; v++) {
        mc_cost_sharing rule;
        double surplus = (double)values[v].p / (double)values[v].q - 1;
        double rest = (double)values[v].agents - 1;
        rule_of(&rule, v);
        double lambda = surplus - rest / rule.x_bar;
        assert_true(fabs(lambda - rule.lambda) < 1e-8 * surplus);
        for (int i = 1; i < 20; i++) {
            double x = rule.x_bar * i / 20, h = 1e-5 * x;
            double e = mc_cost_sharing_total(&rule, x);
            double slope = (mc_cost_sharing_total(&rule, x + h) -
                            mc_cost_sharing_total(&rule, x - h)) /
                           (2 * h);
            double left = surplus * (e + slope) - rest * e / x;
            assert_true(fabs(left - rule.lambda) < 1e-6 * surplus);
        }
    }
}

/* x_bar and lambda/(T-1) depend on (N, T) only through (N-1)/(T-1). */
static void only_alpha_matters(void **unused)
{
    mc_cost_sharing a, b;
    (void)unused;
    rule_of(&a, 0); /* N = 2, T = 3 */
    rule_of(&b, 5); /* N = 3, T = 5 */
    assert_true(fabs(a.x_bar - b.x_bar) < 1e-9);
    assert_true(fabs(a.lambda / 2 - b.lambda / 4) < 1e-12);
    assert_true(fabs(a.lambda - 1.5567) < 1e-4);
    /* g(x)/x -> 1/(1 - alpha) at 0 */
    double small = 1e-7;
    assert_true(fabs(mc_cost_sharing_total(&a, small) * a.g_bar / small - 2) <
                1e-5);
}

static void check_grid(size_t agents, unsigned long p, unsigned long q,
                       size_t k)
{
    mc_mechanism *mechanism = NULL;
    mc_cost_sharing rule;
    mpq_t value, total, expected;
    mpz_t billion;
    mpq_inits(value, total, expected, NULL);
    mpz_init_set_ui(billion, 1000000000);
    mpq_set_ui(value, p, q);
    mc_environment *env = expenditure(agents, value);
    assert_true(mc_cost_sharing_init(&rule, agents, value));
    assert_int_equal(
        mc_mechanism_new_grid_cost_sharing(&mechanism, NULL, agents, value, k),
        MC_OK);
    assert_belongs(mechanism, env);
    assert_lotteries(mechanism);
    assert_secure(mechanism, env);
    assert_file(mechanism);
    const mc_choices *actions = &mechanism->actions;
    assert_int_equal(actions->count[0], k * k + 1);
    for (size_t a = 0; a < actions->profiles; a++) {
        size_t sum = sum_of_choices(actions, a);
        double x = (double)sum / (double)k;
        chance(total, mechanism, a, 0);
        mpq_set_ui(expected, 1, 1);
        mpq_sub(total, expected, total); /* E, a multiple of 10^-9 */
        assert_true(mpz_divisible_p(billion, mpq_denref(total)));
        assert_true(fabs(mpq_get_d(total) - mc_cost_sharing_total(&rule, x)) <
                    0.501e-9);
        if (x >= rule.x_bar)
            assert_int_equal(mpq_cmp_ui(total, 1, 1), 0);
        for (size_t i = 0; i < agents && sum > 0; i++) {
            mpq_set_ui(expected, mc_choices_at(actions, a, i), sum);
            mpq_canonicalize(expected);
            mpq_mul(expected, expected, total);
            chance(value, mechanism, a, i + 1);
            assert_true(mpq_equal(value, expected));
        }
    }
    mc_mechanism_free(mechanism);
    mc_environment_free(env);
    mpq_clears(value, total, expected, NULL);
    mpz_clear(billion);
}

static void the_grid_rule_shares_in_proportion(void **unused)
{
    (void)unused;
    for (size_t k = 1; k <= 4; k++) {
        check_grid(2, 3, 1, k);
        check_grid(2, 9, 4, k);
    }
    check_grid(3, 4, 1, 2);
    check_grid(4, 100, 1, 1);
}

/* --- bilateral trade ------------------------------------------------------ */

/* With the default prices it is the public expenditure problem of two agents
   with social value v/(v-g), times v-g. */
static void trade_is_public_expenditure(void **unused)
{
    gmp_randstate_t random;
    mpq_t gain, value, scale, social, half, product;
    (void)unused;
    unit_random_init(random);
    mpq_inits(gain, value, scale, social, half, product, NULL);
    mpq_set_ui(half, 1, 2);
    for (size_t n = 0; n < unit_times(30); n++) {
        mc_environment *trade = NULL;
        mpq_set_ui(gain, 1 + unit_random_below(random, 30),
                   1 + unit_random_below(random, 9));
        mpq_set_ui(value, 1 + unit_random_below(random, 30),
                   1 + unit_random_below(random, 9));
        mpq_canonicalize(gain);
        mpq_canonicalize(value);
        mpq_add(value, value, gain);
        mpq_sub(scale, value, gain);
        mpq_div(social, value, scale);
        assert_int_equal(mc_environment_new_bilateral_trade(
                             &trade, NULL, gain, value, half, gain, value),
                         MC_OK);
        mc_environment *good = expenditure(2, social);
        assert_int_equal(trade->agents, 2);
        assert_int_equal(trade->states, 2);
        assert_int_equal(trade->outcomes, 3);
        for (size_t s = 0; s < 2; s++) {
            assert_true(mpq_equal(trade->prior[s], good->prior[s]));
            for (size_t o = 0; o < 3; o++) {
                mpq_mul(product, scale, mc_environment_welfare(good, s, o));
                assert_true(
                    mpq_equal(product, mc_environment_welfare(trade, s, o)));
                for (size_t i = 0; i < 2; i++) {
                    mpq_mul(product, scale,
                            mc_environment_payoff(good, i, s, o));
                    assert_true(mpq_equal(
                        product, mc_environment_payoff(trade, i, s, o)));
                }
            }
        }
        mc_environment_free(good);
        mc_environment_free(trade);
    }
    mpq_clears(gain, value, scale, social, half, product, NULL);
    gmp_randclear(random);
}

/* --- extreme values suffice (doc/maths.md L11) ---------------------------- */

/* A prior statement: the text after the states. */
static mc_prior *prior_of(const mc_environment *env, const char *rest)
{
    char *directory = unit_new_directory(), *path = unit_path(directory, "p");
    mc_prior *prior = NULL;
    mc_message message = {""};
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs("{\"format\": \"mechcert-prior-1\", \"states\": [", out);
    for (size_t s = 0; s < env->states; s++)
        fprintf(out, "%s\"%s\"", s ? ", " : "", env->state_label[s]);
    fprintf(out, "], %s}", rest);
    assert_int_equal(fclose(out), 0);
    if (mc_prior_read(&prior, &message, path) != MC_OK)
        fail_msg("%s", message.text);
    free(path);
    unit_remove_directory(directory);
    return prior;
}

static void guarantee_of(mpq_t value, const mc_environment *env,
                         const mc_mechanism *mechanism, const char *rest)
{
    mc_guarantee *guarantee = NULL;
    mc_message message = {""};
    mc_prior *prior = rest ? prior_of(env, rest) : NULL;
    if (mc_guarantee_new(&guarantee, &message, env, mechanism, prior, NULL) !=
        MC_OK)
        fail_msg("%s", message.text);
    mpq_set(value, mc_guarantee_value(guarantee));
    mc_guarantee_free(guarantee);
    mc_prior_free(prior);
}

/* Two agents, and one more state: the values T/3 and 2T/3. */
static mc_environment *with_inner_values(const mc_environment *env)
{
    mc_environment *made = mc_environment_draft(2, 3, 3);
    mpq_t third;
    assert_non_null(made);
    mpq_init(third);
    mpq_set_ui(third, 1, 3);
    for (size_t i = 0; i < 2; i++)
        made->agent_label[i] = strdup(env->agent_label[i]);
    for (size_t o = 0; o < 3; o++)
        made->outcome_label[o] = strdup(env->outcome_label[o]);
    for (size_t s = 0; s < 3; s++)
        made->state_label[s] = strdup(s < 2 ? env->state_label[s] : "inner");
    mpq_set_ui(made->prior[2], 1, 1);
    for (size_t row = 0; row < 3; row++) /* welfare, then the agents */
        for (size_t o = 0; o < 3; o++) {
            mpq_t *to = row ? made->payoff + (row - 1) * 9 : made->welfare;
            mpq_t *from = row ? env->payoff + (row - 1) * 6 : env->welfare;
            mpq_set(to[o], from[o]);
            mpq_set(to[3 + o], from[3 + o]);
            /* from the second state a third of the way to the first */
            mpq_sub(to[6 + o], from[o], from[3 + o]);
            mpq_mul(to[6 + o], to[6 + o], third);
            mpq_add(to[6 + o], to[6 + o], from[3 + o]);
        }
    mpq_clear(third);
    assert_int_equal(mc_environment_seal(made, NULL), MC_OK);
    return made;
}

static void inner_values_do_not_lower_a_guarantee(void **unused)
{
    mpq_t value, few, many;
    (void)unused;
    mpq_inits(value, few, many, NULL);
    for (unsigned long t = 2; t <= 6; t++) {
        mc_mechanism *mechanism = NULL;
        mpq_set_ui(value, 2 * t + 1, 2);
        mc_environment *env = expenditure(2, value);
        mc_environment *inner = with_inner_values(env);
        assert_int_equal(
            mc_mechanism_new_linear_proportional(&mechanism, NULL, 2, 2),
            MC_OK);
        /* nothing known of the prior */
        guarantee_of(few, env, mechanism, "\"equal\": []");
        guarantee_of(many, inner, mechanism, "\"equal\": []");
        assert_true(mpq_equal(few, many));
        /* only the mean of the values known: T/4 and 3T/4 */
        guarantee_of(few, env, mechanism, "\"prior\": [\"1/4\", \"3/4\"]");
        guarantee_of(many, inner, mechanism,
                     "\"equal\": [[1, 0, \"1/3\", \"1/4\"]]");
        assert_true(mpq_equal(few, many));
        mc_mechanism_free(mechanism);
        mc_environment_free(inner);
        mc_environment_free(env);
    }
    mpq_clears(value, few, many, NULL);
}

static void equal_chances_are_the_worst_prior(void **unused)
{
    mpq_t value, equal, other;
    bool strict = false;
    (void)unused;
    mpq_inits(value, equal, other, NULL);
    mpq_set_ui(value, 4, 1);
    for (size_t agents = 2; agents <= 3; agents++)
        for (size_t m = 1; m <= 2; m++) {
            mc_mechanism *mechanism = NULL;
            mc_environment *env = expenditure(agents, value);
            assert_int_equal(mc_mechanism_new_linear_proportional(
                                 &mechanism, NULL, agents, m),
                             MC_OK);
            guarantee_of(equal, env, mechanism, NULL);
            guarantee_of(other, env, mechanism, "\"at_most\": []");
            assert_true(mpq_equal(equal, other));
            guarantee_of(other, env, mechanism,
                         agents == 2
                             ? "\"prior\": [\"1/7\", \"6/7\"]"
                             : "\"prior\": [\"1/7\", \"1/7\", \"5/7\"]");
            assert_true(mpq_cmp(other, equal) >= 0);
            strict = strict || mpq_cmp(other, equal) > 0;
            mc_mechanism_free(mechanism);
            mc_environment_free(env);
        }
    assert_true(strict);
    mpq_clears(value, equal, other, NULL);
}

static void equal_prices_are_one_outcome(void **unused)
{
    mc_environment *trade = NULL;
    mpq_t one, high;
    (void)unused;
    mpq_inits(one, high, NULL);
    mpq_set_ui(one, 1, 1);
    mpq_set_ui(high, 1, 5);
    assert_int_equal(mc_environment_new_bilateral_trade(&trade, NULL, one, one,
                                                        high, one, one),
                     MC_OK);
    assert_int_equal(trade->outcomes, 2);
    assert_int_equal(mpq_cmp_ui(trade->prior[0], 4, 5), 0);
    mc_environment_free(trade);
    mpq_clears(one, high, NULL);
}

/* --- auctions ---------------------------------------------------------------
 */

static void a_posted_price_sells_to_one_of_the_buyers(void **unused)
{
    mpq_t price, value, expected;
    (void)unused;
    mpq_inits(price, value, expected, NULL);
    for (size_t agents = 1; agents <= 4; agents++)
        for (unsigned long p = 0; p <= 5; p++) {
            mc_environment *env = NULL;
            mc_mechanism *mechanism = NULL;
            mpq_set_ui(price, p, 5);
            mpq_canonicalize(price);
            assert_int_equal(
                mc_environment_new_known_value_auction(&env, NULL, agents),
                MC_OK);
            assert_int_equal(mc_mechanism_new_posted_price_auction(
                                 &mechanism, NULL, agents, price),
                             MC_OK);
            assert_belongs(mechanism, env);
            assert_lotteries(mechanism);
            assert_secure(mechanism, env);
            assert_file(mechanism);
            for (size_t a = 0; a < mechanism->actions.profiles; a++) {
                size_t buyers = sum_of_choices(&mechanism->actions, a);
                for (size_t i = 0; i < agents; i++) {
                    bool buys = mc_choices_at(&mechanism->actions, a, i) == 1;
                    /* pays price/buyers in expectation */
                    mpq_set_ui(expected, buys ? 1 : 0, buys ? buyers : 1);
                    mpq_mul(expected, expected, price);
                    chance(value, mechanism, a, 2 * i + 2);
                    assert_true(mpq_equal(value, expected));
                    /* and gets the good with 1/buyers */
                    chance(expected, mechanism, a, 2 * i + 1);
                    mpq_add(value, value, expected);
                    mpq_set_ui(expected, buys ? 1 : 0, buys ? buyers : 1);
                    assert_true(mpq_equal(value, expected));
                }
            }
            mc_mechanism_free(mechanism);
            mc_environment_free(env);
        }
    mpq_clears(price, value, expected, NULL);
}

/* u_i = value of the good to i, less the payment; w = payment */
static void the_auction_has_one_agent_with_value_one(void **unused)
{
    mc_environment *env = NULL;
    (void)unused;
    assert_int_equal(mc_environment_new_known_value_auction(&env, NULL, 3),
                     MC_OK);
    assert_int_equal(env->outcomes, 7);
    for (size_t s = 0; s < 3; s++) {
        assert_int_equal(mpq_cmp_ui(env->prior[s], 1, 3), 0);
        for (size_t o = 0; o < 7; o++) {
            size_t winner = o == 0 ? 3 : (o - 1) / 2;
            long paid = o > 0 && o % 2 == 0;
            assert_int_equal(
                mpq_cmp_si(mc_environment_welfare(env, s, o), paid, 1), 0);
            for (size_t i = 0; i < 3; i++)
                assert_int_equal(mpq_cmp_si(mc_environment_payoff(env, i, s, o),
                                            i == winner ? (i == s) - paid : 0,
                                            1),
                                 0);
        }
    }
    mc_environment_free(env);
}

/* --- information ------------------------------------------------------------
 */

/* mu(theta) and the probability of the signals given theta, by definition */
static void check_information(const mc_information *information,
                              const mc_environment *env, const mpq_t accuracy)
{
    const mc_choices *signals = &information->signals;
    mpq_t value, expected, wrong;
    mpq_inits(value, expected, wrong, NULL);
    mpq_set_ui(wrong, 1, 1);
    mpq_sub(wrong, wrong, accuracy);
    mpq_set_ui(expected, env->states > 1 ? env->states - 1 : 1, 1);
    mpq_div(wrong, wrong, expected);
    for (size_t s = 0; s < signals->profiles; s++)
        for (size_t t = 0; t < env->states; t++) {
            mpq_set(expected, env->prior[t]);
            for (size_t i = 0; i < signals->agents; i++)
                mpq_mul(expected, expected,
                        mc_choices_at(signals, s, i) == t ? accuracy : wrong);
            mc_vector_get(value, &information->distribution,
                          s * env->states + t);
            assert_true(mpq_equal(value, expected));
        }
    mpq_clears(value, expected, wrong, NULL);
}

static void independent_signals_are_independent(void **unused)
{
    mpq_t value, accuracy;
    (void)unused;
    mpq_inits(value, accuracy, NULL);
    mpq_set_ui(value, 3, 1);
    for (size_t agents = 1; agents <= 4; agents++)
        for (unsigned long q = agents == 1 ? 4 : 0; q <= 4; q++) {
            mc_environment *env = expenditure(agents, value);
            mc_information *information = NULL;
            mpq_set_ui(accuracy, q, 4);
            mpq_canonicalize(accuracy);
            assert_int_equal(mc_information_new_independent(&information, NULL,
                                                            env, accuracy),
                             MC_OK);
            check_information(information, env, accuracy);
            assert_string_equal(information->signals.label[0][0],
                                env->state_label[0]);
            mc_information_free(information);
            mc_environment_free(env);
        }
    mpq_clears(value, accuracy, NULL);
}

/* The example of S2, section 6.2: signals are right with 3/4, so that somebody
   is told to have the value 1 with 13/16 in either state. */
static void the_example_of_section_6_2(void **unused)
{
    mc_environment *env = NULL;
    mc_information *information = NULL;
    mpq_t accuracy, nobody, value;
    (void)unused;
    mpq_inits(accuracy, nobody, value, NULL);
    mpq_set_ui(accuracy, 3, 4);
    assert_int_equal(mc_environment_new_known_value_auction(&env, NULL, 2),
                     MC_OK);
    assert_int_equal(
        mc_information_new_independent(&information, NULL, env, accuracy),
        MC_OK);
    /* agent 0 is told that 1 has the value, and agent 1 that 0 has it */
    for (size_t t = 0; t < 2; t++) {
        mc_vector_get(value, &information->distribution, 2 * 2 + t);
        mpq_add(nobody, nobody, value);
    }
    assert_int_equal(mpq_cmp_ui(nobody, 3, 16), 0);
    mc_information_free(information);
    mc_environment_free(env);
    mpq_clears(accuracy, nobody, value, NULL);
}

static void no_and_full_information(void **unused)
{
    mpq_t value, one;
    (void)unused;
    mpq_inits(value, one, NULL);
    mpq_set_ui(value, 3, 1);
    mpq_set_ui(one, 1, 1);
    for (size_t agents = 1; agents <= 4; agents++) {
        mc_environment *env = expenditure(agents, value);
        mc_information *none = NULL, *full = NULL;
        assert_int_equal(mc_information_new_none(&none, NULL, env), MC_OK);
        assert_int_equal(none->signals.profiles, 1);
        for (size_t t = 0; t < env->states; t++) {
            mc_vector_get(value, &none->distribution, t);
            assert_true(mpq_equal(value, env->prior[t]));
        }
        assert_string_equal(none->signals.label[0][0], "nothing");
        assert_int_equal(mc_information_new_full(&full, NULL, env), MC_OK);
        check_information(full, env, one);
        mpq_set_ui(value, 3, 1);
        mc_information_free(full);
        mc_information_free(none);
        mc_environment_free(env);
    }
    mpq_clears(value, one, NULL);
}

/* --- refusals ---------------------------------------------------------------
 */

static void assert_refused(mc_status status, mc_status expected,
                           const mc_message *message, const char *part)
{
    assert_int_equal(status, expected);
    if (!strstr(message->text, part))
        fail_msg("\"%s\" is not in: %s", part, message->text);
}

static void numbers_outside_the_domain_are_refused(void **unused)
{
    mc_environment *env = NULL;
    mc_mechanism *mechanism = NULL;
    mc_message message = {""};
    mpq_t zero, one, two, near;
    (void)unused;
    mpq_inits(zero, one, two, near, NULL);
    mpq_set_ui(one, 1, 1);
    mpq_set_ui(two, 2, 1);
    mpq_set_d(near, 2 + ldexp(1, -40));

#define REFUSE(expected, part, call)                                           \
    assert_refused(call, expected, &message, part)
    REFUSE(MC_BAD_INPUT, "between 1 and 200",
           mc_mechanism_new_unilateral(&mechanism, &message, 0, 1));
    REFUSE(MC_BAD_INPUT, "between 1 and 200",
           mc_mechanism_new_unilateral(&mechanism, &message, 201, 1));
    REFUSE(MC_BAD_INPUT, "m must be",
           mc_mechanism_new_unilateral(&mechanism, &message, 2, 0));
    REFUSE(MC_BAD_INPUT, "m must be",
           mc_mechanism_new_linear_proportional(&mechanism, &message, 2, 0));
    REFUSE(MC_LIMIT, "take fewer",
           mc_mechanism_new_linear_proportional(&mechanism, &message, 30, 2));
    REFUSE(MC_LIMIT, "1,000,000 actions",
           mc_mechanism_new_linear_proportional(&mechanism, &message, 1,
                                                SIZE_MAX));
    REFUSE(MC_BAD_INPUT, "between 2 and 200",
           mc_mechanism_new_grid_cost_sharing(&mechanism, &message, 1, two, 1));
    REFUSE(MC_BAD_INPUT, "above the number of agents",
           mc_mechanism_new_grid_cost_sharing(&mechanism, &message, 2, two, 1));
    REFUSE(
        MC_BAD_INPUT, "so close",
        mc_mechanism_new_grid_cost_sharing(&mechanism, &message, 2, near, 1));
    REFUSE(
        MC_BAD_INPUT, "k must be",
        mc_mechanism_new_grid_cost_sharing(&mechanism, &message, 2, near, 0));
    mpq_set_ui(near, 5, 2);
    REFUSE(MC_LIMIT, "take a smaller k",
           mc_mechanism_new_grid_cost_sharing(&mechanism, &message, 2, near,
                                              SIZE_MAX));
    REFUSE(
        MC_LIMIT, "take fewer",
        mc_mechanism_new_grid_cost_sharing(&mechanism, &message, 2, near, 200));
    REFUSE(MC_BAD_INPUT, "between 1 and 100",
           mc_environment_new_known_value_auction(&env, &message, 101));
    REFUSE(MC_BAD_INPUT, "between 1 and 100",
           mc_mechanism_new_posted_price_auction(&mechanism, &message, 0, one));
    REFUSE(MC_BAD_INPUT, "from 0 to 1",
           mc_mechanism_new_posted_price_auction(&mechanism, &message, 2, two));
    REFUSE(
        MC_LIMIT, "take fewer",
        mc_mechanism_new_posted_price_auction(&mechanism, &message, 50, one));
    REFUSE(MC_BAD_INPUT, "gain",
           mc_environment_new_bilateral_trade(&env, &message, zero, one, zero,
                                              one, one));
    REFUSE(MC_BAD_INPUT, "larger value",
           mc_environment_new_bilateral_trade(&env, &message, one, zero, zero,
                                              one, one));
    REFUSE(MC_BAD_INPUT, "probability",
           mc_environment_new_bilateral_trade(&env, &message, one, one, two,
                                              one, one));
    REFUSE(MC_BAD_INPUT, "price",
           mc_environment_new_bilateral_trade(&env, &message, one, one, one,
                                              two, one));
    assert_null(mechanism);
    assert_null(env);
    mpq_clears(zero, one, two, near, NULL);
}

static void impossible_information_is_refused(void **unused)
{
    mc_information *information = NULL;
    mc_message message = {""};
    mpq_t half, two;
    (void)unused;
    mpq_inits(half, two, NULL);
    mpq_set_ui(half, 1, 2);
    mpq_set_ui(two, 2, 1);
    mc_environment *alone = expenditure(1, two), *many = expenditure(30, two);
    REFUSE(MC_BAD_INPUT, "from 0 to 1",
           mc_information_new_independent(&information, &message, alone, two));
    REFUSE(MC_BAD_INPUT, "one state",
           mc_information_new_independent(&information, &message, alone, half));
    REFUSE(MC_LIMIT, "take fewer",
           mc_information_new_full(&information, &message, many));
    assert_null(information);
    mc_environment_free(many);
    mc_environment_free(alone);
    mpq_clears(half, two, NULL);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_those_of_the_definition),
        cmocka_unit_test(expenditure_grows_to_one_and_is_concave),
        cmocka_unit_test(expenditure_solves_the_differential_equation),
        cmocka_unit_test(only_alpha_matters),
        cmocka_unit_test(the_grid_rule_shares_in_proportion),
        cmocka_unit_test(trade_is_public_expenditure),
        cmocka_unit_test(inner_values_do_not_lower_a_guarantee),
        cmocka_unit_test(equal_chances_are_the_worst_prior),
        cmocka_unit_test(equal_prices_are_one_outcome),
        cmocka_unit_test(a_posted_price_sells_to_one_of_the_buyers),
        cmocka_unit_test(the_auction_has_one_agent_with_value_one),
        cmocka_unit_test(independent_signals_are_independent),
        cmocka_unit_test(the_example_of_section_6_2),
        cmocka_unit_test(no_and_full_information),
        cmocka_unit_test(numbers_outside_the_domain_are_refused),
        cmocka_unit_test(impossible_information_is_refused),
    };
    return UNIT_RUN(tests);
}
