/* All instances of the properties, and the worst of each. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/statement.h"
#include "publicgood/largest.h"
#include "publicgood/property.h"
#include "publicgood/scene.h"

enum { MOST_PROFILES = 100000000 };

/* A pass over the profiles. transfer[k], value[k]: what a person of kind k pays
   and what the decision is worth to it at the profile that was set, where
   somebody is of that kind. spread = H / L. */
struct survey {
    const mc_population *population;
    const bool *wanted;
    mc_message *message;
    mc_scene *scene;
    mc_findings *findings;
    mpq_t *transfer, *value;
    mpq_t spread, excess, left, right, sum;
    size_t decision;
};

void mc_findings_free(mc_findings *findings)
{
    for (size_t p = 0; p < MC_PROPERTIES && findings; p++) {
        free(findings->of[p].x);
        free(findings->of[p].undefined);
        mpq_clear(findings->of[p].excess);
    }
    free(findings);
}

static mc_findings *new_findings(const bool *wanted, size_t kinds)
{
    mc_findings *made = mc_array(1, sizeof *made);
    bool complete = true;
    for (size_t p = 0; p < MC_PROPERTIES && made; p++) {
        mc_finding *finding = &made->of[p];
        finding->checked = wanted[p];
        mpq_init(finding->excess);
        finding->x = mc_array(kinds, sizeof *finding->x);
        finding->kind = finding->report = SIZE_MAX;
        complete = complete && finding->x;
    }
    if (complete)
        return made;
    mc_findings_free(made);
    return NULL;
}

static bool wants(const struct survey *survey, mc_property from, mc_property to)
{
    for (mc_property p = from; p <= to; p++)
        if (survey->wanted[p])
            return true;
    return false;
}

/* Takes the excess of an instance at the profile of the scene as it was set. */
static void offer(struct survey *survey, mc_property property, size_t kind,
                  size_t report)
{
    mc_finding *finding = &survey->findings->of[property];
    const mc_scene *scene = survey->scene;
    if (mpq_cmp(survey->excess, finding->excess) <= 0)
        return;
    mpq_set(finding->excess, survey->excess);
    memcpy(finding->x, scene->base, scene->kinds * sizeof *finding->x);
    finding->kind = kind;
    finding->report = report;
}

/* --- decisions --------------------------------------------------------- */

/* sum = the welfare of an alternative with the weights of a property */
static void weigh(struct survey *survey, mc_property property,
                  size_t alternative)
{
    const mc_publicgood *good = survey->population->good;
    const mc_scene *scene = survey->scene;
    mpq_set_ui(survey->sum, 0, 1);
    for (size_t k = 0; k < scene->kinds; k++) {
        size_t i = good->agent_of[k];
        if (scene->x[k] == 0)
            continue;
        mpq_sub(
            survey->left, good->value[k * good->alternatives + alternative],
            survey->population->share[i * good->alternatives + alternative]);
        mpq_set_ui(survey->right, scene->x[k], 1);
        mpq_mul(survey->left, survey->left, survey->right);
        if (property == MC_UTILITARIAN)
            mpq_mul(survey->left, survey->left, good->weight[i]);
        mpq_add(survey->sum, survey->sum, survey->left);
    }
}

/* The weights of the property are those of the decision. */
static bool same_weights(const struct survey *survey, mc_property property)
{
    const mc_publicgood *good = survey->population->good;
    for (size_t i = 0; i < good->agents; i++)
        if (property == MC_UTILITARIAN
                ? !mpq_equal(survey->population->omega[i], good->weight[i])
                : mpq_cmp_ui(survey->population->omega[i], 1, 1) != 0)
            return false;
    return true;
}

/* max_y L(y) - L(alpha(x)) */
static void check_decision(struct survey *survey, mc_property property)
{
    bool known = same_weights(survey, property);
    mpq_t *welfare = survey->scene->welfare;
    mpq_t chosen;
    mpq_init(chosen);
    if (!known)
        weigh(survey, property, survey->decision);
    mpq_set(chosen, known ? welfare[survey->decision] : survey->sum);
    mpq_set_ui(survey->excess, 0, 1);
    for (size_t y = 0; y < survey->scene->alternatives; y++) {
        if (!known)
            weigh(survey, property, y);
        mpq_sub(survey->left, known ? welfare[y] : survey->sum, chosen);
        if (mpq_cmp(survey->left, survey->excess) > 0)
            mpq_set(survey->excess, survey->left);
    }
    mpq_clear(chosen);
    offer(survey, property, SIZE_MAX, SIZE_MAX);
}

/* --- budgets ----------------------------------------------------------- */

/* max(-revenue, revenue - limit) */
static void exceed(mpq_t excess, const mpq_t revenue, mpq_t limit)
{
    mpq_sub(limit, revenue, limit);
    mpq_neg(excess, revenue);
    if (mpq_cmp(limit, excess) > 0)
        mpq_set(excess, limit);
}

/* The bounds on the revenue of p or q (Fryxell, Proposition 3). */
static mc_status check_bounds(struct survey *survey, mc_property property)
{
    const mc_population *population = survey->population;
    size_t alternatives = survey->scene->alternatives;
    mpq_srcptr cost = population->cost[survey->decision];
    size_t largest = 0;
    mc_status status = mc_scene_revenue(
        survey->sum, survey->scene, survey->message,
        property == MC_PIVOTAL_BOUNDS ? MC_TRANSFER_GENERALISED_PIVOTAL
                                      : MC_TRANSFER_COST_SHARING_PIVOTAL);
    if (status != MC_OK)
        return status;
    mpq_mul(survey->left, survey->spread, cost);
    if (property == MC_MONOTONE_BOUNDS)
        mpq_add(survey->left, survey->left, cost);
    for (size_t y = 1; y < alternatives; y++)
        if (mpq_cmp(population->cost[y], population->cost[largest]) > 0)
            largest = y;
    if (property == MC_COST_SHARING_BOUNDS)
        mpq_add(survey->left, survey->left, population->cost[largest]);
    exceed(survey->excess, survey->sum, survey->left);
    offer(survey, property, SIZE_MAX, SIZE_MAX);
    return MC_OK;
}

/* |revenue under the rule - cost| */
static mc_status distance(struct survey *survey, mpq_t distance,
                          mc_transfer_rule rule)
{
    mc_status status =
        mc_scene_revenue(distance, survey->scene, survey->message, rule);
    mpq_sub(distance, distance, survey->population->cost[survey->decision]);
    mpq_abs(distance, distance);
    return status;
}

static mc_status compare_distances(struct survey *survey)
{
    mc_status status =
        distance(survey, survey->left, survey->population->good->transfer);
    if (status == MC_OK)
        status =
            distance(survey, survey->right, MC_TRANSFER_COST_SHARING_PIVOTAL);
    mpq_sub(survey->excess, survey->left, survey->right);
    if (status == MC_OK && survey->wanted[MC_NO_FARTHER_FROM_BALANCE])
        offer(survey, MC_NO_FARTHER_FROM_BALANCE, SIZE_MAX, SIZE_MAX);
    mpq_neg(survey->excess, survey->excess);
    if (status == MC_OK && survey->wanted[MC_NO_CLOSER_TO_BALANCE])
        offer(survey, MC_NO_CLOSER_TO_BALANCE, SIZE_MAX, SIZE_MAX);
    return status;
}

static mc_status check_budget(struct survey *survey)
{
    mc_status status = MC_OK;
    if (wants(survey, MC_NO_DEFICIT, MC_BUDGET_BALANCE)) {
        status = mc_scene_revenue(survey->sum, survey->scene, survey->message,
                                  survey->population->good->transfer);
        mpq_sub(survey->excess, survey->population->cost[survey->decision],
                survey->sum);
        if (status == MC_OK && survey->wanted[MC_NO_DEFICIT])
            offer(survey, MC_NO_DEFICIT, SIZE_MAX, SIZE_MAX);
        mpq_abs(survey->excess, survey->excess);
        if (status == MC_OK && survey->wanted[MC_BUDGET_BALANCE])
            offer(survey, MC_BUDGET_BALANCE, SIZE_MAX, SIZE_MAX);
    }
    if (status == MC_OK &&
        wants(survey, MC_NO_FARTHER_FROM_BALANCE, MC_NO_CLOSER_TO_BALANCE))
        status = compare_distances(survey);
    for (mc_property p = MC_PIVOTAL_BOUNDS;
         p <= MC_MONOTONE_BOUNDS && status == MC_OK; p++)
        if (survey->wanted[p])
            status = check_bounds(survey, p);
    return status;
}

/* --- people ------------------------------------------------------------ */

static mc_status check_caps(struct survey *survey, size_t kind)
{
    mc_status status = MC_OK;
    bool finite = false;
    for (mc_property p = MC_INDIVIDUALLY_RATIONAL;
         p <= MC_NO_EXTORTION && status == MC_OK; p++) {
        if (!survey->wanted[p])
            continue;
        status = mc_cap_at(survey->left, &finite, survey->scene,
                           survey->message, survey->population,
                           1u << (p - MC_INDIVIDUALLY_RATIONAL), kind);
        if (status != MC_OK || !finite)
            continue;
        mpq_sub(survey->excess, survey->transfer[kind], survey->left);
        offer(survey, p, kind, SIZE_MAX);
    }
    return status;
}

/* Every increment of the values of `report` is at least that of `kind`. */
static bool is_raised(const mc_publicgood *good, size_t kind, size_t report)
{
    size_t alternatives = good->alternatives;
    mpq_t *low = good->value + kind * alternatives;
    mpq_t *high = good->value + report * alternatives;
    bool raised = true;
    mpq_t less, more;
    mpq_inits(less, more, NULL);
    for (size_t y = 1; y < alternatives && raised; y++) {
        mpq_sub(less, low[y], low[y - 1]);
        mpq_sub(more, high[y], high[y - 1]);
        raised = mpq_cmp(more, less) >= 0;
    }
    mpq_clears(less, more, NULL);
    return raised;
}

static mc_status check_report(struct survey *survey, size_t kind, size_t report)
{
    const mc_publicgood *good = survey->population->good;
    mc_scene *scene = survey->scene;
    mc_status status = mc_scene_move(scene, survey->message, kind, report);
    if (status != MC_OK)
        return status;
    size_t after = scene->decision;
    if (survey->wanted[MC_MONOTONE] && survey->decision > after &&
        is_raised(good, kind, report)) {
        mpq_set_ui(survey->excess, survey->decision - after, 1);
        offer(survey, MC_MONOTONE, kind, report);
    }
    if (!survey->wanted[MC_STRATEGY_PROOF])
        return MC_OK;
    status = mc_scene_transfer(survey->left, scene, survey->message,
                               good->transfer, report);
    mpq_sub(survey->excess, good->value[kind * good->alternatives + after],
            survey->left);
    mpq_sub(survey->excess, survey->excess, survey->value[kind]);
    mpq_add(survey->excess, survey->excess, survey->transfer[kind]);
    if (status == MC_OK)
        offer(survey, MC_STRATEGY_PROOF, kind, report);
    return status;
}

static mc_status check_reports(struct survey *survey, size_t kind)
{
    const mc_publicgood *good = survey->population->good;
    size_t i = good->agent_of[kind];
    mc_status status = MC_OK;
    for (size_t r = good->first[i]; r < good->first[i + 1] && status == MC_OK;
         r++)
        if (r != kind)
            status = check_report(survey, kind, r);
    return status;
}

/* An excess names what a person of this kind pays at the profile as it is. */
static bool names_transfer(const struct survey *survey, size_t kind)
{
    const mc_publicgood *good = survey->population->good;
    if (survey->wanted[MC_STRATEGY_PROOF] &&
        mc_publicgood_types(good, good->agent_of[kind]) > 1)
        return true;
    if (survey->wanted[MC_NO_EXTORTION] && survey->decision == 0)
        return true;
    return wants(survey, MC_INDIVIDUALLY_RATIONAL, MC_FAIR_PRICING_PER_UNIT);
}

static mc_status check_people(struct survey *survey)
{
    const mc_publicgood *good = survey->population->good;
    mc_scene *scene = survey->scene;
    bool deviate =
        survey->wanted[MC_STRATEGY_PROOF] || survey->wanted[MC_MONOTONE];
    mc_status status = MC_OK;
    for (size_t k = 0; k < scene->kinds && status == MC_OK; k++) {
        if (scene->x[k] == 0 || !names_transfer(survey, k))
            continue;
        status = mc_scene_transfer(survey->transfer[k], scene, survey->message,
                                   good->transfer, k);
        mpq_set(survey->value[k],
                good->value[k * good->alternatives + survey->decision]);
        if (status == MC_OK)
            status = check_caps(survey, k);
    }
    for (size_t k = 0; k < scene->kinds && status == MC_OK && deviate; k++)
        if (scene->base[k] > 0)
            status = check_reports(survey, k);
    return status;
}

/* --- the pass ---------------------------------------------------------- */

static mc_status check_profile(struct survey *survey, const unsigned long *x)
{
    mc_status status = mc_scene_set(survey->scene, survey->message, x);
    if (status != MC_OK)
        return status;
    survey->decision = survey->scene->decision;
    if (survey->wanted[MC_UTILITARIAN])
        check_decision(survey, MC_UTILITARIAN);
    if (survey->wanted[MC_EFFICIENT])
        check_decision(survey, MC_EFFICIENT);
    status = check_budget(survey);
    return status == MC_OK ? check_people(survey) : status;
}

/* Without a second type of anybody there are no reports to compare. */
static bool has_instances(const struct survey *survey)
{
    const mc_publicgood *good = survey->population->good;
    bool choice = good->first[good->agents] > good->agents;
    for (mc_property p = 0; p < MC_PROPERTIES; p++)
        if (survey->wanted[p] &&
            (choice || (p != MC_STRATEGY_PROOF && p != MC_MONOTONE)))
            return true;
    return false;
}

static mc_status check_all(struct survey *survey, const mc_stop *stop)
{
    unsigned long *x = mc_array(survey->scene->kinds, sizeof *x);
    mc_status status = MC_OK;
    if (!x)
        return mc_message_set(survey->message, MC_LIMIT, "out of memory");
    mc_profile_first(x, survey->population);
    do {
        status =
            mc_stopped(stop)
                ? mc_message_set(survey->message, MC_UNDECIDED,
                                 "%.400s: stopped before all profiles were "
                                 "seen",
                                 survey->population->good->name)
                : check_profile(survey, x);
    } while (status == MC_OK && mc_profile_next(x, survey->population));
    free(x);
    return status;
}

static void set_spread(struct survey *survey)
{
    const mc_population *population = survey->population;
    size_t high = 0, low = 0;
    for (size_t i = 1; i < population->good->agents; i++) {
        if (mpq_cmp(population->omega[i], population->omega[high]) > 0)
            high = i;
        if (mpq_cmp(population->omega[i], population->omega[low]) < 0)
            low = i;
    }
    mpq_div(survey->spread, population->omega[high], population->omega[low]);
}

static mc_status check_size(const mc_population *population,
                            mc_message *message)
{
    size_t profiles = mc_profile_count(population);
    if (profiles <= MOST_PROFILES)
        return MC_OK;
    return mc_message_set(message, MC_LIMIT,
                          "%.400s: there are more than 100,000,000 profiles "
                          "of types; a check goes through all of them, and "
                          "takes no more",
                          population->good->name);
}

mc_status mc_findings_new(mc_findings **findings, mc_message *message,
                          const mc_population *population,
                          const bool wanted[MC_PROPERTIES], const mc_stop *stop)
{
    size_t kinds = population->good->first[population->good->agents];
    struct survey survey = {.population = population,
                            .wanted = wanted,
                            .message = message,
                            .findings = new_findings(wanted, kinds),
                            .transfer = mc_rationals_new(kinds),
                            .value = mc_rationals_new(kinds)};
    mc_status status = check_size(population, message);
    mpq_inits(survey.spread, survey.excess, survey.left, survey.right,
              survey.sum, NULL);
    set_spread(&survey);
    if (!survey.findings || !survey.transfer || !survey.value)
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        status = mc_scene_new(&survey.scene, message, population);
    if (status == MC_OK && has_instances(&survey))
        status = check_all(&survey, stop);
    mc_scene_free(survey.scene);
    mpq_clears(survey.spread, survey.excess, survey.left, survey.right,
               survey.sum, NULL);
    mc_rationals_free(survey.value, kinds);
    mc_rationals_free(survey.transfer, kinds);
    if (status == MC_OK)
        *findings = survey.findings;
    else
        mc_findings_free(survey.findings);
    return status;
}
