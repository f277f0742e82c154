/* Nobody learns anything. */
#define _POSIX_C_SOURCE 200809L
#include <mechcert/family.h>

#include <string.h>

#include "family/signals.h"

mc_status mc_information_new_none(mc_information **information,
                                  mc_message *message,
                                  const mc_environment *env)
{
    mc_information *draft = NULL;
    mc_status status = mc_signals_draft(&draft, message, env, false);
    if (status != MC_OK)
        return status;
    for (size_t s = 0; s < env->states; s++)
        mc_signals_prior(draft->distribution.numerator[s], draft, env, s);
    draft->title = strdup("No information");
    draft->notes = strdup("Every agent has one signal, which says nothing. The "
                          "prior is that of the environment.");
    return mc_family_finish_information(information, message, draft,
                                        draft->title && draft->notes);
}
