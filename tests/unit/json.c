/* JSON statements: what is accepted, and where errors are. */
#define _POSIX_C_SOURCE 200809L
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/scan.h"
#include "base/text.h"

/* --- random documents -------------------------------------------------- */

struct writer {
    FILE *out;
    gmp_randstate_t random;
};

static void write_blanks(struct writer *writer)
{
    static const char *const blanks[] = {"", "", " ", "\n", "\t", "\r\n  "};
    fputs(blanks[unit_random_below(writer->random, 6)], writer->out);
}

static void write_string(struct writer *writer, const char *prefix)
{
    static const char *const pieces[] = {
        "a",        "{",    "}]",   "[",       ",",
        ":",        "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00",
        "\xC3\xA9", "\\n",  "/",    " "};
    size_t count = unit_random_below(writer->random, 5);
    fprintf(writer->out, "\"%s", prefix);
    while (count-- > 0)
        fputs(pieces[unit_random_below(writer->random, 14)], writer->out);
    fputc('"', writer->out);
}

static void write_scalar(struct writer *writer)
{
    static const char *const words[] = {"true", "false", "null"};
    switch (unit_random_below(writer->random, 3)) {
    case 0:
        fputs(words[unit_random_below(writer->random, 3)], writer->out);
        break;
    case 1:
        fprintf(writer->out, "%s%zu",
                unit_random_below(writer->random, 2) == 0 ? "-" : "",
                unit_random_below(writer->random, 2000));
        break;
    default:
        write_string(writer, "");
    }
}

/* An object (whose keys begin with their ordinal, so that they differ) or an
   array with up to four members. */
static void write_container(struct writer *writer, bool object, size_t depth)
{
    size_t count = unit_random_below(writer->random, 5);
    fputc(object ? '{' : '[', writer->out);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            fputc(',', writer->out);
        write_blanks(writer);
        if (object) {
            char prefix[24];
            snprintf(prefix, sizeof prefix, "%zu ", i);
            write_string(writer, prefix);
            write_blanks(writer);
            fputc(':', writer->out);
            write_blanks(writer);
        }
        if (depth < MC_JSON_MAX_DEPTH &&
            unit_random_below(writer->random, 2) == 0)
            write_container(writer, unit_random_below(writer->random, 2) == 0,
                            depth + 1);
        else
            write_scalar(writer);
        write_blanks(writer);
    }
    if (count == 0)
        write_blanks(writer);
    fputc(object ? '}' : ']', writer->out);
}

static char *random_document(struct writer *writer)
{
    char *text = NULL;
    size_t size = 0;
    writer->out = open_memstream(&text, &size);
    assert_non_null(writer->out);
    write_blanks(writer);
    write_container(writer, true, 1);
    write_blanks(writer);
    assert_int_equal(fclose(writer->out), 0);
    return text;
}

/* --- places ------------------------------------------------------------ */

/* The text at a place must be the value at that place: the whole of a scalar,
   the opening bracket of a container. */
static void check_place(const mc_json *json, const mc_json_place *place,
                        const json_t *value)
{
    size_t start = 0, end = 0;
    assert_true(mc_json_locate(&start, &end, json, place));
    if (json_is_object(value)) {
        assert_int_equal(json->text[start], '{');
    } else if (json_is_array(value)) {
        assert_int_equal(json->text[start], '[');
    } else {
        json_t *found =
            json_loadb(json->text + start, end - start, JSON_DECODE_ANY, NULL);
        assert_non_null(found);
        assert_true(json_equal(found, value));
        json_decref(found);
    }
}

static void check_key(const mc_json *json, mc_json_place place)
{
    const char *key = place.step[place.depth - 1].key;
    size_t start = 0, end = 0;
    json_t *found;
    place.at_key = true;
    assert_true(mc_json_locate(&start, &end, json, &place));
    found = json_loadb(json->text + start, end - start, JSON_DECODE_ANY, NULL);
    assert_non_null(found);
    assert_string_equal(json_string_value(found), key);
    json_decref(found);
}

static void check_all_places(const mc_json *json, mc_json_place place,
                             json_t *value)
{
    check_place(json, &place, value);
    if (json_is_object(value)) {
        const char *key;
        json_t *member;
        json_object_foreach(value, key, member)
        {
            mc_json_place next = place;
            next.step[next.depth++].key = key;
            check_key(json, next);
            check_all_places(json, next, member);
        }
    } else {
        for (size_t i = 0; i < json_array_size(value); i++)
            check_all_places(json, mc_json_in(place, i),
                             json_array_get(value, i));
    }
}

static void the_text_at_a_place_is_the_value_there(void **unused)
{
    struct writer writer;
    (void)unused;
    unit_random_init(writer.random);
    for (size_t i = 0; i < unit_times(200); i++) {
        char *text = random_document(&writer);
        mc_message message = {""};
        mc_json json;
        if (mc_json_parse(&json, &message, "x", text, strlen(text)) != MC_OK)
            fail_msg("%s\n%s", message.text, text);
        check_all_places(&json, mc_json_top(), json.root);
        mc_json_clear(&json);
        free(text);
    }
    gmp_randclear(writer.random);
}

/* --- agreement with Jansson -------------------------------------------- */

/* Where the scanner is meant to be stricter than Jansson. */
static bool is_own_rule(mc_scan_fault fault, const char *sentence)
{
    return fault == MC_SCAN_REAL || fault == MC_SCAN_INTEGER ||
           strstr(sentence, "nested") != NULL ||
           strstr(sentence, "\\u0000") != NULL ||
           strstr(sentence, "one JSON object") != NULL;
}

static void check_agreement(const char *text, size_t length)
{
    size_t start, end;
    const char *sentence = NULL;
    json_error_t error;
    mc_scan_fault fault = mc_scan(&start, &end, &sentence, text, length, NULL);
    json_t *root = json_loadb(text, length, 0, &error);
    if (fault == MC_SCAN_NONE && root == NULL)
        fail_msg("only Jansson refuses: %s\n%.*s", error.text, (int)length,
                 text);
    if (fault != MC_SCAN_NONE) {
        assert_true(start <= length);
        if (root != NULL && !is_own_rule(fault, sentence))
            fail_msg("only the scanner refuses: %s\n%.*s", sentence,
                     (int)length, text);
    }
    json_decref(root);
}

static void damaged_texts_are_refused_as_jansson_refuses_them(void **unused)
{
    static const char bytes[] = "{}[]\":,\\u0nd8e/.+-19 \n\x01\x7ftrfalseE";
    struct writer writer;
    (void)unused;
    unit_random_init(writer.random);
    for (size_t i = 0; i < unit_times(3000); i++) {
        char *text = random_document(&writer);
        size_t length = strlen(text);
        size_t at = unit_random_below(writer.random, length);
        size_t with = unit_random_below(writer.random, sizeof bytes - 1);
        switch (unit_random_below(writer.random, 4)) {
        case 0:
            length = at;
            break;
        case 1:
            memmove(text + at, text + at + 1, length - at);
            length--;
            break;
        default:
            text[at] = bytes[with];
        }
        if (mc_text_utf8_fault(text, length) == length)
            check_agreement(text, length);
        free(text);
    }
    gmp_randclear(writer.random);
}

/* --- errors ------------------------------------------------------------ */

static void assert_error_bytes(const char *text, size_t length,
                               const char *expected)
{
    mc_message message = {""};
    mc_json json;
    mc_status status = mc_json_parse(&json, &message, "f", text, length);
    if (status == MC_OK)
        fail_msg("accepted: %s", text);
    assert_int_equal(status, MC_BAD_INPUT);
    assert_string_equal(message.text, expected);
}

static void assert_error(const char *text, const char *expected)
{
    assert_error_bytes(text, strlen(text), expected);
}

static void broken_grammar_is_refused_at_its_place(void **unused)
{
    (void)unused;
    assert_error("", "f:1:1: the file is empty");
    assert_error(" \n\n ", "f:3:2: the file is empty");
    assert_error("{", "f:1:2: the file ends before its last } (is it "
                      "truncated?)");
    assert_error("{\"a\": [1,\n 2", "f:2:3: the file ends before its last } "
                                    "(is it truncated?)");
    assert_error("[1]", "f:1:1: a statement is one JSON object and begins "
                        "with {");
    assert_error("{\"a\" 1}", "f:1:6: expected : after the key");
    assert_error("{a: 1}", "f:1:2: expected a key in double quotes");
    assert_error("{\"a\": 1 \"b\": 2}", "f:1:9: expected , or } after the "
                                        "value");
    assert_error("{\"a\": [1 2]}", "f:1:10: expected , or ] after the value");
    assert_error("{\"a\": [1,]}", "f:1:10: a comma must not stand before ]");
    assert_error("{\"a\": 1,}", "f:1:9: a comma must not stand before }");
    assert_error("{\"a\": [1}", "f:1:9: expected , or ] after the value");
    assert_error("{}\n\n x", "f:3:2: nothing may follow the statement's "
                             "closing }");
    assert_error("{} {}", "f:1:4: nothing may follow the statement's "
                          "closing }");
    assert_error("{\"a\": nan}",
                 "f:1:7: expected a value: a string in double quotes, an "
                 "integer, an array or an object");
    assert_error("{\"a\": 'x'}",
                 "f:1:7: expected a value: a string in double quotes, an "
                 "integer, an array or an object");
    assert_error("{\"a\": +1}",
                 "f:1:7: expected a value: a string in double quotes, an "
                 "integer, an array or an object");
    assert_error("{\"a\": }",
                 "f:1:7: expected a value: a string in double quotes, an "
                 "integer, an array or an object");
    assert_error("{\"a\": 012}", "f:1:7: a number must not have leading zeros");
    assert_error("{\"a\": -}", "f:1:8: a digit must follow the minus sign");
    assert_error("{\"a\": 1.}", "f:1:9: a digit must follow the decimal point");
}

static void broken_strings_are_refused_at_their_place(void **unused)
{
    (void)unused;
    assert_error("{\"a\": \"bc", "f:1:7: this string is not closed before the "
                                 "end of the file");
    assert_error("{\"a\":\n \"bc\n\"}", "f:2:2: this string is not closed "
                                        "before the end of the line");
    assert_error("{\"a\": \"\t\"}", "f:1:8: a control character in a string "
                                    "must be written as an escape, such as "
                                    "\\t");
    assert_error("{\"a\": \"\\x\"}", "f:1:8: unknown escape in a string; a "
                                     "backslash is written \\\\");
    assert_error("{\"a\": \"\\", "f:1:8: unknown escape in a string; a "
                                 "backslash is written \\\\");
    assert_error("{\"a\": \"\\u12g4\"}", "f:1:8: \\u must be followed by four "
                                         "hexadecimal digits");
    assert_error("{\"a\": \"x\\u0000\"}", "f:1:9: \\u0000 is not allowed in a "
                                          "statement");
    assert_error("{\"a\": \"\\ud800\"}", "f:1:8: this surrogate escape is not "
                                         "one of a pair");
    assert_error("{\"a\": \"\\udc00\\ud800\"}",
                 "f:1:8: this surrogate escape is not one of a pair");
    assert_error("{\"a\": \"\\ud800\\u0041\"}",
                 "f:1:8: this surrogate escape is not one of a pair");
}

static void bytes_that_are_not_utf8_are_refused_at_their_place(void **unused)
{
    (void)unused;
    assert_error("{\n\"a\": \"\xE9\"}", "f:2:7: this byte is not valid UTF-8; "
                                        "save the file as UTF-8");
    assert_error("\xFF\xFE{", "f:1:1: this byte is not valid UTF-8; save the "
                              "file as UTF-8");
    assert_error("\xEF\xBB\xBF{}", "f:1:1: the file begins with a byte order "
                                   "mark; save it as UTF-8 without one");
    assert_error_bytes("{\"a\0\": 1}", 9,
                       "f:1:4: a control character in a string must be "
                       "written as an escape, such as \\t");
    assert_error_bytes("{}\0", 3,
                       "f:1:3: nothing may follow the statement's "
                       "closing }");
}

static void bare_reals_are_refused_with_the_quoted_form(void **unused)
{
    (void)unused;
    assert_error("{\"a\":\n  [1, -0.25]}",
                 "f:2:7: -0.25 is a bare decimal number, which many programs "
                 "round to a binary one; write it in quotes to keep it exact: "
                 "\"-0.25\"");
    assert_error("{\"a\": 1e400}",
                 "f:1:7: 1e400 is a bare decimal number, which many programs "
                 "round to a binary one; write it in quotes to keep it exact: "
                 "\"1e400\"");
}

static void bare_integers_end_at_eighteen_digits(void **unused)
{
    static const char fine[] =
        "{\"a\": [999999999999999999, -999999999999999999, -0]}";
    mc_json json;
    (void)unused;
    assert_int_equal(mc_json_parse(&json, NULL, "f", fine, strlen(fine)),
                     MC_OK);
    mc_json_clear(&json);
    assert_error("{\"a\": 1000000000000000000}",
                 "f:1:7: a bare integer may have at most 18 digits, because "
                 "many programs round longer ones; write it in quotes to keep "
                 "it exact: \"1000000000000000000\"");
    assert_error("{\"a\": -99999999999999999999}",
                 "f:1:7: a bare integer may have at most 18 digits, because "
                 "many programs round longer ones; write it in quotes to keep "
                 "it exact: \"-99999999999999999999\"");
}

static void duplicate_keys_are_refused_at_the_second_one(void **unused)
{
    (void)unused;
    assert_error("{\"a\": 1,\n  \"b\": 2,\n  \"a\": 3}",
                 "f:3:3: the key \"a\" occurs twice in this object; remove one "
                 "of the two");
    assert_error("{\"a\": {\"x\": \"y\", \"b\": 0, \"\\u0062\": 1}}",
                 "f:1:26: the key \"b\" occurs twice in this object; remove "
                 "one of the two");
}

static void nesting_ends_at_eight(void **unused)
{
    static const char fine[] = "{\"a\":[[[[[[[]]]]]]]}";
    static char deep[1 << 20];
    mc_json json;
    (void)unused;
    assert_int_equal(mc_json_parse(&json, NULL, "f", fine, strlen(fine)),
                     MC_OK);
    mc_json_clear(&json);
    assert_error("{\"a\":[[[[[[[[]]]]]]]]}", "f:1:13: nested more than 8 deep");
    memset(deep, '[', sizeof deep);
    memcpy(deep, "{\"a\":", 5);
    assert_error_bytes(deep, sizeof deep, "f:1:13: nested more than 8 deep");
}

static void certificates_are_recognised(void **unused)
{
    (void)unused;
    assert_error("mechcert-certificate 1\n",
                 "f:1:1: this is a certificate, not a statement; check it with "
                 "mechcert-verify STATEMENT CERTIFICATE");
}

/* --- formats and numbers ----------------------------------------------- */

static void assert_format_error(const char *text, const char *expected)
{
    mc_message message = {""};
    mc_json json;
    assert_int_equal(mc_json_parse(&json, &message, "f", text, strlen(text)),
                     MC_OK);
    assert_int_equal(
        mc_json_require_format(&json, &message, "mechcert-environment-1"),
        MC_BAD_INPUT);
    assert_string_equal(message.text, expected);
    mc_json_clear(&json);
}

static void the_format_must_come_first_and_be_known(void **unused)
{
    (void)unused;
    assert_format_error("{}", "f:1:1: the key \"format\" is missing; it must "
                              "come first; needed here: "
                              "\"mechcert-environment-1\"");
    assert_format_error("{\"a\": 1,\n \"format\": \"mechcert-environment-1\"}",
                        "f:2:2: \"format\" must be the first key");
    assert_format_error("{\"format\": 1}",
                        "f:1:12: format: must be a string, but is a number; "
                        "needed here: \"mechcert-environment-1\"");
    assert_format_error("{\"format\": \"mechcert-environment-12\"}",
                        "f:1:12: format: the format is "
                        "\"mechcert-environment-12\"; needed here: "
                        "\"mechcert-environment-1\"");
    assert_format_error("{\"format\": \"mechcert-certificate 1\"}",
                        "f:1:12: format: \"mechcert-certificate 1\" is a "
                        "certificate, not a statement");
}

static void numbers_are_strings_or_integers(void **unused)
{
    static const char text[] =
        "{\"n\": [7, \"-7/3\", \"0.5\", \"1/0\", \" 1\", null, [1]]}";
    static const char *const problem[] = {
        "f:1:26: n[3]: \"1/0\": the denominator is zero",
        "f:1:33: n[4]: \" 1\": not an exact number; write an integer, a "
        "fraction or a decimal such as \"-7\", \"1/3\" or \"2.5e-3\", without "
        "blanks, plus sign or leading zeros",
        "f:1:39: n[5]: must be a number (an integer or a string such as "
        "\"1/3\"), but is null",
        "f:1:45: n[6]: must be a number (an integer or a string such as "
        "\"1/3\"), but is an array"};
    static const long expected[][2] = {{7, 1}, {-7, 3}, {1, 2}};
    mc_message message = {""};
    mc_json json;
    mpq_t value;
    (void)unused;
    assert_int_equal(mc_json_parse(&json, &message, "f", text, strlen(text)),
                     MC_OK);
    mpq_init(value);
    for (size_t i = 0; i < 7; i++) {
        mc_json_place place = mc_json_in(mc_json_at("n"), i);
        const json_t *node = json_array_get(json_object_get(json.root, "n"), i);
        mc_status status = mc_json_number(value, &json, &message, &place, node);
        if (i < 3) {
            assert_int_equal(status, MC_OK);
            assert_int_equal(mpq_cmp_si(value, expected[i][0],
                                        (unsigned long)expected[i][1]),
                             0);
        } else {
            assert_int_equal(status, MC_BAD_INPUT);
            assert_string_equal(message.text, problem[i - 3]);
            assert_int_equal(mpq_cmp_si(value, 1, 2), 0);
        }
    }
    mpq_clear(value);
    mc_json_clear(&json);
}

/* --- files ------------------------------------------------------------- */

static void files_are_read_and_missing_ones_reported(void **unused)
{
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "a.json");
    char *expected = NULL;
    mc_message message = {""};
    mc_json json;
    (void)unused;
    assert_int_equal(mc_json_load(&json, &message, path), MC_IO);
    expected = unit_path(directory, "a.json: cannot be opened: No such file or "
                                    "directory");
    assert_string_equal(message.text, expected);
    free(expected);
    assert_int_equal(mc_json_load(&json, &message, directory), MC_IO);
    assert_non_null(strstr(message.text, ": cannot be read: Is a directory"));
    unit_write_file(path, "{\"a\": 5}\n", 9);
    assert_int_equal(mc_json_load(&json, &message, path), MC_OK);
    assert_int_equal(json.length, 9);
    assert_int_equal(json_integer_value(json_object_get(json.root, "a")), 5);
    mc_json_clear(&json);
    free(path);
    unit_remove_directory(directory);
}

static void statements_end_at_64_mebibytes(void **unused)
{
    char *directory = unit_new_directory();
    char *path = unit_path(directory, "large.json");
    char *expected = unit_path(directory, "large.json:3:67108860: a file "
                                          "may have at most 64 MiB");
    mc_message message = {""};
    mc_json json;
    (void)unused;
    unit_write_file(path, "{}\n \n", 5);
    assert_int_equal(truncate(path, (off_t)MC_JSON_MAX_BYTES + 1), 0);
    assert_int_equal(mc_json_load(&json, &message, path), MC_BAD_INPUT);
    assert_string_equal(message.text, expected);
    /* One byte less is read, and refused for the NUL bytes in it. */
    assert_int_equal(truncate(path, (off_t)MC_JSON_MAX_BYTES), 0);
    assert_int_equal(mc_json_load(&json, &message, path), MC_BAD_INPUT);
    assert_non_null(strstr(message.text, ":3:1: nothing may follow"));
    free(expected);
    free(path);
    unit_remove_directory(directory);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_text_at_a_place_is_the_value_there),
        cmocka_unit_test(damaged_texts_are_refused_as_jansson_refuses_them),
        cmocka_unit_test(broken_grammar_is_refused_at_its_place),
        cmocka_unit_test(broken_strings_are_refused_at_their_place),
        cmocka_unit_test(bytes_that_are_not_utf8_are_refused_at_their_place),
        cmocka_unit_test(bare_reals_are_refused_with_the_quoted_form),
        cmocka_unit_test(bare_integers_end_at_eighteen_digits),
        cmocka_unit_test(duplicate_keys_are_refused_at_the_second_one),
        cmocka_unit_test(nesting_ends_at_eight),
        cmocka_unit_test(certificates_are_recognised),
        cmocka_unit_test(the_format_must_come_first_and_be_known),
        cmocka_unit_test(numbers_are_strings_or_integers),
        cmocka_unit_test(files_are_read_and_missing_ones_reported),
        cmocka_unit_test(statements_end_at_64_mebibytes),
    };
    return UNIT_RUN(tests);
}
