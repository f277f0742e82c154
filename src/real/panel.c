#include "real/panel.h"

#include "real/power.h"
#include "real/rational.h"

/* ---- ranges ---- */

/* The exponent of a factor at an end. *next: by its form it is none, so that
   the next factor counts. Returns false if this one is not treated. */
static bool read_exponent(mc_range_end *end, bool *next, mc_evaluator *e,
                          const mc_end_factor *factor)
{
    size_t work = MC_RATIONAL_WORK;
    mc_interval one;
    end->known = true;
    fmpq_set_si(end->exponent, 1, 2);
    if (factor->exponent)
        end->known = mc_rational_evaluate(end->exponent, factor->exponent,
                                          e->known, &work) == MC_RATIONAL_OK;
    *next = end->known && fmpz_is_one(fmpq_denref(end->exponent));
    if (*next)
        return false;
    if (end->known)
        mc_interval_set_fmpq(&end->above, end->exponent, e->bits);
    else if (!mc_evaluate_at(e, &end->above, factor->exponent))
        return false;
    if (factor->inverse) {
        fmpq_neg(end->exponent, end->exponent);
        mc_interval_neg(&end->above, &end->above);
    }
    mc_interval_init(&one);
    mc_interval_set_si(&one, 1);
    mc_interval_add(&end->above, &end->above, &one, e->bits);
    mc_interval_clear(&one);
    *next = end->known && mc_interval_sign(&end->above) <= 0;
    return mc_interval_sign(&end->above) > 0;
}

void mc_range_init(mc_range *r, mc_evaluator *e, const mc_node *node,
                   const mc_interval *lower, const mc_interval *upper)
{
    r->node = node;
    r->order = 0;
    mc_interval_init(&r->lower);
    mc_interval_init(&r->upper);
    mc_interval_init(&r->length);
    mc_interval_set(&r->lower, lower);
    mc_interval_set(&r->upper, upper);
    mc_interval_sub(&r->length, upper, lower, e->bits);
    for (size_t i = 0; i < 2; i++) {
        mc_range_end *end = &r->end[i];
        end->factor = NULL;
        fmpq_init(end->exponent);
        mc_interval_init(&end->above);
        bool next = true;
        for (size_t k = 0; k < node->end_count[i] && next; k++)
            if (read_exponent(end, &next, e, &node->ends[i][k])) {
                end->factor = node->ends[i][k].factor;
                next = false;
            }
    }
}

void mc_range_clear(mc_range *r)
{
    mc_interval_clear(&r->lower);
    mc_interval_clear(&r->upper);
    mc_interval_clear(&r->length);
    for (size_t i = 0; i < 2; i++) {
        fmpq_clear(r->end[i].exponent);
        mc_interval_clear(&r->end[i].above);
    }
}

/* a + u (b - a) */
void mc_range_place(mc_interval *out, const mc_evaluator *e, const mc_range *r,
                    const arf_t u)
{
    mc_interval factor;
    if (arf_is_one(u)) {
        mc_interval_set(out, &r->upper);
        return;
    }
    mc_interval_init(&factor);
    mc_interval_set_arf(&factor, u);
    mc_interval_mul(&factor, &factor, &r->length, e->bits);
    mc_interval_add(out, &r->lower, &factor, e->bits);
    mc_interval_clear(&factor);
}

/* The jet of the integrand, without `skip`, in its variable, which is y and
   has the derivative `slope`. */
bool mc_integrand(mc_evaluator *e, mc_jet *out, const mc_node *node,
                  const mc_interval *y, slong slope, slong order,
                  const mc_node *skip)
{
    mc_pool_mark mark = mc_pool_get_mark(e);
    mc_jet variable = mc_pool_take(e, 1);
    const mc_jet *before = e->slot[node->slot];
    size_t only = e->only;
    slong order_before = e->order;
    const mc_node *skip_before = e->skip;
    bool strict = e->strict;
    if (!variable.c)
        return false;
    mc_interval_set(&variable.c[0], y);
    mc_interval_set_si(&variable.c[1], slope);
    variable.length = order > 0 ? 2 : 1;
    e->slot[node->slot] = &variable;
    e->only = node->slot;
    e->order = order;
    e->skip = skip;
    e->strict = false;
    bool done = mc_evaluate(e, out, node->child[2]);
    e->slot[node->slot] = before;
    e->only = only;
    e->order = order_before;
    e->skip = skip_before;
    e->strict = strict;
    mc_pool_release(e, mark);
    return done;
}

/* out += coefficient * power / divisor, which is not 0 */
static void add_term(mc_evaluator *e, mc_interval *out,
                     const mc_interval *coefficient, const mc_interval *power,
                     const mc_interval *divisor)
{
    mc_interval term;
    mc_interval_init(&term);
    mc_interval_mul(&term, coefficient, power, e->bits);
    (void)mc_interval_div(&term, &term, divisor, e->bits);
    mc_interval_add(out, out, &term, e->bits);
    mc_interval_clear(&term);
}

/* 2 f_0 r + 2 f_2 r^3/3 + ... + 2 f_M r^(M+1)/(M+1); at: coefficients below M
   in the middle, whole: on the panel. */
static void sum_middle(mc_evaluator *e, mc_interval *out, const mc_range *r,
                       const mc_jet *at, const mc_jet *whole,
                       const mc_interval *radius)
{
    mc_interval power, square, twice, divisor;
    mc_interval_init(&power);
    mc_interval_init(&square);
    mc_interval_init(&twice);
    mc_interval_init(&divisor);
    mc_interval_set(&power, radius);
    mc_interval_pow_ui(&square, radius, 2, e->bits);
    mc_interval_zero(out);
    for (slong k = 0; k <= r->order; k += 2) {
        const mc_jet *from = k < r->order ? at : whole;
        if (k < from->length) {
            mc_interval_mul_si(&twice, &from->c[k], 2, e->bits);
            mc_interval_set_si(&divisor, k + 1);
            add_term(e, out, &twice, &power, &divisor);
        }
        mc_interval_mul(&power, &power, &square, e->bits);
    }
    mc_interval_clear(&divisor);
    mc_interval_clear(&power);
    mc_interval_clear(&square);
    mc_interval_clear(&twice);
}

/* l^(p+1), l >= 0 */
static void end_power(mc_evaluator *e, mc_interval *out, const mc_interval *l,
                      const mc_range_end *end)
{
    fmpq_t p;
    if (!end->known) {
        mc_power_interval(out, l, &end->above, e->bits);
        return;
    }
    fmpq_init(p);
    fmpq_add_si(p, end->exponent, 1);
    mc_interval_pow_fmpq(out, l, p, e->bits);
    fmpq_clear(p);
}

/* sum h_k l^(k+p+1) / (k+p+1), the last coefficient from the whole panel */
static void sum_end(mc_evaluator *e, mc_interval *out, const mc_range *r,
                    const mc_jet *at, const mc_jet *whole,
                    const mc_interval *length, const mc_range_end *end)
{
    mc_interval power, divisor, one;
    mc_interval_init(&power);
    mc_interval_init(&divisor);
    mc_interval_init(&one);
    mc_interval_set_si(&one, 1);
    mc_interval_set(&divisor, &end->above);
    end_power(e, &power, length, end);
    mc_interval_zero(out);
    for (slong k = 0; k <= r->order; k++) {
        const mc_jet *from = k < r->order ? at : whole;
        if (k < from->length)
            add_term(e, out, &from->c[k], &power, &divisor);
        mc_interval_mul(&power, &power, length, e->bits);
        mc_interval_add(&divisor, &divisor, &one, e->bits);
    }
    mc_interval_clear(&one);
    mc_interval_clear(&divisor);
    mc_interval_clear(&power);
}

/* 2 r f_0, or with a factor at the end h_0 l^(p+1) / (p+1) */
static void bound(mc_evaluator *e, mc_interval *out, const mc_interval *f,
                  const mc_interval *size, const mc_range_end *end)
{
    mc_interval power;
    if (!end) {
        mc_interval_mul(out, f, size, e->bits);
        mc_interval_mul_si(out, out, 2, e->bits);
        return;
    }
    mc_interval_init(&power);
    end_power(e, &power, size, end);
    mc_interval_zero(out);
    add_term(e, out, f, &power, &end->above);
    mc_interval_clear(&power);
}

/* The jets at a point and on the whole panel, and then the sum. end: 0 and 1
   are improper ends, -1 the middle. `size` is the radius or the length. */
static bool expand(mc_evaluator *e, mc_interval *out, const mc_range *r,
                   const mc_interval *at, const mc_interval *whole,
                   const mc_interval *size, int end, unsigned *flags)
{
    const mc_range_end *at_end = end < 0 ? NULL : &r->end[end];
    const mc_node *skip = at_end ? at_end->factor : NULL;
    slong slope = end == 1 ? -1 : 1;
    mc_jet near = mc_pool_take(e, r->order), far = mc_pool_take(e, r->order);
    if (!near.c || !far.c)
        return false;
    bool known =
        mc_integrand(e, &far, r->node, whole, slope, r->order, skip) &&
        !(far.flags & MC_JET_UNKNOWN) &&
        mc_integrand(e, &near, r->node, at, slope, r->order - 1, skip) &&
        !(near.flags & MC_JET_UNKNOWN);
    if (!known) {
        if (e->fault.text && e->fault.status != MC_UNDECIDED)
            return false;
        if (!mc_integrand(e, &far, r->node, whole, slope, 0, skip))
            return false;
        *flags |= far.flags;
        bound(e, out, &far.c[0], size, at_end);
        return true;
    }
    *flags |= far.flags;
    if (at_end)
        sum_end(e, out, r, &near, &far, size, at_end);
    else
        sum_middle(e, out, r, &near, &far, size);
    return true;
}

/* The panel from u to v. */
bool mc_panel(mc_evaluator *e, mc_interval *out, const mc_range *r,
              const arf_t u, const arf_t v, unsigned *flags)
{
    const mc_range_end *ends = r->end;
    int end = -1;
    mc_interval from, to, at, size;
    arf_t middle;
    if (arf_is_zero(u) && ends[0].factor)
        end = 0;
    else if (arf_is_one(v) && ends[1].factor)
        end = 1;
    if (end == 0 && arf_is_one(v) && ends[1].factor)
        return mc_evaluator_fault(e, MC_UNDECIDED, r->node,
                                  "improper at both ends");
    mc_interval_init(&from);
    mc_interval_init(&to);
    mc_interval_init(&at);
    mc_interval_init(&size);
    arf_init(middle);
    mc_range_place(&from, e, r, u);
    mc_range_place(&to, e, r, v);
    arf_sub(middle, v, u, ARF_PREC_EXACT, ARF_RND_DOWN);
    if (end < 0)
        arf_mul_2exp_si(middle, middle, -1);
    mc_interval_set_arf(&size, middle);
    mc_interval_mul(&size, &size, &r->length, e->bits);
    arf_add(middle, u, v, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(middle, middle, -1);
    if (end < 0)
        mc_range_place(&at, e, r, middle);
    else
        mc_interval_set(&at, end == 0 ? &r->lower : &r->upper);
    mc_interval_hull(&from, &from, &to);
    bool done = end < 0 || mc_interval_nonnegative(&size);
    if (done) {
        mc_pool_mark mark = mc_pool_get_mark(e);
        done = expand(e, out, r, &at, &from, &size, end, flags);
        mc_pool_release(e, mark);
    } else {
        (void)mc_evaluator_fault(
            e, MC_UNDECIDED, r->node,
            "an improper integral needs a lower bound that is certainly not "
            "above the upper one");
    }
    mc_interval_clear(&from);
    mc_interval_clear(&to);
    mc_interval_clear(&at);
    mc_interval_clear(&size);
    arf_clear(middle);
    return done;
}
