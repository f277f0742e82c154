#include "verify.h"
#include <string.h>

/* FORMAT-LP.md section 3. Nothing is refused before both ways of splitting
   lines have failed, so the functions below return false at the first defect;
   that of the free way is kept. */

enum { NAME, OBJSENSE, ROWS, COLUMNS, RHS, RANGES, BOUNDS, ENDATA, NO_SECTION };
enum { field_limit = 6 };

/* What a row or column has been given: bits of mv_item.seen. Side 0 is the
   lower bound, 1 the upper one. */
enum { BOTH = 3, NEGATIVE = 4, VALUE = 8, RANGE = 16 };

struct field {
    char *text;
    size_t length;
};

struct mps {
    struct mv_lp *lp;
    struct mv_source *source;
    bool fixed, has_sense, has_set;
    int section;
    unsigned seen; /* a bit for each section */
    struct field field[field_limit], set;
    size_t fields;
    struct mv_ratio number;
    int infinite; /* the sign, if the number is an infinity */
    enum mv_reason reason;
    size_t failed_at;
    int failed_length;
    const char *failure;
};

/* Notes the defect `text` of what `length` bytes say. */
static bool fail(struct mps *m, enum mv_reason reason, const char *at,
                 size_t length, const char *text)
{
    if (m->fixed)
        return false;
    m->reason = reason;
    m->failed_at = (size_t)(at - (char *)m->source->text);
    m->failed_length = length < 100 ? (int)length : 100;
    m->failure = text;
    return false;
}

static bool fail_field(struct mps *m, enum mv_reason reason, size_t k,
                       const char *text)
{
    return fail(m, reason, m->field[k].text, m->field[k].length, text);
}

static bool same(struct field a, struct field b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

static size_t find(const struct mps *m, const struct mv_items *items, size_t k)
{
    return mv_item_find(items, m->field[k].text, m->field[k].length);
}

/* Words; more than field_limit - 1 are too many for every line. */
static void split_free(struct mps *m, char *s, size_t length)
{
    char *end = s + length;

    for (m->fields = 0; m->fields < field_limit; m->fields++) {
        while (s < end && (*s == ' ' || *s == '\t'))
            s++;
        if (s == end || (m->fields >= 3 && *s == '$'))
            return;
        m->field[m->fields].text = s;
        while (s < end && *s != ' ' && *s != '\t')
            s++;
        m->field[m->fields].length = (size_t)(s - m->field[m->fields].text);
    }
}

static bool split_fixed(struct mps *m, char *s, size_t length)
{
    static const size_t from[] = {1, 4, 14, 24, 39, 49, SIZE_MAX},
                        to[] = {3, 12, 22, 36, 47, 61};
    bool typed = m->section == ROWS || m->section == BOUNDS;
    size_t at = 0;

    m->fields = 0;
    if (memchr(s, '\t', length) != NULL)
        return false;
    for (size_t k = 0;; k++) {
        struct field f;

        for (; at < length && at < from[k]; at++)
            if (s[at] != ' ')
                return false;
        if (k == field_limit || at == length)
            break;
        f = (struct field){s + at, (to[k] < length ? to[k] : length) - at};
        at += f.length;
        while (f.length > 0 && *f.text == ' ')
            f.text++, f.length--;
        while (f.length > 0 && f.text[f.length - 1] == ' ')
            f.length--;
        if ((k == 2 || k == 4) && f.length > 0 && *f.text == '$')
            break;
        if (k == 0 && !typed && f.length > 0)
            return false;
        if (k > 0 || typed)
            m->field[m->fields++] = f;
    }
    while (m->fields > 0 && m->field[m->fields - 1].length == 0)
        m->fields--;
    return true;
}

static bool read_number(struct mps *m, size_t k, bool bound)
{
    char *s = m->field[k].text;
    size_t length = m->field[k].length;
    int reason, minus = length > 0 && *s == '-';

    if (minus || (length > 0 && *s == '+'))
        s++, length--;
    m->infinite = 0;
    if (bound && mv_word_find(MV_INFINITIES, s, length) >= 0)
        m->infinite = minus ? -1 : 1;
    else if (length == 0 || mv_unsigned_span(s) != length)
        return fail_field(m, MV_E207, k, "a number is expected here");
    else if ((reason = mv_set_unsigned(m->number.p, m->number.q, s, length,
                                       minus)) != 0)
        return fail_field(m, (enum mv_reason)reason, k, MV_NUMBER_TEXT(reason));
    return true;
}

static bool read_sense(struct mps *m, size_t k)
{
    int sense = mv_word_find(MV_SENSES, m->field[k].text, m->field[k].length);

    if (sense < 0 || m->has_sense)
        return fail_field(m, MV_E220, k, "one sense, MAX or MIN");
    m->lp->maximise = sense < MV_MAXIMISE;
    return m->has_sense = true;
}

static bool read_row(struct mps *m)
{
    struct mv_items *rows = &m->lp->rows;
    size_t at = rows->count;
    int type = mv_word_find("n g l e", m->field[0].text, m->field[0].length);

    if (type < 0 || m->fields != 2)
        return fail_field(m, MV_E220, 0,
                          "a type N, G, L or E and a name are expected");
    if (find(m, rows, 1) != SIZE_MAX)
        return fail_field(m, MV_E222, 1, "a second row of this name");
    if (type == 0 && rows->item[0].type == 0)
        at = 0;
    else
        mv_item_add(rows);
    rows->item[at].type = "NGLE"[type];
    mv_item_name(rows, at, m->field[1].text, m->field[1].length);
    return true;
}

static bool read_column(struct mps *m)
{
    struct mv_lp *lp = m->lp;
    struct mv_items *columns = &lp->columns;
    struct mv_item *last =
        columns->count > 0 ? &columns->item[columns->count - 1] : NULL;

    if (m->fields >= 2 && same(m->field[1], (struct field){"'MARKER'", 8}))
        return fail_field(m, MV_E226, 1, "integer variables");
    if (m->fields != 3 && m->fields != 5)
        return fail_field(m, MV_E220, 0,
                          "a column and one or two pairs of row and number");
    if (last == NULL ||
        !same(m->field[0], (struct field){last->name, last->length})) {
        if (find(m, columns, 0) != SIZE_MAX)
            return fail_field(m, MV_E222, 0, "this column was given before");
        mpz_set_ui(mv_item_add(columns)->bound[0].q, 1);
        mv_item_name(columns, columns->count - 1, m->field[0].text,
                     m->field[0].length);
    }
    for (size_t k = 1; k < m->fields; k += 2) {
        size_t r = find(m, &lp->rows, k), before;
        struct mv_element *element;

        if (r == SIZE_MAX)
            return fail_field(m, MV_E223, k, "no row has this name");
        before = lp->rows.item[r].last;
        if (before > 0 && lp->element[before - 1].column == columns->count - 1)
            return fail_field(m, MV_E222, k, "a second number for this row");
        if (!read_number(m, k + 1, false))
            return false;
        element = mv_lp_element(lp, r, columns->count - 1);
        mpz_swap(element->value.p, m->number.p);
        mpz_set(element->value.q, m->number.q);
        lp->rows.item[r].last = lp->elements;
    }
    return true;
}

/* The set named in field k, or that none is named (SIZE_MAX). */
static bool check_set(struct mps *m, size_t k)
{
    struct field set = {NULL, 0};

    if (k != SIZE_MAX)
        set = m->field[k];
    if (!m->has_set)
        m->set = set;
    m->has_set = true;
    return ((set.text == NULL) == (m->set.text == NULL) &&
            (set.text == NULL || same(set, m->set))) ||
           fail_field(m, MV_E224, 0, "this section has lines of another set");
}

static bool read_side(struct mps *m)
{
    struct mv_items *rows = &m->lp->rows;
    unsigned bit = m->section == RHS ? VALUE : RANGE;
    size_t named = m->fields % 2;

    if (m->fields < 2 || m->fields > 5)
        return fail_field(m, MV_E220, 0,
                          "one or two pairs of row and number are expected");
    if (!check_set(m, named ? 0 : SIZE_MAX))
        return false;
    for (size_t k = named; k < m->fields; k += 2) {
        size_t r = find(m, rows, k);

        if (r == SIZE_MAX)
            return fail_field(m, MV_E223, k, "no row has this name");
        if (bit == RANGE && rows->item[r].type == 'N')
            return fail_field(m, MV_E224, k, "a range of an N row");
        if (rows->item[r].seen & bit)
            return fail_field(m, MV_E222, k, "a second number for this row");
        if (!read_number(m, k + 1, false))
            return false;
        rows->item[r].seen |= bit;
        mv_ratio_set(bit == VALUE ? &rows->item[r].value
                                  : &rows->item[r].bound[1],
                     &m->number);
    }
    return true;
}

static bool read_bound(struct mps *m)
{
    static const unsigned sides[] = {2, 1, BOTH, BOTH, 1, 2};
    struct mv_items *columns = &m->lp->columns;
    struct mv_item *column;
    size_t at = 2, j;
    int type = mv_word_find("up lo fx fr mi pl bv li ui sc si",
                            m->field[0].text, m->field[0].length);

    if (type > 5)
        return fail_field(m, MV_E226, 0, "integer or semicontinuous variables");
    if (type < 0)
        return fail_field(m, MV_E220, 0, "unknown type of bound");
    if (m->fields < (type < 3 ? 3 : 2) || m->fields > 4)
        return fail_field(m, MV_E220, 0, "wrong number of fields");
    if (type < 3 ? m->fields == 3
                 : m->fields == 2 ||
                       (m->fields == 3 && find(m, columns, 2) == SIZE_MAX))
        at = 1;
    j = find(m, columns, at);
    if (!check_set(m, at == 2 ? 1 : SIZE_MAX))
        return false;
    if (j == SIZE_MAX)
        return fail_field(m, MV_E223, at, "no column has this name");
    if (at + 1 < m->fields && !read_number(m, at + 1, true))
        return false;
    if (type >= 3)
        m->infinite = 2;
    column = &columns->item[j];
    if (column->seen & sides[type])
        return fail_field(m, MV_E222, at, "this bound was given before");
    if (type < 3 && m->infinite != 0 &&
        (type == 2 || (type == 0) == (m->infinite < 0)))
        return fail_field(m, MV_E224, at + 1, "the wrong infinity");
    column->seen |= sides[type];
    for (unsigned side = 0; side < 2; side++)
        if (sides[type] >> side & 1) {
            if (m->infinite != 0)
                mpz_set_ui(column->bound[side].q, 0);
            else
                mv_ratio_set(&column->bound[side], &m->number);
        }
    if (type == 0 && m->infinite == 0 && mpz_sgn(m->number.p) < 0)
        column->seen |= NEGATIVE;
    return true;
}

static bool read_header(struct mps *m, char *s, size_t length)
{
    int section;
    bool ordered;

    split_free(m, s, length);
    section =
        mv_word_find("name objsense rows columns rhs ranges bounds endata "
                     "sos sos1 sos2 sets qsection quadobj qmatrix "
                     "qcmatrix csection indicators gencons pwlobj pwlnam "
                     "pwlcon lazycons",
                     m->field[0].text, m->field[0].length);
    if (section > ENDATA)
        return fail_field(m, MV_E226, 0, "a section that no LP has");
    if (section < 0)
        return fail_field(m, MV_E220, 0, "unknown section");
    /* `seen` has no later section, up to the order of the optional ones. */
    ordered = section > COLUMNS && section < ENDATA
                  ? !(m->seen & (1u << section | 1u << ENDATA))
                  : m->seen >> section == 0;
    if (!ordered || (section > ROWS && !(m->seen >> ROWS & 1)) ||
        (section > COLUMNS && !(m->seen >> COLUMNS & 1)))
        return fail_field(m, MV_E221, 0, "this section is out of place");
    if (m->section == OBJSENSE && !m->has_sense)
        return fail_field(m, MV_E220, 0, "the sense is missing before this");
    m->section = section;
    m->seen |= 1u << section;
    m->has_set = false;
    if (m->fields > (section == OBJSENSE ? 2 : 1) && section != NAME)
        return fail_field(m, MV_E220, 1, "a header has no further words");
    return m->fields < 2 || section != OBJSENSE || read_sense(m, 1);
}

static bool read_data(struct mps *m, char *s, size_t length)
{
    if (m->section == NO_SECTION || m->section == NAME || m->section == ENDATA)
        return fail(m, MV_E220, s, length, "this line belongs to no section");
    if (!m->fixed)
        split_free(m, s, length);
    else if (!split_fixed(m, s, length) || m->fields == 0)
        return false;
    switch (m->section) {
    case OBJSENSE:
        return m->fields == 1 ? read_sense(m, 0)
                              : fail_field(m, MV_E220, 1, "one sense only");
    case ROWS:
        return read_row(m);
    case COLUMNS:
        return read_column(m);
    case BOUNDS:
        return read_bound(m);
    default:
        return read_side(m);
    }
}

/* The bounds of a row from b = value and R, which is in bound[1]. The side that
   is not b is b + abs(R) or b - abs(R), or infinite if there is no R. */
static void finish_row(struct mps *m, struct mv_item *row)
{
    int side =
        row->type == 'L' || (row->type == 'E' && mpz_sgn(row->bound[1].p) < 0)
            ? 0
            : 1;
    mpz_t sign;

    if (row->type == 'N')
        return;
    mv_ratio_set(&m->number, &row->bound[1]);
    mv_ratio_set(&row->bound[0], &row->value);
    mv_ratio_set(&row->bound[1], &row->value);
    mpz_init_set_si(sign, side == 0 ? -1 : 1);
    mpz_abs(m->number.p, m->number.p);
    if (row->seen & RANGE)
        mv_add_product(&row->bound[side], sign, &m->number);
    else if (row->type != 'E')
        mpz_set_ui(row->bound[side].q, 0);
    mpz_clear(sign);
}

static bool read_all(struct mps *m)
{
    char *s = (char *)m->source->text, *end = s + m->source->length, *next;

    mv_lp_start(m->lp, "mps"); /* what a first reading took is not given back */
    m->has_sense = m->has_set = false;
    m->section = NO_SECTION;
    m->seen = 0;
    for (; s < end; s = next) {
        char *feed = memchr(s, '\n', (size_t)(end - s));
        size_t length = (size_t)((feed != NULL ? feed : end) - s);

        next = s + length + 1;
        length -= feed != NULL && length > 0 && s[length - 1] == '\r';
        if (*s == '*' || strspn(s, " \t") >= length)
            continue;
        if (!(*s == ' ' || *s == '\t' ? read_data : read_header)(m, s, length))
            return false;
    }
    if (!(m->seen >> ENDATA & 1))
        return fail(m, MV_E221, end, 0, "ENDATA is missing");
    for (size_t r = 1; r < m->lp->rows.count; r++)
        finish_row(m, &m->lp->rows.item[r]);
    mpz_neg(m->lp->rows.item[0].value.p, m->lp->rows.item[0].value.p);
    for (size_t j = 0; j < m->lp->columns.count; j++)
        if ((m->lp->columns.item[j].seen & (NEGATIVE | 1)) == NEGATIVE) {
            mpz_set_ui(m->lp->columns.item[j].bound[0].q, 0);
            m->lp->negative++;
        }
    return true;
}

void mv_mps_read(struct mv_lp *lp, struct mv_source *source)
{
    struct mps m = {.lp = lp, .source = source};
    bool done;

    mpz_inits(m.number.p, m.number.q, NULL);
    done = read_all(&m);
    m.fixed = true;
    if (!done && (m.reason == MV_E226 || !read_all(&m)))
        mv_source_refuse(source, m.failed_at, m.reason, "`%.*s`: %s",
                         m.failed_length, (char *)source->text + m.failed_at,
                         m.failure);
}
