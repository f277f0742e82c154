/* Decimals of sheets. */
#define _POSIX_C_SOURCE 200809L
#include <gmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "family/sheet_parts.h"

/* Longest number of the claim language, less a margin for sign and exponent. */
enum { PIECE = 5000 };

/* The value is mantissa 10^exponent. */
typedef struct scientific {
    mpz_t mantissa;
    long exponent;
} scientific;

/* Reads "-12.5e-7", of any length; false without memory. */
static bool read_decimal(scientific *x, const char *text)
{
    size_t count = 0;
    char *digits = malloc(strlen(text) + 2);
    if (!digits)
        return false;
    x->exponent = 0;
    for (bool after = false; *text && *text != 'e'; text++) {
        x->exponent -= after && *text != '.';
        after = after || *text == '.';
        if (*text != '.')
            digits[count++] = *text;
    }
    digits[count] = '\0';
    bool valid = mpz_set_str(x->mantissa, digits, 10) == 0;
    if (valid && *text == 'e')
        x->exponent += strtol(text + 1, NULL, 10);
    free(digits);
    return valid;
}

/* mantissa 10^(exponent + places), rounded down or up */
static void scale(mpz_t out, const scientific *x, long places, bool up)
{
    long by = x->exponent + places;
    mpz_t ten;
    mpz_init(ten);
    mpz_ui_pow_ui(ten, 10, (unsigned long)labs(by));
    if (by >= 0)
        mpz_mul(out, x->mantissa, ten);
    else if (up)
        mpz_cdiv_q(out, x->mantissa, ten);
    else
        mpz_fdiv_q(out, x->mantissa, ten);
    mpz_clear(ten);
}

/* The number of zeros after the point before the first digit; 0 of what is at
   least 1/10. */
static long leading_zeros(const scientific *x)
{
    long size = (long)mpz_sizeinbase(x->mantissa, 10) + x->exponent;
    return mpz_sgn(x->mantissa) == 0 || size > 0 ? 0 : -size;
}

static void drop_zeros(char *text)
{
    char *point = strchr(text, '.');
    char *end = text + strlen(text);
    if (!point)
        return;
    while (end[-1] == '0')
        end--;
    if (end[-1] == '.')
        end--;
    *end = '\0';
}

bool mc_sheet_round(char **lower, char **upper, bool *narrow, const char *low,
                    const char *high, unsigned digits)
{
    scientific lo, hi;
    mpz_t a, b;
    *lower = *upper = NULL;
    if (strchr(low, '/')) {
        *lower = strdup(low);
        *upper = strdup(high);
        *narrow = true;
        return *lower && *upper;
    }
    mpz_inits(lo.mantissa, hi.mantissa, a, b, NULL);
    if (read_decimal(&lo, low) && read_decimal(&hi, high)) {
        bool exact = strcmp(low, high) == 0;
        long zeros = leading_zeros(&lo), other = leading_zeros(&hi);
        long places = (long)digits + (zeros < other ? zeros : other);
        if (exact && -lo.exponent > places)
            places = -lo.exponent;
        scale(a, &lo, places, false);
        scale(b, &hi, places, true);
        *lower = mc_number_fixed(a, (unsigned)places);
        *upper = mc_number_fixed(b, (unsigned)places);
        mpz_sub(b, b, a);
        *narrow = mpz_cmp_ui(b, 10) < 0;
        if (exact && *lower && *upper) {
            drop_zeros(*lower);
            drop_zeros(*upper);
        }
    }
    mpz_clears(lo.mantissa, hi.mantissa, a, b, NULL);
    if (*lower && *upper)
        return true;
    free(*lower);
    free(*upper);
    *lower = *upper = NULL;
    return false;
}

void mc_sheet_number(FILE *out, const char *decimal)
{
    const char *point = strchr(decimal, '.');
    size_t pieces = 1;
    if (!point || strlen(decimal) <= PIECE) {
        fputs(decimal, out);
        return;
    }
    if (*decimal == '-')
        putc(*decimal++, out);
    /* (a.b + 1e-5000*(0.c + 1e-5000*(0.d))) */
    fprintf(out, "(%.*s.%.*s", (int)(point - decimal), decimal, PIECE,
            point + 1);
    for (point++; strlen(point) > PIECE; pieces++) {
        point += PIECE;
        fprintf(out, " + 1e-%d*(0.%.*s", PIECE, PIECE, point);
    }
    while (pieces-- > 0)
        putc(')', out);
}
