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

/* E, and t - E, where the names are. */
static void around(mc_interval *at, mc_interval *offset, const mc_evaluator *e,
                   const mc_names *names, const mc_expansion *expansion)
{
    mc_interval part;
    mc_interval_init(&part);
    mc_interval_set_fmpq(at, &expansion->form[0], e->bits);
    for (size_t i = 0; i < expansion->name; i++) {
        if (fmpq_is_zero(&expansion->form[1 + i]))
            continue;
        mc_interval_set_fmpq(&part, &expansion->form[1 + i], e->bits);
        mc_interval_mul(&part, &part, &names->name[i].c[0], e->bits);
        mc_interval_add(at, at, &part, e->bits);
    }
    mc_interval_sub(offset, &names->name[expansion->name].c[0], at, e->bits);
    mc_interval_clear(&part);
}

/* G (t - E)^N >= 0 is certain. */
static bool is_upward(const mc_interval *g, const mc_interval *offset,
                      const mc_expansion *expansion)
{
    bool up = arf_sgn(&g->lo) >= 0, down = arf_sgn(&g->hi) <= 0;
    bool above = expansion->at_lower || arf_sgn(&offset->lo) >= 0;
    bool below = expansion->at_upper || arf_sgn(&offset->hi) <= 0;
    if (expansion->order % 2 == 0 || (up && down))
        return up;
    return (up && above) || (down && below);
}

/* The coefficient of order N in t, with t from its own box to E. */
static bool try_expansion(mc_evaluator *e, mc_names *names,
                          const mc_condition *condition, const mc_interval *u,
                          const mc_expansion *expansion)
{
    slong order = (slong)expansion->order + condition->order;
    mc_jet *name = &names->name[expansion->name];
    mc_pool_mark mark = mc_pool_get_mark(e);
    mc_jet jet = mc_pool_take(e, order), at = mc_pool_take(e, 1);
    bool proves = false;
    e->order = 0;
    if (jet.c && at.c && mc_names_on_box(e, names, u, SIZE_MAX)) {
        around(&at.c[0], &at.c[1], e, names, expansion);
        mc_interval_hull(&name->c[0], &name->c[0], &at.c[0]);
        mc_interval_set_si(&name->c[1], 1);
        name->length = 2;
        e->order = order;
        e->strict = condition->order == 2;
        if (mc_condition_jet(e, &jet, condition) &&
            !(jet.flags & (MC_JET_UNKNOWN | MC_JET_JUMP))) {
            mc_interval *g = &jet.c[order];
            if (order >= jet.length)
                mc_interval_zero(g);
            if (condition->sign < 0)
                mc_interval_neg(g, g);
            proves = is_upward(g, &at.c[1], expansion);
        }
        e->strict = false;
        name->length = 1;
    }
    e->order = 0;
    mc_pool_release(e, mark);
    return proves;
}

static void try_expansions(mc_leaf *leaf, mc_evaluator *e, mc_names *names,
                           const mc_condition *condition, const mc_interval *u,
                           const mc_expansions *expansions)
{
    for (size_t i = 0; i < expansions->count; i++)
        if (!expansions->item[i].idle &&
            try_expansion(e, names, condition, u, &expansions->item[i])) {
            leaf->method = MC_LEAF_TAYLOR;
            leaf->expansion = i;
            return;
        }
}

/* What a box of width 2^-44 does not prove is lost in rounding: a function that
   touches 0 grows like the square of the width. */
static bool is_tiny(const mc_names *names)
{
    bool tiny = true;
    mag_t width;
    mag_init(width);
    for (size_t i = 0; i < names->claim->bindings && tiny; i++) {
        mc_interval_width(width, &names->name[i].c[0]);
        tiny = mag_cmp_2exp_si(width, SMALLEST) < 0;
    }
    mag_clear(width);
    return tiny;
}

/* The name whose own u moves it most: bounds that use other names make a name
   wide however often its u is halved. */
static size_t longest(mc_evaluator *e, const mc_names *names,
                      const mc_interval *u)
{
    const mc_claim *claim = names->claim;
    size_t cut = 0;
    mc_interval lower, upper;
    mag_t length, width, most;
    mag_init(length);
    mag_init(width);
    mag_init(most);
    mc_interval_init(&lower);
    mc_interval_init(&upper);
    for (size_t i = 0; i < claim->bindings; i++) {
        if (!mc_evaluate_at(e, &lower, claim->binding[i].lower) ||
            !mc_evaluate_at(e, &upper, claim->binding[i].upper))
            continue;
        mc_interval_sub(&lower, &upper, &lower, e->bits);
        mc_interval_size(length, &lower);
        mc_interval_width(width, &u[i]);
        mag_mul(length, length, width);
        if (mag_cmp(length, most) > 0) {
            mag_set(most, length);
            cut = i;
        }
    }
    mc_interval_clear(&lower);
    mc_interval_clear(&upper);
    mag_clear(length);
    mag_clear(width);
    mag_clear(most);
    return cut;
}

void mc_leaf_try(mc_leaf *leaf, mc_evaluator *e, mc_names *names,
                 const mc_condition *condition, const mc_interval *u,
                 const mc_expansions *expansions)
{
    mc_interval f;
    leaf->method = MC_LEAF_NONE;
    leaf->defined = leaf->witness = leaf->tiny = false;
    leaf->cut = leaf->expansion = 0;
    mc_interval_init(&f);
    e->order = 0;
    bool placed = mc_names_on_box(e, names, u, SIZE_MAX);
    if (placed) {
        leaf->tiny = is_tiny(names);
        leaf->defined = mc_condition_value(e, &f, condition, names);
    }
    if (leaf->defined) {
        arf_set(leaf->bound, &f.lo);
        if (mc_condition_holds(condition, &f))
            leaf->method = MC_LEAF_VALUE;
        else if (mc_condition_fails(condition, &f))
            leaf->witness = true;
    }
    if (leaf->method == MC_LEAF_NONE && placed) {
        leaf->cut = longest(e, names, u);
        try_slope(leaf, e, names, condition, u);
    }
    if (leaf->method == MC_LEAF_NONE && placed && !leaf->witness)
        try_expansions(leaf, e, names, condition, u, expansions);
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
