/* Intervals as decimals. */
#ifndef MC_REAL_DECIMAL_H
#define MC_REAL_DECIMAL_H

#include "real/interval.h"

/* mc_decimal: the ends with `digits` significant digits (of the larger end),
   rounded outward. Strings are allocated with malloc.
   Returns: false without memory. *sharp: the ends differ by at most one in the
            last digit. */
bool mc_decimal(char **lower, char **upper, bool *sharp, const mc_interval *x,
                slong digits);

#endif
