/* Exact numbers as text. */
#include "base/number.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char malformed[] =
    "not an exact number; write an integer, a fraction or a decimal such as "
    "\"-7\", \"1/3\" or \"2.5e-3\", without blanks, plus sign or leading zeros";
static const char malformed_lp[] =
    "not a number; write an integer, a decimal or a fraction such as -7, "
    "2.5e-3 or 1/3";
static const char zero_denominator[] = "the denominator is zero";
static const char too_long[] = "a number may have at most 10,000 characters";
static const char large_exponent[] =
    "the exponent must be between -10000 and 10000";

/* What is left of the text. */
struct cursor {
    const char *at, *end;
};

/* Some digits of the text, possibly none. */
struct digits {
    const char *at;
    size_t length;
};

/* An unsigned number by its parts. Invariant: there is a denominator and
   nothing but a whole part otherwise, or there is none. */
struct parts {
    struct digits whole, fraction, exponent, denominator;
    bool negative_exponent;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool skip(struct cursor *cursor, char c)
{
    if (cursor->at == cursor->end || *cursor->at != c)
        return false;
    cursor->at++;
    return true;
}

/* Moves over digits. */
static struct digits skip_digits(struct cursor *cursor)
{
    struct digits digits = {cursor->at, 0};
    while (cursor->at < cursor->end && is_digit(*cursor->at))
        cursor->at++;
    digits.length = (size_t)(cursor->at - digits.at);
    return digits;
}

static bool skip_exponent_letter(struct cursor *cursor, bool loose)
{
    return skip(cursor, 'e') || skip(cursor, 'E') ||
           (loose && (skip(cursor, 'd') || skip(cursor, 'D')));
}

/* [ ( "e" | "E" ) [ "+" | "-" ] digit+ ] */
static void split_exponent(struct parts *parts, struct cursor *cursor,
                           bool loose)
{
    struct cursor start = *cursor;
    if (!skip_exponent_letter(cursor, loose))
        return;
    parts->negative_exponent = skip(cursor, '-');
    if (!parts->negative_exponent)
        (void)skip(cursor, '+');
    parts->exponent = skip_digits(cursor);
    if (parts->exponent.length == 0)
        *cursor = start;
}

/* Moves over the longest unsigned number, of the grammar of FORMAT-LP.md
   section 2 if `loose`, else of FORMAT.md section 1 but for leading zeros.
   Returns false if there is none. */
static bool split(struct parts *parts, struct cursor *cursor, bool loose)
{
    struct cursor start;
    memset(parts, 0, sizeof *parts);
    parts->whole = skip_digits(cursor);
    start = *cursor;
    if (parts->whole.length > 0 && skip(cursor, '/')) {
        parts->denominator = skip_digits(cursor);
        if (parts->denominator.length == 0)
            *cursor = start;
        return true;
    }
    if (parts->whole.length == 0 && !loose)
        return false;
    if (skip(cursor, '.')) {
        parts->fraction = skip_digits(cursor);
        if (parts->fraction.length == 0 && (!loose || parts->whole.length == 0))
            *cursor = start;
    }
    if (parts->whole.length + parts->fraction.length == 0)
        return false;
    split_exponent(parts, cursor, loose);
    return true;
}

/* Two runs of digits, one behind the other, to an integer. As they hold only
   '0' to '9', this cannot fail. */
static void set_digits(mpz_t value, struct digits first, struct digits second)
{
    char text[MC_NUMBER_MAX_LENGTH + 1];
    memcpy(text, first.at, first.length);
    if (second.length > 0)
        memcpy(text + first.length, second.at, second.length);
    text[first.length + second.length] = '\0';
    (void)mpz_set_str(value, text, 10);
}

/* The exponent less the places of the fraction. Returns false if the exponent
   is too large. */
static bool get_power(long *power, const struct parts *parts)
{
    long size = 0;
    for (size_t i = 0; i < parts->exponent.length; i++) {
        size = 10 * size + (parts->exponent.at[i] - '0');
        if (size > MC_NUMBER_MAX_EXPONENT)
            return false;
    }
    *power = (parts->negative_exponent ? -size : size) -
             (long)parts->fraction.length;
    return true;
}

/* value = value * 10^power, canonical. Domain: value is an integer. */
static void scale(mpq_t value, long power)
{
    mpz_t factor;
    if (power == 0)
        return;
    if (power < 0) {
        mpz_ui_pow_ui(mpq_denref(value), 10, (unsigned long)-power);
        mpq_canonicalize(value);
        return;
    }
    mpz_init(factor);
    mpz_ui_pow_ui(factor, 10, (unsigned long)power);
    mpz_mul(mpq_numref(value), mpq_numref(value), factor);
    mpz_clear(factor);
}

static const char *evaluate(mpq_t value, const struct parts *parts)
{
    const struct digits none = {"", 0};
    long power;
    if (!get_power(&power, parts))
        return large_exponent;
    set_digits(mpq_numref(value), parts->whole, parts->fraction);
    if (parts->denominator.length > 0) {
        set_digits(mpq_denref(value), parts->denominator, none);
        if (mpz_sgn(mpq_denref(value)) == 0) {
            mpz_set_ui(mpq_denref(value), 1);
            return zero_denominator;
        }
        mpq_canonicalize(value);
    }
    scale(value, power);
    return NULL;
}

static bool has_leading_zero(struct digits digits)
{
    return digits.length > 1 && *digits.at == '0';
}

static const char *parse(mpq_t value, const char *text, size_t length,
                         bool loose)
{
    struct cursor cursor = {text, text + length};
    const char *problem;
    struct parts parts;
    bool negative;
    mpq_t result;
    if (!loose && length > MC_NUMBER_MAX_LENGTH)
        return too_long;
    negative = skip(&cursor, '-');
    if (loose && !negative)
        (void)skip(&cursor, '+');
    if (cursor.end - cursor.at > MC_NUMBER_MAX_LENGTH)
        return too_long;
    if (!split(&parts, &cursor, loose) || cursor.at != cursor.end)
        return loose ? malformed_lp : malformed;
    if (!loose &&
        (has_leading_zero(parts.whole) || has_leading_zero(parts.denominator)))
        return malformed;
    mpq_init(result);
    problem = evaluate(result, &parts);
    if (problem == NULL) {
        if (negative)
            mpq_neg(result, result);
        mpq_swap(value, result);
    }
    mpq_clear(result);
    return problem;
}

const char *mc_number_parse(mpq_t value, const char *text, size_t length)
{
    return parse(value, text, length, false);
}

const char *mc_number_parse_lp(mpq_t value, const char *text, size_t length)
{
    return parse(value, text, length, true);
}

size_t mc_number_span_lp(const char *text, size_t length)
{
    struct cursor cursor = {text, text + length};
    struct parts parts;
    return split(&parts, &cursor, true) ? (size_t)(cursor.at - text) : 0;
}

char *mc_number_text(const mpq_t value)
{
    /* "-", "/" and the final NUL. */
    size_t size = mpz_sizeinbase(mpq_numref(value), 10) +
                  mpz_sizeinbase(mpq_denref(value), 10) + 3;
    char *text = malloc(size);
    return text == NULL ? NULL : mpq_get_str(text, 10, value);
}

char *mc_number_fixed(const mpz_t scaled, unsigned places)
{
    size_t sign = mpz_sgn(scaled) < 0, digits, zeros;
    char *text = malloc(mpz_sizeinbase(scaled, 10) + places + 4);
    char *out, *raw;
    if (text == NULL)
        return NULL;
    /* The digits come behind enough room for the sign, zeros and point. */
    raw = mpz_get_str(text + places + 1, 10, scaled) + sign;
    digits = strlen(raw);
    zeros = digits <= places ? places + 1 - digits : 0;
    memcpy(text, "-", sign);
    out = text + sign;
    memmove(out + zeros, raw, digits);
    memset(out, '0', zeros);
    digits += zeros;
    if (places > 0) {
        memmove(out + digits - places + 1, out + digits - places, places);
        out[digits - places] = '.';
        digits++;
    }
    out[digits] = '\0';
    return text;
}

void mc_number_decimal(char **lower, char **upper, const mpq_t value,
                       unsigned digits)
{
    mpz_t scaled, rounded;
    mpz_init(scaled);
    mpz_init(rounded);
    mpz_ui_pow_ui(scaled, 10, digits);
    mpz_mul(scaled, scaled, mpq_numref(value));
    if (lower != NULL) {
        mpz_fdiv_q(rounded, scaled, mpq_denref(value));
        *lower = mc_number_fixed(rounded, digits);
    }
    if (upper != NULL) {
        mpz_cdiv_q(rounded, scaled, mpq_denref(value));
        *upper = mc_number_fixed(rounded, digits);
    }
    mpz_clear(rounded);
    mpz_clear(scaled);
}

/* --- decimals with exponents --------------------------------------------- */

/* The texts that a decimal takes without an exponent: this many digits before
   the point, and zeros behind it. */
enum { MAX_WHOLE = 21, MAX_ZEROS = 6 };

/* Digits, with their sign, so that `point` of them stand before the point;
   point < 1 puts zeros in front of them, and a large point behind. */
static char *place_digits(const char *digits, bool negative, long point)
{
    long length = (long)strlen(digits);
    size_t zeros = point < 1 ? (size_t)(1 - point) : 0;
    size_t more = point > length ? (size_t)(point - length) : 0;
    char *text = malloc((size_t)length + zeros + more + 3);
    char *out = text;
    if (text == NULL)
        return NULL;
    if (negative)
        *out++ = '-';
    for (size_t i = 0; i < zeros; i++) {
        *out++ = '0';
        if (i == 0)
            *out++ = '.';
    }
    for (long i = 0; i < length; i++) {
        if (i == point && i > 0)
            *out++ = '.';
        *out++ = digits[i];
    }
    memset(out, '0', more);
    out[more] = '\0';
    return text;
}

/* d.ddde10 */
static char *place_exponent(const char *digits, bool negative, long exponent)
{
    size_t length = strlen(digits);
    char *text = malloc(length + 32);
    if (text == NULL)
        return NULL;
    (void)snprintf(text, length + 32, "%s%c%s%se%ld", negative ? "-" : "",
                   digits[0], length > 1 ? "." : "", digits + 1, exponent);
    return text;
}

/* The text of value * 10^power, with an exponent where that is shorter. */
static char *decimal_text(const mpz_t value, long power)
{
    char *raw = malloc(mpz_sizeinbase(value, 10) + 2), *digits, *text;
    bool negative = mpz_sgn(value) < 0;
    size_t length;
    long point;
    if (raw == NULL)
        return NULL;
    digits = mpz_get_str(raw, 10, value) + negative;
    length = strlen(digits);
    point = mpz_sgn(value) == 0 ? 1 : (long)length + power;
    while (length > 1 && digits[length - 1] == '0')
        length--;
    digits[length] = '\0';
    if (point > MAX_WHOLE ? point - (long)length < MAX_ZEROS
                          : point > -MAX_ZEROS)
        text = place_digits(digits, negative, point);
    else
        text = place_exponent(digits, negative, point - 1);
    free(raw);
    return text;
}

char *mc_number_text_lp(const mpq_t value)
{
    mpz_t scaled, rest, five;
    unsigned long twos, fives, places;
    char *text;
    mpz_init(scaled);
    mpz_init(rest);
    mpz_init_set_ui(five, 5);
    twos = mpz_scan1(mpq_denref(value), 0);
    mpz_tdiv_q_2exp(rest, mpq_denref(value), twos);
    fives = mpz_remove(rest, rest, five);
    places = twos > fives ? twos : fives;
    if (mpz_cmp_ui(rest, 1) == 0) {
        mpz_ui_pow_ui(scaled, 10, places);
        mpz_divexact(scaled, scaled, mpq_denref(value));
        mpz_mul(scaled, scaled, mpq_numref(value));
        text = decimal_text(scaled, -(long)places);
    } else {
        text = mc_number_text(value);
    }
    mpz_clear(five);
    mpz_clear(rest);
    mpz_clear(scaled);
    return text;
}

/* rounded = value * 10^power, rounded to the nearest integer, ties away from
   zero. Domain: value >= 0. */
static void round_scaled(mpz_t rounded, const mpq_t value, long power)
{
    mpz_t factor, twice;
    mpz_init(factor);
    mpz_init(twice);
    mpz_ui_pow_ui(factor, 10, (unsigned long)(power < 0 ? -power : power));
    mpz_mul_2exp(rounded, mpq_numref(value), 1);
    mpz_set(twice, mpq_denref(value));
    if (power < 0)
        mpz_mul(twice, twice, factor);
    else
        mpz_mul(rounded, rounded, factor);
    mpz_add(rounded, rounded, twice);
    mpz_mul_2exp(twice, twice, 1);
    mpz_fdiv_q(rounded, rounded, twice);
    mpz_clear(twice);
    mpz_clear(factor);
}

char *mc_number_text_rounded(const mpq_t value, unsigned digits)
{
    mpz_t rounded, limit;
    mpq_t size;
    char *text;
    /* |value| * 10^power >= 10^digits / 10, as sizes in base 10 are exact or
       one too large. */
    long power = (long)digits + 1 +
                 (long)mpz_sizeinbase(mpq_denref(value), 10) -
                 (long)mpz_sizeinbase(mpq_numref(value), 10);
    if (mpq_sgn(value) == 0)
        return mc_number_text(value);
    mpz_init(rounded);
    mpz_init(limit);
    mpq_init(size);
    mpq_abs(size, value);
    mpz_ui_pow_ui(limit, 10, digits);
    round_scaled(rounded, size, power);
    while (mpz_cmp(rounded, limit) >= 0)
        round_scaled(rounded, size, --power);
    if (mpq_sgn(value) < 0)
        mpz_neg(rounded, rounded);
    text = decimal_text(rounded, -power);
    mpq_clear(size);
    mpz_clear(limit);
    mpz_clear(rounded);
    return text;
}
