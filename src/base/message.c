/* Messages for the user. */
#include "base/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A cut text ends in "..." and never in the middle of a UTF-8 sequence. */
static void mark_cut(mc_message *message)
{
    size_t end = sizeof message->text - 4;
    while (end > 0 && ((unsigned char)message->text[end] & 0xC0) == 0x80)
        end--;
    memcpy(message->text + end, "...", 4);
}

static void append(mc_message *message, size_t start, const char *format,
                   va_list arguments) __attribute__((format(printf, 3, 0)));

static void append(mc_message *message, size_t start, const char *format,
                   va_list arguments)
{
    size_t room = sizeof message->text - start;
    int length = vsnprintf(message->text + start, room, format, arguments);
    if (length < 0)
        message->text[start] = '\0';
    else if ((size_t)length >= room)
        mark_cut(message);
}

mc_status mc_message_set(mc_message *message, mc_status status,
                         const char *format, ...)
{
    va_list arguments;
    if (message == NULL)
        return status;
    va_start(arguments, format);
    append(message, 0, format, arguments);
    va_end(arguments);
    return status;
}

mc_status mc_message_at(mc_message *message, mc_status status, const char *file,
                        size_t line, size_t column, const char *format, ...)
{
    va_list arguments;
    size_t half = sizeof message->text / 2;
    int start;
    if (message == NULL)
        return status;
    /* A file name may be 4096 bytes long: it leaves half of the room. */
    start = snprintf(message->text, half, "%s:%zu:%zu: ", file, line, column);
    if (start < 0)
        start = 0;
    if ((size_t)start >= half)
        start = snprintf(message->text, half,
                         "(long file name):%zu:%zu: ", line, column);
    va_start(arguments, format);
    append(message, (size_t)start, format, arguments);
    va_end(arguments);
    return status;
}
