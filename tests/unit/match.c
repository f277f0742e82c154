/* Statements that do not belong together, and what is said of them. */
#include "scene.h"

#include <string.h>

#include "game/match.h"

static const char environment[] =
    "{\"format\": \"mechcert-environment-1\", \"agents\": [\"A\", \"B\"], "
    "\"outcomes\": [\"o\", \"p\"], \"states\": [\"x\", \"y\"], \"prior\": "
    "[\"1/3\", \"2/3\"], \"welfare\": [[0, 0], [0, 0]], \"payoffs\": [[[0, "
    "0], [0, 0]], [[0, 0], [0, 0]]]}";

#define MECHANISM(agents, outcomes, rule)                                      \
    "{\"format\": \"mechcert-mechanism-1\", \"agents\": [" agents "], "        \
    "\"outcomes\": [" outcomes "], \"actions\": [[\"a\"], [\"b\", \"c\"]], "   \
    "\"rule\": [" rule "]}"
#define INFORMATION(agents, states, law)                                       \
    "{\"format\": \"mechcert-information-1\", \"agents\": [" agents "], "      \
    "\"states\": [" states "], \"signals\": [[\"s\"], [\"b\", \"c\"]], "       \
    "\"distribution\": [" law "]}"
#define STRATEGIES(agents, signals, actions, tables)                           \
    "{\"format\": \"mechcert-strategies-1\", \"agents\": [" agents "], "       \
    "\"signals\": [" signals "], \"actions\": [" actions "], "                 \
    "\"strategies\": [" tables "]}"

static const char good_mechanism[] =
    MECHANISM("\"A\", \"B\"", "\"o\", \"p\"", "[1, 0], [0, 1]");
static const char good_information[] =
    INFORMATION("\"A\", \"B\"", "\"x\", \"y\"", "[\"1/3\", 0], [0, \"2/3\"]");

/* NULL: the good one, or none of the last two. */
static void assert_match(const char *mechanism, const char *information,
                         const char *strategies, const char *prior,
                         const char *expected)
{
    mc_statements statements = {
        .env = scene_parse_environment(environment),
        .mechanism =
            scene_parse_mechanism(mechanism ? mechanism : good_mechanism),
        .information = scene_parse_information(information ? information
                                                           : good_information),
        .strategies = strategies ? scene_parse_strategies(strategies) : NULL,
        .prior = prior ? scene_parse_prior(prior) : NULL};
    mc_message message = {""};
    mc_status status = mc_statements_match(&statements, &message);
    assert_int_equal(status, expected ? MC_BAD_INPUT : MC_OK);
    assert_string_equal(message.text, expected ? expected : "");
    mc_prior_free((mc_prior *)statements.prior);
    mc_strategies_free((mc_strategies *)statements.strategies);
    mc_information_free((mc_information *)statements.information);
    mc_mechanism_free((mc_mechanism *)statements.mechanism);
    mc_environment_free((mc_environment *)statements.env);
}

#define SAME_ORDER                                                             \
    "; both statements must list the same labels in the same order"

static void statements_with_equal_labels_belong_together(void **unused)
{
    (void)unused;
    assert_match(NULL, NULL, NULL, NULL, NULL);
    assert_match(NULL, NULL,
                 STRATEGIES("\"A\", \"B\"", "[\"s\"], [\"b\", \"c\"]",
                            "[\"a\"], [\"b\", \"c\"]",
                            "[[1]], [[1, 0], [0, 1]]"),
                 "{\"format\": \"mechcert-prior-1\", \"states\": [\"x\", "
                 "\"y\"], \"prior\": [0, 1]}",
                 NULL);
}

static void agents_differ(void **unused)
{
    (void)unused;
    assert_match(MECHANISM("\"A\", \"C\"", "\"o\", \"p\"", "[1, 0], [0, 1]"),
                 NULL, NULL, NULL,
                 "the agents of the mechanism and of the environment differ: "
                 "number 1 is \"C\" here and \"B\" there" SAME_ORDER);
    assert_match(NULL,
                 INFORMATION("\"B\", \"A\"", "\"x\", \"y\"",
                             "[\"1/3\", 0], [0, \"2/3\"]"),
                 NULL, NULL,
                 "the agents of the information structure and of the "
                 "environment differ: number 0 is \"B\" here and \"A\" "
                 "there" SAME_ORDER);
    assert_match(NULL, NULL, STRATEGIES("\"A\"", "[\"s\"]", "[\"a\"]", "[[1]]"),
                 NULL,
                 "the strategy profile has 1 agents, but the environment has "
                 "2");
    assert_match("{\"format\": \"mechcert-mechanism-1\", \"agents\": [\"A\", "
                 "\"B\", \"C\"], \"outcomes\": [\"o\", \"p\"], \"actions\": "
                 "[[\"a\"], [\"a\"], [\"a\"]], \"rule\": [[1, 0]]}",
                 NULL, NULL, NULL,
                 "the mechanism has 3 agents, but the environment has 2");
}

static void outcomes_and_states_differ(void **unused)
{
    (void)unused;
    assert_match(MECHANISM("\"A\", \"B\"", "\"p\", \"o\"", "[1, 0], [0, 1]"),
                 NULL, NULL, NULL,
                 "the outcomes of the mechanism and of the environment differ: "
                 "number 0 is \"p\" here and \"o\" there" SAME_ORDER);
    assert_match(MECHANISM("\"A\", \"B\"", "\"o\"", "[1], [1]"), NULL, NULL,
                 NULL,
                 "the mechanism has 1 outcomes, but the environment has 2");
    assert_match(NULL,
                 INFORMATION("\"A\", \"B\"", "\"x\", \"\\u001b[31mz\"",
                             "[\"1/3\", 0], [0, \"2/3\"]"),
                 NULL, NULL,
                 "the states of the information structure and of the "
                 "environment differ: number 1 is \"\\u001b[31mz\" here and "
                 "\"y\" there" SAME_ORDER);
    assert_match(NULL, NULL, NULL,
                 "{\"format\": \"mechcert-prior-1\", \"states\": [\"x\", "
                 "\"z\"], \"prior\": [0, 1]}",
                 "the states of the prior and of the environment differ: "
                 "number 1 is \"z\" here and \"y\" there" SAME_ORDER);
}

static void signals_and_actions_differ(void **unused)
{
    (void)unused;
    assert_match(NULL, NULL,
                 STRATEGIES("\"A\", \"B\"", "[\"s\"], [\"b\", \"d\"]",
                            "[\"a\"], [\"b\", \"c\"]",
                            "[[1]], [[1, 0], [0, 1]]"),
                 NULL,
                 "the signals of agent 1 of the strategy profile and of the "
                 "information structure differ: number 1 is \"d\" here and "
                 "\"c\" there" SAME_ORDER);
    assert_match(NULL, NULL,
                 STRATEGIES("\"A\", \"B\"", "[\"s\"], [\"b\", \"c\"]",
                            "[\"a\", \"e\"], [\"b\", \"c\"]",
                            "[[1, 0]], [[1, 0], [0, 1]]"),
                 NULL,
                 "the strategy profile has 2 actions of agent 0, but the "
                 "mechanism has 1");
}

static void the_prior_differs(void **unused)
{
    (void)unused;
    assert_match(NULL,
                 INFORMATION("\"A\", \"B\"", "\"x\", \"y\"",
                             "[\"1/3\", \"1/7\"], [\"1/42\", \"1/2\"]"),
                 NULL, NULL,
                 "the information structure gives the state \"x\" the "
                 "probability 5/14, the environment's prior is 1/3 (difference "
                 "1/42)");
    assert_match(NULL,
                 INFORMATION("\"A\", \"B\"", "\"x\", \"y\"",
                             "[\"1/3\", \"2/3\"], [0, 0]"),
                 NULL, NULL, NULL);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_with_equal_labels_belong_together),
        cmocka_unit_test(agents_differ),
        cmocka_unit_test(outcomes_and_states_differ),
        cmocka_unit_test(signals_and_actions_differ),
        cmocka_unit_test(the_prior_differs),
    };
    return UNIT_RUN(tests);
}
