#include "publicgood.h"

/* Multinomial weights of profiles: n_i! / prod x(i,t)! prod p_t^x(i,t). */

void mv_power(mpz_t power, const mpz_t base, size_t exponent)
{
    if (mpz_cmp_ui(base, 1) == 0)
        mpz_set_ui(power, 1);
    else
        mpz_pow_ui(power, base, exponent);
}

void mv_chance_init(struct mv_chance *chance, const struct mv_scene *scene,
                    mpz_t *p)
{
    *chance = (struct mv_chance){.agents = scene->agents, .p = p};
    chance->first = mv_numbers(scene->agents);
    chance->own = mv_numbers(scene->agents);
    chance->product = mv_numbers(scene->agents);
    mpz_inits(chance->above, chance->below, NULL);
}

void mv_chance_clear(struct mv_chance *chance)
{
    mv_numbers_clear(chance->first, chance->agents);
    mv_numbers_clear(chance->own, chance->agents);
    mv_numbers_clear(chance->product, chance->agents);
    mpz_clears(chance->above, chance->below, NULL);
}

void mv_chance_first(struct mv_chance *chance, size_t agent, size_t type,
                     size_t n)
{
    mv_power(chance->first[agent], chance->p[type], n);
    mpz_set(chance->own[agent], chance->first[agent]);
}

void mv_chance_again(struct mv_chance *chance, size_t agent)
{
    mpz_set(chance->own[agent], chance->first[agent]);
}

/* From x people at `from` and tail at `last` to x - 1, tail + 1 at `to`, and
   nobody at `last` unless it is `to`: the weight is multiplied by
   x / (tail + 1) p_to^(tail + 1) / (p_from p_last^tail). */
void mv_chance_step(struct mv_chance *chance, size_t agent, const size_t *move,
                    size_t x, size_t tail)
{
    mpz_t *own = &chance->own[agent];
    size_t from = move[0], to = move[1], last = move[2];

    if (to == last) {
        mpz_mul_ui(chance->above, chance->p[to], x);
        mpz_mul_ui(chance->below, chance->p[from], tail + 1);
    } else {
        mv_power(chance->above, chance->p[to], tail + 1);
        mpz_mul_ui(chance->above, chance->above, x);
        mv_power(chance->below, chance->p[last], tail);
        mpz_mul(chance->below, chance->below, chance->p[from]);
        mpz_mul_ui(chance->below, chance->below, tail + 1);
    }
    mpz_mul(*own, *own, chance->above);
    mpz_divexact(*own, *own, chance->below);
}

void mv_chance_multiply(struct mv_chance *chance, size_t agent)
{
    for (; agent < chance->agents; agent++)
        if (agent == 0)
            mpz_set(chance->product[0], chance->own[0]);
        else
            mpz_mul(chance->product[agent], chance->product[agent - 1],
                    chance->own[agent]);
}
