#include "publicgood/budget_draw.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"

static bool occurs(const mc_publicgood *good, size_t kind)
{
    return mpq_sgn(good->prior[kind]) > 0 &&
           (!good->draw || mpq_sgn(good->draw[good->agent_of[kind]]) > 0);
}

static void set_kinds(mc_draw *draw)
{
    const mc_publicgood *good = draw->good;
    for (size_t i = 0; i < good->agents; i++) {
        draw->first[i] = draw->kinds;
        for (size_t k = good->first[i]; k < good->first[i + 1]; k++) {
            if (!occurs(good, k))
                continue;
            draw->kind[draw->kinds] = k;
            draw->agent_of[draw->kinds] = i;
            mpq_ptr p = draw->probability[draw->kinds++];
            mpq_set(p, good->prior[k]);
            if (draw->drawn)
                mpq_mul(p, p, good->draw[i]);
        }
    }
    draw->first[good->agents] = draw->kinds;
}

/* denominator *= (lcd of the kinds from `first` to `last`)^power, while it is
   short; bits += the bits of the power, or more */
static void add_denominator(mc_draw *draw, size_t first, size_t last,
                            unsigned long power)
{
    mpz_t common;
    mpz_init_set_ui(common, 1);
    for (size_t k = first; k < last; k++)
        mpz_lcm(common, common, mpq_denref(draw->probability[k]));
    if (mpz_cmp_ui(common, 1) > 0)
        draw->bits += mpz_sizeinbase(common, 2) * power;
    if (draw->bits <= MC_DRAW_MOST_BITS) {
        mpz_pow_ui(common, common, power);
        mpz_mul(draw->denominator, draw->denominator, common);
    }
    mpz_clear(common);
}

/* people and every count are at most 10^9 */
static mc_status set_counts(mc_draw *draw, mc_message *message)
{
    const mc_publicgood *good = draw->good;
    unsigned long all = 0;
    for (size_t i = 0; i < good->agents; i++)
        all += good->count[i];
    for (size_t i = 0; i < good->agents; i++) {
        unsigned long part = draw->people * good->count[i];
        if (part % all != 0)
            return mc_message_set(
                message, MC_BAD_INPUT,
                "%lu people cannot be divided as the counts say, of which "
                "agent \"%s\" has %lu of %lu; take a multiple of %lu, or "
                "change the counts",
                draw->people, good->agent_label[i], good->count[i], all, all);
        draw->count[i] = part / all;
    }
    return MC_OK;
}

static void set_denominator(mc_draw *draw)
{
    mpz_set_ui(draw->denominator, 1);
    if (draw->drawn)
        add_denominator(draw, 0, draw->kinds, draw->people);
    for (size_t i = 0; i < draw->agents && !draw->drawn; i++)
        add_denominator(draw, draw->first[i], draw->first[i + 1],
                        draw->count[i]);
    if (draw->bits <= MC_DRAW_MOST_BITS)
        draw->bits = mpz_sizeinbase(draw->denominator, 2);
    else
        mpz_set_ui(draw->denominator, 0);
}

mc_status mc_draw_new(mc_draw **result, mc_message *message,
                      const mc_publicgood *good, unsigned long people)
{
    size_t kinds = good->first[good->agents];
    mc_draw *draw = mc_array(1, sizeof *draw);
    if (!draw)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    *draw = (mc_draw){.good = good,
                      .drawn = good->draw != NULL,
                      .people = people,
                      .agents = good->agents,
                      .first = mc_array(good->agents + 1, sizeof(size_t)),
                      .kind = mc_array(kinds, sizeof(size_t)),
                      .agent_of = mc_array(kinds, sizeof(size_t)),
                      .probability = mc_array(kinds, sizeof(mpq_t)),
                      .count = mc_array(good->agents, sizeof(unsigned long))};
    mpz_init(draw->denominator);
    mc_status status = MC_OK;
    for (size_t k = 0; draw->probability && k < kinds; k++)
        mpq_init(draw->probability[k]);
    if (!draw->first || !draw->kind || !draw->agent_of || !draw->probability ||
        !draw->count)
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        set_kinds(draw);
    if (status == MC_OK && !draw->drawn)
        status = set_counts(draw, message);
    if (status != MC_OK) {
        mc_draw_free(draw);
        return status;
    }
    set_denominator(draw);
    *result = draw;
    return MC_OK;
}

void mc_draw_free(mc_draw *draw)
{
    if (!draw)
        return;
    for (size_t k = 0; draw->probability && k < draw->good->first[draw->agents];
         k++)
        mpq_clear(draw->probability[k]);
    mpz_clear(draw->denominator);
    free(draw->probability);
    free(draw->first);
    free(draw->kind);
    free(draw->agent_of);
    free(draw->count);
    free(draw);
}

static bool can_be(const mc_draw *draw, size_t agent)
{
    return draw->first[agent] < draw->first[agent + 1];
}

void mc_draw_first(unsigned long *count, const mc_draw *draw)
{
    bool placed = !draw->drawn;
    for (size_t i = 0; i < draw->agents; i++) {
        count[i] = draw->drawn ? 0 : draw->count[i];
        if (!placed && can_be(draw, i)) {
            count[i] = draw->people;
            placed = true;
        }
    }
}

/* The last agent but one who has people gives one of them, and all that stand
   behind, to the next agent. */
bool mc_draw_next(unsigned long *count, const mc_draw *draw)
{
    unsigned long behind = 0;
    size_t next = SIZE_MAX; /* the agent behind i that can be */
    for (size_t i = draw->agents; i-- > 0 && draw->drawn;) {
        if (!can_be(draw, i))
            continue;
        if (count[i] > 0 && next != SIZE_MAX) {
            count[i]--;
            count[next] = behind + 1;
            return true;
        }
        behind += count[i];
        count[i] = 0;
        next = i;
    }
    mc_draw_first(count, draw);
    return false;
}

size_t mc_choose(unsigned long n, unsigned long k)
{
    mpz_t value;
    size_t result = SIZE_MAX;
    if (k > n - k)
        k = n - k;
    if (k > 64 && n > 128)
        return SIZE_MAX;
    mpz_init(value);
    mpz_bin_uiui(value, n, k);
    if (mpz_fits_ulong_p(value))
        result = mpz_get_ui(value);
    mpz_clear(value);
    return result;
}

static size_t multiply(size_t a, size_t b)
{
    return b != 0 && a > SIZE_MAX / b ? SIZE_MAX : a * b;
}

size_t mc_draw_compositions(const mc_draw *draw)
{
    size_t able = 0;
    for (size_t i = 0; i < draw->agents; i++)
        able += can_be(draw, i);
    return draw->drawn ? mc_choose(draw->people + able - 1, able - 1) : 1;
}

size_t mc_draw_profiles(const mc_draw *draw)
{
    const size_t *first = draw->good->first;
    size_t product = 1;
    if (draw->drawn)
        return mc_choose(draw->people + first[draw->agents] - 1,
                         first[draw->agents] - 1);
    for (size_t i = 0; i < draw->agents; i++) {
        size_t others = first[i + 1] - first[i] - 1;
        product = multiply(product, mc_choose(draw->count[i] + others, others));
    }
    return product;
}
