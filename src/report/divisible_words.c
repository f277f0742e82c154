/* gmp.h declares its functions on streams only after this one. */
#include <stdio.h>

#include <stdint.h>

#include "base/text.h"
#include "report/divisible_words.h"
#include "report/rational.h"

void mc_divisible_print_head(FILE *out, const mc_divisible_report *report)
{
    const mc_divisible *good = report->good;
    fprintf(out, "Divisible public good in %s\n  %zu agent%s", report->path,
            good->agents, good->agents == 1 ? "" : "s");
    if (good->cells)
        fprintf(out, ", %zu cell%s", good->cells, good->cells == 1 ? "" : "s");
    (void)gmp_fprintf(out, ", cost %Qd\n", good->cost);
    if (good->set)
        fputs("  types: the finite sets of cuts; nothing is said of types "
              "between them\n\n",
              out);
    else
        fputs("  types: boxes, every value in the supports\n\n", out);
}

void mc_divisible_print_types(FILE *out, const mc_divisible *good, size_t agent,
                              size_t k)
{
    bool last = k + 1 == good->cuts[agent];
    if (good->set)
        (void)gmp_fprintf(out, "%Qd", good->cut[agent][k]);
    else
        (void)gmp_fprintf(out, "[%Qd, %Qd%c", good->cut[agent][k],
                          last ? good->high[agent] : good->cut[agent][k + 1],
                          last ? ']' : ')');
}

void mc_divisible_print_cell(FILE *out, const mc_divisible *good, size_t cell)
{
    for (size_t i = 0; i < good->agents; i++) {
        fputs(i ? ", " : "", out);
        mc_text_print(out, good->agent_label[i]);
        fputs(good->set ? " = " : " in ", out);
        mc_divisible_print_types(out, good, i, mc_cell_at(good, cell, i));
    }
}

void mc_divisible_print_point(FILE *out, const mc_divisible *good, mpq_t *point)
{
    for (size_t i = 0; i < good->agents; i++) {
        fputs(i ? ", " : "", out);
        mc_text_print(out, good->agent_label[i]);
        (void)gmp_fprintf(out, " = %Qd", point[i]);
    }
}

/* What the excess of a property is, at a cell. */
static const char *const excess_of[MC_DIVISIBLE_PROPERTIES] = {
    [MC_DIVISIBLE_INCENTIVE_COMPATIBLE] = "gains",
    [MC_DIVISIBLE_MONOTONE] = "to the next cell the level falls",
    [MC_DIVISIBLE_INDIVIDUALLY_RATIONAL] = "loses",
    [MC_DIVISIBLE_BUDGET_BALANCE] = "payments and cost differ",
    [MC_DIVISIBLE_NO_DEFICIT] = "the payments fall short",
    [MC_DIVISIBLE_LOWEST_TYPE_INDIFFERENT] =
        "the utility of the lowest type is not 0, but differs",
    [MC_DIVISIBLE_NON_WASTEFUL] = "the highest level falls short of 1",
    [MC_DIVISIBLE_EFFICIENT_ONLY] =
        "values below the cost, and the good is produced",
    [MC_DIVISIBLE_LEMMA_1] = "the two sides of Lemma 1 differ",
    [MC_DIVISIBLE_PRICE_LOTTERY] = "the mixed difference is below 0",
    [MC_DIVISIBLE_BALANCED_PRICES] =
        "a price at the lower corner misses the cost",
};

void mc_divisible_print_finding(FILE *out, const mc_divisible *good,
                                const mc_divisible_finding *finding)
{
    fputs("      at ", out);
    mc_divisible_print_cell(out, good, finding->cell);
    fputs("\n      ", out);
    if (finding->agent != SIZE_MAX) {
        mc_text_print(out, good->agent_label[finding->agent]);
        fputs(finding->report != SIZE_MAX ||
                      finding->property == MC_DIVISIBLE_INDIVIDUALLY_RATIONAL
                  ? " "
                  : ": ",
              out);
    }
    (void)gmp_fprintf(out, "%s by %Qd", excess_of[finding->property],
                      finding->value);
    if (finding->report != SIZE_MAX) {
        mpq_srcptr type =
            finding->upper ? mc_cell_upper(good, finding->cell, finding->agent)
                           : mc_cell_lower(good, finding->cell, finding->agent);
        fputs(" by reporting ", out);
        mc_divisible_print_types(out, good, finding->agent, finding->report);
        (void)gmp_fprintf(out, " with the value %Qd", type);
        if (finding->upper)
            fputs(" (in the limit from below)", out);
    }
    putc('\n', out);
}

/* ---- JSON ---- */

json_t *mc_divisible_json(const mc_divisible_report *report, const char *format)
{
    const mc_divisible *good = report->good;
    json_t *agents = json_array();
    for (size_t i = 0; i < good->agents; i++)
        json_array_append_new(agents, json_string(good->agent_label[i]));
    return json_pack("{ss ss ss so}", "format", format, "statement",
                     report->path, "domain", good->set ? "set" : "boxes",
                     "agents", agents);
}

json_t *mc_divisible_numbers_json(mpq_t *value, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, mc_report_rational_json(value[i]));
    return list;
}

json_t *mc_divisible_cell_json(const mc_divisible *good, size_t cell)
{
    json_t *list = json_array();
    for (size_t i = 0; i < good->agents; i++)
        json_array_append_new(
            list, json_integer((json_int_t)mc_cell_at(good, cell, i)));
    return list;
}

static json_t *lower_json(const mc_divisible *good, size_t cell)
{
    json_t *list = json_array();
    for (size_t i = 0; i < good->agents; i++)
        json_array_append_new(
            list, mc_report_rational_json(mc_cell_lower(good, cell, i)));
    return list;
}

json_t *mc_divisible_finding_json(const mc_divisible *good,
                                  const mc_divisible_finding *finding)
{
    json_t *object = json_pack("{so so}", "cell",
                               mc_divisible_cell_json(good, finding->cell),
                               "lower_corner", lower_json(good, finding->cell));
    if (finding->agent != SIZE_MAX)
        json_object_set_new(object, "agent",
                            json_integer((json_int_t)finding->agent));
    if (finding->report != SIZE_MAX)
        json_object_set_new(object, "report",
                            json_integer((json_int_t)finding->report));
    if (finding->report != SIZE_MAX && !good->set)
        json_object_set_new(object, "at_end",
                            json_string(finding->upper ? "upper" : "lower"));
    return object;
}
