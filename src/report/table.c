#define _POSIX_C_SOURCE 200809L
#include "report/table.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"

/* The columns that a rational takes; gmp_snprintf counts bytes, all ASCII. */
static size_t number_width(const mpq_t value)
{
    char nothing[1];
    int width = gmp_snprintf(nothing, 0, "%Qd", value);
    return width > 0 ? (size_t)width : 0;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void print_blanks(FILE *out, size_t count)
{
    while (count-- > 0)
        fputc(' ', out);
}

/* What is to be seen of text as mc_text_print shows it is its code points. */
static size_t label_width(const mc_table *table, size_t row)
{
    const char *label = table->row_label[row];
    size_t width = 0;
    if (!table->shown)
        return mc_text_width(label);
    for (; *label; label++)
        width += ((unsigned char)*label & 0xC0u) != 0x80u;
    return width;
}

/* Fills `width`, and returns the width of the widest row label. */
static size_t measure(size_t *width, const mc_table *table, mpq_t value)
{
    size_t first = 0;
    for (size_t c = 0; c < table->columns; c++)
        width[c] = mc_text_width(table->column_label[c]);
    for (size_t r = 0; r < table->rows; r++) {
        first = larger(first, label_width(table, r));
        for (size_t c = 0; c < table->columns; c++) {
            table->get(value, table->object, r, c);
            width[c] = larger(width[c], number_width(value));
        }
    }
    return first;
}

static void print_row(FILE *out, const mc_table *table, size_t row,
                      size_t first, const size_t *width, mpq_t value)
{
    const char *label = table->row_label[row];
    fputs("  ", out);
    if (table->shown)
        fputs(label, out);
    else
        mc_text_print(out, label);
    print_blanks(out, first - label_width(table, row));
    for (size_t c = 0; c < table->columns; c++) {
        table->get(value, table->object, row, c);
        print_blanks(out, 2 + width[c] - number_width(value));
        (void)gmp_fprintf(out, "%Qd", value);
    }
    fputc('\n', out);
}

mc_status mc_report_table(FILE *out, mc_message *message, const mc_table *table)
{
    size_t *width = mc_array(table->columns, sizeof *width);
    mpq_t value;
    if (!width)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mpq_init(value);
    size_t first = measure(width, table, value);
    print_blanks(out, first + 2);
    for (size_t c = 0; c < table->columns; c++) {
        const char *label = table->column_label[c];
        print_blanks(out, 2 + width[c] - mc_text_width(label));
        mc_text_print(out, label);
    }
    fputc('\n', out);
    for (size_t r = 0; r < table->rows; r++)
        print_row(out, table, r, first, width, value);
    mpq_clear(value);
    free(width);
    return MC_OK;
}

static void print_text(FILE *out, const char *name, const char *text)
{
    if (!text)
        return;
    fprintf(out, "%s: ", name);
    mc_text_print(out, text);
    fputc('\n', out);
}

void mc_report_head(FILE *out, const char *kind, const char *format,
                    const char *sha256, const char *title, const char *notes)
{
    fprintf(out, "%s (%s)\nSHA-256: %s\n", kind, format, sha256);
    print_text(out, "Title", title);
    print_text(out, "Notes", notes);
}

void mc_report_labels(FILE *out, const char *heading, char *const *labels,
                      size_t count)
{
    fprintf(out, "\n%s (%zu):\n", heading, count);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "  %zu  ", i);
        mc_text_print(out, labels[i]);
        fputc('\n', out);
    }
}

void mc_report_choices(FILE *out, const char *noun, char *const *agent_label,
                       const mc_choices *choices, const size_t *secure)
{
    fputc('\n', out);
    for (size_t i = 0; i < choices->agents; i++) {
        fprintf(out, "%s of agent ", noun);
        mc_text_print(out, agent_label[i]);
        fprintf(out, " (%zu): ", choices->count[i]);
        for (size_t c = 0; c < choices->count[i]; c++) {
            fputs(c == 0 ? "" : ", ", out);
            mc_text_print(out, choices->label[i][c]);
        }
        if (secure) {
            fputs("; named secure: ", out);
            mc_text_print(out, choices->label[i][secure[i]]);
        }
        fputc('\n', out);
    }
}

static char *profile_label(const mc_choices *choices, size_t profile)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    for (size_t i = 0; i < choices->agents; i++) {
        fputs(i == 0 ? "(" : ", ", out);
        fputs(choices->label[i][mc_choices_at(choices, profile, i)], out);
    }
    fputc(')', out);
    if (fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

char **mc_report_profiles(const mc_choices *choices)
{
    char **labels = mc_array(choices->profiles, sizeof *labels);
    for (size_t x = 0; x < choices->profiles && labels; x++) {
        labels[x] = profile_label(choices, x);
        if (!labels[x]) {
            mc_labels_free(labels, choices->profiles);
            return NULL;
        }
    }
    return labels;
}
