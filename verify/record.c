#include "verify.h"
#include <string.h>

enum { buffer_size = 1 << 16, progress_lines = 1 << 16 };

_Noreturn void mv_reject(const struct mv_reader *reader, enum mv_reason reason,
                         const char *format, ...)
{
    va_list list;

    va_start(list, format);
    mv_refuse_list(reason, reader->place, format, list);
}

void mv_reader_open(struct mv_reader *reader, const char *path,
                    struct mv_limits limits, bool progress)
{
    memset(reader, 0, sizeof *reader);
    reader->place.file = path;
    reader->limits = limits;
    reader->file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (reader->file == NULL)
        mv_reject(reader, MV_E100, "the certificate cannot be opened");
    reader->progress = progress;
    reader->buffer = mv_allocate(buffer_size, 1);
}

/* Fills the empty buffer; false at the end of the file. */
static bool fill(struct mv_reader *reader)
{
    reader->buffer_at = 0;
    reader->buffer_end = fread(reader->buffer, 1, buffer_size, reader->file);
    if (reader->buffer_end == 0 && ferror(reader->file))
        mv_reject(reader, MV_E100, "the certificate cannot be read");
    return reader->buffer_end > 0;
}

/* Reads one line, without its line feed, into reader->line. */
static void read_line(struct mv_reader *reader)
{
    const unsigned char *from, *feed = NULL;
    size_t count;

    reader->length = 0;
    do {
        if (reader->buffer_at == reader->buffer_end && !fill(reader))
            mv_reject(reader, MV_E301,
                      "the file ends before its `end` line is complete");
        from = reader->buffer + reader->buffer_at;
        count = reader->buffer_end - reader->buffer_at;
        feed = memchr(from, '\n', count);
        if (feed != NULL)
            count = (size_t)(feed - from);
        if (count > reader->limits.line - reader->length)
            mv_reject(reader, MV_E310,
                      "a line of more than %zu bytes; "
                      "see --max-line",
                      reader->limits.line);
        reader->line = mv_grow(reader->line, &reader->capacity,
                               reader->length + count + 1, 1);
        memcpy(reader->line + reader->length, from, count);
        reader->length += count;
        reader->buffer_at += count + (feed != NULL);
    } while (feed == NULL);
    reader->line[reader->length] = '\0';
}

/* Counts the fields behind the keyword and checks blanks and bytes. */
static void check_line(struct mv_reader *reader)
{
    const unsigned char *s = (const unsigned char *)reader->line;
    unsigned char before = ' ';

    reader->fields = 0;
    for (size_t k = 0; k <= reader->length; k++) {
        unsigned char c = k < reader->length ? s[k] : ' ';

        reader->place.column = k + 1;
        if (c == ' ' && before == ' ')
            mv_reject(reader, MV_E300,
                      "fields are separated by one space, with none at "
                      "the beginning or end");
        if (c == '\r')
            mv_reject(reader, MV_E300,
                      "carriage return; lines end with a line feed "
                      "alone (was the file converted?)");
        if (c < 0x20 || c > 0x7E)
            mv_reject(reader, MV_E300, "byte 0x%02X is not allowed", c);
        reader->fields += c == ' ' && k < reader->length;
        before = c;
    }
    reader->place.column = 1;
}

bool mv_record_peek(struct mv_reader *reader, const char *beginning)
{
    mv_record_any(reader);
    reader->again = true;
    return strncmp(reader->line, beginning, strlen(beginning)) == 0;
}

void mv_record_any(struct mv_reader *reader)
{
    if (reader->again) {
        reader->again = false;
        return;
    }
    reader->place.line++;
    reader->place.column = 1;
    if (reader->place.line > reader->limits.lines)
        mv_reject(reader, MV_E310, "more than %zu lines; see --max-lines",
                  reader->limits.lines);
    read_line(reader);
    reader->cursor = 0;
    if (reader->place.line == 1 && reader->line[0] == '{')
        mv_reject(reader, MV_E309,
                  "this is JSON, a certificate is expected here; the "
                  "statements come first on the command line");
    check_line(reader);
    if (reader->progress && reader->place.line % progress_lines == 0)
        fprintf(stderr, "%s: %ju lines\r", mv_program,
                (uintmax_t)reader->place.line);
}

void mv_record(struct mv_reader *reader, const char *keyword, size_t fields)
{
    mv_record_any(reader);
    mv_record_is(reader, keyword, fields);
}

void mv_record_is(struct mv_reader *reader, const char *keyword, size_t fields)
{
    const char *found = mv_field(reader);

    if (strcmp(found, keyword) != 0)
        mv_reject(reader, MV_E302,
                  "a record `%s` is expected here, not `%.40s`", keyword,
                  found);
    if (reader->fields != fields)
        mv_reject(reader, MV_E303, "`%s` has %zu fields here, not %zu", keyword,
                  fields, reader->fields);
}

void mv_record_end(struct mv_reader *reader)
{
    uint64_t before;

    mv_record(reader, "end", 1);
    before = reader->place.line - 1;
    if (mv_field_natural(reader) != before)
        mv_reject(reader, MV_E308, "there are %ju lines before this one",
                  (uintmax_t)before);
    if (reader->buffer_at < reader->buffer_end || fill(reader)) {
        reader->place.line++;
        reader->place.column = 1;
        mv_reject(reader, MV_E308, "bytes after the `end` line");
    }
}

char *mv_field(struct mv_reader *reader)
{
    char *field = reader->line + reader->cursor;
    char *behind;

    if (reader->cursor > reader->length)
        mv_reject(reader, MV_E303, "a field is missing");
    behind = memchr(field, ' ', reader->length - reader->cursor);
    if (behind == NULL)
        behind = reader->line + reader->length;
    *behind = '\0';
    reader->place.column = reader->cursor + 1;
    reader->cursor = (size_t)(behind - reader->line) + 1;
    return field;
}

/* The length of the integer (or natural) that the field begins with; the whole
   field unless `slash` is allowed behind it. */
static size_t integer_span(const struct mv_reader *reader, const char *field,
                           bool sign, bool slash)
{
    size_t minus = sign && field[0] == '-';
    size_t n = mv_natural_span(field + minus), end = minus + n;

    if (n == 0 || (minus == 1 && field[1] == '0') ||
        (field[end] != '\0' && !(slash && field[end] == '/')))
        mv_reject(reader, MV_E304,
                  "malformed number, or not in its shortest form");
    if (n > reader->limits.digits)
        mv_reject(reader, MV_E310,
                  "a number of more than %zu digits; see --max-digits",
                  reader->limits.digits);
    return end;
}

static void set_integer(mpz_t number, char *field, size_t length)
{
    size_t minus = field[0] == '-';

    mv_set_digits(number, field + minus, length - minus, minus == 1);
}

size_t mv_field_natural(struct mv_reader *reader)
{
    const char *field = mv_field(reader);
    size_t n = integer_span(reader, field, false, false), value = 0;

    for (size_t k = 0; k < n; k++) {
        size_t digit = (size_t)(field[k] - '0');

        if (value > (SIZE_MAX - digit) / 10)
            return SIZE_MAX;
        value = value * 10 + digit;
    }
    return value;
}

size_t mv_field_index(struct mv_reader *reader, size_t end)
{
    size_t value = mv_field_natural(reader);

    if (value >= end)
        mv_reject(reader, MV_E306, "this must be below %zu", end);
    return value;
}

size_t mv_field_count(struct mv_reader *reader)
{
    size_t value = mv_field_natural(reader);

    if (value > reader->limits.lines)
        mv_reject(reader, MV_E310,
                  "this announces more than %zu lines; see --max-lines",
                  reader->limits.lines);
    return value;
}

void mv_field_rational(struct mv_reader *reader, mpz_t numerator,
                       mpz_t denominator)
{
    char *field = mv_field(reader);
    size_t n = integer_span(reader, field, true, true);
    mpz_t divisor;

    if (field[n] == '\0') {
        set_integer(numerator, field, n);
        mpz_set_ui(denominator, 1);
        return;
    }
    set_integer(denominator, field + n + 1,
                integer_span(reader, field + n + 1, false, false));
    set_integer(numerator, field, n);
    mpz_init(divisor);
    mpz_gcd(divisor, numerator, denominator);
    if (mpz_cmp_ui(denominator, 2) < 0 || mpz_cmp_ui(divisor, 1) != 0)
        mv_reject(reader, MV_E304,
                  "a rational that is not in lowest "
                  "terms");
    mpz_clear(divisor);
}

void mv_vector_init(struct mv_vector *vector)
{
    mpz_init_set_ui(vector->denominator, 1);
    mpz_init(vector->divisor);
}

void mv_vector_open(struct mv_vector *vector, struct mv_reader *reader)
{
    char *field = mv_field(reader);

    set_integer(vector->denominator, field,
                integer_span(reader, field, false, false));
    if (mpz_sgn(vector->denominator) == 0)
        mv_reject(reader, MV_E304, "a common denominator is at least 1");
    mpz_set(vector->divisor, vector->denominator);
}

void mv_field_numerator(struct mv_reader *reader, struct mv_vector *vector,
                        mpz_t numerator)
{
    char *field = mv_field(reader);

    set_integer(numerator, field, integer_span(reader, field, true, false));
    if (mpz_cmp_ui(vector->divisor, 1) != 0)
        mpz_gcd(vector->divisor, vector->divisor, numerator);
}

void mv_vector_close(const struct mv_vector *vector,
                     const struct mv_reader *reader)
{
    if (mpz_cmp_ui(vector->divisor, 1) != 0)
        mv_reject(reader, MV_E305,
                  "the numbers of the vector that ends here have a "
                  "common divisor; divide by it");
}
