/* mechcert lp: linear programs. */
#include "cli/cli.h"

static const mc_cli_verb verbs[] = {
    {"solve", mc_cli_lp_solve, "the exact optimum, with a certificate"},
    {"check-solution", mc_cli_lp_check_solution,
     "judge another solver's answer exactly"},
    {"convert", mc_cli_lp_convert, "the same program in another form"},
};

int mc_cli_lp(int argc, char **argv)
{
    return mc_cli_verbs("lp", "verb",
                        "Usage: mechcert lp VERB FILE [OPTION...]\n"
                        "\n"
                        "Linear programs in MPS and CPLEX LP format. Verbs:",
                        verbs, sizeof verbs / sizeof *verbs, argc, argv);
}
