/* The public goods of the literature. */
#ifndef MC_PUBLICGOOD_EXAMPLES_H
#define MC_PUBLICGOOD_EXAMPLES_H

#include "publicgood/publicgood.h"

/* mc_publicgood_new_example: the example of a name, one of library-example,
   park-clarke, park-non-monotone, park-fair-pricing, project-starters,
   unequal-weights and unequal-weights-4, with the hash of the file that
   mc_publicgood_write makes of it. Errors: MC_BAD_INPUT: there is none of this
   name; MC_LIMIT. Ref: Fryxell, "Public good provision re-examined", Figure 1,
   Examples 1 to 3, Proposition 6; doc/maths.md L54. */
MC_NODISCARD mc_status mc_publicgood_new_example(mc_publicgood **good,
                                                 mc_message *message,
                                                 const char *name);

#endif
