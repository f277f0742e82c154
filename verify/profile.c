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

void mv_profiles_seal(struct mv_profiles *profiles,
                      const struct mv_reader *reader)
{
    size_t count = 1;

    for (size_t i = profiles->agents; i-- > 0;) {
        profiles->stride[i] = count;
        if (profiles->size[i] > reader->limits.lines / count)
            mv_reject(reader, MV_E310, "a table would exceed --max-lines");
        count *= profiles->size[i];
    }
    profiles->count = count;
}

void mv_profiles_next(struct mv_profiles *profiles)
{
    profiles->rank++;
    for (size_t i = profiles->agents; i-- > 0;) {
        if (++profiles->at[i] < profiles->size[i])
            return;
        profiles->at[i] = 0;
    }
    profiles->rank = 0;
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
