#include <stdint.h>

#include "publicgood/polynomial_bernstein.h"

/* --- storage ----------------------------------------------------------- */

void mc_zeros_init(mc_zeros *roots)
{
    *roots = (mc_zeros){0};
}

static void release_roots(mc_zeros *roots)
{
    void (*give_back)(void *, size_t);
    mp_get_memory_functions(NULL, NULL, &give_back);
    for (size_t j = 0; j < roots->count; j++)
        mpq_clears(roots->zero[j].lower, roots->zero[j].upper, NULL);
    if (roots->room > 0)
        give_back(roots->zero, roots->room * sizeof *roots->zero);
}

void mc_zeros_clear(mc_zeros *roots)
{
    release_roots(roots);
    mc_polynomial_clear(&roots->simple);
    *roots = (mc_zeros){0};
}

/* Inserts a root at its place. */
static void insert(mc_zeros *roots, mpq_srcptr lower, mpq_srcptr upper,
                   int below)
{
    void *(*allocate)(size_t);
    void *(*reallocate)(void *, size_t, size_t);
    size_t place = roots->count, size = roots->room * sizeof(mc_zero);
    mp_get_memory_functions(&allocate, &reallocate, NULL);
    if (roots->count == roots->room) {
        roots->zero = size ? reallocate(roots->zero, size, 2 * size)
                           : allocate(sizeof(mc_zero));
        roots->room = size ? 2 * roots->room : 1;
    }
    for (; place > 0 && mpq_cmp(roots->zero[place - 1].upper, upper) > 0;
         place--)
        roots->zero[place] = roots->zero[place - 1];
    mc_zero *root = roots->zero + place;
    mpq_init(root->lower);
    mpq_init(root->upper);
    mpq_set(root->lower, lower);
    mpq_set(root->upper, upper);
    root->below = below;
    root->passed = false;
    roots->count++;
}

/* --- one root ---------------------------------------------------------- */

bool mc_zero_is_point(const mc_zero *root)
{
    return mpq_equal(root->lower, root->upper) != 0;
}

/* A positive multiple, divisor^(length - 1), of an integer polynomial at x. */
static void evaluate_scaled(mpz_t value, const mc_polynomial *p, mpq_srcptr x)
{
    mpz_t power;
    mpz_init_set_ui(power, 1);
    mpz_set_ui(value, 0);
    for (size_t j = p->length; j-- > 0;) {
        mpz_mul(value, value, mpq_numref(x));
        mpz_addmul(value, mpq_numref(p->coefficient[j]), power);
        mpz_mul(power, power, mpq_denref(x));
    }
    mpz_clear(power);
}

/* Moves one end to x, or both if x is the root. */
static void narrow(mc_zero *root, const mc_polynomial *simple, mpq_srcptr x)
{
    mpz_t value;
    mpz_init(value);
    evaluate_scaled(value, simple, x);
    if (mpz_sgn(value) == root->below || mpz_sgn(value) == 0)
        mpq_set(root->lower, x);
    if (mpz_sgn(value) != root->below)
        mpq_set(root->upper, x);
    mpz_clear(value);
}

/* The end of the 2^bits equal parts of the interval that is next below where
   the chord of `simple` is zero. */
static void guess(mpq_t x, const mc_zero *root, const mc_polynomial *simple,
                  unsigned long bits)
{
    mpz_t low, high, power;
    mpq_t part;
    mpq_init(part);
    mpz_inits(low, high, power, NULL);
    evaluate_scaled(low, simple, root->lower);
    evaluate_scaled(high, simple, root->upper);
    mpz_pow_ui(power, mpq_denref(root->upper), simple->length - 1);
    mpz_mul(low, low, power);
    mpz_pow_ui(power, mpq_denref(root->lower), simple->length - 1);
    mpz_mul(high, high, power);
    mpz_sub(high, low, high);
    mpz_mul_2exp(low, low, bits);
    if (mpz_sgn(high) != 0)
        mpz_fdiv_q(low, low, high);
    mpq_set_z(part, low);
    mpq_div_2exp(part, part, bits);
    mpq_sub(x, root->upper, root->lower);
    mpq_mul(x, x, part);
    mpq_add(x, x, root->lower);
    mpz_clears(low, high, power, NULL);
    mpq_clear(part);
}

/* Quadratic refinement (Abbott): the part that the chord names, with ever more
   parts as long as that goes well; otherwise halves. */
static void step(mc_zero *root, const mc_polynomial *simple,
                 unsigned long *bits)
{
    mpq_t x, width, part;
    mpq_inits(x, width, part, NULL);
    mpq_sub(width, root->upper, root->lower);
    mpq_div_2exp(part, width, *bits);
    guess(x, root, simple, *bits);
    for (int side = 0; side < 2 && !mc_zero_is_point(root); side++) {
        if (mpq_cmp(root->lower, x) < 0 && mpq_cmp(x, root->upper) < 0)
            narrow(root, simple, x);
        mpq_add(x, x, part);
    }
    mpq_sub(width, root->upper, root->lower);
    if (mpq_cmp(width, part) <= 0) {
        *bits *= 2;
    } else {
        *bits = *bits > 1 ? *bits / 2 : 1;
        mpq_add(x, root->lower, root->upper);
        mpq_div_2exp(x, x, 1);
        narrow(root, simple, x);
    }
    mpq_clears(x, width, part, NULL);
}

void mc_zero_refine(mc_zero *root, const mc_polynomial *simple,
                    mpq_srcptr width)
{
    unsigned long bits = 1;
    mpq_t now;
    mpq_init(now);
    for (;;) {
        mpq_sub(now, root->upper, root->lower);
        if (mpq_sgn(now) == 0 || mpq_cmp(now, width) < 0)
            break;
        step(root, simple, &bits);
    }
    mpq_clear(now);
}

/* A rational root of an integer polynomial is an integer divided by its
   leading coefficient. */
void mc_zero_settle(mc_zero *root, const mc_polynomial *simple)
{
    mpq_t lead, width, value;
    mpq_inits(lead, width, value, NULL);
    mpq_abs(lead, simple->coefficient[simple->length - 1]);
    mpq_inv(width, lead);
    mc_zero_refine(root, simple, width);
    if (!mc_zero_is_point(root)) {
        mpq_mul(value, root->lower, lead);
        mpz_fdiv_q(mpq_numref(value), mpq_numref(value), mpq_denref(value));
        mpz_add_ui(mpq_numref(value), mpq_numref(value), 1);
        mpz_set_ui(mpq_denref(value), 1);
        mpq_div(value, value, lead);
        if (mpq_cmp(value, root->upper) < 0)
            narrow(root, simple, value);
    }
    mpq_clears(lead, width, value, NULL);
}

int mc_zero_sign(mc_zero *root, const mc_polynomial *simple,
                 const mc_polynomial *p)
{
    mc_polynomial common;
    mc_points bernstein;
    mpq_t width;
    int sign = 0;
    mc_polynomial_init(&common);
    mc_points_init(&bernstein);
    mpq_init(width);
    mc_polynomial_set_gcd(&common, simple, p);
    mc_polynomial_place(&common, root->lower, root->upper);
    mc_bernstein_set(&bernstein, &common);
    /* `common` has the root or none there, so that parity decides. */
    bool zero = p->length == 0 || mc_bernstein_variations(&bernstein) % 2 == 1;
    while (!zero && sign == 0) {
        mc_signs signs = mc_polynomial_signs_on(p, root->lower, root->upper);
        sign = !signs.negative ? 1 : !signs.positive ? -1 : 0;
        mpq_sub(width, root->upper, root->lower);
        mpq_div_2exp(width, width, 4);
        if (sign == 0)
            mc_zero_refine(root, simple, width);
    }
    mpq_clear(width);
    mc_points_clear(&bernstein);
    mc_polynomial_clear(&common);
    return sign;
}

/* --- all roots --------------------------------------------------------- */

static void set_derivative(mc_polynomial *slope, const mc_polynomial *p)
{
    mc_points list;
    mpq_t value;
    mc_points_init(&list);
    mpq_init(value);
    for (size_t j = 1; j < p->length; j++) {
        mpq_set_ui(value, j, 1);
        mpq_mul(value, value, p->coefficient[j]);
        mc_points_append(&list, value);
    }
    mc_polynomial_set_list(slope, list.point, list.count);
    mpq_clear(value);
    mc_points_clear(&list);
}

/* p without repeated factors, with coprime integer coefficients. */
static void make_simple(mc_polynomial *simple, const mc_polynomial *p)
{
    mc_polynomial common;
    mc_polynomial_init(&common);
    set_derivative(&common, p);
    mc_polynomial_set_gcd(&common, p, &common);
    mc_polynomial_set(simple, p);
    mc_polynomial_divide(simple, &common);
    mc_polynomial_set_gcd(simple, simple, simple);
    mc_polynomial_clear(&common);
}

/* At most one root is inside, by Descartes' rule; it is kept. */
static bool isolates(void *context, mpq_srcptr l, mpq_srcptr r)
{
    mc_zeros *roots = context;
    mc_polynomial here;
    mc_points bernstein;
    mc_polynomial_init(&here);
    mc_points_init(&bernstein);
    mc_polynomial_set(&here, &roots->simple);
    mc_polynomial_place(&here, l, r);
    mc_bernstein_set(&bernstein, &here);
    size_t variations = mc_bernstein_variations(&bernstein);
    if (variations == 1)
        insert(roots, l, r, mc_bernstein_sign_at_start(&bernstein));
    mc_points_clear(&bernstein);
    mc_polynomial_clear(&here);
    return variations <= 1;
}

void mc_zeros_find(mc_zeros *roots, const mc_polynomial *p, mpq_srcptr l,
                   mpq_srcptr r)
{
    mc_points splits;
    mpq_t value;
    mc_points_init(&splits);
    mpq_init(value);
    make_simple(&roots->simple, p);
    (void)mc_subdivide(&splits, l, r, isolates, roots, SIZE_MAX);
    for (size_t j = 0; j < splits.count; j++) {
        mc_polynomial_evaluate(value, &roots->simple, splits.point[j]);
        if (mpq_sgn(value) == 0)
            insert(roots, splits.point[j], splits.point[j], 0);
    }
    mpq_clear(value);
    mc_points_clear(&splits);
}
