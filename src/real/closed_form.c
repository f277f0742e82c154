/* int_0^x e^(k y) y^p dy through Kummer's function. */
#include "real/integral.h"

/* Invariant: what was seen of the integrand so far is
   factor * exp(rate * y) * y^power. */
typedef struct form {
    mc_evaluator *e;
    size_t slot;
    mc_interval factor, rate;
    fmpq_t power;
} form;

static bool is_variable(const form *f, const mc_node *node)
{
    return node->kind == MC_NODE_VARIABLE && node->slot == f->slot;
}

static bool constant(form *f, mc_interval *out, const mc_node *node)
{
    return !mc_node_depends(node, f->slot) && mc_evaluate_at(f->e, out, node);
}

/* c y */
static bool linear(form *f, mc_interval *out, const mc_node *node)
{
    mc_interval factor;
    bool seen = false, good = true;
    if (is_variable(f, node)) {
        mc_interval_set_si(out, 1);
        return true;
    }
    if (node->kind == MC_NODE_NEGATE) {
        good = linear(f, out, node->child[0]);
        mc_interval_neg(out, out);
        return good;
    }
    if (node->kind != MC_NODE_PRODUCT)
        return false;
    mc_interval_init(&factor);
    mc_interval_set_si(out, 1);
    for (size_t i = 0; i < node->count && good; i++) {
        if (!mc_node_depends(node->child[i], f->slot)) {
            good = constant(f, &factor, node->child[i]);
        } else {
            good = !seen && !node->inverse[i] &&
                   linear(f, &factor, node->child[i]);
            seen = true;
        }
        if (good && node->inverse[i])
            good = mc_interval_div(out, out, &factor, f->e->bits);
        else if (good)
            mc_interval_mul(out, out, &factor, f->e->bits);
    }
    mc_interval_clear(&factor);
    return good && seen;
}

static bool collect(form *f, const mc_node *node, bool inverse);

static bool collect_exponential(form *f, const mc_node *node, bool inverse)
{
    mc_interval rate;
    mc_interval_init(&rate);
    bool good = linear(f, &rate, node->child[0]);
    if (inverse)
        mc_interval_sub(&f->rate, &f->rate, &rate, f->e->bits);
    else
        mc_interval_add(&f->rate, &f->rate, &rate, f->e->bits);
    mc_interval_clear(&rate);
    return good;
}

static bool collect_power(form *f, const mc_node *node, bool inverse)
{
    const mc_node *base = node->child ? node->child[0] : NULL;
    fmpq_t power;
    fmpq_init(power);
    fmpq_set_si(power, 1, node->kind == MC_NODE_SQRT ? 2 : 1);
    bool good = is_variable(f, node);
    if (!good && node->kind == MC_NODE_SQRT)
        good = is_variable(f, base);
    if (!good && node->kind == MC_NODE_POWER && node->child[1]->rational) {
        good = is_variable(f, base);
        fmpq_set(power, node->child[1]->value);
    }
    if (inverse)
        fmpq_sub(f->power, f->power, power);
    else
        fmpq_add(f->power, f->power, power);
    fmpq_clear(power);
    return good;
}

static bool collect(form *f, const mc_node *node, bool inverse)
{
    if (!mc_node_depends(node, f->slot)) {
        mc_interval factor;
        mc_interval_init(&factor);
        bool good = constant(f, &factor, node);
        if (good && inverse)
            good = mc_interval_div(&f->factor, &f->factor, &factor, f->e->bits);
        else if (good)
            mc_interval_mul(&f->factor, &f->factor, &factor, f->e->bits);
        mc_interval_clear(&factor);
        return good;
    }
    if (node->kind == MC_NODE_CALL)
        return collect(f, node->child[0], inverse);
    if (node->kind == MC_NODE_NEGATE) {
        mc_interval_neg(&f->factor, &f->factor);
        return collect(f, node->child[0], inverse);
    }
    if (node->kind == MC_NODE_EXP)
        return collect_exponential(f, node, inverse);
    if (node->kind != MC_NODE_PRODUCT)
        return collect_power(f, node, inverse);
    for (size_t i = 0; i < node->count; i++)
        if (!collect(f, node->child[i], inverse != node->inverse[i]))
            return false;
    return true;
}

static void set_arb(arb_t out, const mc_interval *x, slong bits)
{
    arb_set_interval_arf(out, &x->lo, &x->hi, bits);
}

/* x^(p+1)/(p+1) 1F1(p+1; p+2; k x) for x > 0 */
static void at_point(mc_interval *out, const form *f, const arf_t x)
{
    slong bits = f->e->bits + 16;
    mc_interval power;
    fmpq_t p;
    arb_t a, b, z, result;
    arb_init(a);
    arb_init(b);
    arb_init(z);
    arb_init(result);
    fmpq_init(p);
    mc_interval_init(&power);
    fmpq_add_si(p, f->power, 1);
    arb_set_fmpq(a, p, bits);
    arb_add_ui(b, a, 1, bits);
    set_arb(z, &f->rate, bits);
    arb_mul_arf(z, z, x, bits);
    arb_hypgeom_m(result, a, b, z, 0, bits);
    arb_div(result, result, a, bits);
    mc_interval_set_arf(&power, x);
    if (fmpz_is_one(fmpq_denref(p)))
        mc_interval_pow_ui(&power, &power, fmpz_get_ui(fmpq_numref(p)), bits);
    else
        mc_interval_pow_fmpq(&power, &power, p, bits);
    arb_get_lbound_arf(&out->lo, result, bits);
    arb_get_ubound_arf(&out->hi, result, bits);
    mc_interval_mul(out, out, &power, f->e->bits);
    mc_interval_clear(&power);
    fmpq_clear(p);
    arb_clear(a);
    arb_clear(b);
    arb_clear(z);
    arb_clear(result);
}

/* The integral grows with x: the integrand is positive. */
static bool between(mc_interval *out, const form *f, const mc_interval *x)
{
    mc_interval high;
    if (arf_sgn(&x->lo) < 0 || !mc_interval_is_finite(x))
        return false;
    mc_interval_zero(out);
    if (arf_sgn(&x->lo) > 0)
        at_point(out, f, &x->lo);
    if (mc_interval_is_point(x))
        return mc_interval_is_finite(out);
    mc_interval_init(&high);
    at_point(&high, f, &x->hi);
    arf_set(&out->hi, &high.hi);
    mc_interval_clear(&high);
    return mc_interval_is_finite(out);
}

bool mc_closed_form(mc_evaluator *e, mc_interval *out, const mc_node *node,
                    const mc_interval *lower, const mc_interval *upper)
{
    form f = {.e = e, .slot = node->slot};
    if (!mc_interval_is_zero(lower))
        return false;
    mc_interval_init(&f.factor);
    mc_interval_init(&f.rate);
    fmpq_init(f.power);
    mc_interval_set_si(&f.factor, 1);
    bool good = collect(&f, node->child[2], false) &&
                fmpq_cmp_si(f.power, -1) > 0 &&
                fmpz_cmp_ui(fmpq_numref(f.power), 1000000) < 0 &&
                fmpz_cmp_ui(fmpq_denref(f.power), 1000000) < 0 &&
                between(out, &f, upper);
    if (good)
        mc_interval_mul(out, out, &f.factor, e->bits);
    mc_interval_clear(&f.factor);
    mc_interval_clear(&f.rate);
    fmpq_clear(f.power);
    return good;
}
