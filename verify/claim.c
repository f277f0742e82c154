#include "verify.h"
#include <string.h>

/* The claims: the name, the other fields (P a program, K, V a value, which is
   both bounds, L and U the bounds), and what it says, as TRUST.md has it; there
   a field stands behind `~`. Those about linear programs come last. */
static const struct {
    const char *name, *fields, *sentence;
    void (*check)(struct mv_checker *checker);
} claims[] = {
    {"guarantee-at-least", "V",
     "Let M be the mechanism written in the certificate. Every agent has an "
     "action in M (the one named `secure`) that gives a payoff of at least 0 "
     "in every state, whatever the others do. For every information structure "
     "with the statement's prior, and for every Bayes Nash equilibrium of M "
     "under it, the designer's expected welfare is at least ~V. Hence the "
     "maximum guarantee over all mechanisms is at least ~V.",
     mv_check_guarantee},
    {"potential-at-most", "V",
     "Let I be the information structure written in the certificate; its prior "
     "is the statement's. For every participation-secure mechanism, and for "
     "every Bayes Nash equilibrium of it under I, the designer's expected "
     "welfare is at most ~V. Hence the minimum potential over all information "
     "structures, and with it the maximum guarantee over finite mechanisms, is "
     "at most ~V. (If the "
     "statement admits no participation-secure mechanism this is true because "
     "there is nothing to bound.)",
     mv_check_potential},
    {"program-value", "PKLU",
     "The optimal value of the bounding program ~P-~K of the statement lies in "
     "[~L, ~U]. If the two are equal, the two points in the certificate are "
     "optimal and satisfy complementary slackness.",
     mv_check_program},
    {"no-participation-secure-mechanism", "",
     "No mechanism whatsoever, finite or not, gives every agent an action that "
     "is participation secure.",
     mv_check_no_mechanism},
    {"optimal", "V",
     "The linear program of the statement has an optimal solution, and its "
     "optimal value is exactly ~V. The point in the certificate is optimal.",
     mv_check_bounds},
    {"bounds", "LU",
     "No feasible point of the linear program of the statement has a value "
     "below ~L if it is a minimisation, above ~U if it is a maximisation; and "
     "a feasible point has exactly the other value. (Of an infinite bound "
     "nothing is said.) With two finite bounds the program has an optimal "
     "solution, and its value lies in [~L, ~U].",
     mv_check_bounds},
    {"infeasible", "",
     "The linear program of the statement has no feasible point.",
     mv_check_infeasible},
    {"unbounded", "",
     "The linear program of the statement has feasible points whose values are "
     "better than any given number, and so no optimal solution.",
     mv_check_unbounded},
};

enum { lp_claims = 4, claim_count = sizeof claims / sizeof claims[0] };

static const char *const programs[] = {"LB-G", "UB-P"};

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;

    return memcpy(mv_allocate(size, 1), text, size);
}

/* A rational, or the infinity that stands for none. */
static void read_rational(struct mv_reader *reader, struct mv_rational *value,
                          const char *infinity)
{
    value->text = copy(reader->line + reader->cursor);
    value->text[strcspn(value->text, " ")] = '\0';
    mpz_inits(value->numerator, value->denominator, NULL);
    if (infinity != NULL && strcmp(value->text, infinity) == 0)
        mv_field(reader);
    else
        mv_field_rational(reader, value->numerator, value->denominator);
}

static void read_program(struct mv_reader *reader, struct mv_claim *claim)
{
    const char *program = mv_field(reader);

    while (claim->program < 2 && strcmp(program, programs[claim->program]) != 0)
        claim->program++;
    if (claim->program == 2)
        mv_reject(reader, MV_E309, "the programs are LB-G and UB-P");
    claim->k = mv_field_natural(reader);
    if (claim->k == 0)
        mv_reject(reader, MV_E306, "K is at least 1");
}

static void read_claim(struct mv_reader *reader, struct mv_claim *claim)
{
    const char *name, *fields;
    size_t count;

    mv_record_any(reader);
    if (strncmp(reader->line, "claim ", 6) == 0)
        claim->text = copy(reader->line + 6);
    if (strcmp(mv_field(reader), "claim") != 0)
        mv_reject(reader, MV_E302, "a record `claim` is expected here");
    name = mv_field(reader);
    while (strcmp(name, claims[claim->kind].name) != 0)
        if (++claim->kind == claim_count)
            mv_reject(reader, MV_E309,
                      "unknown claim; is this program too old?");
    fields = claims[claim->kind].fields;
    count = 1 + strlen(fields);
    if (reader->fields != count)
        mv_reject(reader, MV_E303,
                  "this claim has %zu fields behind `claim`, not %zu", count,
                  reader->fields);
    if (*fields == 'P')
        read_program(reader, claim);
    if (*fields == '\0')
        return;
    count = strcmp(fields, "LU") == 0;
    read_rational(reader, &claim->value, count ? "-inf" : NULL);
    claim->upper = claim->value;
    if (*fields != 'V')
        read_rational(reader, &claim->upper, count ? "inf" : NULL);
    if (mpz_sgn(claim->value.denominator) == 0 &&
        mpz_sgn(claim->upper.denominator) == 0)
        mv_reject(reader, MV_E309, "one of the two bounds must be finite");
}

void mv_claim_read(struct mv_checker *checker)
{
    struct mv_reader *reader = &checker->reader;
    const char *field, *kind;

    mv_record_any(reader);
    if (strcmp(reader->line, "mechcert-certificate 1") != 0)
        mv_reject(reader, MV_E309,
                  "the first line must be `mechcert-certificate 1`");
    read_claim(reader, &checker->claim);
    kind = checker->claim.kind < lp_claims ? "environment" : "lp";
    mv_record(reader, "statement", 2);
    if (strcmp(mv_field(reader), kind) != 0)
        mv_reject(reader, MV_E302, "this claim is about a statement `%s`",
                  kind);
    field = mv_field(reader);
    if (strlen(field) != 64 || strspn(field, "0123456789abcdef") != 64)
        mv_reject(reader, MV_E304,
                  "a hash has 64 lower-case hexadecimal digits");
    if (strcmp(field, checker->hash) != 0 ||
        (checker->format == MV_JSON) != (checker->claim.kind < lp_claims))
        mv_reject(reader, MV_E400,
                  "the statement given is %s with the hash %s; was it changed, "
                  "or another one meant?",
                  checker->format == MV_JSON ? "an environment"
                                             : "a linear program",
                  checker->hash);
}

void mv_claim_check(struct mv_checker *checker)
{
    claims[checker->claim.kind].check(checker);
}

void mv_claim_sentence(const struct mv_claim *claim, FILE *file)
{
    for (const char *s = claims[claim->kind].sentence; *s != '\0'; s++) {
        if (*s != '~')
            fputc(*s, file);
        else if (*++s == 'K')
            fprintf(file, "%zu", claim->k);
        else
            fputs(*s == 'P'   ? programs[claim->program]
                  : *s == 'U' ? claim->upper.text
                              : claim->value.text,
                  file);
    }
}
