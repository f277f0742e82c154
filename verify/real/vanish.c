#include "real.h"

enum { exponent_limit = 100, order_limit = 20 };

/* Power series in h over the ring, to so many orders. */
struct series {
    struct mv_polynomial *c; /* NULL: none */
};

struct field {
    struct mv_judge *judge;
    struct mv_ring ring;
    size_t orders;
    struct series *stack, *slot;
    size_t top, room;
};

static struct series new_series(const struct field *f)
{
    return (struct series){
        mv_allocate(f->orders, sizeof(struct mv_polynomial))};
}

static void clear_series(const struct field *f, struct series *z)
{
    for (size_t k = 0; k < f->orders && z->c != NULL; k++)
        mv_polynomial_clear(&z->c[k]);
    mv_release(z->c, f->orders, sizeof *z->c);
    z->c = NULL;
}

static struct series *push(struct field *f)
{
    f->stack = mv_grow(f->stack, &f->room, f->top + 1, sizeof *f->stack);
    f->stack[f->top] = new_series(f);
    return &f->stack[f->top++];
}

/* z += factor x */
static void add(struct field *f, struct series *z, const struct series *x,
                const struct mv_ratio *factor)
{
    for (size_t k = 0; k < f->orders; k++)
        mv_polynomial_add(&f->ring, &z->c[k], &x->c[k], factor);
}

/* z = x y, for an empty z */
static void multiply(struct field *f, struct series *z, const struct series *x,
                     const struct series *y)
{
    for (size_t k = 0; k < f->orders; k++)
        for (size_t i = 0; i <= k; i++)
            mv_polynomial_add_product(&f->ring, &z->c[k], &x->c[i],
                                      &y->c[k - i], &f->ring.one);
}

/* z = d^-1 ('/'), d^r ('^') or log(d) ('l', r = 0), for an empty z:
   k d_0 z_k = sum over j = 1..k of (r j - (k - j)) d_j z_{k-j}, for log(d) with
   k d_k more. */
static void expand_power(struct field *f, struct series *z,
                         const struct series *d, char kind,
                         const struct mv_ratio *r)
{
    struct mv_polynomial inverse = {.term = NULL}, sum = {.term = NULL};
    struct mv_ratio factor;

    mv_ratio_init(&factor);
    if (kind == '/')
        mv_ring_inverse(&f->ring, &z->c[0], &d->c[0]);
    else
        mv_ring_function(&f->ring, &z->c[0], kind, &d->c[0], r);
    for (size_t k = 1; k < f->orders; k++) {
        if (kind == 'l')
            mv_polynomial_add(&f->ring, &sum, &d->c[k], &f->ring.one);
        for (size_t j = 1; j <= k; j++) {
            if (d->c[j].count == 0 || z->c[k - j].count == 0)
                continue;
            mv_spend(f->ring.a, 16,
                     mv_bit_price(mpz_sizeinbase(r->p, 2) +
                                  mpz_sizeinbase(r->q, 2)));
            mpz_mul_ui(factor.p, r->p, j);
            mpz_submul_ui(factor.p, r->q, k - j);
            mpz_mul_ui(factor.q, r->q, k);
            mv_reduce(factor.p, factor.q);
            mv_polynomial_add_product(&f->ring, &sum, &d->c[j], &z->c[k - j],
                                      &factor);
        }
        if (sum.count > 0 && inverse.count == 0)
            mv_ring_inverse(&f->ring, &inverse, &d->c[0]);
        mv_polynomial_add_product(&f->ring, &z->c[k], &sum, &inverse,
                                  &f->ring.one);
        mv_polynomial_clear(&sum);
    }
    mv_polynomial_clear(&inverse);
    mv_ratio_clear(&factor);
}

/* z = exp(x), for an empty z: k z_k = sum over i = 1..k of i x_i z_{k-i} */
static void expand_exp(struct field *f, struct series *z,
                       const struct series *x)
{
    struct mv_ratio factor;

    mv_ratio_init(&factor);
    mv_ring_exp(&f->ring, &z->c[0], &x->c[0]);
    for (size_t k = 1; k < f->orders; k++)
        for (size_t i = 1; i <= k; i++) {
            mpz_set_ui(factor.p, i);
            mpz_set_ui(factor.q, k);
            mv_reduce(factor.p, factor.q);
            mv_polynomial_add_product(&f->ring, &z->c[k], &x->c[i],
                                      &z->c[k - i], &factor);
        }
    mv_ratio_clear(&factor);
}

/* Replaces the uppermost `count` operands. */
static void replace(struct field *f, size_t count, struct series z)
{
    for (; count > 0; count--)
        clear_series(f, &f->stack[--f->top]);
    f->stack[f->top++] = z; /* there was room */
}

/* x^n for a natural n */
static struct series natural_power(struct field *f, const struct series *x,
                                   unsigned long n)
{
    struct series z = new_series(f), kept;

    mv_polynomial_add_monomial(&f->ring, &z.c[0], SIZE_MAX, &f->ring.one);
    for (; n > 0 && f->ring.text == NULL; n--) {
        kept = z;
        z = new_series(f);
        multiply(f, &z, &kept, x);
        clear_series(f, &kept);
    }
    return z;
}

/* x^y for the uppermost operands. */
static void raise(struct field *f, const struct mv_node *node)
{
    const struct series *x = &f->stack[f->top - 2], *y = &f->stack[f->top - 1];
    const struct mv_ratio *r = mv_node_number(&f->judge->claims, node - 1);
    struct series z = new_series(f), part = new_series(f);
    struct mv_ratio number;

    mv_ratio_init(&number);
    if (node->arg == 0) { /* exp(y log(x)) */
        struct series logarithm = new_series(f);

        expand_power(f, &logarithm, x, 'l', &number);
        multiply(f, &part, y, &logarithm);
        expand_exp(f, &z, &part);
        clear_series(f, &logarithm);
    } else if (r != NULL && !mv_ratio_is_integer(r)) {
        expand_power(f, &z, x, '^', r);
    } else if (r != NULL && mpz_cmpabs_ui(r->p, exponent_limit) <= 0) {
        unsigned long n = mpz_get_ui(r->p); /* of |r| */

        clear_series(f, &z);
        if (mpz_sgn(r->p) < 0) {
            mpz_set_si(number.p, -1);
            expand_power(f, &part, x, '/', &number);
            x = &part;
        }
        z = natural_power(f, x, n);
    } else {
        mv_ring_fail(&f->ring, MV_E436, "an integer exponent of more than 100");
    }
    mv_ratio_clear(&number);
    clear_series(f, &part);
    replace(f, 2, z);
}

/* x OP y for the uppermost operands. */
static void binary(struct field *f, unsigned char op)
{
    const struct series *x = &f->stack[f->top - 2], *y = &f->stack[f->top - 1];
    struct series z = new_series(f), inverse = new_series(f);
    struct mv_ratio sign;

    mv_ratio_init(&sign);
    mpz_set_si(sign.p, op == '+' ? 1 : -1);
    if (op == '*') {
        multiply(f, &z, x, y);
    } else if (op == '/') {
        expand_power(f, &inverse, y, '/', &sign);
        multiply(f, &z, x, &inverse);
    } else {
        add(f, &z, x, &f->ring.one);
        add(f, &z, y, &sign);
    }
    mv_ratio_clear(&sign);
    clear_series(f, &inverse);
    replace(f, 2, z);
}

static void unary(struct field *f, unsigned char op)
{
    const struct series *x = &f->stack[f->top - 1];
    struct series z = new_series(f);
    struct mv_ratio q;

    mv_ratio_init(&q);
    if (op == MV_EXP) {
        expand_exp(f, &z, x);
    } else if (op == MV_LOG) {
        expand_power(f, &z, x, 'l', &q);
    } else if (op == MV_SQRT) {
        mpz_set_ui(q.p, 1);
        mpz_set_ui(q.q, 2);
        expand_power(f, &z, x, '^', &q);
    } else {
        mpz_set_si(q.p, -1);
        add(f, &z, x, &q);
    }
    mv_ratio_clear(&q);
    replace(f, 1, z);
}

/* A number, a constant, a root, pi, or what a slot holds. */
static void load(struct field *f, const struct mv_node *node)
{
    const struct mv_ratio *q = NULL;
    struct series *z = push(f);

    if (node->op == MV_LOAD) {
        if (f->slot[node->arg].c == NULL)
            mv_ring_fail(&f->ring, MV_E436, "a name that is not bound here");
        else
            add(f, z, &f->slot[node->arg], &f->ring.one);
        return;
    }
    if (node->op != MV_NUMBER_PI)
        q = mv_node_number(&f->judge->claims, node);
    if (q != NULL)
        mv_polynomial_add_monomial(&f->ring, &z->c[0], SIZE_MAX, q);
    else
        mv_ring_atom(&f->ring, &z->c[0], (char)node->op, node->arg,
                     &(struct mv_polynomial){.term = NULL}, &f->ring.one);
}

/* Computes a piece of code on the stack; not after a failure. */
static void expand(struct field *f, struct mv_code piece)
{
    for (size_t k = piece.first; k <= piece.last; k++) {
        const struct mv_node *node = &f->judge->program.code[k];

        mv_spend(&f->judge->a, 16 + 16 * f->orders, 1);
        if (f->ring.text != NULL)
            return;
        switch (node->op) {
        case MV_NUMBER:
        case MV_NUMBER_PI:
        case MV_GLOBAL:
        case MV_LOAD:
            load(f, node);
            break;
        case MV_STORE:
            clear_series(f, &f->slot[node->arg]);
            f->slot[node->arg] = f->stack[--f->top];
            break;
        case MV_NEG:
        case MV_EXP:
        case MV_LOG:
        case MV_SQRT:
            unary(f, node->op);
            break;
        case '+':
        case '-':
        case '*':
        case '/':
            binary(f, node->op);
            break;
        case '^':
            raise(f, node);
            break;
        default: /* nothing bound within an expression is ever loaded */
            mv_ring_fail(&f->ring, MV_E436,
                         "an operation that is not allowed here");
        }
    }
}

/* The names are themselves. */
static void open(struct field *f, struct mv_judge *judge, size_t orders)
{
    *f = (struct field){.judge = judge, .orders = orders};
    mv_ring_init(&f->ring, &judge->a, judge->claim->bindings);
    f->slot = mv_allocate(judge->slots + 1, sizeof *f->slot);
    for (size_t k = 0; k < f->ring.names; k++) {
        f->slot[k] = new_series(f);
        mv_polynomial_add_monomial(&f->ring, &f->slot[k].c[0], k, &f->ring.one);
    }
}

static void shut(struct field *f)
{
    while (f->top > 0)
        clear_series(f, &f->stack[--f->top]);
    mv_release(f->stack, f->room, sizeof *f->stack);
    for (size_t k = 0; k <= f->judge->slots; k++)
        clear_series(f, &f->slot[k]);
    mv_release(f->slot, f->judge->slots + 1, sizeof *f->slot);
    mv_ring_clear(&f->ring);
}

/* z += Q_0 + Q_1 x_1 + ... + Q_I x_I */
static void add_form(struct field *f, struct mv_polynomial *z,
                     const struct mv_expansion *x)
{
    for (size_t k = 0; k <= x->name; k++)
        mv_polynomial_add_monomial(&f->ring, z, k > 0 ? k - 1 : SIZE_MAX,
                                   &x->form[k]);
}

/* Whether the bound of the name is the linear form. */
static bool is_form(struct mv_judge *judge, const struct mv_expansion *x,
                    struct mv_code bound)
{
    struct mv_polynomial form = {.term = NULL};
    struct field f;
    bool same;

    open(&f, judge, 1);
    add_form(&f, &form, x);
    expand(&f, bound);
    same = f.ring.text == NULL &&
           mv_polynomial_equal(&f.ring, &form, &f.stack[0].c[0]);
    mv_polynomial_clear(&form);
    shut(&f);
    return same;
}

/* The coefficients of F. */
static void check_vanishing(struct mv_judge *judge,
                            const struct mv_condition *condition,
                            const struct mv_expansion *x)
{
    struct field f;

    open(&f, judge, condition->order + x->order);
    mv_polynomial_clear(&f.slot[x->name].c[0]); /* t = E + h */
    add_form(&f, &f.slot[x->name].c[0], x);
    if (f.orders > 1)
        mv_polynomial_add_monomial(&f.ring, &f.slot[x->name].c[1], SIZE_MAX,
                                   &f.ring.one);
    expand(&f, condition->x);
    if (judge->claim->shape == MV_NO_SHAPE) {
        expand(&f, condition->y);
        if (f.ring.text == NULL)
            binary(&f, '-');
    }
    for (size_t k = condition->order; k < f.orders && f.ring.text == NULL; k++)
        if (f.stack[0].c[k].count > 0)
            mv_ring_fail(&f.ring, MV_E436,
                         "a coefficient does not vanish identically");
    if (f.ring.text != NULL)
        mv_reject(&judge->reader, f.ring.reason, "%s", f.ring.text);
    shut(&f);
}

void mv_expansion_read(struct mv_judge *judge, struct mv_expansion *x,
                       const struct mv_condition *condition)
{
    struct mv_reader *reader = &judge->reader;
    const struct mv_statement *claim = judge->claim;
    const struct mv_binding *binding;

    mv_record_any(reader);
    mv_field(reader);
    x->name = mv_field_index(reader, claim->bindings);
    x->order = mv_field_index(reader, order_limit + 1);
    if (x->order == 0)
        mv_reject(reader, MV_E306, "the order is at least 1");
    if (reader->fields != x->name + 3)
        mv_reject(reader, MV_E303, "`expansion` has %zu fields here, not %zu",
                  x->name + 3, reader->fields);
    x->form = mv_allocate(x->name + 1, sizeof *x->form);
    for (size_t k = 0; k <= x->name; k++) {
        mv_ratio_init(&x->form[k]);
        mv_field_rational(reader, x->form[k].p, x->form[k].q);
    }
    if (claim->shape != MV_NO_SHAPE && x->name != claim->shape_name)
        mv_reject(reader, MV_E430,
                  "an expansion in another name than that of the shape");
    check_vanishing(judge, condition, x);
    binding = &claim->binding[x->name];
    x->above = x->order % 2 == 1 && is_form(judge, x, binding->ready_low);
    x->below = x->order % 2 == 1 && is_form(judge, x, binding->ready_high);
}

void mv_expansion_clear(struct mv_expansion *x)
{
    for (size_t k = 0; k <= x->name; k++)
        mv_ratio_clear(&x->form[k]);
    mv_release(x->form, x->name + 1, sizeof *x->form);
}
