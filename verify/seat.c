#include "publicgood.h"

/* FORMAT-PUBLICGOOD.md section 2: decisions and transfers. With B =
   W_(.|x;i,t), W = B + omega_i v_i and N_ = B + omega_i c_i. */

/* Whether y goes before the best so far, which is as good. */
static bool precedes(const struct mv_publicgood *good, size_t y, size_t best)
{
    return good->tie == MV_TIE_HIGHEST ||
           (good->tie == MV_TIE_LIST && good->order[y] < good->order[best]);
}

/* The choice among the y with the largest base[y] + weight extra[y]. */
static size_t choose(const struct mv_publicgood *good, mpz_t *base,
                     const mpz_t weight, mpz_t *extra, mpz_t best, mpz_t other)
{
    size_t found = 0, tied = 0;

    for (size_t y = 0; y < good->alternatives.count; y++) {
        int sign;

        mpz_set(other, base[y]);
        if (extra != NULL)
            mpz_addmul(other, weight, extra[y]);
        sign = y == 0 ? 1 : mpz_cmp(other, best);
        if (sign > 0)
            mpz_swap(other, best);
        if (sign == 0 && good->tie == MV_TIE_NONE)
            tied = y;
        else if (sign > 0 || (sign == 0 && precedes(good, y, found)))
            found = y;
        if (sign > 0)
            tied = 0;
    }
    if (tied > 0)
        mv_refuse(MV_E242, good->place,
                  "a decision between the alternatives %zu and %zu, which have "
                  "the same welfare: give `tie`",
                  found, tied);
    return found;
}

size_t mv_best(const struct mv_publicgood *good, mpz_t *sum)
{
    mpz_t best, other;
    size_t found;

    mpz_inits(best, other, NULL);
    found = choose(good, sum, best, NULL, best, other);
    mpz_clears(best, other, NULL);
    return found;
}

size_t mv_decision(const struct mv_people *people)
{
    const struct mv_publicgood *good = people->scene->good;

    return good->decision == MV_DECISION_TABLE
               ? good->rule[people->rank]
               : mv_best(good, people->tally[0].sum);
}

void mv_seat_init(struct mv_seat *seat, const struct mv_scene *scene)
{
    *seat = (struct mv_seat){.scene = scene};
    seat->base = mv_numbers(scene->size);
    mpz_inits(seat->best, seat->other, NULL);
}

void mv_seat_clear(struct mv_seat *seat)
{
    mv_numbers_clear(seat->base, seat->scene->size);
    mpz_clears(seat->best, seat->other, NULL);
}

void mv_seat_among(struct mv_seat *seat, const struct mv_people *others,
                   size_t agent)
{
    seat->agent = agent;
    seat->rank = others->rank;
    seat->known[0] = seat->known[1] = false;
    for (size_t y = 0; y < seat->scene->size; y++)
        mpz_set(seat->base[y], others->tally[0].sum[y]);
}

void mv_seat_of(struct mv_seat *seat, const struct mv_people *people,
                size_t agent, size_t type)
{
    const struct mv_scene *scene = seat->scene;
    mpz_t *value =
        scene->value + (scene->good->first[agent] + type) * scene->size;

    mv_seat_among(seat, people, agent);
    seat->rank -= type * scene->stride[agent];
    for (size_t y = 0; y < scene->size; y++)
        mpz_submul(seat->base[y], scene->weight[agent], value[y]);
}

/* The decision if the person's value is `extra`, which is that of the type if
   decisions are a table. */
static size_t decide(struct mv_seat *seat, mpz_t *extra, size_t type)
{
    const struct mv_scene *scene = seat->scene;
    const struct mv_publicgood *good = scene->good;

    if (good->decision != MV_DECISION_TABLE)
        return choose(good, seat->base, scene->weight[seat->agent], extra,
                      seat->best, seat->other);
    if (type == SIZE_MAX)
        mv_refuse(MV_E243, good->place,
                  "agent %zu has no type whose values are "
                  "%s",
                  seat->agent, extra == NULL ? "0" : "the shares");
    return good->rule[seat->rank + type * scene->stride[seat->agent]];
}

size_t mv_seat_decision(struct mv_seat *seat, size_t type)
{
    const struct mv_scene *scene = seat->scene;
    size_t number = scene->good->first[seat->agent] + type;

    return decide(seat, scene->value + number * scene->size, type);
}

size_t mv_seat_zero(struct mv_seat *seat)
{
    const size_t *zero = seat->scene->zero;

    if (!seat->known[0])
        seat->zero = decide(seat, NULL, zero == NULL ? 0 : zero[seat->agent]);
    seat->known[0] = true;
    return seat->zero;
}

size_t mv_seat_net(struct mv_seat *seat)
{
    const struct mv_scene *scene = seat->scene;

    if (!seat->known[1])
        seat->net = decide(seat, scene->share + seat->agent * scene->size,
                           scene->net == NULL ? 0 : scene->net[seat->agent]);
    seat->known[1] = true;
    return seat->net;
}

/* h_i(others) */
static void groves(mpz_t h, const struct mv_seat *seat)
{
    const struct mv_scene *scene = seat->scene;
    const struct mv_publicgood *good = scene->good;
    size_t i = seat->agent, stride = scene->stride[i];
    size_t types = good->first[i + 1] - good->first[i];

    mpz_mul(h,
            good->groves[i][seat->rank / (stride * types) * stride +
                            seat->rank % stride],
            scene->factor);
}

void mv_seat_transfer(mpz_t transfer, struct mv_seat *seat,
                      enum mv_transfer rule, size_t type, size_t a)
{
    const struct mv_scene *scene = seat->scene;
    const struct mv_publicgood *good = scene->good;
    size_t i = seat->agent, b;

    if (rule == MV_PAYMENTS) {
        b = seat->rank + type * scene->stride[i];
        mpz_mul(transfer, good->payments[b * scene->agents + i], scene->factor);
        return;
    }
    mpz_set_ui(transfer, 0);
    if (rule == MV_GROVES) {
        groves(transfer, seat);
        mpz_divexact(seat->other, seat->base[a], scene->weight[i]);
        mpz_sub(transfer, transfer, seat->other);
        return;
    }
    b = rule == MV_CLARKE ? mv_seat_net(seat) : mv_seat_zero(seat);
    mpz_sub(transfer, seat->base[b], seat->base[a]);
    mpz_divexact(transfer, transfer, scene->weight[i]);
    if (rule != MV_GENERALISED)
        mpz_add(transfer, transfer, scene->share[i * scene->size + b]);
}

void mv_revenue(mpz_t revenue, struct mv_seat *seat,
                const struct mv_people *people, enum mv_transfer rule, size_t a)
{
    const size_t *first = people->scene->good->first;
    mpz_t transfer;

    mpz_init(transfer);
    mpz_set_ui(revenue, 0);
    for (size_t i = 0; i < people->scene->agents; i++)
        for (size_t t = first[i]; t < first[i + 1]; t++) {
            if (people->x[t] == 0)
                continue;
            mv_seat_of(seat, people, i, t - first[i]);
            mv_seat_transfer(transfer, seat, rule, t - first[i], a);
            mpz_addmul_ui(revenue, transfer, people->x[t]);
        }
    mpz_clear(transfer);
}

/* max(v(0), c(0)) + the sum of max(v(y) - v(y-1), c(y) - c(y-1)), y <= a. */
static void price_per_unit(mpz_t cap, struct mv_seat *seat, mpz_t *value,
                           mpz_t *share, size_t a)
{
    mpz_set_ui(cap, 0);
    for (size_t y = 0; y <= a; y++) {
        mpz_set(seat->best, value[y]);
        mpz_set(seat->other, share[y]);
        if (y > 0) {
            mpz_sub(seat->best, seat->best, value[y - 1]);
            mpz_sub(seat->other, seat->other, share[y - 1]);
        }
        mpz_add(cap, cap,
                mpz_cmp(seat->best, seat->other) > 0 ? seat->best
                                                     : seat->other);
    }
}

bool mv_seat_cap(mpz_t cap, struct mv_seat *seat, enum mv_property property,
                 size_t type, size_t a)
{
    const struct mv_scene *scene = seat->scene;
    size_t number = scene->good->first[seat->agent] + type, b;
    mpz_t *value = scene->value + number * scene->size;
    mpz_t *share = scene->share + seat->agent * scene->size;

    mpz_set(cap, value[a]);
    switch (property) {
    case MV_UNIVERSAL:
        mpz_sub(cap, cap, value[mv_seat_zero(seat)]);
        return true;
    case MV_COST_SHARING_UNIVERSAL:
    case MV_NET_VALUE_UNIVERSAL:
        b = property == MV_NET_VALUE_UNIVERSAL ? mv_seat_net(seat)
                                               : mv_seat_zero(seat);
        mpz_sub(cap, cap, value[b]);
        mpz_add(cap, cap, share[b]);
        return true;
    case MV_FAIR_PRICING:
        if (mpz_cmp(cap, share[a]) < 0)
            mpz_set(cap, share[a]);
        return true;
    case MV_FAIR_PRICING_PER_UNIT:
        price_per_unit(cap, seat, value, share, a);
        return true;
    case MV_NO_EXTORTION:
        mpz_set_ui(cap, 0);
        return a == 0;
    default:
        return true;
    }
}
