#define _POSIX_C_SOURCE 200809L
#include "certificate/reader.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"

#define MAX_BYTES ((size_t)1 << 31)

/* A certificate being read. The current line is [line, end), *end is its LF,
   and `at` is where its next field begins, NULL behind the last one. */
typedef struct reader {
    const mc_file *file;
    mc_message *message;
    char *line, *end, *at;
    size_t number; /* of the current line; 0 before the first */
    mc_status status;
} reader;

typedef struct field {
    char *text;
    size_t length;
} field;

static bool fail(reader *r, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool fail(reader *r, const char *at, const char *format, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    r->status =
        mc_message_at(r->message, MC_BAD_INPUT, r->file->name, r->number,
                      (size_t)(at - r->line) + 1, "%s", text);
    return false;
}

static bool fail_memory(reader *r)
{
    r->status =
        mc_message_set(r->message, MC_LIMIT,
                       "%s: out of memory while reading it", r->file->name);
    return false;
}

/* ---- lines and fields ---- */

static bool next_line(reader *r)
{
    char *text_end = r->file->text + r->file->length;
    r->line = r->number == 0 ? r->file->text : r->end + 1;
    r->end = memchr(r->line, '\n', (size_t)(text_end - r->line));
    r->number++;
    if (!r->end)
        return fail(r, text_end,
                    "the certificate is truncated: the line feed "
                    "of its last line is missing");
    for (const char *c = r->line; c < r->end; c++)
        if (*c < 0x20 || *c > 0x7E)
            return fail(r, c, "only printable ASCII is allowed");
        else if (*c == ' ' && (c == r->line || c[1] == ' ' || c + 1 == r->end))
            return fail(r, c, "fields are separated by exactly one blank");
    if (r->line == r->end)
        return fail(r, r->line, "an empty line");
    r->at = r->line;
    return true;
}

static bool take_field(field *taken, reader *r)
{
    if (!r->at)
        return fail(r, r->end, "a field is missing");
    char *blank = memchr(r->at, ' ', (size_t)(r->end - r->at));
    taken->text = r->at;
    taken->length = (size_t)((blank ? blank : r->end) - r->at);
    r->at = blank ? blank + 1 : NULL;
    return true;
}

static bool end_line(reader *r)
{
    return !r->at || fail(r, r->at, "a field too many");
}

static bool is_word(field word, const char *wanted)
{
    return word.length == strlen(wanted) &&
           memcmp(word.text, wanted, word.length) == 0;
}

static bool expect(reader *r, const char *wanted)
{
    char shown[48];
    field word = {0};
    if (!take_field(&word, r))
        return false;
    mc_text_clip(shown, sizeof shown, word.text, word.length);
    return is_word(word, wanted) ||
           fail(r, word.text, "%s instead of %s", shown, wanted);
}

/* The first word of the current line. A line ends in LF, and no word of ours
   contains one. */
static bool begins_with(const reader *r, const char *wanted)
{
    size_t length = strlen(wanted);
    return strncmp(r->line, wanted, length) == 0 &&
           (r->line[length] == ' ' || r->line + length == r->end);
}

/* ---- numbers ---- */

static bool is_natural(field number)
{
    if (number.length == 0 || (number.text[0] == '0' && number.length > 1))
        return false;
    for (size_t i = 0; i < number.length; i++)
        if (number.text[i] < '0' || number.text[i] > '9')
            return false;
    return true;
}

static bool is_integer(field number)
{
    if (number.length == 0 || number.text[0] != '-')
        return is_natural(number);
    field rest = {number.text + 1, number.length - 1};
    return is_natural(rest) && rest.text[0] != '0';
}

/* Domain: an integer. The byte behind it belongs to the file as well. */
static void set_integer(mpz_t value, field number)
{
    char kept = number.text[number.length];
    number.text[number.length] = '\0';
    (void)mpz_set_str(value, number.text, 10);
    number.text[number.length] = kept;
}

static bool take_integer(mpz_t value, reader *r)
{
    field number = {0};
    if (!take_field(&number, r))
        return false;
    if (!is_integer(number))
        return fail(r, number.text, "not an integer in its one spelling");
    set_integer(value, number);
    return true;
}

static bool take_size(size_t *value, reader *r)
{
    field number = {0};
    size_t sum = 0;
    if (!take_field(&number, r))
        return false;
    if (!is_natural(number))
        return fail(r, number.text, "not a natural number in its one spelling");
    for (size_t i = 0; i < number.length; i++) {
        size_t digit = (size_t)(number.text[i] - '0');
        if (sum > (SIZE_MAX - digit) / 10)
            return fail(r, number.text, "the number is too large");
        sum = 10 * sum + digit;
    }
    *value = sum;
    return true;
}

static bool set_rational(mpq_t value, reader *r, field number)
{
    char *slash = memchr(number.text, '/', number.length);
    field part = {number.text, number.length};
    if (slash)
        part.length = (size_t)(slash - number.text);
    bool fits = is_integer(part);
    if (fits)
        set_integer(mpq_numref(value), part);
    mpz_set_ui(mpq_denref(value), 1);
    if (fits && slash) {
        part = (field){slash + 1, number.length - part.length - 1};
        fits = is_natural(part) && !is_word(part, "0") && !is_word(part, "1");
        if (fits) {
            set_integer(mpq_denref(value), part);
            mpz_t divisor;
            mpz_init(divisor);
            mpz_gcd(divisor, mpq_numref(value), mpq_denref(value));
            fits = mpz_cmp_ui(divisor, 1) == 0;
            mpz_clear(divisor);
        }
    }
    if (!fits) {
        mpq_set_ui(value, 0, 1);
        return fail(r, number.text,
                    "not a rational in lowest terms, in its one spelling");
    }
    return true;
}

/* ---- the header ---- */

static bool take_bound(bool *finite, mpq_t value, reader *r,
                       const char *infinity)
{
    field number = {0};
    if (!take_field(&number, r))
        return false;
    *finite = !is_word(number, infinity);
    return !*finite || set_rational(value, r, number);
}

static bool read_bounds(mc_certificate_lp *c, reader *r)
{
    if (!take_bound(&c->lower_finite, c->lower, r, "-inf") ||
        !take_bound(&c->upper_finite, c->upper, r, "inf"))
        return false;
    return c->lower_finite || c->upper_finite ||
           fail(r, r->line, "one of the bounds must be finite");
}

static bool read_claim(mc_certificate_lp *c, reader *r)
{
    field word = {0};
    if (!next_line(r) || !expect(r, "claim") || !take_field(&word, r))
        return false;
    if (is_word(word, "optimal")) {
        c->kind = MC_CERTIFICATE_OPTIMAL;
        field number = {0};
        if (!take_field(&number, r) || !set_rational(c->lower, r, number))
            return false;
        mpq_set(c->upper, c->lower);
        c->lower_finite = c->upper_finite = true;
    } else if (is_word(word, "bounds")) {
        c->kind = MC_CERTIFICATE_BOUNDS;
        if (!read_bounds(c, r))
            return false;
    } else if (is_word(word, "infeasible")) {
        c->kind = MC_CERTIFICATE_INFEASIBLE;
    } else if (is_word(word, "unbounded")) {
        c->kind = MC_CERTIFICATE_UNBOUNDED;
    } else {
        return fail(r, word.text,
                    "not a claim about a linear program: those "
                    "are optimal, bounds, infeasible and "
                    "unbounded");
    }
    return end_line(r);
}

static bool read_statement(mc_certificate_lp *c, reader *r)
{
    field hash = {0};
    if (!next_line(r) || !expect(r, "statement") || !expect(r, "lp") ||
        !take_field(&hash, r))
        return false;
    if (hash.length != 64 ||
        strspn(hash.text, "0123456789abcdef") < hash.length)
        return fail(r, hash.text,
                    "not a hash of 64 lower-case hexadecimal digits");
    memcpy(c->sha256, hash.text, hash.length);
    return end_line(r);
}

static bool read_header(mc_certificate_lp *c, reader *r)
{
    return next_line(r) && expect(r, "mechcert-certificate") &&
           expect(r, "1") && end_line(r) && read_claim(c, r) &&
           read_statement(c, r);
}

/* ---- the records ---- */

static bool append(mc_certificate_entries *list, reader *r)
{
    size_t needed = list->count + 1;
    if (!mc_array_grow(&list->index, &list->capacity[0], needed,
                       sizeof *list->index) ||
        !mc_array_grow(&list->numerator, &list->capacity[1], needed,
                       sizeof *list->numerator))
        return fail_memory(r);
    mpz_init(list->numerator[list->count++]);
    return true;
}

static bool read_entry(mc_certificate_entries *list, reader *r,
                       const char *entry)
{
    size_t i = list->count;
    if (!next_line(r) || !expect(r, entry) || !append(list, r) ||
        !take_size(&list->index[i], r))
        return false;
    if (i > 0 && list->index[i] <= list->index[i - 1])
        return fail(r, r->line, "the indices do not increase");
    if (!take_integer(list->numerator[i], r))
        return false;
    if (mpz_sgn(list->numerator[i]) == 0)
        return fail(r, r->line, "an entry that is 0 must be left out");
    return end_line(r);
}

/* Lowest terms of the whole vector. */
static bool is_reduced(const mc_certificate_entries *list)
{
    mpz_t divisor;
    mpz_init_set(divisor, list->denominator);
    for (size_t i = 0; i < list->count && mpz_cmp_ui(divisor, 1) != 0; i++)
        mpz_gcd(divisor, divisor, list->numerator[i]);
    bool reduced = mpz_cmp_ui(divisor, 1) == 0;
    mpz_clear(divisor);
    return reduced;
}

/* The list whose first line is the current one. */
static bool read_list(mc_certificate_entries *list, reader *r, const char *head,
                      const char *entry)
{
    size_t count = 0, head_line = r->number;
    if (!expect(r, head) || !take_integer(list->denominator, r))
        return false;
    if (mpz_sgn(list->denominator) <= 0)
        return fail(r, r->line, "the denominator is not positive");
    if (!take_size(&count, r) || !end_line(r))
        return false;
    list->present = true;
    list->first_line = r->number + 1;
    for (size_t i = 0; i < count; i++)
        if (!read_entry(list, r, entry))
            return false;
    return is_reduced(list) ||
           fail(r, r->line,
                "the vector that begins on line %zu is not in "
                "lowest terms",
                head_line);
}

static bool read_primal(mc_certificate_lp *c, reader *r)
{
    return read_list(&c->primal, r, "primal", "x");
}

static bool read_dual(mc_certificate_lp *c, reader *r)
{
    return read_list(&c->dual, r, "dual", "y");
}

/* crossing column J or crossing row R, or multipliers */
static bool read_infeasibility(mc_certificate_lp *c, reader *r)
{
    field word = {0};
    if (!next_line(r))
        return false;
    if (!begins_with(r, "crossing"))
        return read_dual(c, r);
    if (!expect(r, "crossing") || !take_field(&word, r))
        return false;
    c->crossing_line = r->number;
    if (is_word(word, "row"))
        return take_size(&c->crossing_row, r) && end_line(r);
    if (is_word(word, "column"))
        return take_size(&c->crossing_column, r) && end_line(r);
    return fail(r, word.text, "row or column is expected");
}

static bool read_records(mc_certificate_lp *c, reader *r)
{
    switch (c->kind) {
    case MC_CERTIFICATE_INFEASIBLE:
        return read_infeasibility(c, r);
    case MC_CERTIFICATE_UNBOUNDED:
        return next_line(r) && read_primal(c, r) && next_line(r) &&
               read_list(&c->ray, r, "ray", "z");
    case MC_CERTIFICATE_OPTIMAL:
        break;
    case MC_CERTIFICATE_BOUNDS:
        if (c->lower_finite && c->upper_finite)
            break;
        if (!next_line(r))
            return false;
        return begins_with(r, "primal") ? read_primal(c, r) : read_dual(c, r);
    }
    return next_line(r) && read_primal(c, r) && next_line(r) && read_dual(c, r);
}

static bool read_end(reader *r)
{
    size_t count = 0;
    if (!next_line(r) || !expect(r, "end") || !take_size(&count, r))
        return false;
    if (count != r->number - 1)
        return fail(r, r->line, "%zu lines are announced, there are %zu", count,
                    r->number - 1);
    if (!end_line(r))
        return false;
    return r->end + 1 == r->file->text + r->file->length ||
           fail(r, r->end, "something follows behind the last line");
}

/* ---- the whole ---- */

static void clear_list(mc_certificate_entries *list)
{
    for (size_t i = 0; i < list->count; i++)
        mpz_clear(list->numerator[i]);
    mpz_clear(list->denominator);
    free(list->numerator);
    free(list->index);
}

void mc_certificate_lp_clear(mc_certificate_lp *certificate)
{
    clear_list(&certificate->ray);
    clear_list(&certificate->dual);
    clear_list(&certificate->primal);
    mpq_clears(certificate->lower, certificate->upper, NULL);
    free(certificate->name);
}

mc_status mc_certificate_lp_read(mc_certificate_lp *certificate,
                                 mc_message *message, const char *path)
{
    mc_file file;
    mc_status status = mc_file_load(&file, message, path, MAX_BYTES);
    if (status != MC_OK)
        return status;
    mc_certificate_lp made = {.crossing_row = SIZE_MAX,
                              .crossing_column = SIZE_MAX};
    reader r = {.file = &file, .message = message, .status = MC_OK};
    mpq_inits(made.lower, made.upper, NULL);
    mpz_inits(made.primal.denominator, made.dual.denominator,
              made.ray.denominator, NULL);
    made.name = strdup(file.name);
    if (!made.name)
        (void)fail_memory(&r);
    else if (read_header(&made, &r) && read_records(&made, &r))
        (void)read_end(&r);
    if (r.status == MC_OK)
        *certificate = made;
    else
        mc_certificate_lp_clear(&made);
    mc_file_clear(&file);
    return r.status;
}
