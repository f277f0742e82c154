#include "verify.h"
#include <string.h>

enum { file_limit = 1 << 30 };

struct mv_place mv_source_place(const struct mv_source *source, size_t at)
{
    struct mv_place place = {source->file, 1, at + 1};

    for (size_t k = 0; k < at; k++)
        if (source->text[k] == '\n') {
            place.line++;
            place.column = at - k;
        }
    return place;
}

_Noreturn void mv_source_refuse(const struct mv_source *source, size_t at,
                                enum mv_reason reason, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    mv_refuse_list(reason, mv_source_place(source, at), format, list);
}

/* The length of the UTF-8 sequence at s, 0 if it is not one (RFC 3629). The
   zero byte behind the text ends every cut sequence. */
static size_t utf8_span(const unsigned char *s)
{
    unsigned low = s[0] == 0xE0 ? 0xA0 : s[0] == 0xF0 ? 0x90 : 0x80;
    unsigned high = s[0] == 0xED ? 0x9F : s[0] == 0xF4 ? 0x8F : 0xBF;
    size_t n = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;

    if (s[0] < 0x80)
        return 1;
    if (s[0] < 0xC2 || s[0] > 0xF4)
        return 0;
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t k = 2; k < n; k++)
        if (s[k] < 0x80 || s[k] > 0xBF)
            return 0;
    return n;
}

void mv_source_utf8(const struct mv_source *source)
{
    size_t at = 0;

    while (at < source->length) {
        size_t n = utf8_span(source->text + at);

        if (n == 0)
            mv_source_refuse(source, at, MV_E200,
                             "byte 0x%02X is not UTF-8 here; save the file as "
                             "UTF-8",
                             source->text[at]);
        at += n;
    }
}

int mv_word_find(const char *list, const char *text, size_t length)
{
    for (int k = 0;; k++) {
        size_t n = 0, span = strcspn(list, " ");

        while (n < length && n < span &&
               (text[n] >= 'A' && text[n] <= 'Z' ? text[n] + 32 : text[n]) ==
                   list[n])
            n++;
        if (n == span && n == length)
            return k;
        if (list[span] == '\0')
            return -1;
        list += span + 1;
    }
}

void mv_source_load(struct mv_source *source, const char *path, size_t limit)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    size_t got;

    *source = (struct mv_source){.file = path};
    if (file == NULL)
        mv_refuse(MV_E100, (struct mv_place){path, 0, 0},
                  "the statement cannot be opened");
    do {
        source->text =
            mv_grow(source->text, &source->capacity, source->length + 65536, 1);
        got = fread(source->text + source->length, 1,
                    source->capacity - source->length - 1, file);
        source->length += got;
        if (source->length > limit)
            mv_source_refuse(source, 0, MV_E209,
                             "a file of this kind has at most %zu bytes",
                             limit);
    } while (got > 0);
    if (ferror(file))
        mv_refuse(MV_E100, (struct mv_place){path, 0, 0},
                  "the statement cannot be read");
    if (file != stdin)
        fclose(file);
    source->text[source->length] = 0;
}

enum mv_format mv_source_read(struct mv_source *source, const char *path,
                              char hash[MV_SHA256_TEXT])
{
    const char *s, *word, *text, *end;
    size_t span;
    enum mv_format format;

    mv_source_load(source, path, file_limit);
    mv_sha256(hash, source->text, source->length);
    text = (const char *)source->text;
    end = text + source->length;
    for (s = text; s < end; s += strcspn(s, "\n") + 1) {
        word = s + strspn(s, " \t");
        span = strcspn(word, " \t\n");
        if (span > 0 && word[span] == '\n' && word[span - 1] == '\r')
            span--; /* lines end with LF or CR LF */
        if (*s == '*' || *word == '\\' || (span == 0 && *word != '\0'))
            continue;
        if (*word == '{')
            return MV_JSON;
        if (word == s && mv_word_find("name objsense rows", word, span) >= 0)
            format = MV_MPS;
        else if (mv_word_find(MV_SENSES, word, span) >= 0)
            format = MV_CPLEX;
        else
            break;
        if (strlen(text) < source->length)
            mv_source_refuse(source, strlen(text), MV_E220, "a NUL byte");
        return format;
    }
    mv_source_refuse(source, s < end ? (size_t)(s - text) : 0, MV_E213,
                     "neither JSON (`{`), nor MPS (`NAME` or `ROWS` at the "
                     "margin), nor CPLEX LP (`minimize` or `maximize`)");
}
