#include "publicgood/holds.h"

const char *mc_value_class_name(mc_value_class values)
{
    static const char *const name[] = {"all-values", "non-decreasing-values",
                                       "concave-values"};
    return name[values];
}

/* U: ties are broken by a rule. */
static bool maximises(const mc_publicgood *good)
{
    return good->decision != MC_DECISION_TABLE && good->tie;
}

/* M */
static bool takes_an_end(const mc_publicgood *good)
{
    return maximises(good) && (good->tie_lowest || good->tie_highest);
}

static bool equal_weights(const mc_publicgood *good)
{
    for (size_t i = 1; i < good->agents; i++)
        if (!mpq_equal(good->weight[i], good->weight[0]))
            return false;
    return true;
}

bool mc_holds_everywhere(mc_value_class *values,
                         const mc_population *population, mc_property property)
{
    const mc_publicgood *good = population->good;
    bool cost_sharing = good->transfer == MC_TRANSFER_COST_SHARING_PIVOTAL;
    bool pivotal = good->transfer == MC_TRANSFER_GENERALISED_PIVOTAL;
    bool clarke = good->transfer == MC_TRANSFER_CLARKE;
    bool without = cost_sharing || pivotal;
    *values =
        property == MC_FAIR_PRICING ? MC_CONCAVE_VALUES
        : property == MC_FAIR_PRICING_PER_UNIT || property == MC_NO_EXTORTION
            ? MC_NON_DECREASING_VALUES
            : MC_ALL_VALUES;
    switch (property) {
    case MC_STRATEGY_PROOF:
        return maximises(good) && (without || clarke);
    case MC_UTILITARIAN:
        return good->decision == MC_DECISION_UTILITARIAN ||
               (good->decision == MC_DECISION_EFFICIENT && equal_weights(good));
    case MC_EFFICIENT:
        return good->decision == MC_DECISION_EFFICIENT ||
               (good->decision == MC_DECISION_UTILITARIAN &&
                equal_weights(good));
    case MC_MONOTONE:
        return takes_an_end(good);
    case MC_UNIVERSAL_PARTICIPATION:
        return maximises(good) && pivotal;
    case MC_COST_SHARING_PARTICIPATION:
        return maximises(good) && without;
    case MC_NET_VALUE_PARTICIPATION:
    case MC_NO_DEFICIT:
        return maximises(good) && clarke;
    case MC_FAIR_PRICING_PER_UNIT:
    case MC_NO_EXTORTION:
        return takes_an_end(good) && without &&
               mc_shares_rise(population, false);
    case MC_FAIR_PRICING:
        return takes_an_end(good) && without &&
               mc_shares_rise(population, true);
    default:
        return false;
    }
}
