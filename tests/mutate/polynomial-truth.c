/* FORMAT-DIVISIBLE.md section 3, at random points. */
#include <string.h>

#include "truth.h"

enum { POINTS = 40 };

static gmp_randstate_t random_state;

static num value_at(const model *m, const num *v)
{
    num sum = whole(0);
    for (size_t k = 0; k < m->terms; k++) {
        num product = m->factor[k];
        for (size_t i = 0; i < m->N; i++)
            product = times(product, power(v[i], m->exponent[k][i]));
        sum = plus(sum, product);
    }
    return sum;
}

/* Once in one coordinate, or (agent N) in all of them. */
static num derivative_at(const model *m, const num *v, size_t agent)
{
    num sum = whole(0);
    for (size_t k = 0; k < m->terms; k++) {
        num product = m->factor[k];
        for (size_t i = 0; i < m->N; i++) {
            size_t e = m->exponent[k][i];
            bool derived = i == agent || agent == m->N;
            if (derived)
                product = times(product, whole((long)e));
            product = times(product, power(v[i], derived && e ? e - 1 : e));
        }
        sum = plus(sum, product);
    }
    return sum;
}

static num surplus(const model *m, const num *v)
{
    num sum = minus(whole(0), m->cost);
    for (size_t i = 0; i < m->N; i++)
        sum = plus(sum, v[i]);
    return sum;
}

/* The integral of P over coordinate i from `from` to v_i. */
static num integral(const model *m, const num *v, size_t i, num from)
{
    num sum = whole(0);
    for (size_t k = 0; k < m->terms; k++) {
        size_t e = m->exponent[k][i];
        num step = minus(power(v[i], e + 1), power(from, e + 1));
        num product = over(times(m->factor[k], step), whole((long)e + 1));
        for (size_t j = 0; j < m->N; j++)
            if (j != i)
                product = times(product, power(v[j], m->exponent[k][j]));
        sum = plus(sum, product);
    }
    return sum;
}

static num residual(const model *m, const num *v)
{
    num s = surplus(m, v);
    num sum = times(s, value_at(m, v));
    for (size_t i = 0; i < m->N; i++)
        sum = minus(sum, integral(m, v, i, minus(v[i], s)));
    return sum;
}

static void random_point(num *v, const model *m)
{
    for (size_t i = 0; i < m->N; i++) {
        long step = (long)gmp_urandomm_ui(random_state, 101);
        num width = minus(m->high[i], m->low[i]);
        v[i] = plus(m->low[i], over(times(width, whole(step)), whole(100)));
    }
}

static num quantity_at(const model *m, const num *v, bool mixed)
{
    return mixed ? derivative_at(m, v, m->N) : residual(m, v);
}

static void magnitude_truth(const model *m, const proof_text *c, bool mixed)
{
    num V = field(c, 1, 2), v[MOST_AGENTS];
    if (sign(V) == 0) {
        for (size_t n = 0; n < POINTS; n++) {
            random_point(v, m);
            require(sign(quantity_at(m, v, mixed)) == 0, "not zero");
        }
        return;
    }
    for (size_t i = 0; i < m->N; i++) {
        v[i] = field(c, 3, 1 + i);
        require(order(m->low[i], v[i]) <= 0 && order(v[i], m->high[i]) <= 0,
                "no such type");
    }
    require(sign(surplus(m, v)) >= 0, "below the cost");
    require(same(magnitude(quantity_at(m, v, mixed)), V), "another number");
}

/* Random efficient types, half of them moved to an end of the support. */
static void monotone_truth(const model *m)
{
    for (size_t n = 0; n < 10 * POINTS; n++) {
        num v[MOST_AGENTS];
        random_point(v, m);
        for (size_t i = 0; i < m->N; i++)
            switch (gmp_urandomm_ui(random_state, 6)) {
            case 0:
                v[i] = m->low[i];
                break;
            case 1:
            case 2:
                v[i] = m->high[i];
                break;
            default:
                break;
            }
        if (sign(surplus(m, v)) < 0)
            continue;
        num P = value_at(m, v);
        require(sign(P) >= 0 && order(P, whole(1)) <= 0, "not in [0,1]");
        for (size_t i = 0; i < m->N; i++)
            require(sign(derivative_at(m, v, i)) >= 0, "not monotone");
    }
}

void polynomial_truth(const model *m, const proof_text *c)
{
    const char *name = c->word[1][1];
    require(json_find(m->root, "terms") != NULL, "no polynomial");
    for (size_t i = 0; i < m->N; i++) {
        num others = whole(0);
        for (size_t j = 0; j < m->N; j++)
            others = j == i ? others : plus(others, m->high[j]);
        require(order(minus(m->cost, others), m->low[i]) >= 0, "no veto");
    }
    gmp_randinit_mt(random_state);
    if (strcmp(name, "lemma-1-residual") == 0)
        magnitude_truth(m, c, false);
    else if (strcmp(name, "mixed-derivative") == 0)
        magnitude_truth(m, c, true);
    else {
        require(strcmp(name, "polynomial-monotone") == 0, "an unknown claim");
        monotone_truth(m);
    }
    gmp_randclear(random_state);
}
