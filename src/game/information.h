/* The inside of an information structure. */
#ifndef MC_GAME_INFORMATION_H
#define MC_GAME_INFORMATION_H

#include <mechcert/game.h>

#include "arith/vector.h"
#include "base/file.h"
#include "game/choices.h"
#include "game/environment.h"

/* sigma(s,theta) = distribution[s * states + theta] >= 0, with sum 1. */
struct mc_information {
    char *title, *notes; /* NULL if absent */
    size_t states;
    char **agent_label, **state_label;
    mc_choices signals;
    mc_vector distribution;
    char sha256[65];
};

/* mc_information_parse: mc_information_read for a file that is in memory. */
MC_NODISCARD mc_status mc_information_parse(mc_information **information,
                                            mc_message *message,
                                            const mc_file *file);

/* mc_information_draft, mc_information_seal: as for mechanisms. */
mc_information *mc_information_draft(const mc_environment *env,
                                     const size_t *signals);
MC_NODISCARD mc_status mc_information_seal(mc_information *information,
                                           mc_message *message);

#endif
