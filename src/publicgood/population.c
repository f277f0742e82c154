/* Who bears what in a population of given size. */
#include "publicgood/population.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "base/text.h"
#include "game/statement.h"

void mc_population_free(mc_population *population)
{
    if (!population)
        return;
    const mc_publicgood *good = population->good;
    mc_rationals_free(population->omega, good->agents);
    mc_rationals_free(population->share, good->agents * good->alternatives);
    mc_rationals_free(population->cost, good->alternatives);
    mpz_clear(population->people);
    free(population->count);
    free(population);
}

static mc_population *allocate(const mc_publicgood *good)
{
    mc_population *made = mc_array(1, sizeof *made);
    if (!made)
        return NULL;
    made->good = good;
    mpz_init(made->people);
    made->count = mc_array(good->agents, sizeof *made->count);
    made->cost = mc_rationals_new(good->alternatives);
    made->share = mc_rationals_new(good->agents * good->alternatives);
    made->omega = mc_rationals_new(good->agents);
    if (made->count && made->cost && made->share && made->omega)
        return made;
    mc_population_free(made);
    return NULL;
}

static void set_people(mc_population *population, const unsigned long *count)
{
    const mc_publicgood *good = population->good;
    for (size_t i = 0; i < good->agents; i++) {
        population->count[i] = count ? count[i] : good->count[i];
        mpz_add_ui(population->people, population->people,
                   population->count[i]);
        if (good->decision == MC_DECISION_EFFICIENT)
            mpq_set_ui(population->omega[i], 1, 1);
        else
            mpq_set(population->omega[i], good->weight[i]);
    }
}

static void set_cost(mc_population *population)
{
    const mc_publicgood *good = population->good;
    mpq_t people;
    mpq_init(people);
    mpq_set_z(people, population->people);
    for (size_t y = 0; y < good->alternatives; y++)
        if (good->per_head)
            mpq_mul(population->cost[y], good->cost[y], people);
        else
            mpq_set(population->cost[y], good->cost[y]);
    mpq_clear(people);
}

/* What the cost is divided by: the sum of n_j duty_j, of burden_j where there
   are people, or of n_j. */
static void sum_duties(mpq_t sum, const mc_population *population)
{
    const mc_publicgood *good = population->good;
    mpq_t part;
    mpq_init(part);
    mpq_set_ui(sum, 0, 1);
    for (size_t i = 0; i < good->agents; i++) {
        bool someone = population->count[i] > 0;
        mpq_set_ui(part,
                   good->shares == MC_SHARES_BURDEN ? someone
                                                    : population->count[i],
                   1);
        if (good->shares != MC_SHARES_EQUAL)
            mpq_mul(part, part, good->share_number[i]);
        mpq_add(sum, sum, part);
    }
    mpq_clear(part);
}

/* A person's part of the cost, sum_duties being `sum`. */
static void set_part(mpq_t part, const mc_population *population, size_t agent,
                     const mpq_t sum)
{
    const mc_publicgood *good = population->good;
    mpq_set_ui(part, 1, 1);
    if (good->shares == MC_SHARES_BURDEN)
        mpq_set_ui(part, 1, population->count[agent]);
    if (good->shares != MC_SHARES_EQUAL)
        mpq_mul(part, part, good->share_number[agent]);
    mpq_canonicalize(part);
    mpq_div(part, part, sum);
}

static mc_status divide_cost(mc_population *population, mc_message *message)
{
    const mc_publicgood *good = population->good;
    mc_status status = MC_OK;
    mpq_t sum, part;
    mpq_inits(sum, part, NULL);
    sum_duties(sum, population);
    if (mpq_sgn(sum) == 0)
        status = mc_message_set(message, MC_BAD_INPUT,
                                "nobody bears the cost: the numbers of all "
                                "people add up to 0");
    for (size_t i = 0; i < good->agents && status == MC_OK; i++) {
        mpq_t *share = population->share + i * good->alternatives;
        if (population->count[i] == 0)
            continue;
        set_part(part, population, i, sum);
        for (size_t y = 0; y < good->alternatives; y++)
            mpq_mul(share[y], population->cost[y], part);
    }
    mpq_clears(sum, part, NULL);
    return status;
}

static mc_status fail_sum(const mc_population *population, mc_message *message,
                          size_t alternative, const mpq_t sum)
{
    const char *label = population->good->alternative_label[alternative];
    char piece[256], *numbers[3] = {NULL};
    mpq_t difference;
    mpq_init(difference);
    mpq_sub(difference, sum, population->cost[alternative]);
    bool less = mpq_sgn(difference) < 0;
    mpq_abs(difference, difference);
    numbers[0] = mc_number_text(sum);
    numbers[1] = mc_number_text(population->cost[alternative]);
    numbers[2] = mc_number_text(difference);
    mpq_clear(difference);
    mc_text_clip(piece, sizeof piece, label, strlen(label));
    mc_status status =
        numbers[0] && numbers[1] && numbers[2]
            ? mc_message_set(message, MC_BAD_INPUT,
                             "the shares of alternative '%s' add up to %.300s, "
                             "its cost is %.300s (%.300s %s)",
                             piece, numbers[0], numbers[1], numbers[2],
                             less ? "less" : "more")
            : mc_message_set(message, MC_LIMIT, "out of memory");
    for (size_t j = 0; j < 3; j++)
        free(numbers[j]);
    return status;
}

static mc_status take_table(mc_population *population, mc_message *message)
{
    const mc_publicgood *good = population->good;
    size_t alternatives = good->alternatives;
    mc_status status = MC_OK;
    mpq_t sum, part;
    mpq_inits(sum, part, NULL);
    for (size_t y = 0; y < alternatives && status == MC_OK; y++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t i = 0; i < good->agents; i++) {
            if (population->count[i] == 0)
                continue;
            size_t at = i * alternatives + y;
            mpq_set(population->share[at], good->share_number[at]);
            mpq_set_ui(part, population->count[i], 1);
            mpq_mul(part, part, good->share_number[at]);
            mpq_add(sum, sum, part);
        }
        if (!mpq_equal(sum, population->cost[y]))
            status = fail_sum(population, message, y, sum);
    }
    mpq_clears(sum, part, NULL);
    return status;
}

mc_status mc_population_make(mc_population **population, mc_message *message,
                             const mc_publicgood *good,
                             const unsigned long *count)
{
    mc_population *made = allocate(good);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    set_people(made, count);
    set_cost(made);
    mc_status status = good->shares == MC_SHARES_TABLE
                           ? take_table(made, message)
                           : divide_cost(made, message);
    if (status == MC_OK)
        *population = made;
    else
        mc_population_free(made);
    return status;
}

mc_status mc_population_new(mc_population **population, mc_message *message,
                            const mc_publicgood *good,
                            const unsigned long *count)
{
    mc_message fault = {""};
    mc_status status = mc_population_make(population, &fault, good, count);
    return status == MC_OK ? MC_OK
                           : mc_message_set(message, status, "%s: %.1500s",
                                            good->name, fault.text);
}
