#include "real/expression.h"

bool mc_node_depends(const mc_node *node, size_t slot)
{
    size_t low = 0, high = node->slots;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (node->slot_list[middle] < slot)
            low = middle + 1;
        else
            high = middle;
    }
    return low < node->slots && node->slot_list[low] == slot;
}

static bool same_shape(const mc_node *a, const mc_node *b)
{
    if (a->kind != b->kind || a->count != b->count)
        return false;
    switch (a->kind) {
    case MC_NODE_NUMBER:
        return fmpq_equal(a->value, b->value) != 0;
    case MC_NODE_VARIABLE:
        return a->slot == b->slot;
    case MC_NODE_CONSTANT:
    case MC_NODE_ROOT:
        return a->index == b->index;
    case MC_NODE_CALL:
        return a->index == b->index;
    case MC_NODE_IF:
        return a->relation == b->relation;
    case MC_NODE_INTEGRAL:
    case MC_NODE_RANGE_SUM:
    case MC_NODE_RANGE_PRODUCT:
        return false;
    default:
        return true;
    }
}

bool mc_node_equal(const mc_node *a, const mc_node *b)
{
    if (a == b)
        return true;
    if (!same_shape(a, b))
        return false;
    if (a->kind == MC_NODE_CONSTANT || a->kind == MC_NODE_ROOT)
        return true;
    for (size_t i = 0; i < a->count; i++)
        if ((a->inverse && a->inverse[i] != b->inverse[i]) ||
            !mc_node_equal(a->child[i], b->child[i]))
            return false;
    return true;
}
