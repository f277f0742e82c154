#include "real/power.h"

static bool undefined(mc_evaluator *e, const mc_node *node, const char *text)
{
    return mc_evaluator_fault(e, MC_UNDECIDED, node, text);
}

/* x^n, n >= 0: the coefficients from products, c_0 from the power itself. */
static bool natural_power(mc_evaluator *e, mc_jet *out, mc_jet *x, ulong n)
{
    mc_jet result;
    mc_interval direct;
    if (n == 1) {
        mc_jet_set(out, x, e->order);
        return true;
    }
    mc_interval_init(&direct);
    mc_interval_pow_ui(&direct, &x->c[0], n, e->bits);
    mc_interval_set_si(&out->c[0], 1);
    out->length = 1;
    out->flags = n == 0 ? 0 : x->flags;
    result = mc_pool_take(e, e->order);
    bool done = result.c != NULL;
    for (; done && n && e->order > 0; n >>= 1) {
        if (n & 1) {
            mc_jet_mul(&result, out, x, e->order, e->bits);
            mc_jet_swap(out, &result);
        }
        if (n > 1) {
            mc_jet_mul(&result, x, x, e->order, e->bits);
            mc_jet_swap(x, &result);
        }
    }
    mc_interval_swap(&out->c[0], &direct);
    mc_interval_clear(&direct);
    return done;
}

static bool integer_power(mc_evaluator *e, mc_jet *out, mc_jet *x,
                          const mc_node *node, const fmpz_t n)
{
    if (!fmpz_fits_si(n) || fmpz_bits(n) > 30)
        return undefined(e, node, "the exponent is too large");
    slong exponent = fmpz_get_si(n);
    if (exponent >= 0)
        return natural_power(e, out, x, (ulong)exponent);
    if (mc_interval_contains_zero(&x->c[0]))
        return undefined(e, node,
                         "a negative power of a number that may be zero");
    mc_jet one = mc_pool_take(e, 0), power = mc_pool_take(e, e->order);
    if (!one.c || !power.c || !natural_power(e, &power, x, (ulong)-exponent))
        return false;
    mc_interval_set_si(&one.c[0], 1);
    one.flags = 0;
    if (!mc_jet_div(out, &one, &power, e->order, e->bits))
        return undefined(e, node, "a number that is too close to zero");
    return true;
}

/* Nothing that varies, so that only c_0 counts. */
static bool is_constant(const mc_evaluator *e, const mc_jet *x)
{
    return e->order == 0 || (x->length == 1 && !(x->flags & MC_JET_UNKNOWN));
}

bool mc_power_rational(mc_evaluator *e, mc_jet *out, mc_jet *x, const fmpq_t p,
                       const mc_node *node)
{
    int low = arf_sgn(&x->c[0].lo);
    if (fmpz_is_one(fmpq_denref(p)))
        return integer_power(e, out, x, node, fmpq_numref(p));
    if (low < 0 || (low == 0 && fmpq_sgn(p) < 0))
        return undefined(e, node,
                         low < 0 ? "a power, whose exponent is not an integer, "
                                   "of a number that may be negative"
                                 : "a negative power of a number that may be "
                                   "zero");
    if (low == 0 && !is_constant(e, x))
        return undefined(e, node,
                         "the derivative of a power may not exist at zero");
    mc_jet_pow_fmpq(out, x, p, e->order, e->bits);
    return true;
}

void mc_power_interval(mc_interval *out, const mc_interval *x,
                       const mc_interval *y, slong bits)
{
    mc_interval size;
    if (arf_is_zero(&x->hi)) {
        mc_interval_zero(out);
        return;
    }
    mc_interval_init(&size);
    mc_interval_set(&size, x);
    if (arf_is_zero(&x->lo))
        arf_set(&size.lo, &x->hi);
    mc_interval_log(&size, &size, bits);
    mc_interval_mul(&size, &size, y, bits);
    mc_interval_exp(&size, &size, bits);
    if (arf_is_zero(&x->lo))
        arf_zero(&size.lo);
    mc_interval_swap(out, &size);
    mc_interval_clear(&size);
}

bool mc_power_any(mc_evaluator *e, mc_jet *out, const mc_jet *x,
                  const mc_jet *y, const mc_node *node)
{
    int low = arf_sgn(&x->c[0].lo);
    if (low < 0 || (low == 0 && mc_interval_sign(&y->c[0]) <= 0))
        return undefined(e, node,
                         "a power of a number that may be zero or negative");
    if (low == 0) {
        if (!is_constant(e, x) || !is_constant(e, y))
            return undefined(e, node,
                             "the derivative of a power may not exist at zero");
        mc_power_interval(&out->c[0], &x->c[0], &y->c[0], e->bits);
        out->length = 1;
        out->flags = x->flags | y->flags;
        return true;
    }
    mc_jet logarithm = mc_pool_take(e, e->order),
           product = mc_pool_take(e, e->order);
    if (!logarithm.c || !product.c)
        return false;
    mc_jet_log(&logarithm, x, e->order, e->bits);
    mc_jet_mul(&product, &logarithm, y, e->order, e->bits);
    mc_jet_exp(out, &product, e->order, e->bits);
    return true;
}
