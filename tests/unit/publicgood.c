/* Statements on public goods: what is read, and what is wrong with them;
   populations, profiles, scenes. */
#include <stdlib.h>
#include <string.h>

#include "publicgood/examples.h"
#include "publicgood/publicgood.h"
#include "unit.h"

#define HEAD "{\"format\": \"mechcert-publicgood-1\",\n"
#define PARK "\"alternatives\": [\"none\", \"park\"], \"cost\": [0, 4],\n"
#define TWO "\"agents\": [\"Alice\", \"Ben\"], "
#define EQUAL "\"shares\": \"equal\",\n"
#define VALUES "\"values\": [[[0, 1], [0, 3]], [[0, 2], [0, 3]]],\n"
#define RULES "\"decision\": \"efficient\", \"transfer\": \"clarke\""
#define GOOD HEAD PARK TWO EQUAL VALUES RULES

static mc_status parse(mc_publicgood **good, mc_message *message,
                       const char *text)
{
    mc_file file = {(char *)"file", (char *)text, strlen(text)};
    return mc_publicgood_parse(good, message, &file);
}

static mc_publicgood *read_good(const char *text)
{
    mc_publicgood *good = NULL;
    mc_message message = {""};
    if (parse(&good, &message, text) != MC_OK)
        fail_msg("%s", message.text);
    return good;
}

static mc_population *make_population(const mc_publicgood *good)
{
    mc_population *population = NULL;
    mc_message message = {""};
    assert_int_equal(mc_population_new(&population, &message, good, NULL),
                     MC_OK);
    return population;
}

static mc_scene *make_scene(const mc_population *population)
{
    mc_scene *scene = NULL;
    mc_message message = {""};
    assert_int_equal(mc_scene_new(&scene, &message, population), MC_OK);
    return scene;
}

static void assert_number(const mpq_t value, const char *expected)
{
    mpq_t number;
    mpq_init(number);
    assert_int_equal(mpq_set_str(number, expected, 10), 0);
    mpq_canonicalize(number);
    if (!mpq_equal(value, number)) {
        char *text = mpq_get_str(NULL, 10, value);
        fail_msg("%s, not %s", text, expected);
    }
    mpq_clear(number);
}

/* --- faults ------------------------------------------------------------ */

static void each_fault_is_named_with_its_place_and_numbers(void **state)
{
    static const struct {
        const char *text, *message;
    } fault[] = {
        {HEAD PARK TWO "\"shares\": [[0, 1], [0, 2]],\n" VALUES RULES "}",
         "file:3:39: shares: the shares of alternative 'park' add up to 3, its "
         "cost is 4 (1 less)"},
        {HEAD PARK TWO "\"shares\": [[\"1/3\", 2], [0, 2]],\n" VALUES RULES "}",
         "file:3:39: shares: the shares of alternative 'none' add up to 1/3, "
         "its cost is 0 (1/3 more)"},
        {HEAD "\"alternatives\": [\"none\", \"park\"], \"cost\": [0, -4],\n" TWO
             EQUAL VALUES RULES "}",
         "file:2:47: cost[1]: must be at least 0, but is -4"},
        {HEAD PARK TWO EQUAL "\"values\": [[[0, 1]], []],\n" RULES "}",
         "file:4:22: values[1]: the agent \"Ben\" has no type; give at least "
         "one array of values"},
        {GOOD ",\n\"prior\": [[\"1/2\", \"1/3\"], [0, 1]]}",
         "file:6:11: prior[0]: the probabilities sum to 5/6, which is 1/6 too "
         "little; they must sum to exactly 1"},
        {HEAD PARK TWO "\"duty\": [0, 0],\n" VALUES RULES "}",
         "file:3:37: duty: nobody bears the cost: the numbers of all people "
         "add up to 0"},
        {HEAD PARK TWO VALUES RULES "}",
         "file:1:1: nothing says who bears the cost; give one of the keys "
         "shares, duty, income, burden"},
        {GOOD ", \"duty\": [1, 1]}",
         "file:1:1: there are both \"shares\" and \"duty\"; the shares are "
         "given by one key only"},
        {GOOD ", \"weights\": [1, 0]}",
         "file:5:63: weights[1]: must be larger than 0, but is 0"},
        {GOOD ", \"counts\": [1, 1000000001]}",
         "file:5:62: counts[1]: must be from 1 to 1,000,000,000, but is "
         "1000000001"},
        {GOOD ", \"tie\": \"first\"}",
         "file:5:55: tie: must be \"lowest\", \"highest\", or a list of all "
         "the alternatives"},
        {GOOD ", \"tie\": [\"park\", \"park\"]}",
         "file:5:64: tie[1]: this alternative occurs twice; each must occur "
         "once"},
        {GOOD ", \"rule\": []}",
         "file:5:48: the key \"rule\" is only allowed with \"decision\": "
         "\"table\""},
        {GOOD ", \"counts\": [2, 1], \"atoms\": [[1, 0, 0]]}",
         "file:5:66: a table needs agents that are one person each, but "
         "\"Alice\" stands for 2 people"},
        {GOOD ", \"atoms\": [[\"1/2\", 0, 1], [\"1/2\", 0, 1]]}",
         "file:5:73: atoms[1]: this is the profile of atoms[0], too; add the "
         "two probabilities"},
        {GOOD ", \"atoms\": [[1, 0, 2]]}",
         "file:5:65: atoms[0][2]: must be the number of a type of this agent, "
         "an integer from 0 to 1"},
        {GOOD ", \"draw\": [0, 1]}",
         "file:5:56: draw: people can only be drawn with \"prior\" and without "
         "\"counts\""},
        {HEAD PARK TWO "\"income\": [1, 1], \"radius\": 2,\n" VALUES RULES "}",
         "file:3:47: the key \"distance\" is missing; distance and radius come "
         "together"},
    };
    (void)state;
    for (size_t j = 0; j < sizeof fault / sizeof *fault; j++) {
        mc_publicgood *good = NULL;
        mc_message message = {""};
        assert_int_equal(parse(&good, &message, fault[j].text), MC_BAD_INPUT);
        assert_string_equal(message.text, fault[j].message);
    }
}

static void a_tie_without_tie_rule_is_named_with_the_profile(void **state)
{
    mc_publicgood *good = read_good(GOOD "}");
    mc_population *population = make_population(good);
    mc_scene *scene = make_scene(population);
    unsigned long x[] = {0, 1, 1, 0}, y[] = {0, 1, 0, 1};
    mc_message message = {""};
    size_t without = 0;
    (void)state;
    assert_int_equal(mc_scene_set(scene, &message, x), MC_OK);
    assert_int_equal(mc_scene_decision(scene), 1);
    x[0] = 1;
    x[1] = 0;
    assert_int_equal(mc_scene_set(scene, &message, x), MC_OK);
    assert_int_equal(mc_scene_move(scene, &message, 0, 1), MC_OK);
    assert_int_equal(mc_scene_move(scene, &message, 2, 3), MC_BAD_INPUT);
    assert_string_equal(
        message.text,
        "file:5:13: decision: at the profile Alice: #0, Ben: #1, the "
        "alternatives 'none' and 'park' have the same largest welfare 0, and "
        "no key \"tie\" says which one is taken; add \"tie\": \"lowest\", "
        "\"highest\", or a list of the alternatives");
    assert_int_equal(mc_scene_set(scene, &message, y), MC_OK);
    assert_int_equal(mc_scene_without(&without, scene, &message, 1), MC_OK);
    assert_int_equal(without, 0);
    mc_scene_free(scene);
    mc_population_free(population);
    mc_publicgood_free(good);
}

/* --- writing ----------------------------------------------------------- */

static void assert_rewritten(mc_publicgood *good)
{
    mc_message message = {""};
    mc_publicgood *again = NULL;
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "good.json");
    assert_int_equal(mc_publicgood_seal(good, &message), MC_OK);
    assert_int_equal(mc_publicgood_write(good, &message, path), MC_OK);
    if (mc_publicgood_read(&again, &message, path) != MC_OK)
        fail_msg("%s", message.text);
    assert_string_equal(again->sha256, good->sha256);
    assert_int_equal(mc_publicgood_seal(again, &message), MC_OK);
    assert_string_equal(again->sha256, good->sha256);
    mc_publicgood_free(again);
    free(path);
    unit_remove_directory(directory);
}

static void what_is_written_is_what_was_read(void **state)
{
    static const char *const example[] = {
        "library-example", "park-clarke", "park-non-monotone",
        "park-fair-pricing", "project-starters"};
    static const char *const text[] = {
        GOOD ", \"tie\": [\"park\", \"none\"], \"types\": [[\"a\", \"b\"], "
             "[\"c\", \"d\"]], \"prior\": [[0, 1], [\"1/3\", \"2/3\"]], "
             "\"draw\": [\"1/4\", \"3/4\"], \"title\": \"t\"}",
        HEAD "\"alternatives\": [\"none\", \"park\"], \"cost_per_head\": [0, "
             "2],\n" TWO "\"income\": [3, 4], \"distance\": [1, \"7/2\"], "
             "\"radius\": 2,\n" VALUES
             "\"decision\": \"utilitarian\", \"transfer\": \"groves\", "
             "\"groves\": [[1, 2], [3, \"1/2\"]], \"atoms\": [[\"1/2\", 0, 1], "
             "[\"1/2\", 1, 1]]}",
        HEAD PARK TWO "\"burden\": [3, 4],\n" VALUES
                      "\"decision\": \"table\", \"transfer\": \"table\", "
                      "\"rule\": [\"park\", \"none\", \"none\", \"park\"], "
                      "\"payments\": [[0, 1], [2, 3], [4, 5], [6, -7]]}"};
    (void)state;
    for (size_t j = 0; j < sizeof example / sizeof *example; j++) {
        mc_publicgood *good = NULL;
        mc_message message = {""};
        assert_int_equal(mc_publicgood_new_example(&good, &message, example[j]),
                         MC_OK);
        assert_rewritten(good);
        mc_publicgood_free(good);
    }
    for (size_t j = 0; j < sizeof text / sizeof *text; j++) {
        mc_publicgood *good = read_good(text[j]);
        assert_rewritten(good);
        mc_publicgood_free(good);
    }
}

/* --- populations ------------------------------------------------------- */

static void shares_follow_duty_and_burden(void **state)
{
    static const char duty[] = HEAD PARK TWO
        "\"income\": [3, 4], \"distance\": [1, 8], \"radius\": 2, "
        "\"counts\": [1, 5],\n" VALUES RULES "}";
    static const char burden[] = HEAD PARK TWO
        "\"burden\": [3, 1], \"counts\": [2, 5],\n" VALUES RULES "}";
    (void)state;
    /* duties 3/2 and 1/2, in all 4 */
    mc_publicgood *good = read_good(duty);
    mc_population *population = make_population(good);
    assert_number(population->share[1], "3/2");
    assert_number(population->share[3], "1/2");
    mc_population_free(population);
    mc_publicgood_free(good);
    good = read_good(burden);
    population = make_population(good);
    assert_number(population->share[1], "3/2");
    assert_number(population->share[3], "1/5");
    mc_population_free(population);
    /* where nobody is, nobody bears anything */
    unsigned long count[] = {0, 8};
    mc_message message = {""};
    assert_int_equal(mc_population_new(&population, &message, good, count),
                     MC_OK);
    assert_number(population->share[1], "0");
    assert_number(population->share[3], "1/2");
    mc_population_free(population);
    mc_publicgood_free(good);
}

static void a_table_of_shares_is_for_its_own_population(void **state)
{
    mc_publicgood *good = read_good(
        HEAD PARK TWO "\"shares\": [[0, 1], [0, 3]],\n" VALUES RULES "}");
    mc_population *population = NULL;
    mc_message message = {""};
    unsigned long count[] = {2, 1};
    (void)state;
    assert_int_equal(mc_population_new(&population, &message, good, count),
                     MC_BAD_INPUT);
    assert_string_equal(message.text,
                        "file: the shares of alternative 'park' add up to 5, "
                        "its cost is 4 (1 more)");
    mc_publicgood_free(good);
}

/* --- profiles ---------------------------------------------------------- */

static void profiles_come_in_the_order_of_the_format(void **state)
{
    static const unsigned long expected[][5] = {
        {2, 0, 0, 1, 0}, {2, 0, 0, 0, 1}, {1, 1, 0, 1, 0}, {1, 1, 0, 0, 1},
        {1, 0, 1, 1, 0}, {1, 0, 1, 0, 1}, {0, 2, 0, 1, 0}, {0, 2, 0, 0, 1},
        {0, 1, 1, 1, 0}, {0, 1, 1, 0, 1}, {0, 0, 2, 1, 0}, {0, 0, 2, 0, 1}};
    enum { COUNT = sizeof expected / sizeof *expected };
    mc_publicgood *good = read_good(
        HEAD PARK TWO EQUAL
        "\"counts\": [2, 1], \"values\": [[[0, 1], [0, 3], [0, 4]], [[0, 2], "
        "[0, 3]]],\n" RULES "}");
    mc_population *population = make_population(good);
    unsigned long x[5];
    (void)state;
    assert_int_equal(mc_profile_count(population), COUNT);
    mc_profile_first(x, population);
    for (size_t p = 0; p < COUNT; p++) {
        assert_memory_equal(x, expected[p], sizeof x);
        assert_int_equal(mc_profile_next(x, population), p + 1 < COUNT);
    }
    assert_memory_equal(x, expected[0], sizeof x);
    mc_population_free(population);
    mc_publicgood_free(good);
}

static void profiles_of_single_people_are_numbered(void **state)
{
    mc_publicgood *good = NULL;
    mc_message message = {""};
    unsigned long x[9];
    size_t number = 0;
    (void)state;
    assert_int_equal(
        mc_publicgood_new_example(&good, &message, "project-starters"), MC_OK);
    mc_population *population = make_population(good);
    mc_profile_first(x, population);
    do
        assert_int_equal(mc_profile_index(population, x), number++);
    while (mc_profile_next(x, population));
    assert_int_equal(number, mc_profile_count(population));
    assert_int_equal(number, 27);
    mc_population_free(population);
    mc_publicgood_free(good);
}

static void too_many_profiles_are_counted_as_such(void **state)
{
    mc_publicgood *good = read_good(
        HEAD PARK TWO EQUAL
        "\"counts\": [1000000000, 1000000000], \"values\": [[[0, 1], [0, 3], "
        "[0, 4]], [[0, 2], [0, 3], [0, 4]]],\n" RULES "}");
    mc_population *population = make_population(good);
    (void)state;
    assert_true(mc_profile_count(population) == SIZE_MAX);
    assert_int_equal(mpz_cmp_ui(population->people, 2000000000), 0);
    mc_population_free(population);
    mc_publicgood_free(good);
}

/* --- scenes ------------------------------------------------------------ */

/* Two scenes that came to the same profile on different ways. */
static void assert_same_scene(mc_scene *a, mc_scene *b, size_t kinds,
                              size_t alternatives)
{
    mc_message message = {""};
    const unsigned long *x = mc_scene_profile(a);
    mpq_t here, there;
    mpq_inits(here, there, NULL);
    assert_memory_equal(x, mc_scene_profile(b), kinds * sizeof *x);
    assert_int_equal(mc_scene_decision(a), mc_scene_decision(b));
    for (size_t y = 0; y < alternatives; y++)
        assert_true(mpq_equal(mc_scene_welfare(a)[y], mc_scene_welfare(b)[y]));
    for (mc_transfer_rule r = 0; r <= MC_TRANSFER_CLARKE; r++)
        for (size_t k = 0; k < kinds; k++) {
            if (x[k] == 0)
                continue;
            assert_int_equal(mc_scene_transfer(here, a, &message, r, k), MC_OK);
            assert_int_equal(mc_scene_transfer(there, b, &message, r, k),
                             MC_OK);
            assert_true(mpq_equal(here, there));
        }
    mpq_clears(here, there, NULL);
}

static void moves_lead_where_setting_leads(void **state)
{
    mc_publicgood *good = read_good(
        HEAD "\"alternatives\": [\"none\", \"small\", \"large\"], \"cost\": "
             "[0, 4, 9],\n" TWO EQUAL
             "\"counts\": [3, 2], \"weights\": [\"2/3\", 5], \"tie\": "
             "\"highest\", \"values\": [[[0, 1, 1], [0, 3, 5], [0, 2, 4]], "
             "[[0, 2, \"5/2\"], [0, 0, 3]]],\n"
             "\"decision\": \"utilitarian\", \"transfer\": "
             "\"cost-sharing-pivotal\"}");
    mc_population *population = make_population(good);
    mc_scene *moved = make_scene(population), *set = make_scene(population);
    mc_message message = {""};
    unsigned long x[5], y[5];
    size_t compared = 0;
    (void)state;
    mc_profile_first(x, population);
    do {
        assert_int_equal(mc_scene_set(moved, &message, x), MC_OK);
        for (size_t k = 0; k < 5; k++)
            for (size_t r = k < 3 ? 0 : 3; r < (k < 3 ? 3 : 5); r++) {
                if (x[k] == 0)
                    continue;
                memcpy(y, x, sizeof y);
                y[k]--;
                y[r]++;
                assert_int_equal(mc_scene_move(moved, &message, k, r), MC_OK);
                assert_int_equal(mc_scene_set(set, &message, y), MC_OK);
                assert_same_scene(moved, set, 5, 3);
                compared++;
            }
    } while (mc_profile_next(x, population));
    assert_int_equal(compared, 18 * 3 * 3 + 4 * 2 * 10);
    mc_scene_free(set);
    mc_scene_free(moved);
    mc_population_free(population);
    mc_publicgood_free(good);
}

static void a_billion_people_are_not_expanded(void **state)
{
    mc_publicgood *good = read_good(
        HEAD "\"alternatives\": [\"none\", \"park\"], \"cost_per_head\": [0, "
             "2],\n" TWO EQUAL
             "\"counts\": [1000000000, 999999999], \"tie\": \"lowest\", "
             "\"values\": [[[0, 1], [0, 3]], [[0, 2]]],\n" RULES "}");
    mc_population *population = make_population(good);
    mc_scene *scene = make_scene(population);
    unsigned long x[] = {499999999, 500000001, 999999999};
    mc_message message = {""};
    size_t without = 9;
    mpq_t revenue;
    (void)state;
    mpq_init(revenue);
    assert_int_equal(mc_scene_set(scene, &message, x), MC_OK);
    assert_number(mc_scene_welfare(scene)[1], "2");
    assert_int_equal(mc_scene_without(&without, scene, &message, 1), MC_OK);
    assert_int_equal(without, 0);
    /* without a net value of 1 the park is still wanted, by 1 */
    assert_int_equal(mc_scene_net(&without, scene, &message, 1), MC_OK);
    assert_int_equal(without, 1);
    assert_int_equal(
        mc_scene_revenue(revenue, scene, &message, MC_TRANSFER_CLARKE), MC_OK);
    assert_number(revenue, "3999999998");
    mpq_clear(revenue);
    mc_scene_free(scene);
    mc_population_free(population);
    mc_publicgood_free(good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_named_with_its_place_and_numbers),
        cmocka_unit_test(a_tie_without_tie_rule_is_named_with_the_profile),
        cmocka_unit_test(what_is_written_is_what_was_read),
        cmocka_unit_test(shares_follow_duty_and_burden),
        cmocka_unit_test(a_table_of_shares_is_for_its_own_population),
        cmocka_unit_test(profiles_come_in_the_order_of_the_format),
        cmocka_unit_test(profiles_of_single_people_are_numbered),
        cmocka_unit_test(too_many_profiles_are_counted_as_such),
        cmocka_unit_test(moves_lead_where_setting_leads),
        cmocka_unit_test(a_billion_people_are_not_expanded),
    };
    return UNIT_RUN(tests);
}
