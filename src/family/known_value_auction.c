/* An auction in which exactly one agent has the value 1 (S2, section 6). */
#define _POSIX_C_SOURCE 200809L
#include <mechcert/family.h>

#include <string.h>

#include "base/message.h"
#include "family/auction.h"

mc_status mc_auction_agents(mc_message *message, size_t agents)
{
    if (agents >= 1 && agents <= MC_AUCTION_MAX_AGENTS)
        return MC_OK;
    return mc_message_set(message, MC_BAD_INPUT,
                          "the number of agents must be between 1 and %d",
                          MC_AUCTION_MAX_AGENTS);
}

static bool name(mc_environment *env)
{
    size_t agents = env->agents;
    bool fine = mc_family_number_agents(env);
    env->title = mc_text_new("Auction with known values, %zu agent%s", agents,
                             agents == 1 ? "" : "s");
    env->notes = strdup(
        "A good is for sale. Exactly one agent has the value 1 for it, all "
        "others 0; nobody need know who. Every agent is equally likely. The "
        "designer's welfare is revenue. An agent gets the good free or pays 1; "
        "lotteries over the two are any expected price from 0 to 1. Nobody "
        "pays without getting the good. Brooks and Du, On the structure of "
        "informationally robust optimal mechanisms, section 6.");
    env->outcome_label[0] = strdup("no sale");
    fine = fine && env->title && env->notes && env->outcome_label[0];
    for (size_t i = 0; i < agents && fine; i++) {
        env->outcome_label[2 * i + 1] =
            mc_text_new("agent %zu gets it free", i + 1);
        env->outcome_label[2 * i + 2] =
            mc_text_new("agent %zu gets it for 1", i + 1);
        env->state_label[i] = mc_text_new("agent %zu has value 1", i + 1);
        fine = env->outcome_label[2 * i + 1] && env->outcome_label[2 * i + 2] &&
               env->state_label[i];
    }
    return fine;
}

static void fill(mc_environment *env)
{
    size_t outcomes = env->outcomes, states = env->states;
    for (size_t s = 0; s < states; s++) {
        mpq_set_ui(env->prior[s], 1, states);
        for (size_t i = 0; i < env->agents; i++) {
            mpq_t *u = env->payoff + (i * states + s) * outcomes;
            mpq_set_ui(env->welfare[s * outcomes + 2 * i + 2], 1, 1);
            mpq_set_si(u[2 * i + 1], s == i ? 1 : 0, 1);
            mpq_set_si(u[2 * i + 2], s == i ? 0 : -1, 1);
        }
    }
}

mc_status mc_environment_new_known_value_auction(mc_environment **env,
                                                 mc_message *message,
                                                 size_t agents)
{
    mc_status status = mc_auction_agents(message, agents);
    if (status != MC_OK)
        return status;
    mc_environment *draft =
        mc_environment_draft(agents, 2 * agents + 1, agents);
    bool complete = draft && name(draft);
    if (complete)
        fill(draft);
    return mc_family_finish_environment(env, message, draft, complete);
}
