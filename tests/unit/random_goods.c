/* random_goods DIRECTORY COUNT: writes random public goods as DIRECTORY/N.json,
   and as DIRECTORY/N.claims what an enumeration says of them: a line "NAME
   EXCESS" for each property, and a last line "incomplete" if some decision is
   not defined. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>

#include "commons.h"

static const char *const name_of[COMMONS_PROPERTIES] = {
    "strategy-proof",
    "utilitarian",
    "efficient",
    "monotone",
    "individually-rational",
    "universal-participation",
    "cost-sharing-universal-participation",
    "net-value-universal-participation",
    "fair-pricing",
    "fair-pricing-per-unit",
    "no-extortion",
    "no-deficit",
    "budget-balance",
    "no-farther-from-balance",
    "no-closer-to-balance",
    "pivotal-payment-bounds",
    "cost-sharing-payment-bounds",
    "monotone-cost-sharing-payment-bounds"};

static FILE *create(const char *directory, unsigned long number,
                    const char *ending)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%lu.%s", directory, number, ending);
    FILE *out = fopen(path, "w");
    if (!out) {
        perror(path);
        exit(1);
    }
    return out;
}

static void write_claims(const commons *c, const char *directory,
                         unsigned long number)
{
    FILE *out = create(directory, number, "claims");
    mpq_t excess;
    mpq_init(excess);
    for (size_t p = 0; p < COMMONS_PROPERTIES; p++)
        if (commons_excess(excess, c, p))
            (void)gmp_fprintf(out, "%s %Qd\n", name_of[p], excess);
    if (commons_lacks_decisions(c))
        fputs("incomplete\n", out);
    mpq_clear(excess);
    if (fclose(out) != 0)
        exit(1);
}

int main(int argc, char **argv)
{
    gmp_randstate_t random;
    commons c;
    if (argc != 3) {
        fputs("usage: random_goods DIRECTORY COUNT\n", stderr);
        return 2;
    }
    unit_random_init(random);
    commons_init(&c);
    for (unsigned long k = 1; k <= strtoul(argv[2], NULL, 10); k++) {
        commons_random(&c, random);
        char *text = commons_text(&c);
        FILE *out = create(argv[1], k, "json");
        if (fputs(text, out) == EOF || fclose(out) != 0)
            return 1;
        free(text);
        write_claims(&c, argv[1], k);
    }
    commons_clear(&c);
    gmp_randclear(random);
    return 0;
}
