#include "publicgood/budget_parts.h"

void mc_budget_factorials(mc_ball *factor, const mc_draw *draw, long bits)
{
    mc_ball *one = mc_balls_new(1);
    mc_ball_one(factor);
    if (draw->drawn)
        mc_ball_factorial(factor, draw->people, bits);
    for (size_t i = 0; one && i < draw->agents && !draw->drawn; i++)
        if (draw->count[i] > 1) {
            mc_ball_factorial(one, draw->count[i], bits);
            mc_ball_multiply(factor, factor, one, bits);
        }
    mc_balls_free(one, 1);
}

bool mc_budget_settle(mc_budget_number *number, const mc_ball *ball,
                      const mpz_t denominator, bool below)
{
    if (denominator && mc_ball_exact(number->lower, ball, denominator)) {
        mpq_set(number->upper, number->lower);
        return true;
    }
    if (!mc_ball_bounds(number->lower, number->upper, ball))
        return false;
    if (mpq_sgn(number->lower) < 0)
        mpq_set_ui(number->lower, 0, 1);
    if (below && mpq_cmp_ui(number->upper, 1, 1) > 0)
        mpq_set_ui(number->upper, 1, 1);
    return true;
}

void mc_budget_complement(mc_budget_number *number)
{
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    mpq_sub(number->lower, one, number->lower);
    mpq_sub(number->upper, one, number->upper);
    mpq_swap(number->lower, number->upper);
    mpq_clear(one);
}

void mc_budget_per_head(mc_budget_number *number, unsigned long people)
{
    mpq_t heads;
    mpq_init(heads);
    mpq_set_ui(heads, people, 1);
    mpq_div(number->lower, number->lower, heads);
    mpq_div(number->upper, number->upper, heads);
    mpq_clear(heads);
}

void mc_budget_round(mc_budget_number *value, unsigned digits)
{
    mpz_t power, scaled;
    if (mpq_equal(value->lower, value->upper) || mpq_sgn(value->upper) <= 0)
        return;
    mpz_inits(power, scaled, NULL);
    mpq_ptr ends[] = {value->lower, value->upper};
    for (size_t j = 0; j < 2; j++) {
        size_t below = mpz_sizeinbase(mpq_denref(ends[j]), 10),
               above = mpz_sizeinbase(mpq_numref(ends[j]), 10);
        /* value >= 10^(above - below - 1), up to the slack of sizeinbase */
        size_t places =
            below + digits + 2 > above ? below + digits + 2 - above : 0;
        mpz_ui_pow_ui(power, 10, places);
        mpz_mul(scaled, mpq_numref(ends[j]), power);
        if (j == 0)
            mpz_fdiv_q(scaled, scaled, mpq_denref(ends[j]));
        else
            mpz_cdiv_q(scaled, scaled, mpq_denref(ends[j]));
        mpz_set(mpq_numref(ends[j]), scaled);
        mpz_set(mpq_denref(ends[j]), power);
        mpq_canonicalize(ends[j]);
    }
    mpz_clears(power, scaled, NULL);
}
