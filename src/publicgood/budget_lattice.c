#include "publicgood/budget_lattice.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"

enum { MOST_BITS = 62 };

static void set_welfare(mc_lattice *lattice)
{
    const mc_draw *draw = lattice->draw;
    const mc_publicgood *good = draw->good;
    size_t n = lattice->alternatives;
    for (size_t k = 0; k < draw->kinds; k++)
        for (size_t y = 0; y < n; y++) {
            mpq_ptr w = lattice->welfare[k * n + y];
            mpq_set(w, good->value[draw->kind[k] * n + y]);
            if (good->decision == MC_DECISION_UTILITARIAN)
                mpq_mul(w, w, good->weight[draw->agent_of[k]]);
            mpz_lcm(lattice->common, lattice->common, mpq_denref(w));
        }
}

static bool allocate(mc_lattice *lattice)
{
    size_t n = lattice->alternatives, kinds = lattice->draw->kinds,
           agents = lattice->draw->agents;
    lattice->gain = mc_array(kinds * n, sizeof(int64_t));
    lattice->net = mc_array(kinds * n, sizeof(int64_t));
    lattice->burden = mc_array(n, sizeof(int64_t));
    lattice->share = mc_array(agents * n, sizeof(int64_t));
    lattice->cost = mc_array(n, sizeof(int64_t));
    lattice->rate = mc_array(agents, sizeof(int64_t));
    lattice->margin = mc_array(n * n, sizeof(int64_t));
    lattice->order = mc_array(n, sizeof(size_t));
    lattice->welfare = mc_array(kinds * n, sizeof(mpq_t));
    for (size_t j = 0; lattice->welfare && j < kinds * n; j++)
        mpq_init(lattice->welfare[j]);
    return lattice->gain && lattice->net && lattice->burden && lattice->share &&
           lattice->cost && lattice->rate && lattice->margin &&
           lattice->order && lattice->welfare;
}

mc_status mc_lattice_new(mc_lattice **result, mc_message *message,
                         const mc_draw *draw)
{
    mc_lattice *lattice = mc_array(1, sizeof *lattice);
    if (!lattice)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    *lattice =
        (mc_lattice){.draw = draw,
                     .alternatives = draw->good->alternatives,
                     .clarke = draw->good->transfer == MC_TRANSFER_CLARKE};
    mpz_init(lattice->money);
    mpz_init_set_ui(lattice->common, 1);
    if (!allocate(lattice)) {
        mc_lattice_free(lattice);
        return mc_message_set(message, MC_LIMIT, "out of memory");
    }
    for (size_t y = 0; y < lattice->alternatives; y++)
        lattice->order[y] = draw->good->tie ? draw->good->tie[y] : y;
    set_welfare(lattice);
    *result = lattice;
    return MC_OK;
}

void mc_lattice_free(mc_lattice *lattice)
{
    if (!lattice)
        return;
    size_t entries = lattice->alternatives * lattice->draw->kinds;
    for (size_t j = 0; lattice->welfare && j < entries; j++)
        mpq_clear(lattice->welfare[j]);
    free(lattice->welfare);
    free(lattice->gain);
    free(lattice->net);
    free(lattice->burden);
    free(lattice->share);
    free(lattice->cost);
    free(lattice->rate);
    free(lattice->margin);
    free(lattice->order);
    mpz_clears(lattice->money, lattice->common, NULL);
    free(lattice);
}

/* ---- one population ---- */

/* Exact numbers on their way into machine integers. */
typedef struct entry {
    const mc_lattice *lattice;
    const mc_population *population;
    mpz_t unit; /* L */
    mpq_t value;
    bool fits;
} entry;

/* value * scale, an integer, if it is below 2^62 / people. */
static int64_t whole(entry *e, const mpz_t scale)
{
    mpz_t integer;
    int64_t result = 0;
    mpz_init(integer);
    mpz_mul(integer, mpq_numref(e->value), scale);
    mpz_divexact(integer, integer, mpq_denref(e->value));
    if (mpz_sizeinbase(integer, 2) <= MOST_BITS)
        result = mpz_get_si(integer);
    else
        e->fits = false;
    mpz_clear(integer);
    return result;
}

/* value = omega_i c_i(y) * times */
static void weighted_share(entry *e, size_t agent, size_t y,
                           unsigned long times)
{
    const mc_population *p = e->population;
    size_t n = e->lattice->alternatives;
    mpz_mul_ui(mpq_numref(e->value), mpq_numref(p->share[agent * n + y]),
               times);
    mpz_set(mpq_denref(e->value), mpq_denref(p->share[agent * n + y]));
    mpq_canonicalize(e->value);
    mpq_mul(e->value, e->value, p->omega[agent]);
}

static void total_burden(entry *e, mpq_t total, size_t y)
{
    mpq_set_ui(total, 0, 1);
    for (size_t i = 0; i < e->lattice->draw->agents; i++) {
        weighted_share(e, i, y, e->population->count[i]);
        mpq_add(total, total, e->value);
    }
}

static void set_unit(entry *e)
{
    const mc_lattice *lattice = e->lattice;
    mpq_t total;
    mpq_init(total);
    mpz_set(e->unit, lattice->common);
    for (size_t y = 0; y < lattice->alternatives; y++) {
        total_burden(e, total, y);
        mpz_lcm(e->unit, e->unit, mpq_denref(total));
        for (size_t i = 0; lattice->clarke && i < lattice->draw->agents; i++) {
            weighted_share(e, i, y, 1);
            mpz_lcm(e->unit, e->unit, mpq_denref(e->value));
        }
    }
    mpq_clear(total);
}

/* value = 1 / (L omega_i) */
static void set_rate(entry *e, size_t agent)
{
    mpq_set_z(e->value, e->unit);
    mpq_mul(e->value, e->value, e->population->omega[agent]);
    mpq_inv(e->value, e->value);
}

static void set_money(entry *e, mpz_t money)
{
    const mc_population *p = e->population;
    size_t n = e->lattice->alternatives;
    mpz_set_ui(money, 1);
    for (size_t i = 0; i < e->lattice->draw->agents; i++) {
        if (p->count[i] == 0)
            continue;
        set_rate(e, i);
        mpz_lcm(money, money, mpq_denref(e->value));
        for (size_t y = 0; y < n; y++)
            mpz_lcm(money, money, mpq_denref(p->share[i * n + y]));
    }
    for (size_t y = 0; y < n; y++)
        mpz_lcm(money, money, mpq_denref(p->cost[y]));
}

static void fill_welfare(entry *e, mc_lattice *lattice)
{
    const mc_draw *draw = lattice->draw;
    size_t n = lattice->alternatives;
    mpq_t total;
    mpq_init(total);
    for (size_t y = 0; y < n; y++) {
        total_burden(e, total, y);
        mpq_set(e->value, total);
        lattice->burden[y] = whole(e, e->unit);
    }
    for (size_t k = 0; k < draw->kinds; k++)
        for (size_t y = 0; y < n; y++) {
            int64_t share = 0;
            mpq_set(e->value, lattice->welfare[k * n + y]);
            lattice->gain[k * n + y] = whole(e, e->unit);
            if (lattice->clarke) {
                weighted_share(e, draw->agent_of[k], y, 1);
                share = whole(e, e->unit);
            }
            lattice->net[k * n + y] = lattice->gain[k * n + y] - share;
        }
    mpq_clear(total);
}

static void fill_money(entry *e, mc_lattice *lattice)
{
    const mc_population *p = e->population;
    size_t n = lattice->alternatives;
    for (size_t y = 0; y < n; y++) {
        mpq_set(e->value, p->cost[y]);
        lattice->cost[y] = whole(e, lattice->money);
    }
    for (size_t i = 0; i < lattice->draw->agents; i++) {
        bool there = p->count[i] > 0;
        set_rate(e, i);
        lattice->rate[i] = there ? whole(e, lattice->money) : 0;
        for (size_t y = 0; y < n; y++) {
            mpq_set(e->value, p->share[i * n + y]);
            lattice->share[i * n + y] = there ? whole(e, lattice->money) : 0;
        }
    }
}

static void fill_margin(mc_lattice *lattice)
{
    const mc_draw *draw = lattice->draw;
    size_t n = lattice->alternatives;
    for (size_t a = 0; a < n; a++)
        for (size_t y = 0; y < n; y++) {
            int64_t most = 0;
            for (size_t k = 0; k < draw->kinds; k++) {
                const int64_t *gain = lattice->gain + k * n,
                              *net = lattice->net + k * n;
                if (lattice->count[draw->agent_of[k]] == 0)
                    continue;
                if (gain[a] - gain[y] > most)
                    most = gain[a] - gain[y];
                if (net[a] - net[y] > most)
                    most = net[a] - net[y];
            }
            lattice->margin[a * n + y] = most;
        }
}

__extension__ typedef unsigned __int128 wide;

static wide size_of(int64_t value)
{
    return (wide)(value < 0 ? -value : value);
}

static wide larger(wide a, wide b)
{
    return a > b ? a : b;
}

/* The most that abs(W(y)) and the welfares without somebody can be. There are
   at most 2^30 people of each of 2^17 agents, with less than 2^62 each. */
static wide most_welfare(const mc_lattice *lattice, size_t y)
{
    const mc_draw *draw = lattice->draw;
    size_t n = lattice->alternatives;
    wide sum = size_of(lattice->burden[y]);
    for (size_t i = 0; i < draw->agents; i++) {
        wide most = 0;
        for (size_t k = draw->first[i]; k < draw->first[i + 1]; k++) {
            most = larger(most, size_of(lattice->gain[k * n + y]));
            most = larger(most, size_of(lattice->net[k * n + y]));
        }
        sum += most * (lattice->count[i] + 1);
    }
    return sum;
}

static bool sums_fit(const mc_lattice *lattice)
{
    const wide bound = (wide)1 << (MOST_BITS - 4);
    wide welfare = 0, rate = 0, money = 0;
    for (size_t y = 0; y < lattice->alternatives; y++) {
        welfare = larger(welfare, most_welfare(lattice, y));
        money = larger(money, size_of(lattice->cost[y]));
    }
    for (size_t i = 0; i < lattice->draw->agents; i++)
        rate = larger(rate, size_of(lattice->rate[i]));
    return welfare < bound && welfare * rate < bound &&
           (welfare * rate + money) * lattice->draw->people < bound;
}

/* "the values have the common denominator 97", or how long it is. */
static void describe_denominator(char *text, size_t size, const char *whose,
                                 const mpz_t common)
{
    if (mpz_fits_ulong_p(common))
        (void)snprintf(text, size, "%s the common denominator %lu", whose,
                       mpz_get_ui(common));
    else
        (void)snprintf(text, size, "%s one of about %zu digits", whose,
                       mpz_sizeinbase(common, 10));
}

static mc_status refuse_digits(const mc_lattice *lattice, mc_message *message,
                               const mc_population *population)
{
    size_t shares = lattice->draw->agents * lattice->alternatives;
    char values[80], parts[80];
    mpz_t common;
    mpz_init_set_ui(common, 1);
    for (size_t j = 0; j < shares; j++)
        mpz_lcm(common, common, mpq_denref(population->share[j]));
    describe_denominator(values, sizeof values, "the weighted values have",
                         lattice->common);
    describe_denominator(parts, sizeof parts, "the shares of one person have",
                         common);
    const char *advice = mpz_cmp(common, lattice->common) > 0
                             ? ", or costs that divide into rounder shares (as "
                               "\"cost_per_head\" does)"
                         : mpz_cmp_ui(lattice->common, 1) > 0
                             ? ", or rounder values and weights"
                             : ", or smaller numbers";
    mpz_clear(common);
    return mc_message_set(
        message, MC_LIMIT,
        "%lu people: sums over all of them are too long for machine "
        "integers: %s, %s; take fewer people%s",
        lattice->draw->people, values, parts, advice);
}

static mc_status fill(mc_lattice *lattice, mc_message *message,
                      const mc_population *population)
{
    entry e = {.lattice = lattice, .population = population, .fits = true};
    mpz_init(e.unit);
    mpq_init(e.value);
    set_unit(&e);
    set_money(&e, lattice->money);
    fill_welfare(&e, lattice);
    fill_money(&e, lattice);
    mpz_clear(e.unit);
    mpq_clear(e.value);
    if (!e.fits || !sums_fit(lattice))
        return refuse_digits(lattice, message, population);
    fill_margin(lattice);
    return MC_OK;
}

mc_status mc_lattice_set(mc_lattice *lattice, mc_message *message,
                         const unsigned long *count)
{
    mc_population *population = NULL;
    mc_status status =
        mc_population_new(&population, message, lattice->draw->good, count);
    if (status != MC_OK)
        return status;
    lattice->count = count;
    status = fill(lattice, message, population);
    mc_population_free(population);
    return status;
}

/* ---- decisions ---- */

size_t mc_lattice_best(const mc_lattice *lattice, const int64_t *welfare)
{
    size_t best = lattice->order[0];
    bool tie = false;
    for (size_t j = 1; j < lattice->alternatives; j++) {
        size_t y = lattice->order[j];
        if (welfare[y] > welfare[best]) {
            best = y;
            tie = false;
        } else if (welfare[y] == welfare[best]) {
            tie = true;
        }
    }
    return tie && !lattice->draw->good->tie ? lattice->alternatives : best;
}

/* The decision for welfare - part. */
static size_t best_without(const mc_lattice *lattice, const int64_t *welfare,
                           const int64_t *part)
{
    size_t best = lattice->order[0];
    bool tie = false;
    for (size_t j = 1; j < lattice->alternatives; j++) {
        size_t y = lattice->order[j];
        int64_t lead = welfare[y] - part[y] - (welfare[best] - part[best]);
        if (lead > 0)
            best = y;
        tie = lead == 0 || (lead < 0 && tie);
    }
    return tie && !lattice->draw->good->tie ? lattice->alternatives : best;
}

bool mc_lattice_leave(mc_leaving *leaving, const mc_lattice *lattice,
                      const int64_t *welfare, size_t decision, size_t kind)
{
    size_t n = lattice->alternatives, agent = lattice->draw->agent_of[kind];
    const int64_t *gain = lattice->gain + kind * n,
                  *net = lattice->net + kind * n,
                  *share = lattice->share + agent * n;
    mc_transfer_rule rule = lattice->draw->good->transfer;
    size_t a = decision, b = best_without(lattice, welfare, gain);
    leaving->without = b;
    if (b == n)
        return false;
    if (lattice->clarke && (b = best_without(lattice, welfare, net)) == n)
        return false;
    const int64_t *part = lattice->clarke ? net : gain;
    leaving->excess =
        (welfare[b] - part[b] - (welfare[a] - part[a])) * lattice->rate[agent];
    if (rule == MC_TRANSFER_COST_SHARING_PIVOTAL)
        leaving->excess += share[b] - share[a];
    return true;
}

int64_t mc_lattice_offset(const mc_lattice *lattice, size_t decision)
{
    return lattice->draw->good->transfer == MC_TRANSFER_GENERALISED_PIVOTAL
               ? -lattice->cost[decision]
               : 0;
}
