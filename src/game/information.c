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

static mc_status read_information(void *object, const mc_statement *statement)
{
    mc_information *information = object;
    mc_status status = mc_statement_head(
        &information->title, &information->notes, statement, format_name,
        "an information structure", "agents states signals distribution", "");
    if (status == MC_OK)
        status =
            mc_choices_read_agents(&information->agent_label,
                                   &information->signals, statement, "signals");
    if (status == MC_OK)
        status =
            mc_statement_labels_at(&information->state_label,
                                   &information->states, statement, "states");
    if (status == MC_OK)
        status = mc_choices_read_table(
            &information->distribution, &information->signals, statement,
            "distribution", information->states, MC_TABLE_IS_LOTTERY);
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
