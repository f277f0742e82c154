/* Statements for the oracle: every rule one after the other. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sha256.h"
#include "statement.h"

const char *const kind_name[KINDS] = {"environment", "mechanism", "information",
                                      "strategies", "prior"};

void table_init(table *t, size_t rows, size_t width)
{
    t->rows = rows;
    t->width = width;
    t->value = malloc((rows * width + 1) * sizeof(mpq_t));
    if (!t->value)
        abort();
    for (size_t c = 0; c < rows * width; c++)
        mpq_init(t->value[c]);
}

void table_clear(table *t)
{
    for (size_t c = 0; t->value && c < t->rows * t->width; c++)
        mpq_clear(t->value[c]);
    free(t->value);
    *t = (table){0, 0, NULL};
}

mpq_ptr at(const table *t, size_t row, size_t column)
{
    return t->value[row * t->width + column];
}

bool grid_close(grid *g)
{
    g->profiles = 1;
    for (size_t i = 0; i < g->agents; i++) {
        if (g->points[i] < 1 || g->points[i] > MOST_CELLS)
            return false;
        g->profiles *= g->points[i];
        if (g->profiles > MOST_CELLS)
            return false;
    }
    return true;
}

static size_t stride(const grid *g, size_t agent)
{
    size_t product = 1;
    for (size_t j = agent + 1; j < g->agents; j++)
        product *= g->points[j];
    return product;
}

size_t coordinate(const grid *g, size_t profile, size_t agent)
{
    return profile / stride(g, agent) % g->points[agent];
}

size_t with(const grid *g, size_t profile, size_t agent, size_t c)
{
    size_t step = stride(g, agent);
    return profile - coordinate(g, profile, agent) * step + c * step;
}

/* --- numbers -------------------------------------------------------------- */

static size_t span(const char *text)
{
    return strspn(text, "0123456789");
}

static bool is_natural(const char *text, size_t length)
{
    return length > 0 && (length == 1 || text[0] != '0');
}

/* digits [ "." digits ] [ "e" exponent ], the sign has been read */
static bool read_decimal(mpq_t value, const char *text)
{
    size_t whole = span(text), part = 0, length;
    long exponent = 0;
    if (!is_natural(text, whole))
        return false;
    const char *rest = text + whole;
    if (*rest == '.') {
        part = span(++rest);
        if (part == 0)
            return false;
    }
    char *figures = calloc(1, whole + part + 1);
    if (!figures)
        abort();
    memcpy(figures, text, whole);
    memcpy(figures + whole, rest, part);
    mpz_set_str(mpq_numref(value), figures, 10);
    free(figures);
    rest += part;
    if (*rest == 'e' || *rest == 'E') {
        bool minus = *++rest == '-';
        rest += *rest == '-' || *rest == '+';
        length = span(rest);
        if (length == 0)
            return false;
        for (size_t k = 0; k < length && exponent <= 10000; k++)
            exponent = exponent * 10 + (rest[k] - '0');
        if (exponent > 10000)
            return false;
        exponent = minus ? -exponent : exponent;
        rest += length;
    }
    exponent -= (long)part;
    mpz_set_ui(mpq_denref(value), 1);
    mpz_ptr side = exponent < 0 ? mpq_denref(value) : mpq_numref(value);
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned long)labs(exponent));
    mpz_mul(side, side, power);
    mpz_clear(power);
    return *rest == '\0';
}

static bool read_fraction(mpq_t value, const char *text)
{
    size_t above = span(text), below = span(text + above + 1);
    const char *under = text + above + 1;
    if (!is_natural(text, above) || !is_natural(under, below) ||
        under[below] != '\0')
        return false;
    return mpq_set_str(value, text, 10) == 0 && mpz_sgn(mpq_denref(value)) != 0;
}

static bool read_number(mpq_t value, const json *from)
{
    if (from->kind != JSON_STRING && from->kind != JSON_NUMBER)
        return false;
    const char *text = from->text;
    bool minus = *text == '-';
    text += minus;
    if (from->kind == JSON_NUMBER && (text[span(text)] || span(text) > 18))
        return false;
    if (strlen(from->text) > 10000)
        return false;
    if (!(text[span(text)] == '/' ? read_fraction(value, text)
                                  : read_decimal(value, text)))
        return false;
    mpq_canonicalize(value);
    if (minus)
        mpq_neg(value, value);
    return true;
}

/* --- parts ---------------------------------------------------------------- */

static bool is_list(const json *v, size_t count)
{
    return v && v->kind == JSON_ARRAY && v->count == count;
}

/* One row of numbers of a table. */
static bool read_row(table *t, size_t row, const json *v)
{
    if (!is_list(v, t->width))
        return false;
    for (size_t c = 0; c < t->width; c++)
        if (!read_number(at(t, row, c), &v->item[c]))
            return false;
    return true;
}

static bool read_table(table *t, const json *v, size_t rows, size_t width)
{
    if (!is_list(v, rows))
        return false;
    table_init(t, rows, width);
    for (size_t row = 0; row < rows; row++)
        if (!read_row(t, row, &v->item[row]))
            return false;
    return true;
}

/* Are these entries a lottery? */
static bool is_lottery(const table *t, size_t from, size_t count)
{
    bool right = true;
    mpq_t sum;
    mpq_init(sum);
    for (size_t c = from; c < from + count; c++) {
        right &= mpq_sgn(t->value[c]) >= 0;
        mpq_add(sum, sum, t->value[c]);
    }
    right &= mpq_cmp_ui(sum, 1, 1) == 0;
    mpq_clear(sum);
    return right;
}

static bool are_lotteries(const table *t)
{
    for (size_t row = 0; row < t->rows; row++)
        if (!is_lottery(t, row * t->width, t->width))
            return false;
    return true;
}

static bool is_labels(const json *v)
{
    if (!v || v->kind != JSON_ARRAY || v->count == 0)
        return false;
    for (size_t k = 0; k < v->count; k++) {
        if (v->item[k].kind != JSON_STRING || !v->item[k].text[0])
            return false;
        for (size_t j = 0; j < k; j++)
            if (strcmp(v->item[j].text, v->item[k].text) == 0)
                return false;
    }
    return true;
}

static bool read_labels(const json **list, const json *root, const char *key)
{
    const json *v = json_find(root, key);
    if (!is_labels(v))
        return false;
    *list = v;
    return true;
}

/* Lists of labels, one for each agent. */
static bool read_grid(const json **list, grid *g, const json *root,
                      const char *key, size_t agents)
{
    const json *v = json_find(root, key);
    if (!is_list(v, agents) || agents > MOST_AGENTS)
        return false;
    g->agents = agents;
    for (size_t i = 0; i < agents; i++) {
        if (!is_labels(&v->item[i]))
            return false;
        g->points[i] = v->item[i].count;
    }
    *list = v;
    return grid_close(g);
}

/* The keys of an object are among these, and "!" ones are all there. */
static bool has_keys(const json *root, const char *const *keys)
{
    for (size_t k = 2; k < root->count; k += 2) {
        size_t found = 0;
        while (keys[found] && strcmp(keys[found] + (keys[found][0] == '!'),
                                     root->item[k].text) != 0)
            found++;
        if (!keys[found])
            return false;
    }
    for (; *keys; keys++)
        if (**keys == '!' && !json_find(root, *keys + 1))
            return false;
    const json *title = json_find(root, "title"),
               *notes = json_find(root, "notes");
    return (!title || title->kind == JSON_STRING) &&
           (!notes || notes->kind == JSON_STRING);
}

/* --- the kinds ------------------------------------------------------------ */

static const char *read_environment(statement *s)
{
    static const char *const keys[] = {"title",     "notes",    "!agents",
                                       "!outcomes", "!states",  "!prior",
                                       "!welfare",  "!payoffs", NULL};
    if (!has_keys(s->root, keys))
        return "keys";
    if (!read_labels(&s->agents, s->root, "agents") ||
        !read_labels(&s->outcomes, s->root, "outcomes") ||
        !read_labels(&s->states, s->root, "states"))
        return "labels";
    size_t agents = s->agents->count, states = s->states->count;
    size_t outcomes = s->outcomes->count;
    const json *payoffs = json_find(s->root, "payoffs");
    table_init(&s->prior, 1, states);
    if (!read_row(&s->prior, 0, json_find(s->root, "prior")))
        return "prior";
    if (!are_lotteries(&s->prior))
        return "prior is not a distribution";
    if (!read_table(&s->welfare, json_find(s->root, "welfare"), states,
                    outcomes))
        return "welfare";
    if (!is_list(payoffs, agents))
        return "payoffs";
    table_init(&s->payoff, agents * states, outcomes);
    for (size_t i = 0; i < agents; i++)
        for (size_t t = 0; t < states; t++)
            if (!is_list(&payoffs->item[i], states) ||
                !read_row(&s->payoff, i * states + t,
                          &payoffs->item[i].item[t]))
                return "payoffs";
    return agents <= MOST_AGENTS ? NULL : "more agents than the oracle knows";
}

static const char *read_mechanism(statement *s)
{
    static const char *const keys[] = {"title",     "notes",    "!agents",
                                       "!outcomes", "!actions", "secure",
                                       "!rule",     NULL};
    const json *secure = json_find(s->root, "secure");
    if (!has_keys(s->root, keys))
        return "keys";
    if (!read_labels(&s->agents, s->root, "agents") ||
        !read_labels(&s->outcomes, s->root, "outcomes") ||
        !read_grid(&s->actions, &s->action, s->root, "actions",
                   s->agents->count))
        return "labels";
    s->secured = secure != NULL;
    if (secure && !is_list(secure, s->agents->count))
        return "secure";
    for (size_t i = 0; secure && i < secure->count; i++) {
        const json *labels = &s->actions->item[i];
        if (secure->item[i].kind != JSON_STRING)
            return "secure";
        while (s->secure[i] < labels->count &&
               strcmp(labels->item[s->secure[i]].text, secure->item[i].text))
            s->secure[i]++;
        if (s->secure[i] == labels->count)
            return "no such action";
    }
    if (!read_table(&s->rule, json_find(s->root, "rule"), s->action.profiles,
                    s->outcomes->count))
        return "rule";
    return are_lotteries(&s->rule) ? NULL : "no lottery";
}

static const char *read_information(statement *s)
{
    static const char *const keys[] = {"title",   "notes",    "!agents",
                                       "!states", "!signals", "!distribution",
                                       NULL};
    if (!has_keys(s->root, keys))
        return "keys";
    if (!read_labels(&s->agents, s->root, "agents") ||
        !read_labels(&s->states, s->root, "states") ||
        !read_grid(&s->signals, &s->signal, s->root, "signals",
                   s->agents->count))
        return "labels";
    if (!read_table(&s->distribution, json_find(s->root, "distribution"),
                    s->signal.profiles, s->states->count))
        return "distribution";
    return is_lottery(&s->distribution, 0,
                      s->distribution.rows * s->distribution.width)
               ? NULL
               : "no distribution";
}

static const char *read_strategies(statement *s)
{
    static const char *const keys[] = {"title",    "notes",    "!agents",
                                       "!signals", "!actions", "!strategies",
                                       NULL};
    const json *all = json_find(s->root, "strategies");
    if (!has_keys(s->root, keys))
        return "keys";
    if (!read_labels(&s->agents, s->root, "agents"))
        return "labels";
    size_t agents = s->agents->count;
    if (!read_grid(&s->signals, &s->signal, s->root, "signals", agents) ||
        !read_grid(&s->actions, &s->action, s->root, "actions", agents))
        return "labels";
    if (!is_list(all, agents))
        return "strategies";
    for (size_t i = 0; i < agents; i++) {
        if (!read_table(&s->strategy[i], &all->item[i], s->signal.points[i],
                        s->action.points[i]))
            return "strategies";
        if (!are_lotteries(&s->strategy[i]))
            return "no lottery";
    }
    return NULL;
}

static size_t rows_of(const json *v)
{
    return v && v->kind == JSON_ARRAY ? v->count : 0;
}

static const char *read_prior(statement *s)
{
    static const char *const keys[] = {"title", "notes",    "!states",
                                       "prior", "at_least", "at_most",
                                       "equal", NULL};
    const json *prior = json_find(s->root, "prior");
    const json *list[] = {json_find(s->root, "at_least"),
                          json_find(s->root, "at_most"),
                          json_find(s->root, "equal")};
    if (!has_keys(s->root, keys))
        return "keys";
    if (!read_labels(&s->states, s->root, "states"))
        return "labels";
    size_t states = s->states->count, row = 0;
    bool rows = list[0] || list[1] || list[2];
    s->given = prior != NULL;
    if (s->given == rows)
        return "a prior or rows";
    if (prior) {
        table_init(&s->prior, 1, states);
        if (!read_row(&s->prior, 0, prior))
            return "prior";
        return are_lotteries(&s->prior) ? NULL : "prior is not a distribution";
    }
    s->least = rows_of(list[0]);
    s->most = rows_of(list[1]);
    s->equal = rows_of(list[2]);
    table_init(&s->row, s->least + s->most + s->equal, states + 1);
    for (size_t k = 0; k < 3; k++) {
        if (list[k] && list[k]->kind != JSON_ARRAY)
            return "rows";
        for (size_t r = 0; r < rows_of(list[k]); r++)
            if (!read_row(&s->row, row++, &list[k]->item[r]))
                return "rows";
    }
    return NULL;
}

/* The first key is "format"; its value tells the kind. */
static statement_kind find_kind(const json *root)
{
    static const char *const formats[KINDS] = {
        "mechcert-environment-1", "mechcert-mechanism-1",
        "mechcert-information-1", "mechcert-strategies-1", "mechcert-prior-1"};
    size_t k = 0;
    if (!root || root->kind != JSON_OBJECT || root->count == 0 ||
        strcmp(root->item[0].text, "format") != 0 ||
        root->item[1].kind != JSON_STRING)
        return KINDS;
    while (k < KINDS && strcmp(root->item[1].text, formats[k]) != 0)
        k++;
    return (statement_kind)k;
}

statement *statement_read(const char *text, size_t length)
{
    static const char *(*const readers[KINDS])(statement *) = {
        read_environment, read_mechanism, read_information, read_strategies,
        read_prior};
    statement *s = calloc(1, sizeof *s);
    if (!s)
        abort();
    s->root = json_read(text, length);
    s->kind = find_kind(s->root);
    sha256(s->hash, text, length);
    s->defect = s->kind == KINDS ? "not a statement" : readers[s->kind](s);
    return s;
}

void statement_free(statement *s)
{
    if (!s)
        return;
    json_free(s->root);
    table_clear(&s->prior);
    table_clear(&s->welfare);
    table_clear(&s->payoff);
    table_clear(&s->rule);
    table_clear(&s->distribution);
    table_clear(&s->row);
    for (size_t i = 0; i < MOST_AGENTS; i++)
        table_clear(&s->strategy[i]);
    free(s);
}

bool same_labels(const json *p, const json *q)
{
    if (p->kind != q->kind || p->count != q->count)
        return false;
    if (p->kind == JSON_STRING)
        return strcmp(p->text, q->text) == 0;
    for (size_t k = 0; k < p->count; k++)
        if (!same_labels(&p->item[k], &q->item[k]))
            return false;
    return true;
}

static bool clash(const json *p, const json *q)
{
    return p && q && !same_labels(p, q);
}

const char *statements_fit(statement *const all[KINDS])
{
    const statement *env = all[ENVIRONMENT], *information = all[INFORMATION];
    for (size_t k = 0; k < KINDS; k++)
        if (all[k] && all[k]->defect)
            return all[k]->defect;
    for (size_t k = 0; k < KINDS; k++)
        for (size_t l = 0; l < k; l++) {
            const statement *p = all[k], *q = all[l];
            if (p && q &&
                (clash(p->agents, q->agents) ||
                 clash(p->outcomes, q->outcomes) ||
                 clash(p->states, q->states) || clash(p->actions, q->actions) ||
                 clash(p->signals, q->signals)))
                return "labels of two statements differ";
        }
    for (size_t t = 0; env && information && t < env->states->count; t++) {
        mpq_t sum;
        mpq_init(sum);
        for (size_t s = 0; s < information->distribution.rows; s++)
            mpq_add(sum, sum, at(&information->distribution, s, t));
        bool equal = mpq_equal(sum, at(&env->prior, 0, t));
        mpq_clear(sum);
        if (!equal)
            return "the information structure has another prior";
    }
    return NULL;
}
