/* The bracket [LB-G-k, UB-P-k] for people and for programs. */
#ifndef MC_REPORT_BRACKET_H
#define MC_REPORT_BRACKET_H

#include <stdio.h>

#include <mechcert/bounds.h>

/* One half of a bracket; bound is NULL if it was not asked for, does not exist,
   or is undecided: then `why` says so. Paths are NULL when nothing was
   written. */
typedef struct mc_bracket_half {
    const mc_bound *bound;
    const char *why;
    const char *claim_path, *value_path, *optimum_path;
} mc_bracket_half;

/* What `mechcert bounds` found. no_mechanism: no participation-secure
   mechanism exists; no_mechanism_path is its certificate. */
typedef struct mc_bracket {
    const char *file;
    const mc_environment *env;
    unsigned long k;
    int no_mechanism;
    const char *no_mechanism_path;
    mc_bracket_half lower, upper;
    int slackness;
} mc_bracket;

/* mc_report_bracket, mc_report_bracket_json: print it. Exact rationals;
   decimals are enclosures rounded outward. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_report_bracket(FILE *out, mc_message *message,
                                         const mc_bracket *bracket);
MC_NODISCARD mc_status mc_report_bracket_json(FILE *out, mc_message *message,
                                              const mc_bracket *bracket);

#endif
