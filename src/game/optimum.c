/* The optima of the bounding programs as statements. */
#define _POSIX_C_SOURCE 200809L
#include "game/bound.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/information.h"
#include "game/mechanism.h"

/* So many choices for every agent. NULL: out of memory. */
static size_t *repeat(size_t points, size_t agents)
{
    size_t *count = mc_array(agents, sizeof *count);
    for (size_t i = 0; i < agents && count; i++)
        count[i] = points;
    return count;
}

static void copy(mc_vector *to, const mc_vector *from)
{
    mpz_set(to->denominator, from->denominator);
    for (size_t j = 0; j < from->length; j++)
        mpz_set(to->numerator[j], from->numerator[j]);
}

static char *environment_words(const mc_environment *env)
{
    return env->title ? mc_text_new(" The environment is: %s.", env->title)
                      : strdup("");
}

/* Out of memory if the draft is not complete. */
static mc_status fail(mc_message *message)
{
    return mc_message_set(message, MC_LIMIT, "out of memory");
}

static bool describe_mechanism(mc_mechanism *draft, const mc_bound *bound,
                               const char *words)
{
    draft->title = mc_text_new("Optimal mechanism of LB-G-%ld", bound->k);
    draft->notes = mc_text_new(
        "It solves the bounding program LB-G-%ld of Brooks and Du, On the "
        "structure of informationally robust optimal mechanisms: multipliers "
        "on the steps to the next action prove that it guarantees at least the "
        "value of the program. Action 0 is participation secure.%s",
        bound->k, words);
    draft->secure = mc_array(bound->env->agents, sizeof *draft->secure);
    return draft->title && draft->notes && draft->secure &&
           mc_choices_label_grid(&draft->actions, (size_t)bound->k);
}

mc_status mc_bound_mechanism(mc_mechanism **mechanism, mc_message *message,
                             const mc_bound *bound)
{
    const mc_environment *env = bound->env;
    size_t *count = repeat(bound->points, env->agents);
    mc_mechanism *draft = count ? mc_mechanism_draft(env, count) : NULL;
    char *words = environment_words(env);
    bool complete = draft && words && describe_mechanism(draft, bound, words);
    if (complete)
        copy(&draft->rule, &bound->mechanism);
    free(words);
    free(count);
    mc_status status =
        complete ? mc_mechanism_seal(draft, message) : fail(message);
    if (status == MC_OK)
        *mechanism = draft;
    else
        mc_mechanism_free(draft);
    return status;
}

static bool describe_information(mc_information *draft, const mc_bound *bound,
                                 const char *words)
{
    draft->title =
        mc_text_new("Optimal information structure of UB-P-%ld", bound->k);
    draft->notes = mc_text_new(
        "It solves the bounding program UB-P-%ld of Brooks and Du, On the "
        "structure of informationally robust optimal mechanisms: multipliers "
        "on the steps to the previous signal prove that its potential is at "
        "most the value of the program.%s",
        bound->k, words);
    return draft->title && draft->notes &&
           mc_choices_label_grid(&draft->signals, (size_t)bound->k);
}

mc_status mc_bound_information(mc_information **information,
                               mc_message *message, const mc_bound *bound)
{
    const mc_environment *env = bound->env;
    size_t *count = repeat(bound->points, env->agents);
    mc_information *draft = count ? mc_information_draft(env, count) : NULL;
    char *words = environment_words(env);
    bool complete = draft && words && describe_information(draft, bound, words);
    if (complete)
        copy(&draft->distribution, &bound->information);
    free(words);
    free(count);
    mc_status status =
        complete ? mc_information_seal(draft, message) : fail(message);
    if (status == MC_OK)
        *information = draft;
    else
        mc_information_free(draft);
    return status;
}
