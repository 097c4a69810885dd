package io.github.kalshiperps.ws.server;

import io.github.kalshiperps.ws.model.Channel;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * What a {@link FlowExchange} does and what it does wrong. Each method sets one thing and returns this plan; without any, it is
 * a well-behaved exchange with two markets and 10,000 frames. Not to be changed once it is in use.
 */
public final class FlowPlan {
    private long seed = 1;
    private long frames = 10_000;
    private List<String> markets = List.of("KXBTCPERP1", "KXETHPERP1");
    private Set<Feed> expected = EnumSet.allOf(Feed.class);
    private int levels = 40;
    private int drops;
    private int gaps;
    private int silences;
    private int ackDelay;
    private int framesWhileAway = 200;
    private double fragmented;
    private double prettyPrinted;
    private double trailingNewlines;
    private double unknownMembers;
    private double shuffledMembers;
    private double longDecimals;
    private boolean sequencedAnswers;
    private boolean snapshotsNameTheirCommand;
    private int remembered = 1 << 16;
    private Clock clock = Clock.systemUTC();
    private LongConsumer pace = frame -> {};
    private boolean paced;

    /** The same seed gives the same events in the same order, whatever the client does; only their times differ. */
    public FlowPlan seed(long value) {
        seed = value;
        return this;
    }

    /**
     * How many frames the flow has before it stops. More are added only when faults are still due then, and at the very end
     * one per market, one trade and one order group event.
     */
    public FlowPlan frames(long value) {
        frames = value;
        return this;
    }

    /** The markets. */
    public FlowPlan markets(String... tickers) {
        markets = List.of(tickers);
        return this;
    }

    /**
     * The channels that the client subscribes to, all unless this is called. While one of them is missing, or a market in it,
     * the flow stands still after a while: nothing else could hold it back.
     */
    public FlowPlan expecting(Channel... channels) {
        expected = EnumSet.noneOf(Feed.class);
        for (Channel channel : channels) {
            expected.add(Feed.of(channel.value()).orElseThrow());
        }
        return this;
    }

    /** How many prices each side of a book has at most; 0 starts with empty books and gives them up to 40. */
    public FlowPlan levels(int value) {
        levels = value;
        return this;
    }

    /** How often the connection is ended: by a reset, by a reset in a frame, with 1001 and with 1011, in turns. */
    public FlowPlan drops(int value) {
        drops = value;
        return this;
    }

    /**
     * How many gaps there are in sequences, in turns in books, trades and order groups. In two of three messages are lost, in the
     * others only numbers. Each gap is shown by a later message, and the client has read that message before the next fault.
     */
    public FlowPlan gaps(int value) {
        gaps = value;
        return this;
    }

    /** How often the exchange falls silent until the client connects again. */
    public FlowPlan silences(int value) {
        silences = value;
        return this;
    }

    /** Up to how many frames of the flow go ahead of a {@code subscribed}, of each one a different number. */
    public FlowPlan ackDelay(int value) {
        ackDelay = value;
        return this;
    }

    /** How many frames the flow goes on while the client is away or not subscribed to everything. */
    public FlowPlan framesWhileAway(int value) {
        framesWhileAway = value;
        return this;
    }

    /** The share of messages that come in several frames, cut anywhere; every second time with pings in between. */
    public FlowPlan fragmented(double share) {
        fragmented = share;
        return this;
    }

    /** The share of messages with line breaks and indentation. */
    public FlowPlan prettyPrinted(double share) {
        prettyPrinted = share;
        return this;
    }

    /** The share of messages with a line break behind them. */
    public FlowPlan trailingNewlines(double share) {
        trailingNewlines = share;
        return this;
    }

    /** The share of messages with members that no contract knows, of any type and length, beside and inside {@code msg}. */
    public FlowPlan unknownMembers(double share) {
        unknownMembers = share;
        return this;
    }

    /** The share of messages with {@code msg} first and {@code type} behind it. */
    public FlowPlan shuffledMembers(double share) {
        shuffledMembers = share;
        return this;
    }

    /** The share of messages with five or six decimals in amounts of dollars instead of four. */
    public FlowPlan longDecimals(double share) {
        longDecimals = share;
        return this;
    }

    /** Whether {@code ok} and {@code error} carry a {@code seq}, and take a number, on channels that have one. */
    public FlowPlan sequencedAnswers(boolean value) {
        sequencedAnswers = value;
        return this;
    }

    /** Whether the snapshots after {@code get_snapshot} carry its {@code id}. */
    public FlowPlan snapshotsNameTheirCommand(boolean value) {
        snapshotsNameTheirCommand = value;
        return this;
    }

    /** How many of the latest fills and trades can be asked for again. */
    public FlowPlan remembered(int value) {
        remembered = value;
        return this;
    }

    /** The clock of all times in messages. */
    public FlowPlan clock(Clock value) {
        clock = value;
        return this;
    }

    /** Called before each frame of the flow with its number; everything so far has been sent then. Slow without need. */
    public FlowPlan pace(LongConsumer value) {
        pace = value;
        paced = true;
        return this;
    }

    long seed() {
        return seed;
    }

    long frames() {
        return frames;
    }

    List<String> markets() {
        return markets;
    }

    Set<Feed> expected() {
        return expected;
    }

    int levels() {
        return levels;
    }

    int drops() {
        return drops;
    }

    int gaps() {
        return gaps;
    }

    int silences() {
        return silences;
    }

    int ackDelay() {
        return ackDelay;
    }

    int framesWhileAway() {
        return framesWhileAway;
    }

    double fragmented() {
        return fragmented;
    }

    double prettyPrinted() {
        return prettyPrinted;
    }

    double trailingNewlines() {
        return trailingNewlines;
    }

    double unknownMembers() {
        return unknownMembers;
    }

    double shuffledMembers() {
        return shuffledMembers;
    }

    double longDecimals() {
        return longDecimals;
    }

    boolean sequencedAnswers() {
        return sequencedAnswers;
    }

    boolean snapshotsNameTheirCommand() {
        return snapshotsNameTheirCommand;
    }

    int remembered() {
        return remembered;
    }

    Clock clock() {
        return clock;
    }

    LongConsumer pace() {
        return pace;
    }

    boolean isPaced() {
        return paced;
    }
}
