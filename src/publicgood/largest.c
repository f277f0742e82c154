#include "publicgood/largest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "game/statement.h"
#include "publicgood/menu.h"
#include "publicgood/places.h"

static size_t types_of(const mc_publicgood *good, size_t agent)
{
    return good->first[agent + 1] - good->first[agent];
}

size_t mc_largest_entry(const mc_largest *largest, const unsigned long *x,
                        size_t kind)
{
    const mc_publicgood *good = largest->population->good;
    const size_t i = good->agent_of[kind];
    return largest->base[i] +
           mc_place_of(largest->population, x, kind) * types_of(good, i) +
           (kind - good->first[i]);
}

void mc_largest_profile(unsigned long *x, const mc_largest *largest,
                        size_t profile)
{
    mc_place_profile(x, largest->population, profile);
}

/* What one pass over the menus works with. */
typedef struct pass {
    mc_largest *largest;
    mc_message *message;
    mc_scene *scene;
    mc_menu menu;
    unsigned long *others, *x; /* [kinds] */
    mpq_t transfer, difference;
} pass;

/* Keeps the difference and where it is, if it is larger. */
static void keep_larger(mpq_t most, size_t *most_kind, unsigned long *most_at,
                        const mpq_t difference, const mc_scene *scene,
                        const mc_publicgood *good, size_t kind)
{
    if (mpq_cmp(difference, most) <= 0)
        return;
    mpq_set(most, difference);
    *most_kind = kind;
    memcpy(most_at, mc_scene_profile(scene),
           good->first[good->agents] * sizeof *most_at);
}

static void compare(pass *p, mc_comparison *with, const mpq_t largest,
                    size_t kind)
{
    const mc_publicgood *good = p->largest->population->good;
    mpq_sub(p->difference, largest, p->transfer);
    keep_larger(with->more, &with->more_kind, with->more_at, p->difference,
                p->scene, good, kind);
    mpq_neg(p->difference, p->difference);
    keep_larger(with->less, &with->less_kind, with->less_at, p->difference,
                p->scene, good, kind);
}

/* The largest transfer of a person against the statement's and the three
   formulas. */
static mc_status compare_all(pass *p, const mpq_t largest, size_t kind)
{
    mc_largest *all = p->largest;
    mc_status status = mc_scene_transfer(p->transfer, p->scene, p->message,
                                         all->population->good->transfer, kind);
    if (status != MC_OK)
        return status;
    compare(p, &all->own, largest, kind);
    for (int rule = 0; rule < MC_LARGEST_FORMULAS; rule++) {
        mc_comparison *with = &all->formula[rule];
        if (!with->available)
            continue;
        status = mc_scene_transfer(p->transfer, p->scene, &with->why,
                                   (mc_transfer_rule)rule, kind);
        if (status == MC_OK)
            compare(p, with, largest, kind);
        else if (status == MC_BAD_INPUT)
            with->available = false;
        else {
            *p->message = with->why;
            return status;
        }
    }
    return MC_OK;
}

/* Goes to the profile that the others and type t of the agent make; the menu's
   first type is set, the others are moves from it. */
static mc_status go(pass *p, size_t first, size_t t)
{
    return t == 0 ? mc_scene_set(p->scene, p->message, p->x)
                  : mc_scene_move(p->scene, p->message, first, first + t);
}

/* Decisions and caps of the menu. */
static mc_status fill_menu(pass *p, size_t first)
{
    mc_largest *all = p->largest;
    mc_status status = MC_OK;
    for (size_t t = 0; t < p->menu.types && status == MC_OK; t++) {
        status = go(p, first, t);
        if (status != MC_OK)
            break;
        p->menu.decision[t] = mc_scene_decision(p->scene);
        all->decision[mc_place_of(all->population, mc_scene_profile(p->scene),
                                  SIZE_MAX)] = p->menu.decision[t];
        status = mc_cap_at(p->menu.cap[t], &p->menu.capped[t], p->scene,
                           p->message, all->population, all->caps, first + t);
    }
    return status;
}

/* The first menu that has no largest transfers. */
static void keep_menu(pass *p, size_t agent, mc_largest_answer answer)
{
    mc_largest *all = p->largest;
    const mc_publicgood *good = all->population->good;
    all->answer = answer;
    all->agent = agent;
    memcpy(all->others, p->others,
           good->first[good->agents] * sizeof *all->others);
}

/* gain = sum over the cycle of v(a_t, t) - v(a_next, t) < 0 */
static mc_status keep_cycle(pass *p, size_t agent)
{
    mc_largest *all = p->largest;
    const mc_menu *menu = &p->menu;
    keep_menu(p, agent, MC_LARGEST_NOT_IMPLEMENTABLE);
    all->cycle = mc_array(menu->cycle_length, sizeof *all->cycle);
    if (!all->cycle)
        return mc_message_set(p->message, MC_LIMIT, "out of memory");
    all->cycle_length = menu->cycle_length;
    memcpy(all->cycle, menu->cycle, menu->cycle_length * sizeof *all->cycle);
    for (size_t j = 0; j < all->cycle_length; j++) {
        mc_menu_step(p->difference, menu, all->cycle[j],
                     all->cycle[(j + 1) % all->cycle_length]);
        mpq_add(all->gain, all->gain, p->difference);
    }
    return MC_OK;
}

/* One menu: agent, and the others in p->others. */
static mc_status do_menu(pass *p, size_t agent, size_t entry)
{
    mc_largest *all = p->largest;
    const size_t first = all->population->good->first[agent];
    mc_status status = fill_menu(p, first);
    if (status != MC_OK)
        return status;
    switch (mc_menu_solve(&p->menu)) {
    case MC_MENU_CYCLE:
        return keep_cycle(p, agent);
    case MC_MENU_UNBOUNDED:
        if (all->answer == MC_LARGEST_FOUND)
            keep_menu(p, agent, MC_LARGEST_UNBOUNDED);
        for (size_t t = 0; t < p->menu.types; t++)
            all->because[entry + t] = SIZE_MAX;
        return MC_OK;
    case MC_MENU_BOUNDED:
        break;
    }
    for (size_t t = 0; t < p->menu.types && status == MC_OK; t++) {
        mpq_set(all->transfer[entry + t], p->menu.largest[t]);
        all->because[entry + t] = p->menu.because[t];
        status = go(p, first, t);
        if (status == MC_OK)
            status = compare_all(p, p->menu.largest[t], first + t);
    }
    return status;
}

/* The others of an agent as a population, for mc_profile_... only: `count` is
   room for the counts. */
static mc_population others_of(const mc_population *population,
                               unsigned long *count, size_t agent)
{
    mc_population others = *population;
    memcpy(count, population->count, population->good->agents * sizeof *count);
    count[agent]--;
    others.count = count;
    return others;
}

/* All menus of an agent. */
static mc_status do_agent(pass *p, unsigned long *count, size_t agent)
{
    const mc_population *population = p->largest->population;
    const mc_publicgood *good = population->good;
    const mc_population others = others_of(population, count, agent);
    const size_t types = types_of(good, agent), first = good->first[agent];
    size_t entry = p->largest->base[agent];
    mc_status status = MC_OK;
    if (!mc_menu_init(&p->menu, types, good->alternatives)) {
        mc_menu_clear(&p->menu);
        return mc_message_set(p->message, MC_LIMIT, "out of memory");
    }
    p->menu.value = good->value + first * good->alternatives;
    mc_profile_first(p->others, &others);
    do {
        memcpy(p->x, p->others, good->first[good->agents] * sizeof *p->x);
        p->x[first]++;
        status = do_menu(p, agent, entry);
        entry += types;
    } while (status == MC_OK &&
             p->largest->answer != MC_LARGEST_NOT_IMPLEMENTABLE &&
             mc_profile_next(p->others, &others));
    mc_menu_clear(&p->menu);
    return status;
}

static mc_status do_menus(mc_largest *largest, mc_message *message)
{
    const mc_publicgood *good = largest->population->good;
    const size_t kinds = good->first[good->agents];
    pass p = {.largest = largest, .message = message};
    unsigned long *count = mc_array(good->agents, sizeof *count);
    mpq_inits(p.transfer, p.difference, NULL);
    p.others = mc_array(kinds, sizeof *p.others);
    p.x = mc_array(kinds, sizeof *p.x);
    mc_status status = MC_OK;
    if (!count || !p.others || !p.x)
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        status = mc_scene_new(&p.scene, message, largest->population);
    for (size_t i = 0; i < good->agents && status == MC_OK &&
                       largest->answer != MC_LARGEST_NOT_IMPLEMENTABLE;
         i++)
        status = do_agent(&p, count, i);
    mc_scene_free(p.scene);
    free(p.x);
    free(p.others);
    mpq_clears(p.transfer, p.difference, NULL);
    free(count);
    return status;
}

/* revenue = sum x(i,t) u; whether it is bounded */
static bool add_revenue(mpq_t revenue, const mc_largest *largest,
                        const unsigned long *x)
{
    const mc_publicgood *good = largest->population->good;
    bool bounded = true;
    mpq_t part;
    mpq_init(part);
    for (size_t k = 0; k < good->first[good->agents] && bounded; k++) {
        if (x[k] == 0)
            continue;
        size_t entry = mc_largest_entry(largest, x, k);
        bounded = largest->because[entry] != SIZE_MAX;
        mpq_set_ui(part, x[k], 1);
        mpq_mul(part, part, largest->transfer[entry]);
        mpq_add(revenue, revenue, part);
    }
    mpq_clear(part);
    return bounded;
}

/* Revenue against cost at every profile, in order. */
static mc_status do_revenue(mc_largest *largest, mc_message *message)
{
    const mc_population *population = largest->population;
    const mc_publicgood *good = population->good;
    unsigned long *x = mc_array(good->first[good->agents], sizeof *x);
    mpq_t surplus, least, most;
    if (!x)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mpq_inits(surplus, least, most, NULL);
    mc_profile_first(x, population);
    for (size_t n = 0; n < largest->profiles; n++) {
        largest->bounded[n] = add_revenue(largest->revenue[n], largest, x);
        (void)mc_profile_next(x, population);
        if (!largest->bounded[n])
            continue;
        mpq_sub(surplus, largest->revenue[n],
                population->cost[largest->decision[n]]);
        largest->deficits += mpq_sgn(surplus) < 0;
        bool one = largest->least == largest->profiles;
        if (one || mpq_cmp(surplus, least) < 0) {
            largest->least = n;
            mpq_set(least, surplus);
        }
        if (one || mpq_cmp(surplus, most) > 0) {
            largest->most = n;
            mpq_set(most, surplus);
        }
    }
    mpq_clears(surplus, least, most, NULL);
    free(x);
    return MC_OK;
}

static bool comparison_init(mc_comparison *comparison, size_t kinds)
{
    comparison->available = true;
    mpq_inits(comparison->more, comparison->less, NULL);
    comparison->more_at = mc_array(kinds, sizeof *comparison->more_at);
    comparison->less_at = mc_array(kinds, sizeof *comparison->less_at);
    return comparison->more_at && comparison->less_at;
}

static void comparison_clear(mc_comparison *comparison)
{
    free(comparison->more_at);
    free(comparison->less_at);
    mpq_clears(comparison->more, comparison->less, NULL);
}

/* Sizes: base and profiles. */
static mc_status measure(mc_largest *largest, mc_message *message)
{
    const mc_population *population = largest->population;
    const mc_publicgood *good = population->good;
    unsigned long *count = mc_array(good->agents, sizeof *count);
    mc_status status = MC_OK;
    if (!count || !largest->base)
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    largest->profiles = mc_profile_count(population);
    for (size_t i = 0; i < good->agents && status == MC_OK; i++) {
        const mc_population others = others_of(population, count, i);
        size_t menus = mc_profile_count(&others), types = types_of(good, i);
        if (largest->profiles > MC_LARGEST_MOST ||
            menus > (MC_LARGEST_MOST - largest->base[i]) / types)
            status = mc_message_set(
                message, MC_LIMIT,
                "%s: the largest transfers of all persons at all profiles are "
                "more than %zu numbers; take fewer agents, people or types",
                good->name, MC_LARGEST_MOST);
        else
            largest->base[i + 1] = largest->base[i] + menus * types;
    }
    free(count);
    return status;
}

static mc_status allocate(mc_largest *largest, mc_message *message)
{
    const mc_publicgood *good = largest->population->good;
    const size_t kinds = good->first[good->agents];
    bool made = comparison_init(&largest->own, kinds);
    for (int rule = 0; rule < MC_LARGEST_FORMULAS; rule++)
        made = comparison_init(&largest->formula[rule], kinds) && made;
    mpq_init(largest->gain);
    largest->base = mc_array(good->agents + 1, sizeof *largest->base);
    mc_status status = measure(largest, message);
    if (status != MC_OK)
        return status;
    const size_t entries = largest->base[good->agents];
    largest->least = largest->most = largest->profiles;
    largest->transfer = mc_rationals_new(entries);
    largest->because = mc_array(entries, sizeof *largest->because);
    largest->decision = mc_array(largest->profiles, sizeof *largest->decision);
    largest->revenue = mc_rationals_new(largest->profiles);
    largest->bounded = mc_array(largest->profiles, sizeof *largest->bounded);
    largest->others = mc_array(kinds, sizeof *largest->others);
    if (!made || !largest->transfer || !largest->because ||
        !largest->decision || !largest->revenue || !largest->bounded ||
        !largest->others)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    return MC_OK;
}

mc_status mc_largest_new(mc_largest **largest, mc_message *message,
                         const mc_population *population, unsigned caps)
{
    mc_largest *made = calloc(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    made->population = population;
    made->caps = caps;
    mc_status status = allocate(made, message);
    if (status == MC_OK)
        status = do_menus(made, message);
    if (status == MC_OK && made->answer != MC_LARGEST_NOT_IMPLEMENTABLE)
        status = do_revenue(made, message);
    if (status != MC_OK) {
        mc_largest_free(made);
        return status;
    }
    *largest = made;
    return MC_OK;
}

void mc_largest_free(mc_largest *largest)
{
    if (!largest)
        return;
    const mc_publicgood *good = largest->population->good;
    comparison_clear(&largest->own);
    for (int rule = 0; rule < MC_LARGEST_FORMULAS; rule++)
        comparison_clear(&largest->formula[rule]);
    if (largest->transfer)
        mc_rationals_free(largest->transfer, largest->base[good->agents]);
    if (largest->revenue)
        mc_rationals_free(largest->revenue, largest->profiles);
    free(largest->cycle);
    free(largest->others);
    free(largest->bounded);
    free(largest->decision);
    free(largest->because);
    free(largest->base);
    mpq_clear(largest->gain);
    free(largest);
}
