#include "verify.h"
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

/* Reads [ ( "e" | "E" ) [ "+" | "-" ] digit+ ] up to the end of the text. */
static int read_exponent(long *exponent, const char *text)
{
    int negative;
    size_t n;

    *exponent = 0;
    if (*text == '\0')
        return 0;
    if (*text != 'e' && *text != 'E')
        return MV_E207;
    text++;
    negative = *text == '-';
    if (*text == '-' || *text == '+')
        text++;
    n = mv_digit_span(text);
    if (n == 0 || text[n] != '\0')
        return MV_E207;
    for (size_t k = 0; k < n; k++) {
        *exponent = *exponent * 10 + (text[k] - '0');
        if (*exponent > exponent_limit)
            return MV_E209;
    }
    if (negative)
        *exponent = -*exponent;
    return 0;
}

/* Reads "a.bEc"; `n` digits come before the dot. */
static int read_decimal(mpz_t numerator, mpz_t denominator, char *text,
                        size_t n, int negative)
{
    size_t fraction = 0;
    long exponent;
    int reason;

    if (text[n] == '.') {
        fraction = mv_digit_span(text + n + 1);
        if (fraction == 0)
            return MV_E207;
        memmove(text + n, text + n + 1, strlen(text + n + 1) + 1);
    }
    reason = read_exponent(&exponent, text + n + fraction);
    if (reason != 0)
        return reason;
    /* a.b = (ab) 10^-|b| */
    mv_set_digits(numerator, text, n + fraction, negative);
    exponent -= (long)fraction;
    if (exponent >= 0) {
        mpz_ui_pow_ui(denominator, 10, (unsigned long)exponent);
        mpz_mul(numerator, numerator, denominator);
        mpz_set_ui(denominator, 1);
    } else {
        mpz_ui_pow_ui(denominator, 10, (unsigned long)-exponent);
    }
    return 0;
}

int mv_statement_number(mpz_t numerator, mpz_t denominator, char *text)
{
    int negative = *text == '-', reason = 0;
    size_t n, m;
    mpz_t divisor;

    if (strlen(text) > text_limit)
        return MV_E209;
    if (negative)
        text++;
    n = mv_natural_span(text);
    if (n == 0)
        return MV_E207;
    if (text[n] == '/') {
        m = mv_natural_span(text + n + 1);
        if (m == 0 || text[n + 1 + m] != '\0')
            return MV_E207;
        mv_set_digits(numerator, text, n, negative);
        mv_set_digits(denominator, text + n + 1, m, 0);
        if (mpz_sgn(denominator) == 0)
            return MV_E208;
    } else {
        reason = read_decimal(numerator, denominator, text, n, negative);
        if (reason != 0)
            return reason;
    }
    mpz_init(divisor);
    mpz_gcd(divisor, numerator, denominator);
    mpz_divexact(numerator, numerator, divisor);
    mpz_divexact(denominator, denominator, divisor);
    mpz_clear(divisor);
    return 0;
}
