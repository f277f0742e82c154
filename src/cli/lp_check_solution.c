/* mechcert lp check-solution: an exact verdict on another solver's answer. */
#include <getopt.h>
#include <stdio.h>

#include "base/message.h"
#include "cli/cli.h"
#include "cli/limits.h"
#include "lp/certify.h"
#include "lp/file.h"
#include "report/judgement.h"

static void print_help(void)
{
    puts("Usage: mechcert lp check-solution FILE ANSWER [OPTION...]\n"
         "\n"
         "Judges the answer of another solver to a linear program (MPS or "
         "CPLEX LP format).\n"
         "Everything is evaluated exactly; no tolerance is applied. A basis "
         "in the answer counts\n"
         "more than its digits.\n"
         "\n"
         "Options:\n"
         "  --answer-format NAME  instead of recognising it:");
    for (int format = MC_ANSWER_AUTO + 1; format < MC_ANSWER_FORMATS; format++)
        printf("%s%s", format % 6 == 1 ? "\n                          " : " ",
               mc_answer_format_name((mc_answer_format)format));
    puts("\n"
         "  --rounded             accept a point that violates the program if "
         "an exactly\n"
         "                        optimal one lies within its printed digits\n"
         "  -o, --output CERT     write the certificate of the exact answer\n"
         "  --json                print one JSON object\n"
         "  --time SECONDS        stop then and report what is certain\n"
         "  --memory SIZE         the same for memory, such as 800M or 4G\n"
         "  -q, --quiet           no notes on stderr\n"
         "  -h, --help            print this help\n"
         "\n"
         "Exit status: 0 correct to its printed digits; 10 wrong, or "
         "infeasible in exact\n"
         "arithmetic; 12 undecided; 11 the answer is malformed or belongs to "
         "another program.");
}

typedef struct arguments {
    const char *file, *answer, *output;
    mc_answer_format format;
    bool rounded, json, quiet, help;
    mc_cli_limits limits;
} arguments;

static const char command[] = "lp check-solution";

/* Returns MC_EXIT_OK, or the exit status of a usage error. */
static int take_option(arguments *args, int answer, char **argv)
{
    switch (answer) {
    case 'f':
        args->format = mc_answer_format_find(optarg);
        if (args->format == MC_ANSWER_FORMATS)
            return mc_cli_usage(command, "--answer-format %s: unknown format",
                                optarg);
        break;
    case 'r':
        args->rounded = true;
        break;
    case 'o':
        args->output = optarg;
        break;
    case 'j':
        args->json = true;
        break;
    case 't':
        return mc_cli_limits_time(&args->limits, command, optarg);
    case 'm':
        return mc_cli_limits_memory(&args->limits, command, optarg);
    case 'q':
        args->quiet = true;
        break;
    case 'h':
        args->help = true;
        break;
    default:
        return mc_cli_bad_option(command, answer, argv);
    }
    return MC_EXIT_OK;
}

static int parse(arguments *args, int argc, char **argv)
{
    static const struct option options[] = {
        {"answer-format", required_argument, NULL, 'f'},
        {"rounded", no_argument, NULL, 'r'},
        {"output", required_argument, NULL, 'o'},
        {"json", no_argument, NULL, 'j'},
        {"time", required_argument, NULL, 't'},
        {"memory", required_argument, NULL, 'm'},
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
    if (optind + 2 > argc)
        return mc_cli_usage(command, optind == argc
                                         ? "a FILE and an ANSWER are missing"
                                         : "an ANSWER is missing");
    args->file = argv[optind++];
    args->answer = argv[optind++];
    if (optind < argc)
        return mc_cli_usage(command, "unexpected operand %s", argv[optind]);
    return MC_EXIT_OK;
}

static void print_note(void *user, const char *text)
{
    const arguments *args = user;
    if (!args->quiet)
        mc_cli_note("%s", text);
}

/* The certificate is that of the exact status, whatever the verdict. */
static mc_status report(mc_message *message, const arguments *args,
                        const mc_lp *lp, const mc_answer *answer,
                        const mc_judgement *judgement)
{
    const mc_lp_solution *solution = &judgement->solution;
    mc_judgement_report what = {.file = args->file,
                                .answer_file = args->answer,
                                .lp = lp,
                                .answer = answer,
                                .judgement = judgement};
    if (args->output && (solution->kind != MC_LP_UNDECIDED ||
                         solution->has_point || solution->has_prices)) {
        mc_status status =
            mc_lp_certificate_write(solution, lp, message, args->output);
        if (status != MC_OK)
            return status;
        what.certificate = args->output;
    }
    if (args->json)
        return mc_report_judgement_json(stdout, message, &what);
    mc_report_judgement(stdout, &what);
    return MC_OK;
}

static mc_status verdict_status(mc_message *message, const arguments *args,
                                const mc_judgement *judgement)
{
    static const mc_status statuses[] = {
        [MC_VERDICT_CORRECT] = MC_OK,
        [MC_VERDICT_WRONG] = MC_REFUTED,
        [MC_VERDICT_INFEASIBLE] = MC_REFUTED,
        [MC_VERDICT_UNDECIDED] = MC_UNDECIDED,
    };
    return mc_message_set(message, statuses[judgement->verdict], "%s: %s: %s",
                          args->answer, mc_report_verdict(judgement->verdict),
                          judgement->reason);
}

static mc_status judge(mc_message *message, arguments *args, const mc_lp *lp,
                       const mc_answer *answer)
{
    const mc_lp_options options = {.milliseconds = args->limits.milliseconds,
                                   .stop = &args->limits.stop};
    mc_judgement judgement;
    mc_status status =
        mc_judge(&judgement, message, lp, answer, args->rounded, &options);
    if (status != MC_OK)
        return status;
    status = report(message, args, lp, answer, &judgement);
    if (status == MC_OK)
        status = verdict_status(message, args, &judgement);
    mc_judgement_clear(&judgement);
    return status;
}

static mc_status run(mc_message *message, arguments *args)
{
    mc_lp lp;
    mc_answer answer;
    const mc_lp_notes notes = {.user = args, .note = print_note};
    mc_status status;
    mc_cli_limits_start(&args->limits);
    status = mc_lp_read(&lp, NULL, message, args->file, &notes);
    if (status != MC_OK)
        return status;
    status = mc_answer_read(&answer, message, args->answer, &lp, args->format);
    if (status == MC_OK) {
        status = judge(message, args, &lp, &answer);
        mc_answer_clear(&answer);
    }
    mc_lp_clear(&lp);
    return status;
}

int mc_cli_lp_check_solution(int argc, char **argv)
{
    arguments args = {.format = MC_ANSWER_AUTO};
    mc_message message = {""};
    int status = parse(&args, argc, argv);
    if (status != MC_EXIT_OK)
        return status;
    if (args.help) {
        print_help();
        return MC_EXIT_OK;
    }
    if (mc_cli_is_input("lp check-solution", args.output, args.file) ||
        mc_cli_is_input("lp check-solution", args.output, args.answer))
        return MC_EXIT_USAGE;
    if (args.json && mc_cli_is_standard_output(args.output))
        return mc_cli_usage("lp check-solution",
                            "--json and -o - would mix two outputs");
    return mc_cli_report(run(&message, &args), &message);
}
