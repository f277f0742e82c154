/* Messages for the user. */
#ifndef MC_BASE_MESSAGE_H
#define MC_BASE_MESSAGE_H

#include <stddef.h>

#include <mechcert/status.h>

/* mc_message_set: formats the text and returns `status`, so that a caller can
   write `return mc_message_set(message, MC_LIMIT, ...)`. NULL is allowed for
   the message. Too long a text is cut. */
mc_status mc_message_set(mc_message *message, mc_status status,
                         const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* mc_message_at: the same with "FILE:LINE:COLUMN: " in front; lines and
   columns count from 1, columns in bytes. */
mc_status mc_message_at(mc_message *message, mc_status status, const char *file,
                        size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

#endif
