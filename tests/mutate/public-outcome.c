/* What happens at one profile: FORMAT-PUBLICGOOD.md section 3.2. */
#include <stdint.h>
#include <string.h>

#include "public-claims.h"

/* The people of a profile's record. */
void scene_of(scene *s, const good *g, const proof_text *c, size_t line,
              size_t from)
{
    size_t at = from;
    *s = (scene){.people = 0};
    for (size_t i = 0; i < g->N; i++)
        for (size_t t = 0; t < g->T[i]; t++)
            for (size_t n = natural(c, line, at++); n > 0; n--) {
                require(s->people < MOST_PEOPLE, "too many people");
                s->agent[s->people] = i;
                s->type[s->people++] = t;
            }
    require(at == c->words[line], "a longer profile");
}

void of_counts(const scene *s, const good *g)
{
    for (size_t i = 0; i < g->N; i++) {
        size_t n = 0;
        for (size_t j = 0; j < s->people; j++)
            n += s->agent[j] == i;
        require(n == g->count[i], "a profile of other people");
    }
}

static void equals(const proof_text *c, size_t line, size_t at, num value)
{
    require(same(vector_field(c, line, 1, at), value), "another number");
}

static void outcome_tables(const good *g, const scene *s, const proof_text *c)
{
    for (size_t y = 0; y < g->K; y++) {
        num benefit = whole(0), weighted = whole(0), cost = whole(0),
            one = whole(0);
        for (size_t j = 0; j < s->people; j++) {
            num weight = g->weight[s->agent[j]];
            num own = times(weight, value_of(g, s, j, y));
            benefit = plus(benefit, value_of(g, s, j, y));
            weighted = plus(weighted, own);
            cost = plus(cost, times(weight, good_share(g, s, s->agent[j], y)));
            one = j == 0 ? own : larger(one, own);
        }
        equals(c, 4, y, benefit);
        equals(c, 5, y, weighted);
        equals(c, 6, y, cost);
        equals(c, 7, y, minus(weighted, one));
    }
}

static void outcome_decisions(const good *g, const scene *s,
                              const proof_text *c)
{
    num most = welfare(g, s, 0, NO_PERSON, WITH_ALL);
    size_t at = 1;
    for (size_t y = 1; y < g->K; y++)
        most = larger(most, welfare(g, s, y, NO_PERSON, WITH_ALL));
    for (size_t y = 0; y < g->K; y++)
        if (same(welfare(g, s, y, NO_PERSON, WITH_ALL), most))
            require(natural(c, 8, at++) == y, "other decisions");
    require(at == c->words[8], "more decisions");
    require(natural(c, 9, 1) == decide_scene(g, s, NO_PERSON, WITH_ALL),
            "another decision");
}

static void outcome_person(const good *g, const scene *s, const proof_text *c,
                           size_t line, size_t j)
{
    bool table = g->decision == RULE;
    size_t at = 0;
    require(natural(c, line, 1) == s->agent[j] &&
                natural(c, line, 2) == s->type[j],
            "another person");
    require(natural(c, line, 3) == decide_scene(g, s, j, WITHOUT_VALUE),
            "another decision without the person");
    if (!table)
        require(natural(c, line, 4) == decide_scene(g, s, j, WITHOUT_NET),
                "another decision without the net value");
    equals(c, line + 1, at++, transfer(g, s, j, GENERALISED));
    equals(c, line + 1, at++, transfer(g, s, j, COST_SHARING));
    if (!table)
        equals(c, line + 1, at++, transfer(g, s, j, CLARKE));
    equals(c, line + 1, at, transfer(g, s, j, g->transfer));
}

void outcome_truth(const good *g, const proof_text *c)
{
    bool table = g->decision == RULE;
    scene s;
    size_t line = 10, at = 0;
    require(keyword(c, 3, "profile"), "no profile");
    scene_of(&s, g, c, 3, 1);
    of_counts(&s, g);
    outcome_tables(g, &s, c);
    outcome_decisions(g, &s, c);
    for (size_t j = 0; j < s.people; j++)
        if (j == 0 || s.agent[j] != s.agent[j - 1] ||
            s.type[j] != s.type[j - 1]) {
            outcome_person(g, &s, c, line, j);
            line += 2;
        }
    require(keyword(c, line, "revenue"), "other people");
    equals(c, line, at++, revenue(g, &s, GENERALISED));
    equals(c, line, at++, revenue(g, &s, COST_SHARING));
    if (!table)
        equals(c, line, at++, revenue(g, &s, CLARKE));
    equals(c, line, at, revenue(g, &s, g->transfer));
}
