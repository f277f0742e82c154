/* Does any participation-secure mechanism exist? Exactly if some lottery p
   gives every agent at least 0 in every state (doc/maths.md L4), that is if
       max { t : sum_omega u_i(omega,theta) p(omega) >= t for all i, theta }
   is not negative. The dual multipliers of a negative maximum are the proof. */
#include "base/memory.h"
#include "base/message.h"
#include "certificate/writer.h"
#include "game/environment.h"
#include "lp/solve.h"
#include <mechcert/bounds.h>

struct mc_participation {
    const mc_environment *env;
    /* Farkas multipliers y[i * states + theta] >= 0, integers without a common
       factor; zero if a secure mechanism exists */
    mc_vector multiplier;
};

void mc_participation_free(mc_participation *answer)
{
    if (!answer)
        return;
    mc_vector_clear(&answer->multiplier);
    free(answer);
}

/* Columns p(omega) and t; rows (i, theta), then sum p = 1. */
static bool build(mc_lp *lp, const mc_environment *env)
{
    mpq_t zero, one, minus_one;
    mpq_inits(zero, one, minus_one, NULL);
    mpq_set_ui(one, 1, 1);
    mpq_set_si(minus_one, -1, 1);
    bool done = true;
    mc_lp_init(lp, true);
    for (size_t o = 0; o < env->outcomes && done; o++)
        done = mc_lp_add_column(lp, zero, NULL, NULL);
    done = done && mc_lp_add_column(lp, NULL, NULL, one);
    for (size_t row = 0; row < env->agents * env->states && done; row++) {
        done = mc_lp_add_row(lp, zero, NULL) &&
               mc_lp_add_entry(lp, row, env->outcomes, minus_one);
        for (size_t o = 0; o < env->outcomes && done; o++)
            done = mc_lp_add_entry(lp, row, o,
                                   env->payoff[row * env->outcomes + o]);
    }
    size_t last = lp->rows;
    done = done && mc_lp_add_row(lp, one, one);
    for (size_t o = 0; o < env->outcomes && done; o++)
        done = mc_lp_add_entry(lp, last, o, one);
    done = done && mc_lp_finish(lp);
    mpq_clears(zero, one, minus_one, NULL);
    return done;
}

/* sum y u_i(omega,theta) < 0 for every outcome, y >= 0 */
static bool excludes(const mc_vector *y, const mc_environment *env)
{
    mpq_t sum, term;
    mpq_inits(sum, term, NULL);
    bool negative = true;
    for (size_t o = 0; o < env->outcomes && negative; o++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t row = 0; row < y->length && negative; row++) {
            negative = mpz_sgn(y->numerator[row]) >= 0;
            mpq_set_z(term, y->numerator[row]);
            mpq_mul(term, term, env->payoff[row * env->outcomes + o]);
            mpq_add(sum, sum, term);
        }
        negative = negative && mpq_sgn(sum) < 0;
    }
    mpq_clears(sum, term, NULL);
    return negative;
}

/* The lottery: p >= 0, sum p = 1, no agent below 0 in any state. */
static bool is_secure(const mc_vector *p, const mc_environment *env)
{
    mpq_t sum, term;
    mpq_inits(sum, term, NULL);
    bool secure = true;
    for (size_t o = 0; o < env->outcomes && secure; o++) {
        mc_vector_get(term, p, o);
        secure = mpq_sgn(term) >= 0;
        mpq_add(sum, sum, term);
    }
    secure = secure && mpq_cmp_ui(sum, 1, 1) == 0;
    for (size_t row = 0; row < env->agents * env->states && secure; row++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t o = 0; o < env->outcomes; o++) {
            mc_vector_get(term, p, o);
            mpq_mul(term, term, env->payoff[row * env->outcomes + o]);
            mpq_add(sum, sum, term);
        }
        secure = mpq_sgn(sum) >= 0;
    }
    mpq_clears(sum, term, NULL);
    return secure;
}

/* Integers without a common factor, in the direction of -y. */
static void set_multipliers(mc_vector *multiplier, const mc_vector *y)
{
    mpz_t common;
    mpz_init(common);
    for (size_t row = 0; row < multiplier->length; row++)
        mpz_gcd(common, common, y->numerator[row]);
    for (size_t row = 0; row < multiplier->length && mpz_sgn(common); row++) {
        mpz_divexact(multiplier->numerator[row], y->numerator[row], common);
        mpz_neg(multiplier->numerator[row], multiplier->numerator[row]);
    }
    mpz_clear(common);
}

static mc_status decide(mc_participation *answer, mc_message *message)
{
    const mc_environment *env = answer->env;
    mc_lp lp;
    mc_lp_solution solution;
    mc_status status = MC_LIMIT;
    bool ready = build(&lp, env);
    bool room = mc_lp_solution_init(&solution, &lp);
    if (ready && room)
        status = mc_lp_solve(&solution, message, &lp);
    else
        mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK) {
        bool secure = mpq_sgn(solution.value) >= 0;
        if (!secure)
            set_multipliers(&answer->multiplier, &solution.y);
        if (secure ? is_secure(&solution.x, env)
                   : excludes(&answer->multiplier, env))
            status = secure ? MC_OK : MC_REFUTED;
        else
            status = mc_message_set(
                message, MC_UNDECIDED,
                "internal error: the exact check of participation security "
                "failed, nothing is claimed; please report the environment");
    }
    mc_lp_solution_clear(&solution);
    mc_lp_clear(&lp);
    return status;
}

mc_status mc_participation_new(mc_participation **answer, mc_message *message,
                               const mc_environment *env)
{
    mc_participation *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    made->env = env;
    mc_status status =
        mc_vector_init(&made->multiplier, env->agents * env->states)
            ? decide(made, message)
            : mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK || status == MC_REFUTED)
        *answer = made;
    else
        mc_participation_free(made);
    return status;
}

mc_status mc_participation_write(const mc_participation *answer,
                                 mc_message *message, const char *path)
{
    mc_certificate *certificate;
    const mc_environment *env = answer->env;
    const mc_vector *y = &answer->multiplier;
    size_t count = 0;
    mc_status status = mc_certificate_open(&certificate, message, path,
                                           "no-participation-secure-mechanism",
                                           "environment", env->sha256);
    if (status != MC_OK)
        return status;
    for (size_t row = 0; row < y->length; row++)
        count += mpz_sgn(y->numerator[row]) != 0;
    mc_certificate_record(certificate, "farkas %zu", count);
    for (size_t row = 0; row < y->length; row++)
        if (mpz_sgn(y->numerator[row]) != 0)
            mc_certificate_record(certificate, "y %zu %zu %Zd",
                                  row / env->states, row % env->states,
                                  y->numerator[row]);
    return mc_certificate_commit(certificate, message);
}
