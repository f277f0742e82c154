/* mechcert lp: linear programs. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

struct verb {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
};

static const struct verb verbs[] = {
    {"solve", mc_cli_lp_solve, "the exact optimum, with a certificate"},
    {"check-solution", mc_cli_lp_check_solution,
     "judge another solver's answer exactly"},
    {"convert", mc_cli_lp_convert, "the same program in another form"},
};

enum { VERBS = sizeof verbs / sizeof *verbs };

static void print_help(void)
{
    puts("Usage: mechcert lp VERB FILE [OPTION...]\n"
         "\n"
         "Linear programs in MPS and CPLEX LP format. Verbs:");
    for (size_t i = 0; i < VERBS; i++)
        printf("  %-15s %s\n", verbs[i].name, verbs[i].help);
    puts("\nEach verb has its own --help.");
}

int mc_cli_lp(int argc, char **argv)
{
    if (argc < 2)
        return mc_cli_usage("lp", "a verb is missing");
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help();
        return MC_EXIT_OK;
    }
    for (size_t i = 0; i < VERBS; i++)
        if (strcmp(argv[1], verbs[i].name) == 0)
            return verbs[i].run(argc - 1, argv + 1);
    return mc_cli_usage("lp", "unknown verb %s", argv[1]);
}
