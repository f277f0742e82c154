/* The bounding programs of small environments. */
#include "economy.h"

#include <stdlib.h>

/* --- values known from elsewhere ---------------------------------------- */

static void assert_public_expenditure(size_t agents, unsigned long k,
                                      const char *lower, const char *upper)
{
    mc_environment *env = NULL;
    mc_message message = {""};
    mpq_t three, expected;
    mpq_inits(three, expected, NULL);
    mpq_set_ui(three, 3, 1);
    assert_int_equal(
        mc_environment_new_public_expenditure(&env, &message, agents, three),
        MC_OK);
    for (int program = 0; program < 2; program++) {
        mc_bound *bound = economy_bound(
            env, program ? MC_PROGRAM_UPPER : MC_PROGRAM_LOWER, k);
        assert_int_equal(mpq_set_str(expected, program ? upper : lower, 10), 0);
        assert_true(mpq_equal(mc_bound_value(bound), expected));
        mc_bound_free(bound);
    }
    mc_environment_free(env);
    mpq_clears(three, expected, NULL);
}

static void public_expenditure_has_the_known_values(void **unused)
{
    (void)unused;
    assert_public_expenditure(2, 1, "0", "32/13");
    assert_public_expenditure(2, 2, "1", "9072/4825");
    assert_public_expenditure(2, 3, "10/7", "103079215104/58145538865");
    assert_public_expenditure(2, 4, "15309/10307",
                              "36657714843750/21068179230919");
    assert_public_expenditure(3, 1, "0", "24/11");
    assert_public_expenditure(3, 2, "0", "34776/20921");
}

/* With one outcome there is nothing to choose: the welfare is its mean. */
static void one_outcome_leaves_only_its_mean_welfare(void **unused)
{
    gmp_randstate_t random;
    mpq_t lower, upper, mean, term;
    (void)unused;
    unit_random_init(random);
    mpq_inits(lower, upper, mean, term, NULL);
    for (size_t n = 0; n < unit_times(6); n++) {
        economy e;
        economy_init(&e, 1 + n % 3, 1, 1 + n % 4);
        economy_random(&e, random, true);
        mpq_set_ui(mean, 0, 1);
        for (size_t t = 0; t < e.states; t++) {
            mpq_mul(term, e.prior[t], e.welfare[t][0]);
            mpq_add(mean, mean, term);
        }
        assert_true(economy_values(lower, upper, &e, 1 + n % 2));
        assert_true(mpq_equal(lower, mean));
        assert_true(mpq_equal(upper, mean));
        economy_clear(&e);
    }
    mpq_clears(lower, upper, mean, term, NULL);
    gmp_randclear(random);
}

/* With payoffs of zero every lottery is an equilibrium outcome and no private
   information can be used: the best constant outcome is the guarantee. */
static void agents_without_interests_leave_the_best_constant(void **unused)
{
    gmp_randstate_t random;
    mpq_t lower, upper, best, mean, term;
    (void)unused;
    unit_random_init(random);
    mpq_inits(lower, upper, best, mean, term, NULL);
    for (size_t n = 0; n < unit_times(6); n++) {
        economy e;
        economy_init(&e, 1 + n % 2, 3, 2);
        economy_random(&e, random, true);
        for (size_t o = 0; o < e.outcomes; o++) {
            mpq_set_ui(mean, 0, 1);
            for (size_t t = 0; t < e.states; t++) {
                mpq_mul(term, e.prior[t], e.welfare[t][o]);
                mpq_add(mean, mean, term);
                for (size_t i = 0; i < e.agents; i++)
                    mpq_set_ui(e.payoff[i][t][o], 0, 1);
            }
            if (o == 0 || mpq_cmp(mean, best) > 0)
                mpq_set(best, mean);
        }
        assert_true(economy_values(lower, upper, &e, 2));
        assert_true(mpq_equal(lower, best));
        assert_true(mpq_equal(upper, best));
        economy_clear(&e);
    }
    mpq_clears(lower, upper, best, mean, term, NULL);
    gmp_randclear(random);
}

/* --- invariances -------------------------------------------------------- */

/* Values before and after a change. */
typedef struct comparison {
    gmp_randstate_t random;
    economy before, after;
    mpq_t lower[2], upper[2], factor, shift;
    bool secure[2];
} comparison;

/* The dimensions of the n-th environment; k is at most 2 for two agents. */
static unsigned long dimensions(size_t size[3], size_t n)
{
    static const size_t list[][4] = {{2, 3, 2, 2}, {1, 4, 3, 2}, {3, 2, 2, 1},
                                     {2, 2, 3, 2}, {2, 4, 2, 1}, {1, 2, 3, 3},
                                     {2, 3, 3, 2}, {3, 3, 3, 1}};
    const size_t *one = list[n % (sizeof list / sizeof *list)];
    for (size_t d = 0; d < 3; d++)
        size[d] = one[d];
    return one[3];
}

/* Draws an environment, changes it, and asserts value' = factor value + shift
   for both programs, or LB' <= LB and UB' = UB. */
static void compare(void (*change)(comparison *c), size_t times,
                    bool lower_may_fall)
{
    comparison c;
    unit_random_init(c.random);
    mpq_inits(c.lower[0], c.lower[1], c.upper[0], c.upper[1], c.factor, c.shift,
              NULL);
    for (size_t n = 0; n < unit_times(times); n++) {
        size_t size[3];
        unsigned long k = dimensions(size, n);
        economy_init(&c.before, size[0], size[1], size[2]);
        economy_init(&c.after, 1, 1, 1);
        economy_random(&c.before, c.random, n % 5 != 4);
        economy_copy(&c.after, &c.before);
        mpq_set_ui(c.factor, 1, 1);
        mpq_set_ui(c.shift, 0, 1);
        change(&c);
        c.secure[0] = economy_values(c.lower[0], c.upper[0], &c.before, k);
        c.secure[1] = economy_values(c.lower[1], c.upper[1], &c.after, k);
        mpq_mul(c.lower[0], c.lower[0], c.factor);
        mpq_add(c.lower[0], c.lower[0], c.shift);
        mpq_mul(c.upper[0], c.upper[0], c.factor);
        mpq_add(c.upper[0], c.upper[0], c.shift);
        assert_true(mpq_equal(c.upper[0], c.upper[1]));
        if (!lower_may_fall)
            assert_int_equal(c.secure[0], c.secure[1]);
        if (c.secure[0] && c.secure[1])
            assert_true(lower_may_fall
                            ? mpq_cmp(c.lower[1], c.lower[0]) <= 0
                            : mpq_equal(c.lower[0], c.lower[1]) != 0);
        economy_clear(&c.before);
        economy_clear(&c.after);
    }
    mpq_clears(c.lower[0], c.lower[1], c.upper[0], c.upper[1], c.factor,
               c.shift, NULL);
    gmp_randclear(c.random);
}

/* after = before with agents, outcomes and states in another order */
static void relabel(comparison *c)
{
    const economy *e = &c->before;
    size_t i0 = unit_random_below(c->random, e->agents);
    size_t o0 = unit_random_below(c->random, e->outcomes);
    size_t t0 = unit_random_below(c->random, e->states);
    for (size_t t = 0; t < e->states; t++) {
        size_t s = (t + t0) % e->states;
        mpq_set(c->after.prior[s], e->prior[t]);
        for (size_t o = 0; o < e->outcomes; o++) {
            size_t p = (o + o0) % e->outcomes;
            mpq_set(c->after.welfare[s][p], e->welfare[t][o]);
            for (size_t i = 0; i < e->agents; i++)
                mpq_set(c->after.payoff[(i + i0) % e->agents][s][p],
                        e->payoff[i][t][o]);
        }
    }
}

static void relabelling_changes_no_value(void **unused)
{
    (void)unused;
    compare(relabel, 16, false);
}

static void scale(comparison *c)
{
    economy *e = &c->after;
    mpq_set_ui(c->factor, 1 + unit_random_below(c->random, 90), 7);
    mpq_canonicalize(c->factor);
    for (size_t t = 0; t < e->states; t++)
        for (size_t o = 0; o < e->outcomes; o++) {
            mpq_mul(e->welfare[t][o], e->welfare[t][o], c->factor);
            for (size_t i = 0; i < e->agents; i++)
                mpq_mul(e->payoff[i][t][o], e->payoff[i][t][o], c->factor);
        }
}

static void scaling_all_payoffs_scales_the_values(void **unused)
{
    (void)unused;
    compare(scale, 16, false);
}

static void shift_welfare(comparison *c)
{
    economy *e = &c->after;
    mpq_set_si(c->shift, (long)unit_random_below(c->random, 90) - 45, 7);
    mpq_canonicalize(c->shift);
    for (size_t t = 0; t < e->states; t++)
        for (size_t o = 0; o < e->outcomes; o++)
            mpq_add(e->welfare[t][o], e->welfare[t][o], c->shift);
}

static void a_constant_added_to_welfare_is_added_to_the_values(void **unused)
{
    (void)unused;
    compare(shift_welfare, 16, false);
}

static void duplicate_outcome(comparison *c)
{
    economy *e = &c->after;
    size_t from = unit_random_below(c->random, e->outcomes);
    if (e->outcomes == ECONOMY_MAX)
        return;
    for (size_t t = 0; t < e->states; t++) {
        mpq_set(e->welfare[t][e->outcomes], e->welfare[t][from]);
        for (size_t i = 0; i < e->agents; i++)
            mpq_set(e->payoff[i][t][e->outcomes], e->payoff[i][t][from]);
    }
    e->outcomes++;
}

static void duplicating_an_outcome_changes_no_value(void **unused)
{
    (void)unused;
    compare(duplicate_outcome, 16, false);
}

/* Appends a copy of a state and gives it a part of its prior. */
static void split_state(comparison *c)
{
    economy *e = &c->after;
    size_t from = unit_random_below(c->random, e->states);
    mpq_t part;
    for (size_t o = 0; o < e->outcomes; o++) {
        mpq_set(e->welfare[e->states][o], e->welfare[from][o]);
        for (size_t i = 0; i < e->agents; i++)
            mpq_set(e->payoff[i][e->states][o], e->payoff[i][from][o]);
    }
    mpq_init(part);
    mpq_set_ui(part, unit_random_below(c->random, 4), 3);
    mpq_canonicalize(part);
    mpq_mul(e->prior[e->states], e->prior[from], part);
    mpq_sub(e->prior[from], e->prior[from], e->prior[e->states]);
    mpq_clear(part);
    e->states++;
}

static void splitting_a_state_changes_no_value(void **unused)
{
    (void)unused;
    compare(split_state, 16, false);
}

static void add_impossible_state(comparison *c)
{
    economy *e = &c->after;
    for (size_t o = 0; o < e->outcomes; o++) {
        mpq_set_si(e->welfare[e->states][o],
                   (long)unit_random_below(c->random, 9) - 4, 1);
        for (size_t i = 0; i < e->agents; i++)
            mpq_set_si(e->payoff[i][e->states][o],
                       o == 0 ? 0 : (long)unit_random_below(c->random, 9) - 5,
                       1);
    }
    mpq_set_ui(e->prior[e->states], 0, 1);
    e->states++;
}

static void an_impossible_state_only_restricts_mechanisms(void **unused)
{
    (void)unused;
    compare(add_impossible_state, 16, true);
}

/* And it does restrict them: outcome 1 is insecure only in a state of prior
   zero. */
static void security_counts_in_impossible_states(void **unused)
{
    economy e;
    mpq_t lower, upper;
    (void)unused;
    mpq_inits(lower, upper, NULL);
    economy_init(&e, 1, 2, 2);
    mpq_set_ui(e.welfare[0][1], 1, 1);
    assert_true(economy_values(lower, upper, &e, 1));
    assert_int_equal(mpq_cmp_ui(lower, 1, 1), 0);
    assert_int_equal(mpq_cmp_ui(upper, 1, 1), 0);
    mpq_set_si(e.payoff[0][1][1], -1, 1);
    assert_true(economy_values(lower, upper, &e, 1));
    assert_true(mpq_cmp_ui(lower, 1, 1) < 0);
    assert_int_equal(mpq_cmp_ui(upper, 1, 1), 0);
    economy_clear(&e);
    mpq_clears(lower, upper, NULL);
}

/* --- domains ------------------------------------------------------------ */

static void a_grid_that_is_too_large_or_empty_is_refused(void **unused)
{
    economy e;
    mc_bound *bound = NULL;
    mc_message message = {""};
    (void)unused;
    economy_init(&e, 3, 2, 2);
    mc_environment *env = economy_environment(&e);
    for (int program = 0; program < 2; program++) {
        mc_program which = program ? MC_PROGRAM_UPPER : MC_PROGRAM_LOWER;
        assert_int_equal(mc_bound_new(&bound, &message, env, which, 0, NULL),
                         MC_BAD_INPUT);
        assert_null(bound);
        assert_true(message.text[0] != '\0');
        assert_int_equal(mc_bound_new(&bound, &message, env, which, 40, NULL),
                         MC_LIMIT);
        assert_int_equal(
            mc_bound_new(&bound, &message, env, which, 4294967296, NULL),
            MC_LIMIT);
        assert_int_equal(
            mc_bound_new(&bound, &message, env, which, (unsigned long)-1, NULL),
            MC_LIMIT);
        assert_null(bound);
    }
    mc_environment_free(env);
    economy_clear(&e);
}

/* --- participation ------------------------------------------------------ */

/* With two outcomes a lottery is one number p in [0, 1]: a direct answer to
   whether one satisfies u(0) (1 - p) + u(1) p >= 0 everywhere. */
static bool two_outcome_lottery_exists(const economy *e)
{
    mpq_t low, high, root;
    bool possible = true;
    mpq_inits(low, high, root, NULL);
    mpq_set_ui(high, 1, 1);
    for (size_t i = 0; i < e->agents; i++)
        for (size_t t = 0; t < e->states; t++) {
            mpq_srcptr zero = e->payoff[i][t][0], one = e->payoff[i][t][1];
            mpq_sub(root, zero, one);
            if (mpq_sgn(root) == 0) {
                possible = possible && mpq_sgn(zero) >= 0;
                continue;
            }
            bool from_above = mpq_sgn(root) > 0; /* p <= u(0)/(u(0) - u(1)) */
            mpq_div(root, zero, root);
            if (from_above && mpq_cmp(root, high) < 0)
                mpq_set(high, root);
            else if (!from_above && mpq_cmp(root, low) > 0)
                mpq_set(low, root);
        }
    possible = possible && mpq_cmp(low, high) <= 0;
    mpq_clears(low, high, root, NULL);
    return possible;
}

/* Reads the lines "y i theta v" of the certificate and checks that their sum
   is negative for every outcome. */
static void assert_multipliers_exclude(const economy *e,
                                       const mc_participation *answer)
{
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "no-mechanism.cert");
    mc_message message = {""};
    mpq_t sum[ECONOMY_MAX], term, y;
    mpq_inits(term, y, NULL);
    for (size_t o = 0; o < ECONOMY_MAX; o++)
        mpq_init(sum[o]);
    assert_int_equal(mc_participation_write(answer, &message, path), MC_OK);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char line[4096], number[4000];
    size_t i, t;
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "y %zu %zu %3999s", &i, &t, number) != 3)
            continue;
        assert_true(i < e->agents && t < e->states);
        assert_int_equal(mpq_set_str(y, number, 10), 0);
        assert_true(mpq_sgn(y) > 0);
        for (size_t o = 0; o < e->outcomes; o++) {
            mpq_mul(term, y, e->payoff[i][t][o]);
            mpq_add(sum[o], sum[o], term);
        }
    }
    fclose(file);
    for (size_t o = 0; o < e->outcomes; o++)
        assert_true(mpq_sgn(sum[o]) < 0);
    for (size_t o = 0; o < ECONOMY_MAX; o++)
        mpq_clear(sum[o]);
    mpq_clears(term, y, NULL);
    free(path);
    unit_remove_directory(directory);
}

static void participation_is_decided_with_a_proof(void **unused)
{
    gmp_randstate_t random;
    size_t seen[2] = {0, 0};
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(60); n++) {
        economy e;
        mc_participation *answer = NULL;
        mc_message message = {""};
        economy_init(&e, 1 + n % 3, 2 + n % 2, 1 + n % 4);
        economy_random(&e, random, false);
        mc_environment *env = economy_environment(&e);
        mc_status status = mc_participation_new(&answer, &message, env);
        assert_true(status == MC_OK || status == MC_REFUTED);
        if (e.outcomes == 2)
            assert_int_equal(status == MC_OK, two_outcome_lottery_exists(&e));
        if (status == MC_REFUTED) {
            mc_bound *bound = NULL;
            assert_multipliers_exclude(&e, answer);
            assert_int_equal(
                mc_bound_new(&bound, &message, env, MC_PROGRAM_LOWER, 1, NULL),
                MC_BAD_INPUT);
            assert_null(bound);
        } else { /* then the program is feasible */
            mc_bound_free(economy_bound(env, MC_PROGRAM_LOWER, 1));
        }
        seen[status == MC_OK]++;
        mc_participation_free(answer);
        mc_environment_free(env);
        economy_clear(&e);
    }
    assert_true(seen[0] >= unit_times(10) && seen[1] >= unit_times(10));
    gmp_randclear(random);
}

/* --- complementary slackness -------------------------------------------- */

typedef struct visits {
    size_t count[3], stop_after, positive;
} visits;

static int count_visit(void *user, const mc_slackness *pair)
{
    visits *v = user;
    mpq_t product;
    mpq_init(product);
    assert_true(mpq_sgn(pair->variable) >= 0);
    assert_true(mpq_sgn(pair->slack) >= 0);
    mpq_mul(product, pair->variable, pair->slack);
    assert_true(mpq_equal(product, pair->product));
    assert_int_equal(mpq_sgn(product), 0);
    v->positive += mpq_sgn(pair->variable) > 0;
    v->count[pair->kind]++;
    mpq_clear(product);
    return v->count[0] + v->count[1] + v->count[2] == v->stop_after;
}

static void every_slackness_product_vanishes(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(8); n++) {
        economy e;
        size_t size[3], points, profiles = 1;
        unsigned long k = dimensions(size, n);
        economy_init(&e, size[0], size[1], size[2]);
        economy_random(&e, random, true);
        mc_environment *env = economy_environment(&e);
        points = k * k + 1;
        for (size_t i = 0; i < e.agents; i++)
            profiles *= points;
        for (int program = 0; program < 2; program++) {
            mc_bound *bound = economy_bound(
                env, program ? MC_PROGRAM_UPPER : MC_PROGRAM_LOWER, k);
            visits all = {.stop_after = 0}, few = {.stop_after = 3};
            mc_bound_slackness(bound, count_visit, &all);
            assert_int_equal(all.count[MC_SLACKNESS_MECHANISM],
                             profiles * e.outcomes);
            assert_int_equal(all.count[MC_SLACKNESS_INFORMATION],
                             profiles * e.states);
            assert_int_equal(all.count[MC_SLACKNESS_SECURITY],
                             program ? 0
                                     : profiles / points * e.agents * e.states);
            assert_true(all.positive >= profiles);
            mc_bound_slackness(bound, count_visit, &few);
            assert_int_equal(few.count[0] + few.count[1] + few.count[2], 3);
            mc_bound_free(bound);
        }
        mc_environment_free(env);
        economy_clear(&e);
    }
    gmp_randclear(random);
}

/* What the visits of a program tell: its point and the slacks. */
typedef struct visited {
    mpq_t variable[3][64], slack[3][64];
    size_t count[3];
} visited;

static int keep_visit(void *user, const mc_slackness *pair)
{
    visited *v = user;
    size_t n = v->count[pair->kind]++;
    assert_true(n < 64);
    mpq_set(v->variable[pair->kind][n], pair->variable);
    mpq_set(v->slack[pair->kind][n], pair->slack);
    return 0;
}

/* sum += a b, or sum -= a b */
static void add_product(mpq_t sum, bool plus, mpq_srcptr a, mpq_srcptr b)
{
    mpq_t term;
    mpq_init(term);
    mpq_mul(term, a, b);
    (plus ? mpq_add : mpq_sub)(sum, sum, term);
    mpq_clear(term);
}

/* LB-G-1 with one agent has no derivatives: the strategic virtual objective
   is sum_omega w m(.|x), the informational one sum_theta (w sigma(x,.) + u
   pi(x,.)) where x = 0. They are known up to lambda(theta) and gamma(x), which
   their differences along x and along omega do not contain. */
static void slacks_of_one_agent_are_what_they_are_said_to_be(void **unused)
{
    enum {
        M = MC_SLACKNESS_MECHANISM,
        S = MC_SLACKNESS_INFORMATION,
        P = MC_SLACKNESS_SECURITY
    };
    gmp_randstate_t random;
    visited v;
    mpq_t left, right;
    (void)unused;
    unit_random_init(random);
    mpq_inits(left, right, NULL);
    for (size_t kind = 0; kind < 3; kind++)
        for (size_t n = 0; n < 64; n++)
            mpq_inits(v.variable[kind][n], v.slack[kind][n], NULL);
    for (size_t n = 0; n < unit_times(20); n++) {
        economy e;
        economy_init(&e, 1, 3, 3);
        economy_random(&e, random, true);
        mc_environment *env = economy_environment(&e);
        mc_bound *bound = economy_bound(env, MC_PROGRAM_LOWER, 1);
        for (size_t kind = 0; kind < 3; kind++)
            v.count[kind] = 0;
        mc_bound_slackness(bound, keep_visit, &v);
        for (size_t t = 0; t < 3; t++) {
            mpq_sub(left, v.slack[S][t], v.slack[S][3 + t]);
            mpq_set_ui(right, 0, 1);
            for (size_t o = 0; o < 3; o++) {
                add_product(right, true, e.welfare[t][o], v.variable[M][o]);
                add_product(right, false, e.welfare[t][o],
                            v.variable[M][3 + o]);
            }
            assert_true(mpq_equal(left, right));
            mpq_set_ui(right, 0, 1);
            for (size_t o = 0; o < 3; o++)
                add_product(right, true, e.payoff[0][t][o], v.variable[M][o]);
            assert_true(mpq_equal(v.slack[P][t], right));
        }
        for (size_t x = 0; x < 2; x++)
            for (size_t o = 1; o < 3; o++) {
                mpq_sub(left, v.slack[M][3 * x], v.slack[M][3 * x + o]);
                mpq_set_ui(right, 0, 1);
                for (size_t t = 0; t < 3; t++)
                    for (size_t first = 0; first < 2; first++) {
                        size_t outcome = first ? 0 : o;
                        add_product(right, !first, e.welfare[t][outcome],
                                    v.variable[S][3 * x + t]);
                        if (x == 0)
                            add_product(right, !first, e.payoff[0][t][outcome],
                                        v.variable[P][t]);
                    }
                assert_true(mpq_equal(left, right));
            }
        mc_bound_free(bound);
        mc_environment_free(env);
        economy_clear(&e);
    }
    for (size_t kind = 0; kind < 3; kind++)
        for (size_t n = 0; n < 64; n++)
            mpq_clears(v.variable[kind][n], v.slack[kind][n], NULL);
    mpq_clears(left, right, NULL);
    gmp_randclear(random);
}

static void the_last_agents_coordinate_is_the_fastest(void **unused)
{
    economy e;
    size_t point[3];
    (void)unused;
    economy_init(&e, 3, 1, 1);
    mc_environment *env = economy_environment(&e);
    mc_bound *bound = economy_bound(env, MC_PROGRAM_UPPER, 2);
    mc_bound_point(point, bound, 1 * 25 + 2 * 5 + 3);
    assert_int_equal(point[0], 1);
    assert_int_equal(point[1], 2);
    assert_int_equal(point[2], 3);
    mc_bound_free(bound);
    mc_environment_free(env);
    economy_clear(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(public_expenditure_has_the_known_values),
        cmocka_unit_test(one_outcome_leaves_only_its_mean_welfare),
        cmocka_unit_test(agents_without_interests_leave_the_best_constant),
        cmocka_unit_test(relabelling_changes_no_value),
        cmocka_unit_test(scaling_all_payoffs_scales_the_values),
        cmocka_unit_test(a_constant_added_to_welfare_is_added_to_the_values),
        cmocka_unit_test(duplicating_an_outcome_changes_no_value),
        cmocka_unit_test(splitting_a_state_changes_no_value),
        cmocka_unit_test(an_impossible_state_only_restricts_mechanisms),
        cmocka_unit_test(security_counts_in_impossible_states),
        cmocka_unit_test(a_grid_that_is_too_large_or_empty_is_refused),
        cmocka_unit_test(participation_is_decided_with_a_proof),
        cmocka_unit_test(every_slackness_product_vanishes),
        cmocka_unit_test(slacks_of_one_agent_are_what_they_are_said_to_be),
        cmocka_unit_test(the_last_agents_coordinate_is_the_fastest),
    };
    return UNIT_RUN(tests);
}
