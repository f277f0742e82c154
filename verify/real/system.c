#include "real.h"
#include <string.h>

/* A system of roots (section 7). d: its definitions, one for each name, with
   the equations; low, high: the bounds; box: what the names stand for now;
   weight: the numbers of a leaf `sum`, away: the box less its middle. The
   matrices are kept row by row. */
struct system {
    struct mv_judge *judge;
    struct mv_definition *d;
    size_t names;
    struct mv_interval *low, *high, *least, *most, *middle, *box, *hull;
    struct mv_interval *weight, *away;
    struct mv_interval *matrix, *slope, *rest;
    struct mv_interval sum, t;
};

static void open_system(struct system *s, struct mv_judge *judge,
                        struct mv_definition *d)
{
    struct mv_interval **vector[] = {&s->low,  &s->high,   &s->least,
                                     &s->most, &s->middle, &s->box,
                                     &s->hull, &s->weight, &s->away},
                       **matrix[] = {&s->matrix, &s->slope, &s->rest};

    s->judge = judge;
    s->d = d;
    s->names = d->names;
    for (size_t k = 0; k < sizeof vector / sizeof vector[0]; k++)
        *vector[k] = mv_intervals(&judge->a, s->names);
    for (size_t k = 0; k < sizeof matrix / sizeof matrix[0]; k++)
        *matrix[k] = mv_intervals(&judge->a, s->names * s->names);
    mv_interval_init(&s->sum, &judge->a);
    mv_interval_init(&s->t, &judge->a);
}

/* The bounds of the names, and `enclosure` and `matrix`. */
static void read_system(struct system *s)
{
    struct mv_reader *reader = &s->judge->reader;
    struct mv_ratio from, to;

    mv_ratio_init(&from);
    mv_ratio_init(&to);
    mv_record(reader, "enclosure", 2 * s->names);
    for (size_t k = 0; k < s->names; k++) {
        mv_judge_range(s->judge, &s->d[k], &s->low[k], &s->high[k]);
        mv_field_rational(reader, from.p, from.q);
        mv_field_rational(reader, to.p, to.q);
        if (mv_ratio_decide(&from, &to, MV_LT) == 0)
            mv_reject(reader, MV_E431, "LO is not below HI");
        mv_interval_set_ratio(&s->least[k], &from);
        mv_interval_set_ratio(&s->most[k], &to);
        if (!mpfr_lessequal_p(s->low[k].hi, s->least[k].lo) ||
            !mpfr_lessequal_p(s->most[k].hi, s->high[k].lo))
            mv_reject(reader, MV_E431,
                      "LO and HI are not certain to be within the bounds");
        mv_ratio_compute(&s->judge->a, &from, &from, &to, '+');
        mpz_mul_ui(from.q, from.q, 2);
        mv_interval_set_ratio(&s->middle[k], &from);
    }
    mv_record(reader, "matrix", s->names * s->names);
    for (size_t k = 0; k < s->names * s->names; k++) {
        mv_field_rational(reader, from.p, from.q);
        mv_interval_set_ratio(&s->matrix[k], &from);
    }
    mv_ratio_clear(&from);
    mv_ratio_clear(&to);
}

/* The equation `which` to the order 0 or 1, with the names in the box; the name
   `varied` is the variable of the jet. */
static const struct mv_jet *evaluate(struct system *s,
                                     const struct mv_interval *box,
                                     size_t which, size_t order, size_t varied)
{
    struct mv_evaluator *e = &s->judge->e;

    e->g.order = order;
    for (size_t k = 0; k < s->names; k++) {
        struct mv_jet *x = &e->slot[k];

        mv_jet_constant(&e->g, x);
        mv_interval_set(&x->c[0], &box[k]);
        x->level = 0;
        if (order == 0 || k != varied)
            continue;
        mv_jet_room(&e->g, x, 2);
        x->length = 2;
        mv_interval_set_si(&x->c[1], 1);
    }
    return mv_judge_value(s->judge, s->d[which].ready, order);
}

/* z += or -= x y */
static void add_product(struct system *s, struct mv_interval *z,
                        const struct mv_interval *x,
                        const struct mv_interval *y, bool minus)
{
    struct mv_arithmetic *a = &s->judge->a;

    mv_spend(a, 4, a->price);
    mv_interval_mul(a, &s->t, x, y);
    if (minus)
        mv_interval_sub(z, z, &s->t);
    else
        mv_interval_add(z, z, &s->t);
    if (!mv_interval_sound(&s->t) || !mv_interval_sound(z))
        mv_reject(&s->judge->reader, MV_E433, "an overflow");
}

/* The slopes on the box; refuses, for this reason or for that of what may be
   undefined, if one is not known. */
static void enclose_slopes(struct system *s, const struct mv_interval *box,
                           enum mv_reason reason, enum mv_reason undefined)
{
    size_t n = s->names;

    for (size_t k = 0; k < n; k++)
        for (size_t j = 0; j < n; j++) {
            const struct mv_jet *f = evaluate(s, box, k, 1, j);

            if (f->undefined || f->unknown || f->broken)
                mv_reject(&s->judge->reader, f->undefined ? undefined : reason,
                          "equation %zu may be undefined or discontinuous, or "
                          "has no slope",
                          k);
            if (f->length > 1)
                mv_interval_set(&s->slope[n * k + j], &f->c[1]);
            else
                mv_interval_set_si(&s->slope[n * k + j], 0);
        }
}

/* rest = I - C J, J the slopes on the box; refuses if one is not known. */
static void enclose_rest(struct system *s, const struct mv_interval *box,
                         enum mv_reason reason)
{
    size_t n = s->names;

    enclose_slopes(s, box, reason, reason);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            mv_interval_set_si(&s->rest[n * i + j], i == j);
            for (size_t k = 0; k < n; k++)
                add_product(s, &s->rest[n * i + j], &s->matrix[n * i + k],
                            &s->slope[n * k + j], true);
        }
}

/* Step 1: x - C f(x) maps the box of the enclosure into its interior. */
static void check_enclosure(struct system *s)
{
    struct mv_reader *reader = &s->judge->reader;
    struct mv_interval *value = mv_intervals(&s->judge->a, s->names);
    size_t n = s->names;

    for (size_t k = 0; k < n; k++) {
        const struct mv_jet *f = evaluate(s, s->middle, k, 0, 0);

        if (f->undefined)
            mv_reject(reader, MV_E431, "equation %zu may be undefined", k);
        mv_interval_set(&value[k], &f->c[0]);
        mv_interval_hull(&s->box[k], &s->least[k], &s->most[k]);
    }
    enclose_rest(s, s->box, MV_E431);
    for (size_t i = 0; i < n; i++) {
        mv_interval_set(&s->sum, &s->middle[i]);
        for (size_t k = 0; k < n; k++)
            add_product(s, &s->sum, &s->matrix[n * i + k], &value[k], true);
        for (size_t j = 0; j < n; j++) {
            mv_interval_sub(&s->hull[j], &s->box[j], &s->middle[j]);
            add_product(s, &s->sum, &s->rest[n * i + j], &s->hull[j], false);
        }
        if (!mpfr_greater_p(s->sum.lo, s->least[i].hi) ||
            !mpfr_less_p(s->sum.hi, s->most[i].lo))
            mv_reject(reader, MV_E431,
                      "name %zu is not certain to stay within the enclosure",
                      i);
    }
    mv_intervals_clear(value, n);
}

/* The fields of a leaf `rest` or `sum`. */
static void read_leaf(struct system *s, const char *kind, size_t numbers)
{
    struct mv_reader *reader = &s->judge->reader;
    struct mv_ratio weight;

    mv_record(reader, "leaf", numbers + 1);
    if (strcmp(mv_field(reader), kind) != 0)
        mv_reject(reader, MV_E302, "`%s` is expected here", kind);
    mv_ratio_init(&weight);
    for (size_t k = 0; k < numbers; k++) {
        mv_field_rational(reader, weight.p, weight.q);
        mv_interval_set_ratio(&s->weight[k], &weight);
    }
    mv_ratio_clear(&weight);
}

/* A leaf `sum`: the mean value form of sum_k C_k f_k around the middle of the
   box, which is enclosed like the box: the bounds may be no single numbers. */
static void check_sum(struct system *s, const struct mv_tree *tree)
{
    struct mv_reader *reader = &s->judge->reader;
    size_t n = s->names;

    read_leaf(s, "sum", n);
    enclose_slopes(s, s->box, MV_E432, MV_E433);
    for (size_t j = 0; j < n; j++) {
        mv_tree_middle(&s->t, tree, j);
        mv_interpolate(&s->judge->e.g, &s->middle[j], &s->low[j], &s->high[j],
                       &s->t);
        mv_interval_sub(&s->away[j], &s->box[j], &s->middle[j]);
    }
    mv_interval_set_si(&s->sum, 0);
    for (size_t k = 0; k < n; k++) {
        const struct mv_jet *f = evaluate(s, s->middle, k, 0, 0);

        if (f->undefined)
            mv_reject(reader, MV_E433, "equation %zu may be undefined", k);
        add_product(s, &s->sum, &s->weight[k], &f->c[0], false);
    }
    for (size_t j = 0; j < n; j++) {
        struct mv_interval *slope = &s->rest[j];

        mv_interval_set_si(slope, 0);
        for (size_t k = 0; k < n; k++)
            add_product(s, slope, &s->weight[k], &s->slope[n * k + j], false);
        add_product(s, &s->sum, slope, &s->away[j], false);
    }
    if (mpfr_sgn(s->sum.lo) <= 0 && mpfr_sgn(s->sum.hi) >= 0)
        mv_reject(reader, MV_E432, "the sum is not certain to be other than 0");
}

/* A leaf `J +` or `J -`: the sign of an equation on the box. */
static void check_sign(struct system *s)
{
    struct mv_reader *reader = &s->judge->reader;
    const struct mv_jet *f;
    const char *sign;
    size_t which;

    mv_record(reader, "leaf", 2);
    which = mv_field_index(reader, s->names);
    sign = mv_field(reader);
    if (strcmp(sign, "+") != 0 && strcmp(sign, "-") != 0)
        mv_reject(reader, MV_E302, "`+` or `-` is expected here");
    f = evaluate(s, s->box, which, 0, 0);
    if (f->undefined)
        mv_reject(reader, MV_E433, "equation %zu may be undefined", which);
    if (*sign == '+' ? mpfr_sgn(f->c[0].lo) <= 0 : mpfr_sgn(f->c[0].hi) >= 0)
        mv_reject(reader, MV_E432, "this sign is not certain on the box");
}

/* True for a leaf `rest`. */
static bool check_leaf(struct system *s, const struct mv_tree *tree)
{
    struct mv_reader *reader = &s->judge->reader;

    if (mv_record_peek(reader, "leaf rest")) {
        read_leaf(s, "rest", 0);
        return true;
    }
    if (mv_record_peek(reader, "leaf sum"))
        check_sum(s, tree);
    else
        check_sign(s);
    return false;
}

/* The tree: the hull of the leaves `rest` in `hull`. */
static void check_tree(struct system *s)
{
    struct mv_reader *reader = &s->judge->reader;
    struct mv_tree tree;
    size_t rests = 0;

    mv_tree_open(&tree, s->names);
    while (mv_tree_next(&tree, reader)) {
        for (size_t k = 0; k < s->names; k++) {
            mv_tree_box(&s->t, &tree, k);
            mv_interpolate(&s->judge->e.g, &s->box[k], &s->low[k], &s->high[k],
                           &s->t);
        }
        if (!check_leaf(s, &tree))
            continue;
        for (size_t k = 0; k < s->names; k++) {
            if (rests == 0)
                mv_interval_set(&s->hull[k], &s->box[k]);
            mv_interval_hull(&s->hull[k], &s->hull[k], &s->box[k]);
        }
        rests++;
    }
    mv_tree_close(&tree);
    if (rests == 0)
        mv_reject(reader, MV_E432, "there is no leaf `rest`");
}

/* Step 2: at most one zero. */
static void check_single(struct system *s)
{
    struct mv_reader *reader = &s->judge->reader;
    size_t n = s->names;

    for (size_t k = 0; k < n; k++)
        if (!mpfr_lessequal_p(s->low[k].hi, s->high[k].lo))
            mv_reject(reader, MV_E432,
                      "the bounds are not certain to be in order");
    check_tree(s);
    enclose_rest(s, s->hull, MV_E432);
    for (size_t i = 0; i < n; i++) {
        mpfr_set_zero(s->sum.hi, 1);
        for (size_t j = 0; j < n; j++) {
            mv_interval_magnitude(s->t.hi, &s->rest[n * i + j]);
            mpfr_add(s->sum.hi, s->sum.hi, s->t.hi, MPFR_RNDU);
        }
        if (!mpfr_number_p(s->sum.hi) || mpfr_cmp_ui(s->sum.hi, 1) >= 0)
            mv_reject(reader, MV_E432,
                      "the equations are not certain to be injective on the "
                      "rest: row %zu",
                      i);
    }
}

void mv_system_check(struct mv_judge *judge, struct mv_definition *d)
{
    struct mv_reader *reader = &judge->reader;
    struct system s;

    mv_record(reader, "system", 1);
    if (mv_field_natural(reader) != d->number)
        mv_reject(reader, MV_E307, "the claim needs root %zu next", d->number);
    open_system(&s, judge, d);
    read_system(&s);
    check_enclosure(&s);
    check_single(&s);
    for (size_t k = 0; k < s.names; k++) {
        mv_jet_constant(&judge->e.g, &d[k].value);
        mv_interval_hull(&d[k].value.c[0], &s.least[k], &s.most[k]);
    }
}
