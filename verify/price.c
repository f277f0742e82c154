#include "divisible.h"

/* The claims of FORMAT-DIVISIBLE.md, and what they say. */

enum { DIVISIBLE = 1 << MV_DIVISIBLE, LOSS = 1 << MV_WELFARE_LOSS };

const struct mv_claim_kind mv_divisible_claims[] = {
    {"divisible-property", "0V", DIVISIBLE, 0,
     "The mechanism of the statement, on all types "
     "{b:in the boxes}{x:that the statement lists}, {h:has}{v:does not have} "
     "the property ~0{h:: }{v:, which is that }~*.{v: The largest violation }"
     "{bv:(the least upper bound, where boxes are open) }{v:is exactly ~V.}",
     mv_check_property},
    {"price-decomposition", "N", DIVISIBLE, 0,
     "The mechanism of the statement is a lottery over ~N simple posted prices "
     "with balanced budget; with the rest of the probability nothing is "
     "produced. So at all types in the boxes it is incentive compatible, "
     "individually rational, and its budget is balanced.",
     mv_check_decomposition},
    {"expected-loss", "V", DIVISIBLE, 0,
     "With the belief of the statement the expected welfare loss of its "
     "mechanism is exactly ~V.",
     mv_check_expected_loss},
    {"maximal-loss", "V", DIVISIBLE, 0,
     "The supremum of the welfare loss of the mechanism of the statement, over "
     "all types in the boxes, is exactly ~V.",
     mv_check_maximal_loss},
    {"best-price", "V", DIVISIBLE, 0,
     "With the belief of the statement the largest expected welfare of a "
     "simple "
     "posted price with balanced budget is exactly ~V, and the price in the "
     "certificate has it.",
     mv_check_best_price},
    {"robust-optimum", "0V", DIVISIBLE, 0,
     "Consider the mechanisms whose level of production is constant on the "
     "cells of the statement and that are, at all types in the boxes, "
     "incentive "
     "compatible and individually rational with a balanced budget{z:, and in "
     "which the lowest type of every agent is indifferent}. With the belief of "
     "the statement their largest expected welfare is exactly ~V, and the "
     "allocation in the certificate has it.",
     mv_check_robust},
    {"lemma-2-display", "DV", DIVISIBLE, 0,
     "For the mechanism of the statement and the cube in the certificate the "
     "mixed difference of the level of production is exactly ~D. What the last "
     "display of the proof of Lemma 2 puts in its place is exactly ~V.",
     mv_check_lemma_2},
    {"lemma-1-residual", "V", DIVISIBLE, 0,
     "{h:The equation of Lemma 1 holds at all types for the polynomial of the "
     "statement: the residual is the zero polynomial.}{v:At the types in the "
     "certificate, which are in the support and add up to the cost or more, "
     "the "
     "residual of the equation of Lemma 1 for the polynomial of the statement "
     "is exactly ~V in absolute value.}",
     mv_check_lemma_1},
    {"mixed-derivative", "V", DIVISIBLE, 0,
     "{h:The derivative of the polynomial of the statement, once in the type "
     "of "
     "each agent, is the zero polynomial.}{v:At the types in the certificate, "
     "which are in the support and add up to the cost or more, the derivative "
     "of the polynomial of the statement, once in the type of each agent, is "
     "exactly ~V in absolute value.}",
     mv_check_mixed_derivative},
    {"polynomial-monotone", "", DIVISIBLE, 0,
     "At all types in the support that add up to the cost or more the "
     "polynomial of the statement is in [0, 1] and does not fall when a type "
     "rises. So the level of production, which is 0 elsewhere, does not fall "
     "when a type rises.",
     mv_check_polynomial_monotone},
    {"worst-belief", "VR", LOSS, 0,
     "Let ~N agents have types in [0, b] for a good that costs c. For all b "
     "and c with b < c < ~N b and (~N b - c) ~R < b: the supremum, over "
     "beliefs about the types, of the least expected welfare loss of a "
     "lottery over posted prices with balanced budget is at least ~V (~N b - "
     "c).",
     mv_check_worst_belief},
    {"price-lottery-loss", "V", LOSS, 0,
     "Let ~N agents have types in [0, b] for a good that costs c. For all b "
     "and c with b < c < ~N b the lottery over posted prices with balanced "
     "budget in the certificate has, at every profile of types, a welfare "
     "loss of at most ~V (~N b - c). Hence the supremum, over beliefs about "
     "the types, of the least expected welfare loss of a lottery over posted "
     "prices with balanced budget is at most ~V (~N b - c).",
     mv_check_price_loss},
    {"closed-form-loss", "LU", LOSS, 0,
     "The constant ((n - 1)/n) n^(-1/(n - 1)) with n = ~N lies in [~L, ~U]. "
     "Let ~N agents have types in [0, b] for a good that costs c. For all b "
     "and c with b < c < ~N b the constant times (~N b - c) is the largest "
     "welfare loss of the uniform lottery over the posted prices with balanced "
     "budget of which none is above b. Hence the supremum, over beliefs about "
     "the types, of the least expected welfare loss of a lottery over posted "
     "prices with balanced budget is at most ~U (~N b - c).",
     mv_check_closed_form},
    {NULL, NULL, 0, 0, NULL, NULL},
};
