/* Zeros of a system: Newton's method, and the proof that a small box around
   what it finds contains one. */
#ifndef MC_REAL_SYSTEM_ZERO_H
#define MC_REAL_SYSTEM_ZERO_H

#include "real/system.h"

/* The state of mc_system_find. `whole` is the box of the statement; the other
   vectors and matrices are for the steps that need some. */
typedef struct mc_system_state {
    mc_mapping m;
    size_t index;
    mc_system_proof *proof;
    const mc_claim_effort *effort;
    mc_system_box box;
    mc_interval *whole, *u, *x, *f, *hull, *image, *slopes, *defect;
    mc_interval *candidate; /* what mc_system_newton found */
} mc_system_state;

/* What Newton's method came to, in order of what it says. */
typedef enum mc_system_zero {
    MC_ZERO_NONE,
    MC_ZERO_SINGULAR, /* it converges, but a zero cannot be shown */
    MC_ZERO_BORDER,   /* there is one, on the border or outside */
    MC_ZERO_PROVED    /* candidate contains a zero */
} mc_system_zero;

/* mc_system_newton: from the middle of a box; `candidate` is where it ends. */
mc_system_zero mc_system_newton(mc_system_state *s, const mc_interval *from);

/* mc_system_near: the boxes overlap. */
bool mc_system_near(const mc_interval *x, const mc_interval *y, size_t n);

/* mc_system_enclose: the enclosure to a relative width of 2^-goal, if the bits
   suffice. false with a fault: no enclosure is shown to contain a zero. */
bool mc_system_enclose(mc_system_state *s, slong goal);

#endif
