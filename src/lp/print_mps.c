/* Free MPS, out. One pair on each line, and names of sets always, so that
   nothing depends on the number of words. */
#include <string.h>

#include "base/memory.h"
#include "lp/plan.h"

static const char set[] = "BND";

static char row_type(const mc_lp *lp, size_t r)
{
    const mc_lp_bound *lower = &lp->row_lower[r], *upper = &lp->row_upper[r];
    if (lower->finite && upper->finite)
        return mpq_equal(lower->value, upper->value) ? 'E' : 'G';
    return lower->finite ? 'G' : upper->finite ? 'L' : 'N';
}

/* OBJ, and underscores if a row has that name. */
static char *objective_name(const mc_lp *lp)
{
    mc_lp_names *index = mc_lp_names_new(lp->row_name, lp->rows);
    size_t room = 4, length = 3;
    char *name = index ? mc_array(room, 1) : NULL;
    if (name) {
        strcpy(name, "OBJ");
        while (name && mc_lp_names_find(index, name, length) != SIZE_MAX) {
            if (!mc_array_grow(&name, &room, length + 2, 1)) {
                free(name);
                name = NULL;
                break;
            }
            name[length++] = '_';
            name[length] = '\0';
        }
    }
    mc_lp_names_free(index);
    return name;
}

static void print_line(mc_lp_printer *printer, const char *first,
                       const char *second, mpq_srcptr value)
{
    fprintf(printer->out, "    %s  %s  ", first, second);
    (void)mc_lp_print_number(printer, value);
    fputc('\n', printer->out);
}

static void print_rows(mc_lp_printer *printer, const mc_lp *lp,
                       const char *objective)
{
    fprintf(printer->out, "ROWS\n N  %s\n", objective);
    for (size_t r = 0; r < lp->rows; r++)
        fprintf(printer->out, " %c  %s\n", row_type(lp, r), lp->row_name[r]);
}

/* A column without entries has one in the objective, be it 0. */
static void print_columns(mc_lp_printer *printer, const mc_lp *lp,
                          const char *objective)
{
    const size_t *start = lp->matrix.start;
    mpq_t value;
    mpq_init(value);
    fputs("COLUMNS\n", printer->out);
    for (size_t j = 0; j < lp->columns; j++) {
        const char *name = lp->column_name[j];
        if (mpq_sgn(lp->cost[j]) != 0 || start[j] == start[j + 1])
            print_line(printer, name, objective, lp->cost[j]);
        for (size_t e = start[j]; e < start[j + 1]; e++) {
            mc_lp_get_entry(value, lp, e);
            print_line(printer, name, lp->row_name[lp->matrix.row[e]], value);
        }
    }
    mpq_clear(value);
}

/* A right-hand side on the objective row is minus its constant. */
static void print_sides(mc_lp_printer *printer, const mc_lp *lp,
                        const char *objective)
{
    fputs("RHS\n", printer->out);
    if (mpq_sgn(lp->constant) != 0) {
        mpq_t value;
        mpq_init(value);
        mpq_neg(value, lp->constant);
        print_line(printer, "RHS", objective, value);
        mpq_clear(value);
    }
    for (size_t r = 0; r < lp->rows; r++) {
        char type = row_type(lp, r);
        const mc_lp_bound *side =
            type == 'L' ? &lp->row_upper[r] : &lp->row_lower[r];
        if (type != 'N' && mpq_sgn(side->value) != 0)
            print_line(printer, "RHS", lp->row_name[r], side->value);
    }
}

static void print_ranges(mc_lp_printer *printer, const mc_lp *lp)
{
    bool begun = false;
    mpq_t range;
    mpq_init(range);
    for (size_t r = 0; r < lp->rows; r++) {
        if (row_type(lp, r) != 'G' || !lp->row_upper[r].finite)
            continue;
        if (!begun)
            fputs("RANGES\n", printer->out);
        begun = true;
        mpq_sub(range, lp->row_upper[r].value, lp->row_lower[r].value);
        print_line(printer, "RNG", lp->row_name[r], range);
    }
    mpq_clear(range);
}

static void print_bound(mc_lp_printer *printer, const char *type,
                        const char *name, mpq_srcptr value)
{
    fprintf(printer->out, " %s %s  %s", type, set, name);
    if (value) {
        fputs("  ", printer->out);
        (void)mc_lp_print_number(printer, value);
    }
    fputc('\n', printer->out);
}

/* The default is 0 .. +inf; a negative upper bound is never alone, because
   programs do not agree on what the lower one then is. */
static void print_bounds_of(mc_lp_printer *printer, const char *name,
                            const mc_lp_bound *lower, const mc_lp_bound *upper)
{
    if (lower->finite && upper->finite &&
        mpq_equal(lower->value, upper->value)) {
        print_bound(printer, "FX", name, lower->value);
        return;
    }
    if (!lower->finite)
        print_bound(printer, upper->finite ? "MI" : "FR", name, NULL);
    else if (mpq_sgn(lower->value) != 0 ||
             (upper->finite && mpq_sgn(upper->value) < 0))
        print_bound(printer, "LO", name, lower->value);
    if (upper->finite)
        print_bound(printer, "UP", name, upper->value);
}

static bool has_default_bounds(const mc_lp *lp, size_t j)
{
    return lp->column_lower[j].finite && !lp->column_upper[j].finite &&
           mpq_sgn(lp->column_lower[j].value) == 0;
}

static void print_bounds(mc_lp_printer *printer, const mc_lp *lp)
{
    bool begun = false;
    for (size_t j = 0; j < lp->columns; j++) {
        if (has_default_bounds(lp, j))
            continue;
        if (!begun)
            fputs("BOUNDS\n", printer->out);
        begun = true;
        print_bounds_of(printer, lp->column_name[j], &lp->column_lower[j],
                        &lp->column_upper[j]);
    }
}

void mc_lp_print_mps(mc_lp_printer *printer, const mc_lp *lp)
{
    char *objective = objective_name(lp);
    if (!objective) {
        printer->status = MC_LIMIT;
        return;
    }
    /* Clp takes the third word for the way to split lines. */
    fputs("NAME  mechcert  FREE\n", printer->out);
    if (lp->maximise)
        fputs("OBJSENSE\n    MAX\n", printer->out);
    print_rows(printer, lp, objective);
    print_columns(printer, lp, objective);
    print_sides(printer, lp, objective);
    print_ranges(printer, lp);
    print_bounds(printer, lp);
    fputs("ENDATA\n", printer->out);
    free(objective);
}
