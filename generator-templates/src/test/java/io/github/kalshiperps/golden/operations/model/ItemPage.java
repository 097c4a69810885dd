package io.github.kalshiperps.golden.operations.model;

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
 * {@code ItemPage} of the contract; not described yet.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class ItemPage {
    private final @Nullable List<Item> items;
    private final @Nullable String cursor;
    private final ModelExtras extras;

    private ItemPage(Builder builder) {
        this.items = builder.items;
        this.cursor = builder.cursor;
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
     * {@code ItemPage.items} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public List<Item> items() {
        return extras.require(items, "items");
    }

    /**
     * {@code ItemPage.cursor} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String cursor() {
        return extras.optional(cursor, "cursor");
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
        if (!(other instanceof ItemPage that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(items, that.items)
                && Objects.equals(cursor, that.cursor);
    }

    @Override
    public int hashCode() {
        return Objects.hash(items, cursor, extras);
    }

    @Override
    public String toString() {
        return "ItemPage[items=" + items
                + ", cursor=" + cursor
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link ItemPage} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable List<Item> items;
        private @Nullable String cursor;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(ItemPage from) {
            this.items = from.items;
            this.cursor = from.cursor;
            this.extras = from.extras;
        }

        /**
         * {@code ItemPage.items} of the contract; not described yet.
         *
         * <p>Wire name {@code items}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder items(List<Item> value) {
            this.items = List.copyOf(value);
            this.extras = extras.without("items");
            return this;
        }

        /**
         * {@code ItemPage.cursor} of the contract; not described yet.
         *
         * <p>Wire name {@code cursor}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder cursor(@Nullable String value) {
            this.cursor = value;
            this.extras = extras.without("cursor");
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
        public ItemPage build() {
            return new ItemPage(this);
        }
    }

    /** Reads and writes {@link ItemPage} token by token. */
    static final class Adapter extends JsonAdapter<ItemPage> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("items", "cursor");
        private static final JsonAdapter<List<Item>> ITEMS = Codecs.list(Item.Adapter.INSTANCE);

        private Adapter() {}

        @Override
        public @Nullable ItemPage fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.items = in.list("items", ITEMS, false);
                    case 1 -> builder.cursor = in.scalar("cursor", Codecs.STRING, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("items", builder.items);
            builder.extras = in.extras();
            return new ItemPage(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable ItemPage value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("items", ITEMS, value.items);
            out.member("cursor", Codecs.STRING, value.cursor);
            out.end();
        }
    }
}
