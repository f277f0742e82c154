#include "verify.h"
#include <string.h>

/* FORMAT-GAME.md section 1: the statements beside the environment. */

enum { table_limit = 100000000 };

/* Reads one list of labels for each agent. */
static void read_lists(struct mv_object *object, struct mv_space *space,
                       size_t agents, enum mv_key key)
{
    struct mv_source *json = object->json;

    if (space->labels == NULL) {
        space->labels = mv_allocate(agents, sizeof *space->labels);
        mv_profiles_init(&space->profiles, agents);
    }
    json->at = object->value_at[key];
    mv_array_open(json);
    for (size_t i = 0; i < agents; i++) {
        mv_array_next(json, i, agents);
        mv_array_labels(object, &space->labels[i]);
        space->profiles.size[i] = space->labels[i].count;
    }
    mv_array_close(json, agents);
}

/* Reads an array of `rows` vectors; each MUST be a lottery if asked. */
static void read_rows(struct mv_object *object, struct mv_table *table,
                      size_t rows, bool lotteries)
{
    struct mv_source *json = object->json;

    mv_array_open(json);
    for (size_t row = 0; row < rows; row++) {
        size_t start;

        mv_array_next(json, row, rows);
        start = json->at;
        mv_array_vector(object, table);
        if (lotteries && object->store)
            mv_demand_lottery(json, start, MV_E215,
                              table->value + row * table->components,
                              table->components, table->vector.denominator);
    }
    mv_array_close(json, rows);
}

/* Reads a table over the profiles of a space. */
static void read_table(struct mv_object *object, struct mv_table *table,
                       struct mv_space *space, size_t components,
                       enum mv_key key)
{
    mv_table_init(table, components);
    if (!mv_profiles_seal(&space->profiles, table_limit / components))
        mv_source_refuse(object->json, object->value_at[key], MV_E210,
                         "a table of more than 10^8 numbers is needed");
    for (int pass = 0; pass < 2; pass++) {
        object->store = pass > 0;
        object->json->at = object->value_at[key];
        read_rows(object, table, space->profiles.count, key == MV_KEY_RULE);
    }
}

static void read_secure(struct mv_object *object, struct mv_game *game,
                        size_t agents)
{
    struct mv_source *json = object->json;

    game->secure = mv_allocate(agents, sizeof *game->secure);
    json->at = object->value_at[MV_KEY_SECURE];
    mv_array_open(json);
    for (size_t i = 0; i < agents; i++) {
        const struct mv_labels *labels = &game->actions.labels[i];
        size_t *secure = &game->secure[i], start;

        mv_array_next(json, i, agents);
        start = json->at;
        if (json->text[start] != '"')
            mv_source_refuse(json, start, MV_E205, "a label is a string");
        mv_json_string(json, &object->text);
        while (*secure < labels->count &&
               strcmp(mv_label(labels, *secure), object->text.byte) != 0)
            ++*secure;
        if (*secure == labels->count)
            mv_source_refuse(json, start, MV_E214,
                             "agent %zu has no action with this label", i);
    }
    mv_array_close(json, agents);
}

static void read_strategies(struct mv_object *object, struct mv_game *game,
                            size_t agents)
{
    struct mv_source *json = object->json;

    game->strategies = mv_allocate(agents, sizeof *game->strategies);
    for (size_t i = 0; i < agents; i++)
        mv_table_init(&game->strategies[i], game->actions.profiles.size[i]);
    for (int pass = 0; pass < 2; pass++) {
        object->store = pass > 0;
        json->at = object->value_at[MV_KEY_STRATEGIES];
        mv_array_open(json);
        for (size_t i = 0; i < agents; i++) {
            object->numbers = 0;
            mv_array_next(json, i, agents);
            read_rows(object, &game->strategies[i],
                      game->signals.profiles.size[i], true);
        }
        mv_array_close(json, agents);
    }
}

/* Reads the rows of a set of priors, or the prior. */
static void read_prior(struct mv_object *object, struct mv_game *game,
                       size_t states)
{
    struct mv_source *json = object->json;
    size_t given = object->value_at[MV_KEY_PRIOR], rows = 0;

    for (size_t kind = 0; kind < 3; kind++)
        rows += object->value_at[MV_KEY_AT_LEAST + kind] != 0;
    if ((given != 0) == (rows > 0))
        mv_source_refuse(json, json->length - 1, MV_E204,
                         "either `prior` or some of `at_least`, `at_most` and "
                         "`equal` must be there");
    game->set = given == 0;
    mv_table_init(&game->prior, states + game->set);
    for (int pass = 0; pass < 2; pass++) {
        object->store = pass > 0;
        json->at = given;
        if (!game->set)
            mv_array_vector(object, &game->prior);
        for (size_t kind = 0; kind < 3; kind++) {
            json->at = object->value_at[MV_KEY_AT_LEAST + kind];
            if (json->at == 0)
                continue;
            mv_array_open(json);
            for (rows = 0; mv_json_blank(json) != ']'; rows++) {
                mv_array_next(json, rows, SIZE_MAX);
                mv_array_vector(object, &game->prior);
            }
            game->rows[kind] = rows;
        }
    }
    if (!game->set)
        mv_object_prior(object, &game->prior);
}

void mv_game_read(struct mv_game *game, struct mv_environment *e,
                  struct mv_object *object)
{
    size_t *at = object->value_at;

    if (at[MV_KEY_AGENTS] != 0)
        mv_object_labels(object, &e->agents, MV_KEY_AGENTS);
    if (at[MV_KEY_OUTCOMES] != 0)
        mv_object_labels(object, &e->outcomes, MV_KEY_OUTCOMES);
    if (at[MV_KEY_STATES] != 0)
        mv_object_labels(object, &e->states, MV_KEY_STATES);
    if (at[MV_KEY_ACTIONS] != 0)
        read_lists(object, &game->actions, e->agents.count, MV_KEY_ACTIONS);
    if (at[MV_KEY_SIGNALS] != 0)
        read_lists(object, &game->signals, e->agents.count, MV_KEY_SIGNALS);
    if (at[MV_KEY_SECURE] != 0)
        read_secure(object, game, e->agents.count);
    if (object->kind == MV_MECHANISM)
        read_table(object, &game->m, &game->actions, e->outcomes.count,
                   MV_KEY_RULE);
    if (object->kind == MV_INFORMATION) {
        read_table(object, &game->sigma, &game->signals, e->states.count,
                   MV_KEY_DISTRIBUTION);
        mv_demand_lottery(object->json, at[MV_KEY_DISTRIBUTION], MV_E215,
                          game->sigma.value, game->sigma.used,
                          game->sigma.vector.denominator);
    }
    if (object->kind == MV_STRATEGIES)
        read_strategies(object, game, e->agents.count);
    if (object->kind == MV_PRIOR)
        read_prior(object, game, e->states.count);
}

static void echo_row(const struct mv_table *table, size_t row, FILE *file)
{
    for (size_t c = 0; c < table->components; c++) {
        fputc(' ', file);
        mv_print_ratio(file, table->value[row * table->components + c],
                       table->vector.denominator);
    }
    fputc('\n', file);
}

static void echo_lists(const struct mv_space *space, const char *name,
                       FILE *file)
{
    for (size_t i = 0; i < space->profiles.agents; i++) {
        fprintf(file, "agent %zu: ", i);
        mv_labels_echo(&space->labels[i], name, file);
    }
}

static void echo_table(const struct mv_table *table, struct mv_space *space,
                       const char *name, FILE *file)
{
    char profile[MV_PROFILE_TEXT];

    fprintf(file, "%s, by profile\n", name);
    for (size_t x = 0; x < space->profiles.count; x++) {
        fprintf(file, "  %s", mv_profile_text(profile, &space->profiles));
        echo_row(table, x, file);
        mv_profiles_next(&space->profiles);
    }
}

static void echo_prior(const struct mv_game *game, FILE *file)
{
    static const char *const name[] = {"at least", "at most", "equal"};
    size_t row = 0;

    if (!game->set) {
        fputs("prior\n ", file);
        echo_row(&game->prior, 0, file);
        return;
    }
    fputs("set of priors: coefficients of the states, right-hand side\n", file);
    for (size_t kind = 0; kind < 3; kind++)
        for (size_t k = 0; k < game->rows[kind]; k++, row++) {
            fprintf(file, "  %zu %s", row, name[kind]);
            echo_row(&game->prior, row, file);
        }
}

void mv_game_echo(struct mv_game *game, const struct mv_environment *e,
                  enum mv_kind kind, FILE *file)
{
    if (kind != MV_PRIOR)
        mv_labels_echo(&e->agents, "agents", file);
    if (kind == MV_MECHANISM)
        mv_labels_echo(&e->outcomes, "outcomes", file);
    if (kind == MV_INFORMATION || kind == MV_PRIOR)
        mv_labels_echo(&e->states, "states", file);
    if (kind == MV_INFORMATION || kind == MV_STRATEGIES)
        echo_lists(&game->signals, "signals", file);
    if (kind == MV_MECHANISM || kind == MV_STRATEGIES)
        echo_lists(&game->actions, "actions", file);
    if (kind == MV_MECHANISM && game->secure != NULL) {
        fputs("secure", file);
        for (size_t i = 0; i < e->agents.count; i++)
            fprintf(file, " %zu", game->secure[i]);
        fputc('\n', file);
    }
    if (kind == MV_MECHANISM)
        echo_table(&game->m, &game->actions, "rule", file);
    if (kind == MV_INFORMATION)
        echo_table(&game->sigma, &game->signals, "distribution", file);
    if (kind == MV_PRIOR)
        echo_prior(game, file);
    for (size_t i = 0; kind == MV_STRATEGIES && i < e->agents.count; i++) {
        fprintf(file, "strategy of agent %zu, by signal\n", i);
        for (size_t s = 0; s < game->signals.profiles.size[i]; s++) {
            fprintf(file, "  %zu", s);
            echo_row(&game->strategies[i], s, file);
        }
    }
}
