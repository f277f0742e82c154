/* Divisible goods on cells against evaluations type by type. */
#include "posted.h"

#include <stdlib.h>

#include "game/statement.h"

/* ---- properties ---- */

/* The largest excess over all instances, at least 0, in halves over scale. */
static long largest(const posted *p, mc_divisible_property property)
{
    long most = 0, excess;
    for (size_t cell = 0; cell < posted_cells(p); cell++)
        for (size_t i = 0; i < p->agents; i++)
            for (size_t r = 0; r < p->cuts[i]; r++)
                for (int upper = 0; upper < 2; upper++)
                    if (posted_excess(&excess, p, property, cell, i, r,
                                      upper != 0) &&
                        excess > most)
                        most = excess;
    return most;
}

static void assert_property(const posted *p, const mc_divisible *good,
                            mc_divisible_property property)
{
    mc_divisible_finding finding;
    mc_message message = {""};
    long most = largest(p, property), excess = -1;
    mc_divisible_finding_init(&finding);
    assert_int_equal(
        mc_divisible_check(&finding, &message, good, property, NULL), MC_OK);
    posted_assert(finding.value, most, 2 * p->scale);
    if (most > 0) {
        assert_true(posted_excess(
            &excess, p, property, finding.cell,
            finding.agent == SIZE_MAX ? 0 : finding.agent,
            finding.report == SIZE_MAX ? 0 : finding.report, finding.upper));
        assert_int_equal(excess, most);
    }
    mc_divisible_finding_clear(&finding);
}

/* No type, on a grid finer than the cells, gains more from telling another. */
static void assert_no_type_gains_more(const posted *p, const mc_divisible *good,
                                      gmp_randstate_t random)
{
    long most = largest(p, MC_DIVISIBLE_INCENTIVE_COMPATIBLE);
    long type[POSTED_AGENTS], told[POSTED_AGENTS];
    long own[POSTED_AGENTS], other[POSTED_AGENTS];
    size_t i = unit_random_below(random, p->agents);
    if (good->set)
        return;
    for (int times = 0; times < 20; times++) {
        for (size_t j = 0; j < p->agents; j++) {
            size_t width = (size_t)(2 * (p->high[j] - p->low[j]) + 1);
            type[j] = 2 * p->low[j] + (long)unit_random_below(random, width);
            told[j] = type[j];
        }
        told[i] = 2 * p->low[i] +
                  (long)unit_random_below(
                      random, (size_t)(2 * (p->high[i] - p->low[i]) + 1));
        posted_payments(own, p, type);
        posted_payments(other, p, told);
        long gain = type[i] * (posted_level(p, told) - posted_level(p, type)) -
                    2 * (other[i] - own[i]);
        assert_true(gain <= most);
    }
}

static void properties_are_those_of_the_definition(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t times = 0; times < unit_times(200); times++) {
        posted p;
        if (times % 2)
            posted_prices(&p, random, times % 4 == 1);
        else
            posted_allocation(&p, random);
        mc_divisible *good = posted_read(&p, times % 3 == 0);
        assert_int_equal(good->cells, posted_cells(&p));
        for (int property = 0; property < MC_DIVISIBLE_PROPERTIES; property++)
            assert_property(&p, good, (mc_divisible_property)property);
        assert_no_type_gains_more(&p, good, random);
        mc_divisible_free(good);
    }
    gmp_randclear(random);
}

/* ---- lotteries ---- */

/* weight[cell] is that of the prices at its corner. */
static void assert_lottery(const posted *p, mpq_t *weight)
{
    for (size_t cell = 0; cell < posted_cells(p); cell++) {
        size_t k[POSTED_AGENTS];
        long corner[POSTED_AGENTS], total = 0;
        posted_digits(k, p, cell);
        posted_corner(corner, p, k, false);
        for (size_t r = 0; r < p->rows; r++) {
            size_t i = 0;
            while (i < p->agents && p->price[r][i] == corner[i])
                i++;
            total += i == p->agents ? p->weight[r] : 0;
        }
        posted_assert(weight[cell], total, p->scale);
    }
}

static void balanced_prices_are_found_again(void **unused)
{
    gmp_randstate_t random;
    size_t refuted = 0, found = 0;
    (void)unused;
    unit_random_init(random);
    for (size_t times = 0; times < unit_times(200); times++) {
        posted p;
        mpq_t *weight = NULL;
        mc_message message = {""};
        mc_divisible_finding finding;
        bool balanced = times % 2 == 0;
        posted_prices(&p, random, balanced);
        mc_divisible *good = posted_read(&p, false);
        mc_divisible_finding_init(&finding);
        mc_status status =
            mc_divisible_decompose(&weight, &finding, &message, good, NULL);
        assert_true(status == MC_OK || (status == MC_REFUTED && !balanced));
        if (status == MC_REFUTED)
            posted_assert(finding.value, largest(&p, finding.property),
                          2 * p.scale);
        assert_int_equal(mpq_sgn(finding.value), status == MC_REFUTED);
        if (balanced)
            assert_lottery(&p, weight);
        found += balanced;
        refuted += status == MC_REFUTED;
        mc_rationals_free(weight, good->cells);
        mc_divisible_finding_clear(&finding);
        mc_divisible_free(good);
    }
    assert_true(found > 0 && refuted > 0);
    gmp_randclear(random);
}

/* ---- losses ---- */

/* The loss at a surplus s/2 over scale, times 2. */
static long loss(const posted *p, long s, long level)
{
    return (s > 0 ? s * p->scale : 0) - s * level;
}

static void losses_are_those_of_the_definition(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t times = 0; times < unit_times(200); times++) {
        posted p;
        long expected = 0, most = 0;
        mpq_t value;
        size_t cell;
        mc_message message = {""};
        posted_prices(&p, random, times % 2 == 0);
        mc_divisible *good = posted_read(&p, false);
        mpq_init(value);
        for (size_t t = 0; t < p.atoms; t++) {
            long twice[POSTED_AGENTS];
            for (size_t i = 0; i < p.agents; i++)
                twice[i] = 2 * p.atom[t][i];
            expected +=
                p.atom_weight[t] * loss(&p, posted_surplus(&p, p.atom[t]),
                                        posted_level(&p, twice));
        }
        assert_int_equal(mc_divisible_expected_loss(value, &message, good),
                         MC_OK);
        posted_assert(value, expected, p.scale * p.atom_scale);
        for (size_t k = 0; k < 2 * posted_cells(&p); k++) {
            size_t digit[POSTED_AGENTS];
            long low[POSTED_AGENTS], end[POSTED_AGENTS], here;
            posted_digits(digit, &p, k / 2);
            posted_corner(low, &p, digit, false);
            posted_corner(end, &p, digit, k % 2);
            for (size_t i = 0; i < p.agents; i++)
                low[i] *= 2;
            here = loss(&p, posted_surplus(&p, end), posted_level(&p, low));
            most = here > most ? here : most;
        }
        assert_int_equal(
            mc_divisible_maximal_loss(value, &cell, &message, good), MC_OK);
        posted_assert(value, most, p.scale);
        mpq_clear(value);
        mc_divisible_free(good);
    }
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(properties_are_those_of_the_definition),
        cmocka_unit_test(balanced_prices_are_found_again),
        cmocka_unit_test(losses_are_those_of_the_definition),
    };
    return UNIT_RUN(tests);
}
