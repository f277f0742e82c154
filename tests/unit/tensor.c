/* Contractions of tensors, and the numbering of profiles. */
#include "scene.h"

#include <stdlib.h>

#include "game/choices.h"
#include "game/tensor.h"

static void random_tensor(mc_tensor *tensor, const size_t *dim, size_t agents,
                          gmp_randstate_t random)
{
    assert_true(mc_tensor_init(tensor, agents, dim));
    for (size_t x = 0; x < tensor->length; x++)
        mpz_set_si(tensor->value[x], (long)unit_random_below(random, 19) - 9);
}

static void random_matrix(mc_vector *matrix, size_t rows, size_t columns,
                          gmp_randstate_t random)
{
    assert_true(mc_vector_init(matrix, rows * columns));
    for (size_t e = 0; e < rows * columns; e++)
        mpz_set_si(matrix->numerator[e],
                   (long)unit_random_below(random, 7) - 3);
}

/* new(.., c, ..) = sum_r old(.., r, ..) matrix(r, c), for every profile. */
static void assert_contraction(const mc_tensor *new, const mc_tensor *old,
                               size_t agent, const mc_vector *matrix,
                               size_t columns, bool transposed)
{
    size_t rows = old->dim[agent];
    mpz_t sum;
    mpz_init(sum);
    assert_int_equal(new->dim[agent], columns);
    assert_int_equal(new->length, old->length / rows * columns);
    for (size_t x = 0; x < new->length; x++) {
        mpz_set_ui(sum, 0);
        for (size_t r = 0; r < rows; r++) {
            /* the old profile: the same choices, but r of this agent */
            size_t place = 0;
            for (size_t i = 0; i < old->agents; i++)
                place =
                    place * old->dim[i] +
                    (i == agent ? r
                                : scene_choice(new->dim, new->agents, x, i));
            size_t c = scene_choice(new->dim, new->agents, x, agent);
            mpz_addmul(
                sum, old->value[place],
                matrix->numerator[transposed ? c * rows + r : r * columns + c]);
        }
        assert_int_equal(mpz_cmp(sum, new->value[x]), 0);
    }
    mpz_clear(sum);
}

static void copy_tensor(mc_tensor *to, const mc_tensor *from)
{
    assert_true(mc_tensor_init(to, from->agents, from->dim));
    for (size_t x = 0; x < from->length; x++)
        mpz_set(to->value[x], from->value[x]);
}

static void a_contraction_is_its_sum(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(60); n++) {
        size_t agents = 1 + n % 4, dim[4];
        mc_tensor tensor, before;
        mc_vector matrix;
        for (size_t i = 0; i < agents; i++)
            dim[i] = 1 + unit_random_below(random, 4);
        size_t agent = unit_random_below(random, agents);
        size_t columns = 1 + unit_random_below(random, 4);
        bool transposed = unit_random_below(random, 2) == 0;
        random_tensor(&tensor, dim, agents, random);
        random_matrix(&matrix, dim[agent], columns, random);
        copy_tensor(&before, &tensor);
        assert_true(
            mc_tensor_apply(&tensor, agent, &matrix, columns, transposed));
        assert_contraction(&tensor, &before, agent, &matrix, columns,
                           transposed);
        mc_vector_clear(&matrix);
        mc_tensor_clear(&before);
        mc_tensor_clear(&tensor);
    }
    gmp_randclear(random);
}

static void assert_same(const mc_tensor *a, const mc_tensor *b)
{
    assert_int_equal(a->length, b->length);
    for (size_t x = 0; x < a->length; x++)
        assert_int_equal(mpz_cmp(a->value[x], b->value[x]), 0);
}

static void the_order_of_agents_does_not_matter(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(20); n++) {
        const size_t dim[] = {2, 1 + n % 3, 3};
        const size_t columns[] = {3, 2, 1 + n % 4};
        mc_tensor forward, backward;
        mc_vector matrix[3];
        random_tensor(&forward, dim, 3, random);
        copy_tensor(&backward, &forward);
        for (size_t i = 0; i < 3; i++)
            random_matrix(&matrix[i], dim[i], columns[i], random);
        for (size_t i = 0; i < 3; i++) {
            assert_true(
                mc_tensor_apply(&forward, i, &matrix[i], columns[i], false));
            assert_true(mc_tensor_apply(&backward, 2 - i, &matrix[2 - i],
                                        columns[2 - i], false));
        }
        assert_same(&forward, &backward);
        for (size_t i = 0; i < 3; i++)
            mc_vector_clear(&matrix[i]);
        mc_tensor_clear(&backward);
        mc_tensor_clear(&forward);
    }
    gmp_randclear(random);
}

static void the_unit_matrix_changes_nothing(void **unused)
{
    const size_t dim[] = {2, 3, 2};
    gmp_randstate_t random;
    mc_tensor tensor, before;
    mc_vector unit;
    (void)unused;
    unit_random_init(random);
    random_tensor(&tensor, dim, 3, random);
    copy_tensor(&before, &tensor);
    assert_true(mc_vector_init(&unit, 9));
    for (size_t c = 0; c < 3; c++)
        mpz_set_ui(unit.numerator[c * 3 + c], 1);
    assert_true(mc_tensor_apply(&tensor, 1, &unit, 3, false));
    assert_same(&tensor, &before);
    assert_true(mc_tensor_apply(&tensor, 1, &unit, 3, true));
    assert_same(&tensor, &before);
    mc_vector_clear(&unit);
    mc_tensor_clear(&before);
    mc_tensor_clear(&tensor);
    gmp_randclear(random);
}

/* A size that does not fit into memory is refused and may be cleared. */
static void an_impossible_tensor_is_refused(void **unused)
{
    const size_t dim[] = {SIZE_MAX / 64, 3, SIZE_MAX / 2};
    mc_tensor tensor;
    (void)unused;
    assert_false(mc_tensor_init(&tensor, 3, dim));
    mc_tensor_clear(&tensor);
}

/* ---- profiles ---- */

static void profiles_are_numbered_lexicographically(void **unused)
{
    const size_t count[] = {2, 3, 1, 4};
    mc_choices choices;
    (void)unused;
    assert_true(mc_choices_init(&choices, 4, count));
    assert_int_equal(choices.profiles, 24);
    for (size_t x = 0; x < 24; x++)
        for (size_t i = 0; i < 4; i++) {
            assert_int_equal(mc_choices_at(&choices, x, i),
                             scene_choice(count, 4, x, i));
            for (size_t c = 0; c < count[i]; c++)
                assert_int_equal(mc_choices_with(&choices, x, i, c),
                                 scene_with(count, 4, x, i, c));
        }
    mc_choices_clear(&choices);
}

/* Number after number, mc_choices_fixed gives all the profiles with the
   choice, in order, and the r-th ones of two choices differ in nothing else. */
static void fixing_a_choice_leaves_the_others(void **unused)
{
    const size_t count[] = {3, 1, 2, 4};
    mc_choices choices;
    (void)unused;
    assert_true(mc_choices_init(&choices, 4, count));
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(mc_choices_rest(&choices, i), 24 / count[i]);
        for (size_t c = 0; c < count[i]; c++) {
            size_t rest = 0;
            for (size_t x = 0; x < 24; x++) {
                if (mc_choices_at(&choices, x, i) != c)
                    continue;
                assert_int_equal(mc_choices_fixed(&choices, i, c, rest), x);
                for (size_t b = 0; b < count[i]; b++)
                    assert_int_equal(mc_choices_fixed(&choices, i, b, rest),
                                     mc_choices_with(&choices, x, i, b));
                rest++;
            }
            assert_int_equal(rest, mc_choices_rest(&choices, i));
        }
    }
    mc_choices_clear(&choices);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_contraction_is_its_sum),
        cmocka_unit_test(the_order_of_agents_does_not_matter),
        cmocka_unit_test(the_unit_matrix_changes_nothing),
        cmocka_unit_test(an_impossible_tensor_is_refused),
        cmocka_unit_test(profiles_are_numbered_lexicographically),
        cmocka_unit_test(fixing_a_choice_leaves_the_others),
    };
    return UNIT_RUN(tests);
}
