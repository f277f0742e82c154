#include "real.h"

/* The stack while the integrand is computed: the bounds; the product c of the
   factors without the variable; the sums Z_0 and b of the coefficients of order
   0 and 1 of the exponents of exp; the sum P of the exponents of powers. Above
   these operands without the variable, and two values each for the parts of an
   exponent with it: the coefficients. Later: b x, P + 1, and three that are
   spare. */
enum { LOWER, UPPER, FACTOR, CONSTANT, SLOPE, POWER, ABOVE, ALL = ABOVE + 3 };

static void push_ratio(struct mv_evaluator *e, int p, unsigned q)
{
    struct mv_jet *x = mv_evaluator_push(e);

    mpz_set_si(x->exact.p, p);
    mpz_set_ui(x->exact.q, q);
    mv_jet_exact(x, &x->exact);
}

/* stack[x] = stack[x] OP stack[y] */
static void combine(struct mv_evaluator *e, size_t x, size_t y, char op)
{
    mv_evaluator_push(e);
    mv_evaluator_push(e);
    mv_jet_swap(&e->stack[e->top - 2], &e->stack[x]);
    mv_jet_set(&e->g, &e->stack[e->top - 1], &e->stack[y]);
    mv_evaluate_binary(e, op, true);
    mv_jet_swap(&e->stack[e->top - 1], &e->stack[x]);
    e->top--;
}

/* The uppermost operand is added to a sum, or multiplied to a product. */
static void take_top(struct mv_evaluator *e, size_t which, char op)
{
    combine(e, e->gamma[e->gammas - 1].base + which, e->top - 1, op);
    e->top--;
}

static void multiply_pair(struct mv_evaluator *e, char op)
{
    combine(e, e->top - 3, e->top - 1, op);
    combine(e, e->top - 2, e->top - 1, op);
    e->top--;
}

static void negate_pair(struct mv_evaluator *e)
{
    push_ratio(e, -1, 1);
    multiply_pair(e, '*');
}

/* A node in an exponent. */
static void step_line(struct mv_evaluator *e, const struct mv_node *node)
{
    char op = (char)node->op;
    bool left = (node->role & MV_LEFT_PLAIN) != 0;

    if (op == MV_LOAD) {
        push_ratio(e, 0, 1);
        push_ratio(e, 1, 1);
        return;
    }
    if (op == MV_NEG) {
        negate_pair(e);
        return;
    }
    if ((node->role & (MV_LEFT_PLAIN | MV_RIGHT_PLAIN)) == 0) {
        combine(e, e->top - 4, e->top - 2, op);
        combine(e, e->top - 3, e->top - 1, op);
        e->top -= 2;
        return;
    }
    if (left) {
        mv_jet_swap(&e->stack[e->top - 3], &e->stack[e->top - 2]);
        mv_jet_swap(&e->stack[e->top - 2], &e->stack[e->top - 1]);
    }
    if (op == '*' || op == '/') {
        multiply_pair(e, op);
        return;
    }
    combine(e, e->top - 3, e->top - 1, op);
    e->top--;
    if (left && op == '-')
        negate_pair(e);
}

void mv_gamma_begin(struct mv_evaluator *e, size_t terms)
{
    e->gamma =
        mv_grow(e->gamma, &e->gamma_room, e->gammas + 1, sizeof *e->gamma);
    e->gamma[e->gammas++] = (struct mv_gamma){e->top - 2, terms};
    push_ratio(e, 1, 1);
    for (int k = CONSTANT; k <= POWER; k++)
        push_ratio(e, 0, 1);
}

void mv_gamma_step(struct mv_evaluator *e, const struct mv_node *node)
{
    bool below = (node->role & MV_BELOW) != 0;
    char add = below ? '-' : '+';

    if ((node->role & MV_IN_LINE) != 0) {
        step_line(e, node);
        return;
    }
    switch (node->op) {
    case MV_LOAD:
        if ((node->role & MV_IN_BASE) != 0)
            return;
        push_ratio(e, 1, 1);
        take_top(e, POWER, add);
        break;
    case MV_SQRT:
        push_ratio(e, 1, 2);
        take_top(e, POWER, add);
        break;
    case MV_POWER:
        take_top(e, POWER, add);
        break;
    case MV_EXP:
        take_top(e, SLOPE, add);
        take_top(e, CONSTANT, add);
        break;
    case MV_NEG:
        push_ratio(e, -1, 1);
        take_top(e, FACTOR, '*');
        break;
    default:
        if ((node->role & MV_RIGHT_PLAIN) != 0)
            take_top(e, FACTOR, below != (node->op == '/') ? '/' : '*');
        if ((node->role & MV_LEFT_PLAIN) != 0)
            take_top(e, FACTOR, below ? '/' : '*');
    }
}

/* x = x OP y for enclosed values. */
static void replace(struct mv_evaluator *e, struct mv_jet *x,
                    const struct mv_jet *y, char op)
{
    mv_jet_binary(&e->g, &e->scratch, x, y, op);
    mv_jet_swap(x, &e->scratch);
}

/* z = 1 - sum over k >= 1 of |x_k| factor h^k / divisor, with all that is
   positive in it rounded up. */
static void majorant(struct mv_evaluator *e, struct mv_jet *z,
                     const struct mv_jet *x, unsigned long factor,
                     const mpfr_t divisor)
{
    mv_jet_set(&e->g, z, x);
    for (size_t k = 1; k < z->length; k++) {
        mv_interval_magnitude(z->c[k].lo, &x->c[k]);
        mpfr_mul_ui(z->c[k].lo, z->c[k].lo, factor, MPFR_RNDU);
        mpfr_div(z->c[k].lo, z->c[k].lo, divisor, MPFR_RNDU);
        mpfr_neg(z->c[k].lo, z->c[k].lo, MPFR_RNDD);
        mpfr_set(z->c[k].hi, z->c[k].lo, MPFR_RNDU);
    }
    mv_interval_set_si(&z->c[0], 1);
}

/* K! T as a jet: the coefficient of order i in z and j in P lies between -t and
   t, t = K! t_ij = 2 / (K + P + 1) (2 / (K + 1))^i (1 / (K + P + 1))^j. The sum
   over i and j of t |dz|^i |dP|^j is a product of geometric series. weight is
   P + 1. */
static void enclose_tail(struct mv_evaluator *e, struct mv_jet *t,
                         struct mv_jet *other, const struct mv_jet *z,
                         const struct mv_jet *weight, size_t terms)
{
    mpfr_t divisor;

    mpfr_init2(divisor, e->g.a->precision);
    mpfr_add_ui(divisor, weight->c[0].lo, terms, MPFR_RNDD);
    mv_jet_constant(&e->g, t);
    mpfr_ui_div(t->c[0].hi, 2, divisor, MPFR_RNDU);
    mpfr_set(t->c[0].lo, t->c[0].hi, MPFR_RNDD);
    majorant(e, other, weight, 1, divisor);
    replace(e, t, other, '/');
    mpfr_set_ui(divisor, terms + 1, MPFR_RNDD);
    majorant(e, other, z, 2, divisor);
    replace(e, t, other, '/');
    mpfr_clear(divisor);
    for (size_t k = 0; k < t->length; k++)
        mpfr_neg(t->c[k].lo, t->c[k].hi, MPFR_RNDD);
}

/* Small numbers for which products and quotients are cheap: those of z and of
   P + 1, if they are such; otherwise q is 0. */
struct small {
    long p;
    unsigned long q;
};

static struct small small(const struct mv_jet *x)
{
    const size_t bits = 8 * sizeof(long) - 24; /* k + 1 <= 10,001 < 2^14 */

    if (!x->is_exact || mpz_sizeinbase(x->exact.p, 2) > bits ||
        mpz_sizeinbase(x->exact.q, 2) > bits)
        return (struct small){0, 0};
    return (struct small){mpz_get_si(x->exact.p), mpz_get_ui(x->exact.q)};
}

/* The sum of z^k / (k! (k + P + 1)) over k < K, and z^K T. weight is P + 1; the
   spare values behind it are overwritten. */
static void sum_series(struct mv_evaluator *e, struct mv_jet *total,
                       struct mv_jet *z, struct mv_jet *weight, size_t terms)
{
    struct mv_jet *term = weight + 1, *part = weight + 2, *shifted = weight + 3;
    struct small slope = small(z), first = small(weight);

    mv_jet_enclose(&e->g, z);
    mv_jet_enclose(&e->g, weight);
    mv_jet_constant(&e->g, term);
    mv_interval_set_si(&term->c[0], 1);
    mv_jet_constant(&e->g, total);
    mv_interval_set_si(&total->c[0], 0);
    mv_jet_set(&e->g, shifted, weight);
    for (unsigned long k = 0; k < terms; k++) {
        /* part = term / (k + P + 1) */
        if (first.q > 0) {
            mv_spend(e->g.a, term->length, e->g.a->price);
            mv_jet_set(&e->g, part, term);
            for (size_t i = 0; i < part->length; i++)
                mv_interval_div_ui(&part->c[i], &part->c[i],
                                   (unsigned long)first.p + k * first.q);
        } else {
            mpfr_add_ui(shifted->c[0].lo, weight->c[0].lo, k, MPFR_RNDD);
            mpfr_add_ui(shifted->c[0].hi, weight->c[0].hi, k, MPFR_RNDU);
            mv_jet_binary(&e->g, part, term, shifted, '/');
        }
        replace(e, total, part, '+');
        /* term = term z / (k + 1) */
        if (slope.q > 0)
            mv_interval_mul_si(&term->c[0], &term->c[0], slope.p);
        else
            replace(e, term, z, '*');
        for (size_t i = 0; i < term->length; i++)
            mv_interval_div_ui(&term->c[i], &term->c[i],
                               (k + 1) * (slope.q > 0 ? slope.q : 1));
    }
    for (size_t i = 0; i < total->length && first.q > 0; i++)
        mv_interval_mul_si(&total->c[i], &total->c[i], (long)first.q);
    enclose_tail(e, part, shifted, z, weight, terms);
    replace(e, term, part, '*');
    replace(e, total, term, '+');
}

/* Whether x >= 0, P + 1 > 0 and |z| <= (K + 1) / 2 are certain. */
static bool converges(struct mv_evaluator *e, const struct mv_jet *x,
                      const struct mv_jet *weight, const struct mv_jet *z,
                      size_t terms)
{
    struct mv_jet *t = &e->scratch;
    bool good;

    if (x->undefined || weight->undefined || z->undefined)
        return false;
    mv_jet_set(&e->g, t, weight);
    mv_jet_enclose(&e->g, t);
    good =
        mpfr_sgn(x->c[0].lo) >= 0 && !t->undefined && mpfr_sgn(t->c[0].lo) > 0;
    mv_jet_set(&e->g, t, z);
    mv_jet_enclose(&e->g, t);
    if (!good || t->undefined)
        return false;
    mv_interval_magnitude(t->c[0].lo, &t->c[0]);
    mpfr_mul_ui(t->c[0].lo, t->c[0].lo, 2, MPFR_RNDU);
    return mpfr_cmp_ui(t->c[0].lo, terms + 1) <= 0;
}

/* c exp(Z_0) x^(P+1) and the sum, which are multiplied in stack[base]. */
static void multiply_all(struct mv_evaluator *e, size_t base, size_t terms)
{
    struct mv_jet *s = &e->stack[base];

    mv_jet_enclose(&e->g, &s[FACTOR]);
    mv_jet_enclose(&e->g, &s[CONSTANT]);
    mv_jet_unary(&e->g, &s[LOWER], &s[CONSTANT], MV_EXP);
    replace(e, &s[LOWER], &s[FACTOR], '*');
    if (s[POWER].is_exact)
        mv_jet_power(&e->g, &s[FACTOR], &s[UPPER], &s[POWER].exact);
    else
        mv_jet_binary(&e->g, &s[FACTOR], &s[UPPER], &s[POWER], '^');
    replace(e, &s[LOWER], &s[FACTOR], '*');
    if (!s[LOWER].undefined) {
        sum_series(e, &s[FACTOR], &s[SLOPE], &s[POWER], terms);
        replace(e, &s[LOWER], &s[FACTOR], '*');
    }
}

void mv_gamma_end(struct mv_evaluator *e)
{
    size_t base = e->gamma[e->gammas - 1].base,
           terms = e->gamma[e->gammas - 1].terms;
    struct mv_jet *s;

    if (e->top > base + ABOVE) /* the variable does not occur */
        take_top(e, FACTOR, '*');
    combine(e, base + SLOPE, base + UPPER, '*');
    push_ratio(e, 1, 1);
    take_top(e, POWER, '+');
    e->gammas--;
    while (e->top < base + ALL)
        mv_evaluator_push(e);
    s = &e->stack[base];
    mv_jet_enclose(&e->g, &s[UPPER]);
    if (converges(e, &s[UPPER], &s[POWER], &s[SLOPE], terms))
        multiply_all(e, base, terms);
    else
        mv_jet_undefined(&s[LOWER]);
    e->top = base + 1;
}
