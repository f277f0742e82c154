/* mechcert mechanism budget: how near the rule comes to a balanced budget. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "base/message.h"
#include "cli/cli.h"
#include "cli/effort.h"
#include "cli/list.h"
#include "cli/options.h"
#include "report/budget.h"
#include "report/rational.h"

enum { MOST_PEOPLE = 1000000000, MOST_DIGITS = 10000, MOST_THREADS = 64 };

typedef struct arguments {
    mc_cli_effort effort;
    mc_stop stop;
    const char *file, *population, *output;
    bool limit, json;
    mc_cli_list list;
    json_t *results;
} arguments;

/* The file of one population's certificate, allocated; NULL: out of memory. */
static char *certificate_path(const arguments *args, unsigned long people)
{
    char name[64];
    if (args->list.count == 1)
        return strdup(args->output);
    (void)snprintf(name, sizeof name, "budget.%lu.cert", people);
    return mc_cli_join(args->output, name);
}

static mc_status certify(char **path, mc_message *message,
                         const arguments *args, const mc_budget *budget,
                         const mc_publicgood *good)
{
    *path = NULL;
    if (!args->output || !budget->checkable)
        return MC_OK;
    *path = certificate_path(args, budget->people);
    if (!*path)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    return mc_budget_certify(budget, message, good, *path);
}

static mc_status compute(mc_message *message, arguments *args,
                         const mc_publicgood *good, unsigned long people)
{
    const mc_budget_effort effort = {.digits = args->effort.effort.digits,
                                     .threads = args->effort.effort.threads,
                                     .stop = &args->stop,
                                     .progress = args->effort.effort.progress,
                                     .user = args->effort.effort.user};
    mc_budget *budget = NULL;
    char *path = NULL;
    mc_status status = mc_budget_new(&budget, message, good, people, &effort);
    mc_cli_effort_end(&args->effort);
    if (status != MC_OK)
        return status;
    status = certify(&path, message, args, budget, good);
    if (status == MC_OK && args->json)
        json_array_append_new(args->results,
                              mc_report_budget_json(budget, path));
    else if (status == MC_OK)
        mc_report_budget(stdout, budget, args->file, path);
    (void)fflush(stdout);
    free(path);
    mc_budget_free(budget);
    return status;
}

static mc_status compute_all(mc_message *message, arguments *args,
                             const mc_publicgood *good)
{
    mc_status status = MC_OK;
    if (args->output && args->list.count > 1)
        status = mc_cli_make_directory(message, args->output);
    for (size_t j = 0; j < args->list.count && status == MC_OK; j++)
        status = compute(message, args, good,
                         mpz_get_ui(mpq_numref(args->list.value[j])));
    return status;
}

static mc_status report_json(mc_message *message, const arguments *args,
                             const mc_publicgood *good)
{
    mc_budget_limit limit;
    json_t *root = json_pack("{ss ss ss sO}", "format", "mechcert-budget-1",
                             "file", args->file, "sha256", good->sha256,
                             "populations", args->results);
    mc_budget_limit_set(&limit, good);
    if (args->limit)
        json_object_set_new(root, "limit",
                            mc_report_budget_limit_json(&limit, good));
    return mc_report_json(stdout, message, root);
}

static void report_limit(const mc_publicgood *good)
{
    mc_budget_limit limit;
    mc_budget_limit_set(&limit, good);
    mc_report_budget_limit(stdout, &limit, good);
}

static int run(arguments *args)
{
    mc_message message = {""};
    mc_publicgood *good = NULL;
    mc_status status = mc_publicgood_read(&good, &message, args->file);
    args->results = json_array();
    if (status == MC_OK && args->limit && !args->json)
        report_limit(good);
    if (status == MC_OK)
        status = compute_all(&message, args, good);
    if (good && args->json) {
        mc_message told = {""};
        mc_status written = report_json(&told, args, good);
        if (status == MC_OK && written != MC_OK) {
            status = written;
            message = told;
        }
    }
    json_decref(args->results);
    mc_publicgood_free(good);
    return mc_cli_report(status, &message);
}

static bool stopped(void *user)
{
    const mc_cli_effort *effort = user;
    return effort->effort.stopped(effort->effort.user);
}

static int begin(arguments *args)
{
    int result = mc_cli_effort_begin(&args->effort, "mechanism budget");
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (result != MC_EXIT_OK)
        return result;
    if (args->effort.effort.digits > MOST_DIGITS)
        return mc_cli_usage("mechanism budget", "--digits: at most %d",
                            MOST_DIGITS);
    if (args->effort.effort.threads == 0)
        args->effort.effort.threads = cores < 1              ? 1
                                      : cores > MOST_THREADS ? MOST_THREADS
                                                             : (unsigned)cores;
    args->stop = (mc_stop){stopped, &args->effort};
    return MC_EXIT_OK;
}

static int check(arguments *args, const mc_cli_command *command)
{
    if (command->operands != 1)
        return command->operands
                   ? mc_cli_usage("mechanism budget", "unknown argument %s",
                                  command->operand[1])
                   : mc_cli_usage("mechanism budget",
                                  "the statement file is missing");
    args->file = command->operand[0];
    if (!args->population && !args->limit)
        return mc_cli_usage("mechanism budget",
                            "--population is missing: how many people?");
    if (mc_cli_is_input("mechanism budget", args->output, args->file))
        return MC_EXIT_USAGE;
    return args->population
               ? mc_cli_list_read(&args->list, "mechanism budget", "population",
                                  args->population, MOST_PEOPLE)
               : MC_EXIT_OK;
}

int mc_cli_mechanism_budget(int argc, char **argv)
{
    arguments args = {.json = false};
    const mc_cli_option option[] = {
        {"population", 'n', NULL, &args.population, "N,...",
         "numbers of people, as in 4,10,100..110"},
        {"digits", 0, NULL, &args.effort.digits, "D",
         "enclosures with D digits instead of exact numbers"},
        {"limit", 0, &args.limit, NULL, NULL,
         "what is proved about large populations"},
        {"output", 'o', NULL, &args.output, "CERT",
         "the certificate; a directory for several populations"},
        {"time", 0, NULL, &args.effort.time, "S", "stop after S seconds"},
        {"threads", 0, NULL, &args.effort.threads, "T",
         "threads (default: one for each processor)"},
        {"json", 0, &args.json, NULL, NULL, "print one JSON object"}};
    mc_cli_command command = {
        .name = "mechanism budget",
        .usage = "FILE --population N,... [OPTION...]",
        .words =
            "Exact probabilities that somebody is pivotal and that the budget "
            "is balanced, the\nexpected deviation from balance per head, and "
            "the worst deficit, if people draw\ntheir types from the "
            "statement's prior.",
        .exits = "Exit status: 0 the numbers were found; 11 the statement "
                 "does not fit; 12 too many\nprofiles, or stopped; 13, 2 as "
                 "for mechcert.",
        .option = option,
        .options = sizeof option / sizeof *option};
    int result = mc_cli_options(&command, argc, argv);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    result = check(&args, &command);
    if (result == MC_EXIT_OK)
        result = begin(&args);
    if (result == MC_EXIT_OK)
        result = run(&args);
    mc_cli_list_clear(&args.list);
    return result;
}
