/* Strategic games in Gambit's .nfg format, version 1. */
#ifndef MC_GAME_NFG_H
#define MC_GAME_NFG_H

#include <gmp.h>

#include <mechcert/game.h>

#include "base/file.h"

enum { MC_NFG_MAX_BYTES = 16 << 20 };

/* A game as it stands in the file. Contingencies (strategy profiles) are
   numbered with the first player fastest, as in the file; outcome[c] is that
   of contingency c, and payoff[o * players + i] what it gives to player i.
   Invariants: players, count[i], outcomes, contingencies >= 1, contingencies
   is the product of count[i], at most 1,000,000 labels in a list; texts are
   UTF-8; every rational is canonical. Labels may be empty, or the same;
   strategy_label[i] is NULL if the file only counts strategies, and
   outcome_label if it lists payoffs, so that every contingency has an outcome
   of its own. */
typedef struct mc_nfg {
    const char *name; /* of the file */
    char *title, *comment;
    size_t players, outcomes, contingencies;
    char **player_label, **outcome_label, ***strategy_label;
    size_t *count, *outcome;
    mpq_t *payoff;
} mc_nfg;

/* mc_nfg_parse: reads a file that is in memory, and must outlive the game.
   Accepted is what Gambit itself reads: the payoff and the outcome version,
   with data type R or D; numbers are read exactly.
   Guarantees: on MC_OK the caller clears the game; otherwise it needs no
               clearing. Memory is in proportion to the file and the digits of
               its numbers, whatever sizes it announces.
   Errors:     MC_BAD_INPUT with file, line and column; MC_LIMIT without
               memory, or if the numbers have more than 64 Mi digits.
   Ref:        "Game representation formats" of Gambit's documentation. */
MC_NODISCARD mc_status mc_nfg_parse(mc_nfg *game, mc_message *message,
                                    const mc_file *file);
void mc_nfg_clear(mc_nfg *game);

/* mc_nfg_statements: the game as statements: an environment with one state and
   a mechanism without secure actions whose lotteries are certain. Outcomes are
   those of the contingencies; those that have the same label and payoffs are
   one. Welfare is the sum of the payoffs, or the payoff of the player whose
   label (in the environment) is `player`, if that is not NULL.
   Labels are those of the game; one that is empty becomes the number of its
   place in the list (an outcome is called by its payoffs), and one that repeats
   another gets that number: *changed tells how many.
   Errors: MC_BAD_INPUT if there is no such player; MC_LIMIT if a statement
           would break a limit of its format. */
MC_NODISCARD mc_status mc_nfg_statements(mc_environment **env,
                                         mc_mechanism **mechanism,
                                         size_t *changed, mc_message *message,
                                         const mc_nfg *game,
                                         const char *player);

#endif
