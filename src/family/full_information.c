/* Everybody learns the state. */
#define _POSIX_C_SOURCE 200809L
#include <mechcert/family.h>

#include <string.h>

#include "family/signals.h"

mc_status mc_information_new_full(mc_information **information,
                                  mc_message *message,
                                  const mc_environment *env)
{
    mc_information *draft = NULL;
    mc_status status = mc_signals_draft(&draft, message, env, true);
    if (status != MC_OK)
        return status;
    /* the profiles in which all have the signal s are s (1 + S + S^2 + ...) */
    size_t step = 0;
    for (size_t i = 0; i < env->agents; i++)
        step += draft->signals.stride[i];
    for (size_t s = 0; s < env->states; s++)
        mc_signals_prior(
            draft->distribution.numerator[s * step * env->states + s], draft,
            env, s);
    draft->title = strdup("Full information");
    draft->notes = strdup("Every agent's signal is the state. The prior is "
                          "that of the environment.");
    return mc_family_finish_information(information, message, draft,
                                        draft->title && draft->notes);
}
