/* mechcert maxmin: strong maxmin pairs and triples. */
#include <string.h>

#include <mechcert/maxmin.h>

#include "base/message.h"
#include "cli/both.h"
#include "cli/cli.h"
#include "cli/statements.h"
#include "game/maxmin.h"
#include "report/maxmin.h"

typedef struct arguments {
    mc_cli_game game;
    const char *epsilon;
    bool truthful, slackness;
    mpq_t tolerance;
} arguments;

/* One of the two linear programs. */
typedef struct task {
    const mc_cli_game *game;
    mc_potential_kind kind;
    mc_guarantee *guarantee;
    mc_potential *potential;
    bool lower;
    mc_status status;
    mc_message message;
} task;

static void run_task(void *user)
{
    task *t = user;
    const mc_cli_statements *s = &t->game->statements;
    if (t->lower)
        t->status = mc_guarantee_new(&t->guarantee, &t->message, s->env,
                                     s->mechanism, NULL, &t->game->effort);
    else
        t->status = mc_potential_new(&t->potential, &t->message, s->env,
                                     s->information, t->kind, &t->game->effort);
}

static mc_status report(mc_message *message, const arguments *args,
                        const mc_maxmin *maxmin)
{
    const mc_cli_game *game = &args->game;
    const char *const *path = game->statements.path;
    mc_maxmin_report what = {.maxmin = maxmin,
                             .env_path = path[MC_CLI_ENVIRONMENT],
                             .mechanism_path = path[MC_CLI_MECHANISM],
                             .information_path = path[MC_CLI_INFORMATION],
                             .strategies_path = path[MC_CLI_STRATEGIES],
                             .certificate = game->output,
                             .slackness = args->slackness,
                             .tolerance =
                                 args->epsilon ? args->tolerance : NULL};
    FILE *words = mc_cli_game_words(game);
    mc_status status = MC_OK;
    if (game->output)
        status = args->slackness
                     ? mc_maxmin_write_slackness(maxmin, message, game->output)
                     : mc_maxmin_write(maxmin, message, game->output);
    if (status == MC_OK && game->json)
        status = mc_report_maxmin_json(stdout, message, &what);
    else if (status == MC_OK && words)
        status = mc_report_maxmin(words, message, &what);
    return status;
}

/* The verdict: an equilibrium, and epsilon within the tolerance. */
static mc_status judge(mc_message *message, const arguments *args,
                       const mc_maxmin *maxmin,
                       const mc_equilibrium *equilibrium)
{
    if (equilibrium && mpq_sgn(mc_equilibrium_gain(equilibrium)) > 0)
        return mc_message_set(message, MC_REFUTED,
                              "the strategies are not an equilibrium");
    if (args->epsilon &&
        mpq_cmp(mc_maxmin_epsilon(maxmin), args->tolerance) > 0)
        return mc_maxmin_is_exact(maxmin)
                   ? mc_message_set(message, MC_REFUTED,
                                    "epsilon is larger than %s", args->epsilon)
                   : mc_message_set(message, MC_UNDECIDED,
                                    "epsilon may be larger than %s: the bound "
                                    "on the potential that goes with "
                                    "--slackness is too high here; leave that "
                                    "away",
                                    args->epsilon);
    return MC_OK;
}

static mc_status compose(mc_message *message, const arguments *args,
                         const mc_guarantee *guarantee,
                         const mc_potential *potential)
{
    const mc_cli_statements *s = &args->game.statements;
    mc_equilibrium *equilibrium = NULL;
    mc_maxmin *maxmin = NULL;
    mc_status status = MC_OK;
    if (s->strategies || args->truthful)
        status = mc_equilibrium_new(&equilibrium, message, s->env, s->mechanism,
                                    s->information, s->strategies);
    if (status == MC_OK)
        status =
            mc_maxmin_new(&maxmin, message, guarantee, potential, equilibrium);
    if (status == MC_OK)
        status = report(message, args, maxmin);
    if (status == MC_OK)
        status = judge(message, args, maxmin, equilibrium);
    mc_maxmin_free(maxmin);
    mc_equilibrium_free(equilibrium);
    return status;
}

/* What needs no linear program is told first. */
static mc_status check_statements(mc_message *message, const arguments *args)
{
    const mc_cli_statements *s = &args->game.statements;
    const mc_statements view = mc_cli_statements_view(s);
    if (!s->mechanism->secure)
        return mc_maxmin_no_security(message);
    mc_status status = MC_OK;
    if (args->truthful)
        status = mc_statements_identity(&view, message);
    return status == MC_OK ? mc_cli_game_secure(&args->game, message) : status;
}

/* The smaller program will do where it has the same value; the table is about
   that one. */
static mc_potential_kind potential_kind(const arguments *args)
{
    const mc_environment *env = args->game.statements.env;
    bool neutral =
        mc_environment_neutral_outcome(env) < mc_environment_outcomes(env);
    return args->slackness || neutral ? MC_POTENTIAL_DIRECT
                                      : MC_POTENTIAL_SECURE;
}

static mc_status run(mc_message *message, arguments *args)
{
    task lower = {.game = &args->game, .lower = true};
    task upper = {.game = &args->game, .kind = potential_kind(args)};
    mc_status status = check_statements(message, args);
    if (status != MC_OK)
        return status;
    /* they share nothing but the statements, which are read-only */
    mc_cli_run_both(run_task, &lower, &upper);
    status = lower.status != MC_OK ? lower.status : upper.status;
    if (status == MC_OK)
        status = compose(message, args, lower.guarantee, upper.potential);
    else
        *message = lower.status != MC_OK ? lower.message : upper.message;
    mc_potential_free(upper.potential);
    mc_guarantee_free(lower.guarantee);
    return status;
}

static int check_arguments(arguments *args)
{
    if (args->truthful && args->game.statements.strategies)
        return mc_cli_usage("maxmin", "give either a strategies file or "
                                      "--truthful");
    if (args->slackness && !args->truthful && !args->game.statements.strategies)
        return mc_cli_usage("maxmin",
                            "--slackness needs play: give a strategies file, "
                            "or --truthful if actions and signals are the "
                            "same");
    return mc_cli_epsilon(args->tolerance, "maxmin", args->epsilon);
}

int mc_cli_maxmin(int argc, char **argv)
{
    arguments args = {.truthful = false};
    mc_message message = {""};
    const mc_cli_option options[] = {
        {"truthful", 0, &args.truthful, NULL, NULL,
         "strategies: do what the signal says"},
        {"epsilon", 0, NULL, &args.epsilon, "E",
         "refute (exit 10) if epsilon is larger than E"},
        {"slackness", 0, &args.slackness, NULL, NULL,
         "the complementary-slackness table; the certificate then\nstates "
         "how many products do not vanish, and their sum"},
        MC_CLI_GAME_OPTIONS(&args.game)};
    mc_cli_command command = {
        .name = "maxmin",
        .usage = "MECHANISM INFORMATION [STRATEGIES] ENVIRONMENT [OPTION...]",
        .words =
            "How close are a mechanism and an information structure to a "
            "strong maxmin solution?\n"
            "For a pair epsilon bounds the potential less the guarantee. With "
            "strategies it bounds\n"
            "the distance of both from the welfare of the play, which has to "
            "be an equilibrium.",
        .exits = "Exit status: 0 established; 10 the strategies are no "
                 "equilibrium, epsilon is too\n"
                 "large, or an action named secure is not (-o then gets the "
                 "certificate of that);\n"
                 "11, 12, 13, 2 as for mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    int result =
        mc_cli_game_begin(&args.game, &command, argc, argv,
                          1u << MC_CLI_ENVIRONMENT | 1u << MC_CLI_MECHANISM |
                              1u << MC_CLI_INFORMATION,
                          1u << MC_CLI_STRATEGIES);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    mpq_init(args.tolerance);
    result = check_arguments(&args);
    mc_status status = result == MC_EXIT_OK ? run(&message, &args) : MC_OK;
    mpq_clear(args.tolerance);
    int ended = mc_cli_game_end(&args.game, status, &message);
    return result == MC_EXIT_OK ? ended : result;
}
