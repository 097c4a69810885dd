package io.github.kalshiperps.conformance;

import com.squareup.moshi.JsonAdapter;
import io.github.kalshiperps.core.json.DriftListener;
import io.github.kalshiperps.core.json.JsonMapper;

/** The round trip through a generated model. */
final class ModelRoundTrip<T> implements RoundTrip {
    private final Class<T> model;
    private final JsonMapper mapper;

    ModelRoundTrip(Class<T> model, JsonAdapter.Factory models) {
        this.model = model;
        mapper = JsonMapper.of(models).driftListener(DriftListener.ignoring());
    }

    @Override
    public String of(String message) {
        return mapper.write(model, read(message));
    }

    @Override
    public T read(String message) {
        return mapper.read(model, message);
    }
}
