#include "publicgood/loss_orbits.h"

#include <string.h>

#include "base/memory.h"

void mc_loss_orbits_free(mc_loss_orbits *orbits)
{
    if (!orbits)
        return;
    free(orbits->part);
    free(orbits->total);
    free(orbits->repeat);
    free(orbits->above);
    free(orbits->below);
    free(orbits);
}

/* ---- enumeration ---- */

/* The next list in lexicographic order; false after the last one. */
static bool next(uint16_t *part, size_t agents, size_t sum)
{
    size_t before = 0;
    for (size_t i = 0; i < agents; i++)
        before += part[i];
    for (size_t i = agents; i-- > 0;) {
        before -= part[i];
        size_t value = part[i] + (size_t)1;
        if (before + value * (agents - i) > sum)
            continue;
        for (size_t j = i; j < agents; j++)
            part[j] = (uint16_t)value;
        return true;
    }
    return false;
}

static size_t count_orbits(size_t agents, size_t sum)
{
    uint16_t part[MC_LOSS_MOST_AGENTS] = {0};
    size_t count = 1;
    while (next(part, agents, sum))
        count++;
    return count;
}

bool mc_loss_points_fit(size_t agents, size_t base, size_t most)
{
    size_t points = 1;
    for (size_t i = 0; i < agents; i++) {
        if (base > most / points)
            return false;
        points *= base;
    }
    return true;
}

static void enumerate(mc_loss_orbits *orbits)
{
    size_t agents = orbits->agents;
    uint16_t part[MC_LOSS_MOST_AGENTS] = {0};
    size_t i = 0;
    do {
        uint16_t total = 0;
        uint64_t repeat = 1, run = 0;
        for (size_t j = 0; j < agents; j++) {
            run = j > 0 && part[j] == part[j - 1] ? run + 1 : 1;
            repeat *= run;
            total = (uint16_t)(total + part[j]);
        }
        memcpy(orbits->part + i * agents, part, agents * sizeof *part);
        orbits->total[i] = total;
        orbits->repeat[i++] = repeat;
    } while (next(part, agents, orbits->sum));
}

static int compare(const uint16_t *a, const uint16_t *b, size_t agents)
{
    size_t i = 0;
    while (i < agents && a[i] == b[i])
        i++;
    return i == agents ? 0 : a[i] < b[i] ? -1 : 1;
}

size_t mc_loss_orbits_find(const mc_loss_orbits *orbits, const uint16_t *part)
{
    size_t from = 0, to = orbits->count, agents = orbits->agents;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (compare(orbits->part + middle * agents, part, agents) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* ---- neighbours ---- */

static void sort(uint16_t *part, size_t agents)
{
    for (size_t i = 1; i < agents; i++)
        for (size_t j = i; j > 0 && part[j - 1] > part[j]; j--) {
            uint16_t swap = part[j];
            part[j] = part[j - 1];
            part[j - 1] = swap;
        }
}

static size_t size_of(size_t set)
{
    size_t size = 0;
    for (; set; set &= set - 1)
        size++;
    return size;
}

/* The neighbour of an orbit at distance `step` = 1 or -1 in the coordinates of
   a set; `count` beyond the grid. */
static uint32_t neighbour(const mc_loss_orbits *orbits, size_t i, size_t set,
                          int step)
{
    size_t agents = orbits->agents;
    uint16_t part[MC_LOSS_MOST_AGENTS];
    if (step > 0 && orbits->total[i] + size_of(set) > orbits->sum)
        return (uint32_t)orbits->count;
    for (size_t j = 0; j < agents; j++) {
        int moved = orbits->part[i * agents + j] + (set >> j & 1 ? step : 0);
        if (moved < 0)
            return (uint32_t)orbits->count;
        part[j] = (uint16_t)moved;
    }
    sort(part, agents);
    return (uint32_t)mc_loss_orbits_find(orbits, part);
}

static void link_neighbours(mc_loss_orbits *orbits)
{
    size_t sets = (size_t)1 << orbits->agents;
    for (size_t i = 0; i < orbits->count; i++) {
        size_t odd = 1, even = sets / 2 + 1;
        for (size_t set = 1; set < sets; set++) {
            size_t place =
                (i << orbits->agents) + (size_of(set) % 2 ? odd++ : even++);
            orbits->above[place] = neighbour(orbits, i, set, 1);
            orbits->below[place] = neighbour(orbits, i, set, -1);
        }
    }
}

mc_loss_orbits *mc_loss_orbits_new(size_t agents, size_t sum)
{
    mc_loss_orbits *orbits = mc_array(1, sizeof *orbits);
    if (!orbits)
        return NULL;
    size_t count = count_orbits(agents, sum);
    *orbits = (mc_loss_orbits){
        .agents = agents,
        .sum = sum,
        .count = count,
        .part = mc_array(count * agents, sizeof *orbits->part),
        .total = mc_array(count, sizeof *orbits->total),
        .repeat = mc_array(count, sizeof *orbits->repeat),
        .above = mc_array(count << agents, sizeof *orbits->above),
        .below = mc_array(count << agents, sizeof *orbits->below),
        .factorial = 1};
    if (!orbits->part || !orbits->total || !orbits->repeat || !orbits->above ||
        !orbits->below) {
        mc_loss_orbits_free(orbits);
        return NULL;
    }
    for (size_t i = 2; i <= agents; i++)
        orbits->factorial *= i;
    enumerate(orbits);
    link_neighbours(orbits);
    return orbits;
}

/* ---- sums ----

   F(w) = sum of f over all points >= w satisfies f(w) = sum over the sets S of
   agents of (-1)^|S| F(w + 1_S), and sums below the same with w - 1_S. A
   neighbour above stands after its orbit, one below before it. */

void mc_loss_sum_above(uint64_t *value, const mc_loss_orbits *orbits)
{
    size_t sets = (size_t)1 << orbits->agents;
    value[orbits->count] = 0;
    for (size_t i = orbits->count; i-- > 0;) {
        const uint32_t *above = orbits->above + (i << orbits->agents);
        uint64_t sum = value[i];
        for (size_t s = 1; s <= sets / 2; s++)
            sum += value[above[s]];
        for (size_t s = sets / 2 + 1; s < sets; s++)
            sum -= value[above[s]];
        value[i] = sum;
    }
}

void mc_loss_sum_below(uint64_t *value, const mc_loss_orbits *orbits)
{
    size_t sets = (size_t)1 << orbits->agents;
    value[orbits->count] = 0;
    for (size_t i = 0; i < orbits->count; i++) {
        const uint32_t *below = orbits->below + (i << orbits->agents);
        uint64_t sum = value[i];
        for (size_t s = 1; s <= sets / 2; s++)
            sum += value[below[s]];
        for (size_t s = sets / 2 + 1; s < sets; s++)
            sum -= value[below[s]];
        value[i] = sum;
    }
}

void mc_loss_float_above(double *value, const mc_loss_orbits *orbits)
{
    size_t sets = (size_t)1 << orbits->agents;
    value[orbits->count] = 0;
    for (size_t i = orbits->count; i-- > 0;) {
        const uint32_t *above = orbits->above + (i << orbits->agents);
        double sum = value[i];
        for (size_t s = 1; s <= sets / 2; s++)
            sum += value[above[s]];
        for (size_t s = sets / 2 + 1; s < sets; s++)
            sum -= value[above[s]];
        value[i] = sum;
    }
}

void mc_loss_float_below(double *value, const mc_loss_orbits *orbits)
{
    size_t sets = (size_t)1 << orbits->agents;
    value[orbits->count] = 0;
    for (size_t i = 0; i < orbits->count; i++) {
        const uint32_t *below = orbits->below + (i << orbits->agents);
        double sum = value[i];
        for (size_t s = 1; s <= sets / 2; s++)
            sum += value[below[s]];
        for (size_t s = sets / 2 + 1; s < sets; s++)
            sum -= value[below[s]];
        value[i] = sum;
    }
}
