#include "real.h"

void mv_algebra_init(struct mv_algebra *g, struct mv_arithmetic *a)
{
    g->a = a;
    g->order = 0;
    g->strict = false;
    mv_interval_init(&g->t, a);
    mv_interval_init(&g->u, a);
    mv_jet_init(&g->one);
    mv_jet_init(&g->two);
    mv_jet_init(&g->three);
}

void mv_jet_init(struct mv_jet *z)
{
    *z = (struct mv_jet){.undefined = true};
    mv_ratio_init(&z->exact);
}

void mv_jet_room(const struct mv_algebra *g, struct mv_jet *z, size_t length)
{
    size_t before = z->room;

    z->c = mv_grow(z->c, &z->room, length, sizeof *z->c);
    for (size_t k = before; k < z->room; k++)
        mv_interval_init(&z->c[k], g->a);
}

void mv_jet_constant(const struct mv_algebra *g, struct mv_jet *z)
{
    mv_jet_room(g, z, 1);
    z->length = 1;
    z->is_exact = z->undefined = z->unknown = z->broken = false;
}

void mv_jet_exact(struct mv_jet *z, const struct mv_ratio *x)
{
    mv_ratio_set(&z->exact, x);
    z->length = 0;
    z->is_exact = true;
    z->undefined = z->unknown = z->broken = false;
}

void mv_jet_undefined(struct mv_jet *z)
{
    z->length = 0;
    z->is_exact = z->unknown = z->broken = false;
    z->undefined = true;
}

void mv_jet_enclose(const struct mv_algebra *g, struct mv_jet *z)
{
    if (!z->is_exact)
        return;
    if (g->a->precision == 0) {
        mv_jet_undefined(z);
        return;
    }
    mv_spend(g->a, 4,
             g->a->price + mv_bit_price(mpz_sizeinbase(z->exact.p, 2) +
                                        mpz_sizeinbase(z->exact.q, 2)));
    mv_jet_constant(g, z);
    mv_interval_set_ratio(&z->c[0], &z->exact);
    mv_jet_settle(z);
}

void mv_jet_set(const struct mv_algebra *g, struct mv_jet *z,
                const struct mv_jet *x)
{
    if (x->is_exact) {
        mv_jet_exact(z, &x->exact);
        return;
    }
    z->is_exact = false;
    z->undefined = x->undefined;
    z->unknown = x->unknown;
    z->broken = x->broken;
    z->length = x->length <= g->order ? x->length : g->order + 1;
    mv_jet_room(g, z, z->length);
    for (size_t k = 0; k < z->length; k++)
        mv_interval_set(&z->c[k], &x->c[k]);
}

void mv_jet_settle(struct mv_jet *z)
{
    for (size_t k = 0; k < z->length; k++)
        if (!mv_interval_sound(&z->c[k])) {
            mv_jet_undefined(z);
            return;
        }
}

bool mv_jet_is_constant(const struct mv_jet *x)
{
    return x->is_exact || (x->length <= 1 && !x->unknown);
}

/* Makes room for a result with these flags. */
static void prepare(const struct mv_algebra *g, struct mv_jet *z, size_t length,
                    const struct mv_jet *x, const struct mv_jet *y)
{
    z->unknown = x->unknown || y->unknown;
    z->broken = x->broken || y->broken;
    z->undefined = z->is_exact = false;
    z->length = z->unknown ? 1 : length <= g->order ? length : g->order + 1;
    mv_jet_room(g, z, z->length);
}

/* z_k += or -= x_i y_j */
static void gather(struct mv_algebra *g, struct mv_interval *z,
                   const struct mv_interval *x, const struct mv_interval *y,
                   bool minus)
{
    mv_interval_mul(g->a, &g->t, x, y);
    if (minus)
        mv_interval_sub(z, z, &g->t);
    else
        mv_interval_add(z, z, &g->t);
}

static void multiply(struct mv_algebra *g, struct mv_jet *z,
                     const struct mv_jet *x, const struct mv_jet *y)
{
    prepare(g, z, x->length + y->length - 1, x, y);
    mv_spend(g->a,
             4 * (uint64_t)z->length *
                 (x->length < y->length ? x->length : y->length),
             g->a->price);
    for (size_t k = 0; k < z->length; k++) {
        size_t i = k < y->length ? 0 : k + 1 - y->length;

        mv_interval_mul(g->a, &z->c[k], &x->c[i], &y->c[k - i]);
        for (i++; i <= k && i < x->length; i++)
            gather(g, &z->c[k], &x->c[i], &y->c[k - i], false);
    }
    if (x == y && mpfr_sgn(z->c[0].lo) < 0) /* a square */
        mpfr_set_zero(z->c[0].lo, 1);
}

/* z y = x */
static void divide(struct mv_algebra *g, struct mv_jet *z,
                   const struct mv_jet *x, const struct mv_jet *y)
{
    if (mv_interval_has_zero(&y->c[0])) {
        mv_jet_undefined(z);
        return;
    }
    prepare(g, z, y->length == 1 ? x->length : g->order + 1, x, y);
    mv_spend(g->a, 4 * (uint64_t)z->length * (y->length + 1), g->a->price);
    for (size_t k = 0; k < z->length; k++) {
        if (k < x->length)
            mv_interval_set(&g->u, &x->c[k]);
        else
            mv_interval_set_si(&g->u, 0);
        for (size_t i = 1; i <= k && i < y->length; i++)
            gather(g, &g->u, &z->c[k - i], &y->c[i], true);
        mv_interval_div(g->a, &z->c[k], &g->u, &y->c[0]);
    }
}

static void add(struct mv_algebra *g, struct mv_jet *z, const struct mv_jet *x,
                const struct mv_jet *y, bool minus)
{
    prepare(g, z, x->length > y->length ? x->length : y->length, x, y);
    mv_spend(g->a, 2 * (uint64_t)z->length, g->a->price);
    for (size_t k = 0; k < z->length; k++) {
        if (k >= y->length)
            mv_interval_set(&z->c[k], &x->c[k]);
        else if (k >= x->length && minus)
            mv_interval_neg(&z->c[k], &y->c[k]);
        else if (k >= x->length)
            mv_interval_set(&z->c[k], &y->c[k]);
        else if (minus)
            mv_interval_sub(&z->c[k], &x->c[k], &y->c[k]);
        else
            mv_interval_add(&z->c[k], &x->c[k], &y->c[k]);
    }
}

static void negate(const struct mv_algebra *g, struct mv_jet *z,
                   const struct mv_jet *x)
{
    prepare(g, z, x->length, x, x);
    for (size_t k = 0; k < z->length; k++)
        mv_interval_neg(&z->c[k], &x->c[k]);
}

/* k z_k = sum over i = 1..k of i x_i z_{k-i} */
static void exponential(struct mv_algebra *g, struct mv_jet *z,
                        const struct mv_jet *x)
{
    prepare(g, z, x->length == 1 ? 1 : g->order + 1, x, x);
    mpfr_exp(z->c[0].lo, x->c[0].lo, MPFR_RNDD);
    mpfr_exp(z->c[0].hi, x->c[0].hi, MPFR_RNDU);
    for (size_t k = 1; k < z->length; k++) {
        mv_interval_set_si(&z->c[k], 0);
        for (size_t i = 1; i <= k && i < x->length; i++) {
            mv_interval_mul_si(&g->u, &x->c[i], (long)i);
            gather(g, &z->c[k], &g->u, &z->c[k - i], false);
        }
        mv_interval_div_ui(&z->c[k], &z->c[k], k);
    }
}

/* k x_0 z_k = k x_k - sum over i = 1..k-1 of i z_i x_{k-i} */
static void logarithm(struct mv_algebra *g, struct mv_jet *z,
                      const struct mv_jet *x)
{
    if (mpfr_sgn(x->c[0].lo) <= 0) {
        mv_jet_undefined(z);
        return;
    }
    prepare(g, z, x->length == 1 ? 1 : g->order + 1, x, x);
    mpfr_log(z->c[0].lo, x->c[0].lo, MPFR_RNDD);
    mpfr_log(z->c[0].hi, x->c[0].hi, MPFR_RNDU);
    for (size_t k = 1; k < z->length; k++) {
        if (k < x->length)
            mv_interval_mul_si(&g->u, &x->c[k], (long)k);
        else
            mv_interval_set_si(&g->u, 0);
        for (size_t i = k < x->length ? 1 : k + 1 - x->length; i < k; i++) {
            mv_interval_mul_si(&z->c[k], &z->c[i], (long)i);
            gather(g, &g->u, &z->c[k], &x->c[k - i], true);
        }
        mv_interval_div(g->a, &z->c[k], &g->u, &x->c[0]);
        mv_interval_div_ui(&z->c[k], &z->c[k], k);
    }
}

/* 2 z_0 z_k = x_k - sum over i = 1..k-1 of z_i z_{k-i} */
static void root(struct mv_algebra *g, struct mv_jet *z, const struct mv_jet *x)
{
    if (mpfr_sgn(x->c[0].lo) < (x->length > 1)) {
        mv_jet_undefined(z);
        return;
    }
    prepare(g, z, x->length == 1 ? 1 : g->order + 1, x, x);
    mpfr_sqrt(z->c[0].lo, x->c[0].lo, MPFR_RNDD);
    mpfr_sqrt(z->c[0].hi, x->c[0].hi, MPFR_RNDU);
    for (size_t k = 1; k < z->length; k++) {
        if (k < x->length)
            mv_interval_set(&g->u, &x->c[k]);
        else
            mv_interval_set_si(&g->u, 0);
        for (size_t i = 1; i < k; i++)
            gather(g, &g->u, &z->c[i], &z->c[k - i], true);
        mv_interval_div(g->a, &z->c[k], &g->u, &z->c[0]);
        mv_interval_div_ui(&z->c[k], &z->c[k], 2);
    }
}

/* Whichever is larger, or smaller; |x| is the larger one of x and -x. */
static void choose(struct mv_algebra *g, struct mv_jet *z,
                   const struct mv_jet *x, const struct mv_jet *y, bool largest)
{
    bool constant = mv_jet_is_constant(x) && mv_jet_is_constant(y);
    int first = mv_interval_decide(&x->c[0], &y->c[0], largest ? MV_GE : MV_LE,
                                   g->strict && !constant);

    if (first < 0 && !(g->strict && !constant))
        first = mv_interval_decide(&x->c[0], &y->c[0], largest ? MV_GT : MV_LT,
                                   false);
    if (first >= 0) {
        mv_jet_set(g, z, first ? x : y);
        z->broken = x->broken || y->broken;
        return;
    }
    prepare(g, z, 1, x, y);
    z->unknown = !constant;
    if (largest) {
        mpfr_max(z->c[0].lo, x->c[0].lo, y->c[0].lo, MPFR_RNDD);
        mpfr_max(z->c[0].hi, x->c[0].hi, y->c[0].hi, MPFR_RNDU);
    } else {
        mpfr_min(z->c[0].lo, x->c[0].lo, y->c[0].lo, MPFR_RNDD);
        mpfr_min(z->c[0].hi, x->c[0].hi, y->c[0].hi, MPFR_RNDU);
    }
}

void mv_jet_unary(struct mv_algebra *g, struct mv_jet *z,
                  const struct mv_jet *x, char op)
{
    if (x->undefined) {
        mv_jet_undefined(z);
        return;
    }
    mv_spend(g->a, 256 + 8 * (uint64_t)x->length * (g->order + 1), g->a->price);
    switch (op) {
    case MV_EXP:
        exponential(g, z, x);
        break;
    case MV_LOG:
        logarithm(g, z, x);
        break;
    case MV_SQRT:
        root(g, z, x);
        break;
    case MV_ABS:
        negate(g, &g->one, x);
        choose(g, z, x, &g->one, true);
        if (mpfr_sgn(z->c[0].lo) < 0)
            mpfr_set_zero(z->c[0].lo, 1);
        break;
    default:
        negate(g, z, x);
    }
    mv_jet_settle(z);
}

void mv_jet_binary(struct mv_algebra *g, struct mv_jet *z,
                   const struct mv_jet *x, const struct mv_jet *y, char op)
{
    if (x->undefined || y->undefined) {
        mv_jet_undefined(z);
        return;
    }
    switch (op) {
    case '*':
        multiply(g, z, x, y);
        break;
    case '/':
        divide(g, z, x, y);
        break;
    case '^':
        if (x->length == 1 && y->length == 1 && mpfr_zero_p(x->c[0].lo) &&
            mpfr_sgn(y->c[0].lo) > 0) {
            prepare(g, z, 1, x, y);
            mv_interval_raise(g->a, &z->c[0], &x->c[0], &y->c[0]);
            break;
        }
        mv_jet_unary(g, &g->one, x, MV_LOG);
        if (g->one.undefined) {
            mv_jet_undefined(z);
            return;
        }
        multiply(g, &g->two, y, &g->one);
        mv_jet_settle(&g->two);
        if (g->two.undefined) {
            mv_jet_undefined(z);
            return;
        }
        exponential(g, z, &g->two);
        break;
    case MV_LEAST:
    case MV_LARGEST:
        choose(g, z, x, y, op == MV_LARGEST);
        break;
    default:
        add(g, z, x, y, op == '-');
    }
    mv_jet_settle(z);
}

/* x^n for n >= 1, in `one` */
static void natural_power(struct mv_algebra *g, const struct mv_jet *x,
                          const mpz_t n)
{
    mv_jet_set(g, &g->one, x);
    for (size_t bit = mpz_sizeinbase(n, 2) - 1; bit-- > 0;) {
        multiply(g, &g->two, &g->one, &g->one);
        if (mpz_tstbit(n, bit))
            multiply(g, &g->one, &g->two, x);
        else
            mv_jet_swap(&g->one, &g->two);
    }
}

static void integer_power(struct mv_algebra *g, struct mv_jet *z,
                          const struct mv_jet *x, const mpz_t n)
{
    mpz_t size;

    if (mpz_sgn(n) < 0 && mv_interval_has_zero(&x->c[0])) {
        mv_jet_undefined(z);
        return;
    }
    if (mpz_sgn(n) == 0 || x->length == 1) {
        prepare(g, z, 1, x, x);
    } else {
        mpz_init(size);
        mpz_abs(size, n);
        natural_power(g, x, size);
        mpz_clear(size);
        if (mpz_sgn(n) < 0) {
            mv_jet_constant(g, &g->two);
            mv_interval_set_si(&g->two.c[0], 1);
            divide(g, z, &g->two, &g->one);
        } else {
            mv_jet_set(g, z, &g->one);
        }
        if (z->undefined)
            return;
    }
    mv_interval_power(g->a, &z->c[0], &x->c[0], n);
}

/* k x_0 z_k = sum over i = 1..k of (p i - (k-i)) x_i z_{k-i} */
static void broken_power(struct mv_algebra *g, struct mv_jet *z,
                         const struct mv_jet *x, const struct mv_ratio *y)
{
    struct mv_interval p, w;

    if (mpfr_sgn(x->c[0].lo) < (x->length > 1 || mpz_sgn(y->p) < 0)) {
        mv_jet_undefined(z);
        return;
    }
    prepare(g, z, x->length == 1 ? 1 : g->order + 1, x, x);
    mv_interval_power_ratio(g->a, &z->c[0], &x->c[0], y);
    mv_interval_init(&p, g->a);
    mv_interval_init(&w, g->a);
    mv_interval_set_ratio(&p, y);
    mv_spend(g->a, 8 * (uint64_t)z->length * x->length, g->a->price);
    for (size_t k = 1; k < z->length; k++) {
        mv_interval_set_si(&g->u, 0);
        for (size_t i = 1; i <= k && i < x->length; i++) {
            mv_interval_mul_si(&w, &p, (long)i);
            mpfr_sub_ui(w.lo, w.lo, k - i, MPFR_RNDD);
            mpfr_sub_ui(w.hi, w.hi, k - i, MPFR_RNDU);
            mv_interval_mul(g->a, &z->c[k], &w, &x->c[i]);
            gather(g, &g->u, &z->c[k], &z->c[k - i], false);
        }
        mv_interval_div(g->a, &z->c[k], &g->u, &x->c[0]);
        mv_interval_div_ui(&z->c[k], &z->c[k], k);
    }
    mv_interval_clear(&p);
    mv_interval_clear(&w);
}

void mv_jet_power(struct mv_algebra *g, struct mv_jet *z,
                  const struct mv_jet *x, const struct mv_ratio *y)
{
    if (x->undefined)
        mv_jet_undefined(z);
    else if (mv_ratio_is_integer(y))
        integer_power(g, z, x, y->p);
    else
        broken_power(g, z, x, y);
    mv_jet_settle(z);
}

void mv_jet_either(struct mv_jet *z, const struct mv_jet *y, bool constant)
{
    if (z->undefined || y->undefined) {
        mv_jet_undefined(z);
        return;
    }
    z->unknown = !(constant && mv_jet_is_constant(z) && mv_jet_is_constant(y));
    z->broken = true;
    z->length = 1;
    mv_interval_hull(&z->c[0], &z->c[0], &y->c[0]);
}

void mv_jet_swap(struct mv_jet *x, struct mv_jet *y)
{
    struct mv_jet kept = *x;

    *x = *y;
    *y = kept;
}
