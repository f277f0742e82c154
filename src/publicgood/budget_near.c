#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "publicgood/budget_parts.h"
#include "publicgood/budget_walk.h"
#include "real/crew.h"

enum { MOST_WEIGHED = 100000000 };

/* ---- the weighing by several workers ---- */

typedef struct job {
    const mc_draw *draw;
    const mc_walk_weights *weights;
    mc_walk_progress progress;
    size_t number, workers;
    mc_walk_sums sums;
    mc_message message;
    mc_status status;
    bool done;
} job;

static void work(void *worker)
{
    job *j = worker;
    j->status = mc_walk(&j->sums, &j->message, j->draw, j->weights,
                        MOST_WEIGHED, j->number, j->workers, &j->progress);
    j->done = true;
}

static void gather(mc_walk_sums *sums, mc_status *status, mc_message *message,
                   job *jobs, size_t count, long bits)
{
    for (size_t j = 0; j < count; j++) {
        for (size_t s = 0; s < MC_WALK_SUMS; s++)
            mc_ball_add(mc_balls_at(sums->sum, s), mc_balls_get(sums->sum, s),
                        mc_balls_get(jobs[j].sums.sum, s), bits);
        if (mpq_cmp(jobs[j].sums.deficit, sums->deficit) > 0)
            mpq_set(sums->deficit, jobs[j].sums.deficit);
        if (*status == MC_OK && jobs[j].status != MC_OK) {
            *status = jobs[j].status;
            *message = jobs[j].message;
        }
    }
}

static mc_status weigh(mc_walk_sums *sums, mc_message *message,
                       const mc_draw *draw, const mc_walk_weights *weights,
                       const mc_walk_progress *progress, size_t workers)
{
    job *jobs = mc_array(workers, sizeof *jobs);
    size_t ready = 0;
    mc_status status = MC_OK;
    while (jobs && ready < workers && mc_walk_sums_init(&jobs[ready].sums)) {
        job *j = jobs + ready;
        j->draw = draw;
        j->weights = weights;
        j->progress = *progress;
        j->number = ready++;
        j->workers = workers;
    }
    if (!jobs || ready < workers) {
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    } else {
        mc_crew_work(work, jobs, sizeof *jobs, workers);
        for (size_t j = 0; j < workers; j++)
            if (!jobs[j].done) /* there was no thread for it */
                work(jobs + j);
        gather(sums, &status, message, jobs, workers, weights->bits);
    }
    for (size_t j = 0; j < ready; j++)
        mc_walk_sums_clear(&jobs[j].sums);
    free(jobs);
    return status;
}

/* ---- numbers ---- */

static mc_status conclude(mc_budget *budget, mc_message *message,
                          mc_walk_sums *sums, const mc_draw *draw, long bits,
                          const mpz_t money)
{
    mpz_t both;
    bool settled = true;
    mc_ball *factor = mc_balls_new(1);
    if (!factor)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_budget_factorials(factor, draw, bits);
    for (size_t s = 0; s < MC_WALK_SUMS; s++)
        mc_ball_multiply(mc_balls_at(sums->sum, s), mc_balls_get(sums->sum, s),
                         factor, bits);
    mpz_init(both);
    if (money)
        mpz_mul(both, draw->denominator, money);
    mpz_srcptr one = money ? draw->denominator : NULL,
               two = money ? both : NULL;
    settled &= mc_budget_settle(
        &budget->pivotal, mc_balls_get(sums->sum, MC_WALK_PIVOTAL), one, true);
    settled &= mc_budget_settle(&budget->balanced,
                                mc_balls_get(sums->sum, MC_WALK_UNBALANCED),
                                one, true);
    settled &= mc_budget_settle(&budget->deviation,
                                mc_balls_get(sums->sum, MC_WALK_DEVIATION), two,
                                false);
    mpz_clear(both);
    mc_balls_free(factor, 1);
    if (!settled)
        return mc_message_set(message, MC_LIMIT,
                              "%lu people: the precision does not suffice",
                              draw->people);
    mc_budget_complement(&budget->balanced);
    mc_budget_per_head(&budget->deviation, draw->people);
    mpq_set(budget->deficit.lower, sums->deficit);
    mpq_set(budget->deficit.upper, sums->deficit);
    return MC_OK;
}

/* ---- progress ---- */

typedef struct teller {
    const mc_budget_effort *effort;
    unsigned long people;
    uint64_t all; /* 0: not known yet */
    size_t workers;
} teller;

static void tell(void *user, uint64_t weighed)
{
    const teller *t = user;
    char text[160];
    if (!t->effort->progress)
        return;
    if (t->all == 0)
        (void)snprintf(text, sizeof text,
                       "%lu people: %llu profiles in which one person matters",
                       t->people, (unsigned long long)weighed);
    else
        (void)snprintf(text, sizeof text,
                       "%lu people: about %llu of %llu profiles weighed",
                       t->people, (unsigned long long)(weighed * t->workers),
                       (unsigned long long)t->all);
    t->effort->progress(t->effort->user, text);
}

/* ---- the route ---- */

/* The bits with which the sums are exact; 0: too many, or not wanted. */
static long exact_bits(const mc_draw *draw, const mc_walk_sums *counted,
                       const mc_budget_effort *effort)
{
    size_t bits = draw->bits + mpz_sizeinbase(counted->money, 2);
    return effort->digits || bits > MC_BUDGET_EXACT_BITS
               ? 0
               : (long)bits + 64 + MC_BUDGET_GUARD;
}

static mc_status weigh_all(mc_budget *budget, mc_message *message,
                           const mc_draw *draw, const mc_walk_sums *counted,
                           teller *t, const mc_budget_effort *effort)
{
    unsigned digits = effort->digits ? effort->digits : MC_BUDGET_DIGITS;
    long exact = exact_bits(draw, counted, effort),
         bits = exact ? exact : (long)digits * 4 + MC_BUDGET_GUARD;
    const mc_walk_progress progress = {effort->stop, tell, t};
    mc_walk_weights *weights = NULL;
    mc_walk_sums sums;
    mc_status status =
        mc_walk_weights_new(&weights, message, draw, bits, effort->stop);
    if (status != MC_OK)
        return status;
    if (mc_walk_sums_init(&sums)) {
        status = weigh(&sums, message, draw, weights, &progress, t->workers);
        if (status == MC_OK)
            status = conclude(budget, message, &sums, draw, bits,
                              exact ? counted->money : NULL);
        mc_walk_sums_clear(&sums);
    } else {
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    }
    mc_walk_weights_free(weights);
    if (status == MC_OK) {
        mc_budget_round(&budget->pivotal, digits);
        mc_budget_round(&budget->balanced, digits);
        mc_budget_round(&budget->deviation, digits);
    }
    return status;
}

mc_status mc_budget_near(mc_budget *budget, mc_message *message,
                         const mc_draw *draw, const mc_budget_effort *effort)
{
    teller t = {.effort = effort,
                .people = draw->people,
                .workers = effort->threads ? effort->threads : 1};
    const mc_walk_progress progress = {effort->stop, tell, &t};
    mc_walk_sums counted;
    if (!mc_walk_sums_init(&counted))
        return mc_message_set(message, MC_LIMIT, "out of memory");
    mc_status status =
        mc_walk(&counted, message, draw, NULL, MOST_WEIGHED, 0, 1, &progress);
    t.all = counted.weighed;
    if (status == MC_OK)
        status = weigh_all(budget, message, draw, &counted, &t, effort);
    budget->route = MC_BUDGET_NEAR;
    budget->weighed = counted.weighed;
    mc_walk_sums_clear(&counted);
    return status;
}
