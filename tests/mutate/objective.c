/* Right sides, term by term as they are printed. */
#include "objective.h"

mpq_srcptr w(const proof *p, size_t outcome, size_t state)
{
    return at(&p->about[ENVIRONMENT]->welfare, state, outcome);
}

mpq_srcptr u(const proof *p, size_t agent, size_t outcome, size_t state)
{
    return at(&p->about[ENVIRONMENT]->payoff, agent * p->states + state,
              outcome);
}

const table *rule_of(const proof *p)
{
    return p->about[MECHANISM] ? &p->about[MECHANISM]->rule : &p->m;
}

const table *sigma_of(const proof *p)
{
    return p->about[INFORMATION] ? &p->about[INFORMATION]->distribution
                                 : &p->sigma;
}

const table *prior_of(const proof *p)
{
    return p->about[PRIOR] ? &p->about[PRIOR]->prior
                           : &p->about[ENVIRONMENT]->prior;
}

void add(mpq_t sum, long sign, mpq_srcptr a, mpq_srcptr b)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_si(term, sign, 1);
    mpq_mul(term, term, a);
    mpq_mul(term, term, b);
    mpq_add(sum, sum, term);
    mpq_clear(term);
}

void add_product(mpq_t sum, long sign, mpq_srcptr a, mpq_srcptr b, mpq_srcptr c)
{
    mpq_t product;
    mpq_init(product);
    mpq_mul(product, a, b);
    add(sum, sign, product, c);
    mpq_clear(product);
}

void payoff(mpq_t sum, const proof *p, const table *m, size_t x, size_t agent,
            size_t state)
{
    mpq_set_ui(sum, 0, 1);
    for (size_t omega = 0; omega < p->outcomes; omega++)
        add(sum, 1, u(p, agent, omega, state), at(m, x, omega));
}

void welfare(mpq_t sum, const proof *p, const table *m, size_t x, size_t state)
{
    mpq_set_ui(sum, 0, 1);
    for (size_t omega = 0; omega < p->outcomes; omega++)
        add(sum, 1, w(p, omega, state), at(m, x, omega));
}

/* --- lambda --------------------------------------------------------------- */

/* FORMAT.md 4.1, condition 3 */
static void strategic(mpq_t sum, const proof *p, size_t a, size_t t)
{
    const table *m = rule_of(p);
    welfare(sum, p, m, a, t);
    for (size_t e = 0; e < p->obedience.count; e++) {
        const multiplier *n = &p->obedience.list[e];
        if (coordinate(&p->play, a, n->agent) != n->a)
            continue;
        size_t deviation = with(&p->play, a, n->agent, n->b);
        for (size_t omega = 0; omega < p->outcomes; omega++) {
            mpq_srcptr utility = u(p, n->agent, omega, t);
            add_product(sum, 1, n->value, utility, at(m, deviation, omega));
            add_product(sum, -1, n->value, utility, at(m, a, omega));
        }
    }
}

/* P3: (K-1) sum u_i (m(x_i + 1/K) - m(x)) over agents with x_i < K */
static void upward(mpq_t sum, const proof *p, size_t x, size_t t)
{
    const grid *g = &p->signal;
    long factor = (long)p->k - 1;
    welfare(sum, p, &p->m, x, t);
    for (size_t i = 0; i < p->agents; i++) {
        size_t l = coordinate(g, x, i);
        if (l + 1 == g->points[i])
            continue;
        for (size_t omega = 0; omega < p->outcomes; omega++) {
            add(sum, factor, u(p, i, omega, t),
                at(&p->m, with(g, x, i, l + 1), omega));
            add(sum, -factor, u(p, i, omega, t), at(&p->m, x, omega));
        }
    }
}

/* R2: u_i B_i m */
static void downward(mpq_t sum, const proof *p, size_t x, size_t t)
{
    const grid *g = &p->signal;
    welfare(sum, p, &p->m, x, t);
    for (size_t i = 0; i < p->agents; i++) {
        size_t l = coordinate(g, x, i);
        long factor = l + 1 == g->points[i] ? 1 : (long)p->k;
        for (size_t omega = 0; omega < p->outcomes; omega++) {
            add(sum, factor, u(p, i, omega, t), at(&p->m, x, omega));
            if (l > 0)
                add(sum, -factor, u(p, i, omega, t),
                    at(&p->m, with(g, x, i, l - 1), omega));
        }
    }
}

side *lambda_side(const proof *p)
{
    switch ((int)p->claim) {
    case LOWER:
        return upward;
    case UPPER:
        return downward;
    case BOUND_ALONE:
    case BOUND:
    case GUARANTEE:
    case LOSS:
    case PAIR:
    case TRIPLE:
    case SLACKNESS:
        return strategic;
    default:
        return NULL;
    }
}

const grid *lambda_grid(const proof *p)
{
    return lambda_side(p) == strategic ? &p->play : &p->signal;
}

/* --- gamma ---------------------------------------------------------------- */

static void expected(mpq_t sum, const proof *p, size_t s, size_t omega)
{
    mpq_set_ui(sum, 0, 1);
    for (size_t t = 0; t < p->states; t++)
        add(sum, 1, w(p, omega, t), at(sigma_of(p), s, t));
}

/* FORMAT.md 4.2, condition 3 */
static void informational(mpq_t sum, const proof *p, size_t s, size_t omega)
{
    const grid *g = &p->signal;
    const table *sigma = sigma_of(p);
    expected(sum, p, s, omega);
    for (size_t t = 0; t < p->states; t++) {
        for (size_t e = 0; e < p->truth.count; e++) {
            const multiplier *n = &p->truth.list[e];
            mpq_srcptr utility = u(p, n->agent, omega, t);
            if (coordinate(g, s, n->agent) == n->a)
                add_product(sum, 1, utility, n->value, at(sigma, s, t));
            if (coordinate(g, s, n->agent) == n->b)
                add_product(sum, -1, utility, n->value,
                            at(sigma, with(g, s, n->agent, n->a), t));
        }
        for (size_t e = 0; e < p->beta.count; e++) {
            const multiplier *n = &p->beta.list[e];
            if (coordinate(g, s, n->agent) == n->a)
                add_product(sum, 1, u(p, n->agent, omega, t), n->value,
                            at(sigma, s, t));
        }
    }
}

/* D3 */
static void dual(mpq_t sum, const proof *p, size_t x, size_t omega)
{
    const grid *g = &p->signal;
    long factor = (long)p->k - 1;
    expected(sum, p, x, omega);
    for (size_t t = 0; t < p->states; t++)
        for (size_t i = 0; i < p->agents; i++) {
            size_t l = coordinate(g, x, i);
            if (l > 0)
                add(sum, factor, u(p, i, omega, t),
                    at(&p->sigma, with(g, x, i, l - 1), t));
            if (l + 1 < g->points[i])
                add(sum, -factor, u(p, i, omega, t), at(&p->sigma, x, t));
        }
    for (size_t e = 0; e < p->pi.count; e++) {
        const multiplier *n = &p->pi.list[e];
        if (n->profile == x)
            add(sum, 1, u(p, n->agent, omega, n->a), n->value);
    }
}

/* Q3: -u_i T_i sigma */
static void transport(mpq_t sum, const proof *p, size_t x, size_t omega)
{
    const grid *g = &p->signal;
    long k = (long)p->k;
    expected(sum, p, x, omega);
    for (size_t t = 0; t < p->states; t++)
        for (size_t i = 0; i < p->agents; i++) {
            size_t l = coordinate(g, x, i), top = g->points[i] - 1;
            mpq_srcptr here = at(&p->sigma, x, t);
            if (l == top) {
                add(sum, 1, u(p, i, omega, t), here);
                continue;
            }
            mpq_srcptr next = at(&p->sigma, with(g, x, i, l + 1), t);
            add(sum, l + 1 == top ? -1 : -k, u(p, i, omega, t), next);
            add(sum, k, u(p, i, omega, t), here);
        }
}

/* sigma at a message profile; NULL where somebody stays out */
static mpq_srcptr sent(const proof *p, size_t x, size_t t)
{
    const statement *information = p->about[INFORMATION];
    size_t s = 0;
    for (size_t i = 0; i < p->agents; i++) {
        size_t c = coordinate(&p->signal, x, i);
        if (c == information->signal.points[i])
            return NULL;
        s = s * information->signal.points[i] + c;
    }
    return at(&information->distribution, s, t);
}

/* FORMAT-GAME.md 4.7, condition 1 */
static void message(mpq_t sum, const proof *p, size_t x, size_t omega)
{
    const grid *g = &p->signal;
    mpq_set_ui(sum, 0, 1);
    for (size_t t = 0; t < p->states; t++) {
        mpq_srcptr here = sent(p, x, t);
        if (here)
            add(sum, 1, w(p, omega, t), here);
        for (size_t e = 0; e < p->truth.count; e++) {
            const multiplier *n = &p->truth.list[e];
            mpq_srcptr utility = u(p, n->agent, omega, t);
            if (here && coordinate(g, x, n->agent) == n->a)
                add_product(sum, 1, utility, n->value, here);
            mpq_srcptr from = sent(p, with(g, x, n->agent, n->a), t);
            if (from && coordinate(g, x, n->agent) == n->b)
                add_product(sum, -1, utility, n->value, from);
        }
        for (size_t e = 0; e < p->pi.count; e++) {
            const multiplier *n = &p->pi.list[e];
            if (n->profile == x && n->a == t)
                add(sum, 1, u(p, n->agent, omega, t), n->value);
        }
    }
}

side *gamma_side(const proof *p)
{
    switch ((int)p->claim) {
    case LOWER:
        return dual;
    case UPPER:
        return transport;
    case LIMIT_ALONE:
    case LIMIT:
    case DIRECT:
    case POTENTIAL:
    case PAIR:
    case TRIPLE:
    case SLACKNESS:
        return p->out ? message : informational;
    default:
        return NULL;
    }
}
