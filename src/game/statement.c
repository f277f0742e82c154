#define _POSIX_C_SOURCE 200809L
#include "game/statement.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/number.h"
#include "base/output.h"
#include "base/sha256.h"
#include "base/text.h"

/* --- storage ----------------------------------------------------------- */

mpq_t *mc_rationals_new(size_t count)
{
    mpq_t *values =
        count > SIZE_MAX / sizeof(mpq_t) ? NULL : malloc(count * sizeof(mpq_t));
    if (values != NULL)
        for (size_t i = 0; i < count; i++)
            mpq_init(values[i]);
    return values;
}

void mc_rationals_free(mpq_t *values, size_t count)
{
    if (values == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        mpq_clear(values[i]);
    free(values);
}

void mc_labels_free(char **labels, size_t count)
{
    if (labels == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        free(labels[i]);
    free(labels);
}

char **mc_labels_copy(char *const *labels, size_t count)
{
    char **copy = calloc(count, sizeof *copy);
    for (size_t i = 0; i < count && copy != NULL; i++) {
        copy[i] = strdup(labels[i]);
        if (copy[i] == NULL) {
            mc_labels_free(copy, count);
            return NULL;
        }
    }
    return copy;
}

char *mc_text_new(const char *format, ...)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    bool failed;
    va_list arguments;
    if (out == NULL)
        return NULL;
    va_start(arguments, format);
    failed = vfprintf(out, format, arguments) < 0;
    va_end(arguments);
    if (fclose(out) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}

/* --- reading ----------------------------------------------------------- */

mc_status mc_statement_read(void *object, char sha256[65], mc_message *message,
                            const char *path, const mc_file *file,
                            mc_statement_reader read)
{
    mc_json json;
    mc_statement statement = {&json, message};
    mc_status status = path ? mc_json_load(&json, message, path)
                            : mc_json_parse(&json, message, file->name,
                                            file->text, file->length);
    if (status != MC_OK)
        return status;
    status = read(object, &statement);
    if (status == MC_OK)
        mc_sha256_hex(sha256, json.text, json.length);
    mc_json_clear(&json);
    return status;
}

mc_status mc_statement_out_of_memory(const mc_statement *statement)
{
    return mc_message_set(statement->message, MC_LIMIT,
                          "%s: out of memory while reading it",
                          statement->json->name);
}

/* The word among those of a list, or the end of the list. */
static bool has_word(const char *list, const char *word)
{
    size_t length = strlen(word);
    while (*list != '\0') {
        size_t span = strcspn(list, " ");
        if (span == length && strncmp(list, word, span) == 0)
            return true;
        list += span + strspn(list + span, " ");
    }
    return false;
}

/* The first word of `required` that is no key, or NULL. */
static const char *missing_word(size_t *length, const json_t *root,
                                const char *required)
{
    while (*required != '\0') {
        char key[32];
        *length = strcspn(required, " ");
        (void)snprintf(key, sizeof key, "%.*s", (int)*length, required);
        if (json_object_get(root, key) == NULL)
            return required;
        required += *length + strspn(required + *length, " ");
    }
    return NULL;
}

static mc_status check_keys(const mc_statement *statement, const char *format,
                            const char *noun, const char *required,
                            const char *optional)
{
    json_t *root = statement->json->root;
    mc_json_place place = mc_json_top();
    const char *missing;
    size_t length = 0;
    mc_status status =
        mc_json_require_format(statement->json, statement->message, format);
    for (void *member = json_object_iter(root);
         status == MC_OK && member != NULL;
         member = json_object_iter_next(root, member)) {
        const char *key = json_object_iter_key(member);
        char piece[128];
        if (has_word("format title notes", key) || has_word(required, key) ||
            has_word(optional, key))
            continue;
        place = mc_json_at_key(key);
        mc_text_clip(piece, sizeof piece, key, strlen(key));
        status = mc_json_fail(
            statement->json, statement->message, &place,
            "unknown key \"%s\"; %s has the keys format title "
            "notes %s%s%s",
            piece, noun, required, *optional == '\0' ? "" : " ", optional);
    }
    if (status != MC_OK)
        return status;
    missing = missing_word(&length, root, required);
    if (missing != NULL)
        return mc_json_fail(statement->json, statement->message, &place,
                            "the key \"%.*s\" is missing", (int)length,
                            missing);
    return MC_OK;
}

static mc_status read_text(char **text, const mc_statement *statement,
                           const char *key)
{
    const json_t *value = json_object_get(statement->json->root, key);
    mc_json_place place = mc_json_at(key);
    if (value == NULL)
        return MC_OK;
    if (!json_is_string(value))
        return mc_json_fail(statement->json, statement->message, &place,
                            "must be a string, but is %s",
                            mc_json_type_name(value));
    *text = strdup(json_string_value(value));
    return *text == NULL ? mc_statement_out_of_memory(statement) : MC_OK;
}

mc_status mc_statement_head(char **title, char **notes,
                            const mc_statement *statement, const char *format,
                            const char *noun, const char *required,
                            const char *optional)
{
    mc_status status = check_keys(statement, format, noun, required, optional);
    if (status == MC_OK)
        status = read_text(title, statement, "title");
    if (status == MC_OK)
        status = read_text(notes, statement, "notes");
    return status;
}

mc_status mc_statement_array(const mc_statement *statement,
                             const mc_json_place *place, const json_t *value,
                             size_t count, const char *entries)
{
    if (!json_is_array(value))
        return mc_json_fail(statement->json, statement->message, place,
                            "must be an array (%s), but is %s", entries,
                            mc_json_type_name(value));
    if (json_array_size(value) != count)
        return mc_json_fail(statement->json, statement->message, place,
                            "must have %zu entries (%s), but has %zu", count,
                            entries, json_array_size(value));
    return MC_OK;
}

struct label_order {
    const char *label;
    size_t index;
};

static int compare_labels(const void *left, const void *right)
{
    const struct label_order *a = left, *b = right;
    int order = strcmp(a->label, b->label);
    if (order != 0)
        return order;
    return (a->index > b->index) - (a->index < b->index);
}

/* The first label that repeats an earlier one. */
static mc_status check_distinct(const mc_statement *statement,
                                const mc_json_place *list, char *const *labels,
                                size_t count)
{
    struct label_order *order = malloc(count * sizeof *order);
    size_t repeat = count;
    char piece[128];
    mc_json_place place;
    if (order == NULL)
        return mc_statement_out_of_memory(statement);
    for (size_t i = 0; i < count; i++)
        order[i] = (struct label_order){labels[i], i};
    qsort(order, count, sizeof *order, compare_labels);
    for (size_t i = 1; i < count; i++)
        if (strcmp(order[i - 1].label, order[i].label) == 0 &&
            order[i].index < repeat)
            repeat = order[i].index;
    free(order);
    if (repeat == count)
        return MC_OK;
    place = mc_json_in(*list, repeat);
    mc_text_clip(piece, sizeof piece, labels[repeat], strlen(labels[repeat]));
    return mc_json_fail(statement->json, statement->message, &place,
                        "the label \"%s\" occurs twice; labels must be "
                        "distinct",
                        piece);
}

mc_status mc_statement_labels(char ***labels, size_t *count,
                              const mc_statement *statement,
                              const mc_json_place *place, const json_t *array)
{
    size_t size = json_array_size(array);
    if (!json_is_array(array))
        return mc_json_fail(statement->json, statement->message, place,
                            "must be an array of strings, but is %s",
                            mc_json_type_name(array));
    if (size == 0 || size > MC_STATEMENT_MAX_LABELS)
        return mc_json_fail(statement->json, statement->message, place,
                            "must have between 1 and 1,000,000 entries, but "
                            "has %zu",
                            size);
    *labels = calloc(size, sizeof **labels);
    if (*labels == NULL)
        return mc_statement_out_of_memory(statement);
    *count = size;
    for (size_t i = 0; i < size; i++) {
        const json_t *label = json_array_get(array, i);
        mc_json_place here = mc_json_in(*place, i);
        if (!json_is_string(label))
            return mc_json_fail(statement->json, statement->message, &here,
                                "must be a string, but is %s",
                                mc_json_type_name(label));
        if (json_string_length(label) == 0)
            return mc_json_fail(statement->json, statement->message, &here,
                                "a label must not be empty");
        (*labels)[i] = strdup(json_string_value(label));
        if ((*labels)[i] == NULL)
            return mc_statement_out_of_memory(statement);
    }
    return check_distinct(statement, place, *labels, size);
}

mc_status mc_statement_labels_at(char ***labels, size_t *count,
                                 const mc_statement *statement, const char *key)
{
    mc_json_place place = mc_json_at(key);
    return mc_statement_labels(labels, count, statement, &place,
                               json_object_get(statement->json->root, key));
}

mc_status mc_statement_row(mpq_t *values, const mc_statement *statement,
                           const mc_json_place *place, const json_t *row)
{
    mc_status status = MC_OK;
    size_t count = json_array_size(row);
    for (size_t j = 0; status == MC_OK && j < count; j++) {
        mc_json_place entry = mc_json_in(*place, j);
        status = mc_json_number(values[j], statement->json, statement->message,
                                &entry, json_array_get(row, j));
    }
    return status;
}

static mc_status fail_sum(const mc_statement *statement,
                          const mc_json_place *place, const mpq_t sum,
                          const mpq_t defect)
{
    char *total = mc_number_text(sum), *missing = mc_number_text(defect);
    mc_status status;
    if (total == NULL || missing == NULL) {
        status = mc_statement_out_of_memory(statement);
    } else {
        bool excess = mpq_sgn(defect) < 0;
        status = mc_json_fail(
            statement->json, statement->message, place,
            "the probabilities sum to %.700s, which is %.700s too %s; they "
            "must sum to exactly 1",
            total, excess ? missing + 1 : missing, excess ? "much" : "little");
    }
    free(missing);
    free(total);
    return status;
}

/* A lottery; its numbers stand in rows if `columns` is not 0. */
static mc_status check_lottery(mpq_t *values, size_t count, size_t columns,
                               const mc_statement *statement,
                               const mc_json_place *place)
{
    mc_status status = MC_OK;
    mpq_t sum, defect;
    mpq_inits(sum, defect, NULL);
    for (size_t j = 0; j < count && status == MC_OK; j++) {
        mc_json_place entry =
            columns ? mc_json_in(mc_json_in(*place, j / columns), j % columns)
                    : mc_json_in(*place, j);
        if (mpq_sgn(values[j]) < 0)
            status = mc_json_fail(statement->json, statement->message, &entry,
                                  "a probability must not be negative");
        mpq_add(sum, sum, values[j]);
    }
    mpq_set_ui(defect, 1, 1);
    mpq_sub(defect, defect, sum);
    if (status == MC_OK && mpq_sgn(defect) != 0)
        status = fail_sum(statement, place, sum, defect);
    mpq_clears(sum, defect, NULL);
    return status;
}

mc_status mc_statement_lottery(mpq_t *values, size_t count,
                               const mc_statement *statement,
                               const mc_json_place *place)
{
    return check_lottery(values, count, 0, statement, place);
}

mc_status mc_statement_joint(mpq_t *values, size_t rows, size_t columns,
                             const mc_statement *statement,
                             const mc_json_place *place)
{
    return check_lottery(values, rows * columns, columns, statement, place);
}

mc_status mc_statement_table(mpq_t *values, const mc_statement *statement,
                             const char *key, size_t rows, size_t columns,
                             const char *row_words, const char *column_words)
{
    const json_t *table = json_object_get(statement->json->root, key);
    mc_json_place place = mc_json_at(key);
    mc_status status =
        mc_statement_array(statement, &place, table, rows, row_words);
    for (size_t r = 0; status == MC_OK && r < rows; r++) {
        mc_json_place row = mc_json_in(place, r);
        const json_t *value = json_array_get(table, r);
        status =
            mc_statement_array(statement, &row, value, columns, column_words);
        if (status == MC_OK)
            status =
                mc_statement_row(values + r * columns, statement, &row, value);
    }
    return status;
}

/* verify/FORMAT-GAME.md section 1 */
#define MAX_DENOMINATOR_BITS ((size_t)1 << 20)

mc_status mc_statement_vector(mc_vector *vector, mpq_t *values, size_t count,
                              const mc_statement *statement, const char *key)
{
    mc_json_place place = mc_json_at(key);
    mc_vector_clear(vector);
    if (!mc_vector_init(vector, count))
        return mc_statement_out_of_memory(statement);
    if (!mc_vector_set_list(vector, values, MAX_DENOMINATOR_BITS))
        return mc_json_fail(statement->json, statement->message, &place,
                            "the common denominator of these numbers has more "
                            "than 2^20 bits; take coarser numbers");
    return MC_OK;
}

/* --- writing ----------------------------------------------------------- */

mc_status mc_statement_print_number(FILE *out, mc_message *message,
                                    const mpq_t value)
{
    char *text = mc_number_text(value);
    mc_status status = MC_OK;
    size_t length, digits;
    if (text == NULL)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    length = strlen(text);
    digits = length - (text[0] == '-' ? 1 : 0);
    if (length > MC_NUMBER_MAX_LENGTH)
        status = mc_message_set(message, MC_LIMIT,
                                "a number has %zu characters; a statement may "
                                "have numbers of at most 10,000",
                                length);
    else if (mpz_cmp_ui(mpq_denref(value), 1) == 0 &&
             digits <= MC_NUMBER_MAX_BARE_DIGITS)
        fputs(text, out);
    else
        fprintf(out, "\"%s\"", text);
    free(text);
    return status;
}

mc_status mc_statement_print_row(FILE *out, mc_message *message,
                                 mpq_srcptr values, size_t count)
{
    mc_status status = MC_OK;
    fputc('[', out);
    for (size_t j = 0; status == MC_OK && j < count; j++) {
        if (j > 0)
            fputs(", ", out);
        status = mc_statement_print_number(out, message, values + j);
    }
    fputc(']', out);
    /* A file that could not be read back is not written, and not held in
       memory either. */
    if (status == MC_OK && ftello(out) > (off_t)MC_JSON_MAX_BYTES)
        status = mc_message_set(message, MC_LIMIT,
                                "the statement would have more than 64 MiB");
    return status;
}

mc_status mc_statement_print_table(FILE *out, mc_message *message,
                                   const char *indent, mpq_srcptr values,
                                   size_t rows, size_t columns)
{
    mc_status status = MC_OK;
    fputs("[\n", out);
    for (size_t s = 0; status == MC_OK && s < rows; s++) {
        fprintf(out, "%s  ", indent);
        status =
            mc_statement_print_row(out, message, values + s * columns, columns);
        fputs(s + 1 < rows ? ",\n" : "\n", out);
    }
    fprintf(out, "%s]", indent);
    return status;
}

mc_status mc_statement_print_vector(FILE *out, mc_message *message,
                                    const char *indent, const mc_vector *vector,
                                    size_t columns)
{
    mc_status status = MC_LIMIT;
    mpq_t *values = mc_rationals_new(vector->length);
    if (!values)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    for (size_t j = 0; j < vector->length; j++)
        mc_vector_get(values[j], vector, j);
    status = mc_statement_print_table(out, message, indent, values[0],
                                      vector->length / columns, columns);
    mc_rationals_free(values, vector->length);
    return status;
}

static void print_text(FILE *out, const char *key, const char *text)
{
    if (text == NULL)
        return;
    fprintf(out, "  \"%s\": ", key);
    mc_text_print_json(out, text);
    fputs(",\n", out);
}

void mc_statement_print_head(FILE *out, const char *format, const char *title,
                             const char *notes)
{
    fprintf(out, "{\n  \"format\": \"%s\",\n", format);
    print_text(out, "title", title);
    print_text(out, "notes", notes);
}

void mc_statement_print_labels(FILE *out, char *const *labels, size_t count)
{
    fputc('[', out);
    for (size_t i = 0; i < count; i++) {
        fputs(i == 0 ? "" : ", ", out);
        mc_text_print_json(out, labels[i]);
    }
    fputc(']', out);
}

/* The statement file in memory; the caller frees *bytes. */
static mc_status render(char **bytes, size_t *length, mc_message *message,
                        mc_statement_printer print, const void *object)
{
    char *buffer = NULL;
    size_t size = 0;
    mc_status status = MC_LIMIT;
    bool failed = true;
    FILE *out = open_memstream(&buffer, &size);
    if (out != NULL) {
        status = print(out, message, object);
        failed = ferror(out) != 0;
        failed = fclose(out) != 0 || failed;
    }
    if (failed)
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    if (status != MC_OK) {
        free(buffer);
        return status;
    }
    *bytes = buffer;
    *length = size;
    return MC_OK;
}

mc_status mc_statement_write(mc_message *message, const char *path,
                             mc_statement_printer print, const void *object)
{
    mc_output *output = NULL;
    char *bytes = NULL;
    size_t length = 0;
    mc_status status = render(&bytes, &length, message, print, object);
    if (status != MC_OK)
        return status;
    status = mc_output_open(&output, message, path);
    if (status == MC_OK) {
        /* A failed write is remembered by the output. */
        (void)fwrite(bytes, 1, length, mc_output_stream(output));
        status = mc_output_commit(output, message);
    }
    free(bytes);
    return status;
}

mc_status mc_statement_hash(char sha256[65], mc_message *message,
                            mc_statement_printer print, const void *object)
{
    char *bytes = NULL;
    size_t length = 0;
    mc_status status = render(&bytes, &length, message, print, object);
    if (status == MC_OK)
        mc_sha256_hex(sha256, bytes, length);
    free(bytes);
    return status;
}
