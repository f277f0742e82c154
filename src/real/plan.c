/* Where integrals are cut into panels. */
#include <stdlib.h>

#include "base/memory.h"
#include "real/panel.h"

enum {
    MOST_ORDER = 1000,
    MOST_PANELS = 4000,
    DEEP = 12,
    MOST_WORK = 1000000000,
    MOST_DEEP_WORK = 20000000
};

typedef struct planning {
    mc_evaluator *e;
    const mc_range *range;
    mc_panels *panels;
    arf_struct *made;
    size_t count, room;
    mag_t tolerance;
    double most_work, deep_work; /* deep: on small panels */
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
    bool good = mc_panel(p->e, &value, p->range, u, v, &flags);
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

/* ---- kinks and jumps ---- */

static bool values_on(planning *p, mc_jet *f, const arf_t u, const arf_t v,
                      slong order)
{
    mc_evaluator *e = p->e;
    const mc_range *r = p->range;
    const mc_node *skip = arf_is_zero(u)  ? r->end[0].factor
                          : arf_is_one(v) ? r->end[1].factor
                                          : NULL;
    mc_interval from, to;
    mc_interval_init(&from);
    mc_interval_init(&to);
    mc_range_place(&from, e, r, u);
    mc_range_place(&to, e, r, v);
    mc_interval_hull(&from, &from, &to);
    bool done = mc_integrand(e, f, r->node, &from, 1, order, skip);
    mc_interval_clear(&from);
    mc_interval_clear(&to);
    return done;
}

/* No abs, min, max or if is undecided between u and v. */
static bool is_smooth(planning *p, const arf_t u, const arf_t v)
{
    mc_pool_mark mark = mc_pool_get_mark(p->e);
    mc_jet f = mc_pool_take(p->e, 1);
    bool smooth =
        f.c && values_on(p, &f, u, v, 1) && !(f.flags & MC_JET_UNKNOWN);
    mc_pool_release(p->e, mark);
    return smooth;
}

/* The integral from u to v, from the values alone, is much sharper than it has
   to be. *defined: there are values. */
static bool is_negligible(planning *p, bool *defined, const arf_t u,
                          const arf_t v)
{
    mc_pool_mark mark = mc_pool_get_mark(p->e);
    mc_jet f = mc_pool_take(p->e, 0);
    mag_t width, length;
    arf_t size;
    arf_init(size);
    mag_init(width);
    mag_init(length);
    *defined = f.c && values_on(p, &f, u, v, 0);
    if (*defined) {
        mc_interval_width(width, &f.c[0]);
        mc_interval_size(length, &p->range->length);
        mag_mul(width, width, length);
        arf_sub(size, v, u, MAG_BITS, ARF_RND_UP);
        arf_get_mag(length, size);
        mag_mul(width, width, length);
        mag_mul_2exp_si(width, width, 2);
    }
    bool negligible = *defined && mag_cmp(width, p->tolerance) < 0;
    arf_clear(size);
    mag_clear(width);
    mag_clear(length);
    mc_pool_release(p->e, mark);
    return negligible;
}

/* One kink or jump between a and b: they are moved together around it, until
   what is between does not count. */
static void isolate(planning *p, arf_t a, arf_t b)
{
    bool defined = true;
    arf_t middle;
    arf_init(middle);
    for (slong i = 0; i < p->e->goal + 8 && defined; i++) {
        if (is_negligible(p, &defined, a, b))
            break;
        arf_add(middle, a, b, ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_mul_2exp_si(middle, middle, -1);
        bool left = is_smooth(p, a, middle), right = is_smooth(p, middle, b);
        if (!left && !right)
            break;
        if (left)
            arf_set(a, middle);
        if (right)
            arf_set(b, middle);
        if (left && right)
            break;
    }
    arf_clear(middle);
}

/* ---- halving ---- */

static bool bisect(planning *p, const arf_t u, const arf_t v, slong level);

/* The parts that the cuts a <= b between u and v make. */
static bool bisect_parts(planning *p, const arf_t u, const arf_t a,
                         const arf_t b, const arf_t v, slong level)
{
    bool first = arf_cmp(u, a) < 0, second = arf_cmp(a, b) < 0;
    bool third = arf_cmp(b, v) < 0;
    return (!first || (bisect(p, u, a, level) && keep_cut(p, a))) &&
           (!second ||
            (bisect(p, a, b, level) && (!third || keep_cut(p, b)))) &&
           (!third || bisect(p, b, v, level));
}

static bool goes_on(planning *p, slong level)
{
    mc_evaluator *e = p->e;
    if (e->fault.status != MC_UNDECIDED || mc_stopped(e->meter.stop))
        return false;
    if (p->deep_work > MOST_DEEP_WORK * e->patience ||
        e->meter.work > p->most_work) {
        e->impatient = true;
        return mc_evaluator_fault(
            e, MC_UNDECIDED, p->range->node,
            "at this precision the integral would take too long: its "
            "integrand has a pole, or is not smooth (has it a power of the "
            "distance to an end that is not written as a factor?)");
    }
    return level < e->goal + 30;
}

/* Cuts the panel from u to v until its parts are sharp; adds the cuts between
   them. */
static bool bisect(planning *p, const arf_t u, const arf_t v, slong level)
{
    arf_t a, b;
    double before = p->e->meter.work;
    if (sharp_enough(p, u, v))
        return true;
    if (level > DEEP)
        p->deep_work += p->e->meter.work - before;
    if (!goes_on(p, level))
        return false;
    arf_init(a);
    arf_init(b);
    arf_set(a, u);
    arf_set(b, v);
    if (!is_smooth(p, u, v))
        isolate(p, a, b);
    if (arf_equal(a, u) && arf_equal(b, v)) {
        arf_add(a, u, v, ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_mul_2exp_si(a, a, -1);
        arf_set(b, a);
    }
    bool done = bisect_parts(p, u, a, b, v, level + 1);
    arf_clear(a);
    arf_clear(b);
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

/* 2^-goal times the largest of a few values of |f| |b - a|, and how uncertain
   they are: panels do not make bounds and other names sharper. */
static void choose_tolerance(planning *p)
{
    enum { SAMPLES = 8 };
    mc_evaluator *e = p->e;
    mc_interval at, length;
    mag_t size, most, loose;
    arf_t u;
    mc_pool_mark mark = mc_pool_get_mark(e);
    mc_jet value = mc_pool_take(e, 0);
    mc_interval_init(&at);
    mc_interval_init(&length);
    mag_init(size);
    mag_init(most);
    mag_init(loose);
    arf_init(u);
    for (slong i = 0; i < SAMPLES && value.c; i++) {
        arf_set_si_2exp_si(u, 2 * i + 1, -4);
        mc_range_place(&at, e, p->range, u);
        if (mc_integrand(e, &value, p->range->node, &at, 1, 0, NULL)) {
            mc_interval_mul(&length, &value.c[0], &p->range->length, e->bits);
            mc_interval_size(size, &length);
            mag_max(most, most, size);
            mc_interval_width(size, &length);
            if (!mag_is_inf(size))
                mag_max(loose, loose, size);
        }
    }
    if (mag_is_zero(most) || mag_is_inf(most))
        mag_one(most);
    mag_mul_2exp_si(p->tolerance, most, -e->goal);
    mag_mul_2exp_si(loose, loose, 1);
    mag_add(p->tolerance, p->tolerance, loose);
    mc_pool_release(e, mark);
    arf_clear(u);
    mag_clear(size);
    mag_clear(most);
    mag_clear(loose);
    mc_interval_clear(&at);
    mc_interval_clear(&length);
}

static slong order_for(slong goal)
{
    slong order = 2 * (goal / 8) + 8;
    return order < MOST_ORDER ? order : MOST_ORDER;
}

bool mc_panels_refine(mc_evaluator *e, mc_range *r)
{
    mc_panels *panels = &e->plan[r->node->index];
    planning p = {.e = e,
                  .range = r,
                  .panels = panels,
                  .most_work = e->meter.work + MOST_WORK * e->patience};
    const mc_range_end *ends = r->end;
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
