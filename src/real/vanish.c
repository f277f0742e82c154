#include "real/vanish.h"

#include <stdlib.h>

#include "base/memory.h"

enum { MOST_TERMS = 10000, MOST_POWER = 100, MOST_SERIES = 20 };

/* An exponential polynomial in n names: a sum of q x^a exp(L). A term is q, the
   n + 1 coefficients of L (the constant last), and the n exponents a; the
   latter 2n + 1 numbers are its key. Invariant: keys increase, no q is 0. */
typedef struct poly {
    size_t count, room;
    fmpq *entry;
} poly;

/* A polynomial in h, of which `order` coefficients are kept. */
typedef struct series {
    poly c[MOST_SERIES];
} series;

typedef struct ring {
    const mc_claim *claim;
    size_t n, width, order;
    size_t slot; /* stands for at + h, unless at is NULL */
    const series *at;
    bool failed; /* too large, or no memory */
} ring;

/* ---- polynomials ---- */

static void poly_clear(poly *p, const ring *r)
{
    for (size_t i = 0; i < p->count * r->width; i++)
        fmpq_clear(&p->entry[i]);
    free(p->entry);
    *p = (poly){.count = 0};
}

static fmpq *term(const poly *p, const ring *r, size_t i)
{
    return p->entry + i * r->width;
}

static int compare_keys(const fmpq *a, const fmpq *b, const ring *r)
{
    for (size_t i = 1; i < r->width; i++) {
        int order = fmpq_cmp(&a[i], &b[i]);
        if (order)
            return order;
    }
    return 0;
}

/* A new term 0 at place i. */
static fmpq *open_term(poly *p, ring *r, size_t i)
{
    if (p->count >= MOST_TERMS ||
        !mc_array_grow(&p->entry, &p->room, (p->count + 1) * r->width,
                       sizeof *p->entry)) {
        r->failed = true;
        return NULL;
    }
    fmpq *at = term(p, r, i);
    for (size_t k = p->count * r->width; k > i * r->width; k--)
        p->entry[k + r->width - 1] = p->entry[k - 1];
    for (size_t k = 0; k < r->width; k++)
        fmpq_init(&at[k]);
    p->count++;
    return at;
}

static void close_term(poly *p, const ring *r, size_t i)
{
    for (size_t k = 0; k < r->width; k++)
        fmpq_clear(&p->entry[i * r->width + k]);
    for (size_t k = i * r->width; k + r->width < p->count * r->width; k++)
        p->entry[k] = p->entry[k + r->width];
    p->count--;
}

/* p += the term */
static void add_term(poly *p, ring *r, const fmpq *t)
{
    size_t low = 0, high = p->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_keys(term(p, r, middle), t, r) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < p->count && compare_keys(term(p, r, low), t, r) == 0) {
        fmpq_add(term(p, r, low), term(p, r, low), t);
        if (fmpq_is_zero(term(p, r, low)))
            close_term(p, r, low);
    } else if (!fmpq_is_zero(t)) {
        fmpq *made = open_term(p, r, low);
        for (size_t k = 0; made && k < r->width; k++)
            fmpq_set(&made[k], &t[k]);
    }
}

static fmpq *scratch(ring *r)
{
    fmpq *t = mc_array(r->width, sizeof *t);
    if (!t) {
        r->failed = true;
        return NULL;
    }
    for (size_t k = 0; k < r->width; k++)
        fmpq_init(&t[k]);
    return t;
}

static void drop(fmpq *t, const ring *r)
{
    for (size_t k = 0; t && k < r->width; k++)
        fmpq_clear(&t[k]);
    free(t);
}

static void poly_add_scaled(poly *out, ring *r, const poly *p, const fmpq_t q)
{
    fmpq *t = scratch(r);
    for (size_t i = 0; t && i < p->count && !r->failed; i++) {
        for (size_t k = 0; k < r->width; k++)
            fmpq_set(&t[k], &term(p, r, i)[k]);
        fmpq_mul(t, t, q);
        add_term(out, r, t);
    }
    drop(t, r);
}

/* out += x y */
static void poly_addmul(poly *out, ring *r, const poly *x, const poly *y)
{
    fmpq *t = scratch(r);
    for (size_t i = 0; t && i < x->count; i++)
        for (size_t j = 0; j < y->count && !r->failed; j++) {
            fmpq_mul(t, term(x, r, i), term(y, r, j));
            for (size_t k = 1; k < r->width; k++)
                fmpq_add(&t[k], &term(x, r, i)[k], &term(y, r, j)[k]);
            add_term(out, r, t);
        }
    drop(t, r);
}

/* ---- series ---- */

static void series_clear(series *s, const ring *r)
{
    for (size_t k = 0; k < r->order; k++)
        poly_clear(&s->c[k], r);
}

static void series_set_rational(series *s, ring *r, const fmpq_t q)
{
    fmpq *t = scratch(r);
    if (t) {
        fmpq_set(t, q);
        add_term(&s->c[0], r, t);
    }
    drop(t, r);
}

static void series_add(series *out, ring *r, const series *x, slong factor)
{
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_si(q, factor, 1);
    for (size_t k = 0; k < r->order; k++)
        poly_add_scaled(&out->c[k], r, &x->c[k], q);
    fmpq_clear(q);
}

/* x becomes x y */
static void series_mul(series *x, ring *r, const series *y)
{
    series product = {{{0, 0, NULL}}};
    for (size_t k = 0; k < r->order; k++)
        for (size_t j = 0; j <= k; j++)
            poly_addmul(&product.c[k], r, &x->c[j], &y->c[k - j]);
    series_clear(x, r);
    *x = product;
}

static void series_scale(series *x, ring *r, const fmpq_t q)
{
    series product = {{{0, 0, NULL}}};
    for (size_t k = 0; k < r->order; k++)
        poly_add_scaled(&product.c[k], r, &x->c[k], q);
    series_clear(x, r);
    *x = product;
}

/* The polynomial is a linear form; t becomes 1 exp(of it). */
static bool linear_form(fmpq *t, const ring *r, const poly *p)
{
    fmpq_set_si(t, 1, 1);
    for (size_t i = 0; i < p->count; i++) {
        const fmpq *from = term(p, r, i);
        size_t name = r->n; /* the constant */
        for (size_t k = 0; k <= r->n; k++)
            if (!fmpq_is_zero(&from[1 + k]))
                return false;
        for (size_t k = 0; k < r->n; k++) {
            const fmpq *a = &from[r->n + 2 + k];
            if (fmpq_is_zero(a))
                continue;
            if (!fmpq_is_one(a) || name != r->n)
                return false;
            name = k;
        }
        fmpq_set(&t[1 + name], from);
    }
    return true;
}

/* k e_k = sum_j j x_j e_{k-j} */
static bool series_exp(series *out, ring *r, const series *x)
{
    fmpq_t q;
    fmpq *t = scratch(r);
    bool good = t && linear_form(t, r, &x->c[0]);
    if (good)
        add_term(&out->c[0], r, t);
    drop(t, r);
    fmpq_init(q);
    for (size_t k = 1; k < r->order && good; k++)
        for (size_t j = 1; j <= k; j++) {
            poly product = {0, 0, NULL};
            poly_addmul(&product, r, &x->c[j], &out->c[k - j]);
            fmpq_set_si(q, (slong)j, (ulong)k);
            poly_add_scaled(&out->c[k], r, &product, q);
            poly_clear(&product, r);
        }
    fmpq_clear(q);
    return good && !r->failed;
}

/* ---- expressions ---- */

static bool expand(series *out, ring *r, const mc_node *node);

static bool variable(series *out, ring *r, const mc_node *node)
{
    fmpq *t;
    if (node->slot == r->slot && r->at) {
        fmpq_t one;
        series_add(out, r, r->at, 1);
        fmpq_init(one);
        fmpq_set_si(one, 1, 1);
        series h = {{{0, 0, NULL}}};
        series_set_rational(&h, r, one);
        if (r->order > 1)
            poly_add_scaled(&out->c[1], r, &h.c[0], one);
        series_clear(&h, r);
        fmpq_clear(one);
        return !r->failed;
    }
    for (size_t i = 0; i < r->n; i++)
        if (r->claim->binding[i].slot == node->slot) {
            if (!(t = scratch(r)))
                return false;
            fmpq_set_si(t, 1, 1);
            fmpq_set_si(&t[r->n + 2 + i], 1, 1);
            add_term(&out->c[0], r, t);
            drop(t, r);
            return !r->failed;
        }
    return false;
}

static bool sum(series *out, ring *r, const mc_node *node)
{
    bool good = true;
    for (size_t i = 0; i < node->count && good; i++) {
        series part = {{{0, 0, NULL}}};
        good = expand(&part, r, node->child[i]);
        series_add(out, r, &part, node->inverse[i] ? -1 : 1);
        series_clear(&part, r);
    }
    return good;
}

static bool product(series *out, ring *r, const mc_node *node)
{
    bool good = true;
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_si(q, 1, 1);
    series_set_rational(out, r, q);
    for (size_t i = 0; i < node->count && good; i++) {
        const mc_node *child = node->child[i];
        series part = {{{0, 0, NULL}}};
        if (child->rational) {
            good = !node->inverse[i] || !fmpq_is_zero(child->value);
            if (good && node->inverse[i])
                fmpq_inv(q, child->value);
            else if (good)
                fmpq_set(q, child->value);
            if (good)
                series_scale(out, r, q);
        } else {
            good = !node->inverse[i] && expand(&part, r, child);
            if (good)
                series_mul(out, r, &part);
        }
        series_clear(&part, r);
    }
    fmpq_clear(q);
    return good;
}

static bool power(series *out, ring *r, const mc_node *node)
{
    const mc_node *exponent = node->child[1];
    series base = {{{0, 0, NULL}}};
    if (!exponent->rational || !fmpz_is_one(fmpq_denref(exponent->value)) ||
        fmpz_sgn(fmpq_numref(exponent->value)) < 0 ||
        fmpz_cmp_si(fmpq_numref(exponent->value), MOST_POWER) > 0)
        return false;
    bool good = expand(&base, r, node->child[0]);
    if (good) {
        fmpq_t one;
        fmpq_init(one);
        fmpq_set_si(one, 1, 1);
        series_set_rational(out, r, one);
        fmpq_clear(one);
    }
    for (slong k = good ? fmpz_get_si(fmpq_numref(exponent->value)) : 0;
         k > 0 && !r->failed; k--)
        series_mul(out, r, &base);
    series_clear(&base, r);
    return good;
}

static bool expand(series *out, ring *r, const mc_node *node)
{
    series part = {{{0, 0, NULL}}};
    bool good = false;
    if (r->failed)
        return false;
    if (node->rational) {
        series_set_rational(out, r, node->value);
        return !r->failed;
    }
    switch (node->kind) {
    case MC_NODE_VARIABLE:
        return variable(out, r, node);
    case MC_NODE_CALL:
        return expand(out, r, node->child[0]);
    case MC_NODE_NEGATE:
        good = expand(&part, r, node->child[0]);
        series_add(out, r, &part, -1);
        break;
    case MC_NODE_SUM:
        return sum(out, r, node) && !r->failed;
    case MC_NODE_PRODUCT:
        return product(out, r, node) && !r->failed;
    case MC_NODE_POWER:
        return power(out, r, node) && !r->failed;
    case MC_NODE_EXP:
        good = expand(&part, r, node->child[0]) && series_exp(out, r, &part);
        break;
    default:
        return false;
    }
    series_clear(&part, r);
    return good && !r->failed;
}

/* F, expanded, is empty. */
static bool is_nothing(ring *r, const mc_condition *condition)
{
    series plus = {{{0, 0, NULL}}}, minus = {{{0, 0, NULL}}};
    bool nothing = expand(&plus, r, condition->plus) &&
                   expand(&minus, r, condition->minus);
    if (nothing)
        series_add(&plus, r, &minus, -1);
    nothing = nothing && !r->failed;
    for (size_t k = 0; k < r->order; k++)
        nothing = nothing && plus.c[k].count == 0;
    series_clear(&plus, r);
    series_clear(&minus, r);
    return nothing;
}

bool mc_vanish(const mc_condition *condition, size_t slot, const mc_node *at,
               size_t order)
{
    const mc_claim *claim = condition->claim;
    ring r = {.claim = claim,
              .n = claim->bindings,
              .width = 2 * claim->bindings + 2,
              .order = order,
              .slot = slot};
    series place = {{{0, 0, NULL}}};
    if (order < 1 || order > MOST_SERIES || condition->order > 0 ||
        !condition->minus)
        return false;
    bool good = expand(&place, &r, at);
    fmpq *t = good ? scratch(&r) : NULL;
    good = t && linear_form(t, &r, &place.c[0]);
    drop(t, &r);
    r.at = &place;
    good = good && is_nothing(&r, condition);
    series_clear(&place, &r);
    return good;
}
