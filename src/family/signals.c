#define _POSIX_C_SOURCE 200809L
#include "family/signals.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

static bool label(mc_information *draft, const mc_environment *env,
                  bool informative)
{
    for (size_t i = 0; i < env->agents; i++)
        for (size_t s = 0; s < draft->signals.count[i]; s++) {
            draft->signals.label[i][s] =
                strdup(informative ? env->state_label[s] : "nothing");
            if (!draft->signals.label[i][s])
                return false;
        }
    return true;
}

mc_status mc_signals_draft(mc_information **draft, mc_message *message,
                           const mc_environment *env, bool informative)
{
    size_t count = informative ? env->states : 1;
    mc_status status =
        mc_family_table_fits(message, env->agents, count, env->states, 64);
    if (status != MC_OK)
        return status;
    size_t *counts = mc_array(env->agents, sizeof *counts);
    for (size_t i = 0; i < env->agents && counts; i++)
        counts[i] = count;
    mc_information *made = counts ? mc_information_draft(env, counts) : NULL;
    free(counts);
    if (!made || !label(made, env, informative)) {
        mc_information_free(made);
        return mc_message_set(message, MC_LIMIT, "out of memory");
    }
    for (size_t s = 0; s < env->states; s++)
        mpz_lcm(made->distribution.denominator, made->distribution.denominator,
                mpq_denref(env->prior[s]));
    *draft = made;
    return MC_OK;
}

void mc_signals_prior(mpz_t value, const mc_information *draft,
                      const mc_environment *env, size_t state)
{
    mpz_mul(value, draft->distribution.denominator,
            mpq_numref(env->prior[state]));
    mpz_divexact(value, value, mpq_denref(env->prior[state]));
}
