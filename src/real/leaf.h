/* One box: does it prove its condition, and by which method (FORMAT-REAL
   section 8.2)? */
#ifndef MC_REAL_LEAF_H
#define MC_REAL_LEAF_H

#include "real/condition.h"
#include "real/expansion.h"

typedef enum mc_leaf_method {
    MC_LEAF_NONE,
    MC_LEAF_VALUE,
    MC_LEAF_SLOPE,
    MC_LEAF_TAYLOR
} mc_leaf_method;

/* What was found on a box. `bound`: F is at least this on the box (if
   `defined`); `cut`: where to split it; `tiny`: splitting it is no use. */
typedef struct mc_leaf {
    mc_leaf_method method;
    bool defined, tiny, witness; /* witness: F fails in the middle */
    size_t cut, expansion;       /* expansion: of a leaf TAYLOR */
    arf_t bound;
} mc_leaf;

/* mc_leaf_try: tries the methods on a box of the unit cube, expansions last.
   Shapes: u has one interval for each binding. */
void mc_leaf_try(mc_leaf *leaf, mc_evaluator *e, mc_names *names,
                 const mc_condition *condition, const mc_interval *u,
                 const mc_expansions *expansions);

/* mc_leaf_names: the values of the names on a box, for reports. */
bool mc_leaf_names(mc_interval *out, mc_evaluator *e, mc_names *names,
                   const mc_interval *u);

#endif
