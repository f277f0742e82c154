/* mechcert potential: the best direct mechanism of an information structure. */
#include <mechcert/bounds.h>
#include <mechcert/potential.h>

#include "cli/cli.h"
#include "cli/statements.h"
#include "report/potential.h"

typedef struct arguments {
    mc_cli_game game;
    const char *mechanism;
    bool secure;
} arguments;

static mc_status write_mechanism(mc_message *message, const char *path,
                                 const mc_potential *potential)
{
    mc_mechanism *mechanism = NULL;
    mc_status status = mc_potential_mechanism(&mechanism, message, potential);
    if (status == MC_OK)
        status = mc_mechanism_write(mechanism, message, path);
    mc_mechanism_free(mechanism);
    return status;
}

static mc_status report(mc_message *message, const arguments *args,
                        const mc_potential *potential)
{
    const mc_cli_game *game = &args->game;
    mc_potential_report what = {
        .potential = potential,
        .env_path = game->statements.path[MC_CLI_ENVIRONMENT],
        .information_path = game->statements.path[MC_CLI_INFORMATION],
        .certificate = game->output,
        .mechanism = args->mechanism};
    FILE *words = mc_cli_game_words(game);
    mc_status status = MC_OK;
    if (game->output)
        status = mc_potential_write(potential, message, game->output);
    if (status == MC_OK && args->mechanism)
        status = write_mechanism(message, args->mechanism, potential);
    if (status == MC_OK && game->json)
        status = mc_report_potential_json(stdout, message, &what);
    else if (status == MC_OK && words)
        status = mc_report_potential(words, message, &what);
    return status;
}

/* No mechanism is participation secure; -o gets the proof. */
static mc_status prove_none(mc_message *message, const mc_cli_game *game)
{
    mc_participation *answer = NULL;
    mc_message other = {""};
    mc_status status = MC_OK;
    if (game->output) {
        status = mc_participation_new(&answer, &other, game->statements.env);
        if (status == MC_REFUTED)
            status = mc_participation_write(answer, &other, game->output);
        mc_participation_free(answer);
    }
    if (status == MC_OK)
        return mc_cli_game_refuted(game, message,
                                   "no-participation-secure-mechanism", NULL);
    *message = other;
    return status;
}

static mc_status run(mc_message *message, arguments *args)
{
    mc_cli_statements *statements = &args->game.statements;
    mc_potential *potential = NULL;
    mc_status status = mc_potential_new(
        &potential, message, statements->env, statements->information,
        args->secure ? MC_POTENTIAL_SECURE : MC_POTENTIAL_DIRECT,
        &args->game.effort);
    if (status == MC_OK)
        status = report(message, args, potential);
    else if (status == MC_REFUTED)
        status = prove_none(message, &args->game);
    mc_potential_free(potential);
    return status;
}

int mc_cli_potential(int argc, char **argv)
{
    arguments args = {.secure = false};
    mc_message message = {""};
    const mc_cli_option options[] = {
        {"participation-secure", 0, &args.secure, NULL, NULL,
         "compare mechanisms in which every agent may stay out\nand is "
         "then never worse off: the potential itself"},
        {"mechanism", 0, NULL, &args.mechanism, "FILE",
         "write the optimal mechanism"},
        MC_CLI_GAME_OPTIONS(&args.game)};
    mc_cli_command command = {
        .name = "potential",
        .usage = "INFORMATION ENVIRONMENT [OPTION...]",
        .words =
            "Computes the designer's largest welfare over direct mechanisms "
            "that are incentive\n"
            "compatible and individually rational given an information "
            "structure, exactly. This\n"
            "bounds the potential of the information structure from above, and "
            "equals it if some\n"
            "outcome leaves every agent at its outside option in every state.",
        .exits =
            "Exit status: 0 computed; 10 no such mechanism exists, nor one "
            "that is participation\n"
            "secure (-o then gets the certificate of that); 11, 12, 13, 2 "
            "as for mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    args.game.written[0] = &args.mechanism;
    int result = mc_cli_game_begin(
        &args.game, &command, argc, argv,
        1u << MC_CLI_ENVIRONMENT | 1u << MC_CLI_INFORMATION, 0);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    mc_status status = run(&message, &args);
    return mc_cli_game_end(&args.game, status, &message);
}
