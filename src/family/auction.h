/* Auctions with known values. */
#ifndef MC_FAMILY_AUCTION_H
#define MC_FAMILY_AUCTION_H

#include "family/draft.h"

/* So many agents make an environment of about 6 MB. */
enum { MC_AUCTION_MAX_AGENTS = 100 };

/* mc_auction_agents: checks the number. Errors: MC_BAD_INPUT. */
MC_NODISCARD mc_status mc_auction_agents(mc_message *message, size_t agents);

#endif
