#ifndef MV_SHA256_H
#define MV_SHA256_H

#include <stddef.h>

#define MV_SHA256_TEXT 65

/* mv_sha256: the SHA-256 (FIPS 180-4) of `length` bytes, as 64 lower-case
   hexadecimal digits and a zero byte. */
void mv_sha256(char text[MV_SHA256_TEXT], const unsigned char *data,
               size_t length);

#endif
