#define _POSIX_C_SOURCE 200809L
#include "report/largest.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "report/rational.h"
#include "report/table.h"

enum { MOST_ROWS = 40 };

static const char *const rule_name[] = {
    [MC_TRANSFER_COST_SHARING_PIVOTAL] = "cost-sharing pivotal",
    [MC_TRANSFER_GENERALISED_PIVOTAL] = "generalised pivotal",
    [MC_TRANSFER_CLARKE] = "Clarke",
    [MC_TRANSFER_GROVES] = "Groves",
    [MC_TRANSFER_TABLE] = "a table"};

static const mc_publicgood *good_of(const mc_largest_report *report)
{
    return report->largest->population->good;
}

/* "the profile (Alice: low)" */
static void print_at(FILE *out, const mc_largest *largest,
                     const unsigned long *x)
{
    if (largest->profiles == 1) {
        fputs("the only profile", out);
        return;
    }
    fputs("the profile (", out);
    mc_publicgood_profile(out, largest->population->good, x);
    fputc(')', out);
}

/* The same for the profile of that number; x is room for one. */
static void print_profile(FILE *out, const mc_largest *largest,
                          unsigned long *x, size_t profile)
{
    mc_largest_profile(x, largest, profile);
    print_at(out, largest, x);
}

/* --- there are none ------------------------------------------------------ */

static void say_deficit(FILE *out, const mc_largest_report *report,
                        unsigned long *x)
{
    const mc_largest *largest = report->largest;
    const size_t least = largest->least;
    fprintf(out, "no transfer rule with this decision rule satisfies %s: at ",
            report->words);
    print_profile(out, largest, x, least);
    (void)gmp_fprintf(out, " the revenue is at most %Qd and the cost is %Qd",
                      largest->revenue[least],
                      largest->population->cost[largest->decision[least]]);
}

static void print_menu(FILE *out, const mc_largest_report *report)
{
    const mc_publicgood *good = good_of(report);
    fputs("agent ", out);
    mc_text_print(out, good->agent_label[report->largest->agent]);
    fputs(", with the others (", out);
    mc_publicgood_profile(out, good, report->largest->others);
    fputc(')', out);
}

static void say_unbounded(FILE *out, const mc_largest_report *report)
{
    fprintf(out,
            "no transfers are the largest that satisfy %s: ", report->words);
    print_menu(out, report);
    fputs(", may be charged any amount, as no constraint limits the transfer "
          "of any of its types there",
          out);
}

static void say_cycle(FILE *out, const mc_largest_report *report)
{
    const mc_largest *largest = report->largest;
    const mc_publicgood *good = good_of(report);
    const size_t first = good->first[largest->agent];
    fputs("no transfer rule makes this decision rule strategy-proof: for ",
          out);
    print_menu(out, report);
    fputs(", the gains of reporting one type for another in the cycle ", out);
    for (size_t j = 0; j <= largest->cycle_length; j++) {
        fputs(j ? " -> " : "", out);
        mc_publicgood_person(out, good,
                             first + largest->cycle[j % largest->cycle_length]);
    }
    (void)gmp_fprintf(out, " add up to more than 0 whatever is charged (%Qd)",
                      largest->gain);
}

bool mc_report_largest_none(mc_message *message,
                            const mc_largest_report *report)
{
    const mc_largest *largest = report->largest;
    void (*say)(FILE *, const mc_largest_report *) = NULL;
    char *text = NULL;
    size_t size = 0, kinds = good_of(report)->first[good_of(report)->agents];
    bool deficit = report->no_deficit && largest->deficits > 0;
    if (largest->answer == MC_LARGEST_NOT_IMPLEMENTABLE)
        say = say_cycle;
    else if (largest->answer == MC_LARGEST_UNBOUNDED && !deficit)
        say = say_unbounded;
    else if (!deficit)
        return false;
    unsigned long *x = mc_array(kinds, sizeof *x);
    FILE *out = x ? open_memstream(&text, &size) : NULL;
    if (out && say)
        say(out, report);
    else if (out)
        say_deficit(out, report, x);
    if (out && fclose(out) == 0)
        (void)mc_message_set(message, MC_REFUTED, "%s: %s", report->path, text);
    else
        (void)mc_message_set(message, MC_REFUTED,
                             "%s: there are no such transfers", report->path);
    free(text);
    free(x);
    return true;
}

/* --- comparisons --------------------------------------------------------- */

static void print_where(FILE *out, const mc_largest *largest, const char *words,
                        const mpq_t amount, size_t kind,
                        const unsigned long *at)
{
    if (mpq_sgn(amount) == 0)
        return;
    (void)gmp_fprintf(out, "; up to %Qd %s, as ", amount, words);
    mc_publicgood_person(out, largest->population->good, kind);
    fputs(" at ", out);
    print_at(out, largest, at);
}

static void print_comparison(FILE *out, const mc_largest_report *report,
                             const char *name, const mc_comparison *with)
{
    fputs(name, out);
    if (!with->available) {
        fprintf(out, ": not compared: %s\n", with->why.text);
        return;
    }
    if (mpq_sgn(with->more) == 0 && mpq_sgn(with->less) == 0) {
        fputs(": the same for everybody at every profile\n", out);
        return;
    }
    if (mpq_sgn(with->less) == 0)
        fputs(": never less", out);
    else if (mpq_sgn(with->more) == 0)
        fputs(": never more", out);
    else
        fputs(": different", out);
    print_where(out, report->largest, "more", with->more, with->more_kind,
                with->more_at);
    print_where(out, report->largest, "less", with->less, with->less_kind,
                with->less_at);
    fputc('\n', out);
}

static void print_comparisons(FILE *out, const mc_largest_report *report)
{
    const mc_largest *largest = report->largest;
    const mc_transfer_rule own = good_of(report)->transfer;
    fputs("\nThe largest transfers, compared with\n", out);
    fputs("  the statement's own, ", out);
    print_comparison(out, report, rule_name[own], &largest->own);
    for (int rule = 0; rule < MC_LARGEST_FORMULAS; rule++)
        if ((mc_transfer_rule)rule != own) {
            fputs("  ", out);
            print_comparison(out, report, rule_name[rule],
                             &largest->formula[rule]);
        }
}

/* --- revenue ------------------------------------------------------------- */

/* 0: cost, 1: revenue, 2: surplus */
static void get_revenue(mpq_t value, const void *object, size_t row,
                        size_t column)
{
    const mc_largest *largest = object;
    mpq_t *cost = &largest->population->cost[largest->decision[row]];
    if (column == 0)
        mpq_set(value, *cost);
    else if (column == 1)
        mpq_set(value, largest->revenue[row]);
    else
        mpq_sub(value, largest->revenue[row], *cost);
}

/* "Alice: low -> park", as mc_text_print shows it. */
static char *row_label(const mc_largest_report *report, unsigned long *x,
                       size_t profile)
{
    const mc_largest *largest = report->largest;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    mc_largest_profile(x, largest, profile);
    mc_publicgood_profile(out, good_of(report), x);
    fputs(largest->profiles == 1 ? "" : " -> ", out);
    mc_text_print(
        out, good_of(report)->alternative_label[largest->decision[profile]]);
    if (fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

static mc_status print_revenue_table(FILE *out, mc_message *message,
                                     const mc_largest_report *report,
                                     unsigned long *x)
{
    static char *const columns[] = {"cost", "largest revenue", "surplus"};
    char *label[MOST_ROWS] = {NULL};
    const mc_largest *largest = report->largest;
    const mc_table table = {.rows = largest->profiles,
                            .columns = sizeof columns / sizeof *columns,
                            .row_label = label,
                            .shown = true,
                            .column_label = columns,
                            .get = get_revenue,
                            .object = largest};
    mc_status status = MC_OK;
    for (size_t n = 0; n < largest->profiles && status == MC_OK; n++) {
        label[n] = row_label(report, x, n);
        if (!label[n])
            status = mc_message_set(message, MC_LIMIT, "out of memory");
    }
    if (status == MC_OK)
        status = mc_report_table(out, message, &table);
    for (size_t n = 0; n < MOST_ROWS; n++)
        free(label[n]);
    return status;
}

static void print_extreme(FILE *out, const mc_largest_report *report,
                          const char *words, unsigned long *x, size_t profile)
{
    const mc_largest *largest = report->largest;
    mpq_t surplus;
    mpq_init(surplus);
    get_revenue(surplus, largest, profile, 2);
    (void)gmp_fprintf(out, "  %s surplus %Qd: revenue %Qd, cost %Qd at ", words,
                      surplus, largest->revenue[profile],
                      largest->population->cost[largest->decision[profile]]);
    print_profile(out, largest, x, profile);
    fputc('\n', out);
    mpq_clear(surplus);
}

static mc_status print_revenue(FILE *out, mc_message *message,
                               const mc_largest_report *report,
                               unsigned long *x)
{
    const mc_largest *largest = report->largest;
    mc_status status = MC_OK;
    fputs("\nRevenue at most, by profile:\n", out);
    if (largest->profiles <= MOST_ROWS)
        status = print_revenue_table(out, message, report, x);
    else {
        print_extreme(out, report, "least", x, largest->least);
        print_extreme(out, report, "largest", x, largest->most);
    }
    if (largest->deficits > 0)
        fprintf(out,
                "It falls short of the cost at %zu of %zu profiles: no "
                "transfer rule satisfies no-deficit\nas well (--no-deficit "
                "shows it).\n",
                largest->deficits, largest->profiles);
    else
        fputs("It covers the cost everywhere, so the largest transfers satisfy "
              "no-deficit, too.\n",
              out);
    return status;
}

/* --- which types --------------------------------------------------------- */

static void print_domain(FILE *out, const mc_largest_report *report)
{
    const mc_everywhere *everywhere = &report->everywhere;
    fputs("\nDomain: the types that the statement lists, reported and true. ",
          out);
    if (!everywhere->name) {
        fprintf(out, "On convex sets of types\nnothing is claimed: %s.\n",
                everywhere->why);
        return;
    }
    fprintf(out,
            "Besides, on all convex sets of\n"
            "types with %s (%s) that contain the %s,\n"
            "the statement's own transfers are the largest: %s of Fryxell "
            "(doc/maths.md L53), whose\nconditions hold: %s.\n",
            everywhere->words, everywhere->types,
            good_of(report)->transfer == MC_TRANSFER_CLARKE
                ? "type whose values are its shares"
                : "zero type",
            everywhere->theorem, everywhere->conditions);
    if (mpq_sgn(report->largest->own.more) > 0)
        fputs("The listed types leave gaps in which nobody can be, and so "
              "allow more.\n",
              out);
}

/* --- all ----------------------------------------------------------------- */

/* Why a person of a profile pays no more: the path to a cap. */
static void print_bound(FILE *out, const mc_largest *largest,
                        const unsigned long *x, size_t kind)
{
    const mc_publicgood *good = largest->population->good;
    const size_t entry = mc_largest_entry(largest, x, kind);
    const size_t first = good->first[good->agent_of[kind]];
    size_t t = kind - first;
    const size_t *because = largest->because + entry - t;
    mpq_t *transfer = largest->transfer + entry - t;
    fputs("  ", out);
    mc_publicgood_person(out, good, kind);
    (void)gmp_fprintf(out, " pays at most %Qd", transfer[t]);
    for (; because[t] != t; t = because[t]) {
        fputs(", or would report ", out);
        mc_publicgood_person(out, good, first + because[t]);
        (void)gmp_fprintf(out, " and pay %Qd", transfer[because[t]]);
    }
    fputs(": the most that the constraints allow there\n", out);
}

static void print_bounds(FILE *out, const mc_largest *largest, unsigned long *x)
{
    const mc_publicgood *good = largest->population->good;
    fputs("\nAt ", out);
    print_profile(out, largest, x, largest->least);
    fputs(", where ", out);
    mc_text_print(out,
                  good->alternative_label[largest->decision[largest->least]]);
    (void)gmp_fprintf(
        out, " is produced at the cost %Qd,\n",
        largest->population->cost[largest->decision[largest->least]]);
    for (size_t k = 0; k < good->first[good->agents]; k++)
        if (x[k] > 0)
            print_bound(out, largest, x, k);
    (void)gmp_fprintf(out, "  revenue at most %Qd\n",
                      largest->revenue[largest->least]);
}

static mc_status print_body(FILE *out, mc_message *message,
                            const mc_largest_report *report, unsigned long *x)
{
    const mc_largest *largest = report->largest;
    mc_message none = {""};
    if (!mc_report_largest_none(&none, report)) {
        print_comparisons(out, report);
        mc_status status = print_revenue(out, message, report, x);
        print_domain(out, report);
        return status;
    }
    if (largest->answer != MC_LARGEST_NOT_IMPLEMENTABLE && report->no_deficit &&
        largest->deficits > 0)
        print_bounds(out, largest, x);
    else
        fputs("\nThere are none.\n", out);
    return MC_OK;
}

mc_status mc_report_largest(FILE *out, mc_message *message,
                            const mc_largest_report *report)
{
    const mc_publicgood *good = good_of(report);
    unsigned long *x = mc_array(good->first[good->agents], sizeof *x);
    if (!x)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    fprintf(out,
            "The largest transfers with the decision rule of %s\nsubject to "
            "%s\n",
            report->path, report->words);
    fprintf(out, "  %zu agents, %zu alternatives, %zu profile%s\n",
            good->agents, good->alternatives, report->largest->profiles,
            report->largest->profiles == 1 ? "" : "s");
    mc_status status = print_body(out, message, report, x);
    free(x);
    if (report->rule)
        fprintf(out, "The statement with these transfers as a table: %s\n",
                report->rule);
    mc_report_check(out, report->certificate, &report->path, 1);
    return status;
}
