/* The best posted price for a belief. */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/statement.h"
#include "publicgood/divisible_record.h"

/* The different coordinates of the atoms: number k of agent i is
   coordinate[i][k], in order. welfare[vector] is that of the atoms v >= the
   vector. */
typedef struct grid {
    const mc_divisible *good;
    mpq_t *coordinate[MC_DIVISIBLE_AGENTS];
    size_t count[MC_DIVISIBLE_AGENTS], stride[MC_DIVISIBLE_AGENTS], vectors;
    mpq_t *welfare;
} grid;

static int compare(const void *left, const void *right)
{
    mpq_srcptr a = left, b = right;
    return mpq_cmp(a, b);
}

static bool grid_agent(grid *g, size_t agent)
{
    const mc_divisible *good = g->good;
    mpq_t *list = mc_rationals_new(good->atoms);
    if (!list)
        return false;
    for (size_t t = 0; t < good->atoms; t++)
        mpq_set(list[t], good->atom[t * good->agents + agent]);
    qsort(list, good->atoms, sizeof *list, compare);
    size_t used = 1;
    for (size_t t = 1; t < good->atoms; t++)
        if (!mpq_equal(list[t], list[used - 1]))
            mpq_swap(list[used++], list[t]);
    g->coordinate[agent] = list;
    g->count[agent] = used;
    return true;
}

static size_t place_of(const grid *g, size_t agent, mpq_srcptr value)
{
    size_t low = 0, high = g->count[agent];
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (mpq_cmp(g->coordinate[agent][middle], value) <= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void sum_above(grid *g, size_t agent)
{
    for (size_t x = g->vectors; x-- > 0;)
        if (x / g->stride[agent] % g->count[agent] + 1 < g->count[agent])
            mpq_add(g->welfare[x], g->welfare[x],
                    g->welfare[x + g->stride[agent]]);
}

static mc_status grid_welfare(grid *g, mc_message *message)
{
    const mc_divisible *good = g->good;
    size_t n = good->agents;
    mpq_t gain;
    g->vectors = 1;
    for (size_t i = n; i-- > 0;) {
        g->stride[i] = g->vectors;
        if (g->count[i] > MC_DIVISIBLE_CELLS / g->vectors)
            return mc_message_set(message, MC_LIMIT,
                                  "the belief has more than 10,000,000 "
                                  "vectors of coordinates");
        g->vectors *= g->count[i];
    }
    g->welfare = mc_rationals_new(g->vectors);
    if (!g->welfare)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mpq_init(gain);
    for (size_t t = 0; t < good->atoms; t++) {
        size_t x = 0;
        for (size_t i = 0; i < n; i++)
            x += place_of(g, i, good->atom[t * n + i]) * g->stride[i];
        mc_type_surplus(gain, good, good->atom + t * n);
        mpq_mul(gain, gain, good->atom_weight[t]);
        mpq_add(g->welfare[x], g->welfare[x], gain);
    }
    mpq_clear(gain);
    for (size_t i = 0; i < n; i++)
        sum_above(g, i);
    return MC_OK;
}

/* The surplus at a vector of coordinates. */
static void vector_surplus(mpq_t sum, const grid *g, size_t x)
{
    mpq_neg(sum, g->good->cost);
    for (size_t i = 0; i < g->good->agents; i++)
        mpq_add(sum, sum, g->coordinate[i][x / g->stride[i] % g->count[i]]);
}

/* The best vector whose sum is at least the cost; SIZE_MAX: there is none. */
static size_t best_vector(mpq_t value, const grid *g)
{
    size_t best = SIZE_MAX;
    mpq_t surplus;
    mpq_init(surplus);
    mpq_set_ui(value, 0, 1);
    for (size_t x = 0; x < g->vectors; x++) {
        if (best != SIZE_MAX && mpq_cmp(g->welfare[x], value) <= 0)
            continue;
        vector_surplus(surplus, g, x);
        if (mpq_sgn(surplus) < 0)
            continue;
        mpq_set(value, g->welfare[x]);
        best = x;
    }
    mpq_clear(surplus);
    return best;
}

/* Moves the price towards the lowest values until it adds up to the cost. */
static void balance(mpq_t *price, const mc_divisible *good)
{
    mpq_t surplus, room;
    mpq_inits(surplus, room, NULL);
    mc_type_surplus(surplus, good, price);
    for (size_t i = 0; i < good->agents; i++) {
        mpq_sub(room, price[i], good->low[i]);
        if (mpq_cmp(room, surplus) > 0)
            mpq_set(room, surplus);
        mpq_sub(price[i], price[i], room);
        mpq_sub(surplus, surplus, room);
    }
    mpq_clears(surplus, room, NULL);
}

static mc_status choose(mc_divisible_best *best, mc_message *message, grid *g)
{
    const mc_divisible *good = g->good;
    mc_status status = grid_welfare(g, message);
    if (status != MC_OK)
        return status;
    size_t x = best_vector(best->value, g);
    for (size_t i = 0; i < good->agents; i++)
        mpq_set(best->price[i],
                x == SIZE_MAX
                    ? good->high[i]
                    : g->coordinate[i][x / g->stride[i] % g->count[i]]);
    balance(best->price, good);
    return MC_OK;
}

static void set_first_best(mpq_t value, const mc_divisible *good)
{
    mpq_t s;
    mpq_init(s);
    mpq_set_ui(value, 0, 1);
    for (size_t t = 0; t < good->atoms; t++) {
        mc_type_surplus(s, good, good->atom + t * good->agents);
        mpq_mul(s, s, good->atom_weight[t]);
        if (mpq_sgn(s) > 0)
            mpq_add(value, value, s);
    }
    mpq_clear(s);
}

mc_status mc_divisible_best_price(mc_divisible_best *best, mc_message *message,
                                  const mc_divisible *good)
{
    grid g = {.good = good};
    size_t n = good->agents;
    bool room = true;
    best->agents = n;
    best->price = mc_rationals_new(n);
    mpq_inits(best->value, best->first_best, NULL);
    mc_status status =
        mc_divisible_needs_belief(good, message, "the best price");
    if (status != MC_OK)
        return status;
    for (size_t i = 0; i < n && room; i++)
        room = grid_agent(&g, i);
    status = room && best->price
                 ? choose(best, message, &g)
                 : mc_message_set(message, MC_LIMIT, "out of memory");
    set_first_best(best->first_best, good);
    for (size_t i = 0; i < n; i++)
        mc_rationals_free(g.coordinate[i], good->atoms);
    mc_rationals_free(g.welfare, g.vectors);
    return status;
}

void mc_divisible_best_clear(mc_divisible_best *best)
{
    mc_rationals_free(best->price, best->agents);
    mpq_clears(best->value, best->first_best, NULL);
}

mc_status mc_divisible_certify_best(const mc_divisible_best *best,
                                    mc_message *message,
                                    const mc_divisible *good, const char *path)
{
    mc_certificate *certificate;
    mc_status status = mc_divisible_open(
        &certificate, message, path,
        mc_certificate_claim("best-price %Qd", best->value), good);
    if (status != MC_OK)
        return status;
    mc_divisible_record_numbers(certificate, "price", best->price,
                                best->agents);
    return mc_certificate_commit(certificate, message);
}
