package io.github.kalshiperps.conformance;

import com.squareup.moshi.JsonAdapter;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.NoContent;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The models of the answers of an API. */
@FunctionalInterface
interface AnswerModels {
    /**
     * The model of one answer.
     *
     * @param operation the operationId
     * @param status the HTTP status
     * @return null when our models have no say, as for errors
     */
    @Nullable
    RoundTrip of(String operation, int status);

    /** Those of a client, for answers of success. */
    static AnswerModels of(List<ApiOperation> operations, JsonAdapter.Factory models) {
        Map<String, ApiOperation> byId =
                operations.stream().collect(Collectors.toMap(ApiOperation::id, Function.identity()));
        return (id, status) -> {
            ApiOperation known = byId.get(id);
            return known == null || known.successStatus() != status || known.response() == NoContent.class
                    ? null
                    : new ModelRoundTrip<>(known.response(), models);
        };
    }
}
