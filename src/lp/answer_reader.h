/* Private: what the readers of answers share. */
#ifndef MC_LP_ANSWER_READER_H
#define MC_LP_ANSWER_READER_H

#include "lp/answer.h"
#include "lp/source.h"

/* An answer being read. `at` is behind `line`, the current line without its
   end. The source's text ends in NUL. */
typedef struct mc_answer_reader {
    mc_answer *answer;
    const mc_lp *lp;
    mc_lp_names *rows, *columns;
    mc_lp_source source;
    const char *at;
    mc_lp_piece line;
} mc_answer_reader;

/* mc_answer_line: moves to the next line; false at the end.
   mc_answer_filled_line: to the next one that has a word. */
bool mc_answer_line(mc_answer_reader *reader);
bool mc_answer_filled_line(mc_answer_reader *reader);

/* mc_answer_rewind: before the first line. */
void mc_answer_rewind(mc_answer_reader *reader);

/* mc_answer_words: the words of a piece, at most `most` of them; returns how
   many there are, most + 1 if there are more. */
size_t mc_answer_words(mc_lp_piece *word, size_t most, mc_lp_piece piece);

/* mc_answer_trim: without blanks, tabs and CR at both ends.
   mc_answer_begins: the piece begins with this text.
   mc_answer_is: the piece is this text.
   mc_answer_cut_last: takes the last word off a piece, which is trimmed
   then; false if there is none. */
mc_lp_piece mc_answer_trim(mc_lp_piece piece);
bool mc_answer_begins(mc_lp_piece piece, const char *text);
bool mc_answer_is(mc_lp_piece piece, const char *text);
bool mc_answer_cut_last(mc_lp_piece *last, mc_lp_piece *piece);

/* mc_answer_count: a plain number such as 27. */
bool mc_answer_count(size_t *count, mc_lp_piece piece);

/* mc_answer_truncated: refuses a file that ends too early. */
mc_status mc_answer_truncated(mc_answer_reader *reader, const char *missing);

/* The place of a name; an unknown one is refused. */
MC_NODISCARD mc_status mc_answer_column(size_t *place, mc_answer_reader *reader,
                                        mc_lp_piece name);
MC_NODISCARD mc_status mc_answer_row(size_t *place, mc_answer_reader *reader,
                                     mc_lp_piece name);

/* mc_answer_open: makes the vector present, with nothing given yet. */
MC_NODISCARD mc_status mc_answer_open(mc_answer_reader *reader,
                                      mc_answer_vector *vector);

/* mc_answer_put: gives one entry; a second time is refused. `name` is where
   the message points and what it calls the entry.
   mc_answer_put_eps: a value printed as something below 10^-9, which counts
   as 0 with that uncertainty. */
MC_NODISCARD mc_status mc_answer_put(mc_answer_reader *reader,
                                     mc_answer_vector *vector, size_t place,
                                     mc_lp_piece name, mc_lp_piece value);
MC_NODISCARD mc_status mc_answer_put_eps(mc_answer_reader *reader,
                                         mc_answer_vector *vector, size_t place,
                                         mc_lp_piece name);

/* mc_answer_note_not_finite: remembers the first number that is none. */
MC_NODISCARD mc_status mc_answer_note_not_finite(mc_answer_reader *reader,
                                                 mc_lp_piece name,
                                                 mc_lp_piece value);

/* mc_answer_put_column, mc_answer_put_row: by name. */
MC_NODISCARD mc_status mc_answer_put_column(mc_answer_reader *reader,
                                            mc_answer_vector *vector,
                                            mc_lp_piece name,
                                            mc_lp_piece value);
MC_NODISCARD mc_status mc_answer_put_row(mc_answer_reader *reader,
                                         mc_answer_vector *vector,
                                         mc_lp_piece name, mc_lp_piece value);

/* mc_answer_complete_columns: refuses if a column was not given.
   mc_answer_complete_rows: refuses if a row with a bound was not given. */
MC_NODISCARD mc_status mc_answer_complete_columns(
    mc_answer_reader *reader, const mc_answer_vector *vector);
MC_NODISCARD mc_status mc_answer_complete_rows(mc_answer_reader *reader,
                                               const mc_answer_vector *vector);

/* mc_answer_set_objective, mc_answer_set_status: as printed. A status becomes
   a claim by its words, see answer.c; `at` is where a message points. */
MC_NODISCARD mc_status mc_answer_set_objective(mc_answer_reader *reader,
                                               mc_lp_piece value);
MC_NODISCARD mc_status mc_answer_set_status(mc_answer_reader *reader,
                                            mc_lp_piece words, const char *at);

/* mc_answer_open_basis: all rows basic, all columns at their lower bounds.
   mc_answer_forget: the file has no answer after all. */
MC_NODISCARD mc_status mc_answer_open_basis(mc_answer_reader *reader);
void mc_answer_forget(mc_answer_reader *reader);

/* The formats. The reader is before the first line. */
MC_NODISCARD mc_status mc_answer_read_mps_basis(mc_answer_reader *reader);
MC_NODISCARD mc_status mc_answer_read_highs(mc_answer_reader *reader);
MC_NODISCARD mc_status mc_answer_read_highs_basis(mc_answer_reader *reader);
MC_NODISCARD mc_status mc_answer_read_glpsol_w(mc_answer_reader *reader);
MC_NODISCARD mc_status mc_answer_read_glpsol_o(mc_answer_reader *reader);
MC_NODISCARD mc_status mc_answer_read_clp(mc_answer_reader *reader);
MC_NODISCARD mc_status mc_answer_read_qsopt(mc_answer_reader *reader);
MC_NODISCARD mc_status mc_answer_read_gurobi(mc_answer_reader *reader);
MC_NODISCARD mc_status mc_answer_read_json(mc_answer_reader *reader);
MC_NODISCARD mc_status mc_answer_read_xml(mc_answer_reader *reader);
MC_NODISCARD mc_status mc_answer_read_scip(mc_answer_reader *reader);
MC_NODISCARD mc_status mc_answer_read_soplex(mc_answer_reader *reader);
MC_NODISCARD mc_status mc_answer_read_miplib(mc_answer_reader *reader);

#endif
