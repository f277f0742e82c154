/* MPS and CPLEX LP files: every rule of verify/FORMAT-LP.md, sections 2 to 4.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "lp/solve.h"
#include "lp_text.h"

/* A text and what it means, or how it is refused. */
struct example {
    const char *text, *outcome;
};

static void assert_all(const struct example *example, size_t count)
{
    for (size_t i = 0; i < count; i++)
        lp_text_assert(example[i].text, example[i].outcome);
}

static void refuse_all(const struct example *example, size_t count)
{
    for (size_t i = 0; i < count; i++)
        lp_text_refuse(example[i].text, example[i].outcome);
}

#define ASSERT_ALL(examples)                                                   \
    assert_all(examples, sizeof(examples) / sizeof *(examples))
#define REFUSE_ALL(examples)                                                   \
    refuse_all(examples, sizeof(examples) / sizeof *(examples))

/* --- numbers ------------------------------------------------------------- */

static const struct example good_numbers[] = {
    {"0", "0"},         {"007", "7"},       {"+1", "1"},
    {"-1", "-1"},       {".5", "1/2"},      {"5.", "5"},
    {"-5.e1", "-50"},   {"1e-3", "1/1000"}, {"1E+2", "100"},
    {"1d2", "100"},     {"1.5D-1", "3/20"}, {"6/4", "3/2"},
    {"+06/004", "3/2"}, {"-0/5", "0"},      {"1e00002", "100"},
    {"-.25e2", "-25"},  {"0e9999", "0"},    {"123456789.125", "987654313/8"},
};

static const char *const bad_numbers[] = {
    "",     "+",   "-",    ".",     "e5",   "1e",    "1e+",   "--1",   "+-1",
    "1/",   "/2",  "1/-2", "1.5/2", "1/2.", "1/2e3", "1 ",    " 1",    "0x1",
    "1e1.", "1,5", "1..2", "1.2.3", "nan",  "1f0",   "1e5e5", "1/2/3",
};

static void numbers_of_programs_are_exact(void **unused)
{
    mpq_t value, wanted;
    (void)unused;
    mpq_init(value);
    mpq_init(wanted);
    for (size_t i = 0; i < sizeof good_numbers / sizeof *good_numbers; i++) {
        const char *text = good_numbers[i].text;
        assert_null(mc_number_parse_lp(value, text, strlen(text)));
        assert_int_equal(mpq_set_str(wanted, good_numbers[i].outcome, 10), 0);
        if (!mpq_equal(value, wanted))
            fail_msg("%s is misread", text);
    }
    mpq_set_ui(wanted, 0, 1);
    mpz_ui_pow_ui(mpq_numref(wanted), 10, 23);
    assert_null(mc_number_parse_lp(value, "1e23", 4));
    assert_true(mpq_equal(value, wanted));
    mpq_clear(wanted);
    mpq_clear(value);
}

static void malformed_numbers_of_programs_are_refused(void **unused)
{
    mpq_t value;
    (void)unused;
    mpq_init(value);
    mpq_set_ui(value, 77, 1);
    for (size_t i = 0; i < sizeof bad_numbers / sizeof *bad_numbers; i++)
        if (!mc_number_parse_lp(value, bad_numbers[i], strlen(bad_numbers[i])))
            fail_msg("%s is accepted", bad_numbers[i]);
    assert_non_null(strstr(mc_number_parse_lp(value, "1/0", 3), "zero"));
    assert_non_null(strstr(mc_number_parse_lp(value, "0/00", 4), "zero"));
    assert_non_null(strstr(mc_number_parse_lp(value, "1e10001", 7), "expon"));
    assert_non_null(strstr(mc_number_parse_lp(value, "1e-10001", 8), "expon"));
    assert_non_null(strstr(
        mc_number_parse_lp(value, "1d99999999999999999999", 22), "expon"));
    assert_int_equal(mpq_cmp_ui(value, 77, 1), 0);
    assert_null(mc_number_parse_lp(value, "1e-10000", 8));
    assert_null(mc_number_parse_lp(value, "1e10000", 7));
    mpq_clear(value);
}

static void ten_thousand_characters_are_enough(void **unused)
{
    char text[MC_NUMBER_MAX_LENGTH + 3];
    mpq_t value;
    (void)unused;
    mpq_init(value);
    memset(text, '7', sizeof text);
    text[0] = '-'; /* the sign does not count */
    assert_null(mc_number_parse_lp(value, text, MC_NUMBER_MAX_LENGTH + 1));
    assert_non_null(mc_number_parse_lp(value, text, MC_NUMBER_MAX_LENGTH + 2));
    assert_non_null(
        mc_number_parse_lp(value, text + 1, MC_NUMBER_MAX_LENGTH + 1));
    mpq_clear(value);
}

static void the_longest_number_at_a_place_is_found(void **unused)
{
    static const struct {
        const char *text;
        size_t length;
    } example[] = {
        {"3e", 1},    {"3e+x", 1},  {"3e+5x", 4}, {"3/x", 1},   {"1.5/2", 3},
        {"1/2.5", 3}, {"1/2e5", 3}, {".", 0},     {".e5", 0},   {".5e5", 4},
        {"5.x", 2},   {"5.e3", 4},  {"x", 0},     {"-1", 0},    {"12d-3d", 5},
        {"1..2", 2},  {"7", 1},     {"", 0},      {"2.5.1", 3},
    };
    (void)unused;
    for (size_t i = 0; i < sizeof example / sizeof *example; i++) {
        size_t found =
            mc_number_span_lp(example[i].text, strlen(example[i].text));
        if (found != example[i].length)
            fail_msg("%s: %zu, not %zu", example[i].text, found,
                     example[i].length);
    }
}

/* --- which format -------------------------------------------------------- */

static void formats_are_told_apart_by_content(void **unused)
{
    static const struct {
        const char *text;
        mc_lp_content content;
    } example[] = {
        {"NAME", MC_CONTENT_MPS},
        {"name x\n", MC_CONTENT_MPS},
        {"* comment\n\n \t\r\nRows\n", MC_CONTENT_MPS},
        {"\\ odd\n  \\x\nOBJSENSE MAX\n", MC_CONTENT_MPS},
        {" NAME", MC_CONTENT_UNKNOWN},
        {"NAMES", MC_CONTENT_UNKNOWN},
        {"COLUMNS", MC_CONTENT_UNKNOWN},
        {"max", MC_CONTENT_CPLEX},
        {" \tMiniMize obj: x\n", MC_CONTENT_CPLEX},
        {"\\ comment\nmaximise\r\n", MC_CONTENT_CPLEX},
        {"*NAME\nminimum\n", MC_CONTENT_CPLEX},
        {"minimise\n", MC_CONTENT_CPLEX},
        {"maximum\n", MC_CONTENT_CPLEX},
        {"min:", MC_CONTENT_UNKNOWN},
        {" * x\nmin", MC_CONTENT_UNKNOWN},
        {"\n  {\"format\"", MC_CONTENT_JSON},
        {"{", MC_CONTENT_JSON},
        {"* c\n{}", MC_CONTENT_JSON},
        {"", MC_CONTENT_UNKNOWN},
        {"\n\n* only\n", MC_CONTENT_UNKNOWN},
        {"\xEF\xBB\xBFNAME", MC_CONTENT_UNKNOWN},
        {"[1]", MC_CONTENT_UNKNOWN},
    };
    (void)unused;
    for (size_t i = 0; i < sizeof example / sizeof *example; i++)
        if (mc_lp_detect(example[i].text, strlen(example[i].text)) !=
            example[i].content)
            fail_msg("\"%s\" is taken for something else", example[i].text);
}

static void other_files_are_refused(void **unused)
{
    static const struct example refused[] = {
        {"", "1:1: neither a linear program nor a JSON"},
        {"hello\n", "1:1: neither"},
        {"* x\n\n  COLUMNS\n", "3:3: neither"},
        {"{\"format\": 1}", "1:1: a JSON statement"},
    };
    mc_message message = {""};
    mc_lp lp;
    (void)unused;
    REFUSE_ALL(refused);
    assert_int_equal(
        lp_text_read(&lp, NULL, &message, "NAME\nRO\0WS\n", 11, NULL),
        MC_BAD_INPUT);
    assert_string_equal(message.text, "f:2:3: a NUL byte; remove it");
}

/* --- MPS ----------------------------------------------------------------- */

#define ROWS5                                                                  \
    "ROWS\n N obj\n L l\n G g\n E e\n N n\n"                                   \
    "COLUMNS\n x obj 1 l 1\n x g 1 e 1\n"

static void rows_have_the_bounds_of_their_type(void **unused)
{
    static const struct example example[] = {
        {ROWS5 "ENDATA\n",
         "min 0 | x 1 [0,inf] || l [-inf,0] 1 x || g [0,inf] 1 x || e [0,0] 1 "
         "x || n [-inf,inf]"},
        {ROWS5 "RHS\n l 4 g -1/3\n e 2.5 n 7\nENDATA\n",
         "min 0 | x 1 [0,inf] || l [-inf,4] 1 x || g [-1/3,inf] 1 x || e "
         "[5/2,5/2] 1 x || n [-inf,inf]"},
        {ROWS5 "RHS\n r l 4 g 1\n r e 2\nRANGES\n l 3 g 5\n e 7\nENDATA\n",
         "min 0 | x 1 [0,inf] || l [1,4] 1 x || g [1,6] 1 x || e [2,9] 1 x || "
         "n [-inf,inf]"},
        {ROWS5 "RANGES\n l -3 g -5\n e -7\nRHS\n r l 4 g 1\n r e 2\nENDATA\n",
         "min 0 | x 1 [0,inf] || l [1,4] 1 x || g [1,6] 1 x || e [-5,2] 1 x || "
         "n [-inf,inf]"},
        {ROWS5 "RANGES\n r l 0 g 0\n r e 0\nENDATA\n",
         "min 0 | x 1 [0,inf] || l [0,0] 1 x || g [0,0] 1 x || e [0,0] 1 x || "
         "n [-inf,inf]"},
    };
    (void)unused;
    ASSERT_ALL(example);
}

static void the_frame_of_an_mps_file_may_vary(void **unused)
{
    static const struct example example[] = {
        {"ROWS\nCOLUMNS\nENDATA", "min 0"},
        {"NAME a name of blanks\nROWS\nCOLUMNS\nRHS\nRANGES\nBOUNDS\nENDATA\n",
         "min 0"},
        {"* c\r\nname\r\nrows\r\n n o\r\n\r\n*x\r\nColumns\r\n\tx\to\t1\r\n"
         "endata\r\n\r\n* c\r\n",
         "min 0 | x 1 [0,inf]"},
        {"OBJSENSE MAX\nROWS\nCOLUMNS\nENDATA\n", "max 0"},
        {"OBJSENSE\n maximise\nROWS\nCOLUMNS\nENDATA\n", "max 0"},
        {"NAME\nobjsense\n  MIN\nROWS\nCOLUMNS\nENDATA\n", "min 0"},
        {"NAME\nOBJSENSE MINIMUM\nROWS\nCOLUMNS\nENDATA\n", "min 0"},
        /* BOUNDS, RHS and RANGES in any order; no N row. */
        {"ROWS\n G a\nCOLUMNS\n x a 2\nBOUNDS\n UP x 3\nRANGES\n a 1\nRHS\n a "
         "1\nENDATA\n",
         "min 0 | x 0 [0,3] || a [1,2] 2 x"},
        /* Names differ by case; comments behind the third word. */
        {"ROWS\n N o\n G a\n G A $ c\nCOLUMNS\n x a 1 $c A 7\n X A 1 a 2 $ "
         "4\nENDATA\n",
         NULL},
    };
    (void)unused;
    assert_all(example, sizeof example / sizeof *example - 1);
    lp_text_refuse(example[8].text, "4:2: a line of rows has 2 fields");
    lp_text_assert("ROWS\n N o\n G a\n G A\nCOLUMNS\n x a 1 $c A 7\n X A 1 a 2 "
                   "$ 4\nENDATA\n",
                   "min 0 | x 0 [0,inf] | X 0 [0,inf] || a [0,inf] 1 x 2 X || "
                   "A [0,inf] 1 X");
    /* Bytes above 0x7F are ordinary. */
    lp_text_assert("ROWS\n N o\n G \xE9t\xE9\nCOLUMNS\n \xFF \xE9t\xE9 1\n"
                   "ENDATA\n",
                   "min 0 | \xFF 0 [0,inf] || \xE9t\xE9 [0,inf] 1 \xFF");
}

static void the_objective_of_an_mps_file(void **unused)
{
    static const struct example example[] = {
        {"ROWS\n G a\n N o\n N p\nCOLUMNS\n x o 1/3 a 1\n x p 5\nRHS\n o "
         "7/2\nENDATA\n",
         "min -7/2 | x 1/3 [0,inf] || a [0,inf] 1 x || p [-inf,inf] 5 x"},
        {"ROWS\n N o\nCOLUMNS\n x o 0\nRHS\n r o -3 \nENDATA\n",
         "min 3 | x 0 [0,inf]"},
    };
    (void)unused;
    ASSERT_ALL(example);
}

#define TWO "ROWS\n N o\nCOLUMNS\n x o 1\n y o 1\nBOUNDS\n"

static void bounds_of_every_kind(void **unused)
{
    static const struct example example[] = {
        {TWO "ENDATA", "min 0 | x 1 [0,inf] | y 1 [0,inf]"},
        {TWO " UP b x 4\n LO b x -1\n FX b y 1/3\nENDATA",
         "min 0 | x 1 [-1,4] | y 1 [1/3,1/3]"},
        {TWO " up x 4\n lo x 9\n fr y\nENDATA",
         "min 0 | x 1 [9,4] | y 1 [-inf,inf]"},
        {TWO " UP x -4\n UP y 0\nENDATA", "min 0 | x 1 [-inf,-4] | y 1 [0,0]"},
        {TWO " UP x -4\n LO x 0\n PL y\nENDATA",
         "min 0 | x 1 [0,-4] | y 1 [0,inf]"},
        {TWO " UP b x -4\n MI b x\n FX b y -1\nENDATA",
         "min 0 | x 1 [-inf,-4] | y 1 [-1,-1]"},
        {TWO " MI x\n PL x\n LO y -inf\nENDATA",
         "min 0 | x 1 [-inf,inf] | y 1 [-inf,inf]"},
        {TWO " UP x +Infinity\n UP y inf\n LO y -INF\nENDATA",
         "min 0 | x 1 [0,inf] | y 1 [-inf,inf]"},
        /* Numbers of FR, MI and PL mean nothing. */
        {TWO " FR b x 7\n MI b y -inf\nENDATA",
         "min 0 | x 1 [-inf,inf] | y 1 [-inf,inf]"},
        {TWO " FR x 1e30\n PL y inf\nENDATA",
         "min 0 | x 1 [-inf,inf] | y 1 [0,inf]"},
        /* With three fields the third is the column if it can be. */
        {TWO " FR x y\nENDATA", "min 0 | x 1 [0,inf] | y 1 [-inf,inf]"},
        {TWO " UP b x 1e30\nENDATA",
         "min 0 | x 1 [0,1000000000000000000000000000000] | y 1 [0,inf]"},
    };
    (void)unused;
    ASSERT_ALL(example);
}

/* Names with blanks, empty names, fields at their columns. */
static void fixed_mps_is_read_where_free_mps_fails(void **unused)
{
    static const struct example example[] = {
        {"NAME          A B\n"
         "ROWS\n"
         " N  MY COST\n"
         " L  LIM 1\n"
         " G  $G\n"
         "COLUMNS\n"
         "    THE X     MY COST              1   LIM 1                2\n"
         "    THE X     $G                   3\n"
         "              MY COST              4   LIM 1             1.5E1\n"
         "RHS\n"
         "              LIM 1                4   $G        1\n"
         "RANGES\n"
         "    R 1       LIM 1                2\n"
         "BOUNDS\n"
         " UP B 1       THE X                3\n"
         " FR B 1\n"
         "ENDATA\n",
         NULL},
        {"ROWS\n"
         " N  MY COST\n"
         " L  LIM 1\n"
         "COLUMNS\n"
         "    THE X     MY COST              1   LIM 1                2\n"
         "    THE Y     LIM 1                3   $IM 1                4 ignored"
         " to the end of the line\n"
         "              MY COST              4   LIM 1            1.5E1\n"
         "RHS\n"
         "              LIM 1                4\n"
         "RANGES\n"
         "    R 1       LIM 1                2\n"
         "BOUNDS\n"
         " UP B 1       THE X                3\n"
         "ENDATA\n",
         "min 0 | THE X 1 [0,3] | THE Y 0 [0,inf] |  4 [0,inf] || LIM 1 [2,4] "
         "2 THE X 3 THE Y 15 "},
    };
    (void)unused;
    lp_text_assert(example[1].text, example[1].outcome);
    /* The refusal is that of free MPS. */
    lp_text_refuse(example[0].text, "3:2: a line of rows has 2 fields");
}

#define FIXED(line) "ROWS\n N  A B\nCOLUMNS\n" line "\nENDATA\n"

static void fixed_mps_has_nothing_between_its_fields(void **unused)
{
    (void)unused;
    lp_text_assert(FIXED("    X         A B                  1"),
                   "min 0 | X 1 [0,inf]");
    lp_text_assert(FIXED("    X         A B       000000000001"),
                   "min 0 | X 1 [0,inf]");
    lp_text_refuse(FIXED("    X         A B      1000000000001"), "2:2:");
    lp_text_refuse(FIXED("    X         A B       0000000000012"), "2:2:");
    lp_text_refuse(FIXED("    X       . A B                  1"), "2:2:");
    lp_text_refuse(FIXED(" X  X         A B                  1"), "2:2:");
    lp_text_refuse(FIXED("   .X         A B                  1"), "2:2:");
    lp_text_refuse(FIXED("    X\t        A B                  1"), "2:2:");
    lp_text_refuse(FIXED("    X         A B                  1"
                         "                         1"),
                   "2:2:");
}

#define HEAD "NAME\nROWS\n N o\n G a\nCOLUMNS\n"

static void malformed_mps_is_refused_at_its_place(void **unused)
{
    static const struct example refused[] = {
        /* frame */
        {"NAME\n x\nROWS\n", "2:1: a line of data before"},
        {"NAME\nROWS\n N o\nCOLUMNS\n", "5:1: the file ends without ENDATA"},
        {"NAME\nCOLUMNS\n", "2:1: the section \"COLUMNS\" must not stand"},
        {"ROWS\nNAME\n", "2:1: the section \"NAME\" must not"},
        {"ROWS\nRHS\n", "2:1: the section \"RHS\" must not"},
        {"ROWS\nENDATA\n", "2:1: the section \"ENDATA\" must not"},
        {"ROWS\nCOLUMNS\nRHS\nBOUNDS\nRHS\n", "5:1: the section \"RHS\" occ"},
        {"ROWS\nROWS\n", "2:1: the section \"ROWS\" occurs twice"},
        {"ROWS\nCOLUMNS\nOBJSENSE\n", "3:1: the section \"OBJSENSE\" must"},
        {"ROWS\nCOLUMNS\nENDATA\nRHS\n", "4:1: the section \"RHS\" must"},
        {"ROWS\nCOLUMNS\nENDATA\n x\n", "4:1: something follows ENDATA"},
        {"ROWS\nCOLUMNS\nENDATA\nENDATA\n", "4:1: the section \"ENDATA\" occ"},
        {"ROWS\nOBJECT\n", "2:1: \"OBJECT\" is no section"},
        {"ROWS x\n", "1:6: \"x\" stands behind the header"},
        {"ROWS\nCOLUMNS\nRHS r\n", "3:5: \"r\" stands behind"},
        {"OBJSENSE\nROWS\n", "2:1: OBJSENSE must be followed"},
        {"OBJSENSE MAXI\nROWS\n", "1:10: \"MAXI\" must be MIN or MAX"},
        {"OBJSENSE MAX x\nROWS\n", "1:14: \"x\" stands behind"},
        {"OBJSENSE MAX\n MAX\nROWS\n", "2:2: the sense is given twice"},
        {"OBJSENSE\n MAX\n MAX\nROWS\n", "3:2: the sense is given twice"},
        {"OBJSENSE\n MAX MIN\nROWS\n", "2:2: a line of objsense has 1 field"},
        /* rows */
        {"ROWS\n X a\n", "2:2: \"X\" must be a type of row"},
        {"ROWS\n GG a\n", "2:2: \"GG\" must be"},
        {"ROWS\n G\n", "2:2: a line of rows has 2 fields, a type and a name, "
                       "not 1"},
        {"ROWS\n G a\n N a\n", "3:4: the row \"a\" is declared twice"},
        {"ROWS\n N o\n E o\n", "3:4: the row \"o\" is declared twice"},
        /* columns */
        {HEAD " x\n", "6:2: a line of columns has 3 or 5 fields"},
        {HEAD " x a\n", "6:2: a line of columns"},
        {HEAD " x a 1 o\n", "6:2: a line of columns"},
        {HEAD " x a 1 o 1 b\n", "6:2: a line of columns"},
        {HEAD " x b 1\n", "6:4: there is no row \"b\""},
        {HEAD " x a 1 b 1\n", "6:8: there is no row \"b\""},
        {HEAD " x a 1x\n", "6:6: \"1x\": not a number"},
        {HEAD " x a inf\n", "6:6: \"inf\": not a number"},
        {HEAD " x a 1/0\n", "6:6: \"1/0\": the denominator is zero"},
        {HEAD " x a 1e10001\n", "6:6: \"1e10001\": the exponent"},
        {HEAD " x a 1 a 2\n", "6:8: a second entry of this column in the"},
        {HEAD " x a 0\n x a 0\n", "7:4: a second entry"},
        {HEAD " x o 0\n x a 1 o 1\n", "7:8: a second entry"},
        {HEAD " x a 1\n y a 1\n x o 1\n", "8:2: the column \"x\" returns"},
        /* right-hand sides and ranges */
        {HEAD " x a 1\nRHS\n a\n", "8:2: a line of rhs has 2 to 5 fields"},
        {HEAD " x a 1\nRHS\n r a 1 o 1 o\n", "8:2: a line of rhs"},
        {HEAD " x a 1\nRHS\n b 1\n", "8:2: there is no row \"b\""},
        {HEAD " x a 1\nRHS\n r a 1 a 2\n", "8:8: a second right-hand side"},
        {HEAD " x a 1\nRHS\n a 1\n a 1\n", "9:2: a second right-hand side"},
        {HEAD " x a 1\nRHS\n o 1 o 2\n", "8:6: a second right-hand side"},
        {HEAD " x a 1\nRHS\n r a 1\n q o 1\n", "9:2: this line names another"},
        {HEAD " x a 1\nRHS\n r a 1\n o 1\n", "9:2: this line names another"},
        {HEAD " x a 1\nRHS\n a 1\n r o 1\n", "9:2: this line names another"},
        {HEAD " x a 1\nRHS\n a inf\n", "8:4: \"inf\": not a number"},
        {HEAD " x a 1\nRANGES\n o 1\n", "8:2: a range of the row \"o\""},
        {HEAD " x a 1\nRANGES\n a 1\n a 2\n", "9:2: a second range"},
        {HEAD " x a 1\nRANGES\n r a inf\n", "8:6: \"inf\": not a number"},
        /* bounds */
        {TWO " UP x\n", "7:2: a line of bounds has 3 or 4 fields"},
        {TWO " UP b x 1 2\n", "7:2: a line of bounds has 3 or 4 fields"},
        {TWO " FR\n", "7:2: a line of bounds has 2 to 4 fields"},
        {TWO " FR b x 1 2\n", "7:2: a line of bounds has 2 to 4 fields"},
        {TWO " UP z 1\n", "7:5: there is no column \"z\""},
        {TWO " UP b z 1\n", "7:7: there is no column \"z\""},
        {TWO " FR z\n", "7:5: there is no column \"z\""},
        {TWO " FR b z\n", "7:5: there is no column \"b\""},
        {TWO " FR x z\n", "7:7: \"z\": not a number"},
        {TWO " UP x z\n", "7:7: \"z\": not a number"},
        {TWO " XX x 1\n", "7:2: \"XX\" must be a type of bound"},
        {TWO " UP x 1\n UP x 1\n", "8:2: this bound of the column is set a"},
        {TWO " UP x 1\n FX x 1\n", "8:2: this bound of the column is set a"},
        {TWO " FR x\n MI x\n", "8:2: this bound of the column is set a"},
        {TWO " LO x -inf\n LO x 1\n", "8:2: this bound of the column"},
        {TWO " PL x\n UP x 1\n", "8:2: this bound of the column"},
        {TWO " LO x inf\n", "7:7: \"inf\": this bound cannot be infinite"},
        {TWO " UP x -Inf\n", "7:7: \"-Inf\": this bound cannot be"},
        {TWO " FX x inf\n", "7:7: \"inf\": this bound cannot be"},
        {TWO " UP b x 1\n UP x 1\n", "8:5: this line names another set"},
        {TWO " UP b x 1\n UP c y 1\n", "8:5: this line names another set"},
        {TWO " FR x\n UP b y 1\n", "8:5: this line names another set"},
    };
    (void)unused;
    REFUSE_ALL(refused);
}

static void integer_and_quadratic_mps_is_no_lp(void **unused)
{
    static const char *const sections[] = {
        "SOS",     "sos1",    "SOS2",     "SETS",     "QSECTION",
        "QUADOBJ", "QMATRIX", "QCMATRIX", "CSECTION", "INDICATORS",
        "GENCONS", "PWLOBJ",  "PWLNAM",   "PWLCON",   "LAZYCONS"};
    static const char *const types[] = {"BV", "LI", "UI", "SC", "si"};
    char text[256], wanted[64];
    (void)unused;
    lp_text_refuse(HEAD " M1 'MARKER' 'INTORG'\n x a 1\n",
                   "6:5: \"'MARKER'\": not an LP");
    lp_text_refuse(HEAD " M1 'MARKER'\n", "6:5: \"'MARKER'\": not an LP");
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        (void)snprintf(text, sizeof text, HEAD "%s\n", sections[i]);
        (void)snprintf(wanted, sizeof wanted, "6:1: \"%s\": not an LP",
                       sections[i]);
        lp_text_refuse(text, wanted);
    }
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        (void)snprintf(text, sizeof text, TWO " %s b x 1\n", types[i]);
        (void)snprintf(wanted, sizeof wanted, "7:2: \"%s\": not an LP",
                       types[i]);
        lp_text_refuse(text, wanted);
    }
}

/* --- CPLEX LP ------------------------------------------------------------ */

#define MIN(rest) "min " rest "\nend\n"
#define ST(rest) "min x\nst\n" rest "\nend\n"
#define BND(rest) "min x + y\nst\nbounds\n" rest "\nend\n"

static void expressions_add_up(void **unused)
{
    static const struct example example[] = {
        {MIN("\nst"), "min 0"},
        {MIN("obj: st \nst"), "min 0 | st 1 [0,inf]"},
        {MIN("x\nst"), "min 0 | x 1 [0,inf]"},
        {MIN("obj:\nst"), "min 0"},
        {MIN("obj : - x + + 2 y - - 3z + - 1/2 w\nst"),
         "min 0 | x -1 [0,inf] | y 2 [0,inf] | z 3 [0,inf] | w -1/2 [0,inf]"},
        {MIN("3 + x - 1/2 + 2 x + .5 - x\nst"), "min 3 | x 2 [0,inf]"},
        {MIN("3e x + 3e2 y + 2d1z\nst"), NULL},
        {MIN("3e + 3e2 y + 2d1z\nst"),
         "min 0 | e 3 [0,inf] | y 300 [0,inf] | z 20 [0,inf]"},
        {MIN("1/2e5 + 0 a\nst"), "min 0 | e5 1/2 [0,inf] | a 0 [0,inf]"},
        {MIN("x\n\n + y \\ + z\n + w\nst"),
         "min 0 | x 1 [0,inf] | y 1 [0,inf] | w 1 [0,inf]"},
        {MIN("inf + free + infinity\nst"),
         "min 0 | inf 1 [0,inf] | free 1 [0,inf] | infinity 1 [0,inf]"},
        {MIN("!\"#$%&(),;?@_`'{}|~ + a.b/c[1] + \xE9\nst"),
         "min 0 | !\"#$%&(),;?@_`'{}|~ 1 [0,inf] | a.b/c[1] 1 [0,inf] | \xE9 1 "
         "[0,inf]"},
    };
    (void)unused;
    assert_all(example, 6);
    lp_text_refuse(example[6].text, "1:8: \"x\" stands where");
    assert_all(example + 7, sizeof example / sizeof *example - 7);
}

static void constraints_of_every_kind(void **unused)
{
    static const struct example example[] = {
        {ST("x <= 1 x < 2 x =< 3 x >= 4 x > 5 x => 6 x = 7"),
         "min 0 | x 1 [0,inf] || c1 [-inf,1] 1 x || c2 [-inf,2] 1 x || c3 "
         "[-inf,3] 1 x || c4 [4,inf] 1 x || c5 [5,inf] 1 x || c6 [6,inf] 1 x "
         "|| "
         "c7 [7,7] 1 x"},
        {ST("-1 <= x + y <= 1/3\n+ - - 5 > 2 y - y => - -1e-1"),
         "min 0 | x 1 [0,inf] | y 0 [0,inf] || c1 [-1,1/3] 1 x 1 y || c2 "
         "[1/10,5] 1 y"},
        {ST("1 <= x <= -1"), "min 0 | x 1 [0,inf] || c1 [1,-1] 1 x"},
        {ST("a: x - x + 0 y >= - 3\nint: x = 0 end: x = 1\n2: x >= 1"), NULL},
        {ST("a: x - x + 0 y >= - 3\nint: x = 0 end: x = 1\n bounds : x >= 1"),
         "min 0 | x 1 [0,inf] | y 0 [0,inf] || a [-3,inf] || int [0,0] 1 x || "
         "end [1,1] 1 x || bounds [1,inf] 1 x"},
        /* A constraint ends with its number, wherever that is. */
        {ST("x\n>=\n- \n1 3 y <= 2 - 1 <= z <= 2"),
         "min 0 | x 1 [0,inf] | y 0 [0,inf] | z 0 [0,inf] || c1 [-1,inf] 1 x "
         "|| "
         "c2 [-inf,2] 3 y || c3 [-1,2] 1 z"},
        {"max x\nSubject  To\nx<=1\nEnd", "max 0 | x 1 [0,inf] || c1 [-inf,1] "
                                          "1 x"},
        {"max x\nsuch that x<=1\nEnd", "max 0 | x 1 [0,inf] || c1 [-inf,1] 1 "
                                       "x"},
        {"MAXIMIZE\nx\nS.T.\nx<=1\nEND\n\\ c\n",
         "max 0 | x 1 [0,inf] || c1 [-inf,1] 1 x"},
        {"minimise x\r\nst. x<=1\r\nEnd\r\n",
         "min 0 | x 1 [0,inf] || c1 [-inf,1] 1 x"},
    };
    (void)unused;
    assert_all(example, 3);
    lp_text_refuse(example[3].text, "5:1: \"2\" has no variable");
    assert_all(example + 4, sizeof example / sizeof *example - 4);
}

static void bounds_of_variables(void **unused)
{
    static const struct example example[] = {
        {BND(""), "min 0 | x 1 [0,inf] | y 1 [0,inf]"},
        {BND("x <= 4 y >= -1/2"), "min 0 | x 1 [0,4] | y 1 [-1/2,inf]"},
        {BND("4 >= x 1 <= y"), "min 0 | x 1 [0,4] | y 1 [1,inf]"},
        {BND("-1 <= x <= 4\n4 > y > -5e-1"), "min 0 | x 1 [-1,4] | y 1 "
                                             "[-1/2,4]"},
        {BND("x = 3 - 3 = y"), "min 0 | x 1 [3,3] | y 1 [-3,-3]"},
        {BND("x free y FREE"), "min 0 | x 1 [-inf,inf] | y 1 [-inf,inf]"},
        {BND("-inf <= x <= +Infinity y >= -INF"),
         "min 0 | x 1 [-inf,inf] | y 1 [-inf,inf]"},
        {BND("- infinity < x y < - - inf"),
         "min 0 | x 1 [-inf,inf] | y 1 [0,inf]"},
        {BND("x <= -1 z <= 5"), "min 0 | x 1 [0,-1] | y 1 [0,inf] | z 0 [0,5]"},
        /* The last one counts. */
        {BND("x <= 1 x <= 2 x free x >= 3"), "min 0 | x 1 [3,inf] | y 1 "
                                             "[0,inf]"},
        {"min x\nst\nbound\nx<=1\nend\n", "min 0 | x 1 [0,1]"},
    };
    (void)unused;
    ASSERT_ALL(example);
}

static void malformed_cplex_lp_is_refused_at_its_place(void **unused)
{
    static const struct example refused[] = {
        /* frame */
        {"min x\n", "2:1: the file ends where \"subject to\" should stand"},
        {"min x\nst\nx >= 1\n", "4:1: the file ends where \"end\" should"},
        {"min x\nend\n", "2:1: \"end\" stands where \"subject to\""},
        {"min x\nbounds\nst\nend\n", "2:1: \"bounds\" stands where"},
        {"min x\nst\nbounds\nst\nend\n", "4:1: \"st\" stands where \"end\""},
        {"min x\nst\nbounds\nbounds\nend\n", "4:1: \"bounds\" stands where"},
        {"min x\nmax y\nst\nend\n", "2:1: \"max\" stands where"},
        {"min x\nst\nend\nx", "4:1: \"x\" stands where the end of the file"},
        {"min : x\nst\nend\n", "1:1: \"min\" stands where \"minimize\""},
        {"min x st\nend\n", "1:7: \"st\" stands where"},
        {"min x\nsubject\nto\nend\n", "2:1: \"subject\" stands where"},
        /* expressions */
        {MIN("x y\nst"), "1:7: \"y\" stands where a sign, relation or"},
        {MIN("2 x 3\nst"), "1:9: \"3\" stands where"},
        {MIN("2 3 x\nst"), "1:7: \"3\" stands where"},
        {MIN("x +\nst"), "2:1: \"st\" stands where a number or name"},
        {MIN("x + >\nst"), "1:9: \">\" stands where a number or name"},
        {MIN("x^2\nst"), "1:6: \"^\": not an LP"},
        {MIN("[ x ]\nst"), "1:5: \"[\": not an LP"},
        {MIN("x * y\nst"), "1:7: \"*\": not an LP"},
        {MIN("x ] y\nst"), "1:7: \"]\" stands where"},
        {MIN("1/0 x\nst"), "1:5: \"1/0\": the denominator is zero"},
        {MIN("1e10001 x\nst"), "1:5: \"1e10001\": the exponent"},
        {MIN("1. 5 x\nst"), "1:8: \"5\" stands where"},
        {MIN("x/.5\nst\nx/.5>=1"), NULL},
        {MIN(". x\nst"), "1:5: \".\" stands where"},
        {MIN("x \x01\nst"), "1:7: \"\\u0001\" stands where"},
        {MIN("x + \x7F\nst"), "1:9: \"\\u007f\" stands where"},
        {MIN("x \r\nst"), NULL},
        {MIN("x \r x\nst"), "1:7: \"\\u000d\" stands where"},
        {MIN("a: b: x\nst"), "1:9: \":\" stands where"},
        {MIN("x <= 1\nst"), "1:7: \"<=\" stands where"},
        /* constraints */
        {ST("x"), "4:1: \"end\" stands where a relation"},
        {ST("x >="), "4:1: \"end\" stands where a number"},
        {ST("x >= y"), "3:6: \"y\" stands where a number"},
        {ST("x >= inf"), "3:6: \"inf\" stands where a number"},
        {ST("x >= -inf"), "3:7: \"inf\" stands where a number"},
        {ST("x + 1 >= 2"), "3:5: \"1\" has no variable"},
        {ST("1 + x >= 2"), "3:1: \"1\" has no variable"},
        {ST(">= 2"), "3:1: a constraint has at least one variable"},
        {ST("3 >= x"), "3:6: a constraint with one relation has its number"},
        {ST("3 >= 2"), "3:6: \"2\" has no variable"},
        {ST("1 <= x >= 2"), "3:8: the two relations of a double constraint"},
        {ST("1 = x = 2"), "3:7: the two relations"},
        {ST("1 <= x = 2"), "3:8: the two relations"},
        {ST("x == 2"), "3:4: \"=\" stands where a number"},
        {ST("x >= 1/0"), "3:6: \"1/0\": the denominator"},
        {ST("a: x >= 1\na: x >= 2"), "4:1: a second constraint is called "
                                     "\"a\""},
        {ST("c2: x >= 1\nx >= 2"), "4:1: a second constraint is called \"c2\", "
                                   "as it has no label"},
        {ST("a: b: x >= 1"), "3:5: \":\" stands where"},
        {ST("x >= 2 2"), "3:8: \"2\" has no variable"},
        {ST("x >= 2 + 1"), "3:10: \"1\" has no variable"},
        /* bounds */
        {BND("x"), "5:1: \"end\" stands where a relation"},
        {BND("x >="), "5:1: \"end\" stands where a number or infinity"},
        {BND("x >= y"), "4:6: \"y\" stands where a number or infinity"},
        {BND("3"), "5:1: \"end\" stands where a relation"},
        {BND("3 <= 4"), "4:6: \"4\" stands where the name of a variable"},
        {BND("x <= 1 <= 2"), "4:8: \"<=\" stands where"},
        {BND("1 <= x >= 2"), "4:8: the two relations of a double bound"},
        {BND("1 <= x = 2"), "4:8: the two relations of a double bound"},
        {BND("1 = x = 2"), "4:7: the two relations of a double bound"},
        {BND("x = inf"), "4:5: a bound cannot be infinite on this side"},
        {BND("-inf = x"), "4:2: a bound cannot be infinite"},
        {BND("x >= inf"), "4:6: a bound cannot be infinite"},
        {BND("x <= -inf"), "4:7: a bound cannot be infinite"},
        {BND("inf <= x"), "4:1: a bound cannot be infinite"},
        {BND("free free"), "4:1: \"free\" stands where"},
        {BND("free <= 2"), "4:1: \"free\" stands where"},
        {BND("inf free"), "4:5: \"free\" stands where a relation"},
        {BND("2 <= inf"), "4:6: \"inf\" stands where the name"},
        {BND("2 x <= 3"), "4:3: \"x\" stands where a relation"},
        {BND("x free <= 3"), "4:8: \"<=\" stands where"},
    };
    (void)unused;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (refused[i].outcome != NULL)
            lp_text_refuse(refused[i].text, refused[i].outcome);
    lp_text_assert(MIN("x \r\nst"), "min 0 | x 1 [0,inf]");
    lp_text_assert(MIN("x/.5\nst\nx/.5>=1"),
                   "min 0 | x/.5 1 [0,inf] || c1 [1,inf] 1 x/.5");
}

static void integer_sections_are_no_lp_unless_empty(void **unused)
{
    static const char *const keywords[] = {
        "general", "GENERALS", "gen",    "integer", "integers", "int",
        "binary",  "Binaries", "bin",    "semi",    "semis",    "sos",
        "sos1",    "sos2",     "pwlobj", "lazy"};
    char text[256], wanted[64];
    (void)unused;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        (void)snprintf(wanted, sizeof wanted, "4:1: \"%s\": not an LP",
                       keywords[i]);
        (void)snprintf(text, sizeof text, "min x\nst\nx>=1\n%s\nx\nend\n",
                       keywords[i]);
        lp_text_refuse(text, wanted);
        (void)snprintf(text, sizeof text,
                       "min x\n%s\nst\nx>=1\n%s\n%s\nbounds\n%s\nx<=5\nend\n",
                       keywords[i], keywords[i], keywords[i], keywords[i]);
        (void)snprintf(wanted, sizeof wanted, "8:1: \"%s\": not an LP",
                       keywords[i]);
        lp_text_refuse(text, wanted);
        (void)snprintf(text, sizeof text,
                       "min x\n%s\nst\nx>=1\n%s\n%s\nbounds\nx<=5\n%s\nend\n",
                       keywords[i], keywords[i], keywords[i], keywords[i]);
        lp_text_assert(text, "min 0 | x 1 [0,5] || c1 [1,inf] 1 x");
    }
    lp_text_refuse("min x\nst\nsemi-continuous\nend\n",
                   "3:1: \"semi\": not an LP");
    lp_text_assert("min x\nst\ngen: x >= 1\nend\n",
                   "min 0 | x 1 [0,inf] || gen [1,inf] 1 x");
    lp_text_assert("min x + int\nst\nend\n",
                   "min 0 | x 1 [0,inf] | int 1 [0,inf]");
}

/* --- notes --------------------------------------------------------------- */

static void assert_notes(const char *text, const char *wanted)
{
    char found[4096] = "";
    mc_lp_notes notes = {found, lp_text_note};
    mc_message message = {""};
    mc_lp lp;
    assert_int_equal(
        lp_text_read(&lp, NULL, &message, text, strlen(text), &notes), MC_OK);
    mc_lp_clear(&lp);
    if (strcmp(found, wanted) != 0)
        fail_msg("notes\n%snot\n%sfor\n%s", found, wanted, text);
}

static void what_may_not_be_meant_is_noted(void **unused)
{
    (void)unused;
    assert_notes(HEAD " x a 1\nRHS\n o 0\nENDATA\n", "");
    assert_notes(HEAD " x a 1\nRHS\n o 5/2\nENDATA\n",
                 "f: the right-hand side of the objective row, \"5/2\" is the "
                 "constant of the objective with the opposite sign; some "
                 "programs take it with the same sign or ignore it\n");
    assert_notes(
        TWO " UP x -4\n UP y -1\nENDATA",
        "f: the column \"x\" (first of 2) has a negative upper bound "
        "and no lower bound: its lower bound is -infinity, not 0; some "
        "programs see this differently\n");
    assert_notes(TWO " UP x -4\n MI x\n FX y -1\nENDATA", "");
    assert_notes(
        "ROWS\n N o\n N p\n N q\nCOLUMNS\nENDATA",
        "f: the row \"p\" (first of 2) has type N and is not the first "
        "one: a row without bounds\n");
    assert_notes(BND("x <= -1"),
                 "f: the variable \"x\" has a negative upper bound and the "
                 "lower bound 0: the program is infeasible; give -inf as its "
                 "lower bound if there is none\n");
    assert_notes(BND("x <= -1 x >= 0 -inf <= y <= -1"), "");
    assert_notes(BND("x <= 1e20 y >= -99999999999999999999 y <= 1e30"),
                 "f: the number \"1e20\" (first of 2) is that number; some "
                 "programs take it for infinity\n");
    assert_notes(BND("x <= 199999999999999999999/2"), "");
    assert_notes(BND("x <= 200000000000000000000/2"),
                 "f: the number \"200000000000000000000/2\" is that number; "
                 "some programs take it for infinity\n");
    /* The free reading fails at the end; its notes do not count. */
    assert_notes("ROWS\n N  O\n N  P\nCOLUMNS\n    X Y       O             "
                 "       1\nENDATA\n",
                 "f: the row \"P\" has type N and is not the first one: a row "
                 "without bounds\n");
}

/* --- real and hostile files ---------------------------------------------- */

static char *data_path(const char *name)
{
    return unit_path(MC_TEST_DATA "/lp", name);
}

static void assert_value(const mc_lp *lp, const char *value)
{
    mc_message message = {""};
    mc_lp_solution solution;
    assert_true(mc_lp_solution_init(&solution, lp));
    assert_int_equal(mc_lp_solve(&solution, &message, lp), MC_OK);
    if (value == NULL) {
        assert_int_equal(solution.kind, MC_LP_INFEASIBLE);
    } else {
        mpq_t wanted, error;
        mpq_init(wanted);
        mpq_init(error);
        assert_int_equal(solution.kind, MC_LP_OPTIMAL);
        assert_null(mc_number_parse_lp(wanted, value, strlen(value)));
        mpq_sub(error, solution.value, wanted);
        mpq_div(error, error, wanted);
        mpq_abs(error, error);
        assert_null(mc_number_parse_lp(wanted, "1e-31", 5));
        assert_true(mpq_cmp(error, wanted) < 0);
        mpq_clear(error);
        mpq_clear(wanted);
    }
    mc_lp_solution_clear(&solution);
}

static void public_files_have_their_sizes_and_values(void **unused)
{
    static const struct {
        const char *file;
        size_t rows, columns, entries;
        const char *value;
    } example[] = {
        {"afiro.mps", 27, 32, 83, "-0.46475314285714285714285714285714e3"},
        {"galenet.mps", 8, 8, 16, NULL},
        {"kb2.mps", 43, 41, 286, "-0.17499001299062057129526866493726e4"},
        {"sc50a.mps", 50, 48, 130, "-0.64575077058564509026860413914575e2"},
    };
    (void)unused;
    for (size_t i = 0; i < sizeof example / sizeof *example; i++) {
        char *path = data_path(example[i].file);
        mc_message message = {""};
        mc_lp_format format;
        mc_lp lp;
        if (mc_lp_read(&lp, &format, &message, path, NULL) != MC_OK)
            fail_msg("%s", message.text);
        assert_int_equal(format, MC_LP_MPS);
        assert_int_equal(lp.rows, example[i].rows);
        assert_int_equal(lp.columns, example[i].columns);
        assert_int_equal(lp.matrix.start[lp.columns], example[i].entries);
        assert_int_equal(strlen(lp.sha256), 64);
        assert_value(&lp, example[i].value);
        mc_lp_clear(&lp);
        free(path);
    }
}

static void what_cannot_be_read_is_an_io_error(void **unused)
{
    mc_message message = {""};
    mc_lp lp;
    (void)unused;
    assert_int_equal(
        mc_lp_read(&lp, NULL, &message, "/nonexistent/x.mps", NULL), MC_IO);
    assert_non_null(strstr(message.text, "/nonexistent/x.mps"));
    assert_int_equal(mc_lp_read(&lp, NULL, &message, "/", NULL), MC_IO);
}

/* Every beginning of a good file is refused, or is a program by itself. */
static void truncated_files_are_refused(void **unused)
{
    static const char *const texts[] = {
        HEAD " x a 1 o 2\n y a 3\nRHS\n r a 1/3\nRANGES\n r a 5\nBOUNDS\n UP b "
             "x 1e3\nENDATA",
        "min obj: 3 x + 2/3 y\nst\nc1: -1 <= x - 2 y <= 1e1\nbounds\nx <= "
        "4\n-inf <= y <= 3\nend",
    };
    (void)unused;
    for (size_t i = 0; i < 2; i++) {
        for (size_t length = 0; length < strlen(texts[i]); length++) {
            mc_message message = {""};
            mc_lp lp;
            assert_int_equal(
                lp_text_read(&lp, NULL, &message, texts[i], length, NULL),
                MC_BAD_INPUT);
            assert_true(strncmp(message.text, "f:", 2) == 0);
        }
        lp_text_refuse("min", "1:4: the file ends where");
    }
}

static void long_lines_are_no_trouble(void **unused)
{
    const size_t length = 1000000;
    char *text = malloc(length + 100), *end;
    mc_message message = {""};
    mc_lp lp;
    (void)unused;
    assert_non_null(text);
    /* One name, one comment, one number, one expression. */
    strcpy(text, "min ");
    memset(text + 4, 'x', length);
    strcpy(text + 4 + length, "\nst\nend\n");
    assert_int_equal(
        lp_text_read(&lp, NULL, &message, text, strlen(text), NULL), MC_OK);
    assert_int_equal(strlen(lp.column_name[0]), length);
    mc_lp_clear(&lp);
    memset(text + 4, '7', length);
    assert_int_equal(
        lp_text_read(&lp, NULL, &message, text, strlen(text), NULL),
        MC_BAD_INPUT);
    assert_non_null(strstr(message.text, "f:1:5: "));
    assert_non_null(strstr(message.text, "10,000 characters"));
    for (size_t i = 0; i < length; i += 2)
        memcpy(text + 4 + i, "+x", 2);
    assert_int_equal(
        lp_text_read(&lp, NULL, &message, text, strlen(text), NULL), MC_OK);
    assert_int_equal(mpq_cmp_ui(lp.cost[0], length / 2, 1), 0);
    mc_lp_clear(&lp);
    memset(text + 4, '-', length);
    assert_int_equal(
        lp_text_read(&lp, NULL, &message, text, strlen(text), NULL),
        MC_BAD_INPUT);
    end = text + 5;
    strcpy(text, "NAME ");
    memset(end, 'y', length);
    strcpy(end + length, "\nROWS\nCOLUMNS\nENDATA\n");
    assert_int_equal(
        lp_text_read(&lp, NULL, &message, text, strlen(text), NULL), MC_OK);
    mc_lp_clear(&lp);
    free(text);
}

/* Whatever happens to the bytes: a program, or a refusal with a place. */
static void changed_bytes_never_do_harm(void **unused)
{
    static const char *const files[] = {"galenet.mps", "afiro.mps"};
    static const char lp_text[] =
        "\\ c\nmaximize obj: 3 x + 2/3 y - .5e1 z + 4\nsubject to\nc1: x + y "
        "<= 3\n-1 <= x - y + 2 z <= 8\nr3: 0 x = 0\nbounds\nx <= 4.25\ny "
        "free\n-5 <= z <= -1/3\nw >= -1e30\n-inf <= v <= +inf\nend\n";
    static const char spice[] = " \t\n\r\\*$:<=>+-/.e0123456789[]^EGLNxyz'\x80";
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t f = 0; f < 3; f++) {
        size_t length = sizeof lp_text - 1, accepted = 0;
        char *path = f < 2 ? data_path(files[f]) : NULL;
        char *text = path ? unit_read_file(path, &length) : NULL;
        char *copy = malloc((f < 2 ? length : sizeof lp_text) + 1);
        assert_non_null(copy);
        for (size_t i = 0; i < unit_times(700); i++) {
            size_t changes = 1 + unit_random_below(random, 3);
            mc_message message = {""};
            mc_lp lp;
            mc_status status;
            memcpy(copy, f < 2 ? text : lp_text, length);
            while (changes-- > 0)
                copy[unit_random_below(random, length)] =
                    unit_random_below(random, 8) == 0
                        ? (char)unit_random_below(random, 256)
                        : spice[unit_random_below(random, sizeof spice - 1)];
            status = lp_text_read(&lp, NULL, &message, copy, length, NULL);
            if (status == MC_OK) {
                accepted++;
                mc_lp_clear(&lp);
            } else {
                assert_int_equal(status, MC_BAD_INPUT);
                assert_true(strncmp(message.text, "f:", 2) == 0);
            }
        }
        /* Both answers occur, so that both ways were tried. */
        assert_true(accepted > 0 && accepted < unit_times(700));
        free(copy);
        free(text);
        free(path);
    }
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_programs_are_exact),
        cmocka_unit_test(malformed_numbers_of_programs_are_refused),
        cmocka_unit_test(ten_thousand_characters_are_enough),
        cmocka_unit_test(the_longest_number_at_a_place_is_found),
        cmocka_unit_test(formats_are_told_apart_by_content),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(rows_have_the_bounds_of_their_type),
        cmocka_unit_test(the_frame_of_an_mps_file_may_vary),
        cmocka_unit_test(the_objective_of_an_mps_file),
        cmocka_unit_test(bounds_of_every_kind),
        cmocka_unit_test(fixed_mps_is_read_where_free_mps_fails),
        cmocka_unit_test(fixed_mps_has_nothing_between_its_fields),
        cmocka_unit_test(malformed_mps_is_refused_at_its_place),
        cmocka_unit_test(integer_and_quadratic_mps_is_no_lp),
        cmocka_unit_test(expressions_add_up),
        cmocka_unit_test(constraints_of_every_kind),
        cmocka_unit_test(bounds_of_variables),
        cmocka_unit_test(malformed_cplex_lp_is_refused_at_its_place),
        cmocka_unit_test(integer_sections_are_no_lp_unless_empty),
        cmocka_unit_test(what_may_not_be_meant_is_noted),
        cmocka_unit_test(public_files_have_their_sizes_and_values),
        cmocka_unit_test(what_cannot_be_read_is_an_io_error),
        cmocka_unit_test(truncated_files_are_refused),
        cmocka_unit_test(long_lines_are_no_trouble),
        cmocka_unit_test(changed_bytes_never_do_harm),
    };
    return UNIT_RUN(tests);
}
