/* Linear proportional cost sharing (S0, section 5.4). */
#include "base/message.h"
#include "family/expenditure.h"

mc_status mc_mechanism_new_linear_proportional(mc_mechanism **mechanism,
                                               mc_message *message,
                                               size_t agents, size_t m)
{
    mc_mechanism *draft = NULL;
    mc_status status = mc_expenditure_agents(message, agents, 1);
    if (status == MC_OK && m == 0)
        status = mc_message_set(message, MC_BAD_INPUT, "m must be at least 1");
    /* lcm(m, ..., N m) has about N m log2(e) bits */
    if (status == MC_OK)
        status = mc_expenditure_fits(
            message, agents, m,
            m < MC_STATEMENT_MAX_LABELS ? 3 * agents * m / 2 : 0);
    if (status != MC_OK)
        return status;
    size_t sums = agents * m + 1;
    mpq_t *rate = mc_rationals_new(sums);
    if (!rate)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    for (size_t s = 0; s < sums; s++)
        mpq_set_ui(rate[s], 1, s > m ? s : m);
    status = mc_expenditure_draft(&draft, message, agents, m, m, rate);
    mc_rationals_free(rate, sums);
    if (status != MC_OK)
        return status;
    return mc_expenditure_finish(
        mechanism, message, draft,
        mc_text_new("Linear proportional cost sharing, %zu agent%s, m = %zu",
                    agents, agents == 1 ? "" : "s", m),
        mc_text_new(
            "For the public expenditure problem with %zu agent%s. Agent i "
            "chooses a_i from 0, 1/m, ..., 1 and pays a_i if the sum of all "
            "actions is at most 1, else a_i divided by that sum; this is the "
            "probability of the outcome that agent i pays. Action 0 is "
            "participation secure. Brooks and Du, Robust mechanisms for the "
            "financing of public goods, section 5.4.",
            agents, agents == 1 ? "" : "s"));
}
