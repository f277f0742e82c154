/* Bayesian games as extensive games in Gambit's .efg format, version 2. */
#ifndef MC_REPORT_EFG_H
#define MC_REPORT_EFG_H

#include "game/match.h"

/* Largest tree: nodes, and bytes of payoffs. */
enum { MC_EFG_MAX_NODES = 1000000, MC_EFG_MAX_BYTES = 256 << 20 };

/* mc_report_efg: writes the game that the agents play ("-" is standard output).
   Chance draws a state and signals (those of positive probability); then the
   agents choose actions in order, agent i at the information set whose number
   is that of the own signal, counted from 1; the payoffs at the end are
   u_i(m(.|a), theta). All numbers are exact. The designer's welfare, the
   outcomes behind a lottery and secure actions do not fit in the format, which
   a comment in the file says. In labels a slash stands for a backslash, and a
   blank for a control character, because Gambit cannot read them back.
   Domain: there are an environment, a mechanism and an information structure.
   Errors: MC_BAD_INPUT if the statements do not belong together (labels,
   prior); MC_LIMIT if the tree is too large; MC_IO. Ref:    "Game
   representation formats" of Gambit's documentation. */
MC_NODISCARD mc_status mc_report_efg(const mc_statements *statements,
                                     mc_message *message, const char *path);

#endif
