#include "report/sweep.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "report/rational.h"

enum { DIGITS = 12 }; /* after the point */

static const char scope[] =
    "Each value is the exact guarantee for the parameters of its line, and is "
    "certified\nfor these only: equal lines suggest a rule for all "
    "parameters, they do not prove it.";

static bool agrees(const mc_sweep_row *row)
{
    return mpq_equal(row->value, row->conjecture) != 0;
}

/* ---- for people ---- */

static size_t width_of(const mpq_t value)
{
    char nothing[1];
    int width = gmp_snprintf(nothing, 0, "%Qd", value);
    return width > 0 ? (size_t)width : 0;
}

static void widen(size_t *width, size_t other)
{
    if (other > *width)
        *width = other;
}

/* width has an entry for each parameter, the guarantee and the conjecture. */
static void measure(size_t *width, const mc_sweep_table *table)
{
    size_t n = table->parameters;
    for (size_t p = 0; p < n; p++)
        width[p] = strlen(table->parameter_name[p]);
    width[n] = strlen("guarantee");
    width[n + 1] = strlen("formula");
    for (size_t r = 0; r < table->rows; r++) {
        const mc_sweep_row *row = &table->row[r];
        for (size_t p = 0; p < n; p++)
            widen(&width[p], width_of(row->parameter[p]));
        if (row->done)
            widen(&width[n], width_of(row->value));
        if (row->done && table->formula)
            widen(&width[n + 1], width_of(row->conjecture));
    }
}

static void print_number(FILE *out, const mpq_t value, size_t width)
{
    (void)gmp_fprintf(out, "  %*s%Qd", (int)(width - width_of(value)), "",
                      value);
}

static mc_status print_row(FILE *out, mc_message *message,
                           const mc_sweep_table *table, const size_t *width,
                           const mc_sweep_row *row)
{
    size_t n = table->parameters;
    char *lower = NULL, *upper = NULL;
    for (size_t p = 0; p < n; p++)
        print_number(out, row->parameter[p], width[p]);
    if (!row->done) {
        fprintf(out, "  undecided: %s\n", row->why ? row->why : "not begun");
        return MC_OK;
    }
    mc_number_decimal(&lower, &upper, row->value, DIGITS);
    if (!lower || !upper) {
        free(lower);
        free(upper);
        return mc_message_set(message, MC_LIMIT, "out of memory");
    }
    print_number(out, row->value, width[n]);
    if (table->formula) {
        print_number(out, row->conjecture, width[n + 1]);
        fprintf(out, "  %-9s", agrees(row) ? "equal" : "different");
    }
    fprintf(out, "  [%s, %s]\n", lower, upper);
    free(lower);
    free(upper);
    return MC_OK;
}

static void print_summary(FILE *out, const mc_sweep_table *table)
{
    size_t done = 0, equal = 0;
    for (size_t r = 0; r < table->rows; r++) {
        done += table->row[r].done;
        equal += table->row[r].done && agrees(&table->row[r]);
    }
    fprintf(out, "\n%zu of %zu decided", done, table->rows);
    if (table->formula)
        fprintf(out, "; %zu equal to the formula %s, %zu different", equal,
                table->formula, done - equal);
    fprintf(out, ".\n%s\n", scope);
    if (table->formula)
        fputs("The formula is a conjecture, with N agents and social value "
              "T.\n",
              out);
}

mc_status mc_report_sweep(FILE *out, mc_message *message,
                          const mc_sweep_table *table)
{
    size_t n = table->parameters;
    size_t *width = mc_array(n + 2, sizeof *width);
    mc_status status = MC_OK;
    if (!width)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    measure(width, table);
    fprintf(out, "Exact guarantees of %s in %s\n\n", table->family,
            table->environment);
    for (size_t p = 0; p < n; p++)
        fprintf(out, "  %*s", (int)width[p], table->parameter_name[p]);
    fprintf(out, "  %*s", (int)width[n], "guarantee");
    if (table->formula)
        fprintf(out, "  %*s  %-9s", (int)width[n + 1], "formula", "");
    fputs("  decimals, rounded outward\n", out);
    for (size_t r = 0; r < table->rows && status == MC_OK; r++)
        status = print_row(out, message, table, width, &table->row[r]);
    print_summary(out, table);
    free(width);
    return status;
}

/* ---- comma-separated values ---- */

mc_status mc_report_sweep_csv(FILE *out, mc_message *message,
                              const mc_sweep_table *table)
{
    for (size_t p = 0; p < table->parameters; p++)
        fprintf(out, "%s,", table->parameter_name[p]);
    fprintf(out, "status,guarantee,lower,upper%s\n",
            table->formula ? ",formula,agrees" : "");
    for (size_t r = 0; r < table->rows; r++) {
        const mc_sweep_row *row = &table->row[r];
        char *lower = NULL, *upper = NULL;
        for (size_t p = 0; p < table->parameters; p++)
            (void)gmp_fprintf(out, "%Qd,", row->parameter[p]);
        if (!row->done) {
            fprintf(out, "undecided,,,%s\n", table->formula ? ",," : "");
            continue;
        }
        mc_number_decimal(&lower, &upper, row->value, DIGITS);
        if (!lower || !upper) {
            free(lower);
            free(upper);
            return mc_message_set(message, MC_LIMIT, "out of memory");
        }
        (void)gmp_fprintf(out, "exact,%Qd,%s,%s", row->value, lower, upper);
        if (table->formula)
            (void)gmp_fprintf(out, ",%Qd,%s", row->conjecture,
                              agrees(row) ? "equal" : "different");
        fputc('\n', out);
        free(lower);
        free(upper);
    }
    return MC_OK;
}

/* ---- JSON ---- */

static json_t *row_json(const mc_sweep_table *table, const mc_sweep_row *row)
{
    json_t *object = json_object();
    for (size_t p = 0; p < table->parameters; p++)
        json_object_set_new(object, table->parameter_name[p],
                            mc_report_rational_json(row->parameter[p]));
    json_object_set_new(object, "status",
                        json_string(row->done ? "exact" : "undecided"));
    if (!row->done) {
        json_object_set_new(object, "reason",
                            json_string(row->why ? row->why : "not begun"));
        return object;
    }
    json_object_set_new(object, "guarantee",
                        mc_report_rational_json(row->value));
    json_object_set_new(object, "enclosure",
                        mc_report_enclosure_json(row->value));
    if (table->formula) {
        json_object_set_new(object, "formula",
                            mc_report_rational_json(row->conjecture));
        json_object_set_new(object, "agrees", json_boolean(agrees(row)));
    }
    if (row->certificate)
        json_object_set_new(object, "files",
                            json_pack("{ss ss ss}", "environment",
                                      row->environment, "mechanism",
                                      row->mechanism, "certificate",
                                      row->certificate));
    return object;
}

mc_status mc_report_sweep_json(FILE *out, mc_message *message,
                               const mc_sweep_table *table)
{
    json_t *rows = json_array();
    for (size_t r = 0; r < table->rows; r++)
        json_array_append_new(rows, row_json(table, &table->row[r]));
    json_t *root =
        json_pack("{ss ss ss ss* so}", "format", "mechcert-sweep-1", "family",
                  table->family, "environment", table->environment, "formula",
                  table->formula, "rows", rows);
    return mc_report_json(out, message, root);
}
