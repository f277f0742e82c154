/* A small reader of JSON texts, for the oracle only; RFC 8259 with the limits
   of verify/FORMAT.md section 2. */
#ifndef MC_TESTS_JSON_H
#define MC_TESTS_JSON_H

#include <stdbool.h>
#include <stddef.h>

typedef enum json_kind {
    JSON_LITERAL, /* null, true, false */
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
} json_kind;

/* A number has its text, a string its decoded bytes. The items of an object
   are key, value, key, value. */
typedef struct json {
    json_kind kind;
    char *text;
    size_t count; /* of items */
    struct json *item;
} json;

/* json_read: the value of a text; NULL if it breaks a rule. */
json *json_read(const char *text, size_t length);

void json_free(json *root);

/* json_find: the value of a key of an object, or NULL. */
const json *json_find(const json *object, const char *key);

#endif
