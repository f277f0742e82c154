#include "divisible.h"
#include <string.h>

/* FORMAT-DIVISIBLE.md section 3. Polynomials are compared at the points t/G
   with naturals t_1, ..., t_N of sum <= d: a polynomial of degree <= d that is
   0 at all of them is 0. A point is numerators w over G, a multiple of D. */

enum { most_work = 100000000, most_power = 64, most_agents = 16 };

/* Powers of a number. */
struct powers {
    mpz_t power[most_power + 1];
};

/* A point of the support or of the lattice: the powers of v_j, v_j - a_j and
   b_j - v_j, of s = sum v_j - c and of v_j - s, all over powers of G. */
struct point {
    const struct mv_divisible *d;
    mpz_t g, *w, s;
    struct powers *value, *above, *below, *limit, slack;
    size_t *t, sum, degree;
};

static void powers_init(struct powers *powers)
{
    for (size_t k = 0; k <= most_power; k++)
        mpz_init_set_ui(powers->power[k], 1);
}

static void powers_set(struct powers *powers, const mpz_t x)
{
    for (size_t k = 1; k <= most_power; k++)
        mpz_mul(powers->power[k], powers->power[k - 1], x);
}

static struct powers *powers_new(size_t count)
{
    struct powers *powers = mv_allocate(count, sizeof *powers);

    for (size_t i = 0; i < count; i++)
        powers_init(&powers[i]);
    return powers;
}

static void point_init(struct point *point, const struct mv_divisible *d)
{
    *point = (struct point){.d = d};
    mpz_init_set(point->g, d->unit);
    mpz_init(point->s);
    point->w = mv_numbers(d->n);
    point->value = powers_new(d->n);
    point->above = powers_new(d->n);
    point->below = powers_new(d->n);
    point->limit = powers_new(d->n);
    powers_init(&point->slack);
    point->t = mv_allocate(d->n, sizeof(size_t));
}

/* Computes the powers from w and G. */
static void point_seal(struct point *point)
{
    const struct mv_divisible *d = point->d;
    mpz_t scale, x;

    mpz_inits(scale, x, NULL);
    mpz_divexact(scale, point->g, d->unit);
    mpz_set_ui(point->s, 0);
    for (size_t i = 0; i < d->n; i++)
        mpz_add(point->s, point->s, point->w[i]);
    mpz_submul(point->s, scale, d->cost);
    powers_set(&point->slack, point->s);
    for (size_t i = 0; i < d->n; i++) {
        powers_set(&point->value[i], point->w[i]);
        mpz_sub(x, point->w[i], point->s);
        powers_set(&point->limit[i], x);
        mpz_set(x, point->w[i]);
        mpz_submul(x, scale, d->low[i]);
        powers_set(&point->above[i], x);
        mpz_mul(x, scale, d->high[i]);
        mpz_sub(x, x, point->w[i]);
        powers_set(&point->below[i], x);
    }
    mpz_clears(scale, x, NULL);
}

/* The next point of the lattice of this degree, from 0 on; false after the last
   one. */
static bool point_next(struct point *point)
{
    for (size_t i = point->d->n; i-- > 0;) {
        point->t[i]++;
        if (++point->sum <= point->degree)
            return true;
        point->sum -= point->t[i];
        point->t[i] = 0;
    }
    return false;
}

static void point_place(struct point *point)
{
    for (size_t i = 0; i < point->d->n; i++)
        mpz_set_ui(point->w[i], (unsigned long)point->t[i]);
    point_seal(point);
}

/* Starts the lattice; refuses if it has too many points for these terms. */
static void lattice_open(struct mv_checker *checker, struct point *point,
                         size_t degree, size_t terms)
{
    mpz_t points;

    point->degree = degree;
    mpz_init(points);
    mpz_bin_uiui(points, (unsigned long)(degree + point->d->n),
                 (unsigned long)point->d->n);
    mpz_mul_ui(points, points, (unsigned long)(terms + 1));
    if (mpz_cmp_ui(points, most_work) > 0)
        mv_reject(&checker->reader, MV_E501,
                  "more than 10^8 pairs of a point and a term");
    mpz_clear(points);
}

/* Reads `point v_1 ... v_N`. */
static void point_read(struct mv_checker *checker, struct point *point)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_divisible *d = point->d;
    mpz_t q[most_agents];

    mv_record(reader, "point", d->n);
    for (size_t i = 0; i < d->n; i++) {
        mpz_init(q[i]);
        mv_field_rational(reader, point->w[i], q[i]);
        if (mv_compare(point->w[i], q[i], d->low[i], d->unit) < 0 ||
            mv_compare(point->w[i], q[i], d->high[i], d->unit) > 0)
            mv_reject(reader, MV_E306, "this is outside of the support");
        mpz_lcm(point->g, point->g, q[i]);
    }
    for (size_t i = 0; i < d->n; i++) {
        mpz_divexact(q[i], point->g, q[i]);
        mpz_mul(point->w[i], point->w[i], q[i]);
        mpz_clear(q[i]);
    }
    point_seal(point);
    if (mpz_sgn(point->s) < 0)
        mv_reject(reader, MV_E306, "the point adds up to less than the cost");
}

static size_t power_of(const struct mv_divisible *d, size_t term, size_t i)
{
    return (size_t)mpz_get_ui(d->terms.value[term * (1 + d->n) + 1 + i]);
}

static size_t term_count(const struct mv_divisible *d)
{
    return d->terms.used / (1 + d->n);
}

static size_t term_degree(const struct mv_divisible *d, size_t term)
{
    size_t sum = 0;

    for (size_t i = 0; i < d->n; i++)
        sum += power_of(d, term, i);
    return sum;
}

static size_t degree_of(const struct mv_divisible *d)
{
    size_t degree = 0;

    for (size_t term = 0; term < term_count(d); term++)
        if (term_degree(d, term) > degree)
            degree = term_degree(d, term);
    return degree;
}

/* y = x G^power. */
static void raise_by(mpz_t y, const mpz_t x, const struct point *point,
                     size_t power)
{
    mpz_t scale;

    mpz_init(scale);
    mpz_pow_ui(scale, point->g, (unsigned long)power);
    mpz_mul(y, x, scale);
    mpz_clear(scale);
}

/* The derivative of P once in each of the coordinates i for which once[i], at
   the point, over D G^degree; degree >= that of P. */
static void derivative(mpz_t y, const struct point *point, const bool *once,
                       size_t degree)
{
    const struct mv_divisible *d = point->d;
    mpz_t part;

    mpz_init(part);
    mpz_set_ui(y, 0);
    for (size_t term = 0; term < term_count(d); term++) {
        size_t used = 0;

        mpz_set(part, d->terms.value[term * (1 + d->n)]);
        for (size_t i = 0; i < d->n; i++) {
            size_t e = power_of(d, term, i);

            if (once[i])
                mpz_mul_ui(part, part, (unsigned long)e);
            e -= once[i] && e > 0;
            mpz_mul(part, part, point->value[i].power[e]);
            used += e;
        }
        raise_by(part, part, point, degree - used);
        mpz_add(y, y, part);
    }
    mpz_clear(part);
}

/* L times the part of one term of Res, but for its coefficient, at the point,
   over G^(degree of the term + 1):
     s v^e - sum_i ( v_i^{e_i+1} - (v_i - s)^{e_i+1} ) / (e_i+1) v_-i^{e_-i}. */
static void term_residual(mpz_t y, const struct point *point, size_t term,
                          const mpz_t common)
{
    const struct mv_divisible *d = point->d;
    mpz_t part;

    mpz_init(part);
    mpz_mul(y, point->s, common);
    for (size_t j = 0; j < d->n; j++)
        mpz_mul(y, y, point->value[j].power[power_of(d, term, j)]);
    for (size_t i = 0; i < d->n; i++) {
        size_t e = power_of(d, term, i) + 1;

        mpz_sub(part, point->value[i].power[e], point->limit[i].power[e]);
        mpz_mul(part, part, common);
        mpz_divexact_ui(part, part, (unsigned long)e);
        for (size_t j = 0; j < d->n; j++)
            if (j != i)
                mpz_mul(part, part,
                        point->value[j].power[power_of(d, term, j)]);
        mpz_sub(y, y, part);
    }
    mpz_clear(part);
}

/* Res at the point, over D L G^(degree + 1) with L = lcm(1, ..., 33). */
static void residual(mpz_t y, const struct point *point, size_t degree,
                     const mpz_t common)
{
    const struct mv_divisible *d = point->d;
    mpz_t part;

    mpz_init(part);
    mpz_set_ui(y, 0);
    for (size_t term = 0; term < term_count(d); term++) {
        term_residual(part, point, term, common);
        raise_by(part, part, point, degree - term_degree(d, term));
        mpz_addmul(y, part, d->terms.value[term * (1 + d->n)]);
    }
    mpz_clear(part);
}

static void demand_polynomial(const struct mv_divisible *d)
{
    mpz_t rest;

    mv_divisible_demand(d, d->has_terms, "`terms`");
    mpz_init_set(rest, d->cost);
    for (size_t i = 0; i < d->n; i++)
        mpz_sub(rest, rest, d->high[i]);
    /* c - sum_{j != i} b_j >= a_i */
    for (size_t i = 0; i < d->n; i++) {
        mpz_add(rest, rest, d->high[i]);
        mv_divisible_demand(d, mpz_cmp(rest, d->low[i]) >= 0,
                            "veto power of every agent (Assumption 3.2)");
        mpz_sub(rest, rest, d->high[i]);
    }
    mpz_clear(rest);
}

/* Whether the claim is that a polynomial vanishes. */
static bool claims_zero(struct mv_checker *checker)
{
    int sign = mpz_sgn(checker->claim.value[0].ratio.p);

    demand_polynomial(checker->divisible);
    if (sign < 0)
        mv_reject(&checker->reader, MV_E405, "V is negative");
    strcpy(checker->claim.cases, sign == 0 ? "h" : "v");
    return sign == 0;
}

/* The absolute value of y/(D common G^power) is V. */
static void check_magnitude(struct mv_checker *checker,
                            const struct point *point, mpz_t y,
                            const mpz_t common, size_t power)
{
    mpz_t scale;

    mpz_init(scale);
    mpz_mul(scale, common, point->d->unit);
    raise_by(scale, scale, point, power);
    mpz_abs(y, y);
    mv_check_value(checker, y, scale, &checker->claim.value[0].ratio);
    mpz_clear(scale);
}

void mv_check_lemma_1(struct mv_checker *checker)
{
    struct mv_divisible *d = checker->divisible;
    bool zero = claims_zero(checker);
    size_t degree = degree_of(d);
    struct point point;
    mpz_t y, common;

    mpz_init(y);
    mpz_init_set_ui(common, 1);
    for (unsigned long k = 2; k <= 33; k++)
        mpz_lcm_ui(common, common, k);
    point_init(&point, d);
    if (!zero) {
        point_read(checker, &point);
        residual(y, &point, degree, common);
        check_magnitude(checker, &point, y, common, degree + 1);
        return;
    }
    lattice_open(checker, &point, degree + 1, term_count(d));
    do {
        point_place(&point);
        residual(y, &point, degree, common);
        if (mpz_sgn(y) != 0)
            mv_reject(&checker->reader, MV_E456,
                      "the residual is not the zero polynomial");
        checker->conditions++;
    } while (point_next(&point));
}

void mv_check_mixed_derivative(struct mv_checker *checker)
{
    struct mv_divisible *d = checker->divisible;
    bool zero = claims_zero(checker), once[most_agents];
    struct point point;
    mpz_t y, common;

    for (size_t term = 0; term < term_count(d) && zero; term++) {
        bool vanishes = mpz_sgn(d->terms.value[term * (1 + d->n)]) == 0;

        for (size_t i = 0; i < d->n; i++)
            vanishes = vanishes || power_of(d, term, i) == 0;
        if (!vanishes)
            mv_reject(&checker->reader, MV_E456,
                      "the derivative of term %zu does not vanish", term);
        checker->conditions++;
    }
    if (zero)
        return;
    memset(once, true, sizeof once);
    mpz_init(y);
    mpz_init_set_ui(common, 1);
    point_init(&point, d);
    point_read(checker, &point);
    derivative(y, &point, once, degree_of(d));
    check_magnitude(checker, &point, y, common, degree_of(d));
}

/* ---- 3.3 ---------------------------------------------------------------- */

/* A sum of p/D' s^{e_0} prod (v_j - a_j)^{e_j} prod (b_j - v_j)^{f_j}: the p
   and, in turn, e_0, ..., f_N of each term. */
struct products {
    struct mv_table p;
    unsigned char *power;
    size_t capacity, count, degree;
};

/* Reads the exponents of the next term. */
static void read_powers(struct mv_checker *checker, struct products *sum)
{
    struct mv_reader *reader = &checker->reader;
    size_t powers = 1 + 2 * checker->divisible->n, total = 0;
    unsigned char *power;

    sum->power =
        mv_grow(sum->power, &sum->capacity, (sum->count + 1) * powers, 1);
    power = sum->power + sum->count * powers;
    for (size_t k = 0; k < powers; k++) {
        power[k] = (unsigned char)mv_field_index(reader, most_power + 1);
        total += power[k];
    }
    if (sum->count > 0 && memcmp(power - powers, power, powers) >= 0)
        mv_reject(reader, MV_E307, "the exponents must increase");
    if (total > sum->degree)
        sum->degree = total;
    sum->count++;
}

/* Reads the rest of the header, whose cursor is at D, and the terms. */
static void read_products(struct mv_checker *checker, struct products *sum)
{
    struct mv_reader *reader = &checker->reader;
    size_t powers = 1 + 2 * checker->divisible->n, count;
    mpz_t *p;

    *sum = (struct products){0};
    mv_table_init(&sum->p, 1);
    mv_vector_open(&sum->p.vector, reader);
    count = mv_field_count(reader);
    for (size_t k = 0; k < count; k++) {
        mv_record(reader, "term", 1 + powers);
        p = mv_table_line(&sum->p);
        mv_field_numerator(reader, &sum->p.vector, *p);
        if (mpz_sgn(*p) <= 0)
            mv_reject(reader, MV_E407, "this multiplier is not positive");
        read_powers(checker, sum);
    }
    mv_vector_close(&sum->p.vector, reader);
}

/* The value at the point, over D' G^degree. */
static void products_value(mpz_t y, const struct products *sum,
                           const struct point *point, size_t degree)
{
    size_t n = point->d->n;
    mpz_t part;

    mpz_init(part);
    mpz_set_ui(y, 0);
    for (size_t term = 0; term < sum->count; term++) {
        const unsigned char *power = sum->power + term * (1 + 2 * n);
        size_t used = power[0];

        mpz_mul(part, sum->p.value[term], point->slack.power[power[0]]);
        for (size_t i = 0; i < n; i++) {
            mpz_mul(part, part, point->above[i].power[power[1 + i]]);
            mpz_mul(part, part, point->below[i].power[power[1 + n + i]]);
            used += (size_t)power[1 + i] + power[1 + n + i];
        }
        raise_by(part, part, point, degree - used);
        mpz_add(y, y, part);
    }
    mpz_clear(part);
}

/* The sum is the derivative of P, once in each coordinate that is set. */
static void compare_products(struct mv_checker *checker, struct products *sum,
                             const bool *once)
{
    const struct mv_divisible *d = checker->divisible;
    size_t degree = degree_of(d);
    struct point point;
    mpz_t left, right;

    if (sum->degree > degree)
        degree = sum->degree;
    mpz_inits(left, right, NULL);
    point_init(&point, d);
    lattice_open(checker, &point, degree, sum->count + term_count(d));
    do {
        point_place(&point);
        products_value(left, sum, &point, degree);
        derivative(right, &point, once, degree);
        mpz_mul(left, left, d->unit);
        mpz_mul(right, right, sum->p.vector.denominator);
        if (mpz_cmp(left, right) != 0)
            mv_reject(&checker->reader, MV_E456,
                      "the terms that end here are another polynomial");
        checker->conditions++;
    } while (point_next(&point));
    mv_table_clear(&sum->p);
    mv_release(sum->power, sum->capacity, 1);
    mpz_clears(left, right, NULL);
}

/* P(b) <= 1. */
static void check_top(struct mv_checker *checker)
{
    const struct mv_divisible *d = checker->divisible;
    bool once[most_agents] = {false};
    struct point point;
    mpz_t y, one;

    mpz_inits(y, one, NULL);
    point_init(&point, d);
    for (size_t i = 0; i < d->n; i++)
        mpz_set(point.w[i], d->high[i]);
    point_seal(&point);
    derivative(y, &point, once, degree_of(d));
    raise_by(one, d->unit, &point, degree_of(d));
    if (mpz_cmp(y, one) > 0)
        mv_reject(&checker->reader, MV_E457,
                  "the level at the highest types is above 1");
    checker->conditions++;
    mpz_clears(y, one, NULL);
}

void mv_check_polynomial_monotone(struct mv_checker *checker)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_divisible *d = checker->divisible;
    bool once[most_agents] = {false};
    struct products sum;

    demand_polynomial(d);
    for (size_t i = 0; i < d->n; i++) {
        mv_record(reader, "slope", 3);
        if (mv_field_index(reader, d->n) != i)
            mv_reject(reader, MV_E307, "agent %zu comes next", i);
        read_products(checker, &sum);
        once[i] = true;
        compare_products(checker, &sum, once);
        once[i] = false;
    }
    mv_record(reader, "level", 2);
    read_products(checker, &sum);
    compare_products(checker, &sum, once);
    check_top(checker);
}
