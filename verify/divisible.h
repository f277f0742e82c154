#ifndef MV_DIVISIBLE_H
#define MV_DIVISIBLE_H

/* The statements and claims of FORMAT-DIVISIBLE.md sections 1 to 3. */

#include "verify.h"

/* A statement. All its numbers are numerators over their least common
   denominator D: a product of two of them is over D^2, and so on. The rows of
   `prices` and `belief` are p and a vector, those of `terms` q and exponents,
   which stand as they are. cells.count is 0 if there are no cuts. The mechanism
   on cells, if there is one: level(k) over D, payment[i](k) over D^2. */
struct mv_divisible {
    const char *file;
    struct mv_labels agents;
    size_t n;
    bool set, has_cuts, has_prices, has_terms, has_belief;
    mpz_t unit, cost, *low, *high;
    struct mv_table *cut; /* one for each agent */
    struct mv_profiles cells;
    struct mv_table prices, terms, belief;
    mpz_t *level, **payment;
};

/* ---- divisible.c --------------------------------------------------------- */

/* mv_divisible_read: reads a statement. Errors: E2xx, E500. */
struct mv_divisible *mv_divisible_read(struct mv_object *object);

/* mv_divisible_echo: prints the statement as it was understood. */
void mv_divisible_echo(struct mv_divisible *d, FILE *file);

/* mv_divisible_demand: refuses with E247 unless this holds. */
void mv_divisible_demand(const struct mv_divisible *d, bool holds,
                         const char *needed);

/* ---- cells.c: functions on cells ----------------------------------------- */

/* x_{i,l}, and the upper end of agent i in the cells with k_i = l. */
mpz_t *mv_cut(const struct mv_divisible *d, size_t i, size_t l);
mpz_t *mv_upper_end(const struct mv_divisible *d, size_t i, size_t l);

/* mv_cut_find: the l with x_{i,l} <= v/q < x_{i,l+1}, or the last; SIZE_MAX if
   v/q < a_i. Domain: q > 0, v/q over D. */
size_t mv_cut_find(const struct mv_divisible *d, size_t i, const mpz_t v,
                   const mpz_t q);

/* mv_cells_cut: the cuts that the prices make. */
void mv_cells_cut(struct mv_divisible *d);

/* mv_cells_fill: the mechanism on cells, from the allocation (whose payments
   may be NULL), or, if it is NULL, from the prices. */
void mv_cells_fill(struct mv_divisible *d, struct mv_table *allocation,
                   struct mv_table *payments);

/* mv_envelope: value(k) = sum over l = 0..k_i of
     x_{i,l} ( level(l,k_-i) - level(l-1,k_-i) ), level(-1,.) = 0. */
void mv_envelope(mpz_t *value, const struct mv_divisible *d, mpz_t *level,
                 size_t i);

/* mv_read_cell: `cell k_1 ... k_N`; the odometer goes there. Errors: E306. */
void mv_read_cell(struct mv_checker *checker, struct mv_profiles *cells);

/* ---- the claims ---------------------------------------------------------- */

/* As those in verify.h. */

/* excess.c */
void mv_check_property(struct mv_checker *checker);

/* posted.c */
void mv_check_decomposition(struct mv_checker *checker);
void mv_check_expected_loss(struct mv_checker *checker);
void mv_check_maximal_loss(struct mv_checker *checker);
void mv_check_best_price(struct mv_checker *checker);
void mv_check_lemma_2(struct mv_checker *checker);

/* robust.c */
void mv_check_robust(struct mv_checker *checker);

/* polynomial.c */
void mv_check_lemma_1(struct mv_checker *checker);
void mv_check_mixed_derivative(struct mv_checker *checker);
void mv_check_polynomial_monotone(struct mv_checker *checker);

/* loss.c */
void mv_check_worst_belief(struct mv_checker *checker);
void mv_check_price_loss(struct mv_checker *checker);
void mv_check_closed_form(struct mv_checker *checker);

#endif
