/* A public good of a continuous quantity: values and costs that are piecewise
   polynomials, the decisions, and what the three rules charge.
   Ref: verify/FORMAT-PUBLICGOOD.md sections 5 and 6; Fryxell, "Public good
   provision re-examined", Figures 2 and 3. */
#ifndef MC_PUBLICGOOD_QUANTITY_H
#define MC_PUBLICGOOD_QUANTITY_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

#include <mechcert/status.h>

#include "base/file.h"
#include "publicgood/curve.h"

/* The statement. Rows of `pieces` marginal polynomials: cost; value and share
   of agent i, one person's, begin at i * pieces. `count` and `weight` are ones
   where the file has none. */
typedef struct mc_quantity {
    char *title, *notes; /* NULL if absent */
    size_t agents, pieces;
    char **label;
    bool counted, weighted; /* the file says so */
    unsigned long *count;
    mpq_t *weight;
    mpq_t *knot; /* [pieces + 1] */
    mc_polynomial *cost, *value, *share;
    bool equal;  /* the shares are; otherwise by `duty`, or a table */
    mpq_t *duty; /* [agents]; NULL if absent */
    bool utilitarian;
    mc_tie tie;
    char sha256[65];
} mc_quantity;

/* mc_quantity_read: reads a statement ("-" is standard input); _parse reads a
   file in memory. Errors: MC_BAD_INPUT with file, line and column; MC_IO;
   MC_LIMIT. _write writes one; _seal sets sha256 to that of what _write would
   write. */
MC_NODISCARD mc_status mc_quantity_read(mc_quantity **quantity,
                                        mc_message *message, const char *path);
MC_NODISCARD mc_status mc_quantity_parse(mc_quantity **quantity,
                                         mc_message *message,
                                         const mc_file *file);
MC_NODISCARD mc_status mc_quantity_write(const mc_quantity *quantity,
                                         mc_message *message, const char *path);
MC_NODISCARD mc_status mc_quantity_seal(mc_quantity *quantity,
                                        mc_message *message);
void mc_quantity_free(mc_quantity *quantity);

/* mc_quantity_new_figure: an example with linear marginal values and costs:
   number 2 or 3, a figure of the paper. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_quantity_new_figure(mc_quantity **quantity,
                                              mc_message *message,
                                              unsigned number);

/* Where an agent's value and share are taken. */
enum { MC_AT_DECISION, MC_AT_WITHOUT, MC_AT_NET, MC_PLACES };

/* The transfers p, q and k of one person. */
enum {
    MC_CHARGE_PIVOTAL,
    MC_CHARGE_COST_SHARING,
    MC_CHARGE_CLARKE,
    MC_CHARGES
};

/* What holds for one person of an agent. unit: the integral of max(v_i', c_i')
   from 0 to a, with the points that show the signs of v_i' - c_i'; only if
   `has_unit`: otherwise the marginal value meets the marginal share at an
   irrational quantity. */
typedef struct mc_quantity_person {
    mc_maximum without, net;
    mpq_t worth[MC_PLACES], share[MC_PLACES], charge[MC_CHARGES];
    bool has_unit;
    mpq_t unit;
    mc_points signs;
} mc_quantity_person;

typedef struct mc_quantity_outcome {
    const mc_quantity *quantity;
    mc_maximum decision;
    mc_quantity_person *person; /* [agents] */
    mpq_t revenue[MC_CHARGES], cost;
} mc_quantity_outcome;

/* mc_quantity_outcome_new: the decisions and all that follows, exactly. The
   outcome refers to the statement.
   Errors: MC_BAD_INPUT: several maximisers and no tie rule, with two of them;
           MC_UNDECIDED: a maximiser is irrational, with an enclosure;
           MC_LIMIT. */
MC_NODISCARD mc_status mc_quantity_outcome_new(mc_quantity_outcome **outcome,
                                               mc_message *message,
                                               const mc_quantity *quantity);
void mc_quantity_outcome_free(mc_quantity_outcome *outcome);

/* mc_quantity_outcome_write: the certificate quantity-outcome. */
MC_NODISCARD mc_status mc_quantity_outcome_write(
    const mc_quantity_outcome *outcome, mc_message *message, const char *path);

/* The promises that a transfer can keep or break at one profile. */
typedef enum mc_quantity_promise {
    MC_PROMISE_INDIVIDUALLY_RATIONAL,
    MC_PROMISE_UNIVERSAL,
    MC_PROMISE_COST_SHARING_UNIVERSAL,
    MC_PROMISE_NET_VALUE_UNIVERSAL,
    MC_PROMISE_FAIR_PRICING,
    MC_PROMISE_FAIR_PRICING_PER_UNIT,
    MC_PROMISE_NO_EXTORTION,
    MC_PROMISE_NO_DEFICIT,
    MC_PROMISES
} mc_quantity_promise;

/* mc_quantity_promise_name: as in the format.
   mc_quantity_excess: what a person of `agent` pays above what the promise
   allows under the charge; negative: the slack. (No deficit: how far the
   revenue is below the cost; `agent` does not matter.)
   Returns: false if there is nothing to say: no instance, or no per-unit
            number. */
const char *mc_quantity_promise_name(mc_quantity_promise promise);
bool mc_quantity_excess(mpq_t excess, const mc_quantity_outcome *outcome,
                        mc_quantity_promise promise, unsigned charge,
                        size_t agent);

#endif
