/* Finding rows and columns by name: a hash table with open addressing. */
#include <string.h>

#include "base/memory.h"
#include "lp/model.h"

/* Invariant: size is a power of two above twice the number of names; slot
   holds place + 1, or 0 if free. */
struct mc_lp_names {
    char *const *names;
    size_t size;
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

mc_lp_names *mc_lp_names_new(char *const *names, size_t count)
{
    mc_lp_names *index = mc_array(1, sizeof *index);
    if (!index)
        return NULL;
    index->names = names;
    for (index->size = 16; index->size < 2 * count + 2;)
        index->size *= 2;
    index->slot = mc_array(index->size, sizeof(size_t));
    if (!index->slot) {
        free(index);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        size_t s = find_slot(index, names[i], strlen(names[i]));
        if (index->slot[s] == 0)
            index->slot[s] = i + 1;
    }
    return index;
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
