/* The public expenditure problem with known social value (S0, section 2). Why
   these states and this prior suffice: doc/maths.md L11. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "family/draft.h"
#include "family/expenditure.h"

/* `value` is the social value in words. */
static bool name(mc_environment *env, const char *value)
{
    size_t agents = env->agents;
    bool fine = mc_family_number_agents(env);
    env->title = mc_text_new("Public expenditure, %zu agent%s, social value %s",
                             agents, agents == 1 ? "" : "s", value);
    env->notes = mc_text_new(
        "One unit of a public good can be bought; one agent would pay for it. "
        "One agent, nobody knows which, values it at %s and the others at 0. "
        "Welfare is that value minus the cost 1, a payoff is the agent's value "
        "minus what the agent pays.",
        value);
    env->outcome_label[0] = strdup("no expenditure");
    fine = fine && env->title && env->notes && env->outcome_label[0];
    for (size_t i = 0; fine && i < agents; i++) {
        env->outcome_label[i + 1] = mc_text_new("agent %zu pays", i + 1);
        env->state_label[i] =
            mc_text_new("agent %zu has value %s", i + 1, value);
        fine = env->outcome_label[i + 1] && env->state_label[i];
    }
    return fine;
}

/* u_i(omega, theta) = theta_i E - e_i and w = (value - 1) E, where outcome 0
   is E = 0 and outcome j > 0 is E = e_j = 1. */
static void fill(mc_environment *env, const mpq_t value)
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
    if (agents < 1 || agents > MC_EXPENDITURE_MAX_AGENTS)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the number of agents must be between 1 and %d",
                              MC_EXPENDITURE_MAX_AGENTS);
    if (mpq_sgn(value) < 0)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the social value must not be negative");
    char *words = mc_family_word(value, "T");
    mc_environment *draft = mc_environment_draft(agents, agents + 1, agents);
    bool complete = words && draft && name(draft, words);
    if (complete)
        fill(draft, value);
    free(words);
    return mc_family_finish_environment(env, message, draft, complete);
}
