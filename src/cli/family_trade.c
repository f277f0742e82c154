/* mechcert family trade. */
#include <string.h>

#include "cli/family.h"
#include "family/trade.h"

typedef struct arguments {
    const char *gain, *high, *epsilon, *at;
} arguments;

static void read_reports(mc_sheet *sheet, mc_trade *trade, const char *text)
{
    size_t count;
    mpq_t *number =
        mc_cli_family_numbers(&count, sheet, "at", text, strlen(text));
    if (!number)
        return;
    if (count == 2) {
        mpq_set(trade->report[0], number[0]);
        mpq_set(trade->report[1], number[1]);
        trade->at = true;
    } else {
        mc_sheet_fail(sheet, MC_BAD_INPUT,
                      "--at %s: must be two reports, those of seller and "
                      "buyer",
                      text);
    }
    mc_cli_family_free(number, count);
}

static void write_sheet(mc_sheet *sheet, void *user)
{
    const arguments *args = user;
    mc_trade trade = {.at = false};
    mpq_inits(trade.gain, trade.high, trade.epsilon, trade.report[0],
              trade.report[1], NULL);
    if (mc_cli_family_number(trade.gain, sheet, "gain", args->gain) &&
        mc_cli_family_number(trade.high, sheet, "seller-high", args->high) &&
        mc_cli_family_number(trade.epsilon, sheet, "epsilon", args->epsilon)) {
        if (args->at)
            read_reports(sheet, &trade, args->at);
        if (mc_sheet_status(sheet, NULL) == MC_OK)
            mc_trade_write(sheet, &trade);
    }
    mpq_clears(trade.gain, trade.high, trade.epsilon, trade.report[0],
               trade.report[1], NULL);
}

int mc_cli_family_trade(int argc, char **argv)
{
    arguments args = {.epsilon = "1/100"};
    const mc_cli_option options[] = {
        {"gain", 0, NULL, &args.gain, "G",
         "the buyer's value is at least G above the seller's"},
        {"seller-high", 0, NULL, &args.high, "V", "the seller's highest value"},
        {"at", 0, NULL, &args.at, "A1,A2",
         "price and probability of trade at these reports"},
        {"epsilon", 0, NULL, &args.epsilon, "E",
         "if G <= V/2: make trade less likely than E (default 1/100)"},
    };
    const mc_cli_family_kind kind = {
        .name = "trade",
        .usage = "--gain G --seller-high V [OPTION...]",
        .words = "Bilateral trade with proportional pricing (Brooks and Du, "
                 "Robust mechanisms for\nthe financing of public goods, "
                 "section 5.3) as proved claims.",
        .option = options,
        .options = sizeof options / sizeof *options,
        .write = write_sheet,
        .user = &args};
    return mc_cli_family_run(&kind, argc, argv);
}
