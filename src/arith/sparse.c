#include "arith/sparse.h"

#include <string.h>

#include "base/memory.h"

/* |value| < 2^62, so that sums of a few entries stay in 64 bits. */
static bool is_small(const mpz_t value)
{
    return mpz_sizeinbase(value, 2) <= 62;
}

static bool allocate(mc_sparse *matrix, size_t rows, size_t columns,
                     size_t count, bool big)
{
    memset(matrix, 0, sizeof *matrix);
    matrix->rows = rows;
    matrix->columns = columns;
    matrix->start = mc_array(columns + 1, sizeof(size_t));
    matrix->row = mc_array(count, sizeof(uint32_t));
    if (big)
        matrix->big = mc_array(count, sizeof(mpz_t));
    else
        matrix->small = mc_array(count, sizeof(int64_t));
    if (matrix->start && matrix->row && (big ? !!matrix->big : !!matrix->small))
        return true;
    free(matrix->big);
    matrix->big = NULL;
    mc_sparse_clear(matrix);
    return false;
}

/* A stable counting sort by row and then by column leaves each column with
   increasing rows. */
static bool order_triplets(size_t **order, const mc_triplet *triplets,
                           size_t count, size_t rows, size_t columns)
{
    size_t buckets = rows > columns ? rows : columns;
    size_t *by_row = mc_array(count, sizeof(size_t));
    size_t *by_column = mc_array(count, sizeof(size_t));
    size_t *place = mc_array(buckets + 1, sizeof(size_t));
    bool done = by_row && by_column && place;
    if (done) {
        for (size_t t = 0; t < count; t++)
            place[triplets[t].row + 1]++;
        for (size_t b = 1; b <= buckets; b++)
            place[b] += place[b - 1];
        for (size_t t = 0; t < count; t++)
            by_row[place[triplets[t].row]++] = t;
        memset(place, 0, (buckets + 1) * sizeof(size_t));
        for (size_t t = 0; t < count; t++)
            place[triplets[t].column + 1]++;
        for (size_t b = 1; b <= buckets; b++)
            place[b] += place[b - 1];
        for (size_t s = 0; s < count; s++)
            by_column[place[triplets[by_row[s]].column]++] = by_row[s];
        *order = by_column;
    } else {
        free(by_column);
    }
    free(by_row);
    free(place);
    return done;
}

bool mc_sparse_init(mc_sparse *matrix, size_t rows, size_t columns,
                    const mc_triplet *triplets, size_t count)
{
    size_t *order;
    size_t nonzeros = 0;
    bool big = false;
    for (size_t t = 0; t < count; t++) {
        nonzeros += mpz_sgn(triplets[t].value) != 0;
        big |= !is_small(triplets[t].value);
    }
    memset(matrix, 0, sizeof *matrix);
    if (!order_triplets(&order, triplets, count, rows, columns))
        return false;
    if (!allocate(matrix, rows, columns, nonzeros, big)) {
        free(order);
        return false;
    }
    size_t position = 0;
    for (size_t s = 0; s < count; s++) {
        const mc_triplet *entry = &triplets[order[s]];
        if (mpz_sgn(entry->value) == 0)
            continue;
        matrix->row[position] = entry->row;
        if (big)
            mpz_init_set(matrix->big[position], entry->value);
        else
            matrix->small[position] = mpz_get_si(entry->value);
        position++;
        matrix->start[entry->column + 1]++;
    }
    for (size_t j = 0; j < columns; j++)
        matrix->start[j + 1] += matrix->start[j];
    free(order);
    return true;
}

void mc_sparse_clear(mc_sparse *matrix)
{
    if (matrix->big)
        for (size_t e = 0; e < matrix->start[matrix->columns]; e++)
            mpz_clear(matrix->big[e]);
    free(matrix->start);
    free(matrix->row);
    free(matrix->small);
    free(matrix->big);
    memset(matrix, 0, sizeof *matrix);
}

bool mc_sparse_submatrix(mc_sparse *part, const mc_sparse *matrix,
                         const uint32_t *row_of, size_t rows,
                         const uint32_t *columns, size_t count)
{
    size_t nonzeros = 0;
    for (size_t c = 0; c < count; c++)
        for (size_t e = matrix->start[columns[c]];
             e < matrix->start[columns[c] + 1]; e++)
            nonzeros += row_of[matrix->row[e]] != UINT32_MAX;
    if (!allocate(part, rows, count, nonzeros, matrix->big != NULL))
        return false;
    size_t position = 0;
    for (size_t c = 0; c < count; c++) {
        for (size_t e = matrix->start[columns[c]];
             e < matrix->start[columns[c] + 1]; e++) {
            if (row_of[matrix->row[e]] == UINT32_MAX)
                continue;
            part->row[position] = row_of[matrix->row[e]];
            if (matrix->big)
                mpz_init_set(part->big[position], matrix->big[e]);
            else
                part->small[position] = matrix->small[e];
            position++;
        }
        part->start[c + 1] = position;
    }
    return true;
}

bool mc_sparse_widen(mc_sparse *matrix, size_t columns)
{
    size_t *start = realloc(matrix->start, (columns + 1) * sizeof(size_t));
    if (!start)
        return false;
    for (size_t j = matrix->columns; j < columns; j++)
        start[j + 1] = start[j];
    matrix->start = start;
    matrix->columns = columns;
    return true;
}

void mc_sparse_addmul(mpz_t sum, const mc_sparse *matrix, size_t position,
                      const mpz_t factor)
{
    if (matrix->big)
        mpz_addmul(sum, factor, matrix->big[position]);
    else if (matrix->small[position] >= 0)
        mpz_addmul_ui(sum, factor, (unsigned long)matrix->small[position]);
    else
        mpz_submul_ui(sum, factor, -(unsigned long)matrix->small[position]);
}

void mc_sparse_submul(mpz_t sum, const mc_sparse *matrix, size_t position,
                      const mpz_t factor)
{
    if (matrix->big)
        mpz_submul(sum, factor, matrix->big[position]);
    else if (matrix->small[position] >= 0)
        mpz_submul_ui(sum, factor, (unsigned long)matrix->small[position]);
    else
        mpz_addmul_ui(sum, factor, -(unsigned long)matrix->small[position]);
}

void mc_sparse_get(mpz_t value, const mc_sparse *matrix, size_t position)
{
    if (matrix->big)
        mpz_set(value, matrix->big[position]);
    else
        mpz_set_si(value, matrix->small[position]);
}

double mc_sparse_get_d(const mc_sparse *matrix, size_t position)
{
    return matrix->big ? mpz_get_d(matrix->big[position])
                       : (double)matrix->small[position];
}
