#include "cli/quantity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/output.h"
#include "cli/cli.h"
#include "cli/statements.h"
#include "report/quantity.h"

bool mc_cli_is_quantity(const mc_file *file)
{
    char *format = mc_cli_format(file);
    bool is = format && strcmp(format, "mechcert-quantity-1") == 0;
    free(format);
    return is;
}

static mc_status write_csv(mc_message *message, const char *path,
                           const mc_quantity_report *report)
{
    mc_output *output = NULL;
    mc_status status = mc_output_open(&output, message, path);
    if (status != MC_OK)
        return status;
    mc_report_quantity_csv(mc_output_stream(output), report);
    return mc_output_commit(output, message);
}

/* Leaves out what the list of --property does not name. */
static int read_promises(mc_quantity_report *report, const char *property)
{
    for (int p = 0; p < MC_PROMISES; p++)
        report->unwanted[p] = property != NULL;
    while (property && *property) {
        size_t length = strcspn(property, ",");
        int found = MC_PROMISES;
        for (int p = 0; p < MC_PROMISES; p++) {
            const char *name = mc_quantity_promise_name((mc_quantity_promise)p);
            if (strlen(name) == length && memcmp(name, property, length) == 0)
                found = p;
        }
        if (found == MC_PROMISES)
            return mc_cli_usage("mechanism check",
                                "--property: %.*s is not asked of a continuous "
                                "quantity at one profile",
                                (int)length, property);
        report->unwanted[found] = false;
        property += length + (property[length] == ',');
    }
    return MC_EXIT_OK;
}

static mc_status tell(mc_message *message, const mc_quantity_report *report,
                      const mc_cli_quantity *what)
{
    FILE *words = mc_cli_is_standard_output(what->output) ||
                          mc_cli_is_standard_output(what->csv)
                      ? stderr
                      : stdout;
    mc_status status = MC_OK;
    if (what->output)
        status =
            mc_quantity_outcome_write(report->outcome, message, what->output);
    if (status == MC_OK && what->csv)
        status = write_csv(message, what->csv, report);
    if (status != MC_OK)
        return status;
    if (what->json)
        return mc_report_quantity_json(stdout, message, report);
    return what->check ? mc_report_quantity_check(words, message, report)
                       : mc_report_quantity_run(words, message, report);
}

int mc_cli_quantity_tell(const mc_file *file, const mc_cli_quantity *what)
{
    mc_message message = {""};
    mc_quantity *quantity = NULL;
    mc_quantity_outcome *outcome = NULL;
    mc_quantity_report report = {.path = what->path,
                                 .certificate = what->output};
    int result = read_promises(&report, what->property);
    if (result != MC_EXIT_OK)
        return result;
    mc_status status = mc_quantity_parse(&quantity, &message, file);
    if (status == MC_OK) {
        mc_message why = {""};
        status = mc_quantity_outcome_new(&outcome, &why, quantity);
        (void)mc_message_set(&message, status, "%s: %s", what->path, why.text);
    }
    if (status == MC_OK)
        report.outcome = outcome;
    if (status == MC_OK)
        status = tell(&message, &report, what);
    result = mc_cli_report(status, &message);
    mc_quantity_outcome_free(outcome);
    mc_quantity_free(quantity);
    return result;
}
