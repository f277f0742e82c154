#include "publicgood.h"
#include <string.h>

/* FORMAT-PUBLICGOOD.md section 4. */

enum condition {
    U = 1,  /* utilitarian or efficient, with a tie rule */
    M = 2,  /* the tie rule is the lowest or the highest */
    S = 4,  /* shares are 0 at first, and non-decreasing */
    V = 8,  /* their increments are non-decreasing */
    L = 16, /* the decision is utilitarian */
    F = 32, /* the decision is efficient */
    COST_SHARING = 64,
    GENERALISED = 128,
    CLARKE = 256,
    TRANSFERS = COST_SHARING | GENERALISED | CLARKE
};

static const char all[] = "all-values", rising[] = "non-decreasing-values",
                  concave[] = "concave-values";

struct line {
    enum mv_property property;
    const char *class;
    unsigned conditions; /* one of the transfers, if there are any */
};

static const struct line properties[] = {
    {MV_STRATEGY_PROOF, all, U | COST_SHARING | GENERALISED | CLARKE},
    {MV_UTILITARIAN_RULE, all, L},
    {MV_EFFICIENT_RULE, all, F},
    {MV_MONOTONE, all, U | M},
    {MV_UNIVERSAL, all, U | GENERALISED},
    {MV_COST_SHARING_UNIVERSAL, all, U | COST_SHARING | GENERALISED},
    {MV_NET_VALUE_UNIVERSAL, all, U | CLARKE},
    {MV_NO_DEFICIT, all, U | CLARKE},
    {MV_FAIR_PRICING_PER_UNIT, rising, U | M | S | COST_SHARING | GENERALISED},
    {MV_NO_EXTORTION, rising, U | M | S | COST_SHARING | GENERALISED},
    {MV_FAIR_PRICING, concave, U | M | S | V | COST_SHARING | GENERALISED},
    {MV_PROPERTIES, NULL, 0},
};

static const struct line largest[] = {
    {MV_UNIVERSAL, all, U | GENERALISED},
    {MV_COST_SHARING_UNIVERSAL, all, U | COST_SHARING},
    {MV_NET_VALUE_UNIVERSAL, all, U | CLARKE},
    {MV_FAIR_PRICING_PER_UNIT, rising, U | M | S | COST_SHARING},
    {MV_FAIR_PRICING, concave, U | M | S | V | COST_SHARING},
    {MV_PROPERTIES, NULL, 0},
};

static bool equal_weights(const struct mv_publicgood *good)
{
    for (size_t i = 1; good->weight != NULL && i < good->agents.count; i++)
        if (mpz_cmp(good->weight[i], good->weight[0]) != 0)
            return false;
    return true;
}

/* S and V for one person's shares c_i. */
static unsigned share_conditions(mpz_t *share, size_t size)
{
    unsigned found = S | V;
    mpz_t before, now;

    mpz_inits(before, now, NULL);
    if (mpz_sgn(share[0]) != 0)
        found &= ~(unsigned)S;
    for (size_t y = 1; y < size; y++) {
        mpz_sub(now, share[y], share[y - 1]);
        if (mpz_sgn(now) < 0)
            found &= ~(unsigned)S;
        if (y > 1 && mpz_cmp(now, before) < 0)
            found &= ~(unsigned)V;
        mpz_swap(before, now);
    }
    mpz_clears(before, now, NULL);
    return found;
}

/* The conditions that the statement satisfies. */
static unsigned find_conditions(const struct mv_publicgood *good)
{
    bool rule = good->decision != MV_DECISION_TABLE;
    bool equal = equal_weights(good);
    struct mv_scene scene;
    unsigned found = 0;

    if (rule && good->tie != MV_TIE_NONE)
        found |= U;
    if (good->tie == MV_TIE_LOWEST || good->tie == MV_TIE_HIGHEST)
        found |= M;
    if (good->decision == MV_UTILITARIAN || (rule && equal))
        found |= L;
    if (good->decision == MV_EFFICIENT || (rule && equal))
        found |= F;
    if (good->transfer == MV_COST_SHARING)
        found |= COST_SHARING;
    if (good->transfer == MV_GENERALISED)
        found |= GENERALISED;
    if (good->transfer == MV_CLARKE)
        found |= CLARKE;
    found |= S | V;
    mv_scene_init(&scene, good, NULL);
    for (size_t i = 0; i < scene.agents; i++)
        found &= ~(unsigned)(S | V) |
                 share_conditions(scene.share + i * scene.size, scene.size);
    mv_scene_clear(&scene);
    return found;
}

static void check(struct mv_checker *checker, const struct line *line)
{
    struct mv_claim *claim = &checker->claim;
    unsigned found, missing;

    while (line->class != NULL &&
           (strcmp(claim->word, mv_property_name(line->property)) != 0 ||
            strcmp(claim->class, line->class) != 0))
        line++;
    if (line->class == NULL)
        mv_reject(&checker->reader, MV_E309,
                  "there is no such argument for this class of values");
    found = find_conditions(checker->publicgood);
    missing = line->conditions & ~found & ~(unsigned)TRANSFERS;
    if (missing != 0)
        mv_reject(&checker->reader, MV_E442, "condition %s does not hold",
                  (missing & U) != 0   ? "U (decision and tie)"
                  : (missing & M) != 0 ? "M (lowest or highest tie)"
                  : (missing & S) != 0 ? "S (shares from 0, non-decreasing)"
                  : (missing & V) != 0 ? "V (increments of shares)"
                                       : "on the decision");
    if ((line->conditions & TRANSFERS) != 0 &&
        (line->conditions & TRANSFERS & found) == 0)
        mv_reject(&checker->reader, MV_E442,
                  "the argument does not hold for this `transfer`");
    checker->conditions++;
    claim->meaning = mv_property_meaning(line->property);
    strcpy(claim->cases, line->class == all      ? "a"
                         : line->class == rising ? "i"
                                                 : "c");
}

void mv_check_property_everywhere(struct mv_checker *checker)
{
    check(checker, properties);
}

void mv_check_largest_everywhere(struct mv_checker *checker)
{
    check(checker, largest);
}
