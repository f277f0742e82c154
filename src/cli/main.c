/* mechcert: the subcommands. */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <Clp_C_Interface.h>
#include <gmp.h>
#include <jansson.h>
#include <nettle/version.h>

#include "cli/cli.h"
#include "cli/memory.h"

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
};

static const struct command commands[] = {
    {"new", mc_cli_new, "write a standard environment as an explicit file"},
    {"bounds", mc_cli_bounds, "certified bounds on guarantee and potential"},
    {"guarantee", mc_cli_guarantee, "the exact worst case of a mechanism"},
    {"potential", mc_cli_potential,
     "the best mechanism for an information structure"},
    {"equilibrium", mc_cli_equilibrium, "exact gains from deviating"},
    {"maxmin", mc_cli_maxmin, "strong maxmin pairs and triples"},
    {"sweep", mc_cli_sweep, "exact guarantees of a family of mechanisms"},
    {"divisible", mc_cli_divisible,
     "divisible public goods: properties, posted prices, losses"},
    {"welfare-loss", mc_cli_welfare_loss,
     "what posted prices for a public good lose at worst"},
    {"mechanism", mc_cli_mechanism,
     "what rules for public goods with fair shares keep"},
    {"lp", mc_cli_lp, "linear programs: solve exactly, with certificates"},
    {"import", mc_cli_import, "statements from the games of Gambit"},
    {"prove", mc_cli_prove, "claims about real numbers, with proofs"},
    {"eval", mc_cli_eval, "a calculator whose digits are proved"},
    {"family", mc_cli_family,
     "results of the literature as proved claims and numbers"},
    {"export", mc_cli_export, "games and certificates for other programs"},
    {"show", mc_cli_show, "print a statement file in words and tables"},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void print_help(void)
{
    puts("mechcert: certificates for statements of mechanism design\n"
         "\n"
         "Usage: mechcert SUBCOMMAND [OPTION...] [FILE...]\n"
         "       mechcert --help | --version\n"
         "\n"
         "Subcommands:");
    for (size_t i = 0; i < COMMANDS; i++)
        printf("  %-12s %s\n", commands[i].name, commands[i].help);
    puts("\n"
         "Each subcommand has its own --help. A FILE called - is standard "
         "input or output.\n"
         "Certificates are checked by another program: mechcert-verify "
         "STATEMENT CERTIFICATE.\n"
         "\n"
         "Exit status: 0 established, 10 refuted, 11 malformed input, 12 "
         "undecided within\n"
         "the limits, 13 a file could not be read or written, 2 wrong usage.");
}

static void print_version(void)
{
    puts("mechcert " MC_VERSION);
    printf("GMP %s\n", gmp_version);
    printf("Jansson %s\n", jansson_version_str());
    printf("nettle %d.%d\n", nettle_version_major(), nettle_version_minor());
    printf("Clp %s\n", Clp_Version());
}

/* Options before the subcommand. */
static int run_without_command(int argc, char **argv)
{
    static const struct option options[] = {
        {"help", no_argument, NULL, 'h'},
        {"version", no_argument, NULL, 'V'},
        {NULL, 0, NULL, 0},
    };
    int answer;
    opterr = 0;
    answer = getopt_long(argc, argv, "+:hV", options, NULL);
    if (answer == 'h')
        print_help();
    else if (answer == 'V')
        print_version();
    else if (answer == -1)
        return mc_cli_usage("", "a subcommand is missing");
    else
        return mc_cli_bad_option("", answer, argv);
    return MC_EXIT_OK;
}

static int run(int argc, char **argv)
{
    if (argc < 2 || argv[1][0] == '-')
        return run_without_command(argc, argv);
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    return mc_cli_usage("", "unknown subcommand %s", argv[1]);
}

int main(int argc, char **argv)
{
    mc_cli_memory();
    /* a limit on file sizes shows as a failed write */
    signal(SIGXFSZ, SIG_IGN);

    return mc_cli_finish(run(argc, argv));
}
