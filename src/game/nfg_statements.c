/* Strategic games as environments and mechanisms. */
#define _POSIX_C_SOURCE 200809L
#include "game/nfg.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "game/mechanism.h"

/* --- labels that are not empty and distinct ---------------------------- */

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* A label that is none of the list: `label`, or nothing if `label` is empty,
   and the number of its place as often as needed, after underscores. */
static char *numbered(const char *label, size_t place, char *const *sorted,
                      size_t count)
{
    char *text = *label ? mc_text_new("%s_%zu", label, place)
                        : mc_text_new("%zu", place);
    while (text &&
           bsearch(&text, sorted, count, sizeof *sorted, compare_texts)) {
        char *longer = mc_text_new("%s_%zu", text, place);
        free(text);
        text = longer;
    }
    return text;
}

/* Whether a label occurs before its place: among equal labels the sorted list
   begins with the one that stands first in the file. */
struct entry {
    const char *label;
    size_t place;
};

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = strcmp(a->label, b->label);
    if (order != 0)
        return order;
    return (a->place > b->place) - (a->place < b->place);
}

/* Fills `labels` with distinct labels that are not empty. The numbers make
   changed labels differ from each other, since the digits at their end do.
   Returns false without memory. */
static bool distinguish(char **labels, char *const *given, size_t count,
                        size_t *changed)
{
    struct entry *order = mc_array(count, sizeof *order);
    char **sorted = mc_array(count, sizeof *sorted);
    bool done = order && sorted;
    for (size_t i = 0; i < count && done; i++)
        order[i] = (struct entry){given[i], i};
    if (done)
        qsort(order, count, sizeof *order, compare_entries);
    for (size_t k = 0; k < count && done; k++)
        sorted[k] = given[order[k].place];
    for (size_t k = 0; k < count && done; k++) {
        const struct entry *e = &order[k];
        bool repeats = k > 0 && strcmp(e->label, order[k - 1].label) == 0;
        bool changes = repeats || *e->label == '\0';
        labels[e->place] = changes
                               ? numbered(e->label, e->place + 1, sorted, count)
                               : strdup(e->label);
        *changed += changes;
        done = labels[e->place] != NULL;
    }
    free(sorted);
    free(order);
    return done;
}

/* --- outcomes ---------------------------------------------------------- */

/* The outcomes of the game that some contingency has, without repetition, in
   the order of the file: entry k is number first[k] of the game, and number o
   of the game, if it is used, has become entry[o]. */
typedef struct outcomes {
    size_t count;
    size_t *first, *entry;
} outcomes;

static const char *outcome_label(const mc_nfg *game, size_t outcome)
{
    return game->outcome_label ? game->outcome_label[outcome] : "";
}

struct used {
    const mc_nfg *game;
    size_t outcome;
};

/* 0 for the same label and payoffs. */
static int compare_outcomes(const struct used *a, const struct used *b)
{
    const mc_nfg *game = a->game;
    int order = strcmp(outcome_label(game, a->outcome),
                       outcome_label(game, b->outcome));
    for (size_t i = 0; i < game->players && order == 0; i++)
        order = mpq_cmp(game->payoff[a->outcome * game->players + i],
                        game->payoff[b->outcome * game->players + i]);
    return order;
}

static int compare_used(const void *left, const void *right)
{
    const struct used *a = left, *b = right;
    int order = compare_outcomes(a, b);
    if (order != 0)
        return order;
    return (a->outcome > b->outcome) - (a->outcome < b->outcome);
}

/* Sets entry[o] of every used outcome to the first number that is the same
   outcome. */
static bool find_repetitions(outcomes *found, const mc_nfg *game)
{
    struct used *order = mc_array(game->outcomes, sizeof *order);
    size_t count = 0;
    if (!order)
        return false;
    for (size_t c = 0; c < game->contingencies; c++)
        found->entry[game->outcome[c]] = game->outcome[c];
    for (size_t o = 0; o < game->outcomes; o++)
        if (found->entry[o] == o)
            order[count++] = (struct used){game, o};
    qsort(order, count, sizeof *order, compare_used);
    for (size_t k = 1; k < count; k++)
        if (compare_outcomes(&order[k - 1], &order[k]) == 0)
            found->entry[order[k].outcome] = found->entry[order[k - 1].outcome];
    free(order);
    return true;
}

static void outcomes_clear(outcomes *found)
{
    free(found->entry);
    free(found->first);
}

static bool outcomes_init(outcomes *found, const mc_nfg *game)
{
    *found = (outcomes){.first = mc_array(game->outcomes, sizeof(size_t)),
                        .entry = mc_array(game->outcomes, sizeof(size_t))};
    if (!found->first || !found->entry)
        return false;
    for (size_t o = 0; o < game->outcomes; o++)
        found->entry[o] = SIZE_MAX;
    if (!find_repetitions(found, game))
        return false;
    /* entry[o] <= o, so that the entry of the first number is known */
    for (size_t o = 0; o < game->outcomes; o++) {
        size_t first = found->entry[o];
        if (first == o) {
            found->first[found->count] = o;
            found->entry[o] = found->count++;
        } else if (first != SIZE_MAX) {
            found->entry[o] = found->entry[first];
        }
    }
    return true;
}

/* "(1, -1/2)", or nothing if that is long. */
static char *payoff_text(const mc_nfg *game, size_t outcome)
{
    enum { LONG = 60 };
    mpq_t *payoff = game->payoff + outcome * game->players;
    char text[2 * LONG + 8] = "(";
    size_t length = 1;
    for (size_t i = 0; i < game->players; i++) {
        size_t digits = mpz_sizeinbase(mpq_numref(payoff[i]), 10) +
                        mpz_sizeinbase(mpq_denref(payoff[i]), 10);
        char *number;
        if (length + digits > LONG)
            return strdup("");
        number = mc_number_text(payoff[i]);
        if (!number)
            return NULL;
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s",
                                   i == 0 ? "" : ", ", number);
        free(number);
    }
    text[length] = ')';
    return strdup(text);
}

/* --- the environment --------------------------------------------------- */

static char *describe(const mc_nfg *game, const char *player)
{
    const char *comment = game->comment ? game->comment : "";
    const char *between = *comment ? " The comment of the game: " : "";
    if (player)
        return mc_text_new("A strategic game of Gambit: one state, welfare is "
                           "the payoff of player %s, payoffs are not relative "
                           "to an outside option.%s%s",
                           player, between, comment);
    return mc_text_new("A strategic game of Gambit: one state, welfare is the "
                       "sum of the payoffs, payoffs are not relative to an "
                       "outside option.%s%s",
                       between, comment);
}

static char *copy_title(const mc_nfg *game)
{
    return strdup(*game->title ? game->title : "Strategic game");
}

static bool label_outcomes(mc_environment *env, const mc_nfg *game,
                           const outcomes *found, size_t *changed)
{
    char **labels = mc_array(found->count, sizeof *labels);
    bool done = labels != NULL;
    for (size_t k = 0; k < found->count && done; k++) {
        const char *label = outcome_label(game, found->first[k]);
        labels[k] = *label ? strdup(label) : payoff_text(game, found->first[k]);
        done = labels[k] != NULL;
    }
    done =
        done && distinguish(env->outcome_label, labels, found->count, changed);
    mc_labels_free(labels, found->count);
    return done;
}

/* Welfare of every outcome: the payoff of a player, or if `player` is SIZE_MAX
   the sum of all. */
static mc_status fill_welfare(mc_environment *env, mc_message *message,
                              const mc_nfg *game, size_t player)
{
    for (size_t k = 0; k < env->outcomes; k++) {
        mpq_ptr sum = env->welfare[k];
        for (size_t i = 0; i < env->agents; i++) {
            if (player != SIZE_MAX && player != i)
                continue;
            mpq_add(sum, sum, env->payoff[i * env->outcomes + k]);
            if (mpz_sizeinbase(mpq_numref(sum), 10) > MC_NUMBER_MAX_LENGTH ||
                mpz_sizeinbase(mpq_denref(sum), 10) > MC_NUMBER_MAX_LENGTH)
                return mc_message_set(message, MC_LIMIT,
                                      "%s: a payoff or a sum of payoffs has "
                                      "more than 10,000 digits, which a "
                                      "statement cannot have",
                                      game->name);
        }
    }
    return MC_OK;
}

/* The player with this label; SIZE_MAX without one. */
static size_t find_player(const mc_environment *env, const char *player)
{
    for (size_t i = 0; player && i < env->agents; i++)
        if (strcmp(env->agent_label[i], player) == 0)
            return i;
    return SIZE_MAX;
}

static mc_status fail_memory(mc_message *message)
{
    return mc_message_set(message, MC_LIMIT, "out of memory");
}

static mc_status make_environment(mc_environment **env, size_t *changed,
                                  mc_message *message, const mc_nfg *game,
                                  const outcomes *found, const char *player)
{
    mc_environment *made = mc_environment_draft(game->players, found->count, 1);
    mc_status status = fail_memory(message);
    if (!made)
        return status;
    made->title = copy_title(game);
    made->notes = describe(game, player);
    made->state_label[0] = strdup("the only state");
    mpq_set_ui(made->prior[0], 1, 1);
    for (size_t i = 0; i < game->players; i++)
        for (size_t k = 0; k < found->count; k++)
            mpq_set(made->payoff[i * found->count + k],
                    game->payoff[found->first[k] * game->players + i]);
    if (made->title && made->notes && made->state_label[0] &&
        distinguish(made->agent_label, game->player_label, game->players,
                    changed) &&
        label_outcomes(made, game, found, changed))
        status = MC_OK;
    if (status == MC_OK && player && find_player(made, player) == SIZE_MAX)
        status =
            mc_message_set(message, MC_BAD_INPUT, "%s: there is no player %s",
                           game->name, player);
    if (status == MC_OK)
        status = fill_welfare(made, message, game, find_player(made, player));
    if (status == MC_OK)
        status = mc_environment_seal(made, message);
    if (status == MC_OK)
        *env = made;
    else
        mc_environment_free(made);
    return status;
}

/* --- the mechanism ----------------------------------------------------- */

static bool label_actions(mc_mechanism *made, const mc_nfg *game,
                          size_t *changed)
{
    bool done = true;
    for (size_t i = 0; i < game->players && done; i++) {
        char **labels = made->actions.label[i];
        if (game->strategy_label[i]) {
            done = distinguish(labels, game->strategy_label[i], game->count[i],
                               changed);
            continue;
        }
        for (size_t a = 0; a < game->count[i] && done; a++) {
            labels[a] = mc_text_new("%zu", a + 1);
            done = labels[a] != NULL;
        }
    }
    return done;
}

/* m(omega|a) = 1 for the outcome of the contingency. Players with one strategy
   do not matter for the number of a profile, so that at most log2(profiles)
   players do. */
static bool fill_rule(mc_mechanism *made, const mc_nfg *game,
                      const outcomes *found)
{
    size_t *mover = mc_array(game->players, sizeof *mover), movers = 0;
    if (!mover)
        return false;
    for (size_t i = 0; i < game->players; i++)
        if (game->count[i] > 1)
            mover[movers++] = i;
    for (size_t c = 0; c < game->contingencies; c++) {
        size_t rest = c, profile = 0;
        for (size_t k = 0; k < movers; k++) {
            size_t i = mover[k];
            profile += rest % game->count[i] * made->actions.stride[i];
            rest /= game->count[i];
        }
        mpz_set_ui(made->rule.numerator[profile * made->outcomes +
                                        found->entry[game->outcome[c]]],
                   1);
    }
    free(mover);
    return true;
}

static mc_status make_mechanism(mc_mechanism **mechanism, size_t *changed,
                                mc_message *message, const mc_nfg *game,
                                const outcomes *found,
                                const mc_environment *env)
{
    mc_mechanism *made;
    mc_status status;
    /* "0, " for each profile and outcome */
    if (game->contingencies > MC_JSON_MAX_BYTES / 3 / found->count)
        return mc_message_set(message, MC_LIMIT,
                              "%s: %zu strategy profiles with %zu different "
                              "outcomes are too many; as a mechanism they "
                              "would take more than 64 MiB",
                              game->name, game->contingencies, found->count);
    made = mc_mechanism_draft(env, game->count);
    status = fail_memory(message);
    if (!made)
        return status;
    made->title = copy_title(game);
    made->notes = strdup("A strategic game of Gambit: actions are strategies; "
                         "nobody can stay out.");
    if (made->title && made->notes && label_actions(made, game, changed) &&
        fill_rule(made, game, found))
        status = mc_mechanism_seal(made, message);
    if (status == MC_OK)
        *mechanism = made;
    else
        mc_mechanism_free(made);
    return status;
}

mc_status mc_nfg_statements(mc_environment **env, mc_mechanism **mechanism,
                            size_t *changed, mc_message *message,
                            const mc_nfg *game, const char *player)
{
    mc_environment *made = NULL;
    outcomes found;
    size_t count = 0;
    mc_status status =
        outcomes_init(&found, game) ? MC_OK : fail_memory(message);
    if (status == MC_OK)
        status = make_environment(&made, &count, message, game, &found, player);
    if (status == MC_OK)
        status = make_mechanism(mechanism, &count, message, game, &found, made);
    outcomes_clear(&found);
    if (status == MC_OK) {
        *env = made;
        *changed = count;
        (void)mc_message_set(message, MC_OK, "%s", "");
    } else {
        mc_environment_free(made);
    }
    return status;
}
