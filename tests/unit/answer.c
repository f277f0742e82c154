/* Readers of other solvers' answers. */
#define _POSIX_C_SOURCE 200809L
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "lp/answer.h"
#include "lp/file.h"

/* ---- a program: minimise x + 2 y, x + y >= 1, x - y <= 2, x + 3 y = 3 ---- */

static const char program_text[] =
    "min\n obj: x + 2 y\nst\n one: x + y >= 1\n two: x - y <= 2\n"
    " three: x + 3 y = 3\nend\n";

static void set_up(mc_lp *lp)
{
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "program.lp");
    mc_message message = {""};
    unit_write_file(path, program_text, strlen(program_text));
    assert_int_equal(mc_lp_read(lp, NULL, &message, path, NULL), MC_OK);
    free(path);
    unit_remove_directory(directory);
}

/* Reads the text, whose format is found, and demands success. */
static void read_text(mc_answer *answer, const mc_lp *lp, const char *text)
{
    mc_message message = {""};
    mc_status status = mc_answer_parse(answer, &message, "file", text,
                                       strlen(text), lp, MC_ANSWER_AUTO);
    if (status != MC_OK)
        print_error("%s\n", message.text);
    assert_int_equal(status, MC_OK);
}

static void refuses(const mc_lp *lp, mc_answer_format format, const char *text,
                    const char *words)
{
    mc_answer answer;
    mc_message message = {""};
    assert_int_equal(mc_answer_parse(&answer, &message, "file", text,
                                     strlen(text), lp, format),
                     MC_BAD_INPUT);
    if (!strstr(message.text, words))
        print_error("\"%s\" is not in \"%s\"\n", words, message.text);
    assert_non_null(strstr(message.text, words));
}

static void assert_number(const mc_answer_vector *vector, size_t place,
                          const char *value)
{
    mpq_t wanted;
    mpq_init(wanted);
    assert_int_equal(mpq_set_str(wanted, value, 10), 0);
    mpq_canonicalize(wanted);
    assert_non_null(vector->entry);
    assert_true(mpq_equal(vector->entry[place].value, wanted));
    mpq_clear(wanted);
}

/* ---- numbers ---- */

static void printed_digits_are_counted(void **unused)
{
    static const struct {
        const char *text, *value;
        unsigned digits;
        long last;
        bool integer, fraction;
    } cases[] = {
        {"0", "0", 0, 0, true, false},
        {"0.000", "0", 0, -3, false, false},
        {"-0", "0", 0, 0, true, false},
        {"12", "12", 2, 0, true, false},
        {"+1200", "1200", 4, 0, true, false},
        {"1.20", "6/5", 3, -2, false, false},
        {"-0.00120", "-3/2500", 3, -5, false, false},
        {"3.", "3", 1, 0, false, false},
        {"1e3", "1000", 1, 3, false, false},
        {"1.25E-2", "1/80", 3, -4, false, false},
        {"007", "7", 1, 0, true, false},
        {"-3/6", "-1/2", 0, 0, false, true},
    };
    mc_answer_number number = {0};
    mpq_t wanted;
    (void)unused;
    mpq_init(number.value);
    mpq_init(wanted);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_null(mc_answer_number_read(&number, cases[i].text,
                                          strlen(cases[i].text)));
        assert_int_equal(mpq_set_str(wanted, cases[i].value, 10), 0);
        assert_true(mpq_equal(number.value, wanted));
        assert_int_equal(number.digits, cases[i].digits);
        if (!cases[i].fraction)
            assert_int_equal(number.last, cases[i].last);
        assert_int_equal(number.integer, cases[i].integer);
        assert_int_equal(number.fraction, cases[i].fraction);
        assert_true(number.given);
    }
    assert_non_null(mc_answer_number_read(&number, "nan", 3));
    assert_non_null(mc_answer_number_read(&number, "", 0));
    assert_non_null(mc_answer_number_read(&number, "1/0", 3));
    assert_non_null(mc_answer_number_read(&number, "1.5 ", 4));
    mpq_clear(number.value);
    mpq_clear(wanted);
}

/* The limit on a number's length leaves out its sign. */
static void the_longest_number_may_have_a_sign(void **unused)
{
    static char text[MC_NUMBER_MAX_LENGTH + 2];
    mc_answer_number number;
    (void)unused;
    mpq_init(number.value);
    memset(text, '7', sizeof text);
    for (size_t sign = 0; sign < 2; sign++) {
        text[0] = "-+"[sign];
        assert_null(
            mc_answer_number_read(&number, text, MC_NUMBER_MAX_LENGTH + 1));
        assert_int_equal(number.digits, MC_NUMBER_MAX_LENGTH);
        assert_int_equal(mpq_sgn(number.value), sign ? 1 : -1);
        assert_non_null(mc_answer_number_read(&number, text, sizeof text));
    }
    mpq_clear(number.value);
}

static void format_names_lead_back(void **unused)
{
    (void)unused;
    for (int i = 0; i < MC_ANSWER_FORMATS; i++)
        assert_int_equal(
            mc_answer_format_find(mc_answer_format_name((mc_answer_format)i)),
            i);
    assert_int_equal(mc_answer_format_find("none"), MC_ANSWER_FORMATS);
}

/* ---- bases ---- */

static void assert_basis(const mc_answer *answer, const char *columns,
                         const char *rows)
{
    static const char letters[] = "BLUZ";
    assert_true(answer->has_basis);
    for (size_t j = 0; j < answer->basis.columns; j++)
        assert_int_equal(letters[answer->basis.column[j]], columns[j]);
    for (size_t r = 0; r < answer->basis.rows; r++)
        assert_int_equal(letters[answer->basis.row[r]], rows[r]);
}

static void mps_codes_mean_what_they_say(void **unused)
{
    mc_lp lp;
    mc_answer answer;
    (void)unused;
    set_up(&lp);
    read_text(&answer, &lp,
              "* a comment\nNAME x Rows 3\n XU x two\n UL y\nENDATA\n");
    assert_int_equal(answer.format, MC_ANSWER_MPS_BASIS);
    assert_basis(&answer, "BU", "BUB");
    mc_answer_clear(&answer);
    read_text(&answer, &lp,
              "NAME\n xl y three 1.5\n ll x _dummy_ 0.\r\nENDATA");
    assert_basis(&answer, "LB", "BBL");
    mc_answer_clear(&answer);
    read_text(&answer, &lp, "NAME\n BS x\n BS y\nENDATA\n");
    assert_basis(&answer, "BB", "BBB");
    mc_answer_clear(&answer);
    read_text(&answer, &lp, "NAME\nENDATA\n");
    assert_basis(&answer, "LL", "BBB");
    mc_answer_clear(&answer);
    mc_lp_clear(&lp);
}

static void wrong_bases_are_refused(void **unused)
{
    mc_lp lp;
    (void)unused;
    set_up(&lp);
    refuses(&lp, MC_ANSWER_AUTO, "NAME\n XU x four\nENDATA\n",
            "file:2:7: the program has no row \"four\"");
    refuses(&lp, MC_ANSWER_AUTO, "NAME\n XU z one\nENDATA\n",
            "file:2:5: the program has no column \"z\"");
    refuses(&lp, MC_ANSWER_AUTO, "NAME\n XX x one\nENDATA\n", "file:2:2: ");
    refuses(&lp, MC_ANSWER_AUTO, "NAME\n XU x\nENDATA\n", "file:2:6: ");
    refuses(&lp, MC_ANSWER_AUTO, "NAME\n UL x\n LL x\nENDATA\n",
            "file:3:5: \"x\" has a position");
    refuses(&lp, MC_ANSWER_AUTO, "NAME\n XU x one\n XL y one\nENDATA\n",
            "file:3:7: \"one\" has a position");
    refuses(&lp, MC_ANSWER_AUTO, "NAME\n UL x\n", "before ENDATA");
    refuses(&lp, MC_ANSWER_AUTO, "NAME\nROWS\nENDATA\n", "file:2:1: ");
    mc_lp_clear(&lp);
}

/* Names with blanks can only be read in the fixed way. */
static void fixed_fields_may_hold_blanks(void **unused)
{
    mc_lp lp;
    mc_answer answer;
    mpq_t one;
    (void)unused;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    mc_lp_init(&lp, false);
    assert_true(mc_lp_add_row(&lp, one, NULL));
    assert_true(mc_lp_name_row(&lp, "my row", 6));
    assert_true(mc_lp_add_column(&lp, one, one, one));
    assert_true(mc_lp_name_column(&lp, "a b", 3));
    assert_true(mc_lp_add_entry(&lp, 0, 0, one));
    assert_true(mc_lp_finish(&lp));
    read_text(&answer, &lp, "NAME\n XL a b       my row\nENDATA\n");
    assert_basis(&answer, "B", "L");
    mc_answer_clear(&answer);
    read_text(&answer, &lp,
              "Model status\nOptimal\n\n# Primal solution values\nFeasible\n"
              "# Columns 1\na b 1\n# Rows 1\nmy row 1\n");
    assert_number(&answer.x, 0, "1");
    mc_answer_clear(&answer);
    mc_lp_clear(&lp);
    mpq_clear(one);
}

static void highs_bases_of_both_versions(void **unused)
{
    mc_lp lp;
    mc_answer answer;
    (void)unused;
    set_up(&lp);
    read_text(&answer, &lp,
              "HiGHS v1\nValid\n# Columns 2\n1 2 \n# Rows 3\n0\n1 4\n");
    assert_basis(&answer, "BU", "LBL");
    mc_answer_clear(&answer);
    read_text(&answer, &lp,
              "HiGHS_basis_file v2\nValid\n# Columns 2\ny 3\nx 1\n# Rows 3\n"
              "two 2\none 1\nthree 0\n");
    assert_basis(&answer, "BZ", "BUL");
    mc_answer_clear(&answer);
    read_text(&answer, &lp, "HiGHS_basis_file v2\nNone\n");
    assert_false(answer.has_basis);
    mc_answer_clear(&answer);
    refuses(&lp, MC_ANSWER_AUTO, "HiGHS v1\nValid\n# Columns 3\n1 2 1\n",
            ":3:");
    refuses(&lp, MC_ANSWER_AUTO, "HiGHS v1\nValid\n# Columns 2\n1 5\n",
            ":4:3:");
    refuses(&lp, MC_ANSWER_AUTO,
            "HiGHS_basis_file v2\nValid\n# Columns 2\nx 1\nx 1\n",
            ":5:1: \"x\" has a position");
    mc_lp_clear(&lp);
}

/* ---- statuses ---- */

static void statuses_become_claims(void **unused)
{
    static const struct {
        const char *words;
        mc_answer_claim claim;
    } cases[] = {
        {"optimal solution found", MC_CLAIM_OPTIMAL},
        {"Optimal", MC_CLAIM_OPTIMAL},
        {"infeasible", MC_CLAIM_INFEASIBLE},
        {"primal infeasible", MC_CLAIM_INFEASIBLE},
        {"INFEASIBLE (FINAL)", MC_CLAIM_INFEASIBLE},
        {"INFEASIBLE (INTERMEDIATE)", MC_CLAIM_NOTHING},
        {"unbounded", MC_CLAIM_UNBOUNDED},
        {"infeasible or unbounded", MC_CLAIM_INFEASIBLE_OR_UNBOUNDED},
        {"Primal infeasible or unbounded", MC_CLAIM_INFEASIBLE_OR_UNBOUNDED},
        {"feasible", MC_CLAIM_FEASIBLE},
        {"time limit reached", MC_CLAIM_NOTHING},
        {"non-optimal", MC_CLAIM_NOTHING},
        {"", MC_CLAIM_NOTHING},
    };
    mc_lp lp;
    (void)unused;
    set_up(&lp);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        mc_answer answer;
        (void)snprintf(text, sizeof text,
                       "solution status: %s\nno solution available\n",
                       cases[i].words);
        read_text(&answer, &lp, text);
        assert_int_equal(answer.claim, cases[i].claim);
        assert_string_equal(answer.status, cases[i].words);
        assert_null(answer.x.entry);
        mc_answer_clear(&answer);
    }
    refuses(&lp, MC_ANSWER_AUTO, "solution status: integer optimal\n",
            "integer program");
    mc_lp_clear(&lp);
}

/* ---- values ---- */

static void glpsol_signs_and_letters(void **unused)
{
    mc_lp lp;
    mc_answer answer;
    (void)unused;
    set_up(&lp);
    read_text(&answer, &lp,
              "c Status: OPTIMAL\ns bas 3 2 f f 2.0\ni 3 s 3 0.5\n"
              "i 1 b 1.00 0\ni 2 u -1 -2e-1\nj 2 f 1 0\nj 1 l 0 .5\ne o f\n");
    assert_int_equal(answer.format, MC_ANSWER_GLPSOL_W);
    assert_int_equal(answer.claim, MC_CLAIM_OPTIMAL);
    assert_basis(&answer, "LZ", "BUL");
    assert_number(&answer.y, 1, "-1/5");
    assert_number(&answer.activity, 1, "-1");
    assert_number(&answer.reduced, 0, "1/2");
    assert_int_equal(answer.activity.entry[0].digits, 3);
    mc_answer_clear(&answer);
    /* what it does not know it does not claim */
    read_text(&answer, &lp,
              "s bas 3 2 u u 0\ni 1 b 0 0\ni 2 b 0 0\ni 3 b 0 0\nj 1 l 0 0\n"
              "j 2 l 0 0\ne o f\n");
    assert_int_equal(answer.claim, MC_CLAIM_NOTHING);
    assert_null(answer.x.entry);
    assert_false(answer.has_basis);
    assert_false(answer.objective.given);
    mc_answer_clear(&answer);
    refuses(&lp, MC_ANSWER_AUTO, "s mip 3 2 o 1\n", ":1:1: ");
    refuses(&lp, MC_ANSWER_AUTO, "s bas 3 2 f f 0\ni 4 b 0 0\ne o f\n",
            ":2:1:");
    refuses(&lp, MC_ANSWER_AUTO, "s bas 3 2 f f 0\nj 1 b 0 0\ne o f\n",
            "column \"y\" of the program is missing");
    refuses(&lp, MC_ANSWER_AUTO,
            "s bas 3 2 f f 0\nj 1 b 0 0\nj 1 b 0 0\ne o f\n",
            ":3:3: a second value");
    mc_lp_clear(&lp);
}

/* minimise 10 + x + 2 y; rows: at least 3 = x + y, free 1 = x, at most
   5 = 2 x + y, free 3 = x + y; at x = 1, y = 2 */
static const char free_rows_text[] =
    "NAME\nROWS\n N cost\n G a\n N b\n L c\n N d\nCOLUMNS\n x cost 1 a 1\n"
    " x b 1 c 2\n x d 1\n y cost 2 a 1\n y c 1 d 1\nRHS\n a 3 c 5\n"
    " cost -10\nENDATA\n";

static void set_up_text(mc_lp *lp, const char *text)
{
    char name[] = "program";
    mc_file file = {.name = name, .text = strdup(text), .length = strlen(text)};
    mc_message message = {""};
    assert_non_null(file.text);
    assert_int_equal(mc_lp_parse(lp, NULL, &message, &file, NULL), MC_OK);
    free(file.text);
}

/* Rows of a file, in their order; NULL stands for the objective. Every row has
   a marginal of its own: that of row r of the program is r + 1. */
static void assert_rows(const mc_lp *lp, const char *const *line, size_t rows,
                        bool marked, const bool *given)
{
    static const char *const wanted[] = {"1", "2", "3", "4"};
    char text[400];
    size_t used = (size_t)snprintf(
        text, sizeof text, marked ? "s bas %zu 2 f f 15\n" : "%zu 2\n2 2 15\n",
        rows);
    mc_answer answer;
    for (size_t k = 0; k < rows; k++) {
        if (marked)
            used += (size_t)snprintf(text + used, sizeof text - used, "i %zu ",
                                     k + 1);
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%s\n", line[k]);
    }
    (void)snprintf(text + used, sizeof text - used,
                   marked ? "j 1 b 1 0\nj 2 b 2 0\ne o f\n" : "1 1 0\n1 2 0\n");
    read_text(&answer, lp, text);
    for (size_t r = 0; r < 4; r++) {
        assert_int_equal(answer.y.entry[r].given, given[r]);
        if (given[r])
            assert_number(&answer.y, r, wanted[r]);
        else
            assert_int_equal(answer.basis.row[r], MC_BASIC);
    }
    mc_answer_clear(&answer);
}

static void glpsol_leaves_free_rows_out_or_not(void **unused)
{
    static const bool all[] = {true, true, true, true};
    static const bool bounded[] = {true, false, true, false};
    static const char *const marked[] = {"l 3 1", "b 1 2", "u 4 3", "b 3 4"};
    static const char *const plain[] = {"2 3 1", "1 1 2", "3 4 3", "1 3 4"};
    static const char *const short_marked[] = {"l 3 1", "u 4 3"};
    static const char *const short_plain[] = {"2 3 1", "3 4 3"};
    static const char *const objective[] = {"1 5 9", "1 15 9"};
    mc_lp lp;
    (void)unused;
    set_up_text(&lp, free_rows_text);
    assert_rows(&lp, marked, 4, true, all);
    assert_rows(&lp, plain, 4, false, all);
    assert_rows(&lp, short_marked, 2, true, bounded);
    assert_rows(&lp, short_plain, 2, false, bounded);
    /* the objective at every place, with its constant and without */
    for (size_t place = 0; place <= 4; place++)
        for (size_t i = 0; i < 2; i++) {
            const char *line[5];
            for (size_t k = 0; k < 5; k++)
                line[k] = k == place ? objective[i] : plain[k - (k > place)];
            assert_rows(&lp, line, 5, false, all);
        }
    /* too many or too few; no objective; rows that are not those */
    refuses(&lp, MC_ANSWER_AUTO, "s bas 3 2 f f 15\n",
            ":1:1: 3 rows and 2 columns, but the program has 4 (2 without "
            "those that have no bounds) and 2");
    refuses(&lp, MC_ANSWER_AUTO, "s bas 6 2 f f 15\n", ":1:1: 6 rows");
    refuses(&lp, MC_ANSWER_AUTO,
            "5 2\n2 2 15\n2 3 1\n1 1 2\n3 4 3\n1 3 4\n1 6 0\n1 1 0\n1 2 0\n",
            ":7:1: one row more than the program has");
    refuses(&lp, MC_ANSWER_AUTO,
            "5 2\n2 2 15\n1 5 0\n2 3 1\n1 1 2\n3 7 3\n1 3 4\n1 1 0\n1 2 0\n",
            ":7:1: one row more than the program has");
    refuses(&lp, MC_ANSWER_AUTO,
            "s bas 2 2 f f 15\ni 1 l 3 1\nj 1 b 1 0\nj 2 b 2 0\ne o f\n",
            "row 2 is missing");
    refuses(&lp, MC_ANSWER_AUTO,
            "s bas 2 2 f f 15\ni 1 l 3 1\ni 1 l 3 1\ne o f\n",
            ":3:3: row 1 a second time");
    mc_lp_clear(&lp);
}

/* A row that is the objective again. */
static void glpsol_rows_like_the_objective(void **unused)
{
    static const char twin[] = "NAME\nROWS\n N cost\n N again\n G a\nCOLUMNS\n"
                               " x cost 1 again 1\n x a 1\nRHS\n a 3\nENDATA\n";
    mc_lp lp;
    mc_answer answer;
    (void)unused;
    set_up_text(&lp, twin);
    read_text(&answer, &lp, "3 1\n2 2 3\n1 3 0\n1 3 0\n2 3 1\n1 3 0\n");
    assert_number(&answer.y, 0, "0");
    assert_number(&answer.y, 1, "1");
    mc_answer_clear(&answer);
    /* the place decides what the marginal belongs to */
    refuses(&lp, MC_ANSWER_AUTO, "3 1\n2 2 3\n1 3 0\n1 3 1\n2 3 1\n1 3 0\n",
            ":4:1: one row more than the program has, and both 1 and 2 could "
            "be its objective");
    mc_lp_clear(&lp);
}

static void clp_rows_come_before_columns(void **unused)
{
    mc_lp lp;
    mc_answer answer;
    (void)unused;
    set_up(&lp);
    read_text(&answer, &lp,
              "Optimal - objective value 2\n  0 one 1 0\n**  2 three 3 0.25\n"
              "  1 y 1 -0.5\n");
    assert_number(&answer.activity, 2, "3");
    assert_number(&answer.y, 2, "1/4");
    assert_number(&answer.x, 1, "1");
    assert_number(&answer.x, 0, "0");
    assert_int_equal(answer.x.given, 1);
    assert_false(answer.x.entry[0].given);
    mc_answer_clear(&answer);
    read_text(&answer, &lp, "Infeasible - objective value 2\n 0 x 1 0\n");
    assert_int_equal(answer.claim, MC_CLAIM_INFEASIBLE);
    mc_answer_clear(&answer);
    refuses(&lp, MC_ANSWER_AUTO, "Optimal - objective value 2\n 0 one 1 0\n",
            "no column \"one\"");
    refuses(&lp, MC_ANSWER_AUTO, "Optimal - objective value 2\n 0 x 1\n",
            ":2:2:");
    mc_lp_clear(&lp);
}

static void json_numbers_are_not_rounded(void **unused)
{
    mc_lp lp;
    mc_answer answer;
    (void)unused;
    set_up(&lp);
    read_text(&answer, &lp,
              "{\"Vars\":[{\"X\":0.1000000000000000000001,\"VarName\":\"x\","
              "\"Extra\":{\"a\":[1,\"]}\\\"\"]}}, {\"VarName\" : \"\\u0079\", "
              "\"X\" : 1e1}],\"SolutionInfo\":{\"ObjVal\":\"1/3\","
              "\"Status\":2}}");
    assert_int_equal(answer.claim, MC_CLAIM_OPTIMAL);
    assert_number(&answer.x, 0,
                  "1000000000000000000001/10000000000000000000000");
    assert_number(&answer.x, 1, "10");
    assert_true(answer.objective.fraction);
    mc_answer_clear(&answer);
    refuses(&lp, MC_ANSWER_AUTO, "{\"SolutionInfo\":[]}", ":1:17: \"{\"");
    refuses(&lp, MC_ANSWER_AUTO,
            "{\"SolutionInfo\":{\"Status\":2},\"Vars\":[1]}", ":1:38: ");
    refuses(&lp, MC_ANSWER_AUTO, "{\"a\":1,\"a\":2}", "not JSON");
    refuses(&lp, MC_ANSWER_AUTO, "{\"a\":", "not JSON");
    refuses(&lp, MC_ANSWER_AUTO,
            "{\"SolutionInfo\":{\"Status\":2},\"Vars\":[{\"X\":1}]}",
            "VarName is missing");
    mc_lp_clear(&lp);
}

static void xml_attributes_are_resolved(void **unused)
{
    mc_lp lp;
    mc_answer answer;
    (void)unused;
    set_up(&lp);
    read_text(&answer, &lp,
              "<CPLEXSolution><header objectiveValue='2' "
              "solutionStatusString='optimal'/><linearConstraints>"
              "<constraint name='one' dual='0' status='BS'/><constraint "
              "name='two' dual='&#45;1' status='UL'/><constraint name='three' "
              "dual='1' status='LL'/></linearConstraints><variables><variable "
              "name='x' value='1.5' reducedCost='0' status='BS'/><variable "
              "name='y' value='0.5' reducedCost='0' status='FR'/></variables>"
              "</CPLEXSolution>");
    assert_number(&answer.y, 1, "-1");
    assert_number(&answer.x, 0, "3/2");
    assert_basis(&answer, "BZ", "BUL");
    mc_answer_clear(&answer);
    refuses(&lp, MC_ANSWER_AUTO, "<CPLEXSolution>", "not XML");
    refuses(&lp, MC_ANSWER_AUTO, "<a/>", "outermost");
    refuses(&lp, MC_ANSWER_AUTO, "<CPLEXSolution/>", "solutionStatusString");
    refuses(&lp, MC_ANSWER_AUTO,
            "<CPLEXSolution>\n <header solutionStatusString='MIP integer'/>",
            ":2:2: ");
    refuses(&lp, MC_ANSWER_AUTO,
            "<CPLEXSolution>\n<header solutionStatusString='optimal' "
            "objectiveValue='1'/>\n<header objectiveValue='1'/>",
            ":3:1: a second objective");
    mc_lp_clear(&lp);
}

static void soplex_logs_are_skipped(void **unused)
{
    mc_lp lp;
    mc_answer answer;
    (void)unused;
    set_up(&lp);
    read_text(&answer, &lp,
              "SoPlex version 9\nx 1 2\n\nSoPlex status : problem is solved "
              "[infeasible or unbounded]\n");
    assert_int_equal(answer.format, MC_ANSWER_SOPLEX);
    assert_int_equal(answer.claim, MC_CLAIM_INFEASIBLE_OR_UNBOUNDED);
    mc_answer_clear(&answer);
    refuses(&lp, MC_ANSWER_AUTO,
            "SoPlex status : [optimal]\nPrimal solution (name, value):\nx\t1\n",
            "before \"All other ...\"");
    mc_lp_clear(&lp);
}

/* ---- hostile files ---- */

static const char *const samples[] = {
    "toy.clp",          "toy-all.clp",      "toy.clp.bas",
    "toy.qsopt",        "toy.qsopt.bas",    "toy.highs",
    "toy.highs-sparse", "toy.highs-basis",  "toy-v1.highs-basis",
    "toy.glpsol-w",     "toy-old.glpsol-w", "toy-interior.glpsol-w",
    "toy.glpsol-o",     "toy.gurobi.sol",   "toy.gurobi.json",
    "toy.cplex.sol",    "toy.scip.sol",     "toy.soplex",
    "toy-exact.soplex", "toy.miplib.sol",
};

enum { SAMPLES = sizeof samples / sizeof *samples };

/* One change of the text in place; returns its new length. */
static size_t mutate(char *text, size_t length, gmp_randstate_t random)
{
    static const char tokens[] = "\n\t \"'<>{}[],:=#*-+./0129eEXULBSijcs\0\377";
    size_t at = unit_random_below(random, length);
    size_t count = 1 + unit_random_below(random, length - at);
    switch (unit_random_below(random, 4)) {
    case 0:
        text[at] = (char)unit_random_below(random, 256);
        break;
    case 1:
        text[at] = tokens[unit_random_below(random, sizeof tokens - 1)];
        break;
    case 2:
        memmove(text + at, text + at + count, length - at - count);
        return length - count;
    default: /* a piece over another place */
        memmove(text + unit_random_below(random, length - count + 1), text + at,
                count);
    }
    return length;
}

/* The answer is read or refused with a place, in the format that is found and
   in any other. */
static void try_text(const mc_lp *lp, const char *text, size_t length,
                     mc_answer_format format, size_t *read)
{
    mc_answer answer;
    mc_message message = {""};
    mc_status status =
        mc_answer_parse(&answer, &message, "file", text, length, lp, format);
    if (status == MC_OK) {
        ++*read;
        mc_answer_clear(&answer);
    } else {
        assert_int_equal(status, MC_BAD_INPUT);
        assert_int_equal(strncmp(message.text, "file:", 5), 0);
    }
}

static void mutants_are_read_or_refused(void **unused)
{
    mc_lp lp;
    gmp_randstate_t random;
    size_t read = 0;
    mc_message message = {""};
    (void)unused;
    unit_random_init(random);
    assert_int_equal(
        mc_lp_read(&lp, NULL, &message, MC_TEST_DATA "/answers/toy.mps", NULL),
        MC_OK);
    for (size_t i = 0; i < SAMPLES; i++) {
        char *path = unit_path(MC_TEST_DATA "/answers", samples[i]);
        size_t length;
        char *text = unit_read_file(path, &length);
        assert_non_null(text);
        try_text(&lp, text, length, MC_ANSWER_AUTO, &read);
        assert_int_equal(read, i + 1);
        free(text);
        free(path);
    }
    for (size_t n = 0; n < unit_times(4000); n++) {
        char *path = unit_path(MC_TEST_DATA "/answers", samples[n % SAMPLES]);
        size_t length;
        char *text = unit_read_file(path, &length);
        size_t times = 1 + unit_random_below(random, 3);
        while (times-- > 0 && length > 0)
            length = mutate(text, length, random);
        try_text(&lp, text, length, MC_ANSWER_AUTO, &read);
        try_text(&lp, text, length,
                 (mc_answer_format)(1 + unit_random_below(
                                            random, MC_ANSWER_FORMATS - 1)),
                 &read);
        free(text);
        free(path);
    }
    assert_true(read > SAMPLES + unit_times(4000) / 20);
    mc_lp_clear(&lp);
    gmp_randclear(random);
}

/* Every beginning of a file, too. */
static void truncated_files_are_read_or_refused(void **unused)
{
    mc_lp lp;
    size_t read = 0;
    mc_message message = {""};
    (void)unused;
    assert_int_equal(
        mc_lp_read(&lp, NULL, &message, MC_TEST_DATA "/answers/toy.mps", NULL),
        MC_OK);
    for (size_t i = 0; i < SAMPLES; i++) {
        char *path = unit_path(MC_TEST_DATA "/answers", samples[i]);
        size_t length;
        char *text = unit_read_file(path, &length);
        assert_non_null(text);
        for (size_t end = 0; end <= length; end++)
            try_text(&lp, text, end, MC_ANSWER_AUTO, &read);
        free(text);
        free(path);
    }
    assert_true(read >= SAMPLES);
    mc_lp_clear(&lp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printed_digits_are_counted),
        cmocka_unit_test(the_longest_number_may_have_a_sign),
        cmocka_unit_test(format_names_lead_back),
        cmocka_unit_test(mps_codes_mean_what_they_say),
        cmocka_unit_test(wrong_bases_are_refused),
        cmocka_unit_test(fixed_fields_may_hold_blanks),
        cmocka_unit_test(highs_bases_of_both_versions),
        cmocka_unit_test(statuses_become_claims),
        cmocka_unit_test(glpsol_signs_and_letters),
        cmocka_unit_test(glpsol_leaves_free_rows_out_or_not),
        cmocka_unit_test(glpsol_rows_like_the_objective),
        cmocka_unit_test(clp_rows_come_before_columns),
        cmocka_unit_test(json_numbers_are_not_rounded),
        cmocka_unit_test(xml_attributes_are_resolved),
        cmocka_unit_test(soplex_logs_are_skipped),
        cmocka_unit_test(mutants_are_read_or_refused),
        cmocka_unit_test(truncated_files_are_read_or_refused),
    };
    return UNIT_RUN(tests);
}
