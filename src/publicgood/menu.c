#include "publicgood/menu.h"

#include <stdlib.h>

#include "base/memory.h"
#include "game/statement.h"

bool mc_menu_init(mc_menu *menu, size_t types, size_t alternatives)
{
    *menu = (mc_menu){.types = types, .alternatives = alternatives};
    mpq_init(menu->step);
    menu->decision = mc_array(types, sizeof *menu->decision);
    menu->capped = mc_array(types, sizeof *menu->capped);
    menu->cap = mc_rationals_new(types);
    menu->largest = mc_rationals_new(types);
    menu->because = mc_array(types, sizeof *menu->because);
    menu->cycle = mc_array(types, sizeof *menu->cycle);
    menu->cheapest = mc_array(alternatives, sizeof *menu->cheapest);
    menu->visit = mc_array(types, sizeof *menu->visit);
    return menu->decision && menu->capped && menu->cap && menu->largest &&
           menu->because && menu->cycle && menu->cheapest && menu->visit;
}

void mc_menu_clear(mc_menu *menu)
{
    free(menu->visit);
    free(menu->cheapest);
    free(menu->cycle);
    free(menu->because);
    mc_rationals_free(menu->largest, menu->types);
    mc_rationals_free(menu->cap, menu->types);
    free(menu->capped);
    free(menu->decision);
    mpq_clear(menu->step);
}

void mc_menu_step(mpq_t step, const mc_menu *menu, size_t t, size_t r)
{
    mpq_t *v = menu->value + t * menu->alternatives;
    mpq_sub(step, v[menu->decision[t]], v[menu->decision[r]]);
}

enum { NOWHERE = 0, FIRST_VISIT = 1 };
#define NO_TYPE SIZE_MAX

/* cheapest[y]: the type with the least u among those that bring about y. */
static void find_cheapest(mc_menu *menu)
{
    for (size_t y = 0; y < menu->alternatives; y++)
        menu->cheapest[y] = NO_TYPE;
    for (size_t t = 0; t < menu->types; t++) {
        size_t *place = &menu->cheapest[menu->decision[t]];
        if (menu->because[t] != NO_TYPE &&
            (*place == NO_TYPE ||
             mpq_cmp(menu->largest[t], menu->largest[*place]) < 0))
            *place = t;
    }
}

/* One round over all constraints; of the reports with the same decision only
   the cheapest can bind. Returns whether some u fell. */
static bool lower(mc_menu *menu)
{
    bool fell = false;
    for (size_t t = 0; t < menu->types; t++)
        for (size_t y = 0; y < menu->alternatives; y++) {
            size_t r = menu->cheapest[y];
            if (r == NO_TYPE || r == t)
                continue;
            mc_menu_step(menu->step, menu, t, r);
            mpq_add(menu->step, menu->step, menu->largest[r]);
            if (menu->because[t] != NO_TYPE &&
                mpq_cmp(menu->step, menu->largest[t]) >= 0)
                continue;
            mpq_set(menu->largest[t], menu->step);
            menu->because[t] = r;
            fell = true;
            size_t *place = &menu->cheapest[menu->decision[t]];
            if (*place == NO_TYPE ||
                mpq_cmp(menu->largest[t], menu->largest[*place]) < 0)
                *place = t;
        }
    return fell;
}

/* Puts down the cycle through t. */
static void keep_cycle(mc_menu *menu, size_t t)
{
    size_t s = t;
    menu->cycle_length = 0;
    do {
        menu->cycle[menu->cycle_length++] = s;
        s = menu->because[s];
    } while (s != t);
}

/* A cycle of `because`, of two types or more, is one of negative length: every
   step was an improvement. */
static bool find_cycle(mc_menu *menu)
{
    for (size_t t = 0; t < menu->types; t++)
        menu->visit[t] = NOWHERE;
    for (size_t t = 0; t < menu->types; t++) {
        size_t s = t;
        while (menu->visit[s] == NOWHERE && menu->because[s] != s &&
               menu->because[s] != NO_TYPE) {
            menu->visit[s] = FIRST_VISIT + t;
            s = menu->because[s];
        }
        if (menu->visit[s] == FIRST_VISIT + t) {
            keep_cycle(menu, s);
            return true;
        }
    }
    return false;
}

/* u starts at the caps; without any cap at 0, which only serves to find a
   cycle. */
static bool start(mc_menu *menu)
{
    bool bounded = false;
    for (size_t t = 0; t < menu->types; t++)
        bounded = bounded || menu->capped[t];
    for (size_t t = 0; t < menu->types; t++) {
        menu->because[t] = menu->capped[t] || !bounded ? t : NO_TYPE;
        if (bounded && menu->capped[t])
            mpq_set(menu->largest[t], menu->cap[t]);
        else
            mpq_set_ui(menu->largest[t], 0, 1);
    }
    return bounded;
}

mc_menu_answer mc_menu_solve(mc_menu *menu)
{
    bool bounded = start(menu);
    find_cheapest(menu);
    while (lower(menu))
        if (find_cycle(menu))
            return MC_MENU_CYCLE;
    return bounded ? MC_MENU_BOUNDED : MC_MENU_UNBOUNDED;
}
