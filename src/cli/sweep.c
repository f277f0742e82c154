/* mechcert sweep: exact guarantees over ranges of parameters. */
#include "cli/sweep.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "game/statement.h"

/* 2 (T-1) (T-N) / (2T-N-1), or 0 up to T = N. N = 1 makes it T - 1. */
static void linear_formula(mpq_t result, const mpq_t agents, const mpq_t value)
{
    mpq_t one, factor;
    mpq_inits(one, factor, NULL);
    mpq_set_ui(one, 1, 1);
    mpq_set_ui(result, 0, 1);
    if (mpq_cmp(value, agents) > 0) {
        mpq_sub(factor, value, agents);
        mpq_sub(result, value, one);  /* positive, as T > N >= 1 */
        mpq_add(one, factor, result); /* 2T - N - 1 */
        mpq_mul(result, result, factor);
        mpq_div(result, result, one);
        mpq_add(result, result, result);
    }
    mpq_clears(one, factor, NULL);
}

/* (T-N)/N, or 0 up to T = N */
static void unilateral_formula(mpq_t result, const mpq_t agents,
                               const mpq_t value)
{
    mpq_set_ui(result, 0, 1);
    if (mpq_cmp(value, agents) > 0) {
        mpq_sub(result, value, agents);
        mpq_div(result, result, agents);
    }
}

static const mc_sweep_family families[] = {
    {"linear-proportional", "public-expenditure",
     "2(T-1)(T-N)/(2T-N-1) for T > N, else 0", linear_formula},
    {"unilateral", "public-expenditure", "(T-N)/N for T > N, else 0",
     unilateral_formula},
    {"grid-cost-sharing", "public-expenditure", NULL, NULL},
    {"posted-price-auction", "known-value-auction", NULL, NULL},
};

enum { FAMILIES = sizeof families / sizeof *families };

typedef struct arguments {
    const char *text[MC_NEW_OPTIONS];
    const char *output, *time, *memory;
    bool json, csv, quiet, verbose;
} arguments;

static const mc_new_kind *kind_of(const char *name)
{
    const mc_new_kind *kind = mc_new_kinds;
    while (kind->name && strcmp(kind->name, name) != 0)
        kind++;
    return kind;
}

static int find_family(mc_sweep *sweep, const char *name)
{
    for (size_t f = 0; f < FAMILIES; f++)
        if (strcmp(families[f].mechanism, name) == 0)
            sweep->family = &families[f];
    if (!sweep->family)
        return mc_cli_usage("sweep",
                            "unknown family %s; there are linear-proportional, "
                            "unilateral, grid-cost-sharing and "
                            "posted-price-auction",
                            name);
    sweep->mechanism = kind_of(sweep->family->mechanism);
    sweep->environment = kind_of(sweep->family->environment);
    return MC_EXIT_OK;
}

static bool needs(const mc_new_kind *kind, mc_new_option option)
{
    for (const mc_new_option *o = kind->needs; *o != MC_NEW_OPTIONS; o++)
        if (*o == option)
            return true;
    return false;
}

/* The lists of the family's parameters. */
static int read_lists(mc_sweep *sweep, const arguments *args)
{
    for (mc_new_option o = 0; o < MC_NEW_OPTIONS; o++) {
        const mc_new_spelling *spelling = &mc_new_spellings[o];
        bool wanted =
            needs(sweep->mechanism, o) || needs(sweep->environment, o);
        if (wanted && !args->text[o])
            return mc_cli_usage("sweep", "%s needs --%s LIST",
                                sweep->mechanism->name, spelling->name);
        if (!wanted && args->text[o])
            return mc_cli_usage("sweep", "%s has no parameter --%s",
                                sweep->mechanism->name, spelling->name);
        if (!wanted)
            continue;
        int status = mc_cli_list_read(&sweep->list[o], "sweep", spelling->name,
                                      args->text[o], spelling->most);
        if (status != MC_EXIT_OK)
            return status;
        sweep->parameter_name[sweep->parameters] = spelling->name;
        sweep->parameter[sweep->parameters++] = o;
    }
    return MC_EXIT_OK;
}

static bool set_row(mc_sweep *sweep, size_t number)
{
    mc_sweep_row *row = &sweep->row[number];
    row->parameter = mc_rationals_new(sweep->parameters);
    mpq_inits(row->value, row->conjecture, NULL);
    for (size_t p = sweep->parameters; p-- > 0 && row->parameter;) {
        const mc_cli_list *list = &sweep->list[sweep->parameter[p]];
        mpq_set(row->parameter[p], list->value[number % list->count]);
        number /= list->count;
    }
    /* formulas belong to families whose first parameters are N and T */
    if (row->parameter && sweep->family->formula)
        sweep->family->formula(row->conjecture, row->parameter[0],
                               row->parameter[1]);
    return row->parameter != NULL;
}

static mc_status make_rows(mc_sweep *sweep, mc_message *message)
{
    size_t rows = 1;
    for (size_t p = 0; p < sweep->parameters; p++) {
        size_t count = sweep->list[sweep->parameter[p]].count;
        if (rows > MC_CLI_LIST_MAX / count)
            return mc_message_set(message, MC_LIMIT,
                                  "there are more than 100,000 combinations; "
                                  "give shorter lists");
        rows *= count;
    }
    sweep->table = (mc_sweep_table){.family = sweep->mechanism->name,
                                    .environment = sweep->environment->name,
                                    .formula = sweep->family->words,
                                    .parameters = sweep->parameters,
                                    .parameter_name = sweep->parameter_name};
    sweep->row = mc_array(rows, sizeof *sweep->row);
    if (!sweep->row)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    sweep->table.row = sweep->row;
    while (sweep->table.rows < rows)
        if (!set_row(sweep, sweep->table.rows++))
            return mc_message_set(message, MC_LIMIT, "out of memory");
    return MC_OK;
}

static mc_status report(mc_message *message, const mc_sweep *sweep,
                        const arguments *args)
{
    if (args->json)
        return mc_report_sweep_json(stdout, message, &sweep->table);
    if (args->csv)
        return mc_report_sweep_csv(stdout, message, &sweep->table);
    return mc_report_sweep(stdout, message, &sweep->table);
}

/* What was computed is printed also if the rest failed. */
static int run(mc_sweep *sweep, const arguments *args)
{
    mc_message message = {""}, other = {""};
    mc_status status = make_rows(sweep, &message);
    if (status == MC_OK && args->output)
        status = mc_cli_make_directory(&message, args->output);
    if (status != MC_OK)
        return mc_cli_report(status, &message);
    mc_cli_limits_start(&sweep->limits);
    status = mc_sweep_run(sweep, &message);
    if (status == MC_BAD_INPUT)
        return mc_cli_usage("sweep", "%s", message.text);
    mc_status printed = report(&other, sweep, args);
    return status == MC_OK ? mc_cli_report(printed, &other)
                           : mc_cli_report(status, &message);
}

static int begin(mc_sweep *sweep, arguments *args,
                 const mc_cli_command *command)
{
    int status = MC_EXIT_OK;
    if (command->operands == 0)
        return mc_cli_usage("sweep", "a FAMILY is missing");
    if (command->operands > 1)
        return mc_cli_usage("sweep", "unexpected operand %s",
                            command->operand[1]);
    if (args->json && args->csv)
        return mc_cli_usage("sweep", "--json and --csv exclude each other");
    if (args->time)
        status = mc_cli_limits_time(&sweep->limits, "sweep", args->time);
    if (status == MC_EXIT_OK && args->memory)
        status = mc_cli_limits_memory(&sweep->limits, "sweep", args->memory);
    if (status == MC_EXIT_OK)
        status = find_family(sweep, command->operand[0]);
    if (status == MC_EXIT_OK)
        status = read_lists(sweep, args);
    sweep->directory = args->output;
    sweep->loud = args->verbose || (!args->quiet && isatty(STDERR_FILENO));
    return status;
}

int mc_cli_sweep(int argc, char **argv)
{
    arguments args = {.json = false};
    mc_sweep sweep = {.status = MC_OK};
    const mc_cli_option options[] = {
        {"agents", 0, NULL, &args.text[MC_NEW_AGENTS], "LIST",
         "numbers of agents"},
        {"value", 0, NULL, &args.text[MC_NEW_VALUE], "LIST", "social values"},
        {"m", 0, NULL, &args.text[MC_NEW_M], "LIST",
         "numbers of steps, of linear-proportional and unilateral"},
        {"k", 0, NULL, &args.text[MC_NEW_K], "LIST",
         "fineness of the grid, of grid-cost-sharing"},
        {"price", 0, NULL, &args.text[MC_NEW_PRICE], "LIST",
         "prices, of posted-price-auction"},
        {"output", 'o', NULL, &args.output, "DIR",
         "write statements, certificates and sweep.csv there"},
        {"json", 0, &args.json, NULL, NULL, "print one JSON object"},
        {"csv", 0, &args.csv, NULL, NULL, "print comma-separated values"},
        {"time", 0, NULL, &args.time, "SECONDS",
         "stop then; rows not computed are undecided (exit 12)"},
        {"memory", 0, NULL, &args.memory, "SIZE",
         "the same for memory, such as 800M or 4G"},
        {"quiet", 'q', &args.quiet, NULL, NULL, "no progress on stderr"},
        {"verbose", 'v', &args.verbose, NULL, NULL,
         "progress on stderr also if it is no terminal"}};
    mc_cli_command command = {
        .name = "sweep",
        .usage = "FAMILY --PARAMETER LIST... [OPTION...]",
        .words =
            "Computes the exact guarantee of every mechanism of a family: all "
            "combinations of\n"
            "the numbers in the lists. A LIST is 3 or 5/2,3,7/2 or 1..20 or "
            "1..4,8.\n"
            "\n"
            "Families: linear-proportional and unilateral (--agents --value "
            "--m),\n"
            "grid-cost-sharing (--agents --value --k), each in its "
            "public-expenditure\n"
            "environment; posted-price-auction (--agents --price) in the "
            "known-value-auction.\n"
            "They are those of mechcert new. The first two are compared with "
            "conjectured\n"
            "formulas. Each value is certified for its own parameters only.",
        .exits = "Exit status: 0 all computed; 12 some undecided, also after "
                 "Ctrl-C: the table is\n"
                 "printed with what was computed, and sweep.csv keeps it; 13, "
                 "2 as for mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    int status = mc_cli_options(&command, argc, argv);
    if (status == MC_EXIT_OK)
        status = begin(&sweep, &args, &command);
    else
        return status == -1 ? MC_EXIT_OK : status;
    if (status == MC_EXIT_OK)
        status = run(&sweep, &args);
    mc_sweep_clear(&sweep);
    return status;
}
