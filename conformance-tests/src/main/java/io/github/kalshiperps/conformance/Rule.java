package io.github.kalshiperps.conformance;

import java.util.Locale;

/**
 * The rules between values, each with what it demands. A report names a rule in lower case with hyphens. A rule says no more than
 * the contract, the exchange's documentation or recorded captures do; what they leave open is no rule.
 */
enum Rule {
    BOOK_ORDER("the levels of a side are sorted, the best one last"),
    BOOK_LEVEL_ONCE("no price stands twice in a side of a book"),
    BOOK_SIZE("the size of a level is above zero"),
    BOOK_CROSSED("the best bid is below the best ask, unless prices were aggregated"),
    BOOK_DEPTH("a side has no more levels than were asked for with depth"),
    SNAPSHOT_FIRST("a snapshot of the market comes before its first delta"),
    DELTA_SIZE("a delta takes no more from a level than is there"),
    SEQ_CONTINUOUS("seq grows by one with every frame of a subscription that has it"),
    SPREAD("the bid is below the ask"),
    NOT_NEGATIVE("an amount of this name is not below zero"),
    POSITIVE("a price or a count of this name is above zero"),
    CREATED_COUNT("no more is filled and left of a new order than was asked for"),
    FILL_PRICE("a new order has an average price only if something was filled"),
    POSITION_OPEN("only open positions are listed"),
    MARGIN_ORDER("the initial margin is not below the maintenance margin"),
    SUBACCOUNT_ONCE("a list of balances has each subaccount once"),
    BALANCE_UNASKED(
            "resting orders margin and available balance are zero unless compute_available_balance is asked for"),
    NOTIONAL("the notional of a position is its size at the mark, without a sign"),
    NOTIONAL_SUM("the total is the sum of the notionals of the positions"),
    LEVERAGE("the leverage is the notional divided by the maintenance margin"),
    CANDLE_RANGE("low and high of a candle enclose its other prices"),
    CANDLE_ORDER("candles are sorted, the oldest first, none twice"),
    FUNDING_CAP("a funding rate is at most 2 % either way"),
    FUNDING_AHEAD("the next funding is after the estimate was computed"),
    TIME_UNIT("a time lies between 2020 and 2100 when it is read in its documented unit"),
    TIME_PAST("what has happened was not after the capture was recorded"),
    TIME_PAIR("two members that say the same time, one in milliseconds, agree"),
    PAGE_LIMIT("a page has no more elements than were asked for with limit"),
    PAGE_REPEATS("no element stands twice in a listing, neither on one page nor on two"),
    PAGE_CURSOR("the cursor of a page is another one than it was asked for with");

    private final String words;

    Rule(String words) {
        this.words = words;
    }

    /** What it demands. */
    String words() {
        return words;
    }

    /** As in a report. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
