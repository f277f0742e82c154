/* A polynomial as a sum of products that are not negative where production is
   efficient, by linear programming. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/effort.h"
#include "game/statement.h"
#include "lp/solve.h"
#include "publicgood/divisible_terms.h"

enum { MOST_FACTORS = 2 * MC_DIVISIBLE_AGENTS + 1, MOST_PRODUCTS = 5000 };

/* Column t is the product with the exponents exponent[t * factors ...]; row r
   the monomial r of `monomials`. power[f][e]: factor f to the power e.
   prefix[f]: the product of the first f powers of the present column. */
typedef struct program {
    const mc_divisible *good;
    const mc_multivariate *target;
    unsigned degree;
    size_t factors, columns;
    unsigned *exponent;
    mc_multivariate **power, prefix[MOST_FACTORS + 1], monomials;
    mc_lp lp;
    mc_effort effort;
} program;

/* The next exponents with a sum of at most `degree`, lexicographically; returns
   the first place that changed, or `count` after the last. */
static size_t advance(unsigned *exponent, size_t count, unsigned degree)
{
    unsigned sum = 0;
    for (size_t f = 0; f < count; f++)
        sum += exponent[f];
    for (size_t f = count; f-- > 0;) {
        if (sum < degree) {
            exponent[f]++;
            return f;
        }
        sum -= exponent[f];
        exponent[f] = 0;
    }
    return count;
}

/* The number of such exponents, not exact if it is large. */
static double count_exponents(size_t count, unsigned degree)
{
    double number = 1;
    for (size_t f = 1; f <= count; f++)
        number *= (double)(degree + f) / (double)f;
    return number;
}

bool mc_divisible_products_fit(const mc_divisible *good, unsigned degree)
{
    return count_exponents(2 * good->agents + 1, degree) <= MOST_PRODUCTS;
}

/* ---- the powers ---- */

/* s; v_j - a_j; b_j - v_j */
static bool set_factor(mc_multivariate *factor, const mc_divisible *good,
                       size_t f)
{
    size_t n = good->agents, agent = f == 0 ? 0 : (f - 1) % n;
    mpq_t *slope = mc_rationals_new(n), constant;
    if (!slope)
        return false;
    mpq_init(constant);
    for (size_t j = 0; j < n; j++)
        mpq_set_si(slope[j], f == 0 || j == agent ? (f > n ? -1 : 1) : 0, 1);
    if (f == 0)
        mpq_neg(constant, good->cost);
    else if (f <= n)
        mpq_neg(constant, good->low[agent]);
    else
        mpq_set(constant, good->high[agent]);
    bool done = mc_multivariate_linear(factor, constant, slope);
    mpq_clear(constant);
    mc_rationals_free(slope, n);
    return done;
}

static bool set_one(mc_multivariate *p)
{
    const unsigned none[MC_DIVISIBLE_AGENTS] = {0};
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    bool done = mc_multivariate_append(p, one, none);
    mpq_clear(one);
    return done;
}

static bool set_powers(program *p)
{
    size_t n = p->good->agents;
    mc_multivariate factor;
    bool done = p->power != NULL;
    mc_multivariate_init(&factor, n);
    for (size_t f = 0; f < p->factors && done; f++) {
        p->power[f] = mc_array(p->degree + 1, sizeof **p->power);
        done = p->power[f] && set_factor(&factor, p->good, f);
        for (unsigned e = 0; e <= p->degree && p->power[f]; e++)
            mc_multivariate_init(&p->power[f][e], n);
        done = done && set_one(&p->power[f][0]);
        for (unsigned e = 1; e <= p->degree && done; e++)
            done = mc_multivariate_multiply(&p->power[f][e],
                                            &p->power[f][e - 1], &factor);
    }
    mc_multivariate_clear(&factor);
    return done;
}

/* ---- the program ---- */

static size_t find_monomial(const mc_multivariate *list,
                            const unsigned *exponent)
{
    size_t n = list->variables, low = 0, high = list->terms;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2, i = 0;
        const unsigned *other = list->exponent + middle * n;
        while (i < n && other[i] == exponent[i])
            i++;
        if (i < n && other[i] > exponent[i])
            high = middle;
        else
            low = middle;
    }
    return low;
}

/* A row for each monomial: the products add up to the coefficient in the
   target. */
static bool add_rows(program *p)
{
    size_t n = p->good->agents, seen = 0;
    unsigned exponent[MC_DIVISIBLE_AGENTS] = {0};
    bool done = true;
    mpq_t zero, one;
    mpq_inits(zero, one, NULL);
    mpq_set_ui(one, 1, 1);
    do {
        const mc_multivariate *target = p->target;
        bool there =
            seen < target->terms && memcmp(target->exponent + seen * n,
                                           exponent, n * sizeof *exponent) == 0;
        mpq_srcptr value = there ? target->coefficient[seen] : zero;
        seen += there;
        done = mc_multivariate_append(&p->monomials, one, exponent) &&
               mc_lp_add_row(&p->lp, value, value);
    } while (done && advance(exponent, n, p->degree) < n);
    mpq_clears(zero, one, NULL);
    return done;
}

static bool add_column(program *p, const unsigned *exponent, mpq_srcptr zero,
                       mpq_srcptr cost)
{
    const mc_multivariate *product = &p->prefix[p->factors];
    size_t column = p->columns++, n = p->good->agents;
    bool done = mc_lp_add_column(&p->lp, zero, NULL, cost);
    memcpy(p->exponent + column * p->factors, exponent,
           p->factors * sizeof *exponent);
    for (size_t t = 0; t < product->terms && done; t++)
        done = mc_lp_add_entry(
            &p->lp, find_monomial(&p->monomials, product->exponent + t * n),
            column, product->coefficient[t]);
    return done && mc_effort_goes_on(&p->effort, 20 * product->terms);
}

static bool add_columns(program *p)
{
    unsigned exponent[MOST_FACTORS] = {0};
    size_t changed = 0;
    bool done = set_one(&p->prefix[0]);
    mpq_t zero, one;
    mpq_inits(zero, one, NULL);
    mpq_set_ui(one, 1, 1);
    do {
        for (size_t f = changed; f < p->factors && done; f++)
            done = mc_multivariate_multiply(&p->prefix[f + 1], &p->prefix[f],
                                            &p->power[f][exponent[f]]);
        done = done && add_column(p, exponent, zero, one);
        changed = advance(exponent, p->factors, p->degree);
    } while (done && changed < p->factors);
    mpq_clears(zero, one, NULL);
    return done;
}

static bool program_init(program *p, const mc_multivariate *target,
                         const mc_divisible *good, unsigned degree,
                         const mc_limits *limits)
{
    size_t factors = 2 * good->agents + 1;
    *p = (program){.good = good,
                   .target = target,
                   .degree = degree,
                   .factors = factors,
                   .effort = {.limits = limits}};
    mc_lp_init(&p->lp, false);
    mc_multivariate_init(&p->monomials, good->agents);
    for (size_t f = 0; f <= factors; f++)
        mc_multivariate_init(&p->prefix[f], good->agents);
    /* one more, as the count is not exact */
    p->exponent = mc_array(
        ((size_t)(count_exponents(factors, degree) + 0.5) + 1) * factors,
        sizeof *p->exponent);
    p->power = mc_array(factors, sizeof *p->power);
    return p->exponent && set_powers(p);
}

static void program_clear(program *p)
{
    for (size_t f = 0; f < p->factors && p->power; f++) {
        for (unsigned e = 0; e <= p->degree && p->power[f]; e++)
            mc_multivariate_clear(&p->power[f][e]);
        free(p->power[f]);
    }
    for (size_t f = 0; f <= p->factors; f++)
        mc_multivariate_clear(&p->prefix[f]);
    free(p->power);
    free(p->exponent);
    mc_multivariate_clear(&p->monomials);
    mc_lp_clear(&p->lp);
}

/* ---- the answer ---- */

static bool take(mc_divisible_products *products, const program *p,
                 const mc_lp_solution *solution)
{
    size_t used = 0;
    for (size_t t = 0; t < p->columns; t++)
        used += mpz_sgn(solution->x.numerator[t]) != 0;
    mpq_t *weight = mc_rationals_new(used);
    products->exponent =
        mc_array(used * p->factors, sizeof *products->exponent);
    bool done =
        weight && products->exponent && mc_vector_init(&products->weight, used);
    for (size_t t = 0; t < p->columns && done; t++) {
        if (mpz_sgn(solution->x.numerator[t]) == 0)
            continue;
        mc_vector_get(weight[products->count], &solution->x, t);
        memcpy(products->exponent + products->count++ * p->factors,
               p->exponent + t * p->factors, p->factors * sizeof *p->exponent);
    }
    done = done && mc_vector_set_list(&products->weight, weight, SIZE_MAX);
    mc_rationals_free(weight, used);
    return done;
}

static mc_status solve(mc_divisible_products *products, mc_message *message,
                       program *p)
{
    const mc_stop stop = mc_limits_stop(p->effort.limits);
    const mc_lp_options options = mc_limits_options(p->effort.limits, &stop);
    mc_lp_solution solution;
    if (!add_rows(p) || !add_columns(p) || !mc_lp_finish(&p->lp))
        return mc_effort_fail(&p->effort, message);
    mc_status status = MC_LIMIT;
    if (mc_lp_solution_init(&solution, &p->lp))
        status = mc_lp_solve_with(&solution, message, &p->lp, &options);
    else
        mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK && solution.kind != MC_LP_OPTIMAL)
        status = mc_message_set(message, MC_UNDECIDED,
                                "no sum of products of degree at most %u is "
                                "found",
                                p->degree);
    else if (status == MC_OK && !take(products, p, &solution))
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    mc_lp_solution_clear(&solution);
    return status;
}

mc_status mc_divisible_products_find(mc_divisible_products *products,
                                     mc_message *message,
                                     const mc_multivariate *p,
                                     const mc_divisible *good, unsigned degree,
                                     const mc_limits *limits)
{
    program made;
    *products = (mc_divisible_products){.count = 0};
    if (!mc_divisible_products_fit(good, degree))
        return mc_message_set(message, MC_UNDECIDED,
                              "there are some %.0f products of degree at most "
                              "%u; at most %d are tried",
                              count_exponents(2 * good->agents + 1, degree),
                              degree, MOST_PRODUCTS);
    mc_status status = program_init(&made, p, good, degree, limits)
                           ? solve(products, message, &made)
                           : mc_message_set(message, MC_LIMIT, "out of memory");
    program_clear(&made);
    return status;
}

void mc_divisible_products_clear(mc_divisible_products *products)
{
    free(products->exponent);
    mc_vector_clear(&products->weight);
}
