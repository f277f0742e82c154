/* Certificates of the largest transfers: FORMAT-PUBLICGOOD 3.3 to 3.5. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "certificate/writer.h"
#include "publicgood/largest.h"

static size_t types_of(const mc_publicgood *good, size_t agent)
{
    return good->first[agent + 1] - good->first[agent];
}

/* A claim with the names of the constraints between two formats. */
static char *claim_with_names(unsigned caps, const char *format,
                              const mpq_t first, const mpq_t second)
{
    char *names = mc_cap_names(caps), *claim = NULL;
    if (names)
        claim = mc_certificate_claim(format, names, first, second);
    free(names);
    return claim;
}

char *mc_largest_claim(const mc_largest *largest)
{
    if (largest->answer == MC_LARGEST_NOT_IMPLEMENTABLE)
        return mc_certificate_claim("not-implementable %Qd", largest->gain);
    return claim_with_names(largest->caps, "largest-transfers %s %Qd %Qd",
                            largest->own.more, largest->own.less);
}

char *mc_largest_claim_deficit(const mc_largest *largest)
{
    mpq_t *revenue = &largest->revenue[largest->least];
    return claim_with_names(largest->caps, "no-mechanism %s %Qd", *revenue,
                            *revenue);
}

static void put_profile(mc_certificate *certificate, const unsigned long *x,
                        size_t kinds)
{
    for (size_t k = 0; k < kinds; k++)
        mc_certificate_natural(certificate, x[k]);
    mc_certificate_finish(certificate);
}

static void put_menu(mc_certificate *certificate, const mc_publicgood *good,
                     size_t agent, const unsigned long *others)
{
    mc_certificate_begin(certificate, "menu");
    mc_certificate_natural(certificate, agent);
    put_profile(certificate, others, good->first[good->agents]);
}

static void put_cycle(mc_certificate *certificate, const mc_largest *largest)
{
    put_menu(certificate, largest->population->good, largest->agent,
             largest->others);
    mc_certificate_begin(certificate, "cycle");
    for (size_t j = 0; j < largest->cycle_length; j++)
        mc_certificate_natural(certificate, largest->cycle[j]);
    mc_certificate_finish(certificate);
}

/* The transfers of one menu; no limit on the denominator, which is the
   checker's affair. */
static bool put_transfers(mc_certificate *certificate,
                          const mc_largest *largest, size_t entry, size_t types)
{
    mc_vector vector;
    bool made =
        mc_vector_init(&vector, types) &&
        mc_vector_set_list(&vector, largest->transfer + entry, SIZE_MAX / 2);
    if (made)
        mc_certificate_vector(certificate, "largest", &vector);
    mc_vector_clear(&vector);
    mc_certificate_begin(certificate, "because");
    for (size_t t = 0; t < types; t++)
        mc_certificate_natural(certificate, largest->because[entry + t]);
    mc_certificate_finish(certificate);
    return made;
}

/* All menus of all agents; `count` is room for the counts of the others, x for
   a profile of them. */
static bool put_menus(mc_certificate *certificate, const mc_largest *largest,
                      unsigned long *count, unsigned long *x)
{
    const mc_population *population = largest->population;
    const mc_publicgood *good = population->good;
    mc_population others = *population;
    bool made = true;
    others.count = count;
    for (size_t i = 0; i < good->agents && made; i++) {
        size_t entry = largest->base[i];
        memcpy(count, population->count, good->agents * sizeof *count);
        count[i]--;
        mc_profile_first(x, &others);
        do {
            put_menu(certificate, good, i, x);
            made =
                put_transfers(certificate, largest, entry, types_of(good, i));
            entry += types_of(good, i);
        } while (made && mc_profile_next(x, &others));
    }
    return made;
}

/* The path from a person's type to a cap. */
static void put_bound(mc_certificate *certificate, const mc_largest *largest,
                      const unsigned long *x, size_t kind)
{
    const mc_publicgood *good = largest->population->good;
    const size_t i = good->agent_of[kind];
    const size_t entry = mc_largest_entry(largest, x, kind);
    size_t t = kind - good->first[i];
    const size_t *because = largest->because + entry - t;
    mc_certificate_begin(certificate, "bound");
    mc_certificate_natural(certificate, i);
    mc_certificate_natural(certificate, t);
    mc_certificate_rational(certificate, largest->transfer[entry]);
    mc_certificate_natural(certificate, t);
    for (; because[t] != t; t = because[t])
        mc_certificate_natural(certificate, because[t]);
    mc_certificate_finish(certificate);
}

static void put_deficit(mc_certificate *certificate, const mc_largest *largest,
                        unsigned long *x)
{
    const mc_publicgood *good = largest->population->good;
    const size_t kinds = good->first[good->agents];
    mc_largest_profile(x, largest, largest->least);
    mc_certificate_begin(certificate, "profile");
    put_profile(certificate, x, kinds);
    for (size_t k = 0; k < kinds; k++)
        if (x[k] > 0)
            put_bound(certificate, largest, x, k);
}

static mc_status write_claim(const mc_largest *largest, mc_message *message,
                             const char *path, char *claim, bool deficit)
{
    const mc_publicgood *good = largest->population->good;
    mc_certificate *certificate = NULL;
    unsigned long *count = mc_array(good->agents, sizeof *count);
    unsigned long *x = mc_array(good->first[good->agents], sizeof *x);
    bool made = claim && count && x;
    mc_status status = MC_OK;
    if (made)
        status = mc_certificate_open(&certificate, message, path, claim,
                                     "publicgood", good->sha256);
    if (certificate && deficit)
        put_deficit(certificate, largest, x);
    else if (certificate && largest->answer == MC_LARGEST_NOT_IMPLEMENTABLE)
        put_cycle(certificate, largest);
    else if (certificate)
        made = put_menus(certificate, largest, count, x);
    if (!made) {
        if (certificate)
            mc_certificate_discard(certificate);
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    } else if (certificate)
        status = mc_certificate_commit(certificate, message);
    if (claim)
        mc_certificate_free_claim(claim);
    free(x);
    free(count);
    return status;
}

mc_status mc_largest_write(const mc_largest *largest, mc_message *message,
                           const char *path)
{
    return write_claim(largest, message, path, mc_largest_claim(largest),
                       false);
}

mc_status mc_largest_write_deficit(const mc_largest *largest,
                                   mc_message *message, const char *path)
{
    return write_claim(largest, message, path,
                       mc_largest_claim_deficit(largest), true);
}

mc_status mc_largest_write_rule(const mc_largest *largest, mc_message *message,
                                const char *path)
{
    const mc_population *population = largest->population;
    mc_publicgood ruled = *population->good;
    const size_t kinds = ruled.first[ruled.agents];
    for (size_t i = 0; i < ruled.agents; i++)
        if (ruled.count[i] != 1)
            return mc_message_set(message, MC_BAD_INPUT,
                                  "a table of transfers needs agents that "
                                  "stand for one person, and counts[%zu] is "
                                  "%lu",
                                  i, ruled.count[i]);
    unsigned long *x = mc_array(kinds, sizeof *x);
    mpq_t *payment =
        mc_array(largest->profiles * ruled.agents, sizeof *payment);
    mc_status status = MC_OK;
    if (!x || !payment)
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    for (size_t n = 0; n < largest->profiles && status == MC_OK; n++) {
        mc_largest_profile(x, largest, n);
        for (size_t k = 0; k < kinds; k++)
            if (x[k] > 0) /* a view: the numbers stay with `largest` */
                memcpy(payment[n * ruled.agents + ruled.agent_of[k]],
                       largest->transfer[mc_largest_entry(largest, x, k)],
                       sizeof *payment);
    }
    ruled.transfer = MC_TRANSFER_TABLE;
    ruled.payment = payment;
    ruled.profiles = largest->profiles;
    ruled.groves = NULL;
    if (status == MC_OK)
        status = mc_publicgood_write(&ruled, message, path);
    free(payment);
    free(x);
    return status;
}
