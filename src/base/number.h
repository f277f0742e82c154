/* Exact numbers as text. */
#ifndef MC_BASE_NUMBER_H
#define MC_BASE_NUMBER_H

#include <gmp.h>
#include <stddef.h>
#include <stdio.h>

#include <mechcert/status.h>

/* Limits of verify/FORMAT.md section 1: characters of a text, size of an
   exponent, digits of an integer without quotes. */
#define MC_NUMBER_MAX_LENGTH 10000
#define MC_NUMBER_MAX_EXPONENT 10000
#define MC_NUMBER_MAX_BARE_DIGITS 18

/* mc_number_parse: reads `"1/3"`, `"0.25"`, `"-7"`, `"1e-3"` exactly
   (grammar: verify/FORMAT.md section 1). Our own lexer: GMP only ever sees
   digits that were checked.
   Shapes:  text has `length` bytes and need not be terminated.
   Returns: NULL and a canonical `value`, or a static sentence that says what
            is wrong and what to do (value untouched). */
const char *mc_number_parse(mpq_t value, const char *text, size_t length);

/* mc_number_parse_lp: the same for the numbers of linear programs (grammar:
   verify/FORMAT-LP.md section 2), which may also look like `+1`, `007`, `.5`,
   `5.` and `1d-3`. */
const char *mc_number_parse_lp(mpq_t value, const char *text, size_t length);

/* mc_number_span_lp: the length of the longest number without sign (`unsigned`
   in FORMAT-LP.md) that the text begins with; 0 if it begins with none. */
size_t mc_number_span_lp(const char *text, size_t length);

/* mc_number_text: the one spelling of a rational: "-7", "1/3". Allocated with
   malloc; the caller frees it. NULL: out of memory. */
char *mc_number_text(const mpq_t value);

/* mc_number_text_lp: the same for linear programs: "0.25", "1.5e30"; a
   fraction where no finite decimal is exact. mc_number_text_rounded: the
   nearest decimal with `digits` >= 1 significant digits, ties away from zero.
 */
char *mc_number_text_lp(const mpq_t value);
char *mc_number_text_rounded(const mpq_t value, unsigned digits);

/* mc_number_fixed: the text of scaled / 10^places, with all its places.
   Allocated with malloc. NULL: out of memory. */
char *mc_number_fixed(const mpz_t scaled, unsigned places);

/* mc_number_decimal: writes the decimal enclosure of a rational with `digits`
   digits after the point: `lower` <= value <= `upper`, both rounded outward,
   equal if and only if the value has such an expansion. Strings are
   allocated with malloc; the caller frees them. NULL lower or upper: not
   wanted. A string that is NULL afterwards: out of memory. (GMP itself stops
   the process when the numbers in between do not fit.) */
void mc_number_decimal(char **lower, char **upper, const mpq_t value,
                       unsigned digits);

#endif
