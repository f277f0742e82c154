#include "game/multipliers.h"

#include "base/memory.h"

bool mc_multipliers_init(mc_multipliers *alpha, const mc_choices *from,
                         const mc_choices *to)
{
    size_t agents = from->agents, length = 0;
    *alpha = (mc_multipliers){.agents = agents};
    (void)mc_vector_init(&alpha->value, 0);
    alpha->from_count = mc_array(agents, sizeof(size_t));
    alpha->to_count = mc_array(agents, sizeof(size_t));
    alpha->offset = mc_array(agents, sizeof(size_t));
    if (!alpha->from_count || !alpha->to_count || !alpha->offset)
        return false;
    for (size_t i = 0; i < agents; i++) {
        alpha->from_count[i] = from->count[i];
        alpha->to_count[i] = to->count[i];
        alpha->offset[i] = length;
        length += from->count[i] * to->count[i];
    }
    mc_vector_clear(&alpha->value);
    return mc_vector_init(&alpha->value, length);
}

void mc_multipliers_clear(mc_multipliers *alpha)
{
    mc_vector_clear(&alpha->value);
    free(alpha->offset);
    free(alpha->to_count);
    free(alpha->from_count);
}

void mc_multipliers_write(mc_certificate *certificate, const char *head,
                          const mc_multipliers *alpha)
{
    size_t count = 0;
    for (size_t c = 0; c < alpha->value.length; c++)
        count += mpz_sgn(alpha->value.numerator[c]) != 0;
    mc_certificate_record(certificate, "%s %Zd %zu", head,
                          alpha->value.denominator, count);
    for (size_t i = 0; i < alpha->agents; i++)
        for (size_t c = 0; c < alpha->from_count[i] * alpha->to_count[i]; c++) {
            mpz_srcptr v = alpha->value.numerator[alpha->offset[i] + c];
            if (mpz_sgn(v) != 0)
                mc_certificate_record(certificate, "alpha %zu %zu %zu %Zd", i,
                                      c / alpha->to_count[i],
                                      c % alpha->to_count[i], v);
        }
}
