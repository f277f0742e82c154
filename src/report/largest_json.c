/* Largest strategy-proof transfers as a JSON object. */
#include <stdint.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/memory.h"
#include "certificate/writer.h"
#include "report/largest.h"
#include "report/rational.h"

static const char *const rule_key[] = {
    [MC_TRANSFER_COST_SHARING_PIVOTAL] = "cost-sharing-pivotal",
    [MC_TRANSFER_GENERALISED_PIVOTAL] = "generalised-pivotal",
    [MC_TRANSFER_CLARKE] = "clarke"};

static const mc_publicgood *good_of(const mc_largest_report *report)
{
    return report->largest->population->good;
}

static json_t *profile_json(const mc_publicgood *good, const unsigned long *x)
{
    json_t *array = json_array();
    for (size_t k = 0; k < good->first[good->agents]; k++)
        json_array_append_new(array, json_integer((json_int_t)x[k]));
    return array;
}

/* An excess, and the person and profile where it is. */
static json_t *excess_json(const mc_publicgood *good, const mpq_t excess,
                           size_t kind, const unsigned long *at)
{
    json_t *object =
        json_pack("{so}", "largest", mc_report_rational_json(excess));
    if (mpq_sgn(excess) == 0)
        return object;
    size_t agent = good->agent_of[kind];
    json_object_set_new(object, "agent", json_integer((json_int_t)agent));
    json_object_set_new(object, "type",
                        json_integer((json_int_t)(kind - good->first[agent])));
    json_object_set_new(object, "profile", profile_json(good, at));
    return object;
}

static json_t *comparison_json(const mc_publicgood *good,
                               const mc_comparison *with)
{
    if (!with->available)
        return json_pack("{ss}", "unavailable", with->why.text);
    return json_pack(
        "{so so}", "more",
        excess_json(good, with->more, with->more_kind, with->more_at), "less",
        excess_json(good, with->less, with->less_kind, with->less_at));
}

static json_t *comparisons_json(const mc_largest_report *report)
{
    const mc_largest *largest = report->largest;
    json_t *object = json_object();
    json_object_set_new(object, "own",
                        comparison_json(good_of(report), &largest->own));
    for (int rule = 0; rule < MC_LARGEST_FORMULAS; rule++)
        json_object_set_new(
            object, rule_key[rule],
            comparison_json(good_of(report), &largest->formula[rule]));
    return object;
}

/* The transfers of the persons of a profile, in order. */
static json_t *transfers_json(const mc_largest *largest, const unsigned long *x)
{
    const mc_publicgood *good = largest->population->good;
    json_t *array = json_array();
    for (size_t k = 0; k < good->first[good->agents]; k++) {
        if (x[k] == 0)
            continue;
        size_t entry = mc_largest_entry(largest, x, k);
        json_array_append_new(
            array, largest->because[entry] == SIZE_MAX
                       ? json_null()
                       : mc_report_rational_json(largest->transfer[entry]));
    }
    return array;
}

static json_t *profiles_json(const mc_largest *largest, unsigned long *x)
{
    const mc_population *population = largest->population;
    json_t *array = json_array();
    for (size_t n = 0; n < largest->profiles; n++) {
        mc_largest_profile(x, largest, n);
        json_array_append_new(
            array,
            json_pack(
                "{so ss so so so}", "profile",
                profile_json(population->good, x), "decision",
                population->good->alternative_label[largest->decision[n]],
                "cost",
                mc_report_rational_json(population->cost[largest->decision[n]]),
                "revenue",
                largest->bounded[n]
                    ? mc_report_rational_json(largest->revenue[n])
                    : json_null(),
                "transfers", transfers_json(largest, x)));
    }
    return array;
}

static json_t *everywhere_json(const mc_everywhere *everywhere)
{
    if (!everywhere->name)
        return json_pack("{sb ss}", "holds", false, "reason", everywhere->why);
    return json_pack("{sb ss ss ss}", "holds", true, "constraint",
                     everywhere->name, "class", everywhere->types, "theorem",
                     everywhere->theorem);
}

/* The claim that -o writes; NULL if there is nothing to prove. */
static char *claim_of(const mc_largest_report *report, bool none)
{
    const mc_largest *largest = report->largest;
    if (report->everywhere_claimed)
        return mc_certificate_claim("largest-everywhere %s %s",
                                    report->everywhere.name,
                                    report->everywhere.types);
    if (largest->answer == MC_LARGEST_NOT_IMPLEMENTABLE || !none)
        return mc_largest_claim(largest);
    return report->no_deficit && largest->deficits > 0
               ? mc_largest_claim_deficit(largest)
               : NULL;
}

static void set_text(json_t *root, const char *key, const char *text)
{
    if (text)
        json_object_set_new(root, key, json_string(text));
}

mc_status mc_report_largest_json(FILE *out, mc_message *message,
                                 const mc_largest_report *report)
{
    const mc_publicgood *good = good_of(report);
    mc_message why = {""};
    bool none = mc_report_largest_none(&why, report);
    unsigned long *x = mc_array(good->first[good->agents], sizeof *x);
    char *claim = claim_of(report, none);
    json_t *root =
        json_pack("{ss ss ss sb so}", "format", "mechcert-best-1", "statement",
                  good->sha256, "subject_to", report->words, "exists", !none,
                  "everywhere", everywhere_json(&report->everywhere));
    set_text(root, "claim", claim);
    set_text(root, "certificate", report->certificate);
    set_text(root, "rule", report->rule);
    if (none)
        set_text(root, "reason", why.text);
    else
        json_object_set_new(root, "comparison", comparisons_json(report));
    if (x && report->largest->answer != MC_LARGEST_NOT_IMPLEMENTABLE)
        json_object_set_new(root, "profiles",
                            profiles_json(report->largest, x));
    if (claim)
        mc_certificate_free_claim(claim);
    free(x);
    return mc_report_json(out, message, root);
}
