/* What the readers of linear programs share. */
#include "lp/source.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/message.h"
#include "base/number.h"
#include "base/text.h"

void mc_lp_remark_add(mc_lp_remark *remark, mc_lp_piece piece)
{
    if (remark->count++ == 0)
        remark->first = piece;
}

mc_status mc_lp_fail(const mc_lp_source *source, const char *at,
                     const char *format, ...)
{
    char text[1024];
    size_t line, column;
    va_list arguments;
    if (source->message == NULL)
        return MC_BAD_INPUT;
    mc_file_place(&line, &column, source->text, at);
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return mc_message_at(source->message, MC_BAD_INPUT, source->name, line,
                         column, "%s", text);
}

mc_status mc_lp_fail_memory(const mc_lp_source *source)
{
    return mc_message_set(source->message, MC_LIMIT,
                          "%s: out of memory while reading it", source->name);
}

mc_lp_quote mc_lp_quoted(mc_lp_piece piece)
{
    mc_lp_quote quote;
    mc_text_clip(quote.text, sizeof quote.text, piece.at, piece.length);
    return quote;
}

static char lower_case(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool mc_lp_is_word(mc_lp_piece piece, const char *word)
{
    for (size_t i = 0; i < piece.length; i++)
        if (word[i] == '\0' || lower_case(piece.at[i]) != word[i])
            return false;
    return word[piece.length] == '\0';
}

bool mc_lp_next_line(mc_lp_piece *line, const char **at,
                     const mc_lp_source *source)
{
    const char *end = source->text + source->length;
    const char *feed;
    if (*at == end)
        return false;
    feed = memchr(*at, '\n', (size_t)(end - *at));
    line->at = *at;
    line->length = (size_t)((feed != NULL ? feed : end) - *at);
    *at = feed != NULL ? feed + 1 : end;
    if (feed != NULL && line->length > 0 && feed[-1] == '\r')
        line->length--;
    return true;
}

bool mc_lp_next_word(mc_lp_piece *word, const char **at, const char *end)
{
    const char *start = *at;
    while (start < end && (*start == ' ' || *start == '\t'))
        start++;
    for (*at = start; *at < end && **at != ' ' && **at != '\t';)
        ++*at;
    word->at = start;
    word->length = (size_t)(*at - start);
    return word->length > 0;
}

/* |value| >= 10^20, which other programs often take for infinity. */
static bool is_huge(mpq_srcptr value)
{
    const size_t bits = 67; /* of 10^20 */
    mpz_t limit;
    bool huge;
    if (mpz_sizeinbase(mpq_numref(value), 2) < bits)
        return false;
    mpz_init(limit);
    mpz_ui_pow_ui(limit, 10, 20);
    mpz_mul(limit, limit, mpq_denref(value));
    huge = mpz_cmpabs(mpq_numref(value), limit) >= 0;
    mpz_clear(limit);
    return huge;
}

mc_status mc_lp_number(mpq_t value, mc_lp_remarks *remarks,
                       const mc_lp_source *source, mc_lp_piece piece)
{
    const char *problem = mc_number_parse_lp(value, piece.at, piece.length);
    if (problem != NULL)
        return mc_lp_fail(source, piece.at, "\"%s\": %s",
                          mc_lp_quoted(piece).text, problem);
    if (is_huge(value))
        mc_lp_remark_add(&remarks->huge, piece);
    return MC_OK;
}

bool mc_lp_is_infinity(int *sign, mc_lp_piece piece)
{
    *sign = 1;
    if (piece.length > 0 && (*piece.at == '+' || *piece.at == '-')) {
        *sign = *piece.at == '-' ? -1 : 1;
        piece.at++;
        piece.length--;
    }
    return mc_lp_is_word(piece, "inf") || mc_lp_is_word(piece, "infinity");
}

void mc_lp_bound_set(mc_lp_bound *bound, mpq_srcptr value)
{
    bound->finite = value != NULL;
    if (value != NULL)
        mpq_set(bound->value, value);
}
