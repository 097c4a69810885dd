package io.github.kalshiperps.core.error;

import java.io.Serial;

/**
 * A member that the contract requires was not usable in the message this object was read from. Thrown by the accessor of
 * that member, not by the decoder, so that one absent member does not cost the rest of the message.
 */
public final class MissingMemberException extends DecodeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * An access to a member without a value.
     *
     * @param path the JSON path of the member
     * @param reason why it has no value, such as {@code "required member was not sent"}
     */
    public MissingMemberException(String path, String reason) {
        super(path, reason, null);
    }
}
