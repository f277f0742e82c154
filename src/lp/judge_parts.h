/* Private: the parts of a judgement. */
#ifndef MC_LP_JUDGE_PARTS_H
#define MC_LP_JUDGE_PARTS_H

#include "base/stop.h"
#include "lp/judge.h"

/* value = 10^exponent */
void mc_judge_power(mpq_t value, long exponent);

/* mc_judge_exponent: the e with 10^e <= |value| < 10^(e+1).
   Domain: value is not 0. */
long mc_judge_exponent(mpq_srcptr value);

/* mc_judge_right: the largest d >= 0 with |error| <= half a unit of the d-th
   significant digit of value; 0 if one of them is 0. */
size_t mc_judge_right(mpq_srcptr error, mpq_srcptr value);

/* mc_judge_print: how exact a list is; mc_judge_half: half a unit of the last
   digit of one of its numbers. */
mc_print mc_judge_print(const mc_answer_vector *vector);
void mc_judge_half(mpq_t half, const mc_answer_number *number, mc_print print);

/* mc_judge_vector: the numbers of a list, their halves, over common
   denominators. Both vectors are initialised here and cleared by the caller.
   Returns false when there is no memory or the denominator is out of all
   proportion (2^27 bits). */
MC_NODISCARD bool mc_judge_vector(mc_vector *value, mc_vector *half,
                                  const mc_answer_vector *list);

/* mc_judge_activity: A x for the user's rows, in units of 1 / (the
   denominator of x * row_scale); with `absolute`, |A| x. */
void mc_judge_activity(mc_vector *activity, const mc_lp *lp, const mc_vector *x,
                       bool absolute);

/* mc_judge_row: one entry of such an activity as a rational. */
void mc_judge_row(mpq_t value, const mc_vector *activity, const mc_lp *lp,
                  size_t row);

/* mc_judge_costs: the costs of the minimisation, initialised here. */
MC_NODISCARD bool mc_judge_costs(mc_vector *cost, const mc_lp *lp);

/* mc_judge_objective_at: constant + cost . x */
void mc_judge_objective_at(mpq_t value, const mc_lp *lp, const mc_vector *x);

/* mc_judge_add: counts an amount if it is positive. */
void mc_judge_add(mc_violation *violation, bool row, size_t index,
                  mpq_srcptr amount);

/* mc_judge_beyond: how far outside of its bounds a value is, or 0. */
void mc_judge_beyond(mpq_t amount, mpq_srcptr value, const mc_lp_bound *lower,
                     const mc_lp_bound *upper);

/* mc_judge_noise: 10^-12 times the largest entry, or times 1. */
void mc_judge_noise(mpq_t noise, const mc_vector *vector);

/* The parts. They return false when there is no memory (or the stop asks). */
MC_NODISCARD bool mc_judge_point(mc_judged_point *point, const mc_lp *lp,
                                 const mc_answer *answer);
MC_NODISCARD bool mc_judge_digits(mc_known *digits, const mc_lp *lp,
                                  const mc_answer *answer,
                                  const mc_lp_solution *solution,
                                  bool only_feasible,
                                  const mc_lp_options *options);
MC_NODISCARD bool mc_judge_basis(mc_judged_basis *basis, const mc_lp *lp,
                                 const mc_answer *answer, const mc_stop *stop);
MC_NODISCARD bool mc_judge_duals(mc_judged_duals *duals, const mc_lp *lp,
                                 const mc_answer *answer,
                                 const mc_lp_solution *solution);

#endif
