package io.github.kalshiperps.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.rest.model.MarginFill;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.SessionEvent;
import io.github.kalshiperps.ws.Subscription;
import io.github.kalshiperps.ws.model.Fill;
import io.github.kalshiperps.ws.model.FillMessage;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FollowMyFillsTest {
    private static final String TICKER = "KXBTCPERP1";

    private final LiveExchange exchange = new LiveExchange();
    private final BlockingQueue<FillMessage> fills = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void deliversTheFillsOfALostConnectionOnceAndInOrder() throws InterruptedException {
        BlockingQueue<SessionEvent.Kind> events = new LinkedBlockingQueue<>();
        try (PerpsWebSocket session = exchange.session()
                        .onEvent(event -> events.add(event.kind()))
                        .connect();
                Subscription following = FollowMyFills.follow(session, exchange.simulator.client(), fills::add)) {
            following.ready().join();
            exchange.other.sellsTo(exchange.account, TICKER, "6.3000", "1");
            assertThat(next().count()).hasToString("1.00");

            exchange.whileUnreachable(() -> exchange.other.sellsTo(exchange.account, TICKER, "6.3000", "2"));
            assertThat(next().count()).hasToString("2.00");
            while (events.poll(20, TimeUnit.SECONDS) != SessionEvent.Kind.BACKFILLED) {
                // until what was missed has come
            }
            exchange.other.sellsTo(exchange.account, TICKER, "6.3000", "3");
            assertThat(next().count()).hasToString("3.00");
        }
        assertThat(fills).isEmpty();
    }

    @Test
    void tellsOfAnExecutionInRestsWordsAsTheWebSocketDoes() throws InterruptedException {
        try (PerpsWebSocket session = exchange.session().connect();
                Subscription following = FollowMyFills.follow(session, exchange.simulator.client(), fills::add)) {
            following.ready().join();
            exchange.other.buysFrom(exchange.account, TICKER, "6.3000", "1");
            Fill live = next();

            List<MarginFill> listed =
                    exchange.simulator.client().portfolio().fills().execute().fills();
            Fill converted = FollowMyFills.asMessage(listed.get(0)).msg();

            assertThat(converted.tradeId()).isEqualTo(live.tradeId());
            assertThat(converted.orderId()).isEqualTo(live.orderId());
            assertThat(converted.marketTicker()).isEqualTo(live.marketTicker());
            assertThat(converted.side()).isEqualTo(live.side());
            assertThat(converted.price()).isEqualTo(live.price());
            assertThat(converted.count()).isEqualTo(live.count());
            assertThat(converted.feeCost()).isEqualTo(live.feeCost());
            assertThat(converted.isTaker()).isEqualTo(live.isTaker());
            assertThat(converted.tsMs().toEpochMilli()).isEqualTo(live.tsMs().toEpochMilli());
            assertThat(converted.orderSource()).isEqualTo(live.orderSource());
            assertThatThrownBy(converted::postPosition).isInstanceOf(MissingMemberException.class);
        }
    }

    private Fill next() throws InterruptedException {
        FillMessage fill = fills.poll(20, TimeUnit.SECONDS);
        if (fill == null) {
            throw new AssertionError("no fill came");
        }
        return fill.msg();
    }
}
