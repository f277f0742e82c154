#include "arith/vector.h"

#include "base/memory.h"

bool mc_vector_init(mc_vector *vector, size_t length)
{
    mpz_init_set_ui(vector->denominator, 1);
    vector->length = 0;
    vector->numerator = mc_array(length, sizeof(mpz_t));
    if (!vector->numerator)
        return false;
    for (size_t j = 0; j < length; j++)
        mpz_init(vector->numerator[j]);
    vector->length = length;
    return true;
}

void mc_vector_clear(mc_vector *vector)
{
    for (size_t j = 0; j < vector->length; j++)
        mpz_clear(vector->numerator[j]);
    free(vector->numerator);
    vector->numerator = NULL;
    vector->length = 0;
    mpz_clear(vector->denominator);
}

void mc_vector_swap(mc_vector *a, mc_vector *b)
{
    mc_vector t = *a;
    *a = *b;
    *b = t;
}

void mc_vector_reduce(mc_vector *vector)
{
    mpz_t common;
    mpz_init_set(common, vector->denominator);
    for (size_t j = 0; j < vector->length && mpz_cmp_ui(common, 1) != 0; j++)
        mpz_gcd(common, common, vector->numerator[j]);
    if (mpz_cmp_ui(common, 1) != 0) {
        mpz_divexact(vector->denominator, vector->denominator, common);
        for (size_t j = 0; j < vector->length; j++)
            mpz_divexact(vector->numerator[j], vector->numerator[j], common);
    }
    mpz_clear(common);
}

void mc_vector_get(mpq_t value, const mc_vector *vector, size_t index)
{
    mpq_set_num(value, vector->numerator[index]);
    mpq_set_den(value, vector->denominator);
    mpq_canonicalize(value);
}

bool mc_vector_is_nonnegative(const mc_vector *vector)
{
    for (size_t j = 0; j < vector->length; j++)
        if (mpz_sgn(vector->numerator[j]) < 0)
            return false;
    return true;
}

bool mc_vector_set_list(mc_vector *vector, mpq_t *values, size_t bits)
{
    mpz_t common;
    bool fits = true;
    mpz_init_set_ui(common, 1);
    for (size_t j = 0; j < vector->length && fits; j++) {
        mpz_lcm(common, common, mpq_denref(values[j]));
        fits = mpz_sizeinbase(common, 2) <= bits;
    }
    for (size_t j = 0; j < vector->length && fits; j++) {
        mpz_divexact(vector->numerator[j], common, mpq_denref(values[j]));
        mpz_mul(vector->numerator[j], vector->numerator[j],
                mpq_numref(values[j]));
    }
    if (fits)
        mpz_swap(vector->denominator, common);
    mpz_clear(common);
    return fits;
}

void mc_vector_rescale(mc_vector *vector, const mpz_t denominator)
{
    mpz_t factor;
    mpz_init(factor);
    mpz_divexact(factor, denominator, vector->denominator);
    if (mpz_cmp_ui(factor, 1) != 0)
        for (size_t j = 0; j < vector->length; j++)
            mpz_mul(vector->numerator[j], vector->numerator[j], factor);
    mpz_set(vector->denominator, denominator);
    mpz_clear(factor);
}
