package io.github.kalshiperps.examples;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.error.ConflictException;
import io.github.kalshiperps.core.error.DecodeException;
import io.github.kalshiperps.core.error.InvalidRequestException;
import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.core.error.RateLimitException;
import io.github.kalshiperps.core.error.ServerException;
import io.github.kalshiperps.core.error.TransportException;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.MarginOrder;
import io.github.kalshiperps.rest.model.OrdersListParams;
import io.github.kalshiperps.rest.model.SelfTradePreventionType;
import io.github.kalshiperps.rest.model.TimeInForce;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Places an order and makes sure that it is there once or not at all, whatever happens: an order whose answer is lost is looked up
 * by its client_order_id and never sent again. Look at {@link KalshiException} and what extends it.
 */
final class HandleErrors {
    private final PerpsClient client;
    private final Duration lookAgainAfter;

    HandleErrors(PerpsClient client, Duration lookAgainAfter) {
        this.client = client;
        this.lookAgainAfter = lookAgainAfter;
    }

    /**
     * Returns the id of the order; empty if there is none. What this does not catch needs a person: a wrong key or clock
     * (AuthenticationException), a missing permission (PermissionException), a wrong set-up (ConfigurationException).
     */
    Optional<String> place(CreateMarginOrderRequest order) throws InterruptedException {
        try {
            return Optional.of(client.orders().create(order).execute().orderId());
        } catch (InvalidRequestException e) { // refused: price, size, margin; a new order may be better
            System.err.println("Refused with " + e.codeFamily() + ", " + e.details());
            return Optional.empty();
        } catch (RateLimitException e) { // not placed; whoever called may do it later
            System.err.println("Too many requests; wait " + e.retryAfter().orElse(Duration.ofSeconds(1)));
            return Optional.empty();
        } catch (ConflictException e) { // this client_order_id was used before: perhaps by us, before a crash
            return find(order);
        } catch (TransportException e) { // no answer
            return e.outcomeUnknown() ? find(order) : Optional.empty();
        } catch (ServerException e) { // 5xx: a gateway does not know what became of an order
            return e.outcomeUnknown() ? find(order) : Optional.empty();
        } catch (DecodeException e) { // answered with success, but this version cannot read how
            return find(order);
        }
    }

    /** Looks several times: the list may trail by some seconds. Not found is therefore likely, but not certain, not to be there. */
    private Optional<String> find(CreateMarginOrderRequest order) throws InterruptedException {
        var orders = client.orders()
                .listAll(OrdersListParams.builder().ticker(order.ticker()).build());
        for (int look = 1; look <= 5; look++) {
            for (MarginOrder listed : orders) {
                if (listed.clientOrderId().equals(order.clientOrderId())) {
                    return Optional.of(listed.orderId());
                }
            }
            Thread.sleep(lookAgainAfter.toMillis());
        }
        return Optional.empty();
    }

    public static void main(String[] args) throws InterruptedException {
        try (PerpsClient client = PerpsClient.fromEnv()) {
            var order = CreateMarginOrderRequest.builder()
                    .ticker("KXBTCPERP1")
                    .clientOrderId(UUID.randomUUID().toString())
                    .side(BookSide.BID)
                    .price(FixedPointDollars.of("5.0000"))
                    .count(FixedPointCount.of(1))
                    .timeInForce(TimeInForce.GOOD_TILL_CANCELED)
                    .selfTradePreventionType(SelfTradePreventionType.TAKER_AT_CROSS)
                    .build();
            System.out.println(new HandleErrors(client, Duration.ofSeconds(2)).place(order));
        }
    }
}
