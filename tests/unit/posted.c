#define _POSIX_C_SOURCE 200809L
#include "posted.h"

#include <stdlib.h>
#include <string.h>

static long below(gmp_randstate_t random, long bound)
{
    return (long)unit_random_below(random, (size_t)bound);
}

/* ---- random goods ---- */

static long sum(const long *value, size_t count)
{
    long total = 0;
    for (size_t i = 0; i < count; i++)
        total += value[i];
    return total;
}

static void draw_supports(posted *p, gmp_randstate_t random)
{
    memset(p, 0, sizeof *p);
    p->agents = 1 + unit_random_below(random, POSTED_AGENTS);
    for (size_t i = 0; i < p->agents; i++) {
        p->low[i] = below(random, 4) - 1;
        p->high[i] = p->low[i] + 2 + below(random, 5);
    }
    long least = sum(p->low, p->agents), most = sum(p->high, p->agents);
    p->cost = least + 1 + below(random, most - least - 1);
}

static void draw_price(long *price, const posted *p, gmp_randstate_t random,
                       bool balanced)
{
    long rest = p->cost;
    for (size_t i = 0; i < p->agents; i++) {
        price[i] = p->low[i] + below(random, p->high[i] - p->low[i] + 1);
        if (!balanced && below(random, 8) == 0)
            price[i] = p->low[i] - 1;
        if (!balanced && below(random, 8) == 0)
            price[i] = p->high[i] + 1;
        rest -= price[i];
    }
    for (size_t i = 0; i < p->agents && balanced; i++) {
        long move = rest;
        if (price[i] + move > p->high[i])
            move = p->high[i] - price[i];
        if (price[i] + move < p->low[i])
            move = p->low[i] - price[i];
        price[i] += move;
        rest -= move;
    }
}

static bool same(const long *a, const long *b, size_t count)
{
    return memcmp(a, b, count * sizeof *a) == 0;
}

static void draw_rows(posted *p, gmp_randstate_t random, bool balanced)
{
    size_t wanted = 1 + unit_random_below(random, POSTED_ROWS);
    for (size_t r = 0; r < wanted; r++) {
        long *price = p->price[p->rows];
        bool repeated = false;
        draw_price(price, p, random, balanced);
        for (size_t s = 0; s < p->rows; s++)
            repeated = repeated || same(price, p->price[s], p->agents);
        if (!repeated)
            p->weight[p->rows++] = 1 + below(random, 3);
    }
    p->scale = sum(p->weight, p->rows);
}

static void add_cut(posted *p, size_t agent, long value)
{
    long *cut = p->cut[agent];
    size_t k = 0;
    while (k < p->cuts[agent] && cut[k] < value)
        k++;
    if (k < p->cuts[agent] && cut[k] == value)
        return;
    memmove(cut + k + 1, cut + k, (p->cuts[agent] - k) * sizeof *cut);
    cut[k] = value;
    p->cuts[agent]++;
}

/* The lowest values and the prices in the supports. */
static void cut_at_prices(posted *p)
{
    for (size_t i = 0; i < p->agents; i++) {
        add_cut(p, i, p->low[i]);
        for (size_t r = 0; r < p->rows; r++)
            if (p->price[r][i] > p->low[i] && p->price[r][i] <= p->high[i])
                add_cut(p, i, p->price[r][i]);
    }
}

static void draw_belief(posted *p, gmp_randstate_t random)
{
    size_t wanted = 1 + unit_random_below(random, POSTED_ROWS);
    for (size_t t = 0; t < wanted; t++) {
        long *type = p->atom[p->atoms];
        bool repeated = false;
        for (size_t i = 0; i < p->agents; i++)
            type[i] =
                p->set ? p->cut[i][below(random, (long)p->cuts[i])]
                       : p->low[i] + below(random, p->high[i] - p->low[i] + 1);
        for (size_t s = 0; s < p->atoms; s++)
            repeated = repeated || same(type, p->atom[s], p->agents);
        if (!repeated)
            p->atom_weight[p->atoms++] = 1 + below(random, 3);
    }
    p->atom_scale = sum(p->atom_weight, p->atoms);
}

void posted_prices(posted *p, gmp_randstate_t random, bool balanced)
{
    draw_supports(p, random);
    p->is_prices = true;
    draw_rows(p, random, balanced);
    cut_at_prices(p);
    draw_belief(p, random);
}

/* What the lottery does, as a table. */
static void tabulate(posted *p)
{
    for (size_t cell = 0; cell < posted_cells(p); cell++) {
        size_t k[POSTED_AGENTS];
        long twice[POSTED_AGENTS];
        posted_digits(k, p, cell);
        posted_corner(twice, p, k, false);
        for (size_t i = 0; i < p->agents; i++)
            twice[i] *= 2;
        p->level[cell] = posted_level(p, twice);
        posted_payments(p->payment[cell], p, twice);
    }
}

void posted_allocation(posted *p, gmp_randstate_t random)
{
    bool lottery = below(random, 2) == 0;
    posted_prices(p, random, below(random, 4) > 0);
    tabulate(p);
    p->is_prices = false;
    p->has_payments = below(random, 3) > 0;
    for (size_t cell = 0; cell < posted_cells(p); cell++) {
        if (!lottery)
            p->level[cell] = below(random, p->scale + 1);
        if (below(random, lottery ? 60 : 2) == 0)
            p->payment[cell][0] += below(random, 5) - 2;
    }
    p->set = below(random, 3) == 0;
    p->atoms = 0;
    draw_belief(p, random);
}

/* ---- the statement ---- */

static void print_list(FILE *out, const long *value, size_t count, long scale)
{
    putc('[', out);
    for (size_t j = 0; j < count; j++)
        fprintf(out, "%s\"%ld/%ld\"", j ? ", " : "", value[j], scale);
    putc(']', out);
}

static void print_rows(FILE *out, const char *key, size_t rows,
                       const long *weight, long scale,
                       const long (*beside)[POSTED_AGENTS], size_t agents)
{
    fprintf(out, ", \"%s\": [", key);
    for (size_t r = 0; r < rows; r++) {
        fprintf(out, "%s[\"%ld/%ld\"", r ? ", " : "", weight[r], scale);
        for (size_t i = 0; i < agents; i++)
            fprintf(out, ", %ld", beside[r][i]);
        putc(']', out);
    }
    putc(']', out);
}

static void print_cuts(FILE *out, const posted *p)
{
    fputs(", \"cuts\": [", out);
    for (size_t i = 0; i < p->agents; i++) {
        fputs(i ? ", " : "", out);
        print_list(out, p->cut[i], p->cuts[i], 1);
    }
    putc(']', out);
}

static void print_allocation(FILE *out, const posted *p)
{
    fputs(", \"allocation\": ", out);
    print_list(out, p->level, posted_cells(p), p->scale);
    if (!p->has_payments)
        return;
    fputs(", \"payments\": [", out);
    for (size_t cell = 0; cell < posted_cells(p); cell++) {
        fputs(cell ? ", " : "", out);
        print_list(out, p->payment[cell], p->agents, p->scale);
    }
    putc(']', out);
}

static void print(FILE *out, const posted *p, bool cuts)
{
    fputs("{\"format\": \"mechcert-divisible-1\", \"agents\": [", out);
    for (size_t i = 0; i < p->agents; i++)
        fprintf(out, "%s\"%zu\"", i ? ", " : "", i);
    fputs("], \"support\": [", out);
    for (size_t i = 0; i < p->agents; i++)
        fprintf(out, "%s[%ld, %ld]", i ? ", " : "", p->low[i], p->high[i]);
    fprintf(out, "], \"cost\": %ld", p->cost);
    if (p->set)
        fputs(", \"domain\": \"set\"", out);
    if (cuts || !p->is_prices)
        print_cuts(out, p);
    if (p->is_prices)
        print_rows(out, "prices", p->rows, p->weight, p->scale,
                   (const long(*)[POSTED_AGENTS])p->price, p->agents);
    else
        print_allocation(out, p);
    print_rows(out, "belief", p->atoms, p->atom_weight, p->atom_scale,
               (const long(*)[POSTED_AGENTS])p->atom, p->agents);
    fputs("}\n", out);
}

mc_divisible *posted_read(const posted *p, bool cuts)
{
    char name[] = "posted", *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    mc_message message = {""};
    mc_divisible *good = NULL;
    assert_non_null(out);
    print(out, p, cuts);
    assert_int_equal(fclose(out), 0);
    const mc_file file = {name, text, length};
    mc_status status = mc_divisible_parse(&good, &message, &file);
    if (status != MC_OK)
        fprintf(stderr, "%s\n%s", message.text, text);
    assert_int_equal(status, MC_OK);
    free(text);
    return good;
}

/* ---- evaluation ---- */

size_t posted_cells(const posted *p)
{
    size_t cells = 1;
    for (size_t i = 0; i < p->agents; i++)
        cells *= p->cuts[i];
    return cells;
}

void posted_digits(size_t *k, const posted *p, size_t cell)
{
    for (size_t i = p->agents; i-- > 0;) {
        k[i] = cell % p->cuts[i];
        cell /= p->cuts[i];
    }
}

static size_t number(const posted *p, const size_t *k)
{
    size_t cell = 0;
    for (size_t i = 0; i < p->agents; i++)
        cell = cell * p->cuts[i] + k[i];
    return cell;
}

void posted_corner(long *type, const posted *p, const size_t *k, bool upper)
{
    for (size_t i = 0; i < p->agents; i++)
        type[i] = !upper                   ? p->cut[i][k[i]]
                  : k[i] + 1 == p->cuts[i] ? p->high[i]
                                           : p->cut[i][k[i] + 1];
}

static void cell_of(size_t *k, const posted *p, const long *twice)
{
    for (size_t i = 0; i < p->agents; i++) {
        k[i] = 0;
        while (k[i] + 1 < p->cuts[i] && 2 * p->cut[i][k[i] + 1] <= twice[i])
            k[i]++;
    }
}

static bool captures(const posted *p, size_t row, const long *twice)
{
    for (size_t i = 0; i < p->agents; i++)
        if (2 * p->price[row][i] > twice[i])
            return false;
    return true;
}

long posted_level(const posted *p, const long *twice)
{
    size_t k[POSTED_AGENTS];
    long level = 0;
    if (!p->is_prices) {
        cell_of(k, p, twice);
        return p->level[number(p, k)];
    }
    for (size_t r = 0; r < p->rows; r++)
        if (captures(p, r, twice))
            level += p->weight[r];
    return level;
}

/* sum over l <= k_i of x_l (level(l) - level(l - 1)) */
static long envelope(const posted *p, const size_t *k, size_t agent)
{
    size_t other[POSTED_AGENTS];
    long total = 0, before = 0;
    memcpy(other, k, sizeof other);
    for (size_t l = 0; l <= k[agent]; l++) {
        long twice[POSTED_AGENTS];
        other[agent] = l;
        posted_corner(twice, p, other, false);
        for (size_t i = 0; i < p->agents; i++)
            twice[i] *= 2;
        long level = posted_level(p, twice);
        total += p->cut[agent][l] * (level - before);
        before = level;
    }
    return total;
}

void posted_payments(long *payment, const posted *p, const long *twice)
{
    size_t k[POSTED_AGENTS] = {0};
    cell_of(k, p, twice);
    for (size_t i = 0; i < p->agents; i++) {
        payment[i] = 0;
        for (size_t r = 0; r < p->rows && p->is_prices; r++)
            if (captures(p, r, twice))
                payment[i] += p->weight[r] * p->price[r][i];
        if (!p->is_prices)
            payment[i] = p->has_payments ? p->payment[number(p, k)][i]
                                         : envelope(p, k, i);
    }
}

long posted_surplus(const posted *p, const long *type)
{
    return sum(type, p->agents) - p->cost;
}

/* ---- properties, by the table of the format ---- */

/* sum over S of (-1)^|S| level(k less 1 in S) */
static long difference(const posted *p, const size_t *k)
{
    long total = 0;
    for (unsigned subset = 0; subset < 1u << p->agents; subset++) {
        long twice[POSTED_AGENTS], sign = 1;
        bool inside = true;
        for (size_t i = 0; i < p->agents; i++) {
            bool less = subset >> i & 1;
            sign = less ? -sign : sign;
            inside = inside && (!less || k[i] > 0);
            twice[i] = inside ? 2 * p->cut[i][k[i] - less] : 0;
        }
        if (inside)
            total += sign * posted_level(p, twice);
    }
    return total;
}

/* An instance: types in halves. */
typedef struct instance {
    const posted *p;
    size_t k[POSTED_AGENTS], agent;
    long twice[POSTED_AGENTS], level, payment[POSTED_AGENTS], corner;
} instance;

static bool report_excess(long *excess, const instance *at, size_t report,
                          bool upper)
{
    const posted *p = at->p;
    size_t i = at->agent;
    long type[POSTED_AGENTS], told[POSTED_AGENTS], payment[POSTED_AGENTS];
    if (report == at->k[i] || report >= p->cuts[i] || (upper && p->set))
        return false;
    posted_corner(type, p, at->k, upper);
    memcpy(told, at->twice, sizeof told);
    told[i] = 2 * p->cut[i][report];
    posted_payments(payment, p, told);
    *excess = 2 * (type[i] * (posted_level(p, told) - at->level) - payment[i] +
                   at->payment[i]);
    return true;
}

static bool agent_excess(long *excess, const instance *at,
                         mc_divisible_property property)
{
    const posted *p = at->p;
    size_t i = at->agent;
    long higher[POSTED_AGENTS];
    switch (property) {
    case MC_DIVISIBLE_MONOTONE:
        if (at->k[i] + 1 == p->cuts[i])
            return false;
        memcpy(higher, at->twice, sizeof higher);
        higher[i] = 2 * p->cut[i][at->k[i] + 1];
        *excess = 2 * (at->level - posted_level(p, higher));
        return true;
    case MC_DIVISIBLE_INDIVIDUALLY_RATIONAL:
        *excess = 2 * at->payment[i] - at->twice[i] * at->level;
        return true;
    default:
        *excess = labs(2 * (p->low[i] * at->level - at->payment[i]));
        return at->k[i] == 0;
    }
}

static bool cell_excess(long *excess, const instance *at,
                        mc_divisible_property property)
{
    const posted *p = at->p;
    long paid = sum(at->payment, p->agents), lemma = -p->cost * at->level;
    switch (property) {
    case MC_DIVISIBLE_BUDGET_BALANCE:
        *excess = labs(2 * (paid - p->cost * at->level));
        return true;
    case MC_DIVISIBLE_NO_DEFICIT:
        *excess = 2 * (p->cost * at->level - paid);
        return true;
    case MC_DIVISIBLE_NON_WASTEFUL:
        *excess = 2 * (p->scale - at->level);
        for (size_t i = 0; i < p->agents; i++)
            if (at->k[i] + 1 < p->cuts[i])
                return false;
        return true;
    case MC_DIVISIBLE_EFFICIENT_ONLY:
        *excess = 2 * at->level;
        return at->corner < p->cost;
    case MC_DIVISIBLE_LEMMA_1:
        for (size_t i = 0; i < p->agents; i++)
            lemma += envelope(p, at->k, i);
        *excess = labs(2 * lemma);
        return true;
    case MC_DIVISIBLE_PRICE_LOTTERY:
        *excess = -2 * difference(p, at->k);
        return true;
    default:
        *excess = labs(2 * p->scale * (at->corner - p->cost));
        return difference(p, at->k) != 0;
    }
}

bool posted_excess(long *excess, const posted *p,
                   mc_divisible_property property, size_t cell, size_t agent,
                   size_t report, bool upper)
{
    instance at = {.p = p, .agent = agent};
    posted_digits(at.k, p, cell);
    posted_corner(at.twice, p, at.k, false);
    at.corner = sum(at.twice, p->agents);
    for (size_t i = 0; i < p->agents; i++)
        at.twice[i] *= 2;
    at.level = posted_level(p, at.twice);
    posted_payments(at.payment, p, at.twice);
    if (property == MC_DIVISIBLE_INCENTIVE_COMPATIBLE)
        return report_excess(excess, &at, report, upper);
    if (property == MC_DIVISIBLE_MONOTONE ||
        property == MC_DIVISIBLE_INDIVIDUALLY_RATIONAL ||
        property == MC_DIVISIBLE_LOWEST_TYPE_INDIFFERENT)
        return agent_excess(excess, &at, property);
    return cell_excess(excess, &at, property);
}

void posted_assert(mpq_srcptr value, long numerator, long denominator)
{
    mpq_t wanted;
    mpq_init(wanted);
    mpq_set_si(wanted, numerator, (unsigned long)denominator);
    mpq_canonicalize(wanted);
    if (!mpq_equal(wanted, value))
        (void)gmp_fprintf(stderr, "%Qd, not %Qd\n", value, wanted);
    assert_true(mpq_equal(wanted, value));
    mpq_clear(wanted);
}
