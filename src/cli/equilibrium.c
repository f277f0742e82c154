/* mechcert equilibrium: exact gains from deviating. */
/* gmp.h declares its functions on streams only after this one. */
#include <stdio.h>

#include <stdlib.h>
#include <string.h>

#include <mechcert/equilibrium.h>

#include "base/message.h"
#include "cli/cli.h"
#include "cli/statements.h"
#include "report/equilibrium.h"

typedef struct arguments {
    mc_cli_game game;
    const char *epsilon, *first;
    bool truthful, obedient, find_pure;
    mpq_t tolerance;
} arguments;

/* ---- one profile ---- */

static mc_status report(mc_message *message, const arguments *args,
                        const mc_equilibrium *equilibrium)
{
    const mc_cli_game *game = &args->game;
    const char *const *path = game->statements.path;
    mc_equilibrium_report what = {.equilibrium = equilibrium,
                                  .env_path = path[MC_CLI_ENVIRONMENT],
                                  .mechanism_path = path[MC_CLI_MECHANISM],
                                  .information_path = path[MC_CLI_INFORMATION],
                                  .strategies_path = path[MC_CLI_STRATEGIES],
                                  .certificate = game->output,
                                  .tolerance =
                                      args->epsilon ? args->tolerance : NULL};
    mc_status status = MC_OK;
    if (game->output)
        status = mc_equilibrium_write(equilibrium, message, game->output);
    FILE *words = mc_cli_game_words(game);
    if (status == MC_OK && game->json)
        status = mc_report_equilibrium_json(stdout, message, &what);
    else if (status == MC_OK && words)
        mc_report_equilibrium(words, &what);
    return status;
}

static mc_status evaluate(mc_message *message, const arguments *args)
{
    const mc_cli_statements *statements = &args->game.statements;
    mc_equilibrium *equilibrium = NULL;
    mc_status status = mc_cli_game_secure(&args->game, message);
    if (status == MC_OK)
        status = mc_equilibrium_new(
            &equilibrium, message, statements->env, statements->mechanism,
            statements->information, statements->strategies);
    if (status == MC_OK)
        status = report(message, args, equilibrium);
    if (status == MC_OK &&
        mpq_cmp(mc_equilibrium_gain(equilibrium), args->tolerance) > 0)
        status = mc_message_set(message, MC_REFUTED,
                                args->epsilon
                                    ? "an agent can gain more than %s"
                                    : "the strategies are not an equilibrium",
                                args->epsilon);
    mc_equilibrium_free(equilibrium);
    return status;
}

/* ---- all pure equilibria ---- */

typedef struct finding {
    const arguments *args;
    mc_message *message;
    FILE *words;
    mc_status status;
    size_t count;
} finding;

static mc_status show(finding *f, const mc_strategies *strategies)
{
    const mc_cli_statements *statements = &f->args->game.statements;
    mc_equilibrium *equilibrium = NULL;
    mc_status status = mc_equilibrium_new(
        &equilibrium, f->message, statements->env, statements->mechanism,
        statements->information, strategies);
    if (status == MC_OK && f->words) {
        (void)gmp_fprintf(f->words, "Equilibrium %zu, welfare %Qd:\n", f->count,
                          mc_equilibrium_welfare(equilibrium));
        mc_report_pure(f->words, strategies);
    }
    mc_equilibrium_free(equilibrium);
    return status;
}

static int take(void *user, const mc_strategies *strategies)
{
    finding *f = user;
    f->count++;
    f->status = show(f, strategies);
    if (f->status == MC_OK && f->count == 1 && f->args->first)
        f->status = mc_strategies_write(strategies, f->message, f->args->first);
    return f->status != MC_OK;
}

static mc_status find(mc_message *message, const arguments *args)
{
    const mc_cli_statements *statements = &args->game.statements;
    finding f = {.args = args,
                 .message = message,
                 .words = mc_cli_game_words(&args->game)};
    mc_status status = mc_equilibrium_search(
        message, statements->env, statements->mechanism,
        statements->information, &args->game.effort, take, &f);
    if (status == MC_OK)
        status = f.status;
    if (status == MC_OK && f.words)
        fprintf(f.words, "%zu equilibri%s in pure strategies%s\n", f.count,
                f.count == 1 ? "um" : "a",
                f.count ? ""
                        : " (there is one in mixed strategies, by Nash's "
                          "theorem)");
    if (status == MC_OK && f.count == 0 && args->first && !args->game.quiet)
        mc_cli_note("%s was not written", args->first);
    return status;
}

/* ---- arguments ---- */

static int check_arguments(arguments *args)
{
    bool given = args->game.statements.strategies != NULL;
    if (args->truthful + args->obedient + args->find_pure + given > 1)
        return mc_cli_usage("equilibrium",
                            "give one of a strategies file, --truthful, "
                            "--obedient and --find-pure");
    if (args->truthful + args->obedient + args->find_pure + given == 0)
        return mc_cli_usage("equilibrium",
                            "give a strategies file, --truthful, --obedient or "
                            "--find-pure");
    if (args->find_pure && (args->game.output || args->game.json))
        return mc_cli_usage("equilibrium",
                            "--find-pure prints a list; write the first "
                            "equilibrium with --first FILE and give that file "
                            "for a certificate");
    if (args->find_pure && args->epsilon)
        return mc_cli_usage("equilibrium",
                            "--find-pure lists exact equilibria; --epsilon "
                            "goes with a strategies file, --truthful or "
                            "--obedient");
    if (args->first && !args->find_pure)
        return mc_cli_usage("equilibrium", "--first goes with --find-pure");
    return mc_cli_epsilon(args->tolerance, "equilibrium", args->epsilon);
}

int mc_cli_equilibrium(int argc, char **argv)
{
    arguments args = {.truthful = false};
    mc_message message = {""};
    const mc_cli_option options[] = {
        {"truthful", 0, &args.truthful, NULL, NULL,
         "strategies: report your signal (a direct mechanism)"},
        {"obedient", 0, &args.obedient, NULL, NULL,
         "strategies: play the action that is recommended"},
        {"find-pure", 0, &args.find_pure, NULL, NULL,
         "list all equilibria in pure strategies (small games; at\nsignals of "
         "probability 0 the first action is played)"},
        {"first", 0, NULL, &args.first, "FILE",
         "write the first of them as a strategies file"},
        {"epsilon", 0, NULL, &args.epsilon, "E", "accept gains of at most E"},
        MC_CLI_GAME_OPTIONS(&args.game)};
    mc_cli_command command = {
        .name = "equilibrium",
        .usage = "MECHANISM INFORMATION [STRATEGIES] ENVIRONMENT [OPTION...]",
        .words =
            "Evaluates a strategy profile exactly: every agent's payoff from "
            "every action at every\n"
            "signal, the best deviation, the largest gain (0 for an "
            "equilibrium), participation,\n"
            "outcomes and the designer's welfare.",
        .exits = "Exit status: 0 an equilibrium (or gains within --epsilon; or "
                 "the list is complete);\n"
                 "10 an agent can gain more, which the certificate of -o "
                 "states exactly; 11, 12, 13, 2\n"
                 "as for mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    args.game.written[0] = &args.first;
    int result =
        mc_cli_game_begin(&args.game, &command, argc, argv,
                          1u << MC_CLI_ENVIRONMENT | 1u << MC_CLI_MECHANISM |
                              1u << MC_CLI_INFORMATION,
                          1u << MC_CLI_STRATEGIES);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    mpq_init(args.tolerance);
    result = check_arguments(&args);
    mc_status status = MC_OK;
    if (result == MC_EXIT_OK)
        status =
            args.find_pure ? find(&message, &args) : evaluate(&message, &args);
    mpq_clear(args.tolerance);
    int ended = mc_cli_game_end(&args.game, status, &message);
    return result == MC_EXIT_OK ? ended : result;
}
