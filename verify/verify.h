#ifndef MV_VERIFY_H
#define MV_VERIFY_H

/* What the files of the checker share, file by file, each on top of those
   before it; headers of their own have the claims about games (condition.h),
   public goods, quantities and divisible goods. The checker ends at the first
   defect that it finds; of what it takes for a claim only tables, and what is
   taken again and again, are given back. */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <gmp.h> /* after stdio.h, for gmp_fprintf */

#include "reason.h"

/* ---- report.c: verdicts and diagnostics ---------------------------------- */

#if defined(__GNUC__)
#define MV_FORMAT(first, rest) __attribute__((format(printf, first, rest)))
#else
#define MV_FORMAT(first, rest)
#endif

/* A place in a file. Line 0: no place in particular. */
struct mv_place {
    const char *file;
    uint64_t line;
    size_t column;
};

#define MV_RATIO_SIZE 192

/* mv_verdict: prints "s VERIFIED CLAIM" and ends the program with status 0, or
   with 13 if standard output cannot be written. */
_Noreturn void mv_verdict(const char *claim);

/* mv_refuse: prints the diagnostic "FILE:LINE:COLUMN: Ennn: ..." on standard
   error and "s NOT VERIFIED Ennn ..." on standard output, and ends the program
   with the status that belongs to the reason. Nothing in the checker recovers
   from a defect, so no defect can be forgotten on the way up. */
_Noreturn void mv_refuse(enum mv_reason reason, struct mv_place place,
                         const char *format, ...) MV_FORMAT(3, 4);

/* mv_refuse_list: mv_refuse with the arguments of the message in a list. */
_Noreturn void mv_refuse_list(enum mv_reason reason, struct mv_place place,
                              const char *format, va_list list);

/* mv_flush: ends the program with status 13 if what was printed on standard
   output cannot be written. */
void mv_flush(void);

/* mv_print_text: prints a text with control characters (C0, DEL, C1) and
   backslashes escaped, so that it cannot forge a line or drive a terminal. */
void mv_print_text(FILE *file, const char *text);

/* mv_ratio_text: the value numerator/denominator in lowest terms, or a remark
   that it is too long to print. Returns its first argument.
   Domain: denominator > 0. */
const char *mv_ratio_text(char text[MV_RATIO_SIZE], const mpz_t numerator,
                          const mpz_t denominator);

/* ---- option.c: the command line ------------------------------------------ */

/* The name of the program; each has its own. */
extern const char mv_program[];

/* An option that sets a limit: its name (NULL ends the list), the default, the
   largest value, and whether K, M or G may follow. */
struct mv_limit {
    const char *name;
    uint64_t value, most;
    bool suffix;
};

enum mv_action { MV_CHECK, MV_ECHO, MV_TRUST, MV_HELP, MV_VERSION_TEXT };

enum { MV_LIMIT_COUNT = 5, MV_FILE_COUNT = 7 };

struct mv_options {
    enum mv_action action;
    bool quiet;
    uint64_t limit[MV_LIMIT_COUNT];
    const char *file[MV_FILE_COUNT];
    size_t files;
};

/* mv_options_read: reads the arguments, for at most this many statements and a
   certificate; ends the program with status 2 if they are wrong. */
void mv_options_read(struct mv_options *options, const struct mv_limit *limit,
                     size_t statements, char **argument);

/* ---- memory.c: counted memory -------------------------------------------- */

/* mv_memory_limit: makes GMP and the functions below count what they allocate
   and refuse with E500 before more than `bytes` are in use.
   Call it before the first use of GMP. */
void mv_memory_limit(uint64_t bytes);

/* mv_memory_total: the limit. */
uint64_t mv_memory_total(void);

/* mv_allocate: `count` items of `size` bytes, all bytes zero. Never NULL. */
void *mv_allocate(size_t count, size_t size);

/* mv_grow: makes room for at least `needed` items of `size` bytes in `array`,
   which holds *capacity of them, by a constant factor when it has to move.
   Goal: linear total work, and no room for items that have not arrived beyond
   half of those that have. */
void *mv_grow(void *array, size_t *capacity, size_t needed, size_t size);

/* mv_release: gives back what mv_allocate or mv_grow gave. */
void mv_release(void *array, size_t count, size_t size);

/* mv_numbers: `count` numbers, all 0. */
mpz_t *mv_numbers(size_t count);

/* mv_numbers_clear: gives them back. */
void mv_numbers_clear(mpz_t *number, size_t count);

/* ---- sha256.c ------------------------------------------------------------ */

#define MV_SHA256_TEXT 65

/* mv_sha256: the SHA-256 (FIPS 180-4) of `length` bytes, as 64 lower-case
   hexadecimal digits and a zero byte. */
void mv_sha256(char text[MV_SHA256_TEXT], const unsigned char *data,
               size_t length);

/* ---- number.c: digits ---------------------------------------------------- */

/* mv_digit_span: how many decimal digits the text begins with. */
size_t mv_digit_span(const char *text);

/* mv_natural_span: the same for a `natural` of FORMAT.md; 0 if there is none,
   and 0 if the digits begin with a superfluous zero. */
size_t mv_natural_span(const char *text);

/* mv_set_digits: sets `number` to what `length` decimal digits say, negated if
   asked. Domain: text[0..length) are digits, length >= 1; the byte behind them
   may be overwritten for the time of the call. */
void mv_set_digits(mpz_t number, char *text, size_t length, int negative);

/* mv_unsigned_span: the length of the longest `unsigned` of FORMAT-LP.md that
   the text begins with, or 0. */
size_t mv_unsigned_span(const char *text);

/* mv_set_unsigned: the value, in lowest terms, of an `unsigned` of this length,
   negated if asked. The byte behind it may be overwritten for the time of the
   call. Errors: MV_E208, MV_E209; 0 if there is none. */
int mv_set_unsigned(mpz_t numerator, mpz_t denominator, char *text,
                    size_t length, int negative);

/* mv_statement_number: reads a number of a statement (FORMAT.md section 1) in
   lowest terms. `text` is a string that may be overwritten.
   Errors: MV_E207, MV_E208 or MV_E209; 0 if there is none. */
int mv_statement_number(mpz_t numerator, mpz_t denominator, char *text);

#define MV_NUMBER_TEXT(reason)                                                 \
    ((reason) == MV_E208                                                       \
         ? "the denominator is zero"                                           \
         : "more than 10000 characters, or an exponent beyond 10000")

/* A rational p/q with q > 0, perhaps not in lowest terms. Where bounds are
   stored, q = 0 stands for an infinity. */
struct mv_ratio {
    mpz_t p, q;
};

/* mv_reduce: brings numerator / denominator in lowest terms. */
void mv_reduce(mpz_t numerator, mpz_t denominator);

void mv_ratio_set(struct mv_ratio *y, const struct mv_ratio *x);

/* mv_add_product: sum += factor x. */
void mv_add_product(struct mv_ratio *sum, const mpz_t factor,
                    const struct mv_ratio *x);

/* mv_compare: the sign of a/b - c/d. Domain: b, d > 0. */
int mv_compare(const mpz_t a, const mpz_t b, const mpz_t c, const mpz_t d);

/* mv_print_ratio: prints a ratio in lowest terms. */
void mv_print_ratio(FILE *file, const mpz_t numerator, const mpz_t denominator);

/* ---- statement.c: statement files ---------------------------------------- */

/* A statement file, and a cursor in it. text[length] is 0, a byte that is never
   valid where one is looked for, so looking at text[at] needs no bounds check.
 */
struct mv_source {
    const char *file;
    unsigned char *text;
    size_t length, capacity, at;
};

enum mv_format { MV_JSON, MV_MPS, MV_CPLEX };

/* mv_source_load: reads the file `path` ("-": standard input). Errors: E100,
   E209 if it has more than `limit` bytes. */
void mv_source_load(struct mv_source *source, const char *path, size_t limit);

/* mv_source_utf8: refuses with E200 unless the whole text is UTF-8. */
void mv_source_utf8(const struct mv_source *source);

/* mv_source_read: reads the file `path` ("-": standard input) and finds out
   what it is. Errors: E100, E209, E213, E220; ends the program. */
enum mv_format mv_source_read(struct mv_source *source, const char *path,
                              char hash[MV_SHA256_TEXT]);

/* mv_source_place: the line and column (in bytes) of text[at]. */
struct mv_place mv_source_place(const struct mv_source *source, size_t at);

/* mv_source_refuse: refuses with the line and column (in bytes) of text[at]. */
_Noreturn void mv_source_refuse(const struct mv_source *source, size_t at,
                                enum mv_reason reason, const char *format, ...)
    MV_FORMAT(4, 5);

/* mv_word_find: the number of the word in a list of lower-case words with one
   blank between them, or -1. Upper and lower case are the same. */
int mv_word_find(const char *list, const char *text, size_t length);

#define MV_INFINITIES "inf infinity"
/* The first MV_MAXIMISE of these are for a maximisation. */
#define MV_SENSES "max maximize maximise maximum min minimize minimise minimum"
enum { MV_MAXIMISE = 4 };

/* ---- json.c: JSON texts -------------------------------------------------- */

/* A decoded string, ended by a zero byte. */
struct mv_text {
    char *byte;
    size_t length, capacity;
};

/* mv_json_blank: moves over white space and returns the byte found. */
int mv_json_blank(struct mv_source *json);

/* mv_json_string: decodes the string that begins at the cursor into `out`.
   Errors: E201, also for \u0000 and unpaired surrogates. */
void mv_json_string(struct mv_source *json, struct mv_text *out);

/* mv_json_skip: moves over one value below the top level object, and checks all
   of its grammar. Arrays may nest; an object there is refused with E205, since
   no value of a statement is one.
   Errors: E201, E202, E205, E206 and E209 (bare numbers). */
void mv_json_skip(struct mv_source *json, struct mv_text *scratch);

/* mv_text_append: appends bytes and a zero byte behind them. */
void mv_text_append(struct mv_text *out, const char *bytes, size_t count);

/* ---- record.c: certificates as streams of records ------------------------ */

struct mv_limits {
    size_t digits, line, lines;
};

/* A certificate as a stream of records. `line` holds the current one, in which
   the ends of the fields read so far are zero bytes; `cursor` is where the next
   field begins. line[length] is 0. */
struct mv_reader {
    struct mv_place place; /* the current line, the last field read */
    FILE *file;
    struct mv_limits limits;
    bool progress;
    unsigned char *buffer;
    size_t buffer_at, buffer_end;
    char *line;
    size_t capacity, length, cursor, fields;
    bool again; /* the current line will be read once more */
};

/* A vector that is being read: its denominator D, and the greatest common
   divisor of D and the numerators read so far (0 if nothing was read). */
struct mv_vector {
    mpz_t denominator, divisor;
};

/* mv_reader_open: opens the certificate `path` ("-": standard input). */
void mv_reader_open(struct mv_reader *reader, const char *path,
                    struct mv_limits limits, bool progress);

/* mv_reject: mv_refuse at the place of the last field read. */
_Noreturn void mv_reject(const struct mv_reader *reader, enum mv_reason reason,
                         const char *format, ...) MV_FORMAT(3, 4);

/* mv_record: reads the next line, which must be a well-formed record with this
   keyword and number of fields, the keyword not counted.
   Errors: E300, E301, E302, E303, E310. */
void mv_record(struct mv_reader *reader, const char *keyword, size_t fields);

/* mv_record_is: the demands of mv_record on a record that has been read. */
void mv_record_is(struct mv_reader *reader, const char *keyword, size_t fields);

/* mv_record_any: the same without the demands on keyword and fields; the
   cursor is on the keyword. */
void mv_record_any(struct mv_reader *reader);

/* mv_record_peek: whether the next line begins so. It must not be the last one
   of the certificate. Errors: E300, E301, E310. */
bool mv_record_peek(struct mv_reader *reader, const char *beginning);

/* mv_record_end: reads the `end` record and checks that nothing follows. */
void mv_record_end(struct mv_reader *reader);

/* mv_field: the next field, ended by a zero byte. */
char *mv_field(struct mv_reader *reader);

/* mv_field_natural: a natural; SIZE_MAX stands for all that are not smaller.
   Errors: E304, E310. */
size_t mv_field_natural(struct mv_reader *reader);

/* mv_field_index: a natural below `end`. Errors: also E306. */
size_t mv_field_index(struct mv_reader *reader, size_t end);

/* mv_field_count: a number of lines to come. Errors: also E310. */
size_t mv_field_count(struct mv_reader *reader);

/* mv_field_rational: a rational in lowest terms. Errors: E304, E310. */
void mv_field_rational(struct mv_reader *reader, mpz_t numerator,
                       mpz_t denominator);

/* mv_vector_open: starts a vector with the denominator in the next field.
   mv_vector_init has been called once. Errors: E304, E310. */
void mv_vector_open(struct mv_vector *vector, struct mv_reader *reader);

/* mv_field_numerator: the next entry of a vector. Errors: E304, E310. */
void mv_field_numerator(struct mv_reader *reader, struct mv_vector *vector,
                        mpz_t numerator);

/* mv_vector_close: refuses with E305 unless the vector is reduced. */
void mv_vector_close(const struct mv_vector *vector,
                     const struct mv_reader *reader);

/* mv_vector_init: D = 1, nothing read. */
void mv_vector_init(struct mv_vector *vector);

/* ---- object.c: statements that are JSON objects ---------------------------
 */

/* A function of profiles: value[rank * components + c] over the vector's
   denominator D. Entries exist only for lines that have arrived. */
struct mv_table {
    struct mv_vector vector;
    mpz_t *value;
    size_t components, used, capacity;
};

void mv_table_init(struct mv_table *table, size_t components);
void mv_table_clear(struct mv_table *table);

/* mv_table_line: new entries for one line, all 0. They are valid until the
   next call. */
mpz_t *mv_table_line(struct mv_table *table);

/* Labels in one block of text: label k begins at byte start[k] and is ended by
   a zero byte. */
struct mv_labels {
    char *text;
    size_t *start, count, used;
};

const char *mv_label(const struct mv_labels *labels, size_t k);

/* mv_labels_equal: the same labels in the same order. */
bool mv_labels_equal(const struct mv_labels *a, const struct mv_labels *b);

void mv_labels_echo(const struct mv_labels *labels, const char *name,
                    FILE *file);

/* The kinds of statements, in the order of the lines of a certificate. */
enum mv_kind {
    MV_ENVIRONMENT,
    MV_MECHANISM,
    MV_INFORMATION,
    MV_STRATEGIES,
    MV_PRIOR,
    MV_LP, /* the kinds from here on are never given with others */
    MV_DIVISIBLE,
    MV_WELFARE_LOSS,
    MV_PUBLICGOOD,
    MV_QUANTITY,
    MV_KINDS
};

extern const char *const mv_kind_name[MV_KINDS];

enum mv_key {
    MV_KEY_FORMAT,
    MV_KEY_TITLE,
    MV_KEY_NOTES,
    MV_KEY_AGENTS,
    MV_KEY_OUTCOMES,
    MV_KEY_STATES,
    MV_KEY_PRIOR,
    MV_KEY_WELFARE,
    MV_KEY_PAYOFFS,
    MV_KEY_ACTIONS,
    MV_KEY_SIGNALS,
    MV_KEY_SECURE,
    MV_KEY_RULE,
    MV_KEY_DISTRIBUTION,
    MV_KEY_STRATEGIES,
    MV_KEY_AT_LEAST, /* these three in the order of FORMAT-GAME.md */
    MV_KEY_AT_MOST,
    MV_KEY_EQUAL,
    MV_KEY_SUPPORT,
    MV_KEY_COST,
    MV_KEY_DOMAIN,
    MV_KEY_PRICES,
    MV_KEY_CUTS,
    MV_KEY_ALLOCATION,
    MV_KEY_PAYMENTS,
    MV_KEY_TERMS,
    MV_KEY_BELIEF,
    MV_KEY_ALTERNATIVES,
    MV_KEY_COST_PER_HEAD,
    MV_KEY_COUNTS,
    MV_KEY_WEIGHTS,
    MV_KEY_SHARES,
    MV_KEY_DUTY,
    MV_KEY_INCOME,
    MV_KEY_DISTANCE,
    MV_KEY_RADIUS,
    MV_KEY_BURDEN,
    MV_KEY_VALUES,
    MV_KEY_TYPES,
    MV_KEY_DECISION,
    MV_KEY_TIE,
    MV_KEY_TRANSFER,
    MV_KEY_GROVES,
    MV_KEY_DRAW,
    MV_KEY_ATOMS,
    MV_KEY_KNOTS,
    MV_KEYS
};

/* A statement that is being read. value_at[key] is where the value begins, 0 if
   the key does not occur. The numbers are read twice: first to find their
   common denominator, then (`store`) to store them over it. `numbers` counts
   those that are not 0. */
struct mv_object {
    struct mv_source *json;
    struct mv_text text;
    enum mv_kind kind;
    size_t value_at[MV_KEYS], numbers;
    mpz_t numerator, denominator;
    bool store;
};

/* mv_object_read: checks the grammar of the whole text, finds out the kind, and
   finds the values of the keys. Errors: E2xx, E500. */
void mv_object_read(struct mv_object *object, struct mv_source *json);

/* mv_object_close: gives back what reading needed, the source's text too. */
void mv_object_close(struct mv_object *object);

/* The cursor is at an array with a known number of entries: mv_array_open,
   mv_array_next before each entry k < count, mv_array_close. Errors: E205,
   E210.
 */
void mv_array_open(struct mv_source *json);
void mv_array_next(struct mv_source *json, size_t k, size_t count);
void mv_array_close(struct mv_source *json, size_t count);

/* mv_array_labels: reads the list of labels at the cursor. If `labels` is not
   empty it must be the same list. Errors: E205, E210, E212, E214. */
void mv_array_labels(struct mv_object *object, struct mv_labels *labels);

/* mv_array_natural: reads the natural at the cursor, a JSON integer. Errors:
   E205, E240 if it is below `least` or above `most`. */
size_t mv_array_natural(struct mv_object *object, size_t least, size_t most);

/* mv_object_labels: the same, where the value of the key begins. */
void mv_object_labels(struct mv_object *object, struct mv_labels *labels,
                      enum mv_key key);

/* mv_array_number: reads the number at the cursor: the first time joins its
   denominator to the common one, the second time brings its numerator over it.
   Numbers that could not be stored over the common denominator are refused
   before time is spent on them. Errors: E205 to E209, E500. */
void mv_array_number(struct mv_object *object, mpz_t common);

/* mv_array_vector: reads the array of table->components numbers at the cursor;
   the second time it becomes a line of the table. */
void mv_array_vector(struct mv_object *object, struct mv_table *table);

/* mv_is_lottery: no numerator is negative, the sum is the denominator. */
bool mv_is_lottery(mpz_t *value, size_t count, const mpz_t denominator);

/* mv_demand_lottery: refuses other numbers with this reason at text[at]. */
void mv_demand_lottery(const struct mv_source *json, size_t at,
                       enum mv_reason reason, mpz_t *value, size_t count,
                       const mpz_t denominator);

/* mv_object_prior: refuses a prior that is no lottery. Errors: E211. */
void mv_object_prior(const struct mv_object *object,
                     const struct mv_table *prior);

/* ---- environment.c: statements ------------------------------------------- */

/* The payoffs that are not 0, as lists in two orders: by state (a list for each
   state and player, over outcomes) and by outcome (over states). */
enum mv_order { MV_BY_STATE, MV_BY_OUTCOME };

/* component[MV_BY_STATE] is the outcome, component[MV_BY_OUTCOME] the state;
   next is 1 + the index of the next cell of the list, or 0. */
struct mv_cell {
    size_t player, component[2], next[2];
    mpz_t value;
};

/* An environment. Its labels are shared with the other statements: the one that
   is read first brings them. The payoffs are integers over the one denominator
   C > 0. Players 0 to N-1 are the agents,
   player N is the designer. The list of state (or outcome) o and a player
   begins with 1 + a cell at head[order][o (N+1) + player]. Cells are in the
   order of the designer, agent 0, agent 1, ...; then of states and outcomes. */
struct mv_environment {
    struct mv_labels agents, outcomes, states;
    struct mv_table prior; /* one line */
    mpz_t denominator;
    struct mv_cell *cell;
    size_t cells, capacity, *head[2];
};

/* mv_environment_read: reads the environment. Errors: E2xx, E500. */
void mv_environment_read(struct mv_environment *e, struct mv_object *object);

/* mv_environment_echo: prints the statement as it was understood. */
void mv_environment_echo(const struct mv_environment *e, FILE *file);

/* ---- profile.c: profiles of actions or signals --------------------------- */

/* An odometer over the profiles of actions or signals, in the order of
   FORMAT.md: agent 0 slowest.
   Invariants: rank = sum of at[i] * stride[i]; count = product of size[i]. */
struct mv_profiles {
    size_t agents, count, rank, *size, *stride, *at;
};

/* mv_profiles_init: room for the sizes, which the caller sets. */
void mv_profiles_init(struct mv_profiles *profiles, size_t agents);
void mv_profiles_clear(struct mv_profiles *profiles);

/* mv_profiles_seal: computes strides and count from the sizes, all of them at
   least 1; false if there are more than `most` profiles. */
bool mv_profiles_seal(struct mv_profiles *profiles, size_t most);

/* mv_profiles_next: goes to the next profile, from the last to the first. */
void mv_profiles_next(struct mv_profiles *profiles);

/* mv_profiles_step: the same among the profiles with this x_i (agents: among
   all); false if it goes to the first one. */
bool mv_profiles_step(struct mv_profiles *profiles, size_t i);

/* mv_profiles_fix: sets x_i. */
void mv_profiles_fix(struct mv_profiles *profiles, size_t i, size_t x);

/* mv_profiles_sum: in a table over the profiles value(x) becomes the sum of
   value(y_i, x_-i) over y_i <= x_i if `below`, over y_i >= x_i if not. */
void mv_profiles_sum(mpz_t *value, const struct mv_profiles *profiles, size_t i,
                     bool below);

#define MV_PROFILE_TEXT 128

/* mv_profile_text: the current profile as "(0,2)", for messages. */
const char *mv_profile_text(char text[MV_PROFILE_TEXT],
                            const struct mv_profiles *profiles);

/* ---- game.c: the other statements of FORMAT-GAME.md -------------------------
 */

/* Lists of actions or signals, one for each agent, and their profiles, which
   are sealed once there is a mechanism or an information structure. */
struct mv_space {
    struct mv_labels *labels;
    struct mv_profiles profiles;
};

/* The mechanism m with its secure actions (NULL: not named); the information
   structure sigma; b_i(a|s) as strategies[i], a line for each signal (NULL: the
   identity); and the prior or, in a `set`, its rows, rows[0] `at_least`, then
   rows[1] `at_most` and rows[2] `equal`, each with the right-hand side last. */
struct mv_game {
    struct mv_space actions, signals;
    struct mv_table m, sigma, *strategies, prior;
    size_t *secure, rows[3];
    bool set;
};

/* mv_game_read: reads a statement of these kinds. Errors: E2xx, E500. */
void mv_game_read(struct mv_game *game, struct mv_environment *e,
                  struct mv_object *object);

/* mv_game_echo: prints the statement of this kind as it was understood. */
void mv_game_echo(struct mv_game *game, const struct mv_environment *e,
                  enum mv_kind kind, FILE *file);

/* ---- lp.c, mps.c, cplex.c: linear programs ------------------------------- */

/* A row or column. Bounds are bound[0] <= ... <= bound[1]. `value` of row 0 is
   the constant of the objective. While a file is read: `value` is the
   right-hand side of another row, `last` is 1 + the last element of an MPS row
   or of an LP column, `type` and `seen` belong to mps.c. */
struct mv_item {
    char *name; /* ended by a zero byte once the file is read; or NULL */
    size_t length, last;
    struct mv_ratio value, bound[2];
    unsigned seen;
    char type;
};

/* Rows or columns and a hash table of their names: slots hold 1 + an index. */
struct mv_items {
    struct mv_item *item;
    size_t count, capacity, *slot, slots;
    uint64_t key;
};

struct mv_element {
    size_t row, column;
    struct mv_ratio value;
};

/* A linear program. Row 0 is the objective, without bounds; row r of
   FORMAT-LP.md is rows.item[r + 1]. `negative` counts the columns with a
   negative upper bound that made the lower one infinite. */
struct mv_lp {
    const char *format;
    bool maximise;
    struct mv_items rows, columns;
    struct mv_element *element;
    size_t elements, capacity, negative;
};

/* mv_lp_read: reads a program in MPS or CPLEX LP format. The names stay in the
   text of the source. Errors: E207 to E209, E22x, E500; ends the program. */
void mv_lp_read(struct mv_lp *lp, struct mv_source *source,
                enum mv_format format, const char *hash);
void mv_mps_read(struct mv_lp *lp, struct mv_source *source);
void mv_cplex_read(struct mv_lp *lp, struct mv_source *source);

/* mv_lp_start: makes the program empty. */
void mv_lp_start(struct mv_lp *lp, const char *format);

/* mv_item_add: a new item, without name, with infinite bounds and value 0. */
struct mv_item *mv_item_add(struct mv_items *items);

/* mv_item_name: gives item k, which has none, a name that is new. */
void mv_item_name(struct mv_items *items, size_t k, char *name, size_t length);

/* mv_item_find: the item of this name, or SIZE_MAX. */
size_t mv_item_find(const struct mv_items *items, const char *name,
                    size_t length);

/* mv_lp_element: a new element, 0. */
struct mv_element *mv_lp_element(struct mv_lp *lp, size_t row, size_t column);

/* mv_lp_echo: prints the program as it was understood. */
void mv_lp_echo(const struct mv_lp *lp, FILE *file);

/* mv_lp_notes: prints what a reader might take otherwise. */
void mv_lp_notes(const struct mv_lp *lp, FILE *file);

/* ---- loss.c: statements about welfare losses ------------------------------
 */

/* mv_loss_read: the number of agents. Errors: E205, E240. */
size_t mv_loss_read(struct mv_object *object);

/* ---- claim.c and one file for each kind of claim ------------------------- */

/* A rational and its spelling. A denominator of 0: an infinity. */
struct mv_rational {
    struct mv_ratio ratio;
    char *text;
};

struct mv_checker;

/* A kind of claim. The fields: P a program, K or N a natural, 0 a name, 1 the
   name of a class, a small letter a rational or an infinity, other letters
   rationals. The kinds of statements that it needs and those that it may have,
   as bits. The sentence is as TRUST.md has it: a field stands behind `~`, and
   `{...:TEXT}` is left out unless all its letters hold (m: the mechanism names
   secure actions, n: not; e: the prior is the environment's, g: it is given, s:
   it is a set; others are set by the check); ~* is what the name means, ~@ the
   witness. A list of kinds ends with one without a name; of two with the same
   name the second one has more statements. */
struct mv_claim_kind {
    const char *name, *fields;
    unsigned needs, may;
    const char *sentence;
    void (*check)(struct mv_checker *checker);
};

/* A claim; `text` is what follows "claim ", `program` 0 is LB-G, 1 UB-P,
   `natural` is K or N. `value` has the rational fields in their order, a single
   one twice; `word` and `class` are fields that are names. For the sentence a
   check may set `natural`, letters of cases, what the name means, and the
   witness. */
struct mv_claim {
    const struct mv_claim_kind *kind;
    size_t program, natural;
    char *text, *word, *class, cases[8];
    const char *meaning, *witness;
    struct mv_rational value[7];
};

/* price.c: those of FORMAT-DIVISIBLE.md */
extern const struct mv_claim_kind mv_divisible_claims[];

/* publicclaim.c: those of FORMAT-PUBLICGOOD.md */
extern const struct mv_claim_kind mv_public_claims[];

struct mv_divisible;
struct mv_publicgood;
struct mv_quantity;

/* One run of the checker. file[k] is the path of the
   statement of kind k, NULL if none was given.
   `prior` is the prior that the claim is about, NULL if it is the set of the
   game. `conditions` counts the equations and inequalities that were found to
   hold. */
struct mv_checker {
    struct mv_reader reader;
    const char *file[MV_KINDS];
    char hash[MV_KINDS][MV_SHA256_TEXT];
    struct mv_environment environment;
    struct mv_game game;
    struct mv_lp lp;
    struct mv_divisible *divisible;
    struct mv_publicgood *publicgood;
    struct mv_quantity *quantity;
    size_t loss_agents;
    const struct mv_table *prior;
    struct mv_claim claim;
    uint64_t conditions;
};

/* mv_claim_read: reads a certificate up to its last `statement` line, and
   checks that the statements belong to it and together. Errors: E214, E216,
   E3xx, E400, E402; ends the program. */
void mv_claim_read(struct mv_checker *checker);

/* mv_claim_check: checks its records and conditions. */
void mv_claim_check(struct mv_checker *checker);

/* mv_claim_sentence: prints what the claim says, as TRUST.md has it. */
void mv_claim_sentence(const struct mv_checker *checker, FILE *file);

/* mv_check_value: numerator/denominator = claimed [E405]. */
void mv_check_value(struct mv_checker *checker, const mpz_t numerator,
                    const mpz_t denominator, const struct mv_ratio *claimed);

/* mv_check_order: the claim's first value <= its second [E405]. */
void mv_check_order(struct mv_checker *checker);

/* The records of a claim, up to the `end` line, and its conditions. They return
   when all conditions of FORMAT.md section 4, FORMAT-LP.md section 5 or
   FORMAT-GAME.md section 4 hold, and end the program with E3xx, E4xx or E500
   otherwise. `optimal V` is `bounds V V`. */
void mv_check_program(struct mv_checker *checker);
void mv_check_no_mechanism(struct mv_checker *checker);
void mv_check_bounds(struct mv_checker *checker);
void mv_check_infeasible(struct mv_checker *checker);
void mv_check_unbounded(struct mv_checker *checker);

/* guarantee.c: the mechanism of the certificate, or that of the statement. */
void mv_check_guarantee(struct mv_checker *checker);
void mv_check_guarantee_of(struct mv_checker *checker);
void mv_check_guarantee_bounds(struct mv_checker *checker);
void mv_check_local_loss(struct mv_checker *checker);
void mv_check_shortfall(struct mv_checker *checker);

/* potential.c: the same for information structures. */
void mv_check_potential(struct mv_checker *checker);
void mv_check_potential_of(struct mv_checker *checker);
void mv_check_direct_optimum(struct mv_checker *checker);
void mv_check_potential_bounds(struct mv_checker *checker);

/* maxmin.c */
void mv_check_equilibrium(struct mv_checker *checker);
void mv_check_pair(struct mv_checker *checker);
void mv_check_triple(struct mv_checker *checker);
void mv_check_slackness(struct mv_checker *checker);

#endif
