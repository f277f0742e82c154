/* Polynomial levels against evaluations at points. */
#define _POSIX_C_SOURCE 200809L
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "game/statement.h"
#include "publicgood/divisible_examples.h"
#include "publicgood/divisible_terms.h"

enum { AGENTS = 3 };

/* A good with random terms on [0,1]^agents, or on wider supports, where every
   agent has veto power. */
static mc_divisible *random_good(gmp_randstate_t random)
{
    size_t agents = 1 + unit_random_below(random, AGENTS);
    size_t terms = unit_random_below(random, 5);
    char name[] = "terms", *text = NULL;
    size_t length = 0, seen = 0;
    FILE *out = open_memstream(&text, &length);
    mc_message message = {""};
    mc_divisible *good = NULL;
    assert_non_null(out);
    fputs("{\"format\": \"mechcert-divisible-1\", \"agents\": [", out);
    for (size_t i = 0; i < agents; i++)
        fprintf(out, "%s\"%zu\"", i ? ", " : "", i);
    fputs("], \"support\": [", out);
    for (size_t i = 0; i < agents; i++)
        fprintf(out, "%s[-1, 1]", i ? ", " : "");
    fprintf(out, "], \"cost\": \"%zu/2\", \"terms\": [", 2 * agents - 1);
    for (size_t t = 0; t < terms; t++) {
        fprintf(out, "%s[\"%ld/3\"", t ? ", " : "",
                (long)unit_random_below(random, 9) - 4);
        /* the first exponents differ */
        seen += 1 + unit_random_below(random, 2);
        for (size_t i = 0; i < agents; i++)
            fprintf(out, ", %zu", i ? unit_random_below(random, 4) : seen - 1);
        fputs("]", out);
    }
    fputs("]}", out);
    assert_int_equal(fclose(out), 0);
    const mc_file file = {name, text, length};
    assert_int_equal(mc_divisible_parse(&good, &message, &file), MC_OK);
    assert_int_equal(mc_divisible_needs_terms(good, &message), MC_OK);
    free(text);
    return good;
}

static void power(mpq_t value, mpq_srcptr base, unsigned exponent)
{
    mpq_set_ui(value, 1, 1);
    while (exponent-- > 0)
        mpq_mul(value, value, base);
}

/* One term of the level at a point, without the power of v_skip. */
static void term_at(mpq_t value, const mc_divisible *good, size_t term,
                    mpq_t *point, size_t skip)
{
    mpq_t factor;
    mpq_init(factor);
    mpq_set(value, good->term_weight[term]);
    for (size_t i = 0; i < good->agents; i++) {
        power(factor, point[i],
              i == skip ? 0 : good->exponent[term * good->agents + i]);
        mpq_mul(value, value, factor);
    }
    mpq_clear(factor);
}

static void level_at(mpq_t value, const mc_divisible *good, mpq_t *point)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(value, 0, 1);
    for (size_t t = 0; t < good->terms; t++) {
        term_at(term, good, t, point, SIZE_MAX);
        mpq_add(value, value, term);
    }
    mpq_clear(term);
}

/* The integral over v_i from `from` to v_i. */
static void integral_at(mpq_t value, const mc_divisible *good, mpq_t *point,
                        size_t agent, mpq_srcptr from)
{
    mpq_t term, high, low;
    mpq_inits(term, high, low, NULL);
    mpq_set_ui(value, 0, 1);
    for (size_t t = 0; t < good->terms; t++) {
        unsigned e = good->exponent[t * good->agents + agent] + 1;
        term_at(term, good, t, point, agent);
        power(high, point[agent], e);
        power(low, from, e);
        mpq_sub(high, high, low);
        mpq_mul(term, term, high);
        mpq_set_ui(high, e, 1);
        mpq_div(term, term, high);
        mpq_add(value, value, term);
    }
    mpq_clears(term, high, low, NULL);
}

/* Res by its definition. */
static void residual_at(mpq_t value, const mc_divisible *good, mpq_t *point)
{
    mpq_t surplus, part;
    mpq_inits(surplus, part, NULL);
    mc_type_surplus(surplus, good, point);
    level_at(value, good, point);
    mpq_mul(value, value, surplus);
    for (size_t i = 0; i < good->agents; i++) {
        mpq_t from;
        mpq_init(from);
        mpq_sub(from, point[i], surplus);
        integral_at(part, good, point, i, from);
        mpq_sub(value, value, part);
        mpq_clear(from);
    }
    mpq_clears(surplus, part, NULL);
}

/* The mixed difference of the level over a cube of side h at the point. */
static void cube_difference(mpq_t value, const mc_divisible *good, mpq_t *point,
                            mpq_srcptr side)
{
    mpq_t *corner = mc_rationals_new(good->agents), level;
    mpq_init(level);
    mpq_set_ui(value, 0, 1);
    for (unsigned subset = 0; subset < 1u << good->agents; subset++) {
        bool odd = false;
        for (size_t i = 0; i < good->agents; i++) {
            bool low = subset >> i & 1;
            odd = odd != low;
            mpq_set(corner[i], point[i]);
            if (!low)
                mpq_add(corner[i], corner[i], side);
        }
        level_at(level, good, corner);
        if (odd)
            mpq_neg(level, level);
        mpq_add(value, value, level);
    }
    mpq_clear(level);
    mc_rationals_free(corner, good->agents);
}

static void random_point(mpq_t *point, size_t count, gmp_randstate_t random)
{
    for (size_t i = 0; i < count; i++) {
        mpq_set_si(point[i], (long)unit_random_below(random, 41) - 20, 20);
        mpq_canonicalize(point[i]);
    }
}

static bool is_efficient(const mc_divisible *good, mpq_t *point)
{
    mpq_t surplus;
    mpq_init(surplus);
    mc_type_surplus(surplus, good, point);
    bool efficient = mpq_sgn(surplus) >= 0;
    mpq_clear(surplus);
    for (size_t i = 0; i < good->agents; i++)
        efficient = efficient && mpq_cmp(point[i], good->low[i]) >= 0 &&
                    mpq_cmp(point[i], good->high[i]) <= 0;
    return efficient;
}

/* ---- the two polynomials that vanish ---- */

static void assert_residual(const mc_divisible *good, mpq_t *point,
                            gmp_randstate_t random)
{
    mc_multivariate residual;
    mpq_t value, wanted;
    mpq_inits(value, wanted, NULL);
    mc_multivariate_init(&residual, good->agents);
    assert_true(mc_divisible_residual(&residual, good));
    for (int times = 0; times < 5; times++) {
        random_point(point, good->agents, random);
        residual_at(wanted, good, point);
        mc_multivariate_evaluate(value, &residual, point);
        assert_true(mpq_equal(value, wanted));
    }
    mc_multivariate_clear(&residual);
    mpq_clears(value, wanted, NULL);
}

/* The value is that of the definition; zero is zero at random points. */
static void assert_value(const mc_divisible *good, mc_divisible_vanishing claim,
                         mpq_t *point, gmp_randstate_t random, size_t *zeros)
{
    mc_divisible_value found;
    mc_message message = {""};
    mpq_t value, side;
    mpq_inits(value, side, NULL);
    assert_int_equal(mc_divisible_evaluate(&found, &message, good, claim),
                     MC_OK);
    *zeros += mpq_sgn(found.value) == 0;
    for (int times = 0; times < 5 && mpq_sgn(found.value) == 0; times++) {
        random_point(point, good->agents, random);
        mpq_set_ui(side, 1, 3);
        if (claim == MC_DIVISIBLE_RESIDUAL)
            residual_at(value, good, point);
        else
            cube_difference(value, good, point, side);
        assert_int_equal(mpq_sgn(value), 0);
    }
    if (mpq_sgn(found.value) > 0)
        assert_true(is_efficient(good, found.point));
    if (mpq_sgn(found.value) > 0 && claim == MC_DIVISIBLE_RESIDUAL) {
        residual_at(value, good, found.point);
        mpq_abs(value, value);
        assert_true(mpq_equal(value, found.value));
    }
    mc_divisible_value_clear(&found);
    mpq_clears(value, side, NULL);
}

static void residuals_are_those_of_the_definition(void **unused)
{
    gmp_randstate_t random;
    size_t zeros = 0;
    (void)unused;
    unit_random_init(random);
    for (size_t times = 0; times < unit_times(200); times++) {
        mc_divisible *good = random_good(random);
        mpq_t *point = mc_rationals_new(good->agents);
        assert_residual(good, point, random);
        assert_value(good, MC_DIVISIBLE_RESIDUAL, point, random, &zeros);
        assert_value(good, MC_DIVISIBLE_MIXED_DERIVATIVE, point, random,
                     &zeros);
        mc_rationals_free(point, good->agents);
        mc_divisible_free(good);
    }
    assert_true(zeros > 0);
    gmp_randclear(random);
}

/* ---- sums of products ---- */

static void products_at(mpq_t value, const mc_divisible_products *products,
                        const mc_divisible *good, mpq_t *point)
{
    size_t n = good->agents;
    mpq_t term, base, factor;
    mpq_inits(term, base, factor, NULL);
    mpq_set_ui(value, 0, 1);
    for (size_t t = 0; t < products->count; t++) {
        const unsigned *e = products->exponent + t * (2 * n + 1);
        mc_vector_get(term, &products->weight, t);
        assert_true(mpq_sgn(term) > 0);
        mc_type_surplus(base, good, point);
        power(factor, base, e[0]);
        mpq_mul(term, term, factor);
        for (size_t i = 0; i < n; i++) {
            mpq_sub(base, point[i], good->low[i]);
            power(factor, base, e[1 + i]);
            mpq_mul(term, term, factor);
            mpq_sub(base, good->high[i], point[i]);
            power(factor, base, e[1 + n + i]);
            mpq_mul(term, term, factor);
        }
        mpq_add(value, value, term);
    }
    mpq_clears(term, base, factor, NULL);
}

/* The slope in v_i at a point, from the terms. */
static void slope_at(mpq_t value, const mc_divisible *good, mpq_t *point,
                     size_t agent)
{
    mpq_t term, factor;
    mpq_inits(term, factor, NULL);
    mpq_set_ui(value, 0, 1);
    for (size_t t = 0; t < good->terms; t++) {
        unsigned e = good->exponent[t * good->agents + agent];
        if (e == 0)
            continue;
        term_at(term, good, t, point, agent);
        power(factor, point[agent], e - 1);
        mpq_mul(term, term, factor);
        mpq_set_ui(factor, e, 1);
        mpq_mul(term, term, factor);
        mpq_add(value, value, term);
    }
    mpq_clears(term, factor, NULL);
}

static void part_at(mpq_t value, const mc_divisible *good, mpq_t *point,
                    size_t part)
{
    if (part < good->agents)
        slope_at(value, good, point, part);
    else
        level_at(value, good, point);
}

static void assert_monotone(const mc_divisible *good,
                            const mc_divisible_monotone *monotone,
                            gmp_randstate_t random)
{
    mpq_t *point = mc_rationals_new(good->agents), value, wanted;
    mpq_inits(value, wanted, NULL);
    for (size_t part = 0; part <= good->agents; part++)
        for (int times = 0; times < 5; times++) {
            random_point(point, good->agents, random);
            part_at(wanted, good, point, part);
            products_at(value, &monotone->part[part], good, point);
            assert_true(mpq_equal(value, wanted));
        }
    level_at(value, good, good->high);
    assert_true(mpq_cmp_ui(value, 1, 1) <= 0);
    mpq_clears(value, wanted, NULL);
    mc_rationals_free(point, good->agents);
}

static void assert_refuted(const mc_divisible *good,
                           const mc_divisible_monotone *monotone)
{
    mpq_t value;
    mpq_init(value);
    assert_true(is_efficient(good, monotone->point));
    part_at(value, good, monotone->point, monotone->failed);
    assert_true(mpq_equal(value, monotone->value));
    assert_true(mpq_sgn(value) < 0 || (monotone->failed == good->agents &&
                                       mpq_cmp_ui(value, 1, 1) > 0));
    mpq_clear(value);
}

static mc_status try(const mc_divisible *good, gmp_randstate_t random)
{
    mc_divisible_monotone monotone;
    mc_message message = {""};
    mc_status status =
        mc_divisible_monotone_prove(&monotone, &message, good, NULL);
    if (status == MC_OK)
        assert_monotone(good, &monotone, random);
    else if (status == MC_REFUTED)
        assert_refuted(good, &monotone);
    else
        assert_int_equal(status, MC_UNDECIDED);
    mc_divisible_monotone_clear(&monotone);
    return status;
}

static void sums_of_products_are_the_polynomial(void **unused)
{
    gmp_randstate_t random;
    size_t proved = 0, refuted = 0;
    (void)unused;
    unit_random_init(random);
    for (size_t times = 0; times < unit_times(60); times++) {
        mc_divisible *good = random_good(random);
        bool large = good->agents == AGENTS && times % 4;
        mc_status status = large ? MC_UNDECIDED : try(good, random);
        proved += status == MC_OK;
        refuted += status == MC_REFUTED;
        mc_divisible_free(good);
    }
    assert_true(proved > 0 && refuted > 0);
    gmp_randclear(random);
}

static void the_uniform_lottery_is_robust(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t agents = 2; agents <= 4; agents++) {
        mc_divisible *good = NULL;
        mc_message message = {""};
        size_t zeros = 0;
        mpq_t *point = mc_rationals_new(agents);
        assert_int_equal(mc_divisible_new_uniform(&good, &message, agents),
                         MC_OK);
        assert_value(good, MC_DIVISIBLE_RESIDUAL, point, random, &zeros);
        assert_value(good, MC_DIVISIBLE_MIXED_DERIVATIVE, point, random,
                     &zeros);
        assert_int_equal(zeros, 2);
        assert_int_equal(try(good, random), MC_OK);
        mc_rationals_free(point, agents);
        mc_divisible_free(good);
    }
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(residuals_are_those_of_the_definition),
        cmocka_unit_test(sums_of_products_are_the_polynomial),
        cmocka_unit_test(the_uniform_lottery_is_robust),
    };
    return UNIT_RUN(tests);
}
