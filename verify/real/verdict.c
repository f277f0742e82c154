#include "real.h"
#include <string.h>

enum { precision_limit = 1000000, order_limit = 1000, term_limit = 10000 };

/* claim real NAME VERDICT */
static void read_claim_line(struct mv_judge *judge)
{
    struct mv_reader *reader = &judge->reader;
    const char *line, *verdict;

    mv_record_any(reader);
    line = reader->line;
    judge->text = mv_allocate(reader->length + 1, 1);
    if (strncmp(line, "claim ", 6) == 0)
        memcpy(judge->text, line + 6, reader->length - 6);
    if (strcmp(mv_field(reader), "claim") != 0)
        mv_reject(reader, MV_E302, "a record `claim` is expected here");
    if (strcmp(mv_field(reader), "real") != 0)
        mv_reject(reader, MV_E309,
                  "this program checks claims `real`; see mechcert-verify");
    if (reader->fields != 3)
        mv_reject(reader, MV_E303, "`claim real` has two more fields");
    judge->claim = mv_claims_find(&judge->claims, mv_field(reader));
    if (judge->claim == NULL)
        mv_reject(reader, MV_E231, "the claim file has no such claim");
    verdict = mv_field(reader);
    judge->refute = strcmp(verdict, "refuted") == 0;
    if (!judge->refute && strcmp(verdict, "proved") != 0)
        mv_reject(reader, MV_E309, "neither `proved` nor `refuted`");
}

static void read_header(struct mv_judge *judge)
{
    struct mv_reader *reader = &judge->reader;
    const char *hash;

    mv_record(reader, "mechcert-certificate", 1);
    if (strcmp(mv_field(reader), "1") != 0)
        mv_reject(reader, MV_E309, "this program reads version 1");
    read_claim_line(judge);
    mv_record(reader, "statement", 2);
    if (strcmp(mv_field(reader), "claims") != 0)
        mv_reject(reader, MV_E302, "`claims` is expected here");
    hash = mv_field(reader);
    if (strlen(hash) != MV_SHA256_TEXT - 1 ||
        strspn(hash, "0123456789abcdef") != MV_SHA256_TEXT - 1)
        mv_reject(reader, MV_E304, "not a SHA-256 in hexadecimal digits");
    if (strcmp(hash, judge->claims.hash) != 0)
        mv_reject(reader, MV_E400, "the claim file has the SHA-256 %s",
                  judge->claims.hash);
    mv_record(reader, "precision", 1);
    judge->precision = mv_field_index(reader, precision_limit + 1);
    if (judge->precision < 2)
        mv_reject(reader, MV_E306, "the precision is at least 2");
}

/* A rational above `last` and below 1, or 1 if allowed, in a list. */
static void read_cut(struct mv_judge *judge, struct mv_ratio *cut,
                     const struct mv_ratio *last, bool one)
{
    struct mv_reader *reader = &judge->reader;

    mv_field_rational(reader, cut->p, cut->q);
    if (mv_compare(cut->p, cut->q, last->p, last->q) <= 0 ||
        mpz_cmp(cut->p, cut->q) > 0 || (!one && mpz_cmp(cut->p, cut->q) == 0))
        mv_reject(reader, MV_E307,
                  "the numbers of a list increase and lie between 0 and 1");
}

/* The rest of `integral I series K`. */
static void read_series(struct mv_reader *reader, struct mv_integral *integral)
{
    mv_field(reader);
    integral->terms = mv_field_index(reader, term_limit + 1);
    if (integral->terms == 0)
        mv_reject(reader, MV_E306, "there is at least one term");
    if (!integral->series)
        mv_reject(reader, MV_E433, "the integrand does not have this form");
}

static void read_integral(struct mv_judge *judge, size_t number)
{
    struct mv_reader *reader = &judge->reader;
    struct mv_integral *integral = &judge->claims.integral[number];
    struct mv_ratio last;

    mv_record(reader, "integral", 3);
    if (mv_field_natural(reader) != number)
        mv_reject(reader, MV_E307, "the claim needs integral %zu next", number);
    if (strncmp(reader->line + reader->cursor, "series ", 7) == 0) {
        read_series(reader, integral);
        return;
    }
    if (integral->inside)
        mv_reject(reader, MV_E302, "an integral in an integrand is a series");
    integral->order = mv_field_index(reader, order_limit + 1);
    if (integral->order == 0)
        mv_reject(reader, MV_E306, "the order is at least 1");
    integral->panels = mv_field_count(reader);
    if (integral->panels == 0)
        mv_reject(reader, MV_E306, "there is at least one panel");
    mv_ratio_init(&last);
    for (size_t k = 0; k + 1 < integral->panels; k++) {
        mv_record(reader, "panel", 1);
        integral->cut = mv_grow(integral->cut, &integral->room, k + 1,
                                sizeof *integral->cut);
        mv_ratio_init(&integral->cut[k]);
        read_cut(judge, &integral->cut[k], &last, false);
        mv_ratio_set(&last, &integral->cut[k]);
    }
    mv_ratio_clear(&last);
}

const struct mv_jet *mv_judge_value(struct mv_judge *judge,
                                    struct mv_code piece, size_t order)
{
    struct mv_jet *x;

    judge->e.top = 0;
    judge->e.g.order = order;
    x = mv_evaluate(&judge->e, judge->program.code, piece);
    mv_jet_enclose(&judge->e.g, x);
    return x;
}

void mv_judge_range(struct mv_judge *judge, const struct mv_definition *d,
                    struct mv_interval *low, struct mv_interval *high)
{
    struct mv_interval *range[] = {low, high};
    struct mv_code bounds[] = {d->ready_low, d->ready_high};

    for (int k = 0; k < 2; k++) {
        const struct mv_jet *x = mv_judge_value(judge, bounds[k], 0);

        if (x->undefined)
            mv_reject(&judge->reader, MV_E433, "the bounds may be undefined");
        mv_interval_set(range[k], &x->c[0]);
    }
}

/* The sign of f on the interval (order 0), or of its slope (order 1): 0 if it
   is not certain. Sets *whole if f is defined and continuous there. */
static int sign_on(struct mv_judge *judge, struct mv_code f,
                   const struct mv_interval *x, size_t order, bool *whole)
{
    struct mv_jet *slot = &judge->e.slot[0];
    const struct mv_jet *y;
    const struct mv_interval *c;

    judge->e.g.order = order;
    mv_jet_constant(&judge->e.g, slot);
    mv_interval_set(&slot->c[0], x);
    slot->level = 0;
    if (order > 0) {
        mv_jet_room(&judge->e.g, slot, 2);
        slot->length = 2;
        mv_interval_set_si(&slot->c[1], 1);
    }
    y = mv_judge_value(judge, f, order);
    *whole = !y->undefined && !y->broken;
    if (y->undefined || (order > 0 && y->unknown) || y->length <= order)
        return 0;
    c = &y->c[order];
    return mpfr_sgn(c->lo) > 0 ? 1 : mpfr_sgn(c->hi) < 0 ? -1 : 0;
}

/* Step 1 of section 7. range: the bounds; at, the enclosures of LO and HI. */
static void check_bracket(struct mv_judge *judge, const struct mv_definition *d,
                          const struct mv_interval range[2],
                          const struct mv_interval at[2])
{
    struct mv_reader *reader = &judge->reader;
    struct mv_interval hull;
    bool whole;
    int low, high;

    if (!mpfr_lessequal_p(range[0].hi, at[0].lo) ||
        !mpfr_lessequal_p(at[1].hi, range[1].lo))
        mv_reject(reader, MV_E431,
                  "LO and HI are not certain to be within the bounds");
    low = sign_on(judge, d->ready, &at[0], 0, &whole);
    high = sign_on(judge, d->ready, &at[1], 0, &whole);
    if (low * high >= 0)
        mv_reject(reader, MV_E431,
                  "the signs at LO and HI are not certain to be opposite");
    mv_interval_init(&hull, &judge->a);
    mv_interval_hull(&hull, &at[0], &at[1]);
    sign_on(judge, d->ready, &hull, 0, &whole);
    if (!whole)
        mv_reject(reader, MV_E431,
                  "the function may be undefined or discontinuous between LO "
                  "and HI");
    mv_interval_clear(&hull);
}

/* The cells, step 2 of section 7. */
static void check_cells(struct mv_judge *judge, const struct mv_definition *d,
                        const struct mv_interval range[2], size_t count)
{
    struct mv_reader *reader = &judge->reader;
    struct mv_interval from, to, u;
    struct mv_ratio cut, last;
    int middle = 0; /* the sign of the slope on the cells `m` */
    bool over = false, whole;

    mv_ratio_init(&cut);
    mv_ratio_init(&last);
    mv_interval_init(&from, &judge->a);
    mv_interval_init(&to, &judge->a);
    mv_interval_init(&u, &judge->a);
    if (!mpfr_lessequal_p(range[0].hi, range[1].lo))
        mv_reject(reader, MV_E432, "the bounds are not certain to be in order");
    mv_interval_set(&to, &range[0]);
    for (size_t k = 0; k < count; k++) {
        const char *kind;
        int sign;

        mv_record(reader, "cell", 2);
        read_cut(judge, &cut, &last, k + 1 == count);
        if (k + 1 == count && mpz_cmp(cut.p, cut.q) != 0)
            mv_reject(reader, MV_E307, "the last cell ends at 1");
        mv_ratio_set(&last, &cut);
        kind = mv_field(reader);
        if (strlen(kind) != 1 || strchr("+-m", *kind) == NULL)
            mv_reject(reader, MV_E302, "`+`, `-` or `m` is expected here");
        mv_interval_set(&from, &to);
        mv_interval_set_ratio(&u, &cut);
        mv_interpolate(&judge->e.g, &to, &range[0], &range[1], &u);
        mv_interval_hull(&u, &from, &to);
        sign = sign_on(judge, d->ready, &u, *kind == 'm', &whole);
        if (sign == 0 || (*kind == '+' && sign < 0) ||
            (*kind == '-' && sign > 0))
            mv_reject(reader, MV_E432, "this sign is not certain on the cell");
        if (*kind == 'm') {
            if (over || (middle != 0 && middle != sign) || !whole)
                mv_reject(reader, MV_E432,
                          "the cells `m` are not neighbours with the same "
                          "sign of the slope");
            middle = sign;
        } else if (middle != 0) {
            over = true;
        }
    }
    if (middle == 0)
        mv_reject(reader, MV_E432, "there is no cell `m`");
    mv_interval_clear(&from);
    mv_interval_clear(&to);
    mv_interval_clear(&u);
    mv_ratio_clear(&cut);
    mv_ratio_clear(&last);
}

static void read_root(struct mv_judge *judge, struct mv_definition *d)
{
    struct mv_reader *reader = &judge->reader;
    struct mv_interval range[2], at[2];
    struct mv_ratio end[2];
    size_t count;

    mv_record(reader, "root", 4);
    if (mv_field_natural(reader) != d->number)
        mv_reject(reader, MV_E307, "the claim needs root %zu next", d->number);
    for (int k = 0; k < 2; k++) {
        mv_ratio_init(&end[k]);
        mv_interval_init(&range[k], &judge->a);
        mv_interval_init(&at[k], &judge->a);
        mv_field_rational(reader, end[k].p, end[k].q);
        mv_interval_set_ratio(&at[k], &end[k]);
    }
    mv_judge_range(judge, d, &range[0], &range[1]);
    if (mv_ratio_decide(&end[0], &end[1], MV_LT) == 0)
        mv_reject(reader, MV_E431, "LO is not below HI");
    count = mv_field_count(reader);
    if (count == 0)
        mv_reject(reader, MV_E306, "there is at least one cell");
    check_bracket(judge, d, range, at);
    check_cells(judge, d, range, count);
    mv_jet_constant(&judge->e.g, &d->value);
    mv_interval_hull(&d->value.c[0], &at[0], &at[1]);
    for (int k = 0; k < 2; k++) {
        mv_interval_clear(&range[k]);
        mv_interval_clear(&at[k]);
        mv_ratio_clear(&end[k]);
    }
}

void mv_judge_read(struct mv_judge *judge)
{
    struct mv_claims *claims = &judge->claims;
    struct mv_place certificate;

    read_header(judge);
    certificate = judge->reader.place;
    judge->slots = mv_expand(&judge->program, claims, judge->claim);
    mv_arithmetic_open(&judge->a, (mpfr_prec_t)judge->precision);
    judge->a.where = certificate;
    mv_evaluator_init(&judge->e, claims);
    mv_algebra_init(&judge->e.g, &judge->a);
    mv_evaluator_slots(&judge->e, judge->slots);
    for (size_t k = 0; k < claims->integrals; k++)
        if (claims->integral[k].needed)
            read_integral(judge, k);
    /* constants and roots in the order of the file */
    for (size_t k = 0; k < claims->definitions; k++) {
        struct mv_definition *d = &claims->definition[k];

        if (!d->needed || d->rational)
            continue;
        if (d->names > 1 && d->place == 0)
            mv_system_check(judge, d);
        else if (d->names == 1)
            read_root(judge, d);
        else if (d->names > 1)
            continue;
        else
            mv_jet_set(&judge->e.g, &d->value,
                       mv_judge_value(judge, d->ready, 0));
    }
    judge->e.g.order = 0;
}

void mv_judge_check(struct mv_judge *judge)
{
    if (judge->claim->identity)
        mv_identity_check(judge);
    else if (judge->refute)
        mv_point_check(judge);
    else
        mv_cover_check(judge);
}
