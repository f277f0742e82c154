/* mechcert mechanism best: the largest strategy-proof transfers. */
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "publicgood/largest.h"
#include "report/largest.h"

static const char *const command_name = "mechanism best";

/* What --subject-to lists. strategy-proof is always meant. */
typedef struct constraints {
    unsigned caps;
    bool utilitarian, efficient, no_deficit;
    char words[400];
} constraints;

typedef struct arguments {
    const char *path, *subject_to, *output, *rule;
    bool no_deficit, everywhere, json;
    constraints subject;
} arguments;

static bool is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

static bool add_constraint(constraints *c, const char *text, size_t length)
{
    mc_cap cap = mc_cap_find(text, length);
    if (cap < MC_CAPS)
        c->caps |= 1u << cap;
    else if (is_word(text, length, "utilitarian"))
        c->utilitarian = true;
    else if (is_word(text, length, "efficient"))
        c->efficient = true;
    else if (is_word(text, length, "no-deficit"))
        c->no_deficit = true;
    else
        return is_word(text, length, "strategy-proof");
    return true;
}

/* "strategy-proof, utilitarian and fair-pricing" */
static void set_words(constraints *c)
{
    (void)strcpy(c->words, "strategy-proof");
    if (c->utilitarian)
        (void)strcat(c->words, ", utilitarian");
    if (c->efficient)
        (void)strcat(c->words, ", efficient");
    for (int cap = 0; cap < MC_CAPS; cap++)
        if (c->caps & 1u << cap) {
            (void)strcat(c->words, ", ");
            (void)strcat(c->words, mc_cap_name((mc_cap)cap));
        }
    if (c->no_deficit)
        (void)strcat(c->words, ", no-deficit");
}

static int fail_constraint(const char *text, size_t length)
{
    int result = mc_cli_usage(command_name,
                              "--subject-to: unknown constraint \"%.*s\"; "
                              "there are",
                              (int)length, text);
    for (int cap = 0; cap < MC_CAPS; cap++)
        fprintf(stderr, "  %s\n", mc_cap_name((mc_cap)cap));
    fputs("  utilitarian, efficient, no-deficit, strategy-proof\n", stderr);
    return result;
}

static int read_constraints(arguments *args)
{
    constraints *c = &args->subject;
    const char *text = args->subject_to ? args->subject_to : "";
    c->no_deficit = args->no_deficit;
    while (*text) {
        size_t length = strcspn(text, ",");
        if (!add_constraint(c, text, length))
            return fail_constraint(text, length);
        text += length + (text[length] == ',');
    }
    if (c->caps == 0)
        return mc_cli_usage(command_name,
                            "--subject-to must list a constraint of "
                            "participation or fairness; without one transfers "
                            "may be as large as one likes");
    set_words(c);
    return MC_EXIT_OK;
}

/* --- running ------------------------------------------------------------- */

/* The decision rule keeps what --subject-to says of it. */
static mc_status check_decisions(mc_message *message, const arguments *args,
                                 const mc_largest *largest)
{
    mc_status status = MC_OK;
    if (largest->answer == MC_LARGEST_NOT_IMPLEMENTABLE)
        return MC_OK;
    if (args->subject.utilitarian)
        status = mc_largest_maximises(largest, message, false);
    if (status == MC_OK && args->subject.efficient)
        status = mc_largest_maximises(largest, message, true);
    return status;
}

/* The certificate of the answer; *written tells whether there is one. */
static mc_status write_certificate(mc_message *message, const arguments *args,
                                   const mc_largest_report *report,
                                   bool *written)
{
    const mc_largest *largest = report->largest;
    *written = true;
    if (report->everywhere_claimed)
        return mc_largest_write_everywhere(&report->everywhere, message,
                                           args->output,
                                           largest->population->good);
    if (largest->answer != MC_LARGEST_NOT_IMPLEMENTABLE &&
        args->subject.no_deficit && largest->deficits > 0)
        return mc_largest_write_deficit(largest, message, args->output);
    *written = largest->answer != MC_LARGEST_UNBOUNDED;
    return *written ? mc_largest_write(largest, message, args->output) : MC_OK;
}

/* What is said, in words or as JSON, after the files are there. */
static mc_status tell(mc_message *message, const arguments *args,
                      const mc_largest_report *report)
{
    bool piped = mc_cli_is_standard_output(args->output) ||
                 mc_cli_is_standard_output(args->rule);
    return args->json
               ? mc_report_largest_json(stdout, message, report)
               : mc_report_largest(piped ? stderr : stdout, message, report);
}

static mc_status answer(mc_message *message, const arguments *args,
                        const mc_largest *largest)
{
    mc_message none = {""};
    bool written = false;
    mc_largest_report report = {.largest = largest,
                                .everywhere = mc_largest_everywhere(
                                    largest->population, args->subject.caps),
                                .no_deficit = args->subject.no_deficit,
                                .everywhere_claimed = args->everywhere,
                                .words = args->subject.words,
                                .path = args->path};
    bool refuted = mc_report_largest_none(&none, &report);
    mc_status status = check_decisions(message, args, largest);
    if (status == MC_OK && args->everywhere && !report.everywhere.name)
        status = mc_message_set(
            message, MC_UNDECIDED,
            "%s: --everywhere: no theorem says which transfers are the largest "
            "on convex sets of types: %s",
            args->path, report.everywhere.why);
    if (status == MC_OK && args->output)
        status = write_certificate(message, args, &report, &written);
    if (status == MC_OK && args->rule && !refuted) {
        status = mc_largest_write_rule(largest, message, args->rule);
        report.rule = args->rule;
    }
    report.certificate = written ? args->output : NULL;
    if (status == MC_OK)
        status = tell(message, args, &report);
    if (status != MC_OK || !refuted)
        return status;
    *message = none;
    return MC_REFUTED;
}

static mc_status run(mc_message *message, const arguments *args)
{
    mc_publicgood *good = NULL;
    mc_population *population = NULL;
    mc_largest *largest = NULL;
    mc_status status = mc_publicgood_read(&good, message, args->path);
    if (status == MC_OK)
        status = mc_population_new(&population, message, good, NULL);
    if (status == MC_OK)
        status =
            mc_largest_new(&largest, message, population, args->subject.caps);
    if (status == MC_OK)
        status = answer(message, args, largest);
    mc_largest_free(largest);
    mc_population_free(population);
    mc_publicgood_free(good);
    return status;
}

/* Outputs do not destroy the statement or each other. */
static int check_files(const arguments *args)
{
    if (mc_cli_is_input(command_name, args->output, args->path) ||
        mc_cli_is_input(command_name, args->rule, args->path))
        return MC_EXIT_USAGE;
    if (args->output && args->rule &&
        (strcmp(args->output, args->rule) == 0 ||
         mc_cli_same_file(args->output, args->rule)))
        return mc_cli_usage(command_name,
                            "the certificate and the rule need two files");
    if (args->json && (mc_cli_is_standard_output(args->output) ||
                       mc_cli_is_standard_output(args->rule)))
        return mc_cli_usage(command_name, "--json and - as an output file "
                                          "would mix two outputs");
    return MC_EXIT_OK;
}

int mc_cli_mechanism_best(int argc, char **argv)
{
    arguments args = {.path = NULL};
    mc_message message = {""};
    const mc_cli_option options[] = {
        {"subject-to", 's', NULL, &args.subject_to, "NAME,...",
         "the constraints, at least one of these:\n"
         "individually-rational, universal-participation,\n"
         "cost-sharing-universal-participation,\n"
         "net-value-universal-participation, fair-pricing,\n"
         "fair-pricing-per-unit, no-extortion; also\n"
         "utilitarian, efficient (of the decision rule),\n"
         "no-deficit, and strategy-proof, which is always meant"},
        {"no-deficit", 0, &args.no_deficit, NULL, NULL,
         "revenue must cover the cost at every profile"},
        {"everywhere", 0, &args.everywhere, NULL, NULL,
         "let -o claim it for all convex sets of types, by a\n"
         "theorem, not for the listed types"},
        {"output", 'o', NULL, &args.output, "CERT", "write the certificate"},
        {"rule", 0, NULL, &args.rule, "FILE",
         "write the statement with these transfers as a table"},
        {"json", 0, &args.json, NULL, NULL, "print one JSON object"}};
    mc_cli_command command = {
        .name = command_name,
        .usage = "FILE --subject-to NAME,... [OPTION...]",
        .words =
            "Computes the largest transfers that are strategy-proof with the "
            "statement's decision\n"
            "rule and satisfy the constraints. They are the largest for "
            "everybody at every profile\n"
            "at once, as exact shortest paths, and so is the revenue.",
        .exits =
            "Exit status: 0 computed; 10 there are none, or the decision rule "
            "is not what\n"
            "--subject-to says; 12 also if --everywhere does not apply; 11, "
            "13, 2 as for mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    int result = mc_cli_options(&command, argc, argv);
    if (result == MC_EXIT_OK && command.operands != 1)
        result = mc_cli_usage(command_name, "one statement file is needed");
    if (result == MC_EXIT_OK) {
        args.path = command.operand[0];
        result = check_files(&args);
    }
    if (result == MC_EXIT_OK)
        result = read_constraints(&args);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    mc_status status = run(&message, &args);
    return mc_cli_report(status, &message);
}
