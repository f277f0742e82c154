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
    MC_LP_INTEGERS,  /* exact: rows, and the objective if need be, multiplied by
                        positive integers */
    MC_LP_DECIMALS   /* rounded to 17 digits; the file says so at its head */
} mc_lp_numbers;

/* mc_lp_write: writes the program in free MPS or CPLEX LP; "-" is standard
   output.
   Guarantees: reading the file gives the same program, with rows and columns
               in the same order, but for what comments at its head say:
               - names that the format cannot carry, that are longer than 255
                 bytes or that occur twice are replaced by c1, c2, ... (rows)
                 and x1, x2, ... (columns), with underscores behind them if
                 somebody else has that name; missing names too;
               - MC_LP_INTEGERS: each row is multiplied by the least positive
                 integer that makes its coefficients and bounds integers, and
                 the objective (then also the optimal value) in the same way. A
                 bound of a column that is no integer moves to a row at the end;
               - MC_LP_DECIMALS: numbers are rounded to the nearest decimal;
               - MPS cannot carry a row with crossing bounds: its upper bound
                 moves to a row at the end;
               - CPLEX LP cannot carry a row without bounds: it becomes
                 0 x >= 0, in its place; comments name those whose coefficients
                 are left out (mc_lp_note_losses).
               The file appears under its name only when it is complete; the
               same program gives the same bytes.
   Errors:     MC_IO; MC_LIMIT without memory, if a number would be longer than
               a reader allows, and in CPLEX LP for rows without columns. */
MC_NODISCARD mc_status mc_lp_write(const mc_lp *lp, mc_message *message,
                                   const char *path, mc_lp_format format,
                                   mc_lp_numbers numbers);

/* mc_lp_note_losses: what a file in this format will not have of the program:
   the coefficients of rows without bounds in CPLEX LP. Such rows say nothing
   about the solutions. One note for each, at most 10, and one for the others.
   Returns false without memory. */
MC_NODISCARD bool mc_lp_note_losses(const mc_lp *lp, mc_lp_format format,
                                    const mc_lp_notes *notes);

#endif
