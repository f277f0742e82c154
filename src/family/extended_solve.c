/* Where the two pieces of the expenditure function meet, in floating point. */
#include <math.h>

#include "family/extended.h"

typedef struct problem {
    double others, low, high, alpha_low, alpha_high, weight_low, weight_high;
} problem;

/* g(x) = e^-x x^alpha int_0^x e^y y^-alpha dy, by the exponential series. */
static double g(double x, double alpha)
{
    double term = exp(-x) * x, sum = 0;
    for (double k = 1; k < x + 2 || term > 1e-20 * sum; k++) {
        sum += term / (k - alpha);
        term *= x / k;
    }
    return sum;
}

/* e^{x-a} (x/a)^-alpha_high */
static double growth(const problem *p, double a, double x)
{
    return exp(x - a) * pow(x / a, -p->alpha_high);
}

/* (36); its left side increases in x_high. */
static double x_high_of(const problem *p, double x_low)
{
    double step = x_low, low = x_low, high;
    double right = g(x_low, p->alpha_low) * p->weight_high * (p->high - 1) /
                       (p->weight_low * (p->low - 1)) +
                   g(x_low, p->alpha_high);
    for (high = low + step;
         high < 700 && growth(p, x_low, high) * g(high, p->alpha_high) < right;
         high += step)
        step *= 2;
    for (int i = 0; i < 100; i++) {
        double middle = low + (high - low) / 2;
        if (growth(p, x_low, middle) * g(middle, p->alpha_high) < right)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* The left side of (38) less its right side. */
static double excess(mc_extended_point *point, const problem *p, double x_low)
{
    double gl = g(x_low, p->alpha_low), surplus = p->low - 1;
    double slope =
        p->high - 1 + p->others * (p->high - p->low) / (x_low * surplus) * gl;
    point->x_low = x_low;
    point->x_high = x_high_of(p, x_low);
    point->lambda_high = p->high - 1 - p->others / point->x_high;
    point->lambda_low = point->lambda_high * surplus / slope;
    return growth(p, x_low, point->x_high) -
           point->lambda_high *
               (1 / slope + p->weight_high / (p->weight_low * surplus)) * gl;
}

bool mc_extended_solve(mc_extended_point *point, const mc_extended *model)
{
    mc_cost_sharing rule;
    double mean = mpq_get_d(model->mean);
    problem p = {.others = (double)model->agents - 1,
                 .low = mpq_get_d(model->low),
                 .high = mpq_get_d(model->high)};
    if (!mc_cost_sharing_init(&rule, model->agents, model->low))
        return false;
    p.alpha_low = p.others / (p.low - 1);
    p.alpha_high = p.others / (p.high - 1);
    p.weight_high = (mean - p.low) / (p.high - p.low);
    p.weight_low = 1 - p.weight_high;
    double low = 0, high = rule.x_bar;
    for (int i = 0; i < 100; i++) {
        double middle = low + (high - low) / 2;
        if (excess(point, &p, middle) > 0)
            low = middle;
        else
            high = middle;
    }
    return excess(point, &p, high) <= 1e-6 && point->x_high > point->x_low &&
           point->lambda_low > 0;
}
