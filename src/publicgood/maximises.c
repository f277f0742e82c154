/* Whether decisions are utilitarian or efficient. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "publicgood/largest.h"

/* L(y) = sum x(i,t) lambda_i (v_i(y,t) - c_i(y)); lambda_i = 1 for
   efficiency */
static void social_welfare(mpq_t welfare, const mc_population *population,
                           const unsigned long *x, size_t y, bool efficient)
{
    const mc_publicgood *good = population->good;
    mpq_t net, people;
    mpq_inits(net, people, NULL);
    mpq_set_ui(welfare, 0, 1);
    for (size_t k = 0; k < good->first[good->agents]; k++) {
        size_t i = good->agent_of[k];
        mpq_set_ui(people, x[k], 1);
        mpq_sub(net, good->value[k * good->alternatives + y],
                population->share[i * good->alternatives + y]);
        if (!efficient)
            mpq_mul(net, net, good->weight[i]);
        mpq_mul(net, net, people);
        mpq_add(welfare, welfare, net);
    }
    mpq_clears(net, people, NULL);
}

static mc_status fail(const mc_largest *largest, mc_message *message,
                      const unsigned long *x, size_t decision, size_t better,
                      mpq_t *welfare, bool efficient)
{
    const mc_publicgood *good = largest->population->good;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    fputs("at the profile (", out);
    mc_publicgood_profile(out, good, x);
    fputs(") it takes ", out);
    mc_text_print(out, good->alternative_label[decision]);
    (void)gmp_fprintf(out, " with welfare %Qd, and ", welfare[0]);
    mc_text_print(out, good->alternative_label[better]);
    (void)gmp_fprintf(out, " has %Qd", welfare[1]);
    bool made = fclose(out) == 0;
    const char *what = efficient ? "efficient" : "utilitarian";
    mc_status status = mc_message_set(
        message, MC_REFUTED,
        "%s: the decision rule is not %s: %s (mechcert mechanism check "
        "--property %s proves it)",
        good->name, what, made ? text : "", what);
    free(text);
    return status;
}

/* One profile: a better alternative than the decision, or the decision. The
   welfare of both is left in welfare[0], welfare[1]. */
static size_t better(mpq_t *welfare, const mc_largest *largest,
                     const unsigned long *x, size_t decision, bool efficient)
{
    const mc_population *population = largest->population;
    social_welfare(welfare[0], population, x, decision, efficient);
    for (size_t y = 0; y < population->good->alternatives; y++) {
        social_welfare(welfare[1], population, x, y, efficient);
        if (mpq_cmp(welfare[1], welfare[0]) > 0)
            return y;
    }
    return decision;
}

mc_status mc_largest_maximises(const mc_largest *largest, mc_message *message,
                               bool efficient)
{
    const mc_publicgood *good = largest->population->good;
    mc_status status = MC_OK;
    mpq_t welfare[2];
    if (good->decision ==
        (efficient ? MC_DECISION_EFFICIENT : MC_DECISION_UTILITARIAN))
        return MC_OK;
    unsigned long *x = mc_array(good->first[good->agents], sizeof *x);
    if (!x)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mpq_inits(welfare[0], welfare[1], NULL);
    mc_profile_first(x, largest->population);
    for (size_t n = 0; n < largest->profiles && status == MC_OK; n++) {
        size_t a = largest->decision[n];
        size_t y = better(welfare, largest, x, a, efficient);
        if (y != a)
            status = fail(largest, message, x, a, y, welfare, efficient);
        (void)mc_profile_next(x, largest->population);
    }
    mpq_clears(welfare[0], welfare[1], NULL);
    free(x);
    return status;
}
