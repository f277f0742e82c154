#include "verify.h"
#include <string.h>

enum { depth_limit = 8, bare_digits = 18 };

int mv_json_blank(struct mv_source *json)
{
    const unsigned char *s = json->text + json->at;

    while (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r')
        s++;
    json->at = (size_t)(s - json->text);
    return *s;
}

void mv_text_append(struct mv_text *out, const char *bytes, size_t count)
{
    out->byte = mv_grow(out->byte, &out->capacity, out->length + count + 1, 1);
    if (count > 0)
        memcpy(out->byte + out->length, bytes, count);
    out->length += count;
    out->byte[out->length] = '\0';
}

static unsigned hex4(struct mv_source *json)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    unsigned code = 0;

    for (int k = 0; k < 4; k++, json->at++) {
        int c = json->text[json->at];
        const char *found = c == 0 ? NULL : strchr(digits, c);

        if (found == NULL)
            mv_source_refuse(json, json->at, MV_E201,
                             "four hexadecimal digits are expected here");
        code = code * 16 + (unsigned)(found - digits);
        if (found >= digits + 16)
            code -= 6;
    }
    return code;
}

static void append_code_point(struct mv_text *out, unsigned code)
{
    char s[4];
    size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};

    for (size_t k = n; k-- > 1; code >>= 6)
        s[k] = (char)(0x80 | (code & 0x3F));
    s[0] = (char)(lead[n] | code);
    mv_text_append(out, s, n);
}

/* The cursor is behind "\u". */
static void decode_unicode(struct mv_source *json, struct mv_text *out)
{
    size_t start = json->at - 2;
    unsigned code = hex4(json), low;

    if (code == 0)
        mv_source_refuse(json, start, MV_E201,
                         "the escape of U+0000 is not allowed");
    if (code >= 0xD800 && code < 0xE000) {
        if (code >= 0xDC00 || json->text[json->at] != '\\' ||
            json->text[json->at + 1] != 'u')
            mv_source_refuse(json, start, MV_E201, "unpaired surrogate escape");
        json->at += 2;
        low = hex4(json);
        if (low < 0xDC00 || low >= 0xE000)
            mv_source_refuse(json, start, MV_E201, "unpaired surrogate escape");
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    append_code_point(out, code);
}

static void decode_escape(struct mv_source *json, struct mv_text *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    int c = json->text[json->at + 1];
    const char *found = c == 0 ? NULL : strchr(from, c);

    if (c == 'u') {
        json->at += 2;
        decode_unicode(json, out);
    } else if (found != NULL) {
        json->at += 2;
        mv_text_append(out, to + (found - from), 1);
    } else {
        mv_source_refuse(json, json->at, MV_E201, "unknown escape in a string");
    }
}

void mv_json_string(struct mv_source *json, struct mv_text *out)
{
    out->length = 0;
    mv_text_append(out, "", 0);
    json->at++;
    for (;;) {
        const unsigned char *s = json->text + json->at;
        size_t n = 0;

        while (s[n] >= 0x20 && s[n] != '"' && s[n] != '\\')
            n++;
        mv_text_append(out, (const char *)s, n);
        json->at += n;
        if (s[n] == '"') {
            json->at++;
            return;
        }
        if (s[n] == '\\')
            decode_escape(json, out);
        else if (json->at == json->length)
            mv_source_refuse(json, json->at, MV_E201,
                             "the file ends inside of a string");
        else
            mv_source_refuse(json, json->at, MV_E201,
                             "control character in a string; escape it");
    }
}

static void skip_number(struct mv_source *json)
{
    const char *s = (const char *)json->text + json->at;
    size_t start = json->at, sign = *s == '-', n = mv_natural_span(s + sign);
    int behind;

    if (n == 0)
        mv_source_refuse(json, start, MV_E201,
                         "malformed number; a leading zero is not allowed");
    behind = s[sign + n];
    if (behind == '.' || behind == 'e' || behind == 'E')
        mv_source_refuse(json, start, MV_E206,
                         "a bare real number; put it in quotes, as \"0.1\" or "
                         "\"1/10\", so that no program rounds it");
    if (n > bare_digits)
        mv_source_refuse(json, start, MV_E209,
                         "a bare integer has at most %d digits; put it in "
                         "quotes",
                         (int)bare_digits);
    json->at += sign + n;
}

static void skip_scalar(struct mv_source *json, int c, struct mv_text *scratch)
{
    static const char *const literal[] = {"true", "false", "null"};
    const char *s = (const char *)json->text + json->at;

    if (c == '"') {
        mv_json_string(json, scratch);
        return;
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
        skip_number(json);
        return;
    }
    if (c == '{')
        mv_source_refuse(json, json->at, MV_E205,
                         "no value of a statement is an object");
    for (size_t k = 0; k < 3; k++)
        if (strncmp(s, literal[k], strlen(literal[k])) == 0) {
            json->at += strlen(literal[k]);
            return;
        }
    if (json->at == json->length)
        mv_source_refuse(json, json->at, MV_E201, "the file ends too early");
    mv_source_refuse(json, json->at, MV_E201, "a value is expected here");
}

void mv_json_skip(struct mv_source *json, struct mv_text *scratch)
{
    size_t depth = 1; /* containers around the cursor, the object included */

    do {
        int c = mv_json_blank(json);

        if (c == '[') {
            if (++depth > depth_limit)
                mv_source_refuse(json, json->at, MV_E202,
                                 "more than %d levels of nesting",
                                 (int)depth_limit);
            json->at++;
            if (mv_json_blank(json) != ']')
                continue;
        } else {
            skip_scalar(json, c, scratch);
        }
        while (depth > 1 && mv_json_blank(json) == ']') {
            json->at++;
            depth--;
        }
        if (depth > 1 && mv_json_blank(json) != ',')
            mv_source_refuse(json, json->at, MV_E201,
                             "`,` or `]` is expected here");
        if (depth > 1)
            json->at++;
    } while (depth > 1);
}
