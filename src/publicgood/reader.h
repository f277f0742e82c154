/* The parts of reading a statement on a public good. */
#ifndef MC_PUBLICGOOD_READER_H
#define MC_PUBLICGOOD_READER_H

#include "game/statement.h"
#include "publicgood/publicgood.h"

enum { MC_PUBLICGOOD_MOST = 100000 }; /* alternatives, agents, kinds */

typedef struct mc_good_label {
    const char *label;
    size_t index;
} mc_good_label;

/* A statement that is being read; `denominator` is a common one of the numbers
   so far; `sorted` are the alternatives by label, once they are needed. */
typedef struct mc_good_reader {
    const mc_statement *statement;
    mc_publicgood *good;
    mpz_t denominator;
    mc_good_label *sorted;
} mc_good_reader;

static inline const json_t *mc_good_find(const mc_good_reader *reader,
                                         const char *key)
{
    return json_object_get(reader->statement->json->root, key);
}

/* mc_good_fail: a fault of the value of a key. */
#define mc_good_fail(reader, place, ...)                                       \
    mc_json_fail((reader)->statement->json, (reader)->statement->message,      \
                 place, __VA_ARGS__)

/* Which numbers are allowed. */
typedef enum mc_good_sign {
    MC_GOOD_ANY,
    MC_GOOD_NOT_NEGATIVE,
    MC_GOOD_POSITIVE
} mc_good_sign;

/* mc_good_number: one number. mc_good_row: an array of `count` numbers.
   mc_good_numbers: makes room for the numbers at a key and reads them. */
MC_NODISCARD mc_status mc_good_number(mpq_t value, mc_good_reader *reader,
                                      const mc_json_place *place,
                                      const json_t *node, mc_good_sign sign);
MC_NODISCARD mc_status mc_good_row(mpq_t *values, mc_good_reader *reader,
                                   const mc_json_place *place,
                                   const json_t *array, size_t count,
                                   mc_good_sign sign, const char *entries);
MC_NODISCARD mc_status mc_good_numbers(mpq_t **values, mc_good_reader *reader,
                                       const char *key, size_t count,
                                       mc_good_sign sign, const char *entries);

/* mc_good_alternative: the number of the alternative that a label names. */
MC_NODISCARD mc_status mc_good_alternative(size_t *alternative,
                                           mc_good_reader *reader,
                                           const mc_json_place *place,
                                           const json_t *label);

/* mc_good_need_single: if the key is there, every agent is one person, and a
   table of profiles is possible. */
MC_NODISCARD mc_status mc_good_need_single(const mc_good_reader *reader,
                                           const char *key);

/* The words for rules, by number; the last one is NULL. */
extern const char *const mc_good_decision_word[];
extern const char *const mc_good_transfer_word[];

/* The keys, in this order: the shares; decision, tie and transfer; the tables;
   prior, draw and atoms. What was read stays in the statement on failure, too.
 */
MC_NODISCARD mc_status mc_good_read_shares(mc_good_reader *reader);
MC_NODISCARD mc_status mc_good_read_rules(mc_good_reader *reader);
MC_NODISCARD mc_status mc_good_read_tables(mc_good_reader *reader);
MC_NODISCARD mc_status mc_good_read_beliefs(mc_good_reader *reader);

#endif
