/* mechcert guarantee: the exact worst case of a mechanism. */
#include <mechcert/guarantee.h>

#include "base/message.h"
#include "cli/cli.h"
#include "cli/statements.h"
#include "report/guarantee.h"

typedef struct arguments {
    mc_cli_game game;
    const char *prior, *worst;
    bool local;
} arguments;

/* The bound from local multipliers is for one prior; its certificate for that
   of the environment. */
static mc_status check_local(mc_message *message, const arguments *args)
{
    const mc_prior *prior = args->game.statements.prior;
    if (!args->local || !prior)
        return MC_OK;
    if (!prior->given)
        return mc_message_set(message, MC_BAD_INPUT,
                              "--local is for one prior, not for a set of "
                              "priors");
    if (args->game.output)
        return mc_message_set(message, MC_BAD_INPUT,
                              "there is no certificate of the loss of local "
                              "multipliers for another prior; leave --local or "
                              "-o away, or write an environment with that "
                              "prior");
    return MC_OK;
}

static mc_status write_worst(mc_message *message, const arguments *args,
                             const mc_guarantee *guarantee)
{
    mc_information *worst = NULL;
    mc_status status = mc_guarantee_worst(&worst, message, guarantee);
    if (status == MC_OK)
        status = mc_information_write(worst, message, args->worst);
    mc_information_free(worst);
    if (status == MC_OK && args->game.statements.prior && !args->game.quiet)
        mc_cli_note("%s has the prior at which the minimum is taken; it "
                    "belongs to the environment with that prior",
                    args->worst);
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
        .worst = args->worst};
    FILE *words = mc_cli_game_words(game);
    mc_status status = MC_OK;
    if (game->output)
        status =
            args->local
                ? mc_guarantee_write_local(guarantee, message, game->output)
                : mc_guarantee_write(guarantee, message, game->output);
    if (status == MC_OK && args->worst)
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
    mc_status status = check_local(message, args);
    if (status == MC_OK)
        status = mc_cli_game_secure(&args->game, message);
    if (status == MC_OK)
        status = mc_guarantee_new(&guarantee, message, statements->env,
                                  statements->mechanism, statements->prior,
                                  &args->game.effort);
    if (status == MC_OK && args->local)
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
         "another prior, or a set of priors of which the worst\nis taken"},
        {"worst", 0, NULL, &args.worst, "FILE",
         "write the worst information structure"},
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
    args.game.written = &args.worst;
    args.game.read = &args.prior;
    int result = mc_cli_game_begin(
        &args.game, &command, argc, argv,
        1u << MC_CLI_ENVIRONMENT | 1u << MC_CLI_MECHANISM, 1u << MC_CLI_PRIOR);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    mc_status status = run(&message, &args);
    return mc_cli_game_end(&args.game, status, &message);
}
