/* Environments: storage and the statement file. */
#define _POSIX_C_SOURCE 200809L
#include "game/environment.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/sha256.h"
#include "game/statement.h"

static const char format_name[] = "mechcert-environment-1";

/* --- storage ----------------------------------------------------------- */

/* Makes room for the numbers; agents, outcomes and states are set. */
static bool allocate_numbers(mc_environment *env)
{
    env->prior = mc_rationals_new(env->states);
    env->welfare = mc_rationals_new(env->states * env->outcomes);
    env->payoff = mc_rationals_new(env->agents * env->states * env->outcomes);
    return env->prior != NULL && env->welfare != NULL && env->payoff != NULL;
}

void mc_environment_free(mc_environment *env)
{
    if (env == NULL)
        return;
    mc_rationals_free(env->payoff, env->agents * env->states * env->outcomes);
    mc_rationals_free(env->welfare, env->states * env->outcomes);
    mc_rationals_free(env->prior, env->states);
    mc_labels_free(env->state_label, env->states);
    mc_labels_free(env->outcome_label, env->outcomes);
    mc_labels_free(env->agent_label, env->agents);
    free(env->notes);
    free(env->title);
    free(env);
}

size_t mc_environment_agents(const mc_environment *env)
{
    return env->agents;
}

size_t mc_environment_outcomes(const mc_environment *env)
{
    return env->outcomes;
}

size_t mc_environment_states(const mc_environment *env)
{
    return env->states;
}

const char *mc_environment_agent_label(const mc_environment *env, size_t agent)
{
    return env->agent_label[agent];
}

const char *mc_environment_outcome_label(const mc_environment *env,
                                         size_t outcome)
{
    return env->outcome_label[outcome];
}

const char *mc_environment_state_label(const mc_environment *env, size_t state)
{
    return env->state_label[state];
}

mpq_srcptr mc_environment_prior(const mc_environment *env, size_t state)
{
    return env->prior[state];
}

mpq_srcptr mc_environment_welfare(const mc_environment *env, size_t state,
                                  size_t outcome)
{
    return env->welfare[state * env->outcomes + outcome];
}

mpq_srcptr mc_environment_payoff(const mc_environment *env, size_t agent,
                                 size_t state, size_t outcome)
{
    return env->payoff[(agent * env->states + state) * env->outcomes + outcome];
}

const char *mc_environment_sha256(const mc_environment *env)
{
    return env->sha256;
}

/* --- reading ----------------------------------------------------------- */

struct reader {
    mc_environment *env;
    mc_statement statement;
};

/* Checks that a value has one row for each state and one entry in it for each
   outcome. */
static mc_status check_table(const struct reader *reader,
                             const mc_json_place *place, const json_t *table)
{
    const mc_environment *env = reader->env;
    mc_status status =
        mc_statement_array(&reader->statement, place, table, env->states,
                           "one row for each state");
    for (size_t s = 0; status == MC_OK && s < env->states; s++) {
        mc_json_place row = mc_json_in(*place, s);
        status = mc_statement_array(&reader->statement, &row,
                                    json_array_get(table, s), env->outcomes,
                                    "one for each outcome");
    }
    return status;
}

/* All shapes are checked before anything is allocated, so that memory is
   proportional to the file and not to what it announces. */
static mc_status check_shapes(const struct reader *reader)
{
    const mc_environment *env = reader->env;
    json_t *root = reader->statement.json->root;
    const json_t *payoffs = json_object_get(root, "payoffs");
    mc_json_place place = mc_json_at("payoffs");
    mc_status status;
    if (env->states > MC_STATEMENT_MAX_NUMBERS / env->agents / env->outcomes)
        return mc_json_fail(reader->statement.json, reader->statement.message,
                            &place,
                            "agents * states * outcomes must be at most "
                            "100,000,000");
    place = mc_json_at("prior");
    status = mc_statement_array(&reader->statement, &place,
                                json_object_get(root, "prior"), env->states,
                                "one for each state");
    if (status != MC_OK)
        return status;
    place = mc_json_at("welfare");
    status = check_table(reader, &place, json_object_get(root, "welfare"));
    if (status != MC_OK)
        return status;
    place = mc_json_at("payoffs");
    status = mc_statement_array(&reader->statement, &place, payoffs,
                                env->agents, "one table for each agent");
    for (size_t i = 0; status == MC_OK && i < env->agents; i++) {
        mc_json_place table = mc_json_in(place, i);
        status = check_table(reader, &table, json_array_get(payoffs, i));
    }
    return status;
}

static mc_status read_table(mpq_t *values, const struct reader *reader,
                            const mc_json_place *place, const json_t *table)
{
    mc_status status = MC_OK;
    size_t count = json_array_size(table);
    for (size_t s = 0; status == MC_OK && s < count; s++) {
        mc_json_place row = mc_json_in(*place, s);
        status = mc_statement_row(values + s * reader->env->outcomes,
                                  &reader->statement, &row,
                                  json_array_get(table, s));
    }
    return status;
}

static mc_status read_numbers(const struct reader *reader)
{
    mc_environment *env = reader->env;
    json_t *root = reader->statement.json->root;
    const json_t *payoffs = json_object_get(root, "payoffs");
    size_t table_size = env->states * env->outcomes;
    mc_json_place place = mc_json_at("prior");
    mc_status status = mc_statement_row(env->prior, &reader->statement, &place,
                                        json_object_get(root, "prior"));
    if (status != MC_OK)
        return status;
    place = mc_json_at("welfare");
    status = read_table(env->welfare, reader, &place,
                        json_object_get(root, "welfare"));
    place = mc_json_at("payoffs");
    for (size_t i = 0; status == MC_OK && i < env->agents; i++) {
        mc_json_place table = mc_json_in(place, i);
        status = read_table(env->payoff + i * table_size, reader, &table,
                            json_array_get(payoffs, i));
    }
    return status;
}

static mc_status read_environment(void *object, const mc_statement *statement)
{
    mc_environment *env = object;
    const struct reader reader = {env, *statement};
    mc_json_place prior = mc_json_at("prior");
    mc_status status = mc_statement_head(
        &env->title, &env->notes, statement, format_name, "an environment",
        "agents outcomes states prior welfare payoffs", "");
    if (status == MC_OK)
        status = mc_statement_labels_at(&env->agent_label, &env->agents,
                                        statement, "agents");
    if (status == MC_OK)
        status = mc_statement_labels_at(&env->outcome_label, &env->outcomes,
                                        statement, "outcomes");
    if (status == MC_OK)
        status = mc_statement_labels_at(&env->state_label, &env->states,
                                        statement, "states");
    if (status == MC_OK)
        status = check_shapes(&reader);
    if (status == MC_OK && !allocate_numbers(env))
        status = mc_statement_out_of_memory(statement);
    if (status == MC_OK)
        status = read_numbers(&reader);
    if (status == MC_OK)
        status =
            mc_statement_lottery(env->prior, env->states, statement, &prior);
    return status;
}

static mc_status make(mc_environment **env, mc_message *message,
                      const char *path, const mc_file *file)
{
    mc_environment *made = calloc(1, sizeof *made);
    mc_status status;
    if (made == NULL)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    status = mc_statement_read(made, made->sha256, message, path, file,
                               read_environment);
    if (status == MC_OK)
        *env = made;
    else
        mc_environment_free(made);
    return status;
}

mc_status mc_environment_read(mc_environment **env, mc_message *message,
                              const char *path)
{
    return make(env, message, path, NULL);
}

mc_status mc_environment_parse(mc_environment **env, mc_message *message,
                               const mc_file *file)
{
    return make(env, message, NULL, file);
}

/* --- writing ----------------------------------------------------------- */

static void print_labels(FILE *out, const char *key, char *const *labels,
                         size_t count)
{
    fprintf(out, "  \"%s\": ", key);
    mc_statement_print_labels(out, labels, count);
    fputs(",\n", out);
}

static mc_status print_environment(FILE *out, mc_message *message,
                                   const void *object)
{
    const mc_environment *env = object;
    size_t table_size = env->states * env->outcomes;
    mc_status status;
    mc_statement_print_head(out, format_name, env->title, env->notes);
    print_labels(out, "agents", env->agent_label, env->agents);
    print_labels(out, "outcomes", env->outcome_label, env->outcomes);
    print_labels(out, "states", env->state_label, env->states);
    fputs("  \"prior\": ", out);
    status = mc_statement_print_row(out, message, env->prior[0], env->states);
    fputs(",\n  \"welfare\": ", out);
    if (status == MC_OK)
        status = mc_statement_print_table(out, message, "  ", env->welfare[0],
                                          env->states, env->outcomes);
    fputs(",\n  \"payoffs\": [\n", out);
    for (size_t i = 0; status == MC_OK && i < env->agents; i++) {
        fputs("    ", out);
        status = mc_statement_print_table(out, message, "    ",
                                          env->payoff[i * table_size],
                                          env->states, env->outcomes);
        fputs(i + 1 < env->agents ? ",\n" : "\n", out);
    }
    fputs("  ]\n}\n", out);
    return status;
}

mc_status mc_environment_write(const mc_environment *env, mc_message *message,
                               const char *path)
{
    return mc_statement_write(message, path, print_environment, env);
}

/* --- making ------------------------------------------------------------- */

mc_environment *mc_environment_draft(size_t agents, size_t outcomes,
                                     size_t states)
{
    mc_environment *made = mc_array(1, sizeof *made);
    if (!made)
        return NULL;
    /* sizes are set once there is something of that size to free */
    made->agent_label = mc_array(agents, sizeof *made->agent_label);
    made->agents = made->agent_label ? agents : 0;
    made->outcome_label = mc_array(outcomes, sizeof *made->outcome_label);
    made->outcomes = made->outcome_label ? outcomes : 0;
    made->state_label = mc_array(states, sizeof *made->state_label);
    made->states = made->state_label ? states : 0;
    if (made->agents && made->outcomes && made->states &&
        states <= MC_STATEMENT_MAX_NUMBERS / agents / outcomes &&
        allocate_numbers(made))
        return made;
    mc_environment_free(made);
    return NULL;
}

mc_status mc_environment_seal(mc_environment *env, mc_message *message)
{
    return mc_statement_hash(env->sha256, message, print_environment, env);
}

/* Fills the NULL labels of a draft. */
static bool copy_labels(char **to, char *const *from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if ((to[i] = strdup(from[i])) == NULL)
            return false;
    return true;
}

mc_status mc_environment_with_prior(mc_environment **env, mc_message *message,
                                    const mc_environment *source, mpq_t *prior)
{
    size_t cells = source->states * source->outcomes;
    mc_environment *made =
        mc_environment_draft(source->agents, source->outcomes, source->states);
    mc_status status;
    bool room = made != NULL;
    if (room) {
        made->title = source->title ? strdup(source->title) : NULL;
        made->notes = mc_text_new("%s%sThe prior was replaced.",
                                  source->notes ? source->notes : "",
                                  source->notes ? " " : "");
        room =
            (made->title || !source->title) && made->notes &&
            copy_labels(made->agent_label, source->agent_label,
                        source->agents) &&
            copy_labels(made->outcome_label, source->outcome_label,
                        source->outcomes) &&
            copy_labels(made->state_label, source->state_label, source->states);
        for (size_t t = 0; t < source->states; t++)
            mpq_set(made->prior[t], prior[t]);
        for (size_t c = 0; c < cells; c++)
            mpq_set(made->welfare[c], source->welfare[c]);
        for (size_t c = 0; c < source->agents * cells; c++)
            mpq_set(made->payoff[c], source->payoff[c]);
    }
    status = room ? mc_environment_seal(made, message)
                  : mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        *env = made;
    else
        mc_environment_free(made);
    return status;
}
