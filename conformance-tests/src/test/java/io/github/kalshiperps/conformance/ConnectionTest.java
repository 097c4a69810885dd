package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.conformance.Wire.ObjectValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private final Connection connection = new Connection();
    private final List<String> breaches = new ArrayList<>();

    @Test
    void aLevelMayGoAndComeAgainHoweverItsPriceIsWritten() throws NotJsonException {
        snapshot(1, 1, "[['12.3400','8.00']]", "[['12.35','3.00']]");
        delta(1, 2, "bid", "12.34", "-8.0");
        delta(1, 3, "bid", "12.34000", "1.00");
        delta(1, 4, "bid", "12.3400", "-1");
        delta(1, 5, "ask", "12.3500", "-3.00");

        assertThat(breaches).isEmpty();

        delta(1, 6, "ask", "12.3500", "-0.01");

        assertThat(breaches).containsExactly("delta-size $.msg.delta -0.01 from 0 at 12.3500");
    }

    @Test
    void sizesAreExact() throws NotJsonException {
        snapshot(1, 1, "[['1','0.3']]", "[]");
        delta(1, 2, "bid", "1", "-0.1");
        delta(1, 3, "bid", "1", "-0.2");

        assertThat(breaches).isEmpty();
    }

    @Test
    void aSideIsNotTheOtherOne() throws NotJsonException {
        snapshot(1, 1, "[['1','5']]", "[['2','5']]");
        delta(1, 2, "ask", "1", "-5");

        assertThat(breaches).containsExactly("delta-size $.msg.delta -5 from 0 at 1");
    }

    @Test
    void marketsAndSubscriptionsHaveBooksAndNumbersOfTheirOwn() throws NotJsonException {
        snapshot(1, 1, "[['1','5']]", "[]");
        snapshot(2, 1, "[['1','1']]", "[]");
        delta(1, 2, "bid", "1", "-5");
        delta(2, 2, "bid", "1", "-1");
        frame("{'type':'trade','sid':3,'seq':1,'msg':{}}");
        frame("{'type':'ok','id':3,'sid':1,'seq':3}");
        frame("{'type':'ticker','sid':1,'msg':{}}");
        delta(1, 4, "bid", "1", "2");

        assertThat(breaches).isEmpty();
    }

    @Test
    void aBookThatMissedADeltaIsNotCheckedUntilItsNextSnapshot() throws NotJsonException {
        snapshot(1, 1, "[['1','5']]", "[]");
        delta(1, 3, "bid", "1", "-9");
        delta(1, 4, "bid", "1", "-9");

        assertThat(breaches).containsExactly("seq-continuous $.seq 3 after 1 of sid 1");

        snapshot(1, 5, "[['1','5']]", "[]");
        delta(1, 6, "bid", "1", "-9");

        assertThat(breaches).hasSize(2).last().isEqualTo("delta-size $.msg.delta -9 from 5 at 1");
    }

    @Test
    void aNumberThatComesTwiceIsNoContinuation() throws NotJsonException {
        frame("{'type':'trade','sid':3,'seq':7,'msg':{}}");
        frame("{'type':'trade','sid':3,'seq':7,'msg':{}}");

        assertThat(breaches).containsExactly("seq-continuous $.seq 7 after 7 of sid 3");
    }

    @Test
    void nothingIsClaimedAfterAFrameThatCouldNotBeRead() throws NotJsonException {
        snapshot(1, 1, "[['1','5']]", "[]");
        connection.interrupt();
        delta(1, 3, "bid", "1", "-9");
        delta(2, 9, "bid", "1", "-9");

        assertThat(breaches).isEmpty();

        delta(1, 5, "bid", "1", "-9");

        assertThat(breaches).containsExactly("seq-continuous $.seq 5 after 3 of sid 1");
    }

    @Test
    void aMarketWithoutASnapshotIsSaidOnce() throws NotJsonException {
        delta(1, 1, "bid", "1", "9");
        delta(1, 2, "bid", "1", "-10");

        assertThat(breaches).containsExactly("snapshot-first $.msg.market_ticker KXDEMOPERP1 of sid 1");
    }

    @Test
    void aBookThatCannotBeReadIsNotChecked() throws NotJsonException {
        snapshot(1, 1, "[['1','x']]", "[]");
        delta(1, 2, "bid", "1", "-9");
        snapshot(1, 3, "[['1','1']]", "[]");
        delta(1, 4, "bid", "1", "x");
        delta(1, 5, "bid", "1", "-9");

        assertThat(breaches).isEmpty();
    }

    private void snapshot(int sid, int seq, String bid, String ask) throws NotJsonException {
        frame("{'type':'orderbook_snapshot','sid':" + sid + ",'seq':" + seq
                + ",'msg':{'market_ticker':'KXDEMOPERP1','bid':" + bid + ",'ask':" + ask + "}}");
    }

    private void delta(int sid, int seq, String side, String price, String delta) throws NotJsonException {
        frame("{'type':'orderbook_delta','sid':" + sid + ",'seq':" + seq
                + ",'msg':{'market_ticker':'KXDEMOPERP1','side':'" + side + "','price':'" + price + "','delta':'"
                + delta + "'}}");
    }

    private void frame(String json) throws NotJsonException {
        ObjectValue frame = (ObjectValue) WireReader.read(json.replace('\'', '"'));
        connection.frame(
                new Fields(frame, null, Place.ROOT),
                (rule, place, found) -> breaches.add(rule + " " + place.exact() + " " + found));
    }
}
