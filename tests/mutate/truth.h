/* Is the claim of a certificate true of a statement about public goods? Decided
   from the definitions of verify/FORMAT-PUBLICGOOD.md and FORMAT-DIVISIBLE.md,
   not from the proof in the certificate. */
#ifndef MC_TESTS_TRUTH_H
#define MC_TESTS_TRUTH_H

#include <stddef.h>

#include "divisible-model.h"

typedef enum verdict { HOLDS, FAILS, UNKNOWN } verdict;

/* truth_of: the verdict and, unless it holds, the reason. UNKNOWN: too large
   to enumerate. */
verdict truth_of(const char **reason, const char *statement,
                 size_t statement_length, const char *text, size_t length);

/* true_property: the certificate of property number k of the table in
   FORMAT-PUBLICGOOD.md 3.1 with the value and a witness that the oracle finds,
   allocated; NULL if it finds none, or the statement is of another kind. */
enum { TABLE_LINES = 18 };
char *true_property(const char *statement, size_t length, size_t k);

/* everywhere_claim: the certificate of a claim of section 4, true or not, by a
   number below EVERYWHERE; allocated. */
enum { EVERYWHERE = 6 * TABLE_LINES };
char *everywhere_claim(const char *statement, size_t length, size_t n);

/* Each returns if the claim holds, and leaves by require or give_up if not. */
void public_truth(const json *root, const proof_text *c);
void quantity_truth(const json *root, const proof_text *c);
void divisible_truth(const json *root, const proof_text *c);

void robust_truth(const model *m, const proof_text *c);
void polynomial_truth(const model *m, const proof_text *c);
void loss_truth(const json *root, const proof_text *c);

#endif
