package io.github.kalshiperps.simulator;

import io.github.kalshiperps.simulator.engine.Account;
import io.github.kalshiperps.simulator.engine.Exchange;
import io.github.kalshiperps.simulator.http.ApiKeys;
import io.github.kalshiperps.simulator.http.Caller;
import io.github.kalshiperps.simulator.http.Scope;
import io.github.kalshiperps.simulator.klear.SubtraderKeyListener;
import java.security.PublicKey;
import java.util.Set;
import java.util.UUID;

/**
 * Lets the holder of a key that was made at the clearing house trade at the exchange, if the exchange knows the subtrader. Safe for
 * use by several threads.
 */
final class SubtraderKeys implements SubtraderKeyListener {
    private final Exchange exchange;
    private final ApiKeys keys;

    SubtraderKeys(Exchange exchange, ApiKeys keys) {
        this.exchange = exchange;
        this.keys = keys;
    }

    @Override
    public void created(UUID keyId, String subtraderId, PublicKey publicKey) {
        Account subtrader = exchange.subtrader(subtraderId);
        if (subtrader != null) {
            keys.register(
                    new Caller(keyId.toString(), subtrader.userId(), Set.of(Scope.READ, Scope.WRITE), null), publicKey);
        }
    }

    @Override
    public void deleted(UUID keyId) {
        keys.revoke(keyId.toString());
    }
}
