/* Intervals as decimals. */
#ifndef MC_REAL_DECIMAL_H
#define MC_REAL_DECIMAL_H

#include "real/interval.h"

/* mc_decimal: the ends with `digits` significant digits (of the larger end),
   rounded outward. Strings are allocated with malloc.
   Returns: false without memory. *spread: by how much the ends differ in the
            last digit, at most 3 (that is, 3 or more). An interval around a
            number with few digits has a spread of 2 at any precision. */
bool mc_decimal(char **lower, char **upper, int *spread, const mc_interval *x,
                slong digits);

#endif
