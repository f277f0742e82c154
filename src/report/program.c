/* Linear programs in words and tables. */
#include "report/program.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/number.h"
#include "base/text.h"
#include "lp/rows.h"

/* Programs that are shown whole. */
enum { SMALL_LINES = 100, SMALL_ENTRIES = 1000 };

/* --- names and numbers --------------------------------------------------- */

/* Without memory a number is missing, and the status says so. */
struct page {
    FILE *out;
    const mc_lp *lp;
    mc_status status;
};

static void print_number(struct page *page, const mpq_t value)
{
    char *text = mc_number_text_lp(value);
    if (text != NULL)
        fputs(text, page->out);
    else
        page->status = MC_LIMIT;
    free(text);
}

static size_t decimal_width(size_t number)
{
    char nothing[1];
    return (size_t)snprintf(nothing, 0, "%zu", number);
}

/* Returns the width. */
static size_t print_name(FILE *out, char *const *names, size_t place,
                         char prefix)
{
    if (names == NULL)
        return (size_t)fprintf(out, "%c%zu", prefix, place + 1);
    mc_text_print(out, names[place]);
    return mc_text_width(names[place]);
}

static size_t widest_name(char *const *names, size_t count)
{
    size_t width = 0;
    if (names == NULL)
        return decimal_width(count) + 1;
    for (size_t i = 0; i < count; i++) {
        size_t next = mc_text_width(names[i]);
        width = next > width ? next : width;
    }
    return width;
}

/* --- the program itself -------------------------------------------------- */

static void print_term(struct page *page, bool first, const mpq_t value,
                       size_t column)
{
    bool negative = mpq_sgn(value) < 0;
    mpq_t size;
    mpq_init(size);
    mpq_abs(size, value);
    fputs(negative ? (first ? "-" : " - ") : (first ? "" : " + "), page->out);
    if (mpq_cmp_ui(size, 1, 1) != 0 || column == SIZE_MAX) {
        print_number(page, size);
        if (column != SIZE_MAX)
            fputc(' ', page->out);
    }
    if (column != SIZE_MAX)
        print_name(page->out, page->lp->column_name, column, 'x');
    mpq_clear(size);
}

static void print_objective(struct page *page)
{
    const mc_lp *lp = page->lp;
    bool first = true;
    fprintf(page->out, "\n%s\n  ", lp->maximise ? "Maximise" : "Minimise");
    for (size_t j = 0; j < lp->columns; j++) {
        if (mpq_sgn(lp->cost[j]) == 0)
            continue;
        print_term(page, first, lp->cost[j], j);
        first = false;
    }
    if (first || mpq_sgn(lp->constant) != 0)
        print_term(page, first, lp->constant, SIZE_MAX);
    fputc('\n', page->out);
}

static bool is_fixed(const mc_lp_bound *lower, const mc_lp_bound *upper)
{
    return lower->finite && upper->finite &&
           mpq_equal(lower->value, upper->value);
}

static bool crosses(const mc_lp_bound *lower, const mc_lp_bound *upper)
{
    return lower->finite && upper->finite &&
           mpq_cmp(lower->value, upper->value) > 0;
}

/* "3 <= " in front of something, and " <= 4" behind it. */
static void print_before(struct page *page, const mc_lp_bound *lower,
                         const mc_lp_bound *upper)
{
    if (!lower->finite || !upper->finite || is_fixed(lower, upper))
        return;
    print_number(page, lower->value);
    fputs(" <= ", page->out);
}

static void print_behind(struct page *page, const mc_lp_bound *lower,
                         const mc_lp_bound *upper)
{
    if (!lower->finite && !upper->finite) {
        fputs("  without bounds", page->out);
    } else {
        const char *relation = upper->finite ? " <= " : " >= ";
        fputs(is_fixed(lower, upper) ? " = " : relation, page->out);
        print_number(page, upper->finite ? upper->value : lower->value);
    }
    if (crosses(lower, upper))
        fputs("  (crossing: infeasible)", page->out);
    fputc('\n', page->out);
}

/* The number of a line, and its name in a column of the given width. */
static void print_head(struct page *page, size_t place, size_t count,
                       char *const *names, char prefix, size_t width)
{
    fprintf(page->out, "  %*zu  ", (int)decimal_width(count - 1), place);
    width -= print_name(page->out, names, place, prefix);
    fprintf(page->out, "%*s  ", (int)width, "");
}

static void print_rows(struct page *page, const mc_lp_rows *rows)
{
    const mc_lp *lp = page->lp;
    size_t width = widest_name(lp->row_name, lp->rows);
    mpq_t value;
    mpq_init(value);
    fprintf(page->out, "\nRows (%zu):\n", lp->rows);
    for (size_t r = 0; r < lp->rows; r++) {
        size_t start = rows->start[r], end = rows->start[r + 1];
        print_head(page, r, lp->rows, lp->row_name, 'c', width);
        print_before(page, &lp->row_lower[r], &lp->row_upper[r]);
        for (size_t i = start; i < end; i++) {
            mc_lp_get_entry(value, lp, rows->entry[i]);
            print_term(page, i == start, value, rows->column[i]);
        }
        if (start == end)
            fputc('0', page->out);
        print_behind(page, &lp->row_lower[r], &lp->row_upper[r]);
    }
    mpq_clear(value);
}

static void print_columns(struct page *page)
{
    const mc_lp *lp = page->lp;
    size_t width = widest_name(lp->column_name, lp->columns);
    fprintf(page->out, "\nColumns (%zu):\n", lp->columns);
    for (size_t j = 0; j < lp->columns; j++) {
        print_head(page, j, lp->columns, lp->column_name, 'x', width);
        print_before(page, &lp->column_lower[j], &lp->column_upper[j]);
        print_name(page->out, lp->column_name, j, 'x');
        print_behind(page, &lp->column_lower[j], &lp->column_upper[j]);
    }
}

/* --- what can be seen at once -------------------------------------------- */

/* How many pairs of bounds there are of each kind. */
struct kinds {
    size_t free, lower, upper, both, fixed, crossing;
};

static struct kinds count_kinds(const mc_lp_bound *lower,
                                const mc_lp_bound *upper, size_t count)
{
    struct kinds kinds = {0};
    for (size_t i = 0; i < count; i++) {
        if (is_fixed(&lower[i], &upper[i]))
            kinds.fixed++;
        else if (crosses(&lower[i], &upper[i]))
            kinds.crossing++;
        else if (lower[i].finite && upper[i].finite)
            kinds.both++;
        else if (lower[i].finite)
            kinds.lower++;
        else if (upper[i].finite)
            kinds.upper++;
        else
            kinds.free++;
    }
    return kinds;
}

static void print_count(FILE *out, size_t count, const char *what)
{
    if (count > 0)
        fprintf(out, "    %zu %s\n", count, what);
}

static void print_kinds(struct page *page)
{
    const mc_lp *lp = page->lp;
    struct kinds rows = count_kinds(lp->row_lower, lp->row_upper, lp->rows);
    struct kinds columns =
        count_kinds(lp->column_lower, lp->column_upper, lp->columns);
    fprintf(page->out, "  %zu row%s\n", lp->rows, lp->rows == 1 ? "" : "s");
    print_count(page->out, rows.fixed, "with =");
    print_count(page->out, rows.upper, "with <=");
    print_count(page->out, rows.lower, "with >=");
    print_count(page->out, rows.both, "between two numbers");
    print_count(page->out, rows.free, "without bounds");
    print_count(page->out, rows.crossing,
                "whose bounds cross: the program is infeasible");
    fprintf(page->out, "  %zu column%s\n", lp->columns,
            lp->columns == 1 ? "" : "s");
    print_count(page->out, columns.lower, "with a lower bound only");
    print_count(page->out, columns.both, "between two bounds");
    print_count(page->out, columns.upper, "with an upper bound only");
    print_count(page->out, columns.fixed, "fixed");
    print_count(page->out, columns.free, "without bounds");
    print_count(page->out, columns.crossing,
                "whose bounds cross: the program is infeasible");
}

static void print_empty(struct page *page, const mc_lp_rows *rows)
{
    const mc_lp *lp = page->lp;
    size_t empty_rows = 0, empty_columns = 0;
    for (size_t r = 0; r < lp->rows; r++)
        empty_rows += rows->start[r] == rows->start[r + 1];
    for (size_t j = 0; j < lp->columns; j++)
        empty_columns += lp->matrix.start[j] == lp->matrix.start[j + 1];
    fprintf(page->out, "  %zu coefficients that are not 0\n",
            lp->matrix.start[lp->columns]);
    if (empty_rows > 0)
        fprintf(page->out, "    rows without any: %zu\n", empty_rows);
    if (empty_columns > 0)
        fprintf(page->out, "    columns without any: %zu\n", empty_columns);
}

/* The numbers seen so far: the range of |x| over x != 0, and fractions. */
struct range {
    size_t count, fractions;
    mpq_t least, most, size;
};

static void range_init(struct range *range)
{
    range->count = range->fractions = 0;
    mpq_init(range->least);
    mpq_init(range->most);
    mpq_init(range->size);
}

static void range_clear(struct range *range)
{
    mpq_clear(range->size);
    mpq_clear(range->most);
    mpq_clear(range->least);
}

static void range_add(struct range *range, const mpq_t value)
{
    if (mpq_sgn(value) == 0)
        return;
    mpq_abs(range->size, value);
    if (range->count == 0 || mpq_cmp(range->size, range->least) < 0)
        mpq_set(range->least, range->size);
    if (range->count == 0 || mpq_cmp(range->size, range->most) > 0)
        mpq_set(range->most, range->size);
    range->count++;
    range->fractions += mpz_cmp_ui(mpq_denref(value), 1) != 0;
}

/* The two bounds of a fixed line count once. */
static void add_bounds(struct range *range, const mc_lp_bound *lower,
                       const mc_lp_bound *upper, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (lower[i].finite)
            range_add(range, lower[i].value);
        if (upper[i].finite && !is_fixed(&lower[i], &upper[i]))
            range_add(range, upper[i].value);
    }
}

/* Exact if it is short, else to six digits. */
static void print_short(struct page *page, const mpq_t value)
{
    char *text = mc_number_text_rounded(value, 6);
    mpq_t back;
    mpq_init(back);
    if (text != NULL && mc_number_parse_lp(back, text, strlen(text)) == NULL &&
        mpq_equal(back, value))
        fputs(text, page->out);
    else if (text != NULL)
        fprintf(page->out, "about %s", text);
    else
        page->status = MC_LIMIT;
    mpq_clear(back);
    free(text);
}

static void print_range(struct page *page, const char *what,
                        const struct range *range)
{
    if (range->count == 0)
        return;
    fprintf(page->out, "  %s: from ", what);
    print_short(page, range->least);
    fputs(" to ", page->out);
    print_short(page, range->most);
    if (range->fractions > 0)
        fprintf(page->out, ", %zu of %zu not integers", range->fractions,
                range->count);
    fputc('\n', page->out);
}

static void print_sizes(struct page *page)
{
    const mc_lp *lp = page->lp;
    struct range entries, costs, sides, bounds;
    mpq_t value;
    mpq_init(value);
    range_init(&entries);
    range_init(&costs);
    range_init(&sides);
    range_init(&bounds);
    for (size_t e = 0; e < lp->matrix.start[lp->columns]; e++) {
        mc_lp_get_entry(value, lp, e);
        range_add(&entries, value);
    }
    for (size_t j = 0; j < lp->columns; j++)
        range_add(&costs, lp->cost[j]);
    add_bounds(&sides, lp->row_lower, lp->row_upper, lp->rows);
    add_bounds(&bounds, lp->column_lower, lp->column_upper, lp->columns);
    fputs("  Absolute values of the numbers that are not 0\n", page->out);
    print_range(page, "  coefficients", &entries);
    print_range(page, "  objective", &costs);
    print_range(page, "  bounds of rows", &sides);
    print_range(page, "  bounds of columns", &bounds);
    range_clear(&bounds);
    range_clear(&sides);
    range_clear(&costs);
    range_clear(&entries);
    mpq_clear(value);
}

static bool is_small(const mc_lp *lp)
{
    return lp->rows + lp->columns <= SMALL_LINES &&
           lp->matrix.start[lp->columns] <= SMALL_ENTRIES;
}

mc_status mc_report_program(FILE *out, mc_message *message, const mc_lp *lp,
                            mc_lp_format format)
{
    struct page page = {out, lp, MC_OK};
    mc_lp_rows rows;
    if (!mc_lp_rows_init(&rows, lp))
        return mc_message_set(message, MC_LIMIT, "out of memory");
    fprintf(out, "Linear program (%s)\n",
            format == MC_LP_MPS ? "MPS" : "CPLEX LP");
    if (lp->sha256[0] != '\0')
        fprintf(out, "SHA-256: %s\n", lp->sha256);
    if (is_small(lp)) {
        print_objective(&page);
        print_rows(&page, &rows);
        print_columns(&page);
    } else {
        fprintf(out, "%s\n", lp->maximise ? "Maximise" : "Minimise");
    }
    fputs("\nSeen at once:\n", out);
    print_kinds(&page);
    print_empty(&page, &rows);
    print_sizes(&page);
    if (!is_small(lp))
        fputs("  Rows and columns are not shown, as there are many; mechcert "
              "lp convert prints\n  them all.\n",
              out);
    mc_lp_rows_clear(&rows);
    if (page.status != MC_OK)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    return MC_OK;
}
