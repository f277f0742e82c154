/* Maxmin pairs and triples, for people and for programs. */
#ifndef MC_REPORT_MAXMIN_H
#define MC_REPORT_MAXMIN_H

#include <stdio.h>

#include <mechcert/maxmin.h>

/* Paths are NULL where nothing was read or written. */
typedef struct mc_maxmin_report {
    const mc_maxmin *maxmin;
    const char *env_path, *mechanism_path, *information_path, *strategies_path;
    const char *certificate;
    int slackness;
    mpq_srcptr tolerance; /* NULL: any epsilon will do */
} mc_maxmin_report;

MC_NODISCARD mc_status mc_report_maxmin(FILE *out, mc_message *message,
                                        const mc_maxmin_report *report);
MC_NODISCARD mc_status mc_report_maxmin_json(FILE *out, mc_message *message,
                                             const mc_maxmin_report *report);

#endif
