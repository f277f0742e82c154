#include "lp/solve.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "base/message.h"
#include "lp/certify.h"
#include "lp/salvage.h"
#include "lp/simplex.h"

bool mc_lp_solution_init(mc_lp_solution *solution, const mc_lp *lp)
{
    memset(solution, 0, sizeof *solution);
    solution->kind = MC_LP_UNDECIDED;
    solution->crossing_row = solution->crossing_column = SIZE_MAX;
    mpq_inits(solution->value, solution->dual_value, NULL);
    bool done = mc_vector_init(&solution->x, lp->columns);
    done &= mc_vector_init(&solution->y, lp->rows);
    done &= mc_vector_init(&solution->reduced, lp->columns);
    done &= mc_vector_init(&solution->ray, lp->columns);
    done &= mc_basis_init(&solution->basis, lp);
    return done;
}

void mc_lp_solution_clear(mc_lp_solution *solution)
{
    mpq_clears(solution->value, solution->dual_value, NULL);
    mc_vector_clear(&solution->x);
    mc_vector_clear(&solution->y);
    mc_vector_clear(&solution->reduced);
    mc_vector_clear(&solution->ray);
    mc_basis_clear(&solution->basis);
}

/* A solve under way. */
typedef struct solving {
    const mc_lp *lp;
    const mc_lp_options *options;
    mc_lp_solution *solution;
    const mc_stop *stop; /* of the search */
    mc_simplex simplex;
    mc_proposal *proposal;
    mc_basis first; /* where the search began */
} solving;

static void say(const solving *s, const char *format, size_t a, size_t b)
{
    char text[256];
    if (!s->options->log)
        return;
    (void)snprintf(text, sizeof text, format, a, b);
    s->options->log(s->options->log_user, text);
}

/* ---- from the scaled minimisation back to the user's program ---- */

static void negate(mc_vector *vector)
{
    for (size_t j = 0; j < vector->length; j++)
        mpz_neg(vector->numerator[j], vector->numerator[j]);
}

/* value = constant + cost . x */
static void set_value(mpq_t value, const mc_lp *lp, const mc_vector *x)
{
    mpq_t term;
    mpq_init(term);
    mpq_set(value, lp->constant);
    for (size_t j = 0; j < lp->columns; j++) {
        if (mpq_sgn(lp->cost[j]) == 0 || mpz_sgn(x->numerator[j]) == 0)
            continue;
        mc_vector_get(term, x, j);
        mpq_mul(term, term, lp->cost[j]);
        mpq_add(value, value, term);
    }
    mpq_clear(term);
}

static void take_point(solving *s)
{
    mc_vector_swap(&s->solution->x, &s->simplex.x);
    mc_vector_reduce(&s->solution->x);
    set_value(s->solution->value, s->lp, &s->solution->x);
    s->solution->has_point = true;
}

/* y of the scaled rows becomes y of the user's rows. */
static void take_multipliers(solving *s)
{
    mc_vector *y = &s->solution->y;
    mc_vector_swap(y, &s->simplex.y);
    for (size_t r = 0; r < s->lp->rows; r++)
        mpz_mul(y->numerator[r], y->numerator[r], s->lp->row_scale[r]);
    mc_vector_reduce(y);
}

static void take_prices(solving *s)
{
    mc_lp_solution *solution = s->solution;
    take_multipliers(s);
    mc_vector_swap(&solution->reduced, &s->simplex.reduced);
    mc_vector_reduce(&solution->reduced);
    if (s->lp->maximise) {
        negate(&solution->y);
        negate(&solution->reduced);
    }
    mpq_set(solution->dual_value, solution->value);
    solution->has_prices = true;
}

static void take_ray(solving *s)
{
    mc_vector_swap(&s->solution->ray, &s->simplex.step_x);
    mc_vector_reduce(&s->solution->ray);
}

/* Turns what was seen into the answer; false while the vertex is open. */
static bool conclude(solving *s, mc_look look)
{
    switch (look) {
    case MC_LOOK_OPTIMAL:
        s->solution->kind = MC_LP_OPTIMAL;
        take_point(s);
        take_prices(s);
        return true;
    case MC_LOOK_INFEASIBLE:
        s->solution->kind = MC_LP_INFEASIBLE;
        mc_simplex_farkas(&s->simplex);
        take_multipliers(s);
        return true;
    case MC_LOOK_UNBOUNDED:
        s->solution->kind = MC_LP_UNBOUNDED;
        take_point(s);
        take_ray(s);
        return true;
    case MC_LOOK_OPEN:
        break;
    }
    return false;
}

/* ---- the stages ---- */

/* Below this a few exact pivots cost less than a child process. */
static const size_t tiny = 40;

static void propose(solving *s)
{
    const mc_lp_options *options = s->options;
    mc_basis *basis = &s->solution->basis;
    if (options->start && mc_basis_usable(options->start, s->lp))
        mc_basis_copy(basis, options->start);
    if (options->exact_only || s->lp->rows + s->lp->columns < tiny)
        return;
    s->proposal = mc_proposal_new(s->lp, options->milliseconds, s->stop);
    if (options->start || !s->proposal)
        return;
    bool found = mc_proposal_solve(basis, s->proposal);
    say(s,
        found ? "floating point: a basis is proposed (%zu rows, %zu columns)"
              : "floating point: no basis (%zu rows, %zu columns)",
        s->lp->rows, s->lp->columns);
}

/* How good a vertex is: first the sum of violations, then the cost. */
typedef struct merit {
    mpq_t violation, cost;
} merit;

static void measure(merit *m, const mc_simplex *simplex)
{
    mc_simplex_violation(m->violation, simplex);
    mc_simplex_cost(m->cost, simplex);
}

static bool is_better(const merit *a, const merit *b)
{
    int order = mpq_cmp(a->violation, b->violation);
    return order < 0 || (order == 0 && mpq_cmp(a->cost, b->cost) < 0);
}

static mc_status look(solving *s, bool *decided)
{
    mc_look seen;
    mc_status status = mc_simplex_look(&seen, &s->simplex, false);
    if (status != MC_OK)
        return status;
    say(s, "exact vertex: %zu bits in the point, %zu in the prices",
        mpz_sizeinbase(s->simplex.x.denominator, 2),
        mpz_sizeinbase(s->simplex.y.denominator, 2));
    *decided = conclude(s, seen);
    return MC_OK;
}

/* A new basis from Clp for the program around the present vertex, and a look at
   it. A vertex that is not better is left again: *improved is false and the
   basis is the one before. */
static mc_status refine(solving *s, const mc_basis *before, bool *improved,
                        bool *decided)
{
    mc_simplex *simplex = &s->simplex;
    merit old, new;
    mc_status status = MC_OK;
    *improved = false;
    mpq_inits(old.violation, old.cost, new.violation, new.cost, NULL);
    measure(&old, simplex);
    if (simplex->violated)
        status = mc_simplex_user_prices(simplex);
    s->solution->refinements++;
    if (status == MC_OK &&
        mc_proposal_refine(simplex->basis, s->proposal, &simplex->x,
                           &simplex->activity, &simplex->reduced,
                           &simplex->y) &&
        !mc_basis_equal(before, simplex->basis)) {
        simplex->pivoted = false;
        status = look(s, decided);
        if (status == MC_OK && !*decided) {
            measure(&new, simplex);
            *improved = is_better(&new, &old);
        }
    }
    if (status == MC_OK && !*improved && !*decided)
        mc_basis_copy(simplex->basis, before);
    say(s,
        *improved || *decided ? "refinement %zu is better%.0zu"
                              : "refinement %zu is no better%.0zu",
        s->solution->refinements, 0);
    mpq_clears(old.violation, old.cost, new.violation, new.cost, NULL);
    return status;
}

/* Refinements as long as they help. */
static mc_status refine_all(solving *s, size_t most, bool *decided)
{
    mc_basis before;
    mc_status status = MC_OK;
    bool improved = true;
    if (!mc_basis_init(&before, s->lp))
        return MC_LIMIT;
    for (size_t n = 0; n < most && status == MC_OK && improved && !*decided;
         n++) {
        mc_basis_copy(&before, s->simplex.basis);
        status = refine(s, &before, &improved, decided);
    }
    mc_basis_clear(&before);
    return status;
}

/* Exact pivots, at most `most` of them. */
static mc_status pivot(solving *s, size_t most, bool *decided)
{
    mc_status status = MC_OK;
    mc_look seen;
    for (size_t n = 0; n < most && status == MC_OK && !*decided; n++) {
        status = mc_simplex_look(&seen, &s->simplex, true);
        *decided = status == MC_OK && conclude(s, seen);
        s->solution->pivots += !*decided;
    }
    say(s, "%zu exact pivots so far%.0zu", s->solution->pivots, 0);
    return status;
}

/* Looks at vertices until one decides: those that Clp proposes while they get
   better, and in growing bursts those that exact pivots lead to. After the
   last refinement pivots alone go on to the end. */
static mc_status search(solving *s)
{
    const size_t at_once = 12, rounds = 5;
    size_t burst = 32;
    bool decided = false;
    mc_status status = mc_stopped(s->stop) ? MC_UNDECIDED : look(s, &decided);
    for (size_t round = 0; status == MC_OK && !decided; round++) {
        bool floats = s->proposal && round < rounds;
        if (mc_stopped(s->stop))
            status = MC_UNDECIDED;
        else if (round > 0 && floats)
            status = look(s, &decided);
        if (floats && status == MC_OK && !decided)
            status = refine_all(s, at_once, &decided);
        if (status == MC_OK && !decided)
            status = pivot(s, floats ? burst : SIZE_MAX, &decided);
        burst *= 4;
    }
    return status;
}

static bool find_crossing(mc_lp_solution *solution, const mc_lp *lp)
{
    for (size_t j = 0; j < lp->columns; j++)
        if (mc_lp_bounds_cross(&lp->column_lower[j], &lp->column_upper[j])) {
            solution->crossing_column = j;
            return true;
        }
    for (size_t r = 0; r < lp->rows; r++)
        if (mc_lp_bounds_cross(&lp->row_lower[r], &lp->row_upper[r])) {
            solution->crossing_row = r;
            return true;
        }
    return false;
}

/* What is certain when the solve was stopped. */
static void salvage(solving *s, const mc_stop *stop)
{
    mc_lp_solution *solution = s->solution;
    const double *price = s->proposal ? mc_proposal_prices(s->proposal) : NULL;
    solution->kind = MC_LP_UNDECIDED;
    if (s->simplex.has_point && !s->simplex.violated)
        take_point(s);
    solution->has_prices =
        mc_lp_salvage_prices(solution, &s->simplex, price, &s->first, stop);
    if (!mc_lp_solution_holds(solution, s->lp))
        solution->has_point = solution->has_prices = false;
}

/* Of a limited time the last ninth is for what can be salvaged. */
typedef struct timer {
    const mc_stop *outer; /* or NULL */
    struct timespec begin;
    double milliseconds; /* from begin; 0: no limit */
} timer;

static double elapsed(const timer *t)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return 1e3 * (double)(now.tv_sec - t->begin.tv_sec) +
           1e-6 * (double)(now.tv_nsec - t->begin.tv_nsec);
}

static bool is_over(void *user)
{
    const timer *t = user;
    return mc_stopped(t->outer) ||
           (t->milliseconds > 0 && elapsed(t) >= t->milliseconds);
}

static void timer_start(timer *t, const mc_stop *outer, double milliseconds)
{
    *t = (timer){.outer = outer, .milliseconds = milliseconds};
    clock_gettime(CLOCK_MONOTONIC, &t->begin);
}

/* The time for salvage: the rest of the limit; if something else stopped the
   search, an eighth of the time so far. */
static void grant(timer *more, const timer *search, double limit)
{
    const double least = 20, most = 5000;
    double spent = elapsed(search);
    double rest = mc_stopped(search->outer) ? 0 : limit - spent;
    timer_start(more, NULL, fmax(rest, fmin(spent / 8, most) + least));
}

mc_status mc_lp_solve_with(mc_lp_solution *solution, mc_message *message,
                           const mc_lp *lp, const mc_lp_options *options)
{
    static const mc_lp_options defaults = {0};
    timer time, more;
    const mc_stop stop = {.requested = is_over, .user = &time};
    const mc_stop later = {.requested = is_over, .user = &more};
    solving s = {.lp = lp,
                 .options = options ? options : &defaults,
                 .solution = solution};
    s.stop = s.options->stop ? &stop : NULL;
    timer_start(&time, s.options->stop,
                (double)s.options->milliseconds * 8 / 9);
    if (find_crossing(solution, lp)) {
        solution->kind = MC_LP_INFEASIBLE;
        return MC_OK;
    }
    mc_status status = MC_LIMIT;
    if (mc_simplex_init(&s.simplex, lp, &solution->basis, s.stop) &&
        mc_basis_init(&s.first, lp)) {
        propose(&s);
        mc_basis_copy(&s.first, &solution->basis);
        status = search(&s);
    }
    if (status == MC_UNDECIDED && !s.options->all_or_nothing) {
        grant(&more, &time, (double)s.options->milliseconds);
        salvage(&s, &later);
    }
    mc_proposal_free(s.proposal);
    mc_simplex_clear(&s.simplex);
    mc_basis_clear(&s.first);
    if (status == MC_OK && !mc_lp_solution_holds(solution, lp)) {
        solution->kind = MC_LP_UNDECIDED;
        solution->has_point = solution->has_prices = false;
        return mc_message_set(message, MC_UNDECIDED,
                              "internal error: the exact check of the answer "
                              "failed, nothing is claimed; please report the "
                              "program");
    }
    if (status == MC_LIMIT)
        mc_message_set(message, status, "out of memory in linear programming");
    if (status == MC_UNDECIDED)
        mc_message_set(message, status, "stopped before an exact answer");
    return status;
}

mc_status mc_lp_solve(mc_lp_solution *solution, mc_message *message,
                      const mc_lp *lp)
{
    return mc_lp_solve_with(solution, message, lp, NULL);
}
