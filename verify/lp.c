#include "verify.h"
#include <string.h>

/* Names are hashed by a polynomial modulo a prime at a point that depends on
   the whole file, so that no file can be made in which they collide. */
static size_t *find_slot(const struct mv_items *items, const char *name,
                         size_t length)
{
    uint64_t hash = length;
    size_t at;

    for (size_t k = 0; k < length; k++)
        hash = (hash * items->key + (unsigned char)name[k]) % 4294967291u;
    for (at = hash % items->slots; items->slot[at] > 0;
         at = (at + 1) % items->slots) {
        const struct mv_item *item = &items->item[items->slot[at] - 1];

        if (item->length == length && memcmp(item->name, name, length) == 0)
            break;
    }
    return &items->slot[at];
}

size_t mv_item_find(const struct mv_items *items, const char *name,
                    size_t length)
{
    return items->slots == 0 ? SIZE_MAX : *find_slot(items, name, length) - 1;
}

void mv_item_name(struct mv_items *items, size_t k, char *name, size_t length)
{
    items->item[k].name = name;
    items->item[k].length = length;
    if (2 * items->count >= items->slots) {
        mv_release(items->slot, items->slots, sizeof(size_t));
        items->slots = 4 * items->count + 16;
        items->slot = mv_allocate(items->slots, sizeof(size_t));
        for (size_t i = 0; i < items->count; i++)
            if (items->item[i].name != NULL)
                *find_slot(items, items->item[i].name, items->item[i].length) =
                    i + 1;
    }
    *find_slot(items, name, length) = k + 1;
}

struct mv_item *mv_item_add(struct mv_items *items)
{
    struct mv_item *item;

    items->item =
        mv_grow(items->item, &items->capacity, items->count + 1, sizeof *item);
    item = memset(&items->item[items->count++], 0, sizeof *item);
    mpz_inits(item->value.p, item->bound[0].p, item->bound[0].q,
              item->bound[1].p, item->bound[1].q, NULL);
    mpz_init_set_ui(item->value.q, 1);
    return item;
}

struct mv_element *mv_lp_element(struct mv_lp *lp, size_t row, size_t column)
{
    struct mv_element *element;

    lp->element =
        mv_grow(lp->element, &lp->capacity, lp->elements + 1, sizeof *element);
    element = &lp->element[lp->elements++];
    element->row = row;
    element->column = column;
    mpz_init(element->value.p);
    mpz_init_set_ui(element->value.q, 1);
    return element;
}

void mv_lp_start(struct mv_lp *lp, const char *format)
{
    uint64_t key = lp->rows.key;

    *lp = (struct mv_lp){.format = format};
    lp->rows.key = lp->columns.key = key;
    mv_item_add(&lp->rows);
}

void mv_lp_read(struct mv_lp *lp, struct mv_source *source,
                enum mv_format format, const char *hash)
{
    struct mv_items *items[2] = {&lp->rows, &lp->columns};

    lp->rows.key = 0;
    for (size_t k = 0; k < 16; k++)
        lp->rows.key =
            (lp->rows.key * 16 + (unsigned char)hash[k]) % 4294967291u;
    if (format == MV_MPS)
        mv_mps_read(lp, source);
    else
        mv_cplex_read(lp, source);
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < items[k]->count; i++)
            if (items[k]->item[i].name != NULL)
                items[k]->item[i].name[items[k]->item[i].length] = '\0';
}

static void note(size_t count, const char *text, FILE *file)
{
    if (count > 0)
        fprintf(file, "c note: %zu %s\n", count, text);
}

void mv_lp_notes(const struct mv_lp *lp, FILE *file)
{
    size_t large = 0, more = 0, rows = lp->rows.count;
    mpz_t limit, value;

    fprintf(file, "c %s, %s, rows %zu, columns %zu, entries %zu\n", lp->format,
            lp->maximise ? "maximise" : "minimise", rows - 1, lp->columns.count,
            lp->elements);
    mpz_inits(limit, value, NULL);
    mpz_ui_pow_ui(limit, 10, 20);
    for (size_t k = 0; k < 2 * (rows + lp->columns.count); k++) {
        const struct mv_item *item = k / 2 < rows
                                         ? &lp->rows.item[k / 2]
                                         : &lp->columns.item[k / 2 - rows];
        const struct mv_ratio *bound = &item->bound[k % 2];

        if (mpz_sgn(bound->q) > 0)
            mpz_tdiv_q(value, bound->p, bound->q);
        large += mpz_sgn(bound->q) > 0 && mpz_cmpabs(value, limit) >= 0;
        more += k > 1 && k % 2 == 0 && item->type == 'N';
    }
    mpz_clears(limit, value, NULL);
    note(large,
         "bounds of 1e20 or more, which are taken literally, not as "
         "infinity",
         file);
    note(more, "further N rows: rows without bounds", file);
    note(lp->negative,
         "columns with a negative upper bound and no lower one: "
         "the lower bound is -inf",
         file);
    note(lp->rows.item[0].type == 'N' && mpz_sgn(lp->rows.item[0].value.p) != 0,
         "right-hand side of the objective: a constant of the opposite sign",
         file);
}

static void echo_bound(const struct mv_item *item, int side, FILE *file)
{
    if (mpz_sgn(item->bound[side].q) == 0)
        fputs(side == 0 ? "-inf" : "inf", file);
    else
        mv_print_ratio(file, item->bound[side].p, item->bound[side].q);
}

static void echo_name(const struct mv_item *item, FILE *file)
{
    mv_print_text(file, item->name != NULL ? item->name : "(no name)");
}

/* Rows with the elements of each in the order of the columns of the file. */
void mv_lp_echo(const struct mv_lp *lp, FILE *file)
{
    size_t *head = mv_allocate(lp->rows.count, sizeof *head), at;
    size_t *next = mv_allocate(lp->elements, sizeof *next);

    for (at = lp->elements; at-- > 0; head[lp->element[at].row] = at + 1)
        next[at] = head[lp->element[at].row];
    fprintf(file, "format %s\nsense %s\nrows %zu\ncolumns %zu\n", lp->format,
            lp->maximise ? "maximise" : "minimise", lp->rows.count - 1,
            lp->columns.count);
    for (size_t r = 0; r < lp->rows.count; r++) {
        const struct mv_item *row = &lp->rows.item[r];

        if (r == 0)
            fputs("objective ", file);
        else
            fprintf(file, "row %zu ", r - 1);
        echo_name(row, file);
        fputs(": ", file);
        if (r == 0)
            mv_print_ratio(file, row->value.p, row->value.q);
        else
            echo_bound(row, 0, file);
        fputs(r == 0 ? "" : " <=", file);
        for (at = head[r]; at > 0; at = next[at - 1]) {
            const struct mv_element *element = &lp->element[at - 1];

            fputs(" + ", file);
            mv_print_ratio(file, element->value.p, element->value.q);
            fputc(' ', file);
            echo_name(&lp->columns.item[element->column], file);
        }
        fputs(r == 0 ? "" : " <= ", file);
        if (r > 0)
            echo_bound(row, 1, file);
        fputc('\n', file);
    }
    for (size_t j = 0; j < lp->columns.count; j++) {
        fprintf(file, "column %zu ", j);
        echo_bound(&lp->columns.item[j], 0, file);
        fputs(" <= ", file);
        echo_name(&lp->columns.item[j], file);
        fputs(" <= ", file);
        echo_bound(&lp->columns.item[j], 1, file);
        fputc('\n', file);
    }
}
