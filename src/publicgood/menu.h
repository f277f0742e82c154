/* The largest transfers of one menu: what one person may be charged at most,
   given the reports of the others. */
#ifndef MC_PUBLICGOOD_MENU_H
#define MC_PUBLICGOOD_MENU_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

#include <mechcert/status.h>

typedef enum mc_menu_answer {
    MC_MENU_BOUNDED,
    MC_MENU_UNBOUNDED, /* no type has a cap, so every transfer may grow */
    MC_MENU_CYCLE      /* no transfers are strategy-proof */
} mc_menu_answer;

/* A person with `types` types, who brings about decision[t] by reporting t and
   then pays u_t. value[t * alternatives + y] belongs to the caller. */
typedef struct mc_menu {
    size_t types, alternatives;
    mpq_t *value;
    size_t *decision; /* [types] */
    bool *capped;     /* [types] */
    mpq_t *cap;       /* [types], where capped */
    mpq_t *largest;   /* [types]: u */
    size_t *because;  /* [types]: itself at its cap, or the type whose report
                         must not be more attractive */
    size_t *cycle, cycle_length;
    size_t *cheapest, *visit; /* [alternatives], [types]: room to work */
    mpq_t step;
} mc_menu;

/* mc_menu_init: for at most `types` types. Returns false without memory; the
   menu may then be cleared. */
bool mc_menu_init(mc_menu *menu, size_t types, size_t alternatives);
void mc_menu_clear(mc_menu *menu);

/* mc_menu_solve: the shortest paths from the caps.
   Domain:     types, value, decision, capped, cap are set.
   Guarantees: bounded: `largest` and `because` satisfy FORMAT-PUBLICGOOD 3.3,
               conditions 1 and 2; a cycle: cycle[0..cycle_length) are
               t_1, ..., t_m of section 3.4. Unbounded: there are strategy-proof
               transfers.
   Ref:        doc/maths.md L52. */
mc_menu_answer mc_menu_solve(mc_menu *menu);

/* mc_menu_step: step = v(a_t, t) - v(a_r, t), the most by which u_t may exceed
   u_r. */
void mc_menu_step(mpq_t step, const mc_menu *menu, size_t t, size_t r);

#endif
