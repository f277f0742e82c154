/* Small linear programs for the tests, as plain tables. */
#include "problem.h"

#include "dense.h"

void problem_init(problem *p)
{
    p->rows = p->columns = 0;
    p->maximise = false;
    for (size_t i = 0; i < PROBLEM_MAX; i++) {
        mpq_init(p->cost[i]);
        for (size_t side = 0; side < 2; side++) {
            p->row[i][side].finite = p->column[i][side].finite = false;
            mpq_init(p->row[i][side].value);
            mpq_init(p->column[i][side].value);
        }
        for (size_t j = 0; j < PROBLEM_MAX; j++)
            mpq_init(p->a[i][j]);
    }
}

void problem_clear(problem *p)
{
    for (size_t i = 0; i < PROBLEM_MAX; i++) {
        mpq_clear(p->cost[i]);
        for (size_t side = 0; side < 2; side++) {
            mpq_clear(p->row[i][side].value);
            mpq_clear(p->column[i][side].value);
        }
        for (size_t j = 0; j < PROBLEM_MAX; j++)
            mpq_clear(p->a[i][j]);
    }
}

static void copy_bound(problem_bound *to, const problem_bound *from)
{
    to->finite = from->finite;
    mpq_set(to->value, from->value);
}

void problem_copy(problem *to, const problem *from)
{
    to->rows = from->rows;
    to->columns = from->columns;
    to->maximise = from->maximise;
    for (size_t i = 0; i < PROBLEM_MAX; i++) {
        mpq_set(to->cost[i], from->cost[i]);
        for (size_t side = 0; side < 2; side++) {
            copy_bound(&to->row[i][side], &from->row[i][side]);
            copy_bound(&to->column[i][side], &from->column[i][side]);
        }
        for (size_t j = 0; j < PROBLEM_MAX; j++)
            mpq_set(to->a[i][j], from->a[i][j]);
    }
}

/* Often 0, often a repeated small number, so that ties and degenerate
   vertices are common. */
static void random_number(mpq_t value, gmp_randstate_t random, bool plain)
{
    long numerator = (long)unit_random_below(random, 9) - 4;
    unsigned long denominator = plain ? 1 : 1 + unit_random_below(random, 3);
    if (!plain && unit_random_below(random, 20) == 0)
        numerator *= 1000000007;
    mpq_set_si(value, unit_random_below(random, 3) == 0 ? 0 : numerator,
               denominator);
    mpq_canonicalize(value);
}

/* Bounds of a random kind; around `inside` if that is given. */
static void random_bounds(problem_bound bound[2], gmp_randstate_t random,
                          bool plain, mpq_srcptr inside)
{
    enum { FREE, LOWER, UPPER, BOTH, FIXED, KINDS };
    size_t kind = unit_random_below(random, KINDS);
    mpq_t width;
    mpq_init(width);
    bound[0].finite = kind == LOWER || kind == BOTH || kind == FIXED;
    bound[1].finite = kind == UPPER || kind == BOTH || kind == FIXED;
    for (size_t side = 0; side < 2; side++) {
        random_number(width, random, plain);
        mpq_abs(width, width);
        if (kind == FIXED)
            mpq_set_ui(width, 0, 1);
        if (!inside && side == 0) {
            random_number(bound[0].value, random, plain);
        } else if (side == 0) {
            mpq_sub(bound[0].value, inside, width);
        } else {
            mpq_add(bound[1].value, inside ? inside : bound[0].value, width);
        }
    }
    if (!inside && unit_random_below(random, 30) == 0)
        mpq_swap(bound[0].value, bound[1].value);
    mpq_clear(width);
}

void problem_random(problem *p, gmp_randstate_t random, size_t rows,
                    size_t columns, bool plain, bool solvable)
{
    mpq_t *inside = dense_vector(columns), activity, term;
    mpq_inits(activity, term, NULL);
    p->rows = rows;
    p->columns = columns;
    p->maximise = unit_random_below(random, 2) == 0;
    for (size_t j = 0; j < columns; j++) {
        random_number(inside[j], random, plain);
        random_number(p->cost[j], random, plain);
        random_bounds(p->column[j], random, plain, solvable ? inside[j] : NULL);
    }
    for (size_t i = 0; i < rows; i++) {
        bool copy = i > 0 && unit_random_below(random, 8) == 0;
        bool empty = unit_random_below(random, 12) == 0;
        mpq_set_ui(activity, 0, 1);
        for (size_t j = 0; j < columns; j++) {
            random_number(p->a[i][j], random, plain);
            if (copy)
                mpq_set(p->a[i][j], p->a[i - 1][j]);
            if (empty || (j == 2 && rows % 3 == 0))
                mpq_set_ui(p->a[i][j], 0, 1);
            mpq_mul(term, p->a[i][j], inside[j]);
            mpq_add(activity, activity, term);
        }
        random_bounds(p->row[i], random, plain, solvable ? activity : NULL);
    }
    mpq_clears(activity, term, NULL);
    dense_vector_clear(inside, columns);
}

static mpq_srcptr or_null(const problem_bound *bound)
{
    return bound->finite ? bound->value : NULL;
}

void problem_to_lp(mc_lp *lp, const problem *p)
{
    mc_lp_init(lp, p->maximise);
    for (size_t j = 0; j < p->columns; j++)
        assert_true(mc_lp_add_column(lp, or_null(&p->column[j][0]),
                                     or_null(&p->column[j][1]), p->cost[j]));
    for (size_t i = 0; i < p->rows; i++)
        assert_true(
            mc_lp_add_row(lp, or_null(&p->row[i][0]), or_null(&p->row[i][1])));
    for (size_t i = p->rows; i-- > 0;)
        for (size_t j = 0; j < p->columns; j++)
            assert_true(mc_lp_add_entry(lp, i, j, p->a[i][j]));
    assert_true(mc_lp_finish(lp));
}

/* --- optimality --------------------------------------------------------- */

static void set_activity(mpq_t sum, const problem *p, size_t i,
                         const mc_vector *x)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(sum, 0, 1);
    for (size_t j = 0; j < p->columns; j++) {
        mc_vector_get(term, x, j);
        mpq_mul(term, term, p->a[i][j]);
        mpq_add(sum, sum, term);
    }
    mpq_clear(term);
}

static bool is_within(const problem_bound bound[2], mpq_srcptr value)
{
    return !(bound[0].finite && mpq_cmp(value, bound[0].value) < 0) &&
           !(bound[1].finite && mpq_cmp(value, bound[1].value) > 0);
}

void problem_assert_feasible(const problem *p, const mc_vector *x)
{
    mpq_t value;
    mpq_init(value);
    for (size_t j = 0; j < p->columns; j++) {
        mc_vector_get(value, x, j);
        assert_true(is_within(p->column[j], value));
    }
    for (size_t i = 0; i < p->rows; i++) {
        set_activity(value, p, i, x);
        assert_true(is_within(p->row[i], value));
    }
    mpq_clear(value);
}

/* For a minimum: a positive price needs the lower bound, a negative one the
   upper bound. */
static void assert_price(const problem *p, const problem_bound bound[2],
                         mpq_srcptr value, mpq_srcptr price)
{
    int sign = p->maximise ? -mpq_sgn(price) : mpq_sgn(price);
    const problem_bound *tight = &bound[sign < 0];
    if (sign != 0)
        assert_true(tight->finite && mpq_equal(value, tight->value));
}

void problem_assert_optimal(const problem *p, const mc_lp_solution *s)
{
    mpq_t value, price, sum, term;
    mpq_inits(value, price, sum, term, NULL);
    assert_int_equal(s->kind, MC_LP_OPTIMAL);
    problem_assert_feasible(p, &s->x);
    for (size_t i = 0; i < p->rows; i++) {
        set_activity(value, p, i, &s->x);
        mc_vector_get(price, &s->y, i);
        assert_price(p, p->row[i], value, price);
    }
    for (size_t j = 0; j < p->columns; j++) {
        mpq_set(sum, p->cost[j]);
        for (size_t i = 0; i < p->rows; i++) {
            mc_vector_get(price, &s->y, i);
            mpq_mul(term, price, p->a[i][j]);
            mpq_sub(sum, sum, term);
        }
        mc_vector_get(price, &s->reduced, j);
        assert_true(mpq_equal(price, sum));
        mc_vector_get(value, &s->x, j);
        assert_price(p, p->column[j], value, price);
    }
    mpq_set_ui(sum, 0, 1);
    for (size_t j = 0; j < p->columns; j++) {
        mc_vector_get(term, &s->x, j);
        mpq_mul(term, term, p->cost[j]);
        mpq_add(sum, sum, term);
    }
    assert_true(mpq_equal(sum, s->value));
    mpq_clears(value, price, sum, term, NULL);
}

/* --- enumeration -------------------------------------------------------- */

/* The hyperplanes normal . x = offset on which vertices lie: bounds of rows
   and of columns, and the sides of the box. */
typedef struct planes {
    size_t count;
    struct {
        size_t index;
        bool row;
        mpq_t offset;
    } list[6 * PROBLEM_MAX];
} planes;

static void add_plane(planes *all, size_t index, bool row, mpq_srcptr offset)
{
    mpq_init(all->list[all->count].offset);
    mpq_set(all->list[all->count].offset, offset);
    all->list[all->count].index = index;
    all->list[all->count++].row = row;
}

static void planes_init(planes *all, const problem *p, mpq_srcptr box)
{
    mpq_t minus;
    mpq_init(minus);
    mpq_neg(minus, box);
    all->count = 0;
    for (size_t side = 0; side < 2; side++) {
        for (size_t j = 0; j < p->columns; j++) {
            if (p->column[j][side].finite)
                add_plane(all, j, false, p->column[j][side].value);
            add_plane(all, j, false, side ? box : minus);
        }
        for (size_t i = 0; i < p->rows; i++)
            if (p->row[i][side].finite)
                add_plane(all, i, true, p->row[i][side].value);
    }
    mpq_clear(minus);
}

static void planes_clear(planes *all)
{
    for (size_t e = 0; e < all->count; e++)
        mpq_clear(all->list[e].offset);
}

/* Does x satisfy all bounds and lie in the box? */
static bool is_inside(const problem *p, mpq_t *x, mpq_srcptr box)
{
    mpq_t sum, term;
    bool inside = true;
    mpq_inits(sum, term, NULL);
    for (size_t j = 0; j < p->columns && inside; j++) {
        mpq_abs(term, x[j]);
        inside = mpq_cmp(term, box) <= 0 && is_within(p->column[j], x[j]);
    }
    for (size_t i = 0; i < p->rows && inside; i++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t j = 0; j < p->columns; j++) {
            mpq_mul(term, p->a[i][j], x[j]);
            mpq_add(sum, sum, term);
        }
        inside = is_within(p->row[i], sum);
    }
    mpq_clears(sum, term, NULL);
    return inside;
}

static void set_value(mpq_t value, const problem *p, mpq_t *x)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(value, 0, 1);
    for (size_t j = 0; j < p->columns; j++) {
        mpq_mul(term, p->cost[j], x[j]);
        mpq_add(value, value, term);
    }
    mpq_clear(term);
}

/* The next choice of n out of `count` in increasing order. */
static bool next_choice(size_t *choice, size_t n, size_t count)
{
    size_t i = n;
    while (i > 0 && choice[i - 1] == count - n + i - 1)
        i--;
    if (i == 0)
        return false;
    choice[i - 1]++;
    for (; i < n; i++)
        choice[i] = choice[i - 1] + 1;
    return true;
}

/* The best vertex of the polyhedron cut with the box; false if it is empty. */
static bool best_in_box(mpq_t best, const problem *p, mpq_srcptr box)
{
    planes all;
    dense system;
    size_t choice[PROBLEM_MAX], n = p->columns;
    mpq_t *x = dense_vector(n), *b = dense_vector(n), value;
    bool found = false;
    mpq_init(value);
    planes_init(&all, p, box);
    dense_init(&system, n, n);
    for (size_t i = 0; i < n; i++)
        choice[i] = i;
    do {
        for (size_t i = 0; i < n; i++) {
            size_t index = all.list[choice[i]].index;
            mpq_set(b[i], all.list[choice[i]].offset);
            for (size_t j = 0; j < n; j++)
                if (all.list[choice[i]].row)
                    mpq_set(dense_at(&system, i, j), p->a[index][j]);
                else
                    mpq_set_ui(dense_at(&system, i, j), j == index, 1);
        }
        if (dense_solve(x, &system, b) < n || !is_inside(p, x, box))
            continue;
        set_value(value, p, x);
        if (!found ||
            (p->maximise ? mpq_cmp(value, best) > 0 : mpq_cmp(value, best) < 0))
            mpq_set(best, value);
        found = true;
    } while (next_choice(choice, n, all.count));
    dense_clear(&system);
    planes_clear(&all);
    dense_vector_clear(x, n);
    dense_vector_clear(b, n);
    mpq_clear(value);
    return found;
}

/* With at most 3 columns, coefficients of at most 4 and bounds of at most 52
   in absolute value, every minimal face has a point whose coordinates are at
   most 3! 4 4 52 < 10,000 by Cramer's rule. So the box decides solvability,
   and the optimum over twice the box is better if and only if the program is
   unbounded: as a function of the box's size the optimum of a minimisation is
   convex and not increasing. */
mc_lp_kind problem_enumerate(mpq_t value, const problem *p)
{
    mpq_t box, further;
    mc_lp_kind kind = MC_LP_OPTIMAL;
    mpq_inits(box, further, NULL);
    mpq_set_ui(box, 10000, 1);
    if (!best_in_box(value, p, box))
        kind = MC_LP_INFEASIBLE;
    mpq_set_ui(box, 20000, 1);
    if (kind == MC_LP_OPTIMAL) {
        assert_true(best_in_box(further, p, box));
        if (!mpq_equal(further, value))
            kind = MC_LP_UNBOUNDED;
    }
    mpq_clears(box, further, NULL);
    return kind;
}
