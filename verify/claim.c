#include "condition.h"
#include <string.h>

/* Kinds of statements. */
enum {
    E = 1 << MV_ENVIRONMENT,
    M = 1 << MV_MECHANISM,
    I = 1 << MV_INFORMATION,
    STRATEGIES = 1 << MV_STRATEGIES,
    PRIOR = 1 << MV_PRIOR,
    LP = 1 << MV_LP
};

#define PRIOR_GIVEN                                                            \
    "{e:the environment's prior}{g:the prior given, which need not be the "    \
    "environment's}"
#define SECURITY_NAMED                                                         \
    "{m:Each action that M names secure gives its agent a payoff of at least " \
    "0 in every state, whatever the others do.}{n:M names no secure actions: " \
    "nothing is said of participation, nor of mechanisms that are "            \
    "participation secure.}"

static const struct mv_claim_kind claims[] = {
    {"guarantee-at-least", "V", E, 0,
     "Let M be the mechanism written in the certificate. Every agent has an "
     "action in M (the one named `secure`) that gives a payoff of at least 0 "
     "in every state, whatever the others do. For every information "
     "structure with the statement's prior, and for every Bayes Nash "
     "equilibrium of M under it, the designer's expected welfare is at least "
     "~V. Hence the supremum of the guarantees of participation-secure "
     "mechanisms, for the statement's prior, is at least ~V.",
     mv_check_guarantee},
    {"guarantee-at-least", "V", E | M, PRIOR,
     "Let M be the mechanism given. For every information structure "
     "with " PRIOR_GIVEN
     "{s:a prior in the set given (whichever it is, if there is one)}, and "
     "for every Bayes Nash equilibrium of M under it, the designer's "
     "expected welfare is at least ~V. " SECURITY_NAMED
     "{me: Hence the supremum of the guarantees of participation-secure "
     "mechanisms, for the environment's prior, is at least ~V.}{mg: Hence "
     "the supremum of the guarantees of participation-secure mechanisms, for "
     "the prior given, is at least ~V.}{s: Of priors that are not in the "
     "set, as the environment's may be, nothing is said.\n"
     "c note: nothing here shows that a prior is in the set; if none is, "
     "this says nothing}",
     mv_check_guarantee_of},
    {"guarantee", "LU", E | M, PRIOR,
     "Let M be the mechanism given. The designer's least expected welfare "
     "over all information structures with " PRIOR_GIVEN
     "{s:a prior in the set given (there is one)}, and all Bayes Nash "
     "equilibria of M under them, lies in [~L, ~U]. " SECURITY_NAMED,
     mv_check_guarantee_bounds},
    {"local-bound-loss", "CBV", E | M, PRIOR,
     "Let M be the mechanism given. The designer's least expected welfare "
     "over all information structures with " PRIOR_GIVEN
     ", and all Bayes Nash equilibria of M under them, is exactly ~V. The "
     "multipliers that are ~C on every step to the next action, and 0 "
     "elsewhere, prove exactly ~B. " SECURITY_NAMED,
     mv_check_local_loss},
    {"participation-shortfall", "V", E | M, 0,
     "The mechanism given names an action secure that is not: in some state "
     "(perhaps one of prior 0), against some actions of the others, it gives "
     "its agent a payoff of exactly -~V.",
     mv_check_shortfall},
    {"potential-at-most", "V", E, 0,
     "Let I be the information structure written in the certificate; its "
     "prior is the statement's. For every participation-secure mechanism, "
     "and for every Bayes Nash equilibrium of it under I, the designer's "
     "expected welfare is at most ~V. Hence no finite participation-secure "
     "mechanism has, for the statement's prior, a guarantee that is larger "
     "than ~V. (If the statement admits no participation-secure mechanism "
     "this is true because there is nothing to bound.)",
     mv_check_potential},
    {"potential-at-most", "V", E | I, 0,
     "Let I be the information structure given; its prior is the "
     "environment's. For every participation-secure mechanism, and for every "
     "Bayes Nash equilibrium of it under I, the designer's expected welfare "
     "is at most ~V. Hence no finite participation-secure mechanism has, "
     "for the environment's prior, a guarantee that is larger than ~V. (If "
     "the environment admits no participation-secure mechanism this is true "
     "because there is nothing to bound.)",
     mv_check_potential_of},
    {"direct-optimum", "LU", E | I, 0,
     "Let I be the information structure given; its prior is the "
     "environment's. The designer's largest expected welfare over the direct "
     "mechanisms for I that are interim incentive compatible and interim "
     "individually rational lies in [~L, ~U]. Hence the potential of I is at "
     "most ~U (it may be less than ~L), and no finite participation-secure "
     "mechanism has, for the environment's prior, a guarantee that is larger "
     "than ~U.",
     mv_check_direct_optimum},
    {"potential", "LU", E | I, 0,
     "Let I be the information structure given; its prior is the "
     "environment's. The potential of I, the designer's largest expected "
     "welfare over all participation-secure mechanisms and all their Bayes "
     "Nash equilibria under I, lies in [~L, ~U]. Hence no finite "
     "participation-secure mechanism has, for the environment's prior, a "
     "guarantee that is larger than ~U.",
     mv_check_potential_bounds},
    {"equilibrium", "GW", E | M | I, STRATEGIES,
     "Let the agents play the strategies given (if none are: each the "
     "action with the label of its signal). No agent gains more than ~G, "
     "before it knows its signal, from a change of its own strategy, and "
     "some agent can gain that much. The designer's expected welfare is ~W. "
     "The play is a Bayes Nash equilibrium if and only if that gain is 0.",
     mv_check_equilibrium},
    {"strong-maxmin-pair", "G", E | M | I, 0,
     "The mechanism given is participation secure, and the potential of the "
     "information structure given exceeds its guarantee, for the "
     "environment's prior, by at most ~G. Hence no finite participation-"
     "secure mechanism has, for that prior, a guarantee that is larger by "
     "more than ~G.",
     mv_check_pair},
    {"strong-maxmin-triple", "EG", E | M | I, STRATEGIES,
     "Let the agents play the strategies given (if none are: each the action "
     "with the label of its signal). The mechanism given is participation "
     "secure. Its guarantee, for the environment's prior, is at least the "
     "designer's expected welfare in this play less ~E, and the potential of "
     "the information structure given at most that welfare plus ~E. No "
     "agent gains more than ~G from a change of its own strategy, and some "
     "agent can gain that much. If that gain is 0 the play is a Bayes Nash "
     "equilibrium, and the three form a strong maxmin solution up to ~E.",
     mv_check_triple},
    {"complementary-slackness", "NT", E | M | I, STRATEGIES,
     "The multipliers in the certificate bound the guarantee of the "
     "mechanism given from below, and the potential of the information "
     "structure given from above. Of the products of a probability in the "
     "play given with the slack of its condition exactly ~N are not 0, and "
     "their sum is ~T. If there are none, the profiles that are played in a "
     "state minimise the strategic virtual objective there, and the outcomes "
     "that are chosen at a signal profile maximise the informational one "
     "there.",
     mv_check_slackness},
    {"program-value", "PKLU", E, 0,
     "The optimal value of the bounding program ~P-~K of the statement lies in "
     "[~L, ~U]. If the two are equal, the two points in the certificate are "
     "optimal and satisfy complementary slackness.",
     mv_check_program},
    {"no-participation-secure-mechanism", "", E, 0,
     "No mechanism whatsoever, finite or not, gives every agent an action that "
     "is participation secure.",
     mv_check_no_mechanism},
    {"optimal", "V", LP, 0,
     "The linear program of the statement has an optimal solution, and its "
     "optimal value is exactly ~V. The point in the certificate is optimal.",
     mv_check_bounds},
    {"bounds", "lu", LP, 0,
     "No feasible point of the linear program of the statement has a value "
     "below ~l if it is a minimisation, above ~u if it is a maximisation; and "
     "a feasible point has exactly the other value. (Of an infinite bound "
     "nothing is said.) With two finite bounds the program has an optimal "
     "solution, and its value lies in [~l, ~u].",
     mv_check_bounds},
    {"infeasible", "", LP, 0,
     "The linear program of the statement has no feasible point.",
     mv_check_infeasible},
    {"unbounded", "", LP, 0,
     "The linear program of the statement has feasible points whose values are "
     "better than any given number, and so no optimal solution.",
     mv_check_unbounded},
    {NULL, NULL, 0, 0, NULL, NULL},
};

static const struct mv_claim_kind *const lists[] = {
    claims,
    mv_divisible_claims,
    mv_public_claims,
};

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
    mpz_inits(value->ratio.p, value->ratio.q, NULL);
    if (infinity != NULL && strcmp(value->text, infinity) == 0)
        mv_field(reader);
    else
        mv_field_rational(reader, value->ratio.p, value->ratio.q);
}

static void read_program(struct mv_reader *reader, struct mv_claim *claim)
{
    const char *program = mv_field(reader);

    while (claim->program < 2 && strcmp(program, programs[claim->program]) != 0)
        claim->program++;
    if (claim->program == 2)
        mv_reject(reader, MV_E309, "the programs are LB-G and UB-P");
}

static void read_fields(struct mv_reader *reader, struct mv_claim *claim)
{
    size_t values = 0;

    for (const char *fields = claim->kind->fields; *fields != '\0'; fields++) {
        if (*fields == 'P')
            read_program(reader, claim);
        else if (*fields == 'K' || *fields == 'N')
            claim->natural = mv_field_natural(reader);
        else if (*fields == '0')
            claim->word = copy(mv_field(reader));
        else if (*fields == '1')
            claim->class = copy(mv_field(reader));
        else
            read_rational(reader, &claim->value[values++],
                          *fields == 'l'   ? "-inf"
                          : *fields == 'u' ? "inf"
                                           : NULL);
        if (*fields == 'K' && claim->natural == 0)
            mv_reject(reader, MV_E306, "K is at least 1");
    }
    if (values == 1)
        claim->value[1] = claim->value[0]; /* optimal V is bounds V V */
    if (values > 0 && mpz_sgn(claim->value[0].ratio.q) == 0 &&
        mpz_sgn(claim->value[1].ratio.q) == 0)
        mv_reject(reader, MV_E309, "one of the two bounds must be finite");
}

static const struct mv_claim_kind *find_kind(const char *name)
{
    for (size_t k = 0; k < sizeof lists / sizeof lists[0]; k++)
        for (const struct mv_claim_kind *kind = lists[k]; kind->name != NULL;
             kind++)
            if (strcmp(name, kind->name) == 0)
                return kind;
    return NULL;
}

static void read_claim(struct mv_reader *reader, struct mv_claim *claim)
{
    size_t count;

    mv_record_any(reader);
    if (strncmp(reader->line, "claim ", 6) == 0)
        claim->text = copy(reader->line + 6);
    if (strcmp(mv_field(reader), "claim") != 0)
        mv_reject(reader, MV_E302, "a record `claim` is expected here");
    claim->kind = find_kind(mv_field(reader));
    if (claim->kind == NULL)
        mv_reject(reader, MV_E309, "unknown claim; is this program too old?");
    count = 1 + strlen(claim->kind->fields);
    if (reader->fields != count)
        mv_reject(reader, MV_E303,
                  "this claim has %zu fields behind `claim`, not %zu", count,
                  reader->fields);
    read_fields(reader, claim);
}

/* Whether a statement was given that is never given with others. */
static bool has_other(const struct mv_checker *checker)
{
    size_t kind = MV_LP;

    while (kind < MV_KINDS && checker->file[kind] == NULL)
        kind++;
    return kind < MV_KINDS;
}

/* Reads a `statement` line, whose kind MUST be from `least` on and one of the
   claim's, with none that the claim needs left out. Returns the kind. */
static size_t read_statement(struct mv_checker *checker, size_t least)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_claim_kind *claim = checker->claim.kind;
    unsigned needs = claim->needs, allowed = needs | claim->may;
    size_t kind = least;
    const char *field;

    mv_record(reader, "statement", 2);
    field = mv_field(reader);
    while (kind < MV_KINDS && strcmp(field, mv_kind_name[kind]) != 0 &&
           (needs >> kind & 1) == 0)
        kind++;
    if (kind == MV_KINDS || (allowed >> kind & 1) == 0 ||
        strcmp(field, mv_kind_name[kind]) != 0)
        mv_reject(reader, MV_E302,
                  "this claim has no statement `%.40s` here; see the formats",
                  field);
    field = mv_field(reader);
    if (strlen(field) != 64 || strspn(field, "0123456789abcdef") != 64)
        mv_reject(reader, MV_E304,
                  "a hash has 64 lower-case hexadecimal digits");
    if (checker->file[kind] == NULL)
        mv_reject(
            reader, kind >= MV_LP || has_other(checker) ? MV_E400 : MV_E216,
            "no file with a statement `%s` was given", mv_kind_name[kind]);
    if (strcmp(field, checker->hash[kind]) != 0)
        mv_reject(
            reader, MV_E400,
            "the statement `%s` given has the hash %s; was it changed, or "
            "another one meant?",
            mv_kind_name[kind], checker->hash[kind]);
    return kind;
}

/* The statements belong together: what FORMAT-GAME.md section 1.5 demands
   beside equal labels, and section 2 of the identity. */
static void check_statements(struct mv_checker *checker)
{
    const struct mv_game *game = &checker->game;
    const struct mv_claim *claim = &checker->claim;

    checker->prior = &checker->environment.prior;
    if (checker->file[MV_INFORMATION] != NULL)
        mv_check_marginal(checker, &game->sigma);
    if (checker->file[MV_PRIOR] != NULL)
        checker->prior = game->set ? NULL : &game->prior;
    if ((claim->kind->may & STRATEGIES) == 0 ||
        checker->file[MV_STRATEGIES] != NULL)
        return;
    for (size_t i = 0; i < checker->environment.agents.count; i++)
        if (!mv_labels_equal(&game->signals.labels[i],
                             &game->actions.labels[i]))
            mv_reject(&checker->reader, MV_E214,
                      "the signals and actions of agent %zu differ, and there "
                      "are no strategies",
                      i);
}

void mv_claim_read(struct mv_checker *checker)
{
    struct mv_reader *reader = &checker->reader;
    const struct mv_claim_kind **claim = &checker->claim.kind;
    unsigned seen = 0;
    size_t kind;

    mv_record_any(reader);
    if (strcmp(reader->line, "mechcert-certificate 1") != 0)
        mv_reject(reader, MV_E309,
                  "the first line must be `mechcert-certificate 1`");
    read_claim(reader, &checker->claim);
    for (kind = 0; ((*claim)->needs >> kind & 1) == 0; kind++)
        ;
    do {
        kind = read_statement(checker, kind) + 1;
        seen |= 1u << (kind - 1);
        if (!mv_record_peek(reader, "statement "))
            break;
        if (seen == (*claim)->needs && (*claim)[1].name != NULL &&
            strcmp((*claim)->name, (*claim)[1].name) == 0)
            ++*claim;
    } while (true);
    if (((*claim)->needs & ~seen) != 0)
        read_statement(checker, kind); /* refuses another record */
    for (kind = 0; kind < MV_KINDS; kind++)
        if (checker->file[kind] != NULL && (seen >> kind & 1) == 0)
            mv_reject(reader, MV_E216,
                      "the certificate has no line for the statement `%s`",
                      mv_kind_name[kind]);
    check_statements(checker);
}

void mv_claim_check(struct mv_checker *checker)
{
    checker->claim.kind->check(checker);
}

void mv_claim_sentence(const struct mv_checker *checker, FILE *file)
{
    const struct mv_claim *claim = &checker->claim;
    const char *fields = claim->kind->fields;
    char cases[2 + sizeof claim->cases] = {checker->game.secure != NULL ? 'm'
                                                                        : 'n',
                                           checker->file[MV_PRIOR] == NULL ? 'e'
                                           : checker->game.set             ? 's'
                                                               : 'g'};

    strcat(cases, claim->cases);

    for (const char *s = claim->kind->sentence; *s != '\0'; s++) {
        if (*s == '{') {
            size_t letters = strcspn(++s, ":");

            s += strspn(s, cases) < letters ? strcspn(s, "}") : letters;
        } else if (*s == '}') {
            continue;
        } else if (*s != '~') {
            fputc(*s, file);
        } else if (*++s == '0') {
            fputs(claim->word, file);
        } else if (*s == '1') {
            fputs(claim->class, file);
        } else if (*s == '*') {
            fputs(claim->meaning, file);
        } else if (*s == '@') {
            fputs(claim->witness, file);
        } else if (*s == 'K' || *s == 'N') {
            fprintf(file, "%zu", claim->natural);
        } else if (*s == 'P') {
            fputs(programs[claim->program], file);
        } else {
            fputs(claim
                      ->value[strcspn(fields, (char[]){*s, '\0'}) -
                              strspn(fields, "PKN01")]
                      .text,
                  file);
        }
    }
}
