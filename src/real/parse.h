/* Claim files: text to expressions. */
#ifndef MC_REAL_PARSE_H
#define MC_REAL_PARSE_H

#include "real/expression.h"

/* mc_claims_load: a claim file, or none (path NULL), and an expression that
   uses its names, or none (expression NULL). Errors: those of
   mc_claims_read. */
MC_NODISCARD mc_status mc_claims_load(mc_claims **claims, mc_message *message,
                                      const char *path, const char *expression);

/* mc_claims_load_text: the same with definitions of `length` bytes, which
   messages call `name`. */
MC_NODISCARD mc_status mc_claims_load_text(mc_claims **claims,
                                           mc_message *message,
                                           const char *name, const char *text,
                                           size_t length,
                                           const char *expression);

/* mc_node_fault: a message with the place of a node. Returns `status`. */
mc_status mc_node_fault(const mc_claims *claims, mc_message *message,
                        mc_status status, const mc_node *node,
                        const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
