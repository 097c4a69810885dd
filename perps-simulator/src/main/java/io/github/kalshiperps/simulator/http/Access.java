package io.github.kalshiperps.simulator.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a key that is tied to one subaccount may see of the others: nothing. Stateless. */
final class Access {
    private Access() {}

    /** The subaccount that a call is limited to; null for all. */
    static @Nullable Integer oneOrAll(Caller caller, @Nullable Long asked) {
        Integer tied = caller.subaccount();
        Integer number = asked == null ? null : number(asked);
        if (tied == null) {
            return number;
        }
        if (number != null && !Objects.equals(number, tied)) {
            throw forbidden("the API key is limited to subaccount " + tied);
        }
        return tied;
    }

    /** The subaccount that a call is about: the primary one unless it says otherwise. */
    static int one(Caller caller, @Nullable Long asked) {
        Integer number = oneOrAll(caller, asked);
        return number == null ? 0 : number;
    }

    /** Refuses keys that are tied to a subaccount. */
    static void wholeAccount(Caller caller) {
        if (caller.subaccount() != null) {
            throw forbidden("the API key is limited to subaccount " + caller.subaccount());
        }
    }

    /** The engine knows no subaccount of that number either. */
    static int number(long asked) {
        return (int) Math.min(asked, Integer.MAX_VALUE);
    }

    private static HttpRefusal forbidden(String details) {
        return new HttpRefusal(Answer.wrapped(403, "forbidden", "forbidden", details));
    }
}
