#include "game/bound.h"

#include "base/memory.h"
#include "base/message.h"
#include "game/environment.h"

void mc_bound_free(mc_bound *bound)
{
    if (!bound)
        return;
    free(bound->stride);
    mc_scaled_payoffs_clear(&bound->payoffs);
    mc_stencil_clear(&bound->on_mechanism);
    mc_stencil_clear(&bound->on_information);
    mc_vector_clear(&bound->mechanism);
    mc_vector_clear(&bound->information);
    mc_vector_clear(&bound->security);
    mc_vector_clear(&bound->lambda);
    mc_vector_clear(&bound->gamma);
    mpq_clear(bound->value);
    free(bound);
}

/* The largest table, in cells: past it a basis would not fit into memory. */
static const size_t most_cells = 20000000;

/* points = k^2 + 1, profiles = points^N */
static mc_status count_profiles(mc_bound *bound, mc_message *message,
                                unsigned long k)
{
    const mc_environment *env = bound->env;
    size_t cells = env->outcomes + env->states * (env->agents + 1);
    if (k == 0)
        return mc_message_set(message, MC_BAD_INPUT,
                              "k must be at least 1: the grid is "
                              "{0, 1/k, ..., k} for each agent");
    bound->profiles = 1;
    bool fits = k < 30000;
    bound->k = (long)(fits ? k : 1);
    bound->points = (size_t)(bound->k * bound->k) + 1;
    for (size_t i = env->agents; i-- > 0 && fits;) {
        bound->stride[i] = bound->profiles;
        fits = bound->profiles <= most_cells / bound->points;
        bound->profiles *= bound->points;
    }
    if (!fits || cells > most_cells / bound->profiles)
        return mc_message_set(
            message, MC_LIMIT,
            "k = %lu with %zu agents is too large: (k^2+1)^N profiles times "
            "%zu numbers exceed %zu; take a smaller k",
            k, env->agents, cells, most_cells);
    return MC_OK;
}

static mc_status bound_init(mc_bound *bound, mc_message *message,
                            const mc_environment *env, mc_program program,
                            unsigned long k)
{
    bool lower = program == MC_PROGRAM_LOWER;
    bound->env = env;
    bound->program = program;
    mpq_init(bound->value);
    bool room = mc_vector_init(&bound->lambda, env->states);
    bound->stride = mc_array(env->agents, sizeof(size_t));
    mc_status status =
        bound->stride ? count_profiles(bound, message, k) : MC_LIMIT;
    size_t x = status == MC_OK ? bound->profiles : 0;
    room &= mc_vector_init(&bound->mechanism, x * env->outcomes);
    room &= mc_vector_init(&bound->information, x * env->states);
    room &= mc_vector_init(&bound->security,
                           lower ? x * env->agents * env->states : 0);
    room &= mc_vector_init(&bound->gamma, x);
    if (status != MC_OK)
        return status;
    room = room && mc_scaled_payoffs_init(&bound->payoffs, env) &&
           mc_stencil_init(&bound->on_mechanism,
                           lower ? MC_UPWARD : MC_DOWNWARD, bound->k) &&
           mc_stencil_init(&bound->on_information,
                           lower ? MC_UPWARD_ADJOINT : MC_DOWNWARD_ADJOINT,
                           bound->k);
    return room ? MC_OK : mc_message_set(message, MC_LIMIT, "out of memory");
}

/* lambda(theta) = min over x of the strategic virtual objective */
static void set_lambda(mc_bound *bound)
{
    mpz_t value;
    mpz_init(value);
    mpz_mul(bound->lambda.denominator, bound->mechanism.denominator,
            bound->payoffs.scale);
    for (size_t t = 0; t < bound->env->states; t++)
        for (size_t x = 0; x < bound->profiles; x++) {
            mc_strategic_objective(value, bound, x, t);
            if (x == 0 || mpz_cmp(value, bound->lambda.numerator[t]) < 0)
                mpz_set(bound->lambda.numerator[t], value);
        }
    mpz_clear(value);
}

/* gamma(x) = max over omega of the informational virtual objective */
static void set_gamma(mc_bound *bound)
{
    mpz_t value;
    mpz_init(value);
    mpz_mul(bound->gamma.denominator, bound->information.denominator,
            bound->payoffs.scale);
    for (size_t x = 0; x < bound->profiles; x++)
        for (size_t o = 0; o < bound->env->outcomes; o++) {
            mc_informational_objective(value, bound, x, o);
            if (o == 0 || mpz_cmp(value, bound->gamma.numerator[x]) > 0)
                mpz_set(bound->gamma.numerator[x], value);
        }
    mpz_clear(value);
}

/* m >= 0 and sum_omega m(omega|x) = 1; for LB-G-k also participation security
   of action 0, in every state */
static bool mechanism_holds(const mc_bound *bound)
{
    const mc_environment *env = bound->env;
    bool holds = mc_vector_is_nonnegative(&bound->mechanism);
    mpz_t sum;
    mpz_init(sum);
    for (size_t x = 0; x < bound->profiles && holds; x++) {
        mpz_set_ui(sum, 0);
        for (size_t o = 0; o < env->outcomes; o++)
            mpz_add(sum, sum,
                    bound->mechanism.numerator[x * env->outcomes + o]);
        holds = mpz_cmp(sum, bound->mechanism.denominator) == 0;
        for (size_t i = 0; i < env->agents && holds; i++) {
            if (bound->program == MC_PROGRAM_UPPER ||
                mc_bound_coordinate(bound, x, i) != 0)
                continue;
            for (size_t t = 0; t < env->states && holds; t++) {
                mc_security_payoff(sum, bound, x, i, t);
                holds = mpz_sgn(sum) >= 0;
            }
        }
    }
    mpz_clear(sum);
    return holds;
}

/* sigma, pi >= 0 and sum_x sigma(x,theta) = mu(theta) */
static bool information_holds(const mc_bound *bound)
{
    const mc_environment *env = bound->env;
    bool holds = mc_vector_is_nonnegative(&bound->information) &&
                 mc_vector_is_nonnegative(&bound->security);
    mpz_t sum;
    mpz_init(sum);
    for (size_t t = 0; t < env->states && holds; t++) {
        mpz_set_ui(sum, 0);
        for (size_t x = 0; x < bound->profiles; x++)
            mpz_add(sum, sum,
                    bound->information.numerator[x * env->states + t]);
        mpz_mul(sum, sum, mpq_denref(env->prior[t]));
        mpz_submul(sum, bound->information.denominator,
                   mpq_numref(env->prior[t]));
        holds = mpz_sgn(sum) == 0;
    }
    mpz_clear(sum);
    return holds;
}

/* value = sum mu lambda; returns whether sum gamma is the same number */
static bool values_agree(mc_bound *bound)
{
    const mc_environment *env = bound->env;
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(bound->value, 0, 1);
    for (size_t t = 0; t < env->states; t++) {
        mc_vector_get(term, &bound->lambda, t);
        mpq_mul(term, term, env->prior[t]);
        mpq_add(bound->value, bound->value, term);
    }
    mpz_set_ui(mpq_numref(term), 0);
    for (size_t x = 0; x < bound->profiles; x++)
        mpz_add(mpq_numref(term), mpq_numref(term), bound->gamma.numerator[x]);
    mpz_set(mpq_denref(term), bound->gamma.denominator);
    mpq_canonicalize(term);
    bool equal = mpq_equal(term, bound->value) != 0;
    mpq_clear(term);
    return equal;
}

static void stage(const mc_monitor *monitor, mc_program program,
                  const char *text)
{
    if (monitor && monitor->stage)
        monitor->stage(monitor->user, program, text);
}

mc_status mc_bound_new(mc_bound **bound, mc_message *message,
                       const mc_environment *env, mc_program program,
                       unsigned long k, const mc_monitor *monitor)
{
    mc_bound *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status = bound_init(made, message, env, program, k);
    if (status == MC_OK) {
        stage(monitor, program, "solving exactly");
        status = mc_bound_optimise(made, message, monitor);
    }
    if (status == MC_OK) {
        /* Nothing so far is believed: the tables are checked, lambda and gamma
           recomputed, and by weak duality equal values prove optimality. */
        stage(monitor, program, "checking the two points");
        set_lambda(made);
        set_gamma(made);
        if (!mechanism_holds(made) || !information_holds(made) ||
            !values_agree(made))
            status = mc_message_set(
                message, MC_UNDECIDED,
                "internal error: the exact check of the solution failed, "
                "nothing is claimed; please report the environment");
    }
    if (status == MC_OK) {
        *bound = made;
    } else {
        mc_bound_free(made);
    }
    return status;
}

mc_status mc_bound_write_lp(const mc_environment *env, mc_program program,
                            unsigned long k, mc_message *message,
                            const char *path)
{
    mc_bound *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status = bound_init(made, message, env, program, k);
    if (status == MC_OK)
        status = mc_bound_write_layout(made, message, path);
    mc_bound_free(made);
    return status;
}

mpq_srcptr mc_bound_value(const mc_bound *bound)
{
    return bound->value;
}

size_t mc_bound_rows(const mc_bound *bound)
{
    return bound->rows;
}

size_t mc_bound_columns(const mc_bound *bound)
{
    return bound->columns;
}

size_t mc_bound_pivots(const mc_bound *bound)
{
    return bound->pivots;
}

void mc_bound_point(size_t *point, const mc_bound *bound, size_t profile)
{
    for (size_t i = 0; i < bound->env->agents; i++)
        point[i] = mc_bound_coordinate(bound, profile, i);
}
