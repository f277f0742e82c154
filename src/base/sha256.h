/* SHA-256, as it names statements in certificates. */
#ifndef MC_BASE_SHA256_H
#define MC_BASE_SHA256_H

#include <stddef.h>

/* mc_sha256_hex: the hash of `length` bytes in 64 lower-case hexadecimal
   digits and a final NUL. */
void mc_sha256_hex(char hex[65], const void *data, size_t length);

#endif
