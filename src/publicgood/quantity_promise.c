#include "publicgood/quantity.h"

const char *mc_quantity_promise_name(mc_quantity_promise promise)
{
    static const char *const name[MC_PROMISES] = {
        [MC_PROMISE_INDIVIDUALLY_RATIONAL] = "individually-rational",
        [MC_PROMISE_UNIVERSAL] = "universal-participation",
        [MC_PROMISE_COST_SHARING_UNIVERSAL] =
            "cost-sharing-universal-participation",
        [MC_PROMISE_NET_VALUE_UNIVERSAL] = "net-value-universal-participation",
        [MC_PROMISE_FAIR_PRICING] = "fair-pricing",
        [MC_PROMISE_FAIR_PRICING_PER_UNIT] = "fair-pricing-per-unit",
        [MC_PROMISE_NO_EXTORTION] = "no-extortion",
        [MC_PROMISE_NO_DEFICIT] = "no-deficit",
    };
    return name[promise];
}

/* The most that a person may pay: v(a) - v(place) + c(place). */
static void outside(mpq_t most, const mc_quantity_person *person, int place,
                    bool with_share)
{
    mpq_sub(most, person->worth[MC_AT_DECISION], person->worth[place]);
    if (with_share)
        mpq_add(most, most, person->share[place]);
}

static void fair_price(mpq_t most, const mc_quantity_person *person)
{
    mpq_srcptr worth = person->worth[MC_AT_DECISION];
    mpq_srcptr share = person->share[MC_AT_DECISION];
    mpq_set(most, mpq_cmp(worth, share) > 0 ? worth : share);
}

bool mc_quantity_excess(mpq_t excess, const mc_quantity_outcome *outcome,
                        mc_quantity_promise promise, unsigned charge,
                        size_t agent)
{
    const mc_quantity_person *person = outcome->person + agent;
    if (promise == MC_PROMISE_NO_DEFICIT) {
        mpq_sub(excess, outcome->cost, outcome->revenue[charge]);
        return true;
    }
    if (promise == MC_PROMISE_FAIR_PRICING_PER_UNIT && !person->has_unit)
        return false;
    if (promise == MC_PROMISE_NO_EXTORTION &&
        mpq_sgn(outcome->decision.at) != 0)
        return false;
    mpq_t most;
    mpq_init(most);
    if (promise == MC_PROMISE_INDIVIDUALLY_RATIONAL)
        mpq_set(most, person->worth[MC_AT_DECISION]);
    else if (promise == MC_PROMISE_UNIVERSAL)
        outside(most, person, MC_AT_WITHOUT, false);
    else if (promise == MC_PROMISE_COST_SHARING_UNIVERSAL)
        outside(most, person, MC_AT_WITHOUT, true);
    else if (promise == MC_PROMISE_NET_VALUE_UNIVERSAL)
        outside(most, person, MC_AT_NET, true);
    else if (promise == MC_PROMISE_FAIR_PRICING)
        fair_price(most, person);
    else if (promise == MC_PROMISE_FAIR_PRICING_PER_UNIT)
        mpq_set(most, person->unit);
    mpq_sub(excess, person->charge[charge], most);
    mpq_clear(most);
    return true;
}
