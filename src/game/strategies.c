#define _POSIX_C_SOURCE 200809L
#include "game/strategies.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

static const char format_name[] = "mechcert-strategies-1";

void mc_strategies_free(mc_strategies *strategies)
{
    if (!strategies)
        return;
    for (size_t i = 0; i < strategies->signals.agents && strategies->strategy;
         i++)
        mc_vector_clear(&strategies->strategy[i]);
    free(strategies->strategy);
    mc_labels_free(strategies->agent_label, strategies->signals.agents);
    mc_choices_clear(&strategies->actions);
    mc_choices_clear(&strategies->signals);
    free(strategies->notes);
    free(strategies->title);
    free(strategies);
}

/* Empty vectors, one for each agent. */
static bool add_vectors(mc_strategies *strategies)
{
    size_t agents = strategies->signals.agents;
    strategies->strategy = mc_array(agents, sizeof *strategies->strategy);
    for (size_t i = 0; i < agents && strategies->strategy; i++)
        (void)mc_vector_init(&strategies->strategy[i], 0);
    return strategies->strategy != NULL;
}

/* --- reading ----------------------------------------------------------- */

/* strategies[i][s] is a lottery over the agent's actions */
static mc_status read_agent(mc_strategies *strategies,
                            const mc_statement *statement,
                            const mc_json_place *place, const json_t *table,
                            size_t agent)
{
    size_t signals = strategies->signals.count[agent];
    size_t actions = strategies->actions.count[agent];
    mpq_t *values;
    mc_status status = mc_statement_array(statement, place, table, signals,
                                          "one lottery for each signal");
    if (status != MC_OK)
        return status;
    if (signals > MC_STATEMENT_MAX_NUMBERS / actions)
        return mc_json_fail(statement->json, statement->message, place,
                            "signals * actions must be at most 100,000,000");
    values = mc_rationals_new(signals * actions);
    if (!values)
        return mc_statement_out_of_memory(statement);
    for (size_t s = 0; s < signals && status == MC_OK; s++) {
        mc_json_place row = mc_json_in(*place, s);
        const json_t *lottery = json_array_get(table, s);
        status = mc_statement_array(statement, &row, lottery, actions,
                                    "one for each action of this agent");
        if (status == MC_OK)
            status = mc_statement_row(values + s * actions, statement, &row,
                                      lottery);
        if (status == MC_OK)
            status = mc_statement_lottery(values + s * actions, actions,
                                          statement, &row);
    }
    if (status == MC_OK)
        status =
            mc_statement_vector(&strategies->strategy[agent], values,
                                signals * actions, statement, "strategies");
    mc_rationals_free(values, signals * actions);
    return status;
}

static mc_status read_tables(mc_strategies *strategies,
                             const mc_statement *statement)
{
    const json_t *tables = json_object_get(statement->json->root, "strategies");
    mc_json_place place = mc_json_at("strategies");
    size_t agents = strategies->signals.agents;
    mc_status status = mc_statement_array(statement, &place, tables, agents,
                                          "one table for each agent");
    if (status == MC_OK && !add_vectors(strategies))
        status = mc_statement_out_of_memory(statement);
    for (size_t i = 0; i < agents && status == MC_OK; i++) {
        mc_json_place table = mc_json_in(place, i);
        status = read_agent(strategies, statement, &table,
                            json_array_get(tables, i), i);
    }
    return status;
}

static mc_status read_strategies(void *object, const mc_statement *statement)
{
    mc_strategies *strategies = object;
    mc_status status = mc_statement_head(
        &strategies->title, &strategies->notes, statement, format_name,
        "a strategy profile", "agents signals actions strategies", "");
    if (status == MC_OK)
        status =
            mc_choices_read_agents(&strategies->agent_label,
                                   &strategies->signals, statement, "signals");
    if (status == MC_OK)
        status = mc_choices_read(&strategies->actions, statement, "actions",
                                 strategies->signals.agents);
    if (status == MC_OK)
        status = read_tables(strategies, statement);
    return status;
}

static mc_status make(mc_strategies **strategies, mc_message *message,
                      const char *path, const mc_file *file)
{
    mc_strategies *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status = mc_statement_read(made, made->sha256, message, path,
                                         file, read_strategies);
    if (status == MC_OK)
        *strategies = made;
    else
        mc_strategies_free(made);
    return status;
}

mc_status mc_strategies_read(mc_strategies **strategies, mc_message *message,
                             const char *path)
{
    return make(strategies, message, path, NULL);
}

mc_status mc_strategies_parse(mc_strategies **strategies, mc_message *message,
                              const mc_file *file)
{
    return make(strategies, message, NULL, file);
}

/* --- writing ----------------------------------------------------------- */

static mc_status print_strategies(FILE *out, mc_message *message,
                                  const void *object)
{
    const mc_strategies *strategies = object;
    size_t agents = strategies->signals.agents;
    mc_status status = MC_OK;
    mc_statement_print_head(out, format_name, strategies->title,
                            strategies->notes);
    fputs("  \"agents\": ", out);
    mc_statement_print_labels(out, strategies->agent_label, agents);
    fputs(",\n", out);
    mc_choices_print(out, "signals", &strategies->signals);
    mc_choices_print(out, "actions", &strategies->actions);
    fputs("  \"strategies\": [\n", out);
    for (size_t i = 0; status == MC_OK && i < agents; i++) {
        fputs("    ", out);
        status = mc_statement_print_vector(out, message, "    ",
                                           &strategies->strategy[i],
                                           strategies->actions.count[i]);
        fputs(i + 1 < agents ? ",\n" : "\n", out);
    }
    fputs("  ]\n}\n", out);
    return status;
}

mc_status mc_strategies_write(const mc_strategies *strategies,
                              mc_message *message, const char *path)
{
    return mc_statement_write(message, path, print_strategies, strategies);
}

mc_strategies *mc_strategies_draft(char *const *agent_label,
                                   const mc_choices *signals,
                                   const mc_choices *actions)
{
    mc_strategies *made = mc_array(1, sizeof *made);
    bool room = made && mc_choices_copy(&made->signals, signals) &&
                mc_choices_copy(&made->actions, actions) && add_vectors(made);
    if (room)
        made->agent_label = mc_labels_copy(agent_label, signals->agents);
    room = room && made->agent_label;
    for (size_t i = 0; room && i < signals->agents; i++) {
        mc_vector_clear(&made->strategy[i]);
        room = mc_vector_init(&made->strategy[i],
                              signals->count[i] * actions->count[i]);
    }
    if (room)
        return made;
    mc_strategies_free(made);
    return NULL;
}

mc_status mc_strategies_seal(mc_strategies *strategies, mc_message *message)
{
    for (size_t i = 0; i < strategies->signals.agents; i++)
        mc_vector_reduce(&strategies->strategy[i]);
    return mc_statement_hash(strategies->sha256, message, print_strategies,
                             strategies);
}
