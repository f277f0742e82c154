/* Private: reading the statement of a divisible good. */
#ifndef MC_PUBLICGOOD_DIVISIBLE_READER_H
#define MC_PUBLICGOOD_DIVISIBLE_READER_H

#include "game/statement.h"
#include "publicgood/divisible.h"

/* mc_divisible_key: the value of a key, NULL if it is absent. */
const json_t *mc_divisible_key(const mc_statement *statement, const char *key);

static inline bool mc_divisible_has(const mc_statement *statement,
                                    const char *key)
{
    return mc_divisible_key(statement, key) != NULL;
}

/* mc_divisible_fail: a fault at a place. mc_divisible_fail_number: "is VALUE,
   but WORDS OTHER"; other may be NULL. */
mc_status mc_divisible_fail(const mc_statement *statement,
                            const mc_json_place *place, const char *words);
mc_status mc_divisible_fail_number(const mc_statement *statement,
                                   const mc_json_place *place, mpq_srcptr value,
                                   const char *words, mpq_srcptr other);

/* mc_divisible_read_list: an array of any number of numbers; `words` say what
   they are. mc_divisible_read_lottery: the rows of a key: a probability and
   `width` numbers, all different; the probabilities add up to 1.
   mc_divisible_check_different: no `width` numbers are the same as others. What
   was read is the caller's in any case. */
MC_NODISCARD mc_status mc_divisible_read_list(mpq_t **values, size_t *count,
                                              const mc_statement *statement,
                                              const mc_json_place *place,
                                              const json_t *list,
                                              const char *words);
MC_NODISCARD mc_status mc_divisible_read_lottery(mpq_t **weight, mpq_t **beside,
                                                 size_t *count,
                                                 const mc_statement *statement,
                                                 const char *key, size_t width);
MC_NODISCARD mc_status
mc_divisible_check_different(const mc_statement *statement, const char *key,
                             mpq_t *beside, size_t count, size_t width);

#endif
