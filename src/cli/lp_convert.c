/* mechcert lp convert: a linear program in another form. */
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/message.h"
#include "cli/cli.h"
#include "lp/file.h"

static const char command[] = "lp convert";

static void print_help(void)
{
    puts(
        "Usage: mechcert lp convert FILE [OPTION...] [-o OUT]\n"
        "\n"
        "Reads a linear program (MPS or CPLEX LP, told apart by content) and "
        "writes it in\n"
        "free MPS or CPLEX LP. Numbers stay exact, but for --decimals. What "
        "had to change is\n"
        "said in comments at the head of the file, and what had to be left out "
        "on stderr.\n"
        "\n"
        "Options:\n"
        "  -f, --format mps|lp  what to write; default: as the name of OUT "
        "ends, else as FILE\n"
        "      --integers       multiply rows and the objective until all "
        "numbers are\n"
        "                       integers; fractional bounds of columns become "
        "rows at the end\n"
        "      --decimals       round to 17 digits, for other programs\n"
        "  -o, --output OUT     where to write; default: standard output\n"
        "  -q, --quiet          no notes on stderr\n"
        "  -h, --help           print this help");
}

struct arguments {
    const char *input, *output, *format;
    bool integers, decimals, quiet, help;
};

/* Returns false for an answer of getopt_long that is an error. */
static bool take_option(struct arguments *arguments, int answer)
{
    switch (answer) {
    case 'f':
        arguments->format = optarg;
        return true;
    case 'i':
        arguments->integers = true;
        return true;
    case 'd':
        arguments->decimals = true;
        return true;
    case 'o':
        arguments->output = optarg;
        return true;
    case 'q':
        arguments->quiet = true;
        return true;
    case 'h':
        arguments->help = true;
        return true;
    default:
        return false;
    }
}

/* Returns MC_EXIT_OK, or the exit status of a usage error. */
static int parse(struct arguments *arguments, int argc, char **argv)
{
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'},
        {"integers", no_argument, NULL, 'i'},
        {"decimals", no_argument, NULL, 'd'},
        {"output", required_argument, NULL, 'o'},
        {"quiet", no_argument, NULL, 'q'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int answer;
    opterr = 0;
    while ((answer = getopt_long(argc, argv, ":f:o:qh", options, NULL)) != -1)
        if (!take_option(arguments, answer))
            return mc_cli_bad_option(command, answer, argv);
    if (arguments->help)
        return MC_EXIT_OK;
    if (arguments->integers && arguments->decimals)
        return mc_cli_usage(command, "--integers and --decimals exclude each "
                                     "other");
    if (arguments->format && strcmp(arguments->format, "mps") != 0 &&
        strcmp(arguments->format, "lp") != 0)
        return mc_cli_usage(command, "--format %s: must be mps or lp",
                            arguments->format);
    if (optind == argc)
        return mc_cli_usage(command, "a FILE is missing");
    arguments->input = argv[optind++];
    if (optind < argc)
        return mc_cli_usage(command, "unexpected operand %s", argv[optind]);
    return MC_EXIT_OK;
}

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), part = strlen(end);
    return length >= part && strcmp(text + length - part, end) == 0;
}

static mc_lp_format output_format(const struct arguments *arguments,
                                  mc_lp_format input)
{
    if (arguments->format)
        return strcmp(arguments->format, "mps") == 0 ? MC_LP_MPS : MC_LP_CPLEX;
    if (ends_in(arguments->output, ".mps"))
        return MC_LP_MPS;
    return ends_in(arguments->output, ".lp") ? MC_LP_CPLEX : input;
}

static void print_note(void *user, const char *text)
{
    (void)user;
    mc_cli_note("%s", text);
}

static int convert(const struct arguments *arguments)
{
    mc_lp_notes notes = {NULL, print_note};
    mc_message message = {""};
    mc_lp_format format;
    mc_lp lp;
    mc_lp_numbers numbers = arguments->integers   ? MC_LP_INTEGERS
                            : arguments->decimals ? MC_LP_DECIMALS
                                                  : MC_LP_FRACTIONS;
    mc_status status = mc_lp_read(&lp, &format, &message, arguments->input,
                                  arguments->quiet ? NULL : &notes);
    if (status == MC_OK) {
        format = output_format(arguments, format);
        status = mc_lp_write(&lp, &message, arguments->output, format, numbers);
        if (status == MC_OK && !arguments->quiet &&
            !mc_lp_note_losses(&lp, format, &notes))
            status = mc_message_set(&message, MC_LIMIT, "out of memory");
        mc_lp_clear(&lp);
    }
    return mc_cli_report(status, &message);
}

int mc_cli_lp_convert(int argc, char **argv)
{
    struct arguments arguments = {.output = "-"};
    int status = parse(&arguments, argc, argv);
    if (status != MC_EXIT_OK)
        return status;
    if (arguments.help) {
        print_help();
        return MC_EXIT_OK;
    }
    if (mc_cli_is_input("lp convert", arguments.output, arguments.input))
        return MC_EXIT_USAGE;
    return convert(&arguments);
}
