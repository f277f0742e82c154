/* Rational numbers from residues. */
#ifndef MC_ARITH_RECONSTRUCT_H
#define MC_ARITH_RECONSTRUCT_H

#include <gmp.h>
#include <stdbool.h>

/* mc_reconstruct: the fraction n/d in lowest terms with n = a d modulo m,
   |n| <= N, 0 < d <= N, where N = floor(sqrt((m - 1) / 2)).
   Domain:     m >= 3; any a.
   Guarantees: there is at most one such fraction; it is found if there is one.
               Otherwise false is returned and n and d are unspecified.
   Ref:        Euclid's algorithm on (m, a), its quotients in bursts found from
               leading digits (Lehmer); doc/maths.md L5. */
bool mc_reconstruct(mpz_t n, mpz_t d, const mpz_t a, const mpz_t m);

#endif
