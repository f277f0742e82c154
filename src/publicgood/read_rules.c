/* Statements on public goods: decision, ties, transfers and their tables. */
#include "publicgood/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* --- labels of alternatives -------------------------------------------- */

static int compare(const void *left, const void *right)
{
    const mc_good_label *a = left, *b = right;
    return strcmp(a->label, b->label);
}

static bool sort_labels(mc_good_reader *reader)
{
    const mc_publicgood *good = reader->good;
    if (reader->sorted)
        return true;
    reader->sorted = mc_array(good->alternatives, sizeof *reader->sorted);
    if (!reader->sorted)
        return false;
    for (size_t y = 0; y < good->alternatives; y++)
        reader->sorted[y] = (mc_good_label){good->alternative_label[y], y};
    qsort(reader->sorted, good->alternatives, sizeof *reader->sorted, compare);
    return true;
}

mc_status mc_good_alternative(size_t *alternative, mc_good_reader *reader,
                              const mc_json_place *place, const json_t *label)
{
    char piece[128];
    if (!json_is_string(label))
        return mc_good_fail(reader, place, "must be a label, but is %s",
                            mc_json_type_name(label));
    if (!sort_labels(reader))
        return mc_statement_out_of_memory(reader->statement);
    mc_good_label wanted = {json_string_value(label), 0};
    const mc_good_label *found =
        bsearch(&wanted, reader->sorted, reader->good->alternatives,
                sizeof wanted, compare);
    if (found) {
        *alternative = found->index;
        return MC_OK;
    }
    mc_text_clip(piece, sizeof piece, wanted.label, strlen(wanted.label));
    return mc_good_fail(reader, place,
                        "no alternative has the label \"%s\"; take one from "
                        "\"alternatives\"",
                        piece);
}

/* --- rules ------------------------------------------------------------- */

/* The number of the word that stands at a key; the last word of the list is
   NULL. */
static mc_status read_word(size_t *number, const mc_good_reader *reader,
                           const char *key, const char *const *word)
{
    const json_t *value = mc_good_find(reader, key);
    mc_json_place place = mc_json_at(key);
    char list[256] = "";
    for (*number = 0; word[*number]; ++*number) {
        if (json_is_string(value) &&
            strcmp(json_string_value(value), word[*number]) == 0)
            return MC_OK;
        strcat(list, *number ? ", " : "");
        strcat(list, word[*number]);
    }
    return mc_good_fail(reader, &place, "must be one of the strings %s", list);
}

/* FILE:LINE:COLUMN of the decision rule, for what is found later. */
static mc_status remember_place(mc_good_reader *reader)
{
    const mc_json *json = reader->statement->json;
    mc_json_place place = mc_json_at("decision");
    size_t start = 0, end = 0, line, column;
    (void)mc_json_locate(&start, &end, json, &place);
    mc_file_place(&line, &column, json->text, json->text + start);
    reader->good->where = mc_text_new("%s:%zu:%zu", json->name, line, column);
    return reader->good->where ? MC_OK
                               : mc_statement_out_of_memory(reader->statement);
}

static mc_status read_tie_list(mc_good_reader *reader, const json_t *list)
{
    mc_publicgood *good = reader->good;
    mc_json_place place = mc_json_at("tie");
    mc_status status =
        mc_statement_array(reader->statement, &place, list, good->alternatives,
                           "all alternatives in order of preference");
    bool *seen = mc_array(good->alternatives, sizeof *seen);
    if (!seen)
        return mc_statement_out_of_memory(reader->statement);
    for (size_t j = 0; j < good->alternatives && status == MC_OK; j++) {
        mc_json_place here = mc_json_in(place, j);
        status = mc_good_alternative(&good->tie[j], reader, &here,
                                     json_array_get(list, j));
        if (status == MC_OK && seen[good->tie[j]])
            status = mc_good_fail(reader, &here,
                                  "this alternative occurs twice; each must "
                                  "occur once");
        if (status == MC_OK)
            seen[good->tie[j]] = true;
    }
    free(seen);
    return status;
}

static mc_status read_tie(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    const json_t *tie = mc_good_find(reader, "tie");
    mc_json_place place = mc_json_at("tie");
    if (!tie)
        return MC_OK;
    if (good->decision == MC_DECISION_TABLE)
        return mc_good_fail(reader, &place,
                            "a decision by table has no ties; remove this key");
    good->tie = mc_array(good->alternatives, sizeof *good->tie);
    if (!good->tie)
        return mc_statement_out_of_memory(reader->statement);
    if (!json_is_string(tie))
        return read_tie_list(reader, tie);
    good->tie_lowest = strcmp(json_string_value(tie), "lowest") == 0;
    good->tie_highest = strcmp(json_string_value(tie), "highest") == 0;
    if (!good->tie_lowest && !good->tie_highest)
        return mc_good_fail(reader, &place,
                            "must be \"lowest\", \"highest\", or a list of all "
                            "the alternatives");
    for (size_t j = 0; j < good->alternatives; j++)
        good->tie[j] = good->tie_lowest ? j : good->alternatives - 1 - j;
    return MC_OK;
}

/* A key is there if and only if `wanted`. */
static mc_status check_key(const mc_good_reader *reader, const char *key,
                           bool wanted, const char *when)
{
    mc_json_place place = wanted ? mc_json_top() : mc_json_at_key(key);
    if (wanted == (mc_good_find(reader, key) != NULL))
        return MC_OK;
    return mc_good_fail(reader, &place,
                        wanted ? "the key \"%s\" is missing; it is needed with "
                                 "%s"
                               : "the key \"%s\" is only allowed with %s",
                        key, when);
}

mc_status mc_good_read_rules(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    size_t number = 0;
    mc_status status =
        read_word(&number, reader, "decision", mc_good_decision_word);
    good->decision = (mc_decision_rule)number;
    if (status == MC_OK)
        status = remember_place(reader);
    if (status == MC_OK)
        status = read_word(&number, reader, "transfer", mc_good_transfer_word);
    good->transfer = (mc_transfer_rule)number;
    if (status == MC_OK)
        status = read_tie(reader);
    if (status == MC_OK)
        status = check_key(reader, "rule", good->decision == MC_DECISION_TABLE,
                           "\"decision\": \"table\"");
    if (status == MC_OK)
        status =
            check_key(reader, "groves", good->transfer == MC_TRANSFER_GROVES,
                      "\"transfer\": \"groves\"");
    if (status == MC_OK)
        status =
            check_key(reader, "payments", good->transfer == MC_TRANSFER_TABLE,
                      "\"transfer\": \"table\"");
    return status;
}

/* --- tables ------------------------------------------------------------ */

mc_status mc_good_need_single(const mc_good_reader *reader, const char *key)
{
    const mc_publicgood *good = reader->good;
    mc_json_place place = mc_json_at_key(key);
    char piece[128];
    if (!mc_good_find(reader, key))
        return MC_OK;
    for (size_t i = 0; i < good->agents; i++) {
        if (good->count[i] == 1)
            continue;
        mc_text_clip(piece, sizeof piece, good->agent_label[i],
                     strlen(good->agent_label[i]));
        return mc_good_fail(reader, &place,
                            "a table needs agents that are one person each, "
                            "but \"%s\" stands for %lu people",
                            piece, good->count[i]);
    }
    if (good->profiles > MC_STATEMENT_MAX_NUMBERS)
        return mc_good_fail(reader, &place,
                            "there are more than 100,000,000 profiles of "
                            "types, which no table can list");
    return MC_OK;
}

static mc_status read_rule(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    const json_t *rule = mc_good_find(reader, "rule");
    mc_json_place place = mc_json_at("rule");
    if (!rule)
        return MC_OK;
    mc_status status =
        mc_statement_array(reader->statement, &place, rule, good->profiles,
                           "one for each profile of types");
    if (status != MC_OK)
        return status;
    good->rule = mc_array(good->profiles, sizeof *good->rule);
    if (!good->rule)
        return mc_statement_out_of_memory(reader->statement);
    for (size_t x = 0; x < good->profiles && status == MC_OK; x++) {
        mc_json_place here = mc_json_in(place, x);
        status = mc_good_alternative(&good->rule[x], reader, &here,
                                     json_array_get(rule, x));
    }
    return status;
}

static mc_status read_groves(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    const json_t *table = mc_good_find(reader, "groves");
    mc_json_place place = mc_json_at("groves");
    if (!table)
        return MC_OK;
    mc_status status = mc_statement_array(reader->statement, &place, table,
                                          good->agents, "one for each agent");
    good->groves = mc_array(good->agents, sizeof *good->groves);
    good->groves_length = mc_array(good->agents, sizeof *good->groves_length);
    if (!good->groves || !good->groves_length)
        return mc_statement_out_of_memory(reader->statement);
    for (size_t i = 0; i < good->agents && status == MC_OK; i++) {
        const json_t *row = json_array_get(table, i);
        size_t length = good->profiles / mc_publicgood_types(good, i);
        mc_json_place here = mc_json_in(place, i);
        status = mc_statement_array(reader->statement, &here, row, length,
                                    "one for each profile of the others");
        if (status != MC_OK)
            break;
        good->groves_length[i] = length;
        good->groves[i] = mc_rationals_new(length);
        if (!good->groves[i])
            return mc_statement_out_of_memory(reader->statement);
        status = mc_good_row(good->groves[i], reader, &here, row, length,
                             MC_GOOD_ANY, "one for each profile of the others");
    }
    return status;
}

static mc_status read_payments(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    const json_t *table = mc_good_find(reader, "payments");
    mc_json_place place = mc_json_at("payments");
    if (!table)
        return MC_OK;
    mc_status status =
        mc_statement_array(reader->statement, &place, table, good->profiles,
                           "one for each profile of types");
    for (size_t x = 0; x < good->profiles && status == MC_OK; x++) {
        mc_json_place here = mc_json_in(place, x);
        status = mc_statement_array(reader->statement, &here,
                                    json_array_get(table, x), good->agents,
                                    "one for each agent");
    }
    if (status != MC_OK)
        return status;
    good->payment = mc_rationals_new(good->profiles * good->agents);
    if (!good->payment)
        return mc_statement_out_of_memory(reader->statement);
    for (size_t x = 0; x < good->profiles && status == MC_OK; x++) {
        mc_json_place here = mc_json_in(place, x);
        status = mc_good_row(good->payment + x * good->agents, reader, &here,
                             json_array_get(table, x), good->agents,
                             MC_GOOD_ANY, "one for each agent");
    }
    return status;
}

mc_status mc_good_read_tables(mc_good_reader *reader)
{
    mc_status status = mc_good_need_single(reader, "rule");
    if (status == MC_OK)
        status = mc_good_need_single(reader, "groves");
    if (status == MC_OK)
        status = mc_good_need_single(reader, "payments");
    if (status == MC_OK)
        status = read_rule(reader);
    if (status == MC_OK)
        status = read_groves(reader);
    if (status == MC_OK)
        status = read_payments(reader);
    return status;
}
