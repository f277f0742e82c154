#include "family/expenditure.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"

mc_status mc_expenditure_agents(mc_message *message, size_t agents,
                                size_t least)
{
    if (agents >= least && agents <= MC_EXPENDITURE_MAX_AGENTS)
        return MC_OK;
    return mc_message_set(message, MC_BAD_INPUT,
                          "the number of agents must be between %zu and %d",
                          least, MC_EXPENDITURE_MAX_AGENTS);
}

mc_status mc_expenditure_fits(mc_message *message, size_t agents, size_t top,
                              size_t bits)
{
    if (top >= MC_STATEMENT_MAX_LABELS)
        return mc_message_set(message, MC_LIMIT,
                              "there would be more than 1,000,000 actions; "
                              "take a smaller number");
    return mc_family_table_fits(message, agents, top + 1, agents + 1,
                                bits / 8 + 1);
}

/* A mechanism that is all zero, for environments with this number of agents. */
static mc_mechanism *blank(size_t agents, size_t top, size_t d)
{
    mc_environment *env = NULL;
    mc_mechanism *made = NULL;
    size_t *count = mc_array(agents, sizeof *count);
    mpq_t value;
    mpq_init(value);
    for (size_t i = 0; i < agents && count; i++)
        count[i] = top + 1;
    /* the labels of agents and outcomes do not depend on the value */
    if (count && mc_environment_new_public_expenditure(&env, NULL, agents,
                                                       value) == MC_OK)
        made = mc_mechanism_draft(env, count);
    if (made) {
        made->secure = mc_array(agents, sizeof *made->secure);
        if (!made->secure || !mc_choices_label_grid(&made->actions, d)) {
            mc_mechanism_free(made);
            made = NULL;
        }
    }
    mc_environment_free(env);
    free(count);
    mpq_clear(value);
    return made;
}

/* outcome i + 1 is "agent i pays", outcome 0 takes what is left */
static void fill(mc_mechanism *mechanism, size_t top, mpq_t *rate)
{
    const mc_choices *actions = &mechanism->actions;
    mc_vector *rule = &mechanism->rule;
    size_t agents = actions->agents;
    mpz_t unit;
    mpz_init(unit);
    for (size_t s = 0; s <= agents * top; s++)
        mpz_lcm(rule->denominator, rule->denominator, mpq_denref(rate[s]));
    for (size_t a = 0; a < actions->profiles; a++) {
        mpz_t *lottery = rule->numerator + a * (agents + 1);
        size_t sum = 0;
        for (size_t i = 0; i < agents; i++)
            sum += mc_choices_at(actions, a, i);
        mpz_divexact(unit, rule->denominator, mpq_denref(rate[sum]));
        mpz_mul(unit, unit, mpq_numref(rate[sum]));
        mpz_set(lottery[0], rule->denominator);
        for (size_t i = 0; i < agents; i++) {
            mpz_mul_ui(lottery[i + 1], unit, mc_choices_at(actions, a, i));
            mpz_sub(lottery[0], lottery[0], lottery[i + 1]);
        }
    }
    mpz_clear(unit);
}

mc_status mc_expenditure_draft(mc_mechanism **draft, mc_message *message,
                               size_t agents, size_t top, size_t d, mpq_t *rate)
{
    *draft = blank(agents, top, d);
    if (!*draft)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    fill(*draft, top, rate);
    return MC_OK;
}

mc_status mc_expenditure_finish(mc_mechanism **mechanism, mc_message *message,
                                mc_mechanism *draft, char *title, char *notes)
{
    draft->title = title;
    draft->notes = notes;
    return mc_family_finish_mechanism(mechanism, message, draft,
                                      title && notes);
}
