#include "publicgood/divisible_build.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "game/statement.h"

bool mc_divisible_new_cuts(mc_divisible *good)
{
    good->cuts = mc_array(good->agents, sizeof *good->cuts);
    good->stride = mc_array(good->agents, sizeof *good->stride);
    good->cut = mc_array(good->agents, sizeof *good->cut);
    return good->cuts && good->stride && good->cut;
}

bool mc_divisible_count_cells(mc_divisible *good)
{
    size_t cells = 1;
    for (size_t i = good->agents; i-- > 0;) {
        good->stride[i] = cells;
        if (good->cuts[i] > MC_DIVISIBLE_CELLS / cells)
            return false;
        cells *= good->cuts[i];
    }
    good->cells = cells;
    return true;
}

static int compare(const void *left, const void *right)
{
    mpq_srcptr a = left, b = right;
    return mpq_cmp(a, b);
}

/* The cuts of one agent: the lowest value and the prices between. */
static bool cut_agent(mc_divisible *good, size_t agent)
{
    mpq_t *cut = mc_rationals_new(good->prices + 1);
    size_t all = 1, used = 1;
    if (!cut)
        return false;
    mpq_set(cut[0], good->low[agent]);
    for (size_t r = 0; r < good->prices; r++) {
        mpq_srcptr price = good->price[r * good->agents + agent];
        if (mpq_cmp(price, good->low[agent]) > 0 &&
            mpq_cmp(price, good->high[agent]) <= 0)
            mpq_set(cut[all++], price);
    }
    qsort(cut, all, sizeof *cut, compare);
    for (size_t k = 1; k < all; k++)
        if (!mpq_equal(cut[k], cut[used - 1]))
            mpq_swap(cut[used++], cut[k]);
    good->cut[agent] = mc_rationals_new(used);
    good->cuts[agent] = good->cut[agent] ? used : 0;
    for (size_t k = 0; k < good->cuts[agent]; k++)
        mpq_swap(good->cut[agent][k], cut[k]);
    mc_rationals_free(cut, good->prices + 1);
    return good->cut[agent] != NULL;
}

bool mc_divisible_cut_prices(mc_divisible *good)
{
    bool done = mc_divisible_new_cuts(good);
    for (size_t i = 0; i < good->agents && done; i++)
        done = cut_agent(good, i);
    return done;
}

size_t mc_divisible_price_place(const mc_divisible *good, size_t row,
                                size_t agent)
{
    mpq_srcptr price = good->price[row * good->agents + agent];
    if (mpq_cmp(price, good->low[agent]) <= 0)
        return 0;
    if (mpq_cmp(price, good->high[agent]) > 0)
        return MC_DIVISIBLE_ABOVE;
    for (size_t k = 1; k < good->cuts[agent]; k++)
        if (mpq_equal(good->cut[agent][k], price))
            return k;
    return MC_DIVISIBLE_BETWEEN;
}

/* The lowest cell at which a price produces; false if there is none. */
static bool price_cell(size_t *cell, const mc_divisible *good, size_t row)
{
    *cell = 0;
    for (size_t i = 0; i < good->agents; i++) {
        size_t k = mc_divisible_price_place(good, row, i);
        if (k == MC_DIVISIBLE_ABOVE)
            return false;
        *cell += k * good->stride[i];
    }
    return true;
}

bool mc_divisible_spread_prices(mc_divisible *good)
{
    size_t n = good->agents, cell;
    mpq_t term;
    good->level = mc_rationals_new(good->cells);
    good->payment = mc_rationals_new(good->cells * n);
    if (!good->level || !good->payment)
        return false;
    mpq_init(term);
    for (size_t r = 0; r < good->prices; r++) {
        if (!price_cell(&cell, good, r))
            continue;
        mpq_add(good->level[cell], good->level[cell], good->price_weight[r]);
        for (size_t i = 0; i < n; i++) {
            mpq_ptr paid = good->payment[cell * n + i];
            mpq_mul(term, good->price_weight[r], good->price[r * n + i]);
            mpq_add(paid, paid, term);
        }
    }
    mpq_clear(term);
    mc_cells_sum(good->level, good, 1);
    mc_cells_sum(good->payment, good, n);
    return true;
}
