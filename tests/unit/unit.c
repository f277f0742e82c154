/* What the unit tests share. */
#define _GNU_SOURCE
#include "unit.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned long number_from_environment(const char *name,
                                             unsigned long otherwise)
{
    const char *text = getenv(name);
    return text == NULL || *text == '\0' ? otherwise : strtoul(text, NULL, 10);
}

unsigned long unit_seed(void)
{
    return number_from_environment("MC_TEST_SEED", 20230517);
}

void unit_random_init(gmp_randstate_t state)
{
    gmp_randinit_mt(state);
    gmp_randseed_ui(state, unit_seed());
}

size_t unit_random_below(gmp_randstate_t state, size_t bound)
{
    return (size_t)gmp_urandomm_ui(state, (unsigned long)bound);
}

void unit_random_rational(mpq_t value, gmp_randstate_t state, unsigned bits)
{
    mpz_rrandomb(mpq_numref(value), state,
                 1 + gmp_urandomm_ui(
                         state, unit_random_below(state, 2) == 0 ? bits : 4));
    mpz_set_ui(mpq_denref(value), 1);
    if (unit_random_below(state, 8) == 0)
        mpz_set_ui(mpq_numref(value), 0);
    if (unit_random_below(state, 3) != 0)
        mpz_rrandomb(mpq_denref(value), state,
                     1 + gmp_urandomm_ui(state, bits));
    if (unit_random_below(state, 2) == 0)
        mpq_neg(value, value);
    mpq_canonicalize(value);
}

size_t unit_times(size_t times)
{
    return times * number_from_environment("MC_TEST_MULT", 1);
}

char *unit_path(const char *directory, const char *name)
{
    char *path = NULL;
    assert_true(asprintf(&path, "%s/%s", directory, name) > 0);
    return path;
}

char *unit_new_directory(void)
{
    const char *place = getenv("TMPDIR");
    char *path = unit_path(place == NULL ? "/tmp" : place, "mc-unit-XXXXXX");
    assert_non_null(mkdtemp(path));
    return path;
}

/* Calls unlink on every entry if asked to; counts them. */
static size_t visit_entries(const char *directory, bool remove_them)
{
    DIR *stream = opendir(directory);
    const struct dirent *entry;
    size_t count = 0;
    assert_non_null(stream);
    while ((entry = readdir(stream)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        count++;
        if (remove_them)
            assert_int_equal(unlinkat(dirfd(stream), entry->d_name, 0), 0);
    }
    closedir(stream);
    return count;
}

size_t unit_count_entries(const char *directory)
{
    return visit_entries(directory, false);
}

void unit_remove_directory(char *directory)
{
    (void)visit_entries(directory, true);
    assert_int_equal(rmdir(directory), 0);
    free(directory);
}

void unit_write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

char *unit_read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes;
    long size;
    if (file == NULL)
        return NULL;
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    size = ftell(file);
    assert_true(size >= 0);
    rewind(file);
    bytes = malloc((size_t)size + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, (size_t)size, file), (size_t)size);
    bytes[size] = '\0';
    fclose(file);
    if (length != NULL)
        *length = (size_t)size;
    return bytes;
}

int unit_in_child(int (*function)(void *), void *argument)
{
    int status = 0;
    pid_t child;
    fflush(NULL);
    child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(function(argument));
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int unit_finish(int failed)
{
    if (failed != 0)
        fprintf(stderr, "random numbers came from MC_TEST_SEED=%lu\n",
                unit_seed());
    return failed != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
