#include "real.h"

enum { term_limit = 10000, atom_limit = 32 };

/* An atom: a constant that is not rational, a root or pi ('G' and 'p', with
   the definition), or 1/p, log(p), p^r, exp(p) ('/', 'l', '^', 'e'). */
struct mv_atom {
    char kind;
    size_t index;
    struct mv_polynomial p;
    struct mv_ratio r;
};

void mv_ring_fail(struct mv_ring *r, enum mv_reason reason, const char *text)
{
    if (r->text != NULL)
        return;
    r->reason = reason;
    r->text = text;
}

void mv_ring_init(struct mv_ring *r, struct mv_arithmetic *a, size_t names)
{
    *r = (struct mv_ring){.a = a, .names = names};
    mv_ratio_init(&r->q);
    mv_ratio_init(&r->one);
    mpz_set_ui(r->one.p, 1);
    r->atom = mv_allocate(atom_limit, sizeof *r->atom);
}

void mv_ring_clear(struct mv_ring *r)
{
    for (size_t k = 0; k < r->atoms; k++) {
        mv_polynomial_clear(&r->atom[k].p);
        mv_ratio_clear(&r->atom[k].r);
    }
    mv_release(r->atom, atom_limit, sizeof *r->atom);
    for (size_t k = 0; k < r->key_room; k++)
        mv_ratio_clear(&r->key[k].exponent);
    mv_release(r->key, r->key_room, sizeof *r->key);
    mv_ratio_clear(&r->q);
    mv_ratio_clear(&r->one);
}

static void clear_term(struct mv_term *term)
{
    mv_ratio_clear(&term->q);
    for (size_t k = 0; k < term->powers; k++)
        mv_ratio_clear(&term->key[k].exponent);
    mv_release(term->key, term->powers, sizeof *term->key);
}

void mv_polynomial_clear(struct mv_polynomial *z)
{
    for (size_t k = 0; k < z->count; k++)
        clear_term(&z->term[k]);
    mv_release(z->term, z->room, sizeof *z->term);
    *z = (struct mv_polynomial){.term = NULL};
}

/* One power more in r->key; the caller sets its exponent. */
static struct mv_ratio *append(struct mv_ring *r, size_t variable)
{
    size_t before = r->key_room;

    r->key = mv_grow(r->key, &r->key_room, r->powers + 1, sizeof *r->key);
    for (size_t k = before; k < r->key_room; k++)
        mv_ratio_init(&r->key[k].exponent);
    r->key[r->powers].variable = variable;
    return &r->key[r->powers++].exponent;
}

/* A total order of keys. */
static int compare(struct mv_ring *r, const struct mv_term *x,
                   const struct mv_power *key, size_t powers)
{
    for (size_t k = 0; k < x->powers && k < powers; k++) {
        const struct mv_power *a = &x->key[k], *b = &key[k];
        int sign = (a->variable > b->variable) - (a->variable < b->variable);

        mv_spend(r->a, 8 + mpz_size(a->exponent.p) + mpz_size(a->exponent.q),
                 1);
        if (sign == 0)
            sign = mpz_cmp(a->exponent.p, b->exponent.p);
        if (sign == 0)
            sign = mpz_cmp(a->exponent.q, b->exponent.q);
        if (sign != 0)
            return sign;
    }
    return (x->powers > powers) - (x->powers < powers);
}

static void remove_term(struct mv_polynomial *z, size_t at)
{
    clear_term(&z->term[at]);
    for (z->count--; at < z->count; at++)
        z->term[at] = z->term[at + 1];
}

static void insert_term(struct mv_ring *r, struct mv_polynomial *z, size_t at,
                        const struct mv_ratio *q)
{
    struct mv_term *term;

    if (z->count == term_limit) {
        mv_ring_fail(r, MV_E233, "a coefficient of more than 10000 terms");
        return;
    }
    z->term = mv_grow(z->term, &z->room, z->count + 1, sizeof *z->term);
    for (size_t k = z->count++; k > at; k--)
        z->term[k] = z->term[k - 1];
    term = &z->term[at];
    mv_ratio_init(&term->q);
    mv_ratio_set(&term->q, q);
    term->powers = r->powers;
    term->key = mv_allocate(r->powers, sizeof *term->key);
    for (size_t k = 0; k < r->powers; k++) {
        term->key[k].variable = r->key[k].variable;
        mv_ratio_init(&term->key[k].exponent);
        mv_ratio_set(&term->key[k].exponent, &r->key[k].exponent);
    }
}

/* z += q times the product of the powers in r->key */
static void add_term(struct mv_ring *r, struct mv_polynomial *z,
                     const struct mv_ratio *q)
{
    size_t low = 0, high = z->count;

    mv_spend(r->a, 64 + 8 * z->count, 1);
    for (size_t k = 0; k < r->powers; k++)
        mv_spend(r->a,
                 64 + mpz_size(r->key[k].exponent.p) +
                     mpz_size(r->key[k].exponent.q),
                 2);
    if (r->text != NULL || mpz_sgn(q->p) == 0)
        return;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct mv_term *term = &z->term[middle];
        int sign = compare(r, term, r->key, r->powers);

        if (sign == 0) {
            mv_ratio_compute(r->a, &term->q, &term->q, q, '+');
            if (mpz_sgn(term->q.p) == 0)
                remove_term(z, middle);
            return;
        }
        if (sign < 0)
            low = middle + 1;
        else
            high = middle;
    }
    insert_term(r, z, low, q);
}

void mv_polynomial_add(struct mv_ring *r, struct mv_polynomial *z,
                       const struct mv_polynomial *x,
                       const struct mv_ratio *factor)
{
    for (size_t k = 0; k < x->count && r->text == NULL; k++) {
        const struct mv_term *term = &x->term[k];

        r->powers = 0;
        for (size_t i = 0; i < term->powers; i++)
            mv_ratio_set(append(r, term->key[i].variable),
                         &term->key[i].exponent);
        mv_ratio_compute(r->a, &r->q, &term->q, factor, '*');
        add_term(r, z, &r->q);
    }
}

/* r->key = the key of x y */
static void add_keys(struct mv_ring *r, const struct mv_term *x,
                     const struct mv_term *y)
{
    size_t i = 0, j = 0;

    r->powers = 0;
    while (i < x->powers || j < y->powers) {
        if (j == y->powers ||
            (i < x->powers && x->key[i].variable < y->key[j].variable)) {
            mv_ratio_set(append(r, x->key[i].variable), &x->key[i].exponent);
            i++;
        } else if (i == x->powers || y->key[j].variable < x->key[i].variable) {
            mv_ratio_set(append(r, y->key[j].variable), &y->key[j].exponent);
            j++;
        } else {
            struct mv_ratio *sum = append(r, x->key[i].variable);

            mv_ratio_compute(r->a, sum, &x->key[i++].exponent,
                             &y->key[j++].exponent, '+');
            if (mpz_sgn(sum->p) == 0)
                r->powers--;
        }
    }
}

void mv_polynomial_add_product(struct mv_ring *r, struct mv_polynomial *z,
                               const struct mv_polynomial *x,
                               const struct mv_polynomial *y,
                               const struct mv_ratio *factor)
{
    for (size_t k = 0; k < x->count; k++)
        for (size_t i = 0; i < y->count && r->text == NULL; i++) {
            add_keys(r, &x->term[k], &y->term[i]);
            mv_ratio_compute(r->a, &r->q, &x->term[k].q, &y->term[i].q, '*');
            mv_ratio_compute(r->a, &r->q, &r->q, factor, '*');
            add_term(r, z, &r->q);
        }
}

void mv_polynomial_add_monomial(struct mv_ring *r, struct mv_polynomial *z,
                                size_t variable, const struct mv_ratio *q)
{
    r->powers = 0;
    if (variable != SIZE_MAX)
        mv_ratio_set(append(r, variable), &r->one);
    add_term(r, z, q);
}

bool mv_polynomial_equal(struct mv_ring *r, const struct mv_polynomial *x,
                         const struct mv_polynomial *y)
{
    if (x->count != y->count)
        return false;
    for (size_t k = 0; k < x->count; k++) {
        const struct mv_term *a = &x->term[k], *b = &y->term[k];

        mv_spend(r->a, 8 + mpz_size(a->q.p) + mpz_size(a->q.q), 1);
        if (compare(r, a, b->key, b->powers) != 0 ||
            mpz_cmp(a->q.p, b->q.p) != 0 || mpz_cmp(a->q.q, b->q.q) != 0)
            return false;
    }
    return true;
}

static bool is_one(const struct mv_polynomial *x)
{
    return x->count == 1 && x->term[0].powers == 0 &&
           mpz_cmp_ui(x->term[0].q.p, 1) == 0 &&
           mpz_cmp_ui(x->term[0].q.q, 1) == 0;
}

void mv_ring_atom(struct mv_ring *r, struct mv_polynomial *z, char kind,
                  size_t index, const struct mv_polynomial *p,
                  const struct mv_ratio *exponent)
{
    struct mv_atom *atom;
    size_t k = 0;

    for (; k < r->atoms; k++) {
        atom = &r->atom[k];
        if (atom->kind == kind && atom->index == index &&
            mpz_cmp(atom->r.p, exponent->p) == 0 &&
            mpz_cmp(atom->r.q, exponent->q) == 0 &&
            mv_polynomial_equal(r, &atom->p, p))
            break;
    }
    if (k == atom_limit) {
        mv_ring_fail(r, MV_E233, "more than 32 atoms");
        return;
    }
    if (k == r->atoms) {
        atom = &r->atom[r->atoms++];
        atom->kind = kind;
        atom->index = index;
        mv_ratio_init(&atom->r);
        mv_ratio_set(&atom->r, exponent);
        mv_polynomial_add(r, &atom->p, p, &r->one);
    }
    mv_polynomial_add_monomial(r, z, r->names + k, &r->one);
}

/* In the key of a term exp(L) stand, as exponents of the variables from here
   on, the constant term of L and its coefficients. */
static size_t first_of_form(const struct mv_ring *r)
{
    return r->names + atom_limit;
}

void mv_ring_inverse(struct mv_ring *r, struct mv_polynomial *z,
                     const struct mv_polynomial *p)
{
    const struct mv_term *term = p->term;

    if (p->count != 1 ||
        (term->powers > 0 && term->key[0].variable < first_of_form(r))) {
        mv_ring_function(r, z, '/', p, &r->one);
        return;
    }
    r->powers = 0;
    for (size_t k = 0; k < term->powers; k++) {
        struct mv_ratio *minus = append(r, term->key[k].variable);

        mv_ratio_set(minus, &term->key[k].exponent);
        mpz_neg(minus->p, minus->p);
    }
    mv_ratio_compute(r->a, &r->q, &r->one, &term->q, '/');
    add_term(r, z, &r->q);
}

void mv_ring_function(struct mv_ring *r, struct mv_polynomial *z, char kind,
                      const struct mv_polynomial *p,
                      const struct mv_ratio *exponent)
{
    if (p->count == 0)
        mv_ring_fail(r, MV_E436, "a divisor, base or argument of log is 0");
    else if (kind == '^' && is_one(p))
        mv_polynomial_add(r, z, p, &r->one);
    else if (kind != 'l' || !is_one(p))
        mv_ring_atom(r, z, kind, 0, p, exponent);
}

void mv_ring_exp(struct mv_ring *r, struct mv_polynomial *z,
                 const struct mv_polynomial *p)
{
    r->powers = 0;
    for (size_t k = 0; k < p->count; k++) {
        const struct mv_term *term = &p->term[k];
        size_t variable = first_of_form(r);

        if (term->powers > 0) {
            const struct mv_power *power = &term->key[0];

            if (term->powers > 1 || power->variable >= r->names ||
                mpz_cmp_ui(power->exponent.p, 1) != 0) {
                mv_ring_atom(r, z, 'e', 0, p, &r->one);
                return;
            }
            variable += 1 + power->variable;
        }
        mv_ratio_set(append(r, variable), &term->q);
    }
    add_term(r, z, &r->one);
}
