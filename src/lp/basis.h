/* Simplex bases, and where proposals for them come from. */
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

/* mc_basis_propose: a basis that floating-point simplex (Clp) believes to be
   optimal, or its last one. It is only a proposal; nothing about it is
   guaranteed except that the number of basic positions equals the number of
   rows. Returns false when no proposal could be made. */
MC_NODISCARD bool mc_basis_propose(mc_basis *basis, const mc_lp *lp);

#endif
