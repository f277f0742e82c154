/* Tables of exact guarantees. */
#ifndef MC_REPORT_SWEEP_H
#define MC_REPORT_SWEEP_H

#include <stdbool.h>
#include <stdio.h>

#include <gmp.h>

#include <mechcert/status.h>

/* One mechanism in one environment. value is meaningful if `done`; else `why`
   says why there is none, or is NULL if it was not begun. conjecture is
   meaningful if the table has a formula. Paths are NULL when nothing was
   written. */
typedef struct mc_sweep_row {
    mpq_t *parameter;
    mpq_t value, conjecture;
    bool done;
    char *why, *environment, *mechanism, *certificate;
} mc_sweep_row;

/* formula: what the values are compared with, in words; or NULL. */
typedef struct mc_sweep_table {
    const char *family, *environment, *formula;
    size_t parameters, rows;
    const char *const *parameter_name;
    const mc_sweep_row *row;
} mc_sweep_table;

/* mc_report_sweep: for people; mc_report_sweep_csv: comma-separated values with
   a head; mc_report_sweep_json: one object. Exact rationals; decimals are
   enclosures rounded outward. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_report_sweep(FILE *out, mc_message *message,
                                       const mc_sweep_table *table);
MC_NODISCARD mc_status mc_report_sweep_csv(FILE *out, mc_message *message,
                                           const mc_sweep_table *table);
MC_NODISCARD mc_status mc_report_sweep_json(FILE *out, mc_message *message,
                                            const mc_sweep_table *table);

#endif
