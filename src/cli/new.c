/* mechcert new: standard environments as explicit files. */
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mechcert/environment.h>

#include "base/number.h"
#include "cli/cli.h"

static const char kinds[] =
    "  public-expenditure --agents N --value T\n"
    "      N agents and a public good that costs 1. One agent, nobody knows\n"
    "      which, has the value T, the others 0; the designer maximises the\n"
    "      sum of the values minus the cost (Brooks and Du, section 4).\n";

static void print_help(void)
{
    printf("Usage: mechcert new KIND [OPTION...] [-o FILE]\n"
           "\n"
           "Writes a standard environment as an explicit statement file.\n"
           "\n"
           "Kinds:\n"
           "%s"
           "\n"
           "Options:\n"
           "  --agents N         number of agents, 1 to 200\n"
           "  --value T          an exact number, such as 3, 7/2 or 3.01\n"
           "  -o, --output FILE  where to write; default: standard output\n"
           "  -q, --quiet        no notes on stderr\n"
           "  -v, --verbose      print the SHA-256 of the file on stderr\n"
           "  -h, --help         print this help\n",
           kinds);
}

struct arguments {
    const char *kind, *agents, *value, *output;
    bool help, quiet, verbose;
};

/* Returns MC_EXIT_OK, or the exit status of a usage error. */
static int parse(struct arguments *arguments, int argc, char **argv)
{
    static const struct option options[] = {
        {"agents", required_argument, NULL, 'n'},
        {"value", required_argument, NULL, 't'},
        {"output", required_argument, NULL, 'o'},
        {"quiet", no_argument, NULL, 'q'},
        {"verbose", no_argument, NULL, 'v'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int answer;
    opterr = 0;
    while ((answer = getopt_long(argc, argv, ":o:qvh", options, NULL)) != -1) {
        switch (answer) {
        case 'n':
            arguments->agents = optarg;
            break;
        case 't':
            arguments->value = optarg;
            break;
        case 'o':
            arguments->output = optarg;
            break;
        case 'q':
            arguments->quiet = true;
            break;
        case 'v':
            arguments->verbose = true;
            break;
        case 'h':
            arguments->help = true;
            break;
        default:
            return mc_cli_bad_option("new", answer, argv);
        }
    }
    if (optind < argc)
        arguments->kind = argv[optind++];
    if (optind < argc)
        return mc_cli_usage("new", "unexpected operand %s", argv[optind]);
    return MC_EXIT_OK;
}

static bool parse_agents(size_t *agents, const char *text)
{
    size_t length = strlen(text);
    if (length == 0 || length > 4 || strspn(text, "0123456789") != length)
        return false;
    *agents = (size_t)strtoul(text, NULL, 10);
    return *agents >= 1 && *agents <= 200;
}

static int write_environment(const struct arguments *arguments,
                             mc_environment *env)
{
    mc_message message = {""};
    mc_status status = mc_environment_write(env, &message, arguments->output);
    if (status == MC_OK && arguments->verbose)
        fprintf(stderr, "%s  %s\n", mc_environment_sha256(env),
                arguments->output);
    return mc_cli_report(status, &message);
}

static int new_public_expenditure(const struct arguments *arguments,
                                  const mpq_t value, size_t agents)
{
    mc_environment *env = NULL;
    mc_message message = {""};
    mc_status status =
        mc_environment_new_public_expenditure(&env, &message, agents, value);
    int result;
    if (status != MC_OK)
        return mc_cli_report(status, &message);
    if (mpq_cmp_ui(value, 1, 1) < 0 && !arguments->quiet)
        mc_cli_note("the value is below the cost 1, so that no expenditure is "
                    "the efficient outcome");
    result = write_environment(arguments, env);
    mc_environment_free(env);
    return result;
}

static int public_expenditure(const struct arguments *arguments)
{
    const char *problem;
    size_t agents = 0;
    mpq_t value;
    int result;
    if (arguments->agents == NULL)
        return mc_cli_usage("new", "--agents N is missing");
    if (arguments->value == NULL)
        return mc_cli_usage("new", "--value T is missing");
    if (!parse_agents(&agents, arguments->agents))
        return mc_cli_usage("new",
                            "--agents %s: must be an integer from 1 "
                            "to 200",
                            arguments->agents);
    mpq_init(value);
    problem =
        mc_number_parse(value, arguments->value, strlen(arguments->value));
    if (problem != NULL)
        result =
            mc_cli_usage("new", "--value %s: %s", arguments->value, problem);
    else if (mpq_sgn(value) < 0)
        result = mc_cli_usage("new", "--value %s: must not be negative",
                              arguments->value);
    else
        result = new_public_expenditure(arguments, value, agents);
    mpq_clear(value);
    return result;
}

int mc_cli_new(int argc, char **argv)
{
    struct arguments arguments = {.output = "-"};
    int status = parse(&arguments, argc, argv);
    if (status != MC_EXIT_OK)
        return status;
    if (arguments.help) {
        print_help();
        return MC_EXIT_OK;
    }
    if (arguments.kind == NULL) {
        fprintf(stderr, "mechcert new: a kind is missing; there are\n%s",
                kinds);
        return MC_EXIT_USAGE;
    }
    if (strcmp(arguments.kind, "public-expenditure") == 0)
        return public_expenditure(&arguments);
    fprintf(stderr, "mechcert new: unknown kind %s; there are\n%s",
            arguments.kind, kinds);
    return MC_EXIT_USAGE;
}
