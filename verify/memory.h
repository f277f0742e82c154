#ifndef MV_MEMORY_H
#define MV_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* mv_memory_limit: makes GMP and the functions below count what they allocate
   and refuse with E500 before more than `bytes` are in use.
   Call it before the first use of GMP. */
void mv_memory_limit(uint64_t bytes);

/* mv_memory_total: the limit. */
uint64_t mv_memory_total(void);

/* mv_allocate: `count` items of `size` bytes, all bytes zero. Never NULL. */
void *mv_allocate(size_t count, size_t size);

/* mv_grow: makes room for at least `needed` items of `size` bytes in `array`,
   which holds *capacity of them, by a constant factor when it has to move.
   Goal: linear total work, and no room for items that have not arrived beyond
   half of those that have. */
void *mv_grow(void *array, size_t *capacity, size_t needed, size_t size);

/* mv_release: gives back what mv_allocate or mv_grow gave. */
void mv_release(void *array, size_t count, size_t size);

#endif
