package io.github.kalshiperps.conformance;

import com.squareup.moshi.JsonAdapter;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.klear.api.KlearOperations;
import io.github.kalshiperps.klear.model.KlearModels;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.rest.model.PerpsModels;
import io.github.kalshiperps.spectools.contract.Api;
import java.util.List;

/** What we have for an API whose answers are compared. */
@SuppressWarnings("ImmutableEnumChecker") // The lists and factories never change, which their types do not say.
enum Bindings {
    REST(Api.REST, PerpsOperations.ALL, PerpsModels.factory()),
    KLEAR(Api.KLEAR, KlearOperations.ALL, KlearModels.factory());

    private final Api api;
    private final List<ApiOperation> operations;
    private final JsonAdapter.Factory models;

    Bindings(Api api, List<ApiOperation> operations, JsonAdapter.Factory models) {
        this.api = api;
        this.operations = operations;
        this.models = models;
    }

    Api api() {
        return api;
    }

    List<ApiOperation> operations() {
        return operations;
    }

    RoundTrip models() {
        return new ModelRoundTrip(operations, models);
    }

    /** Where the authored corpus is, from the root of the project. */
    String corpus() {
        return "conformance-tests/corpus/" + api.id();
    }

    /** Where its report goes, from the root of the project. */
    String report() {
        return "target/conformance/" + api.id();
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return api.id();
    }
}
