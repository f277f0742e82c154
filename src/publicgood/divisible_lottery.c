/* A robust mechanism as a lottery over posted prices. */
#include <stdint.h>

#include "base/message.h"
#include "game/statement.h"
#include "publicgood/divisible_record.h"

/* What is not so of a mechanism that is no lottery over balanced prices. */
static const mc_divisible_property because[] = {
    MC_DIVISIBLE_PRICE_LOTTERY, MC_DIVISIBLE_BALANCED_PRICES,
    MC_DIVISIBLE_INCENTIVE_COMPATIBLE, MC_DIVISIBLE_LOWEST_TYPE_INDIFFERENT};

/* By doc/maths.md L57 (b) the payments are those of the envelope formula if
   the rule is incentive compatible and lowest types are indifferent; with D >=
   0 at balanced corners only, these are the payments of the lottery. */
static mc_status find_fault(mc_divisible_finding *finding, mc_message *message,
                            const mc_divisible *good, const mc_limits *limits)
{
    mc_status status = MC_OK;
    for (size_t p = 0; p < sizeof because / sizeof *because; p++) {
        status = mc_divisible_check(finding, message, good, because[p], limits);
        if (status != MC_OK)
            return status;
        if (mpq_sgn(finding->value) > 0)
            return mc_message_set(
                message, MC_REFUTED,
                "the mechanism is no lottery over balanced posted prices: "
                "%s does not hold",
                mc_divisible_property_name(because[p]));
    }
    return status;
}

/* The lottery pays what the mechanism does. `payment` is scratch, zeros. */
static bool pays(mpq_t *payment, mpq_t *weight, const mc_divisible *good)
{
    size_t n = good->agents, j = 0;
    for (size_t k = 0; k < good->cells; k++)
        for (size_t i = 0; i < n; i++)
            mpq_mul(payment[k * n + i], weight[k], mc_cell_lower(good, k, i));
    mc_cells_sum(payment, good, n);
    while (j < good->cells * n && mpq_equal(payment[j], good->payment[j]))
        j++;
    return j == good->cells * n;
}

/* *weight = the mixed differences; it is freed if they are not the lottery. */
static mc_status set_weight(mpq_t **weight, mc_message *message,
                            const mc_divisible *good)
{
    size_t n = good->agents;
    mpq_t *made = mc_rationals_new(good->cells);
    mpq_t *payment = mc_rationals_new(good->cells * n);
    mc_status status = MC_LIMIT;
    if (!made || !payment) {
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    } else {
        for (size_t k = 0; k < good->cells; k++)
            mpq_set(made[k], good->level[k]);
        mc_cells_difference(made, good);
        status = pays(payment, made, good)
                     ? MC_OK
                     : mc_message_set(message, MC_UNDECIDED,
                                      "internal error: the lottery does not "
                                      "pay what the mechanism does, nothing is "
                                      "claimed; please report the statement");
    }
    mc_rationals_free(payment, good->cells * n);
    if (status == MC_OK)
        *weight = made;
    else
        mc_rationals_free(made, good->cells);
    return status;
}

mc_status mc_divisible_decompose(mpq_t **weight, mc_divisible_finding *finding,
                                 mc_message *message, const mc_divisible *good,
                                 const mc_limits *limits)
{
    mc_status status = mc_divisible_needs_cells(good, message);
    if (status == MC_OK)
        status = mc_divisible_needs_boxes(good, message, "a decomposition");
    if (status == MC_OK)
        status = find_fault(finding, message, good, limits);
    return status == MC_OK ? set_weight(weight, message, good) : status;
}

mc_status mc_divisible_certify_lottery(mpq_t *weight, mc_message *message,
                                       const mc_divisible *good,
                                       const char *path)
{
    mc_certificate *certificate;
    mc_vector vector;
    size_t count = 0;
    if (!mc_vector_init(&vector, good->cells) ||
        !mc_vector_set_list(&vector, weight, SIZE_MAX)) {
        mc_vector_clear(&vector);
        return mc_message_set(message, MC_LIMIT, "out of memory");
    }
    for (size_t k = 0; k < good->cells; k++)
        count += mpz_sgn(vector.numerator[k]) != 0;
    mc_status status = mc_divisible_open(
        &certificate, message, path,
        mc_certificate_claim("price-decomposition %zu", count), good);
    if (status == MC_OK) {
        mc_certificate_record(certificate, "lottery %Zd", vector.denominator);
        for (size_t k = 0; k < good->cells; k++) {
            if (mpz_sgn(vector.numerator[k]) == 0)
                continue;
            char *keyword =
                mc_certificate_claim("price %Zd", vector.numerator[k]);
            mc_divisible_record_cell(certificate, keyword, good, k);
            mc_certificate_free_claim(keyword);
        }
        status = mc_certificate_commit(certificate, message);
    }
    mc_vector_clear(&vector);
    return status;
}
