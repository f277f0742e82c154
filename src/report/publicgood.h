/* Words about public goods that several reports use. */
#ifndef MC_REPORT_PUBLICGOOD_H
#define MC_REPORT_PUBLICGOOD_H

#include <stdio.h>

#include <jansson.h>

#include "publicgood/publicgood.h"

/* mc_report_publicgood: the statement as it was read, with the costs and shares
   of its own people. Long tables are cut. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_report_publicgood(FILE *out, mc_message *message,
                                            const mc_population *population);

/* mc_report_good_head: what is reported on: file, title, sizes, rules. */
void mc_report_good_head(FILE *out, const mc_population *population,
                         const char *path);

/* mc_report_transfer_name: "cost-sharing pivotal". */
const char *mc_report_transfer_name(mc_transfer_rule rule);

/* Texts, allocated; NULL: out of memory: a label as it is shown, a person, a
   profile in words (empty if there is only one). */
char *mc_report_label(const char *label);
char *mc_report_person(const mc_publicgood *good, size_t kind);
char *mc_report_profile(const mc_publicgood *good, const unsigned long *x);

/* mc_report_profile_json: an array for every agent, how many people have each
   of its types. mc_report_person_json: agent and type. */
json_t *mc_report_profile_json(const mc_publicgood *good,
                               const unsigned long *x);
json_t *mc_report_person_json(const mc_publicgood *good, size_t kind);

#endif
