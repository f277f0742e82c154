/* Statements with every token changed, under a certificate with the hash of the
   changed statement: as it was, and with the numbers put right. */
#define _GNU_SOURCE
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "campaign.h"

/* A statement that is being changed. */
typedef struct target {
    campaign *c;
    statement_kind kind;
    const source *source;
} target;

/* The certificate with another hash; NULL if it does not name the old one. */
static char *rehash(const campaign *c, statement_kind kind, const char *hash)
{
    char *text = allocate(c->certificate.length), *place;
    memcpy(text, c->certificate.text, c->certificate.length);
    place = strstr(text, c->about[kind]->hash);
    if (place)
        memcpy(place, hash, 64);
    return text;
}

/* What the changed statement makes of the certificate. */
static void try_repaired(const target *g, statement *const *about,
                         const char *text, size_t length, const char *what,
                         size_t place)
{
    campaign *c = g->c;
    size_t size;
    static const enum tightness tightness[] = {LOOSE, TIGHT_BEFORE,
                                               TIGHT_BEFORE, TIGHT_AFTER};
    for (size_t k = 0; k < 4; k++) {
        size_t variation = k < 2
                               ? NO_VARIATION
                               : gmp_urandomm_ui(c->random, k == 2 ? 50 : 200);
        char *right =
            oracle_repair(&size, about, c->certificate.text,
                          c->certificate.length, tightness[k], variation);
        if (right && chance(c, c->every))
            try_mutant(c, about, g->kind, text, length, right, size,
                       "%s: %s at byte %zu, repair %zu", kind_name[g->kind],
                       what, place, k);
        free(right);
    }
}

static void try_statement(const target *g, const char *text, size_t length,
                          const char *what, size_t place)
{
    campaign *c = g->c;
    if (!chance(c, c->every))
        return;
    statement *about[KINDS], *changed = statement_read(text, length);
    memcpy(about, c->about, sizeof about);
    about[g->kind] = changed;
    if (chance(c, 6))
        try_mutant(c, about, g->kind, text, length, c->certificate.text,
                   c->certificate.length, "%s: %s at byte %zu, old hash",
                   kind_name[g->kind], what, place);
    char *certificate = rehash(c, g->kind, changed->hash);
    try_mutant(c, about, g->kind, text, length, certificate,
               c->certificate.length, "%s: %s at byte %zu", kind_name[g->kind],
               what, place);
    free(certificate);
    if (!changed->defect)
        try_repaired(g, about, text, length, what, place);
    statement_free(changed);
}

static void exchange(const target *g, size_t start, size_t length,
                     const char *with, const char *what)
{
    size_t size;
    char *mutant =
        replaced(&size, g->source, start, length, with, strlen(with));
    if (mutant)
        try_statement(g, mutant, size, what, start);
    free(mutant);
}

static void replace(const target *g, const token *t, const char *with,
                    const char *what)
{
    exchange(g, t->start, t->length, with, what);
}

/* --- tokens --------------------------------------------------------------- */

static bool is_number(const char *text)
{
    text += *text == '"';
    text += *text == '-';
    return isdigit((unsigned char)*text) != 0;
}

/* The text without quotes. */
static char *bare(const char *text)
{
    size_t length = strlen(text);
    return text[0] == '"' ? strndup(text + 1, length - 2) : strdup(text);
}

static void replace_quoted(const target *g, const token *t, const char *format,
                           const char *text, const char *what)
{
    char *with = NULL;
    if (asprintf(&with, format, text) < 0)
        exit(1);
    replace(g, t, with, what);
    free(with);
}

static void mutate_number(const target *g, const token *t, const char *number)
{
    static const char *const others[] = {"0",
                                         "1",
                                         "-1",
                                         "\"1/2\"",
                                         "\"1/0\"",
                                         "\"01\"",
                                         "\"+1\"",
                                         "\"1.\"",
                                         "\".5\"",
                                         "\"1e\"",
                                         "\"1e10001\"",
                                         "\"1e-10000\"",
                                         "0.5",
                                         "1e0",
                                         "null",
                                         "true",
                                         "[1]",
                                         "\"\"",
                                         "\" 1\"",
                                         "\"1 \"",
                                         "\"1/-2\"",
                                         "\"-0\"",
                                         "-0",
                                         "01",
                                         "1234567890123456789",
                                         "100000000000000000",
                                         "\"0x1\"",
                                         "\"1/02\""};
    char *more = step_number(number, 1), *less = step_number(number, -1);
    if (more && less) {
        replace_quoted(g, t, "\"%s\"", more, "one more");
        replace_quoted(g, t, "\"%s\"", less, "one less");
    }
    free(more);
    free(less);
    if (number[0] == '-')
        replace_quoted(g, t, "\"%s\"", number + 1, "negated");
    else
        replace_quoted(g, t, "\"-%s\"", number, "negated");
    replace_quoted(g, t, "\"%s\"", number, "quoted");
    replace_quoted(g, t, "%s", number, "bare");
    replace_quoted(g, t, strchr(number, '/') ? "\"%s0\"" : "\"%s/10\"", number,
                   "a tenth");
    replace_quoted(g, t, strchr(number, '/') ? "\"%s7\"" : "\"%s.0\"", number,
                   "another spelling");
    replace_quoted(g, t, strchr(number, '/') ? "\"-%s\"" : "\"%se+00\"", number,
                   "another spelling");
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        replace(g, t, others[k], "another number");
}

static void mutate_string(const target *g, const token *t, const char *text)
{
    static const char *const others[] = {"\"format\"",
                                         "\"title\"",
                                         "\"notes\"",
                                         "\"secure\"",
                                         "\"prior\"",
                                         "\"equal\"",
                                         "\"at_most\"",
                                         "\"at_least\"",
                                         "\"actions\"",
                                         "\"signals\"",
                                         "\"mechcert-prior-1\"",
                                         "\"\"",
                                         "\"\\u0000\"",
                                         "\"\\ud800\"",
                                         "\"\xC3\x28\"",
                                         "\"a\tb\"",
                                         "1",
                                         "null",
                                         "{}",
                                         "[]"};
    char escaped[16];
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        replace(g, t, others[k], "another string");
    exchange(g, t->start + 1, 0, "x", "a longer string");
    exchange(g, t->start + t->length, 0, " \n", "blanks");
    snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned char)text[1]);
    exchange(g, t->start + 1, 1, escaped, "the same, with an escape");
}

static void mutate_mark(const target *g, const token *t)
{
    static const char *const marks[] = {"[", "]", "{", "}", ",", ":", "[]", ""};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        replace(g, t, marks[k], "another mark");
    exchange(g, t->start, 0, " ", "blank");
}

/* The next token that is no mark; tokens if there is none. */
static size_t next_value(const source *s, size_t index)
{
    do
        index++;
    while (index < s->tokens &&
           strchr("[]{},:", s->text[s->token[index].start]));
    return index;
}

/* Two tokens become these. */
static void replace_two(const target *g, size_t i, size_t j, const char *first,
                        const char *second, const char *what)
{
    const source *s = g->source;
    const token *p = &s->token[i], *q = &s->token[j];
    char *with = NULL;
    size_t between = p->start + p->length;
    if (asprintf(&with, "%s%.*s%s", first, (int)(q->start - between),
                 s->text + between, second) < 0)
        exit(1);
    exchange(g, p->start, q->start + q->length - p->start, with, what);
    free(with);
}

/* Some of a number goes to another, or more than there is: probabilities keep
   their sum. */
static void transfer(const target *g, size_t i, size_t j, const char *number,
                     const char *other)
{
    mpq_t p, q, part;
    mpq_inits(p, q, part, NULL);
    for (int k = 0; k < 4; k++) {
        if (mpq_set_str(p, number, 10) != 0 || mpq_set_str(q, other, 10) != 0)
            break; /* a spelling with a point or an exponent */
        mpq_set_ui(part, k == 3 ? 2 : 1, k == 2 ? 1000003 : k == 1 ? 3 : 1);
        mpq_mul(part, part, p);
        mpq_sub(p, p, part);
        mpq_add(q, q, part);
        char *first = NULL, *second = NULL;
        if (gmp_asprintf(&first, "\"%Qd\"", p) < 0 ||
            gmp_asprintf(&second, "\"%Qd\"", q) < 0)
            exit(1);
        replace_two(g, i, j, first, second, "a transfer");
        free(first);
        free(second);
    }
    mpq_clears(p, q, part, NULL);
}

/* With the next value and with those about one row further. */
static void mutate_pairs(const target *g, size_t i, const char *text)
{
    const source *s = g->source;
    size_t j = i;
    for (size_t distance = 1; distance <= 4; distance++) {
        j = next_value(s, j);
        if (j >= s->tokens)
            break;
        char *other = token_text(s, j);
        if (distance == 1) {
            replace_two(g, i, j, other, text, "swapped with the next");
            replace_two(g, i, j, other, other, "like the next");
            replace_two(g, i, j, text, text, "twice");
        }
        if (is_number(text) && is_number(other)) {
            char *p = bare(text), *q = bare(other);
            transfer(g, i, j, p, q);
            transfer(g, j > i ? i : j, j, q, p);
            free(p);
            free(q);
        }
        free(other);
    }
}

static void mutate_value(const target *g, size_t index)
{
    const source *s = g->source;
    const token *t = &s->token[index];
    char *text = token_text(s, index);
    if (strchr("[]{},:", text[0])) {
        mutate_mark(g, t);
    } else {
        char *number = bare(text);
        if (is_number(text))
            mutate_number(g, t, number);
        if (text[0] == '"')
            mutate_string(g, t, text);
        mutate_pairs(g, index, text);
        exchange(g, t->start, t->length + 1, "", "deleted with what follows");
        free(number);
    }
    free(text);
}

/* Most lines are a key with its value, or a row. */
static void mutate_lines(const target *g)
{
    const char *text = g->source->text, *end;
    for (const char *line = text; (end = strchr(line, '\n')); line = end + 1) {
        size_t start = (size_t)(line - text), length = (size_t)(end + 1 - line);
        size_t next = strcspn(end + 1, "\n") + 1;
        char *two = NULL;
        exchange(g, start, length, "", "line deleted");
        if (asprintf(&two, "%.*s%.*s", (int)length, line, (int)length, line) <
            0)
            exit(1);
        exchange(g, start, length, two, "line duplicated");
        free(two);
        if (!end[next])
            continue;
        if (asprintf(&two, "%.*s%.*s", (int)next, end + 1, (int)length, line) <
            0)
            exit(1);
        exchange(g, start, length + next, two, "line swapped with the next");
        free(two);
    }
}

void mutate_statement(campaign *c, statement_kind kind)
{
    target g = {c, kind, &c->statement[kind]};
    for (size_t i = 0; i < g.source->tokens; i++)
        mutate_value(&g, i);
    for (size_t times = 0; times < (c->every > 1 ? 8 : 1); times++)
        mutate_lines(&g);
    for (size_t i = 0; i < g.source->length;
         i += 1 + gmp_urandomm_ui(c->random, 40))
        try_statement(&g, g.source->text, i, "truncated", i);
    exchange(&g, g.source->length, 0, "x", "bytes behind");
    exchange(&g, g.source->length, 0, " \n", "blanks behind");
    exchange(&g, 0, 0, "\n \t", "blanks in front");
    exchange(&g, 0, 0, "\xEF\xBB\xBF", "byte order mark");
}
