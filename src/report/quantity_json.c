#include <jansson.h>

#include "report/quantity.h"
#include "report/rational.h"

static const char *const rule_key[MC_CHARGES] = {
    [MC_CHARGE_PIVOTAL] = "generalised-pivotal",
    [MC_CHARGE_COST_SHARING] = "cost-sharing-pivotal",
    [MC_CHARGE_CLARKE] = "clarke"};

static const char *const place_key[MC_PLACES] = {
    [MC_AT_DECISION] = "decision",
    [MC_AT_WITHOUT] = "without-value",
    [MC_AT_NET] = "without-net-value"};

/* An object with one number for each key. */
static json_t *numbers(const char *const *key, mpq_srcptr value, size_t count)
{
    json_t *object = json_object();
    for (size_t j = 0; j < count; j++)
        if (json_object_set_new(object, key[j],
                                mc_report_rational_json(value + j)) != 0) {
            json_decref(object);
            return NULL;
        }
    return object;
}

static json_t *person_json(const mc_quantity_outcome *outcome, size_t agent)
{
    const mc_quantity_person *person = outcome->person + agent;
    const mc_quantity *quantity = outcome->quantity;
    return json_pack(
        "{s:s, s:I, s:o, s:o, s:o, s:o, s:o, s:o}", "agent",
        quantity->label[agent], "people", (json_int_t)quantity->count[agent],
        "decision-without-value", mc_report_rational_json(person->without.at),
        "decision-without-net-value", mc_report_rational_json(person->net.at),
        "value", numbers(place_key, person->worth[0], MC_PLACES), "share",
        numbers(place_key, person->share[0], MC_PLACES), "per-unit",
        person->has_unit ? mc_report_rational_json(person->unit) : json_null(),
        "transfers", numbers(rule_key, person->charge[0], MC_CHARGES));
}

static json_t *people_json(const mc_quantity_outcome *outcome)
{
    json_t *list = json_array();
    for (size_t i = 0; i < outcome->quantity->agents; i++)
        if (json_array_append_new(list, person_json(outcome, i)) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

/* holds: null where nothing can be said of some agent, unless another one
   already shows a violation. */
static json_t *finding_json(const mc_quantity_outcome *outcome,
                            mc_quantity_promise promise, unsigned charge)
{
    size_t agent = 0, missing = 0;
    mpq_t excess;
    json_t *finding, *holds;
    mpq_init(excess);
    bool any =
        mc_report_quantity_worst(excess, &agent, outcome, promise, charge);
    if (promise == MC_PROMISE_FAIR_PRICING_PER_UNIT)
        for (size_t i = 0; i < outcome->quantity->agents; i++)
            missing += !outcome->person[i].has_unit;
    holds = any && mpq_sgn(excess) > 0 ? json_false()
            : missing > 0              ? json_null()
                                       : json_true();
    finding =
        json_pack("{s:s, s:s, s:o, s:o, s:o}", "property",
                  mc_quantity_promise_name(promise), "rule", rule_key[charge],
                  "holds", holds, "excess",
                  any ? mc_report_rational_json(excess) : json_null(), "agent",
                  any && promise != MC_PROMISE_NO_DEFICIT
                      ? json_string(outcome->quantity->label[agent])
                      : json_null());
    mpq_clear(excess);
    return finding;
}

static json_t *findings_json(const mc_quantity_report *report)
{
    json_t *list = json_array();
    for (int promise = 0; promise < MC_PROMISES; promise++)
        for (unsigned charge = 0;
             charge < MC_CHARGES && !report->unwanted[promise]; charge++)
            if (json_array_append_new(list,
                                      finding_json(report->outcome,
                                                   (mc_quantity_promise)promise,
                                                   charge)) != 0) {
                json_decref(list);
                return NULL;
            }
    return list;
}

static json_t *balance_json(const mc_quantity_outcome *outcome)
{
    mpq_t balance;
    json_t *object = json_object();
    mpq_init(balance);
    for (size_t j = 0; j < MC_CHARGES && object; j++) {
        mpq_sub(balance, outcome->revenue[j], outcome->cost);
        if (json_object_set_new(object, rule_key[j],
                                mc_report_rational_json(balance)) != 0) {
            json_decref(object);
            object = NULL;
        }
    }
    mpq_clear(balance);
    return object;
}

mc_status mc_report_quantity_json(FILE *out, mc_message *message,
                                  const mc_quantity_report *report)
{
    const mc_quantity_outcome *outcome = report->outcome;
    json_t *root =
        json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:s?}",
                  "format", "mechcert-quantity-outcome-1", "statement",
                  report->path, "domain", "this profile of values", "decision",
                  mc_report_rational_json(outcome->decision.at), "cost",
                  mc_report_rational_json(outcome->cost), "revenue",
                  numbers(rule_key, outcome->revenue[0], MC_CHARGES),
                  "revenue-minus-cost", balance_json(outcome), "agents",
                  people_json(outcome), "properties", findings_json(report),
                  "certificate", report->certificate);
    return mc_report_json(out, message, root);
}
