#include "divisible.h"
#include <stdlib.h>

/* FORMAT-DIVISIBLE.md section 1: cells, and the mechanism on them. */

mpz_t *mv_cut(const struct mv_divisible *d, size_t i, size_t l)
{
    return &d->cut[i].value[l];
}

mpz_t *mv_upper_end(const struct mv_divisible *d, size_t i, size_t l)
{
    return l + 1 < d->cut[i].used ? &d->cut[i].value[l + 1] : &d->high[i];
}

size_t mv_cut_find(const struct mv_divisible *d, size_t i, const mpz_t v,
                   const mpz_t q)
{
    size_t from = 0, end = d->cut[i].used; /* x_from <= v/q < x_end */
    mpz_t x;

    mpz_init(x);
    mpz_mul(x, *mv_cut(d, i, 0), q);
    if (mpz_cmp(v, x) < 0)
        end = 0;
    while (from + 1 < end) {
        size_t middle = from + (end - from) / 2;

        mpz_mul(x, *mv_cut(d, i, middle), q);
        if (mpz_cmp(v, x) < 0)
            end = middle;
        else
            from = middle;
    }
    mpz_clear(x);
    return end == 0 ? SIZE_MAX : from;
}

static int compare_numbers(const void *a, const void *b)
{
    const mpz_t *const *x = a, *const *y = b;

    return mpz_cmp(**x, **y);
}

void mv_cells_cut(struct mv_divisible *d)
{
    size_t rows = d->prices.used / d->prices.components;
    mpz_t **sorted = mv_allocate(rows, sizeof *sorted);

    for (size_t i = 0; i < d->n; i++) {
        struct mv_table *cut = &d->cut[i];

        for (size_t row = 0; row < rows; row++)
            sorted[row] = &d->prices.value[row * (1 + d->n) + 1 + i];
        qsort(sorted, rows, sizeof *sorted, compare_numbers);
        mpz_set(*mv_table_line(cut), d->low[i]);
        for (size_t row = 0; row < rows; row++)
            if (mpz_cmp(*sorted[row], cut->value[cut->used - 1]) > 0 &&
                mpz_cmp(*sorted[row], d->high[i]) <= 0)
                mpz_set(*mv_table_line(cut), *sorted[row]);
        d->cells.size[i] = cut->used;
    }
    mv_release(sorted, rows, sizeof *sorted);
}

/* The lottery over posted prices: a price captures the cells from one of them
   on. */
static void fill_prices(struct mv_divisible *d)
{
    size_t rows = d->prices.used / d->prices.components;
    mpz_t one;

    mpz_init_set_ui(one, 1);
    for (size_t row = 0; row < rows; row++) {
        mpz_t *price = d->prices.value + row * (1 + d->n);
        size_t rank = 0;
        bool sells = true;

        for (size_t i = 0; i < d->n; i++) {
            size_t l = mv_cut_find(d, i, price[1 + i], one);

            sells = sells && mpz_cmp(price[1 + i], d->high[i]) <= 0;
            rank += (l == SIZE_MAX ? 0 : l) * d->cells.stride[i];
        }
        if (!sells)
            continue;
        mpz_add(d->level[rank], d->level[rank], price[0]);
        for (size_t i = 0; i < d->n; i++)
            mpz_addmul(d->payment[i][rank], price[0], price[1 + i]);
    }
    for (size_t i = 0; i < d->n; i++) {
        mv_profiles_sum(d->level, &d->cells, i, true);
        for (size_t j = 0; j < d->n; j++)
            mv_profiles_sum(d->payment[j], &d->cells, i, true);
    }
    mpz_clear(one);
}

void mv_cells_fill(struct mv_divisible *d, struct mv_table *allocation,
                   struct mv_table *payments)
{
    d->payment = mv_allocate(d->n, sizeof *d->payment);
    for (size_t i = 0; i < d->n; i++)
        d->payment[i] = mv_numbers(d->cells.count);
    if (allocation == NULL) {
        d->level = mv_numbers(d->cells.count);
        fill_prices(d);
        return;
    }
    d->level = allocation->value;
    for (size_t i = 0; i < d->n && payments == NULL; i++)
        mv_envelope(d->payment[i], d, d->level, i);
    for (size_t k = 0; payments != NULL && k < payments->used; k++)
        mpz_mul(d->payment[k % d->n][k / d->n], payments->value[k], d->unit);
}

void mv_envelope(mpz_t *value, const struct mv_divisible *d, mpz_t *level,
                 size_t i)
{
    size_t stride = d->cells.stride[i];
    mpz_t step;

    mpz_init(step);
    for (size_t k = 0; k < d->cells.count; k++) {
        size_t l = k / stride % d->cells.size[i];

        mpz_set(step, level[k]);
        mpz_set_ui(value[k], 0);
        if (l > 0) {
            mpz_sub(step, step, level[k - stride]);
            mpz_set(value[k], value[k - stride]);
        }
        mpz_addmul(value[k], *mv_cut(d, i, l), step);
    }
    mpz_clear(step);
}

void mv_read_cell(struct mv_checker *checker, struct mv_profiles *cells)
{
    mv_record(&checker->reader, "cell", cells->agents);
    for (size_t i = 0; i < cells->agents; i++)
        mv_profiles_fix(cells, i,
                        mv_field_index(&checker->reader, cells->size[i]));
}
