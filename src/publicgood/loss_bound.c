#include "publicgood/loss_bound.h"

#include <string.h>

#include "base/memory.h"

size_t mc_loss_side_sum(mc_loss_side side, size_t agents, size_t grid)
{
    return grid - (side == MC_LOSS_BELIEF ? 1 : agents);
}

void mc_loss_bound_free(mc_loss_bound *bound)
{
    if (!bound)
        return;
    free(bound->part);
    free(bound->weight);
    mpq_clears(bound->value, bound->reach, bound->from, NULL);
    free(bound);
}

/* ---- rounding ---- */

/* Numbers of the evaluation are at most denominator * grid * N!, below 2^63;
   rounding may add one half for every orbit. */
static double unit_of(const mc_loss_orbits *orbits, size_t grid)
{
    const double wanted = 1e6, room = 4e18;
    double most = room / ((double)grid * (double)orbits->factorial) -
                  (double)orbits->count;
    return most < wanted ? most : wanted;
}

static uint64_t rounded(double weight, double unit)
{
    double value = weight * unit + 0.5;
    return value >= 1 && value <= unit + 1 ? (uint64_t)value : 0;
}

/* Divides the weights by what they have in common; the denominator is their
   sum. */
static void reduce(mc_loss_bound *bound)
{
    uint64_t divisor = 0;
    for (size_t j = 0; j < bound->count; j++) {
        uint64_t other = bound->weight[j];
        while (other > 0) {
            uint64_t rest = divisor % other;
            divisor = other;
            other = rest;
        }
    }
    for (size_t j = 0; j < bound->count; j++) {
        bound->weight[j] /= divisor;
        bound->denominator += bound->weight[j];
    }
}

/* Keeps what is not rounded to 0. */
static bool keep(mc_loss_bound *bound, const mc_loss_orbits *orbits,
                 const double *weight)
{
    size_t agents = bound->agents;
    double unit = unit_of(orbits, bound->grid);
    uint16_t shift = bound->side == MC_LOSS_LOTTERY ? 1 : 0;
    for (size_t i = 0; i < orbits->count; i++)
        bound->count += rounded(weight[i], unit) > 0;
    bound->part = mc_array(bound->count * agents, sizeof *bound->part);
    bound->weight = mc_array(bound->count, sizeof *bound->weight);
    if (bound->count == 0 || !bound->part || !bound->weight)
        return false;
    for (size_t i = 0, j = 0; i < orbits->count; i++) {
        uint64_t value = rounded(weight[i], unit);
        if (value == 0)
            continue;
        for (size_t a = 0; a < agents; a++)
            bound->part[j * agents + a] =
                (uint16_t)(orbits->part[i * agents + a] + shift);
        bound->weight[j++] = value;
    }
    reduce(bound);
    return true;
}

/* ---- evaluation, over denominator * grid * N! ---- */

static void set_value(mc_loss_bound *bound, uint64_t numerator,
                      const mc_loss_orbits *orbits)
{
    mpz_set_ui(mpq_numref(bound->value), numerator);
    mpz_set_ui(mpq_denref(bound->value), bound->denominator);
    mpz_mul_ui(mpq_denref(bound->value), mpq_denref(bound->value), bound->grid);
    mpz_mul_ui(mpq_denref(bound->value), mpq_denref(bound->value),
               orbits->factorial);
    mpq_canonicalize(bound->value);
}

/* The least loss over the prices o with sum M - 1: every type's loss, less the
   losses of the points <= o. */
static void evaluate_belief(mc_loss_bound *bound, const mc_loss_orbits *orbits,
                            uint64_t *sum)
{
    uint64_t all = 0, least = UINT64_MAX;
    for (size_t i = 0, j = 0; j < bound->count; i++) {
        const uint16_t *part = orbits->part + i * bound->agents;
        if (memcmp(part, bound->part + j * bound->agents,
                   bound->agents * sizeof *part) != 0)
            continue;
        uint64_t loss = bound->weight[j++] * (bound->grid - orbits->total[i]);
        all += loss * orbits->factorial;
        sum[i] = loss * orbits->repeat[i];
    }
    mc_loss_sum_below(sum, orbits);
    for (size_t i = 0; i < orbits->count; i++)
        if (orbits->total[i] == orbits->sum && all - sum[i] < least)
            least = all - sum[i];
    set_value(bound, least, orbits);
}

/* The largest loss over the m of the format. m_i = 0 costs what m_i = 1 does
   and is captured more often, so m = w + 1 with w >= 0, cost sum w; a price
   o >= 1 captures m if o - 1 >= w. Beyond sum w = M - N nothing is captured:
   the loss is at most 1 - (M - N + 1)/M, which is attained. */
static void evaluate_lottery(mc_loss_bound *bound, const mc_loss_orbits *orbits,
                             uint64_t *sum)
{
    uint64_t all = bound->denominator * orbits->factorial;
    uint64_t most = all * (bound->agents - 1);
    for (size_t i = 0, j = 0; j < bound->count; i++) {
        const uint16_t *part = bound->part + j * bound->agents;
        size_t a = 0;
        while (a < bound->agents &&
               orbits->part[i * bound->agents + a] + 1 == part[a])
            a++;
        if (a == bound->agents)
            sum[i] = bound->weight[j++] * orbits->repeat[i];
    }
    mc_loss_sum_above(sum, orbits);
    for (size_t i = 0; i < orbits->count; i++) {
        uint64_t loss = (bound->grid - orbits->total[i]) * (all - sum[i]);
        if (loss > most)
            most = loss;
    }
    set_value(bound, most, orbits);
}

/* (N b - c) reach < b if and only if c > (N - 1/reach) b. */
static void set_range(mc_loss_bound *bound)
{
    size_t largest = 0, last = bound->agents - 1;
    mpq_set_ui(bound->from, 1, 1);
    if (bound->side == MC_LOSS_LOTTERY)
        return;
    for (size_t j = 0; j < bound->count; j++)
        if (bound->part[j * bound->agents + last] > largest)
            largest = bound->part[j * bound->agents + last];
    mpq_set_ui(bound->reach, largest, bound->grid);
    mpq_canonicalize(bound->reach);
    if (largest * last <= bound->grid)
        return;
    mpq_inv(bound->from, bound->reach);
    mpz_submul_ui(mpq_numref(bound->from), mpq_denref(bound->from),
                  bound->agents);
    mpq_neg(bound->from, bound->from);
}

mc_loss_bound *mc_loss_bound_new(mc_loss_side side,
                                 const mc_loss_orbits *orbits, size_t grid,
                                 const double *weight)
{
    mc_loss_bound *bound = mc_array(1, sizeof *bound);
    uint64_t *sum = mc_array(orbits->count + 1, sizeof *sum);
    if (!bound || !sum) {
        free(bound);
        free(sum);
        return NULL;
    }
    mpq_inits(bound->value, bound->reach, bound->from, NULL);
    bound->side = side;
    bound->agents = orbits->agents;
    bound->grid = grid;
    if (!keep(bound, orbits, weight)) {
        mc_loss_bound_free(bound);
        bound = NULL;
    } else if (side == MC_LOSS_BELIEF) {
        evaluate_belief(bound, orbits, sum);
        set_range(bound);
    } else {
        evaluate_lottery(bound, orbits, sum);
        set_range(bound);
    }
    free(sum);
    return bound;
}
