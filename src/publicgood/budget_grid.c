#include "publicgood/budget_grid.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"

mc_status mc_grid_new(mc_grid **result, mc_message *message,
                      const mc_lattice *lattice)
{
    size_t n = lattice->alternatives;
    mc_grid *grid = mc_array(1, sizeof *grid);
    if (!grid)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    *grid = (mc_grid){.lattice = lattice,
                      .base = mc_array(n, sizeof(int64_t)),
                      .step = mc_array(n, sizeof(int64_t)),
                      .width = mc_array(n, sizeof(size_t)),
                      .stride = mc_array(n, sizeof(size_t)),
                      .index = mc_array(lattice->draw->kinds, sizeof(size_t))};
    if (!grid->base || !grid->step || !grid->width || !grid->stride ||
        !grid->index) {
        mc_grid_free(grid);
        return mc_message_set(message, MC_LIMIT, "out of memory");
    }
    *result = grid;
    return MC_OK;
}

void mc_grid_free(mc_grid *grid)
{
    if (!grid)
        return;
    free(grid->base);
    free(grid->step);
    free(grid->width);
    free(grid->stride);
    free(grid->index);
    free(grid);
}

/* What one person of the kind adds to W(y) - W(0). */
static int64_t lead(const mc_grid *grid, size_t kind, size_t y)
{
    const int64_t *gain =
        grid->lattice->gain + kind * grid->lattice->alternatives;
    return gain[y] - gain[0];
}

static int64_t least_lead(const mc_grid *grid, size_t agent, size_t y)
{
    const size_t *first = grid->lattice->draw->first;
    int64_t least = lead(grid, first[agent], y);
    for (size_t k = first[agent]; k < first[agent + 1]; k++)
        if (lead(grid, k, y) < least)
            least = lead(grid, k, y);
    return least;
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* base, step and width of one alternative. */
static void set_digit(mc_grid *grid, size_t y)
{
    const mc_lattice *lattice = grid->lattice;
    const mc_draw *draw = lattice->draw;
    int64_t most = 0;
    grid->base[y] = lattice->burden[0] - lattice->burden[y];
    grid->step[y] = 0;
    for (size_t i = 0; i < draw->agents; i++) {
        int64_t widest = 0;
        if (lattice->count[i] == 0)
            continue;
        int64_t least = least_lead(grid, i, y);
        grid->base[y] += least * (int64_t)lattice->count[i];
        for (size_t k = draw->first[i]; k < draw->first[i + 1]; k++) {
            int64_t more = lead(grid, k, y) - least;
            grid->step[y] = common_divisor(grid->step[y], more);
            widest = more > widest ? more : widest;
        }
        most += widest * (int64_t)lattice->count[i];
    }
    if (grid->step[y] == 0)
        grid->step[y] = 1;
    grid->width[y] = (size_t)(most / grid->step[y]) + 1;
}

mc_status mc_grid_set(mc_grid *grid, mc_message *message, size_t most)
{
    const mc_draw *draw = grid->lattice->draw;
    grid->length = 1;
    for (size_t y = 1; y < grid->lattice->alternatives; y++) {
        set_digit(grid, y);
        grid->stride[y] = grid->length;
        if (grid->width[y] > most / grid->length)
            return mc_message_set(
                message, MC_LIMIT,
                "%lu people: more than %zu different sums of welfare, and too "
                "many profiles; take rounder values, fewer types or people",
                draw->people, most);
        grid->length *= grid->width[y];
    }
    for (size_t k = 0; k < draw->kinds; k++) {
        size_t agent = draw->agent_of[k];
        grid->index[k] = 0;
        for (size_t y = 1; y < grid->lattice->alternatives; y++)
            if (grid->lattice->count[agent] > 0)
                grid->index[k] +=
                    grid->stride[y] *
                    (size_t)((lead(grid, k, y) - least_lead(grid, agent, y)) /
                             grid->step[y]);
    }
    return MC_OK;
}

void mc_grid_welfare(int64_t *welfare, const mc_grid *grid, size_t point)
{
    welfare[0] = 0;
    for (size_t y = 1; y < grid->lattice->alternatives; y++)
        welfare[y] =
            grid->base[y] +
            grid->step[y] * (int64_t)(point / grid->stride[y] % grid->width[y]);
}

mc_status mc_grid_spread(mc_ball_poly *spread, mc_message *message,
                         const mc_grid *grid, const bool *absent,
                         size_t one_less, long bits)
{
    const mc_draw *draw = grid->lattice->draw;
    mc_ball *p = mc_balls_new(1);
    mc_status status = p ? MC_OK : MC_LIMIT;
    mc_ball_poly_one(spread);
    for (size_t i = 0; i < draw->agents && status == MC_OK; i++) {
        mc_ball_poly *one = mc_ball_poly_new();
        for (size_t k = draw->first[i]; one && k < draw->first[i + 1]; k++) {
            if (absent && absent[k])
                continue;
            mc_ball_set(p, draw->probability[k], bits);
            mc_ball_poly_add(one, grid->index[k], p, bits);
        }
        if (one)
            mc_ball_poly_multiply_power(
                spread, one, grid->lattice->count[i] - (i == one_less), bits);
        else
            status = MC_LIMIT;
        mc_ball_poly_free(one);
    }
    mc_balls_free(p, 1);
    return status == MC_OK ? status
                           : mc_message_set(message, status, "out of memory");
}
