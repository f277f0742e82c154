/* The grammar of JSON statements with a position for every token. */
#ifndef MC_BASE_SCAN_H
#define MC_BASE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"

/* What is wrong, and the bytes [start, end) that it is about. */
typedef enum mc_scan_fault {
    MC_SCAN_NONE,
    MC_SCAN_GRAMMAR, /* the sentence says it */
    MC_SCAN_REAL,    /* a bare number with a fraction or exponent */
    MC_SCAN_INTEGER  /* a bare integer that is too long */
} mc_scan_fault;

/* What to look for on the way. Invariant: where a key is found, only the
   bytes are known, because the scanner does not decode escapes. */
typedef struct mc_scan_target {
    size_t depth;                   /* number of steps */
    size_t step[MC_JSON_MAX_DEPTH]; /* ordinals of members and elements */
    bool at_key;                    /* the last member's key, not its value */
    size_t ends_at;                 /* or any string that ends here, if > 0 */
    bool found;
    size_t start, end; /* where it stands; end of the first token only */
} mc_scan_target;

/* mc_scan: goes through a text from its beginning to its end, or to the
   target; without recursion, in constant memory.
   Domain:  text is valid UTF-8; target may be NULL.
   Returns: MC_SCAN_NONE when the whole text is one JSON object within the
            limits of verify/FORMAT.md (or the target was found); else *start,
            *end and a static *sentence tell the first fault. */
mc_scan_fault mc_scan(size_t *start, size_t *end, const char **sentence,
                      const char *text, size_t length, mc_scan_target *target);

#endif
