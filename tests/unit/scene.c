/* A small environment with a mechanism, an information structure and
   strategies, as plain tables. */
#define _POSIX_C_SOURCE 200809L
#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "game/environment.h"
#include "game/information.h"
#include "game/mechanism.h"
#include "game/prior.h"
#include "game/strategies.h"

/* ---- profiles of choices ---- */

size_t scene_profiles(const size_t *count, size_t agents)
{
    size_t profiles = 1;
    for (size_t i = 0; i < agents; i++)
        profiles *= count[i];
    return profiles;
}

static size_t stride_of(const size_t *count, size_t agents, size_t agent)
{
    size_t stride = 1;
    for (size_t j = agent + 1; j < agents; j++)
        stride *= count[j];
    return stride;
}

size_t scene_choice(const size_t *count, size_t agents, size_t profile,
                    size_t agent)
{
    return profile / stride_of(count, agents, agent) % count[agent];
}

size_t scene_with(const size_t *count, size_t agents, size_t profile,
                  size_t agent, size_t choice)
{
    size_t stride = stride_of(count, agents, agent);
    size_t own = scene_choice(count, agents, profile, agent);
    return profile + choice * stride - own * stride;
}

/* ---- storage ---- */

static mpq_t *new_list(size_t count)
{
    mpq_t *list = calloc(count, sizeof *list);
    assert_non_null(list);
    for (size_t c = 0; c < count; c++)
        mpq_init(list[c]);
    return list;
}

static void free_list(mpq_t *list, size_t count)
{
    for (size_t c = 0; c < count; c++)
        mpq_clear(list[c]);
    free(list);
}

void scene_init(scene *s, const size_t size[3], const size_t *actions,
                const size_t *signals)
{
    memset(s, 0, sizeof *s);
    economy_init(&s->e, size[0], size[1], size[2]);
    for (size_t i = 0; i < size[0]; i++) {
        s->actions[i] = actions[i];
        s->signals[i] = signals[i];
        s->play[i] = new_list(signals[i] * actions[i]);
    }
    s->rule = new_list(scene_profiles(actions, size[0]) * size[1]);
    s->law = new_list(scene_profiles(signals, size[0]) * size[2]);
}

void scene_clear(scene *s)
{
    size_t n = s->e.agents;
    free_list(s->law, scene_profiles(s->signals, n) * s->e.states);
    free_list(s->rule, scene_profiles(s->actions, n) * s->e.outcomes);
    for (size_t i = 0; i < n; i++)
        free_list(s->play[i], s->signals[i] * s->actions[i]);
    economy_clear(&s->e);
}

/* ---- random scenes ---- */

void scene_lottery(mpq_t *values, size_t count, gmp_randstate_t random)
{
    size_t total = 0;
    while (total == 0)
        for (size_t c = 0; c < count; c++) {
            size_t weight = unit_random_below(random, 4);
            mpq_set_ui(values[c], weight, 1);
            total += weight;
        }
    for (size_t c = 0; c < count; c++) {
        mpz_set_ui(mpq_denref(values[c]), total);
        mpq_canonicalize(values[c]);
    }
}

void scene_random(scene *s, gmp_randstate_t random)
{
    size_t n = s->e.agents, states = s->e.states;
    size_t profiles = scene_profiles(s->signals, n);
    mpq_t *column = new_list(profiles);
    economy_random(&s->e, random, true);
    for (size_t a = 0; a < scene_profiles(s->actions, n); a++)
        scene_lottery(s->rule + a * s->e.outcomes, s->e.outcomes, random);
    for (size_t t = 0; t < states; t++) {
        scene_lottery(column, profiles, random);
        for (size_t x = 0; x < profiles; x++)
            mpq_mul(s->law[x * states + t], column[x], s->e.prior[t]);
    }
    for (size_t i = 0; i < n; i++)
        for (size_t x = 0; x < s->signals[i]; x++)
            scene_lottery(s->play[i] + x * s->actions[i], s->actions[i],
                          random);
    free_list(column, profiles);
}

void scene_set_secure(scene *s)
{
    size_t n = s->e.agents;
    s->names_secure = true;
    for (size_t i = 0; i < n; i++)
        s->secure[i] = 0;
    for (size_t a = 0; a < scene_profiles(s->actions, n); a++)
        for (size_t i = 0; i < n; i++)
            if (scene_choice(s->actions, n, a, i) == 0)
                for (size_t o = 0; o < s->e.outcomes; o++)
                    mpq_set_ui(s->rule[a * s->e.outcomes + o], o == 0, 1);
}

void scene_any(scene *s, gmp_randstate_t random)
{
    size_t n = 1 + unit_random_below(random, 3);
    size_t most = n == 3 ? 2 : 3;
    size_t size[3] = {n, 2 + unit_random_below(random, 2),
                      1 + unit_random_below(random, 3)};
    size_t actions[ECONOMY_MAX], signals[ECONOMY_MAX];
    for (size_t i = 0; i < n; i++) {
        actions[i] = 1 + unit_random_below(random, most);
        signals[i] = 1 + unit_random_below(random, most);
    }
    scene_init(s, size, actions, signals);
    scene_random(s, random);
}

/* ---- renaming ---- */

static void identity_list(size_t *list, size_t count)
{
    for (size_t c = 0; c < count; c++)
        list[c] = c;
}

static void shuffle_list(size_t *list, size_t count, gmp_randstate_t random)
{
    for (size_t c = 0; c < count; c++) {
        size_t other = unit_random_below(random, c + 1);
        list[c] = list[other];
        list[other] = c;
    }
}

void scene_identity(scene_names *names)
{
    identity_list(names->agent, ECONOMY_MAX);
    identity_list(names->outcome, ECONOMY_MAX);
    identity_list(names->state, ECONOMY_MAX);
    for (size_t i = 0; i < ECONOMY_MAX; i++) {
        identity_list(names->action[i], SCENE_CHOICES);
        identity_list(names->signal[i], SCENE_CHOICES);
    }
}

void scene_shuffle(scene_names *names, const scene *from,
                   gmp_randstate_t random)
{
    scene_identity(names);
    shuffle_list(names->agent, from->e.agents, random);
    shuffle_list(names->outcome, from->e.outcomes, random);
    shuffle_list(names->state, from->e.states, random);
    for (size_t i = 0; i < from->e.agents; i++) {
        size_t old = names->agent[i];
        shuffle_list(names->action[i], from->actions[old], random);
        shuffle_list(names->signal[i], from->signals[old], random);
    }
}

/* The old number of a profile. */
static size_t old_profile(const size_t *count, const size_t *old_count,
                          size_t agents, size_t profile,
                          const scene_names *names,
                          const size_t (*choice)[SCENE_CHOICES])
{
    size_t old = 0;
    for (size_t i = 0; i < agents; i++)
        old = scene_with(old_count, agents, old, names->agent[i],
                         choice[i][scene_choice(count, agents, profile, i)]);
    return old;
}

static void rename_economy(economy *to, const economy *from,
                           const scene_names *names)
{
    for (size_t t = 0; t < from->states; t++) {
        mpq_set(to->prior[t], from->prior[names->state[t]]);
        for (size_t o = 0; o < from->outcomes; o++) {
            size_t old = names->outcome[o];
            mpq_set(to->welfare[t][o], from->welfare[names->state[t]][old]);
            for (size_t i = 0; i < from->agents; i++)
                mpq_set(to->payoff[i][t][o],
                        from->payoff[names->agent[i]][names->state[t]][old]);
        }
    }
}

void scene_rename(scene *to, const scene *from, const scene_names *names)
{
    size_t n = from->e.agents, outcomes = from->e.outcomes;
    size_t states = from->e.states;
    size_t size[3] = {n, outcomes, states};
    size_t actions[ECONOMY_MAX], signals[ECONOMY_MAX];
    for (size_t i = 0; i < n; i++) {
        actions[i] = from->actions[names->agent[i]];
        signals[i] = from->signals[names->agent[i]];
    }
    scene_init(to, size, actions, signals);
    rename_economy(&to->e, &from->e, names);
    for (size_t a = 0; a < scene_profiles(actions, n); a++) {
        size_t old =
            old_profile(actions, from->actions, n, a, names, names->action);
        for (size_t o = 0; o < outcomes; o++)
            mpq_set(to->rule[a * outcomes + o],
                    from->rule[old * outcomes + names->outcome[o]]);
    }
    for (size_t x = 0; x < scene_profiles(signals, n); x++) {
        size_t old =
            old_profile(signals, from->signals, n, x, names, names->signal);
        for (size_t t = 0; t < states; t++)
            mpq_set(to->law[x * states + t],
                    from->law[old * states + names->state[t]]);
    }
    to->names_secure = from->names_secure;
    for (size_t i = 0; i < n; i++) {
        size_t old = names->agent[i];
        for (size_t a = 0; a < actions[i]; a++) {
            if (names->action[i][a] == from->secure[old])
                to->secure[i] = a;
            for (size_t x = 0; x < signals[i]; x++)
                mpq_set(to->play[i][x * actions[i] + a],
                        from->play[old][names->signal[i][x] * actions[i] +
                                        names->action[i][a]]);
        }
    }
}

/* ---- payoffs by definition ---- */

void scene_payoff(mpq_t value, const scene *s, size_t player, size_t a,
                  size_t t)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(value, 0, 1);
    for (size_t o = 0; o < s->e.outcomes; o++) {
        mpq_mul(term, s->rule[a * s->e.outcomes + o],
                player == s->e.agents ? s->e.welfare[t][o]
                                      : s->e.payoff[player][t][o]);
        mpq_add(value, value, term);
    }
    mpq_clear(term);
}

/* ---- statements ---- */

static void put_labels(FILE *out, const char *key, size_t count)
{
    fprintf(out, " \"%s\": [", key);
    for (size_t c = 0; c < count; c++)
        fprintf(out, "%s\"%zu\"", c ? ", " : "", c);
    fputs("],\n", out);
}

/* Labels "a0", "a1", ... or, with another letter, signals. */
static void put_choices(FILE *out, const char *key, char letter,
                        const size_t *count, size_t agents)
{
    fprintf(out, " \"%s\": [", key);
    for (size_t i = 0; i < agents; i++) {
        fputs(i ? ", [" : "[", out);
        for (size_t c = 0; c < count[i]; c++)
            fprintf(out, "%s\"%c%zu\"", c ? ", " : "", letter, c);
        putc(']', out);
    }
    fputs("],\n", out);
}

static void put_table(FILE *out, mpq_t *values, size_t rows, size_t columns)
{
    for (size_t r = 0; r < rows; r++) {
        fputs(r ? ",\n  [" : "[[", out);
        for (size_t c = 0; c < columns; c++) {
            char *text = mpq_get_str(NULL, 10, values[r * columns + c]);
            fprintf(out, "%s\"%s\"", c ? ", " : "", text);
            free(text);
        }
        putc(']', out);
    }
    putc(']', out);
}

typedef mc_status (*parser)(void **made, mc_message *message,
                            const mc_file *file);

static mc_status parse_environment(void **made, mc_message *message,
                                   const mc_file *file)
{
    mc_environment *env = NULL;
    mc_status status = mc_environment_parse(&env, message, file);
    *made = env;
    return status;
}

static mc_status parse_mechanism(void **made, mc_message *message,
                                 const mc_file *file)
{
    mc_mechanism *mechanism = NULL;
    mc_status status = mc_mechanism_parse(&mechanism, message, file);
    *made = mechanism;
    return status;
}

static mc_status parse_information(void **made, mc_message *message,
                                   const mc_file *file)
{
    mc_information *information = NULL;
    mc_status status = mc_information_parse(&information, message, file);
    *made = information;
    return status;
}

static mc_status parse_strategies(void **made, mc_message *message,
                                  const mc_file *file)
{
    mc_strategies *strategies = NULL;
    mc_status status = mc_strategies_parse(&strategies, message, file);
    *made = strategies;
    return status;
}

static mc_status parse_prior(void **made, mc_message *message,
                             const mc_file *file)
{
    mc_prior *prior = NULL;
    mc_status status = mc_prior_parse(&prior, message, file);
    *made = prior;
    return status;
}

static void *parse(parser function, const char *text)
{
    char name[] = "a test";
    char *copy = strdup(text);
    mc_file file = {.name = name, .text = copy, .length = strlen(text)};
    mc_message message = {""};
    void *made = NULL;
    assert_non_null(copy);
    if (function(&made, &message, &file) != MC_OK)
        fail_msg("%s\n%s", message.text, text);
    free(copy);
    return made;
}

mc_environment *scene_parse_environment(const char *text)
{
    return parse(parse_environment, text);
}

mc_mechanism *scene_parse_mechanism(const char *text)
{
    return parse(parse_mechanism, text);
}

mc_information *scene_parse_information(const char *text)
{
    return parse(parse_information, text);
}

mc_strategies *scene_parse_strategies(const char *text)
{
    return parse(parse_strategies, text);
}

mc_prior *scene_parse_prior(const char *text)
{
    return parse(parse_prior, text);
}

/* A stream that becomes a text. */
typedef struct text_stream {
    FILE *out;
    char *text;
    size_t size;
} text_stream;

static FILE *begin(text_stream *stream, const char *format)
{
    *stream = (text_stream){NULL, NULL, 0};
    stream->out = open_memstream(&stream->text, &stream->size);
    assert_non_null(stream->out);
    fprintf(stream->out, "{\"format\": \"%s\",\n", format);
    return stream->out;
}

static void *end(text_stream *stream, parser function)
{
    fputs("}\n", stream->out);
    assert_int_equal(fclose(stream->out), 0);
    void *made = parse(function, stream->text);
    free(stream->text);
    return made;
}

static mc_mechanism *read_mechanism(const scene *s)
{
    size_t n = s->e.agents;
    text_stream stream;
    FILE *out = begin(&stream, "mechcert-mechanism-1");
    put_labels(out, "agents", n);
    put_labels(out, "outcomes", s->e.outcomes);
    put_choices(out, "actions", 'a', s->actions, n);
    for (size_t i = 0; i < n && s->names_secure; i++)
        fprintf(out, "%s\"a%zu\"%s", i ? ", " : " \"secure\": [", s->secure[i],
                i + 1 < n ? "" : "],\n");
    fputs(" \"rule\": ", out);
    put_table(out, s->rule, scene_profiles(s->actions, n), s->e.outcomes);
    return end(&stream, parse_mechanism);
}

static mc_information *read_information(const scene *s)
{
    size_t n = s->e.agents;
    text_stream stream;
    FILE *out = begin(&stream, "mechcert-information-1");
    put_labels(out, "agents", n);
    put_labels(out, "states", s->e.states);
    put_choices(out, "signals", 's', s->signals, n);
    fputs(" \"distribution\": ", out);
    put_table(out, s->law, scene_profiles(s->signals, n), s->e.states);
    return end(&stream, parse_information);
}

static mc_strategies *read_strategies(const scene *s)
{
    size_t n = s->e.agents;
    text_stream stream;
    FILE *out = begin(&stream, "mechcert-strategies-1");
    put_labels(out, "agents", n);
    put_choices(out, "signals", 's', s->signals, n);
    put_choices(out, "actions", 'a', s->actions, n);
    fputs(" \"strategies\": [", out);
    for (size_t i = 0; i < n; i++) {
        fputs(i ? ",\n " : "", out);
        put_table(out, s->play[i], s->signals[i], s->actions[i]);
    }
    putc(']', out);
    return end(&stream, parse_strategies);
}

void scene_read(scene_statements *statements, const scene *s)
{
    statements->env = economy_environment(&s->e);
    statements->mechanism = read_mechanism(s);
    statements->information = read_information(s);
    statements->strategies = read_strategies(s);
}

void scene_free(scene_statements *statements)
{
    mc_strategies_free(statements->strategies);
    mc_information_free(statements->information);
    mc_mechanism_free(statements->mechanism);
    mc_environment_free(statements->env);
}

mc_prior *scene_prior(const scene *s, const char *members)
{
    text_stream stream;
    FILE *out = begin(&stream, "mechcert-prior-1");
    put_labels(out, "states", s->e.states);
    fputs(members, out);
    return end(&stream, parse_prior);
}

/* ---- assertions ---- */

void scene_assert_equal(mpq_srcptr a, mpq_srcptr b)
{
    if (!mpq_equal(a, b)) {
        gmp_fprintf(stderr, "%Qd is not %Qd\n", a, b);
        fail();
    }
}

void scene_assert_at_most(mpq_srcptr a, mpq_srcptr b)
{
    if (mpq_cmp(a, b) > 0) {
        gmp_fprintf(stderr, "%Qd is more than %Qd\n", a, b);
        fail();
    }
}

void scene_assert_message(const mc_message *message, const char *part)
{
    if (strstr(message->text, part) == NULL)
        fail_msg("\"%s\" is not in: %s", part, message->text);
}

/* ---- values ---- */

void scene_guarantee(mpq_t value, const scene *s)
{
    scene_statements statements;
    mc_guarantee *guarantee = NULL;
    mc_message message = {""};
    scene_read(&statements, s);
    if (mc_guarantee_new(&guarantee, &message, statements.env,
                         statements.mechanism, NULL, NULL) != MC_OK)
        fail_msg("%s", message.text);
    mpq_set(value, mc_guarantee_value(guarantee));
    mc_guarantee_free(guarantee);
    scene_free(&statements);
}

void scene_potential(mpq_t value, const scene *s, mc_potential_kind kind)
{
    scene_statements statements;
    mc_potential *potential = NULL;
    mc_message message = {""};
    scene_read(&statements, s);
    if (mc_potential_new(&potential, &message, statements.env,
                         statements.information, kind, NULL) != MC_OK)
        fail_msg("%s", message.text);
    mpq_set(value, mc_potential_value(potential));
    mc_potential_free(potential);
    scene_free(&statements);
}

typedef struct pure {
    scene_range *range;
    const scene_statements *statements;
} pure;

static int take_equilibrium(void *user, const mc_strategies *strategies)
{
    const pure *p = user;
    scene_range *range = p->range;
    mc_equilibrium *equilibrium = NULL;
    mc_message message = {""};
    if (mc_equilibrium_new(&equilibrium, &message, p->statements->env,
                           p->statements->mechanism, p->statements->information,
                           strategies) != MC_OK)
        fail_msg("%s", message.text);
    mpq_srcptr welfare = mc_equilibrium_welfare(equilibrium);
    assert_true(mpq_sgn(mc_equilibrium_gain(equilibrium)) == 0);
    if (range->count == 0 || mpq_cmp(welfare, range->least) < 0)
        mpq_set(range->least, welfare);
    if (range->count == 0 || mpq_cmp(welfare, range->most) > 0)
        mpq_set(range->most, welfare);
    range->count++;
    mc_equilibrium_free(equilibrium);
    return 0;
}

void scene_pure_equilibria(scene_range *range, const scene *s)
{
    scene_statements statements;
    pure p = {range, &statements};
    mc_message message = {""};
    scene_read(&statements, s);
    range->count = 0;
    if (mc_equilibrium_search(&message, statements.env, statements.mechanism,
                              statements.information, NULL, take_equilibrium,
                              &p) != MC_OK)
        fail_msg("%s", message.text);
    scene_free(&statements);
}
