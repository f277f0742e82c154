/* Linear programs in files: MPS and CPLEX LP.
   The meaning of a file is verify/FORMAT-LP.md, to the letter. */
#ifndef MC_LP_FILE_H
#define MC_LP_FILE_H

#include "base/file.h"
#include "lp/model.h"

typedef enum mc_lp_format { MC_LP_MPS, MC_LP_CPLEX } mc_lp_format;

/* What a statement file is, by its content: FORMAT-LP.md section 2. */
typedef enum mc_lp_content {
    MC_CONTENT_UNKNOWN,
    MC_CONTENT_JSON,
    MC_CONTENT_MPS,
    MC_CONTENT_CPLEX
} mc_lp_content;
mc_lp_content mc_lp_detect(const char *text, size_t length);

/* FORMAT-LP.md section 2. */
#define MC_LP_MAX_BYTES ((size_t)1 << 30)

/* Remarks about what a file may not have meant; `text` is valid during the
   call. */
typedef struct mc_lp_notes {
    void *user;
    void (*note)(void *user, const char *text);
} mc_lp_notes;

/* mc_lp_read: reads a file ("-" is standard input) and finishes the program.
   Guarantees: on MC_OK lp (which the caller clears) is the program of the
               file, with the names of rows and columns and the SHA-256 of the
               file; otherwise lp is untouched.
   Errors:     MC_BAD_INPUT with file, line and column; MC_IO; MC_LIMIT.
   Shapes:     format may be NULL; notes may be NULL. */
MC_NODISCARD mc_status mc_lp_read(mc_lp *lp, mc_lp_format *format,
                                  mc_message *message, const char *path,
                                  const mc_lp_notes *notes);

/* mc_lp_parse: the same for a file that is in memory. */
MC_NODISCARD mc_status mc_lp_parse(mc_lp *lp, mc_lp_format *format,
                                   mc_message *message, const mc_file *file,
                                   const mc_lp_notes *notes);

typedef enum mc_lp_numbers {
    MC_LP_FRACTIONS, /* exact: decimals where they are finite, else p/q */
    MC_LP_INTEGERS,  /* exact: rows, columns' bounds and the objective scaled to
                        integers where that keeps the meaning */
    MC_LP_DECIMALS   /* rounded to 17 digits; the file says so at its head */
} mc_lp_numbers;

/* mc_lp_write: writes the program. Exact numbers read back as the same
   program. Errors: MC_IO, MC_LIMIT. */
MC_NODISCARD mc_status mc_lp_write(const mc_lp *lp, mc_message *message,
                                   const char *path, mc_lp_format format,
                                   mc_lp_numbers numbers);

#endif
