package io.github.kalshiperps.simulator.ws;

import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ErrorCode;
import io.github.kalshiperps.ws.model.SubscriptionAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client asked for, as far as it can be told without knowing its subscriptions. Immutable. */
sealed interface Command {
    /** {@return the number that the answers repeat; 0 for none} */
    long id();

    /** {@return the {@code cmd}; empty for none} */
    String name();

    /**
     * Wants channels.
     *
     * @param id the number that the answers repeat
     * @param channels at least one, known or not
     * @param markets the markets; none for all
     * @param sendInitialSnapshot whether tickers begin with the present figures
     * @param skipTickerAck whether later {@code ok} answers leave their lists out
     */
    record Subscribe(
            long id, List<Channel> channels, List<String> markets, boolean sendInitialSnapshot, boolean skipTickerAck)
            implements Command {
        @Override
        public String name() {
            return "subscribe";
        }
    }

    /**
     * Wants subscriptions no more.
     *
     * @param id the number that the answers repeat
     * @param sids at least one
     */
    record Unsubscribe(long id, List<Long> sids) implements Command {
        @Override
        public String name() {
            return "unsubscribe";
        }
    }

    /**
     * Wants a subscription changed.
     *
     * @param id the number that the answers repeat
     * @param sid the subscription
     * @param action what to do, known or not; null for nothing
     * @param markets the markets
     * @param sendInitialSnapshot whether tickers of added markets begin with the present figures
     */
    record Update(
            long id, long sid, @Nullable SubscriptionAction action, List<String> markets, boolean sendInitialSnapshot)
            implements Command {
        @Override
        public String name() {
            return "update_subscription";
        }
    }

    /**
     * Wants to know the subscriptions.
     *
     * @param id the number that the answer repeats
     */
    record ListSubscriptions(long id) implements Command {
        @Override
        public String name() {
            return "list_subscriptions";
        }
    }

    /**
     * Is none.
     *
     * @param id the number that the answer repeats
     * @param name the {@code cmd}; empty for none
     * @param code the error
     * @param details what is wrong, for people
     */
    record Misuse(long id, String name, ErrorCode code, String details) implements Command {}
}
