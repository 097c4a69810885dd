package io.github.kalshiperps.core.book;

/** The book that users get. */
class ArrayOrderBookTest extends OrderBookBehaviour {
    @Override
    OrderBook newBook() {
        return OrderBook.create();
    }
}
