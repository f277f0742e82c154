/* Populations and profiles inside the model. */
#ifndef MC_PUBLICGOOD_POPULATION_H
#define MC_PUBLICGOOD_POPULATION_H

#include "publicgood/publicgood.h"

#define MC_PUBLICGOOD_FORMAT "mechcert-publicgood-1"

/* mc_population_make: as mc_population_new; its messages do not name the
   file. */
MC_NODISCARD mc_status mc_population_make(mc_population **population,
                                          mc_message *message,
                                          const mc_publicgood *good,
                                          const unsigned long *count);

#endif
