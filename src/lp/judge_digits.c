/* Whether the printed intervals of a point contain an optimal one: the program
   with these intervals as further bounds has the same optimum. */
#include "base/memory.h"
#include "lp/judge_parts.h"

/* The program within the intervals: `lp` shares everything but the bounds of
   the columns. */
typedef struct box {
    mc_lp lp;
    mc_lp_bound *lower, *upper;
} box;

static void box_clear(box *b)
{
    for (size_t j = 0; j < b->lp.columns; j++) {
        if (b->lower)
            mpq_clear(b->lower[j].value);
        if (b->upper)
            mpq_clear(b->upper[j].value);
    }
    free(b->lower);
    free(b->upper);
}

/* Both bounds of column j, which are finite: the interval cut by the bounds of
   the program. */
static void set_interval(box *b, const mc_lp *lp, size_t j, const mc_vector *x,
                         const mc_vector *half)
{
    mpq_t value, size;
    mpq_inits(value, size, NULL);
    mc_vector_get(value, x, j);
    mc_vector_get(size, half, j);
    b->lower[j].finite = b->upper[j].finite = true;
    mpq_sub(b->lower[j].value, value, size);
    mpq_add(b->upper[j].value, value, size);
    if (lp->column_lower[j].finite &&
        mpq_cmp(lp->column_lower[j].value, b->lower[j].value) > 0)
        mpq_set(b->lower[j].value, lp->column_lower[j].value);
    if (lp->column_upper[j].finite &&
        mpq_cmp(lp->column_upper[j].value, b->upper[j].value) < 0)
        mpq_set(b->upper[j].value, lp->column_upper[j].value);
    mpq_clears(value, size, NULL);
}

static bool box_init(box *b, const mc_lp *lp, const mc_vector *x,
                     const mc_vector *half)
{
    b->lp = *lp;
    b->lower = mc_array(lp->columns, sizeof *b->lower);
    b->upper = mc_array(lp->columns, sizeof *b->upper);
    for (size_t j = 0; j < lp->columns; j++) {
        if (b->lower)
            mpq_init(b->lower[j].value);
        if (b->upper)
            mpq_init(b->upper[j].value);
    }
    if (!b->lower || !b->upper)
        return false;
    for (size_t j = 0; j < lp->columns; j++)
        set_interval(b, lp, j, x, half);
    b->lp.column_lower = b->lower;
    b->lp.column_upper = b->upper;
    return true;
}

/* Whether a point that is known to do lies within. */
static bool contains(const box *b, const mc_vector *point)
{
    mpq_t value;
    bool inside = true;
    mpq_init(value);
    for (size_t j = 0; inside && j < b->lp.columns; j++) {
        mc_vector_get(value, point, j);
        inside = mpq_cmp(b->lower[j].value, value) <= 0 &&
                 mpq_cmp(value, b->upper[j].value) <= 0;
    }
    mpq_clear(value);
    return inside;
}

static bool solve(mc_known *digits, const box *b,
                  const mc_lp_solution *solution, bool only_feasible,
                  const mc_lp_options *options)
{
    mc_lp_options own = options ? *options : (mc_lp_options){0};
    mc_lp_solution inner;
    mc_status status = MC_LIMIT;
    own.start = NULL;
    if (mc_lp_solution_init(&inner, &b->lp))
        status = mc_lp_solve_with(&inner, NULL, &b->lp, &own);
    if (status == MC_OK) {
        bool holds = inner.kind == MC_LP_OPTIMAL &&
                     (only_feasible || mpq_equal(inner.value, solution->value));
        *digits = holds ? MC_KNOWN_YES : MC_KNOWN_NO;
    }
    mc_lp_solution_clear(&inner);
    return status == MC_OK || status == MC_UNDECIDED;
}

bool mc_judge_digits(mc_known *digits, const mc_lp *lp, const mc_answer *answer,
                     const mc_lp_solution *solution, bool only_feasible,
                     const mc_lp_options *options)
{
    mc_vector x, half;
    box b = {.lower = NULL, .upper = NULL};
    bool done = mc_judge_vector(&x, &half, &answer->x);
    if (done)
        done = box_init(&b, lp, &x, &half);
    if (done) {
        if (solution->kind == MC_LP_OPTIMAL && contains(&b, &solution->x))
            *digits = MC_KNOWN_YES;
        else
            done = solve(digits, &b, solution, only_feasible, options);
    }
    box_clear(&b);
    mc_vector_clear(&x);
    mc_vector_clear(&half);
    return done;
}
