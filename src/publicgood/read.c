/* Statements on public goods: agents, alternatives, costs and values. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "base/text.h"
#include "publicgood/population.h"
#include "publicgood/reader.h"

/* --- numbers ----------------------------------------------------------- */

enum { DENOMINATOR_BITS = 1 << 20, MOST_PEOPLE = 1000000000 };

static mc_status fail_sign(const mc_good_reader *reader,
                           const mc_json_place *place, const mpq_t value,
                           mc_good_sign sign)
{
    char *text = mc_number_text(value);
    if (!text)
        return mc_statement_out_of_memory(reader->statement);
    mc_status status = mc_good_fail(
        reader, place, "must be %s 0, but is %.300s",
        sign == MC_GOOD_POSITIVE ? "larger than" : "at least", text);
    free(text);
    return status;
}

mc_status mc_good_number(mpq_t value, mc_good_reader *reader,
                         const mc_json_place *place, const json_t *node,
                         mc_good_sign sign)
{
    mc_status status = mc_json_number(value, reader->statement->json,
                                      reader->statement->message, place, node);
    if (status != MC_OK)
        return status;
    if ((sign == MC_GOOD_POSITIVE && mpq_sgn(value) <= 0) ||
        (sign == MC_GOOD_NOT_NEGATIVE && mpq_sgn(value) < 0))
        return fail_sign(reader, place, value, sign);
    mpz_lcm(reader->denominator, reader->denominator, mpq_denref(value));
    if (mpz_sizeinbase(reader->denominator, 2) > DENOMINATOR_BITS)
        return mc_good_fail(reader, place,
                            "the common denominator of the numbers up to here "
                            "has more than 2^20 bits; take coarser numbers");
    return MC_OK;
}

mc_status mc_good_row(mpq_t *values, mc_good_reader *reader,
                      const mc_json_place *place, const json_t *array,
                      size_t count, mc_good_sign sign, const char *entries)
{
    mc_status status =
        mc_statement_array(reader->statement, place, array, count, entries);
    for (size_t j = 0; status == MC_OK && j < count; j++) {
        mc_json_place entry = mc_json_in(*place, j);
        status = mc_good_number(values[j], reader, &entry,
                                json_array_get(array, j), sign);
    }
    return status;
}

mc_status mc_good_numbers(mpq_t **values, mc_good_reader *reader,
                          const char *key, size_t count, mc_good_sign sign,
                          const char *entries)
{
    mc_json_place place = mc_json_at(key);
    *values = mc_rationals_new(count);
    if (!*values)
        return mc_statement_out_of_memory(reader->statement);
    return mc_good_row(*values, reader, &place, mc_good_find(reader, key),
                       count, sign, entries);
}

/* --- who and what ------------------------------------------------------ */

static mc_status read_labels(char ***labels, size_t *count,
                             const mc_good_reader *reader, const char *key)
{
    mc_json_place place = mc_json_at(key);
    mc_status status =
        mc_statement_labels_at(labels, count, reader->statement, key);
    if (status == MC_OK && *count > MC_PUBLICGOOD_MOST)
        status = mc_good_fail(reader, &place,
                              "must have at most 100,000 entries, but has %zu",
                              *count);
    return status;
}

static mc_status read_counts(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    const json_t *counts = mc_good_find(reader, "counts");
    mc_json_place place = mc_json_at("counts");
    mc_status status = MC_OK;
    good->count = mc_array(good->agents, sizeof *good->count);
    if (!good->count)
        return mc_statement_out_of_memory(reader->statement);
    if (counts)
        status = mc_statement_array(reader->statement, &place, counts,
                                    good->agents, "one for each agent");
    for (size_t i = 0; i < good->agents && status == MC_OK; i++) {
        const json_t *entry = json_array_get(counts, i);
        json_int_t number = counts ? json_integer_value(entry) : 1;
        mc_json_place here = mc_json_in(place, i);
        good->count[i] = (unsigned long)number;
        if (counts && !json_is_integer(entry))
            status = mc_good_fail(reader, &here,
                                  "must be an integer without quotes, but is "
                                  "%s",
                                  mc_json_type_name(entry));
        else if (number < 1 || number > MOST_PEOPLE)
            status = mc_good_fail(reader, &here,
                                  "must be from 1 to 1,000,000,000, but is "
                                  "%" JSON_INTEGER_FORMAT,
                                  number);
    }
    return status;
}

static mc_status read_weights(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    if (mc_good_find(reader, "weights"))
        return mc_good_numbers(&good->weight, reader, "weights", good->agents,
                               MC_GOOD_POSITIVE, "one for each agent");
    good->weight = mc_rationals_new(good->agents);
    if (!good->weight)
        return mc_statement_out_of_memory(reader->statement);
    for (size_t i = 0; i < good->agents; i++)
        mpq_set_ui(good->weight[i], 1, 1);
    return MC_OK;
}

static mc_status read_cost(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    mc_json_place place = mc_json_top();
    good->per_head = mc_good_find(reader, "cost_per_head") != NULL;
    if (good->per_head == (mc_good_find(reader, "cost") != NULL))
        return mc_good_fail(reader, &place,
                            good->per_head
                                ? "there are both \"cost\" and "
                                  "\"cost_per_head\"; remove one of the two"
                                : "the key \"cost\" is missing (or "
                                  "\"cost_per_head\")");
    return mc_good_numbers(
        &good->cost, reader, good->per_head ? "cost_per_head" : "cost",
        good->alternatives, MC_GOOD_NOT_NEGATIVE, "one for each alternative");
}

/* --- values ------------------------------------------------------------ */

static mc_status fail_no_type(const mc_good_reader *reader,
                              const mc_json_place *place, size_t agent)
{
    const char *label = reader->good->agent_label[agent];
    char piece[128];
    mc_text_clip(piece, sizeof piece, label, strlen(label));
    return mc_good_fail(reader, place,
                        "the agent \"%s\" has no type; give at least one array "
                        "of values",
                        piece);
}

/* Shapes come before memory, so that this is proportional to the file. */
static mc_status check_values(mc_good_reader *reader, const json_t *values)
{
    mc_publicgood *good = reader->good;
    mc_json_place place = mc_json_at("values");
    mc_status status = mc_statement_array(reader->statement, &place, values,
                                          good->agents, "one for each agent");
    for (size_t i = 0; i < good->agents && status == MC_OK; i++) {
        const json_t *types = json_array_get(values, i);
        size_t count = json_array_size(types);
        mc_json_place agent = mc_json_in(place, i);
        status = mc_statement_array(reader->statement, &agent, types, count,
                                    "one for each type");
        if (status == MC_OK && count == 0)
            status = fail_no_type(reader, &agent, i);
        if (status == MC_OK && count > MC_PUBLICGOOD_MOST - good->first[i])
            status = mc_good_fail(reader, &agent,
                                  "the agents have more than 100,000 types");
        good->first[i + 1] = good->first[i] + count;
        for (size_t t = 0; t < count && status == MC_OK; t++) {
            mc_json_place type = mc_json_in(agent, t);
            status = mc_statement_array(
                reader->statement, &type, json_array_get(types, t),
                good->alternatives, "one for each alternative");
        }
    }
    return status;
}

/* The number of type profiles. */
static size_t count_profiles(const mc_publicgood *good)
{
    size_t profiles = 1;
    for (size_t i = 0; i < good->agents; i++) {
        size_t types = mc_publicgood_types(good, i);
        if (good->count[i] != 1)
            return 0;
        profiles = profiles > SIZE_MAX / types ? SIZE_MAX : profiles * types;
    }
    return profiles;
}

static mc_status read_values(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    const json_t *values = mc_good_find(reader, "values");
    size_t alternatives = good->alternatives;
    good->first = mc_array(good->agents + 1, sizeof *good->first);
    if (!good->first)
        return mc_statement_out_of_memory(reader->statement);
    mc_status status = check_values(reader, values);
    if (status != MC_OK)
        return status;
    size_t kinds = good->first[good->agents];
    good->agent_of = mc_array(kinds, sizeof *good->agent_of);
    good->value = mc_rationals_new(kinds * alternatives);
    if (!good->agent_of || !good->value)
        return mc_statement_out_of_memory(reader->statement);
    for (size_t i = 0; i < good->agents; i++)
        for (size_t k = good->first[i]; k < good->first[i + 1]; k++) {
            size_t t = k - good->first[i];
            mc_json_place here =
                mc_json_in(mc_json_in(mc_json_at("values"), i), t);
            good->agent_of[k] = i;
            status = mc_good_row(good->value + k * alternatives, reader, &here,
                                 json_array_get(json_array_get(values, i), t),
                                 alternatives, MC_GOOD_ANY,
                                 "one for each alternative");
            if (status != MC_OK)
                return status;
        }
    good->profiles = count_profiles(good);
    return MC_OK;
}

static mc_status read_types(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    const json_t *types = mc_good_find(reader, "types");
    mc_json_place place = mc_json_at("types");
    if (!types)
        return MC_OK;
    mc_status status = mc_statement_array(reader->statement, &place, types,
                                          good->agents, "one for each agent");
    good->type_label = mc_array(good->agents, sizeof *good->type_label);
    if (!good->type_label)
        return mc_statement_out_of_memory(reader->statement);
    for (size_t i = 0; i < good->agents && status == MC_OK; i++) {
        const json_t *list = json_array_get(types, i);
        mc_json_place here = mc_json_in(place, i);
        size_t count = 0;
        status = mc_statement_array(reader->statement, &here, list,
                                    mc_publicgood_types(good, i),
                                    "one for each type of this agent");
        if (status == MC_OK)
            status = mc_statement_labels(&good->type_label[i], &count,
                                         reader->statement, &here, list);
    }
    return status;
}

/* --- the whole --------------------------------------------------------- */

static mc_status read_parts(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    mc_status status = read_labels(&good->alternative_label,
                                   &good->alternatives, reader, "alternatives");
    if (status == MC_OK)
        status =
            read_labels(&good->agent_label, &good->agents, reader, "agents");
    if (status == MC_OK)
        status = read_counts(reader);
    if (status == MC_OK)
        status = read_weights(reader);
    if (status == MC_OK)
        status = read_cost(reader);
    if (status == MC_OK)
        status = read_values(reader);
    if (status == MC_OK)
        status = read_types(reader);
    if (status == MC_OK)
        status = mc_good_read_shares(reader);
    if (status == MC_OK)
        status = mc_good_read_rules(reader);
    if (status == MC_OK)
        status = mc_good_read_tables(reader);
    if (status == MC_OK)
        status = mc_good_read_beliefs(reader);
    return status;
}

static mc_status read_good(void *object, const mc_statement *statement)
{
    mc_publicgood *good = object;
    mc_good_reader reader = {.statement = statement, .good = good};
    mc_status status = mc_statement_head(
        &good->title, &good->notes, statement, MC_PUBLICGOOD_FORMAT,
        "a public good", "alternatives agents values decision transfer",
        "cost cost_per_head counts weights shares duty income distance radius "
        "burden types tie rule groves payments prior draw atoms");
    if (status != MC_OK)
        return status;
    good->name = strdup(statement->json->name);
    if (!good->name)
        return mc_statement_out_of_memory(statement);
    mpz_init_set_ui(reader.denominator, 1);
    status = read_parts(&reader);
    free(reader.sorted);
    mpz_clear(reader.denominator);
    return status;
}

static mc_status make(mc_publicgood **good, mc_message *message,
                      const char *path, const mc_file *file)
{
    mc_publicgood *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status =
        mc_statement_read(made, made->sha256, message, path, file, read_good);
    if (status == MC_OK)
        *good = made;
    else
        mc_publicgood_free(made);
    return status;
}

mc_status mc_publicgood_read(mc_publicgood **good, mc_message *message,
                             const char *path)
{
    return make(good, message, path, NULL);
}

mc_status mc_publicgood_parse(mc_publicgood **good, mc_message *message,
                              const mc_file *file)
{
    return make(good, message, NULL, file);
}
