package io.github.kalshiperps.core.http;

import org.jspecify.annotations.Nullable;

/**
 * One operation of a contract, as data.
 *
 * @param id the contract's operationId
 * @param httpMethod upper case
 * @param path the contract's path template, such as {@code /margin/orders/{order_id}}
 * @param requiresAuth whether it takes credentials
 * @param api the generated interface that has it
 * @param javaMethod the name of its method there
 * @param request the model of its body, or null when it takes none
 * @param successStatus the documented status of success
 * @param response the model of the answer; {@link NoContent} when there is none
 */
public record ApiOperation(
        String id,
        String httpMethod,
        String path,
        boolean requiresAuth,
        Class<?> api,
        String javaMethod,
        @Nullable Class<?> request,
        int successStatus,
        Class<?> response) {}
