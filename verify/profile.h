#ifndef MV_PROFILE_H
#define MV_PROFILE_H

#include "record.h"

/* An odometer over the profiles of actions or signals, in the order of
   FORMAT.md: agent 0 slowest.
   Invariants: rank = sum of at[i] * stride[i]; count = product of size[i]. */
struct mv_profiles {
    size_t agents, count, rank, *size, *stride, *at;
};

/* mv_profiles_init: room for the sizes, which the caller sets. */
void mv_profiles_init(struct mv_profiles *profiles, size_t agents);

/* mv_profiles_seal: computes strides and count from the sizes, all of them at
   least 1, and goes to the first profile.
   Errors: E310 if a table would have more lines than the limit. */
void mv_profiles_seal(struct mv_profiles *profiles,
                      const struct mv_reader *reader);

/* mv_profiles_next: goes to the next profile, from the last to the first. */
void mv_profiles_next(struct mv_profiles *profiles);

#define MV_PROFILE_TEXT 128

/* mv_profile_text: the current profile as "(0,2)", for messages. */
const char *mv_profile_text(char text[MV_PROFILE_TEXT],
                            const struct mv_profiles *profiles);

#endif
