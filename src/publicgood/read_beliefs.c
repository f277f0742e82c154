/* Statements on public goods: with which probability people have which type. */
#include "publicgood/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static mc_status read_prior(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    const json_t *prior = mc_good_find(reader, "prior");
    mc_json_place place = mc_json_at("prior");
    if (!prior)
        return MC_OK;
    mc_status status = mc_statement_array(reader->statement, &place, prior,
                                          good->agents, "one for each agent");
    good->prior = mc_rationals_new(good->first[good->agents]);
    if (!good->prior)
        return mc_statement_out_of_memory(reader->statement);
    for (size_t i = 0; i < good->agents && status == MC_OK; i++) {
        size_t types = mc_publicgood_types(good, i);
        mpq_t *row = good->prior + good->first[i];
        mc_json_place here = mc_json_in(place, i);
        status = mc_good_row(row, reader, &here, json_array_get(prior, i),
                             types, MC_GOOD_NOT_NEGATIVE,
                             "one for each type of this agent");
        if (status == MC_OK)
            status = mc_statement_lottery(row, types, reader->statement, &here);
    }
    return status;
}

static mc_status read_draw(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    mc_json_place place = mc_json_at("draw");
    if (!mc_good_find(reader, "draw"))
        return MC_OK;
    if (!good->prior || mc_good_find(reader, "counts"))
        return mc_good_fail(reader, &place,
                            "people can only be drawn with \"prior\" and "
                            "without \"counts\"");
    mc_status status =
        mc_good_numbers(&good->draw, reader, "draw", good->agents,
                        MC_GOOD_NOT_NEGATIVE, "one for each agent");
    return status == MC_OK ? mc_statement_lottery(good->draw, good->agents,
                                                  reader->statement, &place)
                           : status;
}

/* One atom: its probability, and a type for each agent. */
static mc_status read_atom(mc_good_reader *reader, size_t number,
                           const json_t *atom)
{
    mc_publicgood *good = reader->good;
    mc_json_place place = mc_json_in(mc_json_at("atoms"), number);
    mc_json_place here = mc_json_in(place, 0);
    mc_status status =
        mc_statement_array(reader->statement, &place, atom, good->agents + 1,
                           "a probability and then a type for each agent");
    if (status == MC_OK)
        status = mc_good_number(good->atom_probability[number], reader, &here,
                                json_array_get(atom, 0), MC_GOOD_POSITIVE);
    for (size_t i = 0; i < good->agents && status == MC_OK; i++) {
        const json_t *type = json_array_get(atom, i + 1);
        json_int_t t = json_integer_value(type);
        size_t types = mc_publicgood_types(good, i);
        here = mc_json_in(place, i + 1);
        if (!json_is_integer(type) || t < 0 || (size_t)t >= types)
            return mc_good_fail(reader, &here,
                                "must be the number of a type of this agent, "
                                "an integer from 0 to %zu",
                                types - 1);
        good->atom_kind[number * good->agents + i] = good->first[i] + (size_t)t;
    }
    return status;
}

/* --- no profile twice -------------------------------------------------- */

typedef struct atom {
    const size_t *kind;
    size_t agents, number;
} atom;

static int compare_profiles(const atom *a, const atom *b)
{
    for (size_t i = 0; i < a->agents; i++)
        if (a->kind[i] != b->kind[i])
            return a->kind[i] < b->kind[i] ? -1 : 1;
    return 0;
}

static int compare(const void *left, const void *right)
{
    const atom *a = left, *b = right;
    int order = compare_profiles(a, b);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static mc_status check_distinct(const mc_good_reader *reader)
{
    const mc_publicgood *good = reader->good;
    atom *list = mc_array(good->atoms, sizeof *list);
    mc_status status = MC_OK;
    if (!list)
        return mc_statement_out_of_memory(reader->statement);
    for (size_t a = 0; a < good->atoms; a++)
        list[a] = (atom){good->atom_kind + a * good->agents, good->agents, a};
    qsort(list, good->atoms, sizeof *list, compare);
    for (size_t a = 1; a < good->atoms && status == MC_OK; a++) {
        mc_json_place here = mc_json_in(mc_json_at("atoms"), list[a].number);
        if (compare_profiles(&list[a - 1], &list[a]) == 0)
            status = mc_good_fail(reader, &here,
                                  "this is the profile of atoms[%zu], too; add "
                                  "the two probabilities",
                                  list[a - 1].number);
    }
    free(list);
    return status;
}

static mc_status read_atoms(mc_good_reader *reader)
{
    mc_publicgood *good = reader->good;
    const json_t *atoms = mc_good_find(reader, "atoms");
    mc_json_place place = mc_json_at("atoms");
    size_t count = json_array_size(atoms);
    if (!atoms)
        return MC_OK;
    if (good->prior)
        return mc_good_fail(reader, &place,
                            "there are both \"prior\" and \"atoms\"; remove "
                            "one of the two");
    mc_status status = mc_statement_array(reader->statement, &place, atoms,
                                          count, "one for each profile");
    for (size_t a = 0; a < count && status == MC_OK; a++) {
        mc_json_place here = mc_json_in(place, a);
        status = mc_statement_array(
            reader->statement, &here, json_array_get(atoms, a),
            good->agents + 1, "a probability and then a type for each agent");
    }
    if (status != MC_OK)
        return status;
    good->atoms = count;
    good->atom_probability = mc_rationals_new(count);
    good->atom_kind = mc_array(count * good->agents, sizeof(size_t));
    if (!good->atom_probability || !good->atom_kind)
        return mc_statement_out_of_memory(reader->statement);
    for (size_t a = 0; a < count && status == MC_OK; a++)
        status = read_atom(reader, a, json_array_get(atoms, a));
    if (status == MC_OK)
        status = mc_statement_lottery(good->atom_probability, count,
                                      reader->statement, &place);
    return status == MC_OK ? check_distinct(reader) : status;
}

mc_status mc_good_read_beliefs(mc_good_reader *reader)
{
    mc_status status = read_prior(reader);
    if (status == MC_OK)
        status = read_draw(reader);
    if (status == MC_OK)
        status = mc_good_need_single(reader, "atoms");
    if (status == MC_OK)
        status = read_atoms(reader);
    return status;
}
