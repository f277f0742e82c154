#include "real/vanish.h"

#include <stdlib.h>

#include "base/memory.h"
#include "real/series.h"

enum { MOST_POWER = 100, MOST_WORK = 1000000, MOST_DEPTH = 1000 };

/* The slot stands for `at` + h; without `at` for its name. */
typedef struct expander {
    mc_ring *ring;
    const mc_claim *claim;
    size_t slot;
    const mc_poly *at;
} expander;

static bool expand(mc_series *out, expander *x, const mc_node *node);

static bool variable(mc_series *out, expander *x, const mc_node *node)
{
    fmpq_t one;
    fmpq_init(one);
    fmpq_set_si(one, 1, 1);
    bool known = x->at && node->slot == x->slot;
    if (known) {
        mc_poly_add_scaled(&out->c[0], x->ring, x->at, one);
        if (out->order > 1)
            mc_poly_add_rational(&out->c[1], x->ring, one);
    }
    for (size_t i = 0; i < x->claim->bindings && !known; i++)
        if (x->claim->binding[i].slot == node->slot) {
            mc_poly_add_name(&out->c[0], x->ring, i);
            known = true;
        }
    fmpq_clear(one);
    return known;
}

static bool add(mc_series *out, expander *x, const mc_node *node, slong factor)
{
    mc_series part;
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_si(q, factor, 1);
    mc_series_init(&part, out->order);
    bool good = expand(&part, x, node);
    if (good)
        mc_series_add(out, x->ring, &part, q);
    mc_series_clear(&part);
    fmpq_clear(q);
    return good;
}

static bool sum(mc_series *out, expander *x, const mc_node *node)
{
    bool good = true;
    for (size_t i = 0; i < node->count && good; i++)
        good = add(out, x, node->child[i], node->inverse[i] ? -1 : 1);
    return good;
}

static void one(mc_series *out, expander *x)
{
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_si(q, 1, 1);
    mc_series_set_rational(out, x->ring, q);
    fmpq_clear(q);
}

/* out becomes out y, or out / y */
static void multiply(mc_series *out, expander *x, const mc_series *y,
                     bool inverse)
{
    mc_series turned;
    mc_series_init(&turned, out->order);
    if (inverse)
        mc_series_inverse(&turned, x->ring, y);
    mc_series_mul(out, x->ring, inverse ? &turned : y);
    mc_series_clear(&turned);
}

static bool product(mc_series *out, expander *x, const mc_node *node)
{
    bool good = true;
    one(out, x);
    for (size_t i = 0; i < node->count && good; i++) {
        mc_series part;
        mc_series_init(&part, out->order);
        good = expand(&part, x, node->child[i]);
        if (good)
            multiply(out, x, &part, node->inverse[i]);
        mc_series_clear(&part);
    }
    return good;
}

static bool integer_power(mc_series *out, expander *x, const mc_series *base,
                          const fmpz_t exponent)
{
    mc_series turned;
    if (fmpz_cmp_si(exponent, MOST_POWER) > 0 ||
        fmpz_cmp_si(exponent, -MOST_POWER) < 0)
        return false;
    bool below = fmpz_sgn(exponent) < 0;
    mc_series_init(&turned, out->order);
    if (below)
        mc_series_inverse(&turned, x->ring, base);
    one(out, x);
    for (slong k = labs(fmpz_get_si(exponent)); k > 0 && !x->ring->failed; k--)
        mc_series_mul(out, x->ring, below ? &turned : base);
    mc_series_clear(&turned);
    return true;
}

/* d^y = exp(y log(d)) */
static bool any_power(mc_series *out, expander *x, const mc_series *base,
                      const mc_node *exponent)
{
    mc_series logarithm, y;
    mc_series_init(&logarithm, out->order);
    mc_series_init(&y, out->order);
    bool good = expand(&y, x, exponent);
    if (good) {
        mc_series_log(&logarithm, x->ring, base);
        mc_series_mul(&y, x->ring, &logarithm);
        mc_series_exp(out, x->ring, &y);
    }
    mc_series_clear(&logarithm);
    mc_series_clear(&y);
    return good;
}

static bool power(mc_series *out, expander *x, const mc_node *node)
{
    const mc_node *exponent = node->child[1];
    mc_series base;
    mc_series_init(&base, out->order);
    bool good = expand(&base, x, node->child[0]);
    if (good && !exponent->rational)
        good = any_power(out, x, &base, exponent);
    else if (good && fmpz_is_one(fmpq_denref(exponent->value)))
        good = integer_power(out, x, &base, fmpq_numref(exponent->value));
    else if (good)
        mc_series_power(out, x->ring, &base, exponent->value);
    mc_series_clear(&base);
    return good;
}

static bool function(mc_series *out, expander *x, const mc_node *node)
{
    mc_series argument;
    mc_series_init(&argument, out->order);
    bool good = expand(&argument, x, node->child[0]);
    if (good && node->kind == MC_NODE_EXP) {
        mc_series_exp(out, x->ring, &argument);
    } else if (good && node->kind == MC_NODE_LOG) {
        mc_series_log(out, x->ring, &argument);
    } else if (good) {
        fmpq_t half;
        fmpq_init(half);
        fmpq_set_si(half, 1, 2);
        mc_series_power(out, x->ring, &argument, half);
        fmpq_clear(half);
    }
    mc_series_clear(&argument);
    return good;
}

static bool dispatch(mc_series *out, expander *x, const mc_node *node)
{
    switch (node->kind) {
    case MC_NODE_VARIABLE:
        return variable(out, x, node);
    case MC_NODE_PI:
        mc_poly_add_atom(&out->c[0], x->ring, MC_ATOM_PI, 0);
        return true;
    case MC_NODE_CONSTANT:
        mc_poly_add_atom(&out->c[0], x->ring, MC_ATOM_CONSTANT, node->index);
        return true;
    case MC_NODE_ROOT:
        mc_poly_add_atom(&out->c[0], x->ring, MC_ATOM_ROOT, node->index);
        return true;
    case MC_NODE_CALL:
        return expand(out, x, node->child[0]);
    case MC_NODE_NEGATE:
        return add(out, x, node->child[0], -1);
    case MC_NODE_SUM:
        return sum(out, x, node);
    case MC_NODE_PRODUCT:
        return product(out, x, node);
    case MC_NODE_POWER:
        return power(out, x, node);
    case MC_NODE_EXP:
    case MC_NODE_LOG:
    case MC_NODE_SQRT:
        return function(out, x, node);
    default:
        return false;
    }
}

/* out becomes the expansion. Domain: out is 0. */
static bool expand(mc_series *out, expander *x, const mc_node *node)
{
    if (x->ring->failed || node->depth > MOST_DEPTH)
        return false;
    if (node->rational)
        mc_series_set_rational(out, x->ring, node->value);
    else if (!dispatch(out, x, node))
        return false;
    return !x->ring->failed;
}

/* The coefficients of F from `first` on that are empty. */
static size_t count_empty(expander *x, const mc_condition *condition,
                          size_t first, size_t order)
{
    mc_series f;
    size_t count = 0;
    mc_series_init(&f, order);
    if (add(&f, x, condition->plus, 1) &&
        (!condition->minus || add(&f, x, condition->minus, -1)) &&
        !x->ring->failed)
        while (first + count < order && f.c[first + count].count == 0)
            count++;
    mc_series_clear(&f);
    return count;
}

static void add_form(mc_poly *out, mc_ring *ring, const fmpq *form,
                     size_t names)
{
    mc_poly_add_rational(out, ring, &form[0]);
    for (size_t i = 0; i < names; i++) {
        mc_poly name = {.count = 0};
        mc_poly_add_name(&name, ring, i);
        mc_poly_add_scaled(out, ring, &name, &form[1 + i]);
        mc_poly_clear(&name);
    }
}

/* Of `order` coefficients, those before `first` do not count. */
static size_t vanishing(const mc_condition *condition, size_t name,
                        const fmpq *form, size_t first, size_t order)
{
    const mc_claim *claim = condition->claim;
    mc_ring ring;
    mc_poly at = {.count = 0};
    mc_ring_init(&ring, claim->bindings, MOST_WORK);
    add_form(&at, &ring, form, name);
    expander x = {&ring, claim, claim->binding[name].slot, &at};
    size_t count = ring.failed ? 0 : count_empty(&x, condition, first, order);
    mc_poly_clear(&at);
    mc_ring_clear(&ring);
    return count;
}

/* Most candidates fail at once: few coefficients are computed first. */
size_t mc_vanish(const mc_condition *condition, size_t name, const fmpq *form,
                 size_t most)
{
    size_t first = (size_t)condition->order, count = 0;
    for (size_t wanted = 1; wanted > 0;) {
        size_t found = vanishing(condition, name, form, first, first + wanted);
        count = found > count ? found : count;
        wanted = found == wanted && wanted < most
                     ? (4 * wanted < most ? 4 * wanted : most)
                     : 0;
    }
    return count;
}

bool mc_vanish_form(fmpq *form, const mc_claim *claim, const mc_node *node)
{
    mc_ring ring;
    mc_series f;
    mc_ring_init(&ring, claim->bindings, MOST_WORK);
    mc_series_init(&f, 1);
    expander x = {.ring = &ring, .claim = claim};
    bool linear = expand(&f, &x, node) && mc_poly_linear(form, &ring, &f.c[0]);
    mc_series_clear(&f);
    mc_ring_clear(&ring);
    return linear;
}
