/* Lists and rows of numbers in a statement. */
#include "publicgood/divisible_reader.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/number.h"

const json_t *mc_divisible_key(const mc_statement *statement, const char *key)
{
    return json_object_get(statement->json->root, key);
}

mc_status mc_divisible_fail(const mc_statement *statement,
                            const mc_json_place *place, const char *words)
{
    return mc_json_fail(statement->json, statement->message, place, "%s",
                        words);
}

/* "is 5/4, but ..." */
mc_status mc_divisible_fail_number(const mc_statement *statement,
                                   const mc_json_place *place, mpq_srcptr value,
                                   const char *words, mpq_srcptr other)
{
    char *own = mc_number_text(value);
    char *text = other ? mc_number_text(other) : NULL;
    mc_status status = !own || (other && !text)
                           ? mc_statement_out_of_memory(statement)
                           : mc_json_fail(statement->json, statement->message,
                                          place, "is %.600s, but %s%.600s", own,
                                          words, text ? text : "");
    free(text);
    free(own);
    return status;
}

mc_status mc_divisible_read_list(mpq_t **values, size_t *count,
                                 const mc_statement *statement,
                                 const mc_json_place *place, const json_t *list,
                                 const char *words)
{
    size_t size = json_array_size(list);
    mc_status status = mc_statement_array(statement, place, list, size, words);
    if (status != MC_OK)
        return status;
    if (size > MC_STATEMENT_MAX_NUMBERS)
        return mc_divisible_fail(statement, place, "has too many entries");
    *values = mc_rationals_new(size);
    if (!*values)
        return mc_statement_out_of_memory(statement);
    *count = size;
    return mc_statement_row(*values, statement, place, list);
}

/* ---- rows of a weight and a vector ---- */

/* *count rows of a number of `weight` and the `width` numbers beside it. */
static mc_status read_rows(mpq_t **weight, mpq_t **beside, size_t *count,
                           const mc_statement *statement, const char *key,
                           size_t width)
{
    const json_t *rows = mc_divisible_key(statement, key);
    mc_json_place place = mc_json_at(key);
    size_t size = json_array_size(rows);
    mc_status status =
        mc_statement_array(statement, &place, rows, size,
                           "rows of a probability and one number for each "
                           "agent");
    mpq_t *all;
    if (status != MC_OK)
        return status;
    if (size > MC_STATEMENT_MAX_NUMBERS / (width + 1))
        return mc_divisible_fail(statement, &place, "has too many rows");
    all = mc_rationals_new(size * (width + 1));
    *weight = mc_rationals_new(size);
    *beside = mc_rationals_new(size * width);
    *count = size;
    status =
        !all || !*weight || !*beside
            ? mc_statement_out_of_memory(statement)
            : mc_statement_table(all, statement, key, size, width + 1, "rows",
                                 "a probability and one number for each agent");
    for (size_t r = 0; r < size && status == MC_OK; r++) {
        mpq_swap((*weight)[r], all[r * (width + 1)]);
        for (size_t i = 0; i < width; i++)
            mpq_swap((*beside)[r * width + i], all[r * (width + 1) + 1 + i]);
    }
    if (all)
        mc_rationals_free(all, size * (width + 1));
    return status;
}

static mc_status check_weights(const mc_statement *statement, const char *key,
                               mpq_t *weight, size_t count)
{
    mc_json_place place = mc_json_at(key);
    mc_status status = MC_OK;
    mpq_t sum;
    mpq_init(sum);
    for (size_t r = 0; r < count && status == MC_OK; r++) {
        mc_json_place here = mc_json_in(mc_json_in(place, r), 0);
        mpq_add(sum, sum, weight[r]);
        if (mpq_sgn(weight[r]) <= 0)
            status = mc_divisible_fail_number(
                statement, &here, weight[r],
                "a probability here must be positive", NULL);
    }
    if (status == MC_OK && mpq_cmp_ui(sum, 1, 1) != 0) {
        char *text = mc_number_text(sum);
        status = text
                     ? mc_json_fail(statement->json, statement->message, &place,
                                    "the probabilities add up to %.700s; they "
                                    "must add up to exactly 1",
                                    text)
                     : mc_statement_out_of_memory(statement);
        free(text);
    }
    mpq_clear(sum);
    return status;
}

/* A row in an order. */
typedef struct row {
    mpq_t *number;
    size_t width, index;
} row;

static int compare_rows(const void *left, const void *right)
{
    const row *a = left, *b = right;
    for (size_t i = 0; i < a->width; i++) {
        int order = mpq_cmp(a->number[i], b->number[i]);
        if (order)
            return order;
    }
    return (a->index > b->index) - (a->index < b->index);
}

static bool equal_rows(const row *a, const row *b)
{
    size_t i = 0;
    while (i < a->width && mpq_equal(a->number[i], b->number[i]))
        i++;
    return i == a->width;
}

mc_status mc_divisible_check_different(const mc_statement *statement,
                                       const char *key, mpq_t *beside,
                                       size_t count, size_t width)
{
    mc_json_place place = mc_json_at(key);
    row *order = mc_array(count, sizeof *order);
    mc_status status = MC_OK;
    if (!order)
        return mc_statement_out_of_memory(statement);
    for (size_t r = 0; r < count; r++)
        order[r] = (row){beside + r * width, width, r};
    qsort(order, count, sizeof *order, compare_rows);
    for (size_t r = 1; r < count && status == MC_OK; r++) {
        mc_json_place here = mc_json_in(place, order[r].index);
        if (equal_rows(&order[r - 1], &order[r]))
            status = mc_json_fail(statement->json, statement->message, &here,
                                  "says the same as row %zu (counted from 0) "
                                  "but for the number in front; make one row "
                                  "of them",
                                  order[r - 1].index);
    }
    free(order);
    return status;
}

/* A lottery over vectors. */
mc_status mc_divisible_read_lottery(mpq_t **weight, mpq_t **beside,
                                    size_t *count,
                                    const mc_statement *statement,
                                    const char *key, size_t width)
{
    mc_status status = read_rows(weight, beside, count, statement, key, width);
    if (status == MC_OK)
        status = check_weights(statement, key, *weight, *count);
    if (status == MC_OK)
        status = mc_divisible_check_different(statement, key, *beside, *count,
                                              width);
    return status;
}
