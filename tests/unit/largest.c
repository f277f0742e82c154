/* Largest transfers: Proposition 6, grids with every threshold, and what more
   constraints and the table of the transfers do. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "commons.h"
#include "publicgood/largest.h"
#include "publicgood/property.h"

enum { RUNS = 60 };

typedef struct answer {
    mc_publicgood *good;
    mc_population *population;
    mc_largest *largest;
} answer;

static void compute(answer *a, const char *text, unsigned caps)
{
    mc_message message = {""};
    char name[] = "test", *copy = strdup(text);
    mc_file file = {.name = name, .text = copy, .length = strlen(text)};
    if (mc_publicgood_parse(&a->good, &message, &file) != MC_OK ||
        mc_population_new(&a->population, &message, a->good, NULL) != MC_OK ||
        mc_largest_new(&a->largest, &message, a->population, caps) != MC_OK)
        fail_msg("%s\n%s", message.text, text);
    free(copy);
}

static void drop(answer *a)
{
    mc_largest_free(a->largest);
    mc_population_free(a->population);
    mc_publicgood_free(a->good);
}

/* --- Proposition 6 -------------------------------------------------------- */

static void expect_proposition_6(const char *types, unsigned long revenue)
{
    char text[1024];
    answer a;
    (void)snprintf(text, sizeof text,
                   "{\"format\": \"mechcert-publicgood-1\", \"alternatives\": "
                   "[\"no\", \"yes\"], \"cost\": [0, 8], \"agents\": [\"a\", "
                   "\"b\", \"c\"], \"shares\": \"equal\", \"values\": [%s, %s, "
                   "%s], \"decision\": \"utilitarian\", \"tie\": \"highest\", "
                   "\"transfer\": \"cost-sharing-pivotal\"}",
                   types, types, types);
    compute(&a, text, 1u << MC_CAP_NO_EXTORTION);
    size_t all = a.largest->profiles - 1; /* everybody values it at 3 */
    assert_int_equal(a.largest->answer, MC_LARGEST_FOUND);
    assert_int_equal(mpq_cmp_ui(a.largest->revenue[all], revenue, 1), 0);
    assert_int_equal(a.largest->deficits > 0 && a.largest->least == all,
                     revenue < 8);
    drop(&a);
}

static void three_people_of_value_3_pay_6_at_most(void **state)
{
    (void)state;
    expect_proposition_6("[[0, 0], [0, 2], [0, 3]]", 6);
    /* without the threshold among the types they may pay 9 */
    expect_proposition_6("[[0, 0], [0, 3]]", 9);
}

/* --- grids ---------------------------------------------------------------- */

/* Two alternatives, values 0, 1, 2, shares among them, equal weights: every
   threshold is a type, or beyond all types. */
static void set_grid(commons *c, gmp_randstate_t random, commons_tie tie,
                     commons_transfer transfer)
{
    c->agents = c->persons = 2 + unit_random_below(random, 3);
    c->alternatives = 2;
    c->points = 1;
    c->per_head = false;
    c->shares = COMMONS_TABLE;
    c->decision = COMMONS_UTILITARIAN;
    c->tie = tie;
    c->transfer = transfer;
    mpq_set_ui(c->cost[0], 0, 1);
    mpq_set_ui(c->cost[1], 0, 1);
    for (size_t i = 0; i < c->agents; i++) {
        c->types[i] = 3;
        c->count[i] = 1;
        c->agent_of[i] = i;
        c->points *= 3;
        mpq_set_ui(c->weight[i], 1, 1);
        mpq_set_ui(c->share[i][0], 0, 1);
        mpq_set_ui(c->share[i][1], unit_random_below(random, 3), 1);
        mpq_add(c->cost[1], c->cost[1], c->share[i][1]);
        for (size_t t = 0; t < 3; t++) {
            mpq_set_ui(c->value[i][t][0], 0, 1);
            mpq_set_ui(c->value[i][t][1], t, 1);
        }
    }
}

static const struct theorem {
    mc_cap cap;
    commons_transfer transfer;
} theorems[] = {
    {MC_CAP_UNIVERSAL_PARTICIPATION, COMMONS_GENERALISED},
    {MC_CAP_COST_SHARING_PARTICIPATION, COMMONS_COST_SHARING},
    {MC_CAP_NET_VALUE_PARTICIPATION, COMMONS_CLARKE},
    {MC_CAP_FAIR_PRICING_PER_UNIT, COMMONS_COST_SHARING},
    {MC_CAP_FAIR_PRICING, COMMONS_COST_SHARING},
};
enum { THEOREMS = sizeof theorems / sizeof *theorems };

/* Whether the transfers are just the statement's own. */
static bool is_own(const commons *c, const struct theorem *theorem)
{
    char *text = commons_text(c);
    answer a;
    compute(&a, text, 1u << theorem->cap);
    mc_everywhere everywhere =
        mc_largest_everywhere(a.population, 1u << theorem->cap);
    assert_string_equal(everywhere.name, mc_cap_name(theorem->cap));
    /* the statement's own satisfy the constraint, so they are never more */
    assert_int_equal(mpq_sgn(a.largest->own.less), 0);
    bool own = mpq_sgn(a.largest->own.more) == 0;
    drop(&a);
    free(text);
    return own;
}

static void on_grids_with_all_thresholds_the_theorems_hold(void **state)
{
    gmp_randstate_t random;
    size_t more = 0;
    commons c;
    (void)state;
    unit_random_init(random);
    commons_init(&c);
    for (size_t run = 0; run < unit_times(RUNS); run++) {
        const struct theorem *theorem = &theorems[run % THEOREMS];
        set_grid(&c, random, COMMONS_HIGHEST, theorem->transfer);
        /* Clarke takes least from those below a threshold, where the grid has a
           gap in any case */
        bool own = is_own(&c, theorem);
        assert_true(own || theorem->transfer == COMMONS_CLARKE);
        /* where ties do not produce, the grid leaves gaps */
        c.tie = COMMONS_LOWEST;
        more += !is_own(&c, theorem);
    }
    assert_true(more > 0);
    commons_clear(&c);
    gmp_randclear(random);
}

static void the_theorems_need_their_conditions(void **state)
{
    gmp_randstate_t random;
    commons c;
    answer a;
    (void)state;
    unit_random_init(random);
    commons_init(&c);
    for (size_t k = 0; k < THEOREMS; k++)
        for (size_t fault = 0; fault < 5; fault++) {
            const struct theorem *theorem = &theorems[k];
            bool units = theorem->cap == MC_CAP_FAIR_PRICING ||
                         theorem->cap == MC_CAP_FAIR_PRICING_PER_UNIT;
            set_grid(&c, random, COMMONS_HIGHEST, theorem->transfer);
            unsigned caps = 1u << theorem->cap;
            if (fault == 0)
                caps |= 1u << MC_CAP_NO_EXTORTION;
            if (fault == 1)
                c.transfer = theorem->transfer == COMMONS_CLARKE
                                 ? COMMONS_GENERALISED
                                 : COMMONS_CLARKE;
            if (fault == 2 || (fault > 2 && !units)) {
                c.decision = COMMONS_RULE;
                c.tie = COMMONS_NO_TIE;
                memset(c.rule, 0, sizeof c.rule);
            } else if (fault == 3) {
                c.tie = COMMONS_LIST;
                c.order[0] = 1;
                c.order[1] = 0;
            } else if (fault == 4) {
                mpq_set_ui(c.share[0][0], 1, 1);
                mpq_set_ui(c.cost[0], 1, 1);
            }
            char *text = commons_text(&c);
            compute(&a, text, 1u << MC_CAP_INDIVIDUALLY_RATIONAL);
            mc_everywhere everywhere =
                mc_largest_everywhere(a.population, caps);
            assert_null(everywhere.name);
            assert_non_null(everywhere.why);
            drop(&a);
            free(text);
        }
    commons_clear(&c);
    gmp_randclear(random);
}

/* --- identities ----------------------------------------------------------- */

/* Another constraint never raises a transfer. */
static void more_constraints_take_less(void **state)
{
    gmp_randstate_t random;
    commons c;
    answer one, two;
    (void)state;
    unit_random_init(random);
    commons_init(&c);
    for (size_t run = 0; run < unit_times(RUNS); run++) {
        set_grid(&c, random, COMMONS_HIGHEST, COMMONS_CLARKE);
        char *text = commons_text(&c);
        unsigned first = 1u << unit_random_below(random, MC_CAPS);
        unsigned second = 1u << unit_random_below(random, MC_CAPS);
        compute(&one, text, first);
        compute(&two, text, first | second);
        for (size_t e = 0; e < one.largest->base[c.agents]; e++)
            if (one.largest->because[e] != SIZE_MAX) {
                assert_true(two.largest->because[e] != SIZE_MAX);
                assert_true(mpq_cmp(two.largest->transfer[e],
                                    one.largest->transfer[e]) <= 0);
            }
        drop(&one);
        drop(&two);
        free(text);
    }
    commons_clear(&c);
    gmp_randclear(random);
}

/* The statement whose table they are is strategy-proof, keeps the constraint,
   and its own transfers are the largest. */
static void the_table_of_the_transfers_is_the_largest(void **state)
{
    gmp_randstate_t random;
    commons c;
    (void)state;
    unit_random_init(random);
    commons_init(&c);
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "table.json");
    for (size_t run = 0; run < unit_times(RUNS); run++) {
        mc_message message = {""};
        mc_findings *findings = NULL;
        answer a, again = {0};
        mc_cap cap = (mc_cap)unit_random_below(random, MC_CAP_NO_EXTORTION);
        bool wanted[MC_PROPERTIES] = {false};
        wanted[MC_STRATEGY_PROOF] = true;
        wanted[MC_INDIVIDUALLY_RATIONAL + cap] = true;
        set_grid(&c, random, COMMONS_LOWEST, COMMONS_COST_SHARING);
        char *text = commons_text(&c);
        compute(&a, text, 1u << cap);
        free(text);
        assert_int_equal(mc_largest_write_rule(a.largest, &message, path),
                         MC_OK);
        text = unit_read_file(path, &(size_t){0});
        compute(&again, text, 1u << cap);
        assert_int_equal(again.good->transfer, MC_TRANSFER_TABLE);
        assert_int_equal(mpq_sgn(again.largest->own.more), 0);
        assert_int_equal(mpq_sgn(again.largest->own.less), 0);
        assert_int_equal(mc_findings_new(&findings, &message, again.population,
                                         wanted, NULL),
                         MC_OK);
        assert_int_equal(mpq_sgn(findings->of[MC_STRATEGY_PROOF].excess), 0);
        assert_int_equal(
            mpq_sgn(findings->of[MC_INDIVIDUALLY_RATIONAL + cap].excess), 0);
        mc_findings_free(findings);
        drop(&again);
        drop(&a);
        free(text);
    }
    free(path);
    unit_remove_directory(directory);
    commons_clear(&c);
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_people_of_value_3_pay_6_at_most),
        cmocka_unit_test(on_grids_with_all_thresholds_the_theorems_hold),
        cmocka_unit_test(the_theorems_need_their_conditions),
        cmocka_unit_test(more_constraints_take_less),
        cmocka_unit_test(the_table_of_the_transfers_is_the_largest),
    };
    return UNIT_RUN(tests);
}
