/* Sums over all profiles of signals and of actions. */
#include "outcome.h"
#include "objective.h"

/* The signals, also where gamma is about messages. */
static const grid *signals_of(const proof *p)
{
    return &p->about[INFORMATION]->signal;
}

bool identity_fits(const proof *p)
{
    return p->about[STRATEGIES] || same_labels(p->about[MECHANISM]->actions,
                                               p->about[INFORMATION]->signals);
}

/* value *= b_i(a|s) */
static void multiply(mpq_t value, const proof *p, size_t i, size_t s, size_t a)
{
    if (p->about[STRATEGIES])
        mpq_mul(value, value, at(&p->about[STRATEGIES]->strategy[i], s, a));
    else if (s != a)
        mpq_set_ui(value, 0, 1);
}

/* The product of b_j(a_j|s_j), without agent `but`. */
static void likelihood(mpq_t value, const proof *p, size_t s, size_t a,
                       size_t but)
{
    mpq_set_ui(value, 1, 1);
    for (size_t j = 0; j < p->agents; j++)
        if (j != but)
            multiply(value, p, j, coordinate(signals_of(p), s, j),
                     coordinate(&p->play, a, j));
}

static void add_outcomes(outcome *o, const proof *p, size_t s, size_t a)
{
    const table *rule = rule_of(p);
    mpq_t weight, product;
    mpq_inits(weight, product, NULL);
    likelihood(weight, p, s, a, p->agents);
    for (size_t t = 0; t < p->states; t++)
        for (size_t omega = 0; omega < p->outcomes; omega++) {
            mpq_mul(product, weight, at(sigma_of(p), s, t));
            add(at(&o->q, 0, omega), 1, product, at(rule, a, omega));
            add_product(o->welfare, 1, product, at(rule, a, omega),
                        w(p, omega, t));
        }
    mpq_clears(weight, product, NULL);
}

static void add_interim(outcome *o, const proof *p, size_t s, size_t a,
                        size_t i)
{
    size_t row = interim_row(p, i, coordinate(signals_of(p), s, i));
    mpq_t weight, value;
    mpq_inits(weight, value, NULL);
    likelihood(weight, p, s, a, i);
    for (size_t t = 0; t < p->states; t++) {
        payoff(value, p, rule_of(p), a, i, t);
        add_product(at(&o->interim, row, 1 + coordinate(&p->play, a, i)), 1,
                    weight, value, at(sigma_of(p), s, t));
    }
    mpq_clears(weight, value, NULL);
}

static void set_gains(outcome *o, const proof *p, size_t i)
{
    mpq_t b;
    mpq_init(b);
    for (size_t s = 0; s < signals_of(p)->points[i]; s++) {
        size_t row = interim_row(p, i, s);
        mpq_srcptr best = at(&o->interim, row, 1);
        for (size_t c = 0; c < p->play.points[i]; c++) {
            mpq_srcptr v = at(&o->interim, row, 1 + c);
            mpq_set_ui(b, 1, 1);
            multiply(b, p, i, s, c);
            add(at(&o->payoffs, 0, i), 1, b, v);
            if (mpq_cmp(v, best) > 0)
                best = v;
        }
        mpq_add(at(&o->gains, 0, i), at(&o->gains, 0, i), best);
    }
    mpq_sub(at(&o->gains, 0, i), at(&o->gains, 0, i), at(&o->payoffs, 0, i));
    if (i == 0 || mpq_cmp(o->gain, at(&o->gains, 0, i)) < 0)
        mpq_set(o->gain, at(&o->gains, 0, i));
    mpq_clear(b);
}

void outcome_init(outcome *o, const proof *p)
{
    size_t rows = 0, most = 0;
    for (size_t i = 0; i < p->agents; i++) {
        rows += signals_of(p)->points[i];
        if (p->play.points[i] > most)
            most = p->play.points[i];
    }
    table_init(&o->q, 1, p->outcomes);
    table_init(&o->interim, rows, 1 + most);
    table_init(&o->payoffs, 1, p->agents);
    table_init(&o->gains, 1, p->agents);
    mpq_inits(o->welfare, o->gain, NULL);
    for (size_t s = 0; s < signals_of(p)->profiles; s++) {
        for (size_t a = 0; a < p->play.profiles; a++) {
            add_outcomes(o, p, s, a);
            for (size_t i = 0; i < p->agents; i++)
                add_interim(o, p, s, a, i);
        }
        for (size_t i = 0; i < p->agents; i++) {
            size_t c = coordinate(signals_of(p), s, i);
            mpq_ptr mass = at(&o->interim, interim_row(p, i, c), 0);
            for (size_t t = 0; t < p->states; t++)
                mpq_add(mass, mass, at(sigma_of(p), s, t));
        }
    }
    for (size_t i = 0; i < p->agents; i++)
        set_gains(o, p, i);
}

void outcome_clear(outcome *o)
{
    table_clear(&o->q);
    table_clear(&o->interim);
    table_clear(&o->payoffs);
    table_clear(&o->gains);
    mpq_clears(o->welfare, o->gain, NULL);
}

static void count_product(mpq_t count, mpq_t total, mpq_srcptr a, mpq_srcptr b)
{
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    if (mpq_sgn(a) != 0 && mpq_sgn(b) != 0) {
        mpq_add(count, count, one);
        add(total, 1, a, b);
    }
    mpq_clear(one);
}

/* sigma_b(a,theta) and the distance of lambda */
static void lower_products(mpq_t count, mpq_t total, const proof *p)
{
    mpq_t mass, b, distance;
    mpq_inits(mass, b, distance, NULL);
    for (size_t a = 0; a < p->play.profiles; a++)
        for (size_t t = 0; t < p->states; t++) {
            mpq_set_ui(mass, 0, 1);
            for (size_t s = 0; s < signals_of(p)->profiles; s++) {
                likelihood(b, p, s, a, p->agents);
                add(mass, 1, b, at(sigma_of(p), s, t));
            }
            lambda_side(p)(distance, p, a, t);
            mpq_sub(distance, distance, at(&p->lambda, 0, t));
            count_product(count, total, mass, distance);
        }
    mpq_clears(mass, b, distance, NULL);
}

/* m_b(omega|s) and the distance of gamma */
static void upper_products(mpq_t count, mpq_t total, const proof *p)
{
    mpq_t mass, b, distance;
    mpq_inits(mass, b, distance, NULL);
    for (size_t s = 0; s < signals_of(p)->profiles; s++)
        for (size_t omega = 0; omega < p->outcomes; omega++) {
            mpq_set_ui(mass, 0, 1);
            for (size_t a = 0; a < p->play.profiles; a++) {
                likelihood(b, p, s, a, p->agents);
                add(mass, 1, b, at(rule_of(p), a, omega));
            }
            gamma_side(p)(distance, p, s, omega);
            mpq_sub(distance, at(&p->gamma, s, 0), distance);
            count_product(count, total, mass, distance);
        }
    mpq_clears(mass, b, distance, NULL);
}

void slackness(mpq_t count, mpq_t total, const proof *p)
{
    mpq_set_ui(count, 0, 1);
    mpq_set_ui(total, 0, 1);
    lower_products(count, total, p);
    upper_products(count, total, p);
}
