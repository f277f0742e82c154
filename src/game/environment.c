/* Environments: storage, the statement file, and the standard examples. */
#define _POSIX_C_SOURCE 200809L
#include "game/environment.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/message.h"
#include "base/number.h"
#include "base/sha256.h"
#include "game/statement.h"

/* So many agents make a statement of about 25 MB. */
#define MAX_EXPENDITURE_AGENTS 200

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
    mc_status status =
        mc_statement_keys(statement, format_name, "an environment",
                          "agents outcomes states prior welfare payoffs", "");
    if (status == MC_OK)
        status = mc_statement_text(&env->title, statement, "title");
    if (status == MC_OK)
        status = mc_statement_text(&env->notes, statement, "notes");
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

/* --- the public expenditure problem ------------------------------------ */

/* `value` is the social value in words. */
static bool name_expenditure(mc_environment *env, size_t agents,
                             const char *value)
{
    bool fine = true;
    env->agent_label = calloc(agents, sizeof *env->agent_label);
    env->outcome_label = calloc(agents + 1, sizeof *env->outcome_label);
    env->state_label = calloc(agents, sizeof *env->state_label);
    if (env->agent_label == NULL || env->outcome_label == NULL ||
        env->state_label == NULL)
        return false;
    env->agents = agents;
    env->outcomes = agents + 1;
    env->states = agents;
    env->title = mc_text_new("Public expenditure, %zu agent%s, social value %s",
                             agents, agents == 1 ? "" : "s", value);
    env->notes = mc_text_new(
        "One unit of a public good can be bought; one agent would pay for it. "
        "One agent, nobody knows which, values it at %s and the others at 0. "
        "Welfare is that value minus the cost 1, a payoff is the agent's value "
        "minus what the agent pays.",
        value);
    env->outcome_label[0] = strdup("no expenditure");
    fine = env->title != NULL && env->notes != NULL &&
           env->outcome_label[0] != NULL;
    for (size_t i = 0; fine && i < agents; i++) {
        env->agent_label[i] = mc_text_new("%zu", i + 1);
        env->outcome_label[i + 1] = mc_text_new("agent %zu pays", i + 1);
        env->state_label[i] =
            mc_text_new("agent %zu has value %s", i + 1, value);
        fine = env->agent_label[i] != NULL &&
               env->outcome_label[i + 1] != NULL && env->state_label[i] != NULL;
    }
    return fine;
}

/* u_i(omega, theta) = theta_i E - e_i and w = (value - 1) E, where outcome 0
   is E = 0 and outcome j > 0 is E = e_j = 1. */
static void fill_expenditure(mc_environment *env, const mpq_t value)
{
    size_t outcomes = env->outcomes, states = env->states;
    mpq_t one, net;
    mpq_init(one);
    mpq_init(net);
    mpq_set_ui(one, 1, 1);
    mpq_sub(net, value, one);
    for (size_t s = 0; s < states; s++) {
        mpq_set_ui(env->prior[s], 1, (unsigned long)states);
        for (size_t j = 1; j < outcomes; j++)
            mpq_set(env->welfare[s * outcomes + j], net);
    }
    for (size_t i = 0; i < env->agents; i++) {
        for (size_t s = 0; s < states; s++) {
            mpq_t *u = env->payoff + (i * states + s) * outcomes;
            for (size_t j = 1; j < outcomes; j++) {
                if (i == s)
                    mpq_set(u[j], value);
                if (j == i + 1)
                    mpq_sub(u[j], u[j], one);
            }
        }
    }
    mpq_clear(net);
    mpq_clear(one);
}

mc_status mc_environment_new_public_expenditure(mc_environment **env,
                                                mc_message *message,
                                                size_t agents,
                                                const mpq_t value)
{
    mc_environment *result = NULL;
    char *words = NULL;
    mc_status status = MC_LIMIT;
    if (agents < 1 || agents > MAX_EXPENDITURE_AGENTS)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the number of agents must be between 1 and %d",
                              MAX_EXPENDITURE_AGENTS);
    if (mpq_sgn(value) < 0)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the social value must not be negative");
    (void)mc_message_set(message, MC_LIMIT, "out of memory");
    words = mc_number_text(value);
    result = calloc(1, sizeof *result);
    if (words == NULL || result == NULL)
        goto end;
    if (strlen(words) > 40)
        strcpy(words, "T");
    if (!name_expenditure(result, agents, words) || !allocate_numbers(result))
        goto end;
    fill_expenditure(result, value);
    status =
        mc_statement_hash(result->sha256, message, print_environment, result);
    if (status != MC_OK)
        goto end;
    *env = result;
    result = NULL;
    mc_message_set(message, MC_OK, "%s", "");
end:
    mc_environment_free(result);
    free(words);
    return status;
}
