#define _POSIX_C_SOURCE 200809L
#include "game/mechanism.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"

static const char format_name[] = "mechcert-mechanism-1";

void mc_mechanism_free(mc_mechanism *mechanism)
{
    if (!mechanism)
        return;
    mc_vector_clear(&mechanism->rule);
    free(mechanism->secure);
    mc_labels_free(mechanism->outcome_label, mechanism->outcomes);
    mc_labels_free(mechanism->agent_label, mechanism->actions.agents);
    mc_choices_clear(&mechanism->actions);
    free(mechanism->notes);
    free(mechanism->title);
    free(mechanism);
}

/* --- reading ----------------------------------------------------------- */

/* secure[i] names one of the agent's actions. */
static mc_status read_secure(mc_mechanism *mechanism,
                             const mc_statement *statement)
{
    const mc_choices *actions = &mechanism->actions;
    const json_t *names = json_object_get(statement->json->root, "secure");
    mc_json_place place = mc_json_at("secure");
    if (!names)
        return MC_OK;
    mc_status status = mc_statement_array(
        statement, &place, names, actions->agents, "one for each agent");
    mechanism->secure = mc_array(actions->agents, sizeof(size_t));
    if (!mechanism->secure)
        return mc_statement_out_of_memory(statement);
    for (size_t i = 0; i < actions->agents && status == MC_OK; i++) {
        const json_t *name = json_array_get(names, i);
        mc_json_place here = mc_json_in(place, i);
        size_t a = 0;
        if (!json_is_string(name))
            return mc_json_fail(statement->json, statement->message, &here,
                                "must be a string, but is %s",
                                mc_json_type_name(name));
        while (a < actions->count[i] &&
               strcmp(actions->label[i][a], json_string_value(name)) != 0)
            a++;
        if (a == actions->count[i])
            return mc_json_fail(statement->json, statement->message, &here,
                                "no action of this agent has this label; take "
                                "one from actions[%zu]",
                                i);
        mechanism->secure[i] = a;
    }
    return status;
}

static mc_status read_mechanism(void *object, const mc_statement *statement)
{
    mc_mechanism *mechanism = object;
    mc_status status = mc_statement_head(
        &mechanism->title, &mechanism->notes, statement, format_name,
        "a mechanism", "agents outcomes actions rule", "secure");
    if (status == MC_OK)
        status = mc_choices_read_agents(
            &mechanism->agent_label, &mechanism->actions, statement, "actions");
    if (status == MC_OK)
        status =
            mc_statement_labels_at(&mechanism->outcome_label,
                                   &mechanism->outcomes, statement, "outcomes");
    if (status == MC_OK)
        status = read_secure(mechanism, statement);
    if (status == MC_OK)
        status = mc_choices_read_table(&mechanism->rule, &mechanism->actions,
                                       statement, "rule", mechanism->outcomes,
                                       MC_TABLE_OF_LOTTERIES);
    return status;
}

static mc_mechanism *allocate(void)
{
    mc_mechanism *made = mc_array(1, sizeof *made);
    if (made)
        (void)mc_vector_init(&made->rule, 0);
    return made;
}

static mc_status make(mc_mechanism **mechanism, mc_message *message,
                      const char *path, const mc_file *file)
{
    mc_mechanism *made = allocate();
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status = mc_statement_read(made, made->sha256, message, path,
                                         file, read_mechanism);
    if (status == MC_OK)
        *mechanism = made;
    else
        mc_mechanism_free(made);
    return status;
}

mc_status mc_mechanism_read(mc_mechanism **mechanism, mc_message *message,
                            const char *path)
{
    return make(mechanism, message, path, NULL);
}

mc_status mc_mechanism_parse(mc_mechanism **mechanism, mc_message *message,
                             const mc_file *file)
{
    return make(mechanism, message, NULL, file);
}

/* --- writing ----------------------------------------------------------- */

static mc_status print_mechanism(FILE *out, mc_message *message,
                                 const void *object)
{
    const mc_mechanism *mechanism = object;
    const mc_choices *actions = &mechanism->actions;
    mc_statement_print_head(out, format_name, mechanism->title,
                            mechanism->notes);
    fputs("  \"agents\": ", out);
    mc_statement_print_labels(out, mechanism->agent_label, actions->agents);
    fputs(",\n  \"outcomes\": ", out);
    mc_statement_print_labels(out, mechanism->outcome_label,
                              mechanism->outcomes);
    fputs(",\n", out);
    mc_choices_print(out, "actions", actions);
    if (mechanism->secure) {
        fputs("  \"secure\": [", out);
        for (size_t i = 0; i < actions->agents; i++) {
            fputs(i == 0 ? "" : ", ", out);
            mc_text_print_json(out, actions->label[i][mechanism->secure[i]]);
        }
        fputs("],\n", out);
    }
    fputs("  \"rule\": ", out);
    mc_status status = mc_statement_print_vector(
        out, message, "  ", &mechanism->rule, mechanism->outcomes);
    fputs("\n}\n", out);
    return status;
}

mc_status mc_mechanism_write(const mc_mechanism *mechanism, mc_message *message,
                             const char *path)
{
    return mc_statement_write(message, path, print_mechanism, mechanism);
}

mc_mechanism *mc_mechanism_draft(const mc_environment *env,
                                 const size_t *actions)
{
    mc_mechanism *made = allocate();
    if (!made)
        return NULL;
    made->outcome_label = mc_labels_copy(env->outcome_label, env->outcomes);
    made->outcomes = made->outcome_label ? env->outcomes : 0;
    if (mc_choices_init(&made->actions, env->agents, actions) &&
        made->actions.profiles <= MC_STATEMENT_MAX_NUMBERS / env->outcomes) {
        mc_vector_clear(&made->rule);
        made->agent_label = mc_labels_copy(env->agent_label, env->agents);
        if (mc_vector_init(&made->rule,
                           made->actions.profiles * env->outcomes) &&
            made->agent_label && made->outcome_label)
            return made;
    }
    mc_mechanism_free(made);
    return NULL;
}

mc_status mc_mechanism_seal(mc_mechanism *mechanism, mc_message *message)
{
    mc_vector_reduce(&mechanism->rule);
    return mc_statement_hash(mechanism->sha256, message, print_mechanism,
                             mechanism);
}
