/* JSON statements in: Jansson for the tree, and a place for every error. */
#define _POSIX_C_SOURCE 200809L
#include "base/json.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/message.h"
#include "base/number.h"
#include "base/scan.h"
#include "base/text.h"

/* The kinds of statement that this version reads. */

/* Room for a piece of the user's text in a message. */
enum { PIECE = 128 };

static mc_status out_of_memory(const mc_json *json, mc_message *message)
{
    return mc_message_set(message, MC_LIMIT,
                          "%s: out of memory while reading it", json->name);
}

/* --- places ------------------------------------------------------------ */

mc_json_place mc_json_top(void)
{
    mc_json_place place = {0};
    return place;
}

mc_json_place mc_json_at(const char *key)
{
    mc_json_place place = {.depth = 1, .step = {{.key = key}}};
    return place;
}

mc_json_place mc_json_at_key(const char *key)
{
    mc_json_place place = mc_json_at(key);
    place.at_key = true;
    return place;
}

mc_json_place mc_json_in(mc_json_place place, size_t index)
{
    place.step[place.depth].key = NULL;
    place.step[place.depth++].index = index;
    return place;
}

/* Where a member stands among its object's members: Jansson keeps the order
   of the text. */
static bool ordinal_of_key(size_t *ordinal, json_t **value, json_t *object,
                           const char *key)
{
    size_t count = 0;
    for (void *member = json_object_iter(object); member != NULL;
         member = json_object_iter_next(object, member), count++) {
        if (strcmp(json_object_iter_key(member), key) == 0) {
            *ordinal = count;
            *value = json_object_iter_value(member);
            return true;
        }
    }
    return false;
}

bool mc_json_locate(size_t *start, size_t *end, const mc_json *json,
                    const mc_json_place *place)
{
    mc_scan_target target = {.depth = place->depth, .at_key = place->at_key};
    json_t *node = json->root;
    const char *sentence;
    for (size_t i = 0; i < place->depth; i++) {
        const mc_json_step *step = &place->step[i];
        if (step->key != NULL) {
            if (!ordinal_of_key(&target.step[i], &node, node, step->key))
                return false;
        } else {
            target.step[i] = step->index;
            node = json_array_get(node, step->index);
        }
    }
    (void)mc_scan(start, end, &sentence, json->text, json->length, &target);
    *start = target.start;
    *end = target.end;
    return target.found;
}

/* --- messages ---------------------------------------------------------- */

/* Lines and columns of an offset, both from 1, columns in bytes. */
static void line_and_column(size_t *line, size_t *column, const mc_json *json,
                            size_t offset)
{
    size_t begin = 0;
    *line = 1;
    for (size_t i = 0; i < offset; i++) {
        if (json->text[i] == '\n') {
            ++*line;
            begin = i + 1;
        }
    }
    *column = offset - begin + 1;
}

static mc_status fail_at(const mc_json *json, mc_message *message,
                         size_t offset, const char *text)
{
    size_t line, column;
    line_and_column(&line, &column, json, offset);
    return mc_message_at(message, MC_BAD_INPUT, json->name, line, column, "%s",
                         text);
}

/* "payoffs[0][1]: " or nothing for the outer object. */
static void name_place(char *text, size_t size, const mc_json_place *place)
{
    char key[PIECE];
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < place->depth && used < size; i++) {
        const mc_json_step *step = &place->step[i];
        int added;
        if (step->key != NULL) {
            mc_text_clip(key, sizeof key, step->key, strlen(step->key));
            added = snprintf(text + used, size - used, "%s%s",
                             i == 0 ? "" : ".", key);
        } else {
            added = snprintf(text + used, size - used, "[%zu]",
                             place->step[i].index);
        }
        used += added > 0 ? (size_t)added : 0;
    }
    if (used > 0 && used < size)
        snprintf(text + used, size - used, ": ");
}

mc_status mc_json_fail(const mc_json *json, mc_message *message,
                       const mc_json_place *place, const char *format, ...)
{
    char text[sizeof message->text], name[2 * PIECE] = "";
    size_t start = 0, end, used;
    va_list arguments;
    if (!place->at_key)
        name_place(name, sizeof name, place);
    used = (size_t)snprintf(text, sizeof text, "%s", name);
    va_start(arguments, format);
    (void)vsnprintf(text + used, sizeof text - used, format, arguments);
    va_end(arguments);
    if (!mc_json_locate(&start, &end, json, place))
        start = 0;
    return fail_at(json, message, start, text);
}

const char *mc_json_type_name(const json_t *node)
{
    switch (json_typeof(node)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "an array";
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "true or false";
    case JSON_NULL:
        return "null";
    }
    return "something else";
}

/* --- parsing ----------------------------------------------------------- */

/* A fault of the scanner in words; the two kinds of bare number get the
   quoted form that would be right. */
static mc_status fail_scan(const mc_json *json, mc_message *message,
                           mc_scan_fault fault, size_t start, size_t end,
                           const char *sentence)
{
    char text[4 * PIECE], piece[PIECE];
    if (fault == MC_SCAN_GRAMMAR)
        return fail_at(json, message, start, sentence);
    mc_text_clip(piece, sizeof piece, json->text + start, end - start);
    if (fault == MC_SCAN_REAL)
        snprintf(text, sizeof text,
                 "%s is a bare decimal number, which many programs round to a "
                 "binary one; write it in quotes to keep it exact: \"%s\"",
                 piece, piece);
    else
        snprintf(text, sizeof text,
                 "a bare integer may have at most 18 digits, because many "
                 "programs round longer ones; write it in quotes to keep it "
                 "exact: \"%s\"",
                 piece);
    return fail_at(json, message, start, text);
}

/* The text that Jansson is about to get: the rules that it does not know. */
static mc_status check_text(const mc_json *json, mc_message *message)
{
    static const char certificate[] = "mechcert-certificate";
    const char *sentence;
    size_t fault = mc_text_utf8_fault(json->text, json->length), start, end;
    mc_scan_fault kind;
    if (json->length >= 3 && memcmp(json->text, "\xEF\xBB\xBF", 3) == 0)
        return fail_at(json, message, 0,
                       "the file begins with a byte order mark; save it as "
                       "UTF-8 without one");
    if (fault < json->length)
        return fail_at(json, message, fault,
                       "this byte is not valid UTF-8; save the file as UTF-8");
    if (strncmp(json->text, certificate, strlen(certificate)) == 0)
        return fail_at(json, message, 0,
                       "this is a certificate, not a statement; check it with "
                       "mechcert-verify STATEMENT CERTIFICATE");
    kind = mc_scan(&start, &end, &sentence, json->text, json->length, NULL);
    if (kind != MC_SCAN_NONE)
        return fail_scan(json, message, kind, start, end, sentence);
    return MC_OK;
}

/* Jansson has just read the key that occurs for the second time. */
static mc_status fail_duplicate(const mc_json *json, mc_message *message,
                                size_t end_of_key)
{
    mc_scan_target target = {.ends_at = end_of_key};
    char text[2 * PIECE], piece[PIECE] = "";
    const char *sentence;
    size_t start, end;
    json_t *key;
    (void)mc_scan(&start, &end, &sentence, json->text, json->length, &target);
    key = json_loadb(json->text + target.start, target.end - target.start,
                     JSON_DECODE_ANY, NULL);
    if (key != NULL)
        mc_text_clip(piece, sizeof piece, json_string_value(key),
                     json_string_length(key));
    json_decref(key);
    snprintf(text, sizeof text,
             "the key \"%s\" occurs twice in this object; remove one of the "
             "two",
             piece);
    return fail_at(json, message, target.start, text);
}

static mc_status build_tree(mc_json *json, mc_message *message)
{
    json_error_t error;
    size_t offset;
    json->root =
        json_loadb(json->text, json->length, JSON_REJECT_DUPLICATES, &error);
    if (json->root != NULL)
        return MC_OK;
    offset = error.position > 0 ? (size_t)error.position : 0;
    switch (json_error_code(&error)) {
    case json_error_out_of_memory:
        return out_of_memory(json, message);
    case json_error_duplicate_key:
        return fail_duplicate(json, message, offset);
    default:
        return fail_at(json, message,
                       offset <= json->length ? offset : json->length,
                       error.text);
    }
}

/* Takes over json->text; clears json unless all is well. */
static mc_status finish(mc_json *json, mc_message *message)
{
    mc_status status;
    if (json->length > MC_JSON_MAX_BYTES)
        status = fail_at(json, message, MC_JSON_MAX_BYTES,
                         "a statement may have at most 64 MiB");
    else
        status = check_text(json, message);
    if (status == MC_OK)
        status = build_tree(json, message);
    if (status != MC_OK)
        mc_json_clear(json);
    return status;
}

mc_status mc_json_parse(mc_json *json, mc_message *message, const char *name,
                        const char *text, size_t length)
{
    mc_status status;
    mc_json result = {.name = strdup(name), .text = malloc(length + 1)};
    if (result.name == NULL || result.text == NULL) {
        mc_json_clear(&result);
        return mc_message_set(message, MC_LIMIT, "%s: out of memory", name);
    }
    if (length > 0)
        memcpy(result.text, text, length);
    result.text[length] = '\0';
    result.length = length;
    status = finish(&result, message);
    if (status == MC_OK)
        *json = result;
    return status;
}

mc_status mc_json_load(mc_json *json, mc_message *message, const char *path)
{
    mc_file file;
    mc_json result = {0};
    mc_status status = mc_file_load(&file, message, path, MC_JSON_MAX_BYTES);
    if (status != MC_OK)
        return status;
    result.name = file.name;
    result.text = file.text;
    result.length = file.length;
    status = finish(&result, message);
    if (status == MC_OK)
        *json = result;
    return status;
}

void mc_json_clear(mc_json *json)
{
    json_decref(json->root);
    free(json->text);
    free(json->name);
    memset(json, 0, sizeof *json);
}

/* --- what every statement has ------------------------------------------ */

static mc_status fail_format(const mc_json *json, mc_message *message,
                             const json_t *found, const char *format)
{
    mc_json_place place = mc_json_at("format");
    char piece[PIECE];
    if (!json_is_string(found))
        return mc_json_fail(json, message, &place,
                            "must be a string, but is %s; needed here: \"%s\"",
                            mc_json_type_name(found), format);
    mc_text_clip(piece, sizeof piece, json_string_value(found),
                 json_string_length(found));
    if (strncmp(piece, "mechcert-certificate", 20) == 0)
        return mc_json_fail(json, message, &place,
                            "\"%s\" is a certificate, not a statement", piece);
    return mc_json_fail(json, message, &place,
                        "the format is \"%s\"; needed here: \"%s\"", piece,
                        format);
}

mc_status mc_json_require_format(const mc_json *json, mc_message *message,
                                 const char *format)
{
    mc_json_place place = mc_json_top();
    json_t *value = json_object_get(json->root, "format");
    void *first = json_object_iter(json->root);
    if (value == NULL)
        return mc_json_fail(json, message, &place,
                            "the key \"format\" is missing; it must come "
                            "first; needed here: \"%s\"",
                            format);
    if (strcmp(json_object_iter_key(first), "format") != 0) {
        place = mc_json_at_key("format");
        return mc_json_fail(json, message, &place,
                            "\"format\" must be the first key");
    }
    if (!json_is_string(value) || strcmp(json_string_value(value), format) != 0)
        return fail_format(json, message, value, format);
    return MC_OK;
}

mc_status mc_json_number(mpq_t value, const mc_json *json, mc_message *message,
                         const mc_json_place *place, const json_t *node)
{
    char digits[32], piece[PIECE];
    const char *text = digits, *problem;
    size_t length;
    if (json_is_integer(node)) {
        length =
            (size_t)snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT,
                             json_integer_value(node));
    } else if (json_is_string(node)) {
        text = json_string_value(node);
        length = json_string_length(node);
    } else {
        return mc_json_fail(json, message, place,
                            "must be a number (an integer or a string such as "
                            "\"1/3\"), but is %s",
                            mc_json_type_name(node));
    }
    problem = mc_number_parse(value, text, length);
    if (problem == NULL)
        return MC_OK;
    mc_text_clip(piece, sizeof piece, text, length);
    return mc_json_fail(json, message, place, "\"%s\": %s", piece, problem);
}
