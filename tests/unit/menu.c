/* Menus on plain arrays: shortest paths from caps. */
#include <stdlib.h>
#include <string.h>

#include "game/statement.h"
#include "publicgood/menu.h"
#include "unit.h"

enum { TYPES = 9, ALTERNATIVES = 5, RUNS = 300 };

/* Random values and caps. Decisions are those of the best price, or random and
   then seldom implementable. */
static void random_menu(mc_menu *menu, mpq_t *value, gmp_randstate_t random)
{
    mpq_t price[ALTERNATIVES], best, payoff;
    size_t kind = unit_random_below(random, 3);
    mpq_inits(best, payoff, NULL);
    for (size_t y = 0; y < menu->alternatives; y++) {
        mpq_init(price[y]);
        unit_random_rational(price[y], random, 3);
    }
    for (size_t t = 0; t < menu->types; t++) {
        mpq_t *v = value + t * menu->alternatives;
        menu->capped[t] = kind > 0 && unit_random_below(random, 3) == 0;
        unit_random_rational(menu->cap[t], random, 4);
        menu->decision[t] = unit_random_below(random, menu->alternatives);
        for (size_t y = 0; y < menu->alternatives; y++) {
            unit_random_rational(v[y], random, 3);
            mpq_sub(payoff, v[y], price[y]);
            if (y == 0 || (kind < 2 && mpq_cmp(payoff, best) > 0)) {
                mpq_set(best, payoff);
                if (kind < 2)
                    menu->decision[t] = y;
            }
        }
    }
    for (size_t y = 0; y < menu->alternatives; y++)
        mpq_clear(price[y]);
    mpq_clears(best, payoff, NULL);
}

/* distance[r * types + t] by Floyd and Warshall; false: a negative cycle. */
static bool find_distances(mpq_t *distance, const mc_menu *menu)
{
    size_t n = menu->types;
    bool fine = true;
    mpq_t sum;
    mpq_init(sum);
    for (size_t r = 0; r < n; r++)
        for (size_t t = 0; t < n; t++)
            mc_menu_step(distance[r * n + t], menu, t, r);
    for (size_t k = 0; k < n; k++)
        for (size_t r = 0; r < n; r++)
            for (size_t t = 0; t < n; t++) {
                mpq_add(sum, distance[r * n + k], distance[k * n + t]);
                if (mpq_cmp(sum, distance[r * n + t]) < 0)
                    mpq_set(distance[r * n + t], sum);
            }
    for (size_t t = 0; t < n; t++)
        fine = fine && mpq_sgn(distance[t * n + t]) >= 0;
    mpq_clear(sum);
    return fine;
}

static void expect_largest(const mc_menu *menu, mpq_t *distance)
{
    mpq_t least, sum;
    mpq_inits(least, sum, NULL);
    for (size_t t = 0; t < menu->types; t++) {
        bool first = true;
        for (size_t r = 0; r < menu->types; r++) {
            if (!menu->capped[r])
                continue;
            mpq_add(sum, menu->cap[r], distance[r * menu->types + t]);
            if (first || mpq_cmp(sum, least) < 0)
                mpq_set(least, sum);
            first = false;
        }
        assert_false(first);
        assert_true(mpq_equal(menu->largest[t], least));
    }
    mpq_clears(least, sum, NULL);
}

/* Every `because` binds and leads to a cap. */
static void expect_reasons(const mc_menu *menu)
{
    mpq_t step;
    mpq_init(step);
    for (size_t t = 0; t < menu->types; t++) {
        size_t at = t, steps = 0;
        for (; menu->because[at] != at; at = menu->because[at]) {
            mc_menu_step(step, menu, at, menu->because[at]);
            mpq_add(step, step, menu->largest[menu->because[at]]);
            assert_true(mpq_equal(step, menu->largest[at]));
            assert_true(++steps < menu->types);
        }
        assert_true(menu->capped[at] &&
                    mpq_equal(menu->largest[at], menu->cap[at]));
    }
    mpq_clear(step);
}

static void expect_negative_cycle(const mc_menu *menu)
{
    bool seen[TYPES] = {false};
    mpq_t sum, step;
    mpq_inits(sum, step, NULL);
    assert_in_range(menu->cycle_length, 2, menu->types);
    for (size_t j = 0; j < menu->cycle_length; j++) {
        size_t t = menu->cycle[j];
        assert_false(seen[t]);
        seen[t] = true;
        mc_menu_step(step, menu, t, menu->cycle[(j + 1) % menu->cycle_length]);
        mpq_add(sum, sum, step);
    }
    assert_true(mpq_sgn(sum) < 0);
    mpq_clears(sum, step, NULL);
}

static void check_menu(mc_menu *menu, mpq_t *distance, size_t seen[3])
{
    bool fine = find_distances(distance, menu), capped = false;
    mc_menu_answer answer = mc_menu_solve(menu);
    for (size_t t = 0; t < menu->types; t++)
        capped = capped || menu->capped[t];
    assert_int_equal(answer == MC_MENU_CYCLE, !fine);
    assert_int_equal(answer == MC_MENU_UNBOUNDED, fine && !capped);
    if (answer == MC_MENU_BOUNDED) {
        expect_largest(menu, distance);
        expect_reasons(menu);
    }
    if (answer == MC_MENU_CYCLE)
        expect_negative_cycle(menu);
    seen[answer]++;
}

static void largest_transfers_are_distances_from_caps(void **state)
{
    gmp_randstate_t random;
    size_t seen[3] = {0};
    (void)state;
    unit_random_init(random);
    for (size_t run = 0; run < unit_times(RUNS); run++) {
        size_t types = 1 + unit_random_below(random, TYPES);
        size_t alternatives = 1 + unit_random_below(random, ALTERNATIVES);
        mpq_t *value = mc_rationals_new(types * alternatives);
        mpq_t *distance = mc_rationals_new(types * types);
        mc_menu menu;
        assert_true(mc_menu_init(&menu, types, alternatives));
        menu.value = value;
        random_menu(&menu, value, random);
        check_menu(&menu, distance, seen);
        mc_menu_clear(&menu);
        mc_rationals_free(distance, types * types);
        mc_rationals_free(value, types * alternatives);
    }
    for (size_t k = 0; k < 3; k++)
        assert_true(seen[k] > RUNS / 10);
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(largest_transfers_are_distances_from_caps),
    };
    return UNIT_RUN(tests);
}
