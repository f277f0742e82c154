/* Rational polynomials in one variable: algebra, signs on intervals, roots.
   Memory comes from where GMP takes it, so that nothing here can fail for want
   of it. */
#ifndef MC_PUBLICGOOD_POLYNOMIAL_H
#define MC_PUBLICGOOD_POLYNOMIAL_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

/* Coefficients of 1, y, y^2, ... Invariant: coefficient[length - 1] != 0; zero
   has length 0. Of `room` coefficients all are initialised. */
typedef struct mc_polynomial {
    size_t length, room;
    mpq_t *coefficient;
} mc_polynomial;

void mc_polynomial_init(mc_polynomial *p);
void mc_polynomial_clear(mc_polynomial *p);
void mc_polynomial_set(mc_polynomial *p, const mc_polynomial *q);
void mc_polynomial_set_list(mc_polynomial *p, mpq_t *list, size_t length);

/* p += factor q. */
void mc_polynomial_add_scaled(mc_polynomial *p, const mc_polynomial *q,
                              mpq_srcptr factor);
void mc_polynomial_add_constant(mc_polynomial *p, mpq_srcptr constant);

/* mc_polynomial_set_integral: the integral of q from 0. p and q differ. */
void mc_polynomial_set_integral(mc_polynomial *p, const mc_polynomial *q);
void mc_polynomial_evaluate(mpq_t value, const mc_polynomial *p, mpq_srcptr x);

/* mc_polynomial_place: p(t) becomes p(from + (to - from) t).
   mc_polynomial_strip: divides by the highest power of t that divides it. */
void mc_polynomial_place(mc_polynomial *p, mpq_srcptr from, mpq_srcptr to);
void mc_polynomial_strip(mc_polynomial *p);

/* A list of rationals, all of `room` initialised. */
typedef struct mc_points {
    size_t count, room;
    mpq_t *point;
} mc_points;

void mc_points_init(mc_points *points);
void mc_points_clear(mc_points *points);
void mc_points_append(mc_points *points, mpq_srcptr value);

/* ---- signs ---- */

/* The signs of the Bernstein coefficients on [0, 1], of the degree of p. */
typedef struct mc_signs {
    bool negative, positive; /* some are */
    int first, last;
} mc_signs;

mc_signs mc_polynomial_signs(const mc_polynomial *p);

/* mc_polynomial_signs_on: the same on [from, to]. */
mc_signs mc_polynomial_signs_on(const mc_polynomial *p, mpq_srcptr from,
                                mpq_srcptr to);

/* mc_subdivide: appends, in order, points strictly between `from` and `to`, by
   bisection, such that shown(context, l, r) for all intervals between them.
   Returns: false if more than `limit` points do not suffice. */
bool mc_subdivide(mc_points *splits, mpq_srcptr from, mpq_srcptr to,
                  bool (*shown)(void *context, mpq_srcptr l, mpq_srcptr r),
                  void *context, size_t limit);

/* ---- roots ---- */

/* A root: lower = upper, or the only one in the open interval (lower, upper);
   `below` is the sign to its left. `passed` is for the caller. */
typedef struct mc_zero {
    mpq_t lower, upper;
    int below;
    bool passed;
} mc_zero;

/* The distinct roots in an open interval, increasing. They are simple roots of
   `simple`, which has no others there. */
typedef struct mc_zeros {
    size_t count, room;
    mc_zero *zero;
    mc_polynomial simple;
} mc_zeros;

void mc_zeros_init(mc_zeros *roots);
void mc_zeros_clear(mc_zeros *roots);

/* mc_zeros_find: the roots of p != 0 between l < r; which of them are rational
   is not known yet. */
void mc_zeros_find(mc_zeros *roots, const mc_polynomial *p, mpq_srcptr l,
                   mpq_srcptr r);

/* mc_zero_refine: makes the interval narrower than `width`.
   mc_zero_settle: makes it a point if the root is rational; otherwise it is
   shown to be irrational. mc_zero_is_point: lower = upper. */
void mc_zero_refine(mc_zero *root, const mc_polynomial *simple,
                    mpq_srcptr width);
void mc_zero_settle(mc_zero *root, const mc_polynomial *simple);
bool mc_zero_is_point(const mc_zero *root);

/* mc_zero_sign: the sign of p at an irrational root; exact. The root's interval
   becomes narrower. */
int mc_zero_sign(mc_zero *root, const mc_polynomial *simple,
                 const mc_polynomial *p);

/* mc_polynomial_make_primitive: a positive multiple with integer coefficients
   without a common factor. */
void mc_polynomial_make_primitive(mc_polynomial *p);

/* mc_polynomial_set_gcd: the primitive greatest common divisor. p may be a or
   b. mc_polynomial_divide: p /= q, exactly. */
void mc_polynomial_set_gcd(mc_polynomial *p, const mc_polynomial *a,
                           const mc_polynomial *b);
void mc_polynomial_divide(mc_polynomial *p, const mc_polynomial *q);

#endif
