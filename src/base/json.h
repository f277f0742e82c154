/* JSON statements in: Jansson for the tree, and a place for every error. */
#ifndef MC_BASE_JSON_H
#define MC_BASE_JSON_H

#include <gmp.h>
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include <mechcert/status.h>

/* Limits of verify/FORMAT.md section 2. The outer object has depth 1. */
#define MC_JSON_MAX_BYTES ((size_t)64 << 20)
#define MC_JSON_MAX_DEPTH 8

/* A statement in memory. Invariants: text is valid UTF-8 and valid JSON; root
   is an object whose keys are distinct; every number in it is an integer of
   at most 18 digits. `name` is what messages call the file. */
typedef struct mc_json {
    char *name, *text;
    size_t length;
    json_t *root;
} mc_json;

/* Where a value stands: payoffs[0][1] is {"payoffs"}, 0, 1. A step with a key
   goes into an object, a step without one into an array. */
typedef struct mc_json_step {
    const char *key;
    size_t index;
} mc_json_step;

typedef struct mc_json_place {
    size_t depth;
    mc_json_step step[MC_JSON_MAX_DEPTH];
    bool at_key; /* the key of the last step, not its value */
} mc_json_place;

/* mc_json_load: reads and parses a file ("-" is standard input).
   Guarantees: on MC_OK the invariants above hold and the caller clears json;
               otherwise json needs no clearing.
   Errors:     MC_BAD_INPUT with file, line and column; MC_IO; MC_LIMIT. */
MC_NODISCARD mc_status mc_json_load(mc_json *json, mc_message *message,
                                    const char *path);

/* mc_json_parse: the same for `length` bytes in memory, which are copied. */
MC_NODISCARD mc_status mc_json_parse(mc_json *json, mc_message *message,
                                     const char *name, const char *text,
                                     size_t length);

void mc_json_clear(mc_json *json);

/* mc_json_require_format: checks that the first key is "format" and that its
   value is `format`; else the message tells what the file seems to be. */
MC_NODISCARD mc_status mc_json_require_format(const mc_json *json,
                                              mc_message *message,
                                              const char *format);

/* mc_json_number: reads an exact number, a string or an integer.
   Errors: MC_BAD_INPUT; value untouched. */
MC_NODISCARD mc_status mc_json_number(mpq_t value, const mc_json *json,
                                      mc_message *message,
                                      const mc_json_place *place,
                                      const json_t *node);

/* Places: the outer object, a key in it, the key itself, one step further. */
mc_json_place mc_json_top(void);
mc_json_place mc_json_at(const char *key);
mc_json_place mc_json_at_key(const char *key);
mc_json_place mc_json_in(mc_json_place place, size_t index);

/* mc_json_locate: the bytes [start, end) of the text where a value or key
   stands. Costs one pass over the text, so it is for errors only.
   Returns: false if there is no such place. */
bool mc_json_locate(size_t *start, size_t *end, const mc_json *json,
                    const mc_json_place *place);

/* mc_json_fail: sets "FILE:LINE:COLUMN: payoffs[0][1]: text" for a place in
   the statement and returns MC_BAD_INPUT. */
mc_status mc_json_fail(const mc_json *json, mc_message *message,
                       const mc_json_place *place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* mc_json_type_name: what a person calls the type: "a string", "an array". */
const char *mc_json_type_name(const json_t *node);

#endif
