package io.github.kalshiperps.core.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of an operation that changes something how to find out whether it took effect when its answer was lost. Stands in the
 * message of the TransportException, where it is needed.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface LostAnswer {
    /**
     * Where to look.
     *
     * @return such as {@code find the client_order_id among the listed orders}
     */
    String value();
}
