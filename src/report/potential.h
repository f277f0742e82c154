/* Optimal direct mechanisms, for people and for programs. */
#ifndef MC_REPORT_POTENTIAL_H
#define MC_REPORT_POTENTIAL_H

#include <stdio.h>

#include <mechcert/potential.h>

/* Paths are NULL where nothing was read or written. */
typedef struct mc_potential_report {
    const mc_potential *potential;
    const char *env_path, *information_path;
    const char *certificate, *mechanism;
} mc_potential_report;

MC_NODISCARD mc_status mc_report_potential(FILE *out, mc_message *message,
                                           const mc_potential_report *report);
MC_NODISCARD mc_status mc_report_potential_json(
    FILE *out, mc_message *message, const mc_potential_report *report);

#endif
