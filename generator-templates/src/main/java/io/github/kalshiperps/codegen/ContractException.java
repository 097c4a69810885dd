package io.github.kalshiperps.codegen;

import java.io.Serial;

/** A contract, overlay or recipe says something that cannot be generated; the message names the place. */
public final class ContractException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ContractException(String message) {
        super(message);
    }

    ContractException(String message, Throwable cause) {
        super(message, cause);
    }
}
