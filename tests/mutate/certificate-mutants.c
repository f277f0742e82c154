/* Certificates with every token, line and byte changed, and their numbers. */
#define _GNU_SOURCE
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "campaign.h"

char *replaced(size_t *size, const source *s, size_t start, size_t length,
               const char *with, size_t with_length)
{
    *size = s->length - length + with_length;
    char *mutant = allocate(*size);
    memcpy(mutant, s->text, start);
    memcpy(mutant + start, with, with_length);
    memcpy(mutant + start + with_length, s->text + start + length,
           s->length - start - length);
    if (*size != s->length || memcmp(mutant, s->text, *size) != 0)
        return mutant;
    free(mutant);
    return NULL;
}

char *token_text(const source *s, size_t index)
{
    return strndup(s->text + s->token[index].start, s->token[index].length);
}

char *step_number(const char *text, long step)
{
    mpq_t value;
    char *result = NULL;
    mpq_init(value);
    if (mpq_set_str(value, text, 10) == 0 && mpz_sgn(mpq_denref(value))) {
        if (step > 0)
            mpz_add_ui(mpq_numref(value), mpq_numref(value), 1);
        else
            mpz_sub_ui(mpq_numref(value), mpq_numref(value), 1);
        mpq_canonicalize(value);
        result = mpq_get_str(NULL, 10, value);
    }
    mpq_clear(value);
    return result;
}

/* The mutant; and the mutant whose claim has the values of its numbers, so that
   not only these refute it. */
static void try_text(campaign *c, const char *text, size_t length,
                     const char *what, size_t place)
{
    size_t size;
    if (chance(c, c->every))
        try_mutant(c, c->about, KINDS, NULL, 0, text, length, "%s at byte %zu",
                   what, place);
    if (!chance(c, c->every))
        return;
    char *right =
        oracle_repair(&size, c->about, text, length, LOOSE, NO_VARIATION);
    if (right && (size != length || memcmp(right, text, size) != 0) &&
        (size != c->certificate.length ||
         memcmp(right, c->certificate.text, size) != 0))
        try_mutant(c, c->about, KINDS, NULL, 0, right, size,
                   "%s at byte %zu, claim adjusted", what, place);
    free(right);
}

/* The text with [start, start + length) replaced. */
static void exchange(campaign *c, size_t start, size_t length, const char *with,
                     size_t with_length, const char *what)
{
    size_t size;
    char *mutant =
        replaced(&size, &c->certificate, start, length, with, with_length);
    if (mutant)
        try_text(c, mutant, size, what, start);
    free(mutant);
}

static void replace(campaign *c, const token *t, const char *with,
                    const char *what)
{
    exchange(c, t->start, t->length, with, strlen(with), what);
}

static void mutate_number(campaign *c, const token *t, const char *text)
{
    static const char *const others[] = {
        "1/0",
        "0/1",
        "-0",
        "01",
        "+1",
        "1.0",
        "1e1",
        "0x1",
        "2/4",
        "1/1",
        "1/",
        "/2",
        "--1",
        "1/-2",
        "18446744073709551615",
        "18446744073709551617",
        "-9223372036854775808",
        "340282366920938463463374607431768211456"};
    char buffer[64];
    char *more = step_number(text, 1), *less = step_number(text, -1),
         *longer = NULL;
    replace(c, t, more ? more : "1", "one more");
    replace(c, t, less ? less : "-1", "one less");
    replace(c, t, "0", "zero");
    replace(c, t, "1", "one");
    if (text[0] == '-')
        replace(c, t, text + 1, "negated");
    else
        exchange(c, t->start, 0, "-", 1, "negated");
    exchange(c, t->start, 0, c->certificate.text + t->start + (text[0] == '-'),
             1, "first digit doubled");
    exchange(c, t->start + t->length, 0,
             c->certificate.text + t->start + t->length - 1, 1,
             "last digit doubled");
    exchange(c, t->start + t->length, 0, "/2", 2, "halved");
    exchange(c, t->start + t->length, 0, "/7", 2, "over seven");
    size_t kinds = sizeof others / sizeof *others;
    for (size_t i = 0; i < (c->full ? kinds : 6); i++) {
        snprintf(buffer, sizeof buffer, "became %s", others[i]);
        replace(c, t, others[i], buffer);
    }
    if (asprintf(&longer, "%s%040d", text, 0) > 0)
        replace(c, t, longer, "times 10^40");
    free(longer);
    free(more);
    free(less);
}

static void mutate_word(campaign *c, const token *t, char *text)
{
    static const char *const others[] = {"environment",
                                         "mechanism",
                                         "information",
                                         "strategies",
                                         "prior",
                                         "lp",
                                         "guarantee-at-least",
                                         "guarantee",
                                         "local-bound-loss",
                                         "participation-shortfall",
                                         "potential-at-most",
                                         "direct-optimum",
                                         "potential",
                                         "equilibrium",
                                         "strong-maxmin-pair",
                                         "strong-maxmin-triple",
                                         "complementary-slackness"};
    replace(c, t, "alpha", "became alpha");
    replace(c, t, "m", "became m");
    replace(c, t, "end", "became end");
    for (size_t k = 0;
         t->start > 0 && c->certificate.text[t->start - 1] == ' ' &&
         k < sizeof others / sizeof *others;
         k++)
        replace(c, t, others[k], "another word");
    exchange(c, t->start, 0, text, 1, "first letter doubled");
    exchange(c, t->start, 1, "", 0, "first letter lost");
    text[0] = (char)toupper((unsigned char)text[0]);
    replace(c, t, text, "capital");
}

static void mutate_token(campaign *c, size_t index)
{
    const token *t = &c->certificate.token[index];
    char *text = token_text(&c->certificate, index);
    exchange(c, t->start, t->length, "", 0, "empty");
    exchange(c, t->start, 0, " ", 1, "space before");
    exchange(c, t->start + t->length, 0, " ", 1, "space behind");
    exchange(c, t->start + t->length, 0, "\t", 1, "tab behind");
    exchange(c, t->start + t->length, 0, "\r", 1, "carriage return behind");
    exchange(c, t->start + t->length, 0, "", 1, "NUL behind");
    if (!t->first) {
        exchange(c, t->start - 1, t->length + 1, "", 0, "deleted");
        exchange(c, t->start - 1, 0, c->certificate.text + t->start - 1,
                 t->length + 1, "duplicated");
    }
    if (index + 1 < c->certificate.tokens) {
        const token *next = &c->certificate.token[index + 1];
        char *swapped = NULL, *other = token_text(&c->certificate, index + 1);
        int length = asprintf(&swapped, "%s%c%s", other,
                              c->certificate.text[t->start + t->length], text);
        exchange(c, t->start, next->start + next->length - t->start, swapped,
                 (size_t)length, "swapped with the next");
        replace(c, t, other, "like the next");
        free(swapped);
        free(other);
    }
    if (t->length == 64) { /* a hash is still a hash */
        const char *digit = text[63] == '0' ? "1" : "0";
        exchange(c, t->start + 63, 1, digit, 1, "another hash");
    }
    if (isdigit((unsigned char)text[0]) || text[0] == '-')
        mutate_number(c, t, text);
    else
        mutate_word(c, t, text);
    free(text);
}

/* The token's line: its first token. */
static size_t line_begin(const campaign *c, size_t index)
{
    while (!c->certificate.token[index].first)
        index--;
    return index;
}

static size_t line_end(const campaign *c, size_t index)
{
    do
        index++;
    while (index < c->certificate.tokens && !c->certificate.token[index].first);
    return index;
}

/* A mutant in which several tokens are replaced at once; NULL keeps one. A
   replacement of "\n" drops the whole line, which begins there. */
static void rewrite(campaign *c, char *const *with, const char *what)
{
    char *mutant = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&mutant, &length);
    if (!out)
        exit(1);
    for (size_t i = 0; i < c->certificate.tokens; i++) {
        const token *t = &c->certificate.token[i];
        if (with[i] && strcmp(with[i], "\n") == 0) {
            i = line_end(c, i) - 1;
            continue;
        }
        if (with[i])
            fputs(with[i], out);
        else
            fwrite(c->certificate.text + t->start, 1, t->length, out);
        fputc(c->certificate.text[t->start + t->length], out);
    }
    fclose(out);
    if (length != c->certificate.length ||
        memcmp(mutant, c->certificate.text, length) != 0)
        try_text(c, mutant, length, what, 0);
    free(mutant);
}

static void forget(campaign *c, char **with)
{
    for (size_t i = 0; i < c->certificate.tokens; i++)
        free(with[i]);
    free(with);
}

static void mutate_line(campaign *c, size_t first)
{
    size_t end = line_end(c, first);
    size_t from = c->certificate.token[first].start;
    size_t to = c->certificate.token[end - 1].start +
                c->certificate.token[end - 1].length + 1;
    exchange(c, from, to - from, "", 0, "line deleted");
    exchange(c, from, 0, c->certificate.text + from, to - from,
             "line duplicated");
    exchange(c, from, 0, "\n", 1, "empty line");
    exchange(c, from, 0, "c comment\n", 10, "comment line");
    exchange(c, to - 1, 1, "", 0, "line feed lost");
    exchange(c, to - 1, 1, "\r\n", 2, "carriage return");
    if (end < c->certificate.tokens) {
        size_t next = line_end(c, end);
        size_t past = c->certificate.token[next - 1].start +
                      c->certificate.token[next - 1].length + 1;
        char *swapped = allocate(past - from);
        memcpy(swapped, c->certificate.text + to, past - to);
        memcpy(swapped + (past - to), c->certificate.text + from, to - from);
        exchange(c, from, past - from, swapped, past - from,
                 "line swapped with the next");
        free(swapped);
    }
}

/* An entry of a list is deleted and the counts are put right: what remains is
   well-formed and possibly true. */
static void drop_entry(campaign *c, size_t first)
{
    char *word = token_text(&c->certificate, first);
    bool entry = strcmp(word, "alpha") == 0 || strcmp(word, "beta") == 0 ||
                 strcmp(word, "pi") == 0 || strcmp(word, "y") == 0;
    char **with = allocate(c->certificate.tokens * sizeof *with);
    size_t head = first;
    while (entry && head > 0) {
        head = line_begin(c, head - 1);
        char *other = token_text(&c->certificate, head);
        bool same = strcmp(other, word) == 0;
        free(other);
        if (!same)
            break;
    }
    if (entry) {
        size_t count = line_end(c, head) - 1, last = c->certificate.tokens - 1;
        char *text = token_text(&c->certificate, count);
        with[count] = step_number(text, -1);
        free(text);
        text = token_text(&c->certificate, last);
        with[last] = step_number(text, -1);
        free(text);
        with[first] = strdup("\n");
        rewrite(c, with, "entry dropped, counts adjusted");
    }
    free(word);
    forget(c, with);
}

/* Two to four numbers each one more or less. */
static void random_changes(campaign *c, size_t times)
{
    for (size_t n = 0; n < times; n++) {
        char **with = allocate(c->certificate.tokens * sizeof *with);
        for (size_t i = 2 + gmp_urandomm_ui(c->random, 3); i > 0; i--) {
            size_t index = gmp_urandomm_ui(c->random, c->certificate.tokens);
            char *text = token_text(&c->certificate, index);
            if (!c->certificate.token[index].first && strlen(text) < 60 &&
                !with[index])
                with[index] =
                    step_number(text, gmp_urandomm_ui(c->random, 2) ? 1 : -1);
            free(text);
        }
        rewrite(c, with, "several numbers changed");
        forget(c, with);
    }
}

/* --- bytes --------------------------------------------------------------- */

static void mutate_bytes(campaign *c)
{
    static const char others[] = {' ', '\n', '0', '-', '/', '\0', '\x80', 'a'};
    char bit;
    size_t step = c->full || c->certificate.length < 600 ? 1 : 3;
    for (size_t i = 0; i < c->certificate.length; i += step)
        try_text(c, c->certificate.text, i, "truncated", i);
    for (size_t i = 0; c->full && i < c->certificate.length; i++) {
        for (size_t o = 0; o < sizeof others; o++)
            exchange(c, i, 1, &others[o], 1, "another byte");
        exchange(c, i, 1, "", 0, "byte deleted");
        bit = (char)(c->certificate.text[i] ^
                     (1 << gmp_urandomm_ui(c->random, 8)));
        exchange(c, i, 1, &bit, 1, "bit flipped");
    }
    static const char *const behind[] = {"\n", " ", "x", "end 1\n", "\r", "\t"};
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        exchange(c, c->certificate.length, 0, behind[i], strlen(behind[i]),
                 "bytes behind");
    exchange(c, c->certificate.length, 0, "", 1, "NUL behind the end");
    exchange(c, c->certificate.length, 0, c->certificate.text,
             c->certificate.length, "the certificate twice");
    exchange(c, 0, 0, "\xEF\xBB\xBF", 3, "byte order mark");
}

/* --- numbers -------------------------------------------------------------- */

/* All variations of the oracle; more of them than of other mutants, as every
   one is a certificate of which one number decides. */
static void vary(campaign *c, enum tightness tightness)
{
    for (size_t n = 0;; n++) {
        size_t size;
        char *text = oracle_repair(&size, c->about, c->certificate.text,
                                   c->certificate.length, tightness, n);
        if (!text)
            break;
        if (chance(c, c->every / 16))
            try_mutant(c, c->about, KINDS, NULL, 0, text, size,
                       "variation %zu, tightness %d", n, (int)tightness);
        free(text);
    }
}

void mutate_certificate(campaign *c)
{
    for (size_t i = 0; i < c->certificate.tokens; i++) {
        mutate_token(c, i);
        if (c->certificate.token[i].first) {
            mutate_line(c, i);
            drop_entry(c, i);
        }
    }
    vary(c, LOOSE);
    vary(c, TIGHT_BEFORE);
    vary(c, TIGHT_AFTER);
    random_changes(c, c->full ? 2000 : 100);
    mutate_bytes(c);
}
