/* The properties by name, and where they make sense. */
#include "publicgood/property.h"

#include <string.h>

static const char *const name[MC_PROPERTIES] = {
    [MC_STRATEGY_PROOF] = "strategy-proof",
    [MC_UTILITARIAN] = "utilitarian",
    [MC_EFFICIENT] = "efficient",
    [MC_MONOTONE] = "monotone",
    [MC_INDIVIDUALLY_RATIONAL] = "individually-rational",
    [MC_UNIVERSAL_PARTICIPATION] = "universal-participation",
    [MC_COST_SHARING_PARTICIPATION] = "cost-sharing-universal-participation",
    [MC_NET_VALUE_PARTICIPATION] = "net-value-universal-participation",
    [MC_FAIR_PRICING] = "fair-pricing",
    [MC_FAIR_PRICING_PER_UNIT] = "fair-pricing-per-unit",
    [MC_NO_EXTORTION] = "no-extortion",
    [MC_NO_DEFICIT] = "no-deficit",
    [MC_BUDGET_BALANCE] = "budget-balance",
    [MC_NO_FARTHER_FROM_BALANCE] = "no-farther-from-balance",
    [MC_NO_CLOSER_TO_BALANCE] = "no-closer-to-balance",
    [MC_PIVOTAL_BOUNDS] = "pivotal-payment-bounds",
    [MC_COST_SHARING_BOUNDS] = "cost-sharing-payment-bounds",
    [MC_MONOTONE_BOUNDS] = "monotone-cost-sharing-payment-bounds"};

const char *mc_property_name(mc_property property)
{
    return name[property];
}

mc_property mc_property_find(const char *text)
{
    mc_property p = 0;
    while (p < MC_PROPERTIES && strcmp(name[p], text) != 0)
        p++;
    return p;
}

bool mc_property_applies(const mc_publicgood *good, mc_property property)
{
    bool own = good->transfer == MC_TRANSFER_COST_SHARING_PIVOTAL;
    switch (property) {
    case MC_NO_FARTHER_FROM_BALANCE:
    case MC_NO_CLOSER_TO_BALANCE:
        return !own;
    case MC_PIVOTAL_BOUNDS:
        return !good->rule && good->transfer == MC_TRANSFER_GENERALISED_PIVOTAL;
    case MC_COST_SHARING_BOUNDS:
        return !good->rule && own;
    case MC_MONOTONE_BOUNDS:
        return !good->rule && own && (good->tie_lowest || good->tie_highest);
    default:
        return true;
    }
}
