/* Certificates: read as a stream of words, however they are separated, and
   written in the one way that the format allows. */
#define _GNU_SOURCE
/* gmp.h declares its functions on streams only after these two. */
#include <stdarg.h>
#include <stdio.h>

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "proof.h"

enum part {
    END,
    ACTIONS,
    SECURE,
    SIGNALS,
    MECHANISM_PART,
    INFORMATION_PART,
    OBEDIENCE,
    TRUTHTELLING,
    PARTICIPATION,
    SECURITY,
    STAYING_OUT, /* may be left out */
    LAMBDA,
    PRIORS, /* only if the prior is a set */
    GAMMA,
    FARKAS,
    SHORTFALL_PART,
    PLAY
};

enum { M = 1 << MECHANISM, I = 1 << INFORMATION, B = 1 << STRATEGIES };
enum { P = 1 << PRIOR, MOST_PARTS = 7 };

/* What a claim is: its words, fields, statements and records. */
static const struct form {
    const char *words;
    int fields;
    unsigned needs, may;
    enum part part[MOST_PARTS];
} form_of[CLAIMS] = {
    {"guarantee-at-least",
     1,
     0,
     0,
     {ACTIONS, SECURE, MECHANISM_PART, OBEDIENCE, LAMBDA}},
    {"potential-at-most",
     1,
     0,
     0,
     {SIGNALS, INFORMATION_PART, TRUTHTELLING, PARTICIPATION, GAMMA}},
    {"program-value LB-G",
     2,
     0,
     0,
     {MECHANISM_PART, LAMBDA, INFORMATION_PART, SECURITY, GAMMA}},
    {"program-value UB-P",
     2,
     0,
     0,
     {INFORMATION_PART, GAMMA, MECHANISM_PART, LAMBDA}},
    {"no-participation-secure-mechanism", 0, 0, 0, {FARKAS}},
    {"guarantee-at-least", 1, M, P, {OBEDIENCE, LAMBDA, PRIORS}},
    {"guarantee", 2, M, P, {OBEDIENCE, LAMBDA, PRIORS, INFORMATION_PART}},
    {"local-bound-loss", 3, M, P, {OBEDIENCE, LAMBDA, INFORMATION_PART}},
    {"participation-shortfall", 1, M, 0, {SHORTFALL_PART}},
    {"potential-at-most", 1, I, 0, {TRUTHTELLING, PARTICIPATION, GAMMA}},
    {"direct-optimum",
     2,
     I,
     0,
     {TRUTHTELLING, PARTICIPATION, GAMMA, MECHANISM_PART}},
    {"potential", 2, I, 0, {TRUTHTELLING, SECURITY, GAMMA, MECHANISM_PART}},
    {"equilibrium", 2, M | I, B, {PLAY}},
    {"strong-maxmin-pair",
     1,
     M | I,
     0,
     {OBEDIENCE, LAMBDA, STAYING_OUT, TRUTHTELLING, PARTICIPATION, SECURITY,
      GAMMA}},
    {"strong-maxmin-triple",
     2,
     M | I,
     B,
     {OBEDIENCE, LAMBDA, STAYING_OUT, TRUTHTELLING, PARTICIPATION, SECURITY,
      GAMMA}},
    {"complementary-slackness",
     2,
     M | I,
     B,
     {OBEDIENCE, LAMBDA, TRUTHTELLING, PARTICIPATION, GAMMA}},
};

bool has_set(const proof *p)
{
    return p->about[PRIOR] && !p->about[PRIOR]->given;
}

static size_t signals_before(const proof *p, size_t agent)
{
    size_t before = 0;
    for (size_t i = 0; i < agent; i++)
        before += p->about[INFORMATION]->signal.points[i];
    return before;
}

size_t interim_row(const proof *p, size_t agent, size_t signal)
{
    return signals_before(p, agent) + signal;
}

/* --- reading -------------------------------------------------------------- */

enum { WORD = 65536, NAME = 80 };

typedef struct words {
    const char *text, *reason;
    size_t length, at;
    char word[WORD];
    jmp_buf refused;
    proof *p;
    mpz_t denominator;
} words;

static _Noreturn void refuse(words *r, const char *reason)
{
    r->reason = reason;
    longjmp(r->refused, 1);
}

static void demand(words *r, bool holds, const char *reason)
{
    if (!holds)
        refuse(r, reason);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static const char *next_word(words *r)
{
    size_t length = 0;
    while (r->at < r->length && is_blank(r->text[r->at]))
        r->at++;
    while (r->at < r->length && !is_blank(r->text[r->at])) {
        demand(r, length + 1 < WORD, "a word is too long");
        r->word[length++] = r->text[r->at++];
    }
    r->word[length] = '\0';
    demand(r, length > 0, "the text ends");
    demand(r, strlen(r->word) == length, "a NUL byte");
    return r->word;
}

static void keyword(words *r, const char *expected)
{
    demand(r, strcmp(next_word(r), expected) == 0,
           "another keyword is expected");
}

static size_t natural(words *r)
{
    char *behind;
    unsigned long value = strtoul(next_word(r), &behind, 10);
    demand(r, *behind == '\0', "not a natural number");
    return value;
}

static size_t below(words *r, size_t limit)
{
    size_t value = natural(r);
    demand(r, value < limit, "an index is out of range");
    return value;
}

static void rational(words *r, mpq_t value)
{
    demand(r, mpq_set_str(value, next_word(r), 10) == 0, "not a rational");
    demand(r, mpz_sgn(mpq_denref(value)) != 0, "a zero denominator");
    mpq_canonicalize(value);
}

static void open_vector(words *r)
{
    demand(r, mpz_set_str(r->denominator, next_word(r), 10) == 0,
           "not an integer");
    demand(r, mpz_sgn(r->denominator) > 0,
           "a denominator that is not positive");
}

static void numerator(words *r, mpq_t value)
{
    demand(r, mpz_set_str(mpq_numref(value), next_word(r), 10) == 0,
           "not an integer");
    mpz_set(mpq_denref(value), r->denominator);
    mpq_canonicalize(value);
}

static void read_sizes(words *r, grid *g, const char *name)
{
    keyword(r, name);
    g->agents = r->p->agents;
    for (size_t i = 0; i < g->agents; i++)
        g->points[i] = natural(r);
    demand(r, grid_close(g), "a number of actions or signals");
}

/* "head D", then a line "name ..." for each row; without a name all in the one
   line */
static void read_vector(words *r, table *t, const char *head, const char *name,
                        size_t rows, size_t width)
{
    demand(r, rows <= MOST_CELLS && rows * width <= MOST_CELLS,
           "a table is too large");
    keyword(r, head);
    open_vector(r);
    table_init(t, rows, width);
    for (size_t row = 0; row < rows; row++) {
        if (name)
            keyword(r, name);
        for (size_t c = 0; c < width; c++)
            numerator(r, at(t, row, c));
    }
}

int compare_multipliers(const multiplier *p, const multiplier *q)
{
    const size_t left[] = {p->profile, p->agent, p->a, p->b};
    const size_t right[] = {q->profile, q->agent, q->a, q->b};
    for (size_t d = 0; d < 4; d++)
        if (left[d] != right[d])
            return left[d] < right[d] ? -1 : 1;
    return 0;
}

static void read_alpha(words *r, const grid *g, multiplier *e, bool out)
{
    keyword(r, "alpha");
    e->agent = below(r, r->p->agents);
    e->a = below(r, g->points[e->agent] - out);
    e->b = below(r, g->points[e->agent]);
    demand(r, e->a != e->b, "a deviation to the same");
}

static void read_pi(words *r, const grid *g, multiplier *e)
{
    size_t zero = 0;
    keyword(r, "pi");
    for (size_t i = 0; i < g->agents; i++)
        e->profile = e->profile * g->points[i] + below(r, g->points[i]);
    e->agent = below(r, r->p->agents);
    e->a = below(r, r->p->states);
    if (r->p->out)
        zero = g->points[e->agent] - 1;
    demand(r, coordinate(g, e->profile, e->agent) == zero, "pi is not there");
}

static void read_entry(words *r, enum part part, multiplier *e)
{
    const grid *signal = &r->p->signal;
    switch ((int)part) {
    case OBEDIENCE:
        read_alpha(r, &r->p->play, e, false);
        break;
    case TRUTHTELLING:
        read_alpha(r, signal, e, r->p->out);
        break;
    case PARTICIPATION:
        keyword(r, "beta");
        e->agent = below(r, r->p->agents);
        e->a = below(r, signal->points[e->agent]);
        break;
    case SECURITY:
        read_pi(r, signal, e);
        break;
    default:
        keyword(r, "y");
        e->agent = below(r, r->p->agents);
        e->a = below(r, r->p->states);
        break;
    }
    numerator(r, e->value);
    demand(r, mpq_sgn(e->value) > 0, "a multiplier that is not positive");
}

static void read_list(words *r, multipliers *all, enum part part,
                      const char *head)
{
    keyword(r, head);
    mpz_set_ui(r->denominator, 1);
    if (part != FARKAS)
        open_vector(r);
    size_t count = natural(r);
    demand(r, count <= MOST_CELLS, "a list is too long");
    demand(r, part != FARKAS || count > 0, "no multipliers");
    all->list = calloc(count + 1, sizeof *all->list);
    if (!all->list)
        abort();
    for (size_t n = 0; n < count; n++) {
        multiplier *e = &all->list[n];
        mpq_init(e->value);
        all->count++;
        read_entry(r, part, e);
        demand(r, n == 0 || compare_multipliers(e - 1, e) < 0,
               "multipliers out of order");
    }
}

static void read_play(words *r)
{
    proof *p = r->p;
    size_t most = 0;
    for (size_t i = 0; i < p->agents; i++)
        if (p->play.points[i] > most)
            most = p->play.points[i];
    read_vector(r, &p->q, "outcomes", NULL, 1, p->outcomes);
    table_init(&p->interim, signals_before(p, p->agents), 1 + most);
    for (size_t i = 0; i < p->agents; i++)
        for (size_t s = 0; s < p->signal.points[i]; s++) {
            size_t row = interim_row(p, i, s);
            keyword(r, "interim");
            demand(r, natural(r) == i && natural(r) == s, "another signal");
            rational(r, at(&p->interim, row, 0));
            open_vector(r);
            for (size_t c = 0; c < p->play.points[i]; c++)
                numerator(r, at(&p->interim, row, 1 + c));
        }
    read_vector(r, &p->payoffs, "payoffs", NULL, 1, p->agents);
    read_vector(r, &p->gains, "gains", NULL, 1, p->agents);
}

static const grid *m_grid(const proof *p)
{
    return p->claim == BOUND_ALONE ? &p->play : &p->signal;
}

static const grid *sigma_grid(const proof *p)
{
    return p->claim == GUARANTEE || p->claim == LOSS ? &p->play : &p->signal;
}

static size_t prior_rows(const proof *p)
{
    return p->about[PRIOR]->row.rows;
}

/* The multipliers of a pair are those of the relaxation or of the potential. */
static bool is_absent(const proof *p, enum part part)
{
    return (p->claim == PAIR || p->claim == TRIPLE) &&
           part == (p->out ? PARTICIPATION : SECURITY);
}

/* Message n_i of every agent: to stay out. */
static void add_messages(words *r)
{
    r->p->out = true;
    for (size_t i = 0; i < r->p->agents; i++)
        r->p->signal.points[i]++;
    demand(r, grid_close(&r->p->signal), "too many messages");
}

static void read_part(words *r, enum part part)
{
    proof *p = r->p;
    size_t here = r->at;
    if (is_absent(p, part))
        return;
    switch (part) {
    case END:
        break;
    case ACTIONS:
        read_sizes(r, &p->play, "actions");
        break;
    case SIGNALS:
        read_sizes(r, &p->signal, "signals");
        break;
    case SECURE:
        keyword(r, "secure");
        for (size_t i = 0; i < p->agents; i++)
            p->secure[i] = below(r, p->play.points[i]);
        break;
    case MECHANISM_PART:
        read_vector(r, &p->m, "mechanism", "m", m_grid(p)->profiles,
                    p->outcomes);
        break;
    case INFORMATION_PART:
        read_vector(r, &p->sigma, "information", "sigma",
                    sigma_grid(p)->profiles, p->states);
        break;
    case STAYING_OUT:
        if (strcmp(next_word(r), "staying-out") == 0)
            add_messages(r);
        else
            r->at = here;
        break;
    case LAMBDA:
        read_vector(r, &p->lambda, "lambda", NULL, 1, p->states);
        break;
    case PRIORS:
        if (has_set(p))
            read_vector(r, &p->priors, "priors", NULL, 1, 1 + prior_rows(p));
        break;
    case GAMMA:
        read_vector(r, &p->gamma, "gamma", "g", p->signal.profiles, 1);
        break;
    case OBEDIENCE:
        read_list(r, &p->obedience, part, "obedience");
        break;
    case TRUTHTELLING:
        read_list(r, &p->truth, part, "truthtelling");
        break;
    case PARTICIPATION:
        read_list(r, &p->beta, part, "participation");
        break;
    case SECURITY:
        read_list(r, &p->pi, part, "security");
        break;
    case FARKAS:
        read_list(r, &p->y, part, "farkas");
        break;
    case SHORTFALL_PART:
        keyword(r, "shortfall");
        p->who = below(r, p->agents);
        p->where = below(r, p->states);
        for (size_t i = 0; i < p->agents; i++)
            p->profile =
                p->profile * p->play.points[i] + below(r, p->play.points[i]);
        break;
    case PLAY:
        read_play(r);
        break;
    }
}

static unsigned kinds_given(const proof *p)
{
    unsigned given = 0;
    for (unsigned k = MECHANISM; k < KINDS; k++)
        if (p->about[k])
            given |= 1U << k;
    return given;
}

/* The first words of a claim are followed by K or a number; the same word can
   name two claims, which differ in their statements. */
static void read_claim(words *r)
{
    char name[2 * NAME];
    proof *p = r->p;
    size_t n = 0;
    unsigned given = kinds_given(p);
    keyword(r, "mechcert-certificate");
    demand(r, natural(r) == 1, "another version");
    keyword(r, "claim");
    next_word(r);
    demand(r, strlen(r->word) < NAME, "an unknown claim");
    snprintf(name, sizeof name, "%.*s", NAME, r->word);
    if (strcmp(name, "program-value") == 0) {
        next_word(r);
        demand(r, strlen(r->word) < NAME, "an unknown program");
        snprintf(name, sizeof name, "program-value %.*s", NAME, r->word);
    }
    while (n < CLAIMS && (strcmp(name, form_of[n].words) != 0 ||
                          (form_of[n].needs & ~given) != 0 ||
                          (given & ~(form_of[n].needs | form_of[n].may)) != 0))
        n++;
    demand(r, n < CLAIMS, "no such claim for these statements");
    p->claim = (claim_kind)n;
    if (p->claim == LOWER || p->claim == UPPER) {
        p->k = natural(r);
        demand(r, p->k >= 1 && p->k < 100, "K");
    }
    for (int f = 0; f < form_of[n].fields; f++)
        rational(r, p->field[f]);
    for (size_t k = 0; k < KINDS; k++)
        if (p->about[k]) {
            keyword(r, "statement");
            keyword(r, kind_name[k]);
            demand(r, strlen(next_word(r)) == 64, "not a hash");
        }
}

/* The grids that the claim and the statements say. */
static void set_grids(words *r)
{
    proof *p = r->p;
    grid *s = &p->signal;
    p->play.agents = s->agents = p->agents;
    if (p->about[MECHANISM])
        p->play = p->about[MECHANISM]->action;
    if (p->about[INFORMATION])
        *s = p->about[INFORMATION]->signal;
    if (p->claim == LOWER || p->claim == UPPER) {
        for (size_t i = 0; i < p->agents; i++)
            s->points[i] = p->k * p->k + 1;
        demand(r, grid_close(s), "too many profiles");
    }
    if (p->about[INFORMATION])
        grid_close(s);
    if (p->claim == POTENTIAL)
        add_messages(r);
    demand(r, p->claim != LOSS || !has_set(p), "a set of priors");
}

static void read_all(words *r)
{
    proof *p = r->p;
    demand(r, p->about[ENVIRONMENT] != NULL, "no environment");
    const char *misfit = statements_fit(p->about);
    if (misfit)
        refuse(r, misfit);
    p->agents = p->about[ENVIRONMENT]->agents->count;
    p->outcomes = p->about[ENVIRONMENT]->outcomes->count;
    p->states = p->about[ENVIRONMENT]->states->count;
    read_claim(r);
    set_grids(r);
    for (size_t n = 0; n < MOST_PARTS; n++)
        read_part(r, form_of[p->claim].part[n]);
    keyword(r, "end");
    natural(r);
    while (r->at < r->length && is_blank(r->text[r->at]))
        r->at++;
    demand(r, r->at == r->length, "words behind the end");
}

/* Apart, so that no local variable is live across setjmp. */
static void attempt(words *r)
{
    if (setjmp(r->refused) == 0)
        read_all(r);
}

proof *proof_read(const char **reason, statement *const about[KINDS],
                  const char *text, size_t length)
{
    proof *p = calloc(1, sizeof *p);
    words *r = calloc(1, sizeof *r);
    if (!p || !r)
        abort();
    p->about = about;
    r->text = text;
    r->length = length;
    r->p = p;
    mpz_init(r->denominator);
    for (size_t f = 0; f < FIELDS; f++)
        mpq_init(p->field[f]);
    attempt(r);
    *reason = r->reason;
    bool right = r->reason == NULL;
    mpz_clear(r->denominator);
    free(r);
    if (right)
        return p;
    proof_free(p);
    return NULL;
}

static void entries_free(multipliers *all)
{
    for (size_t e = 0; e < all->count; e++)
        mpq_clear(all->list[e].value);
    free(all->list);
}

void proof_free(proof *p)
{
    table *const tables[] = {&p->m,       &p->sigma,   &p->lambda,
                             &p->gamma,   &p->priors,  &p->q,
                             &p->interim, &p->payoffs, &p->gains};
    multipliers *const lists[] = {&p->obedience, &p->truth, &p->beta, &p->pi,
                                  &p->y};
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++)
        table_clear(tables[k]);
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        entries_free(lists[k]);
    for (size_t f = 0; f < FIELDS; f++)
        mpq_clear(p->field[f]);
    free(p);
}

/* --- writing -------------------------------------------------------------- */

typedef struct writer {
    FILE *out;
    size_t lines;
    mpz_t common;
} writer;

static void end_line(writer *w)
{
    fputc('\n', w->out);
    w->lines++;
}

static void put_numerator(writer *w, mpq_srcptr value)
{
    mpz_t number;
    mpz_init(number);
    mpz_divexact(number, w->common, mpq_denref(value));
    mpz_mul(number, number, mpq_numref(value));
    (void)gmp_fprintf(w->out, " %Zd", number);
    mpz_clear(number);
}

static void set_common(writer *w, mpq_t *value, size_t count)
{
    mpz_set_ui(w->common, 1);
    for (size_t c = 0; c < count; c++)
        mpz_lcm(w->common, w->common, mpq_denref(value[c]));
}

static void write_vector(writer *w, const table *t, const char *head,
                         const char *name)
{
    set_common(w, t->value, t->rows * t->width);
    (void)gmp_fprintf(w->out, "%s %Zd", head, w->common);
    for (size_t row = 0; row < t->rows; row++) {
        if (name) {
            end_line(w);
            fputs(name, w->out);
        }
        for (size_t c = 0; c < t->width; c++)
            put_numerator(w, at(t, row, c));
    }
    end_line(w);
}

static void write_list(writer *w, const proof *p, const multipliers *all,
                       enum part part, const char *head, const char *name)
{
    mpz_set_ui(w->common, 1);
    for (size_t n = 0; n < all->count; n++)
        mpz_lcm(w->common, w->common, mpq_denref(all->list[n].value));
    fputs(head, w->out);
    if (part != FARKAS)
        (void)gmp_fprintf(w->out, " %Zd", w->common);
    fprintf(w->out, " %zu", all->count);
    end_line(w);
    for (size_t n = 0; n < all->count; n++) {
        const multiplier *e = &all->list[n];
        fputs(name, w->out);
        for (size_t i = 0; part == SECURITY && i < p->agents; i++)
            fprintf(w->out, " %zu", coordinate(&p->signal, e->profile, i));
        fprintf(w->out, " %zu %zu", e->agent, e->a);
        if (part == OBEDIENCE || part == TRUTHTELLING)
            fprintf(w->out, " %zu", e->b);
        put_numerator(w, e->value);
        end_line(w);
    }
}

static void write_numbers(writer *w, const char *name, const size_t *number,
                          size_t count)
{
    fputs(name, w->out);
    for (size_t i = 0; i < count; i++)
        fprintf(w->out, " %zu", number[i]);
    end_line(w);
}

static void write_play(writer *w, const proof *p)
{
    write_vector(w, &p->q, "outcomes", NULL);
    for (size_t i = 0; i < p->agents; i++)
        for (size_t s = 0; s < p->signal.points[i]; s++) {
            mpq_t *row =
                &p->interim.value[interim_row(p, i, s) * p->interim.width];
            set_common(w, row + 1, p->play.points[i]);
            (void)gmp_fprintf(w->out, "interim %zu %zu %Qd %Zd", i, s, row[0],
                              w->common);
            for (size_t c = 0; c < p->play.points[i]; c++)
                put_numerator(w, row[1 + c]);
            end_line(w);
        }
    write_vector(w, &p->payoffs, "payoffs", NULL);
    write_vector(w, &p->gains, "gains", NULL);
}

static void write_shortfall(writer *w, const proof *p)
{
    size_t number[2 + MOST_AGENTS] = {p->who, p->where};
    for (size_t i = 0; i < p->agents; i++)
        number[2 + i] = coordinate(&p->play, p->profile, i);
    write_numbers(w, "shortfall", number, 2 + p->agents);
}

static void write_part(writer *w, const proof *p, enum part part)
{
    if (is_absent(p, part))
        return;
    switch (part) {
    case END:
        break;
    case ACTIONS:
        write_numbers(w, "actions", p->play.points, p->agents);
        break;
    case SIGNALS:
        write_numbers(w, "signals", p->signal.points, p->agents);
        break;
    case SECURE:
        write_numbers(w, "secure", p->secure, p->agents);
        break;
    case MECHANISM_PART:
        write_vector(w, &p->m, "mechanism", "m");
        break;
    case INFORMATION_PART:
        write_vector(w, &p->sigma, "information", "sigma");
        break;
    case STAYING_OUT:
        if (p->out)
            write_numbers(w, "staying-out", NULL, 0);
        break;
    case LAMBDA:
        write_vector(w, &p->lambda, "lambda", NULL);
        break;
    case PRIORS:
        if (has_set(p))
            write_vector(w, &p->priors, "priors", NULL);
        break;
    case GAMMA:
        write_vector(w, &p->gamma, "gamma", "g");
        break;
    case OBEDIENCE:
        write_list(w, p, &p->obedience, part, "obedience", "alpha");
        break;
    case TRUTHTELLING:
        write_list(w, p, &p->truth, part, "truthtelling", "alpha");
        break;
    case PARTICIPATION:
        write_list(w, p, &p->beta, part, "participation", "beta");
        break;
    case SECURITY:
        write_list(w, p, &p->pi, part, "security", "pi");
        break;
    case FARKAS:
        write_list(w, p, &p->y, part, "farkas", "y");
        break;
    case SHORTFALL_PART:
        write_shortfall(w, p);
        break;
    case PLAY:
        write_play(w, p);
        break;
    }
}

char *proof_write(const proof *p, size_t *length)
{
    const struct form *form = &form_of[p->claim];
    char *text = NULL;
    writer w = {open_memstream(&text, length), 0, {{0, 0, NULL}}};
    if (!w.out)
        abort();
    mpz_init(w.common);
    fputs("mechcert-certificate 1", w.out);
    end_line(&w);
    fprintf(w.out, "claim %s", form->words);
    if (p->claim == LOWER || p->claim == UPPER)
        fprintf(w.out, " %zu", p->k);
    for (int f = 0; f < form->fields; f++)
        (void)gmp_fprintf(w.out, " %Qd", p->field[f]);
    end_line(&w);
    for (size_t k = 0; k < KINDS; k++)
        if (p->about[k]) {
            fprintf(w.out, "statement %s %s", kind_name[k], p->about[k]->hash);
            end_line(&w);
        }
    for (size_t n = 0; n < MOST_PARTS; n++)
        write_part(&w, p, form->part[n]);
    fprintf(w.out, "end %zu\n", w.lines);
    fclose(w.out);
    mpz_clear(w.common);
    return text;
}
