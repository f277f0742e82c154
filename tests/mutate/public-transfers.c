/* What strategy-proof transfers can be: FORMAT-PUBLICGOOD.md sections 3.3
 * to 3.5. */
#include <stdint.h>
#include <string.h>

#include "public-claims.h"

static bool bounded_by[PROPERTIES];

static void read_bounds(const char *names)
{
    memset(bounded_by, 0, sizeof bounded_by);
    for (;;) {
        size_t length = strcspn(names, "+");
        size_t k = property_named(names, length);
        require(k >= RATIONAL && k <= NO_EXTORTION, "not a constraint");
        bounded_by[k] = true;
        if (!names[length])
            return;
        names += length + 1;
    }
}

/* A person and the others: what it gets, may pay, and pays by each report. */
typedef struct menu {
    size_t types, decision[64];
    num cap[64], own[64], largest[64]; /* NULL: no bound */
} menu;

static num value_at(const good *g, const scene *s, size_t j, size_t t, size_t y)
{
    return g->value[s->agent[j]][t][y];
}

static void fill_menu(menu *m, const good *g, const scene *s, size_t j,
                      bool own)
{
    scene other = *s;
    m->types = g->T[s->agent[j]];
    if (m->types > 64)
        give_up("too many types");
    for (size_t t = 0; t < m->types; t++) {
        other.type[j] = t;
        m->decision[t] = decide_scene(g, &other, j, WITH_ALL);
        m->cap[t] = NULL;
        for (size_t k = 0; k < PROPERTIES; k++) {
            num one = bounded_by[k] ? one_cap(g, &other, j, k) : NULL;
            if (one)
                m->cap[t] = m->cap[t] ? smaller(m->cap[t], one) : one;
        }
        m->largest[t] = m->cap[t];
        if (own)
            m->own[t] = transfer(g, &other, j, g->transfer);
    }
}

/* u_t <= u_r + v(a_t, t) - v(a_r, t), as often as a path is long. Returns false
   if it still falls then: no transfers at all. */
static bool relax(menu *m, const good *g, const scene *s, size_t j)
{
    bool fell = true;
    for (size_t n = 0; n <= m->types && fell; n++) {
        fell = false;
        for (size_t t = 0; t < m->types; t++)
            for (size_t r = 0; r < m->types; r++) {
                if (r == t || !m->largest[r])
                    continue;
                num bound = plus(m->largest[r],
                                 minus(value_at(g, s, j, t, m->decision[t]),
                                       value_at(g, s, j, t, m->decision[r])));
                if (!m->largest[t] || order(bound, m->largest[t]) < 0) {
                    m->largest[t] = bound;
                    fell = true;
                }
            }
    }
    return !fell;
}

static void compare_menu(num *more, num *less, const menu *m)
{
    for (size_t t = 0; t < m->types; t++) {
        require(m->largest[t] != NULL, "no largest transfer");
        *more = larger(*more, minus(m->largest[t], m->own[t]));
        *less = larger(*less, minus(m->own[t], m->largest[t]));
    }
}

/* The menu of the record, and that person's place in the scene. */
static size_t person_of(scene *s, const good *g, const proof_text *c,
                        size_t line)
{
    size_t agent = natural(c, line, 1), j = 0;
    require(agent < g->N, "no such agent");
    scene_of(s, g, c, line, 2);
    while (j < s->people && s->agent[j] <= agent)
        j++;
    require(s->people < MOST_PEOPLE, "too many people");
    memmove(s->agent + j + 1, s->agent + j, (s->people - j) * sizeof(size_t));
    memmove(s->type + j + 1, s->type + j, (s->people - j) * sizeof(size_t));
    s->agent[j] = agent;
    s->type[j] = 0;
    s->people++;
    of_counts(s, g);
    return j;
}

static void same_menus(const good *g, const proof_text *c)
{
    for (size_t line = 3; line + 1 < c->lines; line += 3) {
        scene s;
        menu m;
        size_t start = mark();
        require(keyword(c, line, "menu"), "no menu");
        size_t j = person_of(&s, g, c, line);
        fill_menu(&m, g, &s, j, false);
        require(relax(&m, g, &s, j), "no transfers at all");
        for (size_t t = 0; t < m.types; t++)
            require(m.largest[t] &&
                        same(vector_field(c, line + 1, 1, t), m.largest[t]),
                    "another largest transfer");
        release(start, whole(0));
    }
}

void largest_truth(const good *g, const proof_text *c)
{
    scene s;
    num more = whole(0), less = whole(0);
    read_bounds(c->word[1][2]);
    first_scene(&s, g, g->count);
    do
        for (size_t j = 0; j < s.people; j++) {
            menu m;
            if (s.type[j] != 0)
                continue;
            fill_menu(&m, g, &s, j, true);
            require(relax(&m, g, &s, j), "no transfers at all");
            compare_menu(&more, &less, &m);
        }
    while (next_scene(&s, g));
    require(same(more, field(c, 1, 3)) && same(less, field(c, 1, 4)),
            "another difference");
    same_menus(g, c);
}

void impossible_truth(const good *g, const proof_text *c)
{
    scene s;
    menu m;
    num sum = whole(0);
    size_t j = person_of(&s, g, c, 3), count = c->words[4] - 1;
    memset(bounded_by, 0, sizeof bounded_by);
    fill_menu(&m, g, &s, j, false);
    for (size_t t = 0; t < m.types; t++)
        m.largest[t] = whole(0);
    require(!relax(&m, g, &s, j), "there are transfers");
    for (size_t k = 0; k < count; k++) {
        size_t t = natural(c, 4, 1 + k), r = natural(c, 4, 1 + (k + 1) % count);
        require(t < m.types && r < m.types, "no such type");
        sum = plus(sum, minus(value_at(g, &s, j, t, m.decision[t]),
                              value_at(g, &s, j, t, m.decision[r])));
    }
    require(same(sum, field(c, 1, 2)), "another sum");
}

/* Every person pays its largest transfer. */
void no_mechanism_truth(const good *g, const proof_text *c)
{
    scene s;
    num sum = whole(0);
    bool none = false;
    read_bounds(c->word[1][2]);
    scene_of(&s, g, c, 3, 1);
    of_counts(&s, g);
    for (size_t j = 0; j < s.people; j++) {
        menu m;
        fill_menu(&m, g, &s, j, false);
        none = !relax(&m, g, &s, j) || none;
        require(m.largest[s.type[j]] != NULL, "no bound");
        sum = plus(sum, m.largest[s.type[j]]);
    }
    num claimed = field(c, 1, 3);
    require(none || order(sum, claimed) <= 0, "more can be collected");
    size_t a = decide_scene(g, &s, NO_PERSON, WITH_ALL);
    require(order(claimed, good_cost(g, &s, a)) < 0, "no deficit");
}
