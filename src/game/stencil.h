/* The discrete derivatives of the bounding programs on X_i(k). */
#ifndef MC_GAME_STENCIL_H
#define MC_GAME_STENCIL_H

#include <stdbool.h>
#include <stddef.h>

/* A linear operator on functions of one grid coordinate:
       (S f)(l) = self[l] f(l) + next[l] f(l+1) + previous[l] f(l-1),
   for the points l = 0..top, top = k^2, that stand for x_i = l/k. next[top] =
   previous[0] = 0. */
typedef struct mc_stencil {
    size_t points;
    long *self, *next, *previous;
} mc_stencil;

typedef enum mc_derivative {
    MC_UPWARD,           /* nabla_i^+ of (1), applied to mechanisms */
    MC_UPWARD_ADJOINT,   /* its transpose, applied to information */
    MC_DOWNWARD,         /* nabla_i^- before (5), applied to mechanisms */
    MC_DOWNWARD_ADJOINT, /* its transpose: minus the operator (7) */
    MC_DERIVATIVES
} mc_derivative;

/* mc_stencil_init: Domain: k >= 1, k^2 + 1 fits in a long. Returns false when
   there is no memory. Ref: doc/maths.md L7 (summation by parts). */
bool mc_stencil_init(mc_stencil *stencil, mc_derivative derivative, long k);
void mc_stencil_clear(mc_stencil *stencil);

#endif
