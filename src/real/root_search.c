#include "real/root_search.h"

enum { GUARD = 64 };

void mc_root_precision(mc_root_search *s, slong bits)
{
    mc_evaluator_bits(s->e, bits < s->bits ? bits : s->bits);
}

void mc_root_visit(mc_root_search *s, const mc_interval *x, slong order)
{
    mc_interval_set(&s->x.c[0], x);
    mc_interval_set_si(&s->x.c[1], 1);
    s->x.length = order > 0 ? 2 : 1;
    s->x.flags = 0;
    s->e->slot[s->root->slot] = &s->x;
}

/* f, and with order 1 its slope, on an interval. */
static bool evaluate(mc_root_search *s, mc_jet *f, const mc_interval *x,
                     slong order)
{
    mc_evaluator *e = s->e;
    mc_root_visit(s, x, order);
    e->order = order;
    bool done = mc_evaluate(e, f, s->root->equation);
    e->order = 0;
    return done;
}

int mc_root_sign(mc_root_search *s, const mc_interval *x)
{
    mc_pool_mark mark = mc_pool_get_mark(s->e);
    mc_jet f = mc_pool_take(s->e, 0);
    int sign = f.c && evaluate(s, &f, x, 0) ? mc_interval_sign(&f.c[0]) : 0;
    mc_pool_release(s->e, mark);
    return sign;
}

int mc_root_sign_at(mc_root_search *s, const arf_t x)
{
    mc_interval point;
    mc_interval_init(&point);
    mc_interval_set_arf(&point, x);
    int sign = mc_root_sign(s, &point);
    mc_interval_clear(&point);
    return sign;
}

int mc_root_slope(mc_root_search *s, mc_interval *slope, const mc_interval *x)
{
    int sign = 0;
    mc_pool_mark mark = mc_pool_get_mark(s->e);
    mc_jet f = mc_pool_take(s->e, 1);
    if (f.c && evaluate(s, &f, x, 1) && f.length == 2 &&
        !(f.flags & (MC_JET_UNKNOWN | MC_JET_JUMP))) {
        sign = mc_interval_sign(&f.c[1]);
        mc_interval_set(slope, &f.c[1]);
    }
    mc_pool_release(s->e, mark);
    return sign;
}

static bool narrow_enough(const arf_t lo, const arf_t hi, slong goal)
{
    arf_t width, size;
    arf_init(width);
    arf_init(size);
    arf_sub(width, hi, lo, 30, ARF_RND_UP);
    arf_abs(size, hi);
    arf_mul_2exp_si(size, size, -goal);
    bool enough = arf_cmp(width, size) <= 0;
    arf_clear(width);
    arf_clear(size);
    return enough;
}

/* Rounds to a multiple of 2^e. */
static void coarse(arf_t x, const fmpz_t e, bool up)
{
    fmpz_t minus;
    fmpz_init(minus);
    fmpz_neg(minus, e);
    arf_mul_2exp_fmpz(x, x, minus);
    if (up)
        arf_ceil(x, x);
    else
        arf_floor(x, x);
    arf_mul_2exp_fmpz(x, x, e);
    fmpz_clear(minus);
}

bool mc_root_accept(mc_root_search *s, mc_root_proof *proof, const arf_t a,
                    const arf_t b)
{
    if (mc_root_sign_at(s, a) != s->left || mc_root_sign_at(s, b) != -s->left)
        return false;
    arf_set(proof->lo, a);
    arf_set(proof->hi, b);
    return true;
}

/* How many bits lo and hi have in common. */
static slong bits_known(const mc_root_proof *proof)
{
    arf_t width, size;
    fmpz_t of_width, of_size;
    slong known = 0;
    arf_init(width);
    arf_init(size);
    fmpz_init(of_width);
    fmpz_init(of_size);
    arf_sub(width, proof->hi, proof->lo, 30, ARF_RND_UP);
    arf_set(size, arf_cmpabs(proof->lo, proof->hi) < 0 ? proof->hi : proof->lo);
    arf_abs_bound_lt_2exp_fmpz(of_width, width);
    arf_abs_bound_lt_2exp_fmpz(of_size, size);
    fmpz_sub(of_width, of_size, of_width);
    if (fmpz_sgn(of_width) > 0 && fmpz_fits_si(of_width))
        known = fmpz_get_si(of_width);
    arf_clear(width);
    arf_clear(size);
    fmpz_clear(of_width);
    fmpz_clear(of_size);
    return known;
}

/* The slope on x; half of the digits are enough. */
static bool slope_there(mc_root_search *s, mc_interval *slope,
                        const mc_interval *x)
{
    slong bits = s->e->bits;
    mc_root_precision(s, bits / 2 + GUARD);
    bool done = mc_root_slope(s, slope, x) != 0;
    mc_root_precision(s, bits);
    return done;
}

/* x - f(x) / f'([lo, hi]), a little wider and with short ends. */
static bool newton(mc_root_search *s, mc_root_proof *proof, const arf_t middle)
{
    mc_evaluator *e = s->e;
    mc_interval x, slope, point;
    fmpz_t grid;
    bool better = false;
    mc_pool_mark mark = mc_pool_get_mark(e);
    mc_jet f = mc_pool_take(e, 0);
    mc_interval_init(&x);
    mc_interval_init(&slope);
    mc_interval_init(&point);
    fmpz_init(grid);
    arf_set(&x.lo, proof->lo);
    arf_set(&x.hi, proof->hi);
    mc_interval_set_arf(&point, middle);
    if (f.c && slope_there(s, &slope, &x) && evaluate(s, &f, &point, 0) &&
        mc_interval_div(&slope, &f.c[0], &slope, e->bits)) {
        mc_interval_sub(&point, &point, &slope, e->bits);
        arf_t width;
        arf_init(width);
        arf_sub(width, &point.hi, &point.lo, 30, ARF_RND_UP);
        if (arf_is_zero(width))
            arf_mul_2exp_si(width, &point.hi, 4 - e->bits);
        arf_abs_bound_lt_2exp_fmpz(grid, width);
        fmpz_sub_ui(grid, grid, 2);
        arf_sub(&point.lo, &point.lo, width, e->bits, ARF_RND_FLOOR);
        arf_add(&point.hi, &point.hi, width, e->bits, ARF_RND_CEIL);
        coarse(&point.lo, grid, false);
        coarse(&point.hi, grid, true);
        arf_max(&point.lo, &point.lo, proof->lo);
        arf_min(&point.hi, &point.hi, proof->hi);
        arf_clear(width);
        mag_t before, now;
        mag_init(before);
        mag_init(now);
        mc_interval_width(before, &x);
        mc_interval_width(now, &point);
        mag_mul_2exp_si(now, now, 1);
        if (arf_cmp(&point.lo, &point.hi) < 0 && mag_cmp(now, before) < 0)
            better = mc_root_accept(s, proof, &point.lo, &point.hi);
        mag_clear(before);
        mag_clear(now);
    }
    mc_pool_release(e, mark);
    fmpz_clear(grid);
    mc_interval_clear(&x);
    mc_interval_clear(&slope);
    mc_interval_clear(&point);
    return better;
}

static bool halve(mc_root_search *s, mc_root_proof *proof, const arf_t middle)
{
    int sign = mc_root_sign_at(s, middle);
    if (sign == 0)
        return false;
    arf_set(sign == s->left ? proof->lo : proof->hi, middle);
    return true;
}

void mc_root_squeeze(mc_root_search *s, mc_root_proof *proof, slong goal)
{
    arf_t middle;
    bool better = true;
    slong most = 4 * s->bits + 100;
    arf_init(middle);
    for (slong i = 0;
         better && i < most && !narrow_enough(proof->lo, proof->hi, goal);
         i++) {
        mc_interval x = {*proof->lo, *proof->hi};
        /* a step doubles what is known */
        mc_root_precision(s, 2 * bits_known(proof) + 2 * GUARD);
        mc_interval_middle(middle, &x, s->e->bits);
        better = newton(s, proof, middle) || halve(s, proof, middle);
        if (!better && s->e->bits < s->bits) {
            mc_root_precision(s, s->bits);
            better = newton(s, proof, middle) || halve(s, proof, middle);
        }
    }
    mc_root_precision(s, s->bits);
    arf_clear(middle);
}
