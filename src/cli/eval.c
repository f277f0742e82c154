/* mechcert eval: a calculator whose digits are proved. */
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include <mechcert/claim.h>

#include "cli/cli.h"
#include "cli/effort.h"
#include "cli/options.h"
#include "report/problem.h"
#include "report/rational.h"

typedef struct arguments {
    mc_cli_effort effort;
    const char *definitions;
    bool json;
} arguments;

static mc_status report(mc_message *message, const arguments *args,
                        const mc_real_value *value)
{
    const char *lower = mc_real_value_lower(value);
    const char *upper = mc_real_value_upper(value);
    const char *notes = mc_real_value_notes(value);
    if (args->json) {
        json_t *root = json_pack("{ss s[s, s] sb}", "format",
                                 "mechcert-value-1", "enclosure", lower, upper,
                                 "complete", mc_real_value_complete(value));
        if (*notes)
            json_object_set_new(root, "notes", json_string(notes));
        return mc_report_json(stdout, message, root);
    }
    if (strcmp(lower, upper) == 0)
        printf("%s\n", lower);
    else
        printf("[%s, %s]\n", lower, upper);
    if (*notes)
        mc_cli_note("%s", notes);
    return MC_OK;
}

static int run(arguments *args, const char *expression)
{
    mc_real_value *value = NULL;
    mc_message message = {""};
    mc_status status = mc_real_evaluate(
        &value, &message, expression, args->definitions, &args->effort.effort);
    mc_cli_effort_end(&args->effort);
    if (status == MC_OK)
        status = report(&message, args, value);
    int result = mc_cli_report(status, &message);
    if (status != MC_OK && args->json &&
        mc_report_json(stdout, &message, mc_report_problem(status, &message)) !=
            MC_OK)
        return mc_cli_report(MC_LIMIT, &message);
    if (status == MC_OK && !mc_real_value_complete(value))
        result = MC_EXIT_UNDECIDED;
    mc_real_value_free(value);
    return result;
}

int mc_cli_eval(int argc, char **argv)
{
    arguments args = {.json = false};
    const mc_cli_option options[] = {
        {"digits", 0, NULL, &args.effort.digits, "D",
         "significant digits (default 20)"},
        {"definitions", 'd', NULL, &args.definitions, "FILE",
         "a claim file whose constants, functions and roots the\nexpression "
         "may use"},
        {"time", 0, NULL, &args.effort.time, "S", "stop after S seconds"},
        {"json", 0, &args.json, NULL, NULL, "print one JSON object"}};
    mc_cli_command command = {
        .name = "eval",
        .usage = "EXPRESSION [OPTION...]",
        .words = "Prints an interval that certainly contains the value, its "
                 "ends rounded outward to D\n"
                 "significant digits (one number where the value is exact). "
                 "The language is that of\n"
                 "claim files: + - * / ^, exp log sqrt abs min max, pi, "
                 "if(x >= y, a, b),\n"
                 "integral(y, a, b, f), sum(k, 1, n, f), product(k, 1, n, f).",
        .exits = "Exit status: 0 computed; 11 malformed; 12 it may be "
                 "undefined, or not all digits\nwere reached; 13, 2 as for "
                 "mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options,
        .expressions = true};
    int result = mc_cli_options(&command, argc, argv);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    if (command.operands != 1)
        return mc_cli_usage("eval", "give one EXPRESSION (in quotes)");
    result = mc_cli_effort_begin(&args.effort, "eval");
    return result == MC_EXIT_OK ? run(&args, command.operand[0]) : result;
}
