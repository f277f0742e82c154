/* mechcert mechanism: public goods with fair cost shares. */
#include "cli/cli.h"

static const mc_cli_verb verbs[] = {
    {"run", mc_cli_mechanism_run, "one profile: welfare, decision, transfers"},
    {"check", mc_cli_mechanism_check,
     "which promises it keeps, and the worst violations"},
    {"best", mc_cli_mechanism_best,
     "the largest transfers under participation or fairness"},
    {"budget", mc_cli_mechanism_budget,
     "how near the budget of a population is to balance"},
};

int mc_cli_mechanism(int argc, char **argv)
{
    return mc_cli_verbs("mechanism", "verb",
                        "Usage: mechcert mechanism VERB FILE [OPTION...]\n"
                        "\n"
                        "Public goods with fair cost shares. Verbs:",
                        verbs, sizeof verbs / sizeof *verbs, argc, argv);
}
