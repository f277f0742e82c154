/* The table of what `mechcert new` can write. */
#include "cli/new.h"

#include "cli/cli.h"
#include "publicgood/divisible_examples.h"
#include "publicgood/examples.h"

const mc_new_spelling mc_new_spellings[MC_NEW_OPTIONS] = {
    [MC_NEW_AGENTS] = {"agents", "N", 200},
    [MC_NEW_VALUE] = {"value", "T", 0},
    [MC_NEW_M] = {"m", "M", 999999},
    [MC_NEW_K] = {"k", "K", 999},
    [MC_NEW_PRICE] = {"price", "P", 0},
    [MC_NEW_GAIN] = {"gain", "G", 0},
    [MC_NEW_HIGH] = {"high", "P", 0},
    [MC_NEW_LOWEST] = {"lowest-price", "P", 0},
    [MC_NEW_HIGHEST] = {"highest-price", "P", 0},
    [MC_NEW_ACCURACY] = {"accuracy", "Q", 0},
};

static mc_status public_expenditure(mc_new_product *product,
                                    mc_message *message,
                                    const mc_new_request *request)
{
    mc_status status = mc_environment_new_public_expenditure(
        &product->env, message, request->count[MC_NEW_AGENTS],
        request->number[MC_NEW_VALUE]);
    if (status == MC_OK && !request->quiet &&
        mpq_cmp_ui(request->number[MC_NEW_VALUE], 1, 1) < 0)
        mc_cli_note("the value is below the cost 1, so that no expenditure is "
                    "the efficient outcome");
    return status;
}

/* Prices are from the gain to the seller's larger value, if not given. */
static mc_status bilateral_trade(mc_new_product *product, mc_message *message,
                                 const mc_new_request *request)
{
    mpq_srcptr gain = request->number[MC_NEW_GAIN];
    mpq_srcptr value = request->number[MC_NEW_VALUE];
    bool orderly = mpq_cmp(gain, value) <= 0;
    mpq_t high, lowest, highest;
    mpq_inits(high, lowest, highest, NULL);
    mpq_set_ui(high, 1, 2);
    mpq_set(lowest, orderly ? gain : value);
    mpq_set(highest, orderly ? value : gain);
    if (request->text[MC_NEW_HIGH])
        mpq_set(high, request->number[MC_NEW_HIGH]);
    if (request->text[MC_NEW_LOWEST])
        mpq_set(lowest, request->number[MC_NEW_LOWEST]);
    if (request->text[MC_NEW_HIGHEST])
        mpq_set(highest, request->number[MC_NEW_HIGHEST]);
    mc_status status = mc_environment_new_bilateral_trade(
        &product->env, message, gain, value, high, lowest, highest);
    mpq_clears(high, lowest, highest, NULL);
    if (status == MC_OK && !request->quiet && mpq_cmp(gain, value) >= 0)
        mc_cli_note("the gain is not below the seller's larger value, so that "
                    "a posted price between the two is always accepted");
    return status;
}

static mc_status known_value_auction(mc_new_product *product,
                                     mc_message *message,
                                     const mc_new_request *request)
{
    return mc_environment_new_known_value_auction(
        &product->env, message, request->count[MC_NEW_AGENTS]);
}

static mc_status unilateral(mc_new_product *product, mc_message *message,
                            const mc_new_request *request)
{
    return mc_mechanism_new_unilateral(&product->mechanism, message,
                                       request->count[MC_NEW_AGENTS],
                                       request->count[MC_NEW_M]);
}

static mc_status linear_proportional(mc_new_product *product,
                                     mc_message *message,
                                     const mc_new_request *request)
{
    return mc_mechanism_new_linear_proportional(&product->mechanism, message,
                                                request->count[MC_NEW_AGENTS],
                                                request->count[MC_NEW_M]);
}

static mc_status grid_cost_sharing(mc_new_product *product, mc_message *message,
                                   const mc_new_request *request)
{
    return mc_mechanism_new_grid_cost_sharing(
        &product->mechanism, message, request->count[MC_NEW_AGENTS],
        request->number[MC_NEW_VALUE], request->count[MC_NEW_K]);
}

static mc_status grid_signals(mc_new_product *product, mc_message *message,
                              const mc_new_request *request)
{
    return mc_information_new_grid_cost_sharing(
        &product->information, message, request->count[MC_NEW_AGENTS],
        request->number[MC_NEW_VALUE], request->count[MC_NEW_K]);
}

static mc_status posted_price_auction(mc_new_product *product,
                                      mc_message *message,
                                      const mc_new_request *request)
{
    return mc_mechanism_new_posted_price_auction(&product->mechanism, message,
                                                 request->count[MC_NEW_AGENTS],
                                                 request->number[MC_NEW_PRICE]);
}

static mc_status no_information(mc_new_product *product, mc_message *message,
                                const mc_new_request *request)
{
    return mc_information_new_none(&product->information, message,
                                   request->env);
}

static mc_status full_information(mc_new_product *product, mc_message *message,
                                  const mc_new_request *request)
{
    return mc_information_new_full(&product->information, message,
                                   request->env);
}

static mc_status independent_signals(mc_new_product *product,
                                     mc_message *message,
                                     const mc_new_request *request)
{
    return mc_information_new_independent(&product->information, message,
                                          request->env,
                                          request->number[MC_NEW_ACCURACY]);
}

static mc_status divisible_uniform(mc_new_product *product, mc_message *message,
                                   const mc_new_request *request)
{
    return mc_divisible_new_uniform(&product->divisible, message,
                                    request->count[MC_NEW_AGENTS]);
}

static mc_status divisible_lottery(mc_new_product *product, mc_message *message,
                                   const mc_new_request *request)
{
    (void)request;
    return mc_divisible_new_lottery(&product->divisible, message);
}

static mc_status divisible_set(mc_new_product *product, mc_message *message,
                               const mc_new_request *request)
{
    (void)request;
    return mc_divisible_new_set(&product->divisible, message);
}

static mc_status figure_2(mc_new_product *product, mc_message *message,
                          const mc_new_request *request)
{
    (void)request;
    return mc_quantity_new_figure(&product->quantity, message, 2);
}

static mc_status figure_3(mc_new_product *product, mc_message *message,
                          const mc_new_request *request)
{
    (void)request;
    return mc_quantity_new_figure(&product->quantity, message, 3);
}

static mc_status public_good(mc_new_product *product, mc_message *message,
                             const mc_new_request *request)
{
    return mc_publicgood_new_example(&product->good, message, request->kind);
}

#define NONE                                                                   \
    {                                                                          \
        MC_NEW_OPTIONS                                                         \
    }

const mc_new_kind mc_new_kinds[] = {
    {.name = "public-expenditure",
     .usage = "public-expenditure --agents N --value T",
     .help = "      environment: N agents and a public good that costs 1. One "
             "agent, nobody\n"
             "      knows which, has the value T, the others 0; the designer "
             "maximises the\n"
             "      sum of the values minus the cost (S0, section 2).\n",
     .needs = {MC_NEW_AGENTS, MC_NEW_VALUE, MC_NEW_OPTIONS},
     .may = NONE,
     .make = public_expenditure},
    {.name = "bilateral-trade",
     .usage = "bilateral-trade --gain G --value V [--high P]\n"
              "          [--lowest-price P] [--highest-price P]",
     .help = "      environment: the seller's value is 0, or V with "
             "probability P (1/2), the\n"
             "      buyer's is larger by G. Trade at the lowest and at the "
             "highest price, by\n"
             "      default G and V in order; lotteries give all between (S0, "
             "section 5.3).\n",
     .needs = {MC_NEW_GAIN, MC_NEW_VALUE, MC_NEW_OPTIONS},
     .may = {MC_NEW_HIGH, MC_NEW_LOWEST, MC_NEW_HIGHEST, MC_NEW_OPTIONS},
     .make = bilateral_trade},
    {.name = "known-value-auction",
     .usage = "known-value-auction --agents N",
     .help = "      environment: one of N agents has the value 1, the others "
             "0; welfare is\n"
             "      revenue (S2, section 6).\n",
     .needs = {MC_NEW_AGENTS, MC_NEW_OPTIONS},
     .may = NONE,
     .make = known_value_auction},
    {.name = "unilateral",
     .usage = "unilateral --agents N --m M",
     .help = "      mechanism for public-expenditure: actions 0, 1/M, ..., 1; "
             "agent i pays\n"
             "      a_i/N (S0, section 5.4).\n",
     .needs = {MC_NEW_AGENTS, MC_NEW_M, MC_NEW_OPTIONS},
     .may = NONE,
     .make = unilateral},
    {.name = "linear-proportional",
     .usage = "linear-proportional --agents N --m M",
     .help = "      mechanism for public-expenditure: actions 0, 1/M, ..., 1; "
             "agent i pays\n"
             "      a_i, divided by the sum of all actions if that is above 1 "
             "(S0, 5.4).\n",
     .needs = {MC_NEW_AGENTS, MC_NEW_M, MC_NEW_OPTIONS},
     .may = NONE,
     .make = linear_proportional},
    {.name = "grid-cost-sharing",
     .usage = "grid-cost-sharing --agents N --value T --k K",
     .help = "      mechanism for public-expenditure: actions 0, 1/K, ..., K; "
             "the optimal\n"
             "      proportional cost sharing for social value T > N (S0, "
             "section 3).\n",
     .needs = {MC_NEW_AGENTS, MC_NEW_VALUE, MC_NEW_K, MC_NEW_OPTIONS},
     .may = NONE,
     .make = grid_cost_sharing},
    {.name = "grid-cost-sharing-signals",
     .usage = "grid-cost-sharing-signals --agents N --value T --k K",
     .help = "      information structure for public-expenditure: signals 0, "
             "1/K, ..., K; the\n"
             "      worst one for grid-cost-sharing in the limit (S0, section "
             "3).\n",
     .needs = {MC_NEW_AGENTS, MC_NEW_VALUE, MC_NEW_K, MC_NEW_OPTIONS},
     .may = NONE,
     .make = grid_signals},
    {.name = "posted-price-auction",
     .usage = "posted-price-auction --agents N --price P",
     .help = "      mechanism for known-value-auction: pass or buy; one of "
             "those who buy gets\n"
             "      the good for P, from 0 to 1 (S2, section 6.2).\n",
     .needs = {MC_NEW_AGENTS, MC_NEW_PRICE, MC_NEW_OPTIONS},
     .may = NONE,
     .make = posted_price_auction},
    {.name = "no-information",
     .usage = "no-information ENVIRONMENT",
     .help = "      information structure for an environment: nobody learns "
             "anything.\n",
     .needs = NONE,
     .may = NONE,
     .wants_environment = true,
     .make = no_information},
    {.name = "full-information",
     .usage = "full-information ENVIRONMENT",
     .help = "      information structure for an environment: everybody learns "
             "the state.\n",
     .needs = NONE,
     .may = NONE,
     .wants_environment = true,
     .make = full_information},
    {.name = "independent-signals",
     .usage = "independent-signals --accuracy Q ENVIRONMENT",
     .help = "      information structure for an environment: everybody's "
             "signal is the state\n"
             "      with probability Q, independently (S2, section 6.2: Q = "
             "3/4).\n",
     .needs = {MC_NEW_ACCURACY, MC_NEW_OPTIONS},
     .may = NONE,
     .wants_environment = true,
     .make = independent_signals},
    {.name = "divisible-uniform",
     .usage = "divisible-uniform --agents N",
     .help =
         "      divisible good: the uniform lottery over posted prices as a "
         "polynomial; values\n"
         "      in [0,1], the cost N - 1 (S4, section 4.3).\n",
     .needs = {MC_NEW_AGENTS, MC_NEW_OPTIONS},
     .may = NONE,
     .make = divisible_uniform},
    {.name = "divisible-lottery",
     .usage = "divisible-lottery",
     .help = "      divisible good: four posted prices for three agents; the "
             "last display of the\n"
             "      proof of Lemma 2 of S4 is wrong for them.\n",
     .needs = NONE,
     .may = NONE,
     .make = divisible_lottery},
    {.name = "divisible-set",
     .usage = "divisible-set",
     .help =
         "      divisible good: a finite set of types, where a mechanism is "
         "better than every\n"
         "      posted price (against Proposition 2 of S4).\n",
     .needs = NONE,
     .may = NONE,
     .make = divisible_set},
    {.name = "library-example",
     .usage = "library-example",
     .help = "      public good: a library for 1,000 people in four groups "
             "(S3, Figure "
             "1).\n",
     .needs = NONE,
     .may = NONE,
     .make = public_good},
    {.name = "park-clarke",
     .usage = "park-clarke",
     .help =
         "      public good: two people, and Clarke charges though nothing is "
         "produced (S3,\n      Example 1).\n",
     .needs = NONE,
     .may = NONE,
     .make = public_good},
    {.name = "park-non-monotone",
     .usage = "park-non-monotone",
     .help = "      public good: a decision table that is not monotone; "
             "somebody pays "
             "5 for\n      nothing (S3, Example 2).\n",
     .needs = NONE,
     .may = NONE,
     .make = public_good},
    {.name = "park-fair-pricing",
     .usage = "park-fair-pricing",
     .help =
         "      public good: somebody pays more than value and fair share (S3, "
         "Example 3).\n",
     .needs = NONE,
     .may = NONE,
     .make = public_good},
    {.name = "project-starters",
     .usage = "project-starters",
     .help = "      public good: three people whose transfers cannot cover the "
             "cost "
             "without\n      extortion (S3, Proposition 6).\n",
     .needs = NONE,
     .may = NONE,
     .make = public_good},
    {.name = "figure-2",
     .usage = "figure-2",
     .help = "      public good of a continuous quantity: three people, linear "
             "marginal values and\n"
             "      cost, the welfare of one counts twice (like Figure 2 of "
             "S3).\n",
     .needs = NONE,
     .may = NONE,
     .make = figure_2},
    {.name = "figure-3",
     .usage = "figure-3",
     .help = "      the same where one person values nothing, and Clarke "
             "charges more than the\n"
             "      fair share (like Figure 3 of S3).\n",
     .needs = NONE,
     .may = NONE,
     .make = figure_3},
    {.name = "unequal-weights",
     .usage = "unequal-weights",
     .help =
         "      public good: people are poor or rich; somebody is pivotal with "
         "a probability that\n"
         "      tends to 1 (against Proposition 4 of S3).\n",
     .needs = NONE,
     .may = NONE,
     .make = public_good},
    {.name = "unequal-weights-4",
     .usage = "unequal-weights-4",
     .help = "      the same for four people, without a tie.\n",
     .needs = NONE,
     .may = NONE,
     .make = public_good},
    {.name = NULL},
};
