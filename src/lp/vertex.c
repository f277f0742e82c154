#include "lp/vertex.h"

#include <string.h>

#include "base/memory.h"

void mc_vertex_clear(mc_vertex *vertex)
{
    free(vertex->column);
    free(vertex->row);
    free(vertex->row_of);
    if (vertex->part.start)
        mc_sparse_clear(&vertex->part);
    mc_modular_free(vertex->factors);
    memset(vertex, 0, sizeof *vertex);
}

/* Lists the basic columns and tight rows and cuts out their matrix. */
static bool cut_part(mc_vertex *vertex)
{
    const mc_lp *lp = vertex->lp;
    size_t columns = 0, rows = 0;
    if (vertex->part.start)
        mc_sparse_clear(&vertex->part);
    for (size_t j = 0; j < lp->columns; j++)
        if (vertex->basis->column[j] == MC_BASIC)
            vertex->column[columns++] = (uint32_t)j;
    for (size_t r = 0; r < lp->rows; r++) {
        bool tight = vertex->basis->row[r] != MC_BASIC;
        vertex->row_of[r] = tight ? (uint32_t)rows : UINT32_MAX;
        if (tight)
            vertex->row[rows++] = (uint32_t)r;
    }
    vertex->size = rows;
    return rows == columns &&
           mc_sparse_submatrix(&vertex->part, &lp->matrix, vertex->row_of, rows,
                               vertex->column, columns);
}

/* Exchanges columns without a pivot for the slacks of rows without one. */
static bool exchange(mc_vertex *vertex)
{
    const mc_lp *lp = vertex->lp;
    size_t missing = vertex->size - mc_modular_rank(vertex->factors);
    uint32_t *row = mc_array(missing, sizeof(uint32_t));
    uint32_t *column = mc_array(missing, sizeof(uint32_t));
    bool done =
        row && column && mc_modular_unpivoted(row, column, vertex->factors);
    for (size_t i = 0; done && i < missing; i++) {
        size_t j = vertex->column[column[i]];
        vertex->basis->row[vertex->row[row[i]]] = MC_BASIC;
        vertex->basis->column[j] = (unsigned char)mc_basis_rest(
            &lp->column_lower[j], &lp->column_upper[j], MC_AT_LOWER);
    }
    free(row);
    free(column);
    return done;
}

bool mc_vertex_init(mc_vertex *vertex, const mc_lp *lp, mc_basis *basis,
                    bool repair, const mc_stop *stop)
{
    const unsigned tries = 3; /* primes before the basis counts as singular */
    memset(vertex, 0, sizeof *vertex);
    vertex->lp = lp;
    vertex->basis = basis;
    vertex->stop = stop;
    vertex->column = mc_array(lp->columns, sizeof(uint32_t));
    vertex->row = mc_array(lp->rows, sizeof(uint32_t));
    vertex->row_of = mc_array(lp->rows, sizeof(uint32_t));
    if (!vertex->column || !vertex->row || !vertex->row_of || !cut_part(vertex))
        return false;
    for (unsigned attempt = 0;; attempt++) {
        mc_modular_free(vertex->factors);
        vertex->factors = mc_modular_factor(
            &vertex->part, mc_modular_prime(repair ? attempt % tries : attempt),
            stop);
        if (!vertex->factors)
            return false;
        if (mc_modular_rank(vertex->factors) == vertex->size)
            return true;
        /* each repair makes the part smaller, so this ends */
        if (repair && attempt % tries == tries - 1 &&
            (!exchange(vertex) || !cut_part(vertex)))
            return false;
    }
}

/* The value at which a non-basic variable rests; NULL is zero. */
static mpq_srcptr rest_value(unsigned char position, const mc_lp_bound *lower,
                             const mc_lp_bound *upper)
{
    if (position == MC_AT_LOWER)
        return lower->value;
    return position == MC_AT_UPPER ? upper->value : NULL;
}

/* value = rational * denominator, an integer */
static void over(mpz_t value, mpq_srcptr rational, const mpz_t denominator)
{
    mpz_divexact(value, denominator, mpq_denref(rational));
    mpz_mul(value, value, mpq_numref(rational));
}

/* A common denominator of everything the right side is made of. */
static void rest_denominator(mpz_t denominator, const mc_vertex *vertex)
{
    const mc_lp *lp = vertex->lp;
    mpq_srcptr value;
    mpz_set_ui(denominator, 1);
    for (size_t j = 0; j < lp->columns; j++) {
        value = rest_value(vertex->basis->column[j], &lp->column_lower[j],
                           &lp->column_upper[j]);
        if (value)
            mpz_lcm(denominator, denominator, mpq_denref(value));
    }
    for (size_t i = 0; i < vertex->size; i++) {
        size_t r = vertex->row[i];
        value = rest_value(vertex->basis->row[r], &lp->row_lower[r],
                           &lp->row_upper[r]);
        if (value)
            mpz_lcm(denominator, denominator, mpq_denref(value));
    }
}

/* x: the resting values of non-basic columns; right: what is left of the
   tight rows for the basic ones. */
static void rest(mc_vector *x, mc_vector *right, const mc_vertex *vertex)
{
    const mc_lp *lp = vertex->lp;
    const mc_sparse *a = &lp->matrix;
    rest_denominator(x->denominator, vertex);
    mpz_set(right->denominator, x->denominator);
    for (size_t i = 0; i < vertex->size; i++) {
        size_t r = vertex->row[i];
        mpq_srcptr value = rest_value(vertex->basis->row[r], &lp->row_lower[r],
                                      &lp->row_upper[r]);
        mpz_set_ui(right->numerator[i], 0);
        if (value) {
            over(right->numerator[i], value, right->denominator);
            mpz_mul(right->numerator[i], right->numerator[i], lp->row_scale[r]);
        }
    }
    for (size_t j = 0; j < lp->columns; j++) {
        mpq_srcptr value =
            rest_value(vertex->basis->column[j], &lp->column_lower[j],
                       &lp->column_upper[j]);
        mpz_set_ui(x->numerator[j], 0);
        if (!value || mpq_sgn(value) == 0)
            continue;
        over(x->numerator[j], value, x->denominator);
        for (size_t e = a->start[j]; e < a->start[j + 1]; e++)
            if (vertex->row_of[a->row[e]] != UINT32_MAX)
                mc_sparse_submul(right->numerator[vertex->row_of[a->row[e]]], a,
                                 e, x->numerator[j]);
    }
}

/* activity = A x, over the denominator of x */
static void multiply(mc_vector *activity, const mc_sparse *a,
                     const mc_vector *x)
{
    mpz_set(activity->denominator, x->denominator);
    for (size_t r = 0; r < activity->length; r++)
        mpz_set_ui(activity->numerator[r], 0);
    for (size_t j = 0; j < a->columns; j++)
        if (mpz_sgn(x->numerator[j]) != 0)
            for (size_t e = a->start[j]; e < a->start[j + 1]; e++)
                mc_sparse_addmul(activity->numerator[a->row[e]], a, e,
                                 x->numerator[j]);
}

/* Puts the basic values into x, whose other entries are set. */
static void merge(mc_vector *x, mc_vector *basic, const mc_vertex *vertex)
{
    mpz_t common;
    mpz_init(common);
    mpz_lcm(common, x->denominator, basic->denominator);
    mc_vector_rescale(x, common);
    mc_vector_rescale(basic, common);
    for (size_t i = 0; i < vertex->size; i++)
        mpz_swap(x->numerator[vertex->column[i]], basic->numerator[i]);
    mpz_clear(common);
}

bool mc_vertex_point(mc_vector *x, mc_vector *activity, const mc_vertex *vertex)
{
    mc_vector right, basic;
    bool done = mc_vector_init(&right, vertex->size);
    done &= mc_vector_init(&basic, vertex->size);
    if (done) {
        rest(x, &right, vertex);
        done = mc_dixon_solve(&basic, &vertex->part, vertex->factors, &right,
                              false, vertex->stop);
    }
    if (done) {
        merge(x, &basic, vertex);
        multiply(activity, &vertex->lp->matrix, x);
    }
    mc_vector_clear(&right);
    mc_vector_clear(&basic);
    return done;
}

/* reduced = cost - A^T y over a common denominator, which y gets too */
static void reduce_costs(mc_vector *reduced, mc_vector *y,
                         const mc_vector *cost, const mc_vertex *vertex)
{
    const mc_sparse *a = &vertex->lp->matrix;
    mpz_t common, factor;
    mpz_init(common);
    mpz_init(factor);
    mpz_lcm(common, y->denominator, cost->denominator);
    mc_vector_rescale(y, common);
    mpz_divexact(factor, common, cost->denominator);
    mpz_set(reduced->denominator, common);
    for (size_t j = 0; j < a->columns; j++) {
        mpz_set_ui(reduced->numerator[j], 0);
        if (vertex->basis->column[j] == MC_BASIC)
            continue;
        mpz_mul(reduced->numerator[j], cost->numerator[j], factor);
        for (size_t e = a->start[j]; e < a->start[j + 1]; e++)
            if (mpz_sgn(y->numerator[a->row[e]]) != 0)
                mc_sparse_submul(reduced->numerator[j], a, e,
                                 y->numerator[a->row[e]]);
    }
    mpz_clear(common);
    mpz_clear(factor);
}

bool mc_vertex_prices(mc_vector *y, mc_vector *reduced, const mc_vertex *vertex,
                      const mc_vector *cost)
{
    mc_vector right, tight;
    bool done = mc_vector_init(&right, vertex->size);
    done &= mc_vector_init(&tight, vertex->size);
    if (done) {
        mpz_set(right.denominator, cost->denominator);
        for (size_t i = 0; i < vertex->size; i++)
            mpz_set(right.numerator[i], cost->numerator[vertex->column[i]]);
        done = mc_dixon_solve(&tight, &vertex->part, vertex->factors, &right,
                              true, vertex->stop);
    }
    if (done) {
        for (size_t r = 0; r < y->length; r++)
            mpz_set_ui(y->numerator[r], 0);
        mpz_set(y->denominator, tight.denominator);
        for (size_t i = 0; i < vertex->size; i++)
            mpz_swap(y->numerator[vertex->row[i]], tight.numerator[i]);
        reduce_costs(reduced, y, cost, vertex);
    }
    mc_vector_clear(&right);
    mc_vector_clear(&tight);
    return done;
}

bool mc_vertex_direction(mc_vector *x, mc_vector *activity,
                         const mc_vertex *vertex, size_t variable)
{
    const mc_lp *lp = vertex->lp;
    const mc_sparse *a = &lp->matrix;
    mc_vector right, basic;
    bool done = mc_vector_init(&right, vertex->size);
    done &= mc_vector_init(&basic, vertex->size);
    mpz_set_ui(x->denominator, 1);
    for (size_t j = 0; j < lp->columns; j++)
        mpz_set_ui(x->numerator[j], 0);
    if (done) {
        if (variable < lp->columns) {
            mpz_set_ui(x->numerator[variable], 1);
            for (size_t e = a->start[variable]; e < a->start[variable + 1]; e++)
                if (vertex->row_of[a->row[e]] != UINT32_MAX)
                    mc_sparse_submul(right.numerator[vertex->row_of[a->row[e]]],
                                     a, e, x->numerator[variable]);
        } else {
            mpz_set_ui(right.numerator[vertex->row_of[variable - lp->columns]],
                       1);
        }
        done = mc_dixon_solve(&basic, &vertex->part, vertex->factors, &right,
                              false, vertex->stop);
    }
    if (done) {
        merge(x, &basic, vertex);
        multiply(activity, a, x);
    }
    mc_vector_clear(&right);
    mc_vector_clear(&basic);
    return done;
}
