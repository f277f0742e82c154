/* mechcert import: statements from the files of other programs. */
#include "cli/cli.h"

static const mc_cli_verb verbs[] = {
    {"gambit", mc_cli_import_gambit, "strategic games of Gambit (.nfg)"},
};

int mc_cli_import(int argc, char **argv)
{
    return mc_cli_verbs(
        "import", "format",
        "Usage: mechcert import FORMAT FILE -o DIR\n"
        "\n"
        "Writes what another program's file describes as statement files. "
        "Formats:",
        verbs, sizeof verbs / sizeof *verbs, argc, argv);
}
