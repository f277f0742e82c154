/* Claims about real numbers: enclosures, jets, the two routes for integrals,
   places of messages, verdicts. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include <mechcert/claim.h>

#include "base/number.h"
#include "real/jet.h"

/* ---- intervals ---- */

static bool contains(const mc_interval *x, const fmpq_t q)
{
    arf_t n;
    fmpq_t end;
    arf_init(n);
    fmpq_init(end);
    arf_get_fmpq(end, &x->lo);
    bool inside = fmpq_cmp(end, q) <= 0;
    arf_get_fmpq(end, &x->hi);
    inside = inside && fmpq_cmp(end, q) >= 0;
    arf_clear(n);
    fmpq_clear(end);
    return inside;
}

/* A random interval and a rational in it. */
static void random_interval(mc_interval *x, fmpq_t in, gmp_randstate_t state)
{
    mpq_t a;
    mc_interval b;
    mpq_init(a);
    mc_interval_init(&b);
    unit_random_rational(a, state, 12);
    fmpq_set_mpq(in, a);
    mc_interval_set_fmpq(x, in, 20);
    if (unit_random_below(state, 2)) {
        unit_random_rational(a, state, 12);
        fmpq_t other;
        fmpq_init(other);
        fmpq_set_mpq(other, a);
        mc_interval_set_fmpq(&b, other, 20);
        mc_interval_hull(x, x, &b);
        fmpq_clear(other);
    }
    mpq_clear(a);
    mc_interval_clear(&b);
}

static void an_operation_contains_its_results(void **unused)
{
    gmp_randstate_t state;
    mc_interval x, y, z;
    fmpq_t a, b, c;
    (void)unused;
    unit_random_init(state);
    mc_interval_init(&x);
    mc_interval_init(&y);
    mc_interval_init(&z);
    fmpq_init(a);
    fmpq_init(b);
    fmpq_init(c);
    for (size_t i = 0; i < unit_times(2000); i++) {
        random_interval(&x, a, state);
        random_interval(&y, b, state);
        mc_interval_add(&z, &x, &y, 16);
        fmpq_add(c, a, b);
        assert_true(contains(&z, c));
        mc_interval_sub(&z, &x, &y, 16);
        fmpq_sub(c, a, b);
        assert_true(contains(&z, c));
        mc_interval_mul(&z, &x, &y, 16);
        fmpq_mul(c, a, b);
        assert_true(contains(&z, c));
        if (mc_interval_div(&z, &x, &y, 16)) {
            fmpq_div(c, a, b);
            assert_true(contains(&z, c));
        }
        ulong n = (ulong)unit_random_below(state, 6);
        mc_interval_pow_ui(&z, &x, n, 16);
        fmpq_pow_si(c, a, (slong)n);
        assert_true(contains(&z, c));
        mc_interval_abs(&z, &x);
        fmpq_abs(c, a);
        assert_true(contains(&z, c));
        mc_interval_max(&z, &x, &y);
        assert_true(contains(&z, fmpq_cmp(a, b) > 0 ? a : b));
        /* the argument may be the result */
        mc_interval_set(&z, &x);
        mc_interval_mul(&z, &z, &y, 16);
        fmpq_mul(c, a, b);
        assert_true(contains(&z, c));
    }
    fmpq_clear(a);
    fmpq_clear(b);
    fmpq_clear(c);
    mc_interval_clear(&x);
    mc_interval_clear(&y);
    mc_interval_clear(&z);
    gmp_randclear(state);
}

/* ---- jets ---- */

enum { ORDER = 12, BITS = 128 };

static void jet_init(mc_jet *jet)
{
    jet->c = calloc(ORDER + 1, sizeof *jet->c);
    assert_non_null(jet->c);
    for (slong k = 0; k <= ORDER; k++)
        mc_interval_init(&jet->c[k]);
    jet->length = 1;
    jet->flags = 0;
    jet->meter = NULL;
}

static void jet_clear(mc_jet *jet)
{
    for (slong k = 0; k <= ORDER; k++)
        mc_interval_clear(&jet->c[k]);
    free(jet->c);
}

/* The coefficient is enclosed, and not by much more than rounding. */
static void expect_coefficient(const mc_jet *jet, slong k, const fmpq_t value)
{
    mag_t width;
    assert_true(contains(&jet->c[k], value));
    mag_init(width);
    mc_interval_width(width, &jet->c[k]);
    assert_true(mag_cmp_2exp_si(width, -100) < 0);
    mag_clear(width);
}

static void jets_are_the_known_series(void **unused)
{
    mc_jet x, y, z, one;
    fmpq_t c, p;
    (void)unused;
    jet_init(&x);
    jet_init(&y);
    jet_init(&z);
    jet_init(&one);
    fmpq_init(c);
    fmpq_init(p);
    mc_interval_set_si(&one.c[0], 1);
    /* exp(h): 1/k! */
    mc_interval_set_si(&x.c[1], 1);
    x.length = 2;
    mc_jet_exp(&y, &x, ORDER, BITS);
    fmpq_set_si(c, 1, 1);
    for (slong k = 0; k <= ORDER; k++) {
        expect_coefficient(&y, k, c);
        fmpq_set_si(p, k + 1, 1);
        fmpq_div(c, c, p);
    }
    /* log(1 + h): -(-1)^k / k */
    mc_interval_set_si(&x.c[0], 1);
    mc_jet_log(&y, &x, ORDER, BITS);
    for (slong k = 1; k <= ORDER; k++) {
        fmpq_set_si(c, k % 2 ? 1 : -1, (ulong)k);
        expect_coefficient(&y, k, c);
    }
    /* exp(log(1 + h)) = 1 + h */
    mc_jet_exp(&z, &y, ORDER, BITS);
    for (slong k = 0; k <= ORDER; k++) {
        fmpq_set_si(c, k < 2, 1);
        expect_coefficient(&z, k, c);
    }
    /* (1 + h)^(1/3): binomial coefficients */
    fmpq_set_si(p, 1, 3);
    mc_jet_pow_fmpq(&y, &x, p, ORDER, BITS);
    fmpq_set_si(c, 1, 1);
    for (slong k = 0; k <= ORDER; k++) {
        expect_coefficient(&y, k, c);
        fmpq_t f;
        fmpq_init(f);
        fmpq_set_si(f, 1 - 3 * k, (ulong)(3 * (k + 1)));
        fmpq_mul(c, c, f);
        fmpq_clear(f);
    }
    /* 1 / (1 + h) = 1 - h + h^2 - ..., and times (1 + h) again */
    assert_true(mc_jet_div(&y, &one, &x, ORDER, BITS));
    for (slong k = 0; k <= ORDER; k++) {
        fmpq_set_si(c, k % 2 ? -1 : 1, 1);
        expect_coefficient(&y, k, c);
    }
    mc_jet_mul(&z, &y, &x, ORDER, BITS);
    for (slong k = 0; k <= ORDER; k++) {
        fmpq_set_si(c, k == 0, 1);
        expect_coefficient(&z, k, c);
    }
    mc_interval_zero(&x.c[0]);
    assert_false(mc_jet_div(&y, &one, &x, ORDER, BITS));
    fmpq_clear(c);
    fmpq_clear(p);
    jet_clear(&x);
    jet_clear(&y);
    jet_clear(&z);
    jet_clear(&one);
}

/* ---- values ---- */

static void evaluate(mpq_t lower, mpq_t upper, const char *text,
                     unsigned digits)
{
    mc_claim_effort effort = {.digits = digits};
    mc_real_value *value = NULL;
    mc_message message = {""};
    mc_status status = mc_real_evaluate(&value, &message, text, NULL, &effort);
    if (status != MC_OK)
        fail_msg("%s: %s", text, message.text);
    const char *low = mc_real_value_lower(value);
    const char *high = mc_real_value_upper(value);
    assert_null(mc_number_parse(lower, low, strlen(low)));
    assert_null(mc_number_parse(upper, high, strlen(high)));
    assert_true(mpq_cmp(lower, upper) <= 0);
    mc_real_value_free(value);
}

static const char *const integrands[] = {
    "exp(y)",      "1/(1 + y)",           "log(1 + y^2)",
    "sqrt(2 + y)", "exp(-y^2)*y",         "abs(y - 1/3)",
    "y^5 - 3*y",   "max(y, 1 - y)",       "sqrt(abs(y - 1/3))",
    "(1 + y)^(y)", "if(y >= 1/7, y^2, 1)"};

enum { INTEGRANDS = sizeof integrands / sizeof *integrands };

static void more_digits_lie_within_fewer(void **unused)
{
    mpq_t a, b, c, d;
    char text[200];
    (void)unused;
    mpq_inits(a, b, c, d, NULL);
    for (size_t i = 0; i < INTEGRANDS; i++) {
        (void)snprintf(text, sizeof text, "integral(y, 0, 1, %s)",
                       integrands[i]);
        evaluate(a, b, text, 6);
        evaluate(c, d, text, 20);
        assert_true(mpq_cmp(a, c) <= 0 && mpq_cmp(d, b) <= 0);
    }
    mpq_clears(a, b, c, d, NULL);
}

static void integrals_add_up_and_change_sign(void **unused)
{
    mpq_t a, b;
    char text[600];
    (void)unused;
    mpq_inits(a, b, NULL);
    for (size_t i = 0; i < INTEGRANDS; i++) {
        const char *f = integrands[i];
        (void)snprintf(text, sizeof text,
                       "1 + integral(y, 0, 2/7, %s) + integral(y, 2/7, 1, %s) "
                       "+ integral(y, 1, 0, %s)",
                       f, f, f);
        evaluate(a, b, text, 15);
        assert_true(mpq_cmp_si(a, 1, 1) <= 0 && mpq_cmp_si(b, 1, 1) >= 0);
    }
    mpq_clears(a, b, NULL);
}

static void both_routes_agree_on_the_special_integral(void **unused)
{
    static const char *const texts[] = {
        "integral(y, 0, 3/2, exp(y)*y^(-1/2))",
        "integral(y, 0, 3/2, exp(y)/sqrt(y))",
        "integral(y, 0, 3/2, y^(-2/3)*3*exp(y))",
        "integral(y, 0, 1, -y^2*exp(-2*y))",
        "integral(y, 0, pi, exp(-y/3)/y^(1/4))"};
    (void)unused;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        mc_claim_effort effort = {.digits = 30};
        mc_real_value *value = NULL;
        mc_message message = {""};
        assert_int_equal(
            mc_real_evaluate(&value, &message, texts[i], NULL, &effort), MC_OK);
        assert_non_null(strstr(mc_real_value_notes(value), " routes agree"));
        mc_real_value_free(value);
    }
}

/* ---- messages ---- */

static void messages_name_the_place(void **unused)
{
    static const struct {
        const char *text, *place;
    } cases[] = {
        {"a: 1 >=\n", "x:1:8: "},
        {"b = 1\na: b >= c\n", "x:2:9: "},
        {"fn f(x) = x\na: f(1,\n  2) >= 0\n", "x:2:4: "},
        {"# c\n\na: 2 $ 3 >= 0\n", "x:3:6: "},
        {"a: 1 >= 0\na: 2 >= 0\n", "x:2:1: "},
        {"pi = 3\n", "x:1:1: "},
        {"a: min(1) >= 0\n", "x:1:4: "},
        {"a: forall x in [0, 1], x in [0, 1] : x >= 0\n", "x:1:24: "},
        {"a: exp(1) increasing in x\n", "x:1:25: "},
        {"a: forall x in [0, 1] : x >= 0 by taylor 21 in x at 0\n", "x:1:42: "},
        {"a: forall x in [0, 1] : x >= 0 by taylor 2 in x at x\n", "x:1:52: "},
        {"a: forall x in [0, 1] : x >= 0 by derivative in y\n", "x:1:49: "},
        {"a: forall x in [0, 1] : x >= 0 by derivative in x at x\n",
         "x:1:54: "},
        {"a: forall x in [0, 1] : x >= 0 by derivative x\n", "x:1:46: "},
        {"a: forall x in [0, 1] : x >= 0 by divide x\n", "x:1:42: "},
        {"a: forall x in [0, 1] : x >= 0 by divide by z\n", "x:1:45: "},
        {"a: forall x in [0, 1] : x >= 0 by hope\n", "x:1:35: "},
        {"divide = 1\n", "x:1:1: "},
        {"a: 1 >= 0 b: 1 >= 0\n", "x:1:11: "},
        {"root r in [0, r] : r\n", "x:1:15: "}};
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mc_claims *claims = NULL;
        mc_message message = {""};
        assert_int_equal(mc_claims_parse(&claims, &message, "x", cases[i].text,
                                         strlen(cases[i].text)),
                         MC_BAD_INPUT);
        if (strncmp(message.text, cases[i].place, strlen(cases[i].place)) != 0)
            fail_msg("%s: %s", cases[i].text, message.text);
        assert_non_null(strstr(message.text, "^"));
    }
}

/* ---- verdicts ---- */

static mc_claim_verdict *prove(mc_claims **claims, const char *text)
{
    mc_claim_verdict *verdict = NULL;
    mc_message message = {""};
    if (mc_claims_parse(claims, &message, "x", text, strlen(text)) != MC_OK ||
        mc_claim_prove(&verdict, &message, *claims, 0, NULL) != MC_OK)
        fail_msg("%s", message.text);
    return verdict;
}

static void a_refutation_has_a_point_where_it_fails(void **unused)
{
    mc_claims *claims = NULL;
    mc_claim_verdict *verdict =
        prove(&claims, "a: forall x in [0, 2] : x*(2-x) <= 9/10\n");
    mpq_t lower, upper, value;
    (void)unused;
    mpq_inits(lower, upper, value, NULL);
    assert_int_equal(mc_claim_verdict_decision(verdict), MC_CLAIM_REFUTED);
    assert_int_equal(mc_claim_verdict_names(verdict), 1);
    assert_string_equal(mc_claim_verdict_name(verdict, 0), "x");
    mc_claim_verdict_point(lower, upper, verdict, 0);
    assert_true(mpq_equal(lower, upper));
    mpq_set_si(value, 2, 1);
    mpq_sub(value, value, lower);
    mpq_mul(value, value, lower);
    assert_true(mpq_cmp_si(value, 9, 10) > 0);
    mpq_clears(lower, upper, value, NULL);
    mc_claim_verdict_free(verdict);
    mc_claims_free(claims);
}

static bool at_once(void *user)
{
    (void)user;
    return true;
}

static void a_stopped_search_is_undecided(void **unused)
{
    static const char text[] =
        "a: forall x in [0, 1], y in [0, 1] : (x-y)^2 + (x*y-1/5)^2 >= 1e-9\n";
    mc_claims *claims = NULL;
    mc_claim_verdict *verdict = NULL;
    mc_message message = {""};
    mc_claim_effort effort = {.stopped = at_once};
    (void)unused;
    assert_int_equal(
        mc_claims_parse(&claims, &message, "x", text, strlen(text)), MC_OK);
    assert_int_equal(mc_claim_prove(&verdict, &message, claims, 0, &effort),
                     MC_OK);
    assert_int_equal(mc_claim_verdict_decision(verdict), MC_CLAIM_UNDECIDED);
    assert_int_equal(mc_claim_verdict_write(verdict, &message, "never"),
                     MC_BAD_INPUT);
    mc_claim_verdict_free(verdict);
    mc_claims_free(claims);
}

static void a_shape_says_nothing_on_a_single_point(void **unused)
{
    mc_claims *claims = NULL;
    mc_claim_verdict *verdict =
        prove(&claims, "a: forall x in [1, 1] : -x increasing in x\n");
    (void)unused;
    assert_int_equal(mc_claim_verdict_decision(verdict), MC_CLAIM_UNDECIDED);
    mc_claim_verdict_free(verdict);
    mc_claims_free(claims);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_operation_contains_its_results),
        cmocka_unit_test(jets_are_the_known_series),
        cmocka_unit_test(more_digits_lie_within_fewer),
        cmocka_unit_test(integrals_add_up_and_change_sign),
        cmocka_unit_test(both_routes_agree_on_the_special_integral),
        cmocka_unit_test(messages_name_the_place),
        cmocka_unit_test(a_refutation_has_a_point_where_it_fails),
        cmocka_unit_test(a_stopped_search_is_undecided),
        cmocka_unit_test(a_shape_says_nothing_on_a_single_point)};
    return UNIT_RUN(tests);
}
