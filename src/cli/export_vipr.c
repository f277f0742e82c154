/* mechcert export vipr: certificates of linear programs for VIPR checkers. */
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "certificate/reader.h"
#include "cli/cli.h"
#include "lp/file.h"
#include "lp/recovery.h"
#include "report/vipr.h"

static const char command[] = "export vipr";

static void print_help(void)
{
    puts("Usage: mechcert export vipr STATEMENT CERT [-o FILE]\n"
         "\n"
         "Writes a linear program (MPS or CPLEX LP) and what its certificate "
         "proves (optimal,\n"
         "bounds or infeasible) in VIPR format 1.0, with `lin` derivations "
         "only. The\n"
         "certificate is checked exactly before anything is written. VIPR has "
         "no objective\n"
         "constant: a comment at the head of the file says what was left "
         "out.\n"
         "\n"
         "Options:\n"
         "  -o, --output FILE  where to write; default: standard output\n"
         "  -q, --quiet        no notes on stderr\n"
         "  -h, --help         print this help\n"
         "\n"
         "Exit status: 10 the certificate does not establish its claim about "
         "STATEMENT; 2 also\n"
         "for a certificate of `unbounded`, which VIPR cannot express.");
}

struct arguments {
    const char *statement, *certificate, *output;
    bool quiet, help;
};

/* Returns MC_EXIT_OK, or the exit status of a usage error. */
static int parse(struct arguments *arguments, int argc, char **argv)
{
    static const struct option options[] = {
        {"output", required_argument, NULL, 'o'},
        {"quiet", no_argument, NULL, 'q'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int answer;
    opterr = 0;
    while ((answer = getopt_long(argc, argv, ":o:qh", options, NULL)) != -1)
        if (answer == 'o')
            arguments->output = optarg;
        else if (answer == 'q')
            arguments->quiet = true;
        else if (answer == 'h')
            arguments->help = true;
        else
            return mc_cli_bad_option(command, answer, argv);
    if (arguments->help)
        return MC_EXIT_OK;
    if (argc - optind < 2)
        return mc_cli_usage(command, "%s is missing",
                            optind == argc ? "a STATEMENT" : "a CERT");
    if (argc - optind > 2)
        return mc_cli_usage(command, "unexpected operand %s", argv[optind + 2]);
    arguments->statement = argv[optind];
    arguments->certificate = argv[optind + 1];
    if (strcmp(arguments->statement, "-") == 0 &&
        strcmp(arguments->certificate, "-") == 0)
        return mc_cli_usage(command, "only one of STATEMENT and CERT can be "
                                     "standard input");
    return MC_EXIT_OK;
}

static void print_note(void *user, const char *text)
{
    (void)user;
    mc_cli_note("%s", text);
}

static mc_status export_proof(mc_message *message,
                              const struct arguments *arguments,
                              const mc_certificate_lp *certificate)
{
    mc_lp_notes notes = {NULL, print_note};
    mc_lp_solution solution;
    mc_lp lp;
    mc_status status = mc_lp_read(&lp, NULL, message, arguments->statement,
                                  arguments->quiet ? NULL : &notes);
    if (status != MC_OK)
        return status;
    status = mc_lp_solution_recover(&solution, message, &lp, certificate);
    if (status == MC_OK) {
        status = mc_report_vipr(&solution, &lp, message, arguments->output);
        mc_lp_solution_clear(&solution);
    }
    mc_lp_clear(&lp);
    return status;
}

static int run(const struct arguments *arguments)
{
    mc_certificate_lp certificate;
    mc_message message = {""};
    int status;
    mc_status read =
        mc_certificate_lp_read(&certificate, &message, arguments->certificate);
    if (read != MC_OK)
        return mc_cli_report(read, &message);
    if (certificate.kind == MC_CERTIFICATE_UNBOUNDED)
        status = mc_cli_usage(command,
                              "%s claims that the program is unbounded, which "
                              "VIPR cannot express",
                              certificate.name);
    else
        status = mc_cli_report(export_proof(&message, arguments, &certificate),
                               &message);
    mc_certificate_lp_clear(&certificate);
    return status;
}

int mc_cli_export_vipr(int argc, char **argv)
{
    struct arguments arguments = {.output = "-"};
    int status = parse(&arguments, argc, argv);
    if (status != MC_EXIT_OK)
        return status;
    if (arguments.help) {
        print_help();
        return MC_EXIT_OK;
    }
    if (mc_cli_is_input("export vipr", arguments.output, arguments.statement) ||
        mc_cli_is_input("export vipr", arguments.output, arguments.certificate))
        return MC_EXIT_USAGE;
    return run(&arguments);
}
