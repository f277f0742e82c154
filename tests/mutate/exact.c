#define _GNU_SOURCE
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exact.h"
#include "truth.h"

enum { BLOCK = 4096, MOST_BLOCKS = 400, MOST_KEPT = 200000 };

static mpq_t *block[MOST_BLOCKS];
static size_t made, kept;
static void *memory[MOST_KEPT];

static mpq_ptr fresh(void)
{
    if (made / BLOCK >= MOST_BLOCKS)
        give_up("too much to compute");
    if (!block[made / BLOCK]) {
        mpq_t *one = calloc(BLOCK, sizeof *one);
        if (!one)
            give_up("no memory");
        for (size_t i = 0; i < BLOCK; i++)
            mpq_init(one[i]);
        block[made / BLOCK] = one;
    }
    mpq_ptr result = block[made / BLOCK][made % BLOCK];
    made++;
    return result;
}

size_t mark(void)
{
    return made;
}

num release(size_t from, num survivor)
{
    mpq_t copy;
    mpq_init(copy);
    mpq_set(copy, survivor);
    made = from;
    mpq_ptr result = fresh();
    mpq_swap(result, copy);
    mpq_clear(copy);
    return result;
}

void *keep(size_t size)
{
    void *one = kept < MOST_KEPT ? calloc(1, size + 1) : NULL;
    if (!one)
        give_up("no memory");
    memory[kept++] = one;
    return one;
}

void forget(void)
{
    made = 0;
    while (kept > 0)
        free(memory[--kept]);
}

num whole(long n)
{
    mpq_ptr r = fresh();
    mpq_set_si(r, n, 1);
    return r;
}

num plus(num a, num b)
{
    mpq_ptr r = fresh();
    mpq_add(r, a, b);
    return r;
}

num minus(num a, num b)
{
    mpq_ptr r = fresh();
    mpq_sub(r, a, b);
    return r;
}

num times(num a, num b)
{
    mpq_ptr r = fresh();
    mpq_mul(r, a, b);
    return r;
}

num over(num a, num b)
{
    mpq_ptr r = fresh();
    require(mpq_sgn(b) != 0, "division by zero");
    mpq_div(r, a, b);
    return r;
}

num power(num a, size_t n)
{
    mpq_ptr r = fresh();
    mpz_pow_ui(mpq_numref(r), mpq_numref(a), n);
    mpz_pow_ui(mpq_denref(r), mpq_denref(a), n);
    return r;
}

num larger(num a, num b)
{
    return mpq_cmp(a, b) > 0 ? a : b;
}

num smaller(num a, num b)
{
    return mpq_cmp(a, b) < 0 ? a : b;
}

num magnitude(num a)
{
    mpq_ptr r = fresh();
    mpq_abs(r, a);
    return r;
}

int order(num a, num b)
{
    return mpq_cmp(a, b);
}

int sign(num a)
{
    return mpq_sgn(a);
}

bool same(num a, num b)
{
    return mpq_equal(a, b);
}

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* The exponent of ten, or INT32_MAX. */
static long exponent_of(const char *text)
{
    if (*text == '\0')
        return 0;
    const char *p = text + 1 + (text[1] == '+' || text[1] == '-');
    if ((*text != 'e' && *text != 'E') || digits(p) == 0 || p[digits(p)])
        return INT32_MAX;
    long value = strtol(text + 1, NULL, 10);
    return labs(value) <= 10000 ? value : INT32_MAX;
}

static num scaled(const char *text, const char *point, size_t behind,
                  const char *tail)
{
    long exponent = exponent_of(tail);
    mpq_ptr r = fresh();
    mpz_t ten;
    char *plain = keep(strlen(text));
    if (exponent == INT32_MAX)
        return NULL;
    memcpy(plain, text, (size_t)(point - text));
    memcpy(plain + (point - text), point + (behind > 0), behind);
    mpq_set_str(r, plain, 10);
    exponent -= (long)behind;
    mpz_init(ten);
    mpz_ui_pow_ui(ten, 10, (unsigned long)labs(exponent));
    if (exponent >= 0)
        mpz_mul(mpq_numref(r), mpq_numref(r), ten);
    else
        mpz_set(mpq_denref(r), ten);
    mpz_clear(ten);
    mpq_canonicalize(r);
    return r;
}

num decimal(const char *text)
{
    const char *p = text + (*text == '-'), *q = p + digits(p);
    if (q == p || (*p == '0' && q > p + 1) || strlen(text) > 10000)
        return NULL;
    if (*q == '/') {
        const char *d = q + 1;
        mpq_ptr r = fresh();
        if (digits(d) == 0 || d[digits(d)] || *d == '0')
            return NULL;
        mpq_set_str(r, text, 10);
        mpq_canonicalize(r);
        return r;
    }
    size_t behind = *q == '.' ? digits(q + 1) : 0;
    if (*q == '.' && behind == 0)
        return NULL;
    return scaled(text, q, behind, q + (*q == '.') + behind);
}

/* ---- certificates ---- */

proof_text *split(const char *text, size_t length)
{
    proof_text *c = keep(sizeof *c);
    char *copy = keep(length), *line, *rest = copy;
    memcpy(copy, text, length);
    c->word = keep((length + 1) * sizeof *c->word);
    c->words = keep((length + 1) * sizeof *c->words);
    while ((line = strsep(&rest, "\n")) && rest) {
        char **word = keep((strlen(line) + 2) * sizeof *word);
        c->word[c->lines] = word;
        while (line)
            word[c->words[c->lines]++] = strsep(&line, " ");
        c->lines++;
    }
    require(c->lines >= 4, "no certificate");
    return c;
}

num field(const proof_text *c, size_t line, size_t at)
{
    require(line < c->lines && at < c->words[line], "a field is missing");
    num value = decimal(c->word[line][at]);
    require(value != NULL, "not a number");
    return value;
}

size_t natural(const proof_text *c, size_t line, size_t at)
{
    num value = field(c, line, at);
    require(sign(value) >= 0 && mpz_cmp_ui(mpq_denref(value), 1) == 0 &&
                mpz_fits_ulong_p(mpq_numref(value)),
            "not a natural");
    return mpz_get_ui(mpq_numref(value));
}

num vector_field(const proof_text *c, size_t line, size_t from, size_t at)
{
    return over(field(c, line, from + 1 + at), field(c, line, from));
}

bool keyword(const proof_text *c, size_t line, const char *word)
{
    return line < c->lines && strcmp(c->word[line][0], word) == 0;
}

/* ---- statements ---- */

num number_in(const json *value)
{
    require(value && (value->kind == JSON_STRING || value->kind == JSON_NUMBER),
            "not a number");
    size_t length = strlen(value->text);
    if (value->kind == JSON_NUMBER)
        require(digits(value->text + (*value->text == '-')) ==
                        length - (*value->text == '-') &&
                    length <= 18 + (size_t)(*value->text == '-'),
                "not an integer");
    num result = value->kind == JSON_NUMBER && strcmp(value->text, "-0") == 0
                     ? whole(0)
                     : decimal(value->text);
    require(result != NULL, "not a number");
    return result;
}

const json *list_in(const json *value, size_t count)
{
    require(value && value->kind == JSON_ARRAY, "not a list");
    require(count == SIZE_MAX || value->count == count, "a wrong length");
    return value;
}

num *numbers_in(const json *array, size_t count)
{
    num *result = keep((count + 1) * sizeof *result);
    list_in(array, count);
    for (size_t i = 0; i < count; i++)
        result[i] = number_in(&array->item[i]);
    return result;
}

size_t natural_in(const json *value)
{
    require(value && value->kind == JSON_NUMBER, "not a natural");
    num n = number_in(value);
    require(sign(n) >= 0, "negative");
    return mpz_get_ui(mpq_numref(n));
}

bool is_text(const json *value, const char *text)
{
    return value && value->kind == JSON_STRING &&
           strcmp(value->text, text) == 0;
}

void only_keys(const json *root, const char *const *keys)
{
    for (size_t i = 0; i < root->count; i += 2) {
        bool known = false;
        for (size_t k = 0; keys[k]; k++)
            known = known || is_text(&root->item[i], keys[k]);
        require(known, "an unknown key");
        for (size_t j = 0; j < i; j += 2)
            require(!is_text(&root->item[i], root->item[j].text),
                    "a key twice");
    }
}

void distinct_labels(const json *array)
{
    list_in(array, SIZE_MAX);
    require(array->count > 0, "no labels");
    for (size_t i = 0; i < array->count; i++) {
        require(array->item[i].kind == JSON_STRING && array->item[i].text[0],
                "not a label");
        for (size_t j = 0; j < i; j++)
            require(!is_text(&array->item[i], array->item[j].text),
                    "a label twice");
    }
}
