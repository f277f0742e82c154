/* Jets of integrals that are series: against other expressions for them, with
   many terms and with so few that the bound of the rest matters. */
#include "unit.h"

#include <string.h>

#include "real/integral.h"
#include "real/integral_series.h"

enum { ORDER = 8, BITS = 256, SHARP = -180 };

typedef struct pair {
    const char *integral, *same;
} pair;

static const pair pairs[] = {
    {"integral(y, 0, t, exp(y))", "exp(t) - 1"},
    {"integral(y, 0, 1, y^(t-1))", "1/t"},
    {"integral(y, 0, t, y^(t-1))", "t^t/t"},
    {"integral(y, 0, 1, exp(t*y))", "(exp(t) - 1)/t"},
    {"integral(y, 0, t, exp(1 - t*y)*t*y)", "exp(1)*(1-exp(-t^2)*(1+t^2))/t"},
    {"integral(y, 0, t, -3*exp(y/t + t)/sqrt(y)*sqrt(y))",
     "3*exp(t)*t*(1 - exp(1))"},
    {"integral(y, 0, t^2, y^(t-1)/y^(t-2)*exp(-(2 - y/2)/t))",
     "exp(-2/t)*2*t*(exp(t/2)*t^2 - 2*t*(exp(t/2) - 1))"}};

typedef struct bench {
    mc_claims *claims;
    mc_knowledge knowledge;
    mc_evaluator e;
    mc_interval at[2], left[ORDER + 1], right[ORDER + 1];
    mc_jet variable, f, g;
} bench;

static void begin(bench *b, const pair *of, const char *at)
{
    char text[256];
    mc_message message = {""};
    fmpq_t t;
    (void)snprintf(text, sizeof text, "a: forall t in [1/8, 2] : %s >= %s\n",
                   of->integral, of->same);
    assert_int_equal(
        mc_claims_parse(&b->claims, &message, "x", text, strlen(text)), MC_OK);
    assert_true(mc_knowledge_init(&b->knowledge, b->claims));
    assert_true(mc_evaluator_init(&b->e, &b->knowledge));
    for (size_t k = 0; k <= ORDER; k++) {
        mc_interval_init(&b->left[k]);
        mc_interval_init(&b->right[k]);
    }
    mc_interval_init(&b->at[0]);
    mc_interval_init(&b->at[1]);
    fmpq_init(t);
    fmpq_set_str(t, at, 10);
    mc_interval_set_fmpq(&b->at[0], t, BITS);
    mc_interval_set_si(&b->at[1], 1);
    fmpq_clear(t);
    b->variable = (mc_jet){.c = b->at, .length = 2};
    b->f = (mc_jet){.c = b->left, .length = 1};
    b->g = (mc_jet){.c = b->right, .length = 1};
    b->e.bits = BITS;
    b->e.goal = BITS - 12;
    b->e.order = ORDER;
    b->e.slot[b->claims->claim[0].binding[0].slot] = &b->variable;
}

static void end(bench *b)
{
    for (size_t k = 0; k <= ORDER; k++) {
        mc_interval_clear(&b->left[k]);
        mc_interval_clear(&b->right[k]);
    }
    mc_interval_clear(&b->at[0]);
    mc_interval_clear(&b->at[1]);
    mc_evaluator_clear(&b->e);
    mc_knowledge_clear(&b->knowledge);
    mc_claims_free(b->claims);
}

static void compute(bench *b)
{
    const mc_claim *claim = &b->claims->claim[0];
    assert_true(mc_evaluate(&b->e, &b->f, claim->left));
    assert_true(mc_evaluate(&b->e, &b->g, claim->right));
    assert_int_equal(b->f.flags | b->g.flags, 0);
    assert_int_equal(b->f.length, ORDER + 1);
}

static void zero_beyond(mc_jet *jet)
{
    for (; jet->length <= ORDER; jet->length++)
        mc_interval_zero(&jet->c[jet->length]);
}

static void a_series_has_the_jets_of_what_it_is(void **unused)
{
    static const char *const points[] = {"1/8", "3/5", "1", "2"};
    bench b;
    mag_t width;
    (void)unused;
    mag_init(width);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (size_t k = 0; k < sizeof points / sizeof *points; k++) {
            begin(&b, &pairs[i], points[k]);
            b.e.plan = b.knowledge.panels;
            compute(&b);
            assert_int_equal(b.knowledge.panels[0].kind, MC_INTEGRAL_SERIES);
            zero_beyond(&b.g);
            for (size_t n = 0; n <= ORDER; n++) {
                assert_true(mc_interval_overlap(&b.left[n], &b.right[n]));
                mc_interval_width(width, &b.left[n]);
                assert_true(mag_cmp_2exp_si(width, SHARP) < 0);
            }
            end(&b);
        }
    mag_clear(width);
}

/* The same by more terms, and how wide the shorter sum is. */
static void expect_enclosed(const pair *of, slong terms, mag_t widest)
{
    bench b;
    mag_t width;
    const mc_node *node;
    mag_init(width);
    begin(&b, of, "1/8");
    node = b.claims->claim[0].left;
    b.knowledge.panels[0].kind = MC_INTEGRAL_SERIES;
    b.knowledge.panels[0].terms = 60;
    assert_true(mc_evaluate(&b.e, &b.g, node));
    b.knowledge.panels[0].terms = terms;
    /* |z| is 1 where it is y/t that is integrated up to t */
    assert_true(mc_evaluate(&b.e, &b.f, node) || terms == 1);
    if (b.f.length > 1)
        for (size_t n = 0; n <= ORDER; n++) {
            assert_true(mc_interval_overlap(&b.left[n], &b.right[n]));
            mc_interval_width(width, &b.left[n]);
            mag_max(widest, widest, width);
        }
    end(&b);
    mag_clear(width);
}

static void a_short_series_encloses_what_is_left_out(void **unused)
{
    static const pair more[] = {{"integral(y, 0, t, exp(-y)*y^(t-1))", "1"},
                                {"integral(y, 0, 1, exp(-y)*y^(t-1))", "1"}};
    mag_t widest;
    (void)unused;
    mag_init(widest);
    for (slong terms = 1; terms <= 4; terms++) {
        for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
            expect_enclosed(&pairs[i], terms, widest);
        assert_true(mag_cmp_2exp_si(widest, -30) > 0);
        for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
            mag_zero(widest);
            expect_enclosed(&more[i], terms, widest);
            assert_true(mag_cmp_2exp_si(widest, -60) > 0);
        }
    }
    mag_clear(widest);
}

static void all_routes_go_on_for_parameters(void **unused)
{
    static const char *const texts[] = {
        "fn F(x, a) = integral(y, 0, x, exp(y)*y^(a-1))\n"
        "a: F(3/2, 1/2) in [4.49734709854698926, 4.49734709854698927]\n",
        "fn F(x, a, b) = integral(y, 0, x, exp(b*y + 1)/y^a)\n"
        "a: F(2, 1/3, -1/2) >= 3\n",
        "fn G(x) = exp(-x)\n"
        "a: integral(y, 0, pi, y*exp(-y)) <= 1\n"};
    (void)unused;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        mc_claims *claims = NULL;
        mc_claim_verdict *verdict = NULL;
        mc_message message = {""};
        assert_int_equal(
            mc_claims_parse(&claims, &message, "x", texts[i], strlen(texts[i])),
            MC_OK);
        assert_int_equal(mc_claim_prove(&verdict, &message, claims, 0, NULL),
                         MC_OK);
        assert_int_equal(mc_claim_verdict_decision(verdict), MC_CLAIM_PROVED);
        assert_non_null(
            strstr(mc_claim_verdict_notes(verdict), "three routes agree"));
        mc_claim_verdict_free(verdict);
        mc_claims_free(claims);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_series_has_the_jets_of_what_it_is),
        cmocka_unit_test(a_short_series_encloses_what_is_left_out),
        cmocka_unit_test(all_routes_go_on_for_parameters)};
    return UNIT_RUN(tests);
}
