/* Private: the parts of the reader of MPS. */
#ifndef MC_LP_MPS_READER_H
#define MC_LP_MPS_READER_H

#include "lp/source.h"

enum mc_mps_section {
    MPS_NOTHING,
    MPS_NAME,
    MPS_OBJSENSE,
    MPS_ROWS,
    MPS_COLUMNS,
    MPS_RHS,
    MPS_RANGES,
    MPS_BOUNDS,
    MPS_ENDATA,
    MPS_SECTIONS
};

/* One more than a line of any section has. */
enum { MPS_MAX_FIELDS = 7 };

/* A row while it is read. Until the end lp->row_lower[r].value is the
   right-hand side and lp->row_upper[r].value the range. */
struct mc_mps_row {
    char type; /* 'N', 'G', 'L' or 'E' */
    bool has_side, has_range;
    size_t column; /* last column that has an entry here, plus one */
};

/* What was set for a column. */
enum { MPS_LOWER_SET = 1, MPS_UPPER_SET = 2, MPS_UPPER_BY_UP = 4 };

/* Whether the lines of a section name a set, and which. */
struct mc_mps_set {
    bool known, named;
    mc_lp_piece name;
};

/* Invariants: rows and columns index the names in lp; row[r] belongs to row r,
   column_set[j] to column j. */
struct mc_mps_reader {
    const mc_lp_source *source;
    mc_lp_remarks remarks;
    bool fixed;
    bool not_linear; /* refused for what it is, not for how it is written */
    enum mc_mps_section section;
    bool seen[MPS_SECTIONS];
    mc_lp_piece line, field[MPS_MAX_FIELDS];
    size_t fields;
    mc_lp lp;
    mc_lp_names *rows, *columns;
    bool has_objective, has_sense;
    mc_lp_piece objective_name;
    struct mc_mps_row objective, *row;
    size_t row_capacity;
    unsigned char *column_set;
    size_t column_capacity;
    struct mc_mps_set set[MPS_SECTIONS];
    mpq_t number;
};

/* mc_mps_split_free, mc_mps_split_fixed: cut the line into fields.
   mc_mps_fail_fields: the refusal of a line with another number of them.
   mc_mps_number: a field into reader->number. */
MC_NODISCARD mc_status mc_mps_split_free(struct mc_mps_reader *reader);
MC_NODISCARD mc_status mc_mps_split_fixed(struct mc_mps_reader *reader);
MC_NODISCARD mc_status mc_mps_fail_fields(const struct mc_mps_reader *reader,
                                          const char *wanted);
MC_NODISCARD mc_status mc_mps_number(struct mc_mps_reader *reader,
                                     size_t field);

/* mc_mps_check_set: all lines of a section name the same set, or none does.
   mc_mps_fail_not_linear: the refusal of a program of another kind. */
MC_NODISCARD mc_status mc_mps_check_set(struct mc_mps_reader *reader,
                                        bool named, mc_lp_piece name);
MC_NODISCARD mc_status mc_mps_fail_not_linear(struct mc_mps_reader *reader,
                                              mc_lp_piece word,
                                              const char *what);

/* mc_mps_read_bound: one line of BOUNDS. */
MC_NODISCARD mc_status mc_mps_read_bound(struct mc_mps_reader *reader);

#endif
