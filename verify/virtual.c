#include "virtual.h"
#include "memory.h"
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
    mv_vector_clear(&table->vector);
}

mpz_t *mv_table_line(struct mv_table *table)
{
    size_t start = table->used;

    table->value = mv_grow(table->value, &table->capacity,
                           start + table->components, sizeof(mpz_t));
    for (; table->used < start + table->components; table->used++)
        mpz_init(table->value[table->used]);
    return table->value + start;
}

void mv_stencil_init(struct mv_stencil *stencil,
                     const struct mv_profiles *profiles)
{
    memset(stencil, 0, sizeof *stencil);
    stencil->agents = profiles->agents;
    mpz_init_set_ui(stencil->denominator, 1);
    stencil->first = mv_allocate(profiles->agents, sizeof(size_t));
    for (size_t i = 0; i < profiles->agents; i++) {
        stencil->first[i] = stencil->rows;
        stencil->rows += profiles->size[i];
    }
    stencil->head = mv_allocate(stencil->rows, sizeof(size_t));
    stencil->diagonal = mv_allocate(stencil->rows, sizeof(mpz_t));
    for (size_t row = 0; row < stencil->rows; row++)
        mpz_init(stencil->diagonal[row]);
}

void mv_stencil_clear(struct mv_stencil *stencil)
{
    for (size_t k = 0; k < stencil->links; k++)
        mpz_clear(stencil->link[k].coefficient);
    for (size_t row = 0; row < stencil->rows; row++)
        mpz_clear(stencil->diagonal[row]);
    mv_release(stencil->link, stencil->capacity, sizeof *stencil->link);
    mv_release(stencil->diagonal, stencil->rows, sizeof(mpz_t));
    mv_release(stencil->head, stencil->rows, sizeof(size_t));
    mv_release(stencil->first, stencil->agents, sizeof(size_t));
    mpz_clear(stencil->denominator);
}

void mv_stencil_diagonal(struct mv_stencil *stencil, size_t i, size_t row,
                         const mpz_t coefficient, int sign)
{
    mpz_ptr diagonal = stencil->diagonal[stencil->first[i] + row];

    if (sign < 0)
        mpz_sub(diagonal, diagonal, coefficient);
    else
        mpz_add(diagonal, diagonal, coefficient);
}

void mv_stencil_link(struct mv_stencil *stencil, size_t i, size_t row,
                     size_t column, const mpz_t coefficient, int sign)
{
    size_t *head = &stencil->head[stencil->first[i] + row];
    struct mv_link *link;

    stencil->link = mv_grow(stencil->link, &stencil->capacity,
                            stencil->links + 1, sizeof *stencil->link);
    link = &stencil->link[stencil->links++];
    link->column = column;
    link->next = *head;
    *head = stencil->links;
    mpz_init_set(link->coefficient, coefficient);
    if (sign < 0)
        mpz_neg(link->coefficient, link->coefficient);
}

void mv_stencil_scale(struct mv_stencil *stencil, const mpz_t factor)
{
    mpz_mul(stencil->denominator, stencil->denominator, factor);
    for (size_t row = 0; row < stencil->rows; row++)
        mpz_mul(stencil->diagonal[row], stencil->diagonal[row], factor);
    for (size_t k = 0; k < stencil->links; k++)
        mpz_mul(stencil->link[k].coefficient, stencil->link[k].coefficient,
                factor);
}

void mv_virtual_init(struct mv_virtual *v, const struct mv_environment *e,
                     const struct mv_payoffs *payoffs,
                     const struct mv_table *table,
                     const struct mv_stencil *stencil)
{
    size_t operands = (e->agents.count + 1) * table->components;

    *v = (struct mv_virtual){.payoffs = payoffs,
                             .table = table,
                             .stencil = stencil,
                             .agents = e->agents.count};
    v->operand = mv_allocate(operands, sizeof(mpz_t));
    for (size_t k = 0; k < operands; k++)
        mpz_init(v->operand[k]);
    mpz_init(v->scale);
    mpz_mul(v->scale, e->denominator, table->vector.denominator);
    mpz_mul(v->scale, v->scale, stencil->denominator);
}

void mv_virtual_clear(struct mv_virtual *v)
{
    size_t operands = (v->agents + 1) * v->table->components;

    for (size_t k = 0; k < operands; k++)
        mpz_clear(v->operand[k]);
    mv_release(v->operand, operands, sizeof(mpz_t));
    mpz_clear(v->scale);
}

/* operand[c] := coefficient f(line,c), for all components. */
static void set_multiple(mpz_t *operand, mpz_t *f, const mpz_t coefficient,
                         size_t components)
{
    for (size_t c = 0; c < components; c++)
        mpz_mul(operand[c], f[c], coefficient);
}

void mv_virtual_move(struct mv_virtual *v, const struct mv_profiles *profiles)
{
    const struct mv_stencil *s = v->stencil;
    size_t components = v->table->components, rank = profiles->rank;
    mpz_t *const f = v->table->value;

    for (size_t i = 0; i < v->agents; i++) {
        mpz_t *operand = v->operand + i * components;
        size_t x = profiles->at[i], row = s->first[i] + x;

        set_multiple(operand, f + rank * components, s->diagonal[row],
                     components);
        for (size_t k = s->head[row]; k != 0; k = s->link[k - 1].next) {
            const struct mv_link *link = &s->link[k - 1];
            size_t other = rank - (x - link->column) * profiles->stride[i];

            for (size_t c = 0; c < components; c++)
                mpz_addmul(operand[c], f[other * components + c],
                           link->coefficient);
        }
    }
    set_multiple(v->operand + v->agents * components, f + rank * components,
                 s->denominator, components);
}

void mv_virtual_value(mpz_t value, const struct mv_virtual *v, size_t o)
{
    const struct mv_payoffs *payoffs = v->payoffs;
    size_t components = v->table->components;

    mpz_set_ui(value, 0);
    for (size_t player = 0; player <= v->agents; player++) {
        size_t row = o * (v->agents + 1) + player;
        mpz_t *operand = v->operand + player * components;

        for (size_t k = payoffs->start[row]; k < payoffs->start[row + 1]; k++)
            mpz_addmul(value, operand[payoffs->payoff[k].component],
                       payoffs->payoff[k].value);
    }
}
