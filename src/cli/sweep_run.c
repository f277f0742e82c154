/* The rows of a sweep: statements, guarantee, certificate. */
#define _POSIX_C_SOURCE 200809L
#include "cli/sweep.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <mechcert/guarantee.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "base/output.h"
#include "cli/both.h"
#include "cli/cli.h"
#include "cli/interrupt.h"
#include "game/statement.h"

struct mc_sweep_lock {
    pthread_mutex_t mutex;
};

static bool is_stopped(void *user)
{
    mc_sweep *sweep = user;
    return mc_cli_interrupted() || atomic_load(&sweep->failed) ||
           mc_stopped(&sweep->limits.stop);
}

static int must_stop(void *user)
{
    return is_stopped(user);
}

/* ---- one row ---- */

/* A row while it is worked on. */
typedef struct job {
    mc_sweep *sweep;
    mc_sweep_row *row;
    mc_new_request request;
    mc_new_product environment, mechanism;
    mc_guarantee *guarantee;
} job;

static void job_init(job *j, mc_sweep *sweep, size_t number)
{
    *j = (job){
        .sweep = sweep, .row = &sweep->row[number], .request = {.quiet = true}};
    for (size_t o = 0; o < MC_NEW_OPTIONS; o++)
        mpq_init(j->request.number[o]);
    for (size_t p = 0; p < sweep->parameters; p++) {
        mc_new_option option = sweep->parameter[p];
        mpq_set(j->request.number[option], j->row->parameter[p]);
        if (mc_new_spellings[option].most > 0)
            j->request.count[option] =
                mpz_get_ui(mpq_numref(j->row->parameter[p]));
    }
}

static void job_clear(job *j)
{
    for (size_t o = 0; o < MC_NEW_OPTIONS; o++)
        mpq_clear(j->request.number[o]);
    mc_guarantee_free(j->guarantee);
    mc_mechanism_free(j->mechanism.mechanism);
    mc_environment_free(j->environment.env);
}

static bool needs(const mc_new_kind *kind, mc_new_option option)
{
    for (const mc_new_option *o = kind->needs; *o != MC_NEW_OPTIONS; o++)
        if (*o == option)
            return true;
    return false;
}

/* DIR/unilateral-agents2-m3.mechanism.json for the parameters that one of the
   kinds has; 5/2 becomes 5_2. */
static char *path_of(const job *j, const mc_new_kind *kind,
                     const mc_new_kind *other, const char *suffix)
{
    const mc_sweep *sweep = j->sweep;
    char *name = NULL, *path;
    size_t size = 0;
    FILE *out = open_memstream(&name, &size);
    if (!out)
        return NULL;
    fputs(kind->name, out);
    for (size_t p = 0; p < sweep->parameters; p++) {
        mpq_srcptr value = j->row->parameter[p];
        if (!needs(kind, sweep->parameter[p]) &&
            !(other && needs(other, sweep->parameter[p])))
            continue;
        (void)gmp_fprintf(out, "-%s%Zd", sweep->parameter_name[p],
                          mpq_numref(value));
        if (mpz_cmp_ui(mpq_denref(value), 1) != 0)
            (void)gmp_fprintf(out, "_%Zd", mpq_denref(value));
    }
    fputs(suffix, out);
    if (fclose(out) != 0) {
        free(name);
        return NULL;
    }
    path = mc_cli_join(sweep->directory, name);
    free(name);
    return path;
}

static mc_status write_files(job *j, mc_message *message)
{
    const mc_sweep *sweep = j->sweep;
    mc_sweep_row *row = j->row;
    row->environment =
        path_of(j, sweep->environment, NULL, ".environment.json");
    row->mechanism = path_of(j, sweep->mechanism, NULL, ".mechanism.json");
    row->certificate =
        path_of(j, sweep->mechanism, sweep->environment, ".guarantee.cert");
    if (!row->environment || !row->mechanism || !row->certificate)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status =
        mc_environment_write(j->environment.env, message, row->environment);
    if (status == MC_OK)
        status =
            mc_mechanism_write(j->mechanism.mechanism, message, row->mechanism);
    if (status == MC_OK)
        status = mc_guarantee_write(j->guarantee, message, row->certificate);
    return status;
}

static mc_status compute(job *j, mc_message *message)
{
    mc_sweep *sweep = j->sweep;
    mc_limits limits = {.user = sweep,
                        .stop = must_stop,
                        .milliseconds = sweep->limits.milliseconds};
    mc_status status =
        sweep->environment->make(&j->environment, message, &j->request);
    if (status == MC_OK)
        status = sweep->mechanism->make(&j->mechanism, message, &j->request);
    if (status == MC_OK)
        status = mc_guarantee_new(&j->guarantee, message, j->environment.env,
                                  j->mechanism.mechanism, NULL, &limits);
    if (status == MC_OK && sweep->directory)
        status = write_files(j, message);
    if (status == MC_OK)
        mpq_set(j->row->value, mc_guarantee_value(j->guarantee));
    return status;
}

/* ---- the table on the way ---- */

static mc_status write_table(const mc_sweep *sweep, mc_message *message)
{
    mc_output *output = NULL;
    char *path = mc_cli_join(sweep->directory, "sweep.csv");
    if (!path)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status = mc_output_open(&output, message, path);
    free(path);
    if (status != MC_OK)
        return status;
    status =
        mc_report_sweep_csv(mc_output_stream(output), message, &sweep->table);
    if (status == MC_OK)
        return mc_output_commit(output, message);
    mc_output_discard(output);
    return status;
}

static void tell(const mc_sweep *sweep, const mc_sweep_row *row)
{
    if (!sweep->loud)
        return;
    fprintf(stderr, "mechcert: %zu of %zu:", sweep->done, sweep->table.rows);
    for (size_t p = 0; p < sweep->parameters; p++)
        (void)gmp_fprintf(stderr, "%s %s %Qd", p ? "," : "",
                          sweep->parameter_name[p], row->parameter[p]);
    (void)gmp_fprintf(stderr, ": %Qd\n", row->value);
}

/* Under the lock: the row is done, or failed. */
static void settle(mc_sweep *sweep, mc_sweep_row *row, mc_status status,
                   const mc_message *message)
{
    struct timespec now;
    mc_message fault = {""};
    if (status == MC_OK) {
        row->done = true;
        sweep->done++;
        tell(sweep, row);
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (sweep->directory && now.tv_sec > sweep->last.tv_sec) {
            sweep->last = now;
            status = write_table(sweep, &fault);
            message = &fault;
        }
    } else {
        row->why = strdup(message->text);
    }
    if (status != MC_OK && status != MC_UNDECIDED &&
        !atomic_load(&sweep->failed)) {
        sweep->status = status;
        sweep->message = *message;
        atomic_store(&sweep->failed, true);
    }
}

static void work(void *user)
{
    mc_sweep *sweep = user;
    size_t number;
    while (!is_stopped(sweep) &&
           (number = atomic_fetch_add(&sweep->next, 1)) < sweep->table.rows) {
        mc_message message = {""};
        job j;
        job_init(&j, sweep, number);
        mc_status status = compute(&j, &message);
        pthread_mutex_lock(&sweep->lock->mutex);
        settle(sweep, j.row, status, &message);
        pthread_mutex_unlock(&sweep->lock->mutex);
        job_clear(&j);
    }
}

mc_status mc_sweep_run(mc_sweep *sweep, mc_message *message)
{
    struct mc_sweep_lock lock;
    mc_cli_interrupt_begin();
    pthread_mutex_init(&lock.mutex, NULL);
    sweep->lock = &lock;
    clock_gettime(CLOCK_MONOTONIC, &sweep->last);
    mc_cli_run_both(work, sweep, sweep);
    sweep->lock = NULL;
    pthread_mutex_destroy(&lock.mutex);
    if (sweep->directory && sweep->done > 0 && sweep->status == MC_OK)
        sweep->status = write_table(sweep, &sweep->message);
    *message = sweep->message;
    if (sweep->status == MC_OK && sweep->done < sweep->table.rows)
        return mc_message_set(message, MC_UNDECIDED,
                              "%s: %zu of %zu guarantees were computed",
                              mc_cli_interrupted() ? "interrupted" : "stopped",
                              sweep->done, sweep->table.rows);
    return sweep->status;
}

void mc_sweep_clear(mc_sweep *sweep)
{
    for (size_t r = 0; r < sweep->table.rows && sweep->row; r++) {
        mc_sweep_row *row = &sweep->row[r];
        mc_rationals_free(row->parameter, sweep->parameters);
        mpq_clears(row->value, row->conjecture, NULL);
        free(row->why);
        free(row->environment);
        free(row->mechanism);
        free(row->certificate);
    }
    free(sweep->row);
    for (size_t o = 0; o < MC_NEW_OPTIONS; o++)
        mc_cli_list_clear(&sweep->list[o]);
}
