/* What a mechanism loses against the efficient level of production. */
#include "base/message.h"
#include "publicgood/divisible_record.h"

/* max(0, s) - s level; overwrites s */
static void set_loss(mpq_t loss, mpq_t s, mpq_srcptr level)
{
    mpq_set_ui(loss, 0, 1);
    if (mpq_sgn(s) > 0)
        mpq_set(loss, s);
    mpq_mul(s, s, level);
    mpq_sub(loss, loss, s);
}

mc_status mc_divisible_expected_loss(mpq_t value, mc_message *message,
                                     const mc_divisible *good)
{
    size_t n = good->agents;
    mc_status status = mc_divisible_needs_cells(good, message);
    if (status == MC_OK)
        status = mc_divisible_needs_belief(good, message, "the expected loss");
    if (status != MC_OK)
        return status;
    mpq_t s, loss;
    mpq_inits(s, loss, NULL);
    mpq_set_ui(value, 0, 1);
    for (size_t t = 0; t < good->atoms; t++) {
        mc_type_surplus(s, good, good->atom + t * n);
        set_loss(loss, s, good->level[mc_cell_of(good, good->atom + t * n)]);
        mpq_mul(loss, loss, good->atom_weight[t]);
        mpq_add(value, value, loss);
    }
    mpq_clears(s, loss, NULL);
    return MC_OK;
}

mc_status mc_divisible_maximal_loss(mpq_t value, size_t *cell,
                                    mc_message *message,
                                    const mc_divisible *good)
{
    mc_status status = mc_divisible_needs_cells(good, message);
    if (status == MC_OK)
        status = mc_divisible_needs_boxes(good, message, "the maximal loss");
    if (status != MC_OK)
        return status;
    mpq_t s, loss;
    mpq_inits(s, loss, NULL);
    for (size_t k = 0; k < good->cells; k++)
        for (int upper = 0; upper < 2; upper++) {
            mc_cell_surplus(s, good, k, upper != 0);
            set_loss(loss, s, good->level[k]);
            if ((k == 0 && upper == 0) || mpq_cmp(loss, value) > 0) {
                mpq_set(value, loss);
                *cell = k;
            }
        }
    mpq_clears(s, loss, NULL);
    return MC_OK;
}

mc_status mc_divisible_certify_expected_loss(mpq_srcptr value,
                                             mc_message *message,
                                             const mc_divisible *good,
                                             const char *path)
{
    mc_certificate *certificate;
    mc_status status = mc_divisible_open(
        &certificate, message, path,
        mc_certificate_claim("expected-loss %Qd", value), good);
    return status == MC_OK ? mc_certificate_commit(certificate, message)
                           : status;
}

mc_status mc_divisible_certify_maximal_loss(mpq_srcptr value, size_t cell,
                                            mc_message *message,
                                            const mc_divisible *good,
                                            const char *path)
{
    mc_certificate *certificate;
    mc_status status = mc_divisible_open(
        &certificate, message, path,
        mc_certificate_claim("maximal-loss %Qd", value), good);
    if (status != MC_OK)
        return status;
    mc_divisible_record_cell(certificate, "cell", good, cell);
    return mc_certificate_commit(certificate, message);
}
