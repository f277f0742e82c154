/* Bases proposed by Clp. Floating point; the caller checks everything. */
#include <Clp_C_Interface.h>
#include <math.h>

#include "base/memory.h"
#include "lp/basis.h"

/* The floating-point copy of a program. */
typedef struct float_lp {
    int *start, *row;
    double *value, *cost;
    double *column_lower, *column_upper, *row_lower, *row_upper;
} float_lp;

static void float_lp_clear(float_lp *copy)
{
    free(copy->start);
    free(copy->row);
    free(copy->value);
    free(copy->cost);
    free(copy->column_lower);
    free(copy->column_upper);
    free(copy->row_lower);
    free(copy->row_upper);
}

static double bound_d(const mc_lp_bound *bound, double infinity)
{
    return bound->finite ? mpq_get_d(bound->value) : infinity;
}

/* The rows keep the scale of lp->matrix; a bound of row r grows with it. */
static double row_bound_d(const mc_lp *lp, size_t r, const mc_lp_bound *bound,
                          double infinity)
{
    return bound->finite ? mpq_get_d(bound->value) * mpz_get_d(lp->row_scale[r])
                         : infinity;
}

static bool float_lp_init(float_lp *copy, const mc_lp *lp)
{
    const mc_sparse *a = &lp->matrix;
    size_t nonzeros = a->start[a->columns];
    *copy = (float_lp){
        .start = mc_array(lp->columns + 1, sizeof(int)),
        .row = mc_array(nonzeros, sizeof(int)),
        .value = mc_array(nonzeros, sizeof(double)),
        .cost = mc_array(lp->columns, sizeof(double)),
        .column_lower = mc_array(lp->columns, sizeof(double)),
        .column_upper = mc_array(lp->columns, sizeof(double)),
        .row_lower = mc_array(lp->rows, sizeof(double)),
        .row_upper = mc_array(lp->rows, sizeof(double)),
    };
    if (!copy->start || !copy->row || !copy->value || !copy->cost ||
        !copy->column_lower || !copy->column_upper || !copy->row_lower ||
        !copy->row_upper)
        return false;
    for (size_t j = 0; j < lp->columns; j++) {
        copy->start[j + 1] = (int)a->start[j + 1];
        copy->cost[j] = mpq_get_d(lp->cost[j]);
        copy->column_lower[j] = bound_d(&lp->column_lower[j], -HUGE_VAL);
        copy->column_upper[j] = bound_d(&lp->column_upper[j], HUGE_VAL);
    }
    for (size_t e = 0; e < nonzeros; e++) {
        copy->row[e] = (int)a->row[e];
        copy->value[e] = mc_sparse_get_d(a, e);
    }
    for (size_t r = 0; r < lp->rows; r++) {
        copy->row_lower[r] = row_bound_d(lp, r, &lp->row_lower[r], -HUGE_VAL);
        copy->row_upper[r] = row_bound_d(lp, r, &lp->row_upper[r], HUGE_VAL);
    }
    return true;
}

/* Clp's codes: 1 is basic; for the others the nearer bound counts. */
static mc_position position(int code, const mc_lp_bound *lower,
                            const mc_lp_bound *upper, double to_lower,
                            double to_upper)
{
    if (code == 1)
        return MC_BASIC;
    return mc_basis_rest(lower, upper,
                         to_upper < to_lower ? MC_AT_UPPER : MC_AT_LOWER);
}

static void read_basis(mc_basis *basis, const mc_lp *lp, Clp_Simplex *model,
                       const float_lp *copy)
{
    const double *x = Clp_getColSolution(model);
    const double *activity = Clp_getRowActivity(model);
    for (size_t j = 0; j < lp->columns; j++)
        basis->column[j] = (unsigned char)position(
            Clp_getColumnStatus(model, (int)j), &lp->column_lower[j],
            &lp->column_upper[j], fabs(x[j] - copy->column_lower[j]),
            fabs(copy->column_upper[j] - x[j]));
    for (size_t r = 0; r < lp->rows; r++)
        basis->row[r] = (unsigned char)position(
            Clp_getRowStatus(model, (int)r), &lp->row_lower[r],
            &lp->row_upper[r], fabs(activity[r] - copy->row_lower[r]),
            fabs(copy->row_upper[r] - activity[r]));
}

static bool is_usable(const mc_basis *basis)
{
    size_t basic = 0;
    for (size_t j = 0; j < basis->columns; j++)
        basic += basis->column[j] == MC_BASIC;
    for (size_t r = 0; r < basis->rows; r++)
        basic += basis->row[r] == MC_BASIC;
    return basic == basis->rows;
}

/* Small programs go to the dual simplex method. Large ones, above all the
   bounding programs, are solved several times faster by the primal method
   from the point that Clp's "Idiot" heuristic finds. */
static void solve(Clp_Simplex *model, const mc_lp *lp)
{
    const size_t large = 1500;
    const int primal = 1, startup_in_primal = 1, idiot = 2, passes = 100;
    const int presolve_off = 1, no_perturbation = 100;
    const double tolerance = 1e-9;
    Clp_Solve *options = ClpSolve_new();
    /* Presolve ends the process by assertions about the size of numbers
       (CoinPresolveImpliedFree.cpp). */
    ClpSolve_setPresolveType(options, presolve_off, -1);
    if (lp->rows + lp->columns >= large) {
        ClpSolve_setSolveType(options, primal, -1);
        ClpSolve_setSpecialOption(options, startup_in_primal, idiot, passes);
    }
    Clp_initialSolveWithOptions(model, options);
    ClpSolve_delete(options);
    /* The bases of a perturbed problem are often a few pivots off. */
    Clp_setPerturbation(model, no_perturbation);
    Clp_setPrimalTolerance(model, tolerance);
    Clp_setDualTolerance(model, tolerance);
    Clp_primal(model, 0);
}

bool mc_basis_propose(mc_basis *basis, const mc_lp *lp)
{
    const size_t most = 1 << 30; /* Clp counts in int */
    float_lp copy;
    if (lp->columns > most || lp->rows > most ||
        lp->matrix.start[lp->columns] > most)
        return false;
    bool done = float_lp_init(&copy, lp);
    Clp_Simplex *model = done ? Clp_newModel() : NULL;
    done = model != NULL;
    if (done) {
        Clp_setLogLevel(model, 0);
        Clp_loadProblem(model, (int)lp->columns, (int)lp->rows, copy.start,
                        copy.row, copy.value, copy.column_lower,
                        copy.column_upper, copy.cost, copy.row_lower,
                        copy.row_upper);
        Clp_setOptimizationDirection(model, lp->maximise ? -1 : 1);
        solve(model, lp);
        read_basis(basis, lp, model, &copy);
        done = is_usable(basis);
        Clp_deleteModel(model);
    }
    float_lp_clear(&copy);
    if (!done)
        mc_basis_slack(basis, lp);
    return done;
}
