/* Mechanisms for the public expenditure problem. */
#ifndef MC_FAMILY_EXPENDITURE_H
#define MC_FAMILY_EXPENDITURE_H

#include <mechcert/family.h>

#include "family/draft.h"

/* So many agents make an environment of about 25 MB. */
enum { MC_EXPENDITURE_MAX_AGENTS = 200 };

/* mc_expenditure_draft: a mechanism with the actions 0, 1/d, ..., top/d and
       e_i(a) = l_i rate[l_1 + ... + l_N],  a_i = l_i/d,
   where 0 is secure, without title and notes. `rate` has agents * top + 1
   canonical entries >= 0 with s rate[s] <= 1.
   Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_expenditure_draft(mc_mechanism **draft,
                                            mc_message *message, size_t agents,
                                            size_t top, size_t d, mpq_t *rate);

/* mc_expenditure_agents: checks the number. Errors: MC_BAD_INPUT. */
MC_NODISCARD mc_status mc_expenditure_agents(mc_message *message, size_t agents,
                                             size_t least);

/* mc_expenditure_fits: whether such a mechanism is within the limits, when the
   common denominator of its numbers has about `bits` bits. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_expenditure_fits(mc_message *message, size_t agents,
                                           size_t top, size_t bits);

/* mc_expenditure_finish: gives it a title and notes (allocated; NULL is out of
   memory) and hands it over. */
MC_NODISCARD mc_status mc_expenditure_finish(mc_mechanism **mechanism,
                                             mc_message *message,
                                             mc_mechanism *draft, char *title,
                                             char *notes);

#endif
