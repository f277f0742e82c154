/* Public goods of a continuous quantity, for people and for programs. */
#ifndef MC_REPORT_QUANTITY_H
#define MC_REPORT_QUANTITY_H

#include <stdio.h>

#include "publicgood/quantity.h"

/* mc_report_quantity: the statement as it was read. Long tables are cut.
   Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_report_quantity(FILE *out, mc_message *message,
                                          const mc_quantity *quantity);

/* certificate: NULL if none was written. unwanted: promises that are left
   out. */
typedef struct mc_quantity_report {
    const mc_quantity_outcome *outcome;
    const char *path, *certificate;
    bool unwanted[MC_PROMISES];
} mc_quantity_report;

/* mc_report_quantity_run: the decisions, the areas, the transfers of the three
   rules. _check: which promises they keep at this profile, with the least slack
   or the largest violation. _csv: one line for each agent. */
MC_NODISCARD mc_status mc_report_quantity_run(FILE *out, mc_message *message,
                                              const mc_quantity_report *report);
MC_NODISCARD mc_status mc_report_quantity_check(
    FILE *out, mc_message *message, const mc_quantity_report *report);
MC_NODISCARD mc_status mc_report_quantity_json(
    FILE *out, mc_message *message, const mc_quantity_report *report);
void mc_report_quantity_csv(FILE *out, const mc_quantity_report *report);

/* mc_report_quantity_worst: the agent with the largest excess of a promise
   under a charge; false if there is nothing to say. */
bool mc_report_quantity_worst(mpq_t excess, size_t *agent,
                              const mc_quantity_outcome *outcome,
                              mc_quantity_promise promise, unsigned charge);

#endif
