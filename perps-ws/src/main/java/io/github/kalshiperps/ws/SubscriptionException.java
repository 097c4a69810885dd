package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ErrorCode;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exchange refused a subscription or a change of it, or did not answer. {@link #code()} tells the cases apart.
 */
public final class SubscriptionException extends KalshiException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Channel channel;
    private final transient @Nullable ErrorCode code;

    SubscriptionException(Channel channel, @Nullable ErrorCode code, String message) {
        super(message, null);
        this.channel = channel;
        this.code = code;
    }

    /** {@return the channel} */
    public Channel channel() {
        return channel;
    }

    /** {@return the exchange's error code; empty if it gave none} */
    public Optional<ErrorCode> code() {
        return Optional.ofNullable(code);
    }
}
