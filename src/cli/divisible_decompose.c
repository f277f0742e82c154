/* mechcert divisible decompose: a mechanism as a lottery over prices. */
#include "cli/divisible.h"

#include "cli/cli.h"
#include "game/statement.h"
#include "report/rational.h"

static mc_status report(mc_message *message, const mc_cli_divisible_task *d,
                        mpq_t *weight, const mc_divisible_finding *finding)
{
    mc_divisible_report about = mc_cli_divisible_report(d);
    FILE *words = mc_cli_divisible_words(d);
    char *path;
    mc_status status = mc_cli_divisible_target(&path, message, d, "", false);
    if (status == MC_OK && path)
        status = weight ? mc_divisible_certify_lottery(weight, message, d->good,
                                                       path)
                        : mc_divisible_certify(finding, message, d->good, path);
    if (status == MC_OK && d->json)
        status = mc_report_json(
            stdout, message,
            mc_report_divisible_lottery_json(&about, weight, finding));
    else if (status == MC_OK && words)
        mc_report_divisible_lottery(words, &about, weight, finding);
    mc_cli_divisible_told(path, d);
    return status;
}

static mc_status run(mc_message *message, const mc_cli_divisible_task *d)
{
    mc_divisible_finding finding;
    mpq_t *weight = NULL;
    mc_divisible_finding_init(&finding);
    mc_status status =
        mc_divisible_decompose(&weight, &finding, message, d->good, &d->effort);
    if (status == MC_OK || status == MC_REFUTED) {
        mc_message other = {""};
        mc_status written = report(&other, d, weight, &finding);
        if (written != MC_OK) {
            status = written;
            *message = other;
        }
    }
    mc_rationals_free(weight, d->good->cells);
    mc_divisible_finding_clear(&finding);
    return status;
}

int mc_cli_divisible_decompose(int argc, char **argv)
{
    mc_cli_divisible_task d = {.path = NULL};
    mc_message message = {""};
    const mc_cli_option options[] = {
        MC_CLI_DIVISIBLE_OPTIONS(&d, "write the certificate")};
    mc_cli_command command = {
        .name = "divisible decompose",
        .usage = "FILE [OPTION...]",
        .words =
            "Writes a mechanism on cells as a lottery over simple posted "
            "prices whose sum is the\n"
            "cost (Proposition 1), or says why there is none: a cell whose "
            "mixed difference is\n"
            "negative, a price that is not balanced, a gain from a false "
            "report, or utility of a\n"
            "lowest type.",
        .exits = "Exit status: 0 it is such a lottery; 10 it is none, and the "
                 "certificate of -o says\nwhy; 11, 12, 13, 2 as for mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    int result = mc_cli_divisible_begin(&d, &command, argc, argv);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    mc_status status = run(&message, &d);
    return mc_cli_divisible_end(&d, status, &message);
}
