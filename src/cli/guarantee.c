/* mechcert guarantee: the exact worst case of a mechanism. */
#include <mechcert/guarantee.h>

#include "base/message.h"
#include "cli/cli.h"
#include "cli/statements.h"
#include "report/guarantee.h"

typedef struct arguments {
    mc_cli_game game;
    const char *prior, *worst, *worst_environment;
    bool local;
} arguments;

/* With another prior the robustness bound (40) comes along. */
static bool wants_local(const arguments *args)
{
    const mc_prior *prior = args->game.statements.prior;
    return args->local || (prior && prior->given);
}

static mc_status write_worst(mc_message *message, const arguments *args,
                             const mc_guarantee *guarantee)
{
    mc_information *worst = NULL;
    mc_environment *env = NULL;
    mc_status status = MC_OK;
    if (args->worst)
        status = mc_guarantee_worst(&worst, message, guarantee);
    if (status == MC_OK && args->worst)
        status = mc_information_write(worst, message, args->worst);
    if (status == MC_OK && args->worst_environment)
        status = mc_guarantee_worst_environment(&env, message, guarantee);
    if (status == MC_OK && args->worst_environment)
        status = mc_environment_write(env, message, args->worst_environment);
    mc_environment_free(env);
    mc_information_free(worst);
    return status;
}

static mc_status report(mc_message *message, const arguments *args,
                        const mc_guarantee *guarantee)
{
    const mc_cli_game *game = &args->game;
    mc_guarantee_report what = {
        .guarantee = guarantee,
        .env_path = game->statements.path[MC_CLI_ENVIRONMENT],
        .mechanism_path = game->statements.path[MC_CLI_MECHANISM],
        .prior_path = game->statements.path[MC_CLI_PRIOR],
        .certificate = game->output,
        .worst = args->worst,
        .worst_environment = args->worst_environment};
    FILE *words = mc_cli_game_words(game);
    mc_status status = MC_OK;
    if (game->output)
        status =
            args->local
                ? mc_guarantee_write_local(guarantee, message, game->output)
                : mc_guarantee_write(guarantee, message, game->output);
    if (status == MC_OK)
        status = write_worst(message, args, guarantee);
    if (status == MC_OK && game->json)
        status = mc_report_guarantee_json(stdout, message, &what);
    else if (status == MC_OK && words)
        status = mc_report_guarantee(words, message, &what);
    return status;
}

static mc_status run(mc_message *message, arguments *args)
{
    mc_cli_statements *statements = &args->game.statements;
    mc_guarantee *guarantee = NULL;
    mc_status status = mc_cli_game_secure(&args->game, message);
    if (status == MC_OK)
        status = mc_guarantee_new(&guarantee, message, statements->env,
                                  statements->mechanism, statements->prior,
                                  &args->game.effort);
    if (status == MC_OK && wants_local(args))
        status = mc_guarantee_localise(guarantee, message, &args->game.effort);
    if (status == MC_OK)
        status = report(message, args, guarantee);
    mc_guarantee_free(guarantee);
    return status;
}

int mc_cli_guarantee(int argc, char **argv)
{
    arguments args = {.local = false};
    mc_message message = {""};
    const mc_cli_option options[] = {
        {"local", 0, &args.local, NULL, NULL,
         "also the bound (35) from local multipliers, and what it\nloses; the "
         "certificate then states both"},
        {"prior", 0, NULL, &args.prior, "FILE",
         "another prior, with the robustness bound (40); or a set\nof priors "
         "of "
         "which the worst is taken"},
        {"worst", 0, NULL, &args.worst, "FILE",
         "write the worst information structure"},
        {"worst-environment", 0, NULL, &args.worst_environment, "FILE",
         "write the environment with the prior of the worst case,\nto which "
         "it belongs (of use with --prior)"},
        MC_CLI_GAME_OPTIONS(&args.game)};
    mc_cli_command command = {
        .name = "guarantee",
        .usage = "MECHANISM ENVIRONMENT [OPTION...]",
        .words =
            "Computes the least welfare of the designer over all information "
            "structures with\n"
            "the prior and all their equilibria, exactly: a Bayes correlated "
            "equilibrium shows\n"
            "that it is not more, multipliers on obedience that it is not "
            "less.",
        .exits = "Exit status: 0 computed; 10 an action named secure is not "
                 "participation secure\n"
                 "(-o then gets the certificate of that); 11, 12, 13, 2 as for "
                 "mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    args.game.written[0] = &args.worst;
    args.game.written[1] = &args.worst_environment;
    args.game.read = &args.prior;
    int result = mc_cli_game_begin(
        &args.game, &command, argc, argv,
        1u << MC_CLI_ENVIRONMENT | 1u << MC_CLI_MECHANISM, 1u << MC_CLI_PRIOR);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    mc_status status = MC_OK;
    const mc_prior *given = args.game.statements.prior;
    if (args.local && given && !given->given) {
        (void)mc_cli_game_end(&args.game, MC_OK, &message);
        return mc_cli_usage("guarantee", "--local is for one prior, not for a "
                                         "set of priors");
    }
    status = run(&message, &args);
    return mc_cli_game_end(&args.game, status, &message);
}
