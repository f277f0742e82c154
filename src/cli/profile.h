/* Profiles of types as a user writes them. */
#ifndef MC_CLI_PROFILE_H
#define MC_CLI_PROFILE_H

#include "publicgood/publicgood.h"

/* mc_cli_profile: reads --profile: one item for each agent, with commas
   between; agents with one type may be left out, all of them. An item is the
   label of a type or # and its number, for all people of the agent, or how
   many people have each type, with + between. NULL: the only profile.
   Shapes:  x[kinds].
   Returns: MC_EXIT_OK or, after a message, MC_EXIT_USAGE. */
int mc_cli_profile(unsigned long *x, const char *command,
                   const mc_population *population, const char *text);

#endif
