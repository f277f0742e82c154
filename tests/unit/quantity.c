/* Public goods of a continuous quantity: the figures, random statements
   against definitions, ties, irrational optima, refusals. */
#define _POSIX_C_SOURCE 200809L
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "publicgood/quantity.h"

static mc_status parse(mc_quantity **quantity, mc_message *message,
                       const char *text)
{
    char name[] = "q.json";
    char *copy = strdup(text);
    mc_file file = {name, copy, strlen(text)};
    mc_status status = mc_quantity_parse(quantity, message, &file);
    free(copy);
    return status;
}

static mc_quantity *must_parse(const char *text)
{
    mc_message message = {""};
    mc_quantity *quantity = NULL;
    mc_status status = parse(&quantity, &message, text);
    if (status != MC_OK)
        fprintf(stderr, "%s\n", message.text);
    assert_int_equal(status, MC_OK);
    return quantity;
}

static void assert_number(mpq_srcptr value, const char *text)
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

typedef enum objective { WHOLE, WITHOUT, NET } objective;

/* W, W_ or N_ at y. */
static void welfare(mpq_t value, const mc_quantity *q, objective kind,
                    size_t agent, mpq_srcptr y)
{
    mpq_t part;
    mpq_init(part);
    mpq_set_ui(value, 0, 1);
    for (size_t i = 0; i < q->agents; i++) {
        bool here = kind != WHOLE && i == agent;
        long people = (long)q->count[i];
        mpq_set_ui(part, 0, 1);
        add_integral(part, q, q->value + i * q->pieces, y, people - here);
        add_integral(part, q, q->share + i * q->pieces, y,
                     -people + (here && kind == NET));
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
static void interpolate(mpq_t *c, const mc_quantity *q, objective kind,
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
static bool piece_shown(const mc_quantity *q, objective kind, size_t agent,
                        mpq_srcptr at, mpq_srcptr l, mpq_srcptr r)
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

static void assert_maximum(const mc_quantity *q, objective kind, size_t agent,
                           const mc_maximum *maximum)
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
static void assert_person(const mc_quantity_outcome *o, size_t i)
{
    const mc_quantity *q = o->quantity;
    const mc_quantity_person *person = o->person + i;
    mpq_srcptr place[3] = {o->decision.at, person->without.at, person->net.at};
    mpq_t value, other, omega;
    mpq_inits(value, other, omega, NULL);
    mpq_set_ui(omega, 1, 1);
    if (q->utilitarian)
        mpq_set(omega, q->weight[i]);
    assert_maximum(q, WITHOUT, i, &person->without);
    assert_maximum(q, NET, i, &person->net);
    for (size_t j = 0; j < 3; j++) {
        mpq_set_ui(value, 0, 1);
        add_integral(value, q, q->value + i * q->pieces, place[j], 1);
        assert_true(mpq_equal(value, person->worth[j]));
        mpq_set_ui(value, 0, 1);
        add_integral(value, q, q->share + i * q->pieces, place[j], 1);
        assert_true(mpq_equal(value, person->share[j]));
    }
    welfare(value, q, WITHOUT, i, place[1]);
    welfare(other, q, WITHOUT, i, place[0]);
    mpq_sub(value, value, other);
    mpq_div(value, value, omega);
    assert_true(mpq_equal(value, person->charge[MC_CHARGE_PIVOTAL]));
    assert_true(mpq_sgn(value) >= 0);
    mpq_add(value, value, person->share[MC_AT_WITHOUT]);
    assert_true(mpq_equal(value, person->charge[MC_CHARGE_COST_SHARING]));
    welfare(value, q, NET, i, place[2]);
    welfare(other, q, NET, i, place[0]);
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

static void assert_unit(const mc_quantity_outcome *o, size_t i)
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

/* ---- the figures ---- */

static void figure_2_has_these_areas(void **state)
{
    mc_message message = {""};
    mc_quantity *q = NULL;
    mc_quantity_outcome *o = NULL;
    (void)state;
    assert_int_equal(mc_quantity_new_figure(&q, &message, 2), MC_OK);
    assert_int_equal(mc_quantity_outcome_new(&o, &message, q), MC_OK);
    assert_maximum(q, WHOLE, 0, &o->decision);
    for (size_t i = 0; i < q->agents; i++)
        assert_person(o, i);
    /* 18 - 2y = 4/3 (2 + y); without i 10 - y = 4/3 (2 + y) */
    assert_number(o->decision.at, "23/5");
    assert_number(o->person[0].without.at, "22/7");
    assert_number(o->person[0].net.at, "26/5");
    /* the triangle (23/5 - 22/7)^2 7/3 / 2, divided by the weight 2 */
    assert_number(o->person[0].charge[MC_CHARGE_PIVOTAL], "867/700");
    assert_number(o->person[0].share[MC_AT_WITHOUT], "550/147");
    mc_quantity_outcome_free(o);
    mc_quantity_free(q);
}

static void figure_3_shows_clarke_charging_more_than_the_share(void **state)
{
    mc_message message = {""};
    mc_quantity *q = NULL;
    mc_quantity_outcome *o = NULL;
    mpq_t excess;
    (void)state;
    mpq_init(excess);
    assert_int_equal(mc_quantity_new_figure(&q, &message, 3), MC_OK);
    assert_int_equal(mc_quantity_outcome_new(&o, &message, q), MC_OK);
    assert_number(o->decision.at, "3");
    assert_number(o->person[0].without.at, "5/2");
    assert_number(o->person[0].net.at, "10/3");
    assert_number(o->person[0].charge[MC_CHARGE_PIVOTAL], "1/2");
    assert_number(o->person[0].charge[MC_CHARGE_COST_SHARING], "29/8");
    assert_number(o->person[0].charge[MC_CHARGE_CLARKE], "14/3");
    /* max(5 - y, y): they cross at 5/2 */
    assert_true(o->person[0].has_unit);
    assert_number(o->person[0].unit, "43/4");
    assert_int_equal(o->person[0].signs.count, 1);
    assert_number(o->person[0].signs.point[0], "5/2");
    /* the right panels */
    assert_number(o->person[1].without.at, "3");
    assert_number(o->person[1].net.at, "15/4");
    assert_number(o->person[1].charge[MC_CHARGE_PIVOTAL], "0");
    assert_number(o->person[1].charge[MC_CHARGE_COST_SHARING], "9/2");
    assert_number(o->person[1].charge[MC_CHARGE_CLARKE], "45/8");
    assert_true(mc_quantity_excess(excess, o, MC_PROMISE_FAIR_PRICING,
                                   MC_CHARGE_CLARKE, 1));
    assert_number(excess, "9/8");
    assert_true(mc_quantity_excess(excess, o, MC_PROMISE_FAIR_PRICING,
                                   MC_CHARGE_COST_SHARING, 1));
    assert_number(excess, "0");
    assert_true(mc_quantity_excess(excess, o, MC_PROMISE_COST_SHARING_UNIVERSAL,
                                   MC_CHARGE_CLARKE, 1));
    assert_number(excess, "9/8");
    assert_false(mc_quantity_excess(excess, o, MC_PROMISE_NO_EXTORTION,
                                    MC_CHARGE_CLARKE, 1));
    assert_number(o->cost, "27/2");
    mc_quantity_outcome_free(o);
    mc_quantity_free(q);
    mpq_clear(excess);
}

/* ---- random statements ---- */

static void print_polynomial(FILE *out, gmp_randstate_t random)
{
    size_t length = 1 + unit_random_below(random, 3);
    fputc('[', out);
    for (size_t j = 0; j < length; j++)
        fprintf(out, "%s\"%ld/%zu\"", j ? ", " : "",
                (long)unit_random_below(random, 13) - 6,
                1 + unit_random_below(random, 3));
    fputc(']', out);
}

static void print_pieces(FILE *out, gmp_randstate_t random, size_t pieces)
{
    fputc('[', out);
    for (size_t k = 0; k < pieces; k++) {
        fputs(k ? ", " : "", out);
        print_polynomial(out, random);
    }
    fputc(']', out);
}

/* To be freed. */
static char *random_statement(gmp_randstate_t random)
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
    print_pieces(out, random, pieces);
    bool equal = unit_random_below(random, 2) == 0;
    fputs(equal ? ", \"shares\": \"equal\"" : ", \"duty\": [1", out);
    for (size_t i = 1; i < agents && !equal; i++)
        fprintf(out, ", %zu", unit_random_below(random, 3));
    fputs(equal ? "" : "]", out);
    fputs(", \"values\": [", out);
    for (size_t i = 0; i < agents; i++) {
        fputs(i ? ", " : "", out);
        print_pieces(out, random, pieces);
    }
    fprintf(out, "], \"decision\": \"%s\"%s}",
            unit_random_below(random, 2) ? "efficient" : "utilitarian",
            tie[unit_random_below(random, 3)]);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void random_statements_agree_with_definitions(void **state)
{
    gmp_randstate_t random;
    size_t computed = 0, irrational = 0, units = 0;
    (void)state;
    unit_random_init(random);
    for (size_t run = 0; run < unit_times(200); run++) {
        mc_message message = {""};
        mc_quantity_outcome *o = NULL;
        char *text = random_statement(random);
        mc_quantity *q = must_parse(text);
        mc_status status = mc_quantity_outcome_new(&o, &message, q);
        if (status == MC_OK) {
            computed++;
            assert_maximum(q, WHOLE, 0, &o->decision);
            for (size_t i = 0; i < q->agents; i++) {
                assert_person(o, i);
                assert_unit(o, i);
                units += o->person[i].has_unit;
            }
        } else {
            irrational += status == MC_UNDECIDED;
            assert_true(status == MC_UNDECIDED || q->tie == MC_TIE_NONE);
            assert_true(message.text[0] != '\0');
        }
        mc_quantity_outcome_free(o);
        mc_quantity_free(q);
        free(text);
    }
    assert_true(computed > 20 && irrational > 5 && units > 20);
    gmp_randclear(random);
}

/* ---- ties and irrational optima ---- */

/* One person and no cost; without the net value nothing is left, so that a tie
   rule is needed wherever the decision is unique. */
#define ALONE(cost, more)                                                      \
    "{\"format\": \"mechcert-quantity-1\", \"agents\": [\"A\"], "              \
    "\"cost\": " cost                                                          \
    ", \"shares\": \"equal\", \"decision\": \"efficient\", " more "}"
#define LOWEST ", \"tie\": \"lowest\""
#define HIGHEST ", \"tie\": \"highest\""

static void assert_outcome(const char *text, mc_status wanted, const char *part)
{
    mc_message message = {""};
    mc_quantity_outcome *o = NULL;
    mc_quantity *q = must_parse(text);
    mc_status status = mc_quantity_outcome_new(&o, &message, q);
    assert_int_equal(status, wanted);
    if (status == MC_OK)
        assert_number(o->decision.at, part);
    else if (!strstr(message.text, part))
        fail_msg("no '%s' in '%s'", part, message.text);
    if (status == MC_OK)
        assert_maximum(q, WHOLE, 0, &o->decision);
    mc_quantity_outcome_free(o);
    mc_quantity_free(q);
}

/* (y - 1)(y - 2)(y - 3) from 0 to 4, reversed: equal peaks at 1 and 3. */
#define PEAKS "\"knots\": [0, 4], \"values\": [[[6, -11, 6, -1]]]"

static void a_tie_needs_a_rule(void **state)
{
    (void)state;
    assert_outcome(ALONE("[[0]]", PEAKS), MC_BAD_INPUT,
                   "the decision is not unique: the quantities 1 and 3 have "
                   "the same net welfare 9/4");
    assert_outcome(ALONE("[[0]]", PEAKS LOWEST), MC_OK, "1");
    assert_outcome(ALONE("[[0]]", PEAKS HIGHEST), MC_OK, "3");
}

#define PLATEAU "\"knots\": [0, 1, 2, 3], \"values\": [[[1], [0], [-1]]]"

static void a_plateau_is_a_tie(void **state)
{
    (void)state;
    assert_outcome(ALONE("[[0], [0], [0]]", PLATEAU), MC_BAD_INPUT,
                   "the quantities 1 and 2");
    assert_outcome(ALONE("[[0], [0], [0]]", PLATEAU LOWEST), MC_OK, "1");
    assert_outcome(ALONE("[[0], [0], [0]]", PLATEAU HIGHEST), MC_OK, "2");
}

static void an_irrational_optimum_is_enclosed(void **state)
{
    (void)state;
    assert_outcome(
        ALONE("[[0]]", "\"knots\": [0, 4], \"values\": [[[2, 0, -1]]]"),
        MC_UNDECIDED, "in [1.414213562373, 1.414213562374]");
    /* then a steep rise: the rational end is better */
    assert_outcome(ALONE("[[0], [0]]", "\"knots\": [0, 3, 4], \"values\": "
                                       "[[[2, 0, -1], [9]]]" LOWEST),
                   MC_OK, "4");
}

/* The slope -4 u (u^2 - 2), u = y - 2, has peaks of height 4 at 2 - sqrt(2)
   and 2 + sqrt(2), and then there is a rise from 0 at 4 to the same height. */
#define SURDS "\"knots\": [0, 4, 5], \"values\": [[[16, -40, 24, -4], [4]]]"

static void an_irrational_tie_is_seen(void **state)
{
    (void)state;
    assert_outcome(ALONE("[[0]]", "\"knots\": [0, 4], \"values\": [[[16, -40, "
                                  "24, -4]]]"),
                   MC_UNDECIDED, "irrational");
    assert_outcome(ALONE("[[0], [0]]", SURDS), MC_BAD_INPUT,
                   "the quantity 5 and an irrational one in [0.585786");
    assert_outcome(ALONE("[[0], [0]]", SURDS HIGHEST), MC_UNDECIDED,
                   "a certificate cannot name");
}

static void an_irrational_crossing_leaves_the_units_out(void **state)
{
    mc_message message = {""};
    mc_quantity_outcome *o = NULL;
    mpq_t excess;
    /* 2 - y^2/2 and y meet at sqrt(5) - 1 */
    mc_quantity *q = must_parse(
        "{\"format\": \"mechcert-quantity-1\", \"agents\": [\"A\", \"B\"], "
        "\"counts\": [1, 2], \"knots\": [0, 2], \"cost\": [[0, 3]], "
        "\"shares\": \"equal\", \"values\": [[[2, 0, \"-1/2\"]], [[9]]], "
        "\"decision\": \"efficient\"}");
    (void)state;
    mpq_init(excess);
    assert_int_equal(mc_quantity_outcome_new(&o, &message, q), MC_OK);
    assert_number(o->decision.at, "2");
    assert_false(o->person[0].has_unit);
    assert_false(mc_quantity_excess(excess, o, MC_PROMISE_FAIR_PRICING_PER_UNIT,
                                    MC_CHARGE_CLARKE, 0));
    assert_true(o->person[1].has_unit);
    assert_number(o->person[1].unit, "18");
    mc_quantity_outcome_free(o);
    mc_quantity_free(q);
    mpq_clear(excess);
}

/* ---- refusals ---- */

static void assert_refused(const char *text, const char *part)
{
    mc_message message = {""};
    mc_quantity *q = NULL;
    mc_status status = parse(&q, &message, text);
    if (status != MC_BAD_INPUT || !strstr(message.text, part))
        fail_msg("status %d, no '%s' in '%s'", (int)status, part, message.text);
    assert_null(q);
}

#define STATEMENT(agents, knots, cost, shares, values, more)                   \
    "{\"format\": \"mechcert-quantity-1\", \"agents\": " agents                \
    ", \"knots\": " knots ", \"cost\": " cost ", " shares                      \
    ", \"values\": " values ", " more "}"
#define EQUAL "\"shares\": \"equal\""
#define RULE "\"decision\": \"efficient\""

static void wrong_statements_are_refused_with_their_numbers(void **state)
{
    (void)state;
    assert_refused(STATEMENT("[\"A\"]", "[0, 1, 1]", "[[1], [1]]", EQUAL,
                             "[[[1], [1]]]", RULE),
                   "knots[2]: knots must increase");
    assert_refused(
        STATEMENT("[\"A\"]", "[1, 2]", "[[1]]", EQUAL, "[[[1]]]", RULE),
        "knots[0]: the first knot must be 0");
    assert_refused(STATEMENT("[\"A\"]", "[0]", "[]", EQUAL, "[[]]", RULE),
                   "at least 2 knots");
    assert_refused(
        STATEMENT("[\"A\"]", "[0, 1]", "[[\"1/0\"]]", EQUAL, "[[[1]]]", RULE),
        "cost[0][0]: ");
    assert_refused(
        STATEMENT("[\"A\"]", "[0, 1]", "[[]]", EQUAL, "[[[1]]]", RULE),
        "1 to 65 coefficients");
    assert_refused(
        STATEMENT("[\"A\"]", "[0, 1]", "[1]", EQUAL, "[[[1]]]", RULE),
        "cost[0]: must be an array of coefficients");
    assert_refused(STATEMENT("[\"A\", \"B\"]", "[0, 1]", "[[1, 3]]",
                             "\"shares\": [[[1, 1]], [[0, 1]]]",
                             "[[[1]], [[1]]]", RULE),
                   "on piece 0 the coefficients of y^1 sum to 2, but that of "
                   "the cost is 3");
    assert_refused(STATEMENT("[\"A\", \"B\"]", "[0, 1]", "[[1]]",
                             "\"duty\": [0, 0]", "[[[1]], [[1]]]", RULE),
                   "all duties are 0");
    assert_refused(STATEMENT("[\"A\", \"B\"]", "[0, 1]", "[[1]]",
                             "\"duty\": [2, -1]", "[[[1]], [[1]]]", RULE),
                   "duty[1]: a duty must not be negative");
    assert_refused(STATEMENT("[\"A\"]", "[0, 1]", "[[1]]",
                             EQUAL ", \"duty\": [1]", "[[[1]]]", RULE),
                   "either \"shares\" or \"duty\"");
    assert_refused(STATEMENT("[\"A\"]", "[0, 1]", "[[1]]",
                             "\"shares\": \"fair\"", "[[[1]]]", RULE),
                   "must be \"equal\"");
    assert_refused(STATEMENT("[\"A\"]", "[0, 1]", "[[1]]", EQUAL, "[[[1]]]",
                             "\"decision\": \"table\""),
                   "decision: must be \"utilitarian\" or \"efficient\"");
    assert_refused(STATEMENT("[\"A\"]", "[0, 1]", "[[1]]", EQUAL, "[[[1]]]",
                             RULE ", \"tie\": [1]"),
                   "tie: must be a string");
    assert_refused(STATEMENT("[\"A\"]", "[0, 1]", "[[1]]", EQUAL, "[[[1]]]",
                             RULE ", \"counts\": [0]"),
                   "counts[0]: an agent stands for");
    assert_refused(STATEMENT("[\"A\"]", "[0, 1]", "[[1]]", EQUAL, "[[[1]]]",
                             RULE ", \"weights\": [0]"),
                   "weights[0]: a welfare weight must be positive");
    assert_refused(
        STATEMENT("[\"A\", \"B\"]", "[0, 1]", "[[1]]", EQUAL, "[[[1]]]", RULE),
        "values: must have 2 entries");
    assert_refused(
        STATEMENT("[\"A\"]", "[0, 1, 2]", "[[1], [1]]", EQUAL, "[[[1]]]", RULE),
        "values[0]: must have 2 entries");
}

/* The welfare falls to an irrational minimum and rises to the end. */
static void assert_high_degree(const char *text)
{
    mc_message message = {""};
    mc_quantity_outcome *o = NULL;
    mc_quantity *q = must_parse(text);
    assert_int_equal(mc_quantity_outcome_new(&o, &message, q), MC_OK);
    assert_number(o->decision.at, "2");
    assert_false(o->person[0].has_unit);
    mc_quantity_outcome_free(o);
    mc_quantity_free(q);
}

/* As many coefficients as allowed, and one more. */
static void degree_64_is_the_highest(void **state)
{
    (void)state;
    for (int more = 0; more < 2; more++) {
        char list[512] = "", text[1024];
        for (int j = 1; j < 65 + more; j++)
            strcat(list, ", 1");
        (void)snprintf(
            text, sizeof text,
            ALONE("[[1]]", "\"knots\": [0, 2], \"values\": [[[0%s]]]" LOWEST),
            list);
        if (more)
            assert_refused(text, "but this has 66");
        else
            assert_high_degree(text);
    }
}

/* What is written is read back, and has the hash that was foretold. */
static void writing_and_reading_agree(void **state)
{
    gmp_randstate_t random;
    (void)state;
    unit_random_init(random);
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "q.json");
    for (size_t run = 0; run < unit_times(20); run++) {
        mc_message message = {""};
        char *text = random_statement(random);
        mc_quantity *q = must_parse(text), *again = NULL;
        assert_int_equal(mc_quantity_seal(q, &message), MC_OK);
        assert_int_equal(mc_quantity_write(q, &message, path), MC_OK);
        assert_int_equal(mc_quantity_read(&again, &message, path), MC_OK);
        assert_string_equal(q->sha256, again->sha256);
        assert_int_equal(q->tie, again->tie);
        for (size_t j = 0; j < q->agents * q->pieces; j++) {
            assert_int_equal(q->share[j].length, again->share[j].length);
            for (size_t c = 0; c < q->share[j].length; c++)
                assert_true(mpq_equal(q->share[j].coefficient[c],
                                      again->share[j].coefficient[c]));
        }
        mc_quantity_free(again);
        mc_quantity_free(q);
        free(text);
    }
    free(path);
    unit_remove_directory(directory);
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figure_2_has_these_areas),
        cmocka_unit_test(figure_3_shows_clarke_charging_more_than_the_share),
        cmocka_unit_test(random_statements_agree_with_definitions),
        cmocka_unit_test(a_tie_needs_a_rule),
        cmocka_unit_test(a_plateau_is_a_tie),
        cmocka_unit_test(an_irrational_optimum_is_enclosed),
        cmocka_unit_test(an_irrational_tie_is_seen),
        cmocka_unit_test(an_irrational_crossing_leaves_the_units_out),
        cmocka_unit_test(wrong_statements_are_refused_with_their_numbers),
        cmocka_unit_test(degree_64_is_the_highest),
        cmocka_unit_test(writing_and_reading_agree),
    };
    return UNIT_RUN(tests);
}
