#include "publicgood.h"

/* FORMAT-PUBLICGOOD.md section 2: profiles and their sums. */

void mv_people_init(struct mv_people *people, const struct mv_scene *scene)
{
    size_t types = scene->good->first[scene->agents];

    *people = (struct mv_people){.scene = scene};
    people->n = mv_allocate(scene->agents, sizeof *people->n);
    people->start = mv_allocate(scene->agents, sizeof *people->start);
    people->x = mv_allocate(types, sizeof *people->x);
    people->type = mv_allocate(types, sizeof *people->type);
    people->begin = mv_allocate(scene->agents + 1, sizeof *people->begin);
    for (size_t t = 0; t < types; t++)
        people->type[t] = t;
    for (size_t i = 0; i <= scene->agents; i++)
        people->begin[i] = scene->good->first[i];
    mpz_init(people->factor);
}

void mv_people_clear(struct mv_people *people)
{
    size_t agents = people->scene->agents;
    size_t types = people->scene->good->first[agents];

    for (size_t k = 0; k < people->tallies; k++)
        mv_numbers_clear(people->tally[k].sum, people->scene->size);
    mv_release(people->n, agents, sizeof *people->n);
    mv_release(people->start, agents, sizeof *people->start);
    mv_release(people->x, types, sizeof *people->x);
    mv_release(people->type, types, sizeof *people->type);
    mv_release(people->begin, agents + 1, sizeof *people->begin);
    mpz_clear(people->factor);
}

void mv_people_tally(struct mv_people *people, mpz_t *weight)
{
    struct mv_tally *tally = &people->tally[people->tallies++];

    tally->weight = weight;
    tally->sum = mv_numbers(people->scene->size);
}

void mv_people_only(struct mv_people *people, mpz_t *probability)
{
    const size_t *first = people->scene->good->first;
    size_t kept = 0;

    for (size_t i = 0; i < people->scene->agents; i++) {
        people->begin[i] = kept;
        for (size_t t = first[i]; t < first[i + 1]; t++)
            if (mpz_sgn(probability[t]) > 0)
                people->type[kept++] = t;
    }
    people->begin[people->scene->agents] = kept;
}

void mv_people_add(struct mv_people *people, size_t agent, size_t type,
                   long more)
{
    const struct mv_scene *scene = people->scene;
    size_t number = scene->good->first[agent] + type;
    mpz_t *value = scene->value + number * scene->size;

    people->x[number] += (size_t)more;
    people->rank += (size_t)more * type * scene->stride[agent];
    for (size_t k = 0; k < people->tallies; k++) {
        struct mv_tally *tally = &people->tally[k];

        mpz_mul_si(people->factor, tally->weight[agent], more);
        for (size_t y = 0; y < scene->size; y++)
            mpz_addmul(tally->sum[y], people->factor, value[y]);
    }
}

/* Nobody has a type yet; the sums are less what everybody pays. */
static void empty(struct mv_people *people, size_t except)
{
    const struct mv_scene *scene = people->scene;

    people->rank = 0;
    for (size_t t = 0; t < scene->good->first[scene->agents]; t++)
        people->x[t] = 0;
    for (size_t i = 0; i < scene->agents; i++) {
        people->n[i] = scene->count[i] - (i == except);
        people->start[i] = people->begin[i];
    }
    for (size_t k = 0; k < people->tallies; k++) {
        struct mv_tally *tally = &people->tally[k];

        for (size_t y = 0; y < scene->size; y++)
            mpz_set_ui(tally->sum[y], 0);
        for (size_t i = 0; i < scene->agents; i++) {
            mpz_mul_ui(people->factor, tally->weight[i], scene->count[i]);
            for (size_t y = 0; y < scene->size; y++)
                mpz_submul(tally->sum[y], people->factor,
                           scene->share[i * scene->size + y]);
        }
    }
}

/* `more` people at this place of the list of types. */
static void add_at(struct mv_people *people, size_t agent, size_t at, long more)
{
    if (more != 0)
        mv_people_add(people, agent,
                      people->type[at] - people->scene->good->first[agent],
                      more);
}

void mv_people_first(struct mv_people *people, size_t except)
{
    empty(people, except);
    for (size_t i = 0; i < people->scene->agents; i++)
        add_at(people, i, people->begin[i], (long)people->n[i]);
    for (size_t i = 0; people->chance != NULL && i < people->scene->agents; i++)
        mv_chance_first(people->chance, i,
                        people->n[i] > 0 ? people->type[people->begin[i]] : 0,
                        people->n[i]);
    if (people->chance != NULL)
        mv_chance_multiply(people->chance, 0);
}

void mv_people_types(struct mv_people *people, const size_t *type)
{
    empty(people, SIZE_MAX);
    for (size_t i = 0; i < people->scene->agents; i++)
        mv_people_add(people, i, type[i], 1);
}

void mv_people_shift(struct mv_people *people, size_t agent)
{
    add_at(people, agent, people->begin[agent], 1);
    people->n[agent]++;
    if (++agent == people->scene->agents)
        return;
    people->n[agent]--;
    add_at(people, agent, people->begin[agent], -1);
}

/* Agent i's next composition: one person moves on from the last place but one
   with people, and those of the last place follow behind. */
static bool step(struct mv_people *people, size_t i)
{
    size_t begin = people->begin[i], last = people->begin[i + 1] - 1;
    size_t at = people->start[i];
    long tail;

    if (people->begin[i + 1] < begin + 2)
        return false;
    tail = (long)people->x[people->type[last]];
    while (at > begin && people->x[people->type[at]] == 0)
        at--;
    if (people->x[people->type[at]] == 0) {
        add_at(people, i, last, -tail);
        add_at(people, i, begin, tail);
        people->start[i] = begin;
        if (people->chance != NULL)
            mv_chance_again(people->chance, i);
        return false;
    }
    if (people->chance != NULL)
        mv_chance_step(people->chance, i,
                       (size_t[]){people->type[at], people->type[at + 1],
                                  people->type[last]},
                       people->x[people->type[at]], (size_t)tail);
    add_at(people, i, at, -1);
    if (at + 1 < last)
        add_at(people, i, last, -tail);
    add_at(people, i, at + 1, at + 1 < last ? tail + 1 : 1);
    people->start[i] = at + 1 < last ? at + 1 : at;
    return true;
}

bool mv_people_next(struct mv_people *people)
{
    for (size_t i = people->scene->agents; i-- > 0;)
        if (step(people, i)) {
            if (people->chance != NULL)
                mv_chance_multiply(people->chance, i);
            return true;
        }
    return false;
}

void mv_people_read(struct mv_people *people, struct mv_reader *reader,
                    size_t except)
{
    const size_t *first = people->scene->good->first;

    empty(people, except);
    for (size_t i = 0; i < people->scene->agents; i++) {
        size_t left = people->n[i];

        for (size_t t = first[i]; t < first[i + 1]; t++) {
            size_t x = mv_field_index(reader, left + 1);

            left -= x;
            if (x > 0)
                mv_people_add(people, i, t - first[i], (long)x);
        }
        if (left > 0)
            mv_reject(reader, MV_E306, "agent %zu has %zu people here", i,
                      people->n[i]);
    }
}

void mv_people_is(const struct mv_people *people, struct mv_reader *reader)
{
    size_t types = people->scene->good->first[people->scene->agents];

    for (size_t t = 0; t < types; t++)
        if (mv_field_natural(reader) != people->x[t])
            mv_reject(reader, MV_E307, "another profile comes next");
}
