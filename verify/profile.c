#include "profile.h"
#include "memory.h"
#include <string.h>

void mv_profiles_init(struct mv_profiles *profiles, size_t agents)
{
    profiles->agents = agents;
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

void mv_profiles_seal(struct mv_profiles *profiles,
                      const struct mv_reader *reader)
{
    size_t count = 1;

    for (size_t i = profiles->agents; i-- > 0;) {
        profiles->stride[i] = count;
        if (profiles->size[i] > reader->limits.lines / count)
            mv_reader_refuse(reader, MV_E310,
                             "a table would need more than %zu lines; see "
                             "--max-lines",
                             reader->limits.lines);
        count *= profiles->size[i];
    }
    profiles->count = count;
    mv_profiles_first(profiles);
}

void mv_profiles_first(struct mv_profiles *profiles)
{
    memset(profiles->at, 0, profiles->agents * sizeof(size_t));
    profiles->rank = 0;
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

    for (size_t i = 0; i < profiles->agents; i++) {
        if (length + 32 > MV_PROFILE_TEXT) {
            strcpy(text + length, ",...");
            length += 4;
            break;
        }
        length +=
            (size_t)snprintf(text + length, MV_PROFILE_TEXT - length, "%c%zu",
                             i == 0 ? '(' : ',', profiles->at[i]);
    }
    strcpy(text + length, ")");
    return text;
}
