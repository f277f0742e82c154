#include "report/maxmin.h"

#include <jansson.h>

#include "base/message.h"
#include "base/text.h"
#include "game/equilibrium.h"
#include "game/guarantee.h"
#include "game/maxmin.h"
#include "game/potential.h"
#include "report/rational.h"

/* ---- the slackness table ---- */

typedef struct table {
    FILE *out;     /* NULL for JSON */
    json_t *array; /* NULL for people */
    const mc_maxmin *maxmin;
    size_t pairs, used, slack, violated;
    int kind; /* of the last line, -1 before the first */
    mpq_t total;
} table;

static const mc_choices *choices_of(const mc_maxmin *maxmin,
                                    mc_slackness_kind kind)
{
    return kind == MC_SLACKNESS_INFORMATION
               ? &maxmin->guarantee->statements.mechanism->actions
               : &maxmin->potential->statements.information->signals;
}

static const char *index_label(const mc_maxmin *maxmin,
                               const mc_slackness *pair)
{
    const mc_environment *env = maxmin->guarantee->statements.env;
    return pair->kind == MC_SLACKNESS_INFORMATION
               ? env->state_label[pair->state]
               : env->outcome_label[pair->outcome];
}

static void print_profile(FILE *out, const mc_choices *choices, size_t profile)
{
    putc('(', out);
    for (size_t i = 0; i < choices->agents; i++) {
        fputs(i ? ", " : "", out);
        mc_text_print(out,
                      choices->label[i][mc_choices_at(choices, profile, i)]);
    }
    putc(')', out);
}

static void print_head(FILE *out, mc_slackness_kind kind)
{
    fputs(kind == MC_SLACKNESS_INFORMATION
              ? "  action profile and state: probability * (strategic virtual "
                "objective - its minimum)\n"
              : "  signal profile and outcome: probability * (maximum of the "
                "informational virtual\n"
                "  objective - its value)\n",
          out);
}

/* Only what is used or violated is worth a line to a person. */
static int take_pair(void *user, const mc_slackness *pair)
{
    table *t = user;
    const mc_choices *choices = choices_of(t->maxmin, pair->kind);
    bool used = mpq_sgn(pair->variable) != 0;
    t->pairs++;
    t->used += used;
    t->slack += mpq_sgn(pair->slack) != 0;
    t->violated += mpq_sgn(pair->product) != 0;
    mpq_add(t->total, t->total, pair->product);
    if (t->out && used) {
        if (t->kind != (int)pair->kind)
            print_head(t->out, pair->kind);
        t->kind = (int)pair->kind;
        fputs("    ", t->out);
        print_profile(t->out, choices, pair->profile);
        fputs(", ", t->out);
        mc_text_print(t->out, index_label(t->maxmin, pair));
        (void)gmp_fprintf(t->out, ": %Qd * %Qd = %Qd\n", pair->variable,
                          pair->slack, pair->product);
    }
    if (t->array) {
        json_t *profile = json_array();
        for (size_t i = 0; i < choices->agents; i++)
            json_array_append_new(profile,
                                  json_string(choices->label[i][mc_choices_at(
                                      choices, pair->profile, i)]));
        json_array_append_new(
            t->array,
            json_pack("{ss so ss so so so}", "kind",
                      pair->kind == MC_SLACKNESS_INFORMATION ? "information"
                                                             : "mechanism",
                      "profile", profile,
                      pair->kind == MC_SLACKNESS_INFORMATION ? "state"
                                                             : "outcome",
                      index_label(t->maxmin, pair), "variable",
                      mc_report_rational_json(pair->variable), "slack",
                      mc_report_rational_json(pair->slack), "product",
                      mc_report_rational_json(pair->product)));
    }
    return 0;
}

static mc_status print_slackness(FILE *out, mc_message *message,
                                 const mc_maxmin *maxmin)
{
    table t = {.out = out, .maxmin = maxmin, .kind = -1};
    mpq_init(t.total);
    fputs("\nComplementary slackness (what is used):\n", out);
    mc_status status = mc_maxmin_slackness(maxmin, message, take_pair, &t);
    if (status == MC_OK)
        (void)gmp_fprintf(out,
                          "  %zu pairs, %zu probabilities and %zu slacks "
                          "positive; %zu products do not vanish,\n"
                          "  they sum to %Qd\n",
                          t.pairs, t.used, t.slack, t.violated, t.total);
    mpq_clear(t.total);
    return status;
}

/* ---- the report ---- */

typedef enum verdict { ESTABLISHED, REFUTED, UNDECIDED } verdict;

static verdict verdict_of(const mc_maxmin_report *report)
{
    const mc_maxmin *maxmin = report->maxmin;
    if (maxmin->equilibrium && mpq_sgn(maxmin->equilibrium->gain) > 0)
        return REFUTED;
    if (!report->tolerance || mpq_cmp(maxmin->epsilon, report->tolerance) <= 0)
        return ESTABLISHED;
    return mc_maxmin_is_exact(maxmin) ? REFUTED : UNDECIDED;
}

static void print_verdict(FILE *out, const mc_maxmin_report *report)
{
    const mc_maxmin *maxmin = report->maxmin;
    const mc_equilibrium *e = maxmin->equilibrium;
    bool exact = mc_maxmin_is_exact(maxmin);
    if (e && mpq_sgn(e->gain) > 0)
        (void)gmp_fprintf(
            out,
            "Refuted: the strategies are no equilibrium, an agent can gain "
            "%Qd, so this is no strong\n"
            "maxmin solution. Guarantee and potential are within epsilon = "
            "%Qd of the welfare.\n",
            e->gain, maxmin->epsilon);
    else if (verdict_of(report) == REFUTED)
        (void)gmp_fprintf(out,
                          "Refuted: epsilon is exactly %Qd, more than %Qd.\n",
                          maxmin->epsilon, report->tolerance);
    else if (verdict_of(report) == UNDECIDED)
        (void)gmp_fprintf(out,
                          "Undecided: epsilon is at most %Qd, which is more "
                          "than %Qd.\n",
                          maxmin->epsilon, report->tolerance);
    else if (e)
        (void)gmp_fprintf(out,
                          "Established: an epsilon-strong maxmin solution with "
                          "epsilon = %Qd%s.\n",
                          maxmin->epsilon, exact ? " and no smaller one" : "");
    else
        (void)gmp_fprintf(out,
                          "Established: the potential exceeds the guarantee by "
                          "%s epsilon = %Qd.\n",
                          exact ? "exactly" : "at most", maxmin->epsilon);
}

mc_status mc_report_maxmin(FILE *out, mc_message *message,
                           const mc_maxmin_report *report)
{
    const mc_maxmin *maxmin = report->maxmin;
    const mc_equilibrium *e = maxmin->equilibrium;
    fprintf(out,
            "Mechanism %s, information structure %s, environment %s%s%s\n\n",
            report->mechanism_path, report->information_path, report->env_path,
            report->strategies_path ? ", strategies " : "",
            report->strategies_path ? report->strategies_path : "");
    print_verdict(out, report);
    mc_report_value(out, "guarantee of the mechanism",
                    maxmin->guarantee->value);
    mc_report_value(
        out, mc_maxmin_is_exact(maxmin) ? "potential" : "potential at most",
        maxmin->potential->value);
    if (e)
        mc_report_value(out, "welfare of the play", e->welfare);
    mc_report_value(out, "epsilon", maxmin->epsilon);
    const char *const path[] = {report->env_path, report->mechanism_path,
                                report->information_path,
                                report->strategies_path};
    mc_report_check(out, report->certificate, path, sizeof path / sizeof *path);
    return report->slackness ? print_slackness(out, message, maxmin) : MC_OK;
}

mc_status mc_report_maxmin_json(FILE *out, mc_message *message,
                                const mc_maxmin_report *report)
{
    const mc_maxmin *maxmin = report->maxmin;
    const mc_equilibrium *e = maxmin->equilibrium;
    static const char *const words[] = {"established", "refuted", "undecided"};
    mc_status status = MC_OK;
    json_t *root = json_pack(
        "{ss ss so sb so so}", "format", "mechcert-maxmin-1", "status",
        words[verdict_of(report)], "epsilon",
        mc_report_rational_json(maxmin->epsilon), "exact",
        mc_maxmin_is_exact(maxmin), "guarantee",
        mc_report_rational_json(maxmin->guarantee->value), "potential_at_most",
        mc_report_rational_json(maxmin->potential->value));
    if (e) {
        json_object_set_new(root, "gain", mc_report_rational_json(e->gain));
        json_object_set_new(root, "welfare",
                            mc_report_rational_json(e->welfare));
    }
    if (report->certificate)
        json_object_set_new(root, "certificate",
                            json_string(report->certificate));
    if (report->slackness) {
        table t = {.array = json_array(), .maxmin = maxmin, .kind = -1};
        mpq_init(t.total);
        status = mc_maxmin_slackness(maxmin, message, take_pair, &t);
        json_object_set_new(
            root, "slackness",
            json_pack("{sI sI so so}", "pairs", (json_int_t)t.pairs, "violated",
                      (json_int_t)t.violated, "sum",
                      mc_report_rational_json(t.total), "list", t.array));
        mpq_clear(t.total);
    }
    if (status != MC_OK) {
        json_decref(root);
        return status;
    }
    return mc_report_json(out, message, root);
}
