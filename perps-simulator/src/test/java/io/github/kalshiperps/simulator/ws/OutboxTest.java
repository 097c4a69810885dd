package io.github.kalshiperps.simulator.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.simulator.ws.Outbox.Outgoing;
import io.github.kalshiperps.ws.model.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** An outbox with a network and threads that stand still until they are told to move. */
class OutboxTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final Deque<Runnable> underWay = new ArrayDeque<>();
    private final Outbox outbox = new Outbox(
            (message, done) -> {
                sent.add(message.text().get());
                underWay.add(done);
            },
            tasks::add);
    private final Subscription subscription = new Subscription(1, Channel.TRADE);

    private void add(String text) {
        outbox.add(new Outgoing(subscription, () -> text, false));
    }

    private void answer(String text) {
        outbox.add(new Outgoing(null, () -> text, false));
    }

    private void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** Lets the network take everything. */
    private void drain() {
        do {
            work();
            while (!underWay.isEmpty()) {
                underWay.remove().run();
            }
        } while (!tasks.isEmpty());
    }

    @Test
    void whoAddsDoesNotSend() {
        add("one");

        assertThat(sent).isEmpty();
        assertThat(tasks).hasSize(1);
        work();
        assertThat(sent).containsExactly("one");
    }

    @Test
    void aMessageIsUnreadUntilTheNetworkHasTakenIt() {
        add("one");
        add("two");
        work();
        assertThat(subscription.unread()).hasValue(2);
        underWay.remove().run();
        assertThat(subscription.unread()).hasValue(1);
    }

    @Test
    void messagesLeaveInOrderAndOnlySoManyAtATime() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add("message " + i);
            add("message " + i);
        }
        work();
        assertThat(sent).hasSizeLessThan(100);
        drain();
        assertThat(sent).isEqualTo(all);
        assertThat(subscription.unread()).hasValue(0);
    }

    @Test
    void aNetworkThatTakesMessagesAtOnceGetsThemInOrderToo() {
        List<String> direct = new ArrayList<>();
        Outbox eager = new Outbox(
                (message, done) -> {
                    direct.add(message.text().get());
                    done.run();
                },
                tasks::add);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String text = "message " + i;
            all.add(text);
            eager.add(new Outgoing(subscription, () -> text, false));
        }
        work();
        assertThat(direct).isEqualTo(all);
    }

    @Test
    void inSilenceMessagesWait() {
        outbox.silence();
        add("one");
        drain();
        assertThat(sent).isEmpty();
        assertThat(outbox.isSilent()).isTrue();
        outbox.speak();
        drain();
        assertThat(sent).containsExactly("one");
    }

    @Test
    void whoDoesNotReadAnswersIsNotListenedTo() {
        List<String> listened = new ArrayList<>();
        outbox.whenRoom(() -> listened.add("at once"));
        assertThat(listened).containsExactly("at once");
        for (int i = 0; i < 64; i++) {
            answer("answer");
        }
        work();
        outbox.whenRoom(() -> listened.add("later"));
        assertThat(listened).containsExactly("at once");
        underWay.remove().run();
        work();
        assertThat(listened).containsExactly("at once", "later");
    }

    @Test
    void unreadDataDoesNotKeepFromListening() {
        for (int i = 0; i < 1000; i++) {
            add("data");
        }
        List<String> listened = new ArrayList<>();
        outbox.whenRoom(() -> listened.add("at once"));
        assertThat(listened).containsExactly("at once");
    }

    @Test
    void afterTheEndNothingIsSent() {
        add("one");
        outbox.close();
        add("two");
        drain();
        assertThat(sent).isEmpty();
        outbox.whenRoom(() -> sent.add("never"));
        assertThat(sent).isEmpty();
    }

    @Test
    void whoAddsDoesNotNoticeThatTheServerStops() {
        Outbox stopping = new Outbox((message, done) -> sent.add("never"), task -> {
            throw new RejectedExecutionException();
        });
        stopping.add(new Outgoing(null, () -> "one", false));
        stopping.add(new Outgoing(null, () -> "two", false));
        assertThat(sent).isEmpty();
    }
}
