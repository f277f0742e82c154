/* What the families of `mechcert family` share. */
#ifndef MC_CLI_FAMILY_H
#define MC_CLI_FAMILY_H

#include <gmp.h>

#include "cli/options.h"
#include "family/sheet.h"

/* A family: its own options (which come before --digits, -o and so on), and
   what writes the sheet once they were parsed. `write` reports wrong options
   with mc_sheet_fail(sheet, MC_BAD_INPUT, ...). */
typedef struct mc_cli_family_kind {
    const char *name, *usage, *words;
    const mc_cli_option *option;
    size_t options;
    void (*write)(mc_sheet *sheet, void *user);
    /* With -o, once the sheet was proved: further files; or NULL. */
    mc_status (*after)(mc_message *message, const mc_sheet *sheet,
                       const char *directory, unsigned digits, void *user);
    void *user;
} mc_cli_family_kind;

/* mc_cli_family_run: options, sheet, proofs, report. Returns the exit
   status. */
int mc_cli_family_run(const mc_cli_family_kind *kind, int argc, char **argv);

/* mc_cli_family_count, _number, _numbers: the value of an option; a fault is
   kept in the sheet. _number: a rational. _numbers: rationals with commas
   between them, an array of *count that the caller clears and frees.
   `text` NULL: the option is demanded. Return false (NULL) after a fault. */
bool mc_cli_family_count(size_t *count, mc_sheet *sheet, const char *option,
                         const char *text, size_t most);
bool mc_cli_family_number(mpq_t number, mc_sheet *sheet, const char *option,
                          const char *text);
mpq_t *mc_cli_family_numbers(size_t *count, mc_sheet *sheet, const char *option,
                             const char *text, size_t length);
void mc_cli_family_free(mpq_t *number, size_t count);

/* Families; argv[0] is the family's name. */
int mc_cli_family_cost_sharing(int argc, char **argv);
int mc_cli_family_truth_telling(int argc, char **argv);
int mc_cli_family_extended(int argc, char **argv);
int mc_cli_family_trade(int argc, char **argv);
int mc_cli_family_alternatives(int argc, char **argv);

#endif
