package io.github.kalshiperps.conformance;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.core.json.DriftListener;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.rest.model.PerpsModels;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The round trip through the models of perps-rest, for answers of success. */
final class PerpsRoundTrip implements RoundTrip {
    private final JsonMapper mapper = JsonMapper.of(PerpsModels.factory()).driftListener(DriftListener.ignoring());
    private final Map<String, ApiOperation> operations =
            PerpsOperations.ALL.stream().collect(Collectors.toMap(ApiOperation::id, Function.identity()));

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
