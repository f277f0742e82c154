/* Private: the parts of the reader of CPLEX LP. */
#ifndef MC_LP_CPLEX_READER_H
#define MC_LP_CPLEX_READER_H

#include "lp/source.h"

enum mc_cplex_kind {
    CPLEX_END_OF_FILE,
    CPLEX_NUMBER,
    CPLEX_WORD,
    CPLEX_SIGN,
    CPLEX_COLON,
    CPLEX_RELATION,
    CPLEX_QUADRATIC, /* '^', '*' or '[' */
    CPLEX_FOREIGN    /* a byte that begins no token */
};

enum mc_cplex_keyword {
    CPLEX_NO_KEYWORD,
    CPLEX_MINIMISE,
    CPLEX_MAXIMISE,
    CPLEX_SUBJECT_TO,
    CPLEX_BOUNDS,
    CPLEX_END,
    CPLEX_NOT_LINEAR /* general, binary, ... */
};

/* Invariant: `end` is behind the token, and behind its second word if it is a
   keyword of two. */
struct mc_cplex_token {
    enum mc_cplex_kind kind;
    enum mc_cplex_keyword keyword;
    mc_lp_piece text;
    const char *end;
    bool begins_line;
};

/* mc_cplex_scan: the token at or behind `at`, without its keyword.
   mc_cplex_find_keyword: sets the keyword of a token if it is one: the first
   token of its line and no label. */
struct mc_cplex_token mc_cplex_scan(const char *at, const char *end,
                                    bool begins_line);
void mc_cplex_find_keyword(struct mc_cplex_token *token, const char *end);

/* What is known of a column beside its place in lp. */
struct mc_cplex_column {
    size_t row;   /* last row that has an entry here, or SIZE_MAX */
    size_t entry; /* which entry that is */
    bool lower_given;
};

/* Invariants: token is the next one to be understood; rows and columns index
   the names in lp; column[j] belongs to column j. */
struct mc_cplex_reader {
    const mc_lp_source *source;
    const char *end;
    mc_lp_remarks remarks;
    struct mc_cplex_token token;
    mc_lp lp;
    mc_lp_names *rows, *columns;
    struct mc_cplex_column *column;
    size_t column_capacity;
    mpq_t number;
};

/* mc_cplex_advance: to the next token.
   mc_cplex_is_name: the token is a name.
   mc_cplex_fail: the refusal of a token that must not stand where it is. */
void mc_cplex_advance(struct mc_cplex_reader *reader);
bool mc_cplex_is_name(const struct mc_cplex_reader *reader);
MC_NODISCARD mc_status mc_cplex_fail(const struct mc_cplex_reader *reader,
                                     const char *wanted);

/* mc_cplex_signs: takes sign*; returns how many signs there were.
   mc_cplex_unsigned: takes the unsigned number that is the token, with its
   sign, into reader->number.
   mc_cplex_relation: takes a relation: '<', '>' or '='; mc_cplex_mirrored:
   the same seen from the other side. */
size_t mc_cplex_signs(bool *negative, struct mc_cplex_reader *reader);
MC_NODISCARD mc_status mc_cplex_unsigned(struct mc_cplex_reader *reader,
                                         bool negative);
char mc_cplex_relation(struct mc_cplex_reader *reader);
char mc_cplex_mirrored(char relation);

/* mc_cplex_column: the column that a name means, a new one if need be. */
MC_NODISCARD mc_status mc_cplex_column(size_t *place,
                                       struct mc_cplex_reader *reader,
                                       mc_lp_piece name);

/* mc_cplex_read_bound: one item of the section of bounds. */
MC_NODISCARD mc_status mc_cplex_read_bound(struct mc_cplex_reader *reader);

#endif
