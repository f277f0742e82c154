/* How a divisible good is put together: cells, and a mechanism on them. */
#ifndef MC_PUBLICGOOD_DIVISIBLE_BUILD_H
#define MC_PUBLICGOOD_DIVISIBLE_BUILD_H

#include "publicgood/divisible.h"

/* Where a price stands among the cuts of its agent: a number of a cut, or
   ABOVE the highest value, or BETWEEN two cuts. */
#define MC_DIVISIBLE_ABOVE (SIZE_MAX - 1)
#define MC_DIVISIBLE_BETWEEN SIZE_MAX

/* mc_divisible_new_cuts: room for cuts[agents] and cut[agents], all empty.
   mc_divisible_cut_prices: the cuts are the lowest values and the prices.
   mc_divisible_count_cells: stride and cells; false if there are too many.
   mc_divisible_spread_prices: level and payment of the lottery. The others
   return false without memory. */
MC_NODISCARD bool mc_divisible_new_cuts(mc_divisible *good);
MC_NODISCARD bool mc_divisible_cut_prices(mc_divisible *good);
MC_NODISCARD bool mc_divisible_count_cells(mc_divisible *good);
MC_NODISCARD bool mc_divisible_spread_prices(mc_divisible *good);
size_t mc_divisible_price_place(const mc_divisible *good, size_t row,
                                size_t agent);

#endif
