/* Clp, through its C interface. */
#include <Clp_C_Interface.h>
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "lp/proposal.h"

/* The floating-point copy of a program. */
typedef struct float_lp {
    int *start, *row;
    double *value, *cost;
    double *column_lower, *column_upper, *row_lower, *row_upper;
} float_lp;

struct mc_proposal {
    const mc_lp *lp;
    float_lp copy; /* as Clp has it now */
    Clp_Simplex *model;
    mc_basis basis; /* read from Clp */
    double *price;  /* NULL until it was solved */
};

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

/* An entry in the user's units; lp->matrix has it times row_scale. */
static double entry_d(const mc_lp *lp, size_t position)
{
    mpz_srcptr scale = lp->row_scale[lp->matrix.row[position]];
    if (mpz_cmp_ui(scale, 1) == 0)
        return mc_sparse_get_d(&lp->matrix, position);
    mpq_t entry;
    mpq_init(entry);
    mc_sparse_get(mpq_numref(entry), &lp->matrix, position);
    mpz_set(mpq_denref(entry), scale);
    mpq_canonicalize(entry);
    double value = mpq_get_d(entry);
    mpq_clear(entry);
    return value;
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
        copy->value[e] = entry_d(lp, e);
    }
    for (size_t r = 0; r < lp->rows; r++) {
        copy->row_lower[r] = bound_d(&lp->row_lower[r], -HUGE_VAL);
        copy->row_upper[r] = bound_d(&lp->row_upper[r], HUGE_VAL);
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

static void read_basis(mc_basis *basis, const mc_proposal *proposal)
{
    const mc_lp *lp = proposal->lp;
    const float_lp *copy = &proposal->copy;
    Clp_Simplex *model = proposal->model;
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

/* Clp's answer as a basis, if it is one. */
static bool take_basis(mc_basis *basis, mc_proposal *proposal)
{
    read_basis(&proposal->basis, proposal);
    if (!mc_basis_usable(&proposal->basis, proposal->lp))
        return false;
    mc_basis_copy(basis, &proposal->basis);
    return true;
}

/* Without perturbation and with tight tolerances: the bases of perturbed
   problems are often a few pivots off. */
static void polish(Clp_Simplex *model)
{
    const int no_perturbation = 100;
    const double tolerance = 1e-9;
    Clp_setPerturbation(model, no_perturbation);
    Clp_setPrimalTolerance(model, tolerance);
    Clp_setDualTolerance(model, tolerance);
    Clp_primal(model, 0);
}

/* Small programs go to the dual simplex method. Large ones, above all the
   bounding programs, are solved several times faster by the primal method
   from the point that Clp's "Idiot" heuristic finds. */
bool mc_proposal_solve(mc_basis *basis, mc_proposal *proposal)
{
    const size_t large = 1500;
    const int primal = 1, startup_in_primal = 1, idiot = 2, passes = 100;
    const int presolve_off = 1;
    const mc_lp *lp = proposal->lp;
    Clp_Solve *options = ClpSolve_new();
    if (!options)
        return false;
    /* Presolve ends the process by assertions about the size of numbers
       (CoinPresolveImpliedFree.cpp). */
    ClpSolve_setPresolveType(options, presolve_off, -1);
    if (lp->rows + lp->columns >= large) {
        ClpSolve_setSolveType(options, primal, -1);
        ClpSolve_setSpecialOption(options, startup_in_primal, idiot, passes);
    }
    Clp_initialSolveWithOptions(proposal->model, options);
    ClpSolve_delete(options);
    polish(proposal->model);
    proposal->price = mc_array(lp->rows, sizeof(double));
    if (proposal->price && lp->rows)
        memcpy(proposal->price, Clp_getRowPrice(proposal->model),
               lp->rows * sizeof(double));
    return take_basis(basis, proposal);
}

const double *mc_proposal_prices(const mc_proposal *proposal)
{
    return proposal->price;
}

/* (bound - numerator / (denominator scale)) as a double; an infinite bound
   stays. */
static double shifted(const mc_lp_bound *bound, mpz_srcptr scale,
                      const mpz_t numerator, const mpz_t denominator,
                      double infinity)
{
    if (!bound->finite)
        return infinity;
    mpq_t difference;
    mpq_init(difference);
    mpq_set_num(difference, numerator);
    mpq_set_den(difference, denominator);
    if (scale)
        mpz_mul(mpq_denref(difference), mpq_denref(difference), scale);
    mpq_canonicalize(difference);
    mpq_sub(difference, bound->value, difference);
    double result = mpq_get_d(difference);
    mpq_clear(difference);
    return result;
}

/* Sets the bounds around the exact point; returns the largest violation. */
static double shift_bounds(mc_proposal *proposal, const mc_vector *x,
                           const mc_vector *activity)
{
    const mc_lp *lp = proposal->lp;
    float_lp *copy = &proposal->copy;
    double largest = 0;
    for (size_t j = 0; j < lp->columns; j++) {
        copy->column_lower[j] =
            shifted(&lp->column_lower[j], NULL, x->numerator[j], x->denominator,
                    -HUGE_VAL);
        copy->column_upper[j] =
            shifted(&lp->column_upper[j], NULL, x->numerator[j], x->denominator,
                    HUGE_VAL);
        largest = fmax(largest, copy->column_lower[j]);
        largest = fmax(largest, -copy->column_upper[j]);
    }
    for (size_t r = 0; r < lp->rows; r++) {
        copy->row_lower[r] =
            shifted(&lp->row_lower[r], lp->row_scale[r], activity->numerator[r],
                    activity->denominator, -HUGE_VAL);
        copy->row_upper[r] =
            shifted(&lp->row_upper[r], lp->row_scale[r], activity->numerator[r],
                    activity->denominator, HUGE_VAL);
        largest = fmax(largest, copy->row_lower[r]);
        largest = fmax(largest, -copy->row_upper[r]);
    }
    return largest;
}

/* Sets the costs to the reduced costs; returns the largest of a wrong sign. */
static double shift_costs(mc_proposal *proposal, const mc_vector *reduced)
{
    const mc_lp *lp = proposal->lp;
    double largest = 0;
    mpq_t price;
    mpq_init(price);
    for (size_t j = 0; j < lp->columns; j++) {
        mc_vector_get(price, reduced, j);
        double d = mpq_get_d(price);
        proposal->copy.cost[j] = d;
        if (!lp->column_lower[j].finite)
            largest = fmax(largest, d);
        if (!lp->column_upper[j].finite)
            largest = fmax(largest, -d);
    }
    mpq_clear(price);
    return largest;
}

static double magnification(double violation)
{
    const double most = 1e12;
    if (!(violation > 0))
        return 1;
    return fmin(most, fmax(1, 1 / violation));
}

static void magnify(double *numbers, size_t count, double factor)
{
    for (size_t i = 0; i < count; i++)
        numbers[i] *= factor;
}

static void load_warm(mc_proposal *proposal, const mc_basis *basis)
{
    static const int code[] = {1, 3, 2, 0}; /* Clp's, by mc_position */
    Clp_Simplex *model = proposal->model;
    const float_lp *copy = &proposal->copy;
    Clp_chgColumnLower(model, copy->column_lower);
    Clp_chgColumnUpper(model, copy->column_upper);
    Clp_chgRowLower(model, copy->row_lower);
    Clp_chgRowUpper(model, copy->row_upper);
    Clp_chgObjCoefficients(model, copy->cost);
    Clp_setOptimizationDirection(model, 1);
    for (size_t j = 0; j < basis->columns; j++)
        Clp_setColumnStatus(model, (int)j, code[basis->column[j]]);
    for (size_t r = 0; r < basis->rows; r++)
        Clp_setRowStatus(model, (int)r, code[basis->row[r]]);
}

bool mc_proposal_refine(mc_basis *basis, mc_proposal *proposal,
                        const mc_vector *x, const mc_vector *activity,
                        const mc_vector *reduced)
{
    const mc_lp *lp = proposal->lp;
    float_lp *copy = &proposal->copy;
    double primal = magnification(shift_bounds(proposal, x, activity));
    double dual = magnification(shift_costs(proposal, reduced));
    magnify(copy->column_lower, lp->columns, primal);
    magnify(copy->column_upper, lp->columns, primal);
    magnify(copy->row_lower, lp->rows, primal);
    magnify(copy->row_upper, lp->rows, primal);
    magnify(copy->cost, lp->columns, dual);
    load_warm(proposal, basis);
    polish(proposal->model);
    return take_basis(basis, proposal);
}

mc_proposal *mc_proposal_new(const mc_lp *lp, unsigned long milliseconds)
{
    const size_t most = 1 << 30; /* Clp counts in int */
    if (lp->columns > most || lp->rows > most ||
        lp->matrix.start[lp->columns] > most)
        return NULL;
    mc_proposal *proposal = mc_array(1, sizeof *proposal);
    if (!proposal)
        return NULL;
    proposal->lp = lp;
    bool ready = mc_basis_init(&proposal->basis, lp);
    ready &= float_lp_init(&proposal->copy, lp);
    if (ready)
        proposal->model = Clp_newModel();
    if (!proposal->model) {
        mc_proposal_free(proposal);
        return NULL;
    }
    const float_lp *copy = &proposal->copy;
    Clp_setLogLevel(proposal->model, 0);
    Clp_loadProblem(proposal->model, (int)lp->columns, (int)lp->rows,
                    copy->start, copy->row, copy->value, copy->column_lower,
                    copy->column_upper, copy->cost, copy->row_lower,
                    copy->row_upper);
    Clp_setOptimizationDirection(proposal->model, lp->maximise ? -1 : 1);
    if (milliseconds)
        Clp_setMaximumSeconds(proposal->model, (double)milliseconds / 1000);
    return proposal;
}

void mc_proposal_free(mc_proposal *proposal)
{
    if (!proposal)
        return;
    if (proposal->model)
        Clp_deleteModel(proposal->model);
    float_lp_clear(&proposal->copy);
    mc_basis_clear(&proposal->basis);
    free(proposal->price);
    free(proposal);
}
