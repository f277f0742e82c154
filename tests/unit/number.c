/* Exact numbers as text. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"

/* Parses a copy without a final NUL, so that a sanitizer sees a byte read too
   many. */
static const char *parse(mpq_t value, const char *text)
{
    size_t length = strlen(text);
    char *copy = malloc(length > 0 ? length : 1);
    const char *problem;
    assert_non_null(copy);
    memcpy(copy, text, length);
    problem = mc_number_parse(value, copy, length);
    free(copy);
    return problem;
}

static void assert_same_number(const char *left, const char *right)
{
    mpq_t a, b;
    mpq_init(a);
    mpq_init(b);
    assert_null(parse(a, left));
    assert_null(parse(b, right));
    if (!mpq_equal(a, b))
        fail_msg("%s and %s are read as different numbers", left, right);
    mpq_clear(b);
    mpq_clear(a);
}

static void parsing_undoes_printing(void **unused)
{
    gmp_randstate_t random;
    mpq_t value, back;
    (void)unused;
    unit_random_init(random);
    mpq_init(value);
    mpq_init(back);
    for (size_t i = 0; i < unit_times(2000); i++) {
        char *text;
        unit_random_rational(value, random, 300);
        text = mc_number_text(value);
        assert_non_null(text);
        assert_null(parse(back, text));
        assert_true(mpq_equal(value, back));
        free(text);
    }
    mpq_clear(back);
    mpq_clear(value);
    gmp_randclear(random);
}

static void a_decimal_is_the_same_fraction(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t i = 0; i < unit_times(2000); i++) {
        size_t whole = unit_random_below(random, 1000);
        size_t part = unit_random_below(random, 1000);
        size_t exponent = unit_random_below(random, 6);
        const char *sign = unit_random_below(random, 2) == 0 ? "-" : "";
        char decimal[64], fraction[64];
        snprintf(decimal, sizeof decimal, "%s%zu.%03zue-%zu", sign, whole, part,
                 exponent);
        snprintf(fraction, sizeof fraction, "%s%zu/1000%.*s", sign,
                 1000 * whole + part, (int)exponent, "00000");
        assert_same_number(decimal, fraction);
        snprintf(decimal, sizeof decimal, "%s%zu.%03zuE+%zu", sign, whole, part,
                 exponent);
        snprintf(fraction, sizeof fraction, "%s%zu%.*s/1000", sign,
                 1000 * whole + part, (int)exponent, "00000");
        assert_same_number(decimal, fraction);
    }
    gmp_randclear(random);
}

static void spellings_of_one_number_agree(void **unused)
{
    (void)unused;
    assert_same_number("2/4", "1/2");
    assert_same_number("0.25", "1/4");
    assert_same_number("0.250", "25e-2");
    assert_same_number("1e-3", "1/1000");
    assert_same_number("1e+3", "1000");
    assert_same_number("1E3", "1000.000");
    assert_same_number("-0", "0");
    assert_same_number("-0/7", "0e5");
    assert_same_number("-0.5", "-1/2");
    assert_same_number("1e0007", "10000000");
    assert_same_number("0.1", "1/10");
}

static void results_are_canonical(void **unused)
{
    mpq_t value;
    (void)unused;
    mpq_init(value);
    assert_null(parse(value, "-6/4"));
    assert_int_equal(mpz_get_si(mpq_numref(value)), -3);
    assert_int_equal(mpz_get_si(mpq_denref(value)), 2);
    assert_null(parse(value, "-0.00"));
    assert_int_equal(mpz_sgn(mpq_numref(value)), 0);
    assert_int_equal(mpz_get_si(mpq_denref(value)), 1);
    assert_null(parse(value, "0.75"));
    assert_int_equal(mpz_get_si(mpq_numref(value)), 3);
    assert_int_equal(mpz_get_si(mpq_denref(value)), 4);
    mpq_clear(value);
}

/* Asserts that a text is refused, with a word from the reason, and that the
   old value survives. */
static void assert_refused(const char *text, const char *reason)
{
    const char *problem;
    mpq_t value;
    mpq_init(value);
    mpq_set_si(value, -22, 7);
    problem = parse(value, text);
    if (problem == NULL)
        fail_msg("\"%.60s\" was accepted", text);
    if (strstr(problem, reason) == NULL)
        fail_msg("\"%.60s\" was refused because: %s", text, problem);
    assert_int_equal(mpq_cmp_si(value, -22, 7), 0);
    mpq_clear(value);
}

static void malformed_numbers_are_refused(void **unused)
{
    static const char *const text[] = {
        "",      " ",     " 1",    "1 ",   "+1",   "--1",   "-",     "01",
        "-01",   "00",    "1.",    ".5",   "-.5",  "1.e3",  "1e",    "1e+",
        "1e-",   "1e1.",  "1/",    "/2",   "1/-2", "1/+2",  "1/02",  "1/2/3",
        "1.5/2", "1/2.5", "1/2e3", "0x10", "1,5",  "1_000", "inf",   "nan",
        "NaN",   "1e5 ",  "1 /2",  "1/ 2", "e5",   "1ee5",  "1e5e5", "1d5",
        "\n1",   "1\n",   "1/00",  "١"};
    (void)unused;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        assert_refused(text[i], "not an exact number");
}

static void a_nul_byte_is_not_the_end_of_a_number(void **unused)
{
    mpq_t value;
    (void)unused;
    mpq_init(value);
    assert_non_null(mc_number_parse(value, "1\0002", 3));
    assert_non_null(mc_number_parse(value, "1\0", 2));
    mpq_clear(value);
}

static void a_zero_denominator_is_refused(void **unused)
{
    (void)unused;
    assert_refused("1/0", "denominator is zero");
    assert_refused("0/0", "denominator is zero");
    assert_refused("-5/0", "denominator is zero");
}

/* number = 10^power, which mpz_sizeinbase tells only up to one digit. */
static void assert_power_of_ten(const mpz_t number, unsigned long power)
{
    mpz_t expected;
    mpz_init(expected);
    mpz_ui_pow_ui(expected, 10, power);
    assert_int_equal(mpz_cmp(number, expected), 0);
    mpz_clear(expected);
}

static void exponents_end_at_ten_thousand(void **unused)
{
    mpq_t value;
    (void)unused;
    mpq_init(value);
    assert_null(parse(value, "1e10000"));
    assert_power_of_ten(mpq_numref(value), 10000);
    assert_null(parse(value, "1e-10000"));
    assert_power_of_ten(mpq_denref(value), 10000);
    assert_refused("1e10001", "exponent");
    assert_refused("1e-10001", "exponent");
    assert_refused("0e10001", "exponent");
    assert_refused("1e99999999999999999999999999", "exponent");
    assert_refused("1e-18446744073709551617", "exponent");
    mpq_clear(value);
}

static void texts_end_at_ten_thousand_characters(void **unused)
{
    char text[MC_NUMBER_MAX_LENGTH + 2];
    mpq_t value;
    (void)unused;
    mpq_init(value);
    memset(text, '9', sizeof text);
    assert_null(mc_number_parse(value, text, MC_NUMBER_MAX_LENGTH));
    mpz_add_ui(mpq_numref(value), mpq_numref(value), 1);
    assert_power_of_ten(mpq_numref(value), MC_NUMBER_MAX_LENGTH);
    assert_non_null(mc_number_parse(value, text, MC_NUMBER_MAX_LENGTH + 1));
    text[1] = '.';
    assert_null(mc_number_parse(value, text, MC_NUMBER_MAX_LENGTH));
    assert_power_of_ten(mpq_denref(value), MC_NUMBER_MAX_LENGTH - 2);
    text[1] = '/';
    assert_null(mc_number_parse(value, text, MC_NUMBER_MAX_LENGTH));
    text[MC_NUMBER_MAX_LENGTH + 1] = '\0';
    assert_refused(text, "10,000 characters");
    mpq_clear(value);
}

/* lower <= value <= upper, no more than one unit in the last place apart, and
   equal exactly when value * 10^digits is an integer. */
static void check_enclosure(const mpq_t lower, const mpq_t upper,
                            const mpq_t value, unsigned digits)
{
    mpq_t unit, scaled, width;
    mpq_init(unit);
    mpq_init(scaled);
    mpq_init(width);
    mpz_ui_pow_ui(mpq_denref(unit), 10, digits);
    mpz_set_ui(mpq_numref(unit), 1);
    mpq_div(scaled, value, unit);
    mpq_sub(width, upper, lower);
    assert_true(mpq_cmp(lower, value) <= 0);
    assert_true(mpq_cmp(value, upper) <= 0);
    if (mpz_cmp_ui(mpq_denref(scaled), 1) == 0)
        assert_int_equal(mpq_sgn(width), 0);
    else
        assert_true(mpq_equal(width, unit));
    mpq_clear(width);
    mpq_clear(scaled);
    mpq_clear(unit);
}

/* Reads a decimal of ours back: `digits` digits after the point, no "-0". */
static void read_decimal(mpq_t result, char *text, unsigned digits)
{
    const char *point = strchr(text, '.');
    assert_null(parse(result, text));
    if (digits == 0)
        assert_null(point);
    else
        assert_int_equal(strlen(point + 1), digits);
    assert_false(text[0] == '-' && mpq_sgn(result) == 0);
    free(text);
}

static void decimal_enclosures_contain_and_nest(void **unused)
{
    gmp_randstate_t random;
    mpq_t value, lower[2], upper[2];
    (void)unused;
    unit_random_init(random);
    mpq_init(value);
    for (size_t j = 0; j < 2; j++) {
        mpq_init(lower[j]);
        mpq_init(upper[j]);
    }
    for (size_t i = 0; i < unit_times(2000); i++) {
        unsigned digits = (unsigned)unit_random_below(random, 30);
        unit_random_rational(value, random, 80);
        for (unsigned j = 0; j < 2; j++) {
            char *low = NULL, *high = NULL;
            mc_number_decimal(&low, &high, value, digits + j);
            read_decimal(lower[j], low, digits + j);
            read_decimal(upper[j], high, digits + j);
            check_enclosure(lower[j], upper[j], value, digits + j);
        }
        assert_true(mpq_cmp(lower[0], lower[1]) <= 0);
        assert_true(mpq_cmp(upper[1], upper[0]) <= 0);
    }
    for (size_t j = 0; j < 2; j++) {
        mpq_clear(upper[j]);
        mpq_clear(lower[j]);
    }
    mpq_clear(value);
    gmp_randclear(random);
}

static void decimals_look_as_expected(void **unused)
{
    static const struct {
        const char *value;
        unsigned digits;
        const char *lower, *upper;
    } example[] = {{"1/3", 3, "0.333", "0.334"},
                   {"-1/3", 3, "-0.334", "-0.333"},
                   {"1/3000", 3, "0.000", "0.001"},
                   {"-1/3000", 3, "-0.001", "0.000"},
                   {"-1/3", 0, "-1", "0"},
                   {"1/4", 2, "0.25", "0.25"},
                   {"1/4", 5, "0.25000", "0.25000"},
                   {"-100", 1, "-100.0", "-100.0"},
                   {"1000001/1000", 2, "1000.00", "1000.01"}};
    mpq_t value;
    (void)unused;
    mpq_init(value);
    for (size_t i = 0; i < sizeof example / sizeof *example; i++) {
        char *low = NULL, *high = NULL;
        assert_null(parse(value, example[i].value));
        mc_number_decimal(&low, NULL, value, example[i].digits);
        mc_number_decimal(NULL, &high, value, example[i].digits);
        assert_string_equal(low, example[i].lower);
        assert_string_equal(high, example[i].upper);
        free(high);
        free(low);
    }
    mpq_clear(value);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(parsing_undoes_printing),
        cmocka_unit_test(a_decimal_is_the_same_fraction),
        cmocka_unit_test(spellings_of_one_number_agree),
        cmocka_unit_test(results_are_canonical),
        cmocka_unit_test(malformed_numbers_are_refused),
        cmocka_unit_test(a_nul_byte_is_not_the_end_of_a_number),
        cmocka_unit_test(a_zero_denominator_is_refused),
        cmocka_unit_test(exponents_end_at_ten_thousand),
        cmocka_unit_test(texts_end_at_ten_thousand_characters),
        cmocka_unit_test(decimal_enclosures_contain_and_nest),
        cmocka_unit_test(decimals_look_as_expected),
    };
    return UNIT_RUN(tests);
}
