/* Exact verdicts on other solvers' answers. */
#define _POSIX_C_SOURCE 200809L
#include "problem.h"

#include <stdlib.h>
#include <string.h>

#include "lp/certify.h"
#include "lp/file.h"
#include "lp/judge.h"
#include "lp/judge_parts.h"

/* ---- programs and answers ---- */

static char **names_for(char prefix, size_t count)
{
    char **names = calloc(count + 1, sizeof *names);
    assert_non_null(names);
    for (size_t i = 0; i < count; i++) {
        names[i] = malloc(32);
        assert_non_null(names[i]);
        (void)snprintf(names[i], 32, "%c%zu", prefix, i);
    }
    return names;
}

/* A random program with names x0, x1, ... and r0, r1, ... */
static void random_program(mc_lp *lp, gmp_randstate_t random)
{
    problem p;
    problem_init(&p);
    problem_random(&p, random, 1 + unit_random_below(random, 5),
                   1 + unit_random_below(random, 5), true, true);
    problem_to_lp(lp, &p);
    problem_clear(&p);
    lp->row_name = names_for('r', lp->rows);
    lp->column_name = names_for('x', lp->columns);
}

static void toy_program(mc_lp *lp)
{
    mc_message message = {""};
    assert_int_equal(
        mc_lp_read(lp, NULL, &message, MC_TEST_DATA "/answers/toy.mps", NULL),
        MC_OK);
}

/* Text that is written piece by piece. */
static FILE *open_text(char **text, size_t *length)
{
    FILE *stream = open_memstream(text, length);
    assert_non_null(stream);
    return stream;
}

/* Vertices do not depend on the version of Clp then. */
static const mc_lp_options exact = {.exact_only = true};

static void judge_text(mc_judgement *judgement, const mc_lp *lp,
                       const char *text, bool rounded,
                       const mc_lp_options *options)
{
    mc_answer answer;
    mc_message message = {""};
    mc_status status = mc_answer_parse(&answer, &message, "file", text,
                                       strlen(text), lp, MC_ANSWER_AUTO);
    if (status != MC_OK)
        print_error("%s\n%s", message.text, text);
    assert_int_equal(status, MC_OK);
    assert_int_equal(mc_judge(judgement, &message, lp, &answer, rounded,
                              options ? options : &exact),
                     MC_OK);
    mc_answer_clear(&answer);
}

static mc_verdict verdict_of(const mc_lp *lp, const char *text, bool rounded)
{
    mc_judgement judgement;
    mc_verdict verdict;
    judge_text(&judgement, lp, text, rounded, NULL);
    verdict = judgement.verdict;
    mc_judgement_clear(&judgement);
    return verdict;
}

/* ---- numbers ---- */

static void assert_exponent(const char *text, long exponent)
{
    mpq_t value;
    mpq_init(value);
    assert_int_equal(mpq_set_str(value, text, 10), 0);
    assert_int_equal(mc_judge_exponent(value), exponent);
    mpq_neg(value, value);
    assert_int_equal(mc_judge_exponent(value), exponent);
    mpq_clear(value);
}

static void exponents_are_exact(void **unused)
{
    (void)unused;
    assert_exponent("1", 0);
    assert_exponent("9", 0);
    assert_exponent("10", 1);
    assert_exponent("99999999999999999999/10", 18);
    assert_exponent("1/10", -1);
    assert_exponent("1/11", -2);
    assert_exponent("1/9", -1);
    assert_exponent("999/1000", -1);
    assert_exponent("1000000000000000000000000000000", 30);
    assert_exponent("1/1000000000000000000000000000000", -30);
}

/* The halves of the values of x0, x1, x2 when they are printed like this. */
static void assert_halves(const char *const text[3], const char *const half[3])
{
    mc_answer_number entry[3] = {{0}, {0}, {0}};
    mc_answer_vector vector = {.length = 3, .given = 3, .entry = entry};
    mpq_t value, wanted;
    mpq_inits(value, wanted, NULL);
    for (int i = 0; i < 3; i++) {
        mpq_init(entry[i].value);
        assert_null(mc_answer_number_read(&entry[i], text[i], strlen(text[i])));
    }
    for (int i = 0; i < 3; i++) {
        mc_judge_half(value, &entry[i], mc_judge_print(&vector));
        assert_int_equal(mpq_set_str(wanted, half[i], 10), 0);
        mpq_canonicalize(wanted);
        assert_true(mpq_equal(value, wanted));
        mpq_clear(entry[i].value);
    }
    mpq_clears(value, wanted, NULL);
}

static void printed_digits_leave_intervals(void **unused)
{
    (void)unused;
    /* six significant digits at least; zeros and fractions are exact */
    assert_halves((const char *const[]){"1.5", "0", "1/3"},
                  (const char *const[]){"1/200000", "0", "0"});
    /* as many as the longest */
    assert_halves(
        (const char *const[]){"3", "25.5", "0.57142857"},
        (const char *const[]){"1/20000000", "1/2000000", "1/200000000"});
    /* all with the same decimals */
    assert_halves((const char *const[]){"3.000000", "0.000000", "0.571429"},
                  (const char *const[]){"1/2000000", "1/2000000", "1/2000000"});
    /* doubles: 2^-53 of the value */
    assert_halves((const char *const[]){"3", "0.57142857142857140", "0"},
                  (const char *const[]){
                      "3/9007199254740992",
                      "57142857142857140/900719925474099200000000000000000",
                      "0"});
}

typedef struct claim {
    const char *text;
    bool holds, exact;
    size_t right;
    unsigned printed;
} claim;

static void claimed_digits_are_counted(void **unused)
{
    /* The optimum is 44/7 = 6.2857142857142857142... */
    static const claim claims[] = {
        {"44/7", true, true, 0, 0},
        {"6.28571", true, false, 6, 6},
        {"6.28572", false, false, 5, 6},
        {"6.29", true, false, 3, 3},
        {"6.28", false, false, 2, 3},
        {"6.3", true, false, 2, 2},
        {"6", false, false, 1, 6},
        {"63e-1", true, false, 2, 2},
        {"6.2857142857142857", true, false, 17, 15},
        {"6.2857142857142899", true, false, 15, 15},
        {"6.2857142857143001", false, false, 14, 15},
        {"7.0", false, false, 0, 2},
        {"-6.28571", false, false, 0, 6},
    };
    mc_lp lp;
    (void)unused;
    toy_program(&lp);
    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
        mc_judgement judgement;
        char text[256];
        (void)snprintf(text, sizeof text, "=obj= %s\nX 3\nY 1\nZ 4/7\nW 1\n",
                       claims[i].text);
        judge_text(&judgement, &lp, text, false, NULL);
        assert_true(judgement.objective.compared);
        assert_int_equal(judgement.objective.holds, claims[i].holds);
        assert_int_equal(judgement.objective.exact, claims[i].exact);
        assert_int_equal(judgement.objective.printed, claims[i].printed);
        if (!claims[i].exact)
            assert_int_equal(judgement.objective.right, claims[i].right);
        assert_int_equal(judgement.verdict, claims[i].holds ? MC_VERDICT_CORRECT
                                                            : MC_VERDICT_WRONG);
        mc_judgement_clear(&judgement);
    }
    mc_lp_clear(&lp);
}

/* ---- answers that were made from the exact one ---- */

static void write_vector(FILE *out, const mc_vector *vector, char *const *names,
                         int sign)
{
    mpq_t value;
    mpq_init(value);
    for (size_t j = 0; j < vector->length; j++) {
        mc_vector_get(value, vector, j);
        if (sign < 0)
            mpq_neg(value, value);
        (void)gmp_fprintf(out, "%s = %Qd\n", names[j], value);
    }
    mpq_clear(value);
}

/* The distance of each row from its lower side, or else from its upper one. */
static void write_slacks(FILE *out, const mc_lp *lp, const mc_vector *x)
{
    mc_vector activity;
    mpq_t slack;
    mpq_init(slack);
    assert_true(mc_vector_init(&activity, lp->rows));
    mc_judge_activity(&activity, lp, x, false);
    for (size_t r = 0; r < lp->rows; r++) {
        const mc_lp_bound *lower = &lp->row_lower[r];
        const mc_lp_bound *upper = &lp->row_upper[r];
        mc_judge_row(slack, &activity, lp, r);
        if (lower->finite)
            mpq_sub(slack, slack, lower->value);
        else if (upper->finite)
            mpq_sub(slack, upper->value, slack);
        if ((lower->finite || upper->finite) && mpq_sgn(slack) != 0)
            (void)gmp_fprintf(out, "%s = %Qd\n", lp->row_name[r], slack);
    }
    mc_vector_clear(&activity);
    mpq_clear(slack);
}

/* In QSopt_ex's format. */
static char *exact_text(const mc_lp *lp, const mc_lp_solution *solution,
                        int price_sign, int reduced_sign)
{
    char *text;
    size_t length;
    FILE *out = open_text(&text, &length);
    (void)gmp_fprintf(out, "status = OPTIMAL\nValue = %Qd\nVARS:\n",
                      solution->value);
    write_vector(out, &solution->x, lp->column_name, 1);
    fputs("REDUCED COST:\n", out);
    write_vector(out, &solution->reduced, lp->column_name, reduced_sign);
    fputs("PI:\n", out);
    write_vector(out, &solution->y, lp->row_name, price_sign);
    fputs("SLACK:\n", out);
    write_slacks(out, lp, &solution->x);
    assert_int_equal(fclose(out), 0);
    return text;
}

static char *basis_text(const mc_basis *basis)
{
    static const char codes[] = "1023";
    char *text;
    size_t length;
    FILE *out = open_text(&text, &length);
    fprintf(out, "HiGHS v1\nValid\n# Columns %zu\n", basis->columns);
    for (size_t j = 0; j < basis->columns; j++)
        fprintf(out, "%c ", codes[basis->column[j]]);
    fprintf(out, "\n# Rows %zu\n", basis->rows);
    for (size_t r = 0; r < basis->rows; r++)
        fprintf(out, "%c ", codes[basis->row[r]]);
    fputs("\n", out);
    assert_int_equal(fclose(out), 0);
    return text;
}

/* A random program that has an optimum, and its exact answer. */
static void random_solved(mc_lp *lp, mc_lp_solution *solution,
                          gmp_randstate_t random)
{
    mc_message message = {""};
    for (;;) {
        random_program(lp, random);
        assert_true(mc_lp_solution_init(solution, lp));
        assert_int_equal(mc_lp_solve_with(solution, &message, lp, &exact),
                         MC_OK);
        if (solution->kind == MC_LP_OPTIMAL)
            return;
        mc_lp_solution_clear(solution);
        mc_lp_clear(lp);
    }
}

static void exact_answers_are_correct(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(200); n++) {
        mc_lp lp;
        mc_lp_solution solution;
        mc_judgement judgement;
        char *text;
        random_solved(&lp, &solution, random);
        text = exact_text(&lp, &solution, 1, 1);
        judge_text(&judgement, &lp, text, false, NULL);
        assert_int_equal(judgement.verdict, MC_VERDICT_CORRECT);
        assert_true(judgement.objective.exact);
        assert_int_equal(mpq_sgn(judgement.point.loss), 0);
        assert_true(judgement.duals.right);
        mc_judgement_clear(&judgement);
        free(text);
        text = basis_text(&solution.basis);
        judge_text(&judgement, &lp, text, false, NULL);
        assert_int_equal(judgement.verdict, MC_VERDICT_CORRECT);
        assert_true(mpq_equal(judgement.basis.objective, solution.value));
        mc_judgement_clear(&judgement);
        free(text);
        mc_lp_solution_clear(&solution);
        mc_lp_clear(&lp);
    }
    gmp_randclear(random);
}

static bool has_entry(const mc_vector *vector)
{
    for (size_t i = 0; i < vector->length; i++)
        if (mpz_sgn(vector->numerator[i]) != 0)
            return true;
    return false;
}

static bool has_cost(const mc_lp *lp)
{
    for (size_t j = 0; j < lp->columns; j++)
        if (mpq_sgn(lp->cost[j]) != 0)
            return true;
    return false;
}

/* With costs that are not all 0 the negated dual values are no dual values:
   c = A'y + d, so that their residual is 2 c. */
static void swapped_signs_are_seen(void **unused)
{
    gmp_randstate_t random;
    size_t seen[2] = {0, 0};
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(200); n++) {
        mc_lp lp;
        mc_lp_solution solution;
        mc_judgement judgement;
        char *text;
        random_solved(&lp, &solution, random);
        if (has_cost(&lp) && has_entry(&solution.y) &&
            has_entry(&solution.reduced)) {
            text = exact_text(&lp, &solution, -1, -1);
            judge_text(&judgement, &lp, text, false, NULL);
            assert_int_equal(judgement.duals.price_sign, -1);
            assert_int_equal(judgement.duals.reduced_sign, -1);
            assert_int_equal(judgement.verdict, lp.maximise ? MC_VERDICT_CORRECT
                                                            : MC_VERDICT_WRONG);
            mc_judgement_clear(&judgement);
            free(text);
            text = exact_text(&lp, &solution, 1, -1);
            judge_text(&judgement, &lp, text, false, NULL);
            assert_int_equal(judgement.verdict, MC_VERDICT_WRONG);
            assert_int_equal(judgement.duals.price_sign, 1);
            assert_int_equal(judgement.duals.reduced_sign, -1);
            mc_judgement_clear(&judgement);
            free(text);
            seen[lp.maximise]++;
        }
        mc_lp_solution_clear(&solution);
        mc_lp_clear(&lp);
    }
    assert_true(seen[0] > 5 && seen[1] > 5);
    gmp_randclear(random);
}

/* X and W stand at their upper bounds 3 and 1, so that their reduced costs are
   not positive in a minimisation, although the lower bounds are finite. */
static void boxed_columns_tell_the_sign(void **unused)
{
    static const struct {
        const char *x, *w;
        int sign;
        size_t wrong;
    } cases[] = {{"-23/7", "-1", 1, 0},
                 {"23/7", "1", -1, 0},
                 {"23/7", "-1", -1, 1},
                 {"-23/7", "1", 1, 1}};
    mc_lp lp;
    (void)unused;
    toy_program(&lp);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mc_judgement judgement;
        char text[256];
        (void)snprintf(text, sizeof text,
                       "status = OPTIMAL\nValue = 44/7\nVARS:\nX = 3\nY = 1\n"
                       "Z = 4/7\nW = 1\nREDUCED COST:\nX = %s\nW = %s\n"
                       "SLACK:\nCAP = 20/7\n",
                       cases[i].x, cases[i].w);
        judge_text(&judgement, &lp, text, false, NULL);
        assert_int_equal(judgement.duals.reduced_sign, cases[i].sign);
        assert_int_equal(judgement.duals.wrong.count, cases[i].wrong);
        assert_int_equal(judgement.verdict,
                         i == 0 ? MC_VERDICT_CORRECT : MC_VERDICT_WRONG);
        mc_judgement_clear(&judgement);
    }
    mc_lp_clear(&lp);
}

/* The exact point as "name p/q", which leaves no interval, changed by +-10^-7
   in one column, with the claim that this is the optimum. */
static char *shifted_text(const mc_lp *lp, mc_lp_solution *solution,
                          gmp_randstate_t random)
{
    size_t column = unit_random_below(random, lp->columns), length;
    char *text;
    FILE *out = open_text(&text, &length);
    mpq_t value, shift;
    mpq_inits(value, shift, NULL);
    mpq_set_si(shift, unit_random_below(random, 2) ? 1 : -1, 10000000);
    (void)gmp_fprintf(out, "=obj= %Qd\n", solution->value);
    for (size_t j = 0; j < lp->columns; j++) {
        mc_vector_get(value, &solution->x, j);
        if (j == column) {
            mpz_t common;
            mpq_add(value, value, shift);
            mpz_init(common);
            mpz_lcm(common, solution->x.denominator, mpq_denref(value));
            mc_vector_rescale(&solution->x, common);
            mpz_divexact(common, common, mpq_denref(value));
            mpz_mul(solution->x.numerator[j], mpq_numref(value), common);
            mpz_clear(common);
        }
        (void)gmp_fprintf(out, "%s %Zd/%Zd\n", lp->column_name[j],
                          mpq_numref(value), mpq_denref(value));
    }
    mpq_clears(value, shift, NULL);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void a_shift_by_a_hair_is_seen(void **unused)
{
    gmp_randstate_t random;
    size_t seen[4] = {0, 0, 0, 0};
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(300); n++) {
        mc_lp lp;
        mc_lp_solution solution;
        mc_judgement judgement;
        mpq_t objective;
        char *text;
        random_solved(&lp, &solution, random);
        mpq_init(objective);
        text = shifted_text(&lp, &solution, random);
        judge_text(&judgement, &lp, text, false, NULL);
        mc_judge_objective_at(objective, &lp, &solution.x);
        if (!mc_lp_point_holds(&lp, &solution.x))
            assert_int_equal(judgement.verdict, MC_VERDICT_INFEASIBLE);
        else if (!mpq_equal(objective, judgement.solution.value))
            assert_int_equal(judgement.verdict, MC_VERDICT_WRONG);
        else
            assert_int_equal(judgement.verdict, MC_VERDICT_CORRECT);
        seen[judgement.verdict]++;
        mc_judgement_clear(&judgement);
        free(text);
        mpq_clear(objective);
        mc_lp_solution_clear(&solution);
        mc_lp_clear(&lp);
    }
    assert_true(seen[MC_VERDICT_INFEASIBLE] > 50);
    assert_true(seen[MC_VERDICT_WRONG] > 10);
    gmp_randclear(random);
}

/* The optimum printed with ten digits. */
static char *rounded_text(const mc_lp *lp, const mc_lp_solution *solution)
{
    char *text;
    size_t length;
    FILE *out = open_text(&text, &length);
    mpq_t value;
    mpq_init(value);
    fputs("# Gurobi\n", out);
    for (size_t j = 0; j < lp->columns; j++) {
        mc_vector_get(value, &solution->x, j);
        fprintf(out, "%s %.10g\n", lp->column_name[j], mpq_get_d(value));
    }
    mpq_clear(value);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void rounded_points_hold_if_asked(void **unused)
{
    gmp_randstate_t random;
    size_t infeasible = 0;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(1000); n++) {
        mc_lp lp;
        mc_lp_solution solution;
        mc_judgement judgement;
        char *text;
        random_solved(&lp, &solution, random);
        text = rounded_text(&lp, &solution);
        judge_text(&judgement, &lp, text, true, NULL);
        assert_int_equal(judgement.verdict, MC_VERDICT_CORRECT);
        assert_int_equal(judgement.point.digits, MC_KNOWN_YES);
        if (judgement.point.primal.count > 0) {
            infeasible++;
            assert_int_equal(verdict_of(&lp, text, false),
                             MC_VERDICT_INFEASIBLE);
        }
        mc_judgement_clear(&judgement);
        free(text);
        mc_lp_solution_clear(&solution);
        mc_lp_clear(&lp);
    }
    assert_true(infeasible > 10);
    gmp_randclear(random);
}

/* Another optimal point than the one that the engine finds: the solver has to
   look within the intervals. min 0, x + y = 1/3. */
static void other_optimal_points_hold(void **unused)
{
    mc_lp lp;
    mpq_t value;
    (void)unused;
    mpq_init(value);
    mc_lp_init(&lp, false);
    mpq_set_ui(value, 1, 3);
    assert_true(mc_lp_add_row(&lp, value, value));
    mpq_set_ui(value, 0, 1);
    assert_true(mc_lp_add_column(&lp, value, NULL, NULL));
    assert_true(mc_lp_add_column(&lp, value, NULL, NULL));
    mpq_set_ui(value, 1, 1);
    assert_true(mc_lp_add_entry(&lp, 0, 0, value));
    assert_true(mc_lp_add_entry(&lp, 0, 1, value));
    assert_true(mc_lp_finish(&lp));
    lp.row_name = names_for('r', 1);
    lp.column_name = names_for('x', 2);
    assert_int_equal(verdict_of(&lp, "# G\nx0 0.1\nx1 0.233333\n", true),
                     MC_VERDICT_CORRECT);
    assert_int_equal(verdict_of(&lp, "# G\nx0 0.1\nx1 0.233335\n", true),
                     MC_VERDICT_INFEASIBLE);
    assert_int_equal(verdict_of(&lp, "# G\nx0 0.1\nx1 7/30\n", false),
                     MC_VERDICT_CORRECT);
    mc_lp_clear(&lp);
    mpq_clear(value);
}

/* minimise x + y, 3 x + 3.000000027 y >= 0, or maximise the negated sum */
static void degenerate_program(mc_lp *lp, bool maximise)
{
    char text[200], name[] = "program";
    mc_file file = {.name = name, .text = text};
    mc_message message = {""};
    file.length = (size_t)snprintf(
        text, sizeof text, "%s\n %s\nst\n r: 3 x + 3.000000027 y >= 0\nend\n",
        maximise ? "max" : "min", maximise ? "- x - y" : "x + y");
    assert_int_equal(mc_lp_parse(lp, NULL, &message, &file, NULL), MC_OK);
}

/* The origin is optimal, with x basic too, where y has a reduced cost of the
   wrong sign; the sense and the sign of the dual values vary. */
static void optimal_bases_need_not_be_dual_feasible(void **unused)
{
    static const struct {
        bool maximise;
        const char *price, *reduced;
        mc_verdict verdict;
    } cases[] = {
        {false, "0.333333333333333", "-9e-9", MC_VERDICT_CORRECT},
        {false, "-0.333333333333333", "9e-9", MC_VERDICT_WRONG},
        {false, "0.333333333333333", "9e-9", MC_VERDICT_WRONG},
        {false, "0.333333333333333", "-8e-9", MC_VERDICT_WRONG},
        {false, "0.333333334333333", "-9e-9", MC_VERDICT_WRONG},
        {true, "-0.333333333333333", "9e-9", MC_VERDICT_CORRECT},
        {true, "0.333333333333333", "-9e-9", MC_VERDICT_CORRECT},
        {true, "0.333333333333333", "9e-9", MC_VERDICT_WRONG},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        mc_lp lp;
        mc_judgement judgement;
        (void)unused;
        degenerate_program(&lp, cases[i].maximise);
        (void)snprintf(text, sizeof text,
                       "s bas 1 2 f f 0\ni 1 l 0 %s\nj 1 b 0 0\nj 2 l 0 %s\n"
                       "e o f\n",
                       cases[i].price, cases[i].reduced);
        judge_text(&judgement, &lp, text, false, NULL);
        assert_int_equal(judgement.verdict, cases[i].verdict);
        assert_true(judgement.basis.optimal);
        assert_int_equal(judgement.basis.dual.count, 1);
        assert_int_equal(judgement.basis.duals_agree,
                         cases[i].verdict == MC_VERDICT_CORRECT);
        mc_judgement_clear(&judgement);
        mc_lp_clear(&lp);
    }
}

/* ---- within limits ---- */

static bool always(void *user)
{
    (void)user;
    return true;
}

static void a_stop_leaves_what_is_certain(void **unused)
{
    const mc_stop stop = {always, NULL};
    const mc_lp_options options = {.stop = &stop, .exact_only = true};
    mc_judgement judgement;
    mc_lp lp;
    (void)unused;
    toy_program(&lp);
    judge_text(&judgement, &lp, "=obj= 44/7\nX 3\nY 1\nZ 4/7\nW 1\n", false,
               &options);
    assert_int_equal(judgement.solution.kind, MC_LP_UNDECIDED);
    assert_int_equal(judgement.verdict, MC_VERDICT_UNDECIDED);
    mc_judgement_clear(&judgement);
    judge_text(&judgement, &lp, "=obj= 44/7\nX 3\nY 1\nZ 3/7\nW 1\n", false,
               &options);
    assert_int_equal(judgement.verdict, MC_VERDICT_INFEASIBLE);
    mc_judgement_clear(&judgement);
    judge_text(&judgement, &lp, "NAME\n XL Y DEMAND\n XL Z BALANCE\nENDATA\n",
               false, &options);
    assert_int_equal(judgement.verdict, MC_VERDICT_UNDECIDED);
    mc_judgement_clear(&judgement);
    mc_lp_clear(&lp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponents_are_exact),
        cmocka_unit_test(printed_digits_leave_intervals),
        cmocka_unit_test(claimed_digits_are_counted),
        cmocka_unit_test(exact_answers_are_correct),
        cmocka_unit_test(swapped_signs_are_seen),
        cmocka_unit_test(boxed_columns_tell_the_sign),
        cmocka_unit_test(optimal_bases_need_not_be_dual_feasible),
        cmocka_unit_test(a_shift_by_a_hair_is_seen),
        cmocka_unit_test(rounded_points_hold_if_asked),
        cmocka_unit_test(other_optimal_points_hold),
        cmocka_unit_test(a_stop_leaves_what_is_certain),
    };
    return UNIT_RUN(tests);
}
