/* Statements on public goods: who bears which share of the cost. */
#include "publicgood/population.h"
#include "publicgood/reader.h"

#include <string.h>

/* Which one of these keys there is. */
static mc_status only_key(const char **found, const mc_good_reader *reader)
{
    static const char *const key[] = {"shares", "duty", "income", "burden"};
    mc_json_place place = mc_json_top();
    *found = NULL;
    for (size_t j = 0; j < sizeof key / sizeof *key; j++) {
        if (!mc_good_find(reader, key[j]))
            continue;
        if (*found)
            return mc_good_fail(reader, &place,
                                "there are both \"%s\" and \"%s\"; the shares "
                                "are given by one key only",
                                *found, key[j]);
        *found = key[j];
    }
    return *found ? MC_OK
                  : mc_good_fail(reader, &place,
                                 "nothing says who bears the cost; give one of "
                                 "the keys shares, duty, income, burden");
}

static mc_status read_table(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    const json_t *table = mc_good_find(reader, "shares");
    size_t columns = good->alternatives;
    mc_json_place place = mc_json_at("shares");
    if (json_is_string(table)) {
        good->shares = MC_SHARES_EQUAL;
        return strcmp(json_string_value(table), "equal") == 0
                   ? MC_OK
                   : mc_good_fail(reader, &place,
                                  "must be \"equal\", or a table of numbers");
    }
    good->shares = MC_SHARES_TABLE;
    mc_status status = mc_statement_array(reader->statement, &place, table,
                                          good->agents, "one for each agent");
    if (status != MC_OK)
        return status;
    good->share_number = mc_rationals_new(good->agents * columns);
    if (!good->share_number)
        return mc_statement_out_of_memory(reader->statement);
    for (size_t i = 0; i < good->agents && status == MC_OK; i++) {
        mc_json_place row = mc_json_in(place, i);
        status = mc_good_row(good->share_number + i * columns, reader, &row,
                             json_array_get(table, i), columns,
                             MC_GOOD_NOT_NEGATIVE, "one for each alternative");
    }
    return status;
}

static mc_status read_list(mpq_t **values, mc_good_reader *reader,
                           const char *key)
{
    return mc_good_numbers(values, reader, key, reader->good->agents,
                           MC_GOOD_NOT_NEGATIVE, "one for each agent");
}

/* duty_i = income_i / max(radius, distance_i), or income_i. */
static mc_status read_income(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    mc_json_place place = mc_json_at("radius");
    mc_status status = read_list(&good->income, reader, "income");
    if (status == MC_OK)
        status = read_list(&good->share_number, reader, "income");
    if (status != MC_OK || !mc_good_find(reader, "radius"))
        return status;
    good->radius = mc_rationals_new(1);
    if (!good->radius)
        return mc_statement_out_of_memory(reader->statement);
    status = mc_good_number(good->radius[0], reader, &place,
                            mc_good_find(reader, "radius"), MC_GOOD_POSITIVE);
    if (status == MC_OK)
        status = read_list(&good->distance, reader, "distance");
    for (size_t i = 0; i < good->agents && status == MC_OK; i++) {
        bool near = mpq_cmp(good->distance[i], good->radius[0]) < 0;
        mpq_div(good->share_number[i], good->income[i],
                near ? good->radius[0] : good->distance[i]);
    }
    return status;
}

/* distance and radius come together, and with income. */
static mc_status check_distance(const mc_good_reader *reader, const char *key)
{
    bool distance = mc_good_find(reader, "distance") != NULL;
    bool radius = mc_good_find(reader, "radius") != NULL;
    mc_json_place place = mc_json_at_key(distance ? "distance" : "radius");
    if ((distance || radius) && strcmp(key, "income") != 0)
        return mc_good_fail(reader, &place,
                            "distance and radius are for shares by income");
    if (distance != radius)
        return mc_good_fail(reader, &place,
                            "the key \"%s\" is missing; distance and radius "
                            "come together",
                            distance ? "radius" : "distance");
    return MC_OK;
}

/* The shares of the statement's own people add up to the cost. */
static mc_status check_sums(mc_good_reader *reader, const char *key)
{
    mc_population *population = NULL;
    mc_message fault = {""};
    mc_json_place place = mc_json_at(key);
    mc_status status =
        mc_population_make(&population, &fault, reader->good, NULL);
    mc_population_free(population);
    if (status == MC_BAD_INPUT)
        return mc_good_fail(reader, &place, "%s", fault.text);
    return status == MC_OK ? MC_OK
                           : mc_statement_out_of_memory(reader->statement);
}

mc_status mc_good_read_shares(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    const char *key;
    mc_status status = only_key(&key, reader);
    if (status == MC_OK)
        status = check_distance(reader, key);
    if (status != MC_OK)
        return status;
    if (strcmp(key, "shares") == 0) {
        status = read_table(reader);
    } else if (strcmp(key, "income") == 0) {
        good->shares = MC_SHARES_DUTY;
        status = read_income(reader);
    } else {
        good->shares = key[0] == 'd' ? MC_SHARES_DUTY : MC_SHARES_BURDEN;
        status = read_list(&good->share_number, reader, key);
    }
    return status == MC_OK ? check_sums(reader, key) : status;
}
