/* A polynomial level that is non-decreasing and in [0,1]. */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/statement.h"
#include "publicgood/divisible_record.h"
#include "publicgood/divisible_terms.h"

/* Degrees beyond that of the polynomial that are tried. */
enum { MORE_DEGREES = 2 };

static mc_status refute(mc_divisible_monotone *m, mc_message *message,
                        size_t part, const char *words)
{
    m->failed = part;
    return mc_message_set(message, MC_REFUTED, "%s", words);
}

static mc_status find_products(mc_divisible_products *products,
                               mc_message *message, const mc_multivariate *p,
                               const mc_divisible *good,
                               const mc_limits *limits)
{
    unsigned degree = mc_multivariate_degree(p), more = 0;
    mc_status status;
    for (;; more++) {
        mc_divisible_products_clear(products);
        status = mc_divisible_products_find(products, message, p, good,
                                            degree + more, limits);
        if (status != MC_UNDECIDED || more == MORE_DEGREES ||
            !mc_divisible_products_fit(good, degree + more + 1) ||
            (limits && limits->stop && limits->stop(limits->user)))
            return status;
    }
}

/* p >= 0 where production is efficient, or a point against it. */
static mc_status prove_part(mc_divisible_monotone *m, mc_message *message,
                            const mc_multivariate *p, const mc_divisible *good,
                            size_t part, const mc_limits *limits)
{
    if (!mc_divisible_least(m->value, m->point, p, good))
        return mc_message_set(message, MC_LIMIT, "out of memory");
    if (mpq_sgn(m->value) < 0)
        return refute(m, message, part,
                      part < m->agents ? "the level is not monotone"
                                       : "the level is negative");
    return find_products(&m->part[part], message, p, good, limits);
}

static mc_status prove_level(mc_divisible_monotone *m, mc_message *message,
                             const mc_multivariate *p, const mc_divisible *good)
{
    for (size_t i = 0; i < m->agents; i++)
        mpq_set(m->point[i], good->high[i]);
    mc_multivariate_evaluate(m->value, p, m->point);
    return mpq_cmp_ui(m->value, 1, 1) <= 0
               ? MC_OK
               : refute(m, message, m->agents, "the level is above 1");
}

mc_status mc_divisible_monotone_prove(mc_divisible_monotone *monotone,
                                      mc_message *message,
                                      const mc_divisible *good,
                                      const mc_limits *limits)
{
    size_t n = good->agents;
    mc_multivariate p, slope;
    *monotone =
        (mc_divisible_monotone){.part = mc_array(n + 1, sizeof *monotone->part),
                                .agents = n,
                                .failed = SIZE_MAX,
                                .point = mc_rationals_new(n)};
    mpq_init(monotone->value);
    mc_multivariate_init(&p, n);
    mc_multivariate_init(&slope, n);
    mc_status status = MC_OK;
    if (!monotone->part || !monotone->point ||
        !mc_divisible_polynomial(&p, good))
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        status = prove_level(monotone, message, &p, good);
    for (size_t i = 0; i < n && status == MC_OK; i++)
        status = mc_multivariate_differentiate(&slope, &p, i)
                     ? prove_part(monotone, message, &slope, good, i, limits)
                     : mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        status = prove_part(monotone, message, &p, good, n, limits);
    mc_multivariate_clear(&slope);
    mc_multivariate_clear(&p);
    return status;
}

void mc_divisible_monotone_clear(mc_divisible_monotone *monotone)
{
    for (size_t i = 0; i <= monotone->agents && monotone->part; i++)
        mc_divisible_products_clear(&monotone->part[i]);
    free(monotone->part);
    mc_rationals_free(monotone->point, monotone->agents);
    mpq_clear(monotone->value);
}

static void record_products(mc_certificate *certificate,
                            const mc_divisible_products *products,
                            size_t factors)
{
    for (size_t t = 0; t < products->count; t++) {
        char *head =
            mc_certificate_claim("term %Zd", products->weight.numerator[t]);
        mc_certificate_begin(certificate, head);
        mc_certificate_free_claim(head);
        for (size_t f = 0; f < factors; f++)
            mc_certificate_natural(certificate,
                                   products->exponent[t * factors + f]);
        mc_certificate_finish(certificate);
    }
}

mc_status mc_divisible_certify_monotone(const mc_divisible_monotone *monotone,
                                        mc_message *message,
                                        const mc_divisible *good,
                                        const char *path)
{
    mc_certificate *certificate;
    mc_status status =
        mc_divisible_open(&certificate, message, path,
                          mc_certificate_claim("polynomial-monotone"), good);
    if (status != MC_OK)
        return status;
    for (size_t i = 0; i <= monotone->agents; i++) {
        const mc_divisible_products *part = &monotone->part[i];
        if (i < monotone->agents)
            mc_certificate_record(certificate, "slope %zu %Zd %zu", i,
                                  part->weight.denominator, part->count);
        else
            mc_certificate_record(certificate, "level %Zd %zu",
                                  part->weight.denominator, part->count);
        record_products(certificate, part, 2 * monotone->agents + 1);
    }
    return mc_certificate_commit(certificate, message);
}
