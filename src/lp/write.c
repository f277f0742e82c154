/* Linear programs, out: the head of the file, its numbers, and the rest by
   format. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "base/output.h"
#include "base/text.h"
#include "lp/plan.h"
#include "lp/source.h"

enum { ROUNDED_DIGITS = 17 };

static char *number_text(const mpq_t value, mc_lp_numbers numbers)
{
    if (numbers == MC_LP_DECIMALS)
        return mc_number_text_rounded(value, ROUNDED_DIGITS);
    return numbers == MC_LP_INTEGERS ? mc_number_text(value)
                                     : mc_number_text_lp(value);
}

/* The limits of FORMAT-LP.md section 2: nobody could read the file. */
static bool is_readable(const char *text)
{
    const char *exponent = strchr(text, 'e');
    return strlen(text) - (*text == '-') <= MC_NUMBER_MAX_LENGTH &&
           (exponent == NULL ||
            labs(strtol(exponent + 1, NULL, 10)) <= MC_NUMBER_MAX_EXPONENT);
}

size_t mc_lp_print_number(mc_lp_printer *printer, const mpq_t value)
{
    char *text = number_text(value, printer->numbers);
    size_t length = 0;
    if (text == NULL) {
        printer->status = MC_LIMIT;
    } else if (!is_readable(text)) {
        printer->status =
            mc_message_set(printer->message, MC_LIMIT,
                           "a number would have more than 10,000 characters "
                           "or too large an exponent");
    } else {
        fputs(text, printer->out);
        length = strlen(text);
    }
    free(text);
    return length;
}

/* --- the head ------------------------------------------------------------ */

static void print_renamed(FILE *out, const char *begin, const char *what,
                          const mc_lp_renamed *renamed, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "%s %s %s was \"", begin, what, renamed[i].after);
        mc_text_print(out, renamed[i].before);
        fputs("\"\n", out);
    }
}

static void print_scales(FILE *out, const char *begin, const mc_lp_plan *plan)
{
    if (plan->numbers == MC_LP_DECIMALS)
        fprintf(out,
                "%s ROUNDED to %d significant digits; this is not the exact "
                "program.\n",
                begin, ROUNDED_DIGITS);
    if (plan->scaled_rows > 0)
        fprintf(out,
                "%s Rows that were multiplied by positive integers to be rid "
                "of fractions: %zu.\n",
                begin, plan->scaled_rows);
    if (mpz_cmp_ui(plan->objective_scale, 1) > 0)
        (void)gmp_fprintf(out,
                          "%s The objective was multiplied by %Zd, and so is "
                          "the optimal value.\n",
                          begin, plan->objective_scale);
}

static void print_changes(FILE *out, const char *begin, const mc_lp_plan *plan)
{
    if (plan->first_extra < plan->lp.rows)
        fprintf(out,
                "%s The row %s and those behind it stand for bounds that "
                "cannot be\n%s written where they belong: %zu.\n",
                begin, plan->lp.row_name[plan->first_extra], begin,
                plan->lp.rows - plan->first_extra);
    if (plan->freed_rows > 0)
        fprintf(out,
                "%s Rows without bounds, written as 0 >= 0 in their place: "
                "%zu.\n",
                begin, plan->freed_rows);
}

/* The rows without bounds that have coefficients; allocated. */
static bool *find_lost(const mc_lp *lp)
{
    const mc_sparse *a = &lp->matrix;
    bool *lost = mc_array(lp->rows, sizeof *lost);
    for (size_t e = 0; lost && e < a->start[lp->columns]; e++) {
        size_t r = a->row[e];
        lost[r] = !lp->row_lower[r].finite && !lp->row_upper[r].finite;
    }
    return lost;
}

static void print_lost(FILE *out, const char *begin, const mc_lp_plan *plan,
                       const bool *lost, size_t rows)
{
    for (size_t r = 0; r < rows; r++)
        if (lost[r])
            fprintf(out, "%s The coefficients of the row %s are left out.\n",
                    begin, plan->lp.row_name[r]);
}

static void print_head(FILE *out, const char *begin, const mc_lp_plan *plan,
                       const mc_lp *lp, const bool *lost)
{
    fprintf(out, "%s Written by mechcert", begin);
    if (*lp->sha256 != '\0')
        fprintf(out, " from the file with SHA-256\n%s %s", begin, lp->sha256);
    fputc('\n', out);
    print_scales(out, begin, plan);
    print_changes(out, begin, plan);
    if (lost)
        print_lost(out, begin, plan, lost, lp->rows);
    print_renamed(out, begin, "Row", plan->renamed_row, plan->renamed_rows);
    print_renamed(out, begin, "Column", plan->renamed_column,
                  plan->renamed_columns);
}

/* --- the whole ----------------------------------------------------------- */

static mc_status print(FILE *out, mc_message *message, const mc_lp_plan *plan,
                       const mc_lp *lp)
{
    mc_lp_printer printer = {out, message, MC_OK, plan->numbers};
    (void)mc_message_set(message, MC_LIMIT, "out of memory");
    if (plan->format == MC_LP_MPS) {
        print_head(out, "*", plan, lp, NULL);
        mc_lp_print_mps(&printer, &plan->lp);
    } else {
        bool *lost = find_lost(lp);
        if (!lost)
            return MC_LIMIT;
        print_head(out, "\\", plan, lp, lost);
        free(lost);
        mc_lp_print_cplex(&printer, &plan->lp);
    }
    if (printer.status == MC_OK)
        (void)mc_message_set(message, MC_OK, "%s", "");
    return printer.status;
}

mc_status mc_lp_write(const mc_lp *lp, mc_message *message, const char *path,
                      mc_lp_format format, mc_lp_numbers numbers)
{
    mc_output *output;
    mc_lp_plan plan;
    mc_status status = mc_lp_plan_init(&plan, message, lp, format, numbers);
    if (status != MC_OK)
        return status;
    status = mc_output_open(&output, message, path);
    if (status == MC_OK) {
        status = print(mc_output_stream(output), message, &plan, lp);
        if (status == MC_OK)
            status = mc_output_commit(output, message);
        else
            mc_output_discard(output);
    }
    mc_lp_plan_clear(&plan);
    return status;
}

/* --- what is lost -------------------------------------------------------- */

static void note_row(const mc_lp_notes *notes, const mc_lp *lp, size_t row)
{
    const char *name = lp->row_name ? lp->row_name[row] : "";
    const mc_lp_piece piece = {name, strlen(name)};
    char text[1024];
    (void)snprintf(text, sizeof text,
                   "the row %zu, \"%s\", has no bounds, which CPLEX LP cannot "
                   "say: its coefficients are left out",
                   row + 1, mc_lp_quoted(piece).text);
    notes->note(notes->user, text);
}

bool mc_lp_note_losses(const mc_lp *lp, mc_lp_format format,
                       const mc_lp_notes *notes)
{
    const size_t most = 10;
    size_t count = 0;
    bool *lost;
    if (format != MC_LP_CPLEX)
        return true;
    lost = find_lost(lp);
    if (!lost)
        return false;
    for (size_t r = 0; r < lp->rows; r++)
        if (lost[r] && count++ < most)
            note_row(notes, lp, r);
    free(lost);
    if (count > most) {
        char text[160];
        (void)snprintf(text, sizeof text,
                       "the coefficients of %zu more rows without bounds are "
                       "left out; comments in the file name them all",
                       count - most);
        notes->note(notes->user, text);
    }
    return true;
}
