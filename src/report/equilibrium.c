#include "report/equilibrium.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/message.h"
#include "base/text.h"
#include "game/equilibrium.h"
#include "report/rational.h"

/* Signals of an agent that are listed; further ones are only counted. */
enum { MOST_SIGNALS = 30, MOST_ACTIONS = 12 };

/* The payoff from an action given the signal. Domain: the signal has positive
   probability. */
static void conditional(mpq_t payoff, const mc_equilibrium *e, size_t agent,
                        size_t signal, size_t action)
{
    mpq_div(payoff, mc_equilibrium_interim(e, agent, signal, action),
            mc_equilibrium_signal(e, agent, signal));
}

/* The payoff given the signal from what is played, and the best action. */
static size_t played(mpq_t payoff, mpq_t best, const mc_equilibrium *e,
                     size_t agent, size_t signal)
{
    size_t actions = e->statements.mechanism->actions.count[agent], most = 0;
    mpq_t weight, value;
    mpq_inits(weight, value, NULL);
    mpq_set_ui(payoff, 0, 1);
    for (size_t c = 0; c < actions; c++) {
        conditional(value, e, agent, signal, c);
        if (c == 0 || mpq_cmp(value, best) > 0) {
            mpq_set(best, value);
            most = c;
        }
        mc_vector_get(weight, &e->played->strategy[agent],
                      signal * actions + c);
        mpq_mul(weight, weight, value);
        mpq_add(payoff, payoff, weight);
    }
    mpq_clears(weight, value, NULL);
    return most;
}

/* "action 3/4, other 1/4" */
static void print_mixture(FILE *out, const mc_equilibrium *e, size_t agent,
                          size_t signal)
{
    const mc_choices *actions = &e->statements.mechanism->actions;
    size_t count = actions->count[agent];
    bool first = true;
    mpq_t weight;
    mpq_init(weight);
    for (size_t c = 0; c < count; c++) {
        mc_vector_get(weight, &e->played->strategy[agent], signal * count + c);
        if (mpq_sgn(weight) == 0)
            continue;
        fputs(first ? "" : ", ", out);
        mc_text_print(out, actions->label[agent][c]);
        if (mpq_cmp_ui(weight, 1, 1) != 0)
            (void)gmp_fprintf(out, " (%Qd)", weight);
        first = false;
    }
    mpq_clear(weight);
}

/* Domain: the signal has positive probability. */
static void print_signal(FILE *out, const mc_equilibrium *e, size_t agent,
                         size_t signal)
{
    const mc_choices *actions = &e->statements.mechanism->actions;
    size_t *secure = e->statements.mechanism->secure;
    mpq_t payoff, best, value;
    fputs("    signal ", out);
    mc_text_print(out, e->statements.information->signals.label[agent][signal]);
    (void)gmp_fprintf(out, ", probability %Qd",
                      mc_equilibrium_signal(e, agent, signal));
    mpq_inits(payoff, best, value, NULL);
    size_t most = played(payoff, best, e, agent, signal);
    fputs(": plays ", out);
    print_mixture(out, e, agent, signal);
    (void)gmp_fprintf(out, " for %Qd", payoff);
    if (mpq_sgn(payoff) < 0)
        fputs(" (below the outside option)", out);
    if (mpq_cmp(best, payoff) > 0) {
        mpq_sub(value, best, payoff);
        (void)gmp_fprintf(out, ";\n      better is ");
        mc_text_print(out, actions->label[agent][most]);
        (void)gmp_fprintf(out, " for %Qd: gains %Qd", best, value);
    }
    if (secure) {
        conditional(value, e, agent, signal, secure[agent]);
        (void)gmp_fprintf(out, "; secure %Qd", value);
    }
    putc('\n', out);
    for (size_t c = 0;
         c < actions->count[agent] && actions->count[agent] <= MOST_ACTIONS;
         c++) {
        conditional(value, e, agent, signal, c);
        fputs("      ", out);
        mc_text_print(out, actions->label[agent][c]);
        (void)gmp_fprintf(out, " gives %Qd\n", value);
    }
    mpq_clears(payoff, best, value, NULL);
}

static void print_agent(FILE *out, const mc_equilibrium *e, size_t agent)
{
    size_t signals = e->statements.information->signals.count[agent];
    size_t shown = 0;
    fputs("  agent ", out);
    mc_text_print(out, e->statements.env->agent_label[agent]);
    (void)gmp_fprintf(out, ": payoff %Qd, gains at most %Qd from deviating\n",
                      mc_equilibrium_payoff(e, agent),
                      mc_equilibrium_agent_gain(e, agent));
    for (size_t s = 0; s < signals; s++) {
        bool seen = mpq_sgn(mc_equilibrium_signal(e, agent, s)) != 0;
        if (seen && shown < MOST_SIGNALS)
            print_signal(out, e, agent, s);
        shown += seen;
    }
    if (shown > MOST_SIGNALS)
        fprintf(out, "    and %zu more signals; --json lists them all\n",
                shown - MOST_SIGNALS);
    if (shown < signals)
        fprintf(out, "    %zu signal%s probability 0\n", signals - shown,
                signals - shown == 1 ? " has" : "s have");
}

static void print_verdict(FILE *out, const mc_equilibrium_report *report)
{
    mpq_srcptr gain = mc_equilibrium_gain(report->equilibrium);
    if (mpq_sgn(gain) == 0) {
        fputs("Established: the strategies are an equilibrium; no agent can "
              "gain anything.\n",
              out);
        return;
    }
    (void)gmp_fprintf(out,
                      "%s: an agent can gain %Qd (before it knows its signal), "
                      "so this is no\nequilibrium",
                      report->tolerance && mpq_cmp(gain, report->tolerance) <= 0
                          ? "Established within the tolerance"
                          : "Refuted",
                      gain);
    fputs(", but an epsilon-equilibrium with exactly that epsilon.\n", out);
}

void mc_report_equilibrium(FILE *out, const mc_equilibrium_report *report)
{
    const mc_equilibrium *e = report->equilibrium;
    const mc_environment *env = e->statements.env;
    fprintf(out, "Mechanism %s, information structure %s, environment %s,\n",
            report->mechanism_path, report->information_path, report->env_path);
    fprintf(out, "%s%s\n\n",
            report->strategies_path ? "strategies "
                                    : "every agent does what its signal says",
            report->strategies_path ? report->strategies_path : "");
    print_verdict(out, report);
    mc_report_value(out, "designer's welfare", mc_equilibrium_welfare(e));
    for (size_t i = 0; i < env->agents; i++)
        print_agent(out, e, i);
    fputs("  outcomes:\n", out);
    for (size_t o = 0; o < env->outcomes; o++) {
        fputs("    ", out);
        mc_text_print(out, env->outcome_label[o]);
        (void)gmp_fprintf(out, ", probability %Qd\n",
                          mc_equilibrium_outcome(e, o));
    }
    const char *const path[] = {report->env_path, report->mechanism_path,
                                report->information_path,
                                report->strategies_path};
    mc_report_check(out, report->certificate, path, sizeof path / sizeof *path);
}

/* ---- JSON ---- */

static json_t *signal_json(const mc_equilibrium *e, size_t agent, size_t signal)
{
    const mc_choices *actions = &e->statements.mechanism->actions;
    json_t *object = json_pack(
        "{ss so}", "signal",
        e->statements.information->signals.label[agent][signal], "probability",
        mc_report_rational_json(mc_equilibrium_signal(e, agent, signal)));
    const size_t *secure = e->statements.mechanism->secure;
    mpq_t value, best;
    if (mpq_sgn(mc_equilibrium_signal(e, agent, signal)) == 0)
        return object;
    json_t *payoffs = json_array();
    mpq_init(value);
    for (size_t c = 0; c < actions->count[agent]; c++) {
        conditional(value, e, agent, signal, c);
        json_array_append_new(payoffs, mc_report_rational_json(value));
    }
    mpq_clear(value);
    json_object_set_new(object, "payoff_by_action", payoffs);
    mpq_inits(value, best, NULL);
    (void)played(value, best, e, agent, signal);
    json_object_set_new(object, "payoff", mc_report_rational_json(value));
    if (secure) {
        conditional(value, e, agent, signal, secure[agent]);
        json_object_set_new(object, "payoff_if_secure",
                            mc_report_rational_json(value));
    }
    mpq_clears(value, best, NULL);
    return object;
}

static json_t *agent_json(const mc_equilibrium *e, size_t agent)
{
    json_t *signals = json_array();
    for (size_t s = 0; s < e->statements.information->signals.count[agent]; s++)
        json_array_append_new(signals, signal_json(e, agent, s));
    return json_pack(
        "{ss so so so}", "agent", e->statements.env->agent_label[agent],
        "payoff", mc_report_rational_json(mc_equilibrium_payoff(e, agent)),
        "gain", mc_report_rational_json(mc_equilibrium_agent_gain(e, agent)),
        "signals", signals);
}

mc_status mc_report_equilibrium_json(FILE *out, mc_message *message,
                                     const mc_equilibrium_report *report)
{
    const mc_equilibrium *e = report->equilibrium;
    const mc_environment *env = e->statements.env;
    json_t *agents = json_array(), *outcomes = json_array();
    for (size_t i = 0; i < env->agents; i++)
        json_array_append_new(agents, agent_json(e, i));
    for (size_t o = 0; o < env->outcomes; o++)
        json_array_append_new(
            outcomes,
            json_pack("{ss so}", "outcome", env->outcome_label[o],
                      "probability",
                      mc_report_rational_json(mc_equilibrium_outcome(e, o))));
    json_t *root =
        json_pack("{ss sb so so so so}", "format", "mechcert-equilibrium-1",
                  "equilibrium", mpq_sgn(mc_equilibrium_gain(e)) == 0, "gain",
                  mc_report_rational_json(mc_equilibrium_gain(e)), "welfare",
                  mc_report_rational_json(mc_equilibrium_welfare(e)), "agents",
                  agents, "outcomes", outcomes);
    if (report->certificate)
        json_object_set_new(root, "certificate",
                            json_string(report->certificate));
    return mc_report_json(out, message, root);
}

void mc_report_pure(FILE *out, const mc_strategies *strategies)
{
    for (size_t i = 0; i < strategies->signals.agents; i++) {
        size_t actions = strategies->actions.count[i];
        fputs("  agent ", out);
        mc_text_print(out, strategies->agent_label[i]);
        putc(':', out);
        for (size_t s = 0; s < strategies->signals.count[i]; s++) {
            size_t c = 0;
            while (mpz_sgn(
                       strategies->strategy[i].numerator[s * actions + c]) == 0)
                c++;
            fputs(s ? ", " : " ", out);
            mc_text_print(out, strategies->signals.label[i][s]);
            fputs(" -> ", out);
            mc_text_print(out, strategies->actions.label[i][c]);
        }
        putc('\n', out);
    }
}
