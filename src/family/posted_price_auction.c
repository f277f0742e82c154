/* A posted price; a buyer is drawn from those who buy (S2, section 6.2). */
#define _POSIX_C_SOURCE 200809L
#include <mechcert/family.h>

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "family/auction.h"

static bool name(mc_mechanism *draft, const mpq_t price)
{
    size_t agents = draft->actions.agents;
    char *words = mc_family_word(price, "p");
    if (words) {
        draft->title = mc_text_new("Posted price %s, %zu agent%s", words,
                                   agents, agents == 1 ? "" : "s");
        draft->notes = mc_text_new(
            "For the auction with known values, %zu agent%s. Every agent says "
            "pass or buy. If some say buy, one of them is drawn, all with the "
            "same probability, and gets the good for %s: the outcome is that "
            "the agent pays 1 with probability %s and nothing otherwise. Pass "
            "is participation secure. Brooks and Du, On the structure of "
            "informationally robust optimal mechanisms, section 6.2.",
            agents, agents == 1 ? "" : "s", words, words);
    }
    free(words);
    bool fine = draft->title && draft->notes;
    for (size_t i = 0; i < agents && fine; i++) {
        draft->actions.label[i][0] = strdup("pass");
        draft->actions.label[i][1] = strdup("buy");
        fine = draft->actions.label[i][0] && draft->actions.label[i][1];
    }
    return fine;
}

/* With n buyers each gets the good free with (1 - p)/n and for 1 with p/n. */
static bool fill(mc_mechanism *draft, const mpq_t price)
{
    const mc_choices *actions = &draft->actions;
    size_t agents = actions->agents, width = draft->outcomes;
    mc_vector *rule = &draft->rule;
    mpz_t share;
    draft->secure = mc_array(agents, sizeof *draft->secure);
    if (!draft->secure)
        return false;
    mpz_init(share);
    for (size_t n = 2; n <= agents; n++)
        mpz_lcm_ui(rule->denominator, rule->denominator, n);
    mpz_mul(rule->denominator, rule->denominator, mpq_denref(price));
    for (size_t a = 0; a < actions->profiles; a++) {
        mpz_t *lottery = rule->numerator + a * width;
        size_t buyers = 0;
        for (size_t i = 0; i < agents; i++)
            buyers += mc_choices_at(actions, a, i);
        if (buyers == 0) {
            mpz_set(lottery[0], rule->denominator);
            continue;
        }
        mpz_divexact_ui(share, rule->denominator, buyers);
        for (size_t i = 0; i < agents; i++) {
            if (mc_choices_at(actions, a, i) == 0)
                continue;
            mpz_mul(lottery[2 * i + 2], share, mpq_numref(price));
            mpz_divexact(lottery[2 * i + 2], lottery[2 * i + 2],
                         mpq_denref(price));
            mpz_sub(lottery[2 * i + 1], share, lottery[2 * i + 2]);
        }
    }
    mpz_clear(share);
    return true;
}

/* A mechanism that is all zero, with two actions for every agent. */
static mc_mechanism *blank(mc_message *message, size_t agents)
{
    mc_environment *env = NULL;
    mc_mechanism *made = NULL;
    size_t *count = mc_array(agents, sizeof *count);
    for (size_t i = 0; i < agents && count; i++)
        count[i] = 2;
    if (count &&
        mc_environment_new_known_value_auction(&env, message, agents) == MC_OK)
        made = mc_mechanism_draft(env, count);
    mc_environment_free(env);
    free(count);
    return made;
}

mc_status mc_mechanism_new_posted_price_auction(mc_mechanism **mechanism,
                                                mc_message *message,
                                                size_t agents,
                                                const mpq_t price)
{
    mc_status status = mc_auction_agents(message, agents);
    if (status == MC_OK && (mpq_sgn(price) < 0 || mpq_cmp_ui(price, 1, 1) > 0))
        status = mc_message_set(message, MC_BAD_INPUT,
                                "the price must be from 0 to 1");
    if (status == MC_OK)
        status = mc_family_table_fits(message, agents, 2, 2 * agents + 1, 64);
    if (status != MC_OK)
        return status;
    mc_mechanism *draft = blank(message, agents);
    bool complete = draft && name(draft, price) && fill(draft, price);
    return mc_family_finish_mechanism(mechanism, message, draft, complete);
}
