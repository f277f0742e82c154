#include "verify.h"
#include <stdlib.h>
#include <string.h>

/* The only mutable state outside of the stack: GMP's allocation functions take
   no context. */
static struct {
    uint64_t used, limit;
} memory;

static _Noreturn void exhausted(void)
{
    /* The diagnostic itself needs a little memory. */
    memory.limit = UINT64_MAX;
    mv_refuse(MV_E500, (struct mv_place){NULL, 0, 0},
              "out of memory; see --max-memory");
}

/* What an allocation of `size` bytes costs with its header and padding. */
static uint64_t cost(size_t size)
{
    return (uint64_t)size + 24;
}

static void take(size_t size)
{
    if (size > SIZE_MAX / 2 || memory.used > memory.limit ||
        cost(size) > memory.limit - memory.used)
        exhausted();
    memory.used += cost(size);
}

static void *gmp_allocate(size_t size)
{
    void *block;

    take(size);
    block = malloc(size > 0 ? size : 1);
    if (block == NULL)
        exhausted();
    return block;
}

static void *gmp_reallocate(void *block, size_t old_size, size_t size)
{
    memory.used -= cost(old_size);
    take(size);
    block = realloc(block, size > 0 ? size : 1);
    if (block == NULL)
        exhausted();
    return block;
}

static void gmp_release(void *block, size_t size)
{
    memory.used -= cost(size);
    free(block);
}

void mv_memory_limit(uint64_t bytes)
{
    memory.limit = bytes;
    mp_set_memory_functions(gmp_allocate, gmp_reallocate, gmp_release);
}

uint64_t mv_memory_total(void)
{
    return memory.limit;
}

static size_t bytes_of(size_t count, size_t size)
{
    if (count > SIZE_MAX / 2 / size)
        exhausted();
    return count * size;
}

void *mv_allocate(size_t count, size_t size)
{
    size_t bytes = bytes_of(count, size);

    return memset(gmp_allocate(bytes), 0, bytes);
}

void *mv_grow(void *array, size_t *capacity, size_t needed, size_t size)
{
    size_t old = *capacity, wanted = old + old / 2;

    if (needed <= old)
        return array;
    if (wanted < needed || wanted < 16)
        wanted = needed < 16 ? 16 : needed;
    *capacity = wanted;
    if (array == NULL)
        return gmp_allocate(bytes_of(wanted, size));
    return gmp_reallocate(array, old * size, bytes_of(wanted, size));
}

void mv_release(void *array, size_t count, size_t size)
{
    if (array != NULL)
        gmp_release(array, count * size);
}

mpz_t *mv_numbers(size_t count)
{
    mpz_t *number = mv_allocate(count, sizeof *number);

    for (size_t k = 0; k < count; k++)
        mpz_init(number[k]);
    return number;
}

void mv_numbers_clear(mpz_t *number, size_t count)
{
    for (size_t k = 0; k < count; k++)
        mpz_clear(number[k]);
    mv_release(number, count, sizeof *number);
}
