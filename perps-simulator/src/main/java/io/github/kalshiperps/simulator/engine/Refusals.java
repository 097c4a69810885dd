package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** What the exchange says no with. Codes and texts are those seen on it or documented, unless said otherwise in the README. */
final class Refusals {
    private Refusals() {}

    static Refusal notFound() {
        return new Refusal(404, "not_found", "not found", null);
    }

    static Refusal invalidOrder(String details) {
        return new Refusal(400, "invalid_order", "invalid order", details);
    }

    static Refusal invalidPrice() {
        return new Refusal(400, "invalid_price", "invalid price", null);
    }

    static Refusal invalidParameters(@Nullable String details) {
        return new Refusal(400, "invalid_parameters", "invalid parameters", details);
    }

    static Refusal riskLimit(String details) {
        return new Refusal(400, "NOTIONAL_RISK_LIMIT_EXCEEDED", "notional risk limit exceeded", details);
    }

    static Refusal insufficientBalance() {
        return new Refusal(400, "insufficient_balance", "insufficient balance", null);
    }

    /** The code of what a user who may not trade on margin gets for a write carries the user's id. */
    static Refusal userNotFound(String userId) {
        return new Refusal(400, "user_not_found:_" + userId, "user not found: " + userId, null);
    }

    static Refusal forbidden(String message) {
        return new Refusal(403, "forbidden", message, null);
    }

    static Refusal notEnabled() {
        return forbidden("user is not enabled for margin trading");
    }

    static Refusal tradingPaused() {
        return new Refusal(409, "trading_is_paused", "trading is paused", null);
    }

    static Refusal exchangePaused() {
        return new Refusal(409, "exchange_is_paused", "exchange is paused", null);
    }

    static Refusal orderAlreadyExists() {
        return new Refusal(409, "order_already_exists", "order already exists", null);
    }

    static Refusal conflict(String code, String message) {
        return new Refusal(409, code, message, null);
    }
}
