/* Rational numbers, texts and refusals of the oracle of public goods; all
   memory lives until it is forgotten at once. */
#ifndef MC_TESTS_EXACT_H
#define MC_TESTS_EXACT_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

#include "json.h"

typedef mpq_srcptr num;

num whole(long n);
num plus(num a, num b);
num minus(num a, num b);
num times(num a, num b);
num over(num a, num b); /* b != 0 */
num power(num a, size_t n);
num larger(num a, num b);
num smaller(num a, num b);
num magnitude(num a);
int order(num a, num b);
int sign(num a);
bool same(num a, num b);

/* decimal: a number of FORMAT.md section 1, NULL if it is none. */
num decimal(const char *text);

/* keep: memory of zeros. mark, release: forgets the numbers made since the
   mark, but not the one returned. forget: everything. */
void *keep(size_t size);
size_t mark(void);
num release(size_t from, num survivor);
void forget(void);

/* require: leaves the oracle with a claim that does not hold; give_up: with
   none of both. */
void require(bool condition, const char *reason);
_Noreturn void give_up(const char *reason);

/* A certificate. The first body line is word[3]. */
typedef struct proof_text {
    size_t lines, *words;
    char ***word;
} proof_text;

proof_text *split(const char *text, size_t length);
num field(const proof_text *c, size_t line, size_t at);
size_t natural(const proof_text *c, size_t line, size_t at);
/* vector_field: entry `at` of the numbers over the denominator at `from`. */
num vector_field(const proof_text *c, size_t line, size_t from, size_t at);
bool keyword(const proof_text *c, size_t line, const char *word);

/* A number, an array of numbers, a natural of a statement. */
num number_in(const json *value);
num *numbers_in(const json *array, size_t count);
size_t natural_in(const json *value);
const json *list_in(const json *value, size_t count);
bool is_text(const json *value, const char *text);
void only_keys(const json *root, const char *const *keys);
void distinct_labels(const json *array);

#endif
