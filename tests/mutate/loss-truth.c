/* FORMAT-DIVISIBLE.md section 4, permutation by permutation. */
#include <stdint.h>
#include <string.h>

#include "truth.h"

enum { AGENTS = 6 };

/* The orbits of a certificate: probability, and points in all orders. */
typedef struct orbit {
    num p;
    size_t w[AGENTS];
} orbit;

typedef struct grid {
    size_t N, M, orbits;
    orbit *orbit;
} grid;

static void swap(size_t *a, size_t *b)
{
    size_t c = *a;
    *a = *b;
    *b = c;
}

/* The next permutation in lexicographic order. */
static bool permute(size_t *w, size_t n)
{
    size_t i = n - 1, j = n - 1;
    while (i > 0 && w[i - 1] >= w[i])
        i--;
    if (i == 0)
        return false;
    while (w[j] <= w[i - 1])
        j--;
    swap(&w[i - 1], &w[j]);
    for (j = n - 1; i < j; i++, j--)
        swap(&w[i], &w[j]);
    return true;
}

static void read_grid(grid *g, const proof_text *c)
{
    num sum = whole(0);
    g->M = natural(c, 3, 1);
    g->orbits = natural(c, 4, 2);
    require(g->M >= 1 && g->orbits == c->lines - 6, "another number of orbits");
    if (g->M > 60)
        give_up("a fine grid");
    g->orbit = keep((g->orbits + 1) * sizeof *g->orbit);
    for (size_t k = 0; k < g->orbits; k++) {
        orbit *o = &g->orbit[k];
        o->p = over(field(c, 5 + k, 1), field(c, 4, 1));
        require(sign(o->p) > 0, "a probability");
        sum = plus(sum, o->p);
        for (size_t i = 0; i < g->N; i++) {
            o->w[i] = natural(c, 5 + k, 2 + i);
            require(i == 0 || o->w[i - 1] <= o->w[i], "not sorted");
        }
    }
    require(same(sum, whole(1)), "probabilities");
}

static size_t total(const size_t *w, size_t n)
{
    size_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += w[i];
    return sum;
}

static bool below(const size_t *a, const size_t *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i] > b[i])
            return false;
    return true;
}

/* The share of an orbit's permutations that are at most (sense), or at least,
   another point. */
static num share_of(const orbit *o, const size_t *point, size_t n, bool at_most)
{
    size_t w[AGENTS];
    long hits = 0, all = 0;
    memcpy(w, o->w, sizeof w);
    do {
        hits += at_most ? below(w, point, n) : below(point, w, n);
        all++;
    } while (permute(w, n));
    return over(whole(hits), whole(all));
}

/* All points of {0, ..., most}^N. */
static bool next_point(size_t *o, size_t n, size_t most)
{
    for (size_t i = 0; i < n; i++) {
        if (o[i]++ < most)
            return true;
        o[i] = 0;
    }
    return false;
}

static bool sorted(const size_t *o, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (o[i - 1] > o[i])
            return false;
    return true;
}

static void belief_truth(const grid *g, const proof_text *c)
{
    size_t o[AGENTS] = {0}, far = 0;
    num least = NULL;
    for (size_t k = 0; k < g->orbits; k++) {
        require(total(g->orbit[k].w, g->N) <= g->M - 1, "a sum");
        far = g->orbit[k].w[g->N - 1] > far ? g->orbit[k].w[g->N - 1] : far;
    }
    do {
        if (total(o, g->N) != g->M - 1 || !sorted(o, g->N))
            continue;
        num loss = whole(0);
        for (size_t k = 0; k < g->orbits; k++) {
            num lost = minus(whole(1), share_of(&g->orbit[k], o, g->N, true));
            num s =
                minus(whole(1), over(whole((long)total(g->orbit[k].w, g->N)),
                                     whole((long)g->M)));
            loss = plus(loss, times(g->orbit[k].p, times(s, lost)));
        }
        least = least ? smaller(least, loss) : loss;
    } while (next_point(o, g->N, g->M - 1));
    require(same(least, field(c, 1, 2)), "another loss");
    require(same(over(whole((long)far), whole((long)g->M)), field(c, 1, 3)),
            "another reach");
}

static void lottery_truth(const grid *g, const proof_text *c)
{
    size_t m[AGENTS] = {0};
    num most = whole(0);
    for (size_t k = 0; k < g->orbits; k++)
        require(total(g->orbit[k].w, g->N) == g->M, "a sum");
    do {
        size_t cost = 0, start = mark();
        for (size_t i = 0; i < g->N; i++)
            cost += m[i] > 0 ? m[i] - 1 : 0;
        if (cost >= g->M || !sorted(m, g->N))
            continue;
        num Q = whole(0);
        for (size_t k = 0; k < g->orbits; k++)
            Q = plus(Q, times(g->orbit[k].p,
                              share_of(&g->orbit[k], m, g->N, false)));
        num s = over(whole((long)(g->M - cost)), whole((long)g->M));
        most = larger(most, times(s, minus(whole(1), Q)));
        most = release(start, most);
    } while (next_point(m, g->N, g->M));
    require(same(most, field(c, 1, 2)), "another loss");
}

/* (N-1)/N N^(-1/(N-1)) = ((N-1)^(N-1) / N^N)^(1/(N-1)) lies between. */
static void closed_form_truth(size_t N, const proof_text *c)
{
    num L = field(c, 1, 2), U = field(c, 1, 3), n = whole((long)N);
    num constant = over(power(whole((long)N - 1), N - 1), power(n, N));
    require(sign(L) > 0 && order(L, U) <= 0, "no bounds");
    require(order(power(L, N - 1), constant) <= 0 &&
                order(constant, power(U, N - 1)) <= 0,
            "not between");
}

void loss_truth(const json *root, const proof_text *c)
{
    static const char *const keys[] = {"format", "title", "notes", "agents",
                                       NULL};
    const char *name = c->word[1][1];
    grid g = {.N = 0};
    only_keys(root, keys);
    g.N = natural_in(json_find(root, "agents"));
    require(g.N >= 2 && g.N <= 16, "agents");
    if (strcmp(name, "closed-form-loss") == 0) {
        closed_form_truth(g.N, c);
        return;
    }
    if (g.N > 4)
        give_up("many agents");
    read_grid(&g, c);
    if (strcmp(name, "worst-belief") == 0)
        belief_truth(&g, c);
    else {
        require(strcmp(name, "price-lottery-loss") == 0, "an unknown claim");
        lottery_truth(&g, c);
    }
}
