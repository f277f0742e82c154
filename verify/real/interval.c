#include "real.h"

enum { value_bits = 1 << 20, exponent_most = 10000 };

void mv_spend(struct mv_arithmetic *a, uint64_t count, uint64_t price)
{
    if (count > a->work / price)
        mv_refuse(MV_E501, a->where, "see --max-work");
    a->work -= count * price;
}

uint64_t mv_bit_price(size_t bits)
{
    uint64_t words = bits / 64 + 1, factor = 1;

    /* n^1.5 lies above what GMP and MPFR need for products. */
    while (factor * factor < words)
        factor *= 2;
    return words * factor;
}

void mv_arithmetic_open(struct mv_arithmetic *a, mpfr_prec_t precision)
{
    a->precision = precision;
    a->price = mv_bit_price((size_t)precision);
    mpfr_set_emin(mpfr_get_emin_min());
    mpfr_set_emax(mpfr_get_emax_max());
    mpfr_init2(a->product, precision);
    mpfr_init2(a->other, precision);
}

void mv_interval_init(struct mv_interval *z, const struct mv_arithmetic *a)
{
    mpfr_init2(z->lo, a->precision);
    mpfr_init2(z->hi, a->precision);
}

void mv_interval_clear(struct mv_interval *z)
{
    mpfr_clear(z->lo);
    mpfr_clear(z->hi);
}

struct mv_interval *mv_intervals(const struct mv_arithmetic *a, size_t count)
{
    struct mv_interval *x = mv_allocate(count, sizeof *x);

    for (size_t k = 0; k < count; k++)
        mv_interval_init(&x[k], a);
    return x;
}

void mv_intervals_clear(struct mv_interval *x, size_t count)
{
    for (size_t k = 0; k < count; k++)
        mv_interval_clear(&x[k]);
    mv_release(x, count, sizeof *x);
}

void mv_interval_magnitude(mpfr_t z, const struct mv_interval *x)
{
    mpfr_neg(z, x->lo, MPFR_RNDU);
    mpfr_max(z, z, x->hi, MPFR_RNDU);
}

bool mv_interval_sound(const struct mv_interval *x)
{
    return mpfr_number_p(x->lo) && mpfr_number_p(x->hi);
}

bool mv_interval_has_zero(const struct mv_interval *x)
{
    return mpfr_sgn(x->lo) <= 0 && mpfr_sgn(x->hi) >= 0;
}

void mv_interval_set(struct mv_interval *z, const struct mv_interval *x)
{
    mpfr_set(z->lo, x->lo, MPFR_RNDD);
    mpfr_set(z->hi, x->hi, MPFR_RNDU);
}

void mv_interval_set_ratio(struct mv_interval *z, const struct mv_ratio *x)
{
    mpfr_set_z(z->lo, x->p, MPFR_RNDD);
    mpfr_set_z(z->hi, x->p, MPFR_RNDU);
    if (mpz_cmp_ui(x->q, 1) != 0) {
        mpfr_div_z(z->lo, z->lo, x->q, MPFR_RNDD);
        mpfr_div_z(z->hi, z->hi, x->q, MPFR_RNDU);
    }
}

void mv_interval_set_si(struct mv_interval *z, long x)
{
    mpfr_set_si(z->lo, x, MPFR_RNDD);
    mpfr_set_si(z->hi, x, MPFR_RNDU);
}

void mv_interval_hull(struct mv_interval *z, const struct mv_interval *x,
                      const struct mv_interval *y)
{
    mpfr_min(z->lo, x->lo, y->lo, MPFR_RNDD);
    mpfr_max(z->hi, x->hi, y->hi, MPFR_RNDU);
}

void mv_interval_meet(struct mv_interval *z, const struct mv_interval *x,
                      const struct mv_interval *y)
{
    mpfr_max(z->lo, x->lo, y->lo, MPFR_RNDD);
    mpfr_min(z->hi, x->hi, y->hi, MPFR_RNDU);
}

void mv_interval_neg(struct mv_interval *z, const struct mv_interval *x)
{
    if (z != x)
        mv_interval_set(z, x);
    mpfr_neg(z->lo, z->lo, MPFR_RNDD);
    mpfr_neg(z->hi, z->hi, MPFR_RNDU);
    mpfr_swap(z->lo, z->hi);
}

void mv_interval_add(struct mv_interval *z, const struct mv_interval *x,
                     const struct mv_interval *y)
{
    mpfr_add(z->lo, x->lo, y->lo, MPFR_RNDD);
    mpfr_add(z->hi, x->hi, y->hi, MPFR_RNDU);
}

void mv_interval_sub(struct mv_interval *z, const struct mv_interval *x,
                     const struct mv_interval *y)
{
    mpfr_t lo;

    mpfr_init2(lo, mpfr_get_prec(z->lo));
    mpfr_sub(lo, x->lo, y->hi, MPFR_RNDD);
    mpfr_sub(z->hi, x->hi, y->lo, MPFR_RNDU);
    mpfr_swap(z->lo, lo);
    mpfr_clear(lo);
}

void mv_interval_mul_si(struct mv_interval *z, const struct mv_interval *x,
                        long y)
{
    mpfr_mul_si(z->lo, x->lo, y, y < 0 ? MPFR_RNDU : MPFR_RNDD);
    mpfr_mul_si(z->hi, x->hi, y, y < 0 ? MPFR_RNDD : MPFR_RNDU);
    if (y < 0)
        mpfr_swap(z->lo, z->hi);
}

void mv_interval_div_ui(struct mv_interval *z, const struct mv_interval *x,
                        unsigned long y)
{
    mpfr_div_ui(z->lo, x->lo, y, MPFR_RNDD);
    mpfr_div_ui(z->hi, x->hi, y, MPFR_RNDU);
}

/* 1: x >= 0, -1: x <= 0, 0: neither. */
static int side(const struct mv_interval *x)
{
    return mpfr_sgn(x->lo) >= 0 ? 1 : mpfr_sgn(x->hi) <= 0 ? -1 : 0;
}

void mv_interval_mul(struct mv_arithmetic *a, struct mv_interval *z,
                     const struct mv_interval *x, const struct mv_interval *y)
{
    int sx = side(x), sy = side(y);

    if (sx == 0 && sy == 0) {
        mpfr_mul(z->lo, x->lo, y->hi, MPFR_RNDD);
        mpfr_mul(a->other, x->hi, y->lo, MPFR_RNDD);
        mpfr_min(z->lo, z->lo, a->other, MPFR_RNDD);
        mpfr_mul(z->hi, x->lo, y->lo, MPFR_RNDU);
        mpfr_mul(a->other, x->hi, y->hi, MPFR_RNDU);
        mpfr_max(z->hi, z->hi, a->other, MPFR_RNDU);
        return;
    }
    /* The smallest product has the small end of x where y takes it down. */
    mpfr_mul(z->lo, sy > 0 || (sy == 0 && sx < 0) ? x->lo : x->hi,
             sx > 0 || (sx == 0 && sy < 0) ? y->lo : y->hi, MPFR_RNDD);
    mpfr_mul(z->hi, sy > 0 || (sy == 0 && sx > 0) ? x->hi : x->lo,
             sx > 0 || (sx == 0 && sy > 0) ? y->hi : y->lo, MPFR_RNDU);
}

void mv_interval_div(struct mv_arithmetic *a, struct mv_interval *z,
                     const struct mv_interval *x, const struct mv_interval *y)
{
    (void)a;
    if (mpfr_sgn(y->lo) > 0) {
        mpfr_div(z->lo, x->lo, mpfr_sgn(x->lo) >= 0 ? y->hi : y->lo, MPFR_RNDD);
        mpfr_div(z->hi, x->hi, mpfr_sgn(x->hi) >= 0 ? y->lo : y->hi, MPFR_RNDU);
    } else {
        mpfr_div(z->lo, x->hi, mpfr_sgn(x->hi) >= 0 ? y->hi : y->lo, MPFR_RNDD);
        mpfr_div(z->hi, x->lo, mpfr_sgn(x->lo) >= 0 ? y->lo : y->hi, MPFR_RNDU);
    }
}

void mv_interval_power(struct mv_arithmetic *a, struct mv_interval *z,
                       const struct mv_interval *x, const mpz_t n)
{
    bool even = mpz_even_p(n), falls = mpz_sgn(n) < 0;
    int s = side(x);

    mv_spend(a, 4 * (mpz_sizeinbase(n, 2) + 32), a->price);
    if (mpz_sgn(n) == 0) {
        mv_interval_set_si(z, 1);
    } else if (s == 0 && even) {
        mpfr_pow_z(z->hi, x->lo, n, MPFR_RNDU);
        mpfr_pow_z(a->other, x->hi, n, MPFR_RNDU);
        mpfr_max(z->hi, z->hi, a->other, MPFR_RNDU);
        mpfr_set_zero(z->lo, 1);
    } else {
        /* x^n rises with x, but for x < 0 and even n, or for n < 0 */
        if (s < 0 && even)
            falls = !falls;
        mpfr_pow_z(z->lo, falls ? x->hi : x->lo, n, MPFR_RNDD);
        mpfr_pow_z(z->hi, falls ? x->lo : x->hi, n, MPFR_RNDU);
    }
}

void mv_interval_power_ratio(struct mv_arithmetic *a, struct mv_interval *z,
                             const struct mv_interval *x,
                             const struct mv_ratio *y)
{
    struct mv_interval root;
    bool falls = mpz_sgn(y->p) < 0;

    mv_spend(a, 4 * (mpz_sizeinbase(y->p, 2) + mpz_sizeinbase(y->q, 2) + 64),
             a->price);
    mv_interval_init(&root, a);
    if (mpz_fits_ulong_p(y->q)) {
        mpfr_rootn_ui(root.lo, x->lo, mpz_get_ui(y->q), MPFR_RNDD);
        mpfr_rootn_ui(root.hi, x->hi, mpz_get_ui(y->q), MPFR_RNDU);
        mpfr_pow_z(z->lo, falls ? root.hi : root.lo, y->p, MPFR_RNDD);
        mpfr_pow_z(z->hi, falls ? root.lo : root.hi, y->p, MPFR_RNDU);
    } else {
        mpfr_set_nan(z->lo);
        mpfr_set_nan(z->hi);
    }
    mv_interval_clear(&root);
}

void mv_interval_raise(struct mv_arithmetic *a, struct mv_interval *z,
                       const struct mv_interval *x, const struct mv_interval *y)
{
    struct mv_interval t;

    mv_spend(a, 512, a->price);
    mv_interval_init(&t, a);
    /* exp(y log(x)); log(0) is -infinity, exp(-infinity) is 0 */
    mpfr_log(t.lo, x->lo, MPFR_RNDD);
    mpfr_log(t.hi, x->hi, MPFR_RNDU);
    mpfr_mul(t.lo, t.lo, mpfr_sgn(t.lo) < 0 ? y->hi : y->lo, MPFR_RNDD);
    mpfr_mul(t.hi, t.hi, mpfr_sgn(t.hi) < 0 ? y->lo : y->hi, MPFR_RNDU);
    mpfr_exp(z->lo, t.lo, MPFR_RNDD);
    mpfr_exp(z->hi, t.hi, MPFR_RNDU);
    mv_interval_clear(&t);
}

int mv_interval_decide(const struct mv_interval *x, const struct mv_interval *y,
                       enum mv_relation relation, bool strict)
{
    int result;

    if (relation == MV_LE || relation == MV_LT) {
        const struct mv_interval *other = x;

        x = y;
        y = other;
    }
    if (mpfr_greater_p(x->lo, y->hi))
        return 1;
    if (mpfr_less_p(x->hi, y->lo))
        return 0;
    result = relation == MV_GE || relation == MV_LE;
    if (strict)
        return -1;
    if (result && mpfr_greaterequal_p(x->lo, y->hi))
        return 1;
    if (!result && mpfr_lessequal_p(x->hi, y->lo))
        return 0;
    return -1;
}

void mv_ratio_init(struct mv_ratio *x)
{
    mpz_init(x->p);
    mpz_init_set_ui(x->q, 1);
}

void mv_ratio_clear(struct mv_ratio *x)
{
    mpz_clear(x->p);
    mpz_clear(x->q);
}

int mv_ratio_decide(const struct mv_ratio *x, const struct mv_ratio *y,
                    enum mv_relation relation)
{
    int sign = mv_compare(x->p, x->q, y->p, y->q);

    switch (relation) {
    case MV_GE:
        return sign >= 0;
    case MV_LE:
        return sign <= 0;
    case MV_GT:
        return sign > 0;
    case MV_LT:
        break;
    }
    return sign < 0;
}

bool mv_ratio_is_integer(const struct mv_ratio *x)
{
    return mpz_cmp_ui(x->q, 1) == 0;
}

static size_t bits_of(const struct mv_ratio *x)
{
    return mpz_sizeinbase(x->p, 2) + mpz_sizeinbase(x->q, 2);
}

static _Noreturn void too_long(const struct mv_arithmetic *a)
{
    mv_refuse(MV_E233, a->where, "a rational constant of more than 2^20 bits");
}

/* z = x^n; false for 0^-1 and for exponents that are no integers or too
   large. */
static bool power(struct mv_arithmetic *a, struct mv_ratio *z,
                  const struct mv_ratio *x, const struct mv_ratio *n)
{
    unsigned long k = mpz_get_ui(n->p);

    if (!mv_ratio_is_integer(n) || mpz_cmpabs_ui(n->p, exponent_most) > 0 ||
        (mpz_sgn(n->p) < 0 && mpz_sgn(x->p) == 0))
        return false;
    if (mpz_cmpabs_ui(x->p, 1) > 0 || mpz_cmp_ui(x->q, 1) > 0) {
        size_t least = mpz_sizeinbase(x->p, 2) > mpz_sizeinbase(x->q, 2)
                           ? mpz_sizeinbase(x->p, 2)
                           : mpz_sizeinbase(x->q, 2);

        if ((least - 1) * k > value_bits)
            too_long(a);
    }
    if (mpz_sgn(n->p) >= 0) {
        mpz_pow_ui(z->p, x->p, k);
        mpz_pow_ui(z->q, x->q, k);
    } else {
        mpz_t numerator;

        mpz_init(numerator);
        mpz_pow_ui(numerator, x->q, k);
        mpz_pow_ui(z->q, x->p, k);
        mpz_swap(z->p, numerator);
        mpz_clear(numerator);
    }
    return true;
}

bool mv_ratio_compute(struct mv_arithmetic *a, struct mv_ratio *z,
                      const struct mv_ratio *x, const struct mv_ratio *y,
                      char op)
{
    struct mv_ratio r;
    bool good = true;

    mv_spend(a, 8, mv_bit_price(bits_of(x) + bits_of(y)));
    mv_ratio_init(&r);
    switch (op) {
    case '+':
    case '-':
        mpz_mul(r.p, x->p, y->q);
        mpz_mul(r.q, y->p, x->q);
        if (op == '+')
            mpz_add(r.p, r.p, r.q);
        else
            mpz_sub(r.p, r.p, r.q);
        mpz_mul(r.q, x->q, y->q);
        break;
    case '*':
        mpz_mul(r.p, x->p, y->p);
        mpz_mul(r.q, x->q, y->q);
        break;
    case '/':
        mpz_mul(r.p, x->p, y->q);
        mpz_mul(r.q, x->q, y->p);
        good = mpz_sgn(r.q) != 0;
        break;
    case '^':
        good = power(a, &r, x, y);
        break;
    default:
        mv_ratio_set(&r, (mv_compare(x->p, x->q, y->p, y->q) > 0) == (op == 'M')
                             ? x
                             : y);
    }
    if (good) {
        if (mpz_sgn(r.q) < 0) {
            mpz_neg(r.p, r.p);
            mpz_neg(r.q, r.q);
        }
        mv_spend(a, 8, mv_bit_price(bits_of(&r)));
        mv_reduce(r.p, r.q);
        if (mpz_sizeinbase(r.p, 2) > value_bits ||
            mpz_sizeinbase(r.q, 2) > value_bits)
            too_long(a);
        mpz_swap(z->p, r.p);
        mpz_swap(z->q, r.q);
    }
    mv_ratio_clear(&r);
    return good;
}
