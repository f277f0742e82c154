#include "publicgood/budget_walk.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

enum { ASK = 4096, MOST_KINDS = 5000, MOST_ALTERNATIVES = 1000 };

/* At level l the numbers of people of the kinds before l are chosen; there are
   kinds + 1 levels. K alternatives.
     welfare[l K + y]: W(y) of these people, less the burden of all
     low[l K + y], high: the x for which nobody matters and y is chosen
     slack[(i K + a) K + y]: the least that agents i, i + 1, ... add to
       W(a) - W(y); behind[(k K + a) K + y]: the least that one person of a
       kind behind k, of the same agent, adds
   weight[l]: the product of the parts. */
typedef struct walk {
    const mc_draw *draw;
    const mc_walk_weights *weights;
    mc_lattice *lattice;
    mc_walk_sums *sums;
    const mc_walk_progress *progress;
    mc_message *message;
    uint64_t most, asked;
    size_t worker, workers, turn, split;
    bool tells;
    size_t n;
    unsigned long *x, *count;
    int64_t *welfare, *slack, *behind, deficit;
    int64_t *low, *high;
    mc_ball *weight, *deviation, *mass;
    mc_status status;
} walk;

bool mc_walk_sums_init(mc_walk_sums *sums)
{
    sums->sum = mc_balls_new(MC_WALK_SUMS);
    mpq_init(sums->deficit);
    mpz_init_set_ui(sums->money, 1);
    sums->weighed = 0;
    if (!sums->sum)
        mc_walk_sums_clear(sums);
    return sums->sum != NULL;
}

void mc_walk_sums_clear(mc_walk_sums *sums)
{
    mc_balls_free(sums->sum, MC_WALK_SUMS);
    mpq_clear(sums->deficit);
    mpz_clear(sums->money);
}

/* ---- one profile ---- */

/* The statement's own words for what is wrong at the profile. */
static void tell_tie(walk *w)
{
    const mc_publicgood *good = w->draw->good;
    mc_population *population = NULL;
    mc_scene *scene = NULL;
    size_t kinds = good->first[good->agents], nothing;
    unsigned long *x = mc_array(kinds, sizeof *x);
    for (size_t k = 0; x && k < w->draw->kinds; k++)
        x[w->draw->kind[k]] = w->x[k];
    w->status = x ? mc_population_new(&population, w->message, good, w->count)
                  : mc_message_set(w->message, MC_LIMIT, "out of memory");
    if (w->status == MC_OK)
        w->status = mc_scene_new(&scene, w->message, population);
    if (w->status == MC_OK)
        w->status = mc_scene_set(scene, w->message, x);
    for (size_t k = 0; k < kinds && w->status == MC_OK; k++) {
        if (x[k] > 0)
            w->status = mc_scene_without(&nothing, scene, w->message, k);
        if (x[k] > 0 && w->status == MC_OK && w->lattice->clarke)
            w->status = mc_scene_net(&nothing, scene, w->message, k);
    }
    mc_scene_free(scene);
    mc_population_free(population);
    free(x);
}

static void add(walk *w, size_t which, const mc_ball *mass)
{
    mc_ball *sum = mc_balls_at(w->sums->sum, (size_t)which);
    mc_ball_add(sum, sum, mass, w->weights->bits);
}

static void add_surplus(walk *w, const mc_ball *mass, int64_t surplus)
{
    if (surplus == 0)
        return;
    add(w, MC_WALK_UNBALANCED, mass);
    mc_ball_add_times(w->deviation, mass, surplus < 0 ? -surplus : surplus,
                      w->weights->bits);
    if (-surplus > w->deficit)
        w->deficit = -surplus;
}

static void weigh(walk *w)
{
    const mc_lattice *lattice = w->lattice;
    const int64_t *welfare = w->welfare + w->draw->kinds * w->n;
    const mc_ball *mass = mc_balls_get(w->weight, w->draw->kinds);
    size_t decision = mc_lattice_best(lattice, welfare);
    bool pivotal = false;
    if (decision == w->n) {
        tell_tie(w);
        return;
    }
    int64_t surplus = mc_lattice_offset(lattice, decision);
    for (size_t k = 0; k < w->draw->kinds; k++) {
        mc_leaving leaving;
        if (w->x[k] == 0)
            continue;
        if (!mc_lattice_leave(&leaving, lattice, welfare, decision, k)) {
            tell_tie(w);
            return;
        }
        pivotal |= leaving.without != decision;
        surplus += (int64_t)w->x[k] * leaving.excess;
    }
    if (pivotal)
        add(w, MC_WALK_PIVOTAL, mass);
    add_surplus(w, mass, surplus);
}

/* Asks now and then, after so much work as has been done since. */
static void ask(walk *w, size_t work)
{
    const mc_walk_progress *progress = w->progress;
    w->asked += work;
    if (w->asked < ASK || w->status != MC_OK)
        return;
    w->asked = 0;
    if (mc_stopped(progress->stop))
        w->status = mc_message_set(w->message, MC_UNDECIDED, "stopped");
    if (w->tells && progress->told)
        progress->told(progress->user, w->sums->weighed);
}

/* ---- boxes in which nobody matters ---- */

static int64_t floor_divide(int64_t a, int64_t b) /* b > 0 */
{
    return a / b - (a % b < 0);
}

/* Narrows [*low, *high] to the x with base + x slope > margin. */
static void narrow(int64_t *low, int64_t *high, int64_t base, int64_t slope,
                   int64_t margin)
{
    int64_t need = margin - base; /* x slope > need */
    if (slope > 0) {
        int64_t least = floor_divide(need, slope) + 1;
        *low = least > *low ? least : *low;
    } else if (slope < 0) {
        int64_t most = floor_divide(-need - 1, -slope);
        *high = most < *high ? most : *high;
    } else if (need >= 0) {
        *high = *low - 1;
    }
}

/* The x for which every completion chooses `a`, whoever leaves. */
static void quiet_range(int64_t *low, int64_t *high, const walk *w, size_t k,
                        size_t a, int64_t m)
{
    size_t n = w->n, agent = w->draw->agent_of[k];
    const int64_t *welfare = w->welfare + k * n,
                  *gain = w->lattice->gain + k * n,
                  *behind = w->behind + (k * n + a) * n,
                  *slack = w->slack + ((agent + 1) * n + a) * n,
                  *margin = w->lattice->margin + a * n;
    *low = 0;
    *high = m;
    for (size_t y = 0; y < n && *low <= *high; y++)
        if (y != a)
            narrow(low, high,
                   welfare[a] - welfare[y] + m * behind[y] + slack[y],
                   gain[a] - gain[y] - behind[y], margin[y]);
}

/* All x in [low, high] at level k: the surplus is that of the alternative. */
static void add_quiet(walk *w, size_t k, size_t a, size_t low, size_t high,
                      size_t m)
{
    int64_t offset = mc_lattice_offset(w->lattice, a);
    const mc_walk_weights *weights = w->weights;
    size_t room = weights ? weights->room : 0;
    mc_ball *mass = w->mass, *term = mc_balls_at(w->mass, 1);
    if (!weights || offset == 0)
        return;
    mc_ball_zero(mass);
    for (size_t x = low; x <= high && w->status == MC_OK; x++) {
        ask(w, 1);
        mc_ball_multiply(term, mc_balls_get(weights->part, k * room + x),
                         mc_balls_get(weights->rest, k * room + m - x),
                         weights->bits);
        mc_ball_add(mass, mass, term, weights->bits);
    }
    mc_ball_multiply(mass, mass, mc_balls_get(w->weight, k), weights->bits);
    for (size_t i = w->draw->agent_of[k] + 1; i < w->draw->agents; i++)
        mc_ball_multiply(mass, mass,
                         mc_balls_get(weights->all, i * room + w->count[i]),
                         weights->bits);
    add_surplus(w, mass, offset);
}

/* ---- the walk ---- */

static void choose(walk *w, size_t k, unsigned long x)
{
    size_t n = w->n;
    const int64_t *gain = w->lattice->gain + k * n, *from = w->welfare + k * n;
    int64_t *to = w->welfare + (k + 1) * n;
    w->x[k] = x;
    for (size_t y = 0; y < n; y++)
        to[y] = from[y] + (int64_t)x * gain[y];
    if (w->weights)
        mc_ball_multiply(
            mc_balls_at(w->weight, k + 1), mc_balls_get(w->weight, k),
            mc_balls_get(w->weights->part, k * w->weights->room + x),
            w->weights->bits);
}

static void arrive(walk *w)
{
    if (w->split == w->draw->kinds && w->turn++ % w->workers != w->worker)
        return;
    if (++w->sums->weighed > w->most)
        w->status = mc_message_set(
            w->message, MC_UNDECIDED,
            "%lu people: more than %llu profiles in which one person matters",
            w->draw->people, (unsigned long long)w->most);
    else if (w->weights)
        weigh(w);
}

static void descend(walk *w, size_t k, unsigned long m);

/* The next level, if m people of this agent are behind kind k. */
static void go_on(walk *w, size_t k, unsigned long m)
{
    size_t next = k + 1;
    if (next == w->draw->kinds)
        arrive(w);
    else if (w->draw->agent_of[next] == w->draw->agent_of[k])
        descend(w, next, m);
    else
        descend(w, next, w->count[w->draw->agent_of[next]]);
}

static bool mine(walk *w, size_t k)
{
    return k != w->split || w->turn++ % w->workers == w->worker;
}

/* m people of the agent are of kind k or behind it. */
static void descend(walk *w, size_t k, unsigned long m)
{
    size_t n = w->n;
    int64_t *low = w->low + k * n, *high = w->high + k * n;
    ask(w, 1);
    if (k + 1 == w->draw->first[w->draw->agent_of[k] + 1]) {
        choose(w, k, m);
        go_on(w, k, 0);
        return;
    }
    for (size_t a = 0; a < n; a++)
        quiet_range(low + a, high + a, w, k, a, (int64_t)m);
    for (int64_t x = 0; x <= (int64_t)m && w->status == MC_OK; x++) {
        size_t a = 0;
        while (a < n && (x < low[a] || x > high[a]))
            a++;
        if (a < n) {
            if (mine(w, k))
                add_quiet(w, k, a, (size_t)x, (size_t)high[a], m);
            x = high[a];
        } else if (mine(w, k)) {
            choose(w, k, (unsigned long)x);
            go_on(w, k, m - (unsigned long)x);
        }
    }
}

/* ---- one population ---- */

static void least_of_kinds(int64_t *least, const walk *w, size_t first,
                           size_t last, size_t a)
{
    size_t n = w->n;
    for (size_t y = 0; y < n; y++)
        for (size_t k = first; k < last; k++) {
            const int64_t *gain = w->lattice->gain + k * n;
            int64_t lead = gain[a] - gain[y];
            if (k == first || lead < least[y])
                least[y] = lead;
        }
}

static void bound(walk *w)
{
    const mc_draw *draw = w->draw;
    size_t n = w->n;
    for (size_t k = 0; k < draw->kinds; k++)
        for (size_t a = 0; a < n; a++)
            least_of_kinds(w->behind + (k * n + a) * n, w, k + 1,
                           draw->first[draw->agent_of[k] + 1], a);
    for (size_t j = 0; j < n * n; j++)
        w->slack[draw->agents * n * n + j] = 0;
    for (size_t i = draw->agents; i-- > 0;)
        for (size_t a = 0; a < n; a++) {
            int64_t *slack = w->slack + (i * n + a) * n;
            memset(slack, 0, n * sizeof *slack);
            least_of_kinds(slack, w, draw->first[i], draw->first[i + 1], a);
            for (size_t y = 0; y < n; y++)
                slack[y] = slack[y] * (int64_t)w->count[i] + slack[n * n + y];
        }
}

static void finish_population(walk *w)
{
    mc_walk_sums *sums = w->sums;
    mpq_t unit;
    if (!w->weights) {
        if (mpz_sizeinbase(sums->money, 2) < MC_WALK_MOST_BITS)
            mpz_lcm(sums->money, sums->money, w->lattice->money);
        return;
    }
    mpq_init(unit);
    mpq_set_ui(unit, 1, 1);
    mpz_set(mpq_denref(unit), w->lattice->money);
    mc_ball_scale(w->deviation, w->deviation, unit, w->weights->bits);
    add(w, MC_WALK_DEVIATION, w->deviation);
    mpz_set_si(mpq_numref(unit), w->deficit);
    mpq_canonicalize(unit);
    if (mpq_cmp(unit, sums->deficit) > 0)
        mpq_set(sums->deficit, unit);
    mpq_clear(unit);
}

static void visit_population(walk *w)
{
    size_t n = w->n;
    w->status = mc_lattice_set(w->lattice, w->message, w->count);
    if (w->status != MC_OK)
        return;
    ask(w, w->draw->kinds * n);
    bound(w);
    for (size_t y = 0; y < n; y++)
        w->welfare[y] = -w->lattice->burden[y];
    mc_ball_zero(w->deviation);
    w->deficit = 0;
    descend(w, 0, w->count[w->draw->agent_of[0]]);
    if (w->status == MC_OK)
        finish_population(w);
}

static size_t first_choice(const mc_draw *draw)
{
    size_t k = 0;
    while (k < draw->kinds && k + 1 == draw->first[draw->agent_of[k] + 1])
        k++;
    return k;
}

/* Many populations are divided among the workers as wholes. */
static void visit_all(walk *w)
{
    const mc_draw *draw = w->draw;
    size_t workers = w->workers, worker = w->worker, number = 0;
    bool whole = mc_draw_compositions(draw) >= 64;
    if (whole) {
        w->workers = 1;
        w->worker = 0;
    }
    mc_draw_first(w->count, draw);
    do {
        if (!whole || number++ % workers == worker)
            visit_population(w);
    } while (w->status == MC_OK && mc_draw_next(w->count, draw));
}

static bool allocate(walk *w)
{
    size_t n = w->n, kinds = w->draw->kinds, agents = w->draw->agents;
    w->x = mc_array(kinds, sizeof *w->x);
    w->count = mc_array(agents, sizeof *w->count);
    w->welfare = mc_array((kinds + 1) * n, sizeof(int64_t));
    w->low = mc_array(kinds * n, sizeof(int64_t));
    w->high = mc_array(kinds * n, sizeof(int64_t));
    w->slack = mc_array((agents + 1) * n * n, sizeof(int64_t));
    w->behind = mc_array(kinds * n * n, sizeof(int64_t));
    w->weight = mc_balls_new(kinds + 1);
    w->deviation = mc_balls_new(1);
    w->mass = mc_balls_new(2);
    return w->x && w->count && w->welfare && w->low && w->high && w->slack &&
           w->behind && w->weight && w->deviation && w->mass;
}

static void release(walk *w)
{
    free(w->x);
    free(w->count);
    free(w->welfare);
    free(w->low);
    free(w->high);
    free(w->slack);
    free(w->behind);
    mc_balls_free(w->weight, w->draw->kinds + 1);
    mc_balls_free(w->deviation, 1);
    mc_balls_free(w->mass, 2);
    mc_lattice_free(w->lattice);
}

mc_status mc_walk(mc_walk_sums *sums, mc_message *message, const mc_draw *draw,
                  const mc_walk_weights *weights, uint64_t most, size_t worker,
                  size_t workers, const mc_walk_progress *progress)
{
    walk w = {.draw = draw,
              .weights = weights,
              .sums = sums,
              .progress = progress,
              .message = message,
              .most = most,
              .worker = worker,
              .workers = workers,
              .tells = worker == 0,
              .split = first_choice(draw),
              .n = draw->good->alternatives};
    if (draw->kinds > MOST_KINDS || w.n > MOST_ALTERNATIVES)
        return mc_message_set(
            message, MC_LIMIT,
            "%zu kinds of people and %zu alternatives: at most %d and %d",
            draw->kinds, w.n, MOST_KINDS, MOST_ALTERNATIVES);
    w.status = mc_lattice_new(&w.lattice, message, draw);
    if (w.status == MC_OK && !allocate(&w))
        w.status = mc_message_set(message, MC_LIMIT, "out of memory");
    if (w.status == MC_OK) {
        mc_ball_one(w.weight);
        visit_all(&w);
    }
    release(&w);
    return w.status;
}
