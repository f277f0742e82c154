/* Mechanisms in words and tables. */
#include "report/statement.h"

#include "base/message.h"
#include "base/text.h"
#include "game/mechanism.h"
#include "report/table.h"

static void chance_at(mpq_t value, const void *object, size_t row,
                      size_t column)
{
    const mc_mechanism *mechanism = object;
    mc_vector_get(value, &mechanism->rule, row * mechanism->outcomes + column);
}

static void print_use_of_lots(FILE *out, const mc_mechanism *mechanism)
{
    const mc_vector *rule = &mechanism->rule;
    size_t profiles = mechanism->actions.profiles, drawn = 0;
    for (size_t a = 0; a < profiles; a++) {
        bool sure = false;
        for (size_t o = 0; o < mechanism->outcomes; o++)
            sure = sure || mpz_cmp(rule->numerator[a * mechanism->outcomes + o],
                                   rule->denominator) == 0;
        drawn += !sure;
    }
    if (drawn == 0)
        fputs("  No lots are drawn: every action profile has one outcome.\n",
              out);
    else
        fprintf(out, "  Lots are drawn at %zu of %zu action profiles.\n", drawn,
                profiles);
}

static void print_unused(FILE *out, const mc_mechanism *mechanism)
{
    for (size_t o = 0; o < mechanism->outcomes; o++) {
        bool used = false;
        for (size_t a = 0; a < mechanism->actions.profiles && !used; a++)
            used =
                mpz_sgn(
                    mechanism->rule.numerator[a * mechanism->outcomes + o]) !=
                0;
        if (used)
            continue;
        fputs("  Never chosen: ", out);
        mc_text_print(out, mechanism->outcome_label[o]);
        fputc('\n', out);
    }
}

mc_status mc_report_mechanism(FILE *out, mc_message *message,
                              const mc_mechanism *mechanism)
{
    const mc_choices *actions = &mechanism->actions;
    char **profiles = mc_report_profiles(actions);
    if (!profiles)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_report_head(out, "Mechanism", "mechcert-mechanism-1", mechanism->sha256,
                   mechanism->title, mechanism->notes);
    mc_report_labels(out, "Agents", mechanism->agent_label, actions->agents);
    mc_report_labels(out, "Outcomes", mechanism->outcome_label,
                     mechanism->outcomes);
    mc_report_choices(out, "Actions", mechanism->agent_label, actions,
                      mechanism->secure);
    fputs("\nProbability of each outcome, by action profile:\n", out);
    mc_table table = {actions->profiles,
                      mechanism->outcomes,
                      profiles,
                      mechanism->outcome_label,
                      chance_at,
                      mechanism,
                      false};
    mc_status status = mc_report_table(out, message, &table);
    mc_labels_free(profiles, actions->profiles);
    fputs("\nSeen at once:\n", out);
    print_use_of_lots(out, mechanism);
    print_unused(out, mechanism);
    fputs(mechanism->secure
              ? "  Whether the actions named secure are secure depends on the "
                "environment.\n"
              : "  No action is named as participation secure.\n",
          out);
    return status;
}
