/* mechcert divisible: divisible public goods and posted prices. */
#define _POSIX_C_SOURCE 200809L
#include "cli/divisible.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "cli/cli.h"
#include "report/rational.h"

static const mc_cli_verb verbs[] = {
    {"check", mc_cli_divisible_check, "every property, with its worst case"},
    {"decompose", mc_cli_divisible_decompose,
     "the mechanism as a lottery over posted prices"},
    {"best", mc_cli_divisible_best,
     "the best posted price, and that no robust mechanism is better"},
    {"loss", mc_cli_divisible_loss, "expected and maximal loss of welfare"},
};

int mc_cli_divisible(int argc, char **argv)
{
    return mc_cli_verbs("divisible", "verb",
                        "Usage: mechcert divisible VERB FILE [OPTION...]\n"
                        "\n"
                        "Mechanisms for a divisible public good: prices, a "
                        "level on cells, or a polynomial\n"
                        "(Andreyanov, Copic and Jeong, Optimal robust "
                        "divisible mechanisms for public\n"
                        "goods). Verbs:",
                        verbs, sizeof verbs / sizeof *verbs, argc, argv);
}

static int is_stopped(void *user)
{
    mc_cli_limits *limits = user;
    return mc_stopped(&limits->stop);
}

static int read_limits(mc_cli_divisible_task *d, const char *command)
{
    int result = MC_EXIT_OK;
    if (d->time)
        result = mc_cli_limits_time(&d->limits, command, d->time);
    if (result == MC_EXIT_OK && d->memory)
        result = mc_cli_limits_memory(&d->limits, command, d->memory);
    mc_cli_limits_start(&d->limits);
    d->effort = (mc_limits){.user = &d->limits,
                            .stop = is_stopped,
                            .milliseconds = d->limits.milliseconds};
    return result;
}

int mc_cli_divisible_begin(mc_cli_divisible_task *d, mc_cli_command *command,
                           int argc, char **argv)
{
    mc_message message = {""};
    int result = mc_cli_options(command, argc, argv);
    if (result == MC_EXIT_OK)
        result = read_limits(d, command->name);
    if (result != MC_EXIT_OK)
        return result;
    if (command->operands == 0)
        return mc_cli_usage(command->name, "a FILE is missing");
    if (command->operands > 1)
        return mc_cli_usage(command->name, "unexpected operand %s",
                            command->operand[1]);
    d->path = command->operand[0];
    if (mc_cli_is_input(command->name, d->output, d->path))
        return MC_EXIT_USAGE;
    if (d->json && mc_cli_is_standard_output(d->output))
        return mc_cli_usage(command->name, "--json and - as an output file "
                                           "would mix two outputs");
    return mc_cli_report(mc_divisible_read(&d->good, &message, d->path),
                         &message);
}

/* A program that reads the answer learns that there is none. */
static void print_undecided(const mc_message *message)
{
    mc_message failed = {""};
    json_t *root = json_pack("{ss ss ss}", "format", "mechcert-undecided-1",
                             "status", "undecided", "reason", message->text);
    (void)!mc_report_json(stdout, &failed, root);
}

int mc_cli_divisible_end(mc_cli_divisible_task *d, mc_status status,
                         const mc_message *message)
{
    mc_message named = {""};
    if (d->json && !d->reported &&
        (status == MC_UNDECIDED || status == MC_LIMIT))
        print_undecided(message);
    mc_divisible_free(d->good);
    d->good = NULL;
    if (status != MC_BAD_INPUT)
        return mc_cli_report(status, message);
    return mc_cli_report(
        mc_message_set(&named, status, "%s: %s", d->path, message->text),
        &named);
}

FILE *mc_cli_divisible_words(const mc_cli_divisible_task *d)
{
    if (d->json)
        return NULL;
    if (mc_cli_is_standard_output(d->output))
        return d->quiet ? NULL : stderr;
    return stdout;
}

mc_divisible_report mc_cli_divisible_report(const mc_cli_divisible_task *d)
{
    return (mc_divisible_report){.good = d->good, .path = d->path};
}

mc_status mc_cli_divisible_target(char **path, mc_message *message,
                                  const mc_cli_divisible_task *d,
                                  const char *name, bool several)
{
    char file[64];
    mc_status status = MC_OK;
    *path = NULL;
    if (!d->output)
        return MC_OK;
    if (several)
        status = mc_cli_make_directory(message, d->output);
    if (status != MC_OK)
        return status;
    (void)snprintf(file, sizeof file, "%s.cert", name);
    *path = several ? mc_cli_join(d->output, file) : strdup(d->output);
    return *path ? MC_OK : mc_message_set(message, MC_LIMIT, "out of memory");
}

void mc_cli_divisible_told(char *path, const mc_cli_divisible_task *d)
{
    FILE *words = mc_cli_divisible_words(d);
    if (path && words)
        mc_report_check(words, path, &d->path, 1);
    free(path);
}
