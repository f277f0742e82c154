/* mechcert mechanism run: one profile of a public good. */
#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/output.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/profile.h"
#include "cli/quantity.h"
#include "publicgood/certify.h"
#include "report/outcome.h"

static const char command_name[] = "mechanism run";

typedef struct arguments {
    const char *path, *profile, *output, *csv;
    bool json;
} arguments;

static mc_status write_csv(mc_message *message, const char *path,
                           const mc_outcome_report *report)
{
    mc_output *output = NULL;
    mc_status status = mc_output_open(&output, message, path);
    if (status != MC_OK)
        return status;
    status = mc_report_outcome_csv(mc_output_stream(output), message, report);
    if (status == MC_OK)
        return mc_output_commit(output, message);
    mc_output_discard(output);
    return status;
}

static mc_status tell(mc_message *message, const arguments *args,
                      const mc_outcome *outcome)
{
    const mc_outcome_report report = {outcome, args->path, args->output};
    bool taken = mc_cli_is_standard_output(args->output) ||
                 mc_cli_is_standard_output(args->csv);
    mc_status status = args->output
                           ? mc_outcome_certify(outcome, message, args->output)
                           : MC_OK;
    if (status == MC_OK && args->csv)
        status = write_csv(message, args->csv, &report);
    if (status != MC_OK)
        return status;
    return args->json
               ? mc_report_outcome_json(stdout, message, &report)
               : mc_report_outcome(taken ? stderr : stdout, message, &report);
}

static int run_population(mc_message *message, const arguments *args,
                          const mc_population *population)
{
    const mc_publicgood *good = population->good;
    mc_outcome *outcome = NULL;
    unsigned long *x = mc_array(good->first[good->agents], sizeof *x);
    if (!x)
        return mc_cli_report(mc_message_set(message, MC_LIMIT, "out of memory"),
                             message);
    int result = mc_cli_profile(x, command_name, population, args->profile);
    if (result == MC_EXIT_OK) {
        mc_status status = mc_outcome_new(&outcome, message, population, x);
        if (status == MC_OK)
            status = tell(message, args, outcome);
        result = mc_cli_report(status, message);
    }
    mc_outcome_free(outcome);
    free(x);
    return result;
}

static int run_finite(mc_message *message, const arguments *args,
                      const mc_file *file)
{
    mc_publicgood *good = NULL;
    mc_population *population = NULL;
    mc_status status = mc_publicgood_parse(&good, message, file);
    if (status == MC_OK)
        status = mc_population_new(&population, message, good, NULL);
    int result = status == MC_OK ? run_population(message, args, population)
                                 : mc_cli_report(status, message);
    mc_population_free(population);
    mc_publicgood_free(good);
    return result;
}

static int run_quantity(const arguments *args, const mc_file *file)
{
    const mc_cli_quantity what = {.path = args->path,
                                  .output = args->output,
                                  .csv = args->csv,
                                  .json = args->json};
    return args->profile
               ? mc_cli_usage(command_name, "--profile: a statement of a "
                                            "continuous quantity has one "
                                            "profile only")
               : mc_cli_quantity_tell(file, &what);
}

static int run(const arguments *args)
{
    mc_message message = {""};
    mc_file file;
    mc_status status =
        mc_file_load(&file, &message, args->path, MC_JSON_MAX_BYTES);
    if (status != MC_OK)
        return mc_cli_report(status, &message);
    int result = mc_cli_is_quantity(&file) ? run_quantity(args, &file)
                                           : run_finite(&message, args, &file);
    mc_file_clear(&file);
    return result;
}

/* Outputs destroy neither the statement nor each other. */
static int check_files(const arguments *args)
{
    int outputs = args->json + mc_cli_is_standard_output(args->output) +
                  mc_cli_is_standard_output(args->csv);
    if (mc_cli_is_input(command_name, args->output, args->path) ||
        mc_cli_is_input(command_name, args->csv, args->path) ||
        mc_cli_is_input(command_name, args->csv, args->output))
        return MC_EXIT_USAGE;
    return outputs > 1 ? mc_cli_usage(command_name,
                                      "only one of --json, --csv - and -o - "
                                      "can have standard output")
                       : MC_EXIT_OK;
}

int mc_cli_mechanism_run(int argc, char **argv)
{
    arguments args = {.path = NULL};
    const mc_cli_option options[] = {
        {"profile", 'p', NULL, &args.profile, "ITEM,...",
         "who is what: for each agent the label of a type, # and\nits number "
         "from 0, or for several people how many have\neach type (300+100). "
         "Agents with one type may all be\nleft out"},
        {"output", 'o', NULL, &args.output, "CERT", "write the certificate"},
        {"json", 0, &args.json, NULL, NULL, "print one JSON object"},
        {"csv", 0, NULL, &args.csv, "FILE",
         "write what every person pays as comma-separated values"}};
    mc_cli_command command = {
        .name = command_name,
        .usage = "FILE [--profile ITEM,...] [OPTION...]",
        .words =
            "Shows what the rule does at one profile of types: welfare, "
            "decision, who is pivotal,\n"
            "and what everybody pays under this rule and three others. All "
            "numbers are exact.",
        .exits = "Exit status: 0 computed; 11, 12, 13, 2 as for mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    int result = mc_cli_options(&command, argc, argv);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    if (command.operands != 1)
        return mc_cli_usage(command_name, "give one statement FILE");
    args.path = command.operand[0];
    result = check_files(&args);
    return result == MC_EXIT_OK ? run(&args) : result;
}
