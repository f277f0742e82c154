#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "publicgood/budget_walk.h"

enum { MOST_BYTES = 1 << 30, BALL_BYTES = 64, ASK = 4096 };

/* ball[m] = p^m / m!, m = 0, ..., room - 1; ends early if stopped. */
static void fill(mc_ball *ball, const mpq_t p, size_t room, long bits,
                 const mc_stop *stop)
{
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    mc_ball_set(ball, one, bits);
    for (size_t m = 1; m < room && (m % ASK || !mc_stopped(stop)); m++) {
        mc_ball *here = mc_balls_at(ball, m);
        mc_ball_scale(here, mc_balls_get(ball, m - 1), p, bits);
        mc_ball_divide_word(here, here, m, bits);
    }
    mpq_clear(one);
}

static void fill_all(mc_walk_weights *weights, const mc_draw *draw,
                     const mc_stop *stop)
{
    size_t room = weights->room;
    mpq_t behind;
    mpq_init(behind);
    for (size_t i = 0; i < draw->agents; i++) {
        mpq_set_ui(behind, 0, 1);
        for (size_t k = draw->first[i + 1]; k-- > draw->first[i];) {
            fill(mc_balls_at(weights->rest, k * room), behind, room,
                 weights->bits, stop);
            fill(mc_balls_at(weights->part, k * room), draw->probability[k],
                 room, weights->bits, stop);
            mpq_add(behind, behind, draw->probability[k]);
        }
        fill(mc_balls_at(weights->all, i * room), behind, room, weights->bits,
             stop);
    }
    mpq_clear(behind);
}

static size_t room_of(const mc_draw *draw)
{
    unsigned long most = draw->drawn ? draw->people : 0;
    for (size_t i = 0; i < draw->agents && !draw->drawn; i++)
        if (draw->count[i] > most)
            most = draw->count[i];
    return most + 1;
}

mc_status mc_walk_weights_new(mc_walk_weights **result, mc_message *message,
                              const mc_draw *draw, long bits,
                              const mc_stop *stop)
{
    mc_walk_weights *weights = mc_array(1, sizeof *weights);
    if (!weights)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    size_t room = room_of(draw), each = BALL_BYTES + (size_t)bits / 8;
    weights->bits = bits;
    weights->room = room;
    weights->parts = draw->kinds * room;
    weights->alls = draw->agents * room;
    if ((2 * draw->kinds + draw->agents) > MOST_BYTES / room / each) {
        free(weights);
        return mc_message_set(
            message, MC_LIMIT,
            "%lu people: the weights of %zu kinds of people do not fit into "
            "memory; take fewer people",
            draw->people, draw->kinds);
    }
    weights->part = mc_balls_new(weights->parts);
    weights->rest = mc_balls_new(weights->parts);
    weights->all = mc_balls_new(weights->alls);
    if (!weights->part || !weights->rest || !weights->all) {
        mc_walk_weights_free(weights);
        return mc_message_set(message, MC_LIMIT, "out of memory");
    }
    fill_all(weights, draw, stop);
    if (mc_stopped(stop)) {
        mc_walk_weights_free(weights);
        return mc_message_set(message, MC_UNDECIDED, "stopped");
    }
    *result = weights;
    return MC_OK;
}

void mc_walk_weights_free(mc_walk_weights *weights)
{
    if (!weights)
        return;
    mc_balls_free(weights->part, weights->parts);
    mc_balls_free(weights->rest, weights->parts);
    mc_balls_free(weights->all, weights->alls);
    free(weights);
}
