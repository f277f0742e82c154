#define _POSIX_C_SOURCE 200809L
#include "quantity_naive.h"

#include <stdlib.h>
#include <string.h>

mc_status quantity_parse(mc_quantity **quantity, mc_message *message,
                         const char *text)
{
    char name[] = "q.json";
    char *copy = strdup(text);
    mc_file file = {name, copy, strlen(text)};
    mc_status status = mc_quantity_parse(quantity, message, &file);
    free(copy);
    return status;
}

mc_quantity *quantity_must_parse(const char *text)
{
    mc_message message = {""};
    mc_quantity *quantity = NULL;
    mc_status status = quantity_parse(&quantity, &message, text);
    if (status != MC_OK)
        fprintf(stderr, "%s\n", message.text);
    assert_int_equal(status, MC_OK);
    return quantity;
}

void quantity_assert_number(mpq_srcptr value, const char *text)
{
    mpq_t wanted;
    mpq_init(wanted);
    assert_int_equal(mpq_set_str(wanted, text, 10), 0);
    if (!mpq_equal(value, wanted))
        gmp_fprintf(stderr, "%Qd, not %s\n", value, text);
    assert_true(mpq_equal(value, wanted));
    mpq_clear(wanted);
}

/* ---- definitions ---- */

/* Adds factor times the integral of a row of marginals from 0 to x, monomial
   by monomial. */
static void add_integral(mpq_t sum, const mc_quantity *quantity,
                         const mc_polynomial *row, mpq_srcptr x, long factor)
{
    mpq_t high, low, power, term;
    mpq_inits(high, low, power, term, NULL);
    for (size_t k = 0; k < quantity->pieces; k++) {
        mpq_set(low, quantity->knot[k]);
        mpq_set(high, quantity->knot[k + 1]);
        if (mpq_cmp(low, x) > 0)
            mpq_set(low, x);
        if (mpq_cmp(high, x) > 0)
            mpq_set(high, x);
        for (size_t j = 0; j < row[k].length; j++)
            for (int end = 0; end < 2; end++) {
                mpq_set_si(term, end ? factor : -factor, j + 1);
                mpq_canonicalize(term);
                mpq_mul(term, term, row[k].coefficient[j]);
                for (size_t times = 0; times <= j; times++)
                    mpq_mul(term, term, end ? high : low);
                mpq_add(sum, sum, term);
            }
    }
    mpq_clears(high, low, power, term, NULL);
}

/* W, W_ or N_ at y. */
static void welfare(mpq_t value, const mc_quantity *q, quantity_objective kind,
                    size_t agent, mpq_srcptr y)
{
    mpq_t part;
    mpq_init(part);
    mpq_set_ui(value, 0, 1);
    for (size_t i = 0; i < q->agents; i++) {
        bool here = kind != QUANTITY_WHOLE && i == agent;
        long people = (long)q->count[i];
        mpq_set_ui(part, 0, 1);
        add_integral(part, q, q->value + i * q->pieces, y, people - here);
        add_integral(part, q, q->share + i * q->pieces, y,
                     -people + (here && kind == QUANTITY_NET));
        if (q->utilitarian)
            mpq_mul(part, part, q->weight[i]);
        mpq_add(value, value, part);
    }
    mpq_clear(part);
}

/* Bernstein coefficients by their formula: all >= 0, and with `strict` the
   outer ones > 0. */
static bool accepts(mpq_t *g, size_t count, bool strict)
{
    bool fine = true;
    mpz_t upper, lower;
    mpq_t sum, term;
    mpz_inits(upper, lower, NULL);
    mpq_inits(sum, term, NULL);
    for (size_t k = 0; k < count; k++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t j = 0; j <= k; j++) {
            mpz_bin_uiui(upper, k, j);
            mpz_bin_uiui(lower, count - 1, j);
            mpq_set_num(term, upper);
            mpq_set_den(term, lower);
            mpq_canonicalize(term);
            mpq_mul(term, term, g[j]);
            mpq_add(sum, sum, term);
        }
        fine = fine && mpq_sgn(sum) >= 0;
        if (strict && (k == 0 || k == count - 1))
            fine = fine && mpq_sgn(sum) > 0;
    }
    mpq_clears(sum, term, NULL);
    mpz_clears(upper, lower, NULL);
    return fine;
}

enum { MOST = 8 };

/* The coefficients in t of F(at) - F(l + (r - l) t), of degree below MOST, by
   interpolation at t = 0, 1/(MOST-1), ..., 1: Newton's divided differences. */
static void interpolate(mpq_t *c, const mc_quantity *q, quantity_objective kind,
                        size_t agent, mpq_srcptr at, mpq_srcptr l, mpq_srcptr r)
{
    mpq_t node[MOST], top, x;
    mpq_inits(top, x, NULL);
    welfare(top, q, kind, agent, at);
    for (unsigned long j = 0; j < MOST; j++) {
        mpq_init(node[j]);
        mpq_set_ui(node[j], j, MOST - 1);
        mpq_canonicalize(node[j]);
        mpq_sub(x, r, l);
        mpq_mul(x, x, node[j]);
        mpq_add(x, x, l);
        welfare(c[j], q, kind, agent, x);
        mpq_sub(c[j], top, c[j]);
    }
    for (size_t order = 1; order < MOST; order++)
        for (size_t j = MOST - 1; j >= order; j--) {
            mpq_sub(c[j], c[j], c[j - 1]);
            mpq_sub(x, node[j], node[j - order]);
            mpq_div(c[j], c[j], x);
        }
    for (size_t start = MOST - 1; start-- > 0;)
        for (size_t j = start; j < MOST - 1; j++) {
            mpq_mul(x, c[j + 1], node[start]);
            mpq_sub(c[j], c[j], x);
        }
    for (size_t j = 0; j < MOST; j++)
        mpq_clear(node[j]);
    mpq_clears(top, x, NULL);
}

/* Section 6, conditions 1 to 3, on one piece. */
static bool piece_shown(const mc_quantity *q, quantity_objective kind,
                        size_t agent, mpq_srcptr at, mpq_srcptr l, mpq_srcptr r)
{
    mpq_t c[MOST];
    size_t count = MOST, zeros = 0;
    bool right = mpq_cmp(l, at) >= 0, fine;
    bool others = q->tie == (right ? MC_TIE_LOWEST : MC_TIE_HIGHEST);
    for (size_t j = 0; j < MOST; j++)
        mpq_init(c[j]);
    if (mpq_equal(r, at))
        interpolate(c, q, kind, agent, at, r, l);
    else
        interpolate(c, q, kind, agent, at, l, r);
    while (count > 0 && mpq_sgn(c[count - 1]) == 0)
        count--;
    if (count > 0 && (mpq_equal(l, at) || mpq_equal(r, at)))
        while (mpq_sgn(c[zeros]) == 0)
            zeros++;
    fine = count == 0 ? others : accepts(c + zeros, count - zeros, !others);
    for (size_t j = 0; j < MOST; j++)
        mpq_clear(c[j]);
    return fine;
}

static int compare_points(const void *a, const void *b)
{
    return mpq_cmp((mpq_srcptr)a, (mpq_srcptr)b);
}

void quantity_assert_maximum(const mc_quantity *q, quantity_objective kind,
                             size_t agent, const mc_maximum *maximum)
{
    mc_points cuts;
    mpq_t value;
    mpq_init(value);
    mc_points_init(&cuts);
    welfare(value, q, kind, agent, maximum->at);
    assert_true(mpq_equal(value, maximum->height));
    for (size_t j = 0; j < maximum->splits.count; j++) {
        mpq_srcptr s = maximum->splits.point[j];
        assert_true(mpq_sgn(s) > 0 && mpq_cmp(s, q->knot[q->pieces]) < 0);
        if (j > 0)
            assert_true(mpq_cmp(maximum->splits.point[j - 1], s) < 0);
        mc_points_append(&cuts, s);
    }
    for (size_t k = 0; k <= q->pieces; k++)
        mc_points_append(&cuts, q->knot[k]);
    mc_points_append(&cuts, maximum->at);
    qsort(cuts.point, cuts.count, sizeof *cuts.point, compare_points);
    for (size_t j = 1; j < cuts.count; j++)
        if (!mpq_equal(cuts.point[j - 1], cuts.point[j]))
            assert_true(piece_shown(q, kind, agent, maximum->at,
                                    cuts.point[j - 1], cuts.point[j]));
    mc_points_clear(&cuts);
    mpq_clear(value);
}

/* The transfers as section 2 defines them. */
void quantity_assert_person(const mc_quantity_outcome *o, size_t i)
{
    const mc_quantity *q = o->quantity;
    const mc_quantity_person *person = o->person + i;
    mpq_srcptr place[3] = {o->decision.at, person->without.at, person->net.at};
    mpq_t value, other, omega;
    mpq_inits(value, other, omega, NULL);
    mpq_set_ui(omega, 1, 1);
    if (q->utilitarian)
        mpq_set(omega, q->weight[i]);
    quantity_assert_maximum(q, QUANTITY_WITHOUT, i, &person->without);
    quantity_assert_maximum(q, QUANTITY_NET, i, &person->net);
    for (size_t j = 0; j < 3; j++) {
        mpq_set_ui(value, 0, 1);
        add_integral(value, q, q->value + i * q->pieces, place[j], 1);
        assert_true(mpq_equal(value, person->worth[j]));
        mpq_set_ui(value, 0, 1);
        add_integral(value, q, q->share + i * q->pieces, place[j], 1);
        assert_true(mpq_equal(value, person->share[j]));
    }
    welfare(value, q, QUANTITY_WITHOUT, i, place[1]);
    welfare(other, q, QUANTITY_WITHOUT, i, place[0]);
    mpq_sub(value, value, other);
    mpq_div(value, value, omega);
    assert_true(mpq_equal(value, person->charge[MC_CHARGE_PIVOTAL]));
    assert_true(mpq_sgn(value) >= 0);
    mpq_add(value, value, person->share[MC_AT_WITHOUT]);
    assert_true(mpq_equal(value, person->charge[MC_CHARGE_COST_SHARING]));
    welfare(value, q, QUANTITY_NET, i, place[2]);
    welfare(other, q, QUANTITY_NET, i, place[0]);
    mpq_sub(value, value, other);
    mpq_div(value, value, omega);
    mpq_add(value, value, person->share[MC_AT_DECISION]);
    assert_true(mpq_equal(value, person->charge[MC_CHARGE_CLARKE]));
    mpq_clears(value, other, omega, NULL);
}

/* Adds the larger of both integrals from l to r, on eight parts of which the
   same one is the larger. */
static void add_larger(mpq_t sum, const mc_quantity *q, size_t i, mpq_srcptr l,
                       mpq_srcptr r)
{
    mpq_t x, part, total;
    int sign = 0;
    mpq_inits(x, part, total, NULL);
    for (unsigned long end = 0; end < 9; end++) {
        mpq_neg(total, part);
        mpq_sub(x, r, l);
        mpq_set_ui(part, end, 8);
        mpq_canonicalize(part);
        mpq_mul(x, x, part);
        mpq_add(x, x, l);
        mpq_set_ui(part, 0, 1);
        add_integral(part, q, q->value + i * q->pieces, x, 1);
        add_integral(part, q, q->share + i * q->pieces, x, -1);
        mpq_add(total, total, part);
        assert_true(end == 0 || sign * mpq_sgn(total) >= 0);
        sign = end == 0 || mpq_sgn(total) == 0 ? sign : mpq_sgn(total);
    }
    mpq_set_ui(total, 0, 1);
    add_integral(total, q, (sign > 0 ? q->value : q->share) + i * q->pieces, r,
                 1);
    add_integral(total, q, (sign > 0 ? q->value : q->share) + i * q->pieces, l,
                 -1);
    mpq_add(sum, sum, total);
    mpq_clears(x, part, total, NULL);
}

void quantity_assert_unit(const mc_quantity_outcome *o, size_t i)
{
    const mc_quantity *q = o->quantity;
    const mc_quantity_person *person = o->person + i;
    mc_points cuts;
    mpq_t sum;
    mpq_init(sum);
    mc_points_init(&cuts);
    for (size_t k = 0; k <= q->pieces; k++)
        if (mpq_cmp(q->knot[k], o->decision.at) < 0)
            mc_points_append(&cuts, q->knot[k]);
    mc_points_append(&cuts, o->decision.at);
    for (size_t j = 0; j < person->signs.count; j++)
        mc_points_append(&cuts, person->signs.point[j]);
    qsort(cuts.point, cuts.count, sizeof *cuts.point, compare_points);
    for (size_t j = 1; j < cuts.count && person->has_unit; j++)
        add_larger(sum, q, i, cuts.point[j - 1], cuts.point[j]);
    assert_true(!person->has_unit || mpq_equal(sum, person->unit));
    mc_points_clear(&cuts);
    mpq_clear(sum);
}

/* ---- random statements ---- */

/* The coefficients are between -negative and 6; of costs none is negative. */
static void print_polynomial(FILE *out, gmp_randstate_t random, long negative)
{
    size_t length = 1 + unit_random_below(random, 3);
    fputc('[', out);
    for (size_t j = 0; j < length; j++)
        fprintf(out, "%s\"%ld/%zu\"", j ? ", " : "",
                (long)unit_random_below(random, (size_t)negative + 7) -
                    negative,
                1 + unit_random_below(random, 3));
    fputc(']', out);
}

static void print_pieces(FILE *out, gmp_randstate_t random, size_t pieces,
                         long negative)
{
    fputc('[', out);
    for (size_t k = 0; k < pieces; k++) {
        fputs(k ? ", " : "", out);
        print_polynomial(out, random, negative);
    }
    fputc(']', out);
}

/* To be freed. */
char *quantity_random(gmp_randstate_t random)
{
    static const char *const tie[] = {"", ", \"tie\": \"lowest\"",
                                      ", \"tie\": \"highest\""};
    char *text = NULL;
    size_t size = 0, agents = 1 + unit_random_below(random, 3);
    size_t pieces = 1 + unit_random_below(random, 3);
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    fputs("{\"format\": \"mechcert-quantity-1\", \"agents\": [", out);
    for (size_t i = 0; i < agents; i++)
        fprintf(out, "%s\"%zu\"", i ? ", " : "", i);
    fputs("], \"counts\": [", out);
    for (size_t i = 0; i < agents; i++)
        fprintf(out, "%s%zu", i ? ", " : "", 1 + unit_random_below(random, 3));
    fputs("], \"weights\": [", out);
    for (size_t i = 0; i < agents; i++)
        fprintf(out, "%s%zu", i ? ", " : "", 1 + unit_random_below(random, 3));
    fputs("], \"knots\": [0", out);
    for (size_t k = 1; k <= pieces; k++)
        fprintf(out, ", \"%zu/2\"", 3 * k - unit_random_below(random, 2));
    fputs("], \"cost\": ", out);
    print_pieces(out, random, pieces, 0);
    bool equal = unit_random_below(random, 2) == 0;
    fputs(equal ? ", \"shares\": \"equal\"" : ", \"duty\": [1", out);
    for (size_t i = 1; i < agents && !equal; i++)
        fprintf(out, ", %zu", unit_random_below(random, 3));
    fputs(equal ? "" : "]", out);
    fputs(", \"values\": [", out);
    for (size_t i = 0; i < agents; i++) {
        fputs(i ? ", " : "", out);
        print_pieces(out, random, pieces, 6);
    }
    fprintf(out, "], \"decision\": \"%s\"%s}",
            unit_random_below(random, 2) ? "efficient" : "utilitarian",
            tie[unit_random_below(random, 3)]);
    assert_int_equal(fclose(out), 0);
    return text;
}
