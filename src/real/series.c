#include "real/series.h"

void mc_series_init(mc_series *s, size_t order)
{
    *s = (mc_series){.order = order};
}

void mc_series_clear(mc_series *s)
{
    for (size_t k = 0; k < s->order; k++)
        mc_poly_clear(&s->c[k]);
}

void mc_series_add(mc_series *out, mc_ring *ring, const mc_series *x,
                   const fmpq_t q)
{
    for (size_t k = 0; k < out->order; k++)
        mc_poly_add_scaled(&out->c[k], ring, &x->c[k], q);
}

static void replace(mc_series *out, mc_series *by)
{
    mc_series_clear(out);
    *out = *by;
}

void mc_series_set_rational(mc_series *out, mc_ring *ring, const fmpq_t q)
{
    mc_series made;
    mc_series_init(&made, out->order);
    mc_poly_add_rational(&made.c[0], ring, q);
    replace(out, &made);
}

void mc_series_mul(mc_series *x, mc_ring *ring, const mc_series *y)
{
    mc_series product;
    mc_series_init(&product, x->order);
    for (size_t k = 0; k < x->order; k++)
        for (size_t j = 0; j <= k; j++)
            mc_poly_add_product(&product.c[k], ring, &x->c[j], &y->c[k - j]);
    replace(x, &product);
}

void mc_series_scale(mc_series *x, mc_ring *ring, const fmpq_t q)
{
    mc_series product;
    mc_series_init(&product, x->order);
    mc_series_add(&product, ring, x, q);
    replace(x, &product);
}

/* out += (numerator/denominator) x y */
static void add_multiple(mc_poly *out, mc_ring *ring, const mc_poly *x,
                         const mc_poly *y, slong numerator, slong denominator)
{
    mc_poly product = {.count = 0};
    fmpq_t q;
    if (x->count == 0 || y->count == 0)
        return;
    fmpq_init(q);
    fmpq_set_si(q, numerator, (ulong)denominator);
    mc_poly_add_product(&product, ring, x, y);
    mc_poly_add_scaled(out, ring, &product, q);
    mc_poly_clear(&product);
    fmpq_clear(q);
}

/* p becomes p factor */
static void multiply(mc_poly *p, mc_ring *ring, const mc_poly *factor)
{
    mc_poly product = {.count = 0};
    mc_poly_add_product(&product, ring, p, factor);
    mc_poly_clear(p);
    *p = product;
}

/* i_k = -i_0 sum_{j>=1} x_j i_{k-j} */
void mc_series_inverse(mc_series *out, mc_ring *ring, const mc_series *x)
{
    mc_poly_add_inverse(&out->c[0], ring, &x->c[0]);
    for (size_t k = 1; k < out->order; k++) {
        for (size_t j = 1; j <= k; j++)
            add_multiple(&out->c[k], ring, &x->c[j], &out->c[k - j], -1, 1);
        multiply(&out->c[k], ring, &out->c[0]);
    }
}

/* k e_k = sum_{j>=1} j x_j e_{k-j} */
void mc_series_exp(mc_series *out, mc_ring *ring, const mc_series *x)
{
    mc_poly_add_exp(&out->c[0], ring, &x->c[0]);
    for (size_t k = 1; k < out->order; k++)
        for (size_t j = 1; j <= k; j++)
            add_multiple(&out->c[k], ring, &x->c[j], &out->c[k - j], (slong)j,
                         (slong)k);
}

/* k x_0 l_k = k x_k - sum_{0<j<k} j l_j x_{k-j} */
void mc_series_log(mc_series *out, mc_ring *ring, const mc_series *x)
{
    mc_poly inverse = {.count = 0};
    fmpq_t one;
    fmpq_init(one);
    fmpq_set_si(one, 1, 1);
    mc_poly_add_log(&out->c[0], ring, &x->c[0]);
    mc_poly_add_inverse(&inverse, ring, &x->c[0]);
    for (size_t k = 1; k < out->order; k++) {
        mc_poly_add_scaled(&out->c[k], ring, &x->c[k], one);
        for (size_t j = 1; j < k; j++)
            add_multiple(&out->c[k], ring, &out->c[j], &x->c[k - j], -(slong)j,
                         (slong)k);
        multiply(&out->c[k], ring, &inverse);
    }
    mc_poly_clear(&inverse);
    fmpq_clear(one);
}

/* out += ((r j - (k - j)) / k) x y */
static void add_weighted(mc_poly *out, mc_ring *ring, const mc_poly *x,
                         const mc_poly *y, const fmpq_t r, size_t j, size_t k)
{
    mc_poly product = {.count = 0};
    fmpq_t weight, other;
    if (x->count == 0 || y->count == 0)
        return;
    fmpq_init(weight);
    fmpq_init(other);
    fmpq_set_si(weight, (slong)j, (ulong)k);
    fmpq_mul(weight, weight, r);
    fmpq_set_si(other, (slong)(k - j), (ulong)k);
    fmpq_sub(weight, weight, other);
    mc_poly_add_product(&product, ring, x, y);
    mc_poly_add_scaled(out, ring, &product, weight);
    mc_poly_clear(&product);
    fmpq_clear(weight);
    fmpq_clear(other);
}

/* k x_0 e_k = sum_{0<j<=k} (r j - (k - j)) x_j e_{k-j} */
void mc_series_power(mc_series *out, mc_ring *ring, const mc_series *x,
                     const fmpq_t r)
{
    mc_poly inverse = {.count = 0};
    mc_poly_add_power(&out->c[0], ring, &x->c[0], r);
    mc_poly_add_inverse(&inverse, ring, &x->c[0]);
    for (size_t k = 1; k < out->order; k++) {
        for (size_t j = 1; j <= k; j++)
            add_weighted(&out->c[k], ring, &x->c[j], &out->c[k - j], r, j, k);
        multiply(&out->c[k], ring, &inverse);
    }
    mc_poly_clear(&inverse);
}
