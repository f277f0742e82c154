/* mechcert show: a statement file in words and tables. */
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/statements.h"
#include "lp/file.h"
#include "publicgood/loss.h"
#include "report/divisible.h"
#include "report/program.h"
#include "report/publicgood.h"
#include "report/quantity.h"
#include "report/statement.h"
#include "report/table.h"

static void print_help(void)
{
    puts("Usage: mechcert show FILE\n"
         "\n"
         "Prints a statement file in words and tables, so that you can check "
         "that it was\n"
         "read as you meant it: an environment, a mechanism, an information "
         "structure,\n"
         "strategies, a prior, a public good, a divisible good or the model "
         "of welfare losses\n"
         "(JSON), or a linear program (MPS or CPLEX LP).\n"
         "All numbers are exact. A FILE called - is standard input.\n"
         "\n"
         "Options:\n"
         "  -h, --help  print this help");
}

static void print_note(void *user, const char *text)
{
    (void)user;
    mc_cli_note("%s", text);
}

static mc_status show_program(mc_message *message, const mc_file *file)
{
    mc_lp_notes notes = {NULL, print_note};
    mc_lp_format format;
    mc_lp lp;
    mc_status status = mc_lp_parse(&lp, &format, message, file, &notes);
    if (status == MC_OK) {
        status = mc_report_program(stdout, message, &lp, format);
        mc_lp_clear(&lp);
    }
    return status;
}

static mc_status show_divisible(mc_message *message, const mc_file *file)
{
    mc_divisible *good = NULL;
    mc_status status = mc_divisible_parse(&good, message, file);
    if (status == MC_OK)
        mc_report_divisible(stdout, good);
    mc_divisible_free(good);
    return status;
}

static mc_status show_publicgood(mc_message *message, const mc_file *file)
{
    mc_publicgood *good = NULL;
    mc_population *population = NULL;
    mc_status status = mc_publicgood_parse(&good, message, file);
    if (status == MC_OK)
        status = mc_population_new(&population, message, good, NULL);
    if (status == MC_OK)
        status = mc_report_publicgood(stdout, message, population);
    mc_population_free(population);
    mc_publicgood_free(good);
    return status;
}

static mc_status show_quantity(mc_message *message, const mc_file *file)
{
    mc_quantity *quantity = NULL;
    mc_status status = mc_quantity_parse(&quantity, message, file);
    if (status == MC_OK)
        status = mc_report_quantity(stdout, message, quantity);
    mc_quantity_free(quantity);
    return status;
}

static mc_status show_welfare_loss(mc_message *message, const mc_file *file)
{
    mc_loss_statement *model = NULL;
    mc_status status = mc_loss_statement_parse(&model, message, file);
    if (status == MC_OK) {
        mc_report_head(stdout, "Welfare losses of posted prices",
                       "mechcert-welfare-loss-1", model->sha256, model->title,
                       model->notes);
        printf("\n%zu agents with values from 0 to b\n", model->agents);
    }
    mc_loss_statement_free(model);
    return status;
}

/* The statements that are about public goods only. */
static const struct {
    const char *format;
    mc_status (*show)(mc_message *message, const mc_file *file);
} goods[] = {
    {"mechcert-divisible-1", show_divisible},
    {"mechcert-publicgood-1", show_publicgood},
    {"mechcert-quantity-1", show_quantity},
    {"mechcert-welfare-loss-1", show_welfare_loss},
};

enum { GOODS = sizeof goods / sizeof *goods };

/* The place of the format among `goods`, GOODS if it is another one. */
static size_t find_good(const mc_file *file)
{
    size_t g = 0;
    char *format = mc_cli_format(file);
    while (g < GOODS && (!format || strcmp(format, goods[g].format) != 0))
        g++;
    free(format);
    return g;
}

static mc_status show_statement(mc_message *message, const mc_file *file)
{
    mc_cli_statements is = {.env = NULL};
    size_t good = find_good(file);
    if (good < GOODS)
        return goods[good].show(message, file);
    mc_status status = mc_cli_statements_parse(&is, message, file, file->name);
    if (status == MC_OK && is.env)
        status = mc_report_environment(stdout, message, is.env);
    else if (status == MC_OK && is.mechanism)
        status = mc_report_mechanism(stdout, message, is.mechanism);
    else if (status == MC_OK && is.information)
        status = mc_report_information(stdout, message, is.information);
    else if (status == MC_OK && is.strategies)
        status = mc_report_strategies(stdout, message, is.strategies);
    else if (status == MC_OK)
        status = mc_report_prior(stdout, message, is.prior);
    mc_cli_statements_clear(&is);
    return status;
}

static int show(const char *path)
{
    mc_message message = {""};
    mc_file file;
    mc_status status = mc_file_load(&file, &message, path, MC_LP_MAX_BYTES);
    if (status == MC_OK) {
        status = mc_lp_detect(file.text, file.length) == MC_CONTENT_JSON
                     ? show_statement(&message, &file)
                     : show_program(&message, &file);
        mc_file_clear(&file);
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
