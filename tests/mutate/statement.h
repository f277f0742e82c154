/* The oracle's own reading of statements, from verify/FORMAT.md section 2 and
   verify/FORMAT-GAME.md section 1. */
#ifndef MC_TESTS_STATEMENT_H
#define MC_TESTS_STATEMENT_H

#include <gmp.h>

#include "json.h"

enum { MOST_AGENTS = 4, MOST_CELLS = 100000 };

/* In the order of a certificate's statement lines. */
typedef enum statement_kind {
    ENVIRONMENT,
    MECHANISM,
    INFORMATION,
    STRATEGIES,
    PRIOR,
    KINDS
} statement_kind;

extern const char *const kind_name[KINDS];

typedef struct table {
    size_t rows, width;
    mpq_t *value;
} table;

void table_init(table *t, size_t rows, size_t width);
void table_clear(table *t);
mpq_ptr at(const table *t, size_t row, size_t column);

/* Profiles: agent 0 slowest. */
typedef struct grid {
    size_t agents, points[MOST_AGENTS], profiles;
} grid;

/* grid_close: the number of profiles; false if there are too many. */
bool grid_close(grid *g);
size_t coordinate(const grid *g, size_t profile, size_t agent);

/* with: the profile in which `agent` has the coordinate c. */
size_t with(const grid *g, size_t profile, size_t agent, size_t c);

/* What a kind does not have is empty. Only if `defect` is NULL is it all
   there. */
typedef struct statement {
    statement_kind kind;
    const char *defect;
    char hash[65];
    json *root;
    const json *agents, *outcomes, *states; /* lists of labels, or NULL */
    const json *actions, *signals;          /* a list of them for each agent */
    grid action, signal;
    bool secured;
    size_t secure[MOST_AGENTS];
    bool given;         /* a prior statement with `prior` */
    table prior;        /* 1 x S; also of the environment */
    table welfare;      /* S x W */
    table payoff;       /* (i, theta) x W */
    table rule;         /* action profiles x W */
    table distribution; /* signal profiles x S */
    table strategy[MOST_AGENTS];
    size_t least, most, equal; /* rows of a set of priors */
    table row;                 /* with S + 1 columns */
} statement;

/* statement_read: the kind is told from `format`; a text in which it cannot be
   found has a defect and the kind KINDS. */
statement *statement_read(const char *text, size_t length);
void statement_free(statement *s);

/* statements_fit: FORMAT-GAME.md 1.5 for the statements that are not NULL;
   NULL, or what is wrong. */
const char *statements_fit(statement *const all[KINDS]);

/* same_labels: of two lists, or of two lists of lists. */
bool same_labels(const json *p, const json *q);

#endif
