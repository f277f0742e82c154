#include "cli/list.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "cli/cli.h"

void mc_cli_list_clear(mc_cli_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        mpq_clear(list->value[i]);
    free(list->value);
    *list = (mc_cli_list){0};
}

/* Appends a number that is not there yet. False: out of memory, or too many. */
static bool append(mc_cli_list *list, const mpq_t value)
{
    for (size_t i = 0; i < list->count; i++)
        if (mpq_equal(list->value[i], value))
            return true;
    if (list->count >= MC_CLI_LIST_MAX ||
        !mc_array_grow(&list->value, &list->capacity, list->count + 1,
                       sizeof *list->value))
        return false;
    mpq_init(list->value[list->count]);
    mpq_set(list->value[list->count++], value);
    return true;
}

/* What is being read. */
typedef struct reading {
    mc_cli_list *list;
    const char *command, *option;
    size_t most;
} reading;

static int fail(const reading *r, const char *item, size_t length,
                const char *problem)
{
    return mc_cli_usage(r->command, "--%s: %.*s: %s", r->option, (int)length,
                        item, problem);
}

static int append_checked(const reading *r, const mpq_t value, const char *item,
                          size_t length)
{
    if (r->most > 0 &&
        (mpz_cmp_ui(mpq_denref(value), 1) != 0 || mpq_cmp_ui(value, 1, 1) < 0 ||
         mpq_cmp_ui(value, r->most, 1) > 0))
        return mc_cli_usage(r->command,
                            "--%s: %.*s: must be an integer from 1 to %zu",
                            r->option, (int)length, item, r->most);
    if (append(r->list, value))
        return MC_EXIT_OK;
    return fail(r, item, length, "the list is too long");
}

/* All integers from `first` to `last`. */
static int append_range(const reading *r, mpq_t first, const mpq_t last,
                        const char *item, size_t length)
{
    int status = MC_EXIT_OK;
    mpq_t one;
    if (mpz_cmp_ui(mpq_denref(first), 1) != 0 ||
        mpz_cmp_ui(mpq_denref(last), 1) != 0 || mpq_cmp(first, last) > 0)
        return fail(r, item, length,
                    "a range is A..B with integers A and B, A <= B");
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    while (status == MC_EXIT_OK && mpq_cmp(first, last) <= 0) {
        status = append_checked(r, first, item, length);
        mpq_add(first, first, one);
    }
    mpq_clear(one);
    return status;
}

/* "A" or "A..B" */
static int read_item(const reading *r, const char *item, size_t length)
{
    const char *dots = NULL, *problem;
    int status;
    mpq_t first, last;
    for (size_t i = 0; i + 1 < length && !dots; i++)
        if (item[i] == '.' && item[i + 1] == '.')
            dots = item + i;
    size_t head = dots ? (size_t)(dots - item) : length;
    mpq_inits(first, last, NULL);
    problem = mc_number_parse(first, item, head);
    if (!problem && dots)
        problem = mc_number_parse(last, dots + 2, length - head - 2);
    if (problem)
        status = fail(r, item, length, problem);
    else if (dots)
        status = append_range(r, first, last, item, length);
    else
        status = append_checked(r, first, item, length);
    mpq_clears(first, last, NULL);
    return status;
}

int mc_cli_list_read(mc_cli_list *list, const char *command, const char *option,
                     const char *text, size_t most)
{
    const reading r = {list, command, option, most};
    int status = MC_EXIT_OK;
    for (;;) {
        size_t length = strcspn(text, ",");
        status = read_item(&r, text, length);
        if (status != MC_EXIT_OK || text[length] == '\0')
            return status;
        text += length + 1;
    }
}
