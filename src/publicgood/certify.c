#include "publicgood/certify.h"

#include <stdint.h>

#include "base/message.h"
#include "certificate/writer.h"

/* Opens a certificate for a claim, which is freed; NULL: no memory. */
static mc_status open_claim(mc_certificate **certificate, mc_message *message,
                            const mc_publicgood *good, const char *path,
                            char *claim)
{
    if (!claim)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status = mc_certificate_open(certificate, message, path, claim,
                                           "publicgood", good->sha256);
    mc_certificate_free_claim(claim);
    return status;
}

static void write_profile(mc_certificate *certificate,
                          const mc_publicgood *good, const unsigned long *x)
{
    mc_certificate_begin(certificate, "profile");
    for (size_t k = 0; k < good->first[good->agents]; k++)
        mc_certificate_natural(certificate, x[k]);
    mc_certificate_finish(certificate);
}

/* "person i t", and what may follow. */
static void begin_person(mc_certificate *certificate, const mc_publicgood *good,
                         size_t kind)
{
    size_t i = good->agent_of[kind];
    mc_certificate_begin(certificate, "person");
    mc_certificate_natural(certificate, i);
    mc_certificate_natural(certificate, kind - good->first[i]);
}

/* --- properties -------------------------------------------------------- */

mc_status mc_finding_certify(const mc_finding *finding, mc_message *message,
                             const mc_publicgood *good, mc_property property,
                             const char *path)
{
    mc_certificate *certificate = NULL;
    mc_status status = open_claim(
        &certificate, message, good, path,
        mc_certificate_claim("property %s %Qd", mc_property_name(property),
                             finding->excess));
    if (status != MC_OK)
        return status;
    if (mpq_sgn(finding->excess) > 0)
        write_profile(certificate, good, finding->x);
    if (finding->kind != SIZE_MAX) {
        begin_person(certificate, good, finding->kind);
        mc_certificate_finish(certificate);
    }
    if (finding->report != SIZE_MAX) {
        size_t agent = good->agent_of[finding->report];
        mc_certificate_begin(certificate, "report");
        mc_certificate_natural(certificate,
                               finding->report - good->first[agent]);
        mc_certificate_finish(certificate);
    }
    return mc_certificate_commit(certificate, message);
}

mc_status mc_holds_certify(const mc_publicgood *good, mc_message *message,
                           mc_property property, mc_value_class values,
                           const char *path)
{
    mc_certificate *certificate = NULL;
    mc_status status =
        open_claim(&certificate, message, good, path,
                   mc_certificate_claim("property-everywhere %s %s",
                                        mc_property_name(property),
                                        mc_value_class_name(values)));
    return status == MC_OK ? mc_certificate_commit(certificate, message)
                           : status;
}

/* --- outcomes ---------------------------------------------------------- */

/* One line: the numbers over their least common denominator. */
static mc_status write_numbers(mc_certificate *certificate, mc_message *message,
                               const char *keyword, mpq_t *values, size_t count)
{
    mc_vector vector;
    mc_status status = MC_OK;
    if (mc_vector_init(&vector, count) &&
        mc_vector_set_list(&vector, values, SIZE_MAX))
        mc_certificate_vector(certificate, keyword, &vector);
    else
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    mc_vector_clear(&vector);
    return status;
}

/* p q k tau, without k where Clarke is not defined. */
static mc_status write_charges(mc_certificate *certificate, mc_message *message,
                               const mc_outcome *outcome, const char *keyword,
                               mpq_t *charge)
{
    mc_status status = MC_OK;
    mpq_t three[MC_CHARGES - 1];
    if (outcome->net_known)
        return write_numbers(certificate, message, keyword, charge, MC_CHARGES);
    for (size_t r = 0; r < MC_CHARGES - 1; r++) {
        mpq_init(three[r]);
        mpq_set(three[r], charge[r < MC_CHARGE_CLARKE ? r : r + 1]);
    }
    status =
        write_numbers(certificate, message, keyword, three, MC_CHARGES - 1);
    for (size_t r = 0; r < MC_CHARGES - 1; r++)
        mpq_clear(three[r]);
    return status;
}

static mc_status write_welfare(mc_certificate *certificate, mc_message *message,
                               const mc_outcome *outcome)
{
    const mc_publicgood *good = outcome->population->good;
    const struct {
        const char *keyword;
        mpq_t *values;
    } line[] = {{"benefit", outcome->benefit},
                {"welfare-benefit", outcome->welfare_benefit},
                {"welfare-cost", outcome->welfare_cost},
                {"least-welfare-benefit", outcome->least_benefit}};
    mc_status status = MC_OK;
    write_profile(certificate, good, outcome->x);
    for (size_t j = 0; j < sizeof line / sizeof *line && status == MC_OK; j++)
        status = write_numbers(certificate, message, line[j].keyword,
                               line[j].values, good->alternatives);
    mc_certificate_begin(certificate, "decisions");
    for (size_t j = 0; j < outcome->maximisers; j++)
        mc_certificate_natural(certificate, outcome->maximiser[j]);
    mc_certificate_finish(certificate);
    mc_certificate_record(certificate, "decision %zu", outcome->decision);
    return status;
}

static mc_status write_person(mc_certificate *certificate, mc_message *message,
                              const mc_outcome *outcome, size_t kind)
{
    begin_person(certificate, outcome->population->good, kind);
    mc_certificate_natural(certificate, outcome->without[kind]);
    if (outcome->net_known)
        mc_certificate_natural(certificate, outcome->net[kind]);
    mc_certificate_finish(certificate);
    return write_charges(certificate, message, outcome, "charges",
                         outcome->charge + kind * MC_CHARGES);
}

mc_status mc_outcome_certify(const mc_outcome *outcome, mc_message *message,
                             const char *path)
{
    const mc_publicgood *good = outcome->population->good;
    mc_certificate *certificate = NULL;
    mc_status status = open_claim(&certificate, message, good, path,
                                  mc_certificate_claim("outcome"));
    if (status != MC_OK)
        return status;
    status = write_welfare(certificate, message, outcome);
    for (size_t k = 0; k < good->first[good->agents] && status == MC_OK; k++)
        if (outcome->x[k] > 0)
            status = write_person(certificate, message, outcome, k);
    if (status == MC_OK)
        status = write_charges(certificate, message, outcome, "revenue",
                               outcome->revenue);
    if (status == MC_OK)
        return mc_certificate_commit(certificate, message);
    mc_certificate_discard(certificate);
    return status;
}
