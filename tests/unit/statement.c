/* The report on a statement. */
#define _POSIX_C_SOURCE 200809L
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/statement.h"

static char *report(const mc_environment *env)
{
    mc_message message = {""};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    assert_int_equal(mc_report_environment(out, &message, env), MC_OK);
    assert_int_equal(fclose(out), 0);
    return text;
}

static char *report_of_text(const char *statement)
{
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "f"), *text;
    mc_environment *env = NULL;
    mc_message message = {""};
    unit_write_file(path, statement, strlen(statement));
    if (mc_environment_read(&env, &message, path) != MC_OK)
        fail_msg("%s", message.text);
    text = report(env);
    mc_environment_free(env);
    free(path);
    unit_remove_directory(directory);
    return text;
}

static void assert_contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("\"%s\" is in:\n%s", part, text);
}

static void the_example_is_shown_in_words_and_tables(void **unused)
{
    char *text = report_of_text("{\n"
                                "  \"format\": \"mechcert-environment-1\",\n"
                                "  \"title\": \"One agent, one project\",\n"
                                "  \"agents\": [\"A\"],\n"
                                "  \"outcomes\": [\"none\", \"build\"],\n"
                                "  \"states\": [\"low\", \"high\"],\n"
                                "  \"prior\": [\"1/4\", \"3/4\"],\n"
                                "  \"welfare\": [[0, -1], [0, 2]],\n"
                                "  \"payoffs\": [[[0, -1], [0, \"5/2\"]]]\n"
                                "}\n");
    (void)unused;
    assert_string_equal(
        text,
        "Environment (mechcert-environment-1)\n"
        "SHA-256: b55043d49f24599d227205dfa874ed3a"
        "5f5611b579350a296bc9982ef19737b1\n"
        "Title: One agent, one project\n"
        "\n"
        "Agents (1):\n"
        "  0  A\n"
        "\n"
        "Outcomes (2):\n"
        "  0  none\n"
        "  1  build\n"
        "\n"
        "States (2) and their prior probability:\n"
        "  0  low   1/4\n"
        "  1  high  3/4\n"
        "\n"
        "Welfare of the designer, by state and outcome:\n"
        "        none  build\n"
        "  low      0     -1\n"
        "  high     0      2\n"
        "\n"
        "Payoff of agent A, net of the outside option:\n"
        "        none  build\n"
        "  low      0     -1\n"
        "  high     0    5/2\n"
        "\n"
        "Seen at once:\n"
        "  Some welfare or payoffs are fractions; all are kept exactly.\n"
        "  Every state has positive prior probability.\n"
        "  Outcomes that give every agent at least 0 in every state; always "
        "choosing one\n"
        "  of them is a participation-secure mechanism that guarantees its "
        "expected welfare:\n"
        "    0  none: 0\n"
        "  Expected welfare of the best outcome in each state, which no "
        "mechanism exceeds: 3/2\n");
    free(text);
}

static const char odd[] =
    "{\"format\": \"mechcert-environment-1\", \"notes\": \"two\\nlines\", "
    "\"agents\": [\"\\u001b[31mred\"], \"outcomes\": [\"\xCE\xB8\xCF\x89\", "
    "\"long outcome\"], \"states\": [\"s\", \"\xF0\x9D\x92\x9F\\t\", "
    "\"z\"], \"prior\": [1, 0, 0], \"welfare\": [[1, 2], [3, 4], "
    "[\"100000000000000000001\", -6]], \"payoffs\": [[[-1, 2], [0, 4], [5, "
    "-6]]]}";

/* The columns of a line that has been escaped already. */
static size_t columns(const char *line, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        if (((unsigned char)line[i] & 0xC0) != 0x80)
            count++;
    return count;
}

static void all_lines_of_a_table_are_equally_wide(void **unused)
{
    char *text = report_of_text(odd);
    const char *line = strstr(text, "Welfare of the designer");
    size_t width = 0;
    (void)unused;
    assert_non_null(line);
    for (size_t row = 0; row < 4; row++) {
        line = strchr(line, '\n') + 1;
        if (row == 0)
            width = columns(line, strcspn(line, "\n"));
        assert_int_equal(columns(line, strcspn(line, "\n")), width);
    }
    /* Two blanks, "𝒟\t" as 3 columns, the number, "long outcome". */
    assert_int_equal(width, 2 + 3 + 2 + 21 + 2 + 12);
    free(text);
}

static void control_characters_do_not_reach_the_terminal(void **unused)
{
    char *text = report_of_text(odd);
    (void)unused;
    for (const char *c = text; *c != '\0'; c++)
        assert_true(*c == '\n' || ((unsigned char)*c >= 0x20 && *c != 0x7F));
    assert_contains(text, "Notes: two\\nlines\n");
    assert_contains(text, "  0  \\u001b[31mred\n");
    assert_contains(text, "\xF0\x9D\x92\x9F\\t");
    free(text);
}

static void states_of_probability_zero_are_named(void **unused)
{
    char *text = report_of_text(odd);
    (void)unused;
    assert_contains(text, "participation must be secure there too (2 states):\n"
                          "    1  \xF0\x9D\x92\x9F\\t\n"
                          "    2  z\n");
    assert_lacks(text, "Every state has positive");
    free(text);
}

static void the_lack_of_a_secure_outcome_is_said(void **unused)
{
    char *text = report_of_text(odd);
    (void)unused;
    assert_contains(text, "No outcome gives every agent at least 0 in every "
                          "state.");
    assert_contains(text, "All welfare and payoffs are integers.");
    assert_contains(text, "which no mechanism exceeds: 2\n");
    free(text);
}

/* Outcome 0, no expenditure, is secure and worth 0; the first best is the
   social value minus the cost, or nothing. */
static void public_expenditure_is_described(void **unused)
{
    gmp_randstate_t random;
    mpq_t value, net;
    (void)unused;
    unit_random_init(random);
    mpq_init(value);
    mpq_init(net);
    for (size_t i = 0; i < unit_times(20); i++) {
        mc_environment *env = NULL;
        char *text, *expected = NULL;
        unit_random_rational(value, random, 60);
        mpq_abs(value, value);
        mpq_set_si(net, -1, 1);
        mpq_add(net, net, value);
        if (mpq_sgn(net) < 0)
            mpq_set_ui(net, 0, 1);
        assert_int_equal(
            mc_environment_new_public_expenditure(
                &env, NULL, 1 + unit_random_below(random, 4), value),
            MC_OK);
        text = report(env);
        assert_contains(text, "    0  no expenditure: 0\n");
        assert_true(gmp_asprintf(&expected, "mechanism exceeds: %Qd\n", net) >
                    0);
        assert_contains(text, expected);
        free(expected);
        free(text);
        mc_environment_free(env);
    }
    mpq_clear(net);
    mpq_clear(value);
    gmp_randclear(random);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_is_shown_in_words_and_tables),
        cmocka_unit_test(all_lines_of_a_table_are_equally_wide),
        cmocka_unit_test(control_characters_do_not_reach_the_terminal),
        cmocka_unit_test(states_of_probability_zero_are_named),
        cmocka_unit_test(the_lack_of_a_secure_outcome_is_said),
        cmocka_unit_test(public_expenditure_is_described),
    };
    return UNIT_RUN(tests);
}
