#define _POSIX_C_SOURCE 200809L
#include "game/information.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

static const char format_name[] = "mechcert-information-1";

void mc_information_free(mc_information *information)
{
    if (!information)
        return;
    mc_vector_clear(&information->distribution);
    mc_labels_free(information->state_label, information->states);
    mc_labels_free(information->agent_label, information->signals.agents);
    mc_choices_clear(&information->signals);
    free(information->notes);
    free(information->title);
    free(information);
}

/* --- reading ----------------------------------------------------------- */

static mc_status read_distribution(mc_information *information,
                                   const mc_statement *statement)
{
    size_t profiles = information->signals.profiles;
    size_t width = information->states;
    mc_json_place place = mc_json_at("distribution");
    mpq_t *values;
    mc_status status;
    if (profiles > MC_STATEMENT_MAX_NUMBERS / width)
        return mc_json_fail(statement->json, statement->message, &place,
                            "signal profiles * states must be at most "
                            "100,000,000");
    /* the rows are counted before anything of their size is allocated */
    status = mc_statement_array(
        statement, &place,
        json_object_get(statement->json->root, "distribution"), profiles,
        "one row for each signal profile, the last agent fastest");
    if (status != MC_OK)
        return status;
    values = mc_rationals_new(profiles * width);
    if (!values)
        status = mc_statement_out_of_memory(statement);
    if (status == MC_OK)
        status = mc_statement_table(values, statement, "distribution", profiles,
                                    width, "one row for each signal profile",
                                    "one for each state");
    if (status == MC_OK)
        status = mc_statement_joint(values, profiles, width, statement, &place);
    if (status == MC_OK)
        status =
            mc_statement_vector(&information->distribution, values,
                                profiles * width, statement, "distribution");
    mc_rationals_free(values, profiles * width);
    return status;
}

static mc_status read_information(void *object, const mc_statement *statement)
{
    mc_information *information = object;
    size_t agents = 0;
    mc_status status =
        mc_statement_keys(statement, format_name, "an information structure",
                          "agents states signals distribution", "");
    if (status == MC_OK)
        status = mc_statement_text(&information->title, statement, "title");
    if (status == MC_OK)
        status = mc_statement_text(&information->notes, statement, "notes");
    if (status == MC_OK)
        status = mc_statement_labels_at(&information->agent_label, &agents,
                                        statement, "agents");
    if (status == MC_OK)
        status = mc_choices_read(&information->signals, statement, "signals",
                                 agents);
    if (status != MC_OK) {
        /* the labels belong to mc_information_free only once signals know
           their number */
        mc_labels_free(information->agent_label, agents);
        information->agent_label = NULL;
        return status;
    }
    status = mc_statement_labels_at(&information->state_label,
                                    &information->states, statement, "states");
    if (status == MC_OK)
        status = read_distribution(information, statement);
    return status;
}

static mc_information *allocate(void)
{
    mc_information *made = mc_array(1, sizeof *made);
    if (made)
        (void)mc_vector_init(&made->distribution, 0);
    return made;
}

static mc_status make(mc_information **information, mc_message *message,
                      const char *path, const mc_file *file)
{
    mc_information *made = allocate();
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status = mc_statement_read(made, made->sha256, message, path,
                                         file, read_information);
    if (status == MC_OK)
        *information = made;
    else
        mc_information_free(made);
    return status;
}

mc_status mc_information_read(mc_information **information, mc_message *message,
                              const char *path)
{
    return make(information, message, path, NULL);
}

mc_status mc_information_parse(mc_information **information,
                               mc_message *message, const mc_file *file)
{
    return make(information, message, NULL, file);
}

/* --- writing ----------------------------------------------------------- */

static mc_status print_information(FILE *out, mc_message *message,
                                   const void *object)
{
    const mc_information *information = object;
    mc_statement_print_head(out, format_name, information->title,
                            information->notes);
    fputs("  \"agents\": ", out);
    mc_statement_print_labels(out, information->agent_label,
                              information->signals.agents);
    fputs(",\n  \"states\": ", out);
    mc_statement_print_labels(out, information->state_label,
                              information->states);
    fputs(",\n", out);
    mc_choices_print(out, "signals", &information->signals);
    fputs("  \"distribution\": ", out);
    mc_status status = mc_statement_print_vector(
        out, message, "  ", &information->distribution, information->states);
    fputs("\n}\n", out);
    return status;
}

mc_status mc_information_write(const mc_information *information,
                               mc_message *message, const char *path)
{
    return mc_statement_write(message, path, print_information, information);
}

mc_information *mc_information_draft(const mc_environment *env,
                                     const size_t *signals)
{
    mc_information *made = allocate();
    if (!made)
        return NULL;
    made->state_label = mc_labels_copy(env->state_label, env->states);
    made->states = made->state_label ? env->states : 0;
    if (mc_choices_init(&made->signals, env->agents, signals) &&
        made->signals.profiles <= MC_STATEMENT_MAX_NUMBERS / env->states) {
        mc_vector_clear(&made->distribution);
        made->agent_label = mc_labels_copy(env->agent_label, env->agents);
        if (mc_vector_init(&made->distribution,
                           made->signals.profiles * env->states) &&
            made->agent_label && made->state_label)
            return made;
    }
    mc_information_free(made);
    return NULL;
}

mc_status mc_information_seal(mc_information *information, mc_message *message)
{
    mc_vector_reduce(&information->distribution);
    return mc_statement_hash(information->sha256, message, print_information,
                             information);
}
