/* Whole files in memory. */
#ifndef MC_BASE_FILE_H
#define MC_BASE_FILE_H

#include <stddef.h>

#include <mechcert/status.h>

/* A file's bytes and a final NUL, which does not count. `name` is what messages
   call the file: its path, or <stdin>. */
typedef struct mc_file {
    char *name, *text;
    size_t length;
} mc_file;

/* mc_file_load: reads a file ("-" is standard input) of at most `most` bytes.
   Guarantees: on MC_OK the caller clears file; otherwise it needs no clearing.
   Errors:     MC_IO; MC_LIMIT without memory; MC_BAD_INPUT, with the place,
               if the file is longer. */
MC_NODISCARD mc_status mc_file_load(mc_file *file, mc_message *message,
                                    const char *path, size_t most);

void mc_file_clear(mc_file *file);

/* mc_file_place: line and column of a byte, counted from 1, columns in bytes.
   Costs one pass over the text. Domain: text <= at. */
void mc_file_place(size_t *line, size_t *column, const char *text,
                   const char *at);

#endif
