#include "condition.h"
#include <string.h>

void mv_table_init(struct mv_table *table, size_t components)
{
    memset(table, 0, sizeof *table);
    table->components = components;
    mv_vector_init(&table->vector);
}

void mv_table_clear(struct mv_table *table)
{
    for (size_t k = 0; k < table->used; k++)
        mpz_clear(table->value[k]);
    mv_release(table->value, table->capacity, sizeof(mpz_t));
    mpz_clears(table->vector.denominator, table->vector.divisor, NULL);
}

mpz_t *mv_table_line(struct mv_table *table)
{
    size_t start = table->used, end = start + table->components;

    table->value = mv_grow(table->value, &table->capacity, end, sizeof(mpz_t));
    while (table->used < end)
        mpz_init(table->value[table->used++]);
    return table->value + start;
}

void mv_stencil_init(struct mv_stencil *stencil,
                     const struct mv_profiles *profiles)
{
    size_t rows = 0;

    memset(stencil, 0, sizeof *stencil);
    mpz_init_set_ui(stencil->denominator, 1);
    stencil->first = mv_allocate(profiles->agents, sizeof(size_t));
    for (size_t i = 0; i < profiles->agents; i++) {
        stencil->first[i] = rows;
        rows += profiles->size[i];
        stencil->link = mv_grow(stencil->link, &stencil->capacity, rows,
                                sizeof *stencil->link);
        for (size_t x = 0; x < profiles->size[i]; x++) {
            struct mv_link *link = &stencil->link[stencil->links++];

            link->column = x;
            link->next = 0;
            mpz_init(link->coefficient);
        }
    }
}

void mv_stencil_add(struct mv_stencil *stencil, size_t i, size_t row,
                    size_t column, const mpz_t coefficient, int sign)
{
    size_t at = stencil->first[i] + row;
    struct mv_link *link;

    if (column != row) {
        stencil->link = mv_grow(stencil->link, &stencil->capacity,
                                stencil->links + 1, sizeof *stencil->link);
        link = &stencil->link[stencil->links];
        link->column = column;
        link->next = stencil->link[at].next;
        stencil->link[at].next = stencil->links;
        mpz_init(link->coefficient);
        at = stencil->links++;
    }
    link = &stencil->link[at];
    if (sign < 0)
        mpz_sub(link->coefficient, link->coefficient, coefficient);
    else
        mpz_add(link->coefficient, link->coefficient, coefficient);
}

void mv_stencil_scale(struct mv_stencil *stencil, const mpz_t factor)
{
    mpz_mul(stencil->denominator, stencil->denominator, factor);
    for (size_t k = 0; k < stencil->links; k++)
        mpz_mul(stencil->link[k].coefficient, stencil->link[k].coefficient,
                factor);
}

void mv_virtual_init(struct mv_virtual *v, const struct mv_environment *e,
                     enum mv_order order, const struct mv_table *table,
                     const struct mv_profiles *inner,
                     const struct mv_stencil *stencil)
{
    *v = (struct mv_virtual){e, order, table, inner, stencil, NULL, {{0}}};
    v->operand = mv_numbers((e->agents.count + 1) * table->components);
    mpz_init(v->scale);
    mpz_mul(v->scale, e->denominator, table->vector.denominator);
    mpz_mul(v->scale, v->scale, stencil->denominator);
}

/* operand = E (A_i f)(x, .), where `base` is the rank in the table of x, or of
   x with an action or signal of number 0 for agents who have more of them here.
 */
static void apply(mpz_t *operand, const struct mv_virtual *v, size_t i,
                  size_t x, size_t base)
{
    size_t components = v->table->components, stride = v->inner->stride[i];
    size_t own = x < v->inner->size[i] ? x : 0, at = v->stencil->first[i] + x;

    do {
        const struct mv_link *link = &v->stencil->link[at];
        mpz_t *f = v->table->value +
                   (base + (link->column - own) * stride) * components;

        if (mpz_sgn(link->coefficient) != 0)
            for (size_t c = 0; c < components; c++)
                mpz_addmul(operand[c], f[c], link->coefficient);
        at = link->next;
    } while (at != 0);
}

void mv_virtual_move(struct mv_virtual *v, const struct mv_profiles *profiles)
{
    const struct mv_profiles *inner = v->inner;
    size_t agents = profiles->agents, components = v->table->components;
    size_t base = 0, outside = 0;

    for (size_t i = 0; i < agents; i++)
        if (profiles->at[i] < inner->size[i])
            base += profiles->at[i] * inner->stride[i];
        else
            outside++;
    for (size_t i = 0; i <= agents; i++) {
        mpz_t *operand = v->operand + i * components;
        size_t own = i < agents && profiles->at[i] >= inner->size[i];

        for (size_t c = 0; c < components; c++)
            mpz_set_ui(operand[c], 0);
        if (outside == own && i < agents)
            apply(operand, v, i, profiles->at[i], base);
        for (size_t c = 0; outside == 0 && i == agents && c < components; c++)
            mpz_mul(operand[c], v->table->value[base * components + c],
                    v->stencil->denominator);
    }
}

void mv_add_payoffs(mpz_t sum, const struct mv_environment *e,
                    enum mv_order order, size_t player, size_t o, mpz_t *f)
{
    size_t at = e->head[order][o * (e->agents.count + 1) + player];

    while (at != 0) {
        const struct mv_cell *cell = &e->cell[at - 1];

        mpz_addmul(sum, f[cell->component[order]], cell->value);
        at = cell->next[order];
    }
}

void mv_virtual_value(mpz_t value, const struct mv_virtual *v, size_t o)
{
    mpz_set_ui(value, 0);
    for (size_t player = 0; player <= v->environment->agents.count; player++)
        mv_add_payoffs(value, v->environment, v->order, player, o,
                       v->operand + player * v->table->components);
}
