/* The robust optimum of FORMAT-DIVISIBLE.md section 2.5, by an exact simplex
   method. */
#include <stdint.h>
#include <string.h>

#include "truth.h"

enum { MOST_COLUMNS = 120, MOST_ROWS = 300 };

/* maximise c x over A x <= b, x >= 0, b >= 0; the tableau has the slacks in
   the basis. */
typedef struct program {
    size_t columns, rows;
    mpq_t a[MOST_ROWS + 1][MOST_COLUMNS + 1]; /* last: objective; right side */
    size_t basis[MOST_ROWS], out[MOST_COLUMNS];
} program;

static program lp;

static void pivot(size_t row, size_t column)
{
    mpq_t f, g;
    mpq_inits(f, g, NULL);
    mpq_inv(f, lp.a[row][column]);
    mpq_set_ui(lp.a[row][column], 1, 1);
    for (size_t j = 0; j <= lp.columns; j++)
        mpq_mul(lp.a[row][j], lp.a[row][j], f);
    for (size_t i = 0; i <= lp.rows; i++) {
        if (i == row || mpq_sgn(lp.a[i][column]) == 0)
            continue;
        mpq_set(f, lp.a[i][column]);
        mpq_set_ui(lp.a[i][column], 0, 1);
        for (size_t j = 0; j <= lp.columns; j++) {
            mpq_mul(g, f, lp.a[row][j]);
            mpq_sub(lp.a[i][j], lp.a[i][j], g);
        }
    }
    size_t name = lp.basis[row];
    lp.basis[row] = lp.out[column];
    lp.out[column] = name;
    mpq_clears(f, g, NULL);
}

static int compare_ratio(size_t i, size_t k, size_t column)
{
    mpq_t f, g;
    mpq_inits(f, g, NULL);
    mpq_mul(f, lp.a[i][lp.columns], lp.a[k][column]);
    mpq_mul(g, lp.a[k][lp.columns], lp.a[i][column]);
    int sense = mpq_cmp(f, g);
    mpq_clears(f, g, NULL);
    return sense;
}

/* Bland's rule. The objective row holds -c. */
static bool improve(void)
{
    size_t column = SIZE_MAX, row = SIZE_MAX;
    for (size_t j = 0; j < lp.columns; j++)
        if (mpq_sgn(lp.a[lp.rows][j]) < 0 &&
            (column == SIZE_MAX || lp.out[j] < lp.out[column]))
            column = j;
    if (column == SIZE_MAX)
        return false;
    for (size_t i = 0; i < lp.rows; i++) {
        if (mpq_sgn(lp.a[i][column]) <= 0)
            continue;
        int sense = row == SIZE_MAX ? -1 : compare_ratio(i, row, column);
        if (sense < 0 || (sense == 0 && lp.basis[i] < lp.basis[row]))
            row = i;
    }
    require(row != SIZE_MAX, "unbounded");
    pivot(row, column);
    return true;
}

static void start_program(size_t columns)
{
    static bool ready;
    for (size_t i = 0; i <= MOST_ROWS && !ready; i++)
        for (size_t j = 0; j <= MOST_COLUMNS; j++)
            mpq_init(lp.a[i][j]);
    ready = true;
    for (size_t i = 0; i <= MOST_ROWS; i++)
        for (size_t j = 0; j <= MOST_COLUMNS; j++)
            mpq_set_ui(lp.a[i][j], 0, 1);
    if (columns > MOST_COLUMNS)
        give_up("too many cells");
    lp.columns = columns;
    lp.rows = 0;
}

static void entry(size_t column, num value)
{
    mpq_add(lp.a[lp.rows][column], lp.a[lp.rows][column], value);
}

/* The rows are at most their right sides. */
static void end_row(num right)
{
    if (lp.rows + 1 >= MOST_ROWS)
        give_up("too many cells");
    mpq_set(lp.a[lp.rows][lp.columns], right);
    lp.rows++;
}

static void solve_program(void)
{
    for (size_t j = 0; j < lp.columns; j++)
        lp.out[j] = j;
    for (size_t i = 0; i < lp.rows; i++)
        lp.basis[i] = lp.columns + i;
    while (improve())
        continue;
}

static size_t cell_number(const model *m, const size_t *k, size_t but)
{
    size_t number = 0;
    for (size_t i = 0; i < m->N; i++)
        if (i != but)
            number = number * m->cells[i] + k[i];
    return number;
}

/* Where the utilities of an agent's lowest types begin. */
static size_t lowest_column(const model *m, size_t agent)
{
    size_t top[MOST_AGENTS], column = m->all;
    for (size_t i = 0; i < m->N; i++)
        top[i] = m->cells[i] - 1;
    for (size_t i = 0; i < agent; i++)
        column += cell_number(m, top, i) + 1;
    return column;
}

/* factor (revenue - cost) of a cell, in the current row */
static void budget_row(const model *m, const size_t *k, bool free_, num factor)
{
    for (size_t i = 0; i < m->N; i++) {
        size_t other[MOST_AGENTS];
        memcpy(other, k, sizeof other);
        for (size_t l = 0; l <= k[i]; l++) {
            num x = times(factor, m->cut[i][l]);
            other[i] = l;
            entry(cell_number(m, other, m->N), x);
            other[i] = l - 1;
            if (l > 0)
                entry(cell_number(m, other, m->N), minus(whole(0), x));
        }
        if (free_)
            entry(lowest_column(m, i) + cell_number(m, k, i),
                  minus(whole(0), factor));
    }
    entry(cell_number(m, k, m->N), minus(whole(0), times(factor, m->cost)));
    end_row(whole(0));
}

static void monotone_rows(const model *m, const size_t *k)
{
    for (size_t i = 0; i < m->N; i++) {
        size_t other[MOST_AGENTS];
        memcpy(other, k, sizeof other);
        if (++other[i] == m->cells[i])
            continue;
        entry(cell_number(m, k, m->N), whole(1));
        entry(cell_number(m, other, m->N), whole(-1));
        end_row(whole(0));
    }
    entry(cell_number(m, k, m->N), whole(1));
    end_row(whole(1));
}

/* The cell of a belief's atom. */
static void cell_of(size_t *k, const model *m, const num *v)
{
    for (size_t i = 0; i < m->N; i++) {
        k[i] = 0;
        while (k[i] + 1 < m->cells[i] && order(m->cut[i][k[i] + 1], v[i]) <= 0)
            k[i]++;
    }
}

static void objective_row(const model *m)
{
    for (size_t a = 0; a < m->atoms; a++) {
        size_t k[MOST_AGENTS];
        num s = m->cost;
        cell_of(k, m, m->atom[a]);
        for (size_t i = 0; i < m->N; i++)
            s = minus(s, m->atom[a][i]);
        entry(cell_number(m, k, m->N), times(m->chance[a], s));
    }
}

/* The allocation of the certificate satisfies the rows and earns V. */
static void allocation_earns(const model *m, const proof_text *c, bool free_,
                             num V)
{
    size_t line = 4 + m->all, columns = lp.columns;
    num *x = keep(columns * sizeof *x);
    for (size_t k = 0; k < m->all; k++)
        x[k] = over(field(c, 4 + k, 1), field(c, 3, 1));
    for (size_t i = 0; free_ && i < m->N; i++) {
        size_t next = i + 1 < m->N ? lowest_column(m, i + 1) : columns;
        for (size_t j = lowest_column(m, i), at = 2; j < next; j++, at++)
            x[j] = over(field(c, line + 1 + i, at), field(c, line, 1));
    }
    for (size_t i = 0; i <= lp.rows; i++) {
        num sum = whole(0);
        for (size_t j = 0; j < columns; j++)
            sum = plus(sum, times(lp.a[i][j], x[j]));
        require(i == lp.rows ? same(minus(whole(0), sum), V)
                             : order(sum, lp.a[i][columns]) <= 0,
                "no robust mechanism");
    }
    for (size_t j = 0; j < columns; j++)
        require(sign(x[j]) >= 0, "a negative level");
}

void robust_truth(const model *m, const proof_text *c)
{
    bool free_ = strcmp(c->word[1][2], "free") == 0;
    num V = field(c, 1, 3);
    size_t k[MOST_AGENTS];
    require(free_ || strcmp(c->word[1][2], "zero") == 0, "no such mode");
    require(m->cuts && m->atoms > 0 && !m->set, "no cuts or belief");
    start_program(free_ ? lowest_column(m, m->N) : m->all);
    first_cell(k);
    do {
        budget_row(m, k, free_, whole(1));
        budget_row(m, k, free_, whole(-1));
        monotone_rows(m, k);
    } while (next_cell(k, m));
    objective_row(m);
    allocation_earns(m, c, free_, V);
    solve_program();
    require(same(lp.a[lp.rows][lp.columns], V), "another optimum");
}
