/* The strategic and the informational virtual objective. */
#include "game/bound.h"
#include "game/environment.h"

/* value += factor * (S_i table)(x, column), for tables of `width` columns */
static void add_derivative(mpz_t value, const mc_bound *bound,
                           const mc_stencil *stencil, const mc_vector *table,
                           size_t width, size_t x, size_t column, size_t agent,
                           const mpz_t factor)
{
    size_t l = mc_bound_coordinate(bound, x, agent);
    size_t step = bound->stride[agent] * width;
    mpz_t *entry = &table->numerator[x * width + column];
    mpz_t sum;
    mpz_init(sum);
    mpz_mul_si(sum, *entry, stencil->self[l]);
    if (stencil->next[l] > 0)
        mpz_addmul_ui(sum, *(entry + step), (unsigned long)stencil->next[l]);
    else if (stencil->next[l] < 0)
        mpz_submul_ui(sum, *(entry + step), -(unsigned long)stencil->next[l]);
    if (stencil->previous[l] > 0)
        mpz_addmul_ui(sum, *(entry - step),
                      (unsigned long)stencil->previous[l]);
    else if (stencil->previous[l] < 0)
        mpz_submul_ui(sum, *(entry - step),
                      -(unsigned long)stencil->previous[l]);
    mpz_addmul(value, sum, factor);
    mpz_clear(sum);
}

static mpz_srcptr payoff(const mc_bound *bound, size_t agent, size_t state,
                         size_t outcome)
{
    const mc_environment *env = bound->env;
    return bound->payoffs
        .payoff[(agent * env->states + state) * env->outcomes + outcome];
}

void mc_strategic_objective(mpz_t value, const mc_bound *bound, size_t x,
                            size_t state)
{
    const mc_environment *env = bound->env;
    mpz_set_ui(value, 0);
    for (size_t o = 0; o < env->outcomes; o++) {
        mpz_addmul(value, bound->payoffs.welfare[state * env->outcomes + o],
                   bound->mechanism.numerator[x * env->outcomes + o]);
        for (size_t i = 0; i < env->agents; i++)
            if (mpz_sgn(payoff(bound, i, state, o)) != 0)
                add_derivative(value, bound, &bound->on_mechanism,
                               &bound->mechanism, env->outcomes, x, o, i,
                               payoff(bound, i, state, o));
    }
}

void mc_informational_objective(mpz_t value, const mc_bound *bound, size_t x,
                                size_t outcome)
{
    const mc_environment *env = bound->env;
    mpz_set_ui(value, 0);
    for (size_t t = 0; t < env->states; t++) {
        mpz_addmul(value, bound->payoffs.welfare[t * env->outcomes + outcome],
                   bound->information.numerator[x * env->states + t]);
        for (size_t i = 0; i < env->agents; i++) {
            mpz_srcptr u = payoff(bound, i, t, outcome);
            if (mpz_sgn(u) == 0)
                continue;
            add_derivative(value, bound, &bound->on_information,
                           &bound->information, env->states, x, t, i, u);
            if (bound->security.length != 0)
                mpz_addmul(
                    value, u,
                    bound->security
                        .numerator[(x * env->agents + i) * env->states + t]);
        }
    }
}

void mc_security_payoff(mpz_t value, const mc_bound *bound, size_t x,
                        size_t agent, size_t state)
{
    size_t outcomes = bound->env->outcomes;
    mpz_set_ui(value, 0);
    for (size_t o = 0; o < outcomes; o++)
        mpz_addmul(value, payoff(bound, agent, state, o),
                   bound->mechanism.numerator[x * outcomes + o]);
}
