/* Hints of claims, and what they share with statements. */
#include "real/parser.h"

enum { MOST_ORDER = 20 };

/* An expression of a statement counts towards the size of the file. */
mc_node *mc_parser_counted(mc_parser *p)
{
    mc_node *node = mc_parser_expression(p);
    if (!node)
        return NULL;
    p->claims->total += node->size;
    if (p->claims->total <= MC_MOST_NODES)
        return node;
    (void)mc_parser_fault(p, node->begin,
                          "the file is too large: more than 100000 operations "
                          "after functions have been replaced by their bodies");
    return NULL;
}

bool mc_parser_take_word(mc_parser *p, const char *word)
{
    if (!mc_parser_word(p, word))
        return mc_parser_unexpected(p, word);
    return mc_parser_next(p);
}

/* The name of a binding. */
bool mc_parser_bound_name(mc_parser *p, const mc_claim *claim, size_t *index)
{
    mc_token name;
    if (!mc_parser_take_name(p, &name))
        return false;
    const mc_symbol *symbol = mc_parser_find(p, &name);
    for (size_t i = 0;
         symbol && symbol->kind == MC_SYMBOL_BOUND && i < claim->bindings; i++)
        if (claim->binding[i].slot == symbol->index) {
            *index = i;
            return true;
        }
    return mc_parser_fault(p, name.begin,
                           "this is not one of the names after forall");
}

static bool order(mc_parser *p, size_t *out)
{
    size_t value = 0;
    for (size_t i = 0; p->token.kind == MC_TOKEN_NUMBER && i < p->token.length;
         i++) {
        char c = p->lexer.text[p->token.begin + i];
        value = c >= '0' && c <= '9' && value < 1000
                    ? 10 * value + (size_t)(c - '0')
                    : 1000;
    }
    if (p->token.kind != MC_TOKEN_NUMBER || value < 1 || value > MOST_ORDER)
        return mc_parser_fault(p, p->token.begin,
                               "the order of taylor is between 1 and 20");
    *out = value;
    return mc_parser_next(p);
}

/* "at E": of earlier names only */
static bool place(mc_parser *p, const mc_claim *claim, mc_hint *hint)
{
    if (!mc_parser_take_word(p, "at") || !(hint->at = mc_parser_counted(p)))
        return false;
    for (size_t i = hint->name; i < claim->bindings; i++)
        if (mc_node_depends(hint->at, claim->binding[i].slot))
            return mc_parser_fault(p, hint->at->begin,
                                   "the expression after at uses the name of "
                                   "the hint, or a later one");
    return true;
}

static bool name(mc_parser *p, const mc_claim *claim, mc_hint *hint)
{
    return mc_parser_take_word(p, "in") &&
           mc_parser_bound_name(p, claim, &hint->name);
}

bool mc_parser_hint(mc_parser *p, mc_claim *claim)
{
    mc_hint *hint = &claim->hint;
    if (!mc_parser_next(p))
        return false;
    if (mc_parser_word(p, "taylor")) {
        hint->kind = MC_HINT_TAYLOR;
        return mc_parser_next(p) && order(p, &hint->order) &&
               name(p, claim, hint) && place(p, claim, hint);
    }
    if (mc_parser_word(p, "derivative")) {
        hint->kind = MC_HINT_DERIVATIVE;
        hint->order = 1;
        return mc_parser_next(p) && name(p, claim, hint) &&
               (!mc_parser_word(p, "at") || place(p, claim, hint));
    }
    if (!mc_parser_word(p, "divide"))
        return mc_parser_unexpected(p, "taylor, derivative or divide");
    hint->kind = MC_HINT_DIVIDE;
    return mc_parser_next(p) && mc_parser_take_word(p, "by") &&
           (hint->divisor = mc_parser_counted(p)) != NULL;
}
