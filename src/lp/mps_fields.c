/* MPS, the fields of a line: verify/FORMAT-LP.md section 3. */
#include <string.h>

#include "lp/mps_reader.h"

mc_status mc_mps_split_free(struct mc_mps_reader *reader)
{
    const char *at = reader->line.at, *end = at + reader->line.length;
    mc_lp_piece word;
    reader->fields = 0;
    while (reader->fields < MPS_MAX_FIELDS &&
           mc_lp_next_word(&word, &at, end)) {
        if (reader->fields >= 3 && *word.at == '$')
            break;
        reader->field[reader->fields++] = word;
    }
    return MC_OK;
}

/* The bytes of the line in columns first to last, counted from 1, without
   blanks around them. */
static mc_lp_piece cut(mc_lp_piece line, size_t first, size_t last)
{
    size_t start = first - 1 < line.length ? first - 1 : line.length;
    size_t end = last < line.length ? last : line.length;
    while (start < end && line.at[start] == ' ')
        start++;
    while (end > start && line.at[end - 1] == ' ')
        end--;
    return (mc_lp_piece){line.at + start, end - start};
}

enum { FIXED_FIELDS = 6 };

/* First and last column of the fields, counted from 1; then the end. */
static const size_t fixed_place[FIXED_FIELDS + 1][2] = {{2, 3},
                                                        {5, 12},
                                                        {15, 22},
                                                        {25, 36},
                                                        {40, 47},
                                                        {50, 61},
                                                        {SIZE_MAX, SIZE_MAX}};

/* Nothing stands before a field and behind the one before it. */
static mc_status check_gap(const struct mc_mps_reader *reader, size_t field)
{
    mc_lp_piece line = reader->line;
    size_t start = field == 0 ? 0 : fixed_place[field - 1][1];
    for (size_t i = start; i < line.length && i + 1 < fixed_place[field][0];
         i++)
        if (line.at[i] != ' ')
            return mc_lp_fail(reader->source, line.at + i,
                              "this column belongs to no field of fixed MPS");
    return MC_OK;
}

mc_status mc_mps_split_fixed(struct mc_mps_reader *reader)
{
    const char *tab = memchr(reader->line.at, '\t', reader->line.length);
    mc_lp_piece field[FIXED_FIELDS];
    size_t count, last, first;
    if (tab != NULL)
        return mc_lp_fail(reader->source, tab, "a tab in fixed MPS");
    for (count = 0; count <= FIXED_FIELDS; count++) {
        mc_status status = check_gap(reader, count);
        if (status != MC_OK)
            return status;
        if (count == FIXED_FIELDS)
            break;
        field[count] =
            cut(reader->line, fixed_place[count][0], fixed_place[count][1]);
        if ((count == 2 || count == 4) && field[count].length > 0 &&
            *field[count].at == '$')
            break;
    }
    for (last = count; last > 0 && field[last - 1].length == 0;)
        last--;
    first =
        reader->section == MPS_ROWS || reader->section == MPS_BOUNDS ? 0 : 1;
    if (first == 1 && last > 0 && field[0].length > 0)
        return mc_lp_fail(reader->source, field[0].at,
                          "columns 2 and 3 must be blank here in fixed MPS");
    reader->fields = last > first ? last - first : 0;
    memcpy(reader->field, field + first, reader->fields * sizeof *field);
    return MC_OK;
}

mc_status mc_mps_number(struct mc_mps_reader *reader, size_t field)
{
    return mc_lp_number(reader->number, &reader->remarks, reader->source,
                        reader->field[field]);
}
