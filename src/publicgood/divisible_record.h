/* Records that several certificates of divisible goods have. */
#ifndef MC_PUBLICGOOD_DIVISIBLE_RECORD_H
#define MC_PUBLICGOOD_DIVISIBLE_RECORD_H

#include "certificate/writer.h"
#include "publicgood/divisible.h"

/* mc_divisible_open: opens a certificate about the statement, and frees the
   claim. mc_divisible_record_cell: one line, keyword and indices.
   mc_divisible_record_numbers: one line, keyword and rationals. */
MC_NODISCARD mc_status mc_divisible_open(mc_certificate **certificate,
                                         mc_message *message, const char *path,
                                         char *claim, const mc_divisible *good);
void mc_divisible_record_cell(mc_certificate *certificate, const char *keyword,
                              const mc_divisible *good, size_t cell);
void mc_divisible_record_numbers(mc_certificate *certificate,
                                 const char *keyword, mpq_t *value,
                                 size_t count);

#endif
