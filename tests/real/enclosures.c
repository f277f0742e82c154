/* The arithmetic of mechcert-verify-real: enclosures of random boxes contain
   what MPFR computes with many more bits at points of the boxes, and the
   coefficients of jets are those of Taylor's formula; those of series with few
   terms contain those with many, and panels agree. */
#include "real.h"
#include <stdlib.h>
#include <string.h>

const char mv_program[] = "enclosures";

enum { high = 2000, orders = 5 };

static uint64_t state = 88172645463325252;
static unsigned long done, failed;

static unsigned long draw(unsigned long end)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned long)(state >> 11) % end;
}

static void expect(bool good, const char *what)
{
    done++;
    if (good)
        return;
    failed++;
    if (failed < 20)
        printf("FAILED: %s\n", what);
}

static void open_arithmetic(struct mv_arithmetic *a, mpfr_prec_t precision)
{
    *a = (struct mv_arithmetic){.work = UINT64_MAX, .price = 1};
    mv_arithmetic_open(a, precision);
}

/* ---- functions at points of intervals ------------------------------------ */

/* A number that is often simple, and 0 now and then. */
static void draw_number(mpfr_t x)
{
    if (draw(10) == 0) {
        mpfr_set_zero(x, 1);
        return;
    }
    mpfr_set_ui_2exp(x, 1 + draw(draw(2) ? 16 : 1UL << 40),
                     -(mpfr_exp_t)draw(44), MPFR_RNDN);
    if (draw(2))
        mpfr_neg(x, x, MPFR_RNDN);
}

static void draw_interval(struct mv_interval *x, mpfr_t point,
                          const struct mv_arithmetic *a)
{
    mpfr_t p, q, t;

    mpfr_inits2(200, p, q, t, (mpfr_ptr)NULL);
    draw_number(p);
    draw_number(q);
    if (draw(3) == 0)
        mpfr_set(q, p, MPFR_RNDN);
    mpfr_set(x->lo, mpfr_less_p(p, q) ? p : q, MPFR_RNDD);
    mpfr_set(x->hi, mpfr_less_p(p, q) ? q : p, MPFR_RNDU);
    mpfr_set_ui_2exp(t, draw(1025), -10, MPFR_RNDN);
    mpfr_sub(q, x->hi, x->lo, MPFR_RNDN);
    mpfr_mul(q, q, t, MPFR_RNDD);
    mpfr_add(point, x->lo, q, MPFR_RNDD);
    mpfr_min(point, point, x->hi, MPFR_RNDN);
    mpfr_max(point, point, x->lo, MPFR_RNDN);
    mpfr_clears(p, q, t, (mpfr_ptr)NULL);
    (void)a;
}

static const char operations[] = "+-*/~elsamM^rz";

/* The operation at two points; NaN where it is undefined. */
static void compute(mpfr_t z, mpfr_t x, mpfr_t y, char op,
                    const struct mv_ratio *r, mpfr_rnd_t round)
{
    mpfr_t t;

    switch (op) {
    case '+':
        mpfr_add(z, x, y, round);
        break;
    case '-':
        mpfr_sub(z, x, y, round);
        break;
    case '*':
        mpfr_mul(z, x, y, round);
        break;
    case '/':
        mpfr_div(z, x, y, round);
        break;
    case '~':
        mpfr_neg(z, x, round);
        break;
    case 'e':
        mpfr_exp(z, x, round);
        break;
    case 'l':
        mpfr_log(z, x, round);
        break;
    case 's':
        mpfr_sqrt(z, x, round);
        break;
    case 'a':
        mpfr_abs(z, x, round);
        break;
    case 'm':
        mpfr_min(z, x, y, round);
        break;
    case 'M':
        mpfr_max(z, x, y, round);
        break;
    case '^':
        mpfr_pow(z, x, y, round);
        break;
    case 'z':
        mpfr_pow_z(z, x, r->p, round);
        break;
    default: /* 'r', x^(p/q) with q = 2^k: exact exponent */
        mpfr_init2(t, 200);
        mpfr_set_z(t, r->p, MPFR_RNDN);
        mpfr_div_z(t, t, r->q, MPFR_RNDN);
        mpfr_pow(z, x, t, round);
        mpfr_clear(t);
    }
}

static void test_functions(mpfr_prec_t precision)
{
    struct mv_arithmetic a;
    struct mv_algebra g = {0};
    struct mv_jet x, y, z;
    struct mv_ratio r;
    mpfr_t p, q, low, up, width;
    unsigned long known = 0;
    char what[80];

    open_arithmetic(&a, precision);
    mv_algebra_init(&g, &a);
    mv_jet_init(&x);
    mv_jet_init(&y);
    mv_jet_init(&z);
    mv_ratio_init(&r);
    mpfr_inits2(400, p, q, low, up, width, (mpfr_ptr)NULL);
    for (int round = 0; round < 40000; round++) {
        char op = operations[draw(sizeof operations - 1)];

        mv_jet_constant(&g, &x);
        mv_jet_constant(&g, &y);
        draw_interval(&x.c[0], p, &a);
        draw_interval(&y.c[0], q, &a);
        mpz_set_si(r.p, (long)draw(15) - 7);
        mpz_set_ui(r.q, op == 'r' ? 2UL << draw(4) : 1);
        mv_reduce(r.p, r.q);
        if (op == 'r' && mpz_cmp_ui(r.q, 1) == 0)
            continue;
        if (op == 'r' || op == 'z')
            mv_jet_power(&g, &z, &x, &r);
        else if (strchr("~elsa", op) != NULL)
            mv_jet_unary(&g, &z, &x, op);
        else
            mv_jet_binary(&g, &z, &x, &y, op);
        compute(low, p, q, op, &r, MPFR_RNDD);
        compute(up, p, q, op, &r, MPFR_RNDU);
        snprintf(what, sizeof what, "operation %c with %ld bits, round %d", op,
                 (long)precision, round);
        if (z.undefined) {
            /* a point where all is well is defined */
            bool point = mpfr_equal_p(x.c[0].lo, x.c[0].hi) &&
                         mpfr_equal_p(y.c[0].lo, y.c[0].hi);

            expect(!point || !mpfr_number_p(low) || !mpfr_number_p(up) ||
                       (op == '^' && mpfr_sgn(p) <= 0),
                   what);
            continue;
        }
        known++;
        expect(mpfr_number_p(low) && mpfr_lessequal_p(z.c[0].lo, up) &&
                   mpfr_lessequal_p(low, z.c[0].hi),
               what);
        if (op == '^' || !mpfr_equal_p(x.c[0].lo, x.c[0].hi) ||
            !mpfr_equal_p(y.c[0].lo, y.c[0].hi))
            continue;
        /* at a point the enclosure is tight */
        mpfr_sub(width, z.c[0].hi, z.c[0].lo, MPFR_RNDU);
        mpfr_mul_2si(width, width, (long)precision - 6, MPFR_RNDU);
        expect(mpfr_cmpabs(width, up) <= 0, what);
    }
    expect(known > 10000, "many operations are defined");
    mpfr_clears(p, q, low, up, width, (mpfr_ptr)NULL);
}

/* ---- jets of random expressions -------------------------------------------
 */

static void print_expression(FILE *file)
{
    static const char *const pieces[] = {"x",
                                         "(A+A)",
                                         "(A-A)",
                                         "(A*A)",
                                         "(A/(2+A^2))",
                                         "exp(A/4)",
                                         "log(1+A^2)",
                                         "sqrt(1/2+A^2)",
                                         "(A^2)",
                                         "(A^3)",
                                         "((1+A^2)^(-3))",
                                         "((1+A^2)^(1/3))",
                                         "((2+A^2)^(A/3))",
                                         "abs(A)",
                                         "min(A,A)",
                                         "max(A,A,1/3)",
                                         "if(A>=1/2,A,A)",
                                         "sum(k,1,3,A/k)",
                                         "f(A,A)",
                                         "c",
                                         "0.7",
                                         "integral(y,A,A,y^3-2*y+1)",
                                         "pi"};
    enum { count = sizeof pieces / sizeof pieces[0], most = 4000 };
    const char *stack[most];
    int depth[most], top = 1;
    bool integral = false;

    stack[0] = "A";
    depth[0] = 0;
    while (top > 0) {
        char c = *stack[top - 1];

        if (c == '\0') {
            top--;
            continue;
        }
        stack[top - 1]++;
        if (c != 'A') {
            fputc(c, file);
            continue;
        }
        if (depth[top - 1] >= 4 || top + 1 >= most) {
            fputc('x', file);
        } else {
            unsigned long k = draw(count);

            /* names are bound once, integrals are not nested */
            if (k == 17 || (k == 21 && integral))
                k = 18;
            integral = integral || k == 21;
            stack[top] = pieces[k];
            depth[top] = depth[top - 1] + 1;
            top++;
        }
    }
}

/* e with 0.5 + draw / 2^20 as x, or that with a box around it, or with h. */
static struct mv_jet *evaluate(struct mv_evaluator *e,
                               const struct mv_program *program,
                               struct mv_code code, size_t order,
                               const struct mv_interval *x)
{
    struct mv_jet *slot = &e->slot[0], *z;

    e->g.order = order;
    mv_jet_constant(&e->g, slot);
    mv_interval_set(&slot->c[0], x);
    slot->level = 0;
    if (order > 0) {
        mv_jet_room(&e->g, slot, 2);
        slot->length = 2;
        mv_interval_set_si(&slot->c[1], 1);
    }
    e->top = 0;
    z = mv_evaluate(e, program->code, code);
    mv_jet_enclose(&e->g, z);
    return z;
}

static const struct mv_interval *coefficient(const struct mv_jet *z, size_t k,
                                             struct mv_interval *zero)
{
    mv_interval_set_si(zero, 0);
    return k < z->length ? &z->c[k] : zero;
}

/* f(x + h) = c_0 + c_1 h + ... + c_4 h^4 + O(h^5), h = 2^-100 */
static bool follows_taylor(struct mv_evaluator *e,
                           const struct mv_program *program,
                           struct mv_code code, const struct mv_interval *x,
                           const struct mv_jet *jet)
{
    struct mv_interval point, sum, zero;
    const struct mv_jet *z;
    mpfr_t h;
    bool good;

    mv_interval_init(&point, e->g.a);
    mv_interval_init(&sum, e->g.a);
    mv_interval_init(&zero, e->g.a);
    mpfr_init2(h, high);
    mpfr_set_ui_2exp(h, 1, -100, MPFR_RNDN);
    mpfr_add(point.lo, x->lo, h, MPFR_RNDN);
    mpfr_set(point.hi, point.lo, MPFR_RNDN);
    mv_interval_set_si(&sum, 0);
    for (size_t k = orders; k-- > 0;) {
        mpfr_mul(sum.lo, sum.lo, h, MPFR_RNDN);
        mpfr_add(sum.lo, sum.lo, coefficient(jet, k, &zero)->lo, MPFR_RNDN);
    }
    z = evaluate(e, program, code, 0, &point);
    mpfr_sub(sum.lo, sum.lo, z->c[0].lo, MPFR_RNDN);
    good = mpfr_zero_p(sum.lo) || mpfr_get_exp(sum.lo) < -440;
    mpfr_clear(h);
    mv_interval_clear(&point);
    mv_interval_clear(&sum);
    mv_interval_clear(&zero);
    return good;
}

static void test_jets(const char *path)
{
    struct mv_arithmetic coarse, fine;
    struct mv_claims claims = {0};
    struct mv_program program = {0};
    struct mv_evaluator e, precise;
    struct mv_jet jet;
    struct mv_interval box, point, zero;
    unsigned long known = 0, undecided = 0;
    size_t slots = 0;
    FILE *file = fopen(path, "w");

    if (file == NULL)
        exit(1);
    fputs("fn f(u, v) = u*v + exp(u/8) - v^2\nc = 3/7\n", file);
    for (int k = 0; k < 800; k++) {
        fprintf(file, "c%d: forall x in [0, 1]: ", k);
        print_expression(file);
        fputs(" >= 0\n", file);
    }
    fclose(file);
    open_arithmetic(&coarse, 40);
    open_arithmetic(&fine, high);
    claims.a = &(struct mv_arithmetic){.work = UINT64_MAX, .price = 1};
    mv_claims_read(&claims, path);
    for (size_t k = 0; k < claims.integrals; k++) {
        claims.integral[k].order = 4;
        claims.integral[k].panels = 1;
    }
    mv_evaluator_init(&e, &claims);
    mv_algebra_init(&e.g, &coarse);
    mv_evaluator_init(&precise, &claims);
    mv_algebra_init(&precise.g, &fine);
    mv_jet_init(&jet);
    mv_interval_init(&box, &coarse);
    mv_interval_init(&point, &fine);
    mv_interval_init(&zero, &fine);
    for (size_t k = 0; k < claims.claims; k++) {
        struct mv_code code;
        const struct mv_jet *wide;
        char what[80];

        slots = mv_expand(&program, &claims, &claims.claim[k]);
        mv_evaluator_slots(&e, slots);
        mv_evaluator_slots(&precise, slots);
        code = claims.claim[k].ready_left;
        snprintf(what, sizeof what, "expression %zu", k);
        for (int round = 0; round < 4; round++) {
            unsigned long at = draw(1UL << 20), size = draw(2) ? 1UL << 15 : 1;
            bool inside = true;

            mpfr_set_ui_2exp(point.lo, (1UL << 19) + at, -20, MPFR_RNDN);
            mpfr_set(point.hi, point.lo, MPFR_RNDN);
            mpfr_set_ui_2exp(box.lo, (1UL << 19) + at - draw(size), -20,
                             MPFR_RNDD);
            mpfr_set_ui_2exp(box.hi, (1UL << 19) + at + draw(size), -20,
                             MPFR_RNDU);
            precise.g.order = orders - 1;
            mv_jet_set(&precise.g, &jet,
                       evaluate(&precise, &program, code, orders - 1, &point));
            wide = evaluate(&e, &program, code, orders - 1, &box);
            if (jet.undefined || jet.unknown || wide->undefined) {
                undecided++;
                continue;
            }
            for (size_t i = 0; i < (wide->unknown ? 1 : orders); i++) {
                const struct mv_interval *c = coefficient(&jet, i, &zero);

                inside =
                    inside &&
                    mpfr_lessequal_p(coefficient(wide, i, &box)->lo, c->hi) &&
                    mpfr_lessequal_p(c->lo, coefficient(wide, i, &box)->hi);
            }
            known += !wide->unknown;
            expect(inside, what);
            expect(follows_taylor(&precise, &program, code, &point, &jet),
                   what);
        }
    }
    expect(known > 1500 && known > undecided, "many jets are known");
}

/* ---- integrals as series ---------------------------------------------------
 */

/* As many terms for all integrals, or panels: one, of this order. */
static void set_integrals(struct mv_claims *claims, size_t terms, size_t order)
{
    for (size_t k = 0; k < claims->integrals; k++) {
        claims->integral[k].terms = terms;
        claims->integral[k].order = order;
        claims->integral[k].panels = 1;
    }
}

/* One panel of high order gives the same value. */
static bool agrees_with_panels(struct mv_evaluator *e, struct mv_claims *claims,
                               const struct mv_program *program,
                               struct mv_code code, const struct mv_interval *x,
                               const struct mv_jet *jet)
{
    const struct mv_jet *z;
    mpfr_t width;
    bool good;

    set_integrals(claims, 0, 200);
    z = evaluate(e, program, code, 0, x);
    if (z->undefined)
        return false;
    mpfr_init2(width, high);
    mpfr_sub(width, z->c[0].hi, z->c[0].lo, MPFR_RNDU);
    good = mpfr_lessequal_p(z->c[0].lo, jet->c[0].hi) &&
           mpfr_lessequal_p(jet->c[0].lo, z->c[0].hi) &&
           mpfr_get_exp(width) < -500;
    mpfr_clear(width);
    return good;
}

/* With few terms, where the bound of the tail matters, the coefficients on a
   box contain those that many terms give at a point, and these follow Taylor's
   formula. */
static void test_series(const char *path)
{
    static const char text[] =
        "fn g(s, t) = integral(y, 0, t, exp(-y)*y^(s - 1))\n"
        "a: forall x in [0, 1]: integral(y, 0, x, exp(-y)*y^(x - 1/3)) > 0\n"
        "b: forall x in [0, 1]: integral(y, 0, 2*x, (1 + x)*exp(x*y/2 - "
        "x^2)*y^(x/2 - 1/2)/(2 + x)) > 0\n"
        "c: forall x in [0, 1]: integral(y, 0, exp(x)/2, sqrt(y)*exp(y/x)) > "
        "0\n"
        "d: forall x in [0, 1]: integral(y, 0, 1/x, -y^2/exp((3 - y)*x)*x) > "
        "0\n"
        "e: forall x in [0, 1]: integral(y, 0, 2, y^(1/3 - x/2)/exp(1 - x*y)) "
        "> 0\n"
        "f: forall x in [0, 1]: g(x, 2 - x)*g(1/3, x^2) > 0\n"
        "h: forall x in [0, 1]: integral(y, 0, x, 1/y^(1/4)) > 0\n"
        "i: forall x in [0, 1]: integral(y, 0, 1, x*exp(-5*x*y)/x^2) > 0\n"
        "j: forall x in [0, 1]: integral(y, 0, 1/x, -y^2*exp((y - 3)*x)*x) > "
        "0\n"
        "k: forall x in [0, 1]: integral(y, 0, 2, exp(x*y - 1)*y^(1/3 - x/2)) "
        "> 0\n"
        "l: forall x in [0, 1]: integral(y, 0, 1, exp(x*y/2)) > 0\n"
        "m: forall x in [0, 1]: integral(y, 0, 1, y^x*exp(y/2)) > 0\n";
    /* the same numbers, without divisors that are bad for panels */
    static const size_t twin[] = {0, 1, 2, 8, 9, 5, 6, 7, 8, 9, 10, 11};
    struct mv_arithmetic coarse, fine;
    struct mv_claims claims = {0};
    struct mv_program program = {0};
    struct mv_evaluator e, precise;
    struct mv_jet jet;
    struct mv_interval box, point, zero;
    unsigned long known = 0;
    FILE *file = fopen(path, "w");

    if (file == NULL)
        exit(1);
    fputs(text, file);
    fclose(file);
    open_arithmetic(&coarse, 40);
    open_arithmetic(&fine, high);
    claims.a = &(struct mv_arithmetic){.work = UINT64_MAX, .price = 1};
    mv_claims_read(&claims, path);
    mv_evaluator_init(&e, &claims);
    mv_algebra_init(&e.g, &coarse);
    mv_evaluator_init(&precise, &claims);
    mv_algebra_init(&precise.g, &fine);
    mv_jet_init(&jet);
    mv_interval_init(&box, &coarse);
    mv_interval_init(&point, &fine);
    mv_interval_init(&zero, &fine);
    for (size_t round = 0; round < 12 * claims.claims; round++) {
        size_t k = round % claims.claims, slots;
        unsigned long at = draw(1UL << 20), size = draw(2) ? 1UL << 14 : 1;
        struct mv_code code;
        const struct mv_jet *wide;
        char what[80];

        slots = mv_expand(&program, &claims, &claims.claim[k]);
        mv_evaluator_slots(&e, slots);
        mv_evaluator_slots(&precise, slots);
        code = claims.claim[k].ready_left;
        snprintf(what, sizeof what, "series %zu, round %zu", k, round);
        mpfr_set_ui_2exp(point.lo, (1UL << 19) + at, -20, MPFR_RNDN);
        mpfr_set(point.hi, point.lo, MPFR_RNDN);
        mpfr_set_ui_2exp(box.lo, (1UL << 19) + at - draw(size), -20, MPFR_RNDD);
        mpfr_set_ui_2exp(box.hi, (1UL << 19) + at + draw(size), -20, MPFR_RNDU);
        set_integrals(&claims, 250, 0);
        precise.g.order = orders - 1;
        mv_jet_set(&precise.g, &jet,
                   evaluate(&precise, &program, code, orders - 1, &point));
        expect(!jet.undefined && !jet.unknown && jet.length == orders, what);
        expect(follows_taylor(&precise, &program, code, &point, &jet), what);
        mv_expand(&program, &claims, &claims.claim[twin[k]]);
        expect(agrees_with_panels(&precise, &claims, &program,
                                  claims.claim[twin[k]].ready_left, &point,
                                  &jet),
               what);
        set_integrals(&claims, 1 + draw(draw(2) ? 3 : 12), 0);
        wide = evaluate(&e, &program, code, orders - 1, &box);
        if (wide->undefined)
            continue;
        known++;
        for (size_t i = 0; i < orders; i++) {
            const struct mv_interval *c = coefficient(&jet, i, &zero);

            expect(mpfr_lessequal_p(coefficient(wide, i, &box)->lo, c->hi) &&
                       mpfr_lessequal_p(c->lo, coefficient(wide, i, &box)->hi),
                   what);
        }
    }
    expect(known > 60, "many series converge");
}

int main(void)
{
    static const mpfr_prec_t precisions[] = {2, 5, 24, 64, 113};
    const char *path = "real-enclosures.claims";

    mv_memory_limit((uint64_t)4 << 30);

    for (size_t k = 0; k < sizeof precisions / sizeof precisions[0]; k++)
        test_functions(precisions[k]);
    test_jets(path);
    test_series(path);
    remove(path);
    printf("%lu checks, %lu failed\n", done, failed);
    return failed > 0;
}
