/* Information structures in words and tables. */
#define _POSIX_C_SOURCE 200809L
#include "report/statement.h"

#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "game/information.h"
#include "report/table.h"

static void joint_at(mpq_t value, const void *object, size_t row, size_t column)
{
    const mc_information *information = object;
    mc_vector_get(value, &information->distribution,
                  row * information->states + column);
}

/* What the signals of one agent say: mass[s * states + theta] is the
   probability of signal and state times the common denominator. */
typedef struct beliefs {
    const mc_information *information;
    size_t agent;
    mpz_t *mass;
} beliefs;

static void belief_at(mpq_t value, const void *object, size_t row,
                      size_t column)
{
    const beliefs *b = object;
    size_t states = b->information->states;
    mpz_t *mass = b->mass + row * states;
    mpz_set_ui(mpq_denref(value), 0);
    for (size_t t = 0; t < states; t++)
        mpz_add(mpq_denref(value), mpq_denref(value), mass[t]);
    if (column == 0) {
        mpz_set(mpq_numref(value), mpq_denref(value));
        mpz_set(mpq_denref(value), b->information->distribution.denominator);
    } else {
        mpz_set(mpq_numref(value), mass[column - 1]);
        if (mpz_sgn(mpq_denref(value)) == 0)
            mpz_set_ui(mpq_denref(value), 1);
    }
    mpq_canonicalize(value);
}

static void add_up(beliefs *b)
{
    const mc_information *information = b->information;
    const mc_choices *signals = &information->signals;
    size_t states = information->states;
    for (size_t s = 0; s < signals->profiles; s++)
        for (size_t t = 0; t < states; t++) {
            mpz_t *place =
                b->mass + mc_choices_at(signals, s, b->agent) * states + t;
            mpz_add(*place, *place,
                    information->distribution.numerator[s * states + t]);
        }
}

static mc_status print_beliefs(FILE *out, mc_message *message,
                               const mc_information *information, size_t agent,
                               char *const *heads)
{
    size_t states = information->states;
    size_t signals = information->signals.count[agent];
    mc_vector mass;
    if (!mc_vector_init(&mass, signals * states)) {
        mc_vector_clear(&mass);
        return mc_message_set(message, MC_LIMIT, "out of memory");
    }
    beliefs b = {information, agent, mass.numerator};
    add_up(&b);
    fputs("\nAgent ", out);
    mc_text_print(out, information->agent_label[agent]);
    fputs(": probability of each signal, and of each state given the "
          "signal:\n",
          out);
    mc_table table = {signals, states + 1, information->signals.label[agent],
                      heads,   belief_at,  &b,
                      false};
    mc_status status = mc_report_table(out, message, &table);
    mc_vector_clear(&mass);
    return status;
}

static mc_status print_all_beliefs(FILE *out, mc_message *message,
                                   const mc_information *information)
{
    size_t states = information->states;
    char word[] = "signal";
    char **heads = mc_array(states + 1, sizeof *heads);
    mc_status status = MC_OK;
    if (!heads)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    heads[0] = word;
    memcpy(heads + 1, information->state_label, states * sizeof *heads);
    for (size_t i = 0; i < information->signals.agents && status == MC_OK; i++)
        status = print_beliefs(out, message, information, i, heads);
    free(heads);
    return status;
}

/* The prior that the distribution implies. */
static void print_states(FILE *out, const mc_information *information)
{
    const mc_vector *sigma = &information->distribution;
    size_t states = information->states;
    mpq_t total;
    mpq_init(total);
    fprintf(out, "\nStates (%zu) and their prior probability:\n", states);
    for (size_t t = 0; t < states; t++) {
        mpq_set_ui(total, 0, 1);
        for (size_t s = 0; s < information->signals.profiles; s++)
            mpz_add(mpq_numref(total), mpq_numref(total),
                    sigma->numerator[s * states + t]);
        mpz_set(mpq_denref(total), sigma->denominator);
        mpq_canonicalize(total);
        fprintf(out, "  %zu  ", t);
        mc_text_print(out, information->state_label[t]);
        (void)gmp_fprintf(out, ": %Qd\n", total);
    }
    mpq_clear(total);
}

mc_status mc_report_information(FILE *out, mc_message *message,
                                const mc_information *information)
{
    const mc_choices *signals = &information->signals;
    char **profiles = mc_report_profiles(signals);
    if (!profiles)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_report_head(out, "Information structure", "mechcert-information-1",
                   information->sha256, information->title, information->notes);
    mc_report_labels(out, "Agents", information->agent_label, signals->agents);
    print_states(out, information);
    mc_report_choices(out, "Signals", information->agent_label, signals, NULL);
    fputs("\nJoint probability, by signal profile and state:\n", out);
    mc_table table = {signals->profiles,
                      information->states,
                      profiles,
                      information->state_label,
                      joint_at,
                      information,
                      false};
    mc_status status = mc_report_table(out, message, &table);
    mc_labels_free(profiles, signals->profiles);
    if (status == MC_OK)
        status = print_all_beliefs(out, message, information);
    return status;
}
