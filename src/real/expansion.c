#include "real/expansion.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"

void mc_expansions_init(mc_expansions *expansions, size_t names)
{
    *expansions = (mc_expansions){.names = names};
}

static void clear_item(mc_expansion *item, size_t names)
{
    for (size_t k = 0; k <= names; k++)
        fmpq_clear(&item->form[k]);
    free(item->form);
}

void mc_expansions_clear(mc_expansions *expansions)
{
    for (size_t i = 0; i < expansions->count; i++)
        clear_item(&expansions->item[i], expansions->names);
    expansions->count = 0;
}

static bool is_around(const mc_expansion *item, size_t name, const fmpq *form)
{
    if (item->name != name)
        return false;
    for (size_t k = 0; k <= name; k++)
        if (!fmpq_equal(&item->form[k], &form[k]))
            return false;
    return true;
}

bool mc_expansions_has(const mc_expansions *expansions, size_t name,
                       const fmpq *form)
{
    for (size_t i = 0; i < expansions->count; i++)
        if (!expansions->item[i].hinted &&
            is_around(&expansions->item[i], name, form))
            return true;
    return false;
}

mc_expansion *mc_expansions_add(mc_expansions *expansions, size_t name,
                                size_t order, const fmpq *form)
{
    mc_expansion *item = &expansions->item[expansions->count];
    for (size_t i = 0; i < expansions->count; i++)
        if (expansions->item[i].order == order &&
            is_around(&expansions->item[i], name, form))
            return NULL;
    if (expansions->count == MC_MOST_EXPANSIONS)
        return NULL;
    *item = (mc_expansion){.name = name, .order = order};
    item->form = mc_array(expansions->names + 1, sizeof *item->form);
    if (!item->form)
        return NULL;
    for (size_t k = 0; k <= expansions->names; k++) {
        fmpq_init(&item->form[k]);
        if (k <= name)
            fmpq_set(&item->form[k], &form[k]);
    }
    expansions->count++;
    return item;
}

void mc_expansions_keep(mc_expansions *expansions, size_t *renumbered,
                        const bool *used)
{
    size_t kept = 0;
    for (size_t i = 0; i < expansions->count; i++) {
        renumbered[i] = kept;
        if (used[i])
            expansions->item[kept++] = expansions->item[i];
        else
            clear_item(&expansions->item[i], expansions->names);
    }
    expansions->count = kept;
}

/* " + 2*s", or at the beginning "2*s" */
static size_t print_part(char *text, size_t room, const char *name,
                         const fmpq_t q, bool first)
{
    fmpq_t size;
    fmpq_init(size);
    fmpq_abs(size, q);
    char *number = fmpq_get_str(NULL, 10, size);
    bool unit = *name && fmpq_is_one(size);
    int length = snprintf(text, room, "%s%s%s%s",
                          first ? (fmpq_sgn(q) < 0 ? "-" : "")
                                : (fmpq_sgn(q) < 0 ? " - " : " + "),
                          unit ? "" : number, *name && !unit ? "*" : "", name);
    flint_free(number);
    fmpq_clear(size);
    return length < 0 || (size_t)length >= room ? room - 1 : (size_t)length;
}

void mc_form_text(char *text, size_t room, const mc_claims *claims,
                  const mc_claim *claim, const fmpq *form)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < claim->bindings; i++)
        if (!fmpq_is_zero(&form[1 + i]))
            used += print_part(text + used, room - used,
                               claims->slot[claim->binding[i].slot].name,
                               &form[1 + i], used == 0);
    if (!fmpq_is_zero(&form[0]) || used == 0)
        (void)print_part(text + used, room - used, "", &form[0], used == 0);
}
