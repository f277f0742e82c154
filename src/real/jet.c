#include "real/jet.h"

void mc_jet_constant(mc_jet *out, const mc_interval *value)
{
    mc_interval_set(&out->c[0], value);
    out->length = 1;
    out->flags = 0;
}

void mc_jet_set(mc_jet *out, const mc_jet *x, slong order)
{
    out->length = x->length <= order ? x->length : order + 1;
    out->flags = x->flags;
    for (slong k = 0; k < out->length; k++)
        mc_interval_set(&out->c[k], &x->c[k]);
}

void mc_jet_swap(mc_jet *x, mc_jet *y)
{
    slong longer = x->length > y->length ? x->length : y->length;
    mc_jet kept = *x;
    for (slong k = 0; k < longer; k++)
        mc_interval_swap(&x->c[k], &y->c[k]);
    x->length = y->length;
    x->flags = y->flags;
    y->length = kept.length;
    y->flags = kept.flags;
}

void mc_jet_neg(mc_jet *x)
{
    for (slong k = 0; k < x->length; k++)
        mc_interval_neg(&x->c[k], &x->c[k]);
}

void mc_jet_accumulate(mc_jet *out, const mc_jet *x, bool subtract, slong bits)
{
    out->flags |= x->flags;
    if (out->flags & MC_JET_UNKNOWN)
        out->length = 1;
    for (slong k = 0; k < x->length; k++) {
        if (k > 0 && out->flags & MC_JET_UNKNOWN)
            return;
        if (k == out->length) {
            mc_interval_zero(&out->c[k]);
            out->length++;
        }
        if (subtract)
            mc_interval_sub(&out->c[k], &out->c[k], &x->c[k], bits);
        else
            mc_interval_add(&out->c[k], &out->c[k], &x->c[k], bits);
    }
}

bool mc_meter_goes_on(mc_meter *meter, slong operations, slong bits)
{
    enum { BETWEEN = 50000 };
    double size = (double)bits;
    meter->work += (double)operations * (1 + size / 250 + size * size / 400000);
    if (meter->work >= meter->next) {
        meter->next = meter->work + BETWEEN;
        meter->stopped = meter->stopped || mc_stopped(meter->stop);
    }
    return !meter->stopped;
}

/* Coefficient k has been computed. */
static bool goes_on(mc_jet *out, slong k, slong bits)
{
    if (!out->meter || mc_meter_goes_on(out->meter, k + 1, bits))
        return true;
    out->length = 1;
    out->flags |= MC_JET_LOST;
    return false;
}

/* The order up to which a result can be known. */
static slong reach(mc_jet *out, unsigned flags, slong order)
{
    out->flags = flags;
    return flags & MC_JET_UNKNOWN ? 0 : order;
}

void mc_jet_mul(mc_jet *out, const mc_jet *x, const mc_jet *y, slong order,
                slong bits)
{
    slong most = x->length + y->length - 2;
    order = reach(out, x->flags | y->flags, order);
    out->length = (most < order ? most : order) + 1;
    for (slong k = 0; k < out->length; k++) {
        slong from = k < y->length ? 0 : k - y->length + 1;
        slong to = k < x->length ? k : x->length - 1;
        mc_interval_mul(&out->c[k], &x->c[from], &y->c[k - from], bits);
        for (slong j = from + 1; j <= to; j++)
            mc_interval_addmul(&out->c[k], &x->c[j], &y->c[k - j], bits);
        if (!goes_on(out, to - from, bits))
            break;
    }
}

bool mc_jet_div(mc_jet *out, const mc_jet *x, const mc_jet *y, slong order,
                slong bits)
{
    mc_interval term;
    if (mc_interval_contains_zero(&y->c[0]))
        return false;
    mc_interval_init(&term);
    order = reach(out, x->flags | y->flags, order);
    /* q_k = (x_k - sum_{j>=1} y_j q_{k-j}) / y_0 */
    out->length = y->length == 1 && x->length <= order ? x->length : order + 1;
    for (slong k = 0; k < out->length; k++) {
        mc_interval *q = &out->c[k];
        mc_interval_zero(q);
        for (slong j = 1; j <= k && j < y->length; j++)
            mc_interval_addmul(q, &y->c[j], &out->c[k - j], bits);
        mc_interval_zero(&term);
        mc_interval_sub(q, k < x->length ? &x->c[k] : &term, q, bits);
        (void)mc_interval_div(q, q, &y->c[0], bits);
        if (!goes_on(out, k < y->length ? k : y->length, bits))
            break;
    }
    mc_interval_clear(&term);
    return true;
}

void mc_jet_exp(mc_jet *out, const mc_jet *x, slong order, slong bits)
{
    mc_interval term;
    mc_interval_init(&term);
    order = reach(out, x->flags, order);
    mc_interval_exp(&out->c[0], &x->c[0], bits);
    out->length = x->length == 1 ? 1 : order + 1;
    /* k e_k = sum_{j>=1} j x_j e_{k-j} */
    for (slong k = 1; k < out->length; k++) {
        mc_interval_zero(&out->c[k]);
        for (slong j = 1; j <= k && j < x->length; j++) {
            mc_interval_mul_si(&term, &x->c[j], j, bits);
            mc_interval_addmul(&out->c[k], &term, &out->c[k - j], bits);
        }
        mc_interval_div_si(&out->c[k], &out->c[k], k, bits);
        if (!goes_on(out, k < x->length ? k : x->length, bits))
            break;
    }
    mc_interval_clear(&term);
}

void mc_jet_log(mc_jet *out, const mc_jet *x, slong order, slong bits)
{
    mc_interval term;
    mc_interval_init(&term);
    order = reach(out, x->flags, order);
    mc_interval_log(&out->c[0], &x->c[0], bits);
    out->length = x->length == 1 ? 1 : order + 1;
    /* x_0 l_k = x_k - (1/k) sum_{0<j<k} j l_j x_{k-j} */
    for (slong k = 1; k < out->length; k++) {
        mc_interval *l = &out->c[k];
        mc_interval_zero(l);
        for (slong j = k < x->length ? 1 : k - x->length + 1; j < k; j++) {
            mc_interval_mul_si(&term, &out->c[j], j, bits);
            mc_interval_addmul(l, &term, &x->c[k - j], bits);
        }
        mc_interval_div_si(l, l, k, bits);
        mc_interval_zero(&term);
        mc_interval_sub(l, k < x->length ? &x->c[k] : &term, l, bits);
        (void)mc_interval_div(l, l, &x->c[0], bits);
        if (!goes_on(out, k < x->length ? k : x->length, bits))
            break;
    }
    mc_interval_clear(&term);
}

/* p j - (k - j) */
static void weight(mc_interval *out, const fmpq_t p, slong j, slong k,
                   slong bits)
{
    fmpq_t w;
    fmpq_init(w);
    fmpq_set(w, p);
    fmpz_mul_si(fmpq_numref(w), fmpq_numref(w), j);
    fmpz_submul_si(fmpq_numref(w), fmpq_denref(w), k - j);
    fmpq_canonicalise(w);
    mc_interval_set_fmpq(out, w, bits);
    fmpq_clear(w);
}

void mc_jet_pow_fmpq(mc_jet *out, const mc_jet *x, const fmpq_t p, slong order,
                     slong bits)
{
    mc_interval term;
    mc_interval_init(&term);
    order = reach(out, x->flags, order);
    mc_interval_pow_fmpq(&out->c[0], &x->c[0], p, bits);
    out->length = x->length == 1 ? 1 : order + 1;
    /* k x_0 c_k = sum_{j=1..k} (p j - (k - j)) x_j c_{k-j} */
    for (slong k = 1; k < out->length; k++) {
        mc_interval_zero(&out->c[k]);
        for (slong j = 1; j <= k && j < x->length; j++) {
            weight(&term, p, j, k, bits);
            mc_interval_mul(&term, &term, &x->c[j], bits);
            mc_interval_addmul(&out->c[k], &term, &out->c[k - j], bits);
        }
        mc_interval_div_si(&out->c[k], &out->c[k], k, bits);
        (void)mc_interval_div(&out->c[k], &out->c[k], &x->c[0], bits);
        if (!goes_on(out, 2 * (k < x->length ? k : x->length), bits))
            break;
    }
    mc_interval_clear(&term);
}
