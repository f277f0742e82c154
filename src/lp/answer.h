/* Answers of other solvers, as their files give them. */
#ifndef MC_LP_ANSWER_H
#define MC_LP_ANSWER_H

#include "lp/basis.h"

/* The files that are understood. AUTO: recognised by content (answer.c). */
typedef enum mc_answer_format {
    MC_ANSWER_AUTO,
    MC_ANSWER_MPS_BASIS,   /* .bas of most solvers */
    MC_ANSWER_HIGHS,       /* HiGHS solution, raw or sparse style */
    MC_ANSWER_HIGHS_BASIS, /* HiGHS basis, versions 1 and 2 */
    MC_ANSWER_GLPSOL_W,    /* glpsol -w, also the numeric one before 4.59 */
    MC_ANSWER_GLPSOL_O,    /* glpsol -o */
    MC_ANSWER_CLP,         /* clp -solution */
    MC_ANSWER_QSOPT,       /* esolver -O */
    MC_ANSWER_GUROBI,      /* Gurobi .sol */
    MC_ANSWER_GUROBI_JSON, /* Gurobi .json */
    MC_ANSWER_CPLEX,       /* CPLEX .sol (XML) */
    MC_ANSWER_SCIP,        /* SCIP: write solution */
    MC_ANSWER_SOPLEX,      /* what soplex -x -y (or -X -Y) prints */
    MC_ANSWER_MIPLIB,      /* MIPLIB .sol */
    MC_ANSWER_FORMATS
} mc_answer_format;

/* mc_answer_format_name: "mps-basis", "highs" ..., "auto".
   mc_answer_format_find: the other way; MC_ANSWER_FORMATS if unknown. */
const char *mc_answer_format_name(mc_answer_format format);
mc_answer_format mc_answer_format_find(const char *name);

/* What the file says about the program. */
typedef enum mc_answer_claim {
    MC_CLAIM_NOTHING, /* no status, or one such as "time limit reached" */
    MC_CLAIM_OPTIMAL,
    MC_CLAIM_FEASIBLE,
    MC_CLAIM_INFEASIBLE,
    MC_CLAIM_UNBOUNDED,
    MC_CLAIM_INFEASIBLE_OR_UNBOUNDED
} mc_answer_claim;

/* A number as it was printed, read exactly. Invariants: `digits` is the number
   of significant digits, 0 for a zero; the last printed digit stands for
   10^last; a fraction p/q is exact and has neither. */
typedef struct mc_answer_number {
    bool given, fraction;
    bool integer; /* printed without point and exponent */
    bool tiny;    /* 0 stands for something between -10^-9 and 10^-9 */
    unsigned digits;
    long last;
    mpq_t value;
} mc_answer_number;

/* One number for every column or row; entry is NULL if the file has none of
   this kind. An entry that is not given counts as 0 (value is 0). */
typedef struct mc_answer_vector {
    size_t length, given;
    mc_answer_number *entry;
} mc_answer_vector;

/* Invariants: every given value belongs to a name (or index) of the program
   and was given once. has_basis: a position for every row and column, as the
   file says it, whether or not that bound is finite. A file that says that it
   has no answer ("undefined") has claim NOTHING and no vectors. not_finite: a
   name and what is given for it, if that is an infinity or no number ("nan");
   then there are no vectors, as nothing can be computed from them. */
typedef struct mc_answer {
    mc_answer_format format;
    mc_answer_claim claim;
    char *status; /* as printed, or NULL */
    mc_answer_number objective;
    char *objective_text; /* as printed, or NULL */
    char *not_finite;     /* "X nan", or NULL */
    mc_answer_vector x, activity, y, reduced;
    bool has_basis;
    mc_basis basis;
    char sha256[65]; /* of the file */
} mc_answer;

/* mc_answer_read: reads an answer to the program ("-" is standard input).
   Domain:     lp was finished and all its rows and columns have names.
   Guarantees: on MC_OK the caller clears answer; otherwise it is untouched.
   Errors:     MC_BAD_INPUT with file, line and column: not of the format,
               truncated, a name that the program does not have, a name given
               twice, a column left out where the format lists all; MC_IO;
               MC_LIMIT. */
MC_NODISCARD mc_status mc_answer_read(mc_answer *answer, mc_message *message,
                                      const char *path, const mc_lp *lp,
                                      mc_answer_format format);

/* mc_answer_parse: the same for `length` bytes in memory; `name` is what
   messages call them. */
MC_NODISCARD mc_status mc_answer_parse(mc_answer *answer, mc_message *message,
                                       const char *name, const char *text,
                                       size_t length, const mc_lp *lp,
                                       mc_answer_format format);
void mc_answer_clear(mc_answer *answer);

/* mc_answer_is_not_finite: "inf", "-Infinity", "nan" and the like. */
bool mc_answer_is_not_finite(const char *text, size_t length);

/* mc_answer_number_read: a printed number with its digits.
   Returns: NULL, or a static sentence that says what is wrong. */
const char *mc_answer_number_read(mc_answer_number *number, const char *text,
                                  size_t length);

#endif
