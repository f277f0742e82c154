/* The linear program (30): the best direct mechanism; and its variant in which
   agents may stay out. Objective and truth-telling rows are multiplied by the
   denominator of the weighed payoffs, so that every coefficient is an integer;
   multipliers on truth-telling do not change by that. */
#include "base/memory.h"
#include "base/message.h"
#include "game/effort.h"
#include "game/potential.h"
#include "lp/solve.h"

/* Columns m(omega|x) by message profile; rows: lotteries, truth-telling, and
   individual rationality or security. The row of a multiplier stands at the
   same place as the multiplier, SIZE_MAX if it has none. */
typedef struct direct {
    const mc_potential *potential;
    mc_lp lp;
    size_t *alpha_row, *beta_row, *security_row;
    mc_effort effort;
    mpq_t number, zero, one;
} direct;

static size_t column(const direct *program, size_t profile, size_t outcome)
{
    return profile * program->potential->weighed.width + outcome;
}

static bool add_columns(direct *program)
{
    const mc_payoff_table *weighed = &program->potential->weighed;
    bool done = true;
    for (size_t x = 0; x < weighed->profiles; x++)
        for (size_t o = 0; o < weighed->width && done; o++) {
            mpq_set_z(program->number,
                      mc_payoff_at(weighed, weighed->players - 1, x, o));
            done = mc_lp_add_column(&program->lp, program->zero, NULL,
                                    program->number);
        }
    return done;
}

static bool add_lotteries(direct *program)
{
    const mc_payoff_table *weighed = &program->potential->weighed;
    bool done = true;
    for (size_t x = 0; x < weighed->profiles && done; x++) {
        size_t row = program->lp.rows;
        done = mc_lp_add_row(&program->lp, program->one, program->one);
        for (size_t o = 0; o < weighed->width && done; o++)
            done = mc_lp_add_entry(&program->lp, row, column(program, x, o),
                                   program->one);
    }
    return done;
}

static bool add_integer(direct *program, size_t row, size_t place, mpz_srcptr a,
                        bool negate)
{
    mpq_set_z(program->number, a);
    if (negate)
        mpq_neg(program->number, program->number);
    return mpz_sgn(a) == 0 ||
           mc_lp_add_entry(&program->lp, row, place, program->number);
}

/* sum over the profiles x with x_i = c of weighed_i(x,.) ( m(.|x) - m(.|t,x_-i)
   )
   >= 0; without the second part if t is SIZE_MAX. */
static bool add_truth(direct *program, size_t *place, size_t agent, size_t c,
                      size_t t)
{
    const mc_potential *potential = program->potential;
    const mc_payoff_table *weighed = &potential->weighed;
    const mc_choices *messages = &potential->messages;
    size_t row = program->lp.rows;
    bool done = mc_lp_add_row(&program->lp, program->zero, NULL);
    for (size_t r = 0; r < mc_choices_rest(messages, agent); r++) {
        size_t x = mc_choices_fixed(messages, agent, c, r);
        for (size_t o = 0; o < weighed->width && done; o++) {
            mpz_srcptr k = mc_payoff_at(weighed, agent, x, o);
            done = add_integer(program, row, column(program, x, o), k, false);
            if (t != SIZE_MAX)
                done = done &&
                       add_integer(
                           program, row,
                           column(program,
                                  mc_choices_fixed(messages, agent, t, r), o),
                           k, true);
        }
    }
    *place = row;
    return done &&
           mc_effort_goes_on(&program->effort,
                             mc_choices_rest(messages, agent) * weighed->width);
}

/* sum_omega u_i(omega,theta) m(omega|x) >= 0 where i stays out */
static bool add_security(direct *program)
{
    const mc_potential *potential = program->potential;
    const mc_environment *env = potential->statements.env;
    bool done = true;
    for (size_t r = 0; r < potential->security.length; r++) {
        size_t x = r / (env->agents * env->states);
        size_t i = r / env->states % env->agents, t = r % env->states;
        size_t row = program->lp.rows;
        if (!mc_stays_out(potential, x, i))
            continue;
        done = done && mc_lp_add_row(&program->lp, program->zero, NULL);
        for (size_t o = 0; o < env->outcomes && done; o++)
            done = add_integer(
                program, row, column(program, x, o),
                potential->payoffs
                    .payoff[(i * env->states + t) * env->outcomes + o],
                false);
        program->security_row[r] = row;
        done = done && mc_effort_goes_on(&program->effort, env->outcomes);
    }
    return done;
}

static bool build(direct *program)
{
    const mc_potential *potential = program->potential;
    const mc_multipliers *alpha = &potential->alpha;
    size_t beta = 0;
    bool done = add_columns(program) && add_lotteries(program);
    for (size_t i = 0; i < alpha->agents; i++)
        for (size_t c = 0; c < alpha->from_count[i]; c++, beta++) {
            for (size_t t = 0; t < alpha->to_count[i] && done; t++)
                if (t != c)
                    done = add_truth(
                        program,
                        &program
                             ->alpha_row[mc_multiplier_place(alpha, i, c, t)],
                        i, c, t);
            if (potential->kind == MC_POTENTIAL_DIRECT)
                done = done && add_truth(program, &program->beta_row[beta], i,
                                         c, SIZE_MAX);
        }
    return done && add_security(program) && mc_lp_finish(&program->lp);
}

/* An array of SIZE_MAX. */
static size_t *no_rows(size_t count)
{
    size_t *rows = mc_array(count, sizeof *rows);
    for (size_t r = 0; r < count && rows; r++)
        rows[r] = SIZE_MAX;
    return rows;
}

static bool direct_init(direct *program, const mc_potential *potential,
                        const mc_limits *limits)
{
    *program = (direct){.potential = potential, .effort = {.limits = limits}};
    mpq_inits(program->number, program->zero, program->one, NULL);
    mpq_set_ui(program->one, 1, 1);
    mc_lp_init(&program->lp, true);
    program->alpha_row = no_rows(potential->alpha.value.length);
    program->beta_row = no_rows(potential->beta.length);
    program->security_row = no_rows(potential->security.length);
    return program->alpha_row && program->beta_row && program->security_row &&
           build(program);
}

static void direct_clear(direct *program)
{
    free(program->security_row);
    free(program->beta_row);
    free(program->alpha_row);
    mc_lp_clear(&program->lp);
    mpq_clears(program->number, program->zero, program->one, NULL);
}

/* Multipliers of rows >= 0 in a maximisation are minus the prices. */
static void read_rows(mc_vector *multiplier, const size_t *row,
                      const mc_lp_solution *solution, mpz_srcptr factor)
{
    for (size_t r = 0; r < multiplier->length; r++)
        if (row[r] != SIZE_MAX)
            mpz_neg(multiplier->numerator[r], solution->y.numerator[row[r]]);
    mpz_mul(multiplier->denominator, solution->y.denominator, factor);
    mc_vector_reduce(multiplier);
}

/* The objective has the denominator of the weighed payoffs, which is that of
   the payoffs times that of the information; security rows have only the
   former. */
static void read_solution(mc_potential *potential, const direct *program,
                          const mc_lp_solution *solution)
{
    mpz_t one;
    mpz_init_set_ui(one, 1);
    read_rows(&potential->alpha.value, program->alpha_row, solution, one);
    read_rows(&potential->beta, program->beta_row, solution, one);
    read_rows(&potential->security, program->security_row, solution,
              potential->statements.information->distribution.denominator);
    for (size_t c = 0; c < potential->mechanism.length; c++)
        mpz_set(potential->mechanism.numerator[c], solution->x.numerator[c]);
    mpz_set(potential->mechanism.denominator, solution->x.denominator);
    mc_vector_reduce(&potential->mechanism);
    mpz_clear(one);
}

mc_status mc_potential_solve(mc_potential *potential, mc_message *message,
                             const mc_limits *limits)
{
    const mc_stop stop = mc_limits_stop(limits);
    const mc_lp_options options = mc_limits_options(limits, &stop);
    direct program;
    mc_lp_solution solution;
    mc_status status = MC_LIMIT;
    bool ready = direct_init(&program, potential, limits);
    bool room = mc_lp_solution_init(&solution, &program.lp);
    if (ready && room) {
        potential->rows = program.lp.rows;
        potential->columns = program.lp.columns;
        status = mc_lp_solve_with(&solution, message, &program.lp, &options);
    } else {
        status = mc_effort_fail(&program.effort, message);
    }
    /* the feasible set is bounded */
    if (status == MC_OK && solution.kind != MC_LP_OPTIMAL)
        status = mc_message_set(
            message, MC_REFUTED,
            "no direct mechanism satisfies the constraints, so that the "
            "environment has no participation-secure mechanism");
    if (status == MC_OK) {
        potential->pivots = solution.pivots;
        read_solution(potential, &program, &solution);
    }
    mc_lp_solution_clear(&solution);
    direct_clear(&program);
    return status;
}
