#define _POSIX_C_SOURCE 200809L
#include "publicgood/examples.h"

#include <string.h>

#include "base/message.h"

/* A statement with apostrophes for quotation marks. */
struct example {
    const char *name, *text;
};

#define FORMAT "{'format': 'mechcert-publicgood-1', "
#define PARKS                                                                  \
    "'alternatives': ['no park', 'small park', 'large park'], "                \
    "'cost': [0, 10, 20], 'shares': 'equal', "

static const struct example examples[] = {
    {"library-example", FORMAT
     "'title': 'A library for a city of 1,000 people', "
     "'notes': 'Fryxell, Public good provision re-examined, Figure 1: fair "
     "shares are proportional to income, and a dollar weighs more for the "
     "poor.', "
     "'alternatives': ['no library', 'library'], 'cost': [0, 550000], "
     "'agents': ['income 30000', 'income 60000', 'income 100000', 'income "
     "250000'], "
     "'counts': [400, 500, 80, 20], 'weights': [2, 1, '0.6', '0.24'], "
     "'income': [30000, 60000, 100000, 250000], "
     "'values': [[[0, 600]], [[0, 400]], [[0, 200]], [[0, 200]]], "
     "'decision': 'utilitarian', 'tie': 'lowest', "
     "'transfer': 'cost-sharing-pivotal'}"},
    {"park-clarke",
     FORMAT "'title': 'Clarke charges though nothing is produced', "
            "'notes': 'Fryxell, Public good provision re-examined, Example 1: "
            "Clarke transfers (1, 0), cost-sharing pivotal transfers (0, 0).', "
            "'alternatives': ['no park', 'park'], 'cost': [0, 4], "
            "'agents': ['Alice', 'Benjamin'], 'shares': 'equal', "
            "'values': [[[0, 0]], [[0, 3]]], "
            "'decision': 'utilitarian', 'tie': 'lowest', "
            "'transfer': 'clarke'}"},
    {"park-non-monotone",
     FORMAT "'title': 'A decision rule that is not monotone', "
            "'notes': 'Fryxell, Public good provision re-examined, Example 2: "
            "where i values the large park, nothing is produced and i pays "
            "5.', " PARKS "'agents': ['i', 'j'], "
            "'types': [['nothing', 'large'], ['nothing', 'both']], "
            "'values': [[[0, 0, 0], [0, 0, 2]], [[0, 0, 0], [0, 10, 15]]], "
            "'decision': 'table', "
            "'rule': ['no park', 'small park', 'no park', 'no park'], "
            "'transfer': 'cost-sharing-pivotal'}"},
    {"park-fair-pricing", FORMAT
     "'title': 'More than the value and the fair share', "
     "'notes': 'Fryxell, Public good provision re-examined, Example 3: "
     "i pays 15 for what is worth 11 to i and has the fair share 10; "
     "unit by unit i could be asked for 16.', " PARKS "'agents': ['i', 'j'], "
     "'values': [[[0, 0, 11]], [[0, 11, 11]]], "
     "'decision': 'utilitarian', 'tie': 'lowest', "
     "'transfer': 'cost-sharing-pivotal'}"},
    {"project-starters",
     FORMAT "'title': 'No deficit and no extortion', "
            "'notes': 'Fryxell, Public good provision re-examined, proof of "
            "Proposition 6: where all three have the value 3, they pay at most "
            "2 each for a project that costs 8. The threshold 2 is a type, and "
            "ties produce.', "
            "'alternatives': ['nothing', 'project'], 'cost': [0, 8], "
            "'agents': ['first', 'second', 'third'], 'shares': 'equal', "
            "'types': [['0', '2', '3'], ['0', '2', '3'], ['0', '2', '3']], "
            "'values': [[[0, 0], [0, 2], [0, 3]], [[0, 0], [0, 2], [0, 3]], "
            "[[0, 0], [0, 2], [0, 3]]], "
            "'decision': 'utilitarian', 'tie': 'highest', "
            "'transfer': 'cost-sharing-pivotal'}"},
    {"unequal-weights", FORMAT
     "'title': 'Large populations with unequal weights', "
     "'notes': 'If both kinds of people are there, the good is just worth its "
     "cost and everybody is pivotal: with probability 1 - 2^(1-n).', "
     "'alternatives': ['nothing', 'good'], 'cost_per_head': [0, '3/2'], "
     "'agents': ['poor', 'rich'], 'weights': [2, 1], "
     "'burden': ['1/3', '2/3'], 'values': [[[0, 1]], [[0, 2]]], "
     "'decision': 'utilitarian', 'tie': 'highest', "
     "'transfer': 'cost-sharing-pivotal', "
     "'prior': [[1], [1]], 'draw': ['1/2', '1/2']}"},
    {"unequal-weights-4", FORMAT
     "'title': 'Four people with unequal weights, without ties', "
     "'notes': 'If both kinds of people are there, the welfare benefit is 8, "
     "the welfare cost 7, and each person has 2 of the benefit.', "
     "'alternatives': ['nothing', 'good'], 'cost': [0, '21/4'], "
     "'agents': ['poor', 'rich'], 'weights': [2, 1], "
     "'burden': ['1/3', '2/3'], 'values': [[[0, 1]], [[0, 2]]], "
     "'decision': 'utilitarian', 'transfer': 'cost-sharing-pivotal', "
     "'prior': [[1], [1]], 'draw': ['1/2', '1/2']}"},
};

static mc_status parse(mc_publicgood **good, mc_message *message,
                       const struct example *example)
{
    char text[2048];
    mc_file file = {(char *)example->name, text, strlen(example->text)};
    for (size_t j = 0; j <= file.length; j++)
        text[j] = example->text[j] == '\'' ? '"' : example->text[j];
    return mc_publicgood_parse(good, message, &file);
}

mc_status mc_publicgood_new_example(mc_publicgood **good, mc_message *message,
                                    const char *name)
{
    size_t count = sizeof examples / sizeof *examples, j = 0;
    while (j < count && strcmp(examples[j].name, name) != 0)
        j++;
    if (j == count)
        return mc_message_set(message, MC_BAD_INPUT, "there is no example %s",
                              name);
    mc_publicgood *made = NULL;
    mc_status status = parse(&made, message, &examples[j]);
    if (status == MC_OK)
        status = mc_publicgood_seal(made, message);
    if (status == MC_OK)
        *good = made;
    else
        mc_publicgood_free(made);
    return status;
}
