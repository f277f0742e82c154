/* Private: what the readers of linear programs share. */
#ifndef MC_LP_SOURCE_H
#define MC_LP_SOURCE_H

#include <stddef.h>

#include "lp/file.h"

/* Some bytes of a file; an empty piece still has a place. */
typedef struct mc_lp_piece {
    const char *at;
    size_t length;
} mc_lp_piece;

/* A file in memory. Invariants: text[length] is NUL and no byte before it is.
   `name` is what messages call the file; message may be NULL. */
typedef struct mc_lp_source {
    const char *name, *text;
    size_t length;
    mc_message *message;
} mc_lp_source;

/* What is worth a note: how often it occurred, and where first. */
typedef struct mc_lp_remark {
    size_t count;
    mc_lp_piece first;
} mc_lp_remark;

typedef struct mc_lp_remarks {
    mc_lp_remark constant;       /* MPS: a right-hand side of the objective */
    mc_lp_remark free_rows;      /* MPS: N rows after the first */
    mc_lp_remark opened_lower;   /* MPS: UP < 0 made the lower bound -inf */
    mc_lp_remark crossing_upper; /* LP: u < 0 with the lower bound 0 */
    mc_lp_remark huge;           /* numbers that some programs call infinite */
} mc_lp_remarks;

void mc_lp_remark_add(mc_lp_remark *remark, mc_lp_piece piece);

/* mc_lp_fail: sets "FILE:LINE:COLUMN: text" for a place in the text and
   returns MC_BAD_INPUT. Costs one pass over the text. */
mc_status mc_lp_fail(const mc_lp_source *source, const char *at,
                     const char *format, ...)
    __attribute__((format(printf, 3, 4)));

mc_status mc_lp_fail_memory(const mc_lp_source *source);

/* mc_lp_quote: a piece as it is to be shown in a message. */
typedef struct mc_lp_quote {
    char text[64];
} mc_lp_quote;
mc_lp_quote mc_lp_quoted(mc_lp_piece piece);

/* mc_lp_is_word: a piece is this word (given in lower case), in upper or lower
   case. */
bool mc_lp_is_word(mc_lp_piece piece, const char *word);

/* mc_lp_next_line: the next line without its end (LF or CR LF), and whether
   there is one; *at moves behind it. */
bool mc_lp_next_line(mc_lp_piece *line, const char **at,
                     const mc_lp_source *source);

/* mc_lp_next_word: the next run of bytes before `end` that are neither blank
   nor tab, and whether there is one; *at moves behind it. */
bool mc_lp_next_word(mc_lp_piece *word, const char **at, const char *end);

/* mc_lp_number: reads a number, which must be the whole piece.
   Errors: MC_BAD_INPUT; value untouched. */
MC_NODISCARD mc_status mc_lp_number(mpq_t value, mc_lp_remarks *remarks,
                                    const mc_lp_source *source,
                                    mc_lp_piece piece);

/* mc_lp_is_infinity: "inf" or "infinity" with an optional sign, which becomes
 *sign. */
bool mc_lp_is_infinity(int *sign, mc_lp_piece piece);

void mc_lp_bound_set(mc_lp_bound *bound, mpq_srcptr value);

/* mc_lp_is_cplex_name: the piece can be the name of a row or column in CPLEX LP
   wherever it stands; keywords cannot. */
bool mc_lp_is_cplex_name(mc_lp_piece piece);

/* The two grammars, FORMAT-LP.md sections 3 and 4. On MC_OK lp is initialised
   but not finished; otherwise it is untouched. */
MC_NODISCARD mc_status mc_lp_read_mps(mc_lp *lp, mc_lp_remarks *remarks,
                                      const mc_lp_source *source);
MC_NODISCARD mc_status mc_lp_read_cplex(mc_lp *lp, mc_lp_remarks *remarks,
                                        const mc_lp_source *source);

#endif
