#include "publicgood/multivariate.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void mc_multivariate_init(mc_multivariate *p, size_t variables)
{
    *p = (mc_multivariate){.variables = variables};
}

void mc_multivariate_clear(mc_multivariate *p)
{
    for (size_t t = 0; t < p->capacity; t++)
        mpq_clear(p->coefficient[t]);
    free(p->coefficient);
    free(p->exponent);
}

void mc_multivariate_swap(mc_multivariate *a, mc_multivariate *b)
{
    mc_multivariate other = *a;
    *a = *b;
    *b = other;
}

/* Room for one more term. */
static bool grow(mc_multivariate *p)
{
    size_t capacity = p->capacity ? 2 * p->capacity : 8;
    if (p->terms < p->capacity)
        return true;
    if (p->terms >= 2 * MC_MULTIVARIATE_TERMS)
        return false;
    unsigned *exponent =
        realloc(p->exponent, capacity * p->variables * sizeof *exponent);
    if (!exponent)
        return false;
    p->exponent = exponent;
    mpq_t *coefficient =
        realloc(p->coefficient, capacity * sizeof *coefficient);
    if (!coefficient)
        return false;
    p->coefficient = coefficient;
    for (size_t t = p->capacity; t < capacity; t++)
        mpq_init(coefficient[t]);
    p->capacity = capacity;
    return true;
}

bool mc_multivariate_append(mc_multivariate *p, mpq_srcptr coefficient,
                            const unsigned *exponent)
{
    if (!grow(p))
        return false;
    mpq_set(p->coefficient[p->terms], coefficient);
    memcpy(p->exponent + p->terms * p->variables, exponent,
           p->variables * sizeof *exponent);
    p->terms++;
    return true;
}

/* A term in an order. */
typedef struct place {
    const unsigned *exponent;
    size_t variables, term;
} place;

static int compare(const void *left, const void *right)
{
    const place *a = left, *b = right;
    for (size_t i = 0; i < a->variables; i++)
        if (a->exponent[i] != b->exponent[i])
            return a->exponent[i] > b->exponent[i] ? 1 : -1;
    return 0;
}

/* Appends the terms of `from`, in order, to an empty polynomial; equal
   exponents become one term. */
static bool collect(mc_multivariate *to, const mc_multivariate *from,
                    const place *order)
{
    bool done = true;
    for (size_t t = 0; t < from->terms && done; t++) {
        mpq_ptr coefficient = from->coefficient[order[t].term];
        if (t > 0 && compare(&order[t - 1], &order[t]) == 0) {
            mpq_ptr last = to->coefficient[to->terms - 1];
            mpq_add(last, last, coefficient);
            continue;
        }
        if (to->terms > 0 && mpq_sgn(to->coefficient[to->terms - 1]) == 0)
            to->terms--;
        done = mc_multivariate_append(to, coefficient, order[t].exponent);
    }
    if (to->terms > 0 && mpq_sgn(to->coefficient[to->terms - 1]) == 0)
        to->terms--;
    return done;
}

bool mc_multivariate_order(mc_multivariate *p)
{
    place *order = mc_array(p->terms, sizeof *order);
    mc_multivariate sorted;
    if (!order)
        return false;
    for (size_t t = 0; t < p->terms; t++)
        order[t] = (place){p->exponent + t * p->variables, p->variables, t};
    qsort(order, p->terms, sizeof *order, compare);
    mc_multivariate_init(&sorted, p->variables);
    bool done = collect(&sorted, p, order);
    if (done)
        mc_multivariate_swap(&sorted, p);
    mc_multivariate_clear(&sorted);
    free(order);
    return done;
}

bool mc_multivariate_linear(mc_multivariate *p, mpq_srcptr constant,
                            mpq_t *slope)
{
    unsigned *exponent = mc_array(p->variables, sizeof *exponent);
    p->terms = 0;
    bool done = exponent && mc_multivariate_append(p, constant, exponent);
    for (size_t i = 0; i < p->variables && done; i++) {
        exponent[i] = 1;
        done = mc_multivariate_append(p, slope[i], exponent);
        exponent[i] = 0;
    }
    free(exponent);
    return done && mc_multivariate_order(p);
}

bool mc_multivariate_add(mc_multivariate *sum, mpq_srcptr factor,
                         const mc_multivariate *p)
{
    bool done = true;
    mpq_t term;
    mpq_init(term);
    for (size_t t = 0; t < p->terms && done; t++) {
        mpq_mul(term, factor, p->coefficient[t]);
        done =
            mc_multivariate_append(sum, term, p->exponent + t * p->variables);
    }
    mpq_clear(term);
    return done && mc_multivariate_order(sum);
}

bool mc_multivariate_multiply(mc_multivariate *product,
                              const mc_multivariate *a,
                              const mc_multivariate *b)
{
    size_t n = a->variables;
    unsigned *exponent = mc_array(n, sizeof *exponent);
    bool done = exponent &&
                (b->terms == 0 || a->terms <= MC_MULTIVARIATE_TERMS / b->terms);
    mpq_t term;
    mpq_init(term);
    product->terms = 0;
    for (size_t s = 0; s < a->terms && done; s++)
        for (size_t t = 0; t < b->terms && done; t++) {
            for (size_t i = 0; i < n; i++)
                exponent[i] = a->exponent[s * n + i] + b->exponent[t * n + i];
            mpq_mul(term, a->coefficient[s], b->coefficient[t]);
            done = mc_multivariate_append(product, term, exponent);
        }
    mpq_clear(term);
    free(exponent);
    return done && mc_multivariate_order(product);
}

/* Term by term the derivative in one variable, or the integral from 0. */
static bool change_terms(mc_multivariate *result, const mc_multivariate *p,
                         size_t variable, bool derivative)
{
    size_t n = p->variables;
    bool done = true;
    mpq_t factor;
    mpq_init(factor);
    result->terms = 0;
    for (size_t t = 0; t < p->terms && done; t++) {
        unsigned e = p->exponent[t * n + variable];
        if (derivative && e == 0)
            continue;
        mpq_set_ui(factor, derivative ? e : 1, derivative ? 1 : e + 1);
        mpq_mul(factor, factor, p->coefficient[t]);
        done = mc_multivariate_append(result, factor, p->exponent + t * n);
        if (done)
            result->exponent[(result->terms - 1) * n + variable] =
                derivative ? e - 1 : e + 1;
    }
    mpq_clear(factor);
    return done && mc_multivariate_order(result);
}

bool mc_multivariate_differentiate(mc_multivariate *derivative,
                                   const mc_multivariate *p, size_t variable)
{
    return change_terms(derivative, p, variable, true);
}

bool mc_multivariate_integrate(mc_multivariate *integral,
                               const mc_multivariate *p, size_t variable)
{
    return change_terms(integral, p, variable, false);
}

/* sum += the terms of p with that exponent of the variable, without it */
static bool add_layer(mc_multivariate *sum, const mc_multivariate *p,
                      size_t variable, unsigned e)
{
    size_t n = p->variables;
    bool done = true;
    for (size_t t = 0; t < p->terms && done; t++) {
        if (p->exponent[t * n + variable] != e)
            continue;
        done =
            mc_multivariate_append(sum, p->coefficient[t], p->exponent + t * n);
        if (done)
            sum->exponent[(sum->terms - 1) * n + variable] = 0;
    }
    return done && mc_multivariate_order(sum);
}

bool mc_multivariate_substitute(mc_multivariate *result,
                                const mc_multivariate *p, size_t variable,
                                const mc_multivariate *by)
{
    mc_multivariate product;
    unsigned e = mc_multivariate_degree_in(p, variable);
    mc_multivariate_init(&product, p->variables);
    result->terms = 0;
    bool done = add_layer(result, p, variable, e);
    while (e-- > 0 && done) {
        done = mc_multivariate_multiply(&product, result, by);
        mc_multivariate_swap(&product, result);
        done = done && add_layer(result, p, variable, e);
    }
    mc_multivariate_clear(&product);
    return done;
}

static void set_power(mpq_t power, mpq_srcptr base, unsigned exponent)
{
    mpz_pow_ui(mpq_numref(power), mpq_numref(base), exponent);
    mpz_pow_ui(mpq_denref(power), mpq_denref(base), exponent);
}

void mc_multivariate_evaluate(mpq_t value, const mc_multivariate *p,
                              mpq_t *point)
{
    mpq_t term, power;
    mpq_inits(term, power, NULL);
    mpq_set_ui(value, 0, 1);
    for (size_t t = 0; t < p->terms; t++) {
        mpq_set(term, p->coefficient[t]);
        for (size_t i = 0; i < p->variables; i++) {
            set_power(power, point[i], p->exponent[t * p->variables + i]);
            mpq_mul(term, term, power);
        }
        mpq_add(value, value, term);
    }
    mpq_clears(term, power, NULL);
}

unsigned mc_multivariate_degree(const mc_multivariate *p)
{
    unsigned most = 0;
    for (size_t t = 0; t < p->terms; t++) {
        unsigned degree = 0;
        for (size_t i = 0; i < p->variables; i++)
            degree += p->exponent[t * p->variables + i];
        most = degree > most ? degree : most;
    }
    return most;
}

unsigned mc_multivariate_degree_in(const mc_multivariate *p, size_t variable)
{
    unsigned most = 0;
    for (size_t t = 0; t < p->terms; t++) {
        unsigned e = p->exponent[t * p->variables + variable];
        most = e > most ? e : most;
    }
    return most;
}
