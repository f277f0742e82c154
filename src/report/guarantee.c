#include "report/guarantee.h"

#include <jansson.h>

#include "base/message.h"
#include "base/text.h"
#include "game/guarantee.h"
#include "report/rational.h"

static void loss(mpq_t difference, const mc_guarantee *guarantee)
{
    mpq_sub(difference, mc_guarantee_value(guarantee),
            mc_guarantee_local(guarantee));
}

static void print_local(FILE *out, const mc_guarantee *guarantee)
{
    mpq_t difference;
    unsigned long k = mc_guarantee_grid(guarantee);
    if (!mc_guarantee_local(guarantee))
        return;
    mpq_init(difference);
    loss(difference, guarantee);
    if (k)
        fprintf(out,
                "Local multipliers k - 1 = %lu, the bound (%s) on X(%lu):\n",
                k - 1, guarantee->statements.prior ? "40" : "35", k);
    else
        (void)gmp_fprintf(
            out,
            "The same multiplier on every step to the next "
            "action; the best one%s is %Qd%s:\n",
            guarantee->statements.prior ? " for the environment's prior" : "",
            mc_guarantee_step(guarantee),
            guarantee->statements.prior ? ", which for this one is a bound (40)"
                                        : "");
    mc_report_value(out, "they prove only", mc_guarantee_local(guarantee));
    mc_report_value(out, "and lose", difference);
    mpq_clear(difference);
}

static void print_prior(FILE *out, const mc_guarantee_report *report)
{
    const mc_prior *prior = report->guarantee->statements.prior;
    if (!prior)
        return;
    fprintf(out, "  prior of %s%s\n", report->prior_path,
            prior->given ? "" : ": a set of priors, the worst is taken");
}

mc_status mc_report_guarantee(FILE *out, mc_message *message,
                              const mc_guarantee_report *report)
{
    const mc_guarantee *guarantee = report->guarantee;
    const mc_mechanism *mechanism = guarantee->statements.mechanism;
    (void)message;
    fprintf(out, "Mechanism %s in the environment %s\n", report->mechanism_path,
            report->env_path);
    print_prior(out, report);
    mc_report_sizes(out, mechanism->actions.agents, "action",
                    mechanism->actions.profiles,
                    guarantee->statements.env->states);
    fputs("The designer's least welfare over all information structures and "
          "equilibria\n",
          out);
    mc_report_value(out, "guarantee", mc_guarantee_value(guarantee));
    fputs(mechanism->secure
              ? "The actions named secure are participation secure.\n"
              : "No action is named secure: agents cannot stay out.\n",
          out);
    fprintf(out,
            "Bayes correlated equilibrium and obedience multipliers have this "
            "value (%zu rows,\n%zu columns, %zu exact pivots after the "
            "proposal).\n",
            mc_guarantee_rows(guarantee), mc_guarantee_columns(guarantee),
            mc_guarantee_pivots(guarantee));
    print_local(out, guarantee);
    if (report->worst)
        fprintf(out, "Worst information structure: %s\n", report->worst);
    if (report->worst_environment)
        fprintf(out, "Environment with the worst prior: %s\n",
                report->worst_environment);
    const char *const path[] = {report->env_path, report->mechanism_path,
                                report->prior_path};
    mc_report_check(out, report->certificate, path, sizeof path / sizeof *path);
    return MC_OK;
}

mc_status mc_report_guarantee_json(FILE *out, mc_message *message,
                                   const mc_guarantee_report *report)
{
    const mc_guarantee *guarantee = report->guarantee;
    mpq_srcptr value = mc_guarantee_value(guarantee);
    json_t *root = json_pack(
        "{ss ss ss so so so}", "format", "mechcert-guarantee-1", "environment",
        mc_environment_sha256(guarantee->statements.env), "mechanism",
        guarantee->statements.mechanism->sha256, "value",
        mc_report_rational_json(value), "enclosure",
        mc_report_enclosure_json(value), "secure",
        json_boolean(guarantee->statements.mechanism->secure != NULL));
    if (guarantee->statements.prior)
        json_object_set_new(root, "prior",
                            json_string(guarantee->statements.prior->sha256));
    if (mc_guarantee_local(guarantee)) {
        mpq_t difference;
        mpq_init(difference);
        loss(difference, guarantee);
        json_object_set_new(
            root, "local",
            json_pack("{so so so}", "step",
                      mc_report_rational_json(mc_guarantee_step(guarantee)),
                      "bound",
                      mc_report_rational_json(mc_guarantee_local(guarantee)),
                      "loss", mc_report_rational_json(difference)));
        mpq_clear(difference);
    }
    if (report->certificate)
        json_object_set_new(root, "certificate",
                            json_string(report->certificate));
    if (report->worst)
        json_object_set_new(root, "worst", json_string(report->worst));
    if (report->worst_environment)
        json_object_set_new(root, "worst_environment",
                            json_string(report->worst_environment));
    return mc_report_json(out, message, root);
}
