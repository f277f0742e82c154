/* Linear programs, written and read back. */
#define _POSIX_C_SOURCE 200809L
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "lp_text.h"

/* --- numbers ------------------------------------------------------------- */

static void assert_text(const char *number, const char *exact,
                        const char *rounded)
{
    mpq_t value;
    char *text;
    mpq_init(value);
    assert_int_equal(mpq_set_str(value, number, 10), 0);
    mpq_canonicalize(value);
    text = mc_number_text_lp(value);
    assert_string_equal(text, exact);
    free(text);
    text = mc_number_text_rounded(value, 17);
    assert_string_equal(text, rounded);
    free(text);
    mpq_clear(value);
}

static void numbers_are_written_as_people_would(void **unused)
{
    (void)unused;
    assert_text("0", "0", "0");
    assert_text("-7", "-7", "-7");
    assert_text("1/4", "0.25", "0.25");
    assert_text("-1/3", "-1/3", "-0.33333333333333333");
    assert_text("2/3", "2/3", "0.66666666666666667");
    assert_text("200/3", "200/3", "66.666666666666667");
    assert_text("1200", "1200", "1200");
    assert_text("1/1000", "0.001", "0.001");
    assert_text("-1/10000000", "-1e-7", "-1e-7");
    assert_text("3/20000000", "1.5e-7", "1.5e-7");
    assert_text("100000000000000000000", "100000000000000000000",
                "100000000000000000000");
    assert_text("1000000000000000000000000000000", "1e30", "1e30");
    assert_text("1234567890123456789012345", "1234567890123456789012345",
                "1.2345678901234568e24");
    assert_text("99999999999999999999", "99999999999999999999",
                "100000000000000000000");
    /* Ties go away from zero. */
    assert_text("100000000000000005", "100000000000000005",
                "100000000000000010");
    assert_text("-100000000000000005", "-100000000000000005",
                "-100000000000000010");
    assert_text("1/3000000000000", "1/3000000000000", "3.3333333333333333e-13");
}

/* wanted = |value| * 10^-16 / 2, the largest error of 17 digits. */
static void allowed_error(mpq_t wanted, const mpq_t value)
{
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, 16);
    mpz_mul_ui(power, power, 2);
    mpq_set_z(wanted, power);
    mpq_inv(wanted, wanted);
    mpq_mul(wanted, wanted, value);
    mpq_abs(wanted, wanted);
    mpz_clear(power);
}

static void reading_undoes_writing_of_numbers(void **unused)
{
    gmp_randstate_t random;
    mpq_t value, back, error;
    (void)unused;
    unit_random_init(random);
    mpq_init(value);
    mpq_init(back);
    mpq_init(error);
    for (size_t i = 0; i < unit_times(2000); i++) {
        char *text;
        unit_random_rational(value, random, 200);
        if (i % 2 == 0) { /* a finite decimal */
            mpz_ui_pow_ui(mpq_denref(value), 10, unit_random_below(random, 40));
            mpq_canonicalize(value);
        }
        text = mc_number_text_lp(value);
        assert_null(mc_number_parse_lp(back, text, strlen(text)));
        assert_true(mpq_equal(back, value));
        free(text);
        text = mc_number_text_rounded(value, 17);
        assert_null(mc_number_parse_lp(back, text, strlen(text)));
        mpq_sub(back, back, value);
        mpq_abs(back, back);
        allowed_error(error, value);
        assert_true(mpq_cmp(back, error) <= 0);
        free(text);
    }
    mpq_clear(error);
    mpq_clear(back);
    mpq_clear(value);
    gmp_randclear(random);
}

/* --- programs ------------------------------------------------------------ */

static char *directory;

/* Writes a program and reads it back; the text is kept in *text if wanted. */
static void go_round(mc_lp *back, char **text, const mc_lp *lp,
                     mc_lp_format format, mc_lp_numbers numbers)
{
    char *path = unit_path(directory, "program");
    mc_message message = {""};
    mc_lp_format found;
    size_t length;
    if (mc_lp_write(lp, &message, path, format, numbers) != MC_OK)
        fail_msg("not written: %s", message.text);
    assert_string_equal(message.text, "");
    if (mc_lp_read(back, &found, &message, path, NULL) != MC_OK)
        fail_msg("not read back: %s\n%s", message.text,
                 unit_read_file(path, &length));
    assert_int_equal(found, format);
    if (text)
        *text = unit_read_file(path, &length);
    free(path);
}

static void random_bounds(mpq_t bound[2], bool finite[2],
                          gmp_randstate_t random, bool may_cross)
{
    unit_random_rational(bound[0], random, 20);
    unit_random_rational(bound[1], random, 20);
    if (unit_random_below(random, 4) == 0)
        mpq_set_ui(bound[0], 0, 1);
    if (unit_random_below(random, 5) == 0)
        mpq_set(bound[1], bound[0]);
    if (!may_cross && mpq_cmp(bound[0], bound[1]) > 0)
        mpq_swap(bound[0], bound[1]);
    finite[0] = unit_random_below(random, 4) != 0;
    finite[1] = unit_random_below(random, 2) != 0;
}

/* Rows neither cross nor are free if `plain`. */
static void random_program(mc_lp *lp, gmp_randstate_t random, bool plain)
{
    size_t rows = unit_random_below(random, 6);
    size_t columns = unit_random_below(random, 6) + (plain ? 1 : 0);
    bool named = unit_random_below(random, 2) == 0, finite[2];
    mpq_t bound[2], value;
    char name[32];
    mpq_init(bound[0]);
    mpq_init(bound[1]);
    mpq_init(value);
    mc_lp_init(lp, unit_random_below(random, 2) == 0);
    if (unit_random_below(random, 2) == 0)
        unit_random_rational(lp->constant, random, 30);
    for (size_t r = 0; r < rows; r++) {
        random_bounds(bound, finite, random, !plain);
        if (plain && !finite[0] && !finite[1])
            finite[r % 2] = true;
        assert_true(mc_lp_add_row(lp, finite[0] ? bound[0] : NULL,
                                  finite[1] ? bound[1] : NULL));
        (void)snprintf(name, sizeof name, "row.%zu", (r * 5) % 7);
        if (named)
            assert_true(mc_lp_name_row(lp, name, strlen(name)));
    }
    for (size_t j = 0; j < columns; j++) {
        random_bounds(bound, finite, random, true);
        unit_random_rational(value, random, 20);
        assert_true(mc_lp_add_column(
            lp, finite[0] ? bound[0] : NULL, finite[1] ? bound[1] : NULL,
            unit_random_below(random, 2) ? value : NULL));
        (void)snprintf(name, sizeof name, "Column_%zu[%zu]", (j * 3) % 7, j);
        if (named)
            assert_true(mc_lp_name_column(lp, name, strlen(name)));
        for (size_t r = 0; r < rows; r++) {
            unit_random_rational(value, random, 20);
            if (unit_random_below(random, 2) == 0)
                assert_true(mc_lp_add_entry(lp, r, j, value));
        }
    }
    mpq_clear(value);
    mpq_clear(bound[1]);
    mpq_clear(bound[0]);
    assert_true(mc_lp_finish(lp));
}

/* The names that a program without names gets. */
static void name_plainly(mc_lp *lp)
{
    char name[32];
    if (!lp->row_name && lp->rows > 0) {
        lp->row_name = calloc(lp->rows, sizeof(char *));
        for (size_t r = 0; r < lp->rows; r++) {
            (void)snprintf(name, sizeof name, "c%zu", r + 1);
            lp->row_name[r] = strdup(name);
        }
    }
    if (!lp->column_name && lp->columns > 0) {
        lp->column_name = calloc(lp->columns, sizeof(char *));
        for (size_t j = 0; j < lp->columns; j++) {
            (void)snprintf(name, sizeof name, "x%zu", j + 1);
            lp->column_name[j] = strdup(name);
        }
    }
}

static void assert_same(const mc_lp *left, const mc_lp *right, const char *text)
{
    char *a = lp_text_dump(left), *b = lp_text_dump(right);
    if (strcmp(a, b) != 0)
        fail_msg("\n%s\nis not\n%s\nby\n%s", a, b, text ? text : "");
    free(b);
    free(a);
}

static void fractions_come_back_exactly(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t i = 0; i < unit_times(400); i++) {
        mc_lp lp, back;
        char *text;
        random_program(&lp, random, true);
        go_round(&back, &text, &lp, i % 2 ? MC_LP_MPS : MC_LP_CPLEX,
                 MC_LP_FRACTIONS);
        name_plainly(&lp);
        assert_same(&lp, &back, text);
        free(text);
        mc_lp_clear(&back);
        mc_lp_clear(&lp);
    }
    gmp_randclear(random);
}

/* --- integers ------------------------------------------------------------ */

static bool is_integer(const mpq_t value)
{
    return mpz_cmp_ui(mpq_denref(value), 1) == 0;
}

static void assert_integers(const mc_lp *lp)
{
    assert_true(is_integer(lp->constant));
    for (size_t r = 0; r < lp->rows; r++) {
        assert_int_equal(mpz_cmp_ui(lp->row_scale[r], 1), 0);
        assert_true(is_integer(lp->row_lower[r].value));
        assert_true(is_integer(lp->row_upper[r].value));
    }
    for (size_t j = 0; j < lp->columns; j++) {
        assert_true(is_integer(lp->cost[j]));
        assert_true(is_integer(lp->column_lower[j].value));
        assert_true(is_integer(lp->column_upper[j].value));
    }
}

static void divide(mc_lp_bound *bound, const mpz_t scale)
{
    mpq_t factor;
    if (!bound->finite)
        return;
    mpq_init(factor);
    mpq_set_z(factor, scale);
    mpq_div(bound->value, bound->value, factor);
    mpq_clear(factor);
}

static void join(mpz_t common, const mc_lp_bound *bound)
{
    if (bound->finite)
        mpz_lcm(common, common, mpq_denref(bound->value));
}

/* Takes the row at the end away again and gives its bounds to its column. */
static void fold_last_row(mc_lp *lp)
{
    size_t last = lp->rows - 1, column = 0, place = SIZE_MAX;
    mc_lp_bound *bound[2] = {&lp->row_lower[last], &lp->row_upper[last]};
    mpz_t scale;
    mpz_init(scale);
    for (size_t j = 0; j < lp->columns; j++)
        for (size_t e = lp->matrix.start[j]; e < lp->matrix.start[j + 1]; e++)
            if (lp->matrix.row[e] == last) {
                assert_int_equal(place, SIZE_MAX);
                place = e;
                column = j;
            }
    assert_int_not_equal(place, SIZE_MAX);
    mc_sparse_get(scale, &lp->matrix, place);
    assert_true(mpz_cmp_ui(scale, 1) > 0);
    for (size_t side = 0; side < 2; side++) {
        mc_lp_bound *mine =
            side == 0 ? &lp->column_lower[column] : &lp->column_upper[column];
        if (!bound[side]->finite)
            continue;
        assert_false(mine->finite);
        divide(bound[side], scale);
        mine->finite = true;
        mpq_set(mine->value, bound[side]->value);
        assert_false(is_integer(mine->value));
    }
    mpz_clear(scale);
    mpq_clear(bound[0]->value);
    mpq_clear(bound[1]->value);
    mpz_clear(lp->row_scale[last]);
    free(lp->row_name[last]);
    lp->row_name[last] = NULL;
    lp->rows--;
    /* The entry stays in the matrix, in a row that nobody asks for. */
    memmove(&lp->matrix.row[place], &lp->matrix.row[place + 1],
            (lp->matrix.start[lp->columns] - place - 1) *
                sizeof *lp->matrix.row);
    assert_non_null(lp->matrix.small);
    memmove(&lp->matrix.small[place], &lp->matrix.small[place + 1],
            (lp->matrix.start[lp->columns] - place - 1) *
                sizeof *lp->matrix.small);
    for (size_t j = column + 1; j <= lp->columns; j++)
        lp->matrix.start[j]--;
}

/* Undoes the scales that `lp` asks for. */
static void unscale(mc_lp *back, const mc_lp *lp)
{
    mpz_t scale;
    mpq_t factor;
    mpz_init_set(scale, mpq_denref(lp->constant));
    mpq_init(factor);
    for (size_t j = 0; j < lp->columns; j++)
        mpz_lcm(scale, scale, mpq_denref(lp->cost[j]));
    mpq_set_z(factor, scale);
    mpq_div(back->constant, back->constant, factor);
    for (size_t j = 0; j < lp->columns; j++)
        mpq_div(back->cost[j], back->cost[j], factor);
    for (size_t r = 0; r < lp->rows; r++) {
        mpz_set(scale, lp->row_scale[r]);
        join(scale, &lp->row_lower[r]);
        join(scale, &lp->row_upper[r]);
        divide(&back->row_lower[r], scale);
        divide(&back->row_upper[r], scale);
        mpz_set(back->row_scale[r], scale);
    }
    mpq_clear(factor);
    mpz_clear(scale);
}

static void integers_are_the_program_times_positive_integers(void **unused)
{
    gmp_randstate_t random;
    size_t folded = 0;
    (void)unused;
    unit_random_init(random);
    for (size_t i = 0; i < unit_times(400); i++) {
        mc_lp lp, back;
        char *text;
        random_program(&lp, random, true);
        go_round(&back, &text, &lp, i % 2 ? MC_LP_MPS : MC_LP_CPLEX,
                 MC_LP_INTEGERS);
        assert_integers(&back);
        assert_null(strchr(text, '/'));
        for (; back.rows > lp.rows && back.matrix.small; folded++)
            fold_last_row(&back);
        if (back.rows == lp.rows) {
            unscale(&back, &lp);
            name_plainly(&lp);
            assert_same(&lp, &back, text);
        }
        free(text);
        mc_lp_clear(&back);
        mc_lp_clear(&lp);
    }
    assert_true(folded > 0);
    gmp_randclear(random);
}

/* --- decimals ------------------------------------------------------------ */

/* |back - value| <= 10^-16 / 2 (|value| + |other|) */
static void assert_near(const mpq_t back, const mpq_t value, const mpq_t other)
{
    mpq_t error, allowed, part;
    mpq_init(error);
    mpq_init(allowed);
    mpq_init(part);
    mpq_sub(error, back, value);
    mpq_abs(error, error);
    allowed_error(allowed, value);
    if (other) {
        /* U = L + (U - L) */
        mpq_sub(part, value, other);
        allowed_error(allowed, part);
        allowed_error(part, other);
        mpq_add(allowed, allowed, part);
    }
    assert_true(mpq_cmp(error, allowed) <= 0);
    mpq_clear(part);
    mpq_clear(allowed);
    mpq_clear(error);
}

static void assert_near_bound(const mc_lp_bound *back, const mc_lp_bound *bound,
                              const mc_lp_bound *other)
{
    assert_int_equal(back->finite, bound->finite);
    if (back->finite)
        assert_near(back->value, bound->value,
                    other && other->finite ? other->value : NULL);
}

static void decimals_are_rounded_to_seventeen_digits(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t i = 0; i < unit_times(200); i++) {
        mc_lp_format format = i % 2 ? MC_LP_MPS : MC_LP_CPLEX;
        mpq_t value, wanted;
        mc_lp lp, back;
        char *text;
        random_program(&lp, random, true);
        go_round(&back, &text, &lp, format, MC_LP_DECIMALS);
        assert_non_null(strstr(text, "ROUNDED"));
        assert_null(strchr(text, '/'));
        assert_int_equal(back.rows, lp.rows);
        assert_int_equal(back.columns, lp.columns);
        assert_near(back.constant, lp.constant, NULL);
        for (size_t r = 0; r < lp.rows; r++) {
            assert_near_bound(&back.row_lower[r], &lp.row_lower[r], NULL);
            assert_near_bound(&back.row_upper[r], &lp.row_upper[r],
                              format == MC_LP_MPS ? &lp.row_lower[r] : NULL);
        }
        for (size_t j = 0; j <= lp.columns; j++)
            assert_int_equal(back.matrix.start[j], lp.matrix.start[j]);
        mpq_init(value);
        mpq_init(wanted);
        for (size_t j = 0; j < lp.columns; j++) {
            assert_near_bound(&back.column_lower[j], &lp.column_lower[j], NULL);
            assert_near_bound(&back.column_upper[j], &lp.column_upper[j], NULL);
            assert_near(back.cost[j], lp.cost[j], NULL);
        }
        for (size_t e = 0; e < lp.matrix.start[lp.columns]; e++) {
            assert_int_equal(back.matrix.row[e], lp.matrix.row[e]);
            mc_lp_get_entry(value, &back, e);
            mc_lp_get_entry(wanted, &lp, e);
            assert_near(value, wanted, NULL);
        }
        mpq_clear(wanted);
        mpq_clear(value);
        free(text);
        mc_lp_clear(&back);
        mc_lp_clear(&lp);
    }
    gmp_randclear(random);
}

/* --- what a format cannot say -------------------------------------------- */

static void assert_round(const char *text, mc_lp_format format,
                         mc_lp_numbers numbers, const char *dump,
                         const char *comment)
{
    mc_message message = {""};
    mc_lp lp, back;
    char *written, *found;
    if (lp_text_read(&lp, NULL, &message, text, strlen(text), NULL) != MC_OK)
        fail_msg("%s", message.text);
    go_round(&back, &written, &lp, format, numbers);
    found = lp_text_dump(&back);
    if (strcmp(found, dump) != 0)
        fail_msg("\n%s\nnot\n%s\nby\n%s", found, dump, written);
    if (comment && strstr(written, comment) == NULL)
        fail_msg("no \"%s\" in\n%s", comment, written);
    free(found);
    free(written);
    mc_lp_clear(&back);
    mc_lp_clear(&lp);
}

static void names_that_a_format_cannot_carry_are_replaced(void **unused)
{
    static const char odd[] =
        "NAME\nROWS\n N o\n G 1st\n G c3\n G end\n G x:y\nCOLUMNS\n 2x 1st 1 "
        "c3 "
        "1\n x1 end 1\n inf x:y 1\n e5 x:y 2\n free o 1\n\x80\tx\n";
    static const char fixed[] =
        "ROWS\n N  A B\n G  C D\n G  $E\n G  c1\nCOLUMNS\n"
        "    X Y       C D                  1\n"
        "              C D                  2\n"
        "    *Z        C D                  3\n"
        "    'MARKER'  C D                  4\nENDATA\n";
    char text[512];
    (void)unused;
    (void)snprintf(text, sizeof text, "%.*sENDATA\n",
                   (int)(strchr(odd, '\x80') - odd), odd);
    assert_round(text, MC_LP_CPLEX, MC_LP_FRACTIONS,
                 "min 0 | x1_ 0 [0,inf] | x1 0 [0,inf] | x3 0 [0,inf] | e5 0 "
                 "[0,inf] | x5 1 [0,inf] || c1 [0,inf] 1 x1_ || c3 [0,inf] 1 "
                 "x1_ || c3_ [0,inf] 1 x1 || c4 [0,inf] 1 x3 2 e5",
                 "\\ Column x1_ was \"2x\"\n");
    assert_round(text, MC_LP_MPS, MC_LP_FRACTIONS,
                 "min 0 | 2x 0 [0,inf] | x1 0 [0,inf] | inf 0 [0,inf] | e5 0 "
                 "[0,inf] | free 1 [0,inf] || 1st [0,inf] 1 2x || c3 [0,inf] 1 "
                 "2x || end [0,inf] 1 x1 || x:y [0,inf] 1 inf 2 e5",
                 NULL);
    assert_round(fixed, MC_LP_MPS, MC_LP_FRACTIONS,
                 "min 0 | x1 0 [0,inf] | x2 0 [0,inf] | x3 0 [0,inf] | x4 0 "
                 "[0,inf] || c1_ [0,inf] 1 x1 2 x2 3 x3 4 x4 || c2 [0,inf] || "
                 "c1 [0,inf]",
                 "* Row c1_ was \"C D\"\n* Row c2 was \"$E\"\n* Column x1 was "
                 "\"X Y\"\n* Column x2 was \"\"\n");
}

static void the_objective_of_mps_has_a_name_of_its_own(void **unused)
{
    (void)unused;
    assert_round("min x\nst\nOBJ: x >= 1\nOBJ_: x >= 2\nend\n", MC_LP_MPS,
                 MC_LP_FRACTIONS,
                 "min 0 | x 1 [0,inf] || OBJ [1,inf] 1 x || OBJ_ [2,inf] 1 x",
                 " N  OBJ__\n");
}

static void crossing_sides_get_a_second_row_in_mps(void **unused)
{
    static const char text[] =
        "min x\nst\na: 3/2 <= x + 2 y <= 1\nb: y >= 1\nbounds\n2 <= y <= "
        "1\nend\n";
    (void)unused;
    assert_round(text, MC_LP_CPLEX, MC_LP_FRACTIONS,
                 "min 0 | x 1 [0,inf] | y 0 [2,1] || a [3/2,1] 1 x 2 y || b "
                 "[1,inf] 1 y",
                 NULL);
    assert_round(text, MC_LP_MPS, MC_LP_FRACTIONS,
                 "min 0 | x 1 [0,inf] | y 0 [2,1] || a [3/2,inf] 1 x 2 y || b "
                 "[1,inf] 1 y || c3 [-inf,1] 1 x 2 y",
                 "The row c3 and those behind it");
    assert_round(text, MC_LP_MPS, MC_LP_INTEGERS,
                 "min 0 | x 1 [0,inf] | y 0 [2,1] || a [3,inf] 2 x 4 y || b "
                 "[1,inf] 1 y || c3 [-inf,2] 2 x 4 y",
                 "The row c3");
}

static void rows_without_bounds_are_empty_rows_in_cplex_lp(void **unused)
{
    static const char text[] = "ROWS\n N o\n N p\n G q\nCOLUMNS\n x p 1 q 1\n"
                               " y p 2 o 1\nENDATA\n";
    (void)unused;
    assert_round(text, MC_LP_MPS, MC_LP_FRACTIONS,
                 "min 0 | x 0 [0,inf] | y 1 [0,inf] || p [-inf,inf] 1 x 2 y || "
                 "q [0,inf] 1 x",
                 NULL);
    assert_round(
        text, MC_LP_CPLEX, MC_LP_FRACTIONS,
        "min 0 | x 0 [0,inf] | y 1 [0,inf] || p [0,inf] || q [0,inf] 1 "
        "x",
        "Rows without bounds, written as 0 >= 0 in their place: 1.");
}

static void fractional_bounds_of_columns_become_rows(void **unused)
{
    static const char text[] = "max 1/3 x + y + 1/2\nst\nc1: x + 1/2 y <= "
                               "2/3\nbounds\n1/3 <= x <= 1/2\n1/4 <= y <= "
                               "3\nz <= 5/2\n3/2 <= w <= 1/2\nend\n";
    (void)unused;
    assert_round(text, MC_LP_CPLEX, MC_LP_INTEGERS,
                 "max 3 | x 2 [-inf,inf] | y 6 [-inf,3] | z 0 [0,inf] | w 0 "
                 "[-inf,inf] || c1 [-inf,4] 6 x 3 y || c2 [2,3] 6 x || c3 "
                 "[1,inf] 4 y || c4 [-inf,5] 2 z || c5 [3,1] 2 w",
                 "The objective was multiplied by 6, and so is the optimal "
                 "value.");
    assert_round(text, MC_LP_MPS, MC_LP_INTEGERS,
                 "max 3 | x 2 [-inf,inf] | y 6 [-inf,3] | z 0 [0,inf] | w 0 "
                 "[-inf,inf] || c1 [-inf,4] 6 x 3 y || c2 [2,3] 6 x || c3 "
                 "[1,inf] 4 y || c4 [-inf,5] 2 z || c5 [3,inf] 2 w || c6 "
                 "[-inf,1] 2 w",
                 "The row c2 and those behind it");
}

/* What other programs want to see: a marker of free MPS, lower bounds on the
   left; and comments only where something changed. */
static void the_text_is_what_other_programs_read(void **unused)
{
    static const char text[] = "max x\nst\nc: 1 <= x - 2 y <= 3\nd: y + z = "
                               "1/2\nbounds\nx >= 1/4\n-1 <= y <= -1/2\nz <= "
                               "5\n-inf <= u <= 5\nv free\nw = 2\nt <= "
                               "-1\nend\n";
    mc_message message = {""};
    mc_lp lp, back;
    char *written;
    (void)unused;
    assert_int_equal(
        lp_text_read(&lp, NULL, &message, text, strlen(text), NULL), MC_OK);
    lp.sha256[0] = '\0';
    go_round(&back, &written, &lp, MC_LP_CPLEX, MC_LP_FRACTIONS);
    mc_lp_clear(&back);
    assert_string_equal(
        written, "\\ Written by mechcert\nMaximize\n obj: x + 0 y + 0 z "
                 "+ 0 u + 0 v + 0 w + 0 t\nSubject To\n c: 1 <= x - 2 y "
                 "<= 3\n d: y + z = 0.5\nBounds\n 0.25 <= x\n -1 <= y <= "
                 "-0.5\n z <= 5\n -inf <= u <= 5\n v free\n w = 2\n 0 <= "
                 "t <= -1\nEnd\n");
    free(written);
    go_round(&back, &written, &lp, MC_LP_MPS, MC_LP_FRACTIONS);
    mc_lp_clear(&back);
    assert_string_equal(
        written,
        "* Written by mechcert\nNAME  mechcert  FREE\nOBJSENSE\n    "
        "MAX\nROWS\n "
        "N  OBJ\n G  c\n E  d\nCOLUMNS\n    x  OBJ  1\n    x  c  1\n    y  c  "
        "-2\n    y  d  1\n    z  d  1\n    u  OBJ  0\n    v  OBJ  0\n    w  "
        "OBJ  "
        "0\n    t  OBJ  0\nRHS\n    RHS  c  1\n    RHS  d  0.5\nRANGES\n    "
        "RNG  "
        "c  2\nBOUNDS\n LO BND  x  0.25\n LO BND  y  -1\n UP BND  y  -0.5\n UP "
        "BND  z  5\n MI BND  u\n UP BND  u  5\n FR BND  v\n FX BND  w  2\n LO "
        "BND  t  0\n UP BND  t  -1\nENDATA\n");
    free(written);
    mc_lp_clear(&lp);
}

static void columns_keep_their_order(void **unused)
{
    (void)unused;
    assert_round("ROWS\n N o\n G a\nCOLUMNS\n x o 0\n y a 1\n z a 1\n w o "
                 "1\nENDATA\n",
                 MC_LP_CPLEX, MC_LP_FRACTIONS,
                 "min 0 | x 0 [0,inf] | y 0 [0,inf] | z 0 [0,inf] | w 1 "
                 "[0,inf] || a [0,inf] 1 y 1 z",
                 "obj: 0 x + 0 y + 0 z + w\n");
    /* An empty row mentions the first column. */
    assert_round(
        "ROWS\n N o\n G a\n G b\nCOLUMNS\n x b 1\n y b 1\nENDATA\n",
        MC_LP_CPLEX, MC_LP_FRACTIONS,
        "min 0 | x 0 [0,inf] | y 0 [0,inf] || a [0,inf] || b [0,inf] 1 "
        "x 1 y",
        " a: 0 x >= 0\n");
}

static void programs_without_rows_or_columns(void **unused)
{
    mc_message message = {""};
    char *path = unit_path(directory, "none");
    mc_lp lp;
    static const char text[] = "ROWS\n G a\nCOLUMNS\nENDATA\n";
    (void)unused;
    for (int format = 0; format < 2; format++) {
        assert_round("max 3\nst\nend\n", (mc_lp_format)format, MC_LP_INTEGERS,
                     "max 3", NULL);
        assert_round("min\nst\nend\n", (mc_lp_format)format, MC_LP_FRACTIONS,
                     "min 0", NULL);
        assert_round("min 0 x\nst\nbounds\nx free\nend\n", (mc_lp_format)format,
                     MC_LP_FRACTIONS, "min 0 | x 0 [-inf,inf]", NULL);
    }
    assert_round(text, MC_LP_MPS, MC_LP_FRACTIONS, "min 0 || a [0,inf]", NULL);
    assert_int_equal(
        lp_text_read(&lp, NULL, &message, text, strlen(text), NULL), MC_OK);
    assert_int_equal(
        mc_lp_write(&lp, &message, path, MC_LP_CPLEX, MC_LP_FRACTIONS),
        MC_LIMIT);
    assert_non_null(strstr(message.text, "rows without columns"));
    mc_lp_clear(&lp);
    free(path);
}

/* Two numbers of 6,000 digits each fit; their quotient does not. */
static void numbers_that_nobody_could_read_are_not_written(void **unused)
{
    char *path = unit_path(directory, "none");
    mc_message message = {""};
    mc_lp lp;
    (void)unused;
    for (int format = 0; format < 2; format++) {
        mpq_t value;
        mc_lp_init(&lp, false);
        mpq_init(value);
        mpz_ui_pow_ui(mpq_numref(value), 7, 7000);
        mpz_ui_pow_ui(mpq_denref(value), 3, 12000);
        assert_true(mc_lp_add_column(&lp, NULL, value, NULL));
        assert_true(mc_lp_finish(&lp));
        assert_int_equal(mc_lp_write(&lp, &message, path, (mc_lp_format)format,
                                     MC_LP_FRACTIONS),
                         MC_LIMIT);
        assert_non_null(strstr(message.text, "10,000 characters"));
        assert_null(unit_read_file(path, NULL));
        mpq_clear(value);
        mc_lp_clear(&lp);
    }
    free(path);
}

static void what_cannot_be_written_is_an_io_error(void **unused)
{
    mc_message message = {""};
    mc_lp lp;
    (void)unused;
    mc_lp_init(&lp, false);
    assert_true(mc_lp_finish(&lp));
    assert_int_equal(mc_lp_write(&lp, &message, "/nonexistent/x", MC_LP_MPS,
                                 MC_LP_FRACTIONS),
                     MC_IO);
    mc_lp_clear(&lp);
}

/* Long expressions are broken and come back. */
static void long_rows_are_broken(void **unused)
{
    mc_lp lp, back;
    mpq_t one;
    char *text;
    size_t width = 0, widest = 0;
    (void)unused;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    mc_lp_init(&lp, false);
    assert_true(mc_lp_add_row(&lp, one, NULL));
    for (size_t j = 0; j < 500; j++) {
        assert_true(mc_lp_add_column(&lp, one, NULL, j % 3 ? one : NULL));
        assert_true(mc_lp_add_entry(&lp, 0, j, one));
        mpq_neg(one, one);
    }
    assert_true(mc_lp_finish(&lp));
    go_round(&back, &text, &lp, MC_LP_CPLEX, MC_LP_FRACTIONS);
    for (const char *at = text; *at != '\0'; at++) {
        width = *at == '\n' ? 0 : width + 1;
        widest = width > widest ? width : widest;
    }
    assert_true(widest <= 100);
    name_plainly(&lp);
    assert_same(&lp, &back, NULL);
    free(text);
    mc_lp_clear(&back);
    mc_lp_clear(&lp);
    mpq_clear(one);
}

static void public_files_come_back(void **unused)
{
    static const char *const files[] = {"afiro.mps", "galenet.mps", "kb2.mps",
                                        "sc50a.mps"};
    (void)unused;
    for (size_t i = 0; i < 4; i++) {
        char *path = unit_path(MC_TEST_DATA "/lp", files[i]);
        mc_message message = {""};
        for (int format = 0; format < 2; format++) {
            mc_lp lp, back;
            assert_int_equal(mc_lp_read(&lp, NULL, &message, path, NULL),
                             MC_OK);
            go_round(&back, NULL, &lp, (mc_lp_format)format, MC_LP_FRACTIONS);
            assert_same(&lp, &back, NULL);
            mc_lp_clear(&back);
            mc_lp_clear(&lp);
        }
        free(path);
    }
}

/* What was written once is the same when it is written again, whatever the
   names, bounds and numbers of the first program were. */
static void writing_twice_changes_nothing(void **unused)
{
    static const char spice[] = "$*:<=>+-/.e0123456789[]xyz'\x80";
    gmp_randstate_t random;
    char *path = unit_path(MC_TEST_DATA "/lp", "galenet.mps");
    size_t length, accepted = 0;
    char *text = unit_read_file(path, &length), *copy = malloc(length + 1);
    (void)unused;
    assert_non_null(text);
    assert_non_null(copy);
    unit_random_init(random);
    for (size_t i = 0; i < unit_times(300); i++) {
        mc_message message = {""};
        mc_lp lp, once, twice;
        memcpy(copy, text, length);
        for (size_t change = 0; change < 2; change++) {
            char from = "ABDEFHTPYW0123456789SN"[unit_random_below(random, 22)];
            char to = spice[unit_random_below(random, sizeof spice - 1)];
            size_t only = unit_random_below(random, 2 * length);
            for (size_t k = 0; k < length; k++)
                if (copy[k] == from && (only >= length || k >= only))
                    copy[k] = to;
        }
        if (lp_text_read(&lp, NULL, &message, copy, length, NULL) != MC_OK)
            continue;
        accepted++;
        for (int format = 0; format < 2; format++) {
            go_round(&once, NULL, &lp, (mc_lp_format)format, MC_LP_FRACTIONS);
            go_round(&twice, NULL, &once, (mc_lp_format)format,
                     MC_LP_FRACTIONS);
            assert_same(&once, &twice, copy);
            assert_int_equal(once.columns, lp.columns);
            assert_int_equal(once.rows, lp.rows);
            mc_lp_clear(&twice);
            mc_lp_clear(&once);
        }
        mc_lp_clear(&lp);
    }
    assert_true(accepted > unit_times(300) / 20);
    gmp_randclear(random);
    free(copy);
    free(text);
    free(path);
}

static int set_up(void **unused)
{
    (void)unused;
    directory = unit_new_directory();
    return directory ? 0 : -1;
}

static int tear_down(void **unused)
{
    (void)unused;
    unit_remove_directory(directory);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_as_people_would),
        cmocka_unit_test(reading_undoes_writing_of_numbers),
        cmocka_unit_test(fractions_come_back_exactly),
        cmocka_unit_test(integers_are_the_program_times_positive_integers),
        cmocka_unit_test(decimals_are_rounded_to_seventeen_digits),
        cmocka_unit_test(names_that_a_format_cannot_carry_are_replaced),
        cmocka_unit_test(the_objective_of_mps_has_a_name_of_its_own),
        cmocka_unit_test(crossing_sides_get_a_second_row_in_mps),
        cmocka_unit_test(rows_without_bounds_are_empty_rows_in_cplex_lp),
        cmocka_unit_test(fractional_bounds_of_columns_become_rows),
        cmocka_unit_test(the_text_is_what_other_programs_read),
        cmocka_unit_test(columns_keep_their_order),
        cmocka_unit_test(programs_without_rows_or_columns),
        cmocka_unit_test(numbers_that_nobody_could_read_are_not_written),
        cmocka_unit_test(what_cannot_be_written_is_an_io_error),
        cmocka_unit_test(long_rows_are_broken),
        cmocka_unit_test(public_files_come_back),
        cmocka_unit_test(writing_twice_changes_nothing),
    };
    return unit_finish(cmocka_run_group_tests(tests, set_up, tear_down));
}
