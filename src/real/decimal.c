#include "real/decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BITS = 200000, PLAIN_BELOW = 7, PLAIN_ABOVE = 21 };

static char *copy(const char *text)
{
    char *made = malloc(strlen(text) + 1);
    if (made)
        strcpy(made, text);
    return made;
}

/* n 10^-places */
static char *spell(const fmpz_t n, slong places)
{
    fmpz_t size;
    fmpz_init(size);
    fmpz_abs(size, n);
    char *digit = fmpz_get_str(NULL, 10, size);
    size_t length = strlen(digit);
    slong first = (slong)length - places; /* digits before the point */
    size_t room = length + (size_t)labs(places) + 40;
    bool plain = places >= 0 && first > -PLAIN_BELOW && first <= PLAIN_ABOVE;
    char *text = malloc(plain ? room : length + 40);
    if (text && fmpz_is_zero(n)) {
        strcpy(text, "0");
    } else if (text && plain) {
        char *to = text;
        if (fmpz_sgn(n) < 0)
            *to++ = '-';
        if (first <= 0) {
            *to++ = '0';
        } else {
            memcpy(to, digit, (size_t)first);
            to += first;
        }
        if (places > 0)
            *to++ = '.';
        for (slong i = first; i < 0; i++)
            *to++ = '0';
        strcpy(to, digit + (first > 0 ? first : 0));
    } else if (text) {
        (void)snprintf(text, length + 40, "%s%c%s%se%ld",
                       fmpz_sgn(n) < 0 ? "-" : "", digit[0],
                       length > 1 ? "." : "", digit + 1, (long)first - 1);
    }
    flint_free(digit);
    fmpz_clear(size);
    return text;
}

/* "3.500e7" becomes "3.5e7". */
static void drop_zeros(char *text)
{
    size_t end = strcspn(text, "e"), keep = end;
    while (keep > 0 && text[keep - 1] == '0')
        keep--;
    if (keep > 0 && text[keep - 1] == '.')
        keep--;
    memmove(text + keep, text + end, strlen(text + end) + 1);
}

/* floor or ceiling of x 10^places */
static void scale(fmpz_t out, const arf_t x, slong places, bool up)
{
    fmpz_t ten;
    fmpq_t value;
    fmpz_init(ten);
    fmpq_init(value);
    arf_get_fmpq(value, x);
    fmpz_set_ui(ten, 10);
    fmpz_pow_ui(ten, ten, (ulong)labs(places));
    if (places >= 0)
        fmpz_mul(fmpq_numref(value), fmpq_numref(value), ten);
    else
        fmpz_mul(fmpq_denref(value), fmpq_denref(value), ten);
    if (up)
        fmpz_cdiv_q(out, fmpq_numref(value), fmpq_denref(value));
    else
        fmpz_fdiv_q(out, fmpq_numref(value), fmpq_denref(value));
    fmpz_clear(ten);
    fmpq_clear(value);
}

/* Numbers whose digits nobody wants to see. */
static char *spell_extreme(const arf_t x, bool up)
{
    bool negative = arf_sgn(x) < 0, tiny = arf_cmpabs_2exp_si(x, 0) < 0;
    bool outward = up != negative; /* away from zero */
    char text[40];
    if (arf_is_zero(x))
        return copy("0");
    if (arf_is_inf(x) || (!tiny && outward))
        return copy(negative ? "-inf" : "inf");
    if (tiny)
        (void)snprintf(text, sizeof text, "%s%s",
                       negative && outward ? "-" : "",
                       outward ? "1e-30000" : "0");
    else
        (void)snprintf(text, sizeof text, "%s1e30000", negative ? "-" : "");
    return copy(text);
}

static bool is_extreme(const arf_t x)
{
    return !arf_is_finite(x) || arf_cmpabs_2exp_si(x, MOST_BITS) > 0 ||
           (!arf_is_zero(x) && arf_cmpabs_2exp_si(x, -MOST_BITS) < 0);
}

/* The place of the first digit: 10^e <= |x| < 10^(e+1), or one less. */
static slong exponent_of(const mc_interval *x)
{
    arf_t size, other;
    slong bits;
    arf_init(size);
    arf_init(other);
    arf_abs(size, &x->lo);
    arf_abs(other, &x->hi);
    arf_max(size, size, other);
    bits = arf_is_zero(size) ? 0 : arf_abs_bound_lt_2exp_si(size);
    slong e = (slong)((double)(bits - 1) * 0.30102999566);
    if (bits - 1 < 0)
        e--;
    fmpz_t scaled;
    fmpz_init(scaled);
    /* one step up if the estimate was low */
    scale(scaled, size, -(e + 1), false);
    if (!fmpz_is_zero(scaled))
        e++;
    fmpz_clear(scaled);
    arf_clear(size);
    arf_clear(other);
    return e;
}

bool mc_decimal(char **lower, char **upper, int *spread, const mc_interval *x,
                slong digits)
{
    fmpz_t lo, hi;
    *spread = 3;
    if (is_extreme(&x->lo) || is_extreme(&x->hi)) {
        *lower = spell_extreme(&x->lo, false);
        *upper = spell_extreme(&x->hi, true);
    } else {
        slong places = digits - 1 - exponent_of(x);
        fmpz_init(lo);
        fmpz_init(hi);
        scale(lo, &x->lo, places, false);
        scale(hi, &x->hi, places, true);
        *lower = spell(lo, places);
        *upper = spell(hi, places);
        fmpz_sub(hi, hi, lo);
        *spread = fmpz_cmp_ui(hi, 3) < 0 ? (int)fmpz_get_si(hi) : 3;
        fmpz_clear(lo);
        fmpz_clear(hi);
    }
    if (*lower && *upper) {
        if (strcmp(*lower, *upper) == 0 && strchr(*lower, '.')) {
            drop_zeros(*lower);
            drop_zeros(*upper);
        }
        return true;
    }
    free(*lower);
    free(*upper);
    *lower = *upper = NULL;
    return false;
}
