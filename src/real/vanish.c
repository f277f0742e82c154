#include "real/vanish.h"

bool mc_vanish(const mc_condition *condition, size_t slot, const mc_node *at,
               size_t order)
{
    (void)condition;
    (void)slot;
    (void)at;
    (void)order;
    return false;
}
