/* Small linear programs for the tests, as plain tables. */
#ifndef MC_TESTS_PROBLEM_H
#define MC_TESTS_PROBLEM_H

#include "unit.h"

#include "lp/solve.h"

enum { PROBLEM_MAX = 24 };

typedef struct problem_bound {
    bool finite;
    mpq_t value;
} problem_bound;

/* Minimise (or maximise) cost . x with row[i][0] <= (a x)_i <= row[i][1] and
   column[j][0] <= x_j <= column[j][1]. */
typedef struct problem {
    size_t rows, columns;
    bool maximise;
    mpq_t a[PROBLEM_MAX][PROBLEM_MAX];
    mpq_t cost[PROBLEM_MAX];
    problem_bound row[PROBLEM_MAX][2], column[PROBLEM_MAX][2];
} problem;

/* No rows and columns; every number is 0, nothing is bounded. */
void problem_init(problem *p);
void problem_clear(problem *p);
void problem_copy(problem *to, const problem *from); /* both initialised */

/* Bounds of every kind: none, one, both, fixed. A `plain` problem has small
   integers only, else there are fractions and a few large numbers. If
   `solvable`, a feasible point exists; else bounds may even cross. Rows may be
   copies of others or empty. */
void problem_random(problem *p, gmp_randstate_t random, size_t rows,
                    size_t columns, bool plain, bool solvable);

/* The same program for src/. */
void problem_to_lp(mc_lp *lp, const problem *p);

/* Fails unless the solution proves its own optimality: x is feasible, reduced
   = cost - A^T y, each y and each reduced cost has the sign that the bound
   allows at which its row or column stands, and value = cost . x. */
void problem_assert_optimal(const problem *p, const mc_lp_solution *s);

/* Fails unless x satisfies all bounds. */
void problem_assert_feasible(const problem *p, const mc_vector *x);

/* The answer by enumeration of all vertices within a huge box. Domain:
   integers only, few rows and columns. */
mc_lp_kind problem_enumerate(mpq_t value, const problem *p);

#endif
