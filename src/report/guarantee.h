/* Exact guarantees, for people and for programs. */
#ifndef MC_REPORT_GUARANTEE_H
#define MC_REPORT_GUARANTEE_H

#include <stdio.h>

#include <mechcert/guarantee.h>

/* Paths are NULL where nothing was read or written. */
typedef struct mc_guarantee_report {
    const mc_guarantee *guarantee;
    const char *env_path, *mechanism_path, *prior_path;
    const char *certificate, *worst, *worst_environment;
} mc_guarantee_report;

MC_NODISCARD mc_status mc_report_guarantee(FILE *out, mc_message *message,
                                           const mc_guarantee_report *report);
MC_NODISCARD mc_status mc_report_guarantee_json(
    FILE *out, mc_message *message, const mc_guarantee_report *report);

#endif
