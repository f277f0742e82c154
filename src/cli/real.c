/* mechcert-real: what `mechcert prove`, `eval`, `family` and `mechanism budget`
   become. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/memory.h"

int main(int argc, char **argv)
{
    int status;
    mc_cli_memory();
    signal(SIGXFSZ, SIG_IGN);
    if (argc > 1 && strcmp(argv[1], "prove") == 0)
        status = mc_cli_prove(argc - 1, argv + 1);
    else if (argc > 1 && strcmp(argv[1], "eval") == 0)
        status = mc_cli_eval(argc - 1, argv + 1);
    else if (argc > 1 && strcmp(argv[1], "family") == 0)
        status = mc_cli_family(argc - 1, argv + 1);
    else if (argc > 1 && strcmp(argv[1], "budget") == 0)
        status = mc_cli_mechanism_budget(argc - 1, argv + 1);
    else
        status = mc_cli_usage(
            "", "use mechcert prove, eval, family or mechanism budget");
    return mc_cli_finish(status);
}
