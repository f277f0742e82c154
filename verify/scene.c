#include "publicgood.h"

/* c_i(y) = c(y) num[i] / den[i] over the common denominator. */
static void share_ratios(const struct mv_scene *scene, mpz_t *num, mpz_t *den)
{
    const struct mv_publicgood *good = scene->good;
    bool burden = good->shares == MV_SHARES_BURDEN;
    mpz_t sum;

    mpz_init(sum);
    for (size_t i = 0; i < scene->agents; i++)
        mpz_addmul_ui(sum, good->share[i],
                      burden ? scene->count[i] > 0 : scene->count[i]);
    if (mpz_sgn(sum) == 0)
        mv_refuse(MV_E241, good->place,
                  "nobody bears a share: the sum is 0 for people who may come "
                  "together");
    for (size_t i = 0; i < scene->agents; i++) {
        mpz_set(num[i], good->share[i]);
        mpz_mul_ui(den[i], sum,
                   burden && scene->count[i] > 0 ? scene->count[i] : 1);
        mv_reduce(num[i], den[i]);
    }
    mpz_clear(sum);
}

static void set_weights(struct mv_scene *scene, mpz_t product)
{
    const struct mv_publicgood *good = scene->good;
    bool weighted = good->weight != NULL && good->decision != MV_EFFICIENT;
    mpz_t divisor;

    mpz_init(divisor);
    for (size_t i = 0; weighted && i < scene->agents; i++)
        mpz_gcd(divisor, divisor, good->weight[i]);
    mpz_set_ui(product, 1);
    for (size_t i = 0; i < scene->agents; i++) {
        if (weighted)
            mpz_divexact(scene->weight[i], good->weight[i], divisor);
        else
            mpz_set_ui(scene->weight[i], 1);
        mpz_lcm(product, product, scene->weight[i]);
    }
    mpz_clear(divisor);
}

static void set_costs(struct mv_scene *scene)
{
    const struct mv_publicgood *good = scene->good;
    size_t people = 0;

    for (size_t i = 0; i < scene->agents; i++)
        people += scene->count[i];
    for (size_t y = 0; y < scene->size; y++)
        mpz_mul_ui(scene->cost[y], good->cost[y], good->per_head ? people : 1);
}

/* Costs, not over the scale yet, become shares over it. */
static void set_shares(struct mv_scene *scene, mpz_t *num, mpz_t *den)
{
    const struct mv_publicgood *good = scene->good;
    mpz_t factor;

    mpz_init(factor);
    for (size_t i = 0; i < scene->agents; i++) {
        if (good->shares != MV_SHARES_TABLE) {
            mpz_divexact(factor, scene->factor, den[i]);
            mpz_mul(factor, factor, num[i]);
        }
        for (size_t y = 0; y < scene->size; y++) {
            size_t k = i * scene->size + y;

            if (good->shares == MV_SHARES_TABLE)
                mpz_mul(scene->share[k], good->share[k], scene->factor);
            else
                mpz_mul(scene->share[k], scene->cost[y], factor);
        }
    }
    mpz_clear(factor);
}

/* The first type of agent i with these values at every alternative, or all of
   them 0. */
static size_t find_type(const struct mv_scene *scene, size_t i,
                        const mpz_t *values)
{
    const size_t *first = scene->good->first;

    for (size_t t = first[i]; t < first[i + 1]; t++) {
        mpz_t *value = scene->value + t * scene->size;
        size_t y = 0;

        while (y < scene->size &&
               (values == NULL ? mpz_sgn(value[y])
                               : mpz_cmp(value[y], values[y])) == 0)
            y++;
        if (y == scene->size)
            return t - first[i];
    }
    return SIZE_MAX;
}

static void find_types(struct mv_scene *scene)
{
    scene->zero = mv_allocate(scene->agents, sizeof *scene->zero);
    scene->net = mv_allocate(scene->agents, sizeof *scene->net);
    for (size_t i = 0; i < scene->agents; i++) {
        scene->zero[i] = find_type(scene, i, NULL);
        scene->net[i] = find_type(
            scene, i, (const mpz_t *)(scene->share + i * scene->size));
    }
}

void mv_scene_init(struct mv_scene *scene, const struct mv_publicgood *good,
                   const size_t *count)
{
    size_t agents = good->agents.count, size = good->alternatives.count;
    size_t values = good->first[agents] * size;
    mpz_t *num = mv_numbers(agents), *den = mv_numbers(agents);

    *scene = (struct mv_scene){.good = good, .agents = agents, .size = size};
    scene->count = mv_allocate(agents, sizeof *scene->count);
    scene->stride = mv_allocate(agents, sizeof *scene->stride);
    scene->value = mv_numbers(values);
    scene->share = mv_numbers(agents * size);
    scene->cost = mv_numbers(size);
    scene->weight = mv_numbers(agents);
    mpz_inits(scene->scale, scene->factor, NULL);
    for (size_t i = agents, stride = 1; i-- > 0;) {
        scene->count[i] = count != NULL ? count[i] : good->count[i];
        scene->stride[i] = stride;
        stride *= good->first[i + 1] - good->first[i];
    }
    set_weights(scene, scene->factor);
    if (good->shares != MV_SHARES_TABLE) {
        mpz_t common;

        share_ratios(scene, num, den);
        mpz_init_set_ui(common, 1);
        for (size_t i = 0; i < agents; i++)
            mpz_lcm(common, common, den[i]);
        mpz_mul(scene->factor, scene->factor, common);
        mpz_clear(common);
    }
    mpz_mul(scene->scale, good->common, scene->factor);
    set_costs(scene);
    set_shares(scene, num, den);
    for (size_t y = 0; y < size; y++)
        mpz_mul(scene->cost[y], scene->cost[y], scene->factor);
    for (size_t k = 0; k < values; k++)
        mpz_mul(scene->value[k], good->value[k], scene->factor);
    if (good->decision == MV_DECISION_TABLE)
        find_types(scene);
    mv_numbers_clear(num, agents);
    mv_numbers_clear(den, agents);
}

void mv_scene_clear(struct mv_scene *scene)
{
    mv_numbers_clear(scene->value,
                     scene->good->first[scene->agents] * scene->size);
    mv_numbers_clear(scene->share, scene->agents * scene->size);
    mv_numbers_clear(scene->cost, scene->size);
    mv_numbers_clear(scene->weight, scene->agents);
    mpz_clears(scene->scale, scene->factor, NULL);
    mv_release(scene->zero, scene->agents, sizeof *scene->zero);
    mv_release(scene->net, scene->agents, sizeof *scene->net);
    mv_release(scene->count, scene->agents, sizeof *scene->count);
    mv_release(scene->stride, scene->agents, sizeof *scene->stride);
}

/* binomial(n + k, k) */
uint64_t mv_compositions(uint64_t n, uint64_t k)
{
    uint64_t count = k > 0 && n > MV_GOOD_WORK ? MV_GOOD_WORK + 1 : 1;

    for (uint64_t j = 1; j <= k && count <= MV_GOOD_WORK; j++)
        count = count * (n + j) / j;
    return count <= MV_GOOD_WORK ? count : MV_GOOD_WORK + 1;
}

void mv_demand_work(struct mv_checker *checker, const struct mv_scene *scene,
                    bool deviations)
{
    enum { most = MV_GOOD_WORK };
    const size_t *first = scene->good->first;
    uint64_t profiles = 1, pairs = 0, more = 0;

    for (size_t i = 0; i < scene->agents && profiles <= most; i++)
        profiles *=
            mv_compositions(scene->count[i], first[i + 1] - first[i] - 1);
    for (size_t i = 0; i < scene->agents && profiles <= most && pairs <= most;
         i++) {
        uint64_t types = first[i + 1] - first[i];
        uint64_t others = profiles /
                          mv_compositions(scene->count[i], types - 1) *
                          mv_compositions(scene->count[i] - 1, types - 1);

        pairs += others * types;
        more += others * types * (types - 1);
    }
    if (profiles > most || pairs > most || (deviations && more / 10 > most))
        mv_reject(&checker->reader, MV_E501,
                  "more than %d profiles, or pairs of profile and person, or "
                  "10 times as many deviations",
                  (int)most);
}
