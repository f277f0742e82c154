/* Exact linear programming over the rationals.
   Ref: verify/FORMAT-LP.md for the meaning of files and certificates;
   doc/lp-example.c is a complete program. */
#ifndef MECHCERT_LP_H
#define MECHCERT_LP_H

#include <gmp.h>
#include <stddef.h>

#include <mechcert/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A linear program: minimise (or maximise) constant + cost . x subject to
   bounds on the activities of the rows and on the columns. Every number is an
   exact rational. */
typedef struct mc_lp_program mc_lp_program;

/* mc_lp_program_new: an empty program; NULL without memory.
   mc_lp_program_read: reads an MPS or CPLEX LP file ("-" is standard input).
   Errors: MC_BAD_INPUT with file, line and column; MC_IO; MC_LIMIT. */
MC_API mc_lp_program *mc_lp_program_new(int maximise);
MC_API MC_NODISCARD mc_status mc_lp_program_read(mc_lp_program **program,
                                                 mc_message *message,
                                                 const char *path);
MC_API void mc_lp_program_free(mc_lp_program *program);

/* mc_lp_program_add_column, mc_lp_program_add_row: appends a column or row;
   NULL is an infinite bound, a NULL cost is 0, a NULL name gives it a number.
   mc_lp_program_set_entry: the coefficient of a row and column, once.
   mc_lp_program_set_constant: the constant of the objective.
   Domain: canonical rationals; a program that was not solved, written or read.
   Errors: MC_LIMIT without memory; MC_BAD_INPUT for an index out of range or
           outside the domain. */
MC_API MC_NODISCARD mc_status mc_lp_program_add_column(mc_lp_program *program,
                                                       mpq_srcptr lower,
                                                       mpq_srcptr upper,
                                                       mpq_srcptr cost,
                                                       const char *name);
MC_API MC_NODISCARD mc_status mc_lp_program_add_row(mc_lp_program *program,
                                                    mpq_srcptr lower,
                                                    mpq_srcptr upper,
                                                    const char *name);
MC_API MC_NODISCARD mc_status mc_lp_program_set_entry(mc_lp_program *program,
                                                      size_t row, size_t column,
                                                      mpq_srcptr value);
MC_API MC_NODISCARD mc_status mc_lp_program_set_constant(mc_lp_program *program,
                                                         mpq_srcptr constant);

MC_API size_t mc_lp_program_rows(const mc_lp_program *program);
MC_API size_t mc_lp_program_columns(const mc_lp_program *program);

/* Names as in the file, or NULL if rows (columns) have none. */
MC_API const char *mc_lp_program_row_name(const mc_lp_program *program,
                                          size_t row);
MC_API const char *mc_lp_program_column_name(const mc_lp_program *program,
                                             size_t column);

/* mc_lp_program_write: writes the program exactly, as MPS; it then has the
   SHA-256 of that file, so that a certificate of its answer can be checked
   against it. Errors: MC_IO, MC_LIMIT. */
MC_API MC_NODISCARD mc_status mc_lp_program_write(mc_lp_program *program,
                                                  mc_message *message,
                                                  const char *path);

/* An exact answer. */
typedef struct mc_lp_answer mc_lp_answer;

typedef enum mc_lp_answer_status {
    MC_LP_ANSWER_OPTIMAL,
    MC_LP_ANSWER_INFEASIBLE,
    MC_LP_ANSWER_UNBOUNDED
} mc_lp_answer_status;

/* mc_lp_program_solve: decides the program exactly.
   Guarantees: on MC_OK the answer was checked against the program in rational
               arithmetic; nothing in it depends on floating point.
   Errors:     MC_LIMIT without memory; MC_BAD_INPUT if a coefficient was set
               twice. */
MC_API MC_NODISCARD mc_status mc_lp_program_solve(mc_lp_answer **answer,
                                                  mc_message *message,
                                                  mc_lp_program *program);
MC_API void mc_lp_answer_free(mc_lp_answer *answer);

MC_API mc_lp_answer_status mc_lp_answer_get_status(const mc_lp_answer *answer);

/* mc_lp_answer_value: the optimal value. Domain: MC_LP_ANSWER_OPTIMAL. */
MC_API mpq_srcptr mc_lp_answer_value(const mc_lp_answer *answer);

/* mc_lp_answer_column: x_j (optimal, or feasible if unbounded).
   mc_lp_answer_row: the price of row r (optimal), or its Farkas multiplier
   (infeasible). mc_lp_answer_reduced_cost: of column j (optimal).
   mc_lp_answer_ray: direction of column j (unbounded). `value` is initialised.
 */
MC_API void mc_lp_answer_column(mpq_t value, const mc_lp_answer *answer,
                                size_t column);
MC_API void mc_lp_answer_row(mpq_t value, const mc_lp_answer *answer,
                             size_t row);
MC_API void mc_lp_answer_reduced_cost(mpq_t value, const mc_lp_answer *answer,
                                      size_t column);
MC_API void mc_lp_answer_ray(mpq_t value, const mc_lp_answer *answer,
                             size_t column);

/* mc_lp_answer_write: the certificate of the answer, for mechcert-verify.
   Domain: the program was read from or written to a file.
   Errors: MC_IO, MC_LIMIT, MC_BAD_INPUT outside the domain. */
MC_API MC_NODISCARD mc_status mc_lp_answer_write(const mc_lp_answer *answer,
                                                 mc_message *message,
                                                 const char *path);

#ifdef __cplusplus
}
#endif
#endif
