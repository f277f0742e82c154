/* Finite sets of actions or signals, one for each agent, and their profiles. */
#ifndef MC_GAME_CHOICES_H
#define MC_GAME_CHOICES_H

#include "game/statement.h"

/* Agent i chooses from label[i][0..count[i]). Profiles are numbered
   lexicographically, the last agent fastest: agent i's choice in profile x is
   (x / stride[i]) % count[i]. Invariants: agents >= 1, count[i] >= 1, labels
   distinct within a set. */
typedef struct mc_choices {
    size_t agents, profiles;
    size_t *count, *stride;
    char ***label;
} mc_choices;

static inline size_t mc_choices_at(const mc_choices *choices, size_t profile,
                                   size_t agent)
{
    return profile / choices->stride[agent] % choices->count[agent];
}

/* mc_choices_with: the profile in which the agent chooses `choice` instead. */
static inline size_t mc_choices_with(const mc_choices *choices, size_t profile,
                                     size_t agent, size_t choice)
{
    return profile -
           mc_choices_at(choices, profile, agent) * choices->stride[agent] +
           choice * choices->stride[agent];
}

/* mc_choices_fixed: number `rest` of the profiles in which the agent chooses
   `choice`, in order; mc_choices_rest: how many there are. */
static inline size_t mc_choices_fixed(const mc_choices *choices, size_t agent,
                                      size_t choice, size_t rest)
{
    size_t stride = choices->stride[agent];
    return (rest / stride * choices->count[agent] + choice) * stride +
           rest % stride;
}

static inline size_t mc_choices_rest(const mc_choices *choices, size_t agent)
{
    return choices->profiles / choices->count[agent];
}

/* mc_choices_init: sets of the given sizes, without labels (label[i][a] is
   NULL). Returns false without memory, or if there are more than
   MC_STATEMENT_MAX_NUMBERS profiles; the choices may then be cleared.
   mc_choices_copy: a copy with labels. */
bool mc_choices_init(mc_choices *choices, size_t agents, const size_t *count);
bool mc_choices_copy(mc_choices *copy, const mc_choices *choices);
void mc_choices_clear(mc_choices *choices);

/* mc_choices_label_grid: the label of choice l becomes l/denominator in lowest
   terms, for every agent. Domain: no labels so far; denominator >= 1. Returns
   false without memory; the choices may then be cleared. */
bool mc_choices_label_grid(mc_choices *choices, size_t denominator);

/* mc_choices_equal: same sets, same labels in the same order. */
bool mc_choices_equal(const mc_choices *a, const mc_choices *b);

/* mc_choices_read: the value of a key, an array of `agents` lists of labels.
   *choices may be cleared in any case if it was all zero before.
   mc_choices_read_agents: the same, with the list "agents" before it, whose
   labels are the caller's on MC_OK only. */
MC_NODISCARD mc_status mc_choices_read(mc_choices *choices,
                                       const mc_statement *statement,
                                       const char *key, size_t agents);
MC_NODISCARD mc_status mc_choices_read_agents(char ***agent_label,
                                              mc_choices *choices,
                                              const mc_statement *statement,
                                              const char *key);

typedef enum mc_table_kind {
    MC_TABLE_OF_LOTTERIES, /* every row is a lottery, over outcomes */
    MC_TABLE_IS_LOTTERY    /* all numbers together are one, over states */
} mc_table_kind;

/* mc_choices_read_table: fills an empty vector with the value of a key, a row
   of `width` numbers for each profile. The vector may be cleared in any
   case. */
MC_NODISCARD mc_status mc_choices_read_table(mc_vector *table,
                                             const mc_choices *choices,
                                             const mc_statement *statement,
                                             const char *key, size_t width,
                                             mc_table_kind kind);
void mc_choices_print(FILE *out, const char *key, const mc_choices *choices);

#endif
