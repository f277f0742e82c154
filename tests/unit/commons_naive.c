/* The properties of FORMAT-PUBLICGOOD.md section 3.1, person by person. */
#include <stdlib.h>

#include "commons.h"

enum {
    STRATEGY_PROOF,
    UTILITARIAN,
    EFFICIENT,
    MONOTONE,
    INDIVIDUALLY_RATIONAL,
    UNIVERSAL,
    COST_SHARING_UNIVERSAL,
    NET_VALUE_UNIVERSAL,
    FAIR_PRICING,
    FAIR_PRICING_PER_UNIT,
    NO_EXTORTION,
    NO_DEFICIT,
    BUDGET_BALANCE,
    NO_FARTHER,
    NO_CLOSER,
    PIVOTAL_BOUNDS,
    COST_SHARING_BOUNDS,
    MONOTONE_BOUNDS
};

bool commons_has_person(size_t property)
{
    return property == STRATEGY_PROOF ||
           (property >= MONOTONE && property <= NO_EXTORTION);
}

bool commons_has_report(size_t property)
{
    return property == STRATEGY_PROOF || property == MONOTONE;
}

static void set_largest(mpq_t to, mpq_srcptr a, mpq_srcptr b)
{
    mpq_set(to, mpq_cmp(a, b) > 0 ? a : b);
}

/* The number C of section 3.3; false: none here. */
static bool set_cap(mpq_t cap, bool *defined, const commons *c, size_t property,
                    size_t point, size_t person)
{
    const commons_point *here = &c->point[point];
    const size_t a = here->decision;
    size_t other = property == NET_VALUE_UNIVERSAL ? here->net[person]
                                                   : here->without[person];
    mpq_t more;
    if (a == COMMONS_NONE ||
        (property >= UNIVERSAL && property <= NET_VALUE_UNIVERSAL &&
         other == COMMONS_NONE)) {
        *defined = false;
        return false;
    }
    mpq_set(cap, commons_worth(c, point, person, a));
    if (property >= UNIVERSAL && property <= NET_VALUE_UNIVERSAL)
        mpq_sub(cap, cap, commons_worth(c, point, person, other));
    if (property == COST_SHARING_UNIVERSAL || property == NET_VALUE_UNIVERSAL)
        mpq_add(cap, cap, commons_share(c, person, other));
    if (property == FAIR_PRICING)
        set_largest(cap, cap, commons_share(c, person, a));
    if (property == NO_EXTORTION)
        mpq_set_ui(cap, 0, 1);
    if (property != FAIR_PRICING_PER_UNIT)
        return property != NO_EXTORTION || a == 0;
    mpq_init(more);
    set_largest(cap, commons_worth(c, point, person, 0),
                commons_share(c, person, 0));
    for (size_t y = 1; y <= a; y++) {
        mpq_t cost;
        mpq_init(cost);
        mpq_sub(more, commons_worth(c, point, person, y),
                commons_worth(c, point, person, y - 1));
        mpq_sub(cost, commons_share(c, person, y),
                commons_share(c, person, y - 1));
        set_largest(more, more, cost);
        mpq_add(cap, cap, more);
        mpq_clear(cost);
    }
    mpq_clear(more);
    return true;
}

bool commons_cap(mpq_t cap, bool *defined, const commons *c, unsigned caps,
                 size_t point, size_t person)
{
    bool finite = false;
    mpq_t one;
    mpq_init(one);
    for (size_t k = INDIVIDUALLY_RATIONAL; k <= NO_EXTORTION; k++)
        if ((caps & 1u << (k - INDIVIDUALLY_RATIONAL)) &&
            set_cap(one, defined, c, k, point, person)) {
            if (!finite || mpq_cmp(one, cap) < 0)
                mpq_set(cap, one);
            finite = true;
        }
    mpq_clear(one);
    return finite;
}

/* tau, if the statement's rule is defined here */
static mpq_srcptr tau(bool *defined, const commons *c, size_t point,
                      size_t person)
{
    if (!commons_has_charge(c, point, person, c->transfer))
        *defined = false;
    return c->point[point].charge[person][c->transfer];
}

/* v_i(alpha(x'), t) - tau(x'; i, r) - v_i(alpha(x), t) + tau(x; i, t) */
static void gain(mpq_t excess, bool *defined, const commons *c, size_t point,
                 size_t person, size_t report)
{
    size_t there = commons_with(c, point, person, report);
    size_t a = c->point[point].decision, b = c->point[there].decision;
    if (a == COMMONS_NONE || b == COMMONS_NONE) {
        *defined = false;
        return;
    }
    mpq_sub(excess, commons_worth(c, point, person, b),
            commons_worth(c, point, person, a));
    mpq_sub(excess, excess, tau(defined, c, there, person));
    mpq_add(excess, excess, tau(defined, c, point, person));
}

/* alpha(x) - alpha(x'), if r has increments at least those of t */
static bool fall(mpq_t excess, bool *defined, const commons *c, size_t point,
                 size_t person, size_t report)
{
    size_t there = commons_with(c, point, person, report);
    size_t a = c->point[point].decision, b = c->point[there].decision;
    bool larger = true;
    mpq_t up, down;
    mpq_inits(up, down, NULL);
    for (size_t y = 1; y < c->alternatives; y++) {
        mpq_sub(up, commons_worth(c, there, person, y),
                commons_worth(c, there, person, y - 1));
        mpq_sub(down, commons_worth(c, point, person, y),
                commons_worth(c, point, person, y - 1));
        larger = larger && mpq_cmp(up, down) >= 0;
    }
    mpq_clears(up, down, NULL);
    if (larger && (a == COMMONS_NONE || b == COMMONS_NONE))
        *defined = false;
    else
        mpq_set_si(excess, (long)a - (long)b, 1);
    return larger;
}

/* max L - L(alpha), L with weights or without */
static void loss(mpq_t excess, bool *defined, const commons *c, size_t point,
                 bool weighted)
{
    mpq_t sum, part, most, chosen;
    const size_t a = c->point[point].decision;
    mpq_inits(sum, part, most, chosen, NULL);
    for (size_t y = 0; y < c->alternatives; y++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t j = 0; j < c->persons; j++) {
            mpq_sub(part, commons_worth(c, point, j, y),
                    commons_share(c, j, y));
            if (weighted)
                mpq_mul(part, part, c->weight[c->agent_of[j]]);
            mpq_add(sum, sum, part);
        }
        if (y == 0 || mpq_cmp(sum, most) > 0)
            mpq_set(most, sum);
        if (y == a)
            mpq_set(chosen, sum);
    }
    if (a == COMMONS_NONE)
        *defined = false;
    mpq_sub(excess, most, chosen);
    mpq_clears(sum, part, most, chosen, NULL);
}

static void revenue(mpq_t sum, bool *defined, const commons *c, size_t point,
                    commons_transfer rule)
{
    mpq_set_ui(sum, 0, 1);
    for (size_t j = 0; j < c->persons; j++) {
        if (!commons_has_charge(c, point, j, rule))
            *defined = false;
        mpq_add(sum, sum, c->point[point].charge[j][rule]);
    }
}

/* H/L or (H+L)/L */
static void ratio(mpq_t value, const commons *c, bool plus_one)
{
    mpq_t least, omega;
    mpq_inits(least, omega, NULL);
    commons_omega(value, c, 0);
    commons_omega(least, c, 0);
    for (size_t j = 1; j < c->persons; j++) {
        commons_omega(omega, c, j);
        if (mpq_cmp(omega, least) < 0)
            mpq_set(least, omega);
        if (mpq_cmp(omega, value) > 0)
            mpq_set(value, omega);
    }
    mpq_div(value, value, least);
    mpq_set_ui(omega, plus_one, 1);
    mpq_add(value, value, omega);
    mpq_clears(least, omega, NULL);
}

/* max(-P, P - ratio c(alpha) - rest) */
static void bounds(mpq_t excess, bool *defined, const commons *c, size_t point,
                   size_t property)
{
    const size_t a = c->point[point].decision;
    mpq_t paid, limit;
    if (a == COMMONS_NONE) {
        *defined = false;
        return;
    }
    mpq_inits(paid, limit, NULL);
    revenue(paid, defined, c, point,
            property == PIVOTAL_BOUNDS ? COMMONS_GENERALISED
                                       : COMMONS_COST_SHARING);
    ratio(limit, c, property == MONOTONE_BOUNDS);
    mpq_mul(limit, limit, c->cost[a]);
    mpq_sub(limit, paid, limit);
    mpq_neg(paid, paid);
    if (property == COST_SHARING_BOUNDS) {
        mpq_set(excess, c->cost[0]);
        for (size_t y = 1; y < c->alternatives; y++)
            set_largest(excess, excess, c->cost[y]);
        mpq_sub(limit, limit, excess);
    }
    set_largest(excess, paid, limit);
    mpq_clears(paid, limit, NULL);
}

/* The properties about revenue against cost. */
static void balance(mpq_t excess, bool *defined, const commons *c, size_t point,
                    size_t property)
{
    const size_t a = c->point[point].decision;
    mpq_t pivotal;
    if (a == COMMONS_NONE) {
        *defined = false;
        return;
    }
    revenue(excess, defined, c, point, c->transfer);
    mpq_sub(excess, c->cost[a], excess);
    if (property == NO_DEFICIT)
        return;
    mpq_abs(excess, excess);
    if (property == BUDGET_BALANCE)
        return;
    mpq_init(pivotal);
    revenue(pivotal, defined, c, point, COMMONS_COST_SHARING);
    mpq_sub(pivotal, pivotal, c->cost[a]);
    mpq_abs(pivotal, pivotal);
    mpq_sub(excess, excess, pivotal);
    if (property == NO_CLOSER)
        mpq_neg(excess, excess);
    mpq_clear(pivotal);
}

bool commons_excess_at(mpq_t excess, bool *defined, const commons *c,
                       size_t property, size_t point, size_t person,
                       size_t report)
{
    if (commons_has_report(property) &&
        commons_type(c, point, person) == report)
        return false;
    if (property == STRATEGY_PROOF)
        gain(excess, defined, c, point, person, report);
    else if (property == UTILITARIAN || property == EFFICIENT)
        loss(excess, defined, c, point, property == UTILITARIAN);
    else if (property == MONOTONE)
        return fall(excess, defined, c, point, person, report);
    else if (property >= PIVOTAL_BOUNDS)
        bounds(excess, defined, c, point, property);
    else if (property >= NO_DEFICIT)
        balance(excess, defined, c, point, property);
    else if (set_cap(excess, defined, c, property, point, person))
        mpq_sub(excess, tau(defined, c, point, person), excess);
    else
        return false;
    return true;
}

bool commons_excess(mpq_t excess, const commons *c, size_t property)
{
    bool defined = true;
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(excess, 0, 1);
    for (size_t n = 0; n < c->points; n++)
        for (size_t j = 0; j < c->persons; j++) {
            size_t reports =
                commons_has_report(property) ? c->types[c->agent_of[j]] : 1;
            if (j > 0 && !commons_has_person(property))
                break;
            for (size_t r = 0; r < reports; r++)
                if (commons_excess_at(one, &defined, c, property, n, j, r) &&
                    mpq_cmp(one, excess) > 0)
                    mpq_set(excess, one);
        }
    mpq_clear(one);
    return defined;
}
