#include "real.h"
#include <string.h>

enum { nesting_limit = 200, weight_limit = 100000 };

/* An operator that waits for its right operand, or something in parentheses
   that is not closed: '(', CALL, a function of one argument, MV_LEAST and
   MV_LARGEST, TEST, INTEGRAL, SUM, PRODUCT. stage: arguments read; node: the
   last node in between. */
struct pending {
    char kind;
    size_t at, arg, stage, symbol, node;
    enum mv_relation relation;
};

/* An operand: where its code begins; whether it is a rational constant; the
   least slot of a counter that is free in it, or SIZE_MAX. */
struct operand {
    size_t first, free;
    bool rational;
};

struct stacks {
    struct pending *pending;
    struct operand *operand;
    size_t pendings, pending_room, operands, operand_room, depth;
};

static size_t emit(struct mv_parser *p, enum mv_op op, size_t arg, size_t at)
{
    struct mv_claims *c = p->claims;

    c->code = mv_grow(c->code, &c->code_room, c->used + 1, sizeof *c->code);
    c->code[c->used] =
        (struct mv_node){.op = (unsigned char)op, .arg = arg, .at = at};
    return c->used++;
}

static void weigh(struct mv_parser *p, size_t weight, size_t at)
{
    if (weight > weight_limit - p->claims->weight)
        mv_parser_refuse(p, at, MV_E233, "more than %d nodes", weight_limit);
    p->claims->weight += weight;
}

/* A new operand, from `first` to the last node of the code, which is its root.
   Computes it if it is a rational constant. */
static void push_operand(struct mv_parser *p, struct stacks *s,
                         struct operand operand)
{
    struct mv_claims *c = p->claims;
    size_t root = c->used - 1, first = operand.first;
    const struct mv_jet *value;

    c->code[root].span = root - first;
    c->code[root].rational = operand.rational;
    weigh(p, 1, c->code[root].at);
    if (operand.rational && operand.free == SIZE_MAX && root > first) {
        p->evaluator->top = 0;
        value =
            mv_evaluate(p->evaluator, c->code, (struct mv_code){first, root});
        if (value->is_exact) {
            if (c->code[first].fold == 0) {
                c->number = mv_grow(c->number, &c->number_room, c->numbers + 1,
                                    sizeof *c->number);
                mv_ratio_init(&c->number[c->numbers++]);
                c->code[first].fold = c->numbers;
            }
            mv_ratio_set(&c->number[c->code[first].fold - 1], &value->exact);
            c->code[first].skip = root - first;
        } else {
            operand.rational = c->code[root].rational = false;
        }
    }
    s->operand = mv_grow(s->operand, &s->operand_room, s->operands + 1,
                         sizeof *s->operand);
    s->operand[s->operands++] = operand;
}

/* The last node becomes an operator on the uppermost `count` operands. */
static void reduce(struct mv_parser *p, struct stacks *s, size_t count,
                   bool rational)
{
    struct operand *x = &s->operand[s->operands - count], all = *x;

    all.rational = rational;
    for (size_t k = 0; k < count; k++) {
        all.rational = all.rational && x[k].rational;
        if (x[k].free < all.free)
            all.free = x[k].free;
    }
    s->operands -= count;
    push_operand(p, s, all);
}

static int precedence(char kind)
{
    switch (kind) {
    case '+':
    case '-':
        return 1;
    case '*':
    case '/':
        return 2;
    case MV_NEG:
        return 3;
    case '^':
        return 4;
    default:
        return 0;
    }
}

/* Completes the waiting operators that bind closer than this. */
static void complete(struct mv_parser *p, struct stacks *s, int closeness)
{
    while (s->pendings > 0) {
        struct pending *top = &s->pending[s->pendings - 1];
        char kind = top->kind;

        if (precedence(kind) == 0 || precedence(kind) < closeness ||
            (kind == '^' && closeness == 4))
            return;
        s->pendings--;
        emit(p, (enum mv_op)kind,
             kind == '^' && s->operand[s->operands - 1].rational, top->at);
        reduce(p, s, kind == MV_NEG ? 1 : 2, true);
    }
}

static struct pending *defer(struct mv_parser *p, struct stacks *s, char kind,
                             size_t arg)
{
    struct pending *top;

    s->pending = mv_grow(s->pending, &s->pending_room, s->pendings + 1,
                         sizeof *s->pending);
    top = &s->pending[s->pendings++];
    *top = (struct pending){.kind = kind, .at = p->at, .arg = arg};
    if (precedence(kind) == 0 && ++s->depth > nesting_limit)
        mv_parser_refuse(p, p->at, MV_E233, "nested more than %d deep",
                         nesting_limit);
    return top;
}

static void read_number(struct mv_parser *p, struct stacks *s)
{
    struct mv_claims *c = p->claims;
    struct mv_ratio *x;
    int reason;

    c->number =
        mv_grow(c->number, &c->number_room, c->numbers + 1, sizeof *c->number);
    x = &c->number[c->numbers++];
    mv_ratio_init(x);
    reason = mv_set_unsigned(x->p, x->q, (char *)p->source->text + p->at,
                             p->length, 0);
    if (reason != 0)
        mv_parser_refuse(p, p->at, (enum mv_reason)reason,
                         MV_NUMBER_TEXT(reason));
    push_operand(p, s,
                 (struct operand){emit(p, MV_NUMBER, c->numbers - 1, p->at),
                                  SIZE_MAX, true});
}

/* An integral of which no series is known stands here. */
static void refuse_panels(struct mv_parser *p, size_t at)
{
    if (p->integrands > 0)
        mv_parser_refuse(p, at, MV_E234,
                         "an integral in an integrand that has no series");
    p->integrates = true;
}

/* `integral (`, `sum (` or `product (`, the name and the comma. */
static void begin_binder(struct mv_parser *p, struct stacks *s, char kind)
{
    struct mv_claims *c = p->claims;
    size_t number = c->integrals, symbol;

    if (kind == MV_INTEGRAL) {
        c->integral = mv_grow(c->integral, &c->integral_room, number + 1,
                              sizeof *c->integral);
        c->integral[c->integrals++] = (struct mv_integral){.panels = 0};
    }
    defer(p, s, kind, number);
    mv_token_next(p);
    mv_token_take(p, (enum mv_token)'(');
    symbol = mv_token_name(p);
    s->pending[s->pendings - 1].symbol = symbol;
    mv_token_take(p, (enum mv_token)',');
}

/* A reserved word where an operand is expected; true if that was all of it. */
static bool begin_word(struct mv_parser *p, struct stacks *s)
{
    static const char kinds[MV_WORDS] = {
        [MV_W_IF] = MV_TEST,   [MV_W_INTEGRAL] = MV_INTEGRAL,
        [MV_W_SUM] = MV_SUM,   [MV_W_PRODUCT] = MV_PRODUCT,
        [MV_W_EXP] = MV_EXP,   [MV_W_LOG] = MV_LOG,
        [MV_W_SQRT] = MV_SQRT, [MV_W_ABS] = MV_ABS,
        [MV_W_MIN] = MV_LEAST, [MV_W_MAX] = MV_LARGEST};
    size_t word = p->claims->symbol[p->symbol].index;

    if (word == MV_W_PI) {
        push_operand(
            p, s,
            (struct operand){emit(p, MV_NUMBER_PI, 0, p->at), SIZE_MAX, false});
        mv_token_next(p);
        return true;
    }
    switch (kinds[word]) {
    case 0:
        mv_parser_refuse(p, p->at, MV_E230, "an expression is expected here");
    case MV_INTEGRAL:
    case MV_SUM:
    case MV_PRODUCT:
        begin_binder(p, s, kinds[word]);
        return false;
    default:
        defer(p, s, kinds[word], 0);
        mv_token_next(p);
        mv_token_take(p, (enum mv_token)'(');
        return false;
    }
}

static bool begin_name(struct mv_parser *p, struct stacks *s)
{
    const struct mv_symbol *symbol = &p->claims->symbol[p->symbol];
    const struct mv_definition *d;
    struct operand operand = {0, SIZE_MAX, false};

    switch (symbol->meaning) {
    case MV_RESERVED:
        return begin_word(p, s);
    case MV_NOTHING:
    case MV_HIDDEN:
        mv_parser_refuse(p, p->at, MV_E231, "an unknown name");
    case MV_FUNCTION:
    case MV_CONSTANT:
    case MV_ROOT:
        d = &p->claims->definition[symbol->index];
        if (d->integrates && d->meaning == MV_FUNCTION)
            refuse_panels(p, p->at);
        if (d->meaning != MV_FUNCTION) {
            operand.rational = d->rational;
            operand.first = emit(p, MV_GLOBAL, symbol->index, p->at);
            break;
        }
        weigh(p, d->weight, p->at);
        defer(p, s, MV_CALL, symbol->index);
        mv_token_next(p);
        if (p->token != (enum mv_token)'(')
            mv_parser_refuse(p, p->at, MV_E231,
                             "the arguments of a function are missing");
        mv_token_next(p);
        return false;
    case MV_BOUND:
    case MV_COUNTER:
        operand.first = emit(p, MV_LOAD, symbol->index, p->at);
        if (symbol->meaning == MV_COUNTER) {
            operand.rational = true;
            operand.free = symbol->index;
        }
    }
    push_operand(p, s, operand);
    mv_token_next(p);
    return true;
}

/* One token where an operand is expected; true if the operand is complete. */
static bool read_operand(struct mv_parser *p, struct stacks *s)
{
    switch ((int)p->token) {
    case MV_T_NUMBER:
        read_number(p, s);
        mv_token_next(p);
        return true;
    case MV_T_NAME:
        return begin_name(p, s);
    case '-':
        defer(p, s, MV_NEG, 0);
        mv_token_next(p);
        return false;
    case '(':
        defer(p, s, '(', 0);
        mv_token_next(p);
        return false;
    default:
        mv_parser_refuse(p, p->at, MV_E230, "an expression is expected here");
    }
}

/* The node between the bounds and the body of an integral or sum. */
static void begin_body(struct mv_parser *p, struct stacks *s,
                       struct pending *top)
{
    const struct operand *bound = &s->operand[s->operands - 2];
    bool sum = top->kind != MV_INTEGRAL;

    if (sum && !(bound[0].rational && bound[1].rational))
        mv_parser_refuse(p, top->at, MV_E234,
                         "the bounds are no rational constants");
    mv_bind(p, top->symbol, sum ? MV_COUNTER : MV_BOUND);
    top->node = emit(p, (enum mv_op)top->kind,
                     p->claims->symbol[top->symbol].index, top->at);
    p->claims->code[top->node].skip = top->symbol;
    if (!sum) {
        p->integrands++;
        p->claims->code[top->node].number = top->arg;
    }
}

static void end_integral(struct mv_parser *p, struct stacks *s,
                         const struct pending *top)
{
    const struct operand *x = &s->operand[s->operands - 3];
    struct mv_code bound[2] = {{x[0].first, x[1].first - 1},
                               {x[1].first, top->node - 1}};
    struct mv_code integrand = {top->node + 1, p->claims->used - 1};
    size_t slot = p->claims->symbol[top->symbol].index;
    size_t done = emit(p, MV_DONE, slot, top->at);

    mv_factors_find(p->claims, integrand, bound, slot,
                    &p->claims->integral[top->arg]);
    p->claims->code[top->node].jump = done - top->node;
    p->integrands--;
    if (!p->claims->integral[top->arg].series)
        refuse_panels(p, top->at);
    mv_unbind(p, top->symbol);
    reduce(p, s, 3, false);
}

static void end_sum(struct mv_parser *p, struct stacks *s,
                    const struct pending *top)
{
    struct operand *body = &s->operand[s->operands - 1];
    size_t next = emit(p, MV_NEXT, 0, top->at);

    if (body->free == p->claims->symbol[top->symbol].index)
        body->free = SIZE_MAX;
    p->claims->code[top->node].jump = next - top->node;
    p->claims->code[next].jump = next - top->node;
    mv_unbind(p, top->symbol);
    p->claims->code[next].rational = body->rational;
    reduce(p, s, 3, true);
}

/* A comma behind an operand. */
static void comma(struct mv_parser *p, struct stacks *s, struct pending *top)
{
    struct mv_claims *c = p->claims;
    size_t node;

    top->stage++;
    switch (top->kind) {
    case MV_CALL:
        return;
    case MV_LEAST:
    case MV_LARGEST:
        if (top->stage > 1) {
            emit(p, (enum mv_op)top->kind, 0, top->at);
            reduce(p, s, 2, true);
        }
        return;
    case MV_TEST: /* stage 1 was the relation */
        if (top->stage == 2) {
            top->node = emit(p, MV_TEST, (size_t)top->relation, top->at);
            return;
        }
        if (top->stage == 3) {
            node = emit(p, MV_ELSE, 0, top->at);
            c->code[top->node].jump = node - top->node;
            top->node = node;
            return;
        }
        break;
    case MV_INTEGRAL:
    case MV_SUM:
    case MV_PRODUCT:
        if (top->stage == 1)
            return;
        if (top->stage == 2) {
            begin_body(p, s, top);
            return;
        }
        break;
    default:
        break;
    }
    mv_parser_refuse(p, p->at, MV_E230, "a comma that is not expected here");
}

/* A closing parenthesis behind an operand. */
static void close_parenthesis(struct mv_parser *p, struct stacks *s)
{
    struct mv_claims *c = p->claims;
    struct pending top = s->pending[--s->pendings];
    const struct mv_definition *d;
    size_t node;

    s->depth--;
    switch (top.kind) {
    case '(':
        return;
    case MV_CALL:
        d = &c->definition[top.arg];
        if (top.stage + 1 != d->parameters)
            mv_parser_refuse(p, top.at, MV_E231,
                             "this function has %zu arguments, not %zu",
                             d->parameters, top.stage + 1);
        emit(p, MV_CALL, top.arg, top.at);
        reduce(p, s, d->parameters, false);
        return;
    case MV_LEAST:
    case MV_LARGEST:
        if (top.stage == 0)
            mv_parser_refuse(p, top.at, MV_E231,
                             "two or more arguments are needed");
        emit(p, (enum mv_op)top.kind, 0, top.at);
        reduce(p, s, 2, true);
        return;
    case MV_TEST:
        if (top.stage != 3)
            break;
        node = emit(p, MV_IF, 0, top.at);
        c->code[top.node].jump = node - top.node;
        reduce(p, s, 4, true);
        return;
    case MV_INTEGRAL:
        if (top.stage != 2)
            break;
        end_integral(p, s, &top);
        return;
    case MV_SUM:
    case MV_PRODUCT:
        if (top.stage != 2)
            break;
        end_sum(p, s, &top);
        return;
    default:
        emit(p, (enum mv_op)top.kind, 0, top.at);
        reduce(p, s, 1, top.kind == MV_ABS);
        return;
    }
    mv_parser_refuse(p, p->at, MV_E230, "arguments are missing");
}

/* One token behind an operand; true if the next one is expected to begin an
   operand. Sets *end if the expression ends before this token. */
static bool proceed(struct mv_parser *p, struct stacks *s, bool *end)
{
    struct pending *top;
    char kind = (char)p->token;

    if (p->token != MV_T_NAME && p->token != MV_T_NUMBER &&
        p->token != MV_T_SAME && precedence(kind) > 0) {
        complete(p, s, precedence(kind));
        defer(p, s, kind, 0);
        mv_token_next(p);
        return true;
    }
    complete(p, s, 0);
    top = s->pendings > 0 ? &s->pending[s->pendings - 1] : NULL;
    *end = top == NULL;
    if (*end)
        return false;
    switch ((int)p->token) {
    case ',':
        comma(p, s, top);
        mv_token_next(p);
        return true;
    case ')':
        close_parenthesis(p, s);
        mv_token_next(p);
        return false;
    case MV_T_AT_LEAST:
    case MV_T_AT_MOST:
    case '>':
    case '<':
        if (top->kind != MV_TEST || top->stage != 0)
            break;
        top->stage = 1;
        top->relation = p->token == MV_T_AT_LEAST  ? MV_GE
                        : p->token == MV_T_AT_MOST ? MV_LE
                        : kind == '>'              ? MV_GT
                                                   : MV_LT;
        mv_token_next(p);
        return true;
    default:
        break;
    }
    mv_parser_refuse(p, p->at, MV_E230,
                     "an operator, a comma or `)` is expected here");
}

struct mv_code mv_expression(struct mv_parser *p)
{
    struct stacks s = {0};
    struct mv_code piece = {p->claims->used, 0};
    bool wanted = true, end = false;

    while (!end) {
        if (wanted)
            wanted = !read_operand(p, &s);
        else
            wanted = proceed(p, &s, &end);
    }
    piece.last = p->claims->used - 1;
    mv_release(s.pending, s.pending_room, sizeof *s.pending);
    mv_release(s.operand, s.operand_room, sizeof *s.operand);
    return piece;
}
