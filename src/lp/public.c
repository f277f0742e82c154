/* The public face of linear programming. */
#include <mechcert/lp.h>

#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "lp/certify.h"
#include "lp/file.h"

/* `finished`: the matrix was assembled, nothing more can be added. */
struct mc_lp_program {
    mc_lp lp;
    bool finished;
};

struct mc_lp_answer {
    const mc_lp_program *program;
    mc_lp_solution solution;
};

mc_lp_program *mc_lp_program_new(int maximise)
{
    mc_lp_program *program = mc_array(1, sizeof *program);
    if (program)
        mc_lp_init(&program->lp, maximise != 0);
    return program;
}

mc_status mc_lp_program_read(mc_lp_program **program, mc_message *message,
                             const char *path)
{
    mc_lp_program *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status = mc_lp_read(&made->lp, NULL, message, path, NULL);
    if (status != MC_OK) {
        free(made);
        return status;
    }
    made->finished = true;
    *program = made;
    return MC_OK;
}

void mc_lp_program_free(mc_lp_program *program)
{
    if (!program)
        return;
    mc_lp_clear(&program->lp);
    free(program);
}

mc_status mc_lp_program_add_column(mc_lp_program *program, mpq_srcptr lower,
                                   mpq_srcptr upper, mpq_srcptr cost,
                                   const char *name)
{
    mc_lp *lp = &program->lp;
    if (program->finished || (lp->columns && !name != !lp->column_name))
        return MC_BAD_INPUT;
    if (!mc_lp_add_column(lp, lower, upper, cost) ||
        (name && !mc_lp_name_column(lp, name, strlen(name))))
        return MC_LIMIT;
    return MC_OK;
}

mc_status mc_lp_program_add_row(mc_lp_program *program, mpq_srcptr lower,
                                mpq_srcptr upper, const char *name)
{
    mc_lp *lp = &program->lp;
    if (program->finished || (lp->rows && !name != !lp->row_name))
        return MC_BAD_INPUT;
    if (!mc_lp_add_row(lp, lower, upper) ||
        (name && !mc_lp_name_row(lp, name, strlen(name))))
        return MC_LIMIT;
    return MC_OK;
}

mc_status mc_lp_program_set_entry(mc_lp_program *program, size_t row,
                                  size_t column, mpq_srcptr value)
{
    if (program->finished || row >= program->lp.rows ||
        column >= program->lp.columns)
        return MC_BAD_INPUT;
    return mc_lp_add_entry(&program->lp, row, column, value) ? MC_OK : MC_LIMIT;
}

mc_status mc_lp_program_set_constant(mc_lp_program *program,
                                     mpq_srcptr constant)
{
    if (program->finished)
        return MC_BAD_INPUT;
    mpq_set(program->lp.constant, constant);
    return MC_OK;
}

size_t mc_lp_program_rows(const mc_lp_program *program)
{
    return program->lp.rows;
}

size_t mc_lp_program_columns(const mc_lp_program *program)
{
    return program->lp.columns;
}

const char *mc_lp_program_row_name(const mc_lp_program *program, size_t row)
{
    return program->lp.row_name ? program->lp.row_name[row] : NULL;
}

const char *mc_lp_program_column_name(const mc_lp_program *program,
                                      size_t column)
{
    return program->lp.column_name ? program->lp.column_name[column] : NULL;
}

/* No position twice: rows increase strictly within every column. */
static bool has_repeated_entry(const mc_lp *lp)
{
    const mc_sparse *a = &lp->matrix;
    for (size_t j = 0; j < lp->columns; j++)
        for (size_t e = a->start[j] + 1; e < a->start[j + 1]; e++)
            if (a->row[e] == a->row[e - 1])
                return true;
    return false;
}

static mc_status finish(mc_lp_program *program, mc_message *message)
{
    if (program->finished)
        return MC_OK;
    program->finished = true;
    if (!mc_lp_finish(&program->lp))
        return mc_message_set(message, MC_LIMIT, "out of memory");
    if (has_repeated_entry(&program->lp))
        return mc_message_set(message, MC_BAD_INPUT,
                              "a coefficient was set twice");
    return MC_OK;
}

mc_status mc_lp_program_write(mc_lp_program *program, mc_message *message,
                              const char *path)
{
    mc_status status = finish(program, message);
    if (status == MC_OK)
        status = mc_lp_write(&program->lp, message, path, MC_LP_MPS,
                             MC_LP_FRACTIONS);
    if (status != MC_OK)
        return status;
    mc_lp written;
    status = mc_lp_read(&written, NULL, message, path, NULL);
    if (status == MC_OK) {
        memcpy(program->lp.sha256, written.sha256, sizeof written.sha256);
        mc_lp_clear(&written);
    }
    return status;
}

mc_status mc_lp_program_solve(mc_lp_answer **answer, mc_message *message,
                              mc_lp_program *program)
{
    mc_status status = finish(program, message);
    if (status != MC_OK)
        return status;
    mc_lp_answer *made = mc_array(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    made->program = program;
    status = mc_lp_solution_init(&made->solution, &program->lp)
                 ? mc_lp_solve(&made->solution, message, &program->lp)
                 : mc_message_set(message, MC_LIMIT, "out of memory");
    if (status == MC_OK)
        *answer = made;
    else
        mc_lp_answer_free(made);
    return status;
}

void mc_lp_answer_free(mc_lp_answer *answer)
{
    if (!answer)
        return;
    mc_lp_solution_clear(&answer->solution);
    free(answer);
}

mc_lp_answer_status mc_lp_answer_get_status(const mc_lp_answer *answer)
{
    switch (answer->solution.kind) {
    case MC_LP_INFEASIBLE:
        return MC_LP_ANSWER_INFEASIBLE;
    case MC_LP_UNBOUNDED:
        return MC_LP_ANSWER_UNBOUNDED;
    case MC_LP_OPTIMAL:
    case MC_LP_UNDECIDED: /* never: such a solve returns no answer */
        break;
    }
    return MC_LP_ANSWER_OPTIMAL;
}

mpq_srcptr mc_lp_answer_value(const mc_lp_answer *answer)
{
    return answer->solution.value;
}

void mc_lp_answer_column(mpq_t value, const mc_lp_answer *answer, size_t column)
{
    mc_vector_get(value, &answer->solution.x, column);
}

void mc_lp_answer_row(mpq_t value, const mc_lp_answer *answer, size_t row)
{
    mc_vector_get(value, &answer->solution.y, row);
}

void mc_lp_answer_reduced_cost(mpq_t value, const mc_lp_answer *answer,
                               size_t column)
{
    mc_vector_get(value, &answer->solution.reduced, column);
}

void mc_lp_answer_ray(mpq_t value, const mc_lp_answer *answer, size_t column)
{
    mc_vector_get(value, &answer->solution.ray, column);
}

mc_status mc_lp_answer_write(const mc_lp_answer *answer, mc_message *message,
                             const char *path)
{
    return mc_lp_certificate_write(&answer->solution, &answer->program->lp,
                                   message, path);
}
