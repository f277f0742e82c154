#include "cli/profile.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/cli.h"

static const char how[] =
    "give --profile with one item for each agent (agents with one type may all "
    "be left out) and commas between: the label of a type, # and its number, "
    "or, for several people, how many have each type, as in 300+100";

/* --- what there is to choose from -------------------------------------- */

enum { MOST_LISTED = 8 };

static void list_types(const mc_publicgood *good)
{
    size_t listed = 0;
    for (size_t i = 0; i < good->agents && listed < MOST_LISTED; i++) {
        size_t types = mc_publicgood_types(good, i);
        if (types == 1)
            continue;
        listed++;
        fputs("  ", stderr);
        mc_text_print(stderr, good->agent_label[i]);
        fprintf(stderr, ", %lu %s: ", good->count[i],
                good->count[i] == 1 ? "person" : "people");
        for (size_t t = 0; t < types && t < MOST_LISTED; t++) {
            fputs(t ? ", " : "", stderr);
            if (good->type_label)
                mc_text_print(stderr, good->type_label[i][t]);
            else
                fprintf(stderr, "#%zu", t);
        }
        fputs(types > MOST_LISTED ? ", ...\n" : "\n", stderr);
    }
}

/* --- reading ----------------------------------------------------------- */

/* The number of a type, or SIZE_MAX. */
static size_t find_type(const mc_publicgood *good, size_t agent,
                        const char *item, size_t length)
{
    size_t types = mc_publicgood_types(good, agent);
    for (size_t t = 0; t < types && good->type_label; t++) {
        const char *label = good->type_label[agent][t];
        if (strlen(label) == length && memcmp(label, item, length) == 0)
            return t;
    }
    if (length < 2 || length > 7 || item[0] != '#' ||
        strspn(item + 1, "0123456789") < length - 1)
        return SIZE_MAX;
    size_t t = strtoul(item + 1, NULL, 10);
    return t < types ? t : SIZE_MAX;
}

/* "300+100", or "400" of one type: counts of the types that add up to the
   agent's people. */
static bool read_counts(unsigned long *x, const mc_population *population,
                        size_t agent, const char *item, size_t length)
{
    size_t types = mc_publicgood_types(population->good, agent);
    unsigned long sum = 0;
    const char *end = item + length;
    for (size_t t = 0; t < types; t++) {
        size_t digits = strspn(item, "0123456789");
        if (digits == 0 || digits > 10 || item + digits > end)
            return false;
        x[t] = strtoul(item, NULL, 10);
        sum += x[t];
        item += digits;
        if (t + 1 < types && (item == end || *item++ != '+'))
            return false;
    }
    return item == end && sum == population->count[agent];
}

static bool read_item(unsigned long *x, const mc_population *population,
                      size_t agent, const char *item, size_t length)
{
    const mc_publicgood *good = population->good;
    size_t types = mc_publicgood_types(good, agent);
    size_t type = find_type(good, agent, item, length);
    if (type == SIZE_MAX)
        return read_counts(x, population, agent, item, length);
    for (size_t t = 0; t < types; t++)
        x[t] = t == type ? population->count[agent] : 0;
    return true;
}

static int fail_item(const char *command, const mc_publicgood *good,
                     size_t agent, const char *item, size_t length)
{
    char piece[128], label[128];
    mc_text_clip(piece, sizeof piece, item, length);
    mc_text_clip(label, sizeof label, good->agent_label[agent],
                 strlen(good->agent_label[agent]));
    int result = mc_cli_usage(
        command, "--profile: \"%s\" does not say the type of '%s'; %s", piece,
        label, how);
    list_types(good);
    return result;
}

static size_t count_items(const char *text)
{
    size_t items = 1;
    for (; *text; text++)
        items += *text == ',';
    return items;
}

int mc_cli_profile(unsigned long *x, const char *command,
                   const mc_population *population, const char *text)
{
    const mc_publicgood *good = population->good;
    size_t open = 0, items = text ? count_items(text) : 0;
    for (size_t i = 0; i < good->agents; i++)
        open += mc_publicgood_types(good, i) > 1;
    mc_profile_first(x, population);
    if (items == 0 && open == 0)
        return MC_EXIT_OK;
    if (items != open && items != good->agents) {
        int result =
            text ? mc_cli_usage(command,
                                "--profile has %zu item%s for %zu "
                                "agents; %s",
                                items, items == 1 ? "" : "s", good->agents, how)
                 : mc_cli_usage(command,
                                "there are several profiles of types; "
                                "%s",
                                how);
        list_types(good);
        return result;
    }
    for (size_t i = 0; i < good->agents; i++) {
        size_t length = strcspn(text, ",");
        if (items == open && mc_publicgood_types(good, i) == 1)
            continue;
        if (!read_item(x + good->first[i], population, i, text, length))
            return fail_item(command, good, i, text, length);
        text += length + (text[length] == ',');
    }
    return MC_EXIT_OK;
}
