/* mechcert-real: what `mechcert prove` and `mechcert eval` become. */
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
    else
        status = mc_cli_usage("", "use mechcert prove or mechcert eval");
    return mc_cli_finish(status);
}
