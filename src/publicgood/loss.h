/* The welfare loss that posted prices with a balanced budget cannot avoid, and
   what they can secure, when nothing is known of the values.
   Ref: verify/FORMAT-DIVISIBLE.md section 4; doc/maths.md L59; Andreyanov,
   Copic and Jeong, "Optimal robust divisible mechanisms for public goods",
   section 4.3. */
#ifndef MC_PUBLICGOOD_LOSS_H
#define MC_PUBLICGOOD_LOSS_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

#include <mechcert/status.h>

#include "base/file.h"
#include "base/stop.h"
#include "publicgood/loss_bound.h"

/* The statement: how many agents there are. */
typedef struct mc_loss_statement {
    char *title, *notes; /* NULL if absent */
    size_t agents;       /* 2 to 16 */
    char sha256[65];
} mc_loss_statement;

/* mc_loss_statement_read: reads a statement ("-" is standard input); _parse
   reads a file in memory; _new makes one. Errors: MC_BAD_INPUT with file, line
   and column; MC_IO; MC_LIMIT. */
MC_NODISCARD mc_status mc_loss_statement_read(mc_loss_statement **statement,
                                              mc_message *message,
                                              const char *path);
MC_NODISCARD mc_status mc_loss_statement_parse(mc_loss_statement **statement,
                                               mc_message *message,
                                               const mc_file *file);
MC_NODISCARD mc_status mc_loss_statement_new(mc_loss_statement **statement,
                                             mc_message *message,
                                             size_t agents);
MC_NODISCARD mc_status mc_loss_statement_write(
    const mc_loss_statement *statement, mc_message *message, const char *path);
void mc_loss_statement_free(mc_loss_statement *statement);

/* What was found about kappa, exactly. `belief` is the best one for some range
   of costs (its `from`), `anywhere` for all costs; they may be the same object,
   and for more than 8 agents `anywhere` may be NULL. `lottery` is NULL where
   none is better than the closed form, whose enclosure is closed_lower,
   closed_upper. */
typedef struct mc_loss_bracket {
    size_t agents;
    mc_loss_bound *belief, *anywhere, *lottery;
    mpq_t closed_lower, closed_upper;
    size_t grid;   /* the finest one that was begun; 0: there was no search */
    bool complete; /* the search was not stopped */
} mc_loss_bracket;

/* How to search. grid: the finest grid; 0 is one that takes seconds.
   progress is told now and then what the state is: on the present grid the
   bounds may still improve by `gap`. */
typedef struct mc_loss_effort {
    size_t grid;
    const mc_stop *stop;
    void (*progress)(void *user, const mc_loss_bracket *bracket, double gap);
    void *user;
} mc_loss_effort;

enum { MC_LOSS_MOST_GRID = 2000 };

/* mc_loss_bracket_new: searches on finer and finer grids; a stop ends the
   search with what was found.
   Guarantees: every bound of the result was evaluated exactly.
   Errors:     MC_LIMIT: out of memory; or effort->grid is too fine for so many
               agents, with the finest that is possible. */
MC_NODISCARD mc_status mc_loss_bracket_new(mc_loss_bracket **bracket,
                                           mc_message *message, size_t agents,
                                           const mc_loss_effort *effort);
void mc_loss_bracket_free(mc_loss_bracket *bracket);

/* The least proved upper bound: that of the lottery, or of the closed form. */
mpq_srcptr mc_loss_bracket_upper(const mc_loss_bracket *bracket);

/* mc_loss_closed_form: lower <= ((N-1)/N) N^(-1/(N-1)) <= upper, within
   10^-digits, equal if the number is rational. Domain: N >= 2. */
void mc_loss_closed_form(mpq_t lower, mpq_t upper, size_t agents,
                         unsigned digits);

/* mc_loss_bound_write, mc_loss_closed_write: the certificates. Errors: MC_IO,
   MC_LIMIT. */
MC_NODISCARD mc_status mc_loss_bound_write(const mc_loss_bound *bound,
                                           mc_message *message,
                                           const char *path,
                                           const mc_loss_statement *statement);
MC_NODISCARD mc_status mc_loss_closed_write(const mc_loss_bracket *bracket,
                                            mc_message *message,
                                            const char *path,
                                            const mc_loss_statement *statement);

#endif
