/* What a public-good mechanism does at one profile. */
#ifndef MC_REPORT_OUTCOME_H
#define MC_REPORT_OUTCOME_H

#include <stdio.h>

#include "publicgood/outcome.h"

typedef struct mc_outcome_report {
    const mc_outcome *outcome;
    const char *path, *certificate; /* the latter NULL: none was written */
} mc_outcome_report;

/* mc_report_outcome: tables for a person; _json: one object; _csv: one line
   for each person (agent and type) with what it pays under each rule. Numbers
   are exact. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_report_outcome(FILE *out, mc_message *message,
                                         const mc_outcome_report *report);
MC_NODISCARD mc_status mc_report_outcome_json(FILE *out, mc_message *message,
                                              const mc_outcome_report *report);
MC_NODISCARD mc_status mc_report_outcome_csv(FILE *out, mc_message *message,
                                             const mc_outcome_report *report);

#endif
