package io.github.kalshiperps.simulator;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.rest.model.AmendMarginOrderRequest;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.SelfTradePreventionType;
import io.github.kalshiperps.rest.model.TimeInForce;
import java.util.UUID;

/** Orders for bitcoin, whose mark is 6.3440 dollars. */
final class TestOrders {
    static final String BTC = "KXBTCPERP1";

    private TestOrders() {}

    static CreateMarginOrderRequest bid(String price, String count) {
        return order(BookSide.BID, price, count).build();
    }

    static CreateMarginOrderRequest ask(String price, String count) {
        return order(BookSide.ASK, price, count).build();
    }

    static CreateMarginOrderRequest.Builder order(BookSide side, String price, String count) {
        return CreateMarginOrderRequest.builder()
                .ticker(BTC)
                .clientOrderId(UUID.randomUUID().toString())
                .side(side)
                .price(FixedPointDollars.of(price))
                .count(FixedPointCount.of(count))
                .timeInForce(TimeInForce.GOOD_TILL_CANCELED)
                .selfTradePreventionType(SelfTradePreventionType.TAKER_AT_CROSS);
    }

    static AmendMarginOrderRequest.Builder amend(BookSide side, String price, String count) {
        return AmendMarginOrderRequest.builder()
                .ticker(BTC)
                .side(side)
                .price(FixedPointDollars.of(price))
                .count(FixedPointCount.of(count));
    }
}
