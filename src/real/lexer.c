#include "real/lexer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"

enum { SHOWN = 72, BEFORE = 48 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The line of a byte, or the part of a long one around it, and a caret. */
static void append_line(const mc_lexer *lexer, mc_message *message,
                        size_t begin)
{
    size_t used = strlen(message->text), from = begin, to = begin;
    char line[4 * SHOWN + 8], indent[SHOWN + 1];
    while (from > 0 && lexer->text[from - 1] != '\n' && begin - from < BEFORE)
        from--;
    while (to < lexer->length && lexer->text[to] != '\n' &&
           lexer->text[to] != '\r' && to - from < SHOWN)
        to++;
    memset(indent, ' ', begin - from);
    indent[begin - from] = '\0';
    for (size_t i = from; i < begin; i++)
        if (lexer->text[i] == '\t')
            indent[i - from] = ' ';
    for (size_t i = 0; i < to - from; i++) {
        char c = lexer->text[from + i];
        line[i] = c >= ' ' && c <= '~' ? c : (c == '\t' ? ' ' : '?');
    }
    line[to - from] = '\0';
    (void)snprintf(message->text + used, sizeof message->text - used,
                   "\n    %s\n    %s^", line, indent);
}

mc_status mc_lexer_fault(const mc_lexer *lexer, mc_message *message,
                         mc_status status, size_t begin, const char *format,
                         ...)
{
    char text[512];
    size_t line, column;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    mc_file_place(&line, &column, lexer->text, lexer->text + begin);
    status =
        mc_message_at(message, status, lexer->name, line, column, "%s", text);
    if (message)
        append_line(lexer, message, begin);
    return status;
}

bool mc_token_is(const mc_lexer *lexer, const mc_token *token, const char *word)
{
    return token->kind == MC_TOKEN_NAME && strlen(word) == token->length &&
           memcmp(lexer->text + token->begin, word, token->length) == 0;
}

static void skip_blanks(mc_lexer *lexer)
{
    for (; lexer->at < lexer->length; lexer->at++) {
        char c = lexer->text[lexer->at];
        bool line_end =
            c == '\n' || (c == '\r' && lexer->at + 1 < lexer->length &&
                          lexer->text[lexer->at + 1] == '\n');
        if (c == '#') {
            while (lexer->at + 1 < lexer->length &&
                   lexer->text[lexer->at + 1] != '\n')
                lexer->at++;
        } else if (c != ' ' && c != '\t' && !(line_end && lexer->depth > 0)) {
            return;
        }
    }
}

static size_t span_digits(const mc_lexer *lexer, size_t at)
{
    size_t from = at;
    while (at < lexer->length && is_digit(lexer->text[at]))
        at++;
    return at - from;
}

/* digits [ "." digits ] [ ("e"|"E") [sign] digits ] */
static size_t span_number(const mc_lexer *lexer)
{
    const char *text = lexer->text;
    size_t at = lexer->at + span_digits(lexer, lexer->at), sign;
    if (at < lexer->length && text[at] == '.' && span_digits(lexer, at + 1))
        at += 1 + span_digits(lexer, at + 1);
    if (at < lexer->length && (text[at] == 'e' || text[at] == 'E')) {
        sign = at + 1 < lexer->length &&
               (text[at + 1] == '+' || text[at + 1] == '-');
        if (span_digits(lexer, at + 1 + sign))
            at += 1 + sign + span_digits(lexer, at + 1 + sign);
    }
    return at - lexer->at;
}

static size_t span_name(const mc_lexer *lexer)
{
    size_t at = lexer->at;
    while (at < lexer->length &&
           (is_letter(lexer->text[at]) || is_digit(lexer->text[at]) ||
            lexer->text[at] == '_'))
        at++;
    return at - lexer->at;
}

static int symbol(mc_lexer *lexer, size_t *length)
{
    char c = lexer->text[lexer->at];
    bool equal =
        lexer->at + 1 < lexer->length && lexer->text[lexer->at + 1] == '=';
    *length = 1;
    if (c == '\0')
        return -1;
    if (equal && (c == '=' || c == '<' || c == '>')) {
        *length = 2;
        return c == '=' ? MC_TOKEN_SAME
                        : (c == '<' ? MC_TOKEN_AT_MOST : MC_TOKEN_AT_LEAST);
    }
    if (c == '(' || c == '[')
        lexer->depth++;
    else if ((c == ')' || c == ']') && lexer->depth > 0)
        lexer->depth--;
    return strchr("=<>()[],:+-*/^", c) ? c : -1;
}

mc_status mc_lexer_next(mc_lexer *lexer, mc_token *token, mc_message *message)
{
    skip_blanks(lexer);
    *token = (mc_token){.kind = MC_TOKEN_END, .begin = lexer->at};
    if (lexer->at == lexer->length)
        return MC_OK;
    char c = lexer->text[lexer->at];
    if (c == '\n' || c == '\r') {
        token->kind = MC_TOKEN_NEWLINE;
        token->length = c == '\r' ? 2 : 1;
        if (c == '\r' && (lexer->at + 1 == lexer->length ||
                          lexer->text[lexer->at + 1] != '\n'))
            return mc_lexer_fault(lexer, message, MC_BAD_INPUT, lexer->at,
                                  "a carriage return without a line feed");
    } else if (is_digit(c)) {
        token->kind = MC_TOKEN_NUMBER;
        token->length = span_number(lexer);
    } else if (is_letter(c)) {
        token->kind = MC_TOKEN_NAME;
        token->length = span_name(lexer);
    } else {
        token->kind = symbol(lexer, &token->length);
        if (token->kind < 0) {
            char shown[16];
            mc_text_clip(shown, sizeof shown, lexer->text + lexer->at, 1);
            return mc_lexer_fault(lexer, message, MC_BAD_INPUT, lexer->at,
                                  "the character %s is not part of the "
                                  "language (outside of comments)",
                                  shown);
        }
    }
    lexer->at += token->length;
    return MC_OK;
}
