package io.github.kalshiperps.examples;

import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.MarginFill;
import io.github.kalshiperps.rest.model.PortfolioFillsParams;
import io.github.kalshiperps.ws.Backfill;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.Subscription;
import io.github.kalshiperps.ws.model.BookSide;
import io.github.kalshiperps.ws.model.Fill;
import io.github.kalshiperps.ws.model.FillMessage;
import io.github.kalshiperps.ws.model.OrderSource;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Follows the account's executions without losing one: those of a lost connection come from REST, each one once. Look at
 * {@link Backfill}.
 */
final class FollowMyFills {
    private FollowMyFills() {}

    static Subscription follow(PerpsWebSocket session, PerpsClient client, Consumer<FillMessage> fills) {
        Backfill<FillMessage> missed = (from, until) -> client
                .portfolio()
                .fillsAll(PortfolioFillsParams.builder()
                        .minTs(from)
                        .maxTs(until.plusSeconds(1)) // asked for in whole seconds
                        .build())
                .stream()
                .sorted(Comparator.comparing(MarginFill::createdTime))
                .map(FollowMyFills::asMessage)
                .toList();
        // Both orders of a trade may be ours: the id of the trade alone does not tell them apart.
        return session.fills()
                .backfill(
                        missed, fill -> List.of(fill.msg().tradeId(), fill.msg().orderId()))
                .listen(fills);
    }

    /**
     * The same execution as REST and the WebSocket tell it. REST knows no {@code sid}, {@code client_order_id}, {@code post_position} and
     * {@code subaccount}: asking the message for one of the required ones throws, which is better than a made-up number.
     */
    static FillMessage asMessage(MarginFill fill) {
        var msg = Fill.builder()
                .tradeId(UUID.fromString(fill.fillId()))
                .orderId(UUID.fromString(fill.orderId()))
                .marketTicker(fill.ticker())
                .side(BookSide.of(fill.side().value()))
                .price(fill.price())
                .count(fill.count())
                .feeCost(fill.fees())
                .isTaker(fill.isTaker())
                .tsMs(fill.createdTime());
        if (fill.orderSource() != null) {
            msg.orderSource(OrderSource.of(fill.orderSource().value()));
        }
        return FillMessage.builder().msg(msg.build()).build();
    }

    public static void main(String[] args) throws IOException {
        try (PerpsClient client = PerpsClient.fromEnv();
                PerpsWebSocket session = PerpsWebSocket.fromEnv()) {
            follow(
                    session,
                    client,
                    fill -> System.out.println(fill.msg().side() + " "
                            + fill.msg().count() + " " + fill.msg().marketTicker() + " @ "
                            + fill.msg().price()));
            System.out.println("Following; Enter ends it");
            int ignored = System.in.read();
        }
    }
}
