#include "publicgood.h"
#include <string.h>

/* FORMAT-PUBLICGOOD.md sections 3.3 to 3.5: what all strategy-proof transfers
   satisfy. */

/* The person in the seat with type t chooses decision[t]; the cap is that of
   the properties whose bits are in `names`. `largest` is over the vector's
   denominator, all else over the scale of the scene. `reached` says whether
   MORE and LESS occur. */
struct menus {
    struct mv_checker *checker;
    struct mv_scene scene;
    struct mv_people people;
    struct mv_seat seat;
    struct mv_vector vector;
    unsigned names;
    bool reached[2], *mark;
    size_t *decision, *because;
    mpz_t *largest, cap, left, right;
};

/* The list of names of the claim. */
static unsigned read_names(const struct mv_checker *checker)
{
    const char *text = checker->claim.word;
    unsigned names = 0;

    for (int k = 0; k < (int)MV_CAPS; k++) {
        const char *name = mv_property_name((enum mv_property)k);
        size_t length = strlen(name);

        if (strncmp(text, name, length) != 0 ||
            (text[length] != '+' && text[length] != '\0'))
            continue;
        names |= 1u << k;
        text += length;
        if (*text == '\0')
            return names;
        text++;
    }
    mv_reject(&checker->reader, MV_E309,
              "a list of properties that bound transfers is expected");
}

static void start(struct menus *m, struct mv_checker *checker, bool names)
{
    size_t types =
        checker->publicgood->first[checker->publicgood->agents.count];

    *m = (struct menus){.checker = checker};
    if (names)
        m->names = read_names(checker);
    mv_scene_init(&m->scene, checker->publicgood, NULL);
    mv_people_init(&m->people, &m->scene);
    mv_people_tally(&m->people, m->scene.weight);
    mv_seat_init(&m->seat, &m->scene);
    mv_vector_init(&m->vector);
    m->mark = mv_allocate(types, sizeof *m->mark);
    m->decision = mv_allocate(types, sizeof *m->decision);
    m->because = mv_allocate(types, sizeof *m->because);
    m->largest = mv_numbers(types);
    mpz_inits(m->cap, m->left, m->right, NULL);
}

static size_t types_of(const struct menus *m, size_t agent)
{
    const size_t *first = m->scene.good->first + agent;

    return first[1] - first[0];
}

/* cap = the least of the caps; false if there is none. */
static bool find_cap(struct menus *m, size_t t)
{
    bool found = false;

    for (int k = 0; k < (int)MV_CAPS; k++) {
        if ((m->names >> k & 1) == 0 ||
            !mv_seat_cap(m->right, &m->seat, (enum mv_property)k, t,
                         m->decision[t]))
            continue;
        if (!found || mpz_cmp(m->right, m->cap) < 0)
            mpz_set(m->cap, m->right);
        found = true;
    }
    return found;
}

/* gain = v_i(a_t, t) - v_i(a_r, t) */
static void find_gain(const struct menus *m, mpz_t gain, size_t t, size_t r)
{
    const struct mv_scene *scene = &m->scene;
    mpz_t *value =
        scene->value + (scene->good->first[m->seat.agent] + t) * scene->size;

    mpz_sub(gain, value[m->decision[t]], value[m->decision[r]]);
}

/* The sign of u_t - u_r - gain(t, r). */
static int compare_types(struct menus *m, size_t t, size_t r)
{
    mpz_sub(m->left, m->largest[t], m->largest[r]);
    mpz_mul(m->left, m->left, m->scene.scale);
    find_gain(m, m->right, t, r);
    mpz_mul(m->right, m->right, m->vector.denominator);
    return mpz_cmp(m->left, m->right);
}

/* The sign of u_t - cap; -1 if there is no cap. */
static int compare_cap(struct menus *m, size_t t)
{
    if (!find_cap(m, t))
        return -1;
    return mv_compare(m->largest[t], m->vector.denominator, m->cap,
                      m->scene.scale);
}

/* E443: u satisfies the constraints. E444: with equality for the reasons. */
static void check_constraints(struct menus *m, size_t types)
{
    struct mv_reader *reader = &m->checker->reader;

    for (size_t t = 0; t < types; t++) {
        int sign = compare_cap(m, t);

        if (sign > 0)
            mv_reject(reader, MV_E443, "type %zu pays more than its cap", t);
        if (m->because[t] == t && sign != 0)
            mv_reject(reader, MV_E444, "type %zu does not pay its cap", t);
        for (size_t r = 0; r < types; r++) {
            sign = r == t ? 0 : compare_types(m, t, r);
            if (sign > 0)
                mv_reject(reader, MV_E443, "type %zu would rather report %zu",
                          t, r);
            if (m->because[t] == r && sign != 0)
                mv_reject(reader, MV_E444,
                          "type %zu is not indifferent to reporting %zu", t, r);
        }
        m->checker->conditions += types;
    }
}

/* E444: the reasons lead from every type to one that is its own. */
static void check_reasons(struct menus *m, size_t types)
{
    for (size_t t = 0; t < types; t++)
        m->mark[t] = m->because[t] == t;
    for (size_t t = 0; t < types; t++) {
        size_t s = t, steps = 0;

        for (; !m->mark[s]; s = m->because[s])
            if (++steps > types)
                mv_reject(&m->checker->reader, MV_E444,
                          "the reasons of type %zu lead in a circle", t);
        for (s = t; !m->mark[s]; s = m->because[s])
            m->mark[s] = true;
    }
}

/* E405: (u - tau)/scale is at most MORE, (tau - u)/scale at most LESS. */
static void check_difference(struct menus *m, size_t t)
{
    const struct mv_claim *claim = &m->checker->claim;

    mv_seat_transfer(m->right, &m->seat, m->scene.good->transfer, t,
                     m->decision[t]);
    mpz_mul(m->left, m->largest[t], m->scene.scale);
    mpz_submul(m->left, m->right, m->vector.denominator);
    mpz_mul(m->right, m->scene.scale, m->vector.denominator);
    for (int side = 0; side < 2; side++) {
        const struct mv_ratio *claimed = &claim->value[side].ratio;
        int sign = mv_compare(m->left, m->right, claimed->p, claimed->q);

        if (sign > 0)
            mv_reject(&m->checker->reader, MV_E405,
                      "type %zu pays %s by more than is claimed", t,
                      side == 0 ? "less" : "more");
        m->reached[side] = m->reached[side] || sign == 0;
        mpz_neg(m->left, m->left);
    }
}

static void check_menu(struct menus *m, size_t agent)
{
    struct mv_reader *reader = &m->checker->reader;
    size_t types = types_of(m, agent);

    mv_record(reader, "menu", 1 + m->scene.good->first[m->scene.agents]);
    if (mv_field_natural(reader) != agent)
        mv_reject(reader, MV_E307, "a menu of agent %zu comes next", agent);
    mv_people_is(&m->people, reader);
    mv_seat_among(&m->seat, &m->people, agent);
    mv_record(reader, "largest", 1 + types);
    mv_vector_open(&m->vector, reader);
    for (size_t t = 0; t < types; t++) {
        mv_field_numerator(reader, &m->vector, m->largest[t]);
        m->decision[t] = mv_seat_decision(&m->seat, t);
    }
    mv_vector_close(&m->vector, reader);
    mv_record(reader, "because", types);
    for (size_t t = 0; t < types; t++)
        m->because[t] = mv_field_index(reader, types);
    check_constraints(m, types);
    check_reasons(m, types);
    for (size_t t = 0; t < types; t++)
        check_difference(m, t);
}

void mv_check_largest_transfers(struct mv_checker *checker)
{
    const struct mv_claim *claim = &checker->claim;
    struct menus m;

    start(&m, checker, true);
    mv_demand_work(checker, &m.scene, true);
    mv_people_first(&m.people, 0);
    for (size_t i = 0; i < m.scene.agents; i++) {
        do
            check_menu(&m, i);
        while (mv_people_next(&m.people));
        mv_people_shift(&m.people, i);
    }
    for (int side = 0; side < 2; side++) {
        int sign = mpz_sgn(claim->value[side].ratio.p);

        if (sign < 0 || (sign > 0 && !m.reached[side]))
            mv_reject(&checker->reader, MV_E405, "%s is smaller",
                      side == 0 ? "MORE" : "LESS");
        checker->conditions++;
    }
    strcpy(checker->claim.cases, mpz_sgn(claim->value[0].ratio.p) == 0 &&
                                         mpz_sgn(claim->value[1].ratio.p) == 0
                                     ? "z"
                                     : "p");
}

/* The next of the different types of the person in the seat. */
static size_t read_type(struct menus *m)
{
    struct mv_reader *reader = &m->checker->reader;
    size_t t = mv_field_index(reader, types_of(m, m->seat.agent));

    if (m->mark[t])
        mv_reject(reader, MV_E306, "type %zu occurs twice", t);
    m->mark[t] = true;
    m->decision[t] = mv_seat_decision(&m->seat, t);
    return t;
}

void mv_check_not_implementable(struct mv_checker *checker)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_ratio *value = &checker->claim.value[0].ratio;
    size_t agent, first, t;
    struct menus m;
    mpz_t sum;

    start(&m, checker, false);
    mpz_init(sum);
    mv_record(reader, "menu", 1 + m.scene.good->first[m.scene.agents]);
    agent = mv_field_index(reader, m.scene.agents);
    mv_people_read(&m.people, reader, agent);
    mv_seat_among(&m.seat, &m.people, agent);
    mv_record_any(reader);
    mv_record_is(reader, "cycle", reader->fields < 2 ? 2 : reader->fields);
    first = t = read_type(&m);
    while (reader->cursor <= reader->length) {
        size_t next = read_type(&m);

        find_gain(&m, m.left, t, next);
        mpz_add(sum, sum, m.left);
        t = next;
    }
    find_gain(&m, m.left, t, first);
    mpz_add(sum, sum, m.left);
    mv_check_value(checker, sum, m.scene.scale, value);
    if (mpz_sgn(value->p) >= 0)
        mv_reject(reader, MV_E405, "the sum is not negative");
    checker->conditions++;
    mpz_clear(sum);
}

/* Reads `bound`; `left` becomes the bound of the person's transfer. */
static void read_bound(struct menus *m, size_t agent, size_t type)
{
    struct mv_reader *reader = &m->checker->reader;
    struct mv_ratio value;
    size_t t;
    mpz_t sum;

    mpz_inits(value.p, value.q, sum, NULL);
    mv_seat_of(&m->seat, &m->people, agent, type);
    memset(m->mark, 0, types_of(m, agent) * sizeof *m->mark);
    mv_record_any(reader);
    mv_record_is(reader, "bound", reader->fields < 4 ? 4 : reader->fields);
    if (mv_field_natural(reader) != agent || mv_field_natural(reader) != type)
        mv_reject(reader, MV_E307,
                  "the person of agent %zu with type %zu comes next", agent,
                  type);
    mv_field_rational(reader, value.p, value.q);
    t = read_type(m);
    if (t != type)
        mv_reject(reader, MV_E306, "the first type is that of the person");
    while (reader->cursor <= reader->length) {
        size_t next = read_type(m);

        find_gain(m, m->left, t, next);
        mpz_add(sum, sum, m->left);
        t = next;
    }
    if (!find_cap(m, t))
        mv_reject(reader, MV_E444, "type %zu has no cap", t);
    mpz_add(m->left, sum, m->cap);
    mv_check_value(m->checker, m->left, m->scene.scale, &value);
    mpz_clears(value.p, value.q, sum, NULL);
}

void mv_check_no_good_mechanism(struct mv_checker *checker)
{
    const size_t *first = checker->publicgood->first;
    struct mv_reader *reader = &checker->reader;
    struct menus m;
    mpz_t revenue;

    start(&m, checker, true);
    mpz_init(revenue);
    mv_record(reader, "profile", first[m.scene.agents]);
    mv_people_read(&m.people, reader, SIZE_MAX);
    for (size_t i = 0; i < m.scene.agents; i++)
        for (size_t t = first[i]; t < first[i + 1]; t++) {
            if (m.people.x[t] == 0)
                continue;
            read_bound(&m, i, t - first[i]);
            mpz_addmul_ui(revenue, m.left, m.people.x[t]);
        }
    mv_check_value(checker, revenue, m.scene.scale,
                   &checker->claim.value[0].ratio);
    if (mpz_cmp(revenue, m.scene.cost[mv_decision(&m.people)]) >= 0)
        mv_reject(reader, MV_E445, "the bound is at least the cost");
    checker->conditions++;
    mpz_clear(revenue);
}
