/* Points of a grid up to the order of their coordinates. */
#ifndef MC_PUBLICGOOD_LOSS_ORBITS_H
#define MC_PUBLICGOOD_LOSS_ORBITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The naturals w_1 <= ... <= w_N with sum <= `sum`, in lexicographic order;
   each stands for its different permutations. A function on all points that
   does not depend on the order of coordinates is an array over orbits with one
   more element, which is 0 and is what the tables name beyond the grid.
   above[(i << N) + s]: the orbit of point i with 1 added to the coordinates of
   a set of agents; s counts the sets: first those of odd size, from 1 on, then
   those of even size (0 is not used). below: with 1 taken away. */
typedef struct mc_loss_orbits {
    size_t agents, sum, count;
    uint16_t *part;   /* [count * agents] */
    uint16_t *total;  /* [count]: the sum of the parts */
    uint64_t *repeat; /* [count]: permutations of the agents that change
                         nothing; there are N!/repeat points */
    uint32_t *above, *below;
    uint64_t factorial; /* N! */
} mc_loss_orbits;

enum { MC_LOSS_MOST_AGENTS = 16, MC_LOSS_MOST_POINTS = 10000000 };

/* mc_loss_points_fit: base^agents <= most; grids of the formats have at most
   MC_LOSS_MOST_POINTS points. */
bool mc_loss_points_fit(size_t agents, size_t base, size_t most);

/* mc_loss_orbits_new: NULL: no memory. Domain: 1 <= agents <= 16,
   (sum + 1)^agents <= MC_LOSS_MOST_POINTS. */
mc_loss_orbits *mc_loss_orbits_new(size_t agents, size_t sum);
void mc_loss_orbits_free(mc_loss_orbits *orbits);

/* mc_loss_orbits_find: the number of an orbit; its parts do not decrease. */
size_t mc_loss_orbits_find(const mc_loss_orbits *orbits, const uint16_t *part);

/* mc_loss_sum_above: replaces the density at each point by the sum over all
   points >= it in every coordinate. mc_loss_sum_below: by that over all points
   <= it. Over the integers modulo 2^64; the others in floating point. */
void mc_loss_sum_above(uint64_t *value, const mc_loss_orbits *orbits);
void mc_loss_sum_below(uint64_t *value, const mc_loss_orbits *orbits);
void mc_loss_float_above(double *value, const mc_loss_orbits *orbits);
void mc_loss_float_below(double *value, const mc_loss_orbits *orbits);

#endif
