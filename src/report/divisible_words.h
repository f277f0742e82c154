/* Private: what the reports on divisible goods share. */
#ifndef MC_REPORT_DIVISIBLE_WORDS_H
#define MC_REPORT_DIVISIBLE_WORDS_H

#include "report/divisible.h"

/* mc_divisible_print_head: the statement, and for which types it speaks.
   mc_divisible_print_cell: "A in [0, 1/2), B in [1/2, 1]", or of a set of types
   "A = 0, B = 1/2". mc_divisible_print_types: the part of one agent, without
   its label. mc_divisible_print_point: "A = 0, B = 1/2". */
void mc_divisible_print_head(FILE *out, const mc_divisible_report *report);
void mc_divisible_print_cell(FILE *out, const mc_divisible *good, size_t cell);
void mc_divisible_print_types(FILE *out, const mc_divisible *good, size_t agent,
                              size_t k);
void mc_divisible_print_point(FILE *out, const mc_divisible *good,
                              mpq_t *point);

/* mc_divisible_print_finding: what is wrong there, indented. */
void mc_divisible_print_finding(FILE *out, const mc_divisible *good,
                                const mc_divisible_finding *finding);

/* New references. mc_divisible_json: the object with its "format" and the
   agents. */
json_t *mc_divisible_json(const mc_divisible_report *report,
                          const char *format);
json_t *mc_divisible_cell_json(const mc_divisible *good, size_t cell);
json_t *mc_divisible_numbers_json(mpq_t *value, size_t count);
json_t *mc_divisible_finding_json(const mc_divisible *good,
                                  const mc_divisible_finding *finding);

#endif
