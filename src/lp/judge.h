/* An exact verdict on another solver's answer. */
#ifndef MC_LP_JUDGE_H
#define MC_LP_JUDGE_H

#include "lp/answer.h"
#include "lp/solve.h"

/* The verdict on the answer as a whole. What the file claims is judged; a file
   without a status claims that its point or basis is optimal, and one whose
   solver was stopped claims that its point is feasible. The first rule that
   applies decides:

   1. A claimed status other than optimal: CORRECT if the exact status is the
      same (or one of the two, for "infeasible or unbounded"), else WRONG.
   2. A printed number is infinite or not a number: WRONG.
   3. The program is infeasible: INFEASIBLE. It is unbounded and an optimum is
      claimed: WRONG; but UNDECIDED if the file is nothing but a basis, as
      programs write one whatever they found.
   4. The basis of the file is no basis (singular, or with too few or too many
      basic variables), or its exact basic solution is not optimal: WRONG.
   5. The claimed objective is not the exact one to its printed digits: WRONG.
      (Where 6 and 7 are not applied, see below, it may also be off by 10^-12
      of itself, as double arithmetic is; the reason then says so.)
   6. The point as printed violates a bound or a row, however little:
      INFEASIBLE. (With `rounded`: unless its digits hold.)
   7. The printed point is feasible, but not optimal, and its digits do not
      hold: WRONG.
   8. Printed row activities are not those of the point (mc_judged_point):
      WRONG.
   9. The dual values are wrong, see mc_judged_duals: WRONG. Not applied if the
      basis is exactly optimal and they are its dual values: a degenerate
      basis can be optimal without being dual feasible.
   10. Otherwise: CORRECT.

   The digits of a point hold if its printed intervals (mc_print) contain an
   exactly optimal point; if only feasibility is claimed, a feasible one.

   Rules 6 and 7 are not applied if the file has a basis, the basis is exactly
   optimal and the printed values are its basic solution (mc_judged_basis):
   then the basis is the answer, and the digits only show it. If the exact
   status could not be decided, rules 2, 4 and 6 still apply, rule 5 as far as
   the certified interval goes, and otherwise the answer is UNDECIDED. No other
   tolerance enters rules 1 to 7 but what the printed digits leave open. */
typedef enum mc_verdict {
    MC_VERDICT_CORRECT,
    MC_VERDICT_WRONG,
    MC_VERDICT_INFEASIBLE,
    MC_VERDICT_UNDECIDED
} mc_verdict;

typedef enum mc_known { MC_KNOWN_OPEN, MC_KNOWN_NO, MC_KNOWN_YES } mc_known;

/* How exact the numbers of a list are meant to be. Programs print a fixed
   number of decimals, or a number of significant digits with trailing zeros
   dropped (C's %g). So: if all have the same number of decimals, 6 or more, the
   last of them is rounded (fixed). Otherwise each number is rounded to `digits`
   significant digits, the largest number that occurs in the list, at least 6.
   A number then stands for an interval of half a unit of that digit on either
   side; with more than 15 digits it stands for a double, which is up to
   2^-53 of its size away from the number that was meant. Zeros (unless fixed)
   and fractions p/q are exact. */
typedef struct mc_print {
    bool fixed;
    long last;       /* if fixed: the exponent of the last digit */
    unsigned digits; /* if not fixed */
} mc_print;

/* The rows and columns where something is too large: how many, and the
   largest, exactly. Invariant: count = 0 if and only if amount = 0. */
typedef struct mc_violation {
    size_t count;
    bool row;
    size_t index;
    mpq_t amount;
} mc_violation;

/* The point as printed; columns that are absent are 0.
   primal: distance beyond a bound, for rows in units of their activity.
   unexplained: what remains of it after each row and bound by itself took the
   best values within the printed intervals; if it is 0, rounding explains
   every violation, each by itself.
   digits: whether they hold (mc_verdict); open if nobody needs to know or the
   solver was stopped.
   loss: how much worse than the optimum (less than 0: infeasible and better),
   if the optimum is known.
   activity: what remains of the difference between a printed row activity and
   that of the point after both were rounded, and 10^-12 of the largest sum of
   sizes of the terms of a row (or of 1), as double arithmetic is. */
typedef struct mc_judged_point {
    bool present;
    size_t absent;
    mc_print print;
    mc_violation primal, unexplained, activity;
    mc_known digits;
    mpq_t objective, loss;
} mc_judged_point;

/* The exact basic solution of the basis. singular: modulo each of a few primes
   of about 60 bits (mc_vertex_init), which a basis that is not singular passes
   with a probability beyond all doubt, but without a proof. No bound: `stray`
   columns stand at an upper bound that they do not have (`first_stray`).
   primal, dual: distance beyond a bound; reduced costs and prices of the
   wrong sign for where the column or row stands.
   optimal: it is primal feasible, and dual feasible or as good as the optimum.
   agrees: every printed value differs from the basic solution by at most its
   interval plus `noise`, 10^-12 times the largest value (or 1), which is what
   double arithmetic is expected to lose; distance: the largest difference,
   at column `farthest`; right: as many digits of the largest value (or of 1)
   are right everywhere (meaningless if distance is 0).
   duals_agree: the same for all printed dual values and those of the basis,
   with the noise of the largest cost or reduced cost, in a usual convention
   (mc_judged_duals). */
typedef struct mc_judged_basis {
    bool present, square, singular;
    size_t basic, stray, first_stray;
    bool solved, optimal, agrees, duals_agree;
    mc_violation primal, dual;
    mpq_t objective, distance, noise;
    size_t farthest, right;
} mc_judged_basis;

/* The dual values. Signs: with y[r] the rate at which the optimal value changes
   with the bound of row r and d = c - A^T y, in the sense of the file, both
   signs are +1; -1 means that the file has the negated numbers. They are
   found by trying all. usual: both are +1, or both are -1 in a maximisation
   (the dual values of the minimisation of the negated objective); programs
   have no other conventions.
   wrong: numbers that need an infinite bound, or that have the wrong sign for
   the bound at which the point stands; residual: |c - A^T y - d|.
   Both count only what exceeds the printed intervals plus 10^-12 times the
   largest number in play. bound: what y proves about the optimum, if every
   bound that it needs is finite; gap: its distance from the optimum, wrong if
   `far`. right: usual, nothing wrong, no residual, not far. */
typedef struct mc_judged_duals {
    bool has_prices, has_reduced, usual, known, right;
    int price_sign, reduced_sign;
    mc_violation wrong, residual;
    bool bounded, far;
    mpq_t bound, gap;
} mc_judged_duals;

/* The claimed objective.
   printed: its significant digits; more than 15 count as 15, because a double
   holds no more, and an integer without point counts as at least 6.
   half: half a unit of the last of them (0 for a fraction p/q).
   right: the largest d such that |claimed - optimum| is at most half a unit of
   the optimum's d-th significant digit (meaningless if exact or if the
   optimum is 0); exact: they are equal.
   holds: |claimed - reference| <= half, the reference being the optimum, or
   the objective at the point if only feasibility is claimed. near: the same
   with 10^-12 of the reference, or of 1, added to half.
   hint: a likely reason why it does not, or NULL. */
typedef struct mc_judged_objective {
    bool present, compared, exact, holds, near;
    unsigned printed;
    size_t right;
    mpq_t half, error, from_point;
    const char *hint;
} mc_judged_objective;

/* Everything that was found. solution: the exact answer of the program, for
   its certificate. claim: what was judged; only_basis: nothing but a basis was
   there. reason: one line. */
typedef struct mc_judgement {
    mc_verdict verdict;
    char reason[160];
    mc_answer_claim claim;
    bool only_basis;
    mc_lp_solution solution;
    mc_judged_objective objective;
    mc_judged_point point;
    mc_judged_basis basis;
    mc_judged_duals duals;
} mc_judgement;

/* mc_judge: judges an answer to the program. The program is solved exactly,
   from the basis of the answer if it has one.
   Guarantees: on MC_OK the caller clears judgement; otherwise it is untouched.
               Every number in it is exact.
   Shapes:     options may be NULL; its start is not used. rounded: see rule 6.
   Errors:     MC_LIMIT. A solve that was stopped is no error: the verdict may
               then be UNDECIDED. */
MC_NODISCARD mc_status mc_judge(mc_judgement *judgement, mc_message *message,
                                const mc_lp *lp, const mc_answer *answer,
                                bool rounded, const mc_lp_options *options);
void mc_judgement_clear(mc_judgement *judgement);

/* mc_answer_basis: the basis of an answer with every variable at rest at a
   bound that it has. */
void mc_answer_basis(mc_basis *basis, const mc_answer *answer, const mc_lp *lp);

#endif
