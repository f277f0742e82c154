#include "real/witness.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

enum { SAMPLES = 400, STEPS = 44, MOST_NAMES = 12 };

static void unknown(mc_interval *f)
{
    arf_neg_inf(&f->lo);
    arf_pos_inf(&f->hi);
}

/* A short number between a and b near a + u (b - a). */
static bool choose(fmpq_t out, const mc_evaluator *e, const mc_interval *a,
                   const mc_interval *b, const arf_t u)
{
    arf_t x, length;
    if (arf_cmp(&a->hi, &b->lo) > 0)
        return false;
    arf_init(x);
    arf_init(length);
    arf_sub(length, &b->lo, &a->hi, e->bits, ARF_RND_DOWN);
    arf_mul(x, u, length, 53, ARF_RND_NEAR);
    arf_add(x, x, &a->hi, 53, ARF_RND_NEAR);
    /* ends that are rounded are kept away from */
    if (!mc_interval_is_point(a) || !mc_interval_is_point(b)) {
        arf_mul_2exp_si(length, length, -40);
        arf_t edge;
        arf_init(edge);
        arf_add(edge, &a->hi, length, e->bits, ARF_RND_CEIL);
        arf_max(x, x, edge);
        arf_sub(edge, &b->lo, length, e->bits, ARF_RND_FLOOR);
        arf_min(x, x, edge);
        arf_clear(edge);
    }
    arf_max(x, x, &a->hi);
    arf_min(x, x, &b->lo);
    arf_get_fmpq(out, x);
    arf_clear(x);
    arf_clear(length);
    return true;
}

bool mc_witness_at(fmpq *point, mc_interval *f, mc_evaluator *e,
                   mc_names *names, const mc_condition *condition,
                   const arf_struct *u)
{
    const mc_claim *claim = names->claim;
    mc_interval lower, upper;
    bool done = true;
    unknown(f);
    e->order = 0;
    mc_interval_init(&lower);
    mc_interval_init(&upper);
    for (size_t i = 0; i < claim->bindings && done; i++) {
        const mc_binding *binding = &claim->binding[i];
        done = mc_evaluate_at(e, &lower, binding->lower) &&
               mc_evaluate_at(e, &upper, binding->upper) &&
               choose(&point[i], e, &lower, &upper, &u[i]);
        mc_interval_set_fmpq(&names->name[i].c[0], &point[i], e->bits);
        names->name[i].length = 1;
        names->name[i].flags = 0;
        e->slot[binding->slot] = &names->name[i];
    }
    mc_interval_clear(&lower);
    mc_interval_clear(&upper);
    e->refuting = true;
    done = done && mc_names_at(e, names, point) &&
           mc_condition_value(e, f, condition, names);
    e->refuting = false;
    if (!done)
        unknown(f);
    return done && mc_condition_fails(condition, f);
}

/* What a search remembers: the best point so far. */
typedef struct descent {
    mc_evaluator *e;
    mc_names *names;
    const mc_condition *condition;
    fmpq *point;
    mc_interval *f;
    size_t n;
    arf_struct *u, *best;
    arf_t lowest;
} descent;

/* Looks at d->u; keeps it if F is lower there. true: it is a witness. */
static bool look(descent *d, bool *lower)
{
    bool fails =
        mc_witness_at(d->point, d->f, d->e, d->names, d->condition, d->u);
    *lower = arf_cmp(&d->f->hi, d->lowest) < 0;
    if (*lower) {
        arf_set(d->lowest, &d->f->hi);
        for (size_t i = 0; i < d->n; i++)
            arf_set(&d->best[i], &d->u[i]);
    }
    return fails;
}

/* Corners, then middles, then quarters. */
static bool sample(descent *d)
{
    static const struct {
        slong numerators;
        slong exponent;
    } grids[] = {{2, 0}, {3, -1}, {5, -2}, {9, -3}, {33, -5}, {129, -7}};
    bool lower;
    for (size_t g = 0; g < sizeof grids / sizeof *grids; g++) {
        size_t count = 1;
        for (size_t i = 0; i < d->n && count <= SAMPLES; i++)
            count *= (size_t)grids[g].numerators;
        if (g > 0 && count > SAMPLES)
            return false;
        if (count > SAMPLES)
            count = SAMPLES;
        for (size_t index = 0; index < count; index++) {
            size_t rest = index;
            for (size_t i = 0; i < d->n; i++) {
                arf_set_si_2exp_si(&d->u[i],
                                   (slong)(rest % (size_t)grids[g].numerators),
                                   grids[g].exponent);
                rest /= (size_t)grids[g].numerators;
            }
            if (look(d, &lower))
                return true;
        }
    }
    return false;
}

/* Steps along the axes, halved where none leads down. */
static bool downhill(descent *d)
{
    arf_t step, zero, one;
    bool found = false;
    arf_init(step);
    arf_init(zero);
    arf_init(one);
    arf_one(one);
    arf_set_d(step, 0.25);
    for (int i = 0; i < STEPS && !found; i++) {
        bool moved = false;
        for (size_t k = 0; k < 2 * d->n && !found; k++) {
            bool lower;
            size_t axis = k / 2;
            for (size_t j = 0; j < d->n; j++)
                arf_set(&d->u[j], &d->best[j]);
            if (k % 2)
                arf_sub(&d->u[axis], &d->u[axis], step, 53, ARF_RND_NEAR);
            else
                arf_add(&d->u[axis], &d->u[axis], step, 53, ARF_RND_NEAR);
            arf_max(&d->u[axis], &d->u[axis], zero);
            arf_min(&d->u[axis], &d->u[axis], one);
            found = look(d, &lower);
            moved = moved || lower;
        }
        if (!moved)
            arf_mul_2exp_si(step, step, -1);
    }
    arf_clear(step);
    arf_clear(zero);
    arf_clear(one);
    return found;
}

bool mc_witness_search(fmpq *point, mc_interval *f, mc_evaluator *e,
                       mc_names *names, const mc_condition *condition)
{
    descent d = {.e = e,
                 .names = names,
                 .condition = condition,
                 .point = point,
                 .f = f,
                 .n = names->claim->bindings};
    if (d.n == 0 || d.n > MOST_NAMES)
        return false;
    d.u = mc_array(2 * d.n, sizeof *d.u);
    if (!d.u)
        return false;
    d.best = d.u + d.n;
    for (size_t i = 0; i < 2 * d.n; i++)
        arf_init(&d.u[i]);
    arf_init(d.lowest);
    arf_pos_inf(d.lowest);
    bool found = sample(&d);
    if (!found && !arf_is_pos_inf(d.lowest))
        found = downhill(&d);
    for (size_t i = 0; i < 2 * d.n; i++)
        arf_clear(&d.u[i]);
    arf_clear(d.lowest);
    free(d.u);
    return found;
}
