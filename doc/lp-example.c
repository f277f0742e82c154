/* Minimise X + Y subject to X + Y <= 4, 4 X + Y >= 1, X, Y >= 0, exactly, and
   keep the proof.
   cc lp-example.c $(pkg-config --cflags --libs mechcert) -lgmp */
#include <mechcert/lp.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    const char *mps = argc > 1 ? argv[1] : "example.mps";
    const char *certificate = argc > 2 ? argv[2] : "example.cert";
    mc_message message = {""};
    mc_lp_answer *answer = NULL;
    mc_lp_program *program = mc_lp_program_new(0);
    mpq_t zero, one, four, x;
    int failed = program == NULL;

    mpq_inits(zero, one, four, x, NULL);
    mpq_set_ui(one, 1, 1);
    mpq_set_ui(four, 4, 1);
    failed = failed ||
             mc_lp_program_add_column(program, zero, NULL, one, "X") ||
             mc_lp_program_add_column(program, zero, NULL, one, "Y") ||
             mc_lp_program_add_row(program, NULL, four, "LIM1") ||
             mc_lp_program_add_row(program, one, NULL, "MYEQN") ||
             mc_lp_program_set_entry(program, 0, 0, one) ||
             mc_lp_program_set_entry(program, 0, 1, one) ||
             mc_lp_program_set_entry(program, 1, 0, four) ||
             mc_lp_program_set_entry(program, 1, 1, one) ||
             mc_lp_program_write(program, &message, mps) ||
             mc_lp_program_solve(&answer, &message, program) ||
             mc_lp_answer_write(answer, &message, certificate);
    if (failed) {
        fprintf(stderr, "failed: %s\n", message.text);
    } else if (mc_lp_answer_get_status(answer) == MC_LP_ANSWER_OPTIMAL) {
        gmp_printf("optimal value %Qd at", mc_lp_answer_value(answer));
        for (size_t j = 0; j < mc_lp_program_columns(program); j++) {
            mc_lp_answer_column(x, answer, j);
            gmp_printf(" %s = %Qd", mc_lp_program_column_name(program, j), x);
        }
        printf("\n");
    }
    mpq_clears(zero, one, four, x, NULL);
    mc_lp_answer_free(answer);
    mc_lp_program_free(program);
    return failed;
}
