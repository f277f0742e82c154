/* Places of profiles and of menus in their order. */
#ifndef MC_PUBLICGOOD_PLACES_H
#define MC_PUBLICGOOD_PLACES_H

#include "publicgood/publicgood.h"

/* mc_place_of: the number of a profile x[kinds] in the order of the format.
   With `without`, a kind of which somebody is there: the number of the profile
   of the others, among those of its agent. SIZE_MAX: nobody is left out.
   Domain: the population has fewer than 2^32 profiles.
   mc_place_profile: fills x[kinds] with the profile of that number. */
size_t mc_place_of(const mc_population *population, const unsigned long *x,
                   size_t without);
void mc_place_profile(unsigned long *x, const mc_population *population,
                      size_t number);

#endif
