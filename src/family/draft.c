#define _POSIX_C_SOURCE 200809L
#include "family/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/number.h"

/* Writing a statement needs about 2.5 times as much once more. */
#define MAX_BYTES ((size_t)1 << 30)

char *mc_family_word(const mpq_t value, const char *letter)
{
    char *text = mc_number_text(value);
    if (text && strlen(text) > MC_FAMILY_MAX_WORD) {
        free(text);
        return strdup(letter);
    }
    return text;
}

bool mc_family_number_agents(mc_environment *env)
{
    for (size_t i = 0; i < env->agents; i++) {
        env->agent_label[i] = mc_text_new("%zu", i + 1);
        if (!env->agent_label[i])
            return false;
    }
    return true;
}

mc_status mc_family_table_fits(mc_message *message, size_t agents,
                               size_t choices, size_t width, size_t bytes)
{
    size_t numbers = width;
    bool fits = true;
    for (size_t i = 0; i < agents && fits; i++) {
        fits = numbers <= MC_JSON_MAX_BYTES / 3 / choices;
        numbers *= fits ? choices : 1;
    }
    fits = fits && numbers <= MAX_BYTES / (bytes + 64);
    if (!fits)
        return mc_message_set(message, MC_LIMIT,
                              "%zu agents with %zu choices each make too large "
                              "a table; take fewer",
                              agents, choices);
    return MC_OK;
}

static mc_status out_of_memory(mc_message *message)
{
    return mc_message_set(message, MC_LIMIT, "out of memory");
}

mc_status mc_family_finish_environment(mc_environment **env,
                                       mc_message *message,
                                       mc_environment *draft, bool complete)
{
    mc_status status = draft && complete ? mc_environment_seal(draft, message)
                                         : out_of_memory(message);
    if (status == MC_OK)
        *env = draft;
    else
        mc_environment_free(draft);
    return status;
}

mc_status mc_family_finish_mechanism(mc_mechanism **mechanism,
                                     mc_message *message, mc_mechanism *draft,
                                     bool complete)
{
    mc_status status = draft && complete ? mc_mechanism_seal(draft, message)
                                         : out_of_memory(message);
    if (status == MC_OK)
        *mechanism = draft;
    else
        mc_mechanism_free(draft);
    return status;
}

mc_status mc_family_finish_information(mc_information **information,
                                       mc_message *message,
                                       mc_information *draft, bool complete)
{
    mc_status status = draft && complete ? mc_information_seal(draft, message)
                                         : out_of_memory(message);
    if (status == MC_OK)
        *information = draft;
    else
        mc_information_free(draft);
    return status;
}
