#include "publicgood/places.h"

#include <stdint.h>

/* The number of compositions of `people` into `parts` >= 1 parts. */
static size_t compositions(size_t people, size_t parts)
{
    size_t sum = people + parts - 1, count = 1;
    size_t chosen = people < parts - 1 ? people : parts - 1;
    for (size_t j = 1; j <= chosen; j++)
        count = count * (sum - chosen + j) / j;
    return count;
}

size_t mc_place_of(const mc_population *population, const unsigned long *x,
                   size_t without)
{
    const mc_publicgood *good = population->good;
    size_t place = 0;
    for (size_t i = 0; i < good->agents; i++) {
        size_t begin = good->first[i], end = good->first[i + 1];
        size_t people = population->count[i] -
                        (without != SIZE_MAX && good->agent_of[without] == i);
        place *= compositions(people, end - begin);
        for (size_t k = begin; k + 1 < end; k++) {
            people -= x[k] - (k == without);
            if (people == 0)
                break;
            /* those that agree so far and have more of this type */
            place += compositions(people - 1, end - k);
        }
    }
    return place;
}

/* The composition of `people` into parts x[0..parts) of that number. */
static void set_composition(unsigned long *x, size_t parts, size_t people,
                            size_t number)
{
    for (size_t k = 0; k + 1 < parts; k++) {
        size_t rest = 0; /* people that are left for the parts behind */
        while (rest < people && compositions(rest, parts - k) <= number)
            rest++;
        if (rest > 0)
            number -= compositions(rest - 1, parts - k);
        x[k] = people - rest;
        people = rest;
    }
    x[parts - 1] = people;
}

void mc_place_profile(unsigned long *x, const mc_population *population,
                      size_t number)
{
    const mc_publicgood *good = population->good;
    for (size_t i = good->agents; i-- > 0;) {
        size_t types = good->first[i + 1] - good->first[i];
        size_t count = compositions(population->count[i], types);
        set_composition(x + good->first[i], types, population->count[i],
                        number % count);
        number /= count;
    }
}
