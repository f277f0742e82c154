/* Judging an answer: the exact status, the claims, the verdict. */
#include "lp/judge.h"

#include <stdio.h>
#include <string.h>

#include "base/message.h"
#include "lp/judge_parts.h"

/* ---- the parts, made and cleared ---- */

static void violation_init(mc_violation *violation)
{
    mpq_init(violation->amount);
}

static void init(mc_judgement *j)
{
    memset(j, 0, sizeof *j);
    mpq_inits(j->objective.half, j->objective.error, j->objective.from_point,
              NULL);
    mpq_inits(j->point.objective, j->point.loss, NULL);
    violation_init(&j->point.primal);
    violation_init(&j->point.unexplained);
    violation_init(&j->point.activity);
    mpq_inits(j->basis.objective, j->basis.distance, j->basis.noise, NULL);
    violation_init(&j->basis.primal);
    violation_init(&j->basis.dual);
    mpq_inits(j->duals.bound, j->duals.gap, NULL);
    violation_init(&j->duals.wrong);
    violation_init(&j->duals.residual);
}

void mc_judgement_clear(mc_judgement *j)
{
    mc_lp_solution_clear(&j->solution);
    mpq_clears(j->objective.half, j->objective.error, j->objective.from_point,
               NULL);
    mpq_clears(j->point.objective, j->point.loss, NULL);
    mpq_clears(j->point.primal.amount, j->point.unexplained.amount,
               j->point.activity.amount, NULL);
    mpq_clears(j->basis.objective, j->basis.distance, j->basis.noise, NULL);
    mpq_clears(j->basis.primal.amount, j->basis.dual.amount, NULL);
    mpq_clears(j->duals.bound, j->duals.gap, NULL);
    mpq_clears(j->duals.wrong.amount, j->duals.residual.amount, NULL);
}

/* ---- the claimed objective ---- */

/* Half a unit of the last digit that counts. */
static void set_half(mc_judged_objective *objective,
                     const mc_answer_number *number)
{
    const unsigned most = 15, least = 6;
    long top = number->last + (long)number->digits - 1;
    unsigned digits = number->digits;
    mpq_set_ui(objective->half, 0, 1);
    objective->printed = 0;
    if (number->fraction)
        return;
    if (digits > most)
        digits = most;
    if (number->integer && digits < least)
        digits = least;
    objective->printed = digits;
    if (number->digits > 0)
        mc_judge_power(objective->half, top + 1 - (long)digits);
    else
        mc_judge_power(objective->half,
                       number->integer ? -(long)least : number->last);
    mpq_div_2exp(objective->half, objective->half, 1);
}

/* size <= half + 10^-12 max(1, |reference|) */
static bool is_near(mpq_srcptr size, mpq_srcptr half, mpq_srcptr reference)
{
    const long digits = 12;
    mpq_t noise, sum;
    bool near;
    mpq_inits(noise, sum, NULL);
    mpq_abs(sum, reference);
    if (mpq_cmp_ui(sum, 1, 1) < 0)
        mpq_set_ui(sum, 1, 1);
    mc_judge_power(noise, -digits);
    mpq_mul(sum, sum, noise);
    mpq_add(sum, sum, half);
    near = mpq_cmp(size, sum) <= 0;
    mpq_clears(noise, sum, NULL);
    return near;
}

/* Usual reasons for a wrong objective. */
static const char *find_hint(const mc_judged_objective *objective,
                             mpq_srcptr claimed, mpq_srcptr reference,
                             const mc_lp *lp)
{
    static const char *const hints[] = {
        "it is right with the opposite sign",
        "it is right without the constant of the objective",
        "it is right with the opposite sign of the constant of the objective",
    };
    const char *found = NULL;
    mpq_t guess;
    mpq_init(guess);
    for (int i = 0; i < 3 && !found; i++) {
        if (i > 0 && mpq_sgn(lp->constant) == 0)
            break;
        mpq_set(guess, reference);
        if (i == 0)
            mpq_neg(guess, guess);
        for (int k = 0; k < i; k++)
            mpq_sub(guess, guess, lp->constant);
        mpq_sub(guess, guess, claimed);
        mpq_abs(guess, guess);
        if (is_near(guess, objective->half, reference))
            found = hints[i];
    }
    mpq_clear(guess);
    return found;
}

static void compare_objective(mc_judged_objective *objective,
                              const mc_answer *answer, const mc_lp *lp,
                              mpq_srcptr reference)
{
    mpq_t size;
    mpq_init(size);
    objective->compared = true;
    mpq_sub(objective->error, answer->objective.value, reference);
    mpq_abs(size, objective->error);
    objective->exact = mpq_sgn(size) == 0;
    objective->right = mc_judge_right(size, reference);
    objective->holds = mpq_cmp(size, objective->half) <= 0;
    objective->near = is_near(size, objective->half, reference);
    if (!objective->holds)
        objective->hint =
            find_hint(objective, answer->objective.value, reference, lp);
    mpq_clear(size);
}

static void judge_objective(mc_judgement *j, const mc_answer *answer,
                            const mc_lp *lp)
{
    mc_judged_objective *objective = &j->objective;
    objective->present = answer->objective.given;
    if (!objective->present)
        return;
    set_half(objective, &answer->objective);
    if (j->point.present)
        mpq_sub(objective->from_point, answer->objective.value,
                j->point.objective);
    if (j->claim == MC_CLAIM_FEASIBLE && j->point.present)
        compare_objective(objective, answer, lp, j->point.objective);
    else if (j->solution.kind == MC_LP_OPTIMAL)
        compare_objective(objective, answer, lp, j->solution.value);
}

/* Whether the claimed objective is certainly outside of what is known about
   the optimum of an undecided program. */
static bool outside_interval(const mc_judgement *j, const mc_answer *answer,
                             const mc_lp *lp)
{
    const mc_lp_solution *s = &j->solution;
    mpq_t distance;
    bool outside = false;
    if (!j->objective.present || j->claim == MC_CLAIM_FEASIBLE)
        return false;
    mpq_init(distance);
    if (s->has_point) { /* minimisation: claimed above the point */
        mpq_sub(distance, answer->objective.value, s->value);
        if (lp->maximise)
            mpq_neg(distance, distance);
        outside |= mpq_cmp(distance, j->objective.half) > 0;
    }
    if (s->has_prices) {
        mpq_sub(distance, s->dual_value, answer->objective.value);
        if (lp->maximise)
            mpq_neg(distance, distance);
        outside |= mpq_cmp(distance, j->objective.half) > 0;
    }
    mpq_clear(distance);
    return outside;
}

/* ---- the verdict ---- */

static void decide(mc_judgement *j, mc_verdict verdict, const char *reason)
{
    j->verdict = verdict;
    (void)snprintf(j->reason, sizeof j->reason, "%s", reason);
}

/* Rule 1; returns whether it applied. */
static bool decide_status(mc_judgement *j)
{
    const mc_lp_kind kind = j->solution.kind;
    bool infeasible = j->claim == MC_CLAIM_INFEASIBLE ||
                      j->claim == MC_CLAIM_INFEASIBLE_OR_UNBOUNDED;
    bool unbounded = j->claim == MC_CLAIM_UNBOUNDED ||
                     j->claim == MC_CLAIM_INFEASIBLE_OR_UNBOUNDED;
    if (!infeasible && !unbounded)
        return false;
    if (kind == MC_LP_UNDECIDED)
        decide(j, MC_VERDICT_UNDECIDED,
               "the program could not be decided within the limits");
    else if ((infeasible && kind == MC_LP_INFEASIBLE) ||
             (unbounded && kind == MC_LP_UNBOUNDED))
        decide(j, MC_VERDICT_CORRECT, "the status is right");
    else if (kind == MC_LP_OPTIMAL)
        decide(j, MC_VERDICT_WRONG, "the program has an optimum");
    else
        decide(j, MC_VERDICT_WRONG,
               kind == MC_LP_INFEASIBLE ? "the program is infeasible"
                                        : "the program is unbounded");
    return true;
}

/* Rule 3; returns whether it applied. */
static bool decide_existence(mc_judgement *j)
{
    bool optimum = j->claim == MC_CLAIM_OPTIMAL;
    if (j->solution.kind == MC_LP_INFEASIBLE)
        decide(j, MC_VERDICT_INFEASIBLE,
               j->only_basis
                   ? "the program is infeasible; no basis is optimal, "
                     "and this file claims no status"
                   : "the program is infeasible");
    else if (j->solution.kind == MC_LP_UNBOUNDED && optimum && j->only_basis)
        decide(j, MC_VERDICT_UNDECIDED,
               "the program is unbounded; no basis is optimal, and this file "
               "claims no status");
    else if (j->solution.kind == MC_LP_UNBOUNDED && optimum)
        decide(j, MC_VERDICT_WRONG, "the program is unbounded");
    else
        return false;
    return true;
}

/* Rule 4 */
static const char *basis_fault(const mc_judged_basis *basis)
{
    if (!basis->present || basis->optimal)
        return NULL;
    if (!basis->square)
        return "the basis has the wrong number of basic variables";
    if (basis->stray > 0)
        return "the basis puts a column at an upper bound that it does not "
               "have";
    if (basis->singular)
        return "the basis is singular";
    if (!basis->solved)
        return NULL;
    return basis->primal.count > 0
               ? "the exact solution of the basis is infeasible"
               : "the exact solution of the basis is not optimal";
}

/* The basis is the answer, and the digits only show it. */
static bool shows_basis(const mc_judgement *j)
{
    return j->basis.optimal && j->basis.agrees;
}

/* Rule 5 */
static bool objective_is_wrong(const mc_judgement *j)
{
    const mc_judged_objective *objective = &j->objective;
    return objective->compared && !objective->holds &&
           !(shows_basis(j) && objective->near);
}

static void decide_objective(mc_judgement *j)
{
    const char *hint = j->objective.hint;
    j->verdict = MC_VERDICT_WRONG;
    (void)snprintf(j->reason, sizeof j->reason,
                   "the claimed objective is wrong in its printed digits%s%s",
                   hint ? "; " : "", hint ? hint : "");
}

/* Rules 6 and 7 for a point that is not just the picture of a basis. */
static bool decide_point(mc_judgement *j, bool rounded)
{
    const mc_judged_point *point = &j->point;
    bool holds = point->digits == MC_KNOWN_YES;
    if (!point->present || shows_basis(j))
        return false;
    if (point->primal.count > 0 && !(rounded && holds)) {
        decide(j, MC_VERDICT_INFEASIBLE,
               holds ? "the printed point violates the program, though its "
                       "digits hold"
               : point->unexplained.count > 0
                   ? "the printed point violates the program by more than "
                     "rounding of its digits explains"
                   : "the printed point violates the program");
        return true;
    }
    if (j->claim == MC_CLAIM_OPTIMAL && point->digits == MC_KNOWN_NO &&
        j->solution.kind == MC_LP_OPTIMAL && mpq_sgn(point->loss) != 0) {
        decide(j, MC_VERDICT_WRONG,
               "the printed point is feasible, but not optimal");
        return true;
    }
    if (j->claim == MC_CLAIM_OPTIMAL && point->digits == MC_KNOWN_OPEN &&
        mpq_sgn(point->loss) != 0) {
        decide(j, MC_VERDICT_UNDECIDED,
               "whether an optimal point lies within the printed digits "
               "could not be decided within the limits");
        return true;
    }
    return false;
}

static void decide_undecided(mc_judgement *j, const mc_answer *answer,
                             const mc_lp *lp, bool rounded)
{
    if (outside_interval(j, answer, lp))
        decide(j, MC_VERDICT_WRONG,
               "the claimed objective is outside the certified interval");
    else if (!decide_point(j, rounded))
        decide(j, MC_VERDICT_UNDECIDED,
               "the program could not be decided within the limits");
}

/* Rule 9 */
static bool duals_are_wrong(const mc_judgement *j)
{
    const mc_judged_duals *duals = &j->duals;
    return (duals->has_prices || duals->has_reduced) && !duals->right &&
           !(j->basis.optimal && j->basis.duals_agree);
}

static const char *duals_fault(const mc_judged_duals *duals)
{
    if (!duals->usual)
        return "the dual values have swapped signs";
    if (duals->wrong.count > 0)
        return "dual values have the wrong sign";
    if (duals->residual.count > 0)
        return "dual values and reduced costs do not belong together";
    return "the dual values do not prove the optimum";
}

static const char *merit(const mc_judgement *j)
{
    if (shows_basis(j) && j->objective.compared && !j->objective.holds)
        return "the basis is exactly optimal; the last digits of the "
               "objective are rounding errors";
    if (j->basis.optimal)
        return j->basis.dual.count > 0
                   ? "the basis is exactly optimal, though not dual feasible"
                   : "the basis is exactly optimal";
    if (j->point.present && j->point.primal.count > 0)
        return "the digits of the point hold";
    if (j->claim == MC_CLAIM_FEASIBLE)
        return "the point is feasible";
    return j->point.present ? "the point is feasible and optimal"
                            : "the claimed objective is right";
}

static void decide_all(mc_judgement *j, const mc_answer *answer,
                       const mc_lp *lp, bool rounded)
{
    const bool optimum = j->claim == MC_CLAIM_OPTIMAL;
    const char *fault = optimum ? basis_fault(&j->basis) : NULL;
    if (decide_status(j))
        return;
    if (j->claim == MC_CLAIM_NOTHING) {
        decide(j, MC_VERDICT_UNDECIDED, "the file claims nothing");
    } else if (answer->not_finite) {
        decide(j, MC_VERDICT_WRONG,
               "a printed number is infinite or not a number");
    } else if (decide_existence(j)) {
        return;
    } else if (fault) {
        decide(j, MC_VERDICT_WRONG, fault);
    } else if (j->solution.kind == MC_LP_UNDECIDED && optimum) {
        decide_undecided(j, answer, lp, rounded);
    } else if (objective_is_wrong(j)) {
        decide_objective(j);
    } else if (decide_point(j, rounded)) {
        return;
    } else if (j->point.activity.count > 0) {
        decide(j, MC_VERDICT_WRONG,
               "printed row activities are not those of the printed point");
    } else if (optimum && duals_are_wrong(j)) {
        decide(j, MC_VERDICT_WRONG, duals_fault(&j->duals));
    } else {
        decide(j, MC_VERDICT_CORRECT, merit(j));
    }
}

/* What a file without a status claims. */
static mc_answer_claim claim_of(const mc_answer *answer)
{
    if (answer->claim != MC_CLAIM_NOTHING)
        return answer->claim;
    if (answer->status)
        return answer->x.entry ? MC_CLAIM_FEASIBLE : MC_CLAIM_NOTHING;
    if (answer->x.entry || answer->has_basis || answer->objective.given ||
        answer->not_finite)
        return MC_CLAIM_OPTIMAL;
    return MC_CLAIM_NOTHING;
}

static bool is_only_basis(const mc_answer *answer)
{
    return answer->has_basis && !answer->status && !answer->x.entry &&
           !answer->objective.given && !answer->not_finite &&
           answer->claim == MC_CLAIM_NOTHING;
}

/* The exact answer of the program, from the basis of the file if it is one. */
static mc_status solve(mc_judgement *j, mc_message *message, const mc_lp *lp,
                       const mc_answer *answer, const mc_lp_options *options)
{
    mc_lp_options own = options ? *options : (mc_lp_options){0};
    mc_basis start;
    mc_message why = {""};
    mc_status status;
    if (!mc_lp_solution_init(&j->solution, lp) || !mc_basis_init(&start, lp))
        return mc_message_set(message, MC_LIMIT, "out of memory");
    own.start = NULL;
    if (j->basis.solved) {
        mc_answer_basis(&start, answer, lp);
        own.start = &start;
    }
    status = mc_lp_solve_with(&j->solution, &why, lp, &own);
    mc_basis_clear(&start);
    if (status == MC_OK || status == MC_UNDECIDED)
        return MC_OK;
    return mc_message_set(message, status, "%s", why.text);
}

/* What only the optimum can tell. */
static void use_optimum(mc_judgement *j, const mc_lp *lp)
{
    if (j->solution.kind != MC_LP_OPTIMAL)
        return;
    mpq_sub(j->point.loss, j->point.objective, j->solution.value);
    if (lp->maximise)
        mpq_neg(j->point.loss, j->point.loss);
    if (j->basis.solved && j->basis.primal.count == 0 &&
        mpq_equal(j->basis.objective, j->solution.value))
        j->basis.optimal = true;
}

/* Only where the verdict may need it. */
static bool judge_digits(mc_judgement *j, const mc_lp *lp,
                         const mc_answer *answer, const mc_lp_options *options)
{
    const mc_judged_point *point = &j->point;
    bool only_feasible = j->claim == MC_CLAIM_FEASIBLE;
    if (!point->present || (j->basis.optimal && j->basis.agrees) ||
        (j->claim != MC_CLAIM_OPTIMAL && !only_feasible))
        return true;
    if (point->unexplained.count > 0 || j->solution.kind == MC_LP_INFEASIBLE) {
        j->point.digits = MC_KNOWN_NO;
        return true;
    }
    if (!only_feasible && j->solution.kind != MC_LP_OPTIMAL)
        return true;
    if (point->primal.count == 0 &&
        (only_feasible || mpq_sgn(point->loss) == 0)) {
        j->point.digits = MC_KNOWN_YES;
        return true;
    }
    return mc_judge_digits(&j->point.digits, lp, answer, &j->solution,
                           only_feasible, options);
}

mc_status mc_judge(mc_judgement *judgement, mc_message *message,
                   const mc_lp *lp, const mc_answer *answer, bool rounded,
                   const mc_lp_options *options)
{
    const mc_stop *stop = options ? options->stop : NULL;
    mc_judgement j;
    mc_status status = MC_LIMIT;
    init(&j);
    j.claim = claim_of(answer);
    j.only_basis = is_only_basis(answer);
    if (mc_judge_point(&j.point, lp, answer) &&
        (mc_judge_basis(&j.basis, lp, answer, stop) || mc_stopped(stop)))
        status = solve(&j, message, lp, answer, options);
    else
        mc_message_set(message, status,
                       "out of memory while judging the answer");
    if (status == MC_OK) {
        use_optimum(&j, lp);
        judge_objective(&j, answer, lp);
        if (!judge_digits(&j, lp, answer, options) ||
            !mc_judge_duals(&j.duals, lp, answer, &j.solution))
            status = mc_message_set(message, MC_LIMIT,
                                    "out of memory while judging the answer");
    }
    if (status != MC_OK) {
        mc_judgement_clear(&j);
        return status;
    }
    decide_all(&j, answer, lp, rounded);
    *judgement = j;
    return MC_OK;
}
