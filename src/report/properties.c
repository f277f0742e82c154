#include "report/properties.h"

#include <stdint.h>
#include <stdlib.h>

#include "report/publicgood.h"
#include "report/rational.h"

enum { NAME_WIDTH = 37 };

static const char *class_words(mc_value_class values)
{
    switch (values) {
    case MC_NON_DECREASING_VALUES:
        return "values that are 0 at first and do not decrease";
    case MC_CONCAVE_VALUES:
        return "values that are 0 at first, do not decrease, and rise by no "
               "more each time";
    default:
        return "any values";
    }
}

/* Why a property follows from how the rule is made. */
static const char *argument(mc_property property)
{
    switch (property) {
    case MC_STRATEGY_PROOF:
        return "a person's payoff is the maximised welfare over its weight, "
               "less what it cannot change";
    case MC_UTILITARIAN:
    case MC_EFFICIENT:
        return "this is what the decision rule maximises";
    case MC_MONOTONE:
        return "with larger increments the best alternatives rise, and ties go "
               "to an end (monotone comparison)";
    case MC_UNIVERSAL_PARTICIPATION:
        return "reporting 0 leaves the decision without the person, and costs "
               "nothing";
    case MC_COST_SHARING_PARTICIPATION:
        return "reporting 0 leaves the decision without the person, and costs "
               "its share at most";
    case MC_NET_VALUE_PARTICIPATION:
        return "reporting its shares leaves the decision without the person, "
               "and costs its share";
    case MC_NO_DEFICIT:
        return "everybody pays at least the share of what is produced";
    case MC_FAIR_PRICING:
        return "no less is produced than without the person, and each further "
               "unit is worth less and costs more";
    default:
        return "no less is produced than without the person, who pays for it "
               "no more than it is worth (monotone comparison)";
    }
}

/* Property, person, report and profile of the worst instance. */
static void print_witness(FILE *out, const mc_publicgood *good,
                          const mc_finding *finding)
{
    char *profile = mc_report_profile(good, finding->x);
    fputs(":", out);
    if (finding->kind != SIZE_MAX) {
        fputc(' ', out);
        mc_publicgood_person(out, good, finding->kind);
    }
    if (finding->report != SIZE_MAX) {
        fputs(" reporting ", out);
        mc_publicgood_type(out, good, finding->report);
    }
    if (profile && *profile)
        fprintf(out, " at the profile (%s)", profile);
    else
        fputs(" at the only profile", out);
    free(profile);
}

static void print_finding(FILE *out, const mc_publicgood *good,
                          const mc_property_row *row)
{
    fprintf(out, "  %-*s", NAME_WIDTH, mc_property_name(row->property));
    if (row->undefined) {
        fprintf(out, "  not defined: %s\n", row->undefined);
        return;
    }
    if (mpq_sgn(row->finding->excess) == 0) {
        fputs("  holds\n", out);
        return;
    }
    (void)gmp_fprintf(out, "  violated by %Qd", row->finding->excess);
    print_witness(out, good, row->finding);
    fputc('\n', out);
}

static void print_listed(FILE *out, const mc_properties_report *report)
{
    if (report->undecided) {
        fputs("\nOn the listed types everything is undecided.\n", out);
        return;
    }
    fprintf(out, "\nOn the listed types (every profile, person and report was "
                 "tried)\n");
    for (size_t j = 0; j < report->rows; j++)
        print_finding(out, report->population->good, &report->row[j]);
}

/* Sets of types class by class. */
static void print_everywhere(FILE *out, const mc_properties_report *report)
{
    for (mc_value_class c = MC_ALL_VALUES; c <= MC_CONCAVE_VALUES; c++) {
        bool headed = false;
        for (size_t j = 0; j < report->rows; j++) {
            const mc_property_row *row = &report->row[j];
            if (!row->everywhere || row->values != c)
                continue;
            if (!headed)
                fprintf(out, "\nOn every set of types with %s\n",
                        class_words(c));
            headed = true;
            fprintf(out, "  %-*s  holds: %s\n", NAME_WIDTH,
                    mc_property_name(row->property), argument(row->property));
        }
    }
}

static void print_largest(FILE *out, const mc_properties_report *report)
{
    bool headed = false;
    for (size_t j = 0; j < report->rows; j++) {
        const mc_property_row *row = &report->row[j];
        if (!row->largest.name)
            continue;
        if (!headed)
            fputs("\nOn every convex set of types that contains the type 0 (or "
                  "its shares, for net values)\nno strategy-proof transfers "
                  "with this decision rule are larger anywhere, subject to\n",
                  out);
        headed = true;
        fprintf(out, "  %-*s  with %s (%s)\n", NAME_WIDTH, row->largest.name,
                row->largest.words, row->largest.theorem);
    }
}

static void print_check(FILE *out, const mc_properties_report *report,
                        const char *certificate)
{
    if (certificate)
        fprintf(out, "  mechcert-verify %s %s\n", report->path, certificate);
}

static void print_certificates(FILE *out, const mc_properties_report *report)
{
    size_t written = 0;
    for (size_t j = 0; j < report->rows; j++)
        written += report->row[j].certificate != NULL ||
                   report->row[j].everywhere_certificate != NULL;
    if (written == 0) {
        fputs("\nNothing was written; give -o CERT to keep the proof.\n", out);
        return;
    }
    fputs("\nCheck with:\n", out);
    for (size_t j = 0; j < report->rows; j++) {
        print_check(out, report, report->row[j].certificate);
        print_check(out, report, report->row[j].everywhere_certificate);
        print_check(out, report, report->row[j].largest_certificate);
    }
}

static void print_count(FILE *out, size_t profiles)
{
    if (profiles == SIZE_MAX)
        fputs("  more profiles of types than can be counted\n", out);
    else
        fprintf(out, "  %zu profile%s of types\n", profiles,
                profiles == 1 ? "" : "s");
}

mc_status mc_report_properties(FILE *out, mc_message *message,
                               const mc_properties_report *report)
{
    (void)message;
    mc_report_good_head(out, report->population, report->path);
    print_count(out, mc_profile_count(report->population));
    print_listed(out, report);
    print_everywhere(out, report);
    print_largest(out, report);
    print_certificates(out, report);
    return MC_OK;
}

/* --- JSON -------------------------------------------------------------- */

static void set_text(json_t *object, const char *key, const char *text)
{
    if (text)
        json_object_set_new(object, key, json_string(text));
}

static json_t *witness_json(const mc_publicgood *good,
                            const mc_finding *finding)
{
    json_t *witness =
        json_pack("{so}", "profile", mc_report_profile_json(good, finding->x));
    if (finding->kind != SIZE_MAX)
        json_object_set_new(witness, "person",
                            mc_report_person_json(good, finding->kind));
    if (finding->report != SIZE_MAX)
        json_object_set_new(witness, "report",
                            mc_report_person_json(good, finding->report));
    return witness;
}

static void set_finding(json_t *object, const mc_publicgood *good,
                        const mc_finding *finding)
{
    bool holds = mpq_sgn(finding->excess) == 0;
    json_object_set_new(object, "holds", json_boolean(holds));
    json_object_set_new(object, "violation",
                        mc_report_rational_json(finding->excess));
    if (!holds)
        json_object_set_new(object, "witness", witness_json(good, finding));
}

static json_t *row_json(const mc_publicgood *good, const mc_property_row *row)
{
    json_t *object =
        json_pack("{ss}", "property", mc_property_name(row->property));
    if (row->finding)
        set_finding(object, good, row->finding);
    else
        json_object_set_new(object, "holds", json_null());
    set_text(object, "not_defined", row->undefined);
    if (row->everywhere) {
        set_text(object, "everywhere", mc_value_class_name(row->values));
        set_text(object, "argument", argument(row->property));
    }
    set_text(object, "largest_everywhere",
             row->largest.name ? row->largest.types : NULL);
    set_text(object, "certificate", row->certificate);
    set_text(object, "everywhere_certificate", row->everywhere_certificate);
    set_text(object, "largest_certificate", row->largest_certificate);
    return object;
}

mc_status mc_report_properties_json(FILE *out, mc_message *message,
                                    const mc_properties_report *report)
{
    json_t *list = json_array();
    for (size_t j = 0; j < report->rows; j++)
        json_array_append_new(
            list, row_json(report->population->good, &report->row[j]));
    json_t *root = json_pack(
        "{ss ss so}", "format", "mechcert-publicgood-properties-1",
        "publicgood", report->population->good->sha256, "properties", list);
    set_text(root, "undecided", report->undecided);
    return mc_report_json(out, message, root);
}
