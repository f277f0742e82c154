#include "real/ring.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { MOST_POWER = 1 << 24 };

static size_t powers(const mc_ring *ring)
{
    return ring->names + MC_RING_ATOMS;
}

/* ---- terms ---- */

static void free_term(mc_term *t, size_t names)
{
    for (size_t k = 0; t && k < names + 2; k++)
        fmpq_clear(&t->number[k]);
    if (t)
        free(t->number);
    free(t);
}

/* The term 0. NULL: no memory, or too much work, and the ring fails. */
static mc_term *new_term(mc_ring *ring)
{
    mc_term *t = NULL;
    if (!ring->failed && ring->work > 0) {
        ring->work--;
        t = calloc(1, sizeof *t + powers(ring) * sizeof *t->power);
    }
    if (t && !(t->number = mc_array(ring->names + 2, sizeof *t->number))) {
        free(t);
        t = NULL;
    }
    for (size_t k = 0; t && k < ring->names + 2; k++)
        fmpq_init(&t->number[k]);
    ring->failed = ring->failed || !t;
    return t;
}

static int compare_keys(const mc_term *a, const mc_term *b, const mc_ring *ring)
{
    for (size_t k = 0; k < powers(ring); k++)
        if (a->power[k] != b->power[k])
            return a->power[k] < b->power[k] ? -1 : 1;
    for (size_t k = 1; k < ring->names + 2; k++) {
        int order = fmpq_cmp(&a->number[k], &b->number[k]);
        if (order)
            return order;
    }
    return 0;
}

static void multiply_terms(mc_term *out, mc_ring *ring, const mc_term *x,
                           const mc_term *y)
{
    fmpq_mul(out->number, x->number, y->number);
    for (size_t k = 1; k < ring->names + 2; k++)
        fmpq_add(&out->number[k], &x->number[k], &y->number[k]);
    for (size_t k = 0; k < powers(ring); k++) {
        out->power[k] = x->power[k] + y->power[k];
        ring->failed = ring->failed || out->power[k] > MOST_POWER;
    }
}

/* ---- polynomials ---- */

void mc_poly_clear(mc_poly *p)
{
    for (size_t i = 0; i < p->count; i++)
        free_term(p->term[i], p->names);
    free(p->term);
    *p = (mc_poly){.count = 0};
}

static bool insert(mc_poly *p, mc_ring *ring, size_t at, mc_term *t)
{
    if (p->count >= MC_RING_TERMS ||
        !mc_array_grow(&p->term, &p->room, p->count + 1, sizeof *p->term)) {
        ring->failed = true;
        return false;
    }
    p->names = ring->names;
    memmove(p->term + at + 1, p->term + at, (p->count - at) * sizeof *p->term);
    p->term[at] = t;
    p->count++;
    return true;
}

static void remove_term(mc_poly *p, size_t at)
{
    free_term(p->term[at], p->names);
    p->count--;
    memmove(p->term + at, p->term + at + 1, (p->count - at) * sizeof *p->term);
}

/* p += t; t is taken. */
static void add_term(mc_poly *p, mc_ring *ring, mc_term *t)
{
    size_t low = 0, high = p->count;
    if (!t)
        return;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_keys(p->term[middle], t, ring) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < p->count && compare_keys(p->term[low], t, ring) == 0) {
        fmpq_add(p->term[low]->number, p->term[low]->number, t->number);
        if (fmpq_is_zero(p->term[low]->number))
            remove_term(p, low);
        free_term(t, ring->names);
    } else if (fmpq_is_zero(t->number) || !insert(p, ring, low, t)) {
        free_term(t, ring->names);
    }
}

bool mc_poly_equal(const mc_ring *ring, const mc_poly *x, const mc_poly *y)
{
    if (x->count != y->count)
        return false;
    for (size_t i = 0; i < x->count; i++)
        if (compare_keys(x->term[i], y->term[i], ring) != 0 ||
            !fmpq_equal(x->term[i]->number, y->term[i]->number))
            return false;
    return true;
}

void mc_poly_add_scaled(mc_poly *out, mc_ring *ring, const mc_poly *p,
                        const fmpq_t q)
{
    for (size_t i = 0; i < p->count && !ring->failed; i++) {
        mc_term *t = new_term(ring);
        for (size_t k = 0; t && k < ring->names + 2; k++)
            fmpq_set(&t->number[k], &p->term[i]->number[k]);
        if (t) {
            memcpy(t->power, p->term[i]->power,
                   powers(ring) * sizeof *t->power);
            fmpq_mul(t->number, t->number, q);
        }
        add_term(out, ring, t);
    }
}

void mc_poly_add_product(mc_poly *out, mc_ring *ring, const mc_poly *x,
                         const mc_poly *y)
{
    for (size_t i = 0; i < x->count; i++)
        for (size_t j = 0; j < y->count && !ring->failed; j++) {
            mc_term *t = new_term(ring);
            if (t)
                multiply_terms(t, ring, x->term[i], y->term[j]);
            add_term(out, ring, t);
        }
}

void mc_poly_add_rational(mc_poly *out, mc_ring *ring, const fmpq_t q)
{
    mc_term *t = new_term(ring);
    if (t)
        fmpq_set(t->number, q);
    add_term(out, ring, t);
}

static void add_unit(mc_poly *out, mc_ring *ring, size_t place)
{
    mc_term *t = new_term(ring);
    if (t) {
        fmpq_set_si(t->number, 1, 1);
        t->power[place] = 1;
    }
    add_term(out, ring, t);
}

void mc_poly_add_name(mc_poly *out, mc_ring *ring, size_t name)
{
    add_unit(out, ring, name);
}

bool mc_poly_linear(fmpq *form, const mc_ring *ring, const mc_poly *p)
{
    for (size_t k = 0; k <= ring->names; k++)
        fmpq_zero(&form[k]);
    for (size_t i = 0; i < p->count; i++) {
        const mc_term *t = p->term[i];
        size_t place = 0; /* the constant */
        for (size_t k = 1; k < ring->names + 2; k++)
            if (!fmpq_is_zero(&t->number[k]))
                return false;
        for (size_t k = 0; k < powers(ring); k++) {
            if (t->power[k] == 0)
                continue;
            if (t->power[k] > 1 || place > 0 || k >= ring->names)
                return false;
            place = k + 1;
        }
        fmpq_set(&form[place], t->number);
    }
    return true;
}

bool mc_poly_is_one(const mc_ring *ring, const mc_poly *p)
{
    const mc_term *t = p->count == 1 ? p->term[0] : NULL;
    if (!t || !fmpq_is_one(t->number))
        return false;
    for (size_t k = 1; k < ring->names + 2; k++)
        if (!fmpq_is_zero(&t->number[k]))
            return false;
    for (size_t k = 0; k < powers(ring); k++)
        if (t->power[k])
            return false;
    return true;
}

/* ---- atoms ---- */

static void add_any_atom(mc_poly *out, mc_ring *ring, mc_atom_kind kind,
                         size_t index, const mc_poly *of, const fmpq *exponent)
{
    const mc_poly nothing = {.count = 0};
    fmpq_t one;
    size_t i = 0;
    of = of ? of : &nothing;
    for (; i < ring->atoms; i++) {
        const mc_atom *atom = &ring->atom[i];
        if (atom->kind == kind && atom->index == index &&
            (!exponent || fmpq_equal(atom->exponent, exponent)) &&
            mc_poly_equal(ring, &atom->of, of))
            break;
    }
    if (i == MC_RING_ATOMS || ring->failed) {
        ring->failed = true;
        return;
    }
    fmpq_init(one);
    fmpq_set_si(one, 1, 1);
    if (i == ring->atoms) {
        mc_atom *atom = &ring->atom[ring->atoms++];
        *atom = (mc_atom){.kind = kind, .index = index};
        fmpq_init(atom->exponent);
        if (exponent)
            fmpq_set(atom->exponent, exponent);
        mc_poly_add_scaled(&atom->of, ring, of, one);
    }
    fmpq_clear(one);
    add_unit(out, ring, ring->names + i);
}

void mc_poly_add_atom(mc_poly *out, mc_ring *ring, mc_atom_kind kind,
                      size_t index)
{
    add_any_atom(out, ring, kind, index, NULL, NULL);
}

/* The inverse of q exp(L) is exp(-L)/q. */
void mc_poly_add_inverse(mc_poly *out, mc_ring *ring, const mc_poly *p)
{
    bool single = p->count == 1;
    if (p->count == 0) {
        ring->failed = true;
        return;
    }
    for (size_t k = 0; k < powers(ring); k++)
        single = single && p->term[0]->power[k] == 0;
    if (!single) {
        add_any_atom(out, ring, MC_ATOM_INVERSE, 0, p, NULL);
        return;
    }
    mc_term *t = new_term(ring);
    if (t) {
        fmpq_inv(t->number, p->term[0]->number);
        for (size_t k = 1; k < ring->names + 2; k++)
            fmpq_neg(&t->number[k], &p->term[0]->number[k]);
    }
    add_term(out, ring, t);
}

void mc_poly_add_exp(mc_poly *out, mc_ring *ring, const mc_poly *p)
{
    mc_term *t = new_term(ring);
    if (!t)
        return;
    if (mc_poly_linear(&t->number[1], ring, p)) {
        fmpq_set_si(t->number, 1, 1);
        add_term(out, ring, t);
    } else {
        free_term(t, ring->names);
        add_any_atom(out, ring, MC_ATOM_EXP, 0, p, NULL);
    }
}

void mc_poly_add_log(mc_poly *out, mc_ring *ring, const mc_poly *p)
{
    if (p->count == 0)
        ring->failed = true;
    else if (!mc_poly_is_one(ring, p))
        add_any_atom(out, ring, MC_ATOM_LOG, 0, p, NULL);
}

void mc_poly_add_power(mc_poly *out, mc_ring *ring, const mc_poly *p,
                       const fmpq_t r)
{
    if (p->count == 0) {
        ring->failed = true;
    } else if (mc_poly_is_one(ring, p)) {
        fmpq_t one;
        fmpq_init(one);
        fmpq_set_si(one, 1, 1);
        mc_poly_add_rational(out, ring, one);
        fmpq_clear(one);
    } else {
        add_any_atom(out, ring, MC_ATOM_POWER, 0, p, r);
    }
}

void mc_ring_init(mc_ring *ring, size_t names, size_t work)
{
    *ring = (mc_ring){.names = names, .work = work};
}

void mc_ring_clear(mc_ring *ring)
{
    for (size_t i = 0; i < ring->atoms; i++) {
        fmpq_clear(ring->atom[i].exponent);
        mc_poly_clear(&ring->atom[i].of);
    }
    ring->atoms = 0;
}
