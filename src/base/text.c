/* Text that came from a user: UTF-8, made safe to print. */
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Long enough for "\uXXXX" and for four bytes of UTF-8. */
enum { MAX_ESCAPE = 8 };

/* The number of bytes that a sequence with this first byte has; 0: none. */
static size_t sequence_length(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF)
        return 3;
    if (first >= 0xF0 && first <= 0xF4)
        return 4;
    return 0;
}

/* Unicode 15, table 3-7: only the second byte has a range that depends on the
   first one. */
static bool second_byte_fits(unsigned char first, unsigned char second)
{
    unsigned char low = 0x80, high = 0xBF;
    if (first == 0xE0)
        low = 0xA0;
    else if (first == 0xED)
        high = 0x9F;
    else if (first == 0xF0)
        low = 0x90;
    else if (first == 0xF4)
        high = 0x8F;
    return second >= low && second <= high;
}

size_t mc_text_utf8_fault(const char *text, size_t length)
{
    const unsigned char *byte = (const unsigned char *)text;
    size_t at = 0;
    while (at < length) {
        size_t size = sequence_length(byte[at]);
        if (size == 0 || size > length - at)
            return at;
        if (size > 1 && !second_byte_fits(byte[at], byte[at + 1]))
            return at;
        for (size_t i = 2; i < size; i++)
            if ((byte[at + i] & 0xC0) != 0x80)
                return at;
        at += size;
    }
    return length;
}

/* The bytes of a whole code point at `text`, or 0 if there is none before
   `end`. Domain: text < end. */
static size_t whole_sequence(const char *text, const char *end)
{
    size_t size = sequence_length((unsigned char)*text);
    if (size == 0 || size > (size_t)(end - text))
        return 0;
    return mc_text_utf8_fault(text, size) == size ? size : 0;
}

static uint32_t decode(const char *text, size_t size)
{
    const unsigned char *byte = (const unsigned char *)text;
    uint32_t code = byte[0];
    if (size > 1) {
        code &= 0x7Fu >> size;
        for (size_t i = 1; i < size; i++)
            code = (code << 6) | (byte[i] & 0x3Fu);
    }
    return code;
}

/* Code points that do not show, or that change how their neighbours show. */
static bool is_deceptive(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0xAD ||
           code == 0x61C || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
}

/* Writes the next code point before `end`, or the next byte that is part of
   none, as it is to be shown, at most MAX_ESCAPE bytes with the final NUL, and
   moves on. Returns its width in columns. */
static size_t show_next(char out[MAX_ESCAPE], const char **text,
                        const char *end, bool json)
{
    const char *start = *text;
    size_t size = whole_sequence(start, end);
    uint32_t code = size > 0 ? decode(start, size) : 0xFFFD;
    *text += size > 0 ? size : 1;
    if (size == 0 && !json)
        snprintf(out, MAX_ESCAPE, "\\x%02x", (unsigned char)*start);
    else if (code == '\n')
        strcpy(out, "\\n");
    else if (code == '\t')
        strcpy(out, "\\t");
    else if (code == '\\')
        strcpy(out, "\\\\");
    else if (code == '"' && json)
        strcpy(out, "\\\"");
    else if (size == 0 || is_deceptive(code))
        snprintf(out, MAX_ESCAPE, "\\u%04x", (unsigned)(code & 0xFFFF));
    else {
        memcpy(out, start, size);
        out[size] = '\0';
        return 1;
    }
    return strlen(out);
}

static void print(FILE *stream, const char *text, bool json)
{
    const char *end = text + strlen(text);
    char piece[MAX_ESCAPE];
    while (text < end) {
        show_next(piece, &text, end, json);
        fputs(piece, stream);
    }
}

void mc_text_print(FILE *stream, const char *text)
{
    print(stream, text, false);
}

void mc_text_print_json(FILE *stream, const char *text)
{
    fputc('"', stream);
    print(stream, text, true);
    fputc('"', stream);
}

size_t mc_text_width(const char *text)
{
    const char *end = text + strlen(text);
    char piece[MAX_ESCAPE];
    size_t width = 0;
    while (text < end)
        width += show_next(piece, &text, end, false);
    return width;
}

void mc_text_clip(char *buffer, size_t size, const char *text, size_t length)
{
    const char *end = text + length;
    char piece[MAX_ESCAPE];
    size_t used = 0;
    while (text < end) {
        size_t added;
        show_next(piece, &text, end, false);
        added = strlen(piece);
        /* Room for "..." and the final NUL stays free until the end. */
        if (used + added + 4 > size) {
            strcpy(buffer + used, "...");
            return;
        }
        memcpy(buffer + used, piece, added);
        used += added;
    }
    buffer[used] = '\0';
}
