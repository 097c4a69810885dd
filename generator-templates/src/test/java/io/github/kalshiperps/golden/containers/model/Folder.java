package io.github.kalshiperps.golden.containers.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Folders in folders.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Folder {
    private final @Nullable String name;
    private final @Nullable List<Folder> folders;
    private final ModelExtras extras;

    private Folder(Builder builder) {
        this.name = builder.name;
        this.folders = builder.folders;
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
     * {@code Folder.name} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String name() {
        return extras.optional(name, "name");
    }

    /**
     * {@code Folder.folders} of the contract; not described yet.
     *
     * @return the values; empty when none were sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if they were sent but could not be read
     */
    public List<Folder> folders() {
        List<Folder> values = extras.optional(folders, "folders");
        return values == null ? List.of() : values;
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
        if (this == other) {
            return true;
        }
        if (!(other instanceof Folder that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(name, that.name)
                && Objects.equals(folders, that.folders);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, folders, extras);
    }

    @Override
    public String toString() {
        return "Folder[name=" + name
                + ", folders=" + folders
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Folder} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String name;
        private @Nullable List<Folder> folders;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Folder from) {
            this.name = from.name;
            this.folders = from.folders;
            this.extras = from.extras;
        }

        /**
         * {@code Folder.name} of the contract; not described yet.
         *
         * <p>Wire name {@code name}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder name(@Nullable String value) {
            this.name = value;
            this.extras = extras.without("name");
            return this;
        }

        /**
         * {@code Folder.folders} of the contract; not described yet.
         *
         * <p>Wire name {@code folders}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder folders(@Nullable List<Folder> value) {
            this.folders = value == null ? null : List.copyOf(value);
            this.extras = extras.without("folders");
            return this;
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
        public Folder build() {
            return new Folder(this);
        }
    }

    /** Reads and writes {@link Folder} token by token. */
    static final class Adapter extends JsonAdapter<Folder> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("name", "folders");
        private static final JsonAdapter<List<Folder>> FOLDERS = Codecs.list(Folder.Adapter.INSTANCE);

        private Adapter() {}

        @Override
        public @Nullable Folder fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.name = in.scalar("name", Codecs.STRING, false);
                    case 1 -> builder.folders = in.list("folders", FOLDERS, false);
                    default -> in.unknown();
                }
            }
            in.end();
            builder.extras = in.extras();
            return new Folder(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Folder value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("name", Codecs.STRING, value.name);
            out.member("folders", FOLDERS, value.folders);
            out.end();
        }
    }
}
