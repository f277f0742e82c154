/* A public good with fair cost shares, and the rule that decides and charges.
   Ref: verify/FORMAT-PUBLICGOOD.md sections 1 and 2; Fryxell, "Public good
   provision re-examined". */
#ifndef MC_PUBLICGOOD_PUBLICGOOD_H
#define MC_PUBLICGOOD_PUBLICGOOD_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <mechcert/status.h>

#include "base/file.h"

typedef enum mc_decision_rule {
    MC_DECISION_UTILITARIAN,
    MC_DECISION_EFFICIENT,
    MC_DECISION_TABLE
} mc_decision_rule;

typedef enum mc_transfer_rule {
    MC_TRANSFER_COST_SHARING_PIVOTAL,
    MC_TRANSFER_GENERALISED_PIVOTAL,
    MC_TRANSFER_CLARKE,
    MC_TRANSFER_GROVES,
    MC_TRANSFER_TABLE
} mc_transfer_rule;

typedef enum mc_share_rule {
    MC_SHARES_EQUAL,
    MC_SHARES_TABLE,
    MC_SHARES_DUTY, /* also income and distance: share_number is the index */
    MC_SHARES_BURDEN
} mc_share_rule;

/* The statement. The types of all agents stand in one list: type t of agent i
   is *kind* first[i] + t, and first[agents] is the number of kinds.
   value[kind * alternatives + y] = v_i(y,t). */
typedef struct mc_publicgood {
    char *name;          /* what messages call the file */
    char *where;         /* FILE:LINE:COLUMN of the decision rule */
    char *title, *notes; /* NULL if absent */
    size_t alternatives, agents;
    char **alternative_label, **agent_label;
    char ***type_label; /* [agent][type]; NULL if absent */
    unsigned long *count;
    bool per_head; /* cost is to be multiplied by the number of people */
    mpq_t *cost;   /* [alternatives] */
    mpq_t *weight; /* [agents] */
    mc_share_rule shares;
    mpq_t *share_number; /* table: [agents * alternatives]; duty, burden:
                            [agents]; equal: NULL */
    mpq_t *income, *distance, *radius; /* as written; NULL if absent */
    size_t *first;                     /* [agents + 1] */
    size_t *agent_of;                  /* [kinds] */
    mpq_t *value;                      /* [kinds * alternatives] */
    mc_decision_rule decision;
    size_t *tie; /* [alternatives]: in order of preference; NULL if absent */
    bool tie_lowest, tie_highest; /* as written; else a list, or none */
    mc_transfer_rule transfer;
    size_t *rule;   /* [profiles]: alternatives; NULL unless a table */
    mpq_t **groves; /* [agent][profile of the others]; NULL unless Groves */
    size_t *groves_length;
    mpq_t *payment;  /* [profiles * agents]; NULL unless a table */
    size_t profiles; /* of types; 0 where some count is not 1, SIZE_MAX where
                        there are too many to count */
    mpq_t *prior;    /* [kinds]; NULL if absent */
    mpq_t *draw;     /* [agents]; NULL if absent */
    size_t atoms;
    mpq_t *atom_probability; /* [atoms]; NULL if absent */
    size_t *atom_kind;       /* [atoms * agents]: kinds */
    char sha256[65];
} mc_publicgood;

/* mc_publicgood_read: reads a statement ("-" is standard input); _parse reads a
   file in memory. Errors: MC_BAD_INPUT with file, line and column; MC_IO;
   MC_LIMIT. _write writes one; _seal sets sha256 of what _write writes. */
MC_NODISCARD mc_status mc_publicgood_read(mc_publicgood **good,
                                          mc_message *message,
                                          const char *path);
MC_NODISCARD mc_status mc_publicgood_parse(mc_publicgood **good,
                                           mc_message *message,
                                           const mc_file *file);
MC_NODISCARD mc_status mc_publicgood_write(const mc_publicgood *good,
                                           mc_message *message,
                                           const char *path);
MC_NODISCARD mc_status mc_publicgood_seal(mc_publicgood *good,
                                          mc_message *message);
void mc_publicgood_free(mc_publicgood *good);

/* mc_publicgood_types: how many types an agent has. mc_publicgood_person:
   "Alice (low)", or "Alice" if there is one type without a label.
   mc_publicgood_type: "low"; the type without label is its number behind #.
   mc_publicgood_profile: a profile in words, "Alice: low, poor: 300 #0 + 100
   #1"; agents who can only be one thing, or are nobody, are left out, so that
   the only profile of a statement is empty. All as mc_text_print shows labels.
 */
static inline size_t mc_publicgood_types(const mc_publicgood *good,
                                         size_t agent)
{
    return good->first[agent + 1] - good->first[agent];
}
void mc_publicgood_person(FILE *out, const mc_publicgood *good, size_t kind);
void mc_publicgood_type(FILE *out, const mc_publicgood *good, size_t kind);
void mc_publicgood_profile(FILE *out, const mc_publicgood *good,
                           const unsigned long *x);

/* A population: how many people each agent stands for, and the costs and
   shares that follow. */
typedef struct mc_population {
    const mc_publicgood *good;
    unsigned long *count; /* [agents]; may be 0 where agents are drawn */
    mpz_t people;
    mpq_t *cost; /* [alternatives] */
    mpq_t
        *share; /* [agents * alternatives]: of one person; 0 where nobody is */
    mpq_t *omega; /* [agents]: weights of the decision */
} mc_population;

/* mc_population_new: count NULL: the statement's own counts.
   Errors: MC_BAD_INPUT: shares that do not add up to the cost, with the
   numbers; MC_LIMIT. */
MC_NODISCARD mc_status mc_population_new(mc_population **population,
                                         mc_message *message,
                                         const mc_publicgood *good,
                                         const unsigned long *count);
void mc_population_free(mc_population *population);

/* mc_profile_first, mc_profile_next: the profiles x[kinds] of a population in
   the order of the format; _next returns false after the last one (x is then
   the first one again). mc_profile_count: how many there are; SIZE_MAX: more.
   mc_profile_index: the number of a profile where all counts are 1. */
void mc_profile_first(unsigned long *x, const mc_population *population);
bool mc_profile_next(unsigned long *x, const mc_population *population);
size_t mc_profile_count(const mc_population *population);
size_t mc_profile_index(const mc_population *population,
                        const unsigned long *x);

/* One profile of a population, with W(y|x) and the decision alpha(x). */
typedef struct mc_scene mc_scene;
MC_NODISCARD mc_status mc_scene_new(mc_scene **scene, mc_message *message,
                                    const mc_population *population);
void mc_scene_free(mc_scene *scene);

/* mc_scene_set: goes to a profile. mc_scene_move: one person of `kind` reports
   `report` (a kind of the same agent), relative to the profile that _set took;
   the same kind: back. Errors: MC_BAD_INPUT: a tie and no tie rule, with the
   numbers. */
MC_NODISCARD mc_status mc_scene_set(mc_scene *scene, mc_message *message,
                                    const unsigned long *x);
MC_NODISCARD mc_status mc_scene_move(mc_scene *scene, mc_message *message,
                                     size_t kind, size_t report);

/* What holds at the profile as it is, after _move too. */
const unsigned long *mc_scene_profile(const mc_scene *scene);
const mpq_t *mc_scene_welfare(const mc_scene *scene); /* [alternatives] */
size_t mc_scene_decision(const mc_scene *scene);      /* alpha */

/* alpha0 and alphaN of a person. Errors: as _set; MC_BAD_INPUT: the table has
   no zero type, or no net type. */
MC_NODISCARD mc_status mc_scene_without(size_t *alternative, mc_scene *scene,
                                        mc_message *message, size_t kind);
MC_NODISCARD mc_status mc_scene_net(size_t *alternative, mc_scene *scene,
                                    mc_message *message, size_t kind);

/* mc_scene_transfer: what a person of `kind` pays under a rule: the statement's
   own, or one of the three formulas. mc_scene_revenue: what all pay. */
MC_NODISCARD mc_status mc_scene_transfer(mpq_t transfer, mc_scene *scene,
                                         mc_message *message,
                                         mc_transfer_rule rule, size_t kind);
MC_NODISCARD mc_status mc_scene_revenue(mpq_t revenue, mc_scene *scene,
                                        mc_message *message,
                                        mc_transfer_rule rule);

#endif
