/* The properties of the examples, with the worst violation and its witness. */
#include <stdlib.h>
#include <string.h>

#include "publicgood/examples.h"
#include "publicgood/holds.h"
#include "publicgood/largest.h"
#include "publicgood/property.h"
#include "unit.h"

/* A violation: property, excess, profile, person and report as numbers of
   kinds; -1: there is none. */
typedef struct expectation {
    mc_property property;
    const char *excess;
    unsigned long x[9];
    int kind, report;
} expectation;

typedef struct checked {
    mc_publicgood *good;
    mc_population *population;
    mc_findings *findings;
} checked;

static checked check(mc_publicgood *good)
{
    checked made = {.good = good};
    mc_message message = {""};
    bool wanted[MC_PROPERTIES];
    assert_int_equal(mc_population_new(&made.population, &message, good, NULL),
                     MC_OK);
    for (mc_property p = 0; p < MC_PROPERTIES; p++)
        wanted[p] = mc_property_applies(good, p);
    if (mc_findings_defined(&made.findings, &message, made.population, wanted,
                            NULL) != MC_OK)
        fail_msg("%s", message.text);
    return made;
}

static void release(checked *example)
{
    mc_findings_free(example->findings);
    mc_population_free(example->population);
    mc_publicgood_free(example->good);
}

static void assert_witness(const checked *example, const mc_finding *finding,
                           const expectation *expected)
{
    size_t kinds = example->good->first[example->good->agents];
    assert_memory_equal(finding->x, expected->x, kinds * sizeof *finding->x);
    assert_true(finding->kind ==
                (expected->kind < 0 ? SIZE_MAX : (size_t)expected->kind));
    assert_true(finding->report ==
                (expected->report < 0 ? SIZE_MAX : (size_t)expected->report));
}

/* The violations are those expected, and no others. */
static void assert_findings(const checked *example, const expectation *expected,
                            size_t count)
{
    size_t violated = 0;
    mpq_t excess;
    mpq_init(excess);
    for (mc_property p = 0; p < MC_PROPERTIES; p++) {
        const mc_finding *finding = &example->findings->of[p];
        size_t j = 0;
        while (j < count && expected[j].property != p)
            j++;
        assert_int_equal(
            mpq_set_str(excess, j < count ? expected[j].excess : "0", 10), 0);
        if (!mpq_equal(finding->excess, excess))
            fail_msg("%s: %g", mc_property_name(p), mpq_get_d(finding->excess));
        if (j < count)
            assert_witness(example, finding, &expected[j]);
        violated += j < count;
    }
    assert_int_equal(violated, count);
    mpq_clear(excess);
}

static mc_publicgood *read_example(const char *name)
{
    mc_publicgood *good = NULL;
    mc_message message = {""};
    assert_int_equal(mc_publicgood_new_example(&good, &message, name), MC_OK);
    return good;
}

static void assert_example(const char *name, const expectation *expected,
                           size_t count)
{
    checked example = check(read_example(name));
    assert_findings(&example, expected, count);
    release(&example);
}

#define ASSERT_EXAMPLE(name, expected)                                         \
    assert_example(name, expected, sizeof(expected) / sizeof *(expected))

static void
the_library_is_utilitarian_and_balanced_but_not_efficient(void **state)
{
    static const expectation expected[] = {
        {MC_EFFICIENT, "90000", {400, 500, 80, 20}, -1, -1},
        {MC_INDIVIDUALLY_RATIONAL, "2300", {400, 500, 80, 20}, 3, -1},
        {MC_UNIVERSAL_PARTICIPATION, "2500", {400, 500, 80, 20}, 3, -1}};
    (void)state;
    ASSERT_EXAMPLE("library-example", expected);
}

static void clarke_extorts_one_from_alice(void **state)
{
    static const expectation expected[] = {
        {MC_INDIVIDUALLY_RATIONAL, "1", {1, 1}, 0, -1},
        {MC_UNIVERSAL_PARTICIPATION, "1", {1, 1}, 0, -1},
        {MC_COST_SHARING_PARTICIPATION, "1", {1, 1}, 0, -1},
        {MC_FAIR_PRICING, "1", {1, 1}, 0, -1},
        {MC_FAIR_PRICING_PER_UNIT, "1", {1, 1}, 0, -1},
        {MC_NO_EXTORTION, "1", {1, 1}, 0, -1},
        {MC_BUDGET_BALANCE, "1", {1, 1}, -1, -1},
        {MC_NO_FARTHER_FROM_BALANCE, "1", {1, 1}, -1, -1}};
    (void)state;
    ASSERT_EXAMPLE("park-clarke", expected);
}

static void a_rule_that_is_not_monotone_extorts_five(void **state)
{
    static const expectation expected[] = {
        {MC_MONOTONE, "1", {1, 0, 0, 1}, 0, 1},
        {MC_INDIVIDUALLY_RATIONAL, "5", {1, 0, 0, 1}, 0, -1},
        {MC_UNIVERSAL_PARTICIPATION, "5", {1, 0, 0, 1}, 0, -1},
        {MC_FAIR_PRICING, "5", {0, 1, 0, 1}, 1, -1},
        {MC_FAIR_PRICING_PER_UNIT, "5", {0, 1, 0, 1}, 1, -1},
        {MC_NO_EXTORTION, "5", {0, 1, 0, 1}, 1, -1},
        {MC_BUDGET_BALANCE, "5", {1, 0, 0, 1}, -1, -1}};
    (void)state;
    ASSERT_EXAMPLE("park-non-monotone", expected);
}

static void fifteen_is_more_than_eleven_but_less_than_sixteen(void **state)
{
    static const expectation expected[] = {
        {MC_INDIVIDUALLY_RATIONAL, "4", {1, 1}, 0, -1},
        {MC_UNIVERSAL_PARTICIPATION, "4", {1, 1}, 0, -1},
        {MC_FAIR_PRICING, "4", {1, 1}, 0, -1},
        {MC_BUDGET_BALANCE, "4", {1, 1}, -1, -1}};
    checked example = check(read_example("park-fair-pricing"));
    mc_message message = {""};
    mc_scene *scene = NULL;
    bool capped = false;
    mpq_t cap;
    (void)state;
    assert_findings(&example, expected, 4);
    mpq_init(cap);
    assert_int_equal(mc_scene_new(&scene, &message, example.population), MC_OK);
    assert_int_equal(mc_scene_set(scene, &message, expected[0].x), MC_OK);
    assert_int_equal(mc_cap_at(cap, &capped, scene, &message,
                               example.population,
                               1u << MC_CAP_FAIR_PRICING_PER_UNIT, 0),
                     MC_OK);
    assert_true(capped);
    assert_int_equal(mpq_cmp_ui(cap, 16, 1), 0);
    mc_scene_free(scene);
    mpq_clear(cap);
    release(&example);
}

static void project_starters_leave_a_deficit_of_two(void **state)
{
    static const expectation expected[] = {
        {MC_NO_DEFICIT, "2", {0, 0, 1, 0, 0, 1, 0, 0, 1}, -1, -1},
        {MC_BUDGET_BALANCE, "2", {0, 0, 1, 0, 0, 1, 0, 0, 1}, -1, -1}};
    (void)state;
    ASSERT_EXAMPLE("project-starters", expected);
}

/* A person is asked for its report: nothing makes it report the truth. */
static void paying_what_is_reported_is_not_strategy_proof(void **state)
{
    static const char text[] =
        "{\"format\": \"mechcert-publicgood-1\", \"alternatives\": [\"no\", "
        "\"yes\"], \"cost\": [0, 4], \"agents\": [\"a\", \"b\"], \"shares\": "
        "\"equal\", \"values\": [[[0, 2], [0, 5]], [[0, 2], [0, 3]]], "
        "\"decision\": \"efficient\", \"tie\": \"highest\", \"transfer\": "
        "\"table\", \"payments\": [[2, 2], [2, 3], [5, 2], [5, 3]]}";
    static const expectation expected[] = {
        {MC_STRATEGY_PROOF, "3", {0, 1, 1, 0}, 1, 0},
        {MC_UNIVERSAL_PARTICIPATION, "3", {0, 1, 0, 1}, 3, -1},
        {MC_COST_SHARING_PARTICIPATION, "1", {0, 1, 0, 1}, 3, -1},
        {MC_NET_VALUE_PARTICIPATION, "3", {0, 1, 1, 0}, 1, -1},
        {MC_BUDGET_BALANCE, "4", {0, 1, 0, 1}, -1, -1},
        {MC_NO_FARTHER_FROM_BALANCE, "3", {0, 1, 1, 0}, -1, -1}};
    mc_file file = {(char *)"file", (char *)text, sizeof text - 1};
    mc_publicgood *good = NULL;
    mc_message message = {""};
    (void)state;
    assert_int_equal(mc_publicgood_parse(&good, &message, &file), MC_OK);
    checked example = check(good);
    assert_findings(&example, expected, sizeof expected / sizeof *expected);
    release(&example);
}

/* --- all types --------------------------------------------------------- */

static void assert_everywhere(const mc_population *population,
                              const mc_value_class *expected)
{
    for (mc_property p = 0; p < MC_PROPERTIES; p++) {
        mc_value_class values = MC_ALL_VALUES;
        bool holds = mc_holds_everywhere(&values, population, p);
        if (holds != (expected[p] != (mc_value_class)-1))
            fail_msg("%s", mc_property_name(p));
        if (holds)
            assert_int_equal(values, expected[p]);
    }
}

static void what_holds_everywhere_depends_on_the_rules(void **state)
{
    mc_value_class expected[MC_PROPERTIES];
    (void)state;
    for (mc_property p = 0; p < MC_PROPERTIES; p++)
        expected[p] = (mc_value_class)-1;
    checked example = check(read_example("park-non-monotone"));
    assert_everywhere(example.population, expected);
    release(&example);

    expected[MC_STRATEGY_PROOF] = expected[MC_UTILITARIAN] =
        expected[MC_MONOTONE] = expected[MC_COST_SHARING_PARTICIPATION] =
            MC_ALL_VALUES;
    expected[MC_FAIR_PRICING_PER_UNIT] = expected[MC_NO_EXTORTION] =
        MC_NON_DECREASING_VALUES;
    expected[MC_FAIR_PRICING] = MC_CONCAVE_VALUES;
    example = check(read_example("library-example"));
    assert_everywhere(example.population, expected);
    release(&example);

    expected[MC_EFFICIENT] = MC_ALL_VALUES;
    example = check(read_example("park-fair-pricing"));
    assert_everywhere(example.population, expected);
    /* shares whose increments fall */
    mpq_set_ui(example.population->share[1], 7, 1);
    expected[MC_FAIR_PRICING] = (mc_value_class)-1;
    assert_everywhere(example.population, expected);
    /* shares of nothing */
    mpq_set_ui(example.population->share[0], 1, 1);
    expected[MC_FAIR_PRICING_PER_UNIT] = expected[MC_NO_EXTORTION] =
        (mc_value_class)-1;
    assert_everywhere(example.population, expected);
    /* no tie rule */
    free(example.good->tie);
    example.good->tie = NULL;
    example.good->tie_lowest = false;
    expected[MC_STRATEGY_PROOF] = expected[MC_MONOTONE] =
        expected[MC_COST_SHARING_PARTICIPATION] = (mc_value_class)-1;
    assert_everywhere(example.population, expected);
    release(&example);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            the_library_is_utilitarian_and_balanced_but_not_efficient),
        cmocka_unit_test(clarke_extorts_one_from_alice),
        cmocka_unit_test(a_rule_that_is_not_monotone_extorts_five),
        cmocka_unit_test(fifteen_is_more_than_eleven_but_less_than_sixteen),
        cmocka_unit_test(project_starters_leave_a_deficit_of_two),
        cmocka_unit_test(paying_what_is_reported_is_not_strategy_proof),
        cmocka_unit_test(what_holds_everywhere_depends_on_the_rules),
    };
    return UNIT_RUN(tests);
}
