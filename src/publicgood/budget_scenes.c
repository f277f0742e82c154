#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "publicgood/budget_parts.h"

enum { MOST_SCENES = 5000000 };

typedef struct sums {
    mc_budget *budget;
    mc_message *message;
    const mc_publicgood *good;
    const mc_draw *draw; /* NULL: atoms */
    const mc_budget_effort *effort;
    mpq_t probability, surplus;
    mpq_ptr pivotal, unbalanced, deviation, deficit;
} sums;

/* Asks for the decision without every person, as the checker does. */
static mc_status is_pivotal(bool *pivotal, sums *s, mc_scene *scene,
                            const unsigned long *x)
{
    size_t kinds = s->good->first[s->good->agents], without;
    mc_status status = MC_OK;
    *pivotal = false;
    for (size_t k = 0; k < kinds && status == MC_OK; k++) {
        if (x[k] == 0)
            continue;
        status = mc_scene_without(&without, scene, s->message, k);
        *pivotal |= status == MC_OK && without != mc_scene_decision(scene);
    }
    return status;
}

/* Adds a profile of probability s->probability. */
static mc_status add_scene(sums *s, mc_scene *scene, const mc_population *of,
                           const unsigned long *x)
{
    bool pivotal;
    mc_status status = mc_scene_set(scene, s->message, x);
    if (status == MC_OK)
        status = is_pivotal(&pivotal, s, scene, x);
    if (status == MC_OK)
        status =
            mc_scene_revenue(s->surplus, scene, s->message, s->good->transfer);
    if (status != MC_OK)
        return status;
    if (pivotal)
        mpq_add(s->pivotal, s->pivotal, s->probability);
    mpq_sub(s->surplus, s->surplus, of->cost[mc_scene_decision(scene)]);
    if (mpq_sgn(s->surplus) != 0)
        mpq_add(s->unbalanced, s->unbalanced, s->probability);
    mpq_neg(s->surplus, s->surplus);
    if (mpq_cmp(s->surplus, s->deficit) > 0)
        mpq_set(s->deficit, s->surplus);
    mpq_abs(s->surplus, s->surplus);
    mpq_mul(s->surplus, s->surplus, s->probability);
    mpq_add(s->deviation, s->deviation, s->surplus);
    s->budget->weighed++;
    return MC_OK;
}

static mc_status ask(const sums *s)
{
    return mc_stopped(s->effort->stop)
               ? mc_message_set(s->message, MC_UNDECIDED, "stopped")
               : MC_OK;
}

/* value *= p^x times the ways to choose x among `among` people */
static void multiply_part(mpq_t value, const mpq_t p, unsigned long x,
                          unsigned long among)
{
    mpq_t part;
    mpz_t ways;
    mpq_init(part);
    mpz_init(ways);
    mpz_pow_ui(mpq_numref(part), mpq_numref(p), x);
    mpz_pow_ui(mpq_denref(part), mpq_denref(p), x);
    mpz_bin_uiui(ways, among, x);
    mpz_mul(mpq_numref(part), mpq_numref(part), ways);
    mpq_canonicalize(part);
    mpq_mul(value, value, part);
    mpz_clear(ways);
    mpq_clear(part);
}

/* s->probability of x; 0 if it does not occur. */
static void set_probability(sums *s, const unsigned long *x,
                            const unsigned long *count)
{
    const mc_draw *draw = s->draw;
    unsigned long all = 0, there = 0;
    mpq_set_ui(s->probability, 1, 1);
    for (size_t i = 0; i < draw->agents; i++) {
        unsigned long among = draw->drawn ? there : 0;
        all += count[i];
        for (size_t k = draw->first[i]; k < draw->first[i + 1]; k++) {
            unsigned long people = x[draw->kind[k]];
            among += people;
            there += people;
            multiply_part(s->probability, draw->probability[k], people, among);
        }
    }
    if (there != all)
        mpq_set_ui(s->probability, 0, 1);
}

static mc_status add_population(sums *s, const unsigned long *count)
{
    size_t kinds = s->good->first[s->good->agents];
    mc_population *population = NULL;
    mc_scene *scene = NULL;
    unsigned long *x = mc_array(kinds, sizeof *x);
    mc_status status =
        x ? mc_population_new(&population, s->message, s->good, count)
          : mc_message_set(s->message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        status = mc_scene_new(&scene, s->message, population);
    if (status == MC_OK) {
        mc_profile_first(x, population);
        do {
            status = ask(s);
            if (status == MC_OK)
                set_probability(s, x, count);
            if (status == MC_OK && mpq_sgn(s->probability) > 0)
                status = add_scene(s, scene, population, x);
        } while (status == MC_OK && mc_profile_next(x, population));
    }
    mc_scene_free(scene);
    mc_population_free(population);
    free(x);
    return status;
}

static mc_status add_prior(sums *s)
{
    unsigned long *count = mc_array(s->draw->agents, sizeof *count);
    mc_status status = MC_OK;
    if (!count)
        return mc_message_set(s->message, MC_LIMIT, "out of memory");
    mc_draw_first(count, s->draw);
    do {
        status = add_population(s, count);
    } while (status == MC_OK && mc_draw_next(count, s->draw));
    free(count);
    return status;
}

static mc_status add_atoms(sums *s)
{
    const mc_publicgood *good = s->good;
    mc_population *population = NULL;
    mc_scene *scene = NULL;
    unsigned long *x = mc_array(good->first[good->agents], sizeof *x);
    mc_status status =
        x ? mc_population_new(&population, s->message, good, NULL)
          : mc_message_set(s->message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        status = mc_scene_new(&scene, s->message, population);
    for (size_t j = 0; status == MC_OK && j < good->atoms; j++) {
        const size_t *kind = good->atom_kind + j * good->agents;
        for (size_t i = 0; i < good->agents; i++)
            x[kind[i]]++;
        mpq_set(s->probability, good->atom_probability[j]);
        status = ask(s);
        if (status == MC_OK)
            status = add_scene(s, scene, population, x);
        for (size_t i = 0; i < good->agents; i++)
            x[kind[i]] = 0;
    }
    mc_scene_free(scene);
    mc_population_free(population);
    free(x);
    return status;
}

static void conclude(sums *s)
{
    mpq_t scale;
    mpq_init(scale);
    mpq_set_ui(scale, 1, 1);
    mpq_sub(s->unbalanced, scale, s->unbalanced); /* now: balanced */
    mpq_set_ui(scale, s->budget->people, 1);
    mpq_div(s->deviation, s->deviation, scale);
    mpq_set(s->budget->pivotal.upper, s->pivotal);
    mpq_set(s->budget->balanced.upper, s->unbalanced);
    mpq_set(s->budget->deviation.upper, s->deviation);
    mpq_set(s->budget->deficit.upper, s->deficit);
    mpq_clear(scale);
}

mc_status mc_budget_scenes(mc_budget *budget, mc_message *message,
                           const mc_publicgood *good, const mc_draw *draw,
                           const mc_budget_effort *effort)
{
    sums s = {.budget = budget,
              .message = message,
              .good = good,
              .draw = draw,
              .effort = effort,
              .pivotal = budget->pivotal.lower,
              .unbalanced = budget->balanced.lower,
              .deviation = budget->deviation.lower,
              .deficit = budget->deficit.lower};
    if (budget->profiles > MOST_SCENES)
        return mc_message_set(message, MC_LIMIT,
                              "%lu people: more than %d profiles, and this "
                              "statement needs every one of them",
                              budget->people, MOST_SCENES);
    mpq_inits(s.probability, s.surplus, NULL);
    mpq_ptr const sum[] = {s.pivotal, s.unbalanced, s.deviation, s.deficit};
    for (size_t j = 0; j < 4; j++)
        mpq_set_ui(sum[j], 0, 1);
    budget->route = MC_BUDGET_ALL;
    budget->weighed = 0;
    mc_status status = draw ? add_prior(&s) : add_atoms(&s);
    if (status == MC_OK)
        conclude(&s);
    mpq_clears(s.probability, s.surplus, NULL);
    return status;
}
