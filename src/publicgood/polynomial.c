#include "publicgood/polynomial.h"

/* `count` initialised rationals where there were `old`. */
static mpq_t *grow(mpq_t *values, size_t old, size_t count)
{
    void *(*allocate)(size_t);
    void *(*reallocate)(void *, size_t, size_t);
    mp_get_memory_functions(&allocate, &reallocate, NULL);
    mpq_t *grown =
        old ? reallocate(values, old * sizeof(mpq_t), count * sizeof(mpq_t))
            : allocate(count * sizeof(mpq_t));
    for (size_t j = old; j < count; j++)
        mpq_init(grown[j]);
    return grown;
}

static void release(mpq_t *values, size_t count)
{
    void (*give_back)(void *, size_t);
    mp_get_memory_functions(NULL, NULL, &give_back);
    for (size_t j = 0; j < count; j++)
        mpq_clear(values[j]);
    if (count > 0)
        give_back(values, count * sizeof(mpq_t));
}

/* --- lists ------------------------------------------------------------- */

void mc_points_init(mc_points *points)
{
    *points = (mc_points){0};
}

void mc_points_clear(mc_points *points)
{
    release(points->point, points->room);
    *points = (mc_points){0};
}

void mc_points_append(mc_points *points, mpq_srcptr value)
{
    if (points->count == points->room) {
        size_t room = points->room ? 2 * points->room : 4;
        points->point = grow(points->point, points->room, room);
        points->room = room;
    }
    mpq_set(points->point[points->count++], value);
}

/* --- storage ----------------------------------------------------------- */

void mc_polynomial_init(mc_polynomial *p)
{
    *p = (mc_polynomial){0};
}

void mc_polynomial_clear(mc_polynomial *p)
{
    release(p->coefficient, p->room);
    *p = (mc_polynomial){0};
}

/* Makes p at least that long, with zeros. */
static void lengthen(mc_polynomial *p, size_t length)
{
    if (length > p->room) {
        p->coefficient = grow(p->coefficient, p->room, length);
        p->room = length;
    }
    for (; p->length < length; p->length++)
        mpq_set_ui(p->coefficient[p->length], 0, 1);
}

static void trim(mc_polynomial *p)
{
    while (p->length > 0 && mpq_sgn(p->coefficient[p->length - 1]) == 0)
        p->length--;
}

void mc_polynomial_set_list(mc_polynomial *p, mpq_t *list, size_t length)
{
    p->length = 0;
    lengthen(p, length);
    for (size_t j = 0; j < length; j++)
        mpq_set(p->coefficient[j], list[j]);
    trim(p);
}

void mc_polynomial_set(mc_polynomial *p, const mc_polynomial *q)
{
    mc_polynomial_set_list(p, q->coefficient, q->length);
}

/* --- algebra ----------------------------------------------------------- */

void mc_polynomial_add_scaled(mc_polynomial *p, const mc_polynomial *q,
                              mpq_srcptr factor)
{
    mpq_t term;
    mpq_init(term);
    lengthen(p, q->length);
    for (size_t j = 0; j < q->length; j++) {
        mpq_mul(term, q->coefficient[j], factor);
        mpq_add(p->coefficient[j], p->coefficient[j], term);
    }
    trim(p);
    mpq_clear(term);
}

void mc_polynomial_add_constant(mc_polynomial *p, mpq_srcptr constant)
{
    lengthen(p, 1);
    mpq_add(p->coefficient[0], p->coefficient[0], constant);
    trim(p);
}

void mc_polynomial_set_integral(mc_polynomial *p, const mc_polynomial *q)
{
    mpq_t divisor;
    mpq_init(divisor);
    p->length = 0;
    lengthen(p, q->length + 1);
    for (size_t j = 0; j < q->length; j++) {
        mpq_set_ui(divisor, j + 1, 1);
        mpq_div(p->coefficient[j + 1], q->coefficient[j], divisor);
    }
    trim(p);
    mpq_clear(divisor);
}

void mc_polynomial_evaluate(mpq_t value, const mc_polynomial *p, mpq_srcptr x)
{
    mpq_t sum;
    mpq_init(sum);
    for (size_t j = p->length; j-- > 0;) {
        mpq_mul(sum, sum, x);
        mpq_add(sum, sum, p->coefficient[j]);
    }
    mpq_set(value, sum);
    mpq_clear(sum);
}

void mc_polynomial_place(mc_polynomial *p, mpq_srcptr from, mpq_srcptr to)
{
    mpq_t term, power, width;
    mpq_inits(term, power, width, NULL);
    mpq_sub(width, to, from);
    for (size_t done = 0; done < p->length; done++)
        for (size_t j = p->length - 1; j-- > done;) {
            mpq_mul(term, p->coefficient[j + 1], from);
            mpq_add(p->coefficient[j], p->coefficient[j], term);
        }
    mpq_set_ui(power, 1, 1);
    for (size_t j = 0; j < p->length; j++) {
        mpq_mul(p->coefficient[j], p->coefficient[j], power);
        mpq_mul(power, power, width);
    }
    mpq_clears(term, power, width, NULL);
}

void mc_polynomial_strip(mc_polynomial *p)
{
    size_t zeros = 0;
    while (zeros < p->length && mpq_sgn(p->coefficient[zeros]) == 0)
        zeros++;
    for (size_t j = zeros; j < p->length && zeros > 0; j++)
        mpq_swap(p->coefficient[j - zeros], p->coefficient[j]);
    p->length -= zeros;
}

void mc_polynomial_divide(mc_polynomial *p, const mc_polynomial *q)
{
    mpq_t factor, term;
    size_t top = q->length - 1;
    mpq_inits(factor, term, NULL);
    for (size_t j = p->length; j-- > top;) {
        mpq_div(factor, p->coefficient[j], q->coefficient[top]);
        for (size_t k = 0; k < top; k++) {
            mpq_mul(term, factor, q->coefficient[k]);
            mpq_sub(p->coefficient[j - top + k], p->coefficient[j - top + k],
                    term);
        }
        mpq_set(p->coefficient[j], factor);
    }
    for (size_t j = top; j < p->length; j++)
        mpq_swap(p->coefficient[j - top], p->coefficient[j]);
    p->length -= top;
    mpq_clears(factor, term, NULL);
}
