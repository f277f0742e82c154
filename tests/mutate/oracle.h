/* A second, slow opinion on certificates, written from verify/FORMAT.md and
   verify/FORMAT-GAME.md. */
#ifndef MC_TESTS_ORACLE_H
#define MC_TESTS_ORACLE_H

#include "proof.h"

/* oracle_accepts: whether the text is the certificate of a claim about these
   statements that its numbers establish. It is read as a stream of words,
   however they are separated, and written again as the format wants it; it must
   come out the same. Then every condition is evaluated in rationals. If it is
   not accepted, *reason says why (static text). */
bool oracle_accepts(const char **reason, statement *const about[KINDS],
                    const char *text, size_t length);

enum { NO_VARIATION = 1000000000 };

/* What the multipliers alone decide (lambda, t, gamma, the table of a play)
   stays, or becomes that before or after the variation. */
enum tightness { LOOSE, TIGHT_BEFORE, TIGHT_AFTER };

/* oracle_repair: the certificate with what can be put right, for changed
   statements or after a change of its numbers, or NULL. The values of the claim
   become those of the numbers. One number is made slightly or much wrong, or
   probability is moved: `variation` counts these changes; NULL if there are not
   so many. */
char *oracle_repair(size_t *length, statement *const about[KINDS],
                    const char *text, size_t text_length,
                    enum tightness tightness, size_t variation);

#endif
