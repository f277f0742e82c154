/* The certified calculator. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/number.h"
#include "real/decimal.h"
#include "real/parse.h"
#include "real/routes.h"
#include "real/settle.h"
#include "real/value.h"

struct mc_real_value {
    char *lower, *upper;
    bool complete;
    char notes[3 * MC_ROUTE_NOTE];
};

/* Above SERIES_BITS a closed form is computed faster than its series. */
enum { DIGITS = 20, MARGIN = 30, SERIES_BITS = 3500 };

/* A claim without content, for what the verdict's machinery needs. */
typedef struct calculator {
    mc_claims *claims;
    mc_claim claim;
    mc_claim_verdict *v;
    mc_evaluator e;
    mc_stop stop;
    const mc_claim_effort *effort;
    slong digits;
    bool one_route; /* the fastest, and no other to compare with */
} calculator;

static mc_status fault(const calculator *c, mc_message *message)
{
    if (c->e.fault.status == MC_UNDECIDED && mc_stopped(&c->stop))
        return mc_message_set(message, MC_UNDECIDED, "%s", MC_STOPPED_TEXT);
    if (!c->e.fault.node)
        return mc_message_set(message, c->e.fault.status, "%s",
                              c->e.fault.text);
    return mc_node_fault(c->claims, message, c->e.fault.status, c->e.fault.node,
                         "%s", c->e.fault.text);
}

/* Closed forms where there are some, series and panels elsewhere. */
static bool evaluate(calculator *c, mc_interval *x, slong bits)
{
    mc_evaluator_bits(&c->e, bits);
    c->e.goal = bits - 12;
    c->e.plan = c->v->knowledge.panels;
    c->e.closed_forms = !c->one_route || bits > SERIES_BITS;
    c->e.panels_only = false;
    c->e.routes = 0;
    return mc_settle(c->v, &c->e, bits - 16) &&
           mc_evaluate_at(&c->e, x, c->claims->expression);
}

static bool compute(void *user, mc_evaluator *e, mc_interval *out)
{
    const calculator *c = user;
    return mc_evaluate_at(e, out, c->claims->expression);
}

static void tell_of_limit(const calculator *c, mc_real_value *value, slong bits)
{
    size_t used = strlen(value->notes);
    char at[60];
    (void)snprintf(at, sizeof at, "the limit of %ld bits", (long)bits);
    (void)snprintf(value->notes + used, sizeof value->notes - used,
                   "%snot all digits were reached: %s", used ? "; " : "",
                   mc_stopped(&c->stop) ? MC_STOPPED_TEXT
                   : c->e.impatient     ? c->e.fault.text
                                        : at);
}

static mc_status calculate(calculator *c, mc_real_value *value,
                           mc_message *message)
{
    slong bits = c->digits * 3322 / 1000 + 40;
    slong most = 4 * bits + 1024, first = bits;
    int spread = 3;
    mc_status status = MC_OK;
    mc_interval x;
    bool defined = false, now = false;
    mc_interval_init(&x);
    for (;; bits = bits + bits / 2) {
        if ((now = evaluate(c, &x, bits))) {
            defined = true;
            free(value->lower);
            free(value->upper);
            if (!mc_decimal(&value->lower, &value->upper, &spread, &x,
                            c->digits))
                status = mc_message_set(message, MC_LIMIT, "out of memory");
            value->complete = spread < 2 || (spread == 2 && bits > first);
        } else if (c->e.fault.status != MC_UNDECIDED) {
            status = fault(c, message);
        }
        if (status != MC_OK || value->complete || bits >= most ||
            c->e.impatient || mc_stopped(&c->stop))
            break;
    }
    if (status == MC_OK && !defined)
        status = fault(c, message);
    if (status == MC_OK && now && c->e.routes && !c->one_route)
        (void)mc_routes_agree(value->notes, &c->e, &x, compute, c);
    if (status == MC_OK && !value->complete)
        tell_of_limit(c, value, bits);
    mc_interval_clear(&x);
    return status;
}

/* A rational constant as it is, unless that is much longer than its digits. */
static mc_status exactly(const calculator *c, mc_real_value *value,
                         mc_message *message)
{
    mpq_t number;
    mpq_init(number);
    fmpq_get_mpq(number, c->claims->expression->value);
    char *lower = mc_number_text_lp(number), *upper = NULL;
    bool enough = lower != NULL;
    if (lower && strlen(lower) <= (size_t)c->digits + MARGIN) {
        enough = (upper = strdup(lower)) != NULL;
        if (enough) {
            value->lower = lower;
            value->upper = upper;
            value->complete = true;
        }
    }
    if (!value->complete)
        free(lower);
    mpq_clear(number);
    return enough ? MC_OK : mc_message_set(message, MC_LIMIT, "out of memory");
}

static bool never(void *user)
{
    (void)user;
    return false;
}

static mc_status run(calculator *c, mc_real_value *value, mc_message *message)
{
    mc_status status;
    c->v = mc_verdict_new(c->claims, &c->claim);
    if (!c->v)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    c->v->effort = c->effort;
    if (mc_need_node(&c->v->need, c->claims, c->claims->expression) &&
        mc_evaluator_init(&c->e, &c->v->knowledge)) {
        c->e.meter.stop = &c->stop;
        status = calculate(c, value, message);
        mc_evaluator_clear(&c->e);
    } else {
        status = mc_message_set(message, MC_LIMIT, "out of memory");
    }
    mc_claim_verdict_free(c->v);
    return status;
}

static mc_status evaluate_claims(mc_real_value **value, mc_message *message,
                                 mc_claims *claims,
                                 const mc_claim_effort *effort, bool one_route)
{
    calculator c = {.claims = claims,
                    .one_route = one_route,
                    .stop = {.requested = never},
                    .effort = effort,
                    .digits = DIGITS};
    mc_real_value *made = calloc(1, sizeof *made);
    if (!made)
        return mc_message_set(message, MC_LIMIT, "out of memory");
    if (effort && effort->digits)
        c.digits = (slong)effort->digits;
    if (effort && effort->stopped)
        c.stop = (mc_stop){effort->stopped, effort->user};
    mc_status status = MC_OK;
    if (claims->expression->rational)
        status = exactly(&c, made, message);
    if (status == MC_OK && !made->complete)
        status = run(&c, made, message);
    if (status == MC_OK)
        *value = made;
    else
        mc_real_value_free(made);
    return status;
}

mc_status mc_real_evaluate(mc_real_value **value, mc_message *message,
                           const char *expression, const char *definitions,
                           const mc_claim_effort *effort)
{
    mc_claims *claims = NULL;
    mc_status status =
        mc_claims_load(&claims, message, definitions, expression);
    if (status == MC_OK)
        status = evaluate_claims(value, message, claims, effort, false);
    mc_claims_free(claims);
    return status;
}

mc_status mc_real_evaluate_text(mc_real_value **value, mc_message *message,
                                const char *expression, const char *name,
                                const char *text, size_t length,
                                const mc_claim_effort *effort)
{
    mc_claims *claims = NULL;
    mc_status status =
        mc_claims_load_text(&claims, message, name, text, length, expression);
    if (status == MC_OK)
        status = evaluate_claims(value, message, claims, effort, true);
    mc_claims_free(claims);
    return status;
}

void mc_real_value_free(mc_real_value *value)
{
    if (!value)
        return;
    free(value->lower);
    free(value->upper);
    free(value);
}

const char *mc_real_value_lower(const mc_real_value *value)
{
    return value->lower;
}

const char *mc_real_value_upper(const mc_real_value *value)
{
    return value->upper;
}

bool mc_real_value_complete(const mc_real_value *value)
{
    return value->complete;
}

const char *mc_real_value_notes(const mc_real_value *value)
{
    return value->notes;
}
