package io.github.kalshiperps.core.http;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The query parameters of one operation: base of the generated parameter classes. It is the map that goes into the
 * query, names and values as they are sent, in the order they were given; read-only.
 */
public abstract class QueryParams extends AbstractMap<String, String> {
    private final Map<String, String> parameters;

    /**
     * Copies the parameters.
     *
     * @param parameters names and values as they are sent
     */
    protected QueryParams(Map<String, String> parameters) {
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** {@inheritDoc} */
    @Override
    public final Set<Entry<String, String>> entrySet() {
        return parameters.entrySet();
    }
}
