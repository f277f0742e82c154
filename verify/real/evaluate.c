#include "real.h"

enum { term_limit = 100000 };

/* An open `if` (with both: its two cases are computed) or sum, of which so many
   terms were computed. */
struct mv_control {
    bool both, constant;
    mpz_t last;
    unsigned long terms;
};

void mv_evaluator_init(struct mv_evaluator *e, struct mv_claims *claims)
{
    *e = (struct mv_evaluator){
        .claims = claims, .skip_first = SIZE_MAX, .stop = SIZE_MAX};
    mv_jet_init(&e->scratch);
    e->g.a = claims->a;
}

/* Makes an array of values longer. */
static struct mv_jet *extend(struct mv_jet *jet, size_t *room, size_t count)
{
    size_t before = *room;

    jet = mv_grow(jet, room, count, sizeof *jet);
    for (size_t k = before; k < *room; k++)
        mv_jet_init(&jet[k]);
    return jet;
}

void mv_evaluator_slots(struct mv_evaluator *e, size_t count)
{
    e->slot = extend(e->slot, &e->slot_room, count);
}

struct mv_jet *mv_evaluator_push(struct mv_evaluator *e)
{
    e->stack = extend(e->stack, &e->stack_room, e->top + 1);
    return &e->stack[e->top++];
}

static struct mv_control *open_control(struct mv_evaluator *e)
{
    size_t before = e->control_room;

    e->control = mv_grow(e->control, &e->control_room, e->controls + 1,
                         sizeof *e->control);
    for (size_t k = before; k < e->control_room; k++)
        mpz_init(e->control[k].last);
    return &e->control[e->controls++];
}

static void load(struct mv_evaluator *e, const struct mv_jet *x)
{
    struct mv_jet *z = mv_evaluator_push(e);

    mv_spend(e->g.a, x->length + 1, 1);
    mv_jet_set(&e->g, z, x);
    if (x->level < e->level && !z->undefined && !z->is_exact) {
        z->length = 1;
        z->unknown = false;
    }
}

static void unary(struct mv_evaluator *e, char op, bool rational)
{
    struct mv_jet *x = &e->stack[e->top - 1];

    if (x->is_exact && rational) {
        if (op == MV_ABS)
            mpz_abs(x->exact.p, x->exact.p);
        else
            mpz_neg(x->exact.p, x->exact.p);
        return;
    }
    mv_jet_enclose(&e->g, x);
    mv_jet_unary(&e->g, &e->scratch, x, op);
    mv_jet_swap(x, &e->scratch);
}

void mv_evaluate_binary(struct mv_evaluator *e, char op, bool rational)
{
    struct mv_jet *x = &e->stack[e->top - 2], *y = &e->stack[e->top - 1];

    e->top--;
    if (x->is_exact && y->is_exact && rational &&
        mv_ratio_compute(e->g.a, &x->exact, &x->exact, &y->exact, op))
        return;
    mv_jet_enclose(&e->g, x);
    mv_jet_enclose(&e->g, y);
    mv_jet_binary(&e->g, &e->scratch, x, y, op);
    mv_jet_swap(x, &e->scratch);
}

static void raise_power(struct mv_evaluator *e, const struct mv_node *node)
{
    struct mv_jet *x = &e->stack[e->top - 2], *y = &e->stack[e->top - 1];

    if (node->arg == 0 || !y->is_exact ||
        (x->is_exact && node->rational &&
         mpz_cmpabs_ui(y->exact.p, 10000) <= 0 &&
         mv_ratio_is_integer(&y->exact))) {
        mv_evaluate_binary(e, '^', node->rational);
        return;
    }
    e->top--;
    mv_jet_enclose(&e->g, x);
    mv_jet_power(&e->g, &e->scratch, x, &y->exact);
    mv_jet_swap(x, &e->scratch);
}

/* At TEST, ELSE and IF; these return where to go on. */
static size_t test(struct mv_evaluator *e, const struct mv_node *code,
                   size_t at)
{
    struct mv_jet *x = &e->stack[e->top - 2], *y = &e->stack[e->top - 1];
    enum mv_relation relation = (enum mv_relation)code[at].arg;
    size_t otherwise = at + code[at].jump;
    struct mv_control *control;
    bool constant;
    int first;

    if (x->is_exact && y->is_exact) {
        first = mv_ratio_decide(&x->exact, &y->exact, relation);
        constant = true;
    } else {
        mv_jet_enclose(&e->g, x);
        mv_jet_enclose(&e->g, y);
        if (x->undefined || y->undefined) {
            mv_jet_undefined(x);
            e->top--;
            return otherwise + code[otherwise].jump + 1;
        }
        constant = mv_jet_is_constant(x) && mv_jet_is_constant(y);
        first = mv_interval_decide(&x->c[0], &y->c[0], relation,
                                   e->g.strict && !constant);
    }
    e->top -= 2;
    control = open_control(e);
    control->both = first < 0;
    control->constant = constant;
    return first == 0 ? otherwise + 1 : at + 1;
}

static size_t otherwise(const struct mv_evaluator *e,
                        const struct mv_node *code, size_t at)
{
    return e->control[e->controls - 1].both ? at + 1 : at + code[at].jump;
}

static void join(struct mv_evaluator *e)
{
    struct mv_control *control = &e->control[--e->controls];
    struct mv_jet *x, *y;

    if (!control->both)
        return;
    x = &e->stack[e->top - 2];
    y = &e->stack[e->top - 1];
    mv_jet_enclose(&e->g, x);
    mv_jet_enclose(&e->g, y);
    mv_jet_either(x, y, control->constant);
    e->top--;
}

/* At SUM or PRODUCT, with the bounds on the stack: these give way to the empty
   sum or product, and the counter begins. */
static size_t begin_sum(struct mv_evaluator *e, const struct mv_node *code,
                        size_t at)
{
    struct mv_jet *low = &e->stack[e->top - 2], *high = &e->stack[e->top - 1];
    const struct mv_node *node = &code[at];
    struct mv_control *control = open_control(e);
    struct mv_jet *counter;
    bool empty;

    if (!low->is_exact || !high->is_exact ||
        !mv_ratio_is_integer(&low->exact) || !mv_ratio_is_integer(&high->exact))
        mv_source_refuse(&e->claims->source, node->at, MV_E234,
                         "the bounds of a sum or product are integers");
    mv_evaluator_slots(e, node->arg + 1);
    counter = &e->slot[node->arg];
    mv_jet_exact(counter, &low->exact);
    counter->level = 0;
    mpz_sub(control->last, high->exact.p, low->exact.p);
    empty = mpz_sgn(control->last) < 0;
    if (mpz_cmp_si(control->last, term_limit) >= 0)
        mv_source_refuse(&e->claims->source, node->at, MV_E234,
                         "more than %d terms", term_limit);
    mpz_set(control->last, high->exact.p);
    control->terms = 0;
    mpz_set_ui(low->exact.p, node->op == MV_PRODUCT);
    e->top--;
    if (!empty)
        return at + 1;
    e->controls--;
    return at + node->jump + 1;
}

/* The stack holds the empty sum and, on top of it, sums of 2^i terms for the
   digits 1 of the number of terms, so that long numbers meet long numbers. */
static size_t next_term(struct mv_evaluator *e, const struct mv_node *code,
                        size_t at)
{
    const struct mv_node *head = &code[at - code[at].jump];
    struct mv_control *control = &e->control[e->controls - 1];
    struct mv_jet *counter = &e->slot[head->arg];
    char op = head->op == MV_PRODUCT ? '*' : '+';
    unsigned long rest = ++control->terms;

    for (; rest % 2 == 0; rest /= 2)
        mv_evaluate_binary(e, op, code[at].rational);
    if (mpz_cmp(counter->exact.p, control->last) < 0) {
        mpz_add_ui(counter->exact.p, counter->exact.p, 1);
        return at - code[at].jump + 1;
    }
    for (rest = control->terms; rest > 0; rest /= 2)
        if (rest % 2 == 1)
            mv_evaluate_binary(e, op, code[at].rational);
    e->controls--;
    return at + 1;
}

static void push_pi(struct mv_evaluator *e)
{
    struct mv_jet *z = mv_evaluator_push(e);

    if (e->g.a->precision == 0) {
        mv_jet_undefined(z);
        return;
    }
    mv_spend(e->g.a, 16, e->g.a->price);
    mv_jet_constant(&e->g, z);
    mpfr_const_pi(z->c[0].lo, MPFR_RNDD);
    mpfr_const_pi(z->c[0].hi, MPFR_RNDU);
}

static void store(struct mv_evaluator *e, size_t slot)
{
    struct mv_jet *x = &e->stack[--e->top];

    mv_evaluator_slots(e, slot + 1);
    mv_jet_enclose(&e->g, x);
    mv_jet_swap(&e->slot[slot], x);
    e->slot[slot].level = e->level;
}

/* One node; returns the next one. */
static size_t step(struct mv_evaluator *e, const struct mv_node *code,
                   size_t at)
{
    const struct mv_node *node = &code[at];
    const struct mv_claims *claims = e->claims;

    mv_spend(e->g.a, 8, 1);
    if (at == e->skip_first) {
        struct mv_jet *one = mv_evaluator_push(e);

        mpz_set_ui(one->exact.p, 1);
        mpz_set_ui(one->exact.q, 1);
        mv_jet_exact(one, &one->exact);
        return e->skip_last + 1;
    }
    if (at == e->stop)
        return mv_integral_next(e, code);
    if (e->gammas > 0 && node->role > 0) {
        mv_gamma_step(e, node);
        return at + 1;
    }
    if (node->fold > 0) {
        mv_jet_exact(mv_evaluator_push(e), &claims->number[node->fold - 1]);
        return at + node->skip + 1;
    }
    switch (node->op) {
    case MV_NUMBER:
        mv_jet_exact(mv_evaluator_push(e), &claims->number[node->arg]);
        break;
    case MV_NUMBER_PI:
        push_pi(e);
        break;
    case MV_LOAD:
        load(e, &e->slot[node->arg]);
        break;
    case MV_STORE:
        store(e, node->arg);
        break;
    case MV_GLOBAL:
        load(e, &claims->definition[node->arg].value);
        break;
    case MV_NEG:
    case MV_EXP:
    case MV_LOG:
    case MV_SQRT:
    case MV_ABS:
        unary(e, (char)node->op, node->rational);
        break;
    case MV_POWER:
        raise_power(e, node);
        break;
    case MV_TEST:
        return test(e, code, at);
    case MV_ELSE:
        return otherwise(e, code, at);
    case MV_IF:
        join(e);
        break;
    case MV_SUM:
    case MV_PRODUCT:
        return begin_sum(e, code, at);
    case MV_NEXT:
        return next_term(e, code, at);
    case MV_INTEGRAL:
        return mv_integral_begin(e, code, at);
    case MV_DONE:
        if (e->gammas == 0)
            return mv_integral_next(e, code);
        mv_gamma_end(e);
        break;
    default:
        mv_evaluate_binary(e, (char)node->op, node->rational);
    }
    return at + 1;
}

struct mv_jet *mv_evaluate(struct mv_evaluator *e, const struct mv_node *code,
                           struct mv_code piece)
{
    size_t at = piece.first;

    while (at <= piece.last)
        at = step(e, code, at);
    return &e->stack[e->top - 1];
}
