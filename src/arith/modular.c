#include "arith/modular.h"

#include <string.h>

#include "arith/word.h"
#include "base/memory.h"

/* A growing list of (index, value, Shoup's precomputed quotient). */
typedef struct factor_list {
    size_t length, capacity_index, capacity_value, capacity_quotient;
    uint32_t *index;
    uint64_t *value, *quotient;
    size_t *start; /* step k has entries start[k] .. start[k+1]-1 */
} factor_list;

struct mc_modular {
    size_t size, rank;
    uint64_t modulus;
    uint32_t *pivot_row, *pivot_column;
    uint64_t *inverse, *inverse_quotient; /* of the pivots */
    factor_list lower, upper;
};

/* The part of the matrix that is still to be eliminated. Rows carry values,
   columns the indices of the rows they meet; both are exact. */
typedef struct active_line {
    uint32_t length;
    size_t capacity_index, capacity_value;
    uint32_t *index;
    uint64_t *value; /* rows only */
} active_line;

/* Lines with the same number of entries, as doubly linked lists; head[c] of
   those with c entries. NONE ends a list. */
#define NONE UINT32_MAX
typedef struct count_lists {
    uint32_t *head, *next, *previous;
} count_lists;

typedef struct elimination {
    mc_modular *factors;
    active_line *row, *column;
    count_lists rows, columns;
    uint64_t *spread; /* the pivot row by columns */
    uint8_t *mark;    /* 1: in the pivot row, 2: met in the target row */
} elimination;

uint64_t mc_modular_prime(unsigned index)
{
    mpz_t prime;
    mpz_init_set_ui(prime, UINT64_C(1) << 61);
    for (unsigned i = 0; i <= index; i++)
        mpz_nextprime(prime, prime);
    uint64_t result = mpz_get_ui(prime);
    mpz_clear(prime);
    return result;
}

static bool list_push(factor_list *list, uint32_t index, uint64_t value,
                      uint64_t prime)
{
    size_t length = list->length + 1;
    if (!mc_array_grow(&list->index, &list->capacity_index, length,
                       sizeof(uint32_t)) ||
        !mc_array_grow(&list->value, &list->capacity_value, length,
                       sizeof(uint64_t)) ||
        !mc_array_grow(&list->quotient, &list->capacity_quotient, length,
                       sizeof(uint64_t)))
        return false;
    list->index[list->length] = index;
    list->value[list->length] = value;
    list->quotient[list->length] = mc_word_quotient(value, prime);
    list->length = length;
    return true;
}

static void list_clear(factor_list *list)
{
    free(list->index);
    free(list->value);
    free(list->quotient);
    free(list->start);
}

void mc_modular_free(mc_modular *factors)
{
    if (!factors)
        return;
    list_clear(&factors->lower);
    list_clear(&factors->upper);
    free(factors->pivot_row);
    free(factors->pivot_column);
    free(factors->inverse);
    free(factors->inverse_quotient);
    free(factors);
}

size_t mc_modular_rank(const mc_modular *factors)
{
    return factors->rank;
}

uint64_t mc_modular_modulus(const mc_modular *factors)
{
    return factors->modulus;
}

/* ---- lists by count ---- */

static void lists_insert(count_lists *lists, uint32_t line, uint32_t count)
{
    uint32_t first = lists->head[count];
    lists->next[line] = first;
    lists->previous[line] = NONE;
    if (first != NONE)
        lists->previous[first] = line;
    lists->head[count] = line;
}

static void lists_remove(count_lists *lists, uint32_t line, uint32_t count)
{
    uint32_t before = lists->previous[line], after = lists->next[line];
    if (before != NONE)
        lists->next[before] = after;
    else
        lists->head[count] = after;
    if (after != NONE)
        lists->previous[after] = before;
}

static bool lists_init(count_lists *lists, size_t size)
{
    lists->head = mc_array(size + 1, sizeof(uint32_t));
    lists->next = mc_array(size, sizeof(uint32_t));
    lists->previous = mc_array(size, sizeof(uint32_t));
    if (!lists->head || !lists->next || !lists->previous)
        return false;
    memset(lists->head, 0xff, (size + 1) * sizeof(uint32_t));
    return true;
}

static void lists_clear(count_lists *lists)
{
    free(lists->head);
    free(lists->next);
    free(lists->previous);
}

/* ---- active lines ---- */

static bool line_push(active_line *line, uint32_t index, uint64_t value,
                      bool values)
{
    size_t length = (size_t)line->length + 1;
    if (!mc_array_grow(&line->index, &line->capacity_index, length,
                       sizeof(uint32_t)) ||
        (values && !mc_array_grow(&line->value, &line->capacity_value, length,
                                  sizeof(uint64_t))))
        return false;
    line->index[line->length] = index;
    if (values)
        line->value[line->length] = value;
    line->length++;
    return true;
}

static uint32_t line_find(const active_line *line, uint32_t index)
{
    uint32_t e = 0;
    while (line->index[e] != index)
        e++;
    return e;
}

static void line_remove(active_line *line, uint32_t e, bool values)
{
    line->length--;
    line->index[e] = line->index[line->length];
    if (values)
        line->value[e] = line->value[line->length];
}

static void column_drop(elimination *work, uint32_t column, uint32_t row)
{
    active_line *line = &work->column[column];
    lists_remove(&work->columns, column, line->length);
    line_remove(line, line_find(line, row), false);
    lists_insert(&work->columns, column, line->length);
}

static bool column_add(elimination *work, uint32_t column, uint32_t row)
{
    active_line *line = &work->column[column];
    lists_remove(&work->columns, column, line->length);
    bool done = line_push(line, row, 0, false);
    lists_insert(&work->columns, column, line->length);
    return done;
}

/* ---- loading ---- */

static uint64_t entry_modulo(const mc_sparse *matrix, size_t position,
                             uint64_t modulus)
{
    if (matrix->big)
        return mpz_fdiv_ui(matrix->big[position], modulus);
    int64_t value = matrix->small[position];
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
    size %= modulus;
    return value < 0 ? mc_word_neg(size, modulus) : size;
}

static bool load(elimination *work, const mc_sparse *matrix)
{
    uint64_t modulus = work->factors->modulus;
    for (size_t j = 0; j < matrix->columns; j++)
        for (size_t e = matrix->start[j]; e < matrix->start[j + 1]; e++) {
            uint64_t value = entry_modulo(matrix, e, modulus);
            if (value == 0)
                continue;
            if (!line_push(&work->row[matrix->row[e]], (uint32_t)j, value,
                           true) ||
                !line_push(&work->column[j], matrix->row[e], 0, false))
                return false;
        }
    for (size_t i = 0; i < work->factors->size; i++) {
        lists_insert(&work->rows, (uint32_t)i, work->row[i].length);
        lists_insert(&work->columns, (uint32_t)i, work->column[i].length);
    }
    return true;
}

/* ---- the pivot ---- */

typedef struct pivot_choice {
    uint32_t row, column;
    uint64_t cost; /* Markowitz: (row count - 1) (column count - 1) */
} pivot_choice;

static void consider(pivot_choice *best, uint32_t row, uint32_t column,
                     const elimination *work)
{
    uint64_t cost = (uint64_t)(work->row[row].length - 1) *
                    (work->column[column].length - 1);
    if (cost < best->cost)
        *best = (pivot_choice){row, column, cost};
}

/* Looks at a few lines of each count, shortest first; any non-zero pivot is as
   good as another modulo a prime. Returns false when no entry is left. */
static bool choose_pivot(pivot_choice *best, const elimination *work)
{
    const unsigned enough = 4;
    unsigned seen = 0;
    best->cost = UINT64_MAX;
    for (size_t count = 1; count <= work->factors->size; count++) {
        if (best->cost <= (count - 1) * (count - 1))
            break;
        for (uint32_t j = work->columns.head[count]; j != NONE && seen < enough;
             j = work->columns.next[j], seen++)
            for (uint32_t e = 0; e < work->column[j].length; e++)
                consider(best, work->column[j].index[e], j, work);
        for (uint32_t i = work->rows.head[count]; i != NONE && seen < enough;
             i = work->rows.next[i], seen++)
            for (uint32_t e = 0; e < work->row[i].length; e++)
                consider(best, i, work->row[i].index[e], work);
        if (seen >= enough)
            break;
    }
    return best->cost != UINT64_MAX;
}

/* target row -= factor * pivot row, whose entries are spread. */
static bool subtract_row(elimination *work, uint32_t target, uint64_t factor,
                         const active_line *pivot)
{
    uint64_t modulus = work->factors->modulus;
    active_line *line = &work->row[target];
    uint64_t quotient = mc_word_quotient(factor, modulus);
    for (uint32_t e = 0; e < line->length;) {
        uint32_t j = line->index[e];
        if (work->mark[j]) {
            work->mark[j] = 2;
            line->value[e] = mc_word_sub(
                line->value[e],
                mc_word_mul_by(factor, quotient, work->spread[j], modulus),
                modulus);
            if (line->value[e] == 0) {
                line_remove(line, e, true);
                column_drop(work, j, target);
                continue;
            }
        }
        e++;
    }
    for (uint32_t e = 0; e < pivot->length; e++) {
        uint32_t j = pivot->index[e];
        if (work->mark[j] == 2) {
            work->mark[j] = 1;
            continue;
        }
        uint64_t fill = mc_word_neg(
            mc_word_mul_by(factor, quotient, pivot->value[e], modulus),
            modulus);
        if (!line_push(line, j, fill, true) || !column_add(work, j, target))
            return false;
    }
    return true;
}

/* Takes the pivot out of the active matrix and clears its column. */
static bool eliminate(elimination *work, pivot_choice pivot)
{
    mc_modular *factors = work->factors;
    uint64_t modulus = factors->modulus;
    size_t step = factors->rank;
    active_line *row = &work->row[pivot.row];
    active_line *column = &work->column[pivot.column];
    uint32_t place = line_find(row, pivot.column);
    uint64_t inverse = mc_word_inverse(row->value[place], modulus);

    lists_remove(&work->rows, pivot.row, row->length);
    lists_remove(&work->columns, pivot.column, column->length);
    line_remove(row, place, true);
    for (uint32_t e = 0; e < row->length; e++) {
        column_drop(work, row->index[e], pivot.row);
        work->spread[row->index[e]] = row->value[e];
        work->mark[row->index[e]] = 1;
        if (!list_push(&factors->upper, row->index[e], row->value[e], modulus))
            return false;
    }
    for (uint32_t c = 0; c < column->length; c++) {
        uint32_t target = column->index[c];
        if (target == pivot.row)
            continue;
        active_line *line = &work->row[target];
        lists_remove(&work->rows, target, line->length);
        uint32_t e = line_find(line, pivot.column);
        uint64_t factor = mc_word_mul(line->value[e], inverse, modulus);
        line_remove(line, e, true);
        if (!list_push(&factors->lower, target, factor, modulus) ||
            !subtract_row(work, target, factor, row))
            return false;
        lists_insert(&work->rows, target, line->length);
    }
    for (uint32_t e = 0; e < row->length; e++)
        work->mark[row->index[e]] = 0;
    factors->pivot_row[step] = pivot.row;
    factors->pivot_column[step] = pivot.column;
    factors->inverse[step] = inverse;
    factors->inverse_quotient[step] = mc_word_quotient(inverse, modulus);
    factors->rank = step + 1;
    factors->lower.start[step + 1] = factors->lower.length;
    factors->upper.start[step + 1] = factors->upper.length;
    free(row->index);
    free(row->value);
    free(column->index);
    *row = *column = (active_line){0};
    return true;
}

static bool run(elimination *work, const mc_stop *stop)
{
    const size_t often = 256; /* pivots between two questions */
    pivot_choice pivot;
    while (work->factors->rank < work->factors->size &&
           choose_pivot(&pivot, work))
        if (!eliminate(work, pivot) ||
            (work->factors->rank % often == 0 && mc_stopped(stop)))
            return false;
    return true;
}

static mc_modular *factors_new(size_t size, uint64_t prime)
{
    mc_modular *factors = mc_array(1, sizeof *factors);
    if (!factors)
        return NULL;
    factors->size = size;
    factors->modulus = prime;
    factors->pivot_row = mc_array(size, sizeof(uint32_t));
    factors->pivot_column = mc_array(size, sizeof(uint32_t));
    factors->inverse = mc_array(size, sizeof(uint64_t));
    factors->inverse_quotient = mc_array(size, sizeof(uint64_t));
    factors->lower.start = mc_array(size + 1, sizeof(size_t));
    factors->upper.start = mc_array(size + 1, sizeof(size_t));
    if (factors->pivot_row && factors->pivot_column && factors->inverse &&
        factors->inverse_quotient && factors->lower.start &&
        factors->upper.start)
        return factors;
    mc_modular_free(factors);
    return NULL;
}

mc_modular *mc_modular_factor(const mc_sparse *matrix, uint64_t prime,
                              const mc_stop *stop)
{
    size_t size = matrix->rows;
    elimination work = {.factors = factors_new(size, prime),
                        .row = mc_array(size, sizeof(active_line)),
                        .column = mc_array(size, sizeof(active_line)),
                        .spread = mc_array(size, sizeof(uint64_t)),
                        .mark = mc_array(size, 1)};
    bool lists = lists_init(&work.rows, size);
    lists &= lists_init(&work.columns, size);
    bool done = work.factors && work.row && work.column && work.spread &&
                work.mark && lists && load(&work, matrix) && run(&work, stop);
    for (size_t i = 0; i < size && work.row && work.column; i++) {
        free(work.row[i].index);
        free(work.row[i].value);
        free(work.column[i].index);
    }
    free(work.row);
    free(work.column);
    free(work.spread);
    free(work.mark);
    lists_clear(&work.rows);
    lists_clear(&work.columns);
    if (!done) {
        mc_modular_free(work.factors);
        return NULL;
    }
    return work.factors;
}

bool mc_modular_unpivoted(uint32_t *rows, uint32_t *columns,
                          const mc_modular *factors)
{
    size_t size = factors->size, r = 0, c = 0;
    uint8_t *seen = mc_array(size, 1);
    if (!seen)
        return false;
    for (size_t k = 0; k < factors->rank; k++) {
        seen[factors->pivot_row[k]] |= 1;
        seen[factors->pivot_column[k]] |= 2;
    }
    for (size_t i = 0; i < size; i++) {
        if (!(seen[i] & 1))
            rows[r++] = (uint32_t)i;
        if (!(seen[i] & 2))
            columns[c++] = (uint32_t)i;
    }
    free(seen);
    return true;
}

/* sum of value * x[index] over the entries of one step */
static uint64_t dot(const factor_list *list, size_t step, const uint64_t *x,
                    uint64_t modulus)
{
    uint64_t sum = 0;
    for (size_t e = list->start[step]; e < list->start[step + 1]; e++)
        if (x[list->index[e]])
            sum = mc_word_add(sum,
                              mc_word_mul_by(list->value[e], list->quotient[e],
                                             x[list->index[e]], modulus),
                              modulus);
    return sum;
}

/* x[index] -= value * factor over the entries of one step */
static void scatter(uint64_t *x, const factor_list *list, size_t step,
                    uint64_t factor, uint64_t modulus)
{
    for (size_t e = list->start[step]; e < list->start[step + 1]; e++)
        x[list->index[e]] = mc_word_sub(
            x[list->index[e]],
            mc_word_mul_by(list->value[e], list->quotient[e], factor, modulus),
            modulus);
}

void mc_modular_solve(uint64_t *x, uint64_t *right, const mc_modular *factors,
                      bool transpose)
{
    uint64_t modulus = factors->modulus;
    size_t size = factors->size;
    if (!transpose) {
        for (size_t k = 0; k < size; k++)
            if (right[factors->pivot_row[k]])
                scatter(right, &factors->lower, k, right[factors->pivot_row[k]],
                        modulus);
        for (size_t k = size; k-- > 0;) {
            uint64_t rest =
                mc_word_sub(right[factors->pivot_row[k]],
                            dot(&factors->upper, k, x, modulus), modulus);
            x[factors->pivot_column[k]] =
                mc_word_mul_by(factors->inverse[k],
                               factors->inverse_quotient[k], rest, modulus);
        }
    } else {
        for (size_t k = 0; k < size; k++) {
            uint64_t z = mc_word_mul_by(
                factors->inverse[k], factors->inverse_quotient[k],
                right[factors->pivot_column[k]], modulus);
            x[factors->pivot_row[k]] = z;
            if (z)
                scatter(right, &factors->upper, k, z, modulus);
        }
        for (size_t k = size; k-- > 0;)
            x[factors->pivot_row[k]] =
                mc_word_sub(x[factors->pivot_row[k]],
                            dot(&factors->lower, k, x, modulus), modulus);
    }
}
