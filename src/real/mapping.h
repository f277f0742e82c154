/* The equations of a system of roots as a mapping on boxes, with the matrix C
   that makes x - C f(x) a contraction near the zero (FORMAT-REAL section 7). */
#ifndef MC_REAL_MAPPING_H
#define MC_REAL_MAPPING_H

#include "real/evaluate.h"

/* Invariant: n names, one equation each; x[i] is the jet that stands for name
   i while the equations are evaluated. Matrices are row by row. */
typedef struct mc_mapping {
    mc_evaluator *e;
    const mc_root_name *name;
    size_t n;
    mc_jet x[MC_MOST_ROOT_NAMES];
    const mc_jet *before[MC_MOST_ROOT_NAMES];
    mc_pool_mark mark;
} mc_mapping;

/* mc_mapping_init: of a root statement. Returns false without memory. Between
   init and clear the evaluator's pool is used like a stack. */
bool mc_mapping_init(mc_mapping *m, mc_evaluator *e, size_t root);
void mc_mapping_clear(mc_mapping *m);

/* Arrays of intervals; NULL without memory. */
mc_interval *mc_intervals_new(size_t count);
void mc_intervals_free(mc_interval *x, size_t count);

/* mc_mapping_value: f_k on a box. mc_mapping_values: all of them. false: may
   be undefined, with a fault. */
bool mc_mapping_value(mc_mapping *m, mc_interval *f, size_t k,
                      const mc_interval *box);
bool mc_mapping_values(mc_mapping *m, mc_interval *f, const mc_interval *box);

/* mc_mapping_slopes: J on a box. false: it is not known, or the equations may
   be discontinuous. */
bool mc_mapping_slopes(mc_mapping *m, mc_interval *slopes,
                       const mc_interval *box);

/* mc_mapping_defect: 1 - C J, for J = slopes. */
void mc_mapping_defect(mc_interval *defect, const mc_mapping *m,
                       const double *matrix, const mc_interval *slopes);

/* mc_mapping_contracts: all sums of |defect| over a row are below limit. */
bool mc_mapping_contracts(const mc_mapping *m, const mc_interval *defect,
                          double limit);

/* mc_mapping_inverse: C, near the inverse of the middle of J, in few digits.
   false: it is singular or nearly so. */
bool mc_mapping_inverse(double *matrix, const mc_mapping *m,
                        const mc_interval *slopes);

/* mc_mapping_image: encloses x - C f(x) for all x of X, with middle m:
   m - C f(m) + defect (X - m). */
void mc_mapping_image(mc_interval *image, const mc_mapping *m,
                      const double *matrix, const mc_interval *box,
                      const mc_interval *f_middle, const mc_interval *defect);

#endif
