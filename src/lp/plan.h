/* Private: a linear program as it is to be written. */
#ifndef MC_LP_PLAN_H
#define MC_LP_PLAN_H

#include <stdio.h>

#include "lp/file.h"

/* A name that could not be kept, and what stands for it. */
typedef struct mc_lp_renamed {
    const char *before, *after;
} mc_lp_renamed;

/* The program of the file, which may differ from the program that is written
   in names, in the scale of rows and objective, and by rows at the end.
   Invariants: lp is finished; all rows and columns have names that the format
   can carry; in MPS no row has crossing bounds; in CPLEX LP every row has a
   finite bound and there are columns if there are rows; with MC_LP_INTEGERS
   all numbers are integers. */
typedef struct mc_lp_plan {
    mc_lp lp;
    mc_lp_format format;
    mc_lp_numbers numbers;
    mpz_t objective_scale; /* >= 1 */
    size_t scaled_rows;    /* rows that were multiplied by more than 1 */
    size_t first_extra;    /* rows from here on stand for bounds */
    size_t freed_rows;     /* CPLEX LP: rows without bounds, written empty */
    mc_lp_renamed *renamed_row, *renamed_column;
    size_t renamed_rows, renamed_columns;
} mc_lp_plan;

/* mc_lp_plan_init: on MC_OK the caller clears plan; it refers to the names of
   lp. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_lp_plan_init(mc_lp_plan *plan, mc_message *message,
                                       const mc_lp *lp, mc_lp_format format,
                                       mc_lp_numbers numbers);
void mc_lp_plan_clear(mc_lp_plan *plan);

/* Where the text goes. The first failure stays. */
typedef struct mc_lp_printer {
    FILE *out;
    mc_message *message;
    mc_status status;
    mc_lp_numbers numbers;
} mc_lp_printer;

/* mc_lp_print_number: prints a number in the style of the file; returns how
   many bytes that took. */
size_t mc_lp_print_number(mc_lp_printer *printer, const mpq_t value);

/* What comes behind the comments at the head. Domain: the program of a
   plan. */
void mc_lp_print_mps(mc_lp_printer *printer, const mc_lp *lp);
void mc_lp_print_cplex(mc_lp_printer *printer, const mc_lp *lp);

#endif
