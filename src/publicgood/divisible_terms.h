/* A level of production that is a polynomial where production is efficient.
   Ref: verify/FORMAT-DIVISIBLE.md section 3. */
#ifndef MC_PUBLICGOOD_DIVISIBLE_TERMS_H
#define MC_PUBLICGOOD_DIVISIBLE_TERMS_H

#include "publicgood/divisible.h"
#include "publicgood/multivariate.h"

/* mc_divisible_needs_terms: the statement has terms, and every agent has veto
   power: c - sum of b_j over j != i is at least a_i. Errors: MC_BAD_INPUT with
   the numbers. */
MC_NODISCARD mc_status mc_divisible_needs_terms(const mc_divisible *good,
                                                mc_message *message);

/* mc_divisible_polynomial: P. mc_divisible_residual: Res. Both are initialised.
   Return false without memory, or if Res is too large. */
MC_NODISCARD bool mc_divisible_polynomial(mc_multivariate *p,
                                          const mc_divisible *good);
MC_NODISCARD bool mc_divisible_residual(mc_multivariate *residual,
                                        const mc_divisible *good);

/* ---- two polynomials that vanish (3.1, 3.2) ---- */

typedef enum mc_divisible_vanishing {
    MC_DIVISIBLE_RESIDUAL,
    MC_DIVISIBLE_MIXED_DERIVATIVE
} mc_divisible_vanishing;

/* value = 0: the polynomial is zero. Otherwise its absolute value at the point,
   which is efficient; it is not claimed to be the largest. */
typedef struct mc_divisible_value {
    mc_divisible_vanishing claim;
    mpq_t value, *point;
    size_t agents;
} mc_divisible_value;

/* mc_divisible_vanishing_name: the word of the format. mc_divisible_evaluate:
   the result is cleared in any case. Domain: mc_divisible_needs_terms.
   Errors: MC_LIMIT. */
const char *mc_divisible_vanishing_name(mc_divisible_vanishing claim);
MC_NODISCARD mc_status mc_divisible_evaluate(mc_divisible_value *value,
                                             mc_message *message,
                                             const mc_divisible *good,
                                             mc_divisible_vanishing claim);
void mc_divisible_value_clear(mc_divisible_value *value);
MC_NODISCARD mc_status
mc_divisible_certify_value(const mc_divisible_value *value, mc_message *message,
                           const mc_divisible *good, const char *path);

/* mc_divisible_largest, mc_divisible_least: the largest absolute value, or the
   least value, of a polynomial on a grid of efficient types. If p is not zero
   the largest absolute value is positive. Return false without memory. */
MC_NODISCARD bool mc_divisible_largest(mpq_t value, mpq_t *point,
                                       const mc_multivariate *p,
                                       const mc_divisible *good);
MC_NODISCARD bool mc_divisible_least(mpq_t value, mpq_t *point,
                                     const mc_multivariate *p,
                                     const mc_divisible *good);

/* ---- monotone, and in [0,1] (3.3) ---- */

/* sum of weight[t] s^(e_0) prod (v_j - a_j)^(e_j) prod (b_j - v_j)^(f_j); the
   exponents of a term are e_0, e_1, ..., f_1, ... */
typedef struct mc_divisible_products {
    size_t count;
    unsigned *exponent;
    mc_vector weight;
} mc_divisible_products;

/* part[i] is the slope in v_i, part[agents] the level. If it is refuted,
   `failed` is the part that is negative at the point, or the level that is
   above 1 there, and value what it is. */
typedef struct mc_divisible_monotone {
    mc_divisible_products *part;
    size_t agents, failed;
    mpq_t value, *point;
} mc_divisible_monotone;

/* mc_divisible_products_find: p as such a sum, of total degree at most
   `degree`. The result is cleared in any case.
   Errors: MC_UNDECIDED: there is none, stopped, or there are too many products;
   MC_LIMIT. mc_divisible_products_fit: there are not. */
bool mc_divisible_products_fit(const mc_divisible *good, unsigned degree);
MC_NODISCARD mc_status
mc_divisible_products_find(mc_divisible_products *products, mc_message *message,
                           const mc_multivariate *p, const mc_divisible *good,
                           unsigned degree, const mc_limits *limits);
void mc_divisible_products_clear(mc_divisible_products *products);

/* mc_divisible_monotone_prove: MC_OK, MC_REFUTED, or MC_UNDECIDED if neither a
   sum of products nor a point against it is found. The result is cleared in any
   case. Domain: mc_divisible_needs_terms. */
MC_NODISCARD mc_status mc_divisible_monotone_prove(
    mc_divisible_monotone *monotone, mc_message *message,
    const mc_divisible *good, const mc_limits *limits);
void mc_divisible_monotone_clear(mc_divisible_monotone *monotone);
MC_NODISCARD mc_status mc_divisible_certify_monotone(
    const mc_divisible_monotone *monotone, mc_message *message,
    const mc_divisible *good, const char *path);

#endif
