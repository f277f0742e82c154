/* Budgets of populations, against all people's types one by one. */
#define _POSIX_C_SOURCE 200809L
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "publicgood/budget.h"
#include "publicgood/budget_parts.h"

enum { ALTERNATIVES = 4, AGENTS = 3, TYPES = 3, PEOPLE = 6, ROOM = 8192 };

/* ---- random statements ---- */

typedef struct sheet {
    char text[ROOM];
    size_t length;
    gmp_randstate_t *random;
} sheet;

static void write_text(sheet *s, const char *text)
{
    size_t length = strlen(text);
    assert_true(s->length + length < ROOM);
    memcpy(s->text + s->length, text, length + 1);
    s->length += length;
}

static size_t below(sheet *s, size_t bound)
{
    return unit_random_below(*s->random, bound);
}

static void write_number(sheet *s, size_t above, size_t under)
{
    char text[64];
    (void)snprintf(text, sizeof text, "\"%zu/%zu\"", above, under);
    write_text(s, text);
}

static void write_labels(sheet *s, char letter, size_t count)
{
    char text[32];
    for (size_t j = 0; j < count; j++) {
        (void)snprintf(text, sizeof text, "%s\"%c%zu\"", j ? ", " : "", letter,
                       j);
        write_text(s, text);
    }
}

/* Probabilities with sum 1; some are 0. */
static void write_lottery(sheet *s, size_t count)
{
    size_t part[TYPES + AGENTS], sum = 0;
    for (size_t j = 0; j < count; j++)
        sum += part[j] = below(s, 4);
    if (sum == 0)
        sum = part[0] = 1;
    write_text(s, "[");
    for (size_t j = 0; j < count; j++) {
        write_text(s, j ? ", " : "");
        write_number(s, part[j], sum);
    }
    write_text(s, "]");
}

static void write_numbers(sheet *s, size_t count, size_t least, size_t range)
{
    write_text(s, "[");
    for (size_t j = 0; j < count; j++) {
        write_text(s, j ? ", " : "");
        write_number(s, least + below(s, range), 1 + below(s, 2));
    }
    write_text(s, "]");
}

static void write_choice(sheet *s, const char *const *choice, size_t count)
{
    write_text(s, choice[below(s, count)]);
}

static void write_types(sheet *s, size_t agents, size_t n)
{
    size_t types[AGENTS];
    write_text(s, ", \"values\": [");
    for (size_t i = 0; i < agents; i++) {
        types[i] = 1 + below(s, TYPES);
        write_text(s, i ? ", [" : "[");
        for (size_t t = 0; t < types[i]; t++) {
            write_text(s, t ? ", " : "");
            write_numbers(s, n, 0, 5);
        }
        write_text(s, "]");
    }
    write_text(s, "], \"prior\": [");
    for (size_t i = 0; i < agents; i++) {
        write_text(s, i ? ", " : "");
        write_lottery(s, types[i]);
    }
    write_text(s, "]");
}

/* A statement for any number of people (`draw`) or for multiples of the
   number of agents. */
static void write_statement(sheet *s, size_t *agents)
{
    static const char *const tie[] = {"\"lowest\"", "\"highest\""},
                             *const decision[] = {"utilitarian", "efficient"},
                             *const transfer[] = {"cost-sharing-pivotal",
                                                  "generalised-pivotal",
                                                  "clarke"},
                             *const duty[] = {"duty", "burden", "income"};
    size_t n = 2 + below(s, ALTERNATIVES - 1);
    *agents = 1 + below(s, AGENTS);
    s->length = 0;
    write_text(s,
               "{\"format\": \"mechcert-publicgood-1\", \"alternatives\": [");
    write_labels(s, 'y', n);
    write_text(s, "], \"agents\": [");
    write_labels(s, 'i', *agents);
    write_text(s, below(s, 2) ? "], \"cost\": " : "], \"cost_per_head\": ");
    write_numbers(s, n, 0, 6);
    write_text(s, ", \"weights\": ");
    write_numbers(s, *agents, 1, 3);
    if (below(s, 3) == 0) {
        write_text(s, ", \"shares\": \"equal\"");
    } else {
        write_text(s, ", \"");
        write_choice(s, duty, 3);
        write_text(s, "\": ");
        write_numbers(s, *agents, 1, 3);
    }
    write_types(s, *agents, n);
    write_text(s, ", \"decision\": \"");
    write_choice(s, decision, 2);
    write_text(s, "\", \"transfer\": \"");
    write_choice(s, transfer, 3);
    write_text(s, "\", \"tie\": ");
    write_choice(s, tie, 2);
    if (below(s, 2)) {
        write_text(s, ", \"draw\": ");
        write_lottery(s, *agents);
    }
    write_text(s, "}");
}

static mc_publicgood *parse(const char *text)
{
    mc_publicgood *good = NULL;
    mc_message message = {""};
    char *copy = strdup(text);
    const mc_file file = {(char *)"statement", copy, strlen(text)};
    if (mc_publicgood_parse(&good, &message, &file) != MC_OK)
        fail_msg("%s\n%s", message.text, text);
    free(copy);
    return good;
}

/* ---- one by one ---- */

/* All people have a kind each. The numbers are taken from the statement's
   definition: everything is summed over people. */
typedef struct naive {
    const mc_publicgood *good;
    size_t people, n, kind[PEOPLE];
    mpq_t cost[ALTERNATIVES], share[AGENTS][ALTERNATIVES];
    mpq_t probability, pivotal, balanced, deviation, deficit, revenue;
} naive;

static void naive_init(naive *a, const mc_publicgood *good, size_t people)
{
    *a = (naive){.good = good, .people = people, .n = good->alternatives};
    for (size_t y = 0; y < ALTERNATIVES; y++) {
        mpq_init(a->cost[y]);
        for (size_t i = 0; i < AGENTS; i++)
            mpq_init(a->share[i][y]);
    }
    mpq_inits(a->probability, a->pivotal, a->balanced, a->deviation, a->deficit,
              a->revenue, NULL);
}

static void naive_clear(naive *a)
{
    for (size_t y = 0; y < ALTERNATIVES; y++) {
        mpq_clear(a->cost[y]);
        for (size_t i = 0; i < AGENTS; i++)
            mpq_clear(a->share[i][y]);
    }
    mpq_clears(a->probability, a->pivotal, a->balanced, a->deviation,
               a->deficit, a->revenue, NULL);
}

static void multiply_word(mpq_t value, size_t word)
{
    mpq_t factor;
    mpq_init(factor);
    mpq_set_ui(factor, word, 1);
    mpq_mul(value, value, factor);
    mpq_clear(factor);
}

static void set_shares(naive *a)
{
    const mc_publicgood *good = a->good;
    mpq_t sum, part;
    size_t number[AGENTS] = {0};
    mpq_inits(sum, part, NULL);
    for (size_t j = 0; j < a->people; j++)
        number[good->agent_of[a->kind[j]]]++;
    for (size_t i = 0; i < good->agents; i++) {
        bool apart = good->shares == MC_SHARES_BURDEN;
        if (number[i] == 0)
            continue;
        if (good->shares == MC_SHARES_EQUAL)
            mpq_set_ui(part, 1, 1);
        else
            mpq_set(part, good->share_number[i]);
        multiply_word(part, apart ? 1 : number[i]);
        mpq_add(sum, sum, part);
    }
    for (size_t y = 0; y < a->n; y++) {
        mpq_set(a->cost[y], good->cost[y]);
        if (good->per_head)
            multiply_word(a->cost[y], a->people);
        for (size_t i = 0; i < good->agents; i++) {
            if (number[i] == 0)
                continue;
            mpq_div(a->share[i][y], a->cost[y], sum);
            if (good->shares != MC_SHARES_EQUAL)
                mpq_mul(a->share[i][y], a->share[i][y], good->share_number[i]);
            mpq_set_ui(part, number[i], 1);
            if (good->shares == MC_SHARES_BURDEN)
                mpq_div(a->share[i][y], a->share[i][y], part);
        }
    }
    mpq_clears(sum, part, NULL);
}

/* W(y), without the value (1) or the value and share (2) of person `who`. */
static void sum_welfare(mpq_t welfare, const naive *a, size_t y, size_t who,
                        int without)
{
    const mc_publicgood *good = a->good;
    mpq_t part;
    mpq_init(part);
    mpq_set_ui(welfare, 0, 1);
    for (size_t j = 0; j < a->people; j++) {
        size_t agent = good->agent_of[a->kind[j]];
        mpq_set(part, good->value[a->kind[j] * a->n + y]);
        if (j == who && without > 0)
            mpq_set_ui(part, 0, 1);
        if (j != who || without < 2)
            mpq_sub(part, part, a->share[agent][y]);
        if (good->decision == MC_DECISION_UTILITARIAN)
            mpq_mul(part, part, good->weight[agent]);
        mpq_add(welfare, welfare, part);
    }
    mpq_clear(part);
}

static size_t decide(const naive *a, size_t who, int without)
{
    mpq_t best, here;
    size_t decision = 0;
    mpq_inits(best, here, NULL);
    sum_welfare(best, a, 0, who, without);
    for (size_t y = 1; y < a->n; y++) {
        sum_welfare(here, a, y, who, without);
        int order = mpq_cmp(here, best);
        if (order > 0 || (order == 0 && a->good->tie_highest)) {
            mpq_set(best, here);
            decision = y;
        }
    }
    mpq_clears(best, here, NULL);
    return decision;
}

/* revenue += what person `who` pays. Returns whether it is pivotal. */
static bool charge(naive *a, size_t who, size_t decision)
{
    const mc_publicgood *good = a->good;
    size_t agent = good->agent_of[a->kind[who]], alone = decide(a, who, 1);
    bool clarke = good->transfer == MC_TRANSFER_CLARKE;
    size_t other = clarke ? decide(a, who, 2) : alone;
    mpq_t more, less;
    mpq_inits(more, less, NULL);
    sum_welfare(more, a, other, who, clarke ? 2 : 1);
    sum_welfare(less, a, decision, who, clarke ? 2 : 1);
    mpq_sub(more, more, less);
    if (good->decision == MC_DECISION_UTILITARIAN)
        mpq_div(more, more, good->weight[agent]);
    if (good->transfer == MC_TRANSFER_COST_SHARING_PIVOTAL)
        mpq_add(more, more, a->share[agent][alone]);
    if (clarke)
        mpq_add(more, more, a->share[agent][decision]);
    mpq_add(a->revenue, a->revenue, more);
    mpq_clears(more, less, NULL);
    return alone != decision;
}

static void add_people(naive *a)
{
    bool pivotal = false;
    set_shares(a);
    size_t decision = decide(a, SIZE_MAX, 0);
    mpq_set_ui(a->revenue, 0, 1);
    for (size_t j = 0; j < a->people; j++)
        pivotal |= charge(a, j, decision);
    mpq_sub(a->revenue, a->revenue, a->cost[decision]);
    if (pivotal)
        mpq_add(a->pivotal, a->pivotal, a->probability);
    if (mpq_sgn(a->revenue) == 0)
        mpq_add(a->balanced, a->balanced, a->probability);
    mpq_neg(a->revenue, a->revenue);
    if (mpq_cmp(a->revenue, a->deficit) > 0)
        mpq_set(a->deficit, a->revenue);
    mpq_abs(a->revenue, a->revenue);
    mpq_mul(a->revenue, a->revenue, a->probability);
    mpq_add(a->deviation, a->deviation, a->revenue);
}

/* Without `draw`, person j is one of agent j modulo the agents. */
static void go_on(naive *a, size_t j)
{
    const mc_publicgood *good = a->good;
    mpq_t before;
    if (j == a->people) {
        add_people(a);
        return;
    }
    mpq_init(before);
    mpq_set(before, a->probability);
    for (size_t k = 0; k < good->first[good->agents]; k++) {
        size_t agent = good->agent_of[k];
        if (!good->draw && agent != j % good->agents)
            continue;
        mpq_mul(a->probability, before, good->prior[k]);
        if (good->draw)
            mpq_mul(a->probability, a->probability, good->draw[agent]);
        a->kind[j] = k;
        if (mpq_sgn(a->probability) > 0)
            go_on(a, j + 1);
    }
    mpq_clear(before);
}

static void naive_budget(naive *a)
{
    mpq_set_ui(a->probability, 1, 1);
    go_on(a, 0);
    mpq_set_ui(a->revenue, a->people, 1);
    mpq_div(a->deviation, a->deviation, a->revenue);
}

/* ---- comparisons ---- */

static mc_budget *compute(const mc_publicgood *good, unsigned long people,
                          unsigned digits, unsigned threads)
{
    const mc_budget_effort effort = {.digits = digits, .threads = threads};
    mc_budget *budget = NULL;
    mc_message message = {""};
    if (mc_budget_new(&budget, &message, good, people, &effort) != MC_OK)
        fail_msg("%s", message.text);
    return budget;
}

static void equal(const mc_budget_number *number, const mpq_t value,
                  const char *what, const char *text)
{
    if (!mpq_equal(number->lower, value) || !mpq_equal(number->upper, value)) {
        gmp_printf("%s: [%Qd, %Qd], not %Qd\n", what, number->lower,
                   number->upper, value);
        fail_msg("%s", text);
    }
}

static void contains(const mc_budget_number *number,
                     const mc_budget_number *exact)
{
    assert_true(mpq_equal(exact->lower, exact->upper));
    assert_true(mpq_cmp(number->lower, exact->lower) <= 0);
    assert_true(mpq_cmp(number->upper, exact->lower) >= 0);
}

static void numbers_are_those_of_people_one_by_one(void **state)
{
    gmp_randstate_t random;
    sheet s = {.random = &random};
    size_t agents;
    (void)state;
    unit_random_init(random);
    for (size_t j = 0; j < unit_times(150); j++) {
        write_statement(&s, &agents);
        mc_publicgood *good = parse(s.text);
        size_t kinds = good->first[agents], people = 1 + below(&s, PEOPLE);
        if (good->draw && kinds > 4 && people > 4)
            people = 4;
        if (!good->draw)
            people -= people % agents;
        if (people > 0) {
            naive a;
            naive_init(&a, good, people);
            naive_budget(&a);
            mc_budget *budget = compute(good, people, 0, 1 + (unsigned)(j % 3));
            equal(&budget->pivotal, a.pivotal, "pivotal", s.text);
            equal(&budget->balanced, a.balanced, "balanced", s.text);
            equal(&budget->deviation, a.deviation, "deviation", s.text);
            equal(&budget->deficit, a.deficit, "deficit", s.text);
            mc_budget_free(budget);
            naive_clear(&a);
        }
        mc_publicgood_free(good);
    }
    gmp_randclear(random);
}

static void all_profiles_and_the_near_ones_agree(void **state)
{
    gmp_randstate_t random;
    sheet s = {.random = &random};
    const mc_budget_effort effort = {.threads = 1};
    mc_message message = {""};
    size_t agents;
    (void)state;
    unit_random_init(random);
    for (size_t j = 0; j < unit_times(30); j++) {
        mc_draw *draw = NULL;
        write_statement(&s, &agents);
        mc_publicgood *good = parse(s.text);
        mc_budget *near = compute(good, 6 * agents, 0, 2),
                  *all = compute(good, 6 * agents, 0, 1),
                  *rough = compute(good, 6 * agents, 3, 1);
        assert_int_equal(mc_draw_new(&draw, &message, good, 6 * agents), MC_OK);
        if (draw->kinds < 6) {
            assert_int_equal(
                mc_budget_scenes(all, &message, good, draw, &effort), MC_OK);
            equal(&near->pivotal, all->pivotal.lower, "pivotal", s.text);
            equal(&near->balanced, all->balanced.lower, "balanced", s.text);
            equal(&near->deviation, all->deviation.lower, "deviation", s.text);
            equal(&near->deficit, all->deficit.lower, "deficit", s.text);
        }
        contains(&rough->pivotal, &near->pivotal);
        contains(&rough->balanced, &near->balanced);
        contains(&rough->deviation, &near->deviation);
        mc_draw_free(draw);
        mc_budget_free(near);
        mc_budget_free(all);
        mc_budget_free(rough);
        mc_publicgood_free(good);
    }
    gmp_randclear(random);
}

/* Merged sums: the probability of pivotal people is exact, the others are
   enclosed. */
static void sums_agree_with_profiles(void **state)
{
    gmp_randstate_t random;
    sheet s = {.random = &random};
    const mc_budget_effort effort = {.threads = 1};
    mc_message message = {""};
    size_t agents, exact = 0;
    (void)state;
    unit_random_init(random);
    for (size_t j = 0; j < unit_times(60); j++) {
        mc_draw *draw = NULL;
        do
            write_statement(&s, &agents);
        while (strstr(s.text, "y3"));
        mc_publicgood *good = parse(s.text);
        unsigned long people = agents * (1 + below(&s, 3));
        mc_budget *near = compute(good, people, 0, 2),
                  *merged = compute(good, people, 0, 1);
        assert_int_equal(mc_draw_new(&draw, &message, good, people), MC_OK);
        mc_status status = mc_budget_sums(merged, &message, draw, &effort);
        if (status != MC_OK && status != MC_LIMIT)
            fail_msg("%s", message.text);
        if (status == MC_OK) {
            equal(&merged->pivotal, near->pivotal.lower, "pivotal", s.text);
            contains(&merged->balanced, &near->balanced);
            contains(&merged->deviation, &near->deviation);
            contains(&merged->deficit, &near->deficit);
            exact +=
                mpq_equal(merged->balanced.lower, merged->balanced.upper) != 0;
        }
        mc_draw_free(draw);
        mc_budget_free(near);
        mc_budget_free(merged);
        mc_publicgood_free(good);
    }
    assert_true(exact > 0);
    gmp_randclear(random);
}

static const char whole[] =
    "{\"format\": \"mechcert-publicgood-1\", \"alternatives\": [\"no\", "
    "\"yes\"], \"cost_per_head\": [0, 2], \"agents\": [\"a\"], \"shares\": "
    "\"equal\", \"decision\": \"efficient\", \"tie\": \"highest\", "
    "\"transfer\": \"generalised-pivotal\", ";

/* Surpluses of both signs at equal welfare: bounds that are not equal. */
static void surpluses_of_both_signs_are_enclosed(void **state)
{
    char text[ROOM];
    const mc_budget_effort effort = {.threads = 1};
    mc_message message = {""};
    size_t apart = 0;
    (void)state;
    (void)snprintf(
        text, sizeof text,
        "{\"format\": \"mechcert-publicgood-1\", \"alternatives\": "
        "[\"no\", \"yes\"], \"cost_per_head\": [0, 5], \"agents\": "
        "[\"a\"], \"shares\": \"equal\", \"decision\": "
        "\"efficient\", \"tie\": \"highest\", \"transfer\": "
        "\"cost-sharing-pivotal\", \"values\": [[[0, 1], [0, 3], [0, "
        "6], [0, 10]]], \"prior\": [[\"1/8\", \"1/4\", \"1/2\", "
        "\"1/8\"]]}");
    mc_publicgood *good = parse(text);
    for (unsigned long people = 1; people < 30; people++) {
        mc_draw *draw = NULL;
        mc_budget *near = compute(good, people, 0, 1),
                  *merged = compute(good, people, 0, 1);
        assert_int_equal(mc_draw_new(&draw, &message, good, people), MC_OK);
        assert_int_equal(mc_budget_sums(merged, &message, draw, &effort),
                         MC_OK);
        equal(&merged->pivotal, near->pivotal.lower, "pivotal", text);
        contains(&merged->balanced, &near->balanced);
        contains(&merged->deviation, &near->deviation);
        contains(&merged->deficit, &near->deficit);
        apart += !mpq_equal(merged->deviation.lower, merged->deviation.upper);
        mc_draw_free(draw);
        mc_budget_free(near);
        mc_budget_free(merged);
    }
    assert_true(apart > 0);
    mc_publicgood_free(good);
}

/* One type with probability 1/2, or twice the same with 1/4. */
static void twins_change_nothing(void **state)
{
    char text[ROOM];
    (void)state;
    (void)snprintf(text, sizeof text,
                   "%s\"values\": [[[0, 1], [0, 3], [0, 2]]], \"prior\": "
                   "[[\"1/2\", \"1/3\", \"1/6\"]]}",
                   whole);
    mc_publicgood *good = parse(text);
    (void)snprintf(text, sizeof text,
                   "%s\"values\": [[[0, 1], [0, 3], [0, 1], [0, 2]]], "
                   "\"prior\": [[\"1/4\", \"1/3\", \"1/4\", \"1/6\"]]}",
                   whole);
    mc_publicgood *twins = parse(text);
    mc_budget *a = compute(good, 40, 0, 2), *b = compute(twins, 40, 0, 2);
    assert_true(b->weighed > a->weighed);
    equal(&b->pivotal, a->pivotal.lower, "pivotal", text);
    equal(&b->balanced, a->balanced.lower, "balanced", text);
    equal(&b->deviation, a->deviation.lower, "deviation", text);
    equal(&b->deficit, a->deficit.lower, "deficit", text);
    mc_budget_free(a);
    mc_budget_free(b);
    mc_publicgood_free(good);
    mc_publicgood_free(twins);
}

/* doc/maths.md L54: 1 - 2^(1 - n). */
static void unequal_weights_keep_people_pivotal(void **state)
{
    static const char text[] =
        "{\"format\": \"mechcert-publicgood-1\", \"alternatives\": [\"no\", "
        "\"yes\"], \"cost_per_head\": [0, \"3/2\"], \"agents\": [\"poor\", "
        "\"rich\"], \"weights\": [2, 1], \"burden\": [1, 2], \"values\": [[[0, "
        "1]], [[0, 2]]], \"decision\": \"utilitarian\", \"tie\": \"highest\", "
        "\"transfer\": \"cost-sharing-pivotal\", \"prior\": [[1], [1]], "
        "\"draw\": [\"1/2\", \"1/2\"]}";
    mc_publicgood *good = parse(text);
    mpq_t wanted;
    (void)state;
    mpq_init(wanted);
    for (unsigned long n = 4; n <= 1000; n = n * 5 / 2) {
        mc_budget *budget = compute(good, n, 0, 2);
        mpq_set_ui(wanted, 1, 1);
        mpq_div_2exp(wanted, wanted, n - 1);
        mpz_sub(mpq_numref(wanted), mpq_denref(wanted), mpq_numref(wanted));
        equal(&budget->pivotal, wanted, "pivotal", text);
        mc_budget_free(budget);
    }
    mpq_clear(wanted);
    mc_publicgood_free(good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_those_of_people_one_by_one),
        cmocka_unit_test(all_profiles_and_the_near_ones_agree),
        cmocka_unit_test(sums_agree_with_profiles),
        cmocka_unit_test(surpluses_of_both_signs_are_enclosed),
        cmocka_unit_test(twins_change_nothing),
        cmocka_unit_test(unequal_weights_keep_people_pivotal),
    };
    return UNIT_RUN(tests);
}
