/* mechcert lp solve: the exact optimum of a linear program. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/message.h"
#include "cli/cli.h"
#include "cli/limits.h"
#include "lp/answer.h"
#include "lp/certify.h"
#include "lp/file.h"
#include "lp/judge.h"
#include "report/solution.h"

static void print_help(void)
{
    puts(
        "Usage: mechcert lp solve FILE [OPTION...]\n"
        "\n"
        "Solves a linear program (MPS or CPLEX LP format) exactly. All numbers "
        "of the file are\n"
        "read exactly; floating-point simplex only proposes a basis.\n"
        "\n"
        "Options:\n"
        "  -o, --output CERT   write the certificate of the answer\n"
        "  --basis FILE        start from an MPS basis file instead of Clp\n"
        "  --exact             no floating point at all: exact pivots only\n"
        "  --solution          also print values, prices, reduced costs, "
        "basis\n"
        "  --json              print one JSON object\n"
        "  --time SECONDS      stop then and report what is certain\n"
        "  --memory SIZE       the same for memory, such as 800M or 4G\n"
        "  --precision-log     print the stages of the exact solve on stderr\n"
        "  -q, --quiet         no notes on stderr\n"
        "  -h, --help          print this help\n"
        "\n"
        "Exit status: 0 the program was decided (optimal, infeasible or "
        "unbounded); 12\n"
        "undecided within the limits, with the best certified bounds.");
}

typedef struct arguments {
    const char *file, *output, *basis;
    bool exact, tables, json, log, quiet, help;
    mc_cli_limits limits;
} arguments;

/* Returns MC_EXIT_OK, or the exit status of a usage error. */
static int take_option(arguments *args, int answer, char **argv)
{
    switch (answer) {
    case 'o':
        args->output = optarg;
        break;
    case 'b':
        args->basis = optarg;
        break;
    case 'x':
        args->exact = true;
        break;
    case 's':
        args->tables = true;
        break;
    case 'j':
        args->json = true;
        break;
    case 't':
        return mc_cli_limits_time(&args->limits, "lp solve", optarg);
    case 'm':
        return mc_cli_limits_memory(&args->limits, "lp solve", optarg);
    case 'l':
        args->log = true;
        break;
    case 'q':
        args->quiet = true;
        break;
    case 'h':
        args->help = true;
        break;
    default:
        return mc_cli_bad_option("lp solve", answer, argv);
    }
    return MC_EXIT_OK;
}

static int parse(arguments *args, int argc, char **argv)
{
    static const struct option options[] = {
        {"output", required_argument, NULL, 'o'},
        {"basis", required_argument, NULL, 'b'},
        {"exact", no_argument, NULL, 'x'},
        {"solution", no_argument, NULL, 's'},
        {"json", no_argument, NULL, 'j'},
        {"time", required_argument, NULL, 't'},
        {"memory", required_argument, NULL, 'm'},
        {"precision-log", no_argument, NULL, 'l'},
        {"quiet", no_argument, NULL, 'q'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int answer, status;
    opterr = 0;
    while ((answer = getopt_long(argc, argv, ":o:qh", options, NULL)) != -1)
        if ((status = take_option(args, answer, argv)) != MC_EXIT_OK)
            return status;
    if (args->help)
        return MC_EXIT_OK;
    if (optind == argc)
        return mc_cli_usage("lp solve", "a FILE is missing");
    args->file = argv[optind++];
    if (optind < argc)
        return mc_cli_usage("lp solve", "unexpected operand %s", argv[optind]);
    return MC_EXIT_OK;
}

static void print_log(void *user, const char *text)
{
    (void)user;
    fprintf(stderr, "mechcert: %s\n", text);
}

static void print_note(void *user, const char *text)
{
    const arguments *args = user;
    if (!args->quiet)
        mc_cli_note("%s", text);
}

static mc_status report(mc_message *message, const arguments *args,
                        const mc_lp *lp, const mc_lp_solution *solution)
{
    mc_solution_report what = {.file = args->file,
                               .lp = lp,
                               .solution = solution,
                               .tables = args->tables};
    bool nothing = solution->kind == MC_LP_UNDECIDED && !solution->has_point &&
                   !solution->has_prices;
    if (args->output && !nothing) {
        mc_status status =
            mc_lp_certificate_write(solution, lp, message, args->output);
        if (status != MC_OK)
            return status;
        what.certificate = args->output;
    }
    if (args->json)
        return mc_report_solution_json(stdout, message, &what);
    mc_report_solution(stdout, &what);
    return MC_OK;
}

static mc_status solve(mc_message *message, arguments *args, const mc_lp *lp,
                       const mc_basis *start)
{
    mc_lp_solution solution;
    mc_message why = {""};
    mc_lp_options options = {.start = start,
                             .exact_only = args->exact,
                             .milliseconds = args->limits.milliseconds,
                             .stop = &args->limits.stop,
                             .log = args->log ? print_log : NULL};
    mc_status status = MC_LIMIT;
    if (mc_lp_solution_init(&solution, lp))
        status = mc_lp_solve_with(&solution, &why, lp, &options);
    if (status == MC_OK || status == MC_UNDECIDED) {
        mc_status written = report(message, args, lp, &solution);
        if (written != MC_OK)
            status = written;
        else if (status == MC_UNDECIDED)
            *message = why;
    } else {
        *message = why;
    }
    mc_lp_solution_clear(&solution);
    return status;
}

/* The basis of another solver, in an MPS basis file. */
static mc_status solve_from_basis(mc_message *message, arguments *args,
                                  const mc_lp *lp)
{
    mc_answer answer;
    mc_basis basis;
    mc_status status =
        mc_answer_read(&answer, message, args->basis, lp, MC_ANSWER_MPS_BASIS);
    if (status != MC_OK)
        return status;
    if (mc_basis_init(&basis, lp)) {
        mc_answer_basis(&basis, &answer, lp);
        if (!mc_basis_usable(&basis, lp) && !args->quiet)
            mc_cli_note("%s is not a basis of the program; starting from the "
                        "slacks",
                        args->basis);
        status = solve(message, args, lp, &basis);
        mc_basis_clear(&basis);
    } else {
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    }
    mc_answer_clear(&answer);
    return status;
}

static mc_status run(mc_message *message, arguments *args)
{
    mc_lp lp;
    mc_lp_notes notes = {.user = args, .note = print_note};
    mc_cli_limits_start(&args->limits);
    mc_status status = mc_lp_read(&lp, NULL, message, args->file, &notes);
    if (status != MC_OK)
        return status;
    status = args->basis ? solve_from_basis(message, args, &lp)
                         : solve(message, args, &lp, NULL);
    mc_lp_clear(&lp);
    return status;
}

int mc_cli_lp_solve(int argc, char **argv)
{
    arguments args = {0};
    mc_message message = {""};
    int status = parse(&args, argc, argv);
    if (status != MC_EXIT_OK)
        return status;
    if (args.help) {
        print_help();
        return MC_EXIT_OK;
    }
    if (mc_cli_is_input("lp solve", args.output, args.file) ||
        mc_cli_is_input("lp solve", args.output, args.basis))
        return MC_EXIT_USAGE;
    if (args.json && mc_cli_is_standard_output(args.output))
        return mc_cli_usage("lp solve",
                            "--json and -o - would mix two outputs");
    return mc_cli_report(run(&message, &args), &message);
}
