/* Verdicts on claims about real numbers, for people and for programs. */
#ifndef MC_REPORT_CLAIM_H
#define MC_REPORT_CLAIM_H

#include <stdio.h>

#include <jansson.h>

#include <mechcert/claim.h>

typedef struct mc_claim_report {
    const char *claims_path; /* the claim file */
    const char *name;        /* of the claim */
    const mc_claim_verdict *verdict;
    const char *certificate; /* path, or NULL */
} mc_claim_report;

void mc_report_claim(FILE *out, const mc_claim_report *report);

/* mc_report_claim_json: an object; NULL without memory. */
json_t *mc_report_claim_json(const mc_claim_report *report);

#endif
