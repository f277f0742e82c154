#include "real/leaf.h"

#include <stdint.h>

enum { SMALLEST = -44 };

/* F in the middle of the box. */
static bool in_middle(mc_interval *f, mc_evaluator *e, mc_names *names,
                      const mc_condition *condition, const mc_interval *u)
{
    size_t n = names->claim->bindings;
    mc_pool_mark mark = mc_pool_get_mark(e);
    mc_jet middle = mc_pool_take(e, (slong)n);
    bool done = middle.c != NULL;
    arf_t m;
    arf_init(m);
    for (size_t i = 0; i < n && done; i++) {
        mc_interval_middle(m, &u[i], ARF_PREC_EXACT);
        mc_interval_set_arf(&middle.c[i], m);
    }
    done = done && mc_names_on_box(e, names, middle.c, SIZE_MAX) &&
           mc_condition_value(e, f, condition, names);
    arf_clear(m);
    mc_pool_release(e, mark);
    return done;
}

/* f += D_i (U_i - m_i), and |D_i| |U_i|: false if D_i is not known. */
static bool add_slope(mc_interval *f, mag_t size, mc_evaluator *e,
                      mc_names *names, const mc_condition *condition,
                      const mc_interval *u, size_t i)
{
    mc_pool_mark mark = mc_pool_get_mark(e);
    mc_jet jet = mc_pool_take(e, 1);
    mc_interval offset;
    arf_t m;
    arf_init(m);
    mc_interval_init(&offset);
    e->order = 1;
    bool done = jet.c && mc_names_on_box(e, names, u, i) &&
                mc_condition_jet(e, &jet, condition) &&
                !(jet.flags & (MC_JET_UNKNOWN | MC_JET_JUMP));
    e->order = 0;
    mag_zero(size);
    if (done && jet.length > 1) {
        mc_interval_middle(m, &u[i], ARF_PREC_EXACT);
        mc_interval_set_arf(&offset, m);
        mc_interval_sub(&offset, &u[i], &offset, e->bits);
        mc_interval_mul(&offset, &offset, &jet.c[1], e->bits);
        mc_interval_size(size, &offset);
        mc_interval_add(f, f, &offset, e->bits);
    }
    arf_clear(m);
    mc_interval_clear(&offset);
    mc_pool_release(e, mark);
    return done;
}

static void raise_bound(mc_leaf *leaf, const mc_interval *f)
{
    if (!leaf->defined || arf_cmp(&f->lo, leaf->bound) > 0)
        arf_set(leaf->bound, &f->lo);
    leaf->defined = true;
}

static void try_slope(mc_leaf *leaf, mc_evaluator *e, mc_names *names,
                      const mc_condition *condition, const mc_interval *u)
{
    mc_interval f;
    mag_t size, most;
    size_t cut = leaf->cut;
    mag_init(size);
    mag_init(most);
    mc_interval_init(&f);
    bool known = in_middle(&f, e, names, condition, u);
    if (known && mc_condition_fails(condition, &f))
        leaf->witness = true;
    known = known && condition->order == 0 && !leaf->witness && leaf->defined;
    for (size_t i = 0; i < names->claim->bindings && known; i++) {
        known = add_slope(&f, size, e, names, condition, u, i);
        if (known && mag_cmp(size, most) > 0) {
            mag_set(most, size);
            cut = i;
        }
    }
    if (known) {
        raise_bound(leaf, &f);
        leaf->cut = cut;
        if (mc_condition_holds(condition, &f))
            leaf->method = MC_LEAF_SLOPE;
    }
    mc_interval_clear(&f);
    mag_clear(size);
    mag_clear(most);
}

/* The coefficient of order N in t, with t from its own box to E. */
static void try_taylor(mc_leaf *leaf, mc_evaluator *e, mc_names *names,
                       const mc_condition *condition, const mc_interval *u)
{
    const mc_claim *claim = condition->claim;
    slong order = (slong)claim->hint_order;
    mc_jet *name = &names->name[claim->hint_name];
    mc_pool_mark mark = mc_pool_get_mark(e);
    mc_jet jet = mc_pool_take(e, order), at = mc_pool_take(e, 1);
    if (jet.c && at.c && mc_names_on_box(e, names, u, SIZE_MAX) &&
        mc_evaluate_at(e, &at.c[0], claim->hint_at)) {
        mc_interval_sub(&at.c[1], &name->c[0], &at.c[0], e->bits);
        mc_interval_hull(&name->c[0], &name->c[0], &at.c[0]);
        mc_interval_set_si(&name->c[1], 1);
        name->length = 2;
        e->order = order;
        if (mc_condition_jet(e, &jet, condition) &&
            !(jet.flags & (MC_JET_UNKNOWN | MC_JET_JUMP))) {
            const mc_interval *g = &jet.c[order];
            bool nothing = order >= jet.length;
            bool up = nothing || arf_sgn(&g->lo) >= 0;
            bool down = nothing || arf_sgn(&g->hi) <= 0;
            bool above = arf_sgn(&at.c[1].lo) >= 0;
            bool below = arf_sgn(&at.c[1].hi) <= 0;
            if (order % 2 == 0 ? up : (up && above) || (down && below))
                leaf->method = MC_LEAF_TAYLOR;
        }
        e->order = 0;
        name->length = 1;
    }
    e->order = 0;
    mc_pool_release(e, mark);
}

/* The name that varies most. What a box of width 2^-44 does not prove is lost
   in rounding: a function that touches 0 grows like the square of the width. */
static size_t widest(bool *tiny, const mc_names *names)
{
    size_t cut = 0;
    mag_t width, most;
    mag_init(width);
    mag_init(most);
    for (size_t i = 0; i < names->claim->bindings; i++) {
        mc_interval_width(width, &names->name[i].c[0]);
        if (mag_cmp(width, most) > 0) {
            mag_set(most, width);
            cut = i;
        }
    }
    *tiny = mag_cmp_2exp_si(most, SMALLEST) < 0;
    mag_clear(width);
    mag_clear(most);
    return cut;
}

void mc_leaf_try(mc_leaf *leaf, mc_evaluator *e, mc_names *names,
                 const mc_condition *condition, const mc_interval *u,
                 bool taylor)
{
    mc_interval f;
    leaf->method = MC_LEAF_NONE;
    leaf->defined = leaf->witness = leaf->tiny = false;
    leaf->cut = 0;
    mc_interval_init(&f);
    e->order = 0;
    bool placed = mc_names_on_box(e, names, u, SIZE_MAX);
    if (placed) {
        leaf->cut = widest(&leaf->tiny, names);
        leaf->defined = mc_condition_value(e, &f, condition, names);
    }
    if (leaf->defined) {
        arf_set(leaf->bound, &f.lo);
        if (mc_condition_holds(condition, &f))
            leaf->method = MC_LEAF_VALUE;
        else if (mc_condition_fails(condition, &f))
            leaf->witness = true;
    }
    if (leaf->method == MC_LEAF_NONE && taylor && placed)
        try_taylor(leaf, e, names, condition, u);
    if (leaf->method == MC_LEAF_NONE && placed)
        try_slope(leaf, e, names, condition, u);
    mc_interval_clear(&f);
}

bool mc_leaf_names(mc_interval *out, mc_evaluator *e, mc_names *names,
                   const mc_interval *u)
{
    if (!mc_names_on_box(e, names, u, SIZE_MAX))
        return false;
    for (size_t i = 0; i < names->claim->bindings; i++)
        mc_interval_set(&out[i], &names->name[i].c[0]);
    return true;
}
