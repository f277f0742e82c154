#include "verify.h"
#include <string.h>

void mv_profiles_init(struct mv_profiles *profiles, size_t agents)
{
    profiles->agents = agents;
    profiles->rank = 0;
    profiles->size = mv_allocate(agents, sizeof(size_t));
    profiles->stride = mv_allocate(agents, sizeof(size_t));
    profiles->at = mv_allocate(agents, sizeof(size_t));
}

void mv_profiles_clear(struct mv_profiles *profiles)
{
    mv_release(profiles->size, profiles->agents, sizeof(size_t));
    mv_release(profiles->stride, profiles->agents, sizeof(size_t));
    mv_release(profiles->at, profiles->agents, sizeof(size_t));
}

bool mv_profiles_seal(struct mv_profiles *profiles, size_t most)
{
    size_t count = 1;

    for (size_t i = profiles->agents; i-- > 0;) {
        profiles->stride[i] = count;
        if (profiles->size[i] > most / count)
            return false;
        count *= profiles->size[i];
    }
    profiles->count = count;
    return true;
}

bool mv_profiles_step(struct mv_profiles *profiles, size_t fixed)
{
    for (size_t i = profiles->agents; i-- > 0;) {
        if (i == fixed)
            continue;
        if (profiles->at[i] + 1 < profiles->size[i]) {
            mv_profiles_fix(profiles, i, profiles->at[i] + 1);
            return true;
        }
        mv_profiles_fix(profiles, i, 0);
    }
    return false;
}

void mv_profiles_next(struct mv_profiles *profiles)
{
    mv_profiles_step(profiles, profiles->agents);
}

void mv_profiles_fix(struct mv_profiles *profiles, size_t i, size_t x)
{
    profiles->rank += (x - profiles->at[i]) * profiles->stride[i];
    profiles->at[i] = x;
}

const char *mv_profile_text(char text[MV_PROFILE_TEXT],
                            const struct mv_profiles *profiles)
{
    size_t length = 0;

    for (size_t i = 0; i < profiles->agents && length < 90; i++)
        length += (size_t)snprintf(text + length, 32, "%c%zu", "(,"[i > 0],
                                   profiles -> at[i]);
    strcpy(text + length, length < 90 ? ")" : ",...)");
    return text;
}

void mv_profiles_sum(mpz_t *value, const struct mv_profiles *profiles, size_t i,
                     bool below)
{
    size_t stride = profiles->stride[i], size = profiles->size[i];

    for (size_t k = 0; k < profiles->count; k++) {
        size_t rank = below ? k : profiles->count - 1 - k;
        size_t at = rank / stride % size;

        if (below && at > 0)
            mpz_add(value[rank], value[rank], value[rank - stride]);
        if (!below && at + 1 < size)
            mpz_add(value[rank], value[rank], value[rank + stride]);
    }
}
