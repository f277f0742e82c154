/* Asking a long computation to end early. */
#ifndef MC_BASE_STOP_H
#define MC_BASE_STOP_H

#include <stdbool.h>
#include <stddef.h>

/* A question that long computations ask now and then, from any thread. Once
   the answer is yes it stays yes. */
typedef struct mc_stop {
    bool (*requested)(void *user);
    void *user;
} mc_stop;

/* mc_stopped: NULL never stops. */
static inline bool mc_stopped(const mc_stop *stop)
{
    return stop != NULL && stop->requested(stop->user);
}

#endif
