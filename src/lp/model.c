#include "lp/model.h"

#include <string.h>

#include "base/memory.h"

void mc_lp_init(mc_lp *lp, bool maximise)
{
    memset(lp, 0, sizeof *lp);
    mpq_init(lp->constant);
    lp->maximise = maximise;
}

static void clear_bounds(mc_lp_bound *bounds, size_t count)
{
    for (size_t i = 0; i < count && bounds; i++)
        mpq_clear(bounds[i].value);
    free(bounds);
}

static void clear_entries(mc_lp *lp)
{
    for (size_t e = 0; e < lp->entries; e++)
        mpq_clear(lp->entry[e].value);
    free(lp->entry);
    lp->entry = NULL;
    lp->entries = lp->entry_capacity = 0;
}

static void clear_names(char **names, size_t count)
{
    for (size_t i = 0; i < count && names; i++)
        free(names[i]);
    free(names);
}

void mc_lp_clear(mc_lp *lp)
{
    clear_bounds(lp->row_lower, lp->rows);
    clear_bounds(lp->row_upper, lp->rows);
    clear_bounds(lp->column_lower, lp->columns);
    clear_bounds(lp->column_upper, lp->columns);
    for (size_t j = 0; j < lp->columns; j++)
        mpq_clear(lp->cost[j]);
    free(lp->cost);
    if (lp->row_scale)
        for (size_t r = 0; r < lp->rows; r++)
            mpz_clear(lp->row_scale[r]);
    free(lp->row_scale);
    clear_names(lp->row_name, lp->rows);
    clear_names(lp->column_name, lp->columns);
    mpq_clear(lp->constant);
    if (lp->matrix.start)
        mc_sparse_clear(&lp->matrix);
    clear_entries(lp);
    memset(lp, 0, sizeof *lp);
}

/* Room for the names of `count` lines; a new place holds NULL until it is
   named. */
static bool name_last(char ***names, size_t *capacity, size_t count,
                      const char *name, size_t length)
{
    size_t before = *capacity;
    if (!mc_array_grow(names, capacity, count, sizeof(char *)))
        return false;
    for (size_t i = before; i < *capacity; i++)
        (*names)[i] = NULL;
    char *text = malloc(length + 1);
    if (!text)
        return false;
    memcpy(text, name, length);
    text[length] = '\0';
    (*names)[count - 1] = text;
    return true;
}

bool mc_lp_name_row(mc_lp *lp, const char *name, size_t length)
{
    return name_last(&lp->row_name, &lp->row_capacity[2], lp->rows, name,
                     length);
}

bool mc_lp_name_column(mc_lp *lp, const char *name, size_t length)
{
    return name_last(&lp->column_name, &lp->column_capacity[3], lp->columns,
                     name, length);
}

static void set_bound(mc_lp_bound *bound, mpq_srcptr value)
{
    mpq_init(bound->value);
    bound->finite = value != NULL;
    if (value)
        mpq_set(bound->value, value);
}

bool mc_lp_add_row(mc_lp *lp, mpq_srcptr lower, mpq_srcptr upper)
{
    size_t needed = lp->rows + 1;
    if (!mc_array_grow(&lp->row_lower, &lp->row_capacity[0], needed,
                       sizeof(mc_lp_bound)) ||
        !mc_array_grow(&lp->row_upper, &lp->row_capacity[1], needed,
                       sizeof(mc_lp_bound)))
        return false;
    set_bound(&lp->row_lower[lp->rows], lower);
    set_bound(&lp->row_upper[lp->rows], upper);
    lp->rows = needed;
    return true;
}

bool mc_lp_add_column(mc_lp *lp, mpq_srcptr lower, mpq_srcptr upper,
                      mpq_srcptr cost)
{
    size_t needed = lp->columns + 1;
    if (!mc_array_grow(&lp->column_lower, &lp->column_capacity[0], needed,
                       sizeof(mc_lp_bound)) ||
        !mc_array_grow(&lp->column_upper, &lp->column_capacity[1], needed,
                       sizeof(mc_lp_bound)) ||
        !mc_array_grow(&lp->cost, &lp->column_capacity[2], needed,
                       sizeof(mpq_t)))
        return false;
    set_bound(&lp->column_lower[lp->columns], lower);
    set_bound(&lp->column_upper[lp->columns], upper);
    mpq_init(lp->cost[lp->columns]);
    if (cost)
        mpq_set(lp->cost[lp->columns], cost);
    lp->columns = needed;
    return true;
}

bool mc_lp_add_entry(mc_lp *lp, size_t row, size_t column, mpq_srcptr value)
{
    if (mpq_sgn(value) == 0)
        return true;
    if (!mc_array_grow(&lp->entry, &lp->entry_capacity, lp->entries + 1,
                       sizeof *lp->entry))
        return false;
    struct mc_lp_entry *entry = &lp->entry[lp->entries++];
    entry->row = (uint32_t)row;
    entry->column = (uint32_t)column;
    mpq_init(entry->value);
    mpq_set(entry->value, value);
    return true;
}

bool mc_lp_finish(mc_lp *lp)
{
    lp->row_scale = mc_array(lp->rows, sizeof(mpz_t));
    mc_triplet *triplet = mc_array(lp->entries, sizeof(mc_triplet));
    bool done = lp->row_scale && triplet;
    if (done) {
        for (size_t r = 0; r < lp->rows; r++)
            mpz_init_set_ui(lp->row_scale[r], 1);
        for (size_t e = 0; e < lp->entries; e++) {
            mpz_ptr scale = lp->row_scale[lp->entry[e].row];
            mpz_lcm(scale, scale, mpq_denref(lp->entry[e].value));
        }
        for (size_t e = 0; e < lp->entries; e++) {
            triplet[e].row = lp->entry[e].row;
            triplet[e].column = lp->entry[e].column;
            mpz_init(triplet[e].value);
            mpz_divexact(triplet[e].value, lp->row_scale[triplet[e].row],
                         mpq_denref(lp->entry[e].value));
            mpz_mul(triplet[e].value, triplet[e].value,
                    mpq_numref(lp->entry[e].value));
        }
        done = mc_sparse_init(&lp->matrix, lp->rows, lp->columns, triplet,
                              lp->entries);
        for (size_t e = 0; e < lp->entries; e++)
            mpz_clear(triplet[e].value);
        clear_entries(lp);
    }
    free(triplet);
    return done;
}

void mc_lp_get_entry(mpq_t value, const mc_lp *lp, size_t position)
{
    mc_sparse_get(mpq_numref(value), &lp->matrix, position);
    mpz_set(mpq_denref(value), lp->row_scale[lp->matrix.row[position]]);
    mpq_canonicalize(value);
}
