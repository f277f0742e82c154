/* CPLEX LP, out. */
#include <string.h>

#include "lp/plan.h"
#include "lp/rows.h"

/* Lines are broken behind this many bytes, at a sign. */
enum { LINE = 70 };

/* An expression on its way out. */
struct line {
    mc_lp_printer *printer;
    size_t width;
    bool begun;
};

/* " + 3 x"; NULL is no name. */
static void print_term(struct line *line, mpq_srcptr value, const char *name)
{
    FILE *out = line->printer->out;
    mpq_t size;
    if (line->width > LINE) {
        fputs("\n  ", out);
        line->width = 2;
    }
    mpq_init(size);
    mpq_abs(size, value);
    if (mpq_sgn(value) < 0 || line->begun)
        line->width +=
            (size_t)fprintf(out, " %c", mpq_sgn(value) < 0 ? '-' : '+');
    if (!name || mpq_cmp_ui(size, 1, 1) != 0) {
        fputc(' ', out);
        line->width += 1 + mc_lp_print_number(line->printer, size);
    }
    if (name)
        line->width += (size_t)fprintf(out, " %s", name);
    line->begun = true;
    mpq_clear(size);
}

static struct line begin_line(mc_lp_printer *printer, const char *label)
{
    struct line line = {printer, strlen(label) + 2, false};
    fprintf(printer->out, " %s:", label);
    return line;
}

/* Whether the columns come in their order when they are first mentioned in the
   objective or a row. If not, the objective mentions them all. */
static bool is_natural_order(const mc_lp *lp, const mc_lp_rows *rows)
{
    size_t next = 0;
    for (size_t j = 0; j < lp->columns; j++) {
        if (mpq_sgn(lp->cost[j]) != 0 && j > next)
            return false;
        next += mpq_sgn(lp->cost[j]) != 0;
    }
    for (size_t r = 0; r < lp->rows; r++) {
        /* An empty row is written as 0 times the first column. */
        if (rows->start[r] == rows->start[r + 1] && next == 0)
            next = 1;
        for (size_t i = rows->start[r]; i < rows->start[r + 1]; i++) {
            size_t j = rows->column[i];
            if (j > next)
                return false;
            next += j == next;
        }
    }
    return next == lp->columns;
}

static void print_objective(mc_lp_printer *printer, const mc_lp *lp,
                            const mc_lp_rows *rows)
{
    bool all = !is_natural_order(lp, rows);
    struct line line;
    fputs(lp->maximise ? "Maximize\n" : "Minimize\n", printer->out);
    line = begin_line(printer, "obj");
    for (size_t j = 0; j < lp->columns; j++)
        if (all || mpq_sgn(lp->cost[j]) != 0)
            print_term(&line, lp->cost[j], lp->column_name[j]);
    if (mpq_sgn(lp->constant) != 0)
        print_term(&line, lp->constant, NULL);
    if (!line.begun && lp->columns > 0)
        print_term(&line, lp->constant, lp->column_name[0]);
    fputc('\n', printer->out);
}

static void print_side(mc_lp_printer *printer, const char *relation,
                       const mc_lp_bound *side)
{
    fprintf(printer->out, " %s ", relation);
    (void)mc_lp_print_number(printer, side->value);
    fputc('\n', printer->out);
}

static void print_row(mc_lp_printer *printer, const mc_lp *lp,
                      const mc_lp_rows *rows, size_t r)
{
    const mc_lp_bound *lower = &lp->row_lower[r], *upper = &lp->row_upper[r];
    bool equal =
        lower->finite && upper->finite && mpq_equal(lower->value, upper->value);
    struct line line = begin_line(printer, lp->row_name[r]);
    mpq_t value;
    mpq_init(value);
    if (lower->finite && upper->finite && !equal) {
        fputc(' ', printer->out);
        line.width += mc_lp_print_number(printer, lower->value) + 4;
        fputs(" <=", printer->out);
    }
    for (size_t i = rows->start[r]; i < rows->start[r + 1]; i++) {
        mc_lp_get_entry(value, lp, rows->entry[i]);
        print_term(&line, value, lp->column_name[rows->column[i]]);
    }
    mpq_set_ui(value, 0, 1);
    if (!line.begun)
        print_term(&line, value, lp->column_name[0]);
    mpq_clear(value);
    if (equal)
        print_side(printer, "=", lower);
    else if (upper->finite)
        print_side(printer, "<=", upper);
    else
        print_side(printer, ">=", lower);
}

/* " 1 <= x <= 4": the default is 0 .. +inf, and 0 is written if u < 0, as
   programs do not agree on what it is then. Lower bounds stand on the left,
   which every program reads (QSopt_ex no other). */
static void print_bounds_of(mc_lp_printer *printer, const char *name,
                            const mc_lp_bound *lower, const mc_lp_bound *upper)
{
    FILE *out = printer->out;
    if (!lower->finite && !upper->finite) {
        fprintf(out, " %s free\n", name);
        return;
    }
    if (lower->finite && upper->finite &&
        mpq_equal(lower->value, upper->value)) {
        fprintf(out, " %s", name);
        print_side(printer, "=", lower);
        return;
    }
    if (!lower->finite) {
        fputs(" -inf <=", out);
    } else if (mpq_sgn(lower->value) != 0 ||
               (upper->finite && mpq_sgn(upper->value) < 0)) {
        fputc(' ', out);
        (void)mc_lp_print_number(printer, lower->value);
        fputs(" <=", out);
    }
    fprintf(out, " %s", name);
    if (upper->finite)
        print_side(printer, "<=", upper);
    else
        fputc('\n', out);
}

static void print_bounds(mc_lp_printer *printer, const mc_lp *lp)
{
    bool begun = false;
    for (size_t j = 0; j < lp->columns; j++) {
        const mc_lp_bound *lower = &lp->column_lower[j];
        const mc_lp_bound *upper = &lp->column_upper[j];
        if (lower->finite && mpq_sgn(lower->value) == 0 && !upper->finite)
            continue;
        if (!begun)
            fputs("Bounds\n", printer->out);
        begun = true;
        print_bounds_of(printer, lp->column_name[j], lower, upper);
    }
}

void mc_lp_print_cplex(mc_lp_printer *printer, const mc_lp *lp)
{
    mc_lp_rows rows;
    if (!mc_lp_rows_init(&rows, lp)) {
        printer->status = MC_LIMIT;
        return;
    }
    print_objective(printer, lp, &rows);
    fputs("Subject To\n", printer->out);
    for (size_t r = 0; r < lp->rows; r++)
        print_row(printer, lp, &rows, r);
    print_bounds(printer, lp);
    fputs("End\n", printer->out);
    mc_lp_rows_clear(&rows);
}
