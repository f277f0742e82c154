#ifndef MV_NUMBER_H
#define MV_NUMBER_H

#include "reason.h"
#include <gmp.h>
#include <stddef.h>

/* mv_digit_span: how many decimal digits the text begins with. */
size_t mv_digit_span(const char *text);

/* mv_natural_span: the same for a `natural` of FORMAT.md; 0 if there is none,
   and 0 if the digits begin with a superfluous zero. */
size_t mv_natural_span(const char *text);

/* mv_set_digits: sets `number` to what `length` decimal digits say, negated if
   asked. Domain: text[0..length) are digits, length >= 1; the byte behind them
   may be overwritten for the time of the call. */
void mv_set_digits(mpz_t number, char *text, size_t length, int negative);

/* mv_statement_number: reads a number of a statement (FORMAT.md section 1) in
   lowest terms. `text` is a string that may be overwritten.
   Errors: MV_E207, MV_E208 or MV_E209; 0 if there is none. */
int mv_statement_number(mpz_t numerator, mpz_t denominator, char *text);

#endif
