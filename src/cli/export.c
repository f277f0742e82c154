/* mechcert export: certificates and games in the formats of other programs. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

struct verb {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
};

static const struct verb verbs[] = {
    {"gambit", mc_cli_export_gambit,
     "the game of a mechanism and its information, for Gambit (.efg)"},
    {"vipr", mc_cli_export_vipr,
     "a linear program and its certificate, for VIPR checkers"},
};

enum { VERBS = sizeof verbs / sizeof *verbs };

static void print_help(void)
{
    puts("Usage: mechcert export FORMAT FILE... [-o FILE]\n"
         "\n"
         "Writes a game, or what a certificate proves, in the format of "
         "another program.\n"
         "Formats:");
    for (size_t i = 0; i < VERBS; i++)
        printf("  %-8s %s\n", verbs[i].name, verbs[i].help);
    puts("\nEach format has its own --help.");
}

int mc_cli_export(int argc, char **argv)
{
    if (argc < 2)
        return mc_cli_usage("export", "a format is missing");
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help();
        return MC_EXIT_OK;
    }
    for (size_t i = 0; i < VERBS; i++)
        if (strcmp(argv[1], verbs[i].name) == 0)
            return verbs[i].run(argc - 1, argv + 1);
    return mc_cli_usage("export", "unknown format %s", argv[1]);
}
