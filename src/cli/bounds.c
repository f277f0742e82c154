/* mechcert bounds: certified lower and upper bounds for an environment. */
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <mechcert/bounds.h>

#include "base/message.h"
#include "cli/both.h"
#include "cli/cli.h"
#include "cli/limits.h"
#include "report/bracket.h"

static void print_help(void)
{
    puts(
        "Usage: mechcert bounds ENVIRONMENT --k K [OPTION...]\n"
        "\n"
        "Solves the bounding programs LB-G-K and UB-P-K of an environment "
        "exactly: what some\n"
        "mechanism guarantees whatever the agents know, and what no mechanism "
        "can exceed\n"
        "under some information structure. The maximum guarantee and the "
        "minimum potential\n"
        "lie between the two values.\n"
        "\n"
        "Options:\n"
        "  --k K              fineness of the grid {0, 1/K, ..., K}, at least "
        "1\n"
        "  --program WHICH    lower, upper or both; default: both\n"
        "  -o, --output DIR   write the certificates there:\n"
        "                       lower.guarantee.cert  lower.value.cert\n"
        "                       upper.potential.cert  upper.value.cert\n"
        "                     or no-mechanism.cert if no mechanism is "
        "participation secure;\n"
        "                     and the optima as statements:\n"
        "                       LB-G.mechanism.json  UB-P.information.json\n"
        "  --write-lp DIR     write LB-G-K.mps and UB-P-K.mps there for "
        "other solvers;\n"
        "                     nothing is solved\n"
        "  --slackness        list the complementary-slackness pairs\n"
        "  --json             print one JSON object\n"
        "  --time SECONDS     stop then; what is not decided is undecided "
        "(exit 12)\n"
        "  --memory SIZE      the same for memory, such as 800M or 4G\n"
        "  -q, --quiet        no progress on stderr\n"
        "  -v, --verbose      progress on stderr also if it is no terminal\n"
        "  -h, --help         print this help\n"
        "\n"
        "Exit status: 0 done; 10 no participation-secure mechanism exists; 11, "
        "12, 13, 2 as\n"
        "for mechcert. Check a certificate with mechcert-verify ENVIRONMENT "
        "FILE.");
}

typedef struct arguments {
    const char *file, *output, *lp_directory;
    unsigned long k;
    bool lower, upper, slackness, json, quiet, verbose, help;
    mc_cli_limits limits;
} arguments;

static bool parse_k(unsigned long *k, const char *text)
{
    size_t length = strlen(text);
    if (length == 0 || length > 9 || strspn(text, "0123456789") != length)
        return false;
    *k = strtoul(text, NULL, 10);
    return *k >= 1;
}

static bool parse_program(arguments *args, const char *text)
{
    bool both = strcmp(text, "both") == 0;
    args->lower = both || strcmp(text, "lower") == 0;
    args->upper = both || strcmp(text, "upper") == 0;
    return args->lower || args->upper;
}

/* Returns MC_EXIT_OK, or the exit status of a usage error. */
static int parse_operands(arguments *args, int argc, char **argv)
{
    if (args->help)
        return MC_EXIT_OK;
    if (optind == argc)
        return mc_cli_usage("bounds", "an ENVIRONMENT file is missing");
    args->file = argv[optind++];
    if (optind < argc)
        return mc_cli_usage("bounds", "unexpected operand %s", argv[optind]);
    if (args->k == 0)
        return mc_cli_usage("bounds", "--k K is missing");
    if (args->lp_directory && args->json)
        return mc_cli_usage("bounds", "--write-lp prints file names, no JSON");
    return MC_EXIT_OK;
}

static int parse(arguments *args, int argc, char **argv)
{
    static const struct option options[] = {
        {"k", required_argument, NULL, 'k'},
        {"program", required_argument, NULL, 'p'},
        {"output", required_argument, NULL, 'o'},
        {"write-lp", required_argument, NULL, 'w'},
        {"slackness", no_argument, NULL, 's'},
        {"json", no_argument, NULL, 'j'},
        {"time", required_argument, NULL, 't'},
        {"memory", required_argument, NULL, 'm'},
        {"quiet", no_argument, NULL, 'q'},
        {"verbose", no_argument, NULL, 'v'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int answer;
    opterr = 0;
    while ((answer = getopt_long(argc, argv, ":o:qvh", options, NULL)) != -1) {
        switch (answer) {
        case 'k':
            if (!parse_k(&args->k, optarg))
                return mc_cli_usage("bounds",
                                    "--k %s: must be an integer of at least 1",
                                    optarg);
            break;
        case 'p':
            if (!parse_program(args, optarg))
                return mc_cli_usage("bounds",
                                    "--program %s: must be lower, upper or "
                                    "both",
                                    optarg);
            break;
        case 'o':
            args->output = optarg;
            break;
        case 'w':
            args->lp_directory = optarg;
            break;
        case 's':
            args->slackness = true;
            break;
        case 'j':
            args->json = true;
            break;
        case 't':
            if (mc_cli_limits_time(&args->limits, "bounds", optarg) !=
                MC_EXIT_OK)
                return MC_EXIT_USAGE;
            break;
        case 'm':
            if (mc_cli_limits_memory(&args->limits, "bounds", optarg) !=
                MC_EXIT_OK)
                return MC_EXIT_USAGE;
            break;
        case 'q':
            args->quiet = true;
            break;
        case 'v':
            args->verbose = true;
            break;
        case 'h':
            args->help = true;
            break;
        default:
            return mc_cli_bad_option("bounds", answer, argv);
        }
    }
    return parse_operands(args, argc, argv);
}

static int is_stopped(void *user)
{
    arguments *args = user;
    return mc_stopped(&args->limits.stop);
}

static void print_stage(void *user, mc_program program, const char *stage)
{
    const arguments *args = user;
    fprintf(stderr, "mechcert: %s-%lu: %s\n",
            program == MC_PROGRAM_LOWER ? "LB-G" : "UB-P", args->k, stage);
}

/* One of the two programs. */
typedef struct task {
    const mc_environment *env;
    mc_program program;
    unsigned long k;
    const mc_monitor *monitor;
    mc_bound *bound;
    mc_status status;
    mc_message message;
} task;

static void run_task(void *user)
{
    task *t = user;
    t->status = mc_bound_new(&t->bound, &t->message, t->env, t->program, t->k,
                             t->monitor);
}

/* Names of the files in the output directory. */
typedef struct paths {
    char *no_mechanism, *lower_claim, *lower_value, *upper_claim, *upper_value,
        *mechanism, *information;
} paths;

static bool paths_init(paths *p, const char *directory)
{
    *p = (paths){mc_cli_join(directory, "no-mechanism.cert"),
                 mc_cli_join(directory, "lower.guarantee.cert"),
                 mc_cli_join(directory, "lower.value.cert"),
                 mc_cli_join(directory, "upper.potential.cert"),
                 mc_cli_join(directory, "upper.value.cert"),
                 mc_cli_join(directory, "LB-G.mechanism.json"),
                 mc_cli_join(directory, "UB-P.information.json")};
    return p->no_mechanism && p->lower_claim && p->lower_value &&
           p->upper_claim && p->upper_value && p->mechanism && p->information;
}

static void paths_clear(paths *p)
{
    free(p->no_mechanism);
    free(p->lower_claim);
    free(p->lower_value);
    free(p->upper_claim);
    free(p->upper_value);
    free(p->mechanism);
    free(p->information);
}

/* Writes both certificates of one half and records where they are. */
static mc_status write_half(mc_bracket_half *half, mc_message *message,
                            const char *claim_path, const char *value_path)
{
    if (!half->bound)
        return MC_OK;
    mc_status status = mc_bound_write_claim(half->bound, message, claim_path);
    if (status == MC_OK)
        status = mc_bound_write_value(half->bound, message, value_path);
    half->claim_path = claim_path;
    half->value_path = value_path;
    return status;
}

static mc_status write_mechanism(mc_bracket_half *half, mc_message *message,
                                 const char *path)
{
    mc_mechanism *mechanism = NULL;
    if (!half->bound)
        return MC_OK;
    mc_status status = mc_bound_mechanism(&mechanism, message, half->bound);
    if (status == MC_OK)
        status = mc_mechanism_write(mechanism, message, path);
    mc_mechanism_free(mechanism);
    half->optimum_path = path;
    return status;
}

static mc_status write_information(mc_bracket_half *half, mc_message *message,
                                   const char *path)
{
    mc_information *information = NULL;
    if (!half->bound)
        return MC_OK;
    mc_status status = mc_bound_information(&information, message, half->bound);
    if (status == MC_OK)
        status = mc_information_write(information, message, path);
    mc_information_free(information);
    half->optimum_path = path;
    return status;
}

static mc_status write_all(mc_bracket *bracket, mc_message *message,
                           const mc_participation *participation,
                           const paths *p)
{
    mc_status status = MC_OK;
    if (bracket->no_mechanism) {
        status =
            mc_participation_write(participation, message, p->no_mechanism);
        bracket->no_mechanism_path = p->no_mechanism;
    }
    if (status == MC_OK)
        status = write_half(&bracket->lower, message, p->lower_claim,
                            p->lower_value);
    if (status == MC_OK)
        status = write_half(&bracket->upper, message, p->upper_claim,
                            p->upper_value);
    if (status == MC_OK)
        status = write_mechanism(&bracket->lower, message, p->mechanism);
    if (status == MC_OK)
        status = write_information(&bracket->upper, message, p->information);
    return status;
}

static mc_status report(mc_message *message, const arguments *args,
                        mc_bracket *bracket,
                        const mc_participation *participation)
{
    paths p = {0};
    mc_status status = MC_OK;
    if (args->output) {
        status = paths_init(&p, args->output)
                     ? write_all(bracket, message, participation, &p)
                     : mc_message_set(message, MC_LIMIT, "out of memory");
    }
    if (status == MC_OK)
        status = args->json ? mc_report_bracket_json(stdout, message, bracket)
                            : mc_report_bracket(stdout, message, bracket);
    paths_clear(&p);
    return status;
}

/* Solves what was asked for, and reports what was decided also if a half was
   not. LB-G-k is infeasible without a secure mechanism and not attempted. */
static mc_status solve(mc_message *message, arguments *args,
                       const mc_environment *env,
                       const mc_participation *participation, bool secure)
{
    bool loud = args->verbose || (!args->quiet && isatty(STDERR_FILENO));
    mc_monitor monitor = {.user = args,
                          .stage = loud ? print_stage : NULL,
                          .stop = is_stopped,
                          .milliseconds = args->limits.milliseconds};
    task lower = {.env = env,
                  .program = MC_PROGRAM_LOWER,
                  .k = args->k,
                  .monitor = &monitor};
    task upper = lower;
    upper.program = MC_PROGRAM_UPPER;
    /* they share nothing but the environment, which is read-only */
    mc_cli_run_both(run_task, args->lower && secure ? &lower : NULL,
                    args->upper ? &upper : NULL);
    mc_bracket bracket = {
        .file = args->file,
        .env = env,
        .k = args->k,
        .no_mechanism = !secure,
        .lower = {.bound = lower.bound,
                  .why = lower.status ? lower.message.text : NULL},
        .upper = {.bound = upper.bound,
                  .why = upper.status ? upper.message.text : NULL},
        .slackness = args->slackness};
    mc_status status = report(message, args, &bracket, participation);
    if (status == MC_OK && lower.status != MC_OK) {
        status = lower.status;
        *message = lower.message;
    } else if (status == MC_OK && upper.status != MC_OK) {
        status = upper.status;
        *message = upper.message;
    }
    mc_bound_free(lower.bound);
    mc_bound_free(upper.bound);
    return status;
}

/* Writes one of the programs as DIR/NAME-K.mps and says so. */
static mc_status write_program(mc_message *message, const arguments *args,
                               const mc_environment *env, mc_program program,
                               const char *name)
{
    char file[64];
    (void)snprintf(file, sizeof file, "%s-%lu.mps", name, args->k);
    char *path = mc_cli_join(args->lp_directory, file);
    if (!path)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status = mc_bound_write_lp(env, program, args->k, message, path);
    if (status == MC_OK)
        puts(path);
    free(path);
    return status;
}

static mc_status write_programs(mc_message *message, const arguments *args)
{
    mc_environment *env = NULL;
    mc_status status = mc_environment_read(&env, message, args->file);
    if (status == MC_OK)
        status = mc_cli_make_directory(message, args->lp_directory);
    if (status == MC_OK && args->lower)
        status = write_program(message, args, env, MC_PROGRAM_LOWER, "LB-G");
    if (status == MC_OK && args->upper)
        status = write_program(message, args, env, MC_PROGRAM_UPPER, "UB-P");
    mc_environment_free(env);
    return status;
}

static mc_status run(mc_message *message, arguments *args)
{
    mc_environment *env = NULL;
    mc_cli_limits_start(&args->limits);
    mc_participation *participation = NULL;
    mc_status status = mc_environment_read(&env, message, args->file);
    if (status == MC_OK && args->output)
        status = mc_cli_make_directory(message, args->output);
    if (status == MC_OK) {
        status = mc_participation_new(&participation, message, env);
        bool secure = status == MC_OK;
        if (secure || status == MC_REFUTED)
            status = solve(message, args, env, participation, secure);
        /* a refutation stays one, also if the upper bound is undecided */
        if (!secure && status != MC_IO)
            status = mc_message_set(
                message, MC_REFUTED,
                "%s: no participation-secure mechanism exists", args->file);
    }
    mc_participation_free(participation);
    mc_environment_free(env);
    return status;
}

int mc_cli_bounds(int argc, char **argv)
{
    arguments args = {.lower = true, .upper = true};
    mc_message message = {""};
    int status = parse(&args, argc, argv);
    if (status != MC_EXIT_OK)
        return status;
    if (args.help) {
        print_help();
        return MC_EXIT_OK;
    }
    return mc_cli_report(args.lp_directory ? write_programs(&message, &args)
                                           : run(&message, &args),
                         &message);
}
