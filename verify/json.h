#ifndef MV_JSON_H
#define MV_JSON_H

#include "report.h"

/* A cursor in a JSON text. text[length] is 0, a byte that is never valid where
   one is looked for, so looking at text[at] needs no bounds check. */
struct mv_json {
    const char *file;
    unsigned char *text;
    size_t length, capacity, at;
};

/* A decoded string, ended by a zero byte. */
struct mv_text {
    char *byte;
    size_t length, capacity;
};

/* mv_json_refuse: refuses with the line and column (in bytes) of text[at]. */
_Noreturn void mv_json_refuse(const struct mv_json *json, size_t at,
                              enum mv_reason reason, const char *format, ...)
    MV_FORMAT(4, 5);

/* mv_json_utf8: refuses with E200 unless the whole text is UTF-8. */
void mv_json_utf8(const struct mv_json *json);

/* mv_json_blank: moves over white space and returns the byte found. */
int mv_json_blank(struct mv_json *json);

/* mv_json_string: decodes the string that begins at the cursor into `out`.
   Errors: E201, also for \u0000 and unpaired surrogates. */
void mv_json_string(struct mv_json *json, struct mv_text *out);

/* mv_json_skip: moves over one value below the top level object, and checks all
   of its grammar. Arrays may nest; an object there is refused with E205, since
   no value of a statement is one.
   Errors: E201, E202, E205, E206 and E209 (bare numbers). */
void mv_json_skip(struct mv_json *json, struct mv_text *scratch);

/* mv_text_append: appends bytes and a zero byte behind them. */
void mv_text_append(struct mv_text *out, const char *bytes, size_t count);

#endif
