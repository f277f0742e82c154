#include "game/payoffs.h"

#include "base/memory.h"

static bool scale_list(mpz_t **scaled, mpq_t *list, size_t count,
                       const mpz_t scale)
{
    *scaled = mc_array(count, sizeof(mpz_t));
    if (!*scaled)
        return false;
    for (size_t c = 0; c < count; c++) {
        mpz_init((*scaled)[c]);
        mpz_divexact((*scaled)[c], scale, mpq_denref(list[c]));
        mpz_mul((*scaled)[c], (*scaled)[c], mpq_numref(list[c]));
    }
    return true;
}

bool mc_scaled_payoffs_init(mc_scaled_payoffs *payoffs,
                            const mc_environment *env)
{
    *payoffs = (mc_scaled_payoffs){.welfare_count = env->states * env->outcomes,
                                   .payoff_count = env->agents * env->states *
                                                   env->outcomes};
    mpz_init_set_ui(payoffs->scale, 1);
    for (size_t c = 0; c < payoffs->welfare_count; c++)
        mpz_lcm(payoffs->scale, payoffs->scale, mpq_denref(env->welfare[c]));
    for (size_t c = 0; c < payoffs->payoff_count; c++)
        mpz_lcm(payoffs->scale, payoffs->scale, mpq_denref(env->payoff[c]));
    return scale_list(&payoffs->welfare, env->welfare, payoffs->welfare_count,
                      payoffs->scale) &&
           scale_list(&payoffs->payoff, env->payoff, payoffs->payoff_count,
                      payoffs->scale);
}

static void clear_list(mpz_t *list, size_t count)
{
    for (size_t c = 0; c < count && list; c++)
        mpz_clear(list[c]);
    free(list);
}

void mc_scaled_payoffs_clear(mc_scaled_payoffs *payoffs)
{
    clear_list(payoffs->welfare, payoffs->welfare_count);
    clear_list(payoffs->payoff, payoffs->payoff_count);
    mpz_clear(payoffs->scale);
}

/* u of a player, or w of the designer */
static mpz_ptr utility(const mc_scaled_payoffs *payoffs,
                       const mc_environment *env, size_t player, size_t state,
                       size_t outcome)
{
    if (player == env->agents)
        return payoffs->welfare[state * env->outcomes + outcome];
    return payoffs
        ->payoff[(player * env->states + state) * env->outcomes + outcome];
}

/* Entry (player, profile, x) = sum over y of u(x, y) weight[profile * depth +
   y], where x is the state and y the outcome, or the other way round. */
static void fill(mc_payoff_table *table, const mc_environment *env,
                 const mc_scaled_payoffs *payoffs, const mc_vector *weight,
                 size_t depth, bool by_state)
{
    for (size_t player = 0; player < table->players; player++)
        for (size_t a = 0; a < table->profiles; a++)
            for (size_t x = 0; x < table->width; x++)
                for (size_t y = 0; y < depth; y++) {
                    mpz_srcptr w = weight->numerator[a * depth + y];
                    if (mpz_sgn(w) != 0)
                        mpz_addmul(mc_payoff_at(table, player, a, x), w,
                                   utility(payoffs, env, player,
                                           by_state ? x : y, by_state ? y : x));
                }
    mpz_mul(table->sum.denominator, payoffs->scale, weight->denominator);
}

static bool make(mc_payoff_table *table, const mc_environment *env,
                 const mc_vector *weight, bool by_state)
{
    size_t depth = by_state ? env->outcomes : env->states;
    mc_scaled_payoffs payoffs;
    *table = (mc_payoff_table){.players = env->agents + 1,
                               .profiles = weight->length / depth,
                               .width = by_state ? env->states : env->outcomes};
    bool done = mc_vector_init(&table->sum,
                               table->players * table->profiles * table->width);
    done = mc_scaled_payoffs_init(&payoffs, env) && done;
    if (done)
        fill(table, env, &payoffs, weight, depth, by_state);
    mc_scaled_payoffs_clear(&payoffs);
    return done;
}

bool mc_payoff_table_expect(mc_payoff_table *table, const mc_environment *env,
                            const mc_vector *mechanism)
{
    return make(table, env, mechanism, true);
}

bool mc_payoff_table_weigh(mc_payoff_table *table, const mc_environment *env,
                           const mc_vector *information)
{
    return make(table, env, information, false);
}

void mc_payoff_table_clear(mc_payoff_table *table)
{
    mc_vector_clear(&table->sum);
}
