#include "verify.h"
#include <stdlib.h>
#include <string.h>

enum { text_limit = 10000, exponent_limit = 10000 };

size_t mv_digit_span(const char *text)
{
    size_t n = 0;

    while (text[n] >= '0' && text[n] <= '9')
        n++;
    return n;
}

size_t mv_natural_span(const char *text)
{
    size_t n = mv_digit_span(text);

    return n > 1 && text[0] == '0' ? 0 : n;
}

void mv_set_digits(mpz_t number, char *text, size_t length, int negative)
{
    char behind = text[length];

    text[length] = '\0';
    mpz_set_str(number, text, 10);
    text[length] = behind;
    if (negative)
        mpz_neg(number, number);
}

size_t mv_unsigned_span(const char *text)
{
    size_t n = mv_digit_span(text), more, at;

    if (n > 0 && text[n] == '/' && (more = mv_digit_span(text + n + 1)) > 0)
        return n + 1 + more;
    if (text[n] == '.') {
        more = mv_digit_span(text + n + 1);
        if (n + more == 0)
            return 0;
        n += 1 + more;
    }
    if (n > 0 && text[n] != '\0' && strchr("eEdD", text[n]) != NULL) {
        at = n + 1 + (text[n + 1] == '+' || text[n + 1] == '-');
        more = mv_digit_span(text + at);
        if (more > 0)
            n = at + more;
    }
    return n;
}

/* Reads [ letter [ "+" | "-" ] digit+ ], which ends at `end`. */
static int read_exponent(long *exponent, const char *text, const char *end)
{
    int negative;

    *exponent = 0;
    if (text == end)
        return 0;
    negative = *++text == '-';
    for (text += negative || *text == '+'; text < end; text++) {
        *exponent = *exponent * 10 + (*text - '0');
        if (*exponent > exponent_limit)
            return MV_E209;
    }
    if (negative)
        *exponent = -*exponent;
    return 0;
}

int mv_set_unsigned(mpz_t numerator, mpz_t denominator, char *text,
                    size_t length, int negative)
{
    size_t n = mv_digit_span(text), fraction = 0;
    long exponent;
    mpz_t other;
    int reason;

    if (length > text_limit)
        return MV_E209;
    if (n > 0)
        mv_set_digits(numerator, text, n, negative);
    else
        mpz_set_ui(numerator, 0);
    if (text[n] == '/' && n < length) {
        mv_set_digits(denominator, text + n + 1, length - n - 1, 0);
        if (mpz_sgn(denominator) == 0)
            return MV_E208;
    } else {
        if (text[n] == '.' && n < length)
            fraction = mv_digit_span(text + ++n);
        reason = read_exponent(&exponent, text + n + fraction, text + length);
        if (reason != 0)
            return reason;
        mpz_set_ui(denominator, 1);
        if (fraction == 0 && exponent == 0)
            return 0;
        /* a.b = (ab) 10^-|b| */
        mpz_init(other);
        if (fraction > 0) {
            mv_set_digits(other, text + n, fraction, negative);
            mpz_ui_pow_ui(denominator, 10, (unsigned long)fraction);
            mpz_mul(numerator, numerator, denominator);
            mpz_add(numerator, numerator, other);
        }
        mpz_ui_pow_ui(other, 10, (unsigned long)labs(exponent));
        if (exponent > 0)
            mpz_mul(numerator, numerator, other);
        else
            mpz_mul(denominator, denominator, other);
        mpz_clear(other);
    }
    mv_reduce(numerator, denominator);
    return 0;
}

void mv_reduce(mpz_t numerator, mpz_t denominator)
{
    mpz_t divisor;

    mpz_init(divisor);
    mpz_gcd(divisor, numerator, denominator);
    if (mpz_cmp_ui(divisor, 1) > 0) {
        mpz_divexact(numerator, numerator, divisor);
        mpz_divexact(denominator, denominator, divisor);
    }
    mpz_clear(divisor);
}

int mv_statement_number(mpz_t numerator, mpz_t denominator, char *text)
{
    int negative = *text == '-';
    size_t n, length = strlen(text);

    if (length > text_limit)
        return MV_E209;
    text += negative;
    length -= (size_t)negative;
    n = mv_natural_span(text);
    if (n == 0 || mv_unsigned_span(text) != length ||
        strpbrk(text, "dD") != NULL ||
        (text[n] == '.' && mv_digit_span(text + n + 1) == 0) ||
        (text[n] == '/' && mv_natural_span(text + n + 1) == 0))
        return MV_E207;
    return mv_set_unsigned(numerator, denominator, text, length, negative);
}

int mv_compare(const mpz_t a, const mpz_t b, const mpz_t c, const mpz_t d)
{
    mpz_t left, right;
    int sign;

    mpz_inits(left, right, NULL);
    mpz_mul(left, a, d);
    mpz_mul(right, c, b);
    sign = mpz_cmp(left, right);
    mpz_clears(left, right, NULL);
    return sign;
}

void mv_add_product(struct mv_ratio *sum, const mpz_t factor,
                    const struct mv_ratio *x)
{
    mpz_t common, scale;

    if (mpz_cmp(sum->q, x->q) == 0) {
        mpz_addmul(sum->p, factor, x->p);
        return;
    }
    mpz_inits(common, scale, NULL);
    mpz_lcm(common, sum->q, x->q);
    mpz_divexact(scale, common, sum->q);
    mpz_mul(sum->p, sum->p, scale);
    mpz_divexact(scale, common, x->q);
    mpz_mul(scale, scale, factor);
    mpz_addmul(sum->p, scale, x->p);
    mpz_set(sum->q, common);
    mpz_clears(common, scale, NULL);
}

void mv_ratio_set(struct mv_ratio *y, const struct mv_ratio *x)
{
    mpz_set(y->p, x->p);
    mpz_set(y->q, x->q);
}

void mv_print_ratio(FILE *file, const mpz_t numerator, const mpz_t denominator)
{
    mpz_t p, q;

    mpz_init_set(p, numerator);
    mpz_init_set(q, denominator);
    mv_reduce(p, q);
    gmp_fprintf(file, mpz_cmp_ui(q, 1) == 0 ? "%Zd" : "%Zd/%Zd", p, q);
    mpz_clears(p, q, NULL);
}
