/* The linear program (33): the Bayes correlated equilibrium that is worst for
   the designer. Its dual is (34). Costs and obedience rows are multiplied by
   the denominator of the expected payoffs, so that every coefficient of theirs
   is an integer; obedience multipliers do not change by that, lambda does. */
#include "base/memory.h"
#include "base/message.h"
#include "game/effort.h"
#include "game/guarantee.h"
#include "lp/solve.h"

/* Columns sigma(a,theta), for the states that may have positive probability;
   rows: the prior, then obedience. obedience_row[p] is the row of the
   multiplier at place p of alpha, or SIZE_MAX. */
typedef struct correlated {
    const mc_guarantee *guarantee;
    const mc_choices *actions;
    mc_lp lp;
    size_t *state; /* the states that have columns */
    size_t states;
    size_t *obedience_row;
    mc_effort effort;
    mpq_t number, zero, one;
} correlated;

static size_t column(const correlated *program, size_t profile, size_t place)
{
    return profile * program->states + place;
}

static bool add_columns(correlated *program)
{
    const mc_payoff_table *expected = &program->guarantee->expected;
    bool done = true;
    for (size_t a = 0; a < expected->profiles; a++)
        for (size_t p = 0; p < program->states && done; p++) {
            mpq_set_z(program->number,
                      mc_payoff_at(expected, expected->players - 1, a,
                                   program->state[p]));
            done = mc_lp_add_column(&program->lp, program->zero, NULL,
                                    program->number);
        }
    return done;
}

/* sum_a sigma(a,theta) = mu(theta) */
static bool add_given_prior(correlated *program, mpq_t *prior)
{
    bool done = true;
    for (size_t p = 0; p < program->states && done; p++) {
        size_t row = program->lp.rows;
        mpq_srcptr mass = prior[program->state[p]];
        done = mc_lp_add_row(&program->lp, mass, mass);
        for (size_t a = 0; a < program->actions->profiles && done; a++)
            done = mc_lp_add_entry(&program->lp, row, column(program, a, p),
                                   program->one);
    }
    return done;
}

/* One row of a set of priors; a NULL coefficient list is all ones. */
static bool add_prior_row(correlated *program, mpq_t *coefficient,
                          mpq_srcptr lower, mpq_srcptr upper)
{
    size_t row = program->lp.rows;
    bool done = mc_lp_add_row(&program->lp, lower, upper);
    for (size_t a = 0; a < program->actions->profiles; a++)
        for (size_t p = 0; p < program->states && done; p++) {
            mpq_srcptr c =
                coefficient ? coefficient[program->state[p]] : program->one;
            done = mpq_sgn(c) == 0 ||
                   mc_lp_add_entry(&program->lp, row, column(program, a, p), c);
        }
    return done;
}

static bool add_prior_set(correlated *program, const mc_prior *prior)
{
    size_t width = prior->states + 1;
    bool done = add_prior_row(program, NULL, program->one, program->one);
    for (size_t r = 0; r < prior->rows && done; r++) {
        mpq_t *row = prior->coefficient + r * width;
        mc_prior_sense sense = mc_prior_row_sense(prior, r);
        done = add_prior_row(
            program, row, sense == MC_PRIOR_AT_MOST ? NULL : row[prior->states],
            sense == MC_PRIOR_AT_LEAST ? NULL : row[prior->states]);
    }
    return done;
}

/* The gain from obeying c instead of playing b, at (a, theta) with a_i = c. */
static void obedience_gain(mpq_t gain, const correlated *program, size_t agent,
                           size_t profile, size_t b, size_t state)
{
    const mc_payoff_table *expected = &program->guarantee->expected;
    size_t other = mc_choices_with(program->actions, profile, agent, b);
    mpz_sub(mpq_numref(gain), mc_payoff_at(expected, agent, profile, state),
            mc_payoff_at(expected, agent, other, state));
}

/* sum over theta and a with a_i = c of sigma(a,theta) gain >= 0 */
static bool add_obedience(correlated *program, size_t agent, size_t c, size_t b)
{
    const mc_choices *actions = program->actions;
    size_t row = SIZE_MAX;
    bool done = true;
    for (size_t r = 0; r < mc_choices_rest(actions, agent); r++) {
        size_t a = mc_choices_fixed(actions, agent, c, r);
        for (size_t p = 0; p < program->states && done; p++) {
            obedience_gain(program->number, program, agent, a, b,
                           program->state[p]);
            if (mpq_sgn(program->number) == 0)
                continue;
            if (row == SIZE_MAX) {
                row = program->lp.rows;
                done = mc_lp_add_row(&program->lp, program->zero, NULL);
            }
            done =
                done && mc_lp_add_entry(&program->lp, row,
                                        column(program, a, p), program->number);
        }
    }
    program->obedience_row[mc_multiplier_place(&program->guarantee->alpha,
                                               agent, c, b)] = row;
    return done &&
           mc_effort_goes_on(&program->effort,
                             mc_choices_rest(actions, agent) * program->states);
}

static bool build(correlated *program)
{
    const mc_statements *statements = &program->guarantee->statements;
    mpq_t *given = mc_given_prior(statements);
    bool done = add_columns(program) &&
                (given ? add_given_prior(program, given)
                       : add_prior_set(program, statements->prior));
    for (size_t i = 0; i < program->actions->agents; i++)
        for (size_t c = 0; c < program->actions->count[i]; c++)
            for (size_t b = 0; b < program->actions->count[i] && done; b++)
                if (b != c)
                    done = add_obedience(program, i, c, b);
    return done && mc_lp_finish(&program->lp);
}

static bool correlated_init(correlated *program, const mc_guarantee *guarantee,
                            const mc_limits *limits)
{
    const mc_statements *statements = &guarantee->statements;
    mpq_t *given = mc_given_prior(statements);
    *program = (correlated){.guarantee = guarantee,
                            .actions = &statements->mechanism->actions,
                            .effort = {.limits = limits}};
    mpq_inits(program->number, program->zero, program->one, NULL);
    mpq_set_ui(program->one, 1, 1);
    mc_lp_init(&program->lp, false);
    program->state = mc_array(statements->env->states, sizeof(size_t));
    program->obedience_row =
        mc_array(guarantee->alpha.value.length, sizeof(size_t));
    if (!program->state || !program->obedience_row)
        return false;
    for (size_t p = 0; p < guarantee->alpha.value.length; p++)
        program->obedience_row[p] = SIZE_MAX;
    for (size_t t = 0; t < statements->env->states; t++)
        if (!given || mpq_sgn(given[t]) > 0)
            program->state[program->states++] = t;
    return build(program);
}

static void correlated_clear(correlated *program)
{
    free(program->obedience_row);
    free(program->state);
    mc_lp_clear(&program->lp);
    mpq_clears(program->number, program->zero, program->one, NULL);
}

static void read_solution(mc_guarantee *guarantee, const correlated *program,
                          const mc_lp_solution *solution)
{
    const mc_prior *prior = guarantee->statements.prior;
    size_t states = guarantee->statements.env->states;
    for (size_t a = 0; a < program->actions->profiles; a++)
        for (size_t p = 0; p < program->states; p++)
            mpz_set(guarantee->worst.numerator[a * states + program->state[p]],
                    solution->x.numerator[column(program, a, p)]);
    mpz_set(guarantee->worst.denominator, solution->x.denominator);
    mc_vector_reduce(&guarantee->worst);
    for (size_t p = 0; p < guarantee->alpha.value.length; p++)
        if (program->obedience_row[p] != SIZE_MAX)
            mpz_set(guarantee->alpha.value.numerator[p],
                    solution->y.numerator[program->obedience_row[p]]);
    mpz_set(guarantee->alpha.value.denominator, solution->y.denominator);
    mc_vector_reduce(&guarantee->alpha.value);
    if (prior && !prior->given) {
        for (size_t r = 0; r < guarantee->priors.length; r++)
            mpz_set(guarantee->priors.numerator[r], solution->y.numerator[r]);
        mpz_mul(guarantee->priors.denominator, solution->y.denominator,
                guarantee->expected.sum.denominator);
        mc_vector_reduce(&guarantee->priors);
    }
}

mc_status mc_guarantee_solve(mc_guarantee *guarantee, mc_message *message,
                             const mc_limits *limits)
{
    const mc_stop stop = mc_limits_stop(limits);
    const mc_lp_options options = mc_limits_options(limits, &stop);
    correlated program;
    mc_lp_solution solution;
    mc_status status = MC_LIMIT;
    bool ready = correlated_init(&program, guarantee, limits);
    bool room = mc_lp_solution_init(&solution, &program.lp);
    if (ready && room) {
        guarantee->rows = program.lp.rows;
        guarantee->columns = program.lp.columns;
        status = mc_lp_solve_with(&solution, message, &program.lp, &options);
    } else {
        status = mc_effort_fail(&program.effort, message);
    }
    /* By Nash's theorem a mechanism has an equilibrium under every information
       structure, so only an empty set of priors makes (33) infeasible; the
       welfare is bounded. */
    if (status == MC_OK && solution.kind != MC_LP_OPTIMAL)
        status = mc_message_set(message, MC_BAD_INPUT,
                                "no prior satisfies all the rows of the prior "
                                "statement; the set of priors is empty");
    if (status == MC_OK) {
        guarantee->pivots = solution.pivots;
        read_solution(guarantee, &program, &solution);
    }
    mc_lp_solution_clear(&solution);
    correlated_clear(&program);
    return status;
}
