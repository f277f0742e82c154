#include "arith/dixon.h"

#include <string.h>

#include "arith/reconstruct.h"
#include "base/memory.h"

/* 128-bit integers for residuals. */
__extension__ typedef __int128 wide;

/* Lifting of A x = b, where b is the numerator vector of the right side.
   Invariant after `steps` steps, with y_s the digits in (-p/2, p/2]:
       b = A (y_0 + y_1 p + ... + y_{steps-1} p^{steps-1}) + p^steps residual.
 */
typedef struct lifting {
    const mc_sparse *matrix;
    const mc_modular *factors;
    bool transpose;
    size_t size, steps, capacity;
    int64_t **digit; /* digit[s] has `size` entries */
    mpz_t *residual;
    wide *narrow; /* the residual while it fits; residual is then unused */
    bool is_narrow;
    uint64_t *work;
    mpz_t power; /* p^steps */
    mpz_t probe; /* a random combination of x modulo p^steps */
} lifting;

/* Entries and residuals small enough for 128-bit sums: |a| < 2^62 / longest
   line and |y| <= 2^61 keep a line's sum below 2^123. */
static bool fits_narrow(const mc_sparse *matrix, bool transpose)
{
    if (matrix->big)
        return false;
    uint64_t *sum = mc_array(matrix->rows, sizeof(uint64_t));
    if (!sum)
        return false;
    bool fits = true;
    for (size_t j = 0; j < matrix->columns; j++) {
        uint64_t column = 0;
        for (size_t e = matrix->start[j]; e < matrix->start[j + 1]; e++) {
            int64_t a = matrix->small[e];
            uint64_t size = a < 0 ? -(uint64_t)a : (uint64_t)a;
            uint64_t *line = transpose ? &column : &sum[matrix->row[e]];
            *line += size;
            fits &= *line < UINT64_C(1) << 62;
        }
    }
    free(sum);
    return fits;
}

static bool narrow_residual(lifting *lift)
{
    for (size_t i = 0; i < lift->size; i++)
        if (mpz_sizeinbase(lift->residual[i], 2) > 120)
            return false;
    for (size_t i = 0; i < lift->size; i++) {
        mpz_t high;
        wide value;
        mpz_init(high);
        mpz_fdiv_q_2exp(high, lift->residual[i], 62);
        value = (wide)mpz_get_si(high) * ((wide)1 << 62);
        mpz_fdiv_r_2exp(high, lift->residual[i], 62);
        lift->narrow[i] = value + (wide)mpz_get_ui(high);
        mpz_clear(high);
    }
    return true;
}

static bool lifting_init(lifting *lift, const mc_sparse *matrix,
                         const mc_modular *factors, const mc_vector *right,
                         bool transpose)
{
    memset(lift, 0, sizeof *lift);
    lift->matrix = matrix;
    lift->factors = factors;
    lift->transpose = transpose;
    lift->size = matrix->rows;
    mpz_init_set_ui(lift->power, 1);
    mpz_init(lift->probe);
    lift->residual = mc_array(lift->size, sizeof(mpz_t));
    lift->narrow = mc_array(lift->size, sizeof(wide));
    lift->work = mc_array(lift->size, sizeof(uint64_t));
    if (!lift->residual || !lift->narrow || !lift->work)
        return false;
    for (size_t i = 0; i < lift->size; i++)
        mpz_init_set(lift->residual[i], right->numerator[i]);
    lift->is_narrow = fits_narrow(matrix, transpose) && narrow_residual(lift);
    return true;
}

static void lifting_clear(lifting *lift)
{
    for (size_t s = 0; s < lift->steps; s++)
        free(lift->digit[s]);
    free(lift->digit);
    if (lift->residual)
        for (size_t i = 0; i < lift->size; i++)
            mpz_clear(lift->residual[i]);
    free(lift->residual);
    free(lift->narrow);
    free(lift->work);
    mpz_clear(lift->power);
    mpz_clear(lift->probe);
}

/* residual = (residual - A y) / p, exactly, in 128-bit integers */
static void update_narrow(lifting *lift, const int64_t *y, int64_t p)
{
    const mc_sparse *a = lift->matrix;
    for (size_t j = 0; j < lift->size; j++) {
        if (lift->transpose) {
            wide sum = 0;
            for (size_t e = a->start[j]; e < a->start[j + 1]; e++)
                sum += (wide)a->small[e] * y[a->row[e]];
            lift->narrow[j] -= sum;
        } else if (y[j]) {
            for (size_t e = a->start[j]; e < a->start[j + 1]; e++)
                lift->narrow[a->row[e]] -= (wide)a->small[e] * y[j];
        }
    }
    for (size_t i = 0; i < lift->size; i++)
        if (lift->narrow[i])
            lift->narrow[i] /= p;
}

static void update_wide(lifting *lift, const int64_t *y, uint64_t p)
{
    const mc_sparse *a = lift->matrix;
    mpz_t digit;
    mpz_init(digit);
    for (size_t j = 0; j < lift->size; j++) {
        if (!lift->transpose && !y[j])
            continue;
        mpz_set_si(digit, y[j]);
        for (size_t e = a->start[j]; e < a->start[j + 1]; e++) {
            if (lift->transpose) {
                mpz_set_si(digit, y[a->row[e]]);
                mc_sparse_submul(lift->residual[j], a, e, digit);
            } else {
                mc_sparse_submul(lift->residual[a->row[e]], a, e, digit);
            }
        }
    }
    mpz_clear(digit);
    for (size_t i = 0; i < lift->size; i++)
        mpz_divexact_ui(lift->residual[i], lift->residual[i], p);
}

/* The weights of the probe: any fixed odd pattern will do, since a miss only
   costs time. */
static int64_t probe_weight(size_t j)
{
    uint64_t x = (uint64_t)j * UINT64_C(0x9e3779b97f4a7c15);
    return (int64_t)(x >> 48) + 1;
}

/* probe += p^steps * sum of weight * digit */
static void update_probe(lifting *lift, const int64_t *y)
{
    wide sum = 0;
    mpz_t term;
    for (size_t j = 0; j < lift->size; j++)
        sum += (wide)probe_weight(j) * y[j];
    mpz_init(term);
    mpz_set_si(term, (int64_t)(sum >> 62));
    mpz_mul_2exp(term, term, 62);
    mpz_add_ui(term, term, (uint64_t)(sum & (((wide)1 << 62) - 1)));
    mpz_addmul(lift->probe, term, lift->power);
    mpz_clear(term);
}

static bool lift_step(lifting *lift)
{
    uint64_t p = mc_modular_modulus(lift->factors);
    if (!mc_array_grow(&lift->digit, &lift->capacity, lift->steps + 1,
                       sizeof(int64_t *)))
        return false;
    int64_t *y = mc_array(lift->size, sizeof(int64_t));
    if (!y)
        return false;
    for (size_t i = 0; i < lift->size; i++) {
        if (lift->is_narrow) {
            wide r = lift->narrow[i] % (wide)p;
            lift->work[i] = (uint64_t)(r < 0 ? r + (wide)p : r);
        } else {
            lift->work[i] = mpz_fdiv_ui(lift->residual[i], p);
        }
    }
    mc_modular_solve((uint64_t *)y, lift->work, lift->factors, lift->transpose);
    for (size_t j = 0; j < lift->size; j++)
        if ((uint64_t)y[j] > p / 2)
            y[j] -= (int64_t)p;
    if (lift->is_narrow) {
        update_narrow(lift, y, (int64_t)p);
    } else {
        update_wide(lift, y, p);
        lift->is_narrow =
            fits_narrow(lift->matrix, lift->transpose) && narrow_residual(lift);
    }
    update_probe(lift, y);
    mpz_mul_ui(lift->power, lift->power, p);
    lift->digit[lift->steps++] = y;
    return true;
}

/* The denominator d of n/d = a modulo m, where n and d together are
   `spare_bits` bits shorter than m, which makes a wrong guess unlikely; false
   when there is none. */
static bool reconstruct(mpz_t denominator, const mpz_t a, const mpz_t m,
                        unsigned spare_bits)
{
    mpz_t n, d;
    mpz_init(n);
    mpz_init(d);
    bool found = mc_reconstruct(n, d, a, m) &&
                 mpz_sizeinbase(n, 2) + mpz_sizeinbase(d, 2) + spare_bits <
                     mpz_sizeinbase(m, 2);
    if (found)
        mpz_set(denominator, d);
    mpz_clear(n);
    mpz_clear(d);
    return found;
}

/* value = d x_j modulo p^steps, in the symmetric range */
static void scaled_entry(mpz_t value, const lifting *lift, size_t j,
                         const mpz_t d, const mpz_t half)
{
    uint64_t p = mc_modular_modulus(lift->factors);
    mpz_set_ui(value, 0);
    for (size_t s = lift->steps; s-- > 0;) {
        int64_t y = lift->digit[s][j];
        mpz_mul_ui(value, value, p);
        if (y >= 0)
            mpz_add_ui(value, value, (uint64_t)y);
        else
            mpz_sub_ui(value, value, -(uint64_t)y);
    }
    if (mpz_sgn(value) == 0)
        return;
    mpz_mul(value, value, d);
    mpz_fdiv_r(value, value, lift->power);
    if (mpz_cmp(value, half) > 0)
        mpz_sub(value, value, lift->power);
}

/* numerator_j = d x_j for all j, if all these are small. An x_j that needs a
   larger denominator makes d grow by the missing factor, and all is done
   again. Returns false when the digits do not suffice yet. */
static bool numerators(mc_vector *x, mpz_t d, const lifting *lift)
{
    bool possible = true, complete = false;
    size_t room = mpz_sizeinbase(lift->power, 2);
    mpz_t factor, half;
    mpz_init(factor);
    mpz_init(half);
    mpz_fdiv_q_2exp(half, lift->power, 1);
    while (possible && !complete) {
        size_t j = 0;
        for (; j < lift->size; j++) {
            scaled_entry(x->numerator[j], lift, j, d, half);
            if (mpz_sgn(x->numerator[j]) != 0 &&
                mpz_sizeinbase(x->numerator[j], 2) + mpz_sizeinbase(d, 2) + 8 >=
                    room)
                break;
        }
        complete = j == lift->size;
        if (!complete) {
            possible = reconstruct(factor, x->numerator[j], lift->power, 8) &&
                       mpz_cmp_ui(factor, 1) != 0;
            mpz_mul(d, d, factor);
            possible &= mpz_sizeinbase(d, 2) < room;
        }
    }
    mpz_clear(factor);
    mpz_clear(half);
    return complete;
}

/* A numerators = d b in integers */
static bool confirmed(const mc_vector *x, const mpz_t d, const lifting *lift,
                      const mc_vector *right)
{
    const mc_sparse *a = lift->matrix;
    mc_vector left;
    bool equal = mc_vector_init(&left, lift->size);
    for (size_t j = 0; equal && j < lift->size; j++)
        for (size_t e = a->start[j]; e < a->start[j + 1]; e++) {
            if (lift->transpose)
                mc_sparse_addmul(left.numerator[j], a, e,
                                 x->numerator[a->row[e]]);
            else
                mc_sparse_addmul(left.numerator[a->row[e]], a, e,
                                 x->numerator[j]);
        }
    for (size_t i = 0; equal && i < lift->size; i++) {
        mpz_submul(left.numerator[i], d, right->numerator[i]);
        equal = mpz_sgn(left.numerator[i]) == 0;
    }
    mc_vector_clear(&left);
    return equal;
}

/* Tries to read the exact solution off the digits lifted so far. */
static bool attempt(mc_vector *x, const lifting *lift, const mc_vector *right)
{
    mpz_t d;
    mpz_init(d);
    bool found = reconstruct(d, lift->probe, lift->power, 40) &&
                 numerators(x, d, lift) && confirmed(x, d, lift, right);
    if (found) {
        mpz_mul(x->denominator, d, right->denominator);
        mc_vector_reduce(x);
    }
    mpz_clear(d);
    return found;
}

bool mc_dixon_solve(mc_vector *x, const mc_sparse *matrix,
                    const mc_modular *factors, const mc_vector *right,
                    bool transpose, const mc_stop *stop)
{
    lifting lift;
    bool going = lifting_init(&lift, matrix, factors, right, transpose);
    bool found = matrix->rows == 0;
    /* Hadamard's bound ends this: a solution exists, and once p^steps is past
       it the digits determine it. Attempts cost more as numbers grow, so they
       become rarer. */
    for (size_t next = 2; going && !found; next += 1 + next / 4) {
        while (going && lift.steps < next)
            going = lift_step(&lift) && !mc_stopped(stop);
        found = going && attempt(x, &lift, right);
    }
    if (matrix->rows == 0)
        mpz_set_ui(x->denominator, 1);
    lifting_clear(&lift);
    return found;
}
