/* Certificates as text. The only place on this side that knows how records
   are spelled; what they mean is in verify/FORMAT.md. */
#ifndef MC_CERTIFICATE_WRITER_H
#define MC_CERTIFICATE_WRITER_H

#include <mechcert/status.h>

#include "arith/vector.h"

/* A certificate on its way to a file that appears when it is complete. */
typedef struct mc_certificate mc_certificate;

/* mc_certificate_claim: the text of a claim, formatted as by gmp_printf; free
   it with mc_certificate_free_claim. */
char *mc_certificate_claim(const char *format, ...);
void mc_certificate_free_claim(char *claim);

/* mc_certificate_open: writes the header for a claim about the statement of
   that kind ("environment", "lp") and SHA-256. Errors: MC_IO, MC_LIMIT. */
MC_NODISCARD mc_status mc_certificate_open(mc_certificate **certificate,
                                           mc_message *message,
                                           const char *path, const char *claim,
                                           const char *kind,
                                           const char *sha256);

/* mc_certificate_statement: a further statement of the claim. */
void mc_certificate_statement(mc_certificate *certificate, const char *kind,
                              const char *sha256);

/* mc_certificate_record: one line; the format is that of gmp_printf, without
   the line feed. */
void mc_certificate_record(mc_certificate *certificate, const char *format,
                           ...);

/* mc_certificate_begin, _natural, _rational, _end: one line piece by piece:
   keyword, indices, rationals, and the integer that ends it. _finish ends it
   without one. */
void mc_certificate_begin(mc_certificate *certificate, const char *keyword);
void mc_certificate_natural(mc_certificate *certificate, size_t value);
void mc_certificate_rational(mc_certificate *certificate, const mpq_t value);
void mc_certificate_end(mc_certificate *certificate, const mpz_t value);
void mc_certificate_finish(mc_certificate *certificate);

/* mc_certificate_repeat: one line, a keyword and `count` times `value`. */
void mc_certificate_repeat(mc_certificate *certificate, const char *keyword,
                           size_t value, size_t count);

/* mc_certificate_vector: one line, keyword, denominator and numerators. */
void mc_certificate_vector(mc_certificate *certificate, const char *keyword,
                           const mc_vector *vector);

/* mc_certificate_table: the line "head DENOMINATOR" and then lines of `width`
   numerators each behind the keyword `entry`. */
void mc_certificate_table(mc_certificate *certificate, const char *head,
                          const char *entry, const mc_vector *vector,
                          size_t width);

/* mc_certificate_sparse: the line "head DENOMINATOR COUNT" and a line "entry
   INDEX NUMERATOR" for each entry that is not zero. */
void mc_certificate_sparse(mc_certificate *certificate, const char *head,
                           const char *entry, const mc_vector *vector);

/* mc_certificate_commit: the trailer; the file gets its name. Frees. */
MC_NODISCARD mc_status mc_certificate_commit(mc_certificate *certificate,
                                             mc_message *message);

/* mc_certificate_discard: drops the file. */
void mc_certificate_discard(mc_certificate *certificate);

#endif
