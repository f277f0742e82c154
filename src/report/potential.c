#include "report/potential.h"

#include <jansson.h>

#include "base/message.h"
#include "base/text.h"
#include "game/potential.h"
#include "report/rational.h"

/* What the optimum says of the potential, and whether it is attained. */
static void print_meaning(FILE *out, const mc_potential *potential)
{
    const mc_environment *env = potential->statements.env;
    size_t neutral = mc_environment_neutral_outcome(env);
    if (potential->kind == MC_POTENTIAL_SECURE) {
        fputs("This is the potential itself: every participation-secure "
              "mechanism and equilibrium\n"
              "can be replayed by a direct mechanism in which staying out is "
              "secure, and the best\n"
              "such mechanism has this welfare.\n",
              out);
        return;
    }
    fputs("The potential is at most that: every equilibrium of a "
          "participation-secure mechanism\n"
          "gives an incentive compatible and individually rational direct "
          "mechanism.\n",
          out);
    if (neutral == env->outcomes) {
        fputs("Whether the potential attains it is not decided here; "
              "--participation-secure does.\n",
              out);
        return;
    }
    fputs("It is attained: the outcome \"", out);
    mc_text_print(out, env->outcome_label[neutral]);
    fputs("\" leaves every agent at its outside option in\n"
          "every state; whoever may stay out and bring it about is secure.\n",
          out);
}

mc_status mc_report_potential(FILE *out, mc_message *message,
                              const mc_potential_report *report)
{
    const mc_potential *potential = report->potential;
    bool secure = potential->kind == MC_POTENTIAL_SECURE;
    (void)message;
    fprintf(out, "Information structure %s in the environment %s\n",
            report->information_path, report->env_path);
    mc_report_sizes(out, potential->messages.agents, "signal",
                    potential->statements.information->signals.profiles,
                    potential->statements.env->states);
    fputs(secure ? "The designer's largest welfare over participation-secure "
                   "mechanisms and equilibria\n"
                 : "The designer's largest welfare over direct mechanisms "
                   "that are incentive compatible and\n"
                   "individually rational given the signals\n",
          out);
    mc_report_value(out, secure ? "potential" : "direct optimum",
                    mc_potential_value(potential));
    print_meaning(out, potential);
    fprintf(out,
            "Mechanism and multipliers have this value (%zu rows, %zu columns, "
            "%zu exact pivots\nafter the proposal).\n",
            mc_potential_rows(potential), mc_potential_columns(potential),
            mc_potential_pivots(potential));
    if (report->mechanism)
        fprintf(out, "Optimal mechanism: %s\n", report->mechanism);
    const char *const path[] = {report->env_path, report->information_path};
    mc_report_check(out, report->certificate, path, sizeof path / sizeof *path);
    return MC_OK;
}

mc_status mc_report_potential_json(FILE *out, mc_message *message,
                                   const mc_potential_report *report)
{
    const mc_potential *potential = report->potential;
    const mc_environment *env = potential->statements.env;
    bool secure = potential->kind == MC_POTENTIAL_SECURE;
    mpq_srcptr value = mc_potential_value(potential);
    json_t *root =
        json_pack("{ss ss ss ss so so}", "format", "mechcert-potential-1",
                  "environment", mc_environment_sha256(env), "information",
                  potential->statements.information->sha256, "claim",
                  secure ? "potential" : "direct-optimum", "value",
                  mc_report_rational_json(value), "enclosure",
                  mc_report_enclosure_json(value));
    json_object_set_new(root, "attained",
                        secure || mc_environment_neutral_outcome(env) <
                                      env->outcomes
                            ? json_true()
                            : json_null());
    if (report->certificate)
        json_object_set_new(root, "certificate",
                            json_string(report->certificate));
    if (report->mechanism)
        json_object_set_new(root, "mechanism", json_string(report->mechanism));
    return mc_report_json(out, message, root);
}
