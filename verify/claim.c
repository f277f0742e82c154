#include "verify.h"
#include <string.h>

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;

    return memcpy(mv_allocate(size, 1), text, size);
}

static void read_rational(struct mv_reader *reader, struct mv_rational *value)
{
    mpz_inits(value->numerator, value->denominator, NULL);
    mv_field_rational(reader, value->numerator, value->denominator);
    value->text = copy(reader->line + reader->place.column - 1);
}

static void demand_fields(struct mv_reader *reader, size_t fields)
{
    if (reader->fields != fields)
        mv_reject(reader, MV_E303,
                  "this claim has %zu fields behind `claim`, not %zu", fields,
                  reader->fields);
}

static void read_program(struct mv_reader *reader, struct mv_claim *claim)
{
    const char *program;

    if (reader->fields < 2)
        demand_fields(reader, 5);
    program = mv_field(reader);
    if (strcmp(program, "LB-G") == 0)
        claim->kind = MV_LOWER_PROGRAM;
    else if (strcmp(program, "UB-P") == 0)
        claim->kind = MV_UPPER_PROGRAM;
    else
        mv_reject(reader, MV_E309, "the programs are LB-G and UB-P");
    demand_fields(reader, 5);
    claim->k = mv_field_natural(reader);
    if (claim->k == 0)
        mv_reject(reader, MV_E306, "K is at least 1");
    read_rational(reader, &claim->value);
    read_rational(reader, &claim->upper);
}

static void read_kind(struct mv_reader *reader, struct mv_claim *claim)
{
    const char *kind;

    mv_record_any(reader);
    if (strncmp(reader->line, "claim ", 6) == 0)
        claim->text = copy(reader->line + 6);
    if (strcmp(mv_field(reader), "claim") != 0)
        mv_reject(reader, MV_E302, "a record `claim` is expected here");
    kind = mv_field(reader);
    if (strcmp(kind, "guarantee-at-least") == 0) {
        claim->kind = MV_GUARANTEE;
        demand_fields(reader, 2);
        read_rational(reader, &claim->value);
    } else if (strcmp(kind, "potential-at-most") == 0) {
        claim->kind = MV_POTENTIAL;
        demand_fields(reader, 2);
        read_rational(reader, &claim->value);
    } else if (strcmp(kind, "program-value") == 0) {
        read_program(reader, claim);
    } else if (strcmp(kind, "no-participation-secure-mechanism") == 0) {
        claim->kind = MV_NO_MECHANISM;
        demand_fields(reader, 1);
    } else {
        mv_reject(reader, MV_E309, "unknown claim; is this program too old?");
    }
}

static void read_statement(struct mv_reader *reader, const char *hash)
{
    const char *field;

    mv_record(reader, "statement", 2);
    if (strcmp(mv_field(reader), "environment") != 0)
        mv_reject(reader, MV_E302, "this claim is about an environment");
    field = mv_field(reader);
    if (strlen(field) != 64 || strspn(field, "0123456789abcdef") != 64)
        mv_reject(reader, MV_E304,
                  "a hash has 64 lower-case hexadecimal digits");
    if (strcmp(field, hash) != 0)
        mv_reject(reader, MV_E400,
                  "the hash of the statement given is %s; was the "
                  "statement changed, or another one meant?",
                  hash);
}

void mv_claim_read(struct mv_checker *checker)
{
    struct mv_reader *reader = &checker->reader;

    mv_record_any(reader);
    if (strcmp(reader->line, "mechcert-certificate 1") != 0)
        mv_reject(reader, MV_E309,
                  "the first line must be `mechcert-certificate 1`");
    read_kind(reader, &checker->claim);
    read_statement(reader, checker->environment.hash);
}

static void print_program(const struct mv_claim *claim, FILE *file)
{
    fprintf(file,
            "The optimal value of the bounding program %s-%zu of the "
            "statement lies in [%s, %s].",
            claim->kind == MV_LOWER_PROGRAM ? "LB-G" : "UB-P", claim->k,
            claim->value.text, claim->upper.text);
    if (strcmp(claim->value.text, claim->upper.text) == 0)
        fprintf(file,
                " It is exactly %s, and the two points in the certificate are "
                "optimal and satisfy complementary slackness.",
                claim->value.text);
}

void mv_claim_sentence(const struct mv_claim *claim, FILE *file)
{
    switch (claim->kind) {
    case MV_GUARANTEE:
        fprintf(file,
                "Let M be the mechanism written in the certificate. Every "
                "agent has an action in M (the one named `secure`) that gives "
                "a payoff of at least 0 in every state, whatever the others "
                "do. For every information structure with the statement's "
                "prior, and for every Bayes Nash equilibrium of M under it, "
                "the designer's expected welfare is at least %s. Hence the "
                "maximum guarantee over all mechanisms is at least %s.",
                claim->value.text, claim->value.text);
        break;
    case MV_POTENTIAL:
        fprintf(file,
                "Let I be the information structure written in the "
                "certificate; its prior is the statement's. For every "
                "participation-secure mechanism, and for every Bayes Nash "
                "equilibrium of it under I, the designer's expected welfare "
                "is at most %s. Hence the minimum potential over all "
                "information structures, and with it the maximum guarantee, "
                "is at most %s. (If the statement admits no "
                "participation-secure mechanism this is true because there "
                "is nothing to bound.)",
                claim->value.text, claim->value.text);
        break;
    case MV_LOWER_PROGRAM:
    case MV_UPPER_PROGRAM:
        print_program(claim, file);
        break;
    case MV_NO_MECHANISM:
        fputs("No mechanism whatsoever, finite or not, gives every agent an "
              "action that is participation secure.",
              file);
        break;
    }
}
