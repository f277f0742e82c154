#include "game/choices.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

bool mc_choices_init(mc_choices *choices, size_t agents, const size_t *count)
{
    *choices = (mc_choices){.agents = agents, .profiles = 1};
    choices->count = mc_array(agents, sizeof *choices->count);
    choices->stride = mc_array(agents, sizeof *choices->stride);
    choices->label = mc_array(agents, sizeof *choices->label);
    if (!choices->count || !choices->stride || !choices->label)
        return false;
    for (size_t i = agents; i-- > 0;) {
        choices->stride[i] = choices->profiles;
        choices->count[i] = count[i];
        choices->label[i] = mc_array(count[i], sizeof(char *));
        if (!choices->label[i] ||
            choices->profiles > MC_STATEMENT_MAX_NUMBERS / count[i])
            return false;
        choices->profiles *= count[i];
    }
    return true;
}

void mc_choices_clear(mc_choices *choices)
{
    for (size_t i = 0; i < choices->agents && choices->label; i++)
        mc_labels_free(choices->label[i], choices->count[i]);
    free(choices->label);
    free(choices->stride);
    free(choices->count);
    *choices = (mc_choices){0};
}

bool mc_choices_copy(mc_choices *copy, const mc_choices *choices)
{
    if (!mc_choices_init(copy, choices->agents, choices->count))
        return false;
    for (size_t i = 0; i < choices->agents; i++) {
        free(copy->label[i]);
        copy->label[i] = mc_labels_copy(choices->label[i], choices->count[i]);
        if (!copy->label[i])
            return false;
    }
    return true;
}

bool mc_choices_label_grid(mc_choices *choices, size_t denominator)
{
    for (size_t i = 0; i < choices->agents; i++)
        for (size_t l = 0; l < choices->count[i]; l++) {
            size_t a = denominator, b = l;
            while (b != 0) {
                size_t rest = a % b;
                a = b;
                b = rest;
            }
            choices->label[i][l] =
                denominator == a
                    ? mc_text_new("%zu", l / a)
                    : mc_text_new("%zu/%zu", l / a, denominator / a);
            if (!choices->label[i][l])
                return false;
        }
    return true;
}

bool mc_choices_equal(const mc_choices *a, const mc_choices *b)
{
    if (a->agents != b->agents)
        return false;
    for (size_t i = 0; i < a->agents; i++) {
        if (a->count[i] != b->count[i])
            return false;
        for (size_t c = 0; c < a->count[i]; c++)
            if (strcmp(a->label[i][c], b->label[i][c]) != 0)
                return false;
    }
    return true;
}

/* Takes over the lists that were read. */
static mc_status adopt(mc_choices *choices, const mc_statement *statement,
                       const mc_json_place *place, char ***label,
                       const size_t *count, size_t agents)
{
    if (!mc_choices_init(choices, agents, count)) {
        if (choices->profiles > 1)
            return mc_json_fail(statement->json, statement->message, place,
                                "there are more than 100,000,000 profiles");
        return mc_statement_out_of_memory(statement);
    }
    for (size_t i = 0; i < agents; i++) {
        free(choices->label[i]);
        choices->label[i] = label[i];
        label[i] = NULL;
    }
    return MC_OK;
}

mc_status mc_choices_read(mc_choices *choices, const mc_statement *statement,
                          const char *key, size_t agents)
{
    const json_t *lists = json_object_get(statement->json->root, key);
    mc_json_place place = mc_json_at(key);
    char ***label = mc_array(agents, sizeof *label);
    size_t *count = mc_array(agents, sizeof *count);
    mc_status status = mc_statement_array(statement, &place, lists, agents,
                                          "one list for each agent");
    if (!label || !count)
        status = mc_statement_out_of_memory(statement);
    for (size_t i = 0; i < agents && status == MC_OK; i++) {
        mc_json_place list = mc_json_in(place, i);
        status = mc_statement_labels(&label[i], &count[i], statement, &list,
                                     json_array_get(lists, i));
    }
    if (status == MC_OK)
        status = adopt(choices, statement, &place, label, count, agents);
    for (size_t i = 0; i < agents && label && count; i++)
        mc_labels_free(label[i], count[i]);
    free(count);
    free(label);
    return status;
}

mc_status mc_choices_read_agents(char ***agent_label, mc_choices *choices,
                                 const mc_statement *statement, const char *key)
{
    char **label = NULL;
    size_t agents = 0;
    mc_status status =
        mc_statement_labels_at(&label, &agents, statement, "agents");
    if (status == MC_OK)
        status = mc_choices_read(choices, statement, key, agents);
    if (status == MC_OK)
        *agent_label = label;
    else
        mc_labels_free(label, agents);
    return status;
}

static mc_status check_lotteries(mpq_t *values, size_t rows, size_t width,
                                 const mc_statement *statement,
                                 const mc_json_place *place)
{
    mc_status status = MC_OK;
    for (size_t r = 0; r < rows && status == MC_OK; r++) {
        mc_json_place row = mc_json_in(*place, r);
        status =
            mc_statement_lottery(values + r * width, width, statement, &row);
    }
    return status;
}

mc_status mc_choices_read_table(mc_vector *table, const mc_choices *choices,
                                const mc_statement *statement, const char *key,
                                size_t width, mc_table_kind kind)
{
    bool lotteries = kind == MC_TABLE_OF_LOTTERIES;
    size_t rows = choices->profiles;
    mc_json_place place = mc_json_at(key);
    const char *each = lotteries ? "one lottery for each action profile, the "
                                   "last agent fastest"
                                 : "one row for each signal profile, the last "
                                   "agent fastest";
    mpq_t *values;
    mc_status status;
    if (rows > MC_STATEMENT_MAX_NUMBERS / width)
        return mc_json_fail(statement->json, statement->message, &place,
                            lotteries ? "action profiles * outcomes must be at "
                                        "most 100,000,000"
                                      : "signal profiles * states must be at "
                                        "most 100,000,000");
    /* the rows are counted before anything of their size is allocated */
    status = mc_statement_array(statement, &place,
                                json_object_get(statement->json->root, key),
                                rows, each);
    if (status != MC_OK)
        return status;
    values = mc_rationals_new(rows * width);
    if (!values)
        return mc_statement_out_of_memory(statement);
    status = mc_statement_table(values, statement, key, rows, width, each,
                                lotteries ? "one for each outcome"
                                          : "one for each state");
    if (status == MC_OK)
        status =
            lotteries
                ? check_lotteries(values, rows, width, statement, &place)
                : mc_statement_joint(values, rows, width, statement, &place);
    if (status == MC_OK)
        status =
            mc_statement_vector(table, values, rows * width, statement, key);
    mc_rationals_free(values, rows * width);
    return status;
}

void mc_choices_print(FILE *out, const char *key, const mc_choices *choices)
{
    fprintf(out, "  \"%s\": [", key);
    for (size_t i = 0; i < choices->agents; i++) {
        fputs(i == 0 ? "" : ", ", out);
        mc_statement_print_labels(out, choices->label[i], choices->count[i]);
    }
    fputs("],\n", out);
}
