/* Exact numbers as text. */
#include "base/number.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char malformed[] =
    "not an exact number; write an integer, a fraction or a decimal such as "
    "\"-7\", \"1/3\" or \"2.5e-3\", without blanks, plus sign or leading zeros";
static const char zero_denominator[] = "the denominator is zero";
static const char too_long[] = "a number may have at most 10,000 characters";
static const char large_exponent[] =
    "the exponent must be between -10000 and 10000";

/* What is left of the text. */
struct cursor {
    const char *at, *end;
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

/* Moves over digits; returns how many there were. */
static size_t skip_digits(struct cursor *cursor)
{
    const char *start = cursor->at;
    while (cursor->at < cursor->end && is_digit(*cursor->at))
        cursor->at++;
    return (size_t)(cursor->at - start);
}

/* natural = "0" | nonzero-digit digit*; returns its length, 0 if malformed. */
static size_t skip_natural(struct cursor *cursor)
{
    const char *start = cursor->at;
    size_t length = skip_digits(cursor);
    return length > 1 && *start == '0' ? 0 : length;
}

/* Digits to integer; `digits` holds only '0' to '9', so this cannot fail. */
static void set_digits(mpz_t value, const char *digits, size_t length)
{
    char text[MC_NUMBER_MAX_LENGTH + 1];
    memcpy(text, digits, length);
    text[length] = '\0';
    (void)mpz_set_str(value, text, 10);
}

/* The rest of natural "/" natural. */
static const char *parse_denominator(mpq_t value, struct cursor *cursor)
{
    const char *start = cursor->at;
    size_t length = skip_natural(cursor);
    if (length == 0 || cursor->at != cursor->end)
        return malformed;
    if (*start == '0')
        return zero_denominator;
    set_digits(mpq_denref(value), start, length);
    mpq_canonicalize(value);
    return NULL;
}

/* ( "e" | "E" ) [ "+" | "-" ] digit+, of which the letter is already read. */
static const char *parse_exponent(long *exponent, struct cursor *cursor)
{
    bool negative = skip(cursor, '-');
    const char *digit;
    long size = 0;
    if (!negative)
        (void)skip(cursor, '+');
    digit = cursor->at;
    if (skip_digits(cursor) == 0 || cursor->at != cursor->end)
        return malformed;
    for (; digit < cursor->at; digit++) {
        size = 10 * size + (*digit - '0');
        if (size > MC_NUMBER_MAX_EXPONENT)
            return large_exponent;
    }
    *exponent = negative ? -size : size;
    return NULL;
}

/* value = value * 10^power, canonical. */
static void scale(mpq_t value, long power)
{
    mpz_t factor;
    mpz_init(factor);
    if (power >= 0) {
        mpz_ui_pow_ui(factor, 10, (unsigned long)power);
        mpz_mul(mpq_numref(value), mpq_numref(value), factor);
    } else {
        mpz_ui_pow_ui(mpq_denref(value), 10, (unsigned long)-power);
        mpq_canonicalize(value);
    }
    mpz_clear(factor);
}

/* The rest of natural [ "." digit+ ] [ exponent ], whose natural is the
   `length` bytes at `whole`. */
static const char *parse_decimal(mpq_t value, struct cursor *cursor,
                                 const char *whole, size_t length)
{
    char digits[MC_NUMBER_MAX_LENGTH];
    const char *problem;
    size_t places = 0;
    long exponent = 0;
    memcpy(digits, whole, length);
    if (skip(cursor, '.')) {
        const char *fraction = cursor->at;
        places = skip_digits(cursor);
        if (places == 0)
            return malformed;
        memcpy(digits + length, fraction, places);
    }
    if (skip(cursor, 'e') || skip(cursor, 'E')) {
        problem = parse_exponent(&exponent, cursor);
        if (problem != NULL)
            return problem;
    }
    if (cursor->at != cursor->end)
        return malformed;
    set_digits(mpq_numref(value), digits, length + places);
    scale(value, exponent - (long)places);
    return NULL;
}

static const char *parse_positive(mpq_t value, struct cursor *cursor)
{
    const char *start = cursor->at;
    size_t length = skip_natural(cursor);
    if (length == 0)
        return malformed;
    if (skip(cursor, '/')) {
        set_digits(mpq_numref(value), start, length);
        return parse_denominator(value, cursor);
    }
    return parse_decimal(value, cursor, start, length);
}

const char *mc_number_parse(mpq_t value, const char *text, size_t length)
{
    struct cursor cursor = {text, text + length};
    const char *problem;
    bool negative;
    mpq_t result;
    if (length > MC_NUMBER_MAX_LENGTH)
        return too_long;
    mpq_init(result);
    negative = skip(&cursor, '-');
    problem = parse_positive(result, &cursor);
    if (problem == NULL) {
        if (negative)
            mpq_neg(result, result);
        mpq_swap(value, result);
    }
    mpq_clear(result);
    return problem;
}

char *mc_number_text(const mpq_t value)
{
    /* "-", "/" and the final NUL. */
    size_t size = mpz_sizeinbase(mpq_numref(value), 10) +
                  mpz_sizeinbase(mpq_denref(value), 10) + 3;
    char *text = malloc(size);
    return text == NULL ? NULL : mpq_get_str(text, 10, value);
}

/* The text of scaled / 10^places. */
static char *place_point(const mpz_t scaled, unsigned places)
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
        *lower = place_point(rounded, digits);
    }
    if (upper != NULL) {
        mpz_cdiv_q(rounded, scaled, mpq_denref(value));
        *upper = place_point(rounded, digits);
    }
    mpz_clear(rounded);
    mpz_clear(scaled);
}
