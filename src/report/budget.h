/* How near a rule comes to a balanced budget, for people and for programs. */
#ifndef MC_REPORT_BUDGET_H
#define MC_REPORT_BUDGET_H

#include <stdio.h>

#include <jansson.h>

#include "publicgood/budget.h"
#include "publicgood/budget_limit.h"

/* mc_report_budget: the numbers of one population; `certificate` is the path,
   NULL if none was written. mc_report_budget_json: a new reference. */
void mc_report_budget(FILE *out, const mc_budget *budget, const char *file,
                      const char *certificate);
json_t *mc_report_budget_json(const mc_budget *budget, const char *certificate);

/* mc_report_budget_limit: what is proved about large populations, and for this
   statement. */
void mc_report_budget_limit(FILE *out, const mc_budget_limit *limit,
                            const mc_publicgood *good);
json_t *mc_report_budget_limit_json(const mc_budget_limit *limit,
                                    const mc_publicgood *good);

#endif
