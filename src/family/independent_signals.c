/* Every agent learns the state with errors (S2, section 6.2, has accuracy
   3/4). */
#define _POSIX_C_SOURCE 200809L
#include <mechcert/family.h>

#include <stdlib.h>

#include "base/message.h"
#include "family/signals.h"

/* sigma(s, theta) = mu(theta) q^right ((1 - q)/(S - 1))^wrong, where so many
   of the signals are right and wrong. */
static void fill(mc_information *draft, const mc_environment *env,
                 const mpq_t accuracy)
{
    const mc_choices *signals = &draft->signals;
    mc_vector *sigma = &draft->distribution;
    size_t states = env->states, wrong_signals = states > 1 ? states - 1 : 1;
    mpz_t right, wrong, whole;
    mpz_inits(right, wrong, whole, NULL);
    mpz_sub(wrong, mpq_denref(accuracy), mpq_numref(accuracy));
    mpz_mul_ui(right, mpq_numref(accuracy), wrong_signals);
    mpz_mul_ui(whole, mpq_denref(accuracy), wrong_signals);
    for (size_t s = 0; s < signals->profiles; s++)
        for (size_t t = 0; t < states; t++) {
            mpz_t *cell = sigma->numerator + s * states + t;
            mc_signals_prior(*cell, draft, env, t);
            for (size_t i = 0; i < signals->agents; i++)
                mpz_mul(*cell, *cell,
                        mc_choices_at(signals, s, i) == t ? right : wrong);
        }
    for (size_t i = 0; i < signals->agents; i++)
        mpz_mul(sigma->denominator, sigma->denominator, whole);
    mpz_clears(right, wrong, whole, NULL);
}

mc_status mc_information_new_independent(mc_information **information,
                                         mc_message *message,
                                         const mc_environment *env,
                                         const mpq_t accuracy)
{
    mc_information *draft = NULL;
    mc_status status = MC_OK;
    if (mpq_sgn(accuracy) < 0 || mpq_cmp_ui(accuracy, 1, 1) > 0)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the accuracy must be from 0 to 1");
    if (env->states == 1 && mpq_cmp_ui(accuracy, 1, 1) != 0)
        return mc_message_set(message, MC_BAD_INPUT,
                              "with one state there is no wrong signal; the "
                              "accuracy must be 1");
    status = mc_signals_draft(&draft, message, env, true);
    if (status != MC_OK)
        return status;
    fill(draft, env, accuracy);
    char *words = mc_family_word(accuracy, "q");
    if (words) {
        draft->title = mc_text_new("Independent signals of accuracy %s", words);
        draft->notes = mc_text_new(
            "Every agent's signal is the state with probability %s, and every "
            "other state with the same probability; given the state, signals "
            "are independent. The prior is that of the environment.",
            words);
    }
    free(words);
    return mc_family_finish_information(information, message, draft,
                                        draft->title && draft->notes);
}
