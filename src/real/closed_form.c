/* int_0^x e^(k y) y^p dy through Kummer's function. */
#include "real/form.h"
#include "real/integral.h"
#include "real/power.h"

/* Larger exponents are left to others. */
enum { LARGE = 1000000 };

static void set_arb(arb_t out, const mc_interval *x, slong bits)
{
    arb_set_interval_arf(out, &x->lo, &x->hi, bits);
}

/* p + 1 and x^(p+1) */
static void powers(arb_t above, mc_interval *power, const mc_form *form,
                   const arf_t x, slong bits)
{
    mc_interval base, exponent;
    fmpq_t p;
    fmpq_init(p);
    mc_interval_init(&base);
    mc_interval_init(&exponent);
    mc_interval_set_arf(&base, x);
    fmpq_add_si(p, form->exact, 1);
    if (!form->known) {
        set_arb(above, &form->power.c[0], bits);
        arb_add_ui(above, above, 1, bits);
        mc_interval_set_si(power, 1);
        mc_interval_add(&exponent, &form->power.c[0], power, bits);
        mc_power_interval(power, &base, &exponent, bits);
    } else if (fmpz_is_one(fmpq_denref(p))) {
        arb_set_fmpq(above, p, bits);
        mc_interval_pow_ui(power, &base, fmpz_get_ui(fmpq_numref(p)), bits);
    } else {
        arb_set_fmpq(above, p, bits);
        mc_interval_pow_fmpq(power, &base, p, bits);
    }
    mc_interval_clear(&base);
    mc_interval_clear(&exponent);
    fmpq_clear(p);
}

/* x^(p+1)/(p+1) 1F1(p+1; p+2; k x) for x > 0 */
static void at_point(mc_evaluator *e, mc_interval *out, const mc_form *form,
                     const arf_t x)
{
    slong bits = e->bits + 16;
    mc_interval power;
    arb_t a, b, z, result;
    arb_init(a);
    arb_init(b);
    arb_init(z);
    arb_init(result);
    mc_interval_init(&power);
    powers(a, &power, form, x, bits);
    arb_add_ui(b, a, 1, bits);
    set_arb(z, &form->rate.c[0], bits);
    arb_mul_arf(z, z, x, bits);
    arb_hypgeom_m(result, a, b, z, 0, bits);
    arb_div(result, result, a, bits);
    arb_get_lbound_arf(&out->lo, result, bits);
    arb_get_ubound_arf(&out->hi, result, bits);
    mc_interval_mul(out, out, &power, e->bits);
    mc_interval_clear(&power);
    arb_clear(a);
    arb_clear(b);
    arb_clear(z);
    arb_clear(result);
}

/* The integral grows with x: the integrand is positive. */
static bool between(mc_evaluator *e, mc_interval *out, const mc_form *form,
                    const mc_interval *x)
{
    mc_interval high;
    if (arf_sgn(&x->lo) < 0 || !mc_interval_is_finite(x))
        return false;
    mc_interval_zero(out);
    if (arf_sgn(&x->lo) > 0)
        at_point(e, out, form, &x->lo);
    if (mc_interval_is_point(x))
        return mc_interval_is_finite(out);
    mc_interval_init(&high);
    at_point(e, &high, form, &x->hi);
    arf_set(&out->hi, &high.hi);
    mc_interval_clear(&high);
    return mc_interval_is_finite(out);
}

static bool suitable(const mc_form *form)
{
    const mc_interval *p = &form->power.c[0];
    return arf_cmp_si(&p->lo, -1) > 0 && arf_cmp_si(&p->hi, LARGE) < 0 &&
           fmpz_cmp_ui(fmpq_denref(form->exact), LARGE) < 0;
}

bool mc_closed_form(mc_evaluator *e, mc_interval *out, const mc_node *node,
                    const mc_interval *lower, const mc_interval *upper)
{
    slong order = e->order;
    mc_form form;
    mc_interval scale;
    mc_pool_mark mark = mc_pool_get_mark(e);
    if (!mc_interval_is_zero(lower))
        return false;
    mc_form_init(&form);
    mc_interval_init(&scale);
    e->order = 0;
    bool good = mc_form_read(&form, e, node, true) && suitable(&form) &&
                between(e, out, &form, upper);
    e->order = order;
    if (good) {
        mc_interval_exp(&scale, &form.start.c[0], e->bits);
        mc_interval_mul(&scale, &scale, &form.factor.c[0], e->bits);
        mc_interval_mul(out, out, &scale, e->bits);
    }
    mc_interval_clear(&scale);
    mc_form_clear(&form);
    mc_pool_release(e, mark);
    return good && mc_interval_is_finite(out);
}
