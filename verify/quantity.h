#ifndef MV_QUANTITY_H
#define MV_QUANTITY_H

/* What the files about FORMAT-PUBLICGOOD.md sections 5 and 6 share. */

#include "publicgood.h"

/* ---- curve.c -------------------------------------------------------- */

/* The coefficients of 1, y, y^2, ..., `size` of them, over a denominator that
   the context knows; in mv_curve_init all of the room, 0. */
enum { MV_COEFFICIENTS = 65, MV_CURVE = MV_COEFFICIENTS + 1 };

struct mv_curve {
    size_t size;
    mpz_t *c;
};

void mv_curve_init(struct mv_curve *f);
void mv_curve_clear(struct mv_curve *f);

/* mv_curve_zero: f = 0, with all of the room. mv_curve_scale: f *= factor. */
void mv_curve_zero(struct mv_curve *f);
void mv_curve_scale(struct mv_curve *f, const mpz_t factor);

/* mv_curve_add: f += factor g. Domain: f has all of the room. */
void mv_curve_add(struct mv_curve *f, const mpz_t factor,
                  const struct mv_curve *g);

/* mv_curve_stretch: g(t) = f(l + (r - l) t) and its denominator, if f is
   over 1. Domain: g has all of the room, r > l. */
void mv_curve_stretch(struct mv_curve *g, mpz_t denominator,
                      const struct mv_curve *f, const struct mv_ratio *l,
                      const struct mv_ratio *r);

/* mv_curve_integrate: g(t) becomes (r - l) times its integral from 0 to t.
 */
void mv_curve_integrate(struct mv_curve *g, mpz_t denominator,
                        const struct mv_ratio *l, const struct mv_ratio *r);

/* mv_curve_trim: leaves the leading zeros out; false if it is 0. */
bool mv_curve_trim(struct mv_curve *f);

/* mv_curve_divide: divides a polynomial, not 0, by the highest power of t,
   or of 1 - t, that divides it. */
void mv_curve_divide(struct mv_curve *f, bool at_one);

/* The Bernstein coefficients on [0, 1]: the signs that occur, as bits, and
   whether the first and the last one are positive. */
struct mv_signs {
    bool positive, negative, ends;
};

/* Domain: f is trimmed, or 0 with size 0. */
struct mv_signs mv_curve_signs(const struct mv_curve *f);

/* ---- quantity.c ---------------------------------------------------------- */

/* All numbers are over `common`. Piece k is [knot[k], knot[k + 1]]; cost[k],
   value[i pieces + k], and share[i pieces + k] or, if there are duties,
   duty[i], are the marginal ones. */
struct mv_quantity {
    struct mv_place place;
    struct mv_labels agents;
    size_t pieces, *count;
    bool efficient;
    enum mv_tie tie;
    mpz_t common, *knot, *weight, *duty;
    struct mv_curve *cost, *value, *share;
};

/* mv_quantity_read: reads the statement. Errors: E2xx, E500. */
struct mv_quantity *mv_quantity_read(struct mv_object *object);
void mv_quantity_echo(const struct mv_quantity *quantity, FILE *file);

/* ---- integral.c ---------------------------------------------------------- */

void mv_ratio_init(struct mv_ratio *x);
void mv_ratio_clear(struct mv_ratio *x);

/* mv_ratio_compare: the sign of x - y. */
int mv_ratio_compare(const struct mv_ratio *x, const struct mv_ratio *y);

/* mv_ratio_add: x += sign y, in lowest terms. */
void mv_ratio_add(struct mv_ratio *x, const struct mv_ratio *y, int sign);

/* W, W_, N_, v_i, c_i and c of FORMAT-PUBLICGOOD.md section 2. */
enum mv_objective {
    MV_WELFARE,
    MV_WITHOUT,
    MV_NET,
    MV_VALUE,
    MV_SHARE,
    MV_COST
};

/* Marginal quantities are integers over scale = common times `whole`, those of
   welfare with the integer weights weight[i]. `cut` are the s_j of the current
   record; f, g and denominator are scratch. */
struct mv_problem {
    struct mv_checker *checker;
    const struct mv_quantity *q;
    mpz_t *weight, whole, scale, factor, denominator;
    struct mv_ratio *knot, *cut;
    size_t cuts, capacity;
    struct mv_curve *welfare, f, g;
    struct mv_vector vector;
};

void mv_problem_init(struct mv_problem *p, struct mv_checker *checker);

/* The pieces [l, r] of [0, end], cut at the knots and at `at` (or NULL). */
struct mv_walk {
    const struct mv_problem *p;
    const struct mv_ratio *at, *end;
    size_t piece, next;
    struct mv_ratio l, r;
};

void mv_walk_start(struct mv_walk *w, const struct mv_problem *p,
                   const struct mv_ratio *at, const struct mv_ratio *end);
void mv_walk_stop(struct mv_walk *w);

/* mv_walk_on: the next piece, cut at the s_j, too, if asked; false behind the
   last one. */
bool mv_walk_on(struct mv_walk *w, bool cuts);

/* mv_marginal_value, mv_marginal_share: f += factor times agent i's. */
void mv_marginal_value(struct mv_problem *p, size_t i, size_t k, long factor);
void mv_marginal_share(struct mv_problem *p, size_t i, size_t k, long factor);

/* mv_marginal: f = the marginal objective of agent i on piece k, trimmed. */
void mv_marginal(struct mv_problem *p, enum mv_objective objective, size_t i,
                 size_t k);

/* mv_integrate: g(t), over the denominator, = the integral of f from l to
   l + (r - l) t on the piece of the walk. mv_add_piece: sum += g(1). */
void mv_integrate(struct mv_problem *p, const struct mv_walk *w);
void mv_add_piece(struct mv_problem *p, struct mv_ratio *sum);

/* mv_find_integral: value = the marginal objective from 0 to `end`, over the
   scale. */
void mv_find_integral(struct mv_problem *p, struct mv_ratio *value,
                      enum mv_objective objective, size_t i,
                      const struct mv_ratio *end);

/* maximum.c: the claim of section 6. Errors: E3xx, E405, E446, E500. */
void mv_check_quantity_outcome(struct mv_checker *checker);

#endif
