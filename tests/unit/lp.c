/* Exact linear programming. */
#include "lp/certify.h"
#include "problem.h"

#include <stdlib.h>

#include "lp/simplex.h"

/* Fills `s`, which the caller clears. */
static void solve(mc_lp_solution *s, const problem *p)
{
    mc_lp lp;
    mc_message message = {""};
    problem_to_lp(&lp, p);
    assert_true(mc_lp_solution_init(s, &lp));
    assert_int_equal(mc_lp_solve(s, &message, &lp), MC_OK);
    if (s->kind == MC_LP_OPTIMAL)
        problem_assert_optimal(p, s);
    else if (s->kind == MC_LP_UNBOUNDED)
        problem_assert_feasible(p, &s->x);
    mc_lp_clear(&lp);
}

static void enumeration_agrees(gmp_randstate_t random, size_t times,
                               size_t rows, size_t columns)
{
    size_t seen[3] = {0, 0, 0};
    problem p;
    mpq_t value;
    problem_init(&p);
    mpq_init(value);
    for (size_t n = 0; n < times; n++) {
        mc_lp_solution s;
        problem_random(&p, random, n % (rows + 1), columns, true, n % 3 == 0);
        solve(&s, &p);
        assert_int_equal(s.kind, problem_enumerate(value, &p));
        if (s.kind == MC_LP_OPTIMAL)
            assert_true(mpq_equal(s.value, value));
        seen[s.kind]++;
        mc_lp_solution_clear(&s);
    }
    for (size_t kind = 0; kind < 3; kind++)
        assert_true(seen[kind] >= times / 20);
    problem_clear(&p);
    mpq_clear(value);
}

static void vertex_enumeration_finds_the_same(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    enumeration_agrees(random, unit_times(500), 3, 1);
    enumeration_agrees(random, unit_times(500), 4, 2);
    enumeration_agrees(random, unit_times(100), 3, 3);
    gmp_randclear(random);
}

static void optimal_solutions_prove_it(void **unused)
{
    gmp_randstate_t random;
    size_t optimal = 0;
    problem p;
    (void)unused;
    unit_random_init(random);
    problem_init(&p);
    for (size_t n = 0; n < unit_times(500); n++) {
        mc_lp_solution s;
        problem_random(&p, random, unit_random_below(random, 13),
                       1 + unit_random_below(random, 12), n % 2 == 0, true);
        solve(&s, &p);
        assert_int_not_equal(s.kind, MC_LP_INFEASIBLE);
        optimal += s.kind == MC_LP_OPTIMAL;
        mc_lp_solution_clear(&s);
    }
    assert_true(optimal > unit_times(50));
    problem_clear(&p);
    gmp_randclear(random);
}

/* --- invariances -------------------------------------------------------- */

/* Kind and value of q must be those of p, the value times `factor`. */
static void assert_same_answer(const problem *p, const problem *q,
                               const mpq_t factor)
{
    mc_lp_solution s, t;
    solve(&s, p);
    solve(&t, q);
    assert_int_equal(s.kind, t.kind);
    if (s.kind == MC_LP_OPTIMAL) {
        mpq_mul(s.value, s.value, factor);
        assert_true(mpq_equal(s.value, t.value));
    }
    mc_lp_solution_clear(&s);
    mc_lp_solution_clear(&t);
}

static void shuffle(size_t *order, size_t count, gmp_randstate_t random)
{
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    for (size_t i = count; i > 1; i--) {
        size_t other = unit_random_below(random, i), t = order[i - 1];
        order[i - 1] = order[other];
        order[other] = t;
    }
}

static void set_bounds(problem_bound to[2], const problem_bound from[2])
{
    for (size_t side = 0; side < 2; side++) {
        to[side].finite = from[side].finite;
        mpq_set(to[side].value, from[side].value);
    }
}

static void permute(problem *q, const problem *p, gmp_randstate_t random)
{
    size_t row[PROBLEM_MAX], column[PROBLEM_MAX];
    shuffle(row, p->rows, random);
    shuffle(column, p->columns, random);
    for (size_t j = 0; j < p->columns; j++) {
        mpq_set(q->cost[j], p->cost[column[j]]);
        set_bounds(q->column[j], p->column[column[j]]);
    }
    for (size_t i = 0; i < p->rows; i++) {
        set_bounds(q->row[i], p->row[row[i]]);
        for (size_t j = 0; j < p->columns; j++)
            mpq_set(q->a[i][j], p->a[row[i]][column[j]]);
    }
}

/* Row i and its bounds times a positive rational. */
static void scale_row(problem *q, size_t i, const mpq_t factor)
{
    for (size_t j = 0; j < q->columns; j++)
        mpq_mul(q->a[i][j], q->a[i][j], factor);
    for (size_t side = 0; side < 2; side++)
        mpq_mul(q->row[i][side].value, q->row[i][side].value, factor);
}

/* The sum of two rows with lower bounds has the sum as a lower bound. */
static void add_redundant_row(problem *q, size_t first, size_t second)
{
    size_t row = q->rows++;
    for (size_t j = 0; j < q->columns; j++)
        mpq_add(q->a[row][j], q->a[first][j], q->a[second][j]);
    for (size_t side = 0; side < 2; side++) {
        q->row[row][side].finite =
            q->row[first][side].finite && q->row[second][side].finite;
        mpq_add(q->row[row][side].value, q->row[first][side].value,
                q->row[second][side].value);
    }
}

/* x_j = -x_j' */
static void reflect(problem *q, size_t j)
{
    mpq_neg(q->cost[j], q->cost[j]);
    for (size_t i = 0; i < q->rows; i++)
        mpq_neg(q->a[i][j], q->a[i][j]);
    mpq_swap(q->column[j][0].value, q->column[j][1].value);
    for (size_t side = 0; side < 2; side++)
        mpq_neg(q->column[j][side].value, q->column[j][side].value);
    bool finite = q->column[j][0].finite;
    q->column[j][0].finite = q->column[j][1].finite;
    q->column[j][1].finite = finite;
}

static void negate_objective(problem *q)
{
    q->maximise = !q->maximise;
    for (size_t j = 0; j < q->columns; j++)
        mpq_neg(q->cost[j], q->cost[j]);
}

static void equivalent_programs_have_equal_values(void **unused)
{
    gmp_randstate_t random;
    problem p, q;
    mpq_t factor, one;
    (void)unused;
    unit_random_init(random);
    problem_init(&p);
    problem_init(&q);
    mpq_inits(factor, one, NULL);
    mpq_set_ui(one, 1, 1);
    for (size_t n = 0; n < unit_times(120); n++) {
        problem_random(&p, random, 1 + unit_random_below(random, 7),
                       1 + unit_random_below(random, 7), false, n % 2 == 0);
        problem_copy(&q, &p);
        permute(&q, &p, random);
        assert_same_answer(&p, &q, one);

        problem_copy(&q, &p);
        mpq_set_ui(factor, 1 + unit_random_below(random, 50), 7);
        mpq_canonicalize(factor);
        scale_row(&q, unit_random_below(random, q.rows), factor);
        assert_same_answer(&p, &q, one);

        problem_copy(&q, &p);
        for (size_t j = 0; j < q.columns; j++)
            mpq_mul(q.cost[j], q.cost[j], factor);
        assert_same_answer(&p, &q, factor);

        problem_copy(&q, &p);
        add_redundant_row(&q, unit_random_below(random, q.rows),
                          unit_random_below(random, q.rows));
        assert_same_answer(&p, &q, one);

        problem_copy(&q, &p);
        reflect(&q, unit_random_below(random, q.columns));
        assert_same_answer(&p, &q, one);

        problem_copy(&q, &p);
        negate_objective(&q);
        mpq_set_si(factor, -1, 1);
        assert_same_answer(&p, &q, factor);
    }
    mpq_clears(factor, one, NULL);
    problem_clear(&p);
    problem_clear(&q);
    gmp_randclear(random);
}

/* A solvable minimisation in the form  A x >= b, x >= 0  and its dual
   max b y, A^T y <= c, y >= 0. */
static void a_program_and_its_dual_have_one_value(void **unused)
{
    gmp_randstate_t random;
    problem p, d;
    size_t optimal = 0;
    (void)unused;
    unit_random_init(random);
    problem_init(&p);
    problem_init(&d);
    for (size_t n = 0; n < unit_times(120); n++) {
        mc_lp_solution s, t;
        problem_random(&p, random, 1 + unit_random_below(random, 6),
                       1 + unit_random_below(random, 6), false, false);
        p.maximise = false;
        problem_copy(&d, &p);
        d.maximise = true;
        d.rows = p.columns;
        d.columns = p.rows;
        for (size_t i = 0; i < p.rows; i++) {
            p.row[i][0].finite = true;
            p.row[i][1].finite = false;
            d.column[i][0].finite = true;
            d.column[i][1].finite = false;
            mpq_set_ui(d.column[i][0].value, 0, 1);
            mpq_set(d.cost[i], p.row[i][0].value);
            for (size_t j = 0; j < p.columns; j++)
                mpq_set(d.a[j][i], p.a[i][j]);
        }
        for (size_t j = 0; j < p.columns; j++) {
            p.column[j][0].finite = true;
            p.column[j][1].finite = false;
            mpq_set_ui(p.column[j][0].value, 0, 1);
            d.row[j][0].finite = false;
            d.row[j][1].finite = true;
            mpq_set(d.row[j][1].value, p.cost[j]);
        }
        solve(&s, &p);
        solve(&t, &d);
        assert_int_equal(s.kind == MC_LP_OPTIMAL, t.kind == MC_LP_OPTIMAL);
        if (s.kind == MC_LP_UNBOUNDED)
            assert_int_equal(t.kind, MC_LP_INFEASIBLE);
        if (t.kind == MC_LP_UNBOUNDED)
            assert_int_equal(s.kind, MC_LP_INFEASIBLE);
        if (s.kind == MC_LP_OPTIMAL) {
            assert_true(mpq_equal(s.value, t.value));
            optimal++;
        }
        mc_lp_solution_clear(&s);
        mc_lp_solution_clear(&t);
    }
    assert_true(optimal >= unit_times(10));
    problem_clear(&p);
    problem_clear(&d);
    gmp_randclear(random);
}

/* --- the fallback ------------------------------------------------------- */

/* As many basic positions as rows, chosen at random: mostly wrong, often
   singular. */
static void random_basis(mc_basis *basis, const mc_lp *lp,
                         gmp_randstate_t random)
{
    size_t order[2 * PROBLEM_MAX];
    shuffle(order, lp->rows + lp->columns, random);
    for (size_t n = 0; n < lp->rows + lp->columns; n++) {
        mc_position preferred =
            unit_random_below(random, 2) ? MC_AT_UPPER : MC_AT_LOWER;
        bool row = order[n] < lp->rows;
        size_t place = row ? order[n] : order[n] - lp->rows;
        const mc_lp_bound *lower = row ? lp->row_lower : lp->column_lower;
        const mc_lp_bound *upper = row ? lp->row_upper : lp->column_upper;
        mc_position position =
            n < lp->rows
                ? MC_BASIC
                : mc_basis_rest(&lower[place], &upper[place], preferred);
        (row ? basis->row : basis->column)[place] = (unsigned char)position;
    }
}

/* Exact pivots alone, from the given basis. */
static mc_lp_kind run_simplex(mpq_t value, size_t *pivots, const problem *p,
                              const mc_lp *lp, const mc_basis *basis)
{
    const mc_lp_options options = {.start = basis, .exact_only = true};
    mc_lp_solution solution;
    mc_message message;
    assert_true(mc_lp_solution_init(&solution, lp));
    assert_int_equal(mc_lp_solve_with(&solution, &message, lp, &options),
                     MC_OK);
    mc_lp_kind kind = solution.kind;
    if (kind == MC_LP_OPTIMAL)
        problem_assert_optimal(p, &solution);
    else if (kind == MC_LP_UNBOUNDED)
        problem_assert_feasible(p, &solution.x);
    mpq_set(value, solution.value);
    *pivots = solution.pivots;
    mc_lp_solution_clear(&solution);
    return kind;
}

static bool has_crossing_bounds(const problem *p)
{
    bool crossing = false;
    for (size_t j = 0; j < p->columns; j++)
        crossing |= p->column[j][0].finite && p->column[j][1].finite &&
                    mpq_cmp(p->column[j][0].value, p->column[j][1].value) > 0;
    for (size_t i = 0; i < p->rows; i++)
        crossing |= p->row[i][0].finite && p->row[i][1].finite &&
                    mpq_cmp(p->row[i][0].value, p->row[i][1].value) > 0;
    return crossing;
}

static void the_simplex_reaches_the_value_from_any_basis(void **unused)
{
    gmp_randstate_t random;
    problem p;
    mpq_t value;
    size_t most = 0;
    (void)unused;
    unit_random_init(random);
    problem_init(&p);
    mpq_init(value);
    for (size_t n = 0; n < unit_times(120); n++) {
        mc_lp_solution s;
        mc_basis basis;
        mc_lp lp;
        size_t pivots;
        problem_random(&p, random, unit_random_below(random, 9),
                       1 + unit_random_below(random, 8), n % 2 == 0,
                       n % 4 != 0);
        if (has_crossing_bounds(&p))
            continue;
        solve(&s, &p);
        problem_to_lp(&lp, &p);
        assert_true(mc_basis_init(&basis, &lp));
        for (size_t again = 0; again < 3; again++) {
            if (again > 0)
                random_basis(&basis, &lp, random);
            assert_int_equal(run_simplex(value, &pivots, &p, &lp, &basis),
                             s.kind);
            if (s.kind == MC_LP_OPTIMAL)
                assert_true(mpq_equal(value, s.value));
            most = pivots > most ? pivots : most;
        }
        mc_basis_clear(&basis);
        mc_lp_clear(&lp);
        mc_lp_solution_clear(&s);
    }
    assert_true(most >= 5); /* else nothing was tested */
    mpq_clear(value);
    problem_clear(&p);
    gmp_randclear(random);
}

/* --- examples that cycle under the textbook rule ------------------------ */

/* Minimise cost . x, x >= 0, with rows <= right. */
static void set_textbook(problem *p, size_t rows, size_t columns,
                         const char *const *cost, const char *const (*a)[4],
                         const char *const *right)
{
    p->rows = rows;
    p->columns = columns;
    for (size_t j = 0; j < columns; j++) {
        p->column[j][0].finite = true;
        assert_int_equal(mpq_set_str(p->cost[j], cost[j], 10), 0);
    }
    for (size_t i = 0; i < rows; i++) {
        p->row[i][1].finite = true;
        assert_int_equal(mpq_set_str(p->row[i][1].value, right[i], 10), 0);
        for (size_t j = 0; j < columns; j++)
            assert_int_equal(mpq_set_str(p->a[i][j], a[i][j], 10), 0);
    }
}

static void assert_value_from_basis(const problem *p, const mc_lp *lp,
                                    const mc_basis *basis,
                                    mc_lp_kind expected_kind,
                                    const mpq_t expected)
{
    mpq_t value;
    size_t pivots;
    mpq_init(value);
    assert_int_equal(run_simplex(value, &pivots, p, lp, basis), expected_kind);
    if (expected_kind == MC_LP_OPTIMAL)
        assert_true(mpq_equal(value, expected));
    mpq_clear(value);
}

/* a x + slack = right, so that the prices of the slacks are those of the
   textbook and not those of rows with integer entries: that is what makes the
   examples cycle. */
static void add_slacks(problem *p)
{
    for (size_t i = 0; i < p->rows; i++) {
        size_t slack = p->columns + i;
        p->row[i][0].finite = true;
        mpq_set(p->row[i][0].value, p->row[i][1].value);
        p->column[slack][0].finite = true;
        mpq_set_ui(p->a[i][slack], 1, 1);
    }
    p->columns += p->rows;
}

static void assert_value_from_slack_basis(const problem *p,
                                          mc_lp_kind expected_kind,
                                          const char *expected)
{
    problem q;
    mpq_t value;
    mpq_init(value);
    problem_init(&q);
    problem_copy(&q, p);
    assert_int_equal(mpq_set_str(value, expected, 10), 0);
    for (int named = 0; named < 2; named++) {
        mc_lp lp;
        mc_basis basis;
        mc_lp_solution s;
        if (named)
            add_slacks(&q);
        solve(&s, &q);
        assert_int_equal(s.kind, expected_kind);
        problem_to_lp(&lp, &q);
        assert_true(mc_basis_init(&basis, &lp));
        for (size_t i = 0; named && i < q.rows; i++) {
            basis.row[i] = MC_AT_LOWER;
            basis.column[p->columns + i] = MC_BASIC;
        }
        assert_value_from_basis(&q, &lp, &basis, expected_kind, value);
        mc_basis_clear(&basis);
        mc_lp_clear(&lp);
        mc_lp_solution_clear(&s);
    }
    problem_clear(&q);
    mpq_clear(value);
}

static void beales_example_ends(void **unused)
{
    static const char *const cost[] = {"-3/4", "20", "-1/2", "6"};
    static const char *const a[][4] = {{"1/4", "-8", "-1", "9"},
                                       {"1/2", "-12", "-1/2", "3"},
                                       {"0", "0", "1", "0"}};
    static const char *const right[] = {"0", "0", "1"};
    problem p;
    (void)unused;
    problem_init(&p);
    set_textbook(&p, 3, 4, cost, a, right);
    assert_value_from_slack_basis(&p, MC_LP_OPTIMAL, "-5/4");
    problem_clear(&p);
}

static void kuhns_example_ends(void **unused)
{
    static const char *const cost[] = {"-2", "-3", "1", "12"};
    static const char *const a[][4] = {{"-2", "-9", "1", "9"},
                                       {"1/3", "1", "-1/3", "-2"},
                                       {"2", "3", "-1", "-12"}};
    static const char *const right[] = {"0", "0", "2"};
    problem p;
    (void)unused;
    problem_init(&p);
    set_textbook(&p, 3, 4, cost, a, right);
    assert_value_from_slack_basis(&p, MC_LP_OPTIMAL, "-2");
    /* without its last row it is unbounded, after the same cycle */
    p.rows = 2;
    assert_value_from_slack_basis(&p, MC_LP_UNBOUNDED, "0");
    problem_clear(&p);
}

static void marshall_and_suurballes_example_ends(void **unused)
{
    static const char *const cost[] = {"-10", "57", "9", "24"};
    static const char *const a[][4] = {{"1/2", "-11/2", "-5/2", "9"},
                                       {"1/2", "-3/2", "-1/2", "1"},
                                       {"1", "0", "0", "0"}};
    static const char *const right[] = {"0", "0", "1"};
    problem p;
    (void)unused;
    problem_init(&p);
    set_textbook(&p, 3, 4, cost, a, right);
    assert_value_from_slack_basis(&p, MC_LP_OPTIMAL, "-1");
    problem_clear(&p);
}

/* x >= 0 in a cone with very many edges in its apex: more degenerate steps in
   a row than patience allows. */
static void a_very_degenerate_apex_is_left(void **unused)
{
    gmp_randstate_t random;
    problem p;
    (void)unused;
    unit_random_init(random);
    problem_init(&p);
    p.rows = 20;
    p.columns = 8;
    for (size_t j = 0; j < p.columns; j++) {
        p.column[j][0].finite = p.column[j][1].finite = true;
        mpq_set_ui(p.column[j][1].value, 1, 1);
        mpq_set_si(p.cost[j], -1 - (long)j, 1);
    }
    for (size_t n = 0; n < unit_times(10); n++) {
        mc_lp_solution s;
        mc_lp lp;
        mc_basis basis;
        mpq_t value;
        size_t pivots;
        for (size_t i = 0; i < p.rows; i++) {
            p.row[i][1].finite = true;
            for (size_t j = 0; j < p.columns; j++)
                mpq_set_si(p.a[i][j], (long)unit_random_below(random, 41) - 24,
                           1);
        }
        solve(&s, &p);
        problem_to_lp(&lp, &p);
        assert_true(mc_basis_init(&basis, &lp));
        mpq_init(value);
        assert_int_equal(run_simplex(value, &pivots, &p, &lp, &basis),
                         MC_LP_OPTIMAL);
        assert_true(mpq_equal(value, s.value));
        mpq_clear(value);
        mc_basis_clear(&basis);
        mc_lp_clear(&lp);
        mc_lp_solution_clear(&s);
    }
    problem_clear(&p);
    gmp_randclear(random);
}

static void no_rows_or_no_columns_are_allowed(void **unused)
{
    problem p;
    mc_lp_solution s;
    (void)unused;
    problem_init(&p);
    solve(&s, &p);
    assert_int_equal(s.kind, MC_LP_OPTIMAL);
    assert_int_equal(mpq_sgn(s.value), 0);
    mc_lp_solution_clear(&s);
    p.rows = 1; /* 0 >= 1 */
    p.row[0][0].finite = true;
    mpq_set_ui(p.row[0][0].value, 1, 1);
    solve(&s, &p);
    assert_int_equal(s.kind, MC_LP_INFEASIBLE);
    mc_lp_solution_clear(&s);
    p.rows = 0;
    p.columns = 1;
    mpq_set_si(p.cost[0], -1, 1);
    solve(&s, &p);
    assert_int_equal(s.kind, MC_LP_UNBOUNDED);
    mc_lp_solution_clear(&s);
    p.column[0][1].finite = true;
    mpq_set_ui(p.column[0][1].value, 3, 7);
    solve(&s, &p);
    assert_int_equal(mpq_cmp_si(s.value, -3, 7), 0);
    mc_lp_solution_clear(&s);
    problem_clear(&p);
}

/* ---- stopped ---- */

/* Stops as soon as the log speaks for the first time, which is after the
   floating-point solve. */
static void stop_now(void *user, const char *text)
{
    (void)text;
    *(bool *)user = true;
}

static bool is_stopped(void *user)
{
    return *(bool *)user;
}

static void a_stopped_solve_keeps_certain_bounds(void **unused)
{
    gmp_randstate_t random;
    size_t bounded = 0, solvable = 0;
    problem p;
    (void)unused;
    unit_random_init(random);
    problem_init(&p);
    for (size_t n = 0; n < unit_times(40); n++) {
        bool flag = false;
        mc_lp lp;
        mc_lp_solution whole, part;
        mc_message message;
        const mc_stop stop = {.requested = is_stopped, .user = &flag};
        const mc_lp_options options = {
            .stop = &stop, .log = stop_now, .log_user = &flag};
        problem_random(&p, random, 20 + unit_random_below(random, 4),
                       20 + unit_random_below(random, 4), n % 2 == 0, true);
        problem_to_lp(&lp, &p);
        assert_true(mc_lp_solution_init(&whole, &lp));
        assert_true(mc_lp_solution_init(&part, &lp));
        assert_int_equal(mc_lp_solve(&whole, &message, &lp), MC_OK);
        /* where nothing is left to lift, nobody asks */
        if (mc_lp_solve_with(&part, &message, &lp, &options) == MC_OK)
            assert_int_equal(part.kind, whole.kind);
        else
            assert_int_equal(part.kind, MC_LP_UNDECIDED);
        assert_true(mc_lp_solution_holds(&part, &lp));
        if (part.kind == MC_LP_UNDECIDED && part.has_prices) {
            int order = mpq_cmp(part.dual_value, whole.value);
            assert_int_equal(whole.kind, MC_LP_OPTIMAL);
            assert_true(p.maximise ? order >= 0 : order <= 0);
        }
        solvable += whole.kind == MC_LP_OPTIMAL;
        bounded += part.has_prices;
        mc_lp_solution_clear(&whole);
        mc_lp_solution_clear(&part);
        mc_lp_clear(&lp);
    }
    assert_true(solvable > unit_times(4));
    assert_true(2 * bounded > solvable);
    problem_clear(&p);
    gmp_randclear(random);
}

/* Every answer carries a proof that holds, and a damaged one does not. */
static void answers_of_every_kind_prove_themselves(void **unused)
{
    gmp_randstate_t random;
    size_t seen[3] = {0, 0, 0};
    problem p;
    (void)unused;
    unit_random_init(random);
    problem_init(&p);
    for (size_t n = 0; n < unit_times(300); n++) {
        mc_lp lp;
        mc_lp_solution s;
        mc_message message;
        problem_random(&p, random, 1 + unit_random_below(random, 6),
                       1 + unit_random_below(random, 6), n % 2 == 0, false);
        problem_to_lp(&lp, &p);
        assert_true(mc_lp_solution_init(&s, &lp));
        assert_int_equal(mc_lp_solve(&s, &message, &lp), MC_OK);
        assert_true(mc_lp_solution_holds(&s, &lp));
        seen[s.kind]++;
        if (s.kind == MC_LP_OPTIMAL) {
            mpz_add_ui(mpq_numref(s.value), mpq_numref(s.value), 1);
            assert_false(mc_lp_solution_holds(&s, &lp));
        } else if (s.kind == MC_LP_UNBOUNDED) {
            for (size_t j = 0; j < lp.columns; j++)
                mpz_neg(s.ray.numerator[j], s.ray.numerator[j]);
            assert_false(mc_lp_solution_holds(&s, &lp));
        } else if (s.crossing_row == SIZE_MAX &&
                   s.crossing_column == SIZE_MAX) {
            for (size_t r = 0; r < lp.rows; r++)
                mpz_set_ui(s.y.numerator[r], 0);
            assert_false(mc_lp_solution_holds(&s, &lp));
        }
        mc_lp_solution_clear(&s);
        mc_lp_clear(&lp);
    }
    for (int kind = 0; kind < 3; kind++)
        assert_true(seen[kind] > unit_times(10));
    problem_clear(&p);
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vertex_enumeration_finds_the_same),
        cmocka_unit_test(optimal_solutions_prove_it),
        cmocka_unit_test(equivalent_programs_have_equal_values),
        cmocka_unit_test(a_program_and_its_dual_have_one_value),
        cmocka_unit_test(the_simplex_reaches_the_value_from_any_basis),
        cmocka_unit_test(beales_example_ends),
        cmocka_unit_test(kuhns_example_ends),
        cmocka_unit_test(marshall_and_suurballes_example_ends),
        cmocka_unit_test(a_very_degenerate_apex_is_left),
        cmocka_unit_test(no_rows_or_no_columns_are_allowed),
        cmocka_unit_test(a_stopped_solve_keeps_certain_bounds),
        cmocka_unit_test(answers_of_every_kind_prove_themselves),
    };
    return UNIT_RUN(tests);
}
