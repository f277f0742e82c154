#ifndef MV_REASON_H
#define MV_REASON_H

/* The permanent reasons of FORMAT.md section 7, FORMAT-LP.md section 6 and
   FORMAT-GAME.md section 6, FORMAT-DIVISIBLE.md section 6, FORMAT-REAL.md
   section 9: number, exit status, text. A number is never used again for
   another reason. */
#define MV_REASONS(REASON)                                                     \
    REASON(100, 13, "a file cannot be opened or read")                         \
    REASON(101, 13, "standard output cannot be written")                       \
    REASON(200, 11, "statement: not UTF-8")                                    \
    REASON(201, 11, "statement: not JSON")                                     \
    REASON(202, 11, "statement: nested too deeply")                            \
    REASON(203, 11, "statement: duplicate key")                                \
    REASON(204, 11, "statement: unknown or missing key")                       \
    REASON(205, 11, "statement: value of the wrong type")                      \
    REASON(206, 11, "statement: bare real number")                             \
    REASON(207, 11, "statement: malformed number")                             \
    REASON(208, 11, "statement: zero denominator")                             \
    REASON(209, 11, "statement: number or file too long")                      \
    REASON(210, 11, "statement: wrong number of entries")                      \
    REASON(211, 11, "statement: the prior is not a probability distribution")  \
    REASON(212, 11, "statement: empty or repeated label")                      \
    REASON(213, 11, "statement: unknown format")                               \
    REASON(214, 11, "statement: unknown or different labels")                  \
    REASON(215, 11, "statement: not a probability distribution")               \
    REASON(216, 11, "a statement is missing, repeated or not of the claim")    \
    REASON(220, 11, "statement: malformed line")                               \
    REASON(221, 11, "statement: section missing or out of order")              \
    REASON(222, 11, "statement: repeated name or entry")                       \
    REASON(223, 11, "statement: unknown name")                                 \
    REASON(224, 11, "statement: contradictory data")                           \
    REASON(226, 11, "statement: not a linear program")                         \
    REASON(230, 11, "claims: malformed text")                                  \
    REASON(231, 11, "claims: unknown name, or wrong number of arguments")      \
    REASON(232, 11, "claims: name already in use")                             \
    REASON(233, 11, "claims: too large or nested too deeply")                  \
    REASON(234, 11, "claims: no rational constant, or an integral inside one") \
    REASON(240, 11, "statement: a number has the wrong sign or order")         \
    REASON(241, 11, "statement: the shares do not add up to the cost")         \
    REASON(242, 11, "statement: a tie, and no tie rule")                       \
    REASON(243, 11, "statement: the table has no zero type, or no net type")   \
    REASON(244, 11, "statement: a table for an agent of several people")       \
    REASON(245, 11, "statement: it does not fit the claim's population")       \
    REASON(246, 11, "statement: an agent without types")                       \
    REASON(247, 11, "statement: the claim needs something else")               \
    REASON(300, 11, "certificate: malformed line")                             \
    REASON(301, 11, "certificate: truncated")                                  \
    REASON(302, 11, "certificate: unexpected record")                          \
    REASON(303, 11, "certificate: wrong number of fields")                     \
    REASON(304, 11, "certificate: malformed number")                           \
    REASON(305, 11, "certificate: vector not reduced")                         \
    REASON(306, 11, "certificate: index out of range")                         \
    REASON(307, 11, "certificate: entries out of order")                       \
    REASON(308, 11, "certificate: wrong count or trailing bytes")              \
    REASON(309, 11, "certificate: unknown version or claim")                   \
    REASON(310, 11, "certificate: longer than a limit")                        \
    REASON(400, 10, "the certificate is for another statement")                \
    REASON(401, 10, "not a probability distribution")                          \
    REASON(402, 10, "the information structure does not have the prior")       \
    REASON(403, 10, "the strategic virtual objective is too low")              \
    REASON(404, 10, "the informational virtual objective is too high")         \
    REASON(405, 10, "the claimed value is not what the numbers give")          \
    REASON(406, 10, "an action is not participation secure")                   \
    REASON(407, 10, "a multiplier is not positive")                            \
    REASON(408, 10, "the Farkas multipliers do not exclude every outcome")     \
    REASON(410, 10, "the point is not feasible")                               \
    REASON(411, 10, "a multiplier needs a bound that is infinite")             \
    REASON(412, 10, "the multipliers do not prove infeasibility")              \
    REASON(413, 10, "the ray does not prove unboundedness")                    \
    REASON(420, 10, "an obedience constraint is violated")                     \
    REASON(421, 10, "truth-telling is not optimal")                            \
    REASON(422, 10, "individual rationality is violated")                      \
    REASON(423, 10, "the multipliers do not bound the value for all priors")   \
    REASON(430, 10, "a leaf does not prove the condition")                     \
    REASON(431, 10, "this does not show that there is a root")                 \
    REASON(432, 10, "this does not show that there is one root only")          \
    REASON(433, 10, "an expression may be undefined")                          \
    REASON(434, 10, "the point does not refute the claim")                     \
    REASON(435, 10, "the identity is not shown")                               \
    REASON(436, 10, "a coefficient does not vanish identically")               \
    REASON(440, 10, "the witness does not show the violation")                 \
    REASON(442, 10, "a condition of the argument does not hold")               \
    REASON(443, 10, "the transfers break a constraint")                        \
    REASON(444, 10, "a transfer is not shown to be the largest")               \
    REASON(445, 10, "the transfers cover the cost")                            \
    REASON(446, 10, "this does not show a maximum, or a sign")                 \
    REASON(450, 10, "the lottery is not the mechanism")                        \
    REASON(451, 10, "a price is not balanced")                                 \
    REASON(452, 10, "the price is not balanced, or does not earn the value")   \
    REASON(453, 10, "another price earns more")                                \
    REASON(454, 10, "the allocation is not a robust mechanism")                \
    REASON(455, 10, "the multipliers do not bound the welfare")                \
    REASON(456, 10, "the polynomials differ")                                  \
    REASON(457, 10, "the polynomial leaves [0,1]")                             \
    REASON(500, 12, "out of memory, or the memory limit is reached")           \
    REASON(501, 12, "the limit of work is reached")

#define MV_ENUMERATE(number, status, text) MV_E##number = number,
enum mv_reason { MV_REASONS(MV_ENUMERATE) };
#undef MV_ENUMERATE

#endif
