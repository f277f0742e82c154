#include "condition.h"
#include "memory.h"

/* FORMAT.md sections 4.3 and 4.4. Point l of the grid stands for x_i = l/K. */

enum { k_limit = 1000000000 }; /* so that K^2 + 1 is exact in 64 bits */

static void grid(struct mv_checker *checker, struct mv_profiles *profiles)
{
    size_t k = checker->claim.k;

    if (k > k_limit || k > SIZE_MAX / 2 / k)
        mv_reader_refuse(&checker->reader, MV_E310, "K is too large");
    mv_profiles_init(profiles, checker->environment.agents.count);
    for (size_t i = 0; i < profiles->agents; i++)
        profiles->size[i] = k * k + 1;
    mv_profiles_seal(profiles, &checker->reader);
}

/* P3: (A_i m)(x) = [x_i < K] (K-1) ( m(x_i + 1/K, x_-i) - m(x) ). */
static void add_upward(struct mv_stencil *stencil, size_t i, size_t k)
{
    mpz_t step;

    mpz_init_set_ui(step, (unsigned long)(k - 1));
    for (size_t l = 0; l < k * k; l++) {
        mv_stencil_link(stencil, i, l, l + 1, step, 1);
        mv_stencil_diagonal(stencil, i, l, step, -1);
    }
    mpz_clear(step);
}

/* D3: (A_i f)(x) = (K-1) ( [x_i > 0] f(x_i - 1/K, x_-i) - [x_i < K] f(x) ). */
static void add_upward_dual(struct mv_stencil *stencil, size_t i, size_t k)
{
    mpz_t step;

    mpz_init_set_ui(step, (unsigned long)(k - 1));
    for (size_t l = 0; l <= k * k; l++) {
        if (l > 0)
            mv_stencil_link(stencil, i, l, l - 1, step, 1);
        if (l < k * k)
            mv_stencil_diagonal(stencil, i, l, step, -1);
    }
    mpz_clear(step);
}

/* Q3: (A_i f)(x) = -(T_i f)(x), that is
     f(x)                             if x_i = K,
     K f(x) - f(K, x_-i)              if x_i = K - 1/K,
     K f(x) - K f(x_i + 1/K, x_-i)    if x_i < K - 1/K. */
static void add_downward_dual(struct mv_stencil *stencil, size_t i, size_t k)
{
    mpz_t step, one;

    mpz_init_set_ui(step, (unsigned long)k);
    mpz_init_set_ui(one, 1);
    for (size_t l = 0; l <= k * k; l++) {
        mv_stencil_diagonal(stencil, i, l, l == k * k ? one : step, 1);
        if (l < k * k)
            mv_stencil_link(stencil, i, l, l + 1, l + 1 == k * k ? one : step,
                            -1);
    }
    mpz_clears(step, one, NULL);
}

/* R2: (A_i m)(x) = (B_i m)(x), that is
     m(x) - m(K - 1/K, x_-i)          if x_i = K,
     K m(x) - K m(x_i - 1/K, x_-i)    if 0 < x_i < K,
     K m(x)                           if x_i = 0. */
static void add_downward(struct mv_stencil *stencil, size_t i, size_t k)
{
    mpz_t step, one;

    mpz_init_set_ui(step, (unsigned long)k);
    mpz_init_set_ui(one, 1);
    for (size_t l = 0; l <= k * k; l++) {
        mv_stencil_diagonal(stencil, i, l, l == k * k ? one : step, 1);
        if (l > 0)
            mv_stencil_link(stencil, i, l, l - 1, l == k * k ? one : step, -1);
    }
    mpz_clears(step, one, NULL);
}

static void build(struct mv_stencil *stencil,
                  const struct mv_profiles *profiles, size_t k,
                  void (*add)(struct mv_stencil *, size_t, size_t))
{
    mv_stencil_init(stencil, profiles);
    for (size_t i = 0; i < profiles->agents; i++)
        add(stencil, i, k);
}

/* A list of `pi` lines. */
struct security {
    struct mv_vector vector;
    struct mv_security *entry;
    size_t count, capacity;
};

static bool increasing(const struct mv_security *a, const struct mv_security *b)
{
    if (a->rank != b->rank)
        return a->rank < b->rank;
    if (a->agent != b->agent)
        return a->agent < b->agent;
    return a->state < b->state;
}

/* Reads x_0 ... x_{N-1} i theta v into the next entry. */
static void read_pi(struct mv_checker *checker, struct security *list,
                    const struct mv_profiles *profiles)
{
    struct mv_reader *reader = &checker->reader;
    struct mv_security *entry;

    mv_record(reader, "pi", profiles->agents + 3);
    list->entry = mv_grow(list->entry, &list->capacity, list->count + 1,
                          sizeof *list->entry);
    entry = &list->entry[list->count];
    entry->rank = 0;
    for (size_t i = 0; i < profiles->agents; i++) {
        profiles->at[i] = mv_field_index(reader, 0, profiles->size[i]);
        entry->rank += profiles->at[i] * profiles->stride[i];
    }
    entry->agent = mv_field_index(reader, 0, profiles->agents);
    if (profiles->at[entry->agent] != 0)
        mv_reader_refuse(reader, MV_E306,
                         "this agent does not play 0 at this profile");
    entry->state = mv_field_index(reader, 0, checker->environment.states.count);
    if (list->count > 0 && !increasing(entry - 1, entry))
        mv_reader_refuse(reader, MV_E307,
                         "this line must be behind the one before in the order "
                         "of its indices");
    mpz_init(entry->value);
    list->count++;
    mv_field_multiplier(reader, &list->vector, entry->value);
}

/* `security H COUNT` and its lines. The operators act on sigma, which is over
   D; they are brought over E with D E = lcm(D, H), and the entries over D E. */
static void read_security(struct mv_checker *checker, struct security *list,
                          struct mv_stencil *stencil, const mpz_t denominator,
                          const struct mv_profiles *profiles)
{
    struct mv_reader *reader = &checker->reader;
    mpz_t common, factor;
    size_t count;

    mpz_inits(common, factor, NULL);
    *list = (struct security){.entry = NULL};
    mv_vector_init(&list->vector);
    mv_record(reader, "security", 2);
    mv_vector_open(&list->vector, reader);
    count = mv_field_count(reader);
    for (size_t k = 0; k < count; k++)
        read_pi(checker, list, profiles);
    mv_vector_close(&list->vector, reader);
    mpz_lcm(common, denominator, list->vector.denominator);
    mpz_divexact(factor, common, denominator);
    mv_stencil_scale(stencil, factor);
    mpz_divexact(factor, common, list->vector.denominator);
    for (size_t k = 0; k < count; k++)
        mpz_mul(list->entry[k].value, list->entry[k].value, factor);
    mpz_clears(common, factor, NULL);
}

static void clear_security(struct security *list)
{
    for (size_t k = 0; k < list->count; k++)
        mpz_clear(list->entry[k].value);
    mv_release(list->entry, list->capacity, sizeof *list->entry);
    mv_vector_clear(&list->vector);
}

void mv_check_lower_program(struct mv_checker *checker)
{
    const struct mv_environment *e = &checker->environment;
    size_t *secure = mv_allocate(e->agents.count, sizeof *secure); /* all 0 */
    struct mv_profiles profiles;
    struct mv_stencil stencil;
    struct mv_table table;
    struct security list;

    grid(checker, &profiles);
    mv_table_init(&table, e->outcomes.count);
    mv_read_mechanism(checker, &table, &profiles, secure);
    build(&stencil, &profiles, checker->claim.k, add_upward);
    mv_read_lambda(checker, &table, &stencil, &profiles);
    mv_stencil_clear(&stencil);
    mv_table_clear(&table);

    mv_table_init(&table, e->states.count);
    mv_read_information(checker, &table, &profiles);
    build(&stencil, &profiles, checker->claim.k, add_upward_dual);
    read_security(checker, &list, &stencil, table.vector.denominator,
                  &profiles);
    mv_read_gamma(checker, &table, &stencil, list.entry, list.count,
                  &checker->claim.upper, &profiles);
    mv_check_order(checker);
    clear_security(&list);
    mv_stencil_clear(&stencil);
    mv_table_clear(&table);
    mv_profiles_clear(&profiles);
    mv_release(secure, e->agents.count, sizeof *secure);
}

void mv_check_upper_program(struct mv_checker *checker)
{
    const struct mv_environment *e = &checker->environment;
    struct mv_profiles profiles;
    struct mv_stencil stencil;
    struct mv_table table;

    grid(checker, &profiles);
    mv_table_init(&table, e->states.count);
    mv_read_information(checker, &table, &profiles);
    build(&stencil, &profiles, checker->claim.k, add_downward_dual);
    mv_read_gamma(checker, &table, &stencil, NULL, 0, &checker->claim.upper,
                  &profiles);
    mv_stencil_clear(&stencil);
    mv_table_clear(&table);

    mv_table_init(&table, e->outcomes.count);
    mv_read_mechanism(checker, &table, &profiles, NULL);
    build(&stencil, &profiles, checker->claim.k, add_downward);
    mv_read_lambda(checker, &table, &stencil, &profiles);
    mv_check_order(checker);
    mv_stencil_clear(&stencil);
    mv_table_clear(&table);
    mv_profiles_clear(&profiles);
}
