#include "quantity.h"

/* Integrals of marginal objectives, piece by piece. */

void mv_ratio_init(struct mv_ratio *x)
{
    mpz_init(x->p);
    mpz_init_set_ui(x->q, 1);
}

void mv_ratio_clear(struct mv_ratio *x)
{
    mpz_clears(x->p, x->q, NULL);
}

int mv_ratio_compare(const struct mv_ratio *x, const struct mv_ratio *y)
{
    return mv_compare(x->p, x->q, y->p, y->q);
}

/* x += sign y, in lowest terms */
void mv_ratio_add(struct mv_ratio *x, const struct mv_ratio *y, int sign)
{
    mpz_t factor;

    mpz_init_set_si(factor, sign);
    mv_add_product(x, factor, y);
    mv_reduce(x->p, x->q);
    mpz_clear(factor);
}

void mv_walk_start(struct mv_walk *w, const struct mv_problem *p,
                   const struct mv_ratio *at, const struct mv_ratio *end)
{
    *w = (struct mv_walk){.p = p, .at = at, .end = end};
    mv_ratio_init(&w->l);
    mv_ratio_init(&w->r);
}

void mv_walk_stop(struct mv_walk *w)
{
    mv_ratio_clear(&w->l);
    mv_ratio_clear(&w->r);
}

/* The next piece; false behind the last one. */
bool mv_walk_on(struct mv_walk *w, bool cuts)
{
    const struct mv_problem *p = w->p;

    mv_ratio_set(&w->l, &w->r);
    if (mv_ratio_compare(&w->l, w->end) >= 0)
        return false;
    while (mv_ratio_compare(&p->knot[w->piece + 1], &w->l) <= 0)
        w->piece++;
    while (cuts && w->next < p->cuts &&
           mv_ratio_compare(&p->cut[w->next], &w->l) <= 0)
        w->next++;
    mv_ratio_set(&w->r, &p->knot[w->piece + 1]);
    if (mv_ratio_compare(w->end, &w->r) < 0)
        mv_ratio_set(&w->r, w->end);
    if (cuts && w->next < p->cuts &&
        mv_ratio_compare(&p->cut[w->next], &w->r) < 0)
        mv_ratio_set(&w->r, &p->cut[w->next]);
    if (w->at != NULL && mv_ratio_compare(&w->l, w->at) < 0 &&
        mv_ratio_compare(w->at, &w->r) < 0)
        mv_ratio_set(&w->r, w->at);
    return true;
}

/* f += factor times agent i's marginal value or share. */
void mv_marginal_value(struct mv_problem *p, size_t i, size_t k, long factor)
{
    mpz_mul_si(p->factor, p->whole, factor);
    mv_curve_add(&p->f, p->factor, &p->q->value[i * p->q->pieces + k]);
}

void mv_marginal_share(struct mv_problem *p, size_t i, size_t k, long factor)
{
    mpz_set_si(p->factor, factor);
    if (p->q->duty != NULL)
        mpz_mul(p->factor, p->factor, p->q->duty[i]);
    mv_curve_add(&p->f, p->factor,
                 p->q->duty != NULL ? &p->q->cost[k]
                                    : &p->q->share[i * p->q->pieces + k]);
}

/* f = the marginal objective of agent i on piece k. */
void mv_marginal(struct mv_problem *p, enum mv_objective objective, size_t i,
                 size_t k)
{
    mv_curve_zero(&p->f);
    if (objective == MV_COST)
        mv_curve_add(&p->f, p->whole, &p->q->cost[k]);
    if (objective == MV_VALUE)
        mv_marginal_value(p, i, k, 1);
    if (objective == MV_SHARE)
        mv_marginal_share(p, i, k, 1);
    if (objective == MV_WITHOUT || objective == MV_NET)
        mv_marginal_value(p, i, k, -1);
    if (objective == MV_NET)
        mv_marginal_share(p, i, k, 1);
    if (objective == MV_WITHOUT || objective == MV_NET)
        mv_curve_scale(&p->f, p->weight[i]);
    if (objective <= MV_NET) {
        mpz_set_ui(p->factor, 1);
        mv_curve_add(&p->f, p->factor, &p->welfare[k]);
    }
    mv_curve_trim(&p->f);
}

/* g(t), over the denominator, = the integral of f from l to l + (r - l) t. */
void mv_integrate(struct mv_problem *p, const struct mv_walk *w)
{
    mv_curve_stretch(&p->g, p->denominator, &p->f, &w->l, &w->r);
    mv_curve_integrate(&p->g, p->denominator, &w->l, &w->r);
}

/* sum += g(1) */
void mv_add_piece(struct mv_problem *p, struct mv_ratio *sum)
{
    struct mv_ratio piece;

    mv_ratio_init(&piece);
    for (size_t j = 0; j < p->g.size; j++)
        mpz_add(piece.p, piece.p, p->g.c[j]);
    mpz_set(piece.q, p->denominator);
    mv_ratio_add(sum, &piece, 1);
    mv_ratio_clear(&piece);
}

/* value = the integral of the marginal objective from 0 to `end`. */
void mv_find_integral(struct mv_problem *p, struct mv_ratio *value,
                      enum mv_objective objective, size_t i,
                      const struct mv_ratio *end)
{
    struct mv_walk w;

    mpz_set_ui(value->p, 0);
    mpz_set_ui(value->q, 1);
    mv_walk_start(&w, p, NULL, end);
    while (mv_walk_on(&w, false)) {
        mv_marginal(p, objective, i, w.piece);
        mv_integrate(p, &w);
        mv_add_piece(p, value);
    }
    mv_walk_stop(&w);
}

/* Weights without a common factor, and what the shares are over. */
static void set_weights(struct mv_problem *p)
{
    const struct mv_quantity *q = p->q;
    bool weighted = q->weight != NULL && !q->efficient;

    p->weight = mv_numbers(q->agents.count);
    for (size_t i = 0; i < q->agents.count; i++)
        if (weighted)
            mpz_set(p->weight[i], q->weight[i]);
        else
            mpz_set_ui(p->weight[i], 1);
    mpz_inits(p->whole, p->scale, p->factor, p->denominator, NULL);
    if (q->duty == NULL)
        mpz_set_ui(p->whole, 1);
    for (size_t i = 0; q->duty != NULL && i < q->agents.count; i++)
        mpz_addmul_ui(p->whole, q->duty[i], q->count[i]);
    mpz_mul(p->scale, p->whole, q->common);
}

/* The marginal welfare on each piece. */
static void set_welfare(struct mv_problem *p)
{
    const struct mv_quantity *q = p->q;
    mpz_t weight;

    mpz_init(weight);
    p->welfare = mv_allocate(q->pieces, sizeof *p->welfare);
    for (size_t k = 0; k < q->pieces; k++) {
        struct mv_curve *sum = &p->welfare[k];

        mv_curve_init(sum);
        for (size_t i = 0; i < q->agents.count; i++) {
            mv_curve_zero(&p->f);
            mv_marginal_value(p, i, k, 1);
            mv_marginal_share(p, i, k, -1);
            mv_curve_trim(&p->f);
            mpz_mul_ui(weight, p->weight[i], q->count[i]);
            mv_curve_add(sum, weight, &p->f);
        }
        mv_curve_trim(sum);
    }
    mpz_clear(weight);
}

void mv_problem_init(struct mv_problem *p, struct mv_checker *checker)
{
    const struct mv_quantity *q = checker->quantity;

    *p = (struct mv_problem){.checker = checker, .q = q};
    set_weights(p);
    p->knot = mv_allocate(q->pieces + 1, sizeof *p->knot);
    for (size_t k = 0; k <= q->pieces; k++) {
        mv_ratio_init(&p->knot[k]);
        mpz_set(p->knot[k].p, q->knot[k]);
        mpz_set(p->knot[k].q, q->common);
        mv_reduce(p->knot[k].p, p->knot[k].q);
    }
    mv_curve_init(&p->f);
    mv_curve_init(&p->g);
    mv_vector_init(&p->vector);
    set_welfare(p);
}
