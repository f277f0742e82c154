/* mechcert divisible loss: expected and maximal loss of welfare. */
#include "cli/divisible.h"

#include "cli/cli.h"
#include "report/rational.h"

typedef struct losses {
    mpq_t expected, maximal;
    bool has_expected, has_maximal;
    size_t cell;
} losses;

static mc_status write(mc_message *message, const mc_cli_divisible_task *d,
                       const losses *l, bool maximal)
{
    bool several = l->has_expected && l->has_maximal;
    char *path;
    mc_status status = mc_cli_divisible_target(
        &path, message, d, maximal ? "maximal-loss" : "expected-loss", several);
    if (status == MC_OK && path)
        status = maximal
                     ? mc_divisible_certify_maximal_loss(l->maximal, l->cell,
                                                         message, d->good, path)
                     : mc_divisible_certify_expected_loss(l->expected, message,
                                                          d->good, path);
    mc_cli_divisible_told(path, d);
    return status;
}

static mc_status report(mc_message *message, const mc_cli_divisible_task *d,
                        const losses *l)
{
    mc_divisible_report about = mc_cli_divisible_report(d);
    mpq_srcptr expected = l->has_expected ? l->expected : NULL;
    mpq_srcptr maximal = l->has_maximal ? l->maximal : NULL;
    FILE *words = mc_cli_divisible_words(d);
    mc_status status = MC_OK;
    if (words)
        mc_report_divisible_loss(words, &about, expected, maximal, l->cell);
    if (l->has_expected)
        status = write(message, d, l, false);
    if (status == MC_OK && l->has_maximal)
        status = write(message, d, l, true);
    if (status == MC_OK && d->json)
        status = mc_report_json(
            stdout, message,
            mc_report_divisible_loss_json(&about, expected, maximal, l->cell));
    return status;
}

/* On a set of types without a belief neither makes sense. */
static mc_status run(mc_message *message, const mc_cli_divisible_task *d)
{
    losses l = {.has_expected = d->good->atom || d->good->set,
                .has_maximal = !d->good->set};
    mc_status status = MC_OK;
    mpq_inits(l.expected, l.maximal, NULL);
    if (l.has_maximal)
        status =
            mc_divisible_maximal_loss(l.maximal, &l.cell, message, d->good);
    if (status == MC_OK && l.has_expected)
        status = mc_divisible_expected_loss(l.expected, message, d->good);
    if (status == MC_OK)
        status = report(message, d, &l);
    mpq_clears(l.expected, l.maximal, NULL);
    return status;
}

int mc_cli_divisible_loss(int argc, char **argv)
{
    mc_cli_divisible_task d = {.path = NULL};
    mc_message message = {""};
    const mc_cli_option options[] = {MC_CLI_DIVISIBLE_OPTIONS(
        &d, "write the certificate; where there is a belief and types\n"
            "are boxes there are two, and CERT is a directory")};
    mc_cli_command command = {
        .name = "divisible loss",
        .usage = "FILE [OPTION...]",
        .words =
            "What a mechanism on cells loses against the efficient level of "
            "production: the\n"
            "supremum over all types, and the expectation if the statement has "
            "a belief.",
        .exits = "Exit status: 0 computed; 11, 12, 13, 2 as for mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    int result = mc_cli_divisible_begin(&d, &command, argc, argv);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    mc_status status = run(&message, &d);
    return mc_cli_divisible_end(&d, status, &message);
}
