/* Bilateral trade with known gains (S0, section 5.3). Why two states suffice,
   and which public expenditure problem it is: doc/maths.md L11 and L12. */
#define _POSIX_C_SOURCE 200809L
#include <mechcert/family.h>

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "family/draft.h"

enum { SELLER, BUYER };

/* The texts of the numbers. */
typedef struct words {
    char *gain, *value, *prices[2];
} words;

static bool words_init(words *w, const mpq_t gain, const mpq_t value,
                       const mpq_t lowest, const mpq_t highest)
{
    *w = (words){.gain = mc_family_word(gain, "g"),
                 .value = mc_family_word(value, "v"),
                 .prices = {mc_family_word(lowest, "(lowest)"),
                            mc_family_word(highest, "(highest)")}};
    return w->gain && w->value && w->prices[0] && w->prices[1];
}

static void words_clear(words *w)
{
    free(w->gain);
    free(w->value);
    free(w->prices[0]);
    free(w->prices[1]);
}

static bool name(mc_environment *env, const words *w)
{
    env->title = mc_text_new("Bilateral trade, gain %s, seller's value up to "
                             "%s",
                             w->gain, w->value);
    env->notes = mc_text_new(
        "A seller owns a good. Its value to the seller is 0 or %s, to the "
        "buyer it is larger by %s; nobody need know more. Welfare is the gain "
        "from trade, %s in every state; payoffs are net of no trade. Values "
        "between 0 and %s need no states of their own: payoffs are linear in "
        "the value, so agents who expect a value in between may as well hold "
        "it to be one of the two extremes with the right probabilities. The "
        "only payment is a price at which there is trade. Trade at a price of "
        "at least %s is secure for the seller, trade at a price of at most %s "
        "for the buyer, whatever the state; lotteries over the outcomes give "
        "every expected price from %s to %s. With prices from the gain to the "
        "larger value this is the public expenditure problem of two agents in "
        "other words: trade at the buyer's secure price is paid by the seller, "
        "trade at the seller's secure price by the buyer, and payoffs and "
        "welfare are those of social value v/(v - g) times v - g, where g is "
        "the gain and v the seller's larger value, g < v. Brooks and Du, "
        "Robust mechanisms for the financing of public goods, section 5.3.",
        w->value, w->gain, w->gain, w->value, w->value, w->gain, w->prices[0],
        w->prices[1]);
    env->agent_label[SELLER] = strdup("seller");
    env->agent_label[BUYER] = strdup("buyer");
    env->outcome_label[0] = strdup("no trade");
    bool fine = env->title && env->notes && env->agent_label[SELLER] &&
                env->agent_label[BUYER] && env->outcome_label[0];
    for (size_t j = 1; j < env->outcomes && fine; j++) {
        env->outcome_label[j] =
            mc_text_new("trade at price %s", w->prices[j - 1]);
        fine = env->outcome_label[j] != NULL;
    }
    env->state_label[0] = strdup("seller's value 0");
    env->state_label[1] = mc_text_new("seller's value %s", w->value);
    return fine && env->state_label[0] && env->state_label[1];
}

/* With seller's value s and price p the seller gets p - s, the buyer s + g - p.
 */
static void fill(mc_environment *env, const mpq_t gain, const mpq_t value,
                 const mpq_t high, const mpq_t lowest, const mpq_t highest)
{
    size_t outcomes = env->outcomes;
    mpq_set_ui(env->prior[0], 1, 1);
    mpq_sub(env->prior[0], env->prior[0], high);
    mpq_set(env->prior[1], high);
    for (size_t s = 0; s < 2; s++)
        for (size_t j = 1; j < outcomes; j++) {
            mpq_t *seller = env->payoff + (SELLER * 2 + s) * outcomes + j;
            mpq_t *buyer = env->payoff + (BUYER * 2 + s) * outcomes + j;
            mpq_set(*seller, j == 1 ? lowest : highest);
            if (s == 1)
                mpq_sub(*seller, *seller, value);
            mpq_sub(*buyer, gain, *seller);
            mpq_set(env->welfare[s * outcomes + j], gain);
        }
}

mc_status
mc_environment_new_bilateral_trade(mc_environment **env, mc_message *message,
                                   const mpq_t gain, const mpq_t value,
                                   const mpq_t high, const mpq_t lowest,
                                   const mpq_t highest)
{
    if (mpq_sgn(gain) <= 0)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the gain must be positive");
    if (mpq_sgn(value) <= 0)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the seller's larger value must be positive");
    if (mpq_sgn(high) < 0 || mpq_cmp_ui(high, 1, 1) > 0)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the probability of the seller's larger value "
                              "must be from 0 to 1");
    if (mpq_cmp(lowest, highest) > 0)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the lowest price must not exceed the highest");
    words w;
    size_t prices = mpq_equal(lowest, highest) ? 1 : 2;
    mc_environment *draft = mc_environment_draft(2, 1 + prices, 2);
    bool complete = words_init(&w, gain, value, lowest, highest) && draft &&
                    name(draft, &w);
    if (complete)
        fill(draft, gain, value, high, lowest, highest);
    words_clear(&w);
    return mc_family_finish_environment(env, message, draft, complete);
}
