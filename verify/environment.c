#include "verify.h"

enum { table_limit = 100000000 };

/* Appends the number that was read to the cells and to both lists. */
static void store_payoff(struct mv_object *object, struct mv_environment *e,
                         size_t player, size_t state, size_t outcome)
{
    size_t players = e->agents.count + 1;
    struct mv_cell *cell;

    e->cell = mv_grow(e->cell, &e->capacity, e->cells + 1, sizeof *cell);
    cell = &e->cell[e->cells++];
    cell->player = player;
    cell->component[MV_BY_STATE] = outcome;
    cell->component[MV_BY_OUTCOME] = state;
    mpz_init_set(cell->value, object->numerator);
    for (int order = MV_BY_STATE; order <= MV_BY_OUTCOME; order++) {
        size_t o = cell->component[1 - order];
        size_t *head = &e->head[order][o * players + player];

        cell->next[order] = *head;
        *head = e->cells;
    }
}

static void read_table(struct mv_object *object, struct mv_environment *e,
                       size_t player)
{
    struct mv_source *json = object->json;
    size_t states = e->states.count, outcomes = e->outcomes.count;

    mv_array_open(json);
    for (size_t state = 0; state < states; state++) {
        mv_array_next(json, state, states);
        mv_array_open(json);
        for (size_t outcome = 0; outcome < outcomes; outcome++) {
            mv_array_next(json, outcome, outcomes);
            mv_array_number(object, e->denominator);
            if (object->store && mpz_sgn(object->numerator) != 0)
                store_payoff(object, e, player, state, outcome);
        }
        mv_array_close(json, outcomes);
    }
    mv_array_close(json, states);
}

static void read_numbers(struct mv_object *object, struct mv_environment *e)
{
    struct mv_source *json = object->json;
    size_t agents = e->agents.count;

    json->at = object->value_at[MV_KEY_PRIOR];
    mv_array_vector(object, &e->prior);
    object->numbers = 0;
    json->at = object->value_at[MV_KEY_WELFARE];
    read_table(object, e, agents);
    json->at = object->value_at[MV_KEY_PAYOFFS];
    mv_array_open(json);
    for (size_t agent = 0; agent < agents; agent++) {
        mv_array_next(json, agent, agents);
        read_table(object, e, agent);
    }
    mv_array_close(json, agents);
}

void mv_environment_read(struct mv_environment *e, struct mv_object *object)
{
    size_t players, states;

    mv_object_labels(object, &e->agents, MV_KEY_AGENTS);
    mv_object_labels(object, &e->outcomes, MV_KEY_OUTCOMES);
    mv_object_labels(object, &e->states, MV_KEY_STATES);
    players = e->agents.count + 1;
    states = e->states.count;
    if (e->outcomes.count > table_limit / states ||
        e->agents.count > table_limit / states / e->outcomes.count)
        mv_source_refuse(object->json, object->value_at[MV_KEY_STATES], MV_E210,
                         "agents times states times outcomes exceeds 10^8");
    mpz_init_set_ui(e->denominator, 1);
    mv_table_init(&e->prior, states);
    read_numbers(object, e);
    e->head[MV_BY_STATE] = mv_allocate(states * players, sizeof(size_t));
    e->head[MV_BY_OUTCOME] =
        mv_allocate(e->outcomes.count * players, sizeof(size_t));
    object->store = true;
    read_numbers(object, e);
    mv_object_prior(object, &e->prior);
}

/* A line for each state: its number and a value for each outcome. `at` is the
   first cell that has not been printed. */
static size_t echo_table(const struct mv_environment *e, size_t player,
                         size_t at, FILE *file)
{
    for (size_t state = 0; state < e->states.count; state++) {
        fprintf(file, "  %zu", state);
        for (size_t outcome = 0; outcome < e->outcomes.count; outcome++) {
            const struct mv_cell *cell = at < e->cells ? &e->cell[at] : NULL;

            if (cell != NULL && cell->player == player &&
                cell->component[MV_BY_OUTCOME] == state &&
                cell->component[MV_BY_STATE] == outcome) {
                fputc(' ', file);
                mv_print_ratio(file, cell->value, e->denominator);
                at++;
            } else {
                fputs(" 0", file);
            }
        }
        fputc('\n', file);
    }
    return at;
}

void mv_environment_echo(const struct mv_environment *e, FILE *file)
{
    size_t at;

    mv_labels_echo(&e->agents, "agents", file);
    mv_labels_echo(&e->outcomes, "outcomes", file);
    mv_labels_echo(&e->states, "states", file);
    fputs("prior\n", file);
    for (size_t state = 0; state < e->states.count; state++) {
        fprintf(file, "  %zu ", state);
        mv_print_ratio(file, e->prior.value[state],
                       e->prior.vector.denominator);
        fputc('\n', file);
    }
    fputs("welfare (a line for each state, a number for each outcome)\n", file);
    at = echo_table(e, e->agents.count, 0, file);
    for (size_t agent = 0; agent < e->agents.count; agent++) {
        fprintf(file, "payoffs of agent %zu ", agent);
        mv_print_text(file, mv_label(&e->agents, agent));
        fputc('\n', file);
        at = echo_table(e, agent, at, file);
    }
}
