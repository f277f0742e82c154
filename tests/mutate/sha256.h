#ifndef MC_TESTS_SHA256_H
#define MC_TESTS_SHA256_H

#include <stddef.h>

/* sha256: FIPS 180-4, in lower-case hexadecimal digits and a NUL. */
void sha256(char hex[65], const char *bytes, size_t length);

#endif
