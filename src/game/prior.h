/* The inside of a prior, or a set of priors. */
#ifndef MC_GAME_PRIOR_H
#define MC_GAME_PRIOR_H

#include <mechcert/game.h>

#include "base/file.h"
#include "game/statement.h"

typedef enum mc_prior_sense {
    MC_PRIOR_AT_LEAST,
    MC_PRIOR_AT_MOST,
    MC_PRIOR_EQUAL,
    MC_PRIOR_SENSES
} mc_prior_sense;

/* Either a given prior: `given` has one probability for each state and there
   are no rows; or the set of all mu >= 0 with sum 1 that satisfy every row
       sum_theta coefficient[r * (states + 1) + theta] mu(theta)  >= <= =
       coefficient[r * (states + 1) + states],
   where the first count[0] rows mean >=, the next count[1] <=, the others =. */
struct mc_prior {
    char *title, *notes; /* NULL if absent */
    size_t states, rows, count[MC_PRIOR_SENSES];
    char **state_label;
    mpq_t *given; /* NULL for a set */
    mpq_t *coefficient;
    char sha256[65];
};

static inline mc_prior_sense mc_prior_row_sense(const mc_prior *prior,
                                                size_t row)
{
    if (row < prior->count[MC_PRIOR_AT_LEAST])
        return MC_PRIOR_AT_LEAST;
    if (row < prior->count[MC_PRIOR_AT_LEAST] + prior->count[MC_PRIOR_AT_MOST])
        return MC_PRIOR_AT_MOST;
    return MC_PRIOR_EQUAL;
}

/* mc_prior_parse: mc_prior_read for a file that is in memory. */
MC_NODISCARD mc_status mc_prior_parse(mc_prior **prior, mc_message *message,
                                      const mc_file *file);

#endif
