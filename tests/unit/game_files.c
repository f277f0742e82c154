/* Statement files of mechanisms, information structures, strategies and
   priors: reading, writing, and every refusal. */
#define _POSIX_C_SOURCE 200809L
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "game/information.h"
#include "game/mechanism.h"
#include "game/prior.h"
#include "game/strategies.h"
#include "report/statement.h"

/* One kind of statement through pointers without type. */
typedef struct kind {
    mc_status (*parse)(void **made, mc_message *message, const mc_file *file);
    mc_status (*write)(const void *made, mc_message *message, const char *path);
    mc_status (*report)(FILE *out, mc_message *message, const void *made);
    const char *(*sha256)(const void *made);
    void (*release)(void *made);
    const char *example;
} kind;

#define KIND(name)                                                             \
    static mc_status parse_##name(void **made, mc_message *message,            \
                                  const mc_file *file)                         \
    {                                                                          \
        mc_##name *statement = NULL;                                           \
        mc_status status = mc_##name##_parse(&statement, message, file);       \
        if (status == MC_OK)                                                   \
            *made = statement;                                                 \
        else                                                                   \
            assert_null(statement);                                            \
        return status;                                                         \
    }                                                                          \
    static mc_status write_##name(const void *made, mc_message *message,       \
                                  const char *path)                            \
    {                                                                          \
        return mc_##name##_write(made, message, path);                         \
    }                                                                          \
    static mc_status report_##name(FILE *out, mc_message *message,             \
                                   const void *made)                           \
    {                                                                          \
        return mc_report_##name(out, message, made);                           \
    }                                                                          \
    static const char *sha256_##name(const void *made)                         \
    {                                                                          \
        return ((const mc_##name *)made)->sha256;                              \
    }                                                                          \
    static void release_##name(void *made)                                     \
    {                                                                          \
        mc_##name##_free(made);                                                \
    }
KIND(mechanism)
KIND(information)
KIND(strategies)
KIND(prior)
#undef KIND

enum { MECHANISM, INFORMATION, STRATEGIES, GIVEN, SET, KINDS };

/* The examples are written as mechcert writes them. */
static const kind kinds[KINDS] = {
    {parse_mechanism, write_mechanism, report_mechanism, sha256_mechanism,
     release_mechanism,
     "{\n"
     "  \"format\": \"mechcert-mechanism-1\",\n"
     "  \"title\": \"Two\",\n"
     "  \"agents\": [\"A\", \"B\"],\n"
     "  \"outcomes\": [\"none\", \"build\"],\n"
     "  \"actions\": [[\"no\", \"yes\"], [\"only\"]],\n"
     "  \"secure\": [\"no\", \"only\"],\n"
     "  \"rule\": [\n"
     "    [1, 0],\n"
     "    [\"1/3\", \"2/3\"]\n"
     "  ]\n"
     "}\n"},
    {parse_information, write_information, report_information,
     sha256_information, release_information,
     "{\n"
     "  \"format\": \"mechcert-information-1\",\n"
     "  \"agents\": [\"A\", \"B\"],\n"
     "  \"states\": [\"low\", \"high\"],\n"
     "  \"signals\": [[\"s\", \"t\"], [\"only\"]],\n"
     "  \"distribution\": [\n"
     "    [\"1/2\", 0],\n"
     "    [\"1/6\", \"1/3\"]\n"
     "  ]\n"
     "}\n"},
    {parse_strategies, write_strategies, report_strategies, sha256_strategies,
     release_strategies,
     "{\n"
     "  \"format\": \"mechcert-strategies-1\",\n"
     "  \"agents\": [\"A\", \"B\"],\n"
     "  \"signals\": [[\"s\", \"t\"], [\"only\"]],\n"
     "  \"actions\": [[\"no\", \"yes\"], [\"x\"]],\n"
     "  \"strategies\": [\n"
     "    [\n"
     "      [\"1/4\", \"3/4\"],\n"
     "      [1, 0]\n"
     "    ],\n"
     "    [\n"
     "      [1]\n"
     "    ]\n"
     "  ]\n"
     "}\n"},
    {parse_prior, write_prior, report_prior, sha256_prior, release_prior,
     "{\n"
     "  \"format\": \"mechcert-prior-1\",\n"
     "  \"notes\": \"A guess.\",\n"
     "  \"states\": [\"low\", \"high\"],\n"
     "  \"prior\": [\"1/5\", \"4/5\"]\n"
     "}\n"},
    {parse_prior, write_prior, report_prior, sha256_prior, release_prior,
     "{\n"
     "  \"format\": \"mechcert-prior-1\",\n"
     "  \"states\": [\"low\", \"high\"],\n"
     "  \"at_least\": [\n"
     "    [1, \"-1/2\", \"1/4\"]\n"
     "  ],\n"
     "  \"at_most\": [\n"
     "    [-3, 0, 1],\n"
     "    [0, 0, 2]\n"
     "  ],\n"
     "  \"equal\": []\n"
     "}\n"},
};

static mc_status parse_text(void **made, mc_message *message, const kind *k,
                            const char *text)
{
    char *directory = unit_new_directory(), *path = unit_path(directory, "f");
    mc_file file;
    unit_write_file(path, text, strlen(text));
    assert_int_equal(mc_file_load(&file, message, path, 1u << 20), MC_OK);
    mc_status status = k->parse(made, message, &file);
    mc_file_clear(&file);
    free(path);
    unit_remove_directory(directory);
    return status;
}

static void *parse_example(const kind *k)
{
    mc_message message = {""};
    void *made = NULL;
    if (parse_text(&made, &message, k, k->example) != MC_OK)
        fail_msg("%s", message.text);
    return made;
}

static char *written(const kind *k, const void *made)
{
    char *directory = unit_new_directory(), *path = unit_path(directory, "g");
    mc_message message = {""};
    char *text;
    assert_int_equal(k->write(made, &message, path), MC_OK);
    text = unit_read_file(path, NULL);
    free(path);
    unit_remove_directory(directory);
    return text;
}

/* --- reading and writing ------------------------------------------------ */

static void writing_undoes_reading(void **unused)
{
    (void)unused;
    for (size_t k = 0; k < KINDS; k++) {
        void *made = parse_example(&kinds[k]);
        char *text = written(&kinds[k], made), hex[65];
        /* an empty list of conditions says nothing and is left out */
        if (k != SET) {
            assert_string_equal(text, kinds[k].example);
            mc_sha256_hex(hex, text, strlen(text));
            assert_string_equal(kinds[k].sha256(made), hex);
        }
        kinds[k].release(made);
        free(text);
    }
}

static void what_was_written_is_read_as_the_same(void **unused)
{
    (void)unused;
    for (size_t k = 0; k < KINDS; k++) {
        void *made = parse_example(&kinds[k]), *again = NULL;
        char *text = written(&kinds[k], made), *second;
        mc_message message = {""};
        assert_int_equal(parse_text(&again, &message, &kinds[k], text), MC_OK);
        second = written(&kinds[k], again);
        assert_string_equal(text, second);
        free(second);
        free(text);
        kinds[k].release(again);
        kinds[k].release(made);
    }
}

/* m(omega|a) with the last agent fastest: two agents with 2 and 3 actions. */
static void the_last_agent_is_the_fastest(void **unused)
{
    static const char text[] =
        "{\"format\": \"mechcert-mechanism-1\", \"agents\": [\"A\", \"B\"],"
        "\"outcomes\": [\"o\", \"p\"], \"actions\": [[\"0\", \"1\"], [\"0\","
        "\"1\", \"2\"]], \"rule\": [[0, 1], [\"1/10\", \"9/10\"], [\"2/10\","
        "\"8/10\"], [\"3/10\", \"7/10\"], [\"4/10\", \"6/10\"], [\"5/10\","
        "\"5/10\"]]}";
    void *made = NULL;
    mc_message message = {""};
    mpq_t value, expected;
    (void)unused;
    mpq_inits(value, expected, NULL);
    if (parse_text(&made, &message, &kinds[MECHANISM], text) != MC_OK)
        fail_msg("%s", message.text);
    const mc_mechanism *mechanism = made;
    assert_null(mechanism->secure);
    for (size_t a = 0; a < 2; a++)
        for (size_t b = 0; b < 3; b++) {
            size_t x = mc_choices_with(
                &mechanism->actions,
                mc_choices_with(&mechanism->actions, 0, 0, a), 1, b);
            assert_int_equal(mc_choices_at(&mechanism->actions, x, 0), a);
            assert_int_equal(mc_choices_at(&mechanism->actions, x, 1), b);
            mc_vector_get(value, &mechanism->rule, 2 * x);
            mpq_set_ui(expected, 3 * a + b, 10);
            mpq_canonicalize(expected);
            assert_true(mpq_equal(value, expected));
        }
    kinds[MECHANISM].release(made);
    mpq_clears(value, expected, NULL);
}

static void rows_of_a_set_of_priors_keep_their_sense(void **unused)
{
    void *made = parse_example(&kinds[SET]);
    const mc_prior *prior = made;
    (void)unused;
    assert_null(prior->given);
    assert_int_equal(prior->rows, 3);
    assert_int_equal(mc_prior_row_sense(prior, 0), MC_PRIOR_AT_LEAST);
    assert_int_equal(mc_prior_row_sense(prior, 1), MC_PRIOR_AT_MOST);
    assert_int_equal(mc_prior_row_sense(prior, 2), MC_PRIOR_AT_MOST);
    assert_int_equal(mpq_cmp_si(prior->coefficient[1], -1, 2), 0);
    assert_int_equal(mpq_cmp_si(prior->coefficient[3], -3, 1), 0);
    assert_int_equal(mpq_cmp_si(prior->coefficient[8], 2, 1), 0);
    kinds[SET].release(made);
}

/* --- refusals ----------------------------------------------------------- */

/* The example of a kind with one piece of it exchanged, and a part of the
   message with its place. */
typedef struct refusal {
    size_t kind;
    const char *piece, *instead, *message;
} refusal;

static char *exchanged(const refusal *r)
{
    const char *example = kinds[r->kind].example;
    const char *place = strstr(example, r->piece);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    if (!place)
        fail_msg("%s is not in the example", r->piece);
    fwrite(example, 1, (size_t)(place - example), out);
    fputs(r->instead, out);
    fputs(place + strlen(r->piece), out);
    assert_int_equal(fclose(out), 0);
    return text;
}

static const refusal refusals[] = {
    /* all kinds */
    {MECHANISM, "{\n", "[\n", ":"},
    {MECHANISM, "mechcert-mechanism-1", "mechcert-mechanism-2", ":2:"},
    {MECHANISM, "mechcert-mechanism-1", "mechcert-environment-1", ":2:"},
    {INFORMATION, "mechcert-information-1", "mechcert-mechanism-1", ":2:"},
    {STRATEGIES, "mechcert-strategies-1", "mechcert-prior-1", ":2:"},
    {GIVEN, "mechcert-prior-1", "mechcert-strategies-1", ":2:"},
    {MECHANISM, "\"Two\"", "2", "title: must be a string"},
    {MECHANISM, "\"title\"", "\"name\"", "name"},
    {INFORMATION, "\"states\"", "\"state\"", "state"},
    {STRATEGIES, "\"signals\"", "\"signal\"", "signal"},
    {GIVEN, "\"notes\"", "\"note\"", "note"},
    {GIVEN, "\"A guess.\"", "null", "notes: must be a string"},
    {MECHANISM, "\"2/3\"", "0.666", "quot"},
    {MECHANISM, "\"2/3\"", "\"2/0\"", "rule[1][1]"},
    {MECHANISM, "\"2/3\"", "\"x\"", "rule[1][1]"},
    {MECHANISM, "\"2/3\"", "null", "rule[1][1]"},

    /* labels */
    {MECHANISM, "[\"A\", \"B\"]", "[]", "between 1 and 1,000,000"},
    {MECHANISM, "[\"A\", \"B\"]", "\"A\"", "must be an array of strings"},
    {MECHANISM, "[\"A\", \"B\"]", "[\"A\", \"A\"]", "agents[1]: the label"},
    {MECHANISM, "[\"A\", \"B\"]", "[\"A\", \"\"]", "must not be empty"},
    {MECHANISM, "[\"A\", \"B\"]", "[\"A\", 1]", "agents[1]: must be a string"},
    {MECHANISM, "\"none\", \"build\"", "\"none\", \"none\"", "occurs twice"},
    {MECHANISM, "\"no\", \"yes\"", "\"no\", \"no\"", "actions[0][1]"},
    {MECHANISM, "[\"only\"]", "[]", "actions[1]: must have between 1"},
    {MECHANISM, ", [\"only\"]", "", "actions: must have 2 entries"},
    {INFORMATION, "\"low\", \"high\"", "\"low\", \"low\"", "occurs twice"},
    {INFORMATION, "\"s\", \"t\"", "\"s\", \"s\"", "signals[0][1]"},
    {INFORMATION, ", [\"only\"]", ", 7", "signals[1]: must be an array"},
    {STRATEGIES, "\"s\", \"t\"", "\"s\", \"\"", "signals[0][1]"},
    {STRATEGIES, "\"no\", \"yes\"", "\"no\", \"no\"", "actions[0][1]"},
    {STRATEGIES, ", [\"x\"]", "", "actions: must have 2 entries"},
    {GIVEN, "\"low\", \"high\"", "\"low\", \"low\"", "occurs twice"},

    /* mechanisms */
    {MECHANISM, "[\"no\", \"only\"]", "\"no\"", "secure: must be an array"},
    {MECHANISM, "[\"no\", \"only\"]", "[\"no\"]", "secure: must have 2"},
    {MECHANISM, "[\"no\", \"only\"]", "[\"no\", 0]", "secure[1]: must be a"},
    {MECHANISM, "[\"no\", \"only\"]", "[\"no\", \"no\"]",
     "secure[1]: no action of this agent has this label"},
    {MECHANISM, "    [1, 0],\n", "", "rule: must have 2 entries"},
    {MECHANISM, "[1, 0]", "[1]", "rule[0]: must have 2 entries"},
    {MECHANISM, "[1, 0]", "1", "rule[0]: must be an array"},
    {MECHANISM, "[1, 0]", "[2, -1]", "rule[0][1]: a probability must not"},
    {MECHANISM, "\"2/3\"", "\"3/5\"",
     "rule[1]: the probabilities sum to 14/15, which is 1/15 too little"},
    {MECHANISM, "\"2/3\"", "\"7/9\"",
     "rule[1]: the probabilities sum to 10/9, which is 1/9 too much"},
    {MECHANISM, "\"2/3\"", "\"666666667e-9\"",
     "sum to 3000000001/3000000000, which is 1/3000000000 too much"},

    /* information structures */
    {INFORMATION, "    [\"1/2\", 0],\n", "", "distribution: must have 2"},
    {INFORMATION, "[\"1/2\", 0]", "[\"1/2\"]", "distribution[0]: must have 2"},
    {INFORMATION, "[\"1/2\", 0]", "{}", "distribution[0]: must be an array"},
    {INFORMATION, "[\"1/2\", 0]", "[1, \"-1/2\"]",
     "distribution[0][1]: a probability must not be negative"},
    {INFORMATION, "\"1/3\"", "\"1/4\"",
     "distribution: the probabilities sum to 11/12, which is 1/12 too little"},
    {INFORMATION, "\"1/3\"", "3",
     "distribution: the probabilities sum to 11/3, which is 8/3 too much"},

    /* strategies */
    {STRATEGIES, "\"strategies\": [", "\"strategies\": [[],",
     "strategies: must have 2 entries"},
    {STRATEGIES, ",\n      [1, 0]", "", "strategies[0]: must have 2 entries"},
    {STRATEGIES, "[1, 0]", "[1]", "strategies[0][1]: must have 2 entries"},
    {STRATEGIES, "[1, 0]", "[-1, 2]", "strategies[0][1][0]: a probability"},
    {STRATEGIES, "\"3/4\"", "\"1/2\"",
     "strategies[0][0]: the probabilities sum to 3/4, which is 1/4 too"},
    {STRATEGIES, "      [1]", "      [2]",
     "strategies[1][0]: the probabilities sum to 2, which is 1 too much"},

    /* priors */
    {GIVEN, ",\n  \"prior\": [\"1/5\", \"4/5\"]", "", "give either"},
    {GIVEN, "\"prior\":", "\"equal\": [], \"prior\":", "give either"},
    {GIVEN, "\"4/5\"", "\"3/5\"",
     "prior: the probabilities sum to 4/5, which is 1/5 too little"},
    {GIVEN, "\"1/5\", \"4/5\"", "\"-1/5\", \"6/5\"", "prior[0]: a probability"},
    {GIVEN, ", \"4/5\"", "", "prior: must have 2 entries"},
    {GIVEN, "[\"1/5\", \"4/5\"]", "1", "prior: must be an array"},
    {SET, "\"equal\": []", "\"equal\": 0", "equal: must be an array"},
    {SET, "\"equal\": []", "\"equal\": [[1, 1]]", "equal[0]: must have 3"},
    {SET, "[-3, 0, 1]", "[-3, 0, 1, 4]", "at_most[0]: must have 3 entries"},
    {SET, "[-3, 0, 1]", "-3", "at_most[0]: must be an array"},
    {SET, "\"-1/2\"", "\"-1/02\"", "at_least[0][1]"},
};

static void every_refusal_names_the_place(void **unused)
{
    (void)unused;
    for (size_t r = 0; r < sizeof refusals / sizeof *refusals; r++) {
        const refusal *it = &refusals[r];
        char *text = exchanged(it);
        void *made = NULL;
        mc_message message = {""};
        mc_status status = parse_text(&made, &message, &kinds[it->kind], text);
        if (status != MC_BAD_INPUT || !strstr(message.text, it->message))
            fail_msg("'%s' for '%s': status %d, message %s", it->instead,
                     it->piece, (int)status, message.text);
        assert_non_null(strstr(message.text, "f:"));
        free(text);
    }
}

/* 3^50 profiles are announced by a short file. */
static void too_many_profiles_are_refused(void **unused)
{
    static const char *const keys[] = {"\"outcomes\": [\"o\"], \"actions\"",
                                       "\"states\": [\"s\"], \"signals\""};
    static const char *const last[] = {"\"rule\": []", "\"distribution\": []"};
    static const char *const formats[] = {"mechanism", "information"};
    (void)unused;
    for (size_t k = 0; k < 2; k++) {
        char *text = NULL;
        size_t size = 0;
        void *made = NULL;
        mc_message message = {""};
        FILE *out = open_memstream(&text, &size);
        assert_non_null(out);
        fprintf(out, "{\"format\": \"mechcert-%s-1\", \"agents\": [",
                formats[k]);
        for (int i = 0; i < 50; i++)
            fprintf(out, "%s\"%d\"", i ? "," : "", i);
        fprintf(out, "], %s: [", keys[k]);
        for (int i = 0; i < 50; i++)
            fprintf(out, "%s[\"a\", \"b\", \"c\"]", i ? "," : "");
        fprintf(out, "], %s}", last[k]);
        assert_int_equal(fclose(out), 0);
        assert_int_equal(parse_text(&made, &message, &kinds[k], text),
                         MC_BAD_INPUT);
        assert_non_null(strstr(message.text, "100,000,000 profiles"));
        free(text);
    }
}

/* What stands under a required key is put under an optional one. */
static void no_required_key_may_be_missing(void **unused)
{
    static const refusal keys[] = {
        {MECHANISM, "\"agents\"", "", ""},
        {MECHANISM, "\"outcomes\"", "", ""},
        {MECHANISM, "\"actions\"", "", ""},
        {MECHANISM, "\"rule\"", "", ""},
        {INFORMATION, "\"agents\"", "", ""},
        {INFORMATION, "\"states\"", "", ""},
        {INFORMATION, "\"signals\"", "", ""},
        {INFORMATION, "\"distribution\"", "", ""},
        {STRATEGIES, "\"agents\"", "", ""},
        {STRATEGIES, "\"signals\"", "", ""},
        {STRATEGIES, "\"actions\"", "", ""},
        {STRATEGIES, "\"strategies\"", "", ""},
        {GIVEN, "\"states\"", "", ""},
    };
    (void)unused;
    for (size_t c = 0; c < sizeof keys / sizeof *keys; c++) {
        refusal it = keys[c];
        mc_message message = {""};
        void *made = NULL;
        char *text;
        it.instead = it.kind == GIVEN ? "\"title\"" : "\"notes\"";
        text = exchanged(&it);
        assert_int_equal(parse_text(&made, &message, &kinds[it.kind], text),
                         MC_BAD_INPUT);
        assert_non_null(strstr(message.text, it.piece));
        assert_non_null(strstr(message.text, "is missing"));
        free(text);
    }
}

/* --- reports ------------------------------------------------------------ */

static const char *const reports[KINDS] = {
    "Mechanism (mechcert-mechanism-1)\n"
    "SHA-256: %s\n"
    "Title: Two\n"
    "\n"
    "Agents (2):\n"
    "  0  A\n"
    "  1  B\n"
    "\n"
    "Outcomes (2):\n"
    "  0  none\n"
    "  1  build\n"
    "\n"
    "Actions of agent A (2): no, yes; named secure: no\n"
    "Actions of agent B (1): only; named secure: only\n"
    "\n"
    "Probability of each outcome, by action profile:\n"
    "               none  build\n"
    "  (no, only)      1      0\n"
    "  (yes, only)   1/3    2/3\n"
    "\n"
    "Seen at once:\n"
    "  Lots are drawn at 1 of 2 action profiles.\n"
    "  Whether the actions named secure are secure depends on the "
    "environment.\n",
    "Information structure (mechcert-information-1)\n"
    "SHA-256: %s\n"
    "\n"
    "Agents (2):\n"
    "  0  A\n"
    "  1  B\n"
    "\n"
    "States (2) and their prior probability:\n"
    "  0  low: 2/3\n"
    "  1  high: 1/3\n"
    "\n"
    "Signals of agent A (2): s, t\n"
    "Signals of agent B (1): only\n"
    "\n"
    "Joint probability, by signal profile and state:\n"
    "             low  high\n"
    "  (s, only)  1/2     0\n"
    "  (t, only)  1/6   1/3\n"
    "\n"
    "Agent A: probability of each signal, and of each state given the "
    "signal:\n"
    "     signal  low  high\n"
    "  s     1/2    1     0\n"
    "  t     1/2  1/3   2/3\n"
    "\n"
    "Agent B: probability of each signal, and of each state given the "
    "signal:\n"
    "        signal  low  high\n"
    "  only       1  2/3   1/3\n",
    "Strategies (mechcert-strategies-1)\n"
    "SHA-256: %s\n"
    "\n"
    "Agents (2):\n"
    "  0  A\n"
    "  1  B\n"
    "\n"
    "Agent A: probability of each action, by signal:\n"
    "      no  yes\n"
    "  s  1/4  3/4\n"
    "  t    1    0\n"
    "\n"
    "Agent B: probability of each action, by signal:\n"
    "        x\n"
    "  only  1\n"
    "\n"
    "Seen at once:\n"
    "  Mixed at 1 of 3 signals.\n",
    "Prior (mechcert-prior-1)\n"
    "SHA-256: %s\n"
    "Notes: A guess.\n"
    "\n"
    "States (2) and their probability:\n"
    "  0  low: 1/5\n"
    "  1  high: 4/5\n",
    "Set of priors (mechcert-prior-1)\n"
    "SHA-256: %s\n"
    "\n"
    "States (2):\n"
    "  0  low\n"
    "  1  high\n"
    "\n"
    "All probabilities P of the states, not negative and with sum 1, that "
    "satisfy\n"
    "3 conditions:\n"
    "  0  P(low) - 1/2 P(high) >= 1/4\n"
    "  1  -3 P(low) <= 1\n"
    "  2  0 <= 2\n",
};

static void every_kind_is_shown_in_words_and_tables(void **unused)
{
    (void)unused;
    for (size_t k = 0; k < KINDS; k++) {
        void *made = parse_example(&kinds[k]);
        mc_message message = {""};
        char *text = NULL, expected[2000];
        size_t size = 0;
        FILE *out = open_memstream(&text, &size);
        assert_non_null(out);
        assert_int_equal(kinds[k].report(out, &message, made), MC_OK);
        assert_int_equal(fclose(out), 0);
        const char *mark = strstr(reports[k], "%s");
        snprintf(expected, sizeof expected, "%.*s%s%s",
                 (int)(mark - reports[k]), reports[k], kinds[k].sha256(made),
                 mark + 2);
        assert_string_equal(text, expected);
        free(text);
        kinds[k].release(made);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(writing_undoes_reading),
        cmocka_unit_test(what_was_written_is_read_as_the_same),
        cmocka_unit_test(the_last_agent_is_the_fastest),
        cmocka_unit_test(rows_of_a_set_of_priors_keep_their_sense),
        cmocka_unit_test(every_refusal_names_the_place),
        cmocka_unit_test(too_many_profiles_are_refused),
        cmocka_unit_test(no_required_key_may_be_missing),
        cmocka_unit_test(every_kind_is_shown_in_words_and_tables),
    };
    return UNIT_RUN(tests);
}
