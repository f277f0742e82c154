/* MPS: verify/FORMAT-LP.md section 3. */
#include <string.h>

#include "base/memory.h"
#include "lp/mps_reader.h"

static const char *const section_name[MPS_SECTIONS] = {
    "",    "name",   "objsense", "rows",   "columns",
    "rhs", "ranges", "bounds",   "endata",
};

/* What places mean that are no row. */
static const size_t OBJECTIVE = SIZE_MAX - 1, ABSENT = SIZE_MAX;

static bool reader_init(struct mc_mps_reader *reader,
                        const mc_lp_source *source, bool fixed)
{
    memset(reader, 0, sizeof *reader);
    reader->source = source;
    reader->fixed = fixed;
    mc_lp_init(&reader->lp, false);
    mpq_init(reader->number);
    reader->rows = mc_lp_names_new(NULL, 0);
    reader->columns = mc_lp_names_new(NULL, 0);
    return reader->rows && reader->columns;
}

static void reader_clear(struct mc_mps_reader *reader)
{
    mc_lp_names_free(reader->columns);
    mc_lp_names_free(reader->rows);
    free(reader->column_set);
    free(reader->row);
    mpq_clear(reader->number);
    mc_lp_clear(&reader->lp);
}

static bool same_piece(mc_lp_piece a, mc_lp_piece b)
{
    return a.length == b.length &&
           (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

mc_status mc_mps_fail_fields(const struct mc_mps_reader *reader,
                             const char *wanted)
{
    const char *at = reader->line.at, *end = at + reader->line.length;
    mc_lp_piece word;
    (void)mc_lp_next_word(&word, &at, end);
    return mc_lp_fail(reader->source, word.at, "a line of %s has %s, not %zu%s",
                      section_name[reader->section], wanted, reader->fields,
                      reader->fields == MPS_MAX_FIELDS ? " or more fields"
                                                       : "");
}

/* --- names --------------------------------------------------------------- */

static size_t find_row(const struct mc_mps_reader *reader, mc_lp_piece name)
{
    if (reader->has_objective && same_piece(reader->objective_name, name))
        return OBJECTIVE;
    return mc_lp_names_find(reader->rows, name.at, name.length);
}

/* The row of a field that must name one. */
static mc_status get_row(size_t *place, struct mc_mps_row **row,
                         struct mc_mps_reader *reader, size_t field)
{
    mc_lp_piece name = reader->field[field];
    *place = find_row(reader, name);
    if (*place == ABSENT)
        return mc_lp_fail(reader->source, name.at,
                          "there is no row \"%s\"; rows are declared in the "
                          "section ROWS",
                          mc_lp_quoted(name).text);
    *row = *place == OBJECTIVE ? &reader->objective : &reader->row[*place];
    return MC_OK;
}

/* All lines of a section name the same set, or none does. */
mc_status mc_mps_check_set(struct mc_mps_reader *reader, bool named,
                           mc_lp_piece name)
{
    struct mc_mps_set *set = &reader->set[reader->section];
    if (!set->known)
        *set = (struct mc_mps_set){true, named, name};
    if (set->named == named && (!named || same_piece(set->name, name)))
        return MC_OK;
    return mc_lp_fail(reader->source, name.at,
                      "this line names another set than the first line of the "
                      "section; keep one set");
}

/* --- sections ------------------------------------------------------------ */

mc_status mc_mps_fail_not_linear(struct mc_mps_reader *reader, mc_lp_piece word,
                                 const char *what)
{
    reader->not_linear = true;
    return mc_lp_fail(reader->source, word.at,
                      "\"%s\": not an LP, as there %s; only linear programs "
                      "with continuous variables are read",
                      mc_lp_quoted(word).text, what);
}

static mc_status parse_sense(struct mc_mps_reader *reader, mc_lp_piece word)
{
    static const char *const senses[] = {
        "min", "minimize", "minimise", "minimum",
        "max", "maximize", "maximise", "maximum",
    };
    for (size_t i = 0; i < 8; i++) {
        if (mc_lp_is_word(word, senses[i])) {
            reader->lp.maximise = i >= 4;
            reader->has_sense = true;
            return MC_OK;
        }
    }
    return mc_lp_fail(reader->source, word.at, "\"%s\" must be MIN or MAX",
                      mc_lp_quoted(word).text);
}

static mc_status read_sense(struct mc_mps_reader *reader)
{
    if (reader->fields != 1)
        return mc_mps_fail_fields(reader, "1 field");
    if (reader->has_sense)
        return mc_lp_fail(reader->source, reader->field[0].at,
                          "the sense is given twice; remove this line");
    return parse_sense(reader, reader->field[0]);
}

static mc_status add_row(struct mc_mps_reader *reader, char type,
                         mc_lp_piece name)
{
    mc_lp *lp = &reader->lp;
    if (type == 'N' && !reader->has_objective) {
        reader->has_objective = true;
        reader->objective_name = name;
        reader->objective.type = type;
        return MC_OK;
    }
    if (type == 'N')
        mc_lp_remark_add(&reader->remarks.free_rows, name);
    if (!mc_array_grow(&reader->row, &reader->row_capacity, lp->rows + 1,
                       sizeof *reader->row) ||
        !mc_lp_add_row(lp, NULL, NULL) ||
        !mc_lp_name_row(lp, name.at, name.length) ||
        !mc_lp_names_grow(reader->rows, lp->row_name, lp->rows))
        return mc_lp_fail_memory(reader->source);
    reader->row[lp->rows - 1] = (struct mc_mps_row){.type = type};
    return MC_OK;
}

static mc_status read_row(struct mc_mps_reader *reader)
{
    static const char *const types[] = {"n", "g", "l", "e"};
    mc_lp_piece type = reader->field[0], name = reader->field[1];
    if (reader->fields != 2)
        return mc_mps_fail_fields(reader, "2 fields, a type and a name");
    for (size_t i = 0; i < 4; i++) {
        if (!mc_lp_is_word(type, types[i]))
            continue;
        if (find_row(reader, name) != ABSENT)
            return mc_lp_fail(reader->source, name.at,
                              "the row \"%s\" is declared twice",
                              mc_lp_quoted(name).text);
        return add_row(reader, "NGLE"[i], name);
    }
    return mc_lp_fail(reader->source, type.at,
                      "\"%s\" must be a type of row: N, G, L or E",
                      mc_lp_quoted(type).text);
}

/* Numbers of columns begin with the bounds 0 .. +inf. */
static mc_status add_column(struct mc_mps_reader *reader, mc_lp_piece name)
{
    mc_lp *lp = &reader->lp;
    if (mc_lp_names_find(reader->columns, name.at, name.length) != ABSENT)
        return mc_lp_fail(reader->source, name.at,
                          "the column \"%s\" returns; its lines must stand "
                          "together",
                          mc_lp_quoted(name).text);
    mpq_set_ui(reader->number, 0, 1);
    if (!mc_array_grow(&reader->column_set, &reader->column_capacity,
                       lp->columns + 1, 1) ||
        !mc_lp_add_column(lp, reader->number, NULL, NULL) ||
        !mc_lp_name_column(lp, name.at, name.length) ||
        !mc_lp_names_grow(reader->columns, lp->column_name, lp->columns))
        return mc_lp_fail_memory(reader->source);
    reader->column_set[lp->columns - 1] = 0;
    return MC_OK;
}

static mc_status read_entry(struct mc_mps_reader *reader, size_t field)
{
    mc_lp *lp = &reader->lp;
    size_t place;
    struct mc_mps_row *row = NULL;
    mc_status status = get_row(&place, &row, reader, field);
    if (status == MC_OK)
        status = mc_mps_number(reader, field + 1);
    if (status != MC_OK)
        return status;
    if (row->column == lp->columns)
        return mc_lp_fail(reader->source, reader->field[field].at,
                          "a second entry of this column in the row \"%s\"; "
                          "add them up in one",
                          mc_lp_quoted(reader->field[field]).text);
    row->column = lp->columns;
    if (place == OBJECTIVE)
        mpq_set(lp->cost[lp->columns - 1], reader->number);
    else if (!mc_lp_add_entry(lp, place, lp->columns - 1, reader->number))
        return mc_lp_fail_memory(reader->source);
    return MC_OK;
}

static bool is_last_column(const struct mc_mps_reader *reader, mc_lp_piece name)
{
    const mc_lp *lp = &reader->lp;
    const char *last;
    if (lp->columns == 0)
        return false;
    last = lp->column_name[lp->columns - 1];
    return strncmp(last, name.at, name.length) == 0 &&
           last[name.length] == '\0';
}

static mc_status read_column(struct mc_mps_reader *reader)
{
    mc_lp_piece name = reader->field[0], second = reader->field[1];
    mc_status status = MC_OK;
    if (reader->fields >= 2 && second.length == 8 &&
        memcmp(second.at, "'MARKER'", 8) == 0)
        return mc_mps_fail_not_linear(reader, second,
                                      "are integer variables or other sets");
    if (reader->fields != 3 && reader->fields != 5)
        return mc_mps_fail_fields(reader,
                                  "3 or 5 fields: the column, and one or two "
                                  "pairs of a row and a number");
    if (!is_last_column(reader, name))
        status = add_column(reader, name);
    for (size_t f = 1; f < reader->fields && status == MC_OK; f += 2)
        status = read_entry(reader, f);
    return status;
}

static mc_status read_side(struct mc_mps_reader *reader, size_t field)
{
    mc_lp_piece name = reader->field[field];
    size_t place;
    struct mc_mps_row *row = NULL;
    mc_status status = get_row(&place, &row, reader, field);
    if (status == MC_OK)
        status = mc_mps_number(reader, field + 1);
    if (status != MC_OK)
        return status;
    if (row->has_side)
        return mc_lp_fail(reader->source, name.at,
                          "a second right-hand side of the row \"%s\"",
                          mc_lp_quoted(name).text);
    row->has_side = true;
    if (place != OBJECTIVE) {
        mpq_set(reader->lp.row_lower[place].value, reader->number);
        return MC_OK;
    }
    mpq_neg(reader->lp.constant, reader->number);
    if (mpq_sgn(reader->number) != 0)
        mc_lp_remark_add(&reader->remarks.constant, reader->field[field + 1]);
    return MC_OK;
}

static mc_status read_range(struct mc_mps_reader *reader, size_t field)
{
    mc_lp_piece name = reader->field[field];
    size_t place;
    struct mc_mps_row *row = NULL;
    mc_status status = get_row(&place, &row, reader, field);
    if (status == MC_OK)
        status = mc_mps_number(reader, field + 1);
    if (status != MC_OK)
        return status;
    if (row->type == 'N')
        return mc_lp_fail(reader->source, name.at,
                          "a range of the row \"%s\", which has type N and no "
                          "bounds",
                          mc_lp_quoted(name).text);
    if (row->has_range)
        return mc_lp_fail(reader->source, name.at,
                          "a second range of the row \"%s\"",
                          mc_lp_quoted(name).text);
    row->has_range = true;
    mpq_set(reader->lp.row_upper[place].value, reader->number);
    return MC_OK;
}

/* A line of RHS or RANGES: pairs after an optional set. */
static mc_status read_pairs(struct mc_mps_reader *reader,
                            mc_status (*read)(struct mc_mps_reader *, size_t))
{
    size_t count = reader->fields;
    bool named = count % 2 == 1;
    mc_status status;
    if (count < 2 || count > 5)
        return mc_mps_fail_fields(reader,
                                  "2 to 5 fields: perhaps a set, and one or "
                                  "two pairs of a row and a number");
    status = mc_mps_check_set(reader, named, reader->field[0]);
    for (size_t f = named; f < count && status == MC_OK; f += 2)
        status = read(reader, f);
    return status;
}

/* --- lines --------------------------------------------------------------- */

static mc_status read_data(struct mc_mps_reader *reader)
{
    mc_status status =
        reader->fixed ? mc_mps_split_fixed(reader) : mc_mps_split_free(reader);
    if (status != MC_OK)
        return status;
    switch (reader->section) {
    case MPS_OBJSENSE:
        return read_sense(reader);
    case MPS_ROWS:
        return read_row(reader);
    case MPS_COLUMNS:
        return read_column(reader);
    case MPS_RHS:
        return read_pairs(reader, read_side);
    case MPS_RANGES:
        return read_pairs(reader, read_range);
    case MPS_BOUNDS:
        return mc_mps_read_bound(reader);
    case MPS_ENDATA:
        return mc_lp_fail(reader->source, reader->line.at,
                          "something follows ENDATA; remove it");
    default:
        return mc_lp_fail(reader->source, reader->line.at,
                          "a line of data before the section ROWS; it begins "
                          "with a blank or tab");
    }
}

static mc_status check_order(struct mc_mps_reader *reader,
                             enum mc_mps_section section, mc_lp_piece word)
{
    enum mc_mps_section last = reader->section;
    if (reader->seen[section])
        return mc_lp_fail(reader->source, word.at,
                          "the section \"%s\" occurs twice",
                          mc_lp_quoted(word).text);
    if (section > MPS_COLUMNS ? last >= MPS_COLUMNS && last != MPS_ENDATA
                              : section > last && last < MPS_COLUMNS &&
                                    (section < MPS_COLUMNS || last == MPS_ROWS))
        return MC_OK;
    return mc_lp_fail(reader->source, word.at,
                      "the section \"%s\" must not stand here; the order is "
                      "NAME, OBJSENSE, ROWS, COLUMNS, then RHS, RANGES, "
                      "BOUNDS, then ENDATA",
                      mc_lp_quoted(word).text);
}

static mc_status fail_header(struct mc_mps_reader *reader, mc_lp_piece word)
{
    static const char *const others[] = {
        "sos",     "sos1",    "sos2",     "sets",     "qsection",
        "quadobj", "qmatrix", "qcmatrix", "csection", "indicators",
        "gencons", "pwlobj",  "pwlnam",   "pwlcon",   "lazycons",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (mc_lp_is_word(word, others[i]))
            return mc_mps_fail_not_linear(reader, word,
                                          "is a section for other programs");
    return mc_lp_fail(reader->source, word.at,
                      "\"%s\" is no section of MPS; lines of data begin with a "
                      "blank",
                      mc_lp_quoted(word).text);
}

static mc_status end_section(const struct mc_mps_reader *reader, const char *at)
{
    if (reader->section == MPS_OBJSENSE && !reader->has_sense)
        return mc_lp_fail(reader->source, at,
                          "OBJSENSE must be followed by MIN or MAX");
    return MC_OK;
}

static mc_status read_header(struct mc_mps_reader *reader)
{
    const char *at = reader->line.at, *end = at + reader->line.length;
    enum mc_mps_section section = MPS_NAME;
    mc_lp_piece word, next;
    mc_status status;
    (void)mc_lp_next_word(&word, &at, end);
    while (section < MPS_SECTIONS &&
           !mc_lp_is_word(word, section_name[section]))
        section++;
    if (section == MPS_SECTIONS)
        return fail_header(reader, word);
    status = end_section(reader, word.at);
    if (status == MC_OK)
        status = check_order(reader, section, word);
    if (status != MC_OK)
        return status;
    reader->section = section;
    reader->seen[section] = true;
    if (section == MPS_NAME || !mc_lp_next_word(&next, &at, end))
        return MC_OK;
    if (section == MPS_OBJSENSE) {
        status = parse_sense(reader, next);
        if (status != MC_OK || !mc_lp_next_word(&next, &at, end))
            return status;
    }
    return mc_lp_fail(reader->source, next.at,
                      "\"%s\" stands behind the header of a section; lines of "
                      "data begin with a blank",
                      mc_lp_quoted(next).text);
}

static bool is_empty(mc_lp_piece line)
{
    const char *at = line.at;
    mc_lp_piece word;
    return *line.at == '*' || !mc_lp_next_word(&word, &at, at + line.length);
}

static mc_status read_lines(struct mc_mps_reader *reader)
{
    const char *at = reader->source->text;
    mc_status status = MC_OK;
    while (status == MC_OK &&
           mc_lp_next_line(&reader->line, &at, reader->source)) {
        if (is_empty(reader->line))
            continue;
        status = *reader->line.at == ' ' || *reader->line.at == '\t'
                     ? read_data(reader)
                     : read_header(reader);
    }
    if (status == MC_OK && reader->section != MPS_ENDATA)
        status = mc_lp_fail(reader->source, at,
                            "the file ends without ENDATA; is it complete?");
    return status;
}

/* --- the end ------------------------------------------------------------- */

/* The table of RANGES in FORMAT-LP.md. */
static void finish_row(mc_lp_bound *lower, mc_lp_bound *upper,
                       const struct mc_mps_row *row)
{
    mpq_t side, other;
    mpq_init(side);
    mpq_init(other);
    mpq_set(side, lower->value);
    mpq_set(other, upper->value);
    if (row->type == 'L' || (row->type == 'E' && mpq_sgn(other) < 0)) {
        mpq_abs(other, other);
        mpq_sub(other, side, other);
        mc_lp_bound_set(upper, side);
        mc_lp_bound_set(lower, NULL);
        if (row->has_range)
            mc_lp_bound_set(lower, other);
    } else if (row->type != 'N') {
        mpq_abs(other, other);
        mpq_add(other, side, other);
        mc_lp_bound_set(lower, side);
        mc_lp_bound_set(upper, NULL);
        if (row->has_range)
            mc_lp_bound_set(upper, other);
        else if (row->type == 'E')
            mc_lp_bound_set(upper, side);
    }
    mpq_clear(other);
    mpq_clear(side);
}

static void finish(struct mc_mps_reader *reader)
{
    mc_lp *lp = &reader->lp;
    for (size_t r = 0; r < lp->rows; r++)
        finish_row(&lp->row_lower[r], &lp->row_upper[r], &reader->row[r]);
    for (size_t j = 0; j < lp->columns; j++) {
        const char *name = lp->column_name[j];
        if (reader->column_set[j] != (MPS_UPPER_SET | MPS_UPPER_BY_UP) ||
            mpq_sgn(lp->column_upper[j].value) >= 0)
            continue;
        mc_lp_bound_set(&lp->column_lower[j], NULL);
        mc_lp_remark_add(&reader->remarks.opened_lower,
                         (mc_lp_piece){name, strlen(name)});
    }
}

/* Reads the whole file in one of the two ways. */
static mc_status read_way(mc_lp *lp, mc_lp_remarks *remarks, bool *not_linear,
                          const mc_lp_source *source, bool fixed)
{
    struct mc_mps_reader reader;
    mc_status status = MC_LIMIT;
    if (reader_init(&reader, source, fixed))
        status = read_lines(&reader);
    else
        (void)mc_lp_fail_memory(source);
    *not_linear = reader.not_linear;
    if (status == MC_OK) {
        finish(&reader);
        *lp = reader.lp;
        *remarks = reader.remarks;
        memset(&reader.lp, 0, sizeof reader.lp);
        mc_lp_init(&reader.lp, false);
    }
    reader_clear(&reader);
    return status;
}

mc_status mc_lp_read_mps(mc_lp *lp, mc_lp_remarks *remarks,
                         const mc_lp_source *source)
{
    mc_lp_source silent = *source;
    bool not_linear;
    mc_status status = read_way(lp, remarks, &not_linear, source, false);
    if (status != MC_BAD_INPUT || not_linear)
        return status;
    silent.message = NULL;
    return read_way(lp, remarks, &not_linear, &silent, true) == MC_OK ? MC_OK
                                                                      : status;
}
