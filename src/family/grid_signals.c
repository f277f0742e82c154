/* The information structure of proportional cost sharing (S0, (10) and (12)
   with the cut at 0) on the grid X(k). */
#define _POSIX_C_SOURCE 200809L
#include <mechcert/family.h>

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "family/expenditure.h"
#include "family/grid_cost_sharing.h"
#include "family/signals.h"

/* Densities are rounded to multiples of 1/UNIT of the largest. */
#define UNIT 1e9

typedef struct grid {
    size_t agents, k, sums;
    mpz_t *weight; /* of every profile with this sum of numerators */
    mpz_t scale;   /* a multiple of every sum that has a weight */
} grid;

static bool set_weights(grid *g, const mc_cost_sharing *rule)
{
    double beta = rule->alpha + (double)(g->agents - 1), most = 0;
    g->weight = mc_array(g->sums, sizeof *g->weight);
    if (!g->weight)
        return false;
    for (int pass = 0; pass < 2; pass++)
        for (size_t s = 1; s < g->sums; s++) {
            double x = (double)s / (double)g->k;
            double height = x <= rule->x_bar ? exp(x - beta * log(x)) : 0;
            most = fmax(most, height);
            if (pass == 1)
                mpz_set_d(g->weight[s], floor(height / most * UNIT + 0.5));
            else
                mpz_init(g->weight[s]);
            if (height > 0 && pass == 1)
                mpz_lcm_ui(g->scale, g->scale, s);
        }
    mpz_init(g->weight[0]);
    return true;
}

static void clear(grid *g)
{
    for (size_t s = 0; g->weight && s < g->sums; s++)
        mpz_clear(g->weight[s]);
    free(g->weight);
    mpz_clear(g->scale);
}

/* sigma(s, theta_i) is proportional to rho(Sum s) s_i / Sum s. */
static void fill(mc_information *draft, const grid *g)
{
    mc_vector *sigma = &draft->distribution;
    size_t states = g->agents;
    mpz_set_ui(sigma->denominator, 0);
    for (size_t p = 0; p < draft->signals.profiles; p++) {
        size_t sum = 0;
        for (size_t i = 0; i < g->agents; i++)
            sum += mc_choices_at(&draft->signals, p, i);
        for (size_t i = 0; sum > 0 && i < states; i++) {
            mpz_t *cell = sigma->numerator + p * states + i;
            mpz_mul(*cell, g->weight[sum], g->scale);
            mpz_mul_ui(*cell, *cell, mc_choices_at(&draft->signals, p, i));
            mpz_tdiv_q_ui(*cell, *cell, sum);
            mpz_add(sigma->denominator, sigma->denominator, *cell);
        }
    }
}

static bool name(mc_information *draft, const grid *g, const char *value)
{
    for (size_t i = 0; i < g->agents; i++)
        for (size_t l = 0; l <= g->k * g->k; l++) {
            mpq_t signal;
            mpq_init(signal);
            mpq_set_ui(signal, l, g->k);
            mpq_canonicalize(signal);
            draft->signals.label[i][l] = mpq_get_str(NULL, 10, signal);
            mpq_clear(signal);
        }
    draft->title = mc_text_new("Signals for proportional cost sharing on the "
                               "grid X(%zu), %zu agents, social value %s",
                               g->k, g->agents, value);
    draft->notes = mc_text_new(
        "For the public expenditure problem with %zu agents and social value "
        "%s. Signals are 0, 1/%zu, ..., %zu; the probability of a profile "
        "with the sum x, 0 < x <= x_bar, is proportional to e^x x^-beta, beta "
        "= (N-1) T/(T-1), of other profiles it is 0; agent i has the value T "
        "with the likelihood s_i/x. This is the density of Brooks and Du, "
        "Robust mechanisms for the financing of public goods, (10) to (12), "
        "at the points of the grid. It was computed in floating point and "
        "rounded to multiples of 1/1000000000 of the largest; this file is "
        "exact.",
        g->agents, value, g->k, g->k);
    return draft->title && draft->notes;
}

static mc_status make(mc_information **information, mc_message *message,
                      const mc_environment *env, const grid *g,
                      const mpq_t value)
{
    size_t *count = mc_array(g->agents, sizeof *count);
    for (size_t i = 0; count && i < g->agents; i++)
        count[i] = g->k * g->k + 1;
    mc_information *draft = count ? mc_information_draft(env, count) : NULL;
    char *words = mc_family_word(value, "T");
    free(count);
    bool complete = draft && words && name(draft, g, words);
    free(words);
    if (complete)
        fill(draft, g);
    return mc_family_finish_information(information, message, draft, complete);
}

/* Errors: MC_BAD_INPUT, MC_LIMIT. */
static mc_status check(mc_message *message, mc_cost_sharing *rule,
                       size_t agents, const mpq_t value, size_t k)
{
    mc_status status = mc_expenditure_agents(message, agents, 2);
    if (status != MC_OK)
        return status;
    if (k == 0)
        return mc_message_set(message, MC_BAD_INPUT, "k must be at least 1");
    if (!mc_cost_sharing_init(rule, agents, value))
        return mc_message_set(message, MC_BAD_INPUT,
                              "the social value must be above the number of "
                              "agents, not too near to it, and below 10^12");
    if (k > 1000)
        return mc_message_set(message, MC_LIMIT,
                              "k = %zu makes too many signals; take a smaller "
                              "k",
                              k);
    return mc_family_table_fits(message, agents, k * k + 1, agents, 128);
}

mc_status mc_information_new_grid_cost_sharing(mc_information **information,
                                               mc_message *message,
                                               size_t agents, const mpq_t value,
                                               size_t k)
{
    mc_environment *env = NULL;
    mc_cost_sharing rule;
    mc_status status = check(message, &rule, agents, value, k);
    if (status == MC_OK)
        status =
            mc_environment_new_public_expenditure(&env, message, agents, value);
    if (status != MC_OK)
        return status;
    grid g = {.agents = agents, .k = k, .sums = agents * k * k + 1};
    mpz_init_set_ui(g.scale, 1);
    status = set_weights(&g, &rule)
                 ? make(information, message, env, &g, value)
                 : mc_message_set(message, MC_LIMIT, "out of memory");
    clear(&g);
    mc_environment_free(env);
    return status;
}
