/* Finding rows and columns by name: a hash table with open addressing. */
#include <string.h>

#include "base/memory.h"
#include "lp/model.h"

/* Invariant: size is a power of two above twice the number of names; slot
   holds place + 1, or 0 if free. */
struct mc_lp_names {
    char *const *names;
    size_t count, size;
    size_t *slot;
};

static uint64_t hash(const char *name, size_t length)
{
    uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)name[i]) * UINT64_C(1099511628211);
    return h;
}

static bool same(const char *text, const char *name, size_t length)
{
    return strncmp(text, name, length) == 0 && text[length] == '\0';
}

/* The slot of the name, or the free one where it would go. */
static size_t find_slot(const mc_lp_names *index, const char *name,
                        size_t length)
{
    size_t s = hash(name, length) & (index->size - 1);
    while (index->slot[s] != 0 &&
           !same(index->names[index->slot[s] - 1], name, length))
        s = (s + 1) & (index->size - 1);
    return s;
}

static void insert(mc_lp_names *index, size_t place)
{
    const char *name = index->names[place];
    size_t s = find_slot(index, name, strlen(name));
    if (index->slot[s] == 0)
        index->slot[s] = place + 1;
}

/* Room for `count` names; enters those that are there again. */
static bool resize(mc_lp_names *index, size_t count)
{
    size_t size = index->size > 0 ? index->size : 16;
    while (size < 2 * count + 2)
        size *= 2;
    if (size == index->size)
        return true;
    size_t *slot = mc_array(size, sizeof(size_t));
    if (!slot)
        return false;
    free(index->slot);
    index->slot = slot;
    index->size = size;
    for (size_t i = 0; i < index->count; i++)
        insert(index, i);
    return true;
}

mc_lp_names *mc_lp_names_new(char *const *names, size_t count)
{
    mc_lp_names *index = mc_array(1, sizeof *index);
    if (!index)
        return NULL;
    if (mc_lp_names_grow(index, names, count))
        return index;
    free(index);
    return NULL;
}

bool mc_lp_names_grow(mc_lp_names *index, char *const *names, size_t count)
{
    index->names = names;
    if (!resize(index, count))
        return false;
    for (; index->count < count; index->count++)
        insert(index, index->count);
    return true;
}

void mc_lp_names_free(mc_lp_names *index)
{
    if (!index)
        return;
    free(index->slot);
    free(index);
}

size_t mc_lp_names_find(const mc_lp_names *index, const char *name,
                        size_t length)
{
    size_t place = index->slot[find_slot(index, name, length)];
    return place == 0 ? SIZE_MAX : place - 1;
}
