#include "publicgood/budget_limit.h"

static bool occurs(const mc_publicgood *good, size_t kind)
{
    size_t agent = good->agent_of[kind];
    return (!good->prior || mpq_sgn(good->prior[kind]) > 0) &&
           (!good->draw || mpq_sgn(good->draw[agent]) > 0);
}

static bool is_ordered(const mc_publicgood *good)
{
    size_t n = good->alternatives;
    if (mpq_sgn(good->cost[0]) != 0)
        return false;
    for (size_t y = 1; y < n; y++)
        if (mpq_cmp(good->cost[y - 1], good->cost[y]) > 0)
            return false;
    for (size_t k = 0; k < good->first[good->agents]; k++) {
        mpq_t *value = good->value + k * n;
        if (mpq_sgn(value[0]) != 0)
            return false;
        for (size_t y = 1; y < n; y++)
            if (mpq_cmp(value[y - 1], value[y]) > 0)
                return false;
    }
    return true;
}

static bool has_equal_weights(const mc_publicgood *good)
{
    size_t before = good->agents;
    for (size_t k = 0; k < good->first[good->agents]; k++) {
        size_t agent = good->agent_of[k];
        if (!occurs(good, k))
            continue;
        if (before < good->agents &&
            !mpq_equal(good->weight[before], good->weight[agent]))
            return false;
        before = agent;
    }
    return true;
}

/* Whether the increment from z to y is the same for all kinds that occur. */
static bool is_steady(const mc_publicgood *good, size_t z, size_t y)
{
    size_t n = good->alternatives;
    bool first = true, same = true;
    mpq_t before, here;
    mpq_inits(before, here, NULL);
    for (size_t k = 0; k < good->first[good->agents] && same; k++) {
        if (!occurs(good, k))
            continue;
        mpq_sub(here, good->value[k * n + y], good->value[k * n + z]);
        same = first || mpq_equal(before, here);
        mpq_set(before, here);
        first = false;
    }
    mpq_clears(before, here, NULL);
    return same;
}

void mc_budget_limit_set(mc_budget_limit *limit, const mc_publicgood *good)
{
    *limit = (mc_budget_limit){
        .drawn = good->prior && (good->draw || good->agents == 1),
        .maximises = good->decision != MC_DECISION_TABLE,
        .ordered = is_ordered(good),
        .equal =
            good->decision == MC_DECISION_EFFICIENT || has_equal_weights(good),
        .spread = true,
        .sharing = good->transfer == MC_TRANSFER_COST_SHARING_PIVOTAL};
    for (size_t y = 1; y < good->alternatives; y++)
        for (size_t z = 0; z < y && limit->spread; z++)
            if (is_steady(good, z, y)) {
                limit->spread = false;
                limit->steady[0] = z;
                limit->steady[1] = y;
            }
}
