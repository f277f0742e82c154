#include "publicgood/divisible_record.h"

mc_status mc_divisible_open(mc_certificate **certificate, mc_message *message,
                            const char *path, char *claim,
                            const mc_divisible *good)
{
    mc_status status = mc_certificate_open(certificate, message, path, claim,
                                           "divisible", good->sha256);
    mc_certificate_free_claim(claim);
    return status;
}

void mc_divisible_record_cell(mc_certificate *certificate, const char *keyword,
                              const mc_divisible *good, size_t cell)
{
    mc_certificate_begin(certificate, keyword);
    for (size_t i = 0; i < good->agents; i++)
        mc_certificate_natural(certificate, mc_cell_at(good, cell, i));
    mc_certificate_finish(certificate);
}

void mc_divisible_record_numbers(mc_certificate *certificate,
                                 const char *keyword, mpq_t *value,
                                 size_t count)
{
    mc_certificate_begin(certificate, keyword);
    for (size_t i = 0; i < count; i++)
        mc_certificate_rational(certificate, value[i]);
    mc_certificate_finish(certificate);
}
