/* Real numbers that are known up to a radius, for sums that would be too long
   as exact fractions. Every result encloses the exact one. */
#ifndef MC_ARITH_BALL_H
#define MC_ARITH_BALL_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct mc_ball mc_ball;

/* mc_balls_new: `count` zeros. NULL: out of memory. mc_balls_at: one of them.
   mc_balls_free: NULL is allowed. */
mc_ball *mc_balls_new(size_t count);
mc_ball *mc_balls_at(mc_ball *balls, size_t index);
const mc_ball *mc_balls_get(const mc_ball *balls, size_t index);
void mc_balls_free(mc_ball *balls, size_t count);

/* Operations, with `bits` of precision. The result may be an operand. */
void mc_ball_set(mc_ball *ball, const mpq_t value, long bits);
void mc_ball_zero(mc_ball *ball);
void mc_ball_one(mc_ball *ball);
void mc_ball_copy(mc_ball *ball, const mc_ball *a);
void mc_ball_add(mc_ball *ball, const mc_ball *a, const mc_ball *b, long bits);
void mc_ball_subtract(mc_ball *ball, const mc_ball *a, const mc_ball *b,
                      long bits);
void mc_ball_multiply(mc_ball *ball, const mc_ball *a, const mc_ball *b,
                      long bits);
void mc_ball_absolute(mc_ball *ball, const mc_ball *a);
void mc_ball_divide_word(mc_ball *ball, const mc_ball *a, unsigned long b,
                         long bits);

/* mc_ball_add_times: ball += a * factor. */
void mc_ball_add_times(mc_ball *ball, const mc_ball *a, int64_t factor,
                       long bits);
void mc_ball_scale(mc_ball *ball, const mc_ball *a, const mpq_t factor,
                   long bits);

/* mc_ball_factorial: n! . */
void mc_ball_factorial(mc_ball *ball, unsigned long n, long bits);

/* mc_ball_is_positive: certainly. */
bool mc_ball_is_positive(const mc_ball *ball);

/* mc_ball_bounds: rationals around the ball. Returns false, and sets nothing,
   if it is not bounded. */
bool mc_ball_bounds(mpq_t lower, mpq_t upper, const mc_ball *ball);

/* mc_ball_exact: the only multiple of 1 / denominator in the ball; false if
   there are several or none. */
bool mc_ball_exact(mpq_t value, const mc_ball *ball, const mpz_t denominator);

/* Polynomials whose coefficients are balls; a new one is 0. */
typedef struct mc_ball_poly mc_ball_poly;
mc_ball_poly *mc_ball_poly_new(void);
void mc_ball_poly_free(mc_ball_poly *poly);
void mc_ball_poly_one(mc_ball_poly *poly);

/* mc_ball_poly_add: adds a ball to a coefficient. mc_ball_poly_get: reads one;
   0 behind the last. */
void mc_ball_poly_add(mc_ball_poly *poly, size_t index, const mc_ball *ball,
                      long bits);
void mc_ball_poly_get(mc_ball *ball, const mc_ball_poly *poly, size_t index);

/* mc_ball_poly_multiply_power: poly *= base^power. base may not be poly. */
void mc_ball_poly_multiply_power(mc_ball_poly *poly, const mc_ball_poly *base,
                                 unsigned long power, long bits);

#endif
