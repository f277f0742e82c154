/* The bound (35) from local multipliers: the same one on every step to the next
   action, zero elsewhere. */
#include "base/memory.h"
#include "base/message.h"
#include "game/effort.h"
#include "game/guarantee.h"
#include "lp/solve.h"

/* k if every agent's actions are labelled by the grid {0, 1/k, ..., k}, or 0.
   Actions called 0 and 1 are no reason to think of X(1), whose multiplier is
   0. Returns false without memory. */
static bool find_grid(unsigned long *k, const mc_choices *actions)
{
    mc_choices grid;
    size_t most = 1;
    bool room = true;
    while (most * most + 1 < actions->count[0])
        most++;
    *k = 0;
    if (most == 1 || most * most + 1 != actions->count[0])
        return true;
    room = mc_choices_init(&grid, actions->agents, actions->count) &&
           mc_choices_label_grid(&grid, most);
    if (room && mc_choices_equal(&grid, actions))
        *k = most;
    mc_choices_clear(&grid);
    return room;
}

/* The sum over agents of what the step to the next action gains, at (a, theta).
   Returns whether anybody has a next action. */
static void steps_gain(mpq_t gain, const mc_guarantee *guarantee, size_t a,
                       size_t t)
{
    const mc_choices *actions = &guarantee->statements.mechanism->actions;
    const mc_payoff_table *expected = &guarantee->expected;
    mpq_set_ui(gain, 0, 1);
    for (size_t i = 0; i < actions->agents; i++) {
        size_t own = mc_choices_at(actions, a, i);
        if (own + 1 == actions->count[i])
            continue;
        mpz_add(mpq_numref(gain), mpq_numref(gain),
                mc_payoff_at(expected, i,
                             mc_choices_with(actions, a, i, own + 1), t));
        mpz_sub(mpq_numref(gain), mpq_numref(gain),
                mc_payoff_at(expected, i, a, t));
    }
}

/* Maximises sum mu lambda, with the environment's prior also if another one is
   asked about (40), over lambda and the step c >= 0 subject to
   lambda(theta) <= welfare + c gain, in units of the expected payoffs. */
static bool build_best(mc_lp *lp, const mc_guarantee *guarantee)
{
    const mc_payoff_table *expected = &guarantee->expected;
    mpq_t *prior = guarantee->statements.env->prior;
    size_t states = expected->width;
    mpq_t one, zero, number;
    mpq_inits(one, zero, number, NULL);
    mpq_set_ui(one, 1, 1);
    bool done = true;
    mc_lp_init(lp, true);
    for (size_t t = 0; t < states && done; t++)
        done = mc_lp_add_column(lp, NULL, NULL, prior[t]);
    done = done && mc_lp_add_column(lp, zero, NULL, NULL);
    for (size_t t = 0; t < states; t++)
        for (size_t a = 0; a < expected->profiles && done; a++) {
            size_t row = lp->rows;
            if (mpq_sgn(prior[t]) == 0)
                continue;
            mpq_set_z(number,
                      mc_payoff_at(expected, expected->players - 1, a, t));
            done = mc_lp_add_row(lp, NULL, number) &&
                   mc_lp_add_entry(lp, row, t, one);
            steps_gain(number, guarantee, a, t);
            mpq_neg(number, number);
            if (mpq_sgn(number) != 0)
                done = done && mc_lp_add_entry(lp, row, states, number);
        }
    mpq_clears(one, zero, number, NULL);
    return done && mc_lp_finish(lp);
}

static mc_status best_step(mpq_t step, const mc_guarantee *guarantee,
                           mc_message *message, const mc_limits *limits)
{
    const mc_stop stop = mc_limits_stop(limits);
    const mc_lp_options options = mc_limits_options(limits, &stop);
    mc_lp lp;
    mc_lp_solution solution;
    mc_status status = MC_LIMIT;
    bool ready = build_best(&lp, guarantee);
    bool room = mc_lp_solution_init(&solution, &lp);
    if (ready && room)
        status = mc_lp_solve_with(&solution, message, &lp, &options);
    else
        mc_message_set(message, MC_LIMIT, "out of memory");
    /* bounded by the guarantee, and 0 is feasible */
    if (status == MC_OK && solution.kind != MC_LP_OPTIMAL)
        status = mc_message_set(message, MC_UNDECIDED,
                                "internal error: no best local multiplier");
    if (status == MC_OK)
        mc_vector_get(step, &solution.x, guarantee->expected.width);
    mc_lp_solution_clear(&solution);
    mc_lp_clear(&lp);
    return status;
}

/* The same multiplier on every step to the next action. */
static void set_steps(mc_multipliers *alpha, mpq_srcptr step)
{
    mpz_set(alpha->value.denominator, mpq_denref(step));
    for (size_t i = 0; i < alpha->agents; i++)
        for (size_t a = 0; a + 1 < alpha->from_count[i]; a++)
            mpz_set(
                alpha->value.numerator[mc_multiplier_place(alpha, i, a, a + 1)],
                mpq_numref(step));
}

mc_status mc_guarantee_localise(mc_guarantee *guarantee, mc_message *message,
                                const mc_limits *limits)
{
    const mc_statements *statements = &guarantee->statements;
    const mc_choices *actions = &statements->mechanism->actions;
    unsigned long k = 0;
    mc_multipliers alpha;
    mc_vector lambda;
    mc_status status = MC_OK;
    if (statements->prior && !statements->prior->given)
        return mc_message_set(message, MC_BAD_INPUT,
                              "the bound from local multipliers is for one "
                              "prior, not for a set of priors");
    bool room = mc_multipliers_init(&alpha, actions, actions);
    room = mc_vector_init(&lambda, statements->env->states) && room;
    room = room && find_grid(&k, actions);
    if (!room)
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    else if (k > 0)
        mpq_set_ui(guarantee->step, k - 1, 1);
    else
        status = best_step(guarantee->step, guarantee, message, limits);
    if (status == MC_OK) {
        set_steps(&alpha, guarantee->step);
        mc_least_strategic(&lambda, &guarantee->expected, actions, &alpha);
        mc_average(guarantee->local, mc_given_prior(statements), &lambda);
        guarantee->has_local = true;
        guarantee->grid = k;
    }
    mc_vector_clear(&lambda);
    mc_multipliers_clear(&alpha);
    return status;
}

mpq_srcptr mc_guarantee_local(const mc_guarantee *guarantee)
{
    return guarantee->has_local ? guarantee->local : NULL;
}

mpq_srcptr mc_guarantee_step(const mc_guarantee *guarantee)
{
    return guarantee->step;
}

unsigned long mc_guarantee_grid(const mc_guarantee *guarantee)
{
    return guarantee->grid;
}
