/* Which properties a public-good mechanism has, and where. */
#ifndef MC_REPORT_PROPERTIES_H
#define MC_REPORT_PROPERTIES_H

#include <stdio.h>

#include "publicgood/holds.h"
#include "publicgood/largest.h"

/* What is known of one property: on the listed types (`finding`; NULL if it is
   undecided, or not defined, and `undefined` says why); on every set of types
   with values in `values`, if `everywhere`; and whether the transfers are the
   largest ones on convex sets of types (largest.name is NULL if nothing is
   known). Paths of certificates, or NULL. */
typedef struct mc_property_row {
    mc_property property;
    const mc_finding *finding;
    const char *undefined;
    bool everywhere;
    mc_value_class values;
    mc_everywhere largest;
    char *certificate, *everywhere_certificate, *largest_certificate;
} mc_property_row;

typedef struct mc_properties_report {
    const mc_population *population;
    const char *path;
    const mc_property_row *row;
    size_t rows;
    const char *undecided; /* why the listed types are; else NULL */
} mc_properties_report;

/* mc_report_properties: for a person; _json: one object. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_report_properties(FILE *out, mc_message *message,
                                            const mc_properties_report *report);
MC_NODISCARD mc_status mc_report_properties_json(
    FILE *out, mc_message *message, const mc_properties_report *report);

#endif
