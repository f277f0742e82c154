/* Environments: reading, writing, and the public expenditure problem. */
#define _POSIX_C_SOURCE 200809L
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/sha256.h"
#include "game/environment.h"

/* --- random environments ----------------------------------------------- */

static mpq_t *random_rationals(gmp_randstate_t random, size_t count)
{
    mpq_t *values = calloc(count, sizeof *values);
    assert_non_null(values);
    for (size_t i = 0; i < count; i++) {
        mpq_init(values[i]);
        unit_random_rational(values[i], random, 90);
    }
    return values;
}

/* Distinct labels with all kinds of characters in them. */
static char **random_labels(gmp_randstate_t random, size_t count)
{
    static const char *const pieces[] = {"low", "θ",        "\"",          "\\",
                                         "\n",  "\x1b[31m", "\t",          "/",
                                         "𝒟",   "\x7f",     "\xE2\x80\xAE"};
    char **labels = calloc(count, sizeof *labels);
    assert_non_null(labels);
    for (size_t i = 0; i < count; i++) {
        char label[64];
        snprintf(label, sizeof label, "%s%zu%s",
                 pieces[unit_random_below(random, 11)], i,
                 pieces[unit_random_below(random, 11)]);
        labels[i] = strdup(label);
        assert_non_null(labels[i]);
    }
    return labels;
}

/* Positive weights divided by their sum; some of them 0. */
static void make_distribution(mpq_t *values, size_t count)
{
    mpq_t sum;
    mpq_init(sum);
    for (size_t i = 0; i < count; i++) {
        mpq_abs(values[i], values[i]);
        mpq_add(sum, sum, values[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (mpq_sgn(sum) != 0)
            mpq_div(values[i], values[i], sum);
        else
            mpq_set_ui(values[i], i == 0, 1);
    }
    mpq_clear(sum);
}

static mc_environment *random_environment(gmp_randstate_t random)
{
    mc_environment *env = calloc(1, sizeof *env);
    assert_non_null(env);
    env->agents = 1 + unit_random_below(random, 3);
    env->outcomes = 1 + unit_random_below(random, 4);
    env->states = 1 + unit_random_below(random, 4);
    if (unit_random_below(random, 2) == 0)
        env->title = strdup("a \"title\"\n");
    if (unit_random_below(random, 2) == 0)
        env->notes = strdup("");
    env->agent_label = random_labels(random, env->agents);
    env->outcome_label = random_labels(random, env->outcomes);
    env->state_label = random_labels(random, env->states);
    env->prior = random_rationals(random, env->states);
    make_distribution(env->prior, env->states);
    env->welfare = random_rationals(random, env->states * env->outcomes);
    env->payoff =
        random_rationals(random, env->agents * env->states * env->outcomes);
    return env;
}

static void assert_same_text(const char *left, const char *right)
{
    assert_int_equal(left == NULL, right == NULL);
    if (left != NULL)
        assert_string_equal(left, right);
}

/* Everything but the hash. */
static void assert_same_environment(const mc_environment *a,
                                    const mc_environment *b)
{
    assert_int_equal(mc_environment_agents(a), mc_environment_agents(b));
    assert_int_equal(mc_environment_outcomes(a), mc_environment_outcomes(b));
    assert_int_equal(mc_environment_states(a), mc_environment_states(b));
    assert_same_text(a->title, b->title);
    assert_same_text(a->notes, b->notes);
    for (size_t i = 0; i < a->agents; i++)
        assert_string_equal(mc_environment_agent_label(a, i),
                            mc_environment_agent_label(b, i));
    for (size_t j = 0; j < a->outcomes; j++)
        assert_string_equal(mc_environment_outcome_label(a, j),
                            mc_environment_outcome_label(b, j));
    for (size_t s = 0; s < a->states; s++) {
        assert_string_equal(mc_environment_state_label(a, s),
                            mc_environment_state_label(b, s));
        assert_true(
            mpq_equal(mc_environment_prior(a, s), mc_environment_prior(b, s)));
        for (size_t j = 0; j < a->outcomes; j++) {
            assert_true(mpq_equal(mc_environment_welfare(a, s, j),
                                  mc_environment_welfare(b, s, j)));
            for (size_t i = 0; i < a->agents; i++)
                assert_true(mpq_equal(mc_environment_payoff(a, i, s, j),
                                      mc_environment_payoff(b, i, s, j)));
        }
    }
}

static void assert_hash_of_file(const mc_environment *env, const char *path)
{
    size_t length = 0;
    char *bytes = unit_read_file(path, &length);
    char hex[65];
    assert_non_null(bytes);
    mc_sha256_hex(hex, bytes, length);
    assert_string_equal(mc_environment_sha256(env), hex);
    free(bytes);
}

static void reading_undoes_writing(void **unused)
{
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "env.json");
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t i = 0; i < unit_times(60); i++) {
        mc_environment *env = random_environment(random), *back = NULL;
        mc_message message = {""};
        assert_int_equal(mc_environment_write(env, &message, path), MC_OK);
        if (mc_environment_read(&back, &message, path) != MC_OK)
            fail_msg("%s", message.text);
        assert_same_environment(env, back);
        assert_hash_of_file(back, path);
        mc_environment_free(back);
        mc_environment_free(env);
    }
    gmp_randclear(random);
    free(path);
    unit_remove_directory(directory);
}

static void what_was_read_is_written_with_the_same_bytes(void **unused)
{
    char *directory = unit_new_directory();
    char *path[2] = {unit_path(directory, "a"), unit_path(directory, "b")};
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t i = 0; i < unit_times(20); i++) {
        mc_environment *env = random_environment(random), *back = NULL;
        char *bytes[2];
        assert_int_equal(mc_environment_write(env, NULL, path[0]), MC_OK);
        assert_int_equal(mc_environment_read(&back, NULL, path[0]), MC_OK);
        assert_int_equal(mc_environment_write(back, NULL, path[1]), MC_OK);
        bytes[0] = unit_read_file(path[0], NULL);
        bytes[1] = unit_read_file(path[1], NULL);
        assert_string_equal(bytes[0], bytes[1]);
        free(bytes[1]);
        free(bytes[0]);
        mc_environment_free(back);
        mc_environment_free(env);
    }
    gmp_randclear(random);
    free(path[1]);
    free(path[0]);
    unit_remove_directory(directory);
}

/* --- the public expenditure problem ------------------------------------ */

/* E - and e_i are determined by the outcome: nothing, or agent j-1 pays 1. */
static void check_expenditure(const mc_environment *env, const mpq_t value,
                              mpq_t sum, mpq_t expected)
{
    size_t agents = mc_environment_agents(env);
    assert_int_equal(mc_environment_outcomes(env), agents + 1);
    assert_int_equal(mc_environment_states(env), agents);
    for (size_t s = 0; s < agents; s++) {
        assert_int_equal(
            mpq_cmp_ui(mc_environment_prior(env, s), 1, (unsigned long)agents),
            0);
        for (size_t j = 0; j <= agents; j++) {
            mpq_set_ui(sum, 0, 1);
            for (size_t i = 0; i < agents; i++) {
                /* u_i = theta_i E - e_i */
                mpq_set_si(expected, j == i + 1 ? -1 : 0, 1);
                if (i == s && j > 0)
                    mpq_add(expected, expected, value);
                assert_true(
                    mpq_equal(expected, mc_environment_payoff(env, i, s, j)));
                mpq_add(sum, sum, expected);
            }
            /* Welfare is utilitarian: w = sum_i u_i. */
            assert_true(mpq_equal(sum, mc_environment_welfare(env, s, j)));
        }
    }
}

static void public_expenditure_follows_its_definition(void **unused)
{
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "pe.json");
    gmp_randstate_t random;
    mpq_t value, sum, expected;
    (void)unused;
    unit_random_init(random);
    mpq_init(value);
    mpq_init(sum);
    mpq_init(expected);
    for (size_t i = 0; i < unit_times(30); i++) {
        size_t agents = 1 + unit_random_below(random, 5);
        mc_environment *env = NULL, *back = NULL;
        unit_random_rational(value, random, 200);
        mpq_abs(value, value);
        assert_int_equal(
            mc_environment_new_public_expenditure(&env, NULL, agents, value),
            MC_OK);
        check_expenditure(env, value, sum, expected);
        assert_int_equal(mc_environment_write(env, NULL, path), MC_OK);
        assert_hash_of_file(env, path);
        assert_int_equal(mc_environment_read(&back, NULL, path), MC_OK);
        assert_same_environment(env, back);
        mc_environment_free(back);
        mc_environment_free(env);
    }
    mpq_clear(expected);
    mpq_clear(sum);
    mpq_clear(value);
    gmp_randclear(random);
    free(path);
    unit_remove_directory(directory);
}

static void public_expenditure_outside_its_domain_is_refused(void **unused)
{
    mc_environment *env = NULL;
    mc_message message = {""};
    mpq_t value;
    (void)unused;
    mpq_init(value);
    mpq_set_si(value, -1, 7);
    assert_int_equal(
        mc_environment_new_public_expenditure(&env, &message, 2, value),
        MC_BAD_INPUT);
    assert_string_equal(message.text, "the social value must not be negative");
    mpq_set_ui(value, 3, 1);
    assert_int_equal(
        mc_environment_new_public_expenditure(&env, &message, 0, value),
        MC_BAD_INPUT);
    assert_int_equal(
        mc_environment_new_public_expenditure(&env, &message, 201, value),
        MC_BAD_INPUT);
    assert_string_equal(message.text,
                        "the number of agents must be between 1 and 200");
    /* Could not be read back. */
    mpz_ui_pow_ui(mpq_numref(value), 10, MC_NUMBER_MAX_LENGTH);
    assert_int_equal(
        mc_environment_new_public_expenditure(&env, &message, 2, value),
        MC_LIMIT);
    assert_string_equal(message.text,
                        "a number has 10001 characters; a statement may have "
                        "numbers of at most 10,000");
    assert_null(env);
    mpq_clear(value);
}

/* --- statements by hand ------------------------------------------------ */

/* verify/FORMAT.md section 5. */
static const char example[] = "{\n"
                              "  \"format\": \"mechcert-environment-1\",\n"
                              "  \"title\": \"One agent, one project\",\n"
                              "  \"agents\": [\"A\"],\n"
                              "  \"outcomes\": [\"none\", \"build\"],\n"
                              "  \"states\": [\"low\", \"high\"],\n"
                              "  \"prior\": [\"1/4\", \"3/4\"],\n"
                              "  \"welfare\": [[0, -1], [0, 2]],\n"
                              "  \"payoffs\": [[[0, -1], [0, \"5/2\"]]]\n"
                              "}\n";

/* Reads a text from a file "f"; `message` gets the file's directory removed
   from its front. */
static mc_status read_text(mc_environment **env, mc_message *message,
                           const char *text)
{
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "f");
    mc_status status;
    unit_write_file(path, text, strlen(text));
    status = mc_environment_read(env, message, path);
    if (status != MC_OK) {
        size_t skip = strlen(directory) + 1;
        assert_memory_equal(message->text, path, strlen(path));
        memmove(message->text, message->text + skip,
                strlen(message->text + skip) + 1);
    }
    free(path);
    unit_remove_directory(directory);
    return status;
}

static void the_example_of_the_format_document_is_read(void **unused)
{
    mc_environment *env = NULL;
    mc_message message = {""};
    (void)unused;
    assert_int_equal(read_text(&env, &message, example), MC_OK);
    assert_string_equal(
        mc_environment_sha256(env),
        "b55043d49f24599d227205dfa874ed3a5f5611b579350a296bc9982ef19737b1");
    assert_int_equal(mc_environment_agents(env), 1);
    assert_int_equal(mc_environment_outcomes(env), 2);
    assert_int_equal(mc_environment_states(env), 2);
    assert_string_equal(mc_environment_outcome_label(env, 1), "build");
    assert_int_equal(mpq_cmp_ui(mc_environment_prior(env, 1), 3, 4), 0);
    assert_int_equal(mpq_cmp_si(mc_environment_welfare(env, 0, 1), -1, 1), 0);
    assert_int_equal(mpq_cmp_si(mc_environment_payoff(env, 0, 1, 1), 5, 2), 0);
    mc_environment_free(env);
}

static void keys_may_come_in_any_order(void **unused)
{
    static const char other[] =
        "{\"format\": \"mechcert-environment-1\", \"payoffs\": [[[\"-0\", "
        "\"-1.0\"],\n[0, \"25e-1\"]]], \"welfare\": [[0, -1], [0, \"4/2\"]],\n"
        "\"prior\": [\"0.25\", \"0.75\"], \"states\": [\"l\\u006fw\", "
        "\"high\"], \"outcomes\": [\"none\", \"build\"],\r\n\"agents\": "
        "[\"A\"], \"title\": \"One agent, one project\"}";
    mc_environment *left = NULL, *right = NULL;
    mc_message message = {""};
    (void)unused;
    assert_int_equal(read_text(&left, &message, example), MC_OK);
    if (read_text(&right, &message, other) != MC_OK)
        fail_msg("%s", message.text);
    assert_same_environment(left, right);
    mc_environment_free(right);
    mc_environment_free(left);
}

static void a_state_may_have_probability_zero(void **unused)
{
    static const char text[] =
        "{\"format\": \"mechcert-environment-1\", \"agents\": [\"A\"], "
        "\"outcomes\": [\"x\"], \"states\": [\"s\", \"t\"], \"prior\": [0, 1], "
        "\"welfare\": [[1], [2]], \"payoffs\": [[[3], [4]]]}";
    mc_environment *env = NULL;
    mc_message message = {""};
    (void)unused;
    assert_int_equal(read_text(&env, &message, text), MC_OK);
    assert_int_equal(mpq_sgn(mc_environment_prior(env, 0)), 0);
    mc_environment_free(env);
}

/* --- refused statements ------------------------------------------------ */

/* The example with `old` replaced by `new` must be refused with this. */
static void assert_refused(const char *old, const char *new,
                           const char *expected)
{
    const char *at = strstr(example, old);
    mc_environment *env = NULL;
    mc_message message = {""};
    size_t before, size = strlen(example) + strlen(new) + 1;
    char *text = malloc(size);
    assert_non_null(at);
    assert_non_null(text);
    before = (size_t)(at - example);
    snprintf(text, size, "%.*s%s%s", (int)before, example, new,
             at + strlen(old));
    if (read_text(&env, &message, text) != MC_BAD_INPUT)
        fail_msg("not refused: %s", text);
    assert_string_equal(message.text, expected);
    assert_null(env);
    free(text);
}

static void keys_are_checked(void **unused)
{
    (void)unused;
    assert_refused("environment-1", "environment-2",
                   "f:2:13: format: the format is \"mechcert-environment-2\"; "
                   "needed here: \"mechcert-environment-1\"");
    assert_refused("\"title\"", "\"titel\"",
                   "f:3:3: unknown key \"titel\"; an environment has the keys "
                   "format title notes agents outcomes states prior welfare "
                   "payoffs");
    assert_refused("\"title\"", "\"agents\"",
                   "f:4:3: the key \"agents\" occurs twice in this object; "
                   "remove one of the two");
    assert_refused("  \"agents\": [\"A\"],\n", "",
                   "f:1:1: the key \"agents\" is missing");
    assert_refused("\"format\": \"mechcert-environment-1\",\n", "",
                   "f:1:1: the key \"format\" is missing; it must come first; "
                   "needed here: \"mechcert-environment-1\"");
    assert_refused("\"One agent, one project\"", "[]",
                   "f:3:12: title: must be a string, but is an array");
    assert_refused("\"title\": \"One agent, one project\"", "\"notes\": 7",
                   "f:3:12: notes: must be a string, but is a number");
}

static void labels_are_checked(void **unused)
{
    (void)unused;
    assert_refused("[\"A\"]", "[]",
                   "f:4:13: agents: must have between 1 and 1,000,000 entries, "
                   "but has 0");
    assert_refused("[\"A\"]", "\"A\"",
                   "f:4:13: agents: must be an array of strings, but is a "
                   "string");
    assert_refused("\"build\"", "\"\"",
                   "f:5:24: outcomes[1]: a label must not be empty");
    assert_refused("\"build\"", "7",
                   "f:5:24: outcomes[1]: must be a string, but is a number");
    assert_refused("\"build\"", "\"x\", \"none\", \"n\\u006fne\"",
                   "f:5:29: outcomes[2]: the label \"none\" occurs twice; "
                   "labels must be distinct");
    assert_refused("\"high\"", "\"low\"",
                   "f:6:21: states[1]: the label \"low\" occurs twice; labels "
                   "must be distinct");
}

static void shapes_are_checked(void **unused)
{
    (void)unused;
    assert_refused("\"1/4\", \"3/4\"", "1",
                   "f:7:12: prior: must have 2 entries (one for each state), "
                   "but has 1");
    assert_refused("[\"1/4\", \"3/4\"]", "{}",
                   "f:7:12: prior: must be an array (one for each state), but "
                   "is an object");
    assert_refused("[[0, -1], [0, 2]]", "[[0, -1]]",
                   "f:8:14: welfare: must have 2 entries (one row for each "
                   "state), but has 1");
    assert_refused("[0, 2]", "[0, 2, 3]",
                   "f:8:24: welfare[1]: must have 2 entries (one for each "
                   "outcome), but has 3");
    assert_refused("[0, 2]", "null",
                   "f:8:24: welfare[1]: must be an array (one for each "
                   "outcome), but is null");
    assert_refused("[\"A\"]", "[\"A\", \"B\"]",
                   "f:9:14: payoffs: must have 2 entries (one table for each "
                   "agent), but has 1");
    assert_refused("[0, \"5/2\"]", "[0]",
                   "f:9:25: payoffs[0][1]: must have 2 entries (one for each "
                   "outcome), but has 1");
}

static void numbers_are_checked(void **unused)
{
    (void)unused;
    assert_refused("\"5/2\"", "2.5",
                   "f:9:29: 2.5 is a bare decimal number, which many programs "
                   "round to a binary one; write it in quotes to keep it "
                   "exact: \"2.5\"");
    assert_refused("\"5/2\"", "\"5/0\"",
                   "f:9:29: payoffs[0][1][1]: \"5/0\": the denominator is "
                   "zero");
    assert_refused("\"5/2\"", "\"1e99999\"",
                   "f:9:29: payoffs[0][1][1]: \"1e99999\": the exponent must "
                   "be between -10000 and 10000");
    assert_refused("\"5/2\"", "true",
                   "f:9:29: payoffs[0][1][1]: must be a number (an integer or "
                   "a string such as \"1/3\"), but is true or false");
    assert_refused("\"5/2\"", "[[[[[1]]]]]", "f:9:33: nested more than 8 deep");
}

static void the_prior_must_be_exactly_a_distribution(void **unused)
{
    (void)unused;
    assert_refused("\"3/4\"", "\"0.7499\"",
                   "f:7:12: prior: the probabilities sum to 9999/10000, which "
                   "is 1/10000 too little; they must sum to exactly 1");
    assert_refused("\"3/4\"", "\"7/8\"",
                   "f:7:12: prior: the probabilities sum to 9/8, which is 1/8 "
                   "too much; they must sum to exactly 1");
    assert_refused("\"1/4\", \"3/4\"", "\"5/4\", \"-1/4\"",
                   "f:7:20: prior[1]: a probability must not be negative");
}

/* Every prefix of a statement is refused, and nothing is ever written over
   the caller's pointer. */
static void truncated_statements_are_refused(void **unused)
{
    (void)unused;
    /* The last byte is only a line feed. */
    for (size_t length = 0; length + 2 <= strlen(example); length++) {
        mc_environment *env = NULL;
        mc_message message = {""};
        char *text = strndup(example, length);
        assert_int_equal(read_text(&env, &message, text), MC_BAD_INPUT);
        assert_non_null(strstr(message.text, "f:"));
        /* Jansson's words would mean that the scanner had accepted it. */
        assert_null(strstr(message.text, " near "));
        assert_null(env);
        free(text);
    }
}

/* A small file that announces more than it holds costs no memory. */
static void large_announcements_are_refused(void **unused)
{
    mc_environment *env = NULL;
    mc_message message = {""};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    (void)unused;
    assert_non_null(out);
    fputs(
        "{\"format\": \"mechcert-environment-1\", \"prior\": [], \"welfare\": "
        "[],\n\"payoffs\": []",
        out);
    for (size_t list = 0; list < 3; list++) {
        static const char *const name[] = {"agents", "outcomes", "states"};
        fprintf(out, ", \"%s\": [\"0\"", name[list]);
        for (size_t i = 1; i < 500; i++)
            fprintf(out, ",\"%zu\"", i);
        fputs("]", out);
    }
    fputs("}\n", out);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(read_text(&env, &message, text), MC_BAD_INPUT);
    assert_string_equal(message.text,
                        "f:2:12: payoffs: agents * states * outcomes must be "
                        "at most 100,000,000");
    free(text);
}

static void failures_to_write_are_reported(void **unused)
{
    mc_environment *env = NULL;
    mc_message message = {""};
    mpq_t value;
    (void)unused;
    mpq_init(value);
    mpq_set_ui(value, 3, 1);
    assert_int_equal(
        mc_environment_new_public_expenditure(&env, &message, 2, value), MC_OK);
    assert_string_equal(message.text, "");
    assert_int_equal(mc_environment_write(env, &message, "/dev/full"), MC_IO);
    assert_string_equal(message.text, "/dev/full: cannot be written: No space "
                                      "left on device");
    assert_int_equal(mc_environment_write(env, &message, "/missing/file"),
                     MC_IO);
    mc_environment_free(env);
    mpq_clear(value);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_undoes_writing),
        cmocka_unit_test(what_was_read_is_written_with_the_same_bytes),
        cmocka_unit_test(public_expenditure_follows_its_definition),
        cmocka_unit_test(public_expenditure_outside_its_domain_is_refused),
        cmocka_unit_test(the_example_of_the_format_document_is_read),
        cmocka_unit_test(keys_may_come_in_any_order),
        cmocka_unit_test(a_state_may_have_probability_zero),
        cmocka_unit_test(keys_are_checked),
        cmocka_unit_test(labels_are_checked),
        cmocka_unit_test(shapes_are_checked),
        cmocka_unit_test(numbers_are_checked),
        cmocka_unit_test(the_prior_must_be_exactly_a_distribution),
        cmocka_unit_test(truncated_statements_are_refused),
        cmocka_unit_test(large_announcements_are_refused),
        cmocka_unit_test(failures_to_write_are_reported),
    };
    return UNIT_RUN(tests);
}
