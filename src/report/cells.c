#define _POSIX_C_SOURCE 200809L
#include "report/cells.h"

#include <gmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

void mc_cells_init(mc_cells *cells, size_t rows, size_t columns)
{
    cells->rows = rows;
    cells->columns = columns;
    cells->text = mc_array(rows * columns, sizeof *cells->text);
    cells->failed = !cells->text;
}

void mc_cells_clear(mc_cells *cells)
{
    for (size_t c = 0; c < cells->rows * cells->columns && cells->text; c++)
        free(cells->text[c]);
    free(cells->text);
}

void mc_cells_take(mc_cells *cells, size_t row, size_t column, char *text)
{
    cells->failed = cells->failed || !text;
    if (cells->text)
        cells->text[row * cells->columns + column] = text;
    else
        free(text);
}

void mc_cells_set(mc_cells *cells, size_t row, size_t column,
                  const char *format, ...)
{
    char *text;
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = gmp_vsnprintf(NULL, 0, format, arguments);
    text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (text)
        (void)gmp_vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(arguments);
    mc_cells_take(cells, row, column, text);
}

static const char *cell(const mc_cells *cells, size_t row, size_t column)
{
    const char *text = cells->text[row * cells->columns + column];
    return text ? text : "";
}

/* The columns of a cell, which is shown as it is: its code points. */
static size_t width_of(const char *text)
{
    size_t width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

static mc_status fail(mc_message *message)
{
    return mc_message_set(message, MC_LIMIT, "out of memory");
}

static void print_row(FILE *out, const mc_cells *cells, size_t row,
                      const size_t *width)
{
    fputs("  ", out);
    for (size_t c = 0; c < cells->columns; c++) {
        const char *text = cell(cells, row, c);
        size_t blanks = width[c] - width_of(text);
        if (c > 0)
            fprintf(out, "%*s%s", (int)blanks + 2, "", text);
        else
            fprintf(out, "%s%*s", text, (int)blanks, "");
    }
    fputc('\n', out);
}

mc_status mc_cells_print(FILE *out, mc_message *message, const mc_cells *cells)
{
    size_t *width = mc_array(cells->columns, sizeof *width);
    if (cells->failed || !width) {
        free(width);
        return fail(message);
    }
    for (size_t r = 0; r < cells->rows; r++)
        for (size_t c = 0; c < cells->columns; c++) {
            size_t needed = width_of(cell(cells, r, c));
            if (needed > width[c])
                width[c] = needed;
        }
    for (size_t r = 0; r < cells->rows; r++)
        print_row(out, cells, r, width);
    free(width);
    return MC_OK;
}

static void print_value(FILE *out, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, out);
        return;
    }
    fputc('"', out);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

mc_status mc_cells_print_csv(FILE *out, mc_message *message,
                             const mc_cells *cells)
{
    if (cells->failed)
        return fail(message);
    for (size_t r = 0; r < cells->rows; r++)
        for (size_t c = 0; c < cells->columns; c++) {
            print_value(out, cell(cells, r, c));
            fputc(c + 1 < cells->columns ? ',' : '\n', out);
        }
    return MC_OK;
}
