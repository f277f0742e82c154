/* Clp, through its C interface, in a process of its own. */
#include <Clp_C_Interface.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "lp/proposal.h"
#include "lp/scaling.h"

/* The floating-point copy of a program. */
typedef struct float_lp {
    int *start, *row;
    double *value, *cost;
    double *column_lower, *column_upper, *row_lower, *row_upper;
} float_lp;

struct mc_proposal {
    const mc_lp *lp;
    mc_lp_scaling scaling;
    float_lp copy; /* of the program, or shifted and magnified */
    bool maximise; /* the copy */
    unsigned long milliseconds;
    const mc_stop *stop;
    mc_basis basis;      /* read from Clp */
    double *price;       /* of the first solve; NULL until then */
    double primal, dual; /* magnification of the last refinement */
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

/* Beyond this a bound does not matter to Clp, which takes 1e30 as infinite. */
static const double far = 1e20;

/* A lower (sign -1) or upper (sign 1) bound within what Clp can take. */
static double clipped(double value, int sign)
{
    if (value * sign > far)
        return sign * HUGE_VAL;
    return value * sign < -far ? -sign * far : value;
}

static double bound_d(const mc_lp_bound *bound, long shift, int sign)
{
    if (!bound->finite)
        return sign * HUGE_VAL;
    return clipped(mc_lp_scaled(bound->value, shift), sign);
}

static void copy_entries(float_lp *copy, const mc_lp *lp,
                         const mc_lp_scaling *scaling)
{
    const mc_sparse *a = &lp->matrix;
    const double negligible = 1e-18;
    size_t kept = 0;
    for (size_t j = 0; j < lp->columns; j++) {
        for (size_t e = a->start[j]; e < a->start[j + 1]; e++) {
            double value = mc_lp_entry_scaled(
                lp, e, scaling->row[a->row[e]] + scaling->column[j]);
            if (fabs(value) < negligible || !isfinite(value))
                continue;
            copy->row[kept] = (int)a->row[e];
            copy->value[kept++] = value;
        }
        copy->start[j + 1] = (int)kept;
    }
}

static bool float_lp_init(float_lp *copy, const mc_lp *lp,
                          const mc_lp_scaling *scaling)
{
    size_t nonzeros = lp->matrix.start[lp->columns];
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
        long shift = scaling->primal - scaling->column[j];
        copy->cost[j] =
            mc_lp_scaled(lp->cost[j], scaling->cost + scaling->column[j]);
        copy->column_lower[j] = bound_d(&lp->column_lower[j], shift, -1);
        copy->column_upper[j] = bound_d(&lp->column_upper[j], shift, 1);
    }
    copy_entries(copy, lp, scaling);
    for (size_t r = 0; r < lp->rows; r++) {
        long shift = scaling->primal + scaling->row[r];
        copy->row_lower[r] = bound_d(&lp->row_lower[r], shift, -1);
        copy->row_upper[r] = bound_d(&lp->row_upper[r], shift, 1);
    }
    return true;
}

/* ---- in the child process ---- */

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

static void read_basis(mc_proposal *proposal, Clp_Simplex *model)
{
    const mc_lp *lp = proposal->lp;
    const float_lp *copy = &proposal->copy;
    const double *x = Clp_getColSolution(model);
    const double *activity = Clp_getRowActivity(model);
    for (size_t j = 0; j < lp->columns; j++)
        proposal->basis.column[j] = (unsigned char)position(
            Clp_getColumnStatus(model, (int)j), &lp->column_lower[j],
            &lp->column_upper[j], fabs(x[j] - copy->column_lower[j]),
            fabs(copy->column_upper[j] - x[j]));
    for (size_t r = 0; r < lp->rows; r++)
        proposal->basis.row[r] = (unsigned char)position(
            Clp_getRowStatus(model, (int)r), &lp->row_lower[r],
            &lp->row_upper[r], fabs(activity[r] - copy->row_lower[r]),
            fabs(copy->row_upper[r] - activity[r]));
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
   from the point that Clp's "Idiot" heuristic finds. Presolve stays off: it
   ends the process by assertions about the size of numbers. */
static void solve_cold(Clp_Simplex *model, const mc_lp *lp)
{
    const size_t large = 1500;
    const int primal = 1, startup_in_primal = 1, idiot = 2, passes = 100;
    const int presolve_off = 1;
    double size = (double)(lp->rows + lp->columns);
    Clp_Solve *options = ClpSolve_new();
    if (!options)
        return;
    ClpSolve_setPresolveType(options, presolve_off, -1);
    if (lp->rows + lp->columns >= large) {
        ClpSolve_setSolveType(options, primal, -1);
        ClpSolve_setSpecialOption(options, startup_in_primal, idiot, passes);
    }
    Clp_setMaximumIterations(model, (int)fmin(2e9, 100 * size + 1e5));
    Clp_initialSolveWithOptions(model, options);
    ClpSolve_delete(options);
}

static void start_warm(Clp_Simplex *model, const mc_basis *basis)
{
    static const int code[] = {1, 3, 2, 0}; /* Clp's, by mc_position */
    for (size_t j = 0; j < basis->columns; j++)
        Clp_setColumnStatus(model, (int)j, code[basis->column[j]]);
    for (size_t r = 0; r < basis->rows; r++)
        Clp_setRowStatus(model, (int)r, code[basis->row[r]]);
    /* a basis that needs more than this is not nearly right */
    double size = (double)(basis->rows + basis->columns);
    Clp_setMaximumIterations(model, (int)fmin(2e9, size / 20 + 500));
}

/* An answer: positions of the columns, positions of the rows, prices. */
static size_t answer_size(const mc_lp *lp)
{
    return lp->columns + lp->rows + lp->rows * sizeof(double);
}

static void send_answer(int descriptor, mc_proposal *proposal,
                        Clp_Simplex *model)
{
    const mc_lp *lp = proposal->lp;
    size_t size = answer_size(lp);
    unsigned char *answer = mc_array(size, 1), *place = answer;
    if (!answer)
        _exit(0);
    read_basis(proposal, model);
    memcpy(answer, proposal->basis.column, lp->columns);
    memcpy(answer + lp->columns, proposal->basis.row, lp->rows);
    memcpy(answer + lp->columns + lp->rows, Clp_getRowPrice(model),
           lp->rows * sizeof(double));
    while (size > 0) {
        ssize_t written = write(descriptor, place, size);
        if (written <= 0)
            _exit(0);
        place += written;
        size -= (size_t)written;
    }
    free(answer);
}

/* Solves the copy and sends what it found, twice: polishing may take long, and
   it may be interrupted. */
static void solve_and_send(int descriptor, mc_proposal *proposal,
                           const mc_basis *start)
{
    const mc_lp *lp = proposal->lp;
    const float_lp *copy = &proposal->copy;
    Clp_Simplex *model = Clp_newModel();
    if (!model)
        return;
    Clp_setLogLevel(model, 0);
    Clp_loadProblem(model, (int)lp->columns, (int)lp->rows, copy->start,
                    copy->row, copy->value, copy->column_lower,
                    copy->column_upper, copy->cost, copy->row_lower,
                    copy->row_upper);
    Clp_setOptimizationDirection(model, proposal->maximise ? -1 : 1);
    if (proposal->milliseconds)
        Clp_setMaximumSeconds(model, (double)proposal->milliseconds / 2000);
    if (start) {
        start_warm(model, start);
    } else {
        solve_cold(model, lp);
        send_answer(descriptor, proposal, model);
    }
    polish(model);
    send_answer(descriptor, proposal, model);
}

/* Clp ends a process by failed assertions when numbers are wild, so it gets
   one of its own, which ends with this one and says nothing. */
static _Noreturn void be_child(int descriptor, pid_t parent,
                               mc_proposal *proposal, const mc_basis *start)
{
    const struct rlimit no_core = {0, 0};
    int silence = open("/dev/null", O_WRONLY);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
    (void)setrlimit(RLIMIT_CORE, &no_core);
    /* while it solves, Clp takes SIGINT as the wish to end early */
    (void)signal(SIGINT, SIG_IGN);
    if (silence >= 0) {
        (void)dup2(silence, STDOUT_FILENO);
        (void)dup2(silence, STDERR_FILENO);
    }
    solve_and_send(descriptor, proposal, start);
    _exit(0);
}

/* ---- in this process ---- */

/* A child and the end of the pipe from which its answers come. Another task's
   child may hold the other end too, so the end of file alone does not tell
   that this one is gone. */
typedef struct clp_child {
    pid_t pid;
    int descriptor;
    bool gone;
    const mc_stop *stop;
    double begin;    /* milliseconds */
    double patience; /* when stopped; as a share of the time so far */
    double end;      /* when stopped: when patience ends; else 0 */
} clp_child;

static double milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return 1e3 * (double)now.tv_sec + 1e-6 * (double)now.tv_nsec;
}

static bool is_gone(clp_child *child)
{
    if (!child->gone)
        child->gone = waitpid(child->pid, NULL, WNOHANG) == child->pid;
    return child->gone;
}

/* When stopped, Clp is asked to end, and has a little time for its answer. */
static bool is_over(clp_child *child)
{
    const double least = 20;
    if (child->end == 0 && mc_stopped(child->stop)) {
        double now = milliseconds_now();
        child->end = now;
        if (child->patience > 0 && !child->gone) {
            (void)kill(child->pid, SIGINT);
            child->end += least + child->patience * (now - child->begin);
        }
    }
    return child->end != 0 && milliseconds_now() >= child->end;
}

/* Reads exactly `length` bytes; gives up at the end of file, when the child is
   gone, or when it is over. */
static bool read_all(clp_child *child, void *data, size_t length)
{
    const int calm = 50, tense = 5; /* milliseconds between two questions */
    char *place = data;
    struct pollfd ready = {.fd = child->descriptor, .events = POLLIN};
    while (length > 0) {
        int pause = child->end != 0 ? tense : calm;
        int events = poll(&ready, 1, child->gone ? 0 : pause);
        if (is_over(child))
            return false;
        if (events <= 0) {
            if (events == 0 && child->gone)
                return false;
            (void)is_gone(child);
            continue;
        }
        ssize_t got = read(child->descriptor, place, length);
        if (got <= 0)
            return false;
        place += got;
        length -= (size_t)got;
    }
    return true;
}

/* Reads up to `most` answers; the last complete one counts. Whoever was asked
   to end gives no second one. */
static bool receive(clp_child *child, mc_proposal *proposal, double *price,
                    int most)
{
    const mc_lp *lp = proposal->lp;
    size_t size = answer_size(lp);
    unsigned char *answer = mc_array(size, 1);
    int received = 0;
    while (answer && received < most && (received == 0 || child->end == 0) &&
           read_all(child, answer, size)) {
        memcpy(proposal->basis.column, answer, lp->columns);
        memcpy(proposal->basis.row, answer + lp->columns, lp->rows);
        memcpy(price, answer + lp->columns + lp->rows,
               lp->rows * sizeof(double));
        received++;
    }
    free(answer);
    return received > 0;
}

/* Solves the copy, from `start` or cold. On true proposal->basis is Clp's and
   price its prices. */
static bool run_clp(mc_proposal *proposal, const mc_basis *start, double *price)
{
    int ends[2];
    pid_t parent = getpid();
    if (pipe(ends) != 0)
        return false;
    clp_child child = {.pid = fork(),
                       .descriptor = ends[0],
                       .stop = proposal->stop,
                       .begin = milliseconds_now(),
                       .patience = start ? 0 : 1.0 / 16};
    if (child.pid == 0) {
        close(ends[0]);
        be_child(ends[1], parent, proposal, start);
    }
    close(ends[1]);
    bool done =
        child.pid > 0 && receive(&child, proposal, price, start ? 1 : 2);
    close(ends[0]);
    if (child.pid > 0 && !child.gone) {
        if (!done || child.end != 0)
            (void)kill(child.pid, SIGKILL);
        while (waitpid(child.pid, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    return done;
}

/* Clp's prices become prices of the user's rows. */
static void scale_prices(double *price, const mc_proposal *proposal)
{
    const mc_lp_scaling *scaling = &proposal->scaling;
    for (size_t r = 0; r < proposal->lp->rows; r++) {
        long shift = scaling->row[r] - scaling->cost;
        if (shift > 1000 || shift < -1000)
            shift = shift > 0 ? 1000 : -1000;
        price[r] = ldexp(price[r], (int)shift);
    }
}

bool mc_proposal_solve(mc_basis *basis, mc_proposal *proposal)
{
    double *price = mc_array(proposal->lp->rows, sizeof(double));
    if (!price || !run_clp(proposal, NULL, price)) {
        free(price);
        return false;
    }
    scale_prices(price, proposal);
    free(proposal->price);
    proposal->price = price;
    if (!mc_basis_usable(&proposal->basis, proposal->lp))
        return false;
    mc_basis_copy(basis, &proposal->basis);
    return true;
}

const double *mc_proposal_prices(const mc_proposal *proposal)
{
    return proposal->price;
}

/* (bound - numerator / (denominator scale)) 2^shift; an infinite bound
   stays. */
static double shifted(const mc_lp_bound *bound, mpz_srcptr scale,
                      const mpz_t numerator, const mpz_t denominator,
                      long shift, int sign)
{
    if (!bound->finite)
        return sign * HUGE_VAL;
    mpq_t difference;
    mpq_init(difference);
    mpq_set_num(difference, numerator);
    mpq_set_den(difference, denominator);
    if (scale)
        mpz_mul(mpq_denref(difference), mpq_denref(difference), scale);
    mpq_canonicalize(difference);
    mpq_sub(difference, bound->value, difference);
    double result = mc_lp_scaled(difference, shift);
    mpq_clear(difference);
    return result;
}

/* Sets the bounds around the exact point; returns the largest violation. */
static double shift_bounds(mc_proposal *proposal, const mc_vector *x,
                           const mc_vector *activity)
{
    const mc_lp *lp = proposal->lp;
    const mc_lp_scaling *scaling = &proposal->scaling;
    float_lp *copy = &proposal->copy;
    double largest = 0;
    for (size_t j = 0; j < lp->columns; j++) {
        long shift = -scaling->column[j];
        copy->column_lower[j] =
            shifted(&lp->column_lower[j], NULL, x->numerator[j], x->denominator,
                    shift, -1);
        copy->column_upper[j] =
            shifted(&lp->column_upper[j], NULL, x->numerator[j], x->denominator,
                    shift, 1);
        largest = fmax(largest, copy->column_lower[j]);
        largest = fmax(largest, -copy->column_upper[j]);
    }
    for (size_t r = 0; r < lp->rows; r++) {
        long shift = scaling->row[r];
        copy->row_lower[r] =
            shifted(&lp->row_lower[r], lp->row_scale[r], activity->numerator[r],
                    activity->denominator, shift, -1);
        copy->row_upper[r] =
            shifted(&lp->row_upper[r], lp->row_scale[r], activity->numerator[r],
                    activity->denominator, shift, 1);
        largest = fmax(largest, copy->row_lower[r]);
        largest = fmax(largest, -copy->row_upper[r]);
    }
    return largest;
}

/* Does this reduced cost ask for another position? */
static bool is_wrong(double d, unsigned char position)
{
    return (d < 0 && position != MC_AT_UPPER) ||
           (d > 0 && position != MC_AT_LOWER);
}

/* Sets the costs to the reduced costs; returns the largest of a wrong sign,
   prices of rows included. */
static double shift_costs(mc_proposal *proposal, const mc_vector *reduced,
                          const mc_vector *y, const mc_basis *basis)
{
    const mc_lp *lp = proposal->lp;
    const mc_lp_scaling *scaling = &proposal->scaling;
    double largest = 0;
    mpq_t price;
    mpq_init(price);
    for (size_t j = 0; j < lp->columns; j++) {
        mc_vector_get(price, reduced, j);
        double d = mc_lp_scaled(price, scaling->column[j]);
        proposal->copy.cost[j] = d;
        if (basis->column[j] != MC_BASIC && is_wrong(d, basis->column[j]))
            largest = fmax(largest, fabs(d));
    }
    for (size_t r = 0; r < lp->rows; r++) {
        if (basis->row[r] == MC_BASIC)
            continue;
        mc_vector_get(price, y, r);
        mpz_mul(mpq_numref(price), mpq_numref(price), lp->row_scale[r]);
        mpq_canonicalize(price);
        double d = mc_lp_scaled(price, -scaling->row[r]);
        if (is_wrong(d, basis->row[r]))
            largest = fmax(largest, fabs(d));
    }
    mpq_clear(price);
    return largest;
}

/* The factor that makes the violation 1. Without a violation the factor of the
   round before stays: on a coarser scale Clp would undo what it has found. */
static void magnify_to(double *factor, double violation)
{
    const double most = 1e60;
    if (violation > 0)
        *factor = fmin(most, 1 / violation);
}

/* Bounds times the factor. Rounding and clipping must not make them cross. */
static void magnify(double *lower, double *upper, size_t count, double factor)
{
    for (size_t i = 0; i < count; i++) {
        lower[i] = clipped(lower[i] * factor, -1);
        upper[i] = fmax(lower[i], clipped(upper[i] * factor, 1));
    }
}

bool mc_proposal_refine(mc_basis *basis, mc_proposal *proposal,
                        const mc_vector *x, const mc_vector *activity,
                        const mc_vector *reduced, const mc_vector *y)
{
    const mc_lp *lp = proposal->lp;
    float_lp *copy = &proposal->copy;
    double *price = mc_array(lp->rows, sizeof(double));
    if (!price)
        return false;
    magnify_to(&proposal->primal, shift_bounds(proposal, x, activity));
    magnify_to(&proposal->dual, shift_costs(proposal, reduced, y, basis));
    magnify(copy->column_lower, copy->column_upper, lp->columns,
            proposal->primal);
    magnify(copy->row_lower, copy->row_upper, lp->rows, proposal->primal);
    for (size_t j = 0; j < lp->columns; j++)
        copy->cost[j] = fmin(1e15, fmax(-1e15, copy->cost[j] * proposal->dual));
    proposal->maximise = false;
    bool done = run_clp(proposal, basis, price) &&
                mc_basis_usable(&proposal->basis, lp);
    free(price);
    if (done)
        mc_basis_copy(basis, &proposal->basis);
    return done;
}

mc_proposal *mc_proposal_new(const mc_lp *lp, unsigned long milliseconds,
                             const mc_stop *stop)
{
    const size_t most = 1 << 30; /* Clp counts in int */
    if (lp->columns > most || lp->rows > most ||
        lp->matrix.start[lp->columns] > most)
        return NULL;
    mc_proposal *proposal = mc_array(1, sizeof *proposal);
    if (!proposal)
        return NULL;
    proposal->lp = lp;
    proposal->maximise = lp->maximise;
    proposal->milliseconds = milliseconds;
    proposal->stop = stop;
    proposal->primal = proposal->dual = 1;
    bool ready = mc_basis_init(&proposal->basis, lp);
    ready = mc_lp_scaling_init(&proposal->scaling, lp) && ready &&
            float_lp_init(&proposal->copy, lp, &proposal->scaling);
    if (ready)
        return proposal;
    mc_proposal_free(proposal);
    return NULL;
}

void mc_proposal_free(mc_proposal *proposal)
{
    if (!proposal)
        return;
    float_lp_clear(&proposal->copy);
    mc_lp_scaling_clear(&proposal->scaling);
    mc_basis_clear(&proposal->basis);
    free(proposal->price);
    free(proposal);
}
