#include "real/interval.h"

void mc_interval_init(mc_interval *x)
{
    arf_init(&x->lo);
    arf_init(&x->hi);
}

void mc_interval_clear(mc_interval *x)
{
    arf_clear(&x->lo);
    arf_clear(&x->hi);
}

void mc_interval_zero(mc_interval *x)
{
    arf_zero(&x->lo);
    arf_zero(&x->hi);
}

void mc_interval_set(mc_interval *x, const mc_interval *y)
{
    arf_set(&x->lo, &y->lo);
    arf_set(&x->hi, &y->hi);
}

void mc_interval_set_si(mc_interval *x, slong y)
{
    arf_set_si(&x->lo, y);
    arf_set_si(&x->hi, y);
}

void mc_interval_set_arf(mc_interval *x, const arf_t y)
{
    arf_set(&x->lo, y);
    arf_set(&x->hi, y);
}

void mc_interval_set_fmpq(mc_interval *x, const fmpq_t y, slong bits)
{
    arf_set_fmpq(&x->lo, y, bits, ARF_RND_FLOOR);
    arf_set_fmpq(&x->hi, y, bits, ARF_RND_CEIL);
}

void mc_interval_swap(mc_interval *x, mc_interval *y)
{
    arf_swap(&x->lo, &y->lo);
    arf_swap(&x->hi, &y->hi);
}

void mc_interval_hull(mc_interval *out, const mc_interval *x,
                      const mc_interval *y)
{
    arf_min(&out->lo, &x->lo, &y->lo);
    arf_max(&out->hi, &x->hi, &y->hi);
}

bool mc_interval_is_zero(const mc_interval *x)
{
    return arf_is_zero(&x->lo) && arf_is_zero(&x->hi);
}

bool mc_interval_contains_zero(const mc_interval *x)
{
    return arf_sgn(&x->lo) <= 0 && arf_sgn(&x->hi) >= 0;
}

bool mc_interval_is_finite(const mc_interval *x)
{
    return arf_is_finite(&x->lo) && arf_is_finite(&x->hi);
}

bool mc_interval_is_point(const mc_interval *x)
{
    return arf_equal(&x->lo, &x->hi) != 0;
}

bool mc_interval_overlap(const mc_interval *x, const mc_interval *y)
{
    return arf_cmp(&x->lo, &y->hi) <= 0 && arf_cmp(&y->lo, &x->hi) <= 0;
}

int mc_interval_sign(const mc_interval *x)
{
    if (arf_sgn(&x->lo) > 0)
        return 1;
    return arf_sgn(&x->hi) < 0 ? -1 : 0;
}

bool mc_interval_nonnegative(const mc_interval *x)
{
    return arf_sgn(&x->lo) >= 0;
}

/* An end that is not a number (inf - inf, 0 * inf) tells nothing. */
static void settle(mc_interval *x)
{
    if (arf_is_nan(&x->lo))
        arf_neg_inf(&x->lo);
    if (arf_is_nan(&x->hi))
        arf_pos_inf(&x->hi);
}

void mc_interval_neg(mc_interval *out, const mc_interval *x)
{
    if (out != x)
        mc_interval_set(out, x);
    arf_swap(&out->lo, &out->hi);
    arf_neg(&out->lo, &out->lo);
    arf_neg(&out->hi, &out->hi);
}

void mc_interval_add(mc_interval *out, const mc_interval *x,
                     const mc_interval *y, slong bits)
{
    arf_add(&out->lo, &x->lo, &y->lo, bits, ARF_RND_FLOOR);
    arf_add(&out->hi, &x->hi, &y->hi, bits, ARF_RND_CEIL);
    settle(out);
}

void mc_interval_sub(mc_interval *out, const mc_interval *x,
                     const mc_interval *y, slong bits)
{
    arf_t lo;
    arf_init(lo);
    arf_sub(lo, &x->lo, &y->hi, bits, ARF_RND_FLOOR);
    arf_sub(&out->hi, &x->hi, &y->lo, bits, ARF_RND_CEIL);
    arf_swap(&out->lo, lo);
    arf_clear(lo);
    settle(out);
}

/* lo = a b, hi = c d; the four may be ends of the result. */
static void products(mc_interval *out, const arf_struct *a, const arf_struct *b,
                     const arf_struct *c, const arf_struct *d, slong bits)
{
    arf_t lo, hi;
    arf_init(lo);
    arf_init(hi);
    arf_mul(lo, a, b, bits, ARF_RND_FLOOR);
    arf_mul(hi, c, d, bits, ARF_RND_CEIL);
    arf_swap(&out->lo, lo);
    arf_swap(&out->hi, hi);
    arf_clear(lo);
    arf_clear(hi);
}

static void straddling_product(mc_interval *out, const mc_interval *x,
                               const mc_interval *y, slong bits)
{
    mc_interval other;
    mc_interval_init(&other);
    products(&other, &x->hi, &y->lo, &x->hi, &y->hi, bits);
    products(out, &x->lo, &y->hi, &x->lo, &y->lo, bits);
    mc_interval_hull(out, out, &other);
    mc_interval_clear(&other);
}

void mc_interval_mul(mc_interval *out, const mc_interval *x,
                     const mc_interval *y, slong bits)
{
    if (mc_interval_is_zero(x) || mc_interval_is_zero(y)) {
        mc_interval_zero(out);
        return;
    }
    if (arf_sgn(&x->lo) >= 0) {
        bool up = arf_sgn(&y->lo) >= 0, down = arf_sgn(&y->hi) <= 0;
        products(out, up ? &x->lo : &x->hi, &y->lo, down ? &x->lo : &x->hi,
                 &y->hi, bits);
    } else if (arf_sgn(&x->hi) <= 0) {
        bool up = arf_sgn(&y->lo) >= 0, down = arf_sgn(&y->hi) <= 0;
        products(out, down ? &x->hi : &x->lo, &y->hi, up ? &x->hi : &x->lo,
                 &y->lo, bits);
    } else if (arf_sgn(&y->lo) >= 0) {
        products(out, &x->lo, &y->hi, &x->hi, &y->hi, bits);
    } else if (arf_sgn(&y->hi) <= 0) {
        products(out, &x->hi, &y->lo, &x->lo, &y->lo, bits);
    } else {
        straddling_product(out, x, y, bits);
    }
    settle(out);
}

void mc_interval_mul_si(mc_interval *out, const mc_interval *x, slong y,
                        slong bits)
{
    bool negative = y < 0;
    if (y == 0) {
        mc_interval_zero(out);
        return;
    }
    arf_mul_si(&out->lo, &x->lo, y, bits,
               negative ? ARF_RND_CEIL : ARF_RND_FLOOR);
    arf_mul_si(&out->hi, &x->hi, y, bits,
               negative ? ARF_RND_FLOOR : ARF_RND_CEIL);
    if (negative)
        arf_swap(&out->lo, &out->hi);
}

void mc_interval_addmul(mc_interval *out, const mc_interval *x,
                        const mc_interval *y, slong bits)
{
    mc_interval product;
    mc_interval_init(&product);
    mc_interval_mul(&product, x, y, bits);
    mc_interval_add(out, out, &product, bits);
    mc_interval_clear(&product);
}

bool mc_interval_div(mc_interval *out, const mc_interval *x,
                     const mc_interval *y, slong bits)
{
    mc_interval quotient;
    const arf_struct *lo_by, *hi_by;
    int sign = mc_interval_sign(y);
    if (sign == 0)
        return false;
    mc_interval_init(&quotient);
    /* with y > 0: lo / (lo >= 0 ? y.hi : y.lo), hi / (hi >= 0 ? y.lo : y.hi);
       with y < 0 the ends of x change places */
    const arf_struct *low = sign > 0 ? &x->lo : &x->hi;
    const arf_struct *high = sign > 0 ? &x->hi : &x->lo;
    lo_by = arf_sgn(&x->lo) >= 0 ? &y->hi : &y->lo;
    hi_by = arf_sgn(&x->hi) >= 0 ? &y->lo : &y->hi;
    if (sign < 0) {
        lo_by = arf_sgn(&x->hi) >= 0 ? &y->hi : &y->lo;
        hi_by = arf_sgn(&x->lo) >= 0 ? &y->lo : &y->hi;
    }
    arf_div(&quotient.lo, low, lo_by, bits, ARF_RND_FLOOR);
    arf_div(&quotient.hi, high, hi_by, bits, ARF_RND_CEIL);
    settle(&quotient);
    mc_interval_swap(out, &quotient);
    mc_interval_clear(&quotient);
    return true;
}

void mc_interval_div_si(mc_interval *out, const mc_interval *x, slong y,
                        slong bits)
{
    bool negative = y < 0;
    arf_div_si(&out->lo, &x->lo, y, bits,
               negative ? ARF_RND_CEIL : ARF_RND_FLOOR);
    arf_div_si(&out->hi, &x->hi, y, bits,
               negative ? ARF_RND_FLOOR : ARF_RND_CEIL);
    if (negative)
        arf_swap(&out->lo, &out->hi);
    settle(out);
}

void mc_interval_abs(mc_interval *out, const mc_interval *x)
{
    if (arf_sgn(&x->lo) >= 0) {
        mc_interval_set(out, x);
    } else if (arf_sgn(&x->hi) <= 0) {
        mc_interval_neg(out, x);
    } else {
        if (arf_cmpabs(&x->lo, &x->hi) > 0)
            arf_neg(&out->hi, &x->lo);
        else
            arf_set(&out->hi, &x->hi);
        arf_zero(&out->lo);
    }
}

void mc_interval_min(mc_interval *out, const mc_interval *x,
                     const mc_interval *y)
{
    arf_min(&out->lo, &x->lo, &y->lo);
    arf_min(&out->hi, &x->hi, &y->hi);
}

void mc_interval_max(mc_interval *out, const mc_interval *x,
                     const mc_interval *y)
{
    arf_max(&out->lo, &x->lo, &y->lo);
    arf_max(&out->hi, &x->hi, &y->hi);
}

/* The ends of a ball, rounded outward. */
static void set_ball(mc_interval *out, const arb_t ball, slong bits)
{
    arb_get_lbound_arf(&out->lo, ball, bits);
    arb_get_ubound_arf(&out->hi, ball, bits);
    settle(out);
}

void mc_interval_pi(mc_interval *out, slong bits)
{
    arb_t pi;
    arb_init(pi);
    arb_const_pi(pi, bits + 8);
    set_ball(out, pi, bits);
    arb_clear(pi);
}

/* An increasing function of each end. */
static void increasing(mc_interval *out, const mc_interval *x,
                       void (*function)(arb_t, const arb_t, slong), slong bits)
{
    arb_t lo, hi;
    arb_init(lo);
    arb_init(hi);
    arb_set_arf(lo, &x->lo);
    function(lo, lo, bits + 8);
    if (mc_interval_is_point(x)) {
        set_ball(out, lo, bits);
    } else {
        arb_set_arf(hi, &x->hi);
        function(hi, hi, bits + 8);
        arb_get_lbound_arf(&out->lo, lo, bits);
        arb_get_ubound_arf(&out->hi, hi, bits);
        settle(out);
    }
    arb_clear(lo);
    arb_clear(hi);
}

static void exponential(arb_t out, const arb_t x, slong bits)
{
    arb_exp(out, x, bits);
}

static void logarithm(arb_t out, const arb_t x, slong bits)
{
    arb_log(out, x, bits);
}

void mc_interval_exp(mc_interval *out, const mc_interval *x, slong bits)
{
    increasing(out, x, exponential, bits);
    if (arf_sgn(&out->lo) < 0)
        arf_zero(&out->lo);
}

void mc_interval_log(mc_interval *out, const mc_interval *x, slong bits)
{
    increasing(out, x, logarithm, bits);
}

void mc_interval_sqrt(mc_interval *out, const mc_interval *x, slong bits)
{
    arf_sqrt(&out->lo, &x->lo, bits, ARF_RND_FLOOR);
    arf_sqrt(&out->hi, &x->hi, bits, ARF_RND_CEIL);
    settle(out);
}

/* |x|^n for x >= 0 by squaring. */
static void power_up(mc_interval *out, const mc_interval *x, ulong n,
                     slong bits)
{
    mc_interval base, result;
    mc_interval_init(&base);
    mc_interval_init(&result);
    mc_interval_set(&base, x);
    mc_interval_set_si(&result, 1);
    for (; n; n >>= 1) {
        if (n & 1)
            mc_interval_mul(&result, &result, &base, bits);
        if (n > 1)
            mc_interval_mul(&base, &base, &base, bits);
    }
    mc_interval_swap(out, &result);
    mc_interval_clear(&base);
    mc_interval_clear(&result);
}

void mc_interval_pow_ui(mc_interval *out, const mc_interval *x, ulong n,
                        slong bits)
{
    mc_interval size;
    if (n == 1) {
        mc_interval_set(out, x);
        return;
    }
    mc_interval_init(&size);
    mc_interval_abs(&size, x);
    if (n % 2 == 0 || arf_sgn(&x->lo) >= 0) {
        power_up(out, &size, n, bits);
    } else if (arf_sgn(&x->hi) <= 0) {
        power_up(out, &size, n, bits);
        mc_interval_neg(out, out);
    } else {
        /* odd: [-|lo|^n, hi^n] */
        mc_interval low;
        mc_interval_init(&low);
        mc_interval_set_arf(&low, &x->lo);
        mc_interval_set_arf(&size, &x->hi);
        mc_interval_neg(&low, &low);
        power_up(&low, &low, n, bits);
        power_up(&size, &size, n, bits);
        arf_neg(&out->lo, &low.hi);
        arf_set(&out->hi, &size.hi);
        mc_interval_clear(&low);
    }
    mc_interval_clear(&size);
}

/* x^p for x > 0. */
static void power_of_end(arb_t out, const arf_t x, const fmpq_t p, slong bits)
{
    fmpz_t size;
    fmpz_init(size);
    fmpz_abs(size, fmpq_numref(p));
    arb_set_arf(out, x);
    if (fmpz_cmp_ui(fmpq_denref(p), 64) <= 0 && fmpz_cmp_ui(size, 1000) <= 0) {
        arb_root_ui(out, out, fmpz_get_ui(fmpq_denref(p)), bits + 24);
        arb_pow_fmpz(out, out, fmpq_numref(p), bits + 24);
    } else {
        arb_t exponent;
        arb_init(exponent);
        arb_set_fmpq(exponent, p, bits + 24);
        arb_log(out, out, bits + 24);
        arb_mul(out, out, exponent, bits + 24);
        arb_exp(out, out, bits + 24);
        arb_clear(exponent);
    }
    fmpz_clear(size);
}

void mc_interval_pow_fmpq(mc_interval *out, const mc_interval *x,
                          const fmpq_t p, slong bits)
{
    bool falling = fmpq_sgn(p) < 0;
    arb_t low, high;
    if (fmpz_equal_ui(fmpq_denref(p), 2) && fmpz_is_one(fmpq_numref(p))) {
        mc_interval_sqrt(out, x, bits);
        return;
    }
    arb_init(low);
    arb_init(high);
    if (!arf_is_zero(&x->lo))
        power_of_end(low, &x->lo, p, bits);
    if (!arf_is_zero(&x->hi))
        power_of_end(high, &x->hi, p, bits);
    arb_get_lbound_arf(&out->lo, falling ? high : low, bits);
    arb_get_ubound_arf(&out->hi, falling ? low : high, bits);
    settle(out);
    if (arf_sgn(&out->lo) < 0)
        arf_zero(&out->lo);
    arb_clear(low);
    arb_clear(high);
}

void mc_interval_middle(arf_t out, const mc_interval *x, slong bits)
{
    arf_t sum;
    arf_init(sum);
    arf_add(sum, &x->lo, &x->hi, bits, ARF_RND_NEAR);
    arf_mul_2exp_si(sum, sum, -1);
    arf_max(sum, sum, &x->lo);
    arf_min(sum, sum, &x->hi);
    arf_swap(out, sum);
    arf_clear(sum);
}

void mc_interval_width(mag_t out, const mc_interval *x)
{
    arf_t width;
    arf_init(width);
    arf_sub(width, &x->hi, &x->lo, 30, ARF_RND_CEIL);
    if (arf_is_nan(width))
        mag_inf(out);
    else
        arf_get_mag(out, width);
    arf_clear(width);
}

void mc_interval_size(mag_t out, const mc_interval *x)
{
    mag_t other;
    mag_init(other);
    arf_get_mag(out, &x->lo);
    arf_get_mag(other, &x->hi);
    mag_max(out, out, other);
    mag_clear(other);
}
