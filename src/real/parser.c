#include "real/parser.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"

bool mc_parser_next(mc_parser *p)
{
    if (p->status != MC_OK)
        return false;
    p->end = p->token.begin + p->token.length;
    p->status = mc_lexer_next(&p->lexer, &p->token, p->message);
    return p->status == MC_OK;
}

bool mc_parser_fault(mc_parser *p, size_t begin, const char *text)
{
    mc_status status = p->status == MC_OK ? MC_BAD_INPUT : p->status;
    p->status =
        mc_lexer_fault(&p->lexer, p->message, status, begin, "%s", text);
    return false;
}

static void show_token(const mc_parser *p, char *shown, size_t room)
{
    const mc_token *token = &p->token;
    if (token->kind == MC_TOKEN_END || token->kind == MC_TOKEN_NEWLINE)
        (void)snprintf(shown, room, "the end%s",
                       token->kind == MC_TOKEN_END ? "" : " of the line");
    else
        (void)snprintf(shown, room, "%.*s",
                       token->length > 32 ? 32 : (int)token->length,
                       p->lexer.text + token->begin);
}

bool mc_parser_unexpected(mc_parser *p, const char *wanted)
{
    char text[160], shown[40];
    if (p->status != MC_OK)
        return false;
    show_token(p, shown, sizeof shown);
    (void)snprintf(text, sizeof text, "expected %s, not %s", wanted, shown);
    return mc_parser_fault(p, p->token.begin, text);
}

bool mc_parser_expect(mc_parser *p, int kind, const char *wanted)
{
    if (p->status != MC_OK)
        return false;
    if (p->token.kind != kind)
        return mc_parser_unexpected(p, wanted);
    return mc_parser_next(p);
}

/* The token may stand there because something is missing before it, and not
   because a parenthesis was forgotten. */
static bool may_go_on(const mc_parser *p)
{
    const mc_token *token = &p->token;
    return (token->kind == MC_TOKEN_NAME || token->kind == MC_TOKEN_NUMBER ||
            token->kind == '(' || token->kind == ',') &&
           !memchr(p->lexer.text + p->end, '\n', token->begin - p->end);
}

bool mc_parser_close(mc_parser *p, size_t open, int kind, const char *wanted)
{
    char text[240], shown[40];
    size_t line, column;
    const mc_token *token = &p->token;
    if (p->status != MC_OK)
        return false;
    if (token->kind == kind)
        return mc_parser_next(p);
    if (may_go_on(p))
        return mc_parser_unexpected(p, wanted);
    show_token(p, shown, sizeof shown);
    mc_file_place(&line, &column, p->lexer.text, p->lexer.text + token->begin);
    (void)snprintf(text, sizeof text,
                   "this %c is not closed: expected %s, not %s (line %zu, "
                   "column %zu)",
                   p->lexer.text[open], wanted, shown, line, column);
    return mc_parser_fault(p, open, text);
}

bool mc_parser_word(const mc_parser *p, const char *word)
{
    return mc_token_is(&p->lexer, &p->token, word);
}

bool mc_parser_is_reserved(const mc_parser *p, const mc_token *token)
{
    static const char *const words[] = {
        "fn",  "root",       "in",         "forall", "identity", "strictly",
        "by",  "increasing", "decreasing", "convex", "concave",  "taylor",
        "at",  "derivative", "divide",     "pi",     "if",       "integral",
        "sum", "product",    "exp",        "log",    "sqrt",     "abs",
        "min", "max"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (mc_token_is(&p->lexer, token, words[i]))
            return true;
    return false;
}

static size_t bucket_of(const mc_parser *p, const mc_token *name)
{
    size_t hash = 5381;
    for (size_t i = 0; i < name->length; i++)
        hash = hash * 33 + (unsigned char)p->lexer.text[name->begin + i];
    return hash % MC_SYMBOL_BUCKETS;
}

mc_symbol *mc_parser_find(const mc_parser *p, const mc_token *name)
{
    const char *text = p->lexer.text + name->begin;
    for (size_t i = p->bucket[bucket_of(p, name)]; i;) {
        mc_symbol *symbol = &p->symbol[i - 1];
        const char *other =
            symbol->source ? p->lexer.text : p->claims->file.text;
        if (symbol->length == name->length &&
            memcmp(other + symbol->begin, text, name->length) == 0)
            return symbol;
        i = symbol->next;
    }
    return NULL;
}

bool mc_parser_define(mc_parser *p, const mc_token *name, mc_symbol_kind kind,
                      size_t index, mc_node *node)
{
    size_t bucket = bucket_of(p, name);
    if (mc_parser_find(p, name))
        return mc_parser_fault(p, name->begin, "this name is already in use");
    if (!mc_array_grow(&p->symbol, &p->symbol_room, p->symbols + 1,
                       sizeof *p->symbol)) {
        p->status = MC_LIMIT;
        return mc_parser_fault(p, name->begin, "out of memory");
    }
    p->symbol[p->symbols] = (mc_symbol){.kind = kind,
                                        .begin = name->begin,
                                        .length = name->length,
                                        .source = p->source,
                                        .index = index,
                                        .node = node,
                                        .next = p->bucket[bucket],
                                        .bucket = bucket};
    p->bucket[bucket] = ++p->symbols;
    return true;
}

bool mc_parser_bind(mc_parser *p, const mc_token *name, mc_slot_kind kind,
                    size_t *slot)
{
    *slot = mc_build_slot(p->claims, kind, p->lexer.text + name->begin,
                          name->length);
    if (*slot == SIZE_MAX) {
        p->status = MC_LIMIT;
        return mc_parser_fault(p, name->begin, "out of memory");
    }
    return mc_parser_define(p, name, MC_SYMBOL_BOUND, *slot, NULL);
}

void mc_parser_forget(mc_parser *p, size_t count)
{
    while (p->symbols > count) {
        mc_symbol *symbol = &p->symbol[--p->symbols];
        p->bucket[symbol->bucket] = symbol->next;
        free(symbol->parameter);
    }
}

bool mc_parser_take_name(mc_parser *p, mc_token *name)
{
    if (p->status != MC_OK)
        return false;
    if (p->token.kind != MC_TOKEN_NAME)
        return mc_parser_unexpected(p, "a name");
    if (mc_parser_is_reserved(p, &p->token))
        return mc_parser_fault(p, p->token.begin,
                               "this word is reserved and cannot be a name");
    *name = p->token;
    return mc_parser_next(p);
}
