#include "divisible.h"
#include <stdlib.h>
#include <string.h>

/* FORMAT-DIVISIBLE.md sections 2.2, 2.3, 2.4 and 2.6. */

enum { most_prices = 100000000 };

static void demand_mechanism(const struct mv_divisible *d, bool boxes)
{
    mv_divisible_demand(d, d->level != NULL, "`prices` or `allocation`");
    mv_divisible_demand(d, !boxes || !d->set, "the domain \"boxes\"");
}

/* ---- 2.2 ---------------------------------------------------------------- */

/* A lottery over prices that are lower corners: the probability of each, over
   D', and that times the price of one agent, over D' D. */
struct lottery {
    struct mv_vector vector;
    mpz_t *weight, *paid;
};

/* Reads the lines; their cut values add up to c, the p/D' to at most 1. */
static void read_lottery(struct mv_checker *checker, struct lottery *lottery)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_divisible *d = checker->divisible;
    size_t count = checker->claim.natural, before = 0;
    mpz_t sum, total;

    mpz_inits(sum, total, NULL);
    mv_record(reader, "lottery", 1);
    mv_vector_open(&lottery->vector, reader);
    for (size_t k = 0; k < count; k++) {
        size_t rank = 0, l;
        mpz_t p;

        mpz_init(p);
        mv_record(reader, "price", 1 + d->n);
        mv_field_numerator(reader, &lottery->vector, p);
        if (mpz_sgn(p) <= 0)
            mv_reject(reader, MV_E401, "a probability is not positive");
        mpz_set_ui(sum, 0);
        for (size_t i = 0; i < d->n; i++) {
            l = mv_field_index(reader, d->cells.size[i]);
            rank += l * d->cells.stride[i];
            mpz_add(sum, sum, *mv_cut(d, i, l));
        }
        if (k > 0 && rank <= before)
            mv_reject(reader, MV_E307, "prices are in the order of cells");
        if (mpz_cmp(sum, d->cost) != 0)
            mv_reject(reader, MV_E451,
                      "this price does not add up to the cost");
        before = rank;
        mpz_add(total, total, p);
        mpz_swap(lottery->weight[rank], p);
        mpz_clear(p);
    }
    mv_vector_close(&lottery->vector, reader);
    if (mpz_cmp(total, lottery->vector.denominator) > 0)
        mv_reject(reader, MV_E401, "the probabilities exceed 1");
    checker->conditions += 1 + count;
    mpz_clears(sum, total, NULL);
}

/* found(k)/D' = wanted(k)/D for every cell, where found is a sum over the
   prices below. */
static void compare_sums(struct mv_checker *checker, mpz_t *found,
                         const mpz_t denominator, mpz_t *wanted,
                         const char *what)
{
    struct mv_divisible *d = checker->divisible;
    char cell[MV_PROFILE_TEXT];
    mpz_t left, right;

    mpz_inits(left, right, NULL);
    for (size_t i = 0; i < d->n; i++)
        mv_profiles_sum(found, &d->cells, i, true);
    for (size_t k = 0; k < d->cells.count; k++) {
        mpz_mul(left, found[k], d->unit);
        mpz_mul(right, wanted[k], denominator);
        if (mpz_cmp(left, right) != 0)
            mv_reject(&checker->reader, MV_E450,
                      "%s of the lottery is another one at the cell %s", what,
                      mv_profile_text(cell, &d->cells));
        mv_profiles_next(&d->cells);
    }
    checker->conditions += d->cells.count;
    mpz_clears(left, right, NULL);
}

void mv_check_decomposition(struct mv_checker *checker)
{
    struct mv_divisible *d = checker->divisible;
    struct lottery lottery;

    demand_mechanism(d, true);
    if (checker->claim.natural > checker->reader.limits.lines)
        mv_reject(&checker->reader, MV_E310,
                  "this announces more lines than --max-lines");
    mv_vector_init(&lottery.vector);
    lottery.weight = mv_numbers(d->cells.count);
    lottery.paid = mv_numbers(d->cells.count);
    read_lottery(checker, &lottery);
    for (size_t i = 0; i < d->n; i++) {
        for (size_t k = 0; k < d->cells.count; k++)
            mpz_mul(lottery.paid[k], lottery.weight[k],
                    *mv_cut(d, i, k / d->cells.stride[i] % d->cells.size[i]));
        compare_sums(checker, lottery.paid, lottery.vector.denominator,
                     d->payment[i], "a payment");
    }
    compare_sums(checker, lottery.weight, lottery.vector.denominator, d->level,
                 "the level");
}

/* ---- 2.3 ---------------------------------------------------------------- */

/* loss = max(0, s) - s level, over D^2. */
static void welfare_loss(mpz_t loss, const struct mv_divisible *d,
                         const mpz_t s, size_t cell)
{
    mpz_set_ui(loss, 0);
    if (mpz_sgn(s) > 0)
        mpz_mul(loss, s, d->unit);
    mpz_submul(loss, s, d->level[cell]);
}

void mv_check_expected_loss(struct mv_checker *checker)
{
    const struct mv_divisible *d = checker->divisible;
    mpz_t one, s, loss, sum;

    demand_mechanism(d, false);
    mv_divisible_demand(d, d->has_belief, "a `belief`");
    mpz_init_set_ui(one, 1);
    mpz_inits(s, loss, sum, NULL);
    for (size_t k = 0; k < d->belief.used; k += 1 + d->n) {
        mpz_t *atom = d->belief.value + k;
        size_t cell = 0;

        mpz_neg(s, d->cost);
        for (size_t i = 0; i < d->n; i++) {
            mpz_add(s, s, atom[1 + i]);
            cell += mv_cut_find(d, i, atom[1 + i], one) * d->cells.stride[i];
        }
        welfare_loss(loss, d, s, cell);
        mpz_addmul(sum, atom[0], loss);
    }
    mpz_mul(one, d->unit, d->unit);
    mpz_mul(one, one, d->unit);
    mv_check_value(checker, sum, one, &checker->claim.value[0].ratio);
    mpz_clears(one, s, loss, sum, NULL);
}

/* The larger of the losses at the ends of the current cell. */
static void cell_loss(mpz_t most, struct mv_divisible *d)
{
    mpz_t s, loss;

    mpz_inits(s, loss, NULL);
    for (int end = 0; end < 2; end++) {
        mpz_neg(s, d->cost);
        for (size_t i = 0; i < d->n; i++)
            mpz_add(s, s,
                    end == 0 ? *mv_cut(d, i, d->cells.at[i])
                             : *mv_upper_end(d, i, d->cells.at[i]));
        welfare_loss(loss, d, s, d->cells.rank);
        if (end == 0 || mpz_cmp(loss, most) > 0)
            mpz_set(most, loss);
    }
    mpz_clears(s, loss, NULL);
}

void mv_check_maximal_loss(struct mv_checker *checker)
{
    struct mv_divisible *d = checker->divisible;
    mpz_t most, loss, square;

    demand_mechanism(d, true);
    mpz_inits(most, loss, square, NULL);
    mpz_mul(square, d->unit, d->unit);
    for (size_t k = 0; k < d->cells.count; k++) {
        cell_loss(loss, d);
        if (k == 0 || mpz_cmp(loss, most) > 0)
            mpz_set(most, loss);
        mv_profiles_next(&d->cells);
    }
    checker->conditions += 2 * d->cells.count;
    mv_check_value(checker, most, square, &checker->claim.value[0].ratio);
    mv_read_cell(checker, &d->cells);
    cell_loss(loss, d);
    if (mpz_cmp(loss, most) != 0)
        mv_reject(&checker->reader, MV_E440, "this cell loses less");
    mpz_clears(most, loss, square, NULL);
}

/* ---- 2.4 ---------------------------------------------------------------- */

/* The belief: p (sum v_i - c) over D^2 for each atom; the different i-th
   coordinates, increasing, as value[i][0..points.size[i]); and where the
   coordinates of the atoms are in them: place[atom N + i]. */
struct market {
    const struct mv_divisible *d;
    size_t atoms, *place;
    mpz_t *gain, ***value;
    struct mv_profiles points;
};

static int compare_numbers(const void *a, const void *b)
{
    const mpz_t *const *x = a, *const *y = b;

    return mpz_cmp(**x, **y);
}

static void list_coordinates(struct market *market, size_t i)
{
    const struct mv_divisible *d = market->d;
    mpz_t **value = mv_allocate(market->atoms, sizeof *value);
    size_t count = 0;

    for (size_t k = 0; k < market->atoms; k++)
        value[k] = &d->belief.value[k * (1 + d->n) + 1 + i];
    qsort(value, market->atoms, sizeof *value, compare_numbers);
    for (size_t k = 0; k < market->atoms; k++)
        if (k == 0 || mpz_cmp(*value[count - 1], *value[k]) != 0)
            value[count++] = value[k];
    market->value[i] = value;
    market->points.size[i] = count;
    for (size_t k = 0; k < market->atoms; k++) {
        mpz_t *v = &d->belief.value[k * (1 + d->n) + 1 + i], **found;

        found = bsearch(&v, value, count, sizeof *value, compare_numbers);
        market->place[k * d->n + i] = (size_t)(found - value);
    }
}

static void open_market(struct mv_checker *checker, struct market *market)
{
    const struct mv_divisible *d = checker->divisible;

    market->d = d;
    market->atoms = d->belief.used / (1 + d->n);
    market->place = mv_allocate(market->atoms * d->n, sizeof(size_t));
    market->gain = mv_numbers(market->atoms);
    market->value = mv_allocate(d->n, sizeof *market->value);
    mv_profiles_init(&market->points, d->n);
    for (size_t i = 0; i < d->n; i++)
        list_coordinates(market, i);
    for (size_t k = 0; k < market->atoms; k++) {
        mpz_t *atom = d->belief.value + k * (1 + d->n);

        mpz_neg(market->gain[k], d->cost);
        for (size_t i = 0; i < d->n; i++)
            mpz_add(market->gain[k], market->gain[k], atom[1 + i]);
        mpz_mul(market->gain[k], market->gain[k], atom[0]);
    }
    if (!mv_profiles_seal(&market->points, most_prices / market->atoms))
        mv_reject(&checker->reader, MV_E501,
                  "more than 10^8 pairs of a price and an atom");
}

/* Reads the price; its welfare. */
static void read_price(struct mv_checker *checker, const struct market *market,
                       mpz_t welfare)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_divisible *d = market->d;
    bool *sells = mv_allocate(market->atoms, sizeof *sells);
    struct mv_ratio r, sum;
    mpz_t one;

    mpz_inits(r.p, r.q, sum.p, NULL);
    mpz_init_set_ui(sum.q, 1);
    mpz_init_set_ui(one, 1);
    memset(sells, true, market->atoms * sizeof *sells);
    mv_record(reader, "price", d->n);
    for (size_t i = 0; i < d->n; i++) {
        mv_field_rational(reader, r.p, r.q);
        mv_add_product(&sum, one, &r);
        for (size_t k = 0; k < market->atoms; k++)
            sells[k] =
                sells[k] &&
                mv_compare(r.p, r.q, d->belief.value[k * (1 + d->n) + 1 + i],
                           d->unit) <= 0;
    }
    if (mv_compare(sum.p, sum.q, d->cost, d->unit) != 0)
        mv_reject(reader, MV_E452, "the price does not add up to the cost");
    for (size_t k = 0; k < market->atoms; k++)
        if (sells[k])
            mpz_add(welfare, welfare, market->gain[k]);
    mpz_clears(r.p, r.q, sum.p, sum.q, one, NULL);
}

/* The welfare of the vector of coordinates where the odometer is; false if it
   adds up to less than c. */
static bool point_welfare(mpz_t welfare, const struct market *market)
{
    size_t n = market->d->n;

    mpz_neg(welfare, market->d->cost);
    for (size_t i = 0; i < n; i++)
        mpz_add(welfare, welfare, *market->value[i][market->points.at[i]]);
    if (mpz_sgn(welfare) < 0)
        return false;
    mpz_set_ui(welfare, 0);
    for (size_t k = 0; k < market->atoms; k++) {
        size_t i = 0;

        while (i < n && market->place[k * n + i] >= market->points.at[i])
            i++;
        if (i == n)
            mpz_add(welfare, welfare, market->gain[k]);
    }
    return true;
}

void mv_check_best_price(struct mv_checker *checker)
{
    const struct mv_divisible *d = checker->divisible;
    struct market market = {0};
    mpz_t welfare, other, square;

    mv_divisible_demand(d, d->has_belief, "a `belief`");
    mpz_inits(welfare, other, square, NULL);
    mpz_mul(square, d->unit, d->unit);
    open_market(checker, &market);
    read_price(checker, &market, welfare);
    mv_check_value(checker, welfare, square, &checker->claim.value[0].ratio);
    for (size_t k = 0; k < market.points.count; k++) {
        if (point_welfare(other, &market)) {
            checker->conditions++;
            if (mpz_cmp(other, welfare) > 0)
                mv_reject(&checker->reader, MV_E453,
                          "a price at the types of the belief earns more");
        }
        mv_profiles_next(&market.points);
    }
    mpz_clears(welfare, other, square, NULL);
}

/* ---- 2.6 ---------------------------------------------------------------- */

/* A cube, and c less the sum of the lower corner. */
struct cube {
    struct mv_ratio *lower, *upper, *eta, rest;
    size_t *low_place, *eta_place;
};

static struct mv_ratio *read_corner(struct mv_checker *checker,
                                    const char *keyword)
{
    size_t n = checker->divisible->n;
    struct mv_ratio *corner = mv_allocate(n, sizeof *corner);

    mv_record(&checker->reader, keyword, n);
    for (size_t i = 0; i < n; i++) {
        mpz_inits(corner[i].p, corner[i].q, NULL);
        mv_field_rational(&checker->reader, corner[i].p, corner[i].q);
    }
    return corner;
}

/* y = c - sum of all x but x_i; with i = N all. */
static void complement(struct mv_ratio *y, const struct mv_divisible *d,
                       const struct mv_ratio *x, size_t i)
{
    mpz_t less;

    mpz_init_set_si(less, -1);
    mpz_set(y->p, d->cost);
    mpz_set(y->q, d->unit);
    for (size_t j = 0; j < d->n; j++)
        if (j != i)
            mv_add_product(y, less, &x[j]);
    mpz_clear(less);
}

static size_t place(const struct mv_divisible *d, size_t i,
                    const struct mv_ratio *x)
{
    size_t l;
    mpz_t v;

    mpz_init(v);
    mpz_mul(v, x->p, d->unit);
    l = mv_cut_find(d, i, v, x->q);
    mpz_clear(v);
    return l;
}

static void read_cube(struct mv_checker *checker, struct cube *cube)
{
    const struct mv_divisible *d = checker->divisible;
    struct mv_ratio rest;

    cube->lower = read_corner(checker, "lower");
    cube->upper = read_corner(checker, "upper");
    cube->eta = mv_allocate(d->n, sizeof *cube->eta);
    cube->low_place = mv_allocate(d->n, sizeof(size_t));
    cube->eta_place = mv_allocate(d->n, sizeof(size_t));
    mpz_inits(rest.p, rest.q, NULL);
    complement(&rest, d, cube->lower, d->n);
    if (mpz_sgn(rest.p) <= 0)
        mv_reject(&checker->reader, MV_E306,
                  "the lower corner must add up to less than the cost");
    for (size_t i = 0; i < d->n; i++) {
        const struct mv_ratio *l = &cube->lower[i], *u = &cube->upper[i];

        if (mv_compare(l->p, l->q, u->p, u->q) >= 0 ||
            mv_compare(l->p, l->q, d->low[i], d->unit) < 0 ||
            mv_compare(u->p, u->q, d->high[i], d->unit) > 0)
            mv_reject(&checker->reader, MV_E306,
                      "no cube in the support for agent %zu", i);
        mpz_inits(cube->eta[i].p, cube->eta[i].q, NULL);
        complement(&cube->eta[i], d, cube->lower, i);
        if (mv_compare(u->p, u->q, cube->eta[i].p, cube->eta[i].q) < 0)
            mv_ratio_set(&cube->eta[i], u);
        cube->low_place[i] = place(d, i, l);
        cube->eta_place[i] = place(d, i, &cube->eta[i]);
    }
    mpz_clears(rest.p, rest.q, NULL);
}

/* The mixed difference: bit i of a subset is set where v_i = l_i. */
static void mixed_difference(mpz_t y, const struct mv_divisible *d,
                             const struct cube *cube)
{
    mpz_set_ui(y, 0);
    for (size_t subset = 0; subset >> d->n == 0; subset++) {
        size_t cell = 0, odd = 0;

        for (size_t i = 0; i < d->n; i++) {
            bool low = (subset >> i & 1) == 1;

            odd ^= low;
            cell += (low ? cube->low_place[i] : cube->eta_place[i]) *
                    d->cells.stride[i];
        }
        if (odd == 1)
            mpz_sub(y, y, d->level[cell]);
        else
            mpz_add(y, y, d->level[cell]);
    }
}

/* phi(eta) less the terms of the display. */
static void display(mpz_t y, const struct mv_divisible *d,
                    const struct cube *cube)
{
    struct mv_ratio bound;
    size_t cell = 0, l;

    mpz_inits(bound.p, bound.q, NULL);
    for (size_t i = 0; i < d->n; i++)
        cell += cube->eta_place[i] * d->cells.stride[i];
    mpz_set(y, d->level[cell]);
    for (size_t i = 0; i < d->n; i++) {
        const struct mv_ratio *u = &cube->upper[i];

        complement(&bound, d, cube->lower, i);
        if (mv_compare(u->p, u->q, bound.p, bound.q) < 0)
            continue;
        complement(&bound, d, cube->eta, i);
        l = place(d, i, &bound);
        if (l != SIZE_MAX)
            mpz_sub(
                y, y,
                d->level[cell + (l - cube->eta_place[i]) * d->cells.stride[i]]);
    }
    mpz_clears(bound.p, bound.q, NULL);
}

void mv_check_lemma_2(struct mv_checker *checker)
{
    const struct mv_divisible *d = checker->divisible;
    struct cube cube;
    mpz_t y;

    demand_mechanism(d, true);
    mpz_init(y);
    read_cube(checker, &cube);
    mixed_difference(y, d, &cube);
    mv_check_value(checker, y, d->unit, &checker->claim.value[0].ratio);
    display(y, d, &cube);
    mv_check_value(checker, y, d->unit, &checker->claim.value[1].ratio);
    mpz_clear(y);
}
