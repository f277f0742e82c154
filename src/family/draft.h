/* What the families have in common. */
#ifndef MC_FAMILY_DRAFT_H
#define MC_FAMILY_DRAFT_H

#include "game/environment.h"
#include "game/information.h"
#include "game/mechanism.h"

/* Numbers in words that are longer are called by a letter. */
enum { MC_FAMILY_MAX_WORD = 40 };

/* mc_family_word: a rational as a text for titles and labels, or `letter` if
   that is too long. Allocated; NULL: out of memory. */
char *mc_family_word(const mpq_t value, const char *letter);

/* mc_family_number_agents: agents are called 1, 2, .... False: out of memory.
 */
bool mc_family_number_agents(mc_environment *env);

/* mc_family_mechanism_fits, mc_family_information_fits: a table with a row
   for each profile of `agents` choices of `choices` each, and `width` numbers
   in a row, of `bytes` bytes in memory and at least 3 in the file, is within
   the limits. Errors: MC_LIMIT with what to do. */
MC_NODISCARD mc_status mc_family_table_fits(mc_message *message, size_t agents,
                                            size_t choices, size_t width,
                                            size_t bytes);

/* mc_family_finish_environment and the others: seals a complete draft and
   hands it over; `complete` says whether memory sufficed. The draft is freed
   otherwise; it may be NULL. */
MC_NODISCARD mc_status mc_family_finish_environment(mc_environment **env,
                                                    mc_message *message,
                                                    mc_environment *draft,
                                                    bool complete);
MC_NODISCARD mc_status mc_family_finish_mechanism(mc_mechanism **mechanism,
                                                  mc_message *message,
                                                  mc_mechanism *draft,
                                                  bool complete);
MC_NODISCARD mc_status
mc_family_finish_information(mc_information **information, mc_message *message,
                             mc_information *draft, bool complete);

#endif
