#ifndef MV_RECORD_H
#define MV_RECORD_H

#include "report.h"

struct mv_limits {
    size_t digits, line, lines;
};

/* A certificate as a stream of records. `line` holds the current one, in which
   the ends of the fields read so far are zero bytes; `cursor` is where the next
   field begins. line[length] is 0. */
struct mv_reader {
    struct mv_place place; /* the current line, the last field read */
    FILE *file;
    struct mv_limits limits;
    bool progress;
    unsigned char *buffer;
    size_t buffer_at, buffer_end;
    char *line;
    size_t capacity, length, cursor, fields;
};

/* A vector that is being read: its denominator D, and the greatest common
   divisor of D and the numerators read so far (0 if nothing was read). */
struct mv_vector {
    mpz_t denominator, divisor;
};

/* mv_reader_open: opens the certificate `path` ("-": standard input). */
void mv_reader_open(struct mv_reader *reader, const char *path,
                    struct mv_limits limits, bool progress);

/* mv_reject: mv_refuse at the place of the last field read. */
_Noreturn void mv_reject(const struct mv_reader *reader, enum mv_reason reason,
                         const char *format, ...) MV_FORMAT(3, 4);

/* mv_record: reads the next line, which must be a well-formed record with this
   keyword and number of fields, the keyword not counted.
   Errors: E300, E301, E302, E303, E310. */
void mv_record(struct mv_reader *reader, const char *keyword, size_t fields);

/* mv_record_any: the same without the demands on keyword and fields; the
   cursor is on the keyword. */
void mv_record_any(struct mv_reader *reader);

/* mv_record_end: reads the `end` record and checks that nothing follows. */
void mv_record_end(struct mv_reader *reader);

/* mv_field: the next field, ended by a zero byte. */
char *mv_field(struct mv_reader *reader);

/* mv_field_natural: a natural; SIZE_MAX stands for all that are not smaller.
   Errors: E304, E310. */
size_t mv_field_natural(struct mv_reader *reader);

/* mv_field_index: a natural below `end`. Errors: also E306. */
size_t mv_field_index(struct mv_reader *reader, size_t end);

/* mv_field_count: a number of lines to come. Errors: also E310. */
size_t mv_field_count(struct mv_reader *reader);

/* mv_field_rational: a rational in lowest terms. Errors: E304, E310. */
void mv_field_rational(struct mv_reader *reader, mpz_t numerator,
                       mpz_t denominator);

/* mv_vector_open: starts a vector with the denominator in the next field.
   mv_vector_init has been called once. Errors: E304, E310. */
void mv_vector_open(struct mv_vector *vector, struct mv_reader *reader);

/* mv_field_numerator: the next entry of a vector. Errors: E304, E310. */
void mv_field_numerator(struct mv_reader *reader, struct mv_vector *vector,
                        mpz_t numerator);

/* mv_vector_close: refuses with E305 unless the vector is reduced. */
void mv_vector_close(const struct mv_vector *vector,
                     const struct mv_reader *reader);

/* mv_vector_init: D = 1, nothing read. */
void mv_vector_init(struct mv_vector *vector);

#endif
