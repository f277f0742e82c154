/* Text that came from a user: UTF-8, made safe to print. */
#ifndef MC_BASE_TEXT_H
#define MC_BASE_TEXT_H

#include <stddef.h>
#include <stdio.h>

/* mc_text_utf8_fault: the offset of the first byte that is not part of a
   well-formed UTF-8 sequence (no overlong forms, surrogates, or code points
   above U+10FFFF), or `length` if there is none. */
size_t mc_text_utf8_fault(const char *text, size_t length);

/* mc_text_print: writes a text so that nobody is deceived by it: control
   characters, direction marks, invisible blanks and the backslash appear as
   JSON escapes, bytes that are not UTF-8 as \x and two hexadecimal digits,
   everything else as it is. */
void mc_text_print(FILE *stream, const char *text);

/* mc_text_print_json: the same as a JSON string with its quotes; reading it
   gives the text back, but for bytes that are not UTF-8, which become
   U+FFFD. */
void mc_text_print_json(FILE *stream, const char *text);

/* mc_text_width: how many columns mc_text_print takes, one for each code
   point that is shown as it is. */
size_t mc_text_width(const char *text);

/* mc_text_clip: a piece of text as mc_text_print shows it, for a message; too
   long a piece is cut and ends in "...".
   Shapes: `length` bytes; buffer has `size` >= 16 bytes. */
void mc_text_clip(char *buffer, size_t size, const char *text, size_t length);

#endif
