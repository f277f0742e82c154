#include "verify.h"
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
                     const struct mv_stencil *stencil)
{
    size_t operands = (e->agents.count + 1) * table->components;

    *v = (struct mv_virtual){e, order, table, stencil, NULL, {{0}}};
    v->operand = mv_allocate(operands, sizeof(mpz_t));
    for (size_t k = 0; k < operands; k++)
        mpz_init(v->operand[k]);
    mpz_init(v->scale);
    mpz_mul(v->scale, e->denominator, table->vector.denominator);
    mpz_mul(v->scale, v->scale, stencil->denominator);
}

void mv_virtual_move(struct mv_virtual *v, const struct mv_profiles *profiles)
{
    size_t components = v->table->components, rank = profiles->rank;
    mpz_t *operand = v->operand, *f = v->table->value + rank * components;

    for (size_t i = 0; i < profiles->agents; i++, operand += components) {
        size_t x = profiles->at[i], at = v->stencil->first[i] + x;

        for (size_t c = 0; c < components; c++)
            mpz_set_ui(operand[c], 0);
        do {
            const struct mv_link *link = &v->stencil->link[at];
            size_t other = rank - (x - link->column) * profiles->stride[i];

            if (mpz_sgn(link->coefficient) != 0)
                for (size_t c = 0; c < components; c++)
                    mpz_addmul(operand[c],
                               v->table->value[other * components + c],
                               link->coefficient);
            at = link->next;
        } while (at != 0);
    }
    for (size_t c = 0; c < components; c++)
        mpz_mul(operand[c], f[c], v->stencil->denominator);
}

void mv_virtual_value(mpz_t value, const struct mv_virtual *v, size_t o)
{
    const struct mv_environment *e = v->environment;
    size_t players = e->agents.count + 1;

    mpz_set_ui(value, 0);
    for (size_t player = 0; player < players; player++) {
        mpz_t *operand = v->operand + player * v->table->components;
        size_t at = e->head[v->order][o * players + player];

        while (at != 0) {
            const struct mv_cell *cell = &e->cell[at - 1];

            mpz_addmul(value, operand[cell->component[v->order]], cell->value);
            at = cell->next[v->order];
        }
    }
}
