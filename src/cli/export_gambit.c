/* mechcert export gambit: the game of a mechanism and its information. */
#include "cli/cli.h"
#include "cli/statements.h"
#include "report/efg.h"

int mc_cli_export_gambit(int argc, char **argv)
{
    mc_cli_game game = {.output = "-"};
    mc_message message = {""};
    const mc_cli_option options[] = {
        {"output", 'o', NULL, &game.output, "FILE",
         "where to write; default: standard output"}};
    mc_cli_command command = {
        .name = "export gambit",
        .usage = "MECHANISM INFORMATION ENVIRONMENT [-o GAME.efg]",
        .words =
            "Writes the Bayesian game of a mechanism and an information "
            "structure as an extensive\n"
            "game for Gambit (.efg, version 2), with exact numbers: chance "
            "draws the state and the\n"
            "signals, every agent chooses an action at the information set of "
            "the own signal, and\n"
            "payoffs are expected over the lottery of the mechanism. The "
            "format has no place for\n"
            "the designer's welfare, the outcomes behind a lottery and secure "
            "actions. The tree\n"
            "may have 1,000,000 nodes.",
        .exits = "Exit status: 0 written; 12 the tree would be too large; 11, "
                 "13, 2 as for mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    int result =
        mc_cli_game_begin(&game, &command, argc, argv,
                          1u << MC_CLI_ENVIRONMENT | 1u << MC_CLI_MECHANISM |
                              1u << MC_CLI_INFORMATION,
                          0);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    mc_statements view = mc_cli_statements_view(&game.statements);
    mc_status status = mc_report_efg(&view, &message, game.output);
    return mc_cli_game_end(&game, status, &message);
}
