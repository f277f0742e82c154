#include "report/claim.h"

#include <gmp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "report/rational.h"

static const char *decision_text(mc_claim_decision decision)
{
    switch (decision) {
    case MC_CLAIM_PROVED:
        return "proved";
    case MC_CLAIM_REFUTED:
        return "refuted";
    case MC_CLAIM_UNDECIDED:
        break;
    }
    return "undecided";
}

/* Short numbers as they are, long ones as decimals. */
static void print_number(FILE *out, const mpq_t value)
{
    char *text = mc_number_text(value);
    if (text && strlen(text) > 16) {
        free(text);
        text = mc_number_text_rounded(value, 12);
        fputs("about ", out);
    }
    fputs(text ? text : "?", out);
    free(text);
}

static void print_names(FILE *out, const mc_claim_verdict *verdict, bool point)
{
    mpq_t lower, upper;
    mpq_inits(lower, upper, NULL);
    for (size_t k = 0; k < mc_claim_verdict_names(verdict); k++) {
        mc_claim_verdict_point(lower, upper, verdict, k);
        fprintf(out, "%s%s %s ", k ? ", " : "",
                mc_claim_verdict_name(verdict, k), point ? "=" : "in");
        if (!point)
            putc('[', out);
        print_number(out, lower);
        if (!point) {
            fputs(", ", out);
            print_number(out, upper);
            putc(']', out);
        }
    }
    mpq_clears(lower, upper, NULL);
}

static void print_enclosure(FILE *out, const mc_claim_verdict *verdict)
{
    const char *lower = mc_claim_verdict_lower(verdict);
    const char *upper = mc_claim_verdict_upper(verdict);
    if (!lower || !upper)
        return;
    fprintf(out, "  %s ", mc_claim_verdict_what(verdict));
    if (strcmp(lower, upper) == 0)
        fprintf(out, "is %s exactly\n", lower);
    else
        fprintf(out, "is in [%s, %s]\n", lower, upper);
}

void mc_report_claim(FILE *out, const mc_claim_report *report)
{
    const mc_claim_verdict *verdict = report->verdict;
    mc_claim_decision decision = mc_claim_verdict_decision(verdict);
    const char *notes = mc_claim_verdict_notes(verdict);
    fprintf(out, "%s: %s", report->name, decision_text(decision));
    if (decision == MC_CLAIM_PROVED && mc_claim_verdict_leaves(verdict) > 2)
        fprintf(out, " (%zu leaves)", mc_claim_verdict_leaves(verdict));
    putc('\n', out);
    if (mc_claim_verdict_names(verdict)) {
        fputs(decision == MC_CLAIM_REFUTED ? "  at " : "  worst box: ", out);
        print_names(out, verdict, decision == MC_CLAIM_REFUTED);
        putc('\n', out);
    }
    print_enclosure(out, verdict);
    if (*mc_claim_verdict_reason(verdict))
        fprintf(out, "  why: %s\n", mc_claim_verdict_reason(verdict));
    for (const char *line = notes; *line;) {
        size_t span = strcspn(line, "\n");
        fprintf(out, "  %.*s\n", (int)span, line);
        line += span + (line[span] == '\n');
    }
    if (report->certificate)
        fprintf(out, "  check with:  mechcert-verify-real %s %s\n",
                report->claims_path, report->certificate);
}

static void set_names(json_t *root, const mc_claim_verdict *verdict, bool point)
{
    mpq_t lower, upper;
    json_t *names = json_object();
    mpq_inits(lower, upper, NULL);
    for (size_t k = 0; k < mc_claim_verdict_names(verdict); k++) {
        mc_claim_verdict_point(lower, upper, verdict, k);
        json_object_set_new(names, mc_claim_verdict_name(verdict, k),
                            point ? mc_report_rational_json(lower)
                                  : json_pack("[o, o]",
                                              mc_report_rational_json(lower),
                                              mc_report_rational_json(upper)));
    }
    mpq_clears(lower, upper, NULL);
    json_object_set_new(root, point ? "point" : "worst-box", names);
}

json_t *mc_report_claim_json(const mc_claim_report *report)
{
    const mc_claim_verdict *verdict = report->verdict;
    mc_claim_decision decision = mc_claim_verdict_decision(verdict);
    json_t *root =
        json_pack("{ss ss sI sI sI}", "claim", report->name, "verdict",
                  decision_text(decision), "leaves",
                  (json_int_t)mc_claim_verdict_leaves(verdict), "boxes",
                  (json_int_t)mc_claim_verdict_boxes(verdict), "bits",
                  (json_int_t)mc_claim_verdict_bits(verdict));
    if (mc_claim_verdict_names(verdict))
        set_names(root, verdict, decision == MC_CLAIM_REFUTED);
    if (mc_claim_verdict_lower(verdict) && mc_claim_verdict_upper(verdict)) {
        json_object_set_new(root, "of",
                            json_string(mc_claim_verdict_what(verdict)));
        json_object_set_new(root, "enclosure",
                            json_pack("[s, s]", mc_claim_verdict_lower(verdict),
                                      mc_claim_verdict_upper(verdict)));
    }
    if (*mc_claim_verdict_reason(verdict))
        json_object_set_new(root, "reason",
                            json_string(mc_claim_verdict_reason(verdict)));
    if (*mc_claim_verdict_notes(verdict))
        json_object_set_new(root, "notes",
                            json_string(mc_claim_verdict_notes(verdict)));
    if (report->certificate)
        json_object_set_new(root, "certificate",
                            json_string(report->certificate));
    return root;
}
