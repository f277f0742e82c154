/* Rational vectors over one common denominator. */
#ifndef MC_ARITH_VECTOR_H
#define MC_ARITH_VECTOR_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

/* Entry j is numerator[j] / denominator. Invariant: denominator >= 1. A vector
   is reduced when gcd(denominator, all numerators) = 1. */
typedef struct mc_vector {
    size_t length;
    mpz_t *numerator;
    mpz_t denominator;
} mc_vector;

/* mc_vector_init: zeros over 1. Returns false when there is no memory; then
   the vector is empty and may be cleared. */
bool mc_vector_init(mc_vector *vector, size_t length);
void mc_vector_clear(mc_vector *vector);
void mc_vector_swap(mc_vector *a, mc_vector *b);
void mc_vector_reduce(mc_vector *vector);

/* mc_vector_get: entry as a canonical rational. */
void mc_vector_get(mpq_t value, const mc_vector *vector, size_t index);

/* mc_vector_set_list: the reduced vector of the given canonical rationals;
   `vector` was initialised with that length. Returns false, and leaves the
   vector as it was, if the common denominator had more than `bits` bits.
   mc_vector_is_nonnegative: no entry is negative. */
bool mc_vector_set_list(mc_vector *vector, mpq_t *values, size_t bits);
bool mc_vector_is_nonnegative(const mc_vector *vector);

/* mc_vector_rescale: multiplies numerators and denominator, so that the
   denominator becomes `denominator`, a multiple of the present one. */
void mc_vector_rescale(mc_vector *vector, const mpz_t denominator);

#endif
