/* Divisible public goods in words and as JSON. */
#ifndef MC_REPORT_DIVISIBLE_H
#define MC_REPORT_DIVISIBLE_H

#include <stdio.h>

#include <jansson.h>

#include "publicgood/divisible.h"
#include "publicgood/divisible_terms.h"

/* mc_report_divisible: the statement as it was read. */
void mc_report_divisible(FILE *out, const mc_divisible *good);

/* What was found of one property. status: MC_OK it holds, MC_REFUTED,
   MC_UNDECIDED with the reason. One of finding, value, monotone is not NULL.
   certificate: a path, or NULL. */
typedef struct mc_divisible_verdict {
    const char *name;
    mc_status status;
    mc_divisible_finding *finding;
    mc_divisible_value *value;
    mc_divisible_monotone *monotone;
    char *reason, *certificate;
} mc_divisible_verdict;

/* What all these reports are about. */
typedef struct mc_divisible_report {
    const mc_divisible *good;
    const char *path; /* of the statement */
} mc_divisible_report;

void mc_report_divisible_check(FILE *out, const mc_divisible_report *report,
                               const mc_divisible_verdict *verdict,
                               size_t verdicts);
json_t *mc_report_divisible_check_json(const mc_divisible_report *report,
                                       const mc_divisible_verdict *verdict,
                                       size_t verdicts);

/* weight[cell]; NULL if the finding refutes it. */
void mc_report_divisible_lottery(FILE *out, const mc_divisible_report *report,
                                 mpq_t *weight,
                                 const mc_divisible_finding *finding);
json_t *mc_report_divisible_lottery_json(const mc_divisible_report *report,
                                         mpq_t *weight,
                                         const mc_divisible_finding *finding);

/* optimum[0] is that of mode zero, optimum[1] that of mode free; NULL where it
   was not asked for. */
void mc_report_divisible_best(FILE *out, const mc_divisible_report *report,
                              const mc_divisible_best *best,
                              const mc_divisible_optimum *const optimum[2]);
json_t *
mc_report_divisible_best_json(const mc_divisible_report *report,
                              const mc_divisible_best *best,
                              const mc_divisible_optimum *const optimum[2]);

/* expected, maximal: NULL where the statement lacks what it takes. */
void mc_report_divisible_loss(FILE *out, const mc_divisible_report *report,
                              mpq_srcptr expected, mpq_srcptr maximal,
                              size_t cell);
json_t *mc_report_divisible_loss_json(const mc_divisible_report *report,
                                      mpq_srcptr expected, mpq_srcptr maximal,
                                      size_t cell);

void mc_report_divisible_display(FILE *out, const mc_divisible_report *report,
                                 const mc_divisible_display *display);
json_t *mc_report_divisible_display_json(const mc_divisible_report *report,
                                         const mc_divisible_display *display);

#endif
