package io.github.kalshiperps.conformance;

import com.squareup.moshi.JsonAdapter;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.core.json.DriftListener;
import io.github.kalshiperps.core.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The round trip through generated models, for answers of success. */
final class ModelRoundTrip implements RoundTrip {
    private final Map<String, ApiOperation> operations;
    private final JsonMapper mapper;

    ModelRoundTrip(List<ApiOperation> operations, JsonAdapter.Factory models) {
        this.operations = operations.stream().collect(Collectors.toMap(ApiOperation::id, Function.identity()));
        mapper = JsonMapper.of(models).driftListener(DriftListener.ignoring());
    }

    @Override
    public @Nullable String of(String operation, int status, String body) {
        ApiOperation known = operations.get(operation);
        if (known == null || known.successStatus() != status || known.response() == NoContent.class) {
            return null;
        }
        return again(known.response(), body);
    }

    private <T> String again(Class<T> model, String body) {
        return mapper.write(model, mapper.read(model, body));
    }
}
