/* open_memstream */
#define _POSIX_C_SOURCE 200809L
#include "lp_text.h"

#include <stdlib.h>
#include <string.h>

#include "lp/rows.h"

mc_status lp_text_read(mc_lp *lp, mc_lp_format *format, mc_message *message,
                       const char *text, size_t length,
                       const mc_lp_notes *notes)
{
    char name[] = "f";
    /* mc_file has a final NUL; a reader must not go beyond. */
    mc_file file = {name, malloc(length + 1), length};
    mc_status status;
    assert_non_null(file.text);
    memcpy(file.text, text, length);
    file.text[length] = '\0';
    status = mc_lp_parse(lp, format, message, &file, notes);
    free(file.text);
    return status;
}

static void print_bounds(FILE *out, const mc_lp_bound *lower,
                         const mc_lp_bound *upper)
{
    if (lower->finite)
        (void)gmp_fprintf(out, " [%Qd,", lower->value);
    else
        fputs(" [-inf,", out);
    if (upper->finite)
        (void)gmp_fprintf(out, "%Qd]", upper->value);
    else
        fputs("inf]", out);
}

char *lp_text_dump(const mc_lp *lp)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    mc_lp_rows rows;
    mpq_t value;
    assert_non_null(out);
    assert_true(mc_lp_rows_init(&rows, lp));
    mpq_init(value);
    (void)gmp_fprintf(out, "%s %Qd", lp->maximise ? "max" : "min",
                      lp->constant);
    for (size_t j = 0; j < lp->columns; j++) {
        (void)gmp_fprintf(out, " | %s %Qd", lp->column_name[j], lp->cost[j]);
        print_bounds(out, &lp->column_lower[j], &lp->column_upper[j]);
    }
    for (size_t r = 0; r < lp->rows; r++) {
        fprintf(out, " || %s", lp->row_name[r]);
        print_bounds(out, &lp->row_lower[r], &lp->row_upper[r]);
        for (size_t i = rows.start[r]; i < rows.start[r + 1]; i++) {
            mc_lp_get_entry(value, lp, rows.entry[i]);
            (void)gmp_fprintf(out, " %Qd %s", value,
                              lp->column_name[rows.column[i]]);
        }
    }
    mpq_clear(value);
    mc_lp_rows_clear(&rows);
    assert_int_equal(fclose(out), 0);
    return text;
}

void lp_text_assert(const char *text, const char *dump)
{
    mc_message message = {""};
    mc_lp lp;
    char *found;
    if (lp_text_read(&lp, NULL, &message, text, strlen(text), NULL) != MC_OK)
        fail_msg("%s\nin\n%s", message.text, text);
    found = lp_text_dump(&lp);
    if (strcmp(found, dump) != 0)
        fail_msg("read\n%s\nas\n%s\nnot\n%s", text, found, dump);
    free(found);
    mc_lp_clear(&lp);
}

void lp_text_refuse(const char *text, const char *message)
{
    mc_message found = {""};
    mc_lp lp;
    mc_status status =
        lp_text_read(&lp, NULL, &found, text, strlen(text), NULL);
    if (status == MC_OK) {
        mc_lp_clear(&lp);
        fail_msg("accepted\n%s\nnot refused with %s", text, message);
    }
    assert_int_equal(status, MC_BAD_INPUT);
    if (strncmp(found.text, "f:", 2) != 0 ||
        strncmp(found.text + 2, message, strlen(message)) != 0)
        fail_msg("\"%s\", not \"f:%s\", for\n%s", found.text, message, text);
}

void lp_text_note(void *text, const char *note)
{
    char *all = text;
    size_t used = strlen(all);
    (void)snprintf(all + used, 4096 - used, "%s\n", note);
}
