/* Properties and largest transfers of random public goods, against a naive
   enumeration over persons. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "commons.h"
#include "publicgood/holds.h"
#include "publicgood/largest.h"
#include "publicgood/places.h"
#include "publicgood/property.h"

enum { RUNS = 200, MOST_RUNS = 40 };

/* A random environment, for us and for the product. */
typedef struct trial {
    commons c;
    char *text;
    mc_publicgood *good;
    mc_population *population;
    mc_message message;
} trial;

static void begin(trial *t, gmp_randstate_t random)
{
    commons_random(&t->c, random);
    t->text = commons_text(&t->c);
    char name[] = "random";
    mc_file file = {.name = name, .text = t->text, .length = strlen(t->text)};
    t->message = (mc_message){""};
    if (mc_publicgood_parse(&t->good, &t->message, &file) != MC_OK ||
        mc_population_new(&t->population, &t->message, t->good, NULL) != MC_OK)
        fail_msg("%s\n%s", t->message.text, t->text);
}

static void end(trial *t)
{
    mc_population_free(t->population);
    mc_publicgood_free(t->good);
    free(t->text);
}

static void expect_equal(const mpq_t got, const mpq_t wanted, const trial *t,
                         const char *what)
{
    if (mpq_equal(got, wanted))
        return;
    gmp_fprintf(stderr, "%s: %Qd, not %Qd\n%s", what, got, wanted, t->text);
    fail();
}

/* The profile of a point. */
static void set_profile(unsigned long *x, const trial *t, size_t point)
{
    memset(x, 0, t->good->first[t->good->agents] * sizeof *x);
    for (size_t j = 0; j < t->c.persons; j++)
        x[t->good->first[t->c.agent_of[j]] + commons_type(&t->c, point, j)]++;
}

static size_t kind_at(const trial *t, size_t point, size_t person)
{
    return t->good->first[t->c.agent_of[person]] +
           commons_type(&t->c, point, person);
}

/* A point and a person of a finding. */
static void find_instance(size_t *point, size_t *person, const trial *t,
                          const mc_finding *found)
{
    unsigned long x[COMMONS_AGENTS * COMMONS_TYPES];
    size_t kinds = t->good->first[t->good->agents];
    for (*point = 0; *point < t->c.points; ++*point) {
        set_profile(x, t, *point);
        if (memcmp(x, found->x, kinds * sizeof *x) != 0)
            continue;
        for (*person = 0; *person < t->c.persons; ++*person)
            if (found->kind == SIZE_MAX ||
                kind_at(t, *point, *person) == found->kind)
                return;
    }
    fail_msg("the witness is no instance\n%s", t->text);
}

static void expect_witness(const trial *t, size_t property,
                           const mc_finding *found)
{
    size_t point, person = 0, report = 0;
    bool defined = true;
    mpq_t excess;
    if (mpq_sgn(found->excess) == 0)
        return;
    mpq_init(excess);
    find_instance(&point, &person, t, found);
    assert_int_equal(commons_has_person(property), found->kind != SIZE_MAX);
    assert_int_equal(commons_has_report(property), found->report != SIZE_MAX);
    if (found->report != SIZE_MAX)
        report = found->report - t->good->first[t->c.agent_of[person]];
    assert_true(commons_excess_at(excess, &defined, &t->c, property, point,
                                  person, report));
    assert_true(defined);
    expect_equal(found->excess, excess, t, "excess at the witness");
    mpq_clear(excess);
}

static void check_property(const trial *t, size_t property, size_t *held,
                           size_t *broken)
{
    bool wanted[MC_PROPERTIES] = {false};
    mc_findings *findings = NULL;
    mc_message message = {""};
    mpq_t excess;
    mpq_init(excess);
    wanted[property] = true;
    bool defined = commons_excess(excess, &t->c, property);
    mc_status status =
        mc_findings_new(&findings, &message, t->population, wanted, NULL);
    /* The product may miss a decision that no instance needs. */
    if (defined ? status != MC_OK && !commons_lacks_decisions(&t->c)
                : status == MC_OK)
        fail_msg("%s: %s\n%s", mc_property_name((mc_property)property),
                 message.text, t->text);
    if (status == MC_OK) {
        const mc_finding *found = &findings->of[property];
        assert_true(found->checked);
        expect_equal(found->excess, excess, t,
                     mc_property_name((mc_property)property));
        expect_witness(t, property, found);
        ++*(mpq_sgn(excess) == 0 ? held : broken);
    } else
        assert_int_equal(status, MC_BAD_INPUT);
    mc_findings_free(findings);
    mpq_clear(excess);
}

static void properties_have_the_excess_of_an_enumeration(void **state)
{
    gmp_randstate_t random;
    trial t;
    size_t held[MC_PROPERTIES] = {0}, broken[MC_PROPERTIES] = {0};
    (void)state;
    unit_random_init(random);
    commons_init(&t.c);
    for (size_t run = 0; run < unit_times(RUNS + RUNS / 2); run++) {
        begin(&t, random);
        for (size_t p = 0; p < MC_PROPERTIES; p++)
            check_property(&t, p, &held[p], &broken[p]);
        end(&t);
    }
    for (size_t p = 0; p < MC_PROPERTIES; p++) {
        if (held[p] + broken[p] < RUNS || held[p] < 5)
            fail_msg("%s: held %zu times, broken %zu times",
                     mc_property_name((mc_property)p), held[p], broken[p]);
        /* these are theorems for the transfers that they speak of, and for
           others too */
        if (broken[p] < 5 && p < MC_PIVOTAL_BOUNDS)
            fail_msg("%s: broken %zu times", mc_property_name((mc_property)p),
                     broken[p]);
    }
    commons_clear(&t.c);
    gmp_randclear(random);
}

/* All types of all agents are in the class. */
static bool in_class(const commons *c, mc_value_class values)
{
    bool inside = true;
    mpq_t step, last;
    mpq_inits(step, last, NULL);
    for (size_t i = 0; i < c->agents && values > MC_ALL_VALUES; i++)
        for (size_t t = 0; t < c->types[i]; t++) {
            inside = inside && mpq_sgn(c->value[i][t][0]) == 0;
            for (size_t y = 1; y < c->alternatives; y++) {
                mpq_sub(step, c->value[i][t][y], c->value[i][t][y - 1]);
                inside = inside && mpq_sgn(step) >= 0 &&
                         (values < MC_CONCAVE_VALUES || y == 1 ||
                          mpq_cmp(step, last) <= 0);
                mpq_set(last, step);
            }
        }
    mpq_clears(step, last, NULL);
    return inside;
}

static void what_holds_everywhere_holds_on_random_types(void **state)
{
    gmp_randstate_t random;
    trial t;
    mpq_t excess;
    mc_value_class values;
    size_t seen[MC_PROPERTIES] = {0}, all = 0;
    (void)state;
    mpq_init(excess);
    unit_random_init(random);
    commons_init(&t.c);
    for (size_t run = 0; run < unit_times(5 * RUNS); run++) {
        begin(&t, random);
        for (int p = 0; p < MC_PROPERTIES; p++) {
            if (!mc_holds_everywhere(&values, t.population, (mc_property)p) ||
                !in_class(&t.c, values))
                continue;
            /* without a tie rule a decision that maximises may be missing */
            if (!commons_excess(excess, &t.c, (size_t)p)) {
                assert_int_equal(t.c.tie, COMMONS_NO_TIE);
                continue;
            }
            if (mpq_sgn(excess) != 0)
                fail_msg("%s\n%s", mc_property_name((mc_property)p), t.text);
            all += seen[p]++ == 0;
        }
        end(&t);
    }
    assert_int_equal(all, 11); /* the lines of FORMAT-PUBLICGOOD 4.1 */
    commons_clear(&t.c);
    gmp_randclear(random);
    mpq_clear(excess);
}

/* --- largest transfers ---------------------------------------------------- */

/* The menu of a person at a point: distances between types by Floyd and
   Warshall, and caps. */
typedef struct naive_menu {
    size_t types;
    mpq_t distance[COMMONS_TYPES][COMMONS_TYPES]; /* from r to t */
    mpq_t cap[COMMONS_TYPES], largest[COMMONS_TYPES];
    bool capped[COMMONS_TYPES], bounded, cycle, defined;
} naive_menu;

static void naive_init(naive_menu *m)
{
    for (size_t t = 0; t < COMMONS_TYPES; t++) {
        mpq_inits(m->cap[t], m->largest[t], NULL);
        for (size_t r = 0; r < COMMONS_TYPES; r++)
            mpq_init(m->distance[t][r]);
    }
}

static void naive_clear(naive_menu *m)
{
    for (size_t t = 0; t < COMMONS_TYPES; t++) {
        mpq_clears(m->cap[t], m->largest[t], NULL);
        for (size_t r = 0; r < COMMONS_TYPES; r++)
            mpq_clear(m->distance[t][r]);
    }
}

static void naive_fill(naive_menu *m, const commons *c, unsigned caps,
                       size_t point, size_t person)
{
    m->types = c->types[c->agent_of[person]];
    m->defined = true;
    for (size_t t = 0; t < m->types; t++) {
        size_t own = commons_with(c, point, person, t);
        m->capped[t] =
            commons_cap(m->cap[t], &m->defined, c, caps, own, person);
        for (size_t r = 0; r < m->types && m->defined; r++) {
            size_t other = commons_with(c, point, person, r);
            if (c->point[other].decision == COMMONS_NONE)
                m->defined = false;
            else
                mpq_sub(
                    m->distance[r][t],
                    commons_worth(c, own, person, c->point[own].decision),
                    commons_worth(c, own, person, c->point[other].decision));
        }
    }
}

static void naive_solve(naive_menu *m)
{
    mpq_t sum;
    mpq_init(sum);
    m->cycle = m->bounded = false;
    for (size_t k = 0; k < m->types; k++)
        for (size_t r = 0; r < m->types; r++)
            for (size_t t = 0; t < m->types; t++) {
                mpq_add(sum, m->distance[r][k], m->distance[k][t]);
                if (mpq_cmp(sum, m->distance[r][t]) < 0)
                    mpq_set(m->distance[r][t], sum);
            }
    for (size_t t = 0; t < m->types; t++) {
        bool first = true;
        m->cycle = m->cycle || mpq_sgn(m->distance[t][t]) < 0;
        for (size_t r = 0; r < m->types; r++) {
            if (!m->capped[r])
                continue;
            mpq_add(sum, m->cap[r], m->distance[r][t]);
            if (first || mpq_cmp(sum, m->largest[t]) < 0)
                mpq_set(m->largest[t], sum);
            first = false;
        }
        m->bounded = m->bounded || !first;
    }
    mpq_clear(sum);
}

/* What a naive computation says of all menus. */
typedef struct naive_largest {
    bool defined, cycle, unbounded;
    mpq_t more, less;
} naive_largest;

static void keep_difference(naive_largest *all, mpq_srcptr largest,
                            mpq_srcptr own)
{
    mpq_t difference;
    mpq_init(difference);
    mpq_sub(difference, largest, own);
    if (mpq_cmp(difference, all->more) > 0)
        mpq_set(all->more, difference);
    mpq_neg(difference, difference);
    if (mpq_cmp(difference, all->less) > 0)
        mpq_set(all->less, difference);
    mpq_clear(difference);
}

static void naive_all(naive_largest *all, naive_menu *m, const commons *c,
                      unsigned caps)
{
    all->defined = true;
    all->cycle = all->unbounded = false;
    for (size_t n = 0; n < c->points; n++)
        for (size_t j = 0; j < c->persons; j++) {
            naive_fill(m, c, caps, n, j);
            if (!m->defined) {
                all->defined = false;
                continue;
            }
            naive_solve(m);
            all->cycle = all->cycle || m->cycle;
            all->unbounded = all->unbounded || !m->bounded;
            if (m->cycle || !m->bounded)
                continue;
            if (commons_has_charge(c, n, j, c->transfer))
                keep_difference(all, m->largest[commons_type(c, n, j)],
                                c->point[n].charge[j][c->transfer]);
            else
                all->defined = false;
        }
}

/* Every transfer and every revenue of the answer. */
static void expect_transfers(const trial *t, naive_menu *m,
                             const mc_largest *largest)
{
    unsigned long x[COMMONS_AGENTS * COMMONS_TYPES];
    mpq_t revenue;
    mpq_init(revenue);
    for (size_t n = 0; n < t->c.points; n++) {
        set_profile(x, t, n);
        size_t place = mc_place_of(t->population, x, SIZE_MAX);
        bool bounded = true;
        mpq_set_ui(revenue, 0, 1);
        for (size_t j = 0; j < t->c.persons; j++) {
            size_t entry = mc_largest_entry(largest, x, kind_at(t, n, j));
            naive_fill(m, &t->c, largest->caps, n, j);
            naive_solve(m);
            assert_int_equal(m->bounded, largest->because[entry] != SIZE_MAX);
            bounded = bounded && m->bounded;
            mpq_ptr u = m->largest[commons_type(&t->c, n, j)];
            if (m->bounded)
                expect_equal(largest->transfer[entry], u, t, "transfer");
            mpq_add(revenue, revenue, u);
        }
        assert_int_equal(largest->decision[place], t->c.point[n].decision);
        assert_int_equal(largest->bounded[place], bounded);
        if (bounded)
            expect_equal(largest->revenue[place], revenue, t, "revenue");
    }
    mpq_clear(revenue);
}

/* The gains along the cycle add up to what is said, at the menu that is said.
 */
static void expect_cycle(const trial *t, const mc_largest *largest)
{
    unsigned long x[COMMONS_AGENTS * COMMONS_TYPES];
    const commons *c = &t->c;
    const size_t kinds = t->good->first[t->good->agents];
    size_t person = 0, point = 0;
    mpq_t sum;
    while (c->agent_of[person] != largest->agent)
        person++;
    for (bool found = false; !found && point < c->points; point += !found) {
        set_profile(x, t, point);
        x[kind_at(t, point, person)]--;
        found = memcmp(x, largest->others, kinds * sizeof *x) == 0;
    }
    assert_true(point < c->points);
    mpq_init(sum);
    for (size_t j = 0; j < largest->cycle_length; j++) {
        size_t next = largest->cycle[(j + 1) % largest->cycle_length];
        size_t here = commons_with(c, point, person, largest->cycle[j]);
        size_t there = commons_with(c, point, person, next);
        mpq_add(sum, sum,
                commons_worth(c, here, person, c->point[here].decision));
        mpq_sub(sum, sum,
                commons_worth(c, here, person, c->point[there].decision));
    }
    assert_true(largest->cycle_length >= 2);
    expect_equal(largest->gain, sum, t, "cycle");
    assert_true(mpq_sgn(sum) < 0);
    mpq_clear(sum);
}

/* How often each answer was seen, and the failure to give one. */
typedef struct tally {
    size_t found, unbounded, cycle, undefined, deficit;
} tally;

static void check_largest(const trial *t, unsigned caps, tally *seen)
{
    mc_largest *largest = NULL;
    mc_message message = {""};
    naive_largest all;
    naive_menu m;
    naive_init(&m);
    mpq_inits(all.more, all.less, NULL);
    naive_all(&all, &m, &t->c, caps);
    mc_status status = mc_largest_new(&largest, &message, t->population, caps);
    /* a cycle is found before a later menu is looked at */
    if (status != MC_OK) {
        assert_int_equal(status, MC_BAD_INPUT);
        assert_false(all.defined);
        seen->undefined++;
    } else if (largest->answer == MC_LARGEST_NOT_IMPLEMENTABLE) {
        expect_cycle(t, largest);
        assert_true(all.cycle);
        seen->cycle++;
    } else {
        assert_true(all.defined && !all.cycle);
        assert_int_equal(largest->answer == MC_LARGEST_UNBOUNDED,
                         all.unbounded);
        expect_transfers(t, &m, largest);
        expect_equal(largest->own.more, all.more, t, "more");
        expect_equal(largest->own.less, all.less, t, "less");
        ++*(all.unbounded ? &seen->unbounded : &seen->found);
        seen->deficit += largest->deficits > 0;
    }
    mpq_clears(all.more, all.less, NULL);
    naive_clear(&m);
    mc_largest_free(largest);
}

static void largest_transfers_are_shortest_distances(void **state)
{
    gmp_randstate_t random;
    trial t;
    tally seen = {0};
    (void)state;
    unit_random_init(random);
    commons_init(&t.c);
    for (size_t run = 0; run < unit_times(RUNS); run++) {
        begin(&t, random);
        for (int cap = 0; cap < MC_CAPS; cap++)
            check_largest(&t, 1u << cap, &seen);
        check_largest(
            &t, 1 + (unsigned)unit_random_below(random, (1u << MC_CAPS) - 1),
            &seen);
        end(&t);
    }
    assert_true(seen.found > RUNS && seen.unbounded > 5 && seen.cycle > 20 &&
                seen.undefined > 20 && seen.deficit > 20);
    commons_clear(&t.c);
    gmp_randclear(random);
}

/* --- places --------------------------------------------------------------- */

static void places_follow_the_order_of_profiles(void **state)
{
    gmp_randstate_t random;
    trial t;
    unsigned long x[COMMONS_AGENTS * COMMONS_TYPES],
        again[COMMONS_AGENTS * COMMONS_TYPES];
    unsigned long count[COMMONS_AGENTS];
    (void)state;
    unit_random_init(random);
    commons_init(&t.c);
    for (size_t run = 0; run < unit_times(MOST_RUNS); run++) {
        size_t n = 0;
        begin(&t, random);
        mc_population crowd = *t.population;
        crowd.count = count;
        for (size_t i = 0; i < t.c.agents; i++)
            count[i] = 1 + (unsigned long)unit_random_below(random, 4);
        mc_profile_first(x, &crowd);
        do {
            assert_int_equal(mc_place_of(&crowd, x, SIZE_MAX), n);
            mc_place_profile(again, &crowd, n++);
            assert_memory_equal(x, again,
                                t.good->first[t.good->agents] * sizeof *x);
        } while (mc_profile_next(x, &crowd));
        assert_int_equal(n, mc_profile_count(&crowd));
        end(&t);
    }
    commons_clear(&t.c);
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(properties_have_the_excess_of_an_enumeration),
        cmocka_unit_test(what_holds_everywhere_holds_on_random_types),
        cmocka_unit_test(largest_transfers_are_shortest_distances),
        cmocka_unit_test(places_follow_the_order_of_profiles),
    };
    return UNIT_RUN(tests);
}
