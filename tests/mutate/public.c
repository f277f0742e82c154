/* public MECHCERT CHECKER MUTANTS ROUNDS STATEMENT...: the certificates that
   mechcert writes about every statement, MUTANTS random changes of each of them
   and as many of the statement; and ROUNDS times the certificates that mechcert
   writes about a changed statement, where changes add up. Whatever the checker
   accepts has to be true in the eyes of an oracle (truth.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "public.h"
#include "truth.h"

static void attack(campaign *c, const text *statement, const text *certificate,
                   size_t mutants)
{
    for (size_t n = 0; n < mutants; n++) {
        text changed;
        if (change_certificate(c, &changed, certificate))
            judge(c, statement, &changed, false, "certificate changed");
        free(changed.bytes);
        if (change_statement(c, &changed, statement)) {
            text told = with_hash(certificate, &changed);
            judge(c, &changed, &told, false, "statement changed");
            free(told.bytes);
        }
        free(changed.bytes);
    }
}

/* Certificates of the oracle for all properties, also where the producer does
   not write any. */
static void attack_properties(campaign *c, const text *statement,
                              size_t mutants)
{
    for (size_t k = 0; k < TABLE_LINES; k++) {
        char *bytes = true_property(statement->bytes, statement->length, k);
        if (!bytes)
            continue;
        text certificate = {bytes, strlen(bytes)};
        judge(c, statement, &certificate, true, "written by the oracle");
        attack(c, statement, &certificate, mutants);
        free(bytes);
    }
}

/* Some claims about all types: accepted if and only if they are true. */
static void ask_everywhere(campaign *c, const text *statement)
{
    for (size_t n = pick(c, 5); n < EVERYWHERE; n += 1 + pick(c, 9)) {
        const char *reason;
        char *bytes = everywhere_claim(statement->bytes, statement->length, n);
        if (!bytes)
            exit(1);
        text claim = {bytes, strlen(bytes)};
        verdict truth = truth_of(&reason, statement->bytes, statement->length,
                                 bytes, claim.length);
        judge(c, statement, &claim, truth == HOLDS, "about all types");
        free(bytes);
    }
}

static size_t attack_statement(campaign *c, const text *statement,
                               size_t mutants)
{
    text certificate[MOST_CERTIFICATES];
    size_t count = produce(c, certificate, statement);
    attack_properties(c, statement, mutants / 2);
    if (strstr(statement->bytes, "mechcert-publicgood-1"))
        ask_everywhere(c, statement);
    for (size_t k = 0; k < count; k++) {
        judge(c, statement, &certificate[k], true, "nothing changed");
        attack(c, statement, &certificate[k], mutants);
        free(certificate[k].bytes);
    }
    return count;
}

/* A walk of changes, begun anew where the producer has nothing to say. */
static void wander(campaign *c, const text *statement, size_t rounds)
{
    text now = copy_text(statement->bytes, statement->length);
    for (size_t n = 0; n < rounds; n++) {
        text changed;
        bool differs = change_statement(c, &changed, &now);
        size_t count = differs ? attack_statement(c, &changed, 1) : 0;
        const text *next =
            count == 0 ? pick(c, 3) ? &now : statement : &changed;
        text copy = copy_text(next->bytes, next->length);
        free(changed.bytes);
        free(now.bytes);
        now = copy;
    }
    free(now.bytes);
}

int main(int argc, char **argv)
{
    static campaign c;
    size_t without = 0;
    if (argc < 6) {
        fprintf(stderr, "usage: public MECHCERT CHECKER MUTANTS ROUNDS "
                        "STATEMENT...\n");
        return 2;
    }
    c.mechcert = argv[1];
    c.checker = argv[2];
    campaign_init(&c);
    for (int k = 5; k < argc; k++) {
        text statement = read_text(argv[k]);
        size_t count =
            attack_statement(&c, &statement, strtoul(argv[3], NULL, 10));
        without += count == 0;
        if (count == 0)
            printf("FAILED: no certificates about %s\n", argv[k]);
        wander(&c, &statement, strtoul(argv[4], NULL, 10));
        free(statement.bytes);
    }
    printf("%zu certificates, %zu mutants, %zu accepted, of these %zu too "
           "large for the oracle, %zu wrong\n",
           c.produced, c.tried, c.accepted, c.unknown, c.failed);
    for (size_t i = 0; i < 1000; i++)
        if (c.reasons[i])
            printf("  E%03zu %zu\n", i, c.reasons[i]);
    bool idle = c.accepted == 0 || c.tried == 0;
    campaign_clear(&c);
    return c.failed || without || idle;
}
