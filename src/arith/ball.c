#include "arith/ball.h"

#include <stdlib.h>

#include "arith/shim.h"

struct mc_ball {
    arb_t value;
};

mc_ball *mc_balls_new(size_t count)
{
    mc_ball *balls = calloc(count ? count : 1, sizeof *balls);
    for (size_t i = 0; balls && i < count; i++)
        arb_init(balls[i].value);
    return balls;
}

mc_ball *mc_balls_at(mc_ball *balls, size_t index)
{
    return balls + index;
}

const mc_ball *mc_balls_get(const mc_ball *balls, size_t index)
{
    return balls + index;
}

void mc_balls_free(mc_ball *balls, size_t count)
{
    for (size_t i = 0; balls && i < count; i++)
        arb_clear(balls[i].value);
    free(balls);
}

void mc_ball_set(mc_ball *ball, const mpq_t value, long bits)
{
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_mpq(q, value);
    arb_set_fmpq(ball->value, q, bits);
    fmpq_clear(q);
}

void mc_ball_zero(mc_ball *ball)
{
    arb_zero(ball->value);
}

void mc_ball_one(mc_ball *ball)
{
    arb_one(ball->value);
}

void mc_ball_copy(mc_ball *ball, const mc_ball *a)
{
    arb_set(ball->value, a->value);
}

void mc_ball_add(mc_ball *ball, const mc_ball *a, const mc_ball *b, long bits)
{
    arb_add(ball->value, a->value, b->value, bits);
}

void mc_ball_subtract(mc_ball *ball, const mc_ball *a, const mc_ball *b,
                      long bits)
{
    arb_sub(ball->value, a->value, b->value, bits);
}

void mc_ball_multiply(mc_ball *ball, const mc_ball *a, const mc_ball *b,
                      long bits)
{
    arb_mul(ball->value, a->value, b->value, bits);
}

void mc_ball_absolute(mc_ball *ball, const mc_ball *a)
{
    arb_abs(ball->value, a->value);
}

void mc_ball_divide_word(mc_ball *ball, const mc_ball *a, unsigned long b,
                         long bits)
{
    arb_div_ui(ball->value, a->value, b, bits);
}

void mc_ball_add_times(mc_ball *ball, const mc_ball *a, int64_t factor,
                       long bits)
{
    arb_addmul_si(ball->value, a->value, factor, bits);
}

void mc_ball_scale(mc_ball *ball, const mc_ball *a, const mpq_t factor,
                   long bits)
{
    fmpz_t part;
    fmpz_init(part);
    fmpz_set_mpz(part, mpq_numref(factor));
    arb_mul_fmpz(ball->value, a->value, part, bits);
    fmpz_set_mpz(part, mpq_denref(factor));
    arb_div_fmpz(ball->value, ball->value, part, bits);
    fmpz_clear(part);
}

void mc_ball_factorial(mc_ball *ball, unsigned long n, long bits)
{
    arb_fac_ui(ball->value, n, bits);
}

bool mc_ball_is_positive(const mc_ball *ball)
{
    return arb_is_positive(ball->value);
}

bool mc_ball_bounds(mpq_t lower, mpq_t upper, const mc_ball *ball)
{
    arf_t end;
    fmpq_t q;
    if (!arb_is_finite(ball->value))
        return false;
    arf_init(end);
    fmpq_init(q);
    /* exact: the radius has 30 bits */
    arb_get_lbound_arf(end, ball->value, ARF_PREC_EXACT);
    arf_get_fmpq(q, end);
    fmpq_get_mpq(lower, q);
    arb_get_ubound_arf(end, ball->value, ARF_PREC_EXACT);
    arf_get_fmpq(q, end);
    fmpq_get_mpq(upper, q);
    fmpq_clear(q);
    arf_clear(end);
    return true;
}

bool mc_ball_exact(mpq_t value, const mc_ball *ball, const mpz_t denominator)
{
    fmpz_t integer;
    arb_t product;
    fmpz_init(integer);
    arb_init(product);
    fmpz_set_mpz(integer, denominator);
    arb_mul_fmpz(product, ball->value, integer, ARF_PREC_EXACT);
    bool unique = arb_get_unique_fmpz(integer, product);
    if (unique) {
        fmpz_get_mpz(mpq_numref(value), integer);
        mpz_set(mpq_denref(value), denominator);
        mpq_canonicalize(value);
    }
    arb_clear(product);
    fmpz_clear(integer);
    return unique;
}

struct mc_ball_poly {
    arb_poly_t value;
};

mc_ball_poly *mc_ball_poly_new(void)
{
    mc_ball_poly *poly = calloc(1, sizeof *poly);
    if (poly)
        arb_poly_init(poly->value);
    return poly;
}

void mc_ball_poly_free(mc_ball_poly *poly)
{
    if (poly)
        arb_poly_clear(poly->value);
    free(poly);
}

void mc_ball_poly_one(mc_ball_poly *poly)
{
    arb_poly_one(poly->value);
}

void mc_ball_poly_add(mc_ball_poly *poly, size_t index, const mc_ball *ball,
                      long bits)
{
    arb_t sum;
    arb_init(sum);
    arb_poly_get_coeff_arb(sum, poly->value, (slong)index);
    arb_add(sum, sum, ball->value, bits);
    arb_poly_set_coeff_arb(poly->value, (slong)index, sum);
    arb_clear(sum);
}

void mc_ball_poly_get(mc_ball *ball, const mc_ball_poly *poly, size_t index)
{
    arb_poly_get_coeff_arb(ball->value, poly->value, (slong)index);
}

void mc_ball_poly_multiply_power(mc_ball_poly *poly, const mc_ball_poly *base,
                                 unsigned long power, long bits)
{
    arb_poly_t factor;
    arb_poly_init(factor);
    arb_poly_pow_ui(factor, base->value, power, bits);
    arb_poly_mul(poly->value, poly->value, factor, bits);
    arb_poly_clear(factor);
}
