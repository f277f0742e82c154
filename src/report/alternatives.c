#include "report/alternatives.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/number.h"
#include "base/output.h"

enum { LONGEST = 4096 };

/* `word` names the values of the optimum in the sheet; with `simple` the other
   two mechanisms are there as well, and with `extended` the axis is the mean.
 */
typedef struct figure {
    const char *word, *axis, *height;
    bool simple, extended;
} figure;

static const figure figures[MC_ALTERNATIVES_FIGURES] = {
    {"share", "social value", "share of the surplus", false, false},
    {"optimum", "social value", "welfare guarantee", true, false},
    {"extended", "mean of the social value", "welfare guarantee", true, true},
};

static const mc_sheet_item *find(const mc_sheet *sheet, const char *name)
{
    for (size_t i = 0; i < mc_sheet_items(sheet); i++) {
        const mc_sheet_item *item = mc_sheet_item_at(sheet, i);
        if (item->name && strcmp(item->name, name) == 0)
            return item;
    }
    return NULL;
}

static bool print_decimals(FILE *out, const mpq_t value, unsigned digits)
{
    char *lower = NULL, *upper = NULL;
    mc_number_decimal(&lower, &upper, value, digits);
    bool good = lower && upper;
    if (good)
        fprintf(out, ",%s,%s", lower, upper);
    free(lower);
    free(upper);
    return good;
}

static bool print_simple(FILE *out, const mc_alternatives *a, const figure *f,
                         const mpq_t mean, unsigned digits)
{
    bool good = true;
    mpq_t value;
    mpq_init(value);
    for (int linear = 1; linear >= 0 && good; linear--) {
        mc_alternatives_simple(value, linear, mean,
                               f->extended ? a->highest : mean);
        char *text = mc_number_text(value);
        good = text && fprintf(out, ",%s", text) > 0 &&
               print_decimals(out, value, digits);
        free(text);
    }
    mpq_clear(value);
    return good;
}

static void print_optimum(FILE *out, const mc_sheet *sheet,
                          const mc_alternatives *a, const figure *f, size_t j)
{
    char name[MC_ALTERNATIVES_NAME];
    if (!mc_alternatives_name(name, f->word, a, j)) {
        fputs(",0,0", out);
        return;
    }
    const mc_sheet_item *item = find(sheet, name);
    if (item && item->decision == MC_CLAIM_PROVED)
        fprintf(out, ",%s,%s", item->lower, item->upper);
    else
        fputs(",,", out);
}

static bool print_row(FILE *out, const mc_sheet *sheet,
                      const mc_alternatives *a, const figure *f, size_t j,
                      unsigned digits)
{
    mpq_t value;
    mpq_init(value);
    mc_alternatives_point(value, a, j);
    /* Below the cost there is nothing to guarantee in the baseline model. */
    bool wanted = f->extended || mpq_cmp_ui(value, 1, 1) > 0;
    char *text = mc_number_text(value);
    char *decimal = mc_number_text_rounded(value, 12);
    bool good = text && decimal;
    if (good && wanted) {
        fprintf(out, "%s,%s", text, decimal);
        print_optimum(out, sheet, a, f, j);
        good = !f->simple || print_simple(out, a, f, value, digits);
        putc('\n', out);
    }
    free(text);
    free(decimal);
    mpq_clear(value);
    return good;
}

static mc_status write_table(mc_message *message, const mc_sheet *sheet,
                             const mc_alternatives *a, const figure *f,
                             const char *path, unsigned digits)
{
    mc_output *output = NULL;
    mc_status status = mc_output_open(&output, message, path);
    if (status != MC_OK)
        return status;
    FILE *out = mc_output_stream(output);
    fprintf(out, "%s,rounded,optimal_lower,optimal_upper%s\n",
            f->extended ? "mean" : "social_value",
            f->simple ? ",linear,linear_lower,linear_upper,unilateral,"
                        "unilateral_lower,unilateral_upper"
                      : "");
    for (size_t j = 0; j <= a->points; j++) {
        if (!print_row(out, sheet, a, f, j, digits)) {
            mc_output_discard(output);
            return mc_message_set(message, MC_LIMIT, "out of memory");
        }
    }
    return mc_output_commit(output, message);
}

/* Lower and upper ends of an enclosure are both drawn. */
static mc_status write_script(mc_message *message, const figure *f, int number,
                              const char *path)
{
    mc_output *output = NULL;
    mc_status status = mc_output_open(&output, message, path);
    if (status != MC_OK)
        return status;
    FILE *out = mc_output_stream(output);
    fprintf(out,
            "set terminal svg size 640,440 dynamic\n"
            "set output 'figure%d.svg'\n"
            "set datafile separator ','\n"
            "set key left top\n"
            "set xlabel '%s'\n"
            "set ylabel '%s'\n"
            "plot 'figure%d.csv' every ::1 using 2:3 with lines lt 1 title "
            "'optimal', \\\n"
            "     '' every ::1 using 2:4 with lines lt 1 notitle",
            number, f->axis, f->height, number);
    if (f->simple)
        fputs(", \\\n"
              "     '' every ::1 using 2:6 with lines lt 2 title 'linear', \\\n"
              "     '' every ::1 using 2:9 with lines lt 3 title 'unilateral'",
              out);
    putc('\n', out);
    return mc_output_commit(output, message);
}

mc_status mc_report_alternatives(mc_message *message, const mc_sheet *sheet,
                                 const mc_alternatives *a,
                                 const char *directory, unsigned digits)
{
    mc_status status = MC_OK;
    for (int k = 1; k <= MC_ALTERNATIVES_FIGURES && status == MC_OK; k++) {
        char path[LONGEST];
        if ((size_t)snprintf(path, sizeof path, "%s/figure%d.csv", directory,
                             k) >= sizeof path)
            return mc_message_set(message, MC_IO, "%s: the name is too long",
                                  directory);
        status = write_table(message, sheet, a, &figures[k - 1], path, digits);
        if (status == MC_OK) {
            strcpy(path + strlen(path) - 3, "gp");
            status = write_script(message, &figures[k - 1], k, path);
        }
    }
    return status;
}
