/* Games of Gambit: what is read from .nfg files, and what .efg files say. The
   games that are written here, and the files that are read here, follow the
   description of the formats in Gambit's documentation. */
#define _POSIX_C_SOURCE 200809L
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "game/nfg.h"
#include "report/efg.h"

/* --- .nfg ---------------------------------------------------------------- */

enum { MOST = 4 };

/* A random game: payoff[c][i] of contingency c, the first player fastest. */
typedef struct table {
    size_t players, count[MOST], contingencies;
    mpq_t *payoff;
} table;

static void table_random(table *t, gmp_randstate_t random)
{
    size_t values = 1 + unit_random_below(random, 4);
    mpq_t *value = mc_rationals_new(values);
    *t = (table){.players = 1 + unit_random_below(random, MOST),
                 .contingencies = 1};
    for (size_t i = 0; i < t->players; i++)
        t->contingencies *= t->count[i] = 1 + unit_random_below(random, 3);
    t->payoff = mc_rationals_new(t->contingencies * t->players);
    for (size_t k = 0; k < values; k++)
        unit_random_rational(value[k], random, 80);
    for (size_t k = 0; k < t->contingencies * t->players; k++)
        mpq_set(t->payoff[k], value[unit_random_below(random, values)]);
    mc_rationals_free(value, values);
}

static void table_clear(table *t)
{
    mc_rationals_free(t->payoff, t->contingencies * t->players);
}

static void put_blank(FILE *out, gmp_randstate_t random)
{
    static const char *const blanks[] = {" ", "\n", "\t", "\r\n", "  ", "\v\f"};
    fputs(blanks[unit_random_below(random, 6)], out);
}

/* A decimal of the same value, if there is one, in one of several spellings. */
static void put_number(FILE *out, gmp_randstate_t random, mpq_srcptr value)
{
    char *text = unit_random_below(random, 2) ? mc_number_text(value)
                                              : mc_number_text_lp(value);
    if (mpq_sgn(value) >= 0 && unit_random_below(random, 3) == 0)
        putc('+', out);
    if (strncmp(text, "0.", 2) == 0 && unit_random_below(random, 2))
        fputs(text + 1, out);
    else
        fputs(text, out);
    free(text);
}

static void put_head(FILE *out, gmp_randstate_t random, const table *t)
{
    bool labels = unit_random_below(random, 2);
    fprintf(out, "NFG 1 %c \"A \\\"game\\\"\"",
            "RD"[unit_random_below(random, 2)]);
    put_blank(out, random);
    putc('{', out);
    for (size_t i = 0; i < t->players; i++)
        fprintf(out, "\"p%zu\"", i);
    fputs("}{", out);
    for (size_t i = 0; i < t->players; i++) {
        if (labels)
            putc('{', out);
        else
            fprintf(out, " %zu", t->count[i]);
        for (size_t a = 0; labels && a < t->count[i]; a++)
            fprintf(out, " \"%zu\"", a + 1);
        if (labels)
            putc('}', out);
        put_blank(out, random);
    }
    putc('}', out);
    if (unit_random_below(random, 2))
        fputs("\"{ 1 2 } not part of the game\"", out);
    put_blank(out, random);
}

/* Every contingency has an outcome in the file, in reverse order; outcomes that
   give nothing may be the null outcome. */
static void put_outcomes(FILE *out, gmp_randstate_t random, const table *t)
{
    fputs("{ { \"nobody gets here\"", out);
    for (size_t i = 0; i < t->players; i++)
        fputs(" 7", out);
    fputs(" }", out);
    for (size_t c = t->contingencies; c-- > 0;) {
        fputs("{ \"\"", out);
        for (size_t i = 0; i < t->players; i++) {
            put_blank(out, random);
            put_number(out, random, t->payoff[c * t->players + i]);
            if (unit_random_below(random, 2))
                fputs(" ,", out);
        }
        putc('}', out);
        put_blank(out, random);
    }
    putc('}', out);
    for (size_t c = 0; c < t->contingencies; c++) {
        bool nothing = true;
        for (size_t i = 0; i < t->players; i++)
            nothing = nothing && mpq_sgn(t->payoff[c * t->players + i]) == 0;
        put_blank(out, random);
        fprintf(out, "%zu",
                nothing && unit_random_below(random, 2)
                    ? 0
                    : 1 + t->contingencies - c);
    }
}

static char *game_text(gmp_randstate_t random, const table *t, bool outcomes)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    put_head(out, random, t);
    if (outcomes)
        put_outcomes(out, random, t);
    for (size_t k = 0; !outcomes && k < t->contingencies * t->players; k++) {
        put_number(out, random, t->payoff[k]);
        put_blank(out, random);
    }
    assert_int_equal(fclose(out), 0);
    return text;
}

static mc_status parse(mc_nfg *game, mc_message *message, const char *text,
                       size_t length)
{
    /* a copy of just this size, so that sanitizers see a step too far */
    char *copy = malloc(length + 1), name[] = "game.nfg";
    mc_status status;
    assert_non_null(copy);
    memcpy(copy, text, length);
    copy[length] = '\0';
    mc_file file = {name, copy, length};
    status = mc_nfg_parse(game, message, &file);
    free(copy);
    return status;
}

static void read_game(mc_environment **env, mc_mechanism **mechanism,
                      const char *text, const char *player)
{
    mc_message message = {""};
    size_t changed;
    mc_nfg game;
    if (parse(&game, &message, text, strlen(text)) != MC_OK)
        fail_msg("%s in\n%s", message.text, text);
    game.name = "game.nfg";
    if (mc_nfg_statements(env, mechanism, &changed, &message, &game, player) !=
        MC_OK)
        fail_msg("%s in\n%s", message.text, text);
    mc_nfg_clear(&game);
}

/* The rule picks, for every profile, an outcome with the payoffs of the game.
 */
static void assert_is_game(const mc_environment *env,
                           const mc_mechanism *mechanism, const table *t)
{
    const mc_choices *actions = &mechanism->actions;
    assert_int_equal(env->states, 1);
    assert_int_equal(env->agents, t->players);
    assert_int_equal(actions->profiles, t->contingencies);
    assert_null(mechanism->secure);
    for (size_t a = 0; a < actions->profiles; a++) {
        size_t c = 0, stride = 1, chosen = env->outcomes;
        for (size_t i = 0; i < t->players; i++) {
            assert_int_equal(actions->count[i], t->count[i]);
            c += mc_choices_at(actions, a, i) * stride;
            stride *= t->count[i];
        }
        for (size_t k = 0; k < env->outcomes; k++)
            if (mpz_sgn(mechanism->rule.numerator[a * env->outcomes + k])) {
                assert_int_equal(chosen, env->outcomes);
                chosen = k;
            }
        assert_in_range(chosen, 0, env->outcomes - 1);
        for (size_t i = 0; i < t->players; i++)
            assert_true(mpq_equal(env->payoff[i * env->outcomes + chosen],
                                  t->payoff[c * t->players + i]));
    }
}

/* Welfare is the sum of the payoffs, or that of a player; every outcome is
   used, and no two are the same. */
static void assert_is_economy(const mc_environment *env, size_t player)
{
    mpq_t sum;
    mpq_init(sum);
    for (size_t k = 0; k < env->outcomes; k++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t i = 0; i < env->agents; i++)
            if (player == env->agents || player == i)
                mpq_add(sum, sum, env->payoff[i * env->outcomes + k]);
        assert_true(mpq_equal(sum, env->welfare[k]));
        for (size_t l = 0; l < k; l++) {
            bool same = true;
            for (size_t i = 0; i < env->agents; i++)
                same = same && mpq_equal(env->payoff[i * env->outcomes + k],
                                         env->payoff[i * env->outcomes + l]);
            assert_false(same);
        }
    }
    mpq_clear(sum);
}

static void both_versions_give_the_game_back(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t time = 0; time < unit_times(300); time++) {
        mc_environment *env[2];
        mc_mechanism *mechanism[2];
        char player[] = "p0";
        table t;
        table_random(&t, random);
        size_t chosen = unit_random_below(random, t.players + 1);
        player[1] = (char)('0' + chosen);
        for (int outcomes = 0; outcomes < 2; outcomes++) {
            char *text = game_text(random, &t, outcomes == 1);
            read_game(&env[outcomes], &mechanism[outcomes], text,
                      chosen == t.players ? NULL : player);
            assert_is_game(env[outcomes], mechanism[outcomes], &t);
            assert_is_economy(env[outcomes], chosen);
            assert_string_equal(env[outcomes]->title, "A \"game\"");
            free(text);
        }
        assert_int_equal(env[0]->outcomes, env[1]->outcomes);
        for (int outcomes = 0; outcomes < 2; outcomes++) {
            mc_mechanism_free(mechanism[outcomes]);
            mc_environment_free(env[outcomes]);
        }
        table_clear(&t);
    }
    gmp_randclear(random);
}

static void labels_become_distinct(void **unused)
{
    static const char text[] =
        "NFG 1 R \"\" { \"\" \"a\" \"a\" \"a_3\" \"5\" \"\" } "
        "{ { \"x\" \"x\" } {\"x\"} {\"\"} {\"\\\"\"} {\"\\\\\"\"} {\"a\\b\"} }"
        "{ { \"o\" 1 0 0 0 0 0 } { \"o\" 2 0 0 0 0 0 } } 1 2";
    static const char *const agents[] = {"1", "a", "a_3_3", "a_3", "5", "6"};
    mc_environment *env;
    mc_mechanism *mechanism;
    (void)unused;
    read_game(&env, &mechanism, text, NULL);
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(env->agent_label[i], agents[i]);
    assert_string_equal(env->outcome_label[0], "o");
    assert_string_equal(env->outcome_label[1], "o_2");
    assert_string_equal(mechanism->actions.label[0][0], "x");
    assert_string_equal(mechanism->actions.label[0][1], "x_2");
    assert_string_equal(mechanism->actions.label[1][0], "x");
    assert_string_equal(mechanism->actions.label[2][0], "1");
    assert_string_equal(mechanism->actions.label[3][0], "\"");
    assert_string_equal(mechanism->actions.label[4][0], "\\\"");
    assert_string_equal(mechanism->actions.label[5][0], "a\\b");
    assert_string_equal(env->title, "Strategic game");
    mc_mechanism_free(mechanism);
    mc_environment_free(env);
}

/* One defect each, and the place where it is. */
static const struct {
    const char *text, *message;
} defects[] = {
    {"", "game.nfg:1:1: a file in Gambit's"},
    {"\xEF\xBB\xBFNFG 1 R", "game.nfg:1:1: a file in Gambit's"},
    {"EFG 2 R \"\" { }", "game.nfg:1:1: this is an extensive game"},
    {"<?xml version=\"1.0\"?>", "game.nfg:1:1: this is XML"},
    {"NFG 2 R \"\"", "game.nfg:1:5: the version 1 is expected"},
    {"NFG 1 Q \"\"", "game.nfg:1:7: the letter R"},
    {"NFG 1 R title", "game.nfg:1:9: the title in quotes is expected"},
    {"NFG 1 R \"title", "game.nfg:1:9: the closing quote"},
    {"NFG 1 R \"title\\\"", "game.nfg:1:9: the closing quote"},
    {"NFG 1 R \"\" 3", "game.nfg:1:12: a '{' is expected"},
    {"NFG 1 R \"\" { }", "game.nfg:1:12: the list is empty"},
    {"NFG 1 R \"\" { 3 }", "game.nfg:1:14: the name of a player in quotes"},
    {"NFG 1 R \"\" {\"a\" \"b\"\n", "game.nfg:2:1: the name of a player"},
    {"NFG 1 R \"\" {\"a\"} { }", "game.nfg:1:20: the number of players is 1, "
                                 "but there are strategies for 0 only"},
    {"NFG 1 R \"\" {\"a\" \"b\"} { 1 }",
     "game.nfg:1:26: the number of players is 2"},
    {"NFG 1 R \"\" {\"a\"} { 1 1 }",
     "game.nfg:1:22: a '}' is expected here, as the number of players is 1"},
    {"NFG 1 R \"\" {\"a\"} { 0 }", "game.nfg:1:20: every player must have"},
    {"NFG 1 R \"\" {\"a\"} { -1 }", "game.nfg:1:20: the number of strategies"},
    {"NFG 1 R \"\" {\"a\"} { 1.0 }", "game.nfg:1:20: the number of strategies"},
    {"NFG 1 R \"\" {\"a\"} { 1000001 }", "game.nfg:1:20: the number of"},
    {"NFG 1 R \"\" {\"a\"} { 99999999999999999999999 }", "game.nfg:1:20: the"},
    {"NFG 1 R \"\" {\"a\" \"b\"} { 10001 10000 }",
     "game.nfg:1:30: there are more than 100,000,000"},
    {"NFG 1 R \"\" {\"a\"} { { } } 1", "game.nfg:1:20: the list is empty"},
    {"NFG 1 R \"\" {\"a\"} { {\"x\"} {\"y\"} } 1", "game.nfg:1:26: a '}'"},
    {"NFG 1 R \"\" {\"a\" \"b\"} { {\"x\"} 3 } 1", "game.nfg:1:30: a '{'"},
    {"NFG 1 R \"\" {\"a\"} { 2 }", "game.nfg:1:23: the file ends after 0 of 2"},
    {"NFG 1 R \"\" {\"a\"} { 2 } 1", "game.nfg:1:25: the file ends after 1"},
    {"NFG 1 R \"\" {\"a\"} { 2 } 1 2 3", "game.nfg:1:28: the game is complete"},
    {"NFG 1 R \"\" {\"a\"} { 2 } 1, 2", "game.nfg:1:25: a payoff is expected"},
    {"NFG 1 R \"\" {\"a\"} { 2 } 1 \"2\"", "game.nfg:1:26: a payoff is"},
    {"NFG 1 R \"\" {\"a\"} { 2 } 1 1/0", "game.nfg:1:26: the denominator is"},
    {"NFG 1 R \"\" {\"a\"} { 2 } 1 1d3", "game.nfg:1:26: a number is"},
    {"NFG 1 R \"\" {\"a\"} { 2 } 1 1-3", "game.nfg:1:26: not a number"},
    {"NFG 1 R \"\" {\"a\"} { 2 } 1 1e", "game.nfg:1:26: not a number"},
    {"NFG 1 R \"\" {\"a\"} { 2 } 1 0x3", "game.nfg:1:26: not a number"},
    {"NFG 1 R \"\" {\"a\"} { 2 } 1 inf", "game.nfg:1:26: not a number"},
    {"NFG 1 R \"\" {\"a\"} { 2 } 1 1e10001", "game.nfg:1:26: the exponent"},
    {"NFG 1 R \"\" {\"a\"} {2} {{\"\" 1}} 1", "game.nfg:1:32: the file ends "
                                              "after 1 of 2 outcomes"},
    {"NFG 1 R \"\" {\"a\"} {2} {{\"\" 1}} 1 2", "game.nfg:1:33: the number of "
                                                "an outcome is expected here, "
                                                "at most 1"},
    {"NFG 1 R \"\" {\"a\"} {2} {{\"\" 1}} 1 -1", "game.nfg:1:33: the number"},
    {"NFG 1 R \"\" {\"a\"} {2} {{\"\" 1 2}} 1 1", "game.nfg:1:29: a '}'"},
    {"NFG 1 R \"\" {\"a\"} {2} {{\"\"}} 1 1", "game.nfg:1:26: a payoff"},
    {"NFG 1 R \"\" {\"a\"} {2} {{1}} 1 1", "game.nfg:1:24: the name of an"},
    {"NFG 1 R \"\" {\"a\"} {2} {{\"\" 1} 1 1", "game.nfg:1:30: a '}'"},
    {"NFG 1 R \"\xFF\" {\"a\"} {1} 1", "game.nfg:1:10: this is not UTF-8"},
};

static void defects_are_told_with_their_place(void **unused)
{
    (void)unused;
    for (size_t k = 0; k < sizeof defects / sizeof *defects; k++) {
        const char *wanted = defects[k].message;
        mc_message message = {""};
        mc_nfg game;
        mc_status status =
            parse(&game, &message, defects[k].text, strlen(defects[k].text));
        if (status != MC_BAD_INPUT ||
            strncmp(message.text, wanted, strlen(wanted)) != 0)
            fail_msg("\"%s\" instead of \"%s\" for\n%s", message.text, wanted,
                     defects[k].text);
    }
}

static void limits_are_kept(void **unused)
{
    static const char nul[] = "NFG 1 R \"\0\" {\"a\"} {1} 1";
    static const char large[] = "NFG 1 R \"\" {\"a\" \"b\"} {1 1} 1e10000 "
                                "1e-10000";
    mc_environment *env = NULL;
    mc_mechanism *mechanism = NULL;
    mc_message message = {""};
    size_t changed;
    mc_nfg game;
    (void)unused;
    assert_int_equal(parse(&game, &message, nul, sizeof nul - 1), MC_BAD_INPUT);
    assert_non_null(strstr(message.text, "byte 0"));
    assert_int_equal(parse(&game, &message, large, strlen(large)), MC_OK);
    game.name = "game.nfg";
    assert_int_equal(
        mc_nfg_statements(&env, &mechanism, &changed, &message, &game, NULL),
        MC_LIMIT);
    assert_non_null(strstr(message.text, "10,000"));
    assert_int_equal(
        mc_nfg_statements(&env, &mechanism, &changed, &message, &game, "c"),
        MC_BAD_INPUT);
    assert_non_null(strstr(message.text, "there is no player c"));
    mc_nfg_clear(&game);

    /* 6,000 profiles with 6,000 outcomes, and numbers of many digits */
    char *text = malloc(100000 * 8), *end = text;
    assert_non_null(text);
    end += sprintf(end, "NFG 1 R \"\" {\"a\"} {6000}");
    for (int c = 0; c < 6000; c++)
        end += sprintf(end, " %d", c);
    assert_int_equal(parse(&game, &message, text, strlen(text)), MC_OK);
    game.name = "game.nfg";
    assert_int_equal(
        mc_nfg_statements(&env, &mechanism, &changed, &message, &game, NULL),
        MC_LIMIT);
    assert_non_null(strstr(message.text, "64 MiB"));
    mc_nfg_clear(&game);
    end = text + sprintf(text, "NFG 1 R \"\" {\"a\"} {100000}");
    for (int c = 0; c < 100000; c++)
        end += sprintf(end, " 1e9999");
    assert_int_equal(parse(&game, &message, text, strlen(text)), MC_LIMIT);
    assert_non_null(strstr(message.text, "digits"));
    free(text);
}

/* A changed file is read as another game, or refused with a place in it. */
static void changed_files_are_read_or_refused(void **unused)
{
    static const char bytes[] = "{}\",\\ \n019/.e-+NRx\xC3\x00";
    gmp_randstate_t random;
    size_t read = 0, refused = 0;
    (void)unused;
    unit_random_init(random);
    for (size_t time = 0; time < unit_times(4000); time++) {
        mc_message message = {""};
        mc_nfg game;
        table t;
        table_random(&t, random);
        char *text = game_text(random, &t, unit_random_below(random, 2));
        size_t length = strlen(text);
        for (size_t k = 1 + unit_random_below(random, 3); k > 0; k--) {
            size_t at = unit_random_below(random, length);
            size_t way = unit_random_below(random, 4);
            if (way == 0 && length > 1) {
                memmove(text + at, text + at + 1, length - at);
                length--;
            } else if (way == 1) {
                length = at + 1;
            } else {
                text[at] = bytes[unit_random_below(random, sizeof bytes - 1)];
            }
        }
        mc_status status = parse(&game, &message, text, length);
        if (status == MC_OK) {
            mc_environment *env;
            mc_mechanism *mechanism;
            size_t changed;
            game.name = "game.nfg";
            status = mc_nfg_statements(&env, &mechanism, &changed, &message,
                                       &game, NULL);
            mc_nfg_clear(&game);
            read++;
            if (status == MC_OK) {
                mc_mechanism_free(mechanism);
                mc_environment_free(env);
            } else {
                assert_int_equal(status, MC_LIMIT);
            }
        } else {
            unsigned line, column;
            refused++;
            if (status == MC_BAD_INPUT)
                assert_int_equal(
                    sscanf(message.text, "game.nfg:%u:%u: ", &line, &column),
                    2);
            else
                assert_int_equal(status, MC_LIMIT);
        }
        free(text);
        table_clear(&t);
    }
    gmp_randclear(random);
    assert_true(read > 0 && refused > 0);
}

/* --- .efg ---------------------------------------------------------------- */

/* Statements with random lotteries, some of them certain, and signals of which
   some never occur. */
static void fill_lottery(mc_vector *vector, gmp_randstate_t random,
                         size_t start, size_t count, unsigned long scale)
{
    mpz_t rest;
    mpz_init_set_ui(rest, scale);
    for (size_t k = 0; k < count; k++) {
        mpz_ptr part = vector->numerator[start + k];
        unsigned long most = mpz_get_ui(rest);
        mpz_set_ui(part, k + 1 == count ? most
                         : unit_random_below(random, 2)
                             ? unit_random_below(random, most + 1)
                             : 0);
        mpz_sub(rest, rest, part);
    }
    mpz_clear(rest);
    mpz_set_ui(vector->denominator, scale);
}

static char *label(const char *kind, size_t number)
{
    return mc_text_new("%s\\%zu\"\n%s", kind, number, "\xCE\xB8");
}

static void label_choices(mc_choices *choices, const char *kind)
{
    for (size_t i = 0; i < choices->agents; i++)
        for (size_t c = 0; c < choices->count[i]; c++)
            choices->label[i][c] = label(kind, c);
}

typedef struct game {
    mc_environment *env;
    mc_mechanism *mechanism;
    mc_information *information;
} game;

static void game_random(game *g, gmp_randstate_t random)
{
    size_t agents = 1 + unit_random_below(random, 3);
    size_t outcomes = 1 + unit_random_below(random, 4);
    size_t states = 1 + unit_random_below(random, 3);
    size_t actions[3], signals[3];
    mc_message message;
    for (size_t i = 0; i < agents; i++) {
        actions[i] = 1 + unit_random_below(random, 3);
        signals[i] = 1 + unit_random_below(random, 3);
    }
    mc_environment *env = g->env =
        mc_environment_draft(agents, outcomes, states);
    for (size_t i = 0; i < agents; i++)
        env->agent_label[i] = label("agent", i);
    for (size_t k = 0; k < outcomes; k++)
        env->outcome_label[k] = label("outcome", k);
    for (size_t s = 0; s < states; s++)
        env->state_label[s] = label("state", s);
    for (size_t k = 0; k < agents * states * outcomes; k++)
        unit_random_rational(env->payoff[k], random, 60);

    g->mechanism = mc_mechanism_draft(env, actions);
    label_choices(&g->mechanism->actions, "action");
    for (size_t a = 0; a < g->mechanism->actions.profiles; a++)
        fill_lottery(&g->mechanism->rule, random, a * outcomes, outcomes, 30);
    assert_int_equal(mc_mechanism_seal(g->mechanism, &message), MC_OK);

    g->information = mc_information_draft(env, signals);
    label_choices(&g->information->signals, "signal");
    mc_vector *sigma = &g->information->distribution;
    fill_lottery(sigma, random, 0, sigma->length, 1000);
    assert_int_equal(mc_information_seal(g->information, &message), MC_OK);

    mpq_t part;
    mpq_init(part);
    for (size_t k = 0; k < sigma->length; k++) {
        mc_vector_get(part, sigma, k);
        mpq_add(env->prior[k % states], env->prior[k % states], part);
    }
    mpq_clear(part);
    assert_int_equal(mc_environment_seal(env, &message), MC_OK);
}

static void game_clear(game *g)
{
    mc_information_free(g->information);
    mc_mechanism_free(g->mechanism);
    mc_environment_free(g->env);
}

static mc_status write_game(const game *g, mc_message *message, char **text)
{
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "game.efg");
    mc_statements statements = {.env = g->env,
                                .mechanism = g->mechanism,
                                .information = g->information};
    size_t length;
    mc_status status = mc_report_efg(&statements, message, path);
    *text = unit_read_file(path, &length);
    free(path);
    unit_remove_directory(directory);
    return status;
}

/* A file that is read: tokens stand one behind the other. */
typedef struct reading {
    const char *at;
    char token[4096];
    bool quoted;
    const game *g;
    const size_t (*play)[3]; /* the action at [agent][signal] */
    mpq_t value[3];          /* expected payoffs */
    char *outcome[400];      /* text of each outcome */
    size_t nodes;
} reading;

/* As Gambit reads: a quote behind a backslash does not end a text, other
   backslashes stay. */
static void next(reading *r)
{
    size_t length = 0;
    r->at += strspn(r->at, " \n,");
    r->quoted = *r->at == '"';
    if (r->quoted)
        for (r->at++; *r->at != '"'; r->at++) {
            assert_true(*r->at != '\0');
            if (*r->at == '\\' && r->at[1] == '"')
                r->at++;
            r->token[length++] = *r->at;
            assert_true(length < sizeof r->token - 1);
        }
    else
        while (*r->at && !strchr(" \n,", *r->at))
            r->token[length++] = *r->at++;
    r->token[length] = '\0';
    r->at += r->quoted;
}

static void take(reading *r, const char *wanted)
{
    next(r);
    assert_string_equal(r->token, wanted);
    assert_false(r->quoted);
}

/* The label with a slash for the backslash and a blank for the line feed. */
static void take_label(reading *r, const char *given)
{
    char wanted[64];
    snprintf(wanted, sizeof wanted, "%s", given);
    for (char *c = wanted; *c; c++)
        *c = *c == '\\' ? '/' : *c == '\n' ? ' ' : *c;
    next(r);
    assert_true(r->quoted);
    assert_string_equal(r->token, wanted);
}

static size_t take_number(reading *r)
{
    next(r);
    return strtoul(r->token, NULL, 10);
}

static void take_rational(reading *r, mpq_t value)
{
    next(r);
    assert_null(mc_number_parse(value, r->token, strlen(r->token)));
}

/* Adds the payoffs of the end, times `probability`. */
static void walk_end(reading *r, mpq_srcptr probability)
{
    const char *start;
    size_t number = take_number(r);
    mpq_t payoff;
    mpq_init(payoff);
    assert_in_range(number, 1, 399);
    start = r->at;
    next(r);
    take(r, "{");
    for (size_t i = 0; i < r->g->env->agents; i++) {
        take_rational(r, payoff);
        mpq_mul(payoff, payoff, probability);
        mpq_add(r->value[i], r->value[i], payoff);
    }
    take(r, "}");
    if (!r->outcome[number])
        r->outcome[number] = strndup(start, (size_t)(r->at - start));
    assert_int_equal(
        strncmp(r->outcome[number], start, (size_t)(r->at - start)), 0);
    mpq_clear(payoff);
}

static void walk(reading *r, size_t agent, mpq_srcptr probability);

static void walk_agent(reading *r, size_t agent, mpq_srcptr probability)
{
    const mc_choices *actions = &r->g->mechanism->actions;
    const mc_choices *signals = &r->g->information->signals;
    size_t signal;
    mpq_t zero;
    mpq_init(zero);
    assert_int_equal(take_number(r), agent + 1);
    signal = take_number(r) - 1;
    assert_in_range(signal, 0, signals->count[agent] - 1);
    take_label(r, signals->label[agent][signal]);
    take(r, "{");
    for (size_t a = 0; a < actions->count[agent]; a++)
        take_label(r, actions->label[agent][a]);
    take(r, "}");
    take(r, "0");
    for (size_t a = 0; a < actions->count[agent]; a++)
        walk(r, agent + 1, a == r->play[agent][signal] ? probability : zero);
    mpq_clear(zero);
}

static void walk(reading *r, size_t agent, mpq_srcptr probability)
{
    bool end = agent == r->g->env->agents;
    r->nodes++;
    take(r, end ? "t" : "p");
    next(r);
    assert_true(r->quoted && *r->token == '\0');
    if (end)
        walk_end(r, probability);
    else
        walk_agent(r, agent, probability);
}

static void walk_chance(reading *r)
{
    mpq_t probability[100], sum;
    size_t moves = 0;
    mpq_init(sum);
    take(r, "c");
    next(r);
    take(r, "1");
    next(r);
    assert_true(r->quoted);
    take(r, "{");
    for (next(r); r->quoted; next(r)) {
        assert_in_range(moves, 0, 99);
        mpq_init(probability[moves]);
        take_rational(r, probability[moves]);
        assert_true(mpq_sgn(probability[moves]) > 0);
        mpq_add(sum, sum, probability[moves++]);
    }
    assert_string_equal(r->token, "}");
    assert_int_equal(mpq_cmp_ui(sum, 1, 1), 0);
    take(r, "0");
    for (size_t k = 0; k < moves; k++) {
        walk(r, 0, probability[k]);
        mpq_clear(probability[k]);
    }
    mpq_clear(sum);
}

static void walk_file(reading *r)
{
    take(r, "EFG");
    take(r, "2");
    take(r, "R");
    next(r);
    take(r, "{");
    for (size_t i = 0; i < r->g->env->agents; i++)
        take_label(r, r->g->env->agent_label[i]);
    take(r, "}");
    next(r);
    assert_true(r->quoted);
    assert_non_null(strstr(r->token, r->g->env->sha256));
    assert_non_null(strstr(r->token, r->g->mechanism->sha256));
    assert_non_null(strstr(r->token, r->g->information->sha256));
    walk_chance(r);
    next(r);
    assert_true(*r->token == '\0' && *r->at == '\0');
}

/* sum over s, theta and omega of sigma(s,theta) m(omega|b(s)) u(omega,theta) */
static void expect(mpq_t value, const game *g, size_t agent,
                   const size_t (*play)[3])
{
    const mc_environment *env = g->env;
    const mc_choices *signals = &g->information->signals;
    const mc_choices *actions = &g->mechanism->actions;
    mpq_t term, part;
    mpq_inits(term, part, NULL);
    mpq_set_ui(value, 0, 1);
    for (size_t k = 0; k < g->information->distribution.length; k++) {
        size_t s = k / env->states, theta = k % env->states, a = 0;
        for (size_t i = 0; i < env->agents; i++)
            a += play[i][mc_choices_at(signals, s, i)] * actions->stride[i];
        for (size_t o = 0; o < env->outcomes; o++) {
            mc_vector_get(term, &g->information->distribution, k);
            mc_vector_get(part, &g->mechanism->rule, a * env->outcomes + o);
            mpq_mul(term, term, part);
            mpq_mul(
                term, term,
                env->payoff[(agent * env->states + theta) * env->outcomes + o]);
            mpq_add(value, value, term);
        }
    }
    mpq_clears(term, part, NULL);
}

static void a_tree_gives_what_the_statements_give(void **unused)
{
    gmp_randstate_t random;
    mpq_t value;
    (void)unused;
    unit_random_init(random);
    mpq_init(value);
    for (size_t time = 0; time < unit_times(60); time++) {
        mc_message message = {""};
        size_t play[3][3] = {{0}};
        char *text;
        game g;
        game_random(&g, random);
        if (write_game(&g, &message, &text) != MC_OK)
            fail_msg("%s", message.text);
        for (size_t i = 0; i < g.env->agents; i++)
            for (size_t s = 0; s < 3; s++)
                play[i][s] =
                    unit_random_below(random, g.mechanism->actions.count[i]);
        reading r = {.at = text, .g = &g, .play = (const size_t(*)[3])play};
        for (size_t i = 0; i < 3; i++)
            mpq_init(r.value[i]);
        walk_file(&r);
        for (size_t i = 0; i < g.env->agents; i++) {
            expect(value, &g, i, (const size_t(*)[3])play);
            assert_true(mpq_equal(value, r.value[i]));
        }
        for (size_t i = 0; i < 3; i++)
            mpq_clear(r.value[i]);
        for (size_t k = 0; k < 400; k++)
            free(r.outcome[k]);
        free(text);
        game_clear(&g);
    }
    mpq_clear(value);
    gmp_randclear(random);
}

/* One agent with two signals of probability 1/2 and so many actions. */
static void flat_game(game *g, size_t actions, size_t length)
{
    const size_t signals = 2;
    g->env = mc_environment_draft(1, 1, 1);
    g->env->agent_label[0] = strdup("A");
    g->env->outcome_label[0] = strdup("o");
    g->env->state_label[0] = strdup("s");
    mpq_set_ui(g->env->prior[0], 1, 1);
    g->mechanism = mc_mechanism_draft(g->env, &actions);
    for (size_t a = 0; a < actions; a++) {
        g->mechanism->actions.label[0][a] =
            mc_text_new("%0*zu", (int)length, a);
        mpz_set_ui(g->mechanism->rule.numerator[a], 1);
    }
    g->information = mc_information_draft(g->env, &signals);
    label_choices(&g->information->signals, "");
    for (size_t s = 0; s < 2; s++)
        mpz_set_ui(g->information->distribution.numerator[s], 1);
    mpz_set_ui(g->information->distribution.denominator, 2);
}

static void large_trees_are_refused(void **unused)
{
    mc_message message = {""};
    char *text;
    game g;
    (void)unused;
    /* 1 + 2 (1 + actions) nodes */
    flat_game(&g, 499998, 6);
    assert_int_equal(write_game(&g, &message, &text), MC_OK);
    assert_non_null(text);
    free(text);
    game_clear(&g);
    flat_game(&g, 499999, 6);
    assert_int_equal(write_game(&g, &message, &text), MC_LIMIT);
    assert_non_null(strstr(message.text, "1,000,000 nodes: 500000 for each of "
                                         "2 pairs"));
    assert_null(text);
    game_clear(&g);
    flat_game(&g, 300, 1000000);
    assert_int_equal(write_game(&g, &message, &text), MC_LIMIT);
    assert_non_null(strstr(message.text, "256 MiB"));
    assert_null(text);
    game_clear(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_versions_give_the_game_back),
        cmocka_unit_test(labels_become_distinct),
        cmocka_unit_test(defects_are_told_with_their_place),
        cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(changed_files_are_read_or_refused),
        cmocka_unit_test(a_tree_gives_what_the_statements_give),
        cmocka_unit_test(large_trees_are_refused),
    };
    return UNIT_RUN(tests);
}
