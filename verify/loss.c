#include "divisible.h"

/* FORMAT-DIVISIBLE.md section 4. An orbit stands for the permutations of its
   point; each of them gets the orbit's weight times the product of the
   factorials of its multiplicities, over N!. */

enum { most_agents = 16, most_points = 10000000 };

/* The points of a grid {0, ..., size - 1}^N with a number at each, over
   scale = D N! M. */
struct grid {
    size_t m;
    struct mv_profiles points;
    mpz_t *value, scale, mass;
};

size_t mv_loss_read(struct mv_object *object)
{
    object->json->at = object->value_at[MV_KEY_AGENTS];
    return mv_array_natural(object, 2, most_agents);
}

/* Reads `grid M`; the coordinates of the points are at most M - less. */
static void read_grid(struct mv_checker *checker, struct grid *grid,
                      size_t less)
{
    struct mv_reader *reader = &checker->reader;
    size_t agents = checker->loss_agents;

    checker->claim.natural = agents;
    mv_record(reader, "grid", 1);
    grid->m = mv_field_natural(reader);
    if (grid->m == 0)
        mv_reject(reader, MV_E306, "M is at least 1");
    mv_profiles_init(&grid->points, agents);
    for (size_t i = 0; i < agents && grid->m < most_points; i++)
        grid->points.size[i] = grid->m + 1 - less;
    if (grid->m >= most_points || !mv_profiles_seal(&grid->points, most_points))
        mv_reject(reader, MV_E501, "the grid has more than %d points",
                  (int)most_points);
    grid->value = mv_numbers(grid->points.count);
    mpz_inits(grid->scale, grid->mass, NULL);
}

/* The next permutation in the order of the points; false after the last one. */
static bool permute(size_t *at, size_t count)
{
    size_t head = count - 1, swap = count - 1, kept;

    while (head > 0 && at[head - 1] >= at[head])
        head--;
    if (head == 0)
        return false;
    while (at[swap] <= at[head - 1])
        swap--;
    kept = at[head - 1];
    at[head - 1] = at[swap];
    at[swap] = kept;
    for (size_t end = count - 1; head < end; head++, end--) {
        kept = at[head];
        at[head] = at[end];
        at[end] = kept;
    }
    return true;
}

/* Adds the weight to all permutations of the point. */
static void add_orbit(struct grid *grid, const mpz_t weight, size_t *at)
{
    size_t agents = grid->points.agents, equal = 1;
    mpz_t part;

    mpz_init_set(part, weight);
    for (size_t i = 1; i < agents; i++) {
        equal = at[i] == at[i - 1] ? equal + 1 : 1;
        mpz_mul_ui(part, part, (unsigned long)equal);
    }
    do {
        size_t rank = 0;

        for (size_t i = 0; i < agents; i++)
            rank += at[i] * grid->points.stride[i];
        mpz_add(grid->value[rank], grid->value[rank], part);
    } while (permute(at, agents));
    mpz_clear(part);
}

/* Reads the point of an orbit; `before` is that of the line before. Returns its
   sum. */
static size_t read_point(struct mv_reader *reader, const struct grid *grid,
                         size_t *at, size_t *before, bool first)
{
    size_t agents = grid->points.agents, sum = 0, same = 0;

    for (size_t i = 0; i < agents; i++) {
        at[i] = mv_field_index(reader, grid->points.size[i]);
        sum += at[i];
        if (i > 0 && at[i] < at[i - 1])
            mv_reject(reader, MV_E306, "the numbers of an orbit do not fall");
    }
    while (same < agents && at[same] == before[same])
        same++;
    if (!first && (same == agents || at[same] < before[same]))
        mv_reject(reader, MV_E307, "orbits are strictly increasing");
    for (size_t i = 0; i < agents; i++)
        before[i] = at[i];
    return sum;
}

/* Reads `HEADER D COUNT` and the orbits. In a belief a point has the weight
   p (M - its sum), in a lottery of prices, whose sums are M, p M; grid->mass
   becomes the sum of all weights, over scale. Returns the largest number. */
static size_t read_orbits(struct mv_checker *checker, struct grid *grid,
                          const char *header, bool belief)
{
    struct mv_reader *reader = &checker->reader;
    size_t agents = grid->points.agents, count, sum, largest = 0;
    size_t at[most_agents], before[most_agents] = {0};
    struct mv_vector vector;
    mpz_t p, total, permutations;

    mpz_inits(p, total, permutations, NULL);
    mpz_fac_ui(permutations, (unsigned long)agents);
    mv_vector_init(&vector);
    mv_record(reader, header, 2);
    mv_vector_open(&vector, reader);
    count = mv_field_count(reader);
    for (size_t k = 0; k < count; k++) {
        mv_record(reader, "orbit", 1 + agents);
        mv_field_numerator(reader, &vector, p);
        if (mpz_sgn(p) <= 0)
            mv_reject(reader, MV_E401, "a probability is not positive");
        mpz_add(total, total, p);
        sum = read_point(reader, grid, at, before, k == 0);
        largest = at[agents - 1] > largest ? at[agents - 1] : largest;
        if (belief ? sum >= grid->m : sum != grid->m)
            mv_reject(reader, MV_E306, "the sum is %zu; it must be %s", sum,
                      belief ? "at most M - 1" : "M");
        mpz_mul_ui(p, p, (unsigned long)(belief ? grid->m - sum : grid->m));
        mpz_addmul(grid->mass, p, permutations);
        add_orbit(grid, p, at);
    }
    mv_vector_close(&vector, reader);
    if (mpz_cmp(total, vector.denominator) != 0)
        mv_reject(reader, MV_E401, "the probabilities do not add up to 1");
    mpz_mul(grid->scale, vector.denominator, permutations);
    mpz_mul_ui(grid->scale, grid->scale, (unsigned long)grid->m);
    mpz_clears(p, total, permutations, NULL);
    return largest;
}

void mv_check_worst_belief(struct mv_checker *checker)
{
    const struct mv_rational *value = checker->claim.value;
    struct grid grid;
    size_t largest, sum;
    bool found = false;
    mpz_t loss, least;

    mpz_inits(loss, least, NULL);
    read_grid(checker, &grid, 1);
    largest = read_orbits(checker, &grid, "belief", true);
    for (size_t i = 0; i < grid.points.agents; i++)
        mv_profiles_sum(grid.value, &grid.points, i, true);
    for (size_t k = 0; k < grid.points.count; k++) {
        sum = 0;
        for (size_t i = 0; i < grid.points.agents; i++)
            sum += grid.points.at[i];
        if (sum + 1 == grid.m) {
            mpz_sub(loss, grid.mass, grid.value[grid.points.rank]);
            if (!found || mpz_cmp(loss, least) < 0)
                mpz_set(least, loss);
            found = true;
            checker->conditions++;
        }
        mv_profiles_next(&grid.points);
    }
    mv_check_value(checker, least, grid.scale, &value[0].ratio);
    mpz_set_ui(loss, (unsigned long)largest);
    mpz_set_ui(least, (unsigned long)grid.m);
    mv_check_value(checker, loss, least, &value[1].ratio);
}

void mv_check_price_loss(struct mv_checker *checker)
{
    struct grid grid;
    size_t cost;
    mpz_t loss, most;

    mpz_inits(loss, most, NULL);
    read_grid(checker, &grid, 0);
    read_orbits(checker, &grid, "lottery", false);
    for (size_t i = 0; i < grid.points.agents; i++)
        mv_profiles_sum(grid.value, &grid.points, i, false);
    for (size_t k = 0; k < grid.points.count; k++) {
        cost = 0;
        for (size_t i = 0; i < grid.points.agents; i++)
            cost += grid.points.at[i] > 0 ? grid.points.at[i] - 1 : 0;
        if (cost < grid.m) {
            mpz_sub(loss, grid.mass, grid.value[grid.points.rank]);
            mpz_mul_ui(loss, loss, (unsigned long)(grid.m - cost));
            if (mpz_cmp(loss, most) > 0)
                mpz_set(most, loss);
            checker->conditions++;
        }
        mv_profiles_next(&grid.points);
    }
    mpz_mul_ui(grid.scale, grid.scale, (unsigned long)grid.m);
    mv_check_value(checker, most, grid.scale, &checker->claim.value[0].ratio);
}

/* Whether the constant is at most x (or, if not `most`, at least). */
static bool bounds_constant(const struct mv_ratio *x, unsigned long agents,
                            bool most)
{
    mpz_t left, right, power;
    int sign;

    mpz_inits(left, right, power, NULL);
    mpz_pow_ui(left, x->p, agents - 1);
    mpz_ui_pow_ui(power, agents, agents);
    mpz_mul(left, left, power);
    mpz_pow_ui(right, x->q, agents - 1);
    mpz_ui_pow_ui(power, agents - 1, agents - 1);
    mpz_mul(right, right, power);
    sign = mpz_cmp(left, right);
    mpz_clears(left, right, power, NULL);
    return most ? sign >= 0 : sign <= 0;
}

void mv_check_closed_form(struct mv_checker *checker)
{
    const struct mv_rational *value = checker->claim.value;
    unsigned long agents = (unsigned long)checker->loss_agents;

    checker->claim.natural = checker->loss_agents;
    mv_check_order(checker);
    if (mpz_sgn(value[0].ratio.p) <= 0)
        mv_reject(&checker->reader, MV_E405, "L is not positive");
    if (!bounds_constant(&value[0].ratio, agents, false) ||
        !bounds_constant(&value[1].ratio, agents, true))
        mv_reject(&checker->reader, MV_E405,
                  "the constant is not between the two bounds");
    checker->conditions += 2;
}
