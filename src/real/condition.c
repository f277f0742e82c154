#include "real/condition.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

enum { MOST_COEFFICIENTS = 21 };

static size_t shape_condition(mc_condition *condition, const mc_claim *claim)
{
    bool curvature = claim->shape == MC_CONVEX || claim->shape == MC_CONCAVE;
    bool up = claim->shape == MC_INCREASING || claim->shape == MC_CONVEX;
    *condition = (mc_condition){.claim = claim,
                                .plus = claim->left,
                                .strict = claim->strict,
                                .order = curvature ? 2 : 1,
                                .sign = up ? 1 : -1,
                                .slot = claim->binding[claim->shape_name].slot};
    return 1;
}

size_t mc_conditions(mc_condition condition[2], const mc_claim *claim)
{
    const mc_condition empty = {.claim = claim};
    condition[0] = condition[1] = empty;
    if (claim->kind == MC_CLAIM_SHAPE)
        return shape_condition(&condition[0], claim);
    if (claim->kind == MC_CLAIM_BETWEEN) {
        condition[0].plus = condition[1].minus = claim->left;
        condition[0].minus = claim->lower;
        condition[1].plus = claim->upper;
        return 2;
    }
    bool up = claim->relation == MC_AT_LEAST || claim->relation == MC_GREATER;
    condition[0].plus = up ? claim->left : claim->right;
    condition[0].minus = up ? claim->right : claim->left;
    condition[0].strict =
        claim->relation == MC_GREATER || claim->relation == MC_LESS;
    return 1;
}

bool mc_condition_holds(const mc_condition *condition, const mc_interval *f)
{
    return condition->strict ? arf_sgn(&f->lo) > 0 : arf_sgn(&f->lo) >= 0;
}

bool mc_condition_fails(const mc_condition *condition, const mc_interval *f)
{
    /* strictly increasing needs no positive slope everywhere */
    bool strict = condition->strict && condition->order == 0;
    return strict ? arf_sgn(&f->hi) <= 0 : arf_sgn(&f->hi) < 0;
}

bool mc_names_init(mc_names *names, const mc_claim *claim)
{
    names->claim = claim;
    names->name = mc_array(claim->bindings, sizeof *names->name);
    if (!names->name)
        return false;
    for (size_t i = 0; i < claim->bindings; i++) {
        names->name[i].c = mc_array(MOST_COEFFICIENTS, sizeof(mc_interval));
        if (!names->name[i].c) {
            mc_names_clear(names);
            return false;
        }
        for (size_t k = 0; k < MOST_COEFFICIENTS; k++)
            mc_interval_init(&names->name[i].c[k]);
    }
    return true;
}

void mc_names_clear(mc_names *names)
{
    for (size_t i = 0; i < names->claim->bindings && names->name[i].c; i++) {
        for (size_t k = 0; k < MOST_COEFFICIENTS; k++)
            mc_interval_clear(&names->name[i].c[k]);
        free(names->name[i].c);
    }
    free(names->name);
}

static bool place(mc_evaluator *e, mc_jet *out, const mc_binding *binding,
                  const mc_interval *u, bool varies)
{
    mc_jet lower = mc_pool_take(e, e->order),
           length = mc_pool_take(e, e->order);
    mc_jet part = mc_pool_take(e, e->order), unit = mc_pool_take(e, 1);
    if (!lower.c || !length.c || !part.c || !unit.c ||
        !mc_evaluate(e, &lower, binding->lower) ||
        !mc_evaluate(e, &length, binding->upper))
        return false;
    mc_jet_accumulate(&length, &lower, true, e->bits);
    mc_interval_set(&unit.c[0], u);
    mc_interval_set_si(&unit.c[1], 1);
    unit.length = varies && e->order > 0 ? 2 : 1;
    mc_jet_mul(&part, &unit, &length, e->order, e->bits);
    mc_jet_accumulate(&lower, &part, false, e->bits);
    mc_jet_set(out, &lower, e->order);
    return true;
}

bool mc_names_on_box(mc_evaluator *e, mc_names *names, const mc_interval *u,
                     size_t vary)
{
    const mc_claim *claim = names->claim;
    for (size_t i = 0; i < claim->bindings; i++) {
        mc_pool_mark mark = mc_pool_get_mark(e);
        bool done =
            place(e, &names->name[i], &claim->binding[i], &u[i], vary == i);
        mc_pool_release(e, mark);
        if (!done)
            return false;
        e->slot[claim->binding[i].slot] = &names->name[i];
    }
    return true;
}

/* The bounds of name i use that of the shape, directly or through others. */
static bool bounds_use(const mc_claim *claim, size_t i, size_t name)
{
    const mc_binding *binding = &claim->binding[i];
    for (size_t j = name; j < i; j++)
        if ((mc_node_depends(binding->lower, claim->binding[j].slot) ||
             mc_node_depends(binding->upper, claim->binding[j].slot)) &&
            (j == name || bounds_use(claim, j, name)))
            return true;
    return false;
}

/* The point is between the bounds; for a shape also within a segment on which
   its name varies. */
static bool is_between(const mc_claim *claim, size_t i,
                       const mc_interval *lower, const mc_interval *x,
                       const mc_interval *upper)
{
    bool shape = claim->kind == MC_CLAIM_SHAPE;
    int most = shape && i > claim->shape_name &&
                       bounds_use(claim, i, claim->shape_name)
                   ? -1
                   : 0;
    if (arf_cmp(&lower->hi, &x->lo) > most ||
        arf_cmp(&x->hi, &upper->lo) > most)
        return false;
    return !shape || claim->shape_name != i ||
           arf_cmp(&lower->hi, &upper->lo) < 0;
}

bool mc_names_at(mc_evaluator *e, mc_names *names, const fmpq *point)
{
    const mc_claim *claim = names->claim;
    mc_jet lower, upper;
    mc_pool_mark mark = mc_pool_get_mark(e);
    bool done = true;
    e->order = 0;
    lower = mc_pool_take(e, 0);
    upper = mc_pool_take(e, 0);
    for (size_t i = 0; i < claim->bindings && done; i++) {
        const mc_binding *binding = &claim->binding[i];
        mc_jet *name = &names->name[i];
        done = lower.c && upper.c && mc_evaluate(e, &lower, binding->lower) &&
               mc_evaluate(e, &upper, binding->upper);
        if (!done)
            break;
        mc_interval_set_fmpq(&name->c[0], &point[i], e->bits);
        name->length = 1;
        name->flags = 0;
        e->slot[binding->slot] = name;
        bool jumps = claim->kind == MC_CLAIM_SHAPE &&
                     (lower.flags | upper.flags) & MC_JET_JUMP;
        if (jumps ||
            !is_between(claim, i, &lower.c[0], &name->c[0], &upper.c[0]))
            done = mc_evaluator_fault(e, MC_UNDECIDED, binding->lower,
                                      "the point may not be within the bounds");
    }
    mc_pool_release(e, mark);
    return done;
}

/* F is a rational constant. */
static void exact_difference(mc_evaluator *e, mc_jet *f,
                             const mc_condition *condition)
{
    fmpq_t difference;
    fmpq_init(difference);
    fmpq_sub(difference, condition->plus->value, condition->minus->value);
    mc_interval_set_fmpq(&f->c[0], difference, e->bits);
    f->length = 1;
    f->flags = 0;
    fmpq_clear(difference);
}

bool mc_condition_jet(mc_evaluator *e, mc_jet *f, const mc_condition *condition)
{
    if (condition->minus && condition->plus->rational &&
        condition->minus->rational) {
        exact_difference(e, f, condition);
        return true;
    }
    mc_pool_mark mark = mc_pool_get_mark(e);
    mc_jet minus = mc_pool_take(e, e->order);
    bool done = minus.c && mc_evaluate(e, f, condition->plus) &&
                (!condition->minus || mc_evaluate(e, &minus, condition->minus));
    if (done && condition->minus)
        mc_jet_accumulate(f, &minus, true, e->bits);
    mc_pool_release(e, mark);
    return done;
}

/* The coefficient of a shape: its name varies. */
static bool coefficient(mc_evaluator *e, mc_interval *f,
                        const mc_condition *condition, mc_names *names)
{
    slong k = condition->order;
    mc_jet *name = &names->name[condition->claim->shape_name];
    mc_pool_mark mark = mc_pool_get_mark(e);
    mc_jet jet = mc_pool_take(e, k);
    if (!jet.c)
        return false;
    mc_interval_set_si(&name->c[1], 1);
    name->length = 2;
    e->order = k;
    e->strict = k == 2 || e->refuting;
    bool done = mc_condition_jet(e, &jet, condition);
    e->strict = false;
    e->order = 0;
    name->length = 1;
    if (done && jet.flags & (MC_JET_UNKNOWN | MC_JET_JUMP))
        done = mc_evaluator_fault(
            e, MC_UNDECIDED, condition->plus,
            "the derivative may not exist (abs, min, max, if)");
    if (done && k < jet.length)
        mc_interval_set(f, &jet.c[k]);
    else
        mc_interval_zero(f);
    if (condition->sign < 0)
        mc_interval_neg(f, f);
    mc_pool_release(e, mark);
    return done;
}

bool mc_condition_value(mc_evaluator *e, mc_interval *f,
                        const mc_condition *condition, mc_names *names)
{
    if (condition->order > 0)
        return coefficient(e, f, condition, names);
    mc_jet jet = {.c = f, .length = 1};
    e->order = 0;
    return mc_condition_jet(e, &jet, condition);
}
