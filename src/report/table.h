/* The parts that reports on statements are made of. */
#ifndef MC_REPORT_TABLE_H
#define MC_REPORT_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include <gmp.h>

#include <mechcert/status.h>

#include "game/choices.h"

/* A table of exact numbers: get(value, object, row, column). `shown`: the row
   labels already are as mc_text_print shows them. */
typedef struct mc_table {
    size_t rows, columns;
    char *const *row_label, *const *column_label;
    void (*get)(mpq_t value, const void *object, size_t row, size_t column);
    const void *object;
    bool shown;
} mc_table;

/* mc_report_table: prints the table, every column as wide as its widest entry.
   Labels are shown as mc_text_print shows them. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_report_table(FILE *out, mc_message *message,
                                       const mc_table *table);

/* mc_report_head: the first lines of a report: `kind` with its format, the
   hash, and title and notes where they are not NULL. */
void mc_report_head(FILE *out, const char *kind, const char *format,
                    const char *sha256, const char *title, const char *notes);

/* mc_report_labels: a heading and the numbered labels under it. */
void mc_report_labels(FILE *out, const char *heading, char *const *labels,
                      size_t count);

/* mc_report_choices: "Actions of agent A (2): 0, 1." for every agent; a chosen
   one is said to be secure if `secure` is not NULL. `noun`: "Actions". */
void mc_report_choices(FILE *out, const char *noun, char *const *agent_label,
                       const mc_choices *choices, const size_t *secure);

/* mc_report_profiles: the labels "(0, 1/2)" of all profiles, to be freed with
   mc_labels_free. NULL: out of memory. */
char **mc_report_profiles(const mc_choices *choices);

#endif
