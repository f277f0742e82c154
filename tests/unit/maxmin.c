/* Strong maxmin pairs and triples, and complementary slackness. */
#include "scene.h"

#include <mechcert/maxmin.h>

#include <string.h>

#include "game/guarantee.h"
#include "game/potential.h"
#include "game/strategies.h"

/* All that a triple needs. */
typedef struct triple {
    scene_statements statements;
    mc_guarantee *guarantee;
    mc_potential *potential;
    mc_equilibrium *equilibrium;
    mc_maxmin *maxmin;
} triple;

static void make_triple(triple *t, const scene *s)
{
    mc_message message = {""};
    *t = (triple){.guarantee = NULL};
    scene_read(&t->statements, s);
    const scene_statements *of = &t->statements;
    if (mc_guarantee_new(&t->guarantee, &message, of->env, of->mechanism, NULL,
                         NULL) != MC_OK ||
        mc_potential_new(&t->potential, &message, of->env, of->information,
                         MC_POTENTIAL_DIRECT, NULL) != MC_OK ||
        mc_equilibrium_new(&t->equilibrium, &message, of->env, of->mechanism,
                           of->information, of->strategies) != MC_OK ||
        mc_maxmin_new(&t->maxmin, &message, t->guarantee, t->potential,
                      t->equilibrium) != MC_OK)
        fail_msg("%s", message.text);
}

static void free_triple(triple *t)
{
    mc_maxmin_free(t->maxmin);
    mc_equilibrium_free(t->equilibrium);
    mc_potential_free(t->potential);
    mc_guarantee_free(t->guarantee);
    scene_free(&t->statements);
}

static int take_first(void *user, const mc_strategies *strategies)
{
    scene *s = user;
    for (size_t i = 0; i < s->e.agents; i++)
        for (size_t c = 0; c < s->signals[i] * s->actions[i]; c++)
            mc_vector_get(s->play[i][c], &strategies->strategy[i], c);
    return 1;
}

/* A random scene whose mechanism has secure actions; if asked to, and if there
   is one, it plays a pure equilibrium. */
static void secure_scene(scene *s, gmp_randstate_t random, bool play)
{
    scene_statements statements;
    mc_message message = {""};
    scene_any(s, random);
    scene_set_secure(s);
    if (!play)
        return;
    scene_read(&statements, s);
    assert_int_equal(
        mc_equilibrium_search(&message, statements.env, statements.mechanism,
                              statements.information, NULL, take_first, s),
        MC_OK);
    scene_free(&statements);
}

/* ---- epsilon ---- */

static void epsilon_is_the_distance_of_the_values(void **unused)
{
    gmp_randstate_t random;
    mpq_t expected, other;
    (void)unused;
    unit_random_init(random);
    mpq_inits(expected, other, NULL);
    for (size_t n = 0; n < unit_times(16); n++) {
        scene s;
        triple t;
        mc_maxmin *pair = NULL;
        mc_message message = {""};
        secure_scene(&s, random, n % 2);
        make_triple(&t, &s);
        mpq_srcptr lower = mc_guarantee_value(t.guarantee);
        mpq_srcptr upper = mc_potential_value(t.potential);
        mpq_srcptr welfare = mc_equilibrium_welfare(t.equilibrium);
        mpq_sub(expected, welfare, lower);
        mpq_sub(other, upper, welfare);
        if (mpq_cmp(other, expected) > 0)
            mpq_swap(other, expected);
        scene_assert_equal(mc_maxmin_epsilon(t.maxmin), expected);
        if (mpq_sgn(mc_equilibrium_gain(t.equilibrium)) == 0) {
            scene_assert_at_most(lower, welfare);
            scene_assert_at_most(welfare, upper);
        }
        assert_int_equal(
            mc_maxmin_new(&pair, &message, t.guarantee, t.potential, NULL),
            MC_OK);
        mpq_sub(expected, upper, lower);
        scene_assert_equal(mc_maxmin_epsilon(pair), expected);
        assert_true(mpq_sgn(expected) >= 0);
        mc_maxmin_free(pair);
        free_triple(&t);
        scene_clear(&s);
    }
    mpq_clears(expected, other, NULL);
    gmp_randclear(random);
}

/* ---- complementary slackness ---- */

/* sum over the profiles in which agent i plays `from` of
       sigma_b(a,theta) ( u_i(to,a_-i) - u_i(a) ). */
static void gain_from(mpq_t gain, const scene *s, size_t i, size_t from,
                      size_t to)
{
    size_t n = s->e.agents;
    mpq_t weight, there, here;
    mpq_inits(weight, there, here, NULL);
    mpq_set_ui(gain, 0, 1);
    for (size_t x = 0; x < scene_profiles(s->signals, n); x++)
        for (size_t a = 0; a < scene_profiles(s->actions, n); a++)
            for (size_t t = 0; t < s->e.states; t++) {
                if (scene_choice(s->actions, n, a, i) != from)
                    continue;
                mpq_set(weight, s->law[x * s->e.states + t]);
                for (size_t j = 0; j < n; j++)
                    mpq_mul(weight, weight,
                            s->play[j][scene_choice(s->signals, n, x, j) *
                                           s->actions[j] +
                                       scene_choice(s->actions, n, a, j)]);
                scene_payoff(there, s, i, scene_with(s->actions, n, a, i, to),
                             t);
                scene_payoff(here, s, i, a, t);
                mpq_sub(there, there, here);
                mpq_mul(there, there, weight);
                mpq_add(gain, gain, there);
            }
    mpq_clears(weight, there, here, NULL);
}

/* What agent i gets at the signal `from`, times its probability, from playing
   what its strategy does at the signal `as`. */
static void imitate(mpq_t payoff, const scene *s, size_t i, size_t from,
                    size_t as)
{
    size_t n = s->e.agents;
    mpq_t weight, here;
    mpq_inits(weight, here, NULL);
    mpq_set_ui(payoff, 0, 1);
    for (size_t x = 0; x < scene_profiles(s->signals, n); x++)
        for (size_t a = 0; a < scene_profiles(s->actions, n); a++)
            for (size_t t = 0; t < s->e.states; t++) {
                if (scene_choice(s->signals, n, x, i) != from)
                    continue;
                mpq_set(weight, s->law[x * s->e.states + t]);
                for (size_t j = 0; j < n; j++) {
                    size_t seen =
                        j == i ? as : scene_choice(s->signals, n, x, j);
                    mpq_mul(weight, weight,
                            s->play[j][seen * s->actions[j] +
                                       scene_choice(s->actions, n, a, j)]);
                }
                scene_payoff(here, s, i, a, t);
                mpq_mul(here, here, weight);
                mpq_add(payoff, payoff, here);
            }
    mpq_clears(weight, here, NULL);
}

static void add_weighted(mpq_t sum, const mc_vector *weights, size_t place,
                         mpq_srcptr value)
{
    mpq_t term;
    mpq_init(term);
    mc_vector_get(term, weights, place);
    mpq_mul(term, term, value);
    mpq_add(sum, sum, term);
    mpq_clear(term);
}

/* U - L + sum alpha (gain from the change of actions) - sum alpha' (loss from
   imitating another signal) - sum beta (interim payoff). Also: do these terms
   all reduce it? */
static bool slackness_identity(mpq_t sum, const scene *s, const triple *t)
{
    const mc_multipliers *up = &t->guarantee->alpha;
    const mc_multipliers *across = &t->potential->alpha;
    mpq_t value, other;
    bool reduce = true;
    size_t place = 0;
    mpq_inits(value, other, NULL);
    mpq_sub(sum, mc_potential_value(t->potential),
            mc_guarantee_value(t->guarantee));
    for (size_t i = 0; i < s->e.agents; i++)
        for (size_t a = 0; a < s->actions[i]; a++)
            for (size_t b = 0; b < s->actions[i]; b++) {
                gain_from(value, s, i, a, b);
                reduce = reduce && mpq_sgn(value) <= 0;
                add_weighted(sum, &up->value, mc_multiplier_place(up, i, a, b),
                             value);
            }
    for (size_t i = 0; i < s->e.agents; i++)
        for (size_t x = 0; x < s->signals[i]; x++, place++) {
            imitate(other, s, i, x, x);
            reduce = reduce && mpq_sgn(other) >= 0;
            mpq_neg(value, other);
            add_weighted(sum, &t->potential->beta, place, value);
            for (size_t y = 0; y < s->signals[i]; y++) {
                imitate(value, s, i, x, y);
                mpq_sub(value, value, other);
                reduce = reduce && mpq_sgn(value) <= 0;
                add_weighted(sum, &across->value,
                             mc_multiplier_place(across, i, x, y), value);
            }
        }
    mpq_clears(value, other, NULL);
    return reduce;
}

typedef struct sum {
    size_t count, positive;
    mpq_t value;
} sum;

static int add_pair(void *user, const mc_slackness *pair)
{
    sum *total = user;
    mpq_t product;
    mpq_init(product);
    mpq_mul(product, pair->variable, pair->slack);
    scene_assert_equal(pair->product, product);
    assert_true(mpq_sgn(pair->variable) >= 0);
    assert_true(mpq_sgn(pair->slack) >= 0);
    total->count++;
    total->positive += mpq_sgn(product) > 0;
    mpq_add(total->value, total->value, product);
    mpq_clear(product);
    return 0;
}

/* The products sum to what the identity says, whatever is played; in an
   equilibrium to at most U - L. */
static void products_sum_to_the_identity(void **unused)
{
    gmp_randstate_t random;
    mpq_t expected, gap;
    size_t equilibria = 0, others = 0;
    (void)unused;
    unit_random_init(random);
    mpq_inits(expected, gap, NULL);
    for (size_t n = 0; n < unit_times(24); n++) {
        scene s;
        triple t;
        sum total = {.count = 0};
        mc_message message = {""};
        mpq_init(total.value);
        secure_scene(&s, random, n % 2);
        make_triple(&t, &s);
        bool reduce = slackness_identity(expected, &s, &t);
        assert_int_equal(
            mc_maxmin_slackness(t.maxmin, &message, add_pair, &total), MC_OK);
        assert_int_equal(total.count,
                         scene_profiles(s.actions, s.e.agents) * s.e.states +
                             scene_profiles(s.signals, s.e.agents) *
                                 s.e.outcomes);
        scene_assert_equal(total.value, expected);
        if (mpq_sgn(mc_equilibrium_gain(t.equilibrium)) == 0) {
            mpq_sub(gap, mc_potential_value(t.potential),
                    mc_guarantee_value(t.guarantee));
            assert_true(reduce);
            scene_assert_at_most(total.value, gap);
            equilibria++;
        } else {
            others++;
        }
        mpq_clear(total.value);
        free_triple(&t);
        scene_clear(&s);
    }
    assert_true(equilibria >= 3 && others >= 3);
    mpq_clears(expected, gap, NULL);
    gmp_randclear(random);
}

/* Without interests and with one state the best constant outcome is a maxmin
   solution; all products vanish. */
static void a_solution_has_no_slack(void **unused)
{
    const size_t size[3] = {2, 3, 1}, one[] = {1, 1}, signals[] = {2, 2};
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(4); n++) {
        scene s;
        triple t;
        sum total = {.count = 0};
        mc_message message = {""};
        size_t best = 0;
        scene_init(&s, size, one, signals);
        scene_random(&s, random);
        for (size_t o = 0; o < 3; o++) {
            if (mpq_cmp(s.e.welfare[0][o], s.e.welfare[0][best]) > 0)
                best = o;
            for (size_t i = 0; i < 2; i++)
                mpq_set_ui(s.e.payoff[i][0][o], 0, 1);
        }
        for (size_t o = 0; o < 3; o++)
            mpq_set_ui(s.rule[o], o == best, 1);
        s.names_secure = true;
        make_triple(&t, &s);
        assert_int_equal(mpq_sgn(mc_maxmin_epsilon(t.maxmin)), 0);
        mpq_init(total.value);
        assert_int_equal(
            mc_maxmin_slackness(t.maxmin, &message, add_pair, &total), MC_OK);
        assert_int_equal(total.positive, 0);
        mpq_clear(total.value);
        free_triple(&t);
        scene_clear(&s);
    }
    gmp_randclear(random);
}

static int stop_at_third(void *user, const mc_slackness *pair)
{
    size_t *count = user;
    (void)pair;
    return ++*count == 3;
}

static void visits_stop_when_told_to(void **unused)
{
    const size_t size[3] = {2, 2, 1}, twice[] = {2, 2};
    gmp_randstate_t random;
    scene s;
    triple t;
    size_t count = 0;
    mc_message message = {""};
    (void)unused;
    unit_random_init(random);
    scene_init(&s, size, twice, twice);
    scene_random(&s, random);
    scene_set_secure(&s);
    make_triple(&t, &s);
    assert_int_equal(
        mc_maxmin_slackness(t.maxmin, &message, stop_at_third, &count), MC_OK);
    assert_int_equal(count, 3);
    free_triple(&t);
    scene_clear(&s);
    gmp_randclear(random);
}

/* ---- refusals ---- */

static void assert_refused(const mc_guarantee *guarantee,
                           const mc_potential *potential,
                           const mc_equilibrium *equilibrium, const char *part)
{
    mc_maxmin *maxmin = NULL;
    mc_message message = {""};
    assert_int_equal(
        mc_maxmin_new(&maxmin, &message, guarantee, potential, equilibrium),
        MC_BAD_INPUT);
    assert_null(maxmin);
    scene_assert_message(&message, part);
}

static void parts_must_belong_together(void **unused)
{
    gmp_randstate_t random;
    scene s;
    triple t, other;
    mc_guarantee *with_prior = NULL;
    mc_potential *potential = NULL;
    mc_message message = {""};
    const char *words = "are not about the same statements";
    (void)unused;
    unit_random_init(random);
    scene_any(&s, random);
    scene_set_secure(&s);
    make_triple(&t, &s);
    make_triple(&other, &s);
    assert_refused(t.guarantee, other.potential, NULL, words);
    assert_refused(other.guarantee, t.potential, NULL, words);
    assert_refused(t.guarantee, t.potential, other.equilibrium, words);
    mc_prior *prior = scene_prior(&s, "\"at_least\": []");
    assert_int_equal(mc_guarantee_new(&with_prior, &message, t.statements.env,
                                      t.statements.mechanism, prior, NULL),
                     MC_OK);
    assert_refused(with_prior, t.potential, NULL, words);
    /* the potential itself is a bound as good as the direct optimum */
    mc_maxmin *maxmin = NULL;
    assert_int_equal(mc_potential_new(&potential, &message, t.statements.env,
                                      t.statements.information,
                                      MC_POTENTIAL_SECURE, NULL),
                     MC_OK);
    assert_int_equal(
        mc_maxmin_new(&maxmin, &message, t.guarantee, potential, NULL), MC_OK);
    assert_true(mc_maxmin_is_exact(maxmin));
    mc_maxmin_free(maxmin);
    mc_potential_free(potential);
    mc_guarantee_free(with_prior);
    mc_prior_free(prior);
    free_triple(&other);
    free_triple(&t);
    scene_clear(&s);
    gmp_randclear(random);
}

static void a_mechanism_without_secure_actions_is_no_candidate(void **unused)
{
    gmp_randstate_t random;
    scene s;
    scene_statements statements;
    mc_guarantee *guarantee = NULL;
    mc_potential *potential = NULL;
    mc_message message = {""};
    (void)unused;
    unit_random_init(random);
    scene_any(&s, random);
    scene_read(&statements, &s);
    assert_int_equal(mc_guarantee_new(&guarantee, &message, statements.env,
                                      statements.mechanism, NULL, NULL),
                     MC_OK);
    assert_int_equal(mc_potential_new(&potential, &message, statements.env,
                                      statements.information,
                                      MC_POTENTIAL_DIRECT, NULL),
                     MC_OK);
    assert_refused(guarantee, potential, NULL, "names no secure actions");
    mc_potential_free(potential);
    mc_guarantee_free(guarantee);
    scene_free(&statements);
    scene_clear(&s);
    gmp_randclear(random);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(epsilon_is_the_distance_of_the_values),
        cmocka_unit_test(products_sum_to_the_identity),
        cmocka_unit_test(a_solution_has_no_slack),
        cmocka_unit_test(visits_stop_when_told_to),
        cmocka_unit_test(parts_must_belong_together),
        cmocka_unit_test(a_mechanism_without_secure_actions_is_no_candidate),
    };
    return UNIT_RUN(tests);
}
