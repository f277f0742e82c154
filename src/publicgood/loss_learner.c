/* Predictive regret matching with alternating updates and quadratic averages
   (Farina, Kroer and Sandholm, "Faster game solving via predictive Blackwell
   approachability"). One round costs two sums over the grid. */
#include "publicgood/loss_learner.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"

/* One player; arrays over orbits. What is not allowed has `allowed` 0. */
typedef struct player {
    unsigned char *allowed;
    size_t choices;
    double *play, *regret, *sum, *average;
} player;

struct mc_loss_learner {
    const mc_loss_orbits *orbits;
    size_t rounds;
    double weight;  /* of the sums: the sum of the squares of the rounds */
    double *loss;   /* [count]: 1 - sum w/grid */
    double *points; /* [count] */
    double *payoff; /* [count + 1] */
    player nature, designer;
};

static bool player_init(player *p, size_t count)
{
    *p = (player){.allowed = mc_array(count, 1),
                  .play = mc_array(count, sizeof(double)),
                  .regret = mc_array(count, sizeof(double)),
                  .sum = mc_array(count, sizeof(double)),
                  .average = mc_array(count, sizeof(double))};
    return p->allowed && p->play && p->regret && p->sum && p->average;
}

static void player_clear(player *p)
{
    free(p->allowed);
    free(p->play);
    free(p->regret);
    free(p->sum);
    free(p->average);
}

void mc_loss_learner_free(mc_loss_learner *learner)
{
    if (!learner)
        return;
    player_clear(&learner->nature);
    player_clear(&learner->designer);
    free(learner->loss);
    free(learner->points);
    free(learner->payoff);
    free(learner);
}

static void start_evenly(player *p, size_t count)
{
    for (size_t i = 0; i < count; i++)
        p->choices += p->allowed[i];
    for (size_t i = 0; i < count; i++)
        p->play[i] = p->allowed[i] ? 1 / (double)p->choices : 0;
}

static void describe(mc_loss_learner *l, size_t grid, size_t reach)
{
    const mc_loss_orbits *orbits = l->orbits;
    size_t last = orbits->agents - 1;
    for (size_t i = 0; i < orbits->count; i++) {
        l->loss[i] = 1 - (double)orbits->total[i] / (double)grid;
        l->points[i] = (double)(orbits->factorial / orbits->repeat[i]);
        l->nature.allowed[i] = orbits->part[i * orbits->agents + last] <= reach;
        l->designer.allowed[i] = orbits->total[i] == orbits->sum;
    }
    start_evenly(&l->nature, orbits->count);
    start_evenly(&l->designer, orbits->count);
}

mc_loss_learner *mc_loss_learner_new(const mc_loss_orbits *orbits, size_t grid,
                                     size_t reach)
{
    mc_loss_learner *l = mc_array(1, sizeof *l);
    size_t count = orbits->count;
    if (!l)
        return NULL;
    l->orbits = orbits;
    l->loss = mc_array(count, sizeof(double));
    l->points = mc_array(count, sizeof(double));
    l->payoff = mc_array(count + 1, sizeof(double));
    bool done = player_init(&l->nature, count);
    done = player_init(&l->designer, count) && done;
    if (!done || !l->loss || !l->points || !l->payoff) {
        mc_loss_learner_free(l);
        return NULL;
    }
    describe(l, grid, reach);
    return l;
}

/* ---- payoffs ---- */

/* payoff[w]: nature's from w against a lottery of the designer. */
static void against_lottery(mc_loss_learner *l, const double *lottery)
{
    size_t count = l->orbits->count;
    for (size_t i = 0; i < count; i++)
        l->payoff[i] = lottery[i] / l->points[i];
    mc_loss_float_above(l->payoff, l->orbits);
    for (size_t i = 0; i < count; i++)
        l->payoff[i] = l->loss[i] * (1 - l->payoff[i]);
}

/* payoff[o]: the designer's, minus the expected loss, against a belief. */
static void against_belief(mc_loss_learner *l, const double *belief)
{
    size_t count = l->orbits->count;
    double all = 0;
    for (size_t i = 0; i < count; i++) {
        double loss = belief[i] * l->loss[i];
        all += loss;
        l->payoff[i] = loss / l->points[i];
    }
    mc_loss_float_below(l->payoff, l->orbits);
    for (size_t i = 0; i < count; i++)
        l->payoff[i] -= all;
}

/* ---- learning ---- */

static double positive(double value)
{
    return value > 0 ? value : 0;
}

/* Regrets grow by the advantages of this round; the next play is proportional
   to what they will be if the round repeats itself. */
static void learn(player *p, const double *payoff, size_t count, double weight)
{
    double earned = 0, all = 0;
    for (size_t i = 0; i < count; i++)
        earned += p->play[i] * payoff[i];
    for (size_t i = 0; i < count; i++) {
        double gain = payoff[i] - earned;
        if (!p->allowed[i])
            continue;
        p->regret[i] = positive(p->regret[i] + gain);
        p->play[i] = positive(p->regret[i] + gain);
        all += p->play[i];
    }
    for (size_t i = 0; i < count; i++) {
        if (p->allowed[i])
            p->play[i] = all > 0 ? p->play[i] / all : 1 / (double)p->choices;
        p->sum[i] += weight * p->play[i];
    }
}

void mc_loss_learner_play(mc_loss_learner *l, size_t rounds)
{
    size_t count = l->orbits->count;
    for (size_t k = 0; k < rounds; k++) {
        double round = (double)++l->rounds, weight = round * round;
        against_lottery(l, l->designer.play);
        learn(&l->nature, l->payoff, count, weight);
        against_belief(l, l->nature.play);
        learn(&l->designer, l->payoff, count, weight);
        l->weight += weight;
    }
}

static const double *average(player *p, const mc_loss_learner *l)
{
    for (size_t i = 0; i < l->orbits->count; i++)
        p->average[i] = l->weight > 0 ? p->sum[i] / l->weight : p->play[i];
    return p->average;
}

const double *mc_loss_learner_belief(mc_loss_learner *l)
{
    return average(&l->nature, l);
}

const double *mc_loss_learner_lottery(mc_loss_learner *l)
{
    return average(&l->designer, l);
}

static double best(const player *p, const double *payoff, size_t count)
{
    double most = -HUGE_VAL;
    for (size_t i = 0; i < count; i++)
        if (p->allowed[i] && payoff[i] > most)
            most = payoff[i];
    return most;
}

void mc_loss_learner_judge(double *lower, double *upper, mc_loss_learner *l)
{
    size_t count = l->orbits->count;
    against_belief(l, mc_loss_learner_belief(l));
    *lower = -best(&l->designer, l->payoff, count);
    against_lottery(l, mc_loss_learner_lottery(l));
    *upper = best(&l->nature, l->payoff, count);
}
