/* Proportional cost sharing (S0, section 3) on the grid X(k). */
#include "family/grid_cost_sharing.h"

#include <math.h>
#include <stdlib.h>

#include "base/message.h"
#include "family/expenditure.h"

/* E is rounded to multiples of 1/UNIT. */
#define UNIT 1000000000UL

/* With t_j = e^-x x^j / j!, integrating the exponential series,
       g(x) = sum_{j >= 1} t_j j / (j - alpha),
       S(x) = sum_{j >= 1} t_j / (j - alpha),
   so that g = 1 - e^-x + alpha S. All terms are positive; t_j is 0 in floating
   point, in every term that counts, only beyond x = 745. */
static void series(double *g, double *s, const mc_cost_sharing *rule, double x)
{
    double term = exp(-x);
    *g = *s = 0;
    for (double j = 1; j < x || term > 1e-20 * *s; j++) {
        double distance = j - 1 + rule->gap; /* j - alpha */
        term *= x / j;
        *g += term * j / distance;
        *s += term / distance;
    }
}

/* g'(x) / alpha = g/x + (1 - g)/alpha = g/x + e^-x/alpha - S by S0, (18). It is
   positive below x_bar and negative beyond. */
static double slope(const mc_cost_sharing *rule, double x)
{
    double g, s;
    series(&g, &s, rule, x);
    return g / x + exp(-x) / rule->alpha - s;
}

bool mc_cost_sharing_init(mc_cost_sharing *rule, size_t agents,
                          const mpq_t value)
{
    mpq_t net, excess;
    mpq_inits(net, excess, NULL);
    mpq_set_ui(net, 1, 1);
    mpq_sub(net, value, net);
    mpq_set_ui(excess, agents, 1);
    mpq_sub(excess, value, excess);
    bool valid = agents >= 2 && mpq_sgn(excess) > 0 &&
                 mpq_cmp_ui(value, 1000000000000UL, 1) < 0;
    double surplus = valid ? mpq_get_d(net) : 1;
    rule->alpha = (double)(agents - 1) / surplus;
    rule->gap = valid ? mpq_get_d(excess) / surplus : 0;
    mpq_clears(net, excess, NULL);
    if (!(rule->gap > 1e-9))
        return false;
    double low = 0, high = 1;
    while (slope(rule, high) > 0) {
        low = high;
        high *= 2;
    }
    for (int i = 0; i < 100; i++) {
        double middle = low + (high - low) / 2;
        if (slope(rule, middle) > 0)
            low = middle;
        else
            high = middle;
    }
    double ignored;
    rule->x_bar = high;
    series(&rule->g_bar, &ignored, rule, high);
    rule->lambda = surplus / rule->g_bar;
    return true;
}

double mc_cost_sharing_total(const mc_cost_sharing *rule, double x)
{
    double g, ignored;
    if (x >= rule->x_bar)
        return 1;
    series(&g, &ignored, rule, x);
    return fmin(1, g / rule->g_bar);
}

/* e_i = (a_i / Sum a) E(Sum a) with a_i = l_i/k: rate[s] = E(s/k) / s */
static void set_rates(mpq_t *rate, size_t sums, size_t k,
                      const mc_cost_sharing *rule)
{
    for (size_t s = 1; s < sums; s++) {
        double total = mc_cost_sharing_total(rule, (double)s / (double)k);
        mpz_set_d(mpq_numref(rate[s]), floor(total * (double)UNIT + 0.5));
        mpz_set_ui(mpq_denref(rate[s]), UNIT);
        mpz_mul_ui(mpq_denref(rate[s]), mpq_denref(rate[s]), s);
        mpq_canonicalize(rate[s]);
    }
}

static mc_status finish(mc_mechanism **mechanism, mc_message *message,
                        mc_mechanism *draft, size_t k, const mpq_t value,
                        const mc_cost_sharing *rule)
{
    size_t agents = draft->actions.agents;
    char *words = mc_family_word(value, "T");
    char *title = NULL, *notes = NULL;
    const char *reach =
        (double)(agents * k) < rule->x_bar
            ? " The grid is too small: no sum of actions reaches x_bar, so "
              "there never is full expenditure."
            : "";
    if (words) {
        title = mc_text_new("Proportional cost sharing on the grid X(%zu), "
                            "%zu agents, social value %s",
                            k, agents, words);
        notes = mc_text_new(
            "For the public expenditure problem with %zu agents and social "
            "value %s. Agent i chooses a_i from 0, 1/%zu, ..., %zu and pays "
            "(a_i / S) E(S), where S is the sum of all actions; this is the "
            "probability of the outcome that agent i pays. Action 0 is "
            "participation secure. E is the total expenditure function of "
            "Brooks and Du, Robust mechanisms for the financing of public "
            "goods, (6) to (8): it grows to 1 at x_bar, about %.6f, and stays "
            "there. On all real actions the rule guarantees lambda_bar, about "
            "%.6f. E was computed in floating point and rounded to multiples "
            "of 1/1000000000; this file is exact, and nothing is claimed about "
            "how close its E is to that of the paper, or its guarantee to "
            "lambda_bar.%s",
            agents, words, k, k, rule->x_bar, rule->lambda, reach);
    }
    free(words);
    return mc_expenditure_finish(mechanism, message, draft, title, notes);
}

/* Errors: MC_BAD_INPUT. */
static mc_status check(mc_message *message, mc_cost_sharing *rule,
                       size_t agents, const mpq_t value, size_t k)
{
    mpq_t least;
    mc_status status = mc_expenditure_agents(message, agents, 2);
    if (status != MC_OK)
        return status;
    if (k == 0)
        return mc_message_set(message, MC_BAD_INPUT, "k must be at least 1");
    mpq_init(least);
    mpq_set_ui(least, agents, 1);
    if (mpq_cmp(value, least) <= 0)
        status = mc_message_set(
            message, MC_BAD_INPUT,
            "the social value must be above the number of agents; otherwise "
            "no mechanism guarantees more than 0, and no expenditure at all is "
            "optimal");
    else if (!mc_cost_sharing_init(rule, agents, value))
        status = mc_message_set(message, MC_BAD_INPUT,
                                "the social value must not be so close to the "
                                "number of agents, and below 10^12");
    mpq_clear(least);
    return status;
}

mc_status mc_mechanism_new_grid_cost_sharing(mc_mechanism **mechanism,
                                             mc_message *message, size_t agents,
                                             const mpq_t value, size_t k)
{
    mc_mechanism *draft = NULL;
    mc_cost_sharing rule;
    mc_status status = check(message, &rule, agents, value, k);
    if (status == MC_OK && k > 1000)
        status = mc_message_set(message, MC_LIMIT,
                                "k = %zu makes too many actions; take a "
                                "smaller k",
                                k);
    size_t top = k * k;
    /* lcm(1, ..., N k^2) has about N k^2 log2(e) bits */
    if (status == MC_OK)
        status =
            mc_expenditure_fits(message, agents, top, 3 * agents * top / 2);
    if (status != MC_OK)
        return status;
    size_t sums = agents * top + 1;
    mpq_t *rate = mc_rationals_new(sums);
    if (!rate)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    set_rates(rate, sums, k, &rule);
    status = mc_expenditure_draft(&draft, message, agents, top, k, rate);
    mc_rationals_free(rate, sums);
    if (status != MC_OK)
        return status;
    return finish(mechanism, message, draft, k, value, &rule);
}
