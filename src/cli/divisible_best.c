/* mechcert divisible best: the best price, and the robust optimum. */
#include "cli/divisible.h"

#include "cli/cli.h"
#include "report/rational.h"

typedef struct arguments {
    mc_cli_divisible_task d;
    bool relaxed;
} arguments;

/* optimum[0], optimum[1]: modes zero and free; `solved` of them are there. */
typedef struct results {
    mc_divisible_best best;
    mc_divisible_optimum optimum[2];
    size_t solved;
    bool several; /* certificates, if nothing stops */
} results;

static mc_status write_best(mc_message *message, const mc_cli_divisible_task *d,
                            const results *r)
{
    char *path;
    mc_status status =
        mc_cli_divisible_target(&path, message, d, "best-price", r->several);
    if (status == MC_OK && path)
        status = mc_divisible_certify_best(&r->best, message, d->good, path);
    mc_cli_divisible_told(status == MC_OK ? path : NULL, d);
    return status;
}

static mc_status write_optimum(mc_message *message,
                               const mc_cli_divisible_task *d,
                               const mc_divisible_optimum *optimum)
{
    char *path;
    mc_status status = mc_cli_divisible_target(
        &path, message, d,
        optimum->relaxed ? "robust-optimum-free" : "robust-optimum-zero", true);
    if (status == MC_OK && path)
        status = mc_divisible_certify_optimum(optimum, message, d->good, path);
    mc_cli_divisible_told(status == MC_OK ? path : NULL, d);
    return status;
}

/* `why`: the programs that were not solved; NULL if all were. */
static mc_status report(mc_message *message, const mc_cli_divisible_task *d,
                        const results *r, const mc_message *why)
{
    mc_divisible_report about = mc_cli_divisible_report(d);
    const mc_divisible_optimum *const optimum[2] = {
        r->solved > 0 ? &r->optimum[0] : NULL,
        r->solved > 1 ? &r->optimum[1] : NULL};
    FILE *words = mc_cli_divisible_words(d);
    mc_status status = MC_OK;
    if (words)
        mc_report_divisible_best(words, &about, &r->best, optimum);
    status = write_best(message, d, r);
    for (size_t o = 0; o < r->solved && status == MC_OK; o++)
        status = write_optimum(message, d, &r->optimum[o]);
    if (status == MC_OK && d->json) {
        json_t *root = mc_report_divisible_best_json(&about, &r->best, optimum);
        if (why)
            json_object_set_new(root, "undecided", json_string(why->text));
        status = mc_report_json(stdout, message, root);
    }
    return status;
}

/* A stop leaves what was found before it. */
static mc_status report_stopped(mc_message *message,
                                const mc_cli_divisible_task *d, results *r,
                                mc_status status)
{
    mc_message written = {""};
    mc_divisible_optimum_clear(&r->optimum[--r->solved]);
    mc_status result = report(&written, d, r, message);
    if (result == MC_OK)
        return status;
    *message = written;
    return result;
}

static mc_status run(mc_message *message, arguments *args)
{
    mc_cli_divisible_task *d = &args->d;
    size_t wanted = args->relaxed ? 2 : d->good->cuts_given && !d->good->set;
    results r = {.solved = 0, .several = wanted > 0};
    mc_status status = mc_divisible_best_price(&r.best, message, d->good);
    while (status == MC_OK && r.solved < wanted) {
        status = mc_divisible_optimise(&r.optimum[r.solved], message, d->good,
                                       r.solved == 1, &d->effort);
        r.solved++;
    }
    d->reported = r.solved > 0;
    if (status == MC_OK)
        status = report(message, d, &r, NULL);
    else if ((status == MC_UNDECIDED || status == MC_LIMIT) && r.solved > 0)
        status = report_stopped(message, d, &r, status);
    for (size_t o = 0; o < r.solved; o++)
        mc_divisible_optimum_clear(&r.optimum[o]);
    mc_divisible_best_clear(&r.best);
    return status;
}

int mc_cli_divisible_best(int argc, char **argv)
{
    arguments args = {.relaxed = false};
    mc_message message = {""};
    const mc_cli_option options[] = {
        {"free", 0, &args.relaxed, NULL, NULL,
         "also without indifference of the lowest types"},
        MC_CLI_DIVISIBLE_OPTIONS(
            &args.d,
            "write the certificate; with \"cuts\", CERT is a directory")};
    mc_cli_command command = {
        .name = "divisible best",
        .usage = "FILE [OPTION...]",
        .words =
            "Finds the simple posted price with a balanced budget that has "
            "the largest expected\n"
            "welfare for the belief. If the statement has \"cuts\", it also "
            "certifies by linear\n"
            "programming the best of all robust mechanisms that are constant "
            "on the cells and\n"
            "under which lowest types are indifferent (--free: also of those "
            "under which they\n"
            "may have utility).",
        .exits = "Exit status: 0 computed; 11, 12, 13, 2 as for mechcert.",
        .option = options,
        .options = sizeof options / sizeof *options};
    int result = mc_cli_divisible_begin(&args.d, &command, argc, argv);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    mc_status status = run(&message, &args);
    return mc_cli_divisible_end(&args.d, status, &message);
}
