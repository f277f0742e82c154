#include "real/integral.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { MOST_ORDER = 1000, MOST_PANELS = 4000 };

/* An integral on its way: enclosures of a, b and b - a. */
typedef struct range {
    const mc_node *node;
    slong order; /* M, even */
    mc_interval lower, upper, length;
} range;

static void range_clear(range *r)
{
    mc_interval_clear(&r->lower);
    mc_interval_clear(&r->upper);
    mc_interval_clear(&r->length);
}

/* a + u (b - a) */
static void place(mc_interval *out, const mc_evaluator *e, const range *r,
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
static bool integrand(mc_evaluator *e, mc_jet *out, const mc_node *node,
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

/* out += coefficient * power / divisor */
static void add_term(mc_evaluator *e, mc_interval *out,
                     const mc_interval *coefficient, const mc_interval *power,
                     const fmpq_t divisor)
{
    mc_interval term, by;
    mc_interval_init(&term);
    mc_interval_init(&by);
    mc_interval_mul(&term, coefficient, power, e->bits);
    mc_interval_set_fmpq(&by, divisor, e->bits);
    (void)mc_interval_div(&term, &term, &by, e->bits);
    mc_interval_add(out, out, &term, e->bits);
    mc_interval_clear(&term);
    mc_interval_clear(&by);
}

/* 2 f_0 r + 2 f_2 r^3/3 + ... + 2 f_M r^(M+1)/(M+1); at: coefficients below M
   in the middle, whole: on the panel. */
static void sum_middle(mc_evaluator *e, mc_interval *out, const range *r,
                       const mc_jet *at, const mc_jet *whole,
                       const mc_interval *radius)
{
    mc_interval power, square, twice;
    fmpq_t divisor;
    mc_interval_init(&power);
    mc_interval_init(&square);
    mc_interval_init(&twice);
    fmpq_init(divisor);
    mc_interval_set(&power, radius);
    mc_interval_pow_ui(&square, radius, 2, e->bits);
    mc_interval_zero(out);
    for (slong k = 0; k <= r->order; k += 2) {
        const mc_jet *from = k < r->order ? at : whole;
        if (k < from->length) {
            mc_interval_mul_si(&twice, &from->c[k], 2, e->bits);
            fmpq_set_si(divisor, k + 1, 1);
            add_term(e, out, &twice, &power, divisor);
        }
        mc_interval_mul(&power, &power, &square, e->bits);
    }
    fmpq_clear(divisor);
    mc_interval_clear(&power);
    mc_interval_clear(&square);
    mc_interval_clear(&twice);
}

/* sum h_k l^(k+p+1) / (k+p+1), the last coefficient from the whole panel */
static void sum_end(mc_evaluator *e, mc_interval *out, const range *r,
                    const mc_jet *at, const mc_jet *whole,
                    const mc_interval *length, const fmpq_t p)
{
    mc_interval power;
    fmpq_t divisor;
    mc_interval_init(&power);
    fmpq_init(divisor);
    fmpq_add_si(divisor, p, 1);
    if (fmpz_is_one(fmpq_denref(divisor)))
        mc_interval_pow_ui(&power, length, fmpz_get_ui(fmpq_numref(divisor)),
                           e->bits);
    else
        mc_interval_pow_fmpq(&power, length, divisor, e->bits);
    mc_interval_zero(out);
    for (slong k = 0; k <= r->order; k++) {
        const mc_jet *from = k < r->order ? at : whole;
        if (k < from->length)
            add_term(e, out, &from->c[k], &power, divisor);
        mc_interval_mul(&power, &power, length, e->bits);
        fmpq_add_si(divisor, divisor, 1);
    }
    fmpq_clear(divisor);
    mc_interval_clear(&power);
}

/* 2 r f_0, or with a factor at the end h_0 l^(p+1) / (p+1) */
static void bound(mc_evaluator *e, mc_interval *out, const mc_interval *f,
                  const mc_interval *size, const mc_end_factor *factor)
{
    mc_interval power;
    fmpq_t p;
    if (!factor) {
        mc_interval_mul(out, f, size, e->bits);
        mc_interval_mul_si(out, out, 2, e->bits);
        return;
    }
    mc_interval_init(&power);
    fmpq_init(p);
    fmpq_add_si(p, factor->exponent, 1);
    mc_interval_pow_fmpq(&power, size, p, e->bits);
    mc_interval_zero(out);
    add_term(e, out, f, &power, p);
    fmpq_clear(p);
    mc_interval_clear(&power);
}

/* The jets at a point and on the whole panel, and then the sum. end: 0 and 1
   are improper ends, -1 the middle. `size` is the radius or the length. */
static bool expand(mc_evaluator *e, mc_interval *out, const range *r,
                   const mc_interval *at, const mc_interval *whole,
                   const mc_interval *size, int end, unsigned *flags)
{
    const mc_end_factor *factor = end < 0 ? NULL : &r->node->ends[end];
    const mc_node *skip = factor ? factor->factor : NULL;
    slong slope = end == 1 ? -1 : 1;
    mc_jet near = mc_pool_take(e, r->order), far = mc_pool_take(e, r->order);
    if (!near.c || !far.c)
        return false;
    bool known = integrand(e, &far, r->node, whole, slope, r->order, skip) &&
                 !(far.flags & MC_JET_UNKNOWN) &&
                 integrand(e, &near, r->node, at, slope, r->order - 1, skip) &&
                 !(near.flags & MC_JET_UNKNOWN);
    if (!known) {
        if (e->fault.text && e->fault.status != MC_UNDECIDED)
            return false;
        if (!integrand(e, &far, r->node, whole, slope, 0, skip))
            return false;
        *flags |= far.flags;
        bound(e, out, &far.c[0], size, factor);
        return true;
    }
    *flags |= far.flags;
    if (factor)
        sum_end(e, out, r, &near, &far, size, factor->exponent);
    else
        sum_middle(e, out, r, &near, &far, size);
    return true;
}

/* The panel from u to v. */
static bool panel(mc_evaluator *e, mc_interval *out, const range *r,
                  const arf_t u, const arf_t v, unsigned *flags)
{
    const mc_end_factor *ends = r->node->ends;
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
    place(&from, e, r, u);
    place(&to, e, r, v);
    arf_sub(middle, v, u, ARF_PREC_EXACT, ARF_RND_DOWN);
    if (end < 0)
        arf_mul_2exp_si(middle, middle, -1);
    mc_interval_set_arf(&size, middle);
    mc_interval_mul(&size, &size, &r->length, e->bits);
    arf_add(middle, u, v, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(middle, middle, -1);
    if (end < 0)
        place(&at, e, r, middle);
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

/* ---- planning ---- */

typedef struct planning {
    mc_evaluator *e;
    const range *range;
    mc_panels *panels;
    arf_struct *made;
    size_t count, room;
    mag_t tolerance;
} planning;

static bool keep_cut(planning *p, const arf_t cut)
{
    if (p->count >= MOST_PANELS)
        return mc_evaluator_fault(p->e, MC_UNDECIDED, p->range->node,
                                  "more than 4000 panels would be needed");
    if (!mc_array_grow(&p->made, &p->room, p->count + 1, sizeof *p->made))
        return mc_evaluator_fault(p->e, MC_LIMIT, NULL, "out of memory");
    arf_init(&p->made[p->count]);
    arf_set(&p->made[p->count++], cut);
    return true;
}

static bool sharp_enough(planning *p, const arf_t u, const arf_t v)
{
    mc_interval value;
    unsigned flags = 0;
    mag_t width, size;
    mc_interval_init(&value);
    mag_init(width);
    mag_init(size);
    bool good = panel(p->e, &value, p->range, u, v, &flags);
    if (good) {
        mc_interval_width(width, &value);
        mc_interval_size(size, &value);
        mag_mul_2exp_si(size, size, -p->e->goal);
        mag_add(size, size, p->tolerance);
        good = mag_cmp(width, size) <= 0;
        if (!good)
            (void)mc_evaluator_fault(p->e, MC_UNDECIDED, p->range->node,
                                     "the integral cannot be enclosed sharply "
                                     "(has its integrand a pole?)");
    }
    mc_interval_clear(&value);
    mag_clear(width);
    mag_clear(size);
    return good;
}

/* Halves the panel from u to v until its parts are sharp; adds the cuts
   between them. At a kink or jump each halving gains one bit. */
static bool bisect(planning *p, const arf_t u, const arf_t v, slong level)
{
    arf_t middle;
    if (sharp_enough(p, u, v))
        return true;
    if (level == p->e->goal + 30 || p->e->fault.status != MC_UNDECIDED ||
        mc_stopped(p->e->stop))
        return false;
    arf_init(middle);
    arf_add(middle, u, v, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(middle, middle, -1);
    bool done = bisect(p, u, middle, level + 1) && keep_cut(p, middle) &&
                bisect(p, middle, v, level + 1);
    arf_clear(middle);
    return done;
}

static bool bisect_all(planning *p)
{
    arf_t zero, one;
    arf_init(zero);
    arf_init(one);
    arf_one(one);
    bool done = true;
    for (size_t j = 0; j <= p->panels->cuts && done; j++) {
        const arf_struct *u = j == 0 ? zero : &p->panels->cut[j - 1];
        const arf_struct *v = j == p->panels->cuts ? one : &p->panels->cut[j];
        done = bisect(p, u, v, 0) && (j == p->panels->cuts || keep_cut(p, v));
    }
    arf_clear(zero);
    arf_clear(one);
    return done;
}

/* 2^-goal times the largest of a few values of |f| |b - a|. */
static void choose_tolerance(planning *p)
{
    enum { SAMPLES = 8 };
    mc_evaluator *e = p->e;
    mc_interval at, length;
    mag_t size, most;
    arf_t u;
    mc_pool_mark mark = mc_pool_get_mark(e);
    mc_jet value = mc_pool_take(e, 0);
    mc_interval_init(&at);
    mc_interval_init(&length);
    mag_init(size);
    mag_init(most);
    arf_init(u);
    for (slong i = 0; i < SAMPLES && value.c; i++) {
        arf_set_si_2exp_si(u, 2 * i + 1, -4);
        place(&at, e, p->range, u);
        if (integrand(e, &value, p->range->node, &at, 1, 0, NULL)) {
            mc_interval_mul(&length, &value.c[0], &p->range->length, e->bits);
            mc_interval_size(size, &length);
            mag_max(most, most, size);
        }
    }
    if (mag_is_zero(most) || mag_is_inf(most))
        mag_one(most);
    mag_mul_2exp_si(p->tolerance, most, -e->goal);
    mc_pool_release(e, mark);
    arf_clear(u);
    mag_clear(size);
    mag_clear(most);
    mc_interval_clear(&at);
    mc_interval_clear(&length);
}

static slong order_for(slong goal)
{
    slong order = 2 * (goal / 8) + 8;
    return order < MOST_ORDER ? order : MOST_ORDER;
}

static bool refine(mc_evaluator *e, range *r)
{
    mc_panels *panels = &e->plan[r->node->index];
    planning p = {.e = e, .range = r, .panels = panels};
    const mc_end_factor *ends = r->node->ends;
    arf_t half;
    bool done = true;
    if (panels->order < order_for(e->goal))
        panels->order = order_for(e->goal);
    r->order = panels->order;
    mag_init(p.tolerance);
    choose_tolerance(&p);
    if (ends[0].factor && ends[1].factor && panels->cuts == 0) {
        arf_init(half);
        arf_set_d(half, 0.5);
        done = keep_cut(&p, half);
        arf_clear(half);
        if (done) {
            panels->cut = p.made;
            panels->room = p.room;
            panels->cuts = 1;
            p.made = NULL;
            p.room = p.count = 0;
        }
    }
    done = done && bisect_all(&p);
    if (done) {
        arf_struct *before = panels->cut;
        for (size_t i = 0; i < panels->cuts; i++)
            arf_clear(&before[i]);
        free(before);
        panels->cut = p.made;
        panels->cuts = p.count;
        panels->room = p.room;
    } else {
        for (size_t i = 0; i < p.count; i++)
            arf_clear(&p.made[i]);
        free(p.made);
    }
    mag_clear(p.tolerance);
    return done;
}

/* ---- values and derivatives ---- */

static bool value(mc_evaluator *e, mc_interval *out, const range *r,
                  unsigned *flags)
{
    const mc_panels *panels = &e->knowledge->panels[r->node->index];
    mc_interval part;
    arf_t zero, one;
    if (panels->order == 0)
        return mc_evaluator_fault(e, MC_UNDECIDED, r->node,
                                  "this integral was not planned");
    mc_interval_init(&part);
    arf_init(zero);
    arf_init(one);
    arf_one(one);
    mc_interval_zero(out);
    bool done = true;
    for (size_t j = 0; j <= panels->cuts && done; j++) {
        done = panel(e, &part, r, j == 0 ? zero : &panels->cut[j - 1],
                     j == panels->cuts ? one : &panels->cut[j], flags);
        if (done)
            mc_interval_add(out, out, &part, e->bits);
    }
    mc_interval_clear(&part);
    arf_clear(zero);
    arf_clear(one);
    return done;
}

/* The integrand depends on what the jets are in. */
static bool integrand_varies(const mc_evaluator *e, const mc_node *node)
{
    const mc_node *f = node->child[2];
    for (size_t i = 0; i < f->slots; i++) {
        size_t slot = f->slot_list[i];
        const mc_jet *bound = e->slot[slot];
        if (slot != node->slot && bound && !e->known[slot] &&
            (e->only == SIZE_MAX || e->only == slot) &&
            (bound->length > 1 || bound->flags & MC_JET_UNKNOWN))
            return true;
    }
    return false;
}

/* out_k +-= (1/k) times coefficient k - 1 of f(B) B' */
static bool add_bound(mc_evaluator *e, mc_jet *out, const mc_node *node,
                      const mc_jet *bound, bool subtract)
{
    slong order = e->order;
    size_t only = e->only;
    const mc_jet *before = e->slot[node->slot];
    mc_jet f = mc_pool_take(e, order), slope = mc_pool_take(e, order),
           product = mc_pool_take(e, order);
    if (!f.c || !slope.c || !product.c)
        return false;
    e->slot[node->slot] = bound;
    e->only = node->slot;
    e->order = order - 1;
    bool done = mc_evaluate(e, &f, node->child[2]);
    e->slot[node->slot] = before;
    e->only = only;
    e->order = order;
    if (!done)
        return false;
    slope.length = bound->length - 1;
    for (slong k = 0; k < slope.length; k++)
        mc_interval_mul_si(&slope.c[k], &bound->c[k + 1], k + 1, e->bits);
    mc_jet_mul(&product, &f, &slope, order - 1, e->bits);
    if (product.flags) {
        out->flags |= MC_JET_LOST;
        out->length = 1;
        return true;
    }
    for (slong k = product.length; k > 0; k--) {
        mc_interval_div_si(&product.c[k], &product.c[k - 1], k, e->bits);
    }
    mc_interval_zero(&product.c[0]);
    product.length++;
    product.flags = 0;
    mc_jet_accumulate(out, &product, subtract, e->bits);
    return true;
}

static bool derivatives(mc_evaluator *e, mc_jet *out, const mc_node *node,
                        const mc_jet *lower, const mc_jet *upper)
{
    unsigned flags = (lower->flags | upper->flags) & MC_JET_UNKNOWN;
    if (integrand_varies(e, node))
        flags |= MC_JET_LOST;
    if (flags) {
        out->flags |= flags;
        return true;
    }
    return (upper->length == 1 || add_bound(e, out, node, upper, false)) &&
           (out->flags & MC_JET_UNKNOWN || lower->length == 1 ||
            add_bound(e, out, node, lower, true));
}

bool mc_integral_evaluate(mc_evaluator *e, mc_jet *out, const mc_node *node)
{
    mc_jet lower = mc_pool_take(e, e->order), upper = mc_pool_take(e, e->order);
    unsigned flags = 0;
    bool done;
    if (!lower.c || !upper.c || !mc_evaluate(e, &lower, node->child[0]) ||
        !mc_evaluate(e, &upper, node->child[1]))
        return false;
    range r = {.node = node, .order = e->knowledge->panels[node->index].order};
    mc_interval_init(&r.lower);
    mc_interval_init(&r.upper);
    mc_interval_init(&r.length);
    mc_interval_set(&r.lower, &lower.c[0]);
    mc_interval_set(&r.upper, &upper.c[0]);
    mc_interval_sub(&r.length, &r.upper, &r.lower, e->bits);
    out->length = 1;
    out->flags = 0;
    if (e->closed_forms &&
        mc_closed_form(e, &out->c[0], node, &r.lower, &r.upper)) {
        e->closed_form_used = true;
        done = true;
    } else {
        done = !e->plan || refine(e, &r);
        done = done && value(e, &out->c[0], &r, &flags);
    }
    range_clear(&r);
    out->flags = (flags | lower.flags | upper.flags) & MC_JET_JUMP;
    return done && (e->order == 0 || derivatives(e, out, node, &lower, &upper));
}
