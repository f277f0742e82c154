/* mechcert import gambit: a strategic game as environment and mechanism. */
#include <stdbool.h>
#include <stdlib.h>

#include "base/message.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "game/nfg.h"

typedef struct arguments {
    const char *game, *output, *welfare;
    bool quiet;
} arguments;

static mc_status write_statements(mc_message *message, const char *directory,
                                  const mc_environment *env,
                                  const mc_mechanism *mechanism)
{
    char *first = mc_cli_join(directory, "environment.json");
    char *second = mc_cli_join(directory, "mechanism.json");
    mc_status status = first && second
                           ? mc_cli_make_directory(message, directory)
                           : mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        status = mc_environment_write(env, message, first);
    if (status == MC_OK)
        status = mc_mechanism_write(mechanism, message, second);
    free(second);
    free(first);
    return status;
}

static mc_status import(mc_message *message, const arguments *args,
                        const mc_nfg *game)
{
    mc_environment *env;
    mc_mechanism *mechanism;
    size_t changed;
    mc_status status = mc_nfg_statements(&env, &mechanism, &changed, message,
                                         game, args->welfare);
    if (status != MC_OK)
        return status;
    status = write_statements(message, args->output, env, mechanism);
    mc_mechanism_free(mechanism);
    mc_environment_free(env);
    if (status == MC_OK && changed > 0 && !args->quiet)
        mc_cli_note("%zu label%s that %s empty, or that %s another, now end%s "
                    "in the number of %s place in the list",
                    changed, changed == 1 ? "" : "s",
                    changed == 1 ? "was" : "were",
                    changed == 1 ? "repeated" : "repeat",
                    changed == 1 ? "s" : "", changed == 1 ? "its" : "their");
    return status;
}

static mc_status run(mc_message *message, const arguments *args)
{
    mc_file file;
    mc_nfg game;
    mc_status status =
        mc_file_load(&file, message, args->game, MC_NFG_MAX_BYTES);
    if (status != MC_OK)
        return status;
    status = mc_nfg_parse(&game, message, &file);
    if (status == MC_OK) {
        status = import(message, args, &game);
        mc_nfg_clear(&game);
    }
    mc_file_clear(&file);
    return status;
}

int mc_cli_import_gambit(int argc, char **argv)
{
    arguments args = {.quiet = false};
    mc_message message = {""};
    const mc_cli_option options[] = {
        {"output", 'o', NULL, &args.output, "DIR",
         "where to write; made if need be"},
        {"welfare", 'w', NULL, &args.welfare, "PLAYER",
         "welfare is the payoff of this player; default: the\nsum of all"},
        {"quiet", 'q', &args.quiet, NULL, NULL, "no notes on stderr"}};
    mc_cli_command command = {
        .name = "import gambit",
        .usage = "GAME.nfg -o DIR [OPTION...]",
        .words =
            "Reads a strategic game of Gambit (.nfg, payoff or outcome "
            "version) exactly and writes\n"
            "it as DIR/environment.json, with one state, and "
            "DIR/mechanism.json, whose actions\n"
            "are the strategies. The exact guarantee of this mechanism is the "
            "welfare of the\n"
            "worst correlated equilibrium of the game:\n"
            "\n"
            "  mechcert guarantee DIR/mechanism.json DIR/environment.json",
        .exits = "Exit status: 0 written; 11 the file is malformed; 12, 13, 2 "
                 "as for mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    int result = mc_cli_options(&command, argc, argv);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    if (command.operands == 0)
        return mc_cli_usage(command.name, "a GAME is missing");
    if (command.operands > 1)
        return mc_cli_usage(command.name, "unexpected operand %s",
                            command.operand[1]);
    if (!args.output)
        return mc_cli_usage(command.name, "-o DIR is missing");
    args.game = command.operand[0];
    return mc_cli_report(run(&message, &args), &message);
}
