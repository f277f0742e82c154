#ifndef MV_REPORT_H
#define MV_REPORT_H

#include "reason.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <gmp.h> /* after stdio.h, for mpz_out_str */

#if defined(__GNUC__)
#define MV_FORMAT(first, rest) __attribute__((format(printf, first, rest)))
#else
#define MV_FORMAT(first, rest)
#endif

/* A place in a file. Line 0: no place in particular. */
struct mv_place {
    const char *file;
    uint64_t line;
    size_t column;
};

#define MV_RATIO_SIZE 192

/* mv_verdict: prints "s VERIFIED CLAIM" and ends the program with status 0, or
   with 13 if standard output cannot be written. */
_Noreturn void mv_verdict(const char *claim);

/* mv_refuse: prints the diagnostic "FILE:LINE:COLUMN: Ennn: ..." on standard
   error and "s NOT VERIFIED Ennn ..." on standard output, and ends the program
   with the status that belongs to the reason. Nothing in the checker recovers
   from a defect, so no defect can be forgotten on the way up. */
_Noreturn void mv_refuse(enum mv_reason reason, struct mv_place place,
                         const char *format, ...) MV_FORMAT(3, 4);

/* mv_refuse_list: mv_refuse with the arguments of the message in a list. */
_Noreturn void mv_refuse_list(enum mv_reason reason, struct mv_place place,
                              const char *format, va_list list);

/* mv_flush: ends the program with status 13 if what was printed on standard
   output cannot be written. */
void mv_flush(void);

/* mv_print_text: prints a text with control characters (C0, DEL, C1) and
   backslashes escaped, so that it cannot forge a line or drive a terminal. */
void mv_print_text(FILE *file, const char *text);

/* mv_ratio_text: the value numerator/denominator in lowest terms, or a remark
   that it is too long to print. Returns its first argument.
   Domain: denominator > 0. */
const char *mv_ratio_text(char text[MV_RATIO_SIZE], const mpz_t numerator,
                          const mpz_t denominator);

#endif
