#define _POSIX_C_SOURCE 200809L
#include "game/prior.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

static const char format_name[] = "mechcert-prior-1";

static const char *const row_key[MC_PRIOR_SENSES] = {"at_least", "at_most",
                                                     "equal"};

void mc_prior_free(mc_prior *prior)
{
    if (!prior)
        return;
    mc_rationals_free(prior->coefficient, prior->rows * (prior->states + 1));
    mc_rationals_free(prior->given, prior->states);
    mc_labels_free(prior->state_label, prior->states);
    free(prior->notes);
    free(prior->title);
    free(prior);
}

/* --- reading ----------------------------------------------------------- */

static mc_status read_given(mc_prior *prior, const mc_statement *statement)
{
    const json_t *list = json_object_get(statement->json->root, "prior");
    mc_json_place place = mc_json_at("prior");
    mc_status status = mc_statement_array(statement, &place, list,
                                          prior->states, "one for each state");
    if (status != MC_OK)
        return status;
    prior->given = mc_rationals_new(prior->states);
    if (!prior->given)
        return mc_statement_out_of_memory(statement);
    status = mc_statement_row(prior->given, statement, &place, list);
    if (status == MC_OK)
        status = mc_statement_lottery(prior->given, prior->states, statement,
                                      &place);
    return status;
}

/* How many rows there are of each sense. */
static mc_status count_rows(mc_prior *prior, const mc_statement *statement)
{
    mc_json_place place = mc_json_top();
    size_t rows = 0;
    for (int sense = 0; sense < MC_PRIOR_SENSES; sense++) {
        const json_t *list =
            json_object_get(statement->json->root, row_key[sense]);
        place = mc_json_at(row_key[sense]);
        if (list && !json_is_array(list))
            return mc_json_fail(statement->json, statement->message, &place,
                                "must be an array of rows, but is %s",
                                mc_json_type_name(list));
        prior->count[sense] = json_array_size(list);
        rows += prior->count[sense];
        if (rows > MC_STATEMENT_MAX_NUMBERS / (prior->states + 1))
            return mc_json_fail(statement->json, statement->message, &place,
                                "rows * (states + 1) must be at most "
                                "100,000,000");
    }
    prior->coefficient = mc_rationals_new(rows * (prior->states + 1));
    if (!prior->coefficient)
        return mc_statement_out_of_memory(statement);
    prior->rows = rows;
    return MC_OK;
}

static mc_status read_rows(mc_prior *prior, const mc_statement *statement)
{
    size_t width = prior->states + 1;
    mpq_t *values;
    mc_status status = count_rows(prior, statement);
    values = prior->coefficient;
    for (int sense = 0; sense < MC_PRIOR_SENSES && status == MC_OK; sense++) {
        if (prior->count[sense] > 0)
            status = mc_statement_table(
                values, statement, row_key[sense], prior->count[sense], width,
                "rows", "a coefficient for each state, then the bound");
        values += prior->count[sense] * width;
    }
    return status;
}

static mc_status read_prior(void *object, const mc_statement *statement)
{
    mc_prior *prior = object;
    const json_t *root = statement->json->root;
    mc_json_place place = mc_json_top();
    bool given = json_object_get(root, "prior") != NULL, set = false;
    mc_status status =
        mc_statement_head(&prior->title, &prior->notes, statement, format_name,
                          "a prior", "states", "prior at_least at_most equal");
    for (int sense = 0; sense < MC_PRIOR_SENSES; sense++)
        set = set || json_object_get(root, row_key[sense]);
    if (status == MC_OK && given == set)
        status = mc_json_fail(
            statement->json, statement->message, &place,
            "give either \"prior\", or rows under \"at_least\", \"at_most\" "
            "and \"equal\"");
    if (status == MC_OK)
        status = mc_statement_labels_at(&prior->state_label, &prior->states,
                                        statement, "states");
    if (status == MC_OK)
        status =
            given ? read_given(prior, statement) : read_rows(prior, statement);
    return status;
}

static mc_status make(mc_prior **prior, mc_message *message, const char *path,
                      const mc_file *file)
{
    mc_prior *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status =
        mc_statement_read(made, made->sha256, message, path, file, read_prior);
    if (status == MC_OK)
        *prior = made;
    else
        mc_prior_free(made);
    return status;
}

mc_status mc_prior_read(mc_prior **prior, mc_message *message, const char *path)
{
    return make(prior, message, path, NULL);
}

mc_status mc_prior_parse(mc_prior **prior, mc_message *message,
                         const mc_file *file)
{
    return make(prior, message, NULL, file);
}

/* --- writing ----------------------------------------------------------- */

static mc_status print_prior(FILE *out, mc_message *message, const void *object)
{
    const mc_prior *prior = object;
    mpq_t *values = prior->coefficient;
    mc_status status = MC_OK;
    mc_statement_print_head(out, format_name, prior->title, prior->notes);
    fputs("  \"states\": ", out);
    mc_statement_print_labels(out, prior->state_label, prior->states);
    if (prior->given) {
        fputs(",\n  \"prior\": ", out);
        status = mc_statement_print_row(out, message, prior->given[0],
                                        prior->states);
    }
    for (int sense = 0; sense < MC_PRIOR_SENSES && !prior->given; sense++) {
        fprintf(out, ",\n  \"%s\": ", row_key[sense]);
        if (prior->count[sense] == 0)
            fputs("[]", out);
        else if (status == MC_OK)
            status = mc_statement_print_table(out, message, "  ", values[0],
                                              prior->count[sense],
                                              prior->states + 1);
        values += prior->count[sense] * (prior->states + 1);
    }
    fputs("\n}\n", out);
    return status;
}

mc_status mc_prior_write(const mc_prior *prior, mc_message *message,
                         const char *path)
{
    return mc_statement_write(message, path, print_prior, prior);
}
