#include "real/routes.h"

#include <stdio.h>
#include <string.h>

enum { PANEL_BITS = 3500 };

static const char *name_of(unsigned routes)
{
    if (routes & MC_ROUTE_CLOSED_FORM)
        return "by Kummer's function";
    return routes & MC_ROUTE_SERIES ? "by its series" : "by panels";
}

static void tell(char note[MC_ROUTE_NOTE], unsigned first,
                 const unsigned *other, size_t others)
{
    static const char *const numbers[] = {"", "two", "three"};
    int used = snprintf(note, MC_ROUTE_NOTE, "%s routes agree: the integral %s",
                        numbers[others], name_of(first));
    for (size_t i = 0; i < others; i++)
        used += snprintf(note + used, MC_ROUTE_NOTE - (size_t)used, "%s %s",
                         i + 1 < others ? "," : " and", name_of(other[i]));
}

bool mc_routes_agree(char note[MC_ROUTE_NOTE], mc_evaluator *e,
                     const mc_interval *x, mc_route_compute *compute,
                     void *user)
{
    static const struct {
        bool closed_forms, panels_only;
    } modes[] = {{false, false}, {true, false}, {false, true}};
    unsigned first = e->routes, seen = first, other[2];
    bool closed_forms = e->closed_forms, agree = true;
    double patience = e->patience;
    size_t others = 0;
    mc_interval y;
    note[0] = '\0';
    if (first == 0 || (first & MC_ROUTE_PANELS && first & MC_ROUTE_SERIES))
        return true;
    mc_interval_init(&y);
    e->patience = patience / 8;
    for (size_t i = 0; i < sizeof modes / sizeof *modes && others < 2; i++) {
        if (mc_stopped(e->meter.stop) ||
            (modes[i].panels_only && e->bits > PANEL_BITS))
            continue;
        e->closed_forms = modes[i].closed_forms;
        e->panels_only = modes[i].panels_only;
        e->routes = 0;
        mc_evaluator_forget(e);
        if (!compute(user, e, &y) || e->routes == 0 || e->routes & seen)
            continue;
        seen |= e->routes;
        other[others++] = e->routes;
        agree = agree && mc_interval_overlap(x, &y);
    }
    e->closed_forms = closed_forms;
    e->panels_only = false;
    e->routes = first;
    e->patience = patience;
    mc_evaluator_forget(e);
    mc_interval_clear(&y);
    if (!agree)
        (void)snprintf(note, MC_ROUTE_NOTE,
                       "two routes disagree: this is a defect of mechcert, "
                       "please report it");
    else if (others > 0)
        tell(note, first, other, others);
    return agree;
}
