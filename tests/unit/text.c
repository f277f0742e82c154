/* Text that came from a user, messages, and hashes. */
#define _POSIX_C_SOURCE 200809L
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/sha256.h"
#include "base/text.h"

/* Encodes any number below 2^21 as UTF-8 would, valid or not. */
static size_t encode(char bytes[4], unsigned long code)
{
    if (code < 0x80) {
        bytes[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        bytes[0] = (char)(0xC0 | (code >> 6));
        bytes[1] = (char)(0x80 | (code & 63));
        return 2;
    }
    if (code < 0x10000) {
        bytes[0] = (char)(0xE0 | (code >> 12));
        bytes[1] = (char)(0x80 | ((code >> 6) & 63));
        bytes[2] = (char)(0x80 | (code & 63));
        return 3;
    }
    bytes[0] = (char)(0xF0 | (code >> 18));
    bytes[1] = (char)(0x80 | ((code >> 12) & 63));
    bytes[2] = (char)(0x80 | ((code >> 6) & 63));
    bytes[3] = (char)(0x80 | (code & 63));
    return 4;
}

static void every_code_point_is_valid_and_nothing_else(void **unused)
{
    (void)unused;
    for (unsigned long code = 0; code < 0x1FFFFF; code++) {
        bool valid = code < 0xD800 || (code > 0xDFFF && code <= 0x10FFFF);
        char bytes[4];
        size_t length = encode(bytes, code);
        size_t fault = mc_text_utf8_fault(bytes, length);
        if (fault != (valid ? length : 0))
            fail_msg("U+%04lX: fault at %zu", code, fault);
        /* Cut short, or followed by a wrong byte, it is invalid. */
        if (valid && length > 1) {
            assert_int_equal(mc_text_utf8_fault(bytes, length - 1), 0);
            bytes[length - 1] = 'x';
            assert_int_equal(mc_text_utf8_fault(bytes, length), 0);
        }
    }
}

static void overlong_forms_and_stray_bytes_are_faults(void **unused)
{
    (void)unused;
    assert_int_equal(mc_text_utf8_fault("a\xC0\x80", 3), 1);
    assert_int_equal(mc_text_utf8_fault("a\xC1\xBF", 3), 1);
    assert_int_equal(mc_text_utf8_fault("ab\xE0\x9F\xBF", 5), 2);
    assert_int_equal(mc_text_utf8_fault("\xF0\x8F\xBF\xBF", 4), 0);
    assert_int_equal(mc_text_utf8_fault("\x80", 1), 0);
    assert_int_equal(mc_text_utf8_fault("\xFF", 1), 0);
    assert_int_equal(mc_text_utf8_fault("", 0), 0);
    /* A sequence that would be completed behind the end. */
    assert_int_equal(mc_text_utf8_fault("a\xC3\xA9", 2), 1);
}

static char *print(void (*function)(FILE *, const char *), const char *text)
{
    char *result = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&result, &size);
    assert_non_null(out);
    function(out, text);
    assert_int_equal(fclose(out), 0);
    return result;
}

static void assert_shown(const char *text, const char *shown, size_t width)
{
    char *result = print(mc_text_print, text);
    assert_string_equal(result, shown);
    assert_int_equal(mc_text_width(text), width);
    free(result);
}

static void deceptive_characters_are_shown_as_escapes(void **unused)
{
    (void)unused;
    assert_shown("plain", "plain", 5);
    assert_shown("tab\there", "tab\\there", 9);
    assert_shown("two\nlines", "two\\nlines", 10);
    assert_shown("\x1b[31mred", "\\u001b[31mred", 13);
    assert_shown("\x7f", "\\u007f", 6);
    assert_shown("a\\b", "a\\\\b", 4);
    assert_shown("say \"no\"", "say \"no\"", 8);
    assert_shown("\xC2\x85", "\\u0085", 6);
    assert_shown("left\xE2\x80\xAEright", "left\\u202eright", 15);
    assert_shown("\xEF\xBB\xBFx", "\\ufeffx", 7);
    assert_shown("θ → ω", "θ → ω", 5);
    assert_shown("𝒟", "𝒟", 1);
}

static void json_text_has_quotes_and_escapes(void **unused)
{
    char *result = print(mc_text_print_json, "say \"θ\\\"\n");
    (void)unused;
    assert_string_equal(result, "\"say \\\"θ\\\\\\\"\\n\"");
    free(result);
}

static void clipped_text_fits_and_is_valid(void **unused)
{
    static const char text[] = "ééééé\téééééé end";
    (void)unused;
    for (size_t size = 16; size < 64; size++) {
        char *buffer = malloc(size);
        assert_non_null(buffer);
        mc_text_clip(buffer, size, text, strlen(text));
        assert_true(strlen(buffer) < size);
        assert_int_equal(mc_text_utf8_fault(buffer, strlen(buffer)),
                         strlen(buffer));
        if (size > strlen(text) + 4)
            assert_string_equal(buffer, "ééééé\\téééééé end");
        free(buffer);
    }
}

static void messages_carry_their_place(void **unused)
{
    mc_message message;
    (void)unused;
    assert_int_equal(mc_message_at(&message, MC_BAD_INPUT, "pe.json", 7, 12,
                                   "%d is wrong", 5),
                     MC_BAD_INPUT);
    assert_string_equal(message.text, "pe.json:7:12: 5 is wrong");
    assert_int_equal(mc_message_set(&message, MC_IO, "%s", "no"), MC_IO);
    assert_string_equal(message.text, "no");
    assert_int_equal(mc_message_set(NULL, MC_LIMIT, "nobody listens"),
                     MC_LIMIT);
    assert_int_equal(mc_message_at(NULL, MC_LIMIT, "f", 1, 1, "nor here"),
                     MC_LIMIT);
}

static void long_messages_are_cut(void **unused)
{
    char text[5000];
    mc_message message;
    size_t length;
    (void)unused;
    for (size_t shift = 0; shift < 2; shift++) {
        memset(text, 'x', shift);
        for (size_t i = shift; i + 2 < sizeof text; i += 2)
            memcpy(text + i, "é", 3);
        (void)mc_message_set(&message, MC_OK, "%s", text);
        length = strlen(message.text);
        assert_true(length < sizeof message.text && length > 2000);
        assert_string_equal(message.text + length - 3, "...");
        assert_int_equal(mc_text_utf8_fault(message.text, length), length);
        /* However long the file's name is, the text is there. */
        (void)mc_message_at(&message, MC_OK, text, 3, 4, "the reason");
        assert_non_null(strstr(message.text, ":3:4: the reason"));
    }
}

static void hashes_are_sha256(void **unused)
{
    char hex[65];
    (void)unused;
    mc_sha256_hex(hex, "", 0);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb924"
                             "27ae41e4649b934ca495991b7852b855");
    mc_sha256_hex(hex, "abc", 3);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
                             "b00361a396177a9cb410ff61f20015ad");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_is_valid_and_nothing_else),
        cmocka_unit_test(overlong_forms_and_stray_bytes_are_faults),
        cmocka_unit_test(deceptive_characters_are_shown_as_escapes),
        cmocka_unit_test(json_text_has_quotes_and_escapes),
        cmocka_unit_test(clipped_text_fits_and_is_valid),
        cmocka_unit_test(messages_carry_their_place),
        cmocka_unit_test(long_messages_are_cut),
        cmocka_unit_test(hashes_are_sha256),
    };
    return UNIT_RUN(tests);
}
