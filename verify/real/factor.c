#include "real.h"

static bool same_code(const struct mv_claims *c, struct mv_code x,
                      struct mv_code y)
{
    if (x.last - x.first != y.last - y.first)
        return false;
    for (size_t k = 0; k <= x.last - x.first; k++) {
        const struct mv_node *a = &c->code[x.first + k];
        const struct mv_node *b = &c->code[y.first + k];

        if (a->op != b->op || a->span != b->span || a->jump != b->jump)
            return false;
        if (a->op == MV_NUMBER
                ? mv_compare(c->number[a->arg].p, c->number[a->arg].q,
                             c->number[b->arg].p, c->number[b->arg].q) != 0
                : a->arg != b->arg || a->number != b->number)
            return false;
    }
    return true;
}

/* The operand of which this is the root. */
static struct mv_code operand_at(const struct mv_claims *c, size_t root)
{
    return (struct mv_code){root - c->code[root].span, root};
}

static bool is_nought(const struct mv_claims *c, struct mv_code piece)
{
    return c->code[piece.last].op == MV_NUMBER &&
           mpz_sgn(c->number[c->code[piece.last].arg].p) == 0;
}

/* Whether z is the distance of the variable to the end of the integral. */
static bool is_distance(const struct mv_claims *c, struct mv_code z,
                        struct mv_code bound, size_t slot, int end)
{
    struct mv_code variable = z, other;

    if (end == 0 && is_nought(c, bound) && z.first == z.last)
        return c->code[z.last].op == MV_LOAD && c->code[z.last].arg == slot;
    if (c->code[z.last].op != '-')
        return false;
    other = operand_at(c, z.last - 1);
    variable = operand_at(c, other.first - 1);
    if (end == 1) {
        struct mv_code kept = other;

        other = variable;
        variable = kept;
    }
    return c->code[variable.last].op == MV_LOAD &&
           c->code[variable.last].arg == slot && same_code(c, other, bound);
}

/* Whether the factor with this root is a power; then z is its base and p the
   exponent; for sqrt p is the base too. */
static bool is_power(const struct mv_claims *c, size_t root, struct mv_code *z,
                     struct mv_code *p)
{
    if (c->code[root].op != '^' && c->code[root].op != MV_SQRT)
        return false;
    *z = *p = operand_at(c, root - 1);
    if (c->code[root].op == '^')
        *z = operand_at(c, p->first - 1);
    return true;
}

/* Whether p is a rational constant, but for those with the variables of sums;
   then p + 1, or 1 - p below a fraction line. */
static bool known_weight(const struct mv_claims *c, struct mv_code p,
                         bool below, struct mv_ratio *x)
{
    const struct mv_node *node = &c->code[p.first];

    if (node->fold > 0 && node->skip == p.last - p.first)
        mv_ratio_set(x, &c->number[node->fold - 1]);
    else if (node->op == MV_NUMBER && p.first == p.last)
        mv_ratio_set(x, &c->number[node->arg]);
    else if (node->op == MV_GLOBAL && node->rational && p.first == p.last)
        mv_ratio_set(x, &c->definition[node->arg].value.exact);
    else
        return false;
    if (below)
        mpz_neg(x->p, x->p);
    mpz_add(x->p, x->p, x->q);
    return true;
}

/* An integrand: count[k]: how often the variable occurs in its first k nodes;
   roots of operands that are still to be looked at. */
struct form {
    struct mv_claims *c;
    size_t first, slot, *count, *todo, tasks, room;
};

static bool has_variable(const struct form *f, struct mv_code piece)
{
    return f->count[piece.last + 1 - f->first] >
           f->count[piece.first - f->first];
}

static void later(struct form *f, size_t root, unsigned char role)
{
    f->todo = mv_grow(f->todo, &f->room, f->tasks + 1, sizeof *f->todo);
    f->c->code[root].role = role;
    f->todo[f->tasks++] = root;
}

/* Marks the factor with this root, a power of the distance to the end, unless
   its exponent is an integer or at most -1 by its form. */
static void mark_factor(const struct form *f, size_t root, int end,
                        struct mv_integral *integral)
{
    struct mv_claims *c = f->c;
    struct mv_code z, p;
    struct mv_ratio weight;
    bool below = (c->code[root].role & MV_BELOW) != 0, good;
    int shift = MV_FACTOR_SHIFT * end;

    is_power(c, root, &z, &p);
    mv_ratio_init(&weight);
    good = c->code[root].op == MV_SQRT ||
           (known_weight(c, p, below, &weight)
                ? mpz_sgn(weight.p) > 0 && !mv_ratio_is_integer(&weight)
                : !has_variable(f, p));
    mv_ratio_clear(&weight);
    if (!good)
        return;
    integral->factor[end] = true;
    integral->below[end] = below;
    c->code[z.first].marks |= (unsigned char)(MV_FACTOR_FIRST << shift);
    c->code[root].marks |= (unsigned char)(MV_FACTOR_LAST << shift);
    c->code[p.first].marks |= (unsigned char)(MV_FACTOR_EXPONENT << shift);
}

/* The operands of * / + - or of the unary - in which the variable occurs; says
   in the role of the node in which it does not. */
static void look_below(struct form *f, size_t root, unsigned char role)
{
    struct mv_node *node = &f->c->code[root];
    struct mv_code right = operand_at(f->c, root - 1), left;
    bool turn = node->op == '/' && (role & MV_IN_PRODUCT) != 0;

    if (node->op != MV_NEG) {
        left = operand_at(f->c, right.first - 1);
        if (!has_variable(f, left))
            node->role |= MV_LEFT_PLAIN;
        if (!has_variable(f, right))
            node->role |= MV_RIGHT_PLAIN;
    }
    if ((node->role & MV_RIGHT_PLAIN) == 0)
        later(f, right.last, turn ? role ^ MV_BELOW : role);
    if (node->op != MV_NEG && (node->role & MV_LEFT_PLAIN) == 0)
        later(f, left.last, role);
}

/* At a factor, or at a part of an exponent, in which the variable occurs: what
   is to be looked at next; false if it is not of the form of *Series*. */
static bool look(struct form *f, size_t root)
{
    const struct mv_node *node = &f->c->code[root];
    bool line = (node->role & MV_IN_LINE) != 0;
    struct mv_code z, p;

    switch (node->op) {
    case MV_LOAD:
        return true;
    case MV_EXP:
        if (!line)
            later(f, root - 1, MV_IN_LINE);
        return !line;
    case '^':
    case MV_SQRT:
        is_power(f->c, root, &z, &p);
        if (f->c->code[z.last].op != MV_LOAD || !has_variable(f, z))
            return false;
        f->c->code[z.last].role = MV_IN_BASE;
        return !line && (node->op == MV_SQRT || !has_variable(f, p));
    case '+':
    case '-':
        if (!line)
            return false;
        break;
    case '*':
    case '/':
    case MV_NEG:
        break;
    default:
        return false;
    }
    look_below(f, root, node->role);
    return !line || (node->op != '*' && node->op != '/') ||
           (node->role & MV_RIGHT_PLAIN) != 0 ||
           (node->op == '*' && (node->role & MV_LEFT_PLAIN) != 0);
}

void mv_factors_find(struct mv_claims *c, struct mv_code integrand,
                     const struct mv_code bound[2], size_t slot,
                     struct mv_integral *integral)
{
    size_t length = integrand.last - integrand.first + 1;
    struct form f = {c, integrand.first, slot, NULL, NULL, 0, 0};
    struct mv_code z, p;

    f.count = mv_allocate(length + 1, sizeof *f.count);
    for (size_t k = 0; k < length; k++) {
        const struct mv_node *node = &c->code[integrand.first + k];

        f.count[k + 1] =
            f.count[k] + (node->op == MV_LOAD && node->arg == slot);
    }
    integral->series = is_nought(c, bound[0]);
    if (f.count[length] > 0)
        later(&f, integrand.last, MV_IN_PRODUCT);
    while (f.tasks > 0) {
        size_t root = f.todo[--f.tasks];

        if ((c->code[root].role & MV_IN_PRODUCT) != 0 &&
            is_power(c, root, &z, &p))
            for (int end = 0; end < 2; end++)
                if (!integral->factor[end] &&
                    is_distance(c, z, bound[end], slot, end))
                    mark_factor(&f, root, end, integral);
        if (!look(&f, root)) {
            integral->series = false;
            c->code[root].role = 0; /* it may be the end of another integral */
        }
    }
    mv_release(f.count, length + 1, sizeof *f.count);
    mv_release(f.todo, f.room, sizeof *f.todo);
}
