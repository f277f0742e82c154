/* mechcert family: results of the literature on continuous mechanisms, as
   certified numbers and proofs. */
#include "cli/family.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/number.h"
#include "cli/cli.h"
#include "cli/effort.h"
#include "report/rational.h"
#include "report/sheet.h"

enum { DIGITS = 20, MOST_DIGITS = 10000, SHARED = 5, MOST_OPTIONS = 16 };

static const mc_cli_verb families[] = {
    {"cost-sharing", mc_cli_family_cost_sharing,
     "proportional cost sharing and its information structure"},
    {"truth-telling", mc_cli_family_truth_telling,
     "truth-telling under proportional cost sharing"},
    {"extended", mc_cli_family_extended,
     "cost sharing with bounds on the social value and its mean"},
    {"trade", mc_cli_family_trade, "bilateral trade with proportional pricing"},
    {"alternatives", mc_cli_family_alternatives,
     "optimal, linear and unilateral cost sharing compared"},
};

int mc_cli_family(int argc, char **argv)
{
    static char help[] = "--help";
    char *list[] = {argv[0], help, NULL};
    return mc_cli_verbs(
        "family", "family",
        "Usage: mechcert family NAME [OPTION...]\n"
        "\n"
        "Writes what a paper states about a family of mechanisms, for given "
        "parameters, as a\n"
        "claim file, proves every claim, and prints the numbers with their "
        "proved digits.\n"
        "Families:",
        families, sizeof families / sizeof *families, argc < 2 ? 2 : argc,
        argc < 2 ? list : argv);
}

typedef struct arguments {
    mc_cli_effort effort;
    const char *output;
    bool json;
    char name[64]; /* "family NAME" */
} arguments;

static mc_status report(mc_message *message, const arguments *args,
                        const mc_sheet *sheet)
{
    if (args->json)
        return mc_report_json(stdout, message, mc_report_sheet_json(sheet));
    mc_report_sheet(stdout, sheet);
    return MC_OK;
}

static int finish(const arguments *args, mc_status status,
                  const mc_message *message, const mc_sheet *sheet)
{
    if (status == MC_BAD_INPUT && mc_sheet_status(sheet, NULL) == status)
        return mc_cli_usage(args->name, "%s", message->text);
    int result = mc_cli_report(status, message);
    if (result != MC_EXIT_OK)
        return result;
    return mc_sheet_failed(sheet)      ? MC_EXIT_REFUTED
           : mc_sheet_undecided(sheet) ? MC_EXIT_UNDECIDED
                                       : MC_EXIT_OK;
}

static int run(arguments *args, const mc_cli_family_kind *kind)
{
    mc_message message = {""};
    unsigned digits = args->effort.effort.digits;
    mc_sheet *sheet =
        mc_sheet_new(kind->name, args->output, digits ? digits : DIGITS,
                     &args->effort.effort);
    mc_status status = sheet ? MC_OK : MC_LIMIT;
    if (sheet) {
        kind->write(sheet, kind->user);
        status = mc_sheet_status(sheet, &message);
    } else {
        strcpy(message.text, "out of memory");
    }
    if (status == MC_OK && args->output)
        status = mc_cli_make_directory(&message, args->output);
    if (status == MC_OK)
        status = mc_sheet_prove(sheet, &message);
    if (status == MC_OK && args->output && kind->after)
        status = kind->after(&message, sheet, args->output,
                             digits ? digits : DIGITS, kind->user);
    mc_cli_effort_end(&args->effort);
    if (status == MC_OK)
        status = report(&message, args, sheet);
    int result = sheet ? finish(args, status, &message, sheet)
                       : mc_cli_report(status, &message);
    mc_sheet_free(sheet);
    return result;
}

int mc_cli_family_run(const mc_cli_family_kind *kind, int argc, char **argv)
{
    arguments args = {.json = false};
    const mc_cli_option shared[SHARED] = {
        {"output", 'o', NULL, &args.output, "DIR",
         "write the claim file and a certificate for each claim"},
        {"digits", 0, NULL, &args.effort.digits, "D",
         "digits of the numbers (default 20, at most 10000)"},
        {"time", 0, NULL, &args.effort.time, "S",
         "stop after S seconds: what is open then is undecided"},
        {"threads", 0, NULL, &args.effort.threads, "T",
         "threads of a search with boxes (default 1)"},
        {"json", 0, &args.json, NULL, NULL, "print one JSON object"}};
    mc_cli_option option[MOST_OPTIONS + SHARED];
    mc_cli_command command = {
        .name = args.name,
        .usage = kind->usage,
        .words = kind->words,
        .exits = "Exit status: 0 all claims are as they should be; 10 one is "
                 "refuted that should\nhold; 12 none, but one is undecided; "
                 "13, 2 as for mechcert.",
        .option = option,
        .options = kind->options + SHARED};
    (void)snprintf(args.name, sizeof args.name, "family %s", kind->name);
    memcpy(option, kind->option, kind->options * sizeof *option);
    memcpy(option + kind->options, shared, sizeof shared);
    int result = mc_cli_options(&command, argc, argv);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    if (command.operands)
        return mc_cli_usage(args.name, "unknown argument %s",
                            command.operand[0]);
    result = mc_cli_effort_begin(&args.effort, args.name);
    if (result == MC_EXIT_OK && args.effort.effort.digits > MOST_DIGITS)
        return mc_cli_usage(args.name, "--digits: at most %d", MOST_DIGITS);
    return result == MC_EXIT_OK ? run(&args, kind) : result;
}

bool mc_cli_family_number(mpq_t number, mc_sheet *sheet, const char *option,
                          const char *text)
{
    const char *fault =
        text ? mc_number_parse(number, text, strlen(text)) : "is missing";
    if (fault)
        mc_sheet_fail(sheet, MC_BAD_INPUT, "--%s%s%s: %s", option,
                      text ? " " : "", text ? text : "", fault);
    return !fault;
}

bool mc_cli_family_count(size_t *count, mc_sheet *sheet, const char *option,
                         const char *text, size_t most)
{
    size_t length = text ? strlen(text) : 0;
    *count = length && length < 10 && strspn(text, "0123456789") == length
                 ? strtoul(text, NULL, 10)
                 : 0;
    if (*count >= 1 && *count <= most)
        return true;
    if (text)
        mc_sheet_fail(sheet, MC_BAD_INPUT,
                      "--%s %s: must be an integer from 1 to %zu", option, text,
                      most);
    else
        mc_sheet_fail(sheet, MC_BAD_INPUT, "--%s is missing", option);
    return false;
}

mpq_t *mc_cli_family_numbers(size_t *count, mc_sheet *sheet, const char *option,
                             const char *text, size_t length)
{
    size_t most = 1;
    for (size_t i = 0; i < length; i++)
        most += text[i] == ',';
    mpq_t *number = calloc(most, sizeof *number);
    *count = 0;
    if (!number) {
        mc_sheet_fail(sheet, MC_LIMIT, "out of memory");
        return NULL;
    }
    for (size_t at = 0; at <= length;) {
        size_t end = at;
        while (end < length && text[end] != ',')
            end++;
        mpq_init(number[*count]);
        const char *fault =
            mc_number_parse(number[(*count)++], text + at, end - at);
        if (fault) {
            mc_sheet_fail(sheet, MC_BAD_INPUT, "--%s %.*s: %s", option,
                          (int)(end - at), text + at, fault);
            mc_cli_family_free(number, *count);
            return NULL;
        }
        at = end + 1;
    }
    return number;
}

void mc_cli_family_free(mpq_t *number, size_t count)
{
    for (size_t i = 0; i < count; i++)
        mpq_clear(number[i]);
    free(number);
}
