#include "real.h"

enum { term_limit = 10000, exponent_limit = 100 };

/* A term q x^a exp(L): the key is a_1 .. a_n, the coefficients of L, and its
   constant term. An exponential polynomial: terms with q other than 0, in the
   order of their keys. A series: its coefficients in powers of h. */
struct term {
    struct mv_ratio q, *key;
};

struct polynomial {
    struct term *term;
    size_t count, room;
};

struct series {
    struct polynomial *c;
};

struct ring {
    struct mv_judge *judge;
    size_t names, width, orders; /* width: of keys */
    struct series *stack, *slot;
    size_t top, room;
    struct mv_ratio *key, q; /* scratch */
};

static _Noreturn void refuse(const struct ring *r, const char *text)
{
    mv_reject(&r->judge->reader, MV_E436, "%s", text);
}

static int compare_keys(const struct ring *r, const struct mv_ratio *x,
                        const struct mv_ratio *y)
{
    for (size_t k = 0; k < r->width; k++) {
        int sign = mv_compare(x[k].p, x[k].q, y[k].p, y[k].q);

        if (sign != 0)
            return sign;
    }
    return 0;
}

static void clear_term(const struct ring *r, struct term *term)
{
    mv_ratio_clear(&term->q);
    for (size_t k = 0; k < r->width; k++)
        mv_ratio_clear(&term->key[k]);
    mv_release(term->key, r->width, sizeof *term->key);
}

static void clear_polynomial(const struct ring *r, struct polynomial *z)
{
    for (size_t k = 0; k < z->count; k++)
        clear_term(r, &z->term[k]);
    z->count = 0;
}

/* z += q x^a exp(L), with the key in r->key. */
static void add_term(struct ring *r, struct polynomial *z,
                     const struct mv_ratio *q)
{
    size_t low = 0, high = z->count;
    struct term *term;

    mv_spend(&r->judge->a, 64 + 32 * r->width + z->count, 1);
    if (mpz_sgn(q->p) == 0)
        return;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int sign = compare_keys(r, z->term[middle].key, r->key);

        if (sign == 0) {
            term = &z->term[middle];
            mv_ratio_compute(&r->judge->a, &term->q, &term->q, q, '+');
            if (mpz_sgn(term->q.p) == 0) {
                clear_term(r, term);
                for (z->count--; middle < z->count; middle++)
                    z->term[middle] = z->term[middle + 1];
            }
            return;
        }
        if (sign < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (z->count == term_limit)
        mv_reject(&r->judge->reader, MV_E233, "more than %d terms", term_limit);
    z->term = mv_grow(z->term, &z->room, z->count + 1, sizeof *z->term);
    for (size_t k = z->count++; k > low; k--)
        z->term[k] = z->term[k - 1];
    term = &z->term[low];
    mv_ratio_init(&term->q);
    mv_ratio_set(&term->q, q);
    term->key = mv_allocate(r->width, sizeof *term->key);
    for (size_t k = 0; k < r->width; k++) {
        mv_ratio_init(&term->key[k]);
        mv_ratio_set(&term->key[k], &r->key[k]);
    }
}

/* z += factor x */
static void add_multiple(struct ring *r, struct polynomial *z,
                         const struct polynomial *x,
                         const struct mv_ratio *factor)
{
    for (size_t k = 0; k < x->count; k++) {
        for (size_t i = 0; i < r->width; i++)
            mv_ratio_set(&r->key[i], &x->term[k].key[i]);
        mv_ratio_compute(&r->judge->a, &r->q, &x->term[k].q, factor, '*');
        add_term(r, z, &r->q);
    }
}

/* z += factor x y */
static void add_product(struct ring *r, struct polynomial *z,
                        const struct polynomial *x, const struct polynomial *y,
                        const struct mv_ratio *factor)
{
    struct mv_arithmetic *a = &r->judge->a;

    for (size_t k = 0; k < x->count; k++)
        for (size_t i = 0; i < y->count; i++) {
            for (size_t j = 0; j < r->width; j++)
                mv_ratio_compute(a, &r->key[j], &x->term[k].key[j],
                                 &y->term[i].key[j], '+');
            mv_ratio_compute(a, &r->q, &x->term[k].q, &y->term[i].q, '*');
            mv_ratio_compute(a, &r->q, &r->q, factor, '*');
            add_term(r, z, &r->q);
        }
}

static struct series new_series(const struct ring *r)
{
    return (struct series){mv_allocate(r->orders, sizeof(struct polynomial))};
}

static void clear_series(const struct ring *r, struct series *z)
{
    for (size_t k = 0; k < r->orders; k++) {
        clear_polynomial(r, &z->c[k]);
        mv_release(z->c[k].term, z->c[k].room, sizeof(struct term));
    }
    mv_release(z->c, r->orders, sizeof(struct polynomial));
}

static struct series *push_series(struct ring *r)
{
    r->stack = mv_grow(r->stack, &r->room, r->top + 1, sizeof *r->stack);
    r->stack[r->top] = new_series(r);
    return &r->stack[r->top++];
}

/* The monomial of a name, or 1 for SIZE_MAX, times q in the coefficient k. */
static void add_monomial(struct ring *r, struct series *z, size_t k,
                         size_t name, const struct mv_ratio *q)
{
    for (size_t i = 0; i < r->width; i++) {
        mpz_set_ui(r->key[i].p, i == name);
        mpz_set_ui(r->key[i].q, 1);
    }
    add_term(r, &z->c[k], q);
}

/* z = 1, for an empty z. */
static void set_one(struct ring *r, struct series *z)
{
    struct mv_ratio one;

    mv_ratio_init(&one);
    mpz_set_ui(one.p, 1);
    add_monomial(r, z, 0, SIZE_MAX, &one);
    mv_ratio_clear(&one);
}

/* The number that a series is; false if it is none. */
static bool is_number(const struct ring *r, const struct series *x,
                      struct mv_ratio *q)
{
    const struct polynomial *c = &x->c[0];

    for (size_t k = 1; k < r->orders; k++)
        if (x->c[k].count > 0)
            return false;
    mpz_set_ui(q->p, 0);
    mpz_set_ui(q->q, 1);
    if (c->count == 0)
        return true;
    for (size_t k = 0; k < r->width; k++)
        if (mpz_sgn(c->term[0].key[k].p) != 0)
            return false;
    mv_ratio_set(q, &c->term[0].q);
    return c->count == 1;
}

/* Sets r->key to the L that x is; refuses if x is no linear form. */
static void linear_form(struct ring *r, const struct polynomial *x)
{
    for (size_t k = 0; k < r->width; k++) {
        mpz_set_ui(r->key[k].p, 0);
        mpz_set_ui(r->key[k].q, 1);
    }
    for (size_t k = 0; k < x->count; k++) {
        const struct mv_ratio *key = x->term[k].key;
        size_t name = r->names, degree = 0;

        for (size_t i = 0; i < r->width; i++)
            if (mpz_sgn(key[i].p) != 0) {
                degree += i < r->names && mpz_cmp_ui(key[i].p, 1) == 0 ? 1 : 2;
                name = i;
            }
        if (degree > 1)
            refuse(r, "this is no linear form");
        mv_ratio_set(&r->key[r->names + name], &x->term[k].q);
    }
}

static void multiply_series(struct ring *r, struct series *z,
                            const struct series *x, const struct series *y)
{
    struct mv_ratio one;

    mv_ratio_init(&one);
    mpz_set_ui(one.p, 1);
    for (size_t k = 0; k < r->orders; k++)
        for (size_t i = 0; i <= k; i++)
            add_product(r, &z->c[k], &x->c[i], &y->c[k - i], &one);
    mv_ratio_clear(&one);
}

/* k z_k = sum over i = 1..k of i x_i z_{k-i} */
static void exponential_series(struct ring *r, struct series *z,
                               const struct series *x)
{
    struct mv_ratio factor;

    mv_ratio_init(&factor);
    mpz_set_ui(factor.p, 1);
    linear_form(r, &x->c[0]);
    add_term(r, &z->c[0], &factor);
    for (size_t k = 1; k < r->orders; k++)
        for (size_t i = 1; i <= k; i++) {
            mpz_set_ui(factor.p, i);
            mpz_set_ui(factor.q, k);
            mv_reduce(factor.p, factor.q);
            add_product(r, &z->c[k], &x->c[i], &z->c[k - i], &factor);
        }
    mv_ratio_clear(&factor);
}

/* x OP y for the uppermost operands. */
static void binary_series(struct ring *r, const struct mv_node *node)
{
    struct series *x = &r->stack[r->top - 2], *y = &r->stack[r->top - 1];
    struct series z = new_series(r), kept;
    struct mv_ratio q;

    mv_ratio_init(&q);
    mpz_set_si(q.p, node->op == '-' ? -1 : 1);
    switch (node->op) {
    case '*':
        multiply_series(r, &z, x, y);
        break;
    case '^':
        if (node->arg == 0 || !is_number(r, y, &q) ||
            !mv_ratio_is_integer(&q) || mpz_sgn(q.p) < 0 ||
            mpz_cmp_ui(q.p, exponent_limit) > 0)
            refuse(r, "the exponent is no natural number up to 100");
        set_one(r, &z);
        for (unsigned long k = mpz_get_ui(q.p); k > 0; k--) {
            kept = z;
            z = new_series(r);
            multiply_series(r, &z, &kept, x);
            clear_series(r, &kept);
        }
        break;
    case '/':
        if (!is_number(r, y, &q) || mpz_sgn(q.p) == 0)
            refuse(r, "a divisor is no number other than 0");
        mpz_swap(q.p, q.q);
        if (mpz_sgn(q.q) < 0) {
            mpz_neg(q.p, q.p);
            mpz_neg(q.q, q.q);
        }
        for (size_t k = 0; k < r->orders; k++)
            add_multiple(r, &z.c[k], &x->c[k], &q);
        break;
    default:
        kept = z;
        z = *x;
        *x = kept;
        for (size_t k = 0; k < r->orders; k++)
            add_multiple(r, &z.c[k], &y->c[k], &q);
    }
    mv_ratio_clear(&q);
    clear_series(r, x);
    clear_series(r, y);
    *x = z;
    r->top--;
}

static void unary_series(struct ring *r, unsigned char op)
{
    struct series *x = &r->stack[r->top - 1], z = new_series(r);
    struct mv_ratio minus;

    if (op == MV_EXP) {
        exponential_series(r, &z, x);
    } else {
        mv_ratio_init(&minus);
        mpz_set_si(minus.p, -1);
        for (size_t k = 0; k < r->orders; k++)
            add_multiple(r, &z.c[k], &x->c[k], &minus);
        mv_ratio_clear(&minus);
    }
    clear_series(r, x);
    *x = z;
}

static void push_number(struct ring *r, const struct mv_node *node)
{
    const struct mv_claims *claims = &r->judge->claims;
    const struct mv_definition *d = &claims->definition[node->arg];

    if (node->op == MV_NUMBER)
        add_monomial(r, push_series(r), 0, SIZE_MAX,
                     &claims->number[node->arg]);
    else if (d->rational)
        add_monomial(r, push_series(r), 0, SIZE_MAX, &d->value.exact);
    else
        refuse(r, "a constant that is not rational");
}

static void push_slot(struct ring *r, size_t slot)
{
    struct series *z = push_series(r);
    struct mv_ratio one;

    mv_ratio_init(&one);
    mpz_set_ui(one.p, 1);
    for (size_t k = 0; k < r->orders; k++)
        add_multiple(r, &z->c[k], &r->slot[slot].c[k], &one);
    mv_ratio_clear(&one);
}

static void expand_series(struct ring *r, struct mv_code piece)
{
    for (size_t k = piece.first; k <= piece.last; k++) {
        const struct mv_node *node = &r->judge->program.code[k];

        mv_spend(&r->judge->a, 16, 1);
        switch (node->op) {
        case MV_NUMBER:
        case MV_GLOBAL:
            push_number(r, node);
            break;
        case MV_LOAD:
            push_slot(r, node->arg);
            break;
        case MV_STORE:
            clear_series(r, &r->slot[node->arg]);
            r->slot[node->arg] = r->stack[--r->top];
            break;
        case MV_NEG:
        case MV_EXP:
            unary_series(r, node->op);
            break;
        case '+':
        case '-':
        case '*':
        case '/':
        case '^':
            binary_series(r, node);
            break;
        default:
            refuse(r, "an operation that is not allowed here");
        }
    }
}

void mv_series_vanish(struct mv_judge *judge)
{
    const struct mv_statement *claim = judge->claim;
    struct ring r = {.judge = judge,
                     .names = claim->bindings,
                     .width = 2 * claim->bindings + 1,
                     .orders = claim->hint_order};
    struct mv_ratio one;

    mv_ratio_init(&one);
    mpz_set_ui(one.p, 1);
    mv_ratio_init(&r.q);
    r.key = mv_allocate(r.width, sizeof *r.key);
    for (size_t k = 0; k < r.width; k++)
        mv_ratio_init(&r.key[k]);
    r.slot = mv_allocate(judge->slots + 1, sizeof *r.slot);
    for (size_t k = 0; k < judge->slots; k++) {
        r.slot[k] = new_series(&r);
        if (k < r.names && k != claim->hint_name)
            add_monomial(&r, &r.slot[k], 0, k, &one);
    }
    /* t = E + h */
    expand_series(&r, claim->ready_point);
    linear_form(&r, &r.stack[0].c[0]);
    add_multiple(&r, &r.slot[claim->hint_name].c[0], &r.stack[0].c[0], &one);
    if (r.orders > 1)
        add_monomial(&r, &r.slot[claim->hint_name], 1, SIZE_MAX, &one);
    clear_series(&r, &r.stack[--r.top]);
    expand_series(&r, claim->ready_left);
    expand_series(&r, claim->ready_right);
    binary_series(&r, &(struct mv_node){.op = '-'});
    for (size_t k = 0; k < r.orders; k++)
        if (r.stack[0].c[k].count > 0)
            mv_reject(&judge->reader, MV_E436,
                      "the coefficient of order %zu is not 0 identically", k);
    clear_series(&r, &r.stack[0]);
    mv_ratio_clear(&one);
}
