/* Rational linear programs. */
#ifndef MC_LP_MODEL_H
#define MC_LP_MODEL_H

#include <gmp.h>
#include <stdbool.h>

#include <mechcert/status.h>

#include "arith/sparse.h"

/* A bound of a variable or of a row's activity; infinite unless `finite`. */
typedef struct mc_lp_bound {
    bool finite;
    mpq_t value;
} mc_lp_bound;

/* Minimise (or maximise) constant + cost . x subject to
       row_lower[r] <= (A x)[r] <= row_upper[r],
       column_lower[j] <= x[j] <= column_upper[j].
   While it is built the matrix is a list of triplets; mc_lp_finish turns it
   into `matrix`, whose row r is row_scale[r] times row r of A, with integer
   entries. Invariants after mc_lp_finish: every index is in range, no position
   occurs twice, row_scale >= 1. */
typedef struct mc_lp {
    size_t rows, columns;
    bool maximise;
    mc_lp_bound *row_lower, *row_upper, *column_lower, *column_upper;
    mpq_t *cost, constant;
    mpz_t *row_scale;
    char **row_name, **column_name; /* NULL, or one text each */
    char sha256[65];                /* of the file it was read from, or "" */
    mc_sparse matrix;
    /* under construction */
    size_t row_capacity[3], column_capacity[4];
    struct mc_lp_entry {
        uint32_t row, column;
        mpq_t value;
    } * entry;
    size_t entries, entry_capacity;
} mc_lp;

/* mc_lp_bounds_cross: no number satisfies both. */
static inline bool mc_lp_bounds_cross(const mc_lp_bound *lower,
                                      const mc_lp_bound *upper)
{
    return lower->finite && upper->finite &&
           mpq_cmp(lower->value, upper->value) > 0;
}

void mc_lp_init(mc_lp *lp, bool maximise);
void mc_lp_clear(mc_lp *lp);

/* mc_lp_add_row, mc_lp_add_column: appends one; NULL is an infinite bound,
   and a NULL cost is 0. mc_lp_add_entry: A[row][column] = value.
   Return false when there is no memory. */
MC_NODISCARD bool mc_lp_add_row(mc_lp *lp, mpq_srcptr lower, mpq_srcptr upper);
MC_NODISCARD bool mc_lp_add_column(mc_lp *lp, mpq_srcptr lower,
                                   mpq_srcptr upper, mpq_srcptr cost);
MC_NODISCARD bool mc_lp_add_entry(mc_lp *lp, size_t row, size_t column,
                                  mpq_srcptr value);
MC_NODISCARD bool mc_lp_finish(mc_lp *lp);

/* mc_lp_get_entry: value = the entry of A (not of `matrix`) at a position of
   `matrix`. Domain: the program is finished. */
void mc_lp_get_entry(mpq_t value, const mc_lp *lp, size_t position);

/* mc_lp_name_row, mc_lp_name_column: names the row or column added last. Either
   all rows (columns) are named or none. Return false without memory. */
MC_NODISCARD bool mc_lp_name_row(mc_lp *lp, const char *name, size_t length);
MC_NODISCARD bool mc_lp_name_column(mc_lp *lp, const char *name, size_t length);

/* An index of names: the place of a name among rows or columns, the first one
   if there are several. It refers to the array of names. */
typedef struct mc_lp_names mc_lp_names;
mc_lp_names *mc_lp_names_new(char *const *names, size_t count);

/* mc_lp_names_grow: the array may have moved, and has `count` names now, not
   fewer than before. Returns false without memory; the index still knows the
   old names. */
MC_NODISCARD bool mc_lp_names_grow(mc_lp_names *index, char *const *names,
                                   size_t count);
void mc_lp_names_free(mc_lp_names *index);

/* mc_lp_names_find: the place, or SIZE_MAX if no such name exists. */
size_t mc_lp_names_find(const mc_lp_names *index, const char *name,
                        size_t length);

#endif
