#include "real.h"

enum { point_limit = 1000000, power_limit = 100 };

/* The value n/d of a fraction of polynomials at a point, without common
   factors other than those of the polynomials' values; or the degrees of n and
   d in a name, which saturate. */
struct fraction {
    mpz_t n, d;
};

struct degree {
    uint64_t n, d;
};

#define SATURATED ((uint64_t)1 << 40)

/* seen[k]: whether the divisor of the division that is done as number k was
   other than 0 at some point. */
struct grid {
    struct mv_judge *judge;
    struct fraction *stack, *slot;
    struct degree *degrees, *slot_degrees;
    size_t top, room, divisions, seen_room;
    bool *seen;
};

static struct fraction *new_fractions(size_t count)
{
    struct fraction *x = mv_allocate(count, sizeof *x);

    for (size_t k = 0; k < count; k++) {
        mpz_init(x[k].n);
        mpz_init_set_ui(x[k].d, 1);
    }
    return x;
}

static _Noreturn void refuse_form(const struct grid *g)
{
    mv_reject(&g->judge->reader, MV_E435,
              "a side is no rational function with rational coefficients");
}

/* The exponent of the power at this node. */
static long exponent_of(const struct grid *g, const struct mv_node *node)
{
    const struct mv_ratio *x = mv_node_number(&g->judge->claims, node - 1);

    if (node->arg == 0 || x == NULL || !mv_ratio_is_integer(x) ||
        mpz_cmpabs_ui(x->p, power_limit) > 0)
        refuse_form(g);
    return mpz_get_si(x->p);
}

static void note_divisor(struct grid *g, const mpz_t n)
{
    size_t before = g->seen_room;

    g->seen = mv_grow(g->seen, &g->seen_room, g->divisions + 1, 1);
    for (size_t k = before; k < g->seen_room; k++)
        g->seen[k] = false;
    if (mpz_sgn(n) != 0)
        g->seen[g->divisions] = true;
    g->divisions++;
}

static void shorten(struct grid *g, struct fraction *x)
{
    mv_spend(&g->judge->a, 16,
             mv_bit_price(mpz_sizeinbase(x->n, 2) + mpz_sizeinbase(x->d, 2)));
    mv_reduce(x->n, x->d);
    if (mpz_sizeinbase(x->n, 2) + mpz_sizeinbase(x->d, 2) > 1 << 21)
        mv_reject(&g->judge->reader, MV_E233, "a number of too many bits");
}

static void operate(struct grid *g, struct fraction *x, struct fraction *y,
                    char op)
{
    if (op == '/') {
        note_divisor(g, y->n);
        mpz_swap(y->n, y->d);
        op = '*';
    }
    if (op == '*') {
        mpz_mul(x->n, x->n, y->n);
    } else {
        mpz_mul(x->n, x->n, y->d);
        mpz_mul(y->n, y->n, x->d);
        if (op == '+')
            mpz_add(x->n, x->n, y->n);
        else
            mpz_sub(x->n, x->n, y->n);
    }
    mpz_mul(x->d, x->d, y->d);
    shorten(g, x);
}

static void raise_fraction(struct grid *g, struct fraction *x, long k)
{
    if (k < 0) {
        note_divisor(g, x->n);
        mpz_swap(x->n, x->d);
        k = -k;
    }
    mv_spend(&g->judge->a, (uint64_t)k + 1,
             mv_bit_price(mpz_sizeinbase(x->n, 2) + mpz_sizeinbase(x->d, 2)));
    mpz_pow_ui(x->n, x->n, (unsigned long)k);
    mpz_pow_ui(x->d, x->d, (unsigned long)k);
    shorten(g, x);
}

/* The value of a side at the point that the slots are; it is left on the
   stack. */
static void evaluate_side(struct grid *g, struct mv_code side)
{
    for (size_t k = side.first; k <= side.last; k++) {
        const struct mv_node *node = &g->judge->program.code[k];
        const struct mv_ratio *number = mv_node_number(&g->judge->claims, node);
        struct fraction *x = &g->stack[g->top];

        mv_spend(&g->judge->a, 16, 1);
        switch (node->op) {
        case MV_NUMBER:
        case MV_GLOBAL:
            if (number == NULL)
                refuse_form(g);
            mpz_set(x->n, number->p);
            mpz_set(x->d, number->q);
            g->top++;
            break;
        case MV_LOAD:
            mpz_set(x->n, g->slot[node->arg].n);
            mpz_set(x->d, g->slot[node->arg].d);
            g->top++;
            break;
        case MV_STORE:
            mpz_set(g->slot[node->arg].n, x[-1].n);
            mpz_set(g->slot[node->arg].d, x[-1].d);
            g->top--;
            break;
        case MV_NEG:
            mpz_neg(x[-1].n, x[-1].n);
            break;
        case '+':
        case '-':
        case '*':
        case '/':
            operate(g, &x[-2], &x[-1], (char)node->op);
            g->top--;
            break;
        case '^':
            raise_fraction(g, &x[-2], exponent_of(g, node));
            g->top--;
            break;
        default:
            refuse_form(g);
        }
    }
}

static uint64_t larger(uint64_t x, uint64_t y)
{
    return x > y ? x : y;
}

static uint64_t capped(uint64_t x)
{
    return x < SATURATED ? x : SATURATED;
}

/* The degrees of a side, which evaluate_side has accepted, in one name. */
static void degrees_of_side(struct grid *g, struct mv_code side, size_t name)
{
    for (size_t k = side.first; k <= side.last; k++) {
        const struct mv_node *node = &g->judge->program.code[k];
        struct degree *x = &g->degrees[g->top], y;
        long power;

        mv_spend(&g->judge->a, 4, 1);
        switch (node->op) {
        case MV_NUMBER:
        case MV_GLOBAL:
            *x = (struct degree){0, 0};
            g->top++;
            break;
        case MV_LOAD:
            *x = node->arg < g->judge->claim->bindings
                     ? (struct degree){node->arg == name, 0}
                     : g->slot_degrees[node->arg];
            g->top++;
            break;
        case MV_STORE:
            g->slot_degrees[node->arg] = x[-1];
            g->top--;
            break;
        case MV_NEG:
            break;
        case '^':
            power = exponent_of(g, node);
            y = x[-2];
            if (power < 0)
                y = (struct degree){y.d, y.n};
            x[-2].n = capped(y.n * (uint64_t)(power < 0 ? -power : power));
            x[-2].d = capped(y.d * (uint64_t)(power < 0 ? -power : power));
            g->top--;
            break;
        default:
            y = x[-1];
            if (node->op == '/')
                y = (struct degree){y.d, y.n};
            x[-2].n = node->op == '*' || node->op == '/'
                          ? capped(x[-2].n + y.n)
                          : capped(larger(x[-2].n + y.d, y.n + x[-2].d));
            x[-2].d = capped(x[-2].d + y.d);
            g->top--;
        }
    }
}

/* Both sides at the point: whether they are the same, as fractions. */
static bool sides_agree(struct grid *g)
{
    struct fraction *x = g->stack;
    bool same;

    g->top = g->divisions = 0;
    evaluate_side(g, g->judge->claim->ready_left);
    evaluate_side(g, g->judge->claim->ready_right);
    mpz_mul(x[0].n, x[0].n, x[1].d);
    mpz_mul(x[1].n, x[1].n, x[0].d);
    same = mpz_cmp(x[0].n, x[1].n) == 0;
    return same;
}

static void check_degrees(struct grid *g, const size_t *most)
{
    const struct mv_statement *claim = g->judge->claim;

    for (size_t k = 0; k < claim->bindings; k++) {
        const struct degree *x = g->degrees;

        g->top = 0;
        degrees_of_side(g, claim->ready_left, k);
        degrees_of_side(g, claim->ready_right, k);
        if (larger(x[0].n + x[1].d, x[1].n + x[0].d) > most[k])
            mv_reject(&g->judge->reader, MV_E435,
                      "the degree in name %zu may be larger than %zu", k,
                      most[k]);
    }
}

/* All points of the grid; sides_agree has been called once, for the form. */
static void check_grid(struct grid *g, const size_t *most)
{
    size_t names = g->judge->claim->bindings, k;
    size_t *at = mv_allocate(names, sizeof *at);

    do {
        for (k = 0; k < names; k++) {
            mpz_set_ui(g->slot[k].n, at[k]);
            mpz_set_ui(g->slot[k].d, 1);
        }
        if (!sides_agree(g))
            mv_reject(&g->judge->reader, MV_E435,
                      "the sides differ at a point of the grid");
        g->judge->leaves++;
        for (k = 0; k < names && at[k] == most[k]; k++)
            at[k] = 0;
        if (k < names)
            at[k]++;
    } while (k < names);
    mv_release(at, names, sizeof *at);
    for (k = 0; k < g->divisions; k++)
        if (!g->seen[k])
            mv_reject(&g->judge->reader, MV_E433,
                      "a divisor is 0 at all points of the grid");
}

static void prove(struct grid *g)
{
    struct mv_reader *reader = &g->judge->reader;
    size_t names = g->judge->claim->bindings, points = 1;
    size_t *most = mv_allocate(names, sizeof *most);

    mv_record(reader, "degrees", names);
    for (size_t k = 0; k < names; k++) {
        most[k] = mv_field_natural(reader);
        if (most[k] >= point_limit / points)
            mv_reject(reader, MV_E310, "a grid of more than %d points",
                      point_limit);
        points *= most[k] + 1;
    }
    sides_agree(g);
    check_degrees(g, most);
    check_grid(g, most);
    mv_release(most, names, sizeof *most);
}

static void refute(struct grid *g)
{
    struct mv_reader *reader = &g->judge->reader;
    size_t names = g->judge->claim->bindings;
    bool same;

    mv_record(reader, "point", names);
    for (size_t k = 0; k < names; k++)
        mv_field_rational(reader, g->slot[k].n, g->slot[k].d);
    same = sides_agree(g);
    for (size_t k = 0; k < g->divisions; k++)
        if (!g->seen[k])
            mv_reject(reader, MV_E434, "a divisor is 0 at this point");
    if (same)
        mv_reject(reader, MV_E434, "the sides are equal at this point");
}

void mv_identity_check(struct mv_judge *judge)
{
    struct grid g = {.judge = judge};
    size_t nodes = judge->program.used + 2;

    g.stack = new_fractions(nodes);
    g.degrees = mv_allocate(nodes, sizeof *g.degrees);
    g.slot = new_fractions(judge->slots + 1);
    g.slot_degrees = mv_allocate(judge->slots + 1, sizeof *g.slot_degrees);
    if (judge->refute)
        refute(&g);
    else
        prove(&g);
}
