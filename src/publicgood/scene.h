/* The inside of a scene. */
#ifndef MC_PUBLICGOOD_SCENE_H
#define MC_PUBLICGOOD_SCENE_H

#include "publicgood/publicgood.h"

/* For every kind k and alternative y: worth = omega_i v_i(y,t) and gain =
   omega_i (v_i(y,t) - c_i(y)). W(y|x), the sum of x(k) gain(k,y), is
   base_welfare at the profile `base` that was set, and welfare at x, which
   differs from it if one person of the kind `from` reports the kind `to`
   (SIZE_MAX: nobody does). without[k], net[k] are alpha0 and alphaN of a
   person of kind k at `base`, SIZE_MAX where not yet known. index: the number
   of x where there are tables; then stride, zero_type and share_type say how
   to find the entry without a person. */
struct mc_scene {
    const mc_population *population;
    size_t kinds, alternatives;
    mpq_t *worth, *gain;
    unsigned long *base, *x;
    mpq_t *base_welfare, *welfare, *rest, work, product;
    size_t from, to, decision, index;
    size_t *stride, *zero_type, *share_type, *without, *net;
};

/* What a decision is made on: all, or without the value, or the net value, of
   one person. */
typedef enum mc_scene_part {
    MC_SCENE_ALL,
    MC_SCENE_WITHOUT,
    MC_SCENE_NET
} mc_scene_part;

#endif
