/* Rational vectors over one common denominator. */
#include "unit.h"

#include "dense.h"

#include "arith/vector.h"

static mpq_t *random_values(gmp_randstate_t random, size_t length)
{
    mpq_t *values = dense_vector(length);
    for (size_t j = 0; j < length; j++)
        unit_random_rational(values[j], random, 80);
    return values;
}

static void set_all(mc_vector *vector, mpq_t *values, size_t length)
{
    assert_true(mc_vector_init(vector, length));
    mc_vector_set_all(vector, (mpq_t *const *)&values);
}

static void assert_values(const mc_vector *vector, mpq_t *values)
{
    mpq_t value;
    mpq_init(value);
    for (size_t j = 0; j < vector->length; j++) {
        mc_vector_get(value, vector, j);
        assert_true(mpq_equal(value, values[j]));
    }
    mpq_clear(value);
}

static void assert_reduced(const mc_vector *vector)
{
    mpz_t common;
    mpz_init_set(common, vector->denominator);
    assert_true(mpz_sgn(common) > 0);
    for (size_t j = 0; j < vector->length; j++)
        mpz_gcd(common, common, vector->numerator[j]);
    assert_int_equal(mpz_cmp_ui(common, 1), 0);
    mpz_clear(common);
}
