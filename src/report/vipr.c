/* gmp.h declares its functions on streams only after this one. */
#include <stdio.h>

#include "report/vipr.h"

#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/output.h"
#include "lp/certify.h"

/* Names of rows or columns on their way to VIPR. names and index are NULL if
   there are none. */
typedef struct naming {
    char *const *names;
    mc_lp_names *index;
    const char *prefix; /* of the names that are made up */
} naming;

/* A file being written. The entries of row r are those at matrix positions
   position[e], in columns column[e], start[r] <= e < start[r + 1].
   A multiplier of the minimisation (y, and mc_lp_reduced_cost with t) that is
   positive belongs to the lower bound, one that is negative to the upper one;
   VIPR wants it times `sign`, -1 if it is to bound a maximisation. */
typedef struct writing {
    FILE *out;
    const mc_lp *lp;
    const mc_lp_solution *solution;
    naming row, column;
    size_t *start, *position;
    uint32_t *column_of;
    mc_vector y;
    int t, sign;
    bool no_memory;
} writing;

/* ---- names ---- */

/* Bytes that no reader of VIPR can take for a blank, comment or brace. */
static bool is_safe_byte(char c)
{
    return c > 0x20 && c < 0x7F && c != '%' && c != '{' && c != '}';
}

static bool is_safe(const char *name)
{
    size_t length = strlen(name), i = 0;
    while (i < length && is_safe_byte(name[i]))
        i++;
    return length > 0 && i == length;
}

/* An unsafe name gets _ for every unsafe byte and _PLACE at the end, so often
   that no other name is the same. Changed names differ in PLACE. */
static void put_changed(writing *w, const naming *n, size_t place)
{
    char suffix[32];
    size_t length = strlen(n->names[place]), room = 0;
    size_t step = (size_t)snprintf(suffix, sizeof suffix, "_%zu", place + 1);
    char *text = NULL;
    bool done = mc_array_grow(&text, &room, length + step + 1, 1);
    for (size_t i = 0; i < length && done; i++)
        text[i] = n->names[place][i];
    for (size_t i = 0; i < length && done; i++)
        if (!is_safe_byte(text[i]))
            text[i] = '_';
    while (done) {
        memcpy(text + length, suffix, step + 1);
        length += step;
        if (mc_lp_names_find(n->index, text, length) == SIZE_MAX)
            break;
        done = mc_array_grow(&text, &room, length + step + 1, 1);
    }
    if (done)
        fputs(text, w->out);
    else
        w->no_memory = true;
    free(text);
}

static void put_name(writing *w, const naming *n, size_t place)
{
    if (!n->names)
        fprintf(w->out, "%s%zu", n->prefix, place + 1);
    else if (is_safe(n->names[place]))
        fputs(n->names[place], w->out);
    else
        put_changed(w, n, place);
}

/* ---- the program ---- */

static bool is_equation(const mc_lp_bound *lower, const mc_lp_bound *upper)
{
    return lower->finite && upper->finite &&
           mpq_equal(lower->value, upper->value) != 0;
}

/* The number of constraints that two bounds become. */
static size_t count_sides(const mc_lp_bound *lower, const mc_lp_bound *upper)
{
    return is_equation(lower, upper)
               ? 1
               : (size_t)lower->finite + (size_t)upper->finite;
}

/* The constraint among those of two bounds that a multiplier belongs to. */
static size_t side_of(int sign, const mc_lp_bound *lower,
                      const mc_lp_bound *upper)
{
    return sign < 0 && !is_equation(lower, upper) && lower->finite ? 1 : 0;
}

static void put_head(writing *w)
{
    const mc_lp *lp = w->lp;
    fprintf(w->out, "%% written by mechcert for the program with SHA-256 %s\n",
            lp->sha256);
    if (mpq_sgn(lp->constant) != 0)
        (void)gmp_fprintf(w->out,
                          "%% its objective has the constant %Qd, which VIPR "
                          "cannot express: add it to every\n"
                          "%% objective value of this file, RTP and DER, to "
                          "get those of the program\n",
                          lp->constant);
    fprintf(w->out, "VER 1.0\nVAR %zu\n", lp->columns);
    for (size_t j = 0; j < lp->columns; j++) {
        put_name(w, &w->column, j);
        putc('\n', w->out);
    }
    fputs("INT 0\n", w->out);
}

static void put_objective(writing *w)
{
    const mc_lp *lp = w->lp;
    size_t count = 0;
    for (size_t j = 0; j < lp->columns; j++)
        count += mpq_sgn(lp->cost[j]) != 0;
    fprintf(w->out, "OBJ %s\n%zu", lp->maximise ? "max" : "min", count);
    for (size_t j = 0; j < lp->columns; j++)
        if (mpq_sgn(lp->cost[j]) != 0)
            (void)gmp_fprintf(w->out, "  %zu %Qd", j, lp->cost[j]);
    putc('\n', w->out);
}

static void put_column_side(writing *w, size_t j, const char *label, char sense,
                            mpq_srcptr bound)
{
    fputs(label, w->out);
    put_name(w, &w->column, j);
    (void)gmp_fprintf(w->out, " %c %Qd  1  %zu 1\n", sense, bound, j);
}

static void put_row_side(writing *w, size_t r, const char *label, char sense,
                         mpq_srcptr bound)
{
    mpq_t value;
    mpq_init(value);
    fputs(label, w->out);
    put_name(w, &w->row, r);
    (void)gmp_fprintf(w->out, " %c %Qd  %zu", sense, bound,
                      w->start[r + 1] - w->start[r]);
    for (size_t e = w->start[r]; e < w->start[r + 1]; e++) {
        mc_lp_get_entry(value, w->lp, w->position[e]);
        (void)gmp_fprintf(w->out, "  %zu %Qd", (size_t)w->column_of[e], value);
    }
    putc('\n', w->out);
    mpq_clear(value);
}

static void put_column(writing *w, size_t j)
{
    const mc_lp_bound *lower = &w->lp->column_lower[j];
    const mc_lp_bound *upper = &w->lp->column_upper[j];
    if (is_equation(lower, upper)) {
        put_column_side(w, j, "fx_", 'E', lower->value);
        return;
    }
    if (lower->finite)
        put_column_side(w, j, "lb_", 'G', lower->value);
    if (upper->finite)
        put_column_side(w, j, "ub_", 'L', upper->value);
}

static void put_row(writing *w, size_t r)
{
    const mc_lp_bound *lower = &w->lp->row_lower[r];
    const mc_lp_bound *upper = &w->lp->row_upper[r];
    if (is_equation(lower, upper)) {
        put_row_side(w, r, "eq_", 'E', lower->value);
        return;
    }
    if (lower->finite)
        put_row_side(w, r, "ge_", 'G', lower->value);
    if (upper->finite)
        put_row_side(w, r, "le_", 'L', upper->value);
}

static void put_constraints(writing *w)
{
    const mc_lp *lp = w->lp;
    size_t bounds = 0, sides = 0;
    for (size_t j = 0; j < lp->columns; j++)
        bounds += count_sides(&lp->column_lower[j], &lp->column_upper[j]);
    for (size_t r = 0; r < lp->rows; r++)
        sides += count_sides(&lp->row_lower[r], &lp->row_upper[r]);
    fprintf(w->out, "CON %zu %zu\n", bounds + sides, bounds);
    for (size_t j = 0; j < lp->columns; j++)
        put_column(w, j);
    for (size_t r = 0; r < lp->rows; r++)
        put_row(w, r);
}

/* ---- the claim ---- */

static bool has_point(const mc_lp_solution *solution)
{
    return solution->kind == MC_LP_OPTIMAL ||
           (solution->kind == MC_LP_UNDECIDED && solution->has_point);
}

static bool has_prices(const mc_lp_solution *solution)
{
    return solution->kind == MC_LP_OPTIMAL ||
           (solution->kind == MC_LP_UNDECIDED && solution->has_prices);
}

static void put_value(writing *w, mpq_srcptr value)
{
    mpq_t shifted;
    mpq_init(shifted);
    mpq_sub(shifted, value, w->lp->constant);
    (void)gmp_fprintf(w->out, " %Qd", shifted);
    mpq_clear(shifted);
}

/* The value of the optimal point is `value` also where dual_value is not
   stated. */
static mpq_srcptr proved(const mc_lp_solution *solution)
{
    return solution->kind == MC_LP_OPTIMAL ? solution->value
                                           : solution->dual_value;
}

static void put_range(writing *w)
{
    const mc_lp_solution *solution = w->solution;
    bool point_first = w->lp->maximise;
    if (solution->kind == MC_LP_INFEASIBLE) {
        fputs("RTP infeas\n", w->out);
        return;
    }
    fputs("RTP range", w->out);
    for (int side = 0; side < 2; side++) {
        bool point = point_first == (side == 0);
        if (!(point ? has_point(solution) : has_prices(solution)))
            fputs(side == 0 ? " -inf" : " inf", w->out);
        else
            put_value(w, point ? solution->value : proved(solution));
    }
    putc('\n', w->out);
}

static void put_point(writing *w)
{
    const mc_vector *x = &w->solution->x;
    size_t count = 0;
    mpq_t value;
    if (!has_point(w->solution)) {
        fputs("SOL 0\n", w->out);
        return;
    }
    mpq_init(value);
    for (size_t j = 0; j < x->length; j++)
        count += mpz_sgn(x->numerator[j]) != 0;
    fprintf(w->out, "SOL 1\npoint %zu", count);
    for (size_t j = 0; j < x->length; j++) {
        if (mpz_sgn(x->numerator[j]) == 0)
            continue;
        mc_vector_get(value, x, j);
        (void)gmp_fprintf(w->out, "  %zu %Qd", j, value);
    }
    putc('\n', w->out);
    mpq_clear(value);
}

/* ---- the derivation ---- */

static void put_multiplier(writing *w, mpq_t multiplier, size_t constraint)
{
    if (w->sign < 0)
        mpq_neg(multiplier, multiplier);
    (void)gmp_fprintf(w->out, "  %zu %Qd", constraint, multiplier);
}

/* Counts the multipliers that are not 0, and writes them if `put`. */
static size_t go_through_multipliers(writing *w, bool put)
{
    const mc_lp *lp = w->lp;
    size_t count = 0, first = 0;
    mpq_t value;
    mpq_init(value);
    for (size_t j = 0; j < lp->columns; j++) {
        const mc_lp_bound *lower = &lp->column_lower[j];
        const mc_lp_bound *upper = &lp->column_upper[j];
        mc_lp_reduced_cost(value, lp, &w->y, w->t, j);
        int sign = mpq_sgn(value);
        count += sign != 0;
        if (put && sign != 0)
            put_multiplier(w, value, first + side_of(sign, lower, upper));
        first += count_sides(lower, upper);
    }
    for (size_t r = 0; r < lp->rows; r++) {
        const mc_lp_bound *lower = &lp->row_lower[r];
        const mc_lp_bound *upper = &lp->row_upper[r];
        int sign = mpz_sgn(w->y.numerator[r]);
        count += sign != 0;
        if (put && sign != 0) {
            mc_vector_get(value, &w->y, r);
            put_multiplier(w, value, first + side_of(sign, lower, upper));
        }
        first += count_sides(lower, upper);
    }
    mpq_clear(value);
    return count;
}

/* lower - upper > 0 is the sum of the two constraints of crossing bounds. */
static void put_crossing(writing *w, const mc_lp_bound *lower,
                         const mc_lp_bound *upper, size_t first)
{
    mpq_t gap;
    mpq_init(gap);
    mpq_sub(gap, lower->value, upper->value);
    (void)gmp_fprintf(w->out,
                      "DER 1\nabsurd G %Qd  0  { lin 2  %zu 1  %zu -1 } -1\n",
                      gap, first, first + 1);
    mpq_clear(gap);
}

static void put_crossing_column(writing *w, size_t column)
{
    const mc_lp *lp = w->lp;
    size_t first = 0;
    for (size_t j = 0; j < column; j++)
        first += count_sides(&lp->column_lower[j], &lp->column_upper[j]);
    put_crossing(w, &lp->column_lower[column], &lp->column_upper[column],
                 first);
}

static void put_crossing_row(writing *w, size_t row)
{
    const mc_lp *lp = w->lp;
    size_t first = 0;
    for (size_t j = 0; j < lp->columns; j++)
        first += count_sides(&lp->column_lower[j], &lp->column_upper[j]);
    for (size_t r = 0; r < row; r++)
        first += count_sides(&lp->row_lower[r], &lp->row_upper[r]);
    put_crossing(w, &lp->row_lower[row], &lp->row_upper[row], first);
}

/* One combination of constraints: objective >= its bound (<= for a
   maximisation), or 0 >= something positive. */
static void put_combination(writing *w)
{
    const mc_lp_solution *solution = w->solution;
    w->t = solution->kind != MC_LP_INFEASIBLE;
    w->sign = w->t == 1 && w->lp->maximise ? -1 : 1;
    if (w->t == 1) {
        fprintf(w->out, "DER 1\nvalue %c", w->sign < 0 ? 'L' : 'G');
        put_value(w, proved(solution));
        fputs("  OBJ", w->out);
    } else {
        mpq_t bound;
        mpq_init(bound);
        (void)mc_lp_dual_bound(bound, w->lp, &w->y, 0);
        (void)gmp_fprintf(w->out, "DER 1\nabsurd G %Qd  0", bound);
        mpq_clear(bound);
    }
    fprintf(w->out, "  { lin %zu", go_through_multipliers(w, false));
    (void)go_through_multipliers(w, true);
    fputs(" } -1\n", w->out);
}

static void put_derivation(writing *w)
{
    const mc_lp_solution *solution = w->solution;
    bool infeasible = solution->kind == MC_LP_INFEASIBLE;
    if (infeasible && solution->crossing_column != SIZE_MAX)
        put_crossing_column(w, solution->crossing_column);
    else if (infeasible && solution->crossing_row != SIZE_MAX)
        put_crossing_row(w, solution->crossing_row);
    else if (infeasible || has_prices(solution))
        put_combination(w);
    else
        fputs("DER 0\n", w->out);
}

/* ---- the whole ---- */

/* The matrix by rows. */
static bool sort_entries(writing *w)
{
    const mc_sparse *a = &w->lp->matrix;
    size_t rows = w->lp->rows, entries = a->start[a->columns];
    w->start = mc_array(rows + 2, sizeof(size_t));
    w->position = mc_array(entries, sizeof(size_t));
    w->column_of = mc_array(entries, sizeof(uint32_t));
    if (!w->start || !w->position || !w->column_of)
        return false;
    /* start[r + 2] counts row r, then start[r + 1] is where its next goes */
    for (size_t e = 0; e < entries; e++)
        w->start[a->row[e] + 2]++;
    for (size_t r = 2; r < rows + 2; r++)
        w->start[r] += w->start[r - 1];
    for (size_t j = 0; j < a->columns; j++)
        for (size_t e = a->start[j]; e < a->start[j + 1]; e++) {
            size_t place = w->start[a->row[e] + 1]++;
            w->position[place] = e;
            w->column_of[place] = (uint32_t)j;
        }
    return true;
}

static bool prepare(writing *w)
{
    const mc_lp *lp = w->lp;
    w->row = (naming){.names = lp->row_name, .prefix = "c"};
    w->column = (naming){.names = lp->column_name, .prefix = "x"};
    if (lp->row_name)
        w->row.index = mc_lp_names_new(lp->row_name, lp->rows);
    if (lp->column_name)
        w->column.index = mc_lp_names_new(lp->column_name, lp->columns);
    return (!lp->row_name || w->row.index) &&
           (!lp->column_name || w->column.index) && sort_entries(w);
}

static void put_all(writing *w)
{
    put_head(w);
    put_objective(w);
    put_constraints(w);
    put_range(w);
    put_point(w);
    put_derivation(w);
}

static mc_status write_file(writing *w, mc_message *message, const char *path)
{
    mc_output *output;
    mc_status status = mc_output_open(&output, message, path);
    if (status != MC_OK)
        return status;
    w->out = mc_output_stream(output);
    put_all(w);
    if (!w->no_memory)
        return mc_output_commit(output, message);
    mc_output_discard(output);
    return mc_message_set(message, MC_LIMIT, "out of memory");
}

mc_status mc_report_vipr(const mc_lp_solution *solution, const mc_lp *lp,
                         mc_message *message, const char *path)
{
    writing w = {.lp = lp, .solution = solution};
    if (solution->kind == MC_LP_UNBOUNDED)
        return mc_message_set(message, MC_BAD_INPUT,
                              "VIPR cannot express that a program is "
                              "unbounded");
    if (solution->kind != MC_LP_INFEASIBLE && !has_point(solution) &&
        !has_prices(solution))
        return mc_message_set(message, MC_BAD_INPUT,
                              "nothing was established that a VIPR file could "
                              "prove");
    mc_status status = mc_lp_multipliers(&w.y, solution, lp) && prepare(&w)
                           ? write_file(&w, message, path)
                           : mc_message_set(message, MC_LIMIT, "out of memory");
    mc_vector_clear(&w.y);
    free(w.column_of);
    free(w.position);
    free(w.start);
    mc_lp_names_free(w.column.index);
    mc_lp_names_free(w.row.index);
    return status;
}
