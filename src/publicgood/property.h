/* Which promises a rule keeps on the listed types, and by how much it breaks
   the others.
   Ref: verify/FORMAT-PUBLICGOOD.md section 3.1. */
#ifndef MC_PUBLICGOOD_PROPERTY_H
#define MC_PUBLICGOOD_PROPERTY_H

#include "base/stop.h"
#include "publicgood/publicgood.h"

/* In the order of the format; from MC_INDIVIDUALLY_RATIONAL to MC_NO_EXTORTION
   they are the constraints mc_cap. */
typedef enum mc_property {
    MC_STRATEGY_PROOF,
    MC_UTILITARIAN,
    MC_EFFICIENT,
    MC_MONOTONE,
    MC_INDIVIDUALLY_RATIONAL,
    MC_UNIVERSAL_PARTICIPATION,
    MC_COST_SHARING_PARTICIPATION,
    MC_NET_VALUE_PARTICIPATION,
    MC_FAIR_PRICING,
    MC_FAIR_PRICING_PER_UNIT,
    MC_NO_EXTORTION,
    MC_NO_DEFICIT,
    MC_BUDGET_BALANCE,
    MC_NO_FARTHER_FROM_BALANCE,
    MC_NO_CLOSER_TO_BALANCE,
    MC_PIVOTAL_BOUNDS,
    MC_COST_SHARING_BOUNDS,
    MC_MONOTONE_BOUNDS,
    MC_PROPERTIES
} mc_property;

/* mc_property_name: as the format spells it. mc_property_find: MC_PROPERTIES if
   there is none of this name. */
const char *mc_property_name(mc_property property);
mc_property mc_property_find(const char *name);

/* mc_property_applies: the property says something about a statement with
   these rules: comparisons with the cost-sharing pivotal mechanism are of
   another one, and bounds are those that were proved for its transfers. */
bool mc_property_applies(const mc_publicgood *good, mc_property property);

/* What was found out: `undefined`, if it is not NULL, says why the statement
   does not define the property, and nothing else is known. Otherwise the
   larger of 0 and the largest excess; where that is above 0, the first instance
   that has it: a profile x[kinds], and a person and a report where the property
   speaks of them (else SIZE_MAX). */
typedef struct mc_finding {
    bool checked;
    mpq_t excess;
    unsigned long *x;
    size_t kind, report;
    char *undefined;
} mc_finding;

typedef struct mc_findings {
    mc_finding of[MC_PROPERTIES];
} mc_findings;

/* mc_findings_new: goes through all profiles, persons and reports.
   Guarantees: exact; properties that are not `wanted` are not checked; of the
               rules, only what the instances of the others name is asked for.
   Errors:     MC_BAD_INPUT: as mc_scene_set and mc_scene_without: the statement
               does not define one of them; MC_LIMIT: more than 100,000,000
               profiles; MC_UNDECIDED: stopped. */
MC_NODISCARD mc_status mc_findings_new(mc_findings **findings,
                                       mc_message *message,
                                       const mc_population *population,
                                       const bool wanted[MC_PROPERTIES],
                                       const mc_stop *stop);

/* mc_findings_defined: the same, and properties that the statement does not
   define are `undefined`. Errors: MC_BAD_INPUT only if it defines none. */
MC_NODISCARD mc_status mc_findings_defined(mc_findings **findings,
                                           mc_message *message,
                                           const mc_population *population,
                                           const bool wanted[MC_PROPERTIES],
                                           const mc_stop *stop);
void mc_findings_free(mc_findings *findings);

#endif
