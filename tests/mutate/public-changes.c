/* Random changes of statements and of certificates. */
#define _GNU_SOURCE
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "public-claims.h"
#include "public.h"
#include "sha256.h"

enum { MOST_PIECES = 6000, NUMBER = 400 };

typedef struct piece {
    size_t from, to;
    bool number;
} piece;

static piece list[MOST_PIECES];
static size_t pieces;

static text spliced(const text *t, size_t from, size_t to, const char *with)
{
    size_t length = strlen(with);
    text result = {calloc(1, t->length + length + 1),
                   t->length + length - (to - from)};
    if (!result.bytes)
        exit(1);
    memcpy(result.bytes, t->bytes, from);
    memcpy(result.bytes + from, with, length);
    memcpy(result.bytes + from + length, t->bytes + to, t->length - to);
    return result;
}

static void add_piece(size_t from, size_t to, const char *bytes)
{
    mpq_t value;
    char copy[NUMBER];
    if (pieces == MOST_PIECES || to - from >= sizeof copy)
        return;
    memcpy(copy, bytes + from, to - from);
    copy[to - from] = '\0';
    mpq_init(value);
    list[pieces].from = from;
    list[pieces].to = to;
    list[pieces++].number = (isdigit((unsigned char)copy[0]) ||
                             (copy[0] == '-' && to - from > 1)) &&
                            mpq_set_str(value, copy, 10) == 0;
    mpq_clear(value);
}

static void copy_piece(char *copy, const text *t, const piece *p)
{
    memcpy(copy, t->bytes + p->from, p->to - p->from);
    copy[p->to - p->from] = '\0';
}

/* Another number near this one, or one of the others of the text. */
static void other_number(campaign *c, char *out, const text *t, const piece *p)
{
    static const char *const some[] = {"0", "1", "-1", "2", "1/2", "3", "1/3"};
    mpq_t value, step;
    copy_piece(out, t, p);
    mpq_inits(value, step, NULL);
    mpq_set_str(value, out, 10);
    if (mpz_sgn(mpq_denref(value)) == 0)
        mpz_set_ui(mpq_denref(value), 1);
    mpq_canonicalize(value);
    mpq_set_ui(step, 1, pick(c, 4) ? 1 : 2 + pick(c, 9));
    size_t way = pick(c, 12);
    if (way < 4)
        mpq_add(value, value, step);
    else if (way < 8)
        mpq_sub(value, value, step);
    else if (way == 8)
        mpq_neg(value, value);
    else if (way == 9)
        mpq_set_str(value, some[pick(c, sizeof some / sizeof *some)], 10);
    else
        for (size_t tries = 0; tries < 20; tries++) {
            const piece *q = &list[pick(c, pieces)];
            if (q->number) {
                copy_piece(out, t, q);
                mpq_set_str(value, out, 10);
                break;
            }
        }
    if (mpz_sgn(mpq_denref(value)) == 0)
        mpz_set_ui(mpq_denref(value), 1);
    mpq_canonicalize(value);
    if (gmp_snprintf(out, NUMBER, "%Qd", value) >= NUMBER)
        strcpy(out, "0");
    mpq_clears(value, step, NULL);
}

/* Two pieces in each other's place. */
static text exchanged(const text *t, const piece *p, const piece *q)
{
    char first[NUMBER], second[NUMBER];
    copy_piece(first, t, p);
    copy_piece(second, t, q);
    text half = spliced(t, q->from, q->to, first);
    text result = spliced(&half, p->from, p->to, second);
    free(half.bytes);
    return result;
}

static bool differs(const text *a, const text *b)
{
    return a->length != b->length || memcmp(a->bytes, b->bytes, a->length) != 0;
}

/* ---- statements ---- */

/* Strings (without quotes) and numbers. */
static void split_json(const text *t)
{
    pieces = 0;
    for (size_t at = 0; at < t->length;) {
        size_t from = at;
        if (t->bytes[at] == '"') {
            for (at++; at < t->length && t->bytes[at] != '"'; at++)
                at += t->bytes[at] == '\\';
            add_piece(from + 1, at, t->bytes);
            at++;
        } else if (isdigit((unsigned char)t->bytes[at]) ||
                   t->bytes[at] == '-') {
            at += 1 + strspn(t->bytes + at + 1, "0123456789");
            add_piece(from, at, t->bytes);
        } else
            at++;
    }
}

static const char *other_word(campaign *c, const char *word)
{
    static const char *const group[][8] = {
        {"utilitarian", "efficient", "table"},
        {"lowest", "highest"},
        {"cost-sharing-pivotal", "generalised-pivotal", "clarke", "groves",
         "table"},
        {"boxes", "set"},
        {"cost", "cost_per_head"},
        {"duty", "income", "burden", "shares"},
        {"prior", "draw", "weights", "counts", "tie"},
        {"prices", "belief"},
        {"allocation", "payments"}};
    for (size_t k = 0; k < sizeof group / sizeof *group; k++)
        for (size_t j = 0; j < 8 && group[k][j]; j++)
            if (strcmp(group[k][j], word) == 0) {
                size_t n = 0;
                while (n < 8 && group[k][n])
                    n++;
                return group[k][pick(c, n)];
            }
    return NULL;
}

/* From a key to the comma behind its value, or from the comma before. */
static text without_key(const text *t, const piece *p)
{
    size_t from = p->from - 1, to = p->to, depth = 0;
    for (; to < t->length; to++) {
        char byte = t->bytes[to];
        depth += byte == '[' || byte == '{';
        if (depth == 0 && (byte == ',' || byte == '}'))
            break;
        depth -= depth > 0 && (byte == ']' || byte == '}');
    }
    if (to < t->length && t->bytes[to] == ',')
        return spliced(t, from, to + 1, "");
    while (from > 0 && t->bytes[from] != ',')
        from--;
    return spliced(t, from, to, "");
}

static text change_word(campaign *c, const text *t, const piece *p)
{
    char word[NUMBER];
    copy_piece(word, t, p);
    const char *other = other_word(c, word);
    if (t->bytes[p->to + 1] == ':' && pick(c, 3) == 0)
        return without_key(t, p);
    if (other)
        return spliced(t, p->from, p->to, other);
    const piece *q = &list[pick(c, pieces)];
    return q->number           ? spliced(t, p->from, p->to, word)
           : p->from < q->from ? exchanged(t, p, q)
                               : exchanged(t, q, p);
}

/* A bare number becomes a string if it is a fraction. */
static text change_number(campaign *c, const text *t, const piece *p)
{
    char out[NUMBER], quoted[NUMBER + 2];
    bool bare = t->bytes[p->from - 1] != '"';
    other_number(c, out, t, p);
    sprintf(quoted, bare && strchr(out, '/') ? "\"%s\"" : "%s", out);
    return spliced(t, p->from, p->to, quoted);
}

/* A number moves from one place to another one: probabilities stay so. */
static text shift(campaign *c, const text *t)
{
    size_t k = pick(c, pieces);
    char out[2][NUMBER], quoted[2][NUMBER + 4];
    mpq_t value[2], step;
    if (k + 1 >= pieces || !list[k].number || !list[k + 1].number)
        return copy_text(t->bytes, t->length);
    mpq_inits(value[0], value[1], step, NULL);
    mpq_set_ui(step, 1, 2 + pick(c, 7));
    for (size_t j = 0; j < 2; j++) {
        copy_piece(out[j], t, &list[k + j]);
        mpq_set_str(value[j], out[j], 10);
        if (mpz_sgn(mpq_denref(value[j])) == 0)
            mpz_set_ui(mpq_denref(value[j]), 1);
        mpq_canonicalize(value[j]);
        (j ? mpq_sub : mpq_add)(value[j], value[j], step);
        gmp_snprintf(out[j], NUMBER, "%Qd", value[j]);
        sprintf(quoted[j],
                t->bytes[list[k + j].from - 1] != '"' ? "\"%s\"" : "%s",
                out[j]);
    }
    text half = spliced(t, list[k + 1].from, list[k + 1].to, quoted[1]);
    text result = spliced(&half, list[k].from, list[k].to, quoted[0]);
    mpq_clears(value[0], value[1], step, NULL);
    free(half.bytes);
    return result;
}

/* An element of a list, twice or not at all. */
static text other_length(campaign *c, const text *t, const piece *p)
{
    size_t from = p->from, to = p->to;
    if (t->bytes[to] == '"') {
        from--;
        to++;
    }
    if (pick(c, 2) == 0 && t->bytes[to] == ',')
        return spliced(t, from, to + 1, "");
    char *twice = NULL;
    if (asprintf(&twice, "%.*s, ", (int)(to - from), t->bytes + from) < 0)
        exit(1);
    text result = spliced(t, from, from, twice);
    free(twice);
    return result;
}

bool change_statement(campaign *c, text *changed, const text *statement)
{
    split_json(statement);
    *changed = (text){NULL, 0};
    if (pieces == 0)
        return false;
    /* beyond the format */
    size_t way = pick(c, 20), k = pieces > 2 ? 2 + pick(c, pieces - 2) : 0;
    while (way < 12 && !list[k].number && pick(c, 30))
        k = pick(c, pieces);
    const piece *p = &list[k], *q = &list[pick(c, pieces)];
    if (way == 0)
        *changed = other_length(c, statement, p);
    else if (way <= 3)
        *changed = shift(c, statement);
    else if (way <= 5 && p->number && q->number && p != q)
        *changed = p->from < q->from ? exchanged(statement, p, q)
                                     : exchanged(statement, q, p);
    else if (p->number)
        *changed = change_number(c, statement, p);
    else
        *changed = change_word(c, statement, p);
    return differs(changed, statement);
}

/* ---- certificates ---- */

static void split_words(const text *t)
{
    pieces = 0;
    for (size_t at = 0; at < t->length; at++) {
        size_t from = at;
        at += strcspn(t->bytes + at, " \n");
        add_piece(from, at, t->bytes);
    }
}

/* The certificate with an end line that counts the others. */
static text counted(const text *t)
{
    size_t lines = 0, end = 0;
    char last[40];
    for (size_t at = 0; at < t->length; at++)
        if (t->bytes[at] == '\n' && at + 1 < t->length) {
            lines++;
            end = at + 1;
        }
    sprintf(last, "end %zu\n", lines);
    return spliced(t, end, t->length, last);
}

/* A line left out, twice, or behind the next one. */
static text change_lines(campaign *c, const text *t)
{
    size_t at = pick(c, t->length), end;
    while (at > 0 && t->bytes[at - 1] != '\n')
        at--;
    end = at + strcspn(t->bytes + at, "\n") + 1;
    char *line = strndup(t->bytes + at, end - at);
    text without = spliced(t, at, end, ""), result = without;
    size_t way = pick(c, 3);
    if (way == 1)
        result = spliced(t, at, at, line);
    if (way == 2) {
        end = at + strcspn(without.bytes + at, "\n");
        end += end < without.length;
        result = spliced(&without, end, end, line);
    }
    if (way != 0)
        free(without.bytes);
    free(line);
    without = counted(&result);
    free(result.bytes);
    return without;
}

static const char *other_name(campaign *c)
{
    static const char *const names[] = {"all-values",
                                        "non-decreasing-values",
                                        "concave-values",
                                        "property-everywhere",
                                        "largest-everywhere",
                                        "incentive-compatible",
                                        "lowest-type-indifferent",
                                        "non-wasteful",
                                        "efficient-only",
                                        "lemma-1",
                                        "price-lottery",
                                        "balanced-prices",
                                        "zero",
                                        "free",
                                        "lower",
                                        "upper",
                                        "expected-loss",
                                        "maximal-loss",
                                        "lemma-1-residual",
                                        "mixed-derivative",
                                        "polynomial-monotone",
                                        "worst-belief",
                                        "price-lottery-loss"};
    size_t other = sizeof names / sizeof *names;
    size_t k = pick(c, PROPERTIES + other);
    return k < PROPERTIES ? property_name(k) : names[k - PROPERTIES];
}

static text change_token(campaign *c, const text *t)
{
    const piece *p = &list[pick(c, pieces)], *q = &list[pick(c, pieces)];
    char out[NUMBER];
    size_t way = pick(c, 10);
    if (way == 0 && p != q)
        return p->from < q->from ? exchanged(t, p, q) : exchanged(t, q, p);
    if (way == 1 && p + 1 < list + pieces)
        return exchanged(t, p, p + 1);
    if (p->number) {
        other_number(c, out, t, p);
        return spliced(t, p->from, p->to, out);
    }
    return spliced(t, p->from, p->to, other_name(c));
}

bool change_certificate(campaign *c, text *changed, const text *certificate)
{
    text now = copy_text(certificate->bytes, certificate->length);
    for (size_t n = pick(c, 4) ? 1 : 1 + pick(c, 4); n > 0; n--) {
        split_words(&now);
        text next = pick(c, 8) || pieces == 0 ? change_token(c, &now)
                                              : change_lines(c, &now);
        free(now.bytes);
        now = next;
    }
    *changed = now;
    return differs(changed, certificate);
}

text with_hash(const text *certificate, const text *statement)
{
    char hash[65];
    const char *line = strstr(certificate->bytes, "\nstatement ");
    const char *word = line ? strchr(line + 11, ' ') : NULL;
    if (!word || strlen(word) < 65)
        return copy_text(certificate->bytes, certificate->length);
    sha256(hash, statement->bytes, statement->length);
    size_t from = (size_t)(word + 1 - certificate->bytes);
    return spliced(certificate, from, from + 64, hash);
}
