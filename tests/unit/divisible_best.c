/* Best prices and robust optima against all prices and the definitions. */
#include "posted.h"

/* ---- best prices ---- */

/* The welfare of a price over atom_scale. */
static long welfare(const posted *p, const long *price)
{
    long total = 0;
    for (size_t t = 0; t < p->atoms; t++) {
        size_t i = 0;
        while (i < p->agents && p->atom[t][i] >= price[i])
            i++;
        if (i == p->agents)
            total += p->atom_weight[t] * posted_surplus(p, p->atom[t]);
    }
    return total;
}

/* Over all integer prices in the supports that cover the cost. */
static long best_welfare(const posted *p, bool on_cuts)
{
    long price[POSTED_AGENTS] = {0}, most = 0;
    size_t at[POSTED_AGENTS] = {0}, i;
    do {
        for (i = 0; i < p->agents; i++)
            price[i] = on_cuts ? p->cut[i][at[i]] : p->low[i] + (long)at[i];
        long s = posted_surplus(p, price), value = welfare(p, price);
        if ((on_cuts ? s == 0 : s >= 0) && value > most)
            most = value;
        for (i = 0; i < p->agents; i++) {
            size_t end =
                on_cuts ? p->cuts[i] : (size_t)(p->high[i] - p->low[i] + 1);
            if (++at[i] < end)
                break;
            at[i] = 0;
        }
    } while (i < p->agents);
    return most;
}

/* The price adds up to the cost and captures what it is said to. */
static void assert_price(const posted *p, const mc_divisible *good,
                         const mc_divisible_best *best)
{
    mpq_t sum, term;
    mpq_inits(sum, term, NULL);
    mc_type_surplus(sum, good, best->price);
    assert_int_equal(mpq_sgn(sum), 0);
    for (size_t t = 0; t < p->atoms; t++) {
        size_t i = 0;
        while (i < p->agents &&
               mpq_cmp_si(best->price[i], p->atom[t][i], 1) <= 0)
            i++;
        mpq_set_si(term, p->atom_weight[t] * posted_surplus(p, p->atom[t]),
                   (unsigned long)p->atom_scale);
        mpq_canonicalize(term);
        if (i == p->agents)
            mpq_add(sum, sum, term);
    }
    assert_true(mpq_equal(sum, best->value));
    mpq_clears(sum, term, NULL);
}

static void no_other_price_is_better(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t times = 0; times < unit_times(200); times++) {
        posted p;
        mc_divisible_best best;
        mc_message message = {""};
        posted_prices(&p, random, times % 2 == 0);
        mc_divisible *good = posted_read(&p, false);
        assert_int_equal(mc_divisible_best_price(&best, &message, good), MC_OK);
        posted_assert(best.value, best_welfare(&p, false), p.atom_scale);
        assert_price(&p, good, &best);
        mc_divisible_best_clear(&best);
        mc_divisible_free(good);
    }
    gmp_randclear(random);
}

/* ---- robust optima, by 2.5 of the format ---- */

/* The optimum as numbers; beta(k), mu_i(k). */
typedef struct half {
    const posted *p;
    const mc_divisible *good;
    const mc_divisible_optimum *optimum;
    mpq_t sum, term;
} half;

static void get_level(half *h, size_t cell)
{
    mc_vector_get(h->term, &h->optimum->level, cell);
}

/* Where u_i(k_-i) stands: the cells of the others, in order. */
static size_t utility_place(const posted *p, const size_t *k, size_t agent)
{
    size_t place = 0, rest = 0;
    for (size_t i = 0; i < agent; i++)
        place += posted_cells(p) / p->cuts[i];
    for (size_t j = 0; j < p->agents; j++)
        if (j != agent)
            rest = rest * p->cuts[j] + k[j];
    return place + rest;
}

static void add_scaled(half *h, long factor)
{
    mpq_t number;
    mpq_init(number);
    mpq_set_si(number, factor, 1);
    mpq_mul(number, number, h->term);
    mpq_add(h->sum, h->sum, number);
    mpq_clear(number);
}

/* B_k(phi, u) = 0 */
static void assert_budget(half *h, size_t cell)
{
    const posted *p = h->p;
    size_t k[POSTED_AGENTS];
    posted_digits(k, p, cell);
    mpq_set_ui(h->sum, 0, 1);
    get_level(h, cell);
    add_scaled(h, -p->cost);
    for (size_t i = 0; i < p->agents; i++) {
        for (size_t l = 0; l <= k[i]; l++) {
            get_level(h, mc_cell_with(h->good, cell, i, l));
            add_scaled(h, p->cut[i][l]);
            if (l > 0) {
                get_level(h, mc_cell_with(h->good, cell, i, l - 1));
                add_scaled(h, -p->cut[i][l]);
            }
        }
        if (h->optimum->relaxed) {
            mc_vector_get(h->term, &h->optimum->utility,
                          utility_place(p, k, i));
            assert_true(mpq_sgn(h->term) >= 0);
            add_scaled(h, -1);
        }
    }
    assert_int_equal(mpq_sgn(h->sum), 0);
}

/* dB_(cell')/dphi(cell) */
static long budget_slope(const posted *p, const size_t *other, const size_t *k)
{
    long slope = 0;
    size_t equal = 0;
    for (size_t j = 0; j < p->agents; j++)
        equal += other[j] == k[j];
    for (size_t i = 0; i < p->agents; i++) {
        if (equal + (other[i] != k[i]) < p->agents)
            continue;
        slope += other[i] >= k[i] ? p->cut[i][k[i]] : 0;
        slope -= other[i] > k[i] ? p->cut[i][k[i] + 1] : 0;
    }
    return slope - (equal == p->agents ? p->cost : 0);
}

static void get_mu(half *h, size_t agent, size_t cell)
{
    mc_vector_get(h->term, &h->optimum->multiplier,
                  (agent + 1) * posted_cells(h->p) + cell);
    assert_true(mpq_sgn(h->term) >= 0);
}

/* Condition 2 at a cell. */
static void assert_dual(half *h, size_t cell, long gain)
{
    const posted *p = h->p;
    size_t k[POSTED_AGENTS], other[POSTED_AGENTS], cells = posted_cells(p);
    posted_digits(k, p, cell);
    mpq_set_si(h->sum, gain, (unsigned long)p->atom_scale);
    mpq_canonicalize(h->sum);
    for (size_t c = 0; c < cells; c++) {
        posted_digits(other, p, c);
        mc_vector_get(h->term, &h->optimum->multiplier, c);
        add_scaled(h, -budget_slope(p, other, k));
    }
    for (size_t i = 0; i < p->agents; i++) {
        get_mu(h, i, cell);
        if (k[i] + 1 == p->cuts[i])
            assert_int_equal(mpq_sgn(h->term), 0);
        add_scaled(h, -1);
        if (k[i] > 0) {
            get_mu(h, i, cell - h->good->stride[i]);
            add_scaled(h, 1);
        }
    }
    mpq_set_ui(h->term, 0, 1);
    if (cell + 1 == cells)
        mpq_set(h->term, h->optimum->value);
    assert_true(mpq_cmp(h->sum, h->term) <= 0);
}

/* sum over k_i of beta(k) <= 0 */
static void assert_utility(half *h, size_t agent, size_t cell)
{
    mpq_set_ui(h->sum, 0, 1);
    for (size_t l = 0; l < h->p->cuts[agent]; l++) {
        mc_vector_get(h->term, &h->optimum->multiplier,
                      mc_cell_with(h->good, cell, agent, l));
        add_scaled(h, 1);
    }
    assert_true(mpq_sgn(h->sum) <= 0);
}

static long gain_of(const posted *p, size_t cell)
{
    size_t k[POSTED_AGENTS];
    long gain = 0;
    posted_digits(k, p, cell);
    for (size_t t = 0; t < p->atoms; t++) {
        size_t i = 0;
        while (i < p->agents && p->atom[t][i] >= p->cut[i][k[i]] &&
               (k[i] + 1 == p->cuts[i] || p->atom[t][i] < p->cut[i][k[i] + 1]))
            i++;
        if (i == p->agents)
            gain += p->atom_weight[t] * posted_surplus(p, p->atom[t]);
    }
    return gain;
}

static void assert_optimum(half *h)
{
    const posted *p = h->p;
    size_t cells = posted_cells(p);
    mpq_t welfare_sum, number;
    mpq_inits(welfare_sum, number, NULL);
    for (size_t cell = 0; cell < cells; cell++) {
        long gain = gain_of(p, cell);
        get_level(h, cell);
        assert_true(mpq_sgn(h->term) >= 0 && mpq_cmp_ui(h->term, 1, 1) <= 0);
        mpq_set_si(number, gain, (unsigned long)p->atom_scale);
        mpq_canonicalize(number);
        mpq_mul(number, number, h->term);
        mpq_add(welfare_sum, welfare_sum, number);
        mpq_set(number, h->term);
        for (size_t i = 0; i < p->agents; i++) {
            if (mc_cell_at(h->good, cell, i) + 1 < p->cuts[i]) {
                get_level(h, cell + h->good->stride[i]);
                assert_true(mpq_cmp(number, h->term) <= 0);
            }
            if (h->optimum->relaxed)
                assert_utility(h, i, cell);
        }
        assert_budget(h, cell);
        assert_dual(h, cell, gain);
    }
    assert_true(mpq_equal(welfare_sum, h->optimum->value));
    mpq_clears(welfare_sum, number, NULL);
}

static void robust_optima_have_both_halves(void **unused)
{
    gmp_randstate_t random;
    size_t differ = 0;
    (void)unused;
    unit_random_init(random);
    for (size_t times = 0; times < unit_times(100); times++) {
        posted p;
        mc_message message = {""};
        mc_divisible_optimum optimum[2];
        posted_prices(&p, random, times % 2 == 0);
        mc_divisible *good = posted_read(&p, true);
        for (int mode = 0; mode < 2; mode++) {
            assert_int_equal(mc_divisible_optimise(&optimum[mode], &message,
                                                   good, mode == 1, NULL),
                             MC_OK);
            half h = {.p = &p, .good = good, .optimum = &optimum[mode]};
            mpq_inits(h.sum, h.term, NULL);
            assert_optimum(&h);
            mpq_clears(h.sum, h.term, NULL);
        }
        posted_assert(optimum[0].value, best_welfare(&p, true), p.atom_scale);
        assert_true(mpq_cmp(optimum[0].value, optimum[1].value) <= 0);
        differ += !mpq_equal(optimum[0].value, optimum[1].value);
        mc_divisible_optimum_clear(&optimum[0]);
        mc_divisible_optimum_clear(&optimum[1]);
        mc_divisible_free(good);
    }
    assert_true(differ > 0);
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_other_price_is_better),
        cmocka_unit_test(robust_optima_have_both_halves),
    };
    return UNIT_RUN(tests);
}
