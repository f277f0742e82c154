#include "real.h"
#include <string.h>

enum { expansion_limit = 16 };

static size_t list_conditions(struct mv_condition list[2],
                              const struct mv_statement *claim)
{
    struct mv_condition *c = list;

    list[0] = list[1] = (struct mv_condition){
        .x = claim->ready_left, .y = claim->ready_right, .sign = 1};
    if (claim->between) {
        list[1].x = claim->ready_upper;
        list[1].y = claim->ready_left;
        return 2;
    }
    c->strict = claim->strictly;
    switch (claim->shape) {
    case MV_NO_SHAPE:
        c->strict = claim->relation == MV_GT || claim->relation == MV_LT;
        if (claim->relation == MV_LE || claim->relation == MV_LT) {
            c->x = claim->ready_right;
            c->y = claim->ready_left;
        }
        return 1;
    case MV_INCREASING:
    case MV_DECREASING:
        c->order = 1;
        break;
    case MV_CONVEX:
    case MV_CONCAVE:
        c->order = 2;
    }
    if (claim->shape == MV_DECREASING || claim->shape == MV_CONCAVE)
        c->sign = -1;
    return 1;
}

struct cover {
    struct mv_judge *judge;
    const struct mv_condition *condition;
    struct mv_interval *box, *middle; /* u of each name */
    struct mv_interval sum, t, v;
    size_t names, expansions;
    struct mv_expansion expansion[expansion_limit];
};

/* The names as functions of u, to the order of the evaluator; u_k has the
   coefficient 1 of order 1 (k = SIZE_MAX: none has). False if a bound may be
   undefined. */
static bool place_names(struct cover *c, const struct mv_interval *u, size_t k)
{
    struct mv_evaluator *e = &c->judge->e;
    const struct mv_node *code = c->judge->program.code;

    for (size_t i = 0; i < c->names; i++) {
        const struct mv_binding *binding = &c->judge->claim->binding[i];
        struct mv_jet *x;
        struct mv_interval own;
        bool constant;

        /* low + u (high - low) */
        e->top = 0;
        mv_evaluate(e, code, binding->ready_low);
        mv_evaluate(e, code, binding->ready_high);
        mv_jet_enclose(&e->g, &e->stack[0]);
        mv_jet_enclose(&e->g, &e->stack[1]);
        if (e->stack[0].undefined || e->stack[1].undefined)
            return false;
        mv_interval_init(&own, &c->judge->a);
        mv_interpolate(&e->g, &own, &e->stack[0].c[0], &e->stack[1].c[0],
                       &u[i]);
        constant = i != k && mv_jet_is_constant(&e->stack[0]) &&
                   mv_jet_is_constant(&e->stack[1]);
        if (!constant) {
            x = mv_evaluator_push(e);
            mv_jet_set(&e->g, x, &e->stack[0]); /* low, high, low */
            mv_evaluate_binary(e, '-', false);
            x = mv_evaluator_push(e);
            mv_jet_constant(&e->g, x);
            mv_interval_set(&x->c[0], &u[i]);
            if (i == k && e->g.order > 0) {
                mv_jet_room(&e->g, x, 2);
                x->length = 2;
                mv_interval_set_si(&x->c[1], 1);
            }
            mv_evaluate_binary(e, '*', false);
            mv_evaluate_binary(e, '+', false);
        } else {
            bool broken = e->stack[0].broken || e->stack[1].broken;

            mv_jet_constant(&e->g, &e->stack[0]);
            e->stack[0].broken = broken;
        }
        x = &e->stack[0];
        if (!x->undefined)
            mv_interval_set(&x->c[0], &own);
        mv_interval_clear(&own);
        if (x->undefined || !mv_interval_sound(&x->c[0]))
            return false;
        mv_jet_swap(&e->slot[i], x);
        e->slot[i].level = 0;
    }
    return true;
}

/* x - y to the given order, on the names as they are. */
static struct mv_jet *difference(struct cover *c, size_t order)
{
    struct mv_evaluator *e = &c->judge->e;
    struct mv_jet *x;

    e->top = 0;
    e->g.order = order;
    x = mv_evaluate(e, c->judge->program.code, c->condition->x);
    if (c->judge->claim->shape == MV_NO_SHAPE) {
        mv_evaluate(e, c->judge->program.code, c->condition->y);
        mv_evaluate_binary(e, '-', true);
        x = &e->stack[0];
    }
    mv_jet_enclose(&e->g, x);
    return x;
}

/* The name as the variable of jets: coefficient 1 of order 1. */
static void vary(struct cover *c, size_t name)
{
    struct mv_evaluator *e = &c->judge->e;
    struct mv_jet *x = &e->slot[name];

    mv_jet_room(&e->g, x, 2);
    x->length = 2;
    x->unknown = false;
    mv_interval_set_si(&x->c[1], 1);
}

static _Noreturn void refuse_undefined(const struct cover *c)
{
    mv_reject(&c->judge->reader, MV_E433,
              "an expression may be undefined here");
}

static _Noreturn void refuse_leaf(const struct cover *c, const char *text)
{
    mv_reject(&c->judge->reader, MV_E430, "%s", text);
}

/* Whether the number that x encloses is >= 0, or > 0. */
static void demand(const struct cover *c, const struct mv_interval *x, int sign)
{
    int least = sign > 0 ? mpfr_sgn(x->lo) : -mpfr_sgn(x->hi);

    if (least < (c->condition->strict ? 1 : 0))
        refuse_leaf(c, "the condition is not certain here");
}

static void check_value(struct cover *c)
{
    struct mv_evaluator *e = &c->judge->e;
    size_t order = c->condition->order;
    const struct mv_jet *f;

    e->g.order = 0;
    if (!place_names(c, c->box, SIZE_MAX))
        refuse_undefined(c);
    if (order > 0)
        vary(c, c->judge->claim->shape_name);
    e->g.strict = order == 2;
    f = difference(c, order);
    e->g.strict = false;
    if (f->undefined)
        refuse_undefined(c);
    if (order > 0 && f->unknown)
        refuse_leaf(c, "a coefficient is not known here");
    if (f->length > order)
        mv_interval_set(&c->t, &f->c[order]);
    else
        mv_interval_set_si(&c->t, 0);
    demand(c, &c->t, c->condition->sign);
}

static void check_slope(struct cover *c)
{
    struct mv_evaluator *e = &c->judge->e;
    const struct mv_jet *f;

    if (c->judge->claim->shape != MV_NO_SHAPE)
        refuse_leaf(c, "`slope` is not for shapes");
    e->g.order = 0;
    if (!place_names(c, c->middle, SIZE_MAX))
        refuse_undefined(c);
    f = difference(c, 0);
    if (f->undefined)
        refuse_undefined(c);
    mv_interval_set(&c->sum, &f->c[0]);
    for (size_t k = 0; k < c->names; k++) {
        e->g.order = 1;
        if (!place_names(c, c->box, k))
            refuse_undefined(c);
        f = difference(c, 1);
        if (f->undefined)
            refuse_undefined(c);
        if (f->unknown || f->broken)
            refuse_leaf(c, "a slope is not known here");
        if (f->length == 1)
            continue;
        mv_interval_sub(&c->t, &c->box[k], &c->middle[k]);
        mv_interval_mul(&c->judge->a, &c->v, &f->c[1], &c->t);
        mv_interval_add(&c->sum, &c->sum, &c->v);
    }
    if (c->names == 0 && f->broken)
        refuse_leaf(c, "perhaps discontinuous");
    if (!mv_interval_sound(&c->sum))
        refuse_undefined(c);
    demand(c, &c->sum, 1);
}

/* c->sum = E on the box */
static void enclose_form(struct cover *c, const struct mv_expansion *x)
{
    mv_interval_set_ratio(&c->sum, &x->form[0]);
    for (size_t k = 0; k < x->name; k++) {
        mv_interval_set_ratio(&c->t, &x->form[k + 1]);
        mv_interval_mul(&c->judge->a, &c->v, &c->t, &c->judge->e.slot[k].c[0]);
        mv_interval_add(&c->sum, &c->sum, &c->v);
    }
    if (!mv_interval_sound(&c->sum))
        refuse_undefined(c);
}

/* Taylor's theorem around E in the name t (section 8.2). */
static void check_taylor(struct cover *c)
{
    struct mv_evaluator *e = &c->judge->e;
    const struct mv_expansion *x =
        &c->expansion[mv_field_index(&c->judge->reader, c->expansions)];
    struct mv_jet *t = &e->slot[x->name];
    size_t order = x->order + c->condition->order;
    const struct mv_jet *f;
    bool above, below, up, down;

    if (c->condition->strict)
        refuse_leaf(c, "`taylor` is not for strict claims");
    e->g.order = 0;
    if (!place_names(c, c->box, SIZE_MAX))
        refuse_undefined(c);
    enclose_form(c, x);
    above = x->above || mpfr_greaterequal_p(t->c[0].lo, c->sum.hi);
    below = x->below || mpfr_lessequal_p(t->c[0].hi, c->sum.lo);
    mv_interval_hull(&t->c[0], &t->c[0], &c->sum);
    vary(c, x->name);
    e->g.strict = c->condition->order == 2;
    f = difference(c, order);
    e->g.strict = false;
    if (f->undefined)
        refuse_undefined(c);
    if (f->unknown || f->broken)
        refuse_leaf(c, "a coefficient is not known here");
    if (f->length <= order)
        return; /* it is 0 */
    up = c->condition->sign > 0 ? mpfr_sgn(f->c[order].lo) >= 0
                                : mpfr_sgn(f->c[order].hi) <= 0;
    down = c->condition->sign > 0 ? mpfr_sgn(f->c[order].hi) <= 0
                                  : mpfr_sgn(f->c[order].lo) >= 0;
    if (x->order % 2 == 0 ? !up : !(above && up) && !(below && down))
        refuse_leaf(c, "the condition is not certain here");
}

/* leaf value | slope | taylor K */
static void check_leaf(struct cover *c, const struct mv_tree *tree)
{
    static const char *const methods[] = {"value", "slope", "taylor"};
    struct mv_reader *reader = &c->judge->reader;
    const char *method;
    size_t k = 0;

    mv_record_any(reader);
    if (strcmp(mv_field(reader), "leaf") != 0)
        mv_reject(reader, MV_E302, "`leaf` or `split` is expected here");
    method = mv_field(reader);
    while (k < 3 && strcmp(method, methods[k]) != 0)
        k++;
    if (k == 3)
        mv_reject(reader, MV_E302, "an unknown method `%.40s`", method);
    if (reader->fields != 1 + k / 2)
        mv_reject(reader, MV_E303, "`leaf %s` has %zu fields more", method,
                  k / 2);
    for (size_t name = 0; name < c->names; name++) {
        mv_tree_box(&c->box[name], tree, name);
        mv_tree_middle(&c->middle[name], tree, name);
    }
    if (k == 0)
        check_value(c);
    else if (k == 1)
        check_slope(c);
    else
        check_taylor(c);
    c->judge->leaves++;
}

static void read_expansions(struct cover *c)
{
    while (c->expansions > 0)
        mv_expansion_clear(&c->expansion[--c->expansions]);
    while (mv_record_peek(&c->judge->reader, "expansion ")) {
        if (c->expansions == expansion_limit)
            mv_reject(&c->judge->reader, MV_E310, "more than %d expansions",
                      expansion_limit);
        mv_expansion_read(c->judge, &c->expansion[c->expansions], c->condition);
        c->expansions++;
    }
}

static void check_tree(struct cover *c)
{
    struct mv_tree tree;

    mv_record(&c->judge->reader, "cover", 0);
    mv_tree_open(&tree, c->names);
    while (mv_tree_next(&tree, &c->judge->reader))
        check_leaf(c, &tree);
    mv_tree_close(&tree);
}

static void open_cover(struct cover *c, struct mv_judge *judge)
{
    *c = (struct cover){.judge = judge};
    c->names = judge->claim->bindings;
    c->box = mv_intervals(&judge->a, c->names + 1);
    c->middle = mv_intervals(&judge->a, c->names + 1);
    mv_interval_init(&c->sum, &judge->a);
    mv_interval_init(&c->t, &judge->a);
    mv_interval_init(&c->v, &judge->a);
}

void mv_cover_check(struct mv_judge *judge)
{
    struct mv_condition list[2];
    size_t count = list_conditions(list, judge->claim);
    struct cover cover;

    open_cover(&cover, judge);
    for (size_t k = 0; k < count; k++) {
        cover.condition = &list[k];
        read_expansions(&cover);
        check_tree(&cover);
    }
}

/* Reads `point` and gives the names their values; refuses unless these lie
   within the bounds, strictly for `inside` and names whose bounds vary with
   it. */
static void read_point(struct cover *c)
{
    struct mv_reader *reader = &c->judge->reader;
    struct mv_evaluator *e = &c->judge->e;
    const struct mv_statement *claim = c->judge->claim;
    struct mv_ratio x;

    mv_ratio_init(&x);
    mv_record(reader, "point", c->names);
    e->g.order = 1;
    e->g.strict = true;
    for (size_t k = 0; k < c->names; k++) {
        const struct mv_binding *binding = &claim->binding[k];
        const struct mv_jet *low, *high;
        bool own = claim->shape != MV_NO_SHAPE && k == claim->shape_name, wide;

        mv_field_rational(reader, x.p, x.q);
        mv_interval_set_ratio(&c->t, &x);
        e->top = 0;
        mv_evaluate(e, c->judge->program.code, binding->ready_low);
        mv_evaluate(e, c->judge->program.code, binding->ready_high);
        mv_jet_enclose(&e->g, &e->stack[0]);
        mv_jet_enclose(&e->g, &e->stack[1]);
        low = &e->stack[0];
        high = &e->stack[1];
        if (low->undefined || high->undefined)
            refuse_undefined(c);
        wide = !mv_jet_is_constant(low) || !mv_jet_is_constant(high);
        if ((own && mpfr_cmp(low->c[0].hi, high->c[0].lo) >= 0) ||
            (wide && (low->broken || high->broken)) ||
            mpfr_cmp(low->c[0].hi, c->t.lo) > (wide ? -1 : 0) ||
            mpfr_cmp(c->t.hi, high->c[0].lo) > (wide ? -1 : 0))
            mv_reject(reader, MV_E434,
                      "this is not certain to be within the bounds");
        mv_jet_constant(&e->g, &e->slot[k]);
        mv_interval_set(&e->slot[k].c[0], &c->t);
        e->slot[k].level = 0;
        if (own)
            vary(c, k);
    }
    mv_ratio_clear(&x);
}

/* Whether the condition fails with certainty at the point. */
static bool fails(struct cover *c)
{
    const struct mv_condition *condition = c->condition;
    const struct mv_jet *f = difference(c, condition->order);
    const struct mv_interval *x;
    int most;

    if (f->undefined || (condition->order > 0 && f->unknown) ||
        f->length <= condition->order)
        return false;
    x = &f->c[condition->order];
    most = condition->sign > 0 ? mpfr_sgn(x->hi) : -mpfr_sgn(x->lo);
    return most < (condition->strict && condition->order == 0 ? 1 : 0);
}

void mv_point_check(struct mv_judge *judge)
{
    struct mv_condition list[2];
    size_t count = list_conditions(list, judge->claim);
    struct cover cover;
    bool refuted = false;

    open_cover(&cover, judge);
    cover.condition = list;
    read_point(&cover);
    for (size_t k = 0; k < count; k++) {
        cover.condition = &list[k];
        refuted = refuted || fails(&cover);
    }
    if (!refuted)
        mv_reject(&judge->reader, MV_E434,
                  "no condition is certain to fail at this point");
}
