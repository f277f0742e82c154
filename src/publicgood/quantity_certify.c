#include "base/message.h"
#include "certificate/writer.h"
#include "publicgood/quantity.h"

static void put_points(mc_certificate *certificate, const mc_points *points)
{
    mc_certificate_natural(certificate, points->count);
    for (size_t j = 0; j < points->count; j++)
        mc_certificate_rational(certificate, points->point[j]);
    mc_certificate_finish(certificate);
}

static void put_maximum(mc_certificate *certificate, const char *keyword,
                        const mc_maximum *maximum)
{
    mc_certificate_begin(certificate, keyword);
    mc_certificate_rational(certificate, maximum->at);
    put_points(certificate, &maximum->splits);
}

/* Three numbers over their least common denominator. */
static bool put_three(mc_certificate *certificate, const char *keyword,
                      mpq_srcptr values)
{
    mc_vector vector;
    mpq_t scaled;
    if (!mc_vector_init(&vector, 3)) {
        mc_vector_clear(&vector);
        return false;
    }
    mpq_init(scaled);
    for (size_t j = 0; j < 3; j++)
        mpz_lcm(vector.denominator, vector.denominator, mpq_denref(values + j));
    for (size_t j = 0; j < 3; j++) {
        mpq_set_z(scaled, vector.denominator);
        mpq_mul(scaled, scaled, values + j);
        mpz_set(vector.numerator[j], mpq_numref(scaled));
    }
    mc_certificate_vector(certificate, keyword, &vector);
    mpq_clear(scaled);
    mc_vector_clear(&vector);
    return true;
}

static bool put_person(mc_certificate *certificate, size_t agent,
                       const mc_quantity_person *person)
{
    mc_certificate_record(certificate, "person %zu", agent);
    put_maximum(certificate, "without", &person->without);
    put_maximum(certificate, "net", &person->net);
    bool done = put_three(certificate, "worth", person->worth[0]) &&
                put_three(certificate, "shares", person->share[0]);
    if (person->has_unit) {
        mc_certificate_begin(certificate, "unit");
        mc_certificate_rational(certificate, person->unit);
        mc_certificate_finish(certificate);
        mc_certificate_begin(certificate, "signs");
        put_points(certificate, &person->signs);
    } else {
        mc_certificate_record(certificate, "unit -");
    }
    return done && put_three(certificate, "charges", person->charge[0]);
}

mc_status mc_quantity_outcome_write(const mc_quantity_outcome *outcome,
                                    mc_message *message, const char *path)
{
    mc_certificate *certificate = NULL;
    mc_status status =
        mc_certificate_open(&certificate, message, path, "quantity-outcome",
                            "quantity", outcome->quantity->sha256);
    if (status != MC_OK)
        return status;
    put_maximum(certificate, "decision", &outcome->decision);
    bool done = true;
    for (size_t i = 0; i < outcome->quantity->agents && done; i++)
        done = put_person(certificate, i, outcome->person + i);
    done = done && put_three(certificate, "revenue", outcome->revenue[0]);
    mc_certificate_begin(certificate, "cost");
    mc_certificate_rational(certificate, outcome->cost);
    mc_certificate_finish(certificate);
    if (done)
        return mc_certificate_commit(certificate, message);
    mc_certificate_discard(certificate);
    return mc_message_set(message, MC_LIMIT, "out of memory");
}
