/* What printed digits mean, and exact sums over them. */
#include "base/memory.h"
#include "lp/judge_parts.h"

void mc_judge_power(mpq_t value, long exponent)
{
    mpq_set_ui(value, 1, 1);
    if (exponent >= 0)
        mpz_ui_pow_ui(mpq_numref(value), 10, (unsigned long)exponent);
    else
        mpz_ui_pow_ui(mpq_denref(value), 10, (unsigned long)-exponent);
}

long mc_judge_exponent(mpq_srcptr value)
{
    /* within 2 of the truth, as sizeinbase is within 1 */
    long exponent = (long)mpz_sizeinbase(mpq_numref(value), 10) -
                    (long)mpz_sizeinbase(mpq_denref(value), 10) + 1;
    mpq_t size, power;
    mpq_inits(size, power, NULL);
    mpq_abs(size, value);
    for (;; exponent--) {
        mc_judge_power(power, exponent);
        if (mpq_cmp(power, size) <= 0)
            break;
    }
    mpq_clears(size, power, NULL);
    return exponent;
}

size_t mc_judge_right(mpq_srcptr error, mpq_srcptr value)
{
    mpq_t ratio;
    long digits;
    if (mpq_sgn(error) == 0 || mpq_sgn(value) == 0)
        return 0;
    /* |error| <= 10^(E + 1 - d) / 2, where 10^E <= |value| < 10^(E + 1) */
    mpq_init(ratio);
    mc_judge_power(ratio, mc_judge_exponent(value) + 1);
    mpq_div_2exp(ratio, ratio, 1);
    mpq_div(ratio, ratio, error);
    digits = mc_judge_exponent(ratio);
    mpq_clear(ratio);
    return digits > 0 ? (size_t)digits : 0;
}

mc_print mc_judge_print(const mc_answer_vector *vector)
{
    const unsigned least = 6;
    mc_print print = {.fixed = true, .digits = least};
    bool first = true;
    for (size_t i = 0; vector->entry && i < vector->length; i++) {
        const mc_answer_number *number = &vector->entry[i];
        if (!number->given || number->fraction || number->tiny)
            continue;
        if (number->digits > print.digits)
            print.digits = number->digits;
        if (first)
            print.last = number->last;
        first = false;
        if (number->integer || number->last != print.last ||
            number->last > -(long)least)
            print.fixed = false;
    }
    print.fixed = print.fixed && !first;
    return print;
}

/* half = max(half, |value| / 2^53), the rounding of a double */
static void allow_double(mpq_t half, mpq_srcptr value)
{
    const mp_bitcnt_t bits = 53;
    mpq_t size;
    mpq_init(size);
    mpq_abs(size, value);
    mpq_div_2exp(size, size, bits);
    if (mpq_cmp(size, half) > 0)
        mpq_swap(size, half);
    mpq_clear(size);
}

void mc_judge_half(mpq_t half, const mc_answer_number *number, mc_print print)
{
    const long eps = -9;
    const unsigned most = 15;
    mpq_set_ui(half, 0, 1);
    if (number->tiny) {
        mc_judge_power(half, eps);
        return;
    }
    if (!number->given || number->fraction)
        return;
    if (print.fixed)
        mc_judge_power(half, print.last);
    else if (number->digits > 0)
        mc_judge_power(half, number->last + (long)number->digits -
                                 (long)print.digits);
    mpq_div_2exp(half, half, 1);
    if (number->digits > most || (!print.fixed && print.digits > most))
        allow_double(half, number->value);
}

/* The common denominator as it grows; false if it gets too large. */
static bool grow(mpz_t denominator, mpq_srcptr value)
{
    const size_t most = (size_t)1 << 27;
    if (!mpz_divisible_p(denominator, mpq_denref(value)))
        mpz_lcm(denominator, denominator, mpq_denref(value));
    return mpz_sizeinbase(denominator, 2) <= most;
}

static void put(mc_vector *vector, size_t index, mpq_srcptr value)
{
    mpz_divexact(vector->numerator[index], vector->denominator,
                 mpq_denref(value));
    mpz_mul(vector->numerator[index], vector->numerator[index],
            mpq_numref(value));
}

bool mc_judge_vector(mc_vector *value, mc_vector *half,
                     const mc_answer_vector *list)
{
    const mc_print print = mc_judge_print(list);
    bool done = mc_vector_init(value, list->length);
    mpq_t size;
    done &= mc_vector_init(half, list->length);
    mpq_init(size);
    for (size_t i = 0; done && i < list->length; i++) {
        mc_judge_half(size, &list->entry[i], print);
        done = grow(value->denominator, list->entry[i].value) &&
               grow(half->denominator, size);
    }
    for (size_t i = 0; done && i < list->length; i++) {
        mc_judge_half(size, &list->entry[i], print);
        put(value, i, list->entry[i].value);
        put(half, i, size);
    }
    mpq_clear(size);
    return done;
}

void mc_judge_activity(mc_vector *activity, const mc_lp *lp, const mc_vector *x,
                       bool absolute)
{
    const mc_sparse *a = &lp->matrix;
    mpz_t entry;
    mpz_init(entry);
    mpz_set(activity->denominator, x->denominator);
    for (size_t r = 0; r < lp->rows; r++)
        mpz_set_ui(activity->numerator[r], 0);
    for (size_t j = 0; j < lp->columns; j++) {
        if (mpz_sgn(x->numerator[j]) == 0)
            continue;
        for (size_t e = a->start[j]; e < a->start[j + 1]; e++) {
            mc_sparse_get(entry, a, e);
            if (absolute)
                mpz_abs(entry, entry);
            mpz_addmul(activity->numerator[a->row[e]], entry, x->numerator[j]);
        }
    }
    mpz_clear(entry);
}

void mc_judge_row(mpq_t value, const mc_vector *activity, const mc_lp *lp,
                  size_t row)
{
    mpz_set(mpq_numref(value), activity->numerator[row]);
    mpz_mul(mpq_denref(value), activity->denominator, lp->row_scale[row]);
    mpq_canonicalize(value);
}

bool mc_judge_costs(mc_vector *cost, const mc_lp *lp)
{
    if (!mc_vector_init(cost, lp->columns))
        return false;
    for (size_t j = 0; j < lp->columns; j++)
        mpz_lcm(cost->denominator, cost->denominator, mpq_denref(lp->cost[j]));
    for (size_t j = 0; j < lp->columns; j++) {
        put(cost, j, lp->cost[j]);
        if (lp->maximise)
            mpz_neg(cost->numerator[j], cost->numerator[j]);
    }
    return true;
}

void mc_judge_objective_at(mpq_t value, const mc_lp *lp, const mc_vector *x)
{
    mpq_t term;
    mpq_init(term);
    mpq_set(value, lp->constant);
    for (size_t j = 0; j < lp->columns; j++) {
        if (mpq_sgn(lp->cost[j]) == 0 || mpz_sgn(x->numerator[j]) == 0)
            continue;
        mc_vector_get(term, x, j);
        mpq_mul(term, term, lp->cost[j]);
        mpq_add(value, value, term);
    }
    mpq_clear(term);
}

void mc_judge_add(mc_violation *violation, bool row, size_t index,
                  mpq_srcptr amount)
{
    if (mpq_sgn(amount) <= 0)
        return;
    violation->count++;
    if (mpq_cmp(amount, violation->amount) <= 0)
        return;
    violation->row = row;
    violation->index = index;
    mpq_set(violation->amount, amount);
}

void mc_judge_beyond(mpq_t amount, mpq_srcptr value, const mc_lp_bound *lower,
                     const mc_lp_bound *upper)
{
    mpq_t other;
    mpq_init(other);
    mpq_set_ui(amount, 0, 1);
    if (lower->finite && mpq_cmp(value, lower->value) < 0)
        mpq_sub(amount, lower->value, value);
    if (upper->finite && mpq_cmp(value, upper->value) > 0) {
        /* with crossing bounds both are violated */
        mpq_sub(other, value, upper->value);
        if (mpq_cmp(other, amount) > 0)
            mpq_swap(amount, other);
    }
    mpq_clear(other);
}

void mc_judge_noise(mpq_t noise, const mc_vector *vector)
{
    const long digits = 12;
    mpz_srcptr largest = vector->denominator;
    mpq_t power;
    for (size_t i = 0; i < vector->length; i++)
        if (mpz_cmpabs(vector->numerator[i], largest) > 0)
            largest = vector->numerator[i];
    mpq_init(power);
    mc_judge_power(power, -digits);
    mpz_abs(mpq_numref(noise), largest);
    mpz_set(mpq_denref(noise), vector->denominator);
    mpq_canonicalize(noise);
    mpq_mul(noise, noise, power);
    mpq_clear(power);
}
