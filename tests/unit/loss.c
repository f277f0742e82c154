/* Bounds on the welfare loss of posted prices, against the definitions of
   verify/FORMAT-DIVISIBLE.md section 4 point by point. */
#define _POSIX_C_SOURCE 200809L
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "publicgood/loss.h"
#include "publicgood/loss_learner.h"

enum { MOST_AGENTS = 4 };

/* ---- points, one by one ---- */

/* The next point of {0, ..., most}^agents; false after the last. */
static bool next_point(unsigned *point, size_t agents, unsigned most)
{
    for (size_t i = 0; i < agents; i++) {
        if (point[i]++ < most)
            return true;
        point[i] = 0;
    }
    return false;
}

static unsigned sum_of(const unsigned *point, size_t agents)
{
    unsigned sum = 0;
    for (size_t i = 0; i < agents; i++)
        sum += point[i];
    return sum;
}

static bool below(const unsigned *a, const unsigned *b, size_t agents)
{
    for (size_t i = 0; i < agents; i++)
        if (a[i] > b[i])
            return false;
    return true;
}

static int compare_parts(const void *a, const void *b)
{
    return *(const unsigned *)a < *(const unsigned *)b   ? -1
           : *(const unsigned *)a > *(const unsigned *)b ? 1
                                                         : 0;
}

/* Whether a point belongs to orbit j of a bound. */
static bool is_in(const unsigned *point, const mc_loss_bound *bound, size_t j)
{
    unsigned sorted[MOST_AGENTS];
    memcpy(sorted, point, bound->agents * sizeof *point);
    qsort(sorted, bound->agents, sizeof *sorted, compare_parts);
    for (size_t i = 0; i < bound->agents; i++)
        if (sorted[i] != bound->part[j * bound->agents + i])
            return false;
    return true;
}

/* The points of the orbits with their probabilities. */
typedef struct atoms {
    size_t count;
    unsigned (*point)[MOST_AGENTS];
    mpq_t *probability;
} atoms;

static void atoms_init(atoms *a, const mc_loss_bound *bound)
{
    size_t most = 1;
    for (size_t i = 0; i < bound->agents; i++)
        most *= bound->grid + 1;
    *a = (atoms){.point = calloc(most, sizeof *a->point),
                 .probability = calloc(most, sizeof *a->probability)};
    for (size_t j = 0; j < bound->count; j++) {
        unsigned point[MOST_AGENTS] = {0};
        size_t first = a->count;
        do {
            if (is_in(point, bound, j))
                memcpy(a->point[a->count++], point, sizeof point);
        } while (next_point(point, bound->agents, (unsigned)bound->grid));
        assert_true(a->count > first);
        for (size_t k = first; k < a->count; k++) {
            mpq_init(a->probability[k]);
            mpq_set_ui(a->probability[k], bound->weight[j],
                       bound->denominator * (a->count - first));
            mpq_canonicalize(a->probability[k]);
        }
    }
}

static void atoms_clear(atoms *a)
{
    for (size_t k = 0; k < a->count; k++)
        mpq_clear(a->probability[k]);
    free(a->probability);
    free(a->point);
}

/* The least expected loss over the prices o with sum M - 1. */
static void naive_belief(mpq_t value, const mc_loss_bound *bound)
{
    size_t agents = bound->agents;
    unsigned price[MOST_AGENTS] = {0};
    bool first = true;
    mpq_t loss, term;
    atoms a;
    atoms_init(&a, bound);
    mpq_inits(loss, term, NULL);
    do {
        if (sum_of(price, agents) + 1 != bound->grid)
            continue;
        mpq_set_ui(loss, 0, 1);
        for (size_t k = 0; k < a.count; k++) {
            if (below(a.point[k], price, agents))
                continue;
            mpq_set_ui(term, bound->grid - sum_of(a.point[k], agents),
                       bound->grid);
            mpq_canonicalize(term);
            mpq_mul(term, term, a.probability[k]);
            mpq_add(loss, loss, term);
        }
        if (first || mpq_cmp(loss, value) < 0)
            mpq_set(value, loss);
        first = false;
    } while (next_point(price, agents, (unsigned)bound->grid));
    mpq_clears(loss, term, NULL);
    atoms_clear(&a);
}

/* The largest loss over all m, zeros included. */
static void naive_lottery(mpq_t value, const mc_loss_bound *bound)
{
    size_t agents = bound->agents;
    unsigned m[MOST_AGENTS] = {0};
    mpq_t loss, missed;
    atoms a;
    atoms_init(&a, bound);
    mpq_inits(loss, missed, NULL);
    mpq_set_ui(value, 0, 1);
    do {
        unsigned cost = 0;
        for (size_t i = 0; i < agents; i++)
            cost += m[i] > 0 ? m[i] - 1 : 0;
        if (cost >= bound->grid)
            continue;
        mpq_set_ui(missed, 0, 1);
        for (size_t k = 0; k < a.count; k++)
            if (!below(m, a.point[k], agents))
                mpq_add(missed, missed, a.probability[k]);
        mpq_set_ui(loss, bound->grid - cost, bound->grid);
        mpq_canonicalize(loss);
        mpq_mul(loss, loss, missed);
        if (mpq_cmp(loss, value) > 0)
            mpq_set(value, loss);
    } while (next_point(m, agents, (unsigned)bound->grid));
    mpq_clears(loss, missed, NULL);
    atoms_clear(&a);
}

/* ---- tests ---- */

/* Random weights, many of them 0; for a lottery on the largest sum only. */
static double *random_weights(gmp_randstate_t random,
                              const mc_loss_orbits *orbits, mc_loss_side side)
{
    double *weight = calloc(orbits->count, sizeof *weight), all = 0;
    size_t chosen = 0;
    while (chosen == 0)
        for (size_t i = 0; i < orbits->count; i++) {
            if ((side == MC_LOSS_LOTTERY && orbits->total[i] != orbits->sum) ||
                unit_random_below(random, 3) == 0)
                continue;
            weight[i] = (double)(1 + unit_random_below(random, 1000));
            chosen++;
        }
    for (size_t i = 0; i < orbits->count; i++)
        all += weight[i];
    for (size_t i = 0; i < orbits->count; i++)
        weight[i] /= all;
    return weight;
}

static void check_random(gmp_randstate_t random, mc_loss_side side,
                         size_t agents, size_t grid)
{
    mc_loss_orbits *orbits =
        mc_loss_orbits_new(agents, mc_loss_side_sum(side, agents, grid));
    mpq_t value;
    assert_non_null(orbits);
    double *weight = random_weights(random, orbits, side);
    mc_loss_bound *bound = mc_loss_bound_new(side, orbits, grid, weight);
    assert_non_null(bound);
    mpq_init(value);
    if (side == MC_LOSS_BELIEF)
        naive_belief(value, bound);
    else
        naive_lottery(value, bound);
    assert_true(mpq_equal(value, bound->value));
    mpq_clear(value);
    mc_loss_bound_free(bound);
    free(weight);
    mc_loss_orbits_free(orbits);
}

static void bounds_are_what_the_definitions_say(void **state)
{
    const size_t most[] = {0, 0, 9, 6, 5};
    gmp_randstate_t random;
    (void)state;
    unit_random_init(random);
    for (size_t agents = 2; agents <= MOST_AGENTS; agents++)
        for (size_t grid = 1; grid <= most[agents]; grid++)
            for (size_t k = 0; k < unit_times(4); k++) {
                check_random(random, MC_LOSS_BELIEF, agents, grid);
                if (grid >= agents)
                    check_random(random, MC_LOSS_LOTTERY, agents, grid);
            }
    gmp_randclear(random);
}

static void weights_become_coprime_probabilities(void **state)
{
    mc_loss_orbits *orbits = mc_loss_orbits_new(3, 2);
    const double weight[] = {0.25, 0.5, 0, 1e-9, 0.25};
    mc_loss_bound *bound;
    (void)state;
    assert_int_equal(orbits->count, 4);
    bound = mc_loss_bound_new(MC_LOSS_BELIEF, orbits, 3, weight);
    assert_int_equal(bound->count, 2);
    assert_int_equal(bound->denominator, 3);
    assert_int_equal(bound->weight[0], 1);
    assert_int_equal(bound->weight[1], 2);
    /* types up to S/3 below b: (3 b - c)/3 < b for all c > 0 */
    assert_int_equal(mpq_cmp_ui(bound->reach, 1, 3), 0);
    assert_int_equal(mpq_cmp_ui(bound->from, 1, 1), 0);
    mc_loss_bound_free(bound);
    mc_loss_orbits_free(orbits);
}

/* (N b - c) reach < b: (3 - c/b) 3/4 < 1 means c/b > 5/3. */
static void the_range_of_costs_follows_from_the_reach(void **state)
{
    mc_loss_orbits *orbits = mc_loss_orbits_new(3, 3);
    const uint16_t far[] = {0, 0, 3};
    double *weight = calloc(orbits->count, sizeof *weight);
    (void)state;
    weight[mc_loss_orbits_find(orbits, far)] = 1;
    mc_loss_bound *bound = mc_loss_bound_new(MC_LOSS_BELIEF, orbits, 4, weight);
    assert_int_equal(mpq_cmp_ui(bound->reach, 3, 4), 0);
    assert_int_equal(mpq_cmp_ui(bound->from, 5, 3), 0);
    mc_loss_bound_free(bound);
    free(weight);
    mc_loss_orbits_free(orbits);
}

static void sums_over_orbits_are_sums_over_points(void **state)
{
    mc_loss_orbits *orbits = mc_loss_orbits_new(3, 5);
    uint64_t *above = calloc(orbits->count + 1, sizeof *above);
    uint64_t *under = calloc(orbits->count + 1, sizeof *under);
    (void)state;
    for (size_t i = 0; i < orbits->count; i++)
        above[i] = under[i] = 1;
    mc_loss_sum_above(above, orbits);
    mc_loss_sum_below(under, orbits);
    for (size_t i = 0; i < orbits->count; i++) {
        unsigned point[MOST_AGENTS] = {0}, here[MOST_AGENTS] = {0};
        uint64_t more = 0, less = 0;
        for (size_t a = 0; a < 3; a++)
            here[a] = orbits->part[i * 3 + a];
        do {
            bool inside = sum_of(point, 3) <= 5;
            more += inside && below(here, point, 3);
            less += inside && below(point, here, 3);
        } while (next_point(point, 3, 5));
        assert_int_equal(above[i], more);
        assert_int_equal(under[i], less);
    }
    free(above);
    free(under);
    mc_loss_orbits_free(orbits);
}

/* x = ((N-1)/N) N^(-1/(N-1)): x^(N-1) N^N = (N-1)^(N-1). */
static int side_of(const mpq_t x, unsigned long n)
{
    mpz_t left, right, power;
    mpz_inits(left, right, power, NULL);
    mpz_pow_ui(left, mpq_numref(x), n - 1);
    mpz_ui_pow_ui(power, n, n);
    mpz_mul(left, left, power);
    mpz_mul_ui(right, mpq_denref(x), n - 1);
    mpz_pow_ui(right, right, n - 1);
    int side = mpz_cmp(left, right);
    mpz_clears(left, right, power, NULL);
    return side;
}

static void the_closed_form_is_enclosed(void **state)
{
    mpq_t lower, upper, width;
    (void)state;
    mpq_inits(lower, upper, width, NULL);
    for (size_t n = 2; n <= MC_LOSS_MOST_AGENTS; n++)
        for (unsigned digits = 1; digits < 30; digits += 7) {
            mc_loss_closed_form(lower, upper, n, digits);
            mpq_sub(width, upper, lower);
            mpz_ui_pow_ui(mpq_denref(lower), 10, digits);
            mpz_set_ui(mpq_numref(lower), 1);
            assert_true(mpq_cmp(width, lower) <= 0);
            mc_loss_closed_form(lower, upper, n, digits);
            assert_true(side_of(lower, n) <= 0);
            assert_true(side_of(upper, n) >= 0);
        }
    mc_loss_closed_form(lower, upper, 2, 15);
    assert_true(mpq_equal(lower, upper));
    assert_int_equal(mpq_cmp_ui(lower, 1, 4), 0);
    mpq_clears(lower, upper, width, NULL);
}

static void players_learn_the_value_of_a_grid(void **state)
{
    mc_loss_orbits *orbits = mc_loss_orbits_new(3, 9);
    mc_loss_learner *learner = mc_loss_learner_new(orbits, 10, 10);
    double lower, upper;
    (void)state;
    mc_loss_learner_play(learner, 3000);
    mc_loss_learner_judge(&lower, &upper, learner);
    /* an LP solver says 0.34615 */
    assert_true(lower <= 0.346155 && upper >= 0.346145);
    assert_true(upper - lower < 2e-4);
    mc_loss_learner_free(learner);
    mc_loss_orbits_free(orbits);
}

static bool yes(void *user)
{
    size_t *left = user;
    return *left == 0 || --*left == 0;
}

static mc_loss_bracket *search(size_t agents, size_t grid, size_t questions)
{
    mc_loss_bracket *bracket = NULL;
    mc_message message;
    size_t left = questions;
    const mc_stop stop = {.requested = yes, .user = &left};
    const mc_loss_effort effort = {.grid = grid,
                                   .stop = questions ? &stop : NULL};
    assert_int_equal(mc_loss_bracket_new(&bracket, &message, agents, &effort),
                     MC_OK);
    return bracket;
}

static void two_agents_have_a_quarter(void **state)
{
    mc_loss_bracket *b = search(2, 0, 0);
    (void)state;
    assert_int_equal(mpq_cmp_ui(b->belief->value, 1, 4), 0);
    assert_int_equal(mpq_cmp_ui(mc_loss_bracket_upper(b), 1, 4), 0);
    assert_ptr_equal(b->belief, b->anywhere);
    mc_loss_bracket_free(b);
}

static void brackets_hold_what_is_known_of_kappa(void **state)
{
    (void)state;
    for (size_t agents = 3; agents <= 4; agents++) {
        mc_loss_bracket *b = search(agents, agents == 3 ? 36 : 16, 0);
        assert_true(b->complete);
        assert_true(mpq_cmp(b->belief->value, mc_loss_bracket_upper(b)) < 0);
        assert_true(mpq_cmp(b->anywhere->value, b->belief->value) <= 0);
        assert_int_equal(mpq_cmp_ui(b->anywhere->from, 1, 1), 0);
        assert_true(
            mpq_cmp_ui(b->belief->value, agents == 3 ? 357 : 420, 1000) > 0);
        if (agents == 3) {
            assert_non_null(b->lottery);
            assert_true(mpq_cmp_ui(b->lottery->value, 380, 1000) < 0);
        }
        mc_loss_bracket_free(b);
    }
}

static void a_stopped_search_keeps_what_it_found(void **state)
{
    mc_loss_bracket *none = search(3, 48, 1), *some = search(3, 48, 10);
    (void)state;
    assert_false(none->complete);
    assert_int_equal(mpq_cmp_ui(none->belief->value, 1, 3), 0);
    assert_false(some->complete);
    assert_true(mpq_cmp(some->belief->value, none->belief->value) > 0);
    assert_true(mpq_cmp(some->belief->value, mc_loss_bracket_upper(some)) <= 0);
    mc_loss_bracket_free(none);
    mc_loss_bracket_free(some);
}

static void grids_that_are_too_fine_are_named(void **state)
{
    mc_loss_bracket *bracket = NULL;
    mc_message message = {""};
    const mc_loss_effort effort = {.grid = 215};
    (void)state;
    assert_int_equal(mc_loss_bracket_new(&bracket, &message, 3, &effort),
                     MC_LIMIT);
    assert_non_null(strstr(message.text, "the finest is 1/214"));
    assert_null(bracket);
}

static mc_status parse(mc_loss_statement **statement, mc_message *message,
                       const char *text)
{
    char copy[200], name[] = "x.json";
    strcpy(copy, text);
    const mc_file file = {.name = name, .text = copy, .length = strlen(copy)};
    return mc_loss_statement_parse(statement, message, &file);
}

static void statements_say_how_many_agents(void **state)
{
    mc_loss_statement *read = NULL, *made = NULL;
    mc_message message = {""};
    (void)state;
    assert_int_equal(parse(&read, &message,
                           "{\n  \"format\": \"mechcert-welfare-loss-1\",\n"
                           "  \"agents\": 3\n}\n"),
                     MC_OK);
    assert_int_equal(read->agents, 3);
    assert_int_equal(mc_loss_statement_new(&made, &message, 3), MC_OK);
    assert_string_equal(read->sha256, made->sha256);
    mc_loss_statement_free(read);
    mc_loss_statement_free(made);
}

static void wrong_statements_are_refused_with_the_place(void **state)
{
    static const char *const agents[][2] = {
        {"1", "but there are 1"},   {"17", "but there are 17"},
        {"-3", "but there are -3"}, {"\"3\"", "but is a string"},
        {"[3]", "but is an array"}, {"3, \"cost\": 2", "cost"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof agents / sizeof *agents; i++) {
        mc_loss_statement *statement = NULL;
        mc_message message = {""};
        char text[200];
        (void)snprintf(text, sizeof text,
                       "{\"format\": \"mechcert-welfare-loss-1\", "
                       "\"agents\": %s}",
                       agents[i][0]);
        assert_int_equal(parse(&statement, &message, text), MC_BAD_INPUT);
        assert_non_null(strstr(message.text, agents[i][1]));
        assert_non_null(strstr(message.text, "x.json:1:"));
        assert_null(statement);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_are_what_the_definitions_say),
        cmocka_unit_test(weights_become_coprime_probabilities),
        cmocka_unit_test(the_range_of_costs_follows_from_the_reach),
        cmocka_unit_test(sums_over_orbits_are_sums_over_points),
        cmocka_unit_test(the_closed_form_is_enclosed),
        cmocka_unit_test(players_learn_the_value_of_a_grid),
        cmocka_unit_test(two_agents_have_a_quarter),
        cmocka_unit_test(brackets_hold_what_is_known_of_kappa),
        cmocka_unit_test(a_stopped_search_keeps_what_it_found),
        cmocka_unit_test(grids_that_are_too_fine_are_named),
        cmocka_unit_test(statements_say_how_many_agents),
        cmocka_unit_test(wrong_statements_are_refused_with_the_place),
    };
    return UNIT_RUN(tests);
}
