/* JSON for the oracle: recursive descent over a few kilobytes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

enum { DEEPEST = 8 };

typedef struct reader {
    const char *at, *end;
} reader;

static bool read_value(reader *r, json *value, int depth);

/* RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
static bool is_utf8(const unsigned char *s, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t more = s[i] < 0x80   ? 0
                      : s[i] < 0xC2 ? 9
                      : s[i] < 0xE0 ? 1
                      : s[i] < 0xF0 ? 2
                      : s[i] < 0xF5 ? 3
                                    : 9;
        if (more == 9 || i + more >= length)
            return false;
        for (size_t k = 1; k <= more; k++)
            if ((s[i + k] & 0xC0) != 0x80)
                return false;
        if ((s[i] == 0xE0 && s[i + 1] < 0xA0) ||
            (s[i] == 0xED && s[i + 1] > 0x9F) ||
            (s[i] == 0xF0 && s[i + 1] < 0x90) ||
            (s[i] == 0xF4 && s[i + 1] > 0x8F))
            return false;
        i += more + 1;
    }
    return true;
}

static void skip_blanks(reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' ||
                              *r->at == '\n' || *r->at == '\r'))
        r->at++;
}

static bool take(reader *r, char c)
{
    if (r->at < r->end && *r->at == c) {
        r->at++;
        return true;
    }
    return false;
}

static bool is_digit(const reader *r)
{
    return r->at < r->end && *r->at >= '0' && *r->at <= '9';
}

static bool digits(reader *r)
{
    if (!is_digit(r))
        return false;
    while (is_digit(r))
        r->at++;
    return true;
}

static char *copy(const char *from, size_t length)
{
    char *text = malloc(length + 1);
    if (!text)
        abort();
    memcpy(text, from, length);
    text[length] = '\0';
    return text;
}

static bool read_number(reader *r, json *value)
{
    const char *begin = r->at;
    take(r, '-');
    if (!take(r, '0') && !digits(r))
        return false;
    if (take(r, '.') && !digits(r))
        return false;
    if (take(r, 'e') || take(r, 'E')) {
        if (!take(r, '+'))
            take(r, '-');
        if (!digits(r))
            return false;
    }
    value->kind = JSON_NUMBER;
    value->text = copy(begin, (size_t)(r->at - begin));
    return true;
}

static bool read_hex(reader *r, uint32_t *code)
{
    *code = 0;
    for (int k = 0; k < 4; k++, r->at++) {
        static const char hex[] = "0123456789abcdef0123456789ABCDEF";
        const char *place =
            r->at < r->end && *r->at ? strchr(hex, *r->at) : NULL;
        if (!place)
            return false;
        *code = *code * 16 + (uint32_t)((place - hex) % 16);
    }
    return true;
}

static size_t encode(char *out, uint32_t code)
{
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t k = length; k-- > 1; code >>= 6)
        out[k] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(lead[length] | code);
    return length;
}

static bool read_escape(reader *r, char *out, size_t *length)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    uint32_t code, low;
    if (r->at == r->end)
        return false;
    char c = *r->at++;
    const char *simple = c ? strchr(from, c) : NULL;
    if (simple) {
        out[(*length)++] = to[simple - from];
        return true;
    }
    if (c != 'u' || !read_hex(r, &code) || code == 0)
        return false;
    if (code >= 0xDC00 && code < 0xE000)
        return false;
    if (code >= 0xD800 && code < 0xDC00) {
        if (!take(r, '\\') || !take(r, 'u') || !read_hex(r, &low) ||
            low < 0xDC00 || low > 0xDFFF)
            return false;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    *length += encode(out + *length, code);
    return true;
}

static bool read_string(reader *r, json *value)
{
    size_t length = 0;
    if (!take(r, '"'))
        return false;
    value->kind = JSON_STRING;
    value->text = malloc((size_t)(r->end - r->at) + 1);
    if (!value->text)
        abort();
    for (;;) {
        if (r->at == r->end || (unsigned char)*r->at < 0x20)
            return false;
        char c = *r->at++;
        if (c == '"')
            break;
        if (c != '\\')
            value->text[length++] = c;
        else if (!read_escape(r, value->text, &length))
            return false;
    }
    value->text[length] = '\0';
    return true;
}

static json *append(json *list)
{
    list->item = realloc(list->item, (list->count + 1) * sizeof *list->item);
    if (!list->item)
        abort();
    json *last = &list->item[list->count++];
    *last = (json){JSON_LITERAL, NULL, 0, NULL};
    return last;
}

static bool read_key(reader *r, json *object)
{
    if (!read_string(r, append(object)))
        return false;
    const char *key = object->item[object->count - 1].text;
    for (size_t k = 0; k + 1 < object->count; k += 2)
        if (strcmp(object->item[k].text, key) == 0)
            return false;
    skip_blanks(r);
    if (!take(r, ':'))
        return false;
    skip_blanks(r);
    return true;
}

/* Behind the opening bracket or brace. */
static bool read_items(reader *r, json *list, char close, int depth)
{
    skip_blanks(r);
    if (take(r, close))
        return true;
    do {
        skip_blanks(r);
        if (close == '}' && !read_key(r, list))
            return false;
        json item = {JSON_LITERAL, NULL, 0, NULL};
        bool right = read_value(r, &item, depth + 1);
        *append(list) = item;
        if (!right)
            return false;
        skip_blanks(r);
    } while (take(r, ','));
    return take(r, close);
}

static bool read_literal(reader *r)
{
    static const char *const words[] = {"null", "true", "false"};
    for (size_t k = 0; k < 3; k++) {
        size_t length = strlen(words[k]);
        if ((size_t)(r->end - r->at) >= length &&
            memcmp(r->at, words[k], length) == 0) {
            r->at += length;
            return true;
        }
    }
    return false;
}

static bool read_value(reader *r, json *value, int depth)
{
    if (r->at == r->end)
        return false;
    if (take(r, '[') || take(r, '{')) {
        bool object = r->at[-1] == '{';
        value->kind = object ? JSON_OBJECT : JSON_ARRAY;
        return depth < DEEPEST &&
               read_items(r, value, object ? '}' : ']', depth);
    }
    if (*r->at == '"')
        return read_string(r, value);
    if (*r->at == '-' || is_digit(r))
        return read_number(r, value);
    return read_literal(r);
}

json *json_read(const char *text, size_t length)
{
    reader r = {text, text + length};
    json *root = calloc(1, sizeof *root);
    if (!root)
        abort();
    bool right = is_utf8((const unsigned char *)text, length);
    if (right) {
        skip_blanks(&r);
        right = read_value(&r, root, 0);
        skip_blanks(&r);
    }
    if (right && r.at == r.end)
        return root;
    json_free(root);
    return NULL;
}

static void clear(json *value)
{
    for (size_t k = 0; k < value->count; k++)
        clear(&value->item[k]);
    free(value->item);
    free(value->text);
}

void json_free(json *root)
{
    if (root)
        clear(root);
    free(root);
}

const json *json_find(const json *object, const char *key)
{
    for (size_t k = 0; k + 1 < object->count; k += 2)
        if (strcmp(object->item[k].text, key) == 0)
            return &object->item[k + 1];
    return NULL;
}
