#include "report/solution.h"

#include <string.h>

#include "base/message.h"
#include "base/text.h"
#include "report/rational.h"

static const char *const kind_names[] = {"optimal", "infeasible", "unbounded",
                                         "undecided"};
static const char *const position_names[] = {"basic", "at lower bound",
                                             "at upper bound", "free at zero"};

static void print_value(FILE *out, const char *label, mpq_srcptr value)
{
    (void)gmp_fprintf(out, "%-12s %Qd\n%-12s ", label, value, "");
    mc_report_enclosure(out, value);
    putc('\n', out);
}

/* For a minimisation the point is above and the prices are below. */
static void print_bounds(FILE *out, const mc_solution_report *report)
{
    const mc_lp_solution *solution = report->solution;
    bool maximise = report->lp->maximise;
    if (solution->has_point)
        print_value(out,
                    maximise ? "optimum >=" : "optimum <=", solution->value);
    if (solution->has_prices)
        print_value(
            out, maximise ? "optimum <=" : "optimum >=", solution->dual_value);
    if (!solution->has_point && !solution->has_prices)
        fputs("             nothing was established within the limits\n", out);
}

static void print_name(FILE *out, char *const *names, size_t place,
                       const char *prefix)
{
    if (names)
        mc_text_print(out, names[place]);
    else
        fprintf(out, "%s%zu", prefix, place + 1);
}

static void print_entries(FILE *out, const char *title, const mc_vector *vector,
                          char *const *names, const char *prefix)
{
    mpq_t value;
    mpq_init(value);
    fprintf(out, "\n%s (zeros are left out):\n", title);
    for (size_t j = 0; j < vector->length; j++) {
        if (mpz_sgn(vector->numerator[j]) == 0)
            continue;
        mc_vector_get(value, vector, j);
        fputs("  ", out);
        print_name(out, names, j, prefix);
        (void)gmp_fprintf(out, " = %Qd\n", value);
    }
    mpq_clear(value);
}

static void print_positions(FILE *out, const mc_solution_report *report)
{
    const mc_basis *basis = &report->solution->basis;
    fputs("\nBasis (rows and columns that are not at their lower bound):\n",
          out);
    for (size_t j = 0; j < basis->columns; j++)
        if (basis->column[j] != MC_AT_LOWER) {
            fputs("  column ", out);
            print_name(out, report->lp->column_name, j, "x");
            fprintf(out, ": %s\n", position_names[basis->column[j]]);
        }
    for (size_t r = 0; r < basis->rows; r++)
        if (basis->row[r] != MC_AT_LOWER) {
            fputs("  row ", out);
            print_name(out, report->lp->row_name, r, "c");
            fprintf(out, ": %s\n", position_names[basis->row[r]]);
        }
}

static void print_tables(FILE *out, const mc_solution_report *report)
{
    const mc_lp_solution *solution = report->solution;
    const mc_lp *lp = report->lp;
    if (solution->kind == MC_LP_OPTIMAL || solution->kind == MC_LP_UNBOUNDED)
        print_entries(out, "Values of the columns", &solution->x,
                      lp->column_name, "x");
    if (solution->kind == MC_LP_UNBOUNDED)
        print_entries(out, "Ray", &solution->ray, lp->column_name, "x");
    if (solution->kind == MC_LP_INFEASIBLE &&
        solution->crossing_row == SIZE_MAX &&
        solution->crossing_column == SIZE_MAX)
        print_entries(out, "Farkas multipliers of the rows", &solution->y,
                      lp->row_name, "c");
    if (solution->kind != MC_LP_OPTIMAL)
        return;
    print_entries(out, "Prices of the rows", &solution->y, lp->row_name, "c");
    print_entries(out, "Reduced costs of the columns", &solution->reduced,
                  lp->column_name, "x");
    print_positions(out, report);
    fputs("\nComplementary slackness: primal and dual values are equal, so "
          "every product of a\nprice or reduced cost with the distance from "
          "its bound is zero.\n",
          out);
}

void mc_report_solution(FILE *out, const mc_solution_report *report)
{
    const mc_lp *lp = report->lp;
    const mc_lp_solution *solution = report->solution;
    fputs("Program      ", out);
    mc_text_print(out, report->file);
    fprintf(out, "\n             sha256 %s\n", lp->sha256);
    fprintf(out, "             %s; %zu rows, %zu columns, %zu nonzeros\n",
            lp->maximise ? "maximise" : "minimise", lp->rows, lp->columns,
            lp->matrix.start[lp->columns]);
    fprintf(out, "%-12s %s\n", "status", kind_names[solution->kind]);
    if (solution->kind == MC_LP_OPTIMAL)
        print_value(out, "value", solution->value);
    if (solution->kind == MC_LP_UNDECIDED)
        print_bounds(out, report);
    if (solution->crossing_row != SIZE_MAX) {
        fputs("             the bounds of row ", out);
        print_name(out, lp->row_name, solution->crossing_row, "c");
        fputs(" cross\n", out);
    }
    if (solution->crossing_column != SIZE_MAX) {
        fputs("             the bounds of column ", out);
        print_name(out, lp->column_name, solution->crossing_column, "x");
        fputs(" cross\n", out);
    }
    fprintf(out, "%-12s %zu refinements, %zu exact pivots\n", "work",
            solution->refinements, solution->pivots);
    if (report->certificate)
        fprintf(out,
                "certificate  %s\n             check it with: "
                "mechcert-verify %s %s\n",
                report->certificate, report->file, report->certificate);
    if (report->tables)
        print_tables(out, report);
}

static json_t *entries_json(const mc_vector *vector, char *const *names,
                            const char *prefix)
{
    json_t *object = json_object();
    char place[64];
    mpq_t value;
    mpq_init(value);
    for (size_t j = 0; j < vector->length; j++) {
        if (mpz_sgn(vector->numerator[j]) == 0)
            continue;
        mc_vector_get(value, vector, j);
        (void)snprintf(place, sizeof place, "%s%zu", prefix, j + 1);
        json_object_set_new(object, names ? names[j] : place,
                            mc_report_rational_json(value));
    }
    mpq_clear(value);
    return object;
}

static void add_tables(json_t *root, const mc_solution_report *report)
{
    const mc_lp_solution *solution = report->solution;
    const mc_lp *lp = report->lp;
    if (solution->kind == MC_LP_OPTIMAL || solution->kind == MC_LP_UNBOUNDED)
        json_object_set_new(root, "primal",
                            entries_json(&solution->x, lp->column_name, "x"));
    if (solution->kind == MC_LP_UNBOUNDED)
        json_object_set_new(root, "ray",
                            entries_json(&solution->ray, lp->column_name, "x"));
    if (solution->kind == MC_LP_OPTIMAL ||
        (solution->kind == MC_LP_INFEASIBLE &&
         solution->crossing_row == SIZE_MAX &&
         solution->crossing_column == SIZE_MAX))
        json_object_set_new(root,
                            solution->kind == MC_LP_OPTIMAL ? "dual" : "farkas",
                            entries_json(&solution->y, lp->row_name, "c"));
    if (solution->kind == MC_LP_OPTIMAL)
        json_object_set_new(
            root, "reduced_costs",
            entries_json(&solution->reduced, lp->column_name, "x"));
}

static void add_bound(json_t *root, const char *key, mpq_srcptr value)
{
    char enclosure[64];
    (void)snprintf(enclosure, sizeof enclosure, "%s_enclosure", key);
    json_object_set_new(root, key, mc_report_rational_json(value));
    json_object_set_new(root, enclosure, mc_report_enclosure_json(value));
}

mc_status mc_report_solution_json(FILE *out, mc_message *message,
                                  const mc_solution_report *report)
{
    const mc_lp *lp = report->lp;
    const mc_lp_solution *solution = report->solution;
    json_t *root = json_pack(
        "{ss s{ss% ss} ss sI sI sI}", "format", "mechcert-lp-solution-1",
        "statement", "file", report->file, strlen(report->file), "sha256",
        lp->sha256, "status", kind_names[solution->kind], "rows",
        (json_int_t)lp->rows, "columns", (json_int_t)lp->columns, "nonzeros",
        (json_int_t)lp->matrix.start[lp->columns]);
    if (solution->kind == MC_LP_OPTIMAL)
        add_bound(root, "value", solution->value);
    if (solution->kind == MC_LP_UNDECIDED && solution->has_point)
        add_bound(root, lp->maximise ? "lower" : "upper", solution->value);
    if (solution->kind == MC_LP_UNDECIDED && solution->has_prices)
        add_bound(root, lp->maximise ? "upper" : "lower", solution->dual_value);
    json_object_set_new(root, "refinements",
                        json_integer((json_int_t)solution->refinements));
    json_object_set_new(root, "exact_pivots",
                        json_integer((json_int_t)solution->pivots));
    if (report->certificate)
        json_object_set_new(root, "certificate",
                            json_string(report->certificate));
    if (report->tables)
        add_tables(root, report);
    return mc_report_json(out, message, root);
}
