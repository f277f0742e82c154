/* Rational vectors over one common denominator. */
#include "unit.h"

#include <stdlib.h>

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
    assert_true(mc_vector_set_list(vector, values, SIZE_MAX));
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

static void
setting_gives_the_values_back_over_a_reduced_denominator(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(200); n++) {
        size_t length = n % 9;
        mpq_t *values = random_values(random, length);
        mc_vector vector;
        set_all(&vector, values, length);
        assert_int_equal(vector.length, length);
        assert_values(&vector, values);
        assert_reduced(&vector);
        mc_vector_clear(&vector);
        dense_vector_clear(values, length);
    }
    gmp_randclear(random);
}

static void reducing_keeps_the_values_and_undoes_rescaling(void **unused)
{
    gmp_randstate_t random;
    mpz_t before, larger;
    (void)unused;
    unit_random_init(random);
    mpz_inits(before, larger, NULL);
    for (size_t n = 0; n < unit_times(200); n++) {
        size_t length = n % 9;
        mpq_t *values = random_values(random, length);
        mc_vector vector;
        set_all(&vector, values, length);
        mpz_set(before, vector.denominator);
        mpz_rrandomb(larger, random, 1 + unit_random_below(random, 200));
        mpz_mul(larger, larger, before);
        mc_vector_rescale(&vector, larger);
        assert_int_equal(mpz_cmp(vector.denominator, larger), 0);
        assert_values(&vector, values);
        mc_vector_reduce(&vector);
        assert_int_equal(mpz_cmp(vector.denominator, before), 0);
        assert_values(&vector, values);
        mc_vector_clear(&vector);
        dense_vector_clear(values, length);
    }
    mpz_clears(before, larger, NULL);
    gmp_randclear(random);
}

static void a_zero_vector_is_reduced_to_denominator_one(void **unused)
{
    mc_vector vector;
    (void)unused;
    for (size_t length = 0; length < 3; length++) {
        assert_true(mc_vector_init(&vector, length));
        assert_int_equal(mpz_cmp_ui(vector.denominator, 1), 0);
        mpz_set_ui(vector.denominator, 12);
        mc_vector_reduce(&vector);
        assert_int_equal(mpz_cmp_ui(vector.denominator, 1), 0);
        mc_vector_clear(&vector);
    }
}

static void swapping_exchanges_everything(void **unused)
{
    mc_vector a, b;
    (void)unused;
    assert_true(mc_vector_init(&a, 2));
    assert_true(mc_vector_init(&b, 3));
    mpz_set_ui(a.denominator, 5);
    mpz_set_ui(a.numerator[1], 7);
    mc_vector_swap(&a, &b);
    assert_int_equal(a.length, 3);
    assert_int_equal(b.length, 2);
    assert_int_equal(mpz_get_ui(b.denominator), 5);
    assert_int_equal(mpz_get_ui(b.numerator[1]), 7);
    mc_vector_clear(&a);
    mc_vector_clear(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            setting_gives_the_values_back_over_a_reduced_denominator),
        cmocka_unit_test(reducing_keeps_the_values_and_undoes_rescaling),
        cmocka_unit_test(a_zero_vector_is_reduced_to_denominator_one),
        cmocka_unit_test(swapping_exchanges_everything),
    };
    return UNIT_RUN(tests);
}
