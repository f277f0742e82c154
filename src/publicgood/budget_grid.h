/* Sums of welfare as exponents of one variable. */
#ifndef MC_PUBLICGOOD_BUDGET_GRID_H
#define MC_PUBLICGOOD_BUDGET_GRID_H

#include "arith/ball.h"
#include "publicgood/budget_lattice.h"

/* The welfare W(y) - W(0) of a population is
     base[y] + step[y] * digit,  0 <= digit < width[y],  y > 0,
   and the digits of all y are written as one number below `length`, with
   stride[y]; index[k] is what a person of kind k adds to it. */
typedef struct mc_grid {
    const mc_lattice *lattice;
    size_t length;
    int64_t *base, *step;
    size_t *width, *stride, *index;
} mc_grid;

/* mc_grid_new: _set: for the lattice's population. Errors: MC_LIMIT: memory, or
   a number above `most`. */
MC_NODISCARD mc_status mc_grid_new(mc_grid **grid, mc_message *message,
                                   const mc_lattice *lattice);
MC_NODISCARD mc_status mc_grid_set(mc_grid *grid, mc_message *message,
                                   size_t most);
void mc_grid_free(mc_grid *grid);

/* mc_grid_welfare: welfare[K] at a point, less W(0). */
void mc_grid_welfare(int64_t *welfare, const mc_grid *grid, size_t point);

/* mc_grid_spread: the polynomial whose coefficient at a point is the
   probability of its welfare, less the multinomial coefficient of the numbers
   of people, and that no kind k with absent[k] is there; `one_less`: an agent
   who stands for one person less, or SIZE_MAX. absent may be NULL.
   Errors: MC_LIMIT: memory. */
MC_NODISCARD mc_status mc_grid_spread(mc_ball_poly *spread, mc_message *message,
                                      const mc_grid *grid, const bool *absent,
                                      size_t one_less, long bits);

#endif
