#include <stdint.h>
#include <string.h>

#include "divisible-model.h"

static void read_support(model *m, const json *root)
{
    const json *agents = json_find(root, "agents"),
               *support = json_find(root, "support");
    num least = whole(0), most = whole(0);
    distinct_labels(agents);
    m->N = agents->count;
    require(m->N <= MOST_AGENTS, "too many agents");
    for (size_t i = 0; i < m->N; i++) {
        num *pair = numbers_in(&list_in(support, m->N)->item[i], 2);
        m->low[i] = pair[0];
        m->high[i] = pair[1];
        require(order(pair[0], pair[1]) < 0, "an empty support");
        least = plus(least, pair[0]);
        most = plus(most, pair[1]);
    }
    m->cost = number_in(json_find(root, "cost"));
    require(order(least, m->cost) < 0 && order(m->cost, most) < 0, "cost");
}

static num **rows_in(const json *array, size_t width)
{
    num **row = keep((list_in(array, SIZE_MAX)->count + 1) * sizeof *row);
    for (size_t k = 0; k < array->count; k++)
        row[k] = numbers_in(&array->item[k], width);
    return row;
}

/* Rows that begin with probabilities, the rest of them all different. */
static void check_lottery(num *const *row, size_t rows, size_t width)
{
    num sum = whole(0);
    for (size_t k = 0; k < rows; k++) {
        require(sign(row[k][0]) > 0, "a probability");
        sum = plus(sum, row[k][0]);
        for (size_t l = 0; l < k; l++) {
            bool equal = true;
            for (size_t i = 1; i < width; i++)
                equal = equal && same(row[k][i], row[l][i]);
            require(!equal, "a row twice");
        }
    }
    require(same(sum, whole(1)), "probabilities");
}

static void read_lottery(model *m, const json *prices)
{
    if (!prices)
        return;
    m->row = rows_in(prices, m->N + 1);
    m->rows = prices->count;
    check_lottery(m->row, m->rows, m->N + 1);
}

static bool is_cut(const model *m, size_t i, num x)
{
    for (size_t k = 0; k < m->cells[i]; k++)
        if (same(m->cut[i][k], x))
            return true;
    return false;
}

/* The lower end and the prices above it, sorted by insertion. */
static void cuts_of_prices(model *m, size_t i)
{
    m->cut[i] = keep((m->rows + 1) * sizeof *m->cut[i]);
    m->cut[i][0] = m->low[i];
    m->cells[i] = 1;
    for (size_t k = 0; k < m->rows; k++) {
        num r = m->row[k][1 + i];
        if (order(r, m->low[i]) <= 0 || order(r, m->high[i]) > 0 ||
            is_cut(m, i, r))
            continue;
        size_t at = m->cells[i]++;
        for (; order(m->cut[i][at - 1], r) > 0; at--)
            m->cut[i][at] = m->cut[i][at - 1];
        m->cut[i][at] = r;
    }
}

static void read_cuts(model *m, const json *cuts)
{
    m->cuts = cuts != NULL;
    m->all = 1;
    for (size_t i = 0; i < m->N; i++) {
        if (cuts) {
            const json *own = list_in(&list_in(cuts, m->N)->item[i], SIZE_MAX);
            m->cells[i] = own->count;
            m->cut[i] = numbers_in(own, own->count);
            require(own->count >= 1 && same(m->cut[i][0], m->low[i]), "cuts");
            for (size_t k = 1; k < own->count; k++)
                require(order(m->cut[i][k - 1], m->cut[i][k]) < 0, "cuts");
            require(order(m->cut[i][own->count - 1], m->high[i]) <= 0, "cuts");
        } else
            cuts_of_prices(m, i);
        for (size_t k = 0; k < m->rows; k++)
            require(order(m->row[k][1 + i], m->low[i]) <= 0 ||
                        order(m->row[k][1 + i], m->high[i]) > 0 ||
                        is_cut(m, i, m->row[k][1 + i]),
                    "a price that is no cut");
        m->all *= m->cells[i];
        if (m->all > 5000)
            give_up("too many cells");
    }
}

static void read_allocation(model *m, const json *root)
{
    const json *allocation = json_find(root, "allocation"),
               *payments = json_find(root, "payments");
    require(!allocation || m->cuts, "no cuts");
    require(!payments || allocation, "no allocation");
    m->payments = payments != NULL;
    if (!allocation)
        return;
    m->level = numbers_in(allocation, m->all);
    for (size_t k = 0; k < m->all; k++)
        require(sign(m->level[k]) >= 0 && order(m->level[k], whole(1)) <= 0,
                "a level");
    if (payments)
        m->payment = rows_in(list_in(payments, m->all), m->N);
}

static void read_terms(model *m, const json *terms)
{
    if (!terms)
        return;
    m->terms = list_in(terms, SIZE_MAX)->count;
    m->factor = keep((m->terms + 1) * sizeof *m->factor);
    m->exponent = keep((m->terms + 1) * sizeof *m->exponent);
    for (size_t k = 0; k < m->terms; k++) {
        const json *row = list_in(&terms->item[k], m->N + 1);
        m->factor[k] = number_in(&row->item[0]);
        m->exponent[k] = keep(m->N * sizeof *m->exponent[k]);
        for (size_t i = 0; i < m->N; i++) {
            m->exponent[k][i] = natural_in(&row->item[1 + i]);
            require(m->exponent[k][i] <= 32, "an exponent");
        }
        for (size_t l = 0; l < k; l++)
            require(memcmp(m->exponent[k], m->exponent[l],
                           m->N * sizeof *m->exponent[k]) != 0,
                    "a term twice");
    }
}

static void read_belief(model *m, const json *belief)
{
    if (!belief)
        return;
    num **row = rows_in(belief, m->N + 1);
    m->atoms = belief->count;
    check_lottery(row, m->atoms, m->N + 1);
    m->chance = keep(m->atoms * sizeof *m->chance);
    m->atom = keep(m->atoms * sizeof *m->atom);
    for (size_t a = 0; a < m->atoms; a++) {
        m->chance[a] = row[a][0];
        m->atom[a] = row[a] + 1;
        for (size_t i = 0; i < m->N; i++)
            require(order(m->low[i], m->atom[a][i]) <= 0 &&
                        order(m->atom[a][i], m->high[i]) <= 0 &&
                        (!m->set || is_cut(m, i, m->atom[a][i])),
                    "no such type");
    }
}

model *model_read(const json *root)
{
    static const char *const keys[] = {
        "format", "title",  "notes",  "agents",     "support",
        "cost",   "domain", "cuts",   "allocation", "payments",
        "terms",  "prices", "belief", NULL};
    const json *domain = json_find(root, "domain");
    model *m = keep(sizeof *m);
    only_keys(root, keys);
    m->root = root;
    size_t mechanisms = 0;
    mechanisms += json_find(root, "prices") != NULL;
    mechanisms += json_find(root, "terms") != NULL;
    mechanisms += json_find(root, "allocation") != NULL;
    require(mechanisms <= 1, "several mechanisms");
    m->set = is_text(domain, "set");
    require(!domain || m->set || is_text(domain, "boxes"), "domain");
    require(!m->set || (json_find(root, "cuts") && !json_find(root, "prices") &&
                        !json_find(root, "terms")),
            "a set");
    read_support(m, root);
    read_lottery(m, json_find(root, "prices"));
    read_cuts(m, json_find(root, "cuts"));
    read_allocation(m, root);
    read_terms(m, json_find(root, "terms"));
    read_belief(m, json_find(root, "belief"));
    return m;
}

static size_t cell_at(const model *m, const num *v)
{
    size_t number = 0;
    for (size_t i = 0; i < m->N; i++) {
        size_t k = 0;
        while (k + 1 < m->cells[i] && order(m->cut[i][k + 1], v[i]) <= 0)
            k++;
        number = number * m->cells[i] + k;
    }
    return number;
}

static num over_prices(const model *m, const num *v, size_t agent)
{
    num sum = whole(0);
    for (size_t k = 0; k < m->rows; k++) {
        num p = m->row[k][0];
        bool all = true;
        for (size_t i = 0; i < m->N; i++)
            all = all && order(m->row[k][1 + i], v[i]) <= 0;
        if (all)
            sum = plus(sum, agent < m->N ? times(p, m->row[k][1 + agent]) : p);
    }
    return sum;
}

num model_level(const model *m, const num *v)
{
    for (size_t i = 0; i < m->N; i++)
        if (order(v[i], m->low[i]) < 0)
            return whole(0);
    return m->rows ? over_prices(m, v, m->N) : m->level[cell_at(m, v)];
}

num model_payment(const model *m, const num *v, size_t agent)
{
    return m->rows ? over_prices(m, v, agent)
                   : m->payment[cell_at(m, v)][agent];
}

void first_cell(size_t *k)
{
    memset(k, 0, sizeof(size_t) * MOST_AGENTS);
}

bool next_cell(size_t *k, const model *m)
{
    for (size_t i = m->N; i-- > 0;) {
        if (++k[i] < m->cells[i])
            return true;
        k[i] = 0;
    }
    return false;
}
