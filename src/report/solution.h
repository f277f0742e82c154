/* Exact solutions of linear programs for people and for programs. */
#ifndef MC_REPORT_SOLUTION_H
#define MC_REPORT_SOLUTION_H

#include <stdio.h>

#include "lp/solve.h"

/* What `mechcert lp solve` found. certificate: where it was written, or NULL.
   tables: print values, prices, positions and complementary slackness. */
typedef struct mc_solution_report {
    const char *file;
    const mc_lp *lp;
    const mc_lp_solution *solution;
    const char *certificate;
    bool tables;
} mc_solution_report;

/* Exact rationals; decimals are enclosures rounded outward. */
void mc_report_solution(FILE *out, const mc_solution_report *report);
MC_NODISCARD mc_status mc_report_solution_json(
    FILE *out, mc_message *message, const mc_solution_report *report);

#endif
