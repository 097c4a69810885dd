package io.github.kalshiperps.simulator.ws;

import java.time.Duration;

/**
 * What an exchange decides for itself. Immutable and safe for use by several threads.
 *
 * @param heartbeat how often each connection is pinged, in real time; zero for never
 * @param bufferedMessages how many unread messages a subscription may have before it is ended with error 25, at least 1
 * @param marketsPerSubscription how many markets a subscription may name before more are refused with error 26, at least 1
 * @param commandsPerSecond how many commands about one subscription are taken within a second of the exchange's clock before more are
 *     refused with error 27; 0 for any number
 * @param connectionsPerUser how many connections a user may have before more are refused with 429, at least 1
 * @param sequencedAnswers whether {@code ok} and {@code error} take a number of their subscription's sequence, where it has one
 * @param sendingTimes whether every message has the member {@code sending_ts_ms}, which the contract does not know yet
 * @param compression whether messages are compressed for clients that offer it
 */
public record WebSocketSettings(
        Duration heartbeat,
        int bufferedMessages,
        int marketsPerSubscription,
        int commandsPerSecond,
        int connectionsPerUser,
        boolean sequencedAnswers,
        boolean sendingTimes,
        boolean compression) {
    private static final WebSocketSettings DEFAULTS =
            new WebSocketSettings(Duration.ofSeconds(10), 65_536, 10_000, 0, 200, true, false, false);

    /**
     * Checks.
     *
     * @param heartbeat how often each connection is pinged, in real time; zero for never
     * @param bufferedMessages how many unread messages a subscription may have, at least 1
     * @param marketsPerSubscription how many markets a subscription may name, at least 1
     * @param commandsPerSecond how many commands about one subscription are taken within a second; 0 for any number
     * @param connectionsPerUser how many connections a user may have, at least 1
     * @param sequencedAnswers whether {@code ok} and {@code error} take a number
     * @param sendingTimes whether every message has the member {@code sending_ts_ms}
     * @param compression whether messages are compressed for clients that offer it
     */
    public WebSocketSettings {
        if (heartbeat.isNegative()) {
            throw new IllegalArgumentException("heartbeat must not be negative but was " + heartbeat);
        }
        least("bufferedMessages", bufferedMessages, 1);
        least("marketsPerSubscription", marketsPerSubscription, 1);
        least("commandsPerSecond", commandsPerSecond, 0);
        least("connectionsPerUser", connectionsPerUser, 1);
    }

    private static void least(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + " but was " + value);
        }
    }

    /**
     * {@return a ping every 10 seconds, 65,536 messages, 10,000 markets, any number of commands, 200 connections, answers with numbers, no
     * sending times, no compression}
     */
    public static WebSocketSettings defaults() {
        return DEFAULTS;
    }

    /**
     * {@return the same with another value of {@link #heartbeat}}
     *
     * @param value how often each connection is pinged, in real time; zero for never
     */
    public WebSocketSettings withHeartbeat(Duration value) {
        return new WebSocketSettings(
                value,
                bufferedMessages,
                marketsPerSubscription,
                commandsPerSecond,
                connectionsPerUser,
                sequencedAnswers,
                sendingTimes,
                compression);
    }

    /**
     * {@return the same with another value of {@link #bufferedMessages}}
     *
     * @param value how many unread messages a subscription may have, at least 1
     */
    public WebSocketSettings withBufferedMessages(int value) {
        return new WebSocketSettings(
                heartbeat,
                value,
                marketsPerSubscription,
                commandsPerSecond,
                connectionsPerUser,
                sequencedAnswers,
                sendingTimes,
                compression);
    }

    /**
     * {@return the same with another value of {@link #marketsPerSubscription}}
     *
     * @param value how many markets a subscription may name, at least 1
     */
    public WebSocketSettings withMarketsPerSubscription(int value) {
        return new WebSocketSettings(
                heartbeat,
                bufferedMessages,
                value,
                commandsPerSecond,
                connectionsPerUser,
                sequencedAnswers,
                sendingTimes,
                compression);
    }

    /**
     * {@return the same with another value of {@link #commandsPerSecond}}
     *
     * @param value how many commands about one subscription are taken within a second; 0 for any number
     */
    public WebSocketSettings withCommandsPerSecond(int value) {
        return new WebSocketSettings(
                heartbeat,
                bufferedMessages,
                marketsPerSubscription,
                value,
                connectionsPerUser,
                sequencedAnswers,
                sendingTimes,
                compression);
    }

    /**
     * {@return the same with another value of {@link #connectionsPerUser}}
     *
     * @param value how many connections a user may have, at least 1
     */
    public WebSocketSettings withConnectionsPerUser(int value) {
        return new WebSocketSettings(
                heartbeat,
                bufferedMessages,
                marketsPerSubscription,
                commandsPerSecond,
                value,
                sequencedAnswers,
                sendingTimes,
                compression);
    }

    /**
     * {@return the same with another value of {@link #sequencedAnswers}}
     *
     * @param value whether {@code ok} and {@code error} take a number
     */
    public WebSocketSettings withSequencedAnswers(boolean value) {
        return new WebSocketSettings(
                heartbeat,
                bufferedMessages,
                marketsPerSubscription,
                commandsPerSecond,
                connectionsPerUser,
                value,
                sendingTimes,
                compression);
    }

    /**
     * {@return the same with another value of {@link #sendingTimes}}
     *
     * @param value whether every message has the member {@code sending_ts_ms}
     */
    public WebSocketSettings withSendingTimes(boolean value) {
        return new WebSocketSettings(
                heartbeat,
                bufferedMessages,
                marketsPerSubscription,
                commandsPerSecond,
                connectionsPerUser,
                sequencedAnswers,
                value,
                compression);
    }

    /**
     * {@return the same with another value of {@link #compression}}
     *
     * @param value whether messages are compressed for clients that offer it
     */
    public WebSocketSettings withCompression(boolean value) {
        return new WebSocketSettings(
                heartbeat,
                bufferedMessages,
                marketsPerSubscription,
                commandsPerSecond,
                connectionsPerUser,
                sequencedAnswers,
                sendingTimes,
                value);
    }
}
