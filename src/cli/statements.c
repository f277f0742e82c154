#define _POSIX_C_SOURCE 200809L
#include "cli/statements.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/message.h"
#include "base/number.h"
#include "base/text.h"
#include "cli/cli.h"
#include "report/rational.h"

static const char *const format_of[MC_CLI_KINDS] = {
    "mechcert-environment-1", "mechcert-mechanism-1", "mechcert-information-1",
    "mechcert-strategies-1", "mechcert-prior-1"};

static const char *const name_of[MC_CLI_KINDS] = {
    "an environment", "a mechanism", "an information structure",
    "a strategy profile", "a prior"};

char *mc_cli_format(const mc_file *file)
{
    mc_json json;
    if (mc_json_parse(&json, NULL, file->name, file->text, file->length) !=
        MC_OK)
        return NULL;
    const char *format =
        json_string_value(json_object_get(json.root, "format"));
    char *copy = format ? strdup(format) : NULL;
    mc_json_clear(&json);
    return copy;
}

/* The kind that the file says it is. */
static mc_status detect(mc_cli_kind *kind, mc_message *message,
                        const mc_file *file)
{
    mc_json json;
    mc_json_place place = mc_json_at("format");
    char piece[96];
    int k = 0;
    mc_status status =
        mc_json_parse(&json, message, file->name, file->text, file->length);
    if (status != MC_OK)
        return status;
    const char *format =
        json_string_value(json_object_get(json.root, "format"));
    while (format && k < MC_CLI_KINDS && strcmp(format, format_of[k]) != 0)
        k++;
    if (!format) {
        place = mc_json_top();
        status = mc_json_fail(&json, message, &place,
                              "a statement begins with its \"format\", such as "
                              "\"mechcert-mechanism-1\"");
    } else if (k == MC_CLI_KINDS) {
        mc_text_clip(piece, sizeof piece, format, strlen(format));
        status = mc_json_fail(
            &json, message, &place,
            "unknown format \"%s\"; there are mechcert-environment-1, "
            "-mechanism-1, -information-1, -strategies-1 and -prior-1",
            piece);
    }
    *kind = (mc_cli_kind)k;
    mc_json_clear(&json);
    return status;
}

static mc_status parse(mc_cli_statements *statements, mc_message *message,
                       const mc_file *file, mc_cli_kind kind)
{
    switch (kind) {
    case MC_CLI_ENVIRONMENT:
        return mc_environment_parse(&statements->env, message, file);
    case MC_CLI_MECHANISM:
        return mc_mechanism_parse(&statements->mechanism, message, file);
    case MC_CLI_INFORMATION:
        return mc_information_parse(&statements->information, message, file);
    case MC_CLI_STRATEGIES:
        return mc_strategies_parse(&statements->strategies, message, file);
    case MC_CLI_PRIOR:
        return mc_prior_parse(&statements->prior, message, file);
    case MC_CLI_KINDS:
        break;
    }
    return MC_BAD_INPUT;
}

mc_status mc_cli_statements_parse(mc_cli_statements *statements,
                                  mc_message *message, const mc_file *file,
                                  const char *path)
{
    mc_cli_kind kind = MC_CLI_KINDS;
    mc_status status = detect(&kind, message, file);
    if (status == MC_OK && statements->path[kind])
        status = mc_message_set(message, MC_BAD_INPUT,
                                "%s and %s are both %s; give one of them",
                                statements->path[kind], path, name_of[kind]);
    if (status == MC_OK)
        status = parse(statements, message, file, kind);
    if (status == MC_OK)
        statements->path[kind] = path;
    return status;
}

/* One more file ("-" is standard input), whatever its kind. */
static mc_status read_statement(mc_cli_statements *statements,
                                mc_message *message, const char *path)
{
    mc_file file;
    mc_status status = mc_file_load(&file, message, path, MC_JSON_MAX_BYTES);
    if (status != MC_OK)
        return status;
    status = mc_cli_statements_parse(statements, message, &file, path);
    mc_file_clear(&file);
    return status;
}

void mc_cli_statements_clear(mc_cli_statements *statements)
{
    mc_prior_free(statements->prior);
    mc_strategies_free(statements->strategies);
    mc_information_free(statements->information);
    mc_mechanism_free(statements->mechanism);
    mc_environment_free(statements->env);
}

/* The kinds of `need` (bits 1 << kind) are there, and none but those and the
   ones of `allow`. Returns MC_EXIT_OK or, after a message, MC_EXIT_USAGE. */
static int check_kinds(const mc_cli_statements *statements, const char *command,
                       unsigned need, unsigned allow)
{
    for (int k = 0; k < MC_CLI_KINDS; k++) {
        bool there = statements->path[k] != NULL;
        if (!there && (need & 1u << k))
            return mc_cli_usage(command,
                                "%s is missing (a file whose \"format\" is "
                                "%s)",
                                name_of[k], format_of[k]);
        if (there && !((need | allow) & 1u << k))
            return mc_cli_usage(command, "%s: this command does not take %s",
                                statements->path[k], name_of[k]);
    }
    return MC_EXIT_OK;
}

mc_statements mc_cli_statements_view(const mc_cli_statements *statements)
{
    return (mc_statements){.env = statements->env,
                           .mechanism = statements->mechanism,
                           .information = statements->information,
                           .strategies = statements->strategies,
                           .prior = statements->prior};
}

static int is_stopped(void *user)
{
    mc_cli_limits *limits = user;
    return mc_stopped(&limits->stop);
}

static int read_limits(mc_cli_game *game, const char *command)
{
    int result = MC_EXIT_OK;
    if (game->time)
        result = mc_cli_limits_time(&game->limits, command, game->time);
    if (result == MC_EXIT_OK && game->memory)
        result = mc_cli_limits_memory(&game->limits, command, game->memory);
    mc_cli_limits_start(&game->limits);
    game->effort = (mc_limits){.user = &game->limits,
                               .stop = is_stopped,
                               .milliseconds = game->limits.milliseconds};
    return result;
}

static const char *further(const char *const *option)
{
    return option ? *option : NULL;
}

/* The outputs of a command; NULL where none was asked for. */
enum { OUTPUTS = 3 };

static void list_outputs(const char *outputs[OUTPUTS], const mc_cli_game *game)
{
    outputs[0] = game->output;
    outputs[1] = further(game->written[0]);
    outputs[2] = further(game->written[1]);
}

FILE *mc_cli_game_words(const mc_cli_game *game)
{
    const char *outputs[OUTPUTS];
    list_outputs(outputs, game);
    for (int i = 0; i < OUTPUTS; i++)
        if (mc_cli_is_standard_output(outputs[i]))
            return game->quiet ? NULL : stderr;
    return stdout;
}

static int check_outputs(const char *outputs[OUTPUTS], const char *name,
                         bool json)
{
    for (int i = 0; i < OUTPUTS; i++) {
        if (json && mc_cli_is_standard_output(outputs[i]))
            return mc_cli_usage(name, "--json and - as an output file would "
                                      "mix two outputs");
        for (int j = 0; j < i; j++) {
            const char *a = outputs[j], *b = outputs[i];
            if (mc_cli_is_standard_output(a) && mc_cli_is_standard_output(b))
                return mc_cli_usage(name, "two files cannot both go to "
                                          "standard output");
            if (a && b && !mc_cli_is_standard_output(a) &&
                !mc_cli_is_standard_output(b) && mc_cli_same_file(a, b))
                return mc_cli_usage(name,
                                    "%s and %s are the same file, for two "
                                    "outputs; choose another name",
                                    a, b);
        }
    }
    return MC_EXIT_OK;
}

/* No input is overwritten, no two outputs are mixed, and standard input is read
   once. */
static int check_files(const mc_cli_game *game, const mc_cli_command *command)
{
    const char *outputs[OUTPUTS], *read = further(game->read);
    const char *name = command->name;
    size_t inputs = mc_cli_is_standard_output(read);
    list_outputs(outputs, game);
    int result = check_outputs(outputs, name, game->json);
    for (size_t i = 0; i <= command->operands && result == MC_EXIT_OK; i++) {
        const char *input = i < command->operands ? command->operand[i] : read;
        for (int j = 0; j < OUTPUTS && result == MC_EXIT_OK; j++)
            if (mc_cli_is_input(name, outputs[j], input))
                result = MC_EXIT_USAGE;
        inputs += i < command->operands && mc_cli_is_standard_output(input);
    }
    if (result == MC_EXIT_OK && inputs > 1)
        return mc_cli_usage(name, "standard input can be one statement only");
    return result;
}

int mc_cli_game_begin(mc_cli_game *game, mc_cli_command *command, int argc,
                      char **argv, unsigned need, unsigned allow)
{
    mc_message message = {""};
    mc_status status = MC_OK;
    int result = mc_cli_options(command, argc, argv);
    if (result == MC_EXIT_OK)
        result = read_limits(game, command->name);
    if (result != MC_EXIT_OK)
        return result;
    if (command->operands == 0)
        return mc_cli_usage(command->name, "statement files are missing");
    result = check_files(game, command);
    if (result != MC_EXIT_OK)
        return result;
    for (size_t i = 0; i < command->operands && status == MC_OK; i++)
        status =
            read_statement(&game->statements, &message, command->operand[i]);
    if (status == MC_OK && further(game->read))
        status = read_statement(&game->statements, &message, *game->read);
    if (status == MC_OK) {
        result = check_kinds(&game->statements, command->name, need, allow);
        if (result != MC_EXIT_OK) {
            (void)mc_cli_game_end(game, MC_OK, &message);
            return result;
        }
        mc_statements view = mc_cli_statements_view(&game->statements);
        status = mc_statements_match(&view, &message);
    }
    return status == MC_OK ? MC_EXIT_OK
                           : mc_cli_game_end(game, status, &message);
}

mc_status mc_cli_game_refuted(const mc_cli_game *game, mc_message *message,
                              const char *claim, const char *mechanism)
{
    if (game->output && !game->quiet)
        mc_cli_note("%s proves it; check with: mechcert-verify %s%s%s %s",
                    game->output, game->statements.path[MC_CLI_ENVIRONMENT],
                    mechanism ? " " : "", mechanism ? mechanism : "",
                    game->output);
    if (!game->json)
        return MC_REFUTED;
    json_t *root = json_pack("{ss ss ss}", "format", "mechcert-refuted-1",
                             "claim", claim, "reason", message->text);
    if (root && game->output)
        json_object_set_new(root, "certificate", json_string(game->output));
    mc_status status = mc_report_json(stdout, message, root);
    return status == MC_OK ? MC_REFUTED : status;
}

mc_status mc_cli_game_secure(const mc_cli_game *game, mc_message *message)
{
    const mc_cli_statements *statements = &game->statements;
    mc_status status = mc_security_check(message, game->output, statements->env,
                                         statements->mechanism);
    if (status == MC_REFUTED)
        status = mc_cli_game_refuted(game, message, "participation-shortfall",
                                     statements->path[MC_CLI_MECHANISM]);
    return status;
}

/* A program that reads the answer learns that there is none. */
static void print_undecided(const mc_message *message)
{
    mc_message failed = {""};
    json_t *root = json_pack("{ss ss ss}", "format", "mechcert-undecided-1",
                             "status", "undecided", "reason", message->text);
    (void)!mc_report_json(stdout, &failed, root);
}

int mc_cli_game_end(mc_cli_game *game, mc_status status,
                    const mc_message *message)
{
    if (game->json && (status == MC_UNDECIDED || status == MC_LIMIT))
        print_undecided(message);
    mc_cli_statements_clear(&game->statements);
    game->statements = (mc_cli_statements){0};
    return mc_cli_report(status, message);
}

int mc_cli_epsilon(mpq_t tolerance, const char *command, const char *text)
{
    const char *problem =
        text ? mc_number_parse(tolerance, text, strlen(text)) : NULL;
    if (problem)
        return mc_cli_usage(command, "--epsilon %s: %s", text, problem);
    if (mpq_sgn(tolerance) < 0)
        return mc_cli_usage(command, "--epsilon %s: must not be negative",
                            text);
    return MC_EXIT_OK;
}
