#include "game/stencil.h"

#include <string.h>

#include "base/memory.h"

/* (1): (k-1) [f(x_i + 1/k) - f(x)], and 0 at the top */
static void set_upward(mc_stencil *s, long k)
{
    for (size_t l = 0; l + 1 < s->points; l++) {
        s->self[l] = 1 - k;
        s->next[l] = k - 1;
    }
}

/* k f(0); k [f(x_i) - f(x_i - 1/k)]; f(k) - f(k - 1/k) at the top */
static void set_downward(mc_stencil *s, long k)
{
    for (size_t l = 0; l < s->points; l++) {
        s->self[l] = l + 1 < s->points ? k : 1;
        s->previous[l] = l == 0 ? 0 : -s->self[l];
    }
}

/* (S^T f)(l) = self[l] f(l) + next[l-1] f(l-1) + previous[l+1] f(l+1) */
static void transpose(mc_stencil *s)
{
    for (size_t l = s->points; l-- > 0;) {
        long up = l + 1 < s->points ? s->previous[l + 1] : 0;
        if (l + 1 < s->points)
            s->previous[l + 1] = s->next[l];
        s->next[l] = up;
    }
    s->previous[0] = 0;
}

bool mc_stencil_init(mc_stencil *stencil, mc_derivative derivative, long k)
{
    stencil->points = (size_t)(k * k + 1);
    stencil->self = mc_array(stencil->points, sizeof(long));
    stencil->next = mc_array(stencil->points, sizeof(long));
    stencil->previous = mc_array(stencil->points, sizeof(long));
    if (!stencil->self || !stencil->next || !stencil->previous) {
        mc_stencil_clear(stencil);
        return false;
    }
    if (derivative == MC_UPWARD || derivative == MC_UPWARD_ADJOINT)
        set_upward(stencil, k);
    else
        set_downward(stencil, k);
    if (derivative == MC_UPWARD_ADJOINT || derivative == MC_DOWNWARD_ADJOINT)
        transpose(stencil);
    return true;
}

void mc_stencil_clear(mc_stencil *stencil)
{
    free(stencil->self);
    free(stencil->next);
    free(stencil->previous);
    memset(stencil, 0, sizeof *stencil);
}
