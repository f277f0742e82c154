#ifndef MC_PUBLICGOOD_QUANTITY_UNIT_H
#define MC_PUBLICGOOD_QUANTITY_UNIT_H

#include "publicgood/quantity.h"

/* mc_quantity_unit: has_unit, unit and signs of a person of `agent`: the
   integral from 0 to `to` of the larger of marginal value and marginal share.
   Domain: unit is 0, signs is empty. */
void mc_quantity_unit(mc_quantity_person *person, const mc_quantity *quantity,
                      size_t agent, mpq_srcptr to);

#endif
