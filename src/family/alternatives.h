/* Optimal, linear and unilateral cost sharing compared for two agents, as
   claims. Ref: S0, section 5.4; doc/maths.md L40. */
#ifndef MC_FAMILY_ALTERNATIVES_H
#define MC_FAMILY_ALTERNATIVES_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

#include "family/sheet.h"

/* Social values highest * j / points, j = 0, ..., points; highest > 2. */
typedef struct mc_alternatives {
    mpq_t highest;
    size_t points;
} mc_alternatives;

/* mc_alternatives_write: the whole sheet. Wrong parameters are kept as a
   fault. */
void mc_alternatives_write(mc_sheet *sheet, const mc_alternatives *a);

/* mc_alternatives_point: the j-th social value. */
void mc_alternatives_point(mpq_t value, const mc_alternatives *a, size_t j);

/* mc_alternatives_name: the name of a value at point j: a figure's word and the
   social value. `name` has room for MC_ALTERNATIVES_NAME. Returns false if the
   value is 0 by S0, section 3.4, and has no name. */
enum { MC_ALTERNATIVES_NAME = 100 };
bool mc_alternatives_name(char *name, const char *word,
                          const mc_alternatives *a, size_t j);

/* mc_alternatives_simple: the guarantee of the linear mechanism, or of the
   unilateral one, if the mean of the social value is `mean` and the highest one
   is `top` (or mean, for the baseline model). Ref: L40. */
void mc_alternatives_simple(mpq_t guarantee, bool linear, const mpq_t mean,
                            const mpq_t top);

#endif
