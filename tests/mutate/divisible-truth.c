/* FORMAT-DIVISIBLE.md section 2, at types and by sums over subsets. */
#include <stdint.h>
#include <string.h>

#include "divisible-model.h"
#include "truth.h"

/* ---- the mechanism on cells ---- */

static num corner(const model *m, const size_t *k, size_t i)
{
    return m->cut[i][k[i]];
}

static num end_of(const model *m, const size_t *k, size_t i)
{
    return k[i] + 1 < m->cells[i] ? m->cut[i][k[i] + 1] : m->high[i];
}

static void type_in(num *v, const model *m, const size_t *k)
{
    for (size_t i = 0; i < m->N; i++)
        v[i] = corner(m, k, i);
}

static num level_at(const model *m, const num *v)
{
    return model_level(m, v);
}

/* The level where indices may be -1, as SIZE_MAX. */
static num level_cell(const model *m, const size_t *k)
{
    num v[MOST_AGENTS];
    for (size_t i = 0; i < m->N; i++)
        if (k[i] == SIZE_MAX)
            return whole(0);
    type_in(v, m, k);
    return level_at(m, v);
}

static num sum_of_corners(const model *m, const size_t *k)
{
    num sum = whole(0);
    for (size_t i = 0; i < m->N; i++)
        sum = plus(sum, corner(m, k, i));
    return sum;
}

/* sum over l <= k_i of x_{i,l} (phi(l) - phi(l-1)) */
static num by_steps(const model *m, const size_t *k, size_t i)
{
    size_t other[MOST_AGENTS];
    num sum = whole(0);
    memcpy(other, k, sizeof other);
    for (size_t l = 0; l <= k[i]; l++) {
        other[i] = l;
        num here = level_cell(m, other), x = m->cut[i][l];
        other[i] = l - 1;
        sum = plus(sum, times(x, minus(here, level_cell(m, other))));
    }
    return sum;
}

static num payment_cell(const model *m, const size_t *k, size_t i)
{
    num v[MOST_AGENTS];
    if (!m->rows && !m->payments)
        return by_steps(m, k, i);
    type_in(v, m, k);
    return model_payment(m, v, i);
}

/* ---- properties ---- */

static num lie(const model *m, const size_t *k, size_t i, size_t r, num v)
{
    size_t other[MOST_AGENTS];
    memcpy(other, k, sizeof other);
    other[i] = r;
    num honest = minus(times(v, level_cell(m, k)), payment_cell(m, k, i)),
        false_ =
            minus(times(v, level_cell(m, other)), payment_cell(m, other, i));
    return minus(false_, honest);
}

static num compatible(const model *m, const size_t *k, size_t i)
{
    num worst = whole(0);
    for (size_t r = 0; r < m->cells[i]; r++) {
        if (r == k[i])
            continue;
        worst = larger(worst, lie(m, k, i, r, corner(m, k, i)));
        if (!m->set)
            worst = larger(worst, lie(m, k, i, r, end_of(m, k, i)));
    }
    return worst;
}

static num mixed_difference(const model *m, const size_t *k)
{
    num sum = whole(0);
    for (size_t S = 0; S < (size_t)1 << m->N; S++) {
        size_t other[MOST_AGENTS];
        bool odd = false;
        memcpy(other, k, sizeof other);
        for (size_t i = 0; i < m->N; i++)
            if (S >> i & 1) {
                other[i]--;
                odd = !odd;
            }
        num one = level_cell(m, other);
        sum = odd ? minus(sum, one) : plus(sum, one);
    }
    return sum;
}

static num paid(const model *m, const size_t *k, bool steps)
{
    num sum = whole(0);
    for (size_t i = 0; i < m->N; i++)
        sum = plus(sum, steps ? by_steps(m, k, i) : payment_cell(m, k, i));
    return sum;
}

static num of_agent(const model *m, const size_t *k, size_t i, const char *name)
{
    num phi = level_cell(m, k);
    if (strcmp(name, "incentive-compatible") == 0)
        return compatible(m, k, i);
    if (strcmp(name, "monotone") == 0) {
        size_t other[MOST_AGENTS];
        memcpy(other, k, sizeof other);
        return ++other[i] < m->cells[i] ? minus(phi, level_cell(m, other))
                                        : whole(0);
    }
    if (strcmp(name, "individually-rational") == 0)
        return minus(payment_cell(m, k, i), times(corner(m, k, i), phi));
    if (strcmp(name, "lowest-type-indifferent") == 0)
        return k[i] > 0 ? whole(0)
                        : magnitude(minus(times(m->low[i], phi),
                                          payment_cell(m, k, i)));
    return NULL;
}

static bool is_top(const model *m, const size_t *k)
{
    for (size_t i = 0; i < m->N; i++)
        if (k[i] + 1 != m->cells[i])
            return false;
    return true;
}

static num of_cell(const model *m, const size_t *k, const char *name)
{
    num phi = level_cell(m, k), cost = times(m->cost, phi),
        sum = sum_of_corners(m, k);
    if (strcmp(name, "budget-balance") == 0)
        return magnitude(minus(paid(m, k, false), cost));
    if (strcmp(name, "no-deficit") == 0)
        return minus(cost, paid(m, k, false));
    if (strcmp(name, "non-wasteful") == 0)
        return is_top(m, k) ? minus(whole(1), phi) : whole(0);
    if (strcmp(name, "efficient-only") == 0)
        return order(sum, m->cost) < 0 ? phi : whole(0);
    if (strcmp(name, "lemma-1") == 0)
        return magnitude(minus(paid(m, k, true), cost));
    num D = mixed_difference(m, k);
    if (strcmp(name, "price-lottery") == 0)
        return minus(whole(0), D);
    require(strcmp(name, "balanced-prices") == 0, "an unknown property");
    return sign(D) != 0 ? magnitude(minus(sum, m->cost)) : whole(0);
}

static void property_truth(const model *m, const proof_text *c)
{
    size_t k[MOST_AGENTS], start = mark();
    const char *name = c->word[1][2];
    num worst = whole(0);
    require(m->rows || m->level, "no mechanism on cells");
    first_cell(k);
    do {
        num here = of_agent(m, k, 0, name);
        for (size_t i = 1; here && i < m->N; i++)
            here = larger(here, of_agent(m, k, i, name));
        worst = larger(worst, here ? here : of_cell(m, k, name));
        worst = release(start, worst);
    } while (next_cell(k, m));
    require(same(worst, field(c, 1, 3)), "another largest excess");
}

/* ---- the lottery ---- */

static void lottery_cell(const model *m, const proof_text *c, const size_t *k)
{
    num level = whole(0), payment[MOST_AGENTS];
    for (size_t i = 0; i < m->N; i++)
        payment[i] = whole(0);
    for (size_t line = 4; line + 1 < c->lines; line++) {
        num p = over(field(c, line, 1), field(c, 3, 1));
        bool below = true;
        for (size_t i = 0; i < m->N; i++)
            below = below && natural(c, line, 2 + i) <= k[i];
        if (!below)
            continue;
        level = plus(level, p);
        for (size_t i = 0; i < m->N; i++)
            payment[i] =
                plus(payment[i], times(p, m->cut[i][natural(c, line, 2 + i)]));
    }
    require(same(level, level_cell(m, k)), "another level");
    for (size_t i = 0; i < m->N; i++)
        require(same(payment[i], payment_cell(m, k, i)), "another payment");
}

static void decomposition_truth(const model *m, const proof_text *c)
{
    size_t k[MOST_AGENTS];
    num all = whole(0);
    require((m->rows || m->level) && !m->set, "no mechanism on cells");
    require(natural(c, 1, 2) == c->lines - 5, "another number of prices");
    for (size_t line = 4; line + 1 < c->lines; line++) {
        num sum = whole(0), p = over(field(c, line, 1), field(c, 3, 1));
        require(sign(p) > 0 && c->words[line] == 2 + m->N, "a price");
        for (size_t i = 0; i < m->N; i++) {
            require(natural(c, line, 2 + i) < m->cells[i], "no such cut");
            sum = plus(sum, m->cut[i][natural(c, line, 2 + i)]);
        }
        require(same(sum, m->cost), "not balanced");
        all = plus(all, p);
    }
    require(order(all, whole(1)) <= 0, "more than one");
    first_cell(k);
    do
        lottery_cell(m, c, k);
    while (next_cell(k, m));
}

/* ---- losses ---- */

static num loss_at(const model *m, const num *v, num level)
{
    num s = minus(whole(0), m->cost);
    for (size_t i = 0; i < m->N; i++)
        s = plus(s, v[i]);
    return minus(larger(s, whole(0)), times(s, level));
}

static void expected_truth(const model *m, const proof_text *c)
{
    num sum = whole(0);
    require(m->atoms > 0 && (m->rows || m->level), "no belief");
    for (size_t a = 0; a < m->atoms; a++)
        sum = plus(sum, times(m->chance[a],
                              loss_at(m, m->atom[a], level_at(m, m->atom[a]))));
    require(same(sum, field(c, 1, 2)), "another loss");
}

/* At all corners of the closure of every cell. */
static void maximal_truth(const model *m, const proof_text *c)
{
    size_t k[MOST_AGENTS];
    num most = NULL;
    require((m->rows || m->level) && !m->set, "no mechanism on cells");
    first_cell(k);
    do
        for (size_t S = 0; S < (size_t)1 << m->N; S++) {
            num v[MOST_AGENTS];
            for (size_t i = 0; i < m->N; i++)
                v[i] = S >> i & 1 ? end_of(m, k, i) : corner(m, k, i);
            num one = loss_at(m, v, level_cell(m, k));
            most = most ? larger(most, one) : one;
        }
    while (next_cell(k, m));
    require(same(most, field(c, 1, 2)), "another loss");
}

static num price_welfare(const model *m, const num *r)
{
    num sum = whole(0);
    for (size_t a = 0; a < m->atoms; a++) {
        num s = minus(whole(0), m->cost);
        bool above = true;
        for (size_t i = 0; i < m->N; i++) {
            above = above && order(m->atom[a][i], r[i]) >= 0;
            s = plus(s, m->atom[a][i]);
        }
        if (above)
            sum = plus(sum, times(m->chance[a], s));
    }
    return sum;
}

/* The prices that capture a set of atoms are those below its least
   coordinates. */
static void best_price_truth(const model *m, const proof_text *c)
{
    num most = whole(0), r[MOST_AGENTS], claimed = field(c, 1, 2),
        sum = whole(0);
    require(m->atoms > 0, "no belief");
    if (m->atoms > 12)
        give_up("too many atoms");
    for (size_t S = 1; S < (size_t)1 << m->atoms; S++) {
        num least = whole(0);
        for (size_t i = 0; i < m->N; i++) {
            r[i] = NULL;
            for (size_t a = 0; a < m->atoms; a++)
                if (S >> a & 1)
                    r[i] = r[i] ? smaller(r[i], m->atom[a][i]) : m->atom[a][i];
            least = plus(least, r[i]);
        }
        if (order(least, m->cost) >= 0)
            most = larger(most, price_welfare(m, r));
    }
    require(same(most, claimed), "another welfare");
    for (size_t i = 0; i < m->N; i++) {
        r[i] = field(c, 3, 1 + i);
        sum = plus(sum, r[i]);
    }
    require(same(sum, m->cost), "not balanced");
    require(same(price_welfare(m, r), claimed), "another price");
}

static void display_truth(const model *m, const proof_text *c)
{
    num l[MOST_AGENTS], u[MOST_AGENTS], eta[MOST_AGENTS], gap[MOST_AGENTS],
        v[MOST_AGENTS], sum = whole(0), D = whole(0), total = whole(0);
    require((m->rows || m->level) && !m->set, "no mechanism on cells");
    for (size_t i = 0; i < m->N; i++) {
        l[i] = field(c, 3, 1 + i);
        u[i] = field(c, 4, 1 + i);
        require(order(l[i], u[i]) < 0 && order(m->low[i], l[i]) <= 0 &&
                    order(u[i], m->high[i]) <= 0,
                "no such cube");
        sum = plus(sum, l[i]);
    }
    require(order(sum, m->cost) < 0, "no such cube");
    for (size_t i = 0; i < m->N; i++) {
        gap[i] = minus(m->cost, minus(sum, l[i]));
        eta[i] = smaller(gap[i], u[i]);
        total = plus(total, eta[i]);
    }
    for (size_t S = 0; S < (size_t)1 << m->N; S++) {
        bool odd = false;
        for (size_t i = 0; i < m->N; i++) {
            v[i] = S >> i & 1 ? l[i] : eta[i];
            odd = odd != ((S >> i & 1) == 1);
        }
        D = odd ? minus(D, level_at(m, v)) : plus(D, level_at(m, v));
    }
    num V = level_at(m, eta);
    for (size_t i = 0; i < m->N; i++) {
        if (order(u[i], gap[i]) < 0)
            continue;
        memcpy(v, eta, sizeof v);
        v[i] = minus(m->cost, minus(total, eta[i]));
        V = minus(V, level_at(m, v));
    }
    require(same(D, field(c, 1, 2)) && same(V, field(c, 1, 3)),
            "another display");
}

/* ---- all claims ---- */

void divisible_truth(const json *root, const proof_text *c)
{
    static const struct {
        const char *name;
        size_t words;
        void (*decide)(const model *m, const proof_text *c);
    } claims[] = {{"divisible-property", 4, property_truth},
                  {"price-decomposition", 3, decomposition_truth},
                  {"expected-loss", 3, expected_truth},
                  {"maximal-loss", 3, maximal_truth},
                  {"best-price", 3, best_price_truth},
                  {"robust-optimum", 4, robust_truth},
                  {"lemma-2-display", 4, display_truth}};
    const model *m = model_read(root);
    for (size_t k = 0; k < sizeof claims / sizeof *claims; k++)
        if (strcmp(c->word[1][1], claims[k].name) == 0) {
            require(c->words[1] == claims[k].words, "other fields");
            claims[k].decide(m, c);
            return;
        }
    polynomial_truth(m, c);
}
