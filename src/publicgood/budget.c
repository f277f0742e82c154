#include "publicgood/budget.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "certificate/writer.h"
#include "publicgood/budget_parts.h"

/* The checker weighs all profiles exactly: so many of them, with so many bits
   in all. */
enum { MOST_CHECKED = 100000000, FEW_SCENES = 200000 };

/* Each of them is at least a few microseconds. */
enum { MOST_COMPOSITIONS = 100000000 };

#define MOST_CHECKED_BITS ((size_t)20000000000)

/* ---- what fits so many people ---- */

static bool has_table(const mc_publicgood *good)
{
    return good->decision == MC_DECISION_TABLE ||
           good->transfer == MC_TRANSFER_GROVES ||
           good->transfer == MC_TRANSFER_TABLE;
}

static mc_status check_prior(mc_message *message, const mc_publicgood *good)
{
    if (!good->prior && !good->atoms)
        return mc_message_set(
            message, MC_BAD_INPUT,
            "the statement has no prior: add \"prior\" (one list of "
            "probabilities for each agent) or \"atoms\"");
    if (good->draw && good->shares == MC_SHARES_TABLE)
        return mc_message_set(
            message, MC_BAD_INPUT,
            "\"draw\" makes the numbers of people random, so \"shares\" cannot "
            "be a table; give \"equal\", \"duty\", \"income\" or \"burden\"");
    if (good->draw && has_table(good))
        return mc_message_set(
            message, MC_BAD_INPUT,
            "\"draw\" makes the numbers of people random; \"rule\", \"groves\" "
            "and \"payments\" are for agents that are one person each");
    return MC_OK;
}

static mc_status check_people(mc_message *message, const mc_publicgood *good,
                              unsigned long people)
{
    if (people < 1 || people > 1000000000)
        return mc_message_set(message, MC_BAD_INPUT,
                              "%lu people: from 1 to 1000000000 are possible",
                              people);
    if (good->atoms && people != good->agents)
        return mc_message_set(
            message, MC_BAD_INPUT,
            "%lu people: \"atoms\" are about the %zu agents themselves; take "
            "--population %zu, or give a \"prior\"",
            people, good->agents, good->agents);
    if (has_table(good) && people != good->agents)
        return mc_message_set(
            message, MC_BAD_INPUT,
            "%lu people: \"rule\", \"groves\" and \"payments\" are for agents "
            "that are one person each; take --population %zu",
            people, good->agents);
    return MC_OK;
}

/* ---- the result ---- */

static mpq_ptr number(mc_budget *budget, size_t j)
{
    mc_budget_number *const all[] = {&budget->pivotal, &budget->balanced,
                                     &budget->deviation, &budget->deficit};
    return j % 2 ? all[j / 2]->upper : all[j / 2]->lower;
}

void mc_budget_free(mc_budget *budget)
{
    for (size_t j = 0; budget && j < 8; j++)
        mpq_clear(number(budget, j));
    free(budget);
}

/* ---- routes ---- */

static mc_status check_compositions(mc_message *message, const mc_draw *draw)
{
    if (mc_draw_compositions(draw) <= MOST_COMPOSITIONS)
        return MC_OK;
    return mc_message_set(
        message, MC_LIMIT,
        "%lu people: \"draw\" can divide them among the agents in more than %d "
        "ways, and each of them must be weighed; take fewer people",
        draw->people, MOST_COMPOSITIONS);
}

static mc_status by_prior(mc_budget *budget, mc_message *message,
                          const mc_publicgood *good,
                          const mc_budget_effort *effort)
{
    mc_draw *draw = NULL;
    mc_status status = mc_draw_new(&draw, message, good, budget->people);
    if (status != MC_OK)
        return status;
    budget->profiles = mc_draw_profiles(draw);
    budget->bits = draw->bits;
    status = check_compositions(message, draw);
    if (status != MC_OK) {
        mc_draw_free(draw);
        return status;
    }
    if (has_table(good)) {
        status = mc_budget_scenes(budget, message, good, draw, effort);
    } else {
        status = mc_budget_near(budget, message, draw, effort);
        if (status == MC_UNDECIDED && !mc_stopped(effort->stop))
            status = mc_budget_sums(budget, message, draw, effort);
        if (status == MC_LIMIT && budget->profiles <= FEW_SCENES)
            status = mc_budget_scenes(budget, message, good, draw, effort);
    }
    mc_draw_free(draw);
    return status;
}

mc_status mc_budget_new(mc_budget **result, mc_message *message,
                        const mc_publicgood *good, unsigned long people,
                        const mc_budget_effort *effort)
{
    mc_status status = check_prior(message, good);
    if (status == MC_OK)
        status = check_people(message, good, people);
    if (status != MC_OK)
        return status;
    mc_budget *budget = mc_array(1, sizeof *budget);
    if (!budget)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    for (size_t j = 0; j < 8; j++)
        mpq_init(number(budget, j));
    budget->people = people;
    budget->digits = effort->digits;
    budget->profiles = good->atoms;
    status = good->prior
                 ? by_prior(budget, message, good, effort)
                 : mc_budget_scenes(budget, message, good, NULL, effort);
    if (status == MC_UNDECIDED && mc_stopped(effort->stop))
        (void)mc_message_set(message, status, "%lu people: stopped", people);
    if (status != MC_OK) {
        mc_budget_free(budget);
        return status;
    }
    budget->checkable =
        budget->profiles <= MOST_CHECKED / good->first[good->agents] &&
        budget->profiles <= MOST_CHECKED_BITS / (budget->bits + 1) &&
        mpq_equal(budget->deficit.lower, budget->deficit.upper);
    *result = budget;
    return MC_OK;
}

mc_status mc_budget_certify(const mc_budget *budget, mc_message *message,
                            const mc_publicgood *good, const char *path)
{
    mc_certificate *certificate = NULL;
    char *claim = mc_certificate_claim(
        "budget %lu %Qd %Qd %Qd %Qd %Qd %Qd %Qd", budget->people,
        budget->pivotal.lower, budget->pivotal.upper, budget->balanced.lower,
        budget->balanced.upper, budget->deviation.lower,
        budget->deviation.upper, budget->deficit.upper);
    mc_status status = mc_certificate_open(&certificate, message, path, claim,
                                           "publicgood", good->sha256);
    mc_certificate_free_claim(claim);
    return status == MC_OK ? mc_certificate_commit(certificate, message)
                           : status;
}
