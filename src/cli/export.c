/* mechcert export: certificates and games in the formats of other programs. */
#include "cli/cli.h"

static const mc_cli_verb verbs[] = {
    {"gambit", mc_cli_export_gambit,
     "the game of a mechanism and its information, for Gambit (.efg)"},
    {"vipr", mc_cli_export_vipr,
     "a linear program and its certificate, for VIPR checkers"},
};

int mc_cli_export(int argc, char **argv)
{
    return mc_cli_verbs(
        "export", "format",
        "Usage: mechcert export FORMAT FILE... [-o FILE]\n"
        "\n"
        "Writes a game, or what a certificate proves, in the format of "
        "another program.\n"
        "Formats:",
        verbs, sizeof verbs / sizeof *verbs, argc, argv);
}
