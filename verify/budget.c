#include "publicgood.h"
#include <string.h>

/* FORMAT-PUBLICGOOD.md section 3.6. */

/* Numbers of people beyond it are refused: sums of them fit a size. */
#define PEOPLE_LIMIT ((size_t)1000000000000000000)

/* Sums over the profiles with the same scene: of the weights of those with a
   pivotal person, of those that balance, and of weight abs(S); the largest -S
   over the scale. */
struct sums {
    mpz_t pivotal, balanced, distance, deficit;
};

/* The sums of `all` are ratios; `p` are weights of types, each agent's over
   divisor[i]; or, with draws, all over divisor[0]. */
struct budget {
    struct mv_checker *checker;
    const struct mv_publicgood *good;
    struct mv_scene scene;
    struct mv_people people;
    struct mv_seat seat;
    struct sums sum;
    size_t count, *n;
    mpz_t *p, *divisor, transfer, revenue;
    struct mv_ratio pivotal, balanced, distance, deficit;
};

static _Noreturn void refuse_population(const struct budget *b,
                                        const char *text)
{
    mv_refuse(MV_E245, b->good->place, "%s", text);
}

/* The scene of the numbers of people n. */
static void open_scene(struct budget *b)
{
    const struct mv_publicgood *good = b->good;
    bool table =
        good->rule != NULL || good->groves != NULL || good->payments != NULL;

    for (size_t i = 0; table && i < good->agents.count; i++)
        if (b->n[i] != 1)
            refuse_population(b, "a table, and an agent who is not one person");
    mv_scene_init(&b->scene, good, b->n);
    mv_people_init(&b->people, &b->scene);
    mv_people_tally(&b->people, b->scene.weight);
    mv_seat_init(&b->seat, &b->scene);
    mpz_inits(b->sum.pivotal, b->sum.balanced, b->sum.distance, b->sum.deficit,
              NULL);
}

/* Adds number weight/denominator to a ratio. */
static void add_ratio(struct mv_ratio *sum, const mpz_t number,
                      const mpz_t weight, const mpz_t denominator)
{
    struct mv_ratio more;

    mpz_init_set(more.p, number);
    mpz_init_set(more.q, denominator);
    mv_add_product(sum, weight, &more);
    mpz_clears(more.p, more.q, NULL);
}

/* Adds the sums times weight/total to those of all scenes. */
static void close_scene(struct budget *b, const mpz_t weight, const mpz_t total)
{
    mpz_t denominator;

    mpz_init(denominator);
    mpz_mul(denominator, total, b->scene.scale);
    add_ratio(&b->pivotal, b->sum.pivotal, weight, total);
    add_ratio(&b->balanced, b->sum.balanced, weight, total);
    add_ratio(&b->distance, b->sum.distance, weight, denominator);
    if (mv_compare(b->sum.deficit, b->scene.scale, b->deficit.p, b->deficit.q) >
        0) {
        mpz_set(b->deficit.p, b->sum.deficit);
        mpz_set(b->deficit.q, b->scene.scale);
    }
    mpz_clears(b->sum.pivotal, b->sum.balanced, b->sum.distance, b->sum.deficit,
               denominator, NULL);
    mv_seat_clear(&b->seat);
    mv_people_clear(&b->people);
    mv_scene_clear(&b->scene);
}

/* Adds the profile with this weight. */
static void add_profile(struct budget *b, const mpz_t weight)
{
    const size_t *first = b->good->first;
    size_t a = mv_decision(&b->people);
    bool pivotal = false;

    mpz_set_ui(b->revenue, 0);
    for (size_t i = 0; i < b->scene.agents; i++)
        for (size_t t = first[i]; t < first[i + 1]; t++) {
            if (b->people.x[t] == 0)
                continue;
            mv_seat_of(&b->seat, &b->people, i, t - first[i]);
            mv_seat_transfer(b->transfer, &b->seat, b->good->transfer,
                             t - first[i], a);
            mpz_addmul_ui(b->revenue, b->transfer, b->people.x[t]);
            pivotal = mv_seat_zero(&b->seat) != a || pivotal;
        }
    mpz_sub(b->revenue, b->scene.cost[a], b->revenue);
    if (pivotal)
        mpz_add(b->sum.pivotal, b->sum.pivotal, weight);
    if (mpz_sgn(b->revenue) == 0)
        mpz_add(b->sum.balanced, b->sum.balanced, weight);
    if (mpz_cmp(b->revenue, b->sum.deficit) > 0)
        mpz_set(b->sum.deficit, b->revenue);
    mpz_abs(b->revenue, b->revenue);
    mpz_addmul(b->sum.distance, weight, b->revenue);
    b->checker->conditions++;
}

/* All profiles of the scene that have a positive probability. */
static void add_scene(struct budget *b)
{
    struct mv_chance chance;

    mv_chance_init(&chance, &b->scene, b->p);
    b->people.chance = &chance;
    mv_people_only(&b->people, b->p);
    mv_people_first(&b->people, SIZE_MAX);
    do
        add_profile(b, chance.product[b->scene.agents - 1]);
    while (mv_people_next(&b->people));
    mv_chance_clear(&chance);
}

/* The numbers p[from], ..., p[to - 1] over the divisor in lowest terms. */
static void reduce(mpz_t *p, size_t from, size_t to, mpz_t divisor)
{
    mpz_t common;

    mpz_init_set(common, divisor);
    for (size_t t = from; t < to; t++)
        mpz_gcd(common, common, p[t]);
    for (size_t t = from; t < to; t++)
        mpz_divexact(p[t], p[t], common);
    mpz_divexact(divisor, divisor, common);
    mpz_clear(common);
}

static size_t count_positive(const struct budget *b, size_t from, size_t to)
{
    size_t count = 0;

    for (size_t t = from; t < to; t++)
        count += mpz_sgn(b->p[t]) > 0;
    return count;
}

/* E501: the profiles, and the bits of their weights. */
static void demand_work(const struct budget *b, uint64_t profiles,
                        uint64_t bits)
{
    enum { most = MV_GOOD_WORK };

    if (profiles > most || bits > (uint64_t)most * 10000 / profiles)
        mv_reject(&b->checker->reader, MV_E501,
                  "more than %d profiles, or numbers that are too long",
                  (int)most);
}

/* n people whose weights are over the divisor: bits of the weight, or a number
   that is too large for any work. */
static uint64_t bits_of(size_t n, const mpz_t divisor)
{
    uint64_t bits =
        mpz_cmp_ui(divisor, 1) == 0 ? 0 : mpz_sizeinbase(divisor, 2);

    return bits > 0 && n > UINT64_C(1000000000000) / bits
               ? UINT64_C(2000000000000)
               : n * bits;
}

/* Independent types with fixed numbers of people. */
static void add_fixed(struct budget *b)
{
    const size_t *first = b->good->first;
    size_t agents = b->good->agents.count;
    uint64_t profiles = 1, bits = 0;
    mpz_t total, power;

    for (size_t i = 0; i < agents; i++) {
        mpz_set(b->divisor[i], b->good->common);
        reduce(b->p, first[i], first[i + 1], b->divisor[i]);
        profiles *= mv_compositions(
            b->n[i], count_positive(b, first[i], first[i + 1]) - 1);
        bits += bits_of(b->n[i], b->divisor[i]);
        demand_work(b, profiles, bits);
    }
    mpz_init_set_ui(total, 1);
    mpz_init(power);
    for (size_t i = 0; i < agents; i++) {
        mv_power(power, b->divisor[i], b->n[i]);
        mpz_mul(total, total, power);
    }
    open_scene(b);
    add_scene(b);
    mpz_set_ui(power, 1);
    close_scene(b, power, total);
    mpz_clears(total, power, NULL);
}

/* The next list of numbers of people with this sum, of the agents that may be
   drawn: as the compositions of people.c. */
static bool next_numbers(size_t *n, const size_t *drawn, size_t count)
{
    size_t at = count - 1, tail = n[drawn[count - 1]];

    while (at > 0 && n[drawn[at - 1]] == 0)
        at--;
    if (at == 0)
        return false;
    n[drawn[count - 1]] = 0;
    n[drawn[at - 1]]--;
    n[drawn[at]] = tail + 1;
    return true;
}

/* weight = count! / prod n_i! */
static void multinomial(mpz_t weight, const size_t *n, size_t agents)
{
    size_t sum = 0;
    mpz_t factor;

    mpz_init(factor);
    mpz_set_ui(weight, 1);
    for (size_t i = 0; i < agents; i++) {
        sum += n[i];
        mpz_bin_uiui(factor, sum, n[i]);
        mpz_mul(weight, weight, factor);
    }
    mpz_clear(factor);
}

/* Everybody belongs to an agent at random. */
static void add_drawn(struct budget *b)
{
    const size_t *first = b->good->first;
    size_t agents = b->good->agents.count, count = 0;
    size_t *drawn = mv_allocate(agents, sizeof *drawn);
    mpz_t weight, total;

    mpz_inits(weight, total, NULL);
    for (size_t i = 0; i < agents; i++) {
        b->n[i] = 0;
        if (mpz_sgn(b->good->draw[i]) > 0)
            drawn[count++] = i;
        for (size_t t = first[i]; t < first[i + 1]; t++)
            mpz_mul(b->p[t], b->p[t], b->good->draw[i]);
    }
    mpz_mul(b->divisor[0], b->good->common, b->good->common);
    reduce(b->p, 0, first[agents], b->divisor[0]);
    demand_work(
        b, mv_compositions(b->count, count_positive(b, 0, first[agents]) - 1),
        bits_of(b->count, b->divisor[0]));
    mv_power(total, b->divisor[0], b->count);
    b->n[drawn[0]] = b->count;
    do {
        multinomial(weight, b->n, agents);
        open_scene(b);
        add_scene(b);
        close_scene(b, weight, total);
    } while (next_numbers(b->n, drawn, count));
    mpz_clears(weight, total, NULL);
    mv_release(drawn, agents, sizeof *drawn);
}

static void add_atoms(struct budget *b)
{
    mpz_t one;

    if (b->count != b->good->agents.count)
        refuse_population(b, "the atoms are profiles of one person for each "
                             "agent; there are no other populations");
    for (size_t i = 0; i < b->count; i++)
        b->n[i] = 1;
    open_scene(b);
    for (size_t k = 0; k < b->good->atoms; k++) {
        mv_people_types(&b->people, b->good->atom[k].type);
        add_profile(b, b->good->atom[k].weight);
    }
    mpz_init_set_ui(one, 1);
    close_scene(b, one, b->good->common);
    mpz_clear(one);
}

/* n_i in proportion to those of the statement; a table of shares must still
   add up to the cost. */
static void set_numbers(struct budget *b)
{
    const struct mv_publicgood *good = b->good;
    size_t people = 0;
    mpz_t n;

    mpz_init(n);
    for (size_t i = 0; i < good->agents.count; i++)
        people += good->count[i];
    for (size_t i = 0; i < good->agents.count; i++) {
        mpz_set_ui(n, good->count[i]);
        mpz_mul_ui(n, n, b->count);
        if (!mpz_divisible_ui_p(n, people))
            refuse_population(b, "the people cannot be divided among the "
                                 "agents in the statement's proportions");
        mpz_divexact_ui(n, n, people);
        b->n[i] = mpz_get_ui(n);
    }
    mpz_clear(n);
    for (size_t y = 0; good->shares == MV_SHARES_TABLE && !good->per_head &&
                       people != b->count && y < good->alternatives.count;
         y++)
        if (mpz_sgn(good->cost[y]) != 0)
            refuse_population(b,
                              "the table of shares adds up to the cost for the "
                              "statement's number of people only");
}

/* E405: lower <= found/denominator <= upper, the claim's fields from k on. */
static void check_within(struct budget *b, const struct mv_ratio *found,
                         size_t k)
{
    const struct mv_rational *claimed = b->checker->claim.value + k;
    char text[MV_RATIO_SIZE];

    if (mv_compare(claimed[0].ratio.p, claimed[0].ratio.q, found->p, found->q) >
            0 ||
        mv_compare(claimed[1].ratio.p, claimed[1].ratio.q, found->p, found->q) <
            0)
        mv_reject(&b->checker->reader, MV_E405, "%s is %s, not in the bounds",
                  k == 0   ? "the probability of a pivotal person"
                  : k == 2 ? "the probability of balance"
                           : "the expected distance per head",
                  mv_ratio_text(text, found->p, found->q));
    b->checker->conditions += 2;
}

static void start(struct budget *b, struct mv_checker *checker)
{
    const struct mv_publicgood *good = checker->publicgood;
    size_t agents = good->agents.count;
    struct mv_ratio *ratios[] = {&b->pivotal, &b->balanced, &b->distance,
                                 &b->deficit};

    *b = (struct budget){.checker = checker, .good = good};
    b->count = checker->claim.natural;
    if (b->count < 1 || b->count > PEOPLE_LIMIT)
        mv_reject(&checker->reader, MV_E306, "people: from 1 to 10^18");
    b->n = mv_allocate(agents, sizeof *b->n);
    b->p = mv_numbers(good->first[agents]);
    b->divisor = mv_numbers(agents);
    for (size_t t = 0; good->prior != NULL && t < good->first[agents]; t++)
        mpz_set(b->p[t], good->prior[t]);
    mpz_inits(b->transfer, b->revenue, NULL);
    for (size_t k = 0; k < 4; k++) {
        mpz_init(ratios[k]->p);
        mpz_init_set_ui(ratios[k]->q, 1);
    }
}

void mv_check_budget(struct mv_checker *checker)
{
    const struct mv_publicgood *good = checker->publicgood;
    struct budget b;

    start(&b, checker);
    if (good->atom != NULL) {
        add_atoms(&b);
    } else if (good->prior == NULL) {
        refuse_population(&b, "the claim needs `prior` or `atoms`");
    } else if (good->draw == NULL) {
        set_numbers(&b);
        add_fixed(&b);
    } else if (good->shares == MV_SHARES_TABLE) {
        refuse_population(&b, "a table of shares, and random numbers of "
                              "people");
    } else {
        add_drawn(&b);
        strcpy(checker->claim.cases, "d");
    }
    mpz_mul_ui(b.distance.q, b.distance.q, b.count);
    check_within(&b, &b.pivotal, 0);
    check_within(&b, &b.balanced, 2);
    check_within(&b, &b.distance, 4);
    mv_check_value(checker, b.deficit.p, b.deficit.q,
                   &checker->claim.value[6].ratio);
}
