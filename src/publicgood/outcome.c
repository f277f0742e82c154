#include "publicgood/outcome.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/statement.h"
#include "publicgood/largest.h"
#include "publicgood/scene.h"

void mc_outcome_free(mc_outcome *outcome)
{
    if (!outcome)
        return;
    const mc_publicgood *good = outcome->population->good;
    size_t kinds = good->first[good->agents];
    mpq_t *table[] = {outcome->benefit, outcome->welfare_benefit,
                      outcome->welfare_cost, outcome->least_benefit,
                      outcome->welfare};
    for (size_t t = 0; t < sizeof table / sizeof *table; t++)
        mc_rationals_free(table[t], good->alternatives);
    mc_rationals_free(outcome->revenue, MC_CHARGES);
    mc_rationals_free(outcome->charge, kinds * MC_CHARGES);
    mc_rationals_free(outcome->fair, kinds * MC_FAIRS);
    free(outcome->net);
    free(outcome->without);
    free(outcome->maximiser);
    free(outcome->x);
    free(outcome);
}

static mc_outcome *allocate(const mc_population *population)
{
    const mc_publicgood *good = population->good;
    size_t kinds = good->first[good->agents];
    mc_outcome *made = mc_array(1, sizeof *made);
    if (!made)
        return NULL;
    made->population = population;
    made->x = mc_array(kinds, sizeof *made->x);
    made->benefit = mc_rationals_new(good->alternatives);
    made->welfare_benefit = mc_rationals_new(good->alternatives);
    made->welfare_cost = mc_rationals_new(good->alternatives);
    made->least_benefit = mc_rationals_new(good->alternatives);
    made->welfare = mc_rationals_new(good->alternatives);
    made->maximiser = mc_array(good->alternatives, sizeof(size_t));
    made->without = mc_array(kinds, sizeof *made->without);
    made->net = mc_array(kinds, sizeof *made->net);
    made->charge = mc_rationals_new(kinds * MC_CHARGES);
    made->fair = mc_rationals_new(kinds * MC_FAIRS);
    made->revenue = mc_rationals_new(MC_CHARGES);
    if (made->x && made->benefit && made->welfare_benefit &&
        made->welfare_cost && made->least_benefit && made->welfare &&
        made->maximiser && made->without && made->net && made->charge &&
        made->fair && made->revenue)
        return made;
    mc_outcome_free(made);
    return NULL;
}

/* What the people of one kind add to the sums of an alternative. */
static void add_kind(mc_outcome *outcome, size_t kind, size_t y)
{
    const mc_population *population = outcome->population;
    const mc_publicgood *good = population->good;
    size_t i = good->agent_of[kind];
    mpq_srcptr value = good->value[kind * good->alternatives + y];
    mpq_t part, people;
    mpq_inits(part, people, NULL);
    mpq_set_ui(people, outcome->x[kind], 1);
    mpq_mul(part, value, people);
    mpq_add(outcome->benefit[y], outcome->benefit[y], part);
    mpq_mul(part, part, good->weight[i]);
    mpq_add(outcome->welfare_benefit[y], outcome->welfare_benefit[y], part);
    mpq_mul(part, population->share[i * good->alternatives + y], people);
    mpq_mul(part, part, good->weight[i]);
    mpq_add(outcome->welfare_cost[y], outcome->welfare_cost[y], part);
    mpq_clears(part, people, NULL);
}

/* The largest weighted value of one person, taken from the sum. */
static void find_least(mc_outcome *outcome, size_t y)
{
    const mc_publicgood *good = outcome->population->good;
    bool first = true;
    mpq_t part, largest;
    mpq_inits(part, largest, NULL);
    for (size_t k = 0; k < good->first[good->agents]; k++) {
        if (outcome->x[k] == 0)
            continue;
        mpq_mul(part, good->value[k * good->alternatives + y],
                good->weight[good->agent_of[k]]);
        if (first || mpq_cmp(part, largest) > 0)
            mpq_set(largest, part);
        first = false;
    }
    mpq_sub(outcome->least_benefit[y], outcome->welfare_benefit[y], largest);
    mpq_clears(part, largest, NULL);
}

static void sum_alternatives(mc_outcome *outcome, const mc_scene *scene)
{
    const mc_publicgood *good = outcome->population->good;
    size_t best = 0;
    for (size_t y = 0; y < good->alternatives; y++) {
        for (size_t k = 0; k < scene->kinds; k++)
            if (outcome->x[k] > 0)
                add_kind(outcome, k, y);
        find_least(outcome, y);
        mpq_set(outcome->welfare[y], scene->welfare[y]);
        if (mpq_cmp(outcome->welfare[y], outcome->welfare[best]) > 0)
            best = y;
    }
    for (size_t y = best; y < good->alternatives; y++)
        if (mpq_equal(outcome->welfare[y], outcome->welfare[best]))
            outcome->maximiser[outcome->maximisers++] = y;
    outcome->decision = scene->decision;
}

static mc_status charge_person(mc_outcome *outcome, mc_scene *scene,
                               mc_message *message, size_t kind)
{
    const mc_transfer_rule rule[MC_CHARGES] = {
        [MC_CHARGE_PIVOTAL] = MC_TRANSFER_GENERALISED_PIVOTAL,
        [MC_CHARGE_COST_SHARING] = MC_TRANSFER_COST_SHARING_PIVOTAL,
        [MC_CHARGE_CLARKE] = MC_TRANSFER_CLARKE,
        [MC_CHARGE_OWN] = outcome->population->good->transfer};
    mpq_t *charge = outcome->charge + kind * MC_CHARGES;
    mpq_t sum;
    mc_status status =
        mc_scene_without(&outcome->without[kind], scene, message, kind);
    if (status == MC_OK && outcome->net_known)
        status = mc_scene_net(&outcome->net[kind], scene, message, kind);
    mpq_init(sum);
    for (size_t r = 0; r < MC_CHARGES && status == MC_OK; r++) {
        if (r == MC_CHARGE_CLARKE && !outcome->net_known)
            continue;
        status = mc_scene_transfer(charge[r], scene, message, rule[r], kind);
        mpq_set_ui(sum, outcome->x[kind], 1);
        mpq_mul(sum, sum, charge[r]);
        mpq_add(outcome->revenue[r], outcome->revenue[r], sum);
    }
    mpq_clear(sum);
    return status;
}

static mc_status fair_prices(mc_outcome *outcome, mc_scene *scene,
                             mc_message *message, size_t kind)
{
    const mc_population *population = outcome->population;
    const mc_publicgood *good = population->good;
    mpq_t *fair = outcome->fair + kind * MC_FAIRS;
    size_t y = outcome->decision, wide = good->alternatives;
    bool capped;
    mpq_set(fair[MC_FAIR_VALUE], good->value[kind * wide + y]);
    mpq_set(fair[MC_FAIR_SHARE],
            population->share[good->agent_of[kind] * wide + y]);
    return mc_cap_at(fair[MC_FAIR_PER_UNIT], &capped, scene, message,
                     population, 1u << MC_CAP_FAIR_PRICING_PER_UNIT, kind);
}

mc_status mc_outcome_new(mc_outcome **outcome, mc_message *message,
                         const mc_population *population,
                         const unsigned long *x)
{
    mc_scene *scene = NULL;
    mc_outcome *made = allocate(population);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status = mc_scene_new(&scene, message, population);
    if (status == MC_OK)
        status = mc_scene_set(scene, message, x);
    if (status == MC_OK) {
        memcpy(made->x, x, scene->kinds * sizeof *x);
        made->net_known = population->good->rule == NULL;
        sum_alternatives(made, scene);
    }
    for (size_t k = 0; status == MC_OK && k < scene->kinds; k++)
        if (x[k] > 0) {
            status = charge_person(made, scene, message, k);
            if (status == MC_OK)
                status = fair_prices(made, scene, message, k);
        }
    mc_scene_free(scene);
    if (status == MC_OK)
        *outcome = made;
    else
        mc_outcome_free(made);
    return status;
}
