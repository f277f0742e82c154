/* One profile: welfare and decisions. */
#define _POSIX_C_SOURCE 200809L
#include "publicgood/scene.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "base/text.h"
#include "game/statement.h"

/* --- storage ----------------------------------------------------------- */

void mc_scene_free(mc_scene *scene)
{
    if (!scene)
        return;
    size_t cells = scene->kinds * scene->alternatives;
    free(scene->net);
    free(scene->without);
    free(scene->share_type);
    free(scene->zero_type);
    free(scene->stride);
    mpq_clears(scene->work, scene->product, NULL);
    mc_rationals_free(scene->rest, scene->alternatives);
    mc_rationals_free(scene->welfare, scene->alternatives);
    mc_rationals_free(scene->base_welfare, scene->alternatives);
    free(scene->x);
    free(scene->base);
    mc_rationals_free(scene->gain, cells);
    mc_rationals_free(scene->worth, cells);
    free(scene);
}

/* gain = omega_i (v_i - c_i), worth = omega_i v_i */
static void fill_gains(mc_scene *scene)
{
    const mc_population *population = scene->population;
    const mc_publicgood *good = population->good;
    size_t alternatives = scene->alternatives;
    for (size_t k = 0; k < scene->kinds; k++) {
        size_t i = good->agent_of[k];
        for (size_t y = 0; y < alternatives; y++) {
            size_t at = k * alternatives + y;
            mpq_mul(scene->worth[at], population->omega[i], good->value[at]);
            mpq_sub(scene->gain[at], good->value[at],
                    population->share[i * alternatives + y]);
            mpq_mul(scene->gain[at], population->omega[i], scene->gain[at]);
        }
    }
}

/* The first type of an agent whose values are all 0, or, with shares, all equal
   to the shares; SIZE_MAX: none. */
static size_t find_type(const mc_scene *scene, size_t agent, bool shares)
{
    const mc_publicgood *good = scene->population->good;
    size_t alternatives = scene->alternatives;
    mpq_t *share = scene->population->share + agent * alternatives;
    for (size_t k = good->first[agent]; k < good->first[agent + 1]; k++) {
        mpq_t *value = good->value + k * alternatives;
        size_t y = 0;
        while (y < alternatives && (shares ? mpq_equal(value[y], share[y])
                                           : mpq_sgn(value[y]) == 0))
            y++;
        if (y == alternatives)
            return k - good->first[agent];
    }
    return SIZE_MAX;
}

static void fill_table_types(mc_scene *scene)
{
    const mc_publicgood *good = scene->population->good;
    size_t stride = 1;
    for (size_t i = good->agents; i-- > 0;) {
        scene->stride[i] = stride;
        stride *= mc_publicgood_types(good, i);
        scene->zero_type[i] = find_type(scene, i, false);
        scene->share_type[i] = find_type(scene, i, true);
    }
}

static bool has_tables(const mc_publicgood *good)
{
    return good->rule || good->groves || good->payment;
}

static mc_status check_single(const mc_population *population,
                              mc_message *message)
{
    const mc_publicgood *good = population->good;
    char piece[128];
    for (size_t i = 0; i < good->agents && has_tables(good); i++) {
        if (population->count[i] == 1)
            continue;
        mc_text_clip(piece, sizeof piece, good->agent_label[i],
                     strlen(good->agent_label[i]));
        return mc_message_set(message, MC_BAD_INPUT,
                              "%.400s: its tables are for agents that are one "
                              "person each, but '%s' stands for %lu people",
                              good->name, piece, population->count[i]);
    }
    return MC_OK;
}

mc_status mc_scene_new(mc_scene **scene, mc_message *message,
                       const mc_population *population)
{
    const mc_publicgood *good = population->good;
    mc_status status = check_single(population, message);
    if (status != MC_OK)
        return status;
    mc_scene *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    made->population = population;
    made->kinds = good->first[good->agents];
    made->alternatives = good->alternatives;
    made->worth = mc_rationals_new(made->kinds * made->alternatives);
    made->gain = mc_rationals_new(made->kinds * made->alternatives);
    made->base = mc_array(made->kinds, sizeof *made->base);
    made->x = mc_array(made->kinds, sizeof *made->x);
    made->base_welfare = mc_rationals_new(made->alternatives);
    made->welfare = mc_rationals_new(made->alternatives);
    made->rest = mc_rationals_new(made->alternatives);
    mpq_inits(made->work, made->product, NULL);
    made->stride = mc_array(good->agents, sizeof *made->stride);
    made->zero_type = mc_array(good->agents, sizeof *made->zero_type);
    made->share_type = mc_array(good->agents, sizeof *made->share_type);
    made->without = mc_array(made->kinds, sizeof *made->without);
    made->net = mc_array(made->kinds, sizeof *made->net);
    if (!made->worth || !made->gain || !made->base || !made->x ||
        !made->base_welfare || !made->welfare || !made->rest || !made->stride ||
        !made->zero_type || !made->share_type || !made->without || !made->net) {
        mc_scene_free(made);
        return mc_message_set(message, MC_LIMIT, "out of memory");
    }
    made->from = made->to = SIZE_MAX;
    fill_gains(made);
    if (has_tables(good))
        fill_table_types(made);
    *scene = made;
    return MC_OK;
}

/* --- ties -------------------------------------------------------------- */

/* Words, cut to at most `most` bytes at the end of a character. Frees them. */
static void take_words(char *buffer, size_t most, char *words)
{
    size_t length = words ? strlen(words) : 0;
    bool cut = length > most;
    if (cut) {
        length = most;
        while (length > 0 && ((unsigned char)words[length] & 0xC0) == 0x80)
            length--;
    }
    if (length > 0)
        memcpy(buffer, words, length);
    strcpy(buffer + length, cut ? "..." : "");
    free(words);
}

enum { WORDS = 400 };

/* "at the profile Alice: low", and who is missing. */
static void describe(char buffer[WORDS + 4], const mc_scene *scene,
                     mc_scene_part part, size_t kind)
{
    const mc_publicgood *good = scene->population->good;
    char *profile = NULL, *words = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&profile, &size);
    if (out) {
        mc_publicgood_profile(out, good, scene->x);
        (void)fclose(out);
    }
    out = open_memstream(&words, &size);
    if (out) {
        fprintf(out, "at the %sprofile%s%s", profile && *profile ? "" : "only ",
                profile && *profile ? " " : "", profile ? profile : "");
        if (part != MC_SCENE_ALL) {
            fputs(", without the ", out);
            fputs(part == MC_SCENE_WITHOUT ? "value of " : "net value of ",
                  out);
            mc_publicgood_person(out, good, kind);
        }
        (void)fclose(out);
    }
    free(profile);
    take_words(buffer, WORDS, words);
}

static mc_status fail_tie(const mc_scene *scene, mc_message *message,
                          size_t first, size_t second, const mpq_t welfare,
                          mc_scene_part part, size_t kind)
{
    const mc_publicgood *good = scene->population->good;
    char where[WORDS + 4], label[2][128];
    const char *name[] = {good->alternative_label[first],
                          good->alternative_label[second]};
    char *number = mc_number_text(welfare);
    describe(where, scene, part, kind);
    for (size_t j = 0; j < 2; j++)
        mc_text_clip(label[j], sizeof label[j], name[j], strlen(name[j]));
    mc_status status = mc_message_set(
        message, MC_BAD_INPUT,
        "%.400s: decision: %s, the alternatives '%s' and '%s' have the same "
        "largest welfare %.300s, and no key \"tie\" says which one is taken; "
        "add \"tie\": \"lowest\", \"highest\", or a list of the alternatives",
        good->where, where, label[0], label[1], number ? number : "");
    free(number);
    return status;
}

/* Of the alternatives with the largest welfare the one that the tie rule takes.
 */
static mc_status choose(size_t *alternative, const mc_scene *scene,
                        mc_message *message, mpq_t *welfare, mc_scene_part part,
                        size_t kind)
{
    const size_t *tie = scene->population->good->tie;
    size_t best = tie ? tie[0] : 0, equal = SIZE_MAX;
    for (size_t j = 1; j < scene->alternatives; j++) {
        size_t y = tie ? tie[j] : j;
        int order = mpq_cmp(welfare[y], welfare[best]);
        if (order > 0)
            best = y;
        if (order > 0)
            equal = SIZE_MAX;
        else if (order == 0 && equal == SIZE_MAX)
            equal = y;
    }
    if (!tie && equal != SIZE_MAX)
        return fail_tie(scene, message, best, equal, welfare[best], part, kind);
    *alternative = best;
    return MC_OK;
}

/* --- profiles ---------------------------------------------------------- */

/* welfare += count * gain of the kind */
static void add_people(mpq_t *welfare, mc_scene *scene, size_t kind,
                       unsigned long count, bool leave)
{
    mpq_t *gain = scene->gain + kind * scene->alternatives;
    mpq_set_ui(scene->work, count, 1);
    if (leave)
        mpq_neg(scene->work, scene->work);
    for (size_t y = 0; y < scene->alternatives; y++) {
        mpq_mul(scene->product, gain[y], scene->work);
        mpq_add(welfare[y], welfare[y], scene->product);
    }
}

static mc_status decide(mc_scene *scene, mc_message *message)
{
    const mc_publicgood *good = scene->population->good;
    if (has_tables(good))
        scene->index = mc_profile_index(scene->population, scene->x);
    if (!good->rule)
        return choose(&scene->decision, scene, message, scene->welfare,
                      MC_SCENE_ALL, 0);
    scene->decision = good->rule[scene->index];
    return MC_OK;
}

mc_status mc_scene_set(mc_scene *scene, mc_message *message,
                       const unsigned long *x)
{
    for (size_t k = 0; k < scene->kinds; k++) {
        if (x[k] == scene->base[k])
            continue;
        bool leave = x[k] < scene->base[k];
        add_people(scene->base_welfare, scene, k,
                   leave ? scene->base[k] - x[k] : x[k] - scene->base[k],
                   leave);
        scene->base[k] = x[k];
    }
    for (size_t k = 0; k < scene->kinds; k++)
        scene->without[k] = scene->net[k] = SIZE_MAX;
    memcpy(scene->x, scene->base, scene->kinds * sizeof *scene->x);
    for (size_t y = 0; y < scene->alternatives; y++)
        mpq_set(scene->welfare[y], scene->base_welfare[y]);
    scene->from = scene->to = SIZE_MAX;
    mc_status status = decide(scene, message);
    return status;
}

/* Back to the profile that was set. */
static void go_back(mc_scene *scene)
{
    if (scene->from == SIZE_MAX)
        return;
    scene->x[scene->from]++;
    scene->x[scene->to]--;
    scene->from = scene->to = SIZE_MAX;
}

mc_status mc_scene_move(mc_scene *scene, mc_message *message, size_t kind,
                        size_t report)
{
    size_t alternatives = scene->alternatives;
    mpq_t *out = scene->gain + kind * alternatives;
    mpq_t *in = scene->gain + report * alternatives;
    go_back(scene);
    if (kind == report) {
        for (size_t y = 0; y < alternatives; y++)
            mpq_set(scene->welfare[y], scene->base_welfare[y]);
        return decide(scene, message);
    }
    scene->x[kind]--;
    scene->x[report]++;
    scene->from = kind;
    scene->to = report;
    for (size_t y = 0; y < alternatives; y++) {
        mpq_sub(scene->welfare[y], scene->base_welfare[y], out[y]);
        mpq_add(scene->welfare[y], scene->welfare[y], in[y]);
    }
    return decide(scene, message);
}

const unsigned long *mc_scene_profile(const mc_scene *scene)
{
    return scene->x;
}

const mpq_t *mc_scene_welfare(const mc_scene *scene)
{
    return (const mpq_t *)scene->welfare;
}

size_t mc_scene_decision(const mc_scene *scene)
{
    return scene->decision;
}

/* --- without a person -------------------------------------------------- */

static mc_status by_table(size_t *alternative, const mc_scene *scene,
                          mc_message *message, size_t agent, mc_scene_part part)
{
    const mc_publicgood *good = scene->population->good;
    bool net = part == MC_SCENE_NET;
    size_t wanted = net ? scene->share_type[agent] : scene->zero_type[agent];
    size_t stride = scene->stride[agent];
    size_t type = scene->index / stride % mc_publicgood_types(good, agent);
    char piece[128];
    if (wanted != SIZE_MAX) {
        *alternative =
            good->rule[scene->index - type * stride + wanted * stride];
        return MC_OK;
    }
    mc_text_clip(piece, sizeof piece, good->agent_label[agent],
                 strlen(good->agent_label[agent]));
    return mc_message_set(
        message, MC_BAD_INPUT,
        "%.400s: decision: the table does not say what is done without "
        "'%s': give this agent a type whose values are all %s",
        good->where, piece, net ? "equal to its shares" : "0");
}

/* W without the value of the person, or also without its share. */
static void leave_out(mc_scene *scene, size_t kind, mc_scene_part part)
{
    mpq_t *loss = (part == MC_SCENE_NET ? scene->gain : scene->worth) +
                  kind * scene->alternatives;
    for (size_t y = 0; y < scene->alternatives; y++)
        mpq_sub(scene->rest[y], scene->welfare[y], loss[y]);
}

/* Whoever reports `to` after a move leaves what `from` left before it; so what
   is remembered belongs to the profile that was set. */
static mc_status decide_rest(size_t *alternative, mc_scene *scene,
                             mc_message *message, size_t kind,
                             mc_scene_part part)
{
    size_t *memory = part == MC_SCENE_NET ? scene->net : scene->without;
    bool moved = scene->from != SIZE_MAX;
    size_t known = !moved ? kind : kind == scene->to ? scene->from : SIZE_MAX;
    if (scene->population->good->rule)
        return by_table(alternative, scene, message,
                        scene->population->good->agent_of[kind], part);
    if (known != SIZE_MAX && memory[known] != SIZE_MAX) {
        *alternative = memory[known];
        return MC_OK;
    }
    leave_out(scene, kind, part);
    mc_status status =
        choose(alternative, scene, message, scene->rest, part, kind);
    if (status == MC_OK && known != SIZE_MAX)
        memory[known] = *alternative;
    return status;
}

mc_status mc_scene_without(size_t *alternative, mc_scene *scene,
                           mc_message *message, size_t kind)
{
    return decide_rest(alternative, scene, message, kind, MC_SCENE_WITHOUT);
}

mc_status mc_scene_net(size_t *alternative, mc_scene *scene,
                       mc_message *message, size_t kind)
{
    return decide_rest(alternative, scene, message, kind, MC_SCENE_NET);
}
