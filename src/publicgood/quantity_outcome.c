#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "game/statement.h"
#include "publicgood/quantity_unit.h"

/* --- storage ----------------------------------------------------------- */

static void init_person(mc_quantity_person *person)
{
    mc_maximum_init(&person->without);
    mc_maximum_init(&person->net);
    for (size_t j = 0; j < MC_PLACES; j++)
        mpq_inits(person->worth[j], person->share[j], NULL);
    for (size_t j = 0; j < MC_CHARGES; j++)
        mpq_init(person->charge[j]);
    mpq_init(person->unit);
}

static void clear_person(mc_quantity_person *person)
{
    mc_maximum_clear(&person->without);
    mc_maximum_clear(&person->net);
    for (size_t j = 0; j < MC_PLACES; j++)
        mpq_clears(person->worth[j], person->share[j], NULL);
    for (size_t j = 0; j < MC_CHARGES; j++)
        mpq_clear(person->charge[j]);
    mpq_clear(person->unit);
    mc_points_clear(&person->signs);
}

void mc_quantity_outcome_free(mc_quantity_outcome *outcome)
{
    if (!outcome)
        return;
    for (size_t i = 0; i < outcome->quantity->agents; i++)
        clear_person(outcome->person + i);
    for (size_t j = 0; j < MC_CHARGES; j++)
        mpq_clear(outcome->revenue[j]);
    mpq_clear(outcome->cost);
    mc_maximum_clear(&outcome->decision);
    free(outcome->person);
    free(outcome);
}

static mc_quantity_outcome *new_outcome(const mc_quantity *quantity)
{
    mc_quantity_outcome *made = mc_array(1, sizeof *made);
    if (!made)
        return NULL;
    made->quantity = quantity;
    made->person = mc_array(quantity->agents, sizeof *made->person);
    if (!made->person) {
        free(made);
        return NULL;
    }
    for (size_t i = 0; i < quantity->agents; i++)
        init_person(made->person + i);
    for (size_t j = 0; j < MC_CHARGES; j++)
        mpq_init(made->revenue[j]);
    mpq_init(made->cost);
    mc_maximum_init(&made->decision);
    return made;
}

/* --- objectives -------------------------------------------------------- */

static void set_omega(mpq_t omega, const mc_quantity *quantity, size_t agent)
{
    mpq_set_ui(omega, 1, 1);
    if (quantity->utilitarian)
        mpq_set(omega, quantity->weight[agent]);
}

/* W, in `total`, which is 0. */
static void make_total(mc_curve *total, const mc_quantity *quantity)
{
    mpq_t factor, people;
    mpq_inits(factor, people, NULL);
    for (size_t i = 0; i < quantity->agents; i++) {
        set_omega(factor, quantity, i);
        mpq_set_ui(people, quantity->count[i], 1);
        mpq_mul(factor, factor, people);
        mc_curve_add(total, quantity->value + i * quantity->pieces, factor);
        mpq_neg(factor, factor);
        mc_curve_add(total, quantity->share + i * quantity->pieces, factor);
    }
    mc_curve_close(total);
    mpq_clears(factor, people, NULL);
}

static mc_status find_without(mc_maximum *maximum, mc_message *message,
                              const mc_curve *curve,
                              const mc_quantity *quantity, size_t agent,
                              const char *words)
{
    char piece[128];
    const char *label = quantity->label[agent];
    mc_text_clip(piece, sizeof piece, label, strlen(label));
    char *what =
        mc_text_new("the decision without %s agent \"%s\"", words, piece);
    if (!what)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status =
        mc_curve_maximum(maximum, message, curve, quantity->tie, what);
    free(what);
    return status;
}

/* charge = (largest height - height at the decision) / omega. */
static void loss(mpq_t charge, const mc_maximum *maximum, const mc_curve *curve,
                 mpq_srcptr decision, mpq_srcptr omega)
{
    mc_curve_value(charge, curve, decision);
    mpq_sub(charge, maximum->height, charge);
    mpq_div(charge, charge, omega);
}

/* The decisions without a person of `agent`, and the losses p and k - c_i(a).
   `curve` is 0. */
static mc_status take_decisions(mc_quantity_outcome *outcome,
                                mc_message *message, mc_curve *curve,
                                const mc_curve *total, size_t agent)
{
    const mc_quantity *quantity = outcome->quantity;
    mc_quantity_person *person = outcome->person + agent;
    size_t row = agent * quantity->pieces;
    mpq_t omega, factor;
    mpq_inits(omega, factor, NULL);
    set_omega(omega, quantity, agent);
    mpq_set_ui(factor, 1, 1);
    mc_curve_add(curve, total->slope, factor);
    mpq_neg(factor, omega);
    mc_curve_add(curve, quantity->value + row, factor);
    mc_curve_close(curve);
    mc_status status = find_without(&person->without, message, curve, quantity,
                                    agent, "a person of");
    if (status == MC_OK) {
        loss(person->charge[MC_CHARGE_PIVOTAL], &person->without, curve,
             outcome->decision.at, omega);
        mc_curve_add(curve, quantity->share + row, omega);
        mc_curve_close(curve);
        status = find_without(&person->net, message, curve, quantity, agent,
                              "the net value of a person of");
    }
    if (status == MC_OK)
        loss(person->charge[MC_CHARGE_CLARKE], &person->net, curve,
             outcome->decision.at, omega);
    mpq_clears(omega, factor, NULL);
    return status;
}

/* --- numbers ----------------------------------------------------------- */

static void take_numbers(mc_quantity_outcome *outcome, size_t agent)
{
    const mc_quantity *quantity = outcome->quantity;
    mc_quantity_person *person = outcome->person + agent;
    size_t row = agent * quantity->pieces;
    mpq_srcptr place[MC_PLACES] = {[MC_AT_DECISION] = outcome->decision.at,
                                   [MC_AT_WITHOUT] = person->without.at,
                                   [MC_AT_NET] = person->net.at};
    mpq_t people;
    mpq_init(people);
    for (size_t j = 0; j < MC_PLACES; j++) {
        mc_slopes_integral(person->worth[j], quantity->knot,
                           quantity->value + row, quantity->knot[0], place[j]);
        mc_slopes_integral(person->share[j], quantity->knot,
                           quantity->share + row, quantity->knot[0], place[j]);
    }
    mpq_add(person->charge[MC_CHARGE_COST_SHARING],
            person->charge[MC_CHARGE_PIVOTAL], person->share[MC_AT_WITHOUT]);
    mpq_add(person->charge[MC_CHARGE_CLARKE], person->charge[MC_CHARGE_CLARKE],
            person->share[MC_AT_DECISION]);
    for (size_t j = 0; j < MC_CHARGES; j++) {
        mpq_set_ui(people, quantity->count[agent], 1);
        mpq_mul(people, people, person->charge[j]);
        mpq_add(outcome->revenue[j], outcome->revenue[j], people);
    }
    mc_quantity_unit(person, quantity, agent, outcome->decision.at);
    mpq_clear(people);
}

static mc_status take_person(mc_quantity_outcome *outcome, mc_message *message,
                             const mc_curve *total, size_t agent)
{
    const mc_quantity *quantity = outcome->quantity;
    mc_curve curve;
    mc_status status =
        mc_curve_init(&curve, message, quantity->knot, quantity->pieces);
    if (status != MC_OK)
        return status;
    status = take_decisions(outcome, message, &curve, total, agent);
    if (status == MC_OK)
        take_numbers(outcome, agent);
    mc_curve_clear(&curve);
    return status;
}

static mc_status compute(mc_quantity_outcome *outcome, mc_message *message,
                         mc_curve *total)
{
    const mc_quantity *quantity = outcome->quantity;
    make_total(total, quantity);
    mc_status status = mc_curve_maximum(&outcome->decision, message, total,
                                        quantity->tie, "the decision");
    for (size_t i = 0; i < quantity->agents && status == MC_OK; i++)
        status = take_person(outcome, message, total, i);
    if (status == MC_OK)
        mc_slopes_integral(outcome->cost, quantity->knot, quantity->cost,
                           quantity->knot[0], outcome->decision.at);
    return status;
}

mc_status mc_quantity_outcome_new(mc_quantity_outcome **outcome,
                                  mc_message *message,
                                  const mc_quantity *quantity)
{
    mc_curve total;
    mc_quantity_outcome *made = new_outcome(quantity);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status =
        mc_curve_init(&total, message, quantity->knot, quantity->pieces);
    if (status == MC_OK) {
        status = compute(made, message, &total);
        mc_curve_clear(&total);
    }
    if (status == MC_OK)
        *outcome = made;
    else
        mc_quantity_outcome_free(made);
    return status;
}
