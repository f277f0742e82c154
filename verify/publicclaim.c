#include "quantity.h"

enum { GOOD = 1 << MV_PUBLICGOOD, QUANTITY = 1 << MV_QUANTITY };

const struct mv_claim_kind mv_public_claims[] = {
    {"property", "0V", GOOD, 0,
     "The property ~0: ~*. {z:The rule of the statement has it at all profiles "
     "of the types that are listed there.}{p:The rule of the statement does "
     "not have it on the types that are listed there: the largest violation is "
     "exactly ~V; it occurs at the profile~@.} Of other types nothing is said.",
     mv_check_public_property},
    {"outcome", "", GOOD, 0,
     "At the profile in the certificate the benefits, the welfare, the "
     "decision with and without each person, the transfers of the statement's "
     "rule and of the pivotal ones, and their sums are exactly those that are "
     "written there.",
     mv_check_outcome},
    {"largest-transfers", "0AB", GOOD, 0,
     "Among all transfer rules that, on the types listed in the statement, are "
     "strategy-proof with its decision rule and satisfy ~0, the one in the "
     "certificate is the largest, at every profile and for every person at "
     "once. {z:It is the statement's own.}{p:It charges at most ~A more than "
     "the statement's own, and at most ~B less; both occur unless they are "
     "0.}",
     mv_check_largest_transfers},
    {"not-implementable", "V", GOOD, 0,
     "No transfers whatsoever make the decision rule of the statement "
     "strategy-proof on the types that are listed there.",
     mv_check_not_implementable},
    {"no-mechanism", "0R", GOOD, 0,
     "Every transfer rule that, on the types listed in the statement, is "
     "strategy-proof with its decision rule and satisfies ~0 collects at most "
     "~R at the profile in the certificate, and that is less than the cost of "
     "the decision there: it has a deficit.",
     mv_check_no_good_mechanism},
    {"budget", "NABCDEFW", GOOD, 0,
     "Let ~N people have types as the statement says{d:, and let each of them "
     "belong to an agent at random}. The probability that somebody is pivotal "
     "lies in [~A, ~B], the probability that the transfers are exactly the "
     "cost in [~C, ~D], and the expected distance of the transfers from the "
     "cost, divided by the number of people, in [~E, ~F]. The largest deficit "
     "that has a positive probability is exactly ~W (0 if there is none).",
     mv_check_budget},
    {"property-everywhere", "01", GOOD, 0,
     "The property ~0: ~*. The way the statement decides and charges has it "
     "with any sets of types {a:whatsoever}{i:whose values are 0 at "
     "alternative 0 and non-decreasing}{c:whose values are 0 at alternative 0, "
     "non-decreasing and with non-increasing increments}, and any number of "
     "types; the types that the statement lists play no part.",
     mv_check_property_everywhere},
    {"largest-everywhere", "01", GOOD, 0,
     "Let the type set of every agent be convex, with {a:any values}{i:values "
     "that are 0 at alternative 0 and non-decreasing}{c:values that are 0 at "
     "alternative 0, non-decreasing and with non-increasing increments}, and "
     "let it contain the type whose values are 0 (for net-value-universal-"
     "participation: the type whose values are the person's shares). Among "
     "all transfer rules that are strategy-proof with the statement's decision "
     "rule, ties included, and satisfy ~0, the statement's is the largest, at "
     "every profile and for every person. The types that the statement lists "
     "play no part.",
     mv_check_largest_everywhere},
    {"quantity-outcome", "", QUANTITY, 0,
     "The quantities in the certificate are those that the decision rule of "
     "the statement chooses with everybody, without the value of a person of "
     "each agent, and without that person's value less share, among all "
     "quantities of the interval; they and the values, shares, transfers, "
     "revenue and cost there are exact.",
     mv_check_quantity_outcome},
    {NULL, NULL, 0, 0, NULL, NULL},
};
