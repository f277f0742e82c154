/* A second, slow opinion on certificates, written from verify/FORMAT.md. */
#ifndef MC_TESTS_ORACLE_H
#define MC_TESTS_ORACLE_H

#include <stdbool.h>
#include <stddef.h>

#include <mechcert/environment.h>

/* oracle_accepts: whether the text is the certificate of a claim that its
   numbers establish. It is read as a stream of words, however they are
   separated, and written again as the format wants it; it must come out the
   same. Then every condition of section 4 is evaluated in rationals. If it is
   not accepted, *reason says why (static text). */
bool oracle_accepts(const char **reason, const mc_environment *env,
                    const char *text, size_t length);

#endif
