#include "real.h"
#include <string.h>

static const char *const words[MV_WORDS] = {
    "fn",         "root",       "forall",     "by",     "identity", "in",
    "strictly",   "increasing", "decreasing", "convex", "concave",  "taylor",
    "derivative", "divide",     "at",         "pi",     "if",       "integral",
    "sum",        "product",    "exp",        "log",    "sqrt",     "abs",
    "min",        "max"};

_Noreturn void mv_parser_refuse(const struct mv_parser *p, size_t at,
                                enum mv_reason reason, const char *format, ...)
{
    struct mv_place place = {p->source->file, 1, at + 1};
    va_list list;

    for (size_t k = 0; k < at; k++)
        if (p->source->text[k] == '\n') {
            place.line++;
            place.column = at - k;
        }
    va_start(list, format);
    mv_refuse_list(reason, place, format, list);
}

/* The symbol of a name; a new one has no meaning. */
static size_t intern(struct mv_parser *p, const char *name, size_t length,
                     size_t at)
{
    struct mv_claims *claims = p->claims;
    size_t here = 0; /* the letter read last; letter[0] stands for none */

    for (size_t k = 0; k < length; k++) {
        size_t next = p->letter[here].below;

        while (next != 0 && p->letter[next].letter != name[k])
            next = p->letter[next].next;
        if (next == 0) {
            next = p->letters++;
            p->letter = mv_grow(p->letter, &p->letter_room, p->letters,
                                sizeof *p->letter);
            p->letter[next] = (struct mv_letter){.letter = name[k],
                                                 .next = p->letter[here].below};
            p->letter[here].below = next;
        }
        here = next;
    }
    if (p->letter[here].symbol == 0) {
        claims->symbol = mv_grow(claims->symbol, &claims->symbol_room,
                                 claims->symbols + 1, sizeof *claims->symbol);
        claims->symbol[claims->symbols++] =
            (struct mv_symbol){.at = at, .length = length};
        p->letter[here].symbol = claims->symbols;
    }
    return p->letter[here].symbol - 1;
}

void mv_parser_open(struct mv_parser *p, struct mv_claims *claims)
{
    *p = (struct mv_parser){.claims = claims, .source = &claims->source};
    p->letter = mv_grow(NULL, &p->letter_room, 1, sizeof *p->letter);
    p->letter[0] = (struct mv_letter){.letter = 0};
    p->letters = 1;
    for (size_t k = 0; k < MV_WORDS; k++) {
        size_t symbol = intern(p, words[k], strlen(words[k]), 0);

        claims->symbol[symbol].meaning = MV_RESERVED;
        claims->symbol[symbol].index = k;
    }
}

static bool is_letter(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static size_t number_span(const unsigned char *s)
{
    size_t n = mv_digit_span((const char *)s), sign;

    if (s[n] == '.' && is_digit(s[n + 1]))
        n += 1 + mv_digit_span((const char *)s + n + 1);
    if (s[n] == 'e' || s[n] == 'E') {
        sign = s[n + 1] == '+' || s[n + 1] == '-';
        if (is_digit(s[n + 1 + sign]))
            n += 1 + sign + mv_digit_span((const char *)s + n + 1 + sign);
    }
    return n;
}

/* Goes over blanks, comments, and ends of lines within parentheses. */
static void skip_blank(struct mv_parser *p)
{
    const unsigned char *s = p->source->text + p->at;

    for (;; s++) {
        if (*s == '#') {
            const unsigned char *end = p->source->text + p->source->length;
            const unsigned char *feed = memchr(s, '\n', (size_t)(end - s));

            s = feed != NULL ? feed : end;
        }
        if (*s == '\r' && s[1] == '\n')
            s++;
        if (*s != ' ' && *s != '\t' && (*s != '\n' || p->nesting == 0))
            break;
    }
    p->at = (size_t)(s - p->source->text);
}

void mv_token_next(struct mv_parser *p)
{
    const unsigned char *s;

    p->at += p->length;
    p->length = 0;
    skip_blank(p);
    s = p->source->text + p->at;
    if (p->at == p->source->length) {
        p->token = MV_T_END;
        return;
    }
    p->length = 1;
    if (is_letter(*s)) {
        while (is_letter(s[p->length]) || is_digit(s[p->length]) ||
               s[p->length] == '_')
            p->length++;
        p->token = MV_T_NAME;
        p->symbol = intern(p, (const char *)s, p->length, p->at);
    } else if (is_digit(*s)) {
        p->token = MV_T_NUMBER;
        p->length = number_span(s);
    } else if (*s != 0 && strchr("<>=", *s) != NULL && s[1] == '=') {
        p->token = *s == '<'   ? MV_T_AT_MOST
                   : *s == '>' ? MV_T_AT_LEAST
                               : MV_T_SAME;
        p->length = 2;
    } else if (*s != 0 && strchr("()[],:=+-*/^<>\n", *s) != NULL) {
        p->token = (enum mv_token) * s;
        if (*s == '(' || *s == '[')
            p->nesting++;
        else if ((*s == ')' || *s == ']') && p->nesting > 0)
            p->nesting--;
    } else {
        mv_parser_refuse(p, p->at, MV_E230, "byte 0x%02X is not allowed here",
                         *s);
    }
}

void mv_token_take(struct mv_parser *p, enum mv_token token)
{
    if (p->token != token)
        mv_parser_refuse(p, p->at, MV_E230,
                         token == MV_T_LINE   ? "the statement should end here"
                         : token == MV_T_NAME ? "a name is expected here"
                                              : "`%c` is expected here",
                         (char)token);
    mv_token_next(p);
}

bool mv_token_word(const struct mv_parser *p, enum mv_word word)
{
    const struct mv_symbol *symbol = &p->claims->symbol[p->symbol];

    return p->token == MV_T_NAME && symbol->meaning == MV_RESERVED &&
           symbol->index == (size_t)word;
}

size_t mv_token_name(struct mv_parser *p)
{
    size_t symbol = p->symbol;

    if (p->token == MV_T_NAME &&
        p->claims->symbol[symbol].meaning == MV_RESERVED)
        mv_parser_refuse(p, p->at, MV_E230, "this word is reserved");
    mv_token_take(p, MV_T_NAME);
    return symbol;
}

void mv_bind(struct mv_parser *p, size_t symbol, enum mv_meaning meaning)
{
    struct mv_symbol *s = &p->claims->symbol[symbol];

    if (s->meaning != MV_NOTHING)
        mv_parser_refuse(p, p->at, MV_E232, "the name `%.*s` is in use",
                         s->length < 40 ? (int)s->length : 40,
                         (const char *)p->source->text + s->at);
    s->meaning = meaning;
    s->index = p->slots++;
    if (p->slots > p->slots_most)
        p->slots_most = p->slots;
}

void mv_unbind(struct mv_parser *p, size_t symbol)
{
    p->claims->symbol[symbol].meaning = MV_NOTHING;
    p->slots--;
}
