/* mechcert divisible check: every property, with its worst case. */
#include "cli/divisible.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "cli/cli.h"
#include "game/statement.h"
#include "report/rational.h"

static const char command_name[] = "divisible check";

enum { MOST_LISTS = 32 };

typedef struct arguments {
    mc_cli_divisible_task d;
    const char *property, *display;
    const char *list[MOST_LISTS]; /* the values of --property */
    size_t lists;
} arguments;

/* ---- which properties ---- */

/* The names of what a statement can be asked: the properties on cells, or the
   claims about polynomials. */
static const char monotone_name[] = "polynomial-monotone";
enum { TERMS_CLAIMS = 3 };

static size_t names(const mc_divisible *good)
{
    return good->form == MC_DIVISIBLE_TERMS ? TERMS_CLAIMS
                                            : MC_DIVISIBLE_PROPERTIES;
}

static const char *name_of(const mc_divisible *good, size_t number)
{
    if (good->form != MC_DIVISIBLE_TERMS)
        return mc_divisible_property_name((mc_divisible_property)number);
    return number + 1 == TERMS_CLAIMS
               ? monotone_name
               : mc_divisible_vanishing_name((mc_divisible_vanishing)number);
}

/* A value of --property; what it may be depends on the statement. */
static int keep_list(void *user, const char *text)
{
    arguments *args = user;
    if (args->lists == MOST_LISTS)
        return mc_cli_usage(command_name, "--property is given too often");
    args->list[args->lists++] = text;
    return MC_EXIT_OK;
}

/* Marks the names of a list with commas; returns MC_EXIT_OK or, after a
   message, MC_EXIT_USAGE. */
static int mark(bool *wanted, const mc_divisible *good, const char *list)
{
    size_t count = names(good);
    while (list) {
        size_t length = strcspn(list, ","), v = 0;
        while (v < count && (strlen(name_of(good, v)) != length ||
                             strncmp(name_of(good, v), list, length) != 0))
            v++;
        if (v == count)
            return mc_cli_usage(command_name,
                                "--property %.*s: no property of such a "
                                "statement; %s",
                                (int)length, list,
                                good->form == MC_DIVISIBLE_TERMS
                                    ? "there are lemma-1-residual, "
                                      "mixed-derivative, polynomial-monotone"
                                    : "--help lists them");
        wanted[v] = true;
        list = list[length] ? list + length + 1 : NULL;
    }
    return MC_EXIT_OK;
}

/* Without --property all are wanted. */
static int choose(bool *wanted, const arguments *args)
{
    int result = MC_EXIT_OK;
    for (size_t v = 0; v < names(args->d.good); v++)
        wanted[v] = args->lists == 0;
    for (size_t l = 0; l < args->lists && result == MC_EXIT_OK; l++)
        result = mark(wanted, args->d.good, args->list[l]);
    return result;
}

/* ---- one verdict ---- */

typedef struct checks {
    arguments *args;
    mc_divisible_verdict verdict[MC_DIVISIBLE_PROPERTIES];
    mc_divisible_finding finding[MC_DIVISIBLE_PROPERTIES];
    mc_divisible_value value[TERMS_CLAIMS];
    mc_divisible_monotone monotone;
    bool wanted[MC_DIVISIBLE_PROPERTIES];
    size_t count;
} checks;

/* The value of the status of a search that ended well. */
static mc_status settle(mc_divisible_verdict *verdict, mc_status status,
                        bool holds)
{
    verdict->status = holds ? MC_OK : MC_REFUTED;
    return status;
}

static mc_status check_cells(checks *c, mc_divisible_verdict *verdict,
                             mc_message *message, size_t number)
{
    mc_divisible_finding *finding = &c->finding[number];
    verdict->finding = finding;
    mc_divisible_finding_init(finding);
    mc_status status =
        mc_divisible_check(finding, message, c->args->d.good,
                           (mc_divisible_property)number, &c->args->d.effort);
    return settle(verdict, status, mpq_sgn(finding->value) == 0);
}

static mc_status check_vanishing(checks *c, mc_divisible_verdict *verdict,
                                 mc_message *message, size_t number)
{
    mc_divisible_value *value = &c->value[number];
    verdict->value = value;
    mc_status status = mc_divisible_evaluate(value, message, c->args->d.good,
                                             (mc_divisible_vanishing)number);
    return settle(verdict, status, mpq_sgn(value->value) == 0);
}

static mc_status check_monotone(checks *c, mc_divisible_verdict *verdict,
                                mc_message *message)
{
    verdict->monotone = &c->monotone;
    mc_status status = mc_divisible_monotone_prove(
        &c->monotone, message, c->args->d.good, &c->args->d.effort);
    verdict->status = status;
    if (status == MC_UNDECIDED)
        verdict->reason = mc_text_new("%s", message->text);
    return status == MC_REFUTED || status == MC_UNDECIDED ? MC_OK : status;
}

static mc_status write_verdict(const mc_divisible_verdict *verdict,
                               mc_message *message, const mc_divisible *good)
{
    const char *path = verdict->certificate;
    if (verdict->finding)
        return mc_divisible_certify(verdict->finding, message, good, path);
    if (verdict->value)
        return mc_divisible_certify_value(verdict->value, message, good, path);
    return mc_divisible_certify_monotone(verdict->monotone, message, good,
                                         path);
}

static mc_status add_verdict(checks *c, mc_message *message, size_t number,
                             bool several)
{
    const mc_cli_divisible_task *d = &c->args->d;
    mc_divisible_verdict *verdict = &c->verdict[c->count++];
    mc_status status;
    *verdict = (mc_divisible_verdict){.name = name_of(d->good, number)};
    if (d->good->form != MC_DIVISIBLE_TERMS)
        status = check_cells(c, verdict, message, number);
    else if (number + 1 < TERMS_CLAIMS)
        status = check_vanishing(c, verdict, message, number);
    else
        status = check_monotone(c, verdict, message);
    if (status != MC_OK || (verdict->monotone && verdict->status != MC_OK))
        return status;
    status = mc_cli_divisible_target(&verdict->certificate, message, d,
                                     verdict->name, several);
    return status == MC_OK && verdict->certificate
               ? write_verdict(verdict, message, d->good)
               : status;
}

static void clear(checks *c)
{
    for (size_t v = 0; v < c->count; v++) {
        mc_divisible_verdict *verdict = &c->verdict[v];
        if (verdict->finding)
            mc_divisible_finding_clear(verdict->finding);
        if (verdict->value)
            mc_divisible_value_clear(verdict->value);
        if (verdict->monotone)
            mc_divisible_monotone_clear(verdict->monotone);
        free(verdict->reason);
        free(verdict->certificate);
    }
}

/* ---- all verdicts ---- */

static mc_status report(mc_message *message, const checks *c)
{
    mc_cli_divisible_task *d = &c->args->d;
    mc_divisible_report about = mc_cli_divisible_report(d);
    FILE *words = mc_cli_divisible_words(d);
    d->reported = d->json;
    if (d->json)
        return mc_report_json(
            stdout, message,
            mc_report_divisible_check_json(&about, c->verdict, c->count));
    if (words)
        mc_report_divisible_check(words, &about, c->verdict, c->count);
    return MC_OK;
}

static mc_status conclude(mc_message *message, const checks *c)
{
    size_t refuted = 0, undecided = 0;
    for (size_t v = 0; v < c->count; v++) {
        refuted += c->verdict[v].status == MC_REFUTED;
        undecided += c->verdict[v].status == MC_UNDECIDED;
    }
    if (refuted)
        return mc_message_set(message, MC_REFUTED,
                              "%zu of %zu properties %s not hold", refuted,
                              c->count, refuted == 1 ? "does" : "do");
    if (undecided)
        return mc_message_set(message, MC_UNDECIDED,
                              "%zu of %zu properties %s undecided", undecided,
                              c->count, undecided == 1 ? "is" : "are");
    return MC_OK;
}

static mc_status check_properties(mc_message *message, checks *c)
{
    const mc_divisible *good = c->args->d.good;
    size_t wanted = 0;
    mc_status status = good->form == MC_DIVISIBLE_TERMS
                           ? mc_divisible_needs_terms(good, message)
                           : mc_divisible_needs_cells(good, message);
    for (size_t v = 0; v < names(good); v++)
        wanted += c->wanted[v];
    for (size_t v = 0; v < names(good) && status == MC_OK; v++)
        if (c->wanted[v])
            status = add_verdict(c, message, v, wanted > 1);
    if (status == MC_OK)
        status = report(message, c);
    return status == MC_OK ? conclude(message, c) : status;
}

/* ---- the display of Lemma 2 ---- */

/* Reads "1/4,1/2:1,1" into 2 * agents numbers. */
static int read_cube(mpq_t *number, const mc_divisible *good, const char *text)
{
    const char *at = text;
    for (size_t j = 0; j < 2 * good->agents; j++) {
        size_t length = strcspn(at, ",:");
        char end = j + 1 == 2 * good->agents ? '\0'
                   : j + 1 == good->agents   ? ':'
                                             : ',';
        const char *problem = mc_number_parse(number[j], at, length);
        if (problem)
            return mc_cli_usage(command_name, "--display %s: %s", text,
                                problem);
        if (at[length] != end)
            return mc_cli_usage(command_name,
                                "--display %s: must be %zu numbers with "
                                "commas, a colon, and %zu numbers",
                                text, good->agents, good->agents);
        at += length + 1;
    }
    return MC_EXIT_OK;
}

static mc_status report_display(mc_message *message,
                                const mc_cli_divisible_task *d,
                                const mc_divisible_display *display)
{
    mc_divisible_report about = mc_cli_divisible_report(d);
    FILE *words = mc_cli_divisible_words(d);
    mc_status status = MC_OK;
    char *path;
    status = mc_cli_divisible_target(&path, message, d, "", false);
    if (status == MC_OK && path)
        status = mc_divisible_certify_display(display, message, d->good, path);
    if (status == MC_OK && d->json)
        status = mc_report_json(
            stdout, message, mc_report_divisible_display_json(&about, display));
    else if (status == MC_OK && words)
        mc_report_divisible_display(words, &about, display);
    mc_cli_divisible_told(path, d);
    if (status == MC_OK && !mpq_equal(display->difference, display->value))
        status = mc_message_set(message, MC_REFUTED,
                                "the display of Lemma 2 is wrong on this "
                                "cube");
    return status;
}

static mc_status check_display(mc_message *message,
                               const mc_cli_divisible_task *d, mpq_t *cube)
{
    mc_divisible_display display;
    mc_status status = mc_divisible_display_new(&display, message, d->good,
                                                cube, cube + d->good->agents);
    if (status == MC_OK)
        status = report_display(message, d, &display);
    mc_divisible_display_clear(&display);
    return status;
}

static int run_display(arguments *args)
{
    mc_cli_divisible_task *d = &args->d;
    size_t count = 2 * d->good->agents;
    mc_message message = {""};
    mpq_t *cube = mc_rationals_new(count);
    mc_status status = MC_OK;
    int result = MC_EXIT_OK;
    if (!cube)
        status = mc_message_set(&message, MC_LIMIT, "out of memory");
    else
        result = read_cube(cube, d->good, args->display);
    if (status == MC_OK && result == MC_EXIT_OK)
        status = check_display(&message, d, cube);
    mc_rationals_free(cube, count);
    int ended = mc_cli_divisible_end(d, status, &message);
    return result == MC_EXIT_OK ? ended : result;
}

/* ---- arguments ---- */

static int run_properties(arguments *args)
{
    checks c = {.args = args};
    mc_message message = {""};
    mc_status status = MC_OK;
    int result = choose(c.wanted, args);
    if (result == MC_EXIT_OK)
        status = check_properties(&message, &c);
    clear(&c);
    int ended = mc_cli_divisible_end(&args->d, status, &message);
    return result == MC_EXIT_OK ? ended : result;
}

int mc_cli_divisible_check(int argc, char **argv)
{
    arguments args = {.property = NULL};
    const mc_cli_option options[] = {
        {"property", 0, NULL, &args.property, "NAME,...",
         "only these properties"},
        {"display", 0, NULL, &args.display, "L,...:U,...",
         "instead the last display of the proof of Lemma 2, on the\n"
         "cube from L to U, a number for each agent"},
        MC_CLI_DIVISIBLE_OPTIONS(
            &args.d, "write the certificate; of several properties,\n"
                     "CERT is a directory")};
    mc_cli_command command = {
        .name = command_name,
        .usage = "FILE [--property NAME,...]... [OPTION...]",
        .words =
            "Says which properties a mechanism for a divisible public good "
            "has, and for each\n"
            "that it has not the largest violation and where it is. On cells:\n"
            "  incentive-compatible     no type gains by another report\n"
            "  monotone                 the level does not fall with a value\n"
            "  individually-rational    nobody pays more than it is worth\n"
            "  budget-balance           the payments are the cost\n"
            "  no-deficit               the payments are at least the cost\n"
            "  lowest-type-indifferent  lowest types have the utility 0\n"
            "  non-wasteful             the highest types get the level 1\n"
            "  efficient-only           nothing is produced below the cost\n"
            "  lemma-1                  the equation of Lemma 1\n"
            "  price-lottery            no mixed difference is negative\n"
            "  balanced-prices          and they sit at balanced prices\n"
            "Of a polynomial: lemma-1-residual, mixed-derivative (both are "
            "zero), and\n"
            "polynomial-monotone (non-decreasing, and in [0,1]).",
        .exits = "Exit status: 0 all of them hold; 10 one does not; 12 one is "
                 "undecided; 11, 13, 2 as\nfor mechcert.",
        .repeated = "property",
        .each = keep_list,
        .user = &args,
        .option = options,
        .options = sizeof options / sizeof *options};
    int result = mc_cli_divisible_begin(&args.d, &command, argc, argv);
    if (result != MC_EXIT_OK)
        return result == -1 ? MC_EXIT_OK : result;
    if (args.display && args.property) {
        mc_divisible_free(args.d.good);
        return mc_cli_usage(command_name,
                            "--display and --property exclude each other");
    }
    return args.display ? run_display(&args) : run_properties(&args);
}
