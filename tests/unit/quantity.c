/* Public goods of a continuous quantity: the figures, random statements
   against definitions, ties, irrational optima, refusals. */
#define _POSIX_C_SOURCE 200809L
#include "quantity_naive.h"

#include <stdlib.h>
#include <string.h>

/* ---- the figures ---- */

static void figure_2_has_these_areas(void **state)
{
    mc_message message = {""};
    mc_quantity *q = NULL;
    mc_quantity_outcome *o = NULL;
    (void)state;
    assert_int_equal(mc_quantity_new_figure(&q, &message, 2), MC_OK);
    assert_int_equal(mc_quantity_outcome_new(&o, &message, q), MC_OK);
    quantity_assert_maximum(q, QUANTITY_WHOLE, 0, &o->decision);
    for (size_t i = 0; i < q->agents; i++)
        quantity_assert_person(o, i);
    /* 18 - 2y = 4/3 (2 + y); without i 10 - y = 4/3 (2 + y) */
    quantity_assert_number(o->decision.at, "23/5");
    quantity_assert_number(o->person[0].without.at, "22/7");
    quantity_assert_number(o->person[0].net.at, "26/5");
    /* the triangle (23/5 - 22/7)^2 7/3 / 2, divided by the weight 2 */
    quantity_assert_number(o->person[0].charge[MC_CHARGE_PIVOTAL], "867/700");
    quantity_assert_number(o->person[0].share[MC_AT_WITHOUT], "550/147");
    mc_quantity_outcome_free(o);
    mc_quantity_free(q);
}

static void figure_3_shows_clarke_charging_more_than_the_share(void **state)
{
    mc_message message = {""};
    mc_quantity *q = NULL;
    mc_quantity_outcome *o = NULL;
    mpq_t excess;
    (void)state;
    mpq_init(excess);
    assert_int_equal(mc_quantity_new_figure(&q, &message, 3), MC_OK);
    assert_int_equal(mc_quantity_outcome_new(&o, &message, q), MC_OK);
    quantity_assert_number(o->decision.at, "3");
    quantity_assert_number(o->person[0].without.at, "5/2");
    quantity_assert_number(o->person[0].net.at, "10/3");
    quantity_assert_number(o->person[0].charge[MC_CHARGE_PIVOTAL], "1/2");
    quantity_assert_number(o->person[0].charge[MC_CHARGE_COST_SHARING], "29/8");
    quantity_assert_number(o->person[0].charge[MC_CHARGE_CLARKE], "14/3");
    /* max(5 - y, y): they cross at 5/2 */
    assert_true(o->person[0].has_unit);
    quantity_assert_number(o->person[0].unit, "43/4");
    assert_int_equal(o->person[0].signs.count, 1);
    quantity_assert_number(o->person[0].signs.point[0], "5/2");
    /* the right panels */
    quantity_assert_number(o->person[1].without.at, "3");
    quantity_assert_number(o->person[1].net.at, "15/4");
    quantity_assert_number(o->person[1].charge[MC_CHARGE_PIVOTAL], "0");
    quantity_assert_number(o->person[1].charge[MC_CHARGE_COST_SHARING], "9/2");
    quantity_assert_number(o->person[1].charge[MC_CHARGE_CLARKE], "45/8");
    assert_true(mc_quantity_excess(excess, o, MC_PROMISE_FAIR_PRICING,
                                   MC_CHARGE_CLARKE, 1));
    quantity_assert_number(excess, "9/8");
    assert_true(mc_quantity_excess(excess, o, MC_PROMISE_FAIR_PRICING,
                                   MC_CHARGE_COST_SHARING, 1));
    quantity_assert_number(excess, "0");
    assert_true(mc_quantity_excess(excess, o, MC_PROMISE_COST_SHARING_UNIVERSAL,
                                   MC_CHARGE_CLARKE, 1));
    quantity_assert_number(excess, "9/8");
    assert_false(mc_quantity_excess(excess, o, MC_PROMISE_NO_EXTORTION,
                                    MC_CHARGE_CLARKE, 1));
    quantity_assert_number(o->cost, "27/2");
    mc_quantity_outcome_free(o);
    mc_quantity_free(q);
    mpq_clear(excess);
}

/* ---- random statements ---- */

static void random_statements_agree_with_definitions(void **state)
{
    gmp_randstate_t random;
    size_t computed = 0, irrational = 0, units = 0;
    (void)state;
    unit_random_init(random);
    for (size_t run = 0; run < unit_times(200); run++) {
        mc_message message = {""};
        mc_quantity_outcome *o = NULL;
        char *text = quantity_random(random);
        mc_quantity *q = quantity_must_parse(text);
        mc_status status = mc_quantity_outcome_new(&o, &message, q);
        if (status == MC_OK) {
            computed++;
            quantity_assert_maximum(q, QUANTITY_WHOLE, 0, &o->decision);
            for (size_t i = 0; i < q->agents; i++) {
                quantity_assert_person(o, i);
                quantity_assert_unit(o, i);
                units += o->person[i].has_unit;
            }
        } else {
            irrational += status == MC_UNDECIDED;
            assert_true(status == MC_UNDECIDED || q->tie == MC_TIE_NONE);
            assert_true(message.text[0] != '\0');
        }
        mc_quantity_outcome_free(o);
        mc_quantity_free(q);
        free(text);
    }
    assert_true(computed > 20 && irrational > 5 && units > 20);
    gmp_randclear(random);
}

/* ---- ties and irrational optima ---- */

/* One person and no cost; without the net value nothing is left, so that a tie
   rule is needed wherever the decision is unique. */
#define ALONE(cost, more)                                                      \
    "{\"format\": \"mechcert-quantity-1\", \"agents\": [\"A\"], "              \
    "\"cost\": " cost                                                          \
    ", \"shares\": \"equal\", \"decision\": \"efficient\", " more "}"
#define LOWEST ", \"tie\": \"lowest\""
#define HIGHEST ", \"tie\": \"highest\""

static void assert_outcome(const char *text, mc_status wanted, const char *part)
{
    mc_message message = {""};
    mc_quantity_outcome *o = NULL;
    mc_quantity *q = quantity_must_parse(text);
    mc_status status = mc_quantity_outcome_new(&o, &message, q);
    assert_int_equal(status, wanted);
    if (status == MC_OK)
        quantity_assert_number(o->decision.at, part);
    else if (!strstr(message.text, part))
        fail_msg("no '%s' in '%s'", part, message.text);
    if (status == MC_OK)
        quantity_assert_maximum(q, QUANTITY_WHOLE, 0, &o->decision);
    mc_quantity_outcome_free(o);
    mc_quantity_free(q);
}

/* (y - 1)(y - 2)(y - 3) from 0 to 4, reversed: equal peaks at 1 and 3. */
#define PEAKS "\"knots\": [0, 4], \"values\": [[[6, -11, 6, -1]]]"

static void a_tie_needs_a_rule(void **state)
{
    (void)state;
    assert_outcome(ALONE("[[0]]", PEAKS), MC_BAD_INPUT,
                   "the decision is not unique: the quantities 1 and 3 have "
                   "the same net welfare 9/4");
    assert_outcome(ALONE("[[0]]", PEAKS LOWEST), MC_OK, "1");
    assert_outcome(ALONE("[[0]]", PEAKS HIGHEST), MC_OK, "3");
}

#define PLATEAU "\"knots\": [0, 1, 2, 3], \"values\": [[[1], [0], [-1]]]"

static void a_plateau_is_a_tie(void **state)
{
    (void)state;
    assert_outcome(ALONE("[[0], [0], [0]]", PLATEAU), MC_BAD_INPUT,
                   "the quantities 1 and 2");
    assert_outcome(ALONE("[[0], [0], [0]]", PLATEAU LOWEST), MC_OK, "1");
    assert_outcome(ALONE("[[0], [0], [0]]", PLATEAU HIGHEST), MC_OK, "2");
}

static void an_irrational_optimum_is_enclosed(void **state)
{
    (void)state;
    assert_outcome(
        ALONE("[[0]]", "\"knots\": [0, 4], \"values\": [[[2, 0, -1]]]"),
        MC_UNDECIDED, "in [1.414213562373, 1.414213562374]");
    /* then a steep rise: the rational end is better */
    assert_outcome(ALONE("[[0], [0]]", "\"knots\": [0, 3, 4], \"values\": "
                                       "[[[2, 0, -1], [9]]]" LOWEST),
                   MC_OK, "4");
}

/* The slope -4 u (u^2 - 2), u = y - 2, has peaks of height 4 at 2 - sqrt(2)
   and 2 + sqrt(2), and then there is a rise from 0 at 4 to the same height. */
#define SURDS "\"knots\": [0, 4, 5], \"values\": [[[16, -40, 24, -4], [4]]]"

static void an_irrational_tie_is_seen(void **state)
{
    (void)state;
    assert_outcome(ALONE("[[0]]", "\"knots\": [0, 4], \"values\": [[[16, -40, "
                                  "24, -4]]]"),
                   MC_UNDECIDED, "irrational");
    assert_outcome(ALONE("[[0], [0]]", SURDS), MC_BAD_INPUT,
                   "the quantity 5 and an irrational one in [0.585786");
    assert_outcome(ALONE("[[0], [0]]", SURDS HIGHEST), MC_UNDECIDED,
                   "a certificate cannot name");
}

static void an_irrational_crossing_leaves_the_units_out(void **state)
{
    mc_message message = {""};
    mc_quantity_outcome *o = NULL;
    mpq_t excess;
    /* 2 - y^2/2 and y meet at sqrt(5) - 1 */
    mc_quantity *q = quantity_must_parse(
        "{\"format\": \"mechcert-quantity-1\", \"agents\": [\"A\", \"B\"], "
        "\"counts\": [1, 2], \"knots\": [0, 2], \"cost\": [[0, 3]], "
        "\"shares\": \"equal\", \"values\": [[[2, 0, \"-1/2\"]], [[9]]], "
        "\"decision\": \"efficient\"}");
    (void)state;
    mpq_init(excess);
    assert_int_equal(mc_quantity_outcome_new(&o, &message, q), MC_OK);
    quantity_assert_number(o->decision.at, "2");
    assert_false(o->person[0].has_unit);
    assert_false(mc_quantity_excess(excess, o, MC_PROMISE_FAIR_PRICING_PER_UNIT,
                                    MC_CHARGE_CLARKE, 0));
    assert_true(o->person[1].has_unit);
    quantity_assert_number(o->person[1].unit, "18");
    mc_quantity_outcome_free(o);
    mc_quantity_free(q);
    mpq_clear(excess);
}

/* ---- refusals ---- */

static void assert_refused(const char *text, const char *part)
{
    mc_message message = {""};
    mc_quantity *q = NULL;
    mc_status status = quantity_parse(&q, &message, text);
    if (status != MC_BAD_INPUT || !strstr(message.text, part))
        fail_msg("status %d, no '%s' in '%s'", (int)status, part, message.text);
    assert_null(q);
}

#define STATEMENT(agents, knots, cost, shares, values, more)                   \
    "{\"format\": \"mechcert-quantity-1\", \"agents\": " agents                \
    ", \"knots\": " knots ", \"cost\": " cost ", " shares                      \
    ", \"values\": " values ", " more "}"
#define EQUAL "\"shares\": \"equal\""
#define RULE "\"decision\": \"efficient\""

static void wrong_statements_are_refused_with_their_numbers(void **state)
{
    (void)state;
    assert_refused(STATEMENT("[\"A\"]", "[0, 1, 1]", "[[1], [1]]", EQUAL,
                             "[[[1], [1]]]", RULE),
                   "knots[2]: knots must increase");
    assert_refused(
        STATEMENT("[\"A\"]", "[1, 2]", "[[1]]", EQUAL, "[[[1]]]", RULE),
        "knots[0]: the first knot must be 0");
    assert_refused(STATEMENT("[\"A\"]", "[0]", "[]", EQUAL, "[[]]", RULE),
                   "at least 2 knots");
    assert_refused(
        STATEMENT("[\"A\"]", "[0, 1]", "[[\"1/0\"]]", EQUAL, "[[[1]]]", RULE),
        "cost[0][0]: ");
    assert_refused(
        STATEMENT("[\"A\"]", "[0, 1]", "[[]]", EQUAL, "[[[1]]]", RULE),
        "1 to 65 coefficients");
    assert_refused(
        STATEMENT("[\"A\"]", "[0, 1]", "[1]", EQUAL, "[[[1]]]", RULE),
        "cost[0]: must be an array of coefficients");
    assert_refused(
        STATEMENT("[\"A\"]", "[0, 2]", "[[1, -1]]", EQUAL, "[[[1]]]", RULE),
        "cost[0]: a marginal cost or share must not be negative");
    assert_refused(
        STATEMENT("[\"A\", \"B\"]", "[0, 1]", "[[2]]",
                  "\"shares\": [[[3, -2]], [[-1, 2]]]", "[[[1]], [[1]]]", RULE),
        "shares[1][0]: a marginal cost or share must not be negative");
    assert_refused(STATEMENT("[\"A\", \"B\"]", "[0, 1]", "[[1, 3]]",
                             "\"shares\": [[[1, 1]], [[0, 1]]]",
                             "[[[1]], [[1]]]", RULE),
                   "on piece 0 the coefficients of y^1 sum to 2, but that of "
                   "the cost is 3");
    assert_refused(STATEMENT("[\"A\", \"B\"]", "[0, 1]", "[[1]]",
                             "\"duty\": [0, 0]", "[[[1]], [[1]]]", RULE),
                   "all duties are 0");
    assert_refused(STATEMENT("[\"A\", \"B\"]", "[0, 1]", "[[1]]",
                             "\"duty\": [2, -1]", "[[[1]], [[1]]]", RULE),
                   "duty[1]: a duty must not be negative");
    assert_refused(STATEMENT("[\"A\"]", "[0, 1]", "[[1]]",
                             EQUAL ", \"duty\": [1]", "[[[1]]]", RULE),
                   "either \"shares\" or \"duty\"");
    assert_refused(STATEMENT("[\"A\"]", "[0, 1]", "[[1]]",
                             "\"shares\": \"fair\"", "[[[1]]]", RULE),
                   "must be \"equal\"");
    assert_refused(STATEMENT("[\"A\"]", "[0, 1]", "[[1]]", EQUAL, "[[[1]]]",
                             "\"decision\": \"table\""),
                   "decision: must be \"utilitarian\" or \"efficient\"");
    assert_refused(STATEMENT("[\"A\"]", "[0, 1]", "[[1]]", EQUAL, "[[[1]]]",
                             RULE ", \"tie\": [1]"),
                   "tie: must be a string");
    assert_refused(STATEMENT("[\"A\"]", "[0, 1]", "[[1]]", EQUAL, "[[[1]]]",
                             RULE ", \"counts\": [0]"),
                   "counts[0]: an agent stands for");
    assert_refused(STATEMENT("[\"A\"]", "[0, 1]", "[[1]]", EQUAL, "[[[1]]]",
                             RULE ", \"weights\": [0]"),
                   "weights[0]: a welfare weight must be positive");
    assert_refused(
        STATEMENT("[\"A\", \"B\"]", "[0, 1]", "[[1]]", EQUAL, "[[[1]]]", RULE),
        "values: must have 2 entries");
    assert_refused(
        STATEMENT("[\"A\"]", "[0, 1, 2]", "[[1], [1]]", EQUAL, "[[[1]]]", RULE),
        "values[0]: must have 2 entries");
}

/* The welfare falls to an irrational minimum and rises to the end. */
static void assert_high_degree(const char *text)
{
    mc_message message = {""};
    mc_quantity_outcome *o = NULL;
    mc_quantity *q = quantity_must_parse(text);
    assert_int_equal(mc_quantity_outcome_new(&o, &message, q), MC_OK);
    quantity_assert_number(o->decision.at, "2");
    assert_false(o->person[0].has_unit);
    mc_quantity_outcome_free(o);
    mc_quantity_free(q);
}

/* As many coefficients as allowed, and one more. */
static void degree_64_is_the_highest(void **state)
{
    (void)state;
    for (int more = 0; more < 2; more++) {
        char list[512] = "", text[1024];
        for (int j = 1; j < 65 + more; j++)
            strcat(list, ", 1");
        (void)snprintf(
            text, sizeof text,
            ALONE("[[1]]", "\"knots\": [0, 2], \"values\": [[[0%s]]]" LOWEST),
            list);
        if (more)
            assert_refused(text, "but this has 66");
        else
            assert_high_degree(text);
    }
}

/* What is written is read back, and has the hash that was foretold. */
static void writing_and_reading_agree(void **state)
{
    gmp_randstate_t random;
    (void)state;
    unit_random_init(random);
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "q.json");
    for (size_t run = 0; run < unit_times(20); run++) {
        mc_message message = {""};
        char *text = quantity_random(random);
        mc_quantity *q = quantity_must_parse(text), *again = NULL;
        assert_int_equal(mc_quantity_seal(q, &message), MC_OK);
        assert_int_equal(mc_quantity_write(q, &message, path), MC_OK);
        assert_int_equal(mc_quantity_read(&again, &message, path), MC_OK);
        assert_string_equal(q->sha256, again->sha256);
        assert_int_equal(q->tie, again->tie);
        for (size_t j = 0; j < q->agents * q->pieces; j++) {
            assert_int_equal(q->share[j].length, again->share[j].length);
            for (size_t c = 0; c < q->share[j].length; c++)
                assert_true(mpq_equal(q->share[j].coefficient[c],
                                      again->share[j].coefficient[c]));
        }
        mc_quantity_free(again);
        mc_quantity_free(q);
        free(text);
    }
    free(path);
    unit_remove_directory(directory);
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figure_2_has_these_areas),
        cmocka_unit_test(figure_3_shows_clarke_charging_more_than_the_share),
        cmocka_unit_test(random_statements_agree_with_definitions),
        cmocka_unit_test(a_tie_needs_a_rule),
        cmocka_unit_test(a_plateau_is_a_tie),
        cmocka_unit_test(an_irrational_optimum_is_enclosed),
        cmocka_unit_test(an_irrational_tie_is_seen),
        cmocka_unit_test(an_irrational_crossing_leaves_the_units_out),
        cmocka_unit_test(wrong_statements_are_refused_with_their_numbers),
        cmocka_unit_test(degree_64_is_the_highest),
        cmocka_unit_test(writing_and_reading_agree),
    };
    return UNIT_RUN(tests);
}
