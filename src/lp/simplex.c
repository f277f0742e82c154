#include "lp/simplex.h"

#include <pthread.h>
#include <string.h>

#include "base/memory.h"
#include "lp/vertex.h"

/* Variables are numbered: column j is j, the activity of row r is columns + r.
 */
typedef mc_simplex simplex;

/* How many degenerate steps may pass before Bland's rule takes over. It stays
   until the vertex moves, which is what makes the method end. */
static const unsigned patience = 100;

static unsigned char *position_of(simplex *s, size_t variable)
{
    return variable < s->lp->columns
               ? &s->basis->column[variable]
               : &s->basis->row[variable - s->lp->columns];
}

static const mc_lp_bound *lower_of(const simplex *s, size_t variable)
{
    return variable < s->lp->columns
               ? &s->lp->column_lower[variable]
               : &s->lp->row_lower[variable - s->lp->columns];
}

static const mc_lp_bound *upper_of(const simplex *s, size_t variable)
{
    return variable < s->lp->columns
               ? &s->lp->column_upper[variable]
               : &s->lp->row_upper[variable - s->lp->columns];
}

static mpz_srcptr entry_of(const simplex *s, const mc_vector *columns,
                           const mc_vector *rows, size_t variable)
{
    return variable < s->lp->columns
               ? columns->numerator[variable]
               : rows->numerator[variable - s->lp->columns];
}

/* gap = (bound - value) * denominators: its sign, and with the denominator of
   x times that of the bound its value. */
static void gap(mpz_t result, const simplex *s, size_t variable,
                const mc_lp_bound *bound)
{
    mpz_mul(result, mpq_numref(bound->value), s->x.denominator);
    if (variable >= s->lp->columns)
        mpz_mul(result, result, s->lp->row_scale[variable - s->lp->columns]);
    mpz_submul(result, entry_of(s, &s->x, &s->activity, variable),
               mpq_denref(bound->value));
}

/* -1 below the lower bound, 1 above the upper bound, 0 within */
static int violation(simplex *s, size_t variable)
{
    const mc_lp_bound *lower = lower_of(s, variable);
    const mc_lp_bound *upper = upper_of(s, variable);
    if (lower->finite) {
        gap(s->left, s, variable, lower);
        if (mpz_sgn(s->left) > 0)
            return -1;
    }
    if (upper->finite) {
        gap(s->left, s, variable, upper);
        if (mpz_sgn(s->left) < 0)
            return 1;
    }
    return 0;
}

/* phase_cost: the gradient of the sum of the violations of basic variables;
 *any: is there a violation? Returns false when there is no memory. */
static bool infeasible_gradient(bool *any, simplex *s)
{
    const mc_lp *lp = s->lp;
    const mc_sparse *a = &lp->matrix;
    int *row_sign = mc_array(lp->rows, sizeof(int));
    if (!row_sign)
        return false;
    *any = false;
    for (size_t r = 0; r < lp->rows; r++) {
        if (s->basis->row[r] == MC_BASIC)
            row_sign[r] = violation(s, lp->columns + r);
        *any |= row_sign[r] != 0;
    }
    for (size_t j = 0; j < lp->columns; j++) {
        int sign = s->basis->column[j] == MC_BASIC ? violation(s, j) : 0;
        *any |= sign != 0;
        mpz_set_si(s->phase_cost.numerator[j], sign);
        for (size_t e = a->start[j]; e < a->start[j + 1]; e++)
            if (row_sign[a->row[e]]) {
                mpz_set_si(s->left, row_sign[a->row[e]]);
                mc_sparse_addmul(s->phase_cost.numerator[j], a, e, s->left);
            }
    }
    free(row_sign);
    return true;
}

/* The sign in which moving the non-basic variable lowers the cost, or 0. */
static int improving(simplex *s, size_t variable, mpz_srcptr price)
{
    unsigned char position = *position_of(s, variable);
    const mc_lp_bound *lower = lower_of(s, variable);
    const mc_lp_bound *upper = upper_of(s, variable);
    int sign = -mpz_sgn(price);
    if (position == MC_BASIC || sign == 0)
        return 0;
    if (lower->finite && upper->finite && mpq_equal(lower->value, upper->value))
        return 0;
    if ((position == MC_AT_LOWER && sign < 0) ||
        (position == MC_AT_UPPER && sign > 0))
        return 0;
    return sign;
}

/* The entering variable: the largest price, or under Bland's rule the first.
   Returns its sign, 0 if there is none. */
static int choose_entering(size_t *entering, simplex *s)
{
    size_t variables = s->lp->columns + s->lp->rows;
    int best_sign = 0;
    mpz_srcptr best = NULL;
    for (size_t v = 0; v < variables; v++) {
        mpz_srcptr price = entry_of(s, &s->reduced, &s->y, v);
        int sign = improving(s, v, price);
        if (sign == 0 || (best && mpz_cmpabs(price, best) <= 0))
            continue;
        best = price;
        best_sign = sign;
        *entering = v;
        if (s->stalled > patience)
            break;
    }
    return best_sign;
}

/* How far the entering variable may go: ratio = distance / speed, and who
   stops it at which bound. */
typedef struct blocking {
    bool found;
    size_t variable;
    mc_position position;
    mpq_t ratio;
} blocking;

/* The bound that stops a basic variable moving in direction `sign`; one that
   is violated stops where it becomes feasible. NULL: nothing stops it. */
static const mc_lp_bound *stop_of(simplex *s, size_t variable, int sign,
                                  mc_position *position)
{
    int outside = violation(s, variable);
    if (outside != 0 && outside == sign)
        return NULL;
    bool lower = outside != 0 ? outside < 0 : sign < 0;
    const mc_lp_bound *bound =
        lower ? lower_of(s, variable) : upper_of(s, variable);
    *position = lower ? MC_AT_LOWER : MC_AT_UPPER;
    return bound->finite ? bound : NULL;
}

static void consider(blocking *best, size_t variable, mc_position position,
                     mpq_srcptr ratio)
{
    int order = best->found ? mpq_cmp(ratio, best->ratio) : -1;
    if (order > 0 || (order == 0 && variable > best->variable))
        return;
    best->found = true;
    best->variable = variable;
    best->position = position;
    mpq_set(best->ratio, ratio);
}

/* The ratio test over all basic variables; ties go to the lowest number. */
static void choose_leaving(blocking *best, simplex *s, int direction)
{
    size_t variables = s->lp->columns + s->lp->rows;
    mpq_t ratio;
    mpq_init(ratio);
    for (size_t v = 0; v < variables; v++) {
        mc_position position;
        if (*position_of(s, v) != MC_BASIC)
            continue;
        mpz_srcptr speed = entry_of(s, &s->step_x, &s->step_activity, v);
        int sign = mpz_sgn(speed) * direction;
        const mc_lp_bound *bound = sign ? stop_of(s, v, sign, &position) : NULL;
        if (!bound)
            continue;
        /* (bound - value) / speed, over all the denominators */
        gap(s->left, s, v, bound);
        mpz_mul(mpq_numref(ratio), s->left, s->step_x.denominator);
        mpz_mul(s->right, s->x.denominator, mpq_denref(bound->value));
        mpz_mul(mpq_denref(ratio), s->right, speed);
        if (direction < 0)
            mpz_neg(mpq_denref(ratio), mpq_denref(ratio));
        mpq_canonicalize(ratio);
        consider(best, v, position, ratio);
    }
    mpq_clear(ratio);
}

/* The entering variable may meet its own other bound first. */
static void consider_flip(blocking *best, simplex *s, size_t entering,
                          int direction)
{
    const mc_lp_bound *lower = lower_of(s, entering);
    const mc_lp_bound *upper = upper_of(s, entering);
    if (!lower->finite || !upper->finite)
        return;
    mpq_t range;
    mpq_init(range);
    mpq_sub(range, upper->value, lower->value);
    if (entering >= s->lp->columns) {
        mpz_mul(mpq_numref(range), mpq_numref(range),
                s->lp->row_scale[entering - s->lp->columns]);
        mpq_canonicalize(range);
    }
    consider(best, entering, direction > 0 ? MC_AT_UPPER : MC_AT_LOWER, range);
    mpq_clear(range);
}

/* Why a step on the vertex was not completed. */
static mc_status failure(const simplex *s)
{
    return mc_stopped(s->stop) ? MC_UNDECIDED : MC_LIMIT;
}

/* One pivot, or the discovery that nothing stops the entering variable. */
static mc_status pivot(mc_look *look, simplex *s, size_t entering,
                       int direction)
{
    blocking best = {.found = false};
    if (!mc_vertex_direction(&s->step_x, &s->step_activity, &s->vertex,
                             entering))
        return failure(s);
    mpq_init(best.ratio);
    choose_leaving(&best, s, direction);
    consider_flip(&best, s, entering, direction);
    if (best.found) {
        s->stalled = mpq_sgn(best.ratio) == 0 ? s->stalled + 1 : 0;
        if (best.variable != entering)
            *position_of(s, entering) = MC_BASIC;
        *position_of(s, best.variable) = (unsigned char)best.position;
        s->pivoted = true;
    } else {
        *look = MC_LOOK_UNBOUNDED;
        for (size_t j = 0; j < s->step_x.length && direction < 0; j++)
            mpz_neg(s->step_x.numerator[j], s->step_x.numerator[j]);
    }
    mpq_clear(best.ratio);
    return MC_OK;
}

/* The prices for the user's cost, computed while another thread computes the
   point: right unless a basic variable violates its bounds. */
typedef struct price_task {
    simplex *s;
    bool done;
} price_task;

static void *run_prices(void *user)
{
    price_task *task = user;
    simplex *s = task->s;
    task->done = mc_vertex_prices(&s->y, &s->reduced, &s->vertex, &s->cost);
    return NULL;
}

/* x, activity, y, reduced and `violated` of the vertex. */
static bool evaluate(simplex *s)
{
    const size_t large = 1000; /* where a thread pays */
    const mc_vertex *vertex = &s->vertex;
    s->has_point = false;
    price_task task = {.s = s};
    pthread_t thread;
    bool threaded = vertex->size >= large &&
                    pthread_create(&thread, NULL, run_prices, &task) == 0;
    bool done = mc_vertex_point(&s->x, &s->activity, vertex);
    if (threaded)
        pthread_join(thread, NULL);
    done = done && infeasible_gradient(&s->violated, s);
    s->has_point = done;
    if (done && s->violated)
        return mc_vertex_prices(&s->y, &s->reduced, vertex, &s->phase_cost);
    return done &&
           (threaded ? task.done
                     : mc_vertex_prices(&s->y, &s->reduced, vertex, &s->cost));
}

mc_status mc_simplex_look(mc_look *look, mc_simplex *s, bool make_pivot)
{
    mc_status status = MC_OK;
    size_t entering = 0;
    mc_vertex_clear(&s->vertex);
    if (!mc_vertex_init(&s->vertex, s->lp, s->basis, !s->pivoted, s->stop) ||
        !evaluate(s)) {
        status = failure(s);
    } else {
        int direction = choose_entering(&entering, s);
        *look = MC_LOOK_OPEN;
        if (direction == 0)
            *look = s->violated ? MC_LOOK_INFEASIBLE : MC_LOOK_OPTIMAL;
        else if (make_pivot)
            status = pivot(look, s, entering, direction);
    }
    return status;
}

mc_status mc_simplex_user_prices(mc_simplex *s)
{
    return mc_vertex_prices(&s->y, &s->reduced, &s->vertex, &s->cost)
               ? MC_OK
               : failure(s);
}

/* sum += max(lower - value, value - upper, 0) of one variable */
static void add_violation(mpq_t sum, const mc_simplex *s, size_t variable)
{
    const mc_lp_bound *sides[] = {lower_of(s, variable), upper_of(s, variable)};
    mpq_t distance;
    mpq_init(distance);
    for (int upper = 0; upper <= 1; upper++) {
        if (!sides[upper]->finite)
            continue;
        gap(mpq_numref(distance), s, variable, sides[upper]);
        if (upper)
            mpz_neg(mpq_numref(distance), mpq_numref(distance));
        if (mpz_sgn(mpq_numref(distance)) <= 0)
            continue;
        mpz_mul(mpq_denref(distance), s->x.denominator,
                mpq_denref(sides[upper]->value));
        mpq_canonicalize(distance);
        mpq_add(sum, sum, distance);
    }
    mpq_clear(distance);
}

void mc_simplex_violation(mpq_t sum, const mc_simplex *s)
{
    mpq_set_ui(sum, 0, 1);
    if (!s->violated)
        return;
    for (size_t v = 0; v < s->lp->columns + s->lp->rows; v++)
        add_violation(sum, s, v);
}

void mc_simplex_cost(mpq_t cost, const mc_simplex *s)
{
    mpz_set_ui(mpq_numref(cost), 0);
    for (size_t j = 0; j < s->lp->columns; j++)
        mpz_addmul(mpq_numref(cost), s->cost.numerator[j], s->x.numerator[j]);
    mpz_mul(mpq_denref(cost), s->cost.denominator, s->x.denominator);
    mpq_canonicalize(cost);
}

/* With sign s of the violation of each basic variable the phase cost of the
   columns is sum_r s_r A_r + s_j, so that y_r = -s_r on basic rows makes
   -A^T y the reduced costs less s_j (doc/maths.md L9). */
void mc_simplex_farkas(mc_simplex *s)
{
    for (size_t r = 0; r < s->lp->rows; r++)
        if (s->basis->row[r] == MC_BASIC)
            mpz_mul_si(s->y.numerator[r], s->y.denominator,
                       -violation(s, s->lp->columns + r));
}

/* The costs of the minimisation that is solved. */
static void set_cost(mc_vector *cost, const mc_lp *lp)
{
    for (size_t j = 0; j < lp->columns; j++)
        mpz_lcm(cost->denominator, cost->denominator, mpq_denref(lp->cost[j]));
    for (size_t j = 0; j < lp->columns; j++) {
        mpz_divexact(cost->numerator[j], cost->denominator,
                     mpq_denref(lp->cost[j]));
        mpz_mul(cost->numerator[j], cost->numerator[j],
                mpq_numref(lp->cost[j]));
        if (lp->maximise)
            mpz_neg(cost->numerator[j], cost->numerator[j]);
    }
}

bool mc_simplex_init(mc_simplex *s, const mc_lp *lp, mc_basis *basis,
                     const mc_stop *stop)
{
    memset(s, 0, sizeof *s);
    s->lp = lp;
    s->basis = basis;
    s->stop = stop;
    mpz_init(s->left);
    mpz_init(s->right);
    bool ready = mc_vector_init(&s->cost, lp->columns);
    ready &= mc_vector_init(&s->x, lp->columns);
    ready &= mc_vector_init(&s->activity, lp->rows);
    ready &= mc_vector_init(&s->y, lp->rows);
    ready &= mc_vector_init(&s->reduced, lp->columns);
    ready &= mc_vector_init(&s->step_x, lp->columns);
    ready &= mc_vector_init(&s->step_activity, lp->rows);
    ready &= mc_vector_init(&s->phase_cost, lp->columns);
    if (ready)
        set_cost(&s->cost, lp);
    return ready;
}

void mc_simplex_clear(mc_simplex *s)
{
    mpz_clear(s->left);
    mpz_clear(s->right);
    mc_vertex_clear(&s->vertex);
    mc_vector_clear(&s->cost);
    mc_vector_clear(&s->x);
    mc_vector_clear(&s->activity);
    mc_vector_clear(&s->y);
    mc_vector_clear(&s->reduced);
    mc_vector_clear(&s->step_x);
    mc_vector_clear(&s->step_activity);
    mc_vector_clear(&s->phase_cost);
}
