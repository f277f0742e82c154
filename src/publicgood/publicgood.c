/* Statements on public goods: storage, and what people are called. */
#define _POSIX_C_SOURCE 200809L
#include "publicgood/publicgood.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "game/statement.h"

static void free_types(mc_publicgood *good)
{
    for (size_t i = 0; i < good->agents && good->type_label; i++)
        mc_labels_free(good->type_label[i], mc_publicgood_types(good, i));
    free(good->type_label);
    for (size_t i = 0; i < good->agents && good->groves_length; i++)
        mc_rationals_free(good->groves[i], good->groves_length[i]);
    free(good->groves);
    free(good->groves_length);
}

static void free_beliefs(mc_publicgood *good, size_t kinds)
{
    mc_rationals_free(good->prior, kinds);
    mc_rationals_free(good->draw, good->agents);
    mc_rationals_free(good->atom_probability, good->atoms);
    free(good->atom_kind);
}

static void free_shares(mc_publicgood *good)
{
    bool table = good->shares == MC_SHARES_TABLE;
    mc_rationals_free(good->share_number,
                      good->agents * (table ? good->alternatives : 1));
    mc_rationals_free(good->income, good->agents);
    mc_rationals_free(good->distance, good->agents);
    mc_rationals_free(good->radius, 1);
}

void mc_publicgood_free(mc_publicgood *good)
{
    if (!good)
        return;
    size_t kinds = good->agent_of ? good->first[good->agents] : 0;
    free_beliefs(good, kinds);
    free_types(good);
    free_shares(good);
    mc_rationals_free(good->payment, good->profiles * good->agents);
    free(good->rule);
    free(good->tie);
    mc_rationals_free(good->value, kinds * good->alternatives);
    free(good->agent_of);
    free(good->first);
    mc_rationals_free(good->weight, good->agents);
    mc_rationals_free(good->cost, good->alternatives);
    free(good->count);
    mc_labels_free(good->agent_label, good->agents);
    mc_labels_free(good->alternative_label, good->alternatives);
    free(good->notes);
    free(good->title);
    free(good->where);
    free(good->name);
    free(good);
}

/* --- words --------------------------------------------------------------- */

void mc_publicgood_type(FILE *out, const mc_publicgood *good, size_t kind)
{
    size_t i = good->agent_of[kind], t = kind - good->first[i];
    if (good->type_label)
        mc_text_print(out, good->type_label[i][t]);
    else
        fprintf(out, "#%zu", t);
}

void mc_publicgood_person(FILE *out, const mc_publicgood *good, size_t kind)
{
    size_t i = good->agent_of[kind];
    mc_text_print(out, good->agent_label[i]);
    if (!good->type_label && mc_publicgood_types(good, i) == 1)
        return;
    fputs(" (", out);
    mc_publicgood_type(out, good, kind);
    fputc(')', out);
}

static unsigned long people_of(const mc_publicgood *good, size_t agent,
                               const unsigned long *x)
{
    unsigned long people = 0;
    for (size_t k = good->first[agent]; k < good->first[agent + 1]; k++)
        people += x[k];
    return people;
}

static void print_people(FILE *out, const mc_publicgood *good, size_t agent,
                         const unsigned long *x)
{
    const char *between = ": ";
    unsigned long people = people_of(good, agent, x);
    mc_text_print(out, good->agent_label[agent]);
    for (size_t k = good->first[agent]; k < good->first[agent + 1]; k++) {
        if (x[k] == 0)
            continue;
        fputs(between, out);
        between = " + ";
        if (people != 1)
            fprintf(out, "%lu ", x[k]);
        mc_publicgood_type(out, good, k);
    }
}

void mc_publicgood_profile(FILE *out, const mc_publicgood *good,
                           const unsigned long *x)
{
    const char *between = "";
    for (size_t i = 0; i < good->agents; i++) {
        if ((mc_publicgood_types(good, i) == 1 && !good->draw) ||
            people_of(good, i, x) == 0)
            continue;
        fputs(between, out);
        between = ", ";
        print_people(out, good, i, x);
    }
}
