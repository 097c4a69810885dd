package io.github.kalshiperps.core.book;

/** The oracle has to pass the same tests, or it is none. */
class TreeOrderBookTest extends OrderBookBehaviour {
    @Override
    OrderBook newBook() {
        return TreeLevels.book();
    }
}
