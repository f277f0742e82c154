/* Simplex bases. */
#ifndef MC_LP_BASIS_H
#define MC_LP_BASIS_H

#include "lp/model.h"

/* Where a variable or a row's activity stands. */
typedef enum mc_position {
    MC_BASIC,
    MC_AT_LOWER,
    MC_AT_UPPER,
    MC_AT_ZERO /* non-basic and without bounds */
} mc_position;

/* A position for every column and row (one byte each, of type mc_position).
   Invariant of a usable basis: as many columns are basic as rows are not. */
typedef struct mc_basis {
    size_t rows, columns;
    unsigned char *row, *column;
} mc_basis;

MC_NODISCARD bool mc_basis_init(mc_basis *basis, const mc_lp *lp);
void mc_basis_clear(mc_basis *basis);

/* mc_basis_rest: the position of a non-basic variable with these bounds. A
   bound that `preferred` names is taken if it is finite. */
mc_position mc_basis_rest(const mc_lp_bound *lower, const mc_lp_bound *upper,
                          mc_position preferred);

/* mc_basis_slack: all rows basic, every column at a bound. */
void mc_basis_slack(mc_basis *basis, const mc_lp *lp);

/* mc_basis_copy: same program, same sizes. */
void mc_basis_copy(mc_basis *to, const mc_basis *from);
bool mc_basis_equal(const mc_basis *a, const mc_basis *b);

/* mc_basis_usable: as many basic positions as rows, and no variable rests at
   a bound that it does not have. */
bool mc_basis_usable(const mc_basis *basis, const mc_lp *lp);

#endif
