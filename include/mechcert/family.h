/* Environments, mechanisms and information structures of the literature.
   Ref: "S0" is Brooks & Du, "Robust mechanisms for the financing of public
   goods"; "S2" is Brooks & Du, "On the structure of informationally robust
   optimal mechanisms". */
#ifndef MECHCERT_FAMILY_H
#define MECHCERT_FAMILY_H

#include <mechcert/game.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Each makes a complete statement, with a title and with notes that say in
   words what it is. mc_environment_new_public_expenditure is in
   mechcert/environment.h.
   Errors: MC_BAD_INPUT outside the domain, with what to do; MC_LIMIT without
           memory, or if the statement would break a limit of its format. */

/* ---- the public expenditure problem with N agents (S0, section 2) ---- */

/* mc_mechanism_new_unilateral: actions 0, 1/m, ..., 1 and e_i = a_i/N.
   mc_mechanism_new_linear_proportional: the same actions and e_i =
   a_i / max(1, Sum a). Action 0 is secure.
   Domain: 1 <= agents <= 200; m >= 1.
   Ref:    S0, section 5.4. */
MC_API MC_NODISCARD mc_status mc_mechanism_new_unilateral(
    mc_mechanism **mechanism, mc_message *message, size_t agents, size_t m);
MC_API MC_NODISCARD mc_status mc_mechanism_new_linear_proportional(
    mc_mechanism **mechanism, mc_message *message, size_t agents, size_t m);

/* mc_mechanism_new_grid_cost_sharing: actions 0, 1/k, ..., k and e_i =
   (a_i / Sum a) E(Sum a), with E that of S0 for the social value `value`,
   rounded to the nearest multiple of 10^-9. E is computed in floating point:
   the mechanism is exact, and nothing is claimed about how close its E is to
   that of S0.
   Domain: 2 <= agents <= 200; k >= 1; agents < value < 10^12.
   Ref:    S0, (4) to (8), (17), Proposition 5. */
MC_API MC_NODISCARD mc_status mc_mechanism_new_grid_cost_sharing(
    mc_mechanism **mechanism, mc_message *message, size_t agents,
    const mpq_t value, size_t k);

/* mc_information_new_grid_cost_sharing: signals 0, 1/k, ..., k with the density
   of S0 in their sum, rounded to multiples of 10^-9 of the largest, where agent
   i has the value with likelihood s_i / Sum s; of the sums 0 and above x_bar
   the probability is 0. For the environment of
   mc_environment_new_public_expenditure. Domain: as above.
   Ref:    S0, (10) to (12). */
MC_API MC_NODISCARD mc_status mc_information_new_grid_cost_sharing(
    mc_information **information, mc_message *message, size_t agents,
    const mpq_t value, size_t k);

/* ---- bilateral trade (S0, section 5.3) ---- */

/* mc_environment_new_bilateral_trade: the seller's value is 0 or `value`, the
   latter with probability `high`; the buyer's is larger by `gain`. Outcomes: no
   trade, trade at the price `lowest`, trade at the price `highest` (one outcome
   if these are equal).
   Domain: gain > 0, value > 0, 0 <= high <= 1, lowest <= highest. */
MC_API MC_NODISCARD mc_status mc_environment_new_bilateral_trade(
    mc_environment **env, mc_message *message, const mpq_t gain,
    const mpq_t value, const mpq_t high, const mpq_t lowest,
    const mpq_t highest);

/* ---- an auction in which the values are known up to whose they are
   (S2, section 6) ---- */

/* mc_environment_new_known_value_auction: one agent has the value 1, all others
   0, every agent equally likely; outcomes: no sale, agent i gets the good free,
   agent i gets the good and pays 1; welfare is revenue.
   mc_mechanism_new_posted_price_auction: actions pass and buy; a buyer is drawn
   uniformly among those who buy and pays `price`. Pass is secure.
   Domain: 1 <= agents <= 100; 0 <= price <= 1. */
MC_API MC_NODISCARD mc_status mc_environment_new_known_value_auction(
    mc_environment **env, mc_message *message, size_t agents);
MC_API MC_NODISCARD mc_status mc_mechanism_new_posted_price_auction(
    mc_mechanism **mechanism, mc_message *message, size_t agents,
    const mpq_t price);

/* ---- information about any environment ---- */

/* mc_information_new_none: every agent has one signal.
   mc_information_new_full: every agent's signal is the state.
   mc_information_new_independent: every agent's signal is the state with
   probability `accuracy`, and every other state with equal probability,
   independently given the state. Domain: 0 <= accuracy <= 1, and 1 if there is
   one state only. */
MC_API MC_NODISCARD mc_status
mc_information_new_none(mc_information **information, mc_message *message,
                        const mc_environment *env);
MC_API MC_NODISCARD mc_status
mc_information_new_full(mc_information **information, mc_message *message,
                        const mc_environment *env);
MC_API MC_NODISCARD mc_status mc_information_new_independent(
    mc_information **information, mc_message *message,
    const mc_environment *env, const mpq_t accuracy);

#ifdef __cplusplus
}
#endif
#endif
