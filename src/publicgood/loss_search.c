/* The search for bounds on the welfare loss: games on finer and finer grids. */
#include <math.h>

#include "base/memory.h"
#include "base/message.h"
#include "publicgood/loss.h"
#include "publicgood/loss_learner.h"

/* The games of one grid. */
enum { FULL, ANYWHERE, LOTTERY, GAMES };

typedef struct game {
    mc_loss_side side;
    mc_loss_orbits *orbits; /* ANYWHERE borrows those of FULL */
    mc_loss_learner *learner;
    double gap;
    size_t heard; /* rounds since the players were judged */
    bool over;
} game;

typedef struct search {
    mc_loss_bracket *bracket;
    const mc_loss_effort *effort;
    size_t grid;
    game game[GAMES];
} search;

/* ---- the bracket ---- */

void mc_loss_bracket_free(mc_loss_bracket *bracket)
{
    if (!bracket)
        return;
    if (bracket->anywhere != bracket->belief)
        mc_loss_bound_free(bracket->anywhere);
    mc_loss_bound_free(bracket->belief);
    mc_loss_bound_free(bracket->lottery);
    mpq_clears(bracket->closed_lower, bracket->closed_upper, NULL);
    free(bracket);
}

mpq_srcptr mc_loss_bracket_upper(const mc_loss_bracket *bracket)
{
    return bracket->lottery ? bracket->lottery->value : bracket->closed_upper;
}

void mc_loss_closed_form(mpq_t lower, mpq_t upper, size_t agents,
                         unsigned digits)
{
    mpz_t scale, power, rest;
    unsigned long n = agents;
    mpz_inits(scale, power, rest, NULL);
    mpz_ui_pow_ui(scale, 10, digits);
    /* x^(n-1) = (scale (n-1))^(n-1) / n^n */
    mpz_mul_ui(power, scale, n - 1);
    mpz_pow_ui(power, power, n - 1);
    mpz_ui_pow_ui(rest, n, n);
    mpz_fdiv_qr(power, rest, power, rest);
    bool exact = mpz_sgn(rest) == 0;
    mpz_rootrem(mpq_numref(lower), rest, power, n - 1);
    exact = exact && mpz_sgn(rest) == 0;
    mpz_add_ui(mpq_numref(upper), mpq_numref(lower), exact ? 0 : 1);
    mpz_set(mpq_denref(lower), scale);
    mpz_set(mpq_denref(upper), scale);
    mpq_canonicalize(lower);
    mpq_canonicalize(upper);
    mpz_clears(scale, power, rest, NULL);
}

/* Takes a bound over where it is better than what was known. */
static void take_belief(mc_loss_bracket *b, mc_loss_bound *bound)
{
    mc_loss_bound *old = b->belief;
    if (mpq_sgn(bound->value) > 0 && mpq_cmp_ui(bound->from, 1, 1) == 0 &&
        (!b->anywhere || mpq_cmp(bound->value, b->anywhere->value) > 0)) {
        if (b->anywhere != b->belief)
            mc_loss_bound_free(b->anywhere);
        b->anywhere = bound;
    }
    if (!old || mpq_cmp(bound->value, old->value) > 0) {
        b->belief = bound;
        if (old != b->anywhere)
            mc_loss_bound_free(old);
    } else if (bound != b->anywhere) {
        mc_loss_bound_free(bound);
    }
}

static void take_lottery(mc_loss_bracket *b, mc_loss_bound *bound)
{
    if (mpq_cmp(bound->value, mc_loss_bracket_upper(b)) < 0) {
        mc_loss_bound_free(b->lottery);
        b->lottery = bound;
    } else {
        mc_loss_bound_free(bound);
    }
}

/* ---- one grid ---- */

static mc_status out_of_memory(mc_message *message)
{
    return mc_message_set(message, MC_LIMIT, "out of memory");
}

/* Rounds and evaluates what the players of a game have learnt. */
static mc_status harvest(search *s, mc_message *message, game *g)
{
    const double *weight = g->side == MC_LOSS_BELIEF
                               ? mc_loss_learner_belief(g->learner)
                               : mc_loss_learner_lottery(g->learner);
    mc_loss_bound *bound =
        mc_loss_bound_new(g->side, g->orbits, s->grid, weight);
    if (!bound)
        return out_of_memory(message);
    if (g->side == MC_LOSS_BELIEF)
        take_belief(s->bracket, bound);
    else
        take_lottery(s->bracket, bound);
    return MC_OK;
}

/* Types that may be anywhere: no coordinate above 1/(N-1). */
static size_t reach_of(const search *s, size_t which)
{
    return which == ANYWHERE ? s->grid / (s->bracket->agents - 1) : s->grid;
}

static bool is_played(const search *s, size_t which)
{
    size_t agents = s->bracket->agents;
    if (which == ANYWHERE)
        return agents > 2;
    return which == FULL || s->grid >= agents;
}

static bool start(search *s, size_t which)
{
    game *g = &s->game[which];
    g->over = !is_played(s, which);
    g->gap = 0;
    g->heard = 0;
    g->side = which == LOTTERY ? MC_LOSS_LOTTERY : MC_LOSS_BELIEF;
    if (g->over)
        return true;
    size_t agents = s->bracket->agents;
    g->gap = 1;
    g->orbits = which == ANYWHERE
                    ? s->game[FULL].orbits
                    : mc_loss_orbits_new(
                          agents, mc_loss_side_sum(g->side, agents, s->grid));
    if (g->orbits)
        g->learner =
            mc_loss_learner_new(g->orbits, s->grid, reach_of(s, which));
    return g->learner != NULL;
}

static void finish(search *s)
{
    for (size_t i = 0; i < GAMES; i++) {
        mc_loss_learner_free(s->game[i].learner);
        if (i != ANYWHERE)
            mc_loss_orbits_free(s->game[i].orbits);
        s->game[i] = (game){.over = true};
    }
}

/* What may still be gained on this grid over what is known already. */
static void judge(const search *s, game *g, size_t which)
{
    const mc_loss_bracket *b = s->bracket;
    const mc_loss_bound *known = which == FULL ? b->belief : b->anywhere;
    double lower, upper;
    mc_loss_learner_judge(&lower, &upper, g->learner);
    if (which == LOTTERY)
        upper = fmin(upper, mpq_get_d(mc_loss_bracket_upper(b)));
    else if (known)
        lower = fmax(lower, mpq_get_d(known->value));
    g->gap = upper - lower;
}

/* Some rounds. The grid alone costs about 1/(5 grid) below and 1/(2 grid)
   above, so the players may stop well within that. */
static void play(search *s, size_t which)
{
    const size_t work = (size_t)1 << 24, most = 64;
    game *g = &s->game[which];
    size_t rounds = work / (g->orbits->count << g->orbits->agents);
    rounds = rounds < 1 ? 1 : rounds > most ? most : rounds;
    mc_loss_learner_play(g->learner, rounds);
    g->heard += rounds;
    if (g->heard < most)
        return;
    g->heard = 0;
    judge(s, g, which);
    g->over = g->gap * 30 * (double)s->grid <= 1;
}

static void tell(const search *s)
{
    double gap = 0;
    for (size_t i = 0; i < GAMES; i++)
        if (s->game[i].gap > gap)
            gap = s->game[i].gap;
    if (s->effort->progress)
        s->effort->progress(s->effort->user, s->bracket, gap);
}

static bool are_over(const search *s)
{
    bool over = true;
    for (size_t i = 0; i < GAMES; i++)
        over = over && s->game[i].over;
    return over;
}

/* All games by turns, until they are over or the search is stopped. */
static mc_status play_all(search *s, mc_message *message)
{
    mc_status status = MC_OK;
    bool stopped = mc_stopped(s->effort->stop);
    while (!stopped && !are_over(s)) {
        for (size_t i = 0; i < GAMES && !stopped; i++) {
            game *g = &s->game[i];
            if (g->over)
                continue;
            play(s, i);
            if (g->over && status == MC_OK)
                status = harvest(s, message, g);
            stopped = mc_stopped(s->effort->stop) || status != MC_OK;
        }
        tell(s);
    }
    for (size_t i = 0; i < GAMES && status == MC_OK; i++)
        if (!s->game[i].over)
            status = harvest(s, message, &s->game[i]);
    if (stopped)
        s->bracket->complete = false;
    return status;
}

static mc_status search_grid(search *s, mc_message *message, size_t grid)
{
    bool room = true;
    s->grid = grid;
    s->bracket->grid = grid;
    for (size_t i = 0; i < GAMES; i++)
        room = start(s, i) && room;
    mc_status status = room ? play_all(s, message) : out_of_memory(message);
    finish(s);
    return status;
}

/* ---- all grids ---- */

/* The points of lotteries are the most. */
static bool fits(size_t agents, size_t grid, size_t points)
{
    return mc_loss_points_fit(agents, grid + 1, points);
}

/* Seconds for three agents; 0: no grid is possible. */
static size_t default_grid(size_t agents)
{
    const size_t points = 6000000, usual = 12;
    size_t grid = usual;
    while (fits(agents, 2 * grid, points))
        grid *= 2;
    while (grid > 1 && !fits(agents, grid, points))
        grid--;
    return grid > 1 ? grid : 0;
}

static mc_status check_grid(mc_message *message, size_t agents, size_t grid)
{
    size_t most = grid;
    if (grid == 0 || fits(agents, grid, MC_LOSS_MOST_POINTS))
        return MC_OK;
    while (most > 1 && !fits(agents, most, MC_LOSS_MOST_POINTS))
        most--;
    if (most == 1)
        return mc_message_set(message, MC_LIMIT,
                              "no grid is possible for %zu agents", agents);
    return mc_message_set(message, MC_LIMIT,
                          "the grid 1/%zu is too fine for %zu agents; the "
                          "finest is 1/%zu",
                          grid, agents, most);
}

/* The belief that one agent, each as likely as any other, values the good by
   S/grid less than b. */
static mc_status take_single(mc_loss_bracket *b, mc_message *message,
                             size_t grid)
{
    mc_loss_orbits *orbits = mc_loss_orbits_new(b->agents, grid - 1);
    double *weight = orbits ? mc_array(orbits->count, sizeof *weight) : NULL;
    mc_loss_bound *bound = NULL;
    if (weight) {
        weight[1] = 1;
        bound = mc_loss_bound_new(MC_LOSS_BELIEF, orbits, grid, weight);
    }
    free(weight);
    mc_loss_orbits_free(orbits);
    if (!bound)
        return out_of_memory(message);
    take_belief(b, bound);
    return MC_OK;
}

/* Bounds that need no search; S/2 is within b for c > (N - 2) b only,
   S/(N - 1) always. */
static mc_status begin(mc_loss_bracket *b, mc_message *message)
{
    mc_status status = take_single(b, message, 2);
    if (status == MC_OK && !b->anywhere &&
        mc_loss_points_fit(b->agents, b->agents - 1, MC_LOSS_MOST_POINTS))
        status = take_single(b, message, b->agents - 1);
    return status;
}

static bool is_closed(const mc_loss_bracket *b)
{
    return mpq_cmp(b->belief->value, mc_loss_bracket_upper(b)) >= 0;
}

static mc_status search_all(mc_loss_bracket *b, mc_message *message,
                            const mc_loss_effort *effort)
{
    const size_t coarsest = 8;
    size_t grid = effort->grid ? effort->grid : default_grid(b->agents);
    unsigned halvings = 0;
    search s = {.bracket = b, .effort = effort};
    mc_status status = check_grid(message, b->agents, effort->grid);
    if (status == MC_OK)
        status = begin(b, message);
    while (grid >> (halvings + 1) >= coarsest)
        halvings++;
    for (unsigned h = halvings + 1; grid > 0 && h-- > 0;)
        if (status == MC_OK && b->complete && !is_closed(b))
            status = search_grid(&s, message, grid >> h);
    return status;
}

mc_status mc_loss_bracket_new(mc_loss_bracket **bracket, mc_message *message,
                              size_t agents, const mc_loss_effort *effort)
{
    const unsigned digits = 15;
    mc_loss_bracket *made = mc_array(1, sizeof *made);
    if (!made)
        return out_of_memory(message);
    mpq_inits(made->closed_lower, made->closed_upper, NULL);
    made->agents = agents;
    made->complete = true;
    mc_loss_closed_form(made->closed_lower, made->closed_upper, agents, digits);
    mc_status status = search_all(made, message, effort);
    if (status == MC_OK)
        *bracket = made;
    else
        mc_loss_bracket_free(made);
    return status;
}
