/* Constraints of participation and fairness as caps on one transfer. */
#include <stdlib.h>
#include <string.h>

#include "publicgood/largest.h"
#include "publicgood/property.h"

const char *mc_cap_name(mc_cap cap)
{
    return mc_property_name(MC_INDIVIDUALLY_RATIONAL + (mc_property)cap);
}

mc_cap mc_cap_find(const char *name, size_t length)
{
    mc_cap cap = 0;
    while (cap < MC_CAPS && (strlen(mc_cap_name(cap)) != length ||
                             memcmp(mc_cap_name(cap), name, length) != 0))
        cap++;
    return cap;
}

char *mc_cap_names(unsigned caps)
{
    size_t length = 1;
    for (mc_cap cap = 0; cap < MC_CAPS; cap++)
        length += strlen(mc_cap_name(cap)) + 1;
    char *text = malloc(length);
    if (!text)
        return NULL;
    *text = '\0';
    for (mc_cap cap = 0; cap < MC_CAPS; cap++)
        if (caps & 1u << cap) {
            if (*text)
                strcat(text, "+");
            strcat(text, mc_cap_name(cap));
        }
    return text;
}

/* A person: v(y), c(y), and the decisions with and without. */
typedef struct person {
    mpq_t *value, *share;
    size_t decision, without, net;
} person;

static void set_larger(mpq_t to, const mpq_t a, const mpq_t b)
{
    mpq_set(to, mpq_cmp(a, b) >= 0 ? a : b);
}

/* max(v(0), c(0)) + sum over the units of max(v(y) - v(y-1), c(y) - c(y-1)) */
static void cap_per_unit(mpq_t cap, const person *p)
{
    mpq_t more, cost;
    mpq_inits(more, cost, NULL);
    set_larger(cap, p->value[0], p->share[0]);
    for (size_t y = 1; y <= p->decision; y++) {
        mpq_sub(more, p->value[y], p->value[y - 1]);
        mpq_sub(cost, p->share[y], p->share[y - 1]);
        set_larger(more, more, cost);
        mpq_add(cap, cap, more);
    }
    mpq_clears(more, cost, NULL);
}

/* The number C of one constraint; false if there is none here. */
static bool cap_of(mpq_t cap, mc_cap kind, const person *p)
{
    const size_t a = p->decision;
    switch (kind) {
    case MC_CAP_INDIVIDUALLY_RATIONAL:
        mpq_set(cap, p->value[a]);
        return true;
    case MC_CAP_UNIVERSAL_PARTICIPATION:
        mpq_sub(cap, p->value[a], p->value[p->without]);
        return true;
    case MC_CAP_COST_SHARING_PARTICIPATION:
        mpq_sub(cap, p->value[a], p->value[p->without]);
        mpq_add(cap, cap, p->share[p->without]);
        return true;
    case MC_CAP_NET_VALUE_PARTICIPATION:
        mpq_sub(cap, p->value[a], p->value[p->net]);
        mpq_add(cap, cap, p->share[p->net]);
        return true;
    case MC_CAP_FAIR_PRICING:
        set_larger(cap, p->value[a], p->share[a]);
        return true;
    case MC_CAP_FAIR_PRICING_PER_UNIT:
        cap_per_unit(cap, p);
        return true;
    case MC_CAP_NO_EXTORTION:
        mpq_set_ui(cap, 0, 1);
        return a == 0;
    case MC_CAPS:
        break;
    }
    return false;
}

mc_status mc_cap_at(mpq_t cap, bool *capped, mc_scene *scene,
                    mc_message *message, const mc_population *population,
                    unsigned caps, size_t kind)
{
    const mc_publicgood *good = population->good;
    const size_t wide = good->alternatives;
    const unsigned without = 1u << MC_CAP_UNIVERSAL_PARTICIPATION |
                             1u << MC_CAP_COST_SHARING_PARTICIPATION;
    person p = {.value = good->value + kind * wide,
                .share = population->share + good->agent_of[kind] * wide,
                .decision = mc_scene_decision(scene)};
    mc_status status = MC_OK;
    mpq_t number;
    if (caps & without)
        status = mc_scene_without(&p.without, scene, message, kind);
    if (status == MC_OK && (caps & 1u << MC_CAP_NET_VALUE_PARTICIPATION))
        status = mc_scene_net(&p.net, scene, message, kind);
    if (status != MC_OK)
        return status;
    mpq_init(number);
    *capped = false;
    for (int c = 0; c < MC_CAPS; c++)
        if ((caps & 1u << c) && cap_of(number, (mc_cap)c, &p) &&
            (!*capped || mpq_cmp(number, cap) < 0)) {
            mpq_set(cap, number);
            *capped = true;
        }
    mpq_clear(number);
    return MC_OK;
}
