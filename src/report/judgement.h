/* Verdicts on answers of other solvers, for people and for programs. */
#ifndef MC_REPORT_JUDGEMENT_H
#define MC_REPORT_JUDGEMENT_H

#include <stdio.h>

#include "lp/judge.h"

/* What `mechcert lp check-solution` found. certificate: where it was written,
   or NULL. */
typedef struct mc_judgement_report {
    const char *file, *answer_file;
    const mc_lp *lp;
    const mc_answer *answer;
    const mc_judgement *judgement;
    const char *certificate;
} mc_judgement_report;

/* mc_report_verdict: "correct to its printed digits", "wrong", "infeasible in
   exact arithmetic" or "undecided". */
const char *mc_report_verdict(mc_verdict verdict);

/* mc_report_scientific: the enclosure of a rational with `digits` significant
   digits, such as "2.22044e-16": lower <= value <= upper, equal if and only if
   the value has such an expansion. Allocated; NULL without memory. */
void mc_report_scientific(char **lower, char **upper, mpq_srcptr value,
                          unsigned digits);

/* Every number is exact or an enclosure rounded outward. In the text, exact
   numbers of more than 60 characters are left out; the JSON has them. */
void mc_report_judgement(FILE *out, const mc_judgement_report *report);
MC_NODISCARD mc_status mc_report_judgement_json(
    FILE *out, mc_message *message, const mc_judgement_report *report);

#endif
