/* A linear program as it is to be written. */
#include "lp/plan.h"

#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "lp/source.h"

/* Longer names than this some programs cut. */
enum { MAX_NAME = 255 };

static const size_t NONE = SIZE_MAX;

/* A row at the end, for bounds that cannot stand where they belong. */
struct extra {
    bool of_column;
    size_t index; /* the column, or the row that is repeated */
    bool lower, upper;
};

/* What only exists while a plan is made. */
struct builder {
    mc_lp_plan *plan;
    const mc_lp *lp;
    mpz_t *scale; /* of each row of lp; initialised */
    size_t *copy; /* the extra row that repeats a row, or NONE */
    struct extra *extra;
    size_t extras, extra_capacity;
    mpq_t value;
};

static bool builder_init(struct builder *builder, mc_lp_plan *plan,
                         const mc_lp *lp)
{
    *builder = (struct builder){.plan = plan, .lp = lp};
    mpq_init(builder->value);
    builder->scale = mc_array(lp->rows, sizeof(mpz_t));
    builder->copy = mc_array(lp->rows, sizeof(size_t));
    for (size_t r = 0; r < lp->rows && builder->scale; r++)
        mpz_init_set_ui(builder->scale[r], 1);
    for (size_t r = 0; r < lp->rows && builder->copy; r++)
        builder->copy[r] = NONE;
    return builder->scale && builder->copy;
}

static void builder_clear(struct builder *builder)
{
    free(builder->extra);
    free(builder->copy);
    for (size_t r = 0; r < builder->lp->rows && builder->scale; r++)
        mpz_clear(builder->scale[r]);
    free(builder->scale);
    mpq_clear(builder->value);
}

static bool add_extra(struct builder *builder, struct extra extra)
{
    if (!mc_array_grow(&builder->extra, &builder->extra_capacity,
                       builder->extras + 1, sizeof extra))
        return false;
    builder->extra[builder->extras++] = extra;
    return true;
}

static bool crosses(const mc_lp_bound *lower, const mc_lp_bound *upper)
{
    return lower->finite && upper->finite &&
           mpq_cmp(lower->value, upper->value) > 0;
}

static void join_denominator(mpz_t common, const mc_lp_bound *bound)
{
    if (bound->finite)
        mpz_lcm(common, common, mpq_denref(bound->value));
}

/* Appends a row with the bounds times `scale`. */
static bool add_scaled_row(struct builder *builder, const mc_lp_bound *lower,
                           const mc_lp_bound *upper, mpz_srcptr scale)
{
    mc_lp *lp = &builder->plan->lp;
    mpq_t factor, bound[2];
    bool done;
    mpq_init(factor);
    mpq_init(bound[0]);
    mpq_init(bound[1]);
    mpq_set_z(factor, scale);
    if (lower)
        mpq_mul(bound[0], lower->value, factor);
    if (upper)
        mpq_mul(bound[1], upper->value, factor);
    done = mc_lp_add_row(lp, lower ? bound[0] : NULL, upper ? bound[1] : NULL);
    mpq_clear(bound[1]);
    mpq_clear(bound[0]);
    mpq_clear(factor);
    return done;
}

static const mc_lp_bound *if_finite(const mc_lp_bound *bound)
{
    return bound->finite ? bound : NULL;
}

static bool is_free(const mc_lp *lp, size_t r)
{
    return !lp->row_lower[r].finite && !lp->row_upper[r].finite;
}

/* CPLEX LP has no rows without bounds: 0 x >= 0 keeps the place. */
static bool add_freed_row(struct builder *builder)
{
    mc_lp_plan *plan = builder->plan;
    mpq_set_ui(builder->value, 0, 1);
    plan->freed_rows++;
    return mc_lp_add_row(&plan->lp, builder->value, NULL);
}

static bool add_row(struct builder *builder, size_t r)
{
    mc_lp_plan *plan = builder->plan;
    const mc_lp_bound *lower = &builder->lp->row_lower[r];
    const mc_lp_bound *upper = &builder->lp->row_upper[r];
    mpz_ptr scale = builder->scale[r];
    if (plan->format == MC_LP_CPLEX && is_free(builder->lp, r))
        return add_freed_row(builder);
    if (plan->numbers == MC_LP_INTEGERS) {
        mpz_set(scale, builder->lp->row_scale[r]);
        join_denominator(scale, lower);
        join_denominator(scale, upper);
        plan->scaled_rows += mpz_cmp_ui(scale, 1) > 0;
    }
    if (plan->format == MC_LP_CPLEX || !crosses(lower, upper))
        return add_scaled_row(builder, if_finite(lower), if_finite(upper),
                              scale);
    /* MPS cannot say L > U in one row. */
    builder->copy[r] = builder->lp->rows + builder->extras;
    return add_extra(builder, (struct extra){.index = r, .upper = true}) &&
           add_scaled_row(builder, lower, NULL, scale);
}

static bool is_kept(const struct builder *builder, const mc_lp_bound *bound)
{
    return builder->plan->numbers != MC_LP_INTEGERS || !bound->finite ||
           mpz_cmp_ui(mpq_denref(bound->value), 1) == 0;
}

/* Rows for the bounds of a column that are no integers. */
static bool add_column_extras(struct builder *builder, size_t j)
{
    const mc_lp_bound *lower = &builder->lp->column_lower[j];
    const mc_lp_bound *upper = &builder->lp->column_upper[j];
    struct extra extra = {true, j, !is_kept(builder, lower),
                          !is_kept(builder, upper)};
    if (extra.lower && extra.upper && builder->plan->format == MC_LP_MPS &&
        crosses(lower, upper)) {
        struct extra first = {true, j, true, false};
        extra.lower = false;
        return add_extra(builder, first) && add_extra(builder, extra);
    }
    return !(extra.lower || extra.upper) || add_extra(builder, extra);
}

static bool add_column(struct builder *builder, size_t j)
{
    mc_lp_plan *plan = builder->plan;
    const mc_lp_bound *lower = &builder->lp->column_lower[j];
    const mc_lp_bound *upper = &builder->lp->column_upper[j];
    mpq_set_z(builder->value, plan->objective_scale);
    mpq_mul(builder->value, builder->value, builder->lp->cost[j]);
    return add_column_extras(builder, j) &&
           mc_lp_add_column(
               &plan->lp,
               lower->finite && is_kept(builder, lower) ? lower->value : NULL,
               upper->finite && is_kept(builder, upper) ? upper->value : NULL,
               builder->value);
}

static bool add_extra_row(struct builder *builder, size_t i)
{
    const mc_lp *lp = builder->lp;
    struct extra extra = builder->extra[i];
    mc_lp *result = &builder->plan->lp;
    bool done;
    mpz_t scale;
    if (!extra.of_column)
        return add_scaled_row(builder, NULL, &lp->row_upper[extra.index],
                              builder->scale[extra.index]);
    mpz_init_set_ui(scale, 1);
    if (extra.lower)
        join_denominator(scale, &lp->column_lower[extra.index]);
    if (extra.upper)
        join_denominator(scale, &lp->column_upper[extra.index]);
    mpq_set_z(builder->value, scale);
    done =
        add_scaled_row(
            builder, extra.lower ? &lp->column_lower[extra.index] : NULL,
            extra.upper ? &lp->column_upper[extra.index] : NULL, scale) &&
        mc_lp_add_entry(result, result->rows - 1, extra.index, builder->value);
    mpz_clear(scale);
    return done;
}

static bool add_entries(struct builder *builder, size_t j)
{
    const mc_lp *lp = builder->lp;
    mc_lp *result = &builder->plan->lp;
    bool done = true;
    for (size_t e = lp->matrix.start[j]; e < lp->matrix.start[j + 1] && done;
         e++) {
        size_t r = lp->matrix.row[e];
        if (builder->plan->format == MC_LP_CPLEX && is_free(lp, r))
            continue;
        mc_lp_get_entry(builder->value, lp, e);
        mpz_mul(mpq_numref(builder->value), mpq_numref(builder->value),
                builder->scale[r]);
        mpq_canonicalize(builder->value);
        done = mc_lp_add_entry(result, r, j, builder->value);
        if (done && builder->copy[r] != NONE)
            done = mc_lp_add_entry(result, builder->copy[r], j, builder->value);
    }
    return done;
}

static void scale_objective(struct builder *builder)
{
    mc_lp_plan *plan = builder->plan;
    mpz_ptr scale = plan->objective_scale;
    if (plan->numbers == MC_LP_INTEGERS) {
        mpz_set(scale, mpq_denref(builder->lp->constant));
        for (size_t j = 0; j < builder->lp->columns; j++)
            mpz_lcm(scale, scale, mpq_denref(builder->lp->cost[j]));
    }
    mpq_set_z(builder->value, scale);
    mpq_mul(plan->lp.constant, builder->lp->constant, builder->value);
}

static bool build(struct builder *builder)
{
    const mc_lp *lp = builder->lp;
    bool done = true;
    scale_objective(builder);
    for (size_t r = 0; r < lp->rows && done; r++)
        done = add_row(builder, r);
    for (size_t j = 0; j < lp->columns && done; j++)
        done = add_column(builder, j) && add_entries(builder, j);
    for (size_t i = 0; i < builder->extras && done; i++)
        done = add_extra_row(builder, i);
    return done && mc_lp_finish(&builder->plan->lp);
}

/* --- names --------------------------------------------------------------- */

/* A name of free MPS that no program takes for a comment or marker. */
static bool is_mps_name(mc_lp_piece name)
{
    if (name.length == 0 || *name.at == '$' || *name.at == '*' ||
        (name.length == 8 && memcmp(name.at, "'MARKER'", 8) == 0))
        return false;
    for (size_t i = 0; i < name.length; i++)
        if ((unsigned char)name.at[i] <= ' ' || name.at[i] == 0x7F)
            return false;
    return true;
}

static bool fits(const char *name, mc_lp_format format)
{
    mc_lp_piece piece = {name, strlen(name)};
    return piece.length <= MAX_NAME &&
           (format == MC_LP_MPS ? is_mps_name(piece)
                                : mc_lp_is_cplex_name(piece));
}

/* The prefix and the number, and then as many underscores as make it new. */
static char *new_name(char prefix, size_t number, const mc_lp_names *taken)
{
    size_t room = 32, length;
    char *name = malloc(room);
    if (!name)
        return NULL;
    length = (size_t)snprintf(name, room, "%c%zu", prefix, number);
    while (taken && mc_lp_names_find(taken, name, length) != NONE) {
        if (!mc_array_grow(&name, &room, length + 2, 1)) {
            free(name);
            return NULL;
        }
        name[length++] = '_';
        name[length] = '\0';
    }
    return name;
}

/* The names of rows or columns, and a list of those that are not the old
   ones. */
struct naming {
    char *const *old;
    size_t old_count, count;
    char prefix;
    mc_lp_format format;
    char **names;
    mc_lp_renamed *renamed;
    size_t renamed_count;
};

static bool choose_name(struct naming *naming, const mc_lp_names *index,
                        size_t i)
{
    const char *old = index && i < naming->old_count ? naming->old[i] : NULL;
    if (old && fits(old, naming->format) &&
        mc_lp_names_find(index, old, strlen(old)) == i) {
        size_t size = strlen(old) + 1;
        naming->names[i] = malloc(size);
        if (!naming->names[i])
            return false;
        memcpy(naming->names[i], old, size);
        return true;
    }
    naming->names[i] = new_name(naming->prefix, i + 1, index);
    if (old && naming->names[i])
        naming->renamed[naming->renamed_count++] =
            (mc_lp_renamed){old, naming->names[i]};
    return naming->names[i] != NULL;
}

static bool choose_names(struct naming *naming)
{
    mc_lp_names *index = NULL;
    bool done;
    naming->names = mc_array(naming->count, sizeof(char *));
    naming->renamed = mc_array(naming->old_count, sizeof(mc_lp_renamed));
    if (naming->old)
        index = mc_lp_names_new(naming->old, naming->old_count);
    done = naming->names && naming->renamed && (index || !naming->old);
    for (size_t i = 0; i < naming->count && done; i++)
        done = choose_name(naming, index, i);
    mc_lp_names_free(index);
    return done;
}

static bool name_all(struct builder *builder)
{
    mc_lp_plan *plan = builder->plan;
    const mc_lp *lp = builder->lp;
    struct naming rows = {.old = lp->row_name,
                          .old_count = lp->rows,
                          .count = plan->lp.rows,
                          .prefix = 'c',
                          .format = plan->format};
    struct naming columns = {.old = lp->column_name,
                             .old_count = lp->columns,
                             .count = lp->columns,
                             .prefix = 'x',
                             .format = plan->format};
    bool done = choose_names(&rows) && choose_names(&columns);
    plan->lp.row_name = rows.names;
    plan->renamed_row = rows.renamed;
    plan->renamed_rows = rows.renamed_count;
    plan->lp.column_name = columns.names;
    plan->renamed_column = columns.renamed;
    plan->renamed_columns = columns.renamed_count;
    return done;
}

/* --- the whole ----------------------------------------------------------- */

mc_status mc_lp_plan_init(mc_lp_plan *plan, mc_message *message,
                          const mc_lp *lp, mc_lp_format format,
                          mc_lp_numbers numbers)
{
    struct builder builder;
    bool done;
    if (format == MC_LP_CPLEX && lp->rows > 0 && lp->columns == 0)
        return mc_message_set(message, MC_LIMIT,
                              "CPLEX LP cannot hold rows without columns; "
                              "write MPS");
    memset(plan, 0, sizeof *plan);
    mc_lp_init(&plan->lp, lp->maximise);
    mpz_init_set_ui(plan->objective_scale, 1);
    plan->format = format;
    plan->numbers = numbers;
    plan->first_extra = lp->rows;
    done = builder_init(&builder, plan, lp) && build(&builder) &&
           name_all(&builder);
    builder_clear(&builder);
    if (done)
        return MC_OK;
    mc_lp_plan_clear(plan);
    return mc_message_set(message, MC_LIMIT, "out of memory");
}

void mc_lp_plan_clear(mc_lp_plan *plan)
{
    free(plan->renamed_column);
    free(plan->renamed_row);
    mpz_clear(plan->objective_scale);
    mc_lp_clear(&plan->lp);
}
