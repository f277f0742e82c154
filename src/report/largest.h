/* Largest strategy-proof transfers, for people and for programs. */
#ifndef MC_REPORT_LARGEST_H
#define MC_REPORT_LARGEST_H

#include <stdio.h>

#include "publicgood/largest.h"

/* What `mechcert mechanism best` found. `path`: the statement's file;
   `certificate`, `rule`: what was written, or NULL. `words` are the
   constraints as the user listed them. everywhere_claimed: the certificate is
   about convex type sets. */
typedef struct mc_largest_report {
    const mc_largest *largest;
    mc_everywhere everywhere;
    bool no_deficit, everywhere_claimed;
    const char *words, *path, *certificate, *rule;
} mc_largest_report;

/* mc_report_largest_none: there are none: no transfer rule satisfies the
   constraints, or the transfers are unbounded.
   Returns: true, and the message says it; false: there are. */
bool mc_report_largest_none(mc_message *message,
                            const mc_largest_report *report);

/* Numbers are exact; labels are shown as mc_text_print shows them.
   Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_report_largest(FILE *out, mc_message *message,
                                         const mc_largest_report *report);
MC_NODISCARD mc_status mc_report_largest_json(FILE *out, mc_message *message,
                                              const mc_largest_report *report);

#endif
