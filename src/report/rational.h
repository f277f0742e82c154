/* Rationals in reports. */
#ifndef MC_REPORT_RATIONAL_H
#define MC_REPORT_RATIONAL_H

#include <stdio.h>

#include <gmp.h>
#include <jansson.h>

#include <mechcert/status.h>

/* mc_report_enclosure: "in [a, b]" with 12 digits after the point, rounded
   outward, or "a exactly". */
void mc_report_enclosure(FILE *out, mpq_srcptr value);

/* mc_report_value: two lines: the words and the exact value, and below it the
   enclosure. Of a value that fills more than a screen only the enclosure and
   the number of digits are shown. */
void mc_report_value(FILE *out, const char *words, mpq_srcptr value);

/* mc_report_rational_json: the exact text. mc_report_enclosure_json: the pair
   of outward-rounded decimals. New references; NULL without memory. */
json_t *mc_report_rational_json(mpq_srcptr value);
json_t *mc_report_enclosure_json(mpq_srcptr value);

/* mc_report_check: how to check a certificate of statements in these files,
   some of which are NULL; or, if it is NULL, that nothing was written. */
void mc_report_check(FILE *out, const char *certificate,
                     const char *const *path, size_t paths);

/* mc_report_json: prints an object and gives up the reference to it; NULL is
   one that could not be made. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_report_json(FILE *out, mc_message *message,
                                      json_t *root);

/* mc_report_sizes: the line on how large a game is; `what` is action or signal.
 */
void mc_report_sizes(FILE *out, size_t agents, const char *what,
                     size_t profiles, size_t states);

#endif
