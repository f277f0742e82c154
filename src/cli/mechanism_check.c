/* mechcert mechanism check: which promises a public-good mechanism keeps. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/json.h"
#include "base/message.h"
#include "cli/cli.h"
#include "cli/limits.h"
#include "cli/options.h"
#include "cli/quantity.h"
#include "publicgood/certify.h"
#include "report/properties.h"

static const char command_name[] = "mechanism check";

typedef struct arguments {
    const char *path, *property, *output, *time;
    bool json, everywhere, directory;
    bool wanted[MC_PROPERTIES];
    char list[1024]; /* all the properties of --property */
    mc_cli_limits limits;
} arguments;

/* --- which properties -------------------------------------------------- */

static int fail_property(const char *text, size_t length)
{
    int result = mc_cli_usage(command_name,
                              "--property: unknown \"%.*s\"; "
                              "there are",
                              (int)length, text);
    for (mc_property p = 0; p < MC_PROPERTIES; p++)
        fprintf(stderr, "  %s\n", mc_property_name(p));
    return result;
}

/* A value of --property: a list. */
static int read_properties(void *user, const char *text)
{
    arguments *args = user;
    char name[64];
    while (text) {
        size_t length = strcspn(text, ",");
        (void)snprintf(name, sizeof name, "%.*s", (int)length, text);
        mc_property p =
            length < sizeof name ? mc_property_find(name) : MC_PROPERTIES;
        if (p == MC_PROPERTIES)
            return fail_property(text, length);
        args->wanted[p] = true;
        text = text[length] ? text + length + 1 : NULL;
    }
    return MC_EXIT_OK;
}

/* All values of --property as one list. */
static void join_properties(arguments *args)
{
    size_t used = 0;
    for (mc_property p = 0; p < MC_PROPERTIES; p++)
        if (args->wanted[p])
            used +=
                (size_t)snprintf(args->list + used, sizeof args->list - used,
                                 "%s%s", used ? "," : "", mc_property_name(p));
    if (used > 0)
        args->property = args->list;
}

/* Without --property: those that apply. */
static void choose_properties(arguments *args, const mc_publicgood *good)
{
    for (mc_property p = 0; p < MC_PROPERTIES && !args->property; p++)
        args->wanted[p] = mc_property_applies(good, p);
}

static size_t count_properties(const arguments *args)
{
    size_t count = 0;
    for (mc_property p = 0; p < MC_PROPERTIES; p++)
        count += args->wanted[p];
    return count;
}

/* --- certificates ------------------------------------------------------ */

/* Where a certificate goes: into the directory, or to the file of -o. NULL:
   no memory. */
static char *certificate_path(const arguments *args, mc_property property,
                              const char *ending)
{
    char name[80];
    (void)snprintf(name, sizeof name, "%s%s.cert", mc_property_name(property),
                   ending);
    return args->directory ? mc_cli_join(args->output, name)
                           : strdup(args->output);
}

static mc_status fail_memory(mc_message *message)
{
    return mc_message_set(message, MC_LIMIT, "out of memory");
}

static mc_status write_listed(mc_message *message, const arguments *args,
                              const mc_publicgood *good, mc_property_row *row)
{
    row->certificate = certificate_path(args, row->property, "");
    return row->certificate
               ? mc_finding_certify(row->finding, message, good, row->property,
                                    row->certificate)
               : fail_memory(message);
}

static mc_status write_everywhere(mc_message *message, const arguments *args,
                                  const mc_publicgood *good,
                                  mc_property_row *row)
{
    row->everywhere_certificate =
        certificate_path(args, row->property, ".everywhere");
    return row->everywhere_certificate
               ? mc_holds_certify(good, message, row->property, row->values,
                                  row->everywhere_certificate)
               : fail_memory(message);
}

static mc_status write_largest(mc_message *message, const arguments *args,
                               const mc_publicgood *good, mc_property_row *row)
{
    row->largest_certificate =
        certificate_path(args, row->property, ".largest");
    return row->largest_certificate
               ? mc_largest_write_everywhere(&row->largest, message,
                                             row->largest_certificate, good)
               : fail_memory(message);
}

static mc_status write_row(mc_message *message, const arguments *args,
                           const mc_publicgood *good, mc_property_row *row)
{
    mc_status status = MC_OK;
    if (row->finding && (args->directory || !args->everywhere))
        status = write_listed(message, args, good, row);
    if (status == MC_OK && row->everywhere &&
        (args->directory || args->everywhere))
        status = write_everywhere(message, args, good, row);
    if (status == MC_OK && row->largest.name && args->directory)
        status = write_largest(message, args, good, row);
    return status;
}

/* Several certificates, or an existing directory, make a directory. */
static mc_status write_all(mc_message *message, arguments *args,
                           const mc_publicgood *good, mc_property_row *row,
                           size_t rows)
{
    struct stat found;
    mc_status status = MC_OK;
    if (!args->output)
        return MC_OK;
    args->directory =
        rows > 1 || (stat(args->output, &found) == 0 && S_ISDIR(found.st_mode));
    if (args->directory)
        status = mc_cli_make_directory(message, args->output);
    for (size_t j = 0; j < rows && status == MC_OK; j++)
        status = write_row(message, args, good, &row[j]);
    return status;
}

/* --- the whole --------------------------------------------------------- */

static size_t fill_rows(mc_property_row *row, const arguments *args,
                        const mc_population *population,
                        const mc_findings *findings)
{
    size_t rows = 0;
    for (mc_property p = 0; p < MC_PROPERTIES; p++) {
        if (!args->wanted[p])
            continue;
        mc_property_row *next = &row[rows++];
        *next = (mc_property_row){.property = p};
        next->undefined = findings ? findings->of[p].undefined : NULL;
        next->finding = findings && !next->undefined ? &findings->of[p] : NULL;
        next->everywhere = mc_holds_everywhere(&next->values, population, p);
        if (p >= MC_INDIVIDUALLY_RATIONAL && p <= MC_NO_EXTORTION)
            next->largest = mc_largest_everywhere(
                population, 1u << (p - MC_INDIVIDUALLY_RATIONAL));
    }
    return rows;
}

/* Without findings: --everywhere asks for arguments, and they may suffice. */
static int judge_undecided(const arguments *args, const mc_property_row *row,
                           size_t rows)
{
    for (size_t j = 0; j < rows; j++)
        if (!args->everywhere || !row[j].everywhere)
            return MC_EXIT_UNDECIDED;
    return MC_EXIT_OK;
}

static void note_undefined(const arguments *args, const mc_property_row *row,
                           size_t rows)
{
    size_t undefined = 0;
    for (size_t j = 0; j < rows; j++)
        undefined += row[j].undefined != NULL;
    if (undefined > 0)
        mc_cli_note("%s: %zu of %zu properties %s not defined by the "
                    "statement; of %s nothing is said on "
                    "the listed types",
                    args->path, undefined, rows, undefined == 1 ? "is" : "are",
                    undefined == 1 ? "it" : "them");
}

/* A violation is a refutation; with --everywhere, a property for which there is
   no argument is undecided. */
static int judge(const arguments *args, const mc_property_row *row, size_t rows)
{
    int result = MC_EXIT_OK;
    note_undefined(args, row, rows);
    for (size_t j = 0; j < rows; j++)
        if (row[j].finding && mpq_sgn(row[j].finding->excess) > 0)
            return MC_EXIT_REFUTED;
    for (size_t j = 0; j < rows && args->everywhere; j++) {
        if (row[j].everywhere)
            continue;
        result = MC_EXIT_UNDECIDED;
        mc_cli_note("%s: on the listed types %s holds, but no argument says "
                    "that it does on others",
                    args->path, mc_property_name(row[j].property));
    }
    return result;
}

/* findings is NULL if the listed types were not decided; `why` says why. */
static int tell(mc_message *message, arguments *args,
                const mc_population *population, const mc_findings *findings,
                const mc_message *why)
{
    mc_property_row row[MC_PROPERTIES];
    size_t rows = fill_rows(row, args, population, findings);
    const mc_properties_report report = {population, args->path, row, rows,
                                         findings ? NULL : why->text};
    bool taken = mc_cli_is_standard_output(args->output);
    mc_status status = write_all(message, args, population->good, row, rows);
    if (status == MC_OK)
        status = args->json
                     ? mc_report_properties_json(stdout, message, &report)
                     : mc_report_properties(taken ? stderr : stdout, message,
                                            &report);
    int result = status != MC_OK ? mc_cli_report(status, message)
                 : findings      ? judge(args, row, rows)
                                 : judge_undecided(args, row, rows);
    for (size_t j = 0; j < rows; j++) {
        free(row[j].certificate);
        free(row[j].everywhere_certificate);
        free(row[j].largest_certificate);
    }
    return result;
}

/* A property that was asked for must be defined. Too many profiles, or too
   little time: what follows from the rules alone can be told nevertheless. */
static mc_status find(mc_findings **findings, mc_message *message,
                      mc_message *why, const arguments *args,
                      const mc_population *population)
{
    mc_status status =
        args->property ? mc_findings_new(findings, message, population,
                                         args->wanted, &args->limits.stop)
                       : mc_findings_defined(findings, message, population,
                                             args->wanted, &args->limits.stop);
    if (status != MC_UNDECIDED && status != MC_LIMIT)
        return status;
    mc_cli_note("%s", message->text);
    *why = *message;
    return MC_OK;
}

static int run_finite(mc_message *message, arguments *args, const mc_file *file)
{
    mc_publicgood *good = NULL;
    mc_population *population = NULL;
    mc_findings *findings = NULL;
    mc_message why = {""};
    mc_status status = mc_publicgood_parse(&good, message, file);
    if (status == MC_OK)
        status = mc_population_new(&population, message, good, NULL);
    if (status == MC_OK)
        choose_properties(args, good);
    if (status == MC_OK)
        status = find(&findings, message, &why, args, population);
    int result = status == MC_OK
                     ? tell(message, args, population, findings, &why)
                     : mc_cli_report(status, message);
    mc_findings_free(findings);
    mc_population_free(population);
    mc_publicgood_free(good);
    return result;
}

static int run_quantity(const arguments *args, const mc_file *file)
{
    const mc_cli_quantity what = {.path = args->path,
                                  .output = args->output,
                                  .property = args->property,
                                  .check = true,
                                  .json = args->json};
    return args->everywhere || args->time
               ? mc_cli_usage(command_name,
                              "--everywhere and --time are not for a "
                              "continuous quantity, of which one profile is "
                              "judged")
               : mc_cli_quantity_tell(file, &what);
}

static int run(arguments *args)
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

static int begin(arguments *args)
{
    int result = MC_EXIT_OK;
    join_properties(args);
    if (args->everywhere && !args->property)
        result = mc_cli_usage(command_name, "--everywhere needs --property");
    if (result == MC_EXIT_OK && mc_cli_is_standard_output(args->output) &&
        (args->json || count_properties(args) != 1))
        result = mc_cli_usage(command_name,
                              "-o - takes the certificate of one --property, "
                              "without --json");
    if (result == MC_EXIT_OK && args->time)
        result = mc_cli_limits_time(&args->limits, command_name, args->time);
    if (result == MC_EXIT_OK &&
        mc_cli_is_input(command_name, args->output, args->path))
        result = MC_EXIT_USAGE;
    mc_cli_limits_start(&args->limits);
    return result;
}

int mc_cli_mechanism_check(int argc, char **argv)
{
    arguments args = {.path = NULL};
    const mc_cli_option options[] = {
        {"property", 'p', NULL, &args.property, "NAME,...",
         "these only; by default all that apply"},
        {"everywhere", 0, &args.everywhere, NULL, NULL,
         "ask whether they hold on every set of types, by an\nargument, and "
         "let -o claim that"},
        {"output", 'o', NULL, &args.output, "CERT",
         "write the certificate of one property; of several, or\nif there is a "
         "directory CERT, all certificates into it"},
        {"time", 0, NULL, &args.time, "SECONDS",
         "stop then; nothing is said of the listed types (exit 12),\nonly what "
         "follows from how the rules are made"},
        {"json", 0, &args.json, NULL, NULL, "print one JSON object"}};
    mc_cli_command command = {
        .name = command_name,
        .usage = "FILE [--property NAME,...]... [OPTION...]",
        .words =
            "Says which properties a public-good mechanism has on the types of "
            "the statement, with\n"
            "the largest violation and who suffers it where, and which it has "
            "on every set of\n"
            "types by the way its rules are made. Of a continuous quantity one "
            "profile is judged,\n"
            "under three rules side by side.",
        .exits =
            "Exit status: 0 all hold, without --property all that the "
            "statement "
            "defines; 10 one is\nviolated; 12 stopped, or more profiles than "
            "100,000,000, or --everywhere finds no\nargument; 11, 13, 2 as "
            "for mechcert. For a continuous quantity: 0 computed.",
        .repeated = "property",
        .each = read_properties,
        .user = &args,
        .option = options,
        .options = sizeof options / sizeof *options};
    int result = mc_cli_options(&command, argc, argv);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    if (command.operands != 1)
        return mc_cli_usage(command_name, "give one statement FILE");
    args.path = command.operand[0];
    result = begin(&args);
    return result == MC_EXIT_OK ? run(&args) : result;
}
