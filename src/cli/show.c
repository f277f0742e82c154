/* mechcert show: a statement file in words and tables. */
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>

#include <mechcert/environment.h>

#include "cli/cli.h"
#include "report/statement.h"

static void print_help(void)
{
    puts("Usage: mechcert show FILE\n"
         "\n"
         "Prints a statement file in words and tables, so that you can check "
         "that it was\n"
         "read as you meant it. All numbers are exact. A FILE called - is "
         "standard input.\n"
         "\n"
         "Options:\n"
         "  -h, --help  print this help");
}

static int show(const char *path)
{
    mc_environment *env = NULL;
    mc_message message = {""};
    mc_status status = mc_environment_read(&env, &message, path);
    if (status == MC_OK) {
        status = mc_report_environment(stdout, &message, env);
        mc_environment_free(env);
    }
    return mc_cli_report(status, &message);
}

int mc_cli_show(int argc, char **argv)
{
    static const struct option options[] = {
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int answer;
    opterr = 0;
    while ((answer = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        if (answer != 'h')
            return mc_cli_bad_option("show", answer, argv);
        print_help();
        return MC_EXIT_OK;
    }
    if (optind == argc)
        return mc_cli_usage("show", "a FILE is missing");
    if (optind + 1 < argc)
        return mc_cli_usage("show", "unexpected operand %s", argv[optind + 1]);
    return show(argv[optind]);
}
