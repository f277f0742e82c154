/* SHA-256, as it names statements in certificates. */
#include "base/sha256.h"

#include <nettle/sha2.h>

void mc_sha256_hex(char hex[65], const void *data, size_t length)
{
    static const char digit[] = "0123456789abcdef";
    unsigned char digest[SHA256_DIGEST_SIZE];
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, length, data);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = digit[digest[i] >> 4];
        hex[2 * i + 1] = digit[digest[i] & 15];
    }
    hex[2 * sizeof digest] = '\0';
}
