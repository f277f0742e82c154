/* Strategy profiles and their gains from deviating, for people and programs. */
#ifndef MC_REPORT_EQUILIBRIUM_H
#define MC_REPORT_EQUILIBRIUM_H

#include <stdio.h>

#include <mechcert/equilibrium.h>

/* Paths are NULL where nothing was read or written. tolerance is NULL or the
   gain up to which the profile is accepted. */
typedef struct mc_equilibrium_report {
    const mc_equilibrium *equilibrium;
    const char *env_path, *mechanism_path, *information_path, *strategies_path;
    const char *certificate;
    mpq_srcptr tolerance;
} mc_equilibrium_report;

void mc_report_equilibrium(FILE *out, const mc_equilibrium_report *report);
MC_NODISCARD mc_status mc_report_equilibrium_json(
    FILE *out, mc_message *message, const mc_equilibrium_report *report);

/* mc_report_pure: one pure strategy profile, a line for each agent. */
void mc_report_pure(FILE *out, const mc_strategies *strategies);

#endif
