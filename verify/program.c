#include "condition.h"

/* FORMAT.md sections 4.3 and 4.4. Point l of the grid stands for x_i = l/K. */

enum { k_limit = 1000000000 }; /* so that K^2 + 1 is exact in 64 bits */

static void grid(struct mv_checker *checker, struct mv_profiles *profiles)
{
    size_t k = checker->claim.natural;

    if (k > k_limit || k > SIZE_MAX / 2 / k)
        mv_reject(&checker->reader, MV_E310, "K is too large");
    mv_profiles_init(profiles, checker->environment.agents.count);
    for (size_t i = 0; i < profiles->agents; i++)
        profiles->size[i] = k * k + 1;
    mv_seal(checker, profiles);
}

/* The operators, with steps of 1/K:
     P3   (K-1) ( [x_i < K] m(x_i + 1/K, x_-i) - [x_i < K] m(x) )
     D3   (K-1) ( [x_i > 0] f(x_i - 1/K, x_-i) - [x_i < K] f(x) )
     Q3   -T_i f(x) = h(x_i) f(x) - [x_i < K] h(x_i + 1/K) f(x_i + 1/K, x_-i)
     R2    B_i m(x) = h(x_i) m(x) - [x_i > 0] h(x_i) m(x_i - 1/K, x_-i)
   where h(K) = 1 and h = K elsewhere. */
enum rule { P3, D3, Q3, R2 };

static void add_row(struct mv_stencil *stencil, enum rule kind, size_t i,
                    size_t l, size_t last, mpz_t h[2], const mpz_t less)
{
    switch (kind) {
    case P3:
    case D3:
        if (l < last)
            mv_stencil_add(stencil, i, l, l, less, -1);
        if (kind == P3 && l < last)
            mv_stencil_add(stencil, i, l, l + 1, less, 1);
        if (kind == D3 && l > 0)
            mv_stencil_add(stencil, i, l, l - 1, less, 1);
        break;
    case Q3:
    case R2:
        mv_stencil_add(stencil, i, l, l, h[l == last], 1);
        if (kind == Q3 && l < last)
            mv_stencil_add(stencil, i, l, l + 1, h[l + 1 == last], -1);
        if (kind == R2 && l > 0)
            mv_stencil_add(stencil, i, l, l - 1, h[l == last], -1);
        break;
    }
}

static void build(struct mv_stencil *stencil, enum rule kind, size_t k,
                  const struct mv_profiles *profiles)
{
    mpz_t h[2], less;

    mpz_init_set_ui(h[0], (unsigned long)k);
    mpz_init_set_ui(h[1], 1);
    mpz_init_set_ui(less, (unsigned long)(k - 1));
    mv_stencil_init(stencil, profiles);
    for (size_t i = 0; i < profiles->agents; i++)
        for (size_t l = 0; l <= k * k; l++)
            add_row(stencil, kind, i, l, k * k, h, less);
}

/* m and lambda, of both programs. */
static void check_mechanism(struct mv_checker *checker, enum rule kind,
                            struct mv_profiles *profiles, const size_t *secure)
{
    struct mv_stencil stencil;
    struct mv_ratio value;
    struct mv_table m;

    mv_read_mechanism(checker, &m, profiles, secure);
    build(&stencil, kind, checker->claim.natural, profiles);
    mv_read_lambda(checker, &value, &m, &stencil, profiles, NULL);
    mv_check_value(checker, value.p, value.q, &checker->claim.value[0].ratio);
    mv_table_clear(&m);
}

/* sigma, pi and gamma, of both programs; UB-P has no pi. */
static void check_information(struct mv_checker *checker, enum rule kind,
                              struct mv_profiles *profiles,
                              const size_t *secure)
{
    struct mv_stencil stencil;
    struct mv_ratio value;
    struct mv_table sigma;
    struct mv_list pi;

    mv_read_information(checker, &sigma, profiles);
    build(&stencil, kind, checker->claim.natural, profiles);
    if (kind == D3) {
        mv_read_list(checker, &pi, MV_PI, "security", profiles, secure);
        mv_list_join(&pi, &stencil, sigma.vector.denominator); /* D E */
    }
    mv_read_gamma(checker, &value, &sigma, profiles, &stencil,
                  kind == D3 ? &pi : NULL, profiles, NULL);
    mv_check_value(checker, value.p, value.q, &checker->claim.value[1].ratio);
    mv_table_clear(&sigma);
}

void mv_check_program(struct mv_checker *checker)
{
    struct mv_profiles profiles;
    size_t *secure; /* all 0 */

    secure = mv_allocate(checker->environment.agents.count, sizeof *secure);
    grid(checker, &profiles);
    if (checker->claim.program == 0) {
        check_mechanism(checker, P3, &profiles, secure);
        check_information(checker, D3, &profiles, secure);
    } else {
        check_information(checker, Q3, &profiles, NULL);
        check_mechanism(checker, R2, &profiles, NULL);
    }
    mv_check_order(checker);
}
