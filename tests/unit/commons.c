/* Random public goods and their statements. */
#define _POSIX_C_SOURCE 200809L
#include "commons.h"

#include <stdlib.h>

typedef void each_number(mpq_t number);

static void init_number(mpq_t number)
{
    mpq_init(number);
}

static void clear_number(mpq_t number)
{
    mpq_clear(number);
}

static void for_point(commons_point *point, each_number *act)
{
    for (size_t y = 0; y < COMMONS_ALTERNATIVES; y++)
        act(point->welfare[y]);
    for (size_t j = 0; j < COMMONS_AGENTS; j++)
        for (size_t r = 0; r <= COMMONS_PAYMENTS; r++)
            act(point->charge[j][r]);
}

static void for_agent(commons *c, size_t i, each_number *act)
{
    act(c->weight[i]);
    act(c->index[i]);
    act(c->distance[i]);
    for (size_t y = 0; y < COMMONS_ALTERNATIVES; y++) {
        act(c->share[i][y]);
        for (size_t t = 0; t < COMMONS_TYPES; t++)
            act(c->value[i][t][y]);
    }
    for (size_t n = 0; n < COMMONS_POINTS; n++)
        act(c->groves[i][n]);
}

static void for_numbers(commons *c, each_number *act)
{
    for (size_t y = 0; y < COMMONS_ALTERNATIVES; y++)
        act(c->cost[y]);
    act(c->radius);
    for (size_t i = 0; i < COMMONS_AGENTS; i++)
        for_agent(c, i, act);
    for (size_t n = 0; n < COMMONS_POINTS; n++) {
        for_point(&c->point[n], act);
        for (size_t j = 0; j < COMMONS_AGENTS; j++)
            act(c->payment[n][j]);
    }
}

void commons_init(commons *c)
{
    *c = (commons){0};
    for_numbers(c, init_number);
}

void commons_clear(commons *c)
{
    for_numbers(c, clear_number);
}

/* --- random -------------------------------------------------------------- */

static bool chance(gmp_randstate_t random, size_t one_in)
{
    return unit_random_below(random, one_in) == 0;
}

/* A number from least to least + range - 1, sometimes with a half or third. */
static void set_small(mpq_t number, gmp_randstate_t random, long least,
                      size_t range)
{
    unsigned long below =
        chance(random, 4) ? 2 + unit_random_below(random, 2) : 1;
    mpq_set_si(number,
               (least * (long)below) +
                   (long)unit_random_below(random, (range - 1) * below + 1),
               below);
    mpq_canonicalize(number);
}

static void random_sizes(commons *c, gmp_randstate_t random)
{
    c->agents = 2 + unit_random_below(random, 3);
    c->alternatives = 2 + unit_random_below(random, 3);
    c->persons = 0;
    c->points = 1;
    for (size_t i = 0; i < c->agents; i++) {
        c->types[i] = 1 + unit_random_below(random, COMMONS_TYPES);
        c->count[i] = 1;
        if (c->agents < COMMONS_AGENTS && i == 0 && chance(random, 3))
            c->count[i] = 1 + COMMONS_AGENTS - c->agents;
        for (size_t k = 0; k < c->count[i]; k++) {
            c->agent_of[c->persons++] = i;
            c->points *= c->types[i];
        }
    }
}

static bool has_groups(const commons *c)
{
    return c->persons > c->agents;
}

static void random_rules(commons *c, gmp_randstate_t random)
{
    bool tables = !has_groups(c);
    c->decision = (commons_decision)unit_random_below(random, tables ? 3 : 2);
    c->transfer = (commons_transfer)unit_random_below(
        random, tables ? COMMONS_PAYMENTS + 1 : COMMONS_GROVES);
    c->tie = c->decision == COMMONS_RULE
                 ? COMMONS_NO_TIE
                 : (commons_tie)(1 + unit_random_below(random, 3));
    if (chance(random, 10))
        c->tie = COMMONS_NO_TIE;
    for (size_t y = 0; y < c->alternatives; y++) {
        size_t other = unit_random_below(random, y + 1);
        c->order[y] = c->order[other];
        c->order[other] = y;
    }
    for (size_t i = 0; i < c->agents; i++)
        set_small(c->weight[i], random, 1, chance(random, 2) ? 1 : 3);
    c->shares = (commons_shares)unit_random_below(random, COMMONS_SHARE_RULES);
}

static void random_cost(commons *c, gmp_randstate_t random)
{
    bool rising = chance(random, 2);
    mpq_t last;
    mpq_init(last);
    for (size_t y = 0; y < c->alternatives; y++) {
        set_small(c->cost[y], random, 0, y == 0 ? 1 : 5);
        if (rising)
            mpq_add(c->cost[y], c->cost[y], last);
        mpq_set(last, c->cost[y]);
    }
    mpq_clear(last);
    if (chance(random, 12))
        mpq_set_ui(c->cost[0], 1, 1);
    c->per_head = chance(random, 3);
}

/* share = cost * index / sum, over persons or over agents */
static void share_by_index(commons *c, bool over_agents)
{
    mpq_t sum, people;
    mpq_inits(sum, people, NULL);
    for (size_t j = 0; j < c->persons; j++)
        if (!over_agents || j == 0 || c->agent_of[j] != c->agent_of[j - 1])
            mpq_add(sum, sum, c->index[c->agent_of[j]]);
    for (size_t i = 0; i < c->agents; i++)
        for (size_t y = 0; y < c->alternatives; y++) {
            mpq_set_ui(people, over_agents ? c->count[i] : 1, 1);
            mpq_mul(c->share[i][y], c->cost[y], c->index[i]);
            mpq_div(c->share[i][y], c->share[i][y], sum);
            mpq_div(c->share[i][y], c->share[i][y], people);
        }
    mpq_clears(sum, people, NULL);
}

static void share_by_table(commons *c, gmp_randstate_t random)
{
    c->per_head = false;
    for (size_t y = 0; y < c->alternatives; y++) {
        mpq_set_ui(c->cost[y], 0, 1);
        for (size_t i = 0; i < c->agents; i++)
            set_small(c->share[i][y], random, 0, y == 0 ? 1 : 3);
        for (size_t j = 0; j < c->persons; j++)
            mpq_add(c->cost[y], c->cost[y], c->share[c->agent_of[j]][y]);
    }
}

/* Index and distance as they are written; then what a person bears. */
static void random_shares(commons *c, gmp_randstate_t random)
{
    mpq_t income[COMMONS_AGENTS];
    set_small(c->radius, random, 1, 2);
    for (size_t i = 0; i < c->agents; i++) {
        set_small(c->index[i], random, i == 0, 3);
        set_small(c->distance[i], random, 0, 4);
        mpq_init(income[i]);
        mpq_set(income[i], c->index[i]);
        if (c->shares == COMMONS_EQUAL)
            mpq_set_ui(c->index[i], 1, 1);
        if (c->shares == COMMONS_DISTANCE)
            mpq_div(c->index[i], c->index[i],
                    mpq_cmp(c->radius, c->distance[i]) > 0 ? c->radius
                                                           : c->distance[i]);
    }
    if (c->shares == COMMONS_TABLE)
        share_by_table(c, random);
    else
        share_by_index(c, c->shares == COMMONS_BURDEN);
    for (size_t i = 0; i < c->agents; i++) {
        mpq_set(c->index[i], income[i]);
        mpq_clear(income[i]);
    }
}

/* Zero types, types that value everything as they bear it, and others. */
static void random_values(commons *c, gmp_randstate_t random)
{
    for (size_t i = 0; i < c->agents; i++)
        for (size_t t = 0; t < c->types[i]; t++) {
            size_t kind = unit_random_below(random, 6);
            bool rising = chance(random, 2), negative = chance(random, 5);
            mpq_t *v = c->value[i][t];
            for (size_t y = 0; y < c->alternatives; y++) {
                set_small(v[y], random, negative ? -2 : 0, y == 0 ? 1 : 5);
                if (rising && y > 0)
                    mpq_add(v[y], v[y], v[y - 1]);
                if (kind == 0 || (t == 0 && kind < 4))
                    mpq_set_ui(v[y], 0, 1);
                if (kind == 5)
                    mpq_set(v[y], c->share[i][y]);
            }
        }
}

/* A table of decisions: random, or those of welfare. */
static void random_tables(commons *c, gmp_randstate_t random)
{
    bool welfare = chance(random, 2);
    for (size_t n = 0; n < c->points; n++) {
        c->rule[n] = unit_random_below(random, c->alternatives);
        for (size_t j = 0; j < c->persons; j++) {
            set_small(c->payment[n][j], random, 0, 3);
            set_small(c->groves[j][n], random, 0, 3);
        }
    }
    if (!welfare || c->decision != COMMONS_RULE)
        return;
    c->decision = COMMONS_UTILITARIAN;
    c->tie = COMMONS_HIGHEST;
    commons_evaluate(c);
    for (size_t n = 0; n < c->points; n++)
        c->rule[n] = c->point[n].decision;
    c->decision = COMMONS_RULE;
    c->tie = COMMONS_NO_TIE;
}

static void multiply_cost(commons *c)
{
    mpq_t people;
    mpq_init(people);
    mpq_set_ui(people, c->persons, 1);
    for (size_t y = 0; y < c->alternatives && c->per_head; y++)
        mpq_mul(c->cost[y], c->cost[y], people);
    mpq_clear(people);
}

void commons_random(commons *c, gmp_randstate_t random)
{
    random_sizes(c, random);
    random_rules(c, random);
    random_cost(c, random);
    multiply_cost(c);
    random_shares(c, random);
    random_values(c, random);
    random_tables(c, random);
    commons_evaluate(c);
}
