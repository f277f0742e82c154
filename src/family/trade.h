/* Bilateral trade with proportional pricing, as claims. Ref: S0, section 5.3
   and Theorem 3. */
#ifndef MC_FAMILY_TRADE_H
#define MC_FAMILY_TRADE_H

#include <gmp.h>
#include <stdbool.h>

#include "family/sheet.h"

/* The gains from trade are at least `gain`, the seller's value is between 0 and
   `high`; 0 < gain < high, epsilon > 0. With `at` the price is asked for these
   reports of seller and buyer. */
typedef struct mc_trade {
    mpq_t gain, high, epsilon, report[2];
    bool at;
} mc_trade;

/* mc_trade_write: the whole sheet. Wrong parameters are kept as a fault. */
void mc_trade_write(mc_sheet *sheet, const mc_trade *trade);

/* mc_trade_write_posted_prices: what posted prices do; the rest of the sheet
   has to define gain and high. */
void mc_trade_write_posted_prices(mc_sheet *sheet);

#endif
