package io.github.kalshiperps.core.error;

import java.io.Serial;

/** The credentials are good but not for this (403): the key lacks a scope, is bound to another subaccount, or the account is not enabled for margin trading. */
public final class PermissionException extends ApiException {
    @Serial
    private static final long serialVersionUID = 1L;

    PermissionException(ErrorResponse response, ErrorBody body) {
        super(response, body);
    }
}
