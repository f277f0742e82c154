/* CPLEX LP, its tokens: verify/FORMAT-LP.md section 4. */
#include <string.h>

#include "base/number.h"
#include "lp/cplex_reader.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c > 0x7F;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool begins_name(char c)
{
    return is_letter(c) || (c != '\0' && strchr("!\"#$%&(),;?@_`'{}|~", c));
}

static bool continues_name(char c)
{
    return begins_name(c) || is_digit(c) || c == '.' || c == '/' || c == '[' ||
           c == ']';
}

/* Over white space and comments. */
static const char *skip_space(bool *begins_line, const char *at,
                              const char *end)
{
    while (at < end) {
        bool feed =
            *at == '\n' || (*at == '\r' && at + 1 < end && at[1] == '\n');
        if (feed) {
            *begins_line = true;
        } else if (*at == '\\') {
            const char *line = memchr(at, '\n', (size_t)(end - at));
            at = line != NULL ? line : end;
            continue;
        } else if (*at != ' ' && *at != '\t') {
            break;
        }
        at++;
    }
    return at;
}

static enum mc_cplex_kind scan_kind(size_t *length, const char *at,
                                    const char *end)
{
    size_t rest = (size_t)(end - at);
    *length = 1;
    if (begins_name(*at)) {
        while (*length < rest && continues_name(at[*length]))
            ++*length;
        return CPLEX_WORD;
    }
    if (is_digit(*at) || *at == '.') {
        size_t span = mc_number_span_lp(at, rest);
        if (span == 0)
            return CPLEX_FOREIGN;
        *length = span;
        return CPLEX_NUMBER;
    }
    switch (*at) {
    case '+':
    case '-':
        return CPLEX_SIGN;
    case ':':
        return CPLEX_COLON;
    case '<':
    case '>':
        *length = rest > 1 && at[1] == '=' ? 2 : 1;
        return CPLEX_RELATION;
    case '=':
        *length = rest > 1 && (at[1] == '<' || at[1] == '>') ? 2 : 1;
        return CPLEX_RELATION;
    case '^':
    case '*':
    case '[':
        return CPLEX_QUADRATIC;
    default:
        return CPLEX_FOREIGN;
    }
}

/* The token at or behind `at`, whatever it means. */
struct mc_cplex_token mc_cplex_scan(const char *at, const char *end,
                                    bool begins_line)
{
    struct mc_cplex_token token = {.begins_line = begins_line};
    token.text.at = skip_space(&token.begins_line, at, end);
    if (token.text.at < end)
        token.kind = scan_kind(&token.text.length, token.text.at, end);
    token.end = token.text.at + token.text.length;
    return token;
}

/* Keywords, and the second word of those that have one. */
static const struct {
    const char *word, *second;
    enum mc_cplex_keyword keyword;
} keywords[] = {
    {"max", NULL, CPLEX_MAXIMISE},        {"min", NULL, CPLEX_MINIMISE},
    {"maximize", NULL, CPLEX_MAXIMISE},   {"minimize", NULL, CPLEX_MINIMISE},
    {"maximise", NULL, CPLEX_MAXIMISE},   {"minimise", NULL, CPLEX_MINIMISE},
    {"maximum", NULL, CPLEX_MAXIMISE},    {"minimum", NULL, CPLEX_MINIMISE},
    {"subject", "to", CPLEX_SUBJECT_TO},  {"such", "that", CPLEX_SUBJECT_TO},
    {"st", NULL, CPLEX_SUBJECT_TO},       {"s.t.", NULL, CPLEX_SUBJECT_TO},
    {"st.", NULL, CPLEX_SUBJECT_TO},      {"bounds", NULL, CPLEX_BOUNDS},
    {"bound", NULL, CPLEX_BOUNDS},        {"end", NULL, CPLEX_END},
    {"general", NULL, CPLEX_NOT_LINEAR},  {"generals", NULL, CPLEX_NOT_LINEAR},
    {"gen", NULL, CPLEX_NOT_LINEAR},      {"integer", NULL, CPLEX_NOT_LINEAR},
    {"integers", NULL, CPLEX_NOT_LINEAR}, {"int", NULL, CPLEX_NOT_LINEAR},
    {"binary", NULL, CPLEX_NOT_LINEAR},   {"binaries", NULL, CPLEX_NOT_LINEAR},
    {"bin", NULL, CPLEX_NOT_LINEAR},      {"semi", NULL, CPLEX_NOT_LINEAR},
    {"semis", NULL, CPLEX_NOT_LINEAR},    {"sos", NULL, CPLEX_NOT_LINEAR},
    {"sos1", NULL, CPLEX_NOT_LINEAR},     {"sos2", NULL, CPLEX_NOT_LINEAR},
    {"pwlobj", NULL, CPLEX_NOT_LINEAR},   {"lazy", NULL, CPLEX_NOT_LINEAR},
};

/* A keyword is the first token of its line and no label. */
void mc_cplex_find_keyword(struct mc_cplex_token *token, const char *end)
{
    struct mc_cplex_token next;
    if (token->kind != CPLEX_WORD || !token->begins_line)
        return;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (!mc_lp_is_word(token->text, keywords[i].word))
            continue;
        next = mc_cplex_scan(token->end, end, false);
        if (keywords[i].second != NULL) {
            if (next.kind != CPLEX_WORD || next.begins_line ||
                !mc_lp_is_word(next.text, keywords[i].second))
                continue;
            if (mc_cplex_scan(next.end, end, false).kind == CPLEX_COLON)
                return;
            token->end = next.end;
        } else if (next.kind == CPLEX_COLON) {
            return;
        }
        token->keyword = keywords[i].keyword;
        return;
    }
}

bool mc_lp_is_cplex_name(mc_lp_piece piece)
{
    int sign;
    if (piece.length == 0 || !begins_name(*piece.at))
        return false;
    for (size_t i = 1; i < piece.length; i++)
        if (!continues_name(piece.at[i]))
            return false;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (mc_lp_is_word(piece, keywords[i].word))
            return false;
    return !mc_lp_is_infinity(&sign, piece) && !mc_lp_is_word(piece, "free");
}
