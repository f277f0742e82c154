#include "real/integral_series.h"

#include <math.h>

#include "real/form.h"
#include "real/power.h"

/* All jets of one evaluation. z = b x; `sum` and `tail` are the two parts. */
typedef struct state {
    mc_evaluator *e;
    const mc_node *node;
    slong terms, bits; /* the precision of what is added now */
    mc_form form;
    mc_jet z, rounded, weight, term, divisor, sum, tail;
} state;

static bool undefined(const state *s, const char *text)
{
    return mc_evaluator_fault(s->e, MC_UNDECIDED, s->node, text);
}

static bool times(state *s, mc_jet *x, const mc_jet *y)
{
    mc_jet_mul(&s->term, x, y, s->e->order, s->e->bits);
    mc_jet_swap(x, &s->term);
    return true;
}

static bool above_minus_one(const mc_jet *power)
{
    return arf_cmp_si(&power->c[0].lo, -1) > 0;
}

static bool small_enough(const mc_interval *z, slong terms)
{
    arf_t most;
    arf_init(most);
    arf_set_si_2exp_si(most, terms + 1, -1);
    bool small = arf_cmpabs(&z->lo, most) <= 0 && arf_cmpabs(&z->hi, most) <= 0;
    arf_clear(most);
    return small;
}

static bool read(state *s, const mc_jet *x)
{
    mc_evaluator *e = s->e;
    if (!mc_pool_take_value(e, &s->z, 0) ||
        !mc_pool_take_value(e, &s->weight, 1) ||
        !mc_pool_take_value(e, &s->term, 0) ||
        !mc_pool_take_value(e, &s->divisor, 0) ||
        !mc_pool_take_value(e, &s->sum, 0) ||
        !mc_pool_take_value(e, &s->tail, 0) ||
        !mc_pool_take_value(e, &s->rounded, 0))
        return false;
    if (!mc_interval_nonnegative(&x->c[0]))
        return undefined(s, "the upper bound may be negative, and this "
                            "integral is a series for others only");
    if (!mc_form_read(&s->form, e, s->node, false))
        return false;
    if (!above_minus_one(&s->form.power))
        return undefined(s, "the exponent at 0 may not be above -1");
    mc_jet_mul(&s->z, &s->form.rate, x, e->order, e->bits);
    if (!small_enough(&s->z.c[0], s->terms))
        return undefined(s, "too few terms of the series were planned");
    return true;
}

/* term = weight / (k + p + 1) */
static void divide(state *s, slong k)
{
    slong bits = s->bits;
    const mc_form *form = &s->form;
    mc_interval number;
    const fmpz *p = fmpq_numref(form->exact), *q = fmpq_denref(form->exact);
    if (form->known && fmpz_bits(p) < 30 && fmpz_bits(q) < 30) {
        slong by = (k + 1) * fmpz_get_si(q) + fmpz_get_si(p);
        mc_jet_set(&s->term, &s->weight, s->e->order);
        for (slong i = 0; i < s->term.length; i++) {
            mc_interval_mul_si(&s->term.c[i], &s->term.c[i], fmpz_get_si(q),
                               bits);
            mc_interval_div_si(&s->term.c[i], &s->term.c[i], by, bits);
        }
        return;
    }
    mc_interval_init(&number);
    mc_interval_set_si(&number, k + 1);
    mc_jet_set(&s->divisor, &form->power, s->e->order);
    mc_interval_add(&s->divisor.c[0], &s->divisor.c[0], &number, bits);
    (void)mc_jet_div(&s->term, &s->weight, &s->divisor, s->e->order, bits);
    mc_interval_clear(&number);
}

/* The weights become small, and need few bits then. */
static void lower_precision(state *s)
{
    enum { GUARD = 64, STEP = 256 };
    slong order = s->e->order;
    mc_interval zero;
    mag_t size;
    mag_init(size);
    mc_interval_size(size, &s->weight.c[0]);
    slong bits = s->e->bits;
    if (!mag_is_special(size) && mag_cmp_2exp_si(size, 0) < 0)
        bits += MAG_EXP(size) + GUARD;
    bits = bits < GUARD ? GUARD : bits;
    mag_clear(size);
    if (bits > s->bits - STEP)
        return;
    s->bits = bits;
    mc_interval_init(&zero);
    mc_jet_set(&s->rounded, &s->z, order);
    for (slong i = 0; i < s->rounded.length; i++)
        mc_interval_add(&s->rounded.c[i], &s->z.c[i], &zero, bits);
    mc_interval_clear(&zero);
}

/* sum = sum_{k<K} z^k / (k! (k+p+1)), weight = z^K / K! */
static bool add_terms(state *s)
{
    mc_evaluator *e = s->e;
    s->bits = e->bits;
    mc_jet_set(&s->rounded, &s->z, e->order);
    for (slong k = 0; k < s->terms; k++) {
        divide(s, k);
        mc_jet_accumulate(&s->sum, &s->term, false, e->bits);
        mc_jet_mul(&s->term, &s->weight, &s->rounded, e->order, s->bits);
        mc_jet_swap(&s->weight, &s->term);
        for (slong i = 0; i < s->weight.length; i++)
            mc_interval_div_si(&s->weight.c[i], &s->weight.c[i], k + 1,
                               s->bits);
        if (!mc_evaluator_goes_on(e, 2))
            return false;
        lower_precision(s);
    }
    return true;
}

/* [-1, 1] 2^(i+1) / ((K+1)^i (K+p+1)^(j+1)) */
static void bound(state *s, mc_interval *out, slong i, slong j)
{
    slong bits = s->e->bits;
    mc_interval power, by;
    mc_interval_init(&power);
    mc_interval_init(&by);
    mc_interval_set_arf(&by, &s->form.power.c[0].lo);
    mc_interval_set_si(&power, s->terms + 1);
    mc_interval_add(&by, &by, &power, bits);
    mc_interval_pow_ui(&by, &by, (ulong)(j + 1), bits);
    mc_interval_pow_ui(&power, &power, (ulong)i, bits);
    mc_interval_mul(&by, &by, &power, bits);
    mc_interval_set_si(out, 1);
    (void)mc_interval_div(out, out, &by, bits);
    arf_mul_2exp_si(&out->hi, &out->hi, i + 1);
    arf_neg(&out->lo, &out->hi);
    mc_interval_clear(&power);
    mc_interval_clear(&by);
}

/* What varies of a jet. */
static void deviation(const state *s, mc_jet *out, const mc_jet *x)
{
    mc_jet_set(out, x, s->e->order);
    mc_interval_zero(&out->c[0]);
}

/* tail = K! T: the sum of T_ij dz^i dp^j over i + j <= order. */
static bool add_tail(state *s)
{
    mc_evaluator *e = s->e;
    mc_jet dz, dp, in_z, both, coefficient;
    if (!mc_pool_take_value(e, &dz, 0) || !mc_pool_take_value(e, &dp, 0) ||
        !mc_pool_take_value(e, &in_z, 1) || !mc_pool_take_value(e, &both, 1) ||
        !mc_pool_take_value(e, &coefficient, 0))
        return false;
    deviation(s, &dz, &s->z);
    deviation(s, &dp, &s->form.power);
    for (slong i = 0; i <= e->order; i++) {
        mc_jet_set(&both, &in_z, e->order);
        for (slong j = 0; i + j <= e->order; j++) {
            bound(s, &coefficient.c[0], i, j);
            mc_jet_mul(&s->term, &both, &coefficient, e->order, e->bits);
            mc_jet_accumulate(&s->tail, &s->term, false, e->bits);
            if (dp.length == 1)
                break;
            (void)times(s, &both, &dp);
        }
        if (dz.length == 1)
            break;
        (void)times(s, &in_z, &dz);
    }
    return true;
}

/* x^(p+1) */
static bool outer_power(state *s, mc_jet *out, const mc_jet *x)
{
    mc_evaluator *e = s->e;
    mc_interval one;
    mc_jet base;
    if (!mc_pool_take_value(e, &base, 0))
        return false;
    mc_jet_set(&base, x, e->order);
    if (s->form.known) {
        fmpq_t p;
        fmpq_init(p);
        fmpq_add_si(p, s->form.exact, 1);
        bool done = mc_power_rational(e, out, &base, p, s->node);
        fmpq_clear(p);
        return done;
    }
    mc_interval_init(&one);
    mc_interval_set_si(&one, 1);
    mc_jet_set(&s->divisor, &s->form.power, e->order);
    mc_interval_add(&s->divisor.c[0], &s->divisor.c[0], &one, e->bits);
    mc_interval_clear(&one);
    return mc_power_any(e, out, &base, &s->divisor, s->node);
}

static bool evaluate(state *s, mc_jet *out, const mc_jet *x)
{
    mc_evaluator *e = s->e;
    mc_jet power, start;
    if (!read(s, x) || !mc_pool_take_value(e, &power, 0) ||
        !mc_pool_take_value(e, &start, 0) || !outer_power(s, &power, x) ||
        !add_terms(s) || !add_tail(s))
        return false;
    mc_jet_exp(&start, &s->form.start, e->order, e->bits);
    (void)times(s, &s->tail, &s->weight);
    mc_jet_accumulate(&s->sum, &s->tail, false, e->bits);
    mc_jet_set(out, &s->form.factor, e->order);
    (void)times(s, out, &start);
    (void)times(s, out, &power);
    (void)times(s, out, &s->sum);
    return true;
}

bool mc_series_evaluate(mc_evaluator *e, mc_jet *out, const mc_node *node,
                        const mc_jet *x, slong terms)
{
    state s = {.e = e, .node = node, .terms = terms};
    mc_form_init(&s.form);
    bool done = evaluate(&s, out, x);
    mc_form_clear(&s.form);
    return done;
}

/* 2 |z|^K / K! < 2^-(goal + 8), times exp(z) where z < 0. */
static slong terms_for(double size, double cancelled, slong goal)
{
    double wanted = -((double)goal + 8) * log(2) - cancelled;
    double terms = ceil(2 * size) + 8;
    for (; terms <= MC_MOST_TERMS_OF_SERIES; terms += terms / 64 + 1) {
        terms = floor(terms);
        if (size == 0 ||
            log(2) + terms * log(size) - lgamma(terms + 1) < wanted)
            return (slong)terms;
    }
    return 0;
}

mc_series_fit mc_series_plan(slong *terms, mc_evaluator *e, const mc_node *node,
                             const mc_interval *x, double lowest)
{
    slong order = e->order;
    mc_pool_mark mark = mc_pool_get_mark(e);
    mc_form form;
    mc_interval z;
    mag_t size;
    mc_form_init(&form);
    mc_interval_init(&z);
    mag_init(size);
    e->order = 0;
    mc_series_fit fit = MC_SERIES_UNCERTAIN;
    if (mc_interval_nonnegative(x) && mc_form_read(&form, e, node, false) &&
        above_minus_one(&form.power)) {
        mc_interval_mul(&z, &form.rate.c[0], x, e->bits);
        mc_interval_size(size, &z);
        double low = arf_get_d(&z.lo, ARF_RND_FLOOR);
        *terms = mag_cmp_2exp_si(size, 14) > 0
                     ? 0
                     : terms_for(mag_get_d(size), low < 0 ? -low : 0, e->goal);
        fit = low < lowest  ? MC_SERIES_CANCELS
              : *terms == 0 ? MC_SERIES_LONG
                            : MC_SERIES_FITS;
    }
    e->order = order;
    mag_clear(size);
    mc_interval_clear(&z);
    mc_form_clear(&form);
    mc_pool_release(e, mark);
    return fit;
}
