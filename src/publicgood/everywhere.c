/* Where the largest transfers on convex type sets are known. */
#include "base/message.h"
#include "certificate/writer.h"
#include "publicgood/holds.h"
#include "publicgood/largest.h"

bool mc_shares_rise(const mc_population *population, bool increments)
{
    const size_t wide = population->good->alternatives;
    bool rise = true;
    mpq_t step, last;
    mpq_inits(step, last, NULL);
    for (size_t i = 0; i < population->good->agents && rise; i++) {
        mpq_t *share = population->share + i * wide;
        rise = mpq_sgn(share[0]) == 0;
        for (size_t y = 1; y < wide && rise; y++) {
            mpq_sub(step, share[y], share[y - 1]);
            rise = mpq_sgn(step) >= 0 &&
                   (!increments || y == 1 || mpq_cmp(step, last) >= 0);
            mpq_set(last, step);
        }
    }
    mpq_clears(step, last, NULL);
    return rise;
}

typedef struct line {
    mc_cap cap;
    mc_transfer_rule transfer;
    bool monotone, convex; /* conditions M and S; V */
    const char *other, *theorem;
} line;

#define OTHER(rule) "the statement's transfers are not the " rule " ones"

static const line lines[] = {
    {MC_CAP_UNIVERSAL_PARTICIPATION, MC_TRANSFER_GENERALISED_PIVOTAL, false,
     false, OTHER("generalised pivotal"), "Theorem 2, part 1"},
    {MC_CAP_COST_SHARING_PARTICIPATION, MC_TRANSFER_COST_SHARING_PIVOTAL, false,
     false, OTHER("cost-sharing pivotal"), "Theorem 2, part 2"},
    {MC_CAP_NET_VALUE_PARTICIPATION, MC_TRANSFER_CLARKE, false, false,
     OTHER("Clarke"), "Theorem 2, part 1, for net values"},
    {MC_CAP_FAIR_PRICING_PER_UNIT, MC_TRANSFER_COST_SHARING_PIVOTAL, true,
     false, OTHER("cost-sharing pivotal"), "Theorem 3"},
    {MC_CAP_FAIR_PRICING, MC_TRANSFER_COST_SHARING_PIVOTAL, true, true,
     OTHER("cost-sharing pivotal"), "Theorem 3"},
};

#define FIXED "decisions maximise welfare by a fixed tie rule"
#define RISING                                                                 \
    "ties go to the lowest or to\nthe highest, shares are 0 without "          \
    "production and do not decrease"

static mc_everywhere describe(const line *l)
{
    mc_everywhere answer = {.name = mc_cap_name(l->cap),
                            .types = mc_value_class_name(MC_ALL_VALUES),
                            .words = "any values",
                            .theorem = l->theorem,
                            .conditions = FIXED};
    if (l->monotone) {
        answer.types = mc_value_class_name(MC_NON_DECREASING_VALUES);
        answer.words = "values that are 0 at first and do not decrease";
        answer.conditions = FIXED ", " RISING;
    }
    if (l->convex) {
        answer.types = mc_value_class_name(MC_CONCAVE_VALUES);
        answer.words = "values that are 0 at first, do not decrease, and rise "
                       "by no more each time";
        answer.conditions = FIXED ", " RISING ", their\nincrements neither";
    }
    return answer;
}

/* The first condition that fails; NULL: all hold. */
static const char *fault(const mc_population *population, const line *l)
{
    const mc_publicgood *good = population->good;
    if (good->decision == MC_DECISION_TABLE)
        return "the decision rule is a table";
    if (!good->tie)
        return "there is no tie rule";
    if (good->transfer != l->transfer)
        return l->other;
    if (l->monotone && !good->tie_lowest && !good->tie_highest)
        return "the tie rule is neither \"lowest\" nor \"highest\"";
    if (l->monotone && !mc_shares_rise(population, false))
        return "a share is not 0 without production, or decreases";
    if (l->convex && !mc_shares_rise(population, true))
        return "the increments of a share decrease";
    return NULL;
}

mc_everywhere mc_largest_everywhere(const mc_population *population,
                                    unsigned caps)
{
    mc_everywhere answer = {.why = "no theorem is about these constraints"};
    for (size_t k = 0; k < sizeof lines / sizeof *lines; k++) {
        const line *l = &lines[k];
        if (caps != 1u << l->cap)
            continue;
        answer.why = fault(population, l);
        if (!answer.why)
            return describe(l);
    }
    return answer;
}

mc_status mc_largest_write_everywhere(const mc_everywhere *everywhere,
                                      mc_message *message, const char *path,
                                      const mc_publicgood *good)
{
    mc_certificate *certificate;
    char *claim = mc_certificate_claim("largest-everywhere %s %s",
                                       everywhere->name, everywhere->types);
    mc_status status = mc_certificate_open(&certificate, message, path, claim,
                                           "publicgood", good->sha256);
    mc_certificate_free_claim(claim);
    return status == MC_OK ? mc_certificate_commit(certificate, message)
                           : status;
}
