/* Polynomials in several variables with rational coefficients. */
#ifndef MC_PUBLICGOOD_MULTIVARIATE_H
#define MC_PUBLICGOOD_MULTIVARIATE_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

#include <mechcert/status.h>

/* Term t is coefficient[t] times the product of v_i^exponent[t * variables +
   i]. Invariant after every function but _append: exponents increase
   lexicographically, no coefficient is 0. */
typedef struct mc_multivariate {
    size_t variables, terms, capacity;
    mpq_t *coefficient;
    unsigned *exponent;
} mc_multivariate;

/* The most terms that a product may have. */
#define MC_MULTIVARIATE_TERMS ((size_t)1000000)

/* mc_multivariate_init: zero. The functions that return bool return false
   without memory, or where a product would be too large. Outputs are
   initialised, and are not inputs unless it is said. */
void mc_multivariate_init(mc_multivariate *p, size_t variables);
void mc_multivariate_clear(mc_multivariate *p);
void mc_multivariate_swap(mc_multivariate *a, mc_multivariate *b);

/* mc_multivariate_append: one more term, in any order; mc_multivariate_order
   restores the invariant. */
MC_NODISCARD bool mc_multivariate_append(mc_multivariate *p,
                                         mpq_srcptr coefficient,
                                         const unsigned *exponent);
MC_NODISCARD bool mc_multivariate_order(mc_multivariate *p);

/* mc_multivariate_linear: constant + sum slope[i] v_i. */
MC_NODISCARD bool mc_multivariate_linear(mc_multivariate *p,
                                         mpq_srcptr constant, mpq_t *slope);

/* mc_multivariate_add: sum += factor * p. mc_multivariate_multiply: product = a
 * b.
 */
MC_NODISCARD bool mc_multivariate_add(mc_multivariate *sum, mpq_srcptr factor,
                                      const mc_multivariate *p);
MC_NODISCARD bool mc_multivariate_multiply(mc_multivariate *product,
                                           const mc_multivariate *a,
                                           const mc_multivariate *b);

/* mc_multivariate_differentiate, _integrate: in one variable; the integral is
   from 0. mc_multivariate_substitute: v_i is replaced by `by`, in which it does
   not occur. */
MC_NODISCARD bool mc_multivariate_differentiate(mc_multivariate *derivative,
                                                const mc_multivariate *p,
                                                size_t variable);
MC_NODISCARD bool mc_multivariate_integrate(mc_multivariate *integral,
                                            const mc_multivariate *p,
                                            size_t variable);
MC_NODISCARD bool mc_multivariate_substitute(mc_multivariate *result,
                                             const mc_multivariate *p,
                                             size_t variable,
                                             const mc_multivariate *by);

void mc_multivariate_evaluate(mpq_t value, const mc_multivariate *p,
                              mpq_t *point);

/* mc_multivariate_degree: the total degree, 0 for zero; _degree_in: in one
   variable. */
unsigned mc_multivariate_degree(const mc_multivariate *p);
unsigned mc_multivariate_degree_in(const mc_multivariate *p, size_t variable);

#endif
