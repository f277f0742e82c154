/* mechcert welfare-loss: what posted prices for a public good lose at worst. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "cli/cli.h"
#include "cli/interrupt.h"
#include "cli/limits.h"
#include "cli/options.h"
#include "publicgood/loss.h"
#include "report/welfare_loss.h"

static const char command_name[] = "welfare-loss";

typedef struct arguments {
    const char *file, *agents, *grid, *time, *output;
    bool json, quiet;
    size_t count; /* of agents; 0: the file says it */
    mc_cli_limits limits;
    mc_loss_effort effort;
    mc_stop stop;
} arguments;

static int read_number(size_t *number, const char *option, const char *text,
                       size_t least, size_t most)
{
    size_t length = strlen(text);
    if (length > 0 && length < 10 && strspn(text, "0123456789") == length)
        *number = strtoul(text, NULL, 10);
    if (*number >= least && *number <= most)
        return MC_EXIT_OK;
    return mc_cli_usage(command_name,
                        "--%s %s: must be an integer from %zu to %zu", option,
                        text, least, most);
}

static bool is_stopped(void *user)
{
    arguments *args = user;
    return mc_cli_interrupted() || mc_stopped(&args->limits.stop);
}

static void show_progress(void *user, const mc_loss_bracket *bracket,
                          double gap)
{
    (void)user;
    fprintf(stderr,
            "\r\033[Kkappa in [%.6f, %.6f]; grid 1/%zu, still %.6f to learn",
            mpq_get_d(bracket->belief->value),
            mpq_get_d(mc_loss_bracket_upper(bracket)), bracket->grid, gap);
    fflush(stderr);
}

/* Names of the files in the output directory. */
typedef struct paths {
    char *statement, *belief, *anywhere, *lottery, *closed;
} paths;

static bool paths_init(paths *p, const char *directory)
{
    *p = (paths){mc_cli_join(directory, "welfare-loss.json"),
                 mc_cli_join(directory, "lower.belief.cert"),
                 mc_cli_join(directory, "lower-all-costs.belief.cert"),
                 mc_cli_join(directory, "upper.lottery.cert"),
                 mc_cli_join(directory, "upper.closed-form.cert")};
    return p->statement && p->belief && p->anywhere && p->lottery && p->closed;
}

static void paths_clear(paths *p)
{
    free(p->statement);
    free(p->belief);
    free(p->anywhere);
    free(p->lottery);
    free(p->closed);
}

static mc_status write_bound(const char **where, mc_message *message,
                             const mc_loss_bound *bound, const char *path,
                             const mc_loss_statement *statement)
{
    *where = path;
    return mc_loss_bound_write(bound, message, path, statement);
}

static mc_status write_all(mc_loss_report *report, mc_message *message,
                           const arguments *args, const paths *p,
                           const mc_loss_statement *statement)
{
    const mc_loss_bracket *b = report->bracket;
    mc_status status = MC_OK;
    if (!args->file) {
        report->statement = p->statement;
        status = mc_loss_statement_write(statement, message, p->statement);
    }
    if (status == MC_OK)
        status = write_bound(&report->belief, message, b->belief, p->belief,
                             statement);
    if (status == MC_OK && b->anywhere && b->anywhere != b->belief)
        status = write_bound(&report->anywhere, message, b->anywhere,
                             p->anywhere, statement);
    if (status == MC_OK && b->lottery)
        status = write_bound(&report->lottery, message, b->lottery, p->lottery,
                             statement);
    report->closed = p->closed;
    if (status == MC_OK)
        status = mc_loss_closed_write(b, message, p->closed, statement);
    return status;
}

static mc_status report(mc_message *message, const arguments *args,
                        const mc_loss_bracket *bracket,
                        const mc_loss_statement *statement)
{
    mc_loss_report what = {.bracket = bracket, .statement = args->file};
    paths p = {0};
    mc_status status = MC_OK;
    if (args->output && !paths_init(&p, args->output))
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    else if (args->output)
        status = write_all(&what, message, args, &p, statement);
    if (status == MC_OK)
        status = args->json ? mc_report_loss_json(stdout, message, &what)
                            : mc_report_loss(stdout, message, &what);
    paths_clear(&p);
    return status;
}

static mc_status run(mc_message *message, arguments *args)
{
    mc_loss_statement *statement = NULL;
    mc_loss_bracket *bracket = NULL;
    mc_status status =
        args->file ? mc_loss_statement_read(&statement, message, args->file)
                   : mc_loss_statement_new(&statement, message, args->count);
    if (status == MC_OK && args->output)
        status = mc_cli_make_directory(message, args->output);
    if (status == MC_OK)
        status = mc_loss_bracket_new(&bracket, message, statement->agents,
                                     &args->effort);
    if (args->effort.progress)
        fputs("\r\033[K", stderr);
    if (status == MC_OK)
        status = report(message, args, bracket, statement);
    mc_loss_bracket_free(bracket);
    mc_loss_statement_free(statement);
    return status;
}

static int begin(arguments *args, const mc_cli_command *command)
{
    int result = MC_EXIT_OK;
    if (command->operands > 1)
        return mc_cli_usage(command_name, "unexpected operand %s",
                            command->operand[1]);
    if ((command->operands == 1) == (args->agents != NULL))
        return mc_cli_usage(command_name,
                            "either a FILE or --agents N is needed");
    if (command->operands == 1)
        args->file = command->operand[0];
    if (args->agents)
        result = read_number(&args->count, "agents", args->agents, 2,
                             MC_LOSS_MOST_AGENTS);
    if (result == MC_EXIT_OK && args->grid)
        result = read_number(&args->effort.grid, "grid", args->grid, 2,
                             MC_LOSS_MOST_GRID);
    if (result == MC_EXIT_OK && args->time)
        result = mc_cli_limits_time(&args->limits, command_name, args->time);
    if (result != MC_EXIT_OK)
        return result;
    mc_cli_limits_start(&args->limits);
    mc_cli_interrupt_begin();
    args->stop = (mc_stop){.requested = is_stopped, .user = args};
    args->effort.stop = &args->stop;
    if (!args->quiet && isatty(STDERR_FILENO))
        args->effort.progress = show_progress;
    return MC_EXIT_OK;
}

int mc_cli_welfare_loss(int argc, char **argv)
{
    arguments args = {.json = false};
    mc_message message = {""};
    const mc_cli_option options[] = {
        {"agents", 0, NULL, &args.agents, "N",
         "the number of agents, in place of a FILE"},
        {"grid", 0, NULL, &args.grid, "M",
         "search up to the grid 1/M (three agents: default 96)"},
        {"output", 'o', NULL, &args.output, "DIR",
         "write the certificates there, and with --agents the\nstatement, "
         "welfare-loss.json"},
        {"time", 0, NULL, &args.time, "SECONDS",
         "stop then, with the best bounds so far; so does Ctrl-C"},
        {"json", 0, &args.json, NULL, NULL, "print one JSON object"},
        {"quiet", 'q', &args.quiet, NULL, NULL, "no progress on stderr"}};
    mc_cli_command command = {
        .name = command_name,
        .usage = "FILE [OPTION...]\n"
                 "       mechcert welfare-loss --agents N [OPTION...]",
        .words =
            "A public good is divisible, values lie in [0, b], nothing else is "
            "known of them: how\nmuch welfare does the best lottery over "
            "posted prices with a balanced budget lose\nagainst the worst "
            "belief? Finds beliefs that bound it from below and lotteries "
            "that\nbound it from above, as multiples of N b - c, evaluates "
            "them exactly and certifies\nthem. (Andreyanov, Copic and Jeong, "
            "Optimal robust divisible mechanisms for public\ngoods, section "
            "4.3.)",
        .exits = "Exit status: 0 bounds were found, also if the search was "
                 "stopped; 11, 12, 13, 2 as\nfor mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    int result = mc_cli_options(&command, argc, argv);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    result = begin(&args, &command);
    if (result != MC_EXIT_OK)
        return result;
    return mc_cli_report(run(&message, &args), &message);
}
