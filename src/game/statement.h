/* What all statement files have in common: labels, tables, lotteries.
   Ref: verify/FORMAT.md section 2, verify/FORMAT-GAME.md section 1. */
#ifndef MC_GAME_STATEMENT_H
#define MC_GAME_STATEMENT_H

#include <gmp.h>
#include <stdbool.h>
#include <stdio.h>

#include "arith/vector.h"
#include "base/file.h"
#include "base/json.h"

/* Limits of the formats: labels in a list, numbers in a statement. */
#define MC_STATEMENT_MAX_LABELS ((size_t)1000000)
#define MC_STATEMENT_MAX_NUMBERS ((size_t)100000000)

/* ---- storage ---- */

/* mc_rationals_new: `count` zeros. NULL: out of memory. */
mpq_t *mc_rationals_new(size_t count);
void mc_rationals_free(mpq_t *values, size_t count);
void mc_labels_free(char **labels, size_t count);

/* mc_labels_copy: a copy of a list of labels. NULL: out of memory. */
char **mc_labels_copy(char *const *labels, size_t count);

/* mc_text_new: a formatted text. NULL: out of memory. */
char *mc_text_new(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* ---- reading ---- */

/* A statement that is being read. Every function reports a fault with file,
   line and column. */
typedef struct mc_statement {
    const mc_json *json;
    mc_message *message;
} mc_statement;

/* mc_statement_read: reads a statement from a file ("-" is standard input) or,
   if `path` is NULL, from a file in memory: `read` fills the object. sha256
   becomes that of the bytes. What was read is in the object also on failure. */
typedef mc_status (*mc_statement_reader)(void *object,
                                         const mc_statement *statement);
MC_NODISCARD mc_status mc_statement_read(void *object, char sha256[65],
                                         mc_message *message, const char *path,
                                         const mc_file *file,
                                         mc_statement_reader read);

mc_status mc_statement_out_of_memory(const mc_statement *statement);

/* mc_statement_head: the format is `format`; all keys are known, all required
   ones are there; reads the title and the notes, which stay NULL if absent.
   `required` and `optional` are words with one blank between them; format,
   title and notes are always allowed. `noun` is what messages call such a
   statement. */
MC_NODISCARD mc_status mc_statement_head(char **title, char **notes,
                                         const mc_statement *statement,
                                         const char *format, const char *noun,
                                         const char *required,
                                         const char *optional);

/* mc_statement_labels: a list of distinct labels at a place. *labels is to be
   freed in any case. */
MC_NODISCARD mc_status mc_statement_labels(char ***labels, size_t *count,
                                           const mc_statement *statement,
                                           const mc_json_place *place,
                                           const json_t *array);
MC_NODISCARD mc_status mc_statement_labels_at(char ***labels, size_t *count,
                                              const mc_statement *statement,
                                              const char *key);

/* mc_statement_array: the value is an array of `count` entries, which `entries`
   describes. */
MC_NODISCARD mc_status mc_statement_array(const mc_statement *statement,
                                          const mc_json_place *place,
                                          const json_t *value, size_t count,
                                          const char *entries);

/* mc_statement_row: the numbers of an array whose length is known.
   mc_statement_lottery: the numbers are >= 0 and sum to exactly 1; a fault is
   told with the exact defect. */
MC_NODISCARD mc_status mc_statement_row(mpq_t *values,
                                        const mc_statement *statement,
                                        const mc_json_place *place,
                                        const json_t *row);
MC_NODISCARD mc_status mc_statement_lottery(mpq_t *values, size_t count,
                                            const mc_statement *statement,
                                            const mc_json_place *place);

/* mc_statement_joint: the same for a whole table. */
MC_NODISCARD mc_status mc_statement_joint(mpq_t *values, size_t rows,
                                          size_t columns,
                                          const mc_statement *statement,
                                          const mc_json_place *place);

/* mc_statement_table: a value that is an array of `rows` arrays of `columns`
   numbers; shapes are checked before numbers are read. */
MC_NODISCARD mc_status mc_statement_table(mpq_t *values,
                                          const mc_statement *statement,
                                          const char *key, size_t rows,
                                          size_t columns, const char *row_words,
                                          const char *column_words);

/* mc_statement_vector: fills an empty vector with the numbers of a statement.
   Errors: MC_BAD_INPUT if their common denominator breaks the limit of the
   format; MC_LIMIT.
   The vector may be cleared in any case. */
MC_NODISCARD mc_status mc_statement_vector(mc_vector *vector, mpq_t *values,
                                           size_t count,
                                           const mc_statement *statement,
                                           const char *key);

/* ---- writing ---- */

typedef mc_status (*mc_statement_printer)(FILE *out, mc_message *message,
                                          const void *object);

/* mc_statement_write: writes a statement file ("-" is standard output).
   mc_statement_hash: the SHA-256 of its bytes. */
MC_NODISCARD mc_status mc_statement_write(mc_message *message, const char *path,
                                          mc_statement_printer print,
                                          const void *object);
MC_NODISCARD mc_status mc_statement_hash(char sha256[65], mc_message *message,
                                         mc_statement_printer print,
                                         const void *object);

/* mc_statement_print_head: the opening brace, format, and title and notes where
   they are not NULL. The others print one value. */
void mc_statement_print_head(FILE *out, const char *format, const char *title,
                             const char *notes);
void mc_statement_print_labels(FILE *out, char *const *labels, size_t count);

/* mc_statement_print_number: a short integer as it is, everything else in
   quotes. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_statement_print_number(FILE *out, mc_message *message,
                                                 const mpq_t value);
MC_NODISCARD mc_status mc_statement_print_row(FILE *out, mc_message *message,
                                              mpq_srcptr values, size_t count);

/* mc_statement_print_table: `rows` lines of `columns` numbers.
   mc_statement_print_vector: the same for a whole vector. */
MC_NODISCARD mc_status mc_statement_print_table(FILE *out, mc_message *message,
                                                const char *indent,
                                                mpq_srcptr values, size_t rows,
                                                size_t columns);
MC_NODISCARD mc_status mc_statement_print_vector(FILE *out, mc_message *message,
                                                 const char *indent,
                                                 const mc_vector *vector,
                                                 size_t columns);

#endif
