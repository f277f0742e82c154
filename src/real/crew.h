/* The same work by several threads. */
#ifndef MC_REAL_CREW_H
#define MC_REAL_CREW_H

#include <stddef.h>

enum { MC_MOST_THREADS = 64 };

/* mc_crew_work: calls `work` once for each of `count` workers, at the same
   time, or for the first one only where no thread can be had. Shapes: `workers`
   is an array of `count` >= 1 elements of `size` bytes. */
void mc_crew_work(void (*work)(void *worker), void *workers, size_t size,
                  size_t count);

#endif
