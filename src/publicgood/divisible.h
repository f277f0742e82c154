/* A divisible public good: statements, and what holds of a mechanism that is
   constant on cells. Ref: verify/FORMAT-DIVISIBLE.md sections 1 and 2;
   Andreyanov, Copic and Jeong, "Optimal robust divisible mechanisms for public
   goods". */
#ifndef MC_PUBLICGOOD_DIVISIBLE_H
#define MC_PUBLICGOOD_DIVISIBLE_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

#include <mechcert/game.h>

#include "arith/vector.h"
#include "base/file.h"

enum { MC_DIVISIBLE_AGENTS = 16, MC_DIVISIBLE_DEGREE = 32 };
#define MC_DIVISIBLE_CELLS ((size_t)10000000)

typedef enum mc_divisible_form {
    MC_DIVISIBLE_BARE, /* no mechanism */
    MC_DIVISIBLE_PRICES,
    MC_DIVISIBLE_ALLOCATION,
    MC_DIVISIBLE_TERMS
} mc_divisible_form;

/* The statement. A row of prices, terms or belief is a number of `weight` and
   the next `agents` numbers beside it. Cells are numbered lexicographically,
   the last agent fastest; there are none (cells == 0) without prices or cuts.
   level and payment are those of the mechanism on cells, however it was
   written; NULL for the other forms. */
typedef struct mc_divisible {
    char *title, *notes; /* NULL if absent */
    size_t agents;
    char **agent_label;
    mpq_t *low, *high, cost;
    bool set; /* the types are the cuts and no others */
    mc_divisible_form form;
    size_t prices;
    mpq_t *price_weight, *price;
    bool cuts_given, payment_given;
    size_t *cuts, *stride, cells; /* [agents] */
    mpq_t **cut;                  /* [agent][cuts] */
    mpq_t *level;                 /* [cells] */
    mpq_t *payment;               /* [cells * agents] */
    size_t terms;
    mpq_t *term_weight;
    unsigned *exponent; /* [terms * agents] */
    size_t atoms;
    mpq_t *atom_weight, *atom; /* NULL without a belief */
    char sha256[65];
} mc_divisible;

/* mc_divisible_read: reads a statement ("-" is standard input); _parse reads a
   file in memory. Errors: MC_BAD_INPUT with file, line and column; MC_IO;
   MC_LIMIT. _write writes one and sets sha256. */
MC_NODISCARD mc_status mc_divisible_read(mc_divisible **good,
                                         mc_message *message, const char *path);
MC_NODISCARD mc_status mc_divisible_parse(mc_divisible **good,
                                          mc_message *message,
                                          const mc_file *file);
MC_NODISCARD mc_status mc_divisible_write(mc_divisible *good,
                                          mc_message *message,
                                          const char *path);
void mc_divisible_free(mc_divisible *good);

/* ---- cells ---- */

static inline size_t mc_cell_at(const mc_divisible *good, size_t cell,
                                size_t agent)
{
    return cell / good->stride[agent] % good->cuts[agent];
}

static inline size_t mc_cell_with(const mc_divisible *good, size_t cell,
                                  size_t agent, size_t k)
{
    return cell - mc_cell_at(good, cell, agent) * good->stride[agent] +
           k * good->stride[agent];
}

/* mc_cell_lower, mc_cell_upper: the ends of an agent's types in a cell.
   mc_cell_of: the cell of a type profile. */
static inline mpq_srcptr mc_cell_lower(const mc_divisible *good, size_t cell,
                                       size_t agent)
{
    return good->cut[agent][mc_cell_at(good, cell, agent)];
}
mpq_srcptr mc_cell_upper(const mc_divisible *good, size_t cell, size_t agent);
size_t mc_cell_of(const mc_divisible *good, mpq_t *type);

/* mc_cell_surplus: sum over the agents of the lower (upper) ends, minus the
   cost. mc_type_surplus: the same of a type profile. */
void mc_cell_surplus(mpq_t sum, const mc_divisible *good, size_t cell,
                     bool upper);
void mc_type_surplus(mpq_t sum, const mc_divisible *good, mpq_t *type);

/* mc_cells_sum, mc_cells_difference: replaces the `width` numbers at every cell
   by the sums over all cells below, in all coordinates or in one; and back. */
void mc_cells_sum(mpq_t *value, const mc_divisible *good, size_t width);
void mc_cells_sum_along(mpq_t *value, const mc_divisible *good, size_t width,
                        size_t agent);
void mc_cells_difference(mpq_t *value, const mc_divisible *good);

/* mc_divisible_envelope: payment[cell * agents + i] becomes the sum over
   l <= k_i of x_(i,l) (level(l) - level(l-1)). */
void mc_divisible_envelope(mpq_t *payment, const mc_divisible *good);

/* mc_divisible_needs_cells: the statement has a mechanism on cells.
   Errors: MC_BAD_INPUT. */
MC_NODISCARD mc_status mc_divisible_needs_cells(const mc_divisible *good,
                                                mc_message *message);
MC_NODISCARD mc_status mc_divisible_needs_boxes(const mc_divisible *good,
                                                mc_message *message,
                                                const char *what);
MC_NODISCARD mc_status mc_divisible_needs_belief(const mc_divisible *good,
                                                 mc_message *message,
                                                 const char *what);

/* ---- properties (2.1) ---- */

typedef enum mc_divisible_property {
    MC_DIVISIBLE_INCENTIVE_COMPATIBLE,
    MC_DIVISIBLE_MONOTONE,
    MC_DIVISIBLE_INDIVIDUALLY_RATIONAL,
    MC_DIVISIBLE_BUDGET_BALANCE,
    MC_DIVISIBLE_NO_DEFICIT,
    MC_DIVISIBLE_LOWEST_TYPE_INDIFFERENT,
    MC_DIVISIBLE_NON_WASTEFUL,
    MC_DIVISIBLE_EFFICIENT_ONLY,
    MC_DIVISIBLE_LEMMA_1,
    MC_DIVISIBLE_PRICE_LOTTERY,
    MC_DIVISIBLE_BALANCED_PRICES,
    MC_DIVISIBLE_PROPERTIES
} mc_divisible_property;

/* mc_divisible_property_name: the word of the format. */
const char *mc_divisible_property_name(mc_divisible_property property);

/* The largest excess and where it is. Without a violation value is 0 and the
   rest has no meaning; agent, report are SIZE_MAX where the instance has
   none. */
typedef struct mc_divisible_finding {
    mc_divisible_property property;
    mpq_t value;
    size_t cell, agent, report;
    bool upper; /* the end of the cell, if there is a report */
} mc_divisible_finding;

void mc_divisible_finding_init(mc_divisible_finding *finding);
void mc_divisible_finding_clear(mc_divisible_finding *finding);

/* mc_divisible_check: the finding of a property. Domain: a mechanism on cells;
   limits may be NULL. Errors: MC_LIMIT; MC_UNDECIDED if stopped.
   Ref: doc/maths.md L57. */
MC_NODISCARD mc_status mc_divisible_check(mc_divisible_finding *finding,
                                          mc_message *message,
                                          const mc_divisible *good,
                                          mc_divisible_property property,
                                          const mc_limits *limits);
MC_NODISCARD mc_status mc_divisible_certify(const mc_divisible_finding *finding,
                                            mc_message *message,
                                            const mc_divisible *good,
                                            const char *path);

/* ---- decomposition (2.2) ---- */

/* mc_divisible_decompose: weight[cell], zeros where no price is: the lottery
   over posted prices at the lower corners that is the mechanism; the numbers
   are the caller's. If there is none, MC_REFUTED, and the finding says why.
   Errors: MC_BAD_INPUT: no cells or not boxes; as mc_divisible_check.
   Ref: doc/maths.md L57. */
MC_NODISCARD mc_status mc_divisible_decompose(mpq_t **weight,
                                              mc_divisible_finding *finding,
                                              mc_message *message,
                                              const mc_divisible *good,
                                              const mc_limits *limits);
MC_NODISCARD mc_status mc_divisible_certify_lottery(mpq_t *weight,
                                                    mc_message *message,
                                                    const mc_divisible *good,
                                                    const char *path);

/* ---- welfare losses (2.3) ---- */

/* mc_divisible_expected_loss, mc_divisible_maximal_loss: `cell` attains the
   second one. Errors: MC_BAD_INPUT: the statement lacks what it takes. */
MC_NODISCARD mc_status mc_divisible_expected_loss(mpq_t value,
                                                  mc_message *message,
                                                  const mc_divisible *good);
MC_NODISCARD mc_status mc_divisible_maximal_loss(mpq_t value, size_t *cell,
                                                 mc_message *message,
                                                 const mc_divisible *good);
MC_NODISCARD mc_status
mc_divisible_certify_expected_loss(mpq_srcptr value, mc_message *message,
                                   const mc_divisible *good, const char *path);
MC_NODISCARD mc_status mc_divisible_certify_maximal_loss(
    mpq_srcptr value, size_t cell, mc_message *message,
    const mc_divisible *good, const char *path);

/* ---- the best price (2.4) ---- */

/* price[agents]: balanced, within the supports. first_best: sum p max(0, s). */
typedef struct mc_divisible_best {
    mpq_t *price, value, first_best;
    size_t agents;
} mc_divisible_best;

/* mc_divisible_best_price: errors: MC_BAD_INPUT without a belief; MC_LIMIT: too
   many vectors. The result is cleared in any case. Ref: doc/maths.md L58. */
MC_NODISCARD mc_status mc_divisible_best_price(mc_divisible_best *best,
                                               mc_message *message,
                                               const mc_divisible *good);
void mc_divisible_best_clear(mc_divisible_best *best);
MC_NODISCARD mc_status mc_divisible_certify_best(const mc_divisible_best *best,
                                                 mc_message *message,
                                                 const mc_divisible *good,
                                                 const char *path);

/* ---- the robust optimum on the cells (2.5) ---- */

/* utility: of the lowest types, agent by agent and by the cells of the others;
   empty unless `relaxed`. multiplier: budget[cells], then slope[agent][cell],
   then top. Both are reduced, as is level. */
typedef struct mc_divisible_optimum {
    bool relaxed; /* mode free: lowest types may have utility */
    mpq_t value;
    mc_vector level, utility, multiplier;
} mc_divisible_optimum;

/* mc_divisible_optimise: errors: MC_BAD_INPUT: cuts, a belief or boxes are
   missing; MC_LIMIT, MC_UNDECIDED. The result is cleared in any case.
   Ref: doc/maths.md L58. */
MC_NODISCARD mc_status mc_divisible_optimise(mc_divisible_optimum *optimum,
                                             mc_message *message,
                                             const mc_divisible *good,
                                             bool relaxed,
                                             const mc_limits *limits);
void mc_divisible_optimum_clear(mc_divisible_optimum *optimum);
MC_NODISCARD mc_status mc_divisible_certify_optimum(
    const mc_divisible_optimum *optimum, mc_message *message,
    const mc_divisible *good, const char *path);

/* ---- the display of Lemma 2 (2.6) ---- */

/* A cube l_i < v_i <= u_i: its mixed difference, and what the last display of
   the proof of Lemma 2 says that this is. eta[agents] is its upper corner. */
typedef struct mc_divisible_display {
    mpq_t *lower, *upper; /* [agents]; the caller's */
    mpq_t *eta, difference, value;
    size_t agents;
} mc_divisible_display;

/* mc_divisible_display_new: errors: MC_BAD_INPUT: not a cube of the display, or
   no mechanism on cells; MC_LIMIT. The result is cleared in any case. */
MC_NODISCARD mc_status mc_divisible_display_new(mc_divisible_display *display,
                                                mc_message *message,
                                                const mc_divisible *good,
                                                mpq_t *lower, mpq_t *upper);
void mc_divisible_display_clear(mc_divisible_display *display);
MC_NODISCARD mc_status mc_divisible_certify_display(
    const mc_divisible_display *display, mc_message *message,
    const mc_divisible *good, const char *path);

#endif
