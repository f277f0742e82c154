#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "real/integrand.h"
#include "real/parser.h"

/* A list of operands that grows. */
typedef struct operands {
    size_t count, room, inverse_room;
    mc_node **node;
    bool *inverse;
} operands;

static bool push(mc_parser *p, operands *o, mc_node *node, bool inverse)
{
    if (!node)
        return false;
    if (!mc_array_grow(&o->node, &o->room, o->count + 1, sizeof *o->node) ||
        !mc_array_grow(&o->inverse, &o->inverse_room, o->count + 1,
                       sizeof(bool))) {
        p->status = MC_LIMIT;
        return mc_parser_fault(p, node->begin, "out of memory");
    }
    o->node[o->count] = node;
    o->inverse[o->count++] = inverse;
    return true;
}

static void drop(operands *o)
{
    free(o->node);
    free(o->inverse);
}

static mc_node *build(mc_parser *p, mc_node like, size_t count,
                      mc_node *const *child)
{
    mc_build_fault fault;
    like.source = p->source;
    like.end = p->end;
    mc_node *node = mc_build(p->claims, &fault, &like, count, child);
    if (!node) {
        p->status = fault.status;
        (void)mc_parser_fault(
            p, fault.source == p->source ? fault.begin : like.begin,
            fault.text);
    }
    return node;
}

static bool enter(mc_parser *p, size_t begin)
{
    if (++p->nesting <= MC_MOST_NESTING)
        return true;
    return mc_parser_fault(p, begin,
                           "parentheses, calls and powers are nested more than "
                           "200 deep");
}

/* ---- primaries ---- */

static mc_node *number(mc_parser *p)
{
    mc_node like = {.kind = MC_NODE_NUMBER, .begin = p->token.begin};
    mpq_t value;
    mc_node *node = NULL;
    mpq_init(value);
    /* leading zeros are allowed here, as in linear programs */
    const char *problem = mc_number_parse_lp(
        value, p->lexer.text + p->token.begin, p->token.length);
    fmpq_init(like.value);
    if (problem) {
        (void)mc_parser_fault(p, p->token.begin, problem);
    } else {
        fmpq_set_mpq(like.value, value);
        if (mc_parser_next(p))
            node = build(p, like, 0, NULL);
    }
    fmpq_clear(like.value);
    mpq_clear(value);
    return node;
}

static bool list(mc_parser *p, operands *o)
{
    size_t open = p->token.begin;
    if (!mc_parser_expect(p, '(', "( after the name of a function"))
        return false;
    for (;;) {
        if (!push(p, o, mc_parser_expression(p), false))
            return false;
        if (p->token.kind != ',')
            return mc_parser_close(p, open, ')', ") or ,");
        if (!mc_parser_next(p))
            return false;
    }
}

/* A comma between parts; at the end of the text nothing closes either. */
static bool comma(mc_parser *p, size_t open, const char *wanted)
{
    return p->token.kind == MC_TOKEN_END ? mc_parser_close(p, open, ',', wanted)
                                         : mc_parser_expect(p, ',', wanted);
}

/* exp, log, sqrt, abs, min, max */
static mc_node *built_in(mc_parser *p, mc_node_kind kind)
{
    mc_node like = {.kind = kind, .begin = p->token.begin};
    operands o = {.count = 0};
    mc_node *node = NULL;
    bool many = kind == MC_NODE_MIN || kind == MC_NODE_MAX;
    if (mc_parser_next(p) && list(p, &o)) {
        if (many ? o.count < 2 : o.count != 1)
            (void)mc_parser_fault(p, like.begin,
                                  many
                                      ? "min and max take two or more arguments"
                                      : "this function takes one argument");
        else
            node = build(p, like, o.count, o.node);
    }
    drop(&o);
    return node;
}

/* The word before, and the parenthesis after it. */
static bool open_part(mc_parser *p, size_t *open)
{
    if (!mc_parser_next(p))
        return false;
    *open = p->token.begin;
    return mc_parser_expect(p, '(', "(");
}

static mc_node *piecewise(mc_parser *p)
{
    mc_node like = {.kind = MC_NODE_IF, .begin = p->token.begin};
    mc_node *part[4] = {NULL};
    size_t open = 0;
    if (!open_part(p, &open) || !(part[0] = mc_parser_expression(p)) ||
        !mc_parser_relation(p, &like.relation) ||
        !(part[1] = mc_parser_expression(p)) ||
        !comma(p, open, ", after the condition") ||
        !(part[2] = mc_parser_expression(p)) ||
        !comma(p, open, ", before what holds otherwise") ||
        !(part[3] = mc_parser_expression(p)) ||
        !mc_parser_close(p, open, ')', ")"))
        return NULL;
    return build(p, like, 4, part);
}

static bool new_integral(mc_parser *p, mc_node *like)
{
    mc_claims *claims = p->claims;
    if (!mc_array_grow(&claims->integral, &claims->integral_room,
                       claims->integrals + 1, sizeof *claims->integral)) {
        p->status = MC_LIMIT;
        return mc_parser_fault(p, like->begin, "out of memory");
    }
    like->index = claims->integrals++;
    claims->integral[like->index] = (mc_integral){.begin = like->begin};
    return true;
}

static bool check_integrand(mc_parser *p, const mc_node *integrand)
{
    if (!integrand->integral)
        return true;
    return mc_parser_fault(p, integrand->begin,
                           "an integral in an integrand, also through a "
                           "function, has to be one from 0 of c y^p "
                           "exp(linear)");
}

/* integral, sum, product (NAME, LOWER, UPPER, EXPRESSION) */
static mc_node *binder(mc_parser *p, mc_node_kind kind)
{
    mc_node like = {.kind = kind, .begin = p->token.begin};
    mc_node *part[3];
    mc_token name;
    size_t names = p->symbols;
    bool integral = kind == MC_NODE_INTEGRAL;
    size_t open = 0;
    if ((integral && !new_integral(p, &like)) || !open_part(p, &open) ||
        !mc_parser_take_name(p, &name) || !comma(p, open, ", after the name") ||
        !(part[0] = mc_parser_expression(p)) ||
        !comma(p, open, ", after the lower bound") ||
        !(part[1] = mc_parser_expression(p)) ||
        !comma(p, open, ", after the upper bound") ||
        !mc_parser_bind(p, &name, integral ? MC_SLOT_INTEGRAL : MC_SLOT_RANGE,
                        &like.slot) ||
        !(part[2] = mc_parser_expression(p)) ||
        !mc_parser_close(p, open, ')', ")") ||
        (integral && !check_integrand(p, part[2])))
        return NULL;
    mc_parser_forget(p, names);
    if (integral)
        mc_integrand_candidates(&p->claims->integral[like.index], like.slot,
                                part[0], part[1], part[2]);
    return build(p, like, 3, part);
}

static mc_node *call(mc_parser *p, const mc_symbol *found, size_t begin)
{
    mc_symbol function = *found;
    mc_node like = {
        .kind = MC_NODE_CALL, .begin = begin, .index = function.index};
    mc_build_fault fault;
    operands o = {.count = 0};
    mc_node *node = NULL, *body;
    char text[80];
    if (!list(p, &o)) {
        drop(&o);
        return NULL;
    }
    if (o.count != function.parameters) {
        (void)snprintf(
            text, sizeof text, "this function takes %zu argument%s, not %zu",
            function.parameters, function.parameters == 1 ? "" : "s", o.count);
        (void)mc_parser_fault(p, begin, text);
    } else {
        body = mc_build_call(p->claims, &fault, function.node,
                             function.parameters, function.parameter, o.node);
        if (body) {
            node = build(p, like, 1, &body);
        } else {
            p->status = fault.status;
            (void)mc_parser_fault(p, begin, fault.text);
        }
    }
    drop(&o);
    return node;
}

static mc_node *named(mc_parser *p)
{
    mc_token name = p->token;
    const mc_symbol *symbol = mc_parser_find(p, &name);
    mc_node like = {.begin = name.begin};
    if (!symbol) {
        char text[96];
        (void)snprintf(text, sizeof text, "the name %.*s is not defined",
                       name.length > 48 ? 48 : (int)name.length,
                       p->lexer.text + name.begin);
        (void)mc_parser_fault(p, name.begin, text);
        return NULL;
    }
    if (!mc_parser_next(p))
        return NULL;
    if (symbol->kind == MC_SYMBOL_FUNCTION)
        return call(p, symbol, name.begin);
    if (p->token.kind == '(') {
        (void)mc_parser_fault(p, name.begin, "this name is not a function");
        return NULL;
    }
    like.index = symbol->index;
    like.slot = symbol->index;
    like.kind = symbol->kind == MC_SYMBOL_CONSTANT ? MC_NODE_CONSTANT
                : symbol->kind == MC_SYMBOL_ROOT   ? MC_NODE_ROOT
                                                   : MC_NODE_VARIABLE;
    mc_node *child = symbol->node;
    return build(p, like, symbol->kind == MC_SYMBOL_CONSTANT, &child);
}

static mc_node *word(mc_parser *p)
{
    static const struct {
        const char *word;
        mc_node_kind kind;
    } functions[] = {{"exp", MC_NODE_EXP},   {"log", MC_NODE_LOG},
                     {"sqrt", MC_NODE_SQRT}, {"abs", MC_NODE_ABS},
                     {"min", MC_NODE_MIN},   {"max", MC_NODE_MAX}},
      binders[] = {{"integral", MC_NODE_INTEGRAL},
                   {"sum", MC_NODE_RANGE_SUM},
                   {"product", MC_NODE_RANGE_PRODUCT}};
    mc_node like = {.kind = MC_NODE_PI, .begin = p->token.begin};
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (mc_parser_word(p, functions[i].word))
            return built_in(p, functions[i].kind);
    for (size_t i = 0; i < sizeof binders / sizeof *binders; i++)
        if (mc_parser_word(p, binders[i].word))
            return binder(p, binders[i].kind);
    if (mc_parser_word(p, "if"))
        return piecewise(p);
    if (mc_parser_word(p, "pi"))
        return mc_parser_next(p) ? build(p, like, 0, NULL) : NULL;
    if (mc_parser_is_reserved(p, &p->token)) {
        (void)mc_parser_unexpected(p, "an expression");
        return NULL;
    }
    return named(p);
}

static mc_node *primary(mc_parser *p)
{
    mc_node *node = NULL;
    size_t begin = p->token.begin;
    if (p->token.kind == MC_TOKEN_NUMBER)
        return number(p);
    if (p->token.kind != MC_TOKEN_NAME && p->token.kind != '(') {
        (void)mc_parser_unexpected(p, "an expression");
        return NULL;
    }
    if (!enter(p, begin))
        return NULL;
    if (p->token.kind == MC_TOKEN_NAME) {
        node = word(p);
    } else if (mc_parser_next(p)) {
        node = mc_parser_expression(p);
        if (node && !mc_parser_close(p, begin, ')', ")"))
            node = NULL;
    }
    p->nesting--;
    return node;
}

/* ---- operators ---- */

static mc_node *factor(mc_parser *p)
{
    mc_node like = {.begin = p->token.begin};
    mc_node *part[2], *node = NULL;
    if (p->token.kind != '-') {
        part[0] = primary(p);
        if (!part[0] || p->token.kind != '^')
            return part[0];
        like.kind = MC_NODE_POWER;
        if (enter(p, p->token.begin) && mc_parser_next(p) &&
            (part[1] = factor(p)) != NULL)
            node = build(p, like, 2, part);
    } else {
        like.kind = MC_NODE_NEGATE;
        if (enter(p, p->token.begin) && mc_parser_next(p) &&
            (part[0] = factor(p)) != NULL)
            node = build(p, like, 1, part);
    }
    p->nesting--;
    return node;
}

/* Operands with two operators that associate to the left. */
static mc_node *chain(mc_parser *p, mc_node_kind kind, int plain, int inverse,
                      mc_node *(*operand)(mc_parser *))
{
    mc_node like = {.kind = kind, .begin = p->token.begin};
    operands o = {.count = 0};
    mc_node *node = NULL;
    bool good = push(p, &o, operand(p), false);
    while (good && (p->token.kind == plain || p->token.kind == inverse)) {
        bool other = p->token.kind == inverse;
        good = mc_parser_next(p) && push(p, &o, operand(p), other);
    }
    if (good && o.count == 1) {
        node = o.node[0];
    } else if (good) {
        like.inverse = o.inverse;
        node = build(p, like, o.count, o.node);
    }
    drop(&o);
    return node;
}

static mc_node *term(mc_parser *p)
{
    return chain(p, MC_NODE_PRODUCT, '*', '/', factor);
}

mc_node *mc_parser_expression(mc_parser *p)
{
    return chain(p, MC_NODE_SUM, '+', '-', term);
}

bool mc_parser_relation(mc_parser *p, mc_relation *relation)
{
    switch (p->token.kind) {
    case MC_TOKEN_AT_LEAST:
        *relation = MC_AT_LEAST;
        break;
    case MC_TOKEN_AT_MOST:
        *relation = MC_AT_MOST;
        break;
    case '>':
        *relation = MC_GREATER;
        break;
    case '<':
        *relation = MC_LESS;
        break;
    default:
        return mc_parser_unexpected(p, "one of >= <= > <");
    }
    return mc_parser_next(p);
}
