#!/bin/sh
# family-trade.sh MECHCERT CHECKER: bilateral trade with proportional pricing;
# CHECKER is mechcert-verify-real, or -.
. "${0%/*}/lib.sh"

expect 0 "$mechcert" family trade --gain 2/3 --seller-high 1 --at 1,1/2 -o third
finds 'gains: the guaranteed' out
finds '0.51890792561445424454' out
finds '3 exactly' out
finds '0.77777777777777777777' out
finds 'likelihood_printed (refuted)' out
finds 'truth (proved)' out
finds 'truth_printed (refuted)' out
finds '.0.73270783375426866940' out
finds '^28 of 28 claims are as they should be' out
certified third/trade.claim third

# Full trade from x_bar on; the price is the seller's lowest or highest.
expect 0 "$mechcert" family trade --gain 2/3 --seller-high 1 --at 3,0
finds 'price: the price at these reports' out
finds '0.66666666666666666666' out
finds '1 exactly' out

# The units do not matter.
expect 0 "$mechcert" family trade --gain 2 --seller-high 3 --json
finds '1.5567237768433627336' out

# At the threshold and below nothing can be guaranteed.
expect 0 "$mechcert" family trade --gain 1/2 --seller-high 1 -o half
finds 'collapse (proved)' out
finds '0.00990896416428809172' out
certified half/trade.claim half
expect 0 "$mechcert" family trade --gain 1/3 --seller-high 1 --epsilon 1e-6
finds '0.00000054365471105512' out

expect 2 "$mechcert" family trade --gain 1 --seller-high 1
finds 'posted price' err
expect 2 "$mechcert" family trade --gain 0 --seller-high 1
expect 2 "$mechcert" family trade --gain 2/3 --seller-high 1 --at 0,0
finds 'no price' err
expect 2 "$mechcert" family trade --gain 2/3 --seller-high 1 --at 1
expect 2 "$mechcert" family trade --gain 2/3
expect 2 "$mechcert" family trade --gain 1/2 --seller-high 1 --epsilon 1e-9
finds 'too small' err
finish
