package io.github.kalshiperps.golden.references.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object without members, {@code {}}.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Empty {
    private final ModelExtras extras;

    private Empty(Builder builder) {
        this.extras = builder.extras;
    }

    /**
     * A builder without values.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder with the values of this object.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Members that were sent but are not in this version's contract.
     *
     * @return by wire name; unmodifiable, never null
     */
    public Map<String, RawJson> unknownMembers() {
        return extras.unknownMembers();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Empty that && extras.equals(that.extras);
    }

    @Override
    public int hashCode() {
        return extras.hashCode();
    }

    @Override
    public String toString() {
        return "Empty[unknownMembers=" + extras + "]";
    }

    /** Builds {@link Empty} objects. Not safe for use by several threads. */
    public static final class Builder {
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Empty from) {
            this.extras = from.extras;
        }

        /**
         * Adds a member that this version's contract does not know.
         *
         * @param name its wire name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the contract knows the member: it has a method of its own
         */
        public Builder putUnknownMember(String name, RawJson value) {
            this.extras = extras.withUnknown(name, value, Adapter.NAMES);
            return this;
        }

        /**
         * The object.
         *
         * @return a new object
         */
        public Empty build() {
            return new Empty(this);
        }
    }

    /** Reads and writes {@link Empty} token by token. */
    static final class Adapter extends JsonAdapter<Empty> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of();

        private Adapter() {}

        @Override
        public @Nullable Empty fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                in.unknown();
            }
            in.end();
            builder.extras = in.extras();
            return new Empty(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Empty value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.end();
        }
    }
}
