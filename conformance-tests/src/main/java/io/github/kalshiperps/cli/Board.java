package io.github.kalshiperps.cli;

import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.BookView;
import io.github.kalshiperps.ws.BookUpdate;
import io.github.kalshiperps.ws.model.FundingRate;
import io.github.kalshiperps.ws.model.Ticker;
import io.github.kalshiperps.ws.model.TickerPrice;
import io.github.kalshiperps.ws.model.Trade;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of some markets, shown in place on a terminal or line by line elsewhere. Safe for use by several threads.
 */
final class Board {
    private static final int LEVELS = 5;
    private static final int TRADES = 5;
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final boolean inPlace;
    private final PrintWriter out;
    private String event = "connecting";
    private boolean changed = true;

    /** One market. */
    private static final class Row {
        @Nullable
        BookView book;

        @Nullable
        Ticker ticker;

        final Deque<Trade> trades = new ArrayDeque<>();
        String best = "";
    }

    Board(List<String> tickers, boolean inPlace, PrintWriter out) {
        tickers.forEach(ticker -> rows.put(ticker, new Row()));
        this.inPlace = inPlace;
        this.out = out;
    }

    /** Takes the book after an update; it may be unknown for the moment. */
    synchronized void onBook(BookUpdate update) {
        Row row = row(update.marketTicker());
        row.book = update.book().isValid() ? update.book().view() : null;
        String best = row.book == null
                ? "book unknown for the moment"
                : "bid " + level(row.book.bestBid()) + "  ask " + level(row.book.bestAsk());
        // Most changes are deeper in the book.
        if (!best.equals(row.best)) {
            row.best = best;
            line(update.marketTicker(), best);
        }
        changed = true;
    }

    synchronized void onTrade(Trade trade) {
        Row row = row(trade.marketTicker());
        row.trades.addFirst(trade);
        if (row.trades.size() > TRADES) {
            row.trades.removeLast();
        }
        line(trade.marketTicker(), trade(trade));
        changed = true;
    }

    synchronized void onTicker(Ticker ticker) {
        row(ticker.marketTicker()).ticker = ticker;
        line(ticker.marketTicker(), figures(ticker));
        changed = true;
    }

    synchronized void onEvent(String text) {
        event = text;
        if (!inPlace) {
            print("-- " + text);
        }
        changed = true;
    }

    /** Draws everything anew where that is how it is shown, and something changed. */
    synchronized void redraw() {
        if (!inPlace || !changed) {
            return;
        }
        changed = false;
        StringBuilder screen = new StringBuilder(HOME_AND_CLEAR);
        rows.forEach((ticker, row) -> draw(ticker, row, screen));
        screen.append(event).append("; Ctrl-C ends").append(System.lineSeparator());
        out.print(screen);
        out.flush();
    }

    private static void draw(String ticker, Row row, StringBuilder screen) {
        String end = System.lineSeparator();
        screen.append(ticker).append(end);
        screen.append("  ")
                .append(row.ticker == null ? "no figures yet" : figures(row.ticker))
                .append(end);
        BookView book = row.book;
        if (book == null) {
            screen.append("  book unknown for the moment").append(end);
        } else {
            screen.append(String.format("  %12s %12s   %-12s %-12s%n", "size", "bid", "ask", "size"));
            for (int i = 0; i < LEVELS; i++) {
                screen.append(String.format(
                        "  %12s %12s   %-12s %-12s%n",
                        i < book.bids().size() ? book.bids().get(i).count() : "",
                        i < book.bids().size() ? book.bids().get(i).price() : "",
                        i < book.asks().size() ? book.asks().get(i).price() : "",
                        i < book.asks().size() ? book.asks().get(i).count() : ""));
            }
        }
        row.trades.forEach(trade -> screen.append("  ").append(trade(trade)).append(end));
        screen.append(end);
    }

    private Row row(String ticker) {
        return rows.computeIfAbsent(ticker, unasked -> new Row());
    }

    private void line(String ticker, String text) {
        if (!inPlace) {
            print(ticker + "  " + text);
        }
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }

    private static String level(Optional<PriceLevel> level) {
        return level.map(found -> found.price() + " x " + found.count()).orElse("none");
    }

    private static String trade(Trade trade) {
        return "trade " + trade.tsMs() + "  " + trade.count() + " @ " + trade.price() + ", taker on the "
                + trade.takerSide().value() + " side";
    }

    private static String figures(Ticker ticker) {
        FundingRate funding = ticker.fundingRate();
        return "last " + ticker.price() + "  mark " + price(ticker.settlementMarkPrice()) + "  reference "
                + price(ticker.referencePrice()) + "  volume " + ticker.volume() + "  open interest "
                + ticker.openInterest() + "  funding "
                + (funding == null ? "-" : funding.rate().toPlainString() + " at " + funding.nextFundingTimeMs());
    }

    private static String price(@Nullable TickerPrice price) {
        return price == null ? "-" : price.price().toString();
    }
}
