/* What the unit tests share. Each executable has one group of tests and ends
   with `return UNIT_RUN(tests);`. */
#ifndef MC_TESTS_UNIT_H
#define MC_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <gmp.h>

/* The seed is fixed; MC_TEST_SEED overrides it, and it is printed when a test
   has failed. */
unsigned long unit_seed(void);
void unit_random_init(gmp_randstate_t state);

/* A random integer in [0, bound). */
size_t unit_random_below(gmp_randstate_t state, size_t bound);

/* A random rational of either sign, with up to `bits` bits above and below;
   integers, zero and short numbers are frequent. */
void unit_random_rational(mpq_t value, gmp_randstate_t state, unsigned bits);

/* How often to repeat: `times`, multiplied by MC_TEST_MULT. */
size_t unit_times(size_t times);

/* A new empty directory; unit_remove_directory removes it and what is in it
   (files only). */
char *unit_new_directory(void);
void unit_remove_directory(char *directory);

/* The number of entries in a directory, without "." and "..". */
size_t unit_count_entries(const char *directory);

/* "directory/name", allocated. */
char *unit_path(const char *directory, const char *name);

void unit_write_file(const char *path, const char *bytes, size_t length);

/* The file's bytes with a final NUL, allocated; NULL if there is no file. */
char *unit_read_file(const char *path, size_t *length);

/* Runs a function in a child process; returns its exit status, or 128 + the
   signal that ended it. */
int unit_in_child(int (*function)(void *), void *argument);

int unit_finish(int failed);

#define UNIT_RUN(tests) unit_finish(cmocka_run_group_tests(tests, NULL, NULL))

#endif
