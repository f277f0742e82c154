#include "real/candidate.h"

#include <stdlib.h>

#include "base/memory.h"
#include "real/vanish.h"

enum { MOST_CLUSTERS = 8, MOST_VISITS = 300 };

static fmpq *new_form(const mc_claim *claim)
{
    fmpq *form = mc_array(claim->bindings + 1, sizeof *form);
    for (size_t i = 0; form && i <= claim->bindings; i++)
        fmpq_init(&form[i]);
    return form;
}

static void free_form(fmpq *form, const mc_claim *claim)
{
    for (size_t i = 0; form && i <= claim->bindings; i++)
        fmpq_clear(&form[i]);
    free(form);
}

static void zero_form(fmpq *form, const mc_claim *claim)
{
    for (size_t i = 0; i <= claim->bindings; i++)
        fmpq_zero(&form[i]);
}

/* The bound of a name is this form. */
static bool is_bound(const mc_claim *claim, size_t name, const mc_node *bound,
                     const fmpq *form)
{
    fmpq *other = new_form(claim);
    bool same = other && mc_vanish_form(other, claim, bound);
    for (size_t k = 0; k <= name && same; k++)
        same = fmpq_equal(&other[k], &form[k]);
    free_form(other, claim);
    return same;
}

static mc_expansion *add(mc_expansions *expansions,
                         const mc_condition *condition, size_t name,
                         size_t order, const fmpq *form)
{
    const mc_claim *claim = condition->claim;
    const mc_binding *binding = &claim->binding[name];
    mc_expansion *made = mc_expansions_add(expansions, name, order, form);
    if (made) {
        made->at_lower = is_bound(claim, name, binding->lower, form);
        made->at_upper = is_bound(claim, name, binding->upper, form);
    }
    return made;
}

/* ---- hints ---- */

/* The form is 0 where its last name is what it becomes. */
static bool solve(size_t *name, fmpq *form, const mc_claim *claim)
{
    size_t last = claim->bindings;
    while (last > 0 && fmpq_is_zero(&form[last]))
        last--;
    if (last == 0)
        return false;
    *name = last - 1;
    for (size_t k = 0; k < last; k++) {
        fmpq_div(&form[k], &form[k], &form[last]);
        fmpq_neg(&form[k], &form[k]);
    }
    fmpq_zero(&form[last]);
    return true;
}

/* B^N, B a linear form: the last name of B, and where B is 0. */
static bool read_divisor(size_t *name, size_t *order, fmpq *form,
                         const mc_claim *claim)
{
    const mc_node *base = claim->hint.divisor;
    *order = 1;
    if (base->kind == MC_NODE_POWER && base->child[1]->rational) {
        const fmpq *exponent = base->child[1]->value;
        if (!fmpz_is_one(fmpq_denref(exponent)) ||
            fmpz_cmp_si(fmpq_numref(exponent), 1) < 0 ||
            fmpz_cmp_si(fmpq_numref(exponent), MC_MOST_ORDER) > 0)
            return false;
        *order = (size_t)fmpz_get_si(fmpq_numref(exponent));
        base = base->child[0];
    }
    return mc_vanish_form(form, claim, base) && solve(name, form, claim);
}

/* derivative without a place: the lower bound if F is zero there. */
static const mc_node *derivative_place(fmpq *form,
                                       const mc_condition *condition)
{
    const mc_claim *claim = condition->claim;
    const mc_binding *binding = &claim->binding[claim->hint.name];
    if (claim->hint.at)
        return claim->hint.at;
    return mc_vanish_form(form, claim, binding->lower) &&
                   mc_vanish(condition, claim->hint.name, form, 1) == 1
               ? binding->lower
               : binding->upper;
}

static const char *try_hint(mc_expansions *expansions, fmpq *form,
                            const mc_condition *condition)
{
    const mc_claim *claim = condition->claim;
    const mc_hint *hint = &claim->hint;
    size_t name = hint->name, order = hint->order;
    bool shape = claim->kind == MC_CLAIM_SHAPE;
    if (condition->strict)
        return "it is for >= and <= only";
    if (hint->kind == MC_HINT_DIVIDE) {
        if (!read_divisor(&name, &order, form, claim))
            return "the divisor is no linear form of the names with rational "
                   "coefficients, nor a power of one";
    } else {
        const mc_node *at = hint->kind == MC_HINT_DERIVATIVE
                                ? derivative_place(form, condition)
                                : hint->at;
        if (!mc_vanish_form(form, claim, at))
            return "the place is no linear form of the names with rational "
                   "coefficients";
    }
    if (shape && name != claim->shape_name)
        return "the hint for a shape has to be in the same name";
    if (mc_vanish(condition, name, form, order) < order)
        return "the coefficients below its order do not vanish identically "
               "there";
    mc_expansion *made = add(expansions, condition, name, order, form);
    if (!made)
        return "out of memory";
    made->hinted = true;
    return NULL;
}

const char *mc_candidate_hint(mc_expansions *expansions,
                              const mc_condition *condition)
{
    fmpq *form = new_form(condition->claim);
    const char *reason =
        form ? try_hint(expansions, form, condition) : "out of memory";
    free_form(form, condition->claim);
    return reason;
}

/* ---- places ---- */

typedef struct finder {
    mc_expansions *expansions;
    const mc_condition *condition;
    const mc_claim *claim;
    const mc_interval *box;
    size_t boxes, n, found, visits;
    const mc_stop *stop;
    fmpq *form;
    const mc_interval **sorted;
} finder;

/* The form of the finder. */
static void consider(finder *f, size_t name)
{
    if (f->expansions->count == MC_MOST_EXPANSIONS || mc_stopped(f->stop) ||
        mc_expansions_has(f->expansions, name, f->form))
        return;
    size_t order = mc_vanish(f->condition, name, f->form, MC_MOST_ORDER);
    if (order > 0 && add(f->expansions, f->condition, name, order, f->form))
        f->found++;
}

/* A hint may be of too low an order. */
static void at_hints(finder *f)
{
    for (size_t i = 0; i < f->expansions->count; i++) {
        const mc_expansion *item = &f->expansions->item[i];
        if (!item->hinted)
            continue;
        for (size_t k = 0; k <= f->n; k++)
            fmpq_set(&f->form[k], &item->form[k]);
        consider(f, item->name);
    }
}

static void at_bounds(finder *f, size_t name)
{
    const mc_binding *binding = &f->claim->binding[name];
    if (mc_vanish_form(f->form, f->claim, binding->lower))
        consider(f, name);
    if (mc_vanish_form(f->form, f->claim, binding->upper))
        consider(f, name);
}

static void on_diagonals(finder *f, size_t name)
{
    for (size_t i = 0; i < name; i++)
        for (slong sign = 1; sign >= -1; sign -= 2) {
            zero_form(f->form, f->claim);
            fmpq_set_si(&f->form[1 + i], sign, 1);
            consider(f, name);
        }
}

/* The simplest number between a - w and b + w. */
static void simplest(fmpq_t out, const arf_t a, const arf_t b, const arf_t w)
{
    arf_t end;
    fmpq_t low, high;
    arf_init(end);
    fmpq_init(low);
    fmpq_init(high);
    arf_sub(end, a, w, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_get_fmpq(low, end);
    arf_add(end, b, w, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_get_fmpq(high, end);
    if (fmpq_sgn(low) <= 0 && fmpq_sgn(high) >= 0)
        fmpq_zero(out);
    else
        fmpq_simplest_between(out, low, high);
    arf_clear(end);
    fmpq_clear(low);
    fmpq_clear(high);
}

/* The whole cluster, and its middle half. */
static void in_cluster(finder *f, size_t name, const arf_t lo, const arf_t hi)
{
    arf_t width;
    arf_init(width);
    zero_form(f->form, f->claim);
    simplest(&f->form[0], lo, hi, width);
    consider(f, name);
    arf_sub(width, lo, hi, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(width, width, -2);
    simplest(&f->form[0], lo, hi, width);
    consider(f, name);
    arf_clear(width);
}

static int compare_lower(const void *a, const void *b)
{
    const mc_interval *x = *(const mc_interval *const *)a;
    const mc_interval *y = *(const mc_interval *const *)b;
    int order = arf_cmp(&x->lo, &y->lo);
    return order ? order : arf_cmp(&x->hi, &y->hi);
}

/* Boxes that overlap in this name make a cluster. */
static void in_clusters(finder *f, size_t name)
{
    size_t clusters = 0;
    arf_t hi;
    for (size_t i = 0; i < f->boxes; i++)
        f->sorted[i] = &f->box[i * f->n + name];
    qsort(f->sorted, f->boxes, sizeof *f->sorted, compare_lower);
    arf_init(hi);
    for (size_t i = 0; i < f->boxes && clusters < MOST_CLUSTERS; clusters++) {
        const mc_interval *first = f->sorted[i];
        arf_set(hi, &first->hi);
        for (; i < f->boxes && arf_cmp(&f->sorted[i]->lo, hi) <= 0; i++)
            arf_max(hi, hi, &f->sorted[i]->hi);
        in_cluster(f, name, &first->lo, hi);
    }
    arf_clear(hi);
}

/* The end of the boxes in a name, the first or the last, and what values the
   other name has there. */
static void end_of_boxes(mc_interval *end, mc_interval *across, const finder *f,
                         size_t name, size_t other, bool last)
{
    mc_interval_set(end, &f->box[name]);
    for (size_t i = 1; i < f->boxes; i++) {
        const mc_interval *at = &f->box[i * f->n + name];
        if (last ? arf_cmp(&at->hi, &end->hi) > 0
                 : arf_cmp(&at->lo, &end->lo) < 0)
            mc_interval_set(end, at);
    }
    bool first = true;
    for (size_t i = 0; i < f->boxes; i++) {
        const mc_interval *box = &f->box[i * f->n];
        if (!mc_interval_overlap(&box[name], end))
            continue;
        if (first)
            mc_interval_set(across, &box[other]);
        else
            mc_interval_hull(across, across, &box[other]);
        first = false;
    }
}

static void middle_half(mc_interval *x)
{
    arf_t quarter;
    arf_init(quarter);
    arf_sub(quarter, &x->hi, &x->lo, 64, ARF_RND_DOWN);
    arf_mul_2exp_si(quarter, quarter, -2);
    arf_add(&x->lo, &x->lo, quarter, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_sub(&x->hi, &x->hi, quarter, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_clear(quarter);
}

/* name = a + b other through two segments, with the simplest b and a. */
static void through(finder *f, size_t name, size_t other, const mc_interval *x,
                    const mc_interval *y)
{
    mc_interval run, slope, start;
    arf_t nothing;
    mc_interval_init(&run);
    mc_interval_init(&slope);
    mc_interval_init(&start);
    arf_init(nothing);
    mc_interval_sub(&run, &x[1], &x[0], 64);
    mc_interval_sub(&slope, &y[1], &y[0], 64);
    if (mc_interval_div(&slope, &slope, &run, 64)) {
        zero_form(f->form, f->claim);
        simplest(&f->form[1 + other], &slope.lo, &slope.hi, nothing);
        mc_interval_set_fmpq(&slope, &f->form[1 + other], 64);
        mc_interval_mul(&start, &slope, &x[0], 64);
        mc_interval_sub(&start, &y[0], &start, 64);
        simplest(&f->form[0], &start.lo, &start.hi, nothing);
        consider(f, name);
    }
    mc_interval_clear(&run);
    mc_interval_clear(&slope);
    mc_interval_clear(&start);
    arf_clear(nothing);
}

/* The line between the ends of the boxes, which are thicker than it. */
static void on_line(finder *f, size_t name, size_t other)
{
    mc_interval x[2], y[2];
    for (size_t k = 0; k < 2; k++) {
        mc_interval_init(&x[k]);
        mc_interval_init(&y[k]);
        end_of_boxes(&x[k], &y[k], f, other, name, k == 1);
    }
    for (size_t times = 0; times < 3; times++) {
        through(f, name, other, x, y);
        for (size_t k = 0; k < 2; k++) {
            middle_half(&x[k]);
            middle_half(&y[k]);
        }
    }
    for (size_t k = 0; k < 2; k++) {
        mc_interval_clear(&x[k]);
        mc_interval_clear(&y[k]);
    }
}

/* Linear parts of the expression are often what it is zero with. */
static void in_parts(finder *f, const mc_node *node)
{
    size_t name;
    if (node->slots == 0 || f->visits++ >= MOST_VISITS)
        return;
    if (node->kind == MC_NODE_SUM && mc_vanish_form(f->form, f->claim, node)) {
        if (solve(&name, f->form, f->claim) &&
            (f->claim->kind != MC_CLAIM_SHAPE || name == f->claim->shape_name))
            consider(f, name);
        return;
    }
    for (size_t i = 0; i < node->count; i++)
        in_parts(f, node->child[i]);
}

bool mc_candidates_near(mc_expansions *expansions,
                        const mc_condition *condition, const mc_interval *box,
                        size_t boxes, const mc_stop *stop)
{
    const mc_claim *claim = condition->claim;
    finder f = {.expansions = expansions,
                .condition = condition,
                .claim = claim,
                .box = box,
                .boxes = boxes,
                .n = claim->bindings,
                .stop = stop,
                .form = new_form(claim),
                .sorted = mc_array(boxes, sizeof(mc_interval *))};
    if (f.form)
        at_hints(&f);
    for (size_t name = 0; name < f.n && f.form && f.sorted; name++) {
        /* a shape can only be expanded in its own name */
        if (claim->kind == MC_CLAIM_SHAPE && name != claim->shape_name)
            continue;
        at_bounds(&f, name);
        on_diagonals(&f, name);
        in_clusters(&f, name);
        for (size_t other = 0; other < name && boxes > 0; other++)
            on_line(&f, name, other);
    }
    if (f.form && f.sorted) {
        in_parts(&f, condition->plus);
        if (condition->minus)
            in_parts(&f, condition->minus);
    }
    free_form(f.form, claim);
    free(f.sorted);
    return f.found > 0;
}

bool mc_candidates_lower(mc_expansions *expansions,
                         const mc_condition *condition)
{
    size_t before = expansions->count;
    for (size_t step = 1; step < MC_MOST_ORDER; step++)
        for (size_t i = 0; i < before; i++) {
            const mc_expansion *item = &expansions->item[i];
            if (item->order > step && !item->idle)
                (void)add(expansions, condition, item->name, item->order - step,
                          item->form);
        }
    return expansions->count > before;
}
