package io.github.kalshiperps.conformance;

import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.core.error.TransportException;
import io.github.kalshiperps.core.http.ApiCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks operations one after the other, whatever they answer: answers are recorded elsewhere, and an error is one, too. For one thread.
 */
final class Asking {
    private final Map<String, Integer> asked = new LinkedHashMap<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();
    private final Map<String, String> unanswered = new LinkedHashMap<>();
    private final List<String> unreadable = new ArrayList<>();

    /**
     * Asks.
     *
     * @param operation the operation's id
     * @param call the request
     * @return what our models read, or null for an error or no answer
     * @throws ConformanceException if nothing has been answered yet, and this is not either: nobody is there
     */
    <T> @Nullable T ask(String operation, ApiCall<T> call) {
        try {
            T answer = call.execute();
            asked.merge(operation, 1, Integer::sum);
            return answer;
        } catch (TransportException e) {
            if (asked.isEmpty()) {
                throw new ConformanceException("the exchange does not answer: " + e.getMessage(), e);
            }
            unanswered.put(operation, String.valueOf(e.getMessage()));
            return null;
        } catch (ApiException e) {
            asked.merge(operation, 1, Integer::sum);
            return null;
        } catch (KalshiException e) {
            // Answered, but not as our models expect: the comparison will say how.
            asked.merge(operation, 1, Integer::sum);
            return null;
        }
    }

    /** Does something with answers. One that lacks what it takes ends that, and nothing else: the comparison will say what is missing. */
    void going(Runnable questions) {
        try {
            questions.run();
        } catch (MissingMemberException e) {
            unreadable.add(String.valueOf(e.getMessage()));
        }
    }

    /** {@return what was missing to ask on} */
    List<String> unreadable() {
        return unreadable;
    }

    /** Notes why an operation is not asked; of no account if it is asked all the same. */
    void leaveOut(String operation, String reason) {
        leftOut.putIfAbsent(operation, reason);
    }

    /** {@return how often which operation was answered, errors included} */
    Map<String, Integer> asked() {
        return asked;
    }

    /** {@return why which operations were not asked} */
    Map<String, String> leftOut() {
        Map<String, String> rest = new LinkedHashMap<>(leftOut);
        rest.keySet().removeAll(asked.keySet());
        return rest;
    }

    /** {@return which operations got no answer, and what the connection says of it} */
    Map<String, String> unanswered() {
        return unanswered;
    }
}
