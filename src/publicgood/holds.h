/* What follows from how a rule is made, whatever the types are.
   Ref: verify/FORMAT-PUBLICGOOD.md section 4.1; doc/maths.md L50, L51. */
#ifndef MC_PUBLICGOOD_HOLDS_H
#define MC_PUBLICGOOD_HOLDS_H

#include "publicgood/property.h"

/* Sets of values, each a part of the one before. */
typedef enum mc_value_class {
    MC_ALL_VALUES,
    MC_NON_DECREASING_VALUES,
    MC_CONCAVE_VALUES
} mc_value_class;

const char *mc_value_class_name(mc_value_class values);

/* mc_shares_rise: every share c_i has c_i(0) = 0 and does not decrease; with
   `increments` these do not decrease either. */
bool mc_shares_rise(const mc_population *population, bool increments);

/* mc_holds_everywhere: the property follows for all types in *values; false
   where that was not proved. */
bool mc_holds_everywhere(mc_value_class *values,
                         const mc_population *population, mc_property property);

#endif
