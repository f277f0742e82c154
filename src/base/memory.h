/* Arrays whose size cannot overflow. */
#ifndef MC_BASE_MEMORY_H
#define MC_BASE_MEMORY_H

#include <stdint.h>
#include <stdlib.h>

/* mc_array: `count` zeroed elements of `size` bytes; NULL when there is no
   memory. An empty array is a valid pointer. */
static inline void *mc_array(size_t count, size_t size)
{
    return calloc(count ? count : 1, size);
}

/* mc_array_grow: makes room for at least `needed` elements in *array, whose
   capacity is *capacity, doubling it. Returns 0 and leaves everything as it
   was when there is no memory. */
static inline int mc_array_grow(void *array, size_t *capacity, size_t needed,
                                size_t size)
{
    void **place = array;
    size_t capacity_new = *capacity ? *capacity : 8;
    if (needed <= *capacity)
        return 1;
    while (capacity_new < needed) {
        if (capacity_new > SIZE_MAX / 2)
            return 0;
        capacity_new *= 2;
    }
    if (capacity_new > SIZE_MAX / size)
        return 0;
    void *grown = realloc(*place, capacity_new * size);
    if (!grown)
        return 0;
    *place = grown;
    *capacity = capacity_new;
    return 1;
}

#endif
