#define _POSIX_C_SOURCE 200809L
#include "family/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "family/sheet_parts.h"

enum { WIDTH = 88 };

mc_sheet *mc_sheet_new(const char *name, const char *directory, unsigned digits,
                       const mc_claim_effort *effort)
{
    mc_sheet *sheet = calloc(1, sizeof *sheet);
    if (!sheet)
        return NULL;
    sheet->digits = sheet->most_digits = digits;
    sheet->effort = effort;
    sheet->name = strdup(name);
    sheet->directory = directory ? strdup(directory) : NULL;
    sheet->out = open_memstream(&sheet->text, &sheet->length);
    if (sheet->name && sheet->out && (sheet->directory || !directory))
        return sheet;
    mc_sheet_free(sheet);
    return NULL;
}

void mc_sheet_free(mc_sheet *sheet)
{
    if (!sheet)
        return;
    if (sheet->out)
        (void)fclose(sheet->out);
    for (size_t i = 0; i < sheet->items; i++) {
        mc_sheet_item *item = &sheet->item[i];
        char *text[] = {item->name,  item->words,      item->expression,
                        item->lower, item->upper,      item->reason,
                        item->point, item->certificate};
        for (size_t k = 0; k < sizeof text / sizeof *text; k++)
            free(text[k]);
    }
    free(sheet->item);
    free(sheet->text);
    free(sheet->name);
    free(sheet->directory);
    free(sheet->path);
    free(sheet);
}

mc_status mc_sheet_status(const mc_sheet *sheet, mc_message *message)
{
    if (sheet->status != MC_OK && message)
        *message = sheet->message;
    return sheet->status;
}

void mc_sheet_fail(mc_sheet *sheet, mc_status status, const char *format, ...)
{
    va_list arguments;
    if (sheet->status != MC_OK)
        return;
    va_start(arguments, format);
    (void)vsnprintf(sheet->message.text, sizeof sheet->message.text, format,
                    arguments);
    va_end(arguments);
    sheet->status = status;
}

static void out_of_memory(mc_sheet *sheet)
{
    mc_sheet_fail(sheet, MC_LIMIT, "out of memory");
}

char *mc_sheet_format(mc_sheet *sheet, const char *format, va_list arguments)
{
    va_list again;
    if (sheet->status != MC_OK)
        return NULL;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (text)
        (void)vsnprintf(text, (size_t)length + 1, format, again);
    else
        out_of_memory(sheet);
    va_end(again);
    return text;
}

mc_sheet_item *mc_sheet_add(mc_sheet *sheet, mc_sheet_kind kind,
                            const char *name, const char *words,
                            const char *expression)
{
    if (!mc_array_grow(&sheet->item, &sheet->room, sheet->items + 1,
                       sizeof *sheet->item)) {
        out_of_memory(sheet);
        return NULL;
    }
    mc_sheet_item *item = &sheet->item[sheet->items++];
    *item =
        (mc_sheet_item){.kind = kind,
                        .name = name ? strdup(name) : NULL,
                        .words = strdup(words),
                        .expression = expression ? strdup(expression) : NULL};
    if (!item->words || (name && !item->name) ||
        (expression && !item->expression)) {
        out_of_memory(sheet);
        return NULL;
    }
    return item;
}

void mc_sheet_fold(mc_sheet *sheet, const char *text)
{
    size_t column = 0;
    while (*text) {
        size_t blanks = strspn(text, " "), span;
        text += blanks;
        span = strcspn(text, " ");
        if (column > 0 && column + 1 + span > WIDTH) {
            putc('\n', sheet->out);
            column = 0;
        }
        column += (size_t)fprintf(sheet->out, "%s%.*s", column ? " " : "# ",
                                  (int)span, text);
        text += span;
    }
    putc('\n', sheet->out);
}

void mc_sheet_text(mc_sheet *sheet, const char *format, ...)
{
    va_list arguments;
    if (sheet->status != MC_OK)
        return;
    va_start(arguments, format);
    (void)vfprintf(sheet->out, format, arguments);
    va_end(arguments);
    putc('\n', sheet->out);
}

void mc_sheet_comment(mc_sheet *sheet, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = mc_sheet_format(sheet, format, arguments);
    va_end(arguments);
    if (text)
        mc_sheet_fold(sheet, text);
    free(text);
}

static void add_words(mc_sheet *sheet, mc_sheet_kind kind, const char *format,
                      va_list arguments)
{
    char *text = mc_sheet_format(sheet, format, arguments);
    if (text && mc_sheet_add(sheet, kind, NULL, text, NULL)) {
        if (kind == MC_SHEET_SECTION)
            fprintf(sheet->out, "\n# --- %s ---\n", text);
        else
            mc_sheet_fold(sheet, text);
    }
    free(text);
}

void mc_sheet_section(mc_sheet *sheet, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_words(sheet, MC_SHEET_SECTION, format, arguments);
    va_end(arguments);
}

void mc_sheet_note(mc_sheet *sheet, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_words(sheet, MC_SHEET_NOTE, format, arguments);
    va_end(arguments);
}

void mc_sheet_at_most_digits(mc_sheet *sheet, unsigned digits)
{
    if (sheet->digits > digits)
        sheet->digits = digits;
}

void mc_sheet_open(mc_sheet *sheet, const char *name, const char *words,
                   const char *reason)
{
    mc_sheet_item *item =
        sheet->status == MC_OK
            ? mc_sheet_add(sheet, MC_SHEET_VALUE, name, words, words)
            : NULL;
    if (item && !(item->reason = strdup(reason)))
        out_of_memory(sheet);
}

bool mc_sheet_forgive(mc_sheet *sheet, char *text, size_t size)
{
    if (sheet->status != MC_UNDECIDED)
        return false;
    (void)snprintf(text, size, "%s", sheet->message.text);
    sheet->status = MC_OK;
    return true;
}

static void add_claim(mc_sheet *sheet, mc_sheet_kind kind, const char *name,
                      const char *words, const char *format, va_list arguments)
{
    char *text = mc_sheet_format(sheet, format, arguments);
    if (text && mc_sheet_add(sheet, kind, name, words, text)) {
        mc_sheet_fold(sheet, words);
        fprintf(sheet->out, "%s: %s\n", name, text);
    }
    free(text);
}

void mc_sheet_claim(mc_sheet *sheet, const char *name, const char *words,
                    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_claim(sheet, MC_SHEET_CLAIM, name, words, format, arguments);
    va_end(arguments);
}

void mc_sheet_refuted(mc_sheet *sheet, const char *name, const char *words,
                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_claim(sheet, MC_SHEET_REFUTED, name, words, format, arguments);
    va_end(arguments);
}

const char *mc_sheet_name(const mc_sheet *sheet)
{
    return sheet->name;
}

const char *mc_sheet_path(const mc_sheet *sheet)
{
    return sheet->path;
}

const char *mc_sheet_whole_text(const mc_sheet *sheet)
{
    return fflush(sheet->out) == 0 ? sheet->text : "";
}

size_t mc_sheet_items(const mc_sheet *sheet)
{
    return sheet->items;
}

const mc_sheet_item *mc_sheet_item_at(const mc_sheet *sheet, size_t i)
{
    return &sheet->item[i];
}

size_t mc_sheet_failed(const mc_sheet *sheet)
{
    size_t count = 0;
    for (size_t i = 0; i < sheet->items; i++) {
        const mc_sheet_item *item = &sheet->item[i];
        count += item->kind == MC_SHEET_REFUTED
                     ? item->decision == MC_CLAIM_PROVED
                     : item->decision == MC_CLAIM_REFUTED;
    }
    return count;
}

size_t mc_sheet_undecided(const mc_sheet *sheet)
{
    size_t count = 0;
    for (size_t i = 0; i < sheet->items; i++)
        count += sheet->item[i].kind >= MC_SHEET_VALUE &&
                 sheet->item[i].decision == MC_CLAIM_UNDECIDED;
    return count;
}
