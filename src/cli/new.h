/* The kinds of statements that `mechcert new` writes. */
#ifndef MC_CLI_NEW_H
#define MC_CLI_NEW_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

#include <mechcert/family.h>

#include "publicgood/divisible.h"
#include "publicgood/publicgood.h"
#include "publicgood/quantity.h"

/* The options that have a number as their value. */
typedef enum mc_new_option {
    MC_NEW_AGENTS,
    MC_NEW_VALUE,
    MC_NEW_M,
    MC_NEW_K,
    MC_NEW_PRICE,
    MC_NEW_GAIN,
    MC_NEW_HIGH,
    MC_NEW_LOWEST,
    MC_NEW_HIGHEST,
    MC_NEW_ACCURACY,
    MC_NEW_OPTIONS
} mc_new_option;

/* What the user gave: text[o] is NULL where an option is absent. number[o] is
   its value; count[o] the same where it counts something. env is the
   environment in the file `operand`, for the kinds that want one. */
typedef struct mc_new_request {
    const char *kind; /* its name */
    const char *text[MC_NEW_OPTIONS], *operand;
    mpq_t number[MC_NEW_OPTIONS];
    size_t count[MC_NEW_OPTIONS];
    mc_environment *env;
    bool quiet;
} mc_new_request;

/* What was made; one of them is there. */
typedef struct mc_new_product {
    mc_environment *env;
    mc_mechanism *mechanism;
    mc_information *information;
    mc_publicgood *good;
    mc_divisible *divisible;
    mc_quantity *quantity;
} mc_new_product;

/* needs, may: the options, each list ends with MC_NEW_OPTIONS. help: lines for
   a person, indented by six blanks. */
typedef struct mc_new_kind {
    const char *name, *usage, *help;
    mc_new_option needs[4], may[4];
    bool wants_environment;
    mc_status (*make)(mc_new_product *product, mc_message *message,
                      const mc_new_request *request);
} mc_new_kind;

/* How an option is written: "--agents N". A count is an integer from 1 to
   `most`; a number without `most` is any rational. */
typedef struct mc_new_spelling {
    const char *name, *letter;
    size_t most;
} mc_new_spelling;

/* The table of kinds ends with a NULL name. */
extern const mc_new_kind mc_new_kinds[];
extern const mc_new_spelling mc_new_spellings[MC_NEW_OPTIONS];

#endif
