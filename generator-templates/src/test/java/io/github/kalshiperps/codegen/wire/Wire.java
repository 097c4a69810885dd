package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonAdapter;
import io.github.kalshiperps.core.json.Drift;
import io.github.kalshiperps.core.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes the models of one fixture and remembers what the listener hears. */
final class Wire {
    private final JsonMapper mapper;
    private final List<Drift> drifts = new ArrayList<>();

    Wire(JsonAdapter.Factory models) {
        this.mapper = JsonMapper.of(models).driftListener(drifts::add);
    }

    JsonMapper mapper() {
        return mapper;
    }

    <T> T read(Class<T> type, String json) {
        return mapper.read(type, json);
    }

    <T> String write(Class<T> type, T value) {
        return mapper.write(type, value);
    }

    /** What is read is written back to the letter. */
    <T> T readAndWriteBack(Class<T> type, String json) {
        T value = read(type, json);
        assertThat(write(type, value)).isEqualTo(json);
        return value;
    }

    /** What the listener has heard so far, as {@code KIND at path}. */
    List<String> heard() {
        return drifts.stream()
                .map(drift -> drift.kind() + " at " + drift.path())
                .toList();
    }
}
