/* The linear programs (9) and (10), built from the definition. Rows and the
   variables lambda, gamma are multiplied by the scale of the payoffs, so that
   every coefficient is an integer. States of prior zero have no variable
   lambda(theta) or sigma(.,theta): their lambda is recomputed afterwards, their
   sigma is zero. */
#include <stdio.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/bound.h"
#include "game/environment.h"
#include "lp/file.h"
#include "lp/solve.h"

/* Where things stand in the linear program. */
typedef struct layout {
    const mc_bound *bound;
    mc_lp lp;
    size_t *state_place;   /* among the states of positive prior */
    size_t states;         /* of positive prior */
    size_t *security_rows; /* row of (x, i, theta), or SIZE_MAX; LB-G-k */
    mpq_t number;          /* scratch */
    bool named;            /* give names to rows and columns */
} layout;

/* Names the last column: KIND_PROFILE_INDEX. */
static bool name_column(layout *lay, const char *kind, size_t x, size_t index)
{
    char name[96];
    if (!lay->named)
        return true;
    int length = snprintf(name, sizeof name, "%s_%zu_%zu", kind, x, index);
    return mc_lp_name_column(&lay->lp, name, (size_t)length);
}

static bool name_row(layout *lay, const char *kind, size_t x, size_t index)
{
    char name[96];
    if (!lay->named)
        return true;
    int length = snprintf(name, sizeof name, "%s_%zu_%zu", kind, x, index);
    return mc_lp_name_row(&lay->lp, name, (size_t)length);
}

static bool add_integer(layout *lay, size_t row, size_t column, const mpz_t a)
{
    mpq_set_z(lay->number, a);
    return mc_lp_add_entry(&lay->lp, row, column, lay->number);
}

/* Adds -(w + sum_i self_i u_i), -next_i u_i and -previous_i u_i: the virtual
   objective of one (outcome, state) on the variables `column`, `column` +-
   step_i, with the minus sign of its row. */
static bool add_objective(layout *lay, size_t row, const mc_stencil *stencil,
                          size_t x, size_t column, size_t width, size_t state,
                          size_t outcome)
{
    const mc_bound *bound = lay->bound;
    const mc_environment *env = bound->env;
    mpz_t self, other;
    mpz_init_set(self, bound->payoffs.welfare[state * env->outcomes + outcome]);
    mpz_init(other);
    bool done = true;
    for (size_t i = 0; i < env->agents && done; i++) {
        mpz_srcptr u =
            bound->payoffs
                .payoff[(i * env->states + state) * env->outcomes + outcome];
        size_t l = mc_bound_coordinate(bound, x, i);
        size_t step = bound->stride[i] * width;
        if (mpz_sgn(u) == 0)
            continue;
        mpz_mul_si(other, u, stencil->self[l]);
        mpz_add(self, self, other);
        if (stencil->next[l]) {
            mpz_mul_si(other, u, -stencil->next[l]);
            done = add_integer(lay, row, column + step, other);
        }
        if (stencil->previous[l] && done) {
            mpz_mul_si(other, u, -stencil->previous[l]);
            done = add_integer(lay, row, column - step, other);
        }
    }
    mpz_neg(self, self);
    done = done && add_integer(lay, row, column, self);
    mpz_clear(self);
    mpz_clear(other);
    return done;
}

/* u_i(.,theta) >= 0 for every outcome: participation cannot fail here. */
static bool never_negative(const mc_bound *bound, size_t agent, size_t state)
{
    const mc_environment *env = bound->env;
    for (size_t o = 0; o < env->outcomes; o++)
        if (mpz_sgn(bound->payoffs
                        .payoff[(agent * env->states + state) * env->outcomes +
                                o]) < 0)
            return false;
    return true;
}

/* The same payoffs in an earlier state make the same row. */
static bool repeats(const mc_bound *bound, size_t agent, size_t state)
{
    const mc_environment *env = bound->env;
    mpz_t *own =
        &bound->payoffs.payoff[(agent * env->states + state) * env->outcomes];
    for (size_t t = 0; t < state; t++) {
        mpz_t *earlier =
            &bound->payoffs.payoff[(agent * env->states + t) * env->outcomes];
        size_t o = 0;
        while (o < env->outcomes && mpz_cmp(own[o], earlier[o]) == 0)
            o++;
        if (o == env->outcomes)
            return true;
    }
    return false;
}

/* sum_omega u_i(omega,theta) m(omega|x) >= 0 where x_i = 0 */
static bool add_security(layout *lay)
{
    const mc_bound *bound = lay->bound;
    const mc_environment *env = bound->env;
    mpq_t zero;
    bool done = true;
    mpq_init(zero);
    for (size_t i = 0; i < env->agents; i++)
        for (size_t t = 0; t < env->states; t++) {
            if (never_negative(bound, i, t) || repeats(bound, i, t))
                continue;
            for (size_t x = 0; x < bound->profiles && done; x++) {
                if (mc_bound_coordinate(bound, x, i) != 0)
                    continue;
                size_t row = lay->lp.rows;
                lay->security_rows[(x * env->agents + i) * env->states + t] =
                    row;
                done = mc_lp_add_row(&lay->lp, zero, NULL) &&
                       name_row(lay, "secure", x, i * env->states + t);
                for (size_t o = 0; o < env->outcomes && done; o++)
                    done = add_integer(
                        lay, row, x * env->outcomes + o,
                        bound->payoffs
                            .payoff[(i * env->states + t) * env->outcomes + o]);
            }
        }
    mpq_clear(zero);
    return done;
}

/* (9): columns m(omega|x), then lambda(theta); rows (x, theta), simplex,
   participation security. */
static bool build_lower(layout *lay)
{
    const mc_bound *bound = lay->bound;
    const mc_environment *env = bound->env;
    size_t lambda = bound->profiles * env->outcomes;
    mpq_t zero, one;
    bool done = true;
    mpq_init(zero);
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    for (size_t c = 0; c < lambda && done; c++)
        done = mc_lp_add_column(&lay->lp, zero, NULL, NULL) &&
               name_column(lay, "m", c / env->outcomes, c % env->outcomes);
    for (size_t t = 0; t < env->states && done; t++)
        if (mpq_sgn(env->prior[t]) > 0)
            done = mc_lp_add_column(&lay->lp, NULL, NULL, env->prior[t]) &&
                   name_column(lay, "lambda", 0, t);
    for (size_t x = 0; x < bound->profiles; x++)
        for (size_t t = 0; t < env->states && done; t++) {
            if (mpq_sgn(env->prior[t]) == 0)
                continue;
            size_t row = lay->lp.rows;
            done = mc_lp_add_row(&lay->lp, NULL, zero) &&
                   name_row(lay, "strategic", x, t) &&
                   mc_lp_add_entry(&lay->lp, row, lambda + lay->state_place[t],
                                   one);
            for (size_t o = 0; o < env->outcomes && done; o++)
                done =
                    add_objective(lay, row, &bound->on_mechanism, x,
                                  x * env->outcomes + o, env->outcomes, t, o);
        }
    for (size_t x = 0; x < bound->profiles && done; x++) {
        size_t row = lay->lp.rows;
        done =
            mc_lp_add_row(&lay->lp, one, one) && name_row(lay, "lottery", x, 0);
        for (size_t o = 0; o < env->outcomes && done; o++)
            done = mc_lp_add_entry(&lay->lp, row, x * env->outcomes + o, one);
    }
    done = done && add_security(lay);
    mpq_clear(zero);
    mpq_clear(one);
    return done;
}

/* (10): columns sigma(x,theta), then gamma(x); rows (x, omega), prior. */
static bool build_upper(layout *lay)
{
    const mc_bound *bound = lay->bound;
    const mc_environment *env = bound->env;
    size_t gamma = bound->profiles * lay->states;
    mpq_t zero, one;
    bool done = true;
    mpq_init(zero);
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    for (size_t c = 0; c < gamma && done; c++)
        done = mc_lp_add_column(&lay->lp, zero, NULL, NULL) &&
               name_column(lay, "sigma", c / lay->states, c % lay->states);
    for (size_t x = 0; x < bound->profiles && done; x++)
        done = mc_lp_add_column(&lay->lp, NULL, NULL, one) &&
               name_column(lay, "gamma", x, 0);
    for (size_t x = 0; x < bound->profiles; x++)
        for (size_t o = 0; o < env->outcomes && done; o++) {
            size_t row = lay->lp.rows;
            done = mc_lp_add_row(&lay->lp, zero, NULL) &&
                   name_row(lay, "informational", x, o) &&
                   mc_lp_add_entry(&lay->lp, row, gamma + x, one);
            for (size_t t = 0; t < env->states && done; t++)
                if (mpq_sgn(env->prior[t]) > 0)
                    done = add_objective(lay, row, &bound->on_information, x,
                                         x * lay->states + lay->state_place[t],
                                         lay->states, t, o);
        }
    for (size_t t = 0; t < env->states && done; t++) {
        if (mpq_sgn(env->prior[t]) == 0)
            continue;
        size_t row = lay->lp.rows;
        done = mc_lp_add_row(&lay->lp, env->prior[t], env->prior[t]) &&
               name_row(lay, "prior", 0, t);
        for (size_t x = 0; x < bound->profiles && done; x++)
            done = mc_lp_add_entry(&lay->lp, row,
                                   x * lay->states + lay->state_place[t], one);
    }
    mpq_clear(zero);
    mpq_clear(one);
    return done;
}

static bool layout_init(layout *lay, const mc_bound *bound, bool named)
{
    const mc_environment *env = bound->env;
    bool lower = bound->program == MC_PROGRAM_LOWER;
    *lay = (layout){.bound = bound, .named = named};
    mpq_init(lay->number);
    mc_lp_init(&lay->lp, lower);
    lay->state_place = mc_array(env->states, sizeof(size_t));
    if (!lay->state_place)
        return false;
    for (size_t t = 0; t < env->states; t++)
        if (mpq_sgn(env->prior[t]) > 0)
            lay->state_place[t] = lay->states++;
    if (lower) {
        size_t count = bound->profiles * env->agents * env->states;
        lay->security_rows = mc_array(count, sizeof(size_t));
        if (!lay->security_rows)
            return false;
        for (size_t c = 0; c < count; c++)
            lay->security_rows[c] = SIZE_MAX;
    }
    return (lower ? build_lower(lay) : build_upper(lay)) &&
           mc_lp_finish(&lay->lp);
}

static void layout_clear(layout *lay)
{
    mc_lp_clear(&lay->lp);
    mpq_clear(lay->number);
    free(lay->state_place);
    free(lay->security_rows);
}

static void read_lower(mc_bound *bound, const layout *lay,
                       const mc_lp_solution *solution)
{
    const mc_environment *env = bound->env;
    size_t cells = bound->profiles * env->outcomes;
    mpz_set(bound->mechanism.denominator, solution->x.denominator);
    mpz_set(bound->information.denominator, solution->y.denominator);
    mpz_set(bound->security.denominator, solution->y.denominator);
    for (size_t c = 0; c < cells; c++)
        mpz_set(bound->mechanism.numerator[c], solution->x.numerator[c]);
    for (size_t x = 0; x < bound->profiles; x++)
        for (size_t t = 0; t < env->states; t++)
            if (mpq_sgn(env->prior[t]) > 0)
                mpz_set(bound->information.numerator[x * env->states + t],
                        solution->y
                            .numerator[x * lay->states + lay->state_place[t]]);
    for (size_t c = 0; c < bound->security.length; c++)
        if (lay->security_rows[c] != SIZE_MAX)
            mpz_neg(bound->security.numerator[c],
                    solution->y.numerator[lay->security_rows[c]]);
}

static void read_upper(mc_bound *bound, const layout *lay,
                       const mc_lp_solution *solution)
{
    const mc_environment *env = bound->env;
    mpz_set(bound->mechanism.denominator, solution->y.denominator);
    mpz_set(bound->information.denominator, solution->x.denominator);
    for (size_t c = 0; c < bound->profiles * env->outcomes; c++)
        mpz_set(bound->mechanism.numerator[c], solution->y.numerator[c]);
    for (size_t x = 0; x < bound->profiles; x++)
        for (size_t t = 0; t < env->states; t++)
            if (mpq_sgn(env->prior[t]) > 0)
                mpz_set(bound->information.numerator[x * env->states + t],
                        solution->x
                            .numerator[x * lay->states + lay->state_place[t]]);
}

static bool is_stopped(void *user)
{
    const mc_monitor *monitor = user;
    return monitor->stop(monitor->user) != 0;
}

mc_status mc_bound_optimise(mc_bound *bound, mc_message *message,
                            const mc_monitor *monitor)
{
    mc_monitor copy = {0};
    if (monitor)
        copy = *monitor;
    const mc_stop stop = {.requested = is_stopped, .user = &copy};
    const mc_lp_options options = {.stop = copy.stop ? &stop : NULL,
                                   .milliseconds = copy.milliseconds};
    layout lay;
    mc_lp_solution solution;
    mc_status status = MC_LIMIT;
    bool ready = layout_init(&lay, bound, false);
    bool room = mc_lp_solution_init(&solution, &lay.lp);
    if (ready && room) {
        bound->rows = lay.lp.rows;
        bound->columns = lay.lp.columns;
        status = mc_lp_solve_with(&solution, message, &lay.lp, &options);
    } else {
        mc_message_set(message, MC_LIMIT, "out of memory");
    }
    if (status == MC_OK && solution.kind != MC_LP_OPTIMAL) {
        /* (9) is infeasible exactly when there is no secure mechanism, and
           neither program is ever unbounded: lambda and gamma are bounded by
           payoffs. */
        status = mc_message_set(
            message, MC_BAD_INPUT,
            "the environment has no participation-secure mechanism");
    }
    if (status == MC_OK) {
        bound->pivots = solution.pivots;
        if (bound->program == MC_PROGRAM_LOWER)
            read_lower(bound, &lay, &solution);
        else
            read_upper(bound, &lay, &solution);
    }
    mc_lp_solution_clear(&solution);
    layout_clear(&lay);
    return status;
}

/* The scale of lambda or gamma is taken out of the costs again, so that the
   value of the file is that of the program. */
mc_status mc_bound_write_layout(const mc_bound *bound, mc_message *message,
                                const char *path)
{
    layout lay;
    mc_status status = MC_LIMIT;
    if (layout_init(&lay, bound, true)) {
        mpq_t scale;
        mpq_init(scale);
        mpq_set_z(scale, bound->payoffs.scale);
        for (size_t j = 0; j < lay.lp.columns; j++)
            mpq_div(lay.lp.cost[j], lay.lp.cost[j], scale);
        mpq_clear(scale);
        status =
            mc_lp_write(&lay.lp, message, path, MC_LP_MPS, MC_LP_FRACTIONS);
    } else {
        mc_message_set(message, MC_LIMIT, "out of memory");
    }
    layout_clear(&lay);
    return status;
}
