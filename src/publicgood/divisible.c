#include "publicgood/divisible.h"

#include <stdlib.h>

#include "base/message.h"
#include "game/statement.h"

void mc_divisible_free(mc_divisible *good)
{
    if (!good)
        return;
    size_t n = good->agents;
    free(good->title);
    free(good->notes);
    mc_labels_free(good->agent_label, n);
    mc_rationals_free(good->low, n);
    mc_rationals_free(good->high, n);
    mpq_clear(good->cost);
    mc_rationals_free(good->price_weight, good->prices);
    mc_rationals_free(good->price, good->prices * n);
    for (size_t i = 0; i < n && good->cut; i++)
        mc_rationals_free(good->cut[i], good->cuts[i]);
    free(good->cut);
    free(good->cuts);
    free(good->stride);
    mc_rationals_free(good->level, good->cells);
    mc_rationals_free(good->payment, good->cells * n);
    mc_rationals_free(good->term_weight, good->terms);
    free(good->exponent);
    mc_rationals_free(good->atom_weight, good->atoms);
    mc_rationals_free(good->atom, good->atoms * n);
    free(good);
}

/* ---- cells ---- */

mpq_srcptr mc_cell_upper(const mc_divisible *good, size_t cell, size_t agent)
{
    size_t k = mc_cell_at(good, cell, agent);
    return k + 1 < good->cuts[agent] ? good->cut[agent][k + 1]
                                     : good->high[agent];
}

size_t mc_cell_of(const mc_divisible *good, mpq_t *type)
{
    size_t cell = 0;
    for (size_t i = 0; i < good->agents; i++) {
        size_t k = good->cuts[i] - 1;
        while (k > 0 && mpq_cmp(good->cut[i][k], type[i]) > 0)
            k--;
        cell += k * good->stride[i];
    }
    return cell;
}

void mc_cell_surplus(mpq_t sum, const mc_divisible *good, size_t cell,
                     bool upper)
{
    mpq_neg(sum, good->cost);
    for (size_t i = 0; i < good->agents; i++)
        mpq_add(sum, sum,
                upper ? mc_cell_upper(good, cell, i)
                      : mc_cell_lower(good, cell, i));
}

void mc_type_surplus(mpq_t sum, const mc_divisible *good, mpq_t *type)
{
    mpq_neg(sum, good->cost);
    for (size_t i = 0; i < good->agents; i++)
        mpq_add(sum, sum, type[i]);
}

void mc_cells_sum_along(mpq_t *value, const mc_divisible *good, size_t width,
                        size_t agent)
{
    for (size_t cell = 0; cell < good->cells; cell++) {
        if (mc_cell_at(good, cell, agent) == 0)
            continue;
        size_t below = cell - good->stride[agent];
        for (size_t j = 0; j < width; j++)
            mpq_add(value[cell * width + j], value[cell * width + j],
                    value[below * width + j]);
    }
}

void mc_cells_sum(mpq_t *value, const mc_divisible *good, size_t width)
{
    for (size_t i = 0; i < good->agents; i++)
        mc_cells_sum_along(value, good, width, i);
}

void mc_cells_difference(mpq_t *value, const mc_divisible *good)
{
    for (size_t i = 0; i < good->agents; i++)
        for (size_t cell = good->cells; cell-- > 0;)
            if (mc_cell_at(good, cell, i) > 0)
                mpq_sub(value[cell], value[cell],
                        value[cell - good->stride[i]]);
}

void mc_divisible_envelope(mpq_t *payment, const mc_divisible *good)
{
    size_t n = good->agents;
    mpq_t term;
    mpq_init(term);
    for (size_t cell = 0; cell < good->cells; cell++)
        for (size_t i = 0; i < n; i++) {
            mpq_ptr own = payment[cell * n + i];
            bool first = mc_cell_at(good, cell, i) == 0;
            size_t below = first ? cell : cell - good->stride[i];
            mpq_set(term, good->level[cell]);
            if (!first)
                mpq_sub(term, term, good->level[below]);
            mpq_mul(own, term, mc_cell_lower(good, cell, i));
            if (!first)
                mpq_add(own, own, payment[below * n + i]);
        }
    mpq_clear(term);
}

/* ---- what a claim needs ---- */

mc_status mc_divisible_needs_cells(const mc_divisible *good,
                                   mc_message *message)
{
    if (good->level)
        return MC_OK;
    return mc_message_set(message, MC_BAD_INPUT,
                          good->form == MC_DIVISIBLE_TERMS
                              ? "the statement has \"terms\"; this takes a "
                                "mechanism on cells: \"prices\" or "
                                "\"allocation\""
                              : "the statement has no mechanism; give "
                                "\"prices\" or \"allocation\"");
}

mc_status mc_divisible_needs_boxes(const mc_divisible *good,
                                   mc_message *message, const char *what)
{
    if (!good->set)
        return MC_OK;
    return mc_message_set(message, MC_BAD_INPUT,
                          "%s is about boxes of types, and the \"domain\" of "
                          "the statement is \"set\"",
                          what);
}

mc_status mc_divisible_needs_belief(const mc_divisible *good,
                                    mc_message *message, const char *what)
{
    if (good->atom)
        return MC_OK;
    return mc_message_set(message, MC_BAD_INPUT,
                          "%s takes a \"belief\", and the statement has none",
                          what);
}
